"""Whether the label of a record calls the speaker of an article: yes, no, or one can't tell."""

from collections.abc import Iterable
from functools import cache

import regex

from quoteattr.language import Language
from quoteattr.records import Kind, Speaker
from quoteattr.speakers.labels import Called, called
from quoteattr.text.scripts import singulars

_PARTS = regex.compile(r"\s(?:--?|[–—/|])\s|[,()\[\]—–]")
_LETTERS = regex.compile(r"\p{Lu}\d?")
_WORD = regex.compile(r"[\p{L}\p{M}'’]+")


def is_called(speaker: Speaker, label: str, language: Language) -> bool | None:
    """Whether a label calls a speaker; None where that can't be told, as of “SPEAKER_00” or of somebody unnamed.

    >>> from quoteattr.language import language
    >>> from quoteattr import Level
    >>> ruiz = Speaker("S1", "Maria Ruiz", "mayor", Kind.PERSON, level=Level.NAMED)
    >>> [is_called(ruiz, label, language("en")) for label in ("MS. RUIZ", "THE MAYOR", "Tom Hale", "SPEAKER_00")]
    [True, True, False, None]
    """
    if label == speaker.label or label == speaker.name:
        return True
    if _is_unknown(label, language):
        return None
    names = _names(label, language)
    if _is_named(speaker, names, language) or _has_role(speaker, names, language):
        return True
    personal = speaker.name is not None and speaker.kind is Kind.PERSON and len(_WORD.findall(speaker.name)) > 1
    return False if personal and _is_of_person(label, names, language) else None


@cache
def _names(label: str, language: Language) -> tuple[Called, ...]:
    parts = (part.strip(" *_.:#") for part in _PARTS.split(label))
    return tuple(called(part, language) for part in parts if _WORD.search(part))


@cache
def _is_unknown(label: str, language: Language) -> bool:
    """“SPEAKER_00”, “UNIDENTIFIED MALE”, “Voice 3”"""
    words = [word.lower() for word in regex.findall(r"\p{L}+", label)]
    return not words or words[0] in language.closed_class("unknown_labels") or words[0] == "spk"


def _is_named(speaker: Speaker, names: Iterable[Called], language: Language) -> bool:
    if speaker.name is None:
        return False
    own = called(speaker.name, language)
    if speaker.kind is Kind.PERSON:
        return any(_may_be(own, other) or _are_initials(own, other) for other in names)
    words = frozenset(own.lower)
    return any(other.lower and (words <= frozenset(other.lower) or words >= frozenset(other.lower)) for other in names)


def _may_be(own: Called, other: Called) -> bool:
    if not own.lower or not other.lower:
        return False
    if own.gender and other.gender and own.gender is not other.gender:
        return False
    if len(other.lower) == 1 or len(own.lower) == 1:  # “RUIZ”; “Maria” alone
        return other.lower[-1] in own.lower or own.lower[-1] in other.lower
    return own.may_be(other.lower) or "".join(own.lower) == "".join(other.lower)


def _are_initials(own: Called, other: Called) -> bool:
    """“MR” for Maria Ruiz"""
    if len(other.words) != 1 or not 2 <= len(other.words[0]) <= 3 or not other.words[0].isupper():
        return False
    return "".join(word[0] for word in own.lower) == other.lower[0]


def _has_role(speaker: Speaker, names: Iterable[Called], language: Language) -> bool:
    """“THE PRESIDENT”, where the article calls the speaker so."""
    told = [speaker.description, *(str(s) for s in (speaker.role, speaker.title, speaker.full_description) if s)]
    words = {word.lower() for text in told if text for word in _WORD.findall(text)}
    roles = language.words("role_nouns")
    return any(other.lower and other.lower[-1] in words and other.lower[-1] in roles for other in names)


@cache
def _is_of_person(label: str, names: tuple[Called, ...], language: Language) -> bool:
    """Whether a label is a person's name: no role, no letter, no body."""
    if not names or _LETTERS.fullmatch(label.strip(".")):
        return False
    first = names[0]
    roles, bodies = language.words("role_nouns"), language.words("organization_nouns")
    role = any(one in roles or one in bodies for word in first.lower for one in singulars(word))
    return bool(first.words) and not role and not (first.definite and not first.titled)
