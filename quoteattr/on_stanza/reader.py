"""The two ways to read with Stanza's parse: alone, for the rules, and with the network beside it."""

import threading
from collections.abc import Iterable
from copy import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quoteattr.language import Language
from quoteattr.network.spotting import Spotted
from quoteattr.on_stanza.pipeline import StanzaParser
from quoteattr.records import Quotation, Versions
from quoteattr.runtime.versions import versions_of
from quoteattr.text.document import Document

if TYPE_CHECKING:
    from quoteattr.on_stanza.processor import AttributionProcessor

Bounds = tuple[tuple[int, int], ...]
_RUNTIMES = ("stanza", "torch")


class StanzaReader:
    """Parses with Stanza and spots nothing; see `readers.Reader`."""

    def __init__(self, parser: StanzaParser) -> None:
        self._parser = parser

    def __getstate__(self) -> dict[str, Any]:
        return {"_parser": copy(self._parser)}

    def load(self, threads: int | None = None) -> StanzaParser:
        """The parser with its models loaded; they take the threads that torch has."""
        self._parser.load()
        return self._parser

    def read(self, text: str, bounds: Bounds, quotations: Iterable[Quotation]) -> tuple[Document, tuple[Spotted, ...]]:
        """The parsed document."""
        return self._parser.parse(text, bounds), ()

    def versions(self) -> Versions:
        """What runs the parse, and which models."""
        return versions_of(_RUNTIMES, [self._parser.folder])


class NetworkBesideStanzaReader:
    """Parses with Stanza and asks the network beside it: the pipeline's own processor, where it has one."""

    def __init__(self, parser: StanzaParser, language: Language, weights: Path | None, device: str) -> None:
        self._parser = parser
        self._language = language
        self._weights = weights
        self._device = device
        self._processor: AttributionProcessor | None = None
        self._lock = threading.Lock()

    def __getstate__(self) -> tuple[Any, ...]:
        return copy(self._parser), self._language, self._weights, self._device

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        self.__init__(*state)  # type: ignore[misc]

    def load(self, threads: int | None = None) -> "AttributionProcessor":
        """The network as Stanza runs it, loaded, as the parser is."""
        with self._lock:
            if self._processor is None:
                from quoteattr.on_stanza.processor import NAME, AttributionProcessor

                pipeline = self._parser.load()
                settings = {"folder": self._weights, "language": self._language, "threads": threads}
                config = {**settings, "check_requirements": False}
                self._processor = pipeline.processors.get(NAME) or AttributionProcessor(config, pipeline, self._device)
                self._processor.load()
            return self._processor

    def read(self, text: str, bounds: Bounds, quotations: Iterable[Quotation]) -> tuple[Document, list[Spotted]]:
        """The parsed document, and what the network spots in it."""
        return self._parser.parse(text, bounds), self.load().spot(text, bounds, quotations)

    def versions(self) -> Versions:
        """What runs the network and the parse, and which they are."""
        runtime, folder = self.load().made_by
        return versions_of(dict.fromkeys([runtime, *_RUNTIMES]), [folder, self._parser.folder])
