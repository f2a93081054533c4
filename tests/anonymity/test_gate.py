"""The words that a pattern can't do without."""

import pytest

from quoteattr.anonymity.gate import holds, needed

NEEDED = [
    ("spoke incognito", {"incognito"}),
    ("(?:declin|refus)(?:ed|es|ing) to be (?:named|used)", {"declin", "refus"}),
    ("conditions? of (?:strict )?secrecy", {"condition"}),
    ("(?=on)(?<=spoke )on (?:deep )?background", {"background"}),
    ("(?:a|(?:b|c) )?nickname?s", {"nicknam"}),
    ("no[ -]names?", {"name"}),
    (r"Off\.the\.books", {"off.the.books"}),
    (r"(?:in camera|\w+ly)", {"camera", "ly"}),
    (r"(?:in camera|\w+)", None),
    (r"\w+", None),
    ("", None),
]


@pytest.mark.parametrize(("pattern", "words"), NEEDED, ids=[p for p, _ in NEEDED])
def test_needed(pattern: str, words: set[str] | None) -> None:
    assert needed(pattern) == words


def test_a_text_without_the_words_is_left_out() -> None:
    assert holds(frozenset({"incognito"}), "she spoke incognito")
    assert not holds(frozenset({"incognito"}), "she spoke")
    assert holds(None, "she spoke")
