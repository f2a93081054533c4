"""What is no attribution, though a verb of saying stands there: a title behind its maker, a call for help."""

from quoteattr.attributions.draft import Draft
from quoteattr.records import QuotationUse
from quoteattr.text.reading import Reading


def without_works(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """“Hill **wrote** “High Noon” in 1998”: the title of a work right behind whoever made it is nothing they said."""
    titles = {
        at: q.span.start
        for q in reading.quotations
        if q.use is QuotationUse.TITLE
        for at in (q.span.start, q.pieces[0].start)
    }
    text, makes = reading.document.text, reading.language.pattern("maker_before_title")

    def is_work(draft: Draft) -> bool:
        start = titles.get(draft.begins[0], -1)
        return start >= 0 and draft.cue is not None and makes.search(text, draft.cue[0], start) is not None

    return [draft for draft in drafts if not is_work(draft)] if titles else drafts


def is_phone_call(reading: Reading, draft: Draft) -> bool:
    """“A neighbour **called the fire brigade**”: who is called out is nothing that is said."""
    cue, classes = draft.cue_token, reading.language.closed_class
    if cue is None or reading.document.tokens[cue].lemma.lower() not in classes("verbs_of_phoning") or draft.quoted:
        return False
    (start, end), *others = draft.content
    words = [reading.document.tokens[i].lower for i in reading.tokens_in(start, end)]
    words = words[1:] if words and words[0] in classes("articles") else words
    return not others and " ".join(words) in classes("who_is_called_out") and start >= reading.document.tokens[cue].end
