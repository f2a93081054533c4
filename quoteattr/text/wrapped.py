"""Text wrapped by hand or by a program: which of its line ends are no more than a space.

A program that wraps at a width puts a word on the next line only where it would not fit. So each line end tells an
interval of widths: from the length of its line to what that would be with the next word. In wrapped text most of these
share one width, and many lines go on in mid-sentence; lines that a writer ended do neither.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

import regex
from attrs import frozen

from quoteattr.text.scripts.heads import begins_turn

_NARROWEST, _WIDEST = 40, 120  # the widths that text is wrapped at, in characters
_RAGGED = 0.25  # how much sooner than at its width a line may end where the wrapper counts no characters
_AGREEING = 0.6  # the least share of line ends that one width must explain
_GOING_ON = 0.4  # the least share of these that must stand in mid-sentence
_FEWEST = 2  # line ends in mid-sentence
_SHORTEST = 15  # characters of a line that may break a sentence by itself: shorter ones are labels and headings
_LEADS = ":;”\"’')]|"

_WORD = regex.compile(r"[^ \t\n]++")  # what no wrapper divides: a no-break space does not
_ENDS_SENTENCE = regex.compile(r"[.?!…][”\"’')\]]*+$")
_BROKEN_AT_A_SIGN = regex.compile(r"(?:\w[-–]|(?<![ —-])[—-]{2}|\w—)$")  # “well-” “known”: no space stood there
_ITEM = regex.compile(r"[*•▪●◦·‣]\s|[-–—]\s+\p{Lu}|\(?\d{1,3}[.)]\s")


@frozen(slots=True)
class _Line:
    """Where what is written on a line begins and ends, and how far it is set in."""

    start: int
    end: int
    indent: int


@frozen(slots=True)
class _End:
    """The white space between two lines of a block.

    `width` is how long the first is, `filled` how long it would be with the first word of the second. `stops` tells
    that it ends a sentence, `goes_on` that the second begins in mid-sentence, `begins` that it begins something anew
    whatever the width; `leads` that the first ends in a mark that leads to something or closes it, `opens` that it
    begins like a sentence; `parts` that it may stand within a word.
    """

    start: int
    end: int
    width: int
    filled: int
    stops: bool
    goes_on: bool
    begins: bool
    leads: bool
    opens: bool
    parts: bool

    def explained_by(self, width: int, slack: float) -> bool:
        """Whether a wrapper at a width may have put it here."""
        return self.width <= width < self.filled * (1 + slack)

    def is_soft(self, width: int, slack: float) -> bool:
        """Whether it is only a space in text wrapped at a width."""
        if self.begins or self.width > max(width, _WIDEST):
            return False
        return self.filled > width or (not self.stops and self.filled * (1 + slack) > width)


def soft_ends(text: str) -> list[tuple[int, int, str]]:
    """The line ends of a text, each ``"\\n"``, that are no more than a space: start and end of each, the white space
    around it taken in, and what stands for it: a space, or nothing behind a hyphen. Those that part a word are left to
    `noise.hyphens`."""
    blocks = [ends for lines in _blocks(text) if (ends := _ends(text, lines))]
    found = sorted({*_wrapped(blocks), *_in_mid_sentence(blocks)}, key=_start)
    return [_joined(text, end) for end in found if not end.parts]


def _start(end: _End) -> int:
    return end.start


def _wrapped(blocks: Sequence[Sequence[_End]]) -> Iterator[_End]:
    """The soft line ends of text that is wrapped at a width, all of it or some of its blocks."""
    every = [end for ends in blocks for end in ends]
    if len(every) < _FEWEST:
        return
    if found := _wrapped_at(every, _AGREEING):
        yield from (end for end in every if end.is_soft(*found))
        return
    for ends in blocks:
        if len(ends) >= _FEWEST and (found := _wrapped_at(ends, 1)):
            yield from (end for end in ends if end.is_soft(*found))


def _in_mid_sentence(blocks: Sequence[Sequence[_End]]) -> Iterator[_End]:
    """“She said the clerk” ⏎ “had lost a box.”: line ends that break a sentence, at whatever width; not in a list,
    whose lines all begin in small letters."""
    for ends in blocks:
        opened = False  # whether the line goes on with a sentence that began before
        for end in ends:
            breaks = end.goes_on and not end.leads and not end.begins and end.width >= _SHORTEST
            opened = breaks and (opened or end.opens)
            if opened:
                yield end


def _joined(text: str, end: _End) -> tuple[int, int, str]:
    at_a_sign = _BROKEN_AT_A_SIGN.search(text, max(0, end.start - 3), end.start)
    return end.start, end.end, "" if at_a_sign else " "


def _wrapped_at(ends: Sequence[_End], agreeing: float) -> tuple[int, float] | None:
    """The width that some lines are wrapped at, and how ragged they are; None where they are not."""
    for slack in (0, _RAGGED):
        width = _likeliest(ends, slack)
        explained = [end for end in ends if end.explained_by(width, slack)]
        going_on = sum(end.goes_on for end in explained)
        if (
            len(explained) >= agreeing * len(ends)
            and going_on >= _FEWEST
            and going_on >= _GOING_ON * len(explained)
        ):  # fmt: skip
            return width, slack
    return None


def _likeliest(ends: Sequence[_End], slack: float) -> int:
    """The width that explains most line ends."""
    votes = [0] * (_WIDEST - _NARROWEST + 2)
    for end in ends:
        first, last = max(end.width, _NARROWEST), min(int(end.filled * (1 + slack) - 1e-9), _WIDEST)
        if first <= last:
            votes[first - _NARROWEST] += 1
            votes[last + 1 - _NARROWEST] -= 1
    summed = list(accumulate(votes[:-1]))
    return _NARROWEST + max(range(len(summed)), key=summed.__getitem__)


def _blocks(text: str) -> Iterator[list[_Line]]:
    """The lines between blank lines, where there are two or more."""
    block: list[_Line] = []
    at = 0
    for line in text.split("\n"):
        written = line.strip()
        if written:
            indent = len(line) - len(line.lstrip())
            block.append(_Line(at + indent, at + indent + len(written), indent))
        elif block:
            if len(block) > 1:
                yield block
            block = []
        at += len(line) + 1
    if len(block) > 1:
        yield block


def _ends(text: str, lines: Sequence[_Line]) -> list[_End]:
    """The line ends of a block."""
    return [_end(text, one, after) for one, after in pairwise(lines)]


def _end(text: str, one: _Line, after: _Line) -> _End:
    word = _WORD.match(text, after.start)
    width = one.end - one.start
    stops = _ENDS_SENTENCE.search(text, max(one.start, one.end - 6), one.end) is not None
    return _End(
        one.end,
        after.start,
        width=width,
        filled=width + 1 + (word.end() - word.start() if word else 0),
        stops=stops,
        goes_on=not stops and text[after.start].islower(),
        begins=_begins(text, after, stops) or (stops and after.indent > one.indent),
        leads=text[one.end - 1] in _LEADS,
        opens=not text[one.start].islower(),
        parts=_may_part(text, one.end, after.start),
    )


def _may_part(text: str, end: int, start: int) -> bool:
    """Whether a line end may stand within a word: behind a hyphen, between letters of one case."""
    before, after = text[end - 2 : end - 1], text[start : start + 2]
    return text[end - 1] in "-‐¬" and before.isalpha() and (after[:1].islower() or (before + after).isupper())


def _begins(text: str, line: _Line, stopped: bool) -> bool:
    """Whether a line begins an item of a list, or what another says in a transcript."""
    return _ITEM.match(text, line.start) is not None or (stopped and begins_turn(text, line.start))
