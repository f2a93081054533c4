"""A small model that scores candidates by named features: a weight for each feature, and one hidden layer beside them,
by which features can matter together.

A row of the language's file is a feature, its weight, and what it adds to each hidden unit, in thousandths; the rows
`=bias` and `=out` are what every hidden unit begins with and what it counts in the end. A feature that has a row of its
own for a sort of phrase (`it:told`) counts by both.
"""

from array import array
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import repeat
from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.language import Language

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Features = dict[str, float]
BIAS, OUT = "=bias", "=out"
THOUSAND = 1000.0


@frozen(eq=False)
class Scorer:
    """Scores rows of features of one sort of phrase."""

    place: dict[str, int]
    table: "NDArray[np.float32]"  # of each feature: its weight, then what it adds to the hidden units
    bias: "NDArray[np.float32]"
    out: "NDArray[np.float32]"

    def scores(self, rows: Sequence[Features]) -> list[float]:
        """The score of each row."""
        import numpy as np  # here, since importing quoteattr imports this module

        at: list[int] = []
        place = self.place.get
        values: list[float] = []
        begins = []
        for row in rows:
            begins.append(len(at))
            at.append(-1)  # the last row of the table is of nothing, so that no row of features is empty
            at.extend(map(place, row, repeat(-1)))
            values.append(0.0)
            values.extend(row.values())
        weighed = self.table.take(np.frombuffer(array("q", at), np.int64), 0)  # arrays are made of lists sooner so
        weighed *= np.frombuffer(array("f", values), np.float32)[:, None]
        sums = np.add.reduceat(weighed, begins, 0)
        found: list[float] = (sums[:, 0] + np.maximum(sums[:, 1:] + self.bias, 0.0) @ self.out).tolist()
        return found

    def weight(self, name: str) -> float:
        """What a feature counts by itself."""
        return float(self.table[self.place[name], 0]) if name in self.place else 0.0


@cache
def scorer(language: Language, file: str, sort: str) -> Scorer:
    """The scorer of a language for one sort of phrase."""
    return _of_sort(_of_all(language, file), sort)


@cache
def _of_all(language: Language, file: str) -> Scorer:
    """What the rows of a file say: read once for all sorts."""
    return _read(language.rows(file))


def made_of(lines: Iterable[Sequence[str]], sort: str) -> Scorer:
    """The scorer that the lines of a file make, for one sort of phrase."""
    return _of_sort(_read(lines), sort)


def _read(lines: Iterable[Sequence[str]]) -> Scorer:
    import numpy as np

    rows = {row[0]: row[1:] for row in lines}
    units = max((len(row[-1].split()) for row in rows.values() if len(row) > 1), default=0)
    hidden = " ".join(row[1] if len(row) > 1 else "0 " * units for row in rows.values())
    table = np.zeros((len(rows) + 1, 1 + units), np.float32)
    table[:-1, 0] = [float(row[0]) for row in rows.values()]
    table[:-1, 1:] = np.array(hidden.split(), np.float32).reshape(len(rows), units) / THOUSAND
    place = {name: n for n, name in enumerate(rows)}
    bias, out = (table[place.pop(name, -1), 1:] for name in (BIAS, OUT))
    return Scorer(place, table, bias, out)


def _of_sort(known: Scorer, sort: str) -> Scorer:
    """A scorer with what counts for one sort of phrase besides."""
    place, table = dict(known.place), known.table.copy()
    for name, n in known.place.items():
        of, _, feature = name.partition(":")
        if of == sort and feature in known.place:
            table[place[feature]] += table[n]
        elif of == sort:
            place[feature] = n
    return Scorer(place, table, known.bias, known.out)
