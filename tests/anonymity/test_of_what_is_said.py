"""Who finds so is not expressed, where a cue has no source and its subject is part of what is said."""

import pytest

from quoteattr import Extractor
from quoteattr.records import Level

HIDDEN = (
    "The tax plan, considered dead last month, passed on Friday.",
    "Hill laughed at the course, one of many derisively known as ''rabbit patches''.",
    "The bonds, which had gained so much from low rates, are suddenly looking shaky as well.",
    "The mayor's approach sounds reasonable. Yet the council waits.",
    "Carson on defense as scrutiny heats up\n\nThe candidate's biography questioned.",
    "The candidate's record questioned",
)


@pytest.mark.parametrize("text", HIDDEN)
def test_nobody_is_expressed(everything: Extractor, text: str) -> None:
    found = [a for a in everything.extract(text).attributions if a.source is None]
    assert [a.anonymity.level for a in found] == [Level.HIDDEN], found
