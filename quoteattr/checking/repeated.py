"""One quotation in many articles: where it was first, who has it whole, and who changed it how.

Runs of three words (shingles; Broder 1997) lead to the quotations that may be the same; whether two are is asked of an
alignment of the shorter in the longer, as `verify` asks it. Articles are read one by one, and nothing is kept of them
but their quotations.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from attrs import define, evolve, field, frozen
from attrs.converters import optional as or_none
from attrs.validators import optional

from quoteattr.checking.edits import Change, ChangeKind, Compared, Side, places
from quoteattr.checking.labels import is_called
from quoteattr.checking.likeness import is_one
from quoteattr.checking.quoted import Quoted, quoted_in, sought_of
from quoteattr.checking.wording import Word, alike, idle
from quoteattr.inputs import settings
from quoteattr.inputs.given import results_of
from quoteattr.language import Language
from quoteattr.language import language as language_of
from quoteattr.records import Article, Failure, Span, Speaker
from quoteattr.records.meta import Meta
from quoteattr.records.promises import as_plain, each, of, whole, words

_SHINGLE = 3  # words
_MOST_GROUPS = 40  # that a shingle leads to: what more have is a phrase
_MOST_COMPARED = 6  # groups that a quotation is held against
_LEAST_SHARED = 0.2  # of the shingles of the shorter one
_LEAST_WORDS = 5
_OF_OTHERS = 9  # words of a quotation that two people are to have said: shorter ones they may both have said
_WHOLE = 0.8  # of the longest one's words that the wording has to which others are held


@frozen(kw_only=True)
class QuotedIn:
    """A quotation in one article: its pieces there, whose it is as the article states, and `changes`: what is other
    than in the wording that `Reused.text` has, in which `Change.recorded` points into the article of that wording.

    `article` is the article's id, or its number, from 0, where it has none; `number` is that in any case.
    """

    article: str = field(converter=as_plain, validator=words)
    number: int = field(validator=whole())
    meta: Meta = field(factory=Meta, validator=of(Meta), repr=False)
    quotation: tuple[Span, ...] = field(validator=each(Span))
    speaker: Speaker | None = field(default=None, validator=optional(of(Speaker)))
    attribution: str | None = field(default=None, converter=or_none(as_plain), validator=optional(words))
    changes: tuple[Change, ...] = field(default=(), validator=each(Change))

    @property
    def text(self) -> str:
        """The pieces of the quotation, joined by a space."""
        return " ".join(piece.text for piece in self.quotation)

    @property
    def date(self) -> "date | None":
        """The article's, where it is known."""
        return self.meta.date

    def __str__(self) -> str:
        who = self.speaker.label if self.speaker else "nobody"
        told = "; ".join(map(str, self.changes)) or "unchanged"
        return " · ".join([*([str(self.date)] if self.date else []), self.article, who, told])


@frozen
class Reused:
    """One quotation in two articles or more.

    `quoted` is in order of the articles' dates, those without one behind, as they were read; the first one was first
    seen. `base` is the wording that others are held to: of those that have (nearly) all of it the most frequent one,
    without ellipses and brackets, and of these the first.
    """

    quoted: tuple[QuotedIn, ...] = field(validator=each(QuotedIn))
    base: QuotedIn = field(validator=of(QuotedIn), repr=False)

    @property
    def text(self) -> str:
        """The wording that others are held to."""
        return self.base.text

    @property
    def first(self) -> QuotedIn:
        """Where it was first seen."""
        return self.quoted[0]

    @property
    def changed(self) -> tuple[QuotedIn, ...]:
        """Where it has other words."""
        return tuple(one for one in self.quoted if one.changes)

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles that have it, each once."""
        return tuple(dict.fromkeys(one.article for one in self.quoted))

    @property
    def speakers(self) -> tuple[str, ...]:
        """Everybody who is stated to say it."""
        return tuple(dict.fromkeys(one.speaker.label for one in self.quoted if one.speaker is not None))

    def to_dicts(self) -> list[dict[str, Any]]:
        """Rows of a table, one for each article that has it: plain values, always the same keys."""
        return [
            {
                "text": self.text,
                "articles": len(self.articles),
                "article": one.article,
                "date": one.date.isoformat() if one.date is not None else None,
                "outlet": one.meta.outlet,
                "first": one is self.first,
                "speaker": one.speaker.label if one.speaker else None,
                "quotation": one.text,
                "changes": "; ".join(map(str, one.changes)) or None,
                "start": one.quotation[0].start,
                "end": one.quotation[-1].end,
            }
            for one in self.quoted
        ]

    def __str__(self) -> str:
        head = f"“{self.text}” in {len(self.articles)} articles"
        return "\n".join([head, *(f"  {one}" for one in self.quoted)])


def reuse(
    articles: Article | Iterable[Article | Failure], *, least_words: int = _LEAST_WORDS, language: str | Language = "en"
) -> Iterator[Reused]:
    """The same quotations over many articles: who has them, who had them first, and what was changed.

    Args:
        articles: what `extract_many` gives, or articles read back; they are read one by one and not kept. A `Failure`
            is left out.
        least_words: quotations of fewer words are left out, from 3 on.
        language: of all of them.

    Two quotations are one where the shorter stands in the longer with no more than small changes, as `verify` tells it;
    one of fewer than nine words only where the articles do not state two different people. The most widely used come
    first, when all articles have been read.

    Raises:
        InvalidInput: something else than articles and failures is given, or, when it is come to, is among them.
        InvalidSetting: `least_words` is no whole number from 3 to 1,000.
    """
    least = settings.whole_number("least_words", least_words, _SHINGLE, 1000)
    return _reused(results_of(articles), least, language_of(language))


def _reused(articles: Iterable[Article | Failure], least: int, known: Language) -> Iterator[Reused]:
    groups = _Groups(known)
    for number, article in enumerate(articles):
        if isinstance(article, Article):
            for quoted in quoted_in(article):
                kept = _kept(article, number, quoted, known)
                if len(kept.words) >= least:
                    groups.add(kept)
    found = [group for group in groups.all() if len({kept.number for kept in group}) > 1]
    found.sort(key=lambda group: (-len({kept.number for kept in group}), group[0].number, group[0].start))
    for group in found:
        yield groups.reused(group)


# --- what is kept of an article -------------------------------------------------------------------


@frozen(eq=False)
class _Kept:
    """A quotation with what is needed to compare it: the stretch of its article from its first word to its last."""

    article: str
    number: int
    meta: Meta
    start: int
    text: str
    quotation: tuple[Span, ...]
    speaker: Speaker | None
    attribution: str | None
    words: tuple[Word, ...]
    weights: tuple[float, ...]
    behind_gap: tuple[bool, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(word.key for word in self.words)

    @property
    def is_marked(self) -> bool:
        """Whether its article says that something is left out, or put in."""
        return any(self.behind_gap) or not all(self.weights)

    @property
    def order(self) -> tuple[bool, date, int, int]:
        day = self.meta.date
        return day is None, day or date.min, self.number, self.start


def _kept(article: Article, number: int, quoted: Quoted, known: Language) -> _Kept:
    found, sought = sought_of(article.text, quoted, known)
    start, end = quoted.pieces[0].start, quoted.pieces[-1].end
    a = quoted.attribution
    return _Kept(
        article.id if article.id is not None else str(number),
        number,
        article.meta,
        start,
        article.text[start:end],
        quoted.pieces,
        a.speaker if a is not None else None,
        a.id if a is not None else None,
        tuple(evolve(word, start=word.start - start, end=word.end - start) for word in found),
        sought.weights,
        sought.behind_gap,
    )


# --- groups ---------------------------------------------------------------------------------------


@define
class _Groups:
    """Quotations that are one, while articles are read."""

    language: Language
    members: dict[int, list[_Kept]] = field(factory=dict)
    into: dict[int, int] = field(factory=dict)  # groups that became part of another
    known: dict[tuple[str, ...], int] = field(factory=dict)  # wordings
    shingles: dict[int, list[int]] = field(factory=dict)

    def add(self, kept: _Kept) -> None:
        """One quotation more."""
        keys = kept.keys
        runs = {hash(keys[i : i + _SHINGLE]) for i in range(len(keys) - _SHINGLE + 1)}
        same = self.known.get(keys)
        if same is not None and self._may_be_one(self.members[self.root(same)][0], kept, len(keys)):
            self.members[self.root(same)].append(kept)
            return
        matched = [group for group in self._candidates(runs) if self._is_in(kept, group)]
        number = matched[0] if matched else len(self.members) + len(self.into)
        for other in matched[1:]:
            self.members[number] += self.members.pop(other)
            self.into[other] = number
        self.members.setdefault(number, []).append(kept)
        self.known.setdefault(keys, number)
        for run in runs:
            leads = self.shingles.setdefault(run, [])
            if number not in leads and len(leads) < _MOST_GROUPS:
                leads.append(number)

    def root(self, group: int) -> int:
        """What a group has become."""
        while group in self.into:
            group = self.into[group]
        return group

    def all(self) -> list[list[_Kept]]:
        """All groups."""
        return list(self.members.values())

    def _candidates(self, runs: set[int]) -> list[int]:
        """The groups that share most shingles with a quotation, and enough of them."""
        shared: Counter[int] = Counter()
        for run in runs:
            leads = self.shingles.get(run, ())
            if len(leads) < _MOST_GROUPS:
                shared.update({self.root(group) for group in leads})
        best = shared.most_common(_MOST_COMPARED)
        return [group for group, n in best if n >= _LEAST_SHARED * min(len(runs), self._fewest(group))]

    def _fewest(self, group: int) -> int:
        """How many shingles the shortest quotation of a group has."""
        return min(len(member.words) for member in self.members[group]) - _SHINGLE + 1

    def _is_in(self, kept: _Kept, group: int) -> bool:
        """Whether a quotation is that of a group: stands in its longest one, or this one in it."""
        return self._is_same(kept, max(self.members[group], key=lambda member: len(member.words)))

    def _is_same(self, one: _Kept, other: _Kept) -> bool:
        short, long = sorted((one, other), key=lambda kept: len(kept.words))
        if not self._may_be_one(one, other, len(short.words)):
            return False
        return _changes(short, long, self.language, anyhow=False) is not None

    def _may_be_one(self, one: _Kept, other: _Kept, length: int) -> bool:
        """Whether two articles do not state two different people for a short quotation."""
        if length >= _OF_OTHERS or one.speaker is None or other.speaker is None:
            return True
        return is_called(one.speaker, other.speaker.label, self.language) is not False

    def reused(self, group: Sequence[_Kept]) -> Reused:
        """A group as it is given."""
        group = sorted(group, key=lambda kept: kept.order)
        longest = max(len(kept.words) for kept in group)
        full = [kept for kept in group if len(kept.words) >= _WHOLE * longest]
        times = Counter(kept.keys for kept in full)
        base = max(full, key=lambda kept: (times[kept.keys], not kept.is_marked))  # of alike ones the first
        quoted = {id(kept): _quoted_in(kept, base, self.language) for kept in group}
        return Reused(tuple(quoted[id(kept)] for kept in group), quoted[id(base)])


def _changes(short: _Kept, long: _Kept, known: Language, *, anyhow: bool) -> tuple[Change, ...] | None:
    """What a quotation has other than one that is no shorter; None where it is another quotation, unless it is asked
    for anyhow, and where they have nothing in common."""
    from quoteattr.checking.alignment import Searched, Sought, align

    words = list(long.words)
    skipped = idle(long.text, words, known)
    likes = dict(alike(known))
    sought = Sought(short.keys, short.weights, short.behind_gap)
    aligned = align(sought, Searched(list(long.keys), skipped, [-1] * len(words), likes))
    if aligned is None:
        return None
    compared = Compared(Side(short.text, short.words), Side(long.text, words), sought, skipped, likes)
    if not anyhow and not is_one(aligned, compared, places(aligned, sought)):
        return None
    return tuple(_moved(change, short.start, long.start) for change in compared.changes(aligned))


def _moved(change: Change, quoted: int, recorded: int) -> Change:
    """A change with offsets into the articles."""
    return evolve(change, quoted=_shifted(change.quoted, quoted), recorded=_shifted(change.recorded, recorded))


def _shifted(span: Span | None, by: int) -> Span | None:
    return Span(span.start + by, span.end + by, span.text) if span is not None else None


def _quoted_in(kept: _Kept, base: _Kept, known: Language) -> QuotedIn:
    """A quotation with what it has other than another one."""
    changes = _changes(kept, base, known, anyhow=True) if kept.keys != base.keys else ()
    if changes is None:  # they are one through a third
        spans = (Span(one.start, one.start + len(one.text), one.text) for one in (kept, base))
        changes = (Change(ChangeKind.REPLACED, *spans),)
    return QuotedIn(
        article=kept.article,
        number=kept.number,
        meta=kept.meta,
        quotation=kept.quotation,
        speaker=kept.speaker,
        attribution=kept.attribution,
        changes=changes,
    )
