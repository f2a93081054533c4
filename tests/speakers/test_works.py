"""Works and organisations that a noun calls by a title."""

import pytest

from quoteattr import Extractor

WORKS = [
    ("Her memoir, “Low Water,” came out in May. The memoir says that the dam was old.", "Low Water"),
    ("The documentary “Cold Harbor” was shown on Monday. The documentary claims that it leaks.", "Cold Harbor"),
    ("“Salt and Iron,” a biography of the founder, is out. The biography says he lied.", "Salt and Iron"),
    ("A newsletter called “Tide Tables” was sent. The newsletter said that the ferry would stop.", "Tide Tables"),
    ("The video, posted on Sunday, is called “No Way Back”. The video claims that the mine is wet.", "No Way Back"),
    ("He wrote a play entitled “The Last Ferry” in 1998. “It is late,” Ana Ruiz said.", "Ana Ruiz"),
]


@pytest.mark.parametrize(("text", "title"), WORKS)
def test_a_title_names_what_the_noun_calls(everything: Extractor, text: str, title: str) -> None:
    labels = [a.speaker.label for a in everything.extract(text) if a.speaker is not None]
    assert labels == [title]


OTHERS = [
    "The book, “it is a mess,” he said, is out. The book says that the dam was never checked.",
    "Her new book is out. The book says that the dam was never checked.",
    "The play “Low Water” was shown. A second book is out. The book says that the dam was never checked.",
]


@pytest.mark.parametrize("text", OTHERS)
def test_no_title_no_name(everything: Extractor, text: str) -> None:
    last = everything.extract(text).attributions[-1]
    assert last.speaker is not None
    assert "book" in last.speaker.label.lower()
