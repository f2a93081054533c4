"""The likely gender of people whose given names no list knows: what their roles and the pronouns near them tell.

“Ngozi Okafor closed **her** shop”: read in the whole text before it is asked whom a pronoun means, so that a name from
anywhere is as good as one that the lists hold. A pronoun tells the more, the plainer it is whom it means; where more
than one may be meant, whoever is known to be of its gender takes it.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator

from attrs import frozen

from quoteattr.records import Gender, Kind
from quoteattr.speakers.cast import Cast, Chain
from quoteattr.speakers.mentions import GENDER
from quoteattr.speakers.names.name import Name
from quoteattr.speakers.phrases import Phrase
from quoteattr.speakers.ranking import gender_of_noun, is_subject
from quoteattr.text.document import Document, Token

_FAR = 3  # sentences back to the last one that names somebody
# the weight of what is told for one gender beyond the other that makes it likely: the surest first, since whoever is
# known leaves fewer to choose from
_ENOUGH = (6.0, 4.0, 2.6, 1.8)
# log odds that a pronoun means somebody, by whether nobody else may be meant, whether the name is a subject, and
# whether it stands in the same sentence; as counted in articles for people whose names tell
_WEIGHTS = {
    (True, True, True): 2.9,
    (True, True, False): 2.7,
    (True, False, True): 1.9,
    (True, False, False): 1.0,
    (False, True, True): 1.2,
    (False, True, False): 1.2,
    (False, False, True): 0.4,
    (False, False, False): 0.2,
}
_OF_OBJECT = 0.4  # of these, where the pronoun is an object: “Ruiz met **her**” tells less


@frozen
class _Named:
    """A person's name: the token that ends it, whose it is (None of several who bear it), whether it is a subject."""

    at: int
    chain: Chain | None
    subject: bool

    def is_of(self, gender: Gender) -> bool:
        return self.chain is not None and self.chain.gender is gender


def learn_genders(cast: Cast) -> None:
    """Give the named people without a gender the one that the text makes likely, if it does."""
    people = [c for c in cast.chains if c.kind is Kind.PERSON and c.name is not None]
    for chain in people:
        chain.gender = _as_kin(cast, chain) or chain.gender
    unknown = [c for c in people if c.gender is None]
    for chain in unknown:
        chain.gender = _of_roles(cast, chain)
    told = list(_pronouns(cast)) if any(chain.gender is None for chain in unknown) else []
    weights = _weigh(cast, told)
    for enough in _ENOUGH:
        likely = [chain for chain in unknown if chain.gender is None and abs(weights[id(chain)]) >= enough]
        for chain in likely:
            chain.gender = Gender.MASCULINE if weights[id(chain)] > 0 else Gender.FEMININE
        weights = _weigh(cast, told) if likely else weights


def _as_kin(cast: Cast, chain: Chain) -> Gender | None:
    """“Jerry Hill, his **wife**,”: what somebody is to others tells more than a given name; None where no title or
    pronoun is to be overruled by it, or roles tell of both."""
    towards = cast.document.language.closed_class("roles_towards_others")
    kin = [role for role in chain.roles if role.rpartition("-")[2] in towards] if chain.shown is None else ()
    shown = {gender_of_noun(role, cast.document.language) for role in kin} - {None}
    return shown.pop() if len(shown) == 1 else None


def _of_roles(cast: Cast, chain: Chain) -> Gender | None:
    """“**spokeswoman** Ngozi Okafor”; None where roles tell of both, or of none."""
    shown = {gender_of_noun(role, cast.document.language) for role in chain.roles} - {None}
    return shown.pop() if len(shown) == 1 else None


def _pronouns(cast: Cast) -> Iterator[tuple[Token, list[list[_Named]]]]:
    """The pronouns of the third person, each with the names that it may look back to: those before it in its sentence,
    then those of each sentence before, a little way back. What is quoted is of another time and place."""
    tokens, quotation_of = cast.document.tokens, cast.reading.quotation_of
    named: dict[int, list[_Named]] = defaultdict(list)
    for name in cast.names:
        if name.kind is Kind.PERSON and quotation_of[name.first] < 0:
            chain = None if name.last - 1 in cast.unsettled else cast.chain_of(name)
            named[tokens[name.first].sentence].append(_Named(name.last - 1, chain, _is_subject(cast.document, name)))
    for token in cast.document.tokens_of(GENDER):
        if quotation_of[token.i] < 0:
            other = _told_of(cast, token)
            here = [n for n in named.get(token.sentence, []) if n.at != other]
            back = (named.get(token.sentence - n, []) for n in range(1, _FAR + 1))
            before = [names for names in (here[: bisect_left(here, token.i, key=lambda n: n.at)], *back) if names]
            if before:
                yield token, before


def _told_of(cast: Cast, token: Token) -> int | None:
    """“Okafor, **her** neighbor”: she is not Okafor. The token that ends such a name."""
    noun = cast.document.tokens[token.head]
    name = cast.name_at.get(noun.head) if token.deprel == "nmod:poss" and noun.relation == "appos" else None
    return name.last - 1 if name is not None else None


def _is_subject(document: Document, name: Name) -> bool:
    """“**Sanders** said”; not “**Sanders** supporters said”."""
    token = document.tokens[name.first]
    while name.first <= token.head < name.last and token.head != token.i:
        token = document.tokens[token.head]
    if token.relation in ("appos", "flat") and token.head >= 0:  # “the senator, **Sanders**, said”
        token = document.tokens[token.head]
    return token.relation == "nsubj"


def _weigh(cast: Cast, told: list[tuple[Token, list[list[_Named]]]]) -> dict[int, float]:
    """What the pronouns tell of each chain: above zero masculine, below feminine."""
    found: dict[int, float] = defaultdict(float)
    for token, sentences in told:
        gender = GENDER[token.lower]
        fits = next((fits for names in sentences if (fits := _fitting(names, gender))), [])
        if not fits or any(n.is_of(gender) for n in fits):
            continue
        meant = next((n for n in reversed(fits) if n.subject), fits[-1])
        if meant.chain is not None:
            alone = all(n.chain is meant.chain for n in fits)
            here = cast.document.tokens[meant.at].sentence == token.sentence
            weight = _WEIGHTS[alone, meant.subject, here]
            if token.deprel != "nmod:poss" and not is_subject(cast.document, token.i):
                weight *= _OF_OBJECT
            found[id(meant.chain)] += weight if gender is Gender.MASCULINE else -weight
    return found


def against_name(cast: Cast, phrase: Phrase) -> Chain | None:
    """“Marty Hill is a nurse. … **Hill** smiled. **She** said”: who is the subject of the sentence before, in the same
    paragraph, where nobody else is named and only a given name makes the other gender likely; so from then on."""
    document, i = cast.document, phrase.head
    here = document.sentences[document.tokens[i].sentence]
    if i != here.first or not document.tokens[i].sentence:
        return None
    before = document.sentences[document.tokens[i].sentence - 1]
    named = [n for n in cast.names_within(before.first, before.last) if n.kind is Kind.PERSON]
    if len(named) != 1 or before.paragraph != here.paragraph or named[0].last - 1 in cast.unsettled:
        return None
    chain = cast.chain_of(named[0]) if _is_subject(document, named[0]) else None
    if chain is None or chain.shown is not None or chain.kind is not Kind.PERSON:
        return None
    chain.gender = chain.shown = GENDER[phrase.lemma]
    chain.shown_at = i
    return chain


def _fitting(names: list[_Named], gender: Gender) -> list[_Named]:
    return [n for n in names if n.chain is None or n.chain.gender in (None, gender)]
