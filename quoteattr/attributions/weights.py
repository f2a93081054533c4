"""The network as it is shipped: a folder with

- ``network.onnx``, the graph for the processor, ``network.wide.onnx``, the same for processors that multiply signed
  bytes inexactly, and ``probe.onnx``, which tells them apart; they point into
- ``network.safetensors``, the numbers (see `tensors`),
- ``settings.json``: ``format``, ``settings`` (the sizes) and ``calibration`` (see `confidence`),
- ``vocabulary.txt``, the word pieces, one a line,
- ``manifest.json``, size and SHA-256 of each.
"""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import frozen

from quoteattr.attributions.decoding import Chain, Nearness
from quoteattr.attributions.scores import Runner
from quoteattr.attributions.tensors import Tensors
from quoteattr.errors import ModelNotFound
from quoteattr.pack import verify

if TYPE_CHECKING:
    from tokenizers import Tokenizer

BUNDLED = Path(__file__).parents[1] / "models" / "en_attribution"
GRAPH, WIDE, PROBE = "network.onnx", "network.wide.onnx", "probe.onnx"
NUMBERS, SETTINGS, VOCABULARY = "network.safetensors", "settings.json", "vocabulary.txt"
FILES = (GRAPH, WIDE, PROBE, NUMBERS, SETTINGS, VOCABULARY)
FORMAT = 2
_REMEDY = "install quoteattr again, make it with `python -m training.attributions`, or choose engine='rules'"


@frozen(eq=False)
class Weights:
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
    saved: dict[str, Any] = json.loads((folder / file).read_text(encoding="utf-8"))
    if saved.get("format") != form:
        raise ModelNotFound(f"{folder / file} has format {saved.get('format')}, this version reads {form}; {remedy}")
    return saved


def load(folder: Path = BUNDLED, device: str = "cpu", threads: int | None = None) -> Weights:
    """The network in a folder, ready to read: by ONNX Runtime on the processor, by torch on any other device.

    Raises:
        ModelNotFound: a file is missing, its checksum is wrong, or it is none of this format.
        InvalidSetting: there is no such device here.
    """
    verify(folder, FILES, _REMEDY)
    saved = settings_in(folder, SETTINGS, FORMAT, _REMEDY)
    from safetensors import safe_open

    runner: Runner
    if device == "cpu":
        from quoteattr.attributions.on_onnx import OnnxNetwork, is_exact, session

        runner = OnnxNetwork(session(folder / (GRAPH if is_exact(folder / PROBE) else WIDE), threads))
    else:
        runner = on_torch(folder, saved["settings"], device)
    with safe_open(folder / NUMBERS, "np") as numbers:
        chain, classes = numbers.get_tensor("crf.moves"), numbers.get_tensor("links.distance.weight")
    window = saved["settings"]["window"]
    words = (folder / VOCABULARY).read_text(encoding="utf-8").split("\n")
    return Weights(runner, tokenizer(words), window, Chain(chain), Nearness(classes, window), saved["calibration"])


def on_torch(folder: Path, settings: dict[str, Any], device: str) -> Runner:
    """The network of a folder, run by torch on a device; raises `InvalidSetting` where there is none."""
    from quoteattr.attributions.network import Network, Settings
    from quoteattr.attributions.on_torch import TorchNetwork, check_device, state_of

    check_device(device)
    network = Network(Settings(**settings))  # not on "meta": that would import half of torch's compiler
    network.load_state_dict(state_of(tensors_in(folder / NUMBERS)), assign=True)
    return TorchNetwork(network.eval().to(device))


def tensors_in(path: Path) -> Tensors:
    """All numbers of a file."""
    from safetensors.numpy import load_file

    loaded: Tensors = load_file(path)
    return loaded


def tokenizer(vocabulary: list[str]) -> "Tokenizer":
    """BERT's uncased tokenizer over these word pieces."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    made = Tokenizer(models.WordPiece({piece: n for n, piece in enumerate(vocabulary)}, unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return made
