"""Attributions, and names, as flat rows: what data frames, CSV, Parquet and archives hold."""

import json
from typing import Any

from quoteattr.records import ANONYMITY_SPANS, OCCASION_SPANS, SPEAKER_SPANS, Article, Attribution, Failure
from quoteattr.records.meta import KNOWN, Meta

COLUMNS: dict[str, type] = {
    "document": str, "failure": str, "attribution": str, "speaker": str, "speaker_id": str, "kind": str, "level": str,
    "style": str, "mode": str, "source": str, "source_start": int, "source_end": int, "cue": str, "cue_start": int,
    "cue_end": int, "content": str, "content_start": int, "content_end": int, "granted": str, "reason": str,
    "reason_class": str, "knowledge_basis": str, "description_strength": int, "channel": str, "negated": bool,
    "confidence": float, "speaker_confidence": float, "level_confidence": float, "role": str, "title": str,
    "affiliation": str, "nationality": str, "seniority": str, "former": str, "full_description": str, "gender": str,
    "number": int, "outlet": str, "date": str, "url": str, "meta_title": str, "section": str, "author": str,
    "meta": str, "inside": str, "continued": str, "notes": str, "addressee": str, "addressee_id": str,
    "occasion_place": str, "occasion_date": str, "standing": str, "made_by": str,
}  # fmt: skip
NAME_COLUMNS: dict[str, type] = {
    "document": str, "failure": str, "name": str, "kind": str, "start": int, "end": int, "made_by": str,
}  # fmt: skip


def rows(result: Article | Failure, document: str | None = None, *, nested: bool = False) -> list[dict[str, Any]]:
    """One row an attribution, with the columns of `COLUMNS`, None where there is nothing; a failure is one row with
    its reason. `document` is the id where the result has none. `content_start` and `content_end` are those of the
    first and the last piece. With `nested` also those that are inside another, which `inside` names; `continued` are
    the sentences that go on with it."""
    name = result.id if result.id is not None else document
    empty: dict[str, Any] = dict.fromkeys(COLUMNS)
    if isinstance(result, Failure):
        return [{**empty, "document": name, "failure": result.reason}]
    empty |= meta_cells(result.meta) | _of_article(result)
    table = []
    for a in result.attributions if nested else result.outer:
        row = {**empty, "document": name, "attribution": a.id, "style": a.style.value, "mode": a.mode.value}
        row |= {"content": a.text, "content_start": a.content[0].start, "content_end": a.content[-1].end}
        for key, span in (("source", a.source), ("cue", a.cue)):
            if span is not None:
                row |= {key: span.text, f"{key}_start": span.start, f"{key}_end": span.end}
        if a.speaker is not None:
            row |= {"speaker": a.speaker.label, "speaker_id": a.speaker.id, "kind": a.speaker.kind.value}
            row |= {key: span.text for key in SPEAKER_SPANS if (span := getattr(a.speaker, key))}
            row |= {"gender": a.speaker.gender and a.speaker.gender.value, "number": a.speaker.number}
        anonymity = a.anonymity
        row["level"] = anonymity.level.value if anonymity.level else None
        for key in ANONYMITY_SPANS:
            row[key] = span.text if (span := getattr(anonymity, key)) else None
        row["reason_class"] = anonymity.reason_class.value if anonymity.reason_class else None
        row["description_strength"] = anonymity.description_strength
        row |= {"channel": a.channel.text if a.channel else None, "negated": a.negated, "confidence": a.confidence}
        row |= _of_the_saying(a)
        row |= {"speaker_confidence": a.speaker_confidence, "level_confidence": anonymity.confidence}
        row |= {"inside": a.inside, "continued": " ".join(map(str, a.continued)) or None}
        table.append(row)
    return table


def _of_the_saying(a: Attribution) -> dict[str, Any]:
    """To whom, where and when it was said, and why its source is worth hearing, as far as the text says so."""
    told: dict[str, Any] = {"standing": a.standing.text if a.standing else None}
    if a.addressee is not None:
        told |= {"addressee": a.addressee.span.text}
        told |= {"addressee_id": a.addressee.speaker.id if a.addressee.speaker else None}
    if a.occasion is not None:
        told |= {
            f"occasion_{key}": span.text for key in OCCASION_SPANS if (span := getattr(a.occasion, key)) is not None
        }
    return told


def whole(result: Article | Failure, document: str | None = None, *, nested: bool = False) -> list[dict[str, Any]]:
    """`rows`, and one with `attribution` None for a document without any, so that every document is there."""
    name = result.id if result.id is not None else document
    if found := rows(result, document, nested=nested):
        return found
    assert isinstance(result, Article)  # a failure has a row
    return [{**dict.fromkeys(COLUMNS), **meta_cells(result.meta), "document": name, **_of_article(result)}]


def _of_article(article: Article) -> dict[str, str | None]:
    """What every row of an article says: what its text was read without, and what made it."""
    notes = "; ".join(map(str, article.notes)) or None
    return {"notes": notes, "made_by": str(article.versions) if article.versions else None}


def meta_cells(meta: Meta) -> dict[str, Any]:
    """The cells of an article's metadata: the known keys, the date as a day in ISO's form, and in `meta` all that they
    do not say, as JSON."""
    if not meta:
        return {}
    cells: dict[str, Any] = {meta_column(key): meta.text_at(key) for key in KNOWN if key in meta}
    if "date" in meta:
        cells["date"] = meta.date and meta.date.isoformat()
    others = {key: value for key, value in meta.items() if key not in KNOWN}
    if cells.get("date") != (told := meta.text_at("date")):  # the hour, or what is no day
        others["date"] = told or ""
    return cells | ({"meta": json.dumps(others, ensure_ascii=False)} if others else {})


def meta_column(key: str) -> str:
    """The column of a key of metadata: its own name, unless that is another column's."""
    return key if key in _META_COLUMNS or key not in COLUMNS else f"meta_{key}"


_META_COLUMNS = frozenset(KNOWN) - {"title"}  # that is what stands before a speaker's name


def name_rows(result: Article | Failure, document: str | None = None) -> list[dict[str, Any]]:
    """One row a name, with the columns of `NAME_COLUMNS`, in order of the text; a document without any, or a failure,
    is one row with `name` None. `document` is the id where the result has none."""
    empty: dict[str, Any] = dict.fromkeys(NAME_COLUMNS)
    empty["document"] = result.id if result.id is not None else document
    if isinstance(result, Failure):
        return [{**empty, "failure": result.reason}]
    empty["made_by"] = str(result.versions) if result.versions else None
    named = [
        {**empty, "name": name.text, "kind": name.kind.value, "start": name.start, "end": name.end}
        for name in result.names
    ]
    return named or [empty]
