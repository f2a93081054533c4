"""Whom a phrase means where the text leaves no choice: each row of `meant.tsv` is a kind, a text, a phrase, and who."""

from pathlib import Path

import pytest

from quoteattr import Extractor, Level
from quoteattr.speakers.find import who_is_who
from quoteattr.speakers.phrases import take_apart
from quoteattr.speakers.resolve import resolve
from quoteattr.text.tree import head_of

Row = tuple[str, str, str]


def rows() -> list[Row]:
    """Texts (¶ for a blank line), phrases, and whom they mean."""
    lines = Path(__file__).with_name("meant.tsv").read_text(encoding="utf-8").splitlines()
    fields = [line.split("\t")[1:] for line in lines if not line.startswith("#")]
    return [(text.replace("¶", "\n\n"), phrase, who) for text, phrase, who in fields]


@pytest.mark.parametrize(("text", "phrase", "who"), rows(), ids=lambda value: value[:50])
def test_meant(everything: Extractor, text: str, phrase: str, who: str) -> None:
    reading, spotted = everything.read(text)
    cast, _ = who_is_who(reading, everything.drafts(reading, spotted))
    start = text.rindex(phrase)
    end = start + len(phrase)
    head = head_of(cast.document, list(reading.tokens_in(start, end)))
    joined = next((c for c in cast.chains if head in c.at and not c.members), None)
    chain = joined or resolve(cast, take_apart(cast.document, cast.name_at, head, start, end)).chain
    is_named = chain is not None and chain.level in (Level.NAMED, Level.PARTIAL)
    assert (chain.label if chain is not None and is_named else "-") == who
