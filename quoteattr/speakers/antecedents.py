"""What the noun before a relative clause tells of: “Ruiz is **a lawyer** who”, “the book by **Lund**, which says”."""

from collections.abc import Iterator

from quoteattr.speakers.cast import Cast, Chain
from quoteattr.speakers.spots import subject_of
from quoteattr.speakers.works import title_before, work_called
from quoteattr.text.document import Document, Token
from quoteattr.text.tree import has_child, is_negation

_IN_NAMES = ("appos", "flat", "compound")
_CLIMBED = 4  # arcs from somebody's name to what they made


def said_of(document: Document, i: int) -> int:
    """“**Ruiz** is a lawyer who argued”, “**Field** was one of the loudest, a housewife who said”: the subject of
    which a noun, or what it stands in apposition to, is said for certain; -1 without one."""
    tokens = document.tokens
    if tokens[i].has("plural"):
        return -1
    predicate = next((t.i for t in _apposed(document, tokens[i]) if has_child(document, t.i, "cop")), -1)
    if predicate < 0 or not _is_certain(document, predicate):
        return -1
    subject = subject_of(document, predicate)
    return subject if subject < i else -1


def _apposed(document: Document, token: Token) -> Iterator[Token]:
    """A noun, and what it is apposed to: a comma and no preposition before it, whatever the parse calls that."""
    yield token
    before = (c for c in document.children[token.i] if c < token.i and document.tokens[c].upos != "PUNCT")
    begins = min(before, default=token.i)
    is_apposed = begins > 0 and document.tokens[begins - 1].text == "," and not has_child(document, token.i, "case")
    if is_apposed and token.head >= 0 and token.relation in ("appos", "nmod"):
        yield document.tokens[token.head]


def _is_certain(document: Document, predicate: int) -> bool:
    """Not “**would** be”, “is **not**”, “**if** she is”."""
    below = [document.tokens[c] for c in document.children[predicate] if c < predicate]
    return not any(t.is_modal or t.relation == "mark" or is_negation(document, t) for t in below)


def made_by(document: Document, i: int, words: str = "made_by") -> int:
    """“**the report** by Ana Ruiz, which”: the noun of what somebody, whom a token means, has made, by a class of words
    before a maker; -1 without one."""
    by = _maker_behind(document, i, words)
    above = document.tokens[document.tokens[by].head].head if by >= 0 else -1
    return above if above >= 0 and document.tokens[above].upos == "NOUN" else -1


def work_of(cast: Cast, i: int) -> Chain | None:
    """“**“Low Water,”** by the reporter Ana Ruiz, which”: the work whose title in marks stands before its maker."""
    by = _maker_behind(cast.document, i)
    title = title_before(cast.document, by) if by >= 0 else ()
    return work_called(cast, title) if title else None


def _maker_behind(document: Document, i: int, words: str = "made_by") -> int:
    """The “by” of “by the reporter Ana Ruiz”, from the name or its noun; -1 without one."""
    token, made = document.tokens[i], document.language.closed_class(words)
    for _ in range(_CLIMBED):
        if (by := next((c for c in document.children[token.i] if document.tokens[c].lower in made), -1)) >= 0:
            return by
        if token.head < 0 or token.relation not in _IN_NAMES:
            break
        token = document.tokens[token.head]
    return -1
