"""What a run begins with: a pretrained encoder, the shipped network or an earlier run; whole, or parts of it."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from attrs import evolve
from safetensors.torch import load_file
from torch import Tensor, nn

from quoteattr.heads.model import Heads
from quoteattr.heads.on_torch import state_of as heads_of
from quoteattr.heads.weights import BUNDLED as HEADS
from quoteattr.heads.weights import NUMBERS as HEAD_NUMBERS
from quoteattr.network.model import Network, Settings
from quoteattr.network.on_torch import state_of
from quoteattr.network.weights import BUNDLED, NUMBERS, SETTINGS, tensors_in
from training.network import mpnet
from training.network.articles import base_folder
from training.network.joint import Joint, lot
from training.network.pages import Example
from training.network.pretrained import in_our_names
from training.network.treebanks import TABLES

if TYPE_CHECKING:
    from training.network.learn import Setup

_GAIN = 3.0  # of the first weights of ties
MENTIONS = 64  # numbers of a mention


def empty(settings: Settings, sizes: dict[str, Any], dropout: float = 0.1) -> Joint:
    """A network with its heads, its numbers by chance. The encoder drops nothing out: hidden word pieces do its work,
    and drawing lots takes a seventh of the time."""
    network = Network(settings, dropout)
    if settings.width == mpnet.SETTINGS.width:  # the only encoder of this width
        network.encoder = mpnet.Related(settings, dropout)
    for module in network.encoder.modules():
        if isinstance(module, nn.Dropout):
            module.p = 0.0
    return Joint(network, Heads(TABLES, **sizes))


def begun(setup: "Setup", shown: Sequence[Example], build: Path) -> Joint:
    """The network that a run begins with; `shown` are windows by which it is told what of a larger one matters."""
    from training.network.learn import load

    if setup.start in ("minilm", "mpnet"):
        return untaught(setup)
    sides = tuple(map(int, setup.sides.split(","))) if setup.sides else ()
    old = load(setup.start, build)
    whole = old.network.settings
    kept = [int(n) for n in setup.layers.split(",")] if setup.layers else list(range(1, whole.layers + 1))
    size = whole.attended // whole.heads
    heads, sides = setup.heads or whole.heads, sides or whole.sides
    settings = evolve(
        whole, layers=len(kept), inner=setup.inner or whole.inner, heads=heads, attended=heads * size, sides=sides,
        recurrent=setup.recurrent or whole.recurrent,
    )  # fmt: skip
    attentive = old.heads.sizes["attentive"] if setup.attentive is None else setup.attentive
    sizes = {"sides": len(sides), "attentive": attentive, "mentions": MENTIONS}
    joint = empty(settings, sizes, setup.dropout)
    state = joint.state_dict()
    for name, value in cut(old, shown, kept, settings).items():
        if name in state and state[name].shape == value.shape:
            state[name] = value
        else:
            print(f"begins anew: {name}")
    joint.load_state_dict(state)
    return joint


def untaught(setup: "Setup") -> Joint:
    """A pretrained encoder, whole or some of its layers, with new heads."""
    settings = Settings() if setup.start == "minilm" else mpnet.SETTINGS
    layers = [int(n) for n in setup.layers.split(",")] if setup.layers else list(range(1, settings.layers + 1))
    sides = tuple(map(int, setup.sides.split(","))) if setup.sides else settings.sides
    settings = evolve(settings, layers=len(layers), sides=sides)
    heads = {"encoded": settings.width, "sides": len(sides), "attentive": setup.attentive is not False}
    heads["mentions"] = MENTIONS
    joint = empty(settings, heads, setup.dropout)
    encoder = joint.network.encoder
    for part in (encoder.case, encoder.marks):
        nn.init.zeros_(part.weight)
    given = pretrained(layers) if setup.start == "minilm" else mpnet.pretrained(layers)
    encoder.load_state_dict({**encoder.state_dict(), **given})
    with torch.no_grad():
        joint.network.links.choosing.weight.mul_(_GAIN)
        joint.network.links.chosen.weight.mul_(_GAIN)
    return joint


def shipped() -> Joint:
    """The network and the heads in the package."""
    network, heads = (json.loads((folder / SETTINGS).read_text("utf-8"))["settings"] for folder in (BUNDLED, HEADS))
    joint = empty(Settings(**{**network, "sides": tuple(network["sides"])}), heads)
    given = {f"network.{k}": v for k, v in state_of(tensors_in(BUNDLED / NUMBERS)).items()}
    given |= {f"heads.{k}": v for k, v in heads_of(tensors_in(HEADS / HEAD_NUMBERS)).items()}
    joint.load_state_dict({**joint.state_dict(), **given})
    return joint


def cut(old: Joint, shown: Sequence[Example], kept: Sequence[int], wanted: Settings) -> dict[str, Tensor]:
    """Some layers, and of their heads of attention and inner neurons those that add most to the states of windows."""
    stem, size = "network.encoder.layers.", wanted.attended // wanted.heads
    state = old.state_dict()
    made = {name: value for name, value in state.items() if not name.startswith(stem)}
    if wanted.attended < old.network.settings.attended or wanted.inner < old.network.settings.inner:
        attended, inner = (used(old, shown, kind) for kind in ("out", "down"))
    ends = made["heads.join.weight"].view(-1, 2, len(old.network.settings.sides), wanted.width)
    made["heads.join.weight"] = ends[:, :, -len(wanted.sides) :].flatten(1)
    for new, number in enumerate(kept):
        start = f"{stem}{number - 1}."
        layer = {name.removeprefix(start): value for name, value in state.items() if name.startswith(start)}
        if wanted.attended < old.network.settings.attended:
            by_head = attended[number - 1].view(-1, size).sum(1).topk(wanted.heads).indices.sort().values
            places = (by_head.unsqueeze(1) * size + torch.arange(size)).flatten()
            whole = torch.arange(3 * old.network.settings.attended).view(3, -1)[:, places].flatten()
            layer |= {"qkv.weight": layer["qkv.weight"][whole], "qkv.bias": layer["qkv.bias"][whole],
                      "out.weight": layer["out.weight"][:, places]}  # fmt: skip
        if wanted.inner < old.network.settings.inner:
            most = inner[number - 1].topk(wanted.inner).indices.sort().values
            layer |= {"up.weight": layer["up.weight"][most], "up.bias": layer["up.bias"][most],
                      "down.weight": layer["down.weight"][:, most]}  # fmt: skip
        made |= {f"{stem}{new}.{name}": value for name, value in layer.items()}
    if wanted.recurrent < old.network.settings.recurrent:
        made |= fewer_units(old, shown, wanted.recurrent)
    return made


@torch.inference_mode()
def fewer_units(joint: Joint, shown: Sequence[Example], count: int) -> dict[str, Tensor]:
    """The recurrent layer and what reads it with so many units each way, those that add most to what is read."""
    network, squares = joint.network, torch.zeros(2 * joint.network.settings.recurrent)
    hook = network.tags.register_forward_pre_hook(
        lambda _, given: squares.add_(given[0].square().flatten(0, -2).sum(0))
    )
    for example in shown:
        joint(lot([example]))
    hook.remove()
    readers = {"tags": network.tags, "modes": network.modes, "links.choosing": network.links.choosing,
               "links.chosen": network.links.chosen}  # fmt: skip
    told = squares * sum(reader.weight.square().sum(0) for reader in readers.values())
    kept = [half.topk(count).indices.sort().values for half in told.chunk(2)]
    made: dict[str, Tensor] = {}
    for way, units in zip(("forwards", "backwards"), kept, strict=True):
        gates = (torch.arange(4).unsqueeze(1) * len(told) // 2 + units).flatten()
        given = getattr(network.lstm, way).state_dict()
        for name, value in given.items():
            value = value[gates]
            made[f"network.lstm.{way}.{name}"] = value[:, units] if name == "weight_hh_l0" else value
    both = torch.cat([kept[0], kept[1] + len(told) // 2])
    return made | {f"network.{name}.weight": reader.weight[:, both] for name, reader in readers.items()}


@torch.inference_mode()
def used(joint: Joint, shown: Sequence[Example], kind: str) -> list[Tensor]:
    """Of every layer how much each input of a product (`out` or `down`) adds to the states: its mean square over
    windows times that of its weights."""
    products = [getattr(layer, kind) for layer in joint.network.encoder.layers]
    squares = [torch.zeros(product.in_features) for product in products]
    hooks = []
    for product, square in zip(products, squares, strict=True):

        def watch(_: nn.Module, given: tuple[Tensor, ...], square: Tensor = square) -> None:
            square += given[0].float().square().flatten(0, -2).sum(0)

        hooks.append(product.register_forward_pre_hook(watch))
    for example in shown:
        joint(lot([example]))
    for hook in hooks:
        hook.remove()
    return [square * product.weight.square().sum(0) for square, product in zip(squares, products, strict=True)]


def pretrained(layers: Sequence[int]) -> dict[str, Tensor]:
    """The weights of the encoder of all-MiniLM-L6-v2, some layers of it (the first is 1)."""
    given = load_file(base_folder() / "model.safetensors")
    types = given["embeddings.token_type_embeddings.weight"][0]
    state = {
        "pieces.weight": given["embeddings.word_embeddings.weight"],
        "positions.weight": given["embeddings.position_embeddings.weight"] + types,
    }
    names = {"out": "attention.output.dense", "norm1": "attention.output.LayerNorm"}
    return state | in_our_names(given, layers, names, [f"attention.self.{k}" for k in ("query", "key", "value")])
