"""The network on ONNX Runtime and on torch: one network, one set of numbers."""

import numpy as np
import pytest

from quoteattr import Extractor, quotations
from quoteattr.heads.weights import BUNDLED as HEADS
from quoteattr.heads.weights import NUMBERS as HEAD_NUMBERS
from quoteattr.language import language
from quoteattr.network.spotting import windows_of
from quoteattr.network.tensors import EMBEDDED
from quoteattr.network.weights import BUNDLED, FORMAT, NUMBERS, LoadedNetwork, on_torch, settings_in, tensors_in
from quoteattr.text.paragraphs import paragraphs

TALK = "“It is over,” said Maria Ruiz, a teacher.\n\nTom Hill told reporters that the bridge was unsafe."


def test_no_sum_of_two_products_overflows_sixteen_bits() -> None:
    """What processors without VNNI add two products of bytes in: so all of them answer alike."""
    numbers = {**tensors_in(BUNDLED / NUMBERS), **tensors_in(HEADS / HEAD_NUMBERS)}
    products = {n: v for n, v in numbers.items() if v.dtype == np.int8 and n not in EMBEDDED}
    assert len(products) > 15
    assert {
        name for name, value in products.items() if 2 * 255 * int(np.abs(value.astype(int)).max()) >= 2**15
    } == set()


@pytest.mark.full
def test_torch_reads_the_same_numbers(weights: LoadedNetwork, speech: Extractor) -> None:
    """What runs on a GPU and what runs on the processor: bytes move the encoder's states by some hundredths."""
    group = windows_of(weights, TALK, paragraphs(TALK), quotations(TALK), language("en"))
    runner = on_torch(BUNDLED, settings_in(BUNDLED, "settings.json", FORMAT, "")["settings"], "cpu")
    for ours, exact in zip(weights.runner.run(group), runner.run(group), strict=True):
        for name in ("tags", "modes", "choosing", "chosen", "states"):
            one, other = (np.asarray(getattr(s, name)) for s in (ours, exact))
            assert one.shape == other.shape
            assert np.linalg.norm(one - other) < 0.1 * np.linalg.norm(other), name
        assert (ours.tags.argmax(-1) == exact.tags.argmax(-1)).mean() > 0.9
