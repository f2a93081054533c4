"""The labels that the network learned from."""

from pathlib import Path

import numpy as np
import pytest

from quoteattr.network.decoding import Chain, Places, likely_spans
from quoteattr.network.scheme import TAGS
from quoteattr.network.weights import LoadedNetwork
from quoteattr.network.windows import begins_of


@pytest.mark.full
def test_labels_are_the_gold_spans(shared: Path, weights: LoadedNetwork) -> None:
    from training.network.articles import read
    from training.network.pages import Labelled, Page, laid
    from training.tasks import attributions

    free = Chain(np.zeros((len(TAGS), len(TAGS)), np.float32))
    for document in read(shared / "gold" / "polnear.dev.jsonl.gz")[:8]:
        known = {attributions.NAME: {"attributions": document["attributions"], "doubtful": ()}}
        page = laid(Page(set="polnear", id=document["id"], text=document["text"], gold=known), weights.tokenizer, 254)
        assert page is not None
        gold = {(a, b) for x in document["attributions"] for r in ("source", "cue", "content") for a, b in x[r]}
        found = set()
        for example in Labelled(page, attributions.columns(page)).examples(256):
            surely = 20.0 * np.eye(len(TAGS), dtype=np.float32)[example.columns["tags"].values]
            (spans,) = likely_spans(free, [surely], [begins_of(example.window)])
            found |= set(map(Places.of(example.window).offsets, spans))
        assert len(gold & found) >= 0.97 * len(gold)
