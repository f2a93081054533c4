"""quoteattr as a component of spaCy, where spaCy is installed."""

import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import quoteattr

TEXT = "“We are ready,” said Maria Ruiz. Officials said that it was late."
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def nlp() -> Any:
    spacy = pytest.importorskip("spacy")
    import_module("quoteattr.on_spacy")  # which spaCy does by itself where quoteattr is installed
    pipeline = spacy.blank("en")
    pipeline.add_pipe("quoteattr", config={"scope": "all"})
    return pipeline


def test_span_groups_and_attributes(nlp: Any) -> None:
    doc = nlp(TEXT)
    article = quoteattr.extract(TEXT, scope="all")
    assert doc._.article == article
    assert doc._.attributions == article.attributions
    assert [(span.text, span.label_) for span in doc.spans["quoteattr"]] == [
        ("“We are ready,”", "named"), ("that it was late", "described"),
    ]  # fmt: skip
    assert [span.text for span in doc.spans["quoteattr_sources"]] == ["Maria Ruiz", "Officials"]
    assert [span.text for span in doc.spans["quoteattr_cues"]] == ["said", "said"]
    assert [span._.attribution for span in doc.spans["quoteattr"]] == list(article.attributions)
    assert nlp.make_doc(TEXT)._.article is None
    assert nlp.make_doc(TEXT)._.attributions == ()


def test_what_was_found_goes_with_the_doc(nlp: Any) -> None:
    from spacy.tokens import Doc

    found = list(nlp.pipe([TEXT, TEXT]))
    again = Doc(nlp.vocab).from_bytes(found[1].to_bytes())
    assert again._.article == found[0]._.article
    assert again.spans["quoteattr"][0]._.attribution == found[0]._.attributions[0]


def test_metadata_and_a_doc_that_is_there(nlp: Any) -> None:
    doc = nlp.make_doc(TEXT)
    doc.user_data["meta"] = {"outlet": "VT"}
    assert nlp(doc)._.article.meta == {"outlet": "VT"}
    assert quoteattr.extract(doc) == quoteattr.extract(TEXT)


def test_a_pipeline_is_stored(nlp: Any, tmp_path: Path) -> None:
    import spacy

    nlp.to_disk(tmp_path / "nlp")
    assert spacy.load(tmp_path / "nlp")(TEXT)._.article == nlp(TEXT)._.article


def test_spacy_is_told_where_it_is() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["entry-points"]["spacy_factories"] == {"quoteattr": "quoteattr.on_spacy:make"}
