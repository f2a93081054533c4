"""Tokens as the stretches of text that a content consists of."""

from collections.abc import Iterable, Sequence

from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Offsets, inside, merged
from quoteattr.text.tree import below, is_trim, trimmed


def phrase(reading: Reading, head: int) -> tuple[Offsets, ...]:
    """The stretches of a nominal content."""
    return pieces_of(reading, -1, below(reading.document, head), None)


def joined(reading: Reading, cue: int, heads: Sequence[int], source: Offsets | None) -> tuple[Offsets, ...]:
    """“accused **him of theft**”: several frames side by side are one content.

    A preposition that only ties the first phrase to the cue (“warned **of** floods”) stays with the
    cue, as PolNeAR has it.
    """
    document, first = reading.document, heads[0]
    cases = {c for c in document.children[first] if document.tokens[c].relation == "case" and c < first}
    indices = set(below(document, first, {cue})) - cases
    indices.update(*(below(document, head, {cue}) for head in heads[1:]))
    return pieces_of(reading, cue, sorted(indices), source)


def pieces_of(reading: Reading, cue: int, indices: Sequence[int], source: Offsets | None) -> tuple[Offsets, ...]:
    """Token indices as stretches of text, cut only by the cue or the source, whole quotations taken in; two runs in one
    quotation are one piece."""
    kept = indices if source is None else outside(reading, indices, source)
    return merged(filter(None, (_piece(reading, run) for run in _runs(reading, kept, cue, source))))


def outside(reading: Reading, indices: Iterable[int], source: Offsets) -> list[int]:
    """The tokens that do not begin in a source, or another phrase."""
    return [j for j in indices if not inside(reading.document.tokens[j].start, source)]


def _runs(reading: Reading, indices: Sequence[int], cue: int, source: Offsets | None) -> list[list[int]]:
    """The tokens of a content, cut where the cue or the source stands between them."""
    tokens = reading.document.tokens
    runs: list[list[int]] = [[]]
    for j in indices:
        if runs[-1] and _is_cut(reading, (tokens[runs[-1][-1]].end, tokens[j].start), cue, source):
            runs.append([])
        runs[-1].append(j)
    return runs


def _is_cut(reading: Reading, gap: Offsets, cue: int, source: Offsets | None) -> bool:
    """Whether the cue or the source stands in the gap between two tokens of a content."""
    if cue >= 0 and gap[0] <= reading.document.tokens[cue].start < gap[1]:
        return True
    return source is not None and gap[0] <= source[0] and source[1] <= gap[1]


def _piece(reading: Reading, run: list[int]) -> Offsets | None:
    """A run without punctuation at its ends; a quotation that it touches is taken in whole."""
    tokens = reading.document.tokens
    kept = trimmed(run, lambda j: is_trim(tokens[j]) and not reading.in_quotation(j))
    if not kept:
        return None
    ends = tokens[kept[0]].start, tokens[kept[-1]].end
    taken_in = [ends, *(_quotation_at(reading, j) for j in (kept[0], kept[-1]) if reading.in_quotation(j))]
    start, end = min(start for start, _ in taken_in), max(end for _, end in taken_in)
    return (start, end) if end > start else None


def _quotation_at(reading: Reading, j: int) -> Offsets:
    """The quotation that a token stands in."""
    span = reading.outer[reading.quotation_of[j]].span
    return span.start, span.end
