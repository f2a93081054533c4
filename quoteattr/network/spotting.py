"""What the network spots in a text: sources, cues and contents tied together, before anything is made of them."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from quoteattr.language import Language
from quoteattr.network.confidence import confidence, features
from quoteattr.network.decoding import Places, Tied, likely_spans, tie
from quoteattr.network.scores import Floats, Scores
from quoteattr.network.weights import LoadedNetwork
from quoteattr.network.windows import Numbers, Strip, Window, begins_of, packed, strips
from quoteattr.records import Quotation
from quoteattr.runtime.values import value
from quoteattr.text.stretches import Offsets

AT_ONCE = 24  # windows, that is some four thousand words: what is kept of a long document while it is read


@value(kw_only=True)
class Spotted:
    """What the network found: a cue with its source and contents as character offsets, the chance of each `Mode`
    for the cue, the `confidence.FEATURES`, and the confidence that it is an attribution."""

    cue: Offsets | None
    source: Offsets | None
    content: tuple[Offsets, ...]
    modes: tuple[float, ...]
    features: tuple[float, ...]
    confidence: float


def spot(
    network: LoadedNetwork,
    text: str,
    bounds: Sequence[tuple[int, int]],
    quotations: Iterable[Quotation],
    language: Language,
) -> list[Spotted]:
    """All attributions that the network finds in the paragraphs of a text (`bounds`, their offsets), in order."""
    windows = windows_of(network, text, bounds, quotations, language)
    found: list[Spotted] = []
    for at in range(0, len(windows), AT_ONCE):
        group = windows[at : at + AT_ONCE]
        found += spotted_in(network, group, list(network.runner.run(group)))
    return found


def windows_of(
    network: LoadedNetwork,
    text: str,
    bounds: Sequence[tuple[int, int]],
    quotations: Iterable[Quotation],
    language: Language,
) -> list[list[Strip]]:
    """A text as the network reads it."""
    limit = network.window - 2  # a strip has a mark of its beginning and one of its end
    return packed(strips(network.tokenizer, text, bounds, quotations, limit, language), network.window)


def spotted_in(network: LoadedNetwork, group: Sequence[Window], scores: Sequence[Scores]) -> Iterator[Spotted]:
    """What the network finds in some windows, whose scores are known."""
    spans = likely_spans(network.chain, [s.tags for s in scores], [begins_of(window) for window in group])
    for window, found, score in zip(group, spans, scores, strict=True):
        if not found:
            continue
        marks = np.concatenate([strip.marks for strip in window])
        places = Places.of(window)
        for tied in tie(found, score, network.nearness, places):
            yield _spotted(network, places, tied, score.modes, marks)


def _spotted(network: LoadedNetwork, places: Places, tied: Tied, modes: Floats, marks: Numbers) -> Spotted:
    cue = tied.cue
    quoted = any(np.count_nonzero(marks[piece.first : piece.last]) for piece in tied.content)
    numbers = features(tied, quoted)
    return Spotted(
        cue=places.offsets(cue) if cue else None,
        source=places.offsets(tied.source) if tied.source else None,
        content=tuple(map(places.offsets, tied.content)),
        modes=tuple((np.add.reduce(modes[cue.first : cue.last]) / (cue.last - cue.first)).tolist()) if cue else (),
        features=numbers,
        confidence=confidence(numbers, network.calibration),
    )
