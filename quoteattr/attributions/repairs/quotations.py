"""Quotations that the network read otherwise: held in part, or missed."""

from collections.abc import Iterable, Iterator

from attrs import evolve

from quoteattr.attributions.dialogue import floating
from quoteattr.attributions.draft import Draft, Rule, by_cue, contents_of, in_order, spans_of
from quoteattr.attributions.marked import Marked
from quoteattr.attributions.quoted import is_paragraph, is_short_sentence, is_whole, opens_sentence
from quoteattr.records import Quotation, QuotationUse
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Covered, Offsets, merged, shared

_MOST = 0.6  # of a quotation: what holds so much of it holds all
_HARDLY = 0.3  # of a quotation: what is covered less has been missed


def with_whole_quotations(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Contents that hold most of a quotation take in the rest of it, unless another span stands there."""
    taken = Covered(len(reading.document.text), spans_of(drafts))
    return [d.with_content(merged(_grown(reading, piece, taken) for piece in d.content)) for d in drafts]


def _grown(reading: Reading, piece: Offsets, taken: Covered) -> Offsets:
    start, end = piece
    for quotation in reading.quotations_in(*piece):
        span = quotation.span.start, quotation.span.end
        if quotation.use is not QuotationUse.SPEECH or shared(piece, span) < _MOST * (span[1] - span[0]):
            continue
        if not taken.count((min(span[0], start), start)) and not taken.count((end, max(span[1], end))):
            start, end = min(span[0], start), max(span[1], end)
    return start, end


def with_missed_quotations(reading: Reading, drafts: list[Draft], marked: Marked) -> list[Draft]:
    """Every quotation that reads as speech in an attribution: its cue's, or one without source and cue."""
    cues = by_cue(drafts)
    added: dict[int, list[Offsets]] = {}
    alone = []
    for number in _missed(reading, drafts):
        quotation, cue = reading.outer[number], marked.hosts.of(number)
        span = quotation.span.start, quotation.span.end
        host = cues.at(reading.document.tokens[cue].start) if cue is not None else None
        if host is not None:
            added.setdefault(id(host), []).append(span)
        elif opens_sentence(reading, quotation):
            alone.append(floating(reading, span))
    grown = [evolve(d, content=merged([*d.content, *added[id(d)]])) if id(d) in added else d for d in drafts]
    return in_order([*grown, *alone])


def with_one_speaker(drafts: list[Draft], by_rules: Iterable[Draft]) -> list[Draft]:
    """“**It is over,” she yelped. “It was loud.”**: quotations that stand alone, all of which a rule gives to one."""
    alone = {draft.begins: draft for draft in drafts if draft.is_alone and len(draft.content) == 1}
    several = (d for d in by_rules if d.by is Rule.QUOTATION and d.source is not None and len(d.content) > 1)
    whole = [d for d in several if all(piece in alone for piece in d.content)]
    taken = {id(alone[piece]) for rule in whole for piece in rule.content}
    return in_order([*(d for d in drafts if id(d) not in taken), *whole]) if whole else drafts


def _missed(reading: Reading, drafts: list[Draft]) -> Iterator[int]:
    """The numbers of the quotations that read as speech, of which no draft has much."""
    length = len(reading.document.text)
    contents, others = Covered(length, contents_of(drafts)), Covered(length)
    for draft in drafts:
        others.add((draft.source, draft.cue))
    for number, quotation in enumerate(reading.outer):
        reads_whole = is_whole(quotation) or is_short_sentence(reading, quotation) or is_paragraph(reading, quotation)
        if reads_whole and _is_missed(quotation, contents, others):
            yield number


def _is_missed(quotation: Quotation, contents: Covered, others: Covered) -> bool:
    """Whether hardly any of a quotation stands in a content, and none of it in a source or a cue."""
    span = quotation.span.start, quotation.span.end
    return not others.count(span) and contents.count(span) <= _HARDLY * (span[1] - span[0])
