"""The settings of the public functions: what there is to choose from, and one error for what is none of it.

Each check gives the value back as the plain type that the library goes on with.
"""

import os
from numbers import Integral, Real
from pathlib import Path
from typing import Any, Literal, TypeVar, cast, get_args

from quoteattr.errors import InvalidSetting
from quoteattr.records.promises import as_plain, shown

Scope = Literal["speech", "all"]
Engine = Literal["model", "rules"]
ParseBy = Literal["heads", "stanza"]
OnError = Literal["record", "raise"]

MOST_THREADS = 1024  # as many processors as the C library can tell apart, so more than any machine has
_MOST_INDENTED = 64
_Text = TypeVar("_Text", bound=str)


def choice(name: str, value: _Text, choices: Any) -> _Text:
    """One of the strings of a `Literal`."""
    allowed = get_args(choices)
    if not isinstance(value, str) or value not in allowed:
        raise InvalidSetting(f"there is no {name} {shown(value)}: choose one of {', '.join(allowed)}")
    return cast(_Text, as_plain(value))


def whole_number(name: str, value: int, least: int, most: int, hint: str = "") -> int:
    """A whole number in a range, numpy's too."""
    if not isinstance(value, Integral) or isinstance(value, bool) or not least <= value <= most:
        raise InvalidSetting(f"{name} is {shown(value)}: choose a whole number from {least} to {most:,}{hint}")
    return int(value)


def fraction(name: str, value: float) -> float:
    """A number between 0 and 1, numpy's too."""
    if not isinstance(value, Real) or isinstance(value, bool) or not 0 <= value <= 1:
        raise InvalidSetting(f"{name} is {shown(value)}: choose a number between 0 and 1")
    return float(value)


def switch(name: str, value: bool) -> bool:
    """True or False, and nothing that merely counts as one of them."""
    if not isinstance(value, bool):
        raise InvalidSetting(f"{name} is {shown(value)}: choose True or False")
    return value


def words(name: str, value: str | None) -> str | None:
    """A string, or None."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise InvalidSetting(f"{name} is {shown(value)}: give a str")
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise InvalidSetting(f"{name} is {shown(value)}: it has a lone surrogate, which can't be written")
    return as_plain(value)


def indent(value: int | None) -> int | None:
    """By how many spaces JSON is indented, or None for one line."""
    return None if value is None else whole_number("indent", value, 0, _MOST_INDENTED, ", or None for one line")


def path(name: str, value: str | os.PathLike[str]) -> Path:
    """A path, as a `str` or as any path object."""
    try:
        given = os.fspath(value)
        os.fsencode(given)
    except (TypeError, UnicodeError):
        given = None
    if not isinstance(given, str) or not given or "\0" in given:
        raise InvalidSetting(f"{name} is {shown(value)}: give a path, as a str or a pathlib.Path")
    return Path(as_plain(given))


def folder(name: str, value: str | os.PathLike[str] | None) -> Path | None:
    """A path, or None for what is bundled."""
    return None if value is None else path(name, value)


def device(value: str) -> str:
    """The name of a device; whether it is there shows when the models are loaded."""
    kind, _, number = value.partition(":") if isinstance(value, str) else ("", "", "")
    if not (kind.isascii() and kind.isalpha()) or not (number.isdecimal() or value == kind):
        raise InvalidSetting(f"there is no device {shown(value)}: choose 'cpu', or torch's name: 'cuda', 'cuda:1'")
    return as_plain(value)


def threads(value: int | None) -> int | None:
    """How many threads to compute with, or None for one a processor."""
    return None if value is None else whole_number("threads", value, 1, MOST_THREADS, ", or None for one a processor")


def processes(name: str, value: int) -> int:
    """How many processes to compute with, or -1 for one a processor."""
    if isinstance(value, Integral) and value == -1:
        return -1
    return whole_number(name, value, 1, MOST_THREADS, ", or -1 for one a processor")


def reader(value: Any) -> Any:
    """What a text can be read by, or None."""
    if value is not None and not all(hasattr(value, part) for part in ("load", "read", "versions")):
        raise InvalidSetting(f"reader is {shown(value)}: give a reader, with load, read and versions, or none")
    return value


def pipeline(value: Any) -> Any:
    """What Stanza's processors can be asked of, or None."""
    if value is not None and not all(hasattr(value, part) for part in ("process", "processors")):
        raise InvalidSetting(
            f"pipeline is {shown(value)}: give a stanza.Pipeline, as stanza.Pipeline('en') makes it, or none"
        )
    return value
