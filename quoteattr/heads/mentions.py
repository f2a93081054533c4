"""Whom a mention means, as the network reads it: the head for mentions over the encoder's states.

It is worked out for a mention when that is first asked for; see `heads.model.Mentions`, which learns it.
"""

from collections.abc import Sequence

import numpy as np
from attrs import define, field, frozen
from numpy.typing import NDArray

from quoteattr.heads.inner import gelu
from quoteattr.heads.labels import Floats, Whole
from quoteattr.heads.states import States
from quoteattr.network.tensors import Tensors, whole

STEM = "mentions."  # of the names of its numbers


@frozen(eq=False)
class MentionHead:
    """The numbers of the head: products with their biases, and what each class of distance adds."""

    inner: tuple[Floats, Floats]
    outer: tuple[Floats, Floats]  # the later, the earlier with its bias, and new, side by side
    distance: Floats

    @classmethod
    def of(cls, tensors: Tensors) -> "MentionHead | None":
        """The head in a file of numbers; None where there is none."""
        if f"{STEM}inner.weight" not in tensors:
            return None
        names = ("later", "earlier", "new")
        outer = [np.concatenate([whole(tensors, f"{STEM}{n}.{kind}") for n in names]) for kind in ("weight", "bias")]
        inner = whole(tensors, f"{STEM}inner.weight"), whole(tensors, f"{STEM}inner.bias")
        return cls(inner, (outer[0], outer[1]), whole(tensors, f"{STEM}distance.weight")[:, 0])

    @property
    def size(self) -> int:
        """Numbers of a mention."""
        return (len(self.outer[1]) - 2) // 2

    def numbers(self, states: Floats) -> Floats:
        """Mentions × (later, earlier with its bias, new), of the states at first and last word pieces side by side."""
        x = states @ self.inner[0].T + self.inner[1]
        made: Floats = gelu(x) @ self.outer[0].T + self.outer[1]
        return made


@define(eq=False)
class ReadMentions:
    """The mentions of a text, by the tokens that stand for them; see `text.document.Mentions`."""

    head: MentionHead
    states: States
    numbers: Floats = field(init=False)
    known: NDArray[np.bool_] = field(init=False)

    @numbers.default
    def _numbers(self) -> Floats:
        return np.zeros((self.states.tokens, len(self.head.outer[1])), np.float32)

    @known.default
    def _known(self) -> NDArray[np.bool_]:
        return np.zeros(self.states.tokens, np.bool_)

    def scores(self, later: int, earlier: Sequence[int]) -> Floats:
        """How well a mention goes with each of some before it, against being somebody new."""
        asked = np.array([later, *earlier], np.int64)
        self._work_out(asked)
        size, row = self.head.size, self.numbers[later]
        others = self.numbers[asked[1:], size : 2 * size + 1]
        far = np.minimum(np.log2(np.maximum(later - asked[1:], 1)).astype(np.int64), len(self.head.distance) - 1)
        found: Floats = others[:, :-1] @ row[:size] / size**0.5 + others[:, -1] + self.head.distance[far] - row[-1]
        return found

    def _work_out(self, asked: Whole) -> None:
        missing = np.unique(asked[~self.known[asked]])
        if not len(missing):
            return
        width = self.head.inner[0].shape[1] // 2
        self.numbers[missing] = self.head.numbers(self.states.both(missing, width))
        self.known[missing] = True
