"""Stretches of a text, as character offsets: what stands at a place, what lies in what."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain
from typing import Generic, TypeVar

Offsets = tuple[int, int]
Edit = tuple[int, int, str]  # start and end of a stretch, and what it becomes
T = TypeVar("T")


def inside(offset: int, stretch: Offsets) -> bool:
    """Whether a character lies in a stretch."""
    return stretch[0] <= offset < stretch[1]


def in_any(offset: int, stretches: Iterable[Offsets]) -> bool:
    """Whether a character lies in one of some stretches."""
    return any(start <= offset < end for start, end in stretches)


def shared(a: Offsets, b: Offsets) -> int:
    """How many characters two stretches have in common."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def merged(pieces: Iterable[Offsets]) -> tuple[Offsets, ...]:
    """Pieces in order, those that overlap as one."""
    found: list[Offsets] = []
    for start, end in sorted(pieces):
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return tuple(found)


def without(pieces: Iterable[Offsets], stretch: Offsets) -> tuple[Offsets, ...]:
    """What pieces have before a stretch and behind it."""
    parts = (
        (part for part in ((a, min(b, stretch[0])), (max(a, stretch[1]), b)) if part[0] < part[1]) for a, b in pieces
    )
    return tuple(chain.from_iterable(parts))


class Covered:
    """Which characters of a text stand in some stretches; asking costs the length of the question, not of the text."""

    def __init__(self, length: int, stretches: Iterable[Offsets | None] = ()) -> None:
        self._taken = bytearray(length)
        self.add(stretches)

    def add(self, stretches: Iterable[Offsets | None]) -> None:
        """Take some more; None takes nothing."""
        for start, end in filter(None, stretches):
            self._taken[start:end] = b"\1" * (end - start)

    def holds_ends(self, stretch: Offsets) -> bool:
        """Whether the first and the last character of a stretch are taken."""
        return bool(self._taken[stretch[0]] and self._taken[stretch[1] - 1])

    def count(self, stretch: Offsets) -> int:
        """How many characters of a stretch are taken."""
        return self._taken.count(1, *stretch)


class Standing(Generic[T]):
    """What stands at each character of some stretches; where two overlap, what was placed last."""

    def __init__(self, placed: Iterable[tuple[Offsets | None, T]]) -> None:
        kept = [(stretch, value) for stretch, value in placed if stretch and stretch[0] < stretch[1]]
        self._values = [value for _, value in kept]
        self._all = sorted((start, end, n) for n, ((start, end), _) in enumerate(kept))
        self._starts = [start for start, *_ in self._all]
        self._reach = list(accumulate((end for _, end, _ in self._all), max))  # how far those up to each go

    def at(self, offset: int) -> T | None:
        """What stands at a character."""
        last, at = -1, bisect_right(self._starts, offset) - 1
        while at >= 0 and self._reach[at] > offset:
            _, end, n = self._all[at]
            last = n if n > last and end > offset else last
            at -= 1
        return self._values[last] if last >= 0 else None

    def places_in(self, stretch: Offsets) -> Iterator[int]:
        """The characters of a stretch at which something stands, in order."""
        done = stretch[0]
        at = bisect_right(self._reach, done)
        while at < len(self._all) and self._starts[at] < stretch[1]:
            start, end, _ = self._all[at]
            yield from range(max(start, done), min(end, stretch[1]))
            done, at = max(done, end), at + 1

    def first_in(self, stretch: Offsets) -> T | None:
        """What stands first in a stretch."""
        first = next(self.places_in(stretch), None)
        return None if first is None else self.at(first)


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
