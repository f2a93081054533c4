"""The user's own table of people and organisations, with ids: Wikidata's, a newsroom's."""

import csv
import os
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from typing import Any

import regex
from attrs import frozen

from quoteattr.errors import InvalidInput
from quoteattr.inputs.cells import long_cells
from quoteattr.inputs.files import text_in
from quoteattr.inputs.given import iterates, missing
from quoteattr.records import Kind
from quoteattr.records.promises import as_words, shown

_BETWEEN = regex.compile(r"[|;]")
_NEEDED = ("id", "name")


@frozen
class Known:
    """A row: who somebody is. `kind` is None where it does not tell."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    description: str | None = None
    kind: Kind | None = None


def known_people(given: Any) -> list[Known]:
    """The rows of a CSV file, a data frame, or mappings.

    Raises:
        InvalidInput: it is none of these, or a row has no id or name, or an id is there twice.
    """
    found = [_known(number, row) for number, row in enumerate(_rows(given), start=1)]
    ids = {row.id for row in found}
    if len(ids) < len(found):
        raise InvalidInput("the known people have two of one id: give each an id of its own")
    return found


def _rows(given: Any) -> Iterable[Any]:
    if given is None:
        return ()
    if isinstance(given, str | os.PathLike):
        text = text_in(given, named="known=pandas.read_csv(path, encoding='cp1252')").removeprefix("\ufeff")
        return _cells_of(text, str(given))
    if hasattr(given, "to_dict") and hasattr(given, "columns"):
        return _records(given)
    if isinstance(given, Mapping) or not iterates(given):
        raise InvalidInput(
            f"the known people are {shown(given)}: give a path of a CSV file, a DataFrame, or mappings with id and name"
        )
    several: Iterable[Any] = given
    return several


def _cells_of(text: str, name: str) -> Iterator[dict[str, Any]]:
    """The rows of a CSV file, whose first line names its columns."""
    header = text.partition("\n")[0]
    table = csv.DictReader(StringIO(text, newline=""), delimiter=max(",;\t", key=header.count))
    with long_cells():
        try:
            columns = {column.strip().lower() for column in table.fieldnames or ()}
            if lacking := [key for key in _NEEDED if key not in columns]:
                raise InvalidInput(f"{name} has no column {lacking[0]}: give a CSV file whose first line is id,name,…")
            found = list(table)
        except csv.Error as error:
            raise InvalidInput(f"line {table.line_num} of {name}: {error}") from error
    return iter(found)


def _records(frame: Any) -> Iterator[dict[str, Any]]:
    names = [str(name) for name in frame.columns]
    return (dict(zip(names, row, strict=True)) for row in frame.itertuples(index=False, name=None))


def _known(number: int, row: Any) -> Known:
    if not isinstance(row, Mapping):
        raise InvalidInput(f"number {number} of the known people is {shown(row)}: give mappings with id and name")
    cells = {as_words(key).strip().lower(): _text(value) for key, value in row.items() if not missing(value)}
    for key in _NEEDED:
        if not cells.get(key):
            raise InvalidInput(f"number {number} of the known people has no {key}: it has {shown(list(row))}")
    kind = cells.get("kind")
    if kind and kind not in list(Kind):
        raise InvalidInput(
            f"the kind of {cells['id']} is {shown(kind)}: choose one of {', '.join(Kind)}, or leave it out"
        )
    aliases = tuple(alias for part in _BETWEEN.split(cells.get("aliases", "")) if (alias := part.strip()))
    return Known(cells["id"], cells["name"], aliases, cells.get("description") or None, Kind(kind) if kind else None)


def _text(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "|".join(map(as_words, value))
    return as_words(value).strip()
