"""From the network's scores to spans, and from spans to who goes with whom."""

from collections.abc import Iterator, Sequence

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from quoteattr.network.scheme import FORBIDDEN, LINKS, ROLES, TAGS, allowed_moves, distance_class
from quoteattr.network.scores import Floats, Scores
from quoteattr.network.windows import Window
from quoteattr.runtime.values import value

Doubles = NDArray[np.float64]
Whole = NDArray[np.int64]
_NEAR = 0.2  # what distance takes: for the logarithm of the words between, and each span of the role between
_OTHER_SENTENCE = 1.0
_OTHER_PARAGRAPH = 2.0
_SPARED = 1.0  # how much worse (log chance) a content may fare with a cue that would go without
_INSIDE = np.array([tag.startswith("I-") for tag in TAGS])
_WORTH = 0.25  # the chance of being exact from which a span is found; F1 asks for half of itself, less for half a span
_SHARPNESS = 0.7  # what scores are divided by: who learned from soft targets is less sure than right
_STEADY = 8  # steps after which probabilities are scaled, so that none vanishes


@value
class Found:
    """A span of words of one window: its role, first and last word (end exclusive), the mean and the least chance
    of its words' tags, and the chance that it is there with just these words."""

    role: str
    first: int
    last: int
    sure: float = field(kw_only=True)
    least: float = field(kw_only=True)
    exact: float = field(kw_only=True)


@value
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


def likely_spans(chain: Chain, tags: Sequence[Floats], begins: Sequence[NDArray[np.bool_]]) -> list[list[Found]]:
    """For each window (words × tags; `begins`: where a strip begins, which no span crosses) its spans, in order.

    Not those of the single best sequence of tags: of all spans that do not overlap, the ones of the greatest expected
    gain, where a span gains by how much likelier than `_WORTH` it is to be there from its first to its last word
    (decoding of least expected loss: Goel and Byrne 2000). All windows go side by side, step by step: the tables are
    so small that the calls are what costs.
    """
    sizes = np.array([len(t) for t in tags], np.int64)
    scores = np.zeros((int(sizes.max()), len(tags), len(TAGS)))
    for row, (found, begin) in enumerate(zip(tags, begins, strict=True)):
        scores[: len(found), row] = np.where(begin[:, None] & _INSIDE, FORBIDDEN, found)
    chances, stays = _chances_of_tags(scores / _SHARPNESS, chain.table / _SHARPNESS, sizes)
    rows = list(enumerate(sizes.tolist()))
    return [_best_together(_candidates(chances[:n, row], stays[:n, row]), n) for row, n in rows]


def _chances_of_tags(scores: Doubles, table: Doubles, sizes: Whole) -> tuple[Doubles, Doubles]:
    """The chance of every tag (steps × rows × tags), and for each but the first the chance that a span of which the
    word before has that tag goes on at this word.

    By products of probabilities: once from the beginning, once from the end, both in the same steps.
    """
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
    behind = behind[turned]
    chances = so_far[:, 0] * behind
    ahead = weights * behind
    inner = np.flatnonzero(_INSIDE).repeat(2)  # where the tags of a span go on to
    stays = moves[np.arange(1, len(TAGS)), inner] * ahead[..., inner] / (ahead @ moves[1:].T)
    return chances / chances.sum(-1, keepdims=True), stays


def _turned(sizes: Whole, longest: int) -> tuple[Whole, Whole]:
    """Where the words of every row stand when it is read from its end."""
    return np.clip(sizes - 1 - np.arange(longest)[:, None], 0, None), np.arange(len(sizes))


def _candidates(chances: Doubles, stays: Doubles) -> dict[int, list[Found]]:
    """The spans that are likelier than `_WORTH`, by the word behind their last."""
    by_end: dict[int, list[Found]] = {}
    for role, tag in zip(ROLES, range(1, len(TAGS), 2), strict=True):
        begin = np.flatnonzero(chances[:, tag] > _WORTH).tolist()
        its = (*chances[:, tag : tag + 2].T.tolist(), *stays[:, tag - 1 : tag + 1].T.tolist()) if begin else ()
        for first in begin:
            for found in _beginning(role, first, *its):
                by_end.setdefault(found.last, []).append(found)
    return by_end


def _beginning(
    role: str, first: int, begins: list[float], inside: list[float], stays_first: list[float], stays: list[float]
) -> Iterator[Found]:
    """The spans of a role that begin with this word. Of every word: the chance that it begins or is inside a span of
    the role, and that a span that began with the word before, or before that, goes on at it."""
    alive, words, longer = begins[first], len(begins), stays_first
    for behind in range(first + 1, words + 1):
        goes_on = longer[behind] if behind < words else 0.0
        if (exact := alive * (1 - goes_on)) > _WORTH:
            its = [begins[first], *inside[first + 1 : behind]]
            yield Found(role, first, behind, sure=sum(its) / len(its), least=min(1.0, *its), exact=exact)
        alive *= goes_on
        if alive < _WORTH:
            return
        longer = stays


def _best_together(by_end: dict[int, list[Found]], words: int) -> list[Found]:
    """Of spans those that do not overlap and gain most together (weighted interval scheduling)."""
    gains = [0.0] * (words + 1)  # of the spans that end at a word or before
    chosen: list[Found | None] = [None] * (words + 1)
    for last in range(1, words + 1):
        gains[last] = gains[last - 1]
        for found in by_end.get(last, ()):
            if (gain := gains[found.first] + found.exact - _WORTH) > gains[last]:
                gains[last], chosen[last] = gain, found
    together, last = [], words
    while last > 0:
        if (best := chosen[last]) is not None:
            together.append(best)
        last = last - 1 if best is None else best.first
    return together[::-1]


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
    logits = (means @ scores.chosen[n, columns].T).astype(np.float64)
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
