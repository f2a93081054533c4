"""Who is none of those whom a noun for several means: who has them (“**his** rivals”), who tells of “the couple”, those
who were told of before “the two others”, two of a longer list."""

from bisect import bisect_left, bisect_right

from quoteattr.language.people import is_human
from quoteattr.records import Kind
from quoteattr.speakers.cast import Cast, Chain
from quoteattr.speakers.names.name import surname_of
from quoteattr.speakers.phrases import Phrase
from quoteattr.speakers.ranking import gender_of_noun

_TWO = 2


def are_no_two(cast: Cast, phrase: Phrase) -> bool:
    """“both **surveys**”, “**on** both sides”: no people; “the two **other** candidates”: not those told of last."""
    language = cast.document.language
    if _are_others(cast, phrase):
        return True
    counting = ("nouns_for_two", "counting_two", "nouns_that_count", "numerals")
    counts = any(phrase.lemma in language.closed_class(name) for name in counting) or _are_sides(cast, phrase)
    return phrase.kind is not Kind.ORGANIZATION and not counts and not is_human(phrase.lemma, language)


def _are_sides(cast: Cast, phrase: Phrase) -> bool:
    """“good for both **sides**”; not “**on** both sides”, which tells where."""
    document, language = cast.document, cast.document.language
    below = (document.tokens[c] for c in document.children[phrase.head] if document.tokens[c].relation == "case")
    where = language.closed_class("prepositions_of_sides")
    return phrase.lemma in language.closed_class("nouns_for_sides") and not any(t.lower in where for t in below)


def _are_others(cast: Cast, phrase: Phrase) -> bool:
    return not cast.document.language.closed_class("the_other_of_two").keys().isdisjoint(phrase.words)


def count_of(cast: Cast, phrase: Phrase) -> int | None:
    """How many a phrase says that they are: “**two** firms”, “**both** firms”."""
    both = phrase.determiner in cast.document.language.closed_class("determiners_of_two")
    own = phrase.number if phrase.number != 1 else None  # “the quartet”
    return _TWO if both else own


def is_not_among(cast: Cast, phrase: Phrase, chain: Chain, owner: Chain | None) -> bool:
    """Whether several who were told of together, or last, are for certain not those whom a description means."""
    language = cast.document.language
    count = count_of(cast, phrase)
    if count is not None and count != len(chain.members):
        return True
    if are_no_two(cast, phrase):
        return True
    if owner is not None and (owner is chain or any(member is owner for member in chain.members)):
        return True
    gender = gender_of_noun(phrase.lemma, language)
    if gender is not None and any(member.gender not in (None, gender) for member in chain.members):
        return True
    if phrase.lemma in language.closed_class("nouns_of_couples") and _are_no_couple(cast, phrase, chain):
        return True
    if is_told_together(cast, chain):
        return count is None and are_examples(cast, phrase.head, chain)
    return _are_of_more(cast, phrase.head, chain)


def is_told_together(cast: Cast, chain: Chain) -> bool:
    """Whether the text names several side by side."""
    return cast.described.get(chain.label.lower()) is chain


def are_examples(cast: Cast, i: int, chain: Chain) -> bool:
    """“lenders **such as** Acme and Brixly raise fees”: whether those of a list were told last as some of many."""
    document, classes = cast.document, cast.document.language.closed_class
    place = bisect_left(chain.at, i)
    if not place:
        return False
    last = [m.at[n - 1] for m in chain.members if (n := bisect_right(m.at, chain.at[place - 1]))]
    names = [name for at in last if (name := cast.name_at.get(at)) is not None]
    first = min((name.first for name in names), default=0)
    before = [token.lower for token in document.tokens[max(0, first - 2) : first]]
    opens = bool(before) and before[-1] in classes("opens_examples")
    return opens or (len(before) > 1 and f"{before[0]}-{before[1]}" in classes("opens_examples"))


def _are_no_couple(cast: Cast, phrase: Phrase, chain: Chain) -> bool:
    """“Officer **Dean Voss** wrote that **the couple** slept”: one of whom tells of them as of others, where no
    surname and no word for kin makes them two."""
    language = cast.document.language
    surnames = {surname_of(c.name or ("",), language) for c in chain.members}
    kin = language.closed_class("nouns_of_kin").keys() | language.closed_class("roles_towards_others").keys()
    if len(surnames) == 1 or any(not kin.isdisjoint(c.roles) for c in chain.members):
        return False
    if not is_told_together(cast, chain) and not _marry(cast, phrase.head, chain):
        return True
    teller = cast.speaks_at(phrase.head)
    return any(member is teller for member in chain.members)


def _marry(cast: Cast, i: int, pair: Chain) -> bool:
    """“Luc Brun **married** Ana Roe”: by a verb in a sentence before that tells of both."""
    sentences = cast.document.sentences
    verbs = cast.document.tokens_of_lemmas(cast.document.language.closed_class("verbs_of_couples").keys())
    where = [sentences[token.sentence] for token in verbs if token.i < i][-_MARRIED:]
    return any(all(member.is_told_in(each.first, each.last) for member in pair.members) for each in where)


_MARRIED = 20  # verbs, the last before


def _are_of_more(cast: Cast, i: int, pair: Chain) -> bool:
    """“the owner of the Sun, **the Post and the Courant**”, “Acme sued **Brixly** and Verdal”: one of whom was told
    last beside others who are none of the two."""
    own = {id(member) for member in pair.members}
    for member in pair.members:
        last = member.at[bisect_left(member.at, i) - 1]
        for chain in cast.near(last, 0):
            those = {id(m) for m in chain.members}
            if id(member) in those and not those <= own and _is_within(cast, chain, last):
                return True
    return False


def _is_within(cast: Cast, chain: Chain, i: int) -> bool:
    """Whether a list that ends behind a token begins before it, in one sentence."""
    end = next((at for at in chain.at[bisect_left(chain.at, i) :]), -1)
    return 0 <= end < cast.document.sentences[cast.document.tokens[i].sentence].last
