"""An audit as a printed table."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quoteattr.auditing.shares import Share
from quoteattr.records import level_name

if TYPE_CHECKING:
    from quoteattr.auditing.values import Audit, SpokenWords

_SHOWN = 10  # speakers in the printed table


def lines(found: "Audit") -> Iterator[str]:
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
    yield from _heard_lines(found)
    if found.speakers:
        yield from _speaker_lines(found.speakers)


def _anonymous_lines(found: "Audit") -> Iterator[str]:
    yield ""
    yield f"anonymous sourcing: {_of(found.anonymous)} attributions to people"
    yield f"covered by a grant of anonymity: {_of(found.granted)}"
    classes = ", ".join(f"{share.name} {share.count}" for share in found.reasons)
    yield f"grants with a reason: {_of(found.with_reason)}" + (f" ({classes})" if classes else "")


def _heard_lines(found: "Audit") -> Iterator[str]:
    """Who is heard: gender and role, by speakers and by words; what the stories rest on."""
    for heard in (found.genders, found.roles):
        words = {s.name: s for s in heard.words}
        if heard.speakers:
            yield ""
            yield f"{heard.by:<28}{'speakers':>9}{'share':>8}  {'95 % interval':>15}{'of words':>10}"
        for s in heard.speakers:
            of_words = f"{words[s.name].share:.1%}" if s.name in words else "–"
            yield f"{s.name:<28}{s.count:>9}{s.share:>8.1%}  {_between(s):>15}{of_words:>10}"
    stories = found.stories
    if stories.sources.of:
        low, high = stories.sources.interval
        between = f" ({low:.1f}–{high:.1f})" if stories.sources.of > 1 else ""
        yield ""
        yield f"sources a story: {stories.sources.mean:.1f}{between}"
        yield f"stories with an anonymous source: {_of(stories.with_anonymous)}"
        yield f"stories with anonymous sources only: {_of(stories.solely_anonymous)}"


def _speaker_lines(speakers: "tuple[SpokenWords, ...]") -> Iterator[str]:
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
