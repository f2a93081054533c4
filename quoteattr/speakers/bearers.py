"""Who is told by an office before the text names who holds it: “**The dean of the school of journalism** has written”
¶ … “Steve Coll, **the dean of the journalism school**, said”; “**the state's governor** denies it” ¶ “**Gov.** Al
Ford”.

News tells in its first paragraphs what somebody is, and the name further down. An office that the text says of one
person alone, in words that both places share, or as that of the state or city it tells of, is that person's.
"""

from bisect import bisect_left
from collections.abc import Iterable
from itertools import chain

from quoteattr.records import Kind, Level
from quoteattr.speakers.cast import Cast, Chain, each_once
from quoteattr.speakers.named_next import are_of_two_nations
from quoteattr.speakers.phrases import Phrase
from quoteattr.speakers.ranking import gender_of_noun, is_general, synonyms

_CROWD = 60  # people of one office among whom nobody is looked for
_OTHER_NOUN = 2  # words that are shared where the office is told by another noun
_LEAD = 5  # paragraphs in which what somebody is may stand before the name


def bearer_ahead(cast: Cast, phrase: Phrase) -> Chain | None:
    """The only one named behind whose office is the one described; and so from then on."""
    if not _is_held_by_one(cast, phrase):
        return None
    bearers = [c for c in _bearers(cast, {phrase.lemma}) if not _is_another(cast, phrase, c)]
    if len(bearers) == 1:
        chain = bearers[0]
        is_ahead = cast.mentions_of(chain)[0].first > phrase.head
        if _is_known(cast, phrase, chain) or (is_ahead and _is_of_the_place(cast, phrase)):
            return chain
    return _told_alike(cast, phrase)


def _bearers(cast: Cast, offices: Iterable[str]) -> list[Chain]:
    """The people of whom one of some offices is said, each once; nobody where they are a crowd."""
    known = [cast.by_role.get(office, ()) for office in offices]
    found = each_once(chain.from_iterable(known)) if sum(map(len, known)) <= _CROWD else []
    return [c for c in found if c.name is not None and c.kind is Kind.PERSON and not c.plural]


def _is_held_by_one(cast: Cast, phrase: Phrase) -> bool:
    """“**the dean** of the school”, “Ruiz's **campaign chief**”: one person, by an office, and by no noun for
    anybody; not “a **former** dean”, and nobody who asked not to be named."""
    language = cast.document.language
    is_one = phrase.kind is Kind.PERSON and phrase.level is Level.DESCRIBED and not phrase.plural and phrase.definite
    if not is_one or phrase.head in cast.withheld:
        return False
    is_office = phrase.lemma in language.words("role_nouns") and not is_general(phrase.lemma, language)
    is_of_many = phrase.lemma in language.closed_class("roles_left_unnamed")
    return is_office and not is_of_many and phrase.words.isdisjoint(language.closed_class("former"))


def _is_another(cast: Cast, phrase: Phrase, chain: Chain) -> bool:
    """Whether a bearer is of another gender or nation, or is told to have whom the phrase means (“Hill's lawyer”)."""
    shown = gender_of_noun(phrase.lemma, cast.document.language)
    is_owner = any(word.lower() in phrase.owners for word in chain.name or ())
    return (
        is_owner or (shown is not None and chain.gender not in (None, shown)) or are_of_two_nations(cast, phrase, chain)
    )


def _is_of_the_place(cast: Cast, phrase: Phrase) -> bool:
    """“**the state's** governor”, “**the city's** mayor”, and no more."""
    places = cast.document.language.closed_class("nouns_of_governed_places").keys()
    return bool(phrase.owners) and phrase.owners <= places and phrase.words <= places


def _is_known(cast: Cast, phrase: Phrase, chain: Chain) -> bool:
    """“**the state's governor** denies it. … **Aragua's governor** said”: found to be so before, by the same noun."""
    tokens = cast.document.tokens
    return any(tokens[i].lemma.lower() == phrase.lemma for i in chain.at[: bisect_left(chain.at, phrase.head)])


def _stems(words: Iterable[str]) -> set[str]:
    """Words without the mark of many, which lemmas keep where they are of a name: “the **Rules** Committee”."""
    return {word.removesuffix("s") for word in words}


def _told_alike(cast: Cast, phrase: Phrase) -> Chain | None:
    """Who of the bearers shares most words beside the office, in the first paragraphs: “Hill's **campaign** chief … the
    **campaign** chief, Paul Moss”; two, where the office is another one that may stand for it (“the head of the
    **rules committee** … **Rules Committee** Chairman Al Ford”)."""
    here, language = cast.document.sentences[cast.document.tokens[phrase.head].sentence], cast.document.language
    if here.paragraph > _LEAD:
        return None
    empty = language.words("empty_modifiers") | language.words("seniority") | {phrase.lemma}
    heads = language.closed_class("heads_of_bodies").keys()
    offices = synonyms(phrase.lemma, "role_synonyms", language) | (heads if phrase.lemma in heads else set())
    own = _stems(phrase.words - empty)
    shared = [
        (len(own & _stems(chain.words - {word.lower() for word in chain.name or ()})), chain)
        for chain in _bearers(cast, offices)
    ]
    most = max((count for count, _ in shared), default=0)
    first = [chain for count, chain in shared if count == most]
    if len(first) != 1 or most < (1 if phrase.lemma in first[0].roles else _OTHER_NOUN):
        return None
    is_ahead = cast.mentions_of(first[0])[0].first > phrase.head
    return first[0] if is_ahead and not _is_another(cast, phrase, first[0]) else None
