"""The numbers of a network as they lie in its file, and what they mean.

The file is of the safetensors format; the ONNX graph beside it points into it, so that the numbers are there once. A
matrix is kept as one byte a number, of which seven bits are used (see `MOST`): `X.weight` (inputs × outputs) and
`X.scale` (one an output). An embedding uses all eight, and has its scale by row. Some matrices have `X.large`, the
inputs that are sometimes far larger than all others, and `X.limit`: what an input has beyond that limit is not rounded
to bytes with the rest, but multiplied apart, so that it does not drown the others (Dettmers et al. 2022, LLM.int8).
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Tensors = Mapping[str, Array]
EMBEDDED = ("encoder.pieces.weight", "encoder.positions.weight")
APART = (".scale", ".large", ".limit")  # what belongs to a matrix
MOST = 64  # of a number in a matrix: two products with bytes in one sum stay below sixteen bits, on any processor
_LEAST = 1e-8  # of a scale


def in_bytes(weight: Array, axis: int, most: int = MOST) -> tuple[Array, Array]:
    """A matrix as numbers up to `most` and one scale for each place on the other axes."""
    scale = np.maximum(np.abs(weight).max(axis) / most, _LEAST).astype(np.float32)
    rounded = np.clip(np.round(weight / np.expand_dims(scale, axis)), -most, most).astype(np.int8)
    return rounded, scale


def whole(tensors: Tensors, name: str) -> Array:
    """The numbers of a vector, a matrix (outputs × inputs, as torch has them) or an embedding."""
    stem = name.removesuffix(".weight")
    weight = tensors[name].astype(np.float32)
    scale = tensors.get(f"{stem}.scale")
    if scale is None:
        return weight
    if name in EMBEDDED:
        return weight * scale[:, None]
    return np.ascontiguousarray((weight * scale).T)


def gates_of(values: Array, *, back: bool = False) -> Array:
    """The gates of an LSTM, along the first axis, in ONNX's order (input, output, forget, cell) from torch's (input,
    forget, cell, output); or `back`."""
    parts = np.split(values, 4)
    order = (0, 2, 3, 1) if back else (0, 3, 1, 2)
    return np.ascontiguousarray(np.concatenate([parts[n] for n in order]).astype(np.float32))
