"""quoteattr: who said what in a news text, and how openly.

>>> import quoteattr
>>> article = quoteattr.extract("“It is over,” said Maria Ruiz, a teacher.")
>>> [(a.speaker.label, a.anonymity.level.value, a.text) for a in article.attributions]
[('Maria Ruiz', 'named', '“It is over,”')]
"""

from collections.abc import Iterable, Iterator
from functools import cache

from quoteattr import quiet
from quoteattr.auditing import Audit, Share, SpokenWords, audit
from quoteattr.corpus import Document
from quoteattr.errors import (
    InvalidInput,
    InvalidRecord,
    InvalidSetting,
    InvalidText,
    MissingExtra,
    ModelNotFound,
    QuoteAttrError,
    QuoteAttrWarning,
)
from quoteattr.export import (
    from_json,
    json_schema,
    read_jsonl,
    to_brat,
    to_frame,
    to_json,
    to_tei,
    to_web_annotations,
    write_csv,
    write_jsonl,
)
from quoteattr.extractor import Extractor
from quoteattr.files import read_text
from quoteattr.quotations import quotations
from quoteattr.records import (
    Anonymity,
    Article,
    Attribution,
    Evidence,
    Failure,
    Gender,
    Kind,
    Level,
    Mode,
    Quotation,
    QuotationUse,
    ReasonClass,
    Span,
    Speaker,
    Style,
)
from quoteattr.render import render
from quoteattr.report import render_audit

__version__ = "0.1.0"

quiet.silence()

__all__ = [
    "Anonymity", "Article", "Attribution", "Audit", "Evidence", "Extractor", "Failure", "Gender",
    "InvalidInput", "InvalidRecord", "InvalidSetting", "InvalidText", "Kind", "Level", "MissingExtra", "Mode",
    "ModelNotFound", "Quotation", "QuotationUse", "QuoteAttrError", "QuoteAttrWarning", "ReasonClass", "Share", "Span",
    "Speaker", "SpokenWords", "Style", "audit", "extract", "extract_many", "from_json", "json_schema", "quotations",
    "read_jsonl", "read_text", "render", "render_audit", "to_brat", "to_frame", "to_json", "to_tei", "to_web_annotations", "write_csv", "write_jsonl",
]  # fmt: skip


@cache
def _extractor(scope: str, engine: str) -> Extractor:
    return Extractor(scope=scope, engine=engine)


def extract(text: str, *, scope: str = "speech", engine: str = "model", id: str | None = None) -> Article:
    """Find who said what in one text, and how openly; see `Extractor` for the choices.

    The models are loaded at the first call and kept.

    Raises:
        InvalidText: the text is no `str`, or has lone surrogates.
    """
    return _extractor(scope, engine).extract(text, id=id)


def extract_many(
    documents: Iterable[Document],
    *,
    scope: str = "speech",
    engine: str = "model",
    progress: bool = False,
    batch_size: int = 16,
    n_jobs: int = 1,
    on_error: str = "record",
) -> Iterator[Article | Failure]:
    """`extract` for many documents, lazily and in order; see `Extractor.extract_many`.

    A document that can't be read becomes a `Failure` with its id and the reason.
    """
    return _extractor(scope, engine).extract_many(
        documents, progress=progress, batch_size=batch_size, n_jobs=n_jobs, on_error=on_error
    )
