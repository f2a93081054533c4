"""Which mention of its sentence grammar ties to the phrase that a token heads."""

import pytest

from quoteattr import Extractor
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.links import whole
from quoteattr.speakers.ties import SAME, ties

ROWS = [
    ("Then came Carl Moss, the law professor.", "professor", "Moss", True),
    ("The owner of the club, Carl Moss, left.", "owner", "Moss", True),
    ("Carl Moss is the owner of the club.", "owner", "Moss", True),
    ("They sent Carl Moss as their envoy.", "envoy", "Moss", True),
    ("The first member to sign was Carl Moss.", "member", "Moss", True),
    ("Carl Moss met the owner on Monday.", "owner", "Moss", False),
    ("Carl Moss said the owner had left.", "owner", "Moss", False),
]


@pytest.mark.parametrize(("text", "noun", "name", "same"), ROWS, ids=[text for text, *_ in ROWS])
def test_ties(everything: Extractor, text: str, noun: str, name: str, same: bool) -> None:
    cast = Cast(everything.read(text)[0])
    at = {token.text: token.i for token in cast.document.tokens}
    found = ties(cast, whole(cast, at[noun]))
    assert at[name] in found
    assert SAME.isdisjoint(found[at[name]]) is not same
