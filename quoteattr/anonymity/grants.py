"""The words by which a journalist grants a source anonymity: whom they cover, and why they say it was granted.

A grant belongs to whoever its clause speaks of: “an aide **who asked not to be named**”, “**both** spoke on condition
of anonymity”. AP, Reuters, NPR and the New York Times ask for its reason; see docs/anonymity.md.
"""

from bisect import bisect_left, bisect_right
from functools import cache

import regex
from attrs import evolve, frozen

from quoteattr.attributions.draft import Draft
from quoteattr.language import closed_class, rows, spaced, words
from quoteattr.records import Kind, Level, ReasonClass, Span
from quoteattr.speakers.find import Voice
from quoteattr.text.document import Document
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Offsets, Stretches, shared

_MOSTLY = 0.6  # of a piece of content: what is so far a grant is no content
_FAR = 4  # sentences before a grant that it may reach back to


@frozen
class Grant:
    """The words that grant anonymity, and those that say why; `holder` is the token that says to whom."""

    words: Span
    reason: Span | None
    reason_class: ReasonClass | None
    sentence: int
    holder: int | None = None


# --- finding them ---------------------------------------------------------------------------------


def find_grants(reading: Reading, drafts: list[Draft]) -> list[Grant]:
    """Every grant of a document that stands outside quotation marks, in order of the text."""
    document = reading.document
    cues = {i for d in drafts if d.cue is not None for i in reading.tokens_in(*d.cue)}
    found = []
    for number, sentence in enumerate(document.sentences):
        start, end = document.tokens[sentence.first].start, document.tokens[sentence.last - 1].end
        if _trigger().search(document.text, start, end) is None:
            continue
        match = next((m for p in _patterns() for m in p.finditer(document.text, start, end)
                      if not reading.is_quoted(m.start())), None)  # fmt: skip
        if match is not None:
            found.append(_grant(reading, number, match.span(), cues))
    return found


def without_grants(reading: Reading, drafts: list[Draft], grants: list[Grant]) -> list[Draft]:
    """The drafts but for those that only grant anonymity: “an aide, who **asked not to be named**, said …”; a cue that
    has run over a grant is what stands behind it, and a piece of content beside others that is one is left out."""
    if not grants:
        return drafts
    covered = Stretches((s.start, s.end) for g in grants for s in (g.words, g.reason) if s is not None)

    def is_grant(piece: Offsets) -> bool:
        return sum(shared(piece, grant) for grant in covered.touching(piece)) > _MOSTLY * (piece[1] - piece[0])

    kept = []
    for draft in drafts:
        if draft.cue is None:
            kept.append(draft)
        elif not covered.hold(draft.cue) and not all(map(covered.hold, draft.content)):
            content = tuple(piece for piece in draft.content if not is_grant(piece)) or draft.content
            kept.append(evolve(draft, cue=_behind(reading, draft.cue, covered), content=content))
    return kept


def _behind(reading: Reading, cue: Offsets, covered: Stretches) -> Offsets:
    """A cue without the grant that it begins with."""
    end = next((b for a, b in covered.touching(cue) if a <= cue[0] and b < cue[1]), cue[0])
    tokens = [reading.document.tokens[i] for i in reading.tokens_in(end, cue[1])]
    start = next((t.start for t in tokens if t.start >= end and t.upos != "PUNCT"), cue[0])
    return start, cue[1]


def _grant(reading: Reading, sentence: int, at: Offsets, cues: set[int]) -> Grant:
    document, (start, end) = reading.document, at
    inside = list(reading.tokens_in(start, end))
    limit = _limit(document, sentence, inside, cues)
    end = _with_object(document, inside, end, limit)
    granted = document.span(*_stripped(document.text, start, end))
    reason = _reason(reading, sentence, granted, limit) or _own_reason(granted)
    return Grant(granted, reason, _class_of(reason), sentence, _holder(document, inside))


def _limit(document: Document, sentence: int, inside: list[int], cues: set[int]) -> int:
    """Where the grant's clause ends at the latest: before the verb of speech whose subject it belongs to."""
    above, at = set(), inside[0]
    while document.tokens[at].head >= 0:
        at = document.tokens[at].head
        above.add(at)
    later = [i for i in above & cues if i > inside[-1]]
    last = document.sentences[sentence].last - 1
    return document.tokens[min(later)].start if later else document.tokens[last].end


def _with_object(document: Document, inside: list[int], end: int, limit: int) -> int:
    """“was not authorized to discuss **the matter publicly**”: what a last verb takes."""
    verb = inside[-1]
    if document.tokens[verb].lemma.lower() not in _OF_SPEECH:
        return end
    i = verb + 1
    while i < len(document.tokens) and document.tokens[i].end <= limit:
        token = document.tokens[i]
        if token.upos in ("PUNCT", "VERB", "AUX", "SCONJ", "CCONJ") or token.xpos in ("WP", "WDT"):
            break
        i += 1
    return document.tokens[i - 1].end


_OF_SPEECH = closed_class("verbs_of_unauthorised_speech")


def _own_reason(granted: Span) -> Span | None:
    """“was not authorized to speak”, “for legal reasons” is a grant and its reason in one."""
    if regex.search(r"authori[sz]|allowed|permi|cleared", granted.text, regex.IGNORECASE):
        return granted
    match = regex.search(r"for legal reasons|by law|under .{0,40} law", granted.text, regex.IGNORECASE)
    return Span(granted.start + match.start(), granted.start + match.end(), match.group()) if match else None


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


# --- reasons --------------------------------------------------------------------------------------

_CLAUSE = r"(?:\s++(?![-–—]++\s)|[^\s.;:,”\"“()—]|\.(?=\w)|,(?=\s(?:including|or|and)\s))*"
_BEHIND = regex.compile(
    spaced(
        r"\G\s*+,?\s*+(?P<reason>(?:(?:(?:largely|mainly|partly|in part|simply|only|just) )?because\b|"
        r"(?:for|out of|over) (?:fear|concern|worry|worries)s?\b|fearing\b|worried\b|citing\b|due to\b|owing to\b|"
        r"given\b|in order to\b|so (?:that|as to|he|she|they)\b|since\b|lest\b|as (?:he|she|they|the)\b|"
        r"(?:(?:when|while|in) )?(?:discussing|describing|disclosing|recounting)\b|"
        r"saying (?:that )?(?:he|she|they|it)\b|for \w+ reasons\b|"
        r"to (?!be\b|reporters\b|the\b|a\b|an\b|us\b|me\b|him\b|her\b|them\b)\p{Ll}+)" + _CLAUSE + ")"
    ),
    regex.IGNORECASE,
)
_BEFORE = regex.compile(
    spaced(r"(?P<reason>(?:because|for fear|out of (?:fear|concern)|fearing|citing|due to|given)\b" + _CLAUSE + "),"),
    regex.IGNORECASE,
)


def _reason(reading: Reading, sentence: int, granted: Span, limit: int) -> Span | None:
    """Right behind the grant, or at the head of its sentence: “**Fearing reprisals**, she asked not to be named”."""
    text = reading.document.text
    match = _BEHIND.match(text, granted.end, limit)
    if match is None:
        first = reading.document.sentences[sentence].first
        match = _BEFORE.match(text, reading.document.tokens[first].start, granted.start)
    if match is None or reading.is_quoted(match.start("reason")):
        return None
    start, end = _stripped(text, *match.span("reason"))
    return reading.document.span(start, end) if end - start > 4 else None


def _class_of(reason: Span | None) -> ReasonClass | None:
    """The class of a reason by its words; None where no reason is given."""
    if reason is None:
        return None
    for name, pattern in rows("reasons"):
        if regex.search(pattern, reason.text, regex.IGNORECASE):
            return ReasonClass(name)
    return ReasonClass.OTHER


# --- whom they cover ------------------------------------------------------------------------------


def _holder(document: Document, inside: list[int]) -> int | None:
    """The token that says who is granted anonymity: the object of “naming”, else the subject of the clause."""
    tokens = document.tokens
    for i in inside:
        if tokens[i].lemma.lower() in ("name", "identify", "withhold") and tokens[i].xpos == "VBG":
            named = [c for c in document.children[i] if tokens[c].relation == "obj"]
            return named[0] if named else None
    at = inside[0]
    for _ in range(12):
        token = tokens[at]
        subject = next((c for c in document.children[at] if tokens[c].relation == "nsubj"), None)
        if subject is not None and tokens[subject].lemma.lower() in ("name", "identity"):
            owner = next((c for c in document.children[subject] if tokens[c].deprel == "nmod:poss"), None)
            subject = owner if owner is not None else subject
        if subject is not None and tokens[subject].xpos not in ("WP", "WDT", "WP$"):
            return subject
        if token.head < 0:
            return None
        if token.deprel in ("acl", "acl:relcl", "appos") and tokens[token.head].upos in (
            "NOUN",
            "PROPN",
            "PRON",
            "NUM",
        ):
            return token.head
        at = token.head
    return None


def give(reading: Reading, grants: list[Grant], drafts: list[Draft], voices: list[Voice]) -> list[Grant | None]:
    """The grant that covers each draft, or None.

    An unnamed person keeps a grant throughout; others have it where it is given: around its sentence.
    """
    given: list[Grant | None] = [None] * len(drafts)
    places = _Places.of(drafts)
    speakers = {v.speaker.id: v.speaker for v in voices if v.speaker is not None}
    mentions = {id: Stretches((m.start, m.end) for m in speaker.mentions) for id, speaker in speakers.items()}
    for grant in grants:
        for number in _covered(reading, grant, drafts, voices, places, mentions):
            given[number] = given[number] or grant
    kept = {
        v.speaker.id: g
        for g, v in zip(reversed(given), reversed(voices), strict=True)
        if g is not None and v.speaker is not None and _keeps(v)
    }
    return [
        g or (kept.get(v.speaker.id) if v.speaker is not None else None) for g, v in zip(given, voices, strict=True)
    ]


def _keeps(voice: Voice) -> bool:
    speaker = voice.speaker
    return speaker is not None and speaker.kind is Kind.PERSON and speaker.level is not Level.NAMED


def _covered(
    reading: Reading,
    grant: Grant,
    drafts: list[Draft],
    voices: list[Voice],
    places: "_Places",
    mentions: dict[str, Stretches],
) -> list[int]:
    """The drafts whose source a grant speaks of; `mentions` are those of each speaker, by id."""
    near = _near(reading, grant, drafts, places)
    said = [n for n in near if any(a <= grant.words.start < b for a, b in drafts[n].content)]
    if grant.holder is not None:
        holder = reading.document.tokens[grant.holder]
        sources = [n for n in near if (s := drafts[n].source) is not None and s[0] <= holder.start < s[1]]
        if not sources:
            at = holder.start, holder.start + 1
            sources = [n for n in near if (who := voices[n].speaker) is not None and mentions[who.id].hold(at)]
        if sources:
            return _of_same_speaker(sources, near, voices)
        if _is_plural(reading.document, grant.holder):
            return _unnamed(near, voices, most=2 if holder.text.lower() in ("both", "neither") else len(near))
        if said or holder.upos == "PROPN":
            return []
    return _of_same_speaker(_nearest(reading, grant, [n for n in near if n not in said], drafts, voices), near, voices)


def _near(reading: Reading, grant: Grant, drafts: list[Draft], places: "_Places") -> list[int]:
    """The drafts in the sentence of a grant and in a few before it, in the same paragraph or the one before."""
    document = reading.document
    sentences = document.sentences
    paragraph = sentences[grant.sentence].paragraph
    first, last = sentences[max(0, grant.sentence - _FAR)].first, sentences[grant.sentence].last - 1
    start, end = document.tokens[first].start, document.tokens[last].end
    found = []
    for number in places.between(start, end):
        here = reading.sentence_at(_place(drafts[number]))
        if 0 <= grant.sentence - here <= _FAR and paragraph - sentences[here].paragraph <= 1:
            found.append(number)
    return found


def _place(draft: Draft) -> int:
    """Where a draft stands: at its source, else its cue."""
    return (draft.source or draft.cue or draft.content[0])[0]


@frozen
class _Places:
    """The drafts by their places in the text."""

    offsets: tuple[int, ...]
    numbers: tuple[int, ...]

    @classmethod
    def of(cls, drafts: list[Draft]) -> "_Places":
        numbers = sorted(range(len(drafts)), key=lambda n: _place(drafts[n]))
        return cls(tuple(_place(drafts[n]) for n in numbers), tuple(numbers))

    def between(self, start: int, end: int) -> list[int]:
        """The drafts from one offset to another, in their own order."""
        return sorted(self.numbers[bisect_left(self.offsets, start) : bisect_right(self.offsets, end)])


def _of_same_speaker(chosen: list[int], near: list[int], voices: list[Voice]) -> list[int]:
    """The drafts chosen, and what else their speakers say near by."""
    speakers = {v.speaker.id for n in chosen if (v := voices[n]).speaker is not None}
    return [n for n in near if n in chosen or ((s := voices[n].speaker) is not None and s.id in speakers)]


def _unnamed(near: list[int], voices: list[Voice], most: int) -> list[int]:
    """Those who are not named; the last ones where the text says how many."""
    speakers: list[str] = []
    for n in reversed(near):
        speaker = voices[n].speaker
        if speaker is not None and speaker.level is not Level.NAMED and speaker.id not in speakers:
            speakers.append(speaker.id)
    return [n for n in near if (s := voices[n].speaker) is not None and s.id in speakers[:most]]


def _nearest(reading: Reading, grant: Grant, near: list[int], drafts: list[Draft], voices: list[Voice]) -> list[int]:
    """No subject tells: the source before the grant in its sentence, else the one behind, else who spoke before it."""
    here = [n for n in near if (s := drafts[n].source) is not None and reading.sentence_at(s[0]) == grant.sentence]
    before = [n for n in here if (s := drafts[n].source) is not None and s[0] < grant.words.start]
    if here:
        return before[-1:] or here[:1]
    start = reading.document.tokens[reading.document.sentences[grant.sentence].first].start
    if not _POINTS_BACK.match(reading.document.text, start):
        return []
    unnamed = [n for n in near if (v := voices[n].speaker) is None or v.level is not Level.NAMED]
    paragraph = reading.document.sentences[grant.sentence].paragraph
    same = [n for n in unnamed if reading.paragraph_at(drafts[n].content[0][0]) == paragraph]
    return same[-1:]


_POINTS_BACK = regex.compile(
    r"(?:the|this|that|those|these|he|she|they|both|all|like|none|neither|each|(?:two|three|four) (?:of )?|"
    r"officials|sources|people)\b",
    regex.IGNORECASE,
)


def _is_plural(document: Document, i: int) -> bool:
    """“**All of them**”, “**both**”, “**the officials**”."""
    token = document.tokens[i]
    lower = token.text.lower()
    if lower in _SEVERAL or token.upos == "NUM":
        return True
    return token.xpos == "NNS" and (token.lemma.lower() in words("vague_nouns") or token.lemma.lower() in _OFFICIALS)


_SEVERAL = frozenset({"both", "all", "they", "them", "neither", "none", "each", "most", "some", "several", "many"})
_OFFICIALS = frozenset(
    {"official", "aide", "adviser", "advisor", "staffer", "employee", "officer", "diplomat", "member"}
)


# --- patterns -------------------------------------------------------------------------------------


@cache
def _patterns() -> tuple[regex.Pattern[str], ...]:
    return tuple(regex.compile(spaced(row[0]), regex.IGNORECASE) for row in rows("grants"))


@cache
def _trigger() -> regex.Pattern[str]:
    """A word without which no grant is."""
    return regex.compile("|".join(closed_class("words_of_grants")), regex.IGNORECASE)
