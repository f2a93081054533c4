"""Text files, read exactly: no character lost, no line end changed."""

import codecs
from pathlib import Path

from quoteattr.errors import InvalidSetting, InvalidText

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),  # its mark stays in the text, as Python's own utf-8 leaves it there
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_text(path: str | Path, *, encoding: str | None = None) -> str:
    """The text of a file, line ends and all.

    Args:
        path: the file.
        encoding: its encoding, as Python names it; by default what its byte order mark says, else UTF-8.

    Raises:
        InvalidText: the bytes are not of that encoding; the message names the file.
        InvalidSetting: there is no such encoding.
        OSError: the file can't be read.
    """
    return decoded(Path(path).read_bytes(), str(path), encoding)


def decoded(raw: bytes, name: str, encoding: str | None = None) -> str:
    """The text of some bytes; `name` is what errors call them. See `read_text`."""
    chosen = encoding or next((known for mark, known in _BOMS if raw.startswith(mark)), "utf-8")
    try:
        return raw.decode(chosen)
    except UnicodeError as error:
        where = f" at byte {error.start}" if isinstance(error, UnicodeDecodeError) else ""
        hint = "; name its encoding: encoding='cp1252' is likely for older English files" if encoding is None else ""
        raise InvalidText(f"{name} is not {chosen}{where}: decode it with its own encoding{hint}") from error
    except (LookupError, ValueError, TypeError) as error:
        raise InvalidSetting(f"there is no encoding {chosen!r}: name one that Python knows, as 'utf-8' or 'cp1252'") from error
