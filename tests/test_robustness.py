"""Bad and strange input: a correct result, perhaps an empty one, or one clear error of ours."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import check_spans
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import quoteattr
from quoteattr import Article, Extractor, Failure, InvalidSetting, InvalidText


@pytest.mark.parametrize("text", ["", " ", "\n\n\t \r\n", "\u200b\ufeff"], ids=repr)
def test_nothing_to_read(speech: Extractor, text: str) -> None:
    article = speech.extract(text)
    assert (article.text, article.attributions, article.speakers) == (text, (), ())


@pytest.mark.parametrize(
    ("text", "message"),
    [(b"bytes", "decode"), (None, "NoneType"), (7, "int"), ("lone \ud83d surrogate", "surrogate at character 5")],
    ids=repr,
)
def test_not_a_text(speech: Extractor, text: object, message: str) -> None:
    with pytest.raises(InvalidText, match=message):
        speech.extract(text)  # type: ignore[arg-type]


def test_one_letter_a_million_times(speech: Extractor) -> None:
    article = speech.extract("a" * 1_000_000)
    assert article.attributions == ()


@pytest.mark.parametrize("mark", ['"', "“", "‘", "'", "«"])
def test_no_closing_mark_anywhere(speech: Extractor, mark: str) -> None:
    text = "\n".join(f"{mark}We will see, the mayor said on day {n}." for n in range(40))
    check_spans(speech.extract(text))


STRANGE = [
    "Ana Ruiz according to",
    "The mayor said it was over.\r\n“Yes,” she said.\r\n\r\n“No,” Tom Hill said.\r\n",
    "😀 “It is over 😀,” said Ana Ruiz 👩🏽‍🏫, a teacher.",
    "\ufeff“It is over,” the mayor said.\u2028“We lost.”\x85She left.",
    "“ة العربية,” said \u202bAna Ruiz\u202c.",
    "e\u0301 “Ane\u0301,” said Zoe\u0301 Ruiz.",
    "<p>“It is over,” said Ana Ruiz.</p>\x00\x07",
    "said said said said, said said: “said” said.",
    "According to. According to according to the. Reportedly.",
    ": : : :",
    "— Ana Ruiz",
    "“”",
    "“” said Ruiz.",
]


@pytest.mark.parametrize("text", STRANGE, ids=[repr(t)[:30] for t in STRANGE])
def test_strange(speech: Extractor, everything: Extractor, text: str) -> None:
    for extractor in (speech, everything):
        article = extractor.extract(text)
        check_spans(article)
        assert article.text == text


WORDS = ["Ruiz", "said", "the", "mayor", "who", "he", "they", "that", "is", "it", "over", "according", "to", "of",
         "“", "”", '"', "'", "‘", "’", ",", ".", "?", ":", "\n", "\n\n", "—", "(", ")", "and", "Mr."]  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_any_words(everything: Extractor, text: str) -> None:
    check_spans(everything.extract(text))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=120))
def test_any_text(everything: Extractor, text: str) -> None:
    check_spans(everything.extract(text))


TABLES = [Path(__file__).parent / name for name in ("speakers/who.tsv", "attributions/forms.tsv")]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_texts_that_break_off(everything: Extractor, table: Path) -> None:
    rows = [line.split("\t")[1] for line in table.read_text(encoding="utf-8").split("\n") if "\t" in line]
    for number, text in enumerate(rows):
        words = text.replace("¶", "\n\n").replace("⏎", "\n").split(" ")
        for last in range(1 + number % 3, len(words), 3):
            check_spans(everything.extract(" ".join(words[:last])))
            check_spans(everything.extract(" ".join(words[-last:])))


def test_the_same_text_gives_the_same_answer(speech: Extractor) -> None:
    text = "Maria Ruiz met Tom Hill. “It is over,” she said."
    assert speech.extract(text) == speech.extract(text) == Extractor().extract(text)


def test_twenty_thousand_words(speech: Extractor) -> None:
    paragraph = "“It is over,” said Maria Ruiz, a teacher. Two officials said the crane had failed on Monday.\n"
    article = speech.extract(paragraph * 1_200)
    assert len(article.attributions) == 2_400
    assert [s.label for s in article.speakers] == ["Maria Ruiz", "Two officials"]
    last = article.attributions[-2].content[0]
    assert article.text[last.start : last.end] == last.text == "“It is over,”"


def test_bulk_work_records_failures(speech: Extractor) -> None:
    texts = ["“Yes,” Ana Ruiz said.", b"no", "", "lone \ud83d"]
    found = list(speech.extract_many(texts))  # type: ignore[arg-type]
    assert [type(f) for f in found] == [Article, Failure, Article, Failure]
    assert isinstance(found[1], Failure)
    assert found[1].index == 1
    assert "decode" in found[1].reason


def test_bulk_work_is_lazy(speech: Extractor) -> None:
    def texts():  # type: ignore[no-untyped-def]
        yield "“Yes,” Ana Ruiz said."
        raise AssertionError("read ahead")

    assert isinstance(next(speech.extract_many(texts())), Article)


@pytest.mark.parametrize("setting", [{"scope": "speach"}, {"engine": "magic"}])
def test_wrong_setting(setting: dict[str, str]) -> None:
    with pytest.raises(InvalidSetting, match="choose one of"):
        Extractor(**setting)  # type: ignore[arg-type]


def test_top_level_functions() -> None:
    article = quoteattr.extract("“Yes,” Ana Ruiz said.", id="a1")
    assert article.id == "a1"
    assert [a.speaker.label for a in article.attributions if a.speaker] == ["Ana Ruiz"]
    assert next(quoteattr.extract_many(["“Yes,” Ana Ruiz said."])) == quoteattr.extract("“Yes,” Ana Ruiz said.")


def test_the_order_of_sets_decides_nothing() -> None:
    """Python hashes words differently in every process: the answers may not depend on it."""
    program = (
        "from quoteattr.language import language; from quoteattr.speakers.cast import _keys; "
        "print(_keys(('U.N.', 'Charter', 'Board'), language('en')))"
    )
    assert len({_printed(program, seed) for seed in "0123"}) == 1


def test_two_processes_write_the_same_bytes() -> None:
    """The JSON of an article is the same whichever way a process hashes words."""
    program = (
        "import sys, quoteattr; "
        "texts = (open(sys.argv[1], encoding='utf-8').read(), sys.argv[2]); "
        "written = [quoteattr.extract(text, scope='all').to_json() for text in texts]; "
        "sys.stdout.buffer.write('\\n'.join(written).encode())"
    )
    one, other = (_printed(program, seed, str(SEED_ARTICLE), COUNCIL) for seed in "17")
    assert one == other
    assert one.count(b'"schema"') == 2


SEED_ARTICLE = Path(__file__).parents[1] / "examples" / "data" / "seed_article.txt"
COUNCIL = (
    "The Board of the U.N. Port Council warned the Harbour Party and the Green Coast Alliance on Monday, two officials "
    "familiar with its talks said. “They have not answered us,” its chairwoman, Dr. Ana Ruiz, told the Lisbon Post.\n\n"
    "The Council, which Ruiz has led since May, “can wait,” said Tom Hall, a lawyer for the party. Hall, who asked not "
    "to be named at first, added that the officials were wrong. The group did not respond. “We read it,” she said."
)


def _printed(program: str, seed: str, *given: str) -> bytes:
    """What a process that hashes words in its own way prints."""
    surroundings = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-c", program, *given]
    return subprocess.run(command, env=surroundings, capture_output=True, check=True).stdout
