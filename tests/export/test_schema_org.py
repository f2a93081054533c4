"""schema.org: quotations and claims of an article."""

import quoteattr
from quoteattr import Extractor

TEXT = "“We are ready,” said Maria Ruiz, the mayor of Calder. An aide said that it was late. It was reportedly over."


def test_quotations_and_claims(speech: Extractor) -> None:
    meta = {"title": "Ready", "outlet": "VT", "date": "2026-03-23", "url": "https://vt.example/1", "author": "Ann Lee"}
    found = quoteattr.to_schema_org(speech.extract(TEXT, id="a1", meta=meta))
    parts = found.pop("hasPart")
    assert found == {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": "Ready", "url": "https://vt.example/1",
        "publisher": {"@type": "Organization", "name": "VT"}, "author": {"@type": "Person", "name": "Ann Lee"},
        "datePublished": "2026-03-23", "identifier": "a1",
    }  # fmt: skip
    assert [part["@type"] for part in parts] == ["Quotation", "Claim", "Claim"]
    ruiz, aide = parts[0]["creator"], parts[1]["creator"]
    assert (ruiz["@type"], ruiz["name"], ruiz["jobTitle"]) == ("Person", "Maria Ruiz", "mayor")
    assert "name" not in aide
    assert aide["description"] == "aide"
    assert "creator" not in parts[2]
