"""The heads of the lines of a text, each as it would be if the line began what somebody says in a script.

A head is a matter of type: a label in capitals or in ordinary case, what stands in brackets or behind a comma, a time
stamp, and what closes it. Whether a text is a script is not asked here.
"""

from collections.abc import Iterator
from enum import Enum, auto
from functools import cache

import regex
from attrs import frozen

from quoteattr.language import Language
from quoteattr.text.stretches import Offsets


class Closer(Enum):
    """What ends a label."""

    COLON = auto()  # “MS. FROST: No.”
    STOP = auto()  # “Mr. FROST. No.”
    STOP_AND_DASH = auto()  # “Ana Frost, for the Greens. – No.”
    DASH = auto()  # “FROST – No.”
    ANGLE = auto()  # “<Frost> No.”
    SPACE = auto()  # “Q No?”, and where the blank was lost, “QDid he?”
    LINE = auto()  # “Ana Frost” ¶ “No.”
    EMPHASIS = auto()  # “**No?**”: no label, a question told by its type


class Case(Enum):
    """How the letters of a label are written."""

    LETTERS = auto()  # Q, A.F.
    UPPER = auto()  # MS. FROST, Rt Hon ANA FROST
    TITLE = auto()  # Ms Frost
    LOWER = auto()  # Opposition members
    NONE = auto()  # there is no label


@frozen(kw_only=True)
class Head:
    """The head of a line: its label, the name in it without offices and descriptions, and where what is said begins.

    `stamped` tells that a time stands with it, `told` that brackets, a comma or a dash tell more of whom it names.
    """

    line: int
    label: Offsets | None
    name: Offsets | None
    begins: int
    ends: int
    closer: Closer
    case: Case
    stamped: bool = False
    told: bool = False
    key: str = ""

    @property
    def is_bare(self) -> bool:
        """Whether nothing stands behind it on its line."""
        return self.begins >= self.ends


_STAMP = (
    r"(?:[\[(<]?(?:\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[.,]\d{1,3})?(?:\ ?[ap]\.?\ ?m\b\.?)?|\d{1,2}\ ?[ap]\.?\ ?m\b\.?)"
    r"(?:\ ?[A-Z]{2,4})?[\])>]?)"
)
_WORD = (
    r"(?:\p{Lu}[\p{L}\p{M}’'\-]*+\.?|\p{Ll}{1,3}[-’']\p{Lu}[\p{L}\p{M}’'\-]*+|\p{Ll}{1,3}(?![\p{L}’'])|\#?\d{1,3}\b|&)"
)
_NAME = rf"(?P<name>(?=\p{{Lu}})(?:\p{{Lu}}\.)*{_WORD}(?:\ (?:\p{{Lu}}\.)*{_WORD}){{0,7}})"
_BRACKETS = r"(?:\ ?\([^()\n]{1,80}\)|\ ?\[[^\[\]\n]{1,80}\])"
_TOLD = rf"(?:{_BRACKETS}|,\ [^:\n]{{1,100}}?|\ (?:--?|[–—/|])\ [^:\n]{{1,100}}?){{0,3}}"
_TYPE = r"[*_]{0,3}"  # emphasis in Markdown
_TIMED = rf"(?:\ ?{_STAMP})?"
_NUMBER = r"Q?\d{1,4}[.)]?\ (?=[*_]{0,3}\p{Lu})"
_PREFIX = regex.compile(
    rf"(?:\#{{1,6}}\ |>{{1,3}}\ ?|[*_]{{1,3}}(?=\S)|[\"“](?=\p{{Lu}})|{_STAMP}(?:\ ?[-–—:|])?\ ?+|{_NUMBER})*+"
)
_STAMPED = regex.compile(_STAMP)
_STAMP_AT_END = regex.compile(rf"\ ?{_STAMP}$")
_ROLE = r"(?P<name>\p{Lu}[\p{L}’'-]*+\.?(?:\ \p{Ll}[\p{Ll}’'-]{2,}+\.?){1,3})"
_NAME_TO_STOP = _NAME.replace("{0,7}", "{0,7}?").replace(r"\.?", r"\.??")
_FORMS = (  # what each label looks like, by what ends it; the surest first
    (
        Closer.ANGLE,
        rf"<(?P<label>(?:[QA]\ [-–—]\ )?(?:{_NAME}|(?P<name>\w{{1,40}}))(?P<told>[^<>\n]{{0,80}}))>:?(?=\ )",
    ),
    (Closer.COLON, rf"(?P<label>(?:{_NAME}|{_ROLE})(?P<told>{_TOLD})){_TIMED}{_TYPE}\ ?:{_TYPE}(?=\s|$|[\"“‘'])"),
    (
        Closer.STOP_AND_DASH,
        rf"(?P<label>{_NAME}(?P<told>{_BRACKETS}?(?:,\ [^:.\n]{{1,100}})?))\.?{_TYPE}\.\ ?[-–—]{{1,2}}(?=\s|\p{{L}})",
    ),
    (
        Closer.STOP,
        rf"(?P<label>(?:(?P<name>[QA])|{_NAME_TO_STOP}(?<!ABBREVIATED))(?P<told>{_BRACKETS}*)){_TYPE}\.{_TYPE}(?=\s)",
    ),
    (Closer.DASH, rf"(?P<label>{_NAME}(?P<told>{_BRACKETS}*)){_TYPE}(?:\ (?:--?|[–—])(?=\ )|[–—](?=\S))"),
    (Closer.SPACE, r"(?P<label>(?P<name>[QA])(?P<told>))(?=\ [\p{Lu}\d“\"'‘\[(…–—-]|(?<=Q)\p{Lu}[\p{Ll}’'])"),
    (Closer.LINE, rf"(?P<label>{_NAME}(?P<told>{_TOLD})){_TIMED}{_TYPE}$"),
)
_NEEDED = {  # one of which a label has in it or behind it: most lines have none of most
    Closer.ANGLE: "<",
    Closer.COLON: ":",
    Closer.STOP_AND_DASH: "-–—",
    Closer.STOP: ".",
    Closer.DASH: "-–—",
    Closer.SPACE: "QA",
}
_MARKS = "".join(dict.fromkeys("".join(_NEEDED.values())))
_EMPHASIZED = regex.compile(r"\G(?P<type>[*_]{1,3})(?=\S)(?P<said>[^*_\n]{8,600}+)(?P=type)$")
_LONGEST = 160  # characters of a line among which its head is looked for
_SHORT = 3  # letters of the words that stay small in a name
_LONGEST_LINE = 100  # characters that a label on a line of its own may have
_ENDS = frozenset(".?!:;,…")
_LINE = Closer.LINE
_DIRECTED = regex.compile(r"(?:\ ?\(\p{Ll}[^()]*+\))*+$")  # “LAHIRI **(on camera)**”
_LETTERS = regex.compile(r"(?:\p{Lu}\.?){1,3}")
_UPPER = regex.compile(r"(?:Mc|Mac|[DO][’']|\p{Ll}{1,3}[-’'])?[\p{Lu}\p{N}][\p{Lu}\p{M}’'\-]*+(?:['’]?s)?\.?")
_TAIL = regex.compile(r" (?:of|de|du|for|and|the|on) .*")  # “LORD HALE **of Rhyl**”


@cache
def _forms(language: Language) -> tuple[tuple[Closer, frozenset[str], "regex.Pattern[str]"], ...]:
    """The forms of labels, each with the marks of which it has one; the full stop of “Mr.” ends none."""
    short = "|".join(sorted(language.closed_class("abbreviations")))
    abbreviated = rf"\b(?:(?i:{short})|\p{{L}})" if short else r"\b\p{L}"
    compiled = ((c, regex.compile(r"\G" + form.replace("ABBREVIATED", abbreviated))) for c, form in _FORMS)
    return tuple((c, frozenset(_NEEDED.get(c, "")), form) for c, form in compiled)


def heads_of(text: str, line: int, bounds: Offsets, language: Language) -> Iterator[Head]:
    """What the head of a line may be, the surest form first; nothing for most lines of prose."""
    start, end = bounds
    prefix = _PREFIX.match(text, start, end)
    at = prefix.end() if prefix else start
    if not text[at : at + 1].isupper() and text[at : at + 1] != "<":
        yield from _emphasized(text, line, bounds)
        return
    stamped = prefix is not None and _STAMPED.search(prefix[0]) is not None
    stop = min(end, at + _LONGEST)
    alone = end - at <= _LONGEST_LINE and text[end - 1] not in _ENDS
    head = text[at:stop]
    marks = {mark for mark in _MARKS if mark in head}
    matches = {
        closer: form.match(text, at, stop)
        for closer, needed, form in _forms(language)
        if (alone if closer is _LINE else not marks.isdisjoint(needed))
    }
    if matches.get(_LINE) is not None:
        matches[Closer.DASH] = None  # “Ana Frost – Chief Executive” is all label
    for closer, match in matches.items():
        if match is not None:
            yield _head(text, line, match, bounds, closer=closer, stamped=stamped)
    yield from _emphasized(text, line, bounds)


_LETTER = r"[QA](?:[.:]|\ (?=\ ))"
_LOUD = r"(?:\p{Lu}[\p{L}.]*+\ )*\p{Lu}{2,}\."
_TURN = regex.compile(rf"{_NUMBER}?{_TYPE}(?:{_LETTER}|{_NAME}{_BRACKETS}*{_TYPE}\ ?:|{_LOUD}){_TYPE}\s")


def begins_turn(text: str, start: int) -> bool:
    """Whether a line begins as a turn does, with a label that ends in a colon or, in capitals, in a full stop."""
    return _TURN.match(text, start, start + _LONGEST) is not None


def _head(text: str, line: int, match: "regex.Match[str]", bounds: Offsets, *, closer: Closer, stamped: bool) -> Head:
    label, name = match.span("label"), match.span("name")
    timed = _STAMP_AT_END.search(text, *label)
    if timed is not None and timed.start() > name[0]:
        label = label[0], timed.start()
        name = name[0], min(name[1], label[1])
    directed = _DIRECTED.search(text, *label)
    label = label[0], directed.start() if directed else label[1]
    begins, ends = _trimmed(text, match.end(), bounds)
    said = match.end() - label[1]
    return Head(
        line=line,
        label=label,
        name=name,
        begins=begins,
        ends=ends,
        closer=closer,
        case=_case_of(text[slice(*name)]),
        stamped=stamped or timed is not None or _STAMPED.search(text, label[1], label[1] + said) is not None,
        told=label[1] > name[1],
        key=key_of(text[slice(*name)]),
    )


def _trimmed(text: str, begins: int, bounds: Offsets) -> Offsets:
    """What stands on a line behind a head, without white space and the marks of an emphasis that holds all of it."""
    start, end = bounds
    if text[start] in "*_":
        type_ = text[start]
        while end > begins and text[end - 1] == type_:
            end -= 1
    while begins < end and (text[begins].isspace() or text[begins] == ">"):
        begins += 1
    return begins, end


def _emphasized(text: str, line: int, bounds: Offsets) -> Iterator[Head]:
    """“**How did you find out?**”: a line that is all of one type."""
    match = _EMPHASIZED.match(text, *bounds)
    if match is not None:
        begins, ends = match.span("said")
        yield Head(
            line=line,
            label=None,
            name=None,
            begins=begins,
            ends=ends,
            closer=Closer.EMPHASIS,
            case=Case.NONE,
            key=match["type"],
        )


def _case_of(name: str) -> Case:
    if _LETTERS.fullmatch(name):
        return Case.LETTERS
    words = _TAIL.sub("", name).split()
    last = words[-1]
    if len(last) > _SHORT and last.islower():
        return Case.LOWER
    return Case.UPPER if _UPPER.fullmatch(last) and any(map(str.isalpha, last)) else Case.TITLE


def key_of(name: str) -> str:
    """What two labels of one speaker share: the last word, in small letters."""
    return str(_TAIL.sub("", name)).lower().rstrip(".").split()[-1]
