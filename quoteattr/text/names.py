"""The names of a document as the values that users get."""

from collections.abc import Container, Mapping
from itertools import pairwise
from types import MappingProxyType

from quoteattr.language.people import is_only_title
from quoteattr.records import Name, NameKind
from quoteattr.text.document import Document, Entity

_KINDS = {"PERSON": NameKind.PERSON, "ORG": NameKind.ORGANIZATION, "LOC": NameKind.PLACE}


def names_of(
    document: Document, firms: Container[tuple[int, int]] = (), people: Mapping[int, int] = MappingProxyType({})
) -> tuple[Name, ...]:
    """Every name of a document as its parse has it, in order of the text; none overlaps another, and none is a lone
    article (“**The** | Harlow Gazette”).

    `firms` are the tokens (first, end exclusive) of names that the text tells to be organisations', whatever the parse
    says of that one mention; `people` where each name (first) ends (exclusive) that the text tells to be somebody's.
    """
    found, end = list[Name](), 0
    for entity in document.entities:
        if entity.first < end or _is_article(document, entity) or _is_lone_title(document, entity):
            continue  # what a name goes on with may be taken for another: “Han Yoo-**mi**”
        first, end = _bounds(document, entity, people)
        is_firm = entity.kind == "PERSON" and (entity.first, entity.last) in firms
        kind = NameKind.ORGANIZATION if is_firm else _KINDS.get(entity.kind, _OTHER)
        if people.get(first) == end:
            kind = NameKind.PERSON
        found.append(Name(document.span(document.tokens[first].start, document.tokens[end - 1].end), kind))
    return tuple(found)


_OTHER = NameKind.OTHER
_SYLLABLE = 2  # letters that the small second half of a given name has at most: “Jae-in”


def _bounds(document: Document, entity: Entity, people: Mapping[int, int]) -> tuple[int, int]:
    """The tokens (first, end exclusive) of a name: a person's without the titles before it (“Mrs. **Clinton**”) and the
    letters behind it (“**Julian Tate** KC”), as the measures of names have it, and with the end of a given name that is
    written small (“Moon Jae-in”)."""
    first, last = entity.first, entity.last
    if entity.kind != "PERSON" and first not in people:
        return first, last
    while first + 1 < last and _is_title(document, first):
        first += 1
    letters = document.language.words("post_nominals")
    while first + 1 < last and document.tokens[last - 1].text in letters:
        last -= 1
    hyphen = last - 1 if document.tokens[last - 1].text == "-" else last
    whole = people.get(first, last) == hyphen + 2  # “Ko **Dong** | -wook”
    return first, hyphen + 2 if whole or _goes_on_small(document, hyphen) else last


def _is_title(document: Document, at: int) -> bool:
    """“**Mrs.** Clinton”"""
    return is_only_title(document.tokens[at].lower.rstrip("."), document.language)


def _goes_on_small(document: Document, hyphen: int) -> bool:
    """Whether a token is a hyphen, joined to the word before it and to a short one behind that is written small."""
    glued = document.tokens[max(0, hyphen - 1) : hyphen + 3]
    if len(glued) < 3 or glued[1].text != "-" or not glued[2].text.islower() or len(glued[2].text) > _SYLLABLE:
        return False
    joins = [before.end == behind.start for before, behind in pairwise(glued)]
    return joins[0] and joins[1] and not (len(glued) > 3 and glued[3].text == "-" and joins[2])


def _is_article(document: Document, entity: Entity) -> bool:
    """“**The** | Harlow Gazette said”: the first of two names that the parse parts, and no name of its own."""
    articles = document.language.closed_class("articles")
    return entity.last - entity.first == 1 and document.tokens[entity.first].lower in articles


def _is_lone_title(document: Document, entity: Entity) -> bool:
    """“Lt. **Gen.** | Jeff Hale”: what stands before a name is none."""
    return entity.kind == "PERSON" and entity.last - entity.first == 1 and _is_title(document, entity.first)
