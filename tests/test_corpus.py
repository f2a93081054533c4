"""Many documents: in order, none lost, over processes, through a process that dies."""

import os
import signal
from collections.abc import Iterator

import pytest

import quoteattr
from quoteattr import Article, Extractor, Failure, InvalidSetting, InvalidText
from quoteattr.corpus import COLUMNS, rows

TEXT = "“Yes,” Ana Ruiz said."


class Deadly(Extractor):
    """Kills its process at one text."""

    def extract(self, text: str, *, id: str | None = None) -> Article:
        if text == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        return super().extract(text, id=id)


def test_texts_pairs_and_mappings(speech: Extractor) -> None:
    documents = [TEXT, ("a", TEXT), {"id": 7, "text": TEXT, "date": "2026-01-01"}, {"id": "c"}]
    found = list(speech.extract_many(documents))
    assert [f.id for f in found] == [None, "a", "7", "c"]
    assert [type(f) for f in found] == [Article, Article, Article, Failure]
    assert isinstance(found[3], Failure)
    assert found[3].index == 3


def test_one_string_is_a_mistake(speech: Extractor) -> None:
    with pytest.raises(InvalidText, match="put it in a list"):
        speech.extract_many(TEXT)


@pytest.mark.parametrize("setting", [{"n_jobs": 0}, {"batch_size": 0}, {"on_error": "ignore"}])
def test_wrong_settings(speech: Extractor, setting: dict[str, object]) -> None:
    with pytest.raises(InvalidSetting, match="choose"):
        speech.extract_many([TEXT], **setting)  # type: ignore[arg-type]


def test_raise_at_the_first(speech: Extractor) -> None:
    found = speech.extract_many([("a", TEXT), ("b", None)], on_error="raise")  # type: ignore[list-item]
    next(found)
    with pytest.raises(InvalidText, match="document b"):
        next(found)


def test_a_defect_costs_one_document(speech: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    extract = Extractor.extract

    def broken(self: Extractor, text: str, *, id: str | None = None) -> Article:
        if text == "boom":
            raise ZeroDivisionError("by zero")
        return extract(self, text, id=id)

    monkeypatch.setattr(Extractor, "extract", broken)
    found = list(speech.extract_many([TEXT, "boom", TEXT]))
    assert [type(f) for f in found] == [Article, Failure, Article]
    assert isinstance(found[1], Failure)
    assert found[1].reason == "unexpected ZeroDivisionError: by zero"


def test_a_bar(speech: Extractor, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(list(speech.extract_many([TEXT, "", b"no"], progress=True))) == 3  # type: ignore[list-item]
    assert "3/3" in capsys.readouterr().err


def test_over_processes_in_order_and_lazily() -> None:
    taken = 0

    def documents() -> Iterator[tuple[str, str]]:
        nonlocal taken
        for n in range(200):
            taken += 1
            yield str(n), TEXT.replace("Ana", f"Ana{'abcdefgh'[n % 8]}")

    extractor = Extractor(engine="rules")
    found = extractor.extract_many(documents(), n_jobs=2, batch_size=2)
    first = next(found)
    assert taken <= 2 * 3 * 2 + 2
    assert isinstance(first, Article)
    results = [first, *found]
    assert [r.id for r in results] == [str(n) for n in range(200)]
    assert results[3] == extractor.extract(TEXT.replace("Ana", "Anad"), id="3")


def test_a_process_that_dies_costs_one_document() -> None:
    documents = [(str(n), "die" if n == 5 else TEXT) for n in range(12)]
    found = list(Deadly(engine="rules").extract_many(documents, n_jobs=2, batch_size=3))
    assert [f.id for f in found] == [str(n) for n in range(12)]
    assert [f.id for f in found if isinstance(f, Failure)] == ["5"]
    assert "died" in next(f.reason for f in found if isinstance(f, Failure))


def test_rows(speech: Extractor) -> None:
    text = "“Yes,” said Ana Ruiz, who asked not to be named. The crane had reportedly failed."
    article = speech.extract(text, id="a")
    table = rows(article)
    assert [tuple(row) for row in table] == [tuple(COLUMNS)] * 2
    for row, a in zip(table, article.attributions, strict=True):
        assert row["document"] == "a"
        assert row["content"] == a.text
        assert (row["speaker"], row["level"]) == (str(a.speaker) if a.speaker else None, a.anonymity.level)
        assert all(row[name] is None or type(row[name]) is kind for name, kind in COLUMNS.items())
    (failed,) = rows(Failure(None, 4, "why"), "4")
    assert (failed["document"], failed["failure"], failed["attribution"]) == ("4", "why", None)


def test_top_level(speech: Extractor) -> None:
    assert list(quoteattr.extract_many([("a", TEXT)])) == [speech.extract(TEXT, id="a")]
