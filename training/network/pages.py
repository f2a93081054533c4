"""Texts with what several tasks know of them, and the windows that are learned from.

A task labels a page in columns: one number (or several) for every word of the network or every token of the parse. A
window takes its part of every column; a column that points to words or tokens counts them in the window.
"""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

import numpy as np
from attrs import evolve, field, frozen
from numpy.typing import NDArray

from quoteattr.heads.labels import Places
from quoteattr.heads.reader import Tokens, places_of, tokens_of
from quoteattr.network.windows import Strip, packed, strips
from quoteattr.text.paragraphs import paragraphs
from quoteattr.text.quotations import quotations
from training.network.articles import ENGLISH

IGNORED = -100  # nothing is known of this word
NOBODY = -1  # it points to none
Numbers = NDArray[np.int64]
Along = Literal["words", "tokens"]


@frozen(eq=False, kw_only=True)
class Page:
    """A text of a set of data. `gold` is what is known of it, by the name of the task that reads it; `tokens` are those
    of the set, where it has any."""

    set: str
    id: str
    text: str
    gold: Mapping[str, Any]
    tokens: Tokens | None = None


def merged(pages: Iterable[Page]) -> list[Page]:
    """Pages, those of one set and id in one, with what each task knows of them."""
    found: dict[tuple[str, str], Page] = {}
    for page in pages:
        key = page.set, page.id
        other = found.get(key)
        if other is None:
            found[key] = page
        elif other.text != page.text:
            raise ValueError(f"two texts are called {page.id} in {page.set}")
        else:
            tokens = other.tokens if page.tokens is None else page.tokens
            found[key] = evolve(other, gold={**other.gold, **page.gold}, tokens=tokens)
    return list(found.values())


@frozen(eq=False)
class Column:
    """Labels along the last axis: of words or of tokens; `pointing` ones are numbers of words or tokens themselves."""

    values: Numbers
    along: Along
    pointing: bool = False

    def part(self, begin: int, end: int) -> "Column":
        """From one word or token to another; what points out of the part is not known."""
        values = self.values[..., begin:end].copy()
        if self.pointing:
            far = (values >= 0) & ((values < begin) | (values >= end))
            values[values >= 0] -= begin
            values[far] = IGNORED
        return evolve(self, values=values)


@frozen(eq=False)
class Laid:
    """A page as the network reads it: its strips, the offsets of its words, and its tokens."""

    page: Page
    strips: list[Strip]
    tokens: Tokens
    starts: Numbers = field(init=False)
    ends: Numbers = field(init=False)

    @starts.default
    def _starts(self) -> Numbers:
        return np.concatenate([s.starts for s in self.strips]).astype(np.int64)

    @ends.default
    def _ends(self) -> Numbers:
        return np.concatenate([s.ends for s in self.strips]).astype(np.int64)

    def words_in(self, span: Sequence[int]) -> range:
        """The words that share a character with a span."""
        first, last = np.searchsorted(self.ends, span[0], "right"), np.searchsorted(self.starts, span[1], "left")
        return range(int(first), int(last))


def laid(page: Page, cut: Any, size: int) -> Laid | None:
    """A page in strips of at most `size` word pieces; None where nothing is in it."""
    bounds = paragraphs(page.text)
    made = strips(cut, page.text, bounds, quotations(page.text), size, ENGLISH)
    tokens = page.tokens or tokens_of(page.text, bounds, ENGLISH)
    return Laid(page, made, tokens) if made and len(tokens.start) else None


@frozen(eq=False)
class Example:
    """A window with the places of its tokens, and its part of every column."""

    window: list[Strip]
    places: Places
    columns: dict[str, Column]

    @property
    def pieces(self) -> int:
        """How many word pieces it has, their separators counted."""
        return sum(len(s.ids) + 1 for s in self.window)

    def count(self, along: Along) -> int:
        """How many words or tokens it has."""
        return sum(s.words for s in self.window) if along == "words" else len(self.places.begin)


@frozen(eq=False)
class Labelled:
    """A laid page with its columns."""

    laid: Laid
    columns: dict[str, Column]

    def examples(self, size: int, first: int | None = None) -> Iterator[Example]:
        """The page in windows of at most `size` word pieces, the first of at most `first`."""
        word = 0
        starts = self.laid.tokens.start
        for window in packed(self.laid.strips, size, first):
            words = sum(s.words for s in window)
            lo, hi = (int(np.searchsorted(starts, x)) for x in (window[0].starts[0], window[-1].ends[-1]))
            bounds = {"words": (word, word + words), "tokens": (lo, hi)}
            places = places_of(window, self.laid.tokens.part(lo, hi))
            yield Example(window, places, {name: c.part(*bounds[c.along]) for name, c in self.columns.items()})
            word += words


def joined(a: Example, b: Example) -> Example:
    """Two windows in one, as if one stood behind the other."""
    places = Places(
        np.concatenate([a.places.begin, b.places.begin + a.pieces]),
        np.concatenate([a.places.end, b.places.end + a.pieces]),
        np.concatenate([a.places.opens, b.places.opens]),
    )
    columns = {name: _joined(name, a, b) for name in {**a.columns, **b.columns}}
    return Example([*a.window, *b.window], places, columns)


def _joined(name: str, a: Example, b: Example) -> Column:
    kind = a.columns.get(name) or b.columns[name]
    parts = []
    for example, shift in ((a, 0), (b, a.count(kind.along))):
        column = example.columns.get(name)
        if column is None:
            parts.append(np.full((*kind.values.shape[:-1], example.count(kind.along)), IGNORED, np.int64))
        else:
            shifted = np.where(column.values >= 0, column.values + shift, column.values)
            parts.append(shifted if kind.pointing else column.values)
    return evolve(kind, values=np.concatenate(parts, -1))


_AS_READ = 0.6  # the share of pages that are cut as the library cuts them


def windows(pages: Sequence[Labelled], size: int, rng: random.Random) -> Iterator[Example]:
    """Most pages cut as the library cuts them, the others in windows of random sizes, so that every epoch cuts
    elsewhere."""
    for page in pages:
        if rng.random() < _AS_READ:
            yield from page.examples(size)
            continue
        most = rng.randrange(size // 2, size + 1)
        longest = max(len(s.ids) for s in page.laid.strips) + 2
        yield from page.examples(max(most, min(longest, size)), rng.randrange(size // 4, size + 1))


def evolved(page: Page, task: str, gold: Any) -> Page:
    """A page with what is known of it for one task alone."""
    return evolve(page, gold={task: gold})
