"""Sentences that begin behind a full stop that is part of a word."""

import pytest

from quoteattr import Extractor
from quoteattr.language import language
from quoteattr.text.sentences import certain_beginnings


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("“No,” said Owen Price Jr. He left the room.", ["He left the room."]),
        ("She met Carl Dunn Sr. Ann Doyle wept.", ["Ann Doyle wept."]),
        ("The mill belongs to Calvero Corp. The company makes boats.", ["The company makes boats."]),
        ("It was sold to Brixly Inc. It had made shoes. They left the U.S. There they fell out.", [
            "It had made shoes. They left the U.S. There they fell out.", "There they fell out."]),
        ("We asked Calvero Corp. Chief Executive Ines Prado.", []),
        ("Mr. The was a singer, and Gov. Ann Roe a fan; U.S. Ann Roe was not.", []),
        ("Owen Price Jr. High School is shut.", []),
        ("He posted it on X. Harlow Council said no.", ["Harlow Council said no."]),
        ("She replied to X. “No,” it said.", ["“No,” it said."]),
        ("They met Malcolm X. Jones in May.", []),
        ("“No,” said Price Jr., who left. The room was warm.", []),
        ("“No,” said Melissa Chu. Moss's lawyer wept.", ["Moss's lawyer wept."]),
        ("She met Tom Ivy. Harlow Council said no.", ["Harlow Council said no."]),
        ("She met Anna Wu. “No,” Wu said.", ["“No,” Wu said."]),
        ("They closed the Martin Ave. Bridge and the Lincoln Blvd. Market.", []),
        ("He is Martin St. John, of the Grant Co. Mill.", []),
    ],
    ids=str,
)  # fmt: skip
def test_certain_beginnings(text: str, begins: list[str]) -> None:
    assert [text[at:] for at in certain_beginnings(text, language("en"))] == begins


def test_they_are_sentences(speech: Extractor) -> None:
    document = speech.read("“No,” said Owen Price Jr. The senator was tired of Calvero Corp. They met at noon.")[
        0
    ].document
    assert [document.tokens[s.first].text for s in document.sentences] == ["“", "The", "They"]
