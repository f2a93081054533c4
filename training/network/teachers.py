"""Teachers: what a network has learned, asked by ONNX Runtime, which takes a third of torch's time; MPNet, which is
never shipped, by torch.

A teacher reads the window that its student reads, but without noise.
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from attrs import frozen
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence

from quoteattr.network.on_onnx import INPUTS, session
from quoteattr.network.windows import inputs_of
from training.graphs import save_tensors
from training.network.graph_of_heads import graph as heads_graph
from training.network.graph_of_heads import tensors_of as heads_tensors
from training.network.graph_of_network import graph as network_graph
from training.network.graph_of_network import ranges
from training.network.graph_of_network import tensors_of as network_tensors
from training.network.joint import Joint, Outputs, lot
from training.network.mpnet import Related
from training.network.pages import Example
from training.network.treebanks import TABLES
from training.processor import mixed


@frozen(eq=False)
class Teacher:
    """A network with the sessions of its two graphs, if it has any, and the tasks that it teaches (all where none is
    said); what follows the states of the graphs is torch's."""

    joint: Joint
    network: Any
    heads: Any
    tasks: frozenset[str] = frozenset()

    def teaches(self, task: str) -> bool:
        """Whether its answers in a task are to be learned."""
        return not self.tasks or task in self.tasks

    @classmethod
    def of(
        cls, joint: Joint, windows: Sequence[Example], threads: int, tasks: frozenset[str] = frozenset()
    ) -> "Teacher":
        """A network as a teacher; `windows` show how large its numbers get."""
        if isinstance(joint.network.encoder, Related):
            return cls(joint, None, None, tasks)
        folder = Path(tempfile.mkdtemp())
        numbers = network_tensors(joint.network, ranges(joint.network, [e.window for e in windows]))
        save_tensors(numbers, folder / "network.safetensors")
        made = network_graph(numbers, joint.network.settings, taught=True)
        made.write(folder / "network.onnx", folder / "network.safetensors")
        numbers = heads_tensors({k: v.float().numpy() for k, v in joint.heads.state_dict().items()})
        save_tensors(numbers, folder / "heads.safetensors")
        labels = {kind: list(table) for kind, table in TABLES.items()}
        graph = heads_graph(numbers, labels, joint.heads.sizes["width"], taught=True)
        graph.write(folder / "heads.onnx", folder / "heads.safetensors")
        sessions = [session(folder / name, threads) for name in ("network.onnx", "heads.onnx")]
        return cls(joint, sessions[0], sessions[1], tasks)

    @torch.no_grad()
    def outputs(self, examples: Sequence[Example]) -> Outputs:
        """What it makes of windows, padded as `joint.lot` pads them."""
        if self.network is None:
            with torch.autocast("cpu", torch.bfloat16, enabled=mixed()):
                made: Outputs = self.joint(lot(examples))
            return made
        words, tokens, pieces = [], [], []
        for example in examples:
            given = dict(zip(INPUTS, inputs_of(example.window), strict=True))
            states, sides = self.network.run(None, given)
            words.append(torch.from_numpy(np.asarray(states)))
            pieces.append(torch.from_numpy(np.asarray(sides)[:, -self.joint.network.settings.width :]))
            places = {"states": sides, "begin": example.places.begin, "end": example.places.end}
            empty = not len(example.places.begin)
            found = (
                np.zeros((0, self.joint.heads.sizes["width"]), np.float32)
                if empty
                else np.asarray(self.heads.run(None, places)[0])
            )
            tokens.append(torch.from_numpy(found))
        network = self.joint.network
        states = pad_sequence(words, batch_first=True)
        padded: Tensor = pad_sequence(tokens, batch_first=True)
        last = pad_sequence(pieces, batch_first=True)
        return Outputs(network.tags(states), network.links(states), network.modes(states), padded, last)
