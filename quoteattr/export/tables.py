"""Attributions as a table: pandas, CSV. One row an attribution, with the columns of `quoteattr.corpus.COLUMNS`.

A table drops what does not fit a cell: where each piece of a content stands (the first's start and the last's end are
kept), where the words on a speaker stand, mentions, evidence, quotations, and the text itself.
"""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quoteattr.corpus import COLUMNS, whole
from quoteattr.errors import MissingExtra
from quoteattr.records import Article, Failure

if TYPE_CHECKING:
    import pandas

_DTYPES = {str: "string", int: "Int64", float: "Float64", bool: "boolean"}
SCHEMA = {name: _DTYPES[kind] for name, kind in COLUMNS.items()}  # pandas' types


def to_frame(results: Article | Iterable[Article | Failure]) -> "pandas.DataFrame":
    """One article, or many, as a DataFrame: one row an attribution, one for a document without any or a failure.

    Where an article has no id, `document` is its number, from 0.

    Raises:
        MissingExtra: pandas is not installed.
    """
    rows = [row for found in _whole(results) for row in found]
    return frame(rows)


def frame(rows: list[dict[str, Any]]) -> "pandas.DataFrame":
    """Rows as `quoteattr.corpus.rows` makes them, as a DataFrame with the types of `SCHEMA`."""
    try:
        import pandas
    except ImportError as error:
        raise MissingExtra("pandas is not installed: pip install 'quoteattr[pandas]'") from error
    return pandas.DataFrame(rows, columns=list(SCHEMA)).astype(SCHEMA)


def write_csv(results: Article | Iterable[Article | Failure], path: str | Path) -> None:
    """The same rows as a CSV file (UTF-8, a header, what is missing is empty)."""
    with Path(path).open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(COLUMNS))
        table.writeheader()
        for rows in _whole(results):
            table.writerows(rows)


def _whole(results: Article | Iterable[Article | Failure]) -> Iterable[list[dict[str, Any]]]:
    given = [results] if isinstance(results, Article) else results
    return (whole(result, str(number)) for number, result in enumerate(given))
