"""A whole archive, from a file or folder to a file or folder: every document exactly once, whatever happens between.

A run can be killed at any moment; the same call goes on where it was. What can't go right is refused before anything is
touched: a source that can't be read, a target that is another's, was made otherwise, or is another run's just now.
"""

from collections import Counter, deque
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing, contextmanager
from copy import copy
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from attrs import asdict, field, frozen

from quoteattr.bulk.archive.lock import locked
from quoteattr.bulk.archive.names import Name, Names
from quoteattr.bulk.archive.sources import FORMATS, Fields, Row, Source, Text
from quoteattr.bulk.archive.targets import Mark, Settings, Target, Written, target_at
from quoteattr.bulk.protocol import Extractor
from quoteattr.errors import UnusableFile
from quoteattr.records import Failure

__all__ = ["FORMATS", "Archive", "Fields", "opened"]


@frozen
class Archive:
    """A run over an archive, ready to go on. `done` has the documents that are there already, `notes` what there is to
    tell of the target."""

    done: Mapping[str, Mark]
    notes: tuple[str, ...]
    _source: Source
    _ids: Counter[str | None]
    _target: Target = field(kw_only=True)
    _extractor: Extractor = field(kw_only=True)
    _n_jobs: int = field(kw_only=True)

    def process(self, *, progress: bool = False) -> int:
        """Read all that is not done, and give the number of failures among it.

        Raises:
            UnusableFile: the target can't be written (any further), or the source not be read.
        """
        left = _Left(self)
        failures = 0

        def written() -> Generator[Written]:
            nonlocal failures
            for result in self._extractor.extract_many(left, n_jobs=self._n_jobs, progress=progress):
                failures += isinstance(result, Failure)
                yield Written(result, left.marks.popleft())

        with closing(written()) as documents:
            self._target.write(documents)
        return failures

    def documents(self) -> Iterator[tuple[Name, Row]]:
        """Those that the source had when the run began, each with its name."""
        names = Names(self._ids)
        for row in islice(self._source.rows(), self._ids.total()):
            yield names.name(row.id), row

    def check_places(self) -> None:
        """Raise `UnusableFile` where a document that is done has a name that its place gave it, then or now, and is not
        surely the same."""
        alike = len(self._ids) == self._ids.total() and None not in self._ids
        if alike and not any(mark.by_place for mark in self.done.values()):
            return
        for name, row in self.documents():
            mark = self.done.get(name.text)
            if mark is not None and not _is_same(mark, name, row):
                raise UnusableFile(
                    f"document {name.text} of {self._source.path} is another than the one that {self._target.path} has "
                    "by this name, which says no more than a place: the source has changed, so name a new target, and "
                    "better give every document an id of its own"
                )


class _Left:
    """The documents that are not done, and the marks of those of them that are being read."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self.marks: deque[Mark] = deque()

    def __len__(self) -> int:
        return max(0, self._archive._ids.total() - len(self._archive.done))

    def __iter__(self) -> Iterator[tuple[str, Any, Mapping[str, Any]]]:
        for name, row in self._archive.documents():
            if name.text not in self._archive.done:
                text = row.text()
                self.marks.append(Mark(_checksum(text), name.by_place))
                yield name.text, text, row.meta


def _is_same(mark: Mark, name: Name, row: Row) -> bool:
    """Whether a document that is done is this one, as far as its name does not say."""
    if not name.by_place:
        return not mark.by_place
    return mark.sha256 == _checksum(row.text())


def _checksum(text: Text) -> str | None:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest() if isinstance(text, str) else None


@contextmanager
def opened(source: Path, target: str, fields: Fields, extractor: Extractor, n_jobs: int = 1) -> Iterator[Archive]:
    """A run from a source to a target, which nobody else writes to meanwhile.

    Args:
        source: `FORMATS`.
        target: a `.jsonl` file, or a folder for Parquet files; what of it is not there is made.
        fields: where the source has its texts and ids.
        extractor: what reads; the target remembers its settings and versions.
        n_jobs: how many processes; -1 for one a processor.

    Raises:
        QuoteAttrError: it can't go right, for the reason that is said; nothing was touched.
    """
    extractor.extract_many([], n_jobs=n_jobs)  # raises where there is no such number
    read = Source(source, fields)
    place = target_at(target, _settings(extractor if n_jobs == 1 else copy(extractor), fields))
    ids = Counter(row.id for row in read.rows())
    with locked(place.path, place.lock):
        done = place.done()
        archive = Archive(done.marks, done.notes, read, ids, target=place, extractor=extractor, n_jobs=n_jobs)
        archive.check_places()
        yield archive


def _settings(extractor: Extractor, fields: Fields) -> Settings:
    """What a target remembers of a run: two that differ in it would not give the same. Its models are loaded for it, so
    that it is told here, and not by every document, when they are missing."""
    chosen = {name: getattr(extractor, name) for name in ("scope", "engine", "parse", "least_confidence")}
    return {"made_by": str(extractor.load().extract("").versions), **chosen, **asdict(fields)}
