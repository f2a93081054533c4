"""Sources, cues and contents, and who goes with whom: PolNeAR's train part, and articles of other kinds of news.

The latter label speech and writing only. What they leave without a label may be a belief or an intention: where the
shipped network sees one, nothing is learned of those words.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from quoteattr.network.modes import MODES
from quoteattr.network.scheme import FORBIDDEN, LINKS, ROLES, TAGS
from quoteattr.network.weights import LoadedNetwork, load
from quoteattr.records import Mode
from training.network.articles import read
from training.network.evaluate import found_in
from training.network.joint import Joint, Lot, Outputs
from training.network.losses import divergence, entropy, present
from training.network.pages import IGNORED, NOBODY, Column, Laid, Page
from training.parsing.stages import SHARED

NAME = "attributions"
WEIGHT = 8.0
LINKED = 0.3  # of a tie, beside a tag
SPEECH = {MODES.index(Mode.SPEECH), MODES.index(Mode.WRITING)}
_INSIDE = torch.tensor([tag.startswith("I-") for tag in TAGS])


def pages(limit: int | None = None) -> Iterator[Page]:
    """PolNeAR's train part, whole; wild articles, with what may be no speech as `doubtful`."""
    gold = SHARED / "gold"
    for document in read(gold / "polnear.train.jsonl.gz")[:limit]:
        yield _page("polnear", document, ())
    for document in read(gold / "wild.train.jsonl")[:limit]:
        yield _page("wild", document, doubtful(document))


def _page(kind: str, document: dict[str, Any], unknown: Sequence[tuple[int, int]]) -> Page:
    gold = {"attributions": document["attributions"], "doubtful": unknown}
    return Page(set=kind, id=document["id"], text=document["text"], gold={NAME: gold})


@cache
def shipped() -> LoadedNetwork:
    """The network in the package."""
    return load(threads=2)


def doubtful(document: dict[str, Any]) -> list[tuple[int, int]]:
    """Spans of what the shipped network takes for beliefs, intentions and the like."""
    found = found_in(shipped(), document["text"])
    spans: list[tuple[int, int]] = []
    for one in found:
        if one.modes and int(np.argmax(one.modes)) not in SPEECH:
            spans += [s for s in (one.cue, one.source, *one.content) if s is not None]
    return spans


def columns(page: Laid) -> dict[str, Column]:
    """`tags` of words, and `links`: for each link the word that a word chooses."""
    gold = page.page.gold[NAME]
    tags = np.zeros(len(page.starts), np.int64)
    links = np.full((len(LINKS), len(page.starts)), IGNORED, np.int64)
    begins = set(np.cumsum([0, *(strip.words for strip in page.strips)]).tolist())
    for attribution in gold["attributions"]:
        placed = placed_in(page, attribution)
        for role, ranges in placed.items():
            for words in ranges:
                tags[words] = TAGS.index(f"I-{role}")
                for first in {words[0], *(begins & set(words))}:  # no span crosses into another strip
                    tags[first] = TAGS.index(f"B-{role}")
        cue = placed["cue"][0] if placed["cue"] else None
        for words in placed["content"]:
            links[LINKS.index("content"), words] = cue[0] if cue else NOBODY
        if cue:
            links[LINKS.index("source"), cue] = placed["source"][0][0] if placed["source"] else NOBODY
    for i in range(1, len(tags)):  # where spans overlap, what is left of one begins anew
        if TAGS[tags[i]].startswith("I-") and tags[i - 1] not in (tags[i], tags[i] - 1):
            tags[i] -= 1
    for span in gold["doubtful"]:
        inside = np.array(page.words_in(span), np.int64)
        tags[inside[tags[inside] == 0]] = IGNORED
    return {"tags": Column(tags, "words"), "links": Column(links, "words", pointing=True)}


def placed_in(page: Laid, attribution: dict[str, Any]) -> dict[str, list[range]]:
    """The words of the spans of each role."""
    return {role: [w for s in attribution[role] if (w := page.words_in(s))] for role in ROLES}


def loss(joint: Joint, outputs: Outputs, batch: Lot) -> Tensor:
    """Of the chain of tags, and of ties."""
    tags, links = batch.column("tags"), batch.column("links")
    if tags is None or links is None:
        return outputs.emissions.sum() * 0
    rows = (tags != IGNORED).any(1)
    crf, lengths = joint.network.crf, batch.inputs.lengths[rows]
    width = int(lengths.max())
    emissions = crf.masked(outputs.emissions[rows, :width], batch.inputs.begins[rows, :width])
    free = crf.sums(emissions, lengths).logsumexp(-1)
    wanted = tags[rows, :width]
    others = functional.one_hot(wanted.clamp(min=0), len(TAGS)) == 0
    told = emissions.masked_fill(others & (wanted != IGNORED).unsqueeze(-1), 2 * FORBIDDEN)
    chain = (free - crf.sums(told, lengths).logsumexp(-1)).sum()
    return chain + LINKED * linked(outputs, links, batch)


def linked(outputs: Outputs, links: Tensor, batch: Lot) -> Tensor:
    """Of every word that chooses, its choice."""
    scores = possible(outputs.links, batch)
    wanted = torch.where(links == NOBODY, scores.shape[2], links)
    return sum((entropy(scores[:, n], wanted[:, n]) for n in range(len(LINKS))), torch.zeros(()))


def possible(links: Tensor, batch: Lot) -> Tensor:
    """Scores of links without the words that are not there."""
    absent = ~present(batch.inputs.lengths, links.shape[2])
    return links.masked_fill(functional.pad(absent, (0, 1))[:, None, None, :], FORBIDDEN)


def distance(joint: Joint, outputs: Outputs, teacher: Joint, told: Outputs, batch: Lot) -> Tensor:
    """Of tags word by word, and of the choices of words that the teacher takes for contents and cues."""
    there = present(batch.inputs.lengths, outputs.emissions.shape[1])
    total = divergence(outputs.emissions, told.emissions, there)
    best = told.emissions.argmax(-1)
    mine, theirs = possible(outputs.links, batch), possible(told.links, batch)
    for n, role in enumerate(("content", "cue")):
        chooses = there & ((best == TAGS.index(f"B-{role}")) | (best == TAGS.index(f"I-{role}")))
        total = total + LINKED * divergence(mine[:, n], theirs[:, n], chooses)
    return total
