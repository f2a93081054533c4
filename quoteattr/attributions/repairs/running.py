"""A quotation over several paragraphs is one speaker's."""

from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve

from quoteattr.attributions.draft import Draft
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Offsets, merged, shared


def with_running_quotations(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """A quotation over several paragraphs goes on with its first speaker, not with whoever speaks next."""
    kept = list(drafts)
    turns = list(range(len(kept)))  # who comes first where several hold a quotation: who was first before
    holders = _holders(reading, kept)
    for turn, (span, numbers) in enumerate(sorted(holders.items()), start=1):
        first, *others = sorted(_still_holding(kept, numbers, span), key=turns.__getitem__)
        moved = _leading_on(reading, kept, others, span)
        if not moved:
            continue
        _move(kept, moved, first)
        turns[first] = -turn
        for running in (q for piece in moved for q in _running_in(reading, piece)):
            holders[running].add(first)
    left = sorted((n for n, d in enumerate(kept) if d.content), key=lambda n: (kept[n].begins, turns[n]))
    return [kept[n] for n in left]


def _holders(reading: Reading, drafts: list[Draft]) -> dict[Offsets, set[int]]:
    """The quotations over several paragraphs, each with the numbers of the drafts whose contents hold some of it."""
    found: dict[Offsets, set[int]] = {}
    for number, draft in enumerate(drafts):
        for quotation in (q for piece in draft.content for q in _running_in(reading, piece)):
            found.setdefault(quotation, set()).add(number)
    return found


def _still_holding(drafts: list[Draft], numbers: Iterable[int], span: Offsets) -> list[int]:
    """Of some drafts those whose contents hold some of a quotation."""
    return [n for n in numbers if any(shared(piece, span) for piece in drafts[n].content)]


def _leading_on(reading: Reading, drafts: list[Draft], numbers: Iterable[int], span: Offsets) -> dict[Offsets, int]:
    """The pieces of a quotation whose own cue comes only in a later paragraph, each with the number of its draft."""
    pieces = ((piece, n) for n in numbers for piece in drafts[n].content if shared(piece, span))
    return {piece: n for piece, n in pieces if _leads_on(reading, piece, drafts[n])}


def _move(drafts: list[Draft], moved: Mapping[Offsets, int], first: int) -> None:
    """Give pieces of other drafts to one."""
    for n in set(moved.values()):
        drafts[n] = evolve(drafts[n], content=tuple(p for p in drafts[n].content if moved.get(p) != n))
    drafts[first] = evolve(drafts[first], content=merged([*drafts[first].content, *moved]))


def _running_in(reading: Reading, piece: Offsets) -> Iterator[Offsets]:
    """The quotations over several paragraphs that a piece shares a character with."""
    return ((q.span.start, q.span.end) for q in reading.quotations_in(*piece) if len(q.pieces) > 1)


def _leads_on(reading: Reading, piece: Offsets, draft: Draft) -> bool:
    """Whether the cue of a piece comes only in a later paragraph."""
    if draft.cue is None or draft.cue[0] < piece[0]:
        return False
    return reading.paragraph_at(draft.cue[0]) != reading.paragraph_at(piece[0])
