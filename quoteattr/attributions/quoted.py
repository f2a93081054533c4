"""Which cue introduces which quotation: told by what stands right before and right behind it.

A parser trained on edited sentences is least sure around quotations, so these rules read the words
between a quotation and the nearest cue, not the tree.
"""

from itertools import dropwhile

from attrs import frozen

from quoteattr.records import Quotation, QuotationUse
from quoteattr.text.document import Token
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Offsets
from quoteattr.text.tree import has_child, is_finite, is_verbal

_REACH = 30  # tokens between a quotation and its cue, adjuncts and appositives included
_WORDS = 3  # of a quotation that may read as a sentence; so many words that it does however it ends:
_MANY_WORDS = 8
_ENDS = tuple(".!?…")
_GOES_ON = (",", "?", "!", "…", "—", "–", "-", ";")
_SENTENCE_ENDS = frozenset(".?!;")
_LEADS = (":", ",", "—", "–", "-")


@frozen
class Hosts:
    """Quotation number → cue token, for quotations that a cue introduces; and those that only follow."""

    introduced: dict[int, int]
    following: dict[int, int]

    def of(self, number: int) -> int | None:
        """The cue token that a quotation goes with, if any."""
        return self.introduced.get(number, self.following.get(number))


def find_hosts(reading: Reading) -> Hosts:
    """The cue of every quotation that has one in its paragraph."""
    cues = {number: cue_of(reading, quotation) for number, quotation in enumerate(reading.outer)}
    introduced = {number: cue for number, cue in cues.items() if cue is not None}
    return Hosts(introduced, _following(reading, introduced))


def cue_of(reading: Reading, quotation: Quotation) -> int | None:
    """The cue right before or right behind a quotation; a quotation that opens a sentence looks behind first."""
    before = cue_before(reading, quotation)
    behind = None if is_embedded(reading, quotation) else cue_behind(reading, quotation)
    if before is None or behind is None:
        return behind if before is None else before
    return behind if opens_sentence(reading, quotation) or _is_told_behind(reading, quotation) else before


def _is_told_behind(reading: Reading, quotation: Quotation) -> bool:
    """Her brother remembers it: “She was shy**,” he** told me. — a comma at its end goes on to whoever tells it."""
    leads = _text_before(reading, quotation).rstrip()[-1:] == ":"
    goes_on = quotation.pieces[-1].text.rstrip().endswith(",")
    return leads and goes_on and reading.document.tokens[reading.token_at(quotation.span.end)].upos != "CCONJ"


def begins_quoted(reading: Reading, piece: Offsets) -> bool:
    """Whether a piece of content begins with a quotation that reads as speech, or is a cry: **“Never!”** a man said; or
    a word or two behind a colon: Klopp shrugged: **“No.”**"""
    begun = [q for q in reading.quotations_in(*piece) if q.span.start == piece[0]]
    return any(
        is_whole(q) or (q.span.end == piece[1] and (is_cry(reading, q) or _is_answer(reading, q))) for q in begun
    )


def _is_answer(reading: Reading, quotation: Quotation) -> bool:
    """“The headline read: **“Mayor quits.”**”: a colon before, and a full stop within."""
    before = reading.document.text[max(0, quotation.span.start - 2) : quotation.span.start].rstrip()
    return before.endswith(":") and quotation.pieces[-1].text.rstrip().endswith(_ENDS)


def is_embedded(reading: Reading, quotation: Quotation) -> bool:
    """“it was ‘**the softest penalty of the season**’, he wrote”: a quotation in the middle of a clause."""
    before = reading.document.text[max(0, quotation.span.start - 2) : quotation.span.start].rstrip()
    return before[-1:].isalpha()


# --- the cue behind -------------------------------------------------------------------------------


def cue_behind(reading: Reading, quotation: Quotation) -> int | None:
    """“It is over,” **said** Maria Ruiz. — “It is over,” Ruiz, a teacher, **said** on Friday."""
    first = reading.token_at(quotation.span.end)
    if first >= len(reading.document.tokens):
        return None
    runs_on = goes_on(reading, quotation)
    cue = _next_cue(reading, first, goes_on=runs_on)
    return cue if cue is not None and _fits_behind(reading, first, cue, goes_on=runs_on) else None


def goes_on(reading: Reading, quotation: Quotation) -> bool:
    """“It is over**,**” or “It is over”**,**: whether its end shows that the sentence goes on behind a quotation."""
    end = quotation.span.end
    inner = quotation.pieces[-1].text.rstrip()
    return inner.endswith(_GOES_ON) or reading.document.text[end : end + 1] == ","


def _next_cue(reading: Reading, first: int, *, goes_on: bool) -> int | None:
    """The first cue behind a quotation, before the next quotation, paragraph or sentence."""
    paragraph = reading.paragraph_of(first - 1) if first else 0
    for j in range(first, min(first + _REACH, len(reading.document.tokens))):
        if reading.in_quotation(j) or reading.paragraph_of(j) != paragraph:
            return None
        if reading.introduces_quotations(j) and not _is_of_relative(reading, first, j):
            return j
        if _ends_search(reading, first, j, goes_on=goes_on):
            return None
    return None


def _is_of_relative(reading: Reading, first: int, j: int) -> bool:
    """“…,” a nurse **who** had **asked to be called** Vi said: a verb of what only goes on with who speaks."""
    between = reading.document.tokens[first:j]
    if not any(t.is_relative for t in between):
        return False
    if _is_in_set_off(reading, first, j):
        return True
    behind = dropwhile(lambda t: t.upos in ("AUX", "ADV"), reversed(between))
    return next((t.is_relative or t.has("to") for t in behind), False)


def _is_in_set_off(reading: Reading, first: int, j: int) -> bool:
    """“…,” a clerk**, who** said no more because she **feared** for her job**, said**: a verb between the commas of a
    relative clause, behind which another cue ends what tells of whoever speaks."""
    tokens = reading.document.tokens
    opened = next((t.i for t in tokens[first + 1 : j] if t.is_relative and tokens[t.i - 1].text == ","), j)
    if opened == j or any(t.text == "," for t in tokens[opened:j]):
        return False
    last = min(first + _REACH, reading.sentence_of(j).last)
    comma = next((t.i for t in tokens[j + 1 : last] if t.text == ","), None)
    behind = comma + 1 if comma is not None else last
    return behind < last and reading.introduces_quotations(behind) and tokens[behind].is_finite


def _ends_search(reading: Reading, first: int, j: int, *, goes_on: bool) -> bool:
    """A mark that ends the sentence; or “**and**”, “**but**” right behind a quotation that has ended its own."""
    token = reading.document.tokens[j]
    if j > first:
        return token.text in _SENTENCE_ENDS
    return not goes_on and token.lower in reading.language.closed_class("coordinators_of_clauses")


def _fits_behind(reading: Reading, first: int, cue: int, *, goes_on: bool) -> bool:
    """Whether a cue behind a quotation goes with it.

    “It is over.” he said: wrong, but written; “It is over.” The mayor said he agreed: not its cue; nor is it in “Is it
    over?” **On** being told, Ruiz said she hoped so.
    """
    begins = reading.document.tokens[first]
    if begins.upos in ("ADP", "SCONJ") and begins.text[:1].isupper():
        return False
    if goes_on or cue == first:
        return not _has_clause_between(reading, first, cue) and _may_end(reading, cue)
    return cue - first <= 1 and reading.document.tokens[first].text[:1].islower()


def _has_clause_between(reading: Reading, first: int, cue: int) -> bool:
    """“…,” the strike **was** over, the mayor said: a verb with a tense that is not inside the source phrase."""
    document = reading.document
    verbs = (j for j in range(first, cue) if is_verbal(document.tokens[j]) and is_finite(document, j))
    return not all(_in_relative(reading, j, first) for j in verbs)


def _in_relative(reading: Reading, j: int, first: int) -> bool:
    """“…,” Ruiz, who **teaches** physics, said: a verb inside the source phrase."""
    tokens = reading.document.tokens
    at = tokens[j]
    while at.head >= first and at.head != at.i:
        if _is_in_phrase(at):
            return True
        at = tokens[at.head]
    return _is_in_phrase(at) or any(t.is_relative for t in tokens[first:j])


def _is_in_phrase(token: Token) -> bool:
    """“who **teaches**”, “**is** teaching”: a clause on a noun, or an auxiliary."""
    return token.deprel in ("acl:relcl", "acl") or token.relation == "aux"


def _may_end(reading: Reading, cue: int) -> bool:
    """A participle behind a quotation goes with it only as in “…,” adding: it has no object clause; nor is “…,” a man
    **hollered**, with its own subject or at the end of its sentence, one."""
    has = (has_child(reading.document, cue, relation) for relation in ("aux", "nsubj"))
    behind = reading.document.tokens[cue + 1 : cue + 2]
    ends = any(token.text in _SENTENCE_ENDS for token in behind)
    return not reading.document.tokens[cue].is_participle or ends or any(has)


# --- the cue before -------------------------------------------------------------------------------


def cue_before(reading: Reading, quotation: Quotation) -> int | None:
    """Ruiz **said**, “It is over.” — In a statement the board **wrote** to members: “It is over.”"""
    last = reading.token_at(quotation.span.start) - 1
    if last < 0:
        return None
    ending = _text_before(reading, quotation).rstrip()[-1:]
    if ending != ":" and not _begins_in_paragraph_of(reading, quotation, last):
        return None
    for j in range(last, max(-1, last - _REACH), -1):
        if reading.in_quotation(j):
            return None
        if reading.introduces_quotations(j):
            return j if _leads_to(reading, j, last, ending) and not _is_second_half(reading, j) else None
        if _ends_search_before(reading, j, last, ending):
            return None
    return None


def _is_second_half(reading: Reading, j: int) -> bool:
    """“the so-**called** “smart fence””: what a hyphen joins to the word before says nothing."""
    before, token = reading.document.tokens[j - 1], reading.document.tokens[j]
    return j > 0 and before.text == "-" and before.end == token.start


def _text_before(reading: Reading, quotation: Quotation) -> str:
    """A few characters before a quotation."""
    start = quotation.span.start
    return reading.document.text[max(0, start - 20) : start]


def _begins_in_paragraph_of(reading: Reading, quotation: Quotation, i: int) -> bool:
    """Whether a quotation begins in the paragraph of a token."""
    first = reading.token_at(quotation.span.start)
    return first < len(reading.document.tokens) and reading.paragraph_of(i) == reading.paragraph_of(first)


def _ends_search_before(reading: Reading, j: int, last: int, ending: str) -> bool:
    """The end of the sentence before; or another verb with a tense, if no colon leads to the quotation."""
    token = reading.document.tokens[j]
    if token.text in _SENTENCE_ENDS and j < last:
        return True
    return ending != ":" and is_verbal(token) and is_finite(reading.document, j)


def _leads_to(reading: Reading, cue: int, last: int, ending: str) -> bool:
    """Whether only a comma, a colon or nothing stands between a cue and what it introduces."""
    if ending in _LEADS:
        return True
    introducers = reading.language.closed_class("quotation_introducers")
    between = reading.document.tokens[cue + 1 : last + 1]
    return all(t.upos in ("PUNCT", "ADV", "PRON") or t.lemma in introducers for t in between)


# --- what a quotation looks like ------------------------------------------------------------------


def opens_sentence(reading: Reading, quotation: Quotation) -> bool:
    """Whether a quotation stands at the beginning of its paragraph or right behind a full stop."""
    before = _text_before(reading, quotation).rstrip(" \t\u00a0")
    return not before or before[-1] in "\n\r" or before[-1] in _ENDS or before[-1] in "”\"'’»)"


def is_whole(quotation: Quotation) -> bool:
    """Whether a quotation reads as a sentence of its own, not as a word or two in somebody's mouth."""
    inner = quotation.pieces[-1].text.rstrip()
    words = sum(len(p.text.split()) for p in quotation.pieces)
    if quotation.use is not QuotationUse.SPEECH or words < _WORDS:
        return False
    return words >= _MANY_WORDS or inner.endswith((*_ENDS, ",", "-", "—", "–"))


def is_cry(reading: Reading, quotation: Quotation) -> bool:
    """**“Never!”** a man hollered, **“No entry,”** the sign read: a word or two where a sentence may begin, which
    goes on to whoever says them."""
    goes_on = quotation.pieces[-1].text.rstrip().endswith((",", "!", "?"))
    return goes_on and quotation.use is not QuotationUse.TITLE and opens_sentence(reading, quotation)


def is_short_sentence(reading: Reading, quotation: Quotation) -> bool:
    """Was she afraid? “**Never.**” — one word or two that end a sentence in marks, where one may begin."""
    if quotation.use is QuotationUse.TITLE or not quotation.closing or not opens_sentence(reading, quotation):
        return False
    words = quotation.pieces[-1].text.split()
    behind = reading.document.text[quotation.span.end : quotation.span.end + 2].strip()
    return len(words) < _WORDS and words[-1].endswith((".", "!", "?")) and (not behind or behind[0].isupper())


def is_paragraph(reading: Reading, quotation: Quotation) -> bool:
    """A quotation alone on its line, as one pulled out of the text is, whatever it ends with."""
    behind = reading.document.text[quotation.span.end : quotation.span.end + 1]
    stands_alone = opens_sentence(reading, quotation) and behind in ("", "\n", "\r")
    is_long = sum(len(p.text.split()) for p in quotation.pieces) >= _WORDS
    return stands_alone and is_long and quotation.use is QuotationUse.SPEECH and bool(quotation.closing)


def is_sentence(reading: Reading, quotation: Quotation) -> bool:
    """Whether a quotation reads as a sentence of its own, and stands where one may begin."""
    return is_whole(quotation) and opens_sentence(reading, quotation)


# --- quotations without a cue of their own --------------------------------------------------------


@frozen
class _Last:
    """The last quotation whose cue is known: the paragraph it is in, and the cue; before all, there is none."""

    paragraph: int = -2
    cue: int | None = None


def _following(reading: Reading, introduced: dict[int, int]) -> dict[int, int]:
    """Quotations without a cue of their own that go on with, or lead up to, a neighbour's.

    In one paragraph a quotation that stands as a sentence belongs to the cue before it, else to the
    next. A paragraph that is nothing but a quotation goes on with the paragraph before.
    """
    following: dict[int, int] = {}
    ahead = _cues_ahead(reading, introduced)
    last = _Last()
    for number, quotation in enumerate(reading.outer):
        paragraph = _paragraph(reading, quotation)
        if paragraph is None:
            continue
        if number in introduced:
            last = _Last(paragraph, introduced[number])
            continue
        cue = _cue_of_follower(reading, quotation, last, ahead.get(number))
        if cue is not None:
            following[number] = cue
        if cue == last.cue and _is_next_paragraph(reading, quotation, last):
            last = _Last(paragraph, cue)
    return following


def _cue_of_follower(reading: Reading, quotation: Quotation, last: _Last, ahead: int | None) -> int | None:
    """The cue that a quotation without one of its own goes with."""
    if _goes_on_behind(reading, quotation, last.cue):
        return last.cue
    if not is_sentence(reading, quotation):
        return None
    if last.paragraph == _paragraph(reading, quotation):
        return last.cue
    if ahead is not None:
        return ahead
    return last.cue if _is_next_paragraph(reading, quotation, last) else None


def _paragraph(reading: Reading, quotation: Quotation) -> int | None:
    """The paragraph that a quotation begins in; None where no token stands there."""
    first = reading.token_at(quotation.span.start)
    return reading.paragraph_of(first) if first < len(reading.document.tokens) else None


def _goes_on_behind(reading: Reading, quotation: Quotation, cue: int | None) -> bool:
    """“If it fails,” said Reed, whose bakery was ruined, “**I'm finished.**”: in the cue's sentence, behind a comma."""
    start = quotation.span.start
    if cue is None or reading.document.text[max(0, start - 3) : start].rstrip()[-1:] != ",":
        return False
    first = reading.document.tokens[reading.token_at(start)]
    return first.i > cue and first.sentence == reading.document.tokens[cue].sentence


def _cues_ahead(reading: Reading, introduced: dict[int, int]) -> dict[int, int]:
    """For each quotation the cue of the next one in its paragraph that has one: “Yes.” “Always,” he said."""
    ahead: dict[int, int] = {}
    behind: tuple[int, int] | None = None  # of the next quotation that has one: the paragraph, the cue
    for number, quotation in reversed(list(enumerate(reading.outer))):
        paragraph = _paragraph(reading, quotation)
        if paragraph is None:
            continue
        if behind is not None and behind[0] == paragraph:
            ahead[number] = behind[1]
        if number in introduced:
            behind = paragraph, introduced[number]
    return ahead


def _is_next_paragraph(reading: Reading, quotation: Quotation, last: _Last) -> bool:
    """Whether a quotation is all of the paragraph behind the last one."""
    if _paragraph(reading, quotation) != last.paragraph + 1:
        return False
    start, end = reading.document.paragraphs[last.paragraph + 1]
    return quotation.span.start <= start + 1 and quotation.span.end >= end - 2
