"""Attributions by rules over the dependency tree and the quotations (`engine="rules"`)."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from quoteattr.attributions.asked import as_asked
from quoteattr.attributions.channels import find_channel
from quoteattr.attributions.contents import Content, find_content, framed_by, may_reach
from quoteattr.attributions.draft import Draft, Rule, in_order
from quoteattr.attributions.headed import headed
from quoteattr.attributions.inverted import inverted
from quoteattr.attributions.marked import Marked, read_marks
from quoteattr.attributions.outlets import passed_on
from quoteattr.attributions.put import as_put
from quoteattr.attributions.quoted import find_hosts
from quoteattr.attributions.rates import rate
from quoteattr.attributions.scripts import with_turns
from quoteattr.attributions.sources import FIRM_WITH_ENDING, INSCRIBED, WITH_RELATIVE, Source, find_source, is_passive
from quoteattr.attributions.verbless import (
    according_to,
    answered,
    hearsay,
    is_said_to,
    it_is_said,
    it_is_said_behind,
    it_is_said_by,
    noun_said_to,
)
from quoteattr.language import CueEntry
from quoteattr.records import Mode
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Covered, Offsets, merged, shared
from quoteattr.text.tree import Frame, is_negation, stretch, verb_group

LEAST_CONFIDENCE = 0.5  # below it a cue with its frame is more often no attribution
_PART = 0.8  # of a clause: a quotation that is less of it does not stand for it
_CLOSING = frozenset("\"”’'»“")
_VERBLESS: tuple[Callable[[Reading], Iterator[Draft]], ...] = (
    according_to,
    hearsay,
    it_is_said,
    it_is_said_behind,
    it_is_said_by,
    is_said_to,
    noun_said_to,
    answered,
    as_put,
    headed,
)


def all_by_rules(
    reading: Reading, marked: Marked | None = None, *, least_confidence: float = LEAST_CONFIDENCE
) -> list[Draft]:
    """What every rule finds, also within what another finds."""
    drafts = _best(list(_found(reading, marked or read_marks(reading), least_confidence)))
    return [as_asked(reading, passed_on(reading, d)) for d in drafts]


def outer_by_rules(reading: Reading, found: Iterable[Draft]) -> list[Draft]:
    """Of what every rule finds what stands within nothing else, in order of the text, with the turns of a script."""
    return with_turns(reading, in_order(_outermost(reading, found)))


def inner_by_rules(reading: Reading) -> list[Draft]:
    """What the rules find in a reading of what is quoted: by its quotations, its cues and “according to”."""
    drafts = [*_with_quotations(reading, Marked(find_hosts(reading), (), ())), *according_to(reading)]
    others = reading.cues.keys() - {draft.cue_token for draft in drafts}
    drafts += _with_frames(reading, sorted(others), LEAST_CONFIDENCE)
    return [as_asked(reading, draft) for draft in _best(d for d in drafts if d.content)]


def _found(reading: Reading, marked: Marked, least_confidence: float) -> Iterator[Draft]:
    """What each rule finds; the frames of a cue only where no other rule has it."""
    drafts = [*_with_quotations(reading, marked), *marked.signed, *marked.relayed]
    for rule in _VERBLESS:
        drafts += rule(reading)
    drafts += inverted(reading)
    others = reading.cues.keys() - {draft.cue_token for draft in drafts}
    drafts += _with_frames(reading, sorted(others), least_confidence)
    yield from (d for d in drafts if d.content)


def _best(drafts: Iterable[Draft]) -> list[Draft]:
    """One of several attributions of one content: “said in a **statement** that …” has two cues."""
    best: dict[tuple[Offsets, ...], Draft] = {}
    for draft in drafts:
        known = best.get(draft.content)
        if known is None or draft.confidence > known.confidence:
            best[draft.content] = draft
    return list(best.values())


# --- quotations -----------------------------------------------------------------------------------


def _with_quotations(reading: Reading, marked: Marked) -> list[Draft]:
    """One attribution for each cue that introduces quotations: all its pieces, in order."""
    signed = {draft.begins for draft in marked.signed}
    pieces: dict[int, list[Offsets]] = {}
    for number in sorted({*marked.hosts.introduced, *marked.hosts.following}):
        cue, span = marked.hosts.of(number), reading.outer[number].span
        if cue is not None and (span.start, span.end) not in signed:
            pieces.setdefault(cue, []).append((span.start, span.end))
    return [_quoted(reading, cue, quoted) for cue, quoted in pieces.items()]


def _quoted(reading: Reading, cue: int, quoted: list[Offsets]) -> Draft:
    """The attribution of the quotations of one cue, with what goes on behind them in its sentence."""
    entry = reading.cues[cue]
    source = find_source(reading, cue)
    content = find_content(reading, cue, entry, source.span if source else None)
    if content is not None and content.frame == Frame.CLAUSE:
        quoted = _united(quoted, content.pieces)
    return _draft(
        reading,
        cue,
        source,
        (*quoted[:-1], _with_rest(reading, quoted[-1])),
        mode=Mode.WRITING if source is not None and _is_read_there(reading, cue, source) else entry.mode,
        by=Rule.QUOTATION,
        nobody=source is None and is_passive(reading, cue),
        confidence=rate(reading.language, "quotation"),
    )


def _is_read_there(reading: Reading, cue: int, source: Source) -> bool:
    """“Keep out,” **the sign reads**: what bears the words."""
    document, language = reading.document.tokens[source.head].lemma.lower(), reading.language
    is_read = reading.document.tokens[cue].lemma.lower() in language.closed_class("verbs_of_documents")
    return source.rule == INSCRIBED or (is_read and document in language.words("document_nouns"))


def _with_rest(reading: Reading, piece: Offsets) -> Offsets:
    """“said **“budget reforms” and taxes would pay for them**”: a quotation that ends in mid-clause goes on."""
    first = reading.token_at(piece[1])
    if _is_closed(reading, piece) or not _goes_on(reading, first):
        return piece
    rest = range(first, reading.sentence_of(first).last)
    end = next((j for j in rest if _ends_rest(reading, j)), rest.stop)
    return piece[0], stretch(reading.document, range(first, max(end, first + 1)))[1]


def _is_closed(reading: Reading, piece: Offsets) -> bool:
    """“budget reforms**.”**”: whether a mark of punctuation stands right before a closing mark."""
    inner, mark = (reading.document.text[at : at + 1] for at in (piece[1] - 2, piece[1] - 1))
    return inner in ".,?!…—-" if mark in _CLOSING else False


def _goes_on(reading: Reading, first: int) -> bool:
    """““budget reforms” **and** taxes”: a word in small letters in mid-sentence, that is no cue."""
    tokens = reading.document.tokens
    if first >= len(tokens) or tokens[first].upos == "PUNCT" or first in reading.cues:
        return False
    return first != reading.sentence_of(first).first and tokens[first].text[:1].islower()


def _ends_rest(reading: Reading, j: int) -> bool:
    """A mark, or the next cue."""
    token = reading.document.tokens[j]
    return reading.introduces_quotations(j) or (token.upos == "PUNCT" and token.text in ",;:")


def _united(quoted: list[Offsets], clause: tuple[Offsets, ...]) -> list[Offsets]:
    """Quotations, and the stretches of a clause that go beyond them: “he was ‘fine’ and would stay”."""
    united = list(quoted)
    for whole in clause:
        part = _only_part(whole, united)
        if part is not None:
            united.remove(part)
            united.append(whole)
    return united


def _only_part(whole: Offsets, pieces: Iterable[Offsets]) -> Offsets | None:
    """The one piece that lies in a stretch, if it is the only one there and much less than all of it."""
    touching = [piece for piece in pieces if shared(piece, whole)]
    return touching[0] if len(touching) == 1 and _is_part(touching[0], whole) else None


def _is_part(piece: Offsets, whole: Offsets) -> bool:
    """Whether a stretch holds all of a piece, which is much less than all of it."""
    size = piece[1] - piece[0]
    return shared(piece, whole) == size and size < _PART * (whole[1] - whole[0])


# --- frames ---------------------------------------------------------------------------------------


def _with_frames(reading: Reading, cues: Iterable[int], least_confidence: float) -> Iterator[Draft]:
    """Attributions by the frames of the cue lexicon: clauses, infinitives, objects, phrases."""
    for cue in (i for i in cues if may_reach(reading.cues[i], least_confidence)):
        entry = reading.cues[cue]
        framed = framed_by(reading, cue, entry)
        if not framed.may_reach(entry, least_confidence):  # as most can't; whose they are is the longer question
            continue
        source = find_source(reading, cue)
        if source is None and not may_lack_source(reading, cue):
            continue
        content = find_content(reading, cue, entry, source.span if source else None, framed)
        if content is not None and content.rate >= least_confidence:
            how = {"mode": _mode_of(reading, entry, source), "by": Rule.FRAME, "frame": content.frame}
            yield _draft(
                reading, cue, source, content.pieces, **how, confidence=_rate_of(reading, cue, content, source)
            )


def _rate_of(reading: Reading, cue: int, content: Content, source: Source | None) -> float:
    """How sure a frame is: surer where the form of the source tells that a cue follows it, or their place behind what
    is said."""
    if source is None:
        return content.rate
    is_clause = content.frame == Frame.CLAUSE  # not “a source **who helped them** crack the case”
    with_relative = source.rule == WITH_RELATIVE and is_clause and rate(reading.language, "phrase_with_relative")
    by_ending = source.rule == FIRM_WITH_ENDING and rate(reading.language, "firm_with_ending")
    trailing = _is_trailing(reading, cue, content, source) and rate(reading.language, "trailing")
    of_self = _is_of_self(reading, cue, content, source) and rate(reading.language, "of_self")
    return max(content.rate, with_relative, by_ending, trailing, of_self)


def _is_of_self(reading: Reading, cue: int, content: Content, source: Source) -> bool:
    """“Long, **who brags he** has won, is old”: “who”, the verb, and right behind it a clause with its own subject, a
    pronoun."""
    tokens = reading.document.tokens
    if content.frame != Frame.CLAUSE or not content.pieces or cue + 1 >= len(tokens):
        return False
    is_who = source.head == cue - 1 and tokens[cue - 1].lower in reading.language.closed_class("relative_persons")
    behind = tokens[cue + 1]
    is_clause = behind.lower in reading.language.closed_class("personal_pronouns") and behind.relation == "nsubj"
    return is_who and is_clause and content.pieces[0][0] == behind.start


def _is_trailing(reading: Reading, cue: int, content: Content, source: Source) -> bool:
    """“The bridge was shut at noon, **council minutes reveal**.”: a clause, a comma, and nothing else but who says it
    and that they do."""
    tokens, text = reading.document.tokens, reading.document.text
    is_clause = content.frame == Frame.CLAUSE and bool(content.pieces)
    if not is_clause or source.span[1] > tokens[cue].start or cue + 1 >= len(tokens):
        return False
    return text[content.pieces[-1][1] : source.span[0]].strip() == "," and tokens[cue + 1].upos == "PUNCT"


def _mode_of(reading: Reading, entry: CueEntry, source: Source | None) -> Mode:
    """“it is **expected** that”: with nobody who expects, it is what people say."""
    hidden = source is None and entry.lemma in reading.language.words("hidden_cues")
    return Mode.SPEECH if hidden else entry.mode


def may_lack_source(reading: Reading, cue: int) -> bool:
    """Whether a cue can stand for nobody: “it **was said** that …”, “**is expected** to …”, “it **appears** that …”;
    not “a way **to report** profits”, nor a noun that is nobody's."""
    token = reading.document.tokens[cue]
    if token.upos == "NOUN":
        return False
    if is_passive(reading, cue):
        return token.relation not in ("acl", "amod")
    return not token.is_infinitive and not token.is_gerund and reading.cues[cue].mode is not Mode.SPEECH


def _draft(reading: Reading, cue: int, source: Source | None, content: tuple[Offsets, ...], **how: Any) -> Draft:
    """What a cue of the lexicon introduces, and how it was found."""
    tokens = reading.document.tokens
    group = verb_group(reading.document, cue)
    return Draft(
        cue=(tokens[group[0]].start, tokens[group[-1]].end),
        source=source.span if source else None,
        content=merged(content),
        source_by=source.rule if source else None,
        cue_token=cue,
        source_token=source.head if source else None,
        negated=any(is_negation(reading.document, tokens[j]) for j in group),
        channel=find_channel(reading, cue, content),
        **how,
    )


# --- of several, which ----------------------------------------------------------------------------


def _outermost(reading: Reading, drafts: Iterable[Draft]) -> list[Draft]:
    """Without attributions that stand inside the content of another: “X said **Y denied it**”.

    Quotations come first; what stands in the source phrase of one (“Ruiz, **who teaches physics**, said”) is left
    to it too.
    """
    kept: list[Draft] = []
    covered = Covered(len(reading.document.text))
    for draft in sorted(drafts, key=_precedence, reverse=True):
        if draft.cue is not None and covered.holds_ends(draft.cue):
            continue
        kept.append(draft)
        covered.add((*draft.content, draft.source if draft.quoted else None))
    return kept


def _precedence(draft: Draft) -> tuple[bool, int]:
    """Quotations; then the larger before the smaller."""
    return draft.quoted, draft.size
