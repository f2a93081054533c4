"""examples/process_corpus.py: killed at any moment and started again, every document exactly once."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

ROOT = Path(__file__).resolve().parents[1]
COUNT = 400


def command(source: Path, target: Path, *options: str) -> list[str]:
    script = str(ROOT / "examples" / "process_corpus.py")
    return [sys.executable, script, str(source), str(target), "--engine", "rules", *options]


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl"
    text = "“Number {},” said Ana Ruiz. Two officials said it was over."
    rows = [{"id": f"a{n}", "text": text.format(n)} for n in range(COUNT)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_killed_twice_and_started_again(articles: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    for least in (1, 2):
        before = target.stat().st_size if target.exists() else 0
        process = subprocess.Popen(
            command(articles, target), start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while process.poll() is None and (not target.exists() or target.stat().st_size < before + least * 2_000):
            time.sleep(0.01)
        assert process.poll() is None, "it ended before it could be killed"
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    with target.open("ab") as out:
        out.write(b'{"document": "a3')  # a line cut off
    done = subprocess.run(command(articles, target), capture_output=True, check=True)
    assert b"are done already" in done.stderr
    found = lines(target)
    assert sorted(r["document"] for r in found) == sorted(f"a{n}" for n in range(COUNT))
    assert all(r["failure"] is None and len(r["attributions"]) == 2 for r in found)


def test_a_folder_with_a_bad_file(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text("“Yes,” said Ana Ruiz.", encoding="utf-8")
    (folder / "b.txt").write_bytes(b"\xff\xfe\xff")
    done = subprocess.run(command(folder, tmp_path / "out.jsonl"), capture_output=True, check=True)
    assert b"1 documents could not be read" in done.stderr
    found = {r["document"]: r for r in lines(tmp_path / "out.jsonl")}
    assert found["a.txt"]["attributions"][0]["speaker"] == "Ana Ruiz"
    assert "decode" in found["b.txt"]["failure"]


def test_parquet_in_and_out(tmp_path: Path) -> None:
    texts = ["“Yes,” said Ana Ruiz.", "Nothing.", None]
    pq.write_table(pa.table({"url": ["a", "b", "a"], "body": texts}), tmp_path / "in.parquet")
    arguments = command(tmp_path / "in.parquet", tmp_path / "out", "--text", "body", "--id", "url")
    for _ in range(2):  # the second time there is nothing left to do
        subprocess.run(arguments, capture_output=True, check=True)
    table = pq.read_table(tmp_path / "out").to_pylist()
    assert [(r["document"], r["speaker"], r["failure"] is None) for r in table] == [
        ("a", "Ana Ruiz", True), ("b", None, True), ("a#2", None, False),
    ]  # fmt: skip
