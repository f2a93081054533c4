"""An attribution before anybody knows whose it is."""

from collections.abc import Iterable

from attrs import frozen

from quoteattr.records import Mode

Offsets = tuple[int, int]


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


def shared(a: Offsets, b: Offsets) -> int:
    """How many characters two stretches have in common."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def merged(pieces: Iterable[Offsets]) -> tuple[Offsets, ...]:
    """Pieces in order, those that overlap made one."""
    made: list[Offsets] = []
    for start, end in sorted(pieces):
        if made and start < made[-1][1]:
            made[-1] = made[-1][0], max(end, made[-1][1])
        else:
            made.append((start, end))
    return tuple(made)
