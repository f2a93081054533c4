"""Everybody who may speak in a document: persons by name, and every speaker found so far.

A *chain* collects the mentions of one speaker while the document is read; `speakers.resolve` decides
which chain a phrase joins, and at the end each chain becomes a frozen `Speaker`.
"""

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise, takewhile, zip_longest
from typing import Any

import regex
from attrs import define, evolve, field

from quoteattr.language import Language
from quoteattr.language.people import is_human
from quoteattr.language.wordings import any_of
from quoteattr.records import Gender, Kind, Level
from quoteattr.runtime.asked import new_notes
from quoteattr.speakers.appositions import noun_of
from quoteattr.speakers.names.finder import find_names
from quoteattr.speakers.names.kin_named import with_names_of_kin
from quoteattr.speakers.names.kinds import ends_title, is_called, noun_with_hyphens
from quoteattr.speakers.names.name import (
    Name,
    family_of,
    gender_of,
    gender_of_title,
    given_of,
    initials,
    is_acronym,
    is_bare_surname,
    is_borne_alone,
    is_first_surname,
    is_given_name,
    is_handle,
    is_in_full,
    is_only_given,
    is_part,
    is_slip_of,
    same_person,
    surname_of,
    tells_form,
    without_a_letter,
    without_accents,
    without_form,
)
from quoteattr.text.document import Document, Token
from quoteattr.text.reading import Reading
from quoteattr.text.tree import has_child

_INITIALS = regex.compile(r"(?:\p{Lu}\.){1,4}|\p{Lu}")
_AGE = regex.compile(r", \d{1,2},")
_BIO = regex.compile(r"\G(?:, [^.]{1,100},)?\s*+(?P<verb>\w++)")
_HOME = regex.compile(r"(?:, \p{Lu}[\p{L}.'’-]*+(?: \p{Lu}[\p{L}.'’-]*+){0,2}){1,2}\.?")
_SIGNED = regex.compile(r"(?:--|—|–)\s*+(?P<who>\p{Lu}[\p{L}'’ ]{2,40}+)\s*\Z")
_GREETED = regex.compile(r"(?P<greeting>\p{L}++) (?P<who>\p{L}++)")
_DASHES = ("--", "—")  # before whoever signs off
_CALLED = 24  # characters before a name that may say that it is all that is told
_LEAD = 4  # sentences in which somebody may be told of who is introduced behind them
_SIGNATURE = 60  # characters at the end of a letter
_OFFICE = 7  # tokens of “, who served as the first secretary”
_BIOS = 3  # paragraphs at the end that may say who wrote it
_DASH = 3  # characters before a signature
_FULL = 2  # words of “Umm Tariq”
_FAR_MORE = 2  # times as often
_MANY = 24  # chains that share a word with a name and are asked whether it is theirs
_WEIGHED = 60  # chains that are weighed for a pronoun or a description: twice what news was seen to need
_AROUND = 60, 20  # mentions of people before and behind a name among which one of a crowd of that name is looked for
_APPOSED_WITHIN = 8  # words behind a name and its comma
_TELLING_OF_NOUNS = frozenset({"compound", "amod"})
_OPENING = frozenset({"“", '"', "‘", "'", "``"})  # marks
_WHOLE = 3  # words of an organisation's name that are one without what stands before: (Ohio) Board of Elections
_FIRM = 2  # words of a firm's name that are one without what it is by law
_TITLED = 4  # tokens of the titles in front of a name: “Rt. Hon.”
_NAMED_BEHIND = 3  # tokens of a comma and a name
_GROUP = 20  # words before a name that may say what somebody is
_NAMES = 256  # whose keys are kept: those of a long text, which names most of them again and again


@define(slots=True, eq=False)
class Chain:
    """One speaker while the document is read. `at` are the tokens that head its mentions, in order."""

    kind: Kind
    level: Level | None
    name: tuple[str, ...] | None = None
    description: str | None = None
    lemma: str = ""
    words: frozenset[str] = frozenset()
    gender: Gender | None = None  # likely: as the given name, title or pronoun has it
    shown: Gender | None = None  # as the text's own titles and pronouns show it
    plural: bool = False
    place: bool = False
    newly: set[str] = field(factory=set)  # as what it is introduced as somebody new: “Dana Kowal, **a nurse**”
    number: int | None = None
    shown_at: int | None = None  # the token that shows the gender
    counted_at: int | None = None  # the token that says how many
    at: list[int] = field(factory=list)
    spans: list[tuple[int, int]] = field(factory=list)
    phrases: list[tuple[int, ...]] = field(factory=list)  # token indices of its descriptive phrases
    roles: set[str] = field(factory=set)
    spoke_at: list[int] = field(factory=list)
    says_i: list[int] = field(factory=list)  # the tokens of “I” in what it says
    members: tuple["Chain", ...] = ()

    @property
    def label(self) -> str:
        return " ".join(self.name) if self.name else (self.description or "")

    def is_told_in(self, first: int, end: int) -> bool:
        """Whether it is mentioned at one of some tokens, end exclusive."""
        return bisect_left(self.at, first) < bisect_left(self.at, end)


def each_once(chains: Iterable[Chain | None]) -> list[Chain]:
    """Chains in their order, each once, without those that were not found."""
    return list({id(chain): chain for chain in chains if chain is not None}.values())


def only_one(chains: Iterable[Chain | None]) -> Chain | None:
    """The one that all of some chains are; None where they are several, or none was found."""
    found = each_once(chains)
    return found[0] if len(found) == 1 else None


class Cast:
    """The names of a document and the chains built from them."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.document = document = reading.document
        self.names = find_names(document)
        self.name_at: dict[int, Name] = {i: name for name in self.names for i in range(name.first, name.last)}
        self.chains: list[Chain] = []
        self.of_noun: dict[str, list[Chain]] = defaultdict(list)  # by the noun that they are called by
        self._made: dict[int, int] = {}  # the place of each chain among them
        self.described: dict[str, Chain] = {}  # by label, in lower case
        self._of_name: dict[int, Chain] = {}
        self._by_word: dict[str, list[Chain]] = defaultdict(list)  # persons and organisations by a word of theirs
        self._by_name: dict[tuple[Kind, tuple[str, ...]], Chain] = {}  # and by all of them: the first one
        self._by_sentence: dict[int, dict[int, Chain]] = defaultdict(dict)  # those mentioned there, by identity
        # mentions of single people: token, number, chain; all, and those who may be of a gender
        self._people: dict[Gender | None, list[tuple[int, int, Chain]]] = {gender: [] for gender in (None, *Gender)}
        self._speeches: list[tuple[int, int, Chain]] = []  # who speaks at a token, in order
        self.sources: frozenset[int] = frozenset()  # the tokens that head a source
        self.contents: dict[int, tuple[range, ...]] = {}  # the tokens that a source says, by the token that heads it
        self.withheld: frozenset[int] = frozenset()  # the tokens that head whoever the text grants anonymity
        self._nouns: dict[str, bool] = {}  # of persons without a name; whether the name of one is withheld
        self._voices: dict[int, Chain] = {}  # the speaker of the content that a token stands in
        self._sharing: dict[tuple[str, ...], str] = {}  # a name that has its surname from the next: what stands there
        self.unsettled: dict[int, tuple[Name, list[Chain]]] = {}  # a surname of several people, by its last token
        self.spots: dict[int, Any] = {}  # where mentions stand, as `spots.spot_of` sees it
        self.notes = new_notes()  # what was asked once
        self._gather()

    def mention(self, chain: Chain, i: int) -> None:
        """Note that a token heads a mention of a chain."""
        insort(chain.at, i)
        self._by_sentence[self.document.tokens[i].sentence][id(chain)] = chain
        if chain.kind is Kind.PERSON:
            number = len(self._people[None])
            for people in self._people.values():
                insort(people, (i, number, chain))

    def speak(self, chain: Chain, i: int) -> None:
        """Note that a chain speaks at a token."""
        insort(chain.spoke_at, i)
        insort(self._speeches, (i, len(self._speeches), chain))

    def give_voice(self, chain: Chain, tokens: range) -> None:
        """Note that what stands at these tokens is said by a chain."""
        for i in tokens:
            self._voices[i] = chain

    def speaks_at(self, i: int) -> Chain | None:
        """Who says what stands at a token, as far as known."""
        return self._voices.get(i)

    def spoke_last(self, i: int) -> Chain | None:
        """Who spoke last before a token."""
        place = bisect_left(self._speeches, (i,))
        return self._speeches[place - 1][2] if place else None

    def where_spoke(self, chain: Chain, i: int) -> Token:
        """The token at which somebody who has spoken before a token did so last."""
        return self.document.tokens[chain.spoke_at[bisect_left(chain.spoke_at, i) - 1]]

    def most_recent(self, i: int, gender: Gender | None) -> Chain | None:
        """The person mentioned last before a token who may be of this gender."""
        people = self._people[gender]
        for place in range(bisect_left(people, (i,)) - 1, -1, -1):
            chain = people[place][2]
            if gender is None or chain.gender in (None, gender):
                return chain
            del people[place]  # known by now to be of the other: while a text is read that is settled once
        return None

    def alone_in_paragraph(self, i: int) -> Chain | None:
        """The one person that a token's paragraph has spoken of before it; None if there are several, or none."""
        tokens, sentences = self.document.tokens, self.document.sentences
        paragraph = sentences[tokens[i].sentence].paragraph
        first = sentences[self._first_sentence[paragraph]].first
        people = self._people[None]
        begin, place = bisect_left(people, (first,)), bisect_left(people, (i,))
        if begin == place:
            return None
        chain = people[place - 1][2]
        own = bisect_left(chain.at, i) - bisect_left(chain.at, first)
        return chain if own == place - begin else None

    @cached_property
    def _first_sentence(self) -> dict[int, int]:
        """The number of each paragraph's first sentence."""
        sentences = self.document.sentences
        return {sentences[n].paragraph: n for n in range(len(sentences) - 1, -1, -1)}

    def author_of(self, i: int) -> Chain | None:
        """Who signs what stands at a token: the first one to do so behind it, else the one of the byline before it."""
        place = bisect_left(self._signatures, (i,))
        if place < len(self._signatures):
            return self._signatures[place][1]
        place = bisect_left(self._bylines, (i,))
        return self._bylines[place - 1][1] if place else None

    @cached_property
    def _bylines(self) -> list[tuple[int, Chain]]:
        """Where a line tells who wrote what follows, if that is one person, and who: “By **Lena Ortiz**”."""
        byline, found = self.document.language.pattern("byline"), list[tuple[int, Chain]]()
        for start, end in self.document.paragraphs:
            if byline.fullmatch(self.document.text, start, end):
                first, last = self.reading.token_at(start), self.reading.token_at(end - 1)
                names = [n for n in self.names_within(first, last + 1) if n.kind is Kind.PERSON]
                chain = self.chain_of(names[0]) if len(names) == 1 else None
                found += [(first, chain)] if chain is not None else []
        return found

    @cached_property
    def _signatures(self) -> list[tuple[int, Chain]]:
        """Where a piece is signed, and by whom: a paragraph that is a full name, alone or with a place behind it, or
        that begins with it and says who that is (“**Lena Ortiz** teaches law”); of somebody whom the piece itself never
        names."""
        found: list[tuple[int, Chain]] = []
        for name in self.names:
            chain = self._of_name.get(name.first)
            if name.kind is not Kind.PERSON or chain is None or len(chain.at) > 1:
                continue
            if is_in_full(name.words, self.document.language) and self._is_signature(name):
                found.append((name.first, chain))
        return sorted([*found, *self._pseudonyms()], key=lambda signed: signed[0])

    def _is_only_credited(self, chain: Chain) -> bool:
        """“**Neil Barnard** via Getty Images”, “… in Spain. --**Kim Holm**”: who is named in lines of credit alone, and
        is nobody the text tells of."""
        return chain.name is not None and bool(chain.at) and self._credits.issuperset(chain.at)

    @cached_property
    def _credits(self) -> frozenset[int]:
        """The tokens that end names in lines of credit, or behind a dash at the end of a paragraph."""
        document, credit = self.document, self.document.language.pattern("credit")
        lines = {n for n, bounds in enumerate(document.paragraphs) if credit.fullmatch(document.text, *bounds)}
        people = (name for name in self.names if name.kind is Kind.PERSON)
        return frozenset(
            name.last - 1 for name in people if self.reading.paragraph_of(name.first) in lines or self._signs_off(name)
        )

    def _signs_off(self, name: Name) -> bool:
        """“…, he said. --**Kim Holm**”"""
        tokens, text = self.document.tokens, self.document.text
        start, end = tokens[name.first].start, self.document.paragraphs[self.reading.paragraph_of(name.first)][1]
        is_last = not any(c.isalnum() for c in text[tokens[name.last - 1].end : end])
        return is_last and len(name.words) > 1 and text[max(0, start - 4) : start].rstrip().endswith(_DASHES)

    def _pseudonyms(self) -> Iterator[tuple[int, Chain]]:
        """“… Should I have? **-- WORRIED IN OHIO** ¶ DEAR WORRIED: …”: how a letter is signed that is answered."""
        text, greets = self.document.text, self.document.language.closed_class("greets")
        for (start, end), (behind, _) in pairwise(self.document.paragraphs):
            signed = _SIGNED.search(text[:end], max(start, end - _SIGNATURE))
            answered = _GREETED.match(text, behind)
            if signed is None or answered is None or answered["greeting"].lower() not in greets:
                continue
            words = tuple(signed["who"].split())
            if (
                answered["who"].lower() == words[0].lower()
                and (i := self.reading.token_at(signed.start("who"))) not in self.name_at
            ):
                chain = self._new(Chain(Kind.PERSON, Level.PARTIAL, words))
                self.mention(chain, i)
                yield i, chain

    def _is_signature(self, name: Name) -> bool:
        text, tokens = self.document.text, self.document.tokens
        number = self.reading.paragraph_at(tokens[name.first].start)
        start, end = self.document.paragraphs[number]
        if tokens[name.first].start - start > _DASH or not number:
            return False
        behind = text[tokens[name.last - 1].end : end].strip()
        is_last = number >= len(self.document.paragraphs) - _BIOS
        match = _BIO.match(behind)
        verbs = self.document.language.closed_class("verbs_of_lives")
        is_home = _HOME.fullmatch(behind) is not None
        return len(behind) <= 1 or is_home or (is_last and match is not None and match["verb"] in verbs)

    def nearest(self, chains: list[Chain], i: int) -> list[Chain]:
        """Of many chains those mentioned last before a token, in the order given; all where they are not many."""
        if len(chains) <= _WEIGHED:
            return chains
        last = [c.at[place - 1] if (place := bisect_left(c.at, i)) else -1 for c in chains]
        least = sorted(last)[-_WEIGHED]
        return [c for c, at in zip(chains, last, strict=True) if at >= least][-_WEIGHED:]

    def sentences_back(self, chain: Chain, i: int) -> int:
        """How many sentences before a token a chain was last mentioned; 0 if it was not."""
        place = bisect_left(chain.at, i)
        tokens = self.document.tokens
        return tokens[i].sentence - tokens[chain.at[place - 1]].sentence if place else 0

    def near(self, i: int, sentences: int) -> list[Chain]:
        """The chains mentioned in the sentence of a token or in so many before it, each once."""
        here = self.document.tokens[i].sentence
        return list(self._mentioned_in(range(max(0, here - sentences), here + 1)).values())

    def _mentioned_in(self, sentences: Iterable[int]) -> dict[int, Chain]:
        found: dict[int, Chain] = {}
        for there in filter(None, map(self._by_sentence.get, sentences)):
            found |= there
        return {i: c for i, c in found.items() if not self._is_only_credited(c)} if self._credits else found

    def first_mentioned_in(self, sentences: Sequence[int]) -> list[Chain]:
        """The chains that are first mentioned in some sentences, in order of their making."""
        tokens = self.document.tokens
        first = [c for c in self._mentioned_in(sentences).values() if tokens[c.at[0]].sentence in sentences]
        return sorted(first, key=lambda c: self._made[id(c)])

    def add_described(self, chain: Chain) -> None:
        """A new chain without a proper name of its own."""
        self._append(chain)
        self.described.setdefault(chain.label.lower(), chain)
        if chain.name is None and chain.kind is Kind.PERSON:
            self._nouns.setdefault(chain.lemma, False)

    def withhold(self, chain: Chain) -> None:
        """Note that the text withholds the name of a chain."""
        if chain.name is None:
            self._nouns[chain.lemma] = True

    def keeps_apart(self, chain: Chain, lemma: str, head: int) -> bool:
        """Whether somebody named can't be meant by a noun (abstaining beats guessing): the text withholds the name of
        whoever it means, or the name introduces somebody new (“Dana Kowal, **a** nurse”), and the noun another; “the
        prince” is nobody who is not called one, “the boy” nobody of whom other things are told. An organisation is
        introduced so to whoever read on from the lead."""
        if chain.name is None:
            return False
        if chain.kind is not Kind.PERSON:
            return bool(chain.newly) and bool(chain.at) and chain.at[0] > head >= self._behind_lead
        classes = self.document.language.closed_class
        is_told = bool(chain.roles) and lemma in classes("roles_of_children")
        if lemma not in chain.roles and (is_told or lemma in classes("roles_of_birth")):
            return True
        if head in self.withheld or self._nouns.get(lemma, False):
            return True
        if not chain.newly or lemma in chain.roles - chain.newly:  # “campaign **manager** Dana Kowal, a veteran”
            return False
        if lemma in self._roles_of_titles[id(chain)]:
            return False  # “**Pastor** Al Lund … Lund, who is a pastor”
        return lemma in self._nouns or not chain.at or chain.at[0] > head

    def only_locates(self, chain: Chain) -> bool:
        """“in **Burns**, **Ore.**, …”: a town or state that is told only to say where something is."""
        return chain.place and all(self._locates(name) for name in self.mentions_of(chain))

    def _locates(self, name: Name) -> bool:
        """Whether a place is a town with its state behind it, or that state by its short form."""
        text, tokens = self.document.text, self.document.tokens
        last = tokens[name.last - 1]
        before, behind = self.name_at.get(name.first - 2), self.name_at.get(name.last + 1)
        goes_on = name.last + 1 < self.document.sentences[last.sentence].last
        if not goes_on:
            return False
        if before is not None and before.place and tokens[name.first - 1].text == ",":
            return "." in text[last.end - 1 : last.end + 1]
        return tokens[name.last].text == "," and behind is not None and behind.place

    @cached_property
    def _behind_lead(self) -> int:
        """The first token behind the sentences in which news tells of somebody whom it names later."""
        sentences = self.document.sentences
        return sentences[min(_LEAD, len(sentences)) - 1].last if sentences else 0

    def together(self, members: tuple[Chain, ...]) -> Chain:
        """The chain of several people who act together: Obama and Clinton."""
        label = " and ".join(self._short_beside(m, n) for m, n in zip_longest(members, members[1:]))
        kind = Kind.ORGANIZATION if all(m.kind is Kind.ORGANIZATION for m in members) else Kind.GROUP
        known = self.described.get(label.lower())
        if known is not None and known.members:
            return known
        chain = Chain(kind, Level.NAMED, tuple(label.split()), plural=True, number=len(members), members=members)
        self.add_described(chain)
        return chain

    def _short_beside(self, member: Chain, behind: Chain | None) -> str:
        """“**Sanjay** and Vikram Patel”: what the text calls somebody who shares a surname with the next."""
        given = self._sharing.get(member.name or ())
        is_shared = (
            given is not None and behind is not None and (behind.name or ("",))[-1] == (member.name or ("",))[-1]
        )
        return given if given is not None and is_shared else member.label

    def known_by(self, name: Name) -> Chain | None:
        """The chain that a name is known to belong to, if it does by now."""
        return self._of_name.get(name.first)

    def bearers_of(self, name: Name) -> list[Chain]:
        """The people of whose name a name can be a form: everybody of that surname."""
        language = self.document.language
        people = (c for c in self._candidates(name.words, Kind.PERSON) if c.kind is Kind.PERSON and c.name is not None)
        return [c for c in people if same_person(name.words, c.name or (), language)]

    def mentions_of(self, chain: Chain) -> list[Name]:
        """The proper names that belong to a chain, in order."""
        return self._names_of[id(chain)]

    @cached_property
    def _names_of(self) -> dict[int, list[Name]]:
        found: dict[int, list[Name]] = defaultdict(list)
        for name in self.names:
            if (chain := self._of_name.get(name.first)) is not None:
                found[id(chain)].append(name)
        return found

    def names_within(self, first: int, end: int) -> tuple[Name, ...]:
        """The names that begin at some tokens, in order."""
        begins = self._begins
        return self.names[bisect_left(begins, first) : bisect_left(begins, end)]

    @cached_property
    def _begins(self) -> list[int]:
        return [name.first for name in self.names]

    @cached_property
    def names_ending(self) -> dict[str, list[Name]]:
        """The names of several words by the last one, in small letters."""
        found: dict[str, list[Name]] = defaultdict(list)
        for name in self.names:
            if len(name.words) > 1:
                found[name.words[-1].lower()].append(name)
        return found

    @cached_property
    def _roles_of_titles(self) -> dict[int, set[str]]:
        """What the titles in front of a chain's names call somebody, by the identity of the chain."""
        found: dict[int, set[str]] = defaultdict(set)
        for name in self.names:
            if (role := role_of_title(name.title, self.document.language)) is not None and (
                chain := self._of_name.get(name.first)
            ) is not None:
                found[id(chain)].add(role)
        return found

    def _gather(self) -> None:
        """Persons and organisations by their names; full names first, so that short ones find them."""
        handles = [n for n in self.names if n.kind is Kind.PERSON and n.words[0].startswith("@")]
        people = [n for n in self.names if n.kind is Kind.PERSON and not n.words[0].startswith("@")]
        self._gather_people(*with_names_of_kin(self.document, self._with_shared_surnames(people)))
        surnames = self._surnames() if handles else {}
        for name in handles:
            self._add(self._of_handle(name.words, surnames), name)
        self._gather_houses()
        for chain in tuple(self.chains):
            if chain.kind is Kind.PERSON and chain.name is not None and not self._is_told_whole(chain):
                chain.level = Level.PARTIAL
            elif chain.kind is Kind.ORGANIZATION and self._is_text(chain):
                chain.kind = Kind.DOCUMENT
        for name in people:
            self._with_the_next(name)

    def _with_shared_surnames(self, people: list[Name]) -> list[Name]:
        """“**Sanjay** and Vikram Patel”: a given name before “and” somebody in full, whose surname is theirs, too,
        where the text names nobody by that word."""
        language = self.document.language
        whole = {n.words for n in people if not _is_lone(n, language)}
        surnames = {surname_of(words, language) for words in whole}
        families = {n.words[0].lower() for n in self.names if n.kind is Kind.GROUP}
        found: list[Name] = []
        for name, behind in zip_longest(people, people[1:]):
            family = self._family_shared(name, behind, families) if name.words[0].lower() not in surnames else ()
            found.append(evolve(name, words=(*name.words, *family)) if family else name)
            if family and found[-1].words not in whole:
                self._sharing[found[-1].words] = name.text
        return found

    def _family_shared(self, name: Name, behind: Name | None, families: set[str]) -> tuple[str, ...]:
        """The surname that a given name has from the next one; by a list of given names, or as the text tells: “**the
        Patels**”, “**brothers** Sanjay and Vikram Patel”."""
        tokens, language = self.document.tokens, self.document.language
        if behind is None or len(name.words) > 1 or behind.first != name.last + 1 or behind.title is not None:
            return ()
        if tokens[name.last].lower not in language.closed_class("and") or name.words[0].isupper():
            return ()
        family = family_of(behind.words, language)
        kin = language.closed_class("nouns_of_kin")
        are_kin = name.first > 0 and tokens[name.first - 1].lower.removesuffix("s") in kin
        are_family = bool(family) and f"{family[-1].lower()}s" in families
        is_given = name.title is None and is_only_given(name.words[0], language)
        return family if are_kin or are_family or is_given else ()

    def _is_told_whole(self, chain: Chain) -> bool:
        """Whether a person has a surname; not one who is “known **only as** Mrs. Lim”."""
        if len(chain.name or ()) > 1 or not self._has_surname(chain):
            return self._has_surname(chain)
        text, only = self.document.text, self.document.language.pattern("called_only")
        begins = (self.document.tokens[name.first].start for name in self.mentions_of(chain))
        return not any(only.search(text, max(0, begin - _CALLED), begin) for begin in begins)

    def _gather_people(self, people: list[Name], genders: Mapping[tuple[str, ...], Gender]) -> None:
        """Full names first, then “Mr. Obama”, whose title tells the Obamas apart, and “Barack”, then “Obama”; `genders`
        are those that the text tells."""
        language = self.document.language
        given = {given_of(n.words, language) for n in self.names if n.kind is Kind.PERSON and not _is_lone(n, language)}
        for name in sorted(people, key=lambda n: (_is_lone(n, language), not _tells_who(n, given, language), n.first)):
            chain = self._person_called(name) or self._misspelt(name)
            if chain is None:
                gender = genders.get(name.words) or gender_of(name, language)
                chain = self._new(Chain(Kind.PERSON, Level.NAMED, name.words, gender=gender))
            elif _says_more(name.words, chain) and same_person(chain.name or (), name.words, language):
                self._rename(chain, name.words)
            self._add(chain, name)

    def _gather_houses(self) -> None:
        """Families and organisations, in order of the text."""
        for name in self.names:
            if name.kind is Kind.GROUP:
                self._add(self._family_called(name.words), name)
            if name.kind is Kind.ORGANIZATION:
                chain = self._organization_called(name.words, name.place) or self._new(
                    Chain(Kind.ORGANIZATION, Level.NAMED, name.words, place=name.place)
                )
                self._add(chain, name)

    def _is_text(self, chain: Chain) -> bool:
        """“the Clean Harbour **Act**”, “the Ruiz **Report**”, “**the Bible**”; not “the Drudge **Report**”, an outlet,
        nor “the Geological **Survey**”, an office."""
        language, name = self.document.language, [word.lower() for word in chain.name or ()]
        ends = "ends_of_documents" if len(name) > 1 else "names_of_documents"
        if chain.place or not name or name[-1] not in language.closed_class(ends):
            return False
        end = name[-2:]
        return " ".join(end) not in language.words("outlets") and "-".join(end) not in language.closed_class(
            "offices_that_survey"
        )

    def _surnames(self) -> dict[str, tuple[int, Chain]]:
        """The first person of each surname, with the number of the chain."""
        language = self.document.language
        found: dict[str, tuple[int, Chain]] = {}
        for number, chain in enumerate(self.chains):
            if chain.kind is Kind.PERSON and chain.name is not None and len(chain.name) > 1:
                found.setdefault(surname_of(chain.name, language), (number, chain))
        return found

    def _of_handle(self, name: tuple[str, ...], surnames: dict[str, tuple[int, Chain]]) -> Chain:
        """“@RuthKessler2024” is the Ruth Kessler of the document; else somebody known by a screen name only."""
        handle, lengths = name[0].lower(), sorted({len(surname) for surname in surnames})
        inside = (handle[at : at + length] for at in range(len(handle)) for length in lengths)
        known = [surnames[part] for part in inside if part in surnames]
        if known:
            return min(known, key=lambda found: found[0])[1]
        return self._exactly(name, Kind.PERSON) or self._new(Chain(Kind.PERSON, Level.NAMED, name))

    def _family_called(self, name: tuple[str, ...]) -> Chain:
        """“**The Clintons**”: everybody of that surname; “**Mr. and Mrs. Lund**”: those two."""
        if len(name) > 1:
            known_so = self._exactly(name, Kind.GROUP)
            return known_so or self._new(Chain(Kind.GROUP, Level.NAMED, name, plural=True, number=_SPOUSES))
        known = [c for c in self._by_word[without_accents(name[0].lower())] if c.kind is Kind.GROUP]
        if known:
            return known[0]
        members = tuple(
            c for c in self._by_word[without_accents(name[0].lower().removesuffix("s"))] if c.kind is Kind.PERSON
        )
        return self._new(Chain(Kind.GROUP, Level.NAMED, name, plural=True, members=members))

    def _with_the_next(self, name: Name) -> None:
        """“**Ruiz and Hill** met. They said …”: two people joined by and can be meant together."""
        tokens = self.document.tokens
        for child in self.document.children[name.last - 1] + self.document.children[name.first]:
            other = self.name_at.get(child)
            if tokens[child].relation != "conj" or other is None or other is name or other.kind is not Kind.PERSON:
                continue
            pair = self._of_name[name.first], self._of_name[other.first]
            between = (self.name_at.get(i) for i in range(name.last, other.first))
            if any(n is not None and n.kind is Kind.PERSON for n in between):
                continue  # “**Lund**, Hale and **Ortiz**”
            if (
                pair[0] is not pair[1]
                and self.document.text[tokens[name.last - 1].end : tokens[child].end].count(" and ") == 1
            ):
                self.mention(self.together(pair), other.last - 1)
                return

    def _new(self, chain: Chain) -> Chain:
        """Keep a chain where it can be found by its words and by its acronym."""
        language = self.document.language
        self._append(chain)
        assert chain.name is not None
        for key in _keys(chain.name, language):
            self._by_word[key].append(chain)
        self._rename(chain, chain.name)
        return chain

    def found_by(self, word: str) -> Sequence[Chain]:
        """The people and organisations that a word, in small letters, is a key of: a surname, a first or last word."""
        return self._by_word.get(without_accents(word), ())

    def _append(self, chain: Chain) -> None:
        self._made[id(chain)] = len(self.chains)
        self.chains.append(chain)
        self.of_noun[chain.lemma].append(chain)

    def _rename(self, chain: Chain, name: tuple[str, ...]) -> None:
        """Call a chain so from now on."""
        chain.name = name
        self._by_name.setdefault((chain.kind, name), chain)

    def _exactly(self, name: tuple[str, ...], kind: Kind) -> Chain | None:
        """The first chain that is called just so, or was."""
        return self._by_name.get((kind, name))

    def settle(self, name: Name, chain: Chain) -> None:
        """Give a surname that several people bear to one of them."""
        self._of_name[name.first] = chain
        self.unsettled.pop(name.last - 1, None)
        self.mention(chain, name.last - 1)

    def _add(self, chain: Chain, name: Name) -> None:
        language = self.document.language
        if name.last - 1 not in self.unsettled:
            self.mention(chain, name.last - 1)
        self._of_name[name.first] = chain
        if chain.kind is Kind.ORGANIZATION:  # “Harlow Group … **Harlow** fell”, once taken for a place
            self._by_name.setdefault((chain.kind, name.words), chain)
        self._learn_roles(chain, name)
        if (role := role_of_title(name.title, language)) is not None:
            chain.roles.add(role)
        likely, shown = gender_of(name, language), gender_of_title(name.title, language)
        if likely is not None and self._is_surname_alone(name, chain):
            likely = None
        if likely is not None and (chain.gender is None or shown is not None):
            chain.gender = likely
        if chain.shown is None and shown is not None:
            before = name.first - 1
            chain.shown, chain.shown_at = shown, before - (self.document.tokens[before].text == ".")

    def _has_surname(self, chain: Chain) -> bool:
        """A lone word counts as a surname unless it is a given name that no title precedes."""
        language = self.document.language
        assert chain.name is not None
        if len(chain.name) > 1:
            return not any(self._is_false(name) or self._is_parents(name) for name in self.mentions_of(chain)[:1])
        if chain.name[0].startswith("@") or _INITIALS.fullmatch(chain.name[0]) or is_handle(chain.name[0]):
            return False
        titles = language.closed_class("short_titles")  # “Yuliana, 27,”, later “**Ms.** Yuliana”
        borne_alone = is_borne_alone(chain.name[0], language) or any(n.title in titles for n in self.mentions_of(chain))
        if any(self._is_only_first_name(i) or (not borne_alone and self._has_age(i)) for i in chain.at[:3]):
            return False
        borne_alone = borne_alone or any(self._holds_office(n) for n in self.mentions_of(chain))
        if not borne_alone and self._is_met_without_surname(chain):
            return False
        if borne_alone or not is_only_given(chain.name[0], language):
            return True
        is_titled = any(n.title or self._has_office_before(n) for n in self.mentions_of(chain))
        is_titled = is_titled or not chain.roles.isdisjoint(language.closed_class("roles_of_full_names"))
        return is_titled or self._bear_one_name or chain.name[0].lower() in language.closed_class("surnames_too")

    def _has_office_before(self, name: Name) -> bool:
        """“secretary of **state** Dewi”, “the mayor's chief of **staff**, Dewi,”"""
        before = name.first - 1
        before -= before > 0 and self.document.tokens[before].text == ","
        return ends_title(self.document, before)

    @cached_property
    def _bear_one_name(self) -> bool:
        """“Gov. Hartono … Widodo … **Dewi** said”: whether at least as many people of a text have one name as several,
        and most of them one that people bear alone: then a given name is somebody's whole name, too."""
        words = {n.words for n in self.names if n.kind is Kind.PERSON and not n.words[0].startswith("@")}
        parts = {word for name in words if len(name) > 1 for word in name}
        alone = [name[0] for name in words if len(name) == 1 and name[0] not in parts]
        if len(alone) < max(_OF_ONE_NAME, sum(len(name) > 1 for name in words)):
            return False
        return sum(is_borne_alone(word, self.document.language) for word in alone) * 2 >= len(alone)

    def _is_false(self, name: Name) -> bool:
        """“who uses the pseudonym **Abu Lion**”, “**Lena Lion**, not her real name”: told right beside a name."""
        falsely = any_of(self.document.language, "grants", "false name", r"[\s,(–—-]++(?:{})")
        is_so = falsely.match(self.document.text, self.document.tokens[name.last - 1].end) is not None
        return is_so or is_called(self.document, name.first, "called falsely")

    def _is_parents(self, name: Name) -> bool:
        """“**Umm Tariq**, who asked that her full name be withheld”: called by a child's name, and so told."""
        is_such = name.words[0].lower() in self.document.language.closed_class("names_parents")
        return is_such and len(name.words) == _FULL and self._is_only_first_name(name.last - 1)

    def _is_only_first_name(self, i: int) -> bool:
        """“Marta, **who gave only her first name**”: said of a name in its sentence or the next."""
        tokens, sentences = self.document.tokens, self.document.sentences
        here, language = tokens[i].sentence, self.document.language
        if is_called(self.document, i, "called", "called falsely"):
            return True
        last = sentences[min(here + 1, len(sentences) - 1)].last - 1
        first_name_only = any_of(language, "grants", "first name only")
        return first_name_only.search(self.document.text, tokens[i].start, tokens[last].end) is not None

    def is_aged(self, name: Name) -> bool:
        """“Al Lund**, 44,**”: whether an age is told behind a full name."""
        return is_in_full(name.words, self.document.language) and self._has_age(name.last - 1)

    def _has_age(self, i: int) -> bool:
        """“**Margit**, 71, has lived here for years”: told of whoever is met for the first time."""
        return _AGE.match(self.document.text, self.document.tokens[i].end) is not None

    def _is_met_without_surname(self, chain: Chain) -> bool:
        """“Her husband, **Minh**,”, “**Shaji**, a neighbour,”, “**Halyna**, who had fled,”, “a boy called
        **Tikko**”: what somebody is called where the text first tells of them, as whose or as one who lives there; the
        last but one with a given name alone."""
        name = next(iter(self.mentions_of(chain)), None)
        tokens, towards = self.document.tokens, self.document.language.closed_class("roles_towards_others")
        if name is None or (name.title is not None and name.title not in towards):
            return False
        at = name.first - 1
        if self._is_called_so(name):
            return True
        has_role = at >= 0 and tokens[at].upos in ("NOUN", "PROPN")
        at -= at > 0 and tokens[at].text == ","
        if at > 0 and tokens[at].lower in towards and (tokens[at - 1].has("possessive") or tokens[at - 1].is_genitive):
            return True
        if name.last >= len(tokens) or tokens[name.last].text != "," or has_role:
            return False
        return self._is_told_of_one(name) or self._is_told_of_any(name)

    def _is_called_so(self, name: Name) -> bool:
        """“**a fisherman called** Inácio”, “a boy named Tikko”: no surname that many bear."""
        document, classes = self.document, self.document.language.closed_class
        verb = document.tokens[name.first - 1] if name.first > 1 else None
        if (
            verb is None
            or verb.lower not in classes("namings")
            or name.words[0].lower() in _surnames(document.language)
        ):
            return False
        noun = document.tokens[verb.i - 1]
        is_any = any(document.tokens[c].lower in classes("indefinite_articles") for c in document.children[noun.i])
        return noun.upos == "NOUN" and is_any and is_human(noun.lemma.lower(), document.language)

    def _holds_office(self, name: Name) -> bool:
        """“Dewi, **who served as secretary of state**,”: known to all by what the clause behind the name tells."""
        tokens, language = self.document.tokens, self.document.language
        behind = tokens[name.last : name.last + _OFFICE]
        if len(behind) < _OFFICE or behind[0].text != "," or not behind[1].is_relative:
            return False
        told = next((t for t in behind[2:] if t.upos == "NOUN"), None)
        if told is None or told.lemma.lower() not in language.closed_class("roles_of_full_names"):
            return False
        below = (tokens[c] for c in self.document.children[told.i])
        return any(t.relation == "cop" or t.lower in language.closed_class("taking_as") for t in below)

    def _is_told_of_any(self, name: Name) -> bool:
        """“**A pupil**, Faith, said”: of somebody whom nobody knew, and no surname that many bear."""
        document, language = self.document, self.document.language
        token = document.tokens[name.last - 1]
        if token.relation != "appos" or token.head > name.first or name.words[0].lower() in _surnames(language):
            return False
        articles = language.closed_class("indefinite_articles")
        return any(document.tokens[c].lower in articles for c in document.children[token.head])

    def _is_told_of_one(self, name: Name) -> bool:
        """“Shaji, **a neighbour**”, “Halyna, **who had fled**”"""
        language, behind = self.document.language, self.document.tokens[name.last + 1 : name.last + 3]
        if len(behind) < 2:
            return False
        first, second = behind
        if first.lower in language.closed_class("indefinite_articles"):
            return second.lower in language.closed_class("roles_towards_others")
        is_given = without_accents(name.words[0].lower()) in language.classes("given_names")
        return is_given and first.lower in language.closed_class("relative_pronouns_of_people")

    def _person_called(self, name: Name) -> Chain | None:
        """The person that a name can be a form of: of several, the one named last before."""
        language = self.document.language
        if (known := self._exactly(self._aliases.get(name.words, ()), Kind.PERSON)) is not None:
            return known
        shown = gender_of(name, language)
        crowd = len(name.words) == 1 and any(
            len(self._by_word.get(key, ())) > _MANY for key in _keys(name.words, language)
        )
        fits = [
            c
            for c in (self._people_around(name.first) if crowd else self._candidates(name.words, Kind.PERSON))
            if c.kind is Kind.PERSON
            and c.name is not None
            and (
                same_person(name.words, c.name, language)
                or is_part(name.words, c.name)
                or is_first_surname(name.words, c.name, language)
            )
            and (shown is None or c.gender in (None, shown) or self._is_surname_alone(name, c))
            and not self._is_met_before(name, c)
        ][:_MANY]
        fits = self._as_titled(name, _without_half_surnames(name, self._of_generation(name, fits)))
        fits = self._not_by_given_names(name, fits)
        called = [c for c in fits if c.name == name.words]
        fits = called or fits  # “**José**”, whom the text knows by that alone, and not José Ortega
        if len(fits) <= 1:
            return fits[0] if fits else None
        if len(name.words) > 1 and not is_bare_surname(name.words, language):
            return max(fits, key=lambda c: len(c.at))
        if name.title is None:
            self.unsettled[name.last - 1] = name, fits
        return max(fits, key=lambda c: self._nearness(c, name))

    def _misspelt(self, name: Name) -> Chain | None:
        """“Anton **Kiedis** sang … **Keidis** said”: the one person named in full before whose surname one word is but
        for a slip, where that is no given name and no surname that many bear."""
        language, word = self.document.language, name.words[0].lower()
        is_name = word in _surnames(language) or is_given_name(name.words[0], language)
        if len(name.words) > 1 or len(word) < _LONG or is_name:
            return None
        near = (chain for form in without_a_letter(word) for chain in self._surnames_without_a_letter.get(form, ()))
        before = (c for c in near if c.at and c.at[0] < name.first)
        return only_one(c for c in before if is_slip_of(word, surname_of(c.name or (), language)))

    @cached_property
    def _surnames_without_a_letter(self) -> dict[str, list[Chain]]:
        """The people who are named in full, by their surnames, whole and without each of their letters."""
        found, language = defaultdict[str, list[Chain]](list), self.document.language
        for chain in (c for c in self.chains if c.kind is Kind.PERSON and len(c.name or ()) > 1):
            for form in without_a_letter(surname_of(chain.name or (), language)):
                found[form].append(chain)
        return found

    def _of_generation(self, name: Name, fits: list[Chain]) -> list[Chain]:
        """“Walter Hale … **Walter Hale Jr.**”: who is called so only behind somebody of that name is another one; but
        for the headline, which has “Robert Kline” for Robert F. Kline Jr. The name alone is the elder's."""
        generations = self.document.language.closed_class("generations")
        told = [c for c in fits if c.name is not None and c.name[-1].lower() in generations]
        if name.words[-1].lower() in generations:
            return told or [c for c in fits if not self._is_named_before(c, name.first)]
        elder = [c for c in fits if c not in told]
        if len(name.words) > 1:
            return elder or fits
        known = {(c.name or ())[:-1] for c in told}  # “**Hale**”, where there are Walter Hale and Walter Hale Jr.
        return elder if any(c.name in known for c in elder) else fits

    def _is_named_before(self, chain: Chain, i: int) -> bool:
        """Whether somebody is named in full before a token, other than in the first of several paragraphs."""
        tokens, sentences = self.document.tokens, self.document.sentences
        names = (self.name_at.get(j) for j in chain.at if j < i)
        at = (n.first for n in names if n is not None and len(n.words) > 1)
        body = 1 if len(self.document.paragraphs) > 1 else 0
        return any(sentences[tokens[j].sentence].paragraph >= body for j in at)

    def _is_met_before(self, name: Name, chain: Chain) -> bool:
        """“José, **a bus driver**, … José Luis Ortega”: who is told of by a given name alone, before anybody is named
        in full whose name begins so, is not that one."""
        given, others = name.words[0], chain.name or ()
        if len(name.words) > 1 or name.title is not None or len(others) < 2 or others[0] != given:
            return False
        if chain.at[0] < name.first or not is_only_given(given, self.document.language):
            return False
        return self._is_told_here(name) or self._is_only_first_name(name.first)

    def _is_told_here(self, name: Name) -> bool:
        """“José, **a** Caracas bus driver,”, “Marta, 71,”: whether what stands behind a name tells who that is."""
        tokens, language = self.document.tokens, self.document.language
        behind = [token.lower for token in tokens[name.last : name.last + 2]]
        is_any = behind[:1] == [","] and behind[-1] in language.closed_class("indefinite_articles")
        return is_any or self._has_age(name.last - 1)

    def _is_surname_alone(self, name: Name, chain: Chain) -> bool:
        """“**Kurt**” of Ayla Kurt, “**Joyce**” of Peter Joyce: no given name, whatever the lists say."""
        language = self.document.language
        if name.title is not None or chain.name is None or len(chain.name) <= len(name.words):
            return False
        is_one = len(name.words) == 1 or is_bare_surname(name.words, language)
        return is_one and name.words[-1].lower() == surname_of(chain.name, language)

    def _as_titled(self, name: Name, fits: list[Chain]) -> list[Chain]:
        """Of several of one surname those whose gender or role the title tells: “**Ms** Parry”, “**Judge** Haller”."""
        language = self.document.language
        shown, role = gender_of_title(name.title, language), role_of_title(name.title, language)
        told = [c for c in fits if (shown is not None and c.gender is shown) or role in c.roles]
        return told if told and name.title is not None else fits

    def _not_by_given_names(self, name: Name, fits: list[Chain]) -> list[Chain]:
        """“Al Ford … **Leo** … **Mr. Ford**”: of several of one surname not those whom the text calls by their given
        names alone, far more often than others of them."""
        if name.title is None or len(fits) < 2 or not _is_lone(name, self.document.language):
            return fits
        often = [self._called_alone[given_of(c.name or name.words, self.document.language)] for c in fits]
        least = max(min(often), 1)
        return [c for c, so_often in zip(fits, often, strict=True) if so_often <= _FAR_MORE * least]

    @cached_property
    def _called_alone(self) -> Counter[str]:
        """How often each name stands for somebody, without a title: a given name alone, of one word or two."""
        return Counter(n.text for n in self.names if n.kind is Kind.PERSON and n.title is None)

    def _nearness(self, chain: Chain, name: Name) -> float:
        """Of several people of one surname: the title, then how near, how prominent, how often named before."""
        language = self.document.language
        tokens = self.document.tokens
        before = bisect_left(chain.at, name.first)
        score = 2.0 * (role_of_title(name.title, language) in chain.roles)
        if not before:
            return score - 50 + 0.1 * len(chain.at)
        last = tokens[chain.at[before - 1]]
        sentences = tokens[name.first].sentence - last.sentence
        return score - 0.3 * min(sentences, 20) + 0.25 * min(before, 8) + (last.relation == "nsubj")

    def _candidates(self, name: tuple[str, ...], kind: Kind) -> list[Chain]:
        """The chains that share a key with a name, each once, in order of their making; of a crowd that shares one the
        last, and who is called just so."""
        language = self.document.language
        exactly = self._exactly(name, kind)
        found = {id(c): c for key in _keys(name, language) for c in self._by_word.get(key, ())[-_MANY:]}
        return [exactly, *found.values()] if exactly is not None and id(exactly) not in found else list(found.values())

    def _people_around(self, i: int) -> list[Chain]:
        """The people mentioned last before a token, then those first behind it, each once."""
        people = self._people[None]
        place, (back, ahead) = bisect_left(people, (i,)), _AROUND
        near = [*people[max(0, place - back) : place][::-1], *people[place : place + ahead]]
        return each_once(chain for _, _, chain in near)

    def _organization_called(self, name: tuple[str, ...], place: bool = False) -> Chain | None:
        """The organisation that a name can be a form of: NYT, the Post, FBI / Federal Bureau of Investigation."""
        known_as = self._aliases.get(name)
        certain = (self._exactly(called, Kind.ORGANIZATION) for called in (known_as, name) if called is not None)
        first = [chain for chain in certain if chain is not None]
        for chain in [*first, *reversed(self._candidates(name, Kind.ORGANIZATION))]:
            if self._is_form_of(name, chain, place):
                if _says_more(name, chain):
                    self._rename(chain, name)
                return chain
        return None

    def _is_form_of(self, name: tuple[str, ...], chain: Chain, place: bool) -> bool:
        """Whether a name is short or longer for what an organisation is called."""
        if chain.kind is not Kind.ORGANIZATION or chain.name is None or self._is_part_of_known(name, chain):
            return False
        lower, known = ([without_accents(word.lower()) for word in words] for words in (name, chain.name))
        if lower == known or self._is_short(name, chain.name) or _is_department(lower, known, self.document.language):
            return True
        is_place = place or chain.place
        if lower[0] == known[0] and 1 in (len(lower), len(known)) and not is_place:
            return True
        short, long = (lower, known) if len(lower) <= len(known) else (known, lower)
        are_letters = name[-1].isupper() or chain.name[-1].isupper()  # another land's “CDC”
        if not is_place and not are_letters and _is_longer_form(short, long, self.document.language):
            return True
        papers = self.document.language.closed_class("short_names_of_papers")
        ends = len(short) < len(long) and _singular(long[-len(short) :]) == _singular(short)
        is_paper = short[-1].rpartition("-")[-1] in papers
        is_team = not is_place and _is_team(name, chain.name, self.document.language)
        return ends and (len(short) >= _WHOLE or is_paper or is_team)

    def _is_part_of_known(self, name: tuple[str, ...], chain: Chain) -> bool:
        """“Microsoft said … the **Microsoft Security Response Alliance**”, “Airbus … the **Airbus A380**”: a longer
        name, first told behind the lead, of what somebody known by a word has, and a model; not Halden **Inc.**"""
        known = chain.name or ()
        short, long = sorted((name, known), key=len)
        if len(short) != 1 or short[0].lower() != long[0].lower() or len(long) == 1 or not chain.at:
            return False
        if any(letter.isnumeric() for word in long[1:] for letter in word) or long[-1].lower() in self.models:
            return True
        language = self.document.language
        ends = language.words("organization_words"), language.words("outlets")
        is_known = tells_form(long[1], language) or any(long[1].lower().strip(".,") in words for words in ends)
        is_firm = len(long) == 2 and is_known
        return known is short and not is_firm and chain.at[0] < self._behind_lead <= self._told_at[name]

    @cached_property
    def models(self) -> frozenset[str]:
        """The last words of what a year tells from others of its kind, in small letters: “the 2020 **Sentra**”; not “in
        2020 Brixly said”."""
        tokens, the = self.document.tokens, self.document.language.closed_class("the")
        bodies = (name for name in self.names if name.kind is Kind.ORGANIZATION and name.first >= _BEFORE_MODEL)
        return frozenset(
            name.words[-1].lower()
            for name in bodies
            if _YEAR.fullmatch(tokens[name.first - 1].text) and tokens[name.first - _BEFORE_MODEL].lower in the
        )

    @cached_property
    def _told_at(self) -> dict[tuple[str, ...], int]:
        """Where each name first stands."""
        return {name.words: name.first for name in reversed(self.names)}

    def _learn_roles(self, chain: Chain, name: Name) -> None:
        """The nouns that stand with a name: “campaign **manager** Robby Mook”, “Mook, Clinton's **manager**”."""
        tokens = self.document.tokens
        told: set[str] = set()
        before = name.first - 1
        if before >= 0 and (tokens[before].upos == "NOUN" or self._is_role_in_capitals(before)):
            told |= self._has_role(chain, self._role_with(before))
        while before >= max(0, name.first - _GROUP) and (
            tokens[before].upos in ("NOUN", "ADJ", "PROPN") or tokens[before].relation == "amod"
        ):
            told.add(tokens[before].lemma.lower())
            before -= 1
        for token in tokens[name.first : name.last]:
            at = token if name.title is None else self._with_title(token, name)
            if at.relation not in ("appos", "flat", "nsubj") or at.head < 0:
                continue
            is_where = at.relation == "nsubj" and has_child(self.document, at.head, "case")  # “is **with** the agency”
            if tokens[at.head].upos == "NOUN" and at.head not in self.name_at and not is_where:
                noun = noun_of(self.document, at.head, name, chain.gender) if at.head < name.first else at.head
                told |= self._has_role(chain, noun)
        outlets, behind = self.document.language.closed_class("nouns_for_outlets"), name.last
        while behind < len(tokens) and tokens[behind].lower in outlets:  # “the IRNA **news agency**”
            told.add(tokens[behind].lower)
            behind += 1
        for noun in self._apposed(name):
            told |= self._has_role(chain, noun)
            if noun > name.first and self._is_one_of_many(noun):
                chain.newly.add(tokens[noun].lemma.lower())
        chain.words |= told

    def _role_with(self, i: int) -> int:
        """“**professor** of law Dana Kowal”, “**director** of nursing Al Ford”: the noun of the role there."""
        tokens, language = self.document.tokens, self.document.language
        is_of = i > 1 and tokens[i - 1].lower in language.closed_class("of")
        is_role = is_of and tokens[i - 2].lemma.lower() in language.words("role_nouns")
        return i - 2 if is_role and not is_human(tokens[i].lemma.lower(), language) else i

    def _is_role_in_capitals(self, i: int) -> bool:
        """“**Economist** Dana Kowal said”, taken for a word of the name; no “**Rival** Dana Kowal”."""
        token, language = self.document.tokens[i], self.document.language
        if token.upos != "PROPN" or not token.text.istitle() or i in self.name_at:
            return False
        towards = language.closed_class("roles_towards_others"), language.closed_class("rivals")
        return token.lower in language.words("role_nouns") and not any(token.lower in words for words in towards)

    def _with_title(self, token: Token, name: Name) -> Token:
        """“the spokesman, **Sgt.** Al Lund,”: the title in front of a name, where the name hangs on it."""
        hangs = name.title is not None and token.relation == "flat" and 0 <= token.head < name.first
        return self.document.tokens[token.head] if hangs and token.head >= name.first - _TITLED else token

    def _is_one_of_many(self, noun: int) -> bool:
        """“Dana Kowal, **a** nurse”: not the one whom the text knows already."""
        tokens, articles = self.document.tokens, self.document.language.closed_class("indefinite_articles")
        return any(tokens[c].lower in articles for c in self.document.children[noun])

    def _apposed(self, name: Name) -> list[int]:
        """The nouns in apposition to a name, whichever the parse hung them on: “Al Ford, the **governor**, and
        Jo Lund, the **judge**”; never whoever somebody has: “Al Ford's new **aide**”."""
        tokens, at = self.document.tokens, self.name_at
        if name.last < len(tokens) and tokens[name.last].is_genitive:
            return []
        below = (c for i in range(name.first, name.last) for c in self.document.children[i])
        hung = [c for c in below if _is_apposed(self.document, c)]
        found = [c for c in hung if c < name.first or not any(j in at for j in range(name.last, c))]
        if name.last < len(tokens) and tokens[name.last].text == ",":
            behind = range(name.last + 1, min(name.last + _APPOSED_WITHIN, len(tokens)))
            is_the = bool(behind) and tokens[behind.start].lower in self.document.language.closed_class("the")
            telling = {j for j in behind if is_the and j in at and tokens[j].relation in _TELLING_OF_NOUNS}
            group = takewhile(lambda j: tokens[j].upos != "PUNCT" and (j not in at or j in telling), behind)
            found += [j for j in group if _is_apposed(self.document, j) and j not in found]
        return [c for c in found if not self._is_kin_of(name, c)]

    def _is_kin_of(self, name: Name, noun: int) -> bool:
        """“Al Moss, **his wife**, Kim, and two friends”: of a list, who is named right behind, and whose kin that is
        right before."""
        tokens, owning = self.document.tokens, self.document.language.closed_class("owning_pronouns")
        is_theirs = noun > name.last and tokens[noun - 1].lower in owning
        behind = range(noun + 1, min(noun + _NAMED_BEHIND, len(tokens)))
        return is_theirs and any(j in self.name_at for j in behind)

    def _is_short(self, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        """Whether one of two names of an organisation is short for the other, by its letters or as the text says."""
        language = self.document.language
        stated = self._aliases.get(one) == other or self._aliases.get(other) == one
        return stated or is_acronym(one, other, language) or is_acronym(other, one, language)

    @cached_property
    def _aliases(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        """What a text calls somebody from then on: “Citizens for a Clean Harbour (**CCH**)”, “Ana Lund, known as
        **Moth**”."""
        tokens = self.document.tokens
        found: dict[tuple[str, ...], tuple[str, ...]] = {}
        for before, full, short in zip((None, *self.names), self.names, self.names[1:], strict=False):
            at = short.first - 1
            in_brackets = at == full.last and tokens[at].text == "(" and short.last < len(tokens)
            if in_brackets and tokens[short.last].text == ")" and _may_be_alias(full, short):
                found[short.words] = (
                    before.words if before is not None and _goes_on_in(before, full, short) else full.words
                )
            elif self._is_called_also(full, short):
                found[short.words] = full.words
        return found

    def _is_called_also(self, full: Name, short: Name) -> bool:
        """“Dre Coyle, better known as **Lil Quartz**”: whether a name is what somebody named right before is called."""
        between = self.document.tokens[full.last : short.first]
        is_beside = 1 < len(between) <= _KNOWN_AS and between[0].text in (",", "(")
        is_theirs = is_beside and full.kind is short.kind is Kind.PERSON and len(full.words) > 1
        return is_theirs and is_called(self.document, short.first, "called")

    def _has_role(self, chain: Chain, noun: int) -> set[str]:
        """Note a noun that says what somebody is; the words around it: “an **attorney** for Pagliano”, “a **presiding**
        officer”, whatever the tagger takes that for."""
        tokens, ranks = self.document.tokens, self.document.language.closed_class("ranks_below")
        chain.roles.add(noun_with_hyphens(self.document, noun) or tokens[noun].lemma.lower())
        around = [noun, *self.document.children[noun]]
        around += [c for i in around[1:] for c in self.document.children[i]]
        told = {tokens[i].lemma.lower() for i in around if tokens[i].upos in ("NOUN", "PROPN", "ADJ")}
        return told | {tokens[i].lower for i in around if tokens[i].lower in ranks}

    @cached_property
    def by_role(self) -> dict[str, list[Chain]]:
        """The named persons that a role noun is said of."""
        found: dict[str, list[Chain]] = defaultdict(list)
        for chain in self.chains:
            for role in chain.roles:
                found[role].append(chain)
        return found

    def bearers_around(self, role: str, i: int) -> Sequence[Chain]:
        """The named persons that a role noun is said of; of a crowd those first named around a token."""
        bearers = self.by_role.get(role, [])
        if len(bearers) <= _WEIGHED:
            return bearers
        place = bisect_left(bearers, i, key=lambda c: c.at[0] if c.at else -1)
        return bearers[max(0, place - _WEIGHED) : place + _WEIGHED]

    def chains_at(self, i: int) -> Iterator[Chain]:
        """The chains of which a token heads a mention."""
        here = self._by_sentence[self.document.tokens[i].sentence].values()
        return (c for c in here if (place := bisect_left(c.at, i)) < len(c.at) and c.at[place] == i)

    def chain_at(self, i: int) -> Chain | None:
        """The chain of which a token heads a mention, the first one."""
        return next(self.chains_at(i), None)

    def chain_of(self, name: Name) -> Chain | None:
        """The chain that a name belongs to; names of unknown kind get one when they speak."""
        language = self.document.language
        found = self._of_name.get(name.first)
        if found is None and name.kind is Kind.UNKNOWN:
            as_person = Name(name.first, name.last, name.words, Kind.PERSON, name.title)
            found = self._person_called(as_person) or self._organization_called(name.words)
            self.unsettled.pop(name.last - 1, None)
            if found is None:  # news gives persons their full name first, organisations not
                may_be_person = len(name.words) > 1 or is_given_name(name.words[0], language)
                is_person = may_be_person and not self._is_title_of_work(name)
                kind = Kind.PERSON if is_person else Kind.ORGANIZATION
                found = self._new(Chain(kind, Level.NAMED, name.words))
            self._of_name[name.first] = found
            self._names_of[id(found)].append(name)
            self.mention(found, name.last - 1)
        return found

    def _is_title_of_work(self, name: Name) -> bool:
        """“the Herald's “**City Notebook**””, “the blog “**River Watch**””: in marks, behind what has or what is called
        so."""
        tokens, language = self.document.tokens, self.document.language
        before = tokens[max(0, name.first - 2) : name.first]
        if len(before) < 2 or before[1].text not in _OPENING:
            return False
        outlets = (language.classes("organization_nouns").keys(), language.words("document_nouns"))
        return before[0].is_genitive or any(before[0].lemma.lower() in nouns for nouns in outlets)


def _is_apposed(document: Document, i: int) -> bool:
    """Whether a noun says once more who something is; not “Ana Roe, **through a lawyer**, said no”."""
    token = document.tokens[i]
    return token.relation == "appos" and token.upos == "NOUN" and not has_child(document, i, "case")


def _tells_who(name: Name, given: Container[str], language: Language) -> bool:
    """Whether a name tells who it is, of several of one surname: its title a gender, or it is the given name of
    somebody whom the text names in full (no list is asked: no order may hang on where a name is from)."""
    if not _is_lone(name, language):
        return gender_of(name, language) is not None
    return gender_of_title(name.title, language) is not None or (name.title is None and name.words[0] in given)


def _is_lone(name: Name, language: Language) -> bool:
    """“**Cruz**”, “**de la Cruz**”: a surname alone, or what may be one."""
    return len(name.words) == 1 or is_bare_surname(name.words, language)


_SPOUSES = 2
_LONG = 5  # letters, at least, of a surname in which a slip is told from another name
_OF_ONE_NAME = 3  # people of a text, at least, whose names tell how people are called there
_KNOWN_AS = 6  # tokens of “, better known to fans as”


def _surnames(language: Language) -> frozenset[str]:
    """Surnames that many bear, in small letters."""
    return language.words("common_surnames") | language.words("surnames_first")


def _singular(words: list[str]) -> list[str]:
    """Board of Elections → board of election"""
    return [word.removesuffix("s") for word in words]


def _is_longer_form(short: list[str], long: list[str], language: Language) -> bool:
    """“Harlow Media” and “Harlow Media **Group**”, “Sierra Dale **Corp.**” and “Sierra Dale **Corporation**”,
    “the **Afghan** Taliban” and “the Taliban”: what a firm is by law, and of which land."""
    if len(short) < len(long) and long[0] in language.words("demonyms") and long[1:] == short:
        return True
    stems = [without_form(words, language) for words in (short, long)]
    if len(stems[0]) >= _FIRM and stems[0] == stems[1]:
        return True
    return long[: len(short)] == short and len(short) >= _FIRM and stems[1] != long


def _is_team(name: tuple[str, ...], known: tuple[str, ...], language: Language) -> bool:
    """“the Kansas City Chiefs” and “the **Chiefs**”: whether one of two names is the last word of the other, a plural
    that tells of no trade (“British **Airlines**”) and of no party."""
    short, long = sorted((name, known), key=len)
    word = short[0].lower()
    is_plural = len(short) == 1 and word.endswith("s") and not word.endswith("ss") and short[0] == long[-1]
    of_many = language.words("organization_words"), language.words("group_names"), language.words("outlets")
    return is_plural and all(w[0].isupper() for w in long) and not any(word in words for words in of_many)


def _without_half_surnames(name: Name, fits: list[Chain]) -> list[Chain]:
    """“**Bello** said” is Musa Bello rather than Ibrahim Sani-Bello."""
    half = f"-{name.words[-1].lower()}"
    return [c for c in fits if c.name is not None and not c.name[-1].lower().endswith(half)] or fits


def _goes_on_in(before: Name, place: Name, short: Name) -> bool:
    """“Citizens for Light **in Washington** (CLW)”: whether a place ends the name for which the letters stand."""
    is_end = place.place and before.last == place.first - 1
    return is_end and before.words[0][0] == short.words[0][0] != place.words[0][0]


def _may_be_alias(full: Name, short: Name) -> bool:
    """Letters in capitals behind the longer name of something that is no person."""
    letters = short.words[0].replace(".", "")
    shorter = len(short.words) == 1 and letters.isupper() and len(letters) < len(full.text)
    return shorter and len(letters) > 1 and full.kind is not Kind.PERSON


_BEFORE_MODEL = 2  # words of “the 2020”
_YEAR = regex.compile("(?:19|20)[0-9]{2}")


def _is_department(short: Sequence[str], known: Sequence[str], language: Language) -> bool:
    """“the FBI and **State**”, of a text that tells of the State Department."""
    is_such = len(short) == 1 and short[0] in language.closed_class("departments_by_one_word")
    return is_such and set(known) - language.closed_class("of").keys() == {short[0], "department"}


def role_of_title(title: str | None, language: Language) -> str | None:
    """Sen. → senator; None for a title that is no role."""
    row = language.table("titles").get(title) if title else None
    return row[2] if row is not None and row[2] != "-" else None


def _says_more(name: tuple[str, ...], chain: Chain) -> bool:
    """Whether a name is longer than the one somebody is called by, or as long and has more accents: “François Morel”
    beside “Francois Morel”."""
    if name == chain.name:
        return False
    written, known = " ".join(name), chain.label
    return len(written) > len(known) or (len(written) == len(known) and _accents(written) > _accents(known))


def _accents(words: str) -> int:
    return sum(not character.isascii() for character in words)


@lru_cache(_NAMES)
def _keys(name: tuple[str, ...], language: Language) -> tuple[str, ...]:
    """What a name can be found by: its first and last words, its surname, its acronym; each once, in this order,
    without accents."""
    lower = [w.lower() for w in name]
    letters = sorted(acronym.lower() for acronym in initials(name, language))
    plain_word = lower[0].replace(".", "").replace("&", "")
    long = language.classes("organization_nicknames").get(" ".join(lower), "").split()[:1]
    body = [lower[-1].removesuffix("s")] if len(lower) >= _WHOLE else []
    half = [lower[-1].rpartition("-")[2]] if name[-1].rpartition("-")[2].istitle() else []
    first = lower[-2:-1] if len(lower) >= _WHOLE else []  # of two surnames
    keys = (lower[0], lower[-1], surname_of(name, language), *letters, plain_word, *long, *body, *half, *first)
    return tuple(k for k in dict.fromkeys(map(without_accents, keys)) if k)
