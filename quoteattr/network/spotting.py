"""What the network spots in a text: sources, cues and contents tied together, before anything is made of them."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from attrs import frozen

from quoteattr.network.confidence import confidence, features
from quoteattr.network.decoding import Places, Tied, best_tags, offsets, spans, tie
from quoteattr.network.scores import Floats, Scores
from quoteattr.network.weights import Weights
from quoteattr.network.windows import Numbers, Strip, Window, begins_of, strips, windows
from quoteattr.records import Quotation
from quoteattr.text.stretches import Offsets

AT_ONCE = 24  # windows, that is some four thousand words: what is kept of a long document while it is read


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
    made = windows_of(weights, text, bounds, quotations)
    found: list[Spotted] = []
    for at in range(0, len(made), AT_ONCE):
        group = made[at : at + AT_ONCE]
        found += spotted_in(weights, group, list(weights.runner.run(group)))
    return found


def windows_of(
    weights: Weights, text: str, bounds: Sequence[tuple[int, int]], quotations: Iterable[Quotation]
) -> list[list[Strip]]:
    """A text as the network reads it."""
    return windows(strips(weights.tokenizer, text, bounds, quotations, weights.window - 2), weights.window)


def spotted_in(weights: Weights, group: Sequence[Window], scores: Sequence[Scores]) -> Iterator[Spotted]:
    """What the network finds in some windows, whose scores are known."""
    paths, chances = best_tags(weights.chain, [s.tags for s in scores], [begins_of(window) for window in group])
    for window, path, chance, score in zip(group, paths, chances, scores, strict=True):
        found = spans(path, chance)
        if not found:
            continue
        marks = np.concatenate([strip.marks for strip in window])
        for tied in tie(found, score, weights.nearness, Places.of(window)):
            yield _spotted(weights, window, tied, score.modes, marks)


def _spotted(weights: Weights, window: Window, tied: Tied, modes: Floats, marks: Numbers) -> Spotted:
    cue = tied.cue
    quoted = any(bool(marks[piece.first : piece.last].any()) for piece in tied.content)
    numbers = features(tied, quoted)
    return Spotted(
        offsets(window, cue) if cue else None,
        offsets(window, tied.source) if tied.source else None,
        tuple(offsets(window, c) for c in tied.content),
        tuple(modes[cue.first : cue.last].mean(0).tolist()) if cue else (),
        numbers,
        confidence(numbers, weights.calibration),
    )
