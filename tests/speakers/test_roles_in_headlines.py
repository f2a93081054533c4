"""Roles that begin headlines are nobody's names; roles and trades that tell who is meant."""

import pytest
from conftest import voices_of

from quoteattr import Extractor

ROWS = [
    ("Bishop Says Church Is Cold\n\nBishop Ann Lund said on Sunday that the church is cold.", ["Ann Lund"] * 2),
    ("Pastor Says Films Are Evil\n\nPastor Kevin Swann said on Sunday that films are evil.", ["Kevin Swann"] * 2),
    ("Dean Says School Is Cold\n\nThe dean, Ann Lund, said on Sunday that the school is cold.", ["Ann Lund"] * 2),
    ("Bishop Says Church Is Cold\n\nKate Bishop, a nurse, said on Sunday that the church is cold.",
     ["Kate Bishop"] * 2),
    ("Dean said it was late. Howard Dean lost. The dean of the school laughed.", ["Howard Dean"]),
    ("Dean said it was late. The dean of the school laughed.", ["Dean"]),
    # who has the role is meant, not who says the same
    ("Pastor Wants Leaders To Be Jailed\n\nAfter he blasted the film, Pastor Kevin Swann, who is a pastor in Ohio, "
     "left.\n\nThe town laughed.\n\nFrank Graham, an evangelist, wants the leaders to be jailed.",
     ["Kevin Swann", "Kevin Swann", "Frank Graham"]),
    # a party's man is none who is only told to be in another trade
    ("House Chairman Jason Hale asked for an inquiry on Tuesday. In the letter, sent to the attorney, Channing Kent, "
     "the Utah Republican says that records were lost.", ["Jason Hale"] * 2),
    ("Sen. Dana Hill (R-Utah) wrote to Channing Kent, the U.S. attorney. The Utah Republican said that records were "
     "lost.", ["Dana Hill"]),
    ("Paul Kent, a farmer, is running. The Republican said that corn was cheap.", ["Paul Kent"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speakers"), ROWS)
def test_roles(everything: Extractor, text: str, speakers: list[str]) -> None:
    found = [name for name, *_ in voices_of(everything.extract(text))]
    print(found)
    assert found == speakers
