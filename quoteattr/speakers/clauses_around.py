"""Which organisation “it” and “they” mean by the clauses around them: “When **Brixly** cut prices, **it** lost money”,
“Brixly said its debts were so high that **it** could not pay”, ““I am glad to be rid of **Brixly**. **They** lied””."""

from collections.abc import Container, Iterator
from itertools import pairwise

from quoteattr.records import Kind
from quoteattr.speakers.cast import Cast, Chain, only_one
from quoteattr.speakers.phrases import Phrase, is_human
from quoteattr.speakers.ranking import is_subject
from quoteattr.speakers.spots import subject_of, subject_of_sentence
from quoteattr.text.document import Document, Token

_CLIMBED = 5  # arcs from a clause to the verb that says it
_CLAUSES = frozenset({"advcl", "ccomp", "xcomp", "conj", "acl", "csubj"})
_MAIN = ("root", "conj")
_HELD = ("ccomp", "csubj", "xcomp", "acl")


def body_of_clauses(cast: Cast, phrase: Phrase) -> Chain | None:
    """The organisation that the clauses around a pronoun leave no choice but."""
    if not is_subject(cast.document, phrase.head) or _is_expletive(cast.document, phrase.head):
        return None
    return _in_leading_clause(cast, phrase) or _who_says_all(cast, phrase) or _acts_again(cast, phrase)


def _is_expletive(document: Document, i: int) -> bool:
    """“**it** is clear that …”, “**it** rained”, “**it** takes time”: what means nobody, or may."""
    token, verb = document.tokens[i], document.tokens[document.tokens[i].head]
    below = [document.tokens[c] for c in document.children[verb.i]]
    has_copula = any(t.relation == "cop" for t in below)
    is_idle = verb.lemma.lower() in document.language.closed_class("verbs_of_it")
    return (
        token.relation == "expl" or is_idle or (has_copula and any(t.relation in _HELD for t in below if t.i > verb.i))
    )


def stands_for_clause(document: Document, i: int) -> bool:
    """“**it** was possible, he knew, that she might lose”, “**it** sounds like they will”, “**it** was these errors
    that led to it”: whether a pronoun only stands in the place of a clause."""
    token = document.tokens[i]
    told = document.tokens[token.head]
    if told.lemma.lower() in document.language.closed_class("verbs_of_likeness"):
        like = document.language.closed_class("like_a_clause")
        return any(t.lower in like for t in document.tokens[told.i + 1 : told.i + 2])
    copula = next((c for c in document.children[told.i] if document.tokens[c].relation == "cop"), -1)
    if copula < 0 or token.relation not in ("nsubj", "expl"):
        return False
    behind = document.tokens[max(i, copula) + 1 : document.sentences[token.sentence].last]
    if told.upos == "ADJ" and told.lemma.lower() in document.language.closed_class("adjectives_of_clauses"):
        is_bare = bool(behind) and behind[0].upos == "PRON" and behind[0].relation == "nsubj"
        opens = document.language.closed_class("opens_clauses")
        return is_bare or any(t.relation == "mark" and t.lower in opens for t in behind)
    has_clause = any(document.tokens[c].relation == "acl" for c in document.children[told.i] if c > told.i)
    return has_clause and told.has("plural") and told.i > i


def _in_leading_clause(cast: Cast, phrase: Phrase) -> Chain | None:
    """“If **Brixly** gets the files, **it** will read them”: the subject of the clause that leads to the pronoun's."""
    document, i = cast.document, phrase.head
    verb = document.tokens[document.tokens[i].head]
    above = [verb.i, verb.head] if verb.relation == "ccomp" and verb.head > verb.i else [verb.i]
    for clause in (document.tokens[c] for at in above for c in document.children[at] if c < i):
        subject = subject_of(document, clause.i) if clause.relation == "advcl" else -1
        if 0 <= subject < i and not _others_named(cast, subject, i) and not _are_and_it(cast, subject, i):
            return _body_at(cast, subject)
    return None


def _are_and_it(cast: Cast, subject: int, i: int) -> bool:
    """“If **the Herons** win, **it** will be their first”: a name in the plural is no “it”."""
    are_several = cast.document.tokens[i].lower in cast.document.language.closed_class("they")
    return not are_several and cast.document.tokens[subject].text.endswith("s")


def _who_says_all(cast: Cast, phrase: Phrase) -> Chain | None:
    """“**Brixly** said its debts were so high that **it** could not pay”: whose words the clause is part of, where they
    tell of no other body and no document."""
    document, tokens, i = cast.document, cast.document.tokens, phrase.head
    clause = tokens[tokens[i].head]
    for _ in range(_CLIMBED):
        if clause.head < 0 or clause.relation not in _CLAUSES or clause.head > i:
            break
        above = tokens[clause.head]
        subject = subject_of(document, above.i) if clause.relation == "ccomp" else -1
        if 0 <= subject < i and cast.reading.quotation_of[subject] == cast.reading.quotation_of[i]:
            body = None if _others_named(cast, subject, i) else _body_at(cast, subject)
            if body is not None:
                return body
        clause = above
    return None


def _acts_again(cast: Cast, phrase: Phrase) -> Chain | None:
    """“**Brixly** closed a plant. Now **it** plans to sell two more”, “In May **Brixly** gave $50. In June **it** gave
    $100”: the subject of the sentence before, in the same paragraph, where *it* does what only people and bodies do, or
    the same once more, and no other body or document came in."""
    document, i = cast.document, phrase.head
    here, verb = document.tokens[i].sentence, document.tokens[document.tokens[i].head]
    if not here or verb.upos != "VERB" or verb.relation not in _MAIN:
        return None
    before = document.sentences[here - 1]
    subject = subject_of_sentence(document, here - 1)
    if before.paragraph != document.sentences[here].paragraph or not before.first <= subject < before.last:
        return None
    if cast.reading.quotation_of[subject] != cast.reading.quotation_of[i]:
        return None
    if _others_named(cast, subject, i, or_places=False):
        return None
    again = verb.lemma == document.tokens[document.tokens[subject].head].lemma
    idle = document.language.closed_class("verbs_of_anything")
    acts = verb.lemma.lower() in document.language.closed_class("verbs_of_agents")
    return _body_at(cast, subject) if acts or (again and verb.lemma.lower() not in idle) else None


def _body_at(cast: Cast, i: int) -> Chain | None:
    """The organisation by name that is mentioned at a token, and is no place."""
    name = cast.name_at.get(i)
    at = name.last - 1 if name is not None else i
    chain = next((c for c in cast.chains_at(at) if not c.members), None)
    is_body = chain is not None and chain.kind is Kind.ORGANIZATION and chain.name is not None
    return chain if is_body and chain is not None and not chain.place else None


def _others_named(cast: Cast, first: int, end: int, *, or_places: bool = True) -> bool:
    """Whether an organisation, or a document, comes in between two tokens: by name, or as what does something; a place
    counts as one unless told otherwise."""
    tokens, language = cast.document.tokens, cast.document.language
    own = cast.name_at.get(first)
    between = [n for n in cast.names_within(first + 1, end) if own is None or n.first >= own.last]
    if any(name.kind is not Kind.PERSON and (or_places or not name.place) for name in between):
        return True
    things = language.classes("organization_nouns").keys() | language.words("document_nouns")
    are_several = tokens[end].lower in language.closed_class("they")
    if are_several and any(t.upos == "NOUN" and t.has("plural") for t in tokens[first + 1 : end]):
        return True
    return any(
        t.relation == "nsubj" and t.upos == "NOUN" and t.lemma.lower() in things for t in tokens[first + 1 : end]
    )


def body_in_quotation(cast: Cast, phrase: Phrase) -> Chain | None:
    """““I am glad to be rid of **Brixly**,” Ford said. “**They** took all we had””: the one organisation that the
    speaker names in the sentence before, or has just called so, where they tell of no other several."""
    document, i = cast.document, phrase.head
    if cast.reading.quotation_of[i] < 0 or not is_subject(document, i):
        return None
    first = document.sentences[max(0, document.tokens[i].sentence - 1)].first
    said = [t for t in _said_alike(cast, i, first) if t.i < i]
    theirs = document.language.closed_class("several_spoken_of")
    before = next((t.i for t in reversed(said) if t.lower in theirs), -1)
    if before >= 0:
        chain = cast.chain_at(before)
        return chain if chain is not None and chain.kind is Kind.ORGANIZATION and chain.name is not None else None
    if any(_may_be_they(cast, t) for t in said):
        return None
    people = any((n := cast.name_at.get(t.i)) is not None and n.kind is Kind.PERSON for t in said)
    return only_one(_body_at(cast, t.i) for t in said) if not people else None


def _said_alike(cast: Cast, i: int, first: int) -> Iterator[Token]:
    """What is quoted of the same speaker from a token on."""
    speaker, quotation_of = cast.speaks_at(i), cast.reading.quotation_of
    for token in cast.document.tokens[first:i]:
        same = quotation_of[token.i] == quotation_of[i] if speaker is None else cast.speaks_at(token.i) is speaker
        if quotation_of[token.i] >= 0 and same:
            yield token


def _may_be_they(cast: Cast, token: Token) -> bool:
    """“**residents**”, “these **companies**”, “the **administration**”, “**someone**”"""
    language, lemma = cast.document.language, token.lemma.lower()
    if token.lower in language.closed_class("vague_pronouns"):
        return True
    if token.i in cast.name_at or token.upos != "NOUN":
        return False
    if token.relation == "nsubj" and token.has("plural"):
        return True
    return lemma in language.classes("organization_nouns") or (token.has("plural") and is_human(lemma, language))


def told_of_behind(cast: Cast, phrase: Phrase, kinds: Container[Kind]) -> Chain | None:
    """““Who do **they** think they are?” Ford said of **Brixly**”: of whom somebody says what is quoted, if the words
    behind the quotation that the pronoun stands in tell it."""
    reading, tokens, number = cast.reading, cast.document.tokens, cast.reading.quotation_of[phrase.head]
    if number < 0 or reading.depths[phrase.head] != 1:
        return None
    ends = reading.token_at(reading.outer[number].span.end)
    behind = [t for t in tokens[ends : ends + _SAID_OF] if t.sentence <= tokens[max(ends - 1, 0)].sentence + 1]
    of = cast.document.language.closed_class("of")
    at = next((t.i for t, o in pairwise(behind) if t.i in reading.cues and o.lower in of), -1)
    if at < 0 or any(reading.quotation_of[t.i] >= 0 for t in behind if t.i < at):
        return None
    name = next((n for t in behind if t.i > at + 1 and (n := cast.name_at.get(t.i)) is not None), None)
    chain = cast.chain_of(name) if name is not None and name.first - at <= _TITLED else None
    return chain if chain is not None and chain.kind in kinds and not chain.place else None


_SAID_OF, _TITLED = 12, 4  # tokens behind a quotation; words up to the name, as “of former Sen. Ruiz”
