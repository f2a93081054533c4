"""Texts as the network reads them, for those who learn what is told within: the parse, and the states of tokens."""

import re
from collections.abc import Iterator

import numpy as np
from attrs import frozen

from quoteattr.heads.inner import Around, around
from quoteattr.heads.labels import Floats, Whole
from quoteattr.heads.loaded import Loaded
from quoteattr.heads.reader import read
from quoteattr.text.document import Document
from quoteattr.text.paragraphs import paragraphs
from quoteattr.text.quotations import quotations
from quoteattr.text.reading import Reading
from quoteattr.text.tree import head_of
from training.nested.made import Made, Offsets, Told
from training.network.articles import ENGLISH

IGNORED = -1
_END = re.compile(r"[.!?][”\"’']* +(?=[“\"‘A-Z])")


@frozen(eq=False)
class Asked:
    """A cue: what is seen of it, the states of the tokens around it, and the roles of these."""

    seen: Around
    states: Floats
    roles: Whole


def sentences_of(text: str) -> Iterator[Offsets]:
    """Where sentences seem to stand, without a parse; what is cut wrongly is never a sentence of its own."""
    short = ENGLISH.closed_class("abbreviations")
    for a, b in paragraphs(text, ENGLISH):
        at = a
        for end in _END.finditer(text, a, b):
            before = re.search(r"(\w+)$", text[at : end.start()])
            word = before.group(1).lower() if before else ""
            if text[end.start()] == "." and (len(word) < 2 or word in short):
                continue
            yield at, len(text[: end.end()].rstrip())
            at = end.end()
        yield at, b


def reading_of(models: Loaded, text: str) -> tuple[Reading, Floats]:
    """A text with its parse, and the state of every token."""
    bounds = paragraphs(text, ENGLISH)
    marks = quotations(text, bounds, language=ENGLISH)
    document, _ = read(models, text, bounds, marks, ENGLISH, keeps_states=True)
    return Reading(document, marks), states_of(document)


def states_of(document: Document) -> Floats:
    """The encoder's last state at the first word piece of every token."""
    found: Floats = document.states.first(np.arange(document.states.tokens)).astype(np.float16)
    return found


def asked_in(models: Loaded, text: Made) -> Iterator[Asked]:
    """The cues in what a made-up speaker says."""
    reading, states = reading_of(models, text.text)
    depths = reading.depths
    for pieces, told in text.said:
        tokens = [i for a, b in pieces for i in reading.tokens_in(a, b)]
        for one in told:
            cue = cue_of(reading, one)
            if cue in tokens:
                yield asked(reading, states, tokens, depths, cue, one)


def asked(
    reading: Reading, states: Floats, tokens: list[int], depths: list[int], cue: int, one: Told
) -> Asked:  # fmt: skip
    """A cue among the tokens of a content, and what is told."""
    seen = around(reading.document, cue, tokens, depths)
    of = {i: 1 for a, b in one.source for i in reading.tokens_in(a, b)}
    of |= {i: 2 for a, b in one.content for i in reading.tokens_in(a, b)}
    return Asked(seen, states[seen.tokens], np.array([of.get(i, 0) for i in seen.tokens.tolist()], np.int64))


def cue_of(reading: Reading, one: Told) -> int:
    """The token that heads a cue."""
    tokens = [i for a, b in one.cue for i in reading.tokens_in(a, b)]
    return head_of(reading.document, tokens) if tokens else -1
