"""What is given beside a text: kept, under its own keys and those that have a meaning, with the date parsed once."""

import datetime as dt
import json
import pickle
from collections import OrderedDict
from pathlib import Path
from typing import Any

import numpy as np
import pandas
import pytest
from attrs import evolve

import quoteattr
from quoteattr import Article, Extractor, InvalidInput, InvalidRecord, Meta, QuoteAttrWarning
from quoteattr.inputs import prose
from quoteattr.inputs.dates import parsed_date
from quoteattr.inputs.meta import meta_of

TEXT = "“We are ready,” said Maria Ruiz."
DAY = dt.date(2026, 3, 23)
HALF_PAST_TEN = dt.datetime(2026, 3, 23, 10, 30)
UTC = dt.UTC
WEST = dt.timezone(dt.timedelta(hours=-5))


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("2026-03-23", DAY), ("20260323", DAY), (20260323, DAY), ("2026-3-23", None), ("2026/3/23", DAY),
        ("2026-03-23T10:30", HALF_PAST_TEN), ("2026-03-23 10:30:00", HALF_PAST_TEN), ("2026-03-23 00:00:00", DAY),
        ("2026-03-23T10:30:00Z", HALF_PAST_TEN.replace(tzinfo=UTC)),
        ("2026-03-23 10:30:00 UTC", HALF_PAST_TEN.replace(tzinfo=UTC)),
        ("2026-03-23 10:30:00 -0500", HALF_PAST_TEN.replace(tzinfo=WEST)),
        ("2026-03-23T10:30:00-05:00", HALF_PAST_TEN.replace(tzinfo=WEST)),
        ("Mon, 23 Mar 2026 10:30:00 GMT", HALF_PAST_TEN.replace(tzinfo=UTC)),
        ("Mon, 23 Mar 2026 10:30:00 -0500", HALF_PAST_TEN.replace(tzinfo=WEST)),
        ("March 23, 2026", DAY), ("Mar. 23, 2026", DAY), ("Monday, March 23rd, 2026", DAY), ("23 March 2026", DAY),
        ("23rd Mar. 2026", DAY), ("23-Mar-2026", DAY), ("Sept. 3, 2026", dt.date(2026, 9, 3)),
        ("March 23, 2026 at 10:30 a.m.", HALF_PAST_TEN), ("March 23, 2026, 10:30 pm", HALF_PAST_TEN.replace(hour=22)),
        ("March 23, 2026 12:30 am", HALF_PAST_TEN.replace(hour=0)), ("March 23, 2026 10:30 am EDT", DAY),
        ("23/03/2026", DAY), ("03/23/2026", DAY), ("23.3.2026", DAY), ("3.4.2026", dt.date(2026, 4, 3)),
        ("03/03/2026", dt.date(2026, 3, 3)), ("03/04/2026", None), ("31/02/2026", None), ("March 32, 2026", None),
        ("yesterday", None), ("", None), ("2026", None), (2026, None), (True, None), (7.5, None), ("x" * 100, None),
        (1774261800, HALF_PAST_TEN.replace(tzinfo=UTC)), (1774261800000, HALF_PAST_TEN.replace(tzinfo=UTC)),
        (DAY, DAY), (HALF_PAST_TEN, HALF_PAST_TEN), (dt.datetime(2026, 3, 23), DAY), (10**30, None),
        (pandas.Timestamp("2026-03-23"), DAY), (pandas.Timestamp("2026-03-23 10:30"), HALF_PAST_TEN),
    ],
    ids=str,
)  # fmt: skip
def test_a_date(given: object, found: dt.date | None) -> None:
    parsed = parsed_date(given)
    assert (type(parsed), parsed) == (type(found), found)
    assert parsed is None or parsed_date(parsed.isoformat()) == parsed  # as JSON has it


TRAFILATURA = {
    "title": "Budget passes", "author": "Ana Lind; Jo Park", "hostname": "valley.example", "date": "2026-03-23",
    "fingerprint": "a1b2", "id": None, "license": None, "comments": "", "raw_text": TEXT, "text": TEXT,
    "language": "en", "image": None, "pagetype": "article", "filedate": "2026-03-24",
    "source": "https://valley.example/budget", "source-hostname": "Valley Times", "excerpt": "It passed.",
    "categories": "Local;Politics", "tags": "",
}  # fmt: skip


def test_what_trafilatura_writes_is_taken_as_it_is(speech: Extractor) -> None:
    (article,) = speech.extract_many([json.loads(json.dumps(TRAFILATURA))])
    assert isinstance(article, Article)
    meta = article.meta
    known = (meta.outlet, meta.date, meta.url, meta.title, meta.section, meta.author)
    assert known == (
        "Valley Times", DAY, "https://valley.example/budget", "Budget passes", "Local;Politics", "Ana Lind; Jo Park",
    )  # fmt: skip
    assert meta["hostname"] == "valley.example"
    assert not {"text", "raw_text", "comments", "id", "license", "tags"} & meta.keys()
    assert article.id is None


class Mute:
    """Says nothing of itself."""

    def __str__(self) -> str:
        raise RuntimeError("no")


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"source": "Valley Times"}, {"source": "Valley Times", "outlet": "Valley Times"}),
        ({"source": "x", "outlet": "y"}, {"source": "x", "outlet": "y"}),
        ({"Date": "March 23, 2026"}, {"Date": "March 23, 2026", "date": DAY}),
        ({"publisher": {"@type": "Organization", "name": "VT"}}, {"publisher": "VT", "outlet": "VT"}),
        (
            {"author": [{"@type": "Person", "name": "Ana Lind"}, {"name": "Jo Park"}]},
            {"author": ("Ana Lind", "Jo Park")},
        ),
        ({"n": 3, "share": 0.5, "ok": True}, {"n": 3, "share": 0.5, "ok": True}),
        ({"n": np.int64(3), "share": np.float32(0.5), "ok": np.bool_(True)}, {"n": 3, "share": 0.5, "ok": True}),
        ({"a": None, "b": float("nan"), "c": pandas.NA, "d": pandas.NaT, "e": " ", "f": []}, {}),
        ({"date": np.datetime64("2026-03-23")}, {"date": DAY}),
        ({"updated": HALF_PAST_TEN}, {"updated": "2026-03-23T10:30:00"}),
        ({"nested": {"a": [1]}}, {"nested": '{"a": [1]}'}),
        ({5: "five", "": "nothing"}, {"5": "five"}),
        ({"long": "x" * 5_001, "bad": "\ud800", "big": 10**30}, {"bad": "\\ud800", "big": str(10**30)}),
        ({"nested": {("a", 1): 2}, "endless": float("inf")}, {"nested": "{('a', 1): 2}", "endless": "inf"}),
        ({"mute": Mute(), "within": {"a": Mute()}}, {"mute": "a Mute", "within": '{"a": "a Mute"}'}),
        (OrderedDict(outlet="VT"), {"outlet": "VT"}),
        (None, {}),
    ],
    ids=str,
)
def test_what_is_kept(given: Any, found: dict[str, Any]) -> None:
    kept = meta_of(given)
    assert kept == found
    assert {key: type(value) for key, value in kept.items()} == {key: type(value) for key, value in found.items()}


def test_a_date_that_may_be_two_stays_a_text(speech: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prose, "_told", set())
    with pytest.warns(QuoteAttrWarning, match="give 2026-03-23"):
        article = speech.extract(TEXT, meta={"date": "03/04/2026"})
    assert (article.meta["date"], article.meta.date) == ("03/04/2026", None)
    assert quoteattr.from_json(article.to_json()) == article


@pytest.mark.parametrize("given", [5, "outlet", [("outlet", "x")], TEXT.encode()], ids=str)
def test_what_is_no_mapping_is_refused(speech: Extractor, given: Any) -> None:
    with pytest.raises(InvalidInput, match="give a mapping"):
        speech.extract(TEXT, meta=given)


@pytest.mark.parametrize(
    "pairs",
    [
        (("a", None),), (("a", float("nan")),), (("a", 10**30),), (("a", "\ud800"),), (("", "a"),), (("a", ["b"]),),
        (("a", "b"), ("a", "c")), (("a",),), (("a", DAY),), ((1, "b"),), ("ab",),
    ],
    ids=str,
)  # fmt: skip
def test_what_no_metadata_can_be(pairs: Any) -> None:
    with pytest.raises(InvalidRecord, match=r"Meta\.pairs"):
        Meta(pairs)


def test_a_mapping_that_can_not_be_changed(speech: Extractor) -> None:
    article = speech.extract(
        TEXT, meta={"outlet": "VT", "date": HALF_PAST_TEN.replace(tzinfo=WEST), "tags": ["a", "b"]}
    )
    meta = article.meta
    assert (dict(meta), meta.date) == ({"outlet": "VT", "date": meta["date"], "tags": ("a", "b")}, DAY)
    assert meta.text_at("tags") == "a; b"
    assert pickle.loads(pickle.dumps(article)) == article
    assert hash(meta) == hash(Meta(tuple(reversed(meta.pairs))))
    assert meta == Meta(tuple(reversed(meta.pairs))) == dict(meta)
    assert quoteattr.from_json(article.to_json()) == article
    assert evolve(article, meta=Meta()).meta == {}
    with pytest.raises(TypeError):
        meta["outlet"] = "other"  # type: ignore[index]


def test_articles_of_earlier_builds_have_none(speech: Extractor) -> None:
    record = json.loads(speech.extract(TEXT).to_json())
    del record["meta"]
    assert quoteattr.from_json(json.dumps(record)).meta == {}


@pytest.mark.parametrize("meta", [None, [], {"a": None}, {"a": {}}, {"a": [1]}, {"": "b"}], ids=str)
def test_json_with_other_metadata_is_refused(speech: Extractor, meta: Any) -> None:
    record = json.loads(speech.extract(TEXT).to_json())
    record["meta"] = meta
    with pytest.raises(InvalidRecord, match=r"meta|Meta"):
        quoteattr.from_json(json.dumps(record))


ROWS = [
    {"key": "a", "body": TEXT, "outlet": "VT", "date": "2026-03-23", "title": "One", "desk": "metro"},
    {"key": "b", "body": "Nothing was said.", "outlet": "HG", "date": "March 24, 2026", "title": "Two", "desk": ""},
    {"key": "c", "body": None, "outlet": "HG", "date": "2026-03-25", "title": "Three", "desk": "metro"},
]


def _of_rows(given: Any, **keys: str) -> "pandas.DataFrame":
    found = list(quoteattr.extract_many(given, **({"text": "body", "id": "key"} | keys)))  # type: ignore[arg-type]
    return quoteattr.to_frame(found)


def _expected(table: "pandas.DataFrame") -> None:
    assert table.document.tolist() == ["a", "b", "c"]
    assert table.outlet.fillna("").tolist() == ["VT", "HG", ""]
    assert table.date.dt.day.fillna(0).tolist() == [23, 24, 0]
    assert table.meta_title.fillna("").tolist() == ["One", "Two", ""]
    assert table.title.isna().all()  # what stands before a speaker's name
    assert table.desk.fillna("").tolist() == ["metro", "", ""]
    assert table.key.fillna("").tolist() == ["a", "b", ""]
    assert table.failure.notna().tolist() == [False, False, True]


def test_a_table_in_and_a_table_out(tmp_path: Path) -> None:
    frame = pandas.DataFrame(ROWS)
    _expected(_of_rows(frame))
    _expected(_of_rows(ROWS))
    frame.to_csv(tmp_path / "a.csv", index=False)
    frame.to_json(tmp_path / "a.jsonl", orient="records", lines=True)
    frame.to_parquet(tmp_path / "a.parquet")
    for name in ("a.csv", "a.jsonl", "a.parquet"):
        _expected(_of_rows(quoteattr.read_documents(tmp_path / name, text="body", id="key")))


def test_a_named_index_is_the_id_and_arrow_is_read() -> None:
    import pyarrow

    frame = pandas.DataFrame(ROWS).set_index("key")
    assert _of_rows(frame).document.tolist() == ["a", "b", "c"]
    _expected(_of_rows(pyarrow.Table.from_pylist(ROWS)))


def test_processes_carry_it() -> None:
    found = quoteattr.extract_many([("a", TEXT, {"outlet": "VT", "date": DAY})] * 2, n_jobs=2, batch_size=1)
    assert [article.meta for article in found if isinstance(article, Article)] == [{"outlet": "VT", "date": DAY}] * 2


def test_a_csv_file_keeps_it(tmp_path: Path, speech: Extractor) -> None:
    article = speech.extract(TEXT, meta={"outlet": "=VT", "date": HALF_PAST_TEN, "title": "One", "n": 3})
    quoteattr.write_csv(article, tmp_path / "a.csv")
    (row,) = quoteattr.read_csv(tmp_path / "a.csv")
    assert (row["outlet"], row["date"], row["meta_title"]) == ("=VT", "2026-03-23", "One")
    assert json.loads(row["meta"]) == {"n": 3, "date": "2026-03-23T10:30:00"}
