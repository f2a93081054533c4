"""Paragraphs of a raw text, and its plain reading: offsets are those of the text as given."""

from functools import lru_cache

import regex

from quoteattr.language import Language
from quoteattr.language import language as language_of
from quoteattr.text.stretches import Offsets

_LINE = regex.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
_BLANKED = regex.compile(  # control characters, and white space but plain spaces
    r"(?:[\x00-\x08\x0e-\x1f\x7f-\x9f\u2028\u2029\u200c-\u200f\u202a-\u202e\ufffe\uffff]|[^\S ])++"
)
_LONG = 200  # characters of a run without white space that no tokenizer should see whole
_LONG_RUN = regex.compile(rf"(?<!\S)\S{{{_LONG},}}+")

_PLAIN = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "″": '"', "＂": '"',
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "‹": "'", "›": "'", "′": "'", "ʼ": "'",
        "–": "-", "—": "-", "―": "-", "‐": "-", "‑": "-", "−": "-",
        "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u3000": " ", "\ufeff": " ", "\u200b": " ",
    }
)  # fmt: skip
_TYPOGRAPHIC = regex.compile(f"[{''.join(map(chr, _PLAIN))}]")


def plain(text: str) -> str:
    """The text with one plain character for each typographic one: same length, same offsets."""
    return text if text.isascii() else _TYPOGRAPHIC.sub(lambda m: _PLAIN[ord(m[0])], text)  # faster than `translate`


@lru_cache(maxsize=4)  # tokens and word pieces are both read from them, one right after the other
def copies(text: str, bounds: tuple[Offsets, ...]) -> tuple[str, ...]:
    """Plain copies of the paragraphs of a text."""
    return tuple(readable(text[start:end]) for start, end in bounds)


def readable(text: str) -> str:
    """A plain copy of one paragraph, the same length, without what a tokenizer can't stand."""
    text = plain(text)
    if not (text.isascii() and text.isprintable()):  # most are, and have nothing to blank
        text = _BLANKED.sub(lambda m: " " * len(m.group()), text)
    if len(text) < _LONG:
        return text
    return str(_LONG_RUN.sub(lambda m: m.group()[:50] + " " * (len(m.group()) - 50), text))


def paragraphs(text: str, language: str | Language = "en") -> tuple[Offsets, ...]:
    """Start and end of every paragraph, outer white space left out; each has something in it.

    News text marks a paragraph by a line end or by a blank line; of wrapped text, give what its `View` reads. A
    dateline (“ROME, May 3 (Agency) —”, “NEW DELHI:”, “Abuja —”) and the time of an entry (“14:25”) are paragraphs of
    their own, where the language (a code or a `Language`) has them.
    """
    known = language_of(language)
    found: list[Offsets] = []
    for a, b in (_trim(text, *m.span()) for m in _LINE.finditer(text)):
        end = _behind_dateline(text, a, b, known) if a < b else a
        if end > a:
            found += [(a, _trim(text, a, end)[1]), (end, b)]
        elif a < b:
            found.append((a, b))
    return tuple(found)


def _behind_dateline(text: str, a: int, b: int, language: Language) -> int:
    """Where a dateline at the head of a paragraph ends, white space behind it included; the paragraph's start where it
    has none. Before a colon, or in ordinary letters, only a city is one, as somebody's label in a script does too."""
    for kind in ("dateline", "time_at_head"):
        if found := language.pattern(kind).match(text, a, b):
            return int(found.end())
    for kind in ("dateline_with_colon", "dateline_in_small_letters"):
        found = language.pattern(kind).match(text, a, b)
        city = _CITY.match(found.group()) if found else None
        if found and city is not None and city[0].rstrip().lower() in language.words("dateline_cities"):
            return int(found.end())
    return a


_CITY = regex.compile(r"[\p{L}\x20]+")


def _trim(text: str, start: int, end: int) -> Offsets:
    while start < end and (text[start].isspace() or text[start] in "\ufeff\u200b"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "\ufeff\u200b"):
        end -= 1
    return start, end
