"""Who speaks in a lead without a name, and is named where the same is told again."""

import pytest
from conftest import voices_of

from quoteattr import Extractor

NAMED = [
    "Harbour must close this winter, official says\n\nRAVENPORT – The town is worried.\n\n"
    "“The harbour must close this winter,” Dana Kowal, the port's director, said.",
    "Bridge is unsafe and must be shut, engineer warns\n\nRAVENPORT – The town is worried.\n\n"
    "Lena Ortiz, who inspected the bridge in May, warned that it is unsafe and must be shut.",
]
APART = [
    # something else is said
    "Harbour must close this winter, official says\n\nRAVENPORT – The town is worried.\n\n"
    "“My boat has no engine,” Dana Kowal, a fisherman, said.",
    # the name is withheld
    "The harbour must close this winter, said an official who asked not to be named.\n\n"
    "“The harbour must close this winter,” Dana Kowal, the port's director, said.",
]


@pytest.mark.parametrize("text", NAMED)
def test_the_same_told_again_names_who_says_it(everything: Extractor, text: str) -> None:
    voices = voices_of(everything.extract(text))
    assert len(voices) > 1
    assert {level for _, level, _ in voices} == {"named"}


@pytest.mark.parametrize("text", APART)
def test_others_do_not(everything: Extractor, text: str) -> None:
    assert {"named", "described"} <= {level for _, level, _ in voices_of(everything.extract(text))}
