"""The network on ONNX Runtime and on torch: one network, one set of numbers."""

import numpy as np
import pytest

from quoteattr import Extractor, quotations
from quoteattr.language import language
from quoteattr.network.on_onnx import OnnxNetwork, is_exact, session
from quoteattr.network.spotting import windows_of
from quoteattr.network.weights import (
    BUNDLED,
    GRAPH,
    PROBE,
    WIDE,
    LoadedNetwork,
    on_torch,
    settings_in,
)
from quoteattr.text.paragraphs import paragraphs

TALK = "“It is over,” said Maria Ruiz, a teacher.\n\nTom Hill told reporters that the bridge was unsafe."


def test_bytes_without_a_sign_give_the_same(weights: LoadedNetwork) -> None:
    """For processors that multiply signed bytes inexactly; `probe.onnx` tells."""
    assert isinstance(is_exact(BUNDLED / PROBE), bool)
    group = windows_of(weights, TALK, paragraphs(TALK), quotations(TALK), language("en"))
    runs = [list(OnnxNetwork(session(BUNDLED / graph, 1)).run(group)) for graph in (GRAPH, WIDE)]
    if not is_exact(BUNDLED / PROBE):
        pytest.skip("this processor multiplies signed bytes inexactly")
    for signed, wide in zip(*runs, strict=True):
        for name in ("tags", "modes", "choosing", "chosen", "liking", "states"):
            assert np.allclose(getattr(signed, name), getattr(wide, name), atol=1e-3), name


@pytest.mark.full
def test_torch_reads_the_same_numbers(weights: LoadedNetwork, speech: Extractor) -> None:
    """What runs on a GPU and what runs on the processor: bytes move the encoder's states by some hundredths."""
    group = windows_of(weights, TALK, paragraphs(TALK), quotations(TALK), language("en"))
    runner = on_torch(BUNDLED, settings_in(BUNDLED, "settings.json", 2, "")["settings"], "cpu")
    for ours, exact in zip(weights.runner.run(group), runner.run(group), strict=True):
        for name in ("tags", "modes", "choosing", "chosen", "liking", "states"):
            one, other = (np.asarray(getattr(s, name)) for s in (ours, exact))
            assert one.shape == other.shape
            assert np.linalg.norm(one - other) < 0.1 * np.linalg.norm(other), name
        assert (ours.tags.argmax(-1) == exact.tags.argmax(-1)).mean() > 0.9
