"""How sure to be, fitted to articles of one's own: the threshold, and what a confidence means there.

A confidence says how often an attribution like this one was right in the news that the library was fitted on. In other
news it may be right more or less often. Two numbers are learned from articles that were corrected by hand: Platt's
scaling of the log odds (Platt 1999), held near what there is by a prior that weighs as much as some articles do. The
threshold is the one with the best F1 of relations. Both are tried on articles that they were not fitted on, and kept
only where they are better there in 95 of 100 samples of these articles.
"""

import math
import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve, field, frozen

from quoteattr.checking.scoring import Judged, Measure, Part, documents, judged
from quoteattr.errors import InvalidInput
from quoteattr.inputs import settings
from quoteattr.inputs.given import article_of
from quoteattr.records import Article, Failure

_GRID = tuple(round(0.05 * step, 2) for step in range(1, 20))  # thresholds that are tried
_SHIPPED = 0.35  # as `extract` has it
_FEWEST = 10  # articles that anything can be told from
_FOLDS = 10
_PRIOR = 10.0  # how much the two numbers cling to what there is, in attributions of an even chance
_EDGE = 1e-3  # confidences nearer to 0 or 1 count as this near
_RESAMPLED = 400
_STEPS = 50


@frozen
class FittedConfidence:
    """What `fit_confidence` learned. Printed, it says what was gained; called with a confidence, it gives the fitted.

    `threshold` is for ``Extractor(least_confidence=…)``; `slope` and `shift` are those of the log odds, 1 and 0 where
    nothing better was found. `before` and `after` measure relations at the shipped and at the fitted threshold, the
    latter each time on articles that the threshold was not fitted on; `interval` is where 95 of 100 samples of as many
    articles have the F1 of the shipped one. `error_before` and `error_after` are the mean squared differences of
    confidence and right (Brier's), the latter again on articles left out.
    """

    threshold: float
    slope: float
    shift: float
    articles: int
    attributions: int
    before: Measure = field(kw_only=True)
    after: Measure = field(kw_only=True)
    interval: tuple[float, float] = field(kw_only=True)
    error_before: float = field(kw_only=True)
    error_after: float = field(kw_only=True)

    def __call__(self, confidence: float) -> float:
        """How likely an attribution of this confidence is right in news like that which was given."""
        return _moved(settings.fraction("confidence", confidence), self.slope, self.shift)

    def apply(self, article: Article) -> Article:
        """The same article, with the fitted confidence in each attribution.

        Raises:
            InvalidInput: it is no article.
        """
        told = article_of(article)
        changed = (evolve(a, confidence=round(self(a.confidence), 4)) for a in told.attributions)
        return evolve(told, attributions=tuple(changed))

    def __str__(self) -> str:
        low, high = self.interval
        kept = " (as shipped)" if self.threshold == _SHIPPED else ""
        same = " (as shipped)" if (self.slope, self.shift) == (1.0, 0.0) else ""
        return "\n".join(
            [
                f"{self.articles} articles, {self.attributions} attributions",
                f"relation F1 as shipped {self.before.f1} ({low} to {high}), precision {self.before.precision}, "
                f"recall {self.before.recall}",
                f"threshold {self.threshold}{kept}: F1 {self.after.f1} on articles left out",
                f"confidence: slope {self.slope:.2f}, shift {self.shift:+.2f}{same}: error {self.error_before:.3f} → "
                f"{self.error_after:.3f} on articles left out",
            ]
        )


def fit_confidence(
    gold: "Article | Mapping[str, Any] | Iterable[Article | Mapping[str, Any] | Failure]",
    predicted: "Article | Mapping[str, Any] | Iterable[Article | Mapping[str, Any] | Failure]",
    *,
    scope: Part = "all",
) -> FittedConfidence:
    """Fit the threshold, and what confidences mean, to articles of your own.

    Args:
        gold: articles that were corrected by hand, or records, as `score` takes them; fifty do, ten are the least.
        predicted: what the library says of the same texts. Read them with a low threshold,
            ``Extractor(least_confidence=0.05)``: what was left out can't be judged.
        scope: what to judge, as for `score`.

    Raises:
        InvalidInput: they are no documents, too few, or what is predicted has no confidences.
        InvalidRecord: a record can't be read.
        InvalidSetting: there is no such scope.
    """
    scope = settings.choice("scope", scope, Part)
    both = [(one, other) for one, other in documents(gold, predicted, scope) if other is not None]
    if len(both) < _FEWEST:
        raise InvalidInput(f"gold and predicted share {len(both)} documents: give {_FEWEST} or more, better fifty")
    if any("confidence" not in a for _, answer in both for a in answer["attributions"]):
        raise InvalidInput("what is predicted has no confidences: give articles, or records with a confidence in each")
    by_threshold = {least: [judged(*pair, scope, least) for pair in both] for least in (*_GRID, _SHIPPED)}
    every = by_threshold[min(_GRID)]
    threshold, before, after = _fitted_threshold(by_threshold)
    slope, shift, error_before, error_after = _fitted_odds(every)
    return FittedConfidence(
        threshold,
        slope,
        shift,
        len(both),
        sum(len(one.answers) for one in every),
        before=before,
        after=after,
        interval=_interval(by_threshold[_SHIPPED]),
        error_before=error_before,
        error_after=error_after,
    )


def _left_out(count: int) -> Iterator[tuple[list[int], list[int]]]:
    """Numbers of documents, parted into some that are left out and the others, in turn."""
    for first in range(min(_FOLDS, count)):
        fold = list(range(first, count, _FOLDS))
        yield fold, [n for n in range(count) if n not in fold]


def _fitted_threshold(by_threshold: Mapping[float, Sequence[Judged]]) -> tuple[float, Measure, Measure]:
    """The threshold, and what is measured at the shipped one and at those fitted to the others; the shipped one where
    that is not surely better."""
    shipped = by_threshold[_SHIPPED]
    tried = list(shipped)
    for fold, others in _left_out(len(shipped)):
        best = _best(by_threshold, others)
        for n in fold:
            tried[n] = by_threshold[best][n]

    def gain(chosen: Sequence[int]) -> float:
        return _measure(tried[n] for n in chosen).f1 - _measure(shipped[n] for n in chosen).f1

    before = _measure(shipped)
    if not _is_sure(gain, len(shipped)):
        return _SHIPPED, before, before
    return _best(by_threshold, range(len(shipped))), before, _measure(tried)


def _fitted_odds(every: Sequence[Judged]) -> tuple[float, float, float, float]:
    """Slope and shift, and Brier's error before and after; 1 and 0 where that is not surely better."""
    before = [_squares(one.answers) for one in every]
    after = list(before)
    for fold, others in _left_out(len(every)):
        by = _platt(_answers(every[n] for n in others))
        for n in fold:
            after[n] = _squares((_moved(confidence, *by), right) for confidence, right in every[n].answers)

    def gain(chosen: Sequence[int]) -> float:
        return sum(before[n] - after[n] for n in chosen)

    answers = _answers(every)
    error = sum(before) / max(len(answers), 1)
    if not _is_sure(gain, len(every)):
        return 1.0, 0.0, error, error
    return (*_platt(answers), error, sum(after) / len(answers))


def _is_sure(gain: Callable[[Sequence[int]], float], count: int) -> bool:
    """Whether 95 of 100 samples of as many documents, drawn anew from these, gain something."""
    drawn = random.Random(0)
    samples = [drawn.choices(range(count), k=count) for _ in range(_RESAMPLED)]
    return sum(gain(sample) > 0 for sample in samples) >= 0.95 * _RESAMPLED


def _answers(judgements: Iterable[Judged]) -> list[tuple[float, bool]]:
    return [answer for one in judgements for answer in one.answers]


def _measure(judgements: Iterable[Judged]) -> Measure:
    made = list(judgements)
    right = sum(is_right for one in made for _, is_right in one.answers)
    return Measure(right, sum(len(one.answers) for one in made), sum(o.found for o in made), sum(o.gold for o in made))


def _best(by_threshold: Mapping[float, Sequence[Judged]], chosen: Iterable[int]) -> float:
    """The threshold with the best F1 over some articles, the one nearest to the shipped among equals."""
    numbers = list(chosen)
    return max(by_threshold, key=lambda t: (_measure(by_threshold[t][n] for n in numbers).f1, -abs(t - _SHIPPED)))


def _interval(judgements: Sequence[Judged]) -> tuple[float, float]:
    """Where the F1 of as many articles like these is, 95 times of 100: articles are drawn anew, with a fixed seed."""
    drawn = random.Random(0)
    found = sorted(_measure(drawn.choices(judgements, k=len(judgements))).f1 for _ in range(_RESAMPLED))
    return found[int(0.025 * _RESAMPLED)], found[int(0.975 * _RESAMPLED) - 1]


def _log_odds(confidence: float) -> float:
    held = min(max(confidence, _EDGE), 1 - _EDGE)
    return math.log(held / (1 - held))


def _moved(confidence: float, slope: float, shift: float) -> float:
    if (slope, shift) == (1.0, 0.0):
        return confidence
    return 1 / (1 + math.exp(-(slope * _log_odds(confidence) + shift)))


def _squares(answers: Iterable[tuple[float, bool]]) -> float:
    return sum((confidence - right) ** 2 for confidence, right in answers)


def _platt(answers: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """Slope and shift of the log odds, by Newton's method; the prior holds them near 1 and 0."""
    slope, shift = 1.0, 0.0
    points = [(_log_odds(confidence), right) for confidence, right in answers]
    weight = _PRIOR / 4  # what an attribution of an even chance weighs
    for _ in range(_STEPS):
        down = [weight * (slope - 1), weight * shift]
        curve = [weight, 0.0, weight]
        for odds, right in points:
            chance = 1 / (1 + math.exp(-(slope * odds + shift)))
            off, steep = chance - right, chance * (1 - chance)
            down = [down[0] + off * odds, down[1] + off]
            curve = [curve[0] + steep * odds * odds, curve[1] + steep * odds, curve[2] + steep]
        whole = curve[0] * curve[2] - curve[1] ** 2
        step = (curve[2] * down[0] - curve[1] * down[1]) / whole, (curve[0] * down[1] - curve[1] * down[0]) / whole
        slope, shift = slope - step[0], shift - step[1]
        if max(map(abs, step)) < 1e-9:
            break
    return slope, shift
