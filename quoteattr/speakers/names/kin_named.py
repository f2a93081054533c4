"""Kin who have somebody's surname, and whom the text tells of by a given name: “Teddy Hale's **mother, Gemma** … Mrs
Hale said”."""

from collections.abc import Iterator, Sequence

from attrs import evolve

from quoteattr.language import Language
from quoteattr.records import Gender
from quoteattr.speakers.names.name import Name, family_of, gender_of, gender_of_title
from quoteattr.text.document import Document

Words = tuple[str, ...]


def with_names_of_kin(document: Document, people: Sequence[Name]) -> tuple[list[Name], dict[Words, Gender]]:
    """The names of people, where “Gemma” is Gemma Hale: somebody's mother, wife, father or husband by a given name
    alone, whose surname the text has behind a title of that gender; and the gender of each."""
    titled = {(n.words[-1], gender_of_title(n.title, document.language)): n.first for n in people if _is_titled(n)}
    found: dict[Words, tuple[Words, Gender]] = {}
    if titled:
        for name, owner, gender, is_spouse in _kin(document, people):
            family = family_of(owner.words, document.language)
            told = titled.get((family[-1], gender), -1) if family else -1
            own = gender_of(owner, document.language)
            if told > name.first and not (is_spouse and own is gender):
                found.setdefault(name.words, ((*name.words, *family), gender))
    whole = {n.words for n in people if len(n.words) > 1}
    found = {given: told for given, told in found.items() if not any(words[0] == given[0] for words in whole)}
    return [evolve(n, words=found[n.words][0]) if n.words in found else n for n in people], dict(found.values())


def _is_titled(name: Name) -> bool:
    """“**Mrs Hale**”"""
    return len(name.words) == 1 and name.title is not None


def _kin(document: Document, people: Sequence[Name]) -> Iterator[tuple[Name, Name, Gender, bool]]:
    """Who is told of as somebody's kin by a given name alone; whose, of which gender, and whether as wife or
    husband."""
    language, whole = document.language, dict[str, Name]()
    last: Name | None = None
    for name in people:
        if len(name.words) > 1:
            for word in (name.words[0], name.words[-1]):
                whole.setdefault(word, name)
            last = name
        elif name.title is None and (kin := kin_before(document, name.first)) >= 0:
            gender, owner = _gender_of_kin(document.tokens[kin].lower, language), _owner(document, kin, whole, last)
            beside = document.tokens[kin].lower in language.closed_class("kin_beside")
            if gender is not None and owner is not None:
                yield name, owner, gender, beside


def kin_before(document: Document, first: int) -> int:
    """The noun for kin before a name, with a comma or without: “Teddy's **mother**, Gemma”; -1 where none stands."""
    tokens, classes = document.tokens, document.language.closed_class
    at = first - 1 - (first > 0 and tokens[first - 1].text == ",")
    is_kin = at > 0 and any(tokens[at].lower in classes(kin) for kin in ("kin_above", "kin_beside"))
    return at if is_kin else -1


def _owner(document: Document, kin: int, whole: dict[str, Name], last: Name | None) -> Name | None:
    """Whose kin it is: “**Teddy's** mother”, who is Teddy Hale; “**his** mother”, of whom the text named last in
    full."""
    before = document.tokens[kin - 1]
    if before.is_genitive and kin > 1:
        return whole.get(document.tokens[kin - 2].text)
    owning = document.language.closed_class("possessives_of_people")
    return last if before.lower in owning else None


def _gender_of_kin(noun: str, language: Language) -> Gender | None:
    """mother → feminine"""
    shown = language.classes("role_nouns").get(noun, "-")
    return None if shown == "-" else Gender(shown)
