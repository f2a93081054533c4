"""The layers of a pretrained encoder, in the names of ours."""

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor

_NAMES = {"up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm"}  # in BERT and its kin


def in_our_names(
    given: Mapping[str, Tensor], layers: Sequence[int], names: Mapping[str, str], attention: Sequence[str]
) -> dict[str, Tensor]:
    """The first norm and some layers (the first is 1) of what is given.

    `names` are theirs for our parts of an attention, `attention` those of its queries, keys and values.
    """
    state: dict[str, Tensor] = {}
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = given[f"embeddings.LayerNorm.{part}"]
        for n, number in enumerate(layers):
            start = f"encoder.layer.{number - 1}."
            for ours, theirs in {**names, **_NAMES}.items():
                state[f"layers.{n}.{ours}.{part}"] = given[f"{start}{theirs}.{part}"]
            state[f"layers.{n}.qkv.{part}"] = torch.cat([given[f"{start}{name}.{part}"] for name in attention])
    return state
