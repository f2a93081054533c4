"""Whose apposition a name or a noun is, where more than one noun stands before it: “James Zell, a delegate from Ohio
and **the president** of the club”, “the mayor and **the chief**, Al Ford,”, “**the man** who took the child, Al Ford,”.
"""

from collections.abc import Container, Iterator

from quoteattr.language.people import is_human
from quoteattr.records import Gender, Kind
from quoteattr.speakers.names.name import Name
from quoteattr.text.document import Document, Token

_CLIMBED = 5  # arcs up to what an apposition hangs on
_NOUNS = ("NOUN", "PROPN")
_IN_COMPLEMENTS = ("nmod", "obl", "compound", "conj")


def second_half(document: Document, names: Container[int], i: int) -> int:
    """The token that a noun behind “and” is apposed to, as another before it is: “**James Zell**, a delegate from Ohio
    and **the president** of the club”, “**Brixly**, the owner of A and B, and **the former owner** of C”; else -1."""
    tokens, joint = document.tokens, _joint_before(document, i)
    if joint < 0 or tokens[i].relation not in ("appos", "conj") or tokens[i].head < 0 or not _is_one(tokens[i]):
        return -1
    first = _first_half(document, i, joint)
    if first is None or first.head not in names or not _is_one(first):
        return -1
    is_again = first.lemma.lower() == tokens[i].lemma.lower()
    has_comma = tokens[joint - 1].text == ","  # “Hale, a lawyer**, and** the mayor met”
    are_people = all(is_human(token.lemma.lower(), document.language) for token in (first, tokens[i]))
    return first.head if is_again or (are_people and not has_comma) else -1


def _joint_before(document: Document, i: int) -> int:
    """The “and” that joins a noun to what stands before it; -1 without one."""
    below = (document.tokens[c] for c in document.children[i])
    return next((t.i for t in below if t.relation == "cc" and 1 < t.i < i), -1)


def _is_one(token: Token) -> bool:
    return token.upos in _NOUNS and not token.has("plural") and not token.has("plural_name")


def _first_half(document: Document, i: int, joint: int) -> Token | None:
    """The noun before an “and” that is apposed to something: a sister of the second one, or above it, whatever the
    parse joins the second one to (“from **Ohio** and the president”)."""
    tokens = document.tokens
    sisters = (tokens[c] for c in document.children[tokens[i].head])
    first = next((t for t in sisters if t.relation == "appos" and tokens[i].head < t.i < joint), None)
    at = tokens[tokens[i].head]
    for _ in range(_CLIMBED if first is None else 0):
        if at.relation == "appos" and at.head >= 0:
            return at
        if at.relation not in _IN_COMPLEMENTS or at.head < 0:
            return None
        at = tokens[at.head]
    return first


def noun_of(document: Document, i: int, name: Name, gender: Gender | None) -> int:
    """The noun that a name behind some noun is told of: that noun, or the last that is joined to it, or the one that a
    clause around it tells of."""
    last = _last_joined(document, i, name)
    return _doer(document, i, name, gender) if last == i else last


def _last_joined(document: Document, i: int, name: Name) -> int:
    """“the mayor and **the chief**, Al Ford, met”: a second one under an article of its own, right before the name;
    the noun itself in “the founder and chairman, Al Ford”."""
    tokens, classes = document.tokens, document.language.closed_class
    joint = next((t.i for t in tokens[i + 1 : name.first] if t.upos == "CCONJ"), -1)
    behind = [t for t in tokens[joint + 1 : name.first] if t.upos in _NOUNS] if joint >= 0 else []
    has_own = tokens[joint + 1].lower in classes("before_those_known").keys() | classes("possessives").keys()
    is_second = bool(behind) and has_own and not behind[-1].has("plural")
    return behind[-1].i if is_second else i


def _doer(document: Document, i: int, name: Name, gender: Gender | None) -> int:
    """“**the man** who took the child, Al Ford, was jailed”: whom a clause is told of in which something is done to
    the noun before the name, which stands between pauses; not “who took the **girl**, **Anna** Hale, was jailed”."""
    tokens, language = document.tokens, document.language
    closes = tokens[name.last : name.last + 1]
    is_set_off = tokens[i + 1].text == "," and bool(closes) and closes[0].text == ","
    lemma = tokens[i].lemma.lower()
    if not is_set_off or lemma not in language.closed_class("nouns_of_victims") or name.kind is not Kind.PERSON:
        return i
    shown = language.classes("role_nouns").get(lemma, "-")
    if shown != "-" and name.title is None and gender in (None, Gender(shown)):
        return i
    tellers = (token.i for token in _told_by_clause(document, i) if is_human(token.lemma.lower(), language))
    return i if tokens[i].has("plural") else next(tellers, i)


def _told_by_clause(document: Document, i: int) -> Iterator[Token]:
    """The nouns that the clauses around a token tell of: “**the man** who took the child”."""
    at = document.tokens[i]
    for _ in range(_CLIMBED):
        if at.head < 0:
            return
        if at.relation == "acl":
            yield document.tokens[at.head]
        at = document.tokens[at.head]
