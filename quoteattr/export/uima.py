"""UIMA (uima.apache.org), as INCEpTION (inception-project.github.io) holds it: a CAS, with dkpro-cassis.

Kept: what brat keeps. Contents, sources, cues and names are annotations of the type `quoteattr.Span`, which tells their
label, level, style, mode, negation and note; ties are relations of the type `quoteattr.Tie`. A further piece of a
content is an annotation of its own with the relation `Continues`. Where two contents begin at the same place the longer
comes first: a CAS has no other order. Offsets count characters of the text as given; cassis turns them into UIMA's
UTF-16 units where it writes files.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from quoteattr.errors import InvalidInput, InvalidRecord
from quoteattr.export.brat import to_brat
from quoteattr.export.brat_in import from_brat
from quoteattr.export.drawn import CONTINUES, Drawing, piece
from quoteattr.records import Article
from quoteattr.records.promises import shown
from quoteattr.runtime import extras

if TYPE_CHECKING:
    from cassis import Cas

_SPAN, _TIE = "quoteattr.Span", "quoteattr.Tie"
_FACTS = ("Level", "Style", "Mode")
_NEGATED = "Negated"
_ENDS = ("Governor", "Dependent")  # as INCEpTION wants the ends of a relation to be called


def to_uima(article: Article) -> "Cas":
    """An article as a CAS; with ``cas.to_json(path)`` or ``cas.to_xmi(path)`` it is a file that INCEpTION imports.

    ``cas.typesystem.to_xml(path)`` are the layers, which a project of INCEpTION imports before.

    Raises:
        InvalidInput: it is no article.
        MissingExtra: dkpro-cassis is not installed.
    """
    drawing = Drawing.of_brat(to_brat(article))
    cas = _empty(article.text)
    span_type, tie_type = (cas.typesystem.get_type(name) for name in (_SPAN, _TIE))
    first: dict[str, Any] = {}

    def tie(kind: str, one: Any, other: Any) -> None:
        ends = dict(zip(_ENDS, (one, other), strict=True))
        cas.add(tie_type(begin=other.begin, end=other.end, label=kind, **ends))

    for name, drawn in drawing.entities.items():
        last = None
        for start, end in drawn.pieces:
            told: dict[str, Any] = {} if last else {**drawn.facts, "note": drawn.note or None}
            if _NEGATED in told:
                told[_NEGATED] = True
            made = span_type(begin=start, end=end, label=drawn.kind, **told)
            cas.add(made)
            if last:
                tie(CONTINUES, made, last)
            first.setdefault(name, made)
            last = made
    for kind, one, other in drawing.ties:
        tie(kind, first[one], first[other])
    return cas


def _empty(text: str) -> "Cas":
    """A CAS of a text, with the types."""
    extras.need("to_uima", "cassis")
    cassis: Any = import_module("cassis")
    types = cassis.TypeSystem()
    span_type = types.create_type(_SPAN, "uima.tcas.Annotation")
    for name in ("label", *_FACTS, "note"):
        types.create_feature(span_type, name, "uima.cas.String")
    types.create_feature(span_type, _NEGATED, "uima.cas.Boolean")
    tie_type = types.create_type(_TIE, "uima.tcas.Annotation")
    types.create_feature(tie_type, "label", "uima.cas.String")
    for name in _ENDS:
        types.create_feature(tie_type, name, span_type)
    cas: Cas = cassis.Cas(typesystem=types)
    cas.sofa_string, cas.sofa_mime = text, "text/plain"
    return cas


def from_uima(cas: "Cas", *, id: str | None = None) -> Article:
    """The article of a CAS that INCEpTION exported, or `to_uima` made.

    Args:
        cas: the CAS, as ``cassis.load_cas_from_json`` and ``cassis.load_cas_from_xmi`` read it.
        id: what to call the article.

    Raises:
        InvalidInput: it is no CAS.
        InvalidRecord: it has no text, not these types, or annotations that can't be so.
        MissingExtra: dkpro-cassis is not installed.
    """
    extras.need("from_uima", "cassis")
    if not isinstance(cas, import_module("cassis").Cas):
        raise InvalidInput(f"the CAS is {shown(cas)}: give a cassis.Cas, as cassis.load_cas_from_json gives it")
    text = cas.sofa_string
    if not isinstance(text, str):
        raise InvalidRecord(f"the text of the CAS is {shown(text)}: it must be a string")
    if not cas.typesystem.contains_type(_SPAN):
        raise InvalidRecord(
            f"the CAS has no type {_SPAN}: import the layers that cas.typesystem.to_xml of to_uima writes"
        )
    try:
        drawing = _drawing(cas)
    except (LookupError, TypeError, AttributeError) as error:
        raise InvalidRecord(f"it is no CAS of this form: {error!r}") from error
    return from_brat(text, drawing.to_brat(), id=id)


def _drawing(cas: "Cas") -> Drawing:
    spans = sorted(cas.select(_SPAN), key=lambda span: (span.begin, -span.end))
    names = {id(span): str(number) for number, span in enumerate(spans)}
    ties = cas.select(_TIE) if cas.typesystem.contains_type(_TIE) else []
    told = [(tie.label, *(names[id(getattr(tie, end))] for end in _ENDS)) for tie in ties]
    pieces = [(names[id(span)], span.label, piece(span.begin, span.end)) for span in spans]
    drawing = Drawing.of_pieces(pieces, told)
    for name, span in zip(names.values(), spans, strict=True):
        if name in drawing.entities:
            drawn = drawing.entities[name]
            drawn.facts = {fact: value for fact in _FACTS if (value := getattr(span, fact))}
            drawn.facts |= {_NEGATED: ""} if getattr(span, _NEGATED) else {}
            drawn.note = span.note or ""
    return drawing
