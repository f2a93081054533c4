"""One reading of a text for the parse and the attributions: the encoder runs once."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from quoteattr.attributions.spotting import Spotted, spotted_in
from quoteattr.attributions.weights import Weights
from quoteattr.attributions.windows import Numbers, Window, arrays, rounded, strips, windows
from quoteattr.paragraphs import readable
from quoteattr.parse.lemmas import lemma_of
from quoteattr.parse.tokens import tokenize
from quoteattr.parse.trees import heads_of
from quoteattr.parsing import Document, Entity, Sentence, Token
from quoteattr.records import Quotation

if TYPE_CHECKING:
    from torch import Tensor

    from quoteattr.parse.network import Heads

_BATCH = 4  # windows


@frozen(eq=False)
class Parse:
    """The heads, and the lemmas of forms with their tags."""

    heads: "Heads"
    lemmas: dict[tuple[str, str], str]


@frozen(eq=False)
class Labels:
    """What the heads say of the tokens of a window."""

    upos: Numbers
    xpos: Numbers
    entity: Numbers
    head: Numbers
    deprel: Numbers
    sentence: Numbers


def read(
    weights: Weights,
    parse: Parse,
    text: str,
    bounds: Sequence[tuple[int, int]],
    quotations: Iterable[Quotation],
) -> tuple[Document, list[Spotted]]:
    """The parsed document, and what the network spots in it."""
    import torch

    from quoteattr.attributions.network import Batch
    from quoteattr.parse.network import LAYERS

    size = weights.network.settings.window
    made = windows(strips(weights.tokenizer, text, bounds, quotations, size - 2), size)
    starts, ends, paragraph = _tokens(text, bounds)
    if not made or not len(starts):
        return Document(text, tuple(bounds), (), (), ()), []
    firsts = np.array([window[0].starts[0] for window in made])
    cuts = np.searchsorted(starts, firsts)
    cuts[0] = 0
    ranges = list(zip(cuts.tolist(), [*cuts[1:].tolist(), len(starts)], strict=True))
    found: list[list[Spotted]] = [[] for _ in made]
    labels: list[Labels | None] = [None] * len(made)
    order = sorted(range(len(made)), key=lambda n: sum(len(s.ids) for s in made[n]))
    for at in range(0, len(order), _BATCH):
        numbers = order[at : at + _BATCH]
        batch = [made[n] for n in numbers]
        inputs = Batch.of(arrays(batch), weights.device)
        with torch.inference_mode():
            layers = weights.network.encoder.layered(inputs.ids, inputs.case, inputs.marks, inputs.sizes)
            states = torch.cat([layers[n] for n in LAYERS], -1)
            tokens = [(starts[a:b], ends[a:b], paragraph[a:b]) for a, b in (ranges[n] for n in numbers)]
            read_here = _labels(parse.heads, batch, states, tokens)
        for number, spotted, label in zip(
            numbers, spotted_in(weights, batch, inputs, layers[-1]), read_here, strict=True
        ):
            found[number], labels[number] = spotted, label
    document = _document(text, bounds, starts, ends, paragraph, parse, [x for x in labels if x is not None])
    return document, [spotted for window in found for spotted in window]


def _tokens(text: str, bounds: Sequence[tuple[int, int]]) -> tuple[Numbers, Numbers, Numbers]:
    """Starts and ends of all tokens, and the paragraph of each."""
    spans: list[tuple[int, int]] = []
    paragraph: list[int] = []
    for number, (start, end) in enumerate(bounds):
        here = [(a + start, b + start) for a, b in tokenize(readable(text[start:end]))]
        spans += here
        paragraph += [number] * len(here)
    both = np.array(spans, np.int32).reshape(-1, 2)
    return both[:, 0], both[:, 1], np.array(paragraph, np.int32)


def _labels(
    heads: "Heads", batch: Sequence[Window], states: "Tensor", tokens: list[tuple[Numbers, Numbers, Numbers]]
) -> list[Labels]:
    import torch

    device = states.device
    rows = []
    for row, (window, (starts, ends, _)) in enumerate(zip(batch, tokens, strict=True)):
        begin, end = places(window, starts, ends)
        rows.append(torch.stack([states[row, begin], states[row, end]], 1))
    lengths = torch.tensor([len(r) for r in rows], device=device)
    padded = states.new_zeros(len(rows), rounded(max(map(len, rows))), 2, states.shape[-1])
    for row, values in enumerate(rows):
        padded[row, : len(values)] = values
    words = heads(padded.to(heads.join.weight.dtype), lengths)
    upos, xpos, entity, begins = (
        heads.labels[name](words).argmax(-1).cpu().numpy() for name in ("upos", "xpos", "entity", "begins")
    )
    sentence = np.full(upos.shape, -1, np.int64)
    for row, (_, _, paragraph) in enumerate(tokens):
        n = len(paragraph)
        starts_here = (begins[row, :n] == 1) | (np.diff(paragraph, prepend=-1) != 0)
        sentence[row, :n] = np.cumsum(starts_here) - 1
    arcs = heads.arcs(words, torch.from_numpy(sentence).to(device)).cpu().numpy()
    head = np.zeros(upos.shape, np.int64)
    for row, (_, _, paragraph) in enumerate(tokens):
        n = len(paragraph)
        head[row, :n] = heads_of(arcs[row, :n, :n], sentence[row, :n])
    deprel = heads.relations(words, torch.from_numpy(head).to(device)).argmax(-1).cpu().numpy()
    return [
        Labels(*(values[row, : len(starts)] for values in (upos, xpos, entity, head, deprel, sentence)))
        for row, (starts, _, _) in enumerate(tokens)
    ]


def places(window: Window, starts: Numbers, ends: Numbers) -> tuple[Numbers, Numbers]:
    """For each token the first word piece of the word it begins in, and the last of the one it ends in."""
    first = np.concatenate([s.starts for s in window])
    at, begin_piece, end_piece = 1, [], []
    for strip in window:
        begin_piece.append(strip.first + at)
        end_piece.append(np.append(strip.first[1:], len(strip.ids)) - 1 + at)
        at += len(strip.ids) + 1
    begin, end = np.concatenate(begin_piece), np.concatenate(end_piece)
    a = np.clip(np.searchsorted(first, starts, side="right") - 1, 0, len(first) - 1)
    b = np.clip(np.searchsorted(first, ends - 1, side="right") - 1, 0, len(first) - 1)
    return begin[a], end[b]


def _document(
    text: str, bounds: Sequence[tuple[int, int]], starts: Numbers, ends: Numbers, paragraph: Numbers, parse: Parse,
    labels: list[Labels],
) -> Document:  # fmt: skip
    """The values of all windows in one."""
    names = {name: list(table) for name, table in parse.heads.tables.items()}
    shift, count = 0, 0
    heads, numbers = [], []
    for label in labels:
        heads.append(label.head + shift)
        numbers.append(label.sentence + count)
        shift += len(label.head)
        count += int(label.sentence[-1]) + 1 if len(label.sentence) else 0
    head = np.concatenate(heads).tolist()
    sentence = np.concatenate(numbers)

    def said(field: str) -> list[str]:
        table = names[field]
        return [table[n] for label in labels for n in getattr(label, field).tolist()]

    xpos, deprel, tags = said("xpos"), said("deprel"), said("entity")
    upos = [_OF_COMMON.get((u, x), u) for u, x in zip(said("upos"), xpos, strict=True)]
    tokens = []
    for i, (start, end, s) in enumerate(zip(starts.tolist(), ends.tolist(), sentence.tolist(), strict=True)):
        form = text[start:end]
        root = head[i] == i
        tokens.append(
            Token(i, start, end, form, lemma_of(form, upos[i], xpos[i], parse.lemmas), upos[i], xpos[i],
                  -1 if root else head[i], "root" if root else deprel[i], s)
        )  # fmt: skip
    edges = np.flatnonzero(np.diff(sentence, prepend=-1, append=-1)).tolist()
    sentences = tuple(Sentence(a, b, int(paragraph[a])) for a, b in pairwise(edges))
    return Document(text, tuple(bounds), sentences, tuple(tokens), tuple(_entities(tags, sentence.tolist())))


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
