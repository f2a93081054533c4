"""Every stretch in quotation marks, found in the raw text: no parse, no model, linear time and memory.

Two passes over the marks of the text. The first reads each mark by its neighbours: can it open, can
it close, or is it an apostrophe, an inch or a foot mark. The second matches them with a stack for
each paragraph; a double quotation still open at a paragraph's end runs on if the next paragraph
re-opens it (the newspaper convention: every paragraph opens, only the last one closes), and ends
with the paragraph otherwise. The stack knows for each opening mark where such ones stand in it, so
that a closing mark finds its partner at once, however many are open.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from enum import Enum
from functools import cache

import regex
from attrs import define, evolve, field, frozen

from quoteattr.inputs.given import expected
from quoteattr.language import Language
from quoteattr.language import language as language_of
from quoteattr.records import Quotation, QuotationUse, Span
from quoteattr.records.moved import moved
from quoteattr.runtime.values import value
from quoteattr.text.paragraphs import paragraphs
from quoteattr.text.stretches import Offsets
from quoteattr.text.view import View


class _Family(Enum):
    """Marks that can be told from each other, but not from those of their family, by what stands beside them."""

    DOUBLE = 1
    SINGLE = 2
    GUILLEMET = 3
    SINGLE_GUILLEMET = 4

    @property
    def is_single(self) -> bool:
        return self in (_Family.SINGLE, _Family.SINGLE_GUILLEMET)


_MARK = regex.compile(r"''|``|[\"“”„‟«»＂‘’‚‛‹›'`]")
_FAMILY = {
    "“": _Family.DOUBLE, "”": _Family.DOUBLE, "„": _Family.DOUBLE, "‟": _Family.DOUBLE, '"': _Family.DOUBLE,
    "＂": _Family.DOUBLE, "''": _Family.DOUBLE, "``": _Family.DOUBLE, "«": _Family.GUILLEMET, "»": _Family.GUILLEMET,
    "‘": _Family.SINGLE, "’": _Family.SINGLE, "‚": _Family.SINGLE, "‛": _Family.SINGLE, "'": _Family.SINGLE,
    "`": _Family.SINGLE, "‹": _Family.SINGLE_GUILLEMET, "›": _Family.SINGLE_GUILLEMET,
}  # fmt: skip
_OPENS_ONLY = frozenset("„‚‘‛`") | {"``"}
_BRACKETS = "([{<—–-/"  # what an opening mark may stand right behind, besides white space
_AFTER_CLOSE = ".,;:!?)]}>—–-/…"
_CLOSED_BY = {  # curly marks close curly ones, straight ones straight ones
    "“": "”“", "”": "”“", "‟": "”“", "„": "“”‟", '"': '"', "＂": "＂", "''": ["''"], "``": ["''"],
    "«": "«»", "»": "«»", "‹": "‹›", "›": "‹›",
    "‘": "’", "’": "’", "‛": "’", "‚": "‘’", "'": "'", "`": "'",
}  # fmt: skip
_MIXED = {"”": '"', '"': "“"}  # what else closes what, where nothing of its own form is open
_PARTNERS = {mark: tuple(o for o, closing in _CLOSED_BY.items() if mark in closing) for mark in _FAMILY}
_MAX_SINGLE = 2_000  # characters a quotation in single marks may run: longer ones are stray apostrophes
_MAX_DEPTH = 20  # quotations around one that is still given: every one holds its text, so all would be quadratic


def quotations(
    text: str, bounds: tuple[Offsets, ...] | None = None, *, language: str | Language = "en"
) -> tuple[Quotation, ...]:
    """All quotations of a text, in order of their opening marks; no text raises.

    One inside more than twenty others is not given: no writer nests them so, only a mark that a broken scan repeats.

    Args:
        text: the text.
        bounds: start and end of each of its paragraphs, where they are known; the text is then read as it stands, else
            as `extract` reads it, whatever its line ends and spaces.
        language: what tells an apostrophe from a mark, and a title from what is said: a code or a `Language`.

    >>> " | ".join(q.span.text for q in quotations("He called it “a ‘minor’ leak.”"))
    '“a ‘minor’ leak.” | ‘minor’'
    """
    expected(str, text, "the text of an article")
    if bounds is None:
        view = View.of(text, language)
        found = quotations(view.text, paragraphs(view.text, language), language=language)
        return found if view.is_given else moved(found, view.span_in_given)
    finder = _Finder(text, language_of(language))
    for number, (start, end) in enumerate(bounds):
        following = bounds[number + 1][0] if number + 1 < len(bounds) else len(text)
        finder.read_paragraph(start, end, following)
    return tuple(sorted(finder.found, key=lambda q: (q.span.start, -q.span.end)))


# --- what a mark can do where it stands -----------------------------------------------------------


@define(slots=True)
class _Mark:
    """A mark: whether it can open and can close."""

    start: int
    end: int
    text: str
    opens: bool
    closes: bool
    sure: bool = True  # a closing single mark that can't well be an apostrophe

    @property
    def family(self) -> _Family:
        return _FAMILY[self.text]

    @property
    def is_single(self) -> bool:
        return self.family.is_single


@value
class _Place:
    """Where a mark stands: the character before it and the one behind it, a space where there is none."""

    text: str
    start: int
    end: int
    mark: str
    before: str
    after: str

    @property
    def left_free(self) -> bool:
        """Nothing stands before the mark that it could close."""
        return self.before.isspace() or self.before in _BRACKETS or self._leans_like(self.before)

    @property
    def right_free(self) -> bool:
        """Nothing stands behind the mark that it could open."""
        return self.after.isspace() or self.after in _AFTER_CLOSE or self._leans_like(self.after)

    @property
    def at_words(self) -> bool:
        """Something follows at once, as behind a mark that opens."""
        return not self.after.isspace()

    @property
    def behind_words(self) -> bool:
        """Something stands right before, as before a mark that closes."""
        return not self.before.isspace()

    def _leans_like(self, other: str) -> bool:
        """Marks of two families that stand side by side, as in “‘Go,’ he said,” lean the same way."""
        return other in _FAMILY and _FAMILY[other] is not _FAMILY[self.mark]


def _read(text: str, at: Offsets, language: Language) -> _Mark:
    """What a mark can do where it stands."""
    start, end = at
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    place = _Place(text, start, end, text[start:end], before, after)
    opens, closes = _READERS[_FAMILY[place.mark]](place, language)
    return _Mark(start, end, place.mark, opens, closes, before in ".,!?…" or not _may_be_possessive(place, language))


def _may_be_possessive(place: _Place, language: Language) -> bool:
    """the workers’ union"""
    return place.after.isspace() and place.before.lower() in language.closed_class("possessive_without_s")


def _double(place: _Place, language: Language) -> tuple[bool, bool]:
    """Whether a double mark can open and can close."""
    if place.mark in _OPENS_ONLY:
        return place.at_words, False
    if place.mark == "“":
        # closes in „German“ style, where it stands behind the last letter
        return True, place.right_free and place.behind_words and not place.left_free
    if place.mark == "”":
        return place.at_words and (place.before.isspace() or place.before in _BRACKETS), True
    return _straight(place)


def _straight(place: _Place) -> tuple[bool, bool]:
    """Straight marks tell only by their neighbours."""
    left_free, right_free = place.left_free, place.right_free
    opens = place.at_words and (left_free or not place.before.isalnum())
    closes = place.behind_words
    if not opens and not closes:  # a mark alone between spaces
        return True, True
    if opens and closes and left_free != right_free:
        return left_free, right_free or place.before in "—–-/"
    return opens, closes


def _single(place: _Place, language: Language) -> tuple[bool, bool]:
    """Whether a single mark can open and can close, or is an apostrophe, or a foot mark."""
    if place.before.isalnum() and place.after.isalnum():
        return False, False  # don't
    left_free, opens_only = place.left_free, place.mark in _OPENS_ONLY
    opens = place.at_words and (left_free or opens_only)
    closes = place.behind_words and place.right_free and not opens_only
    if left_free and language.pattern("elision").match(place.text, place.end):
        return False, closes  # '90s, rock 'n' roll
    if place.mark == "'" and place.before.isdigit():
        return False, closes and place.at_words  # 6' tall
    return opens, closes


def _guillemet(place: _Place, language: Language) -> tuple[bool, bool]:
    """Whether an angled mark can open and can close: French « opens », German »opens«."""
    if place.mark in "«‹":
        return True, place.behind_words
    return place.at_words and place.left_free, True


_READERS: dict[_Family, Callable[[_Place, Language], tuple[bool, bool]]] = {
    _Family.DOUBLE: _double,
    _Family.SINGLE: _single,
    _Family.GUILLEMET: _guillemet,
    _Family.SINGLE_GUILLEMET: _guillemet,
}


# --- which mark closes which ----------------------------------------------------------------------


@define(slots=True)
class _Open:
    """A quotation that is open, and its pieces in the paragraphs before."""

    mark: _Mark
    pieces: list[Offsets]
    piece_start: int
    depth: int


class _Stack:
    """The opening marks of the quotations that are open, the outermost first; that one may have run on from before."""

    def __init__(self) -> None:
        self.outermost: _Open | None = None
        self._marks: list[_Mark] = []
        self._places: dict[str, list[int]] = defaultdict(list)  # in the stack, by opening mark

    def open(self, mark: _Mark) -> None:
        """Begin a quotation inside all others."""
        if self.outermost is None:
            self.outermost = _Open(mark, [], mark.end, 0)
        self._places[mark.text].append(len(self._marks))
        self._marks.append(mark)

    def partner(self, mark: str) -> int | None:
        """The place of the innermost quotation that a mark could close."""
        return self._innermost(_PARTNERS[mark])

    def mixed_partner(self, mark: _Mark) -> int | None:
        """The place of the innermost quotation that a mark closes which only closes, where an editor mixed curly and
        straight ones: “It is over," he said."""
        return self._innermost(_MIXED.get(mark.text, "")) if mark.closes and not mark.opens else None

    def _innermost(self, openings: Iterable[str]) -> int | None:
        return max((self._places[o][-1] for o in openings if self._places[o]), default=None)

    def end(self, place: int) -> list[_Open]:
        """The quotation at a place and all inside it, which are open no longer; but for those too deep to be given."""
        marks = self._marks[place:]
        del self._marks[place:]
        for mark in marks:
            self._places[mark.text].pop()
        given = enumerate(marks[: max(0, _MAX_DEPTH + 1 - place)], start=place)
        ended = [self.outermost if not depth else _Open(mark, [], mark.end, depth) for depth, mark in given]
        if not place:
            self.outermost = None
        return [entry for entry in ended if entry is not None]


@frozen(eq=False)
class _Marks:
    """The marks of one paragraph, and what lies ahead of each.

    `closable` tells of each whether a quotation that it opens can be closed, `surplus` how many more of its form follow
    that close than that open.
    `reopened` is the family of the mark that the next paragraph begins with; this one begins at `start`.
    """

    all: list[_Mark]
    reopened: _Family | None
    start: int
    closable: list[bool] = field(init=False)
    surplus: list[int] = field(init=False)

    @closable.default
    def _with_a_close_ahead(self) -> list[bool]:
        return _closable(self.all)

    @surplus.default
    def _more_closing_than_opening(self) -> list[int]:
        return _surplus(self.all)

    def can_open(self, number: int) -> bool:
        """Whether a mark opens a quotation: a single one only where something can close it."""
        mark = self.all[number]
        return mark.opens and (not mark.is_single or self.closable[number] or self.reopened is mark.family)

    def can_close(self, number: int) -> bool:
        """Whether a mark closes a quotation; “the workers’ union” does not, where a surer mark is still to come."""
        mark = self.all[number]
        return mark.closes and not (mark.family is _Family.SINGLE and not mark.sure and self.closable[number])


@define
class _Finder:
    """The quotations of a text that were found so far, and those that are open."""

    text: str
    language: Language
    found: list[Quotation] = field(factory=list)
    open: _Stack = field(factory=_Stack)

    def read_paragraph(self, start: int, end: int, following: int) -> None:
        """Match the marks of one paragraph; the next one begins at `following`."""
        read = (_read(self.text, m.span(), self.language) for m in _MARK.finditer(self.text, start, end))
        marks = [mark for mark in read if mark.opens or mark.closes]
        self._resume(marks, start)
        reopened = self._opening_family(following)
        self._match(_Marks(marks, reopened, start))
        self._end_paragraph(end, reopened)

    def _opening_family(self, start: int) -> _Family | None:
        """The family of the opening mark that a paragraph begins with, if it does."""
        at = _MARK.match(self.text, start)
        return _FAMILY[at.group()] if at is not None and _read(self.text, at.span(), self.language).opens else None

    def _resume(self, marks: list[_Mark], start: int) -> None:
        """Start the next piece of a quotation that runs on, behind the mark that re-opens it."""
        entry = self.open.outermost
        if entry is None:
            return
        entry.piece_start = start
        if marks and marks[0].start == start and marks[0].family is entry.mark.family:
            entry.piece_start = marks[0].end
            del marks[0]

    def _match(self, marks: _Marks) -> None:
        for number, mark in enumerate(marks.all):
            partner = self.open.partner(mark.text)
            closed = self.open.mixed_partner(mark) if partner is None else partner
            if closed is not None and marks.can_close(number):
                self._close(closed, mark)
            elif marks.can_open(number):
                self._begin(partner, mark, self._goes_on(marks, number))

    def _close(self, partner: int, mark: _Mark) -> None:
        """A mark closes the quotation at a place; those inside it are unclosed, and in single marks no quotations."""
        ended = self.open.end(partner)
        self._keep_unclosed([entry for entry in ended[1:] if entry.mark.family is not _Family.SINGLE], mark.start)
        for closed in ended[:1]:
            self._keep(closed, mark.start, mark)

    def _goes_on(self, marks: _Marks, number: int) -> bool:
        """Whether what is open goes on behind a mark that opens, “we call it “home” here”, rather than being opened
        again: enough marks follow that close both, or one that closes this one, and the next paragraph re-opens what
        all of this one stands in."""
        outer, mark = self.open.outermost, marks.all[number]
        if outer is None or marks.surplus[number] > 1:
            return outer is not None
        if marks.surplus[number] < 1 or marks.reopened is not outer.mark.family or mark.text != outer.mark.text:
            return False
        whole = bool(outer.pieces) or outer.mark.start == marks.start
        return whole and self._forgotten_close(outer.piece_start, mark.start) == mark.start

    def _begin(self, partner: int | None, mark: _Mark, goes_on: bool) -> None:
        """A mark opens a quotation; what such a mark could close has then ended without one, unless it goes on."""
        if partner is None:
            if not _is_inch(self.text, mark):
                self.open.open(mark)
        elif not mark.is_single:
            if not goes_on:
                self._keep_unclosed(self.open.end(partner), mark.start)
            self.open.open(mark)

    def _end_paragraph(self, end: int, reopened: _Family | None) -> None:
        """What is still open: carried on if the next paragraph re-opens it, else ended here, unclosed."""
        for entry in self.open.end(0):
            if reopened is entry.mark.family and entry.depth == 0:
                entry.pieces.append((entry.piece_start, end))
                self.open.outermost = entry
                self.open.open(entry.mark)
            elif not entry.mark.is_single:
                self._keep(entry, end)

    def _keep_unclosed(self, entries: list[_Open], before: int) -> None:
        """Add quotations that something else ends: they go up to it, not to the white space before it."""
        end = before
        while end and self.text[end - 1].isspace():
            end -= 1
        for entry in entries:
            self._keep(entry, end)

    def _forgotten_close(self, start: int, end: int) -> int:
        """“The port is open**,** said Ana Fuchs. The union disagreed.”: where an unclosed quotation ends, if words of
        saying stand behind a comma in it; else its end."""
        match = self.language.pattern("forgotten_close").search(self.text, start, end)
        return match.end() if match is not None else end

    def _keep(self, entry: _Open, end: int, closing: _Mark | None = None) -> None:
        """Add a quotation that ends here, or where its forgotten mark would stand, unless there is nothing in it."""
        if closing is None and not entry.pieces:
            end = self._forgotten_close(entry.piece_start, end)
        pieces = [(a, b) for a, b in [*entry.pieces, (entry.piece_start, end)] if self.text[a:b].strip()]
        if not pieces:
            return
        start, stop = entry.mark.start, closing.end if closing else end
        quotation = Quotation(
            Span(start, stop, self.text[start:stop]),
            tuple(Span(a, b, self.text[a:b]) for a, b in pieces),
            entry.mark.text,
            closing.text if closing else "",
            depth=entry.depth,
        )
        self.found.append(_with_use(self.text, quotation, self.language))


def _closable(marks: list[_Mark]) -> list[bool]:
    """For each mark, whether one of its family that is sure to close follows before the next that opens."""
    result = [True] * len(marks)
    sure_ahead = any_ahead = False
    last_start = -1
    for i in range(len(marks) - 1, -1, -1):
        mark = marks[i]
        if not mark.is_single:
            continue
        is_near = last_start - mark.start <= _MAX_SINGLE
        result[i] = (any_ahead if mark.opens else sure_ahead) and is_near
        if mark.closes:
            any_ahead, sure_ahead, last_start = True, sure_ahead or mark.sure, mark.start
        else:
            any_ahead = sure_ahead = False
    return result


def _surplus(marks: list[_Mark]) -> list[int]:
    """For each double mark, how many more of its form that close than that open follow it in the paragraph."""
    result = [0] * len(marks)
    balance = {"“": 0, '"': 0}
    for i in range(len(marks) - 1, -1, -1):
        form = _FORM.get(marks[i].text)
        if form is not None:
            result[i] = balance[form]
            balance[form] += _leaning(marks[i])
    return result


_FORM = {"“": "“", "”": "“", '"': '"'}


def _leaning(mark: _Mark) -> int:
    """1 for a mark that closes, −1 for one that opens, by its form or else by its neighbours; 0 where neither tells."""
    return (mark.text == "”") - (mark.text == "“") if mark.text != '"' else mark.closes - mark.opens


def _is_inch(text: str, mark: _Mark) -> bool:
    """A straight mark right behind a digit with none open: 6'2", a 12" ruler."""
    return mark.text in ('"', "＂") and mark.start > 0 and text[mark.start - 1].isdigit()


# --- what the marks are for -------------------------------------------------------------------

_WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{N}'’.-]*")
_SEEN = 40  # characters before a quotation that tell what it is for


def _with_use(text: str, quotation: Quotation, language: Language) -> Quotation:
    """Tell titles and words held at arm's length from speech, where the text shows it."""
    inner = quotation.pieces[0].text
    words = _WORD.findall(inner[:200])
    if len(quotation.pieces) > 1 or not words:
        return quotation
    before = text[max(0, quotation.span.start - _SEEN) : quotation.span.start]
    if _is_title(words, inner, before, language) or _is_told_as_work(text, quotation, words, before, language):
        return evolve(quotation, use=QuotationUse.TITLE)
    if _is_held_off(words, inner, before, language):
        return evolve(quotation, use=QuotationUse.SCARE)
    return quotation


def _is_title(words: list[str], inner: str, before: str, language: Language) -> bool:
    """The film “High Noon” opened: words with capitals behind one for what has a title, or a preposition."""
    behind = _is_titled(words, language) and ending(language, "words_before_titles").search(before)
    return bool(behind) and inner.rstrip()[-1:] not in tuple("!?")


def _is_told_as_work(text: str, quotation: Quotation, words: list[str], before: str, language: Language) -> bool:
    """“High Noon,” **Brand's third novel,** sold well; she **directed** “High Noon” in May: words with capitals, beside
    what tells that they are a work's."""
    if not _is_titled(words, language):
        return False
    inner = quotation.pieces[0].text.rstrip()
    is_led_on = (
        inner.endswith(",") and language.pattern("work_behind_title").match(text, quotation.span.end) is not None
    )
    is_made = language.pattern("maker_before_title").search(before) is not None
    return is_led_on or (is_made and not inner.endswith(("!", "?")))


def _is_titled(words: list[str], language: Language) -> bool:
    """Two words or more, every one but the small ones with a capital: “Gone With the Wind”."""
    small = language.closed_class("small_words")
    big = [w for w in words if w.lower() not in small]
    return 2 <= len(words) <= 12 and len(big) >= 1 and words[0][0].isupper() and all(w[0].isupper() for w in big)


def _is_held_off(words: list[str], inner: str, before: str, language: Language) -> bool:
    """the so-called “experts”; a “minor” leak: a word or two that nobody is said to have said."""
    if len(words) <= 4 and ending(language, "words_at_arms_length").search(before):
        return True
    ends_sentence = inner.rstrip()[-1:] in tuple(".,!?…—–")
    return len(words) <= 2 and inner == inner.lower() and not ends_sentence and not _speaks(words, before, language)


def _speaks(words: list[str], before: str, language: Language) -> bool:
    """A pronoun inside or a comma or colon before the mark: somebody's words, however few."""
    pronouns = language.closed_class("personal_pronouns")
    return before.rstrip().endswith((":", ",")) or any(w in pronouns for w in words)


@cache
def ending(language: Language, name: str) -> "regex.Pattern[str]":
    """One of a small class of words at the end of what stands before a mark; it never matches without such a class."""
    words = "|".join(map(regex.escape, language.closed_class(name))) or r"(?!)"
    return regex.compile(rf"(?:{words})\s*+,?\s*+$", regex.IGNORECASE)
