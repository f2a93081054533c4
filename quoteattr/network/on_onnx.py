"""The network by ONNX Runtime, on the processor: eight-bit products, window by window, nothing padded.

So a window's scores never depend on what else is read beside it.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from attrs import fields, frozen

from quoteattr.network.scores import Scores
from quoteattr.network.windows import Window, inputs_of
from quoteattr.runtime.quiet import onnxruntime

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


INPUTS = ("ids", "case", "marks", "first")  # of the graph, in the order of `windows.inputs_of`
OUTPUTS = tuple(score.name for score in fields(Scores))


def session(path: Path, threads: int | None) -> "InferenceSession":
    """A graph ready to run with so many threads, all of the processor's where None; they sleep while they wait."""
    runtime = onnxruntime()
    options = runtime.SessionOptions()
    options.intra_op_num_threads = threads or 0
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return runtime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


@frozen(eq=False)
class OnnxNetwork:
    """Runs the graph of the network."""

    session: "InferenceSession"

    def run(self, windows: Sequence[Window]) -> Iterator[Scores]:
        """The scores of some windows, in order."""
        for window in windows:
            given = dict(zip(INPUTS, inputs_of(window), strict=True))
            yield Scores(*map(np.asarray, self.session.run(None, given)))
