"""Numbers kept as bytes, and the gates of an LSTM."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteattr.network.tensors import MOST, gates_of, in_bytes, whole


@settings(max_examples=30)
@given(st.integers(2, 60), st.floats(1e-3, 1e3))
def test_bytes_keep_numbers_to_half_a_step(columns: int, size: float) -> None:
    matrix = np.random.default_rng(columns).normal(size=(300, columns)).astype(np.float32) * np.float32(size)
    kept, scale = in_bytes(matrix, 0)
    assert kept.dtype == np.int8
    assert np.all(np.abs(kept * scale - matrix).max(0) <= np.abs(matrix).max(0) / MOST * 0.51)
    assert np.allclose(whole({"x.weight": kept, "x.scale": scale}, "x.weight").T, kept * scale)


def test_gates_of_an_lstm_there_and_back() -> None:
    assert gates_of(np.arange(8)).tolist() == [0, 1, 6, 7, 2, 3, 4, 5]
    assert gates_of(gates_of(np.arange(8)), back=True).tolist() == list(range(8))
