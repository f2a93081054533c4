"""Many documents: streamed in order, spread over processes, no document lost.

What can be wrong with a document is found here, before it goes anywhere, so that one process and many give the same.
"""

import logging
import os
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from numbers import Integral
from typing import Any, TypeVar

from attrs import evolve, frozen

from quoteattr.bulk.protocol import Document, Extractor
from quoteattr.errors import InvalidText, QuoteAttrError, QuoteAttrWarning
from quoteattr.inputs import settings
from quoteattr.inputs.given import documents_of, id_of, missing, text_of
from quoteattr.inputs.meta import NO_META, meta_of
from quoteattr.records import Article, Failure
from quoteattr.records.meta import Meta
from quoteattr.records.promises import as_plain, as_storable, shown

Warn = Callable[[str], None]
_log = logging.getLogger(__name__)
_Given = TypeVar("_Given")
_MOST_TOGETHER = 1_000_000  # documents sent to a process at a time


@frozen
class Unreadable:
    """Stands in place of a text that could not be got: its document becomes a `Failure` with this reason."""

    reason: str


@frozen
class Job:
    """One document of a run: its place, its id, its text, what is known of it, and why it can't be read, if so."""

    index: int
    id: str | None
    text: str
    refused: str | None = None
    meta: Meta = NO_META


@frozen
class Trouble:
    """A document without an article: its place and id, the reason, the error of ours that says so, and its cause."""

    index: int
    id: str | None
    reason: str
    kind: type[QuoteAttrError] = QuoteAttrError
    cause: Exception | None = None

    def to_send(self) -> "Trouble":
        """Without the cause, which may be nothing that can be sent from one process to another."""
        return evolve(self, cause=None)


def name_of(id: object) -> str | None:
    """An id as a text that can be stored, `7` for 7.0; None for one that is missing."""
    given = _as_text(id)
    return None if given is None else as_storable(given)


def _as_text(id: object) -> str | None:
    if missing(id):
        return None
    if isinstance(id, bool) or not isinstance(id, str | Integral | float):
        raise InvalidText(f"the document's id is of type {type(id).__name__}: give a str or a number")
    return as_plain(str(int(id)) if isinstance(id, float) and id.is_integer() else str(id))


@frozen
class Keys:
    """Under which keys mappings hold the text and the id."""

    text: str = "text"
    id: str = "id"


def jobs_of(documents: Iterable[Document], keys: Keys = Keys(), *, warn: Warn | None = None) -> Iterator[Job]:
    """Texts, pairs of id and text, such with metadata, mappings, or paths, as jobs; read lazily.

    Anything else becomes a job that fails. `warn` tells here of what is no prose of its language, for processes that
    keep quiet.
    """
    for index, document in enumerate(documents):
        yield _job(index, document, keys, warn)


def _job(index: int, document: object, keys: Keys, warn: Warn | None) -> Job:
    name = None
    try:
        id, given, beside = _parts(document, keys)
        name = name_of(id)
        if isinstance(given, Unreadable):
            return Job(index, name, "", as_storable(given.reason))
        name = id_of(given, _as_text(id))
        text = text_of(given)
        meta = _calmly(name, lambda: meta_of(beside))
        if warn is not None:
            _calmly(name, lambda: warn(text))
        return Job(index, name, text, meta=meta)
    except QuoteAttrError as error:
        return Job(index, name, "", as_storable(str(error)))
    except Exception as error:  # of a mapping, an id or a text that are the user's own
        return Job(index, name, "", _unexpected(error))


def _calmly(name: str | None, call: Callable[[], _Given]) -> _Given:
    """What a call gives. A warning that the user's filters make an error is logged: no document is lost by it."""
    try:
        return call()
    except QuoteAttrWarning as told:
        _log.warning("document %s: %s", name, told)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", QuoteAttrWarning)
            return call()


def _parts(document: object, keys: Keys) -> tuple[object, object, object]:
    """Id, text and metadata, as they were given."""
    if isinstance(document, Mapping):
        if keys.text not in document:
            there = shown(list(document))
            why = f"the document has no field {keys.text!r} (there are {there}): name its text's, text=…"
            return document.get(keys.id), Unreadable(why), None
        left = {key for key in (keys.text, keys.id) if key != keys.id or key == Keys().id}  # an address stays one
        return document.get(keys.id), document[keys.text], {k: v for k, v in document.items() if k not in left}
    if isinstance(document, tuple | list) and len(document) in (2, 3):
        return document[0], document[1], document[2] if len(document) == 3 else None
    return (os.fspath(document) if isinstance(document, os.PathLike) else None), document, None


def _unexpected(error: Exception) -> str:
    try:
        return as_storable(f"unexpected {type(error).__name__}: {error}")
    except Exception:  # an error that can't say what it is
        return f"unexpected {type(error).__name__}"


def read_one(extractor: Extractor, job: Job) -> Article | Trouble:
    """A document's article, or what is wrong with it."""
    if job.refused is not None:
        return Trouble(job.index, job.id, job.refused, InvalidText)
    known: dict[str, Any] = {"meta": job.meta} if job.meta else {}  # what reads need not know of metadata
    try:
        return _calmly(job.id, lambda: extractor.extract(job.text, id=job.id, **known))
    except QuoteAttrError as error:
        ours = next(kind for kind in type(error).__mro__ if kind.__module__ == QuoteAttrError.__module__)
        return Trouble(job.index, job.id, as_storable(str(error)), ours, error)
    except Exception as error:  # a defect of ours must not cost the run
        return Trouble(job.index, job.id, _unexpected(error), cause=error)


def extract_all(
    extractor: Extractor,
    documents: Iterable[Document],
    *,
    progress: bool,
    batch_size: int,
    n_jobs: int,
    on_error: settings.OnError,
    keys: Keys = Keys(),
) -> Iterator[Article | Failure]:
    """What `Extractor.extract_many` gives; it has asked `check_bulk` before."""
    documents = documents_of(documents, keys.text, keys.id)
    total = len(documents) if isinstance(documents, Sized) else None
    processes = processors() if n_jobs == -1 else n_jobs
    outcomes: Iterator[Article | Trouble]
    if processes == 1:
        outcomes = (read_one(extractor, job) for job in jobs_of(documents, keys))
    else:
        from quoteattr.bulk.workers import read_in_processes

        outcomes = read_in_processes(extractor, jobs_of(documents, keys, warn=extractor.warn), batch_size, processes)
    results = (_given(outcome, on_error) for outcome in outcomes)
    return _with_progress(results, total) if progress else results


def check_bulk(
    documents: object,
    *,
    progress: bool,
    batch_size: int,
    n_jobs: int,
    on_error: settings.OnError,
    keys: Keys = Keys(),
) -> None:
    """Raise unless these are many documents, and settings that exist."""
    settings.words("text", keys.text), settings.words("id", keys.id)
    documents_of(documents, keys.text, keys.id)
    settings.choice("on_error", on_error, settings.OnError)
    settings.switch("progress", progress)
    settings.whole_number("batch_size", batch_size, 1, _MOST_TOGETHER)
    settings.processes("n_jobs", n_jobs)


def _given(outcome: Article | Trouble, on_error: settings.OnError) -> Article | Failure:
    """What a caller gets who chose this `on_error`."""
    if isinstance(outcome, Article):
        return outcome
    if on_error == "raise":
        name = outcome.id if outcome.id is not None else outcome.index
        raise outcome.kind(f"document {name}: {outcome.reason}") from outcome.cause
    _log.warning("document %s (number %d) is a failure: %s", outcome.id, outcome.index, outcome.reason)
    return Failure(outcome.id, outcome.index, outcome.reason)


def _with_progress(results: Iterator[Article | Failure], total: int | None) -> Iterator[Article | Failure]:
    from tqdm.auto import tqdm

    with tqdm(total=total, unit="article") as bar:
        failed = 0
        for result in results:
            failed += isinstance(result, Failure)
            if failed:
                bar.set_postfix(failed=failed, refresh=False)
            bar.update()
            yield result


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
