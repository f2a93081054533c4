"""Quotations held against a record: each kind of answer as a row, with what it says was changed."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import quoteattr
from quoteattr import Article, Checked, CheckStatus, Extractor

TAPE = """MS. RUIZ: Well, we, uh, we are ready for whatever comes, and I say that to everyone here in this hall.

CHIEF HALE: The crane is not safe, it never was, at all. We said that. I don't know who, uh, who runs this city.

MS. RUIZ: The port will be closed for two weeks. (Applause.) It is gonna be hard for the Harbour Council.

CHIEF HALE: Nobody asked us about any of this in the spring. I would vote for it tomorrow.

MS. RUIZ: Thank you. Thank you all. The twenty men who worked on the pier have been paid, every one of them."""
ROWS = [
    # what the article says, the status, the changes
    ("“We are ready for whatever comes,” said Maria Ruiz.", "verbatim", []),
    ("“We're ready for whatever comes,” said Maria Ruiz.", "small changes", ["cleaned up: “We're” for “we are”"]),
    ("“It is going to be hard,” said Maria Ruiz.", "small changes", ["cleaned up: “going to” for “gonna”"]),
    ("“The port will be closed for 2 weeks. It is,” said Maria Ruiz.", "verbatim", []),
    ("“The 20 men who worked on the pier have been paid,” said Maria Ruiz.", "verbatim", []),
    ("“The port will be shut for two weeks,” said Maria Ruiz.", "small changes", ["replaced: “shut” for “closed”"]),
    ("“The port will now be closed for two weeks,” said Maria Ruiz.", "small changes", ["added: “now”"]),
    ("“The port will be closed two weeks,” said Maria Ruiz.", "small changes", ["dropped: nothing for “for”"]),
    ("“The crane is not safe … at all,” said Tom Hale.", "small changes", ["ellipsis: nothing for “it never was”"]),
    (
        "“[The harbour] will be closed for two weeks,” said Maria Ruiz.", "small changes",
        ["brackets: “The harbour” for “The port”"],
    ),
    ("“I don't know who runs this city,” said Tom Hale.", "small changes", ["cleaned up: nothing for “who, uh”"]),
    (
        "“It is gonna be hard for the harbour council,” said Maria Ruiz.", "small changes",
        ["case: “harbour council” for “Harbour Council”"],
    ),
    ("“We are ready for whatever comes,” said Maria Ruiz. “The port will be closed for two weeks.”", "joined", []),
    ("“We are ready for whatever comes,” said Tom Hale.", "other speaker", []),
    ("“I would never have voted for such a thing,” said Tom Hale.", "not found", []),
    ("“I would veto it at once,” said Maria Ruiz.", "not found", []),
    ("“We will build a wall,” said Maria Ruiz.", "not found", []),
]  # fmt: skip


def only(article: Article, record: object, **settings: object) -> Checked:
    (checked,) = quoteattr.verify(article, record, **settings)  # type: ignore[arg-type]
    return checked


@pytest.mark.parametrize(("text", "status", "changes"), ROWS, ids=[row[0][:50] for row in ROWS])
def test_status(speech: Extractor, text: str, status: str, changes: list[str]) -> None:
    checked = only(speech.extract(text), TAPE)
    assert checked.status == status, checked
    assert list(map(str, checked.changes)) == changes
    check_offsets(checked, text, TAPE)


def check_offsets(checked: Checked, text: str, record: str) -> None:
    """Every span is the text between its offsets, on its own side."""
    there = [*checked.quotation, *(c.quoted for c in checked.changes if c.quoted)]
    here = [*checked.found, *(c.recorded for c in checked.changes if c.recorded), *filter(None, [checked.nearest])]
    assert all(text[s.start : s.end] == s.text for s in there)
    assert all(record[s.start : s.end] == s.text for s in here)


def test_where_and_by_whom(speech: Extractor) -> None:
    checked = only(speech.extract("“The crane is not safe,” said Tom Hale."), TAPE)
    assert [span.text for span in checked.found] == ["The crane is not safe"]
    assert checked.recorded_speaker == "CHIEF HALE"
    assert (checked.seconds, checked.minute, checked.marked) == (None, None, None)
    assert checked.speaker is not None
    assert checked.speaker.name == "Tom Hale"
    assert checked.similarity == 1.0


def test_a_joined_quotation_tells_both_places_in_order(speech: Extractor) -> None:
    text = "“The port will be closed for two weeks. We are ready for whatever comes,” said Maria Ruiz."
    checked = only(speech.extract(text), TAPE)
    assert checked.status is CheckStatus.JOINED
    assert [span.text for span in checked.found] == [
        "The port will be closed for two weeks",
        "we are ready for whatever comes",
    ]


def test_the_parts_of_a_mixed_content_are_each_held(speech: Extractor) -> None:
    article = speech.extract("Tom Hale said the crane was “not safe” and that the council had “no idea of steel.”")
    assert [(c.text, c.status.value) for c in quoteattr.verify(article, TAPE)] == [
        ("not safe", "verbatim"),
        ("no idea of steel.", "not found"),
    ]


def test_what_is_not_found_says_why_and_what_is_nearest(speech: Extractor) -> None:
    checked = only(speech.extract("“I am proud of the two of them,” said Ana Frost."), TAPE)
    assert (checked.status, checked.reason) == ("not found", "the record has no Ana Frost")
    near = only(speech.extract("“The port must be shut for fourteen months,” said Maria Ruiz."), TAPE)
    assert near.status is CheckStatus.NOT_FOUND
    assert near.nearest is not None
    assert "port will be closed" in near.nearest.text


@pytest.mark.parametrize(
    ("label", "status"),
    [
        ("MARIA RUIZ", "verbatim"), ("Ms Ruiz (Harbour City)", "verbatim"), ("The Mayor", "verbatim"),
        ("MR", "verbatim"), ("SPEAKER_00", "verbatim"), ("UNIDENTIFIED FEMALE", "verbatim"), ("Q", "verbatim"),
        ("ANA RUIZ", "other speaker"), ("MR. RUIZ", "verbatim"), ("TOM HALE", "other speaker"),
        ("Hale -- Chief Executive", "other speaker"),
    ],
)  # fmt: skip
def test_whom_a_label_calls(speech: Extractor, label: str, status: str) -> None:
    said = "The crane is gone, and I do not miss it."
    record = quoteattr.Record(said, (quoteattr.Speech(0, len(said), label),))
    text = "“The crane is gone, and I do not miss it,” said Maria Ruiz, the mayor."
    assert only(speech.extract(text), record).status == status


def test_labels_can_be_told(speech: Extractor) -> None:
    said = "The crane is gone, and I do not miss it."
    record = quoteattr.Record(said, (quoteattr.Speech(0, len(said), "SPEAKER_00"),))
    article = speech.extract("“The crane is gone,” said Maria Ruiz.")
    assert only(article, record, speakers={"SPEAKER_00": "Tom Hale"}).status == "other speaker"
    assert only(article, record, speakers={"SPEAKER_00": "Maria Ruiz"}).status == "verbatim"


# --- against another article ----------------------------------------------------------------------

ARTICLE = (
    "“We are ready for whatever comes,” said Maria Ruiz, the mayor. The port will be closed for two weeks while the "
    "crane is mended, she told reporters on Friday.\n\nTom Hale, the fire chief, said the crane was not safe. “Nobody "
    "asked us,” he said.\n\nPort officials said the repairs would cost four million dollars."
)
SUMMARY = [
    ("“We are ready for whatever happens,” said Maria Ruiz.", "small changes"),
    ("“The port will be closed for two weeks,” said Maria Ruiz.", "verbatim"),
    ("“I am furious,” said Maria Ruiz.", "not found"),
    ("Maria Ruiz said the port would close for two weeks.", "in other words"),
    ("Tom Hale said the repairs would cost four million dollars.", "other speaker"),
    ("Tom Hale said that people could die.", "not found"),
    ("Jane Poe said she was furious.", "not found"),
    ("Officials at the port said the repair would cost four million dollars.", "in other words"),
]


@pytest.mark.parametrize(("text", "status"), SUMMARY)
def test_a_summary_against_its_article(speech: Extractor, text: str, status: str) -> None:
    checked = only(speech.extract(text), speech.extract(ARTICLE))
    assert checked.status == status, checked
    check_offsets(checked, text, ARTICLE)


def test_marks_that_only_the_summary_has(speech: Extractor) -> None:
    article = speech.extract(ARTICLE)
    made_up = only(speech.extract("“The port will be closed for two weeks,” said Maria Ruiz."), article)
    real = only(speech.extract("“Nobody asked us,” said Tom Hale."), article)
    assert (made_up.marked, real.marked) == (False, True)


def test_an_article_holds_against_itself(speech: Extractor) -> None:
    article = speech.extract(ARTICLE)
    statuses = [checked.status.value for checked in quoteattr.verify(article, article)]
    assert set(statuses) == {"verbatim", "in other words"}


# --- promises -------------------------------------------------------------------------------------


@pytest.mark.parametrize("record", ["", " ", "…", "A: ", "“", "\0", "é" * 50, "Q: \n\nA: \n\nQ: "])
def test_records_of_nothing(speech: Extractor, record: str) -> None:
    assert only(speech.extract(ROWS[0][0]), record).status is CheckStatus.NOT_FOUND


@given(st.text(alphabet=" abcABC.…[]“”'’-\n:", max_size=120), st.text(alphabet=" abcABC.…[]“”'’-\n:", max_size=300))
@settings(max_examples=60, deadline=None)
def test_no_text_raises(said: str, record: str) -> None:
    quotations = quoteattr.quotations(f"“{said}”")
    article = Article(f"“{said}”", (), (), quotations)
    for checked in quoteattr.verify(article, record):
        check_offsets(checked, article.text, quoteattr.read_record(record).text)


def test_results_are_plain_rows(speech: Extractor) -> None:
    checked = only(speech.extract(ROWS[0][0]), TAPE)
    row = checked.to_dict()
    assert json.loads(json.dumps(row)) == row
    assert (row["status"], row["speaker"], row["recorded_speaker"]) == ("verbatim", "Maria Ruiz", "MS. RUIZ")


@pytest.mark.parametrize("article", ["text", None, [], quoteattr.Failure("x", 0, "no")])
def test_what_is_no_article_is_refused_at_once(article: object) -> None:
    with pytest.raises(quoteattr.InvalidInput):
        quoteattr.verify(article, "a record")  # type: ignore[arg-type]


@pytest.mark.parametrize("record", [None, 3, ["a"], b"a", {"text": "a"}, quoteattr.Failure("x", 0, "no")])
def test_what_is_no_record_is_refused_at_once(article: Article, record: object) -> None:
    with pytest.raises(quoteattr.InvalidInput, match=r"\.srt"):
        quoteattr.verify(article, record)  # type: ignore[arg-type]


def test_ten_thousand_words_take_less_than_a_second(speech: Extractor) -> None:
    article = speech.extract("\n\n".join(row[0] for row in ROWS))
    record = "\n\n".join(
        [TAPE, *(f"MR. POE: Number {n} is {n * 7} and so we say to you all of this." for n in range(750))]
    )
    assert len(record.split()) > 10_000
    began = time.process_time()
    found = list(quoteattr.verify(article, record))
    assert time.process_time() - began < 1.5  # some margin for a busy machine: it takes a third of it
    assert sum(c.status is CheckStatus.VERBATIM for c in found) >= 3


def test_importing_quoteattr_imports_no_checking() -> None:
    program = "import sys, quoteattr; print(sum(m.startswith('quoteattr.checking') for m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"


def test_the_benchmark_runs(shared: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, str(root / "benchmarks" / "verify.py")], capture_output=True, text=True, check=True
    )
    right = float(done.stdout.split("in the right class: ")[1].split(" %")[0])
    assert right >= 97
    for status in ("verbatim ", "other speaker "):
        line = next(line for line in done.stdout.splitlines() if line.startswith(status) and "precision" in line)
        assert float(line.split()[-3]) >= 99
