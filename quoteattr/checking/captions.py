"""Captions of a tape (SRT, WebVTT) and segments of a diarised transcript (JSON): who says what, and when."""

import html
import json
from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Any

import regex
from attrs import field, frozen

from quoteattr.errors import InvalidRecord
from quoteattr.records.promises import as_storable, shown

_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMING = regex.compile(rf"^[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}[^\n]*$")
_VOICE = regex.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
_TAG = regex.compile(r"</?[A-Za-z][^<>]*>|<\d[\d:.]*>|\{\\[^{}]*\}")
_BLANKS = regex.compile(r"\s+")


@frozen
class Piece:
    """A caption, or a segment: its words on one line, who says them, and pairs of an offset into it and the seconds at
    which that is said."""

    text: str
    speaker: str | None = None
    times: tuple[tuple[int, float], ...] = field(default=(), kw_only=True)


def pieces_of_captions(text: str, name: str) -> list[Piece]:
    """The captions of an SRT or a WebVTT file; what a caption says twice, as scrolling ones do, is there once.

    Raises:
        InvalidRecord: it has no line of times.
    """
    found: list[Piece] = []
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    starts = [(n, match) for n, line in enumerate(lines) if (match := _TIMING.match(line))]
    if not starts:
        raise InvalidRecord(f"{name} has no line of times, as 00:01:02,500 --> 00:01:04,000: is it a caption file?")
    for number, (n, match) in enumerate(starts):
        behind = starts[number + 1][0] if number + 1 < len(starts) else len(lines)
        seconds = _seconds(match.groups()[:4])
        shown_lines = list(_until_blank(lines[n + 1 : behind]))
        for speaker, words in _voices(shown_lines):
            if not (found and words and found[-1].text.endswith(words) and found[-1].speaker == speaker):
                found.append(Piece(words, speaker, times=((0, seconds),)))
    return [piece for piece in found if piece.text]


def _until_blank(lines: list[str]) -> Iterator[str]:
    """The lines of one caption: up to a blank line, behind which the next one's number or a note stands."""
    for line in lines:
        if not line.strip():
            return
        yield line


def _voices(lines: list[str]) -> Iterator[tuple[str | None, str]]:
    """What each voice of a caption says."""
    text = " ".join(lines)
    parts = _VOICE.split(text)  # what stands before, then name and words in turn
    yield from ((None, words) for words in (_plain(parts[0]),) if words)
    for who, words in zip(parts[1::2], parts[2::2], strict=True):
        yield html.unescape(who).strip() or None, _plain(words)


def _plain(words: str) -> str:
    return str(_BLANKS.sub(" ", html.unescape(_TAG.sub("", words)))).strip()


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = parts
    behind = float(f"0.{fraction or 0}")
    return 3600 * int(hours or 0) + 60 * int(minutes or 0) + int(seconds or 0) + behind


# --- segments -------------------------------------------------------------------------------------

_FORM = 'a list of segments, or {"segments": [...]}, each {"start": 1.5, "end": 4.0, "text": "...", "speaker": "..."}'


def pieces_of_segments(text: str, name: str) -> list[Piece]:
    """The segments of a JSON file.

    Raises:
        InvalidRecord: it is no JSON, or not of that form; the message names the segment.
    """
    try:
        value = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise InvalidRecord(f"{name} is no JSON ({error}): give {_FORM}") from error
    segments = value.get("segments") if isinstance(value, Mapping) else value
    if not isinstance(segments, list):
        raise InvalidRecord(f"{name} holds no segments: give {_FORM}")
    return [piece for n, segment in enumerate(segments) if (piece := _piece(segment, f"segment {n} of {name}")).text]


def _piece(segment: Any, where: str) -> Piece:
    if not isinstance(segment, Mapping) or not isinstance(segment.get("text"), str):
        raise InvalidRecord(f"{where}, from 0, is {shown(segment)}: it must have a text; give {_FORM}")
    start, speaker = segment.get("start"), segment.get("speaker")
    if start is not None and not _is_time(start):
        raise InvalidRecord(f"{where}, from 0, has the start {shown(start)}: it must be seconds, as 12.5")
    if speaker is not None and not isinstance(speaker, str | int):
        raise InvalidRecord(f"{where}, from 0, has the speaker {shown(speaker)}: it must be a str")
    words = as_storable(_BLANKS.sub(" ", segment["text"]).strip())
    times = tuple(_times_of_words(words, segment.get("words")))
    if start is not None and not (times and times[0][0] == 0):
        times = ((0, float(start)), *times)
    who = None if speaker is None else as_storable(str(speaker)).strip() or None
    return Piece(words, who, times=times)


def _is_time(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value) and value >= 0


def _times_of_words(text: str, words: Any) -> Iterator[tuple[int, float]]:
    """Where each word of a segment begins, and when; those that have no time, or are not there, are left out."""
    at = 0
    for word in words if isinstance(words, list) else ():
        form = word.get("word", word.get("text")) if isinstance(word, Mapping) else None
        form = form.strip() if isinstance(form, str) else ""
        begins = text.find(form, at) if form else -1
        if begins >= 0 and _is_time(word.get("start")):
            yield begins, float(word["start"])
            at = begins + len(form)
