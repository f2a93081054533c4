"""Two texts word by word: which word of one is which of the other, and what only one of them has."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

import regex
from attrs import field, frozen

from quoteattr.text.stretches import Offsets

_WORD = regex.compile(r"\w+(?:[’'.-]\w+)*")
_PARAGRAPH = regex.compile(r"[^\n]+")
_LONG = 1500  # words of a stretch, in more than which frequent ones tell nothing


@frozen
class AlignedTexts:
    """The words of two texts (`before`, `after`, as offsets), and `pairs`: numbers of those that are one, in order."""

    before: tuple[Offsets, ...]
    after: tuple[Offsets, ...]
    pairs: tuple[tuple[int, int], ...]
    _of_before: dict[int, int] = field(init=False, repr=False)

    @_of_before.default
    def _by_first(self) -> dict[int, int]:
        return dict(self.pairs)

    def words_before(self, spans: Iterable[Offsets]) -> frozenset[int]:
        """The words of some spans of the first text, as the second one numbers them; those it has not are negative."""
        numbers = _touched(self.before, spans)
        return frozenset(self._of_before.get(n, -1 - n) for n in numbers)

    def words_after(self, spans: Iterable[Offsets]) -> frozenset[int]:
        """The words of some spans of the second text."""
        return frozenset(_touched(self.after, spans))

    def only_before(self) -> list[Offsets]:
        """Stretches that only the first text has."""
        known = {one for one, _ in self.pairs}
        return list(_runs(self.before, [n for n in range(len(self.before)) if n not in known]))

    def only_after(self) -> list[Offsets]:
        """Stretches that only the second text has."""
        known = {other for _, other in self.pairs}
        return list(_runs(self.after, [n for n in range(len(self.after)) if n not in known]))


def align_texts(before: str, after: str) -> AlignedTexts:
    """Two texts word by word: whole paragraphs first, then what stands between those that are the same."""
    words = tuple(tuple(m.span() for m in _WORD.finditer(text)) for text in (before, after))
    if before == after:
        return AlignedTexts(words[0], words[1], tuple((n, n) for n in range(len(words[0]))))
    forms = [[text[slice(*word)] for word in each] for text, each in zip((before, after), words, strict=True)]
    cuts = [_paragraphs(text, each) for text, each in zip((before, after), words, strict=True)]
    keys = [[tuple(form[a:b]) for a, b in cut] for form, cut in zip(forms, cuts, strict=True)]
    pairs: list[tuple[int, int]] = []
    for kind, i, j, k, m in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes():
        first, second = _stretch(cuts[0], i, j), _stretch(cuts[1], k, m)
        if kind == "equal":
            pairs += zip(range(*first), range(*second), strict=True)
        elif kind == "replace":
            pairs += _within(forms[0], forms[1], first, second)
    return AlignedTexts(words[0], words[1], tuple(pairs))


def _paragraphs(text: str, words: Sequence[Offsets]) -> list[Offsets]:
    """The words of each paragraph that has some, as numbers of the first and behind the last."""
    starts = [start for start, _ in words]
    lines = (m.span() for m in _PARAGRAPH.finditer(text))
    return [(i, j) for a, b in lines if (i := bisect_left(starts, a)) < (j := bisect_left(starts, b))]


def _stretch(cut: Sequence[Offsets], first: int, last: int) -> Offsets:
    return (cut[first][0], cut[last - 1][1]) if first < last else (0, 0)


def _within(one: Sequence[str], other: Sequence[str], first: Offsets, second: Offsets) -> Iterator[tuple[int, int]]:
    a, b = one[slice(*first)], other[slice(*second)]
    for block in SequenceMatcher(None, a, b, autojunk=len(a) > _LONG).get_matching_blocks():
        for n in range(block.size):
            yield first[0] + block.a + n, second[0] + block.b + n


def _touched(words: Sequence[Offsets], spans: Iterable[Offsets]) -> Iterator[int]:
    for start, end in spans:
        first = bisect_right(words, start, key=lambda word: word[1])
        yield from range(first, bisect_left(words, end, key=lambda word: word[0]))


def _runs(words: Sequence[Offsets], numbers: Sequence[int]) -> Iterator[Offsets]:
    """Words in a row as one stretch."""
    start = last = None
    for n in numbers:
        if last is not None and n != last + 1:
            yield words[start or 0][0], words[last][1]
            start = n
        start = n if start is None else start
        last = n
    if last is not None and start is not None:
        yield words[start][0], words[last][1]
