"""Which party “the party” is, by the only one of whose people the text tells there: “A **Democratic** candidate needs
2,383 delegates to clinch **the party's** nomination”."""

from quoteattr.records import Kind
from quoteattr.runtime.asked import asked_once
from quoteattr.speakers.cast import Cast, Chain
from quoteattr.speakers.phrases import Phrase


def party_told(cast: Cast, phrase: Phrase) -> Chain | None:
    """The only party that this sentence tells of before the phrase, by its name, its people or what is theirs, or else
    the only one of the sentence before: by its name if the text has that, else those people (“**Democrats** fear that
    the party …”)."""
    document, language = cast.document, cast.document.language
    is_bare = not phrase.words and not phrase.owners and phrase.core[-1] == phrase.head
    if phrase.lemma not in language.closed_class("nouns_for_parties") or phrase.plural or not is_bare:
        return None
    if phrase.determiner not in language.closed_class("the"):
        return None
    here = document.tokens[phrase.head].sentence
    for number in range(here, max(-1, here - 2), -1):
        told = _told_in(cast, document.sentences[number].first, min(document.sentences[number].last, phrase.core[0]))
        if told:
            return _called(cast, next(iter(told))) if len(told) == 1 else None
    return None


def _told_in(cast: Cast, first: int, end: int) -> set[str]:
    """The parties that some tokens tell of, each under its name."""
    parties = cast.document.language.classes("parties")
    tokens = (token for token in cast.document.tokens[first:end] if token.text[0].isupper() and len(token.text) > 1)
    return {parties[token.lower] for token in tokens if token.lower in parties and not _is_of_body(cast, token.i)}


def _is_of_body(cast: Cast, i: int) -> bool:
    """“the **Democratic** National Convention”: whether a word stands in the name of what is no party."""
    name = cast.name_at.get(i)
    is_body = name is not None and name.kind is Kind.ORGANIZATION and len(name.words) > 1
    return is_body and name is not None and _party_of(cast, name.text) is None


def _party_of(cast: Cast, label: str) -> str | None:
    """The party that a label names."""
    parties, key = cast.document.language.classes("parties"), label.lower()
    return parties.get(key) or (key if key in parties.values() else None)


def _called(cast: Cast, party: str) -> Chain | None:
    """The party by its name, or its people."""
    named = parties_named(cast)
    if party in named:
        return named[party]
    words = cast.document.language.classes("parties")
    return next((c for w in words if words[w] == party and (c := cast.described.get(w)) is not None), None)


@asked_once
def parties_named(cast: Cast) -> dict[str, Chain]:
    """The parties that a text names, each by its full name."""
    named = [c for c in reversed(cast.chains) if c.name is not None and c.kind is Kind.ORGANIZATION]
    return {party: c for c in named if (party := _party_of(cast, c.label)) is not None}
