"""Every stretch in quotation marks, found in the raw text: no parse, no model, linear time and memory.

Two passes over the marks of the text. The first reads each mark by its neighbours: can it open, can
it close, or is it an apostrophe, an inch or a foot mark. The second matches them with a stack for
each paragraph; a double quotation still open at a paragraph's end runs on if the next paragraph
re-opens it (the newspaper convention: every paragraph opens, only the last one closes), and ends
with the paragraph otherwise. The stack knows for each opening mark where such ones stand in it, so
that a closing mark finds its partner at once, however many are open.
"""

from collections import defaultdict

import regex
from attrs import define

from quoteattr.inputs.given import expected
from quoteattr.language import closed_class
from quoteattr.records import Quotation, QuotationUse, Span
from quoteattr.text.paragraphs import paragraphs

_MARK = regex.compile(r"''|``|[\"“”„‟«»＂‘’‚‛‹›'`]")
_FAMILY = {
    "“": "double", "”": "double", "„": "double", "‟": "double", '"': "double", "＂": "double",
    "''": "double", "``": "double", "«": "guillemet", "»": "guillemet",
    "‘": "single", "’": "single", "‚": "single", "‛": "single", "'": "single", "`": "single",
    "‹": "single guillemet", "›": "single guillemet",
}  # fmt: skip
_OPENS_ONLY = frozenset("„‚‘‛`") | {"``"}
_BRACKETS = "([{<—–-/"  # what an opening mark may stand right behind, besides white space
_AFTER_CLOSE = ".,;:!?)]}>—–-/…"
_ELISION = regex.compile(
    r"(?:\d0s\b|\d\ds?\b(?!['’])|(?:em|tis|twas|til|till|cause|bout|round|n|nuff|cos|cuz|kay|s|ll)\b)",
    regex.IGNORECASE,
)
_CLOSED_BY = {  # curly marks close curly ones, straight ones straight ones
    "“": "”“", "”": "”“", "‟": "”“", "„": "“”‟", '"': '"', "＂": "＂", "''": ["''"], "``": ["''"],
    "«": "«»", "»": "«»", "‹": "‹›", "›": "‹›",
    "‘": "’", "’": "’", "‛": "’", "‚": "‘’", "'": "'", "`": "'",
}  # fmt: skip
_PARTNERS = {mark: tuple(o for o, closing in _CLOSED_BY.items() if mark in closing) for mark in _FAMILY}
_MAX_SINGLE = 2_000  # characters a quotation in single marks may run: longer ones are stray apostrophes
_MAX_DEPTH = 20  # quotations around one that is still given: every one holds its text, so all would be quadratic


@define(slots=True)
class _Mark:
    start: int
    end: int
    text: str
    opens: bool
    closes: bool
    sure: bool = True  # a closing single mark that can't well be an apostrophe


@define(slots=True)
class _Open:
    mark: _Mark
    pieces: list[tuple[int, int]]
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
        return max((self._places[o][-1] for o in _PARTNERS[mark] if self._places[o]), default=None)

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


def quotations(text: str) -> tuple[Quotation, ...]:
    """All quotations of a text, in order of their opening marks; never raises.

    One inside more than twenty others is not given: no writer nests them so, only a mark that a broken scan repeats.

    >>> " | ".join(q.span.text for q in quotations("He called it “a ‘minor’ leak.”"))
    '“a ‘minor’ leak.” | ‘minor’'
    """
    expected(str, text, "the text of an article")
    bounds = paragraphs(text)
    found: list[Quotation] = []
    open_ = _Stack()
    for number, (start, end) in enumerate(bounds):
        read = (_read(text, *m.span()) for m in _MARK.finditer(text, start, end))
        marks = [mark for mark in read if mark.opens or mark.closes]
        reopened = _opening_family(text, bounds[number + 1][0]) if number + 1 < len(bounds) else None
        _resume(open_, marks, start)
        _match(text, marks, open_, reopened, found)
        _end_paragraph(text, open_, end, reopened, found)
    return tuple(sorted(found, key=lambda q: (q.span.start, -q.span.end)))


def _read(text: str, start: int, end: int) -> _Mark:
    """What a mark can do where it stands."""
    mark = text[start:end]
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    family = _FAMILY[mark]
    # marks that stand side by side, as in “‘Go,’ he said,” lean the same way
    left_free = before.isspace() or before in _BRACKETS or (before in _FAMILY and family != _FAMILY.get(before))
    right_free = after.isspace() or after in _AFTER_CLOSE or (after in _FAMILY and family != _FAMILY.get(after))
    if mark in _OPENS_ONLY:
        opens, closes = not after.isspace(), False
    elif family == "double":
        opens, closes = _double(mark, before, after, left_free, right_free)
    elif family == "single":
        opens, closes = left_free and not after.isspace(), right_free and not before.isspace()
    elif mark in "«‹":  # French « open »; German »open«
        opens, closes = True, not before.isspace()
    else:
        opens, closes = left_free and not after.isspace(), True
    if family == "single":
        if mark != "'" and mark != "’" and mark not in _OPENS_ONLY:
            pass
        elif before.isalnum() and after.isalnum():
            opens = closes = False  # don't
        elif _ELISION.match(text, end) and left_free:
            opens, closes = False, closes and not before.isspace()  # '90s, rock 'n' roll
        elif before.isdigit() and mark == "'":
            opens = False
            closes = closes and not after.isspace()  # 6' tall
        if mark == "’" and not (left_free and not after.isspace()):
            opens = False
    sure = before in ".,!?…" or not (before in "sSzZxX" and after.isspace())
    return _Mark(start, end, mark, opens, closes, sure)


def _double(mark: str, before: str, after: str, left_free: bool, right_free: bool) -> tuple[bool, bool]:
    """Whether a double mark can open and can close. Straight marks tell only by their neighbours."""
    if mark == "“":
        # closes in „German“ style, where it stands behind the last letter
        return True, right_free and not before.isspace() and not left_free
    if mark == "”":
        return left_free and not after.isspace() and (before.isspace() or before in _BRACKETS), True
    opens = not after.isspace() and (left_free or not before.isalnum())
    closes = not before.isspace()
    if opens and closes:
        if left_free and not right_free:
            closes = before in "—–-/"
        elif right_free and not left_free:
            opens = False
    if not opens and not closes:  # a mark alone between spaces
        return True, True
    return opens, closes


def _resume(open_: _Stack, marks: list[_Mark], start: int) -> None:
    """Start the next piece of a quotation that runs on, behind the mark that re-opens it."""
    entry = open_.outermost
    if entry is None:
        return
    entry.piece_start = start
    if marks and marks[0].start == start and _FAMILY[marks[0].text] == _FAMILY[entry.mark.text]:
        entry.piece_start = marks[0].end
        del marks[0]


def _opening_family(text: str, start: int) -> str | None:
    """The family of the opening mark that a paragraph begins with, if it does."""
    mark = _MARK.match(text, start)
    return _FAMILY[mark.group()] if mark is not None and _read(text, *mark.span()).opens else None


def _match(text: str, marks: list[_Mark], open_: _Stack, reopened: str | None, found: list[Quotation]) -> None:
    """Match the marks of one paragraph; closed quotations go to `found`. `reopened` is the family of the
    mark that the next paragraph begins with."""
    closable = _closable(marks)
    surplus = _curly_surplus(marks)
    for number, mark in enumerate(marks):
        family = _FAMILY[mark.text]
        partner = open_.partner(mark.text)
        if partner is not None and mark.closes and not _is_apostrophe(mark, number, closable, family):
            ended = open_.end(partner)
            lost = [entry for entry in ended[1:] if _FAMILY[entry.mark.text] != "single"]  # singles were apostrophes
            _keep_unclosed(text, lost, mark.start, found)
            for closed in ended[:1]:
                _keep(text, closed, mark.start, mark, found)
        elif mark.opens and (not family.startswith("single") or closable[number] or reopened == family):
            if partner is not None:
                if family.startswith("single"):
                    continue
                if mark.text != "“" or surplus[number] <= 1:  # not “we call it “home” here”, but opened again
                    _keep_unclosed(text, open_.end(partner), mark.start, found)
            elif mark.text in ('"', "＂") and _is_inch(text, mark):
                continue
            open_.open(mark)


def _closable(marks: list[_Mark]) -> list[int | bool]:
    """For each mark, how many sure closing marks of the single family follow before the next opening."""
    result: list[int | bool] = [False] * len(marks)
    sure_ahead = any_ahead = False
    last_start = -1
    for i in range(len(marks) - 1, -1, -1):
        mark = marks[i]
        if not _FAMILY[mark.text].startswith("single"):
            result[i] = True
            continue
        near = any_ahead and last_start - mark.start <= _MAX_SINGLE
        if mark.opens and not mark.closes:
            result[i] = near
            sure_ahead = any_ahead = False
        else:
            result[i] = sure_ahead and last_start - mark.start <= _MAX_SINGLE if not mark.opens else near
            if mark.closes:
                any_ahead = True
                sure_ahead = sure_ahead or mark.sure
                last_start = mark.start
    return result


def _curly_surplus(marks: list[_Mark]) -> list[int]:
    """For each mark, how many more ” than “ follow it in the paragraph."""
    result = [0] * len(marks)
    balance = 0
    for i in range(len(marks) - 1, -1, -1):
        result[i] = balance
        balance += (marks[i].text == "”") - (marks[i].text == "“")
    return result


def _is_apostrophe(mark: _Mark, number: int, closable: list[int | bool], family: str) -> bool:
    """the workers’ union: a mark behind s with a surer closing mark still to come."""
    return family == "single" and not mark.sure and bool(closable[number])


def _is_inch(text: str, mark: _Mark) -> bool:
    """A straight mark right behind a digit with none open: 6'2", a 12" ruler."""
    return mark.start > 0 and text[mark.start - 1].isdigit()


def _end_paragraph(text: str, open_: _Stack, end: int, reopened: str | None, found: list[Quotation]) -> None:
    """What is still open: carried on if the next paragraph re-opens it, else ended here, unclosed."""
    for entry in open_.end(0):
        family = _FAMILY[entry.mark.text]
        if reopened == family and entry.depth == 0:
            entry.pieces.append((entry.piece_start, end))
            open_.outermost = entry
            open_.open(entry.mark)
        elif not family.startswith("single"):
            _keep(text, entry, end, None, found)


def _keep_unclosed(text: str, entries: list[_Open], before: int, found: list[Quotation]) -> None:
    """Add quotations that something else ends: they go up to it, not to the white space before it."""
    end = before
    while end and text[end - 1].isspace():
        end -= 1
    for entry in entries:
        _keep(text, entry, end, None, found)


def _keep(text: str, entry: _Open, end: int, closing: _Mark | None, found: list[Quotation]) -> None:
    """Add a quotation that ends here to those found, unless there is nothing in it."""
    pieces = [(a, b) for a, b in [*entry.pieces, (entry.piece_start, end)] if text[a:b].strip()]
    if not pieces:
        return
    start, stop = entry.mark.start, closing.end if closing else end
    quotation = Quotation(
        Span(start, stop, text[start:stop]),
        tuple(Span(a, b, text[a:b]) for a, b in pieces),
        entry.mark.text,
        closing.text if closing else "",
        entry.depth,
    )
    found.append(_with_use(text, quotation))


# --- what the marks are for -------------------------------------------------------------------

_TITLE_NOUN = regex.compile(
    r"(?:book|novel|film|movie|song|album|series|show|play|poem|memoir|essay|article|episode|single|"
    r"documentary|podcast|magazine|musical|sitcom|drama|comedy|painting|report|column|speech|titled|"
    r"entitled|headlined|of|on|in|’s|'s)\s*+,?\s*+$",
    regex.IGNORECASE,
)
_ARM_LENGTH = regex.compile(
    r"(?:so-called|self-described|self-styled|supposed|alleged|quote-unquote|known as|dubbed|nicknamed|"
    r"the (?:term|word|phrase|label|name)s?|also called)\s*+,?\s*+$",
    regex.IGNORECASE,
)
_SMALL_WORDS = closed_class("small_words")
_PRONOUNS = closed_class("personal_pronouns")
_WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{N}'’.-]*")


def _with_use(text: str, quotation: Quotation) -> Quotation:
    """Tell titles and words held at arm's length from speech, where the text shows it."""
    inner = quotation.pieces[0].text
    words = _WORD.findall(inner[:200])
    before = text[max(0, quotation.span.start - 40) : quotation.span.start]
    use = QuotationUse.SPEECH
    if len(quotation.pieces) == 1 and words:
        if _is_titled(words) and _TITLE_NOUN.search(before) and inner.rstrip()[-1:] not in tuple("!?"):
            use = QuotationUse.TITLE
        elif _is_held_off(words, inner, before):
            use = QuotationUse.SCARE
    if use is QuotationUse.SPEECH:
        return quotation
    return Quotation(quotation.span, quotation.pieces, quotation.opening, quotation.closing, quotation.depth, use)


def _is_held_off(words: list[str], inner: str, before: str) -> bool:
    """the so-called “experts”; a “minor” leak: a word or two that nobody is said to have said."""
    if len(words) <= 4 and _ARM_LENGTH.search(before):
        return True
    ends_sentence = inner.rstrip()[-1:] in tuple(".,!?…—–")
    return len(words) <= 2 and inner == inner.lower() and not ends_sentence and not _speaks(words, before)


def _speaks(words: list[str], before: str) -> bool:
    """A pronoun inside or a comma or colon before the mark: somebody's words, however few."""
    return before.rstrip().endswith((":", ",")) or any(w in _PRONOUNS for w in words)


def _is_titled(words: list[str]) -> bool:
    """Two words or more, every one but the small ones with a capital: “Gone With the Wind”."""
    big = [w for w in words if w.lower() not in _SMALL_WORDS]
    return 2 <= len(words) <= 12 and len(big) >= 1 and words[0][0].isupper() and all(w[0].isupper() for w in big)
