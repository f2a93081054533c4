"""What the network says of words: tags of sources, cues and contents, and whom a word chooses."""

import numpy as np
from numpy.typing import NDArray

ROLES = ("source", "cue", "content")
TAGS = ("O", *(f"{p}-{role}" for role in ROLES for p in "BI"))
LINKS = ("content", "source")  # a content's word chooses its cue, a cue's word its source
FORBIDDEN = -1e4
LAYERS = (2, 4, 6)  # of the encoder, side by side: what the heads of the parse read
DISTANCES = 24  # classes of signed distance in words


def allowed_moves() -> NDArray[np.float32]:
    """From each tag (row) to the next (column): `I-` follows only its own `B-` or `I-`."""
    allowed = np.zeros((len(TAGS), len(TAGS)), np.float32)
    for j, tag in enumerate(TAGS):
        if tag.startswith("I-"):
            allowed[:, j] = FORBIDDEN
            allowed[[j, j - 1], j] = 0.0
    return allowed


def distance_class(distance: NDArray[np.int64]) -> NDArray[np.int64]:
    """Signed distances in words as classes, finer where near."""
    size = np.abs(distance).astype(np.float32)
    half = DISTANCES // 2
    far = np.float32(5) + np.log2(np.maximum(size / np.float32(5), np.float32(1))) * np.float32(1.4)
    grade = np.minimum(np.where(size < 5, size, far).astype(np.int64), half - 1)
    return np.where(distance < 0, grade + half, grade)
