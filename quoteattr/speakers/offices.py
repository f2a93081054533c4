"""Of what place somebody holds an office: “the mayor of **Harlow**”, “Sen. Ruiz of **Ohio**”, “**Ohio** Gov. Tom Hill”.

Only offices that a place has (the lexicon's `offices_with_a_place`): where other people are of, they live.
"""

from itertools import takewhile

from quoteattr.speakers.tellings import Text, Tokens


def place_of_office(text: Text, group: Tokens, role: Tokens) -> Tokens | None:
    """The place of the office that a role is, if one is told: behind it, else right before it."""
    classes = text.language.closed_class
    if _is_office(text, role):
        return _behind(text, group, role[-1]) or _before(text, group, role[0])
    if text.lemma(role[-1]) in classes("roles_in_teams"):  # “**Kentucky** coach Tom Hill”
        team = _before(text, group, role[0])
        return team if team and team[0] in text.names else None
    if text.lemma(role[-1]) not in classes("heads_of_lands"):
        return None
    before = _before(text, group, role[0])  # “**India**'s foreign minister”
    return _behind(text, group, role[-1]) or (before if before and before[0] in text.names else None)


def place_of_holder(text: Text, group: Tokens, role: Tokens) -> Tokens | None:
    """“**Moss County** Sheriff's Capt. Tom Hill”, “**Moss County** Sheriff's Deputy”: where who commands is."""
    beside = [text.tokens[i] for i in (role[0] + 1, role[0] - 1) if 0 < i < len(text.tokens)]
    genitive = next((token.i for token in beside if token.is_genitive), 0)
    name = text.names.get(genitive - 1)
    if name is None or name.first not in group or name.last != genitive or len(name.words) == 1:
        return None
    is_held = text.lemma(genitive - 1) in text.language.closed_class("offices_with_a_place")
    return tuple(range(name.first, genitive - 1)) if is_held else None


def place_of_titled(text: Text, group: Tokens) -> Tokens | None:
    """The place behind the name of somebody who bears an office as title: “Sen. Ana Ruiz of **Ohio**”, “Sen. Ana Ruiz
    (**Maine**)”."""
    names = (text.names[i] for i in (*group, group[0] - _BRACKET) if i in text.names)
    name = next((name for name in names if name.first in text.mine), None)
    offices = (text.language.closed_class(kind) for kind in ("offices_with_a_place", "heads_of_lands"))
    if name is None or name.title is None or not any(name.title in words for words in offices):
        return None
    if name.last == group[0] - 1 and text.tokens[name.last].text == "(":
        return group if _is_state(text, group) else None
    return _behind(text, group, name.last - 1)


_BRACKET = 2  # tokens from the last of a name to what is in brackets behind it


def _is_state(text: Text, group: Tokens) -> bool:
    """“**Maine**”, “**N.H.**”"""
    told = text.document.text[text.tokens[group[0]].start : text.tokens[group[-1]].end]
    return told.lower().rstrip(".") in text.language.classes("states")


def _is_office(text: Text, role: Tokens) -> bool:
    words = [text.tokens[i].lower.rstrip(".") for i in (max(0, role[0] - 1), *role)]  # “Erie **County** Executive”
    offices = text.language.closed_class("offices_with_a_place")
    return words[-1] in offices or text.lemma(role[-1]) in offices or "-".join(words[-2:]) in offices


def _behind(text: Text, group: Tokens, last: int) -> Tokens | None:
    """“the senator **from Ohio**”, “mayor **of Harlow**”: the name of a place right behind such a word."""
    behind = [i for i in group if i > last][:3]
    if not behind or text.tokens[behind[0]].lower not in text.language.closed_class("of_places"):
        return None
    name = next((text.names[i] for i in behind[1:] if i in text.names), None)
    return tuple(range(name.first, name.last)) if name is not None and name.place else None


def _before(text: Text, group: Tokens, first: int) -> Tokens | None:
    """“**New Harlow** Mayor”, “**Ohio**'s governor”: the words in capitals right before it, if they are no origin,
    party, rank or person."""
    before = [i for i in range(group[0], first) if not text.tokens[i].is_genitive]
    found = list(takewhile(lambda i: _may_be_place(text, i), reversed(before)))[::-1]
    return tuple(found) or None


def _may_be_place(text: Text, i: int) -> bool:
    token, name = text.tokens[i], text.names.get(i)
    if name is not None and token.lower not in text.language.closed_class("short_names_of_states"):
        return name.place
    known = (*(text.language.words(kind) for kind in ("demonyms", "seniority", "role_nouns", "group_names", "months")),)
    told = (text.language.closed_class(kind) for kind in ("parties", "former", "portfolios", "short_names_of_states"))
    is_word = any(token.lower.rstrip(".") in words for words in (*known, *told))
    return token.upos == "PROPN" and token.text[0].isupper() and not is_word
