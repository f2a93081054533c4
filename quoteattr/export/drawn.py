"""Spans that are drawn over a text, tied to each other and told things of: what doccano, Label Studio and UIMA hold.

They are made of brat's annotations, and read as such, so that they keep what brat keeps.
"""

from collections.abc import Iterable
from typing import Any

from attrs import define, field

from quoteattr.errors import InvalidRecord
from quoteattr.records.promises import as_words, shown

CONTINUES = "Continues"  # what ties a further piece of a span to the one before it, where a form holds one piece a span


@define
class Drawn:
    """An entity by its id: its kind, its pieces, the attributes and the note that are told of it."""

    kind: str
    pieces: list[tuple[int, int]]
    facts: dict[str, str] = field(factory=dict)
    note: str = ""


@define
class Drawing:
    """Entities by their ids, and ties: their kind and the ids of both ends."""

    entities: dict[str, Drawn] = field(factory=dict)
    ties: list[tuple[str, str, str]] = field(factory=list)

    @classmethod
    def of_brat(cls, ann: str) -> "Drawing":
        """What brat's annotations hold, as `to_brat` wrote them."""
        drawing = cls()
        for line in ann.splitlines():
            name, told, *rest = line.split("\t")
            words = told.split(" ")
            if name[0] == "T":
                pieces = [piece.split() for piece in " ".join(words[1:]).split(";")]
                drawing.entities[name] = Drawn(words[0], [(int(start), int(end)) for start, end in pieces])
            elif name[0] == "R":
                one, other = (word.partition(":")[2] for word in words[1:])
                drawing.ties.append((words[0], one, other))
            elif name[0] == "A":
                drawing.entities[words[1]].facts[words[0]] = words[2] if len(words) > 2 else ""
            else:
                drawing.entities[words[1]].note = rest[0]
        return drawing

    @classmethod
    def of_pieces(
        cls, pieces: Iterable[tuple[Any, Any, tuple[int, int]]], ties: Iterable[tuple[Any, Any, Any]]
    ) -> "Drawing":
        """What a form holds that has one piece a span: pieces by id and kind, and all ties, `CONTINUES` among them.

        Raises:
            InvalidRecord: an id is neither a text nor a whole number, or a kind is no word.
        """
        pieces = [(name_of(name), _word(kind), piece) for name, kind, piece in pieces]
        ties = [(_word(kind), name_of(one), name_of(other)) for kind, one, other in ties]
        before = {one: other for kind, one, other in ties if kind == CONTINUES}
        drawing = cls(ties=[tie for tie in ties if tie[0] != CONTINUES])
        for name, kind, piece in sorted(pieces, key=lambda piece: piece[0] in before):  # the first pieces first
            first = _first(name, before)
            if first == name:
                drawing.entities[name] = Drawn(kind, [piece])
            elif first in drawing.entities:
                drawing.entities[first].pieces.append(piece)
        return drawing

    def to_brat(self) -> str:
        """The same as annotations of brat."""
        numbers = {name: f"T{number}" for number, name in enumerate(self.entities, start=1)}
        lines, told = [], 0
        for name, drawn in self.entities.items():
            places = ";".join(f"{start} {end}" for start, end in drawn.pieces)
            lines.append(f"{numbers[name]}\t{drawn.kind} {places}\t")
            for fact, value in drawn.facts.items():
                told += 1
                lines.append(f"A{told}\t{_word(fact)} {numbers[name]} {value and _word(value)}".rstrip())
            if drawn.note:
                if not isinstance(drawn.note, str):
                    raise InvalidRecord(f"a note is {shown(drawn.note)}: it must be a text")
                lines.append(f"#{told}\tAnnotatorNotes {numbers[name]}\t{' '.join(drawn.note.split())}")
        for number, (kind, one, other) in enumerate(self.ties, start=1):
            for end in (one, other):
                if end not in numbers:
                    raise InvalidRecord(f"a relation has {shown(end)}, which is no entity")
            lines.append(f"R{number}\t{kind} Arg1:{numbers[one]} Arg2:{numbers[other]}")
        return "".join(f"{line}\n" for line in lines)


def _first(name: str, before: dict[str, str]) -> str:
    """The piece that one goes on with in the end; a ring of them ends somewhere."""
    for _ in before:
        if name not in before:
            break
        name = before[name]
    return name


def name_of(given: Any) -> str:
    """The id of an entity: forms have texts, and whole numbers."""
    if isinstance(given, bool) or not isinstance(given, str | int):
        raise InvalidRecord(f"an id is {shown(given)}: it must be a text or a whole number")
    return as_words(given)


def _word(given: Any) -> str:
    """A kind, or what is told of an entity: one word."""
    if not isinstance(given, str) or len(given.split()) != 1:
        raise InvalidRecord(f"a label is {shown(given)}: it must be a word")
    return given


def piece(start: Any, end: Any) -> tuple[int, int]:
    """Two offsets as they are given; raises `InvalidRecord` for what is none."""
    for offset in (start, end):
        if type(offset) is not int:
            raise InvalidRecord(f"an offset is {shown(offset)}: it must be a whole number")
    return start, end
