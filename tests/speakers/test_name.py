"""What names tell by themselves: the surname, and a likely gender."""

import pytest

from quoteattr import Extractor
from quoteattr.language import language
from quoteattr.records import Kind
from quoteattr.speakers.names.name import (
    Name,
    gender_of,
    is_acronym,
    is_bare_surname,
    is_given_name,
    is_known_behind_surname,
    surname_of,
    without_form,
)

ENGLISH = language("en")

NAMES = [
    ("Ruth Kessler", None, "kessler", "feminine"),
    ("Martin Cole Jr.", None, "cole", "masculine"),
    # accents and hyphens
    ("Bożena Górska", None, "górska", "feminine"),
    ("Łukasz Wrona", None, "wrona", "masculine"),
    ("Jean-Claude Morel", None, "morel", "masculine"),
    # surname first: Korean, Chinese, Vietnamese
    ("Gong Tae-ho", None, "gong", "masculine"),
    ("Bae Soo-hee", None, "bae", "feminine"),
    ("Xu Liwei", None, "xu", None),
    ("Deng Jianqiang", None, "deng", "masculine"),
    ("Gao Xiufang", None, "gao", "feminine"),
    ("Lü Zhilei", None, "lü", "masculine"),
    ("Ouyang Shuyi", None, "ouyang", "feminine"),
    ("Situ Zhongyi", None, "situ", "masculine"),
    ("He Fang", None, "he", "feminine"),
    ("Tang Gang", None, "tang", "masculine"),
    ("Sun Lihua", None, "sun", None),
    ("Liu Yi", None, "liu", None),
    ("Pham Thi Suong", None, "pham", "feminine"),
    ("Vo Van Tho", None, "vo", "masculine"),
    # what only looks so; men and women are called Kim, and Lee
    ("Kim Harlow", None, "harlow", None),
    ("Lee Martin", None, "martin", None),
    # a title tells more; a lone surname tells nothing
    ("Kim Harlow", "mr", "harlow", "masculine"),
    ("Kim", None, "kim", None),
    ("Joyce", "sen", "joyce", None),
]


@pytest.mark.parametrize(("written", "title", "surname", "gender"), NAMES)
def test_name(written: str, title: str | None, surname: str, gender: str | None) -> None:
    words = tuple(written.split())
    assert surname_of(words, ENGLISH) == surname
    assert gender_of(Name(0, len(words), words, Kind.PERSON, title), ENGLISH) == gender


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("Ouyang Jianqiang", True), ("Tran Thi Hoa", True), ("Bae Soo-hee", True), ("Gao Xiufang", True),
        ("Gao", False), ("Sun Microsystems", False), ("Ha Long Bay", False), ("Moon Landing", False),
        ("Kim Harlow", False), ("Song Contest", False), ("Wan Chai", False),
    ],
)  # fmt: skip
def test_people_whose_surname_comes_first(written: str, known: bool) -> None:
    assert is_known_behind_surname(tuple(written.split()), ENGLISH) is known


def test_a_surname_with_its_small_words_is_bare() -> None:
    assert is_bare_surname(("de", "la", "Cruz"), ENGLISH)
    assert is_bare_surname(("van", "Dijk"), ENGLISH)
    assert not is_bare_surname(("Al", "Ford"), ENGLISH)
    assert not is_bare_surname(("Ford",), ENGLISH)


def test_a_name_that_begins_alike_may_end_in_letters() -> None:
    full = ("Norwegian", "Institute", "of", "Fisheries", "and", "Trade")
    assert is_acronym(("Norwegian", "IFT"), full, ENGLISH)
    assert not is_acronym(("Danish", "IFT"), full, ENGLISH)
    assert not is_acronym(("Norwegian", "Trade"), full, ENGLISH)


def test_given_names_are_known_with_their_accents() -> None:
    assert is_given_name("Inés", ENGLISH)
    assert is_given_name("Björn", ENGLISH)


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("French President François Morel left. “It is over,” Francois Morel said.", ["François Morel"]),
        ("Francois Morel left. “It is over,” President François Morel said.", ["François Morel"]),
        ("Łukasz Wrona left early. “It is over,” said Lukasz Wrona. “No,” Wrona said.", ["Łukasz Wrona"] * 2),
        ("José Muñoz left early. “It is over,” said Munoz.", ["José Muñoz"]),
        ("Peña Nieto left. “It is over,” President Enrique Pena Nieto said.", ["Enrique Pena Nieto"]),
        ("Caféteria lost money. “It is over,” Caféteria said. “Yes,” Cafeteria added.", ["Caféteria"] * 2),
        # two people
        ("Ole Müller met Anna Muller. “No,” Ole Müller said. “Yes,” said Anna Muller.", ["Ole Müller", "Anna Muller"]),
    ],
)
def test_a_name_with_and_without_accents_is_one(speech: Extractor, text: str, speakers: list[str]) -> None:
    said = [a.speaker.label for a in speech.extract(text).attributions if a.speaker is not None]
    assert said == speakers


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("Apple Inc.", "Apple"),
        ("Harlow Holdings Ltd", "Harlow"),
        ("Sierra Dale Corp.,", "Sierra Dale"),
        ("Group", "Group"),
        ("Limited Brands", "Limited Brands"),
    ],
)
def test_what_a_firm_is_by_law_is_left_out(written: str, bare: str) -> None:
    assert " ".join(without_form(written.split(), ENGLISH)) == bare
