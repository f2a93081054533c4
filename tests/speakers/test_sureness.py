"""How sure it is who speaks: surer where a full name tells than where a pronoun may mean several."""

import pytest

from quoteattr import Extractor

SURER = [
    ("Ruth Kessler said the train had broken down.", "It left early. She said the train had broken down."),
    ("Ruth Kessler waited. She said the train had broken down.",
     "Ruth Kessler waited with Anna Whitlow and Joan Pike. She said the train had broken down."),
    ("The police chief said the road was closed.", "Somebody phoned. They said the road was closed."),
]  # fmt: skip


@pytest.mark.parametrize(("surer", "less"), SURER)
def test_speakers(speech: Extractor, surer: str, less: str) -> None:
    one, other = (speech.extract(text).attributions[0] for text in (surer, less))
    assert 1 > one.speaker_confidence > other.speaker_confidence > 0
    assert 1 > one.anonymity.confidence > other.anonymity.confidence > 0
