"""From trained models to the pack that is shipped: no optimizer, half precision, one set of vectors."""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import torch

from training.parsing.stages import BUILD, STAGES

DROPPED = ("optimizer_state_dict", "scheduler_state_dict", "dev_score_history")
PATHS = ("_dir", "_file", "save_name")  # settings of the machine that trained


def packed(checkpoint: dict[str, Any]) -> dict[str, Any]:
    """A Stanza checkpoint in half precision, without what only training needs."""
    kept = {k: v for k, v in checkpoint.items() if k not in DROPPED}
    kept["config"] = {k: None if k.endswith(PATHS) or is_path(v) else v for k, v in kept["config"].items()}
    kept["model"] = halved(kept["model"])
    return kept


def is_path(value: Any) -> bool:
    """Whether a setting is a place on the machine that trained."""
    return isinstance(value, str) and "/" in value


def halved(value: Any) -> Any:
    if isinstance(value, torch.Tensor):
        return value.half() if value.is_floating_point() else value
    if isinstance(value, dict):
        return {k: halved(v) for k, v in value.items()}
    return value


def pack_vectors(path: Path) -> dict[str, Any]:
    """Words in one string, one byte a number, one scale a word."""
    saved = torch.load(path, weights_only=True)
    prefix = 4  # <PAD>, <UNK>, <EMPTY>, <ROOT>
    matrix = saved["emb"]
    scale = (matrix.abs().amax(dim=1) / 127).half()
    whole = (matrix / scale.float().clamp(min=1e-8).unsqueeze(1)).round().clamp(-127, 127).to(torch.int8)
    return {"words": "\n".join(saved["vocab"]["_id2unit"][prefix:]), "bytes": whole, "scale": scale}


def write_pack(folder: Path, build: Path = BUILD) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in STAGES:
        torch.save(packed(torch.load(build / f"{name}.pt", weights_only=True)), folder / f"{name}.pt")
    torch.save(pack_vectors(build / "vectors.pt"), folder / "vectors.pt")
    (folder / "resources.json").write_text("{}\n")
    files = {
        p.name: {"bytes": p.stat().st_size, "sha256": hashlib.sha256(p.read_bytes()).hexdigest()}
        for p in sorted(folder.glob("*.pt"))
    }
    total = sum(p.stat().st_size for p in folder.glob("*.pt"))
    manifest = {"format": 1, "language": "en", "made_by": "python -m training.parsing", "bytes": total, "files": files}
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")
    print(f"{folder}: {total / 1e6:.1f} MB")


if __name__ == "__main__":
    write_pack(Path(sys.argv[1]))
