"""The whole way from a text to an article, one stage after the other."""

import logging
import threading
from collections.abc import Iterable, Iterator
from functools import cached_property
from os import PathLike
from time import perf_counter
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

from attrs import frozen

from quoteattr.anonymity.grants import Grant, find_grants, give, without_grants
from quoteattr.anonymity.levels import level_of
from quoteattr.attributions.draft import Draft
from quoteattr.attributions.from_network import drafts_of
from quoteattr.attributions.outlets import passed_on
from quoteattr.attributions.repairs import with_certain, with_rules
from quoteattr.attributions.rules import SPEECH, find_by_rules
from quoteattr.bulk.documents import Document as Given
from quoteattr.bulk.documents import check_bulk, extract_all
from quoteattr.errors import InvalidSetting
from quoteattr.inputs import settings
from quoteattr.inputs.given import id_of, text_of
from quoteattr.inputs.settings import Engine, OnError, ParseBy, Scope
from quoteattr.language import language
from quoteattr.on_stanza.pipeline import Parser
from quoteattr.records import Article, Attribution, Evidence, Failure, Mode, Quotation, Span, Style, Versions
from quoteattr.runtime.versions import versions_of
from quoteattr.speakers.find import Voice, find_speakers
from quoteattr.text import prose
from quoteattr.text.document import Document
from quoteattr.text.paragraphs import paragraphs
from quoteattr.text.quotations import quotations
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Offsets

if TYPE_CHECKING:
    import stanza

    from quoteattr.heads.weights import Parse
    from quoteattr.network.spotting import Spotted
    from quoteattr.network.weights import Weights
    from quoteattr.on_stanza.processor import AttributionProcessor

_log = logging.getLogger(__name__)
_MODES: dict[Scope, frozenset[Mode]] = {"speech": SPEECH, "all": frozenset(Mode)}


@frozen(eq=False)
class _Network:
    """The bundled network and its heads, ready to read."""

    weights: "Weights"
    heads: "Parse"


_loading = threading.Lock()
_loaded: "WeakValueDictionary[tuple[str, int | None], _Network]" = WeakValueDictionary()  # by device and threads


def _network(device: str, threads: int | None) -> _Network:
    """The bundled network, once a process for all extractors that compute alike, as long as one of them lives."""
    from quoteattr.heads.weights import BUNDLED as HEADS
    from quoteattr.heads.weights import load as load_heads
    from quoteattr.network.weights import BUNDLED, load

    with _loading:
        network = _loaded.get((device, threads))
        if network is None:
            begun = perf_counter()
            network = _Network(load(BUNDLED, device, threads), load_heads(HEADS, BUNDLED, device, threads))
            _loaded[device, threads] = network
            names = BUNDLED.name, HEADS.name, _computing(device, threads), perf_counter() - begun
            _log.info("loaded %s and %s, %s, in %.2f s", *names)
    return network


class Extractor:
    """Finds who said what in texts, and how openly; reusable, thread-safe and picklable.

    Args:
        scope: ``"speech"`` (what is said and written) or ``"all"`` (also what is thought, intended,
            felt, decreed and shown; the classes of PolNeAR).
        engine: ``"model"``, a network that finds sources, cues and contents, set right by the quotation marks; or
            ``"rules"``, over the dependency tree and the quotation marks, which needs no trained attribution model.
        models: a folder with a model pack for the parse; by default the bundled English one.
        weights: a folder with the network of ``engine="model"``; by default the bundled English one.
        parse: ``"heads"``, small heads on the attribution network's encoder, so that one reading of the text gives both
            (several times faster); or ``"stanza"``. By default the heads, unless the engine is ``"rules"`` or models,
            weights or a pipeline of your own are given.
        pipeline: a `stanza.Pipeline` of your own with tokenize, pos, lemma and depparse (and ner, for
            better names; with the processor ``attribution``, that one is used). An extractor that holds one
            can't be pickled.
        least_confidence: what the model engine is less sure of is left out; between 0 and 1. A lower one finds
            more, a higher one errs less.
        device: where the models run, as torch names it: ``"cpu"`` (by ONNX Runtime), ``"cuda"`` (by torch).
        threads: how many threads the network may compute with on the CPU, at most 1,024; by default one a processor.

    Raises:
        InvalidSetting: a setting of a wrong type, a choice that does not exist, or settings that don't go together.
            At the first text, a device that is not there.
        ModelNotFound: at the first text, if the models are missing or damaged.
    """

    def __init__(
        self,
        *,
        scope: Scope = "speech",
        engine: Engine = "model",
        models: str | PathLike[str] | None = None,
        weights: str | PathLike[str] | None = None,
        pipeline: "stanza.Pipeline | None" = None,
        parse: ParseBy | None = None,
        least_confidence: float = 0.3,
        device: str = "cpu",
        threads: int | None = None,
    ) -> None:
        self.scope = settings.choice("scope", scope, Scope)
        self.engine = settings.choice("engine", engine, Engine)
        own = self.engine == "rules" or any(given is not None for given in (models, weights, pipeline))
        usual: ParseBy = "stanza" if own else "heads"
        self.parse = settings.choice("parse", usual if parse is None else parse, ParseBy)
        if self.parse == "heads" and own:
            raise InvalidSetting("parse='heads' is for the bundled network: choose parse='stanza', or engine='model' "
                                 "without models, weights and pipeline")  # fmt: skip
        self.least_confidence = settings.fraction("least_confidence", least_confidence)
        self.device = settings.device(device)
        self.threads = settings.threads(threads)
        self.language = language("en")
        self._models = settings.folder("models", models)
        self._weights = settings.folder("weights", weights)
        self._parser = Parser(self.language, settings.pipeline(pipeline), self._models, self.device)
        self._kept: _Network | None = None

    def __repr__(self) -> str:
        named = {name: getattr(self, name) for name in _SHOWN}
        own = {"models": self._models, "weights": self._weights, "pipeline": self._parser.given}
        named |= {name: value if name == "pipeline" else str(value) for name, value in own.items() if value is not None}
        return f"Extractor({', '.join(f'{name}={value!r}' for name, value in named.items())})"

    def load(self) -> "Extractor":
        """Load the models now rather than at the first text."""
        if self.parse == "heads":
            self._network  # noqa: B018
            return self
        self._parser.pipeline  # noqa: B018
        if self.engine == "model":
            self._processor.weights  # noqa: B018
        return self

    @property
    def _network(self) -> _Network:
        if self._kept is None:
            self._kept = _network(self.device, self.threads)
        return self._kept

    def _read(self, text: str, marks: tuple[Quotation, ...]) -> "tuple[Document, Iterable[Spotted]]":
        """The parsed text, and what the network spots in it (nothing, where the engine asks none)."""
        if self.parse == "heads":
            from quoteattr.heads.reader import read

            network = self._network
            return read(network.weights, network.heads, text, paragraphs(text), marks, self.language)
        document = self._parser.parse(text)
        if self.engine == "rules":
            return document, ()
        return document, self._processor.spot(text, document.paragraphs, marks)

    @cached_property
    def _processor(self) -> "AttributionProcessor":
        """The network as Stanza runs it: the pipeline's own, else one beside it."""
        from quoteattr.on_stanza.processor import NAME, AttributionProcessor

        pipeline = self._parser.pipeline
        config = {"folder": self._weights, "threads": self.threads, "check_requirements": False}
        return pipeline.processors.get(NAME) or AttributionProcessor(config, pipeline, self.device)

    @cached_property
    def _versions(self) -> Versions:
        """What makes the articles; asked for when the models are loaded."""
        if self.parse == "heads":
            from quoteattr.heads.weights import BUNDLED as HEADS
            from quoteattr.network.weights import BUNDLED

            return versions_of(["onnxruntime" if self.device == "cpu" else "torch"], [BUNDLED, HEADS])
        runtimes, folders = ["stanza", "torch"], [self._parser.folder]
        if self.engine == "model":
            runtime, folder = self._processor.made_by
            runtimes, folders = list(dict.fromkeys([runtime, *runtimes])), [folder, *folders]
        return versions_of(runtimes, folders)

    def __getstate__(self) -> dict[str, Any]:
        kept = {name: value for name, value in self.__dict__.items() if name not in ("_processor", "_versions")}
        return {**kept, "_kept": None}

    def _drafts(self, reading: Reading, spotted: "Iterable[Spotted]") -> list[Draft]:
        """What the engine finds."""
        if self.engine == "rules":
            return find_by_rules(reading, _MODES[self.scope])
        drafts = with_certain(reading, drafts_of(reading, (s for s in spotted if s.sure >= self.least_confidence)))
        drafts = with_rules(reading, drafts, find_by_rules(reading, Mode))
        drafts = [passed_on(reading, d) for d in drafts]
        return [d for d in drafts if d.mode in _MODES[self.scope] and d.rate >= self.least_confidence]

    def extract(self, text: str | PathLike[str], *, id: str | None = None) -> Article:
        """The attributions and speakers of one text.

        A text that plainly is no English prose (HTML, a path or an address, another language, wrongly decoded) is read
        all the same, with a `QuoteAttrWarning`, once a process and kind.

        Args:
            text: the text, or a path of its file (no `str`, which is a text: a `pathlib.Path`), which is read by
                `read_text`.
            id: what to call the article; by default nothing, or the name of its file.

        Raises:
            InvalidText: the text is no `str`, or it or its id has lone surrogates.
            MissingFile, UnusableFile: the file is not there, or can't be read.
        """
        id, text = id_of(text, id), text_of(text)
        prose.warn(text)
        marks = quotations(text)
        document, spotted = self._read(text, marks)
        reading = Reading(document, marks)
        drafts = self._drafts(reading, spotted)
        grants = find_grants(reading, drafts)
        drafts = without_grants(reading, drafts, grants)
        voices, speakers = find_speakers(reading, drafts)
        given = give(reading, grants, drafts, voices)
        attributions = tuple(
            _attribution(reading, f"A{number}", draft, voice, grant)
            for number, (draft, voice, grant) in enumerate(zip(drafts, voices, given, strict=True), start=1)
        )
        _log.debug("read document %s: %d attributions, %d speakers", id, len(attributions), len(speakers))
        return Article(text, attributions, speakers, marks, id, self._versions)

    def extract_many(
        self,
        documents: Iterable[Given],
        *,
        progress: bool = False,
        batch_size: int = 16,
        n_jobs: int = 1,
        on_error: OnError = "record",
    ) -> Iterator[Article | Failure]:
        """Articles one by one, in order, read lazily: nothing is kept but what is under way.

        Args:
            documents: texts, pairs of id and text, mappings with ``text`` and maybe ``id``, or paths of files (their
                ids). What is none of these becomes a `Failure`.
            progress: show a bar (tqdm) on standard error.
            batch_size: how many documents go to a process at a time.
            n_jobs: how many processes, at most 1,024; -1 for one a processor. Each loads the models once and uses its
                share of the processors. A script that asks for more than one must stand under
                ``if __name__ == "__main__":``.
            on_error: ``"record"`` gives a `Failure` with id, place and reason for a document that can't be read or
                whose process dies; ``"raise"`` raises at the first.

        Raises:
            InvalidSetting: a number or `on_error` that does not exist; more processes than one with a pipeline of
                your own, which can't be sent to them.
            InvalidText, InvalidInput: `documents` is one text, one mapping, a table, or no collection at all.
        """
        check_bulk(documents, progress=progress, batch_size=batch_size, n_jobs=n_jobs, on_error=on_error)
        if n_jobs != 1 and self._parser.given is not None:
            raise InvalidSetting(
                "a stanza.Pipeline of your own can't be sent to processes: n_jobs=1, or a model folder"
            )
        return extract_all(self, documents, progress=progress, batch_size=batch_size, n_jobs=n_jobs, on_error=on_error)


_SHOWN = ("scope", "engine", "parse", "least_confidence", "device", "threads")  # of the settings, always


def _computing(device: str, threads: int | None) -> str:
    """By what the bundled network is computed, in words."""
    if device != "cpu":
        return f"by torch on {device}"
    from quoteattr.network.on_onnx import is_exact
    from quoteattr.network.weights import BUNDLED, PROBE
    from quoteattr.runtime.quiet import onnxruntime

    graph = "exact" if is_exact(BUNDLED / PROBE) else "wide"
    return f"by onnxruntime {onnxruntime().__version__}, {graph} graph, threads={threads}"


def _attribution(reading: Reading, name: str, draft: Draft, voice: Voice, grant: Grant | None) -> Attribution:
    """A finished attribution from a draft and its voice."""
    document = reading.document
    content = tuple(document.span(a, b) for a, b in draft.content)
    source, cue = _span(document, draft.source), _span(document, draft.cue)
    return Attribution(
        id=name,
        source=source,
        cue=cue,
        content=content,
        style=style_of(reading, content),
        mode=draft.mode,
        speaker=voice.speaker,
        anonymity=level_of(reading, draft, voice, grant),
        channel=_span(document, draft.channel),
        negated=draft.negated,
        confidence=draft.rate,
        evidence=(Evidence(draft.rule, tuple(s for s in (source, cue) if s is not None)),),
    )


def _span(document: Document, offsets: Offsets | None) -> Span | None:
    return document.span(*offsets) if offsets is not None else None


def style_of(reading: Reading, content: tuple[Span, ...]) -> Style:
    """Direct if nothing but marks and white space stands outside quotation marks, mixed if something does."""
    quoted = outside = 0
    for piece in content:
        covered = reading.quoted_characters(piece.start, piece.end)
        quoted += covered
        outside += max(0, len(piece.text.rstrip(".,;:!? ")) - covered)
    if not quoted:
        return Style.INDIRECT
    return Style.MIXED if outside else Style.DIRECT
