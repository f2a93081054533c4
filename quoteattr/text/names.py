"""The names of a document as the values that users get."""

from collections.abc import Container

from quoteattr.records import Name, NameKind
from quoteattr.text.document import Document, Entity

_KINDS = {"PERSON": NameKind.PERSON, "ORG": NameKind.ORGANIZATION, "LOC": NameKind.PLACE}


def names_of(document: Document, firms: Container[tuple[int, int]] = ()) -> tuple[Name, ...]:
    """Every name of a document as its parse has it, in order of the text; none overlaps another, and none is a lone
    article (“**The** | Harlow Gazette”).

    `firms` are the tokens (first, end exclusive) of names that the text tells to be organisations', whatever the parse
    says of that one mention.
    """
    return tuple(
        Name(
            document.span(document.tokens[e.first].start, document.tokens[e.last - 1].end),
            NameKind.ORGANIZATION if e.kind == "PERSON" and (e.first, e.last) in firms else _KINDS.get(e.kind, _OTHER),
        )
        for e in document.entities
        if not _is_article(document, e)
    )


_OTHER = NameKind.OTHER


def _is_article(document: Document, entity: Entity) -> bool:
    """“**The** | Harlow Gazette said”: the first of two names that the parse parts, and no name of its own."""
    articles = document.language.closed_class("articles")
    return entity.last - entity.first == 1 and document.tokens[entity.first].lower in articles
