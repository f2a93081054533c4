"""Attributions by the network (`engine="model"`): drafts of what it spotted, with what the parse adds."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from quoteattr.attributions.channels import find_channel
from quoteattr.attributions.draft import Draft
from quoteattr.attributions.quoted import is_whole
from quoteattr.attributions.sources import is_passive
from quoteattr.records import Mode
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Offsets
from quoteattr.text.tree import head_of, is_negation, verb_group

if TYPE_CHECKING:
    from quoteattr.network.spotting import Spotted


def drafts_of(reading: Reading, spotted: "Iterable[Spotted]") -> list[Draft]:
    """What was spotted as drafts, in order of the text."""
    return sorted((_draft(reading, s) for s in spotted), key=lambda d: d.content[0])


def _draft(reading: Reading, spotted: "Spotted") -> Draft:
    document = reading.document
    cue = _head(reading, spotted.cue)
    group = {*reading.tokens_in(*spotted.cue), *verb_group(document, cue)} if spotted.cue and cue is not None else set()
    quoted = any(reading.quoted_characters(*piece) for piece in spotted.content)
    nobody = spotted.source is None and cue is not None and is_passive(reading, cue)
    return Draft(
        spotted.cue,
        spotted.source,
        spotted.content,
        mode_of(reading, spotted, cue),
        ("quotation, network" if quoted else "network") + (", nobody expressed" if nobody else ""),
        spotted.sure,
        cue,
        _head(reading, spotted.source, cue),
        any(is_negation(document.tokens[j]) for j in group),
        find_channel(reading, cue, spotted.content) if cue is not None else None,
    )


def _head(reading: Reading, span: Offsets | None, governor: int | None = None) -> int | None:
    """The token that heads a span, by preference the one that hangs on the governor."""
    if span is None:
        return None
    tokens = list(reading.tokens_in(*span))
    return head_of(reading.document, tokens, governor) if tokens else None


_ALOUD = (Mode.SPEECH, Mode.WRITING, Mode.THOUGHT)


def _is_direct(reading: Reading, piece: Offsets) -> bool:
    """Whether a piece of content begins with a quotation that reads as speech."""
    return any(is_whole(q) and q.span.start == piece[0] for q in reading.quotations_in(*piece))


def mode_of(reading: Reading, spotted: "Spotted", cue: int | None) -> Mode:
    """The class of a cue: as the lexicon has it, else as the network reads it."""
    if spotted.cue is None or cue is None:
        return Mode.SPEECH
    places = [cue, *reversed(reading.tokens_in(*spotted.cue))]
    known = [reading.cues[i].mode for i in places if i in reading.cues]
    if known:
        aloud = known[0] in _ALOUD or not any(_is_direct(reading, piece) for piece in spotted.content)
        return known[0] if aloud else Mode.SPEECH  # “He laughed: “Nobody believes it.””
    if reading.document.text[slice(*spotted.cue)].lower().startswith(("according", "per ")):
        return Mode.SPEECH
    return tuple(Mode)[max(range(len(spotted.modes)), key=spotted.modes.__getitem__)]
