"""The names of a document as the values that users get."""

from quoteattr.records import Name, NameKind
from quoteattr.text.document import Document

_KINDS = {"PERSON": NameKind.PERSON, "ORG": NameKind.ORGANIZATION, "LOC": NameKind.PLACE}


def names_of(document: Document) -> tuple[Name, ...]:
    """Every name of a document as its parse has it, in order of the text; none overlaps another."""
    tokens = document.tokens
    return tuple(
        Name(document.span(tokens[e.first].start, tokens[e.last - 1].end), _KINDS.get(e.kind, NameKind.OTHER))
        for e in document.entities
    )
