"""UTF-8 that was read as Windows-1252 or Latin-1: “â€œYesâ€\x9d, said JosÃ©”.

The bytes of every character but those of ASCII begin with one that tells how many follow, so that what they were read
as is a certain letter before certain signs, and reading it back tells whether it is: what gives a character that news
has none of is left alone. (ftfy, whose tables of what is likely this follows in small, mends whole lines and does not
say which character came from where.)
"""

from collections.abc import Iterable, Iterator
from unicodedata import normalize

import regex

from quoteattr.text.stretches import Edit

_BYTES = {
    seen: byte
    for encoding in ("latin-1", "cp1252")  # and a mixture of both, since cp1252 leaves five bytes out
    for byte in range(0x80, 0x100)
    if (seen := bytes([byte]).decode(encoding, "ignore"))
}


def _seen(first: int, last: int) -> str:
    """What some bytes may be seen as, as the inside of a class of characters."""
    return "".join(regex.escape(seen) for seen, byte in _BYTES.items() if first <= byte <= last)


_BEGINNINGS = "ÂÃÄÅËáâïð"  # of two bytes, three (accents of Vietnamese, punctuation and signs, ligatures), four (emoji)
_FIRST = _BEGINNINGS + "\u0302\u0303"
_NEXT = f"[{_seen(0x80, 0xBF)}]"
# The same in characters that were taken apart, accents and fractions: “FranA\u0303§ois”, “MA\u03031⁄4ller”.
_APART = {normalize("NFKD", sign): sign for sign in "ÂÃ¼½¾"}
_APART_BEGINS, _APART_NEXT = r"A[\u0302\u0303]", "1⁄4|1⁄2|3⁄4"
_READ_WRONGLY = regex.compile(f"(?:[ÂÃÄÅË]|{_APART_BEGINS})(?:{_NEXT}|{_APART_NEXT})|[áâï]{_NEXT}{{2}}|ð{_NEXT}{{3}}")
_LIKELY = regex.compile(
    r"[\x80-\u017f\u02c6\u02dc\u1e00-\u1eff\u2000-\u206f\u20a0-\u20cf\u2100-\u218f\u2190-\u22ff\u25a0-\u27bf\ufb00-\ufb06\ufeff\ufffd"
    r"\U0001f300-\U0001faff]"
)
_IN_QUOTATIONS = "‘’“”–—…"  # may stand behind a letter in any text: „Ä“
# What is left where a sign was lost that nobody sees, or made a space and an accent; and what it was.
_REST = {
    r"(?<=\p{L})â[€\x80](?=\p{L})": "‐",
    rf"â[€\x80]\ufffd?+(?!{_NEXT})": "”",
    r"Â(?= )": "",
    r"Ã\ \u0308": "è", r"Ã\ \u0304": "ï", r"Ã\ \u0301": "ô", r"Ã\ \u0327": "ø",
    r"Ã\ufffd": "Á",
    r"Ã(?= )": "à",
    r"Ã(?=\p{Ll})": "í",
}  # fmt: skip
_REMAINS = regex.compile("|".join(f"({pattern})" for pattern in _REST))
_WERE = ("", *_REST.values())


def read_wrongly(text: str) -> list[Edit]:
    """The characters that were decoded wrongly, and what they are. Text that was twice holds some again."""
    if text.isascii() or not any(letter in text for letter in _FIRST):
        return []
    found = [edit for m in _READ_WRONGLY.finditer(text) if (edit := _read_back(text, *m.span()))]
    if not found and "â€" not in text:
        return []
    return sorted([*found, *_remains(text, found)])


def read_rightly(text: str) -> str:
    """What words are that were decoded wrongly, once or more: “FranÃ§ois” → François."""
    while edits := read_wrongly(text):
        for start, end, character in reversed(edits):
            text = text[:start] + character + text[end:]
    return text


def _read_back(text: str, start: int, end: int) -> Edit | None:
    try:
        character = bytes(_BYTES[sign] for sign in _together(text[start:end])).decode("utf-8")
    except UnicodeDecodeError:
        return None
    if not _LIKELY.match(character):
        return None
    if text[start] in "ÄÅ" and text[start + 1] in _IN_QUOTATIONS and not _goes_on(text, start, end):
        return None
    return start, end, character


def _together(signs: str) -> str:
    for apart, sign in _APART.items():
        signs = signs.replace(apart, sign)
    return signs


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether it stands inside a word, or in other signs of such text: “GyÅ‘r”, “â‚¬Å“”."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return before in ("¬", "€") or (before.isalpha() and after.isalpha())


def _remains(text: str, found: Iterable[Edit]) -> Iterator[Edit]:
    taken = {start for start, _, _ in found}
    for m in _REMAINS.finditer(text):
        if m.start() not in taken:
            yield (*m.span(), _WERE[m.lastindex or 0])
