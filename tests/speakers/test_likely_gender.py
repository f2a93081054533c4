"""Whether people are likely men or women, where no list holds their given names: told by the text alone."""

import pytest

from quoteattr import Extractor
from quoteattr.records import Gender
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.likely_gender import learn_genders

SHE, HE = Gender.FEMININE, Gender.MASCULINE

LIKELY = [
    ("Zubeida Tankou closed her shop on Monday.", {"Zubeida Tankou": SHE}),
    ("Okwudili Mbasogo, a welder, came late. He had missed the ferry.", {"Okwudili Mbasogo": HE}),
    ("Okwudili Mbasogo, a welder, was there.\n\nMbasogo was late because he had missed the ferry.",
     {"Okwudili Mbasogo": HE}),
    # roles tell
    ("A spokeswoman, Zubeida Tankou, opened the door.", {"Zubeida Tankou": SHE}),
    # whoever is known takes the pronoun, and leaves fewer for the next
    ("Ruth Kessler met Okwudili Mbasogo. She said that she would sell.", {"Okwudili Mbasogo": None}),
    ("Ruth Kessler met Okwudili Mbasogo, who had sold his boat.", {"Okwudili Mbasogo": HE}),
    ("Zubeida Tankou closed her shop. Okwudili Mbasogo, her neighbor, lost his boat.",
     {"Zubeida Tankou": SHE, "Okwudili Mbasogo": HE}),
    # a given name that the lists hold needs no telling, nothing told leaves it open, nor does a quotation tell
    ("Paul Weir met her at noon.", {"Paul Weir": HE}),
    ("Okwudili Mbasogo was late.", {"Okwudili Mbasogo": None}),
    ("Okwudili Mbasogo was late. “She is never late,” a clerk said.", {"Okwudili Mbasogo": None}),
    # a name that only says whose supporters is not whom a pronoun means
    ("Mbasogo supporters had called for her to go. Okwudili Mbasogo is a welder.", {"Okwudili Mbasogo": None}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LIKELY, ids=[text[:45] for text, _ in LIKELY])
def test_likely_gender(everything: Extractor, text: str, expected: dict[str, Gender | None]) -> None:
    cast = Cast(everything.read(text)[0])
    learn_genders(cast)
    genders = {chain.label: chain.gender for chain in cast.chains}
    assert {name: genders[name] for name in expected} == expected
