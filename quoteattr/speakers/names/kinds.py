"""What a proper name names: a person, a family, an organisation, a place; by its words, its tag, the whole document."""

from collections import Counter
from collections.abc import Callable, Container
from functools import cache, cached_property, lru_cache
from itertools import takewhile

from attrs import evolve, frozen

from quoteattr.language import Language
from quoteattr.language.people import is_human
from quoteattr.language.wordings import any_of
from quoteattr.records import Kind
from quoteattr.runtime.asked import asked_once
from quoteattr.speakers.names.name import (
    Name,
    bears_given_name,
    given_of,
    is_borne_alone,
    is_given_in_syllables,
    is_given_name,
    is_handle,
    is_known_behind_surname,
    is_of_somebody,
    is_site,
    is_surname_first,
    surname_of,
)
from quoteattr.text.document import Document, Token
from quoteattr.text.tree import above


@cache
def one_word(language: Language) -> frozenset[str]:
    """Organisations that are called by one name only, in small letters."""
    return language.words("outlets") | language.words("organizations")


@cache
def well_known(language: Language) -> frozenset[str]:
    """All organisations that readers know, in small letters, also those that are called as people or things are."""
    return one_word(language).union(*(row[0].split("/") for row in language.rows("public_organizations")))


_NAMES = 256  # that are kept: those of a long text
Told = tuple[Kind, bool] | None  # what a name names and whether it is a place, if a question tells


@frozen(kw_only=True)
class _Written:
    """A name as it is written: its words, the title before it, what the tagger says, whether it is a family's."""

    language: Language
    words: tuple[str, ...]
    title: str | None
    tag: str | None
    family: bool  # “the **Clintons**”

    @cached_property
    def lower(self) -> list[str]:
        return [word.lower().strip(".,'’") for word in self.words]

    @property
    def joined(self) -> str:
        return " ".join(word.lower() for word in self.words)

    @property
    def is_lone(self) -> bool:
        return len(self.words) == 1

    @cached_property
    def begins_given(self) -> bool:
        """Whether it begins with a given name and goes on."""
        if self.is_lone:
            return False
        first = self.words[0].strip("“”\"'")
        return is_given_name(first, self.language) or is_given_in_syllables(first, self.words[-1], self.language)

    @property
    def is_person(self) -> bool:
        """Whether both the lists and the tagger take it for a person's."""
        return self.begins_given and self.tag == "PERSON"

    def has(self, place: int, lexicon: str) -> bool:
        """Whether the first or last word is one of a list."""
        return self.lower[place] in self.language.words(lexicon)


def kind_of(document: Document, begin: int, end: int, written: tuple[str, ...], title: str | None) -> tuple[Kind, bool]:
    """What a name names: a person, an organisation, or a place that may stand for one."""
    if written[0].isupper() and _is_of_dateline(document, begin):
        return Kind.ORGANIZATION, True
    if _is_lettered(document, begin, written) if len(written) == 1 else _is_aged(document, end):
        return Kind.PERSON, False
    if _is_borne_behind_role(document, begin, written) or _is_whole_behind_role(document, begin, end):
        return Kind.PERSON, False
    tags = [document.entity_at[j].kind for j in range(begin, end) if j in document.entity_at]
    tag = max(tags, key=tags.count) if tags else None
    if tag != "PERSON":
        halves = tag is not None and tags.count(tag) == tags.count("PERSON")
        is_theirs = halves and is_of_somebody(written, document.language)  # “**Iga** | **Halska**”, taken for two
        tag = "PERSON" if is_theirs or is_in_byline(document, begin) else tag
    tag = "ORG" if tag == "LOC" and _has_shares(document, begin) else tag
    tag = "ORG" if tag == "PERSON" and _is_in_letters(document, begin, written) else tag
    family = len(written) == 1 and _is_family(document, begin, tag)
    return _told(document.language, written, title, tag, family)


def _is_of_dateline(document: Document, i: int) -> bool:
    """“**KUALA LUMPUR**, March 12 — The port will close”: a place, whatever the tagger says."""
    opens = i == document.sentences[document.tokens[i].sentence].first
    return opens and document.language.pattern("dateline").match(document.text, document.tokens[i].start) is not None


def _is_lettered(document: Document, begin: int, written: tuple[str, ...]) -> bool:
    """“Child **A**”, “Witness **K**”: whom a court calls by a letter."""
    is_letter = len(written[0]) == 1 and written[0].isupper()
    return is_letter and begin > 0 and is_human(document.tokens[begin - 1].lemma.lower(), document.language)


def _is_borne_behind_role(document: Document, begin: int, written: tuple[str, ...]) -> bool:
    """“the anchor **Sumiati**”, “front-runner **Hartono**”: one name that people bear alone, right behind a noun for
    one of them, whatever the tagger says."""
    if len(written) > 1 or not begin or not is_borne_alone(written[0], document.language):
        return False
    before = document.tokens[begin - 1]
    is_one = before.upos == "NOUN" and before.text.islower() and not before.has("plural")
    noun = before.lemma.lower()
    firms = document.language.closed_class("roles_of_firms"), document.language.classes("organization_nouns")
    return is_one and is_human(noun, document.language) and not any(noun in words for words in firms)


def _is_whole_behind_role(document: Document, begin: int, end: int) -> bool:
    """“profiler **Bryanna Fox**”, “actor **Orla Banks**”: what the tagger takes whole for a person's name, right behind
    a noun for one of them, whatever its last word is, too."""
    entity = document.entity_at.get(begin)
    is_whole = entity is not None and entity.kind == "PERSON" and (entity.first, entity.last) == (begin, end)
    if not is_whole or end - begin < _IN_FULL or not begin:
        return False
    before, language = document.tokens[begin - 1], document.language
    firms = language.closed_class("roles_of_firms"), language.classes("organization_nouns")
    noun = before.lemma.lower()
    is_one = before.upos == "NOUN" and before.text.islower() and not before.has("plural")
    return is_one and is_human(noun, language) and not any(noun in words for words in firms)


def _is_aged(document: Document, end: int) -> bool:
    """“Jonny Fox**, 27,** told fans”: of whom an age is told, whatever the last word is a word for."""
    told = document.tokens[end : end + 3]
    if len(told) < 3 or told[0].text != "," or told[2].text not in (",", "."):
        return False
    age = told[1].text
    return age.isdecimal() and len(age) == _AGE


_AGE = 2  # digits


def _has_shares(document: Document, i: int) -> bool:
    """“Shares in **Brixly**”, “a stake in **Calvero**”, “**Brixly** shares”: a firm, whatever the tagger says."""
    tokens, shares = document.tokens, document.language.closed_class("nouns_of_shares")
    before = tokens[max(0, i - 2) : i]
    is_behind = len(before) > 1 and before[0].lower in shares and before[1].upos == "ADP"
    return is_behind or (i + 1 < len(tokens) and tokens[i + 1].lower in shares)


def _is_in_letters(document: Document, i: int, written: tuple[str, ...]) -> bool:
    """“**HUD** said”, “**ICE** agents”: two to five capitals among other words, whatever the tagger says; but “JFK”."""
    if len(written) > 1 or not (written[0].isalpha() and written[0].isupper() and 1 < len(written[0]) <= _IN_LETTERS):
        return False
    if written[0].lower() in document.language.closed_class("people_in_letters"):
        return False
    beside = (document.tokens[j] for j in (i - 1, i + 1) if 0 <= j < len(document.tokens))
    return not any(token.text.isupper() and len(token.text) > 1 for token in beside)  # “**LEE** WINS”


_IN_LETTERS = 5


def is_in_byline(document: Document, i: int) -> bool:
    """“By **Orla Tiernan** and **Li Na Zhou**”, a line of its own: whoever wrote the text, whatever the tagger says."""
    token = document.tokens[i]
    return token.start < _bylines(document).get(document.sentences[token.sentence].paragraph, 0)


@asked_once
def _bylines(document: Document) -> dict[int, int]:
    """The paragraphs that are bylines, by their numbers, and where the names in each end."""
    byline = document.language.pattern("byline")
    found = ((n, byline.fullmatch(document.text, *bounds)) for n, bounds in enumerate(document.paragraphs))
    return {n: match.end("who") for n, match in found if match is not None}


@lru_cache(_NAMES)
def _told(
    language: Language, written: tuple[str, ...], title: str | None, tag: str | None, family: bool
) -> tuple[Kind, bool]:
    """What a name names, by how it is written and what the tagger says: a text has most of its names many times."""
    name = _Written(language=language, words=written, title=title, tag=tag, family=family)
    return next(told for asks in _QUESTIONS if (told := asks(name)) is not None)


def _by_form(name: _Written) -> Told:
    """“saltyfox88”, “GovExec.com”, “@riverpost”; not “the **49ers**”"""
    word = name.words[0]
    if word in name.language.closed_class("teams_in_digits"):
        return Kind.ORGANIZATION, False
    if name.is_lone and is_site(word):
        return Kind.ORGANIZATION, False
    if word.startswith("@"):
        return Kind.ORGANIZATION if name.lower[0][1:] in name.language.words("outlets") else Kind.PERSON, False
    return (Kind.PERSON, False) if name.is_lone and is_handle(word) and word.islower() else None


def _by_end_of_firm(name: _Written) -> Told:
    """“Henry Holt **and Company**”, “Harper **and Sons**”"""
    classes = name.language.closed_class
    ends = len(name.words) > 2 and name.lower[-1].rstrip(".") in classes("ends_of_firms")
    return (Kind.ORGANIZATION, False) if ends and name.lower[-2] in classes("and") else None


def _by_ship(name: _Written) -> Told:
    """“**MV** Gibe”, “**USS** Harlow”: a ship, and nobody who could be its captain."""
    is_ship = not name.is_lone and name.lower[0] in name.language.closed_class("letters_before_ships")
    return (Kind.ORGANIZATION, False) if is_ship and name.words[0].isupper() else None


def _by_title(name: _Written) -> Told:
    """“**Mrs** Ruiz”"""
    if name.title is None or name.title in name.language.closed_class("former"):  # of anybody
        return None
    is_address = name.is_lone and name.title in name.language.closed_class("short_titles")  # “Ms **White**”
    is_firm = not is_address and any(name.has(n, _FIRMS) for n in range(len(name.lower)))
    return None if is_firm else (Kind.PERSON, False)


def _by_public_life(name: _Written) -> Told:
    """“Vicente **Fox**”, “**AOC**”: somebody in public life, whatever the last word is, too."""
    is_called_by_letters = name.words[0].isupper() and name.joined in name.language.closed_class("people_in_letters")
    is_somebody = is_called_by_letters or (not name.is_lone and name.joined in _in_public_life(name.language))
    return (Kind.PERSON, False) if is_somebody else None


@cache
def _in_public_life(language: Language) -> frozenset[str]:
    """The names of people in public life, in small letters."""
    return frozenset[str]().union(*(row[0].split("/") for row in language.rows("public_people")))


def _by_known_name(name: _Written) -> Told:
    """“Reuters”, “Harlow & Sons”, “Moody’s”; “Barrow **Post**”, “Harlow **Sun-Times**”; not “Paris **Hilton**”."""
    language, last = name.language, name.lower[-1]
    is_outlet = last in language.words("outlets") and not name.is_person
    is_known = is_outlet or (last in language.words("organizations") and name.tag != "PERSON")
    is_known = is_known or name.joined.replace("’", "'") in one_word(language)
    is_known = is_known or ("-" in last and all(w in language.words(_FIRMS) for w in last.split("-")))
    return (Kind.ORGANIZATION, False) if is_known or "&" in name.words else None


def _by_family(name: _Written) -> Told:
    """“the **Clintons**”"""
    return (Kind.GROUP, False) if name.family else None


def _by_firms_words(name: _Written) -> Told:
    """“**Bank** of Ohio”, “Harlow **Mills**”, “the Public Policy **Institute** of Ohio”, “Victoria **Police**”; not
    “**Sun** Xiaoling”"""
    if not name.is_lone and name.lower[-1] in name.language.closed_class("words_nobody_is_called"):
        return Kind.ORGANIZATION, False
    of = name.language.closed_class("of")
    if len(name.lower) > 3 and any(name.has(n, _FIRMS) for n, word in enumerate(name.lower[1:-1]) if word in of):
        return Kind.ORGANIZATION, False
    begins = not name.is_lone and name.has(0, _FIRMS) and not is_given_name(name.words[0], name.language)
    begins = begins and not (name.tag == "PERSON" and is_surname_first(name.words, name.language))
    return (Kind.ORGANIZATION, False) if (begins or name.has(-1, _FIRMS)) and not name.is_person else None


def _by_fields(name: _Written) -> Told:
    """“**Parks** and Recreation”: what an office is for, as its department."""
    joints = name.language.closed_class("and")
    joint = next((n for n, word in enumerate(name.lower) if n and word in joints), 0)
    is_field = joint > 0 and name.lower[joint - 1] in name.language.closed_class("first_fields")
    return (Kind.ORGANIZATION, False) if is_field else None


def _by_month(name: _Written) -> Told:
    """“**May** Kent”, “June Hill”, whatever the tagger says; not “May Day”, a day."""
    is_called = len(name.words) == _IN_FULL and name.has(0, "months_and_names") and name.has(-1, "common_surnames")
    return (Kind.PERSON, False) if is_called and name.tag in ("PERSON", "LOC") else None


def _by_place(name: _Written) -> Told:
    """“Beijing”, “Upper Austria”; “Harlow Parenthood of Ohio”, “NAACP of Ohio” is somebody in a place."""
    if name.joined in name.language.words("places"):
        return (Kind.ORGANIZATION, True)
    if not name.has(-1, "places") or name.begins_given:
        return None
    classes = name.language.closed_class
    is_of = len(name.words) > 2 and name.lower[-2] in classes("of")
    is_house = is_of and (len(name.words) > 3 or (name.words[0].isupper() and name.words[0].isalpha()))
    return (Kind.ORGANIZATION, not is_house or not classes("geographic_nouns").keys().isdisjoint(name.lower))


def _by_last_word(name: _Written) -> Told:
    """“the Endangered Species **Act**”: nobody's surname, behind two other words"""
    is_long = len(name.words) > 2 or (not name.is_lone and name.tag == "MISC")  # “the 2010 Equality Act”
    is_text = is_long and name.lower[-1] in name.language.closed_class("ends_of_documents")
    return (Kind.ORGANIZATION, False) if is_text else None


def _by_given_name(name: _Written) -> Told:
    """“**Lena** Ortiz”, “Tran **Thi** Lan”, “Tsai **Chia-ling**”"""
    language, words = name.language, name.words
    is_known = name.begins_given or (len(words) == _IN_FULL and is_given_in_syllables(words[1], words[0], language))
    return (Kind.PERSON, False) if is_known or is_known_behind_surname(words, language) else None


def _by_tag(name: _Written) -> Told:
    """As the tagger has it."""
    return _TAGGED.get(name.tag or "")


def _by_letters(name: _Written) -> Told:
    """“NWO”"""
    return (
        (Kind.ORGANIZATION, False)
        if name.is_lone and name.words[0].isupper() and 2 <= len(name.words[0]) <= 6
        else None
    )


def _by_length(name: _Written) -> Told:
    """What nobody takes for anything is a person, if it has the words for it."""
    return Kind.PERSON if name.tag != "MISC" and 1 < len(name.words) <= 4 else Kind.UNKNOWN, False


_FIRMS = "organization_words"
_IN_FULL = 2  # words of “Tsai Chia-ling”
_TAGGED = {"PERSON": (Kind.PERSON, False), "ORG": (Kind.ORGANIZATION, False), "LOC": (Kind.ORGANIZATION, True)}
_QUESTIONS: tuple[Callable[[_Written], Told], ...] = (
    _by_form, _by_end_of_firm, _by_ship, _by_title, _by_public_life, _by_known_name, _by_family, _by_firms_words,
    _by_fields, _by_month, _by_place, _by_last_word, _by_given_name, _by_tag, _by_letters, _by_length,
)  # the first that tells  # fmt: skip


def with_whole_names(names: list[Name], language: Language) -> list[Name]:
    """“**Inés Peralta**”, which the tagger takes for a place here, for a person there: with a given name of any
    language, and a surname that stands for a person elsewhere, a person."""
    people = {n.words for n in names if n.kind is Kind.PERSON}
    surnames = {words[-1] for words in people}

    def may_be_person(name: Name) -> bool:
        if name.kind is Kind.PERSON or not 1 < len(name.words) <= _LONGEST or name.words[-1] not in surnames:
            return False
        plain = {name.words[0].lower(), name.words[-1].lower()}
        things = (language.words(_FIRMS), language.words("places"), one_word(language))
        return bears_given_name(name.words[0], language) and all(plain.isdisjoint(words) for words in things)

    return [evolve(n, kind=Kind.PERSON, place=False) if may_be_person(n) else n for n in names]


_LONGEST = 4  # words of a person's name


def with_described_people(document: Document, names: list[Name]) -> list[Name]:
    """“A vendor at the market, **Gift Mwale**, said”, “**Gift Mwale**, a clerk, said”: somebody's, whatever the tagger
    says, beside a comma and in apposition to a noun for one person that no firm may be called."""
    language = document.language
    firms = language.closed_class("roles_of_firms"), language.classes("organization_nouns")
    trades = language.closed_class("trades_of_firms")

    def is_somebodys(name: Name) -> bool:
        if name.kind is Kind.PERSON or name.place or len(name.words) not in _OF_PEOPLE:
            return False
        noun = _apposed_to(document, name)
        behind = _told_behind(document, name) if noun is None else None
        noun = behind if noun is None and behind not in trades else noun
        if noun is None or not is_human(noun, language) or any(noun in words for words in firms):
            return False
        words = {word.lower() for word in name.words} - language.words("common_surnames")  # “Antone **White**”
        known = not all(words.isdisjoint(language.words(lexicon)) for lexicon in (_FIRMS, "places"))
        return not known and all(map(_is_of_name, name.words))

    people = {name.words for name in names if is_somebodys(name)}
    return [evolve(n, kind=Kind.PERSON, place=False) if n.words in people else n for n in names]


_OF_PEOPLE = (2, 3)  # words of a name that is told of somebody


def _is_of_name(word: str) -> bool:
    """“Mwale”, “al-Shami”: with a capital, or behind a hyphen."""
    return word.istitle() or word.rpartition("-")[2].istitle()


def _told_behind(document: Document, name: Name) -> str | None:
    """“Gift Mwale, **a clerk**, said”: the noun between commas that ends a phrase, whatever the parse makes of it."""
    phrase = _phrase_behind(document, name, document.language.closed_class("indefinite_articles"))
    behind = document.tokens[phrase[-1].i + 1 : phrase[-1].i + 2] if phrase else ()
    if not behind or behind[0].text not in _ENDING_PHRASES or phrase[-1].has("plural"):
        return None
    return phrase[-1].lemma.lower()


_ENDING_PHRASES = (",", ".")


def _phrase_behind(document: Document, name: Name, articles: Container[str]) -> list[Token]:
    """The nouns and adjectives behind a name, its comma and an article; nothing where no such phrase ends."""
    behind = document.tokens[name.last : name.last + _PHRASE]
    if len(behind) < 3 or behind[0].text != "," or behind[1].lower not in articles:
        return []
    words = list(takewhile(lambda token: token.upos in ("ADJ", "NOUN", "PROPN"), behind[2:]))
    return words if len(words) < _PHRASE - 2 else []


def _apposed_to(document: Document, name: Name) -> str | None:
    """“**a vendor** at the market, Gift Mwale,”, “**its chief**, Kgosi Dlomo,”: the noun, one with an article or of
    somebody, that a name between commas stands in apposition to."""
    tokens, language = document.tokens, document.language
    if not name.first or tokens[name.first - 1].text != "," or name.last == len(tokens):
        return None
    if tokens[name.last].text != ",":
        return None
    heads = [tokens[i].head for i in range(name.first, name.last) if tokens[i].relation == "appos"]
    noun = tokens[heads[0]] if heads else None
    if noun is None or noun.upos != "NOUN" or noun.i > name.first or noun.has("plural"):
        return None
    before = {tokens[c].lower for c in document.children[noun.i]}
    if not before.isdisjoint(language.closed_class("articles")):
        return noun.lemma.lower()
    is_somebodys = not before.isdisjoint(
        language.closed_class("possessives")
    )  # “its auditor, **Brill Marsh**,” is none
    return noun.lemma.lower() if is_somebodys and noun.lower not in language.closed_class("trades_of_firms") else None


def with_neuter(document: Document, names: list[Name]) -> list[Name]:
    """“**Harlow Mills** closed **its** plant”: no person, whatever the tagger says."""
    language = document.language
    at = {i: n for n in names for i in range(n.first, n.last)}
    surnames = {n.words[-1] for n in names if n.kind is Kind.PERSON and (len(n.words) > 1 or n.title is not None)}
    things = set()
    for token in document.tokens_of(["its"]):
        if token.head < 0:
            continue
        noun = document.tokens[token.head]
        while noun.relation == "nmod" and noun.head >= 0:  # “explored a sale of **its** unit”
            noun = document.tokens[noun.head]
        verb = noun.head
        if noun.relation == "conj" and verb in at and at[verb].last <= token.i:  # “**Verano** and its rivals”
            things |= {at[verb].words} if _may_be_thing(at[verb], language) else set()
        elif noun.relation != "nsubj":  # no “**Its** head, Kgosi Dlamini, said”
            things |= {n.words for n in _subjects(document, at, verb) if _may_be_thing(n, language)}
        elif document.tokens[verb].relation == "ccomp":  # “said **its** results were good”
            lone = (n for n in _subjects(document, at, document.tokens[verb].head) if n.words[-1] not in surnames)
            things |= {n.words for n in lone if _may_be_thing(n, language)}
    return [evolve(n, kind=Kind.ORGANIZATION) if n.words in things and n.kind is Kind.PERSON else n for n in names]


def with_firms_told_next(document: Document, names: list[Name]) -> list[Name]:
    """““We are sorry,” **Calvero** said. **Its** shares fell”, “**Danton** did. **The company** fell”, “**A Dutch
    brewer** will close. **Ostval** said”: one word that is nobody's surname, the only name of its sentence, where the
    text has named no firm before and the next sentence begins with what only a firm is or has, or the one before tells
    of one anew."""
    language = document.language
    surnames = {surname_of(n.words, language) for n in names if n.kind is Kind.PERSON and len(n.words) > 1}
    in_sentence: dict[int, list[Name]] = {}
    for name in names:
        in_sentence.setdefault(document.tokens[name.first].sentence, []).append(name)
    bodies = (n.first for n in names if n.kind is Kind.ORGANIZATION and _may_be_company(n, language))
    first_body, firms = min(bodies, default=len(document.tokens)), set[tuple[str, ...]]()
    for number, told in in_sentence.items():
        people = [n for n in told if n.kind is Kind.PERSON and _may_be_firm(n, surnames, language)]
        are_others = any(n not in people and _may_be_company(n, language) for n in told)
        if len({n.words for n in people}) == 1 and not are_others and people[0].first < first_body:
            is_firm = _tells_of_firm(document, number + 1) or _told_in_front(document, people[0])
            firms |= {people[0].words} if is_firm else set()
    return [evolve(n, kind=Kind.ORGANIZATION) if n.words in firms and n.kind is Kind.PERSON else n for n in names]


def _may_be_company(name: Name, language: Language) -> bool:
    """Whether a name may be whom “the company” means: no place, and no outlet that only hears it."""
    return not name.place and name.text.lower() not in language.words("outlets")


def _tells_of_firm(document: Document, number: int) -> bool:
    """“**Its shares** fell”, “**The company** denied it”, “**The firm's** shares rose”: the beginning of a sentence."""
    if number >= len(document.sentences):
        return False
    sentence, classes = document.sentences[number], document.language.closed_class
    if sentence.paragraph != document.sentences[number - 1].paragraph:
        return False
    first, *behind = document.tokens[sentence.first : min(sentence.last, sentence.first + _OPENS)]
    if first.lower in classes("neuter_possessives"):
        return any(token.lemma.lower() in classes("what_firms_have") for token in behind)
    is_firm = bool(behind) and behind[0].lemma.lower() in classes("nouns_for_any_firm")
    return first.lower in classes("the") and is_firm


def _told_in_front(document: Document, name: Name) -> bool:
    """“**Germany's biggest steelmaker** will cut jobs. **Ruhrwerk** said”: whether a name begins a sentence of the lead
    behind one whose subject is a firm that has an owner or comes in with “a”."""
    number, language = document.tokens[name.first].sentence, document.language
    if not 0 < number < _LEAD or document.sentences[number].first != name.first:
        return False
    before = document.sentences[number - 1]
    new = language.closed_class("indefinite_articles")
    for token in document.tokens[before.first : before.last]:
        if token.relation == "nsubj" and token.lemma.lower() in language.closed_class("nouns_for_firms"):
            below = (document.tokens[c] for c in document.children[token.i])
            return any(t.deprel == "nmod:poss" or t.lower in new for t in below)
    return False


_LEAD = 5  # sentences
_OPENS = 4  # tokens of “Its quarterly net profit”


def with_he_or_she(document: Document, names: list[Name]) -> list[Name]:
    """“**Wiranto** says **he** is a boxer”, “one of **Slamet**’s aims in **his** campaign”: somebody, whatever the
    tagger says, where a name that people bear alone is all that stands before the pronoun in its sentence."""
    language = document.language
    maybe = [n for n in names if n.kind is Kind.ORGANIZATION and len(n.words) == 1 and not n.place]
    maybe = [n for n in maybe if is_borne_alone(n.words[0], language)]
    if not maybe:
        return names
    told = set()
    in_sentence: dict[int, list[Name]] = {}
    for name in names:
        in_sentence.setdefault(document.tokens[name.first].sentence, []).append(name)
    for token in document.tokens_of(language.closed_class("he_or_she")):
        before = [n for n in in_sentence.get(token.sentence, ()) if n.last <= token.i]
        if before and not any(n.kind is Kind.PERSON for n in before):
            told |= {n.words for n in before if n in maybe}
    return [evolve(n, kind=Kind.PERSON) if n.words in told else n for n in names]


def _subjects(document: Document, names: dict[int, Name], verb: int) -> list[Name]:
    """The names that are subjects of a verb; `names` maps each token to the name it is in."""
    subjects = (names.get(c) for c in document.children[verb] if document.tokens[c].relation == "nsubj")
    return [name for name in subjects if name is not None]


def _may_be_thing(name: Name, language: Language) -> bool:
    return name.title is None and not is_given_name(name.words[0], language)


def with_firms(document: Document, names: list[Name]) -> list[Name]:
    """“The chip maker **Tidewell**”, “**JetNorth**”, “**Calder** said it would close”: firms, whatever the tagger says
    of names that it never saw. No given name, no title, nobody's surname."""
    language = document.language
    people = [n for n in names if n.kind is Kind.PERSON and (len(n.words) > 1 or n.title is not None)]
    surnames = {surname_of(n.words, language) for n in people}  # “Gov. **Hartono** … said **Hartono**, whose firm”, too
    lone = [n for n in names if n.kind is Kind.PERSON and _may_be_firm(n, surnames, language)]
    firms = {n.words for n in lone if _is_firm(document, n) or _is_seated(document, n)}
    maybe = frozenset((Kind.PERSON, Kind.UNKNOWN))
    asked = {n.words for n in names if n.kind in maybe} - firms
    told = (n for n in names if n.words in asked)
    firms |= {n.words for n in told if _is_told_firm(document, n) or _is_firm_if_nobodys(document, n, surnames)}
    return [evolve(n, kind=Kind.ORGANIZATION) if n.kind in maybe and n.words in firms else n for n in names]


def _is_told_firm(document: Document, name: Name) -> bool:
    """What is apposed to a firm, told of as one where nobody has heard of it, or called “which”."""
    if name.kind is Kind.UNKNOWN and _is_apposed_to_firm(document, name):
        return True
    if _is_unheard_of(name, document.language) and _tells_firm(document, name):
        return True
    return name.title is None and _is_which(document, name)


def _is_firm_if_nobodys(document: Document, name: Name, surnames: set[str]) -> bool:
    """“its rival **Leclerc**”, “the **Tidewell**”, “shares in **Norvik**”: where it is nobody's surname."""
    if name.title is None and _has_shares(document, name.first) and _may_be_firm(name, surnames, document.language):
        return True
    if not _is_nobodys(name, surnames, document.language):
        return False
    return _is_its_rival(document, name) or _has_article(document, name)


def with_what_most_are(names: list[Name], language: Language) -> list[Name]:
    """“Seacom announced … Seacom said … **Seacom** said”: a lone word that the tagger takes for somebody here, for an
    organisation in twice as many places, names that one everywhere; nobody's given name or surname."""
    surnames = {surname_of(n.words, language) for n in names if n.kind is Kind.PERSON and len(n.words) > 1}
    people = [n for n in names if n.kind is Kind.PERSON and _may_be_firm(n, surnames, language)]
    if not people:
        return names
    count = Counter((n.words, n.kind) for n in names if not n.place)
    mostly = {n.words for n in people if count[n.words, Kind.ORGANIZATION] >= _TWICE * count[n.words, Kind.PERSON]}
    is_firm = (n.kind is Kind.PERSON and n.title is None and n.words in mostly for n in names)
    return [evolve(n, kind=Kind.ORGANIZATION) if firm else n for n, firm in zip(names, is_firm, strict=True)]


_TWICE = 2


def _may_be_firm(name: Name, surnames: set[str], language: Language) -> bool:
    word = name.words[0]
    return (
        len(name.words) == 1
        and name.title is None
        and not word.startswith("@")
        and word.lower() not in surnames
        and not is_given_name(word, language)
    )


def _is_unheard_of(name: Name, language: Language) -> bool:
    """Whether a name of several words is a person's at most by the tagger: no list has its given name."""
    maybe = name.kind in (Kind.PERSON, Kind.UNKNOWN) and name.title is None
    return maybe and len(name.words) > 1 and not is_of_somebody(name.words, language)


def _is_nobodys(name: Name, surnames: set[str], language: Language) -> bool:
    """Whether no word of a name, nor a title, shows a person."""
    if name.kind not in (Kind.PERSON, Kind.UNKNOWN) or name.title is not None or name.words[0].startswith("@"):
        return False
    return not is_given_name(name.words[0], language) and surname_of(name.words, language) not in surnames


def _is_which(document: Document, name: Name) -> bool:
    """“Veltora, **which** owns the pier,”: nobody is called “which”; but “a report by Ana Ruiz, **which** says”."""
    tokens, which = document.tokens, document.language.closed_class("relative_pronouns_of_things")
    by = tokens[max(0, name.first - 1)].lower in document.language.closed_class("made_by")
    if by and len(name.words) > 1 and bears_given_name(name.words[0], document.language):
        return False
    behind = tokens[name.last : name.last + 2]
    if len(behind) < 2 or behind[0].text != "," or behind[1].lower not in which or behind[1].relation != "nsubj":
        return False
    return tokens[behind[1].head].head in range(name.first, name.last)


def _is_seated(document: Document, name: Name) -> bool:
    """“Paris-**based** Mistral”: one word, behind where it sits."""
    return name.first > 0 and document.tokens[name.first - 1].lower in document.language.closed_class("seated")


def _is_its_rival(document: Document, name: Name) -> bool:
    """“**Its rival** Brixly did not respond”, “**its parent**, Calvero,”, “**Rival** Brixly”: what only a firm has."""
    tokens, classes = document.tokens, document.language.closed_class
    at = name.first - 1 - (tokens[name.first - 1].text == ",")
    if at >= 0 and len(name.words) == 1 and at == document.sentences[tokens[at].sentence].first:
        return at == name.first - 1 and tokens[at].lower in classes("roles_between_firms")
    owns = at > 0 and tokens[at - 1].lower in classes("neuter_possessives")
    return owns and tokens[at].lemma.lower() in classes("roles_between_firms")


def _has_article(document: Document, name: Name) -> bool:
    """“**The** Marlow Sands Initiative said”: nobody is called so without a role."""
    tokens, the = document.tokens, document.language.closed_class("the")
    is_subject = tokens[name.last - 1].relation == "nsubj" and len(name.words) > 1
    return is_subject and name.first > 0 and tokens[name.first - 1].lower in the


def _tells_firm(document: Document, name: Name) -> bool:
    """“Shore Tomorrow, a **think tank**,”, “his **publisher**, Casa Livre,”"""
    return _is_called_firm(document, name) or _is_apposed_to_firm(document, name)


def _is_called_firm(document: Document, name: Name) -> bool:
    """“Shore Tomorrow, **a think tank**, said”, whatever the parse makes of it."""
    words = _phrase_behind(document, name, document.language.closed_class("articles"))
    firms = document.language.classes("organization_nouns")
    if not words or any(t.is_genitive for t in document.tokens[words[-1].i + 1 : words[-1].i + 2]):
        return False  # “Kiko Adelo, the **company's** launch director,”
    return words[-1].lemma.lower() in firms and not words[-1].has("plural")


_PHRASE = 12  # tokens behind a name that say what it is, at most


_NOUNS = ("NOUN", "ADJ")  # “the **weekly** Morgenposten”, too


def _is_firm(document: Document, name: Name) -> bool:
    """By a capital inside the word, by the noun it stands beside, or by “it”, which it says of itself."""
    language, tokens = document.language, document.tokens
    word, at = name.words[0], name.last - 1
    inner = next((n for n, letter in enumerate(word) if n and letter.isupper() and word[n - 1].islower()), 0)
    if inner and "-" not in word and word[:inner].lower() not in language.closed_class("prefixes_of_surnames"):
        return True
    beside = [tokens[name.first - 1]] if name.first and not ends_title(document, name.first - 1) else []
    beside += [tokens[c] for c in document.children[at] if tokens[c].relation == "appos"]
    firms = language.classes("organization_nouns")
    if any(token.upos in _NOUNS and token.lemma.lower() in firms and not token.has("plural") for token in beside):
        return True
    if _is_apposed_to_firm(document, name) or _is_before_ticker(document, name) or _merges(document, name):
        return True
    return tokens[at].relation == "nsubj" and says_of_itself(document, tokens[at].head)


def _is_before_ticker(document: Document, name: Name) -> bool:
    """“**Ostval** (OST.ST) will cut jobs”: right before how its share is called."""
    opening = document.tokens[name.last : name.last + 1]
    if not opening or opening[0].text != "(":
        return False
    return document.language.pattern("ticker").match(document.text, opening[0].end) is not None


def _merges(document: Document, name: Name) -> bool:
    """“**Tidewell** and Harlow Mills are merging”, “**Calvero** will merge with Brixly”: what only firms and bodies do,
    without an object."""
    tokens = document.tokens
    first = tokens[name.first]
    subject = tokens[first.head] if first.relation == "conj" and first.head >= 0 else first
    verb = tokens[subject.head] if subject.relation == "nsubj" and subject.head >= 0 else None
    if verb is None or verb.lemma.lower() not in document.language.closed_class("verbs_of_bodies"):
        return False
    return not any(tokens[c].relation == "obj" for c in document.children[verb.i])


def is_field_of_role(document: Document, i: int) -> bool:
    """“Minister of **Justice** Ida Moss”: what a role is for, no title."""
    classes, before = document.language.closed_class, document.tokens[max(0, i - 1)].lower
    return document.tokens[i].lower in classes("portfolios") and before in classes("of")


def ends_body_of_two(document: Document, i: int) -> bool:
    """“Hamburg School **District** Superintendent Ida Moss”: a part of what a body is called, none of the role."""
    pair = "-".join(token.lower for token in document.tokens[max(0, i - 1) : i + 1])
    return pair in document.language.closed_class("bodies_of_two_words")


def joins_fields(document: Document, i: int) -> bool:
    """“Parks **and** Recreation Director Ida Moss”, “director of Parks **and** Recreation”: between two fields of one
    office that stands right behind, or before *of*."""
    tokens, language = document.tokens, document.language
    if tokens[i].lower not in language.closed_class("and") or i == 0:
        return False
    if tokens[i - 1].lower not in language.closed_class("first_fields"):
        return False
    if i + 1 < len(tokens) and tokens[i - 2].lower in language.closed_class("of"):
        return tokens[i + 1].text.istitle() and tokens[i - 3].lemma.lower() in language.words("role_nouns")
    behind = [token.lower for token in tokens[i + 1 : i + 2 + _FIELDS]]
    office = next((n for n, word in enumerate(behind) if word in language.words("role_nouns")), 0)
    return office > 0 and all(word.isalpha() for word in behind[:office])


_FIELDS = 3  # words of “Domestic Relations Court”


def ends_title(document: Document, i: int) -> bool:
    """“former secretary of **state** Dewi”, “chief of **police** Adeyinka”: a title that ends in such a noun."""
    tokens, language = document.tokens, document.language
    ends = tokens[i].lower in language.closed_class("ends_of_titles") and i > 1 and tokens[i - 1].upos == "ADP"
    return ends and tokens[i - 2].lemma.lower() in language.words("role_nouns")


def end_of_role(document: Document, i: int) -> int:
    """“Mayor **Pro Tem**”, “Councilman **At-Large**”, “Trooper **First Class**”, “professor **emeritus**”: how many
    tokens behind that of a role still belong to it."""
    ends, words, whole = document.language.closed_class("ends_behind_roles"), [], 0
    for n, token in enumerate(document.tokens[i + 1 : i + 1 + _END], start=1):
        if token.text != "-":
            words.append(token.lower.replace(".", ""))
            whole = n if "-".join(words) in ends else whole
    return whole


def role_ending_at(document: Document, last: int) -> int:
    """The role that `last` belongs to by its end: “**Councilman** At-Large”; `last` itself where none does."""
    first = max(-1, last - 1 - _END)
    return next((i for i in range(last - 1, first, -1) if i >= 0 and end_of_role(document, i) == last - i), last)


_END = 3  # tokens of “At-Large”


def unparted(document: Document, i: int) -> str:
    """The word with its hyphens that a token is a part of, in small letters: well-placed."""
    tokens = document.tokens
    first, last = i, i + 1
    while first > 1 and tokens[first - 1].text == "-" and tokens[first - 2].end + 1 == tokens[first].start:
        first -= 2
    while last + 1 < len(tokens) and tokens[last].text == "-" and tokens[last - 1].end + 1 == tokens[last + 1].start:
        last += 2
    return document.text[tokens[first].start : tokens[last - 1].end].lower()


def noun_with_hyphens(document: Document, i: int) -> str | None:
    """“the **front-runner**”, “her **son-in-law**”, “a **fact-check**”: the noun with hyphens, for people or documents,
    that a token is a part of; no runner, no son and no check."""
    whole, language = unparted(document, i), document.language
    is_known = "-" in whole and (whole in language.words("role_nouns") or whole in language.words("document_nouns"))
    return whole if is_known else None


def _is_apposed_to_firm(document: Document, name: Name) -> bool:
    """“The union that speaks for the drivers, **Unitas**,”: between commas behind a phrase that an organisation heads
    alone; not “The owner of the firm, Kowalski,”."""
    tokens = document.tokens
    if not name.first or tokens[name.first - 1].text != "," or tokens[name.last - 1].relation != "appos":
        return False
    nouns = [token for token in above(document, name.last - 1) if token.upos == "NOUN" and token.i < name.first]
    firms = document.language.classes("organization_nouns")
    return bool(nouns) and nouns[-1].lemma.lower() in firms and not nouns[-1].has("plural")


def says_of_itself(document: Document, verb: int) -> bool:
    """“said **it would cut** routes”: what it will do or has done; no “said it was raining”, and nothing that is
    quoted: “said, “What does it say about us?””."""
    tokens = document.tokens
    for clause in document.children[verb]:
        if tokens[clause].relation != "ccomp" or tokens[clause].upos != "VERB":
            continue
        below = document.children[clause]
        if any(token.text in _QUOTING for token in tokens[verb:clause]):
            continue
        subject = any(tokens[c].lower == "it" and tokens[c].relation == "nsubj" for c in below)
        object_ = any(tokens[c].relation in ("obj", "xcomp") for c in below)
        if subject and object_ and any(tokens[c].relation == "aux" for c in below):
            return True
    return False


_QUOTING = frozenset({"“", '"', "``", "''", "‘"})


def with_called(document: Document, names: list[Name]) -> list[Name]:
    """“a trader who goes by the name **Biscuit**”: somebody's, if a noun for people stands before."""
    before_aliases = document.language.closed_class("words_before_aliases")
    people = frozenset(n.last - 1 for n in names if n.kind is Kind.PERSON)
    return [
        evolve(n, kind=Kind.PERSON, place=False)
        if n.kind in (Kind.UNKNOWN, Kind.ORGANIZATION)
        and len(n.words) <= 2
        and any(t.lower in before_aliases for t in document.tokens[max(0, n.first - 2) : n.first])
        and _is_somebodys(document, n.first, people)
        and is_called(document, n.first, "called", "called falsely")
        else n
        for n in names
    ]


def is_called(document: Document, i: int, *kinds: str) -> bool:
    """“a driver **nicknamed** Tiny”: whether what stands right before a name makes it one of some kinds."""
    start = document.tokens[i].start
    called = (any_of(document.language, "grants", kind, r"(?:{}),?\s++[“\"]?$") for kind in kinds)
    return any(pattern.search(document.text, max(0, start - 40), start) is not None for pattern in called)


def _is_somebodys(document: Document, i: int, people: Container[int]) -> bool:
    """Whether the last noun before a name, other than the word for a name, is one for people, or ends one's name."""
    language, tokens = document.language, document.tokens
    aliases = language.closed_class("words_before_aliases")
    of_people = language.words("role_nouns"), language.words("vague_nouns")
    for j in range(i - 1, max(-1, i - _ALIAS_WITHIN), -1):
        lemma = tokens[j].lemma.lower()
        if tokens[j].upos in ("NOUN", "PROPN") and lemma not in aliases:
            return j in people or (tokens[j].upos == "NOUN" and any(lemma in nouns for nouns in of_people))
    return False


_ALIAS_WITHIN = 9  # words before a name


def with_lone_given_names(document: Document, names: tuple[Name, ...]) -> tuple[Name, ...]:
    """“**Georgia** said”, where a Georgia Lane is named: as a subject no place; “in Georgia” stays one. “**Tao**
    cooks”, where a Wu Tao is: what nobody knows the kind of."""
    given = {n.words[0] for n in names if n.kind is Kind.PERSON and len(n.words) > 1}
    given |= {given_of(n.words, document.language) for n in names if n.kind is Kind.PERSON and len(n.words) > 1}

    def is_somebody(name: Name) -> bool:
        if len(name.words) > 1 or name.words[0] not in given:
            return False
        speaks = document.tokens[name.first].relation == "nsubj" or _tag(document, name) == "PERSON"
        speaks = speaks or "-" in name.words[0]  # “**Byung-chul**”, whatever the tagger says
        if name.kind is Kind.ORGANIZATION and "-" in name.words[0]:
            return True
        return name.kind is Kind.UNKNOWN or (name.place and speaks)

    return tuple(evolve(n, kind=Kind.PERSON, place=False) if is_somebody(n) else n for n in names)


def _tag(document: Document, name: Name) -> str | None:
    entity = document.entity_at.get(name.first)
    return entity.kind if entity is not None else None


def with_families(document: Document, names: tuple[Name, ...]) -> tuple[Name, ...]:
    """“**the Lindts**”, where somebody is called Lindt, whatever the tagger says."""
    language = document.language
    surnames = {f"{surname_of(n.words, language)}s" for n in names if n.kind is Kind.PERSON}
    return tuple(
        evolve(n, kind=Kind.GROUP)
        if len(n.words) == 1
        and n.words[0].lower() in surnames
        and n.first > 0
        and document.tokens[n.first - 1].text.lower() in language.closed_class("the")
        else n
        for n in names
    )


def _is_family(document: Document, i: int, tag: str | None) -> bool:
    """“**the Clintons**”: a person's name in the plural, behind an article."""
    token = document.tokens[i]
    return (
        tag == "PERSON"
        and i > 0
        and document.tokens[i - 1].text.lower() in document.language.closed_class("the")
        and token.text.endswith("s")
        and token.has("plural_name")
        and token.relation not in ("compound", "flat")
    )


def _is_called_by_last(name: tuple[str, ...], language: Language) -> bool:
    """“Tran Van **Son**”: of three words with the surname in front, who is called by the last."""
    return len(name) > 2 and is_surname_first(name, language)


def _surnames_borne(names: list[Name], language: Language) -> set[str]:
    """What people who are named in full, or by a title, are called by alone, in small letters."""
    short_titles, people = language.closed_class("short_titles"), [n for n in names if n.kind is Kind.PERSON]
    told = {surname_of(n.words, language) for n in people if len(n.words) > 1 or n.title in short_titles}
    return told | {n.words[-1].lower() for n in people if _is_called_by_last(n.words, language)}


def _stands_alone(document: Document, name: Name) -> bool:
    """“**Guardian** said”, where a Don Guardian is named: one word, the subject, without an article; “the **Guardian**”
    and “**Guardian** reporters” are the paper."""
    token = document.tokens[name.first]
    has_article = name.first > 0 and document.tokens[name.first - 1].lower in document.language.closed_class("the")
    return len(name.words) == 1 and token.relation == "nsubj" and not has_article


def with_lone_surnames(document: Document, names: list[Name]) -> tuple[Name, ...]:
    """A single word that is the surname of a person named in full is that person's, whatever the tagger says."""
    language = document.language
    surnames = _surnames_borne(names, language)
    firms = {n.words[0].lower() for n in names if n.kind is Kind.ORGANIZATION and len(n.words) > 1 and not n.place}
    in_front = {n.words[0].lower() for n in names if n.kind is Kind.PERSON and is_surname_first(n.words, language)}
    of_firms = language.words("organization_words") - in_front  # “**Sun** said”, of Sun Xiaoling
    called_short = firms - surnames
    fixed = []
    for name in names:
        lone = len(name.words) == 1 and name.title is None and name.kind in (Kind.PERSON, Kind.UNKNOWN)
        short = lone and name.words[0].lower() in called_short and not is_given_name(name.words[0], language)
        borne = short and _tag(document, name) == "PERSON" and is_borne_alone(name.words[0], language)
        if short and not borne:
            name = evolve(name, kind=Kind.ORGANIZATION)  # “**Halden** said”, of Halden Semiconductors
        if (
            len(name.words) <= 2
            and name.kind is not Kind.PERSON
            and surname_of(name.words, language) in surnames
            and (of_firms.isdisjoint(w.lower() for w in name.words) or _stands_alone(document, name))
        ):
            behind = len(name.words) > 1 and name.words[0].lower() in language.words(
                "places"
            )  # “in Ohio **Ruiz** said”
            first, words = (name.last - 1, name.words[1:]) if behind else (name.first, name.words)
            name = Name(first, name.last, words, Kind.PERSON, name.title)
        fixed.append(name)
    return tuple(fixed)
