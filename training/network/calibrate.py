"""The numbers that make a confidence mean what it says, fitted on dev; the error is measured on folds left out."""

import random
from typing import Any

import torch
from attrs import frozen
from torch import Tensor
from torch.nn import functional

from benchmarks.scorer import scorer
from quoteattr.network.confidence import FEATURES
from quoteattr.network.weights import LoadedNetwork
from training.network.evaluate import found_in, row

FOLDS = 5
BINS = 10
RIDGE = 1e-3


@frozen(eq=False)
class Judged:
    """Attributions found: their features, whether content and source are right, and the fold of their article."""

    features: Tensor
    right: Tensor
    fold: Tensor


def judge(weights: LoadedNetwork, articles: list[dict[str, Any]]) -> Judged:
    """Compare what the network finds with the gold, as the scorer's `relation` does; nested finds are left out."""
    score: Any = scorer()
    features, right, fold = [], [], []
    order = list(range(len(articles)))
    random.Random(1).shuffle(order)
    for place, number in enumerate(order):
        article = articles[number]
        tokens = score.words(article["text"])
        roles = ("source", "cue", "content")
        gold = [{r: score.ids(a[r], tokens) for r in roles} for a in article["attributions"]]
        spotted = found_in(weights, article["text"])
        found = [{r: score.ids(row(s)[r], tokens) for r in roles} for s in spotted]
        inside = frozenset().union(*(g["content"] for g in gold)) if gold else frozenset()
        partner = {p: (g, overlap) for g, p, overlap in score.pair(gold, found)}
        for n, (one, mine) in enumerate(zip(spotted, found, strict=True)):
            if n not in partner and mine["cue"] and mine["cue"] <= inside:
                continue
            g, overlap = partner.get(n, (None, 0.0))
            ok = g is not None and overlap >= 0.5
            if ok and g is not None:
                sources = gold[g]["source"], mine["source"]
                ok = bool(sources[0] & sources[1]) or not any(sources)
            features.append(one.features)
            right.append(float(ok))
            fold.append(place % FOLDS)
    return Judged(torch.tensor(features), torch.tensor(right), torch.tensor(fold))


def fit(features: Tensor, right: Tensor) -> Tensor:
    """Logistic regression: a weight for each feature, and last the bias."""
    inputs = torch.cat([features, torch.ones(len(features), 1)], 1)
    weights = torch.zeros(inputs.shape[1], requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def closure() -> Tensor:
        optimizer.zero_grad()
        loss = (
            functional.binary_cross_entropy_with_logits(inputs @ weights, right) + RIDGE * weights[:-1].square().sum()
        )
        loss.backward()
        return loss

    optimizer.step(closure)
    return weights.detach()


def calibrate(judged: Judged) -> tuple[dict[str, float], list[tuple[float, float, int]], float]:
    """The calibration fitted on everything; from folds left out the reliability table (mean confidence, share
    right, count) and the expected calibration error in points."""
    said = torch.zeros(len(judged.right))
    for fold in range(FOLDS):
        apart = judged.fold == fold
        weights = fit(judged.features[~apart], judged.right[~apart])
        said[apart] = (judged.features[apart] @ weights[:-1] + weights[-1]).sigmoid()
    table, error = reliability(said, judged.right)
    weights = fit(judged.features, judged.right)
    return dict(zip((*FEATURES, "bias"), [round(w, 4) for w in weights.tolist()], strict=True)), table, error


def reliability(said: Tensor, right: Tensor) -> tuple[list[tuple[float, float, int]], float]:
    """For each tenth of the scale the mean confidence, the share right and the count; and their mean difference."""
    table = []
    error = 0.0
    for n in range(BINS):
        here = (said >= n / BINS) & ((said < (n + 1) / BINS) | (n == BINS - 1))
        count = int(here.sum())
        if count:
            mean, share = float(said[here].mean()), float(right[here].mean())
            table.append((mean, share, count))
            error += 100 * count / len(said) * abs(mean - share)
    return table, error
