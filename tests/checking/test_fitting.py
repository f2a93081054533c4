"""Threshold and confidence, fitted to articles of one's own: what made data were made with is found again."""

import math
import random
from typing import Any

import pytest

import quoteattr
from quoteattr import Article, InvalidInput, InvalidRecord

WORDS = " ".join(f"word{n}" for n in range(40))


def stretch(first: int, last: int) -> list[int]:
    """The offsets of some of the words."""
    words = WORDS.split()
    start = len(" ".join(words[:first])) + bool(first)
    return [start, start + len(" ".join(words[first:last]))]


PLACES = [(stretch(n, n + 1), stretch(n + 1, n + 4)) for n in range(0, 40, 4)]


def made(articles: int, truth: Any, seed: int = 1) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Gold and predictions: ten a document, each right with the chance that `truth` gives its confidence."""
    drawn = random.Random(seed)
    gold, predicted = [], []
    for number in range(articles):
        there, here = [], []
        for source, content in PLACES:
            confidence = drawn.random()
            here.append({"source": [source], "cue": [], "content": [content], "confidence": confidence})
            if drawn.random() < truth(confidence):
                there.append({"source": [source], "cue": [], "content": [content]})
        gold.append({"id": str(number), "text": WORDS, "attributions": there})
        predicted.append({"id": str(number), "text": WORDS, "attributions": here})
    return gold, predicted


def test_true_confidences_stay() -> None:
    fitted = quoteattr.fit_confidence(*made(100, lambda c: c))
    assert fitted.slope == pytest.approx(1, abs=0.1)
    assert fitted.shift == pytest.approx(0, abs=0.15)
    assert fitted.error_after <= fitted.error_before
    assert fitted(0.7) == pytest.approx(0.7, abs=0.04)


def test_what_boasts_is_corrected() -> None:
    def truth(confidence: float) -> float:
        return 1 / (1 + math.exp(-(0.5 * math.log(confidence / (1 - confidence)) - 1)))

    fitted = quoteattr.fit_confidence(*made(200, truth))
    assert fitted.slope == pytest.approx(0.5, abs=0.1)
    assert fitted.shift == pytest.approx(-1, abs=0.15)
    assert fitted.error_after < fitted.error_before
    assert fitted(0.9) == pytest.approx(truth(0.9), abs=0.06)


def test_a_threshold_is_moved_where_that_is_better() -> None:
    fitted = quoteattr.fit_confidence(*made(60, lambda c: 0.95 if c > 0.6 else 0.02))
    assert 0.55 <= fitted.threshold <= 0.65
    assert fitted.after.f1 > fitted.before.f1
    assert fitted.interval[0] < fitted.before.f1 < fitted.interval[1]
    assert "on articles left out" in str(fitted)


def test_nothing_is_moved_for_nothing() -> None:
    """Ten articles of noise: what was fitted is no better on those left out, or is as good as what there was."""
    for seed in range(5):
        fitted = quoteattr.fit_confidence(*made(10, lambda c: 1.0, seed=seed))
        assert fitted.threshold <= 0.35
        assert fitted.after.f1 >= fitted.before.f1


def test_it_measures_as_the_scorer_does() -> None:
    gold, predicted = made(30, lambda c: c)
    sure = [{**d, "attributions": [a for a in d["attributions"] if a["confidence"] >= 0.35]} for d in predicted]
    assert quoteattr.fit_confidence(gold, predicted).before == quoteattr.score(gold, sure)["relation"]


def test_articles(article: Article) -> None:
    many = [quoteattr.from_json(article.to_json().replace('"pier"', f'"pier{n}"', 1)) for n in range(12)]
    fitted = quoteattr.fit_confidence(many, many)
    assert (fitted.articles, fitted.before.f1) == (12, 100.0)
    again = fitted.apply(article)
    assert [a.confidence for a in again] == [round(fitted(a.confidence), 4) for a in article]
    assert quoteattr.from_json(again.to_json()) == again


def test_what_can_not_be_fitted() -> None:
    gold, predicted = made(9, lambda c: c)
    with pytest.raises(InvalidInput, match="share 9 documents"):
        quoteattr.fit_confidence(gold, predicted)
    gold, predicted = made(12, lambda c: c)
    with pytest.raises(InvalidInput, match="no confidences"):
        quoteattr.fit_confidence(gold, gold)
    with pytest.raises(InvalidInput, match="in common"):
        quoteattr.fit_confidence(gold, [{**d, "id": f"x{d['id']}"} for d in predicted])
    with pytest.raises(InvalidInput):
        quoteattr.fit_confidence(5, predicted)  # type: ignore[arg-type]
    with pytest.raises(InvalidRecord):
        quoteattr.fit_confidence([{"id": d["id"], "attributions": [{"content": 5}]} for d in gold], predicted)
