"""The network's weights as they are shipped: one byte a number, one scale a row, in one file.

The file is a dictionary that torch reads with ``weights_only``: ``format``, ``settings`` (the sizes),
``vocabulary`` (the word pieces, one a line), ``weights`` (name → bytes and scales, or half precision
for vectors) and ``calibration`` (see `confidence`).
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import frozen

from quoteattr.errors import ModelNotFound
from quoteattr.pack import verify

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from torch import Tensor

    from quoteattr.attributions.network import Network

BUNDLED = Path(__file__).parents[1] / "models" / "en_attribution"
FILE = "attribution.pt"
FORMAT = 1
_REMEDY = "install quoteattr again, make it with `python -m training.attributions`, or choose engine='rules'"
_LARGE = 20_000  # numbers; what is smaller is not worth the loss


@frozen(eq=False)
class Weights:
    """A loaded network, its tokenizer and the numbers that turn its scores into a confidence."""

    network: "Network"
    tokenizer: "Tokenizer"
    calibration: dict[str, Any]
    device: str = "cpu"


def packed(tensor: "Tensor") -> Any:
    """A large matrix as bytes and one scale a row; anything else in half precision."""
    import torch

    if tensor.numel() < _LARGE:
        return tensor.half()
    scale = (tensor.float().abs().amax(dim=1) / 127).clamp(min=1e-8)
    whole = (tensor.float() / scale.unsqueeze(1)).round().clamp(-127, 127).to(torch.int8)
    return whole, scale


def unpacked(value: Any) -> "Tensor":
    """The numbers again."""
    if isinstance(value, tuple | list):
        whole, scale = value
        return whole.float() * scale.unsqueeze(1)  # type: ignore[no-any-return]
    return value.float()  # type: ignore[no-any-return]


def saved_in(folder: Path, file: str, form: int, remedy: str) -> dict[str, Any]:
    """What a file of a folder holds, its checksum and its format looked at.

    Raises:
        ModelNotFound: there is no such file, its checksum is wrong, or it is none of this format.
    """
    verify(folder, (file,), remedy)
    import torch

    saved: dict[str, Any] = torch.load(folder / file, map_location="cpu", weights_only=True)
    if saved.get("format") != form:
        raise ModelNotFound(f"{folder / file} has format {saved.get('format')}, this version reads {form}; {remedy}")
    return saved


def load(folder: Path = BUNDLED, device: str = "cpu") -> Weights:
    """The network in a folder, ready to read.

    Raises:
        ModelNotFound: there is no such file, its checksum is wrong, or it is none of this format.
    """
    saved = saved_in(folder, FILE, FORMAT, _REMEDY)

    from quoteattr.attributions.network import Network, Settings

    network = Network(Settings(**saved["settings"]))  # not on "meta": that would import half of torch's compiler
    network.load_state_dict({name: unpacked(value) for name, value in saved["weights"].items()}, assign=True)
    network = network.eval().to(device)
    if device == "cpu" and has_bfloat16():
        network.in_bfloat16()  # more than twice as fast, and it learned in this precision
    network.crf.cpu()  # the best sequence is sought there
    return Weights(network, tokenizer(saved["vocabulary"].split("\n")), saved["calibration"], device)


def has_bfloat16() -> bool:
    """Whether this processor multiplies in bfloat16; older versions of torch can't tell."""
    import torch

    known: dict[str, Any] = getattr(torch.cpu, "get_capabilities", dict)()
    return any(known.get(name) for name in ("avx512_bf16", "amx_bf16", "bf16"))


def tokenizer(vocabulary: list[str]) -> "Tokenizer":
    """BERT's uncased tokenizer over these word pieces."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    made = Tokenizer(models.WordPiece({piece: n for n, piece in enumerate(vocabulary)}, unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return made
