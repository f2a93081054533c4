"""Beginnings of sentences and dependency trees: treebanks, and news as the shipped heads parse it."""

from collections.abc import Iterator

import numpy as np
import torch
from torch import Tensor

from quoteattr.heads.model import Heads
from training.network.joint import Joint, Lot, Outputs
from training.network.losses import divergence, entropy, present
from training.network.pages import IGNORED, Column, Laid, Page, evolved
from training.network.treebanks import TABLES, silver, treebank_pages
from training.tasks.tags import numbers

NAME = "parse"
WEIGHT = 1.0


def pages(limit: int | None = None) -> Iterator[Page]:
    """Treebanks and silver news."""
    for page in (*treebank_pages(limit), *silver(limit)):
        yield evolved(page, NAME, page.gold["tree"])


def columns(page: Laid) -> dict[str, Column]:
    """Of tokens `begins` (whether a sentence begins), `sentence`, `head` (themselves for roots) and `deprel`."""
    tree = page.page.gold[NAME]
    sentence = np.array(tree.sentence, np.int64)
    begins = (np.diff(sentence, prepend=sentence[0] - 1) != 0).astype(np.int64)
    return {
        "begins": Column(begins, "tokens"),
        "sentence": Column(sentence, "tokens"),
        "head": Column(np.array(tree.head, np.int64), "tokens", pointing=True),
        "deprel": Column(numbers(tree.deprel, TABLES["deprel"]), "tokens"),
    }


def loss(joint: Joint, outputs: Outputs, batch: Lot) -> Tensor:
    """Of every token: whether it begins a sentence, its head, its relation to it."""
    begins, sentence, head, deprel = (batch.column(name) for name in ("begins", "sentence", "head", "deprel"))
    total = outputs.tokens.sum() * 0
    if begins is None or sentence is None or head is None or deprel is None:
        return total
    rows = (head != IGNORED).any(1)
    heads, words = joint.heads, outputs.tokens[rows]
    total = total + entropy(heads.labels["begins"](words), begins[rows])
    total = total + entropy(heads.arcs(words, sentence[rows]), head[rows])
    known = torch.where(head[rows] >= 0, deprel[rows], IGNORED)
    return total + entropy(related(heads, words, head[rows].clamp(min=0)), known)


def related(heads: Heads, words: Tensor, head: Tensor) -> Tensor:
    """Scores of the relations of tokens to the heads given."""
    down, up = heads.sides(words)
    return heads.relations(down, up.gather(1, head.unsqueeze(-1).expand_as(up)))


def distance(joint: Joint, outputs: Outputs, teacher: Joint, told: Outputs, batch: Lot) -> Tensor:
    """Of every token, in the teacher's sentences and on the teacher's arcs."""
    there = present(batch.tokens, outputs.tokens.shape[1])
    mine, theirs = joint.heads, teacher.heads
    begins = theirs.labels["begins"](told.tokens)
    sentence = (begins.argmax(-1) == 1).long().cumsum(1).masked_fill(~there, -1)
    total = divergence(mine.labels["begins"](outputs.tokens), begins, there)
    arcs = theirs.arcs(told.tokens, sentence)
    total = total + divergence(mine.arcs(outputs.tokens, sentence), arcs, there)
    head = arcs.argmax(-1)
    return total + divergence(related(mine, outputs.tokens, head), related(theirs, told.tokens, head), there)
