"""What an article reports without quoting, held against another article: whether somebody says so there, and who.

The words that say something (no small words) of a content are looked for in each content of the other article, in any
form and order; a summary may draw on several contents of one speaker.
"""

from collections.abc import Iterable, Iterator, Sequence

from attrs import field, frozen

from quoteattr.checking.alignment import is_near
from quoteattr.checking.labels import is_called
from quoteattr.checking.quoted import is_turn
from quoteattr.checking.wording import words_of
from quoteattr.language import Language
from quoteattr.records import Article, Attribution, Kind, Mode, Speaker, Style

_ENOUGH = 0.4  # of the words that are there, where the speaker is right
_ENOUGH_OF_ALL = 0.6  # of them in all that the speaker says
_ENOUGH_BY_OTHER = 0.6  # where another one says it, and so much more than the right one:
_MORE = 0.3
_LEAST = 2  # words
_ALIKE = 0.5  # of the words of two descriptions


@frozen
class Reported:
    """What of another article has the content of an attribution: the attributions there that do, how much of it is
    there, and whether they are another speaker's; none where it is not there, and then why."""

    attributions: tuple[Attribution, ...] = ()
    similarity: float = 0.0
    by_other: bool = field(default=False, kw_only=True)
    reason: str = field(default="", kw_only=True)


def reported_in(article: Article, against: Article, language: Language) -> Iterator[tuple[Attribution, Reported]]:
    """Every attribution of an article that quotes nothing, with what another article has of it."""
    there = [(a, _telling(against, a, language)) for a in against.outer if a.mode is not Mode.DECLINED]
    for a in article.outer:
        if a.style is Style.INDIRECT and a.mode is not Mode.DECLINED and not is_turn(a):
            yield a, _found(a, _telling(article, a, language), there, language)


def _found(
    a: Attribution, keys: frozenset[str], there: "Sequence[tuple[Attribution, frozenset[str]]]", language: Language
) -> Reported:
    own = [(b, has) for b, has in there if _is_same(a.speaker, b.speaker, language)]
    others = [(b, has) for b, has in there if _is_other(a.speaker, b.speaker, bool(own), language)]
    best, share = _best(keys, own)
    if best is not None and share >= _ENOUGH:
        return Reported((best,), share)
    together = _share(keys, frozenset().union(*(has for _, has in own)))
    if own and together >= _ENOUGH_OF_ALL:
        return Reported(tuple(b for b, has in own if _share(keys, has)), together)
    other, more = _best(keys, others)
    if other is not None and len(keys) >= _LEAST and more >= max(_ENOUGH_BY_OTHER, share + _MORE):
        return Reported((other,), more, by_other=True)
    who = a.speaker.label if a.speaker is not None else None
    if who is None:
        return Reported()
    return Reported(reason=f"{who} says nothing of the kind in the record" if own else f"the record has no {who}")


def _best(
    keys: frozenset[str], among: "Iterable[tuple[Attribution, frozenset[str]]]"
) -> tuple[Attribution | None, float]:
    shares = [(_share(keys, has), b) for b, has in among]
    best = max(shares, key=lambda found: found[0], default=(0.0, None))
    return best[1], best[0]


def _share(keys: frozenset[str], has: frozenset[str]) -> float:
    """How many of some words are among others, in any form."""
    return sum(key in has or any(is_near(key, other) for other in has) for key in keys) / len(keys) if keys else 0.0


def _telling(article: Article, a: Attribution, language: Language) -> frozenset[str]:
    """The words of a content that say something."""
    rows = language.rows("function_words")
    little = frozenset(rows[0][1].split()) if rows else frozenset()
    words = words_of(article.text, ((piece.start, piece.end) for piece in a.content), language)
    return frozenset(word.key for word in words if len(word.key) > 1) - little


def _is_same(one: Speaker | None, other: Speaker | None, language: Language) -> bool | None:
    """Whether two speakers of two articles are one; None where that can't be told."""
    if one is None or other is None:
        return True if one is other else None
    named = is_called(one, other.label, language)
    if named is None and one.name is None:
        words = [_words_of_label(speaker, language) for speaker in (one, other)]
        both = len(words[0] & words[1])
        return True if both and both >= _ALIKE * min(map(len, words)) else None
    if named is None and one.kind is not Kind.PERSON and one.name != other.name and other.name is not None:
        return False
    return named


def _is_other(one: Speaker | None, other: Speaker | None, is_there: bool, language: Language) -> bool:
    """Whether two speakers are not one: they can't be, or the first is there beside the second."""
    same = _is_same(one, other, language)
    return same is False or (same is None and is_there and one is not None and other is not None)


def _words_of_label(speaker: Speaker, language: Language) -> frozenset[str]:
    label = speaker.label
    return frozenset(word.key for word in words_of(label, ((0, len(label)),), language))
