"""Which of the people known so far “he” or “she” means: a scored ranking; of other phrases see `speakers.links`.

Each candidate is scored by named features (`speakers.pronouns`); so is that nobody of them is meant. The scorer stands
in the language's `reference.tsv`, and knows what counts otherwise where the pronoun is a source; `training.speakers`
learns it from corpora with coreference and from labelled news.
"""

from collections.abc import Callable, Sequence
from functools import cache, partial
from math import exp

from quoteattr.language import Language
from quoteattr.records import Gender
from quoteattr.runtime.values import value
from quoteattr.speakers.cast import Cast, Chain
from quoteattr.speakers.phrases import Phrase
from quoteattr.speakers.pronouns import rows, sort_of
from quoteattr.speakers.scorer import Features as Features
from quoteattr.speakers.scorer import Scorer, scorer
from quoteattr.text.document import Document


@value
class Chosen:
    """Who is meant, None for nobody of the candidates, and the probability that the scorer gives this choice."""

    chain: Chain | None
    sure: float = 1.0


def best(cast: Cast, phrase: Phrase, kind: str, candidates: list[Chain]) -> Chosen:
    """The candidate most likely meant; nobody where nobody is likelier."""
    return best_by(partial(scorer, cast.document.language, "reference"), cast, phrase, candidates)


def best_by(known: Callable[[str], Scorer], cast: Cast, phrase: Phrase, candidates: Sequence[Chain]) -> Chosen:
    """The candidate most likely meant by a scorer, which is known for each sort of pronoun."""
    if not candidates:
        return Chosen(None)
    nobody, *scores = known(sort_of(cast, phrase)).scores(rows(cast, phrase, candidates))
    top = max(scores)
    most = max(top, nobody)
    share = 1.0 / (exp(nobody - most) + sum(exp(score - most) for score in scores))
    return Chosen(candidates[scores.index(top)] if top > nobody else None, share)


def likeliest(cast: Cast, phrase: Phrase, candidates: Sequence[Chain]) -> Chain:
    """Of several people of one surname, the one who is most at hand."""
    known = scorer(cast.document.language, "reference", sort_of(cast, phrase))
    scores = known.scores(rows(cast, phrase, candidates))[1:]
    return candidates[scores.index(max(scores))]


def is_owned(phrase: Phrase, language: Language) -> bool:
    """“**Pagliano's** lawyer”, “**his** lawyer”."""
    return bool(phrase.owners) or phrase.determiner in language.closed_class("possessives")


def is_general(lemma: str, language: Language) -> bool:
    """Whether a noun says no more than that somebody is a human being, or an official."""
    return lemma in language.closed_class("nouns_for_general_people") or lemma in language.words("vague_nouns")


def same_noun(a: str, b: str, lexicon: str, language: Language) -> bool:
    """Whether two nouns are the same, or stand in one row of synonyms."""
    return a == b or b in synonyms(a, lexicon, language)


def synonyms(noun: str, lexicon: str, language: Language) -> frozenset[str]:
    """A noun and those that stand in one row with it."""
    return _synonyms_in(language, lexicon).get(noun) or frozenset({noun})


@cache
def _synonyms_in(language: Language, lexicon: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in (frozenset(r[0].split()) for r in language.rows(lexicon)):
        found |= {noun: row | found.get(noun, frozenset()) for noun in row}
    return found


def gender_of_noun(lemma: str, language: Language) -> Gender | None:
    """As the noun itself shows it: spokeswoman → feminine."""
    shown = language.classes("role_nouns").get(lemma, "-")
    return None if shown == "-" else Gender(shown)


def is_subject(document: Document, i: int) -> bool:
    """Whether a token is in a subject: itself or the noun that it is part of."""
    token = document.tokens[i]
    for _ in range(3):
        if token.relation == "nsubj":
            return True
        if token.head < 0 or token.relation not in ("flat", "appos", "compound", "conj"):
            return False
        token = document.tokens[token.head]
    return token.relation == "nsubj"
