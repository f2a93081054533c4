"""Scripts of speech: twelve layouts, each a text and its turns beside it (label, speaker, what is said)."""

from pathlib import Path

import pytest

from quoteattr import Attribution, Extractor

LAYOUTS = {  # file, and the public convention that it follows
    "briefing": "press briefings of the White House",
    "cable": "rush transcripts of CNN",
    "call": "earnings calls as The Motley Fool prints them",
    "commons": "Hansard of the House of Commons, on the web",
    "congress": "Congressional Record",
    "council_un": "verbatim records of the United Nations Security Council",
    "court": "court reporters of the United States: questions and answers under examination",
    "europarl": "verbatim reports of the European Parliament",
    "evidence": "oral evidence before select committees of the House of Commons, in Markdown",
    "reps_hansard": "Hansard of the Australian House of Representatives",
    "roundtable": "magazine interviews in Markdown: bold questions, initials",
    "stamped": "transcripts by Rev.com: name and time on a line of their own",
}
FOLDER = Path(__file__).parent / "scripts"


def rows(layout: str) -> list[tuple[str | None, str | None, str]]:
    """The turns that a text should have."""
    lines = (FOLDER / f"{layout}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    parts = (line.split("\t") for line in lines)
    return [(None if a == "-" else a, None if b == "-" else b.lower(), said) for a, b, said in parts]


def turn(a: Attribution) -> tuple[str | None, str | None, str]:
    """An attribution as a row."""
    said = " | ".join(p.text for p in a.content)
    return a.source and a.source.text, a.speaker and a.speaker.label.lower(), said


def test_every_layout_is_there() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.txt")) == list(LAYOUTS)
    assert all(len(rows(layout)) >= 20 and len({who for _, who, _ in rows(layout)}) >= 6 for layout in LAYOUTS)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_turn_of_a_layout(speech: Extractor, layout: str) -> None:
    article = speech.extract((FOLDER / f"{layout}.txt").read_text(encoding="utf-8"))
    assert [turn(a) for a in article.attributions] == rows(layout)
    assert all(a.cue is None and a.mode == "speech" for a in article.attributions)
