"""What the network gives for a window, whatever runs it."""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from quoteattr.network.windows import Window

Floats = NDArray[np.float32]


@frozen(eq=False)
class Scores:
    """The scores of the words of one window.

    `tags` are words × tags, `modes` the chances of the classes of a cue, words × modes. A word chooses by the product
    of `choosing` (links × words × size) with `chosen` (links × words + 1 × size; the last is nobody), plus a term for
    the distance. `states` are those of the encoder at every word piece, for the heads of the parse; only those of the
    same kind of runner can read them.
    """

    tags: Floats
    modes: Floats
    choosing: Floats
    chosen: Floats
    states: Any


class Runner(Protocol):
    """Something that runs the network."""

    def run(self, windows: Sequence[Window]) -> Iterator[Scores]:
        """The scores of some windows, in order."""
        ...
