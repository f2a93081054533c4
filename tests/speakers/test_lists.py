"""Counted groups that are also told by name, and documents in leads that are."""

import pytest
from conftest import voices_of

from quoteattr import Extractor

GROUPS = [
    ("Mayor Dana Ruiz and Judge Ken Hill sent a letter to Comey. Comey was silent. The two lawmakers argued that there "
     "is precedent.", "Dana Ruiz and Ken Hill"),
    ("Ana Lund and Joe Ford met Eva Braun on Monday. The two councillors said that the bridge was safe.",
     "Ana Lund and Joe Ford"),
    ("Kay Noel, Al Hart and Jo Brandt wrote the report. The town liked it. The three engineers warned that the bridge "
     "was old.", "Kay Noel and Al Hart and Jo Brandt"),
    ("Two prison officers were charged on Tuesday, saying that they had checked cells.\n\nKay Noel and Al Lund were "
     "arrested later.", "Kay Noel and Al Lund"),
    ("Three nurses said the ward was cold.\n\nMay Kent, Eva Moss and Ann Rowe work there.",
     "May Kent and Eva Moss and Ann Rowe"),
    ("Three nurses said the ward was cold.\n\nJune Kent, Eva Moss and Ann Rowe work there.",
     "June Kent and Eva Moss and Ann Rowe"),
    ("Three nurses said the ward was cold.\n\nMay Hill, Eva Moss and Ann Rowe work there.",
     "May Hill and Eva Moss and Ann Rowe"),
    ("Senators Ida Cole and Max Burr voted no. Both senators said that the bill was bad.", "Ida Cole and Max Burr"),
]  # fmt: skip
APART = [
    "Kay Noel and Al Lund were arrested on Monday. Three prison officers said that the cells were cold.",
    "Kay Noel and Al Lund were arrested on Monday. Two witnesses said that the cells were cold.",
    "Two nurses said that Kay Noel and Al Lund were late.",
    "Two prison officers told the judge on Monday. Kay Noel and Al Lund were late, two nurses said.",
    "The ward is cold, two senators said on condition of anonymity.\n\nKay Noel and Al Lund were late.",
    "Two port officials said the crane was old.\n\nKay Noel and Al Lund were late.",
    "The ward is cold. It rained. Snow fell.\n\nIt was late.\n\nIt was dark.\n\nThe ward is cold, according to two "
    "nurses.\n\nKay Noel and Al Lund were late.",
    "Three skippers said that Kay Noel, Al Lund and Jo Ford were late. Jo Ford and Ann Rowe wept.",
]
DOCUMENTS = [  # what a lead calls by its noun alone
    "The town is split, a new poll indicates.\n\nForty percent would leave, according to a new poll by the Harlow "
    "Institute of Politics.",
    "A new survey says that voters are tired.\n\nThe Harlow Times survey of 900 voters was released on Monday.",
    "The bridge is unsafe, a report says.\n\nA report by the Harlow Institute was published on Monday.",
    "The new poll of voters in all states shows that few like him.\n\nThe Harlow Times poll has him at nine percent.",
    "A study says that coffee helps.\n\nThe Harvard study followed 900 nurses.",
    "A new poll shows that the race is close.\n\nThe Reuters poll asked 900 voters.",
]
OTHER_DOCUMENTS = [
    "A report says that the bridge is safe.\n\nThe Reuters poll asked 900 voters.",
    "A Herald poll shows that the race is close.\n\nThe Reuters poll asked 900 voters.",
]


@pytest.mark.parametrize(("text", "who"), GROUPS)
def test_counted_people_are_those_named_side_by_side(everything: Extractor, text: str, who: str) -> None:
    assert who in {label for label, *_ in voices_of(everything.extract(text))}


@pytest.mark.parametrize("text", APART)
def test_others_stay_without_a_name(everything: Extractor, text: str) -> None:
    assert {level for _, level, _ in voices_of(everything.extract(text))} == {"described"}


@pytest.mark.parametrize("text", DOCUMENTS)
def test_a_document_of_the_lead_is_told_with_its_maker_behind(everything: Extractor, text: str) -> None:
    assert {level for _, level, _ in voices_of(everything.extract(text))} == {"named"}


@pytest.mark.parametrize("text", OTHER_DOCUMENTS)
def test_another_document_is_not(everything: Extractor, text: str) -> None:
    voices = voices_of(everything.extract(text))
    assert "Reuters poll" not in str(voices[0][0])


ASIDES = [
    ("Tom Hale, 52, and his wife, Ann, said they would stay.", "Tom Hale and Ann"),
    ("Tom Hale and his brother Al said they would stay.", "Tom Hale and Al"),
    ("Tom Hale, a plumber, and Ann Tate, a nurse, said they would stay.", "Tom Hale and Ann Tate"),
    ("Tom Hale, whose son was killed, and Ann Tate, whose home burned, said it was late.", "Tom Hale and Ann Tate"),
    ("Tom Hale and the mayor, Ann Tate, said it was late.", "Tom Hale and Ann Tate"),
    ("Rep. Tom Hale, the panel's chairman, and Sen. Ann Tate, its top Democrat, said it was late.",
     "Tom Hale and Ann Tate"),
    ("Tom Hale, a friend of Ford and Tate, said it was late.", "Tom Hale"),
    ("Tom Hale, spokesman for Ford and Tesla, said it was late.", "Tom Hale"),
    ("Tom Hale, chairman and chief executive of Acme, said it was late.", "Tom Hale"),
    ("The mayor and his aide, Tom Hale, said it was late.", "Tom Hale"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), ASIDES, ids=[text[:60] for text, _ in ASIDES])
def test_people_with_what_is_said_of_them(everything: Extractor, text: str, speaker: str) -> None:
    assert [name for name, *_ in voices_of(everything.extract(text))] == [speaker]
