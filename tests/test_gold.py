"""The seed article against its gold labels, by the scorer's own measure; skips where ../shared is not."""

import json
from pathlib import Path
from typing import Literal

import pytest
from predict import row
from scorer import scorer

from quoteattr import Extractor

ROOT = Path(__file__).resolve().parents[1]


def test_the_bundled_article_is_the_seed_article(shared: Path) -> None:
    gold = json.loads((shared / "gold" / "seed.jsonl").read_text(encoding="utf-8"))
    assert (ROOT / "examples" / "data" / "seed_article.txt").read_text(encoding="utf-8") == gold["text"]


@pytest.mark.parametrize("scope", ["speech", "all"])
def test_seed_article(shared: Path, scope: Literal["speech", "all"]) -> None:
    """All eleven: content, source, canonical speaker, level and kind.

    The scorer's `relation` can't reach 11 here: the gold offsets of A2's source “he” point into “the”, so sources
    are compared by their text.
    """
    score = scorer(shared)
    gold = json.loads((shared / "gold" / "seed.jsonl").read_text(encoding="utf-8"))
    text = gold["text"]
    predicted = row(Extractor(scope=scope).extract(text, id=gold["id"]))
    figures = score.score([gold], [predicted], "all")
    assert len(gold["attributions"]) == 11
    assert figures["content"]["r"] == 100.0
    assert figures["cue"]["r"] == 100.0
    assert figures["end_to_end"] == {"accuracy": 100.0, "n": 11}
    sources = {
        text[: a["cue"][0][1]].split()[-1] + text[slice(*a["source"][0])]
        for a in predicted["attributions"]
        if a["source"]
    }
    for a in gold["attributions"]:
        begin = text[: a["cue"][0][1]].split()[-1] + text[slice(*a["source"][0])][:20]
        assert any(s.startswith(begin) for s in sources), a
