"""The heads as they are shipped: numbers, labels, lemmas, and the two graphs over them."""

import json
from collections import Counter
from pathlib import Path

import numpy as np
from torch import Tensor

from quoteattr.heads.model import LABELS
from quoteattr.heads.weights import FILES, FORMAT, GRAPH, LEMMAS, NUMBERS, RELATIONS, SETTINGS
from quoteattr.network.scheme import FORBIDDEN
from quoteattr.network.tensors import Array, in_bytes
from quoteattr.runtime.manifest import checksum
from training.graphs import Graph, save_tensors, write_manifest
from training.network.treebanks import treebank
from training.parsing.stages import TREEBANKS

_IN_BYTES = ("join", "self_attn.in_proj", "self_attn.out_proj", "linear1", "linear2", "near.0")
_HEADS = 4  # of attention
_SMALL = 1e-5  # of norms


def lemmas() -> str:
    """The commonest lemma of each form and tag of the treebanks' train parts, one a line; names are left out."""
    counted: dict[tuple[str, str], Counter[str]] = {}
    for name in ("ewt", "gum"):
        for page in treebank(TREEBANKS / f"{name}.train.conllu.gz"):
            for start, end, upos, lemma in zip(page.starts, page.ends, page.upos, page.lemma, strict=True):
                form = page.text[start:end].lower()
                if upos != "PROPN" and "\t" not in form and "\n" not in form:
                    counted.setdefault((form, upos), Counter())[lemma.lower()] += 1
    rows = [(*key, found.most_common(1)[0][0]) for key, found in sorted(counted.items())]
    return "\n".join("\t".join(row) for row in rows if row[1] not in ("PUNCT", "SYM", "NUM", "X"))


def export(
    state: dict[str, Tensor],
    labels: dict[str, list[str]],
    settings: dict[str, int],
    words: str,
    folder: Path,
    network: Path,
) -> None:
    """Write heads with their labels, sizes and lemmas to a folder, for the network in another."""
    tensors = tensors_of({name: value.float().numpy() for name, value in state.items()})
    folder.mkdir(parents=True, exist_ok=True)
    save_tensors(tensors, folder / NUMBERS)
    graph(tensors, labels, settings["width"]).write(folder / GRAPH, folder / NUMBERS)
    relations(tensors, len(labels["deprel"])).write(folder / RELATIONS, folder / NUMBERS)
    saved = {"format": FORMAT, "network": checksum(network), "settings": settings, "labels": labels}
    (folder / SETTINGS).write_text(json.dumps(saved, indent=1) + "\n", encoding="utf-8")
    (folder / LEMMAS).write_text(words, encoding="utf-8")
    write_manifest(folder, FILES, "python -m training.network.export")


def tensors_of(state: dict[str, Array]) -> dict[str, Array]:
    """The numbers of the file: the widest matrices in bytes (inputs × outputs), the others as torch has them."""
    made: dict[str, Array] = {}
    for name, value in ((name.replace("in_proj_", "in_proj."), value) for name, value in state.items()):
        stem = name.removesuffix(".weight")
        if name == stem or stem.removeprefix("layers.0.") not in _IN_BYTES:
            made[name] = value
            continue
        flat = value.transpose(0, 2, 1).reshape(len(value), -1) if value.ndim == 3 else value
        made[name], made[f"{stem}.scale"] = in_bytes(flat.T, 0)
    return made


def graph(tensors: dict[str, Array], labels: dict[str, list[str]], width: int, *, taught: bool = False) -> Graph:
    """From the encoder's states of one window to its `Labels`; `taught`: to the states of tokens."""
    g = Graph(tensors)
    x = _near(g, _joined(g), width)
    if "layers.0.norm1.weight" in tensors:
        x = _attentive(g, x, width)
    if taught:
        g.gives(x, "words", "float32", "tokens", width)
        return g
    found = _labels(g, x, {**{name: len(labels[name]) for name in LABELS[:-1]}, LABELS[-1]: 2})
    best = {name: g.do("ArgMax", value, axis=-1, keepdims=0) for name, value in found.items() if name != "entity"}
    for name in ("upos", "xpos"):
        g.gives(best[name], name, "int64", "tokens")
    g.gives(found["entity"], "entity", "float32", "tokens", len(labels["entity"]))
    begins = g.do("Or", g.do("Equal", best["begins"], g.constant(np.array(1))), g.given("opens", "bool", "tokens"))
    counted = g.do("CumSum", g.do("Cast", begins, to=7), g.constant(np.array(0)))
    sentence = g.do("Sub", counted, g.constant(np.array(1)))
    g.gives(sentence, "sentence", "int64", "tokens")
    g.gives(_arcs(g, x, sentence), "arcs", "float32", "tokens", "tokens")
    for name in ("down", "up"):
        g.gives(g.gelu(_dense(g, x, f"rel_{name}")), name, "float32", "tokens", len(tensors[f"rel_{name}.bias"]))
    return g


def _attentive(g: Graph, x: str, width: int) -> str:
    """The layer of attention."""
    layer = "layers.0"
    attended = g.attention(g.linear(x, f"{layer}.self_attn.in_proj.weight"), _HEADS, width)
    x = g.norm(g.do("Add", x, g.linear(attended, f"{layer}.self_attn.out_proj.weight")), f"{layer}.norm1", _SMALL)
    inner = g.gelu(g.linear(x, f"{layer}.linear1.weight"))
    return g.norm(g.do("Add", x, g.linear(inner, f"{layer}.linear2.weight")), f"{layer}.norm2", _SMALL)


def _dense(g: Graph, x: str, name: str) -> str:
    """A layer in full precision, its matrix as torch has it."""
    return g.do("Gemm", x, g.stored(f"{name}.weight"), g.stored(f"{name}.bias"), transB=1)


def _joined(g: Graph) -> str:
    """Tokens from the states at their first and last word piece."""
    size = g.tensors["join.weight"].shape[0] // 2
    states = g.given("states", "float32", "pieces", size)
    ends = (g.do("Gather", states, g.given(name, "int64", "tokens")) for name in ("begin", "end"))
    return g.norm(g.gelu(g.linear(g.do("Concat", *ends, axis=-1), "join.weight")), "norm", _SMALL)


def _near(g: Graph, x: str, width: int) -> str:
    """The convolution over three tokens, added to what it reads."""
    padded = g.do("Pad", x, g.constant(np.array([1, 0, 1, 0])))
    axes = g.constant(np.array([0]))
    ahead = g.do("Slice", padded, g.constant(np.array([0])), g.constant(np.array([-2])), axes)
    behind = g.do("Slice", padded, g.constant(np.array([2])), g.constant(np.array([2**31])), axes)
    return g.do("Add", x, g.gelu(g.linear(g.do("Concat", ahead, x, behind, axis=-1), "near.0.weight")))


def _labels(g: Graph, x: str, sizes: dict[str, int]) -> dict[str, str]:
    """The scores of the labels of each kind, by one product for all kinds."""
    weight = np.concatenate([g.tensors[f"labels.{name}.weight"] for name in sizes]).T
    bias = np.concatenate([g.tensors[f"labels.{name}.bias"] for name in sizes])
    scores = g.do("Gemm", x, g.constant(np.ascontiguousarray(weight)), g.constant(bias))
    parts = g.split("Split", len(sizes), scores, g.constant(np.array(list(sizes.values()))), axis=-1)
    return dict(zip(sizes, parts, strict=True))


def _arcs(g: Graph, x: str, sentence: str) -> str:
    """Scores of heads, only within the sentence."""
    down, up = (g.gelu(_dense(g, x, name)) for name in ("down", "up"))
    down = g.do("Pad", down, g.constant(np.array([0, 0, 0, 1])), g.constant(np.float32(1)))
    scores = g.do(".FusedMatMul", g.do("MatMul", down, g.stored("arc")), up, transB=1)
    rows, columns = (g.do("Unsqueeze", sentence, g.constant(np.array([axis]))) for axis in (1, 0))
    return g.do("Where", g.do("Equal", rows, columns), scores, g.constant(np.float32(FORBIDDEN)))


def relations(tensors: dict[str, Array], count: int) -> Graph:
    """From tokens as dependents and their heads to the best relation of each."""
    g = Graph(tensors)
    size = len(tensors["rel_down.bias"])
    down, up = (g.given(name, "float32", "tokens", size) for name in ("down", "up"))
    ways = g.do("Reshape", g.do(".FusedMatMul", down, g.stored("rel.weight"), transB=1),
                g.constant(np.array([-1, count, size])))  # fmt: skip
    both = g.do("MatMul", ways, g.do("Unsqueeze", up, g.constant(np.array([2]))))
    scores = g.do("Add", g.do("Squeeze", both, g.constant(np.array([2]))),
                  _dense(g, g.do("Concat", down, up, axis=-1), "rel_both"))  # fmt: skip
    g.gives(g.do("ArgMax", scores, axis=-1, keepdims=0), "relation", "int64", "tokens")
    return g
