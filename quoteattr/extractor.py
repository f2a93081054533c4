"""The whole way from a text to an article, one stage after the other."""

import threading
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quoteattr.anonymity import level_of
from quoteattr.attributions.certain import with_certain, with_rules
from quoteattr.attributions.draft import Draft, Offsets
from quoteattr.attributions.model import drafts_of
from quoteattr.attributions.outlets import passed_on
from quoteattr.attributions.reading import Reading
from quoteattr.attributions.rules import SPEECH, find_by_rules
from quoteattr.corpus import Document as Given
from quoteattr.corpus import extract_all
from quoteattr.errors import InvalidSetting
from quoteattr.grants import Grant, find_grants, give, without_grants
from quoteattr.paragraphs import paragraphs
from quoteattr.parsing import Document, Parser, check
from quoteattr.quotations import quotations
from quoteattr.records import Article, Attribution, Evidence, Failure, Mode, Quotation, Span, Style
from quoteattr.speakers import Voice, find_speakers

if TYPE_CHECKING:
    import stanza

    from quoteattr.attributions.spotting import Spotted
    from quoteattr.attributions.weights import Weights
    from quoteattr.parse.weights import Parse
    from quoteattr.processor import AttributionProcessor

_SCOPES = {"speech": SPEECH, "all": frozenset(Mode)}
_ENGINES = ("model", "rules")
_PARSES = ("heads", "stanza")


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
        threads: how many threads the network may compute with on the CPU; by default one a processor.

    Raises:
        InvalidSetting: a scope or engine that does not exist, or a confidence that is none.
            At the first text, a device that is not there.
        ModelNotFound: at the first text, if the models are missing or damaged.
    """

    def __init__(
        self,
        *,
        scope: str = "speech",
        engine: str = "model",
        models: str | Path | None = None,
        weights: str | Path | None = None,
        pipeline: "stanza.Pipeline | None" = None,
        parse: str | None = None,
        least_confidence: float = 0.3,
        device: str = "cpu",
        threads: int | None = None,
    ) -> None:
        if scope not in _SCOPES:
            raise InvalidSetting(f"there is no scope {scope!r}: choose one of {', '.join(_SCOPES)}")
        if engine not in _ENGINES:
            raise InvalidSetting(f"there is no engine {engine!r}: choose one of {', '.join(_ENGINES)}")
        own = engine == "rules" or any(given is not None for given in (models, weights, pipeline))
        parse = parse or ("stanza" if own else "heads")
        if parse not in _PARSES:
            raise InvalidSetting(f"there is no parse {parse!r}: choose one of {', '.join(_PARSES)}")
        if parse == "heads" and own:
            raise InvalidSetting("parse='heads' is for the bundled network: choose parse='stanza', or engine='model' "
                                 "without models, weights and pipeline")  # fmt: skip
        if not 0 <= least_confidence <= 1:
            raise InvalidSetting(f"least_confidence is {least_confidence}: choose a number between 0 and 1")
        if threads is not None and threads < 1:
            raise InvalidSetting(f"threads is {threads}: choose 1 or more, or None for one a processor")
        self.scope = scope
        self.engine = engine
        self.parse = parse
        self._parser = Parser(pipeline, Path(models) if models else None, device)
        self.least_confidence = least_confidence
        self._weights = Path(weights) if weights else None
        self._device = device
        self.threads = threads
        self._lock = threading.Lock()
        self._loaded: tuple[Weights, Parse] | None = None

    def __repr__(self) -> str:
        return f"Extractor(scope={self.scope!r}, engine={self.engine!r})"

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
    def _network(self) -> "tuple[Weights, Parse]":
        """The bundled network and its heads."""
        from quoteattr.attributions.weights import BUNDLED, load
        from quoteattr.parse.weights import BUNDLED as HEADS
        from quoteattr.parse.weights import load as load_heads

        with self._lock:
            if self._loaded is None:
                network = load(BUNDLED, self._device, self.threads)
                self._loaded = network, load_heads(HEADS, BUNDLED, self._device, self.threads)
            return self._loaded

    def _read(self, text: str, marks: tuple[Quotation, ...]) -> "tuple[Document, Iterable[Spotted]]":
        """The parsed text, and what the network spots in it (nothing, where the engine asks none)."""
        if self.parse == "heads":
            from quoteattr.parse.reader import read

            return read(*self._network, text, paragraphs(text), marks)
        document = self._parser.parse(text)
        if self.engine == "rules":
            return document, ()
        return document, self._processor.spot(text, document.paragraphs, marks)

    @cached_property
    def _processor(self) -> "AttributionProcessor":
        """The network as Stanza runs it: the pipeline's own, else one beside it."""
        from quoteattr.processor import NAME, AttributionProcessor

        pipeline = self._parser.pipeline
        config = {"folder": self._weights, "threads": self.threads, "check_requirements": False}
        return pipeline.processors.get(NAME) or AttributionProcessor(config, pipeline, self._device)

    def __getstate__(self) -> dict[str, Any]:
        kept = {name: value for name, value in self.__dict__.items() if name not in ("_processor", "_lock")}
        return {**kept, "_loaded": None}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state, _lock=threading.Lock())

    def _drafts(self, reading: Reading, spotted: "Iterable[Spotted]") -> list[Draft]:
        """What the engine finds."""
        if self.engine == "rules":
            return find_by_rules(reading, _SCOPES[self.scope])
        drafts = with_certain(reading, drafts_of(reading, (s for s in spotted if s.sure >= self.least_confidence)))
        drafts = with_rules(reading, drafts, find_by_rules(reading, Mode))
        drafts = [passed_on(reading, d) for d in drafts]
        return [d for d in drafts if d.mode in _SCOPES[self.scope] and d.rate >= self.least_confidence]

    def extract(self, text: str, *, id: str | None = None) -> Article:
        """The attributions and speakers of one text.

        Raises:
            InvalidText: the text is no `str`, or has lone surrogates.
        """
        check(text)
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
        return Article(text, attributions, speakers, marks, id)

    def extract_many(
        self,
        documents: Iterable[Given],
        *,
        progress: bool = False,
        batch_size: int = 16,
        n_jobs: int = 1,
        on_error: str = "record",
    ) -> Iterator[Article | Failure]:
        """Articles one by one, in order, read lazily: nothing is kept but what is under way.

        Args:
            documents: texts, pairs of id and text, or mappings with ``text`` and maybe ``id``.
            progress: show a bar (tqdm) on standard error.
            batch_size: how many documents go to a process at a time.
            n_jobs: how many processes; -1 for one a processor. Each loads the models once and uses its share of the
                processors. A script that asks for more than one must stand under ``if __name__ == "__main__":``.
            on_error: ``"record"`` gives a `Failure` with id, place and reason for a document that can't be read or
                whose process dies; ``"raise"`` raises at the first.

        Raises:
            InvalidSetting: a number or `on_error` that does not exist; more processes than one with a pipeline of
                your own, which can't be sent to them.
            InvalidText: `documents` is one text.
        """
        if n_jobs != 1 and self._parser.is_given:
            raise InvalidSetting(
                "a stanza.Pipeline of your own can't be sent to processes: n_jobs=1, or a model folder"
            )
        return extract_all(self, documents, progress=progress, batch_size=batch_size, n_jobs=n_jobs, on_error=on_error)


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
