"""An attribution before anybody knows whose it is."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

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


class Covered:
    """Which characters of a text stand in some stretches; asking costs the length of the question, not of the text."""

    def __init__(self, length: int, stretches: Iterable[Offsets | None] = ()) -> None:
        self._taken = bytearray(length)
        for stretch in stretches:
            if stretch is not None:
                self._taken[stretch[0] : stretch[1]] = b"\1" * (stretch[1] - stretch[0])

    def count(self, stretch: Offsets) -> int:
        """How many characters of a stretch are taken."""
        return self._taken.count(1, *stretch)


class Stretches:
    """Stretches that may overlap, sorted: asking for those at a place costs no more for there being many elsewhere."""

    def __init__(self, stretches: Iterable[Offsets]) -> None:
        self._all = sorted(stretches)
        self._starts = [start for start, _ in self._all]
        self._reach = list(accumulate((end for _, end in self._all), max))  # how far those up to each go

    def hold(self, stretch: Offsets) -> bool:
        """Whether one of them holds all of a stretch."""
        at = bisect_right(self._starts, stretch[0])
        return at > 0 and self._reach[at - 1] >= stretch[1]

    def touch(self, stretch: Offsets) -> bool:
        """Whether one of them shares a character with a stretch."""
        at = bisect_left(self._starts, stretch[1])
        return at > 0 and self._reach[at - 1] > stretch[0]

    def touching(self, stretch: Offsets) -> list[Offsets]:
        """Those that share a character with a stretch, in order."""
        found = []
        at = bisect_left(self._starts, stretch[1]) - 1
        while at >= 0 and self._reach[at] > stretch[0]:
            if self._all[at][1] > stretch[0]:
                found.append(self._all[at])
            at -= 1
        return found[::-1]


def spans_of(drafts: Iterable[Draft]) -> Iterator[Offsets | None]:
    """Every source, cue and piece of content."""
    for draft in drafts:
        yield from (draft.source, draft.cue, *draft.content)


def by_cue(drafts: Iterable[Draft]) -> dict[int, Draft]:
    """Each character of a cue → its draft."""
    return {at: draft for draft in drafts if draft.cue for at in range(*draft.cue)}
