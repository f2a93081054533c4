"""The labels that the network learned from."""

from pathlib import Path

import numpy as np
import pytest

from quoteattr.network.decoding import Places, spans
from quoteattr.network.scheme import TAGS
from quoteattr.network.weights import (
    LoadedNetwork,
)


@pytest.mark.full
def test_labels_are_the_gold_spans(shared: Path, weights: LoadedNetwork) -> None:
    from training.network.articles import read
    from training.network.pages import Labelled, Page, laid
    from training.tasks import attributions

    for document in read(shared / "gold" / "polnear.dev.jsonl.gz")[:8]:
        known = {attributions.NAME: {"attributions": document["attributions"], "doubtful": ()}}
        page = laid(Page(set="polnear", id=document["id"], text=document["text"], gold=known), weights.tokenizer, 254)
        assert page is not None
        gold = {(a, b) for x in document["attributions"] for r in ("source", "cue", "content") for a, b in x[r]}
        found = set()
        for example in Labelled(page, attributions.columns(page)).examples(256):
            tags = example.columns["tags"].values.tolist()
            chances = np.ones((len(tags), len(TAGS)), np.float32)
            found |= set(map(Places.of(example.window).offsets, spans(tags, chances)))
        assert len(gold & found) >= 0.97 * len(gold)
