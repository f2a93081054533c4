"""quoteattr: who said what in a news text, and how openly.

>>> import quoteattr
>>> article = quoteattr.extract("“It is over,” said Maria Ruiz, a teacher.")
>>> [(a.speaker.label, a.anonymity.level.value, a.text) for a in article.attributions]
[('Maria Ruiz', 'named', '“It is over,”')]
"""

import logging
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib import import_module
from os import PathLike
from typing import TYPE_CHECKING, Any, Unpack

from quoteattr.bulk.files import read_documents
from quoteattr.bulk.protocol import Document
from quoteattr.errors import (
    InvalidInput,
    InvalidRecord,
    InvalidSetting,
    InvalidText,
    MissingExtra,
    MissingFile,
    ModelNotFound,
    QuoteAttrError,
    QuoteAttrWarning,
    UnusableFile,
)
from quoteattr.export import (
    from_json,
    json_schema,
    names_frame,
    read_csv,
    read_jsonl,
    to_brat,
    to_conllu,
    to_frame,
    to_json,
    to_schema_org,
    to_tei,
    to_web_annotations,
    write_csv,
    write_jsonl,
)
from quoteattr.inputs import settings
from quoteattr.inputs.files import read_text
from quoteattr.inputs.settings import Engine, OnError, Scope
from quoteattr.records import (
    Addressee,
    Anonymity,
    Article,
    Attribution,
    Continuation,
    Evidence,
    Failure,
    Gender,
    Kind,
    Level,
    Mode,
    Name,
    NameKind,
    Note,
    NoteKind,
    Occasion,
    Quotation,
    QuotationUse,
    ReasonClass,
    Span,
    Speaker,
    Style,
    Versions,
)
from quoteattr.records.exits import offer
from quoteattr.records.meta import Meta
from quoteattr.runtime import quiet
from quoteattr.text.quotations import quotations
from quoteattr.view.page import in_frame, render

if TYPE_CHECKING:
    from quoteattr.auditing.counts import AuditCounts, audit
    from quoteattr.auditing.groups import Audits, audit_by, behind
    from quoteattr.auditing.page import render_audit
    from quoteattr.auditing.shares import Mean, Share
    from quoteattr.auditing.values import Audit, Concentration, Heard, SpokenWords, Stories
    from quoteattr.checking.comparing import (
        Comparison,
        Difference,
        DifferenceKind,
        SpeakerChange,
        SpeakerDifference,
        compare,
    )
    from quoteattr.checking.edits import Change, ChangeKind
    from quoteattr.checking.fitting import FittedConfidence, fit_confidence
    from quoteattr.checking.page import render_comparison
    from quoteattr.checking.recorded import Record, Speech, read_record
    from quoteattr.checking.repeated import QuotedIn, Reused, reuse
    from quoteattr.checking.scoring import Accuracy, Measure, Scores, score
    from quoteattr.checking.verdicts import Checked, CheckStatus, verify
    from quoteattr.export.brat_in import from_brat
    from quoteattr.export.doccano import from_doccano, to_doccano
    from quoteattr.export.label_studio import from_label_studio, to_label_studio
    from quoteattr.export.uima import from_uima, to_uima
    from quoteattr.extractor import Extractor, Settings
    from quoteattr.newsroom.findings import findings
    from quoteattr.newsroom.story import Story
    from quoteattr.newsroom.tables import finding_rows, findings_frame, findings_json
    from quoteattr.newsroom.values import Finding, Flag, NewsroomRule, Severity
    from quoteattr.register.register import people
    from quoteattr.register.values import Appearance, RegisterEntry, Told

__version__ = "0.1.0"
_LATER = {  # what not every program needs, by the room that has it: imported when it is asked for
    "quoteattr.checking.comparing": (
        "Comparison",
        "Difference",
        "DifferenceKind",
        "SpeakerChange",
        "SpeakerDifference",
        "compare",
    ),
    "quoteattr.auditing.counts": ("AuditCounts", "audit"),
    "quoteattr.auditing.groups": ("Audits", "audit_by", "behind"),
    "quoteattr.auditing.page": ("render_audit",),
    "quoteattr.auditing.shares": ("Mean", "Share"),
    "quoteattr.auditing.values": ("Audit", "Concentration", "Heard", "SpokenWords", "Stories"),
    "quoteattr.checking.edits": ("Change", "ChangeKind"),
    "quoteattr.checking.fitting": ("FittedConfidence", "fit_confidence"),
    "quoteattr.checking.page": ("render_comparison",),
    "quoteattr.checking.recorded": ("Record", "Speech", "read_record"),
    "quoteattr.checking.repeated": ("QuotedIn", "Reused", "reuse"),
    "quoteattr.checking.scoring": ("Accuracy", "Measure", "Scores", "score"),
    "quoteattr.checking.verdicts": ("CheckStatus", "Checked", "verify"),
    "quoteattr.export.brat_in": ("from_brat",),
    "quoteattr.export.doccano": ("from_doccano", "to_doccano"),
    "quoteattr.export.label_studio": ("from_label_studio", "to_label_studio"),
    "quoteattr.export.uima": ("from_uima", "to_uima"),
    "quoteattr.extractor": ("Extractor",),
    "quoteattr.register.register": ("people",),
    "quoteattr.register.values": ("Appearance", "RegisterEntry", "Told"),
    "quoteattr.newsroom.findings": ("findings",),
    "quoteattr.newsroom.story": ("Story",),
    "quoteattr.newsroom.tables": ("finding_rows", "findings_frame", "findings_json"),
    "quoteattr.newsroom.values": ("Finding", "Flag", "NewsroomRule", "Severity"),
}

quiet.silence()
logging.getLogger(__name__).addHandler(logging.NullHandler())  # whoever wants to read it gives it another

__all__ = [
    "Accuracy", "Addressee", "Anonymity", "Appearance", "Article", "Attribution", "Audit", "AuditCounts", "Audits",
    "Change", "ChangeKind", "CheckStatus", "Checked", "Comparison", "Concentration", "Continuation", "Difference",
    "DifferenceKind", "Evidence", "Extractor", "Failure", "Finding", "FittedConfidence", "Flag", "Gender", "Heard",
    "InvalidInput", "InvalidRecord", "InvalidSetting", "InvalidText", "Kind", "Level", "Mean", "Measure", "Meta",
    "MissingExtra", "MissingFile", "Mode", "ModelNotFound", "Name", "NameKind", "NewsroomRule", "Note", "NoteKind",
    "Occasion", "Quotation", "QuotationUse", "QuoteAttrError", "QuoteAttrWarning", "QuotedIn", "ReasonClass", "Record",
    "RegisterEntry", "Reused", "Scores", "Severity", "Share", "Span", "Speaker", "SpeakerChange", "SpeakerDifference",
    "Speech", "SpokenWords", "Stories", "Story", "Style", "Told", "UnusableFile", "Versions", "audit", "audit_by",
    "behind", "compare", "extract", "extract_many", "finding_rows", "findings", "findings_frame", "findings_json",
    "fit_confidence", "from_brat", "from_doccano", "from_json", "from_label_studio", "from_uima", "json_schema",
    "names_frame", "people", "quotations", "read_csv", "read_documents", "read_jsonl", "read_record", "read_text",
    "render", "render_audit", "render_comparison", "reuse", "score", "to_brat", "to_conllu", "to_doccano", "to_frame",
    "to_json", "to_label_studio", "to_schema_org", "to_tei", "to_uima", "to_web_annotations", "verify", "write_csv",
    "write_jsonl",
]  # fmt: skip


def __getattr__(name: str) -> object:
    place = next((place for place, names in _LATER.items() if name in names), None)
    if place is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(place), name)


def _audit(articles: Iterable[Article]) -> "Audit":
    from quoteattr.auditing.counts import audit

    return audit(articles)


offer(audit=_audit, in_frame=in_frame, to_frame=to_frame, to_json=to_json, write_csv=write_csv)


@lru_cache(maxsize=8)
def _kept(**chosen: Any) -> "Extractor":
    from quoteattr.extractor import Extractor

    return Extractor(**chosen)


def _chosen(scope: Scope, engine: Engine, least_confidence: float, more: "Settings") -> "Extractor":
    """The kept extractor of these settings, which are looked at before they are looked up."""
    from quoteattr.extractor import Extractor

    chosen = {
        "scope": settings.choice("scope", scope, Scope),
        "engine": settings.choice("engine", engine, Engine),
        "least_confidence": settings.fraction("least_confidence", least_confidence),
        **more,
    }
    try:
        return _kept(**chosen)
    except TypeError:  # of a setting that can't be looked up by: it is none, or can't be kept
        return Extractor(**chosen)  # type: ignore[arg-type]


def extract(
    text: str | PathLike[str],
    *,
    scope: Scope = "speech",
    engine: Engine = "model",
    least_confidence: float = 0.35,
    id: str | None = None,
    meta: Mapping[str, Any] | None = None,
    **more: "Unpack[Settings]",
) -> Article:
    """Find who said what in one text, and how openly; see `Extractor` for the choices, all of which this takes.

    The models are loaded at the first call and kept. A `pathlib.Path` is read by `read_text`; its article has the
    file's name as its id, unless you give another. `meta` is what is known of it, for `Article.meta`. A text that
    plainly is no English prose is read with a `QuoteAttrWarning`.

    Raises:
        InvalidText: the text is no `str`, or it or its id has lone surrogates.
        InvalidInput: `meta` is no mapping.
        InvalidSetting: a setting that does not exist.
        MissingFile, UnusableFile: the file of a path is not there, or can't be read.
    """
    return _chosen(scope, engine, least_confidence, more).extract(text, id=id, meta=meta)


def extract_many(
    documents: Iterable[Document],
    *,
    scope: Scope = "speech",
    engine: Engine = "model",
    least_confidence: float = 0.35,
    progress: bool = False,
    batch_size: int = 16,
    n_jobs: int = 1,
    on_error: OnError = "record",
    text: str = "text",
    id: str = "id",
    **more: "Unpack[Settings]",
) -> Iterator[Article | Failure]:
    """`extract` for many documents, lazily and in order; see `Extractor.extract_many`.

    A document that can't be read becomes a `Failure` with its id and the reason.
    """
    return _chosen(scope, engine, least_confidence, more).extract_many(
        documents, progress=progress, batch_size=batch_size, n_jobs=n_jobs, on_error=on_error, text=text, id=id
    )
