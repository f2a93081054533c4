"""Wrong arguments: what is plainly meant just works, all else is one error of ours that says what to give instead."""

import decimal
import inspect
import logging
import pickle
import random
from collections import UserDict
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_args

import dask.bag
import numpy as np
import pandas
import pytest
from attrs import evolve
from markupsafe import Markup

import quoteattr
import quoteattr.bulk.dask
from quoteattr import (
    Article,
    Extractor,
    Failure,
    InvalidInput,
    InvalidSetting,
    InvalidText,
    Level,
    MissingFile,
    ModelNotFound,
    QuoteAttrError,
    Span,
    UnusableFile,
    errors,
)
from quoteattr.auditing import charts
from quoteattr.inputs import settings

TEXT = "“Yes,” Ana Ruiz said."
FRAME = pandas.DataFrame({"id": ["a", "b"], "text": [TEXT, TEXT]})
NAN = float("nan")
BAG = dask.bag.from_sequence([TEXT])


@pytest.fixture(scope="module")
def article(speech: Extractor) -> Article:
    return speech.extract(TEXT, id="a")


# what is plainly meant


def test_a_path_is_read(tmp_path: Path) -> None:
    file = tmp_path / "story.txt"
    file.write_bytes(TEXT.encode("utf-16"))
    assert quoteattr.extract(file) == quoteattr.extract(TEXT, id="story.txt")
    assert quoteattr.extract(file, id="s").id == "s"
    found = list(quoteattr.extract_many([file, ("b", file), {"id": 3, "text": file}, tmp_path / "none.txt"]))
    assert [(type(f), f.id) for f in found] == [
        (Article, str(file)), (Article, "b"), (Article, "3"), (Failure, str(tmp_path / "none.txt")),
    ]  # fmt: skip


def test_a_series_a_generator_an_array_are_many_texts() -> None:
    for documents in (FRAME["text"], iter([TEXT] * 2), np.array([TEXT] * 2), {TEXT: 1}.keys(), {"a": TEXT}.items()):
        assert all(isinstance(found, Article) for found in quoteattr.extract_many(documents))
    by_id = quoteattr.extract_many(zip(FRAME["id"], FRAME["text"], strict=True))
    assert list(by_id) == list(quoteattr.extract_many(FRAME.to_dict("records")))


@pytest.mark.parametrize("text", [Markup(TEXT), np.str_(TEXT)], ids=repr)
def test_a_string_of_another_class_is_a_plain_one(text: str) -> None:
    found = quoteattr.extract(text, id=type(text)("<b>"))
    assert type(found.text) is type(found.id) is str
    assert found == quoteattr.extract(TEXT, id="<b>")
    assert "<b>" not in quoteattr.render(found, title=type(text)("<b>"))


def test_one_article_is_audited(article: Article) -> None:
    assert quoteattr.audit(article) == quoteattr.audit([article]) == article.audit()
    assert quoteattr.audit(Failure("a", 0, "why")).failures == 1


def test_groups_named_by_numbers(article: Article) -> None:
    audits = {2025: article.audit(), 2026: article.audit()}
    assert "2026" in quoteattr.render_audit(audits)  # type: ignore[arg-type]
    assert "2026" in charts.svg(charts.levels(audits))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "chosen",
    [
        {"scope": np.str_("all")}, {"threads": np.int64(2)}, {"least_confidence": np.float32(0.5)},
        {"least_confidence": 1}, {"device": "cuda:1"}, {"weights": Path("w")}, {"models": "m"},
    ],
    ids=repr,
)  # fmt: skip
def test_settings_of_numpy_and_paths(chosen: dict[str, Any]) -> None:
    name, value = next(iter(chosen.items()))
    kept = getattr(Extractor(**chosen), name, value)
    assert kept == value
    assert type(kept).__module__ != "numpy"


def test_all_take_the_same_choices() -> None:
    everywhere = set(inspect.signature(Extractor).parameters)
    for function in (quoteattr.extract, quoteattr.extract_many):
        shared = everywhere & set(inspect.signature(function).parameters)
        assert {"scope", "engine", "least_confidence"} <= shared
    many = quoteattr.extract_many([TEXT], least_confidence=1.0)
    assert list(many) == [Extractor(least_confidence=1).extract(TEXT)]
    assert quoteattr.extract(TEXT, least_confidence=1.0).attributions == ()


def test_it_shows_its_settings() -> None:
    shown = repr(Extractor(scope="all", least_confidence=0.5, threads=3, weights="w"))
    assert shown == (
        "Extractor(scope='all', engine='model', parse='stanza', least_confidence=0.5, "
        "least_speaker_confidence=0.0, device='cpu', threads=3, weights='w')"
    )
    again = eval(repr(Extractor(threads=2)), {"Extractor": Extractor})
    assert repr(again) == repr(Extractor(threads=2))


# what is not


@pytest.mark.parametrize(
    ("documents", "error", "advice"),
    [
        (FRAME.rename(columns={"text": "body"}), InvalidInput, "text=…"),
        ({"id": "a", "text": TEXT}, InvalidInput, "put it in a list"),
        ({"a": TEXT}, InvalidInput, ".items()"),
        (UserDict({"a": TEXT}), InvalidInput, ".items()"),
        (TEXT, InvalidText, "put it in a list"),
        (Path("story.txt"), InvalidText, "put it in a list"),
        (TEXT.encode(), InvalidText, "put it in a list"),
        (None, InvalidInput, "give texts"),
        (5, InvalidInput, "give texts"),
        (np.array(5), InvalidInput, "give texts"),
        (len, InvalidInput, "give texts"),
        (quoteattr.extract(TEXT), InvalidInput, "has been read"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_not_many_documents(speech: Extractor, documents: Any, error: type[Exception], advice: str) -> None:
    for extract_many in (quoteattr.extract_many, speech.extract_many):
        with pytest.raises(error) as raised:
            extract_many(documents)
        assert advice in str(raised.value)


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        (NAN, "empty cell"), (np.float64("nan"), "empty cell"), (pandas.NA, "empty cell"), (pandas.NaT, "empty cell"),
        (None, "NoneType"), (5, "int"), (TEXT.encode(), "decode it first"), (bytearray(b"a"), "decode it first"),
        ({"text": TEXT}, "document['text']"), ([TEXT], "extract_many"), (FRAME, "DataFrame"),
        (quoteattr.extract(TEXT), "Article"), ("a\ud800", "surrogate"), (Path("a\0b"), "path"),
    ],
    ids=repr,
)  # fmt: skip
def test_not_a_text(speech: Extractor, text: Any, advice: str) -> None:
    for extract in (quoteattr.extract, speech.extract):
        with pytest.raises((InvalidText, InvalidSetting)) as raised:
            extract(text)
        assert advice in str(raised.value)


@pytest.mark.parametrize("id", ["a\ud800", 1.5, b"a", ["a"], True, 10**5000], ids=lambda id: repr(type(id)))
def test_not_an_id(id: Any) -> None:
    with pytest.raises(InvalidText, match="id"):
        quoteattr.extract(TEXT, id=id)


def test_not_a_file(tmp_path: Path) -> None:
    missing, folder, latin = tmp_path / "none.txt", tmp_path, tmp_path / "latin.txt"
    latin.write_bytes(b"caf\xe9")
    for read in (quoteattr.extract, quoteattr.read_text):
        with pytest.raises(MissingFile, match=r"none\.txt"):
            read(missing)
        with pytest.raises(UnusableFile, match=tmp_path.name):
            read(folder)
        with pytest.raises(InvalidText, match=r"latin\.txt"):
            read(latin)


NOTHING = [True, 1.5, NAN, "", b"2", [], {}, object(), FRAME, np.array([1, 2]), int]  # no setting is one of these
WRONG: dict[str, list[Any]] = {
    "scope": [*NOTHING, None, 2, "Speech"],
    "engine": [*NOTHING, None, 2, "rule"],
    "parse": [*NOTHING, 2, "head"],
    "models": [*NOTHING, 2, "a\0b", "\ud800"],
    "weights": [*NOTHING, 2, "a\0b", "\ud800"],
    "pipeline": [*NOTHING, "en", Path("models")],
    "least_confidence": [*NOTHING, None, "0.5", -0.1, 1.1, 1j, decimal.Decimal("0.5")],
    "device": [*NOTHING, None, 2, "gpu 0", "cuda:", "cuda:x", ":1", "\ud800"],
    "threads": [*NOTHING, "2", 0, -1, 1025, 10**6, 10**400],
}
BULK: dict[str, list[Any]] = {
    "progress": [*NOTHING[1:], None, 1, "no"],
    "batch_size": [*NOTHING, None, "2", 0, -1, 10**30],
    "n_jobs": [*NOTHING, None, "2", 0, -2, 1025, 10**6],
    "on_error": [*NOTHING, None, "ignore"],
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in WRONG.items() for value in values])
def test_not_a_setting(name: str, value: Any) -> None:
    with pytest.raises(InvalidSetting, match=name):
        Extractor(**{name: value})


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in BULK.items() for value in values])
def test_not_a_setting_of_many(speech: Extractor, name: str, value: Any) -> None:
    with pytest.raises(InvalidSetting, match=name):
        speech.extract_many([TEXT], **{name: value})


@pytest.mark.full
@pytest.mark.parametrize("device", ["cuda:99", "banana", "meta"])
@pytest.mark.parametrize("chosen", [{}, {"engine": "rules"}], ids=repr)
def test_not_a_device_that_is_here(chosen: dict[str, Any], device: str) -> None:
    with pytest.raises(InvalidSetting, match=f"device '{device}' can't be used here"):
        Extractor(device=device, **chosen).extract(TEXT)


@pytest.mark.full
@pytest.mark.parametrize("chosen", [{"weights": "nix"}, {"models": "nix"}], ids=repr)
def test_not_a_folder_of_models(chosen: dict[str, Any]) -> None:
    with pytest.raises(ModelNotFound, match="nix"):
        Extractor(**chosen).load()


def test_as_many_threads_as_are_allowed() -> None:
    extractor = Extractor(threads=settings.MOST_THREADS)
    assert extractor.extract(TEXT) == quoteattr.extract(TEXT)


def test_choices_are_typed_once() -> None:
    typed = {
        Extractor: {"scope": settings.Scope, "engine": settings.Engine, "parse": settings.ParseBy | None},
        quoteattr.extract: {"scope": settings.Scope, "engine": settings.Engine},
        quoteattr.extract_many: {"scope": settings.Scope, "engine": settings.Engine, "on_error": settings.OnError},
    }
    for function, choices in typed.items():
        parameters = inspect.signature(function).parameters
        assert {name: parameters[name].annotation for name in choices} == choices
    for chosen in get_args(settings.Scope):
        assert Extractor(scope=chosen).scope == chosen


@pytest.mark.parametrize(
    "call",
    [
        lambda: quoteattr.render([quoteattr.extract(TEXT)]),
        lambda: quoteattr.render(TEXT),
        lambda: quoteattr.render(Failure("a", 0, "why")),
        lambda: quoteattr.render(quoteattr.extract(TEXT), title=5),
        lambda: quoteattr.audit(TEXT),
        lambda: quoteattr.audit({"a": quoteattr.extract(TEXT)}),
        lambda: quoteattr.audit([TEXT]),
        lambda: quoteattr.audit(FRAME),
        lambda: quoteattr.audit(None),
        lambda: quoteattr.render_audit(quoteattr.audit([])),
        lambda: quoteattr.render_audit({"a": quoteattr.extract(TEXT)}),
        lambda: quoteattr.render_audit({"a": quoteattr.audit([])}, pictures={"a": 5}),
        lambda: quoteattr.to_frame(["x"]),
        lambda: quoteattr.to_json([quoteattr.extract(TEXT)]),
        lambda: quoteattr.extract(TEXT).attributions_of("Ana"),
        lambda: charts.levels(quoteattr.audit([])),
        lambda: charts.speakers({"a": quoteattr.audit([])}),
        lambda: charts.speakers(quoteattr.audit([]), most=-1),
        lambda: charts.svg("figure"),
        lambda: quoteattr.quotations(None),
        lambda: quoteattr.bulk.dask.attributions(FRAME),
        lambda: quoteattr.bulk.dask.attributions(BAG, scop="all"),
        lambda: quoteattr.bulk.dask.attributions(BAG, text=5),
    ],
)
def test_not_what_it_takes(call: Callable[[], Any]) -> None:
    with pytest.raises((InvalidInput, InvalidSetting, InvalidText), match=r"give|choose|as "):
        call()


# the errors themselves

OURS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, QuoteAttrError)]
CAUGHT = {
    "InvalidText": (ValueError, TypeError),
    "InvalidSetting": (ValueError, TypeError),
    "InvalidInput": (TypeError,),
    "InvalidRecord": (ValueError,),
    "ModelNotFound": (FileNotFoundError,),
    "MissingExtra": (ImportError,),
    "UnusableFile": (OSError,),
    "MissingFile": (FileNotFoundError, UnusableFile),
}


def raise_it(kind: type[QuoteAttrError]) -> None:
    raise kind("what was wrong: what to do")


def test_each_error_is_what_python_users_catch() -> None:
    assert {kind.__name__ for kind in OURS} == {"QuoteAttrError", *CAUGHT}
    for name, kinds in CAUGHT.items():
        assert issubclass(getattr(quoteattr, name), kinds), name


def test_each_error_goes_through_processes() -> None:
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        for kind in OURS:
            with pytest.raises(kind) as raised:
                pool.submit(raise_it, kind).result()
            assert type(raised.value) is kind
            assert str(raised.value) == "what was wrong: what to do"
            assert str(type(raised.value)(f"document 1: {raised.value}")) == "document 1: what was wrong: what to do"
            assert str(pickle.loads(pickle.dumps(raised.value))) == str(raised.value)


# what is told


def test_what_is_loaded_read_and_lost_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="quoteattr"):
        list(Extractor(threads=7).extract_many([("a", TEXT), ("b", None)]))  # type: ignore[list-item]
    told = [record for record in caplog.records if record.name.startswith("quoteattr.")]
    assert [record.levelname for record in told] == ["INFO", "DEBUG", "WARNING"]
    loaded, read, lost = (record.getMessage() for record in told)
    assert loaded.startswith("loaded en_attribution and en_heads, by onnxruntime ")
    assert read == "read document a: 1 attributions, 1 speakers"
    assert lost.startswith("document b (number 1) is a failure: ")


def test_nobody_hears_who_did_not_ask() -> None:
    handlers = logging.getLogger("quoteattr").handlers
    assert [type(handler) for handler in handlers if not hasattr(handler, "records")] == [logging.NullHandler]


# anything anywhere


def endless() -> Iterator[str]:
    while True:
        yield TEXT


class Hostile:
    """Answers nothing."""

    def __repr__(self) -> str:
        raise RuntimeError("no")

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("no")

    def __bool__(self) -> bool:
        raise RuntimeError("no")

    __hash__ = None  # type: ignore[assignment]


def pool(article: Article, folder: Path) -> list[Callable[[], Any]]:
    """Makers of values: each makes a new one, since a generator is used up."""
    kept = [
        None, True, False, 0, 1, -1, 2, 10**6, 10**30, 10**5000, -(10**30), 0.0, 0.5, 1.5, -0.5, NAN, float("inf"),
        -float("inf"), 1j, decimal.Decimal("0.5"), "", " ", "a", "speech", "all", "rules", "heads", "stanza", "record",
        "cpu", "cuda:99", "text", "id", "utf-8", "utf-9", "a\0b", "\ud800", "„Es ist vorbei“", TEXT, "x" * 5_000,
        "<p>no</p>", Markup("<b>"), np.str_("speech"), b"", b"bytes", bytearray(b"b"), memoryview(b"m"), Path(),
        Path("x"), Path("nix/x"), Path("a\0b"), folder, folder / "there.txt", [], [None], [TEXT], [article], [[]], (),
        ("a", TEXT), (1, 2, 3), {}, {"text": TEXT}, {"a": article}, {"a": article.audit()}, {5: 5},
        set(), {TEXT}, frozenset([1]),
        range(3), object(), object, int, len, type, Hostile(), SimpleNamespace(columns=[1]), SimpleNamespace(process=1),
        FRAME, FRAME["text"], FRAME["id"], pandas.NA, pandas.NaT, np.array(5), np.array([1, NAN]), np.array([TEXT]),
        np.array([[1]]), np.int64(1), np.float32(0.5), np.bool_(True), np.datetime64("2026-01-01"), article,
        article.audit(), article.attributions, article.attributions[0], article.speakers[0], Failure("a", 0, "why"),
        Span(0, 1, "a"), Level.NAMED, ValueError("no"), QuoteAttrError, BAG, Extractor(),
    ]  # fmt: skip
    makers: list[Callable[[], Any]] = [lambda value=value: value for value in kept]
    return [*makers, lambda: iter(()), lambda: iter([TEXT]), lambda: (x for x in [article, None]), endless]


def calls(article: Article, folder: Path) -> list[tuple[Callable[..., Any], dict[str, Any]]]:
    """Every public function and method with arguments that are right."""
    audits = {"a": article.audit()}
    speech = Extractor()
    chosen = {"scope": "speech", "engine": "model", "least_confidence": 0.35}
    extractor = {
        **chosen, "models": None, "weights": None, "pipeline": None, "parse": None, "device": "cpu", "threads": None,
    }  # fmt: skip
    bulk = {"progress": False, "batch_size": 16, "n_jobs": 1, "on_error": "record"}
    fields, beside = {"text": "text", "id": "id"}, {"id": "a", "meta": {"outlet": "a"}}
    many = [evolve(article, id=str(n)) for n in range(10)]
    json, lines, table = article.to_json(), folder / "lines.jsonl", folder / "table.csv"
    quoteattr.write_jsonl([article], lines)
    quoteattr.write_csv([article], table)
    functions: list[tuple[Callable[..., Any], dict[str, Any]]] = [
        (lambda **given: repr(Extractor(**given)), extractor),
        (quoteattr.extract, {"text": TEXT, **beside, "scope": "speech", "least_confidence": 0.35}),
        (quoteattr.extract_many, {"documents": [TEXT], **chosen, **bulk, **fields}),
        (speech.extract, {"text": TEXT, **beside}),
        (speech.extract_many, {"documents": [TEXT], **bulk, **fields}),
        (quoteattr.quotations, {"text": TEXT}),
        (quoteattr.read_text, {"path": folder / "there.txt", "encoding": "utf-8"}),
        (quoteattr.read_documents, {"path": lines, **fields, "encoding": None}),
        (quoteattr.people, {"articles": [article], "known": [{"id": "Q1", "name": "Ana Ruiz"}], "language": "en"}),
        (quoteattr.findings, {"article": article, "rules": ["bare source"], "language": "en"}),
        (quoteattr.finding_rows, {"results": [article], "rules": None, "language": "en"}),
        (quoteattr.findings_frame, {"results": [article], "rules": None, "language": "en"}),
        (quoteattr.findings_json, {"results": [article], "rules": None, "language": "en", "indent": 1}),
        (
            quoteattr.audit_by,
            {"articles": [article], "declined": False, "continued": False, "rules": (), "language": "en"},
        ),
        (quoteattr.behind, {"articles": [article], "measure": "levels", "name": "named", "language": "en"}),
        (quoteattr.verify, {"article": article, "record": TEXT, "speakers": {"A": "Ana"}, "language": "en"}),
        (quoteattr.read_record, {"record": TEXT, "speakers": None, "encoding": None, "language": "en"}),
        (quoteattr.reuse, {"articles": [article], "least_words": 5, "language": "en"}),
        (quoteattr.compare, {"a": article, "b": article, "language": "en"}),
        (quoteattr.render_comparison, {"comparison": quoteattr.compare(article, article), "title": "a"}),
        (quoteattr.score, {"gold": [article], "predicted": [article], "scope": "all"}),
        (quoteattr.render, {"article": article, "title": "a"}),
        (quoteattr.render_audit, {"audits": audits, "title": "a", "pictures": {"a": "<svg/>"}}),
        (quoteattr.audit, {"articles": [article]}),
        (quoteattr.to_json, {"article": article, "indent": 1}),
        (quoteattr.from_json, {"text": json}),
        (quoteattr.to_frame, {"results": [article]}),
        (quoteattr.names_frame, {"results": [article]}),
        (quoteattr.write_csv, {"results": [article], "path": folder / "out.csv", "spreadsheet_safe": True}),
        (quoteattr.read_csv, {"path": table}),
        (quoteattr.write_jsonl, {"results": [article], "path": folder / "out.jsonl"}),
        (quoteattr.read_jsonl, {"path": lines}),
        (quoteattr.to_brat, {"article": article}),
        (quoteattr.to_tei, {"article": article}),
        (quoteattr.to_conllu, {"article": article}),
        (quoteattr.to_doccano, {"article": article}),
        (quoteattr.from_doccano, {"document": quoteattr.to_doccano(article)}),
        (quoteattr.to_label_studio, {"article": article}),
        (quoteattr.from_label_studio, {"task": quoteattr.to_label_studio(article), "annotation": -1}),
        (quoteattr.to_uima, {"article": article}),
        (quoteattr.from_uima, {"cas": None, "id": "a"}),
        (quoteattr.fit_confidence, {"gold": many, "predicted": many, "scope": "all"}),
        (quoteattr.from_brat, {"text": article.text, "ann": quoteattr.to_brat(article), "id": "a"}),
        (quoteattr.to_schema_org, {"article": article}),
        (quoteattr.to_web_annotations, {"article": article, "source": "urn:a"}),
        (article.attributions_of, {"speaker": article.speakers[0]}),
        (article.to_json, {"indent": 1}),
        (charts.levels, {"audits": audits}),
        (charts.kinds, {"audits": audits}),
        (charts.anonymous, {"audits": audits}),
        (charts.granted, {"audits": audits}),
        (charts.speakers, {"audit": article.audit(), "most": 3}),
        (charts.svg, {"figure": charts.levels(audits)}),
        (quoteattr.bulk.dask.attributions, {"documents": BAG, "text": "text", "id": "id", **chosen}),
    ]
    return functions


def test_every_public_function_is_called(article: Article, tmp_path: Path) -> None:
    (tmp_path / "there.txt").write_text(TEXT, encoding="utf-8")
    called = {getattr(function, "__name__", "") for function, _ in calls(article, tmp_path)}
    public = {name for name in quoteattr.__all__ if inspect.isfunction(getattr(quoteattr, name))}
    assert public - {"json_schema"} <= called  # which takes nothing


@pytest.mark.filterwarnings("ignore::quoteattr.QuoteAttrWarning")
def test_two_thousand_calls_raise_nothing_but_ours(
    article: Article, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "there.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    functions, values = calls(article, tmp_path), pool(article, tmp_path)
    chance = random.Random(14)
    raw, refused = [], 0
    monkeypatch.setitem(dask.config.config, "scheduler", "synchronous")  # a bag asked for items would start processes
    for number in range(2_000):
        function, right = functions[number % len(functions)]
        changed = chance.sample(sorted(right), chance.choice([1, 1, min(2, len(right))]))
        given = {**right, **{name: chance.choice(values)() for name in changed}}
        try:
            result = function(**given)
            if inspect.isgenerator(result) and given.get("n_jobs", 1) in (1, True):
                list(islice(result, 3))
        except QuoteAttrError:
            refused += 1
        except Exception as error:
            shown = {name: settings.shown(given[name]) for name in changed}
            raw.append((getattr(function, "__name__", "?"), shown, f"{type(error).__name__}: {error}"[:200]))
    assert raw == []
    assert refused > 1_000
