"""A text as it is read: what makes no difference to a reader makes none to what reads it here.

Line ends, soft hyphens, spaces of other kinds, entities and hard line wraps are noise of the way that a text came. The
view of a text is free of them; everything reads the view, and what it finds is told in the text as given.
"""

import html
from bisect import bisect_right
from collections.abc import Callable, Sequence
from html.entities import html5
from itertools import accumulate

import regex
from attrs import field, frozen

from quoteattr.records import Span
from quoteattr.text.stretches import Offsets
from quoteattr.text.wrapped import soft_ends

Edit = tuple[int, int, str]  # start and end of a stretch, and what it becomes


def _each(pattern: str, becomes: str) -> Callable[[str], list[Edit]]:
    """Finds every stretch of a pattern, all of which become the same."""
    compiled = regex.compile(pattern)
    return lambda text: [(*m.span(), becomes) for m in compiled.finditer(text)]


_ENTITY = regex.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def _entities(text: str) -> list[Edit]:
    """“AT&amp;amp;T”, “&amp;#8217;”: those that stand for one character; what looks like one and is none stays."""
    known = (m for m in _ENTITY.finditer(text) if text[m.start() + 1] == "#" or m[0][1:] in html5)
    return [(*m.span(), character) for m in known if len(character := html.unescape(m[0])) <= 1]


# Blanks but plain spaces and line ends; control characters are blank, too.
_OTHER_BLANKS = r"\x00-\x09\x0b-\x1f\x7f-\xa0\u1680\u2000-\u200a\u202f\u205f\u3000\ufffe\uffff"

# What is noise, in the order in which it is taken away: a row finds its kind in what those before it leave.
KINDS: tuple[tuple[str, Callable[[str], list[Edit]]], ...] = (
    ("entities of HTML", _entities),
    ("line ends", _each(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]", "\n")),
    ("signs without width", _each(r"[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+", "")),
    ("spaces", _each(rf"[{_OTHER_BLANKS}][ {_OTHER_BLANKS}]*+| [ {_OTHER_BLANKS}]++", " ")),
    ("wrapped lines", soft_ends),
)


@frozen(eq=False)
class _Step:
    """What one kind of noise was, and what became of it: `at` tells where each edit's outcome begins."""

    edits: Sequence[Edit]
    at: list[int] = field(init=False)

    @at.default
    def _where(self) -> list[int]:
        grown = accumulate((len(becomes) - (end - start) for start, end, becomes in self.edits), initial=0)
        return [start + by for (start, _, _), by in zip(self.edits, grown, strict=False)]

    def apply(self, text: str) -> str:
        """The text without the noise."""
        parts: list[str] = []
        done = 0
        for start, end, becomes in self.edits:
            parts += (text[done:start], becomes)
            done = end
        return "".join([*parts, text[done:]])

    def origin(self, place: int) -> Offsets:
        """The stretch that a character came from."""
        number = bisect_right(self.at, place) - 1
        if number < 0:
            return place, place + 1
        start, end, becomes = self.edits[number]
        behind = place - self.at[number] - len(becomes)
        return (start, end) if behind < 0 else (end + behind, end + behind + 1)

    def outcome(self, place: int) -> Offsets:
        """What became of a character: the stretch of what its edit became; an empty one where that is nothing."""
        number = bisect_right(self.edits, place, key=lambda edit: edit[0]) - 1
        if number < 0:
            return place, place + 1
        _, end, becomes = self.edits[number]
        first, last = self.at[number], self.at[number] + len(becomes)
        return (first, last) if place < end else (last + place - end, last + place - end + 1)


@frozen(eq=False)
class View:
    """A text as given, and as it is read (`text`): the same where it has no noise.

    >>> view = View.of("It\\u00adself, he&nbsp;said.")
    >>> view.text
    'Itself, he said.'
    >>> view.given[slice(*view.offsets_in_given(8, 10))]
    'he'
    """

    given: str
    text: str
    _steps: tuple[_Step, ...] = ()

    @classmethod
    def of(cls, given: str) -> "View":
        """The view of a text."""
        text, steps = given, []
        for _, edits_of in KINDS:
            if edits := edits_of(text):
                steps.append(_Step(edits))
                text = steps[-1].apply(text)
        return cls(given, text, tuple(steps))

    @property
    def is_given(self) -> bool:
        """Whether the text is read just as it was given."""
        return not self._steps

    def offsets_in_given(self, start: int, end: int) -> Offsets:
        """A stretch of the text, not empty, in the text as given: from what its first character came from to what its
        last one came from. What was taken away inside it is inside it, at its edges outside."""
        first, last = start, end - 1
        for step in reversed(self._steps):
            first, last = step.origin(first)[0], step.origin(last)[1] - 1
        return first, last + 1

    def offsets_in_text(self, start: int, end: int) -> Offsets:
        """A stretch of the text as given, not empty, in the text as it is read; an empty one where nothing of it is
        left."""
        for step in self._steps:
            if start >= end:
                break
            start, end = step.outcome(start)[0], step.outcome(end - 1)[1]
        return start, max(start, end)

    def span_in_given(self, span: Span) -> Span:
        """A span of the text as the one of the text as given."""
        start, end = self.offsets_in_given(span.start, span.end)
        return Span(start, end, self.given[start:end])
