"""Treebanks, and news as the shipped heads parse it, as pages."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from attrs import define, field

from quoteattr.extractor import Extractor
from quoteattr.heads.reader import Tokens
from quoteattr.heads.weights import BUNDLED, SETTINGS
from quoteattr.text.paragraphs import paragraphs
from training.network.articles import read
from training.network.pages import Page
from training.parsing.data import read_conllu, read_tags
from training.parsing.stages import SHARED, TREEBANKS

_LABELS = json.loads((BUNDLED / SETTINGS).read_bytes())["labels"]
TABLES: dict[str, dict[str, int]] = {kind: {v: n for n, v in enumerate(names)} for kind, names in _LABELS.items()}
EVERY = 3  # of so many articles one is learned from as the shipped heads parse it


@define
class Tree:
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


def treebank(path: Path, names: Path | None = None, limit: int | None = None) -> list[Tree]:
    """The documents of a CoNLL-U file, or the first of them, with the IOB2 tags of a second file where there is one."""
    tags = read_tags(names, 1) if names is not None else None
    pages: list[Tree] = []
    for count, (comments, words) in enumerate(read_conllu(path)):
        new = any(c.startswith("# newdoc") for c in comments)
        if new and len(pages) == limit:
            break
        if new or not pages:
            pages.append(Tree(comments[0], entity=[] if tags is not None else None))
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
