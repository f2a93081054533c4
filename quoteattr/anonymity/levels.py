"""How openly a source speaks: its level, the grant that covers it, and how it knows.

The level belongs to the resolved speaker, as the whole document lets a reader know it. A grant never
changes the level. The classes follow AP's and Reuters' rules on sources, the New York Times' and
NPR's demand to say how a source knows and why it is not named, and Spangher et al. (2023); see
docs/anonymity.md.
"""

from collections.abc import Iterator
from functools import cache

import regex

from quoteattr.anonymity.grants import Grant
from quoteattr.attributions.draft import Draft
from quoteattr.language import Language
from quoteattr.language.lexicon import spaced
from quoteattr.language.wordings import any_of, written
from quoteattr.records import Anonymity, Evidence, Level, Span, Speaker, level_name
from quoteattr.speakers.find import NOBODY, NOBODY_ASKED, Voice
from quoteattr.speakers.phrases import Form
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Offsets

_KNOWLEDGE = "knowledge"  # the lexicon file
_BEGINS_WITHIN = 12  # characters behind a source
_KNOWN_WITHIN = 80  # characters behind a source


def level_of(
    reading: Reading, draft: Draft, voice: Voice, grant: Grant | None = None, confidence: float = 1.0
) -> Anonymity:
    """The anonymity of one attribution, and the grant that covers it, if one does; `confidence` that it is right."""
    level = _level(voice)
    grant = grant if level is not Level.HIDDEN else None
    basis = _knowledge_basis(reading, draft)
    return Anonymity(
        level=level,
        granted=grant.words if grant else None,
        reason=grant.reason if grant else None,
        reason_class=grant.reason_class if grant else None,
        knowledge_basis=basis,
        description_strength=_strength(voice.speaker, basis) if voice.speaker is not None else 0,
        confidence=confidence,
        evidence=tuple(_evidence(reading, draft, voice, level, grant)),
    )


def _level(voice: Voice) -> Level | None:
    """The speaker's; where nobody is meant, hidden; None where somebody is meant who could not be told."""
    if voice.speaker is not None:
        return voice.speaker.level
    return Level.HIDDEN if voice.rule in (NOBODY, NOBODY_ASKED) else voice.level


def _strength(speaker: Speaker, basis: Span | None) -> int:
    """How many of five things are told of a speaker."""
    told = speaker.role, speaker.affiliation, speaker.nationality, speaker.seniority, basis
    return sum(span is not None for span in told)


def _evidence(
    reading: Reading, draft: Draft, voice: Voice, level: Level | None, grant: Grant | None
) -> Iterator[Evidence]:
    source = (reading.document.span(*draft.source),) if draft.source else ()
    yield Evidence(f"{level_name(level)}: {_why(voice)}", source)
    if grant is not None:
        yield Evidence("grant of anonymity", tuple(s for s in (grant.words, grant.reason) if s))


def _why(voice: Voice) -> str:
    if voice.phrase is not None and voice.phrase.form is Form.PRONOUN and voice.speaker is not None:
        return f"{voice.rule} “{voice.phrase.label}” for {voice.speaker.label}"
    return voice.rule


# --- how a source knows ---------------------------------------------------------------------------


def _knowledge_basis(reading: Reading, draft: Draft) -> Span | None:
    """“people **familiar with the talks**”: inside the source phrase, or right behind it."""
    if draft.source is None:
        return None
    document = reading.document
    limit = document.tokens[document.sentences[reading.sentence_at(draft.source[1] - 1)].last - 1].end
    at = _first_basis(reading, draft.source, limit)
    if at is None:
        return None
    start, end = at
    until = phrase_end(document.language).search(document.text, end, limit)
    end = until.start() if until else limit
    if draft.cue is not None and start < draft.cue[0] < end:
        end = draft.cue[0]
    basis = document.text[start:end].rstrip()
    return Span(start, start + len(basis), basis) if basis else None


def _first_basis(reading: Reading, source: Offsets, limit: int) -> Offsets | None:
    """The first words, and of those the longest, that say how a source knows; `limit` is where its sentence ends."""
    text, (start, end) = reading.document.text, source
    stop = min(limit, end + _KNOWN_WITHIN) if text[end : end + 1] in " ,\n" else end
    if any_basis(reading.document.language).search(text, start, stop) is None:  # as it mostly is
        return None
    matches = (m for p in bases(reading.document.language) if (m := p.search(text, start, stop)) is not None)
    near = [m.span() for m in matches if m.start() <= end + _BEGINS_WITHIN and not reading.is_quoted(m.start())]
    return min(near, key=lambda at: (at[0], -at[1]), default=None)


@cache
def bases(language: Language) -> tuple["regex.Pattern[str]", ...]:
    """The words of a language that say how a source knows, in the order of their rows."""
    return tuple(regex.compile(row, regex.IGNORECASE) for row in _bases(language))


@cache
def any_basis(language: Language) -> "regex.Pattern[str]":
    """Where one of these words may stand."""
    return regex.compile("|".join(f"(?:{row})" for row in _bases(language)) or "(?!)", regex.IGNORECASE)


def _bases(language: Language) -> list[str]:
    return [r"\b" + spaced(row) for row in written(language, _KNOWLEDGE, "basis")]


@cache
def phrase_end(language: Language) -> "regex.Pattern[str]":
    """Where a phrase that says how a source knows ends."""
    words = any_of(language, _KNOWLEDGE, "end", r"\b(?:{})\b").pattern
    return regex.compile(r"[,;:()“”\"]|\s[-–—]++\s|(?<=\w)\.(?=\s|$)|" + words, regex.IGNORECASE)
