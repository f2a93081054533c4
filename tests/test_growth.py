"""No text makes the library slow: its patterns and its quotation marks, on texts made to be hard.

How time grows is measured by `benchmarks/growth.py`; here a limit only tells what goes over a run of white space again
and again (many seconds) from what goes over it once (some milliseconds).
"""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

import quoteattr
from quoteattr import Article, Extractor, quotations
from quoteattr.anonymity import covering, grants, levels
from quoteattr.language import language, spaced
from quoteattr.text.stretches import Stretches

LIMIT = 3.0  # seconds
LENGTH = 30_000

# one sentence at least for each pattern of a lexicon, and for those that stand in modules
SENTENCES = (
    "“High Noon,” Brand's third novel, sold well.",
    "Neil Barnard via Getty Images",
    "In May she directed ",
    "He works for Acme Corp. The company makes boats.",
    "The State calls Ann Frost. She was sworn in.",
    "In the words of the mayor, nothing more: he said.",
    "In the words of an aide, “it is late”",
    "A driver known only as Mrs. ",
    "She posted it on X. Police said so.",
    "“The Fords,” a biography by Gwen Blair, says so.",
    "Page 3 of 7",
    "Brixly (BRX.N) fell.",
    "Nothing is lost yet. — Ida Holt (@idaholt) May 3, 2021",
    "EXAMINATION BY MR. HALE:\nQ. Where were you? A question by Mr. Hale:",
    "The aide spoke on condition of anonymity, because it was secret, including the talks — he said.",
    "She spoke on condition that she not be named for fear of reprisals, and left.",
    "He was granted anonymity to speak candidly about the talks.",
    "He agreed to speak only anonymously about it.",
    "He spoke under the cloak of anonymity.",
    "She declined to be identified by name.",
    "She declined to give her full name.",
    "He asked that his full name not be published by his name.",
    "She did not want to be named.",
    "A man whose full name is being withheld said so.",
    "The paper is withholding his full name.",
    "The boy cannot be named for legal reasons or under any known law.",
    "The paper is not naming him.",
    "He gave only his first name.",
    "She asked to be identified only by her first name.",
    "A driver identified publicly only as Bob Lee said it was over.",
    "A driver, a resident of Lyon who goes by the nickname of “Ace” said it was over.",
    "Some real names have been changed.",
    "He spoke to reporters on deep background.",
    "The official said this on background.",
    "He told reporters that off the record.",
    "That is not for attribution.",
    "He spoke under White House ground rules, under the department's ground rules.",
    "She was not authorized to speak publicly.",
    "He wished to remain anonymous.",
    "A person familiar with the talks, briefed on them, with first-hand knowledge of them, privy to it — who said so.",
    "People directly involved in it, close to it, aware of it, apprised of it, who later saw it, present at it, left.",
    "A man in attendance, in the room, with access to it, told us.",
    "“We can do better.” — Ana Ruiz",
    "It has been widely reported that she left.",
    "It was later reported by state radio on Friday that she left.",
    "The Ledger has recently learned that the deal, which neither signed, is over.",
    "ROME, May 3 (Agency) — It is over.",
    "NEW DELHI: It is over, Joko said.",
    "Abuja — It is over, May 3 — “so”",
    "[14:25 p.m.] – It is over.",
    "The pier is shut, it was later reported on Tuesday.",
    "Q: How? MR. RUIZ: Slowly.",
    "Because of the talks, he asked not to be named.",
    "The book, “Gone With the Wind”, a so-called “novel”, is, in his words, “a novel”.",
    "Officials, who",
    "Ruiz told",
    "Many of the others spoke in interviews.",
    *(row[2].translate({91: "", 93: ""}) for name in ("grants", "knowledge") for row in language("en").rows(name)),
)
RUNS = (" ", "\n", " \n", "\u00a0", ", ", " - ", "—", "“", "'", "“a ", "a", "A", "a ", "Ab ", "1", "Ab. ", "*_ ", "(")


def _patterns() -> Iterator[tuple[str, "regex.Pattern[str]"]]:
    """Every pattern of the package: those of its modules, and those of its lexicons."""
    for module in pkgutil.walk_packages(quoteattr.__path__, "quoteattr."):
        try:
            found = vars(importlib.import_module(module.name))
        except ImportError:
            continue  # of an extra that is not installed; where all is, all are looked at
        for name, value in found.items():
            if isinstance(value, regex.Pattern):
                yield f"{module.name}.{name}", value
    english = language("en")
    for name, _ in english.rows("patterns"):
        yield f"patterns.tsv, {name}", english.pattern(name)
    for lexicon in ("grants", "knowledge"):
        for kind, pattern, _ in english.rows(lexicon):
            anchor = r"\G" if kind == "name behind" else ""
            yield f"{lexicon}.tsv, {kind}: {pattern[:60]}", regex.compile(anchor + spaced(pattern), regex.IGNORECASE)
    for place in (grants.behind, grants.before, covering.pointing_back, levels.phrase_end):
        yield f"{place.__module__}.{place.__name__}", place(english)


PATTERNS = dict(_patterns())


def _anywhere(pattern: "regex.Pattern[str]") -> "regex.Pattern[str]":
    """A pattern without the anchor that ties it to the place it is asked for."""
    return regex.compile(pattern.pattern.replace(r"\G", "", 1), pattern.flags)


def _swollen(sentence: str) -> Iterator[str]:
    """A sentence with one of its spaces a long run, whole and broken off behind the run."""
    for at in (m.start() for m in regex.finditer(" ", sentence)):
        yield sentence[:at] + " " * LENGTH + sentence[at + 1 :]
        yield sentence[:at] + "\n" * LENGTH + "\x00"


@pytest.mark.parametrize("name", [n for n in PATTERNS if ".tsv" in n])
def test_every_row_of_a_lexicon_has_a_sentence(name: str) -> None:
    assert any(_anywhere(PATTERNS[name]).search(sentence) for sentence in SENTENCES)


def test_patterns_of_modules_are_found() -> None:
    assert {
        "patterns.tsv, dateline",
        "quoteattr.anonymity.grants.behind",
    } <= {*PATTERNS}


@pytest.mark.parametrize("name", PATTERNS)
def test_a_run_is_gone_over_once(name: str) -> None:
    """White space of any length where a rule allows a space, and runs of all that rules look for."""
    pattern = PATTERNS[name]
    reached = [s[m.start() :] for s in SENTENCES if (m := _anywhere(pattern).search(s))]
    texts = [*(text for sentence in reached[:3] for text in _swollen(sentence)), *(run * LENGTH for run in RUNS)]
    for text in texts:
        pattern.search(text, timeout=LIMIT)  # raises TimeoutError


@pytest.mark.parametrize(
    ("pattern", "text", "whole"),
    [
        ("on background", "on \n\n background", "on \n\n background"),
        ("on ?background", "onbackground", "onbackground"),
        (r"told \w+ off", "told reporters  off", "told reporters  off"),
        (r"(?:\w+[- ]?){0,2}knowledge", "first-hand knowledge", "first-hand knowledge"),
        (r"no[ -]one", "no\none", "no\none"),
    ],
)
def test_spaces_of_a_lexicon(pattern: str, text: str, whole: str) -> None:
    found = regex.search(spaced(pattern), text)
    assert found is not None
    assert found.group() == whole


# --- quotation marks ------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["„", "‟", "“", "``", "`", "«", "‘", '"'])
def test_marks_that_nobody_closes(mark: str) -> None:
    """Quotations inside more than twenty others are not given, so that their texts do not add up."""
    text = f"{mark}a " * 20_000
    assert max((q.depth for q in quotations(text)), default=0) <= 20
    assert sum(len(q.span.text) for q in quotations(text)) <= 21 * len(text)


def test_quotations_outside_very_deep_ones_are_given() -> None:
    text = "“a " * 500 + "b” " * 500 + "“c”"
    found = quotations(text)
    assert [q.depth for q in found] == [*range(21), 0]
    assert found[0].span.end == len(text) - 4
    assert found[-1].span.text == "“c”"


# --- stretches ------------------------------------------------------------------------------------

_STRETCHES = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda s: (s[0], s[0] + s[1])), max_size=8)


@settings(max_examples=300, deadline=None)
@given(_STRETCHES, st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda s: (s[0], s[0] + s[1])))
def test_stretches(known: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    stretches, (start, end) = Stretches(known), asked
    touching = sorted((a, b) for a, b in known if a < end and start < b)
    assert stretches.touching(asked) == touching
    assert stretches.touch(asked) == bool(touching)
    assert stretches.hold(asked) == any(a <= start and end <= b for a, b in known)


# --- names ----------------------------------------------------------------------------------------

_GIVEN = ("Ada", "Ben", "Cora", "Dan", "Eva", "Finn", "Gil", "Hal", "Ines", "Jon", "Kai", "Lea", "Max", "Nina", "Olaf",
          "Paul", "Rosa", "Sam", "Tess", "Ugo", "Vera", "Walt", "Zoe", "Amos", "Bella", "Carl", "Dora", "Emil", "Flora",
          "Greg", "Hugo", "Ivan")  # fmt: skip


def _who(article: Article) -> list[str | None]:
    return [a.speaker.label if a.speaker else None for a in article.attributions]


def test_very_many_of_one_surname(speech: Extractor) -> None:
    """A lone surname is that of somebody near by, however many bear it; full names stay apart and find their own."""
    text = "\n".join(f"{given} Ruiz came. “It is over,” Ruiz said." for given in _GIVEN)
    again = "\n".join(f"“It is not over,” {given} Ruiz said." for given in _GIVEN)
    names = [f"{given} Ruiz" for given in _GIVEN]
    article = speech.extract(f"{text}\n{again}")
    assert _who(article)[len(names) :] == names
    assert sum(a == b for a, b in zip(_who(article), names, strict=False)) >= 0.8 * len(names)


# --- white space ----------------------------------------------------------------------------------

_PIECES = ("Ana Ruiz", "said", "an aide", "who", "that", "“", "”", '"', "„", "it is over", ",", ".", ":", " ", "  ",
           "\n", "\t", "\u00a0", "according to", "the mayor", "— Ana", "asked not to be named", "because")  # fmt: skip


def _is_trimmed(text: str) -> bool:
    return text == text.strip()


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=30).map("".join))
def test_quotations_do_not_end_in_white_space(text: str) -> None:
    assert all(_is_trimmed(q.span.text) for q in quotations(text))


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=30).map(lambda pieces: " ".join(pieces)))
def test_no_span_begins_or_ends_in_white_space(everything: Extractor, text: str) -> None:
    for a in everything.extract(text).attributions:
        assert all(_is_trimmed(span.text) for _, span in a.spans())
