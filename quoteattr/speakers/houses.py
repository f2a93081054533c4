"""Where somebody belongs who is told to be something, in another sentence than that: “Acme cut 80 jobs. **Its** chief
executive”, “the **bank**'s chief executive”, “**his** lawyer”, “**spokesman** Tom Hill”."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import takewhile

from attrs import evolve

from quoteattr.language.people import is_human
from quoteattr.records import Kind
from quoteattr.runtime.asked import asked_once
from quoteattr.speakers.affiliations import is_proper, may_have_people
from quoteattr.speakers.attributes import Attributes
from quoteattr.speakers.cast import Cast, Chain
from quoteattr.speakers.names.name import Name
from quoteattr.speakers.tellings import Text, Tokens
from quoteattr.text.tree import SUBJECTS, topmost

_BACK = 2  # sentences before the one that tells the role
_MODIFIERS = 4  # words between “her” and the role
_FAR = 600  # words before “the team” in which no second body may be named


def with_house(cast: Cast, chain: Chain, found: Attributes) -> Attributes:
    """What is said of a person, with where they belong if another sentence tells it for certain."""
    text = Text(cast.document, cast.name_at, frozenset(name.first for name in cast.mentions_of(chain)))
    if chain.kind is not Kind.PERSON or chain.name is None or found.role is None or is_proper(text, found.affiliation):
        return found
    if found.affiliation is None:
        home = _whose_they_are(cast, text, chain, found.role) or _of_bare_role(cast, text, found)
    else:
        home = _called_by_noun(cast, text, found.affiliation)
    return evolve(found, affiliation=home) if home is not None else found


def _whose_they_are(cast: Cast, text: Text, chain: Chain, role: Tokens) -> Tokens | None:
    """“**Her** spokesman, Tom Hill”: for somebody who was named before."""
    classes = text.language.closed_class
    if text.lemma(role[-1]) not in classes("roles_for_people") and text.lemma(role[0]) not in classes(
        "roles_for_people"
    ):
        return None
    before = range(role[0] - 1, max(-1, role[0] - 1 - _MODIFIERS), -1)
    owner = next((i for i in before if text.tokens[i].upos not in ("ADJ", "NOUN", "PUNCT", "ADV")), None)
    if owner is None or text.tokens[owner].lower not in classes("possessives_of_people"):
        return None
    whose = cast.chain_at(owner)
    if whose is None or whose is chain or whose.kind is not Kind.PERSON:
        return None
    names = cast.mentions_of(whose)
    accuses = text.lemma(role[-1]) in classes("roles_of_defenders") and any(
        n.title in classes("of_courts") or (n.first and text.lemma(n.first - 1) in classes("accusers")) for n in names
    )
    return None if accuses else _nearest(names, owner)  # “said U.S. Attorney Hill. **His** lawyer”: of the accused


def _of_bare_role(cast: Cast, text: Text, found: Attributes) -> Tokens | None:
    """“Acme cut 80 jobs. **Spokesman** Tom Hill said”: a role that only bodies have, told without any."""
    role = found.role or ()
    classes = text.language.closed_class
    whole = found.full_description or role
    is_bare = not any(text.tokens[i].upos == "ADP" or i in text.names for i in whole)
    before = text.tokens[whole[0] - 1].lower if whole[0] else ""
    if not is_bare or found.former is not None or before in classes("determiners_of_any"):
        return None
    words = text.language.classes("bodies_of_roles").get(text.lemma(role[-1]))
    if words is not None:
        called = {n.first: n for word in words.split() for n in _bodies_by_word(cast).get(word, ())}
        ending = (called[first] for first in sorted(called))
        return _only_one(cast, [n for n in ending if n.words[-1].lower() in words.split()], role[0])
    joined = "-".join(text.tokens[i].lower for i in whole).replace("-and-", " ").split()
    if any(one in classes("roles_of_bodies") for one in (*joined, "-".join(text.tokens[i].lower for i in role))):
        return _subject_before(cast, text, role[0])
    return None


@asked_once
def _bodies_by_word(cast: Cast) -> dict[str, list[Name]]:
    """“the **Bank** of Moss”, “Moss **College**”: the bodies' names of several words, in order, by each of these."""
    found: dict[str, list[Name]] = defaultdict(list)
    for name in cast.names:
        if name.kind is Kind.ORGANIZATION and len(name.words) > 1:
            for word in {word.lower() for word in name.words}:
                found[word].append(name)
    return found


def _only_one(cast: Cast, names: list[Name], i: int) -> Tokens | None:
    """The name nearest to a token, if all are one body's."""
    return _nearest(names, i) if len({id(cast.chain_of(name)) for name in names}) == 1 else None


def _called_by_noun(cast: Cast, text: Text, noun: Tokens) -> Tokens | None:
    """“The **bank**'s chief executive”, “a **company** spokesman”: the only body named that is called by the noun, else
    the one that was spoken of before; the only one named before “the **team**'s president”."""
    lemma = text.lemma(noun[-1])
    classes = text.language.closed_class
    before = text.tokens[noun[0] - 1].lower if noun[0] else ""
    if before in classes("determiners_of_any") or lemma in classes("nouns_of_governed_places"):
        return None
    if len(noun) > 1:
        return _office_called(cast, text, noun)
    named = _bodies_by_word(cast).get(lemma, ())
    called = [n for n in named if "-".join(n.words).lower() not in classes("unions")]
    if not called and lemma in classes("nouns_for_teams"):
        called = list(_bodies_in(text, range(max(0, noun[0] - _FAR), noun[0])))
    if not called and lemma in classes("nouns_for_any_body"):
        return _subject_before(cast, text, noun[0])
    return _only_one(cast, called, noun[0])


def _office_called(cast: Cast, text: Text, office: Tokens) -> Tokens | None:
    """“the Harlow County Sheriff's Office … the **sheriff's office**”: the only body named that ends so."""
    whole, tokens = cast.document.text, text.tokens
    called = whole[tokens[office[0]].start : tokens[office[-1]].end].lower()
    named = _bodies_by_word(cast).get(text.lemma(office[-1]), ()) if tokens[office[-1] - 1].is_genitive else ()
    ending = [n for n in named if whole[tokens[n.first].start : tokens[n.last - 1].end].lower().endswith(called)]
    return _only_one(cast, ending, office[0])


def _subject_before(cast: Cast, text: Text, i: int) -> Tokens | None:
    """The one body that the sentence of a token, or those right before it, have told something of."""
    tokens, sentences = cast.document.tokens, cast.document.sentences
    number = tokens[i].sentence
    for n in range(number, max(-1, number - 1 - _BACK), -1):
        if sentences[number].paragraph - sentences[n].paragraph > 1:
            return None
        here = takewhile(lambda j: j < i, range(sentences[n].first, sentences[n].last))
        bodies = {id(cast.chain_of(name)): name for name in _bodies_in(text, here)}
        if bodies:
            only = next(iter(bodies.values()))
            return _tokens(only) if len(bodies) == 1 and _is_subject(cast, only) else None
    return None


def _bodies_in(text: Text, stretch: Iterable[int]) -> Iterator[Name]:
    """The names of bodies that may have people, in order."""
    names = (name for i in stretch if (name := text.names.get(i)) is not None and name.first == i)
    return (name for name in names if name.kind is Kind.ORGANIZATION and may_have_people(text, name))


def _is_subject(cast: Cast, name: Name) -> bool:
    """Whether its clause tells something of a name, or of what is its own: “a strike at **Acme**”."""
    tokens = cast.document.tokens
    token = tokens[topmost(cast.document, range(name.first, name.last))]
    above = tokens[token.head] if token.relation in ("nmod", "compound") and token.head >= 0 else token
    is_thing = token.relation != "compound" or not is_human(above.lemma.lower(), cast.document.language)
    return is_thing and above.deprel in SUBJECTS  # “the **Acme** plant closed”


def _nearest(names: list[Name], i: int) -> Tokens | None:
    """The last of some names before a token, else the first."""
    before = [name for name in names if name.last <= i]
    name = before[-1] if before else names[0] if names else None
    return _tokens(name) if name is not None else None


def _tokens(name: Name) -> Tokens:
    return tuple(range(name.first, name.last))
