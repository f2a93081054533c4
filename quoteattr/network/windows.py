"""Texts as the network reads them: word pieces in windows of whole paragraphs, with features of every word.

A word is what the tokenizer of BERT takes for one (a run of letters and digits, or one mark). A
window holds as many paragraphs in a row as fit, so that each is read in its context; no span
crosses the border of a paragraph.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import accumulate, chain, pairwise, takewhile
from typing import TYPE_CHECKING, Any

import numpy as np
import regex
from attrs import evolve, frozen
from numpy.typing import NDArray

from quoteattr.language import Language
from quoteattr.records import Quotation, QuotationUse
from quoteattr.runtime.asked import Kept
from quoteattr.text.paragraphs import copies

if TYPE_CHECKING:
    from tokenizers import Tokenizer

CASES = 5
MARKS = 5
UNKNOWN, CLS, SEP = 100, 101, 102  # as in BERT's vocabulary
PLACED = {"[UNK]": UNKNOWN, "[CLS]": CLS, "[SEP]": SEP}
_STOPS = frozenset(".!?")

Numbers = NDArray[np.int32]


@frozen(eq=False)
class Strip:
    """A paragraph, or a part of one too long for a window.

    `ids` are its word pieces; `first` is for each word the place of its first piece, `owner` for
    each piece its word; `starts` and `ends` are character offsets into the text; `case` and `marks`
    are features of the words; `stops` tells the words that end a sentence.
    """

    ids: Numbers
    first: Numbers
    owner: Numbers
    starts: Numbers
    ends: Numbers
    case: Numbers
    marks: Numbers
    stops: NDArray[np.bool_]
    paragraph: int

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.first)

    def part(self, begin: int, end: int) -> "Strip":
        """The words from `begin` to `end`."""
        a = int(self.first[begin])
        b = int(self.first[end]) if end < self.words else len(self.ids)
        return Strip(
            self.ids[a:b],
            self.first[begin:end] - a,
            self.owner[a:b] - begin,
            starts=self.starts[begin:end],
            ends=self.ends[begin:end],
            case=self.case[begin:end],
            marks=self.marks[begin:end],
            stops=self.stops[begin:end],
            paragraph=self.paragraph,
        )


Window = Sequence[Strip]


@lru_cache(maxsize=100_000)
def case_of(word: str) -> int:
    """0 small or no letter, 1 a capital first, 2 all capitals, 3 mixed, 4 a digit in it."""
    if word.islower():
        return 0
    if any(c.isdigit() for c in word):
        return 4
    if not any(c.isalpha() for c in word):
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 1
    return 1 if word[0].isupper() and word[1:].islower() else 3


def marks_of(length: int, quotations: Iterable[Quotation]) -> NDArray[np.int8]:
    """For each character: 0 outside quotations, 1 inside speech, 2 and 3 its opening and closing marks,
    4 inside a title or a scare quote."""
    marks = np.zeros(length, np.int8)
    for quotation in quotations:
        if quotation.depth:
            continue
        start, end = quotation.span.start, quotation.span.end
        speech = quotation.use is QuotationUse.SPEECH
        marks[start:end] = 1 if speech else 4
        if speech:
            marks[start : start + len(quotation.opening)] = 2
            if quotation.closing:
                marks[end - len(quotation.closing) : end] = 3
    return marks


def strips(
    tokenizer: "Tokenizer",
    text: str,
    bounds: Sequence[tuple[int, int]],
    quotations: Iterable[Quotation],
    limit: int,
    language: Language,
) -> list[Strip]:
    """The paragraphs of a text (`bounds`, their offsets), read in plain copies, none over `limit` word pieces."""
    found, words, pieces = _words(tokenizer, text, bounds)
    sizes = np.array([len(spans) for spans in found], np.int64)
    counts = np.fromiter(map(len, pieces), np.int64, len(pieces))
    flat = np.fromiter(chain.from_iterable(chain.from_iterable(found)), np.int32, 2 * len(pieces))
    both = flat.reshape(-1, 2) + np.repeat(np.array([a for a, _ in bounds], np.int32), sizes)[:, None]
    begins = [0, *accumulate(sizes.tolist())]  # the word that each paragraph begins with
    ends = np.concatenate([[0], counts.cumsum()])  # the piece behind each word
    places = ends[begins]
    ids = np.fromiter(chain.from_iterable(pieces), np.int32, int(ends[-1]))
    first = (ends[:-1] - np.repeat(places[:-1], sizes)).astype(np.int32)
    numbers = np.arange(len(words)) - np.repeat(begins[:-1], sizes)
    owner = np.repeat(numbers.astype(np.int32), counts)
    case = np.fromiter(map(case_of, words), np.int32, len(words))
    starts = both[:, 0]
    marks = marks_of(len(text), quotations)[starts].astype(np.int32)
    stops = _stops(words, begins, language.closed_class("abbreviations"))
    strips: list[Strip] = []
    for number, ((a, b), (c, d)) in enumerate(zip(pairwise(begins), pairwise(places.tolist()), strict=True)):
        if a < b:
            strip = Strip(
                ids[c:d],
                first[a:b],
                owner[c:d],
                starts=starts[a:b],
                ends=both[a:b, 1],
                case=case[a:b],
                marks=marks[a:b],
                stops=stops[a:b],
                paragraph=number,
            )
            strips += _cut(strip, limit)
    return strips


def _words(
    tokenizer: "Tokenizer", text: str, bounds: Sequence[tuple[int, int]]
) -> tuple[list[list[tuple[int, int]]], list[str], list[Sequence[int]]]:
    """The words of each paragraph, as offsets into it; those of them all, and the word pieces of each."""
    found: list[list[tuple[int, int]]] = []
    words: list[str] = []
    pieces: list[Sequence[int]] = []
    for copy in copies(text, tuple(bounds)):
        spans, its, of_each = (_simple if _is_simple(copy) else _any)(tokenizer, copy)
        found.append(spans)
        words += its
        pieces += of_each
    return found, words, pieces


def _stops(words: Sequence[str], begins: Sequence[int], abbreviations: Collection[str]) -> NDArray[np.bool_]:
    """Which words end a sentence; `begins` are those that each paragraph begins with, and the number of all."""
    found = np.zeros(len(words), np.bool_)
    for i in (i for i, word in enumerate(words) if word in _STOPS):
        place = bisect_right(begins, i)
        found[i] = words[i] != "." or _is_stop(words, i, begins[place - 1], begins[place], abbreviations)
    return found


def _is_simple(copy: str) -> bool:
    """Whether words are cut as BERT cuts them by `_WORD` alone; most texts show it at once."""
    return (copy.isascii() and copy.isprintable()) or _SIMPLE.fullmatch(copy) is not None


_SIMPLE = regex.compile(r"[ -~À-ÖØ-öø-ɏ]*")
_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")  # of such text both modules make the same words, and this one sooner
_WRITTEN = regex.compile(r"\S++(?: {1,200}+\S++)*+")
Cut = tuple[list[tuple[int, int]], list[str], Iterable[Sequence[int]]]  # words: start and end, each, its pieces


def _simple(tokenizer: "Tokenizer", copy: str) -> Cut:
    """Words of plain text: most are common ones, whose pieces are known already."""
    found = list(_WORD.finditer(copy))
    words = [m[0] for m in found]
    return [m.span() for m in found], words, map(_known(tokenizer).__getitem__, words)


class _Pieces(Kept[str, Sequence[int]]):
    """The word pieces of words."""

    most = 30_000

    def __init__(self, tokenizer: "Tokenizer") -> None:
        super().__init__()
        self._tokenizer = tokenizer

    def find(self, key: str) -> Sequence[int]:
        return tuple(self._tokenizer.encode(key, add_special_tokens=False).ids)


_known = lru_cache(maxsize=4)(_Pieces)  # of the tokenizers in use


def _any(tokenizer: "Tokenizer", copy: str) -> Cut:
    """Words of any text, cut by the tokenizer, which need not see what is blank for long."""
    spans: list[tuple[int, int]] = []
    pieces: list[Sequence[int]] = []
    for part in _WRITTEN.finditer(copy):
        encoding = tokenizer.encode(part.group(), add_special_tokens=False)
        words, ids, offsets = encoding.word_ids, encoding.ids, encoding.offsets
        begins = [i for i, word in enumerate(words) if not i or word != words[i - 1]]
        stretches = list(pairwise([*begins, len(words)]))
        spans += ((offsets[a][0] + part.start(), offsets[b - 1][1] + part.start()) for a, b in stretches)
        pieces += (ids[a:b] for a, b in stretches)
    return spans, [copy[a:b] for a, b in spans], pieces


def _is_stop(words: Sequence[str], i: int, begin: int, end: int, abbreviations: Collection[str]) -> bool:
    """Whether a full stop ends a sentence of the paragraph of the words from `begin` to `end`: not behind an initial or
    a title, nor before a small letter."""
    before = words[i - 1].lower() if i > begin else ""
    behind = next((w for w in words[i + 1 : min(i + 4, end)] if w[0].isalnum()), "")
    return len(before) > 1 and before not in abbreviations and not behind[:1].islower()


def _cut(strip: Strip, limit: int) -> list[Strip]:
    """A strip in parts of at most `limit` pieces, cut behind the end of a sentence where there is one."""
    if len(strip.ids) <= limit:
        return [strip]
    parts: list[Strip] = []
    begin = piece = 0  # the word and the word piece that the next part begins with
    while len(strip.ids) - piece > limit:
        most = begin + max(1, int(strip.owner[piece + limit]) - begin)  # the word that no longer fits
        cut = next((w + 1 for w in range(most - 1, begin + (most - begin) // 2 - 1, -1) if strip.stops[w]), most)
        if cut >= strip.words:  # one word of more pieces than a window has: its first pieces stand for it
            last = strip.part(begin, strip.words)
            return [*parts, evolve(last, ids=last.ids[:limit], owner=last.owner[:limit])]
        parts.append(strip.part(begin, cut))
        begin, piece = cut, int(strip.first[cut])
    return [*parts, strip.part(begin, strip.words)]


def packed(strips: Sequence[Strip], size: int, seed: int | None = None) -> list[list[Strip]]:
    """Strips in windows of at most `size` pieces, their separators counted.

    What stands around a place decides alone whether a window begins there, so that a paragraph more or less moves no
    border but those next to it. Another `seed` puts the borders elsewhere.
    """
    places = [0, *accumulate(len(strip.ids) + 1 for strip in strips)]
    ranks = _ranks(strips, seed)
    cuts = _lowest_around(ranks, places, size // 2) if places[-1] >= size else []
    borders = (
        border
        for begin, end in pairwise([0, *cuts, len(strips)])
        for border in _divided(ranks, places, begin, end, size)
    )
    return [list(strips[begin:end]) for begin, end in pairwise([*borders, len(strips)])] if strips else []


Rank = tuple[int, bytes]
_HEADING = 20  # words that a heading may have
_CAPITALS = 30  # the same, most with a capital
_SENTENCE = 14  # the same of one that ends as a sentence does
_COLON = 1024  # in BERT's vocabulary
_COMMONEST = 2500  # pieces that tell nothing of what a text is about: BERT's vocabulary begins with the commonest
_NEAR, _FAR = 2, 6  # strips before one that may have to do with it
_TELLING = 4  # other pieces from which on a strip tells what it is about


def _ranks(strips: Sequence[Strip], seed: int | None) -> list[Rank]:
    """What decides where windows begin: at the strips of low rank, lowest at a heading that begins another matter, one
    that shares no telling word with what stands before it (Hearst 1997, TextTiling). A strip has the same rank wherever
    it stands behind the same `_FAR` strips. With a seed matters don't count, so that borders vary."""
    heading = [_heading(strip) for strip in strips]
    matters = [frozenset(strip.ids[strip.ids >= _COMMONEST].tolist()) for strip in strips]
    found = []
    for at, strip in enumerate(strips):
        opens = heading[at] > (heading[at - 1] if at else 0)
        other = 0 if seed is not None else _otherness(matters, at)
        digest = blake2b(strip.ids.tobytes(), digest_size=8, salt=(seed or 0).to_bytes(16)).digest()
        found.append((3 - opens - other, digest))
    return found


def _otherness(matters: Sequence[frozenset[int]], at: int) -> int:
    """2 for a strip that has nothing to do with the `_FAR` ones before it, 1 with the `_NEAR` ones."""
    if len(matters[at]) < _TELLING:
        return 0
    tied = next((n for n in range(1, min(_FAR, at) + 1) if not matters[at].isdisjoint(matters[at - n])), _FAR + 1)
    return (tied > _FAR) + (tied > _NEAR)


def _heading(strip: Strip) -> int:
    """2 for a heading: “City to close the bridge”, “Mayor Says No.”, a few words that end no sentence, or most with a
    capital; 1 for what may be one: one short sentence that doesn't begin with what is quoted; else 0, as for what leads
    to something below."""
    words, stops = strip.words, np.flatnonzero(strip.stops)
    if words > _CAPITALS or strip.ids[-1] == _COLON:
        return 0
    if (not len(stops) and words <= _HEADING) or 2 * np.count_nonzero(strip.case) > words:
        return 2
    return int(words <= _SENTENCE and len(stops) > 0 and stops[0] >= words - 2 and not strip.marks[0])


_APART = 1  # the rank of what has nothing to do with what is before it
_END: Rank = (_APART, b"\xff" * 8)  # where a text ends, another could begin


def _lowest_around(ranks: Sequence[Rank], places: Sequence[int], reach: int) -> list[int]:
    """The strips, but the first, that no other within `reach` pieces ranks below, or that stand apart from what is
    before them. The first counts among the others, and so does what could stand behind the last, so that a text is cut
    alike whether something stands before or behind it or not."""
    found, around = [], [*ranks, _END]
    for at in range(1, len(ranks)):
        before = takewhile(lambda other: places[at] - places[other] <= reach, range(at - 1, -1, -1))  # noqa: B023
        behind = takewhile(lambda other: places[other] - places[at] <= reach, range(at + 1, len(places)))  # noqa: B023
        lowest = all(ranks[at] < ranks[n] for n in before) and all(ranks[at] <= around[n] for n in behind)
        if lowest or ranks[at][0] <= _APART:
            found.append(at)
    return found


def _divided(ranks: Sequence[Rank], places: Sequence[int], begin: int, end: int, size: int) -> Iterator[int]:
    """Where the windows of a stretch of strips begin: it is halved about its middle, at the lowest rank there, until
    all fit."""
    todo = [(begin, end)]
    while todo:
        begin, end = todo.pop()
        length = places[end] - places[begin]
        if length < size or end - begin == 1:
            yield begin
            continue
        quarter = length / 4
        first = bisect_left(places, places[begin] + quarter, begin + 1, end - 1)
        last = bisect_right(places, places[end] - quarter, first + 1, end)
        cut = min(range(first, last), key=ranks.__getitem__)
        todo += [(cut, end), (begin, cut)]


@frozen(eq=False, kw_only=True)
class Arrays:
    """A batch of windows: word pieces (rows × pieces) and words (rows × words), padded.

    `first` is the place of a word's first piece, `begins` tells the first word of a strip, `lengths`
    counts words, `sizes` pieces.
    """

    ids: NDArray[np.int64]
    case: NDArray[np.int64]
    marks: NDArray[np.int64]
    first: NDArray[np.int64]
    begins: NDArray[np.bool_]
    sizes: NDArray[np.int64]
    lengths: NDArray[np.int64]


def inputs_of(window: Window) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """A window as the network reads it: word pieces with their case and marks, its marks of beginning and end taken
    in, and the place of each word's first piece."""
    lengths, words = [len(s.ids) for s in window], [len(s.first) for s in window]
    marks_between = np.array([0, *accumulate(length + 1 for length in lengths)])
    ids = np.full(int(marks_between[-1]) + 1, SEP, np.int32)
    inside = np.ones(len(ids), np.bool_)
    inside[marks_between] = False
    ids[inside] = np.concatenate([s.ids for s in window])
    ids[0] = CLS
    before = np.array([0, *accumulate(words[:-1])], np.int32)
    owner = np.concatenate([s.owner for s in window]) + np.repeat(before, lengths)
    case, marks = np.zeros(len(ids), np.int32), np.zeros(len(ids), np.int32)
    case[inside] = np.concatenate([s.case for s in window])[owner]
    marks[inside] = np.concatenate([s.marks for s in window])[owner]
    return ids, case, marks, firsts_of(window)


def firsts_of(window: Window) -> Numbers:
    """The place of the first piece of each word of a window."""
    begins = [*accumulate((len(s.ids) + 1 for s in window[:-1]), initial=1)]
    shifts = np.repeat(np.array(begins, np.int32), [len(s.first) for s in window])
    found: Numbers = np.concatenate([s.first for s in window]) + shifts
    return found


def begins_of(window: Window) -> NDArray[np.bool_]:
    """For each word of a window whether a strip begins at it."""
    sizes = [len(strip.first) for strip in window]
    found = np.zeros(sum(sizes), np.bool_)
    found[[0, *accumulate(sizes[:-1])]] = True
    return found


def arrays(batch: Sequence[Window]) -> Arrays:
    """Windows as padded arrays."""
    rows = [(*inputs_of(window), begins_of(window)) for window in batch]
    sizes = np.array([len(row[0]) for row in rows], np.int64)
    lengths = np.array([len(row[3]) for row in rows], np.int64)
    most, words = int(sizes.max()), int(lengths.max())

    def padded(values: Sequence[Any], width: int, kind: Any) -> Any:
        table = np.zeros((len(rows), width), kind)  # as BERT pads
        for row, value in zip(table, values, strict=True):
            row[: len(value)] = value
        return table

    ids, case, marks, first, begins = zip(*rows, strict=True)
    return Arrays(
        ids=padded(ids, most, np.int64),
        case=padded(case, most, np.int64),
        marks=padded(marks, most, np.int64),
        first=padded(first, words, np.int64),
        begins=padded(begins, words, np.bool_),
        sizes=sizes,
        lengths=lengths,
    )
