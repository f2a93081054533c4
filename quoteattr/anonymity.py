"""How openly a source speaks: its level, the words that grant it anonymity, why, and how it knows.

The level belongs to the resolved speaker, as the whole document lets a reader know it. A grant never
changes the level. The classes follow AP's and Reuters' rules on sources, the New York Times' and
NPR's demand to say how a source knows and why it is not named, and Spangher et al. (2023); see
docs/anonymity.md.
"""

from functools import cache

import regex
from attrs import frozen

from quoteattr.attributions.draft import Draft
from quoteattr.attributions.reading import Reading
from quoteattr.lexicon import rows
from quoteattr.records import Anonymity, Evidence, Level, ReasonClass, Span
from quoteattr.speakers import Voice
from quoteattr.speakers.phrases import Form

_REASON = regex.compile(
    r"\s*,?\s*(?P<reason>(?:(?:(?:largely|mainly|partly|in part|simply|only|just)\s+)?because\b|for fear\b|"
    r"out of fear\b|fearing\b|citing\b|due to\b|given\b|in order to\b|so (?:that|as to|he|she|they)\b|since\b|"
    r"to (?!be\b|reporters\b|the\b|a\b)\w+)(?:(?!\s+[-–—]+\s)[^.;:,”\"“()]|\.(?=\w)|,(?=\s(?:including|or|and)\s))*)",
    regex.IGNORECASE,
)
_NEXT_SENTENCE = regex.compile(
    r"(?:the|this|that|those|these|he|she|they|both|all|like|none|neither|(?:two|three|four) (?:of )?|"
    r"officials|sources)\b",
    regex.IGNORECASE,
)
_PHRASE_END = regex.compile(
    r"[,;:()“”\"]|\s[-–—]+\s|(?<=\w)\.(?=\s|$)|\b(?:who|that|said|says|told|and who)\b", regex.IGNORECASE
)


@frozen
class Grant:
    """The words that grant anonymity, and those that say why."""

    words: Span
    reason: Span | None
    reason_class: ReasonClass | None


def without_grants(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """The drafts but for those that only grant anonymity: “an aide, who **asked not to be named**, said …”."""
    found = [g for d in drafts if (g := find_grant(reading, d)) is not None]
    grants = {(s.start, s.end) for g in found for s in (g.words, g.reason) if s is not None}
    return [d for d in drafts if d.cue is None or not any(a <= d.cue[0] and d.cue[1] <= b for a, b in grants)]


def level_of(reading: Reading, draft: Draft, voice: Voice) -> Anonymity:
    """The anonymity of one attribution."""
    speaker = voice.speaker
    source = _source_span(reading, draft)
    if speaker is not None:
        level = speaker.level
    else:
        level = Level.HIDDEN if voice.rule == "nobody expressed" else None
    grant = find_grant(reading, draft) if level is not Level.HIDDEN else None
    basis = _knowledge_basis(reading, draft)
    strength = 0
    if speaker is not None:
        strength = sum(
            a is not None for a in (speaker.role, speaker.affiliation, speaker.nationality, speaker.seniority)
        )
        strength += basis is not None
    evidence = [Evidence(f"{level.value if level else 'unresolved'}: {_why(voice)}", (source,) if source else ())]
    if grant is not None:
        evidence.append(Evidence("grant of anonymity", tuple(s for s in (grant.words, grant.reason) if s)))
    return Anonymity(
        level,
        grant.words if grant else None,
        grant.reason if grant else None,
        grant.reason_class if grant else None,
        basis,
        strength,
        tuple(evidence),
    )


def _why(voice: Voice) -> str:
    if voice.phrase is not None and voice.phrase.form is Form.PRONOUN and voice.speaker is not None:
        return f"{voice.rule} “{voice.phrase.label}” for {voice.speaker.label}"
    return voice.rule


def _source_span(reading: Reading, draft: Draft) -> Span | None:
    return reading.document.span(*draft.source) if draft.source else None


def find_grant(reading: Reading, draft: Draft) -> Grant | None:
    """The grant in the sentence of the source, or in the next one if that speaks of the same people."""
    at = draft.source or draft.cue
    if at is None:
        return None
    sentence = reading.sentence_at(at[0])
    found = _grant_in(reading, *_bounds(reading, sentence))
    if found is None and sentence + 1 < len(reading.document.sentences):
        here, following = reading.document.sentences[sentence], reading.document.sentences[sentence + 1]
        start, end = _bounds(reading, sentence + 1)
        if following.paragraph == here.paragraph and _NEXT_SENTENCE.match(reading.document.text, start):
            found = _grant_in(reading, start, end)
    return found


def _bounds(reading: Reading, sentence: int) -> tuple[int, int]:
    s = reading.document.sentences[sentence]
    return reading.document.tokens[s.first].start, reading.document.tokens[s.last - 1].end


def _grant_in(reading: Reading, start: int, end: int) -> Grant | None:
    """The first grant in a stretch that stands outside quotation marks and denies no one else's right to speak."""
    text = reading.document.text
    for pattern in _grant_patterns():
        for match in pattern.finditer(text, start, end):
            if reading.is_quoted(match.start()) or _of_others(reading, match.start()):
                continue
            words = reading.document.span(*_stripped(text, *match.span()))
            reason = _reason_behind(reading, match.end(), end)
            return Grant(words, reason or _own_reason(words), _class_of(reason or words, words))
    return None


def _own_reason(words: Span) -> Span | None:
    """“was not authorized to speak” is a grant and its reason in one."""
    return words if regex.search(r"authori[sz]|allowed|permi|cleared|legal", words.text, regex.IGNORECASE) else None


def _of_others(reading: Reading, offset: int) -> bool:
    """“groups **not authorized** to use the name”: no copula or who before, so nobody who speaks here."""
    before = reading.document.text[max(0, offset - 14) : offset].rstrip().lower()
    first = reading.document.text[offset : offset + 3].lower()
    return first in ("not", "una") and not before.endswith(("was", "were", "is", "are", "been"))


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _reason_behind(reading: Reading, start: int, end: int) -> Span | None:
    match = _REASON.match(reading.document.text, start, end)
    if match is None:
        return None
    a, b = _stripped(reading.document.text, *match.span("reason"))
    return reading.document.span(a, b) if b - a > 4 else None


def _class_of(reason: Span, words: Span) -> ReasonClass | None:
    """The class of a reason by its words; None where no reason is given."""
    for name, pattern in rows("reasons"):
        if regex.search(pattern, reason.text, regex.IGNORECASE):
            return ReasonClass(name) if reason is not words or _own_reason(words) else None
    return None if reason is words else ReasonClass.OTHER


def _knowledge_basis(reading: Reading, draft: Draft) -> Span | None:
    """“people **familiar with the talks**”: inside the source phrase, or right behind it."""
    if draft.source is None:
        return None
    text = reading.document.text
    start, end = draft.source
    limit = _bounds(reading, reading.sentence_at(end - 1))[1]
    stop = min(limit, end + 80) if text[end : end + 1] in " ,\n" else end
    for pattern in _knowledge_patterns():
        match = pattern.search(text, start, stop)
        if match is None or match.start() > end + 12 or reading.is_quoted(match.start()):
            continue
        until = _PHRASE_END.search(text, match.end(), limit)
        a, b = _stripped(text, match.start(), until.start() if until else limit)
        if draft.cue is not None and a < draft.cue[0] < b:
            b = _stripped(text, a, draft.cue[0])[1]
        return reading.document.span(a, b) if b > a else None
    return None


@cache
def _grant_patterns() -> tuple[regex.Pattern[str], ...]:
    return tuple(regex.compile(row[0].replace(" ", r"\s+"), regex.IGNORECASE) for row in rows("grants"))


@cache
def _knowledge_patterns() -> tuple[regex.Pattern[str], ...]:
    return tuple(regex.compile(r"\b" + row[0].replace(" ", r"\s+"), regex.IGNORECASE) for row in rows("knowledge"))
