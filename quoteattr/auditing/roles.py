"""What class of people or institutions somebody belongs to, as the text tells it: officials, parties, experts.

The classes are those that content analyses of the news use (Sigal 1973; Gans 1979; the Global Media Monitoring
Project); the words are in `language/en/auditing`.
"""

from collections.abc import Iterator, Sequence
from functools import cache

import regex

from quoteattr.language import Language
from quoteattr.language.people import party_of
from quoteattr.records import Kind, Level, Speaker

OTHER = "other"
CLASSES = (
    "official", "justice", "party", "business", "expert", "advocacy", "media", "culture", "religion", "citizen", OTHER,
)  # fmt: skip
_WORD = regex.compile(r"[\p{L}\d&]+(?:[’'.-][\p{L}\d]+)*")
_LONGEST = 4  # words of a phrase of the lexicon
_ACTS_FOR = "-"


def role_class(speaker: Speaker, language: Language) -> str:
    """The class of a speaker, one of `CLASSES`; ``other`` where the text tells none.

    Read in this order: what they are (description, role, title), where they do not act for somebody else; whom they
    act for or belong to (the words before the role, the affiliation); for organisations and documents the name.
    """
    if speaker.kind in (Kind.ORGANIZATION, Kind.DOCUMENT):
        return _of_organization(speaker.label, language) or _of_affiliation(speaker, language) or OTHER
    if speaker.level is Level.VAGUE:
        return _of_affiliation(speaker, language) or OTHER
    fallback = None
    for text in _tellings(speaker):
        for own, otherwise in _classes_in(text, language):
            if own != _ACTS_FOR:
                return own
            fallback = fallback or otherwise
            if found := _of_organization(text, language) or _of_affiliation(speaker, language):
                return found
    return fallback or _of_affiliation(speaker, language) or OTHER


def _tellings(speaker: Speaker) -> Iterator[str]:
    """The words that say what somebody is, the most telling first."""
    for span in (speaker.full_description, speaker.role, speaker.title):
        if span is not None:
            yield span.text
    if speaker.description and not speaker.name:
        yield speaker.description


def _of_affiliation(speaker: Speaker, language: Language) -> str | None:
    if speaker.affiliation is None:
        return None
    if party_of(speaker.affiliation.text, language) is not None:  # “Sen. Ruiz (D-Ohio)”
        return "official"
    return _of_organization(speaker.affiliation.text, language)


def _of_organization(name: str, language: Language) -> str | None:
    """The class of an organisation by the last telling word of its name; an outlet is media, a place governs."""
    words = _words(name)
    found = next((row[0] for row in _phrases(words, _table(language, "organization_classes"))), None)
    if found is not None:
        return found
    whole = " ".join(words)
    if whole in language.words("outlets"):
        return "media"
    return "official" if whole in language.words("places") else None


def _classes_in(text: str, language: Language) -> Iterator[tuple[str, str]]:
    """The classes of the phrases of a text, the last first: it is the noun, and those before it say of what kind."""
    yield from ((row[0], row[1]) for row in _phrases(_words(text), _table(language, "role_classes")))


def _phrases(words: Sequence[str], table: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """What a table has on the phrases of some words, from the end; of phrases that overlap the longest."""
    end = len(words)
    while end:
        for start in range(max(0, end - _LONGEST), end):
            if (row := table.get(" ".join(words[start:end]))) is not None:
                yield row
                end = start
                break
        else:
            end -= 1


def _words(text: str) -> list[str]:
    """The words of a phrase in lower case, up to what is hung on it (“professor | of law”), without full stops."""
    head = regex.split(r",| of | at | for | in | who | with ", text.lower(), maxsplit=1)[0]
    return [match.group().removesuffix("’s").removesuffix("'s").replace(".", "") for match in _WORD.finditer(head)]


@cache
def _table(language: Language, name: str) -> dict[str, tuple[str, ...]]:
    """A lexicon by its phrases, each in its plural too."""
    rows = {row[0]: row[1:] for row in language.rows(name)}
    return {f"{phrase}s": row for phrase, row in rows.items()} | rows
