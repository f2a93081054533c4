"""Where in a record the words of a quotation stand, and how they differ: an alignment of words, the cheapest there is.

The words of the record that a quotation shares vote for places (the rarer, the more); around the best places an exact
alignment is made, free at both ends (Needleman and Wunsch 1970, Sellers 1980), with dear and cheap ways to leave words
out (Gotoh 1982): fillers and repeats cost next to nothing, nor does what an ellipsis or brackets stand for. A second
one backwards tells whether the quotation's halves stand better in two places. Time and memory are linear in the record.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from quoteattr.text.stretches import Offsets

if TYPE_CHECKING:
    import numpy as np

    Costs = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

_OPEN, _EXTEND = 0.5, 0.2  # of words left out without a mark
_CHEAP = 0.02  # of a word that may be left out
_NEVER = 1e4
_RATHER = 1e-3  # by how much an added word is dearer than one that stands for another
_NEAR = 0.4  # of another form of a word: builds, building
_JOIN = 1.2  # of a jump to another place
_BY_OTHER = 0.3  # of a quotation that somebody else says
_FREQUENT = 60  # places of a word, more than which one alone tells nothing
_LEAST_HALF = 2  # words on each side of a jump
_PLACES = 12  # that are looked at closely
_MOST = 6000  # words looked at closely in all
_MARGIN = 24  # words around a place
_LEAST_STEM = 4


@frozen
class Sought:
    """The words of a quotation: their keys, what each weighs (0 for one in brackets, which is not the speaker's), and
    whether an ellipsis stands before it."""

    keys: tuple[str, ...]
    weights: tuple[float, ...]
    behind_gap: tuple[bool, ...]

    @property
    def weight(self) -> float:
        """What all of it weighs."""
        return sum(self.weights)


@frozen
class Pair:
    """A word of the quotation and one of the record by their numbers; either may be missing."""

    quoted: int | None
    recorded: int | None


@frozen
class Aligned:
    """An alignment: its cost, and its pairs in order of the quotation; `joins` are the numbers of the pairs that begin
    at another place."""

    cost: float
    pairs: tuple[Pair, ...]
    joins: tuple[int, ...] = ()


@define
class Searched:
    """A record ready to be searched: the keys of its words, which of them may be left out, and who says each (a number,
    -1 for nobody known)."""

    keys: list[str]
    idle: bytearray
    owners: list[int]
    likes: "dict[str, frozenset[str]]" = field(factory=dict)
    places: dict[str, list[int]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.places = {}
        for i, key in enumerate(self.keys):
            self.places.setdefault(key, []).append(i)

    # --- places ---------------------------------------------------------------------------------

    def windows(self, keys: Sequence[str]) -> list[Offsets]:
        """Stretches of the record (numbers of words) that are worth a closer look, apart and in order."""
        wide = max(8, len(keys))
        votes: dict[int, float] = defaultdict(float)
        for i, key in enumerate(keys):
            places = self.places.get(key, ())
            if len(places) <= _FREQUENT or len(keys) == 1:
                for place in places[: _FREQUENT if len(keys) > 1 else _PLACES]:
                    votes[(place - i) // wide] += 1.0 / (1 + len(places)) ** 0.5
        for i, (one, after) in enumerate(pairwise(keys)):
            for place in self._both(one, after):
                votes[(place - i) // wide] += 0.6
        best = sorted(votes, key=lambda b: (-(votes[b] + votes.get(b + 1, 0)), b))[:_PLACES]
        room = _MOST
        found: list[Offsets] = []
        for bucket in best:
            start, end = (bucket - 1) * wide - _MARGIN, (bucket + 3) * wide + _MARGIN
            room -= end - start
            if found and room < 0:
                break
            found.append((max(0, start), min(len(self.keys), end)))
        return _merged(found)

    def _both(self, one: str, after: str) -> list[int]:
        """Where a word stands right before another."""
        first, second = self.places.get(one, []), self.places.get(after, [])
        if not first or not second:
            return []
        shift = 0 if len(first) <= len(second) else 1
        rarer = (first if not shift else second)[:_MOST]
        keys, last = self.keys, len(self.keys)
        if not shift:
            return [p for p in rarer if p + 1 < last and keys[p + 1] == after]
        return [p - 1 for p in rarer if p and keys[p - 1] == one]


def _merged(stretches: list[Offsets]) -> list[Offsets]:
    found: list[Offsets] = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        elif start < end:
            found.append((start, end))
    return found


def align(sought: Sought, record: Searched, owners: frozenset[int] = frozenset()) -> Aligned | None:
    """The cheapest alignment of a quotation in a record, in one place or in two; None where none of its words is there.

    Of alike ones that is taken which one of `owners` says, and one that they say may differ a little more.
    """
    windows = record.windows(sought.keys)
    if not windows:
        return None
    return _Table(sought, record, windows, owners).best()


class _Table:
    """The costs of aligning all beginnings of a quotation with all stretches of some windows, and all ends of it."""

    def __init__(self, sought: Sought, record: Searched, windows: list[Offsets], owners: frozenset[int]) -> None:
        import numpy as np

        self.sought, self.record = sought, record
        self.numbers: list[int] = []  # of the record's words, -1 between windows
        for start, end in windows:
            self.numbers += range(start, end)
            self.numbers.append(-1)
        numbers = np.array(self.numbers)
        between = numbers < 0
        idle = np.frombuffer(record.idle, dtype=np.uint8)[numbers].astype(bool) if len(record.idle) else between
        left_out, only_idle = (np.where(idle, _CHEAP, dear) for dear in (_EXTEND, _NEVER))
        ways = (left_out, only_idle, np.full(len(between), _CHEAP))  # the last one where an ellipsis stands
        self.costs: tuple[Costs, ...] = tuple(np.where(between, _NEVER, way) for way in ways)
        self.substitutes = self._substitutes(between)
        if owners:
            others = np.array([n >= 0 and record.owners[n] not in owners for n in self.numbers])
            self.substitutes += np.where(others, _BY_OTHER / len(sought.keys), 0.0)

    def _substitutes(self, between: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> "Costs":
        """What it costs that one word stands for another: rows are the quotation's."""
        import numpy as np

        keys = self.record.keys
        known: dict[str, int] = {}
        ids = np.array([known.setdefault(keys[n], len(known)) if n >= 0 else -1 for n in self.numbers])
        costs = np.empty((len(self.sought.keys), len(ids)))
        rows: dict[tuple[str, float], Costs] = {}
        for i, (key, weight) in enumerate(zip(self.sought.keys, self.sought.weights, strict=True)):
            if (key, weight) not in rows:
                of_key = np.full(len(known) + 1, max(weight, _CHEAP))
                for other, number in known.items():
                    if other == key:
                        of_key[number] = 0.0
                    elif self._may_be(key, other):
                        of_key[number] = weight * _NEAR
                row = of_key[ids]
                row[between] = _NEVER
                rows[key, weight] = row
            costs[i] = rows[key, weight]
        return costs

    def _may_be(self, key: str, other: str) -> bool:
        likes = self.record.likes
        return is_near(key, other) or other in likes.get(key, ()) or key in likes.get(other, ())

    # --- rows -------------------------------------------------------------------------------------

    def best(self) -> Aligned:
        """The cheapest alignment."""
        skips = _Skips(self.costs)
        ahead = _rows(self.substitutes, skips, self.sought)
        m = len(self.sought.keys)
        whole, place = float(ahead[-1].min()), int(ahead[-1].argmin())
        if whole > _JOIN and m >= 2 * _LEAST_HALF:
            joined = self._joined(ahead, skips)
            if joined.cost < whole:
                return joined
        return Aligned(whole, self._traced(ahead, skips, m, place))

    def _joined(self, ahead: "Costs", skips: "_Skips") -> Aligned:
        """The cheapest alignment that jumps once to another place."""
        gaps, m = self.sought.behind_gap, len(self.sought.keys)
        turned = Sought(self.sought.keys[::-1], self.sought.weights[::-1], (False, *gaps[:0:-1]))
        turned_skips = _Skips(tuple(costs[::-1] for costs in self.costs))
        back = _rows(self.substitutes[::-1, ::-1], turned_skips, turned)
        sums = ahead.min(axis=1) + back.min(axis=1)[::-1] + _JOIN  # of the first k words, and of all others
        for k, gap in enumerate(gaps):
            sums[k] -= _JOIN / 2 if gap else 0.0
        cut = _LEAST_HALF + int(sums[_LEAST_HALF : m - _LEAST_HALF + 1].argmin())
        first = self._traced(ahead, skips, cut, int(ahead[cut].argmin()))
        width = len(self.numbers)
        steps = _steps(back, turned_skips, turned, m - cut, int(back[m - cut].argmin()))
        second = tuple(Pair(m - 1 - q, self.numbers[width - 1 - r] if r is not None else None) for q, r in steps)
        return Aligned(float(sums[cut]), first + second, (len(first),))

    def _traced(self, rows: "Costs", skips: "_Skips", i: int, j: int) -> tuple[Pair, ...]:
        steps = _steps(rows, skips, self.sought, i, j)
        return tuple(Pair(q, self.numbers[r] if r is not None else None) for q, r in reversed(steps))


def _rows(substitutes: "Costs", skips: "_Skips", sought: Sought) -> "Costs":
    """For each number of words, and each place that the last of them stands at, what the cheapest alignment costs.
    Column 0 stands before the first word."""
    import numpy as np

    rows = np.zeros((len(sought.keys) + 1, substitutes.shape[1] + 1))
    for i, weight in enumerate(sought.weights):
        before = skips.reached(rows[i], sought.behind_gap[i]) if i else rows[0]
        row = rows[i + 1]
        row[1:] = before[:-1] + substitutes[i]
        row[0] = _NEVER
        np.minimum(row, rows[i] + max(weight, _CHEAP) + _RATHER, out=row)
    return rows


def _steps(rows: "Costs", skips: "_Skips", sought: Sought, i: int, j: int) -> list[tuple[int, int | None]]:
    """The pairs of the cheapest alignment that ends with word `i` at place `j`, the last one first."""
    found: list[tuple[int, int | None]] = []
    while i:
        if j == 0 or rows[i][j] >= rows[i - 1][j] + max(sought.weights[i - 1], _CHEAP) + _RATHER - 1e-9:
            found.append((i - 1, None))
            i -= 1
            continue
        found.append((i - 1, j - 1))
        j = skips.origin(rows[i - 1], j - 1, sought.behind_gap[i - 1]) if i > 1 else 0
        i -= 1
    return found


class _Skips:
    """What it costs to leave out words of the record between two of the quotation."""

    def __init__(self, costs: "tuple[Costs, ...]") -> None:
        import numpy as np

        self.sums = [np.concatenate(([0.0], np.cumsum(each))) for each in costs]

    def reached(self, row: "Costs", behind_gap: bool) -> "Costs":
        """A row in which words may have been left out behind the last one."""
        import numpy as np

        found = row
        for sums, opening in zip(self.sums, (_OPEN, 0.0, 0.0), strict=True):
            if sums is self.sums[2] and not behind_gap:
                continue
            found = np.minimum(found, np.minimum.accumulate(row - sums) + sums + opening)
        return found

    def origin(self, row: "Costs", j: int, behind_gap: bool) -> int:
        """From where place `j` is reached the cheapest way, and of alike ones from nearest."""
        import numpy as np

        costs = np.minimum(
            row[: j + 1] + (self.sums[0][j] - self.sums[0][: j + 1]) + _OPEN,
            row[: j + 1] + (self.sums[1][j] - self.sums[1][: j + 1]),
        )
        if behind_gap:
            costs = np.minimum(costs, row[: j + 1] + (self.sums[2][j] - self.sums[2][: j + 1]))
        costs[j] = row[j]
        return j - int((costs[::-1]).argmin())


def is_near(one: str, other: str) -> bool:
    """Whether two words are likely forms of one, or one misspelt: builds, building; colour, color.

    >>> is_near("builds", "building"), is_near("organise", "organize"), is_near("the", "this")
    (True, True, False)
    """
    short, long = sorted((len(one), len(other)))
    if short < _LEAST_STEM or long - short > 3 or one[0] != other[0]:
        return False
    same = next((n for n in range(short) if one[n] != other[n]), short)
    if same >= max(_LEAST_STEM, short - 2) and long - same <= 3:
        return True
    if short != long and one[same + (len(one) > len(other)) :] != other[same + (len(other) > len(one)) :]:
        return False
    return one[same + 1 :] == other[same + 1 :] or short != long


def jump(aligned: Aligned, sought: Sought) -> float:
    """What of an alignment's cost is its jump to another place."""
    quoted = [aligned.pairs[n].quoted for n in aligned.joins]
    return sum(_JOIN / (2 if q is not None and sought.behind_gap[q] else 1) for q in quoted)
