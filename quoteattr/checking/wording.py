"""The words of a text as a checker compares them: what is spelling is the same, what is spoken is known as such."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from unicodedata import combining, normalize

import regex
from attrs import frozen

from quoteattr.language import Language
from quoteattr.text.stretches import Offsets

_WORD = regex.compile(
    r"(?:\p{L}\.){2,}|[\p{L}\p{M}]+(?:['’ʼ][\p{L}\p{M}]+)*+"
    r"|['’](?:em|cause)\b|\p{N}+(?:[.,:]\p{N}+)*+|%"
)
_BROKEN = regex.compile(r"(?:-+|–|—)(?=\s|$|[,.…])")  # “we're go- we're going”
_LONGEST_REPEAT = 4  # words


@frozen(slots=True)
class Word:
    """A word as it is compared (`key`) and where it stands. `spoken` tells that its form is one that is only spoken
    (“gonna”), or that it stands in a contraction."""

    key: str
    start: int
    end: int
    spoken: bool = False


@frozen
class _Forms:
    """What a language has of forms that are the same to a checker."""

    same: Mapping[str, tuple[tuple[str, ...], bool]]
    endings: tuple[tuple[str, str], ...]

    def keys(self, form: str) -> tuple[tuple[str, ...], bool]:
        """The keys of a form in small letters, and whether it is a spoken one."""
        if form in self.same:
            return self.same[form]
        if "'" in form:
            for ending, key in self.endings:
                if form.endswith(ending) and len(form) > len(ending):
                    return (form[: -len(ending)], key), True
        return (form,), False


@cache
def _forms(language: Language) -> _Forms:
    same: dict[str, tuple[tuple[str, ...], bool]] = {
        form: ((str(n),), False) for form, n in language.closed_class("numerals").items()
    }
    for form, written, kind in language.rows("spoken_forms"):
        if " " not in form:
            same[form] = tuple(written.split()), kind == "spoken"
    rows = language.rows("contractions")
    return _Forms(same, tuple((ending, ending if "|" in words else words) for ending, words in rows))


@cache
def alike(language: Language) -> Mapping[str, frozenset[str]]:
    """What the ending of a contraction may stand for: “'s” → is, has."""
    return {ending: frozenset(words.split("|")) for ending, words in language.rows("contractions") if "|" in words}


@cache
def _fillers(language: Language) -> tuple[frozenset[str], frozenset[tuple[str, ...]]]:
    phrases = {tuple(row[0].split()) for row in language.rows("fillers")}
    return frozenset(p[0] for p in phrases if len(p) == 1), frozenset(p for p in phrases if len(p) > 1)


def fold(word: str) -> str:
    """A word in small letters, without accents, its apostrophe straight and the full stops of an acronym left out."""
    if word.isascii():
        return word.lower().replace(".", "") if word[0].isalpha() else word.replace(",", "")
    plain = "".join(c for c in normalize("NFKD", word) if not combining(c)).replace("’", "'").replace("ʼ", "'")
    return plain.lower().replace(".", "") if word[0].isalpha() else plain.lower().replace(",", "")


def words_of(text: str, stretches: Iterable[Offsets], language: Language) -> Iterator[Word]:
    """The words of some stretches of a text, in order; a contraction is two, at one place."""
    forms = _forms(language)
    for start, end in stretches:
        for match in _WORD.finditer(text, start, end):
            keys, spoken = forms.keys(fold(match[0]))
            for key in keys:
                yield Word(key, match.start(), match.end(), spoken)


def idle(text: str, words: list[Word], language: Language) -> bytearray:
    """Which words of somebody who speaks are idle: fillers, words broken off, the first saying of what is said twice.

    >>> from quoteattr.language import language
    >>> text = "We, uh, we're go- we're going."
    >>> words = list(words_of(text, [(0, len(text))], language("en")))
    >>> [word.key for word, skipped in zip(words, idle(text, words, language("en"))) if not skipped]
    ['we', 'are', 'going']
    """
    single, phrases = _fillers(language)
    skipped = bytearray(len(words))
    for i, word in enumerate(words):
        if word.key in single or _BROKEN.match(text, word.end):
            skipped[i] = 1
        elif (word.key, words[i + 1].key if i + 1 < len(words) else "") in phrases:
            skipped[i] = skipped[i + 1] = 1
    kept = [i for i in range(len(words)) if not skipped[i]]
    keys = [words[i].key for i in kept]
    for i, key in enumerate(keys):
        for n in range(1, min(_LONGEST_REPEAT, len(keys) - 1 - i) + 1):
            if key == keys[i + n] and keys[i : i + n] == keys[i + n : i + 2 * n]:
                first, last = kept[i], kept[i + n - 1] + 1
                skipped[first:last] = b"\1" * (last - first)
                break
    return skipped
