"""Which of several at hand a word tells from the others: “the former”, “the latter”; “one”, “another”."""

from bisect import bisect_left

from quoteattr.records import Kind, Level
from quoteattr.speakers.cast import Cast, Chain
from quoteattr.speakers.phrases import Phrase

_TWO = 4  # sentences back in which the two may be named whom “the former” and “the latter” tell apart
_MANY = 1  # sentences back in which those may be mentioned of whom “one” is


def places_in_two(cast: Cast, phrase: Phrase) -> tuple[int, ...]:
    """“**The latter** said …”: which of two a phrase tells, 0 or 1; nothing where it tells neither."""
    classes = cast.document.language.closed_class
    both = (classes("first_of_two"), classes("last_of_two"))
    return tuple(place for place, words in enumerate(both) if phrase.label.lower() in words and not phrase.words)


def of_two(cast: Cast, phrase: Phrase) -> Chain | None:
    """“Ruiz and Hill were asked. **The latter** said …”: the first or the last of the two whom the nearest sentence
    with two names in it names; None where more are named there."""
    (place, *_), i = places_in_two(cast, phrase), phrase.head
    here = cast.document.tokens[i].sentence
    for back in range(_TWO + 1):
        sentence = cast.document.sentences[here - back] if here >= back else None
        if sentence is None:
            return None
        named = _named_between(cast, sentence.first, min(i, sentence.last))
        if len(named) > 1:
            return named[place] if len(named) == 2 else None
    return None


def is_the_other(cast: Cast, phrase: Phrase) -> bool:
    """“One of them, Ruiz, … **The other** said”"""
    others = cast.document.language.closed_class("the_other_of_two")
    return phrase.definite and not phrase.plural and not phrase.words and phrase.label.lower() in others


def the_other(cast: Cast, phrase: Phrase) -> Chain | None:
    """“**Ruiz** and **Hill** were asked. Hill said no. **The other** …”: of the only two people whom a sentence just
    before names the one who did not speak last; of a group without names one more, of whom nothing else is told."""
    last, i = cast.spoke_last(phrase.head), phrase.head
    here = cast.document.tokens[i].sentence
    for back in range(min(here, _TWO) + 1):
        sentence = cast.document.sentences[here - back]
        named = _named_between(cast, sentence.first, min(i, sentence.last))
        if len(named) == _BOTH and last in named:
            return named[1 - named.index(last)]
    return one_of_many(cast, phrase)


_BOTH = 2


def _named_between(cast: Cast, first: int, end: int) -> list[Chain]:
    """The people, else the organisations, who are named between two tokens, in order."""
    chains = (cast.chain_of(name) for name in cast.names if first <= name.first < end)
    named = list({id(c): c for c in chains if c is not None and not c.members}.values())
    people = [c for c in named if c.kind is Kind.PERSON]
    return people if len(people) > 1 else [c for c in named if c.kind is Kind.ORGANIZATION]


def one_of_many(cast: Cast, phrase: Phrase) -> Chain | None:
    """“Fans were furious. “Go home,” **one** wrote”: somebody of the people whom this sentence or the one before is
    about, and of whom the text has no name."""
    i = phrase.head
    many = [c for c in cast.near(i, _MANY + _quoted_before(cast, i)) if _are_people(c) and c.at[0] < i]
    whole = max(many, key=lambda c: c.at[bisect_left(c.at, i) - 1], default=None)
    label = single(cast, whole, phrase.label) if whole is not None else None
    if whole is None or label is None:
        return None
    chain = Chain(Kind.PERSON, Level.DESCRIBED, description=label, lemma=whole.lemma, words=whole.words, number=1)
    chain.phrases.append(phrase.core)
    cast.add_described(chain)
    return chain


def _quoted_before(cast: Cast, i: int) -> int:
    """How many sentences back a quotation right before a token begins: “**Go home. Now.**” one wrote."""
    reading, tokens = cast.reading, cast.document.tokens
    number = reading.quotation_of[i - 1] if i else -1
    if number < 0:
        return 0
    return tokens[i].sentence - tokens[reading.token_at(reading.outer[number].span.start)].sentence


def is_one_of_many(cast: Cast, chain: Chain) -> bool:
    """“**One Labour MP** said”, after which another may say something; not “**her agent**”, of whom there is one."""
    tokens, classes = cast.document.tokens, cast.document.language.closed_class
    cores = [core for core in chain.phrases if core]
    if not cores:
        return True
    begin, head = cores[-1][0], next((i for i in cores[-1] if i in chain.at), cores[-1][-1])
    before = tokens[max(0, begin - 1) : head]
    definite = classes("definite_determiners"), classes("possessives")
    is_definite = any(token.lower in which for token in before[:2] for which in definite)
    return not is_definite and not any(token.is_genitive for token in before)


def _are_people(chain: Chain) -> bool:
    return chain.kind is Kind.GROUP and chain.level is Level.DESCRIBED and chain.name is None and bool(chain.lemma)


def single(cast: Cast, whole: Chain, word: str) -> str | None:
    """“One **angry fan**”, “another **Labour source**”: of many (“some fans”, “two fans”) the label of one; None where
    the noun has another plural than the usual."""
    classes = cast.document.language.closed_class
    counts = classes("words_for_shares").keys() | classes("numerals").keys()
    plurals = {f"{whole.lemma}s", f"{whole.lemma}es", f"{whole.lemma.removesuffix('y')}ies"}
    words = (whole.description or "").split()
    place = next((n for n, w in enumerate(words) if w.lower() in plurals), None)
    if place is None:
        return None
    tokens = (cast.document.tokens[i] for core in whole.phrases[-1:] for i in core)
    names = {token.text for token in tokens if token.upos == "PROPN"}
    before = [w if w in names else w.lower() for w in words[:place] if w.lower() not in counts]
    return " ".join([word[0].upper() + word[1:], *before, whole.lemma])
