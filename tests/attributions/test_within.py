"""What somebody says that somebody said."""

from pathlib import Path

import pytest
from attrs import evolve

from quoteattr import Article, Extractor
from quoteattr.attributions.draft import SPEECH
from quoteattr.attributions.marked import read_marks
from quoteattr.attributions.nested import find_nested
from quoteattr.attributions.rules import all_by_rules
from quoteattr.attributions.sources import modified_noun, phrase_before
from quoteattr.text.reading import Reading

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "within.tsv").read_text("utf-8").split("\n")
    if line and not line.startswith("#")
]


def depth(article: Article, id: str) -> int:
    """How deep an attribution stands, 1 for an outer one."""
    around = next(a.inside for a in article.attributions if a.id == id)
    return 1 if around is None else 1 + depth(article, around)


@pytest.mark.parametrize(("text", "expected"), [(text, said) for text, *said in ROWS])
def test_what_is_said_within(speech: Extractor, text: str, expected: list[str]) -> None:
    article = speech.extract(text)
    found = [
        f"{depth(article, a.id)} {a.speaker}: {a.cue}: {a.text}" for a in article.attributions if a.inside is not None
    ]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The coach said the club had “thrown the season away”.", []),
        ("The minister said the firm had “moved the goalposts” twice.", []),
        ("The nurse wrote that the ward had “quietly closed two beds” in May.", []),
        ("The farmer said the buyers were “asleep at the wheel”.", []),
        ("The report said the crew had “a bad habit of guessing”.", []),
        ("The editor said her rival had called the paper “a rag”.", ["rival: had called"]),
        ("The mayor said the union believes the plan is dead.", ["union: believes"]),
    ],
)
def test_who_has_or_is_something_in_marks_tells_nothing(everything: Extractor, text: str, expected: list[str]) -> None:
    article = everything.extract(text)
    assert [f"{a.speaker}: {a.cue}" for a in article.attributions if a.inside is not None] == expected


def test_the_outer_ones_are_as_if_nothing_were_within(speech: Extractor) -> None:
    article = speech.extract("“Jones told me that it was over,” said Ana Ruiz. “I did not believe him.”")
    assert [(a.id, a.inside) for a in article.attributions] == [("A1", None), ("A1-1", "A1")]
    (outer,) = article.outer
    assert outer.text == "“Jones told me that it was over,” “I did not believe him.”"
    assert [speaker.label for speaker in article.speakers] == ["Ana Ruiz", "Jones"]  # whoever speaks within comes last


def test_the_style_is_that_of_its_own_marks(speech: Extractor) -> None:
    article = speech.extract("“He said, ‘Run!’ and he said that it was late,” Ana Ruiz recalled.")
    styles = {a.text: a.style.value for a in article.attributions if a.inside}
    assert styles == {"‘Run!’": "direct", "that it was late": "indirect"}


def test_the_rules_engine_finds_them_too(said_by_rules: Extractor) -> None:
    article = said_by_rules.extract("Smith said that Jones had told him that the dam was safe.")
    assert [a.inside for a in article.attributions] == [None, "A1"]


def test_what_is_less_sure_is_left_out(speech: Extractor) -> None:
    reading, spotted = speech.read("Smith said that Jones had told him that the dam was safe.")
    drafts, by_rules = speech.drafts(reading, spotted), all_by_rules(reading, read_marks(reading))
    (found,) = find_nested(reading, drafts, by_rules, SPEECH, 0.9)
    assert not find_nested(reading, drafts, by_rules, SPEECH, found.draft.confidence + 1e-6)
    (by_rule,) = find_nested(unread(reading), drafts, by_rules, SPEECH, 0.7)  # how sure a rule is
    assert by_rule.draft.content == found.draft.content
    assert not find_nested(unread(reading), drafts, by_rules, SPEECH, 0.9)


def unread(reading: Reading) -> Reading:
    """A reading of which no network tells what is told within."""
    return evolve(reading, document=evolve(reading.document, inner=None))


def test_a_source_is_looked_for_where_no_lexicon_has_the_cue(speech: Extractor) -> None:
    reading, _ = speech.read("Ann Tate said that the snow melting in the yard was awful.")
    melting = next(token.i for token in reading.document.tokens if token.text == "melting")
    assert melting not in reading.cues
    assert modified_noun(reading, melting) is None
    reading, _ = speech.read("An aide who did not want to be named melted in the yard.")
    melted = next(token.i for token in reading.document.tokens if token.text == "melted")
    assert melted not in reading.cues
    assert phrase_before(reading, melted) is None
