"""What the public functions are given to read or show: taken as it is meant, or refused with what to give instead."""

import os
from collections.abc import Iterable, Iterator, Mapping
from numbers import Integral
from typing import Any, TypeVar

import regex
from attrs import frozen

from quoteattr.errors import InvalidInput, InvalidText
from quoteattr.inputs.files import text_in
from quoteattr.records import Article, Failure
from quoteattr.records.promises import as_plain, shown

_SURROGATE = regex.compile(r"[\ud800-\udfff]")
_EMPTY_CELLS = ("NAType", "NaTType")  # of pandas
_Kind = TypeVar("_Kind")


def text_of(given: object) -> str:
    """A text that can be stored and read: a `str` as it is, a path as what its file holds.

    Raises:
        InvalidText: it is none.
        UnusableFile: the file is not there or can't be read.
    """
    if isinstance(given, os.PathLike):
        return text_of(text_in(given, named="quoteattr.read_text(path, encoding='cp1252')"))
    if type(given).__module__.startswith("spacy.tokens"):
        given = getattr(given, "text", given)
    if not isinstance(given, str):
        raise InvalidText(_not_a_text(given))
    text = as_plain(given)
    try:
        text.encode()  # sooner than any pattern
    except UnicodeEncodeError as found:
        raise InvalidText(
            f"the document has a lone surrogate at character {found.start}, which is no character: "
            "it was decoded wrongly; decode it anew with the right encoding or errors='replace'"
        ) from None
    return text


def _not_a_text(given: object) -> str:
    """What is wrong with a document, and what to give instead."""
    if isinstance(given, bytes | bytearray | memoryview):
        return "the document is bytes: decode it first, as in text.decode('utf-8')"
    if (isinstance(given, float) and given != given) or type(given).__name__ in _EMPTY_CELLS:
        return "the document is an empty cell (NaN): leave it out, as frame.dropna(subset=['text']) does"
    if isinstance(given, Mapping):
        return "the document is a mapping, not a str: give its text, as in extract(document['text']), or extract_many"
    if isinstance(given, list | tuple | set | frozenset):
        return f"the document is a {type(given).__name__}, not a str: for many documents there is extract_many"
    return f"the document is a {type(given).__name__}, not a str"


def missing(value: object) -> bool:
    """Whether this is what tables hold where there is nothing: None, NaN, pandas' NA and NaT."""
    try:
        return value is None or bool(value != value)
    except (TypeError, ValueError):  # NA is neither equal nor not; an array is both
        return type(value).__name__ == "NAType"


def id_of(given: object, id: object = None) -> str | None:
    """A document's id as a `str`: the one that is given, else the file's name where the document is a path.

    Raises:
        InvalidText: it is neither a str nor a number, or has lone surrogates.
    """
    if id is None:
        return os.path.basename(as_plain(os.fspath(given))) if isinstance(given, os.PathLike) else None
    if isinstance(id, bool) or not isinstance(id, str | Integral):
        raise InvalidText(f"the document's id is {shown(id)}: give a str")
    try:
        name = as_plain(id) if isinstance(id, str) else str(int(id))
    except ValueError as error:  # an integer of more digits than Python writes
        raise InvalidText("the document's id is a number of too many digits: give a str") from error
    if _SURROGATE.search(name):
        raise InvalidText(f"the document's id {name!r} has a lone surrogate, which is no character: give another id")
    return name


def documents_of(given: Any, text: str = "text", id: str = "id") -> Iterable[Any]:
    """Many documents to read one after the other; the rows of a table as mappings, in which its index, if that has a
    name, stands for a column of ids that is not there.

    Raises:
        InvalidText: it is one text.
        InvalidInput: it is something else that is no collection of documents, or a table without the texts' column.
    """
    if isinstance(given, str | bytes | bytearray | os.PathLike):
        kind = "path" if isinstance(given, os.PathLike) else "string"
        raise InvalidText(f"the documents are one {kind}: put it in a list, or call extract")
    if isinstance(given, Article):
        raise InvalidInput("the documents are an Article, which has been read: give texts")
    if isinstance(given, Mapping):
        fix = "put it in a list" if text in given else "for one of ids and texts give its .items()"
        raise InvalidInput(f"the documents are one mapping: {fix}")
    if hasattr(given, "columns"):  # a table of pandas, polars or Arrow, whose iteration gives columns
        names = [str(name) for name in getattr(given, "column_names", given.columns)]
        if text not in names:
            raise InvalidInput(
                f"the {type(given).__name__} has no column {text!r} (there are {shown(names)}): name the one that "
                "holds the texts, text=…"
            )
        return _Rows(given, names, id)
    return _iterable(given, "documents", "texts, pairs of id and text, mappings with 'text', or paths")


@frozen
class _Rows:
    """The rows of a table, as mappings, one by one."""

    table: Any
    names: list[str]
    id: str

    def __len__(self) -> int:
        return len(self.table)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        if hasattr(self.table, "to_batches"):  # pyarrow's
            for batch in self.table.to_batches():
                yield from batch.to_pylist()
        elif hasattr(self.table, "iter_rows"):  # polars'
            yield from self.table.iter_rows(named=True)
        else:
            indexed = self.id not in self.names and self.table.index.name is not None
            names = [self.id, *self.names] if indexed else self.names
            yield from (dict(zip(names, row, strict=True)) for row in self.table.itertuples(index=indexed, name=None))


def article_of(given: object) -> Article:
    """One article; raises `InvalidInput` for anything else."""
    if isinstance(given, Article):
        return given
    if isinstance(given, Failure):
        raise InvalidInput(f"a Failure was given where an Article is wanted: {given.reason}")
    if isinstance(given, list | tuple):
        raise InvalidInput(f"a {type(given).__name__} was given where one Article is wanted: give them one by one")
    raise InvalidInput(f"a {type(given).__name__} was given where an Article is wanted: give what extract gave")


def results_of(given: object) -> Iterator[Article | Failure]:
    """One result, or many, as `extract` and `extract_many` gave them; read lazily.

    Raises:
        InvalidInput: it is no such thing, or, when it is come to, one among them is none.
    """
    if isinstance(given, Article | Failure):
        return iter((given,))
    wanted = "an Article, or several, as extract and extract_many give them"
    if isinstance(given, str | bytes | bytearray | Mapping) or hasattr(given, "columns"):
        raise InvalidInput(f"a {type(given).__name__} was given: give {wanted}")
    return _each(_iterable(given, "articles", wanted), wanted)


def _each(results: Iterable[Any], wanted: str) -> Iterator[Article | Failure]:
    for number, result in enumerate(results):
        if not isinstance(result, Article | Failure):
            raise InvalidInput(f"number {number} of the articles, from 0, is a {type(result).__name__}: give {wanted}")
        yield result


def named(given: object, kind: type[_Kind], name: str, example: str) -> dict[str, _Kind]:
    """A mapping of names to values of one kind, its names as strings: years and months are groups, too.

    Raises:
        InvalidInput: it is no such mapping.
    """
    if not isinstance(given, Mapping):
        raise InvalidInput(f"the {name} are a {type(given).__name__}: give a mapping, as {example}")
    for key, value in given.items():
        if not isinstance(value, kind):
            found = f"a {type(value).__name__} at {shown(key)}"
            raise InvalidInput(f"the {name} hold {found}: give a mapping, as {example}")
    return {as_plain(key) if isinstance(key, str) else str(key): value for key, value in given.items()}


def expected(kind: type[_Kind], given: object, example: str) -> _Kind:
    """A value of one kind; raises `InvalidInput` for anything else."""
    if not isinstance(given, kind):
        raise InvalidInput(f"a {type(given).__name__} was given where a {kind.__name__} is wanted: give {example}")
    return given


def iterates(given: Any) -> bool:
    """Whether it can be gone through; an array of no dimension only says so of itself."""
    try:
        iter(given)
    except TypeError:
        return False
    return True


def _iterable(given: Any, name: str, wanted: str) -> Iterable[Any]:
    if not iterates(given):
        raise InvalidInput(f"the {name} are {shown(given)}: give {wanted}")
    return given  # type: ignore[no-any-return]
