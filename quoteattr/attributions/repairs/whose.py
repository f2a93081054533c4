"""Whose a quotation is, where the network gives it to nobody or to another: its marks, and what stands beside it, tell.

A quotation that somebody has part of is all that one's. A quotation with its own cue right behind it (“…,” he told
me) is not of whoever spoke before; one that follows what somebody said is not of whoever speaks next.
"""

from collections import defaultdict

from quoteattr.attributions.draft import Draft, by_cue, contents_of
from quoteattr.attributions.quoted import Hosts, is_sentence
from quoteattr.records import Quotation
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Offsets, Standing, in_any, merged, without

_BESIDE = 2  # characters at most between a quotation and what stands right beside it
_WORDS = 4  # of a piece that is more than a stray name
_MARKS = 2  # around what somebody is called
_GOES_ON = ","
_CRIES = ("?", "!")
_STOPS = (".", "?", "!", "…")


def with_whole_speeches(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """What nobody has of a quotation that somebody has part of is that one's: “We could. ¶ **“It is not crazy.”**"""
    alone = [draft for draft in drafts if draft.is_alone]
    if not alone:
        return drafts
    voiced = Standing((_span(q), n) for n, d in enumerate(drafts) if d.cue is not None for q in _held(reading, d))
    moved: dict[int, list[Offsets]] = defaultdict(list)
    for piece in contents_of(alone):
        if (number := voiced.at(piece[0])) is not None:
            moved[number].append(piece)
    taken = {piece for pieces in moved.values() for piece in pieces}
    left = (d for d in drafts if not d.is_alone or taken.isdisjoint(d.content))
    with_rest = {id(drafts[n]): merged((*drafts[n].content, *pieces)) for n, pieces in moved.items()}
    return [d.with_content(with_rest.get(id(d), d.content)) for d in left]


def _held(reading: Reading, draft: Draft) -> list[Quotation]:
    return [q for piece in draft.content for q in reading.quotations_in(*piece) if q.closing]


def _span(quotation: Quotation) -> Offsets:
    return quotation.span.start, quotation.span.end


def without_tails(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """“It is over**.” The dam,** Hill said, holds”: what is said begins behind a quotation that somebody else began,
    not inside it, be it at its last mark; all of that is whoever's began it."""
    kept = list(drafts)
    begun = Standing((piece, n) for n, draft in enumerate(drafts) for piece in draft.content)
    for number, draft in enumerate(drafts):
        for start, _ in draft.content:
            quotation = reading.first_quotation_in(start, start + 1)
            if quotation is None or not _has_end(reading, quotation) or _is_told_in_or_after(quotation, draft):
                continue
            first = begun.at(quotation.span.start)
            left = kept[number].with_content(_without(reading, kept[number].content, _span(quotation)))
            if first is None or first == number or quotation.span.start >= start or not left.content:
                continue
            if _is_begun(kept[first], quotation, start):
                kept[number] = left
                kept[first] = _with_rest(kept[first], quotation)
    return kept


def _has_end(reading: Reading, quotation: Quotation) -> bool:
    """Whether a quotation is closed, or the next begins right behind it: “We lost. **“It hurt.”**”, once paragraphs."""
    end = quotation.span.end
    return bool(quotation.closing) or reading.first_quotation_in(end, end + _BESIDE) is not None


def _is_begun(draft: Draft, quotation: Quotation, until: int) -> bool:
    """Whether a draft that begins a quotation has most of it up to where another goes on; or its cue leads to it."""
    (start, end), cue = _span(quotation), draft.cue
    if cue is None:
        return False
    return 0 <= start - cue[1] <= _BESIDE or until - start > (end - start) / 2


def _with_rest(draft: Draft, quotation: Quotation) -> Draft:
    """A draft with the rest of the quotation that one of its pieces begins, or holds the beginning of."""
    at, end = _span(quotation)
    return draft.with_content(merged((a, max(b, end)) if a <= at < b else (a, b) for a, b in draft.content))


def _is_told_in_or_after(quotation: Quotation, draft: Draft) -> bool:
    """Whether a draft's cue stands in a quotation; or right behind one whose sentence goes on: “…,” **Hill said**."""
    if draft.cue is None:
        return True
    start, end = _span(quotation)
    told = min(draft.cue[0], draft.source[0]) if draft.source is not None else draft.cue[0]
    goes_on = quotation.pieces[-1].text.endswith((_GOES_ON, *_CRIES))
    return start <= draft.cue[0] < end or (goes_on and 0 <= told - end <= _BESIDE)


def with_own_quotations(reading: Reading, drafts: list[Draft], hosts: Hosts) -> list[Draft]:
    """Quotations with whoever says them, where the network put them to who spoke before or speaks next."""
    kept = list(drafts)
    at = {id(draft): n for n, draft in enumerate(kept)}
    cues, elsewhere = by_cue(kept), dict[int, Draft]()
    for number, quotation in enumerate(reading.outer):
        cue = hosts.of(number)
        draft = cues.at(reading.document.tokens[cue].start) if cue is not None else None
        is_whole = len(quotation.pieces) == 1  # of what runs over paragraphs each may have its own cue
        if draft is not None and is_whole and not in_any(quotation.span.start, draft.content):
            elsewhere[number] = draft
    if not elsewhere:
        return drafts
    holders = Standing((piece, n) for n, draft in enumerate(kept) for piece in draft.content)
    for number, draft in elsewhere.items():
        quotation, holder = reading.outer[number], holders.at(reading.outer[number].span.start)
        if holder is None or at[id(draft)] == holder:
            continue
        left = kept[holder].with_content(_without(reading, kept[holder].content, _span(quotation)))
        if left.content and (_is_told_behind(reading, quotation, draft) or _follows(reading, number, draft, left)):
            own = at[id(draft)]
            rest = left.with_content(p for p in left.content if not _is_of_source(reading, p, left.source))
            kept[holder] = rest if rest.content else left
            kept[own] = kept[own].with_content(merged((*kept[own].content, _span(quotation))))
    return kept


def _without(reading: Reading, content: tuple[Offsets, ...], span: Offsets) -> tuple[Offsets, ...]:
    """A content without a quotation, and without the white space around it."""
    tokens, kept = reading.document.tokens, without(content, span)
    inside = (stretch_of for piece in kept if (stretch_of := reading.tokens_in(*piece)))
    return tuple((tokens[here[0]].start, tokens[here[-1]].end) for here in inside)


def _is_told_behind(reading: Reading, quotation: Quotation, draft: Draft) -> bool:
    """“He used that name.” **“I look at them,” he told** jurors: source and cue stand right behind the comma, or behind
    a question or cry whose sentence goes on: **“Never!” a man shouted.**"""
    begins = min(span[0] for span in (draft.cue, draft.source) if span is not None)
    between, inner = begins - quotation.span.end, quotation.pieces[-1].text.rstrip()
    goes_on = inner.endswith(_GOES_ON) or (inner.endswith(_CRIES) and reading.document.text[begins].islower())
    return goes_on and 0 <= between <= _BESIDE


def _follows(reading: Reading, number: int, draft: Draft, holder: Draft) -> bool:
    """“We lose,” said Ruiz. **“It is over.”** “Not at all,” said Ford: a sentence behind who spoke, before what is the
    other's own: a quotation with its own cue, what that cue leads to, or words of a sentence behind it."""
    quotation = reading.outer[number]
    end = quotation.span.end
    ends = quotation.pieces[-1].text.rstrip().endswith(_STOPS)
    if draft.cue is None or holder.cue is None or not ends or not is_sentence(reading, quotation):
        return False
    stands_between = draft.cue[1] <= quotation.span.start and end <= holder.cue[0]
    if not stands_between or reading.paragraph_at(draft.cue[0]) != reading.paragraph_at(end - 1):
        return False
    following = reading.outer[number + 1] if number + 1 < len(reading.outer) else None
    is_next = (
        following is not None and 0 < following.span.start - end <= _BESIDE and following.span.end <= holder.cue[0]
    )
    others = [piece for piece in holder.content if piece[0] >= end]
    return bool(others) and (is_next or any(_is_own(reading, piece, holder.cue) for piece in others))


def _is_of_source(reading: Reading, piece: Offsets, source: Offsets | None) -> bool:
    """“It hurt.” **Al “Red”** Lund says the knee holds: the words of a name before those that were found of it."""
    return source is not None and 0 <= source[0] - piece[1] <= 1 and len(reading.tokens_in(*piece)) < _WORDS + _MARKS


def _is_own(reading: Reading, piece: Offsets, cue: Offsets) -> bool:
    """“**The port**, he said, **is shut**”: a piece behind a cue, or of more words than a name that it strayed over."""
    return piece[0] >= cue[1] or len(reading.tokens_in(*piece)) >= _WORDS
