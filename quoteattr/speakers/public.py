"""What readers of news know of those in public life, whatever the text tells: “**the Vermont senator**” is Bernie
Sanders, “**the network**” Fox News.

Some descriptions ask for knowledge of the world (Levesque et al. 2012, of pronouns); it stands in two lexicons,
`public_people.tsv` and `public_organizations.tsv`. It only tells which of those whom a text names is meant, and never
stands in the place of what the text tells.
"""

from functools import cache

from quoteattr.language import Language
from quoteattr.records import Kind
from quoteattr.runtime.values import value
from quoteattr.speakers.cast import Chain
from quoteattr.speakers.names.name import without_form, without_initials


@value
class Known:
    """What somebody is or was called (`nouns`), and these with the words that tell them apart (`told`: “Vermont”)."""

    nouns: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()


NOTHING = Known()


def known_of(chain: Chain, language: Language) -> Known:
    """What is known of somebody by the full name; nothing of a namesake."""
    if chain.name is None or chain.members or chain.kind not in _LEXICONS:
        return NOTHING
    found = _lexicon(language, _LEXICONS[chain.kind]).get(_plain(chain.name, language), NOTHING)
    return NOTHING if found is not NOTHING and _is_namesake(chain, found, language) else found


def _is_namesake(chain: Chain, known: Known, language: Language) -> bool:
    """“Mike Lee, a **plumber**”: of whom a text only tells what people in private life do."""
    if chain.kind is not Kind.PERSON or not known.nouns.isdisjoint(chain.roles):
        return False
    classes, private = language.classes("role_classes"), language.closed_class("classes_of_private_life")
    kin = (
        language.closed_class("roles_towards_others").keys() | language.closed_class("nouns_for_general_people").keys()
    )
    told = [classes[role] for role in chain.roles - kin if role in classes]
    return bool(told) and all(each in private for each in told)


_LEXICONS = {Kind.PERSON: "public_people", Kind.ORGANIZATION: "public_organizations"}


@cache
def _lexicon(language: Language, name: str) -> dict[str, Known]:
    """The rows of a lexicon by each name in them."""
    found: dict[str, Known] = {}
    for names, nouns, *words in language.rows(name):
        known = Known(frozenset(nouns.split()), frozenset(" ".join((nouns, *words)).split()))
        found |= dict.fromkeys(names.split("/"), known)
    return found


@cache
def nouns_known(language: Language, kind: Kind) -> frozenset[str]:
    """All that those of a kind are known to be."""
    return frozenset[str]().union(*(known.nouns for known in _lexicon(language, _LEXICONS[kind]).values()))


def _plain(name: tuple[str, ...], language: Language) -> str:
    """A name without initials and without what a firm is by law: “Donald **J.** Trump”, “Apple **Inc.**”"""
    words = [word.lower() for word in without_initials(name)]
    return " ".join(without_form(words, language))
