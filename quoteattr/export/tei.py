"""TEI P5: the text with `<said who="…">` around every content, the speakers in its header (tei-c.org).

Kept: the text, contents with their pieces chained by `next` and `prev`, sources and cues as `<seg>`, speakers, levels,
style (`direct`), mode, confidence (`cert`), grants and reasons as `<seg>`. Dropped: evidence, mentions, quotations,
names, which source belongs to which of two contents that stand in one another. Characters that XML can't hold become
U+FFFD. A speaker whose id is the name of a level, or of their list, has a `_` before it.
"""

from xml.etree import ElementTree as ET

import regex

from quoteattr.inputs.given import article_of
from quoteattr.records import Article, Attribution, Kind, Level, Mode, Speaker, Style
from quoteattr.records.marked import stretches

NAMESPACE = "http://www.tei-c.org/ns/1.0"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_NOT_XML = regex.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAKEN = frozenset({"levels", *Level})  # ids of the header
_PEOPLE = {Kind.PERSON: "person", Kind.GROUP: "personGrp"}


def to_tei(article: Article) -> str:
    """An article as a TEI document; the text of its `<ab>` is the article's."""
    article_of(article)
    root = ET.Element("TEI", xmlns=NAMESPACE)
    header = ET.SubElement(root, "teiHeader")
    described = ET.SubElement(header, "fileDesc")
    ET.SubElement(ET.SubElement(described, "titleStmt"), "title").text = _clean(article.id or "Article")
    for element, words in (("publicationStmt", "Not published."), ("sourceDesc", "Attributions found by quoteattr.")):
        ET.SubElement(ET.SubElement(described, element), "p").text = words
    _speakers(ET.SubElement(header, "profileDesc"), article)
    _levels(ET.SubElement(header, "encodingDesc"))
    body = ET.SubElement(ET.SubElement(root, "text"), "body")
    _text(ET.SubElement(body, "ab", {f"{_XML}space": "preserve"}), article)
    document = ET.tostring(root, encoding="unicode")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + document.replace("\r", "&#13;") + "\n"


def _clean(text: str) -> str:
    return str(_NOT_XML.sub("\ufffd", text))


def _levels(parent: ET.Element) -> None:
    taxonomy = ET.SubElement(ET.SubElement(parent, "classDecl"), "taxonomy", {f"{_XML}id": "levels"})
    for level in Level:
        category = ET.SubElement(taxonomy, "category", {f"{_XML}id": level.value})
        ET.SubElement(category, "catDesc").text = level.value


def _speakers(parent: ET.Element, article: Article) -> None:
    if not article.speakers:
        return
    listed = ET.SubElement(ET.SubElement(parent, "particDesc"), "listPerson")
    for speaker in article.speakers:
        values = {f"{_XML}id": _id(speaker), "role": speaker.kind.value}
        if speaker.level is not None:
            values["ana"] = f"#{speaker.level.value}"
        one = ET.SubElement(listed, _PEOPLE.get(speaker.kind, "personGrp"), values)
        name = "persName" if speaker.name and speaker.kind is Kind.PERSON else "name"
        ET.SubElement(one, name if one.tag == "person" else "name").text = _clean(speaker.label)


def _id(speaker: Speaker) -> str:
    """An id that is there once in the document: those of contents have a full stop, which no speaker's has."""
    return f"_{speaker.id}" if speaker.id in _TAKEN else speaker.id


def _text(parent: ET.Element, article: Article) -> None:
    pieces: dict[str, list[ET.Element]] = {}
    for stretch in stretches(article):
        inside = parent
        for a in stretch.attributions:
            inside = ET.SubElement(inside, "said", _said(a))
            pieces.setdefault(a.id, []).append(inside)
        for part in stretch.parts:
            if part.roles:
                ET.SubElement(inside, "seg", ana=" ".join(f"#{role}" for role in part.roles)).text = _clean(part.text)
            else:
                _append(inside, _clean(part.text))
    for id, said in pieces.items():
        for n, one in enumerate(said):
            one.set(f"{_XML}id", f"{id}.{n + 1}")
            if n:
                one.set("prev", f"#{id}.{n}")
            if n + 1 < len(said):
                one.set("next", f"#{id}.{n + 2}")


def _append(element: ET.Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _said(a: Attribution) -> dict[str, str]:
    attributes = {
        "direct": "true" if a.style is Style.DIRECT else "false",
        "aloud": "true" if a.mode is Mode.SPEECH else "false",
        "cert": "high" if a.confidence >= 0.8 else "medium" if a.confidence >= 0.5 else "low",
    }
    if a.anonymity.level is not None:
        attributes["ana"] = f"#{a.anonymity.level.value}"
    if a.speaker is not None:
        attributes["who"] = f"#{_id(a.speaker)}"
    return attributes
