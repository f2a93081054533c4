"""The heads as they are shipped: a folder with two ONNX graphs that point into the numbers (as in
`network.tensors`), the labels and the network they belong to in ``settings.json``, the lemmas of the treebanks'
forms, and a manifest."""

from pathlib import Path
from typing import Any

from attrs import field, frozen

from quoteattr.errors import ModelNotFound
from quoteattr.heads.labels import Runner
from quoteattr.heads.mentions import STEM, MentionHead
from quoteattr.network.weights import graph, settings_in, tensors_in
from quoteattr.runtime.asked import Notes, new_notes
from quoteattr.runtime.extras import need
from quoteattr.runtime.manifest import checksum, usable, verify

BUNDLED = Path(__file__).parents[1] / "models" / "en_heads"
GRAPH, RELATIONS = "heads.onnx", "relations.onnx"
NUMBERS, SETTINGS, LEMMAS = "heads.safetensors", "settings.json", "lemmas.tsv"
FILES = (GRAPH, RELATIONS, NUMBERS, SETTINGS, LEMMAS)
LABELS = ("upos", "xpos", "entity", "deprel")
FORMAT = 4
_REMEDY = "install quoteattr again, make them with `python -m training.network`, or choose parse='stanza'"


@frozen(eq=False)
class LoadedHeads:
    """The heads, the names of their labels, the lemmas of forms with their tags, and the head for mentions, if any."""

    runner: Runner
    names: dict[str, list[str]]
    lemmas: dict[tuple[str, str], str]
    mentions: MentionHead | None = None
    notes: Notes = field(factory=new_notes, init=False, repr=False)  # what was asked once


def load(folder: Path, network: Path, device: str = "cpu", threads: int | None = None) -> LoadedHeads:
    """The heads in a folder, made for the network in another.

    Raises:
        ModelNotFound: a file is missing, its checksum is wrong, or they were made for another network.
    """
    verify(folder, FILES, _REMEDY)
    saved = settings_in(folder, SETTINGS, FORMAT, _REMEDY)
    with usable(folder / SETTINGS, _REMEDY):
        made_for, names = saved["network"], _names(saved["labels"])
    if made_for != checksum(network):
        raise ModelNotFound(f"the heads in {folder} were made for another network than that in {network}; {_REMEDY}")
    with usable(folder / LEMMAS, _REMEDY):
        lines = (folder / LEMMAS).read_text(encoding="utf-8").split("\n")
        lemmas = {(form, upos): lemma for form, upos, lemma in (line.split("\t") for line in lines)}
    runner: Runner
    if device == "cpu":
        from quoteattr.heads.on_onnx import INPUTS, OUTPUTS, PAIRED, RELATED, OnnxHeads

        tokens = graph(folder / GRAPH, INPUTS, OUTPUTS, threads, _REMEDY)
        runner = OnnxHeads(tokens, graph(folder / RELATIONS, PAIRED, RELATED, threads, _REMEDY))
    else:
        runner = on_torch(folder, saved, device)
    with usable(folder / NUMBERS, _REMEDY):
        mentions = MentionHead.of(tensors_in(folder / NUMBERS, STEM))
    return LoadedHeads(runner, names, lemmas, mentions)


def _names(saved: dict[str, Any]) -> dict[str, list[str]]:
    """The names of the labels of every kind."""
    wrong = [kind for kind in LABELS if not saved[kind] or not all(isinstance(name, str) for name in saved[kind])]
    if wrong:
        raise ValueError(f"the labels of {', '.join(wrong)} are not all names")
    return {kind: list(saved[kind]) for kind in LABELS}


def on_torch(folder: Path, saved: dict[str, Any], device: str) -> Runner:
    """The heads of a folder, whose settings file says `saved`, run by torch on a device."""
    need(f"device={device!r}", "torch")
    from quoteattr.heads.model import Heads
    from quoteattr.heads.on_torch import TorchHeads, state_of

    with usable(folder / SETTINGS, _REMEDY):
        heads = Heads(saved["labels"], **saved["settings"])
    with usable(folder / NUMBERS, _REMEDY):
        heads.load_state_dict(state_of(tensors_in(folder / NUMBERS)))
    return TorchHeads(heads.eval().to(device))
