"""What the text says of a speaker besides the name: role, title, affiliation, nationality, seniority, whether former,
and the whole phrase that says most of it.

Read from every place that says what somebody is (`speakers.tellings`): the source phrases, what stands around the name
wherever it is mentioned (“**Labor Department spokeswoman** Ana Ruiz”, “Ruiz, **a former Mexican judge**”), what they
are said to be, and what they do.
"""

from collections.abc import Sequence

from attrs import evolve, fields

from quoteattr.records import Kind
from quoteattr.runtime.values import value
from quoteattr.speakers.affiliations import (
    affiliation_of,
    district_of,
    house_before,
    house_of_work,
    is_home_of,
    is_proper,
    numbered_before,
    only_where,
)
from quoteattr.speakers.names.name import Name
from quoteattr.speakers.offices import place_of_holder, place_of_office, place_of_titled
from quoteattr.speakers.roles import (
    abbreviated,
    is_address,
    is_date,
    is_of_two,
    is_towards_others,
    role_of,
    tells_role,
    title_of,
    touches_the_name,
)
from quoteattr.speakers.tellings import LEADING, Person, Telling, Text, Tokens, tellings
from quoteattr.text.document import Document


@value
class Attributes:
    """Token indices of the words that give each attribute, or None."""

    role: Tokens | None = None
    title: Tokens | None = None
    affiliation: Tokens | None = None
    nationality: Tokens | None = None
    seniority: Tokens | None = None
    former: Tokens | None = None
    full_description: Tokens | None = None


_TRAILING = frozenset({"DET", "PRON", "ADP", "SCONJ", "CCONJ", "PUNCT", "PART"})
_NOTHING = Attributes()
NAMES = tuple(field.name for field in fields(Attributes))


def read_attributes(document: Document, names: dict[int, Name], person: Person, kind: Kind) -> Attributes:
    """What a person's fullest telling says, and what others add; documents and organisations have none."""
    if kind not in (Kind.PERSON, Kind.GROUP):
        return Attributes()
    text = Text(document, names, frozenset(name.first for name in (*person.names, *person.members)))
    title = title_of(text, person.names)
    is_titled = title is not None and tells_role(text, title)
    told = ((telling, _read(text, telling)) for telling in tellings(document, names, person))
    read = [(telling, found) for telling, found in told if not (is_titled and _stands_beside(text, found.role))]
    fullest = max(read, key=lambda told: _fullness(text, told, kind), default=None)  # the first of several
    found = fullest[1] if fullest is not None else Attributes()
    for telling, other in read:
        of_then = fullest is not None and telling.past > fullest[0].past  # “**was** a baker”
        found = found if telling.refers else _and(text, found, other, of_then=of_then)
    role = found.role or (title if is_titled else None)
    if title and role and set(role) < set(title):  # “**Vice** President”, cut by a telling
        whole = title if found.full_description == role else found.full_description
        return evolve(found, title=title, role=title, full_description=whole)
    return evolve(found, title=title, role=role)


def _fullness(text: Text, told: tuple[Telling, Attributes], kind: Kind) -> tuple[int, ...]:
    """A role, best by a noun that tells most, best one that they have now, best with an affiliation, best by name."""
    telling, read = told
    affiliated = read.role is not None and read.affiliation is not None
    return (
        read.role is not None,
        _stands(text, told),
        not telling.past,
        _tells(text, told, kind),
        affiliated,
        affiliated and is_proper(text, read.affiliation),
        read.former is None,
    )


def _stands(text: Text, told: tuple[Telling, Attributes]) -> int:
    """How surely a telling says what somebody is: least by how they stand to a matter, little by what they do or are
    called later."""
    telling, read = told
    if read.role is not None and telling.verb is None:
        more = text.language.closed_class("comparing")  # “a **more** enthusiastic defender of it than many”
        if _is_stance(text, read.role) or any(text.tokens[i].lower in more for i in telling.tokens if i < read.role[0]):
            return 0
    return 1 if telling.verb is not None or telling.refers else 2


def _tells(text: Text, told: tuple[Telling, Attributes], kind: Kind) -> int:
    """How much a role tells: less by a rank (“**Capt.** Tom Hill, the fire marshal”) or as one of many (“a lawyer”),
    least by a degree or an order (“the **Rev.** Ana Ruiz, bishop of Harlow”), or as several (“the **agents** met”)."""
    telling, read = told
    if read.role is None:
        return 0
    classes, words = text.language.closed_class, [text.tokens[i].lower.rstrip(".") for i in read.role]
    is_one_in_many = kind is Kind.PERSON and not telling.before and _is_plural(text, read.role)
    if is_one_in_many or all(word in classes("titles_of_degree") for word in words):
        return 0
    ranks = {**classes("titles_of_rank"), **classes("titles_of_degree")}
    is_rank = text.tokens[read.role[0]].text[0].isupper() and all(word in ranks for word in words)
    is_one_of_many = text.tokens[telling.tokens[0]].lower in classes("indefinite_articles")
    is_rank = is_rank or words[-1] in classes("people_beside_roles")
    return 1 if is_rank else 2 if is_one_of_many and read.affiliation is None else 3


def _is_stance(text: Text, role: Tokens) -> bool:
    """“a **friend** of Ruiz”, “a Ruiz **supporter**”: how somebody stands to others."""
    stances = text.language.closed_class("stances_towards_others")
    return is_towards_others(text, role) or text.lemma(role[-1]) in stances


def _stands_beside(text: Text, role: Tokens | None) -> bool:
    """“Sen. Hill, the bill's **advocate**”, “Ruiz's **partner**, Sen. Hill”: how somebody stands to a matter, who bears
    a title that says what they are."""
    sides = text.language.closed_class("stances_beside_titles")
    return role is not None and (text.lemma(role[-1]) in sides or _is_stance(text, role))


def _tells_little(text: Text, role: Tokens) -> bool:
    """“the young **woman**”, “the **challenger**”: by what many are called who were told of before."""
    return _is_stance(text, role) or text.lemma(role[-1]) in text.language.closed_class("nouns_for_one_of_a_sex")


def _and(text: Text, found: Attributes, other: Attributes, *, of_then: bool) -> Attributes:
    """What another telling adds: of the same role its rank, of the same time where one belongs."""
    if other is found or other == _NOTHING:
        return found
    of_one_role = found.role is None or _are_of_one_role(text, found, other)
    is_stance = other.role is not None and _is_stance(text, other.role)
    may_be_of_one = (
        of_one_role or found.affiliation is not None or not is_stance
    )  # not “**Rep.** Hill, a Moss supporter”
    of_one_time = other.role is None or (may_be_of_one and (other.former is None) == (found.former is None))
    of_one_time = of_one_time and (of_one_role or not of_then)
    made = {"nationality": found.nationality or other.nationality}
    if of_one_role:
        made |= {
            "seniority": found.seniority or other.seniority,
            "former": found.former or other.former,
            "full_description": found.full_description or other.full_description,
        }
    if of_one_time:
        by_name = is_proper(text, other.affiliation) and not is_proper(text, found.affiliation)
        affiliation = other.affiliation if by_name or not found.affiliation else found.affiliation
        made |= {"role": found.role or other.role, "affiliation": affiliation}
    return evolve(found, **made)


def _are_of_one_role(text: Text, found: Attributes, other: Attributes) -> bool:
    mine, its = found.role, other.role
    return mine is not None and its is not None and text.lemma(mine[-1]) == text.lemma(its[-1])


def _read(text: Text, telling: Telling) -> Attributes:
    """What one telling says."""
    group = telling.tokens
    if (district := district_of(text, telling)) is not None:
        return Attributes(affiliation=district)
    if not telling.whole or telling.verb is not None:
        affiliation = affiliation_of(text, group, ()) if is_home_of(text, telling) else None
        if telling.verb is None:
            return Attributes(affiliation=affiliation)
        affiliation = affiliation or house_of_work(text, telling.verb)
        if affiliation is None:
            return _NOTHING
        whole = tuple(range(telling.verb, max(group[-1], affiliation[-1]) + 1))
        return Attributes(role=whole or (telling.verb,), affiliation=affiliation, full_description=whole)
    group = _without_examples(text, group)
    role = role_of(text, group) or (abbreviated(text, group) if telling.before else None)
    if role is not None and (_are_of_several if telling.before else _is_of_others)(text, group, role):
        return _NOTHING
    if role is not None and text.mine and text.lemma(role[-1]) in text.language.closed_class("nouns_of_a_sex"):
        return _NOTHING  # “she became the first **woman** to win”
    if role is None and _is_likened(text, group, before=telling.before):
        return _NOTHING
    if role is None or (telling.before and not touches_the_name(text, group, role)):
        where = only_where(text, group) or place_of_titled(text, group)
        return Attributes(affiliation=where, nationality=_nationality(text, group, group))
    described = _described(text, group, role)
    if telling.refers and (described == role or _tells_little(text, role)):
        return Attributes()  # “the president” may be many a one
    return Attributes(
        role=role,
        affiliation=_home(text, group, role),
        nationality=_nationality(text, group, role),
        seniority=_modifier(text, group),
        former=_former(text, group, role),
        full_description=described,
    )


def _is_likened(text: Text, group: Tokens, *, before: bool) -> bool:
    """“a **Republican** Obama”: somebody else, who is called by a name; not “a plan by Senator Tom Hill”."""
    first, indefinite = group[0], text.language.closed_class("indefinite_articles")
    opens = first - 1 if before else first
    is_new = opens >= 0 and text.tokens[opens].lower in indefinite
    own = next((n for n, i in enumerate(group) if n and i in text.mine), 0)
    return is_new and (before or (own > 0 and all(text.tokens[i].upos != "ADP" for i in group[:own])))


def _home(text: Text, group: Tokens, role: Tokens) -> Tokens | None:
    """Where a role is held: an organisation, a person, a party; the place of an office; what *its* is."""
    ways = (
        numbered_before,
        affiliation_of,
        place_of_office,
        place_of_holder,
        lambda *told: place_of_titled(*told[:2]),
        house_before,
    )
    return next((found for way in ways if (found := way(text, group, role)) is not None), None)


def _without_examples(text: Text, group: Tokens) -> Tokens:
    """“fifty experts, **including former judge Tom Hill**”: of those without a name only what stands before."""
    if text.mine:
        return group
    examples = text.language.closed_class("before_examples")
    at = next((n for n, i in enumerate(group) if n and text.tokens[i].lower in examples), len(group))
    return group[:at]


def _is_of_others(text: Text, group: Tokens, role: Tokens) -> bool:
    """Whether a role is that of others than who is named, or theirs together: “a son, Ed Hill, and four
    **grandchildren**”, “her husband, former **President** Al Hill”; “one of Hill's **lawyers**” is himself."""
    behind = text.names.get(role[-1] + 1)
    if not text.mine or (behind is not None and behind.kind is Kind.PERSON):
        return bool(text.mine) and behind is not None and behind.first not in text.mine
    one = text.language.closed_class("one")
    is_one = any(text.tokens[i].lower in one for i in group[: group.index(role[0])])
    return not is_one and _is_plural(text, role)


def _is_plural(text: Text, role: Tokens) -> bool:
    """“four **grandchildren**”; not “head of **communications**”."""
    matter = next((n for n, i in enumerate(role) if n and text.tokens[i].upos == "ADP"), len(role))
    return text.tokens[role[matter - 1]].has("plural")


def _are_of_several(text: Text, group: Tokens, role: Tokens) -> bool:
    """Whether the noun of several stands before the name of one alone: “the **refugees** Ruiz will admit”; not
    “professors Ana Ruiz and Tom Hill”."""
    name = text.names.get(role[-1] + 1)
    if name is None or not _is_plural(text, role):
        return False
    behind = text.tokens[name.last : name.last + 1]
    return not (behind and (behind[0].upos == "CCONJ" or behind[0].upos == "PUNCT"))


def _nationality(text: Text, group: Tokens, role: Tokens) -> Tokens | None:
    """“a **Mexican** official”, “**U.S.** officials”; not “the **American** Farm Bureau”, “African American”, “director
    for **Asian** affairs”."""
    demonyms, states = text.language.words("demonyms"), text.language.closed_class("short_names_of_states")
    for i in group:
        token, name = text.tokens[i], text.names.get(i)
        is_known = token.text[0].isupper() and (token.lower in states or token.lower in demonyms)  # not “us”
        if i > role[-1] or not is_known or (name is not None and len(name.words) > 1):
            continue
        beside = [text.tokens[j].lower for j in group if j in range(i - 2, i + 3) and text.tokens[j].text != "-"]
        if len(demonyms & set(beside)) < 2 and token.relation in ("amod", "compound", "nmod"):
            return (i,)
    return None


def _modifier(text: Text, group: Tokens) -> Tokens | None:
    """“a **senior** official”; not “**chief** executive”, which is what they are."""
    ranks = text.language.words("seniority")
    ranked = (text.tokens[i] for i in group if text.tokens[i].lower in ranks)
    modify = (t for t in ranked if t.relation in ("amod", "compound", "nmod") and not is_of_two(text, t.i))
    return next(((t.i,) for t in modify), None)


def _former(text: Text, group: Tokens, role: Tokens) -> Tokens | None:
    """“the **former** secretary”, “**ex**-mayor”, “**then**-candidate”."""
    former = text.language.closed_class("former")
    prefixes = tuple(text.language.closed_class("prefixes_of_former"))
    for i in (i for i in group if i <= role[-1]):
        token = text.tokens[i]
        if token.lower in former and token.upos in ("ADJ", "ADV", "NOUN", "PROPN", "X", "VERB"):
            return (i,)
        if token.lower.startswith(prefixes) and len(token.text) > 5:
            return (i,)
    return None


def _described(text: Text, group: Sequence[int], role: Tokens) -> Tokens | None:
    """The whole of what somebody is, without article, nor the name itself: “head of the port police”."""
    own = next((n for n, i in enumerate(group) if i in text.mine), len(group))
    kept = list(group[:own] or group)
    while kept and _only_leads(text, kept[0]):
        if len(kept) > 1 and text.tokens[kept[1]].text == "-":  # “**31**-year-old”, “**in**-state”
            break
        kept = kept[1:]
    while kept and kept[-1] != role[-1] and (text.tokens[kept[-1]].upos in _TRAILING or _only_ranks(text, kept[-1])):
        kept = kept[:-1]
    return tuple(kept) or None


def _only_ranks(text: Text, i: int) -> bool:
    """“department spokesman **Capt.** Hill”, “science teacher **Ms.** Hill”: a title behind what tells more."""
    is_rank = text.tokens[i].lower.rstrip(".") in text.language.closed_class("titles_of_rank")
    return is_address(text, i) or (is_rank and text.tokens[i].text[0].isupper())


def _only_leads(text: Text, i: int) -> bool:
    """“**the** mayor”, “**least** a dozen lawyers”, “**Friday** host”; not “**Morning** Herald host”."""
    token, counts = text.tokens[i], text.language.closed_class("before_counts")
    return i not in text.names and (token.upos in LEADING or token.lower in counts or is_date(text, i))
