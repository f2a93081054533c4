"""From a checkpoint to the files that are shipped: numbers in bytes, the graph over them, settings and vocabulary."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from attrs import asdict
from torch import Tensor, nn

from quoteattr.network.model import Batch, Network, Settings
from quoteattr.network.modes import MODES
from quoteattr.network.scheme import LINKS, TAGS
from quoteattr.network.tensors import EMBEDDED, Array, gates_of, in_bytes
from quoteattr.network.weights import FILES, FORMAT, GRAPH, NUMBERS, SETTINGS, VOCABULARY
from quoteattr.network.windows import Window, arrays
from training.graphs import Graph, save_tensors, write_manifest
from training.network.articles import base_tokenizer

_LARGE = 20_000  # numbers; what is smaller stays as it is
APART = {"qkv": 8, "up": 8, "down": 32}  # inputs of a product that may be large; more gain little


def export(
    state: dict[str, Tensor],
    calibration: dict[str, float],
    shown: Sequence[Window],
    folder: Path,
    settings: Settings,
) -> None:
    """Write the network of one checkpoint to a folder; windows that are `shown` tell which inputs get so large that
    they are multiplied apart: none where none is shown."""
    network = Network(settings)
    network.load_state_dict(state)
    tensors = tensors_of(network.eval(), ranges(network.eval(), shown))
    vocabulary = sorted(base_tokenizer().get_vocab().items(), key=lambda item: item[1])
    folder.mkdir(parents=True, exist_ok=True)
    save_tensors(tensors, folder / NUMBERS)
    graph(tensors, settings).write(folder / GRAPH, folder / NUMBERS)
    saved = {"format": FORMAT, "settings": asdict(settings), "calibration": calibration}
    (folder / SETTINGS).write_text(json.dumps(saved, indent=2) + "\n", encoding="utf-8")
    (folder / VOCABULARY).write_text("\n".join(piece for piece, _ in vocabulary), encoding="utf-8")
    write_manifest(folder, FILES, "python -m training.network.export")


def ranges(network: Network, windows: Sequence[Window]) -> dict[str, Tensor]:
    """For some products of the encoder the largest number of each input."""
    most: dict[str, Tensor] = {}

    def watch(name: str) -> Any:
        def hook(_: nn.Module, given: tuple[Tensor, ...]) -> None:
            size = given[0].abs().flatten(0, -2).amax(0)
            most[name] = torch.maximum(most[name], size) if name in most else size

        return hook

    modules = {n: m for n, m in network.named_modules() if n.rpartition(".")[2] in APART}
    hooks = [m.register_forward_pre_hook(watch(n)) for n, m in modules.items()]
    with torch.inference_mode():
        for window in windows:
            batch = Batch.of(arrays([window]))
            network.encoder(batch.ids, batch.case, batch.marks, batch.sizes)
    for hook in hooks:
        hook.remove()
    return most


def tensors_of(network: Network, most: dict[str, Tensor]) -> dict[str, Array]:
    """The numbers of the file (see `quoteattr.network.tensors`)."""
    state = {name: value.float().numpy() for name, value in network.state_dict().items()}
    made: dict[str, Array] = {}
    for name, value in state.items():
        stem = name.removesuffix(".weight")
        if name.startswith("lstm."):
            continue
        if name in EMBEDDED:
            made[name], made[f"{stem}.scale"] = in_bytes(value, 1, 127)
        elif value.size < _LARGE:
            made[name] = value
        else:
            made[name], made[f"{stem}.scale"] = in_bytes(value.T, 0)
    for stem, sizes in most.items():
        count = APART[stem.rpartition(".")[2]]
        ordered = sizes.sort(descending=True)
        made[f"{stem}.large"] = ordered.indices[:count].sort().values.numpy()
        made[f"{stem}.limit"] = ordered.values[count : count + 1].numpy()
    ways = [{n.rpartition(".")[2]: v for n, v in state.items() if n.startswith(f"lstm.{w}.")} for w in
            ("forwards", "backwards")]  # fmt: skip
    for part, name in (("ih", "input"), ("hh", "recurrent")):
        weights = np.stack([gates_of(w[f"weight_{part}_l0"]).T for w in ways])
        made[f"lstm.{name}"], made[f"lstm.{name}_scale"] = in_bytes(weights, 1)
    made["lstm.bias"] = np.stack([np.concatenate([gates_of(w[f"bias_{p}_l0"]) for p in ("ih", "hh")]) for w in ways])
    return made


def graph(tensors: dict[str, Array], settings: Settings, *, taught: bool = False) -> Graph:
    """From the word pieces of one window to its `Scores`; `taught`: to the states of words and word pieces."""
    g = Graph(tensors)
    x = _embedded(g)
    states = []
    for n in range(settings.layers):
        layer = f"encoder.layers.{n}"
        attended = g.attention(g.linear(x, f"{layer}.qkv.weight"), settings.heads, settings.attended)
        x = g.norm(g.do("Add", x, g.linear(attended, f"{layer}.out.weight")), f"{layer}.norm1", 1e-12)
        inner = g.gelu(g.linear(x, f"{layer}.up.weight"), "tanh")
        x = g.norm(g.do("Add", x, g.linear(inner, f"{layer}.down.weight")), f"{layer}.norm2", 1e-12)
        states.append(x)
    words = _recurrent(g, g.do("Gather", x, g.given("first", "int32", "words")), settings)
    side = g.do("Concat", *(states[n - 1] for n in settings.sides), axis=-1) if len(settings.sides) > 1 else x
    if taught:
        g.gives(words, "states", "float32", "words", 2 * settings.recurrent)
        g.gives(side, "sides", "float32", "pieces", len(settings.sides) * settings.width)
        return g
    for name, labels in (("tags", TAGS), ("modes", MODES)):
        weight = g.constant(tensors[f"{name}.weight"].T)
        scores = g.do("Add", g.do("MatMul", words, weight), g.stored(f"{name}.bias"))
        scores = g.do("Softmax", scores, axis=-1) if name == "modes" else scores
        g.gives(scores, name, "float32", "words", len(labels))
    _linked(g, words, settings.linked)
    g.gives(side, "states", "float32", "pieces", len(settings.sides) * settings.width)
    return g


def _embedded(g: Graph) -> str:
    ids = g.given("ids", "int32", "pieces")
    size = g.do("Shape", ids)
    rows = [g.do("Gather", g.stored(EMBEDDED[0]), ids)]
    rows.append(g.do("Slice", g.stored(EMBEDDED[1]), g.constant(np.array([0])), size, g.constant(np.array([0]))))
    scales = [g.do("Gather", g.stored("encoder.pieces.scale"), ids)]
    scales.append(
        g.do("Slice", g.stored("encoder.positions.scale"), g.constant(np.array([0])), size, g.constant(np.array([0])))
    )
    x, places = (
        g.do("Mul", g.do("Cast", row, to=1), g.do("Unsqueeze", scale, g.constant(np.array([1]))))
        for row, scale in zip(rows, scales, strict=True)
    )
    x = g.do("Add", x, places)
    for name in ("case", "marks"):
        x = g.do("Add", x, g.do("Gather", g.stored(f"encoder.{name}.weight"), g.given(name, "int32", "pieces")))
    return g.norm(x, "encoder.norm", 1e-12)


def _recurrent(g: Graph, x: str, settings: Settings) -> str:
    """Words × width → words × 2·recurrent."""
    (given, given_middle), (kept, kept_middle) = g.bytes_of("lstm.input"), g.bytes_of("lstm.recurrent")
    made = g.do(
        ".DynamicQuantizeLSTM", g.do("Unsqueeze", x, g.constant(np.array([1]))), given, kept, g.stored("lstm.bias"),
        "", "", "", "", g.stored("lstm.input_scale"), given_middle, g.stored("lstm.recurrent_scale"), kept_middle,
        hidden_size=settings.recurrent, direction="bidirectional",
    )  # fmt: skip
    return g.do("Reshape", made, g.constant(np.array([-1, 2 * settings.recurrent])))


def _linked(g: Graph, words: str, size: int) -> None:
    """What ties words: each as choosing and as chosen."""
    links = len(LINKS)

    def side(name: str) -> str:
        made = g.gelu(g.linear(words, f"links.{name}.weight"))
        return g.do("Transpose", g.do("Reshape", made, g.constant(np.array([-1, links, size]))), perm=[1, 0, 2])

    scale = g.constant(np.float32(size**-0.5))
    choosing = g.do("Add", g.do("Mul", side("choosing"), scale), g.stored("links.bias.weight"))
    g.gives(choosing, "choosing", "float32", links, "words", size)
    nobody = g.do("Unsqueeze", g.stored("links.nobody"), g.constant(np.array([1])))
    g.gives(g.do("Concat", side("chosen"), nobody, axis=1), "chosen", "float32", links, "candidates", size)
