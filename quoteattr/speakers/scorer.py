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
from typing import TYPE_CHECKING, Any

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


@cache
def scorer(language: Language, file: str, sort: str) -> Scorer:
    """The scorer of a language for one sort of phrase."""
    return made_of(language.rows(file), sort)


def made_of(lines: Iterable[Sequence[str]], sort: str) -> Scorer:
    """The scorer that the lines of a file make, for one sort of phrase."""
    import numpy as np

    rows = {row[0]: tuple(row[1:]) for row in lines}
    bias, out = (_hidden(rows.pop(name)) if name in rows else np.zeros(0, np.float32) for name in (BIAS, OUT))
    place = {name: n for n, name in enumerate(rows)}
    table = np.zeros((len(rows) + 1, 1 + len(bias)), np.float32)
    for n, row in enumerate(rows.values()):
        table[n, 0] = float(row[0])
        if len(row) > 1:
            table[n, 1:] = _hidden(row)
    for name, n in list(place.items()):
        of, _, feature = name.partition(":")
        if of == sort and feature in place:
            table[place[feature]] += table[n]
        elif of == sort:
            place[feature] = n
    return Scorer(place, table, bias, out)


def _hidden(row: tuple[str, ...]) -> Any:
    import numpy as np

    return np.array(row[-1].split(), np.float32) / THOUSAND
