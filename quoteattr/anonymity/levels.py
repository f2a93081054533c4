"""How openly a source speaks: its level, the grant that covers it, and how it knows.

The level belongs to the resolved speaker, as the whole document lets a reader know it. A grant never
changes the level. The classes follow AP's and Reuters' rules on sources, the New York Times' and
NPR's demand to say how a source knows and why it is not named, and Spangher et al. (2023); see
docs/anonymity.md.
"""

from functools import cache

import regex

from quoteattr.anonymity.grants import Grant
from quoteattr.attributions.draft import Draft
from quoteattr.language import rows, spaced
from quoteattr.records import Anonymity, Evidence, Level, Span, level_name
from quoteattr.speakers.find import Voice
from quoteattr.speakers.phrases import Form
from quoteattr.text.reading import Reading

_PHRASE_END = regex.compile(
    r"[,;:()“”\"]|\s[-–—]++\s|(?<=\w)\.(?=\s|$)|\b(?:who|that|said|says|told|and who)\b", regex.IGNORECASE
)


def level_of(reading: Reading, draft: Draft, voice: Voice, grant: Grant | None = None) -> Anonymity:
    """The anonymity of one attribution that a grant covers, or none does."""
    speaker = voice.speaker
    source = _source_span(reading, draft)
    if speaker is not None:
        level = speaker.level
    else:
        level = Level.HIDDEN if voice.rule == "nobody expressed" else None
    grant = grant if level is not Level.HIDDEN else None
    basis = _knowledge_basis(reading, draft)
    strength = 0
    if speaker is not None:
        strength = sum(
            a is not None for a in (speaker.role, speaker.affiliation, speaker.nationality, speaker.seniority)
        )
        strength += basis is not None
    evidence = [Evidence(f"{level_name(level)}: {_why(voice)}", (source,) if source else ())]
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


def _knowledge_basis(reading: Reading, draft: Draft) -> Span | None:
    """“people **familiar with the talks**”: inside the source phrase, or right behind it."""
    if draft.source is None:
        return None
    text = reading.document.text
    start, end = draft.source
    sentence = reading.document.sentences[reading.sentence_at(end - 1)]
    limit = reading.document.tokens[sentence.last - 1].end
    stop = min(limit, end + 80) if text[end : end + 1] in " ,\n" else end
    matches = (m for p in _knowledge_patterns() if (m := p.search(text, start, stop)) is not None)
    near = [m for m in matches if m.start() <= end + 12 and not reading.is_quoted(m.start())]
    if not near:
        return None
    match = min(near, key=lambda m: (m.start(), -m.end()))
    until = _PHRASE_END.search(text, match.end(), limit)
    a, b = match.start(), until.start() if until else limit
    if draft.cue is not None and a < draft.cue[0] < b:
        b = draft.cue[0]
    b = a + len(text[a:b].rstrip())
    return reading.document.span(a, b) if b > a else None


@cache
def _knowledge_patterns() -> tuple[regex.Pattern[str], ...]:
    return tuple(regex.compile(r"\b" + spaced(row[0]), regex.IGNORECASE) for row in rows("knowledge"))
