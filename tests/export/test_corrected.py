"""doccano and Label Studio: what goes there comes back, corrected or not."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

import quoteattr
from quoteattr import Article, Extractor, InvalidInput, InvalidRecord, Level
from quoteattr.export.label_studio import CONFIGURATION

SEED = Path(__file__).resolve().parents[2] / "examples" / "data" / "seed_article.txt"
WAYS: dict[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    "doccano": (quoteattr.to_doccano, quoteattr.from_doccano),
    "label_studio": (quoteattr.to_label_studio, quoteattr.from_label_studio),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_round_trip_is_the_same(way: str, article: Article, everything: Extractor) -> None:
    there, back = WAYS[way]
    seed = everything.extract(SEED.read_text(encoding="utf-8"), id="seed")
    for given in (article, seed, everything.extract("Nothing.")):
        form = json.loads(json.dumps(there(given)))
        again = back(form)
        assert there(again) == form
        assert quoteattr.to_brat(again) == quoteattr.to_brat(given)
        assert again.id == given.id


def test_a_correction_of_label_studio_is_seen(speech: Extractor) -> None:
    task = quoteattr.to_label_studio(speech.extract("“We are ready,” said Maria Ruiz."))
    result = task["predictions"][0]["result"]
    level = next(each for each in result if each.get("from_name") == "Level")
    level["value"]["choices"] = ["partial"]
    (attribution,) = quoteattr.from_label_studio({**task, "annotations": [{"result": result}]})
    assert attribution.anonymity.level is Level.PARTIAL


def test_a_correction_of_doccano_is_seen(speech: Extractor) -> None:
    document = quoteattr.to_doccano(speech.extract("“We are ready,” said Maria Ruiz."))
    source = next(each for each in document["entities"] if each["label"] == "Source")
    source["start_offset"] += 6
    (attribution,) = quoteattr.from_doccano(document)
    assert str(attribution.source) == "Ruiz"


def test_the_interface_is_well_formed() -> None:
    names = {tag.get("name") for tag in ElementTree.fromstring(CONFIGURATION).iter("Choices")}
    assert names == {"Level", "Style", "Mode", "Negated"}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("given", [5, "text", None, []], ids=str)
def test_what_is_no_document(way: str, given: Any) -> None:
    with pytest.raises(InvalidInput, match="give a mapping"):
        WAYS[way][1](given)


@pytest.mark.parametrize(
    ("way", "given"),
    [
        ("doccano", {}), ("doccano", {"text": "a"}), ("doccano", {"text": "a", "entities": [5]}),
        ("doccano", {"text": "a", "entities": [{"id": 1, "label": "Cue", "start_offset": "0", "end_offset": 1}]}),
        ("doccano", {"text": "a", "entities": [], "relations": [{"from_id": 1, "to_id": 2, "type": "HasCue"}]}),
        ("label_studio", {}), ("label_studio", {"data": {"text": "a"}, "annotations": [{"result": [5]}]}),
        ("label_studio", {"data": {"text": "a"}, "annotations": [{"result": [{"type": "labels", "id": "a"}]}]}),
    ],
    ids=str,
)  # fmt: skip
def test_what_can_not_be_read(way: str, given: Any) -> None:
    with pytest.raises(InvalidRecord):
        WAYS[way][1](given)
