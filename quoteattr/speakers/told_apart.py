"""Which of several at hand a word tells from the others: “the former”, “the latter”; “one”, “another”."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import dropwhile, takewhile

from quoteattr.language import Language
from quoteattr.language.people import is_human
from quoteattr.records import Kind, Level
from quoteattr.runtime.asked import asked_once
from quoteattr.speakers.cast import Cast, Chain, each_once
from quoteattr.speakers.phrases import Form, Phrase, is_one_of_several, take_apart
from quoteattr.text.document import Token

_TWO = 4  # sentences back in which the two may be named whom “the former” and “the latter” tell apart
_MANY = 1  # sentences back in which those may be mentioned of whom “one” is
_HEARD = 5  # sentences back in which those may have spoken
_PARAGRAPHS = 2  # paragraphs back


def places_in_two(cast: Cast, phrase: Phrase) -> tuple[int, ...]:
    """“**The latter** said …”: which of two a phrase tells, 0 or 1; nothing where it tells neither."""
    if phrase.words:
        return ()
    classes, label = cast.document.language.closed_class, phrase.label.lower()
    both = (classes("first_of_two"), classes("last_of_two"))
    return tuple(place for place, words in enumerate(both) if label in words)


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


def other_under_noun(cast: Cast, phrase: Phrase) -> Chain | None:
    """“**One official** said … **The other official** said”: somebody new, where one of several without a name, or one
    under the same noun, spoke last."""
    others = cast.document.language.closed_class("the_other_of_two").keys()
    if not phrase.definite or phrase.plural or phrase.kind is not Kind.PERSON or phrase.words != others & phrase.words:
        return None
    last = cast.spoke_last(phrase.head) if phrase.words else None
    is_one = last is not None and last.name is None and last.kind is Kind.PERSON
    whole = _parts(cast).get(id(last)) if is_one else whole_at_hand(cast, phrase.head) if phrase.words else None
    like = [c for c in (last if is_one else None, whole) if c is not None and one_noun(cast, c.lemma) == phrase.lemma]
    if not like:
        return None
    chain = one_like(cast, phrase, like[0], phrase.label)
    if whole is not None:
        note_part(cast, chain, whole)
    return chain


def counts_out(cast: Cast, phrase: Phrase) -> bool:
    """“**One** said … **The first** said … **The second** said”: a number alone, for somebody who speaks."""
    words = [cast.document.tokens[i].lower for i in phrase.core]
    classes = cast.document.language.closed_class
    is_place = len(words) == _BOTH and words[0] in classes("the") and words[1] in classes("places_among_several")
    return phrase.head in cast.sources and (is_place or (len(words) == 1 and words[0] in classes("one")))


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
    named = [c for c in each_once(map(cast.chain_of, cast.names_within(first, end))) if not c.members]
    people = [c for c in named if c.kind is Kind.PERSON]
    return people if len(people) > 1 else [c for c in named if c.kind is Kind.ORGANIZATION]


def one_of_many(cast: Cast, phrase: Phrase) -> Chain | None:
    """“Fans were furious. “Go home,” **one** wrote”, “Two officials said … **The other** would not say”: somebody of
    the people whom the text told of last, and of whom it has no name."""
    whole = whole_at_hand(cast, phrase.head)
    label = single(cast, whole, phrase.label) if whole is not None else None
    if whole is None or label is None:
        return None
    chain = one_like(cast, phrase, whole, label)
    note_part(cast, chain, whole)
    return chain


def what_reads(cast: Cast, phrase: Phrase) -> Chain | None:
    """“They held up signs. “Hale must go,” **one** read. **Another** reads: “No more””: one of what things are written
    on, and not of people."""
    tokens, i, classes = cast.document.tokens, phrase.head, cast.document.language.closed_class
    verb = tokens[i].head
    if i not in cast.sources or phrase.label.lower() not in classes("one_of_several") or verb < 0:
        return None
    if tokens[verb].lemma.lower() not in classes("verbs_of_documents") or not _stands_at_quotation(cast, i, verb):
        return None
    thing = next(_things_before(cast, i), None)
    if thing is None:
        return None
    return _written_on(cast, phrase, f"{phrase.label} {thing.lemma.lower()}")


def _things_before(cast: Cast, i: int) -> Iterator[Token]:
    """The nouns for several things, no people, of this sentence and of some before, the last one first."""
    document = cast.document
    first = document.sentences[max(0, document.tokens[i].sentence - _WRITTEN)].first
    many = (t for t in reversed(document.tokens[first:i]) if t.upos == "NOUN" and t.has("plural"))
    return (t for t in many if cast.reading.quotation_of[t.i] < 0 and not is_human(t.lemma.lower(), document.language))


def _written_on(cast: Cast, phrase: Phrase, label: str) -> Chain:
    """What is told of by a label, as before, or anew."""
    known = cast.described.get(label.lower())
    if known is not None:
        return known
    chain = Chain(Kind.DOCUMENT, Level.DESCRIBED, description=label, lemma=phrase.lemma)
    chain.phrases.append(phrase.core)
    cast.add_described(chain)
    return chain


_WRITTEN = 4  # sentences back in which it is told on what things something is written


def _stands_at_quotation(cast: Cast, *clause: int) -> bool:
    """Whether a clause of two words stands right before or behind what is quoted, and goes on with nothing else."""
    tokens, quoted = cast.document.tokens, cast.reading.quotation_of
    first, last = min(clause), max(clause)
    behind = tokens[last + 1 : last + 3]
    ends = last - first == 1 and bool(behind) and behind[0].upos == "PUNCT"
    return ends and (any(quoted[t.i] >= 0 for t in behind) or (first > 0 and quoted[first - 1] >= 0))


def one_like(cast: Cast, phrase: Phrase, like: Chain, label: str) -> Chain:
    """Somebody new who is told of as others were, or another was: “Two officials said … **One** added”."""
    lemma = one_noun(cast, like.lemma)
    kind = Kind.PERSON if like.kind is Kind.GROUP else like.kind
    level = Level.DESCRIBED if like.level is Level.NAMED else like.level
    chain = Chain(kind, level, description=label, lemma=lemma, words=like.words, number=1)
    chain.phrases.append(phrase.core)
    cast.add_described(chain)
    return chain


def what_one_is(cast: Cast, phrase: Phrase) -> Phrase | None:
    """“**One, a former finance officer,** said”, “**another, a nurse** at the time, said”: what somebody is told to be
    who is counted out of several; None where that is no person without a name."""
    document, classes = cast.document, cast.document.language.closed_class
    if phrase.head not in cast.sources or not (_is_one(cast, phrase) or is_one_of_several(document, phrase.core)):
        return None
    within = takewhile(lambda token: token.start < phrase.end, document.tokens_from(phrase.head))
    told = list(dropwhile(lambda token: token.text != ",", within))
    inside = [document.tokens[phrase.head], *told]
    if len(inside) < _APPOSED or inside[2].lower not in classes("indefinite_articles"):
        return None
    group = list(takewhile(lambda token: token.upos in _IN_NOUNS, inside[2:]))
    own = take_apart(document, cast.name_at, group[-1].i, group[0].start, group[-1].end)
    is_somebody = own.form is Form.DESCRIPTION and own.kind is Kind.PERSON and not own.plural
    return own if is_somebody and group[-1].upos == "NOUN" else None


def _is_one(cast: Cast, phrase: Phrase) -> bool:
    """“**One**”, “**another**”, as a source."""
    ones = cast.document.language.closed_class("one_of_several")
    return phrase.head in cast.sources and cast.document.tokens[phrase.head].lower in ones


_APPOSED, _IN_NOUNS = 4, ("DET", "ADJ", "NOUN", "PROPN", "NUM")  # words of “One, a nurse”


def note_part(cast: Cast, chain: Chain, whole: Chain) -> None:
    """Note that somebody is one of several without a name."""
    _parts(cast)[id(chain)] = whole


def note_one_of(cast: Cast, core: tuple[int, ...], chain: Chain | None) -> None:
    """“Several mothers wept. **One of them, Ana Ruiz,** spoke of her children. Another said”: of whom somebody with a
    name is one."""
    if chain is not None and is_one_of_several(cast.document, core):
        _note_whole(cast, chain, whole_at_hand(cast, core[0]))


def note_whole_of(cast: Cast, chain: Chain, before: Chain) -> None:
    """Note of whom somebody is one who is another beside those, or that one, who spoke before."""
    _note_whole(cast, chain, before if before.kind is Kind.GROUP else _parts(cast).get(id(before)))


def whole_of(cast: Cast, chain: Chain) -> Chain | None:
    """Of which several without a name somebody is one who is told of by another noun than they are."""
    whole = _parts(cast).get(id(chain))
    return whole if whole is not None and one_noun(cast, whole.lemma) != chain.lemma else None


def _note_whole(cast: Cast, chain: Chain, whole: Chain | None) -> None:
    if whole is not None:
        note_part(cast, chain, whole)


def is_part(cast: Cast, chain: Chain, whole: Chain) -> bool:
    """Whether somebody is noted as one of several."""
    return _parts(cast).get(id(chain)) is whole


@asked_once
def _parts(cast: Cast) -> dict[int, Chain]:
    """Of which several without a name somebody is one, by identity, as far as noted."""
    return {}


def whole_at_hand(cast: Cast, i: int) -> Chain | None:
    """Of whom “one”, “another” or “the other” is: the people without a name who spoke last, or of whom one did, unless
    others were spoken of since; else those of whom this sentence or the one before is."""
    near = _before(cast, i, cast.near(i, _HEARD))
    named = [c for c in near if c.members and c.kind is Kind.GROUP]
    heard = {id(c): (_heard_at(c, i), _parts(cast).get(id(c), c)) for c in near}
    heard = {key: (at, whole) for key, (at, whole) in heard.items() if at >= 0 and _are_people(whole)}
    told = [c for c in _before(cast, i, cast.near(i, _MANY + _quoted_before(cast, i))) if _are_people(c)]
    told = [c for c in told if c.level is Level.DESCRIBED or _are_told_by_noun(cast, c)]
    ones = {cast.document.tokens[at].sentence: at for key, (at, _) in heard.items() if key in _parts(cast)}
    told = [c for c in told if not _is_told_by(cast, ones, _last_at(c, i))]
    ends = [*heard.values(), *((_last_at(c, i), c) for c in told)]
    at, whole = max(ends, key=lambda end: end[0], default=(-1, None))
    return None if any(_last_at(c, i) > at for c in named) else whole


def _is_told_by(cast: Cast, ones: dict[int, int], i: int) -> bool:
    """“One of the drivers said he had **two sons**”: what stands behind the source that is one of several; `ones` are
    such, by their sentences."""
    return ones.get(cast.document.tokens[i].sentence, i) < i


def _are_told_by_noun(cast: Cast, chain: Chain) -> bool:
    """“some **fans**”, “two **drivers**”; not “some”, “many people”."""
    language = cast.document.language
    return chain.lemma not in language.words("vague_nouns") and is_human(chain.lemma, language)


def _before(cast: Cast, i: int, chains: list[Chain]) -> list[Chain]:
    """Of some chains those mentioned before a token, no further than in the paragraph before."""
    sentences, tokens = cast.document.sentences, cast.document.tokens
    here = sentences[tokens[i].sentence].paragraph
    before = [c for c in chains if c.at[0] < i]
    return [c for c in before if here - sentences[tokens[_last_at(c, i)].sentence].paragraph <= _PARAGRAPHS]


def _last_at(chain: Chain, i: int) -> int:
    """The last mention before a token."""
    return chain.at[bisect_left(chain.at, i) - 1]


def _heard_at(chain: Chain, i: int) -> int:
    """Where somebody spoke last before a token, not long before; else -1."""
    place = bisect_left(chain.spoke_at, i)
    return chain.spoke_at[place - 1] if place else -1


def _quoted_before(cast: Cast, i: int) -> int:
    """How many sentences back a quotation right before a token begins: “**Go home. Now.**” one wrote."""
    reading, tokens = cast.reading, cast.document.tokens
    number = reading.quotation_of[i - 1] if i else -1
    if number < 0:
        return 0
    return tokens[i].sentence - tokens[reading.token_at(reading.outer[number].span.start)].sentence


def may_have_another(cast: Cast, chain: Chain) -> bool:
    """Whether “another” behind somebody is one more of those: not of who speaks for others, where several spoke before
    (“**Two officials** said … A **spokesman** declined to comment. Another said”)."""
    is_of_others = chain.lemma in cast.document.language.closed_class("roles_for_others")
    return _is_one_of_many(cast, chain) and not (chain.kind is Kind.PERSON and is_of_others)


def came_as_one(cast: Cast, chain: Chain, phrase: Phrase) -> bool:
    """“**A quiz** asked … **another**”, “**one company** said … **one**”: whether a document or a body came in as one
    of which there may be more; for “one” it must be counted so itself."""
    classes, begins = cast.document.language.closed_class, next(iter(chain.phrases), (0,))[0]
    first = {token.lower for token in cast.document.tokens[max(0, begins - 1) : begins + 1]}
    is_counted = not first.isdisjoint(classes("one_of_several"))
    is_any = not first.isdisjoint(classes("indefinite_articles")) and phrase.lemma not in classes("one")
    return bool(chain.lemma) and not chain.plural and (is_counted or is_any)


def _is_one_of_many(cast: Cast, chain: Chain) -> bool:
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
    return chain.kind is Kind.GROUP and chain.level in UNNAMED and chain.name is None and bool(chain.lemma)


UNNAMED = (Level.DESCRIBED, Level.VAGUE)


def one_noun(cast: Cast, lemma: str) -> str:
    """The noun for one of several: **person** of “people”."""
    return cast.document.language.classes("nouns_for_one").get(lemma, lemma)


def single(cast: Cast, whole: Chain, word: str) -> str | None:
    """“One **angry fan**”, “another **Labour source**”, “the other **person familiar with the talks**”: of many (“some
    fans”, “two fans”) the label of one; None where no noun says who they are."""
    language = cast.document.language
    tokens = [cast.document.tokens[i] for core in whole.phrases[-1:] for i in core]
    nouns = {t.lower for t in tokens if t.upos in ("NOUN", "PROPN") and t.lemma.lower() == whole.lemma}
    words = (whole.description or "").split()
    place = next((n for n, w in enumerate(words) if w.lower() in nouns), None)
    if place is None:
        return None
    names = {token.text for token in tokens if token.upos == "PROPN"}
    genitives = tuple(ending for ending in language.closed_class("genitives") if len(ending) > 1)
    before = [w if _without(w, genitives) in names else w.lower() for w in _without_count(words[:place], language)]
    if before and before[-1].endswith(genitives):  # “One **of Whitlock's friends**”
        return " ".join([word[0].upper() + word[1:], next(iter(language.closed_class("of"))), *before, words[place]])
    behind = words[place + 1 :] if whole.level is Level.VAGUE else []  # what they know is all that is told of them
    noun = one_noun(cast, whole.lemma)
    noun = noun.capitalize() if words[place] in names or noun in language.words("group_names") else noun
    return " ".join([word[0].upper() + word[1:], *before, noun, *behind])


def _without_count(words: list[str], language: Language) -> list[str]:
    """“**more than 20** current employees”, “**two** fans”: the words before a noun but those that say how many."""
    names = ("words_for_shares", "numerals", "joints_of_shares", "comparing", "than", "before_counts")
    counts = frozenset[str]().union(*(language.closed_class(name) for name in names))
    return [word for word in words if word.lower() not in counts and not word[0].isdecimal()]


def _without(word: str, endings: tuple[str, ...]) -> str:
    return next((word.removesuffix(ending) for ending in endings if word.endswith(ending)), word)
