"""How openly an article, or an archive, is sourced: counts and shares that an editor can publish."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator

import regex
from attrs import frozen

from quoteattr.records import Article, Attribution, Kind, Level, ReasonClass, Style

_WORD = regex.compile(r"\w+(?:[’'.-]\w+)*")
_OPEN = "unresolved"


@frozen
class Share:
    """How many of how many: `count` of `of`."""

    name: str
    count: int
    of: int

    @property
    def share(self) -> float:
        """Between 0 and 1; 0 of nothing is 0."""
        return self.count / self.of if self.of else 0.0


@frozen
class SpokenWords:
    """What one speaker says: attributions, words of their contents, and how many of these stand in quotation marks."""

    label: str
    kind: Kind
    level: Level | None
    attributions: int
    words: int
    quoted_words: int


@frozen
class Audit:
    """The sourcing of one article or of many. Printed, it is a table.

    `levels`, `kinds` and `styles` share out all attributions; ``unresolved`` among the levels are those whose speaker
    could not be told (hidden sources have no kind but ``unknown``). `anonymous` counts the attributions to people who
    are not named (persons and groups that are partial, described or vague, and hidden sources) of all attributions to
    people: an unnamed organisation or document is no anonymous source. `granted` counts those of the `anonymous` that
    a grant of anonymity covers, `with_reason` those of the `granted` for which the text gives a reason; `reasons`
    shares these out by class. `speakers` come with the most words first.
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

    def __str__(self) -> str:
        return "\n".join(_lines(self))


def audit(articles: Iterable[Article]) -> Audit:
    """The audit of several articles together; read lazily, one by one.

    Speakers of one name, kind and level are counted together, whichever article they speak in.
    """
    levels: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    styles: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    spoken: dict[tuple[str, Kind, Level | None], list[int]] = {}
    number = people = anonymous = granted = words = quoted = 0
    for article in articles:
        number += 1
        quotations = _quotations(article)
        for a in article.attributions:
            level, kind = a.anonymity.level, a.speaker.kind if a.speaker else Kind.UNKNOWN
            levels[level.value if level else _OPEN] += 1
            kinds[kind.value] += 1
            styles[a.style.value] += 1
            if _is_of_people(a):
                people += 1
                anonymous += level is not Level.NAMED
                if a.anonymity.granted is not None and level is not Level.NAMED:
                    granted += 1
                    reasons.update([a.anonymity.reason_class.value] if a.anonymity.reason_class else [])
            said, in_marks = _words(a, article.text, quotations)
            words, quoted = words + said, quoted + in_marks
            if a.speaker is not None:
                row = spoken.setdefault((a.speaker.label, a.speaker.kind, a.speaker.level), [0, 0, 0])
                row[0], row[1], row[2] = row[0] + 1, row[1] + said, row[2] + in_marks
    total, reasoned = sum(levels.values()), sum(reasons.values())
    return Audit(
        number,
        total,
        words,
        quoted,
        _shares(levels, [level.value for level in Level] + [_OPEN], total),
        _shares(kinds, [kind.value for kind in Kind], total),
        _shares(styles, [style.value for style in Style], total),
        Share("anonymous", anonymous, people),
        Share("granted", granted, anonymous),
        Share("with reason", reasoned, granted),
        _shares(reasons, [reason.value for reason in ReasonClass], reasoned),
        tuple(sorted((SpokenWords(*key, *row) for key, row in spoken.items()), key=lambda s: (-s.words, s.label))),
    )


def _is_of_people(a: Attribution) -> bool:
    if a.speaker is None:
        return a.anonymity.level is Level.HIDDEN
    return a.speaker.kind in (Kind.PERSON, Kind.GROUP)


def _shares(counted: Counter[str], order: list[str], of: int) -> tuple[Share, ...]:
    return tuple(Share(name, counted[name], of) for name in order if counted[name])


def _quotations(article: Article) -> list[tuple[int, int]]:
    """Where the outermost quotations stand, in order."""
    return sorted((p.start, p.end) for q in article.quotations if not q.depth for p in q.pieces)


def _words(a: Attribution, text: str, quotations: list[tuple[int, int]]) -> tuple[int, int]:
    """The words of a content, and those of them in quotation marks."""
    said = in_marks = 0
    for piece in a.content:
        for match in _WORD.finditer(text, piece.start, piece.end):
            said += 1
            place = bisect_right(quotations, (match.start(), len(text))) - 1
            in_marks += place >= 0 and quotations[place][0] <= match.start() < quotations[place][1]
    return said, in_marks


# --- the table ------------------------------------------------------------------------------------

_SHOWN = 10  # speakers in the printed table


def _lines(found: Audit) -> Iterator[str]:
    yield (
        f"{_many(found.articles, 'article')}, {_many(found.attributions, 'attribution')}, "
        f"{_many(len(found.speakers), 'speaker')}; {found.words} words attributed, {found.quoted_words} of them quoted"
    )
    for title, shares in (("level", found.levels), ("kind", found.kinds), ("style", found.styles)):
        yield ""
        yield f"{title:<28}{'n':>6}{'share':>8}"
        yield from (f"{s.name:<28}{s.count:>6}{s.share:>8.1%}" for s in shares)
    yield ""
    yield f"anonymous sourcing: {_of(found.anonymous)} attributions to people"
    yield f"covered by a grant of anonymity: {_of(found.granted)}"
    yield f"grants with a reason: {_of(found.with_reason)}" + (
        f" ({', '.join(f'{s.name} {s.count}' for s in found.reasons)})" if found.reasons else ""
    )
    if found.speakers:
        yield ""
        yield f"{'speaker':<34}{'level':<11}{'kind':<14}{'n':>4}{'words':>7}{'quoted':>8}"
        for s in found.speakers[:_SHOWN]:
            label = s.label if len(s.label) <= 32 else s.label[:31] + "…"
            level = s.level.value if s.level else _OPEN
            yield f"{label:<34}{level:<11}{s.kind.value:<14}{s.attributions:>4}{s.words:>7}{s.quoted_words:>8}"
        if len(found.speakers) > _SHOWN:
            yield f"and {len(found.speakers) - _SHOWN} more"


def _of(share: Share) -> str:
    return f"{share.count} of {share.of} ({share.share:.1%})" if share.of else "none"


def _many(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"
