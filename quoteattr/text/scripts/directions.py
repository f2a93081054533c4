"""Stage directions: what a script tells of how it was said, and what else happened. “(Laughter.)”, “[crosstalk]”"""

from collections.abc import Iterator

import regex

from quoteattr.language import Language
from quoteattr.text.stretches import Offsets

_BRACKETED = regex.compile(
    r"[*_]{0,2}(?:\([^()\n]{1,200}+\)|\[[^\[\]\n]{1,200}+\])[*_]{0,2}|(?<![*\w])\*[^*\n]{1,60}+\*(?![*\w])"
)
_WORDS = regex.compile(r"[\p{L}\p{M}’'-]+")
_BEFORE = frozenset(".?!…:;—–-,\"”’'")
_FEW = 6  # words of a direction between two sentences
_LINKING = " \t\"”’'"


def pieces_said(text: str, start: int, end: int, language: Language) -> Iterator[Offsets]:
    """What of a stretch of a script is said, stage directions left out: pieces in order, outer blanks left out."""
    for match in _BRACKETED.finditer(text, start, end):
        if is_direction(text, match.span(), (start, end), language):
            yield from _trimmed(text, start, match.start())
            start = match.end()
    yield from _trimmed(text, start, end)


def is_direction(text: str, at: Offsets, line: Offsets, language: Language) -> bool:
    """Whether what stands in brackets tells what happened: it stands by itself, or is written as nothing else is."""
    words = _WORDS.findall(text, at[0] + 1, at[1] - 1)
    if not words:
        return False
    if text[line[0] : at[0]].strip(".") == "" and text[at[1] : line[1]].strip(" .") == "":
        return True
    if words[0].lower() in language.closed_class("stage_directions") or _is_loud(words):
        return True
    return len(words) <= _FEW and _stands_between(text, at, line)


def _is_loud(words: list[str]) -> bool:
    """“(LAUGHTER)”; not “(NATO)”, an acronym in a sentence."""
    return all(word.isupper() for word in words) and sum(map(len, words)) > _FEW


def _stands_between(text: str, at: Offsets, line: Offsets) -> bool:
    """Whether it stands between two sentences, or at an edge of the line."""
    before = text[line[0] : at[0]].rstrip(_LINKING)
    behind = text[at[1] : line[1]].lstrip(_LINKING + ".")
    ended = not before or before[-1] in _BEFORE
    return ended and (not behind or not behind[0].islower())


def _trimmed(text: str, start: int, end: int) -> Iterator[Offsets]:
    """A stretch without outer blanks, if there are words in it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if _WORDS.search(text, start, end) or any(map(str.isdigit, text[start:end])):
        yield start, end
