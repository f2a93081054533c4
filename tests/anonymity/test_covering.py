"""Whom a grant covers: each row is a text, and of each of its attributions the label and whether a grant covers it."""

import pytest
from conftest import check_spans

from quoteattr import Extractor

ROWS = [
    # whoever its clause speaks of, and nobody beside
    ("Ruth Kessler said the pier was safe, but an aide who asked not to be named said it was not.",
     [("Ruth Kessler", False), ("aide", True)]),
    # several
    ("A port official said the crane had failed. A customs officer said it was old. Both spoke on condition of "
     "anonymity.",
     [("port official", True), ("customs officer", True)]),
    ("A pilot said it was foggy. A port official said the crane had failed. A customs officer said it was old. Both "
     "spoke on condition of anonymity.",
     [("pilot", False), ("port official", True), ("customs officer", True)]),
    ("A pilot said it was foggy. A port official said the crane had failed. A customs officer said it was old. All of "
     "them spoke on condition of anonymity.",
     [("pilot", True), ("port official", True), ("customs officer", True)]),
    # an unnamed person keeps it, also where it is given later, and over paragraphs
    ("“It is over,” an aide said.\n\nThe talks had gone on for days.\n\nThe aide, who asked not to be named, said they "
     "had failed.\n\n“We tried,” the aide said.",
     [("aide", True), ("aide", True), ("aide", True)]),
    # a sentence behind, in which nobody else speaks
    ("“It is over,” an aide said. She requested anonymity.", [("aide", True)]),
    # a pronoun that may be somebody named, who needs none
    ("“It is over,” Dana Hill said. “It is not,” a Harlow aide said. She asked not to be named for fear of reprisals.",
     [("Dana Hill", False), ("Harlow aide", True)]),
    # the source in its sentence, where no subject tells
    ("On condition of anonymity, an aide said the talks had failed.", [("aide", True)]),
    # a group has it only where it is given
    ("Officials said the talks had failed.\n\nIt rained.\n\nIt rained again.\n\nAn aide, who asked not to be named, "
     "said that they went on.",
     [("Officials", False), ("aide", True)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[text[:50] for text, _ in ROWS])
def test_covered(speech: Extractor, text: str, expected: list[tuple[str, bool]]) -> None:
    article = speech.extract(text)
    check_spans(article)
    found = [(a.speaker.label, a.anonymity.granted is not None) for a in article.attributions if a.speaker is not None]
    assert found == expected
