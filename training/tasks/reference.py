"""Whom a mention means: of the mentions before it in a window one of the same chain, or somebody new.

Mentions are given; each stands for its chain by its head word. Where a set does not mark all mentions, nothing is
learned of being new, and one is told only from others that are marked. No set that `links.train` or the speakers'
labels measure with is among them.
"""

import gzip
import json
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import Any

import numpy as np
import torch
from attrs import frozen
from torch import Tensor

from quoteattr.heads.model import Mentions
from quoteattr.network.scheme import FORBIDDEN
from training.network.joint import Joint, Lot, Outputs
from training.network.pages import IGNORED, Column, Laid, Page
from training.speakers.data import COREF, TALK, paired, told
from training.tasks.names_data import paragraphs_apart

NAME = "reference"
WEIGHT = 2.0
WHOLE = ("meantime", "wikievents_dev", "redocred_dev")  # all mentions (of names, in the last) are marked
LINKED = ("ecbplus_train", "ecbplus_dev", "knowledgenet")
NAMED = {"knowledgenet": "reference_knowledgenet"}  # the other sets' texts are learned from for their names, too
_PREPOSITIONS = frozenset(["of", "in", "on", "at", "from", "for", "with", "by", "to", "as"])
_ENDS = _PREPOSITIONS | frozenset(["who", "which", "that", "whose", *",;:-–—("])  # of a phrase up to its noun


@frozen
class Marked:
    """Where a mention stands, its chain, and whether it is known that it may be the first of it."""

    start: int
    end: int
    chain: str
    is_name: bool
    whole: bool


def pages(limit: int | None = None) -> Iterator[Page]:
    """Sets of news and of Wikipedia, GUM's train part, GAP's development and validation parts."""
    for name in (*WHOLE, *LINKED):
        with gzip.open(COREF / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in islice(lines, limit):
                row = json.loads(line)
                text, moved = paragraphs_apart(row["text"])
                mentions = [
                    Marked(moved(m.start), moved(m.end - 1) + 1, m.chain, m.is_name, m.whole)
                    for m in in_chains(row, name in WHOLE)
                ]
                yield Page(set=NAMED.get(name, name), id=row["id"], text=text, gold={NAME: mentions})
    articles = (a for a in told() if not a.id.startswith(TALK))
    for article in islice(articles, limit):
        known = [Marked(at, at + 1, chain, True, True) for at, chain in article.clusters.items()]
        yield Page(set="reference_gum", id=article.id, text=article.text, gold={NAME: known})
    for pair in islice(paired(), limit):
        if any(meant for *_, meant in pair.names):
            known = [Marked(pair.at, pair.at + 1, "meant", True, False)]
            known += [Marked(a, b, "meant" if meant else str(a), True, False) for a, b, meant in pair.names]
            yield Page(set="reference_gap", id=pair.id, text=pair.text, gold={NAME: known})


def in_chains(row: dict[str, Any], whole: bool) -> Iterator[Marked]:
    """The mentions of a document's chains that somebody linked."""
    until = row.get("full_until") or len(row["text"])
    for number, chain in enumerate(row["chains"]):
        if chain.get("linked") is not False:
            for start, end, kind in chain["mentions"]:
                yield Marked(start, end, str(number), kind == "name", whole and start < until)


def columns(page: Laid) -> dict[str, Column]:
    """Of tokens that head a mention `mention` (1 where being new is known, else 0) and `antecedent`: the last mention
    of its chain before it, itself where it is the first."""
    mention = np.full(len(page.tokens.start), IGNORED, np.int64)
    antecedent = mention.copy()
    chains: dict[str, list[int]] = {}
    for one in sorted(page.page.gold[NAME], key=lambda m: m.end - m.start):
        at = head_of(page, one)
        if at is not None and mention[at] == IGNORED:  # the narrowest wins where two share a head
            mention[at] = int(one.whole)
            chains.setdefault(one.chain, []).append(at)
    for found in chains.values():
        found.sort()
        antecedent[found[0]] = found[0]
        for before, at in pairwise(found):
            antecedent[at] = before
    return {"mention": Column(mention, "tokens"), "antecedent": Column(antecedent, "tokens", pointing=True)}


def head_of(page: Laid, mention: Marked) -> int | None:
    """The token that stands for a mention: the last of a name, of another phrase the last before what follows its
    noun."""
    start, end = page.tokens.start, page.tokens.end
    first, last = int(np.searchsorted(end, mention.start, "right")), int(np.searchsorted(start, mention.end, "left"))
    forms = [page.page.text[start[i] : end[i]].lower() for i in range(first, last)]
    words = [n for n, form in enumerate(forms) if form[0].isalnum()]
    if not words:
        return None
    if not mention.is_name:
        begin = next((n for n in words if forms[n] not in _ENDS), words[0])
        stop = next((n for n, form in enumerate(forms) if n > begin and form in _ENDS), len(forms))
        words = [n for n in words if begin <= n < stop]
    return first + words[-1]


def loss(joint: Joint, outputs: Outputs, batch: Lot) -> Tensor:
    """Of every mention of which something is known: that one of its chain is meant, or somebody new."""
    mention, antecedent = batch.column("mention"), batch.column("antecedent")
    heads = joint.heads.mentions
    if mention is None or antecedent is None or heads is None:
        return outputs.states.sum() * 0
    row, token = torch.nonzero(mention != IGNORED, as_tuple=True)
    ends = [outputs.states[row, at[row, token]] for at in (batch.begin, batch.end)]
    pointed = antecedent[row, token]
    asked = Choosing(row, token, mention[row, token] == 1, first_of(antecedent)[row, token], pointed == token)
    return missed(*ranked(heads, torch.cat(ends, -1), asked))[asked.told & (pointed != IGNORED)].sum()


@frozen(eq=False)
class Choosing:
    """Mentions: the text and the token of each, whether it is known that it may be new, the first token of its chain,
    and whether that is itself."""

    row: Tensor
    token: Tensor
    whole: Tensor
    first: Tensor
    is_new: Tensor

    @property
    def told(self) -> Tensor:
        """Of which mentions something is known."""
        return self.whole | ~self.is_new


def ranked(head: Mentions, states: Tensor, asked: Choosing) -> tuple[Tensor, Tensor]:
    """For every mention the scores of all others, low where they are not before it, and last of being new; and which of
    these are right."""
    later, earlier, new = head(states)
    words = asked.token.unsqueeze(1) - asked.token
    before = (asked.row.unsqueeze(1) == asked.row) & (words > 0)
    scores = head.scores(later, earlier, words).masked_fill(~before, FORBIDDEN)
    same = before & (asked.first.unsqueeze(1) == asked.first)
    everybody = torch.cat([scores, new.masked_fill(~asked.whole, FORBIDDEN).unsqueeze(1)], 1)
    return everybody, torch.cat([same, asked.is_new.unsqueeze(1)], 1)


def missed(scores: Tensor, right: Tensor) -> Tensor:
    """Of every row the loss that one of those that are right is chosen."""
    return scores.logsumexp(1) - scores.masked_fill(~right, FORBIDDEN).logsumexp(1)


def first_of(antecedent: Tensor) -> Tensor:
    """For every token of rows the first mention of its chain in the window, by the last one before each."""
    own = torch.arange(antecedent.shape[1]).expand_as(antecedent)
    found = torch.where(antecedent >= 0, antecedent, own)
    for _ in range(antecedent.shape[1].bit_length()):
        found = found.gather(1, found)
    return found


def distance(joint: Joint, outputs: Outputs, teacher: Joint, told: Outputs, batch: Lot) -> Tensor:
    """Nothing: labels alone teach it."""
    return outputs.states.sum() * 0
