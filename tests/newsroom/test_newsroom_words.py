"""Every row of the lexicons of `newsroom/` finds the words in the brackets of its own example."""

import pytest

from quoteattr.language import language
from quoteattr.language.wordings import any_of

ENGLISH = language("en")
ROWS = [(name, *row) for name in ("opinions", "allegations") for row in ENGLISH.rows(name)]


@pytest.mark.parametrize(("lexicon", "kind", "pattern", "example"), ROWS, ids=[f"{r[1]}: {r[3]}" for r in ROWS])
def test_example(lexicon: str, kind: str, pattern: str, example: str) -> None:
    before, _, rest = example.partition("[")
    words, _, behind = rest.partition("]")
    text, start = before + words + behind, len(before)
    found = any_of(ENGLISH, lexicon, kind, r"(?:{})").search(text, start)
    assert found is not None
    assert (found.start(), found.group().strip()) == (start + (len(words) - len(words.lstrip())), words.strip()) or (
        found.group() == words
    )
    assert pattern


def test_every_noun_has_a_known_class() -> None:
    assert {row[1] for row in ENGLISH.rows("anonymous_nouns")} == {"source", "person", "inside", "close", "counted"}
