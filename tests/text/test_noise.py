"""Each kind of noise in six texts or more: what is read of it, and that the answers are those of the clean text."""

import json
import random
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import check_spans
from hypothesis import given, settings
from hypothesis import strategies as st

import quoteattr
from quoteattr import Article, Extractor, NoteKind
from quoteattr.text.view import View

LINES = (Path(__file__).parent / "noise.jsonl").read_text(encoding="utf-8").splitlines()
TABLE = [(NoteKind(row["kind"]), row["given"], row["read"]) for row in map(json.loads, LINES)]
IDS = [f"{kind} {number}" for number, (kind, _, _) in enumerate(TABLE)]


def test_there_are_six_texts_of_each_kind() -> None:
    told = Counter(kind for kind, _, _ in TABLE)
    assert set(told) == set(NoteKind) - {NoteKind.ENTITIES, NoteKind.LINE_ENDS, NoteKind.SPACES, NoteKind.WRAPPED}
    assert min(told.values()) >= 6


@pytest.mark.parametrize(("kind", "text", "read"), TABLE, ids=IDS)
def test_what_is_read(kind: NoteKind, text: str, read: str) -> None:
    view = View.of(text)
    assert view.text == read
    assert kind in {note.kind for note in view.notes}


def answers(article: Article, view: View) -> list[object]:
    """What was found, in the text as it is read."""
    return [
        (
            [(role, view.offsets_in_text(span.start, span.end)) for role, span in a.spans()], a.style, a.confidence,
            a.anonymity.level, a.speaker and (a.speaker.label, a.speaker.kind),
        )
        for a in article.attributions
    ]  # fmt: skip


@pytest.mark.filterwarnings("ignore::quoteattr.QuoteAttrWarning")
@pytest.mark.parametrize(("kind", "text", "read"), TABLE, ids=IDS)
def test_the_answers_are_those_of_the_clean_text(speech: Extractor, kind: NoteKind, text: str, read: str) -> None:
    article, view = speech.extract(text), View.of(text)
    check_spans(article)
    assert article.text == text
    assert article.notes == view.notes
    assert article.attributions
    assert answers(article, view) == answers(speech.extract(read), View.of(read))


CLEAN = [
    "Sainsbury’s said profits fell by <5%> and AT&T’s rose; “it’s fine,” said Zoë Ångström. ‘Yes,’ said the café.",
    "CAFÉ’S OWNER SAYS ‘NON’: „Ä“ is a letter, said À. PELÉ” and É… are none.",
    "Rock ’n’ roll in the ’90s: ’twas loud,’ he said. The workers’ union said so.",
    "In 2019-\n20 the team won 3-\n2.",
    "1\nThe port\nIt is closed, the mayor said.\n2\nThe mill\nIt is open, she said.\n3\nThe bridge\nIt leaks, he said.",
    "Q. Were you there?\nA. Yes.\nMR. HALE\nNo.\nMS. FROST\nI was going to—\nMR. HALE\nand then you left?",
    "He kindly stopped for me\nThe Carriage held but just Ourselves\nAnd Immortality",
    "the bread and butter for the whole of the family\n\nMilk\n\n3\n\nsalt, sugar\n\nMilk",
    "Nobody knew what was to come of it all in the long run pic.twitter.com/3BD\n\n— Ida Holt (@idaholt) May 3\n\nnow.",
]  # fmt: skip


@pytest.mark.parametrize("text", CLEAN, ids=[text[:20] for text in CLEAN])
def test_what_only_looks_like_noise_stays(text: str) -> None:
    assert View.of(text).is_given


def test_notes_say_each_kind_once() -> None:
    article = quoteattr.extract("It is  ﬁne,\u00a0 said ﬂorist Ma\u00adria Ruiz.\r\nYes.")
    assert [(note.kind, note.count) for note in article.notes] == [
        ("ligatures", 2), ("line ends", 1), ("zero width", 1), ("spaces", 2),
    ]  # fmt: skip
    assert str(article.notes[0]) == "ligatures: 2"
    assert quoteattr.from_json(article.to_json()) == article
    assert set(article.to_frame().notes) == {"ligatures: 2; line ends: 1; zero width: 1; spaces: 2"}
    assert quoteattr.extract("“Yes,” she said.").notes == ()


# --- any text, any length -------------------------------------------------------------------------

PIECES = [
    "<p>", "</p>", "<b>", "<a href='x'>", "<!--", "-->", "<script>", "</script>", "<x", "<x>", "</x>", "<q>",
    "&lt;p&gt;", "â€œ", "Ã©", "Ã¢â‚¬Å“", "Ã ", "Â", "â€", "ﬁ", "ﬄ", "Page 3 of 7", "\x0c", "THE HERALD 3", "THE HERALD",
    "7", "neces-\nsary", "-\n", "”", "“", "‘", "’", "„", "Ruiz said", "the mayor of the old town of Lisbon",
    "it is over", " ", "\n", "\n\n", "\r\n", ".", ",",
]  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=50).map("".join) | st.text(max_size=60))
def test_every_place_is_in_the_text_and_in_order(text: str) -> None:
    view = View.of(text)
    places = [view.offsets_in_given(at, at + 1) for at in range(len(view.text))]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(one == other or one[1] <= other[0] for one, other in pairwise(places))
    assert view.notes == () or not view.is_given


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
@pytest.mark.filterwarnings("ignore::quoteattr.QuoteAttrWarning")
def test_any_dirt_is_read(everything: Extractor, text: str) -> None:
    check_spans(everything.extract(text))


@pytest.mark.filterwarnings("ignore::quoteattr.QuoteAttrWarning")
def test_much_dirt_in_any_order_takes_time_in_proportion() -> None:
    at_random = random.Random(1)
    text = "".join(at_random.choice(PIECES) for _ in range(60_000))
    for unit in (text, *(piece * (300_000 // len(piece)) for piece in PIECES)):
        assert View.of(unit).given is unit  # seconds in all; what goes over a text again and again takes hours


def test_much_noise_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    from quoteattr.inputs import prose

    monkeypatch.setattr(prose, "_told", set())
    with pytest.warns(quoteattr.QuoteAttrWarning, match=r"mended before it was read \(ligatures: 6;"):
        quoteattr.extract("The ofﬁce ﬂoor of the ﬁrst ﬁrm is ﬁlthy, said Maria ﬁ.")
