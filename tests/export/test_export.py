"""The forms of other tools: what each keeps, offsets against the text, and what is read back."""

import csv
import gzip
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import attrs
import jsonschema
import pandas as pd
import pytest
from conftest import SHARED

import quoteattr
from quoteattr import Article, Extractor, Failure
from quoteattr.export import tables
from quoteattr.export.rows import COLUMNS, whole
from quoteattr.export.tei import NAMESPACE

TEXT = (
    "“The pier is safe,” said Ruth Kessler, the mayor. “It was mended\r\n\r\n“and painted.”\n\n"
    "An aide, who asked not to be named because she feared for her job, did not say that it was closed & <gone> 🙂.\n\n"
    "The pier had reportedly moved. \x07He \u202e said so."
)
XML = "{http://www.w3.org/XML/1998/namespace}"


@pytest.fixture(scope="module")
def article(everything: Extractor) -> Article:
    found = everything.extract(TEXT, id="pier")
    assert {a.style.value for a in found.attributions} == {"direct", "indirect"}
    assert any(len(a.content) > 1 for a in found.attributions)
    assert any(a.anonymity.granted for a in found.attributions)
    assert any(a.speaker is None for a in found.attributions)
    return found


@pytest.fixture(scope="module")
def results(article: Article) -> list[Article | Failure]:
    return [article, quoteattr.extract("Nothing was said."), Failure("x", 2, "the document is bytes")]


# JSON Lines and their schema


def test_json_lines_there_and_back(results: list[Article | Failure], tmp_path: Path) -> None:
    quoteattr.write_jsonl(results, tmp_path / "out.jsonl")
    assert list(quoteattr.read_jsonl(tmp_path / "out.jsonl")) == results


def test_every_line_fits_the_schema(results: list[Article | Failure], tmp_path: Path) -> None:
    schema = quoteattr.json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    check = jsonschema.Draft202012Validator(schema)
    quoteattr.write_jsonl(results, tmp_path / "out.jsonl")
    for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines():
        check.validate(json.loads(line))
    record = json.loads(results[0].to_json())  # type: ignore[union-attr]
    for break_it in (lambda r: r.pop("text"), lambda r: r["attributions"][0].update(style="loud"),
                     lambda r: r["attributions"][0].update(content=[[1]]), lambda r: r.update(more=1)):  # fmt: skip
        broken = json.loads(json.dumps(record))
        break_it(broken)
        assert not check.is_valid(broken)


def test_gold_articles_fit_the_schema(shared: Path, everything: Extractor) -> None:
    check = jsonschema.Draft202012Validator(quoteattr.json_schema())
    lines = (SHARED / "gold" / "speakers.dev.jsonl").read_text(encoding="utf-8").split("\n")[:3]
    for line in lines:
        check.validate(json.loads(everything.extract(json.loads(line)["text"]).to_json()))


def failure_line(**changes: Any) -> bytes:
    return json.dumps({"schema": 2, "id": "a", "index": 0, "failure": "why", **changes}).encode()


BAD = [
    b"{", b'{"schema": 9}', b'{"failure": "x"}', b"[]", b"", b"  ", b"\xff", b"\xff\xfe{\0}\0", b"\0", b"[" * 200_000,
    b"NaN", b"9" * 5_000, failure_line(index=-1), failure_line(index="0"), failure_line(id=7),
    failure_line(failure=None), failure_line(more=1), failure_line(schema=9), failure_line(id="\ud800"),
    failure_line(failure="\ud800"),
]  # fmt: skip


@pytest.mark.parametrize("line", BAD, ids=[repr(line)[:40] for line in BAD])
def test_a_bad_line_is_named(line: bytes, tmp_path: Path) -> None:
    for name, opened in (("bad.jsonl", open), ("bad.jsonl.gz", gzip.open)):
        with opened(tmp_path / name, "wb") as file:
            file.write(failure_line() + b"\n" + line + b"\n")
        found = quoteattr.read_jsonl(tmp_path / name)
        assert next(found) == Failure("a", 0, "why")
        with pytest.raises(quoteattr.InvalidRecord, match=f"line 2 of .*{name}"):
            next(found)


def test_a_damaged_gzip_file_is_named(results: list[Article | Failure], tmp_path: Path) -> None:
    quoteattr.write_jsonl(results, tmp_path / "out.jsonl.gz")
    assert list(quoteattr.read_jsonl(tmp_path / "out.jsonl.gz")) == results
    whole = (tmp_path / "out.jsonl.gz").read_bytes()
    for damaged in (whole[:-9], whole[:20], whole[:200] + b"\0" * 50 + whole[250:]):
        (tmp_path / "out.jsonl.gz").write_bytes(damaged)
        with pytest.raises(quoteattr.InvalidRecord, match=r"out\.jsonl\.gz"):
            list(quoteattr.read_jsonl(tmp_path / "out.jsonl.gz"))


def test_a_mark_of_utf_8_before_the_first_line_is_no_part_of_it(tmp_path: Path) -> None:
    (tmp_path / "out.jsonl").write_bytes(b"\xef\xbb\xbf" + failure_line())
    assert list(quoteattr.read_jsonl(tmp_path / "out.jsonl")) == [Failure("a", 0, "why")]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    for read in (quoteattr.read_jsonl, quoteattr.read_csv):
        with pytest.raises(FileNotFoundError, match=r"none\.gz") as raised:
            list(read(tmp_path / "none.gz"))
        assert isinstance(raised.value, quoteattr.QuoteAttrError)


@pytest.mark.parametrize("given", [["x"], "x", None, 3, pd.DataFrame({"text": ["x"]}), {"a": 1}], ids=repr)
def test_only_articles_and_failures_are_exported(given: Any, tmp_path: Path) -> None:
    for export in (quoteattr.to_frame, lambda found: quoteattr.write_csv(found, tmp_path / "x.csv"),
                   lambda found: quoteattr.write_jsonl(found, tmp_path / "x.jsonl"), quoteattr.to_json,
                   quoteattr.to_brat, quoteattr.to_tei, quoteattr.to_web_annotations):  # fmt: skip
        with pytest.raises(quoteattr.InvalidInput, match="give"):
            export(given)


def test_one_result_is_a_list_of_it(article: Article, tmp_path: Path) -> None:
    quoteattr.write_jsonl(article, tmp_path / "one.jsonl")
    assert list(quoteattr.read_jsonl(tmp_path / "one.jsonl")) == [article]
    assert len(quoteattr.to_frame(Failure("x", 0, "why"))) == 1


# tables


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


def test_a_csv_file_reads_as_the_frame_does(results: list[Article | Failure], tmp_path: Path) -> None:
    quoteattr.write_csv(results, tmp_path / "out.csv")
    frame = quoteattr.to_frame(results)
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
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


# CSV

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
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        cells = [row["document"] for row in csv.DictReader(file)]
    assert not any(cell.startswith(tuple("=+-@\t\r\n＝")) for cell in cells)
    assert cells[FORMULAS.index("plain")] == "plain"
    quoteattr.write_csv(results, tmp_path / "bare.csv", spreadsheet_safe=False)
    bare = [row["document"] for row in quoteattr.read_csv(tmp_path / "bare.csv", spreadsheet_safe=False)]
    assert bare == [text or None for text in FORMULAS]  # nothing and no words are one cell


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


# brat


def test_brat_offsets_and_ties(article: Article) -> None:
    lines = [line.split("\t") for line in quoteattr.to_brat(article).splitlines()]
    entities = {line[0]: line for line in lines if line[0].startswith("T")}
    assert len({line[0] for line in lines}) == len(lines)
    for _, places, words in entities.values():
        pieces = [tuple(map(int, p.split())) for p in places.partition(" ")[2].split(";")]
        assert " ".join(article.text[a:b] for a, b in pieces) == words
        assert all("\n" not in article.text[a:b] for a, b in pieces)
    contents = [e for e in entities.values() if e[1].startswith("Content")]
    assert len(contents) == len(article.attributions)
    ties = [line[1].split() for line in lines if line[0].startswith("R")]
    assert {entities[t[2].removeprefix("Arg2:")][1].split()[0] for t in ties} == {"Source", "Cue"}
    assert all(entities[t[1].removeprefix("Arg1:")][1].startswith("Content") for t in ties)
    levels = [line[1].split()[2] for line in lines if line[1].startswith("Level")]
    assert levels == [a.anonymity.level.value if a.anonymity.level else "unresolved" for a in article.attributions]
    notes = [line[2] for line in lines if line[1].startswith("AnnotatorNotes")]
    assert any("grant: asked not to be named" in note for note in notes)


# TEI


def tei(article: Article) -> ET.Element:
    return ET.fromstring(quoteattr.to_tei(article).encode())


def test_tei_holds_the_text(article: Article) -> None:
    (body,) = tei(article).iter(f"{{{NAMESPACE}}}ab")
    assert "".join(body.itertext()) == article.text.replace("\x07", "\ufffd")


def test_tei_says_who(article: Article) -> None:
    root = tei(article)
    people = {
        e.get(f"{XML}id"): "".join(e.itertext()) for e in root.iter() if e.tag.endswith(("}person", "}personGrp"))
    }
    assert people == {s.id: s.label for s in article.speakers}
    said = list(root.iter(f"{{{NAMESPACE}}}said"))
    assert len(said) == sum(len(a.content) for a in article.attributions)
    ids = {e.get(f"{XML}id") for e in root.iter()}
    for one in said:
        assert one.get("who") is None or one.get("who", "")[1:] in people
        assert all(one.get(k) is None or one.get(k, "")[1:] in ids for k in ("next", "prev", "ana"))
    first = article.attributions[0]
    assert ["".join(s.itertext()) for s in said][: len(first.content)] == [p.text for p in first.content]
    assert said[0].get("direct") == "true"


# Web Annotation


def test_web_annotations_point_at_the_text(article: Article) -> None:
    made = json.loads(json.dumps(quoteattr.to_web_annotations(article, "https://example.org/pier")))
    items: list[dict[str, Any]] = made["first"]["items"]
    assert made["total"] == len(items) == len(article.attributions)
    assert len({item["id"] for item in items}) == len(items)
    for item, a in zip(items, article.attributions, strict=True):
        contents = []
        for target in item["target"]:
            position, quoted = target["selector"]
            start, end = position["start"], position["end"]
            assert article.text[start:end] == quoted["exact"]
            around = quoted["prefix"] + quoted["exact"] + quoted["suffix"]
            assert around in article.text
            contents += [quoted["exact"]] if target["role"] == "content" else []
        assert " ".join(contents) == a.text
        facts = {body["name"]: body["value"] for body in item["body"]}
        assert facts.get("speaker") == (a.speaker.label if a.speaker else None)
        assert facts["style"] == a.style.value


def test_the_address_of_an_article_is_one_whatever_its_id(article: Article) -> None:
    for id, address in (("port", "urn:quoteattr:port"), ("a b\n#1/é", "urn:quoteattr:a%20b%0A%231/%C3%A9")):
        assert quoteattr.to_web_annotations(attrs.evolve(article, id=id))["id"] == f"{address}#attributions"
    with pytest.raises(quoteattr.InvalidInput, match="address"):
        quoteattr.to_web_annotations(article, 7)  # type: ignore[arg-type]


def test_ids_of_a_tei_document_are_each_there_once(article: Article) -> None:
    speaker = attrs.evolve(article.speakers[0], id="named")
    said = tuple(attrs.evolve(a, speaker=speaker) for a in article.attributions if a.speaker == article.speakers[0])
    root = tei(attrs.evolve(article, attributions=said, speakers=(speaker,)))
    ids = [value for e in root.iter() if (value := e.get(f"{XML}id"))]
    assert len(ids) == len(set(ids))
    assert {e.get("who") for e in root.iter() if e.get("who")} == {"#_named"}


@pytest.mark.parametrize("text", ["", "Nothing was said.\n"])
def test_where_nobody_speaks(text: str, speech: Extractor) -> None:
    article = speech.extract(text)
    assert quoteattr.to_brat(article) == ""
    assert "".join(next(tei(article).iter(f"{{{NAMESPACE}}}ab")).itertext()) == text
    assert quoteattr.to_web_annotations(article)["total"] == 0
    assert len(article.to_frame()) == 1
