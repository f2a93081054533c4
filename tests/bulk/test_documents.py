"""Many documents: in order, none lost, over processes, through a process that dies."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any

import pytest

import quoteattr
from quoteattr import Article, Extractor, Failure, InvalidSetting, InvalidText, ModelNotFound, QuoteAttrError
from quoteattr.bulk.workers import DIED
from quoteattr.export.rows import COLUMNS, rows

TEXT = "“Yes,” Ana Ruiz said."


class Deadly(Extractor):
    """Kills its process at “die”, and N times at “die N”, which a folder counts."""

    folder: Path

    def extract(self, text: Any, *, id: str | None = None, meta: Any = None) -> Article:
        if text == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if text.startswith("die "):
            deaths = len(list(self.folder.glob(f"{id}-*")))
            if deaths < int(text[4:]):
                (self.folder / f"{id}-{deaths}").touch()
                os.kill(os.getpid(), signal.SIGKILL)
        return super().extract(text, id=id)


class Stillborn(Extractor):
    """Kills its process before it has read anything."""

    def load(self) -> Extractor:
        os.kill(os.getpid(), signal.SIGKILL)
        return self


class Homeless(Extractor):
    """Finds no models."""

    def load(self) -> Extractor:
        raise ModelNotFound("there is none")

    def extract(self, text: Any, *, id: str | None = None, meta: Any = None) -> Article:
        self.load()
        return super().extract(text, id=id, meta=meta)


class Tired(Extractor):
    """Fails at “boom” with an error that can't be sent to another process."""

    def extract(self, text: Any, *, id: str | None = None, meta: Any = None) -> Article:
        if text == "boom":
            raise Picky(1, 2)
        return super().extract(text, id=id, meta=meta)


class Picky(Exception):
    """Can't be made again from its own arguments."""

    def __init__(self, one: int, two: int) -> None:
        super().__init__(f"{one} {two}")


def test_texts_pairs_and_mappings(speech: Extractor) -> None:
    documents: list[Any] = [TEXT, ("a", TEXT), {"id": 7, "text": TEXT, "date": "2026-01-01"}, {"id": "c"}]
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

    def broken(self: Extractor, text: str, **known: Any) -> Article:
        if text == "boom":
            raise ZeroDivisionError("by zero")
        return extract(self, text, **known)

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

    extractor = Extractor()
    found = extractor.extract_many(documents(), n_jobs=2, batch_size=2)
    first = next(found)
    assert taken <= 2 * 3 * 2 + 2
    assert isinstance(first, Article)
    results = [first, *found]
    assert [r.id for r in results] == [str(n) for n in range(200)]
    assert results[3] == extractor.extract(TEXT.replace("Ana", "Anad"), id="3")


@pytest.mark.parametrize(("deaths", "kind"), [(2, Article), (3, Failure)])
def test_two_deaths_alone_make_a_failure(tmp_path: Path, deaths: int, kind: type) -> None:
    """The first death is one in the course of the run."""
    extractor = Deadly()
    extractor.folder = tmp_path
    (found,) = extractor.extract_many([("a", f"die {deaths}")], n_jobs=2)
    assert type(found) is kind


def test_a_process_that_dies_costs_one_document(tmp_path: Path) -> None:
    extractor = Deadly()
    extractor.folder = tmp_path
    texts = {1: "die 1", 5: "die"}
    documents = [(str(n), texts.get(n, TEXT)) for n in range(12)]
    found = list(extractor.extract_many(documents, n_jobs=2, batch_size=3))
    assert [f.id for f in found] == [str(n) for n in range(12)]
    assert [(f.id, f.index, f.reason) for f in found if isinstance(f, Failure)] == [("5", 5, DIED)]


def children() -> set[int]:
    """The processes that read for this one."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parent = stat.read_text().rpartition(")")[2].split()[1]
            if parent == str(os.getpid()) and b"spawn_main" in (stat.parent / "cmdline").read_bytes():
                found.add(int(stat.parent.name))
    return found


def test_processes_that_are_killed_from_outside_cost_no_document() -> None:
    documents = [(str(n), TEXT) for n in range(120)]
    found = Extractor().extract_many(documents, n_jobs=2, batch_size=4)
    results = []
    for number, result in enumerate(found):
        results.append(result)
        if number in (20, 60):
            for process in children():
                os.kill(process, signal.SIGKILL)
    assert [r.id for r in results] == [str(n) for n in range(120)]
    assert all(isinstance(r, Article) for r in results)
    assert children() == set()


def test_processes_that_die_before_they_read_end_the_run() -> None:
    with pytest.raises(QuoteAttrError, match="die before they have read anything"):
        list(Stillborn().extract_many([TEXT], n_jobs=2))
    assert children() == set()


def test_an_extractor_that_cannot_be_sent() -> None:
    class Local(Extractor):
        pass

    with pytest.raises(InvalidSetting, match="choose n_jobs=1"):
        list(Local().extract_many([TEXT], n_jobs=2))


class Unwritable:
    """An id that can't be written."""

    def __str__(self) -> str:
        raise ValueError("no")


class Sly(str):
    """A text that can't be sent to another process."""

    def __reduce__(self) -> Any:
        raise TypeError("not to be sent")


BAD: list[Any] = [
    ("none", None), ("nan", float("nan")), (float("nan"), TEXT), (7.0, TEXT), ("bytes", b"x"), ("lambda", lambda: 0),
    (lambda: 0, None), (Lock(), None), ("lock", Lock()), (Unwritable(), TEXT), ("a\ud800", TEXT), ("s", "x\ud800"),
    (Sly("sly"), Sly(TEXT)), {"id": "m"}, [1, 2, 3], 5, None, {"id": "deep", "text": [[]]}, ("picky", "boom"),
]  # fmt: skip


def test_one_process_and_many_give_the_same() -> None:
    extractor = Tired()
    one = list(extractor.extract_many(BAD))
    assert [r.index for r in one if isinstance(r, Failure)] == [n for n in range(len(BAD)) if n not in (2, 3, 12)]
    assert [r.id for r in one if isinstance(r, Article)] == [None, "7", "sly"]
    assert one[10].id == "a\\ud800"
    assert isinstance(one[18], Failure)
    assert one[18].reason == "unexpected Picky: 1 2"
    for processes in (2, 4):
        assert list(extractor.extract_many(BAD, n_jobs=processes, batch_size=3)) == one


@pytest.mark.parametrize("processes", [1, 2])
def test_missing_models_are_told_by_every_document(processes: int) -> None:
    found = list(Homeless().extract_many([TEXT, TEXT], n_jobs=processes))
    assert found == [Failure(None, 0, "there is none"), Failure(None, 1, "there is none")]


@pytest.mark.parametrize("processes", [1, 2])
def test_what_comes_before_an_error_is_given_first(processes: int) -> None:
    found = Tired().extract_many([("a", TEXT), ("b", "boom"), ("c", TEXT)], on_error="raise", n_jobs=processes)
    assert next(found).id == "a"
    with pytest.raises(QuoteAttrError, match="document b: unexpected Picky: 1 2"):
        next(found)


@pytest.mark.parametrize(("processes", "size"), [(1, 16), (2, 16), (2, 1), (2, 100), (4, 7)])
def test_documents_that_end_in_an_error(processes: int, size: int) -> None:
    def documents() -> Iterator[str]:
        yield from [TEXT] * 70
        raise OSError("the disk is gone")

    found = Extractor().extract_many(documents(), n_jobs=processes, batch_size=size)
    for _ in range(70):
        assert isinstance(next(found), Article)
    with pytest.raises(OSError, match="the disk is gone"):
        next(found)


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


@pytest.mark.parametrize("n_jobs", [1, 2])
def test_a_warning_that_is_an_error_costs_no_document(speech: Extractor, n_jobs: int, tmp_path: Path) -> None:
    program = f"""
import warnings, quoteattr
warnings.simplefilter("error", quoteattr.QuoteAttrWarning)
if __name__ == "__main__":
    texts = ["„Wir sind bereit“, sagte Anna Grün am Freitag in Hamburg.", "<p>“Yes,” said Ana Ruiz.</p><p>“No.”</p>"]
    for found in quoteattr.extract_many(texts, n_jobs={n_jobs}):
        print(type(found).__name__)
"""
    script = tmp_path / "program.py"
    script.write_text(program, encoding="utf-8")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["Article", "Article"]


@pytest.mark.parametrize("n_jobs", [1, 2])
def test_an_id_that_is_no_name_is_a_failure(speech: Extractor, n_jobs: int) -> None:
    ids: list[Any] = [lambda: 1, True, ["a"], {"a": 1}]
    found = list(speech.extract_many([(id, "It is over.") for id in ids], n_jobs=n_jobs))
    failures = [f for f in found if isinstance(f, Failure)]
    assert [(f.index, "the document's id is of type" in f.reason) for f in failures] == [(n, True) for n in range(4)]
