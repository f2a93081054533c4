"""An attribution before anybody knows whose it is."""

from collections.abc import Iterable, Iterator

from attrs import frozen

from quoteattr.records import Mode
from quoteattr.text.stretches import Offsets


@frozen
class Draft:
    """Source, cue and content as character offsets, end exclusive, and how they were found.

    `source_token` heads the source phrase, `cue_token` the cue; `rate` is how often this cue with
    this frame is an attribution in the training articles.
    """

    cue: Offsets | None
    source: Offsets | None
    content: tuple[Offsets, ...]
    mode: Mode
    rule: str
    rate: float = 1.0
    cue_token: int | None = None
    source_token: int | None = None
    negated: bool = False
    channel: Offsets | None = None


def spans_of(drafts: Iterable[Draft]) -> Iterator[Offsets | None]:
    """Every source, cue and piece of content."""
    for draft in drafts:
        yield from (draft.source, draft.cue, *draft.content)


def by_cue(drafts: Iterable[Draft]) -> dict[int, Draft]:
    """Each character of a cue → its draft."""
    return {at: draft for draft in drafts if draft.cue for at in range(*draft.cue)}
