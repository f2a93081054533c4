"""What stands between the pages of a text: running heads, feet and page numbers, often in the middle of a sentence.

A line is such a thing where it says so itself (“Page 3 of 7”); where the same line, numbers aside, stands in the text
again and again in the middle of sentences, at form feeds or beside page numbers; and where it stands alone and the
sentence before it goes on behind it.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import regex
from attrs import frozen

from quoteattr.language import Language
from quoteattr.text.stretches import Edit, Offsets

_LONGEST = 80  # characters of a head
_WRAPPED = 120  # characters: lines that are no longer may be wrapped
_SENTENCE = 30  # characters that a line before a lone one has at least if that interrupts it: shorter ones are headings
_MOST = 3  # lines that stand in the way together
_SUPPORT = 2  # places that show that a line that is there again is a head …
_SHARE = 3  # … and a third of all
_FEED = "\x0c"

_LINE = regex.compile(r"[^\n\x0c]++")
_ENDS = regex.compile(r"(?:[.?!…][\"”’')\]}]*|[:;—–*|>“‘])$")
_DIGITS = regex.compile(r"\d++")
_NUMBER = regex.compile(r"[^\p{L}\d]{0,3}\d{1,4}(?:\ ?/\ ?\d{1,4})?[^\p{L}\d]{0,3}")


@frozen(slots=True)
class _Line:
    """A line with something on it: its place, what stands on it, and what lies between it and the one before."""

    start: int
    end: int
    text: str
    fed: bool  # a form feed
    apart: bool  # a blank line


def page_matter(text: str, language: Language) -> list[Edit]:
    """The stretches between the lines that belong to the text: what joins these stands for each, a space where a
    sentence goes on. Form feeds are line ends or less."""
    lines = list(_lines(text))
    matter = _Pages(lines, language).matter()
    if not matter and _FEED not in text:
        return []
    kept = [number for number in range(len(lines)) if number not in matter]
    if not kept:
        return [(m.start(), m.end(), "\n") for m in regex.finditer(_FEED, text)]
    edits = [edit for gap in _gaps(text, lines, kept) if (edit := _joined(text, lines, *gap))]
    first, last = lines[kept[0]], lines[kept[-1]]
    if kept[0] or _FEED in text[: first.start]:
        edits.insert(0, (0, first.start, ""))
    if kept[-1] < len(lines) - 1 or _FEED in text[last.end :]:
        edits.append((last.end, len(text), ""))
    return edits


def _lines(text: str) -> Iterator[_Line]:
    done = 0
    for m in _LINE.finditer(text):
        written = m[0].strip()
        if not written:
            continue
        start = m.start() + len(m[0]) - len(m[0].lstrip())
        fed, apart = _FEED in text[done:start], text.count("\n", done, start) > 1
        yield _Line(start, start + len(written), written, fed, apart)
        done = start + len(written)


def _gaps(text: str, lines: Sequence[_Line], kept: Sequence[int]) -> Iterator[Offsets]:
    """The lines on both sides of what is left out, or of a form feed."""
    for before, after in pairwise(kept):
        if after > before + 1 or lines[after].fed:
            yield before, after


def _joined(text: str, lines: Sequence[_Line], before: int, after: int) -> Edit:
    """What stands between two lines in the place of all that came between them."""
    one, other = lines[before], lines[after]
    apart = any(line.apart for line in lines[before + 1 : after + 1])
    if not _goes_on(one, other):
        return one.end, other.start, "\n\n" if apart else "\n"
    if one.text.endswith(("-", "‐", "¬")) or _wrapped(lines, before, after):
        return one.end, other.start, "\n"
    return one.end, other.start, " "


def _goes_on(one: _Line, other: _Line) -> bool:
    """Whether a sentence, or a quotation, goes on from one line to another."""
    if other.text[0].islower():
        return True
    if not _ENDS.search(one.text):
        return len(one.text) >= _SENTENCE
    return one.text.count("“") > one.text.count("”") and other.text[0] not in "“\"‘'" and one.text[-1] not in ":"


def _wrapped(lines: Sequence[_Line], before: int, after: int) -> bool:
    """Whether two lines stand among others that are wrapped: whose ends are told by their widths."""
    one, other = lines[before], lines[after]
    if max(len(one.text), len(other.text)) > _WRAPPED:
        return False
    above = before > 0 and not one.apart and len(lines[before - 1].text) <= _WRAPPED
    below = after + 1 < len(lines) and not lines[after + 1].apart and len(lines[after + 1].text) <= _WRAPPED
    return above or below


class _Pages:
    """Which lines of a text are page matter."""

    def __init__(self, lines: Sequence[_Line], language: Language) -> None:
        self.lines = lines
        page, self.page_in = language.pattern("page_line"), language.pattern("page_in_line")
        short = [n for n, line in enumerate(lines) if len(line.text) <= _LONGEST]
        self.pages = {n for n in short if page.fullmatch(lines[n].text)}
        heads = [n for n in short if n not in self.pages and _may_be_head(lines[n].text)]
        forms = {n: _DIGITS.sub("#", lines[n].text.casefold()) for n in heads}
        self.often = Counter(forms.values())
        self.heads = {n: form for n, form in forms.items() if self.often[form] > 1}
        self.once = [n for n in heads if n not in self.heads]

    def matter(self) -> set[int]:
        """Their numbers."""
        runs = list(_runs(sorted({*self.pages, *self.heads})))
        shown, broken = self._count(runs, self._shows), self._count(runs, self._breaks_off)
        sure = {form for form in shown if self._is_head(form, broken[form])}
        repeated = {n for n, form in self.heads.items() if form in sure}
        return self.pages | repeated | {n for run in _runs(self.once) for n in self._in_the_way(run)}

    def _count(self, runs: Sequence[Sequence[int]], shows: Callable[[Sequence[int]], bool]) -> Counter[str]:
        """How often each form stands among lines that show something."""
        return Counter(self.heads[n] for run in runs if shows(run) for n in run if n in self.heads)

    def _is_head(self, form: str, broken: int) -> bool:
        """Whether enough places show a line that is there again to be page matter; one does where it has a number."""
        return "#" in form or (broken >= _SUPPORT and broken * _SHARE >= self.often[form])

    def _shows(self, run: Sequence[int]) -> bool:
        """Whether some lines stand where only page matter does."""
        fed = any(self.lines[n].fed for n in (*run, run[-1] + 1) if n < len(self.lines))
        return fed or not self.pages.isdisjoint(run) or self._interrupts(run)

    def _breaks_off(self, run: Sequence[int]) -> bool:
        """Whether some lines stand there, or where a sentence may break off."""
        return self._shows(run) or (run[0] > 0 and _is_broken_off(self.lines[run[0] - 1]))

    def _interrupts(self, run: Sequence[int]) -> bool:
        """Whether a sentence that breaks off before some lines goes on behind them, in a small letter."""
        if not run[0] or run[-1] + 1 >= len(self.lines):
            return False
        return self.lines[run[-1] + 1].text[0].islower() and _is_broken_off(self.lines[run[0] - 1])

    def _in_the_way(self, run: Sequence[int]) -> Sequence[int]:
        """“…, said the” ¶ “THE HERALD” ¶ “mayor of Lisbon.”: those lines that stand alone in a sentence."""
        apart = next((place for place, n in enumerate(run) if self._stands_apart(n)), len(run))
        alone = run[apart:]
        if not 0 < len(alone) <= _MOST or not (self._interrupts(alone) or self._tells_page(alone)):
            return ()
        after = self.lines[alone[-1] + 1]
        unwrapped = len(self.lines[alone[0] - 1].text) > _WRAPPED
        return alone if after.apart or after.fed or unwrapped else ()

    def _tells_page(self, run: Sequence[int]) -> bool:
        """“THE HERALD, page 3”, where a sentence may break off, whatever follows."""
        told = any(self.page_in.search(self.lines[n].text) for n in run)
        return told and 0 < run[0] <= run[-1] < len(self.lines) - 1 and _is_broken_off(self.lines[run[0] - 1])

    def _stands_apart(self, n: int) -> bool:
        """Whether a line is set off from the one before, as no line of a text is that was wrapped."""
        line = self.lines[n]
        if _NUMBER.fullmatch(line.text):
            return True
        unwrapped = n > 0 and len(self.lines[n - 1].text) > _WRAPPED
        return line.text[0].isalnum() and (line.apart or line.fed or unwrapped)


def _may_be_head(text: str) -> bool:
    return not (text[0].islower() or _ENDS.search(text)) or _NUMBER.fullmatch(text) is not None


def _is_broken_off(line: _Line) -> bool:
    """Whether a line, no heading, ends in the middle of a sentence."""
    return len(line.text) >= _SENTENCE and not _ENDS.search(line.text)


def _runs(numbers: Sequence[int]) -> Iterator[list[int]]:
    """Lines that follow each other."""
    run: list[int] = []
    for n in numbers:
        if run and n > run[-1] + 1:
            yield run
            run = []
        run.append(n)
    if run:
        yield run
