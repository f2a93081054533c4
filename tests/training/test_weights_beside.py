"""What counts beside scores that know nothing of it."""

import pytest

pytest.importorskip("torch")

from training.links.fitting import Beside, right_of, weight_beside


def test_a_value_that_tells_counts_and_one_that_does_not_counts_nothing() -> None:
    told = [Beside((0.5, 0.0, 0.0), (0.0, 1.0, -1.0), (1,))] * 60
    assert 1.0 < weight_beside(told) < 2.0
    assert right_of(told) == 0.0
    assert right_of(told, weight_beside(told)) == 100.0
    untold = [Beside((0.5, 0.0, 0.0), (0.0, 1.0, -1.0), (0,))] * 60
    assert weight_beside(untold) == 0.0


def test_it_is_held_back_where_little_is_known() -> None:
    one = Beside((0.5, 0.0), (0.0, 1.0), (1,))
    assert 0.0 < weight_beside([one]) < weight_beside([one] * 30)
