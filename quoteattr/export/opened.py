"""The files that exports are written to and read from; gzip is packed and unpacked on the way."""

import gzip
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from quoteattr.errors import QuoteAttrError, UnusableFile
from quoteattr.inputs import settings
from quoteattr.inputs.files import told

BROKEN = (EOFError, zlib.error, gzip.BadGzipFile)  # what a damaged gzip file raises while it is read
_GZIP = b"\x1f\x8b"  # how such a file begins, and no text in UTF-8


@contextmanager
def reading(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """The bytes of a file, unpacked where it is gzip, whatever its name.

    Raises:
        InvalidSetting: it is no path.
        MissingFile, UnusableFile: the file is not there, or can't be read.
    """
    with told():
        raw = settings.path("the path", path).open("rb")
        packed = raw.peek(2).startswith(_GZIP)
    with raw:
        yield cast(BinaryIO, gzip.GzipFile(fileobj=raw)) if packed else raw


@contextmanager
def writing(path: str | os.PathLike[str], newline: str) -> Iterator[TextIO]:
    """A file for text, in UTF-8, packed where its name ends in ``.gz``; put in its place when it is whole.

    Until then a file that was there stays as it was: what is written may be read from it, or break off.

    Raises:
        InvalidSetting: it is no path.
        MissingFile, UnusableFile: the file can't be written.
    """
    place = settings.path("the path", path)
    with told(), _named_as(place):
        if place.exists() and not place.is_file():  # a device or a pipe is written to as it is
            unfinished = place
        else:
            place = Path(os.path.realpath(place))
            unfinished = place.with_name(f".{place.name}.{os.getpid()}.unfinished")
        raw = unfinished.open("wb")
    try:
        with _full(place), raw:
            packed = cast(BinaryIO, gzip.GzipFile("", "wb", fileobj=raw, mtime=0)) if place.suffix == ".gz" else raw
            with TextIOWrapper(packed, encoding="utf-8", newline=newline) as file:
                yield file
        if unfinished is not place:
            with told():
                os.replace(unfinished, place)
    finally:
        if unfinished is not place:
            unfinished.unlink(missing_ok=True)


@contextmanager
def _named_as(place: Path) -> Iterator[None]:
    """What the system says against a file that is not finished, said of the one that its user named."""
    try:
        yield
    except OSError as error:
        error.filename = str(place)
        raise


@contextmanager
def _full(place: Path) -> Iterator[None]:
    """A disk that fills up, as an error of ours that names the file; what has a name of its own is another's."""
    try:
        yield
    except OSError as error:
        if isinstance(error, QuoteAttrError) or error.filename is not None:
            raise
        raise UnusableFile(f"{place} can't be written: {error.strerror or error}") from error
