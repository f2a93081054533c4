"""What hangs on a word, told by rows: “give **a reason**”, “silent **on the audit**” (`dependants.tsv`).

A row says what a dependant is: its relation, the side of the word on which it stands, the classes of its lemma, its
form and its preposition. So a rule names the kind that it asks for, and its words stand in the language.
"""

from collections.abc import Mapping, Set
from functools import cache

from attrs import frozen

from quoteattr.language import Language
from quoteattr.text.document import Document, Token
from quoteattr.text.tree import preposition

_ANY = "-"


@frozen
class Row:
    """What a token is that hangs on a word; None for anything."""

    relations: Set[str] | None
    side: str
    lemmas: Set[str] | None
    forms: Set[str] | None
    prepositions: Set[str] | None
    unlike: Set[str] | None

    def fits(self, document: Document, token: Token, word: int) -> bool:
        """Whether a token is that."""
        return (
            (self.relations is None or token.relation in self.relations)
            and (self.side == _ANY or (token.i > word) is (self.side == "behind"))
            and (self.lemmas is None or token.lemma.lower() in self.lemmas)
            and (self.forms is None or token.lower in self.forms)
            and (self.unlike is None or token.lemma.lower() not in self.unlike)
            and (self.prepositions is None or preposition(document, token.i) in self.prepositions)
        )


def dependant(document: Document, word: int, kind: str) -> int | None:
    """The first token of a kind that hangs on a word."""
    tokens = document.tokens
    return next((i for i in document.children[word] if is_of_kind(document, tokens[i], word, kind)), None)


def has_dependant(document: Document, word: int, kind: str) -> bool:
    """Whether a token of a kind hangs on a word."""
    return dependant(document, word, kind) is not None


def is_of_kind(document: Document, token: Token, word: int, kind: str) -> bool:
    """Whether a token is what a kind says of those that hang on a word, wherever it hangs."""
    return any(row.fits(document, token, word) for row in _kinds(document.language).get(kind, ()))


@cache
def _kinds(language: Language) -> Mapping[str, tuple[Row, ...]]:
    """The rows of each kind."""
    found: dict[str, tuple[Row, ...]] = {}
    for kind, relations, side, *classes, _ in language.rows("dependants"):
        wanted = None if relations == _ANY else frozenset(relations.split())
        row = Row(wanted, side, *(_members(language, names) for names in classes))
        found[kind] = (*found.get(kind, ()), row)
    return found


def _members(language: Language, names: str) -> Set[str] | None:
    """The words of some classes, small ones or lexicons of their own."""
    if names == _ANY:
        return None
    return frozenset(word for name in names.split() for word in (*language.closed_class(name), *language.words(name)))
