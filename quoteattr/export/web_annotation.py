"""W3C Web Annotation: one annotation an attribution, as JSON-LD (w3.org/TR/annotation-model).

Kept: contents, sources, cues, grants and reasons as targets with position and quotation, each with its role; speaker,
level, style, mode, confidence as bodies. Dropped: evidence, mentions, quotations, names, what is said of speakers.
Positions count characters (code points) of the text as given.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from quoteattr.errors import InvalidInput
from quoteattr.inputs.given import article_of
from quoteattr.records import Article, Attribution, Span
from quoteattr.records.promises import as_storable, shown

_CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"role": "urn:quoteattr:role", "name": "urn:quoteattr:name"}]
_OF_A_NAME = "/:@!$&'()*+,;=-._~"  # what else a URN may hold (RFC 8141)
_KEPT = frozenset({"content", "source", "cue", "grant", "reason"})
_AROUND = 32  # characters before and behind a quotation


def to_web_annotations(article: Article, source: str | None = None) -> dict[str, Any]:
    """An article's attributions as an annotation collection.

    Args:
        article: what `extract` gave.
        source: the address of the text; by default that of its metadata, else a name made of its id.

    Raises:
        InvalidInput: it is no article, or the address no text.
    """
    article_of(article)
    if source is not None and (not isinstance(source, str) or as_storable(source) != source):
        raise InvalidInput(f"source is {shown(source)}: give the address of the text as a str")
    address = source or article.meta.url or f"urn:quoteattr:{quote(article.id or 'article', safe=_OF_A_NAME)}"
    items = [_annotation(article, a, address) for a in article.attributions]
    return {
        "@context": _CONTEXT,
        "id": f"{address}#attributions",
        "type": "AnnotationCollection",
        "total": len(items),
        "first": {"id": f"{address}#page", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }


def _annotation(article: Article, a: Attribution, address: str) -> dict[str, Any]:
    return {
        "id": f"{address}#{a.id}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": [
            {"type": "TextualBody", "purpose": purpose, "name": name, "value": value}
            for name, purpose, value in _facts(a)
        ],
        "target": [
            {"source": address, "role": role, "selector": _selectors(article.text, span)}
            for role, span in a.spans()
            if role in _KEPT
        ],
    }


def _facts(a: Attribution) -> Iterator[tuple[str, str, str]]:
    if a.speaker is not None:
        yield "speaker", "identifying", a.speaker.label
        yield "kind", "classifying", a.speaker.kind.value
    if a.anonymity.level is not None:
        yield "level", "classifying", a.anonymity.level.value
    yield "style", "classifying", a.style.value
    yield "mode", "classifying", a.mode.value
    yield "confidence", "assessing", f"{a.confidence:.3f}"


def _selectors(text: str, span: Span) -> list[dict[str, Any]]:
    quoted = {"exact": span.text, "prefix": text[max(0, span.start - _AROUND) : span.start],
              "suffix": text[span.end : span.end + _AROUND]}  # fmt: skip
    return [
        {"type": "TextPositionSelector", "start": span.start, "end": span.end}, {"type": "TextQuoteSelector", **quoted}
    ]  # fmt: skip
