"""One reading of a text for the parse and the attributions: the encoder runs once."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from attrs import frozen

from quoteattr.heads.labels import Places, Whole
from quoteattr.heads.lemmas import lemma_of
from quoteattr.heads.tokens import tokenize
from quoteattr.heads.trees import heads_of
from quoteattr.heads.weights import Parse
from quoteattr.language import Language
from quoteattr.network.spotting import AT_ONCE, Spotted, spotted_in, windows_of
from quoteattr.network.weights import Weights
from quoteattr.network.windows import Numbers, Window
from quoteattr.records import Quotation
from quoteattr.text.document import Document, Entity, Sentence, Token
from quoteattr.text.paragraphs import copies


@frozen(eq=False)
class Tokens:
    """The tokens of a text: start, end and the number of the paragraph of each."""

    start: Numbers
    end: Numbers
    paragraph: Numbers

    def part(self, first: int, last: int) -> "Tokens":
        """The tokens from `first` to `last`."""
        return Tokens(self.start[first:last], self.end[first:last], self.paragraph[first:last])


@frozen(eq=False)
class Labelled:
    """The numbers of the labels of tokens, their heads (themselves for roots) and their sentences."""

    upos: Whole
    xpos: Whole
    entity: Whole
    head: Whole
    deprel: Whole
    sentence: Whole


def read(
    weights: Weights,
    parse: Parse,
    text: str,
    bounds: Sequence[tuple[int, int]],
    quotations: Iterable[Quotation],
    language: Language,
) -> tuple[Document, list[Spotted]]:
    """The parsed document, and what the network spots in it."""
    made = windows_of(weights, text, bounds, quotations)
    tokens = _tokens(text, bounds)
    if not made or not len(tokens.start):
        return Document(text, tuple(bounds), (), (), (), language), []
    cuts = np.searchsorted(tokens.start, [window[0].starts[0] for window in made])
    cuts[0] = 0
    parts = [tokens.part(a, b) for a, b in pairwise([*cuts.tolist(), len(tokens.start)])]
    found: list[Spotted] = []
    labelled: list[Labelled] = []
    for at in range(0, len(made), AT_ONCE):
        group = made[at : at + AT_ONCE]
        scores = list(weights.runner.run(group))
        places = [places_of(window, part) for window, part in zip(group, parts[at : at + AT_ONCE], strict=True)]
        if any(len(p.begin) for p in places):
            labelled.append(_labelled(parse, [s.states for s in scores], places))
        found += spotted_in(weights, group, scores)
    return _document(text, bounds, tokens, parse, labelled, language), found


def _tokens(text: str, bounds: Sequence[tuple[int, int]]) -> Tokens:
    """All tokens of a text."""
    spans: list[tuple[int, int]] = []
    paragraph: list[int] = []
    for number, (copy, (start, _)) in enumerate(zip(copies(text, tuple(bounds)), bounds, strict=True)):
        here = [(a + start, b + start) for a, b in tokenize(copy)]
        spans += here
        paragraph += [number] * len(here)
    both = np.array(spans, np.int32).reshape(-1, 2)
    return Tokens(both[:, 0], both[:, 1], np.array(paragraph, np.int32))


def places_of(window: Window, tokens: Tokens) -> Places:
    """Where tokens stand in their window: the first word piece of the word that each begins in, the last of the one
    that it ends in."""
    first = np.concatenate([s.starts for s in window])
    at, begin_piece, end_piece = 1, [], []
    for strip in window:
        begin_piece.append(strip.first + at)
        end_piece.append(np.append(strip.first[1:], len(strip.ids)) - 1 + at)
        at += len(strip.ids) + 1
    begin, end = np.concatenate(begin_piece).astype(np.int64), np.concatenate(end_piece).astype(np.int64)
    a = np.clip(np.searchsorted(first, tokens.start, side="right") - 1, 0, len(first) - 1)
    b = np.clip(np.searchsorted(first, tokens.end - 1, side="right") - 1, 0, len(first) - 1)
    return Places(begin[a], end[b], np.diff(tokens.paragraph, prepend=-1) != 0)


def _labelled(parse: Parse, states: Sequence[Any], places: Sequence[Places]) -> Labelled:
    """The labels of some windows in one; heads and sentences count from the first of them."""
    known = [n for n, place in enumerate(places) if len(place.begin)]
    made = list(parse.runner.run([states[n] for n in known], [places[n] for n in known]))
    heads, sentences = [], []
    shift = count = 0
    for labels in made:
        heads.append(heads_of(labels.arcs, labels.sentence) + shift)
        sentences.append(labels.sentence + count)
        shift += len(labels.sentence)
        count += int(labels.sentence[-1]) + 1

    def joined(name: str) -> Any:
        return np.concatenate([getattr(labels, name) for labels in made])

    head = np.concatenate(heads)
    deprel = parse.runner.relations(joined("down"), joined("up")[head])
    return Labelled(joined("upos"), joined("xpos"), joined("entity"), head, deprel, np.concatenate(sentences))


def _document(
    text: str,
    bounds: Sequence[tuple[int, int]],
    tokens: Tokens,
    parse: Parse,
    labelled: Sequence[Labelled],
    language: Language,
) -> Document:
    """The values of all windows in one."""
    heads, numbers = [], []
    shift = count = 0
    for labels in labelled:
        heads.append(labels.head + shift)
        numbers.append(labels.sentence + count)
        shift += len(labels.head)
        count += int(labels.sentence[-1]) + 1
    head = np.concatenate(heads)
    sentence = np.concatenate(numbers)

    def said(field: str) -> list[str]:
        table = parse.names[field]
        return [table[n] for labels in labelled for n in getattr(labels, field).tolist()]

    xpos, deprel, tags = said("xpos"), said("deprel"), said("entity")
    upos = [_OF_COMMON.get((u, x), u) for u, x in zip(said("upos"), xpos, strict=True)]
    made = []
    columns = (tokens.start, tokens.end, head, sentence)
    for i, (start, end, above, number) in enumerate(zip(*(c.tolist() for c in columns), strict=True)):
        form = text[start:end]
        root = above == i
        made.append(
            Token(i, start, end, form, lemma_of(form, upos[i], xpos[i], parse.lemmas), upos[i], xpos[i],
                  -1 if root else above, "root" if root else deprel[i], number, language.traits(xpos[i]))
        )  # fmt: skip
    edges = np.flatnonzero(np.diff(sentence, prepend=-1, append=-1)).tolist()
    sentences = tuple(Sentence(a, b, int(tokens.paragraph[a])) for a, b in pairwise(edges))
    return Document(text, tuple(bounds), sentences, tuple(made), tuple(_entities(tags, sentence.tolist())), language)


_OF_COMMON = {("PROPN", "NN"): "NOUN", ("PROPN", "NNS"): "NOUN"}  # “**Critics** say”: the finer tag is the surer


def _entities(tags: list[str], sentence: list[int]) -> Iterable[Entity]:
    """Names from IOB2 tags; an `I-` without a beginning begins one."""
    first, kind = -1, ""
    for i, tag in enumerate([*tags, "O"]):
        goes_on = tag == f"I-{kind}" and first >= 0 and sentence[i] == sentence[first]
        if first >= 0 and not goes_on:
            yield Entity(first, i, kind)
            first = -1
        if tag != "O" and first < 0:
            first, kind = i, tag[2:]
