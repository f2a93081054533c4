"""What the network spots in a text: sources, cues and contents tied together, before anything is made of them."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import frozen

from quoteattr.attributions.confidence import confidence, features
from quoteattr.attributions.decoding import Places, Tied, best_tags, offsets, spans, tie
from quoteattr.attributions.draft import Offsets
from quoteattr.attributions.weights import Weights
from quoteattr.attributions.windows import Numbers, Window, arrays, strips, windows
from quoteattr.records import Quotation

if TYPE_CHECKING:
    from torch import Tensor

    from quoteattr.attributions.network import Batch

_BATCH = 4  # windows; more are no faster on one core


@frozen
class Spotted:
    """What the network found: a cue with its source and contents as character offsets, the chance of each `Mode`
    for the cue, the `confidence.FEATURES`, and how sure it is."""

    cue: Offsets | None
    source: Offsets | None
    content: tuple[Offsets, ...]
    modes: tuple[float, ...]
    features: tuple[float, ...]
    sure: float


def spot(
    weights: Weights,
    text: str,
    bounds: Sequence[tuple[int, int]],
    quotations: Iterable[Quotation],
) -> list[Spotted]:
    """All attributions that the network finds in the paragraphs of a text (`bounds`, their offsets), in order."""
    size = weights.network.settings.window
    made = windows(strips(weights.tokenizer, text, bounds, quotations, size - 2), size)
    order = sorted(range(len(made)), key=lambda n: sum(len(s.ids) for s in made[n]))
    found: list[list[Spotted]] = [[] for _ in made]
    for start in range(0, len(order), _BATCH):
        numbers = order[start : start + _BATCH]
        for number, spotted in zip(numbers, _read(weights, [made[n] for n in numbers]), strict=True):
            found[number] = spotted
    return [spotted for window in found for spotted in window]


def _read(weights: Weights, batch: list[Window]) -> list[list[Spotted]]:
    """What the network finds in some windows."""
    import torch

    from quoteattr.attributions.network import Batch

    inputs = Batch.of(arrays(batch), weights.device)
    with torch.inference_mode():
        states = weights.network.encoder(inputs.ids, inputs.case, inputs.marks, inputs.sizes)
    return spotted_in(weights, batch, inputs, states)


def spotted_in(weights: Weights, batch: Sequence[Window], inputs: "Batch", states: "Tensor") -> list[list[Spotted]]:
    """What the network finds in some windows, whose encoder states are known."""
    import torch

    network = weights.network
    with torch.inference_mode():
        emissions, links, modes = (value.cpu() for value in network.scores(states, inputs))
        paths, chances = best_tags(network.crf, emissions, inputs.begins.cpu(), inputs.lengths.cpu())
    made = []
    for row, (window, path) in enumerate(zip(batch, paths, strict=True)):
        n = len(path)
        columns = [*range(n), links.shape[-1] - 1]
        found = spans(path, chances[row])
        ties = tie(found, links[row][:, :n][:, :, columns].numpy(), Places.of(window))
        shares = modes[row].softmax(-1)
        marks = np.concatenate([strip.marks for strip in window])
        made.append([_spotted(weights, window, t, shares, marks) for t in ties])
    return made


def _spotted(weights: Weights, window: Window, tied: Tied, shares: Any, marks: Numbers) -> Spotted:
    cue = tied.cue
    quoted = any(bool(marks[piece.first : piece.last].any()) for piece in tied.content)
    numbers = features(tied, quoted)
    return Spotted(
        offsets(window, cue) if cue else None,
        offsets(window, tied.source) if tied.source else None,
        tuple(offsets(window, c) for c in tied.content),
        tuple(shares[cue.first : cue.last].mean(0).tolist()) if cue else (),
        numbers,
        confidence(numbers, weights.calibration),
    )
