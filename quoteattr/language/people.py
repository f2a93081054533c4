"""Which nouns are for people."""

from functools import cache

from quoteattr.language import Language

_ENDINGS = ("er", "or", "ist", "ian", "man", "woman", "ee", "crat", "ant", "old", "one", "body")


@cache
def is_human(lemma: str, language: Language) -> bool:
    """Whether a noun says what a human being is or does: a listed one, or one formed like “forecaster”."""
    if any(lemma in language.words(name) for name in ("role_nouns", "vague_nouns", "group_names")):
        return True
    if lemma in language.classes("offices_in_letters") or lemma in language.closed_class("people_of_a_place"):
        return True
    last = lemma.rpartition("-")[2]
    if last != lemma and is_human(last, language):
        return True
    return lemma.endswith(_ENDINGS) and last not in language.closed_class("things_formed_like_people")


def is_for_somebody(lemma: str, language: Language) -> bool:
    """Whether a noun is for people or an organisation, who can speak: “mayor”, “ministry”; not “bridge”."""
    return lemma in language.classes("organization_nouns") or is_human(lemma, language)


def is_only_title(word: str, language: Language) -> bool:
    """Whether a word in small letters is a title and no name: “mrs”, but not “judge” or “prince”."""
    return word in language.table("titles") and word not in language.closed_class("titles_that_are_names_too")


def is_role_of_two(first: str, second: str, language: Language) -> bool:
    """Whether two words in small letters are one role, short or whole: “district attorney”, no attorney of a district,
    “lt. gov.”."""
    return f"{first.rstrip('.')}-{second.rstrip('.')}" in language.closed_class("roles_of_two_words")


def is_holder_of_portfolio(first: str, second: str, language: Language) -> bool:
    """Whether two words in small letters are an office with what it is for: “defense secretary”, “health minister”."""
    return first in language.closed_class("portfolios") and second in language.closed_class("holders_of_portfolios")


def party_of(affiliation: str, language: Language) -> str | None:
    """The letter of a party that an affiliation is, or that stands before a state: “R”, “R-Va.”; None of any other."""
    letter = affiliation.partition("-")[0]
    return letter if letter in language.closed_class("letters_of_parties") else None
