"""How openly an article, or an archive, is sourced: counts and shares that an editor can publish."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from math import sqrt

import regex
from attrs import define, field, frozen

from quoteattr.inputs.given import results_of
from quoteattr.records import (
    UNRESOLVED,
    Article,
    Attribution,
    Failure,
    Kind,
    Level,
    Mode,
    ReasonClass,
    Span,
    Style,
    level_name,
)

_WORD = regex.compile(r"\w+(?:[’'.-]\w+)*")
_Z = 1.96  # of 95 in 100


@frozen
class Share:
    """How many of how many: `count` of `of`.

    `design` is by how much the spread over articles is larger than it would be if every attribution stood alone (the
    design effect; Kish 1965), never less than 1: attributions of one article are much alike. It is 1 where there are
    fewer than two articles.
    """

    name: str
    count: int
    of: int
    design: float = 1.0

    @property
    def share(self) -> float:
        """Between 0 and 1; 0 of nothing is 0."""
        return self.count / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Between which shares the true one lies in 95 of 100 samples of articles: Wilson's interval (1927) for as many
        independent attributions as these are worth (`of / design`; Korn and Graubard 1998). (0, 1) of nothing."""
        n = self.of / self.design
        if not n:
            return 0.0, 1.0
        middle = self.share + _Z**2 / (2 * n)
        spread = _Z * sqrt(self.share * (1 - self.share) / n + _Z**2 / (4 * n * n))
        whole = 1 + _Z**2 / n
        return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)


@define
class _Tally:
    """Counts of some names among all, with what the spread over articles is worked out from, article by article."""

    counted: Counter[str] = field(factory=Counter)
    total: int = 0
    articles: int = 0
    squares: Counter[str] = field(factory=Counter)
    products: Counter[str] = field(factory=Counter)
    total_squares: int = 0

    def add(self, counted: Counter[str], total: int) -> None:
        """One article's counts, and of how many they are."""
        if not total:
            return
        self.articles += 1
        self.total += total
        self.total_squares += total * total
        self.counted.update(counted)
        for name, n in counted.items():
            self.squares[name] += n * n
            self.products[name] += n * total

    def share(self, name: str) -> Share:
        """How many are of a name."""
        count, total = self.counted[name], self.total
        share = count / total if total else 0.0
        alone = share * (1 - share) / total if total else 0.0
        design = 1.0
        if self.articles > 1 and alone:  # the variance of a ratio of sums over articles (Cochran 1977, 6.5)
            over = self.squares[name] - 2 * share * self.products[name] + share**2 * self.total_squares
            design = max(1.0, self.articles / (self.articles - 1) * over / total**2 / alone)
        return Share(name, count, total, design)

    def shares(self, order: list[str]) -> tuple[Share, ...]:
        """All that occur, in an order."""
        return tuple(self.share(name) for name in order if self.counted[name])


@frozen(kw_only=True)
class SpokenWords:
    """What one speaker says: attributions, words of their contents, and how many of these stand in quotation marks."""

    label: str
    kind: Kind
    level: Level | None
    attributions: int
    words: int
    quoted_words: int


@frozen(kw_only=True)
class Audit:
    """The sourcing of one article or of many. Printed, it is a table.

    `levels`, `kinds` and `styles` share out all attributions; ``unresolved`` among the levels are those whose speaker
    could not be told (hidden sources have no kind but ``unknown``). `anonymous` counts the attributions to people who
    are not named (persons and groups that are partial, described or vague, and hidden sources) of all attributions to
    people: an unnamed organisation or document is no anonymous source. `granted` counts those of the `anonymous` that
    a grant of anonymity covers, `with_reason` those of the `granted` for which the text gives a reason; `reasons`
    shares these out by class. `speakers` come with the most words first. `declined` counts what was not said (“declined
    to comment”), which is among the attributions only where `audit` was asked for it.
    """

    articles: int
    attributions: int
    words: int
    quoted_words: int
    levels: tuple[Share, ...]
    kinds: tuple[Share, ...]
    styles: tuple[Share, ...]
    anonymous: Share
    granted: Share
    with_reason: Share
    reasons: tuple[Share, ...]
    speakers: tuple[SpokenWords, ...]
    failures: int = 0
    declined: int = 0

    def __str__(self) -> str:
        return "\n".join(_lines(self))


def audit(articles: Article | Iterable[Article | Failure], *, declined: bool = False, continued: bool = False) -> Audit:
    """The audit of an article, or of several together; read lazily, one by one.

    What is said within what somebody says is not counted: its words are those of the outer attribution. Nor are the
    words of sentences that go on with what somebody says without words that say so, unless `continued` asks for them.

    Speakers of one name, kind and level are counted together, whichever article they speak in. A `Failure` among the
    articles, as `extract_many` gives it, is counted in `failures` and nowhere else; an attribution of the mode
    ``declined`` in `declined` alone, unless `declined` asks for all.

    Raises:
        InvalidInput: something else than articles and failures is given, or is among them.
    """
    counts = _Counts(with_declined=declined, with_continued=continued)
    for article in results_of(articles):
        if isinstance(article, Failure):
            counts.failures += 1
        else:
            counts.add(article)
    return counts.audit()


@define
class _Spoken:
    """What is attributed to somebody: attributions, words of their contents, and how many of these are quoted."""

    attributions: int = 0
    words: int = 0
    quoted_words: int = 0

    def add(self, words: int, quoted: int) -> None:
        """One attribution more."""
        self.attributions += 1
        self.words += words
        self.quoted_words += quoted


@define
class _Counts:
    """What is counted article by article, for the shares and numbers that `Audit` describes."""

    with_declined: bool = False
    with_continued: bool = False
    articles: int = 0
    failures: int = 0
    declined: int = 0
    levels: _Tally = field(factory=_Tally)
    kinds: _Tally = field(factory=_Tally)
    styles: _Tally = field(factory=_Tally)
    people: _Tally = field(factory=_Tally)
    anonymous: _Tally = field(factory=_Tally)
    granted: _Tally = field(factory=_Tally)
    all: _Spoken = field(factory=_Spoken)
    by_speaker: dict[tuple[str, Kind, Level | None], _Spoken] = field(factory=lambda: defaultdict(_Spoken))

    def add(self, article: Article) -> None:
        """One article more."""
        self.articles += 1
        outer = list(article.outer)
        said = [a for a in outer if a.mode is not Mode.DECLINED]
        self.declined += len(outer) - len(said)
        counted = outer if self.with_declined else said
        for tally, names in ((self.levels, _level), (self.kinds, _kind), (self.styles, _style)):
            tally.add(Counter(map(names, counted)), len(counted))
        self._add_anonymous(counted)
        self._add_words(article, counted)

    def _add_anonymous(self, counted: list[Attribution]) -> None:
        """Attributions to people; of these those to people not named; of these those with a grant, and its reason."""
        people = [a.anonymity for a in counted if _is_of_people(a)]
        unnamed = [a for a in people if a.level is not Level.NAMED]
        covered = [a for a in unnamed if a.granted is not None]
        self.people.add(Counter(anonymous=len(unnamed)), len(people))
        self.anonymous.add(Counter(granted=len(covered)), len(unnamed))
        self.granted.add(Counter(a.reason_class.value for a in covered if a.reason_class), len(covered))

    def _add_words(self, article: Article, counted: list[Attribution]) -> None:
        quotations = _quotations(article)
        for a in counted:
            spans = (*a.content, *(c.span for c in a.continued)) if self.with_continued else a.content
            words, quoted = _words(spans, article.text, quotations)
            self.all.add(words, quoted)
            if a.speaker is not None:
                self.by_speaker[a.speaker.label, a.speaker.kind, a.speaker.level].add(words, quoted)

    def audit(self) -> Audit:
        """The audit of all that was added."""
        reasons = self.granted.counted
        reasoned = reasons.total()
        return Audit(
            articles=self.articles,
            attributions=self.levels.total,
            words=self.all.words,
            quoted_words=self.all.quoted_words,
            levels=self.levels.shares([level.value for level in Level] + [UNRESOLVED]),
            kinds=self.kinds.shares([kind.value for kind in Kind]),
            styles=self.styles.shares([style.value for style in Style]),
            anonymous=self.people.share("anonymous"),
            granted=self.anonymous.share("granted"),
            with_reason=Share("with reason", reasoned, self.granted.total),
            reasons=tuple(Share(r.value, reasons[r.value], reasoned) for r in ReasonClass if reasons[r.value]),
            speakers=self._speakers(),
            failures=self.failures,
            declined=self.declined,
        )

    def _speakers(self) -> tuple[SpokenWords, ...]:
        """Who speaks, the one with the most words first."""
        speakers = (
            SpokenWords(
                label=label,
                kind=kind,
                level=level,
                attributions=spoken.attributions,
                words=spoken.words,
                quoted_words=spoken.quoted_words,
            )
            for (label, kind, level), spoken in self.by_speaker.items()
        )
        return tuple(sorted(speakers, key=lambda speaker: (-speaker.words, speaker.label)))


def _level(a: Attribution) -> str:
    return level_name(a.anonymity.level)


def _kind(a: Attribution) -> str:
    return (a.speaker.kind if a.speaker else Kind.UNKNOWN).value


def _style(a: Attribution) -> str:
    return a.style.value


def _is_of_people(a: Attribution) -> bool:
    if a.speaker is None:
        return a.anonymity.level is Level.HIDDEN
    return a.speaker.kind in (Kind.PERSON, Kind.GROUP)


def _quotations(article: Article) -> list[tuple[int, int]]:
    """Where the outermost quotations stand, in order."""
    return sorted((p.start, p.end) for q in article.quotations if not q.depth for p in q.pieces)


def _words(spans: tuple[Span, ...], text: str, quotations: list[tuple[int, int]]) -> tuple[int, int]:
    """The words of some spans, and those of them in quotation marks."""
    said = in_marks = 0
    for piece in spans:
        for match in _WORD.finditer(text, piece.start, piece.end):
            said += 1
            place = bisect_right(quotations, (match.start(), len(text))) - 1
            in_marks += place >= 0 and quotations[place][0] <= match.start() < quotations[place][1]
    return said, in_marks


# --- the table ------------------------------------------------------------------------------------

_SHOWN = 10  # speakers in the printed table


def _lines(found: Audit) -> Iterator[str]:
    """The printed table, line by line."""
    yield (
        f"{_many(found.articles, 'article')}, {_many(found.attributions, 'attribution')}, "
        f"{_many(len(found.speakers), 'speaker')}; {found.words} words attributed, {found.quoted_words} of them quoted"
    )
    if found.failures:
        yield f"{_many(found.failures, 'document')} could not be read"
    if found.declined:
        yield f"{_many(found.declined, 'time')} somebody said nothing (“declined to comment”)"
    for title, shares in (("level", found.levels), ("kind", found.kinds), ("style", found.styles)):
        yield ""
        yield f"{title:<28}{'n':>6}{'share':>8}  {'95 % interval':>15}"
        yield from (f"{s.name:<28}{s.count:>6}{s.share:>8.1%}  {_between(s):>15}" for s in shares)
    yield from _anonymous_lines(found)
    if found.speakers:
        yield from _speaker_lines(found.speakers)


def _anonymous_lines(found: Audit) -> Iterator[str]:
    yield ""
    yield f"anonymous sourcing: {_of(found.anonymous)} attributions to people"
    yield f"covered by a grant of anonymity: {_of(found.granted)}"
    classes = ", ".join(f"{share.name} {share.count}" for share in found.reasons)
    yield f"grants with a reason: {_of(found.with_reason)}" + (f" ({classes})" if classes else "")


def _speaker_lines(speakers: tuple[SpokenWords, ...]) -> Iterator[str]:
    yield ""
    yield f"{'speaker':<34}{'level':<11}{'kind':<14}{'n':>4}{'words':>7}{'quoted':>8}"
    for s in speakers[:_SHOWN]:
        label = s.label if len(s.label) <= 32 else s.label[:31] + "…"
        level = level_name(s.level)
        yield f"{label:<34}{level:<11}{s.kind.value:<14}{s.attributions:>4}{s.words:>7}{s.quoted_words:>8}"
    if len(speakers) > _SHOWN:
        yield f"and {len(speakers) - _SHOWN} more"


def _of(share: Share) -> str:
    return f"{share.count} of {share.of} ({share.share:.1%})" if share.of else "none"


def _between(share: Share) -> str:
    return "{:.1%}–{:.1%}".format(*share.interval)


def _many(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"
