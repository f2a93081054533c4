"""What the rules ask of the dependency tree: stretches below a token, verb groups, frames.

A *frame* is the place in the tree where the content of a cue may stand, relative to the cue:

=========  ==============================================================================
clause     “X said **that it rained**”; “**It rained**, X said”; “the claim **that it rained**”
to         “X hopes **to win**”; “the decision **to sue**”
obj        “X condemned **the attack**”
passive    “**The plan** was rejected”
about, …   “X warned **of floods**”; the name of the frame is the preposition
=========  ==============================================================================
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import dropwhile

from quoteattr.runtime.asked import asked_once
from quoteattr.text.document import Document, Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass"})
_GROUP = frozenset({"aux", "aux:pass", "compound:prt", "cop"})
_LOOSE = frozenset({"parataxis", "discourse", "vocative", "dep", "list"})  # hung on a noun by the parser only
_NO_PART = _LOOSE | {"cop", "aux", "mark", "cc:preconj"}  # of a nominal: what is of a predicate, too
_VERBAL = frozenset({"VERB", "AUX"})


class Frame(StrEnum):
    """The frames that are no preposition and no word of asking."""

    CLAUSE = "clause"
    TO = "to"
    OBJECT = "obj"
    PASSIVE = "passive"
    TOLD = "told"  # whom, not what: “told **reporters**”


def frames(document: Document, i: int) -> Iterator[tuple[str, int]]:
    """Each frame around a token, with the token that heads the possible content."""
    token = document.tokens[i]
    for child in document.children[i]:
        below_it = document.tokens[child]
        name = _frame_below(document, token, below_it)
        if name:
            yield name, child
        if _is_oblique_of_verb(token, below_it):
            yield from ((Frame.CLAUSE, c) for c in document.children[child] if _is_that_clause(document, c))
    if _is_behind_its_clause(token):
        yield Frame.CLAUSE, token.head


def _is_oblique_of_verb(token: Token, child: Token) -> bool:
    """“said in a **statement** that …”: where the parser may have hung the clause."""
    return token.upos == "VERB" and child.relation == "obl"


def _is_behind_its_clause(token: Token) -> bool:
    """“It rained, she **said**”: a parenthesis on the verb of what is said."""
    return token.upos == "VERB" and 0 <= token.head < token.i and token.relation == "parataxis"


def _frame_below(document: Document, token: Token, child: Token) -> str | None:
    """The frame in which a dependent stands to its governor, if any."""
    find = _FRAMES.get(child.relation)
    return find(document, token, child) if find is not None else None


def _as_subject(document: Document, token: Token, child: Token) -> str | None:
    """“**The plan** was rejected”"""
    return Frame.PASSIVE if child.deprel == "nsubj:pass" else None


def _as_complement(document: Document, token: Token, child: Token) -> str | None:
    """“said **it rained**”"""
    return Frame.CLAUSE if token.upos in ("VERB", "NOUN", "ADJ") else None


def _as_object(document: Document, token: Token, child: Token) -> str | None:
    """“condemned **the attack**”"""
    return Frame.OBJECT if child.upos != "PUNCT" else None


def _as_recipient(document: Document, token: Token, child: Token) -> str | None:
    """“told **reporters**”"""
    return Frame.TOLD


def _as_infinitive(document: Document, token: Token, child: Token) -> str | None:
    """“hopes **to win**”"""
    return Frame.TO if _by_marker(document, child.i) == Frame.TO else None


def _as_adverbial(document: Document, token: Token, child: Token) -> str | None:
    """“insisted, **that it rained**”, “asked **whether it rained**”"""
    return _by_marker(document, child.i) if child.i > token.i else None


def _as_clause_of_noun(document: Document, token: Token, child: Token) -> str | None:
    """“the claim **that it rained**”, “the decision **to sue**”"""
    if child.deprel != "acl" or token.upos != "NOUN":
        return None
    found = _by_marker(document, child.i)
    return found if found in (Frame.CLAUSE, Frame.TO) else None


def _as_prepositional(document: Document, token: Token, child: Token) -> str | None:
    """“warned **of floods**”: the frame is the preposition."""
    behind = child.i > token.i and child.deprel != "nmod:poss"
    return preposition(document, child.i) if behind else None


_FRAMES: dict[str, Callable[[Document, Token, Token], str | None]] = {
    "nsubj": _as_subject,
    "ccomp": _as_complement,
    "obj": _as_object,
    "iobj": _as_recipient,
    "xcomp": _as_infinitive,
    "advcl": _as_adverbial,
    "acl": _as_clause_of_noun,
    "obl": _as_prepositional,
    "nmod": _as_prepositional,
}


def _by_marker(document: Document, i: int) -> str | None:
    """The frame of a clause by the word that introduces it: clause, to, or the word itself."""
    mark = marker(document, i)
    if mark in document.language.closed_class("clause_markers"):
        return Frame.CLAUSE
    return Frame.TO if mark in document.language.closed_class("infinitive_markers") else mark


def _is_that_clause(document: Document, i: int) -> bool:
    """“said in a statement **that …**”"""
    if document.tokens[i].deprel == "acl:relcl":
        return _is_taken_for_relative(document, i)
    return document.tokens[i].relation in ("acl", "ccomp") and _by_marker(document, i) == Frame.CLAUSE


def _is_taken_for_relative(document: Document, i: int) -> bool:
    """“said in its report **that losses mounted**”: a clause of its own, which the parser hung on the channel."""
    if subject(document, i) is None or not _is_channel_of_saying(document, document.tokens[i].head):
        return False
    return document.tokens[below(document, i)[0]].text in document.language.closed_class("clause_markers")


def _is_channel_of_saying(document: Document, i: int) -> bool:
    """“said in its **report**”"""
    noun, language = document.tokens[i], document.language
    if noun.head < 0 or noun.lemma.lower() not in language.words("channels"):
        return False
    return document.tokens[noun.head].lemma in language.closed_class("plain_cues")


def marker(document: Document, i: int) -> str | None:
    """The word that introduces a clause: that, to, whether, for, …"""
    return _lemma_of_first(document, i, lambda t: t.relation == "mark" or (t.has("to") and t.i < i))


def preposition(document: Document, i: int) -> str | None:
    """The preposition of a phrase: of, about, regarding, …"""
    case = first_child(document, i, lambda t: t.relation == "case" and t.i < i)
    if case is None:
        return None
    token = document.tokens[case]
    return (
        token.lower if token.upos == "ADP" or token.is_gerund else token.lemma.lower()
    )  # “regarding”, whatever its tag


def _lemma_of_first(document: Document, i: int, test: Callable[[Token], bool]) -> str | None:
    """The lemma of the first dependent that passes a test."""
    child = first_child(document, i, test)
    return None if child is None else document.tokens[child].lemma.lower()


def first_child(document: Document, i: int, test: Callable[[Token], bool]) -> int | None:
    """The first dependent that passes a test."""
    tokens = document.tokens
    for child in document.children[i]:
        if test(tokens[child]):
            return child
    return None


def has_child(document: Document, i: int, *relations: str) -> bool:
    """Whether a token has a dependent in one of some relations, their subtypes left aside."""
    return any(document.tokens[c].relation in relations for c in document.children[i])


def below(document: Document, i: int, without: frozenset[int] | set[int] = frozenset()) -> list[int]:
    """A token and everything under it, in order, leaving out the subtrees of `without`."""
    return sorted(_all_below(document, i, without))


def _all_below(document: Document, i: int, without: frozenset[int] | set[int]) -> list[int]:
    """A token and everything under it, in whatever order, leaving out the subtrees of `without`."""
    children, found = document.children, [i]
    for at in found:  # which grows
        if below_it := children[at]:
            found += [c for c in below_it if c not in without] if without else below_it
    return found


def above(document: Document, i: int) -> Iterator[Token]:
    """The tokens that a token hangs on, from its governor to the root."""
    while (i := document.tokens[i].head) >= 0:
        yield document.tokens[i]


def head_of(document: Document, indices: Sequence[int], governor: int | None = None) -> int:
    """The token of a stretch that hangs on none of its others, punctuation aside; on the governor, if one does, else
    the one nearest to the root."""
    outer = _outermost(document, indices) or list(indices[:1])
    hanging = [i for i in outer if document.tokens[i].head == governor]
    return hanging[0] if hanging else min(outer, key=lambda i: depth(document, i))


def topmost(document: Document, indices: Sequence[int]) -> int:
    """The first token of a stretch that hangs on none of its others."""
    for i in indices:
        if document.tokens[i].head not in indices:
            return i
    return indices[0]


def _outermost(document: Document, indices: Sequence[int]) -> list[int]:
    """Those of some tokens that hang on none of the others, punctuation aside."""
    inside, words = set(indices), (i for i in indices if document.tokens[i].upos != "PUNCT")
    return [i for i in words if document.tokens[i].head not in inside]


def depth(document: Document, i: int) -> int:
    """How many tokens stand above a token in its tree."""
    return sum(1 for _ in above(document, i))


def trimmed(indices: Iterable[int], unwanted: Callable[[int], bool]) -> list[int]:
    """Token indices without those at either end that are unwanted."""
    rest = list(dropwhile(unwanted, indices))
    return list(dropwhile(unwanted, reversed(rest)))[::-1]


def stretch(document: Document, indices: Sequence[int]) -> tuple[int, int]:
    """Token indices to the character offsets of the stretch they cover, punctuation at its ends left out."""
    kept = trimmed(indices, lambda i: is_trim(document.tokens[i])) or indices[-1:]
    return document.tokens[kept[0]].start, document.tokens[kept[-1]].end


def is_trim(token: Token) -> bool:
    """Punctuation that belongs to the sentence, not to a phrase at whose end it stands."""
    return token.upos == "PUNCT" and token.text not in "([{)]}%$"


def is_verbal(token: Token) -> bool:
    """A verb or an auxiliary."""
    return token.upos in _VERBAL


def subject(document: Document, i: int) -> int | None:
    """The head of a predicate's own subject."""
    return first_child(document, i, lambda t: t.deprel in SUBJECTS)


@asked_once
def verb_group(document: Document, i: int) -> range:
    """The cue word with its auxiliaries, negation, particle and the adverbs between them."""
    tokens, negations = document.tokens, document.language.closed_class("negations")
    group = {c for c in document.children[i] if tokens[c].deprel in _GROUP or tokens[c].lemma.lower() in negations}
    group.add(i)  # “**has not** said”, “spoke **out**”: what makes one cue with a verb
    first, last = _group_start(document, i, group), _group_end(document, i, group)
    if first > document.sentences[document.tokens[i].sentence].first and is_cue_adverb(document, first - 1, i):
        first -= 1
    return range(first, last + 1)


def _group_start(document: Document, i: int, group: set[int]) -> int:
    """“**has** never quite said”: the first of the group before a cue, with adverbs between them at most."""
    first = i
    for j in range(i - 1, max(min(group) - 1, i - 8), -1):
        if j in group:
            first = j
        elif document.tokens[j].upos not in ("ADV", "PART", "AUX"):
            break
    return first


def _group_end(document: Document, i: int, group: set[int]) -> int:
    """“spoke quietly **out**”: the particle behind a cue, with adverbs between them at most."""
    last = i
    for j in range(i + 1, min(max(group) + 1, i + 4)):
        if j in group and document.tokens[j].deprel == "compound:prt":
            last = j
        elif document.tokens[j].upos != "ADV":
            break
    return last


def is_cue_adverb(document: Document, j: int, i: int) -> bool:
    """“**also** said”: an adverb right before the group that belongs to the cue."""
    token = document.tokens[j]
    return token.upos == "ADV" and token.head == i


def is_negation(document: Document, token: Token) -> bool:
    """“did **not** say”, “**never** said”"""
    return token.lemma.lower() in document.language.closed_class("negations")


def is_time(document: Document, token: Token) -> bool:
    """A word that says when: **Tuesday**, last **week**."""
    language = document.language
    return token.lemma.lower() in language.words("time_nouns") or token.lower in language.words("months")


def is_finite(document: Document, i: int) -> bool:
    """Whether a verb is finite, by its own form or by an auxiliary."""
    token = document.tokens[i]
    return token.is_finite or token.is_modal or has_child(document, i, "aux", "cop")


def noun_phrase(document: Document, i: int, without: int | None = None) -> list[int]:
    """A nominal with its modifiers, appositives and relative clauses, but not the subtree of `without`,
    nor what only the parser hung on it: parataxis, discourse words; and with whoever's it is."""
    unwanted = {c for c in document.children[i] if document.tokens[c].deprel in _NO_PART}
    found = run_around(i, _all_below(document, i, unwanted if without is None else unwanted | {without}))
    return [*_owner_before(document, found[0]), *found]


def _owner_before(document: Document, first: int) -> list[int]:
    """“**Dana Hill’s** campaign is growing”: an owner that the parser did not hang on what is owned."""
    mark = document.tokens[first - 1] if first else None
    if mark is None or not mark.is_genitive or not 0 <= mark.head < mark.i:
        return []
    owner = [j for j in below(document, mark.head) if j <= mark.i]
    return run_around(mark.i, owner)


def run_around(i: int, indices: Iterable[int]) -> list[int]:
    """Those of some tokens that stand without a gap around one of them: a stretch can't jump over other material."""
    inside = set(indices)
    first = last = i
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    return list(range(first, last + 1))


def may_be_finite(token: Token) -> bool:
    """A verb with a tense, or a participle, which a past tense is easily taken for."""
    return token.is_finite or token.is_participle
