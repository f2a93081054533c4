"""An archive on a Dask cluster: documents in, attribution rows out (extra ``quoteattr[dask]``).

>>> import dask.dataframe as dd                                                  # doctest: +SKIP
>>> articles = dd.read_parquet("articles/", columns=["id", "text"])              # doctest: +SKIP
>>> quoteattr.bulk.dask.attributions(articles).to_parquet("attributions/")            # doctest: +SKIP

Every worker process loads the models once, whatever the number of its tasks and threads. A worker that dies costs
nothing but time: Dask gives its partitions to others.
"""

from collections.abc import Iterable
from functools import lru_cache
from inspect import signature
from typing import TYPE_CHECKING, Any

from quoteattr.bulk.protocol import Document
from quoteattr.errors import InvalidSetting
from quoteattr.export.rows import whole
from quoteattr.export.tables import SCHEMA, frame
from quoteattr.extractor import Extractor
from quoteattr.inputs.settings import words
from quoteattr.records import Article
from quoteattr.register.entries import entries
from quoteattr.register.profiles import Profile, profiles_of
from quoteattr.register.table import Known, known_people
from quoteattr.register.values import RegisterEntry
from quoteattr.runtime.extras import need

__all__ = ["SCHEMA", "attributions", "people"]

if TYPE_CHECKING:
    import pandas

need("quoteattr.bulk.dask", "dask")

import dask.bag  # noqa: E402
import dask.dataframe  # noqa: E402
from dask.delayed import delayed  # noqa: E402


def attributions(documents: Any, *, text: str = "text", id: str = "id", **settings: Any) -> Any:
    """The attributions of a Dask DataFrame's or Bag's documents, as a Dask DataFrame with the columns of `SCHEMA`.

    Args:
        documents: a DataFrame with a column of texts, whose other columns are metadata, or a Bag of what
            `extract_many` takes.
        text: the column of a DataFrame that holds the texts.
        id: the one that holds the ids; without it the index is taken, if it has a name or Dask knows its divisions.
        settings: as for `Extractor`, but for `pipeline`.

    One row an attribution, in the order of the documents within a partition; a document without attributions has one
    row with `attribution` null, a document that can't be read one with its reason in `failure`. A document without an
    id is called by the numbers of its partition and of its row there, both from 0: ``0-0``.

    Raises:
        InvalidSetting: neither DataFrame nor Bag, no such column, or a setting that does not exist.
    """
    chosen, by_index = _checked(documents, text, id, settings)
    meta = frame([])
    if isinstance(documents, dask.bag.Bag):
        parts = [delayed(_read)(part, number, chosen) for number, part in enumerate(documents.to_delayed())]
        return dask.dataframe.from_delayed(parts, meta=meta, verify_meta=False)
    return documents.map_partitions(_of_frame, text, id, by_index, chosen, meta=meta)


def people(documents: Any, *, known: Any = None, text: str = "text", id: str = "id", **settings: Any) -> Any:
    """The register of a Dask DataFrame's or Bag's documents, as `quoteattr.people` makes it: a `Delayed`, whose
    `compute` gives a list of `RegisterEntry`.

    Workers read the documents; what they tell of speakers, which is little, is put together in one place. Arguments and
    errors are those of `attributions`; `known` is your own table, as for `quoteattr.people`.
    """
    chosen, by_index = _checked(documents, text, id, settings)
    rows = known_people(known)
    parts = documents.to_delayed()
    if not isinstance(documents, dask.bag.Bag):
        parts = [delayed(_rows_of)(part, text, id, by_index) for part in parts]
    told = [delayed(_profiles)(part, number, chosen) for number, part in enumerate(parts)]
    return delayed(_register)(told, rows, chosen)


def _checked(documents: Any, text: str, id: str, settings: dict[str, Any]) -> tuple[tuple[tuple[str, Any], ...], bool]:
    """The settings as a worker looks them up, and whether the index is the id."""
    if "pipeline" in settings:
        raise InvalidSetting("a stanza.Pipeline can't be sent to workers: give models=FOLDER instead")
    if unknown := settings.keys() - signature(Extractor).parameters.keys():
        raise InvalidSetting(f"there is no setting {', '.join(sorted(unknown))}: choose among those of Extractor")
    Extractor(**settings)  # a wrong setting is told here, not by a worker
    words("text", text), words("id", id)
    chosen = tuple(sorted(settings.items()))
    if isinstance(documents, dask.bag.Bag):
        return chosen, False
    if not isinstance(documents, dask.dataframe.DataFrame):
        raise InvalidSetting(f"documents are a {type(documents).__name__}: give a Dask DataFrame or Bag")
    if text not in documents.columns:
        raise InvalidSetting(f"there is no column {text!r}: name the one that holds the texts, text=…")
    return chosen, documents.index.name is not None or documents.known_divisions


@lru_cache(maxsize=2)
def _extractor(settings: tuple[tuple[str, Any], ...]) -> Extractor:
    """The extractor of this process, which shares the machine with other workers."""
    return Extractor(**{"threads": 1, **dict(settings)})


def _of_frame(
    part: "pandas.DataFrame",
    text: str,
    id: str,
    by_index: bool,
    settings: tuple[tuple[str, Any], ...],
    partition_info: dict[str, Any],
) -> "pandas.DataFrame":
    """`partition_info` is Dask's own."""
    return _read(_rows_of(part, text, id, by_index), partition_info["number"], settings)


def _rows_of(part: "pandas.DataFrame", text: str, id: str, by_index: bool) -> list[Document]:
    names = part[id] if id in part.columns else part.index if by_index else [None] * len(part)
    others = [name for name in part.columns if name not in (text, "id")]
    beside = part[others].to_dict("records") if others else [None] * len(part)
    return list(zip(names, part[text], beside, strict=True))


def _profiles(documents: Iterable[Document], partition: int, settings: tuple[tuple[str, Any], ...]) -> list[Profile]:
    found = _extractor(settings)
    return [
        profile
        for number, article in enumerate(found.extract_many(documents))
        if isinstance(article, Article)
        for profile in profiles_of(article, f"{partition}-{number}", found.language)
    ]


def _register(
    told: list[list[Profile]], rows: list[Known], settings: tuple[tuple[str, Any], ...]
) -> list[RegisterEntry]:
    return list(entries([profile for part in told for profile in part], rows, _extractor(settings).language))


def _read(documents: Iterable[Document], partition: int, settings: tuple[tuple[str, Any], ...]) -> "pandas.DataFrame":
    table: list[dict[str, Any]] = []
    for number, result in enumerate(_extractor(settings).extract_many(documents)):
        table += whole(result, f"{partition}-{number}")
    return frame(table)
