"""The confidence of what the network finds, and the bar that a caller sets."""

import pytest

from quoteattr import Extractor, InvalidSetting
from quoteattr.network.confidence import FEATURES, confidence
from quoteattr.network.weights import (
    LoadedNetwork,
)

TALK = "“It is over,” said Maria Ruiz, a teacher.\n\nTom Hill told reporters that the bridge was unsafe."


def test_more_certain_spans_make_a_more_confident_attribution(weights: LoadedNetwork) -> None:
    sure = dict.fromkeys(FEATURES, 0.0) | {"content": 3.0, "source": 3.0, "source_tie": 3.0}
    doubtful = sure | {"content": -1.0, "source_tie": -1.0}
    values = [confidence(tuple(f[name] for name in FEATURES), weights.calibration) for f in (doubtful, sure)]
    assert 0 < values[0] < values[1] < 1


@pytest.mark.parametrize("value", [-0.1, 1.1])
def test_least_confidence_is_a_share(value: float) -> None:
    with pytest.raises(InvalidSetting, match="between 0 and 1"):
        Extractor(least_confidence=value)


def test_a_higher_least_confidence_leaves_out_the_less_sure(speech: Extractor) -> None:
    everything = {a.confidence for a in speech.extract(TALK).attributions}
    assert len(everything) == 2
    strict = Extractor(least_confidence=max(everything)).extract(TALK)
    assert [a.confidence for a in strict.attributions] == [max(everything)]


def test_in_scope_speech_it_is_the_chance_that_it_was_said_too(speech: Extractor, everything: Extractor) -> None:
    text = "Ruiz acknowledged the delay. “It is over,” Hill said. Ford praised the plan."
    of_all = {a.content: a.confidence for a in everything.extract(text).attributions}
    of_speech = {a.content: a.confidence for a in speech.extract(text).attributions}
    assert of_speech.keys() <= of_all.keys()
    assert all(sure <= of_all[content] for content, sure in of_speech.items())
    assert any(sure < of_all[content] for content, sure in of_speech.items())
