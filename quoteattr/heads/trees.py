"""From scores of arcs to trees: one root a sentence and no circle."""

import numpy as np

from quoteattr.heads.labels import Floats, Whole


def heads_of(scores: Floats, sentence: Whole) -> Whole:
    """The head of every token, itself for a root. `scores` are tokens × tokens, low between sentences.

    Each token first takes its best head. Sentences where that is no tree (few) are mended: the best of several roots
    stays, circles are broken where it costs least.
    """
    found: Whole = scores.argmax(1)
    bounds = np.flatnonzero(np.diff(sentence, prepend=-1, append=-1))
    roots = found == np.arange(len(found))
    alone = np.add.reduceat(roots, bounds[:-1], dtype=np.int64) == 1
    trees = alone & np.logical_and.reduceat(roots[_ends(found)], bounds[:-1])  # every token's way up ends at the root
    for place in np.flatnonzero(~trees).tolist():
        first, end = bounds[place : place + 2].tolist()
        found[first:end] = _mended(scores[first:end, first:end], found[first:end] - first) + first
    return found


def _ends(heads: Whole) -> Whole:
    """Where the way up from every token ends: at a root, or somewhere in a circle."""
    above = heads
    for _ in range(max(1, int(np.ceil(np.log2(max(2, len(heads))))))):
        above = above[above]
    return above


def _mended(scores: Floats, heads: Whole) -> Whole:
    """The root with the best score; then what does not hang on it yet, circle by circle, where it costs least."""
    own = scores.diagonal().copy()
    others = scores.copy()
    np.fill_diagonal(others, -np.inf)
    best = others.max(1, initial=-np.inf)
    root = int((own - best).argmax()) if len(heads) > 1 else 0
    mended = heads.copy()
    mended[root] = root
    hanging = _ends(mended) == root
    while not hanging.all():
        loose = np.flatnonzero(~hanging)
        wanted = np.where(hanging[None, :], others[loose], -np.inf)
        to = wanted.argmax(1)
        place = int((best[loose] - wanted[np.arange(len(loose)), to]).argmin())
        mended[loose[place]] = to[place]
        hanging = _ends(mended) == root
    return mended
