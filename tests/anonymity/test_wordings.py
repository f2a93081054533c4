"""Every row of `grants.tsv` and `knowledge.tsv` does on its own example what it is for, and a new row needs no more."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve
from conftest import last_of

from quoteattr import Attribution, Extractor, Level, ReasonClass, Span
from quoteattr.anonymity.gate import holds
from quoteattr.anonymity.grants import phrases_of
from quoteattr.language import Language, language
from quoteattr.language.wordings import patterns

ENGLISH = language("en")
ROWS = {name: ENGLISH.rows(name) for name in ("grants", "knowledge")}
EXAMPLES = [(name, *row) for name, rows in ROWS.items() for row in rows]


def _granted(a: Attribution) -> Span | None:
    return a.anonymity.granted


def _reason(a: Attribution) -> Span | None:
    return a.anonymity.reason


def _basis(a: Attribution) -> Span | None:
    return a.anonymity.knowledge_basis


FOUND: dict[str, Callable[[Attribution], Span | None]] = {
    "grant": _granted,
    "reason behind": _reason,
    "reason before": _reason,
    "reason beside": _reason,
    "grant that is its reason": _reason,
    "reason in grant": _reason,
    "reason": _reason,
    "basis": _basis,
    "end": _basis,
}  # what stands in the brackets of an example, by what its row is


def _parted(example: str) -> tuple[str, str]:
    """An example without its brackets, and what stands in them."""
    before, _, rest = example.partition("[")
    words, _, behind = rest.partition("]")
    assert words
    return before + words + behind, words


@pytest.mark.parametrize(
    ("kind", "example"),
    [(kind, example) for _, kind, _, example in EXAMPLES if kind.partition(":")[0] in FOUND],
    ids=[f"{kind}: {example}" for _, kind, _, example in EXAMPLES if kind.partition(":")[0] in FOUND],
)
def test_example(speech: Extractor, kind: str, example: str) -> None:
    text, words = _parted(example)
    a = last_of(speech, text)
    span = FOUND[kind.partition(":")[0]](a)
    assert span is not None
    assert span.text == words
    if kind.startswith("reason: "):
        assert a.anonymity.reason_class is ReasonClass(kind.removeprefix("reason: "))


@pytest.mark.parametrize(
    ("kind", "pattern", "example"),
    [
        tuple(row)
        for row in ROWS["grants"]
        if row[0] in ("first name only", "called", "called falsely", "false name", "name behind")
    ],
    ids=lambda value: value[:60],
)
def test_example_of_a_first_name(speech: Extractor, kind: str, pattern: str, example: str) -> None:
    """The row's own pattern finds the words in brackets, and whoever speaks is known by a part of a name."""
    text, words = _parted(example)
    place = [row[1] for row in ROWS["grants"] if row[0] == kind].index(pattern)
    found = patterns(ENGLISH, "grants", kind)[place].search(text, text.index(words))
    assert found is not None
    assert found.group() == words
    assert last_of(speech, text).anonymity.level is Level.PARTIAL


@pytest.mark.parametrize("place", range(len(phrases_of(ENGLISH))))
def test_a_grant_is_found_by_its_own_row(place: int) -> None:
    """Its own words let its example in, and no row before it takes it away."""
    text, words = _parted([row[2] for row in ROWS["grants"] if row[0] == "grant"][place])
    matches = [phrase.pattern.search(text) for phrase in phrases_of(ENGLISH)]
    assert holds(phrases_of(ENGLISH)[place].needs, text.casefold())
    assert [m is not None for m in matches].index(True) == place
    assert text.index(words) <= (m.start() if (m := matches[place]) else -1) < text.index(words) + len(words)


def test_every_row_is_tried_by_one_of_these_tests() -> None:
    known = {*FOUND, "first name only", "called", "called falsely", "false name", "name behind"}
    assert {row[0].partition(":")[0] for rows in ROWS.values() for row in rows} == known


NEW = [
    ("grant\tspoke incognito\t", "An aide who [spoke incognito] said the talks had failed.", _granted),
    ("grant\t\\w{6} quietly\t", "An aide who [hummed quietly] said the talks had failed.", _granted),
    ("reason behind\tout of sheer\\b\t", "An aide who asked not to be named [out of sheer spite] said no.", _reason),
]


@pytest.mark.parametrize(("row", "example", "found"), NEW, ids=[row.split("\t")[1] for row, _, _ in NEW])
def test_a_new_row_is_one_line_in_one_file(
    row: str, example: str, found: Callable[[Attribution], Span | None], tmp_path: Path
) -> None:
    text, words = _parted(example)
    assert found(last_of(Extractor(language=ENGLISH), text)) is None
    span = found(last_of(Extractor(language=_with_row(row, tmp_path)), text))
    assert span is not None
    assert span.text == words


def _with_row(row: str, folder: Path) -> Language:
    """English with one row more."""
    shutil.copytree(ENGLISH.folder, folder, dirs_exist_ok=True)
    with (folder / "anonymity" / "grants.tsv").open("a", encoding="utf-8") as file:
        file.write(row + "\n")
    return evolve(ENGLISH, folder=folder)
