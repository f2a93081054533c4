"""From scores of arcs to trees: one root a sentence and no circle."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Whole = NDArray[np.int64]


def heads_of(scores: Floats, sentence: Whole) -> Whole:
    """The head of every token, itself for a root. `scores` are tokens × tokens, low between sentences.

    Each token first takes its best head. Sentences where that is no tree (few) are mended: the best of several roots
    stays, circles are broken where it costs least.
    """
    found: Whole = scores.argmax(1)
    bounds = np.flatnonzero(np.diff(sentence, prepend=-1, append=-1))
    for first, end in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        heads = found[first:end] - first
        if not _is_tree(heads):
            found[first:end] = _mended(scores[first:end, first:end], heads) + first
    return found


def _is_tree(heads: Whole) -> bool:
    """One root, and every token's way up ends there."""
    own = np.arange(len(heads))
    if int((heads == own).sum()) != 1:
        return False
    above = heads
    for _ in range(max(1, int(np.ceil(np.log2(max(2, len(heads))))))):
        above = above[above]
    return bool((heads[above] == above).all())


def _mended(scores: Floats, heads: Whole) -> Whole:
    """The root with the best score, then token by token the best head that closes no circle, the surest first."""
    n = len(heads)
    own = scores.diagonal().copy()
    others = scores.copy()
    np.fill_diagonal(others, -np.inf)
    root = int((own - others.max(1, initial=-np.inf)).argmax()) if n > 1 else 0
    made = np.full(n, -1, np.int64)
    made[root] = root
    left = set(range(n)) - {root}
    inside = np.zeros(n, bool)
    inside[root] = True
    while left:  # Prim's way from the root: a tree always, near the best where the scores are clear
        rows = np.fromiter(left, np.int64)
        wanted = np.where(inside[None, :], others[rows], -np.inf)
        best = wanted.argmax(1)
        loss = others[rows].max(1) - wanted[np.arange(len(rows)), best]
        chosen = int(loss.argmin())
        made[rows[chosen]] = best[chosen]
        inside[rows[chosen]] = True
        left.discard(int(rows[chosen]))
    return made
