"""The class of a cue (speech, belief, …), as the lexicon has its verb: of PolNeAR's cues."""

from collections.abc import Iterator

import numpy as np
from torch import Tensor

from training.attributions.data import mode_of
from training.network.joint import Joint, Lot, Outputs
from training.network.losses import divergence, entropy
from training.network.pages import IGNORED, Column, Laid, Page, evolved
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
