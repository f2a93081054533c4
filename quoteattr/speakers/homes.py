"""Which state somebody in public life is of, and so whom “the Florida senator” can't mean."""

from functools import cache

import regex

from quoteattr.language import Language
from quoteattr.records import Kind
from quoteattr.runtime.asked import asked_once
from quoteattr.speakers.cast import Cast, Chain
from quoteattr.speakers.names.name import Name
from quoteattr.speakers.phrases import Phrase
from quoteattr.speakers.public import known_of
from quoteattr.speakers.ranking import synonyms

_BRACKET = regex.compile(
    r"\s?\((?:\p{Lu}[\p{L}.]{0,20}+[-–])?(?P<home>[\p{L}. ]{1,30}+)\)"
    r"|,\s?\p{Lu}[-–](?P<home>\p{Lu}[\p{L}.]{0,20}+(?: \p{Lu}[\p{L}.]{0,20}+)?)"
)
_BEFORE = 3  # tokens between a state and a name: “**Florida** Sen . Ruiz”


def is_of_another_state(cast: Cast, phrase: Phrase, home: str | None, chain: Chain) -> bool:
    """“Sen. Al Ford of **Ohio** … **The Utah senator**”, whose `home` is Utah (None of other phrases): whether somebody
    is told to be of another state; or of none, where somebody of that office is told to be of this one."""
    if home is None or chain.name is None:
        return False
    if homes := _homes_of(cast, chain):
        return home not in homes
    offices = synonyms(phrase.lemma, "role_synonyms", cast.document.language)
    return any(home in _homes_of_bearers(cast, office) for office in offices)


def state_of(phrase: Phrase, language: Language) -> str | None:
    """The state beside a noun: “the **North Carolina** congressman”, “the governor of **Ohio**”."""
    told = _beside_noun(language).search(phrase.label.lower())
    if told is None or phrase.lemma not in (told["noun"], told["office"]):
        return None
    state: str = told["before"] or told["behind"]
    return state


@cache
def _beside_noun(language: Language) -> regex.Pattern[str]:
    """A state in full and the noun behind it, or the noun before it."""
    states = "|".join(map(regex.escape, sorted(set(language.classes("states").values()), key=len, reverse=True)))
    of = "|".join(language.closed_class("of"))
    return regex.compile(rf"\b(?:(?P<before>{states}) (?P<noun>\w++)|(?P<office>\w++) (?:{of}) (?P<behind>{states}))\b")


@asked_once
def _homes_of_bearers(cast: Cast, office: str) -> frozenset[str]:
    """The states of all people of an office."""
    bearers = (bearer for bearer in cast.by_role.get(office, ()) if bearer.kind is Kind.PERSON)
    return frozenset().union(*(_homes_of(cast, bearer) for bearer in bearers))


@asked_once
def _homes_of(cast: Cast, chain: Chain) -> frozenset[str]:
    """The states that stand beside the names of somebody; where none does, those that somebody is known to be of."""
    told = frozenset(state for n in cast.mentions_of(chain) if (state := _beside(cast, n)) is not None)
    return told or _known_homes(chain, cast.document.language)


def _known_homes(chain: Chain, language: Language) -> frozenset[str]:
    """The states that readers know somebody in public life to be of."""
    words = known_of(chain, language).told
    return frozenset(state for state, parts in _states(language) if parts <= words) if words else frozenset()


@cache
def _states(language: Language) -> tuple[tuple[str, frozenset[str]], ...]:
    """The states in full, each with its words."""
    return tuple((state, frozenset(state.split())) for state in sorted(set(language.classes("states").values())))


def _beside(cast: Cast, name: Name) -> str | None:
    """“**Florida** Sen. Marco Ruiz”, “Sen. Al Ford of **Ohio**”, “Rep. Jo Lund (D-**Calif.**)”, “Al Ford (**Ky.**)”,
    “Sen. Al Ford, R-**Wis.**,”"""
    document, states = cast.document, cast.document.language.classes("states")
    tokens = document.tokens
    bracket = _BRACKET.match(document.text, tokens[name.last - 1].end)
    if bracket is not None and (state := states.get(bracket["home"].lower().strip(". "))) is not None:
        return state
    is_of = tokens[name.last : name.last + 1] and tokens[name.last].lower in document.language.closed_class("of")
    behind = cast.name_at.get(name.last + 1) if is_of else None
    before = (cast.name_at.get(i) for i in range(name.first - 2, name.first - 1 - _BEFORE, -1)) if name.title else ()
    near = (n for n in (behind, *before) if n is not None and n.place)
    return next((states[text] for n in near if (text := n.text.lower()) in states), None)
