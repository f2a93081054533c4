"""What is read as a record: texts, captions, segments, articles; and what is refused."""

import json
from pathlib import Path

import pytest

import quoteattr
from quoteattr import Extractor, Record, read_record

SRT = """1
00:00:01,000 --> 00:00:03,500
MARIA RUIZ: We are ready
for whatever comes.

2
01:02:04,000 --> 01:02:06,000
<i>TOM HALE:</i> Nobody asked us.

3
01:02:07,000 --> 01:02:09,000
MARIA RUIZ: You were asked.
"""
VTT = """WEBVTT

NOTE a comment

intro
00:01.000 --> 00:03.500 align:start
<v Maria Ruiz>We are <b>ready</b> for whatever comes.</v>

01:02:04.000 --> 01:02:06.000
<v.loud Tom Hale>Nobody asked us &amp; nobody will.
"""
SEGMENTS = [
    {
        "start": 1.0, "end": 3.5, "text": " We are ready for whatever comes.", "speaker": "SPEAKER_00",
        "words": [
            {"word": "We", "start": 1.0}, {"word": "are", "start": 1.2}, {"word": "ready", "start": 2.4},
            {"word": "for"},
        ],
    },
    {"start": 3724, "end": 3726, "text": "Nobody asked us.", "speaker": "SPEAKER_01"},
]  # fmt: skip
WANTED = "“Nobody asked us,” said Tom Hale. “We are ready for whatever comes,” said Maria Ruiz."


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("tape.srt", SRT), ("tape.VTT", VTT), ("tape.json", json.dumps(SEGMENTS)),
        ("w.json", json.dumps({"segments": SEGMENTS})),
    ],
)  # fmt: skip
def test_a_tape_tells_the_minute(speech: Extractor, tmp_path: Path, name: str, content: str) -> None:
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    called = {"SPEAKER_00": "Maria Ruiz", "SPEAKER_01": "Tom Hale"}
    for record in (file, str(file)):
        found = list(quoteattr.verify(speech.extract(WANTED), record, speakers=called))
        assert [(c.status.value, c.minute, c.seconds) for c in found] == [
            ("verbatim", "1:02:04", 3724.0),
            ("verbatim", "0:01", 1.0),
        ]
        assert [(c.recorded_speaker or "").lower() for c in found] == ["tom hale", "maria ruiz"]


def test_times_of_words(tmp_path: Path) -> None:
    file = tmp_path / "tape.json"
    file.write_text(json.dumps(SEGMENTS), encoding="utf-8")
    record = read_record(file)
    assert record.text == "We are ready for whatever comes.\nNobody asked us."
    assert [record.seconds_at(record.text.index(word)) for word in ("We", "ready", "comes", "asked")] == [
        1.0,
        2.4,
        2.4,
        3724.0,
    ]
    assert record.speakers == ("SPEAKER_00", "SPEAKER_01")
    assert record.speech_at(record.text.index("\n")) is None
    assert repr(record) == "Record('tape.json', 49 characters, 2 speakers, with times)"


def test_a_script_has_speakers_and_stage_directions_are_nobodys() -> None:
    text = "MR. HALE: It fell. (Laughter.) It did.\n\nMS. RUIZ: When was that?\n\nMR. HALE: In May."
    record = read_record(text)
    said = [(speech.speaker, text[speech.start : speech.end]) for speech in record.speeches if speech.speaker]
    assert said == [
        ("MR. HALE", "It fell."), ("MR. HALE", "It did."), ("MS. RUIZ", "When was that?"), ("MR. HALE", "In May."),
    ]  # fmt: skip


def test_few_labels_are_enough_in_a_record() -> None:
    record = read_record(
        "MARIA RUIZ: We are ready.\n\nQ: When?\n\nMARIA RUIZ: On Monday. (Laughter.) I hope.\n\nOr May."
    )
    said = [(speech.speaker, record.text[speech.start : speech.end].strip()) for speech in record.speeches]
    assert [one for one in said if one[1] and one[0]] == [
        ("MARIA RUIZ", "We are ready."), ("Q", "When?"), ("MARIA RUIZ", "On Monday."), ("MARIA RUIZ", "I hope."),
        ("MARIA RUIZ", "Or May."),
    ]  # fmt: skip
    assert read_record("The plan has two parts.\n\nNOTE: Prices rose.\n\nIt failed.").speakers == ()


def test_a_statement_is_nobodys_in_particular() -> None:
    record = read_record("We regret the delay. The port will open.")
    assert record.speakers == ()
    assert [(s.start, s.end, s.speaker) for s in record.speeches] == [(0, 40, None)]


def test_scrolling_captions_are_there_once(tmp_path: Path) -> None:
    file = tmp_path / "tape.vtt"
    file.write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nWe are ready.\n\n00:02.000 --> 00:03.000\nWe are ready.\n")
    assert read_record(file).text == "We are ready."


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.srt", "We are ready.", "00:01:02,500"),
        ("a.vtt", "WEBVTT\n\n", "line of times"),
        ("a.srt", "1\n00:00:01,000 --> 00:00:02,000\n\n", "no captions"),
        ("a.json", "{", "is no JSON"),
        ("a.json", "3", "no segments"),
        ("a.json", "[]", "no captions or segments"),
        ("a.json", '[{"text": 3}]', "segment 0 of a.json"),
        ("a.json", '[{"text": "a", "start": "1"}]', "must be seconds"),
        ("a.json", '[{"text": "a", "start": NaN}]', "must be seconds"),
        ("a.json", '[{"text": "a", "speaker": []}]', "the speaker"),
        ("a.json", "[" * 100_000, "is no JSON"),
    ],
)
def test_files_that_hold_no_record_say_so(tmp_path: Path, name: str, content: str, told: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(quoteattr.InvalidRecord, match=told):
        read_record(tmp_path / name)


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("“We are ready”".encode("cp1252"))
    with pytest.raises(quoteattr.InvalidText, match=r"quoteattr\.read_record\(path, encoding='cp1252'\)"):
        read_record(tmp_path / "a.txt")
    assert read_record(tmp_path / "a.txt", encoding="cp1252").text == "“We are ready”"
    with pytest.raises(quoteattr.InvalidText, match=r"quoteattr\.read_text\(path, encoding='cp1252'\)"):
        quoteattr.extract(tmp_path / "a.txt")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(quoteattr.MissingFile):
        read_record(str(tmp_path / "no.srt"))


def test_what_a_record_promises() -> None:
    with pytest.raises(quoteattr.InvalidRecord, match="in order"):
        Record("abc", (quoteattr.Speech(1, 2), quoteattr.Speech(0, 1)))
    with pytest.raises(quoteattr.InvalidRecord, match="start < end"):
        quoteattr.Speech(2, 2)
    with pytest.raises(quoteattr.InvalidInput, match="speakers"):
        read_record("abc", speakers=["Ruiz"])  # type: ignore[arg-type]
