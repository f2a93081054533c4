"""quoteattr.bulk.dask on a real cluster of processes, one of them killed in mid-run."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dask.bag as db
import dask.dataframe as dd
import pandas as pd
import pytest
from distributed import Client, LocalCluster

import quoteattr.bulk.dask
from quoteattr import Extractor, InvalidSetting
from quoteattr.export.rows import rows

TEXT = "“Number {},” said Ana Ruiz. Two officials said it was over."


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    cluster = LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None)
    with cluster, Client(cluster) as client:
        yield client


def frame(count: int) -> pd.DataFrame:
    return pd.DataFrame({"url": [f"a{n}" for n in range(count)], "body": [TEXT.format(n) for n in range(count)]})


def test_a_data_frame(client: Client) -> None:
    articles = frame(6)
    articles.loc[4, "body"] = None
    articles.loc[5, "body"] = "Nothing."
    found = quoteattr.bulk.dask.attributions(dd.from_pandas(articles, npartitions=2), text="body", id="url")
    assert dict(found.dtypes.astype(str)) == quoteattr.bulk.dask.SCHEMA
    table = found.compute()
    assert table["document"].tolist() == ["a0", "a0", "a1", "a1", "a2", "a2", "a3", "a3", "a4", "a5"]
    assert table["failure"].notna().tolist() == [False] * 8 + [True, False]
    assert table["attribution"].isna().tolist() == [False] * 8 + [True, True]
    alone = rows(Extractor().extract(TEXT.format(1), id="a1"))
    assert table[table["document"] == "a1"]["content_start"].tolist() == [row["content_start"] for row in alone]


def test_a_bag(client: Client) -> None:
    documents: list[Any] = [("a", TEXT.format(1)), {"id": "b", "text": TEXT.format(2)}]
    found = quoteattr.bulk.dask.attributions(db.from_sequence(documents, npartitions=2)).compute()
    assert found["document"].tolist() == ["a", "a", "b", "b"]


def test_documents_without_ids_are_told_apart(client: Client) -> None:
    texts = [TEXT.format(1), float("nan"), "Nothing."]
    bag = quoteattr.bulk.dask.attributions(db.from_sequence([*texts, ("id", "Nothing.")], npartitions=2)).compute()
    assert bag["document"].tolist() == ["0-0", "0-0", "0-1", "1-0", "id"]
    unknown = dd.from_pandas(pd.DataFrame({"text": texts, "id": ["a", None, pd.NA]}), npartitions=3).clear_divisions()
    assert quoteattr.bulk.dask.attributions(unknown).compute()["document"].tolist() == ["a", "a", "1-0", "2-0"]
    found = quoteattr.bulk.dask.attributions(unknown[["text"]]).compute()
    assert found["document"].tolist() == ["0-0", "0-0", "1-0", "2-0"]
    assert found["failure"].notna().tolist() == [False, False, True, False]


@pytest.mark.parametrize("known", [True, False])
def test_an_index_with_a_name_or_divisions_names_documents(client: Client, known: bool) -> None:
    index = pd.Index([5, 7, 9], name=None if known else "number")
    given = dd.from_pandas(pd.DataFrame({"text": ["Nothing."] * 3}, index=index), npartitions=2)
    found = quoteattr.bulk.dask.attributions(given if known else given.clear_divisions()).compute()
    assert found["document"].tolist() == ["5", "7", "9"]


def test_models_are_loaded_once_a_worker(client: Client) -> None:
    articles = dd.from_pandas(frame(8), npartitions=8)
    quoteattr.bulk.dask.attributions(articles, text="body", id="url").compute()
    loads = client.run(lambda: quoteattr.bulk.dask._extractor.cache_info().currsize)
    assert all(n <= 1 for n in loads.values())


def _finished(dask_scheduler: Any) -> int:
    return sum(task.state == "memory" for task in dask_scheduler.tasks.values())


def test_a_worker_that_is_killed_costs_nothing(client: Client, tmp_path: Path) -> None:
    articles = dd.from_pandas(frame(240), npartitions=24)
    future = client.compute(quoteattr.bulk.dask.attributions(articles, text="body", id="url"))
    pids = client.run(os.getpid)
    while client.run_on_scheduler(_finished) < 4:
        assert not future.done(), "it ended before a worker could be killed"
        time.sleep(0.01)
    os.kill(next(iter(pids.values())), signal.SIGKILL)
    table = future.result(timeout=300)
    assert sorted(table["document"].unique()) == sorted(f"a{n}" for n in range(240))
    assert len(table) == 480


@pytest.mark.parametrize(
    ("documents", "settings", "message"),
    [
        (["a"], {}, "DataFrame or Bag"),
        (db.from_sequence(["a"]), {"scope": "speach"}, "no scope"),
        (db.from_sequence(["a"]), {"scoop": "all"}, "no setting scoop"),
        (db.from_sequence(["a"]), {"pipeline": object()}, "models=FOLDER"),
        (dd.from_pandas(frame(1), npartitions=1), {}, "no column 'text'"),
    ],
    ids=["list", "scope", "name", "pipeline", "column"],
)
def test_wrong_settings(documents: Any, settings: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidSetting, match=message):
        quoteattr.bulk.dask.attributions(documents, **settings)


def test_metadata_has_columns(client: Client) -> None:
    articles = frame(2).assign(outlet=["VT", None], date=pd.to_datetime(["2026-03-23", "2026-03-24"]), desk="metro")
    found = quoteattr.bulk.dask.attributions(dd.from_pandas(articles, npartitions=1), text="body", id="url").compute()
    assert found.outlet.fillna("").tolist() == ["VT", "VT", "", ""]
    assert found.date.dt.day.tolist() == [23, 23, 24, 24]
    assert found.url.tolist() == ["a0", "a0", "a1", "a1"]
    assert set(found.meta) == {'{"desk": "metro"}'}


def test_a_register(client: Client) -> None:
    texts = ["“No,” said Ana Ruiz, the mayor of Calder.", "Mayor Ana Ruiz of Calder said so."]
    found = quoteattr.bulk.dask.people(dd.from_pandas(pd.DataFrame({"text": texts}, index=[0, 1]), npartitions=2))
    (entry,) = found.compute()
    assert (entry.name, entry.articles) == ("Ana Ruiz", ("0", "1"))
    documents = db.from_sequence([("a", texts[0]), ("b", texts[1])], npartitions=2)
    (entry,) = quoteattr.bulk.dask.people(documents, known=[{"id": "Q1", "name": "Ana Ruiz"}]).compute()
    assert (entry.id, entry.articles) == ("Q1", ("a", "b"))
