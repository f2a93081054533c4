"""Text to a parsed document by Stanza: by the bundled pack, a folder with one, or any `stanza.Pipeline` of the user's.

Stanza reads a plain copy of the text (see `text.paragraphs.plain`), the same length as the original, so that every
token points into the text as it was given.
"""

import logging
import threading
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from quoteattr.errors import ModelNotFound
from quoteattr.language import Language
from quoteattr.on_stanza.pack import load_pipeline
from quoteattr.runtime.extras import need
from quoteattr.text.document import Document, Entity, Sentence, Token
from quoteattr.text.paragraphs import copies, paragraphs

if TYPE_CHECKING:
    import stanza

_log = logging.getLogger(__name__)
_MAX_SENTENCE = 180  # tokens; the parser's time and memory grow with the square
_REQUIRED = ("tokenize", "pos", "lemma", "depparse")
_ENTITY_KINDS = {"PER": "PERSON", "GPE": "LOC", "FAC": "LOC", "LOCATION": "LOC", "ORGANIZATION": "ORG"}


class StanzaParser:
    """Makes documents of texts. Loads its models at the first text; may be shared between threads."""

    def __init__(
        self,
        language: Language,
        pipeline: "stanza.Pipeline | None" = None,
        folder: Path | None = None,
        device: str = "cpu",
    ) -> None:
        self._language = language
        self._given = pipeline
        self._folder = folder
        self._device = device
        self._loaded: Any = None
        self._lock = threading.Lock()

    @property
    def given(self) -> "stanza.Pipeline | None":
        """The pipeline of the user's that it runs, if it does."""
        return self._given

    @property
    def folder(self) -> Path | None:
        """Where its models lie; None for a pipeline of the user's."""
        return None if self._given is not None else self._folder or self._language.model("stanza")

    def __getstate__(self) -> dict[str, Any]:
        if self._given is not None:
            raise TypeError("an extractor with a stanza.Pipeline of your own can't be pickled; give it a model folder")
        return {"language": self._language, "folder": self._folder, "device": self._device}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(state["language"], None, state["folder"], state["device"])  # type: ignore[misc]

    def load(self) -> "stanza.Pipeline":
        """The Stanza pipeline behind this parser, loaded when first asked for."""
        with self._lock:
            if self._loaded is None:
                begun = perf_counter()
                self._loaded = self._given or self._of_folder()
                taken = perf_counter() - begun
                _log.info("loaded Stanza's models in %s, on %s, in %.2f s", self.folder, self._device, taken)
                missing = [p for p in _REQUIRED if p not in self._loaded.processors]
                if missing:
                    raise ModelNotFound(f"the Stanza pipeline lacks the processors {', '.join(missing)}: add them")
            return self._loaded

    def _of_folder(self) -> "stanza.Pipeline":
        """The pipeline of the folder, on its device."""
        if self._device != "cpu":
            need(f"device={self._device!r}", "torch")
            from quoteattr.network.on_torch import check_device

            check_device(self._device)
        folder = self._folder or self._language.model("stanza")
        return load_pipeline(folder, device=self._device, code=self._language.code)

    def parse(self, text: str, bounds: tuple[tuple[int, int], ...] | None = None) -> Document:
        """The parse of a text, whose paragraphs (`bounds`, their offsets) may be known.

        Raises:
            ModelNotFound: there are no models.
        """
        bounds = paragraphs(text, self._language) if bounds is None else bounds
        if not bounds:
            return Document(text, (), language=self._language)
        pieces = list(copies(text, bounds))
        parsed = self._run("\n\n".join(pieces))
        return _document(text, bounds, pieces, parsed, self._language)

    def _run(self, text: str) -> Any:
        """Stanza's document, with sentences no longer than the parser can bear."""
        pipeline = self.load()
        with self._lock:
            doc = pipeline.process(text, processors="tokenize,mwt")
            if any(len(s.words) > _MAX_SENTENCE for s in doc.sentences):
                doc = _shortened(doc)
            if doc.sentences:
                doc = pipeline.process(doc, processors="pos,lemma,depparse,ner")
        return doc


def _shortened(doc: Any) -> Any:
    """The tokenized document with over-long sentences cut, at a comma or semicolon where there is one."""
    from stanza.models.common.doc import Document as StanzaDocument

    rows = []
    for sentence in doc.to_dict():
        while len(sentence) > _MAX_SENTENCE:
            cut = next(
                (i + 1 for i in range(_MAX_SENTENCE - 1, _MAX_SENTENCE // 2, -1) if sentence[i]["text"] in ";,:."),
                _MAX_SENTENCE,
            )
            rows.append(sentence[:cut])
            sentence = sentence[cut:]
        rows.append(sentence)
    for sentence in rows:
        for number, word in enumerate(sentence, start=1):
            word["id"] = number
    return StanzaDocument(rows, text=doc.text)


def _document(
    text: str, bounds: tuple[tuple[int, int], ...], pieces: list[str], parsed: Any, language: Language
) -> Document:
    """Our values from Stanza's, with offsets into the text as given."""
    sentences: list[Sentence] = []
    tokens: list[Token] = []
    entities: list[Entity] = []
    paragraph, begins = 0, 0  # the current paragraph and where it begins in the joined text
    for sentence in parsed.sentences:
        first = len(tokens)
        place: dict[int, int] = {}  # the character at which a token starts → its index
        for word in sentence.words:
            start, end = _offsets(word)
            while start >= begins + len(pieces[paragraph]) and paragraph + 1 < len(pieces):
                begins += len(pieces[paragraph]) + 2
                paragraph += 1
            shift = bounds[paragraph][0] - begins
            i = len(tokens)
            place[start] = i
            limit = bounds[paragraph][1]
            tokens.append(
                Token(
                    i,
                    min(start + shift, limit),
                    min(end + shift, limit),
                    text=text[start + shift : min(end + shift, limit)],
                    lemma=word.lemma or word.text,
                    upos=word.upos or "X",
                    xpos=word.xpos or "",
                    head=first + word.head - 1 if word.head else -1,
                    deprel=word.deprel or "dep",
                    sentence=len(sentences),
                    traits=language.traits(word.xpos or ""),
                )
            )
        for entity in getattr(sentence, "ents", ()):
            inside = [i for start, i in place.items() if entity.start_char <= start < entity.end_char]
            if inside:
                kind = _ENTITY_KINDS.get(entity.type, entity.type)
                entities.append(Entity(min(inside), max(inside) + 1, kind))
        if len(tokens) > first:
            sentences.append(Sentence(first, len(tokens), paragraph))
    return Document(text, bounds, tuple(sentences), tuple(tokens), tuple(entities), language=language)


def _offsets(word: Any) -> tuple[int, int]:
    """Start and end of a word; the words of a multi-word token may have only their token's."""
    if word.start_char is not None:
        return word.start_char, word.end_char
    return word.parent.start_char, word.parent.end_char
