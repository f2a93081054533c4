"""What makes the models can be started: every module of `training` finds what it imports from the others."""

import importlib
import pkgutil
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = [m.name for m in pkgutil.walk_packages([str(ROOT / "training")], "training.")]


@pytest.mark.parametrize("name", MODULES)
def test_it_imports(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(ROOT), *sys.path])
    try:
        importlib.import_module(name)
    except ModuleNotFoundError as missing:
        if missing.name and missing.name.partition(".")[0] in ("training", "quoteattr"):
            raise
        pytest.skip(f"{missing.name}, of the extra `train`, is not installed")
