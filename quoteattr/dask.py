"""An archive on a Dask cluster: documents in, attribution rows out (extra ``quoteattr[dask]``).

>>> import dask.dataframe as dd                                                  # doctest: +SKIP
>>> articles = dd.read_parquet("articles/", columns=["id", "text"])              # doctest: +SKIP
>>> quoteattr.dask.attributions(articles).to_parquet("attributions/")            # doctest: +SKIP

Every worker process loads the models once, whatever the number of its tasks and threads. A worker that dies costs
nothing but time: Dask gives its partitions to others.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from quoteattr.corpus import Document, whole
from quoteattr.errors import InvalidSetting
from quoteattr.export.tables import SCHEMA, frame
from quoteattr.extractor import Extractor

__all__ = ["SCHEMA", "attributions"]

if TYPE_CHECKING:
    import pandas

try:
    import dask.bag
    import dask.dataframe
    from dask.delayed import delayed
except ImportError as error:  # pragma: no cover
    raise ImportError("quoteattr.dask needs Dask: pip install 'quoteattr[dask]'") from error


def attributions(documents: Any, *, text: str = "text", id: str = "id", **settings: Any) -> Any:
    """The attributions of a Dask DataFrame's or Bag's documents, as a Dask DataFrame with the columns of `SCHEMA`.

    Args:
        documents: a DataFrame with a column of texts, or a Bag of texts, of pairs of id and text, or of mappings with
            ``text`` and maybe ``id``.
        text: the column of a DataFrame that holds the texts.
        id: the one that holds the ids; without it the index is taken.
        settings: as for `Extractor`, but for `pipeline`.

    One row an attribution, in the order of the documents within a partition; a document without attributions has one
    row with `attribution` null, a document that can't be read one with its reason in `failure`.

    Raises:
        InvalidSetting: neither DataFrame nor Bag, no such column, or a setting that does not exist.
    """
    if "pipeline" in settings:
        raise InvalidSetting("a stanza.Pipeline can't be sent to workers: give models=FOLDER instead")
    Extractor(**settings)  # a wrong setting is told here, not by a worker
    meta = frame([])
    chosen = tuple(sorted(settings.items()))
    if isinstance(documents, dask.bag.Bag):
        parts = [delayed(_of_bag)(part, chosen) for part in documents.to_delayed()]
        return dask.dataframe.from_delayed(parts, meta=meta, verify_meta=False)
    if not isinstance(documents, dask.dataframe.DataFrame):
        raise InvalidSetting(f"documents are a {type(documents).__name__}: give a Dask DataFrame or Bag")
    if text not in documents.columns:
        raise InvalidSetting(f"there is no column {text!r}: name the one that holds the texts, text=…")
    return documents.map_partitions(_of_frame, text, id, chosen, meta=meta)


@lru_cache(maxsize=2)
def _extractor(settings: tuple[tuple[str, Any], ...]) -> Extractor:
    """The extractor of this process, which shares the machine with other workers."""
    return Extractor(**{"threads": 1, **dict(settings)})


def _of_frame(
    part: "pandas.DataFrame", text: str, id: str, settings: tuple[tuple[str, Any], ...]
) -> "pandas.DataFrame":
    names = part[id] if id in part.columns else part.index
    return _read(zip(names, part[text], strict=True), settings)


def _of_bag(part: Iterable[Document], settings: tuple[tuple[str, Any], ...]) -> "pandas.DataFrame":
    return _read(part, settings)


def _read(documents: Iterable[Document], settings: tuple[tuple[str, Any], ...]) -> "pandas.DataFrame":
    table: list[dict[str, Any]] = []
    for number, result in enumerate(_extractor(settings).extract_many(documents)):
        table += whole(result, str(number))
    return frame(table)
