"""One rule for the names of all sets, that of CoNLL-2003, which the measures follow, as far as small repairs reach.

A person is a human's name without title; an organization is a company, party, agency, team, band, newspaper, school; a
place is a country, region, city, water, building; everything else with a proper name is MISC: peoples and adjectives of
peoples, languages, events, works, products. Leading articles in small letters and genitive endings are no part of it.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache

from attrs import frozen

from quoteattr.language import language
from training.tasks.names_text import Span, words_of

KINDS = ("PERSON", "ORG", "LOC", "MISC")
_THREE = frozenset(KINDS[:3])
_WORD = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*\.?")
_ENDS_IN_POINT = re.compile(r"(?:\.\w|\b(?:[A-Z]|Inc|Jr|Sr|Co|Corp|Ltd|Bros|St|Dr|Mt|No|vs))\.$")


@frozen(kw_only=True)
class NamedText:
    """A text of a set, its names (start, end, kind), the ranges in which a missing name means that there is none, and
    the kinds that the set labels completely."""

    set: str
    id: str
    text: str
    names: tuple[Span, ...]
    known: tuple[tuple[int, int], ...]
    kinds: frozenset[str]


@frozen(kw_only=True)
class NamesSet:
    """A set: its reader, what it labels completely, how much it should count (0 to 1), and what is wrong with it.

    `complete`: unlabelled capitals are no names. `small_letters`: names may be written without capitals. `countries`:
    a country that acts is an organization there. `peoples`: unlabelled adjectives of peoples become MISC. `heads`:
    spans may be whole noun phrases, of which the name is the innermost. `persons_are_peoples`: groups of people are
    labelled as persons.
    """

    name: str
    read: "Callable[[NamesSet], Iterator[NamedText]]"
    kinds: frozenset[str] = _THREE
    weight: float = 1.0
    complete: bool = True
    small_letters: bool = False
    countries: bool = False
    peoples: bool = True
    phrases: bool = False
    persons_are_peoples: bool = False


@cache
def _peoples() -> frozenset[str]:
    return (language("en").words("demonyms") | words_of("peoples")) - words_of("no_peoples")


@cache
def _titles() -> frozenset[str]:
    return language("en").words("titles") | words_of("titles")


@cache
def _countries() -> frozenset[str]:
    more = {country.replace("_", " ") for country in words_of("countries")}
    return (language("en").words("places") | more) - words_of("no_countries")


@cache
def _particles() -> frozenset[str]:
    return language("en").words("particles")


def of_a_people(words: str) -> bool:
    """Whether a name is an adjective or a noun of a people: `Polish`, `Poles`, `North African`."""
    *before, last = words.lower().replace("-", " ").split() or [""]
    stem = last.removesuffix("s") if last.removesuffix("s") in _peoples() else last
    return stem in _peoples() and all(word in words_of("directions") or word in _peoples() for word in before)


def _has_capital(word: str) -> bool:
    return any(c.isupper() for c in word)


def _pronoun(name: str) -> bool:
    return name == "I" or (name.lower() in words_of("pronouns") and not name.isupper())  # the US is none


def _without_front(text: str, start: int, end: int, spec: NamesSet, kind: str) -> int:
    """Where a name starts: behind articles, possessives, small words and, for a person, titles."""
    while match := re.match(r"[\s\"“”'‘(\[#@.,:;-]*(\S+)(\s+|-(?=[A-Z]))(?=\S)", text[start:end]):
        word = match[1]
        plain = word.rstrip(".,").lower()
        title = kind == "PERSON" and plain in _titles()
        small = spec.phrases and not _has_capital(word) and not (kind == "PERSON" and plain in _particles())
        sentence_start = (
            word.lower() in words_of("leading")
            and word[0].isupper()
            and kind != "MISC"
            and _starts_sentence(text, start)
            and spec.name != "crossner"
        )
        if not (title or small or word in words_of("leading") or sentence_start):
            break
        if title and text[start + match.end() : end].startswith("of "):  # a duchess of Cambridge
            break
        start += match.end()
    return start + len(re.match(r"[\s\"“”'‘(\[#@,:;-]*", text[start:end])[0])  # type: ignore[index]


def _starts_sentence(text: str, at: int) -> bool:
    return not text[:at].rstrip(" \"“'") or text[:at].rstrip(" \"“'")[-1] in ".!?:\n"


def _without_end(text: str, start: int, end: int, spec: NamesSet) -> int:
    """Where a name ends: before a genitive, marks and, in phrases, words in small letters."""
    while True:
        said = text[start:end]
        shorter = re.sub(r"(?:['’]s|[\s\"“”‘,:;!?(\[-]+|(?<=[^.\W])['’])$", "", said)
        if shorter.endswith(".") and not _ENDS_IN_POINT.search(shorter):
            shorter = shorter[:-1]
        if shorter.endswith(")") and "(" not in shorter:
            shorter = shorter[:-1]
        if spec.phrases and (small := re.search(r"\s+[^\sA-Z\d]+$", shorter)):
            shorter = shorter[: small.start()]
        if shorter == said:
            break
        end = start + len(shorter)
    if re.search(r"\b(?:[A-Z]\.)+[A-Z]$", text[start:end]) and text[end : end + 1] == ".":
        end += 1
    return end


def _clean(name: str, kind: str) -> bool:
    """Whether a phrase is a name and nothing more: no clause, list or role in it."""
    words = name.split()
    if re.search(r"[“”\"]", name) or (kind == "PERSON" and re.search(r" (?:of|for|in|at) ", name)):
        return False
    if re.search(r"[,(;:–]|['’]s? |\bCEO\b", name) and kind != "MISC":
        return bool(re.search(r", (?:Inc|Ltd|L\.?L\.?[CP])\.?$", name)) and not re.search(r"[(;:–]", name)
    small = words_of("inner") | _particles()
    return all(_has_capital(w) or w[0].isdigit() or w.lower() in small or w in "-–" for w in words)


def _kind(name: str, kind: str, spec: NamesSet) -> str:
    """The kind by our rule: peoples are MISC, countries places."""
    if of_a_people(name) and (
        kind in ("LOC", "MISC") or (kind == "PERSON" and spec.persons_are_peoples) or kind == "ORG"
    ):
        return "MISC"
    if kind == "ORG" and spec.countries and name.lower() in _countries():
        return "LOC"
    if kind == "PERSON" and re.fullmatch(
        r"(?:Republican|Democrat|Conservative|Liberal|Libertarian)s?|Tories|Tory", name
    ):
        return "ORG"
    return kind


def _repaired(text: str, names: list[Span], spec: NamesSet) -> tuple[list[Span], list[tuple[int, int]]]:
    """The names by our rule, none inside another, and the ranges of what was no clean name and stays open."""
    good: set[Span] = set()
    doubtful: list[tuple[int, int]] = []
    for start, end, kind in sorted(set(names)):
        first = _without_front(text, start, end, spec, kind)
        last = _without_end(text, first, end, spec)
        name = text[first:last]
        kind = _kind(name, kind, spec)
        if not re.search(r"\w", name) or _pronoun(name) or (not _has_capital(name) and not spec.small_letters):
            continue
        if kind == "PERSON" and all(w.rstrip(".").lower() in _titles() for w in name.split()):
            continue
        cut = set(text[start:first].lower().split()) & words_of("links") and spec.phrases and kind == "ORG"
        starts_small = not _has_capital(name.split()[0]) and not name[0].isdigit() and not spec.small_letters
        odd = starts_small and not (name.split()[0] in _particles() or "-" in name.split()[0])
        if "\n" in name or cut or odd or (spec.phrases and not _clean(name, kind)):
            doubtful.append((start, end))
            continue
        good.add((first, last, kind))
    return _apart(good, spec), doubtful


def _apart(names: set[Span], spec: NamesSet) -> list[Span]:
    """Of names that overlap the longest; of persons in phrases the innermost, for the rest is their role."""
    kept: list[Span] = []
    inner = {n for n in names if spec.phrases and n[2] == "PERSON"}
    outer = {n for n in inner if any(m != n and n[0] <= m[0] and m[1] <= n[1] for m in inner)}
    for start, end, kind in sorted(names - outer, key=lambda n: (n[0] - n[1], n)):
        if all(end <= a or b <= start for a, b, _ in kept):
            kept.append((start, end, kind))
    return sorted(kept)


def _small_words(text: str, names: list[Span]) -> list[tuple[int, int]]:
    """The stretches without capitals outside names, less small words that may stand inside a longer name."""
    taken = [(a, b) for a, b, _ in names]
    for match in re.finditer(r"\S+", text):
        capital_follows = re.match(r"(?: (?:the|de|la))? \S*[A-Z]", text[match.end() : match.end() + 24])
        may_be_inside = match[0].strip("(\"“'").lower() in words_of("inner") and capital_follows
        if _has_capital(match[0]) or may_be_inside:
            taken.append(match.span())
    return _outside(taken, 0, len(text))


def _outside(taken: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """What of a range none of the others covers."""
    left: list[tuple[int, int]] = []
    for a, b in sorted(taken):
        if a > start:
            left.append((start, min(a, end)))
        start = max(start, b)
        if start >= end:
            return left
    return [*left, (start, end)]


def _whole(ranges: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    return tuple((a, b) for a, b in sorted(ranges) if a < b)


def named_text(spec: NamesSet, name: str, text: str, names: list[Span], full_until: int | None = None) -> NamedText:
    """A text of a set with its names brought to our rule; behind `full_until` characters names may be missing.

    A name without a kind ("") is one of which nothing is known but that it may be one.
    """
    good, doubtful = _repaired(text, [n for n in names if n[2]], spec)
    doubtful += [(start, end) for start, end, kind in names if not kind]
    full = 0 if not spec.complete else len(text) if full_until is None else full_until
    known = _outside(doubtful, 0, full)
    known += [(max(a, full), b) for a, b in _small_words(text, good) if b > full]
    if spec.peoples:
        good += _unlabelled_peoples(text, good)
    return NamedText(
        set=spec.name, id=name, text=text, names=tuple(sorted(good)), known=_whole(known), kinds=spec.kinds
    )


def _unlabelled_peoples(text: str, names: list[Span]) -> list[Span]:
    """Adjectives of peoples that stand alone and have no label: `an American carrier`, not `American Airlines`."""
    found: list[Span] = []
    for match in _WORD.finditer(text):
        word = match[0].rstrip(".")
        if not (word[0].isupper() and of_a_people(word)) or word.isupper():
            continue
        start, end = match.start(), match.start() + len(word)
        free = all(end <= a or b <= start for a, b, _ in names)
        before = re.search(r"([A-Z]\w*)[- ]$", text[max(0, start - 24) : start])
        behind = re.match(r"[- ][A-Z]", text[end : end + 2])
        near = behind or (before and before[1].lower() not in words_of("leading"))
        if free and not near:
            found.append((start, end, "MISC"))
    return found
