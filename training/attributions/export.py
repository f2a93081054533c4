"""From a checkpoint to the files that are shipped: weights as bytes, the vocabulary, the calibration, a manifest."""

import hashlib
import json
from pathlib import Path

import torch
from attrs import asdict
from torch import Tensor

from quoteattr.attributions.network import Settings
from quoteattr.attributions.weights import BUNDLED, FILE, FORMAT, packed
from training.attributions.data import base_tokenizer


def export(state: dict[str, Tensor], calibration: dict[str, float], folder: Path = BUNDLED) -> None:
    """Write the network of one checkpoint to a folder."""
    vocabulary = sorted(base_tokenizer().get_vocab().items(), key=lambda item: item[1])
    folder.mkdir(parents=True, exist_ok=True)
    saved = {
        "format": FORMAT,
        "settings": asdict(Settings()),
        "vocabulary": "\n".join(piece for piece, _ in vocabulary),
        "weights": {name: packed(value) for name, value in state.items()},
        "calibration": calibration,
    }
    torch.save(saved, folder / FILE)
    content = (folder / FILE).read_bytes()
    files = {FILE: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}}
    manifest = {"format": FORMAT, "language": "en", "made_by": "python -m training.attributions", "files": files}
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")
    print(f"{folder.name}: {len(content) / 1e6:.1f} MB")
