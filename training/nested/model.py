"""The head for what is told within, as it learns; `quoteattr.heads.inner` reads with it."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from attrs import frozen
from torch import Tensor, nn
from torch.nn import functional

from quoteattr.heads.inner import BRANCHES, FAR, QUOTED, ROLES, STEPS
from training.nested.texts import IGNORED, Asked


class Inner(nn.Module):
    """See `heads.inner.InnerHead`."""

    def __init__(self, encoded: int, width: int = 48, dropout: float = 0.3) -> None:
        super().__init__()
        self.join = nn.Linear(encoded, width)
        self.join_cue = nn.Linear(encoded, width, bias=False)
        self.branch = nn.Embedding(BRANCHES, width)
        self.far = nn.Embedding(2 * FAR, width)
        self.quoted = nn.Embedding(QUOTED, width)
        for table in (self.branch, self.far, self.quoted):
            nn.init.normal_(table.weight, std=0.1)
        self.near = nn.ModuleList(nn.Conv1d(width, width, 3, padding=step, dilation=step) for step in STEPS)
        self.roles = nn.Linear(width, len(ROLES))
        self.drop = nn.Dropout(dropout)

    def forward(self, batch: "Batch") -> Tensor:
        """Scores of the roles of the words around cues: rows × words × roles."""
        states = self.drop(batch.states)
        at_cue = states[torch.arange(len(states)), batch.cue]
        there = batch.there.unsqueeze(-1)
        x = self.join(states) + self.join_cue(at_cue).unsqueeze(1)
        x = x + self.branch(batch.branch) + self.far(batch.far) + self.quoted(batch.quoted)
        x = functional.gelu(x, approximate="tanh") * there
        for near in self.near:
            x = x + functional.gelu(near(x.transpose(1, 2)).transpose(1, 2), approximate="tanh") * there
        scores: Tensor = self.roles(self.drop(x))
        return scores


@frozen(eq=False)
class Batch:
    """Some words that may be cues, and the tokens around each, padded."""

    states: Tensor
    branch: Tensor
    far: Tensor
    quoted: Tensor
    roles: Tensor
    there: Tensor
    cue: Tensor

    @classmethod
    def of(cls, asked: Sequence[Asked]) -> "Batch":
        """Their numbers side by side."""
        size = max(len(one.seen.tokens) for one in asked)

        def padded(values: Sequence[Any], fill: int = 0) -> Tensor:
            made = np.full((len(values), size, *values[0].shape[1:]), fill, values[0].dtype)
            for row, value in enumerate(values):
                made[row, : len(value)] = value
            return torch.from_numpy(made)

        return cls(
            padded([one.states.astype(np.float32) for one in asked]),
            padded([one.seen.branch for one in asked]),
            padded([one.seen.far for one in asked]),
            padded([one.seen.quoted for one in asked]),
            padded([one.roles for one in asked], IGNORED),
            padded([np.ones(len(one.roles), bool) for one in asked]),
            torch.tensor([one.seen.cue for one in asked]),
        )


def loss(model: Inner, batch: Batch) -> Tensor:
    """Of the roles of the words around cues; a cue counts by the root of how many words stand around it."""
    each = functional.cross_entropy(model(batch).transpose(1, 2), batch.roles.clamp(min=0), reduction="none")
    here = batch.roles != IGNORED
    made: Tensor = ((each * here).sum(1) / here.sum(1).clamp(min=1) ** 0.5).mean()
    return made


def learn(model: Inner, asked: Sequence[Asked], epochs: int, seed: int, rate: float = 2e-3, together: int = 64) -> None:
    """All of them, in lots of about the same length."""
    rng = np.random.default_rng(seed)
    optimizer = torch.optim.AdamW(model.parameters(), rate, weight_decay=0.02)
    lots_of = len(asked) // together + 1
    steps = epochs * lots_of
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: max(0.03, min((s + 1) / 100, 1 - s / steps)))
    model.train()
    for _ in range(epochs):
        lengths = np.array([len(one.seen.tokens) for one in asked]) + rng.integers(0, 12, len(asked))
        order = np.argsort(lengths, kind="stable")
        lots = [order[at : at + together] for at in range(0, len(order), together)]
        for n in rng.permutation(len(lots)):
            optimizer.zero_grad()
            loss(model, Batch.of([asked[k] for k in lots[n]])).backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    model.eval()
