"""Who has written a book is “the author”: “**Ruiz** wrote a novel”, “**Ruiz's** memoir”, “a biography by **Ruiz**”."""

from quoteattr.records import Kind
from quoteattr.runtime.asked import asked_once
from quoteattr.speakers.cast import Cast, Chain
from quoteattr.speakers.names.name import Name
from quoteattr.speakers.phrases import Phrase, issuer_in
from quoteattr.speakers.spots import subject_of
from quoteattr.text.document import Token
from quoteattr.text.tree import noun_phrase


def author_at_hand(cast: Cast, phrase: Phrase) -> Chain | None:
    """“**Ruiz** has written a book. … **The author** said”: the only one who is told so before."""
    classes, head = cast.document.language.closed_class, phrase.head
    is_any = phrase.determiner in classes("the") and not phrase.words and phrase.core[-1] == head
    if not is_any or phrase.plural or phrase.lemma not in classes("nouns_for_authors"):
        return None
    behind = cast.document.tokens[head + 1 : head + 2]
    told = [chain for chain, i in authors(cast).values() if i < head]
    is_told_which = any(token.is_relative for token in behind)
    return told[0] if len(told) == 1 and told[0].at[0] < head and not is_told_which else None


@asked_once
def authors(cast: Cast) -> dict[int, tuple[Chain, int]]:
    """Those by name, by their identity, who are told to have written a book, with where that is first told."""
    nouns = cast.document.language.closed_class("works_of_authors").keys()
    found = dict[int, tuple[Chain, int]]()
    for work in cast.document.tokens_of_lemmas(nouns):
        name = _author_of(cast, work) if work.upos == "NOUN" and work.relation != "compound" else None
        chain = _person(cast, name)
        if chain is not None:
            found.setdefault(id(chain), (chain, work.i))
    return found


def _person(cast: Cast, name: Name | None) -> Chain | None:
    is_person = name is not None and name.kind is Kind.PERSON and name.last - 1 not in cast.unsettled
    return cast.chain_of(name) if is_person and name is not None else None


def _author_of(cast: Cast, work: Token) -> Name | None:
    return _owner(cast, work) or _who_writes(cast, work) or _behind_by(cast, work)


def _owner(cast: Cast, work: Token) -> Name | None:
    """“**Ruiz's** new novel”, “**Ruiz**, whose book”"""
    tokens = cast.document.tokens
    below = [tokens[c] for c in cast.document.children[work.i] if c < work.i]
    whose = next((t.i for t in below if "relative_possessive" in t.traits), 0)
    if whose > 1 and tokens[whose - 1].text == ",":
        return cast.name_at.get(whose - 2)
    before = (token for token in reversed(tokens[max(0, work.i - _BEFORE) : work.i]) if token.upos not in _BESIDE)
    mark = next(before, None)
    return cast.name_at.get(mark.i - 1) if mark is not None and mark.is_genitive else None


_BEFORE, _BESIDE = 6, frozenset({"ADJ", "NUM", "NOUN", "PUNCT"})  # words of “new, 300-page”


def _who_writes(cast: Cast, work: Token) -> Name | None:
    """“**Ruiz** has written a book”"""
    document, verb = cast.document, work.head
    writes = document.language.closed_class("verbs_of_authors")
    if work.relation != "obj" or verb < 0 or document.tokens[verb].lemma.lower() not in writes:
        return None
    subject = subject_of(document, verb)
    return cast.name_at.get(subject) if 0 <= subject < work.i else None


def _behind_by(cast: Cast, work: Token) -> Name | None:
    """“a biography written **by Ruiz**”"""
    return issuer_in(cast.document, cast.name_at, work.i, noun_phrase(cast.document, work.i))
