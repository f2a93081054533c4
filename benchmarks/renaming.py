"""The people of an article under other names: of one origin, and of their own sex or the other.

Everybody with a name in full gets one of the same sex, everywhere: in full, the surname alone, in the plural, in
capitals, in a screen name. People of one surname stay people of one surname.
"""

import random
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import regex
from attrs import evolve, field, frozen

import quoteattr
from quoteattr.language import language
from quoteattr.records import Gender, NameKind
from quoteattr.speakers.names.name import Name, gender_of, is_given_name, is_surname_first, same_person
from quoteattr.text.document import Document

NAMES = Path(__file__).with_suffix("").with_name("fairness.tsv")
_ENGLISH = language("en")
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_NEAR = 200  # characters behind a name in which its pronouns are counted
_PRONOUNS = regex.compile(r"\b(?:(?P<masculine>he|his|him)|(?P<feminine>she|her|hers))\b", regex.IGNORECASE)


@frozen
class Person:
    """Somebody of an article: the given name (none where nobody tells it), the surname, the sex."""

    given: str
    surname: str
    gender: Gender

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(w for w in (*self.given.split(), *self.surname.split()) if w)


@frozen
class Written:
    """A new name as it is written: in full, later on, and where only the given name stood."""

    full: str
    short: str
    first: str


@frozen
class Edit:
    """What stands at two offsets, and what is to stand there."""

    start: int
    end: int
    new: str


@frozen
class Renamed:
    """A changed text; its offsets are told in the text that it was made from."""

    text: str
    edits: tuple[Edit, ...] = field(repr=False)
    starts: tuple[int, ...] = field(repr=False)  # of each edit, in the new text

    def before(self, offset: int) -> int:
        """The offset of the old text; inside a new name that of the old one's beginning."""
        place = bisect_right(self.starts, offset) - 1
        if place < 0:
            return offset
        edit, start = self.edits[place], self.starts[place]
        inside = offset - start
        return edit.start + min(inside, edit.end - edit.start) if inside < len(edit.new) else (
            edit.end + inside - len(edit.new)
        )  # fmt: skip


def edited(text: str, edits: Iterable[Edit]) -> Renamed:
    """A text with all of these changed; of two that overlap the first of the longer ones."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda e: (e.start, -e.end)):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    parts, starts, at, length = [], [], 0, 0
    for edit in kept:
        parts += [text[at : edit.start], edit.new]
        starts.append(length + edit.start - at)
        length = starts[-1] + len(edit.new)
        at = edit.end
    return Renamed("".join([*parts, text[at:]]), tuple(kept), tuple(starts))


# --- names by origin --------------------------------------------------------------------------------


@cache
def _rows() -> dict[tuple[str, str], tuple[str, ...]]:
    lines = (line.split("\t") for line in NAMES.read_text(encoding="utf-8").splitlines() if line[:1] not in ("#", ""))
    return {(origin, part): tuple(names.split("|")) for origin, part, names in lines}


def origins() -> list[str]:
    """The origins that names are typed for, in order."""
    return [origin for origin, part in _rows() if part == "order"]


class Origin:
    """New names of one origin for the people of an article, in a seeded order, no surname twice, and none that a text
    has already (“Spike **Lee**”)."""

    def __init__(self, name: str, seed: str, text: str = "") -> None:
        self.rows = _rows()
        self.name, self.order = name, self.rows[name, "order"][0]
        shuffle, taken = random.Random(f"{seed} {name}").sample, frozenset(_CAPITALS.findall(text))
        self._surnames = _but(taken, shuffle(names := self.rows[name, "surnames"], len(names)))
        self._given = {g: _but(taken, shuffle(given := self.rows[name, g.value], len(given))) for g in Gender}
        self._used: Counter[Gender] = Counter()

    def family(self, people: list[Person]) -> dict[Person, Written] | None:
        """New names for the people of one surname; None where this origin has no more."""
        if self.order == "last-alone":
            return self._of_last(people)
        if self.order == "single" and len(people) == 1:
            name = self._next(people[0].gender, again=False)
            return None if name is None else {people[0]: Written(name, name, name)}
        if not self._surnames:
            return None
        surname = self._surnames.pop()
        return {person: self._full(self._next(person.gender) or "", surname) for person in people}

    def _full(self, given: str, surname: str) -> Written:
        full = f"{surname} {given}" if self.order == "surname-first" else f"{given} {surname}"
        return Written(full, surname, given)

    def _of_last(self, people: list[Person]) -> dict[Person, Written] | None:
        """“Tran Thi Lan”, later “Lan”: what comes last stands where a surname stood. Of men and women with one last
        name, which is either's, the plainest middle names tell who is which: “Thi”, “Van”."""
        mixed = len({person.gender for person in people}) > 1
        last = self._next(people[0].gender, again=False)
        if last is None or len(self._surnames) < len(people):
            return None
        found: dict[Person, Written] = {}
        for person in people:
            middle = self.rows[self.name, f"{person.gender.value}_middle"]
            surname = self._surnames.pop()
            which = 0 if mixed else (len(found) if len(people) > 1 else len(surname)) % len(middle)
            first = f"{middle[which]} {last}" if len(people) > 1 else last
            found[person] = Written(f"{surname} {middle[which]} {last}", last, first)
        return found

    def _next(self, gender: Gender, again: bool = True) -> str | None:
        pool, used = self._given[gender], self._used[gender]
        if used >= len(pool) and not again:
            return None
        self._used[gender] += 1
        return pool[used % len(pool)]


def _but(taken: frozenset[str], names: list[str]) -> list[str]:
    """Those of some names that share no word with a capital with what is taken."""
    return [name for name in names if taken.isdisjoint(_CAPITALS.findall(name))]


_CAPITALS = regex.compile(r"\p{Lu}[\p{L}’'-]+")


# --- the people of an article -----------------------------------------------------------------------


def people_of(article: quoteattr.Article, labelled: Iterable[str]) -> list[Person]:
    """Everybody whom the labels or the article's names give a given name and a surname, who is spoken of most first."""
    found: dict[tuple[str, str], Person] = {}
    for full in sorted({*_in_full(labelled), *_in_full(_tagged(article))}):
        words = [w for w in full.split() if w.lower().strip(",") not in _SUFFIXES]
        given, surname = _taken_apart(tuple(words))
        known = next(
            (p for p in found.values() if p.surname == surname and same_person(p.words, tuple(words), _ENGLISH)), None
        )
        key = (given, surname) if known is None else (known.given, surname)
        found.setdefault(key, Person(given, surname, _gender(article, given, surname)))
    surnames = {p.surname for p in found.values()} | {p.given for p in found.values()}
    for surname in sorted(_titled(article.text) - surnames):
        found["", surname] = Person("", surname, _gender(article, "", surname))
    often = {p: len(regex.findall(rf"\b{regex.escape(p.surname)}\b", article.text)) for p in found.values()}
    return sorted(found.values(), key=lambda p: (-often[p], p.surname, p.given))


def _taken_apart(words: tuple[str, ...]) -> tuple[str, str]:
    """The given name, and the surname with what belongs to it: “Osama”, “bin Laden”."""
    if is_surname_first(words, _ENGLISH):
        return " ".join(words[1:]), words[0]
    begin = next((n for n, word in enumerate(words) if n and word.islower()), len(words) - 1)
    return words[0], " ".join(words[begin:])


_FULL = regex.compile(r"\p{Lu}[\p{L}.’'-]*(?: [\p{L}.’'“”\"()-]+){0,3} \p{Lu}[\p{L}’'-]+(?:,? (?:Jr|Sr|II|III)\.?)?")
_TITLED = regex.compile(
    r"\b(?:Mr|Mrs|Ms|Sen|Rep|Gov|Dr|President|Senator|Judge)\.? "
    r"(?P<name>\p{Lu}\p{Ll}[\p{L}-]*+(?:[’'](?!s\b)\p{L}++)?)(?![ ][\p{Lu}])"
)


def _in_full(names: Iterable[str]) -> Iterator[str]:
    return (name for name in names if _FULL.fullmatch(name) and name.split()[-1].lower() not in _SUFFIXES)


def _tagged(article: quoteattr.Article) -> Iterator[str]:
    """What the parse takes for people, where the first word is a given name that people are known to bear."""
    for name in article.names:
        words = name.span.text.split()
        if name.kind is NameKind.PERSON and len(words) > 1 and is_given_name(words[0], _ENGLISH):
            yield name.span.text


def _titled(text: str) -> set[str]:
    return {match["name"] for match in _TITLED.finditer(text)}


def _gender(article: quoteattr.Article, given: str, surname: str) -> Gender:
    """As the text shows it, else as the given name has it, else as the pronouns behind the name are."""
    for speaker in article.speakers:
        words = (speaker.name or "").split()
        if speaker.gender is not None and words and words[-1] == surname and (words[0] == given or not given):
            return speaker.gender
    likely = gender_of(Name(0, 1, (given, surname), quoteattr.Kind.PERSON), _ENGLISH) if given else None
    return likely or _of_pronouns(article.text, f"{given} {surname}".strip(), surname)


def _of_pronouns(text: str, full: str, surname: str) -> Gender:
    counted: Counter[str] = Counter()
    for name in {full, surname}:
        for match in regex.finditer(rf"\b{regex.escape(name)}\b", text):
            behind = _PRONOUNS.search(text, match.end(), match.end() + _NEAR)
            counted[behind.lastgroup if behind is not None and behind.lastgroup else "masculine"] += 1
    return Gender(counted.most_common(1)[0][0]) if counted else Gender.MASCULINE


# --- a text renamed ---------------------------------------------------------------------------------


class Renaming:
    """The new names of an article's people, and how they stand in any stretch of its text."""

    def __init__(self, article: quoteattr.Article, people: list[Person], origin: Origin, swap: bool = False) -> None:
        self.swap = swap
        families: dict[str, list[Person]] = {}
        for person in people:
            families.setdefault(person.surname, []).append(person)
        self.names: dict[Person, Written] = {}
        for members in families.values():
            to = [_of_other_sex(person) if swap else person for person in members]
            names = origin.family(to) or {}
            self.names |= {old: names[new] for old, new in zip(members, to, strict=True) if new in names}
        alone = {n.span.text for n in article.names if n.kind is NameKind.PERSON} - families.keys()
        kept = sorted(_named_after(article, families))  # “the Lund foundation”, too
        self._kept = [regex.compile(rf"\b{regex.escape(name)}\b", regex.IGNORECASE) for name in kept]
        self._kept += [
            regex.compile(rf"{_IN_SUPPORT}{regex.escape(person.given)}\b") for person in people if person.given
        ]
        shared = Counter(person.given for person in self.names)
        self._written = [(_in_full_of(person), name.full) for person, name in self.names.items() if person.given]
        for person, name in self.names.items():
            self._written += _later(person.surname, name.short)
            if person.given in alone and shared[person.given] == 1:
                self._written.append((regex.compile(rf"(?<![\w@#]){regex.escape(person.given)}\b"), name.first))

    def edits(self, text: str, document: Document | None = None) -> list[Edit]:
        """All changes of a text; the pronouns' too, where sexes are swapped."""
        found, taken = [], bytearray(len(text))
        for match in (m for kept in self._kept for m in kept.finditer(text)):
            taken[match.start() : match.end()] = b"1" * len(match[0])
        for pattern, new in self._written:  # full names come before what is part of them
            for match in pattern.finditer(text):
                if not any(taken[match.start() : match.end()]):
                    taken[match.start() : match.end()] = b"1" * len(match[0])
                    end, ending = _possessive(text, match, new)
                    found.append(Edit(match.start(), end, _as_here(text, match.start(), new) + ending))
        if self.swap:
            swapped = _swapped(text) if document is None else _swapped_in(document)
            found += [e for e in swapped if not any(taken[e.start : e.end])]
        return found


def _named_after(article: quoteattr.Article, families: dict[str, list[Person]]) -> set[str]:
    """Organisations and places with somebody's surname in their names keep these: the Huffington Post. Not what is
    somebody's whole name, or a surname with a title: that is theirs wherever it stands."""
    bearing = set(families)
    whole = [_in_full_of(person) for people in families.values() for person in people if person.given]
    names = (n.span.text for n in article.names if n.kind in (NameKind.ORGANIZATION, NameKind.PLACE))
    several = {name for name in names if len(name.split()) > 1 and bearing & set(name.split()) and not _has_title(name)}
    return {name for name in several if not any(pattern.fullmatch(name) for pattern in whole)}


# “a group called March for Bernie”: what is behind a capital and “for” in the middle of a sentence is a name of its own
_IN_SUPPORT = r"(?<=[\p{Ll},] )\p{Lu}\p{Ll}+ [Ff]or "


def _has_title(name: str) -> bool:
    return name.split()[0].lower().rstrip(".") in _ENGLISH.table("titles")


def _of_other_sex(person: Person) -> Person:
    return evolve(person, gender=next(g for g in Gender if g is not person.gender))


def _later(surname: str, short: str) -> list[tuple[regex.Pattern[str], str]]:
    """A surname alone, in the plural, in capitals, in a screen name."""
    return [
        (regex.compile(rf"(?<![\w@#]){regex.escape(surname)}(?=s?\b)"), short),
        (regex.compile(rf"(?<![\w@#]){regex.escape(surname.upper())}(?=S?\b)"), short.upper()),
        (regex.compile(rf"(?<=@\w*){regex.escape(surname)}", regex.IGNORECASE), _PLAIN.sub("", short)),
    ]


_PLAIN = regex.compile(r"[^\p{L}]")
_BEGINS = regex.compile(r"(?:^|\n|[.?!:][”\"’']?\s|[“\"])\s*$")


def _possessive(text: str, match: "regex.Match[str]", new: str) -> tuple[int, str]:
    """“Sanders’ record” is “Kim’s record”: where the old name ends, and what the new one needs."""
    end = match.end()
    bare = match[0][-1] in "sS" and new[-1] not in "sS" and text[end : end + 1] in ("'", "’")
    return (end + 1, f"{text[end]}s") if bare and not text[end + 1 : end + 2].isalpha() else (end, "")


def _as_here(text: str, start: int, new: str) -> str:
    """“van der Meer”, at the head of a sentence “Van der Meer”."""
    return new[0].upper() + new[1:] if new[0].islower() and _BEGINS.search(text[max(0, start - 4) : start]) else new


def _in_full_of(person: Person) -> regex.Pattern[str]:
    """“Donald Trump”, “Donald J. Trump”, “Hillary Rodham Clinton”, “James (Jimmy) Holloway”; a nickname for the given
    name, too."""
    short = _ENGLISH.classes("nicknames")
    given = {person.given.lower()}
    given |= {a for a, b in short.items() if b in given} | {short.get(person.given.lower(), person.given.lower())}
    forms = "|".join(regex.escape(g.title() if g != person.given.lower() else person.given) for g in sorted(given))
    middle = r"(?:[ \u00a0](?:(?:\p{Lu}\.)++|\p{Lu}\p{Ll}+|[“\"(‘']\p{Lu}\p{Ll}+[”\")’'])){0,2}"
    surname, given = regex.escape(person.surname), regex.escape(person.given)
    return regex.compile(rf"(?<![\w@#])(?:(?:{forms}){middle}[ \u00a0]{surname}|{surname}[ \u00a0]{given})\b")


# --- the other sex ----------------------------------------------------------------------------------


@cache
def _other() -> dict[str, str]:
    pairs = [pair.split("=") for pair in _rows()["*", "swap"]]
    return dict(pairs) | {b: a for a, b in pairs} | {"mrs": "mr", "hers": "his", "his": "her"}


def _swapped(text: str) -> Iterator[Edit]:
    """In a description “her” says whose."""
    for match in regex.finditer(r"\p{L}+", text):
        if (new := _other_word(match[0], owns=True)) is not None:
            yield Edit(match.start(), match.end(), new)


def _swapped_in(document: Document) -> Iterator[Edit]:
    for token in document.tokens:
        if (new := _other_word(token.text, token.deprel == "nmod:poss")) is not None:
            yield Edit(token.start, token.end, new)


def _other_word(word: str, owns: bool) -> str | None:
    lower = word.lower()
    new = {("his", False): "hers", ("her", True): "his", ("her", False): "him"}.get((lower, owns), _other().get(lower))
    if new is None:
        return None
    return new.upper() if word.isupper() and len(word) > 1 else new.capitalize() if word[0].isupper() else new
