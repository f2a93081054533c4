"""A cue, a source and a quotation that stand too far from one another to belong together."""

from bisect import bisect_right
from collections.abc import Sequence

from attrs import evolve

from quoteattr.attributions.dialogue import floating
from quoteattr.attributions.draft import SPEECH, Draft
from quoteattr.attributions.quoted import is_whole
from quoteattr.text.reading import Reading


def without_late_cue(reading: Reading, draft: Draft) -> Draft:
    """A quotation that ends its paragraph has no cue in a later one: “We are done.” ¶ Critics **disagree**."""
    last = draft.content[-1]
    if draft.cue is None or draft.cue[0] < last[1] or not reading.quoted_characters(*last):
        return draft
    if reading.paragraph_at(draft.cue[0]) == reading.paragraph_at(last[1] - 1):
        return draft
    return evolve(draft, cue=None, source=None, cue_token=None, source_token=None)


def without_far_source(reading: Reading, draft: Draft) -> Draft:
    """A source stands in the paragraph of its cue; a relative pronoun whose clause has another cue is not in it."""
    if draft.source is None or draft.cue is None:
        return draft
    if reading.paragraph_at(draft.source[0]) != reading.paragraph_at(draft.cue[0]):
        return draft.without_source()
    start, end = draft.source
    found = reading.language.pattern("relative_at_the_end").search(reading.document.text[start:end])
    if found is None or not found.start() or end <= draft.cue[0] <= end + 1:
        return draft
    return evolve(draft, source=(start, start + found.start()))


def without_far_quotations(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """“described by one critic as “a hug”. He likes that. ¶ Why? **“I forgot the words.”**”: a quotation of a later
    paragraph, behind what somebody else says, floats; whose it is the speakers tell."""
    cues = sorted((draft.cue[0], n) for n, draft in enumerate(drafts) if draft.cue is not None)
    kept: list[Draft] = []
    for n, draft in enumerate(drafts):
        first = next((at for at in range(1, len(draft.content)) if _is_far(reading, draft, at, cues, n)), None)
        far = draft.content[first:] if first is not None else ()
        kept.append(draft.with_content(piece for piece in draft.content if piece not in far) if far else draft)
        kept += [floating(reading, piece) for piece in far]
    return kept


def _is_far(reading: Reading, draft: Draft, at: int, cues: Sequence[tuple[int, int]], own: int) -> bool:
    """Whether a piece of a draft is a whole quotation of a later paragraph than its cue and the piece before, with the
    cue of another draft between; or its cue tells of no words at all."""
    if draft.cue is None:
        return False
    (_, before), (start, end) = draft.content[at - 1], draft.content[at]
    reached = max(before, draft.cue[1])
    quotation = reading.first_quotation_in(start, end)
    if quotation is None or quotation.span.start > start or not is_whole(quotation):
        return False
    if reading.paragraph_at(reached - 1) >= reading.paragraph_at(start):
        return False
    if _is_of_no_words(reading, draft):
        return True
    between = cues[bisect_right(cues, (reached, -1)) : bisect_right(cues, (start, -1))]
    return any(other != own for _, other in between)


def _is_of_no_words(reading: Reading, draft: Draft) -> bool:
    """“He **likes** that.”: what somebody likes in one paragraph they say in no other."""
    entry = reading.cues.get(draft.cue_token) if draft.cue_token is not None else None
    return entry is not None and entry.mode not in SPEECH
