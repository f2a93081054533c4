"""Names from the scores of tokens, read together: the likeliest labels of which each may follow the one before it.

Labels are IOB2 (Ratnaparkhi 1998; Tjong Kim Sang and Veenstra 1999): `I-ORG` follows only `B-ORG` or `I-ORG`. Each
token's own best label breaks names in two where tokens disagree (“Food Standards | of Australia”); the best path over
all tokens (Viterbi 1967) does not.
"""

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from quoteattr.heads.labels import Floats, Whole
from quoteattr.text.document import Entity

_NEVER = -1e9


@frozen(eq=False)
class Scheme:
    """Of labels in their order: which may follow which (rows, columns), which may begin, and as what each begins; what
    each move and each beginning costs a path."""

    follows: NDArray[np.bool_]
    begins: NDArray[np.bool_]
    begun: Whole
    moves: NDArray[np.float64] = field(init=False)
    starts: NDArray[np.float64] = field(init=False)

    @moves.default
    def _of_moves(self) -> NDArray[np.float64]:
        return np.where(self.follows, 0.0, _NEVER)

    @starts.default
    def _of_starts(self) -> NDArray[np.float64]:
        return np.where(self.begins, 0.0, _NEVER)


@cache
def scheme(labels: tuple[str, ...]) -> Scheme:
    """The scheme of some labels."""
    begins = np.array([not label.startswith("I-") for label in labels])
    same = [[a[1:] == b[1:] for b in labels] for a in labels]
    begun = [labels.index(f"B-{label[2:]}") if label.startswith("I-") else n for n, label in enumerate(labels)]
    return Scheme(np.array(same) | begins, begins, np.array(begun))


def likeliest(scores: Floats, opens: NDArray[np.bool_], labels: Sequence[str]) -> Whole:
    """The number of the label of each token. `scores` are tokens × labels; no name goes on where `opens` is true.

    Where every token's own best label may stand, these are the answer. Else the answer is no further from them than
    by what it costs to begin a name at each label that may not stand, so that tokens which are surer than that keep
    theirs, and paths are sought only between such tokens.
    """
    known = scheme(tuple(labels))
    found: Whole = scores.argmax(1)
    wrong = ~_may_stand(known, found, opens)
    if not wrong.any():
        return found
    places = np.flatnonzero(wrong)
    cost = (scores[places, found[places]] - scores[places, known.begun[found[places]]]).sum()
    two = np.partition(scores, -2, axis=1)[:, -2:]
    unsure = two[:, 1] - two[:, 0] <= cost
    edges = np.flatnonzero(np.diff(unsure, prepend=False, append=False))
    for first, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if wrong[first:end].any():
            found[first:end] = _path(known, scores, opens, found, first, end)
    return found


def _may_stand(known: Scheme, found: Whole, opens: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether each token's label may follow that of the token before it."""
    may = known.begins[found]
    may[1:] |= known.follows[found[:-1], found[1:]] & ~opens[1:]
    return may


def _path(known: Scheme, scores: Floats, opens: NDArray[np.bool_], found: Whole, first: int, end: int) -> list[int]:
    """The best labels of some tokens between two whose labels stay."""
    moves, starts = known.moves, known.starts
    total = starts if opens[first] or not first else moves[found[first - 1]]
    total = total + scores[first]
    back = []
    for i in range(first + 1, end):
        through = total[:, None] + (starts if opens[i] else moves)
        back.append(through.argmax(0))
        total = through.max(0) + scores[i]
    if end < len(found) and not opens[end]:
        total = total + moves[:, found[end]]
    path = [int(total.argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    return path[::-1]


def entities(labels: Sequence[str]) -> Iterator[Entity]:
    """The names that the labels of tokens give.

    >>> list(entities(["O", "B-ORG", "I-ORG", "B-LOC"]))
    [Entity(first=1, last=3, kind='ORG'), Entity(first=3, last=4, kind='LOC')]
    """
    first = -1
    for i, label in enumerate([*labels, "O"]):
        if first < 0 and label == "O":  # as most are
            continue
        if first >= 0 and not label.startswith("I-"):
            yield Entity(first, i, labels[first][2:])
            first = -1
        if label.startswith("B-"):
            first = i
