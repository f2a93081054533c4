"""Which speaker a source phrase means: one function for each form of reference.

Pronouns are resolved by a scored choice among the chains mentioned before, in the manner of Lappin
and Leass (1994): recency, subjecthood, having just spoken, and how often a chain is named; gender
and number rule out. Nobody is invented: what can't be resolved stays open, with a reason.
"""

from bisect import bisect_left

from attrs import evolve, frozen

from quoteattr.attributions.tree import noun_phrase
from quoteattr.lexicon import classes, closed_class, rows, words
from quoteattr.parsing import Document
from quoteattr.records import Gender, Kind, Level
from quoteattr.speakers.cast import Cast, Chain
from quoteattr.speakers.phrases import Form, Phrase, take_apart

_GENDER = {
    "he": Gender.MASCULINE, "his": Gender.MASCULINE, "him": Gender.MASCULINE, "himself": Gender.MASCULINE,
    "she": Gender.FEMININE, "her": Gender.FEMININE, "hers": Gender.FEMININE, "herself": Gender.FEMININE,
}  # fmt: skip
_PLURAL = frozenset({"they", "their", "them", "theirs", "themselves", "both"})
_NEUTER = frozenset({"it", "its", "itself"})
_AUTHOR = frozenset({"i", "my", "me", "mine", "we", "our", "us", "you", "your", "one"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_VAGUE = closed_class("vague_pronouns")
_FAR = 12  # sentences back that a pronoun may look
_MEMORY = 200  # sentences back that a description may look


@frozen
class Resolution:
    """The chain that a source means, or None with the reason; and the rule that says so."""

    chain: Chain | None
    rule: str
    phrase: Phrase | None = None


def resolve(cast: Cast, phrase: Phrase) -> Resolution:
    """The speaker of a source phrase."""
    if phrase.form is Form.PRONOUN:
        return evolve(_pronoun(cast, phrase), phrase=phrase)
    if phrase.form is Form.NAME:
        return Resolution(_named(cast, phrase), "name", phrase)
    if phrase.definite and (chain := _description(cast, phrase)) is not None:
        return Resolution(chain, "definite description", phrase)
    if phrase.definite and (earlier := _earlier_phrase(cast, phrase)) is not None:
        chain = resolve(cast, earlier).chain
        if chain is not None:
            return Resolution(chain, "definite description", phrase)
    if phrase.definite and (chain := _only_person_here(cast, phrase)) is not None:
        return Resolution(chain, "the only person in the paragraph", phrase)
    return Resolution(_described(cast, phrase), "description", phrase)


def _only_person_here(cast: Cast, phrase: Phrase) -> Chain | None:
    """“Captain **Dean Malik** saw it differently. ‘He clipped me,’ **the striker** said.”: a role never told, and one
    person alone that the paragraph has spoken of as its subject."""
    document = cast.document
    if (
        phrase.kind is not Kind.PERSON
        or phrase.plural
        or phrase.owners
        or document.tokens[phrase.core[0]].xpos == "PRP$"
    ):
        return None
    if document.tokens[phrase.core[0]].text.lower() != "the" or phrase.lemma in words("vague_nouns"):
        return None
    here = document.sentences[document.tokens[phrase.head].sentence].paragraph
    persons = {
        id(c): c
        for c in cast.near(phrase.head, 4)
        if c.kind is Kind.PERSON and c.name is not None
        for i in c.at
        if i < phrase.core[0]
        and document.sentences[document.tokens[i].sentence].paragraph == here
        and document.tokens[i].sentence != document.tokens[phrase.head].sentence
    }
    if len(persons) != 1:
        return None
    (chain,) = persons.values()
    return chain if any(_is_subject(document, i) for i in chain.at if i < phrase.core[0]) else None


def _named(cast: Cast, phrase: Phrase) -> Chain | None:
    """A name, or several joined by and."""
    assert phrase.name is not None
    if not phrase.also:
        return cast.chain_of(phrase.name)
    members = tuple(c for n in (phrase.name, *phrase.also) if (c := cast.chain_of(n)) is not None)
    if len(members) < 2:
        return members[0] if members else None
    together = cast.described.get(" and ".join(m.label for m in members).lower())
    if together is not None and together.members:
        return together
    chain = Chain(Kind.GROUP, Level.NAMED, tuple(" and ".join(m.label for m in members).split()), plural=True,
                  number=len(members), members=members)  # fmt: skip
    cast.add_described(chain)
    return chain


# --- descriptions ---------------------------------------------------------------------------------


def _description(cast: Cast, phrase: Phrase) -> Chain | None:
    """“**the Mexican official**”: an earlier chain that the description fits, the most recent first."""
    fits = [c for c in cast.near(phrase.core[0], _MEMORY) if _fits(c, phrase) and _mentioned_before(c, phrase)]
    if not fits:
        later = [c for c in cast.by_role.get(phrase.lemma, []) if c.kind is phrase.kind is Kind.PERSON]
        return later[0] if len(later) == 1 and phrase.words <= later[0].words | later[0].roles else None
    return max(fits, key=lambda c: (_fit(c, phrase), c.at[bisect_left(c.at, phrase.core[0]) - 1]))


def _earlier_phrase(cast: Cast, phrase: Phrase) -> Phrase | None:
    """“**A senior port official** met them. … the official said”: the same noun, not the source of anything yet."""
    document = cast.document
    here = document.tokens[phrase.head].sentence
    first = document.sentences[max(0, here - _FAR)].first
    for i in range(phrase.core[0] - 1, first - 1, -1):
        token = document.tokens[i]
        if token.upos != "NOUN" or token.lemma.lower() != phrase.lemma or token.relation == "compound":
            continue
        indices = noun_phrase(document, i)
        start, end = document.tokens[indices[0]].start, document.tokens[indices[-1]].end
        earlier = take_apart(document, cast.name_at, i, start, end)
        if (
            earlier.plural == phrase.plural
            and phrase.words - words("empty_modifiers") <= earlier.words
            and (earlier.form is Form.NAME or earlier.words > phrase.words)
        ):
            return evolve(earlier, definite=False)
    return None


def _mentioned_before(chain: Chain, phrase: Phrase) -> bool:
    return bool(chain.at) and chain.at[0] < phrase.core[0]


def _fits(chain: Chain, phrase: Phrase) -> bool:
    if chain.name is None:
        return _fits_description(chain, phrase)
    if phrase.kind is Kind.PERSON and chain.kind is Kind.PERSON and not phrase.plural:
        return _has_role(chain, phrase)
    if phrase.kind is Kind.ORGANIZATION and chain.kind is Kind.ORGANIZATION:
        return _fits_organization(chain, phrase)
    if phrase.kind is Kind.DOCUMENT and chain.kind is Kind.DOCUMENT:
        return _same(chain.lemma, phrase.lemma, "document_synonyms") and _adds_nothing(chain, phrase)
    return False


def _has_role(chain: Chain, phrase: Phrase) -> bool:
    """“the lawyer” of “Mark MacDougall, an attorney”; “Pagliano's lawyer” only if Pagliano is spoken of there."""
    if not any(_same(chain_role, phrase.lemma, "role_synonyms") for chain_role in chain.roles):
        return False
    whose = {w for w in phrase.words if w in phrase.owners}
    return whose <= chain.words


def _same(a: str, b: str, lexicon: str) -> bool:
    """Whether two nouns are the same, or stand in one row of synonyms."""
    return a == b or any(a in row[0].split() and b in row[0].split() for row in rows(lexicon))


def _adds_nothing(chain: Chain, phrase: Phrase) -> bool:
    """Whether a phrase says nothing that the chain doesn't: “the **Mexican** official” of a Mexican one."""
    return phrase.words - words("empty_modifiers") <= chain.words | {chain.lemma}


def _fits_description(chain: Chain, phrase: Phrase) -> bool:
    if chain.plural != phrase.plural or not _adds_nothing(chain, phrase):
        return False
    if chain.lemma == phrase.lemma:
        return True
    if phrase.kind is Kind.DOCUMENT is chain.kind:
        return _same(chain.lemma, phrase.lemma, "document_synonyms")
    return phrase.lemma in ("official", "source", "person", "man", "woman", "people") and chain.kind is phrase.kind


def _fits_organization(chain: Chain, phrase: Phrase) -> bool:
    """“the campaign” of the Clinton campaign, “the agency” of the Congressional Budget Office, “the city” of Lyon."""
    assert chain.name is not None
    if not phrase.words <= {w.lower() for w in chain.name}:
        return False
    names = {w.lower() for w in chain.name}
    if phrase.lemma in names:
        return True
    kinds = classes("organization_hypernyms").get(phrase.lemma, "").split()
    if "place" in kinds:
        return chain.place
    return not chain.place and bool(names & set(kinds) or "any" in kinds)


def _fit(chain: Chain, phrase: Phrase) -> int:
    return len(phrase.words & chain.words) + (1 if chain.spoke_at else 0)


def _described(cast: Cast, phrase: Phrase) -> Chain:
    """A description that is new, or word for word an earlier one: “Mexican officials” twice."""
    key = phrase.label.lower()
    if (known := cast.described.get(key)) is not None:
        return known
    if phrase.kind in (Kind.ORGANIZATION, Kind.DOCUMENT) and phrase.level is Level.NAMED:
        chain = Chain(phrase.kind, Level.NAMED, tuple(phrase.label.split()), lemma=phrase.lemma, words=phrase.words)
    else:
        chain = Chain(phrase.kind, phrase.level, None, phrase.label, phrase.lemma, phrase.words,
                      plural=phrase.plural, number=phrase.number)  # fmt: skip
    cast.add_described(chain)
    return chain


# --- pronouns -------------------------------------------------------------------------------------


def _pronoun(cast: Cast, phrase: Phrase) -> Resolution:
    word = phrase.lemma
    if word in _AUTHOR:
        return Resolution(None, "the author or nobody in particular")
    if word in _RELATIVE and (head := antecedent(cast.document, phrase.head)) is not None:
        return _antecedent_speaker(cast, head)
    if word in _GENDER:
        chain = best_person(cast, phrase.head, _GENDER[word])
        return Resolution(chain, "pronoun" if chain else "no person before the pronoun that fits it")
    if word in _PLURAL:
        chain = best_group(cast, phrase.head)
        return Resolution(chain, "pronoun" if chain else "no group before the pronoun that fits it")
    if word in _NEUTER or word in ("this", "that", "which"):
        chain = best_thing(cast, phrase.head)
        return Resolution(chain, "pronoun" if chain else "no organization or document before the pronoun")
    if word in _VAGUE:
        plural = evolve(phrase, kind=Kind.GROUP, level=Level.VAGUE, plural=True)
        if word in ("someone", "somebody", "anyone"):
            plural = evolve(plural, kind=Kind.PERSON, plural=False)
        return Resolution(_described(cast, plural), "description")
    return Resolution(None, f"a pronoun that points to nobody: {word}")


def antecedent(document: Document, i: int) -> int | None:
    """The noun that a relative clause with this pronoun modifies."""
    at = document.tokens[i]
    for _ in range(6):
        if at.head < 0:
            return None
        if at.deprel in ("acl:relcl", "acl"):
            return _human(document, at.head, i) if at.head < i else None
        at = document.tokens[at.head]
    return None


def _human(document: Document, head: int, i: int) -> int:
    """“one **Democrat** familiar with the campaign's organization who …”: who is no organization."""
    if document.tokens[i].lemma.lower() not in ("who", "whom"):
        return head
    at = document.tokens[head]
    if at.upos == "NOUN" and at.lemma.lower().endswith(_ABSTRACT) and document.tokens[i - 1].upos in ("NOUN", "PROPN"):
        return i - 1
    while (
        at.upos == "NOUN"
        and at.head >= 0
        and at.relation in ("nmod", "obl", "compound")
        and (at.lemma.lower() in classes("organization_nouns") or at.lemma.lower() in words("document_nouns"))
    ):
        at = document.tokens[at.head]
        if at.upos == "ADJ" and at.head >= 0:
            at = document.tokens[at.head]
    return at.i if at.upos in ("NOUN", "PROPN", "PRON") else head


_ABSTRACT = ("tion", "ment", "ness", "ity", "ism", "issue", "program", "race", "way", "time", "event", "deal")


def _antecedent_speaker(cast: Cast, head: int) -> Resolution:
    """“**Officials** who attended said …”."""
    document = cast.document
    indices = noun_phrase(document, head)
    cut = next(
        (n for n, i in enumerate(indices) if document.tokens[i].xpos in ("WP", "WDT", "WP$") and i > head), len(indices)
    )
    indices = indices[:cut] or [head]
    start, end = document.tokens[indices[0]].start, document.tokens[indices[-1]].end
    return resolve(cast, take_apart(document, cast.name_at, head, start, end))


def best_person(cast: Cast, i: int, gender: Gender | None) -> Chain | None:
    """The person a pronoun most likely means."""
    scored = [
        (score, -order, chain)
        for order, chain in enumerate(cast.near(i, _FAR))
        if chain.kind is Kind.PERSON
        and not chain.plural
        and (gender is None or chain.gender is None or chain.gender is gender)
        and (score := _salience(cast, chain, i, gender)) is not None
    ]
    if not scored:
        return None
    return max(scored, key=lambda item: item[:2])[2]


def best_group(cast: Cast, i: int) -> Chain | None:
    """The group, else the organisation, that “they” most likely means."""
    scored = [
        (score + chain.plural, -order, chain)
        for order, chain in enumerate(cast.near(i, _FAR))
        if (chain.plural or chain.kind in (Kind.GROUP, Kind.ORGANIZATION))
        and chain.kind is not Kind.DOCUMENT
        and (score := _salience(cast, chain, i, None)) is not None
        and (chain.spoke_at or chain.plural)
    ]
    scored += [  # “said **one backbencher** … they said”: one person whose gender is not told
        (score, -order, chain)
        for order, chain in enumerate(cast.near(i, 2))
        if chain.kind is Kind.PERSON
        and chain.gender is None
        and chain.name is None
        and chain.spoke_at
        and (score := _salience(cast, chain, i, None)) is not None
    ]
    return max(scored, key=lambda item: item[:2])[2] if scored else None


def best_thing(cast: Cast, i: int) -> Chain | None:
    """The organisation or document that “it” most likely means."""
    scored = [
        (score, -order, chain)
        for order, chain in enumerate(cast.near(i, _FAR))
        if chain.kind in (Kind.ORGANIZATION, Kind.DOCUMENT)
        and not chain.plural
        and (score := _salience(cast, chain, i, None)) is not None
    ]
    return max(scored, key=lambda item: item[:2])[2] if scored else None


def _salience(cast: Cast, chain: Chain, i: int, gender: Gender | None) -> float | None:
    """How likely a chain is meant at a token; None where it is not mentioned before, or too far back."""
    document = cast.document
    before = chain.at[max(0, bisect_left(chain.at, i) - 20) : bisect_left(chain.at, i)]
    spoke = chain.spoke_at[: bisect_left(chain.spoke_at, i)][-1:]
    if not before and not spoke:
        return None
    sentence = document.tokens[i].sentence
    last = max(before[-1:] + spoke)
    distance = sentence - document.tokens[last].sentence
    if distance > _FAR:
        return None
    score = -1.0 * distance
    recent = [j for j in before if sentence - document.tokens[j].sentence <= 2]
    score += 1.5 * any(_is_subject(document, j) for j in recent)
    if spoke:
        score += max(0.0, 2.5 - 0.5 * (sentence - document.tokens[max(spoke)].sentence))
    score += min(len(before), 8) * 0.15
    if gender is not None and chain.gender is gender:
        score += 0.7
    if chain.kind is Kind.ORGANIZATION and chain.name and chain.name[-1].lower() in words("places"):
        score -= 2.0
    if distance == 0 and not _is_subject(document, last) and not spoke:
        score -= 1.0
    return score


def _is_subject(document: Document, i: int) -> bool:
    """Whether a token is in a subject: itself or the noun that it is part of."""
    token = document.tokens[i]
    for _ in range(3):
        if token.relation == "nsubj":
            return True
        if token.head < 0 or token.relation not in ("flat", "appos", "compound"):
            return False
        token = document.tokens[token.head]
    return token.relation == "nsubj"


def gender_of_pronoun(word: str) -> Gender | None:
    """he → masculine, she → feminine."""
    return _GENDER.get(word)
