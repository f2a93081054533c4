"""Lexicon files whose rows are a kind, a pattern, and an example: the phrases of a language by what they are."""

from functools import cache

import regex

from quoteattr.language import Language
from quoteattr.language.lexicon import NEVER, spaced


@cache
def written(language: Language, lexicon: str, kind: str) -> tuple[str, ...]:
    """The patterns of a kind as they stand in a lexicon, in order."""
    return tuple(row[1] for row in language.rows(lexicon) if row[0] == kind)


@cache
def patterns(language: Language, lexicon: str, kind: str) -> tuple["regex.Pattern[str]", ...]:
    """The patterns of a kind, one a row, without regard to case."""
    return tuple(regex.compile(spaced(row), regex.IGNORECASE) for row in written(language, lexicon, kind))


@cache
def any_of(language: Language, lexicon: str, kind: str, around: str = "{}") -> "regex.Pattern[str]":
    """One pattern for all rows of a kind, set into a pattern in place of its braces; it never matches without a row."""
    rows = written(language, lexicon, kind)
    if not rows:
        return NEVER
    return regex.compile(around.replace("{}", "|".join(spaced(row) for row in rows), 1), regex.IGNORECASE)
