"""Whom a word for kin means: “Eric Hale … **his father**”, where the text names one other man called Hale."""

from quoteattr.records import Kind
from quoteattr.runtime.asked import asked_once
from quoteattr.speakers import links
from quoteattr.speakers.cast import Cast, Chain, only_one
from quoteattr.speakers.names.name import surname_of
from quoteattr.speakers.phrases import Phrase
from quoteattr.speakers.ranking import gender_of_noun

_OPPOSITE = {"kin_above": "kin_below", "kin_below": "kin_above"}


def kin_by_surname(cast: Cast, phrase: Phrase) -> Chain | None:
    """“Eric Hale said **his father** was ill … Dana Hale”: of the people of one surname the only other one of the
    gender that the word has, where nothing tells that it is the other way round; nobody if there are several, or if
    the text told of a second such relative (“his first wife”)."""
    language = cast.document.language
    kin = language.class_of(phrase.lemma, _KIN)
    if not kin or phrase.kind is not Kind.PERSON or phrase.words or phrase.head in cast.withheld:
        return None
    owner = links.asked_of(links.scene_of(cast), phrase).owner
    if owner is None or owner.kind is not Kind.PERSON or owner.name is None or len(owner.name) == 1:
        return None
    gender = gender_of_noun(phrase.lemma, language)
    others = (c for c in _of_surname(cast, owner) if c is not owner and c.gender in (None, gender))
    found = only_one(others)
    if found is None or found.gender is None or _is_other_way_round(cast, kin, owner, found):
        return None
    _note(cast, kin, owner, found)
    return found


_KIN = ("kin_above", "kin_beside", "kin_below")


def _of_surname(cast: Cast, chain: Chain) -> list[Chain]:
    """Everybody whose full name ends in somebody's surname."""
    language = cast.document.language
    surname = surname_of(chain.name or (), language)
    people = (c for c in cast.found_by(surname) if c.kind is Kind.PERSON and len(c.name or ()) > 1)
    return [c for c in people if surname_of(c.name or (), language) == surname]


def _is_other_way_round(cast: Cast, kin: str, owner: Chain, found: Chain) -> bool:
    """Whether the one found is told to be somebody's child where a parent is meant, or was found to be this one's."""
    opposite = _OPPOSITE.get(kin)
    if opposite is None:
        return False
    told = not found.roles.isdisjoint(cast.document.language.closed_class(opposite))
    return told or _as_pair(opposite, owner, found) in _parents(cast)


def _note(cast: Cast, kin: str, owner: Chain, found: Chain) -> None:
    """Note who is whose child."""
    if kin in _OPPOSITE:
        _parents(cast).add(_as_pair(kin, owner, found))


@asked_once
def _parents(cast: Cast) -> set[tuple[int, int]]:
    """The children and their parents, by identity, as far as noted."""
    return set()


def _as_pair(kin: str, owner: Chain, found: Chain) -> tuple[int, int]:
    """The child and the parent, by identity."""
    return (id(owner), id(found)) if kin == "kin_above" else (id(found), id(owner))
