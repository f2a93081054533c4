"""The network as it is shipped: a folder with

- ``network.onnx``, the graph for the processor; it points into
- ``network.safetensors``, the numbers (see `tensors`),
- ``settings.json``: ``format``, ``settings`` (the sizes) and ``calibration`` (see `confidence`),
- ``vocabulary.txt``, the word pieces, one a line,
- ``manifest.json``, size and SHA-256 of each.
"""

import json
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import frozen

from quoteattr.errors import ModelNotFound
from quoteattr.network.confidence import TERMS
from quoteattr.network.decoding import Chain, Nearness
from quoteattr.network.scheme import DISTANCES, LINKS, TAGS
from quoteattr.network.scores import Runner
from quoteattr.network.tensors import Tensors
from quoteattr.network.windows import PLACED
from quoteattr.records.promises import shown
from quoteattr.runtime.extras import need
from quoteattr.runtime.manifest import usable, verify
from quoteattr.runtime.quiet import onnxruntime

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

BUNDLED = Path(__file__).parents[1] / "models" / "en_attribution"
GRAPH = "network.onnx"
NUMBERS, SETTINGS, VOCABULARY = "network.safetensors", "settings.json", "vocabulary.txt"
FILES = (GRAPH, NUMBERS, SETTINGS, VOCABULARY)
FORMAT = 3
_REMEDY = "install quoteattr again, make it with `python -m training.network`, or choose engine='rules'"


@frozen(eq=False)
class LoadedNetwork:
    """A loaded network with what reads its scores: its tokenizer, the most word pieces in a window, its chain of tags,
    what it makes of distances, and the numbers that turn its scores into a confidence."""

    runner: Runner
    tokenizer: "Tokenizer"
    window: int
    chain: Chain
    nearness: Nearness
    calibration: dict[str, Any]


def settings_in(folder: Path, file: str, form: int, remedy: str) -> dict[str, Any]:
    """The settings file of a folder.

    Raises:
        ModelNotFound: it is none of this format.
    """
    path = folder / file
    with usable(path, remedy):
        saved: dict[str, Any] = json.loads(path.read_bytes())
        if saved["format"] != form:
            raise ModelNotFound(f"{path} has format {shown(saved['format'])}, this version reads {form}; {remedy}")
    return saved


def load(folder: Path = BUNDLED, device: str = "cpu", threads: int | None = None) -> LoadedNetwork:
    """The network in a folder, ready to read: by ONNX Runtime on the processor, by torch on any other device.

    Raises:
        ModelNotFound: a file is missing, its checksum is wrong, or it is none of this format; it says which.
        InvalidSetting: there is no such device here.
    """
    verify(folder, FILES, _REMEDY)
    saved = settings_in(folder, SETTINGS, FORMAT, _REMEDY)
    with usable(folder / SETTINGS, _REMEDY):
        calibration = _calibration(saved["calibration"])
        window, settings = saved["settings"]["window"], saved["settings"]
    with usable(folder / NUMBERS, _REMEDY):
        moves, classes, pieces, positions = _tables(folder / NUMBERS)
    if type(window) is not int or not _LEAST_WINDOW <= window <= positions:
        wanted = f"a whole number from {_LEAST_WINDOW} to {positions}"
        raise ModelNotFound(f"{folder / SETTINGS} has the window {shown(window)}: it must be {wanted}; {_REMEDY}")
    with usable(folder / VOCABULARY, _REMEDY):
        words = _vocabulary((folder / VOCABULARY).read_text(encoding="utf-8").split("\n"), pieces)
        cut = tokenizer(words)
    runner: Runner
    if device == "cpu":
        from quoteattr.network.on_onnx import INPUTS, OUTPUTS, OnnxNetwork

        runner = OnnxNetwork(graph(folder / GRAPH, INPUTS, OUTPUTS, threads, _REMEDY))
    else:
        runner = on_torch(folder, settings, device)
    chain, nearness = Chain(moves), Nearness(classes, window)
    return LoadedNetwork(runner, cut, window, chain=chain, nearness=nearness, calibration=calibration)


_LEAST_WINDOW = 8  # word pieces: a word of some, and the marks of beginning and end


def _calibration(saved: dict[str, Any]) -> dict[str, float]:
    """What `confidence` needs, each a number."""
    numbers = {name: float(saved[name]) for name in TERMS}
    if not all(map(isfinite, numbers.values())):
        raise ValueError("calibration is not all numbers")
    return numbers


def _tables(path: Path) -> tuple[Any, Any, int, int]:
    """The scores of moves between tags and of distances; how many word pieces and how many positions there are."""
    from safetensors import safe_open

    with safe_open(path, "np") as numbers:
        moves, classes = numbers.get_tensor("crf.moves"), numbers.get_tensor("links.distance.weight")
        pieces, positions = (
            numbers.get_slice(f"encoder.{name}.weight").get_shape()[0] for name in ("pieces", "positions")
        )
    if moves.shape != (len(TAGS), len(TAGS)) or classes.shape != (DISTANCES, len(LINKS)):
        raise ValueError(f"its tables are {moves.shape} and {classes.shape}, of another scheme of tags")
    return moves, classes, pieces, positions


def _vocabulary(words: list[str], pieces: int) -> list[str]:
    """Word pieces, as many as the network knows, the special ones in their places."""
    if len(words) != pieces or len(set(words)) != pieces:
        raise ValueError(f"it has {len(set(words))} word pieces, the network {pieces}")
    if any(words[at] != piece for piece, at in PLACED.items()):
        raise ValueError(f"its special word pieces are not in their places, {PLACED}")
    return words


def runs_on(device: str, threads: int | None) -> str:
    """By what a network is computed, in words."""
    return (
        f"by onnxruntime {onnxruntime().__version__}, threads={threads}" if device == "cpu" else f"by torch on {device}"
    )


def graph(
    path: Path, inputs: tuple[str, ...], outputs: tuple[str, ...], threads: int | None, remedy: str
) -> "InferenceSession":
    """A graph that makes these outputs of these inputs, ready to run.

    Raises:
        ModelNotFound: it is none. The runtime reads numbers beside the graph only: a link out of its folder is refused.
    """
    from quoteattr.network.on_onnx import session

    links = ", ".join(sorted(file.name for file in path.parent.glob("*.safetensors") if file.is_symlink()))
    hint = f"copy {links} into {path.parent} where it is a link out of it, or {remedy}" if links else remedy
    with usable(path, hint):
        loaded = session(path, threads)
        for wanted, there in ((inputs, loaded.get_inputs()), (outputs, loaded.get_outputs())):
            found = tuple(one.name for one in there)
            if found != wanted:
                raise ValueError(f"it has {', '.join(found)} where it should have {', '.join(wanted)}")
    return loaded


def on_torch(folder: Path, settings: dict[str, Any], device: str) -> Runner:
    """The network of a folder, run by torch on a device; raises `InvalidSetting` where there is none."""
    need(f"device={device!r}", "torch")
    from quoteattr.network.model import Network, Settings
    from quoteattr.network.on_torch import TorchNetwork, check_device, state_of

    check_device(device)
    with usable(folder / SETTINGS, _REMEDY):
        sizes = {**settings, "sides": tuple(settings["sides"])}
        network = Network(Settings(**sizes))  # not on "meta": that would import half of torch's compiler
    with usable(folder / NUMBERS, _REMEDY):
        network.load_state_dict(state_of(tensors_in(folder / NUMBERS)), assign=True)
    return TorchNetwork(network.eval().to(device))


def tensors_in(path: Path, stem: str = "") -> Tensors:
    """The numbers of a file whose names begin so: all, where nothing is said."""
    from safetensors import safe_open

    with safe_open(path, "np") as numbers:
        return {name: numbers.get_tensor(name) for name in numbers.keys() if name.startswith(stem)}  # noqa: SIM118


def tokenizer(vocabulary: list[str]) -> "Tokenizer":
    """BERT's uncased tokenizer over these word pieces."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    cutter = Tokenizer(models.WordPiece({piece: n for n, piece in enumerate(vocabulary)}, unk_token="[UNK]"))
    cutter.normalizer = normalizers.BertNormalizer(lowercase=True)
    cutter.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return cutter
