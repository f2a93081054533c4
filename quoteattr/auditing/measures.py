"""What an audit asks of each attribution: a function a measure, which gives a name, or None where it does not apply."""

from collections.abc import Callable
from functools import partial

from quoteattr.auditing.roles import CLASSES, role_class
from quoteattr.language import Language
from quoteattr.records import UNRESOLVED, Attribution, Gender, Kind, Level, Speaker, Style, level_name

NOT_SHOWN = "not shown"
NAMED, ANONYMOUS = "named", "anonymous"
Measure = Callable[[Attribution], str | None]

ORDERS: dict[str, tuple[str, ...]] = {
    "level": (*(level.value for level in Level), UNRESOLVED),
    "kind": tuple(kind.value for kind in Kind),
    "style": tuple(style.value for style in Style),
    "gender": (*(gender.value for gender in Gender), NOT_SHOWN),
    "role": CLASSES,
    "naming": (NAMED, ANONYMOUS),
}  # the measures, each with its names in order


def measures(language: Language) -> dict[str, Measure]:
    """The measures by name; roles are told once a speaker."""
    known: dict[int, tuple[Speaker, str]] = {}
    return {
        "level": level, "kind": kind, "style": style, "gender": gender, "role": partial(role, language, known),
        "naming": naming,
    }  # fmt: skip


def level(a: Attribution) -> str:
    """How openly somebody speaks."""
    return level_name(a.anonymity.level)


def kind(a: Attribution) -> str:
    """What speaks."""
    return (a.speaker.kind if a.speaker else Kind.UNKNOWN).value


def style(a: Attribution) -> str:
    """In what form."""
    return a.style.value


def gender(a: Attribution) -> str | None:
    """Of single persons: as the text's own pronouns, titles and nouns show it."""
    s = a.speaker
    if s is None or s.kind is not Kind.PERSON or s.number not in (None, 1):
        return None
    return s.gender.value if s.gender is not None else NOT_SHOWN


def role(language: Language, known: dict[int, tuple[Speaker, str]], a: Attribution) -> str | None:
    """Of all whom the text expresses: their class."""
    if a.speaker is None:
        return None
    if id(a.speaker) not in known:
        if len(known) > 1000:  # speakers of articles long gone by
            known.clear()
        known[id(a.speaker)] = a.speaker, role_class(a.speaker, language)
    return known[id(a.speaker)][1]


def naming(a: Attribution) -> str | None:
    """Of people: whether they are named."""
    if not is_of_people(a):
        return None
    return NAMED if a.anonymity.level is Level.NAMED else ANONYMOUS


def is_of_people(a: Attribution) -> bool:
    """Whether people speak, or nobody who is expressed."""
    if a.speaker is None:
        return a.anonymity.level is Level.HIDDEN
    return a.speaker.kind in (Kind.PERSON, Kind.GROUP)
