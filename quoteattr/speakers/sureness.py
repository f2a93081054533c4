"""How sure it is who speaks, and how openly: a probability from the rule that told, and from what the ranking gave it.

The weights stand in the language's `sureness.tsv` (where it has none, all is as likely as not);
`training.speakers.sureness` fits them to labelled news that the ranking was not fitted to, so that of all speakers with
0.8 four in five are right.
"""

from functools import cache
from math import exp, log

from attrs import evolve, frozen

from quoteattr.attributions.draft import Draft
from quoteattr.language import Language
from quoteattr.speakers.find import Voice

_MANY = 9  # mentions: more say no more
_LEAST, _MOST = 0.01, 0.99  # a probability nearer to 0 or 1 says no more


@frozen
class Sureness:
    """The probability that the speaker of an attribution is right, and that its level is."""

    speaker: float
    level: float


def sureness(language: Language, draft: Draft, voice: Voice) -> Sureness:
    """How sure it is who speaks in a draft, if it is one."""
    known = _weights(language)
    found = [(known[name], value) for name, value in parts(draft, voice).items() if name in known]
    return Sureness(*(_chance(sum(weights[n] * value for weights, value in found)) for n in (0, 1)))


@cache
def _weights(language: Language) -> dict[str, tuple[float, float]]:
    """What each thing that bears on it weighs for the speaker and for the level."""
    return {name: (float(speaker), float(level)) for name, speaker, level, *_ in language.rows("sureness")}


def left_open(voice: Voice, sure: Sureness, least: float) -> Voice:
    """A voice without its speaker, where that is less sure than the least that is told: None with a reason, and a level
    only where everybody who may be meant has it."""
    if voice.speaker is None or sure.speaker >= least:
        return voice
    return evolve(voice, speaker=None, rule=TOO_UNSURE)


TOO_UNSURE = "too unsure who"  # the rule of a voice that is left open


def parts(draft: Draft, voice: Voice) -> dict[str, float]:
    """What bears on it: the rule, with it the kind and level of whom it tells, what the ranking gave its choice by each
    rule, how sure it is that the draft is an attribution, and by level its mode, the form of the phrase, and how much
    the text tells of the speaker."""
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
        **_by_level(draft, voice),
    }


def _by_level(draft: Draft, voice: Voice) -> dict[str, float]:
    """What bears on it otherwise for each level: who is named by “a Kansas law”, in an attitude, or once is so less
    surely."""
    speaker, phrase = voice.speaker, voice.phrase
    level = speaker.level.value if speaker is not None and speaker.level is not None else "no level"
    found = {
        f"mode {draft.mode}": 1.0,
        f"{level}: mode {draft.mode}": 1.0,
        f"{level}: confidence": _odds(draft.confidence),
    }
    if phrase is not None:
        found |= {f"{level}: {phrase.form.value}": 1.0, f"{level}: plural": float(phrase.plural)}
        found[f"{level}: begins with {phrase.determiner or 'no determiner'}"] = 1.0
    if speaker is not None:
        found[f"{level}: mentions"] = min(_MANY, len(speaker.mentions)) ** 0.5
        found[f"{level}: gender shown"] = float(speaker.gender is not None)
        found[f"{level}: role told"] = float(speaker.role is not None)
    return found


def _odds(chance: float) -> float:
    """The logarithm of the odds."""
    kept = min(_MOST, max(_LEAST, chance))
    return log(kept / (1 - kept))


def _chance(odds: float) -> float:
    return 1 / (1 + exp(-odds))
