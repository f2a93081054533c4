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

from collections.abc import Iterator, Sequence

from quoteattr.language import words
from quoteattr.text.document import Document, Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass"})
_GROUP = frozenset({"aux", "aux:pass", "compound:prt", "cop"})
_OUTER = frozenset({"punct", "parataxis", "discourse", "vocative", "dep", "list"})


def frames(document: Document, i: int) -> Iterator[tuple[str, int]]:
    """Each frame around a token, with the token that heads the possible content."""
    token = document.tokens[i]
    for child in document.children[i]:
        name = _frame_below(document, token, document.tokens[child])
        if name:
            yield name, child
        if document.tokens[child].relation == "obl" and token.upos == "VERB":  # “said in a statement **that …**”
            yield from (("clause", c) for c in document.children[child] if _is_that_clause(document, c))
    if token.relation == "parataxis" and 0 <= token.head < i and token.upos == "VERB":
        yield "clause", token.head


def _frame_below(document: Document, token: Token, child: Token) -> str | None:
    """The frame in which a dependent stands to its governor, if any."""
    relation = child.relation
    if child.deprel == "nsubj:pass":
        return "passive"
    if relation == "ccomp" and token.upos in ("VERB", "NOUN", "ADJ"):
        return "clause"
    if relation == "obj" and child.upos != "PUNCT":
        return "obj"
    if relation == "iobj":
        return "told"
    if relation == "xcomp":
        return "to" if marker(document, child.i) == "to" else None
    if relation == "advcl" and child.i > token.i:
        mark = marker(document, child.i)
        return {"that": "clause", "to": "to"}.get(mark, mark) if mark else None
    if child.deprel == "acl" and token.upos == "NOUN":
        return {"that": "clause", "to": "to"}.get(marker(document, child.i) or "")
    if relation in ("obl", "nmod") and child.deprel != "nmod:poss" and child.i > token.i:
        return preposition(document, child.i)
    return None


def _is_that_clause(document: Document, i: int) -> bool:
    token = document.tokens[i]
    if token.deprel == "acl:relcl":  # “said in its report **that losses mounted**”, taken for a relative clause
        noun = document.tokens[token.head]
        says = noun.head >= 0 and document.tokens[noun.head].lemma == "say" and noun.lemma.lower() in words("channels")
        return says and subject(document, i) is not None and document.tokens[below(document, i)[0]].text == "that"
    return token.relation in ("acl", "ccomp") and marker(document, i) == "that"


def marker(document: Document, i: int) -> str | None:
    """The word that introduces a clause: that, to, whether, for, …"""
    for child in document.children[i]:
        token = document.tokens[child]
        if token.relation == "mark" or (token.xpos == "TO" and token.i < i):
            return token.lemma.lower()
    return None


def preposition(document: Document, i: int) -> str | None:
    """The preposition of a phrase: of, about, against, …"""
    for child in document.children[i]:
        token = document.tokens[child]
        if token.relation == "case" and token.i < i:
            return token.lemma.lower()
    return None


def below(document: Document, i: int, without: frozenset[int] | set[int] = frozenset()) -> list[int]:
    """A token and everything under it, in order, leaving out the subtrees of `without`."""
    found, stack = [], [i]
    while stack:
        at = stack.pop()
        found.append(at)
        stack.extend(c for c in document.children[at] if c not in without)
    return sorted(found)


def head_of(document: Document, indices: Sequence[int], governor: int | None = None) -> int:
    """The token of a stretch that hangs on none of its others, punctuation aside; on the governor, if one does, else
    the one nearest to the root."""
    inside = set(indices)
    tokens = document.tokens
    outer = [i for i in indices if tokens[i].head not in inside and tokens[i].upos != "PUNCT"] or list(indices[:1])
    if len(outer) == 1:
        return outer[0]
    hanging = [i for i in outer if governor is not None and tokens[i].head == governor]
    return hanging[0] if hanging else min(outer, key=lambda i: depth(document, i))


def depth(document: Document, i: int) -> int:
    """How many tokens stand above a token in its tree."""
    steps = 0
    while (i := document.tokens[i].head) >= 0:
        steps += 1
    return steps


def stretch(document: Document, indices: list[int]) -> tuple[int, int]:
    """Token indices to the character offsets of the stretch they cover, punctuation at its ends left out."""
    first, last = 0, len(indices) - 1
    while first < last and is_trim(document.tokens[indices[first]]):
        first += 1
    while last > first and is_trim(document.tokens[indices[last]]):
        last -= 1
    return document.tokens[indices[first]].start, document.tokens[indices[last]].end


def is_trim(token: Token) -> bool:
    """Punctuation that belongs to the sentence, not to a phrase at whose end it stands."""
    return token.upos == "PUNCT" and token.text not in "([{)]}%$"


def subject(document: Document, i: int) -> int | None:
    """The head of a predicate's own subject."""
    for child in document.children[i]:
        if document.tokens[child].deprel in SUBJECTS:
            return child
    return None


def verb_group(document: Document, i: int) -> list[int]:
    """The cue word with its auxiliaries, negation, particle and the adverbs between them."""
    tokens = document.tokens
    group = {i}
    for child in document.children[i]:
        if tokens[child].deprel in _GROUP or is_negation(tokens[child]):
            group.add(child)
    first, last = i, i
    for j in range(i - 1, max(min(group) - 1, i - 8), -1):
        if j in group:
            first = j
        elif tokens[j].upos not in ("ADV", "PART", "AUX"):
            break
    for j in range(i + 1, min(max(group) + 1, i + 4)):
        if j in group and tokens[j].deprel == "compound:prt":
            last = j
        elif tokens[j].upos != "ADV":
            break
    if first > document.sentences[tokens[i].sentence].first and is_cue_adverb(document, first - 1, i):
        first -= 1
    return list(range(first, last + 1))


def is_cue_adverb(document: Document, j: int, i: int) -> bool:
    """“**also** said”: an adverb right before the group that belongs to the cue."""
    token = document.tokens[j]
    return token.upos == "ADV" and token.head == i


def is_negation(token: Token) -> bool:
    return token.lemma.lower() in ("not", "n't", "never", "neither")


def is_time(token: Token) -> bool:
    """A word that says when: **Tuesday**, last **week**."""
    return token.lemma.lower() in words("time_nouns") or token.text.lower() in words("months")


def is_finite(document: Document, i: int) -> bool:
    """Whether a verb is finite, by its own form or by an auxiliary."""
    if document.tokens[i].xpos in ("VBD", "VBZ", "VBP", "MD"):
        return True
    return any(document.tokens[c].relation in ("aux", "cop") for c in document.children[i])


def noun_phrase(document: Document, i: int, without: int | None = None) -> list[int]:
    """A nominal with its modifiers, appositives and relative clauses, but not the subtree of `without`,
    nor what only the parser hung on it: parataxis, discourse words."""
    unwanted = {c for c in (without,) if c is not None} | {
        c
        for c in document.children[i]
        if document.tokens[c].deprel in _OUTER - {"punct"}
        or document.tokens[c].deprel in ("cop", "aux", "mark", "cc:preconj")
    }
    indices = below(document, i, unwanted)
    # keep the run around the head: a stretch can't jump over other material
    kept = [i]
    for j in reversed([x for x in indices if x < i]):
        if kept[0] - j > 1:
            break
        kept.insert(0, j)
    for j in [x for x in indices if x > i]:
        if j - kept[-1] > 1:
            break
        kept.append(j)
    return kept
