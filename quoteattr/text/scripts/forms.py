"""Which heads of lines are labels of a script: one form, again and again, before what reads as talk.

“Jo Reed, 34: theft”, “NEW DELHI: The river rose” and “READ MORE: Ferry sinks” look like labels and are none: hardly
anybody says “I” or “you” there, and nobody's turn comes again.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import regex
from attrs import frozen

from quoteattr.language import Language
from quoteattr.text.scripts.heads import Case, Closer, Head
from quoteattr.text.stretches import Offsets

Form = tuple[Closer, Case]


@frozen
class _Least:
    """What is asked of a form at least: how many heads, how many of them whose label was there before and comes again
    behind another one, how many labels, and the share of heads before talk."""

    heads: int
    returns: int
    labels: int
    talk: float


_SURE = (_Least(2, 0, 2, 0.5), _Least(3, 1, 2, 0.2))
_LIKELY = (_Least(3, 0, 2, 0.6), _Least(4, 2, 2, 0.3), _Least(3, 1, 2, 0.5))
_UNSURE = (_Least(4, 2, 2, 0.5),)
_ASKED: dict[Form, tuple[_Least, ...]] = {
    (Closer.COLON, Case.LETTERS): _SURE,
    (Closer.COLON, Case.UPPER): _SURE,
    (Closer.COLON, Case.TITLE): _LIKELY,
    (Closer.ANGLE, Case.LETTERS): _SURE,
    (Closer.ANGLE, Case.UPPER): _SURE,
    (Closer.ANGLE, Case.TITLE): _LIKELY,
    (Closer.STOP, Case.LETTERS): _SURE,
    (Closer.STOP, Case.UPPER): _LIKELY,
    (Closer.STOP, Case.TITLE): _LIKELY,
    (Closer.STOP_AND_DASH, Case.UPPER): _LIKELY,
    (Closer.STOP_AND_DASH, Case.TITLE): _LIKELY,
    (Closer.DASH, Case.UPPER): _UNSURE,
    (Closer.DASH, Case.TITLE): _UNSURE,
    (Closer.DASH, Case.LETTERS): _UNSURE,
    (Closer.SPACE, Case.LETTERS): (_Least(3, 0, 1, 0.6),),
    (Closer.LINE, Case.UPPER): _UNSURE,
    (Closer.LINE, Case.TITLE): _UNSURE,
    (Closer.LINE, Case.LETTERS): _UNSURE,
}
_STAMPED = (_Least(1, 0, 1, 0.5), _Least(2, 0, 1, 0.2))  # before a colon; on a line of its own two at least
_QUESTIONS = _Least(3, 0, 0, 0.6)  # whole lines of one type that ask
_MARKS = regex.compile(r"“[^”]*+”|\"[^\"]*+\"")
_ENDS_SENTENCE = regex.compile(r"[.?!…—–-][”\"’')\]*_]*+\s*+$")


@cache
def _talk(language: Language) -> "regex.Pattern[str]":
    """A word of somebody who talks to somebody, or a question."""
    words = "|".join(sorted(language.closed_class("words_of_talk"), key=len, reverse=True))
    return regex.compile(rf"\?|\b(?i:{words})\b" if words else r"\?")


def is_talk(text: str, stretch: Offsets, language: Language) -> bool:
    """“I don't know.” “What did you do?”: whether somebody talks to somebody, quotations left out; they may be all."""
    said = text[slice(*stretch)].strip()
    outside = _MARKS.sub(" ", said)
    return _talk(language).search(outside if any(map(str.isalpha, outside)) else said) is not None


def ends_sentence(text: str, stretch: Offsets) -> bool:
    """Whether a stretch ends as a sentence does, or breaks off."""
    return _ENDS_SENTENCE.search(text, *stretch) is not None


@frozen
class _Use:
    """How a form is used in a text."""

    heads: int
    returns: int
    labels: int
    talk: float

    def is_enough(self, least: _Least) -> bool:
        """Whether a text so written is a script."""
        return (
            self.heads >= least.heads
            and self.returns >= least.returns
            and self.labels >= least.labels
            and self.talk >= least.talk
        )


def _use(text: str, heads: Sequence[Head], said: Mapping[Head, Offsets], language: Language) -> _Use:
    """How some heads of one form are used: those with something behind them; `said` is what stands there."""
    heads = [head for head in heads if text[slice(*said[head])].strip()] or heads
    seen: set[str] = set()
    returns, last = 0, ""
    for head in heads:
        returns += head.key in seen and head.key != last
        seen.add(head.key)
        last = head.key
    talk = sum(is_talk(text, said[head], language) for head in heads)
    return _Use(len(heads), returns, len(seen), talk / len(heads))


def forms_of_script(
    text: str, heads: Iterable[Head], said: Mapping[Head, Offsets], language: Language
) -> tuple[set[Form], set[Form]]:
    """The forms that make a text a script: any head of the first, and of the second those that bear a time or tell more
    of the speaker."""
    of_form: dict[Form, list[Head]] = defaultdict(list)
    for head in heads:
        of_form[head.closer, head.case].append(head)
    whole = {form for form, found in of_form.items() if _makes_script(text, form, found, said, language)}
    telling = {
        form for form, found in of_form.items() if form not in whole and _tells_much(text, form, found, said, language)
    }
    return whole, telling


def _makes_script(
    text: str, form: Form, heads: Sequence[Head], said: Mapping[Head, Offsets], language: Language
) -> bool:
    if form[0] is Closer.EMPHASIS:
        return _asks(text, heads)
    use = _use(text, heads, said, language)
    return any(map(use.is_enough, _ASKED.get(form, ())))


def _asks(text: str, heads: Sequence[Head]) -> bool:
    """Whether lines of one type are the questions of an interview."""
    asking = sum(text[head.ends - 1] == "?" for head in heads)
    return len(heads) >= _QUESTIONS.heads and asking >= _QUESTIONS.talk * len(heads)


def _tells_much(text: str, form: Form, heads: Sequence[Head], said: Mapping[Head, Offsets], language: Language) -> bool:
    """“[02:50:05] SHAILA KUMAR, DOCTOR: We have no beds left.”: one such line is enough."""
    much = [head for head in heads if head.stamped and ends_sentence(text, said[head])]
    if not much or form[0] not in (Closer.COLON, Closer.LINE, Closer.ANGLE):
        return False
    use = _use(text, much, said, language)
    return any(map(use.is_enough, _STAMPED if form[0] is not Closer.LINE else _STAMPED[1:]))
