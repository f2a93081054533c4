"""The forms of other tools: what each keeps, offsets against the text, and what is read back."""

import csv
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pandas as pd
import pytest
from conftest import SHARED

import quoteattr
from quoteattr import Article, Extractor, Failure
from quoteattr.corpus import COLUMNS
from quoteattr.export import tables
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


@pytest.mark.parametrize("line", ["{", '{"schema": 9}', '{"failure": "x"}', "[]"])
def test_a_bad_line_is_named(line: str, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text(line + "\n")
    with pytest.raises(quoteattr.InvalidRecord, match="line 1 of"):
        list(quoteattr.read_jsonl(tmp_path / "bad.jsonl"))


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


@pytest.mark.parametrize("text", ["", "Nothing was said.\n"])
def test_where_nobody_speaks(text: str, speech: Extractor) -> None:
    article = speech.extract(text)
    assert quoteattr.to_brat(article) == ""
    assert "".join(next(tei(article).iter(f"{{{NAMESPACE}}}ab")).itertext()) == text
    assert quoteattr.to_web_annotations(article)["total"] == 0
    assert len(article.to_frame()) == 1
