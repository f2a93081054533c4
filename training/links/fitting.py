"""Learn a scorer (`quoteattr.speakers.scorer`): half of what it says is said by log-linear weights, which know rare
features best, half by small networks, which stand side by side in one."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from math import exp, log
from pathlib import Path

import torch
from attrs import frozen
from torch import Tensor, nn

from quoteattr.speakers.ranking import Features
from quoteattr.speakers.scorer import BIAS, OUT, THOUSAND

SEEDS, HIDDEN, EPOCHS, AT_ONCE = 2, 8, 6, 128
RATE, DECAY, DROPPED, BEGUN, SEEN = 5e-3, 0.3, 0.3, 0.05, 5
STRENGTH, ROUNDS = 1.0, 150  # of the log-linear weights
MOST_BESIDE, KEPT_SMALL = 200, 5.0  # hundredths of a weight; how strongly it is held back
_NEVER = -1e9


@frozen
class Choice:
    """The features of nobody and of the candidates at one phrase; which rows are right; how much it counts."""

    rows: tuple[Features, ...]
    right: tuple[int, ...]
    weight: float = 1.0


@frozen(eq=False)
class Table:
    """Choices as numbers: the features of each row, in one (`ends` tells where a row's end), and the rows of each."""

    places: Tensor
    values: Tensor
    ends: list[int]
    first: list[int]
    right: Tensor
    weight: Tensor

    def part(self, chosen: Sequence[int]) -> "Batch":
        """Some choices."""
        stretches = [(self.first[n], self.first[n + 1]) for n in chosen]
        inside = [slice(self.ends[a], self.ends[b]) for a, b in stretches]
        lengths = [self.ends[row + 1] - self.ends[row] for a, b in stretches for row in range(a, b)]
        of = torch.repeat_interleave(torch.arange(len(chosen)), torch.tensor([b - a for a, b in stretches]))
        return Batch(
            torch.cat([self.places[s] for s in inside]),
            torch.cat([self.values[s] for s in inside]),
            torch.tensor([0, *accumulate(lengths)][:-1]),
            of,
            torch.cat([self.right[a:b] for a, b in stretches]),
            self.weight[list(chosen)],
        )


@frozen(eq=False)
class Batch:
    """Some choices: features, where each row's begin, the choice of each row, whether it is right, what each counts."""

    places: Tensor
    values: Tensor
    begins: Tensor
    of: Tensor
    right: Tensor
    weight: Tensor


class Net(nn.Module):
    """A weight for each feature, and a hidden layer."""

    def __init__(self, features: int) -> None:
        super().__init__()
        self.direct = nn.EmbeddingBag(features, 1, mode="sum")
        self.hidden = nn.EmbeddingBag(features, HIDDEN, mode="sum")
        self.bias = nn.Parameter(torch.zeros(HIDDEN))
        self.out = nn.Parameter(torch.zeros(HIDDEN))
        self.drop = nn.Dropout(DROPPED)
        nn.init.zeros_(self.direct.weight)
        nn.init.normal_(self.hidden.weight, std=BEGUN)

    def forward(self, batch: Batch) -> Tensor:
        """The score of each row."""
        straight = self.direct(batch.places, batch.begins, per_sample_weights=batch.values).squeeze(1)
        hidden = self.hidden(batch.places, batch.begins, per_sample_weights=batch.values) + self.bias
        scores: Tensor = straight + self.drop(hidden.relu()) @ self.out
        return scores


def fitted(choices: Sequence[Choice], strength: float = STRENGTH) -> dict[str, tuple[float, ...]]:
    """For each feature its weight and what it adds to the hidden units; `=bias` and `=out` have no weight."""
    seen = Counter(name for choice in choices for row in choice.rows for name, value in row.items() if value)
    names = sorted(name for name, count in seen.items() if count >= SEEN)
    table = table_of(choices, {name: n for n, name in enumerate(names)})
    nets = [learned(table, len(names), seed) for seed in range(SEEDS)]
    straight = log_linear(table, len(names), strength)
    with torch.no_grad():
        direct = (straight + torch.stack([net.direct.weight.squeeze(1) for net in nets]).mean(0)) / 2
        hidden = torch.cat([net.hidden.weight for net in nets], 1)
        bias = torch.cat([net.bias for net in nets])
        out = torch.cat([net.out for net in nets]) / (2 * SEEDS)
    found = {BIAS: (0.0, *bias.tolist()), OUT: (0.0, *out.tolist())}
    rows = zip(names, direct.tolist(), hidden.tolist(), strict=True)
    return found | {name: (weight, *adds) for name, weight, adds in rows}


def table_of(choices: Sequence[Choice], place: dict[str, int]) -> Table:
    """Choices as numbers."""
    rows = [row for choice in choices for row in choice.rows]
    known = [[(place[name], value) for name, value in row.items() if value and name in place] for row in rows]
    return Table(
        torch.tensor([at for row in known for at, _ in row]),
        torch.tensor([value for row in known for _, value in row], dtype=torch.float32),
        [0, *accumulate(map(len, known))],
        [0, *accumulate(len(choice.rows) for choice in choices)],
        torch.tensor([n in choice.right for choice in choices for n in range(len(choice.rows))]),
        torch.tensor([choice.weight for choice in choices]),
    )


def learned(table: Table, features: int, seed: int) -> Net:
    """One network."""
    torch.manual_seed(seed)
    net = Net(features)
    tables, lone = [net.direct.weight, net.hidden.weight], [net.bias, net.out]
    groups = [{"params": tables, "weight_decay": DECAY}, {"params": lone, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=RATE)
    count = len(table.weight)
    steps = EPOCHS * -(-count // AT_ONCE)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=max(2, steps), pct_start=0.1)
    for _ in range(EPOCHS):
        for chosen in torch.randperm(count).split(AT_ONCE):
            batch = table.part(chosen.tolist())
            loss = missed(net(batch), batch)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return net.eval()


def log_linear(table: Table, features: int, strength: float = STRENGTH) -> Tensor:
    """The weights that make the right rows likeliest, kept small."""
    every = table.part(range(len(table.weight)))
    ends = torch.tensor(table.ends)
    values = torch.sparse_csr_tensor(ends, every.places, every.values, size=(len(ends) - 1, features))
    back = values.to_sparse_coo().t().to_sparse_csr()
    weight = torch.zeros(features, requires_grad=True)
    optimizer = torch.optim.LBFGS([weight], max_iter=ROUNDS, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        known = weight.detach()
        scores = (values @ known.unsqueeze(1)).squeeze(1).requires_grad_(True)
        total = missed(scores, every) * every.weight.sum()
        (slope,) = torch.autograd.grad(total, scores)
        weight.grad = (back @ slope.unsqueeze(1)).squeeze(1) + 2 * strength * known
        return total.detach() + strength * known.square().sum()

    optimizer.step(loss)
    return weight.detach()


def missed(scores: Tensor, batch: Batch) -> Tensor:
    """How unlikely the right rows are, on average."""
    every = _logsum(scores, batch.of, len(batch.weight))
    right = _logsum(scores.masked_fill(~batch.right, _NEVER), batch.of, len(batch.weight))
    loss: Tensor = (batch.weight * (every - right)).sum() / batch.weight.sum()
    return loss


def _logsum(scores: Tensor, of: Tensor, count: int) -> Tensor:
    """The log of the sum of the exponentials of the rows of each choice."""
    most = torch.full((count,), _NEVER).scatter_reduce(0, of, scores.detach(), "amax")
    return most + torch.zeros(count).index_add(0, of, (scores - most[of]).exp()).clamp(min=1e-30).log()


@frozen
class Beside:
    """The scores of the rows of a choice, what is to count beside them, and which rows are right."""

    scores: tuple[float, ...]
    values: tuple[float, ...]
    right: tuple[int, ...]


def weight_beside(choices: Sequence[Beside]) -> float:
    """What a feature counts best beside scores that know nothing of it: the weight, to a hundredth, with which the
    right rows are likeliest, kept small."""
    weights = [n / 100 for n in range(MOST_BESIDE)]
    likely = [sum(_log_odds(c, weight) for c in choices) - KEPT_SMALL * weight**2 for weight in weights]
    return weights[likely.index(max(likely))]


def right_of(choices: Sequence[Beside], weight: float = 0.0) -> float:
    """How many in a hundred have a right row first."""
    right = 0
    for choice in choices:
        scores = [score + weight * value for score, value in zip(choice.scores, choice.values, strict=True)]
        right += scores.index(max(scores)) in choice.right
    return 100 * right / max(1, len(choices))


def _log_odds(choice: Beside, weight: float) -> float:
    """The log of how likely the right rows of a choice are."""
    every = [score + weight * value for score, value in zip(choice.scores, choice.values, strict=True)]
    most = max(every)
    odds = [exp(score - most) for score in every]
    return log(max(1e-30, sum(odds[n] for n in choice.right)) / sum(odds))


def lines(known: dict[str, tuple[float, ...]]) -> Iterator[str]:
    """The rows of a lexicon."""
    for name, (weight, *adds) in known.items():
        hidden = " ".join(str(round(THOUSAND * value)) for value in adds)
        yield f"{name}\t{weight:.2f}\t{hidden}"


def write(path: Path, known: dict[str, tuple[float, ...]], head: Sequence[str]) -> None:
    """Write a scorer as a lexicon."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*head, *lines(known), ""]), encoding="utf-8")
