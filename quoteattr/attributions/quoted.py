"""Which cue introduces which quotation: told by what stands right before and right behind it.

A parser trained on edited sentences is least sure around quotations, so these rules read the words
between a quotation and the nearest cue, not the tree.
"""

from attrs import frozen

from quoteattr.records import Quotation, QuotationUse
from quoteattr.text.reading import Reading
from quoteattr.text.tree import is_finite

_REACH = 30  # tokens between a quotation and its cue, adjuncts and appositives included
_ENDS = tuple(".!?…")
_GOES_ON = (",", "?", "!", "…", "—", "–", "-", "—", ";")


@frozen
class Hosts:
    """Quotation number → cue token, for quotations that a cue introduces; and those that only follow."""

    introduced: dict[int, int]
    following: dict[int, int]


def find_hosts(reading: Reading) -> Hosts:
    """The cue of every quotation that has one in its paragraph."""
    introduced: dict[int, int] = {}
    for number, quotation in enumerate(reading.outer):
        cue = cue_of(reading, number, quotation)
        if cue is not None:
            introduced[number] = cue
    return Hosts(introduced, _following(reading, introduced))


def cue_of(reading: Reading, number: int, quotation: Quotation) -> int | None:
    """The cue right before or right behind a quotation; a quotation that opens a sentence looks behind first."""
    before = cue_before(reading, number, quotation)
    behind = None if is_embedded(reading, quotation) else cue_behind(reading, number, quotation)
    if before is None or behind is None:
        return behind if before is None else before
    return behind if opens_sentence(reading, quotation) else before


def is_embedded(reading: Reading, quotation: Quotation) -> bool:
    """“it was ‘**the softest penalty of the season**’, he wrote”: a quotation in the middle of a clause."""
    before = reading.document.text[max(0, quotation.span.start - 2) : quotation.span.start].rstrip()
    return before[-1:].isalpha()


def cue_behind(reading: Reading, number: int, quotation: Quotation) -> int | None:
    """“It is over,” **said** Maria Ruiz. — “It is over,” Ruiz, a teacher, **said** on Friday."""
    document = reading.document
    inner = quotation.pieces[-1].text.rstrip()
    first = reading.token_at(quotation.span.end)
    comma_outside = document.text[quotation.span.end : quotation.span.end + 1] == ","
    if first >= len(document.tokens):
        return None
    paragraph = reading.paragraph_of(first - 1) if first else 0
    sure = inner.endswith(_GOES_ON) or comma_outside
    clauses = 0
    for j in range(first, min(first + _REACH, len(document.tokens))):
        token = document.tokens[j]
        if reading.quotation_of[j] >= 0 or reading.paragraph_of(j) != paragraph:
            return None
        if reading.introduces_quotations(j):
            if sure or j == first:
                return j if clauses == 0 and _may_end(reading, j) else None
            # “It is over.” he said: wrong, but written; “It is over.” The mayor said he agreed: not its cue
            return j if j - first <= 1 and document.tokens[first].text[:1].islower() else None
        if token.text in (".", "?", "!", ";") and j > first:
            return None
        if token.upos in ("VERB", "AUX") and is_finite(document, j) and not _in_relative(reading, j, first):
            clauses += 1
        if j == first and token.text.lower() in ("and", "but") and not sure:
            return None
    return None


def _in_relative(reading: Reading, j: int, first: int) -> bool:
    """“…,” Ruiz, who **teaches** physics, said: a verb inside the source phrase."""
    document = reading.document
    at = document.tokens[j]
    while at.head >= first and at.head != at.i:
        if at.deprel in ("acl:relcl", "acl") or (at.relation == "aux"):
            return True
        at = document.tokens[at.head]
    return at.deprel in ("acl:relcl", "acl", "aux", "aux:pass") or any(
        document.tokens[k].xpos in ("WP", "WDT") for k in range(first, j)
    )


def _may_end(reading: Reading, cue: int) -> bool:
    """A participle behind a quotation goes with it only as in “…,” adding: it has no object clause."""
    return reading.document.tokens[cue].xpos != "VBN" or any(
        reading.document.tokens[c].relation == "aux" for c in reading.document.children[cue]
    )


def cue_before(reading: Reading, number: int, quotation: Quotation) -> int | None:
    """Ruiz **said**, “It is over.” — In a statement the board **wrote** to members: “It is over.”"""
    document = reading.document
    last = reading.token_at(quotation.span.start) - 1
    if last < 0:
        return None
    ending = document.text[max(0, quotation.span.start - 20) : quotation.span.start].rstrip()[-1:]
    inside = reading.token_at(quotation.span.start)
    same = inside < len(document.tokens) and reading.paragraph_of(last) == reading.paragraph_of(inside)
    if not same and ending != ":":
        return None
    for j in range(last, max(-1, last - _REACH), -1):
        token = document.tokens[j]
        if reading.quotation_of[j] >= 0:
            return None
        if reading.introduces_quotations(j):
            return j if _leads_to(reading, j, last, ending) else None
        if token.text in (".", "?", "!", ";") and j < last:
            return None
        if token.upos in ("VERB", "AUX") and is_finite(document, j) and ending != ":":
            return None
    return None


def _leads_to(reading: Reading, cue: int, last: int, ending: str) -> bool:
    """Whether only a comma, a colon or nothing stands between a cue and what it introduces."""
    if ending in (":", ",", "—", "–", "-"):
        return True
    between = reading.document.tokens[cue + 1 : last + 1]
    return all(t.upos in ("PUNCT", "ADV", "PRON") or t.lemma in ("that", "like", "as", "of") for t in between)


def opens_sentence(reading: Reading, quotation: Quotation) -> bool:
    """Whether a quotation stands at the beginning of its paragraph or right behind a full stop."""
    start = quotation.span.start
    before = reading.document.text[max(0, start - 20) : start].rstrip(" \t\u00a0")
    return not before or before[-1] in "\n\r" or before[-1] in _ENDS or before[-1] in "”\"'’»)"


def is_whole(quotation: Quotation) -> bool:
    """Whether a quotation reads as a sentence of its own, not as a word or two in somebody's mouth."""
    inner = quotation.pieces[-1].text.rstrip()
    words = sum(len(p.text.split()) for p in quotation.pieces)
    if quotation.use is not QuotationUse.SPEECH:
        return False
    return words >= 3 and (inner.endswith((*_ENDS, ",", "-", "—", "–")) or words >= 8)


def _following(reading: Reading, introduced: dict[int, int]) -> dict[int, int]:
    """Quotations without a cue of their own that go on with, or lead up to, a neighbour's.

    In one paragraph a quotation that stands as a sentence belongs to the cue before it, else to the
    next. A paragraph that is nothing but a quotation goes on with the paragraph before.
    """
    following: dict[int, int] = {}
    ahead = _cues_ahead(reading, introduced)
    last: tuple[int, int, bool] | None = None  # paragraph, cue, quotation at the paragraph's end
    for number, quotation in enumerate(reading.outer):
        first = reading.token_at(quotation.span.start)
        if first >= len(reading.document.tokens):
            continue
        paragraph = reading.paragraph_of(first)
        if number in introduced:
            last = (paragraph, introduced[number], _ends_paragraph(reading, quotation))
        elif last is not None and _goes_on_behind(reading, quotation, last[1]):
            following[number] = last[1]
        elif is_whole(quotation) and opens_sentence(reading, quotation):
            if last is not None and last[0] == paragraph:
                following[number] = last[1]
                last = (paragraph, last[1], _ends_paragraph(reading, quotation))
            elif (cue := ahead.get(number)) is not None:
                following[number] = cue
            elif last is not None and last[0] == paragraph - 1 and _is_paragraph(reading, quotation, paragraph):
                following[number] = last[1]
                last = (paragraph, last[1], True)
    return following


def _goes_on_behind(reading: Reading, quotation: Quotation, cue: int) -> bool:
    """“If it fails,” said Reed, whose bakery was ruined, “**I'm finished.**”: in the cue's sentence, behind a comma."""
    start = quotation.span.start
    if reading.document.text[max(0, start - 3) : start].rstrip()[-1:] != ",":
        return False
    first = reading.document.tokens[reading.token_at(start)]
    return first.i > cue and first.sentence == reading.document.tokens[cue].sentence


def _cues_ahead(reading: Reading, introduced: dict[int, int]) -> dict[int, int]:
    """For each quotation the cue of the next one in its paragraph that has one: “Yes.” “Always,” he said."""
    ahead: dict[int, int] = {}
    behind: tuple[int, int] | None = None  # of the next quotation that has one: the paragraph, the cue
    for number in range(len(reading.outer) - 1, -1, -1):
        first = reading.token_at(reading.outer[number].span.start)
        if first >= len(reading.document.tokens):
            continue
        paragraph = reading.paragraph_of(first)
        if behind is not None and behind[0] == paragraph:
            ahead[number] = behind[1]
        if number in introduced:
            behind = paragraph, introduced[number]
    return ahead


def _ends_paragraph(reading: Reading, quotation: Quotation) -> bool:
    _, end = reading.document.paragraphs[reading.paragraph_of(reading.token_at(quotation.span.start))]
    return quotation.span.end >= end - 2


def _is_paragraph(reading: Reading, quotation: Quotation, paragraph: int) -> bool:
    """Whether a quotation is all of its paragraph."""
    start, end = reading.document.paragraphs[paragraph]
    return quotation.span.start <= start + 1 and quotation.span.end >= end - 2
