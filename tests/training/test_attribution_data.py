"""The labels that the network learned from."""

from pathlib import Path

import numpy as np
import pytest

from quoteattr.network.decoding import offsets, spans
from quoteattr.network.scheme import TAGS
from quoteattr.network.weights import (
    LoadedNetwork,
)


@pytest.mark.full
def test_labels_are_the_gold_spans(shared: Path, weights: LoadedNetwork) -> None:
    from training.attributions.data import article, pieces, read

    for document in read(shared / "gold" / "polnear.dev.jsonl.gz")[:8]:
        labelled = article(document, weights.tokenizer, 254)
        gold = {(a, b) for x in document["attributions"] for r in ("source", "cue", "content") for a, b in x[r]}
        found = set()
        for piece in pieces(labelled, 256):
            chances = np.ones((len(piece.tags), len(TAGS)), np.float32)
            found |= {offsets(piece.window, f) for f in spans(piece.tags.tolist(), chances)}
        assert len(gold & found) >= 0.97 * len(gold)
