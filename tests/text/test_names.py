"""The names that an article lists: where they stand, of what kind they are, whoever speaks."""

import pickle

import pytest
from attrs import evolve
from conftest import check_spans

from quoteattr import Extractor
from quoteattr.text.document import Entity
from quoteattr.text.names import names_of

NAMES = [
    ("“It is over,” said Dr. Maria Ruiz of the World Bank in Lima.",
     [("Maria Ruiz", "person"), ("World Bank", "organization"), ("Lima", "place")]),
    ("Nothing was said in France.", [("France", "place")]),
    ("The council met twice.", []),
    ("Tom Hill left.\r\n\r\nMr. Hill wrote to the Port Authority.",
     [("Tom Hill", "person"), ("Hill", "person"), ("Port Authority", "organization")]),
    # what the text tells of a firm holds wherever it is named
    ("Harlow Veltora, which owns the pier, hired Anna Whitlow. Whitlow left.",
     [("Harlow Veltora", "organization"), ("Anna Whitlow", "person"), ("Whitlow", "person")]),
    ("The Associated Press reported it.", [("Associated Press", "organization")]),
    ("She told The Guardian that it was over.", [("Guardian", "organization")]),
    # titles are no part of a name, and the small end of a given name is one
    ("“Yes,” Moon Jae-in said. Kim Hye-on agreed.", [("Moon Jae-in", "person"), ("Kim Hye-on", "person")]),
    ("It was a Barack Obama-era rule, and Mrs. Clinton left. Lt. Gen. Jeff Hale stayed.",
     [("Barack Obama", "person"), ("Clinton", "person"), ("Jeff Hale", "person")]),
    ("Cha Mi-kyung, 34, and Moon Ha-eun, 29, live there. Police arrested Moon Hyun-woo on Friday. Ko Dong-wook left.",
     [("Cha Mi-kyung", "person"), ("Moon Ha-eun", "person"), ("Moon Hyun-woo", "person"), ("Ko Dong-wook", "person")]),
    ("“No,” said Julian Tate KC.", [("Julian Tate", "person")]),
    ("The Polish farmers met Anna Whitlow, a nurse, on Friday.", [("Polish", "other"), ("Anna Whitlow", "person")]),
    # who wrote a text, in a line of its own
    ("By Orla Tiernan\n\nThe airport was shut on Monday.", [("Orla Tiernan", "person")]),
    ("By Kwame Asante and Li Na Zhou\n\nThe airport was shut on Monday.",
     [("Kwame Asante", "person"), ("Li Na Zhou", "person")]),
    ("BY INGRID VAN DER BERG\n\nThe airport was shut on Monday.", [("INGRID VAN DER BERG", "person")]),
    ("By Jorge Luis Paz, Lima correspondent\n\nThe airport was shut on Monday.",
     [("Jorge Luis Paz", "person"), ("Lima", "place")]),
    ("By Associated Press\n\nThe airport was shut on Monday.", [("Associated Press", "organization")]),
    ("By San Francisco standards, the storm was mild.", [("San Francisco", "place")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), NAMES, ids=[text[:30] for text, _ in NAMES])
def test_every_name_of_a_text(speech: Extractor, text: str, names: list[tuple[str, str]]) -> None:
    article = speech.extract(text)
    check_spans(article)
    assert [(name.text, name.kind.value) for name in article.names] == names
    assert pickle.loads(pickle.dumps(article)) == article


@pytest.mark.full
def test_the_rules_list_names_too(said_by_rules: Extractor) -> None:
    text, names = NAMES[0]
    assert [name.text for name in said_by_rules.extract(text).names] == [name for name, _ in names]


def test_the_small_end_of_a_name_is_no_other_name(speech: Extractor) -> None:
    document = speech.read("“Yes,” Han Yoo-mi said.")[0].document
    at = {token.text: token.i for token in document.tokens}
    person = Entity(first=at["Han"], last=at["Yoo"] + 1, kind="PERSON")
    parted = evolve(document, entities=(person, Entity(first=at["mi"], last=at["mi"] + 1, kind="LOC")))
    assert [name.text for name in names_of(parted)] == ["Han Yoo-mi"]
