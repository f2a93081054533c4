"""The public scorer against the one beside the gold data, figure for figure, and on small records of our own."""

import gzip
import json
import random
from pathlib import Path
from typing import Any

import pytest

import quoteattr
from quoteattr import Extractor

SCOPES = ("all", "quoted", "speech")
TEXT = "“It is over,” said Maria Ruiz. Tom Hale thinks that the port will open. Officials denied it."
ROWS = [
    ([19, 29], [14, 18], [0, 13], "Maria Ruiz", "named", "person"),
    ([31, 39], [40, 46], [47, 70], "Tom Hale", "named", "person"),
    ([72, 81], [82, 88], [89, 91], None, "described", "group"),
]
GOLD = {
    "id": "a",
    "text": TEXT,
    "attributions": [
        {"source": [source], "cue": [cue], "content": [content], "speaker": speaker, "level": level, "kind": kind}
        for source, cue, content, speaker, level, kind in ROWS
    ],
}


def peers(shared: Path, name: str) -> list[dict[str, Any]]:
    with gzip.open(shared / "peers" / name, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("system", ["citron", "ggt", "textacy-para"])
def test_it_is_the_scorer_of_the_gold_data(shared: Path, scope: Any, system: str) -> None:
    from scorer import scorer

    with gzip.open(shared / "gold" / "polnear.dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        gold = [json.loads(line) for line in lines][:20]
    predicted = peers(shared, f"{system}.dev.jsonl.gz")
    assert quoteattr.score(gold, predicted, scope=scope).to_dict() == scorer(shared).score(gold, predicted, scope)


@pytest.mark.parametrize("scope", SCOPES)
def test_it_is_the_scorer_on_articles_of_the_library(shared: Path, everything: Extractor, scope: Any) -> None:
    from predict import row
    from scorer import scorer

    lines = (shared / "gold" / "speakers.dev.jsonl").read_text("utf-8").splitlines()
    gold = [json.loads(line) for line in lines][:20]
    articles = [everything.extract(document["text"], id=document["id"]) for document in gold]
    rows = json.loads(json.dumps([row(article, scope="all" if scope == "all" else "speech") for article in articles]))
    wanted = scorer(shared).score(gold, rows, scope)
    found = quoteattr.score(gold, articles, scope=scope)
    assert found.to_dict() == wanted
    assert found["end_to_end"].to_dict() == wanted["end_to_end"]


def test_it_is_the_scorer_on_noise(shared: Path) -> None:
    from scorer import scorer

    rng = random.Random(3)

    def noise() -> dict[str, Any]:
        def spans(most: int) -> list[list[int]]:
            found = []
            for _ in range(rng.randrange(most)):
                start = rng.randrange(len(TEXT) - 1)
                found.append([start, min(len(TEXT), start + rng.randrange(1, 30))])
            return found

        return {
            **{role: spans(3) for role in ("source", "cue", "content")},
            "speaker": rng.choice(["Ruiz", "Ms. Maria Ruiz", None, "Tom Hale"]),
            "level": rng.choice(["named", "vague", None]),
            "kind": rng.choice(["person", None]),
        }

    for _ in range(60):
        gold, predicted = (
            [{"id": n, "text": TEXT, "attributions": [noise() for _ in range(rng.randrange(6))]} for n in "ab"]
            for _ in range(2)
        )
        for scope in SCOPES:
            found = quoteattr.score(gold, predicted, scope=scope)  # type: ignore[arg-type]
            assert found.to_dict() == scorer(shared).score(gold, predicted, scope)


def test_gold_against_itself_is_all_right() -> None:
    found = quoteattr.score(GOLD, GOLD)
    assert all(m.f1 == 100.0 for m in found.measures.values())
    assert found["end_to_end"].to_dict() == {"accuracy": 100.0, "n": 3}
    assert "relation                 100.0   100.0  100.0      3" in str(found)


def test_labels_that_a_table_leaves_empty_and_ids_that_are_numbers() -> None:
    attribution = {"source": [[0, 4]], "cue": [], "content": [[6, 9]], "speaker": float("nan")}
    gold = {"id": 5, "text": TEXT, "attributions": [attribution]}
    found = quoteattr.score([gold], [{**gold, "id": "5"}])
    assert found["end_to_end"].to_dict() == {"accuracy": 100.0, "n": 1}


def test_an_article_against_itself_is_all_right(speech: Extractor) -> None:
    article = speech.extract(TEXT)
    found = quoteattr.score(article, [article])
    assert found["relation"].to_dict() == {"p": 100.0, "r": 100.0, "f": 100.0}
    assert found["end_to_end"].to_dict()["accuracy"] == 100.0


def test_what_was_not_read_is_missing(speech: Extractor) -> None:
    article = speech.extract(TEXT, id="a")
    found = quoteattr.score([GOLD, {**GOLD, "id": "b"}], [article, quoteattr.Failure("b", 1, "no text")])
    assert found.missing == 1
    assert found["relation"].to_dict()["r"] <= 50


@pytest.mark.parametrize(
    ("gold", "predicted", "error"),
    [
        ("text", [], quoteattr.InvalidInput),
        ([GOLD], "text", quoteattr.InvalidInput),
        ([3], [], quoteattr.InvalidInput),
        ([{"id": "a"}], [], quoteattr.InvalidInput),
        ([GOLD], [{**GOLD, "id": "b"}], quoteattr.InvalidInput),
        ([{"id": "a", "attributions": []}], [], quoteattr.InvalidRecord),
        ([{**GOLD, "attributions": [{"content": [3]}]}], [], quoteattr.InvalidRecord),
        ([{**GOLD, "attributions": [3]}], [], quoteattr.InvalidRecord),
        ([{**GOLD, "attributions": [{"content": [[0, float("inf")]]}]}], [], quoteattr.InvalidRecord),
        ([{**GOLD, "attributions": [{"content": [[0, 9]], "speaker": 5}]}], [], quoteattr.InvalidRecord),
        ([GOLD, GOLD], [GOLD], quoteattr.InvalidInput),
        ([GOLD], [GOLD, {**GOLD, "attributions": []}], quoteattr.InvalidInput),
    ],
)
def test_what_can_not_be_scored_says_so(gold: Any, predicted: Any, error: type[Exception]) -> None:
    with pytest.raises(error, match=r"give |ids must be the same"):
        quoteattr.score(gold, predicted)


def test_scopes_are_three() -> None:
    with pytest.raises(quoteattr.InvalidSetting, match="all, quoted, speech"):
        quoteattr.score(GOLD, GOLD, scope="some")  # type: ignore[arg-type]
