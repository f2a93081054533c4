"""The warning for what plainly is no English prose: it comes for that, once a process and kind, and for no article."""

import gzip
import json
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import evolve, frozen

import quoteattr
from quoteattr import Article, Extractor, QuoteAttrWarning
from quoteattr.inputs import prose
from quoteattr.language import language

HERE = Path(__file__).parent
KINDS = ("html", "address", "mojibake")  # all others of the table are languages
GERMAN = "„Es ist vorbei“, sagte Maria Ruiz, eine Lehrerin aus Bremen."
FRENCH = "« C’est terminé », a déclaré Maria Ruiz, enseignante à Lyon."
HTML = "<p>“It is over,” said Maria Ruiz.</p>"


@frozen
class Row:
    half: str
    kind: str
    text: str

    @property
    def expected(self) -> str:
        return self.kind if self.kind in KINDS else "language"


def rows() -> Iterator[Row]:
    for line in (HERE / "not_prose.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        half, kind, decoded, text = line.split("\t")
        if decoded != "-":
            right, wrong = decoded.split(">")
            text = text.encode(right).decode(wrong, "replace")
        yield Row(half, kind, text.replace("\\n", "\n") if kind == "html" else text)


@pytest.fixture(autouse=True)
def anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a process that has told nothing yet."""
    monkeypatch.setattr(prose, "_told", set())


@pytest.mark.parametrize("half", ["tuned", "held"])
def test_at_least_95_of_100_are_told(half: str) -> None:
    texts = [row for row in rows() if row.half == half]
    missed = [row for row in texts if row.expected not in prose.doubts(row.text)]
    assert len(texts) > 50
    assert len(missed) <= 0.05 * len(texts), missed


def texts_in(path: Path) -> Iterator[str]:
    raw = path.read_bytes()
    lines = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8").split("\n")
    yield from (json.loads(line)["text"] for line in lines if line)


def test_no_article_of_the_gold_data_is_told(shared: Path) -> None:
    texts = [text for path in sorted((shared / "gold").glob("*.jsonl*")) for text in texts_in(path)]
    assert len(texts) > 1_200
    assert [(text[:100], kinds) for text in texts if (kinds := list(prose.doubts(text)))] == []


def test_no_text_of_ours_is_told() -> None:
    root = HERE.parents[1]
    texts = [path.read_text(encoding="utf-8") for path in root.glob("examples/data/**/*.txt")]
    texts += [text for path in root.glob("benchmarks/texts/**/*.jsonl") for text in texts_in(path)]
    assert len(texts) > 8
    assert [(text[:100], kinds) for text in texts if (kinds := list(prose.doubts(text)))] == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "“It is over,” said Maria Ruiz.",
        "said said said said, said said: “said” said.",
        "LOS ANGELES, EL PASO, LAS VEGAS, SAN JOSE",
        "Oscar de la Renta, Vicente del Bosque and Ana de la Cruz said so.",
        "Trump’s chances, Kaine’s remark, Pfizer’s stock",
        "“On espère,” Ms. Royal, the French minister, said. “C’est la vie.”",
        "The tag <p> begins a paragraph, the mayor said.",
        "AT&T said it would. R&D; that is all.",
        "Sainsbury’s / Asda: the and/or of it",
        "05/02/2013",
        "he/she",
        "Ms. Ruiz read article.txt aloud, and then the whole of it again to the court.",
        "José Núñez, who owns a café in Málaga, said “no” – twice – on Ærø.",
        "😀 “It is over 😀,” said Ana Ruiz 👩🏽‍🏫.",
        "The word “mañana,” in Spanish, said Ñusta, is “tomorrow”.",
    ],
    ids=repr,
)
def test_no_prose_is_told(text: str) -> None:
    assert list(prose.doubts(text)) == []


def test_a_file_that_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "notes").write_text("Nothing.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert list(prose.doubts("notes")) == ["address"]
    assert list(prose.doubts("nodes")) == []


@pytest.mark.parametrize("unit", ["<a ", "&", "a/", "a.", "\\", "<a" + " " * 50, "Ã", "de ", "\0"], ids=repr)
def test_a_long_text_is_looked_at_where_it_begins(unit: str) -> None:
    long = unit * (1_000_000 // len(unit))
    assert list(prose.doubts(long)) == list(prose.doubts(long[:20_000] + "…" + "x" * 600))


def told(texts: list[str]) -> list[warnings.WarningMessage]:
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        for text in texts:
            quoteattr.extract(text)
    return [warning for warning in seen if warning.category is QuoteAttrWarning]


def test_once_a_kind_and_where_it_was_called() -> None:
    seen = told([GERMAN, HTML, FRENCH, GERMAN, HTML])
    foreign = "the text is not in English, the language that it is read as"
    assert [str(warning.message) for warning in seen] == [foreign, prose.MESSAGES["html"]]
    assert {warning.filename for warning in seen} == {__file__}


def test_it_is_read_all_the_same() -> None:
    with pytest.warns(QuoteAttrWarning, match="HTML"):
        article = quoteattr.extract(HTML)
    assert [a.text for a in article.attributions] == ["“It is over,”"]


def test_from_a_bulk_run_it_points_to_who_reads(speech: Extractor) -> None:
    with pytest.warns(QuoteAttrWarning, match="not in English") as seen:
        list(speech.extract_many([GERMAN, FRENCH]))
    assert [warning.filename for warning in seen] == [__file__]


PROGRAM = """
import sys
import quoteattr

if __name__ == "__main__":
    texts = ["„Es ist vorbei“, sagte Maria Ruiz, eine Lehrerin aus Bremen."] * 4
    results = list(quoteattr.extract_many(texts, n_jobs=int(sys.argv[1]), batch_size=1))
    print([type(result).__name__ for result in results])
"""


@pytest.mark.parametrize(
    ("processes", "flag", "times"),
    [("1", "default", 1), ("2", "default", 1), ("1", "ignore", 0), ("2", "ignore", 0)],
)
def test_once_for_all_processes_of_a_run(tmp_path: Path, processes: str, flag: str, times: int) -> None:
    script = tmp_path / "script.py"
    script.write_text(PROGRAM, encoding="utf-8")
    command = [sys.executable, "-W", flag, str(script), processes]
    ran = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    assert ran.stdout.strip() == str([Article.__name__] * 4)
    assert ran.stderr.count("QuoteAttrWarning") == times


def test_prose_is_that_of_the_language_it_is_read_as(tmp_path: Path) -> None:
    english = language("en")
    (tmp_path / "function_words.tsv").write_text("german\tder die das und ist es sagte eine aus\nenglish\tthe of was\n")
    assert list(prose.doubts(GERMAN, english)) == ["language"]
    assert list(prose.doubts(GERMAN, evolve(english, code="de", folder=tmp_path))) == []
    assert list(prose.doubts("The end of it was the start of the war.", evolve(english, folder=tmp_path))) == [
        "language"
    ]
    assert list(prose.doubts(GERMAN, evolve(english, folder=tmp_path / "none"))) == []


LINES = [
    ("Der Zug kam zu spät.", True), ("Le maire a démissionné lundi.", True), ("Er sagte nichts dazu.", True),
    ("Les négociations reprendront mardi.", True), ("El Niño returns, La Niña fades.", False),
    ("The die was cast in Den Haag.", False), ("Le Monde reported it.", False), ("HEMPSTEAD, N.Y.", False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "foreign"), LINES, ids=[text for text, _ in LINES])
def test_a_line_of_another_language_is_told_by_two_of_its_words(text: str, foreign: bool) -> None:
    assert ("language" in prose.doubts(text)) == foreign
