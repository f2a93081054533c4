"""doccano, Label Studio and UIMA: what goes there comes back, corrected or not."""

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


def tied(relation: dict[str, Any]) -> dict[str, Any]:
    """A task of Label Studio with one relation."""
    return {"data": {"text": "a"}, "annotations": [{"result": [{"type": "relation", **relation}]}]}


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
        ("doccano", {"text": "a", "entities": [{"id": {}, "label": "Cue", "start_offset": 0, "end_offset": 1}]}),
        ("doccano", {"text": "a", "entities": [{"id": 1, "label": 5, "start_offset": 0, "end_offset": 1}]}),
        ("doccano", {"text": "a", "entities": [], "relations": {"from_id": 1}}),
        ("label_studio", tied({"from_id": [], "to_id": "a", "labels": ["HasCue"]})),
        ("label_studio", tied({"from_id": "a", "to_id": "b", "labels": []})),
        ("label_studio", {}), ("label_studio", {"data": {"text": "a"}, "annotations": [{"result": [5]}]}),
        ("label_studio", {"data": {"text": "a"}, "annotations": [{"result": [{"type": "labels", "id": "a"}]}]}),
    ],
    ids=str,
)  # fmt: skip
def test_what_can_not_be_read(way: str, given: Any) -> None:
    with pytest.raises(InvalidRecord):
        WAYS[way][1](given)


# --- UIMA, where dkpro-cassis is installed --------------------------------------------------------

SMILE = "🙂 “We 🙂 are,” said Maria Ruiz, “ready.” Nobody said it was late.\r\n"


@pytest.fixture(scope="module")
def cassis() -> Any:
    return pytest.importorskip("cassis")


def stored(cassis: Any, cas: Any, form: str) -> Any:
    """A CAS, written and read again."""
    if form == "json":
        return cassis.load_cas_from_json(cas.to_json())
    return cassis.load_cas_from_xmi(cas.to_xmi(), typesystem=cassis.load_typesystem(cas.typesystem.to_xml()))


@pytest.mark.parametrize("form", ["json", "xmi"])
def test_a_round_trip_through_uima_is_the_same(form: str, cassis: Any, article: Article, everything: Extractor) -> None:
    texts = (SEED.read_text(encoding="utf-8"), SMILE, "Nothing.")
    signs = [article] if form == "json" else []  # which XML has not
    for given in (*signs, *(everything.extract(text, id="a") for text in texts)):
        cas = quoteattr.to_uima(given)
        assert cas.sofa_string == given.text
        for again in (
            quoteattr.from_uima(cas, id=given.id),
            quoteattr.from_uima(stored(cassis, cas, form), id=given.id),
        ):
            assert quoteattr.to_brat(again) == quoteattr.to_brat(given)
            assert (again.id, again.text, again.names) == (given.id, given.text, given.names)


def test_json_holds_what_xml_can_not(cassis: Any, everything: Extractor) -> None:
    given = everything.extract("\x0c“We are ready,” said Maria Ruiz.\x00")
    again = quoteattr.from_uima(stored(cassis, quoteattr.to_uima(given), "json"))
    assert quoteattr.to_brat(again) == quoteattr.to_brat(given)


def test_a_correction_in_uima_is_seen(cassis: Any, speech: Extractor) -> None:
    cas = quoteattr.to_uima(speech.extract("“We are ready,” said Maria Ruiz."))
    for span in cas.select("quoteattr.Span"):
        if span.label == "Content":
            span.Level, span.Negated = "partial", True
        elif span.label == "Source":
            cas.remove(span)
            span.begin += 6
            cas.add(span)
    (attribution,) = quoteattr.from_uima(cas)
    assert (attribution.anonymity.level, attribution.negated, str(attribution.source)) == (Level.PARTIAL, True, "Ruiz")


def test_what_is_drawn_anew_in_uima(cassis: Any) -> None:
    cas = quoteattr.to_uima(Article("Blue skies. Maria Ruiz.", (), ()))
    types = cas.typesystem
    content = types.get_type("quoteattr.Span")(begin=0, end=10, label="Content")
    source = types.get_type("quoteattr.Span")(begin=12, end=22, label="Source")
    tie = types.get_type("quoteattr.Tie")(begin=12, end=22, label="HasSource", Governor=content, Dependent=source)
    cas.add_all([content, source, tie])
    (attribution,) = quoteattr.from_uima(cas)
    assert (attribution.text, str(attribution.speaker)) == ("Blue skies", "Maria Ruiz")


def test_what_is_no_cas_of_this_form(cassis: Any, speech: Extractor) -> None:
    wrong: tuple[Any, ...] = (5, "text", None, {})
    for given in wrong:
        with pytest.raises(InvalidInput, match=r"give a cassis\.Cas"):
            quoteattr.from_uima(given)
    with pytest.raises(InvalidRecord, match="text of the CAS"):
        quoteattr.from_uima(cassis.Cas())
    bare = cassis.Cas()
    bare.sofa_string = "Nothing."
    with pytest.raises(InvalidRecord, match="has no type"):
        quoteattr.from_uima(bare)
    cas = quoteattr.to_uima(speech.extract("“We are ready,” said Maria Ruiz."))
    next(iter(cas.select("quoteattr.Tie"))).Dependent = None
    with pytest.raises(InvalidRecord, match="no CAS of this form"):
        quoteattr.from_uima(cas)
    with pytest.raises(InvalidInput):
        quoteattr.to_uima("text")  # type: ignore[arg-type]
