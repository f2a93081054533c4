"""examples/process_corpus.py: every document exactly once, whatever happens; else a refusal that touches nothing."""

import csv
import errno
import gzip
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr
from importlib.util import module_from_spec, spec_from_file_location
from io import StringIO
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr import Extractor, UnusableFile
from quoteattr.bulk.archive.names import Name, Names
from quoteattr.bulk.archive.sources import Fields, Source
from quoteattr.bulk.documents import Unreadable
from quoteattr.bulk.workers import DIED

ROOT = Path(__file__).resolve().parents[2]
SPEC = spec_from_file_location("process_corpus", ROOT / "examples" / "process_corpus.py")
assert SPEC is not None
assert SPEC.loader is not None
SCRIPT = module_from_spec(SPEC)
SPEC.loader.exec_module(SCRIPT)
TEXT = "“Number {},” said Ana Ruiz. Two officials said it was over."
ODD = ["a", "a", "a#2", "b/c", "d\ne"]


@pytest.fixture(scope="module", autouse=True)
def _loaded(speech: Extractor) -> Extractor:
    """The models stay loaded from one run of the script to the next."""
    return speech.load()


def command(source: Path, target: Path | str, *options: str) -> list[str]:
    return [sys.executable, str(SCRIPT.__file__), str(source), str(target), *options]


def here(source: Path, target: Path | str, *options: str) -> tuple[int, str]:
    """The script's exit status and what it says, without a process of its own."""
    with redirect_stderr(StringIO()) as said:
        status = SCRIPT.main([str(source), str(target), *options])
    return status, said.getvalue()


def succeed(source: Path, target: Path | str, *options: str) -> str:
    status, said = here(source, target, *options)
    assert status == 0, said
    return said


def refuse(source: Path, target: Path | str, *options: str) -> str:
    """A refusal in one line; what is beside the source stays as it is."""
    before = contents(source.parent)
    status, said = here(source, target, *options)
    assert status == 2, said
    assert contents(source.parent) == before
    assert said.startswith("process_corpus.py: ")
    assert said.count("\n") == 1, said
    return said


def contents(folder: Path) -> dict[Path, bytes | None]:
    return {file: file.read_bytes() if file.is_file() else None for file in folder.rglob("*")}


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def documents(target: Path) -> list[str]:
    """The documents of a target, each as often as it is there."""
    if target.suffix == ".jsonl":
        return [record["document"] for record in lines(target)]
    parts = [pq.read_table(part, columns=["document"])["document"].to_pylist() for part in target.glob("part-*")]
    return [document for part in parts for document in dict.fromkeys(part)]


def failures(target: Path) -> dict[str, str]:
    return {record["document"]: record["failure"] for record in lines(target) if record["failure"]}


def write_rows(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def written(path: Path, count: int, ids: list[str] | None = None) -> Path:
    """JSON Lines of some documents, the first with ids of their own."""
    names = [*(ids or []), *(f"x{n}" for n in range(count))][:count]
    return write_rows(path, [{"id": name, "text": TEXT.format(n)} for n, name in enumerate(names)])


def alive(session: int) -> list[int]:
    """The processes of a session, but for those that are dead and not yet waited for."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found


def begin(source: Path, target: Path, *options: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        command(source, target, *options),
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=_heed_signals,
    )


def _heed_signals() -> None:
    """As a terminal starts it: tests in the background, or under nohup, hand on that signals are ignored."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def wait_until(holds: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


def size(target: Path) -> int:
    return target.stat().st_size if target.exists() else 0


# --- killed ---------------------------------------------------------------------------------------


def test_the_parent_killed_three_times(tmp_path: Path) -> None:
    source, target = written(tmp_path / "in.jsonl", 300, ODD), tmp_path / "out.jsonl"
    for moment in ("at the start", "at the first lines", "later"):
        before = size(target)
        process = begin(source, target, "--jobs", "2")
        if moment == "at the start":
            wait_until(lambda process=process: len(alive(process.pid)) >= 3)  # type: ignore[misc]
        else:
            wait_until(lambda before=before: size(target) > before + 4_000)  # type: ignore[misc]
        assert process.poll() is None, "it ended before it could be killed"
        process.kill()
        process.communicate()
        wait_until(lambda process=process: alive(process.pid) == [], seconds=10)  # type: ignore[misc]
    with target.open("ab") as out:
        out.write(b'{"settings": {"made_by": "q')  # a line cut off
    assert "are done already" in succeed(source, target, "--jobs", "2")
    found = lines(target)
    assert sorted(r["document"] for r in found) == sorted(["a", "a#3", *ODD[2:], *(f"x{n}" for n in range(295))])
    assert all(r["failure"] is None and len(r["attributions"]) == 2 for r in found)
    texts = {r["document"]: r["attributions"][0]["content"] for r in found}
    assert [texts[name] for name in ("a", "a#3", *ODD[2:])] == [f"“Number {n},”" for n in range(5)]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=["TERM", "HUP", "INT"])
def test_signals_leave_no_process(tmp_path: Path, number: signal.Signals) -> None:
    source, target = (
        written(tmp_path / "in.jsonl", 5_000),
        tmp_path / "out.jsonl",
    )  # far from its end when it is stopped
    process = begin(source, target, "--jobs", "2")
    wait_until(lambda: size(target) > 0)
    if number == signal.SIGINT:
        os.killpg(process.pid, number)  # as a terminal does
        _, said = process.communicate(timeout=5)
        assert process.returncode == 130
        assert said.endswith(b"process_corpus.py: stopped; the same command goes on\n")
        assert b"Traceback" not in said
    else:
        process.send_signal(number)
        process.communicate(timeout=5)
    wait_until(lambda: alive(process.pid) == [], seconds=10)


# --- what is refused ------------------------------------------------------------------------------

SOURCES = {
    "missing": ("nowhere.jsonl", None, "there is no"),
    "other format": ("in.xlsx", b"PK", "a file ending in '.xlsx'"),
    "one text": ("in.txt", b"Nothing.", "a file ending in '.txt'"),
    "no field": ("in.jsonl", b'{"id": 1, "body": "x"}\n', "no field 'text' (there are id, body)"),
    "no column": ("in.csv", b"id,body\n1,x\n", "no field 'text' (there are id, body)"),
    "an array": ("in.json", b'[{"text": "x"}]', "no line that is a JSON object"),
    "bytes": ("in.jsonl", bytes(range(256)) * 50, "no line that is a JSON object"),
    "bytes as CSV": ("in.csv", bytes(range(256)) * 50, "no field 'text'"),
    "bytes as gzip": ("in.jsonl.gz", bytes(range(256)), "in.jsonl.gz can't be read"),
    "cut off": ("in.csv.gz", gzip.compress(b"text\n" + os.urandom(1_000))[:-200], "in.csv.gz is damaged"),
    "bytes as Parquet": ("in.parquet", bytes(range(256)), "in.parquet is no Parquet file"),
    "empty": ("in.jsonl", b"", "no line that is a JSON object"),
    "no rows": ("in.csv", b"id,text\n", "holds no document"),
}


@pytest.mark.parametrize(("name", "raw", "message"), SOURCES.values(), ids=list(SOURCES))
def test_sources_that_are_none(tmp_path: Path, name: str, raw: bytes | None, message: str) -> None:
    if raw is not None:
        (tmp_path / name).write_bytes(raw)
    assert message in refuse(tmp_path / name, tmp_path / "new" / "out.jsonl")


@pytest.mark.parametrize(("name", "message"), [("", "is empty"), ("a.pdf", "there are .pdf")], ids=["empty", "others"])
def test_folders_without_texts(tmp_path: Path, name: str, message: str) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    if name:
        (folder / name).touch()
    assert message in refuse(folder, tmp_path / "out.jsonl")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--jobs", "0"], "n_jobs is 0"),
        (["--encoding", "utf-9"], "no encoding 'utf-9'"),
        (["--encoding", "rot13"], "rot13"),
    ],
    ids=["jobs", "encoding", "no encoding of texts"],
)
def test_wrong_options(tmp_path: Path, options: list[str], message: str) -> None:
    assert message in refuse(written(tmp_path / "in.jsonl", 1), tmp_path / "out.jsonl", *options)


TARGETS: dict[str, tuple[str, dict[str, str], str]] = {
    "CSV": ("out.csv", {}, "name a .jsonl file, or a folder"),
    "a user's lines": ("mine.jsonl", {"mine.jsonl": '{"my": 1}\n'}, "not written by this script"),
    "a user's only line": ("mine.jsonl", {"mine.jsonl": '{"document": "a"}'}, "not written by this script"),
    "a user's file": ("mine", {"mine": "words"}, "a file that is no .jsonl"),
    "a user's folder": ("mine", {"mine/notes.txt": "words"}, "holds other files (notes.txt)"),
    "a folder's place": ("mine/out.jsonl", {"mine": "words"}, "can't be written"),
}


@pytest.mark.parametrize(("name", "files", "message"), TARGETS.values(), ids=list(TARGETS))
def test_targets_that_are_none(tmp_path: Path, name: str, files: dict[str, str], message: str) -> None:
    source = written(tmp_path / "in.jsonl", 1)
    for file, text in files.items():
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text(text)
    assert message in refuse(source, tmp_path / name)


def test_parquet_of_others(tmp_path: Path) -> None:
    source = written(tmp_path / "in.jsonl", 1)
    (tmp_path / "out").mkdir()
    pq.write_table(pa.table({"document": ["a"], "failure": [None]}), tmp_path / "out" / "part-00000.parquet")
    assert "was not written by this script" in refuse(source, tmp_path / "out")


@pytest.mark.parametrize("name", ["out.jsonl", "out"])
@pytest.mark.parametrize(
    ("options", "message"),
    [(["--scope", "all"], "scope speech, now all"), (["--text", "body"], "text text, now body")],
    ids=["scope", "text"],
)
def test_other_settings(tmp_path: Path, name: str, options: list[str], message: str) -> None:
    rows = [{"id": "a", "text": TEXT, "body": TEXT}]
    source = write_rows(tmp_path / "in.jsonl", rows)
    succeed(source, tmp_path / name)
    assert message in refuse(source, tmp_path / name, *options)


def test_another_version(tmp_path: Path) -> None:
    source, target = written(tmp_path / "in.jsonl", 2), tmp_path / "out.jsonl"
    succeed(source, target)
    target.write_bytes(target.read_bytes().replace(b'{"made_by": "quoteattr ', b'{"made_by": "quoteattr 9.'))
    assert "now" in refuse(source, target)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda found: [found[0], b"{\n", *found[1:]], "line 2 of"),
        (lambda found: [found[0], found[1][:60] + b"\n", found[2]], "line 2 of"),
        (lambda found: [*found[:2], b'{"my": 1}\n', found[2]], "line 3 of"),
        (lambda found: [*found, found[0]], "'x0' is there twice"),
    ],
    ids=["no line", "a cut", "a user's line", "a double"],
)
def test_a_line_that_is_damaged(tmp_path: Path, damage: Callable[[list[bytes]], list[bytes]], message: str) -> None:
    source, target = written(tmp_path / "in.jsonl", 3), tmp_path / "out.jsonl"
    succeed(source, target)
    target.write_bytes(b"".join(damage(target.read_bytes().splitlines(keepends=True))))
    assert message in refuse(source, target)


def test_a_line_that_is_removed(tmp_path: Path) -> None:
    source, target = written(tmp_path / "in.jsonl", 3), tmp_path / "out.jsonl"
    succeed(source, target)
    found = target.read_bytes().splitlines(keepends=True)
    target.write_bytes(b"".join([found[0], found[2]]))
    succeed(source, target)
    assert sorted(documents(target)) == ["x0", "x1", "x2"]


@pytest.mark.parametrize("name", ["out.jsonl", "out"])
@pytest.mark.parametrize(
    ("first", "then", "right"),
    [
        (["t0", "t1"], ["t0", "t1", "t2"], (None, "same")),
        (["t0", "t1"], ["t1", "t0", "t2"], ()),
        (["t1", "t2"], ["t0", "t1", "t2"], ()),
        (["t0", "t1"], ["t0", "t1", "1: t2"], ("same",)),
        (["t0", "t1"], ["t0", "t1", "same#2: t2"], (None,)),
        (["t0", "t1"], ["t0", "t1", "b: t2"], (None, "same")),
        (["a: t0", "b: t1"], ["b: t1", "c: t2", "a: t0"], (None, "same")),
        (["a: t0", "t1"], ["a: t0", "t1", "a: t2"], (None, "same")),
    ],
    ids=["longer", "order", "beginning", "a number", "a made name", "an id more", "ids only", "an id again"],
)
@pytest.mark.parametrize("id", [None, "same"])
def test_a_source_that_changed(
    tmp_path: Path, name: str, id: str | None, first: list[str], then: list[str], right: tuple[str | None, ...]
) -> None:
    """Texts, or an id and a text; those that have none share one, or have none. `right` says with which it goes on."""
    source, target = tmp_path / "in.jsonl", tmp_path / name

    def rows(given: list[str]) -> list[dict[str, Any]]:
        parts = [text.rpartition(": ") for text in given]
        return [{"id": own or id, "text": text} for own, _, text in parts]

    write_rows(source, rows(first))
    succeed(source, target)
    write_rows(source, rows(then))
    if id in right:
        succeed(source, target)
        assert len(set(documents(target))) == len(documents(target)) == len(then)
    else:
        assert "the source has changed" in refuse(source, target)


# --- Parquet files that are removed, or damaged -----------------------------------------------------


@pytest.fixture
def in_parts(tmp_path: Path) -> tuple[Path, Path]:
    """A source, and a target that has three files of it."""
    source, target = tmp_path / "in.jsonl", tmp_path / "out"
    for count in (2, 4, 6):
        written(source, count)
        succeed(source, target)
    assert sorted(file.name for file in target.iterdir()) == [f"part-0000{n}.parquet" for n in range(3)]
    return source, target


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_part_that_is_removed(in_parts: tuple[Path, Path], number: int) -> None:
    source, target = in_parts
    (target / f"part-0000{number}.parquet").unlink()
    kept = contents(target)
    said = succeed(source, target)
    assert (f"part-0000{number}.parquet is gone" in said) == (number < 2)
    assert sorted(documents(target)) == [f"x{n}" for n in range(6)]
    assert contents(target).items() >= kept.items()


def test_a_part_that_is_damaged_or_double(in_parts: tuple[Path, Path]) -> None:
    source, target = in_parts
    part = target / "part-00001.parquet"
    raw = part.read_bytes()
    part.write_bytes(raw[:-50])
    assert "part-00001.parquet is damaged" in refuse(source, target)
    part.write_bytes((target / "part-00000.parquet").read_bytes())
    assert "holds document 'x0', which another file holds too" in refuse(source, target)


# --- two at once, and a disk that is full ---------------------------------------------------------------


@pytest.mark.parametrize("name", ["out.jsonl", "out"])
def test_two_runs_at_once(tmp_path: Path, name: str) -> None:
    source, target = written(tmp_path / "in.jsonl", 300), tmp_path / name
    process = begin(source, target)
    lock = tmp_path / "out.jsonl.lock" if name == "out.jsonl" else target / ".lock"
    try:
        wait_until(lambda: size(lock) > 0)
        status, said = here(source, target)
    finally:
        process.kill()
        process.communicate()
    assert status == 2
    assert f"is being written by process {process.pid} on " in said
    assert lock.exists()
    succeed(source, target)
    assert sorted(documents(target)) == sorted(f"x{n}" for n in range(300))
    assert not lock.exists()


@pytest.mark.parametrize("name", ["out.jsonl", "out"])
def test_a_disk_that_is_full(tmp_path: Path, name: str) -> None:
    source, target = written(tmp_path / "in.jsonl", 40), tmp_path / name

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (15_000, 15_000))

    done = subprocess.run(
        command(source, target, "--jobs", "2"), capture_output=True, text=True, check=False, preexec_fn=limit
    )
    assert done.returncode == 1
    assert "can't be written: File too large; the same command goes on" in done.stderr
    assert "Traceback" not in done.stderr
    if name == "out.jsonl":
        assert size(target) == 15_000  # the last line in part
    succeed(source, target)
    assert sorted(documents(target)) == sorted(f"x{n}" for n in range(40))


# --- one bad document -------------------------------------------------------------------------------


def test_a_folder_of_bad_files(tmp_path: Path) -> None:
    folder, target = tmp_path / "texts", tmp_path / "new" / "out.jsonl"
    (folder / "folder.txt").mkdir(parents=True)
    (folder / "folder.txt" / "inside.TXT").write_text(TEXT)
    (folder / "good.txt").write_text(TEXT)
    (folder / "packed.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
    (folder / "cut.txt.gz").write_bytes(gzip.compress(TEXT.encode())[:-9])
    (folder / "latin.txt").write_bytes("“Déjà vu”".encode()[:-1] + b"\xe9")
    (folder / "link.txt").symlink_to("nowhere")
    os.mkfifo(folder / "pipe.txt")
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")).write_text(TEXT)
    assert "6 documents could not be read" in succeed(folder, target)
    reasons = {
        "folder.txt": "a folder", "cut.txt.gz": "can't be read", "latin.txt": "not utf-8",
        "link.txt": "link to nothing", "pipe.txt": "no file", "caf\\udce9.txt": "surrogate",
    }  # fmt: skip
    found = failures(target)
    assert found.keys() == reasons.keys()
    for name, reason in reasons.items():
        assert reason in found[name], name
    assert {r["document"] for r in lines(target) if r["attributions"]} == {
        "good.txt", "packed.txt.gz", "folder.txt/inside.TXT",
    }  # fmt: skip
    assert "9 documents are done already" in succeed(folder, target)


def test_what_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root, as which tests may run, may read all: so the system is asked for it."""
    for name in ("a.txt", "closed.txt", "shut/b.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    read, look = Path.read_bytes, os.scandir

    def read_bytes(path: Path) -> bytes:
        if path.name == "closed.txt":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return read(path)

    def scandir(path: Any) -> Any:
        if str(path).endswith("shut"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return look(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    monkeypatch.setattr(os, "scandir", scandir)
    rows = list(Source(tmp_path, Fields()).rows())
    assert [(row.id, row.text()) for row in rows] == [
        ("a.txt", TEXT),
        ("closed.txt", Unreadable("the file can't be read: Permission denied")),
        ("shut", Unreadable("the folder can't be looked into: Permission denied")),
    ]
    with pytest.raises(UnusableFile, match="shut can't be looked into"):
        Source(tmp_path / "shut", Fields())


BAD_ROWS: dict[str, tuple[bytes, str, str]] = {
    "deep": (b"[" * 100_000, "0", "too deep"),
    "no JSON": (b'{"id": "a", "text"', "0", "no JSON"),
    "no object": (b"[1]", "0", "list, not an object"),
    "surrogate in the id": (b'{"id": "a\\ud800", "text": "x"}', "a\\ud800", "lone surrogates"),
    "surrogate in the text": (b'{"id": "a", "text": "x\\ud800"}', "a", "lone surrogate at character 1"),
    "other bytes": (b'{"id": "a", "text": "caf\xe9"}', "a", "not utf-8"),
    "null": (b'{"id": null, "text": null}', "0", "no text"),
    "NaN": (b'{"id": NaN, "text": NaN}', "0", "no text"),
    "number": (b'{"id": 7.0, "text": 7}', "7", "of type int"),
    "no text": (b'{"id": "a"}', "a", "no text"),
    "deep text": (b'{"id": "a", "text": ' + b"[" * 500 + b"]" * 500 + b"}", "a", "of type list"),
}


def test_bad_rows_whatever_the_number_of_processes(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    good = json.dumps({"id": "good", "text": TEXT}).encode()
    source.write_bytes(b"\n".join([*(row for row, _, _ in BAD_ROWS.values()), b"", good, good]))
    found = {}
    for jobs in ("1", "2", "4"):
        target = tmp_path / f"out{jobs}.jsonl"
        assert f"{len(BAD_ROWS)} documents could not be read" in succeed(source, target, "--jobs", jobs)
        found[jobs] = target.read_bytes()
    assert found["1"] == found["2"] == found["4"]
    records = lines(tmp_path / "out1.jsonl")
    for number, (record, (_, name, reason)) in enumerate(zip(records, BAD_ROWS.values(), strict=False)):
        assert reason in record["failure"]
        if name == "0":
            assert record["document"].split("#")[0] == str(number)
        else:
            assert record["document"].split("#")[0] == name
    assert len({record["document"] for record in records}) == len(BAD_ROWS) + 2
    assert [record["document"] for record in records[-2:]] == ["good", "good#2"]


def test_a_document_that_only_seemed_deadly_is_tried_again(tmp_path: Path) -> None:
    source = written(tmp_path / "in.jsonl", 3)
    for target in (tmp_path / "out.jsonl", tmp_path / "out"):
        succeed(source, target)
    record = lines(tmp_path / "out.jsonl")
    record[1] |= {"failure": DIED, "attributions": []}
    write_rows(tmp_path / "out.jsonl", record)
    part = tmp_path / "out" / "part-00000.parquet"
    table = pq.ParquetFile(part).read()
    rows = [row for row in table.to_pylist() if row["document"] != "x1"]
    rows.insert(2, {**dict.fromkeys(rows[0]), "document": "x1", "failure": DIED})
    pq.write_table(pa.Table.from_pylist(rows, schema=table.schema), part)
    for target in (tmp_path / "out.jsonl", tmp_path / "out"):
        assert "2 documents are done already" in succeed(source, target)
        assert sorted(documents(target)) == ["x0", "x1", "x2"]
    assert failures(tmp_path / "out.jsonl") == {}
    assert not any(pq.read_table(tmp_path / "out")["failure"].to_pylist())


# --- names ----------------------------------------------------------------------------------------------


@given(st.lists(st.sampled_from(["a", "a#2", "a#3", "a#2#2", "0", "1", "1#2", "2", None]), max_size=30))
def test_no_two_names_are_alike(ids: list[str | None]) -> None:
    told = Names(Counter(ids))
    names = [told.name(id) for id in ids]
    assert len({name.text for name in names}) == len(ids)
    for id in {id for id in ids if id is not None}:
        assert names[ids.index(id)] == Name(id, by_place=ids.count(id) > 1)
    assert all(name.by_place for name, id in zip(names, ids, strict=True) if name.text != id)


# --- formats ------------------------------------------------------------------------------------------


LONG = "“É,” said Ana Ruiz.\r\n\r\n" + "word " * 40_000
ROWS = [["a", TEXT], ["", LONG], ["c", "Nothing."]]


def _csv(path: Path, encoding: str = "utf-8", delimiter: str = ",") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows([["url", "body"], *ROWS])
    return path


def _packed(path: Path) -> Path:
    packed = path.with_name(path.name + ".gz")
    packed.write_bytes(gzip.compress(path.read_bytes()))
    return packed


def sources(folder: Path) -> Iterator[tuple[Path, str | None]]:
    """The same three documents in each format, and the encoding that has to be named."""
    plain = _csv(folder / "in.csv")
    yield plain, None
    yield _packed(plain), None
    yield _csv(folder / "mark.csv", "utf-8-sig"), None
    yield _csv(folder / "semicolons.csv", delimiter=";"), None
    yield _csv(folder / "wide.csv", "utf-16"), None
    yield _csv(folder / "old.csv", "cp1252"), "cp1252"
    rows = [{"url": url or None, "body": body} for url, body in ROWS]
    as_lines = write_rows(folder / "in.jsonl", rows)
    yield as_lines, None
    yield _packed(as_lines), None
    pq.write_table(pa.Table.from_pylist(rows), folder / "in.parquet")
    yield folder / "in.parquet", None
    urls, bodies = [row["url"] for row in rows], [str(row["body"]).encode() for row in rows]
    columns = {"url": pa.array(urls), "body": pa.array(bodies)}
    pq.write_table(pa.table(columns), folder / "bytes.parquet")
    yield folder / "bytes.parquet", None


def test_all_formats_are_read_alike(tmp_path: Path) -> None:
    for path, encoding in sources(tmp_path):
        rows = list(Source(path, Fields("body", "url", encoding)).rows())
        assert [(row.id, row.text()) for row in rows] == [("a", TEXT), (None, LONG), ("c", "Nothing.")], path.name


CELLS = [
    ("a,It is over.", "It is over."),
    ("a,", "its field 'text' holds no text"),
    ("a,NaN", "its field 'text' holds no text"),
    ("a,Hello, the council said.", "its row has more cells than the header"),
]


@pytest.mark.parametrize(("row", "told"), CELLS, ids=[row for row, _ in CELLS])
def test_a_row_of_csv_is_whole_or_a_failure(tmp_path: Path, row: str, told: str) -> None:
    (tmp_path / "in.csv").write_text(f"id,text\n{row}\nb,Also.\n")
    found = [r.text() for r in Source(tmp_path / "in.csv", Fields()).rows()]
    assert next(f if isinstance(f, str) else f.reason for f in found).startswith(told)
    assert found[1] == "Also."


def test_a_quotation_mark_that_is_never_closed_is_told_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text('id,text\na,"It is over.\nb,Also.\n')
    status, said = here(tmp_path / "in.csv", tmp_path / "out.jsonl")
    assert (status, "is damaged" in said) == (2, True)


@pytest.mark.parametrize("name", ["in.jsonl", "in.csv"])
def test_a_field_of_ids_that_is_not_there_is_told(tmp_path: Path, name: str) -> None:
    text = '{"id": "a", "text": "It is over."}\n' if name == "in.jsonl" else "id,text\na,It is over.\n"
    (tmp_path / name).write_text(text)
    status, said = here(tmp_path / name, tmp_path / "out.jsonl", "--id", "url")
    assert status == 2
    assert "has no field 'url' (there are id, text)" in said


def test_a_file_that_is_called_as_the_lock_stays(tmp_path: Path) -> None:
    source, lock = written(tmp_path / "in.jsonl", 2), tmp_path / "out.jsonl.lock"
    lock.write_text("my notes")
    status, said = here(source, tmp_path / "out.jsonl")
    assert (status, "is no lock of this script" in said, lock.read_text()) == (2, True, "my notes")
    lock.unlink()
    (tmp_path / "mine").write_text("my notes")
    lock.symlink_to(tmp_path / "mine")
    status, _ = here(source, tmp_path / "out.jsonl")
    assert (status, (tmp_path / "mine").read_text()) == (2, "my notes")


def test_parquet_in_and_out(tmp_path: Path) -> None:
    texts = [TEXT, "Nothing.", None, TEXT]
    pq.write_table(pa.table({"url": ["a", "b", "a", None], "body": texts}), tmp_path / "in.parquet")
    for _ in range(2):  # the second time there is nothing left to do
        succeed(tmp_path / "in.parquet", tmp_path / "out", "--text", "body", "--id", "url")
    table = pq.read_table(tmp_path / "out").to_pylist()
    assert [(r["document"], r["speaker"], r["failure"] is None) for r in table] == [
        ("a", "Ana Ruiz", True), ("a", "Two officials", True), ("b", None, True), ("a#2", None, False),
        ("3", "Ana Ruiz", True), ("3", "Two officials", True),
    ]  # fmt: skip


def test_parquet_with_text_that_is_none(tmp_path: Path) -> None:
    raw = pa.array([b"Nothing.", b"caf\xe9"]).cast(pa.string(), safe=False)
    pq.write_table(pa.table({"id": ["a", "b"], "text": raw}), tmp_path / "in.parquet")
    succeed(tmp_path / "in.parquet", tmp_path / "out.jsonl")
    assert failures(tmp_path / "out.jsonl").keys() == {"b"}


def test_metadata_is_in_the_rows(tmp_path: Path) -> None:
    source, target = tmp_path / "a.csv", tmp_path / "out.jsonl"
    source.write_text(f'id,text,outlet,date,desk\na,"{TEXT.format(1)}",VT,"March 23, 2026",metro\n', encoding="utf-8")
    succeed(source, target)
    row = json.loads(target.read_text(encoding="utf-8"))["attributions"][0]
    assert (row["outlet"], row["date"], row["meta"]) == ("VT", "2026-03-23", '{"desk": "metro"}')
