"""The head for what is told within as it is shipped: a folder with its numbers (half floats) and ``settings.json``,
which says for which network it was made and by which weights what it says is chosen from."""

from math import isfinite
from pathlib import Path

import numpy as np

from quoteattr.errors import ModelNotFound
from quoteattr.heads.inner import InnerHead
from quoteattr.network.weights import settings_in, tensors_in
from quoteattr.runtime.manifest import checksum, usable, verify

BUNDLED = Path(__file__).parents[1] / "models" / "en_inner"
NUMBERS, SETTINGS = "inner.safetensors", "settings.json"
FILES = (NUMBERS, SETTINGS)
FORMAT = 1
_REMEDY = "install quoteattr again, or make it with `python -m training.nested`"


def load(folder: Path, network: Path) -> InnerHead:
    """The head in a folder, made for the network in another.

    Raises:
        ModelNotFound: a file is missing, its checksum is wrong, or it was made for another network.
    """
    verify(folder, FILES, _REMEDY)
    saved = settings_in(folder, SETTINGS, FORMAT, _REMEDY)
    with usable(folder / SETTINGS, _REMEDY):
        made_for = saved["network"]
        weights = {str(name): float(weight) for name, weight in saved["weights"].items()}
        if not all(map(isfinite, weights.values())):
            raise ValueError("its weights are not all numbers")
    if made_for != checksum(network):
        raise ModelNotFound(
            f"what reads the told within in {folder} was made for another network than that in {network}; {_REMEDY}"
        )
    with usable(folder / NUMBERS, _REMEDY):
        tensors = {name: value.astype(np.float32) for name, value in tensors_in(folder / NUMBERS).items()}
        missing = sorted(_NAMES - set(tensors))
        if missing:
            raise ValueError(f"it lacks {', '.join(missing)}")
    return InnerHead(tensors, weights)


_WITH_BIAS = ("first", "join", "near.0", "near.1", "roles")
_WITHOUT = ("join_cue", "branch", "far", "quoted")
_NAMES = frozenset(
    [f"{name}.weight" for name in (*_WITH_BIAS, *_WITHOUT)] + [f"{name}.bias" for name in _WITH_BIAS],
)
