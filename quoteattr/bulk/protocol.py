"""What reads, as the bulk sees it: `quoteattr.extractor.Extractor`, or anything like it."""

from collections.abc import Iterable, Iterator, Mapping
from os import PathLike
from typing import Any, Protocol

from quoteattr.inputs.settings import OnError
from quoteattr.records import Article, Failure

Document = (
    str | PathLike[str] | tuple[str | None, str] | tuple[str | None, str, Mapping[str, Any] | None] | Mapping[str, Any]
)


class Extractor(Protocol):
    """Makes articles of texts; can be copied and pickled."""

    def load(self) -> "Extractor":
        """Load the models now rather than at the first text."""
        ...

    def share(self, threads: int) -> None:
        """Compute with so many threads, where it was not told how many: others compute beside it."""
        ...

    def warn(self, text: str) -> None:
        """Tell the user of a text that plainly is no prose of its language."""
        ...

    def extract(self, text: str, *, id: str | None = None, meta: Mapping[str, Any] | None = None) -> Article:
        """The attributions and speakers of one text."""
        ...

    def extract_many(
        self,
        documents: Iterable[Document],
        *,
        progress: bool = False,
        batch_size: int = 16,
        n_jobs: int = 1,
        on_error: OnError = "record",
    ) -> Iterator[Article | Failure]:
        """Articles one by one, in order."""
        ...
