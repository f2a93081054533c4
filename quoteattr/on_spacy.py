"""Who said what as a component of spaCy (extra ``quoteattr[spacy]``).

>>> nlp = spacy.blank("en")                                                       # doctest: +SKIP
>>> nlp.add_pipe("quoteattr", config={"scope": "speech"})                         # doctest: +SKIP
>>> doc = nlp("“We are ready,” said Maria Ruiz.")                                 # doctest: +SKIP
>>> [(span.text, span.label_, span._.attribution.speaker.name) for span in doc.spans["quoteattr"]]  # doctest: +SKIP
[('“We are ready,”', 'named', 'Maria Ruiz')]

spaCy finds the component by itself where quoteattr is installed. It reads the text of the Doc, whatever stood before it
in the pipeline, and leaves what it finds there alone.
"""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from quoteattr.export.json import from_json
from quoteattr.extractor import Extractor
from quoteattr.records import Article, Attribution, level_name
from quoteattr.runtime.extras import need

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

need("a component of spaCy", "spacy")

from spacy.language import Language as _Language  # noqa: E402
from spacy.tokens import Doc as _Doc  # noqa: E402
from spacy.tokens import Span as _Span  # noqa: E402

GROUPS = {"quoteattr": "content", "quoteattr_sources": "source", "quoteattr_cues": "cue"}
_KEY = "quoteattr"
_DEFAULTS = {"scope": "speech", "engine": "model", "least_confidence": 0.35, "device": "cpu", "threads": None}


class QuoteAttr:
    """Puts what is attributed on a Doc: ``doc._.article`` is the `Article`, ``doc._.attributions`` its attributions;
    the span groups `GROUPS` hold contents (piece by piece, labelled with the level), sources and cues, and
    ``span._.attribution`` is what each belongs to. Spans are widened to whole tokens; those of the article are exact.

    A mapping in ``doc.user_data["meta"]`` becomes the article's metadata.
    """

    def __init__(self, **settings: Any) -> None:
        self.extractor = Extractor(**settings)

    def __call__(self, doc: "Doc") -> "Doc":
        article = self.extractor.extract(doc.text, meta=doc.user_data.get("meta"))
        doc.user_data[_KEY] = article.to_json()
        groups: dict[str, list[_Span]] = {name: [] for name in GROUPS}
        for attribution in article.attributions:
            label = level_name(attribution.anonymity.level)
            for role, span in attribution.spans():
                for name, wanted in GROUPS.items():
                    if role == wanted:
                        place = span.start, span.end
                        found = doc.char_span(*place, label=label, span_id=attribution.id, alignment_mode="expand")
                        if found is not None:  # there are no tokens there
                            groups[name].append(found)
        for name, spans in groups.items():
            doc.spans[name] = spans
        return doc

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing: the models are the library's own."""
        return b""

    def from_bytes(self, _: bytes, **__: Any) -> "QuoteAttr":
        """As it was made."""
        return self

    def to_disk(self, *_: Any, **__: Any) -> None:
        """Nothing: the models are the library's own."""

    def from_disk(self, *_: Any, **__: Any) -> "QuoteAttr":
        """As it was made."""
        return self


@_Language.factory("quoteattr", assigns=["doc._.article", "doc.spans"], default_config=_DEFAULTS)
def make(
    nlp: "Language",
    name: str,
    scope: str,
    engine: str,
    least_confidence: float,
    device: str,
    threads: int | None,
) -> QuoteAttr:
    """The component, with the settings of `Extractor` that a configuration can hold."""
    return QuoteAttr(scope=scope, engine=engine, least_confidence=least_confidence, device=device, threads=threads)


@lru_cache(maxsize=64)
def _read(text: str) -> Article:
    return from_json(text)


def _article(doc: "Doc") -> Article | None:
    """The article; on the Doc it is JSON, which goes with it to other processes and to disk."""
    return _read(doc.user_data[_KEY]) if _KEY in doc.user_data else None


def _attributions(doc: "Doc") -> tuple[Attribution, ...]:
    article = _article(doc)
    return () if article is None else article.attributions


def _attribution(span: "_Span") -> Attribution | None:
    return next((a for a in _attributions(span.doc) if a.id == span.id_), None)


_Doc.set_extension("article", getter=_article, force=True)
_Doc.set_extension("attributions", getter=_attributions, force=True)
_Span.set_extension("attribution", getter=_attribution, force=True)
