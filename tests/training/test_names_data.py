"""Sets of names in one shape: text put together, names by one rule, and what stays open."""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from training.tasks.names_rules import KINDS, NamedText, NamesSet, named_text, of_a_people
from training.tasks.names_text import Joining, joined

_WORD = re.compile(r"\w+")
_CHANCE = (
    10  # words in a row that two texts share by chance at most ("elected a fellow of the American Physical Society")
)


def tagged(marked: str) -> tuple[list[str], list[str]]:
    """Words and tags of a sentence whose tagged words are written `word/TAG`."""
    pairs = [re.fullmatch(r"(.+?)(?:/([BI]-\w+))?", word) for word in marked.split()]
    return [pair[1] for pair in pairs if pair], [pair[2] or "O" for pair in pairs if pair]


def shown(text: str, names: list[tuple[int, int, str]] | tuple[tuple[int, int, str], ...]) -> list[str]:
    return [f"{text[a:b]}/{kind}" for a, b, kind in names]


@pytest.mark.parametrize(
    ("marked", "how", "text", "names"),
    [
        ("He did n't go , she said .", Joining(), "He didn't go, she said.", []),
        ('He said " no " ( twice ) .', Joining(), 'He said "no" (twice).', []),
        ("the Tories/B-ORG ' plan", Joining(), "the Tories' plan", ["Tories/ORG"]),
        ("it doesn ' t end", Joining(), "it doesn't end", []),
        (
            "two Tony/B-MISC Award/I-MISC s for her",
            Joining(plurals=True),
            "two Tony Awards for her",
            ["Tony Awards/MISC"],
        ),
        (
            "Haider/B-PERSON al/I-PERSON -/I-PERSON Abadi/I-PERSON",
            Joining(hyphens=True),
            "Haider al-Abadi",
            ["Haider al-Abadi/PERSON"],
        ),
        ("the 35 - year plan - the last", Joining(hyphens=True), "the 35-year plan - the last", []),
        ("RT @Ann @ bob #Rome/B-LOC calls https://t.co/x", Joining(handles=True), "Rome calls", ["Rome/LOC"]),
        ("the U./B-LOC S./I-LOC won 1 , 200", Joining(), "the U.S. won 1,200", ["U.S./LOC"]),
    ],
)
def test_words_become_running_text(marked: str, how: Joining, text: str, names: list[str]) -> None:
    made, spans = joined(*tagged(marked), how)
    assert (made, shown(made, spans)) == (text, names)


def kept(text: str, name: str, kind: str, *, complete: bool = True, phrases: bool = False) -> NamedText:
    """A text of an invented set with one labelled name."""
    start = text.index(name)
    rows = NamesSet(name="rows", read=lambda _: iter(()), complete=complete, phrases=phrases)
    return named_text(rows, "1", text, [(start, start + len(name), kind)])


@pytest.mark.parametrize(
    ("text", "name", "kind", "names"),
    [
        ("Then President Barack Obama spoke.", "President Barack Obama", "PERSON", ["Barack Obama/PERSON"]),
        ("The Duchess of Cambridge came.", "Duchess of Cambridge", "PERSON", ["Duchess of Cambridge/PERSON"]),
        ("Then the President spoke.", "President", "PERSON", []),
        ("In the Netherlands it rains.", "the Netherlands", "LOC", ["Netherlands/LOC"]),
        ("Ann likes The Hague Group.", "The Hague Group", "ORG", ["The Hague Group/ORG"]),
        ("The Hague Group won.", "The Hague Group", "ORG", ["Hague Group/ORG"]),
        ("It was Boeing's plane.", "Boeing's", "ORG", ["Boeing/ORG"]),
        ("He went to the U.S. and left.", "U.S", "LOC", ["U.S./LOC"]),
        ("The Polish side won.", "Polish", "LOC", ["Polish/MISC"]),
        ("A French bank, UniCredit, fell.", "UniCredit", "ORG", ["French/MISC", "UniCredit/ORG"]),
        ("They bought American Airlines.", "American Airlines", "ORG", ["American Airlines/ORG"]),
        ("They said so.", "They", "ORG", []),
        ("So the US said.", "the US", "LOC", ["US/LOC"]),
    ],
)
def test_names_are_brought_to_one_rule(text: str, name: str, kind: str, names: list[str]) -> None:
    made = kept(text, name, kind)
    assert shown(made.text, made.names) == names


@pytest.mark.parametrize(
    ("text", "name", "kind", "names", "open_"),
    [
        ("It is the aircraft maker Boeing here.", "the aircraft maker Boeing", "ORG", ["Boeing/ORG"], False),
        ("Free Syrian Army fighters came.", "Free Syrian Army fighters", "ORG", ["Free Syrian Army/ORG"], False),
        ("So residents of Mosul left.", "residents of Mosul", "ORG", [], True),
        ("Its parent, Airbus, an EADS firm", "Airbus, an EADS firm", "ORG", [], True),
    ],
)
def test_of_a_phrase_the_name_is_kept_or_it_stays_open(
    text: str, name: str, kind: str, names: list[str], open_: bool
) -> None:
    made = kept(text, name, kind, phrases=True)
    start = text.index(name)
    assert shown(text, made.names) == names
    assert all(b <= start or start + len(name) <= a for a, b in made.known) == open_


def test_where_names_may_be_missing_only_small_words_are_known() -> None:
    made = kept("Ann met Bob of the University of Bath in the old town.", "Ann", "PERSON", complete=False)
    assert "".join(made.text[a:b] for a, b in made.known).split() == ["met", "in", "the", "old", "town."]


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ("Poles", True),
        ("North Pole", False),
        ("North African", True),
        ("Anglo-American", True),
        ("Japan", False),
        ("US", False),
        ("Swiss Bank", False),
    ],
)
def test_peoples(words: str, is_one: bool) -> None:
    assert of_a_people(words) == is_one


def shingles(text: str) -> set[tuple[str, ...]]:
    words = [word.lower() for word in _WORD.findall(text)]
    return {tuple(words[n : n + _CHANCE]) for n in range(len(words) - _CHANCE + 1)}


@pytest.mark.full
def test_every_set_can_be_read_and_its_spans_say_what_they_mean(shared: Path) -> None:
    from training.tasks.names_data import SETS, WEIGHTS, named_texts

    made = list(named_texts(5))
    assert {text.set for text in made} == {spec.name for spec in SETS} == set(WEIGHTS)
    for text in made:
        ends = [0, *(end for _, end, _ in text.names)]
        assert all(a >= before and b > a for (a, b, _), before in zip(text.names, ends, strict=False)), text.id
        assert all(text.text[a:b] == text.text[a:b].strip() for a, b, _ in text.names), text.id
        assert {kind for *_, kind in text.names} <= set(KINDS)
        assert all(0 <= a < b <= len(text.text) for a, b in text.known), text.id
        assert text.kinds


def measured(path: Path) -> Iterator[str]:
    """The texts of a measure."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        if path.name.endswith(".jsonl.gz"):
            yield from (json.loads(line)["text"] for line in lines)
        else:
            yield from (re.sub(r"\t.*\n", " ", block) for block in lines.read().split("\n\n"))


@pytest.mark.full
def test_no_measure_is_learned_from(shared: Path) -> None:
    from training.tasks.names_data import named_texts

    measures = (shared / "names" / "wikigold.iob2.gz", shared / "reference" / "coref" / "pud_names.jsonl.gz")
    told: set[tuple[str, ...]] = set()
    for path in measures:
        for text in measured(path):
            told |= shingles(text)
    assert told
    assert {(text.id, run) for text in named_texts() for run in shingles(text.text) & told} == set()
