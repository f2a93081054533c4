"""The network by torch: for a GPU, and for what is being trained."""

from collections.abc import Iterator, Sequence

import numpy as np
import torch
from attrs import field, frozen
from torch import Tensor
from torch.nn.functional import softmax

from quoteattr.errors import InvalidSetting
from quoteattr.network.model import Batch, Network
from quoteattr.network.scores import Scores
from quoteattr.network.tensors import APART, Tensors, gates_of, whole
from quoteattr.network.windows import Window, arrays

_BATCH = 32  # windows


@frozen(eq=False)
class TorchNetwork:
    """Runs a network on its device."""

    network: Network
    device: str = field(init=False)

    @device.default
    def _where_it_is(self) -> str:
        return str(next(self.network.parameters()).device)

    def run(self, windows: Sequence[Window]) -> Iterator[Scores]:
        """The scores of some windows, in order."""
        for at in range(0, len(windows), _BATCH):
            yield from self._batch(windows[at : at + _BATCH])

    @torch.inference_mode()
    def _batch(self, windows: Sequence[Window]) -> Iterator[Scores]:
        network = self.network
        batch = Batch.of(arrays(windows), self.device)
        layers = network.encoder.layered(batch.ids, batch.case, batch.marks, batch.sizes)
        words = network.words(layers[-1], batch)
        states = torch.cat([layers[n] for n in network.settings.sides], -1)
        tables = [network.tags(words), softmax(network.modes(words), -1), *network.links.sides(words)]
        tags, modes, choosing, chosen = (table.float().cpu().numpy() for table in tables)
        for row, n in enumerate(batch.lengths.tolist()):
            known = [*range(n), chosen.shape[2] - 1]
            yield Scores(
                tags=tags[row, :n],
                modes=modes[row, :n],
                choosing=choosing[row][:, :n],
                chosen=chosen[row][:, known],
                states=states[row, : int(batch.sizes[row])],
            )


def check_device(device: str) -> None:
    """Raise `InvalidSetting` unless torch can compute on this device."""
    try:
        torch.zeros(1, device=device).item()
    except (RuntimeError, AssertionError) as error:  # no such name; no such device; a torch without CUDA
        reason = str(error).split("\n")[0]
        raise InvalidSetting(f"the device {device!r} can't be used here ({reason}): choose device='cpu'") from error


def state_of(tensors: Tensors) -> dict[str, Tensor]:
    """A network's state from the numbers of its file."""
    plain = [name for name in tensors if not name.startswith("lstm.") and not name.endswith(APART)]
    state = {name: torch.from_numpy(whole(tensors, name)) for name in plain}
    for n, way in enumerate(("forwards", "backwards")):
        for part, (given, scale) in {"ih": ("input", "input_scale"), "hh": ("recurrent", "recurrent_scale")}.items():
            weight = tensors[f"lstm.{given}"][n].astype(np.float32) * tensors[f"lstm.{scale}"][n]
            state[f"lstm.{way}.weight_{part}_l0"] = torch.from_numpy(gates_of(weight.T, back=True))
        for part, bias in zip(("ih", "hh"), np.split(tensors["lstm.bias"][n], 2), strict=True):
            state[f"lstm.{way}.bias_{part}_l0"] = torch.from_numpy(gates_of(bias, back=True))
    return state
