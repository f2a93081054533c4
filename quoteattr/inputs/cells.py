"""Cells of tables: those that go out into spreadsheets, and long ones."""

import csv
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

RUN = tuple("=+-@\t\r\n＝＋－＠")  # what a spreadsheet takes for the beginning of a formula (OWASP)
MARK = "'"  # which makes it words
BOM = "\ufeff"  # by which Excel knows UTF-8


def no_formula(value: Any) -> Any:
    """A cell that no spreadsheet runs: words get an apostrophe where they would be a formula, have one, or are none."""
    if isinstance(value, str) and (not value or value.startswith((*RUN, MARK))):
        return MARK + value
    return value


@contextmanager
def long_cells() -> Iterator[None]:
    """Cells of any length: Python's reader takes no more than 131,072 characters, and a content may have more."""
    before = csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    try:
        yield
    finally:
        csv.field_size_limit(before)
