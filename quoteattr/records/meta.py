"""What is known of a text from outside: where it came out, when, by whom. Given, never read from the text."""

from collections.abc import Iterator, Mapping
from datetime import date as Day
from datetime import datetime as Moment
from math import isfinite
from typing import Any

from attrs import field, frozen

from quoteattr.records.promises import LARGEST, as_storable, refuse, shown

Value = str | bool | int | float | Day | tuple[str, ...]
KNOWN = ("outlet", "date", "url", "title", "section", "author")  # in tables, each a column of its own


@frozen(eq=False, repr=False)
class Meta(Mapping[str, Value]):
    """What is known of an article from outside: a mapping that can't be changed, empty where nothing was given.

    Keys and values are those that were given: texts, numbers, truth values, tuples of texts. Six keys have a fixed
    meaning, and are attributes too, each a text or None: `outlet`, `url`, `title`, `section`, `author`, and `date`, a
    `datetime.date`. ``meta["date"]`` is a `datetime.datetime` where the hour is known, and a text where no day could be
    told from it. Two are equal whatever the order of their keys.
    """

    pairs: tuple[tuple[str, Value], ...] = field(default=())
    _known: dict[str, Value] = field(init=False, hash=False)

    def __attrs_post_init__(self) -> None:
        for pair in self.pairs:
            if type(pair) is not tuple or len(pair) != 2:
                refuse(self, "pairs", f"holds {shown(pair)}: it must hold pairs of a key and a value")
            key, value = pair
            if type(key) is not str or not key or as_storable(key) != key:
                refuse(self, "pairs", f"has the key {shown(key)}: it must be a str, not empty, without lone surrogates")
            if not _is_value(value) or (isinstance(value, Day) and key != "date"):
                refuse(
                    self,
                    "pairs",
                    f"has {shown(value)} at {shown(key)}: give a str, number, bool or tuple of str, a date at 'date'",
                )
        object.__setattr__(self, "_known", dict(self.pairs))
        if len(self._known) < len(self.pairs):
            refuse(self, "pairs", "has a key twice")

    def __getitem__(self, key: str) -> Value:
        return self._known[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    def __eq__(self, other: object) -> bool:
        return dict(self) == dict(other) if isinstance(other, Mapping) else NotImplemented

    def __hash__(self) -> int:
        return hash(frozenset(self.pairs))

    def __getstate__(self) -> tuple[tuple[str, Value], ...]:
        return self.pairs

    def __setstate__(self, pairs: tuple[tuple[str, Value], ...]) -> None:
        object.__setattr__(self, "pairs", pairs)
        object.__setattr__(self, "_known", dict(pairs))

    def __repr__(self) -> str:
        return f"Meta({dict(self)!r})"

    @property
    def outlet(self) -> str | None:
        """Who published it."""
        return self.text_at("outlet")

    @property
    def date(self) -> Day | None:
        """The day it came out; None where that is not known."""
        value = self._known.get("date")
        return value.date() if isinstance(value, Moment) else value if isinstance(value, Day) else None

    @property
    def url(self) -> str | None:
        """Its address."""
        return self.text_at("url")

    @property
    def title(self) -> str | None:
        """Its headline."""
        return self.text_at("title")

    @property
    def section(self) -> str | None:
        """The desk or part of the outlet."""
        return self.text_at("section")

    @property
    def author(self) -> str | None:
        """Who wrote it."""
        return self.text_at("author")

    def text_at(self, key: str) -> str | None:
        """The value of a key as a text, a date in ISO's form, several joined by “; ”; None where there is none."""
        value = self._known.get(key)
        if value is None or isinstance(value, str):
            return value
        if isinstance(value, tuple):
            return "; ".join(value)
        return value.isoformat() if isinstance(value, Day) else str(value)


def _is_value(value: Any) -> bool:
    """Whether this can be kept: what JSON gives back as it was, or a date of a plain class."""
    if type(value) is tuple:
        return all(type(part) is str and as_storable(part) == part for part in value)
    if type(value) is str:
        return as_storable(value) == value
    if type(value) is float:
        return isfinite(value)
    return type(value) in (bool, Day, Moment) or (type(value) is int and abs(value) <= LARGEST)
