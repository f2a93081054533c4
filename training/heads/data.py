"""Treebanks, and news parsed by the pack, as tokens in place, with the encoder's states for each.

A *page* is a document: its text, its tokens and what is known of them. The states are those of the frozen encoder
at a token's first and last word piece, of the layers in `LAYERS`, so that the heads cost the attributions nothing.
"""

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from attrs import define, field

from quoteattr.heads.reader import Tokens, places_of
from quoteattr.language import language
from quoteattr.network.spotting import windows_of
from quoteattr.network.weights import LoadedNetwork
from quoteattr.network.windows import Strip
from quoteattr.text.document import Document
from quoteattr.text.paragraphs import paragraphs
from quoteattr.text.quotations import quotations
from training.parsing.data import read_conllu, read_tags
from training.parsing.stages import BUILD

ENGLISH = language("en")
HEADS = BUILD / "parse_heads"


@define
class Page:
    """A document. `head` is the index in the page of a token's governor, itself for a root; `sentence` numbers
    the sentences; `entity` is None where no names are labelled."""

    name: str
    text: str = ""
    starts: list[int] = field(factory=list)
    ends: list[int] = field(factory=list)
    upos: list[str] = field(factory=list)
    xpos: list[str] = field(factory=list)
    lemma: list[str] = field(factory=list)
    head: list[int] = field(factory=list)
    deprel: list[str] = field(factory=list)
    sentence: list[int] = field(factory=list)
    entity: list[str] | None = None


def treebank(path: Path, names: Path | None = None, limit: int | None = None) -> list[Page]:
    """The documents of a CoNLL-U file, or the first of them, with the IOB2 tags of a second file where there is one."""
    tags = read_tags(names, 1) if names is not None else None
    pages: list[Page] = []
    for count, (comments, words) in enumerate(read_conllu(path)):
        new = any(c.startswith("# newdoc") for c in comments)
        if new and len(pages) == limit:
            break
        if new or not pages:
            pages.append(Page(comments[0], entity=[] if tags is not None else None))
        page = pages[-1]
        if page.text:
            page.text = page.text.rstrip(" ")
            page.text += "\n\n" if any(c.startswith("# newpar") for c in comments) else " "
        first = len(page.starts)
        for columns in words:
            form = columns[1].replace("\xa0", " ")
            page.starts.append(len(page.text))
            page.text += form
            page.ends.append(len(page.text))
            if columns[9] != "SpaceAfter=No":
                page.text += " "
            page.lemma.append(columns[2])
            page.upos.append(columns[3])
            page.xpos.append(columns[4])
            page.head.append(first + int(columns[6]) - 1 if columns[6] != "0" else len(page.head))
            page.deprel.append(columns[7])
            page.sentence.append(count)
        if tags is not None and page.entity is not None:
            row = next(tags)
            assert len(row) == len(words), (row, words)
            page.entity += [tag for _, tag in row]
    return pages


def silver(parsed: list[tuple[str, Document]]) -> Iterator[Page]:
    """News as the pack of Stanza models parses it."""
    for name, document in parsed:
        page = Page(name, document.text, entity=[])
        tags = ["O"] * len(document.tokens)
        for e in document.entities:
            tags[e.first] = f"B-{e.kind}"
            for i in range(e.first + 1, e.last):
                tags[i] = f"I-{e.kind}"
        page.entity = tags
        for t in document.tokens:
            page.starts.append(t.start)
            page.ends.append(t.end)
            page.upos.append(t.upos)
            page.xpos.append(t.xpos)
            page.lemma.append(t.lemma)
            page.head.append(t.head if t.head >= 0 else t.i)
            page.deprel.append(t.deprel)
            page.sentence.append(t.sentence)
        yield page


@define
class Piece:
    """What stands in one window: states (tokens × 2 × layers·width, half precision) and the labels' numbers."""

    states: torch.Tensor
    upos: torch.Tensor
    xpos: torch.Tensor
    entity: torch.Tensor
    head: torch.Tensor  # in the piece; -1 where it is in another window
    deprel: torch.Tensor
    sentence: torch.Tensor
    begins: torch.Tensor  # whether a sentence begins here


def pieces(network: LoadedNetwork, pages: list[Page], tables: dict[str, dict[str, int]]) -> Iterator[Piece]:
    """The pages window by window, with the encoder's states."""
    for page in pages:
        made = windows_of(network, page.text, paragraphs(page.text), quotations(page.text), ENGLISH)
        starts = np.array(page.starts)
        for window, scores in zip(made, network.runner.run(made), strict=True):
            piece = _piece(page, starts, window, torch.from_numpy(scores.states), tables)
            if piece is not None:
                yield piece


def _piece(
    page: Page, starts: "np.ndarray", window: list[Strip], hidden: torch.Tensor, tables: dict[str, dict[str, int]]
) -> Piece | None:
    lo, hi = np.searchsorted(starts, window[0].starts[0]), np.searchsorted(starts, window[-1].ends[-1])
    if hi - lo < 2:
        return None
    token = np.arange(lo, hi)
    where = places_of(window, Tokens(starts[token], np.array(page.ends)[token], np.zeros(len(token), np.int32)))
    chosen = torch.stack([hidden[where.begin], hidden[where.end]], 1).half()
    head = np.array(page.head)[token] - lo
    sentence = np.array(page.sentence)[token]
    head = np.where((head < 0) | (head >= len(token)), -1, head)
    begins = np.diff(sentence, prepend=sentence[0] - 1) != 0

    def numbers(name: str, values: list[str]) -> torch.Tensor:
        table = tables[name]
        return torch.tensor([table.get(v, -1) for v in values[lo:hi]])

    return Piece(
        chosen, numbers("upos", page.upos), numbers("xpos", page.xpos),
        numbers("entity", page.entity) if page.entity is not None else torch.full((len(token),), -1),
        torch.from_numpy(head), numbers("deprel", page.deprel), torch.from_numpy(sentence), torch.from_numpy(begins),
    )  # fmt: skip


def tables_of(pages: list[Page], least: int = 5) -> dict[str, dict[str, int]]:
    """Each label that is not rare → its number."""
    made = {}
    for name in ("upos", "xpos", "entity", "deprel"):
        counted = Counter(v for p in pages for v in (getattr(p, name) or ()))
        made[name] = {v: n for n, v in enumerate(v for v, c in sorted(counted.items()) if c >= least)}
    return made


def shuffled(made: list[Piece], seed: int) -> list[Piece]:
    order = list(made)
    random.Random(seed).shuffle(order)
    return order
