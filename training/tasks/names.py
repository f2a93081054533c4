"""Names of people, organisations, places and other things: sets labelled by people, news labelled by a teacher.

The sets' guidelines differ: each that may has a head of its own beside ours (see `Joint.own`), so that ours learns what
they agree in. Where a set does not label a kind, a word without a label may be of that kind.
"""

from collections.abc import Iterator

import numpy as np
from torch import Tensor

from training.network.joint import Joint, Lot, Outputs
from training.network.losses import divergence, one_of, present
from training.network.pages import IGNORED, Column, Laid, Page
from training.network.treebanks import TABLES
from training.tasks.names_data import WEIGHTS, named_texts

NAME = "names"
WEIGHT = 3.0
LABELS = TABLES["entity"]
OTHER_GUIDELINES = ("btc", "wnut17", "ecbplus", "knowledgenet", "gum_ner", "re3d")
_WHOLE = 100  # of `weight`


def pages(limit: int | None = None) -> Iterator[Page]:
    """All sets."""
    for text in named_texts(limit):
        yield Page(set=text.set, id=text.id, text=text.text, gold={NAME: text})


def columns(page: Laid) -> dict[str, Column]:
    """Of tokens `entity`, the set of labels that are possible (a bit for each), `guideline`, whose they are, and
    `weight`, how much they count, in hundredths."""
    text = page.page.gold[NAME]
    start, end = page.tokens.start, page.tokens.end
    missing = sum(1 << n for label, n in LABELS.items() if label != "O" and label[2:] not in text.kinds)
    known = np.zeros(len(start), np.bool_)
    for a, b in text.known:
        known |= (start >= a) & (end <= b)
    capital = np.array([any(map(str.isupper, text.text[a:b])) for a, b in zip(start, end, strict=True)])
    allowed = np.where(known, (1 << LABELS["O"]) | np.where(capital, missing, 0), IGNORED)
    for a, b, kind in text.names:
        first, last = int(np.searchsorted(end, a, "right")), int(np.searchsorted(start, b, "left"))
        if first >= last:
            continue
        whole = start[first] == a and end[last - 1] == b  # else our tokens are cut otherwise
        allowed[first:last] = 1 << LABELS[f"I-{kind}"] if whole else IGNORED
        if whole:
            allowed[first] = 1 << LABELS[f"B-{kind}"]
    number = next((n for n, name in enumerate(OTHER_GUIDELINES, 1) if text.set.startswith(name)), 0)
    return {
        "entity": Column(allowed, "tokens"),
        "guideline": Column(np.full(len(start), number, np.int64), "tokens"),
        "weight": Column(np.full(len(start), round(_WHOLE * WEIGHTS.get(text.set, 1.0)), np.int64), "tokens"),
    }


def loss(joint: Joint, outputs: Outputs, batch: Lot) -> Tensor:
    """Of every token."""
    allowed, weight = batch.column("entity"), batch.column("weight")
    if allowed is None or weight is None:
        return outputs.tokens.sum() * 0
    return one_of(joint.names(outputs.tokens, batch.column("guideline")), allowed, weight / _WHOLE)


def distance(joint: Joint, outputs: Outputs, teacher: Joint, told: Outputs, batch: Lot) -> Tensor:
    """Of every token, by our guideline."""
    there = present(batch.tokens, outputs.tokens.shape[1])
    return divergence(joint.names(outputs.tokens), teacher.names(told.tokens), there)
