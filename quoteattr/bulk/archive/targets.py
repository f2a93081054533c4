"""What an archive is written to: JSON Lines in one file, or a folder of Parquet files.

Both hold, beside what was found, the settings and the version that made it, and a checksum of each text. So a run that
goes on can tell what is done, and refuse, before it touches anything, what would mix or lose something.
"""

import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from attrs import asdict, astuple, field, fields, frozen

from quoteattr.bulk.workers import DIED
from quoteattr.errors import InvalidInput, UnusableFile
from quoteattr.export.rows import COLUMNS, rows, whole
from quoteattr.records import Article, Failure
from quoteattr.runtime.extras import need

_A_FILE = 1_000  # documents in one Parquet file
_TYPES = {str: "string", int: "int64", float: "float64", bool: "bool_"}
_KEY = b"quoteattr"  # of the metadata of a Parquet file
_BEGINNING = b'{"settings": {"made_by": '  # of each line

Settings = Mapping[str, str | float | None]


@frozen
class Mark:
    """By what a document is known again: the SHA-256 of its text, None where it had none, and whether only its place in
    the source gave it its name."""

    sha256: str | None
    by_place: bool


@frozen
class Written:
    """A document for the target: what became of it, and its mark."""

    result: Article | Failure
    mark: Mark


@frozen
class Done:
    """What a target holds: each document's mark, and what there is to tell the user."""

    marks: dict[str, Mark] = field(factory=dict)
    notes: tuple[str, ...] = ()


class Target(Protocol):
    """Where results go. `lock` is the file that is held meanwhile."""

    path: Path
    lock: Path

    def done(self) -> Done:
        """What is there already; nothing is touched.

        Raises:
            UnusableFile: it is not ours, or damaged, or was made otherwise.
        """

    def write(self, documents: Iterator[Written]) -> None:
        """Put documents behind what `done` found.

        Raises:
            UnusableFile: they can't be written, as on a full disk; a run that goes on finds what was.
        """


def target_at(path: str, settings: Settings) -> Target:
    """The target of this path: JSON Lines, or a folder of Parquet.

    Raises:
        InvalidInput: it is neither.
        MissingExtra: it is Parquet, and pyarrow is not installed.
    """
    place = Path(os.path.realpath(path))
    if place.suffix.lower() == ".jsonl" and not place.is_dir():
        return JsonLines(place, settings)
    if place.exists() and not place.is_dir():
        raise InvalidInput(f"{path} is a file that is no .jsonl: name a new .jsonl file, or a folder for Parquet files")
    if place.suffix.lower() in ("", ".parquet") or place.is_dir() or path.endswith(("/", os.sep)):
        need("writing Parquet", "pyarrow")
        return Parquet(place, settings)
    raise InvalidInput(f"{path} ends in {place.suffix!r}: name a .jsonl file, or a folder for Parquet files, as out/")


def _differences(kept: Any, now: Settings) -> str:
    """What is set otherwise now."""
    if not isinstance(kept, dict):
        return "settings that can't be read"
    names = [name for name in {**kept, **now} if kept.get(name) != now.get(name)]
    return ", ".join(f"{name} {kept.get(name)}, now {now.get(name)}" for name in names)


def _is_again(failure: object) -> bool:
    """Whether a document failed by what may not be its own fault, and so is tried again."""
    return failure == DIED


# --- JSON Lines -----------------------------------------------------------------------------------


class JsonLines:
    """One line a document, in one file; a line cut off by a kill is dropped when writing goes on."""

    def __init__(self, path: Path, settings: Settings) -> None:
        self.path = path
        self.lock = path.with_name(f"{path.name}.lock")
        self._settings = settings
        self._whole = 0  # bytes of whole lines
        self._again: set[int] = set()  # lines, from 1, of documents that are tried again

    def done(self) -> Done:
        found: dict[str, Mark] = {}
        self._whole, self._again = 0, set()
        if not self.path.exists():
            return Done()
        with self.path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                if not line.endswith(b"\n"):
                    self._check_beginning(number, line)
                    break
                record = self._record(number, line)
                self._whole += len(line)
                if _is_again(record["failure"]):
                    self._again.add(number)
                elif record["document"] in found:
                    raise self._damaged(number, f"document {record['document']!r} is there twice")
                else:
                    found[record["document"]] = Mark(record["sha256"], record["by_place"])
        return Done(found)

    def write(self, documents: Iterator[Written]) -> None:
        self._drop_those_again()
        with open(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o666), "rb+", buffering=0) as out:
            out.truncate(self._whole)
            out.seek(self._whole)
            for document in documents:
                with _writing(self.path):
                    _write(out, self._line(document))
            with _writing(self.path):
                os.fsync(out.fileno())

    def _line(self, document: Written) -> bytes:
        result = document.result
        failure = result.reason if isinstance(result, Failure) else None
        record = {
            "settings": self._settings,
            "document": result.id,
            "failure": failure,
            **asdict(document.mark),
            "attributions": [] if failure is not None else rows(result),
        }
        return json.dumps(record, ensure_ascii=False).encode() + b"\n"

    def _record(self, number: int, line: bytes) -> dict[str, Any]:
        """A line as it was written."""
        self._check_beginning(number, line)
        try:
            record: dict[str, Any] = json.loads(line)
            if not isinstance(record["document"], str):
                raise ValueError("its document is no string")
            missing = {"failure", *(field.name for field in fields(Mark))} - record.keys()
            if missing:
                raise ValueError(f"it has no {min(missing)}")
        except (ValueError, KeyError, RecursionError) as error:
            raise self._damaged(number, str(error)) from error
        if difference := _differences(record["settings"], self._settings):
            raise UnusableFile(f"{self.path} was made otherwise ({difference}): name a new target, or choose as before")
        return record

    def _check_beginning(self, number: int, line: bytes) -> None:
        """The line is one of ours, or the beginning of one."""
        if line.startswith(_BEGINNING) or (not line.endswith(b"\n") and (number > 1 or _BEGINNING.startswith(line))):
            return
        if number == 1:
            raise UnusableFile(f"{self.path} was not written by this script, or by an older one: name a new target")
        raise self._damaged(number, "it does not begin as lines of this script do")

    def _damaged(self, number: int, why: str) -> UnusableFile:
        return UnusableFile(
            f"line {number} of {self.path} is damaged ({why}); nothing was changed: remove that line, and its document "
            "is read again"
        )

    def _drop_those_again(self) -> None:
        """Without the lines of documents that are tried again; the file is replaced whole."""
        if not self._again:
            return
        copy, size = self.path.with_name(f"{self.path.name}.unfinished"), 0
        with _writing(copy), self.path.open("rb") as lines, copy.open("wb", buffering=0) as out:
            for number, line in enumerate(lines, start=1):
                if number not in self._again and line.endswith(b"\n"):
                    _write(out, line)
                    size += len(line)
            os.fsync(out.fileno())
        os.replace(copy, self.path)
        self._whole, self._again = size, set()


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    """An error of ours that names the file."""
    try:
        yield
    except OSError as error:
        raise UnusableFile(f"{path} can't be written: {error.strerror or error}") from error


def _write(out: Any, data: bytes) -> None:
    """All of it: a disk that fills up takes a part, and says so at the next."""
    view = memoryview(data)
    while view:
        view = view[out.write(view) :]


# --- Parquet --------------------------------------------------------------------------------------


class Parquet:
    """A folder of files of a thousand documents, each put in its place whole; a number is never used twice."""

    def __init__(self, path: Path, settings: Settings) -> None:
        self.path = path
        self.lock = path / ".lock"
        self._settings = settings
        self._next = 0
        self._again: list[Path] = []  # files with documents that are tried again

    def done(self) -> Done:
        parts = sorted(file for file in self.path.glob("*") if _PART.fullmatch(file.name))
        others = [file.name for file in self.path.glob("*") if not file.name.startswith(".")] if not parts else []
        if others:
            raise UnusableFile(f"{self.path} holds other files ({min(others)}): name a folder that is new or empty")
        found: dict[str, Mark] = {}
        self._again = []
        for part in parts:
            read = self._read(part, ["document", "failure"])
            again = {row["document"] for row in read.rows if _is_again(row["failure"])}
            if again:
                self._again.append(part)
            if double := found.keys() & read.marks.keys():
                raise UnusableFile(f"{part} holds document {min(double)!r}, which another file holds too: remove one")
            found |= {document: mark for document, mark in read.marks.items() if document not in again}
        numbers = [int(part.stem.removeprefix("part-")) for part in parts]
        self._next = max(numbers, default=-1) + 1
        gone = sorted(set(range(self._next)) - set(numbers))
        return Done(found, tuple(f"{_name(number)} is gone: its documents are read again" for number in gone))

    def write(self, documents: Iterator[Written]) -> None:
        for part in self._again:
            read = self._read(part)
            self._put(part, [row for row in read.rows if not _is_again(row["failure"])], read.marks)
        batch: list[Written] = []
        try:
            for document in documents:
                batch.append(document)
                if len(batch) == _A_FILE:
                    full, batch = batch, []
                    self._add(full)
        finally:  # however it ends, what was read is kept
            if batch:
                self._add(batch)

    def _add(self, batch: list[Written]) -> None:
        part, self._next = self.path / _name(self._next), self._next + 1
        marks = {str(document.result.id): document.mark for document in batch}
        self._put(part, [row for document in batch for row in whole(document.result)], marks)

    def _put(self, part: Path, table: list[dict[str, Any]], marks: dict[str, Mark]) -> None:
        """Write a file and put it in its place."""
        import pyarrow
        import pyarrow.parquet

        kept = dict.fromkeys(row["document"] for row in table)
        known = json.dumps({"settings": self._settings, "marks": [astuple(marks[document]) for document in kept]})
        schema = pyarrow.schema([(name, getattr(pyarrow, _TYPES[kind])()) for name, kind in COLUMNS.items()])
        columns = pyarrow.Table.from_pylist(table, schema.with_metadata({_KEY: known}))
        unfinished = self.path / ".unfinished"
        try:
            with _writing(part), unfinished.open("wb") as out:
                pyarrow.parquet.write_table(columns, out)
                out.flush()
                os.fsync(out.fileno())
            os.replace(unfinished, part)
        finally:
            unfinished.unlink(missing_ok=True)

    def _read(self, part: Path, columns: list[str] | None = None) -> "_Part":
        """A file as it was written."""
        import pyarrow
        import pyarrow.parquet

        try:
            with pyarrow.parquet.ParquetFile(part) as file:
                known = json.loads((file.schema_arrow.metadata or {}).get(_KEY, b"null"))
                found = file.read(columns).to_pylist()
        except (OSError, ValueError, pyarrow.ArrowException) as error:
            raise self._damaged(part, str(error)) from error
        if not isinstance(known, dict):
            raise UnusableFile(f"{part} was not written by this script, or by an older one: name a new folder")
        if difference := _differences(known.get("settings"), self._settings):
            raise UnusableFile(f"{part} was made otherwise ({difference}): name a new target, or choose as before")
        documents = dict.fromkeys(row["document"] for row in found)
        marks = known.get("marks")
        if not isinstance(marks, list) or len(marks) != len(documents):
            raise self._damaged(part, "its documents are not those that were written")
        return _Part(found, {document: Mark(*mark) for document, mark in zip(documents, marks, strict=True)})

    def _damaged(self, part: Path, why: str) -> UnusableFile:
        return UnusableFile(
            f"{part} is damaged ({why}); nothing was changed: remove that file, and its documents are read again"
        )


@frozen
class _Part:
    """What a file holds: rows, and each document's mark."""

    rows: list[dict[str, Any]]
    marks: dict[str, Mark]


_PART = re.compile(r"part-\d{5,}\.parquet")


def _name(number: int) -> str:
    return f"part-{number:05d}.parquet"
