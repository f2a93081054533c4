"""The network with its heads and what only training needs, over a batch of windows."""

from collections.abc import Mapping, Sequence

import numpy as np
import torch
from attrs import frozen
from torch import Tensor, nn

from quoteattr.heads.model import Heads
from quoteattr.network.model import Batch, Network
from quoteattr.network.windows import arrays
from training.network.pages import IGNORED, Example

OWN = 16  # guidelines of sets of names that may differ from ours


@frozen(eq=False, kw_only=True)
class Lot:
    """A batch: what the network reads, where tokens stand (rows × tokens), how many there are, and all columns."""

    inputs: Batch
    begin: Tensor
    end: Tensor
    tokens: Tensor
    columns: Mapping[str, Tensor]

    def column(self, name: str) -> Tensor | None:
        """A column; None where no window of the batch has it."""
        return self.columns.get(name)

    @property
    def words(self) -> int:
        """How many words there are in all."""
        return int(self.inputs.lengths.sum())


def lot(examples: Sequence[Example]) -> Lot:
    """Windows side by side, padded."""
    inputs = Batch.of(arrays([e.window for e in examples]))
    counts = [len(e.places.begin) for e in examples]
    begin, end = (np.zeros((len(examples), max(1, *counts)), np.int64) for _ in range(2))
    for row, example in enumerate(examples):
        begin[row, : counts[row]], end[row, : counts[row]] = example.places.begin, example.places.end
    names = {name: column for e in examples for name, column in e.columns.items()}
    columns = {}
    for name, kind in names.items():
        width = inputs.first.shape[1] if kind.along == "words" else begin.shape[1]
        table = np.full((len(examples), *kind.values.shape[:-1], width), IGNORED, np.int64)
        for row, example in enumerate(examples):
            if name in example.columns:
                values = example.columns[name].values
                table[row, ..., : values.shape[-1]] = values
        columns[name] = torch.from_numpy(table)
    places = (torch.from_numpy(x) for x in (begin, end))
    return Lot(
        inputs=inputs, columns=columns, tokens=torch.tensor(counts), **dict(zip(("begin", "end"), places, strict=True))
    )


@frozen(eq=False)
class Outputs:
    """What the network makes of a batch: scores of tags, links and modes for words, states for tokens, and the
    encoder's last states of word pieces."""

    emissions: Tensor
    links: Tensor
    modes: Tensor
    tokens: Tensor
    states: Tensor


class Joint(nn.Module):
    """The network and its heads, learned together; `own` are heads for names by the guidelines of other sets, added to
    ours while they are learned from, and shipped with none."""

    def __init__(self, network: Network, heads: Heads) -> None:
        super().__init__()
        self.network = network
        self.heads = heads
        label = heads.labels["entity"]
        assert isinstance(label, nn.Linear)
        self.own = nn.Parameter(torch.zeros(OWN, label.out_features, label.in_features + 1))

    def forward(self, batch: Lot) -> Outputs:
        network, inputs = self.network, batch.inputs
        layers = network.encoder.layered(inputs.ids, inputs.case, inputs.marks, inputs.sizes)
        side = torch.cat([layers[n] for n in network.settings.sides], -1)
        size = (-1, -1, side.shape[-1])
        ends = [side.gather(1, at.unsqueeze(-1).expand(*size)) for at in (batch.begin, batch.end)]
        tokens = self.heads(torch.stack(ends, 2), batch.tokens).float()
        with torch.autocast(side.device.type, enabled=False):
            words = network.words(layers[-1].float(), inputs)
            return Outputs(network.tags(words), network.links(words), network.modes(words), tokens, layers[-1].float())

    def names(self, tokens: Tensor, guideline: Tensor | None = None) -> Tensor:
        """Scores of the labels of names; by other guidelines where their numbers (0 for ours) are given."""
        scores: Tensor = self.heads.labels["entity"](tokens)
        if guideline is not None:
            extra = torch.zeros_like(scores)
            for number in guideline[guideline > 0].unique().tolist():
                here = guideline == number
                table = self.own[number]
                extra[here] = tokens[here] @ table[:, :-1].T + table[:, -1]
            scores = scores + extra
        return scores
