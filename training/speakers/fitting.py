"""Log-linear weights of features that make the right choices likeliest."""

from collections.abc import Mapping, Sequence

import torch
from attrs import frozen

from quoteattr.speakers.ranking import Features

_NEVER = -1e9


@frozen(kw_only=True)
class Choice:
    """Candidates at one mention: their features, and which of them are right (none: nobody is).

    `nobody` says that to choose nobody is right as well; `recent` is the candidate mentioned last; `weight` counts.
    """

    article: str
    kind: str
    candidates: tuple[Features, ...]
    right: tuple[int, ...]
    nobody: bool
    recent: int
    weight: float = 1.0


def fitted(rows: Sequence[Choice], strength: float, prior: Mapping[str, float] | None = None) -> Features:
    """The weights that make the right choices likeliest, kept near a prior (or small) with some strength."""
    prior = prior or {}
    names = sorted({name for row in rows for candidate in row.candidates for name in candidate} | set(prior))
    values, open_, right = _tables(rows, {name: n for n, name in enumerate(names)})
    counts = torch.tensor([row.weight for row in rows], dtype=torch.float64)
    centre = torch.tensor([prior.get(name, 0.0) for name in names], dtype=torch.float64)
    weight = centre.clone().requires_grad_()
    optimizer = torch.optim.LBFGS([weight], max_iter=300, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        scores = values @ weight + open_
        missed = torch.logsumexp(scores, 1) - torch.logsumexp(scores + right, 1)
        total = (counts * missed).sum() + strength * (weight - centre).square().sum()
        total.backward()
        return total

    optimizer.step(loss)
    return {name: round(float(weight.detach()[n]), 2) for n, name in enumerate(names)}


def _tables(rows: Sequence[Choice], place: dict[str, int]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """The features of every candidate, nobody first; which there are, and which of them are right (0, else never)."""
    widest = 1 + max(len(row.candidates) for row in rows)
    values = torch.zeros(len(rows), widest, len(place), dtype=torch.float64)
    open_, right = (torch.full((len(rows), widest), _NEVER, dtype=torch.float64) for _ in range(2))
    for r, row in enumerate(rows):
        open_[r, : len(row.candidates) + 1] = 0.0
        if row.nobody or not row.right:
            right[r, 0] = 0.0
        for c in row.right:
            right[r, c + 1] = 0.0
        at = [(c, place[name], value) for c, its in enumerate(row.candidates, start=1) for name, value in its.items()]
        if at:
            cs, ns, vs = zip(*at, strict=True)
            values[r, list(cs), list(ns)] = torch.tensor(vs, dtype=torch.float64)
    return values, open_, right


def accuracy(rows: Sequence[Choice], known: Features) -> float:
    """The share of choices that weights get right, nobody included, in percent."""
    hits = 0
    for row in rows:
        scores = [sum(known.get(name, 0.0) * v for name, v in candidate.items()) for candidate in row.candidates]
        top = max(range(len(scores)), key=scores.__getitem__)
        hits += (top in row.right) if scores[top] > 0 else (row.nobody or not row.right)
    return 100 * hits / max(1, len(rows))
