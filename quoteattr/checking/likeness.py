"""Whether what stands in a record is a quotation, or only like it: the one place where that is decided.

The thresholds were chosen on quotations of PolNeAR's train articles (`benchmarks/verify.py --split train`).
"""

from collections.abc import Sequence

from quoteattr.checking.alignment import Aligned, jump
from quoteattr.checking.edits import ChangeKind, Compared

_LEAST_ALIKE = 0.62  # of a quotation that is there at all
_LEAST_BY_OTHER = 0.85  # of one that somebody else is to have said
_MOST_LOST = 0.27  # of the words of it that say something, where more than one of them is another
_LEAST_KEPT = 2  # such words that are there, where one is another; phrases share one (“the best in the world”)
_PHRASE = 9  # words of a quotation, with fewer than which it may be a phrase
_LEAST_JOINED = 3  # of one that is joined, which may have lost none unless it is long
_WHOLE = 3  # words of a quotation that is there only as a whole
_LEAST_PART = 3  # words of a quotation that stand in a place of their own
_LONG = 12  # words
_SURE_LOST, _SURE_KEPT, _SURE_ALIKE = 0.2, 4, 0.75  # of one that is to be the same in two articles, with other words
_SURE_WORDS = 3  # that say something, of one that is the same there word for word
_OF_WORDS = (ChangeKind.DROPPED, ChangeKind.ADDED, ChangeKind.REPLACED)


def is_there(aligned: Aligned, compared: Compared, numbers: Sequence[Sequence[int]], *, by_other: bool = False) -> bool:
    """Whether enough of a quotation is there, and enough of what says something in it; `numbers` are its words in each
    place of the record."""
    if not numbers:
        return False
    m = len(aligned.pairs)
    if m <= _WHOLE and (aligned.joins or any(c.kind in _OF_WORDS for c in compared.changes(aligned))):
        return False
    lost, telling = _lost(aligned, compared)
    if len(numbers) > 1 and not _may_be_joined(m, telling - lost, lost, min(map(len, numbers))):
        return False
    if lost and telling - lost < _LEAST_KEPT and m < _PHRASE:
        return False
    if lost > 1 and lost > _MOST_LOST * telling:
        return False
    return similarity(aligned, compared) >= (_LEAST_BY_OTHER if by_other else _LEAST_ALIKE)


def _may_be_joined(words: int, kept: int, lost: int, shortest: int) -> bool:
    """Whether what stands in two places is no chance: halves of phrases stand everywhere."""
    return shortest >= _LEAST_PART and kept >= _LEAST_JOINED and (not lost or words >= _LONG)


def is_one(aligned: Aligned, compared: Compared, numbers: Sequence[Sequence[int]]) -> bool:
    """Whether two quotations of two articles are surely one: nothing but their words tells."""
    lost, telling = _lost(aligned, compared)
    if not any(c.kind in _OF_WORDS for c in compared.changes(aligned)) and len(numbers) == 1:
        return telling >= _SURE_WORDS
    if telling - lost < _SURE_KEPT or lost > _SURE_LOST * telling:
        return False
    return is_there(aligned, compared, numbers) and similarity(aligned, compared) >= _SURE_ALIKE


def similarity(aligned: Aligned, compared: Compared) -> float:
    """How much of a quotation is there, what is left out or replaced taken off; a jump elsewhere costs nothing."""
    weight = compared.sought.weight
    cost = aligned.cost - jump(aligned, compared.sought)
    return max(0.0, min(1.0, 1 - cost / weight)) if weight else 1.0


def _lost(aligned: Aligned, compared: Compared) -> tuple[int, int]:
    """How many of the words that say something are not there, and how many there are."""
    telling = [p for p in aligned.pairs if p.quoted is not None and compared.sought.weights[p.quoted] >= 1]
    lost = [p for p in telling if p.recorded is None or not compared.is_kept(p)]
    return len(lost), len(telling)
