"""From scores to spans, and from spans to what belongs together."""

import itertools

import numpy as np
import pytest

from quoteattr.network import decoding
from quoteattr.network.decoding import Chain, Found, Nearness, Places, likely_spans, tie
from quoteattr.network.scheme import DISTANCES, LINKS, TAGS
from quoteattr.network.scores import Scores

FREE = Chain(np.zeros((len(TAGS), len(TAGS)), np.float32))


def edges(found: list[Found]) -> list[tuple[str, int, int]]:
    return [(f.role, f.first, f.last) for f in found]


def test_no_span_begins_inside_and_the_likeliest_win() -> None:
    scores = np.zeros((3, len(TAGS)), np.float32)
    scores[0, TAGS.index("I-cue")] = 9.0  # barred: a strip begins here
    scores[0, TAGS.index("B-cue")] = 5.0
    scores[1, TAGS.index("I-content")] = 5.0  # would need a B-content before it
    scores[1, TAGS.index("B-content")] = 5.0
    scores[2, TAGS.index("I-content")] = 9.0
    (found,) = likely_spans(FREE, [scores], [np.array([True, False, False])])
    assert edges(found) == [("cue", 0, 1), ("content", 1, 3)]


def every_span(chain: Chain, scores: np.ndarray) -> dict[tuple[str, int, int], float]:
    """The chance of every span by listing every sequence of tags there is, at the sharpness that is used."""
    n, tags = scores.shape
    paths = list(itertools.product(range(tags), repeat=n))
    totals = np.array([
        sum(scores[t, p[t]] for t in range(n)) + sum(chain.table[a, b] for a, b in itertools.pairwise(p)) for p in paths
    ]) / decoding._SHARPNESS  # fmt: skip
    shares = np.exp(totals - totals.max())
    chances: dict[tuple[str, int, int], float] = {}
    for path, share in zip(paths, shares / shares.sum(), strict=True):
        for first in (t for t in range(n) if TAGS[path[t]].startswith("B-")):
            last = first + 1
            while last < n and path[last] == path[first] + 1:
                last += 1
            key = TAGS[path[first]][2:], first, last
            chances[key] = chances.get(key, 0.0) + share
    return chances


def best_of(chances: dict[tuple[str, int, int], float]) -> list[tuple[str, int, int]]:
    """Of spans worth naming those that gain most together, by trying every set of them."""
    worth = {span: chance - decoding._WORTH for span, chance in chances.items() if chance > decoding._WORTH}
    sets = itertools.chain.from_iterable(itertools.combinations(worth, size) for size in range(len(worth) + 1))
    apart = (s for s in sets if all(a[2] <= b[1] or b[2] <= a[1] for a, b in itertools.combinations(s, 2)))
    return sorted(max(apart, key=lambda s: sum(worth[span] for span in s)), key=lambda span: span[1])


def test_spans_are_the_best_of_all_sequences_whatever_goes_beside() -> None:
    rng = np.random.default_rng(0)
    chain = Chain(rng.normal(size=(len(TAGS), len(TAGS))).astype(np.float32))
    windows_ = [(2.0 * rng.normal(size=(n, len(TAGS)))).astype(np.float32) for n in (4, 1, 5, 40, 4, 5)]
    found = likely_spans(chain, windows_, [np.zeros(len(w), np.bool_) for w in windows_])
    assert sum(map(len, found)) > 10
    for window, mine in zip(windows_, found, strict=True):
        if len(window) > 5:
            continue
        chances = every_span(chain, window)
        assert edges(mine) == best_of(chances)
        assert [f.exact for f in mine] == pytest.approx([chances[span] for span in edges(mine)])
    (alone,) = likely_spans(chain, windows_[3:4], [np.zeros(40, np.bool_)])
    assert edges(alone) == edges(found[3])
    assert [f.sure for f in alone] == pytest.approx([f.sure for f in found[3]])


def test_spans_side_by_side() -> None:
    tags = [TAGS.index(t) for t in ("B-source", "I-source", "B-cue", "O", "B-content", "B-content")]
    scores = np.zeros((6, len(TAGS)), np.float32)
    scores[range(6), tags] = 9.0
    (found,) = likely_spans(FREE, [scores], [np.zeros(6, np.bool_)])
    assert edges(found) == [("source", 0, 2), ("cue", 2, 3), ("content", 4, 5), ("content", 5, 6)]


def scores_of(choices: dict[tuple[int, int], float], words: int) -> Scores:
    """Scores in which each word likes the words named so much, in both links."""
    wanted = np.zeros((len(LINKS), words, words + 1), np.float32)
    for (word, other), score in choices.items():
        wanted[:, word, other] = score
    chosen = np.stack([np.eye(words + 1, dtype=np.float32)] * len(LINKS))
    tags, modes = np.zeros((words, len(TAGS)), np.float32), np.zeros((words, 7), np.float32)
    return Scores(tags, modes, wanted, chosen, None)


FLAT = Nearness(np.zeros((DISTANCES, len(LINKS)), np.float32), 256)

WORDS = np.arange(12, dtype=np.int32)
TOGETHER = Places(np.zeros(12, np.int32), np.zeros(12, np.int32), 2 * WORDS, 2 * WORDS + 1)


def test_a_cue_left_without_content_gets_the_one_that_loses_least() -> None:
    found = [
        Found(role, n, n + 1, sure=1, least=1, exact=1) for n, role in enumerate(("content", "cue", "content", "cue"))
    ]
    tied = tie(found, scores_of({(0, 1): 4.0, (2, 1): 0.5}, 4), FLAT, TOGETHER)
    assert [(t.cue.first, [c.first for c in t.content]) for t in tied if t.cue] == [(1, [0]), (3, [2])]


def test_spans_choose_by_their_words_and_by_what_stands_between() -> None:
    found = [
        Found("cue", 0, 1, sure=1, least=1, exact=1),
        Found("source", 2, 3, sure=1, least=1, exact=1),
        Found("cue", 4, 5, sure=1, least=1, exact=1),
        Found("content", 7, 9, sure=1, least=1, exact=1),
    ]
    tied = tie(found, scores_of({}, 10), FLAT, TOGETHER)
    assert [t.cue and t.cue.first for t in tied] == [4]  # the nearer, and no cue between
    far = tie(found, scores_of({(7, 0): 1.5, (8, 0): 0.5}, 10), FLAT, TOGETHER)
    assert [t.cue and t.cue.first for t in far] == [0]  # their mean of 1 outweighs the distance
    halves = np.repeat([0, 1], [6, 6]).astype(np.int32)
    apart = Places(halves, halves, TOGETHER.start, TOGETHER.end)
    assert tie(found, scores_of({}, 10), FLAT, apart)[0].content_sure == pytest.approx(tied[0].content_sure)


def test_nearness_is_the_mean_over_the_words_that_choose() -> None:
    classes = np.arange(DISTANCES * len(LINKS), dtype=np.float32).reshape(DISTANCES, len(LINKS))
    nearness = Nearness(classes, 20)
    mean = nearness.mean(np.array([3]), np.array([5]), np.array([4]), 1)
    assert mean.tolist() == [(classes[1, 1] + classes[0, 1]) / 2]  # one word ahead of the first, the second itself
