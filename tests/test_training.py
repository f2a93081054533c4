"""What makes the models can be started: every module of `training` finds what it imports from the others."""

import importlib
import pkgutil
import sys
from pathlib import Path

import pytest

from quoteattr.heads.weights import BUNDLED as HEADS
from quoteattr.heads.weights import NUMBERS as HEAD_NUMBERS
from quoteattr.network.weights import BUNDLED as NETWORK
from quoteattr.network.weights import NUMBERS, settings_in, tensors_in

pytestmark = pytest.mark.full
ROOT = Path(__file__).resolve().parents[1]
MODULES = [m.name for m in pkgutil.walk_packages([str(ROOT / "training")], "training.")]


def test_the_shipped_graphs_are_made_of_the_shipped_numbers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(ROOT), *sys.path])
    import onnx

    from quoteattr.network.model import Settings
    from training.attributions import export as network
    from training.heads import export as heads

    numbers, saved = tensors_in(NETWORK / NUMBERS), settings_in(NETWORK, "settings.json", 2, "")
    words, labels = tensors_in(HEADS / HEAD_NUMBERS), settings_in(HEADS, "settings.json", 2, "")
    made = {
        NETWORK / "network.onnx": (network.graph(numbers, Settings(**saved["settings"])), NUMBERS),
        NETWORK / "network.wide.onnx": (network.graph(numbers, Settings(**saved["settings"]), wide=True), NUMBERS),
        HEADS / "heads.onnx": (heads.graph(words, labels["labels"], labels["settings"]["width"]), HEAD_NUMBERS),
        HEADS / "relations.onnx": (heads.relations(words, len(labels["labels"]["deprel"])), HEAD_NUMBERS),
    }
    for shipped, (graph, file) in made.items():
        graph.write(tmp_path / shipped.name, shipped.parent / file)
        one, other = (onnx.load(p, load_external_data=False).graph for p in (tmp_path / shipped.name, shipped))
        assert one == other, shipped.name


@pytest.mark.parametrize("name", MODULES)
def test_it_imports(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(ROOT), *sys.path])
    try:
        importlib.import_module(name)
    except ModuleNotFoundError as missing:
        if missing.name and missing.name.partition(".")[0] in ("training", "quoteattr"):
            raise
        pytest.skip(f"{missing.name}, of the extra `train`, is not installed")
