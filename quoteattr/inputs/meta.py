"""What is given beside a text, as a `Meta`: a mapping of the user's, a row of a table, what an extractor of web pages
wrote."""

import json
from collections.abc import Iterable, Mapping
from math import isfinite
from typing import Any

from quoteattr.errors import InvalidInput
from quoteattr.inputs import prose
from quoteattr.inputs.dates import parsed_date
from quoteattr.inputs.given import missing
from quoteattr.records.meta import KNOWN, Meta, Value
from quoteattr.records.promises import LARGEST, as_storable, as_words, shown

_LONGEST = 5_000  # characters of a value: more is a text, not what is known of one
_NO_META = frozenset({"raw_text", "comments"})  # the same text again, and others': trafilatura's
_ALSO = {  # what others call the keys that have a meaning; the first that is there
    "outlet": ("source-hostname", "sitename", "publisher", "publication", "newspaper", "hostname"),
    "date": ("datepublished", "date_published", "publishedat", "published_at", "published", "publish_date",
             "date_publish", "publication_date", "pubdate", "pub_date"),
    "url": ("link", "canonical_url", "web_url"),
    "title": ("headline",),
    "section": ("articlesection", "categories", "category"),
    "author": ("authors", "byline", "creator"),
}  # fmt: skip
NO_META = Meta()


def meta_of(given: object) -> Meta:
    """What is given as metadata, with the keys that have a meaning also under their names, and the date parsed.

    What is missing (None, NaN, white space) is left out, and so is what is longer than 5,000 characters. What no value
    of a `Meta` can be becomes text. A date that is none, or may be two, stays a text, with a `QuoteAttrWarning`.

    Raises:
        InvalidInput: it is no mapping.
    """
    if given is None:
        return NO_META
    if isinstance(given, Meta):
        return given
    if not isinstance(given, Mapping):
        raise InvalidInput(f"meta is {shown(given)}: give a mapping, as {{'outlet': 'Valley Times'}}")
    found: dict[str, Value] = {}
    for key, value in given.items():
        name = as_words(key).strip()
        if name and name not in _NO_META and (kept := _value(value)) is not None:
            found[name] = kept
    return Meta(tuple(_with_date(_named(found)).items())) if found else NO_META


def _value(given: Any) -> Value | None:
    """A value as it is kept; None for one that is missing or too long."""
    if missing(given):
        return None
    if isinstance(given, Mapping) and isinstance(given.get("name"), str):  # as schema.org has authors and publishers
        given = given["name"]
    if hasattr(given, "dtype") and hasattr(given, "tolist") and not _is_day(given):  # numpy's
        given = given.tolist()
    if isinstance(given, bool):
        return given
    if isinstance(given, int | float):
        return int(given) if isinstance(given, int) and abs(given) <= LARGEST else _number(given)
    if isinstance(given, list | tuple | set | frozenset):
        parts = [_text(part) for part in map(_value, given) if part is not None]
        return tuple(parts) if parts and sum(map(len, parts)) <= _LONGEST else None
    text = _text(given)
    return text if text.strip() and len(text) <= _LONGEST else None


def _number(given: float) -> Value:
    number = float(given) if abs(given) <= LARGEST else given
    return number if isinstance(number, float) and isfinite(number) else shown(number)


def _is_day(given: object) -> bool:
    return type(given).__name__ in ("datetime64", "Timestamp")


def _text(given: object) -> str:
    """A value as text: a date in ISO's form, what is nested as JSON."""
    if isinstance(given, str):
        return as_storable(given)
    if isinstance(given, bytes):
        return given.decode("utf-8", "backslashreplace")
    if isinstance(given, Mapping | list | tuple):
        return _nested(given)
    return as_words(given.isoformat() if hasattr(given, "isoformat") and not isinstance(given, type) else given)


def _nested(given: object) -> str:
    try:
        return as_storable(json.dumps(given, ensure_ascii=False, default=as_words))
    except (TypeError, ValueError, RecursionError):  # keys that JSON has not; what holds itself
        return shown(given)


def _named(found: dict[str, Value]) -> dict[str, Value]:
    """With the known keys that are missing, and that others call otherwise; what they call them stays, too."""
    by_lower = {key.lower(): value for key, value in reversed(found.items())}
    if isinstance(source := by_lower.get("source"), str):  # an address, or who published it
        by_lower.setdefault("link" if source.startswith(("http://", "https://")) else "publisher", source)
    others = {name: _first(by_lower, (name, *names)) for name, names in _ALSO.items() if name not in found}
    return found | {name: value for name, value in others.items() if value is not None}


def _first(by_lower: dict[str, Value], names: Iterable[str]) -> Value | None:
    return next((by_lower[name] for name in names if name in by_lower), None)


def _with_date(found: dict[str, Value]) -> dict[str, Value]:
    if "date" not in found:
        return found
    day = parsed_date(found["date"])
    if day is None:
        prose.tell(
            "date",
            f"the date {shown(found['date'])} is none, or may be two: it stays a text; give 2026-03-23, as "
            "pandas.to_datetime(column, dayfirst=True) does for a column of a table",
        )
    return found if day is None else found | {"date": day}


assert set(_ALSO) == set(KNOWN)
