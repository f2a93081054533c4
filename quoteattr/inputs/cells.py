"""Cells of tables that go out into spreadsheets."""

from typing import Any

RUN = tuple("=+-@\t\r\n＝＋－＠")  # what a spreadsheet takes for the beginning of a formula (OWASP)
MARK = "'"  # which makes it words
BOM = "\ufeff"  # by which Excel knows UTF-8


def no_formula(value: Any) -> Any:
    """A cell that no spreadsheet runs: words get an apostrophe where they would be a formula, have one, or are none."""
    if isinstance(value, str) and (not value or value.startswith((*RUN, MARK))):
        return MARK + value
    return value
