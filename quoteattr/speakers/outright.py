"""Whom a sentence says outright that one of its descriptions means, whatever a ranking would: “Brixly is **the parent
company** of Halden”, “**the owner** of the club, Al Ford, said no”, “they sent Al Ford as **their envoy**”."""

from collections.abc import Iterator, Sequence

from quoteattr.language.people import is_human
from quoteattr.records import Kind
from quoteattr.speakers import links
from quoteattr.speakers.appositions import noun_of, second_half
from quoteattr.speakers.cast import Cast, Chain
from quoteattr.speakers.names.name import Name
from quoteattr.speakers.phrases import Form, Phrase
from quoteattr.speakers.ranking import Chosen, gender_of_noun
from quoteattr.speakers.ties import is_beside, name_of_title
from quoteattr.text.document import Document, Token
from quoteattr.text.tree import is_negation, noun_phrase

_SAID, _NAMED, _BEFORE, _BEHIND = frozenset({"said_of", "taken_as"}), "is_named", "name_before", "name_behind"
_APPOSED = "apposed_to"
_PAUSES = frozenset(',.;:)—–-”"’') | {"--", "''"}
_ARCS = 4  # to what a noun belongs to
_SINGLE = (Kind.PERSON, Kind.ORGANIZATION)


def told_outright(cast: Cast, phrase: Phrase) -> Chosen | None:
    """Whom one description means by what its own sentence says of it, nobody where that is only supposed (“if he is
    **the nominee**”, “she would not be **the leader** we need”); None where nothing is said."""
    is_one = phrase.form is Form.DESCRIPTION and phrase.kind in _SINGLE and not phrase.plural
    is_known = phrase.definite or phrase.determiner in cast.document.language.closed_class("the")
    if not (is_one and is_known) or phrase.head in cast.withheld:
        return None
    found: dict[int, Chain] = {}
    for i, how in links.scene_of(cast).ties(phrase).items():
        if not _SAID.isdisjoint(how) and not is_certain(cast.document, phrase.head):
            return Chosen(None)
        chain = _tied(cast, phrase, i, how)
        if chain is not None and _may_be(cast, phrase, chain, is_said=not _SAID.isdisjoint(how)):
            found[id(chain)] = chain
    return Chosen(next(iter(found.values()))) if len(found) == 1 else None


def _tied(cast: Cast, phrase: Phrase, i: int, how: Sequence[str]) -> Chain | None:
    """Who is mentioned at a token, if what ties it to a phrase makes them one."""
    if not _SAID.isdisjoint(how):
        return _mentioned_at(cast, i)
    name = cast.name_at.get(i)
    if name is None and _APPOSED in how and i < phrase.head:
        return _described_before(cast, phrase, i)
    if name is None or name.place or i in cast.unsettled:
        return None
    is_said = _NAMED in how and is_certain(cast.document, i)
    stands_before = _BEFORE in how and not _owns(cast, phrase) and (_APPOSED in how or _pauses_behind(cast, phrase))
    stands_before |= name.first <= second_half(cast.document, cast.name_at, phrase.head) < name.last
    if is_said or stands_before or (_BEHIND in how and _is_set_off(cast, phrase, name)):
        return cast.chain_of(name)
    return None


def _mentioned_at(cast: Cast, i: int) -> Chain | None:
    """Whom a name means, or a pronoun that has been read; or a noun with a name beside it."""
    name = cast.name_at.get(i) or _name_beside(cast, i)
    if name is not None:
        return cast.chain_of(name) if name.last - 1 not in cast.unsettled else None
    return cast.chain_at(i)


def _name_beside(cast: Cast, i: int) -> Name | None:
    """“Hale's **rival**, Al Ford, is the favorite”, “Al Ford, an Ohio **native** who serves as the chief”: the name
    that is apposed to a noun, or that it is apposed to."""
    document, token = cast.document, cast.document.tokens[i]
    if token.upos not in ("NOUN", "PROPN") or token.has("plural"):
        return None
    at = cast.name_at.get(token.head)
    if at is not None:
        return at if token.relation == "appos" and at.last <= i and not is_beside(document, i) else None
    below = (c for c in document.children[i] if document.tokens[c].relation == "appos")
    named = (name for c in below if (name := cast.name_at.get(c) or name_of_title(cast, c)) is not None)
    return next((name for name in named if noun_of(document, i, name, None) == i), None)


def _described_before(cast: Cast, phrase: Phrase, i: int) -> Chain | None:
    """“the airline — **the largest carrier** in the world — will grow”: whom the description means that one is set off
    from."""
    tokens = cast.document.tokens
    before = links.whole(cast, i)
    is_set_off = tokens[phrase.core[0] - 1].text in _PAUSES and before.definite and not before.plural
    return links.meant(cast, before).chain if is_set_off and before.form is Form.DESCRIPTION else None


def _may_be(cast: Cast, phrase: Phrase, chain: Chain, *, is_said: bool) -> bool:
    """Whether somebody named is of a kind and gender that a noun can mean: a firm is an owner, and whatever else is
    said of it; a person is no company, but may be an authority."""
    language = cast.document.language
    gender = gender_of_noun(phrase.lemma, language)
    if chain.name is None or chain.members or (gender is not None and chain.gender not in (None, gender)):
        return False
    if chain.kind is phrase.kind:
        return not chain.place or links.hypernym(phrase.lemma, language).place
    if chain.kind not in _SINGLE or chain.place:
        return False
    if is_said and chain.kind is Kind.ORGANIZATION:
        return True
    return any(phrase.lemma in language.closed_class(nouns) for nouns in ("roles_of_firms", "bodies_or_people"))


def is_certain(document: Document, i: int) -> bool:
    """Not “she **would** be the mayor”, “**if** he becomes the mayor”, “they did **not** name her the mayor”, “he
    **hopes** to be the mayor”."""
    tokens, supposing = document.tokens, document.language.closed_class("supposing")
    for at in _predicates(document, i):
        below = [tokens[c] for c in document.children[at] if c < max(at, i)]
        if any(t.lower in supposing or is_negation(document, t) for t in below):
            return False
    return not _is_hoped_for(document, i)


def _is_hoped_for(document: Document, i: int) -> bool:
    """“is **poised** to become the mayor”, “a **candidate** to be the mayor”: who is to hold a role, and may not."""
    hoping = document.language.closed_class("hoping")
    at = document.tokens[list(_predicates(document, i))[-1]]
    for _ in range(_ARCS):
        if at.relation not in _BELOW_HOPES or at.head < 0:
            return False
        at = document.tokens[at.head]
        if at.lemma.lower() in hoping or at.lower in hoping:
            return True
    return False


_BELOW_HOPES = ("xcomp", "advcl", "acl", "ccomp", "conj")


def _predicates(document: Document, i: int) -> Iterator[int]:
    """A predicate noun, and the verb that it hangs on where it is none by itself: “**made** him **the winner**”."""
    yield i
    tokens = document.tokens
    has_own = any(tokens[c].relation == "cop" for c in document.children[i])
    if not has_own and tokens[i].head >= 0:
        yield tokens[i].head


def _owns(cast: Cast, phrase: Phrase) -> bool:
    """“Al Ford, **the company's** chairman”"""
    behind = _behind(cast, phrase)
    return behind is not None and behind.is_genitive


def _pauses_behind(cast: Cast, phrase: Phrase) -> bool:
    """“Brixly, **the Halden parent**, said”; not “Like Brixly, **the company** said”."""
    behind = _behind(cast, phrase)
    return behind is not None and behind.text in _PAUSES


def _behind(cast: Cast, phrase: Phrase) -> Token | None:
    """The token behind a noun, or behind all of its phrase up to a pause."""
    tokens = cast.document.tokens
    if phrase.head + 1 < len(tokens) and tokens[phrase.head + 1].is_genitive:
        return tokens[phrase.head + 1]
    inside = [i for i in noun_phrase(cast.document, phrase.head) if i > phrase.head]
    end = next((i for i in inside if tokens[i].text in _PAUSES), (inside or [phrase.head])[-1] + 1)
    return tokens[end] if end < len(tokens) else None


def _is_set_off(cast: Cast, phrase: Phrase, name: Name) -> bool:
    """“The owner of the club, **Al Ford**, said”, “**the man** who took the child, Al Ford, was jailed”: a name between
    pauses that stands in no list, and behind no clause that tells who somebody else is (“the man who took **the
    child**, Al Ford, was jailed”)."""
    document, tokens = cast.document, cast.document.tokens
    if _owns(cast, phrase) or tokens[name.first].sentence != tokens[phrase.head].sentence:
        return False
    if name.last >= len(tokens) or tokens[name.last].text not in _PAUSES:
        return False
    inside = range(name.first, name.last)
    if any(tokens[i].relation == "conj" and tokens[i].head == phrase.head for i in inside):
        return False
    if any(t.upos == "VERB" for t in tokens[phrase.head : name.first]) and not _is_told_by_deed(cast, phrase, name):
        return False
    above = tokens[phrase.head].head
    is_within = above >= 0 and tokens[above].relation == "acl" and tokens[phrase.head].relation != "nsubj"
    is_subject = any(tokens[i].relation == "nsubj" for i in inside)
    return not is_within and not (is_subject and _leads_in(document, phrase.head))


def _is_told_by_deed(cast: Cast, phrase: Phrase, name: Name) -> bool:
    """“**The gunman** accused of hurting the child, **Al Ford**, was jailed”: by one clause right behind the noun, in
    which nobody else is told of but by a word for anybody."""
    tokens, language = cast.document.tokens, cast.document.language
    behind = tokens[phrase.head + 1 : name.first - 1]
    begins = bool(behind) and (behind[0].is_relative or (behind[0].is_participle and behind[0].head == phrase.head))
    anybody = language.closed_class("who_may_suffer")
    nouns = (t for t in behind if t.upos in ("NOUN", "PROPN") and t.lemma.lower() not in anybody)
    others = (t for t in nouns if t.i in cast.name_at or is_human(t.lemma.lower(), language))
    is_one_clause = not any(token.text in _PAUSES for token in behind)
    return phrase.kind is name.kind is Kind.PERSON and begins and is_one_clause and not any(others)


def _leads_in(document: Document, i: int) -> bool:
    """“According to **the coroner**, Al Ford, 63, drowned”: whether a noun stands in what leads to a clause."""
    token = document.tokens[i]
    for _ in range(_ARCS):
        if token.relation != "nmod" or token.head < 0:
            break
        token = document.tokens[token.head]
    return token.relation == "obl" and token.head > token.i
