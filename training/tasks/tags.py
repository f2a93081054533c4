"""Parts of speech: treebanks, and news as the shipped heads tag it."""

from collections.abc import Iterator

import numpy as np
from torch import Tensor

from training.network.joint import Joint, Lot, Outputs
from training.network.losses import divergence, entropy, present
from training.network.pages import IGNORED, Column, Laid, Page, evolved
from training.network.treebanks import TABLES, silver, treebank_pages

NAME = "tags"
WEIGHT = 1.0
KINDS = ("upos", "xpos")


def pages(limit: int | None = None) -> Iterator[Page]:
    """Treebanks and silver news."""
    for page in (*treebank_pages(limit), *silver(limit)):
        yield evolved(page, NAME, page.gold["tree"])


def columns(page: Laid) -> dict[str, Column]:
    """`upos` and `xpos` of tokens."""
    tree = page.page.gold[NAME]
    return {kind: Column(numbers(getattr(tree, kind), TABLES[kind]), "tokens") for kind in KINDS}


def numbers(labels: list[str], table: dict[str, int]) -> np.ndarray:
    """The numbers of labels; nothing is known of rare ones."""
    return np.array([table.get(label, IGNORED) for label in labels], np.int64)


def loss(joint: Joint, outputs: Outputs, batch: Lot) -> Tensor:
    """Of every token."""
    total = outputs.tokens.sum() * 0
    for kind in KINDS:
        wanted = batch.column(kind)
        if wanted is not None:
            total = total + entropy(joint.heads.labels[kind](outputs.tokens), wanted)
    return total


def distance(joint: Joint, outputs: Outputs, teacher: Joint, told: Outputs, batch: Lot) -> Tensor:
    """Of every token."""
    there = present(batch.tokens, outputs.tokens.shape[1])
    mine, theirs = ({k: j.heads.labels[k](o.tokens) for k in KINDS} for j, o in ((joint, outputs), (teacher, told)))
    return sum((divergence(mine[k], theirs[k], there) for k in KINDS), outputs.tokens.sum() * 0)
