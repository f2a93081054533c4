"""What the other scripts here share: articles from a file or a folder, targets, and errors as one line.

Their exit status: 0, done, though single documents may be told of on standard error; 1, nothing could be read or
written; 2, a wrong argument, or a source that is not there or holds nothing.
"""

import argparse
import codecs
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

import quoteattr
from quoteattr.inputs.files import decoded


class WrongArgument(Exception):
    """An argument that can't be meant; its message says why."""


@frozen
class Found:
    """What one file gave: its article, or why there is none. `name` is its path below the source."""

    file: Path
    name: str
    result: quoteattr.Article | quoteattr.Failure


def add_encoding(options: argparse.ArgumentParser) -> None:
    """`--encoding`, for texts that are no UTF-8."""
    options.add_argument(
        "--encoding",
        type=_encoding,
        help="of the texts, as cp1252; by default what their byte order mark says, else UTF-8",
    )


def _encoding(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except (LookupError, ValueError):
        raise argparse.ArgumentTypeError(f"there is no encoding {name!r}") from None


def text_of(file: Path | None, encoding: str | None) -> str:
    """The text of a file, or of standard input; never an empty one."""
    if file is None:
        text = decoded(sys.stdin.buffer.read(), "standard input", encoding)
    else:
        _refuse_missing(file, "a text file")
        if file.is_dir():
            raise WrongArgument(f"{file} is a folder: name a text file")
        text = quoteattr.read_text(file, encoding=encoding)
    if not text.strip():
        raise WrongArgument(f"{file or 'standard input'} holds no text")
    return text


def _refuse_missing(source: Path, wanted: str) -> None:
    if not source.exists():
        raise WrongArgument(f"{source} is not there: name {wanted}")


def files_of(source: Path) -> list[tuple[Path, str]]:
    """A file, or the .txt files of a folder and those below it, sorted; each with its path below the source."""
    _refuse_missing(source, "a text file, or a folder of .txt files")
    if not source.is_dir():
        if source.is_file() and not source.stat().st_size:
            raise WrongArgument(f"{source} holds no text")
        return [(source, source.name)]
    files = sorted(source.rglob("*.txt"))
    if not files:
        raise WrongArgument(f"there are no .txt files in {source}")
    return [(file, file.relative_to(source).as_posix()) for file in files]


def articles_of(source: Path, encoding: str | None, **settings: Any) -> Iterator[Found]:
    """Every file's article, in order; a file that can't be read is told of on standard error, and the others go on.

    `settings` are those of `quoteattr.extract_many`. Errors in source and settings come at once, not at the first
    article.
    """
    files, unread = files_of(source), dict[int, str]()

    def documents() -> Iterator[tuple[str, str | None]]:
        for index, (file, name) in enumerate(files):
            try:
                yield name, quoteattr.read_text(file, encoding=encoding)
            except (OSError, quoteattr.InvalidText) as error:
                unread[index] = str(error)
                yield name, None

    results = quoteattr.extract_many(documents(), **settings)  # type: ignore[arg-type]  # no text: it becomes a failure

    def found() -> Iterator[Found]:
        read = 0
        for (file, name), result in zip(files, results, strict=True):
            if isinstance(result, quoteattr.Failure):
                result = evolve(result, reason=unread.get(result.index, result.reason))
                print(f"{name}: {result.reason}", file=sys.stderr)
            else:
                read += 1
            yield Found(file, name, result)
        if not read:
            raise quoteattr.InvalidText(f"no text in {source} could be read")

    return found()


def outlet_of(name: str, source: Path) -> str:
    """The folder that a file stands in, just below the source; for one straight in the source, the source's name."""
    first, below, _ = name.partition("/")
    if below:
        return first
    return source.resolve().name if source.is_dir() else source.resolve().parent.name


def place_for(target: Path, source: Path) -> Path:
    """The target, with its folder made; never one of the texts that are read."""
    if target.is_dir():
        raise WrongArgument(f"{target} is a folder: name a file to write")
    if target.exists() and any(target.samefile(file) for file, _ in files_of(source)):
        raise WrongArgument(f"{target} is one of the texts that are read: name another file to write")
    target.parent.mkdir(parents=True, exist_ok=True)
    return target


def counted(number: int, name: str) -> str:
    """“1 speaker”, “2 speakers”."""
    return f"{number} {name}" if number == 1 else f"{number} {name}s"


def status_of(main: Callable[[], None]) -> int:
    """Runs a script and gives its exit status; an error is one line on standard error, under the script's name."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        main()
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads the output, as `head` does, has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (OSError, WrongArgument, quoteattr.QuoteAttrError) as error:
        print(f"{Path(sys.argv[0]).name}: {error}", file=sys.stderr)
        return 2 if isinstance(error, WrongArgument | quoteattr.InvalidSetting) else 1
    return 0
