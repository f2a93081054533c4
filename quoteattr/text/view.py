"""A text as it is read: what makes no difference to a reader makes none to what reads it here.

Line ends, soft hyphens, spaces of other kinds, entities, tags, ligatures, wrongly decoded characters, page numbers,
hard line wraps and what they part are noise of the way that a text came. The view of a text is free of them; everything
reads the view, and what it finds is told in the text as given.
"""

import html
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from html.entities import html5
from itertools import accumulate

import regex
from attrs import field, frozen

from quoteattr.language import Language
from quoteattr.language import language as language_of
from quoteattr.records import Note, NoteKind, Span
from quoteattr.text.noise.encoding import read_wrongly
from quoteattr.text.noise.hyphens import parted_words
from quoteattr.text.noise.marks import turned_marks
from quoteattr.text.noise.pages import page_matter
from quoteattr.text.noise.tags import tags
from quoteattr.text.stretches import Edit, Offsets
from quoteattr.text.wrapped import soft_ends

Finder = Callable[[str, Language], list[Edit]]


def _each(pattern: str, becomes: str) -> Finder:
    """Finds every stretch of a pattern, all of which become the same."""
    compiled = regex.compile(pattern)
    return lambda text, _: [(*m.span(), becomes) for m in compiled.finditer(text)]


def _anywhere(find: Callable[[str], list[Edit]]) -> Finder:
    """What no language matters to."""
    return lambda text, _: find(text)


_ENTITY = regex.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def _entities(text: str) -> list[Edit]:
    """“AT&amp;amp;T”, “&amp;#8217;”: those that stand for one character; what looks like one and is none stays."""
    known = (m for m in _ENTITY.finditer(text) if text[m.start() + 1] == "#" or m[0][1:] in html5)
    return [(*m.span(), character) for m in known if len(character := html.unescape(m[0])) <= 1]


_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURE = regex.compile("[ﬀ-ﬆ]")


def _ligatures(text: str) -> list[Edit]:
    return [(*m.span(), _LIGATURES[m[0]]) for m in _LIGATURE.finditer(text)]


# Blanks but plain spaces and line ends; control characters are blank, too.
_OTHER_BLANKS = r"\x00-\x09\x0b-\x1f\x7f-\xa0\u1680\u2000-\u200a\u202f\u205f\u3000\ufffe\uffff"

# What is noise, in the order in which it is taken away: a row finds its kind in what those before it leave.
KINDS: tuple[tuple[NoteKind, Finder], ...] = (
    *((NoteKind.ENCODING, _anywhere(read_wrongly)),) * 3,  # wrong as often as that, at most
    (NoteKind.TAGS, _anywhere(tags)),
    (NoteKind.ENTITIES, _anywhere(_entities)),
    (NoteKind.TAGS, _anywhere(tags)),  # those that were written as entities
    (NoteKind.LIGATURES, _anywhere(_ligatures)),
    (NoteKind.LINE_ENDS, _each(r"\r\n|[\r\x0b\x85\u2028\u2029]", "\n")),
    (NoteKind.ZERO_WIDTH, _each(r"[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+", "")),
    (NoteKind.PAGES, page_matter),
    (NoteKind.SPACES, _each(rf"[{_OTHER_BLANKS}][ {_OTHER_BLANKS}]*+| [ {_OTHER_BLANKS}]++", " ")),
    (NoteKind.WRAPPED, _anywhere(soft_ends)),
    (NoteKind.HYPHENS, parted_words),
    (NoteKind.MARKS, turned_marks),
)


@frozen(eq=False)
class _Step:
    """What one kind of noise was, and what became of it: `at` tells where each edit's outcome begins."""

    kind: NoteKind
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
    def of(cls, given: str, language: str | Language = "en") -> "View":
        """The view of a text in a language (a code or a `Language`)."""
        text, language = given, language_of(language)
        steps: list[_Step] = []
        for kind, edits_of in KINDS:
            if edits := edits_of(text, language):
                steps.append(_Step(kind, edits))
                text = steps[-1].apply(text)
        return cls(given, text, tuple(steps))

    @property
    def is_given(self) -> bool:
        """Whether the text is read just as it was given."""
        return not self._steps

    @property
    def notes(self) -> tuple[Note, ...]:
        """What is read otherwise than it was given: of each kind in how many places."""
        counted: Counter[NoteKind] = Counter()
        for step in self._steps:
            counted[step.kind] += len(step.edits)
        return tuple(Note(kind, counted[kind]) for kind in NoteKind if kind in counted)

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
