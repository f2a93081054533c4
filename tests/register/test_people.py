"""Speakers of many articles as one register: who is joined, and above all who is not."""

import datetime as dt
import pickle
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import quoteattr
from quoteattr import Extractor, InvalidInput, InvalidText, MissingFile, RegisterEntry
from quoteattr.language import language
from quoteattr.records import Gender, Kind
from quoteattr.register.entries import entries
from quoteattr.register.names import Relation, is_generic, organization_key, person_name, relation_of, short_forms
from quoteattr.register.profiles import Profile, role_keys
from quoteattr.register.table import known_people
from quoteattr.register.values import Appearance

EN = language("en")
RUIZ = [
    "“We are ready,” said Maria Ruiz, the mayor of Calder. “Fine,” said Paul Grau, the head of Harbour Estates. "
    "The Calder Council will vote.",
    "Mayor Maria Ruiz said that the Calder Council had voted. “Nobody asked us,” said Paul Grau of Harbour Estates.",
    "The Calder Council met. Mayor Ruiz said on Monday that Harbour Estates would pay.",
]


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("Maria Ruiz", "Maria Ruiz", Relation.SAME), ("Ruiz", "Maria Ruiz", Relation.SURNAME),
        ("Maria J. Ruiz", "Maria Ruiz", Relation.FULL), ("Maria J. Ruiz", "Maria K. Ruiz", Relation.NONE),
        ("M. Ruiz", "Maria Ruiz", Relation.SHORT), ("Bill Ruiz", "William Ruiz", Relation.FORM),
        ("Anna Ruiz", "Maria Ruiz", Relation.NONE), ("Maria Ruiz", "Maria Lind", Relation.NONE),
        ("John Ruiz Jr.", "John Ruiz", Relation.SUFFIX), ("John Ruiz Jr.", "John Ruiz Sr.", Relation.NONE),
        ("de Blasio", "Bill de Blasio", Relation.SURNAME), ("Xi", "Xi Jinping", Relation.SURNAME),
        ("François Hollande", "Francois Hollande", Relation.SAME), ("Maria", "Maria Ruiz", Relation.NONE),
        ("Lopez Obrador", "Andres Manuel Lopez Obrador", Relation.SURNAME),
        ("Robert “Bob” Ruiz", "Bob Ruiz", Relation.FORM),
    ],
)  # fmt: skip
def test_how_far_names_go_together(one: str, other: str, relation: Relation) -> None:
    a, b = person_name(one, EN), person_name(other, EN)
    assert a is not None
    assert b is not None
    assert relation_of(a, b, EN) is relation_of(b, a, EN) is relation


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the FBI", "FBI"), ("Apple Inc.", "Apple"), ("Hillary Clinton’s presidential campaign", "Clinton campaign"),
        ("Mrs. Clinton's campaign", "the Clinton campaign"), ("U.S. State Department", "State Department"),
        ("NY Post", "New York Post"), ("WikiLeaks", "Wikileaks"), ("GOP", "Republican Party"),
    ],
)  # fmt: skip
def test_one_key_of_an_organisation(one: str, other: str) -> None:
    assert organization_key(one, EN) == organization_key(other, EN)


def test_parts_of_names() -> None:
    assert set(short_forms("xinhua news agency", EN)) == {"xinhuanewsagency", "xinhua news", "xinhua"}
    assert is_generic("city council", EN)
    assert not is_generic("calder council", EN)


def _register(texts: Iterable[str], extractor: Extractor, **more: Any) -> list[RegisterEntry]:
    return list(quoteattr.people(extractor.extract_many(texts), **more))


def _called(register: list[RegisterEntry], name: str) -> RegisterEntry:
    (entry,) = [entry for entry in register if entry.name == name]
    return entry


def test_one_speaker_of_several_articles(speech: Extractor) -> None:
    dated = [(f"a{n}", text, {"date": f"2026-03-0{n + 1}"}) for n, text in enumerate(RUIZ)]
    register = list(quoteattr.people(speech.extract_many(dated)))
    ruiz = _called(register, "Maria Ruiz")
    assert ruiz.articles == ("a0", "a1", "a2")
    assert (ruiz.kind, ruiz.attributions, ruiz.quotations) == (Kind.PERSON, 3, 1)
    assert (ruiz.first, ruiz.last) == (dt.date(2026, 3, 1), dt.date(2026, 3, 3))
    assert "Ruiz" in ruiz.aliases
    assert {str(role).lower() for role in ruiz.roles} == {"mayor"}
    assert ruiz.roles[0].first == dt.date(2026, 3, 1)
    assert ruiz.words == sum(each.words for each in ruiz.appearances) > 5
    assert len(_called(register, "Paul Grau").articles) == 2
    assert str(ruiz) == "Maria Ruiz"
    assert pickle.loads(pickle.dumps(register)) == register


def test_forty_people_of_one_name_are_forty(speech: Extractor) -> None:
    work = [
        "baker", "teacher", "mayor", "geologist", "farmer", "judge", "nurse", "engineer", "painter", "lawyer",
        "surgeon", "sheriff", "economist", "plumber", "pilot", "librarian", "coach", "chemist", "driver", "singer",
    ]  # fmt: skip
    towns = ["Aldford", "Brantham", "Colwick", "Denby", "Elstead", "Farley", "Gosport", "Hadlow"]
    texts = [
        f"“It is late,” said John Carter, a {work[n % 20]} from {towns[(n + n // 20) % 8]}. It was Monday."
        for n in range(40)
    ]
    register = [entry for entry in _register(texts, speech) if entry.kind is Kind.PERSON]
    assert [len(entry.articles) for entry in register] == [1] * 40


@pytest.mark.parametrize(
    "texts",
    [
        ["“No,” said Anna Ruiz, the mayor of Calder.", "“No,” said Maria Ruiz, the mayor of Calder."],
        ["“No,” said Mr. Lee Ruiz. He left.", "“No,” said Ms. Lee Ruiz. She left."],
        ["“No,” said Maria, who gave only her first name.", "“No,” said Maria, who gave only her first name."],
        ["“No,” said the Calder City Council.", "“No,” said the City Council of Denby."],
        ["“No,” said Ruiz.", "“No,” said Ruiz."],
    ],
    ids=["given", "gender", "partial", "generic", "surnames"],
)
def test_who_may_be_two_stays_two(speech: Extractor, texts: list[str]) -> None:
    assert all(len(entry.articles) == 1 for entry in _register(texts, speech))


def test_an_acronym_goes_to_what_it_stands_for(speech: Extractor) -> None:
    texts = [
        "The World Health Organization (WHO) said that the outbreak in Calder was over.",
        "The WHO said that nobody in Calder was ill.",
    ]
    (entry,) = [entry for entry in _register(texts, speech) if entry.kind is Kind.ORGANIZATION]
    assert (entry.name, len(entry.articles)) == ("World Health Organization", 2)


KNOWN = [
    {"id": "Q7", "name": "Maria Ruiz", "aliases": "Maria Ruiz Lind|La Ruiz", "description": "mayor of Calder"},
    {"id": "Q8", "name": "Maria Ruiz", "description": "singer", "kind": "person"},
]


def test_the_users_own_table_comes_first(speech: Extractor, tmp_path: Path) -> None:
    frame = pandas.DataFrame(KNOWN)
    frame.to_csv(tmp_path / "known.csv", index=False)
    for known in (KNOWN, frame, tmp_path / "known.csv", str(tmp_path / "known.csv")):
        register = _register([*RUIZ, "“La la,” said Maria Ruiz, a singer."], speech, known=known)
        listed = {entry.id: len(entry.articles) for entry in register if entry.listed}
        assert listed == {"Q7": 3, "Q8": 1}
    ruiz = next(entry for entry in register if entry.id == "Q7")
    assert (ruiz.name, ruiz.description) == ("Maria Ruiz", "mayor of Calder")
    assert all(entry.id.startswith("R") for entry in register if not entry.listed)


def test_another_name_of_the_table(speech: Extractor) -> None:
    known = [{"id": "Q9", "name": "Maria Lind", "aliases": ["Maria Ruiz"]}]
    (entry,) = [entry for entry in _register(RUIZ[:2], speech, known=known) if entry.listed]
    assert (entry.name, entry.aliases[0], len(entry.articles)) == ("Maria Lind", "Maria Ruiz", 2)


@pytest.mark.parametrize(
    ("known", "message"),
    [
        (5, "give a path"), ({"id": "a"}, "give a path"), ([5], "give mappings"), ([{"id": "a"}], "has no name"),
        ([{"name": "Maria Ruiz"}], "has no id"), ([{"id": "a", "name": "b", "kind": "c"}], "choose one of"),
        ([{"id": "a", "name": "b"}] * 2, "two of one id"),
    ],
    ids=str,
)  # fmt: skip
def test_a_table_that_can_not_be_used(known: Any, message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        known_people(known)


def test_a_table_in_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "known.csv").write_bytes("id,name\nQ1,José Ruiz\n".encode("cp1252"))
    with pytest.raises(InvalidText, match=r"known=pandas\.read_csv\(path, encoding='cp1252'\)"):
        quoteattr.people([], known=tmp_path / "known.csv")


@pytest.mark.parametrize("content", ["", "junk", "id,label\n1,Ruiz\n", "\n\n"], ids=repr)
def test_a_file_that_is_no_table_of_people(tmp_path: Path, content: str) -> None:
    (tmp_path / "known.csv").write_text(content, encoding="utf-8")
    with pytest.raises(InvalidInput, match=r"known\.csv has no column"):
        known_people(tmp_path / "known.csv")


def test_a_table_without_rows_and_one_with_long_cells(tmp_path: Path) -> None:
    (tmp_path / "known.csv").write_text("ID;Name;Aliases\n", encoding="utf-8")
    assert known_people(tmp_path / "known.csv") == []
    aliases = "|".join(f"Maria {n}" for n in range(20_000))
    (tmp_path / "known.csv").write_text(f"ID;Name;Aliases\n7;Maria Ruiz;{aliases}\n", encoding="utf-8")
    (known,) = known_people(tmp_path / "known.csv")
    assert len(known.aliases) == 20_000


def test_a_table_that_is_not_there() -> None:
    with pytest.raises(MissingFile):
        quoteattr.people([], known="nowhere.csv")


def test_failures_are_passed_over_and_others_refused(speech: Extractor) -> None:
    assert _register([RUIZ[0], None], speech)[0].name == "Maria Ruiz"  # type: ignore[list-item]
    with pytest.raises(InvalidInput):
        list(quoteattr.people(["text"]))  # type: ignore[list-item]
    assert list(quoteattr.people([])) == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(alphabet="aA .’'-“”1é", max_size=12), min_size=2, max_size=2))
def test_no_name_breaks_it(names: list[str]) -> None:
    a, b = (person_name(name, EN) for name in names)
    if a is not None and b is not None:
        assert relation_of(a, b, EN) is relation_of(b, a, EN)
    for name in names:
        assert isinstance(organization_key(name, EN), str)


# --- made cases of the kinds that pairs were missed of: names of nobody in the pairs ------------------------------


def _profile(
    number: int, name: str, told: str = "", beside: str = "", kind: Kind = Kind.PERSON, **more: Any
) -> Profile:
    """What an article tells of a speaker; `told` and `beside` are keys with | between them, `more` gender or forms."""
    return Profile(
        appearance=Appearance(article=str(number), speaker="S1", name=name),
        kind=kind,
        forms=more.get("forms", (name,)),
        may_join=True,
        role=None,
        affiliation=None,
        gender=more.get("gender"),
        told=frozenset(filter(None, told.split("|"))),
        beside=tuple(filter(None, beside.split("|"))),
    )


def _sizes(profiles: list[Profile]) -> list[int]:
    return sorted(len(entry.articles) for entry in entries(profiles, [], EN))


ONE = [
    # a rare surname, and roles that changed
    [("Hedda Quellmalz", "r:spokesman|o:rhine port"), ("Hedda Quellmalz", "r:manager|o:aurora lines")],
    [("Tobias Vantongeren", "r:aide|p:ruiz"), ("Tobias Vantongeren", "r:lobbyist|o:grain board")],
    [("Ines Obrzut", "r:mayor|l:calder"), ("Ines Obrzut", "r:nominee|o:party of the coast")],
    [("Wendel Strathearn", "r:pollster"), ("Wendel Strathearn", "r:columnist|o:calder echo")],
    # another form of the given name
    [("Ed Quellmalz", "r:chairman|o:host committee"), ("Edward G. Quellmalz", "r:governor|l:calder")],
    [("Peggy Vantongeren", "r:judge"), ("Margaret Vantongeren", "r:judge")],
    [("Chuck Obrzut", "o:calder council"), ("Charles T. Obrzut", "o:calder council")],
    [("Liz Strathearn", "r:nurse"), ("Elizabeth Strathearn", "")],
    [("Jack Eberharter", "r:pilot"), ("John Eberharter", "r:pilot")],
    [("Steve Lindqvister", ""), ("Stephen Lindqvister", "")],
    [("Ned Carmoody", "r:coach"), ("Edward Carmoody", "r:coach")],
    [("Teddy Harrowgate", ""), ("Theodore Harrowgate", "")],
    # a surname alone that one only has
    [("Hedda Quellmalz", "r:spokesman"), ("Quellmalz", "")],
    [("Dick Obrzut", "r:whip"), ("Richard J. Obrzut", "r:senator"), ("Obrzut", "")],
    [("Ines Vantongeren", ""), ("Vantongeren", "r:mayor")],
    # an abbreviated title that is taken for a name
    [("Pres. Quellmalz", ""), ("Hedda Quellmalz", "r:president")],
    [("Sen. Vantongeren", "r:senator"), ("Tobias Vantongeren", "r:senator")],
    # what says how somebody stands to another is no trade
    [("Ann Carter", "r:senator|l:ohio"), ("Ann Carter", "r:senator|o:party")],
    # a party that both are told of, one by the letter
    [("Ann Carter", "o:democratic party|o:panel"), ("Ann Carter", "o:democratic party|r:congressman|r:chairman")],
]
TWO = [
    # common surnames, and nothing that goes together
    [("Ann Carter", "r:baker|l:calder"), ("Ann Carter", "r:judge|o:appeals board")],
    [("Nguyen Van Minh", "r:farmer|l:hue"), ("Nguyen Van Minh", "r:doctor|o:red cross")],
    [("Ivan Petrov", "r:coach|l:perm"), ("Ivan Petrov", "r:chemist|o:calder works")],
    [("Rajesh Kumar", "r:teacher|l:pune"), ("Rajesh Kumar", "r:banker|o:coast bank")],
    # given names that are no forms of each other
    [("Ed Quellmalz", ""), ("Edgardo Quellmalz", "")],
    [("Tim Obrzut", "r:mayor"), ("Tom Obrzut", "r:mayor")],
    [("Alexander Strathearn", "r:pilot"), ("Sandra Strathearn", "r:pilot")],
    [("Jim Vantongeren", ""), ("Tim Vantongeren", "")],
    [("Ted Harrowgate", "r:judge"), ("Tad Harrowgate", "r:judge")],
    # a surname alone: of another sex, of a common surname, that two have
    [("William Obrzut", ""), ("Obrzut", "r:nun")],
    [("Aaron Klein", "r:editor"), ("Klein", "")],
    [("Maria Lopez", "r:nurse"), ("Lopez", "")],
]


@pytest.mark.parametrize("told", ONE, ids=lambda told: " ".join(name for name, _ in told))
def test_one_of_several_names(told: list[tuple[str, str]]) -> None:
    assert _sizes([_profile(number, *each) for number, each in enumerate(told)]) == [len(told)]


@pytest.mark.parametrize("told", TWO, ids=lambda told: " ".join(name for name, _ in told))
def test_two_of_names_that_look_alike(told: list[tuple[str, str]]) -> None:
    gender = {"r:nun": Gender.FEMININE}
    profiles = [_profile(number, name, keys, gender=gender.get(keys)) for number, (name, keys) in enumerate(told)]
    assert _sizes(profiles) == [1] * len(told)


def test_somebody_named_in_full_within_another_name() -> None:
    there = "|".join(f"o:board {number}" for number in range(4))
    for show, sizes in (("x:aaron klein hour", [3]), ("o:aaron klein foundation", [3]), ("x:klein hour", [1, 2])):
        told = [("Aaron Klein", "r:editor", there), ("Aaron Klein", "r:editor", there), ("Klein", "", show)]
        assert _sizes([_profile(number, *each) for number, each in enumerate(told)]) == sizes


def test_a_surname_that_two_are_named_with_is_nobodys() -> None:
    there = [_profile(0, "Hedda Quellmalz"), _profile(1, "Quellmalz"), _profile(2, "Ann Webb", "", "p:otto quellmalz")]
    assert _sizes(there) == [1, 1, 1]


@pytest.mark.parametrize("name", ["John Carter", "Hedda Quellmalz", "Ines Obrzut"])
def test_forty_of_one_name_are_forty_however_rare(name: str) -> None:
    work = ["baker", "teacher", "mayor", "geologist", "farmer", "judge", "nurse", "engineer", "painter", "lawyer"]
    told = [f"r:{work[number % 10]}|l:town{(number + number // 10) % 7}" for number in range(40)]
    assert _sizes([_profile(number, name, keys) for number, keys in enumerate(told)]) == [1] * 40


def test_a_name_that_is_nearly_always_ones() -> None:
    often = [_profile(number, "Ann Carter", "r:mayor", "o:calder council|l:calder") for number in range(20)]
    rarely = [("r:chief", "o:harbour estates"), ("r:author", "o:calder echo"), ("r:judge", "l:calder")]
    others = [
        _profile(30 + n, "Ann Webb Carter", *each, forms=("Ann Webb Carter", "Ann Carter"))
        for n, each in enumerate(rarely)
    ]
    assert max(_sizes([*often, *others])) > 20


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        ("PAC Harbour First", "Harbour First", True), ("super PAC Harbour First Action", "Harbour First", True),
        ("newspaper Calder Echo", "Calder Echo", True), ("Calder Echo newspaper", "Calder Echo", True),
        ("charity Open Doors", "Open Doors", True), ("Harbour First", "Harbour Last", False),
        ("Super Bowl", "Bowl", False), ("Calder Action", "Denby Action", False),
    ],
    ids=str,
)  # fmt: skip
def test_what_says_what_an_organisation_is(one: str, other: str, joined: bool) -> None:
    profiles = [_profile(n, name, kind=Kind.ORGANIZATION) for n, name in enumerate((one, other))]
    assert _sizes(profiles) == ([2] if joined else [1, 1])


@pytest.mark.parametrize("words", ["a supporter", "her rival", "a friend of the mayor", "a mother", "a native"])
def test_how_one_stands_to_another_is_no_role(words: str) -> None:
    assert role_keys(words, EN) in ((), ("r:mayor",))


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("the top Democrat", ("o:democratic party",)), ("Republican senator", ("o:republican party", "r:senator")),
        ("a Tory minister", ("o:conservative party", "r:premier")),
    ],
)  # fmt: skip
def test_a_party_is_no_role(words: str, keys: tuple[str, ...]) -> None:
    assert role_keys(words, EN) == keys


@pytest.mark.parametrize("wrongly", ["JosÃ© MuÃ±oz", "JosA\u0303© MuA\u0303±oz", "Jos\xc3\x83\xc2\xa9 MuÃ±oz"])
def test_a_name_that_was_decoded_wrongly(speech: Extractor, wrongly: str) -> None:
    texts = [f"“No,” said {wrongly}, the mayor of Calder.", "“Yes,” said José Muñoz, the mayor of Calder."]
    (entry,) = [entry for entry in _register(texts, speech) if entry.kind is Kind.PERSON]
    assert (entry.name, entry.aliases, len(entry.articles)) == ("José Muñoz", (), 2)


def test_the_end_of_a_broken_word_is_no_name(speech: Extractor) -> None:
    texts = [
        "“No,” said Ouvrard. FranÃ§ois Ouvrard, the mayor of Calder, left the room.",
        "“Yes,” said Francois Ouvrard, the mayor of Calder.",
    ]
    assert max(len(entry.articles) for entry in _register(texts, speech)) == 2


def test_what_an_entry_says_in_an_article(speech: Extractor) -> None:
    texts = [
        "“We are ready,” said Maria Ruiz. Tom Hale declined to comment.",
        "“No,” said Maria Ruiz. “Why?” she said.",
    ]
    articles = [speech.extract(text, id=str(number)) for number, text in enumerate(texts)]
    entry = next(entry for entry in quoteattr.people(articles) if entry.name == "Maria Ruiz")
    said = [[a.text for a in entry.said_in(article)] for article in articles]
    assert said == [["“We are ready,”"], ["“No,”", "“Why?”"]]
    with pytest.raises(InvalidInput, match="with an id"):
        entry.said_in(speech.extract(texts[0]))
