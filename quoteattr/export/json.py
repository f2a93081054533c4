"""Articles as JSON and back: a form with a version, and nothing lost.

Reading only converts: what a value may hold is checked by the value itself, whoever makes it (see `records`).
"""

import codecs
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from attrs import fields_dict

from quoteattr.errors import InvalidInput, InvalidRecord
from quoteattr.export.opened import BROKEN, reading, writing
from quoteattr.inputs import settings
from quoteattr.inputs.dates import parsed_date
from quoteattr.inputs.given import article_of, results_of
from quoteattr.records import (
    ANONYMITY_SPANS,
    OCCASION_SPANS,
    SPEAKER_SPANS,
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
from quoteattr.records.meta import Meta
from quoteattr.records.promises import as_storable, shown

SCHEMA_VERSION = 2
_READ = (1, SCHEMA_VERSION)
_MOST_SPANNED = 128  # times the text: articles have 3, quotations nested as deep as they are read some 100
_SPANNED_ANYWAY = 100_000  # characters, in the shortest texts
_FAILURE = frozenset({"schema", "id", "index", "failure"})
_OWN = (Addressee, Anonymity, Attribution, Continuation, Evidence, Name, Note, Occasion, Quotation, Versions)
_KNOWN = {value: frozenset(fields_dict(value)) for value in _OWN} | {
    Article: frozenset({"schema", *fields_dict(Article)}),
    Speaker: frozenset({"label", *fields_dict(Speaker)}),  # for other readers; ours makes it of name and description
}  # the fields of each object
_LATER: dict[str, Any] = {  # of an attribution and its level: builds before had not all
    "confidence": 1.0,
    "speaker_confidence": 1.0,
    "inside": None,
    "continued": [],
    "addressee": None,
    "occasion": None,
    "standing": None,
}
_ATTRIBUTION_LATER = ("speaker_confidence", "inside", "continued", "addressee", "occasion", "standing")
_SPEAKER_LATER = ("title", "full_description")  # what is said of a speaker in later builds of version 2
_SINCE_2 = frozenset({"names", "versions"})  # those of an article that version 1 had not
_ARTICLE_LATER: dict[str, Any] = {"meta": {}, "notes": []}  # of an article: builds before had not all
Made = TypeVar("Made")
Chosen = TypeVar("Chosen", bound=StrEnum)
_SCHEMA = Path(__file__).parent / "article.schema.json"


def to_json(article: Article, *, indent: int | None = None) -> str:
    """An article as JSON; every span is `[start, end]` into `text`, every speaker is named by its id.

    Nothing is dropped: `from_json` gives the same object back. `json_schema` says what it holds.
    """
    record = to_record(article_of(article))
    return json.dumps(record, ensure_ascii=False, allow_nan=False, indent=settings.indent(indent))


def to_record(article: Article) -> dict[str, Any]:
    """An article as plain lists, dictionaries and strings."""
    return {
        "schema": SCHEMA_VERSION,
        "id": article.id,
        "meta": _meta_record(article.meta),
        "text": article.text,
        "attributions": [_attribution_record(a) for a in article.attributions],
        "speakers": [_speaker_record(s) for s in article.speakers],
        "quotations": [_quotation_record(q) for q in article.quotations],
        "names": [{"span": _offsets(name.span), "kind": name.kind} for name in article.names],
        "notes": [{"kind": note.kind, "count": note.count} for note in article.notes],
        "versions": _versions_record(article.versions),
    }


def from_json(text: str) -> Article:
    """The article that `to_json` wrote, in this version of the schema or an earlier one.

    Raises:
        InvalidRecord: the text is not such JSON, breaks a promise of the values in `quoteattr.records`, or is of a
            version that this release does not know; the message says where.
        InvalidInput: it is no `str`.
    """
    if not isinstance(text, str):
        raise InvalidInput(
            f"from_json takes the text of a JSON document, not a {type(text).__name__}: decode or read it first"
        )
    return from_record(_parsed(text))


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_object)
    except RecursionError:
        raise InvalidRecord("not an article: its lists or objects are nested too deep") from None
    except ValueError as error:
        raise InvalidRecord(f"not JSON: {error}") from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        ((twice, _),) = Counter(key for key, _ in pairs).most_common(1)
        raise ValueError(f"{shown(twice)} is there twice in an object")
    return fields


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no number")


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what `to_json` writes, and of a line of JSON Lines."""
    schema: dict[str, Any] = json.loads(_SCHEMA.read_text(encoding="utf-8"))
    return schema


def write_jsonl(results: Article | Failure | Iterable[Article | Failure], path: str | Path) -> None:
    """One line a document: an article as `to_json` has it, or a failure with its reason; nothing is dropped.

    A path that ends in ``.gz`` is packed.

    Raises:
        InvalidInput: something else than articles and failures is among them.
    """
    found = results_of(results)  # looked at before a file is emptied
    with writing(path, newline="\n") as lines:
        for result in found:
            lines.write((to_json(result) if isinstance(result, Article) else _failure_json(result)) + "\n")


def read_jsonl(path: str | Path) -> Iterator[Article | Failure]:
    """What `write_jsonl` wrote, line by line; a gzip file is unpacked.

    Raises:
        InvalidRecord: a line is no such record; it says which.
        MissingFile, UnusableFile: the file can't be read.
    """
    number = 0
    with reading(path) as lines:
        try:
            for number, line in enumerate(lines, start=1):
                yield _result(line.removeprefix(codecs.BOM_UTF8) if number == 1 else line)
        except InvalidRecord as error:
            raise InvalidRecord(f"line {number} of {path}: {error}") from error
        except BROKEN as error:
            raise InvalidRecord(f"{path} is damaged behind line {number}: {error}") from error


def _result(line: bytes) -> Article | Failure:
    if not line.strip():
        raise InvalidRecord("it is empty")
    try:
        record = _parsed(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise InvalidRecord(f"not UTF-8 at byte {error.start}") from error
    if not (isinstance(record, dict) and "failure" in record):
        return from_record(record)
    _version_of(record)
    _fields(record, _FAILURE)
    for key in ("id", "failure"):  # a failure would write lone surrogates out
        if isinstance(record[key], str) and as_storable(record[key]) != record[key]:
            raise InvalidRecord(f"{key} has a lone surrogate, which is no character")
    return Failure(record["id"], record["index"], record["failure"])


def _failure_json(failure: Failure) -> str:
    record = {"schema": SCHEMA_VERSION, "id": failure.id, "index": failure.index, "failure": failure.reason}
    return json.dumps(record, ensure_ascii=False)


def from_record(record: dict[str, Any]) -> Article:
    """The article that `to_record` made; raises `InvalidRecord`."""
    version = _version_of(record)
    try:
        return _article(record, version)
    except InvalidRecord as error:
        raise InvalidRecord(f"not an article as to_json writes it: {error}") from error


def _version_of(record: Any) -> int:
    version = record.get("schema") if isinstance(record, dict) else None
    if type(version) is not int or version not in _READ:
        known = " and ".join(map(str, _READ))
        raise InvalidRecord(f"schema {shown(version)} is not known: this release reads schema {known}")
    return version


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


def _versions_record(versions: Versions | None) -> dict[str, Any] | None:
    if versions is None:
        return None
    return {
        "library": versions.library,
        "runtime": versions.runtime,
        "models": dict(versions.models),
        "settings": dict(versions.settings),
    }


def _meta_record(meta: Meta) -> dict[str, Any]:
    return {
        key: list(value) if isinstance(value, tuple) else value.isoformat() if isinstance(value, date) else value
        for key, value in meta.items()
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
            "confidence": anonymity.confidence,
            "evidence": [_evidence_record(e) for e in anonymity.evidence],
        },
        "channel": _offsets(attribution.channel),
        "addressee": _addressee_record(attribution.addressee),
        "occasion": _occasion_record(attribution.occasion),
        "standing": _offsets(attribution.standing),
        "negated": attribution.negated,
        "inside": attribution.inside,
        "continued": [{"span": _offsets(c.span), "confidence": c.confidence} for c in attribution.continued],
        "confidence": attribution.confidence,
        "speaker_confidence": attribution.speaker_confidence,
        "evidence": [_evidence_record(e) for e in attribution.evidence],
    }


def _addressee_record(addressee: Addressee | None) -> dict[str, Any] | None:
    if addressee is None:
        return None
    return {"span": _offsets(addressee.span), "speaker": addressee.speaker.id if addressee.speaker else None}


def _occasion_record(occasion: Occasion | None) -> dict[str, Any] | None:
    return None if occasion is None else {key: _offsets(getattr(occasion, key)) for key in OCCASION_SPANS}


def _article(record: dict[str, Any], version: int) -> Article:
    row = _fields(_ARTICLE_LATER | record, _KNOWN[Article] if version > 1 else _KNOWN[Article] - _SINCE_2)
    text = row["text"]
    if not isinstance(text, str):
        raise InvalidRecord(f"text is {shown(text)}: it must be a string")
    spans = _Spans(text)
    speakers = _each(row, "speakers", partial(_speaker, spans))
    by_id = {speaker.id: speaker for speaker in speakers}
    return Article(
        text,
        _each(row, "attributions", partial(_attribution, spans, by_id)),
        speakers,
        _each(row, "quotations", partial(_quotation, spans)),
        names=_each({"names": [], **row}, "names", partial(_name, spans)),
        notes=_each(row, "notes", _note),
        id=row["id"],
        meta=_meta(row["meta"]),
        versions=_versions(row.get("versions")),
    )


class _Spans:
    """The spans of a text from their offsets: each there once, and all together no longer than a text makes them.

    Without that limit a small file could take any amount of memory: a span holds its words.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.left = _MOST_SPANNED * len(text) + _SPANNED_ANYWAY
        self.known: dict[tuple[int, int], Span] = {}

    def sure(self, offsets: Any) -> Span:
        """The span at two offsets."""
        if type(offsets) is not list or len(offsets) != 2 or not all(type(offset) is int for offset in offsets):
            raise InvalidRecord(f"a span is {shown(offsets)}: it must be two whole numbers, its start and its end")
        start, end = offsets
        if not 0 <= start < end <= len(self.text):
            raise InvalidRecord(f"span {shown(offsets)} is empty or outside the text of {len(self.text)} characters")
        if (start, end) not in self.known:
            self.left -= end - start
            if self.left < 0:
                raise InvalidRecord(f"the spans are together more than {_MOST_SPANNED} times as long as the text")
            self.known[start, end] = Span(start, end, self.text[start:end])
        return self.known[start, end]

    def maybe(self, offsets: Any) -> Span | None:
        """The span, or None for null."""
        return None if offsets is None else self.sure(offsets)

    def several(self, row: dict[str, Any], key: str) -> tuple[Span, ...]:
        """All spans of a list."""
        return _each(row, key, self.sure)


def _fields(row: Any, known: frozenset[str]) -> dict[str, Any]:
    """A JSON object that has these fields and no others."""
    if not isinstance(row, dict):
        raise InvalidRecord(f"{shown(row)} is no JSON object")
    if row.keys() != known:
        wrong = [f"lacks {shown(key)}" for key in sorted(known - row.keys())]
        wrong += [f"has {shown(key)}, which this release does not know" for key in sorted(row.keys() - known)]
        raise InvalidRecord(f"it {wrong[0]}")
    return row


def _filled(row: Any, *keys: str) -> Any:
    """An object with the fields that earlier builds did not write."""
    return {key: _LATER[key] for key in keys} | row if isinstance(row, dict) else row


def _each(row: dict[str, Any], key: str, make: Callable[[Any], Made]) -> tuple[Made, ...]:
    """What is made of the items of a list; an error says of which."""
    items = row[key]
    if not isinstance(items, list):
        raise InvalidRecord(f"{key} is {shown(items)}: it must be a list")
    read = []
    for number, item in enumerate(items):
        try:
            read.append(make(item))
        except InvalidRecord as error:
            raise InvalidRecord(f"{key}[{number}]: {error}") from error
    return tuple(read)


def _choice(kind: type[Chosen], row: dict[str, Any], key: str) -> Chosen:
    """One of the names of an enumeration."""
    try:
        return kind(row[key])
    except ValueError:
        raise InvalidRecord(f"{key} is {shown(row[key])}: choose one of {', '.join(kind)}") from None


def _maybe(kind: type[Chosen], row: dict[str, Any], key: str) -> Chosen | None:
    return None if row[key] is None else _choice(kind, row, key)


def _evidence(spans: _Spans, record: Any) -> Evidence:
    row = _fields(record, _KNOWN[Evidence])
    return Evidence(row["rule"], spans.several(row, "spans"))


def _speaker(spans: _Spans, record: Any) -> Speaker:
    row = _fields(dict.fromkeys(_SPEAKER_LATER) | record if isinstance(record, dict) else record, _KNOWN[Speaker])
    if not isinstance(row["label"], str):
        raise InvalidRecord(f"label is {shown(row['label'])}: it must be a string")
    return Speaker(
        id=row["id"],
        name=row["name"],
        description=row["description"],
        kind=_choice(Kind, row, "kind"),
        level=_maybe(Level, row, "level"),
        number=row["number"],
        gender=_maybe(Gender, row, "gender"),
        mentions=spans.several(row, "mentions"),
        evidence=_each(row, "evidence", partial(_evidence, spans)),
        **{key: spans.maybe(row[key]) for key in SPEAKER_SPANS},
    )


def _anonymity(spans: _Spans, record: Any) -> Anonymity:
    row = _fields(_filled(record, "confidence"), _KNOWN[Anonymity])
    return Anonymity(
        level=_maybe(Level, row, "level"),
        reason_class=_maybe(ReasonClass, row, "reason_class"),
        description_strength=row["description_strength"],
        confidence=row["confidence"],
        evidence=_each(row, "evidence", partial(_evidence, spans)),
        **{key: spans.maybe(row[key]) for key in ANONYMITY_SPANS},
    )


def _attribution(spans: _Spans, speakers: dict[str, Speaker], record: Any) -> Attribution:
    row = _fields(_filled(record, *_ATTRIBUTION_LATER), _KNOWN[Attribution])
    return Attribution(
        id=row["id"],
        source=spans.maybe(row["source"]),
        cue=spans.maybe(row["cue"]),
        content=spans.several(row, "content"),
        style=_choice(Style, row, "style"),
        mode=_choice(Mode, row, "mode"),
        speaker=_one_of(speakers, row["speaker"]),
        anonymity=_anonymity(spans, row["anonymity"]),
        channel=spans.maybe(row["channel"]),
        addressee=_addressee(spans, speakers, row["addressee"]),
        occasion=_occasion(spans, row["occasion"]),
        standing=spans.maybe(row["standing"]),
        negated=row["negated"],
        inside=row["inside"],
        continued=_each(row, "continued", partial(_continuation, spans)),
        confidence=row["confidence"],
        speaker_confidence=row["speaker_confidence"],
        evidence=_each(row, "evidence", partial(_evidence, spans)),
    )


def _continuation(spans: _Spans, record: Any) -> Continuation:
    row = _fields(record, _KNOWN[Continuation])
    return Continuation(spans.sure(row["span"]), row["confidence"])


def _one_of(speakers: dict[str, Speaker], id: Any) -> Speaker | None:
    """The speaker of an id, or None for null."""
    if id is not None and (not isinstance(id, str) or id not in speakers):
        raise InvalidRecord(f"speaker is {shown(id)}: it must be the id of one of the speakers, or null")
    return None if id is None else speakers[id]


def _addressee(spans: _Spans, speakers: dict[str, Speaker], record: Any) -> Addressee | None:
    if record is None:
        return None
    row = _fields(record, _KNOWN[Addressee])
    return Addressee(spans.sure(row["span"]), _one_of(speakers, row["speaker"]))


def _occasion(spans: _Spans, record: Any) -> Occasion | None:
    if record is None:
        return None
    row = _fields(record, _KNOWN[Occasion])
    return Occasion(**{key: spans.maybe(row[key]) for key in OCCASION_SPANS})


def _quotation(spans: _Spans, record: Any) -> Quotation:
    row = _fields(record, _KNOWN[Quotation])
    return Quotation(
        span=spans.sure(row["span"]),
        pieces=spans.several(row, "pieces"),
        opening=row["opening"],
        closing=row["closing"],
        depth=row["depth"],
        use=_choice(QuotationUse, row, "use"),
    )


def _name(spans: _Spans, record: Any) -> Name:
    row = _fields(record, _KNOWN[Name])
    return Name(spans.sure(row["span"]), _choice(NameKind, row, "kind"))


def _note(record: Any) -> Note:
    row = _fields(record, _KNOWN[Note])
    return Note(_choice(NoteKind, row, "kind"), row["count"])


def _meta(record: Any) -> Meta:
    if not isinstance(record, dict):
        raise InvalidRecord(f"meta is {shown(record)}: it must be a JSON object")
    known = {key: tuple(value) if isinstance(value, list) else value for key, value in record.items()}
    if isinstance(known.get("date"), str):
        known["date"] = parsed_date(known["date"]) or known["date"]
    return Meta(tuple(known.items()))


def _versions(record: Any) -> Versions | None:
    if record is None:
        return None
    row = _fields({"settings": {}, **record} if isinstance(record, dict) else record, _KNOWN[Versions])
    for key, what in (("models", "checksums"), ("settings", "values")):
        if not isinstance(row[key], dict):
            raise InvalidRecord(f"{key} is {shown(row[key])}: it must be a JSON object of names and {what}")
    models, chosen = (tuple(row[key].items()) for key in ("models", "settings"))
    return Versions(row["library"], row["runtime"], models, settings=chosen)
