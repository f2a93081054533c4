"""The content of a cue outside quotation marks: clauses, objects and phrases in its frames."""

from collections.abc import Iterable

from quoteattr.attributions.clauses import clause, is_adjunct, is_adjunct_noun
from quoteattr.attributions.pieces import joined, phrase, pieces_of
from quoteattr.attributions.rates import rate
from quoteattr.language import CueEntry
from quoteattr.records import Mode
from quoteattr.runtime.values import value
from quoteattr.text.document import Token
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Offsets, inside
from quoteattr.text.tree import (
    Frame,
    below,
    frames,
    is_finite,
    is_time,
    is_verbal,
    may_be_finite,
    preposition,
)

_CLAUSE_STARTS = frozenset({"DET", "PRON", "PROPN", "NOUN", "SCONJ", "NUM", "ADJ"})
_SAYS = (Mode.SPEECH, Mode.WRITING)
_ALOUD = (Mode.SPEECH, Mode.WRITING, Mode.THOUGHT)
_BESIDE = 0.3  # frames of at least this rate go with the best one
_CLAUSAL = 0.8  # cues of at least this rate mostly have a clause


@value
class Content:
    """The stretches of a content, the frame it stands in and the rate of that frame for its cue."""

    pieces: tuple[Offsets, ...]
    frame: str
    rate: float


@value
class _Option:
    """A frame of a cue, the head of what stands in it and how often that is a content."""

    frame: str
    head: int
    rate: float

    @property
    def goes_beside(self) -> bool:
        """“accused him **of theft**”: whether it goes into one content with a better one."""
        return self.frame != Frame.PASSIVE and self.rate >= _BESIDE


@value
class Framed:
    """What stands in the frames of a cue, whoever its source is: what follows a colon, else what the lexicon knows."""

    told: Content | None
    options: list[_Option]

    def may_reach(self, entry: CueEntry, least: float) -> bool:
        """Whether the content of the cue, which may be a clause beside it where no frame is known, can be of at least
        this rate."""
        if self.told is not None:
            return self.told.rate >= least
        if not self.options:
            return (entry.upos == "VERB" and entry.mode in _ALOUD) or _mostly_has_clause(entry)
        return _leading(self.options)[0].rate >= least


def framed_by(reading: Reading, cue: int, entry: CueEntry) -> Framed:
    """What stands in the frames of a cue."""
    told = after_colon(reading, cue, entry)
    return Framed(told, [] if told is not None else _options(reading, cue, entry))


def find_content(
    reading: Reading, cue: int, entry: CueEntry, source: Offsets | None, known: Framed | None = None
) -> Content | None:
    """The best content of a cue by its frames in the lexicon; a clause before all else. `known` is what stands in the
    frames, where that was asked already."""
    framed = known or framed_by(reading, cue, entry)
    if framed.told is not None:
        return framed.told
    if not framed.options:
        return clause_before(reading, cue, entry, source) or clause_behind(reading, cue, entry, source)
    best, passive = _leading(framed.options)
    if passive is not None:
        return _with_passive(reading, cue, passive, best, source)
    if best.frame == Frame.CLAUSE:
        return Content(clause(reading, cue, best.head, source), Frame.CLAUSE, best.rate)
    if _asks(reading, best.frame):
        return _asked(reading, cue, best, source)
    heads = _heads_beside(reading, cue, framed.options, best)
    return Content(joined(reading, cue, heads, source), best.frame, best.rate)


def _leading(options: list[_Option]) -> tuple[_Option, _Option | None]:
    """The frame that a content is named after, and the subject of the passive that goes with it, if one does."""
    by_frame = {option.frame: option for option in reversed(options)}
    if (clause_ := by_frame.get(Frame.CLAUSE)) is not None:
        return clause_, None
    best, passive = max(options, key=lambda option: option.rate), by_frame.get(Frame.PASSIVE)
    if passive is not None and (Frame.TO in by_frame or best.frame != Frame.PASSIVE):
        return by_frame.get(Frame.TO, best), passive
    return best, None


def may_reach(entry: CueEntry, least: float) -> bool:
    """Whether `find_content` can give a content of at least this rate: by a frame of the cue's own, or by what holds of
    all verbs of saying and thinking, and of those that mostly have a clause."""
    aloud = entry.upos == "VERB" and entry.mode in _ALOUD
    return aloud or _mostly_has_clause(entry) or max(entry.frames.values(), default=0.0) >= least


def _options(reading: Reading, cue: int, entry: CueEntry) -> list[_Option]:
    """The frames around a cue that the lexicon knows of it, adjuncts left out."""
    found = (_Option(name, head, _rate(reading, entry, name, head)) for name, head in frames(reading.document, cue))
    return [option for option in found if option.rate and not is_adjunct(reading, option.frame, option.head)]


def _with_passive(reading: Reading, cue: int, passive: _Option, other: _Option, source: Offsets | None) -> Content:
    """“**Trump** is expected **to win**”, “**peacekeepers** were blamed for **the outbreak**”: both are the content."""
    find = clause if other.frame == Frame.TO else _alone
    pieces = {*phrase(reading, passive.head), *find(reading, cue, other.head, source)}
    return Content(tuple(sorted(pieces)), other.frame, other.rate)


def _alone(reading: Reading, cue: int, head: int, source: Offsets | None) -> tuple[Offsets, ...]:
    """“blamed for **the outbreak**”: one phrase."""
    return joined(reading, cue, [head], source)


def _asks(reading: Reading, frame: str) -> bool:
    """“asked **to** go”, “asked **whether** it rained”: a frame that somebody may be asked in."""
    return frame == Frame.TO or frame in reading.language.closed_class("question_markers")


def _asked(reading: Reading, cue: int, best: _Option, source: Offsets | None) -> Content:
    """“asked **the government to declare** …”: whom, with what they are asked; else the clause alone."""
    whom = (
        head
        for name, head in frames(reading.document, cue)
        if name in (Frame.OBJECT, Frame.TOLD) and cue < head < best.head
    )
    asked = next(whom, None)
    if asked is None:
        return Content(clause(reading, cue, best.head, source), best.frame, best.rate)
    return Content(joined(reading, cue, [asked, best.head], source), best.frame, best.rate)


def _heads_beside(reading: Reading, cue: int, options: Iterable[_Option], best: _Option) -> list[int]:
    """The heads of the best frame and of those beside it that go into one content."""
    beside = {option.head for option in options if option.goes_beside}
    if best.frame == Frame.PASSIVE:
        return [best.head, *sorted(head for head in beside if head > best.head)]
    if best.frame == Frame.OBJECT:
        beside |= _completions(reading, cue, best.head)
    return sorted(beside) or [best.head]


def _completions(reading: Reading, cue: int, head: int) -> set[int]:
    """“touting the accord **as broader than the last**”, “blamed him **for the crash**”: what follows an object
    under the same verb, up to a comma, a time or place, or the next verb."""
    document = reading.document
    found: set[int] = set()
    for child in document.children[cue]:
        if child <= head or document.tokens[child].upos == "PUNCT":
            continue
        if not _completes(reading, document.tokens[child]):
            break
        found.add(child)
    return found


def _completes(reading: Reading, token: Token) -> bool:
    """“blamed him **for the crash**”; not “blamed him **on Monday**”, “blamed him**, leaving**”."""
    if token.relation not in ("obl", "xcomp", "advcl") or _is_verb_of_cue(reading, token):
        return False
    if _is_behind_comma(reading, token) or is_adjunct_noun(reading, token.i) or is_time(reading.document, token):
        return False
    completes = reading.language.closed_class("object_completions")
    return token.relation != "obl" or preposition(reading.document, token.i) in completes


def _is_verb_of_cue(reading: Reading, token: Token) -> bool:
    """“blamed him, **adding** …”: a verb that is a cue itself."""
    return token.i in reading.cues and token.upos == "VERB"


def _is_behind_comma(reading: Reading, token: Token) -> bool:
    """“…**,** as he put it”: whether the subtree of a token begins behind a comma."""
    first = below(reading.document, token.i)[0]
    return first > 0 and reading.document.tokens[first - 1].text == ","


def _rate(reading: Reading, entry: CueEntry, name: str, head: int) -> float:
    """How often a frame is a content; a verb of saying with a quotation in its frame mostly means it."""
    known = entry.frames.get(name, 0.0)
    if not _may_quote(reading, entry, name):
        return known
    quoted = reading.any_in_quotation(below(reading.document, head))
    return max(known, rate(reading.language, "quoted_frame")) if quoted else known


def _says(entry: CueEntry) -> bool:
    """“said”, “wrote”: a verb of saying; no noun, no thought."""
    return entry.upos == "VERB" and entry.mode in _SAYS


def _may_quote(reading: Reading, entry: CueEntry, name: str) -> bool:
    """“called it **‘a shame’**”: a verb of saying, in a frame that may hold a quotation."""
    if not _says(entry):
        return False
    return name in (Frame.OBJECT, Frame.PASSIVE) or name in reading.language.closed_class("quoting_prepositions")


# --- whatever the parse ---------------------------------------------------------------------------


def clause_before(reading: Reading, cue: int, entry: CueEntry, source: Offsets | None) -> Content | None:
    """“**Mexico's weight has grown**, officials say privately.” — the sentence up to the comma, whatever the parse."""
    if entry.upos != "VERB" or entry.mode not in _ALOUD or source is None:
        return None
    before = range(reading.sentence_of(cue).first, _comma_before(reading, cue, source))
    if not _ends_sentence(reading, cue, source) or not _is_sentence(reading, before):
        return None
    pieces = pieces_of(reading, cue, before, source)
    return Content(pieces, Frame.CLAUSE, rate(reading.language, "clause_before")) if pieces else None


def _is_sentence(reading: Reading, before: range) -> bool:
    """“**Mexico's weight has grown**, …”: three words or more, with a verb, up to a comma."""
    if len(before) < 3 or reading.document.tokens[before.stop].text != ",":
        return False
    return _has_verb(reading, before.start, before.stop)


def _ends_sentence(reading: Reading, cue: int, source: Offsets) -> bool:
    """“…, officials **say** privately.”: no clause follows a cue with a tense."""
    tokens = reading.document.tokens
    rest = (t for t in tokens[cue + 1 : reading.sentence_of(cue).last] if not inside(t.start, source))
    return _has_tense(reading, cue, source) and not any(t.upos in ("VERB", "SCONJ") for t in rest)


def _has_tense(reading: Reading, cue: int, source: Offsets) -> bool:
    """Whether a cue is a verb with a tense; behind “an aide who asked not to be named” **said** is, however tagged."""
    tokens = reading.document.tokens
    if tokens[cue].is_finite:
        return True
    relatives = (tokens[j].opens_relative for j in reading.tokens_in(*source))
    return tokens[cue].is_participle and tokens[cue - 1].end == source[1] and any(relatives)


def _comma_before(reading: Reading, cue: int, source: Offsets) -> int:
    """“…**,** officials now say”: where the comma would be before a cue and its source."""
    first, begins = reading.sentence_of(cue).first, min(cue, reading.token_at(source[0]))
    while begins - 1 > first and reading.document.tokens[begins - 1].upos in ("AUX", "ADV"):
        begins -= 1
    return begins - 1


def after_colon(reading: Reading, cue: int, entry: CueEntry) -> Content | None:
    """The governor added: **It's typical of them. They never stop.** — the rest of the paragraph, without marks."""
    tokens = reading.document.tokens
    if not _says(entry) or not is_finite(reading.document, cue):
        return None
    colon = next((j for j in range(cue + 1, min(cue + 12, len(tokens))) if tokens[j].text == ":"), None)
    if colon is None or not _opens_speech(reading, cue, colon):
        return None
    end = reading.document.paragraphs[reading.paragraph_of(cue)][1]
    return Content(((tokens[colon + 1].start, end),), Frame.CLAUSE, rate(reading.language, "after_colon"))


def _opens_speech(reading: Reading, cue: int, colon: int) -> bool:
    """“The governor added**:** It's typical”: a sentence behind a colon in the cue's own paragraph, without marks."""
    tokens, first = reading.document.tokens, colon + 1
    if first >= len(tokens) or reading.in_quotation(first) or not tokens[first].text[:1].isupper():
        return False
    if reading.paragraph_of(first) != reading.paragraph_of(cue):
        return False
    return not any(is_verbal(t) or t.text in ".?!" for t in tokens[cue + 1 : colon])


def clause_behind(reading: Reading, cue: int, entry: CueEntry, source: Offsets | None) -> Content | None:
    """“An aide said **the talks had failed**”, whatever the parse: the rest of the sentence."""
    tokens, last = reading.document.tokens, reading.sentence_of(cue).last
    if source is None or source[1] > tokens[cue].start or not _mostly_has_clause(entry):
        return None
    if not _has_verb(reading, cue + 1, last):
        return None
    rest = _rest_behind(reading, cue)
    if not _may_be_clause(reading, rest) or not _may_introduce(reading, cue, rest.start):
        return None
    pieces = pieces_of(reading, cue, rest, source)
    return Content(pieces, Frame.CLAUSE, rate(reading.language, "clause_behind")) if pieces else None


def _rest_behind(reading: Reading, cue: int) -> range:
    """The rest of the sentence behind a cue, from its conjunction on; nothing where it begins with a time."""
    last, that = reading.sentence_of(cue).last, _that_behind(reading, cue)
    if that is not None:
        return range(that, last)
    return range(0) if _is_time_first(reading, cue + 1, last) else range(cue + 1, last)


def _mostly_has_clause(entry: CueEntry) -> bool:
    """“say”, “insist”: a verb that mostly has a clause."""
    return entry.upos == "VERB" and entry.frames.get(Frame.CLAUSE, 0) >= _CLAUSAL


def _that_behind(reading: Reading, cue: int) -> int | None:
    """“said on Monday **that** …”: the conjunction behind a cue, with no verb between them."""
    tokens, first = reading.document.tokens, cue + 1
    markers = reading.language.closed_class("clause_markers")
    near = range(first, min(first + 10, reading.sentence_of(cue).last))
    that = next((j for j in near if tokens[j].text in markers), None)
    if that is None or tokens[that].upos != "SCONJ" or _has_verb(reading, first, that):
        return None
    return that


def _may_introduce(reading: Reading, cue: int, first: int) -> bool:
    """“**said** the talks …”, “**saying** that …”: a verb without a tense only with that word."""
    token = reading.document.tokens[cue]
    if may_be_finite(token):
        return True
    with_that = reading.document.tokens[first].text in reading.language.closed_class("clause_markers")
    return with_that and (token.is_infinitive or token.is_gerund)


def _may_be_clause(reading: Reading, rest: range) -> bool:
    """“**the** talks had failed”: three words or more, that begin like a clause."""
    return len(rest) >= 3 and reading.document.tokens[rest.start].upos in _CLAUSE_STARTS


def _has_verb(reading: Reading, first: int, last: int) -> bool:
    return any(map(is_verbal, reading.document.tokens[first:last]))


def _is_time_first(reading: Reading, first: int, last: int) -> bool:
    """“reports **next week**”: the noun behind the verb says when."""
    noun = next((t for t in reading.document.tokens[first:last] if t.upos in ("NOUN", "PROPN", "VERB")), None)
    return noun is not None and is_time(reading.document, noun)
