"""Which of the people known so far “he” or “she” means: a scored ranking; of other phrases see `speakers.links`.

Each candidate is scored by named features of recency, grammar, prominence, speech and agreement (after Lappin and
Leass 1994, and the log-linear rankers of Denis and Baldridge 2008); “nobody of these” scores zero, so that a
candidate must earn its place. The weights stand in the language's `reference.tsv`; `training.speakers` fits them to
corpora with coreference and to labelled news.
"""

from bisect import bisect_left
from functools import cache
from math import exp, log1p

from attrs import frozen

from quoteattr.language import Language
from quoteattr.records import Gender, Kind
from quoteattr.speakers.cast import Cast, Chain
from quoteattr.speakers.mentions import GENDER
from quoteattr.speakers.phrases import Form, Phrase
from quoteattr.text.document import Document

Features = dict[str, float]


@cache
def weights(language: Language, kind: str) -> Features:
    """The weight of each feature for one kind of reference: person."""
    return {name: float(weight) for of, name, weight in language.rows("reference") if of == kind}


@frozen
class Chosen:
    """Who is meant, None for nobody of the candidates, and the probability that the weights give this choice."""

    chain: Chain | None
    sure: float = 1.0


def best(cast: Cast, phrase: Phrase, kind: str, candidates: list[Chain]) -> Chosen:
    """The candidate most likely meant; nobody where nobody is likelier."""
    return best_by(weights(cast.document.language, kind), cast, phrase, candidates)


def best_by(known: Features, cast: Cast, phrase: Phrase, candidates: list[Chain]) -> Chosen:
    """The candidate most likely meant by some weights."""
    scores = _scores(known, cast, phrase, candidates)
    top = max(scores, default=0.0)
    share = exp(max(0.0, top)) / (1.0 + sum(map(exp, scores)))
    return Chosen(candidates[scores.index(top)] if top > 0 else None, share)


def likeliest(cast: Cast, phrase: Phrase, candidates: list[Chain]) -> Chain:
    """Of several people of one surname, the one who is most at hand."""
    scores = _scores(weights(cast.document.language, "person"), cast, phrase, candidates)
    return candidates[scores.index(max(scores))]


def _scores(known: Features, cast: Cast, phrase: Phrase, candidates: list[Chain]) -> list[float]:
    """What speaks for each candidate; for nobody speaks 0."""
    here = _here(cast, phrase)
    return [
        min(
            _MOST,
            sum(known[n] * value for n, value in features(cast, chain, phrase, here).items() if value and n in known),
        )
        for chain in candidates
    ]


_MOST = 50.0  # a score that nothing outweighs


@frozen(kw_only=True)
class _Here:
    """What is so at a mention whoever is meant: asked once, not for every candidate."""

    of_a_source: bool
    alone: Chain | None  # the one person of its paragraph so far
    recent: Chain | None  # the person mentioned last who may be of its gender
    speaker: Chain | None  # who says it
    spoke_last: Chain | None


def _here(cast: Cast, phrase: Phrase) -> _Here:
    i = phrase.head
    gender = GENDER.get(cast.document.tokens[i].text.lower())
    return _Here(
        of_a_source=i in cast.sources,
        alone=cast.alone_in_paragraph(i),
        recent=cast.most_recent(i, gender),
        speaker=cast.speaks_at(i),
        spoke_last=cast.spoke_last(i),
    )


def features(cast: Cast, chain: Chain, phrase: Phrase, here: _Here | None = None) -> Features:
    """What speaks for a chain at a mention, and what against."""
    document, i = cast.document, phrase.head
    here = here or _here(cast, phrase)
    place = bisect_left(chain.at, i)
    found: Features = {"candidate": 1.0, "named": float(chain.name is not None)}
    found["often_before"] = log1p(place)
    found["often"] = log1p(len(chain.at))
    if place:
        found |= _recency(document, chain.at[place - 1], i)
        found |= _grammar(cast, chain, chain.at[place - 1], phrase, here)
    elif chain.at:
        found["comes_later"] = 1.0
        found["comes_later_as_subject"] = float(_comes_as_subject(document, i, chain.at[0]))
    found["of_a_source"] = float(here.of_a_source)
    found["alone_in_paragraph"] = float(here.alone is chain)
    found |= _speech(cast, chain, i, here)
    found |= _quotation(cast, chain, i, chain.at[place - 1] if place else None, here)
    if phrase.form is Form.PRONOUN:
        found |= _agreement(chain, phrase, bool(found.get("both_subjects")))
    return found


def _recency(document: Document, last: int, i: int) -> Features:
    here, there = document.tokens[i].sentence, document.tokens[last].sentence
    sentences = here - there
    paragraphs = document.sentences[here].paragraph - document.sentences[there].paragraph
    return {
        "same_sentence": float(sentences == 0),
        "previous_sentence": float(sentences == 1),
        "sentences_back": log1p(sentences),
        "same_paragraph": float(paragraphs == 0),
        "paragraphs_back": log1p(paragraphs),
    }


def _grammar(cast: Cast, chain: Chain, last: int, phrase: Phrase, here: _Here) -> Features:
    document, i = cast.document, phrase.head
    subject, near = is_subject(document, last), document.tokens[i].sentence - document.tokens[last].sentence <= 1
    token, before = document.tokens[i], document.tokens[last]
    return {
        "last_is_subject": float(subject),
        "near_subject": float(subject and near),
        "both_subjects": float(subject and near and is_subject(document, i)),
        "last_is_possessive": float(before.deprel == "nmod:poss"),
        "last_is_pronoun": float(before.upos == "PRON"),
        "same_clause": float(_share_clause(document, last, i)),
        "most_recent": float(here.recent is chain),
        "modifies": float(before.relation in ("compound", "appos")),
        "own_possessor": float(token.relation != "nmod" and before.head == i),
    }


def _share_clause(document: Document, last: int, i: int) -> bool:
    """Arguments of one verb: “Ruiz told **her**” is not Ruiz; “his”, “himself” may well be."""
    a, b = document.tokens[last], document.tokens[i]
    if b.deprel == "nmod:poss" or b.text.lower().endswith("self"):
        return False
    return a.head == b.head >= 0 and a.relation in _ARGUMENTS and b.relation in _ARGUMENTS


_ARGUMENTS = ("nsubj", "obj", "iobj", "obl")


def _comes_as_subject(document: Document, i: int, later: int) -> bool:
    """“In **his** statement, **Ruiz** said”."""
    return document.tokens[i].sentence == document.tokens[later].sentence and is_subject(document, later)


def _speech(cast: Cast, chain: Chain, i: int, here: _Here) -> Features:
    """Who has just spoken goes on speaking."""
    place = bisect_left(chain.spoke_at, i)
    if not place:
        return {}
    document = cast.document
    now, there = document.tokens[i].sentence, document.tokens[chain.spoke_at[place - 1]].sentence
    paragraphs = document.sentences[now].paragraph - document.sentences[there].paragraph
    return {
        "has_spoken": 1.0,
        "spoke_last": float(here.spoke_last is chain),
        "spoke_in_paragraph": float(paragraphs == 0),
        "spoke_one_paragraph_back": float(paragraphs == 1),
        "spoke_near": float(now - there <= 2),
    }


def _quotation(cast: Cast, chain: Chain, i: int, last: int | None, here: _Here) -> Features:
    """In a quotation, “he” is hardly the one who speaks; out of it, hardly one whom only the quotation names."""
    inside = cast.reading.quotation_of[i]
    found: Features = {}
    if inside >= 0:
        found["of_its_speaker"] = float(here.speaker is chain)
        found["same_quotation"] = float(last is not None and cast.reading.quotation_of[last] == inside)
    elif last is not None and cast.reading.quotation_of[last] >= 0:
        found["only_quoted"] = 1.0
    if inside < 0 and here.speaker is chain:
        found["of_its_reported_speaker"] = 1.0
    return found


def _agreement(chain: Chain, phrase: Phrase, subjects: bool) -> Features:
    gender = GENDER.get(phrase.lemma)
    return {
        "gender_shown": float(gender is not None and chain.shown is gender),
        "gender_likely": float(gender is not None and chain.shown is None and chain.gender is gender),
        "plural": float(chain.plural),
        "plural_subjects": float(chain.plural and subjects),
        "organization": float(chain.kind is Kind.ORGANIZATION and not chain.place),
        "document": float(chain.kind is Kind.DOCUMENT),
        "place": float(chain.place),
        "single_person": float(chain.kind is Kind.PERSON),
    }


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
