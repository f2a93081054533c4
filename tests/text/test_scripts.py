"""Scripts of speech: twelve layouts, each a text and its turns beside it (label, speaker, what is said)."""

from pathlib import Path

import pytest

from quoteattr import Attribution, Extractor
from quoteattr.language import language
from quoteattr.text.scripts.directions import pieces_said

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
    return a.source.text if a.source else None, a.speaker.label.lower() if a.speaker else None, said


def test_every_layout_is_there() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.txt")) == list(LAYOUTS)
    assert all(len(rows(layout)) >= 20 and len({who for _, who, _ in rows(layout)}) >= 6 for layout in LAYOUTS)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_turn_of_a_layout(speech: Extractor, layout: str) -> None:
    article = speech.extract((FOLDER / f"{layout}.txt").read_text(encoding="utf-8"))
    assert [turn(a) for a in article.outer] == rows(layout)
    assert all(a.cue is None and a.mode == "speech" for a in article.outer)


NO_SCRIPT = {
    "words in Q": "QAnon spread fast. You may have heard of it.\n\nQVC is for sale. Do you want it?\n\n"
    "Qatar has left us.\n\nQuite so, we know.",
    "letters to a column": "DEAR ABBY: I am 34 and my husband snores. What should I do? — TIRED\n\n"
    "DEAR TIRED: You should see a doctor.\n\nDEAR ABBY: My sister never calls me. — ALONE\n\nDEAR ALONE: Call her.",
    "arrests": "Police made these arrests on Friday:\n\nJohn Moss, 34: theft, assault.\nAnn Reed, "
    "21: drunken driving.\n"
    "Lee Park: trespass.\nJohn Moss: theft of a boat.",
    "datelines": "NEW DELHI: The river rose by two feet on Monday.\n\nMUMBAI: Trains were late, and "
    "“we waited for hours,” "
    "a rider said.\n\nNEW DELHI: The rain went on.",
    "dashed datelines": "ROME — The river rose.\n\nPARIS — “We waited for hours,” a rider "
    "said.\n\nROME — The rain went on.",
    "notes": "The pier is shut.\n\nEditor's note: This story was updated.\n\nCorrection: You will "
    "find the pier in Rhyl.",
    "links": "READ MORE: Ferry sinks off Harwell\nWATCH: Ferry sinks\nREAD MORE: Ten things you "
    "should know about ferries",
    "picks": "Jones: Harwell by three.\nFrost: Rhyl by one.\nJones: Tarn in extra time.\nFrost: A draw.",
    "recipe": "Serves: Four\nTime: An hour\n\nStep 1: Peel the leeks.\n\nStep 2: Boil them.\n\nStep 1: Start again.",
    "headings": "What You Should Know\n\nThe pier is shut.\n\nWhere To Go\n\nYou can go to Tarn.",
    "a fact check": "FACT CHECK: Did the mayor ban lights? A clerk told us that they went up on Monday.",
    "a claim and a verdict": "CLAIM: A video shows ballots being burned. VERDICT: False. A clerk told us it was filmed "
    "elsewhere. “They are not our ballots,” she said.",
    "verbs": "Ana Frost said: “We lost.”\n\nTom Hale said: “You won.”\n\nAna Frost said: “I know.”",
}


@pytest.mark.parametrize("text", NO_SCRIPT.values(), ids=NO_SCRIPT)
def test_what_only_looks_like_a_script(speech: Extractor, text: str) -> None:
    assert speech.read(text)[0].script is None


MIXED = [  # a page, and all who speak in it, in order
    ("a briefing whose blanks were lost",
     "QThere's talk of a trip. Can you confirm it?\n\nMS. FROST: I don't have any travel to announce.\n\nQBut it was "
     "late when you left.\n\nMS. FROST: It was.\n\nQWhat about the vote?\n\nMS. FROST: We will see.\n\nQThank you.",
     [None, "FROST", None, "FROST", None, "FROST", None]),
    ("in the middle of news",
     "HARWELL (AP) — Senators pressed the head of the rail agency on Tuesday.\n\n“It should never "
     "have happened,” Sen. "
     "Dora Pell told reporters.\n\nPell asked the director, Mark Osei, about the signals:\n\nPELL: "
     "Did you know that they "
     "were broken?\n\nOSEI: I knew that some of them were.\n\nPELL: Some of them?\n\nOSEI: Eleven "
     "of forty.\n\nOsei said "
     "later that he was sorry. “I was tired,” he said.",
     ["Dora Pell", "Dora Pell", "Dora Pell", "Mark Osei", "Dora Pell", "Mark Osei", "Mark Osei", "Mark Osei"]),
    ("ordinary case, and news behind it",
     "Here is part of the cross-examination of Paul Dent by Gina Moro.\n\nMoro: Where did you put "
     "the money?\n\nDent: In "
     "the freezer.\n\nMoro: All of it?\n\nDent: I kept a twenty.\n\nAmy Cole, the judge, said the trial would go on.",
     ["Gina Moro", "Paul Dent", "Gina Moro", "Paul Dent", "Amy Cole"]),
    ("one line with a time", "[02:50:05] SHAILA KUMAR, DOCTOR: We have no beds left.", ["SHAILA KUMAR"]),
    ("questions in bold, answers in none",
     "# “I never wanted the crown”\n\nLena Voss has a new film.\n\n**Did you enjoy it?**\n\nI did not.\n\nI fell.\n\n"
     "**Who helped you?**\n\nMy sister.\n\n**Will there be a second one?**\n\nNot with me in it.",
     [None, "Lena Voss", None, "Lena Voss", None, "Lena Voss"]),
    ("a role is nobody's for being near a name",
     "**Moderator:** You begin.\n\n**Jonas Falk:** I fixed the road.\n\n**Rita Okafor:** You did "
     "not!\n\n**Moderator:** "
     "Please.\n\n**Jonas Falk:** I fixed half of it. *(laughter)*",
     ["Moderator", "Jonas Falk", "Rita Okafor", "Moderator", "Jonas Falk"]),
    ("who is called, and who asks",
     "MS. HART: The State calls Ann Frost.\n\nQ. (By Ms. Hart) Did you sign it?\n\nA. I did.\n\nTHE "
     "WITNESS: May I go?",
     ["HART", "HART", "Ann Frost", "Ann Frost"]),
    ("screen names",
     "[11:02] <moderator> Welcome, everybody.\n[11:03] <pottedpete> My tomatoes are blue.\n[11:04] "
     "<Nell Ambrose> I would "
     "worry.\n[11:05] <pottedpete> I do.",
     ["moderator", "pottedpete", "Nell Ambrose", "pottedpete"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speakers"), [row[1:] for row in MIXED], ids=[row[0] for row in MIXED])
def test_who_speaks_on_a_page(speech: Extractor, text: str, speakers: list[str | None]) -> None:
    assert [a.speaker and a.speaker.label for a in speech.extract(text).attributions] == speakers


DIRECTIONS = [  # a line, and what of it is said
    ("(Laughter.) I did.", ["I did."]),
    ("I did. [Crosstalk.] You did not.", ["I did.", "You did not."]),
    ("I did [laughs] and would again.", ["I did", "and would again."]),
    ("I did. (APPLAUSE)", ["I did."]),
    ("(Witness nods.)", []),
    ("[They] told me (as you know) of the NATO (or OTAN) plan.", ["[They] told me (as you know) of "
    "the NATO (or OTAN) plan."]),
]  # fmt: skip


@pytest.mark.parametrize(("line", "said"), DIRECTIONS, ids=[row[0] for row in DIRECTIONS])
def test_stage_directions_are_not_said(line: str, said: list[str]) -> None:
    assert [line[a:b] for a, b in pieces_said(line, 0, len(line), language("en"))] == said
