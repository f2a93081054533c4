"""Attributions by the network (`engine="model"`): drafts of what it spotted, with what the parse adds."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from quoteattr.attributions.announced import without_announcement
from quoteattr.attributions.channels import find_channel
from quoteattr.attributions.comments import without_comment
from quoteattr.attributions.draft import SPEECH, Draft, Rule, in_order
from quoteattr.attributions.marked import Marked, read_marks
from quoteattr.attributions.put import is_put_so
from quoteattr.attributions.quoted import begins_quoted
from quoteattr.attributions.repairs.order import with_certain, with_rules
from quoteattr.attributions.rules import all_by_rules, outer_by_rules
from quoteattr.attributions.scripts import with_turns
from quoteattr.attributions.sources import is_passive
from quoteattr.network.modes import MODES
from quoteattr.records import Mode
from quoteattr.text.quotations import ending
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Offsets
from quoteattr.text.tree import head_of, is_negation, verb_group

if TYPE_CHECKING:
    from quoteattr.network.spotting import Spotted

_BEFORE = 12  # characters of a word before its second half: “self-described”
_ALOUD = (Mode.SPEECH, Mode.WRITING, Mode.THOUGHT)


def find_by_network(
    reading: Reading,
    spotted: "Iterable[Spotted]",
    least_confidence: float,
    known: tuple[Marked, list[Draft]] | None = None,
) -> list[Draft]:
    """All attributions of a document: what the network spotted and is sure enough of, set right by what the marks
    and the rules tell, and by the turns of its script; in order of the text.

    `known` is what the marks tell and what every rule finds, where that was asked already.
    """
    marked = read_marks(reading) if known is None else known[0]
    by_rules = all_by_rules(reading, marked) if known is None else known[1]
    drafts = drafts_of(reading, (s for s in spotted if s.confidence >= least_confidence))
    drafts = with_certain(reading, drafts, marked)
    drafts = with_rules(reading, drafts, outer_by_rules(reading, by_rules))
    return with_turns(reading, [without_comment(reading, without_announcement(reading, draft)) for draft in drafts])


def drafts_of(reading: Reading, spotted: "Iterable[Spotted]") -> list[Draft]:
    """What was spotted as drafts, in order of the text."""
    drafts = (_draft(reading, s) for s in spotted)
    unsaid = (_is_talk_of_nobody, _is_only_called_so)
    return in_order(d for d in drafts if not any(is_none(reading, d) for is_none in unsaid))


def _is_talk_of_nobody(reading: Reading, draft: Draft) -> bool:
    """“**the talks about** the new pact went well”: where people talked, nobody is said to have said it."""
    if draft.source is not None or draft.cue_token is None or draft.quoted:
        return False
    return reading.document.tokens[draft.cue_token].lower in reading.language.closed_class("talks_of_nobody")


def _is_only_called_so(reading: Reading, draft: Draft) -> bool:
    """“the **so-called** “smart fence””: a word at arm's length, which nobody is said to have said."""
    if draft.source is not None or draft.cue is None or draft.cue[0] < 1:
        return False
    start, end = draft.cue
    text, at_arms_length = reading.document.text, ending(reading.language, "words_at_arms_length")
    return text[start - 1] == "-" and at_arms_length.search(text[max(0, start - _BEFORE) : end]) is not None


def _draft(reading: Reading, spotted: "Spotted") -> Draft:
    cue = _head(reading, spotted.cue)
    quoted = any(reading.quoted_characters(*piece) for piece in spotted.content)
    return Draft(
        cue=spotted.cue,
        source=spotted.source,
        content=_worded(reading, spotted.content),
        mode=mode_of(reading, spotted, cue),
        by=Rule.QUOTATION_BY_NETWORK if quoted else Rule.NETWORK,
        nobody=spotted.source is None and cue is not None and is_passive(reading, cue),
        confidence=spotted.confidence,
        aloud=1.0 if _is_plainly_aloud(reading, spotted, cue) else _aloud(spotted),
        cue_token=cue,
        source_token=_head(reading, spotted.source, cue),
        negated=_is_negated(reading, spotted.cue, cue),
        channel=find_channel(reading, cue, spotted.content) if cue is not None else None,
    )


def _worded(reading: Reading, content: tuple[Offsets, ...]) -> tuple[Offsets, ...]:
    """A content without the pieces that are a mark alone: “It was loud. **”** Al Lund told **how it began**”."""
    text = reading.document.text
    return tuple(p for p in content if any(map(str.isalnum, text[slice(*p)]))) or content


def _is_plainly_aloud(reading: Reading, spotted: "Spotted", cue: int | None) -> bool:
    """What is quoted whole, and what is “**reportedly**” so: some have said it, whatever it tells of."""
    if any(begins_quoted(reading, piece) for piece in spotted.content):
        return True
    return cue is not None and reading.document.tokens[cue].lower in reading.language.classes("hearsay")


def _aloud(spotted: "Spotted") -> float:
    """The chance that what was spotted was said or written, where its class says so: the mean of that class, which the
    lexicon knows of most cues, and of how the network reads the cue where it stands."""
    if not spotted.modes:
        return 1.0
    return (1 + sum(chance for mode, chance in zip(MODES, spotted.modes, strict=True) if mode in SPEECH)) / 2


def _is_negated(reading: Reading, span: Offsets | None, cue: int | None) -> bool:
    """“**did not** say”: a negation in the words of the cue, or in the verb group around its head."""
    if span is None or cue is None:
        return False
    document = reading.document
    group = {*reading.tokens_in(*span), *verb_group(document, cue)}
    return any(is_negation(document, document.tokens[j]) for j in group)


def _head(reading: Reading, span: Offsets | None, governor: int | None = None) -> int | None:
    """The token that heads a span, by preference the one that hangs on the governor."""
    if span is None:
        return None
    tokens = list(reading.tokens_in(*span))
    return head_of(reading.document, tokens, governor) if tokens else None


def _all_quoted(reading: Reading, spotted: "Spotted") -> bool:
    """Whether all of a content stands in quotation marks, in two pieces or more."""
    pieces = spotted.content
    return len(pieces) > 1 and all(reading.quoted_characters(a, b) >= b - a for a, b in pieces)


def mode_of(reading: Reading, spotted: "Spotted", cue: int | None) -> Mode:
    """The class of a cue: as the lexicon has it, else as the network reads it."""
    if spotted.cue is None or cue is None:
        return Mode.SPEECH
    known = _known_mode(reading, spotted.cue, cue)
    if is_put_so(reading, cue):
        return Mode.SPEECH
    if known is not None:
        direct = any(begins_quoted(reading, piece) for piece in spotted.content) or _all_quoted(reading, spotted)
        if direct and reading.document.tokens[cue].lemma.lower() in reading.language.closed_class("verbs_of_documents"):
            return Mode.WRITING  # “Keep out,” the sign **reads**.
        return Mode.SPEECH if direct and known not in _ALOUD else known  # “He laughed: “Nobody believes it.””
    if reading.language.pattern("report_opener").match(reading.document.text, *spotted.cue):
        return Mode.SPEECH
    if _all_quoted(reading, spotted):
        return Mode.SPEECH  # “The cranes,” Ruiz **went on**, “are worse.”
    return MODES[max(range(len(spotted.modes)), key=spotted.modes.__getitem__)]


def _known_mode(reading: Reading, span: Offsets, cue: int) -> Mode | None:
    """The class that the lexicon gives the head of a cue, else the last of its words that it knows; of hearsay that of
    the adverb: “**reportedly** believe”; of an act that is put in words that of these: “**hit back, saying**”,
    “**released** a statement **saying**”."""
    tokens, inside = reading.document.tokens, reading.tokens_in(*span)
    hearsay = reading.language.classes("hearsay").get(tokens[cue].lower)
    if hearsay is not None:
        return Mode(hearsay)
    entries = [(i, reading.cues[i]) for i in (cue, *reversed(inside)) if i in reading.cues]
    if not entries:
        return None
    mode = entries[0][1].mode
    told = [tokens[i] for i, entry in entries[1:] if entry.mode is Mode.SPEECH and tokens[i].upos == "VERB"]
    behind = any(t.i > cue and not t.is_infinitive for t in told)  # not “**refused to say**”
    return Mode.SPEECH if (mode is Mode.ATTITUDE and told) or behind else mode
