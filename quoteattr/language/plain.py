"""What the heads need of a language that has nothing of its own for it: words and marks, and lemmas by a list."""

from collections.abc import Mapping
from functools import cache

import regex


def words_and_marks(text: str) -> list[tuple[int, int]]:
    """Runs of letters and digits, and single marks: start and end of each, in order.

    >>> words_and_marks("“Ja”, so")
    [(0, 1), (1, 3), (3, 4), (4, 5), (6, 8)]
    """
    return [m.span() for m in _word_or_mark().finditer(text)]


@cache
def _word_or_mark() -> "regex.Pattern[str]":
    return regex.compile(r"[\p{L}\p{M}\p{N}]++|[^\w\s]|_")


def listed_lemma(form: str, upos: str, xpos: str, known: Mapping[tuple[str, str], str]) -> str:
    """The lemma that a list has for a form in small letters and its part of speech, else the form."""
    return form if upos == "PROPN" else known.get((form.lower(), upos), form.lower())
