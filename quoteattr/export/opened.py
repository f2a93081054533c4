"""The files that exports are written to and read from; gzip is packed and unpacked on the way."""

import gzip
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import BinaryIO, TextIO, cast

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
    """A new file for text, in UTF-8, packed where its name ends in ``.gz``.

    Raises:
        InvalidSetting: it is no path.
        MissingFile, UnusableFile: the file can't be written.
    """
    place = settings.path("the path", path)
    with told():
        raw = cast(BinaryIO, gzip.GzipFile(place, "wb", mtime=0)) if place.suffix == ".gz" else place.open("wb")
    file = TextIOWrapper(raw, encoding="utf-8", newline=newline)
    try:
        yield file
    finally:
        with told():
            file.close()
