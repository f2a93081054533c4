"""The heads by ONNX Runtime, window by window."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import fields, frozen

from quoteattr.heads.labels import Floats, Labels, Places, Whole

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


INPUTS, OUTPUTS = ("states", "begin", "end", "opens"), tuple(label.name for label in fields(Labels))  # for tokens
PAIRED, RELATED = ("down", "up"), ("relation",)  # of the graph for relations


@frozen(eq=False)
class OnnxHeads:
    """Runs the graphs of the heads: `tokens` for what a token is, `related` for what it is to its head."""

    tokens: "InferenceSession"
    related: "InferenceSession"

    def run(self, states: Sequence[Any], places: Sequence[Places]) -> Iterator[Labels]:
        """The labels of some windows."""
        for state, place in zip(states, places, strict=True):
            given = dict(zip(INPUTS, (state, place.begin, place.end, place.opens), strict=True))
            yield Labels(*map(np.asarray, self.tokens.run(None, given)))

    def relations(self, down: Floats, up: Floats) -> Whole:
        """The number of the relation of every token to its head."""
        found: Whole = np.asarray(self.related.run(None, dict(zip(PAIRED, (down, up), strict=True)))[0])
        return found
