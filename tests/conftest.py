"""What the tests share: one extractor for each scope, the gold data where it is, spans that are checked."""

from itertools import pairwise
from pathlib import Path

import pytest

import quoteattr
from quoteattr import Article, Attribution, Extractor, Failure, Span
from quoteattr.network.weights import LoadedNetwork, load
from quoteattr.records import SPEAKER_SPANS

SHARED = Path(__file__).resolve().parents[2] / "shared"
PIER = (
    "“The pier is safe,” said Ruth Kessler, the mayor. “It was mended\r\n\r\n“and painted.”\n\n"
    "An aide, who asked not to be named because she feared for her job, did not say that it was closed & <gone> 🙂.\n\n"
    "The pier had reportedly moved. \x07He \u202e said so."
)
_FULL = {"browser", "by_rules", "parser", "said_by_rules"}  # fixtures that need torch and Stanza, or Playwright


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that ask for these fixtures need more than the default path: `pytest -m "not full"` leaves them out."""
    for item in items:
        if _FULL.intersection(getattr(item, "fixturenames", ())):
            item.add_marker("full")


@pytest.fixture(scope="session")
def speech() -> Extractor:
    """The default extractor."""
    return Extractor()


@pytest.fixture(scope="session")
def everything() -> Extractor:
    """The extractor for all kinds of attribution."""
    return Extractor(scope="all")


@pytest.fixture(scope="session")
def by_rules() -> Extractor:
    """The rules engine, for all kinds of attribution."""
    return Extractor(scope="all", engine="rules")


@pytest.fixture(scope="session")
def said_by_rules() -> Extractor:
    """The rules engine, for speech."""
    return Extractor(engine="rules")


@pytest.fixture(scope="session")
def article(everything: Extractor) -> Article:
    """An article with a bit of everything."""
    found = everything.extract(PIER, id="pier")
    assert {a.style.value for a in found.attributions} == {"direct", "indirect"}
    assert any(len(a.content) > 1 for a in found.attributions)
    assert any(a.anonymity.granted for a in found.attributions)
    assert any(a.speaker is None for a in found.attributions)
    return found


@pytest.fixture(scope="session")
def results(article: Article) -> list[Article | Failure]:
    """What `extract_many` may give."""
    return [article, quoteattr.extract("Nothing was said."), Failure("x", 2, "the document is bytes")]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of gold data beside the project; CI has it."""
    if not (SHARED / "gold").is_dir():
        pytest.skip("the gold data in ../shared is not here")
    return SHARED


@pytest.fixture(scope="session")
def weights() -> LoadedNetwork:
    """The bundled network, loaded."""
    return load()


def spans_of(article: Article) -> list[Span]:
    """Every span that an article holds."""
    spans: list[Span | None] = []
    for a in article.attributions:
        spans += [span for _, span in a.spans()]
        spans += [s for e in (*a.evidence, *a.anonymity.evidence) for s in e.spans]
    for s in article.speakers:
        spans += [*(getattr(s, key) for key in SPEAKER_SPANS), *s.mentions]
        spans += [span for e in s.evidence for span in e.spans]
    for q in article.quotations:
        spans += [q.span, *q.pieces]
    spans += [name.span for name in article.names]
    return [s for s in spans if s is not None]


def check_spans(article: Article) -> None:
    """Each span is the text between its offsets, and every attribution says something."""
    for span in spans_of(article):
        assert 0 <= span.start < span.end <= len(article.text), span
        assert article.text[span.start : span.end] == span.text
    for a in article.attributions:
        assert a.content
        assert all(p.end <= q.start for p, q in pairwise(a.content))
        assert 0.0 <= a.confidence <= 1.0
        assert a.evidence
        assert a.anonymity.evidence
        assert (a.speaker is None) == (a.anonymity.level in (None, quoteattr.Level.HIDDEN))
        assert a.speaker is None or a.speaker in article.speakers
    assert quoteattr.from_json(article.to_json()) == article


def last_of(extractor: Extractor, text: str) -> Attribution:
    """The last attribution of a text whose spans are all right."""
    article = extractor.extract(text)
    check_spans(article)
    assert article.attributions
    return article.attributions[-1]


def text_of(span: Span | None) -> str | None:
    """The words of a span, if there is one."""
    return span.text if span is not None else None


def voices_of(article: Article) -> list[tuple[str | None, str | None, str | None]]:
    """Label, level and kind of every attribution."""
    return [
        (
            a.speaker.label if a.speaker else None,
            a.anonymity.level.value if a.anonymity.level else None,
            a.speaker.kind.value if a.speaker else None,
        )
        for a in article.attributions
    ]
