"""Many documents: streamed in order, spread over processes, no document lost.

Memory stays flat: only a few batches are under way at any time. Each process loads the models once and computes with
its share of the processors.
"""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sized
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from attrs import frozen

from quoteattr.errors import InvalidSetting, InvalidText, QuoteAttrError
from quoteattr.records import ANONYMITY_SPANS, SPEAKER_SPANS, Article, Failure

if TYPE_CHECKING:
    from quoteattr.extractor import Extractor

Document = str | tuple[str | None, str] | Mapping[str, Any]
_AHEAD = 3  # batches under way for each process
ON_ERROR = ("record", "raise")


@frozen
class Job:
    """One document of a run: its place, its id, and its text (or whatever was given for it)."""

    index: int
    id: str | None
    text: Any


def jobs_of(documents: Iterable[Document]) -> Iterator[Job]:
    """Texts, pairs of id and text, or mappings with ``text`` and maybe ``id``, as jobs; read lazily.

    What is none of these becomes a job that fails.
    """
    for index, document in enumerate(documents):
        if isinstance(document, Mapping):
            id, text = document.get("id"), document.get("text")
        elif isinstance(document, tuple | list) and len(document) == 2:
            id, text = document
        else:
            id, text = None, document
        yield Job(index, None if id is None else str(id), text)


def one(extractor: "Extractor", job: Job, on_error: str) -> Article | Failure:
    """A document's article, or its failure."""
    try:
        return extractor.extract(job.text, id=job.id)
    except QuoteAttrError as error:
        if on_error == "raise":
            raise type(error)(f"document {job.id if job.id is not None else job.index}: {error}") from error
        return Failure(job.id, job.index, str(error))
    except Exception as error:  # a defect of ours must not cost the run
        if on_error == "raise":
            raise
        return Failure(job.id, job.index, f"unexpected {type(error).__name__}: {error}")


def extract_all(
    extractor: "Extractor",
    documents: Iterable[Document],
    *,
    progress: bool,
    batch_size: int,
    n_jobs: int,
    on_error: str,
) -> Iterator[Article | Failure]:
    """What `Extractor.extract_many` gives."""
    if isinstance(documents, str | bytes):
        raise InvalidText("the documents are one string: put it in a list, or call extract")
    if on_error not in ON_ERROR:
        raise InvalidSetting(f"there is no on_error {on_error!r}: choose one of {', '.join(ON_ERROR)}")
    if batch_size < 1:
        raise InvalidSetting(f"batch_size is {batch_size}: choose 1 or more")
    total = len(documents) if isinstance(documents, Sized) else None
    processes = processors() if n_jobs == -1 else n_jobs
    if processes < 1:
        raise InvalidSetting(f"n_jobs is {n_jobs}: choose 1 or more, or -1 for one process a processor")
    made: Iterator[Article | Failure]
    if processes == 1:
        made = (one(extractor, job, on_error) for job in jobs_of(documents))
    else:
        made = _in_processes(extractor, jobs_of(documents), batch_size, processes, on_error)
    return _with_progress(made, total) if progress else made


def _with_progress(made: Iterator[Article | Failure], total: int | None) -> Iterator[Article | Failure]:
    from tqdm.auto import tqdm

    with tqdm(total=total, unit="article") as bar:
        failed = 0
        for result in made:
            failed += isinstance(result, Failure)
            if failed:
                bar.set_postfix(failed=failed, refresh=False)
            bar.update()
            yield result


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


# --- processes ------------------------------------------------------------------------------------


def _in_processes(
    extractor: "Extractor", jobs: Iterator[Job], batch_size: int, processes: int, on_error: str
) -> Iterator[Article | Failure]:
    """Batches go out in order and come back in order; if a process dies, its documents go out again, one by one."""
    batches = iter(lambda: list(islice(jobs, batch_size)), [])
    under_way: deque[tuple[list[Job], Future[list[Article | Failure]] | None]] = deque()
    pool = _pool(extractor, processes)
    try:
        while True:
            while len(under_way) < _AHEAD * processes and (batch := next(batches, None)):
                under_way.append((batch, _submit(pool, batch, on_error)))
            if not under_way:
                return
            batch, future = under_way.popleft()
            try:
                if future is None:
                    raise BrokenProcessPool
                found = future.result()
            except BrokenProcessPool:
                pool.shutdown(cancel_futures=True)
                found = _one_by_one(extractor, batch, on_error)
                pool = _pool(extractor, processes)
                under_way = deque((b, _submit(pool, b, on_error)) for b, _ in under_way)
            yield from found
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _pool(extractor: "Extractor", processes: int) -> ProcessPoolExecutor:
    threads = max(1, processors() // processes)
    return ProcessPoolExecutor(processes, get_context("spawn"), _begin, (extractor, threads))


def _submit(pool: ProcessPoolExecutor, batch: list[Job], on_error: str) -> "Future[list[Article | Failure]] | None":
    try:
        return pool.submit(_batch, batch, on_error)
    except BrokenProcessPool:
        return None


def _one_by_one(extractor: "Extractor", batch: list[Job], on_error: str) -> list[Article | Failure]:
    """Each document in a process of its own: the one by which the process dies fails, the others are read."""
    found: list[Article | Failure] = []
    pool = _pool(extractor, 1)
    for job in batch:
        try:
            found += pool.submit(_batch, [job], on_error).result()
        except BrokenProcessPool:
            pool.shutdown(cancel_futures=True)
            pool = _pool(extractor, 1)
            reason = "the process that read it died: out of memory, or killed"
            if on_error == "raise":
                raise QuoteAttrError(f"document {job.id if job.id is not None else job.index}: {reason}") from None
            found.append(Failure(job.id, job.index, reason))
    pool.shutdown()
    return found


_extractor: "Extractor | None" = None  # of this process


def _begin(extractor: "Extractor", threads: int) -> None:
    """In a new process: its models and its share of the processors."""
    global _extractor
    os.environ["OMP_NUM_THREADS"] = str(threads)  # for torch, where Stanza parses
    extractor.threads = extractor.threads or threads
    _extractor = extractor.load()


def _batch(batch: list[Job], on_error: str) -> list[Article | Failure]:
    assert _extractor is not None
    return [one(_extractor, job, on_error) for job in batch]


# --- rows -----------------------------------------------------------------------------------------

COLUMNS: dict[str, type] = {
    "document": str, "failure": str, "attribution": str, "speaker": str, "speaker_id": str, "kind": str, "level": str,
    "style": str, "mode": str, "source": str, "source_start": int, "source_end": int, "cue": str, "cue_start": int,
    "cue_end": int, "content": str, "content_start": int, "content_end": int, "granted": str, "reason": str,
    "reason_class": str, "knowledge_basis": str, "description_strength": int, "channel": str, "negated": bool,
    "confidence": float, "role": str, "affiliation": str, "nationality": str, "seniority": str, "former": str,
    "gender": str, "number": int,
}  # fmt: skip


def rows(result: Article | Failure, document: str | None = None) -> list[dict[str, Any]]:
    """One row an attribution, with the columns of `COLUMNS`, None where there is nothing; a failure is one row with
    its reason. `document` is the id where the result has none. `content_start` and `content_end` are those of the
    first and the last piece."""
    name = result.id if result.id is not None else document
    empty: dict[str, Any] = dict.fromkeys(COLUMNS)
    if isinstance(result, Failure):
        return [{**empty, "document": name, "failure": result.reason}]
    made = []
    for a in result.attributions:
        row = {**empty, "document": name, "attribution": a.id, "style": a.style.value, "mode": a.mode.value}
        row |= {"content": a.text, "content_start": a.content[0].start, "content_end": a.content[-1].end}
        for key, span in (("source", a.source), ("cue", a.cue)):
            if span is not None:
                row |= {key: span.text, f"{key}_start": span.start, f"{key}_end": span.end}
        if a.speaker is not None:
            row |= {"speaker": a.speaker.label, "speaker_id": a.speaker.id, "kind": a.speaker.kind.value}
            row |= {key: span.text for key in SPEAKER_SPANS if (span := getattr(a.speaker, key))}
            row |= {"gender": a.speaker.gender and a.speaker.gender.value, "number": a.speaker.number}
        anonymity = a.anonymity
        row["level"] = anonymity.level.value if anonymity.level else None
        for key in ANONYMITY_SPANS:
            row[key] = span.text if (span := getattr(anonymity, key)) else None
        row["reason_class"] = anonymity.reason_class.value if anonymity.reason_class else None
        row["description_strength"] = anonymity.description_strength
        row |= {"channel": a.channel.text if a.channel else None, "negated": a.negated, "confidence": a.confidence}
        made.append(row)
    return made


def whole(result: Article | Failure, document: str | None = None) -> list[dict[str, Any]]:
    """`rows`, and one with `attribution` None for a document without any, so that every document is there."""
    name = result.id if result.id is not None else document
    return rows(result, document) or [{**dict.fromkeys(COLUMNS), "document": name}]
