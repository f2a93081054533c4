"""From the network's scores to spans, and from spans to who goes with whom."""

from collections.abc import Sequence
from math import log1p

import numpy as np
from attrs import frozen
from numpy.typing import NDArray
from torch import Tensor

from quoteattr.attributions.network import LINKS, ROLES, TAGS, Crf
from quoteattr.attributions.windows import Window

Scores = NDArray[np.float32]
_NEAR = 0.2  # what distance takes: for the logarithm of the words between, and each span of the role between
_OTHER_SENTENCE = 1.0
_OTHER_PARAGRAPH = 2.0
_SPARED = 1.0  # how much worse (log chance) a content may fare with a cue that would go without


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


def best_tags(crf: Crf, emissions: Tensor, begins: Tensor, lengths: Tensor) -> tuple[list[list[int]], Scores]:
    """The best sequence of tags for each row (Viterbi), and the probability of every tag (forward-backward).

    Rows × words × tags. Step by step in numpy: the tables are so small that torch's calls would cost five times more.
    """
    scores = crf.masked(emissions, begins).double().numpy()
    table = crf.table.detach().double().numpy()
    sizes = lengths.numpy()
    return _paths(scores, table, sizes), _tag_chances(scores, table, sizes)


def _paths(scores: NDArray[np.float64], table: NDArray[np.float64], sizes: NDArray[np.int64]) -> list[list[int]]:
    rows, longest, tags = scores.shape
    steps = np.zeros((longest, rows, tags), np.int64)
    best = scores[:, 0]
    for t in range(1, longest):
        reached = best[:, :, None] + table
        steps[t] = reached.argmax(1)
        best = np.where((t < sizes)[:, None], reached.max(1) + scores[:, t], best)
    paths = []
    for row, length in enumerate(sizes.tolist()):
        tag = int(best[row].argmax())
        path = [tag]
        for pointers in steps[length - 1 : 0 : -1, row].tolist():
            tag = pointers[tag]
            path.append(tag)
        paths.append(path[::-1])
    return paths


def _tag_chances(scores: NDArray[np.float64], table: NDArray[np.float64], sizes: NDArray[np.int64]) -> Scores:
    """By products of probabilities, scaled at every step so that none vanishes."""
    weights = np.exp(scores - scores.max(-1, keepdims=True))
    moves = np.exp(table - table.max())
    backwards = np.ascontiguousarray(moves.T)
    longest = scores.shape[1]
    ahead, behind = np.empty_like(weights), np.ones_like(weights)
    ahead[:, 0] = weights[:, 0]
    for t in range(1, longest):
        here = (ahead[:, t - 1] @ moves) * weights[:, t]
        ahead[:, t] = here / here.max(-1, keepdims=True)
    for t in range(longest - 1, 0, -1):
        here = (behind[:, t] * weights[:, t]) @ backwards
        behind[:, t - 1] = np.where((t < sizes)[:, None], here / here.max(-1, keepdims=True), 1.0)
    both = ahead * behind
    made: Scores = (both / both.sum(-1, keepdims=True)).astype(np.float32)
    return made


def spans(tags: Sequence[int], chances: Scores) -> list[Found]:
    """The spans of a sequence of tags, in order; `sure` is the mean probability of their words' tags."""
    found = []
    start = -1
    for i, tag in enumerate([*tags, 0]):
        inside = tag > 0 and TAGS[tag].startswith("I-")
        if start >= 0 and not inside:
            role = (tags[start] - 1) // 2
            sure = chances[range(start, i), tags[start:i]]
            found.append(Found(ROLES[role], start, i, float(sure.mean()), float(sure.min())))
            start = -1
        if tag > 0 and not inside:
            start = i
    return found


@frozen(eq=False)
class Places:
    """Of every word of a window its paragraph, and how many sentences end before it."""

    paragraph: NDArray[np.int32]
    sentence: NDArray[np.int32]

    @classmethod
    def of(cls, window: Window) -> "Places":
        """The places of a window's words."""
        stops = np.concatenate([strip.stops for strip in window])
        paragraph = np.concatenate([np.full(strip.words, strip.paragraph, np.int32) for strip in window])
        return cls(paragraph, np.concatenate([[0], np.cumsum(stops)[:-1]]).astype(np.int32))


def tie(found: Sequence[Found], links: Scores, places: Places) -> list[Tied]:
    """Which cue each content goes with and which source each cue has.

    `links` is links × choosing words × (chosen words + 1), the last column nobody. A span chooses by
    the mean score of its words, less what distance takes from it. A cue that nobody chose gets a
    content that can nearly as well be its own: a cue without content is no attribution.
    """
    cues = [f for f in found if f.role == "cue"]
    sources = [f for f in found if f.role == "source"]
    contents = [f for f in found if f.role == "content"]
    if not cues:
        return [Tied(None, None, (content,), 1.0, (1.0,)) for content in contents]
    content_links, source_links = links[LINKS.index("content")], links[LINKS.index("source")]
    chances = [_chances(content, cues, content_links, places)[:-1] for content in contents]
    chances = [c - np.logaddexp.reduce(c) for c in chances]  # one of the cues it is
    owners = _owners(np.array(chances).reshape(len(contents), len(cues)))
    made = []
    for number, cue in enumerate(cues):
        mine = [k for k, owner in enumerate(owners) if owner == number]
        if not mine:
            continue
        choice = _chances(cue, sources, source_links, places)
        best = int(choice.argmax())
        made.append(
            Tied(
                cue,
                sources[best] if best < len(sources) else None,
                tuple(contents[k] for k in mine),
                float(np.exp(choice[best])),
                tuple(float(np.exp(chances[k][number])) for k in mine),
            )
        )
    return sorted(made, key=lambda t: t.content[0].first)


def _chances(chooser: Found, candidates: Sequence[Found], scores: Scores, places: Places) -> Scores:
    """The log chance of each candidate, and last that of nobody."""
    columns = [c.first for c in candidates] + [scores.shape[1] - 1]
    logits = scores[chooser.first : chooser.last][:, columns].mean(0)
    logits[:-1] -= [_distance(chooser, c, candidates, places) for c in candidates]
    return logits - np.logaddexp.reduce(logits)  # type: ignore[no-any-return]


def _distance(a: Found, b: Found, others: Sequence[Found], places: Places) -> float:
    """What the words, spans of the same role, sentences and paragraphs between two spans take from their tie."""
    left, right = sorted((a, b), key=lambda f: f.first)
    spans = sum(left.last <= other.first and other.last <= right.first for other in others)
    sentences = max(0, int(places.sentence[right.first] - places.sentence[left.last - 1]))
    apart = bool(places.paragraph[a.first] != places.paragraph[b.first])
    return _NEAR * (log1p(_gap(a, b)) + spans) + _OTHER_SENTENCE * sentences + _OTHER_PARAGRAPH * apart


def _gap(a: Found, b: Found) -> int:
    """How many words stand between two spans."""
    return max(b.first - a.last, a.first - b.last, 0)


def _owners(scores: Scores) -> list[int]:
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


def offsets(window: Window, found: Found) -> tuple[int, int]:
    """The characters of a span."""
    begins = 0
    start = end = 0
    for strip in window:
        if begins <= found.first < begins + strip.words:
            start = int(strip.starts[found.first - begins])
        if begins < found.last <= begins + strip.words:
            end = int(strip.ends[found.last - 1 - begins])
        begins += strip.words
    return start, end
