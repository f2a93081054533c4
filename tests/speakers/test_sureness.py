"""How sure it is who speaks: surer where a full name tells than where a pronoun may mean several."""

import pytest
from attrs import evolve

from quoteattr import Extractor

SURER = [
    ("Ruth Kessler said the train had broken down.", "It left early. She said the train had broken down."),
    ("Ruth Kessler waited. She said the train had broken down.",
     "Ruth Kessler waited with Anna Whitlow and Joan Pike. She said the train had broken down."),
    ("The police chief said the road was closed.", "Somebody phoned the desk. They said the road was closed."),
]  # fmt: skip


@pytest.mark.parametrize(("surer", "less"), SURER)
def test_speakers(speech: Extractor, surer: str, less: str) -> None:
    one, other = (speech.extract(text).attributions[0] for text in (surer, less))
    assert 1 > one.speaker_confidence > other.speaker_confidence > 0
    assert 1 > one.anonymity.confidence > other.anonymity.confidence - 0.01 > 0  # the same where all are named


OPEN = [
    # everybody who may be meant is named
    ("Ruth Kessler met Anna Whitlow and Joan Pike. She said the train had broken down.", "named"),
    # nobody else may be meant, or somebody whom nobody names
    ("Ruth Kessler said the train had broken down.", None),
    ("A nurse and a guard met. Ruth Kessler waited. The nurse said the train had broken down.", None),
]


@pytest.mark.parametrize(("text", "level"), OPEN)
def test_who_is_too_unsure_is_left_open(text: str, level: str | None) -> None:
    article = Extractor(least_speaker_confidence=1.0).extract(text)
    one = article.attributions[-1]
    assert one.speaker is None
    assert one.anonymity.level == level
    assert one.anonymity.evidence[0].rule.endswith("too unsure who")
    assert one.speaker_confidence < 1
    assert article.speakers == ()


def test_who_is_sure_enough_is_told() -> None:
    text = "Ruth Kessler said the train had broken down."
    one, other = Extractor(least_speaker_confidence=0.5).extract(text), Extractor().extract(text)
    assert evolve(one, versions=None) == evolve(other, versions=None)
