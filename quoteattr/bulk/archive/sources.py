"""What an archive is read from: a folder of texts, JSON Lines, CSV or Parquet, as rows of an id and a text.

A source can be gone through as often as one likes. What is wrong with all of it (its format, a missing field) raises;
what is wrong with one document stands in the place of its text, as `Unreadable`.
"""

import codecs
import csv
import gzip
import io
import json
import os
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from attrs import field, frozen

from quoteattr.bulk.documents import Unreadable, name_of
from quoteattr.errors import InvalidInput, InvalidSetting, InvalidText, MissingFile, UnusableFile
from quoteattr.inputs.files import BOMS, decoded
from quoteattr.inputs.given import missing
from quoteattr.records.promises import as_storable
from quoteattr.runtime.extras import need

FORMATS = "a folder of .txt files, or a .jsonl, .csv or .parquet file (.txt, .jsonl and .csv also as .gz)"
_TEXTS = (".txt", ".txt.gz")
_NAMED = 10  # fields or endings that an error names
_SHOWN = 40  # characters of each
_CHUNK = 256  # rows of a Parquet file that are held at a time

Text = str | Unreadable


@frozen
class Row:
    """A document as its source has it: its id, None where it has none, what gives its text, and its other fields."""

    id: str | None
    text: Callable[[], Text]
    meta: Mapping[str, Any] = field(factory=dict)


@frozen
class Fields:
    """The names of the fields that hold text and id, and the encoding; None for what a mark says, else UTF-8."""

    text: str = "text"
    id: str = "id"
    encoding: str | None = None


class Source:
    """An archive to read.

    Raises:
        MissingFile: there is nothing at `path`.
        InvalidInput: it is of no format that is read.
        InvalidSetting: there is no such encoding.
        MissingExtra: it is Parquet, and pyarrow is not installed.
    """

    def __init__(self, path: Path, fields: Fields) -> None:
        _check_encoding(fields.encoding)
        self.path = path
        self._fields = fields
        with _told(path):
            self._reader = _reader(path)

    def rows(self) -> Iterator[Row]:
        """All documents, in a fixed order.

        Raises:
            InvalidInput: it has no row, or no row has the text's field; raised when that is known.
            UnusableFile: it can't be read (any further).
        """
        with _told(self.path):
            none = True
            for row in self._reader(self.path, self._fields):
                none = False
                yield row
            if none:
                raise InvalidInput(f"{self.path} holds no document")


def _check_encoding(name: str | None) -> None:
    try:
        io.TextIOWrapper(io.BytesIO(), name)
    except (LookupError, ValueError) as error:
        raise InvalidSetting(f"there is no encoding {name!r}: name one that Python knows, as cp1252") from error


def _reader(path: Path) -> Callable[[Path, Fields], Iterator[Row]]:
    """What reads this format."""
    if not path.exists():
        raise MissingFile(f"there is no {path}: name {FORMATS}")
    if path.is_dir():
        return _Folder(path)
    suffixes = [suffix.lower() for suffix in path.suffixes]
    packed = suffixes[-1:] == [".gz"]
    format = "".join(suffixes[-2:-1] if packed else suffixes[-1:])
    reader = _READERS.get(format)
    if reader is None or (packed and reader is _parquet) or not path.is_file():
        raise InvalidInput(f"{path} is {_kind(path)}: name {FORMATS}")
    if reader is _parquet:
        need(f"reading {path.name}", "pyarrow")
    return reader


def _kind(path: Path) -> str:
    return f"a file ending in {path.suffix!r}" if path.suffix else "a file without an ending"


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """What goes wrong with a whole file, as an error of ours that names it."""
    try:
        yield
    except UnicodeError as error:
        raise UnusableFile(f"{path} is of another encoding, or damaged: {error}") from error
    except (EOFError, zlib.error, csv.Error) as error:
        raise UnusableFile(f"{path} is damaged: {error}") from error
    except OSError as error:
        if isinstance(error, UnusableFile):
            raise
        raise UnusableFile(f"{path} can't be read: {error.strerror or error}") from error


def _row(id: object, text: Callable[[], Text], meta: Mapping[str, Any] | None = None) -> Row:
    """A row with its id as a name; an empty cell has no name."""
    try:
        name = name_of(id) or None
    except Exception as error:  # a number of too many digits
        return Row(None, _given(Unreadable(f"its id can't be written: {error}")))
    if isinstance(id, str) and name is not None and name != id:
        return Row(
            name, _given(Unreadable(f"its id, {name}, has lone surrogates: bytes of another encoding; rename it"))
        )
    return Row(name, text, meta or {})


def _beside(row: Mapping[str, Any], fields: Fields) -> dict[str, Any]:
    """The other fields of a row; an id that goes by a name of its own, as an address, is one of them."""
    left = {fields.text, Fields().id, _SURPLUS}
    return {name: value for name, value in row.items() if name not in left}


def _given(text: Text) -> Callable[[], Text]:
    return lambda: text


def _cell(value: object, fields: Fields) -> Text:
    """The text in a field."""
    if missing(value):
        return Unreadable(f"its field {fields.text!r} holds no text")
    if isinstance(value, bytes):
        return _decoded(value, f"its field {fields.text!r}", fields)
    if not isinstance(value, str):
        return Unreadable(f"its field {fields.text!r} holds a value of type {type(value).__name__}, not a text")
    return value


def _decoded(raw: bytes, name: str, fields: Fields) -> Text:
    try:
        return decoded(raw, name, fields.encoding)
    except InvalidText as error:
        return Unreadable(str(error))


# --- a folder -------------------------------------------------------------------------------------


class _Folder:
    """Its .txt files and those below it, sorted by their paths below it, which are their ids.

    The list is made once: a file that comes later must not put another one out of its place.
    """

    def __init__(self, path: Path) -> None:
        endings: set[str] = set()
        self._names = sorted(_below(path, endings), key=lambda found: found[0].split(os.sep))
        if not self._names:
            there = f"; there are {_some(sorted(endings))}" if endings else ", which is empty"
            raise InvalidInput(f"there is no .txt file in {path}{there}: name {FORMATS}")

    def __call__(self, path: Path, fields: Fields) -> Iterator[Row]:
        for name, wrong in self._names:
            yield _row(Path(name).as_posix(), _given(wrong) if wrong else _text_of(path / name, fields))


def _below(path: Path, endings: set[str]) -> Iterator[tuple[str, Unreadable | None]]:
    """What is named as a text, whatever it is, and folders that can't be looked into; as paths below `path`."""
    closed: list[OSError] = []
    for folder, folders, files in os.walk(path, onerror=closed.append):
        for name in [*folders, *files]:
            if name.lower().endswith(_TEXTS):
                yield os.path.relpath(os.path.join(folder, name), path), None
            elif name in files:
                endings.add(os.path.splitext(name)[1] or "files without an ending")
    for error in closed:
        name = os.path.relpath(error.filename, path)
        if name == os.curdir:
            raise UnusableFile(f"{path} can't be looked into: {error.strerror}")
        yield name, Unreadable(f"the folder can't be looked into: {error.strerror}")


def _text_of(file: Path, fields: Fields) -> Callable[[], Text]:
    def text() -> Text:
        if not file.is_file():  # a pipe would be waited for without end
            kind = "a folder" if file.is_dir() else "a link to nothing" if file.is_symlink() else "no file"
            return Unreadable(f"it is {kind}")
        try:
            raw = file.read_bytes()
            return _decoded(gzip.decompress(raw) if file.suffix.lower() == ".gz" else raw, "the file", fields)
        except (OSError, EOFError, zlib.error) as error:
            return Unreadable(f"the file can't be read: {getattr(error, 'strerror', None) or error}")

    return text


# --- lines ----------------------------------------------------------------------------------------


@contextmanager
def _lines(path: Path, fields: Fields, newline: str) -> Iterator[io.TextIOBase]:
    """The file as text, unpacked; bytes that are no text become lone surrogates, so that they cost one row only."""
    with _unpacked(path) as raw:
        head = raw.read(4)
    marked = next((known for mark, known in BOMS if head.startswith(mark)), "utf-8")
    encoding = codecs.lookup(fields.encoding or marked).name
    with _unpacked(path) as raw:
        name = "utf-8-sig" if encoding == "utf-8" else encoding
        yield io.TextIOWrapper(raw, name, errors="surrogateescape", newline=newline)


def _unpacked(path: Path) -> BinaryIO:
    return cast(BinaryIO, gzip.open(path, "rb")) if path.suffix.lower() == ".gz" else path.open("rb")


def _undecoded(text: str, fields: Fields) -> Unreadable | None:
    """What is wrong where some bytes were no text."""
    if text.isascii() or not any("\udc80" <= character <= "\udcff" for character in text):
        return None
    return Unreadable(
        f"it is not {fields.encoding or 'utf-8'}: name its encoding, as encoding='cp1252' (a script: --encoding cp1252)"
    )


def _json(path: Path, fields: Fields) -> Iterator[Row]:
    """One object a line; empty lines are left out."""
    names: dict[str, None] = {}
    found = named = False
    with _lines(path, fields, "\n") as lines:
        for line in lines:
            if not line.strip():
                continue
            row = _object(line)
            if isinstance(row, Unreadable):
                yield Row(None, _given(_undecoded(line, fields) or row))
                continue
            found |= fields.text in row
            named |= fields.id in row
            if len(names) < _NAMED:
                names |= dict.fromkeys(row)
            text = _undecoded(line, fields) or _cell(row.get(fields.text), fields)
            yield _row(row.get(fields.id), _given(text), _beside(row, fields))
    if not names:
        raise InvalidInput(f"{path} has no line that is a JSON object: name {FORMATS}")
    if not found:
        raise _no_field(path, fields, names)
    if not named:
        _check_id(path, fields, names)


def _object(line: str) -> dict[str, Any] | Unreadable:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Unreadable(f"its line is no JSON: {'too deep' if isinstance(error, RecursionError) else error}")
    if not isinstance(row, dict):
        return Unreadable(f"its line is a JSON {type(row).__name__}, not an object")
    return row


def _no_field(path: Path, fields: Fields, names: Iterable[str]) -> InvalidInput:
    return InvalidInput(
        f"{path} has no field {fields.text!r} (there are {_some(names)}): name the text's, text=… (a script: --text)"
    )


def _check_id(path: Path, fields: Fields, names: Iterable[str]) -> None:
    """Raise where a field of ids was asked for by a name of its own, and is not there."""
    if fields.id != Fields().id and fields.id not in names:
        raise InvalidInput(
            f"{path} has no field {fields.id!r} (there are {_some(names)}): name the id's, id=… (a script: --id)"
        )


def _some(names: Iterable[str]) -> str:
    given = [as_storable(str(name))[:_SHOWN] for name in names]
    return ", ".join(given[:_NAMED]) + (" …" if len(given) > _NAMED else "")


_SURPLUS = "\0more"  # the key of cells beyond the header's
_EMPTY = ("", "nan", "null", "none", "n/a", "na")  # what tables write into a cell that holds nothing


def _csv(path: Path, fields: Fields) -> Iterator[Row]:
    """A header and rows, with commas, semicolons or tabs, as the header has most of."""
    csv.field_size_limit(sys.maxsize if os.name != "nt" else 2**31 - 1)  # an article is longer than Python's 128 kB
    with _lines(path, fields, "") as lines:
        header = lines.readline()
        lines.seek(0)
        table = csv.DictReader(lines, delimiter=max(",;\t", key=header.count), restkey=_SURPLUS, strict=True)
        names = table.fieldnames or ()
        if names and fields.text not in names:
            raise _no_field(path, fields, names)
        if names:
            _check_id(path, fields, names)
        for row in table:
            text = row.get(fields.text)
            wrong = _undecoded(text, fields) if text else None
            if _SURPLUS in row:
                wrong = Unreadable(
                    "its row has more cells than the header: a text with commas must stand in quotation marks"
                )
            elif text is not None and text.strip().lower() in _EMPTY:
                text = None
            told = {k: v for k, v in row.items() if isinstance(v, str) and v.strip().lower() not in _EMPTY}
            yield _row(row.get(fields.id), _given(wrong or _cell(text, fields)), _beside(told, fields))


# --- Parquet --------------------------------------------------------------------------------------


def _parquet(path: Path, fields: Fields) -> Iterator[Row]:
    import pyarrow
    import pyarrow.parquet

    try:
        with pyarrow.parquet.ParquetFile(path) as file:
            names = file.schema_arrow.names
            if fields.text not in names:
                raise _no_field(path, fields, names)
            _check_id(path, fields, names)
            for batch in file.iter_batches(_CHUNK):
                table = {name: _values(batch.column(name)) for name in names}
                for row in (dict(zip(table, cells, strict=True)) for cells in zip(*table.values(), strict=True)):
                    id = row.get(fields.id)
                    name = id.decode("utf-8", "surrogateescape") if isinstance(id, bytes) else id
                    yield _row(name, _given(_cell(row[fields.text], fields)), _beside(row, fields))
    except pyarrow.ArrowException as error:
        raise UnusableFile(f"{path} is no Parquet file, or damaged: {error}") from error


def _values(column: Any) -> list[object]:
    """A column's values; as bytes where they are called text and can't be decoded."""
    import pyarrow

    try:
        return list(column.to_pylist())
    except UnicodeDecodeError:
        return list(column.cast(pyarrow.large_binary()).to_pylist())


_READERS: dict[str, Callable[[Path, Fields], Iterator[Row]]] = {
    ".jsonl": _json, ".ndjson": _json, ".json": _json, ".csv": _csv, ".parquet": _parquet,
}  # fmt: skip
