"""Who an office in letters means: “Chief Minister Mina Rao came. “We will act,” said **the CM**”."""

from collections import defaultdict

from quoteattr.records import Kind
from quoteattr.runtime.asked import asked_once
from quoteattr.speakers.cast import Cast, Chain, only_one
from quoteattr.speakers.names.name import Name
from quoteattr.speakers.phrases import Phrase


def in_office(cast: Cast, phrase: Phrase) -> Chain | None:
    """The one person whom the text tells to have the office that the letters stand for, right before a name: the
    **DCM** is a Deputy Chief Minister, and no Chief Minister."""
    offices, language = cast.document.language.classes("offices_in_letters"), cast.document.language
    office = offices.get(phrase.lemma)
    is_bare = office is not None and phrase.core[-1] == phrase.head and not phrase.words and not phrase.owners
    if office is None or not is_bare or phrase.determiner not in language.closed_class("the"):
        return None
    return only_one(chain for chain in _in_offices(cast).get(office, ()) if chain.at[0] < phrase.head)


@asked_once
def _in_offices(cast: Cast) -> dict[str, list[Chain]]:
    """Who is named right behind each office that letters stand for."""
    offices = frozenset(cast.document.language.classes("offices_in_letters").values())
    found = defaultdict[str, list[Chain]](list)
    for name in cast.names:
        office = _office_before(cast, name, offices) if name.kind is Kind.PERSON else None
        chain = cast.known_by(name) if office is not None else None
        if office is not None and chain is not None:
            found[office].append(chain)
    return found


def _office_before(cast: Cast, name: Name, offices: frozenset[str]) -> str | None:
    """The longest office that ends right before a name."""
    before = [token.lower for token in cast.document.tokens[max(0, name.first - _LONGEST) : name.first]]
    found = (" ".join(before[-n:]) for n in range(min(_LONGEST, len(before)), 1, -1))
    return next((office for office in found if office in offices), None)


_LONGEST = 6  # words of “senior superintendent of police”, and one more
