"""How sure an attribution is: the network's own chances, made to mean what they say.

A logistic regression over the log odds of spans and ties (Platt 1999), fitted on
articles that the network did not learn from, to the question whether content and source are right.
"""

from math import exp, log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quoteattr.network.decoding import Tied

FEATURES = (
    "content",
    "content_least",
    "cue",
    "source",
    "content_tie",
    "source_tie",
    "content_exact",
    "no_source",
    "no_cue",
    "quoted",
)
TERMS = (*FEATURES, "bias")  # of a calibration
_LEAST = 1e-4


def features(tied: "Tied", quoted: bool) -> tuple[float, ...]:
    """The numbers that the regression sees, in the order of `FEATURES`."""
    chances = (
        min(c.sure for c in tied.content),
        min(c.least for c in tied.content),
        tied.cue.least if tied.cue else 1.0,
        tied.source.least if tied.source else 1.0,
        min(tied.content_sure),
        tied.source_sure,
        min(c.exact for c in tied.content),
    )
    flags = (tied.source is None, tied.cue is None, quoted)
    return (*map(_log_odds, chances), *map(float, flags))


def _log_odds(chance: float) -> float:
    kept = min(max(chance, _LEAST), 1 - _LEAST)
    return log(kept / (1 - kept))


def confidence(numbers: tuple[float, ...], calibration: dict[str, float]) -> float:
    """The chance, between 0 and 1, that content and source are right."""
    total = calibration["bias"] + sum(calibration[name] * n for name, n in zip(FEATURES, numbers, strict=True))
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))
