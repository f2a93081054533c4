"""Articles as JSON and back: a stable form with a version, and nothing lost."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from quoteattr.errors import InvalidRecord
from quoteattr.records import (
    ANONYMITY_SPANS,
    SPEAKER_SPANS,
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

SCHEMA_VERSION = 1
_SCHEMA = Path(__file__).parent / "article.schema.json"


def to_json(article: Article, *, indent: int | None = None) -> str:
    """An article as JSON; every span is `[start, end]` into `text`, every speaker is named by its id.

    Nothing is dropped: `from_json` gives the same object back. `json_schema` says what it holds.
    """
    return json.dumps(to_record(article), ensure_ascii=False, indent=indent)


def to_record(article: Article) -> dict[str, Any]:
    """An article as plain lists, dictionaries and strings."""
    return {
        "schema": SCHEMA_VERSION,
        "id": article.id,
        "text": article.text,
        "attributions": [_attribution_record(a) for a in article.attributions],
        "speakers": [_speaker_record(s) for s in article.speakers],
        "quotations": [_quotation_record(q) for q in article.quotations],
    }


def from_json(text: str) -> Article:
    """The article that `to_json` wrote.

    Raises:
        InvalidRecord: the text is not such JSON, or of a version this release does not know.
    """
    try:
        record = json.loads(text)
    except ValueError as error:
        raise InvalidRecord(f"not JSON: {error}") from error
    return from_record(record)


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what `to_json` writes, and of a line of JSON Lines."""
    schema: dict[str, Any] = json.loads(_SCHEMA.read_text(encoding="utf-8"))
    return schema


def write_jsonl(results: Iterable[Article | Failure], path: str | Path) -> None:
    """One line a document: an article as `to_json` has it, or a failure with its reason; nothing is dropped."""
    with Path(path).open("w", encoding="utf-8", newline="\n") as lines:
        for result in results:
            lines.write((to_json(result) if isinstance(result, Article) else _failure_json(result)) + "\n")


def read_jsonl(path: str | Path) -> Iterator[Article | Failure]:
    """What `write_jsonl` wrote, line by line.

    Raises:
        InvalidRecord: a line is no such record; it says which.
    """
    with Path(path).open(encoding="utf-8", newline="\n") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                record = json.loads(line)
                failed = isinstance(record, dict) and "failure" in record
                yield Failure(record["id"], record["index"], record["failure"]) if failed else from_record(record)
            except (ValueError, KeyError, InvalidRecord) as error:
                raise InvalidRecord(f"line {number} of {path}: {error}") from error


def _failure_json(failure: Failure) -> str:
    record = {"schema": SCHEMA_VERSION, "id": failure.id, "index": failure.index, "failure": failure.reason}
    return json.dumps(record, ensure_ascii=False)


def from_record(record: dict[str, Any]) -> Article:
    """The article that `to_record` made; raises `InvalidRecord`."""
    version = record.get("schema") if isinstance(record, dict) else None
    if version != SCHEMA_VERSION:
        raise InvalidRecord(f"schema {version!r} is not known: this release reads schema {SCHEMA_VERSION}")
    try:
        return _article(record)
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise InvalidRecord(f"not an article as to_json writes it: {type(error).__name__} {error}") from error


def _offsets(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _speaker_record(speaker: Speaker) -> dict[str, Any]:
    return {
        "id": speaker.id,
        "label": speaker.label,
        "name": speaker.name,
        "description": speaker.description,
        "kind": speaker.kind,
        "level": speaker.level,
        "number": speaker.number,
        "gender": speaker.gender,
        **{key: _offsets(getattr(speaker, key)) for key in SPEAKER_SPANS},
        "mentions": [_offsets(m) for m in speaker.mentions],
        "evidence": [_evidence_record(e) for e in speaker.evidence],
    }


def _quotation_record(quotation: Quotation) -> dict[str, Any]:
    return {
        "span": _offsets(quotation.span),
        "pieces": [_offsets(p) for p in quotation.pieces],
        "opening": quotation.opening,
        "closing": quotation.closing,
        "depth": quotation.depth,
        "use": quotation.use,
    }


def _evidence_record(evidence: Evidence) -> dict[str, Any]:
    return {"rule": evidence.rule, "spans": [_offsets(s) for s in evidence.spans]}


def _attribution_record(attribution: Attribution) -> dict[str, Any]:
    anonymity = attribution.anonymity
    return {
        "id": attribution.id,
        "source": _offsets(attribution.source),
        "cue": _offsets(attribution.cue),
        "content": [_offsets(piece) for piece in attribution.content],
        "style": attribution.style,
        "mode": attribution.mode,
        "speaker": attribution.speaker.id if attribution.speaker else None,
        "anonymity": {
            "level": anonymity.level,
            **{key: _offsets(getattr(anonymity, key)) for key in ANONYMITY_SPANS},
            "reason_class": anonymity.reason_class,
            "description_strength": anonymity.description_strength,
            "evidence": [_evidence_record(e) for e in anonymity.evidence],
        },
        "channel": _offsets(attribution.channel),
        "negated": attribution.negated,
        "confidence": attribution.confidence,
        "evidence": [_evidence_record(e) for e in attribution.evidence],
    }


def _article(record: dict[str, Any]) -> Article:
    text = record["text"]

    def span(offsets: list[int] | None) -> Span | None:
        return None if offsets is None else sure(offsets)

    def sure(offsets: list[int]) -> Span:
        start, end = offsets
        if not 0 <= start <= end <= len(text):
            raise ValueError(f"span {offsets} is outside the text")
        return Span(start, end, text[start:end])

    def evidence(rows: list[dict[str, Any]]) -> tuple[Evidence, ...]:
        return tuple(Evidence(row["rule"], tuple(map(sure, row["spans"]))) for row in rows)

    speakers = {
        row["id"]: Speaker(
            row["id"],
            row["name"],
            row["description"],
            Kind(row["kind"]),
            Level(row["level"]) if row["level"] else None,
            number=row["number"],
            gender=Gender(row["gender"]) if row["gender"] else None,
            mentions=tuple(map(sure, row["mentions"])),
            evidence=evidence(row["evidence"]),
            **{key: span(row[key]) for key in SPEAKER_SPANS},
        )
        for row in record["speakers"]
    }

    def anonymity(row: dict[str, Any]) -> Anonymity:
        return Anonymity(
            Level(row["level"]) if row["level"] else None,
            reason_class=ReasonClass(row["reason_class"]) if row["reason_class"] else None,
            description_strength=row["description_strength"],
            evidence=evidence(row["evidence"]),
            **{key: span(row[key]) for key in ANONYMITY_SPANS},
        )

    attributions = tuple(
        Attribution(
            row["id"],
            span(row["source"]),
            span(row["cue"]),
            tuple(map(sure, row["content"])),
            Style(row["style"]),
            Mode(row["mode"]),
            speakers[row["speaker"]] if row["speaker"] is not None else None,
            anonymity(row["anonymity"]),
            span(row["channel"]),
            row["negated"],
            row["confidence"],
            evidence(row["evidence"]),
        )
        for row in record["attributions"]
    )
    marks = tuple(
        Quotation(sure(row["span"]), tuple(map(sure, row["pieces"])), row["opening"], row["closing"], row["depth"],
                  QuotationUse(row["use"]))
        for row in record["quotations"]
    )  # fmt: skip
    return Article(text, attributions, tuple(speakers.values()), marks, record["id"])
