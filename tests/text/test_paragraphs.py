"""Paragraphs of raw texts, and their plain copies."""

from itertools import pairwise
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.language import language
from quoteattr.text.paragraphs import paragraphs, plain, readable

PARAGRAPHS = [
    ("One.\nTwo.", ["One.", "Two."]),
    ("One.\n\nTwo.", ["One.", "Two."]),
    ("One.\r\n \r\nTwo.\r\n", ["One.", "Two."]),
    ("", []),
    (" \n\t", []),
    ("ROME, May 3 (Agency) — It is over.\nNext.", ["ROME, May 3 (Agency) —", "It is over.", "Next."]),
    ("WASHINGTON -- “It is over.”", ["WASHINGTON --", "“It is over.”"]),
    ("NEW DELHI: The court sat.", ["NEW DELHI:", "The court sat."]),
    ("LAHORE, MARCH 4: “It is over.”", ["LAHORE, MARCH 4:", "“It is over.”"]),
    ("SMITH: The court sat.", ["SMITH: The court sat."]),
    ("NASA -- the agency -- said so.", ["NASA --", "the agency -- said so."]),
    ("Rome — it is over.", ["Rome — it is over."]),
    ("Abuja — The court sat.", ["Abuja —", "The court sat."]),
    ("Frost — The court sat.", ["Frost — The court sat."]),
    ("14:25 “It is over.”", ["14:25", "“It is over.”"]),
    ("11.31am The court sat.", ["11.31am", "The court sat."]),
    ("90+3’ Goal!", ["90+3’", "Goal!"]),
    ("12.30 was too late.", ["12.30 was too late."]),
]


@pytest.mark.parametrize(("text", "expected"), PARAGRAPHS, ids=[repr(t)[:25] for t, _ in PARAGRAPHS])
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in paragraphs(text)] == expected


def test_plain_keeps_the_length() -> None:
    text = "“Ça”—‘è’\u00a0«ok»\u200b…"
    assert len(plain(text)) == len(text)


def test_a_language_without_datelines_has_none(tmp_path: Path) -> None:
    text = "ROME, May 3 (Agency) — It is over."
    assert [text[a:b] for a, b in paragraphs(text, evolve(language("en"), folder=tmp_path))] == [text]


@given(st.text(alphabet=st.sampled_from(list('Ab. \n\r\t\x00\u2028\u200b—“"')), max_size=60))
def test_any_text(text: str) -> None:
    """Paragraphs stand in order, and nothing but white space stands between them; a readable copy is as long."""
    found = paragraphs(text)
    assert all(a < b for a, b in found)
    between = [(0, 0), *found, (len(text), len(text))]
    assert all(end <= start for (_, end), (start, _) in pairwise(between))
    outside = "".join(text[end:start] for (_, end), (start, _) in pairwise(between))
    assert not outside.replace("\u200b", "").strip()
    assert len(readable(text)) == len(text)
