"""What the words around a cue tell of the saying: to whom, where and when."""

from collections.abc import Iterable

from attrs import evolve

from quoteattr.attributions.addressees import Said, find_addressee, in_a_letter_to, of_the_saying
from quoteattr.attributions.draft import Draft
from quoteattr.attributions.occasions import find_occasion
from quoteattr.attributions.quoted import begins_quoted
from quoteattr.records import Mode
from quoteattr.text.reading import Reading

_TOLD = frozenset({Mode.SPEECH, Mode.WRITING, Mode.DECLINED})


def with_circumstances(reading: Reading, drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts, each with its addressee, place and date where the text says them."""
    drafts = list(drafts)
    cues = frozenset(draft.cue_token for draft in drafts if draft.cue_token is not None)
    return [_told(reading, draft, cues) for draft in drafts]


def with_told_aloud(reading: Reading, drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts; what somebody makes clear, opposes or regrets “in an interview with the Herald”, or in a letter sent
    to somebody, is said or written, whatever its cue means elsewhere."""
    drafts = list(drafts)
    cues = frozenset(draft.cue_token for draft in drafts if draft.cue_token is not None)
    return [evolve(d, mode=Mode.SPEECH, aloud=1.0) if _is_aloud(reading, d, cues) else d for d in drafts]


def _is_aloud(reading: Reading, draft: Draft, cues: frozenset[int]) -> bool:
    if draft.mode in _TOLD or draft.cue_token is None or draft.source is None:
        return False
    if _is_tag(reading, draft):
        return True
    said = Said(reading, draft, draft.cue_token, cues)
    return any(in_a_letter_to(said, verb) is not None for verb in of_the_saying(said))


def _is_tag(reading: Reading, draft: Draft) -> bool:
    """““It was never safe,” **she reflected**”: a word of thinking that only tells whose a quotation before it is; not
    ““What now?” he thought”, to himself."""
    document, (start, end), cue = reading.document, draft.content[0], draft.cue
    verb = document.tokens[draft.cue_token or 0].lemma.lower()
    if cue is None or end > cue[0] or verb not in reading.language.closed_class("thought_aloud"):
        return False
    said = document.text[start:end].rstrip("”’\"'")
    return begins_quoted(reading, (start, end)) and said[-1:] in _ENDING


_ENDING = (",", "?", "!", "…")  # of a quotation that goes on with a verb behind it


def _told(reading: Reading, draft: Draft, cues: frozenset[int]) -> Draft:
    if draft.mode not in _TOLD or draft.cue_token is None:
        return draft
    said = Said(reading, draft, draft.cue_token, cues)
    addressee, (place, date) = find_addressee(said), find_occasion(said)
    if addressee is None and place is None and date is None:
        return draft
    words, head = addressee or (None, None)
    if head is not None and head == draft.source_token:
        draft = draft.without_source()  # “**Residents** were told”: by somebody else
    return evolve(draft, addressee=words, addressee_token=head, where=place, when=date)
