"""How sure it is who speaks, and how openly: a probability from the rule that told, and from what the ranking gave it.

The weights stand in the language's `sureness.tsv` (where it has none, all is as likely as not);
`training.speakers.sureness` fits them to labelled news that the ranking was not fitted to, so that of all speakers with
0.8 four in five are right.
"""

from math import exp, log

from attrs import frozen

from quoteattr.attributions.draft import Draft
from quoteattr.language import Language
from quoteattr.speakers.find import Voice

_LEAST, _MOST = 0.01, 0.99  # a probability nearer to 0 or 1 says no more


@frozen
class Sureness:
    """The probability that the speaker of an attribution is right, and that its level is."""

    speaker: float
    level: float


def sureness(language: Language, draft: Draft, voice: Voice) -> Sureness:
    """How sure it is who speaks in a draft, if it is one."""
    known = language.table("sureness")
    found = [(known[name], value) for name, value in parts(draft, voice).items() if name in known]
    return Sureness(*(_chance(sum(float(row[n]) * value for row, value in found)) for n in (1, 2)))


def parts(draft: Draft, voice: Voice) -> dict[str, float]:
    """What bears on it: the rule, with it the kind and level of whom it tells, what the ranking gave its choice by each
    rule, and how sure it is that the draft is an attribution."""
    rule = voice.rule.partition(":")[0]
    speaker = voice.speaker
    whom = f"{speaker.kind.value}, {speaker.level and speaker.level.value}" if speaker is not None else "nobody"
    words = len((speaker.name or "").split()) if speaker is not None else 0
    return {
        "all": 1.0,
        rule: 1.0,
        f"{rule}: {whom}": 1.0,
        f"{rule}: one word": float(words == 1),
        f"{rule}: ranked": _odds(voice.sure) if voice.sure < 1 else 0.0,
        "confidence": _odds(draft.confidence),
    }


def _odds(chance: float) -> float:
    """The logarithm of the odds."""
    kept = min(_MOST, max(_LEAST, chance))
    return log(kept / (1 - kept))


def _chance(odds: float) -> float:
    return 1 / (1 + exp(-odds))
