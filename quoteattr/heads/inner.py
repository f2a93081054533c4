"""What is told within what somebody says, as the network's states have it: how likely the state of a word is that of a
cue, and of every word around it whether it belongs to who says it or to what is said.

As roles of verbs are labelled (He et al. 2017), one cue at a time; a word is seen by its state, by where it hangs in
the tree as seen from the cue, by how far it stands from it, and by whether it is quoted deeper.
"""

from collections.abc import Sequence

import numpy as np
from attrs import frozen

from quoteattr.heads.labels import Floats, Whole
from quoteattr.heads.states import States
from quoteattr.network.tensors import Tensors
from quoteattr.text.document import Document

ROLES = ("none", "source", "content")
RELATIONS = (
    "acl", "advcl", "advmod", "amod", "appos", "aux", "case", "cc", "ccomp", "compound", "conj", "cop", "csubj", "dep",
    "det", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod", "nsubj",
    "nummod", "obj", "obl", "orphan", "parataxis", "punct", "reparandum", "root", "vocative", "xcomp",
)  # fmt: skip
_PLACE = {relation: n for n, relation in enumerate(RELATIONS)}
_OTHER = len(RELATIONS)
_ITSELF, _BEFORE, _BEHIND, _ABOVE, _FAR_ABOVE, _FIRST = range(6)
BRANCHES = _FIRST + 4 * (_OTHER + 1)
FAR = 12  # classes of distance on each side
QUOTED = 3
STEPS = (1, 3)  # of the two convolutions
REACH = 48  # tokens on each side of a cue that are read


@frozen(eq=False)
class Around:
    """The tokens around a cue: their numbers, where the cue is among them, and of each where it hangs, how far it
    stands, and whether it is quoted deeper than the cue (1) or less deep (2)."""

    tokens: Whole
    cue: int
    branch: Whole
    far: Whole
    quoted: Whole


def around(document: Document, cue: int, tokens: Sequence[int], depths: Sequence[int]) -> Around:
    """The tokens of a content, in order, as seen from a cue among them; `depths` are the quotations around each token
    of the text."""
    at = tokens.index(cue)
    near = tokens[max(0, at - REACH) : at + REACH + 1]
    at = near.index(cue)
    numbers = np.array(near, np.int64)
    places = np.arange(len(near)) - at
    depth = np.array([depths[t] - depths[cue] for t in near], np.int64)
    return Around(
        numbers, at, np.array(branches(document, cue, near), np.int64), far_classes(places),
        np.where(depth > 0, 1, np.where(depth < 0, 2, 0)),
    )  # fmt: skip


def far_classes(places: Whole) -> Whole:
    """Signed distances as classes, finer where near."""
    size = np.abs(places)
    grade = np.minimum(np.where(size < 5, size, 3 + np.log2(np.maximum(size, 1) / 1.25).astype(np.int64)), FAR - 1)
    return np.where(places < 0, grade + FAR, grade)


def branches(document: Document, cue: int, tokens: Sequence[int]) -> list[int]:
    """Of each token, by what the word on the way to the cue hangs: below the cue, or below what the cue hangs on."""
    all_tokens = document.tokens
    above: dict[int, int] = {}
    at = cue
    while at >= 0 and at not in above:
        above[at] = len(above)
        at = all_tokens[at].head
    known: dict[int, int] = {t: _ITSELF if not n else _ABOVE if n == 1 else _FAR_ABOVE for t, n in above.items()}
    sentence = all_tokens[cue].sentence

    def branch(t: int) -> int:
        way = []
        while t not in known:
            head = all_tokens[t].head
            way.append(t)
            if head in above:
                place = _PLACE.get(all_tokens[t].relation, _OTHER)
                known[t] = _FIRST + min(above[head], 3) * (_OTHER + 1) + place
            elif head < 0 or len(way) > 200:
                known[t] = _BEFORE if t < cue else _BEHIND
            t = t if t in known else head
        for step in way:
            known[step] = known[t]
        return known[t]

    return [
        branch(t) if all_tokens[t].sentence == sentence else (_BEFORE if t < cue else _BEHIND) for t in tokens
    ]  # fmt: skip


@frozen(eq=False)
class InnerHead:
    """The numbers of the head, and the weights by which what it says is chosen from, see `attributions.weighed`."""

    tensors: Tensors
    weights: dict[str, float]

    def told(self, states: Floats) -> Floats:
        """Of the states of words the log odds that each is a cue, whatever stands around it."""
        found: Floats = states @ self.tensors["first.weight"] + self.tensors["first.bias"]
        return found

    def read(self, states: Floats, cues: Sequence[Around], rows: Sequence[Whole]) -> list[Floats]:
        """Of each cue tokens × chances of roles; `rows` tells the rows of the states of the tokens around it.

        All in one, one behind the other; what is between them is nothing, and as wide as a convolution reaches.
        """
        t, gap = self.tensors, max(STEPS)
        sizes = [len(one.tokens) for one in cues]
        starts = np.cumsum([gap, *(size + gap for size in sizes)])[:-1]
        place = np.concatenate([np.arange(a, a + n) for a, n in zip(starts.tolist(), sizes, strict=True)])
        seen = states @ t["join.weight"].T + t["join.bias"]
        at_cue = np.array([row[one.cue] for one, row in zip(cues, rows, strict=True)])
        own = np.repeat(states[at_cue] @ t["join_cue.weight"].T, sizes, 0)
        x = np.zeros((int(place[-1]) + gap + 1, seen.shape[1]), np.float32)
        hung = t["branch.weight"][np.concatenate([one.branch for one in cues])]
        far = t["far.weight"][np.concatenate([one.far for one in cues])]
        x[place] = gelu(
            seen[np.concatenate(rows)] + own + hung + far + t["quoted.weight"][np.concatenate([o.quoted for o in cues])]
        )
        for n, step in enumerate(STEPS):
            sides = np.concatenate([x[place - step], x[place], x[place + step]], 1)
            weight = t[f"near.{n}.weight"]
            made = sides @ weight.transpose(2, 1, 0).reshape(-1, len(weight)) + t[f"near.{n}.bias"]
            x[place] += gelu(made)
        scores = x[place] @ t["roles.weight"].T + t["roles.bias"]
        odds = np.exp(scores - scores.max(-1, keepdims=True))
        chances = odds / odds.sum(-1, keepdims=True)
        return np.split(chances, np.cumsum(sizes)[:-1])


@frozen(eq=False)
class ReadInner:
    """What is told within, as a network reads it in a text; see `text.document.Inner`."""

    head: InnerHead
    states: States

    @property
    def weights(self) -> dict[str, float]:
        """By which what it says is chosen from."""
        return self.head.weights

    def told(self, tokens: Sequence[int]) -> list[float]:
        """Of words the log odds that each is a cue."""
        each, at = np.unique(np.array(tokens, np.int64), return_inverse=True)  # states come in the order of the text
        found: list[float] = self.head.told(self._states(each))[at].tolist()
        return found

    def read(
        self, document: Document, asked: Sequence[tuple[int, Sequence[int]]], depths: Sequence[int]
    ) -> list[tuple[list[int], Floats]]:
        """Of cues, each with the tokens of its content: the tokens around it, and of each of these the chances of
        `ROLES`."""
        seen = [around(document, cue, tokens, depths) for cue, tokens in asked]
        tokens = np.unique(np.concatenate([one.tokens for one in seen]))
        rows = [np.searchsorted(tokens, one.tokens) for one in seen]
        read = self.head.read(self._states(tokens), seen, rows)
        return [(one.tokens.tolist(), chances) for one, chances in zip(seen, read, strict=True)]

    def _states(self, tokens: Whole) -> Floats:
        """The encoder's last states at the first word pieces of tokens, in order."""
        return self.states.first(tokens, self.head.tensors["first.weight"].shape[0])


def gelu(x: Floats) -> Floats:
    """The Gaussian error linear unit, by tanh, as torch has it with `approximate="tanh"`."""
    made = 0.044715 * x  # 0.5 · x · (1 + tanh(0.7978846 · (x + 0.044715 · x³))), step by step in one place
    made *= x
    made *= x
    made += x
    made *= 0.7978846
    np.tanh(made, out=made)
    made += 1.0
    made *= 0.5 * x
    return made.astype(np.float32, copy=False)
