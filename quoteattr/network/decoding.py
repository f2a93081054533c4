"""From the network's scores to spans, and from spans to who goes with whom."""

from collections.abc import Sequence

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from quoteattr.network.scheme import FORBIDDEN, LINKS, ROLES, TAGS, allowed_moves, distance_class
from quoteattr.network.scores import Floats, Scores
from quoteattr.network.windows import Window

Doubles = NDArray[np.float64]
Whole = NDArray[np.int64]
_NEAR = 0.2  # what distance takes: for the logarithm of the words between, and each span of the role between
_OTHER_SENTENCE = 1.0
_OTHER_PARAGRAPH = 2.0
_SPARED = 1.0  # how much worse (log chance) a content may fare with a cue that would go without
_INSIDE = np.array([tag.startswith("I-") for tag in TAGS])
_STEADY = 8  # steps after which probabilities are scaled, so that none vanishes


@frozen
class Found:
    """A span of words of one window: its role, first and last word (end exclusive), and the mean and the least
    chance of its words' tags."""

    role: str
    first: int
    last: int
    sure: float
    least: float


@frozen
class Tied:
    """A cue (None for none) with its source and the pieces of its content, and how sure each tie is."""

    cue: Found | None
    source: Found | None
    content: tuple[Found, ...]
    source_sure: float
    content_sure: tuple[float, ...]


@frozen(eq=False)
class Chain:
    """The linear chain over the tags (Lafferty et al. 2001): `moves`, the learned score of each move from a tag (row)
    to the next (column)."""

    moves: Floats
    table: Doubles = field(init=False)

    @table.default
    def _with_what_is_allowed(self) -> Doubles:
        return (self.moves + allowed_moves()).astype(np.float64)


def best_tags(
    chain: Chain, tags: Sequence[Floats], begins: Sequence[NDArray[np.bool_]]
) -> tuple[list[list[int]], list[Floats]]:
    """For each window (words × tags; `begins`: where a strip begins, which no span crosses) the best sequence of tags
    (Viterbi) and the probability of every tag (forward-backward).

    All windows go side by side, step by step: the tables are so small that the calls are what costs.
    """
    sizes = np.array([len(t) for t in tags], np.int64)
    scores = np.zeros((int(sizes.max()), len(tags), len(TAGS)))
    for row, (found, begin) in enumerate(zip(tags, begins, strict=True)):
        scores[: len(found), row] = np.where(begin[:, None] & _INSIDE, FORBIDDEN, found)
    chances, paths = _tag_chances(scores, chain.table, sizes), _paths(scores, chain.table, sizes)
    rows = list(enumerate(sizes.tolist()))
    return [paths[:n, row].tolist() for row, n in rows], [chances[:n, row] for row, n in rows]


def _turned(sizes: Whole, longest: int) -> tuple[Whole, Whole]:
    """Where the words of every row stand when it is read from its end."""
    return np.clip(sizes - 1 - np.arange(longest)[:, None], 0, None), np.arange(len(sizes))


def _paths(scores: Doubles, table: Doubles, sizes: Whole) -> Whole:
    """The best way to each tag from the beginning and from the end, both in the same steps: where they meet best."""
    longest, rows, tags = scores.shape
    turned = _turned(sizes, longest)
    both = np.stack([scores, scores[turned]]).transpose(1, 3, 0, 2).reshape(longest, tags, 2 * rows)  # the tags not
    moves = np.repeat(np.stack([table, table.T], 2), rows, 2)  # innermost: the best of them is found for all at a time
    best = np.empty_like(both)
    best[0] = both[0]
    ways = np.empty((tags, tags, 2 * rows))
    add, most = np.add, np.maximum.reduce
    for before, here, own in zip(best[:-1, :, None], best[1:], both[1:], strict=True):
        add(before, moves, ways)
        most(ways, 0, None, here)
        add(here, own, here)
    ahead, behind = best.reshape(longest, tags, 2, rows).transpose(2, 0, 3, 1)
    met: Whole = (ahead + behind[turned] - scores).argmax(-1)
    return met


def _tag_chances(scores: Doubles, table: Doubles, sizes: Whole) -> Floats:
    """By products of probabilities: once from the beginning, once from the end, both in the same steps."""
    weights = np.exp(scores - scores.max(-1, keepdims=True))
    moves = np.exp(table - table.max())
    turned = _turned(sizes, len(scores))
    both = np.stack([weights, weights[turned]], 1)  # steps × directions × rows × tags
    ways = np.stack([moves, moves.T])
    so_far = np.empty_like(both)
    so_far[0] = both[0]
    product, times = np.matmul, np.multiply
    for t, (before, here, own) in enumerate(zip(so_far[:-1], so_far[1:], both[1:], strict=True), start=1):
        product(before, ways, here)
        times(here, own, here)
        if t % _STEADY == 0:
            here /= here.max(-1, keepdims=True)
    behind = np.empty_like(weights)  # of what follows a word: all but the word itself
    behind[1:] = so_far[:-1, 1] @ moves.T
    behind[0] = 1.0
    chances = so_far[:, 0] * behind[turned]
    shares: Floats = (chances / chances.sum(-1, keepdims=True)).astype(np.float32)
    return shares


def spans(tags: Sequence[int], chances: Floats) -> list[Found]:
    """The spans of a sequence of tags, in order; `sure` is the mean probability of their words' tags."""
    path = np.array(tags, np.int64)
    begins = np.flatnonzero((path > 0) & ~_INSIDE[path]).tolist()
    outside = np.flatnonzero(~_INSIDE[np.append(path, 0)])
    ends = outside[np.searchsorted(outside, begins, "right")].tolist()
    sure = chances[np.arange(len(path)), path]
    each = sure.tolist()
    return [
        Found(ROLES[(tags[a] - 1) // 2], a, b, float(np.add.reduce(sure[a:b])) / (b - a), min(each[a:b]))
        for a, b in zip(begins, ends, strict=True)
    ]


@frozen(eq=False)
class Places:
    """Of every word of a window its paragraph, how many sentences end before it, and its characters."""

    paragraph: NDArray[np.int32]
    sentence: NDArray[np.int32]
    start: NDArray[np.int32]
    end: NDArray[np.int32]

    @classmethod
    def of(cls, window: Window) -> "Places":
        """The places of a window's words."""
        stops = np.concatenate([strip.stops for strip in window])
        numbers = np.array([strip.paragraph for strip in window], np.int32)
        return cls(
            np.repeat(numbers, [strip.words for strip in window]),
            np.concatenate([[0], np.cumsum(stops)[:-1]]).astype(np.int32),
            np.concatenate([strip.starts for strip in window]),
            np.concatenate([strip.ends for strip in window]),
        )

    def offsets(self, found: Found) -> tuple[int, int]:
        """The characters of a span."""
        return int(self.start[found.first]), int(self.end[found.last - 1])


@frozen(eq=False)
class Nearness:
    """What the network learned to make of distances: `classes`, a score for each class of distance and each link."""

    classes: Floats
    most: int  # words between two of a window
    sums: Doubles = field(init=False)

    @sums.default
    def _summed(self) -> Doubles:
        """The scores of all distances, summed up from the least: distances + 1 × links."""
        scores = self.classes[distance_class(np.arange(-self.most, self.most + 1))].astype(np.float64)
        return np.concatenate([np.zeros((1, scores.shape[1])), scores.cumsum(0)])

    def mean(self, first: Whole, last: Whole, chosen: Whole, link: int) -> Doubles:
        """The mean score of the words from `first` to `last` (end exclusive) as those who choose `chosen`."""
        high, low = chosen - first + self.most + 1, chosen - last + self.most + 1
        mean: Doubles = (self.sums[high, link] - self.sums[low, link]) / (last - first)
        return mean


def tie(found: Sequence[Found], scores: Scores, nearness: Nearness, places: Places) -> list[Tied]:
    """Which cue each content goes with and which source each cue has.

    A span chooses by the mean score of its words, less what distance takes from it. A cue that nobody chose gets a
    content that can nearly as well be its own: a cue without content is no attribution.
    """
    cues = [f for f in found if f.role == "cue"]
    sources = [f for f in found if f.role == "source"]
    contents = [f for f in found if f.role == "content"]
    if not cues:
        return [Tied(None, None, (content,), 1.0, (1.0,)) for content in contents]
    if not contents:
        return []
    to_cues = _chances(contents, cues, "content", scores, nearness, places)[:, :-1]
    to_cues -= np.logaddexp.reduce(to_cues, axis=1, keepdims=True)  # one of the cues it is
    to_sources = _chances(cues, sources, "source", scores, nearness, places)
    owners = _owners(to_cues)
    ties = []
    for number, cue in enumerate(cues):
        mine = [k for k, owner in enumerate(owners) if owner == number]
        if not mine:
            continue
        best = int(to_sources[number].argmax())
        ties.append(
            Tied(
                cue,
                sources[best] if best < len(sources) else None,
                tuple(contents[k] for k in mine),
                float(np.exp(to_sources[number, best])),
                tuple(float(np.exp(to_cues[k, number])) for k in mine),
            )
        )
    return sorted(ties, key=lambda t: t.content[0].first)


def _chances(
    choosers: Sequence[Found],
    candidates: Sequence[Found],
    link: str,
    scores: Scores,
    nearness: Nearness,
    places: Places,
) -> Doubles:
    """The log chance of each candidate (columns) for each span that chooses (rows), and last that of nobody."""
    n = LINKS.index(link)
    choosing = scores.choosing[n]
    means = np.array([np.add.reduce(choosing[c.first : c.last], 0) / (c.last - c.first) for c in choosers])
    columns = [*(c.first for c in candidates), scores.chosen.shape[1] - 1]
    logits = (means @ scores.chosen[n, columns].T + scores.liking[n, columns]).astype(np.float64)
    if candidates:
        a, b = ([np.array([f.first for f in s]), np.array([f.last for f in s])] for s in (choosers, candidates))
        (first, last), (begin, end) = (x[:, None] for x in a), b
        logits[:, :-1] += nearness.mean(first, last, begin, n) - _distance(first, last, begin, end, places)
    logits -= np.logaddexp.reduce(logits, axis=1, keepdims=True)
    return logits


def _distance(first: Whole, last: Whole, begin: Whole, end: Whole, places: Places) -> Doubles:
    """What the words, spans of the same role, sentences and paragraphs between two spans take from their tie: spans
    from `first` to `last` (rows), candidates from `begin` to `end` (columns, in order)."""
    gap = np.maximum(np.maximum(begin - last, first - end), 0)
    left, right = np.where(begin < first, end, last), np.maximum(first, begin)  # what stands between, if anything
    between = np.searchsorted(end, right, "right") - np.searchsorted(begin, left, "left")
    sentences = np.maximum(places.sentence[right] - places.sentence[left - 1], 0)
    apart = places.paragraph[first] != places.paragraph[begin]
    taken: Doubles = (
        _NEAR * (np.log1p(gap) + np.maximum(between, 0)) + _OTHER_SENTENCE * sentences + _OTHER_PARAGRAPH * apart
    )
    return taken


def _owners(scores: Doubles) -> list[int]:
    """The cue of every content (rows): its best, but a cue that goes without takes the content that loses least."""
    owners = scores.argmax(1).tolist() if len(scores) else []
    for cue in range(scores.shape[1]):
        if cue in owners:
            continue
        spare = [k for k, owner in enumerate(owners) if owners.count(owner) > 1]
        losses = [(float(scores[k, owners[k]] - scores[k, cue]), k) for k in spare]
        if losses and min(losses)[0] < _SPARED:
            owners[min(losses)[1]] = cue
    return owners
