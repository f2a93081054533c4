"""Sentences that go on with what somebody says, though nothing in them says so."""

import pytest

import quoteattr
from quoteattr import Extractor

ROWS = [
    ("The bridge would be closed for a week, the mayor said. Drivers should expect delays.",
     ["Drivers should expect delays."]),
    ("The ferry company said all crossings were cancelled. Passengers would be refunded. They should stay away.",
     ["Passengers would be refunded.", "They should stay away."]),
    ("The guard said he saw nothing. The cameras had failed that night. Nobody was in the hall.",
     ["The cameras had failed that night.", "Nobody was in the hall."]),
    ("The mayor said the road was open. It was built in 1931.", []),
    ("The mayor said the road was open. But drivers should expect delays.", []),
    ("The mayor said the road was open.\n\nDrivers should expect delays.", []),
    ("The mayor said the road was open. Drivers should expect delays, the police warned.", []),
    ("“The road is open,” the mayor said. Drivers should expect delays.", []),
    ("The mayor declined to comment. Drivers should expect delays.", []),
    ("The mayor said the road was open. Ana Ruiz would sign the papers.", []),
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:60])
def test_what_goes_on(speech: Extractor, row: tuple[str, list[str]]) -> None:
    text, expected = row
    article = speech.extract(text)
    assert [str(c) for a in article.attributions for c in a.continued] == expected
    assert all(0.5 < c.confidence < 1 for a in article.attributions for c in a.continued)


def test_it_counts_where_it_is_asked_for(speech: Extractor) -> None:
    article = speech.extract(ROWS[0][0])
    plain, asked = quoteattr.audit(article), quoteattr.audit(article, continued=True)
    assert (plain.words, asked.words) == (8, 12)
    assert article.attributions[0].text == "The bridge would be closed for a week"
