"""From the alignment of a quotation to what was changed: spans on both sides, each with what kind of change it is."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

import regex
from attrs import define, evolve, field, frozen
from attrs.validators import optional

from quoteattr.checking.alignment import Aligned, Pair, Sought, is_near
from quoteattr.checking.wording import Word, fold
from quoteattr.records import Span
from quoteattr.records.promises import of, refuse

_SENTENCE = regex.compile(r"(?:^|[.?!:…“”\"\n])[\s“”\"'‘’(\[]*$")


class ChangeKind(StrEnum):
    """What was done to the words of a record: left out without a mark, put in, replaced; left out behind an ellipsis,
    put in brackets; a filler, a repeat or a spoken form cleaned up; a letter made small or large."""

    DROPPED = "dropped"
    ADDED = "added"
    REPLACED = "replaced"
    ELLIPSIS = "ellipsis"
    BRACKETS = "brackets"
    CLEANED = "cleaned up"
    CASE = "case"


@frozen
class Change:
    """One difference between a quotation and its record: the words there (`quoted`, in the article) and here
    (`recorded`, in the record); None where there are none."""

    kind: ChangeKind = field(validator=of(ChangeKind))
    quoted: Span | None = field(validator=optional(of(Span)))
    recorded: Span | None = field(validator=optional(of(Span)))

    def __attrs_post_init__(self) -> None:
        if self.quoted is None and self.recorded is None:
            refuse(self, "quoted", "and recorded are both None: one of them must say what was changed")

    def __str__(self) -> str:
        there = f"“{self.quoted}”" if self.quoted else "nothing"
        return f"{self.kind.value}: {there} for “{self.recorded}”" if self.recorded else f"{self.kind.value}: {there}"


@frozen
class Side:
    """One side of an alignment: its text, and its words."""

    text: str
    words: Sequence[Word]

    def span(self, numbers: Sequence[int]) -> Span:
        """From the first of some words to the last."""
        start, end = self.words[numbers[0]].start, self.words[numbers[-1]].end
        return Span(start, end, self.text[start:end])


@define
class _Edit:
    kind: ChangeKind
    quoted: list[int]
    recorded: list[int]


_WORDING = (ChangeKind.DROPPED, ChangeKind.ADDED, ChangeKind.REPLACED)


@frozen
class Compared:
    """A quotation and a record side by side."""

    quoted: Side
    recorded: Side
    sought: Sought
    idle: bytearray
    likes: Mapping[str, frozenset[str]] = field(factory=dict)

    def changes(self, aligned: Aligned) -> Iterator[Change]:
        """All changes, in order of the quotation; those that touch are one."""
        cuts = [0, *aligned.joins, len(aligned.pairs)]
        for first, last in pairwise(cuts):
            for edit in _joined(self._edits(aligned, first, last)):
                if edit.kind in _WORDING:
                    edit.kind = _of_wording(edit)
                yield Change(
                    edit.kind,
                    self.quoted.span(edit.quoted) if edit.quoted else None,
                    self.recorded.span(edit.recorded) if edit.recorded else None,
                )

    def is_kept(self, pair: Pair) -> bool:
        """Whether a word is there, if in another form."""
        if pair.quoted is None or pair.recorded is None:
            return False
        one, other = self.quoted.words[pair.quoted].key, self.recorded.words[pair.recorded].key
        return one == other or is_near(one, other) or self._may_be(one, other)

    def _may_be(self, one: str, other: str) -> bool:
        """“is” for the “'s” of “it's”"""
        return other in self.likes.get(one, ()) or one in self.likes.get(other, ())

    def _edits(self, aligned: Aligned, first: int, last: int) -> Iterator[_Edit | None]:
        """Each difference in the pairs of one place; None for what is the same."""
        at: int | None = None
        beside_brackets = False
        for pair in aligned.pairs[first:last]:
            assert pair.quoted is not None
            inserted = self.sought.weights[pair.quoted] == 0
            if pair.recorded is not None and at is not None and pair.recorded > at + 1:
                skipped = list(range(at + 1, pair.recorded))
                yield _Edit(self._kind_left_out(pair.quoted, skipped, inserted or beside_brackets), [], skipped)
            yield self._of_pair(pair.quoted, pair.recorded, inserted)
            at = pair.recorded if pair.recorded is not None else at
            beside_brackets = inserted

    def _kind_left_out(self, quoted: int, skipped: list[int], beside_brackets: bool) -> ChangeKind:
        if all(self.idle[n] for n in skipped):
            return ChangeKind.CLEANED
        if self.sought.behind_gap[quoted]:
            return ChangeKind.ELLIPSIS
        return ChangeKind.BRACKETS if beside_brackets else ChangeKind.DROPPED

    def _of_pair(self, quoted: int, recorded: int | None, inserted: bool) -> _Edit | None:
        if inserted:
            return _Edit(ChangeKind.BRACKETS, [quoted], [] if recorded is None else [recorded])
        if recorded is None:
            return _Edit(ChangeKind.ADDED, [quoted], [])
        one, other = self.quoted.words[quoted], self.recorded.words[recorded]
        if one.key != other.key:
            spelt = self._may_be(one.key, other.key)
            return _Edit(ChangeKind.CLEANED if spelt else ChangeKind.REPLACED, [quoted], [recorded])
        form, said = self.quoted.text[one.start : one.end], self.recorded.text[other.start : other.end]
        if fold(form) != fold(said) and (one.spoken or other.spoken):
            return _Edit(ChangeKind.CLEANED, [quoted], [recorded])
        if form != said and form.lower() == said.lower() and not self._may_differ(one, other, form, said):
            return _Edit(ChangeKind.CASE, [quoted], [recorded])
        return None

    @cached_property
    def _has_title_case(self) -> bool:
        """Whether the quotation has capitals as a headline has."""
        forms = [self.quoted.text[word.start : word.end] for word in self.quoted.words]
        long = [form for form in forms if len(form) >= _LONG_WORD]
        return len(long) > 2 and sum(form[0].isupper() for form in long) >= _TITLE_CASE * len(long)

    def _may_differ(self, one: Word, other: Word, form: str, said: str) -> bool:
        """Whether a capital says nothing: it begins a sentence, or one side has only capitals, or none."""
        if _begins(self.quoted, one) or _begins(self.recorded, other):
            return True
        if self._has_title_case:
            return True
        around = self.recorded.text[max(0, other.start - _AROUND) : other.end + _AROUND]
        loud = any(word.isupper() and len(word) > 1 for word in (form, said))
        return loud or around.isupper() or around.islower()


_MOST_DROPPED, _MOST_ELLIPSIS = 12, 60  # words left out, more than which are between two places
_LONG_WORD, _TITLE_CASE = 4, 0.7  # letters of words, and the share of them with capitals, that make title case
_BEFORE = 8  # characters among which a sentence ends
_AROUND = 60  # characters that show whether a record has small letters and capitals


def _begins(side: Side, word: Word) -> bool:
    before = side.text[max(0, word.start - _BEFORE) : word.start]
    return word.start == side.words[0].start or _SENTENCE.search(before) is not None


def _joined(edits: "Iterator[_Edit | None]") -> "Iterator[_Edit]":
    """Edits of wording that touch as one, and others of one kind that do."""
    current: _Edit | None = None
    for edit in edits:
        if current is not None and edit is not None and _go_together(current, edit):
            current.quoted += edit.quoted
            current.recorded += edit.recorded
            continue
        if current is not None:
            yield current
        current = edit
    if current is not None:
        yield current


def _go_together(one: _Edit, other: _Edit) -> bool:
    return one.kind is other.kind or (one.kind in _WORDING and other.kind in _WORDING)


def _of_wording(edit: _Edit) -> ChangeKind:
    if edit.quoted and edit.recorded:
        return ChangeKind.REPLACED
    return ChangeKind.ADDED if edit.quoted else ChangeKind.DROPPED


def places(aligned: Aligned, sought: Sought) -> list[list[int]]:
    """The places in the record at which a quotation stands, each as the numbers of its words: one, unless more words
    are left out between two of its words than may be, or the alignment jumps."""
    found: list[list[int]] = []
    for number, pair in enumerate(aligned.pairs):
        if number in aligned.joins:
            found.append([])
        if pair.recorded is None or pair.quoted is None:
            continue
        most = _MOST_ELLIPSIS if sought.behind_gap[pair.quoted] else _MOST_DROPPED
        if not found or (found[-1] and not 0 < pair.recorded - found[-1][-1] <= most + 1):
            found.append([])
        found[-1].append(pair.recorded)
    return [place for place in found if place]


def without_long_gaps(changes: Sequence[Change], found: Sequence[Span]) -> tuple[Change, ...]:
    """Changes but for what stands between two places of the record, which is not left out there but elsewhere."""
    gaps = [(one.end, other.start) for one, other in pairwise(found)]
    return tuple(
        change if change.quoted is None or not _fills(change, gaps) else evolve(change, recorded=None)
        for change in changes
        if change.quoted is not None or not _fills(change, gaps)
    )


def _fills(change: Change, gaps: list[tuple[int, int]]) -> bool:
    recorded = change.recorded
    return recorded is not None and any(a <= recorded.start and recorded.end <= b for a, b in gaps)
