"""Where a mention stands in its sentence: its role, the clauses that hold it, the subjects that it may look up to."""

from collections.abc import Iterator
from functools import lru_cache

from attrs import frozen

from quoteattr.language.people import is_human
from quoteattr.runtime.values import value
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.mentions import GENDER
from quoteattr.text.document import Document, Token

_ACTIVE = "subj"  # “**Ruiz** said”
_PASSIVE = "pass"  # “**Ruiz** was told”
_REFLEXIVE = "self"  # “Ruiz saw **himself**”
OWNER = "poss"  # “**Ruiz'** boat”
SUBJECT = frozenset({_ACTIVE, _PASSIVE})
_ROLES = {
    "nsubj:pass": _PASSIVE,
    "nmod:poss": OWNER,
    "nsubj": _ACTIVE,
    "csubj": _ACTIVE,
    "obj": "obj",
    "iobj": "obj",
    "obl": "obl",
    "nmod": "nmod",
    "compound": "mod",
}
PRONOUN = "pronoun"  # a form of mentions
_OWN = "own"  # how a subject is known that its predicate has itself
_SUBJECTS = ("nsubj", "csubj")
_DEEP, _CLIMBED = 30, 6  # arcs that are followed to the root, and to the relation that counts
_LEVELS = 3  # subjects that are looked up to


@frozen(cache_hash=True)
class Seen:
    """What is to be seen of a mention where it stands.

    `role` is what its phrase is in the tree (what its noun is, where it is apposed or joined by *and*), `form` full or
    short (names), pronoun or noun, `level` how many clauses hold its own, two at most, `held` whether a noun holds it.
    """

    role: str
    form: str
    level: int
    preposition: str
    held: bool
    joined: bool
    apposed: bool
    bracketed: bool
    of_human: bool  # “the mother of **Ruiz**”

    @property
    def marks(self) -> list[str]:
        """What else is so of it, by name."""
        known = {
            "joined": self.joined,
            "apposed": self.apposed,
            "bracketed": self.bracketed,
            "of_human": self.of_human,
        }
        return [name for name, is_so in known.items() if is_so]


_seen = lru_cache(4096)(Seen)  # one for all places that look alike, which are few: what is made of them is kept


@value
class Spot:
    """Where a mention stands: `top` is the token by which its phrase hangs in the tree, `clauses` are the predicates
    above it, the nearest first, `owned` is the role of what it owns."""

    i: int
    top: int
    sentence: int
    paragraph: int
    quotation: int
    role: str
    owned: str
    clauses: tuple[int, ...]
    seen: Seen
    order: tuple[int, int, int, int]  # the nearest sentence first, what is least deep in the tree, from left to right


def spot_of(cast: Cast, i: int) -> Spot:
    """Where the mention stands that a token heads: asked once."""
    found: Spot | None = cast.spots.get(i)
    if found is None:
        found = cast.spots[i] = _spot(cast, i)
    return found


def _spot(cast: Cast, i: int) -> Spot:
    document = cast.document
    tokens = document.tokens
    token = _top_of_name(cast, i)
    top, joined, apposed = token.i, False, False
    for _ in range(_CLIMBED):
        if token.head < 0 or token.relation not in ("conj", "appos", "flat"):
            break
        joined, apposed = joined or token.relation == "conj", apposed or token.relation == "appos"
        if token.relation == "conj" and is_predicate(document, token.head):
            break
        token = tokens[token.head]
    role = _ROLES.get(token.deprel) or _ROLES.get(token.relation, "other")
    if tokens[i].lower in document.language.closed_class("reflexives_of_people"):
        role = _REFLEXIVE
    above = tokens[token.head] if token.head >= 0 else token
    clauses, held = _clauses(document, token)
    name = cast.name_at.get(i)
    first = name.first if name is not None else i
    preposition = _preposition(document, top) or (_preposition(document, token.i) if token.i != top else "")
    bracketed = first > 0 and tokens[first - 1].text == "("
    of_human = token.relation == "nmod" and role != _REFLEXIVE and is_human(above.lemma.lower(), document.language)
    level = min(2, len(clauses) - 1)
    seen = _seen(role, _form(cast, i), level, preposition, held > 0, joined, apposed, bracketed, of_human)
    sentence = tokens[i].sentence
    return Spot(
        i=i,
        top=top,
        sentence=sentence,
        paragraph=document.sentences[sentence].paragraph,
        quotation=cast.reading.quotation_of[i],
        role=role,
        owned=_ROLES.get(above.relation, "other") if role == OWNER else "",
        clauses=clauses,
        seen=seen,
        order=(-sentence, len(clauses), held, i),
    )


def _top_of_name(cast: Cast, i: int) -> Token:
    """The token by which a name hangs in the tree; of any other mention its head."""
    token, name = cast.document.tokens[i], cast.name_at.get(i)
    if name is not None:
        while name.first <= token.head < name.last:
            token = cast.document.tokens[token.head]
    return token


def _preposition(document: Document, i: int) -> str:
    tokens = document.tokens
    return next((tokens[c].lower for c in document.children[i] if tokens[c].relation == "case"), "")


def _form(cast: Cast, i: int) -> str:
    name = cast.name_at.get(i)
    if name is None:
        return PRONOUN if cast.document.tokens[i].lower in GENDER else "noun"
    return "full" if len(name.words) > 1 else "short"


def is_predicate(document: Document, i: int) -> bool:
    """Whether a token heads a clause."""
    if document.tokens[i].upos in ("VERB", "AUX"):
        return True
    tokens = document.tokens
    return any(tokens[c].relation in ("nsubj", "cop") for c in document.children[i])


def _clauses(document: Document, token: Token) -> tuple[tuple[int, ...], int]:
    """The predicates above a token, and how many nouns lie between it and the nearest."""
    found: list[int] = []
    held, at = 0, token
    for _ in range(_DEEP):
        if at.head < 0:
            break
        at = document.tokens[at.head]
        if is_predicate(document, at.i):
            found.append(at.i)
        elif not found:
            held += 1
    return tuple(found) or (at.i,), held


def tree(document: Document, there: Spot, here: Spot) -> str:
    """How the clause of one mention lies to that of another in its sentence: the same, above or below it (and by what
    relation), relative to it (“**Ruiz**, who lost **her** boat”), or apart."""
    if there.clauses[0] == here.clauses[0]:
        return "same"
    within = (document.tokens[p] for p in here.clauses)
    if any(token.relation == "acl" and token.head in (there.top, there.i) for token in within):
        return "relative"
    if there.clauses[0] in here.clauses:
        return ABOVE + _hung_by(document, here, there)
    return "below_" + _hung_by(document, there, here) if here.clauses[0] in there.clauses else "apart"


ABOVE = "above_"  # how the names of those ways begin where the clause of the first holds that of the second


def _hung_by(document: Document, low: Spot, high: Spot) -> str:
    """The relation by which the clauses of one mention hang on the clause of another."""
    below = low.clauses[low.clauses.index(high.clauses[0]) - 1]
    return document.tokens[below].relation


def subjects(document: Document, i: int) -> Iterator[tuple[int, str]]:
    """The subjects of a predicate and of those above it, said or understood, the nearest first: each with how it is
    known (“**Ruiz** promised to call **her**”: by the relation of the clause that lacks one)."""
    how, levels = _OWN, 0
    for _ in range(_DEEP):
        token = document.tokens[i]
        if (subject := subject_of(document, i)) >= 0:
            yield subject, how
            levels += 1
        if token.head < 0 or levels == _LEVELS:
            return
        how = f"above{levels}_{token.relation}" if levels else token.relation
        i = token.head
        while not is_predicate(document, i) and document.tokens[i].head >= 0:
            i = document.tokens[i].head


def subject_of(document: Document, i: int) -> int:
    """The subject of a predicate, -1 where it has none; that of a relative clause is what it is said of."""
    tokens = document.tokens
    found = next((c for c in document.children[i] if tokens[c].relation in _SUBJECTS), -1)
    if found < 0:
        return tokens[i].head if tokens[i].relation == "acl" else -1
    if tokens[found].is_relative:
        while i >= 0 and tokens[i].relation != "acl":
            i = tokens[i].head
        return tokens[i].head if i >= 0 else found
    return found


def subject_of_sentence(document: Document, number: int) -> int:
    """The subject of what a sentence says in the first place, -1 where it has none."""
    sentence = document.sentences[number]
    root = next((i for i in range(sentence.first, sentence.last) if document.tokens[i].head < 0), -1)
    return subject_of(document, root) if root >= 0 else -1


def barred(document: Document, here: Spot) -> int:
    """The token of whom a pronoun certainly doesn't mean, -1 for nobody: “**Ruiz** met **her**”, “**Ruiz**, **her**
    friend, …”, “**Ruiz** is **her** friend”."""
    tokens = document.tokens
    if here.role == "obj":
        return next((i for i, how in subjects(document, here.clauses[0]) if how == _OWN), -1)
    if here.role != OWNER:
        return -1
    owned = tokens[tokens[here.i].head]
    if owned.relation == "appos":
        return owned.head
    below = [tokens[c] for c in document.children[owned.i]]
    if not any(token.relation == "cop" for token in below):
        return -1
    return next((token.i for token in below if token.relation == "nsubj"), -1)
