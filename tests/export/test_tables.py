"""Frames and CSV: rows, types, cells that no spreadsheet runs."""

import csv
import gzip
from pathlib import Path

import pandas as pd
import pytest

import quoteattr
from quoteattr import Article, Failure
from quoteattr.export import tables
from quoteattr.export.rows import COLUMNS, NAME_COLUMNS, whole


def test_a_frame_has_one_row_an_attribution(article: Article) -> None:
    frame = article.to_frame()
    assert list(frame.columns) == list(COLUMNS)
    assert frame.attribution.tolist() == [a.id for a in article.attributions]
    for row in frame.itertuples():
        for role in ("source", "cue"):
            start, end = getattr(row, f"{role}_start"), getattr(row, f"{role}_end")
            assert pd.isna(start) or article.text[start:end] == getattr(row, role)
        assert article.text[row.content_start : row.content_end].startswith(row.content[:10])
    kessler = frame[frame.speaker == "Ruth Kessler"].iloc[0]
    assert (kessler.role, kessler.level) == ("mayor", "named")


def test_a_frame_of_many_holds_every_document(results: list[Article | Failure]) -> None:
    frame = quoteattr.to_frame(iter(results))
    assert frame.document.unique().tolist() == ["pier", "1", "x"]
    assert frame[frame.document == "x"].failure.item() == "the document is bytes"
    assert quoteattr.to_frame([]).dtypes.to_dict() == frame.dtypes.to_dict()


def test_a_frame_of_names_has_one_row_a_name(results: list[Article | Failure]) -> None:
    frame = quoteattr.names_frame(results)
    assert list(frame.columns) == list(NAME_COLUMNS)
    assert frame.document.tolist() == ["pier", "1", "x"]  # all are there, whatever is named in them
    kessler, nothing, failed = frame.itertuples()
    article = results[0]
    assert isinstance(article, Article)
    assert article.text[kessler.start : kessler.end] == kessler.name == "Ruth Kessler"
    assert (kessler.kind, kessler.made_by) == ("person", str(article.versions))
    assert pd.isna(nothing.name)
    assert pd.isna(failed.name)
    assert failed.failure == "the document is bytes"
    assert quoteattr.names_frame([]).dtypes.to_dict() == frame.dtypes.to_dict()
    assert quoteattr.names_frame(article).drop(columns="document").equals(frame.iloc[:1].drop(columns="document"))


def test_a_csv_file_reads_as_the_frame_does(results: list[Article | Failure], tmp_path: Path) -> None:
    quoteattr.write_csv(results, tmp_path / "out.csv")
    frame = quoteattr.to_frame(results)
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["content"] for row in rows] == frame.content.fillna("").tolist()
    assert [row["content_start"] for row in rows] == ["" if pd.isna(n) else str(n) for n in frame.content_start]


def test_levels_are_ordered_in_a_frame(results: list[Article | Failure]) -> None:
    frame = quoteattr.to_frame(results)
    assert frame.level.cat.ordered
    assert frame.level.cat.categories.tolist() == [level.value for level in quoteattr.Level]
    assert set(frame[frame.level >= "vague"].level) == {"hidden"}
    shown = frame.sort_values("level").level.dropna().tolist()
    assert shown == sorted(shown, key=quoteattr.Level)
    assert quoteattr.to_frame([]).level.dtype == frame.level.dtype


FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    "'quoted'",
    "'",
    "",
    "plain",
    "a=b",
    " =1",
    "''",
]


def test_no_cell_of_a_csv_file_is_run(tmp_path: Path) -> None:
    results = [Failure(text, n, text or "none") for n, text in enumerate(FORMULAS)]
    for name in ("out.csv", "out.csv.gz"):
        quoteattr.write_csv(results, tmp_path / name)
        back = list(quoteattr.read_csv(tmp_path / name))
        assert [row["document"] for row in back] == FORMULAS
        assert [row["failure"] for row in back] == [text or "none" for text in FORMULAS]
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [row["document"] for row in csv.DictReader(file)]
    assert not any(cell.startswith(tuple("=+-@\t\r\n＝")) for cell in cells)
    assert cells[FORMULAS.index("plain")] == "plain"
    quoteattr.write_csv(results, tmp_path / "bare.csv", spreadsheet_safe=False)
    bare = [row["document"] for row in quoteattr.read_csv(tmp_path / "bare.csv", spreadsheet_safe=False)]
    assert bare == [text or None for text in FORMULAS]  # nothing and no words are one cell


def test_a_spreadsheet_knows_that_it_is_utf_8(tmp_path: Path) -> None:
    lost = Failure("José", 0, "none")
    quoteattr.write_csv(lost, tmp_path / "desk.csv")
    quoteattr.write_csv(lost, tmp_path / "program.csv", spreadsheet_safe=False)
    marked, bare = ((tmp_path / name).read_bytes() for name in ("desk.csv", "program.csv"))
    assert marked == b"\xef\xbb\xbf" + bare
    assert pd.read_csv(tmp_path / "desk.csv").document.tolist() == ["José"]


def test_a_csv_file_comes_back_with_its_types(results: list[Article | Failure], tmp_path: Path) -> None:
    quoteattr.write_csv(results, tmp_path / "out.csv")
    assert list(quoteattr.read_csv(tmp_path / "out.csv")) == [
        row for n, result in enumerate(results) for row in whole(result, str(n))
    ]
    assert tables.frame(list(quoteattr.read_csv(tmp_path / "out.csv"))).equals(quoteattr.to_frame(results))


def test_cells_of_any_length_come_back(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    long = Failure("a", 0, "x" * 300_000)
    quoteattr.write_csv(long, tmp_path / "long.csv")
    assert [row["failure"] for row in quoteattr.read_csv(tmp_path / "long.csv")] == [long.reason]
    assert csv.field_size_limit() == before


HEADER = ",".join(COLUMNS)

CELLS = dict.fromkeys(COLUMNS, "")


def csv_line(**changes: str) -> str:
    return ",".join((CELLS | changes).values())


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "columns"),
        (b"a,b\n1,2\n", "line 1 of .*columns"),
        (f"{HEADER}\na,b\n".encode(), "line 2 of .*has 2 cells"),
        (f"{HEADER}\n{csv_line()}\n{csv_line(cue_start='x')}\n".encode(), "line 3 of .*cue_start is 'x'"),
        (f"{HEADER}\n{csv_line(negated='yes')}\n".encode(), "negated is 'yes'"),
        (f"{HEADER}\n{csv_line(confidence='high')}\n".encode(), "confidence is 'high'"),
        (f"{HEADER}\n{csv_line(number='9' * 5_000)}\n".encode(), "number is"),
        (HEADER.encode() + b"\n\xff\n", "codec"),
        (f'{HEADER}\n"'.encode(), "line 2 of"),
        (gzip.compress(HEADER.encode())[:-3], "damaged"),
    ],
    ids=lambda part: repr(part)[-30:],
)
def test_a_csv_file_of_another_kind_is_refused(content: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_bytes(content)
    with pytest.raises(quoteattr.InvalidRecord, match=message):
        list(quoteattr.read_csv(tmp_path / "bad.csv"))


def test_without_pandas_the_error_says_what_to_install(article: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pandas", None)
    with pytest.raises(quoteattr.MissingExtra, match=r"quoteattr\[pandas\]"):
        tables.to_frame(article)
    with pytest.raises(quoteattr.MissingExtra, match=r"quoteattr\[pandas\]"):
        tables.names_frame(article)
