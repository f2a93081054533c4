"""Renaming the people of an article: who gets which name, and where an offset of the new text was in the old one."""

import pytest
from renaming import Edit, Origin, Renaming, edited, origins, people_of

from quoteattr import Extractor
from quoteattr.records import Gender

TEXT = (
    "Ruth Kessler met Paul Weir on Monday. “It is over,” she said.\n\n"
    "Mr. Weir left early. Ms. Kessler’s lawyer, Ann Weir, said that the Weirs would pay."
)


@pytest.mark.parametrize(
    ("offset", "old"),
    [(0, 0), (3, 3), (4, 4), (5, 5), (10, 6), (11, 6), (12, 7), (18, 13)],
)
def test_offsets_of_the_new_text_are_told_in_the_old_one(offset: int, old: int) -> None:
    renamed = edited("one two three", [Edit(4, 6, "twenty-")])
    assert renamed.text == "one twenty-o three"
    assert renamed.before(offset) == old


def test_of_two_changes_that_overlap_the_longer_is_made() -> None:
    assert edited("Ruth Kessler", [Edit(5, 12, "Hill"), Edit(0, 12, "Ann Hill")]).text == "Ann Hill"


@pytest.mark.parametrize("origin", origins())
def test_everybody_is_renamed_everywhere(speech: Extractor, origin: str) -> None:
    article = speech.extract(TEXT)
    people = people_of(article, {"Ruth Kessler", "Paul Weir", "Ann Weir"})
    assert {(p.given, p.surname): p.gender for p in people} == {
        ("Ruth", "Kessler"): Gender.FEMININE,
        ("Paul", "Weir"): Gender.MASCULINE,
        ("Ann", "Weir"): Gender.FEMININE,
    }
    renamed = edited(TEXT, Renaming(article, people, Origin(origin, "1")).edits(TEXT))
    assert not {"Ruth", "Kessler", "Paul", "Weir", "Ann"} & set(renamed.text.replace("’", " ").split())
    assert renamed.before(len(renamed.text)) == len(TEXT)


def test_no_new_name_stands_in_the_text_already() -> None:
    text = "Spike Lee, Ann Park, Jo Moon, Al Choi"
    names = [Origin("korean", str(seed), text)._surnames for seed in range(3)]
    assert all({"Lee", "Park", "Moon", "Choi"}.isdisjoint(surnames) and "Kim" in surnames for surnames in names)


def test_what_is_in_support_of_somebody_keeps_its_name(speech: Extractor) -> None:
    text = "Mr. Hill’s group, March for Ruth at DNC, said so. Ruth Kessler thanked it. Ruth left."
    article = speech.extract(text)
    people = people_of(article, {"Ruth Kessler"})
    renamed = edited(text, Renaming(article, people, Origin("polish", "1", text)).edits(text)).text
    assert "March for Ruth at DNC" in renamed
    assert "Ruth left" not in renamed


def test_men_become_women_and_women_men(speech: Extractor) -> None:
    article = speech.extract(TEXT)
    people = people_of(article, {"Ruth Kessler", "Paul Weir", "Ann Weir"})
    swapped = Renaming(article, people, Origin("anglo", "1"), swap=True)
    text = edited(TEXT, swapped.edits(TEXT, speech.read(TEXT)[0].document)).text
    assert " he said" in text
    assert text.count("Ms. ") == text.count("Mr. ") == 1
