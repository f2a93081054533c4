"""Text files, read exactly: no character lost, no line end changed."""

import codecs
import os
from collections.abc import Iterator
from contextlib import contextmanager

from quoteattr.errors import InvalidSetting, InvalidText, MissingFile, UnusableFile
from quoteattr.inputs import settings

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),  # its mark stays in the text, as Python's own utf-8 leaves it there
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_NAMED = "encoding='cp1252'"  # how an encoding is named where there is an argument for it


def read_text(path: str | os.PathLike[str], *, encoding: str | None = None) -> str:
    """The text of a file, line ends and all.

    Args:
        path: the file.
        encoding: its encoding, as Python names it; by default what its byte order mark says, else UTF-8.

    Raises:
        InvalidText: the bytes are not of that encoding; the message names the file.
        InvalidSetting: there is no such encoding, or the path is none.
        MissingFile: the file is not there; as Python has it, a `FileNotFoundError`.
        UnusableFile: the file can't be read; an `OSError`.
    """
    return text_in(path, encoding=encoding)


def text_in(path: str | os.PathLike[str], *, encoding: str | None = None, named: str = _NAMED) -> str:
    """As `read_text`, for what takes no encoding itself: `named` is the call by which its user names one."""
    file, encoding = settings.path("the path", path), settings.words("encoding", encoding)
    with told():
        return decoded(file.read_bytes(), str(file), encoding, named)


@contextmanager
def told() -> Iterator[None]:
    """What the system says against a file, as an error of ours."""
    try:
        yield
    except OSError as error:
        kind = MissingFile if isinstance(error, FileNotFoundError) else UnusableFile
        said = kind(f"{error.filename}: {error.strerror}" if error.strerror else str(error))
        said.errno = error.errno
        raise said from error


def decoded(raw: bytes, name: str, encoding: str | None = None, named: str = _NAMED) -> str:
    """The text of some bytes; `name` is what errors call them. See `read_text`, and `text_in` for `named`."""
    chosen = encoding or next((known for mark, known in BOMS if raw.startswith(mark)), "utf-8")
    try:
        return raw.decode(chosen)
    except UnicodeError as error:
        where = f" at byte {error.start}" if isinstance(error, UnicodeDecodeError) else ""
        hint = f"; name its encoding: {named} is likely for older English files" if encoding is None else ""
        raise InvalidText(f"{name} is not {chosen}{where}: decode it with its own encoding{hint}") from error
    except (LookupError, ValueError, TypeError) as error:
        raise InvalidSetting(
            f"there is no encoding {chosen!r}: name one that Python knows, as 'utf-8' or 'cp1252'"
        ) from error
