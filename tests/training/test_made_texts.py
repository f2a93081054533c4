"""Sentences put into what a made-up speaker says keep what is told in them."""

import random

import pytest

from training.nested.made import framed, made, rows
from training.nested.texts import sentences_of

TEXT = (
    "RIVERTON — The bridge is old. Hale said the “worst” crack was new.\n\n"
    "“It is over,” Ruiz said. “We are done.” Nobody came."
)


def _at(words: str) -> list[list[int]]:
    start = TEXT.index(words)
    return [[start, start + len(words)]]


DOCUMENT = {
    "id": "bridge",
    "text": TEXT,
    "attributions": [
        {"source": _at("Hale"), "cue": _at("said"), "content": _at("the “worst” crack was new")},
        {"source": _at("Ruiz"), "cue": [[93, 97]], "content": _at("“It is over,”") + _at("“We are done.”")},
    ],
}


@pytest.mark.parametrize("seed", range(12))
def test_what_is_told_stays_where_it_is(seed: int) -> None:
    text = made(DOCUMENT, list(sentences_of(TEXT)), random.Random(seed), 1.0)
    assert text.said
    words = " ".join(text.text[a:b] for pieces, _ in text.said for a, b in pieces)
    assert "We are done" not in words  # it goes with words outside its sentence
    for pieces, told in text.said:
        for one in told:
            (a, b), (c, d) = one.source[0], one.content[0]
            assert text.text[slice(*one.cue[0])] == "said"
            assert text.text[a:b].lower() in {"hale", "i", "we", "he", "she", "they", "you"}
            assert text.text[c:d][5:] in {"worst” crack was new", "worst’ crack was new"}
            assert any(x <= a and d <= y for x, y in pieces)


def test_every_frame_has_its_slots() -> None:
    for frame in rows("frames.tsv"):
        sentences = [made_up("One is here"), made_up("Two is there")]
        put, slots, _ = framed(frame, sentences, random.Random(0))
        assert "{" not in put
        assert [put[a:b].lower() for a, b in slots] == ["one is here", "two is there"][: len(slots)]


def made_up(words: str):  # type: ignore[no-untyped-def]
    from training.nested.made import Sentence

    return Sentence(words, ())
