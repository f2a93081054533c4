"""The network as a processor of Stanza, by Stanza's own registration.

Importing this module is enough:

>>> import quoteattr.on_stanza.processor
>>> nlp = stanza.Pipeline("en", processors="tokenize,attribution")   # doctest: +SKIP
>>> nlp("“It is over,” said Maria Ruiz.").attributions               # doctest: +SKIP

`Document.attributions` is then a tuple of `Spotted`, in order of the text. An `Extractor` with
``engine="model"`` runs the same class.
"""
# ruff: noqa: E402  (what is needed is asked for before it is imported)

import logging
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from attrs import evolve

from quoteattr.inputs import settings
from quoteattr.language import language
from quoteattr.runtime.extras import need

need("quoteattr.on_stanza.processor", "torch", "stanza")

from stanza.pipeline.processor import Processor, register_processor

from quoteattr.network.spotting import Spotted, spot
from quoteattr.network.weights import LoadedNetwork, load
from quoteattr.records import Quotation
from quoteattr.text.paragraphs import paragraphs
from quoteattr.text.quotations import quotations
from quoteattr.text.view import View

NAME = "attribution"
_log = logging.getLogger(__name__)


@register_processor(NAME)
class AttributionProcessor(Processor):  # type: ignore[misc]
    """Finds source, cue and content of every attribution.

    Settings, as keyword arguments of `stanza.Pipeline`: ``attribution_folder``, a folder with weights (by default
    those of the language); ``attribution_language``, by default ``"en"``, a code or a `Language`;
    ``attribution_threads``, how many threads to compute with (by default one a processor).
    """

    PROVIDES_DEFAULT = frozenset({NAME})
    REQUIRES_DEFAULT = frozenset({"tokenize"})

    def __init__(self, config: dict[str, Any], pipeline: Any, device: Any) -> None:
        super().__init__(config, pipeline, device)
        self._language = language(config.get("language", "en"))
        self._folder = settings.folder("attribution_folder", config.get("folder")) or self._language.model("network")
        self._device = str(device)
        self._threads = settings.threads(config.get("threads"))
        self._network: LoadedNetwork | None = None
        self._lock = threading.Lock()

    def mark_inactive(self) -> None:
        """Drop the weights, as Stanza asks of a processor whose requirements are not met."""
        self._network = None

    def load(self) -> LoadedNetwork:
        """The network, loaded when first asked for."""
        with self._lock:
            if self._network is None:
                begun = perf_counter()
                self._network = load(self._folder, self._device, self._threads)
                _log.info("loaded %s, on %s, in %.2f s", self._folder, self._device, perf_counter() - begun)
            return self._network

    @property
    def made_by(self) -> tuple[str, Path]:
        """The package that runs the network, and the folder where it lies."""
        return "onnxruntime" if self._device == "cpu" else "torch", self._folder

    def process(self, doc: Any) -> Any:
        """Sets `doc.attributions`: a tuple of `Spotted`, offsets into `doc.text`."""
        view = View.of(doc.text or "", self._language)
        bounds = paragraphs(view.text, self._language)
        spotted = self.spot(view.text, bounds, quotations(view.text, bounds, language=self._language))
        doc.attributions = tuple(spotted if view.is_given else (_in_given(one, view) for one in spotted))
        return doc

    def spot(self, text: str, bounds: Sequence[tuple[int, int]], marks: Iterable[Quotation]) -> list[Spotted]:
        """The attributions of a text whose paragraphs and quotations are known."""
        return spot(self.load(), text, bounds, marks, self._language)


def _in_given(spotted: Spotted, view: View) -> Spotted:
    """What was spotted in a view, told in the text as given."""
    return evolve(
        spotted,
        cue=view.offsets_in_given(*spotted.cue) if spotted.cue else None,
        source=view.offsets_in_given(*spotted.source) if spotted.source else None,
        content=tuple(view.offsets_in_given(*piece) for piece in spotted.content),
    )
