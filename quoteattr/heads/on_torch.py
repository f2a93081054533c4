"""The heads by torch: for a GPU, and for what is being trained."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import torch
from attrs import evolve, frozen
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence

from quoteattr.heads.labels import Floats, Labels, Places, Whole
from quoteattr.heads.model import Heads
from quoteattr.network.tensors import Tensors, whole


@frozen(eq=False)
class TorchHeads:
    """Runs heads on the device of the states that it is given."""

    heads: Heads

    @torch.inference_mode()
    def run(self, states: Sequence[Any], places: Sequence[Places]) -> Iterator[Labels]:
        """The labels of some windows."""
        heads = self.heads
        rows = [torch.stack([s[p.begin], s[p.end]], 1).float() for s, p in zip(states, places, strict=True)]
        lengths = [len(row) for row in rows]
        words = heads(pad_sequence(rows, batch_first=True), torch.tensor(lengths, device=rows[0].device))
        upos, xpos, begins = (heads.labels[name](words).argmax(-1).cpu().numpy() for name in ("upos", "xpos", "begins"))
        entity = heads.labels["entity"](words).cpu().numpy()
        sentence = np.full(upos.shape, -1, np.int64)
        for row, (n, place) in enumerate(zip(lengths, places, strict=True)):
            sentence[row, :n] = np.cumsum((begins[row, :n] == 1) | place.opens) - 1
        arcs = heads.arcs(words, torch.from_numpy(sentence).to(words.device))
        sides = (side.cpu().numpy() for side in heads.sides(words))
        tables = (upos, xpos, entity, sentence, arcs.cpu().numpy(), *sides)
        for row, n in enumerate(lengths):
            labels = Labels(*(value[row, :n] for value in tables))
            yield evolve(labels, arcs=labels.arcs[:, :n])

    @torch.inference_mode()
    def relations(self, down: Floats, up: Floats) -> Whole:
        """The number of the relation of every token to its head."""
        device = self.heads.arc.device
        found: Tensor = self.heads.relations(*(torch.from_numpy(side).to(device) for side in (down, up)))
        relations: Whole = found.argmax(-1).cpu().numpy()
        return relations


def state_of(tensors: Tensors) -> dict[str, Tensor]:
    """The heads' state from the numbers of their file."""
    state = {}
    for name in (name for name in tensors if not name.endswith(".scale")):
        value = whole(tensors, name)
        if name.startswith("near.") and value.ndim == 2:  # a convolution, its three steps side by side
            value = np.ascontiguousarray(value.reshape(len(value), 3, -1).transpose(0, 2, 1))
        state[name.replace("in_proj.", "in_proj_")] = torch.from_numpy(value)
    return state
