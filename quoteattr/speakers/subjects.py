"""Whom a subject right before means, where it leaves no choice: which firm “the company” is, and who says what a
clause leads to."""

from quoteattr.records import Kind
from quoteattr.speakers import links
from quoteattr.speakers.cast import Cast, Chain
from quoteattr.speakers.names.name import Name
from quoteattr.speakers.phrases import Phrase
from quoteattr.speakers.ranking import is_subject
from quoteattr.speakers.spots import subject_of
from quoteattr.text.document import Token
from quoteattr.text.tree import noun_phrase


def firm_before(cast: Cast, phrase: Phrase) -> Chain | None:
    """“**Alphabet**, the parent of Google, rose. **The company** reported …”: the organisation that is the subject of
    the sentence before in the same paragraph, which names no other but in what is told of that one."""
    document = cast.document
    if not _is_any_firm(cast, phrase):
        return None
    here = document.tokens[phrase.head].sentence
    if not here or document.sentences[here - 1].paragraph != document.sentences[here].paragraph:
        return None
    before = range(document.sentences[here - 1].first, document.sentences[here].first)
    root = next((i for i in before if document.tokens[i].head < 0), -1)
    subject = subject_of(document, root) if root >= 0 else -1
    name = cast.name_at.get(subject)
    if name is None or not _is_firm(name):
        return None
    own = noun_phrase(document, subject)
    others = (n for n in cast.names if before[0] <= n.first < phrase.head and _is_firm(n))
    if any(not own[0] <= other.first <= own[-1] for other in others):
        return None
    chain = cast.chain_of(name)
    return None if chain is None or links.is_another(cast, phrase, chain) else chain


def leads_in(cast: Cast, phrase: Phrase) -> Phrase | None:
    """“**Another insider** was blunter: ‘We lie,’ **they** said”: the subject of the clause whose colon leads to the
    quotation right before a source, or whose the subject is (“**Ruiz's** answer was short: …”)."""
    document, reading, before = cast.document, cast.reading, phrase.head - 1
    number = reading.quotation_of[before] if before >= 0 and phrase.head in cast.sources else -1
    colon = reading.token_at(reading.outer[number].span.start) - 1 if number >= 0 else -1
    if colon < 0 or document.tokens[colon].text != ":":
        return None
    here, leading = (document.sentences[document.tokens[i].sentence] for i in (before, colon))
    if here.paragraph != leading.paragraph:
        return None
    clause = range(leading.first, colon)
    told = [subject_of(document, i) for i in clause if not _is_below(document.tokens[i], clause)]
    subject = next((i for i in reversed(told) if i in clause), -1)
    if subject < 0:
        return None
    owners = (c for c in document.children[subject] if document.tokens[c].deprel == "nmod:poss")
    return links.whole(cast, next(owners, subject))


def _is_below(token: Token, clause: range) -> bool:
    """Whether a token heads a clause that another of these tokens has."""
    return token.head in clause and token.relation in _BELOW


_BELOW = frozenset({"acl", "advcl", "ccomp", "xcomp", "csubj"})


def _is_any_firm(cast: Cast, phrase: Phrase) -> bool:
    """“**The company**”, “the group”, as a subject, with no word that tells which."""
    is_bare = phrase.kind is Kind.ORGANIZATION and not phrase.plural and not phrase.words and not phrase.owners
    is_the = phrase.determiner in cast.document.language.closed_class("the")
    if not (is_bare and is_the and is_subject(cast.document, phrase.head)):
        return False
    return links.hypernym(phrase.lemma, cast.document.language).any_organization


def _is_firm(name: Name) -> bool:
    return name.kind is Kind.ORGANIZATION and not name.place
