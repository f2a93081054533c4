"""Words that are parted at a line end: “neces-” ⏎ “sary” is one word, “well-” ⏎ “known” two with a hyphen between."""

import regex

from quoteattr.language import Language
from quoteattr.text.stretches import Edit

_PARTED = regex.compile(
    r"(?<![\p{L}\p{M}])(?<first>[\p{L}\p{M}]++)(?<hyphen>[-‐¬])\ *+\n[ \n]*+"
    r"(?<second>(?:\p{Ll}|\p{Lu}(?=\p{Lu}))[\p{L}\p{M}]*+)"
)
_SIGNS = tuple(f"{hyphen}{blank}\n" for hyphen in "-‐¬" for blank in ("", " "))  # one of them stands where one is
_WORDS = regex.compile(r"[\p{L}\p{M}]++(?:[-‐][\p{L}\p{M}]++)*+")


def parted_words(text: str, language: Language) -> list[Edit]:
    """The line ends in words, and the hyphens before those that a word has only there."""
    if not any(sign in text for sign in _SIGNS):
        return []
    found = [m for m in _PARTED.finditer(text) if m["second"][0].islower() or m["first"].isupper()]
    if not found:
        return []
    words = _Words(text, language)
    return [(m.start("hyphen") if words.is_one(m) else m.end("hyphen"), m.start("second"), "") for m in found]


class _Words:
    """The words that a text has, and those that its language has."""

    def __init__(self, text: str, language: Language) -> None:
        self.text = text
        self.there = {word.lower() for word in _WORDS.findall(text)}
        self.known = language.vocabulary
        self.endings = language.closed_class("word_endings")

    def is_one(self, parted: "regex.Match[str]") -> bool:
        """Whether the hyphen is there for the line end alone."""
        first, second = parted["first"].lower(), parted["second"].lower()
        if parted["hyphen"] == "¬":
            return True
        if len(first) < 2 or f"{first}-{second}" in self.there:
            return False
        if self._is_word(first + second):
            return True
        if second in self.endings:
            return True
        beside = self.text[parted.start() - 1 : parted.start()], self.text[parted.end() : parted.end() + 1]
        return "-" not in beside and not (first in self.known and second in self.known)

    def _is_word(self, word: str) -> bool:
        """Whether a word is known, maybe in another form."""
        stems = (word[: -len(ending)] for ending in self.endings if word.endswith(ending))
        return any(stem in self.known or f"{stem}e" in self.known or stem in self.there for stem in (word, *stems))
