"""The rows of `dependants.tsv`: in each example, what is bold is what the row says of the word in brackets."""

import pytest
import regex

from quoteattr import Extractor
from quoteattr.attributions.dependants import dependant
from quoteattr.language import language

ROWS = language("en").rows("dependants")
_MARKS = regex.compile(r"[\[\]*]+")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}: {row[-1]}")
def test_an_example_is_of_its_kind(speech: Extractor, row: tuple[str, ...]) -> None:
    kind, marked = row[0], row[-1]
    text = _MARKS.sub("", marked)
    word, hangs = (marked[: marked.index(mark)] for mark in ("[", "**"))
    reading = speech.read(text)[0]
    at, on = (reading.token_at(len(_MARKS.sub("", before))) for before in (hangs, word))
    assert dependant(reading.document, on, kind) == at


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("The port did not respond on that day.", "respond", "request"),
        ("He had no answer for days.", "answer", "answered"),
        ("She took the train.", "took", "question"),
        ("The bells were silent at noon.", "silent", "of_silence"),
        ("She would not say the name.", "say", "wording"),
        ("They went into the hall.", "went", "detail"),
        ("A nurse called about comment.", "called", "called"),
    ],
    ids=str,
)
def test_what_is_of_no_kind(speech: Extractor, text: str, word: str, kind: str) -> None:
    reading = speech.read(text)[0]
    assert dependant(reading.document, reading.token_at(text.index(word)), kind) is None
