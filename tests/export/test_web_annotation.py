"""W3C Web Annotation: targets that point at the text."""

import json
from typing import Any

import attrs
import pytest

import quoteattr
from quoteattr import Article


def test_web_annotations_point_at_the_text(article: Article) -> None:
    found = json.loads(json.dumps(quoteattr.to_web_annotations(article, "https://example.org/pier")))
    items: list[dict[str, Any]] = found["first"]["items"]
    assert found["total"] == len(items) == len(article.attributions)
    assert len({item["id"] for item in items}) == len(items)
    for item, a in zip(items, article.attributions, strict=True):
        contents = []
        for target in item["target"]:
            position, quoted = target["selector"]
            start, end = position["start"], position["end"]
            assert article.text[start:end] == quoted["exact"]
            around = quoted["prefix"] + quoted["exact"] + quoted["suffix"]
            assert around in article.text
            contents += [quoted["exact"]] if target["role"] == "content" else []
        assert " ".join(contents) == a.text
        facts = {body["name"]: body["value"] for body in item["body"]}
        assert facts.get("speaker") == (a.speaker.label if a.speaker else None)
        assert facts["style"] == a.style.value


def test_the_address_of_an_article_is_one_whatever_its_id(article: Article) -> None:
    for id, address in (("port", "urn:quoteattr:port"), ("a b\n#1/é", "urn:quoteattr:a%20b%0A%231/%C3%A9")):
        assert quoteattr.to_web_annotations(attrs.evolve(article, id=id))["id"] == f"{address}#attributions"
    with pytest.raises(quoteattr.InvalidInput, match="address"):
        quoteattr.to_web_annotations(article, 7)  # type: ignore[arg-type]
