"""Who is described here is named there: by a headline, a heading, a colon, an age, whose it is; and who is not."""

import pytest
from conftest import voices_of

from quoteattr import Extractor

ROWS = [
    # a paper that the lead describes, and what it printed
    ("Newspaper backs mayor\n\nAn Ohio newspaper urged the mayor to stay on Friday.\n\nThe readers of The Advocate "
     "are old. The newspaper said the vote was close.", [("Advocate", "named")] * 3),
    # so many people, told behind a colon; not others
    ("At least two senators say the plan is dead: Sens. Dana Hill (D-Ohio) and Al Lund (D-Utah).",
     [("Dana Hill and Al Lund", "named")]),
    ("Three former chairmen said the vote was close: Al Lund, a lawyer; the investor Kay Noel, who knows Lena Ortiz; "
     "and Dana Hill.", [("Al Lund and Kay Noel and Dana Hill", "named")]),
    ("Three former chairmen said the vote was close: Al Lund had lost to Kay Noel.",
     [("Three former chairmen", "described")]),
    # who asked, where the sentence tells it; not whom somebody who was asked told something
    ("“The vote was close,” Lena Ortiz told the Harlow Post on Friday when asked how the plant would fare.",
     [("Lena Ortiz", "named"), ("Harlow Post", "named")]),
    ("“The vote was close,” Lena Ortiz told the Harlow Post on Friday when asked whether the plant would close.",
     [("Lena Ortiz", "named"), ("Harlow Post", "named")]),
    ("Asked whether he had told Lena Ortiz about the plant, Al Lund said no.",
     [(None, "hidden"), ("Al Lund", "named")]),
    ("Al Lund, who told Lena Ortiz about the leak at the plant, was asked whether it was safe.",
     [("Al Lund", "named"), (None, "hidden")]),
    ("Al Lund, who told Lena Ortiz that the plant was old, was asked whether it was safe.",
     [("Al Lund", "named"), (None, "hidden")]),
    # a document is named by whoever made it
    ("Harlow Mills said in a statement that the plant was safe. The statement said the water was clean.",
     [("Harlow Mills", "named"), ("Harlow Mills’s statement", "named")]),
    ("Two officials said in a statement that the plant was safe. The statement said the water was clean.",
     [("Two officials", "described"), ("statement", "described")]),
    ("Lena Ortiz and Al Lund issued a statement on Friday. The statement said the water was clean.",
     [("statement", "described")]),
    ("Lena Ortiz sent a letter on Friday. Police issued a statement. The statement said the water was clean.",
     [("statement", "described")]),
    # who pleads in the lead is the one whose age is told; nobody else is
    ("A Calder man admitted on Monday that he had set fire to the mill.\n\nAl Lund, 44, was arrested in May.",
     [("Al Lund", "named")]),
    ("A police officer said on Monday that the driver had been drunk.\n\nAl Lund, 44, died at the scene.",
     [("police officer", "described")]),
    ("A Calder man admitted on Monday that he had set fire to the mill.\n\nThe fire killed Al Lund, 44.",
     [("Calder man", "described")]),
    # a governor whose state is told apart from the name; not one of another state
    ("The governor of Ohio denied that the plant was unsafe. Gov. Dana Hill said the water was clean.",
     [("Dana Hill", "named"), ("Dana Hill", "named")]),
    ("The governor of Ohio denied that the plant was unsafe. Utah Gov. Dana Hill said the water was clean.",
     [("governor of Ohio", "described"), ("Dana Hill", "named")]),
    # whose name begins the heading above
    ("The race was close.\n\nDana Hill won Ohio.\n\nHill: A late surge\n\nThe Ohio governor said the vote was close.",
     [("Dana Hill", "named")]),
    # an organisation and what it is
    ("Clean Harbours, a group set up to fight the plant, said the water was unsafe.", [("Clean Harbours", "named")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speakers"), ROWS)
def test_named_elsewhere(everything: Extractor, text: str, speakers: list[tuple[str | None, str]]) -> None:
    found = [(name, level) for name, level, *_ in voices_of(everything.extract(text))]
    print(found)
    assert found == speakers


def test_letters_that_are_answered(everything: Extractor) -> None:
    text = (
        "I told the nurse that the ward was full. Was I wrong? -- WORRIED IN OHIO\n\nDEAR WORRIED: No.\n\n"
        "I said the bus was late. -- CALM\n\nDEAR READERS: Write."
    )
    found = [(name, level) for name, level, *_ in voices_of(everything.extract(text))]
    print(found)
    assert ("WORRIED IN OHIO", "partial") in found
    assert "CALM" not in {name for name, _ in found}
