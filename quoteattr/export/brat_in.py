"""Annotations of brat read again: what was looked at and corrected by hand comes back as an article.

Read is what `to_brat` writes: contents, sources, cues, their ties, style, mode, level, negation, names, and in notes
the speaker (label, id and kind), grant, reason, confidence and what an attribution is inside of. A content without a
note gets a speaker of its source's words; one without a level, mode or style the commonest. Whatever brat does not hold
(evidence, mentions, quotations, what is said of speakers, channels) is empty.
"""

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import regex
from attrs import define, field

from quoteattr.errors import InvalidInput, InvalidRecord
from quoteattr.records import (
    UNRESOLVED,
    Anonymity,
    Article,
    Attribution,
    Kind,
    Level,
    Mode,
    Name,
    NameKind,
    Span,
    Speaker,
    Style,
)
from quoteattr.records.promises import shown

_ENTITY = regex.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t.*)?")
_RELATION = regex.compile(r"R\d+\t(HasSource|HasCue) Arg1:(T\d+) Arg2:(T\d+)\s*")
_ATTRIBUTE = regex.compile(r"[AM]\d+\t(\w+) (T\d+)(?: (\w+))?\s*")
_NOTE = regex.compile(r"#\d+\tAnnotatorNotes (T\d+)\t(.*)")
_SPEAKER = regex.compile(r"(.*) \(([A-Za-z][\w-]*), (\w+)\)")
_FACT = regex.compile(r"(?:^|; )(id|speaker|grant|reason|inside|confidence): ")
_NAMED = {kind.capitalize(): kind for kind in NameKind}
_CONTENT = "Content"
_GAP = regex.compile(r"\s+")
_MOST_DIGITS = 18
_LINE_ENDS = "\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"


@define
class _Drawn:
    """An entity, and what is tied to it."""

    kind: str
    pieces: list[tuple[int, int]]
    facts: dict[str, str] = field(factory=dict)
    note: dict[str, str] = field(factory=dict)
    ties: dict[str, str] = field(factory=dict)


def from_brat(text: str, ann: str, *, id: str | None = None) -> Article:
    """The article of a text and brat's annotations of it, as `to_brat` wrote them and an annotator left them.

    Args:
        text: the text (brat's `.txt` file), unchanged.
        ann: the annotations (its `.ann` file).
        id: what to call the article.

    Raises:
        InvalidInput: text or annotations are no `str`.
        InvalidRecord: a line is none of brat's, a span is not in the text, or attributions can't be so; it says where.
    """
    for name, given in (("text", text), ("annotations", ann)):
        if not isinstance(given, str):
            raise InvalidInput(f"the {name} are {shown(given)}: give a str, as the file holds it")
    drawn = _drawn(text, ann)
    contents = sorted(
        (each for each in drawn.items() if each[1].kind == _CONTENT), key=lambda each: each[1].pieces[0][0]
    )
    speakers: dict[str, Speaker] = {}
    ids = [content.note.get("id", "") for _, content in contents]
    free = (name for number in count(1) if (name := f"A{number}") not in ids)
    named = [id if id and ids.index(id) == place else next(free) for place, id in enumerate(ids)]
    attributions = tuple(
        _attribution(text, name, content, drawn, speakers) for name, (_, content) in zip(named, contents, strict=True)
    )
    spans = [(_span(text, each.pieces), _NAMED[each.kind]) for each in drawn.values() if each.kind in _NAMED]
    names = tuple(sorted((Name(span, kind) for span, kind in spans), key=lambda name: name.start))
    return Article(text, attributions, tuple(speakers.values()), names=names, id=id)


def _drawn(text: str, ann: str) -> dict[str, _Drawn]:
    """Entities by their ids, with what other lines say of them."""
    found: dict[str, _Drawn] = {}
    later: list[tuple[int, str]] = []
    for number, line in enumerate(ann.split("\n"), start=1):
        if match := _ENTITY.fullmatch(line.rstrip("\r")):
            pieces = [tuple(map(_offset, piece.split())) for piece in match[3].split(";")]
            if any(not 0 <= start < end <= len(text) for start, end in pieces):
                raise InvalidRecord(f"line {number}: {match[3]} is not in the text of {len(text)} characters")
            found[match[1]] = _Drawn(match[2], sorted((start, end) for start, end in pieces))
        elif line.startswith("T"):
            raise InvalidRecord(f"line {number}: {shown(line)} has no span, as in T1<tab>Content 0 15<tab>words")
        elif line.strip():
            later.append((number, line.rstrip("\r")))
    for number, line in later:
        _tell(found, number, line)
    return found


def _offset(digits: str) -> int:
    """An offset; Python writes none of thousands of digits, and no text is as long."""
    return int(digits[:_MOST_DIGITS])


def _tell(found: dict[str, _Drawn], number: int, line: str) -> None:
    """Put a relation, an attribute or a note to its entity; other kinds of brat's are passed over."""
    if match := _RELATION.fullmatch(line):
        _tie(found, match[1], match[2], match[3], number)
    elif match := _ATTRIBUTE.fullmatch(line):
        _at(found, match[2], number).facts[match[1]] = match[3] or "yes"
    elif match := _NOTE.fullmatch(line):
        _at(found, match[1], number).note = _facts(match[2])
    elif line[0] not in "REAMN#*":
        raise InvalidRecord(f"line {number}: {shown(line)} is no annotation of brat's")


def _tie(found: dict[str, _Drawn], kind: str, one: str, other: str, number: int) -> None:
    """Tie a content to its source or cue, whichever end it was drawn from."""
    if _at(found, one, number).kind != _CONTENT and _at(found, other, number).kind == _CONTENT:
        one, other = other, one
    content = _at(found, one, number)
    if content.kind != _CONTENT:
        raise InvalidRecord(f"line {number}: {kind} ties {one}, a {content.kind}: it must tie a {_CONTENT}")
    if content.ties.setdefault(kind, other) != other:
        raise InvalidRecord(f"line {number}: {one} has two {kind}, {content.ties[kind]} and {other}: keep one")
    _at(found, other, number)


def _at(found: dict[str, _Drawn], name: str, number: int) -> _Drawn:
    if name not in found:
        raise InvalidRecord(f"line {number}: there is no {name}")
    return found[name]


def _facts(note: str) -> dict[str, str]:
    """“speaker: …; grant: …”; what else an annotator notes tells nothing."""
    parts = list(_FACT.finditer(note))
    ends = [*(part.start() for part in parts[1:]), len(note)][: len(parts)]
    return {part[1]: note[part.end() : end] for part, end in zip(parts, ends, strict=True)}


def _attribution(
    text: str, name: str, content: _Drawn, drawn: dict[str, _Drawn], speakers: dict[str, Speaker]
) -> Attribution:
    tied = {kind: _span(text, drawn[content.ties[kind]].pieces) for kind in content.ties}
    source, note = tied.get("HasSource"), content.note
    said = content.facts.get("Level", UNRESOLVED if source is None else Level.NAMED.value)
    level = None if said == UNRESOLVED else _choice(Level, said, name)
    speaker = None if level in (None, Level.HIDDEN) else _speaker(note.get("speaker"), level, source, speakers, name)
    whole = _contents(text, content.pieces)
    return Attribution(
        id=name,
        source=source,
        cue=tied.get("HasCue"),
        content=whole,
        style=_choice(Style, content.facts.get("Style", Style.INDIRECT.value), name),
        mode=_choice(Mode, content.facts.get("Mode", Mode.SPEECH.value), name),
        speaker=speaker,
        anonymity=Anonymity(
            level, granted=_near(text, note.get("grant"), whole), reason=_near(text, note.get("reason"), whole)
        ),
        negated="Negated" in content.facts,
        confidence=float(note["confidence"]) if regex.fullmatch(r"[01]\.\d+", note.get("confidence", "")) else 1.0,
        inside=note.get("inside"),
    )


def _speaker(
    told: str | None, level: Level | None, source: Span | None, speakers: dict[str, Speaker], name: str
) -> Speaker:
    """The speaker that a note tells, else one of the source's words; each there once."""
    match = _SPEAKER.fullmatch(told or "")
    label, id, kind = match.groups() if match else (told or (source and _flat(source.text)), None, Kind.UNKNOWN.value)
    if not label:
        raise InvalidRecord(f"{name} has a level, but neither a source nor a note that tells its speaker")
    known = speakers.get(id) if id else next((s for s in speakers.values() if s.label == label), None)
    if known is not None and known.level is level:
        return known
    free = id if id and id not in speakers else next(n for k in count(1) if (n := f"S{k}") not in speakers)
    named = level in (Level.NAMED, Level.PARTIAL)
    made = Speaker(
        free, label if named else None, None if named else label, _choice(Kind, kind, name), level=level,
        mentions=(source,) if source is not None else (),
    )  # fmt: skip
    speakers[free] = made
    return made


def _choice(kind: Callable[[str], Any], value: str, name: str) -> Any:
    try:
        return kind(value)
    except ValueError:
        raise InvalidRecord(f"{name}: {shown(value)} is no {kind.__name__.lower()}") from None


def _span(text: str, pieces: list[tuple[int, int]]) -> Span:
    """One span from the first fragment to the last: brat parts what goes over several lines."""
    start, end = pieces[0][0], pieces[-1][1]
    return Span(start, end, text[start:end])


def _contents(text: str, pieces: list[tuple[int, int]]) -> tuple[Span, ...]:
    """The pieces of a content; those that only line ends part are one."""
    joined: list[tuple[int, int]] = []
    for start, end in pieces:
        if joined and not text[joined[-1][1] : start].strip(_LINE_ENDS):
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return tuple(Span(start, end, text[start:end]) for start, end in joined)


def _near(text: str, words: str | None, content: tuple[Span, ...]) -> Span | None:
    """Where words stand, next to a content: a note has them without their place."""
    if not words:
        return None
    pattern = r"\s+".join(map(regex.escape, words.split()))
    places = list(_found(pattern, text))
    best = min(places, key=lambda m: abs(m[0] - content[0].start), default=None)
    return None if best is None else Span(best[0], best[1], text[best[0] : best[1]])


def _found(pattern: str, text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in regex.finditer(pattern, text))


def _flat(text: str) -> str:
    return str(_GAP.sub(" ", text)).strip()
