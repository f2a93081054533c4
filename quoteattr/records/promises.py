"""What a field of a value may hold: checked whenever a value is made, changed (`attrs.evolve`) or read from a file.

Each function here is a validator of `attrs`, or makes one; all raise `InvalidRecord` with the field and what it needs.
"""

from collections.abc import Callable
from math import isfinite
from typing import Any, NoReturn

import regex
from attrs import Attribute

from quoteattr.errors import InvalidRecord

Check = Callable[[Any, "Attribute[Any]", Any], None]
LARGEST = 2**63 - 1  # of whole numbers: what a column of a table holds
_SURROGATE = regex.compile(r"[\ud800-\udfff]")
_NAME = regex.compile(r"[A-Za-z][A-Za-z0-9_-]*+")


def as_plain(text: str) -> str:
    """A text as nothing but a `str`: a subclass may hide what it is, as `markupsafe.Markup` does from a page."""
    return text if type(text) is str or not isinstance(text, str) else str.__str__(text)


def as_storable(text: str) -> str:
    """A text in which lone surrogates, which no file can hold, are written out (``\\ud800``)."""
    return as_plain(text).encode("utf-8", "backslashreplace").decode() if isinstance(text, str) else text


def as_words(value: object) -> str:
    """Any value as a text that can be stored; what can't say what it is, by its kind."""
    try:
        return as_storable(str(value))
    except Exception:  # a whole number of more digits than Python writes; a class of the user's
        return f"a {type(value).__name__}"


def as_float(value: float) -> float:
    """A number as nothing but a `float`: numpy's and whole ones are taken too; nought has no sign, which a spreadsheet
    would take for the beginning of a formula."""
    if isinstance(value, float) or (type(value) is int and abs(value) <= LARGEST):
        return float(value) + 0.0
    return value


def refuse(value: object, field: str, why: str) -> NoReturn:
    """Raise `InvalidRecord` for a field of a value."""
    raise InvalidRecord(f"{type(value).__name__}.{field} {why}")


def words(value: object, field: "Attribute[Any]", given: object) -> None:
    """A text, without lone surrogates."""
    if not isinstance(given, str):
        refuse(value, field.name, f"is a {type(given).__name__}: it must be a str")
    if not given.isascii() and (found := _SURROGATE.search(given)):
        refuse(value, field.name, f"has a lone surrogate at character {found.start()}, which is no character")


def proper_id(value: object, field: "Attribute[Any]", given: object) -> None:
    """A letter, then letters, digits, `-` and `_`: what XML, HTML and addresses take for an id."""
    if not isinstance(given, str) or not (_is_plain_id(given) or _NAME.fullmatch(given)):
        refuse(value, field.name, f"is {shown(given)}: it must be a letter, then letters, digits, '-' and '_' of ASCII")


def _is_plain_id(given: str) -> bool:
    """A letter, then letters and digits, as the library's own are: told without a pattern."""
    return given.isascii() and given.isalnum() and given[0].isalpha()


def chance(value: object, field: "Attribute[Any]", given: object) -> None:
    """A number between 0 and 1."""
    if not isinstance(given, float) or not isfinite(given) or not 0 <= given <= 1:
        refuse(value, field.name, f"is {shown(given)}: it must be a number between 0 and 1")


def whole(most: int = LARGEST) -> Check:
    """A whole number from 0 on."""

    def check(value: object, field: "Attribute[Any]", given: object) -> None:
        if type(given) is not int or not 0 <= given <= most:
            refuse(value, field.name, f"is {shown(given)}: it must be a whole number from 0 to {most}")

    return check


def of(kind: type) -> Check:
    """One of a class."""

    def check(value: object, field: "Attribute[Any]", given: object) -> None:
        if not isinstance(given, kind):
            refuse(value, field.name, f"is {shown(given)}: it must be a {kind.__name__}")

    return check


def each(kind: type) -> Check:
    """A tuple of one class."""

    def check(value: object, field: "Attribute[Any]", given: object) -> None:
        if type(given) is not tuple:
            refuse(value, field.name, f"is a {type(given).__name__}: it must be a tuple of {kind.__name__}")
        for one in given:
            if not isinstance(one, kind):
                refuse(value, field.name, f"holds {shown(one)}: it must hold only {kind.__name__}")

    return check


def shown(value: object) -> str:
    """A value in a message: short, in one line, and storable."""
    try:
        text = repr(value).replace("\n", " ")
    except Exception:  # a whole number of more digits than Python writes; a class of the user's
        text = f"a {type(value).__name__}"
    return as_storable(text if len(text) <= 80 else f"{text[:60]} …")
