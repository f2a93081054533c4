"""Processes that read documents: fed and answered in order, and never outliving the process that started them.

Memory stays flat: only a few batches are under way at any time. Each process loads the models once and computes with
its share of the processors. A process that dies costs no document, and no document is blamed for a death that it did
not cause: the one that was being read is tried again with nothing beside it, twice.
"""

import logging
import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue

from quoteattr.bulk.documents import Job, Trouble, processors, read_one
from quoteattr.bulk.protocol import Extractor
from quoteattr.errors import InvalidSetting, QuoteAttrError
from quoteattr.inputs import prose
from quoteattr.records import Article

DIED = "the process that read it died twice, though it read nothing else: out of memory, or killed"

_AHEAD = 3  # batches under way for each process
_STARTS = 3  # processes that may die one after the other before they are ready
_LOOK = 2.0  # seconds between two looks at whether the parent lives; most deaths are told at once

Outcome = Article | Trouble
_log = logging.getLogger(__name__)


class _Batch:
    """Documents that go to a process together: those not answered yet, and the answers not handed out yet."""

    def __init__(self, jobs: list[Job]) -> None:
        self.jobs = deque(jobs)
        self.outcomes: deque[Outcome] = deque()

    def answer(self, outcome: Outcome) -> None:
        """Take the answer for the first of the jobs."""
        self.jobs.popleft()
        self.outcomes.append(outcome)


class _Worker:
    """A process, and the batches it was given. `ready` once its models are loaded."""

    def __init__(self, extractor: Extractor, threads: int) -> None:
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.line: deque[_Batch] = deque()
        self.ready = False
        self._process = context.Process(target=_serve, args=(theirs, extractor, threads), daemon=True)
        try:
            with _interrupts_held():
                self._process.start()
        except (pickle.PicklingError, AttributeError, TypeError) as error:
            raise InvalidSetting(f"this extractor can't be sent to processes: choose n_jobs=1 ({error})") from error
        theirs.close()

    def give(self, batch: _Batch) -> None:
        """Send it what is not answered yet of a batch. Where it is dead, `take` will say so."""
        self.line.append(batch)
        with suppress(OSError):
            self.connection.send(list(batch.jobs))

    def take(self) -> None:
        """Receive that it is ready, or one answer.

        Raises:
            EOFError, OSError: it is dead.
        """
        outcome = self.connection.recv()
        if outcome is None:
            self.ready = True
            return
        self.line[0].answer(outcome)
        if not self.line[0].jobs:
            self.line.popleft()

    def end(self) -> None:
        self.connection.close()
        self._process.kill()
        self._process.join()


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """A process started meanwhile never sees Ctrl-C, which the terminal sends to all: its parent ends it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Crew:
    """The processes of a run, and the batches that wait for one."""

    def __init__(self, extractor: Extractor, processes: int) -> None:
        self._extractor = extractor
        self._processes = processes
        self._threads = max(1, processors() // processes)
        self._workers: list[_Worker] = []
        self._waiting: deque[_Batch] = deque()
        self._dead_starts = 0

    def put(self, batch: _Batch) -> None:
        self._waiting.append(batch)

    def work(self) -> None:
        """Hand out what waits, then take what has come, or wait for it."""
        while self._waiting and (worker := self._free()):
            worker.give(self._waiting.popleft())
        by_connection = {worker.connection: worker for worker in self._workers}
        for connection in wait(list(by_connection)):
            worker = by_connection[connection]  # type: ignore[index]
            try:
                worker.take()
            except (EOFError, OSError):
                self._bury(worker)
                return
            if worker.ready:
                self._dead_starts = 0

    def end(self) -> None:
        for worker in self._workers:
            worker.end()
        self._workers = []

    def _free(self) -> _Worker | None:
        """The process with the least to do; a new one while all have something and not all are there."""
        least = min(self._workers, key=lambda worker: len(worker.line), default=None)
        if (least is None or least.line) and len(self._workers) < self._processes:
            least = _Worker(self._extractor, self._threads)
            self._workers.append(least)
        return least if least is not None and len(least.line) < _AHEAD else None

    def _bury(self, dead: _Worker) -> None:
        """Go on without a process that died: what it had to do goes to others, behind a look at what it was reading."""
        suspect = dead.line[0] if dead.ready and dead.line else None
        _log.warning("a process died, %s", "reading a document that is tried again" if suspect else "reading nothing")
        if not dead.ready:
            self._count_dead_start()
        if suspect is not None:  # alone means alone on this machine, as far as that is ours
            given_up, self._workers = self._workers, []
        else:
            given_up = [dead]
            self._workers.remove(dead)
        for worker in given_up:
            worker.end()
        self._waiting.extendleft(reversed([batch for worker in given_up for batch in worker.line]))
        if suspect is not None:
            suspect.answer(self._alone(suspect.jobs[0]))
            if not suspect.jobs:
                self._waiting.remove(suspect)

    def _alone(self, job: Job) -> Outcome:
        """What a document gives in a process that has nothing else to read; a failure if that dies twice."""
        deaths = 0
        while deaths < 2:
            worker, batch = _Worker(self._extractor, self._threads), _Batch([job])
            try:
                worker.give(batch)
                while not batch.outcomes:
                    worker.take()
                return batch.outcomes[0]
            except (EOFError, OSError):
                if worker.ready:
                    deaths += 1
                else:
                    self._count_dead_start()
            finally:
                worker.end()
        return Trouble(job.index, job.id, DIED)

    def _count_dead_start(self) -> None:
        self._dead_starts += 1
        if self._dead_starts == _STARTS:
            raise QuoteAttrError(
                "the processes die before they have read anything: start them in a script that is a file, under "
                "`if __name__ == '__main__':`, or choose a smaller n_jobs if there is no memory for the models of all"
            )


def read_in_processes(extractor: Extractor, jobs: Iterator[Job], batch_size: int, processes: int) -> Iterator[Outcome]:
    """The outcomes of the jobs, in their order. Where reading the jobs raises, all before it come first."""
    broken: list[Exception] = []
    batches = _batches(jobs, batch_size, broken)
    under_way: deque[_Batch] = deque()
    crew = _Crew(extractor, processes)
    try:
        while True:
            while len(under_way) < _AHEAD * processes and (batch := next(batches, None)):
                under_way.append(batch)
                crew.put(batch)
            if not under_way:
                break
            first = under_way[0]
            while first.outcomes:
                yield first.outcomes.popleft()
            if first.jobs:
                crew.work()
            else:
                under_way.popleft()
    finally:
        crew.end()
    if broken:
        raise broken[0]


def _batches(jobs: Iterator[Job], size: int, broken: list[Exception]) -> Iterator[_Batch]:
    """The jobs in batches; the error that ends them goes to `broken`."""
    batch: list[Job] = []
    try:
        for job in jobs:
            batch.append(job)
            if len(batch) == size:
                yield _Batch(batch)
                batch = []
    except Exception as error:
        broken.append(error)
    if batch:
        yield _Batch(batch)


# --- in the new process ---------------------------------------------------------------------------


def _serve(connection: "Connection", extractor: Extractor, threads: int) -> None:
    """Read what comes, one document after the other, until the parent closes the connection or is no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    batches: SimpleQueue[list[Job]] = SimpleQueue()
    threading.Thread(target=_listen, args=(connection, batches), daemon=True).start()
    prose.keep_quiet()  # the parent tells
    os.environ["OMP_NUM_THREADS"] = str(threads)  # for torch, where Stanza parses
    extractor.share(threads)
    with suppress(Exception):  # each document will say why it can't be read
        extractor.load()
    with suppress(OSError):
        connection.send(None)
        while True:
            for job in batches.get():
                outcome = read_one(extractor, job)
                connection.send(outcome.to_send() if isinstance(outcome, Trouble) else outcome)


def _listen(connection: "Connection", batches: "SimpleQueue[list[Job]]") -> None:
    """Take batches while the document before them is still being read; end the process when the parent is gone.

    Its end of the connection and its sentinel tell a parent's death, unless a process that it forked holds them too:
    so its number is looked at as well.
    """
    parent = parent_process()
    assert parent is not None
    while os.getppid() == parent.pid or os.name == "nt":
        ready = wait([connection, parent.sentinel], timeout=_LOOK)
        if parent.sentinel in ready:
            break
        try:
            if ready:
                batches.put(connection.recv())
        except (EOFError, OSError):
            break
    os._exit(0)
