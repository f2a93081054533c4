"""The values: JSON there and back, and what they show of themselves."""

import json

import attrs
import pytest

import quoteattr
from quoteattr import Extractor, InvalidRecord

TEXT = (
    "The port will reopen, Maria Ruiz, the mayor, told reporters. “We are ready,” she said.\n"
    "Two port officials, who asked not to be named because they feared for their jobs, said it was “not safe.”"
)


def test_there_and_back(speech: Extractor) -> None:
    article = speech.extract(TEXT, id="port")
    assert len(article.attributions) == 3
    assert quoteattr.from_json(article.to_json()) == article
    assert quoteattr.from_json(quoteattr.to_json(article, indent=2)) == article


def test_json_form(speech: Extractor) -> None:
    record = json.loads(speech.extract(TEXT).to_json())
    assert record["schema"] == 1
    assert set(record) == {"schema", "id", "text", "attributions", "speakers", "quotations"}
    first = record["attributions"][0]
    assert record["text"][slice(*first["cue"])] == "told"
    assert first["speaker"] == record["speakers"][0]["id"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "not JSON"),
        ("[]", "schema None"),
        ('{"schema": 99}', "schema 99"),
        ('{"schema": 1, "text": "x"}', "not an article"),
        ('{"schema": 1, "id": null, "text": "x", "speakers": [], "attributions": [], "quotations": '
         '[{"span": [0, 9], "pieces": [], "opening": "", "closing": "", "depth": 0, "use": "speech"}]}', "outside"),
    ],
)  # fmt: skip
def test_wrong_json(text: str, message: str) -> None:
    with pytest.raises(InvalidRecord, match=message):
        quoteattr.from_json(text)


def test_frozen(speech: Extractor) -> None:
    article = speech.extract(TEXT)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        article.text = ""  # type: ignore[misc]


def test_shown(speech: Extractor) -> None:
    article = speech.extract(TEXT)
    assert repr(article) == f"Article({len(TEXT)} characters, 3 attributions, 2 speakers)"
    assert repr(article.attributions[1]) == "Attribution(A2, 'Maria Ruiz', named, 'said', direct, '“We are ready,”')"
    assert repr(article.attributions[1].cue) == "Span(81, 85, 'said')"
    assert str(article.speakers[0]) == "Maria Ruiz"
    assert "Two port officials" in repr(article.speakers[1])


def test_attributions_of(speech: Extractor) -> None:
    article = speech.extract(TEXT)
    assert [a.id for a in article.attributions_of(article.speakers[0])] == ["A1", "A2"]
