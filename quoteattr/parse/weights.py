"""The heads as they are shipped: one byte a number where it pays, the labels, the lemmas of the treebanks' forms."""

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from quoteattr.attributions.weights import has_bfloat16, saved_in, unpacked
from quoteattr.errors import ModelNotFound

if TYPE_CHECKING:
    from quoteattr.parse.reader import Parse

BUNDLED = Path(__file__).parents[1] / "models" / "en_heads"
FILE = "heads.pt"
FORMAT = 1
_REMEDY = "install quoteattr again, make them with `python -m training.heads`, or choose parse='stanza'"


def load(folder: Path, network: Path, device: str = "cpu") -> "Parse":
    """The heads in a folder, made for the network in another.

    Raises:
        ModelNotFound: there is no such file, its checksum is wrong, or it was made for another network.
    """
    saved = saved_in(folder, FILE, FORMAT, _REMEDY)
    from quoteattr.parse.network import Heads
    from quoteattr.parse.reader import Parse

    if saved["network"] != checksum(network):
        raise ModelNotFound(f"the heads in {folder} were made for another network than that in {network}; {_REMEDY}")
    heads = Heads(saved["tables"], **saved["settings"])
    heads.load_state_dict({name: unpacked(value) for name, value in saved["weights"].items()})
    if device == "cpu" and has_bfloat16():
        heads.in_bfloat16()
    rows = (line.split("\t") for line in saved["lemmas"].split("\n"))
    return Parse(heads.eval().to(device), {(form, upos): lemma for form, upos, lemma in rows})


def checksum(network: Path) -> str:
    """Which network it is: the checksums of its manifest."""
    files = json.loads((network / "manifest.json").read_text(encoding="utf-8"))["files"]
    return hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()
