"""Names of bodies that go on where most names end: “the University of California **at Berkeley**”, “the Committee
**for a Responsible Federal Budget**”."""

from itertools import takewhile

from attrs import evolve

from quoteattr.records import Kind
from quoteattr.speakers.names.name import Name
from quoteattr.text.document import Document

_CAMPUS = 3  # tokens of “Urbana-Champaign”, at most


def with_whole_bodies(document: Document, names: list[Name]) -> list[Name]:
    """The names in order, those of bodies whole; what is part of such a one is no name of its own."""
    whole: list[Name] = []
    reached = 0  # behind the last one that was made whole
    for name in names:
        if name.first < reached:
            continue
        end = max(_end_of_campus(document, name), _end_of_purpose(document, name))
        reached = end if end > name.last else reached
        whole.append(_up_to(document, name, end) if end > name.last else name)
    return whole


def _up_to(document: Document, name: Name, end: int) -> Name:
    """A name that goes on to a later token."""
    written = document.text[document.tokens[name.first].start : document.tokens[end - 1].end]
    return evolve(name, last=end, words=tuple(written.split()), kind=Kind.ORGANIZATION, place=False)


def _end_of_campus(document: Document, name: Name) -> int:
    """“University of Texas **at Austin**”, “University of California**, Davis**”: behind the town of its campus."""
    classes, tokens = document.language.closed_class, document.tokens
    if name.words[0].lower() not in classes("universities") or name.last + 1 >= len(tokens):
        return -1
    joint = tokens[name.last]
    if joint.text != "," and joint.lower not in classes("before_campuses"):
        return -1
    behind = tokens[name.last + 1 : name.last + 1 + _CAMPUS]
    for length in range(len(behind), 0, -1):
        town = "-".join(token.lower for token in behind[:length] if token.text != "-")
        if town in classes("campuses") and behind[0].text[0].isupper():
            return behind[length - 1].i + 1
    return -1


def _end_of_purpose(document: Document, name: Name) -> int:
    """“Center **for a New American Security**”: behind the words in capitals that tell what a body is for."""
    classes, tokens = document.language.closed_class, document.tokens
    article = name.last + 1
    if article + 1 >= len(tokens) or tokens[name.last].lower not in classes("before_purposes"):
        return -1
    if tokens[article].text not in classes("articles") or name.words[-1].lower() not in classes("bodies_for_purposes"):
        return -1
    purpose = list(takewhile(lambda token: token.text[0].isupper(), tokens[article + 1 : article + 1 + _PURPOSE]))
    return purpose[-1].i + 1 if purpose and purpose[0].sentence == tokens[name.first].sentence else -1


_PURPOSE = 5  # words of what a body is for, at most
