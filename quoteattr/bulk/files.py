"""The documents of a file or a folder, for `extract_many`."""

from collections.abc import Iterator, Mapping
from os import PathLike
from typing import Any

from quoteattr.inputs import settings


def read_documents(
    path: str | PathLike[str], *, text: str = "text", id: str = "id", encoding: str | None = None
) -> Iterator[tuple[str | None, Any, Mapping[str, Any]]]:
    """The documents of a folder of texts, a JSON Lines, CSV or Parquet file, one by one, as `extract_many` takes them.

    Each is an id, a text, and all the other fields of its row as metadata. What is wrong with one document stands in
    the place of its text, so that `extract_many` makes a `Failure` of it.

    Args:
        path: a folder of ``.txt`` files, whose paths below it are the ids, or a ``.jsonl``, ``.csv`` or ``.parquet``
            file; texts, JSON Lines and CSV may be packed (``.gz``).
        text: the field that holds the texts.
        id: the one that holds the ids; where it is another than ``"id"``, it is metadata too.
        encoding: of texts, JSON Lines and CSV; by default what a byte order mark says, else UTF-8.

    Raises:
        MissingFile: there is nothing at `path`.
        InvalidInput: it is of no such format, or has no document, or no such field.
        UnusableFile: it can't be read.
        MissingExtra: it is Parquet, and pyarrow is not installed.
    """
    from quoteattr.bulk.archive.sources import Fields, Source

    place = settings.path("the path", path)
    named = settings.words("text", text), settings.words("id", id), settings.words("encoding", encoding)
    source = Source(place, Fields(named[0] or "text", named[1] or "id", named[2]))
    return ((row.id, row.text(), row.meta) for row in source.rows())
