"""Attributions as a table: pandas, CSV. One row an attribution, with the columns of `quoteattr.export.rows.COLUMNS`.

A table drops what does not fit a cell: where each piece of a content stands (the first's start and the last's end are
kept), where the words on a speaker stand, mentions, evidence, quotations, and the text itself. Names have a table of
their own.
"""

import csv
import os
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any

from quoteattr.errors import InvalidRecord
from quoteattr.export.opened import BROKEN, reading, writing
from quoteattr.export.rows import COLUMNS, NAME_COLUMNS, meta_column, name_rows, whole
from quoteattr.inputs.cells import BOM, MARK, long_cells, no_formula
from quoteattr.inputs.given import results_of
from quoteattr.inputs.settings import switch
from quoteattr.records import Article, Failure, Level
from quoteattr.records.meta import KNOWN, Value
from quoteattr.records.promises import shown
from quoteattr.runtime.extras import need

if TYPE_CHECKING:
    import pandas

_DTYPES = {str: "string", int: "Int64", float: "Float64", bool: "boolean"}
_ORDERED = {"level": Level}  # the columns whose values have an order
_SPECIAL = {"level": "category", "date": "datetime64[s]"}
SCHEMA = {name: _SPECIAL.get(name) or _DTYPES[kind] for name, kind in COLUMNS.items()}  # pandas' types


def to_frame(results: Article | Failure | Iterable[Article | Failure], *, nested: bool = False) -> "pandas.DataFrame":
    """One article, or many, as a DataFrame: one row an attribution, one for a document without any or a failure.

    What is said within what somebody says is left out, so that nothing counts twice; with `nested` it has rows of its
    own, and the column `inside` names the attribution that each stands in.

    Where an article has no id, `document` is its number, from 0. `level` is an ordered category, from named to hidden
    (missing where the speaker is unresolved): ``frame.level >= "vague"``, ``frame.sort_values("level")``.

    Metadata has the columns `outlet`, `date` (a day), `url`, `meta_title`, `section` and `author`; other keys follow
    behind all columns, each under its own name, or with `meta_` before it where that is taken.

    Raises:
        InvalidInput: something else than articles and failures is among the results.
        InvalidSetting: `nested` is no `bool`.
        MissingExtra: pandas is not installed.
    """
    nested = switch("nested", nested)
    rows: list[dict[str, Any]] = []
    more: dict[str, list[Any]] = {}
    for number, result in enumerate(results_of(results)):
        found = whole(result, str(number), nested=nested)
        if isinstance(result, Article):
            for key in result.meta.keys() - set(KNOWN):
                column = more.setdefault(meta_column(key), [])
                column += [None] * (len(rows) - len(column)) + [_cell(result.meta[key])] * len(found)
        rows += found
    table = frame(rows)
    for name in sorted(more):
        cells = more[name] + [None] * (len(rows) - len(more[name]))
        table[name] = _pandas().Series(cells, dtype=object).convert_dtypes()
    return table


def _cell(value: Value) -> Any:
    return "; ".join(value) if isinstance(value, tuple) else value


def frame(rows: list[dict[str, Any]]) -> "pandas.DataFrame":
    """Rows as `quoteattr.export.rows.rows` makes them, as a DataFrame with the types of `SCHEMA`."""
    pandas = _pandas()
    ordered = {
        name: pandas.CategoricalDtype([value.value for value in kind], ordered=True) for name, kind in _ORDERED.items()
    }
    return pandas.DataFrame(rows, columns=list(SCHEMA)).astype(SCHEMA | ordered)


def names_frame(results: Article | Failure | Iterable[Article | Failure]) -> "pandas.DataFrame":
    """The names of one article, or of many, as a DataFrame: one row a name, with its `kind` and where it stands
    (`start`, `end`); one for a document without any or a failure. `document` is as in `to_frame`.

    Raises:
        InvalidInput: something else than articles and failures is among the results.
        MissingExtra: pandas is not installed.
    """
    found = results_of(results)
    pandas = _pandas()
    rows = [row for number, result in enumerate(found) for row in name_rows(result, str(number))]
    types = {name: _DTYPES[kind] for name, kind in NAME_COLUMNS.items()}
    return pandas.DataFrame(rows, columns=list(types)).astype(types)


def _pandas() -> Any:
    need("a data frame", "pandas")
    import pandas

    return pandas


# --- CSV ------------------------------------------------------------------------------------------


def write_csv(
    results: Article | Failure | Iterable[Article | Failure],
    path: str | os.PathLike[str],
    *,
    spreadsheet_safe: bool = True,
    nested: bool = False,
) -> None:
    """The same rows as a CSV file: UTF-8, a header, what is missing is empty; `read_csv` reads them again.

    Args:
        results: one article, or what `extract_many` gives.
        path: the file; packed where its name ends in ``.gz``.
        spreadsheet_safe: put an apostrophe before words that a spreadsheet would run as a formula (they begin with
            ``=``, ``+``, ``-``, ``@`` or white space), before an apostrophe, and in place of no words at all, so that
            it can be undone. A text could otherwise run what it likes on the desk of who opens the table. The file
            then begins with a byte order mark, without which Excel takes UTF-8 for something else; read it with
            `read_csv`, pandas, or Python's ``encoding="utf-8-sig"``.
        nested: as for `to_frame`.

    Raises:
        InvalidInput: something else than articles and failures is among the results.
        MissingFile, UnusableFile: the file can't be written.
    """
    safe = switch("spreadsheet_safe", spreadsheet_safe)
    found = _whole(results, switch("nested", nested))  # looked at before a file is emptied
    with writing(path, newline="") as file:
        if safe:
            file.write(BOM)
        table = csv.DictWriter(file, list(COLUMNS))
        table.writeheader()
        for rows in found:
            table.writerows(({k: no_formula(v) for k, v in row.items()} for row in rows) if safe else rows)


def read_csv(path: str | os.PathLike[str], *, spreadsheet_safe: bool = True) -> Iterator[dict[str, Any]]:
    """The rows of a CSV file that `write_csv` wrote, one by one, with the types of `quoteattr.export.rows.COLUMNS`.

    Args:
        path: the file; gzip is unpacked.
        spreadsheet_safe: as it was written; the apostrophes are taken off again.

    Raises:
        InvalidRecord: the file has other columns, or a cell is not of its column's type; the message says where.
        MissingFile, UnusableFile: the file can't be read.
    """
    safe = switch("spreadsheet_safe", spreadsheet_safe)
    with reading(path) as raw, TextIOWrapper(raw, encoding="utf-8-sig", newline="") as file:
        table = csv.reader(file, strict=True)
        try:
            header = _next(table)
            if header != list(COLUMNS):
                raise InvalidRecord(f"its columns are {shown(header)}, not those of quoteattr.write_csv")
            while (cells := _next(table)) is not None:
                yield _row(cells, safe)
        except (InvalidRecord, csv.Error, UnicodeDecodeError) as error:
            raise InvalidRecord(f"line {table.line_num} of {path}: {error}") from error
        except BROKEN as error:
            raise InvalidRecord(f"{path} is damaged behind line {table.line_num}: {error}") from error


def _next(table: Any) -> list[str] | None:
    with long_cells():
        found: list[str] | None = next(table, None)
    return found


def _row(cells: list[str], spreadsheet_safe: bool) -> dict[str, Any]:
    if len(cells) != len(COLUMNS):
        raise InvalidRecord(f"it has {len(cells)} cells, not {len(COLUMNS)}")
    return {
        name: _value(name, kind, cell, spreadsheet_safe)
        for (name, kind), cell in zip(COLUMNS.items(), cells, strict=True)
    }


_SWITCHES = {"True": True, "False": False}


def _value(name: str, kind: type, cell: str, spreadsheet_safe: bool) -> Any:
    """What a cell means; None for an empty one."""
    if not cell:
        return None
    if kind is str:
        return cell.removeprefix(MARK) if spreadsheet_safe else cell
    try:
        return _SWITCHES[cell] if kind is bool else kind(cell)
    except (KeyError, ValueError):
        raise InvalidRecord(f"{name} is {shown(cell)}: it must be of type {kind.__name__}") from None


def _whole(results: Article | Failure | Iterable[Article | Failure], nested: bool) -> Iterable[list[dict[str, Any]]]:
    return (whole(result, str(number), nested=nested) for number, result in enumerate(results_of(results)))
