"""The text of an article as its page shows it: what is marked, with the signs that stand beside it.

A content bears its speaker's number and the sign of its level where it ends; where it is in pieces, an arrow leads from
each to the next. A source bears the same number and an arrow to the content that is tied to it, a cue where there is no
source. All that belongs to one attribution knows its id.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise

import regex
from attrs import frozen
from markupsafe import Markup, escape

from quoteattr.records import UNRESOLVED, Article, Attribution, Level, NoteKind, Span, level_name
from quoteattr.records.marked import Part, Stretch, stretches
from quoteattr.records.promises import as_plain

DOUBTFUL = 0.6  # a confidence below this is marked in the text
SIGNS = {
    Level.NAMED.value: "●", Level.PARTIAL.value: "◕", Level.DESCRIBED.value: "◑", Level.VAGUE.value: "◔",
    Level.HIDDEN.value: "○", UNRESOLVED: "?",
}  # fmt: skip
_LINE = regex.compile(r"([^\r\n]*+)(?:\r\n|[\r\n]|$)")
_GAP = Markup('<i class="gap"></i>')
Numbered = Callable[[Attribution], int]


@frozen(kw_only=True)
class Tag:
    """Small signs beside some words: `before` them, and behind them an arrow `back`, a `sign` and an arrow `on`."""

    before: str = ""
    back: str = ""
    sign: str = ""
    on: str = ""


@frozen
class Words:
    """Some words with one set of roles, `of` the attributions in which they have them; tied are they where `tag` is
    more than nothing."""

    html: Markup
    roles: tuple[str, ...]
    of: tuple[Attribution, ...]
    tag: Tag


@frozen
class Marked:
    """A stretch of the text; `first` is the outermost attribution whose content it is, None for none, and `of` all
    whose it is. `anchor` is there where the first content of `first` begins."""

    first: Attribution | None
    words: tuple[Words, ...]
    of: tuple[Attribution, ...]
    tag: Tag
    anchor: bool


def marked(article: Article, number_of: Numbered) -> Iterator[Marked]:
    """The whole text in order.

    Args:
        number_of: the number of an attribution's speaker; 0 for none.
    """
    gaps = _gaps(article)
    for stretch in stretches(article):
        first = stretch.attributions[0] if stretch.attributions else None
        yield Marked(
            first,
            tuple(_words(part, gaps, number_of) for part in stretch.parts),
            stretch.attributions,
            _tag(stretch, first, number_of) if first is not None else Tag(),
            first is not None and stretch.start == first.content[0].start,
        )


def _gaps(article: Article) -> frozenset[int]:
    """Where a paragraph ends that one line end alone parts from the next; nowhere in wrapped lines."""
    if any(note.kind is NoteKind.WRAPPED for note in article.notes):
        return frozenset()
    lines = list(_LINE.finditer(article.text))
    return frozenset(line.end(1) for line, after in pairwise(lines) if line[0].strip() and after[0].strip())


def _tag(stretch: Stretch, a: Attribution, number_of: Numbered) -> Tag:
    """What stands beside a stretch of a content: signs at the ends of its pieces, arrows between them."""
    before = "→" if any(piece.start == stretch.start for piece in a.content[1:]) else ""
    if not any(piece.end == stretch.end for piece in a.content):
        return Tag(before=before)
    return Tag(
        before=before,
        sign=f"{number_of(a) or ''}{_sign(a)}{'?' if a.confidence < DOUBTFUL else ''}",
        on="→" if stretch.end < a.content[-1].end else "",
    )


def _sign(a: Attribution) -> str:
    return SIGNS[level_name(a.anonymity.level)]


def _words(part: Part, gaps: frozenset[int], number_of: Numbered) -> Words:
    tied = next((a for a in part.of if (source := _tied(a)) is not None and source.end == part.end), None)
    tag = Tag() if tied is None else _arrow(tied, str(number_of(tied) or _sign(tied)))
    of = part.of if tied is None else (tied, *(a for a in part.of if a is not tied))
    return Words(_spaced(part, gaps), part.roles, of, tag)


def _tied(a: Attribution) -> Span | None:
    """The words that are tied to a content: its source's, its cue's where there is none."""
    return a.source or a.cue


def _arrow(a: Attribution, sign: str) -> Tag:
    """To the content's nearest piece."""
    words = _tied(a)
    assert words is not None
    nearest = min(a.content, key=lambda piece: max(piece.start - words.end, words.start - piece.end))
    return Tag(sign=sign, on="→") if nearest.start >= words.start else Tag(back="←", sign=sign)


def _spaced(part: Part, gaps: frozenset[int]) -> Markup:
    """The words as HTML; a paragraph that only one line end parts from the next stands off from it."""
    ends = (place for place, sign in enumerate(part.text) if sign in "\r\n")
    cuts = [place for place in ends if part.start + place in gaps]
    pieces = [part.text[start:end] for start, end in zip([0, *cuts], [*cuts, len(part.text)], strict=True)]
    return _GAP.join(exact(piece) for piece in pieces)


def exact(text: str) -> Markup:
    """A text as HTML that reads as the same characters: a bare carriage return would become a line feed."""
    return Markup(str(escape(as_plain(text))).replace("\r", "&#13;").replace("\0", "\ufffd"))
