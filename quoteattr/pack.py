"""The bundled Stanza models: checked, unpacked and put together without a network.

A pack is a folder with five Stanza models in half precision, the word vectors that three of them
share as one byte a number, and `manifest.json` with the size and SHA-256 of every file.
"""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quoteattr.errors import ModelNotFound

if TYPE_CHECKING:
    import stanza

BUNDLED = Path(__file__).parent / "models" / "en"
MODELS = {"tokenize": "tokenizer", "pos": "tagger", "lemma": "lemmatizer", "depparse": "parser", "ner": "ner"}
PARSING = tuple(f"{name}.pt" for name in (*MODELS.values(), "vectors"))
_REMEDY = "install quoteattr again, or make the pack with `python -m training.parsing`"


def verify(folder: Path, needed: Sequence[str] = PARSING, remedy: str = _REMEDY) -> None:
    """Raise `ModelNotFound` unless every file of the pack is there as the manifest says, the `needed` among them."""
    manifest = folder / "manifest.json"
    try:
        files: dict[str, dict[str, Any]] = json.loads(manifest.read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError) as error:
        raise ModelNotFound(f"no model pack in {folder}: {manifest.name} is missing or damaged; {remedy}") from error
    for name, expected in files.items():
        try:
            content = (folder / name).read_bytes()
        except OSError as error:
            raise ModelNotFound(f"the model pack in {folder} lacks {name}; {remedy}") from error
        if len(content) != expected["bytes"] or hashlib.sha256(content).hexdigest() != expected["sha256"]:
            raise ModelNotFound(f"{folder / name} is damaged (its checksum is wrong); {remedy}")
    missing = [name for name in needed if name not in files]
    if missing:
        raise ModelNotFound(f"the model pack in {folder} lacks {', '.join(missing)}; {remedy}")


def load_pipeline(folder: Path = BUNDLED, *, device: str = "cpu") -> "stanza.Pipeline":
    """A `stanza.Pipeline` of the pack's models: tokenize, pos, lemma, depparse, ner."""
    verify(folder)
    import stanza
    from stanza.models.common.foundation_cache import FoundationCache

    cache = FoundationCache()
    cache.pretrains = {"glove": _vectors(folder / "vectors.pt")}
    paths = {f"{processor}_model_path": str(folder / f"{name}.pt") for processor, name in MODELS.items()}
    return stanza.Pipeline(
        "en",
        dir=str(folder),  # holds an empty resources.json: nothing is looked up, nothing downloaded
        package=None,
        processors=dict.fromkeys(MODELS, "default"),
        download_method=None,
        allow_unknown_language=True,
        foundation_cache=cache,
        device=device,
        verbose=False,
        logging_level="ERROR",
        tokenize_max_seqlen=1000,  # shorter, and long tokens become <UNK>
        pos_pretrain_path="glove",
        depparse_pretrain_path="glove",
        ner_pretrain_path="glove",
        ner_forward_charlm_path="",  # without these two no NER model loads
        ner_backward_charlm_path="",
        depparse_batch_size=500,
        **paths,
    )


def _vectors(path: Path) -> Any:
    """The word vectors, from bytes back to numbers, as Stanza's models want them."""
    import torch
    from stanza.models.common.pretrain import Pretrain, PretrainedWordVocab

    packed = torch.load(path, map_location="cpu", weights_only=True)
    pretrain = Pretrain(save_to_file=False)
    pretrain._vocab = PretrainedWordVocab(packed["words"].split("\n"), lower=True)
    pretrain._emb = packed["bytes"].float() * packed["scale"].float().unsqueeze(1)
    return pretrain
