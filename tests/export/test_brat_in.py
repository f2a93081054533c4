"""What was corrected in brat comes back."""

from pathlib import Path
from typing import Any

import pytest

import quoteattr
from quoteattr import Article, Extractor, InvalidInput, InvalidRecord, Level, from_brat

SEED = Path(__file__).resolve().parents[2] / "examples" / "data" / "seed_article.txt"
TEXT = "“We are ready,” said Maria Ruiz. She said that it was late."


def test_a_round_trip_is_the_same_in_all_that_brat_holds(article: Article, everything: Extractor) -> None:
    seed = everything.extract(SEED.read_text(encoding="utf-8"))
    for given in (article, seed, everything.extract("Nothing.")):
        again = from_brat(given.text, quoteattr.to_brat(given), id=given.id)
        assert quoteattr.to_brat(again) == quoteattr.to_brat(given)
        assert [(a.source, a.cue, a.style, a.mode, a.negated) for a in again] == [
            (a.source, a.cue, a.style, a.mode, a.negated) for a in given
        ]
        assert [a.anonymity.level for a in again] == [a.anonymity.level for a in given]
        assert [str(a.speaker) for a in again] == [str(a.speaker) for a in given]
        assert again.names == given.names
        assert quoteattr.from_json(again.to_json()) == again


def test_what_an_annotator_draws(speech: Extractor) -> None:
    ann = (
        "T1\tContent 0 15\t“We are ready,”\nT2\tSource 21 31\tMaria Ruiz\nT3\tCue 16 20\tsaid\n"
        "R1\tHasSource Arg1:T1 Arg2:T2\nR2\tHasCue Arg1:T1 Arg2:T3\nA1\tStyle T1 direct\n\n*\tEquiv T1 T2\n"
    )
    (attribution,) = from_brat(TEXT, ann)
    assert (str(attribution.speaker), attribution.anonymity.level) == ("Maria Ruiz", Level.NAMED)
    assert (attribution.style, attribution.mode, str(attribution.cue)) == ("direct", "speech", "said")


def test_a_correction_is_seen(speech: Extractor) -> None:
    found = speech.extract(TEXT)
    ann = quoteattr.to_brat(found).replace("speaker: Maria Ruiz (S1, person)", "speaker: Mary Ruiz (S1, person)", 1)
    again = from_brat(TEXT, ann.replace("Level T1 named", "Level T1 described"))
    assert again.attributions[0].speaker is not None
    assert again.attributions[0].speaker.description == "Mary Ruiz"


@pytest.mark.parametrize(
    ("ann", "error", "message"),
    [
        (5, InvalidInput, "give a str"),
        ("T1\tContent 0 900\tx", InvalidRecord, "not in the text"),
        ("T1\tContent -1 5\tx", InvalidRecord, "line 1: .* has no span"),
        ("T1\tContent a b\tx", InvalidRecord, "has no span"),
        ("T1\tContent", InvalidRecord, "has no span"),
        ("hello", InvalidRecord, "line 1"),
        ("A1\tStyle T9 direct", InvalidRecord, "there is no T9"),
        ("T1\tContent 0 9\tx\nA1\tStyle T1 odd", InvalidRecord, "style"),
        (f"T1\tContent 0 {'9' * 5000}\tx", InvalidRecord, "not in the text"),
        ("T1\tSource 0 9\tx\nT2\tCue 16 20\tx\nR1\tHasCue Arg1:T1 Arg2:T2", InvalidRecord, "must tie a Content"),
        (
            "T1\tContent 0 9\tx\nT2\tCue 16 20\tx\nT3\tCue 1 2\tx\nR1\tHasCue Arg1:T1 Arg2:T2\n"
            "R2\tHasCue Arg1:T1 Arg2:T3",
            InvalidRecord, "T1 has two HasCue, T2 and T3: keep one",
        ),
        ("T1\tContent 0 9\tx\nA1\tLevel T1 named", InvalidRecord, "neither a source nor a note"),
    ],
)  # fmt: skip
def test_what_can_not_be_read(ann: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        from_brat(TEXT, ann)


def test_a_note_of_an_annotator_tells_nothing_and_ties_are_drawn_from_either_end(speech: Extractor) -> None:
    found = speech.extract(TEXT)
    drawn = "T1\tContent 0 15\t\nT2\tSource 21 31\t\nR1\tHasSource Arg1:{} Arg2:{}\n#1\tAnnotatorNotes T1\tis it so?\n"
    for ends in (("T1", "T2"), ("T2", "T1")):
        (attribution,) = from_brat(TEXT, drawn.format(*ends))
        assert (str(attribution.source), str(attribution.speaker)) == ("Maria Ruiz", "Maria Ruiz")
    noted = quoteattr.to_brat(found) + "#9\tAnnotatorNotes T2\tsee page 3\n"
    assert from_brat(TEXT, noted).attributions[0].text == "“We are ready,”"
