"""JSON Lines and their schema; what is no such file is named."""

import gzip
import json
from pathlib import Path
from typing import Any

import jsonschema
import pandas as pd
import pytest
from conftest import SHARED

import quoteattr
from quoteattr import Article, Extractor, Failure


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
                     lambda r: r["attributions"][0].update(content=[[1]]), lambda r: r.update(more=1),
                     lambda r: r.pop("names"), lambda r: r["names"][0].update(kind="country")):  # fmt: skip
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
                   quoteattr.names_frame, quoteattr.to_brat, quoteattr.to_tei,
                   quoteattr.to_web_annotations):  # fmt: skip
        with pytest.raises(quoteattr.InvalidInput, match="give"):
            export(given)


def test_one_result_is_a_list_of_it(article: Article, tmp_path: Path) -> None:
    quoteattr.write_jsonl(article, tmp_path / "one.jsonl")
    assert list(quoteattr.read_jsonl(tmp_path / "one.jsonl")) == [article]
    assert len(quoteattr.to_frame(Failure("x", 0, "why"))) == 1
