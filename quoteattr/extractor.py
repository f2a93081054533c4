"""The whole way from a text to an article, one stage after the other."""

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

from attrs import evolve

from quoteattr.anonymity.covering import give
from quoteattr.anonymity.grants import Grant, find_grants, holders, without_grants
from quoteattr.anonymity.levels import level_of
from quoteattr.attributions.circumstances import with_circumstances, with_told_aloud
from quoteattr.attributions.continued import find_continued
from quoteattr.attributions.declined import with_declined
from quoteattr.attributions.deeds import as_deed
from quoteattr.attributions.draft import SPEECH, Draft
from quoteattr.attributions.from_network import find_by_network
from quoteattr.attributions.marked import Marked, read_marks
from quoteattr.attributions.nested import Nested, find_freed, find_nested
from quoteattr.attributions.rules import all_by_rules, outer_by_rules
from quoteattr.attributions.style import style_of
from quoteattr.bulk.documents import Keys, check_bulk, extract_all
from quoteattr.bulk.protocol import Document as Given
from quoteattr.errors import InvalidSetting
from quoteattr.inputs import prose, settings
from quoteattr.inputs.given import id_of, text_of
from quoteattr.inputs.meta import meta_of
from quoteattr.inputs.settings import Engine, OnError, ParseBy, Scope
from quoteattr.language import Language
from quoteattr.language import language as language_of
from quoteattr.readers import Reader, parse_by, reader_for
from quoteattr.records import (
    Addressee,
    Article,
    Attribution,
    Continuation,
    Evidence,
    Failure,
    Mode,
    Occasion,
    Span,
    Versions,
)
from quoteattr.records.meta import Meta
from quoteattr.records.moved import moved
from quoteattr.runtime.collector import waiting
from quoteattr.speakers.find import Voice, find_speakers
from quoteattr.speakers.names.finder import ends_of_people, firms_of
from quoteattr.speakers.sureness import Sureness, left_open, sureness
from quoteattr.text.document import Document
from quoteattr.text.names import names_of
from quoteattr.text.paragraphs import paragraphs
from quoteattr.text.quotations import quotations
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Offsets
from quoteattr.text.view import View

if TYPE_CHECKING:
    import stanza

    from quoteattr.network.spotting import Spotted

_log = logging.getLogger(__name__)
_MODES: dict[Scope, frozenset[Mode]] = {"speech": SPEECH | {Mode.DECLINED}, "all": frozenset(Mode)}


class Settings(TypedDict, total=False):
    """The settings of an `Extractor` that `extract` and `extract_many` take too."""

    language: str | Language
    models: str | PathLike[str] | None
    weights: str | PathLike[str] | None
    pipeline: "stanza.Pipeline | None"
    parse: ParseBy | None
    reader: Reader | None
    device: str
    threads: int | None


class Extractor:
    """Finds who said what in texts, and how openly; reusable, thread-safe and picklable.

    Args:
        scope: ``"speech"`` (what is said and written) or ``"all"`` (also what is thought, intended,
            felt, decreed and shown; the classes of PolNeAR).
        engine: ``"model"``, a network that finds sources, cues and contents, set right by the quotation marks; or
            ``"rules"``, over the dependency tree and the quotation marks, which needs no trained attribution model.
        language: a code (``"en"``) or a `Language` of your own, which the texts are in.
        models: a folder with a model pack for the parse; by default the language's.
        weights: a folder with the network of ``engine="model"``; by default the language's.
        parse: ``"heads"``, small heads on the attribution network's encoder, so that one reading of the text gives both
            (several times faster); or ``"stanza"``. By default the heads, unless the engine is ``"rules"`` or models,
            weights or a pipeline of your own are given.
        pipeline: a `stanza.Pipeline` of your own with tokenize, pos, lemma and depparse (and ner, for
            better names; with the processor ``attribution``, that one is used). An extractor that holds one
            can't be pickled.
        reader: a `Reader` of your own in place of models, weights, pipeline and parse.
        least_confidence: what the model engine is less sure of is left out; between 0 and 1. A lower one finds
            more, a higher one errs less.
        least_speaker_confidence: who speaks less surely than this (`Attribution.speaker_confidence`) is left open: the
            speaker is None, with the reason, and the level only what everybody has who may be meant; between 0 and 1.
            `benchmarks/README.md` has what each value costs.
        device: where the models run, as torch names it: ``"cpu"`` (by ONNX Runtime), ``"cuda"`` (by torch).
        threads: how many threads the network may compute with on the CPU, at most 1,024; by default one a processor.

    Raises:
        InvalidSetting: a setting of a wrong type, a choice or a language that does not exist, or settings that don't go
            together. At the first text, a device that is not there.
        ModelNotFound: at the first text, if the models are missing or damaged.
    """

    def __init__(
        self,
        *,
        scope: Scope = "speech",
        engine: Engine = "model",
        language: str | Language = "en",
        models: str | PathLike[str] | None = None,
        weights: str | PathLike[str] | None = None,
        pipeline: "stanza.Pipeline | None" = None,
        parse: ParseBy | None = None,
        reader: Reader | None = None,
        least_confidence: float = 0.35,
        least_speaker_confidence: float = 0.0,
        device: str = "cpu",
        threads: int | None = None,
    ) -> None:
        self.scope = settings.choice("scope", scope, Scope)
        self.engine = settings.choice("engine", engine, Engine)
        self.language = language_of(language)
        self.least_confidence = settings.fraction("least_confidence", least_confidence)
        self.least_speaker_confidence = settings.fraction("least_speaker_confidence", least_speaker_confidence)
        self.device = settings.device(device)
        self.threads = settings.threads(threads)
        self._own = {
            "models": settings.folder("models", models),
            "weights": settings.folder("weights", weights),
            "pipeline": settings.pipeline(pipeline),
            "reader": settings.reader(reader),
        }
        self.parse = parse_by(parse, self.engine, self._own)
        if reader is None:
            reader = reader_for(self.parse, self.engine, self.language, self._own, self.device)
        self._reader = reader

    def __repr__(self) -> str:
        shown = {name: getattr(self, name) for name in _SHOWN}
        shown |= {"language": self.language} if self.language.code != "en" else {}
        own = {name: value for name, value in self._own.items() if value is not None}
        shown |= {name: str(value) if isinstance(value, Path) else value for name, value in own.items()}
        return f"Extractor({', '.join(f'{name}={value!r}' for name, value in shown.items())})"

    def __getstate__(self) -> dict[str, Any]:
        kept = {name: value for name, value in self.__dict__.items() if name != "_versions"}
        reader = copy(self._reader)  # with no models in memory
        own = {**self._own, "reader": None if self._own["reader"] is None else reader}
        return {**kept, "_reader": reader, "_own": own}

    def load(self) -> "Extractor":
        """Load the models now rather than at the first text."""
        self._reader.load(self.threads)
        return self

    def share(self, threads: int) -> None:
        """Compute with so many threads, where none were chosen: others compute beside it. Before it loads."""
        self.threads = self.threads or threads

    @cached_property
    def _versions(self) -> Versions:
        """What makes the articles; asked for when the models are loaded."""
        chosen = tuple((name.replace("_", " "), str(getattr(self, name))) for name in _DECIDING)
        return evolve(self._reader.versions(), settings=chosen)

    def warn(self, text: str) -> None:
        """Tell the user of a text that is no prose of its language, or full of noise, once a process and kind."""
        prose.warn(text, self.language)
        beginning = text[: prose.READ]
        prose.warn_of_noise(View.of(beginning, self.language).notes, len(beginning))

    def __call__(
        self, text: str | PathLike[str], *, id: str | None = None, meta: Mapping[str, Any] | None = None
    ) -> Article:
        """`extract`, as those call it who take any function: ``frame.text.map(extractor)``."""
        return self.extract(text, id=id, meta=meta)

    def read(self, text: str) -> "tuple[Reading, Iterable[Spotted]]":
        """A text with its parse and its quotations, as the stages behind see it, and what a network spots in it.

        For those who build on the stages; what it gives may change from version to version.
        """
        bounds = paragraphs(text, self.language)
        marks = quotations(text, bounds, language=self.language)
        self._reader.load(self.threads)
        document, spotted = self._reader.read(text, bounds, marks)
        return Reading(document, marks), spotted

    def drafts(self, reading: Reading, spotted: "Iterable[Spotted]") -> list[Draft]:
        """What the engine finds in what `read` gave; for those who build on the stages, as `read` is."""
        return self._drafts(reading, spotted, _by_rules(reading))

    def _drafts(
        self, reading: Reading, spotted: "Iterable[Spotted]", by_rules: tuple[Marked, list[Draft]]
    ) -> list[Draft]:
        """What the engine finds; `by_rules` is what the marks tell, and what every rule finds."""
        modes = _MODES[self.scope]
        if self.engine == "rules":
            found = with_declined(reading, outer_by_rules(reading, by_rules[1]))
            found = [as_deed(reading, draft) for draft in found]
            return with_circumstances(reading, (d for d in found if d.mode in modes))
        found = find_by_network(reading, spotted, self.least_confidence, by_rules)
        drafts = [as_deed(reading, draft) for draft in with_declined(reading, found)]
        drafts = with_told_aloud(reading, drafts)
        asked = (_aloud(d) if self.scope == "speech" else d for d in drafts if d.mode in modes)
        kept = (d for d in asked if d.confidence >= self.least_confidence)
        others = [d for d in drafts if d.mode not in modes and d.confidence >= self.least_confidence]
        freed = find_freed(reading, others, by_rules[1], modes, self.least_confidence) if others else ()
        return with_circumstances(reading, (*kept, *freed))

    def extract(
        self, text: str | PathLike[str], *, id: str | None = None, meta: Mapping[str, Any] | None = None
    ) -> Article:
        """The attributions and speakers of one text.

        A text that plainly is no prose of its language (HTML, a path or an address, another language, wrongly decoded),
        or that is full of noise, is read all the same, with a `QuoteAttrWarning`, once a process and kind. What it was
        read without is told by `Article.notes`.

        Python's collector of cycles (`gc`) waits meanwhile, for one text at a time, and goes on right behind.

        Args:
            text: the text, a `pathlib.Path` of its file (as `read_text` reads it), or a `Doc` of spaCy.
            id: what to call the article; by default nothing, or the name of its file.
            meta: what is known of it, for `Article.meta`: outlet, date, url, title, section, author and what you like.

        Raises:
            InvalidText, InvalidInput: the text is none, it or its id has lone surrogates, or `meta` is no mapping.
            MissingFile, UnusableFile: the file is not there, or can't be read.
        """
        id, text, known = id_of(text, id), text_of(text), meta_of(meta)
        prose.warn(text, self.language)
        view = View.of(text, self.language)
        prose.warn_of_noise(view.notes, len(text))
        with waiting():
            return self._article(view, id, known)

    def _article(self, view: View, id: str | None, known: Meta) -> Article:
        """What is found in a text, told in the text as given."""
        reading, spotted = self.read(view.text)
        by_rules = _by_rules(reading)
        drafts = self._drafts(reading, spotted, by_rules)
        grants = find_grants(reading, drafts)
        drafts = sorted(without_grants(reading, drafts, grants), key=lambda draft: draft.begins)
        nested = find_nested(reading, drafts, by_rules[1], _MODES[self.scope], self.least_confidence)
        within = [inner.draft for inner in nested]
        voices, speakers = find_speakers(
            reading, drafts, withheld=holders(grants), within=within, levels=self.least_speaker_confidence > 0
        )
        sure = [sureness(reading.language, *both) for both in zip([*drafts, *within], voices, strict=True)]
        voices = [left_open(voice, its, self.least_speaker_confidence) for voice, its in zip(voices, sure, strict=True)]
        meant = {speaker.id for voice in voices for speaker in (voice.speaker, voice.told) if speaker is not None}
        speakers = tuple(speaker for speaker in speakers if speaker.id in meant)
        found_for = zip(drafts, voices, give(reading, grants, drafts, voices[: len(drafts)]), sure, strict=False)
        outer = [
            _attribution(reading, f"A{number}", draft, voice, grant=grant, sure=its)
            for number, (draft, voice, grant, its) in enumerate(found_for, start=1)
        ]
        outer = _with_continued(reading, drafts, outer)
        attributions = tuple(_with_nested(outer, nested, voices[len(drafts) :], sure[len(drafts) :]))
        _log.debug("read document %s: %d attributions, %d speakers", id, len(attributions), len(speakers))
        found = (
            attributions,
            speakers,
            reading.quotations,
            names_of(reading.document, firms_of(reading.document), ends_of_people(reading.document)),
        )
        attributions, speakers, marked, names = found if view.is_given else moved(found, view.span_in_given)
        return Article(
            view.given,
            attributions,
            speakers,
            marked,
            names=names,
            notes=view.notes,
            id=id,
            meta=known,
            versions=self._versions,
        )

    def extract_many(
        self,
        documents: Iterable[Given],
        *,
        progress: bool = False,
        batch_size: int = 16,
        n_jobs: int = 1,
        on_error: OnError = "record",
        text: str = "text",
        id: str = "id",
    ) -> Iterator[Article | Failure]:
        """Articles one by one, in order, read lazily: nothing is kept but what is under way.

        Args:
            documents: texts, pairs of id and text, triples of id, text and metadata, mappings with ``text`` and maybe
                ``id`` (all else in them is metadata), or paths of files (their ids); or a table (pandas, polars,
                Arrow), whose rows are such mappings. What is none of these becomes a `Failure`.
            progress: show a bar (tqdm) on standard error.
            batch_size: how many documents go to a process at a time.
            n_jobs: how many processes, at most 1,024; -1 for one a processor. Each loads the models once and uses its
                share of the processors. A script that asks for more than one must stand under
                ``if __name__ == "__main__":``.
            on_error: ``"record"`` gives a `Failure` with id, place and reason for a document that can't be read or
                whose process dies; ``"raise"`` raises at the first.
            text: the key, or the column, that holds the texts.
            id: the one that holds the ids; where it is another than ``"id"``, it is metadata too.

        Raises:
            InvalidSetting: a number or `on_error` that does not exist; more processes than one with a pipeline of
                your own, which can't be sent to them.
            InvalidText, InvalidInput: `documents` is one text, one mapping, a table without such a column, or no
                collection at all.
        """
        keys = Keys(text, id)
        check_bulk(documents, progress=progress, batch_size=batch_size, n_jobs=n_jobs, on_error=on_error, keys=keys)
        if n_jobs != 1 and self._own["pipeline"] is not None:
            raise InvalidSetting(
                "a stanza.Pipeline of your own can't be sent to processes: n_jobs=1, or a model folder"
            )
        return extract_all(
            self, documents, progress=progress, batch_size=batch_size, n_jobs=n_jobs, on_error=on_error, keys=keys
        )


_DECIDING = ("scope", "engine", "parse", "least_confidence", "least_speaker_confidence")  # what answers depend on
_SHOWN = (
    "scope",
    "engine",
    "parse",
    "least_confidence",
    "least_speaker_confidence",
    "device",
    "threads",
)  # of the settings, always


def _aloud(draft: Draft) -> Draft:
    """A draft with the confidence that it is an attribution that was said or written."""
    return draft if draft.aloud == 1.0 else evolve(draft, confidence=draft.confidence * draft.aloud)


def _attribution(
    reading: Reading,
    name: str,
    draft: Draft,
    voice: Voice,
    *,
    grant: Grant | None = None,
    sure: Sureness,
    inside: str | None = None,
) -> Attribution:
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
        anonymity=level_of(reading, draft, voice, grant, sure.level),
        channel=_span(document, draft.channel),
        addressee=_addressee(document, draft, voice),
        occasion=_occasion(document, draft),
        standing=_span(document, voice.standing),
        negated=draft.negated,
        inside=inside,
        confidence=draft.confidence,
        speaker_confidence=sure.speaker,
        evidence=(Evidence(draft.evidence, tuple(s for s in (source, cue) if s is not None)),),
    )


def _addressee(document: Document, draft: Draft, voice: Voice) -> Addressee | None:
    return Addressee(document.span(*draft.addressee), voice.told) if draft.addressee is not None else None


def _occasion(document: Document, draft: Draft) -> Occasion | None:
    if draft.where is None and draft.when is None:
        return None
    return Occasion(place=_span(document, draft.where), date=_span(document, draft.when))


def _by_rules(reading: Reading) -> tuple[Marked, list[Draft]]:
    """What the marks of a text tell, and what every rule finds in it."""
    marked = read_marks(reading)
    return marked, all_by_rules(reading, marked)


def _with_continued(reading: Reading, drafts: list[Draft], outer: list[Attribution]) -> list[Attribution]:
    """The attributions of drafts with the sentences that go on with them."""
    found = list(outer)
    for number, behind in enumerate(find_continued(reading, drafts)):
        if goes_on := tuple(Continuation(reading.document.span(*span), chance) for span, chance in behind):
            found[number] = evolve(found[number], continued=goes_on)
    return found


def _with_nested(
    outer: list[Attribution], nested: Sequence[Nested], voices: Sequence[Voice], sure: Sequence[Sureness]
) -> list[Attribution]:
    """Attributions with those within them, in order of the text; `A3-1` is the first one within `A3`."""
    inner: list[Attribution] = []
    count: Counter[str] = Counter()
    for one, voice, its in zip(nested, voices, sure, strict=True):
        around = outer[one.outer].id if one.parent is None else inner[one.parent].id
        count[around] += 1
        name = f"{around}-{count[around]}"
        inner.append(_attribution(one.reading, name, one.draft, voice, sure=its, inside=around))
    return sorted([*outer, *inner], key=lambda a: a.content[0].start)


def _span(document: Document, offsets: Offsets | None) -> Span | None:
    return document.span(*offsets) if offsets is not None else None
