"""Label Studio (labelstud.io): a task with a prediction, and annotations of it read again.

Kept: what brat keeps. Contents, sources, cues and names are regions with labels, their ties relations; style, mode,
level and negation are choices of a region, the note a text of it. A further piece of a content is a region of its own
with the relation `Continues`. `CONFIGURATION` is the labelling interface. Offsets count characters (code points).
"""

from typing import Any

from quoteattr.errors import InvalidInput, InvalidRecord
from quoteattr.export.brat import to_brat
from quoteattr.export.brat_in import from_brat
from quoteattr.export.drawn import CONTINUES, Drawing, name_of, piece
from quoteattr.inputs.given import article_of
from quoteattr.records import Article, Level, Mode, Style
from quoteattr.records.promises import shown

_NEGATED = "negated"
_CHOICES = {
    "Level": [*(level.value for level in Level), "unresolved"],
    "Style": [style.value for style in Style],
    "Mode": [mode.value for mode in Mode],
    "Negated": [_NEGATED],
}


def _configuration() -> str:
    labels = "".join(
        f'<Label value="{kind}"/>' for kind in ("Content", "Source", "Cue", "Person", "Organization", "Place", "Other")
    )
    relations = "".join(f'<Relation value="{kind}"/>' for kind in ("HasSource", "HasCue", CONTINUES))
    choices = "".join(
        f'<Choices name="{name}" toName="text" perRegion="true" whenTagName="label" whenLabelValue="Content">'
        + "".join(f'<Choice value="{value}"/>' for value in values)
        + "</Choices>"
        for name, values in _CHOICES.items()
    )
    note = '<TextArea name="note" toName="text" perRegion="true" editable="true"/>'
    return (
        f'<View><Labels name="label" toName="text">{labels}</Labels><Text name="text" value="$text"/>'
        f"<Relations>{relations}</Relations>{choices}{note}</View>"
    )


CONFIGURATION = _configuration()


def to_label_studio(article: Article) -> dict[str, Any]:
    """An article as a task of Label Studio, what was found as its prediction; a list of such is a file to import.

    Raises:
        InvalidInput: it is no article.
    """
    text = article_of(article).text
    drawing = Drawing.of_brat(to_brat(article))
    result: list[dict[str, Any]] = []
    for name, drawn in drawing.entities.items():
        for place, (start, end) in enumerate(drawn.pieces):
            value = {"start": start, "end": end, "text": text[start:end]}
            region = {"id": _piece(name, place), "to_name": "text"}
            labels = {**value, "labels": [drawn.kind]}
            result.append({**region, "from_name": "label", "type": "labels", "value": labels})
            if place:
                result.append(_relation(region["id"], _piece(name, place - 1), CONTINUES))
                continue
            for fact, told in drawn.facts.items():
                chosen = {**value, "choices": [told or _NEGATED]}
                result.append({**region, "from_name": fact, "type": "choices", "value": chosen})
            if drawn.note:
                noted = {**value, "text": [drawn.note]}
                result.append({**region, "from_name": "note", "type": "textarea", "value": noted})
    result += [_relation(one, other, kind) for kind, one, other in drawing.ties]
    return {
        "data": {"text": text, "name": article.id},
        "predictions": [{"model_version": "quoteattr", "result": result}],
    }


def _piece(name: str, place: int) -> str:
    return f"{name}.{place}" if place else name


def _relation(one: str, other: str, kind: str) -> dict[str, Any]:
    return {"from_id": one, "to_id": other, "type": "relation", "direction": "right", "labels": [kind]}


def from_label_studio(task: dict[str, Any], *, annotation: int = -1) -> Article:
    """The article of a task that Label Studio exported (an item of its JSON).

    Args:
        task: the task, as `json.loads` gives it.
        annotation: which of its annotations, by its place; by default the last. A task without any is read by its last
            prediction.

    Raises:
        InvalidInput: it is no mapping.
        InvalidRecord: it is no such task; the message says where.
    """
    if not isinstance(task, dict):
        raise InvalidInput(f"the task is {shown(task)}: give a mapping, as json.loads gives for an item")
    try:
        text, name = task["data"]["text"], task["data"].get("name")
        made = task.get("annotations") or []
        chosen = made[annotation] if made else (task.get("predictions") or [{"result": []}])[-1]
        drawing = _drawing(chosen["result"])
    except (LookupError, TypeError, AttributeError) as error:
        raise InvalidRecord(f"it is no task of Label Studio: {error!r}") from error
    return from_brat(text, drawing.to_brat(), id=name)


def _label(relation: dict[str, Any]) -> Any:
    """What an annotator chose for a relation."""
    if not relation.get("labels"):
        ends = f"{shown(relation['from_id'])} to {shown(relation['to_id'])}"
        raise InvalidRecord(f"the relation from {ends} has no label: choose HasSource, HasCue or {CONTINUES}")
    return relation["labels"][0]


def _drawing(result: list[dict[str, Any]]) -> Drawing:
    ties = [(_label(each), each["from_id"], each["to_id"]) for each in result if each["type"] == "relation"]
    regions = [(name_of(each["id"]), each["value"]) for each in result if each["type"] == "labels"]
    pieces = [(name, value["labels"][0], piece(value["start"], value["end"])) for name, value in regions]
    drawing = Drawing.of_pieces(pieces, ties)
    for each in result:
        drawn = drawing.entities.get(name_of(each["id"])) if each["type"] in ("choices", "textarea") else None
        if drawn is None:
            continue
        if each["type"] == "choices":
            told = each["value"]["choices"][0]
            drawn.facts[each["from_name"]] = "" if told == _NEGATED else told
        else:
            noted = each["value"]["text"]
            drawn.note = noted if isinstance(noted, str) else " ".join(noted)
    return drawing
