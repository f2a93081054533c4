"""What the heads give for the tokens of a window, whatever runs them."""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Whole = NDArray[np.int64]


@frozen(eq=False)
class Places:
    """Where the tokens of a window stand: at which word piece each begins and ends, and whether a paragraph begins."""

    begin: Whole
    end: Whole
    opens: NDArray[np.bool_]


@frozen(eq=False)
class Labels:
    """The numbers of the labels of tokens; the scores of the labels of names (tokens × labels); the number of each
    token's sentence in the window; the score of every token as the head of another (rows choose, itself for a root, low
    between sentences); tokens as dependents and as heads."""

    upos: Whole
    xpos: Whole
    entity: Floats
    sentence: Whole
    arcs: Floats
    down: Floats
    up: Floats


class Runner(Protocol):
    """Something that runs the heads."""

    def run(self, states: Sequence[Any], places: Sequence[Places]) -> Iterator[Labels]:
        """The labels of some windows, whose states the runner of the network gave."""
        ...

    def relations(self, down: Floats, up: Floats) -> Whole:
        """The number of the relation of every token to its head."""
        ...
