"""doccano (github.com/doccano/doccano), sequence labelling with relations: a line of its JSONL.

Kept: what brat keeps. Contents, sources, cues and names are entities; a further piece of a content is one of its own
with the relation `Continues`; style, mode, level, negation and notes stand in the column `quoteattr`, by the entity's
id, for which doccano has no place of its own. Offsets count characters of the text as given.
"""

from typing import Any

from quoteattr.errors import InvalidInput, InvalidRecord
from quoteattr.export.brat import to_brat
from quoteattr.export.brat_in import from_brat
from quoteattr.export.drawn import CONTINUES, Drawing, piece
from quoteattr.records import Article
from quoteattr.records.promises import shown


def to_doccano(article: Article) -> dict[str, Any]:
    """An article as a document of doccano; one to a line it can be imported (JSONL with relations).

    Raises:
        InvalidInput: it is no article.
    """
    drawing = Drawing.of_brat(to_brat(article))
    entities: list[dict[str, Any]] = []
    relations: list[dict[str, Any]] = []
    first: dict[str, int] = {}
    told: dict[str, Any] = {}
    for name, drawn in drawing.entities.items():
        for place, (start, end) in enumerate(drawn.pieces):
            number = len(entities) + 1
            entities.append({"id": number, "label": drawn.kind, "start_offset": start, "end_offset": end})
            if place == 0:
                first[name] = number
                told |= {str(number): {"facts": drawn.facts, "note": drawn.note}} if drawn.facts or drawn.note else {}
            else:
                relations.append(_relation(len(relations), number, number - 1, CONTINUES))
    for kind, one, other in drawing.ties:
        relations.append(_relation(len(relations), first[one], first[other], kind))
    named = {} if article.id is None else {"name": article.id}
    return {"text": article.text, "entities": entities, "relations": relations, "quoteattr": {**named, "told": told}}


def _relation(place: int, one: int, other: int, kind: str) -> dict[str, Any]:
    return {"id": place + 1, "from_id": one, "to_id": other, "type": kind}


def from_doccano(document: dict[str, Any]) -> Article:
    """The article of a document that doccano exported (a line of JSONL, as `json.loads` reads it).

    Raises:
        InvalidInput: it is no mapping.
        InvalidRecord: it is no such document; the message says where.
    """
    if not isinstance(document, dict):
        raise InvalidInput(f"the document is {shown(document)}: give a mapping, as json.loads gives it for a line")
    text, beside = document.get("text"), document.get("quoteattr") or {}
    if not isinstance(text, str):
        raise InvalidRecord(f"text is {shown(text)}: it must be a string")
    try:
        drawing = _drawing(document, beside.get("told") or {})
    except (LookupError, TypeError, AttributeError) as error:
        raise InvalidRecord(f"it is no document of doccano: {error!r}") from error
    return from_brat(text, drawing.to_brat(), id=beside.get("name"))


def _drawing(document: dict[str, Any], told: dict[str, Any]) -> Drawing:
    relations = document.get("relations") or []
    drawing = Drawing.of_pieces(
        [(each["id"], each["label"], piece(each["start_offset"], each["end_offset"])) for each in document["entities"]],
        [(each["type"], each["from_id"], each["to_id"]) for each in relations],
    )
    for name, drawn in drawing.entities.items():
        of = told.get(name) or {}
        drawn.facts, drawn.note = {**(of.get("facts") or {})}, of.get("note") or ""
    return drawing
