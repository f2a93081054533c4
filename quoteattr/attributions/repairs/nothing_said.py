"""What is no attribution, though a verb of saying stands there: a title behind its maker, jokes, a call for help."""

from quoteattr.attributions.draft import Draft
from quoteattr.attributions.sources import is_passive
from quoteattr.language.people import is_human
from quoteattr.records import QuotationUse
from quoteattr.text.document import Token
from quoteattr.text.reading import Reading
from quoteattr.text.tree import head_of


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


def is_only_liked(reading: Reading, draft: Draft) -> bool:
    """“He likes to **tell jokes**”: that somebody would do so is nothing that they say; not “They told jokes”, nor
    “likes to tell jokes about Hill”."""
    if draft.cue is None or draft.quoted or len(draft.content) > 1:
        return False
    tokens, classes = reading.document.tokens, reading.language.closed_class
    verb, told = tokens[reading.tokens_in(*draft.cue)[-1]], tokens[reading.token_at(draft.begins[0])]
    is_told = told.i == verb.i + 1 and told.lower in classes("told_as_deeds")
    is_all = draft.begins[1] <= told.end or tokens[told.i + 1].upos == "PUNCT"
    return is_told and is_all and verb.is_infinitive and verb.lemma.lower() in classes("verbs_of_telling_deeds")


def is_of_usage(reading: Reading, draft: Draft) -> bool:
    """“The phrase **was used to describe** the poor as lazy”: what words are for, which nobody says there; not “was
    used to describe the poor **by the mayor**”."""
    if draft.cue is None or draft.quoted or (draft.source is not None and draft.source[0] > draft.cue[0]):
        return False
    tokens, classes = reading.document.tokens, reading.language.closed_class
    verb = reading.tokens_in(*draft.cue)[-1]
    if verb < 3 or tokens[verb - 1].lower not in classes("infinitive_markers"):
        return False
    is_used = tokens[verb - 2].lower in classes("verbs_of_usage")
    return is_used and any(token.lemma.lower() in classes("copulas") for token in tokens[max(0, verb - 4) : verb - 2])


def is_phone_call(reading: Reading, draft: Draft) -> bool:
    """“A neighbour **called the fire brigade**”, “She **called her landlord**, who laughed”: who is rung up or called
    out is nothing that is said."""
    cue, classes = draft.cue_token, reading.language.closed_class
    if cue is None or reading.document.tokens[cue].lemma.lower() not in classes("verbs_of_phoning") or draft.quoted:
        return False
    (start, end), *others = draft.content
    verb = reading.document.tokens[cue]
    if others or start < verb.end or is_passive(reading, cue):
        return False
    inside = [reading.document.tokens[i] for i in reading.tokens_in(start, end)]
    words = [token.lower for token in inside]
    words = words[1:] if words and words[0] in classes("articles") else words
    return " ".join(words) in classes("who_is_called_out") or (
        start <= verb.end + 1 and _is_somebody_alone(reading, inside)  # not “called **for** her ouster”
    )


def _is_somebody_alone(reading: Reading, phrase: list[Token]) -> bool:
    """“**her landlord**”, “**the night porter**”: somebody definite, and no word more that would say what they are
    called."""
    noun, first, classes = phrase[-1], phrase[0].lower, reading.language.closed_class
    is_theirs = first in classes("possessives") or first in classes("definite_determiners")
    is_one = is_theirs and noun.upos == "NOUN" and all(token.upos in _OF_NOUN for token in phrase[1:])
    return is_one and is_human(noun.lemma.lower(), reading.language)


_OF_NOUN = ("ADJ", "NOUN")


def is_only_found(reading: Reading, draft: Draft) -> bool:
    """“The Herald **found** the guards who declined to comment”: whom somebody finds is nothing that they say."""
    cue, tokens, language = draft.cue_token, reading.document.tokens, reading.language
    if cue is None or draft.quoted or tokens[cue].lemma.lower() not in language.closed_class("verbs_of_tracing"):
        return False
    found = tokens[head_of(reading.document, list(reading.tokens_in(*draft.content[-1])))]
    is_whom = found.head == cue and found.relation == "obj"
    return is_whom and found.upos == "NOUN" and is_human(found.lemma.lower(), language)


def is_of_no_cue(reading: Reading, draft: Draft) -> bool:
    """“**Range for the smaller model** is expected to be higher”, “The star has quit, **it** has been claimed”: words
    that no marks, no cue and no “that” tell from all others, which nobody is said to say."""
    if not draft.is_alone or draft.quoted:
        return False
    first = reading.document.tokens[reading.token_at(draft.begins[0])]
    return first.lower not in reading.language.closed_class("clause_markers")
