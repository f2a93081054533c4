"""Whom a phrase means by the age that the text tells with a name: “Dana Hill, 34, … **the 34-year-old**”, “the death of
16-year-old Al Ford … **the teenager**”."""

from collections import defaultdict

from quoteattr.records import Kind
from quoteattr.runtime.asked import asked_once
from quoteattr.speakers.cast import Cast, Chain, only_one
from quoteattr.speakers.names.name import Name
from quoteattr.speakers.phrases import Phrase
from quoteattr.speakers.ranking import gender_of_noun

_AGE = 3  # words of “the 34-year-old”, at least
_OLDEST = 120
_BETWEEN = 4  # tokens from an age to the name behind it: “- year - old”, and a title


def person_of_age(cast: Cast, phrase: Phrase) -> Chain | None:
    """“**Dana Hill**, 34, met Nora Blum. **The 34-year-old** said”, “16-year-old **Al Ford** … **the 16-year-old**”:
    the one person with whose name that age is told."""
    tokens, language = cast.document.tokens, cast.document.language
    is_age = tokens[phrase.head].lower in language.closed_class("endings_of_ages")
    if not is_age or phrase.plural or len(phrase.core) < _AGE or phrase.determiner not in language.closed_class("the"):
        return None
    return _only_one(cast, phrase, [tokens[phrase.core[1]].lower])


def young_person(cast: Cast, phrase: Phrase) -> Chain | None:
    """“the death of 16-year-old **Al Ford** … **The teen** was buried”: the one person, told of before, whose age goes
    with a bare noun."""
    language = cast.document.language
    span = language.classes("nouns_of_ages").get(phrase.lemma)
    is_bare = phrase.kind is Kind.PERSON and not (phrase.plural or phrase.words or phrase.owners)
    if span is None or not is_bare or phrase.core[-1] != phrase.head or phrase.head in cast.withheld:
        return None
    if phrase.determiner not in language.closed_class("the") or _are_many(cast, phrase.head):
        return None
    least, most = map(int, span.split())
    return _only_one(cast, phrase, [str(age) for age in range(least, most + 1)])


def is_of_other_age(cast: Cast, noun: str, chain: Chain) -> bool:
    """“Dana Moss, 41, ran out. “It was dark,” said **the girl**”: whether an age is told of somebody that does not go
    with a noun."""
    span = cast.document.language.classes("nouns_of_ages").get(noun)
    if span is None:
        return False
    least, most = map(int, span.split())
    ages = (_age_behind(cast, name) or _age_before(cast, name) for name in cast.mentions_of(chain)[:_MENTIONS])
    return any(age is not None and not least <= int(age) <= most for age in ages)


_MENTIONS = 3  # in which an age may be told


def _are_many(cast: Cast, i: int) -> bool:
    """“**The youth were** angry”: all who are young."""
    document = cast.document
    verb, of_many = document.tokens[i].head, document.language.closed_class("verbs_of_many")
    return verb >= 0 and any(document.tokens[c].lower in of_many for c in (verb, *document.children[verb]))


def _only_one(cast: Cast, phrase: Phrase, ages: list[str]) -> Chain | None:
    """The only person of whom one of some ages is told before a phrase, of the gender that the noun shows."""
    gender, known = gender_of_noun(phrase.lemma, cast.document.language), _people_by_age(cast)
    told = (name for age in ages for name in known.get(age, ()) if name.first < phrase.head)
    chain = only_one(map(cast.chain_of, told))
    if any(age in ages and i < phrase.head for age, i in _others(cast)):
        return None  # “Al Ford, 15, died. **A 16-year-old boy** was charged. The teenager”
    return chain if chain is not None and (gender is None or chain.gender in (None, gender)) else None


@asked_once
def _people_by_age(cast: Cast) -> dict[str, list[Name]]:
    """The people with whose names an age is told."""
    found: dict[str, list[Name]] = defaultdict(list)
    for name in cast.names:
        if name.kind is Kind.PERSON and (age := _age_behind(cast, name) or _age_before(cast, name)):
            found[age].append(name)
    return found


@asked_once
def _others(cast: Cast) -> list[tuple[str, int]]:
    """The ages of whom the text tells without a name, each with its token: “**a 16-year-old boy**”."""
    document, found = cast.document, list[tuple[str, int]]()
    new, named = document.language.closed_class("indefinite_articles"), _people_by_age(cast)
    own = {name.first - back for names in named.values() for name in names for back in range(_BETWEEN)}
    for old in document.tokens_of(document.language.closed_class("endings_of_ages")):
        before = document.tokens[max(0, old.i - _BETWEEN - 1) : old.i]
        number = next((token for token in before if token.upos == "NUM"), None)
        if number is not None and old.i not in own and any(t.lower in new for t in before if t.i < number.i):
            found.append((number.text, old.i))
    return found


def _age_behind(cast: Cast, name: Name) -> str | None:
    """“Dana Hill, **34**,”"""
    behind = cast.document.tokens[name.last : name.last + 2]
    return behind[1].text if len(behind) > 1 and behind[0].text == "," and _is_age(behind[1].text) else None


def _age_before(cast: Cast, name: Name) -> str | None:
    """“**34**-year-old Dana Hill”"""
    tokens, olds = cast.document.tokens, cast.document.language.closed_class("endings_of_ages")
    near = range(name.first - 1, max(0, name.first - _BETWEEN), -1)
    old = next((i for i in near if tokens[i].lower in olds), -1)
    before = tokens[max(0, old - _BETWEEN) : max(0, old)]
    number = next((token for token in before if token.upos == "NUM"), None)
    return number.text if number is not None and _is_age(number.text) else None


def _is_age(word: str) -> bool:
    return word.isdecimal() and word.isascii() and int(word) <= _OLDEST
