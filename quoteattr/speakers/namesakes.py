"""Which of several people of one surname is meant by it alone: “**Clinton** said”, where there are two."""

from bisect import bisect_left

from quoteattr.speakers import links
from quoteattr.speakers.cast import Cast, Chain
from quoteattr.speakers.names.kin_named import kin_before
from quoteattr.speakers.names.name import Name, is_only_given
from quoteattr.speakers.phrases import Phrase
from quoteattr.speakers.ranking import likeliest

_MAIN = 1.5  # times as often as others: whoever is mentioned so often is meant by the bare surname
_FAR_MORE = 3.0  # the same, for whom a sentence names only to tell who another is
_LONG = 5  # sentences back in which a living namesake was named


def settle(cast: Cast, phrase: Phrase) -> None:
    """“**Clinton** said”, where there are two: the one whom the text is about, else who was spoken of last."""
    if phrase.name is not None and (open_ := cast.unsettled.get(phrase.name.last - 1)) is not None:
        told = _told_by_surname(cast, phrase.name, open_[1])
        bearers = _told_by_themselves(cast, phrase.head, _at_hand(cast, phrase.head, _living(cast, phrase, told)))
        often = max(len(chain.at) for chain in bearers)
        cast.settle(phrase.name, likeliest(cast, phrase, [c for c in bearers if len(c.at) * _MAIN >= often]))


def _told_by_surname(cast: Cast, name: Name, bearers: list[Chain]) -> list[Chain]:
    """“Ann **Lund** and her husband, Tom, … **Lund** said … Tom Lund”: of the bearers of a surname those whom the text
    has called by it, with a title or in full, and not as kin by a given name alone; all if it has so called nobody."""
    if is_only_given(name.words[-1], cast.document.language):
        return bearers

    def is_told(chain: Chain) -> bool:
        before = (n for n in cast.mentions_of(chain) if n.first < name.first)
        return any((len(n.words) > 1 or n.title) and n.words[-1] == name.words[-1] for n in before)

    told = [c for c in bearers if is_told(c)] or bearers
    return [c for c in told if not _is_told_as_kin(cast, c)] or told


def _is_told_as_kin(cast: Cast, chain: Chain) -> bool:
    """“her **husband, Tom**,”: whether somebody of a longer name is met so."""
    names = (n for n in cast.mentions_of(chain) if len(n.words) == 1 and n.title is None)
    return any(kin_before(cast.document, n.first) >= 0 and cast.reading.quotation_of[n.first] < 0 for n in names)


def _living(cast: Cast, phrase: Phrase, bearers: list[Chain]) -> list[Chain]:
    """“Ana Reyes, whose son **Tom Reyes** drowned, has sued. “It is a lie,” **Reyes** said”: of the sources that bear a
    surname those of whom no death is told, if one of them was named not long before."""
    if phrase.head not in cast.sources:
        return bearers
    living = [c for c in bearers if not links.has_died(cast, c, phrase.head)]
    near = (c for c in living if c.at and c.at[0] < phrase.head)
    return living if any(cast.sentences_back(c, phrase.head) <= _LONG for c in near) else bearers


def _at_hand(cast: Cast, i: int, bearers: list[Chain]) -> list[Chain]:
    """Of the bearers of a surname those named in this sentence or the one before; all if nobody is."""
    here = cast.document.tokens[i].sentence
    near = [
        c for c in bearers if (n := bisect_left(c.at, i)) and here - cast.document.tokens[c.at[n - 1]].sentence <= 1
    ]
    return near or bearers


def _told_by_themselves(cast: Cast, i: int, bearers: list[Chain]) -> list[Chain]:
    """“Ana Reyes, **the mother of Tom Reyes**, wept. “No,” Reyes said”: of the bearers of a surname not those whom the
    sentence names last only to tell who another is, unless the text has far more of them."""
    last = {c.at[n - 1]: c for c in bearers if (n := bisect_left(c.at, i))}
    told = {id(c): by for at, c in last.items() if (by := _whom_it_tells(cast, at, last)) is not None}
    left = [c for c in bearers if id(c) not in told or len(c.at) > _FAR_MORE * len(told[id(c)].at) + 1]
    return left or bearers


def _whom_it_tells(cast: Cast, i: int, bearers: dict[int, Chain]) -> Chain | None:
    """The bearer to whose name an apposition, or a clause, hangs that holds a token."""
    at, own = cast.document.tokens[i], cast.name_at.get(i)
    while at.head >= 0:
        at = cast.document.tokens[at.head]
        name = cast.name_at.get(at.i)
        if name is not None and name is not own and name.last - 1 in bearers:
            return bearers[name.last - 1]
    return None
