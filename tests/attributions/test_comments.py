"""What a reporter says of what somebody said is no part of it."""

import pytest

from quoteattr import Extractor

CUT = [
    ("The city said the dam leaks, a claim the contractor denies.", "the dam leaks"),
    ("Ruiz said that Hill had lied, a charge he rejected.", "that Hill had lied"),
    ("Ruiz told the court that Hill had hit her, an allegation that Hill's lawyers deny.", "that Hill had hit her"),
    ("The report says the firm paid bribes, something it has always denied.", "the firm paid bribes"),
    ("“He knew,” Ana Ruiz said, a claim he denies.", "“He knew,”"),
    ("Ruiz says he was in Rome at the time, an account that two witnesses contradict.", "he was in Rome at the time"),
    # no noun for what is said, or no clause that tells of it
    ("Ruiz said the plan was a gift, a word she often uses.", "the plan was a gift, a word she often uses"),
    ("Ruiz said it was a lie, a claim without proof.", "it was a lie, a claim without proof"),
]


@pytest.mark.parametrize(("text", "content"), CUT)
def test_comments_are_left_out(everything: Extractor, text: str, content: str) -> None:
    found = [a.text for a in everything.extract(text).attributions]
    print(found)
    assert found[0] == content
