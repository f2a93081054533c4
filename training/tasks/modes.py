"""The class of a cue (speech, belief, …), as the lexicon has its verb: of PolNeAR's cues."""

from collections.abc import Iterator
from functools import cache

import numpy as np
from torch import Tensor

from quoteattr.network.modes import MODES
from training.network.articles import ENGLISH
from training.network.joint import Joint, Lot, Outputs
from training.network.losses import divergence, entropy
from training.network.pages import IGNORED, Column, Laid, Page, evolved
from training.parsing.data import read_conllu
from training.parsing.stages import TRAIN
from training.tasks import attributions

NAME = "modes"
WEIGHT = 2.0


def pages(limit: int | None = None) -> Iterator[Page]:
    """The pages with attributions."""
    for page in attributions.pages(limit):
        yield evolved(page, NAME, page.gold[attributions.NAME]["attributions"])


def columns(page: Laid) -> dict[str, Column]:
    """`modes` of the words of cues."""
    modes = np.full(len(page.starts), IGNORED, np.int64)
    for attribution in page.page.gold[NAME]:
        for cue in attributions.placed_in(page, attribution)["cue"][:1]:
            mode = mode_of(page.page.text[page.starts[cue[0]] : page.ends[cue[-1]]])
            modes[cue] = IGNORED if mode is None else mode
    return {"modes": Column(modes, "words")}


def loss(joint: Joint, outputs: Outputs, batch: Lot) -> Tensor:
    """Of every word of a cue."""
    modes = batch.column("modes")
    return outputs.modes.sum() * 0 if modes is None else entropy(outputs.modes, modes)


def distance(joint: Joint, outputs: Outputs, teacher: Joint, told: Outputs, batch: Lot) -> Tensor:
    """Of every word that is labelled as one of a cue."""
    modes = batch.column("modes")
    return outputs.modes.sum() * 0 if modes is None else divergence(outputs.modes, told.modes, modes != IGNORED)


@cache
def lemmas() -> dict[tuple[str, str], str]:
    """(word, part of speech) → lemma, as the treebanks have it."""
    found: dict[tuple[str, str], str] = {}
    for path in TRAIN:
        for _, words in read_conllu(path):
            for columns in words:
                found.setdefault((columns[1].lower(), columns[3]), columns[2].lower())
    return found


def mode_of(cue: str) -> int | None:
    """The class of a cue by the lexicon, its last verb first; None where the lexicon is silent."""
    entries = ENGLISH.cue_entries()
    words = cue.lower().split()
    if words[0] in ("according", "per"):
        return MODES.index(entries["say", "VERB"].mode)
    for upos in ("VERB", "NOUN", "ADJ"):
        for word in reversed(words):
            entry = entries.get((lemmas().get((word, upos), word), upos))
            if entry is not None:
                return MODES.index(entry.mode)
    return None
