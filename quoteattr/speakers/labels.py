"""Whom the labels of a script mean: who was introduced, is in the cast list, was sworn in, or is named so elsewhere.

“MR. HALE” is the Tom Hale of the introduction, “AF” is Ana Frost, “THE WITNESS” whoever was sworn in last, “The
Minister (Ms Frost)” both. Nobody is who only could be: a role that two people have is a role.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

import regex
from attrs import evolve, field, frozen

from quoteattr.language import Language
from quoteattr.records import Gender, Kind, Level
from quoteattr.speakers.cast import Cast, Chain, each_once, only_one
from quoteattr.speakers.names.name import gender_of_title, is_acronym, is_given_name
from quoteattr.text.document import Token
from quoteattr.text.scripts import Script, Turn, singulars
from quoteattr.text.stretches import Offsets

ASKS = "the interviewer, whom nobody names"
ANSWERS = "who is interviewed"
_EXAMINES = "who examines"
_SWORN_IN = "who was sworn in"
_LABELLED = "the label of a turn"
_SWORN = "sworn"  # patterns of the language
_EXAMINED_BY = "examined_by"
_WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}’'.-]*+")
_IN_BRACKETS = regex.compile(r"[(\[]([^()\[\]]++)[)\]]")
_LETTERS = regex.compile(r"(?:\p{Lu}\.?){1,3}\d{0,3}")
_LEAST_NAME = 2  # letters of a given name
_NEAR = 5  # tokens between a role and the name of who has it
_PARTED = regex.compile(r"\s(?:--?|[–—/|])\s|[,()\[\]]")


@frozen
class Called:
    """What a label calls somebody: its words without articles and titles (`lower` in small letters), those of a role,
    which a title may be, and the gender that a title shows; `definite` tells that it begins with “the”."""

    words: tuple[str, ...]
    role: tuple[str, ...]
    gender: Gender | None = None
    definite: bool = False
    titled: bool = False
    lower: tuple[str, ...] = field(init=False)

    @lower.default
    def _in_small_letters(self) -> tuple[str, ...]:
        return tuple(word.lower() for word in self.words)

    def may_be(self, name: tuple[str, ...]) -> bool:
        """Whether a name in small letters may be a form of this one: one surname, and no two given names."""
        if not name or self.lower[-1] != name[-1]:
            return False
        mine, other = self.lower[:-1], name[:-1]
        return not mine or not other or mine[0].startswith(other[0]) or other[0].startswith(mine[0])


def called(text: str, language: Language) -> Called:
    """What some words call somebody."""
    words = [word.strip(".’'") for word in _WORD.findall(text)]
    titles, articles = language.table("titles"), language.closed_class("articles")
    definite = bool(words) and words[0].lower() in articles
    begin = first = int(definite and len(words) > 1)
    gender = None
    while first < len(words) - 1 and words[first].lower() in titles and words[first + 1][0].isupper():
        title = words[first].lower()
        gender, first = gender_of_title(title, language) or gender, first + 1
        begin = first if titles[title][2] == "-" else begin  # “Hon.” is no role
    suffixes = language.words("name_suffixes")
    kept = [word for word in words[first:] if word.lower() not in suffixes]
    role = tuple(word.lower() if word.isupper() else word for word in words[begin:])
    return Called(tuple(kept or words[first:]), role, gender, definite, first > definite)


class Labels:
    """The labels of a script, and whom each means."""

    def __init__(self, cast: Cast, script: Script) -> None:
        self.cast = cast
        self.script = script
        self.text = cast.document.text
        self.language = cast.document.language
        self._at_labels = {turn.name for turn in script.turns if turn.name is not None}
        self._met: dict[str, Chain] = {}  # by the label, in small letters
        self._roles: dict[str, Chain] = {}  # by the role that the cast list or a label tells
        self._letters: dict[str, Chain] = {}
        self._who_is_who()

    def who(self, turn: Turn) -> tuple[Chain | None, str]:
        """Whom the label of a turn means, None where nothing tells; and how that is known."""
        if turn.label is None or turn.name is None:
            return (None, ASKS) if turn.asks else (self.interviewed, ANSWERS)
        name = self.text[slice(*turn.name)]
        letters = name.lower().replace(".", "").rstrip("0123456789")
        if letters in self.language.closed_class("asks_in_interviews"):
            asking = self._told_before(_EXAMINED_BY, turn.content[0][0])
            return (asking, _EXAMINES) if asking is not None else (None, ASKS)
        if letters in self.language.closed_class("answers_in_interviews"):
            answering = self._told_before(_SWORN, turn.begins)
            return (answering, _SWORN_IN) if answering is not None else (self.interviewed, ANSWERS)
        chain = self._meant(turn, name)
        at = self.cast.reading.tokens_in(*turn.name)
        if at and at[-1] not in chain.at:
            self.cast.mention(chain, at[-1])
        chain.spans.append(turn.label)
        return chain, _LABELLED

    # --- one label ------------------------------------------------------------------------------

    def _meant(self, turn: Turn, name: str) -> Chain:
        """Whom a label means that names a person or a role."""
        assert turn.label is not None
        whole = self.text[slice(*turn.label)]
        if self._is_sworn(name) and (witness := self._told_before(_SWORN, turn.begins)) is not None:
            return witness
        key = name.lower()
        if key not in self._met:
            self._met[key] = self._first_met(whole, name)
        return self._met[key]

    def _first_met(self, whole: str, name: str) -> Chain:
        if _LETTERS.fullmatch(name) and (chain := self._initials(name)) is not None:
            return chain
        label = called(name, self.language)
        known = None if label.definite else self._person(label)
        known = known or self._organization(label)
        role = label.definite or self._is_role(label)
        if known is not None and (not role or not known.at or self._is_known_outside(known)):
            return known
        if role:
            return self._in_brackets(whole) or self._of_role(label)
        return self._given_name(label) or self._new(label)

    def _is_known_outside(self, chain: Chain) -> bool:
        """Whether somebody is named elsewhere than in labels: “OPERATOR” is no name for being one in capitals."""
        tokens = self.cast.document.tokens
        return any(not self.script.holds_label(tokens[i].start) for i in chain.at)

    def _in_brackets(self, whole: str) -> Chain | None:
        """“The Minister for Transport (**Ms Frost**)”"""
        for inside in _IN_BRACKETS.findall(whole):
            label = called(inside, self.language)
            if label.words and (label.titled or self._person(label) is not None):
                return self._person(label) or self._new(label)
        return None

    def _is_sworn(self, name: str) -> bool:
        return called(name, self.language).lower[-1] in self.language.closed_class("sworn_labels")

    def _is_role(self, label: Called) -> bool:
        """“Operator”, “Hon. Members”, “Mr Speaker”, “Speaker 2”: no name; “Captain ABREU”, “Ms Baker” are names."""
        roles, unknown = self.language.words("role_nouns"), self.language.closed_class("unknown_labels")
        if label.titled:
            return self._is_addressed(label) or (label.gender is None and bool({*singulars(label.lower[-1])} & roles))
        words = (one for word in label.role for one in singulars(word.lower()))
        return self._is_addressed(label) or any(
            one in unknown or one in roles or self._has_office(one) for one in words
        )

    def _is_addressed(self, label: Called) -> bool:
        """“Mr **Speaker**”, “**Moderator**”: a title, or what a label calls who has an office."""
        return any(self._has_office(one) for word in label.role[-1:] for one in singulars(word.lower()))

    def _has_office(self, word: str) -> bool:
        return word in self.language.table("titles") or word in self.language.table("label_roles")

    # --- people by name -------------------------------------------------------------------------

    @cached_property
    def _people(self) -> dict[str, list[Chain]]:
        """Everybody with a name, by the last word and by the first."""
        found: dict[str, list[Chain]] = defaultdict(list)
        for chain in self.cast.chains:
            if chain.kind is Kind.PERSON and chain.name:
                for key in {_plain(chain)[-1], _plain(chain)[0]}:
                    found[key].append(chain)
        return found

    def _person(self, label: Called) -> Chain | None:
        """The one person whose name a label is a form of; the fullest name of one person, None where two fit."""
        fits = [c for c in self._people.get(label.lower[-1], ()) if label.may_be(_plain(c))]
        fits = [c for c in fits if None in (label.gender, c.gender) or label.gender is c.gender]
        full = [c for c in fits if c.name is not None and len(c.name) > 1]
        if len({_plain(c)[0] for c in full}) > 1:
            return None
        best = max(full or fits, key=lambda c: (len(c.name or ()), len(c.at)), default=None)
        if not full and (given := self._given_before(label)) is not None:
            label = evolve(label, words=(given, *label.words))
            best = best or self._new(label)
        if best is not None and len(label.words) > len(best.name or ()):
            best.name = label.words
            best.level = Level.NAMED
        return best

    def _given_before(self, label: Called) -> str | None:
        """“Secretary **Dana** Kowal” in a headline, where names are hard to see: the one given name before it."""
        if len(label.words) != 1:
            return None
        tokens = self.cast.document.tokens
        before = {
            tokens[i - 1].text
            for i in self._places.get(label.lower[0], ())
            if i and _is_given(tokens[i - 1], self.language)
        }
        return before.pop() if len(before) == 1 else None

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """The tokens of each word, in small letters, that is written as a name."""
        found: dict[str, list[int]] = defaultdict(list)
        for token in self.cast.document.tokens:
            if token.text[:1].isupper() and not self.script.holds_label(token.start):
                found[token.lower].append(token.i)
        return found

    def _given_name(self, label: Called) -> Chain | None:
        """“**Anna**”, where one Anna has a surname."""
        fits = [c for c in self._people.get(label.lower[0], ()) if len(label.lower) == 1 and len(c.name or ()) > 1]
        return fits[0] if len(fits) == 1 else None

    def _initials(self, name: str) -> Chain | None:
        """“AF” for Ana Frost: of those named before the script, else of all, the only one."""
        letters = name.lower().replace(".", "")
        if letters in self._letters:
            return self._letters[letters]
        everybody = each_once(c for chains in self._people.values() for c in chains)
        fits = [c for c in everybody if _initials_of(_plain(c), len(letters)) == letters]
        before = [c for c in fits if c.at and c.at[0] < self._first]
        chosen = before if len(before) == 1 else fits
        if len(chosen) == 1:
            return chosen[0]
        organizations = [
            c
            for c in self.cast.chains
            if c.kind is Kind.ORGANIZATION and is_acronym((name,), c.name or (), self.language)
        ]
        return organizations[0] if len(organizations) == 1 else None

    def _organization(self, label: Called) -> Chain | None:
        """“**Guardian**: Why?”, where the text knows the paper, be it as no more than “the Guardian”."""
        known = (c for c in self.cast.chains if c.kind is Kind.ORGANIZATION and _plain(c) == label.lower)
        if (chain := next(known, None)) is not None or label.definite or self._is_addressed(label):
            return chain
        if not any(self._has_article(i) for i in self._places.get(label.lower[-1], ())) or len(label.words) > 1:
            return None
        chain = Chain(Kind.ORGANIZATION, Level.NAMED, label.words)
        self.cast.add_described(chain)
        return chain

    def _has_article(self, i: int) -> bool:
        """“He spoke to **the** Guardian”"""
        tokens = self.cast.document.tokens
        return i > 0 and tokens[i - 1].text in self.language.closed_class("articles") and tokens[i].text.istitle()

    def _new(self, label: Called) -> Chain:
        """Somebody known by the label only."""
        only_given = len(label.words) == 1 and not label.titled and is_given_name(label.words[0], self.language)
        alone = len(label.words) == 1
        letters = alone and (_LETTERS.fullmatch(label.words[0]) is not None or label.words[0].islower())
        level = Level.PARTIAL if only_given or letters else Level.NAMED
        chain = Chain(Kind.PERSON, level, label.words, gender=label.gender, shown=label.gender)
        self.cast.add_described(chain)
        for key in {label.lower[-1], label.lower[0]}:
            self._people[key].append(chain)
        return chain

    # --- people by role -------------------------------------------------------------------------

    def _of_role(self, label: Called) -> Chain:
        """“**THE COURT**”: the one judge of the text; else the role itself."""
        role = " ".join(label.lower)
        last = label.lower[-1]
        named = self._roles.get(role) or self._roles.get(last) or self._introduced(last) or self._titled(last)
        return named or self._described(label)

    def _titled(self, role: str) -> Chain | None:
        """“Thank you, **President** Haddad”: the one person whom a title gives a role, labels left out."""
        words, titles, tokens = self._words_for(role), self.language.table("titles"), self.cast.document.tokens
        titled = (n for n in self.cast.names if n.kind is Kind.PERSON and n.title is not None)
        such = (n for n in titled if words & {n.title, titles.get(n.title or "", ("", "", n.title))[2]})
        outside = (n for n in such if _WORD.search(n.text) and not self.script.holds_label(tokens[n.first].start))
        return only_one(map(self.cast.chain_of, outside))

    def _words_for(self, role: str) -> set[str]:
        """A word for a role, and others for it."""
        return {role, *self.language.table("label_roles").get(role, (role, ""))[1].split()}

    def _introduced(self, role: str) -> Chain | None:
        """“Before **Edna Moss**, District Judge”: the one person beside a word for a role before the script."""
        document = self.cast.document
        words = self._words_for(role)
        return only_one(self._beside(token.i) for token in document.tokens[: self._first] if token.lower in words)

    def _beside(self, i: int) -> Chain | None:
        """Who is named on the line of a token, within few words of it, with no list's mark between: behind, else
        before."""
        text, tokens = self.text, self.cast.document.tokens
        for near in (range(i + 1, min(i + _NEAR, len(tokens))), range(i - 1, max(i - _NEAR, -1), -1)):
            for j in near:
                between = text[min(tokens[i].end, tokens[j].end) : max(tokens[i].start, tokens[j].start)]
                if ";" in between or "\n" in between:
                    break
                name = self.cast.name_at.get(j)
                chain = self.cast.chain_of(name) if name is not None and name.kind is Kind.PERSON else None
                if chain is not None:
                    return chain
        return None

    def _described(self, label: Called) -> Chain:
        """A role that nobody named has, or somebody of whom nothing is told."""
        words = " ".join(label.role)
        known = self.cast.described.get(words.lower())
        if known is not None and known.kind in (Kind.PERSON, Kind.GROUP):
            return known
        last = label.lower[-1]
        unknown = self.language.closed_class("unknown_labels")
        vague = not self._is_addressed(label) and all(w.lower() in unknown or w.isdigit() for w in label.role)
        plural = last.endswith("s") and last not in self.language.words("role_nouns")
        chain = Chain(
            Kind.GROUP if plural else Kind.PERSON,
            Level.VAGUE if vague else Level.DESCRIBED,
            description=words,
            lemma=last.removesuffix("s") if plural else last,
            words=frozenset(words.lower().split()),
            plural=plural,
        )
        self.cast.add_described(chain)
        return chain

    def _told_before(self, pattern: str, place: int) -> Chain | None:
        """Whoever was sworn in, or began to examine, last before a place."""
        found = self._told[pattern]
        at = bisect_right(found, place, key=lambda one: one[0]) - 1
        return found[at][1] if at >= 0 else None

    @cached_property
    def _told(self) -> dict[str, list[tuple[int, Chain]]]:
        """By a pattern of the language: whom it tells of, and where."""
        return {pattern: list(self._tell(pattern)) for pattern in (_SWORN, _EXAMINED_BY)}

    def _tell(self, pattern: str) -> Iterator[tuple[int, Chain]]:
        for match in self.language.pattern(pattern).finditer(self.text):
            label = called(match["who"], self.language)
            if label.words and not self._is_role(label):
                yield match.start(), self._person(label) or self._new(label)

    # --- the introduction -----------------------------------------------------------------------

    @cached_property
    def _first(self) -> int:
        """The token that the script begins with."""
        return self.cast.reading.token_at(self.script.begins)

    @cached_property
    def interviewed(self) -> Chain | None:
        """The one person named before the script who has no label of their own; of several the one named most."""
        labelled = {called(self.text[slice(*name)], self.language).lower[-1:] for name in self._at_labels}
        named = {
            id(c): bisect_left(c.at, self._first)
            for c in self.cast.chains
            if c.kind is Kind.PERSON and c.name and c.at and c.at[0] < self._first and _plain(c)[-1:] not in labelled
        }
        most = sorted(named.values(), reverse=True)[:2]
        if not most or (len(most) == 2 and most[0] <= most[1]):
            return None
        return next(c for c in self.cast.chains if named.get(id(c)) == most[0])

    def _who_is_who(self) -> None:
        """The cast list: “Moderator: Ana Frost”, “Ana Frost, moderator”, “AF: Ana Frost”."""
        told: dict[str, list[Chain]] = defaultdict(list)
        for entry in self.script.cast:
            parts = list(self._parts((entry.label, entry.told)))
            people = [part for part in parts if self._names(part)]
            if not people:
                continue
            label = called(people[0], self.language)
            chain = self._person(label) or self._new(label)
            for part in parts:
                if part is people[0]:
                    continue
                if _LETTERS.fullmatch(part):
                    self._letters[part.lower().replace(".", "")] = chain
                for role in {part.lower(), called(part, self.language).lower[-1]}:
                    told[role].append(chain)
        self._roles = {role: chains[0] for role, chains in told.items() if len(set(map(id, chains))) == 1}

    def _parts(self, spans: Iterable[Offsets | None]) -> Iterator[str]:
        for span in spans:
            if span is not None:
                yield from (part.strip() for part in _PARTED.split(self.text[slice(*span)]) if _WORD.search(part))

    def _names(self, part: str) -> bool:
        """Whether a part of a line of the cast list is a person's name."""
        label = called(part, self.language)
        if self._is_role(label) or _LETTERS.fullmatch(part):
            return False
        return self._person(label) is not None or (
            2 <= len(label.words) <= 4 and all(w[0].isupper() for w in label.words)
        )


def _is_given(token: Token, language: Language) -> bool:
    """Whether a word before a surname may be a given name: no title, no role."""
    if token.upos != "PROPN" or not token.text[:1].isupper() or len(token.text) < _LEAST_NAME:
        return False
    lower = token.lower.rstrip(".")
    return not (lower in language.table("titles") or lower in language.words("role_nouns"))


def _plain(chain: Chain) -> tuple[str, ...]:
    """The words of a chain's name in small letters."""
    return tuple(word.strip(".,").lower() for word in chain.name or ())


def _initials_of(name: tuple[str, ...], count: int) -> str:
    """“af” of Ana Frost and, of two letters, of Ana Maria Frost."""
    letters = "".join(word[0] for word in name if word)
    return letters if len(letters) == count else letters[:1] + letters[-1:] if count == 2 else letters
