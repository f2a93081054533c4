"""Tokens as the stretches of text that a content consists of."""

from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Offsets
from quoteattr.text.tree import below, is_trim


def phrase(reading: Reading, head: int) -> tuple[Offsets, ...]:
    """The stretches of a nominal content."""
    return pieces_of(reading, -1, below(reading.document, head), None)


def joined(reading: Reading, cue: int, heads: list[int], source: Offsets | None) -> tuple[Offsets, ...]:
    """“accused **him of theft**”: several frames side by side are one content.

    A preposition that only ties the first phrase to the cue (“warned **of** floods”) stays with the
    cue, as PolNeAR has it.
    """
    document = reading.document
    indices: list[int] = []
    for number, head in enumerate(heads):
        under = below(document, head, {cue})
        if number == 0:
            cases = {c for c in document.children[head] if document.tokens[c].relation == "case" and c < head}
            under = [j for j in under if j not in cases]
        indices += under
    return pieces_of(reading, cue, sorted(set(indices)), source)


def pieces_of(reading: Reading, cue: int, indices: list[int], source: Offsets | None) -> tuple[Offsets, ...]:
    """Token indices as stretches of text, cut only by the cue or the source, whole quotations taken in."""
    document = reading.document
    runs: list[list[int]] = []
    for j in indices:
        token = document.tokens[j]
        if source is not None and source[0] <= token.start < source[1]:
            continue
        if runs and not _is_cut(document.tokens[runs[-1][-1]].end, token.start, cue, reading, source):
            runs[-1].append(j)
        else:
            runs.append([j])
    pieces = [piece for run in runs if (piece := _trimmed(reading, run))]
    return tuple(piece for piece in pieces if piece[1] > piece[0])


def _is_cut(end: int, start: int, cue: int, reading: Reading, source: Offsets | None) -> bool:
    """Whether the cue or the source stands between two tokens of a content."""
    if cue >= 0 and end <= reading.document.tokens[cue].start < start:
        return True
    return source is not None and end <= source[0] and source[1] <= start


def _trimmed(reading: Reading, run: list[int]) -> Offsets | None:
    """A run without punctuation at its ends; a quotation that it touches is taken in whole."""
    document = reading.document
    first, last = 0, len(run) - 1
    while first <= last and is_trim(document.tokens[run[first]]) and reading.quotation_of[run[first]] < 0:
        first += 1
    while last >= first and is_trim(document.tokens[run[last]]) and reading.quotation_of[run[last]] < 0:
        last -= 1
    if first > last:
        return None
    start, end = document.tokens[run[first]].start, document.tokens[run[last]].end
    for j in (run[first], run[last]):
        if reading.quotation_of[j] >= 0:
            span = reading.outer[reading.quotation_of[j]].span
            start, end = min(start, span.start), max(end, span.end)
    return start, end
