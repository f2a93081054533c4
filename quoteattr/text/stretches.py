"""Stretches of a text, as character offsets: what stands at a place, what lies in what."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

Offsets = tuple[int, int]


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
