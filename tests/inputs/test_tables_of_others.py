"""Tables of polars and of datasets, where these are installed, as the guide shows them."""

from typing import Any

import pytest

import quoteattr
from quoteattr import Extractor
from quoteattr.export.rows import rows

TEXTS = ["“We are ready,” said Maria Ruiz.", "Nothing was said."]


def test_polars_in_and_out(speech: Extractor) -> None:
    polars: Any = pytest.importorskip("polars")
    frame = polars.DataFrame({"body": TEXTS, "url": ["a", "b"], "outlet": ["VT", "HP"]})
    found = speech.extract_many(frame, text="body", id="url")
    articles = [article for article in found if isinstance(article, quoteattr.Article)]
    assert [(a.id, a.meta.outlet, len(a)) for a in articles] == [("a", "VT", 1), ("b", "HP", 0)]
    table = polars.DataFrame([row for article in articles for row in rows(article)])
    assert table["speaker"].to_list() == ["Maria Ruiz"]
    assert frame["body"].map_elements(lambda text: len(speech(text)), return_dtype=polars.Int64).to_list() == [1, 0]


def test_datasets_are_mapped(speech: Extractor) -> None:
    datasets: Any = pytest.importorskip("datasets")
    dataset = datasets.Dataset.from_dict({"text": TEXTS})
    mapped = dataset.map(lambda row: {"said": [a.text for a in speech(row["text"])]})
    assert mapped["said"][:] == [["“We are ready,”"], []]
    found = list(quoteattr.extract_many(dataset))
    assert [len(article) for article in found if isinstance(article, quoteattr.Article)] == [1, 0]
