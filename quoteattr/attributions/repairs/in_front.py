"""“**After the meeting,** Ruiz said the roof leaked”: what stands in front of whoever speaks, and is not said."""

from quoteattr.attributions.draft import Draft
from quoteattr.text.document import Token
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Offsets
from quoteattr.text.tree import is_verbal

_OPENS = ("ADP", "SCONJ")


def without_front(reading: Reading, draft: Draft) -> Draft:
    """A draft whose content stands behind source and cue, without what its sentence begins with: when or where it was
    said, what was asked, and who goes by a name."""
    if draft.source is None or draft.cue is None or len(draft.content) < 2:
        return draft
    front, behind = draft.content[0], draft.content[1]
    is_front = front[1] <= draft.source[0] < draft.cue[0] < draft.cue[1] <= behind[0]
    if not is_front or "," in reading.document.text[draft.cue[1] : behind[0]]:
        return draft
    within = [reading.document.tokens[i] for i in reading.tokens_in(*front)]
    first = reading.document.tokens[reading.sentence_of(reading.token_at(draft.cue[0])).first]
    is_no_speech = _is_occasion(first, within) or _is_question(reading, first, front)
    is_no_speech |= _is_called_so(reading, front, draft.source)
    return draft.with_content(draft.content[1:]) if is_no_speech and not reading.in_quotation(first.i) else draft


def _is_occasion(first: Token, front: list[Token]) -> bool:
    """“**After the meeting,** Ruiz said”: a phrase that begins its sentence, without a verb."""
    return bool(front) and front[0] is first and first.upos in _OPENS and not any(map(is_verbal, front))


def _is_question(reading: Reading, first: Token, front: Offsets) -> bool:
    """“**Pressed on whether the road would open**, Ruiz said”: what somebody is asked, before the answer."""
    asked = reading.language.closed_class("asked")
    text = reading.document.text
    return first.lower in asked and "," not in text[first.start : front[0]]


def _is_called_so(reading: Reading, front: Offsets, source: Offsets) -> bool:
    """“**A smuggler** known only as Red Ho said”: of whom a participle right behind tells what they are called."""
    between = [reading.document.tokens[i] for i in reading.tokens_in(front[1], source[0])]
    goes_on = bool(between) and all(t.upos in ("ADV", "ADP") for t in between[1:])
    return goes_on and between[0].is_participle and len(between) > 1 and between[-1].upos == "ADP"
