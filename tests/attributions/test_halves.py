"""A quotation that a cue interrupts, and what the next sentence says: each with who says it."""

import pytest

from quoteattr import Extractor

ROWS = [
    (
        "“The dam is safe,” the mayor said. “We checked it.” Residents have doubts, said Ines Duarte, a nurse.",
        [
            ("the mayor", "“The dam is safe,” “We checked it.”"),
            ("Ines Duarte, a nurse", "Residents have doubts"),
        ],
    ),
    (
        "“The bridge creaks,” Ann Bell told the Post. “Nobody paints it.” The work is cheap, according to Tom Pryce.",
        [("Ann Bell", "“The bridge creaks,” “Nobody paints it.”"), ("Tom Pryce", "The work is cheap")],
    ),
    (
        "“I was asleep,” the nurse told the court. “I heard nothing.” The door had been open for hours, a guard said.",
        [("the nurse", "“I was asleep,” “I heard nothing.”"), ("a guard", "The door had been open for hours")],
    ),
    # the second quotation has its own cue, or is behind another paragraph's
    (
        "“The dam is safe,” the mayor said. “We checked it,” said Ines Duarte, her engineer.",
        [("the mayor", "“The dam is safe,”"), ("Ines Duarte, her engineer", "“We checked it,”")],
    ),
    (
        "“The dam is safe,” the mayor said. “We checked it,” Ines Duarte said. “It will hold.”",
        [("the mayor", "“The dam is safe,”"), ("Ines Duarte", "“We checked it,” “It will hold.”")],
    ),
    (
        "“The dam is safe,” the mayor said. “We checked it.”\n\nResidents have doubts, said Ines Duarte, a nurse.",
        [("the mayor", "“The dam is safe,” “We checked it.”"), ("Ines Duarte, a nurse", "Residents have doubts")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[text[:60] for text, _ in ROWS])
def test_halves(speech: Extractor, text: str, expected: list[tuple[str, str]]) -> None:
    found = [
        (a.source.text if a.source else None, " ".join(piece.text for piece in a.content))
        for a in speech.extract(text).attributions
    ]
    assert found == expected
