"""The heads as they are shipped: a folder with two ONNX graphs that point into the numbers (as in
`attributions.tensors`), the labels and the network they belong to in ``settings.json``, the lemmas of the treebanks'
forms, and a manifest."""

import hashlib
import json
from pathlib import Path
from typing import Any

from attrs import frozen

from quoteattr.attributions.weights import PROBE, settings_in, tensors_in
from quoteattr.errors import ModelNotFound
from quoteattr.pack import verify
from quoteattr.parse.labels import Runner

BUNDLED = Path(__file__).parents[1] / "models" / "en_heads"
GRAPH, WIDE, RELATIONS = "heads.onnx", "heads.wide.onnx", "relations.onnx"
NUMBERS, SETTINGS, LEMMAS = "heads.safetensors", "settings.json", "lemmas.tsv"
FILES = (GRAPH, WIDE, RELATIONS, NUMBERS, SETTINGS, LEMMAS)
FORMAT = 2
_REMEDY = "install quoteattr again, make them with `python -m training.heads`, or choose parse='stanza'"


@frozen(eq=False)
class Parse:
    """The heads, the names of their labels, and the lemmas of forms with their tags."""

    runner: Runner
    names: dict[str, list[str]]
    lemmas: dict[tuple[str, str], str]


def load(folder: Path, network: Path, device: str = "cpu", threads: int | None = None) -> Parse:
    """The heads in a folder, made for the network in another.

    Raises:
        ModelNotFound: a file is missing, its checksum is wrong, or they were made for another network.
    """
    verify(folder, FILES, _REMEDY)
    saved = settings_in(folder, SETTINGS, FORMAT, _REMEDY)
    if saved["network"] != checksum(network):
        raise ModelNotFound(f"the heads in {folder} were made for another network than that in {network}; {_REMEDY}")
    runner: Runner
    if device == "cpu":
        from quoteattr.attributions.on_onnx import is_exact, session
        from quoteattr.parse.on_onnx import OnnxHeads

        graph = GRAPH if is_exact(network / PROBE) else WIDE
        runner = OnnxHeads(session(folder / graph, threads), session(folder / RELATIONS, threads))
    else:
        runner = on_torch(folder, saved, device)
    lines = (folder / LEMMAS).read_text(encoding="utf-8").split("\n")
    lemmas = {(form, upos): lemma for form, upos, lemma in (line.split("\t") for line in lines)}
    return Parse(runner, saved["labels"], lemmas)


def on_torch(folder: Path, saved: dict[str, Any], device: str) -> Runner:
    """The heads of a folder, whose settings file says `saved`, run by torch on a device."""
    from quoteattr.parse.network import Heads
    from quoteattr.parse.on_torch import TorchHeads, state_of

    heads = Heads(saved["labels"], **saved["settings"])
    heads.load_state_dict(state_of(tensors_in(folder / NUMBERS)))
    return TorchHeads(heads.eval().to(device))


def checksum(network: Path) -> str:
    """Which network it is: the checksums of its manifest."""
    files = json.loads((network / "manifest.json").read_text(encoding="utf-8"))["files"]
    return hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()
