"""Whom a counted group means that is also told by name: “**two officers** … Kay Noel and Al Lund signed”."""

from bisect import bisect_left
from collections.abc import Iterable

from quoteattr.records import Kind
from quoteattr.speakers.cast import Cast, Chain
from quoteattr.speakers.phrases import Phrase, is_human

_LATELY, _SOON = 3, 4  # sentences back, and ahead, in which they are named side by side


def listed_before(cast: Cast, phrase: Phrase) -> Chain | None:
    """“Ruiz and Hill sent a letter. … **The two lawmakers** argue”: the last so many who were named side by side."""
    before = (c for c in cast.near(phrase.head, _LATELY) if c.at and c.at[0] < phrase.head)
    return max(_so_many(cast, phrase, before), key=lambda c: c.at[bisect_left(c.at, phrase.head) - 1], default=None)


def listed_behind(cast: Cast, phrase: Phrase) -> Chain | None:
    """“**Two prison officers** were charged. … Kay Noel and Al Lund signed”: so many who are named side by side for the
    first time soon after."""
    here = cast.document.tokens[phrase.head].sentence
    first = cast.first_mentioned_in(range(here, here + _SOON + 1))
    known = (c for c in first if all(member.at[0] > phrase.head for member in c.members))
    return min(_so_many(cast, phrase, known), key=lambda c: c.at[0], default=None)


def _so_many(cast: Cast, phrase: Phrase, chains: Iterable[Chain]) -> list[Chain]:
    """The lists of people that have as many as a phrase counts; none where it counts others than people."""
    language = cast.document.language
    both = phrase.determiner in language.closed_class("determiners_of_two")
    count = _BOTH if both else phrase.number
    if phrase.kind is not Kind.GROUP or not phrase.plural or count is None or count < _BOTH:
        return []
    if not is_human(phrase.lemma, language):
        return []
    return [c for c in chains if len(c.members) == count and c.kind is Kind.GROUP and c.name is not None]


_BOTH = 2
