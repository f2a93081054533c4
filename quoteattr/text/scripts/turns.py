"""The turns of a script: what each speaker says, over all of its paragraphs."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import regex
from attrs import evolve, field, frozen

from quoteattr.records import Mode
from quoteattr.text.scripts.directions import pieces_said
from quoteattr.text.scripts.forms import Form, ends_sentence, forms_of_script, is_talk
from quoteattr.text.scripts.heads import Case, Closer, Head, heads_of
from quoteattr.text.stretches import Offsets, Standing

if TYPE_CHECKING:
    from quoteattr.text.reading import Reading

_LINE = regex.compile(r"[^\s][^\r\n\u2028\u2029\x0b\x0c\x85]*+")
_RULE = regex.compile(r"[^\p{L}\p{N}]+$")  # “* * *”
_HEADING = 60  # characters that a heading in a script may have
_HEADINGS = 4  # lines of headings before a label
_CAST = 12  # words that a line of a cast list may have behind its label


@frozen(kw_only=True)
class Turn:
    """What one speaker says until somebody else does. `label` says who, None where only the type of the line tells a
    question (`asks`) from its answer; `name` is the label without offices and descriptions; `end` is where its last
    line ends, stage directions taken in."""

    label: Offsets | None
    name: Offsets | None
    asks: bool = False
    content: tuple[Offsets, ...]
    end: int

    @property
    def begins(self) -> int:
        """Where its label or, without one, its content begins."""
        return self.label[0] if self.label else self.content[0][0]


@frozen
class Entry:
    """A line of a cast list, or one that announces who speaks: “BY MS. FROST:”, “Ana Frost – Chief Executive”."""

    label: Offsets
    told: Offsets | None


@frozen
class Script:
    """A text, or some of it, that is written as the turns of its speakers."""

    turns: tuple[Turn, ...]
    cast: tuple[Entry, ...] = ()
    begins: int = field(init=False)
    _labels: frozenset[int] = field(init=False, repr=False)
    _said: Standing[Turn] = field(init=False, repr=False, eq=False)

    @_said.default
    def _all_said(self) -> Standing[Turn]:
        return Standing((span, turn) for turn in self.turns for span in turn.content)

    @_labels.default
    def _all_labels(self) -> frozenset[int]:
        return frozenset(at for turn in self.turns if turn.label is not None for at in range(*turn.label))

    def holds_label(self, offset: int) -> bool:
        """Whether a character stands in the label of a turn."""
        return offset in self._labels

    def is_said(self, offset: int) -> bool:
        """Whether a character stands in what a turn has somebody say."""
        return self._said.at(offset) is not None

    @begins.default
    def _first(self) -> int:
        return min(turn.begins for turn in self.turns)


def find_script(reading: "Reading") -> Script | None:
    """The script that a text is or holds; None for a text without one."""
    text, language = reading.document.text, reading.language
    lines = [(m.start(), m.start() + len(m[0].rstrip())) for m in _LINE.finditer(text)]
    found = [head for n, line in enumerate(lines) for head in heads_of(text, n, line, language)]
    found = [head for head in found if _may_label(reading, head)]
    if not found:
        return None
    said = _said(found, lines)
    whole, telling = forms_of_script(text, found, said, language)
    if len(lines) == 1:  # “Ruiz: We lost.” is all of the text
        whole |= {(h.closer, h.case) for h in found if h.closer is Closer.COLON and is_talk(text, said[h], language)}
    if not whole and not telling:
        return None
    heads = _chosen(reading, found, said, whole, telling)
    return _Lines(reading, lines, heads).script() if heads else None


# --- which heads ----------------------------------------------------------------------------------


def _may_label(reading: "Reading", head: Head) -> bool:
    """Whether a label has the words of one: no verb in small letters, no word that greets or points elsewhere."""
    if head.label is None:
        return True
    text, language = reading.document.text, reading.language
    first = text[slice(*head.label)].split()[0].lower().rstrip(".")
    if first in language.closed_class("no_labels"):
        return False
    if head.closer is Closer.STOP and head.case is Case.TITLE and not _has_title(reading, head):
        return False
    if head.case is Case.LETTERS and head.closer in (Closer.STOP, Closer.LINE):
        return head.key in _letters(reading)
    tokens = (reading.document.tokens[i] for i in reading.tokens_in(*head.label))
    return not any(token.text.islower() and token.upos in _NO_LABEL for token in tokens)


_NO_LABEL = frozenset({"VERB", "AUX", "SCONJ", "PRON"})


def _letters(reading: "Reading") -> frozenset[str]:
    """Q and A."""
    classes = map(reading.language.closed_class, ("asks_in_interviews", "answers_in_interviews"))
    return frozenset().union(*classes)


def _has_title(reading: "Reading", head: Head) -> bool:
    """“**Senator** Moss.”, “**The** Chairman.”; not “Yes.”"""
    first, *others = reading.document.text[slice(*(head.name or (0, 0)))].lower().split()
    language = reading.language
    return bool(others) and (
        first.rstrip(".") in language.table("titles") or first in language.closed_class("articles")
    )


def _said(heads: Sequence[Head], lines: Sequence[Offsets]) -> dict[Head, Offsets]:
    """What stands behind each head: the rest of its line, or the next one unless it has a head of the same form."""
    headed = {(head.line, head.closer) for head in heads}
    return {head: _behind(head, lines, headed) for head in heads}


def _behind(head: Head, lines: Sequence[Offsets], headed: set[tuple[int, Closer]]) -> Offsets:
    after = head.line + 1
    if not head.is_bare or after >= len(lines) or (after, head.closer) in headed:
        return head.begins, head.ends
    return lines[after]


def _chosen(
    reading: "Reading", heads: Sequence[Head], said: Mapping[Head, Offsets], whole: set[Form], telling: set[Form]
) -> dict[int, Head]:
    """The heads of a script by their lines: those of its forms, and between them those of forms alike."""
    own = [h for h in heads if (h.closer, h.case) in whole or ((h.closer, h.case) in telling and h.stamped)]
    times = Counter((head.closer, head.key) for head in heads)
    while own and times[own[0].closer, own[0].key] == 1 and _only_tells(reading, own[0], said):
        del own[0]  # “APPEARANCES: For the plaintiff …”
    if not own:
        return {}
    closers = {head.closer for head in own}
    first, last = own[0].line, own[-1].line
    among = [h for h in heads if first < h.line < last and _is_joined(h, times, closers)]
    chosen: dict[int, Head] = {}
    for head in [*own, *among]:
        once = times[head.closer, head.key] == 1
        if head.line not in chosen and (not once or head.label is None or _may_speak_once(reading, head)):
            chosen[head.line] = head
    return chosen


def _only_tells(reading: "Reading", head: Head, said: Mapping[Head, Offsets]) -> bool:
    """Whether nothing shows that somebody speaks behind a label: no name, no role, no talk."""
    if head.label is None or head.stamped or is_talk(reading.document.text, said[head], reading.language):
        return False
    return not _names_somebody(reading, head)


def _is_joined(head: Head, times: Counter[tuple[Closer, str]], closers: set[Closer]) -> bool:
    """“**Mr Hale:** No.” between “Q.” and “A.”: of another form, and there again and again."""
    if head.case is Case.LOWER:
        return head.closer in closers
    if head.closer is Closer.COLON or (head.closer in closers and (head.stamped or head.told)):
        return head.case is not Case.TITLE or Closer.COLON in closers
    return head.case is Case.LETTERS and times[head.closer, head.key] > 1


def _may_speak_once(reading: "Reading", head: Head) -> bool:
    """Whether a label that comes once is somebody's: a name, a role, or in capitals before a sentence."""
    if head.label is None or head.name is None or head.closer is Closer.ANGLE:
        return True
    if head.case in (Case.UPPER, Case.LETTERS) and head.closer is not Closer.LINE:
        return True
    several = head.case is Case.TITLE and " " in reading.document.text[slice(*head.name)]
    return (several and head.closer is not Closer.LINE) or _names_somebody(reading, head)


def _names_somebody(reading: "Reading", head: Head) -> bool:
    """Whether a label has a person's name in it, a title or a role."""
    if head.name is None:
        return False
    document = reading.document
    tokens = [document.tokens[i] for i in reading.tokens_in(*head.name)]
    if any(token.i in document.entity_at and document.entity_at[token.i].kind == "PERSON" for token in tokens):
        return True
    roles, titles = reading.language.words("role_nouns"), reading.language.table("titles")
    words = [token.lower.strip(".") for token in tokens]
    return any(one in roles or one in titles for word in words for one in singulars(word))


# --- line by line ---------------------------------------------------------------------------------


class _Lines:
    """The lines of a text while its turns are put together."""

    def __init__(self, reading: "Reading", lines: Sequence[Offsets], heads: dict[int, Head]) -> None:
        self.reading = reading
        self.text = reading.document.text
        self.lines = lines
        self.heads = heads
        self.last = max((n for n in heads if not self._announces(n)), default=0)
        before = lines[: min(heads)]
        self.reports = any(_reports(reading, line, last=False) for line in before)
        self.asking = _only_questions(self.text, heads.values())
        self.turns: list[Turn] = []
        self.cast: list[Entry] = []

    def script(self) -> Script | None:
        """The turns of all lines."""
        current: Turn | None = None
        for n in range(min(self.heads), len(self.lines)):
            head = self.heads.get(n)
            if head is not None:
                self._keep(current)
                current = self._begin(n, head)
            elif current is not None:
                current = self._go_on(n, current)
        self._keep(current)
        return Script(tuple(self.turns), tuple(self.cast)) if self.turns else None

    def _keep(self, turn: Turn | None) -> None:
        if turn is not None and turn.content:
            self.turns.append(turn)

    def _begin(self, n: int, head: Head) -> Turn | None:
        """The turn that a head begins; None where it only tells who is there."""
        if self._is_cast(n, head):
            told = (head.begins, head.ends) if not head.is_bare else None
            self.cast.append(Entry(head.label or (head.begins, head.ends), told))
            return None
        content = self._pieces(head.begins, head.ends)
        asks = head.label is None or self.asking
        return Turn(label=head.label, name=head.name, asks=asks, content=content, end=self.lines[n][1])

    def _pieces(self, start: int, end: int) -> tuple[Offsets, ...]:
        return tuple(pieces_said(self.text, start, end, self.reading.language))

    def _is_cast(self, n: int, head: Head) -> bool:
        """“Moderator: Ana Frost” before anybody speaks; a label with nothing behind it before the next one."""
        if head.label is None:
            return False
        if head.is_bare:
            return self._announces(n)
        said = head.begins, head.ends
        short = len(self.text[slice(*said)].split()) <= _CAST and n + 1 in self.heads | {len(self.lines): None}
        return not self.turns and short and not ends_sentence(self.text, said)

    def _announces(self, n: int) -> bool:
        """“BY MS. FROST:”, “Ana Frost – Chief Executive”: a label with nothing behind it before the next one."""
        return self.heads[n].is_bare and (n + 1 in self.heads or n + 1 >= len(self.lines))

    def _go_on(self, n: int, turn: Turn) -> Turn | None:
        """A turn with one more line, or without: None where it is over."""
        start, end = self.lines[n]
        if self._is_direction(start, end):
            return evolve(turn, end=end)
        if self._is_break(n) or (turn.content and self._is_prose(n)):
            self._keep(turn)
            return None
        if self.asking and turn.asks and turn.content:
            self._keep(turn)
            return Turn(label=None, name=None, content=self._pieces(start, end), end=end)
        if turn.asks and turn.label is None:
            self._keep(turn)
            return Turn(label=None, name=None, content=self._pieces(start, end), end=end)
        return evolve(turn, content=(*turn.content, *self._pieces(start, end)), end=end)

    def _is_direction(self, start: int, end: int) -> bool:
        return not self._pieces(start, end) and not _RULE.match(self.text, start, end)

    def _is_break(self, n: int) -> bool:
        """“* * *”, “Questions and Answers”: a line that no turn goes over."""
        start, end = self.lines[n]
        if _RULE.match(self.text, start, end) or self._is_after_all(n):
            return True
        line = self.text[start:end]
        if line[-1] == ":" and (n + 1 in self.heads or self._is_heading(n + 1)):
            return True
        return self._is_heading(n)

    def _is_after_all(self, n: int) -> bool:
        """“Duration: 41 minutes” behind the last turn: nothing that anybody says."""
        line = self.lines[n]
        short = line[1] - line[0] <= _HEADING and not ends_sentence(self.text, line)
        return n > self.last and short and not is_talk(self.text, line, self.reading.language)

    def _is_heading(self, n: int) -> bool:
        """“Questions and Answers” before a label, maybe with more such lines between; “CROSS-EXAMINATION”."""
        after = n
        while after < len(self.lines) and after - n < _HEADINGS and after not in self.heads:
            if not self._may_head(after):
                return False
            after += 1
        alone = self.text[slice(*self.lines[min(n, len(self.lines) - 1)])].isupper()
        return after > n and (alone or after in self.heads or after == len(self.lines))

    def _may_head(self, n: int) -> bool:
        """Whether a line is short, is no sentence, and has capitals."""
        start, end = self.lines[n]
        if end - start > _HEADING or ends_sentence(self.text, (start, end)) or self.text[end - 1] in ",;":
            return False
        words = [word for word in self.text[start:end].split() if word[0].isalpha()]
        return bool(words) and _is_title(words)

    def _is_prose(self, n: int) -> bool:
        """Whether a line behind a turn tells of it: nobody talks there, and somebody **said** something."""
        stretch = self.lines[n]
        if is_talk(self.text, stretch, self.reading.language):
            return False
        last = n > self.last
        return (self.reports or last) and _reports(self.reading, stretch, last=last)


def singulars(word: str) -> tuple[str, ...]:
    """What a word is, or is the plural of: deputies, deputy."""
    return word, word.removesuffix("s"), word.removesuffix("ies") + "y"


def _is_title(words: Sequence[str]) -> bool:
    """“Questions and Answers”: most words begin with a capital."""
    return words[0][0].isupper() and sum(word[0].isupper() for word in words) * 2 > len(words)


def _only_questions(text: str, heads: Iterable[Head]) -> bool:
    """Whether there is one label only, before questions: the answers have none."""
    heads = list(heads)
    labels = {head.key for head in heads if head.label is not None}
    asking = sum(text[head.ends - 1] == "?" for head in heads if not head.is_bare)
    return len(labels) == 1 and len(heads) > 1 and asking * 2 > len(heads)


def _reports(reading: "Reading", stretch: Offsets, *, last: bool) -> bool:
    """Whether a line reports: a cue of speech outside quotations or, behind the last turn, any verb in the past."""
    tokens = [reading.document.tokens[i] for i in reading.tokens_in(*stretch)]
    for token in tokens:
        if not token.has("past") and not token.has("finite"):
            continue
        if last and token.has("past") and token.relation == "root":
            return True
        entry = reading.cues.get(token.i)
        if entry is not None and entry.mode is Mode.SPEECH and token.has("past"):
            return True
    return False
