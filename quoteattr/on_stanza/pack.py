"""The bundled Stanza models: checked, unpacked and put together without a network.

A pack is a folder with five Stanza models in half precision, the word vectors that three of them
share as one byte a number, and `manifest.json` with the size and SHA-256 of every file.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from quoteattr.runtime.extras import need
from quoteattr.runtime.manifest import usable, verify

if TYPE_CHECKING:
    import stanza

BUNDLED = Path(__file__).parents[1] / "models" / "en"
MODELS = {"tokenize": "tokenizer", "pos": "tagger", "lemma": "lemmatizer", "depparse": "parser", "ner": "ner"}
PARSING = tuple(f"{name}.pt" for name in (*MODELS.values(), "vectors"))
_REMEDY = "install quoteattr again, or make the pack with `python -m training.parsing`"


def load_pipeline(folder: Path = BUNDLED, *, device: str = "cpu", code: str = "en") -> "stanza.Pipeline":
    """A `stanza.Pipeline` of the pack's models: tokenize, pos, lemma, depparse, ner.

    Args:
        folder: the pack.
        device: where they run, as torch names it.
        code: of their language.

    Raises:
        ModelNotFound: a file is missing or damaged, or Stanza can make nothing of it.
        MissingExtra: torch or Stanza is not installed.
    """
    verify(folder, PARSING, _REMEDY)
    need("the parse by Stanza", "torch", "stanza")
    with usable(folder, _REMEDY):
        return _pipeline(folder, device, code)


def _pipeline(folder: Path, device: str, code: str) -> "stanza.Pipeline":
    import stanza
    from stanza.models.common.foundation_cache import FoundationCache

    cache = FoundationCache()
    cache.pretrains = {"glove": _vectors(folder / "vectors.pt")}
    paths = {f"{processor}_model_path": str(folder / f"{name}.pt") for processor, name in MODELS.items()}
    return stanza.Pipeline(
        code,
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
