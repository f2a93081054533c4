"""TEI: the text, who says what, ids."""

from xml.etree import ElementTree as ET

import attrs
import pytest

import quoteattr
from quoteattr import Article, Extractor
from quoteattr.export.tei import NAMESPACE

XML = "{http://www.w3.org/XML/1998/namespace}"


def tei(article: Article) -> ET.Element:
    return ET.fromstring(quoteattr.to_tei(article).encode())


def test_tei_holds_the_text(article: Article) -> None:
    (body,) = tei(article).iter(f"{{{NAMESPACE}}}ab")
    assert "".join(body.itertext()) == article.text.replace("\x07", "\ufffd")


def test_tei_says_who(article: Article) -> None:
    root = tei(article)
    people = {
        e.get(f"{XML}id"): "".join(e.itertext()) for e in root.iter() if e.tag.endswith(("}person", "}personGrp"))
    }
    assert people == {s.id: s.label for s in article.speakers}
    said = list(root.iter(f"{{{NAMESPACE}}}said"))
    assert len(said) == sum(len(a.content) for a in article.attributions)
    ids = {e.get(f"{XML}id") for e in root.iter()}
    for one in said:
        assert one.get("who") is None or one.get("who", "")[1:] in people
        assert all(one.get(k) is None or one.get(k, "")[1:] in ids for k in ("next", "prev", "ana"))
    first = article.attributions[0]
    assert ["".join(s.itertext()) for s in said][: len(first.content)] == [p.text for p in first.content]
    assert said[0].get("direct") == "true"


def test_ids_of_a_tei_document_are_each_there_once(article: Article) -> None:
    speaker = attrs.evolve(article.speakers[0], id="named")
    said = tuple(attrs.evolve(a, speaker=speaker) for a in article.attributions if a.speaker == article.speakers[0])
    root = tei(attrs.evolve(article, attributions=said, speakers=(speaker,)))
    ids = [value for e in root.iter() if (value := e.get(f"{XML}id"))]
    assert len(ids) == len(set(ids))
    assert {e.get("who") for e in root.iter() if e.get("who")} == {"#_named"}


@pytest.mark.parametrize("text", ["", "Nothing was said.\n"])
def test_where_nobody_speaks(text: str, speech: Extractor) -> None:
    article = speech.extract(text)
    assert quoteattr.to_brat(article) == ""
    assert "".join(next(tei(article).iter(f"{{{NAMESPACE}}}ab")).itertext()) == text
    assert quoteattr.to_web_annotations(article)["total"] == 0
    assert len(article.to_frame()) == 1
