"""Treebanks, and news as the shipped heads parse it, as pages."""

import json
from functools import cache
from typing import Any

import numpy as np

from quoteattr.extractor import Extractor
from quoteattr.heads.reader import Tokens
from quoteattr.heads.weights import BUNDLED, SETTINGS
from quoteattr.text.paragraphs import paragraphs
from training.attributions.data import read
from training.heads.data import Page as Tree
from training.heads.data import treebank
from training.network.pages import Page
from training.parsing.stages import SHARED, TREEBANKS

_LABELS = json.loads((BUNDLED / SETTINGS).read_bytes())["labels"]
TABLES: dict[str, dict[str, int]] = {kind: {v: n for n, v in enumerate(names)} for kind, names in _LABELS.items()}
EVERY = 3  # of so many articles one is learned from as the shipped heads parse it


def page_of(name: str, tree: Tree) -> Page:
    """A document of a treebank."""
    bounds = paragraphs(tree.text)
    starts = np.array(tree.starts, np.int32)
    number = np.searchsorted([a for a, _ in bounds], starts, "right") - 1
    tokens = Tokens(starts, np.array(tree.ends, np.int32), number.astype(np.int32))
    return Page(set=name, id=tree.name, text=tree.text, gold={"tree": tree}, tokens=tokens)


@cache
def treebank_pages(limit: int | None = None) -> tuple[Page, ...]:
    """The train parts of EWT and GUM."""
    made = []
    for name in ("ewt", "gum"):
        trees = treebank(TREEBANKS / f"{name}.train.conllu.gz", None, limit)
        for count, tree in enumerate(trees):
            tree.name = f"{count} {tree.name}"
            made.append(page_of(name, tree))
    return tuple(made)


@cache
def silver(limit: int | None = None) -> tuple[Page, ...]:
    """Some news articles, as the shipped heads parse them."""
    extractor = Extractor()
    made = []
    for name, file in (("polnear", "polnear.train.jsonl.gz"), ("wild", "wild.train.jsonl")):
        for document in read(SHARED / "gold" / file)[:limit][::EVERY]:
            parsed = extractor.read(document["text"])[0].document
            tree = Tree(document["id"], document["text"])
            for t in parsed.tokens:
                columns: tuple[tuple[list[Any], Any], ...] = (
                    (tree.starts, t.start), (tree.ends, t.end), (tree.upos, t.upos), (tree.xpos, t.xpos),
                    (tree.head, t.head if t.head >= 0 else t.i), (tree.deprel, t.deprel), (tree.sentence, t.sentence),
                )  # fmt: skip
                for column, value in columns:
                    column.append(value)
            if tree.starts:
                made.append(Page(set=name, id=document["id"], text=document["text"], gold={"tree": tree},
                                 tokens=page_of(name, tree).tokens))  # fmt: skip
    return tuple(made)
