"""What the text says of a speaker besides the name: role, title, affiliation, nationality, seniority, whether former,
and the whole phrase that says most of it.

Read from every place that says what somebody is (`speakers.tellings`): the source phrases, what stands around the name
wherever it is mentioned (“**Labor Department spokeswoman** Ana Ruiz”, “Ruiz, **a former Mexican judge**”), what they
are said to be, and what they do.
"""

from collections.abc import Iterable, Sequence

from attrs import evolve, fields, frozen

from quoteattr.language import Language
from quoteattr.records import Kind
from quoteattr.speakers.names.name import Name
from quoteattr.speakers.phrases import is_human
from quoteattr.speakers.tellings import Person, Telling, Tokens, is_matter, tellings
from quoteattr.text.document import Document, Token

_STATES = frozenset({"u.s.", "us", "u.k.", "uk", "eu", "e.u."})


@frozen
class Attributes:
    """Token indices of the words that give each attribute, or None."""

    role: Tokens | None = None
    title: Tokens | None = None
    affiliation: Tokens | None = None
    nationality: Tokens | None = None
    seniority: Tokens | None = None
    former: Tokens | None = None
    described: Tokens | None = None


NAMES = tuple(field.name for field in fields(Attributes))


@frozen
class _Text:
    """What a person's tellings are read with; `mine` are the first tokens of its names."""

    document: Document
    names: dict[int, Name]
    mine: frozenset[int]

    @property
    def language(self) -> Language:
        return self.document.language

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.document.tokens

    def lemma(self, i: int) -> str:
        return self.tokens[i].lemma.lower()


def read_attributes(document: Document, names: dict[int, Name], person: Person, kind: Kind) -> Attributes:
    """What a person's fullest telling says, and what others add; documents and organisations have none."""
    if kind not in (Kind.PERSON, Kind.GROUP):
        return Attributes()
    text = _Text(document, names, frozenset(name.first for name in person.names))
    read = [(telling, _read(text, telling)) for telling in tellings(document, names, person)]
    title = _title(text, person.names)
    fullest = max(read, key=lambda told: _fullness(text, told), default=None)  # the first of several
    found = fullest[1] if fullest is not None else Attributes()
    for _, other in read:
        found = _and(text, found, other)
    return evolve(found, title=title, role=found.role or title)


def _fullness(text: _Text, told: tuple[Telling, Attributes]) -> tuple[bool, ...]:
    """A role, best by a noun that tells most, best one that they have now, best with an affiliation, best by name."""
    telling, read = told
    affiliated = read.role is not None and read.affiliation is not None
    return (
        read.role is not None,
        telling.verb is None and not _is_kin(text, read),
        not telling.past,
        affiliated,
        affiliated and _is_proper(text, read.affiliation),
        read.former is None,
    )


def _is_kin(text: _Text, read: Attributes) -> bool:
    """“a **friend** of Ruiz”: whom somebody knows rather than what they are."""
    return read.role is not None and text.lemma(read.role[-1]) in text.language.closed_class("roles_towards_others")


def _and(text: _Text, found: Attributes, other: Attributes) -> Attributes:
    """What another telling adds: of the same role its rank, of the same time where one belongs."""
    added = ["nationality"]
    if found.role is None or (other.role is not None and text.lemma(found.role[-1]) == text.lemma(other.role[-1])):
        added += ["seniority", "former", "described"]
    if other.role is None or (other.former is None) == (found.former is None):
        added += ["role", "affiliation"]
    if "affiliation" in added and _is_proper(text, other.affiliation) and not _is_proper(text, found.affiliation):
        found = evolve(found, affiliation=other.affiliation)
    return evolve(found, **{name: getattr(found, name) or getattr(other, name) for name in added})


def _is_proper(text: _Text, affiliation: Tokens | None) -> bool:
    """“**Acme**”, “**Democratic**”; not “the **company**”."""
    return affiliation is not None and (affiliation[0] in text.names or text.tokens[affiliation[0]].text[0].isupper())


def _read(text: _Text, telling: Telling) -> Attributes:
    """What one telling says."""
    group = telling.tokens
    if not telling.whole or telling.verb is not None:
        affiliation = _affiliation(text, group, ()) if _is_home_of(text, telling) else None
        if telling.verb is None or affiliation is None:
            return Attributes(affiliation=affiliation)
        whole = tuple(range(telling.verb, group[-1] + 1))
        return Attributes(role=(telling.verb,), affiliation=affiliation, described=whole)
    role = _role(text, group) or (_abbreviated(text, group) if telling.before else None)
    if role is None or (telling.before and not _touches(text, group, role)):
        return Attributes(affiliation=_only_where(text, group), nationality=_nationality(text, group))
    return Attributes(
        role=role,
        affiliation=_affiliation(text, group, role),
        nationality=_nationality(text, group),
        seniority=_modifier(text, group),
        former=_former(text, group),
        described=_described(text, group),
    )


def _is_home_of(text: _Text, telling: Telling) -> bool:
    """Whether what one works for or runs is an organisation itself: not “for **Acme's rival**”, “the **Acme car**”."""
    head, organisations = telling.head, text.language.classes("organization_nouns")
    return head in text.names or text.lemma(head) in organisations


def _abbreviated(text: _Text, group: Tokens) -> Tokens | None:
    """“South Carolina **Rep.** Ana Ruiz”"""
    last = [i for i in group if text.tokens[i].upos != "PUNCT"][-1:]
    told = last and text.tokens[last[0]].text[0].isupper() and text.tokens[last[0]].lower.rstrip(".")
    if not told or told in text.language.closed_class("no_titles") or told not in text.language.table("titles"):
        return None
    return tuple(last)


def _touches(text: _Text, group: Tokens, role: Tokens) -> bool:
    """Whether a role ends right before the name, or others do that it is joined to: not “**Chief** Praises Rubio”."""
    rest = [i for i in group if i > role[-1] and text.tokens[i].upos != "PUNCT"]
    return not rest or text.tokens[rest[0]].upos == "CCONJ"


def _only_where(text: _Text, group: Tokens) -> Tokens | None:
    """Where somebody belongs, without a role: “Ana Ruiz **of Fox News**”, “**Fox News**' Ana Ruiz”, “(**R-Va.**)”."""
    own = next((n for n, i in enumerate(group) if i in text.mine), None)
    affiliation = _affiliation(text, group, ())
    if affiliation is None or any(text.lemma(i) in text.language.words("vague_nouns") for i in group):
        return affiliation  # “a **Calder Bank** source”
    if own is None:
        return affiliation if _stands_alone(text, group, affiliation) else None
    last = text.names[group[own]].last
    before = affiliation[-1] in range(group[own] - 2, group[own])
    return affiliation if before or affiliation[0] in range(last + 1, last + 3) else None


def _stands_alone(text: _Text, group: Tokens, affiliation: Tokens) -> bool:
    """“Ruiz, **of Acme**”, “Ruiz (**R-Va.**)”, “**a Democrat** from Maine”; no person's name, nobody else's bracket."""
    first = affiliation[0]
    if text.names.get(first, _NOBODY).kind is Kind.PERSON:
        return False
    if text.tokens[first].text in text.language.closed_class("letters_of_parties"):
        return first > 1 and text.names.get(first - 2, _NOBODY).first in text.mine
    told = [i for i in group if i < first and text.tokens[i].upos not in _LEADING | {"ADJ"}]
    return not told and (len(group) <= len(affiliation) + 2 or _is_party(text, first))


def _role(text: _Text, group: Tokens) -> Tokens | None:
    """“a **security official**”, “Ruiz, a **professor of law**”: the first noun for a human being, its compounds and
    what it is of."""
    partitive = text.language.closed_class("partitive_nouns")
    behind = False  # in a prepositional phrase: “an aide to the **mayor**”
    for n, i in enumerate(group):
        if text.tokens[i].upos == "ADP" and i not in text.names and not _is_hyphened(text, group, n):
            behind = not (n and (text.lemma(group[n - 1]) in partitive or text.tokens[group[n - 1]].upos == "NUM"))
        if not behind and _is_role(text, group, n):
            first = _first_of_role(text, group, n)
            return group[first : _last_of_role(text, group, n) + 1]
    return None


def _is_hyphened(text: _Text, group: Tokens, n: int) -> bool:
    """“her **in**-state director”"""
    return n + 1 < len(group) and text.tokens[group[n + 1]].text == "-"


def _is_role(text: _Text, group: Tokens, n: int) -> bool:
    """Whether a word is the noun that says what somebody is or does, not whose they are: “the **mayor**'s wife”."""
    language, i, lemma = text.language, group[n], text.lemma(group[n])
    if i in text.names or not _may_head(text, group, n):
        return False
    following = text.tokens[group[n + 1]] if n + 1 < len(group) else None
    if following is not None and following.is_genitive:
        return False
    if lemma in language.closed_class("partitive_nouns") and following is not None and following.lower == "of":
        return False
    if text.tokens[i].lower in language.closed_class("parties"):
        return n > 0 and text.tokens[group[n - 1]].lower in language.words("seniority")  # “the top **Democrat** on it”
    return lemma not in language.words("vague_nouns") and is_human(lemma, language)


def _may_head(text: _Text, group: Tokens, n: int) -> bool:
    """Whether a word can be the noun of a role: “chief **executive** Paul Weir”, “Chief Executive **Officer**”."""
    roles = text.language.words("role_nouns")
    token = text.tokens[group[n]]
    following = group[n + 1] if n + 1 < len(group) else None
    if token.upos == "ADJ":
        return token.lemma.lower() in roles and (following is None or following in text.names)
    if token.upos == "PROPN":
        return token.lemma.lower() in roles and not _goes_on(text, token, following)
    return token.upos == "NOUN" and not _goes_on(text, token, following)


def _goes_on(text: _Text, token: Token, following: int | None) -> bool:
    """“**campaign** manager”: a compound with the noun behind it, not “**spokesman** Tom Hill”."""
    if token.relation != "compound" or following is None or following in text.mine:
        return False
    return text.tokens[following].upos in _NOUNS and text.names.get(following, _NOBODY).kind is not Kind.PERSON


_NOUNS = frozenset({"NOUN", "PROPN"})
_NOBODY = Name(0, 0, (), Kind.UNKNOWN)


def _first_of_role(text: _Text, group: Tokens, n: int) -> int:
    """“a **campaign** manager”, “**political** director”, “**front-**runner”, “**Majority** Leader”."""
    tokens, ends = text.tokens, text.language.closed_class("ends_of_roles_in_names")
    first = n
    while first and group[first - 1] == group[first] - 1:
        before = group[first - 1]
        hyphened = (
            first > 1 and tokens[before - 1].text == "-" and tokens[before].upos == "NOUN"
        )  # “**in-house** lawyer”
        if hyphened or _is_field(text, before, ("NOUN",)) or tokens[before].lower in ends:
            first -= 1
        elif first > 1 and tokens[before].text in ("-", "/") and tokens[group[first]].start == tokens[before].end:
            first -= 2
        else:
            break
    return first


def _last_of_role(text: _Text, group: Tokens, n: int) -> int:
    """“secretary **of state**”, “professor **of political science**”; not “leader **of last week**'s march”."""
    if n + 2 >= len(group) or text.tokens[group[n + 1]].text != "of":
        return n
    last = n + 1
    while last + 1 < len(group) and _is_matter(text, group[last + 1]):
        last += 1
    behind = group[last + 1] if last + 1 < len(group) else None
    owns = behind is not None and (text.tokens[behind].is_genitive or _is_date(text, behind))
    return n if last == n + 1 or owns else last


def _is_matter(text: _Text, i: int) -> bool:
    """“secretary of **State**”, “professor of **political science**”"""
    if is_matter(text.tokens[i], text.language):
        return len(text.names.get(i, _NOBODY).words) < 3
    return _is_field(text, i, ("NOUN", "ADJ")) and not _is_date(text, i)


def _is_field(text: _Text, i: int, tags: tuple[str, ...]) -> bool:
    """A word of the role, not of whom it is for: “**security** official”, “secretary of **state**”."""
    language, token, lemma = text.language, text.tokens[i], text.lemma(i)
    if lemma in language.closed_class("ranks_of_roles"):
        return True
    if i in text.names:
        return False
    if lemma in language.closed_class("adjectives_of_roles"):
        return True
    if token.upos not in tags or lemma in language.words("seniority") or lemma in language.closed_class("former"):
        return False
    return lemma in language.closed_class("portfolios") or lemma not in language.classes("organization_nouns")


def _title(text: _Text, names: Iterable[Name]) -> Tokens | None:
    """“**Sen.** Ruiz”, “**Vice President** Ruiz”: the first title in capitals of those that say who one is."""
    for name in names:
        if name.title is None or name.first == 0 or name.title in text.language.closed_class("no_titles"):
            continue
        last = name.first - 1 if text.tokens[name.first - 1].text != "." else name.first - 2
        if last < 0 or text.tokens[last].lower.rstrip(".") != name.title or not text.tokens[last].text[0].isupper():
            continue
        first = last
        while first and _is_of_title(text, first - 1):
            first -= 1
        return tuple(range(first, last + 1))
    return None


def _is_of_title(text: _Text, i: int) -> bool:
    """“**Vice** President”, “**Attorney** General”, “**Majority** Leader”"""
    token, language = text.tokens[i], text.language
    if not token.text[0].isupper() or (i in text.names and text.names[i].kind is Kind.PERSON):
        return False
    lexicons = language.words("role_nouns"), language.words("titles"), language.closed_class("ends_of_roles_in_names")
    ranks = language.closed_class("ranks_of_roles")
    return token.lower.rstrip(".") in ranks or any(token.lower.rstrip(".") in words for words in lexicons)


def _affiliation(text: _Text, group: Tokens, role: Tokens) -> Tokens | None:
    """“**State Department** spokesman”, “a fellow at the **Brookings Institution**”, “**Clinton** aides”,
    “a **company** spokesman”, “a **Republican** strategist”: an organisation, else a person, a noun, a party."""
    if role and text.lemma(role[-1]) in text.language.closed_class("roles_towards_others"):
        return None
    named = [name for i in group if (name := text.names.get(i)) is not None and name.first == i]
    named = [n for n in named if n.last - 1 in group and n.first not in (*text.mine, *role) and _may_have_people(text, n)]
    whole = [n for n in named if n.kind is Kind.ORGANIZATION and not (len(n.words) == 1 and _is_party(text, n.first))]
    whole = whole or [n for n in named if n.kind is not Kind.ORGANIZATION and _modifies(text, group, n)]
    if whole:
        return _without_role(text, max(whole, key=lambda name: _is_home(text, name)))  # the first of several
    noun, party = _noun_of_organisation(text, group, role), _party(text, group)
    return party if party is not None and not _is_proper(text, noun) else noun


def _may_have_people(text: _Text, name: Name) -> bool:
    """A name that is no place, day, people or handle: not “of **Brick**, N.J.”, “**Ethiopian**”, “by @Ruiz”."""
    language = text.language
    first = text.tokens[name.first]
    if (
        (name.place and not _is_house(name, language))
        or first.lower in _STATES
        or first.lower.rstrip(".") in language.words("months")
        or first.text[0] == "@"
    ):
        return False
    if first.text in language.closed_class("letters_of_parties") and text.tokens[name.first - 1].text in ("(", ","):
        return False
    parts = [part for word in name.words for part in word.split("-")]
    origins = [part.lower() in language.words("demonyms") or _is_class(part, language) for part in parts]
    if all(origins) or (len(name.words) == 1 and any(origins)):
        return False
    words = frozenset(map(str.lower, name.words))
    if words & language.closed_class("no_affiliations").keys() or name.words[-1].lower() in language.words("role_nouns"):
        return False  # “Chief Operations **Officer**”
    return not (len(name.words) < 3 and _in_place(text, name))


def _is_house(name: Name, language: Language) -> bool:
    """“the Calder **Clinic**”: a place where people work."""
    last = name.words[-1].lower()
    return len(name.words) > 1 and (
        last in language.words("organization_words") or last in language.closed_class("places_of_work")
    )


def _is_home(text: _Text, name: Name) -> bool:
    """“professor of Transport at **Harlow College**”: what one is at or for, before what one is of."""
    before = [text.tokens[i].lower for i in range(max(0, name.first - 2), name.first)]
    at = text.language.closed_class("affiliating")
    return bool(before) and (before[-1] in at or (before[0] in at and before[-1] == "the"))


def _is_class(word: str, language: Language) -> bool:
    """“African **Americans**”, “**Muslim**”: a class of people; parties are one's own affair."""
    return word.lower() in language.words("group_names") and word.lower() not in language.closed_class("parties")


def _in_place(text: _Text, name: Name) -> bool:
    """“**Brick**, N.J.”: a place in a greater one."""
    if name.last + 1 >= len(text.tokens) or text.tokens[name.last].text != ",":
        return False
    around = text.names.get(name.last + 1)
    words = text.language.words("organization_words")
    return around is not None and around.place and not any(word.lower() in words for word in name.words)


def _without_role(text: _Text, name: Name) -> Tokens:
    """“**Senate** Majority Leader”: of the name what is no part of the role."""
    ends = text.language.closed_class("ends_of_roles_in_names")
    last = name.last
    while last - 1 > name.first and text.tokens[last - 1].lower in ends:
        last -= 1
    return tuple(range(name.first, last))


def _modifies(text: _Text, group: Tokens, name: Name) -> bool:
    """“**Clinton** aides”, “**Clinton's** lawyer”, “an aide to **Clinton**”."""
    if name.last in group and is_human(text.lemma(name.last), text.language):
        return True
    if any(text.tokens[i].deprel in ("compound", "nmod:poss") for i in (name.first, name.last - 1)):
        return True
    before = [i for i in group if i < name.first]
    return any(text.tokens[i].upos == "ADP" for i in before) and any(
        is_human(text.lemma(i), text.language) for i in before
    )


def _noun_of_organisation(text: _Text, group: Tokens, role: Tokens) -> Tokens | None:
    """“a **company** spokesman”, “an official at the **ministry**”, “**Harbour Safety Committee** chair”."""
    organisations = text.language.classes("organization_nouns")
    for n, i in enumerate(group):
        lemma = text.lemma(i)
        if lemma not in organisations or i in text.names or i in role or lemma in text.language.words("role_nouns"):
            continue
        token = text.tokens[i]
        beside = token.relation == "compound" or token.deprel == "nmod:poss" or i + 1 in role
        behind = any(text.tokens[j].upos == "ADP" for j in group[:n]) and not token.has("plural")
        if beside or behind or not role:
            return _capitals_before(text, group, n) if token.text[0].isupper() else (i,)
    return None


def _capitals_before(text: _Text, group: Tokens, n: int) -> Tokens:
    """A name that was not taken for one: “**Democratic National** Committee”."""
    first = n
    while first and group[first - 1] == group[first] - 1 and text.tokens[group[first - 1]].text[0].isupper():
        first -= 1
    while first < n and text.tokens[group[first]].upos in ("DET", "ADP"):
        first += 1
    return group[first : n + 1]


def _party(text: _Text, group: Tokens) -> Tokens | None:
    """“a **Republican** strategist”, “a **Democrat** from New York”, “Ruiz (**R-Va.**)”."""
    return next(((i,) for i in group if _is_party(text, i)), None)


def _is_party(text: _Text, i: int) -> bool:
    """A party by its name, in capitals; at the head of a sentence no word that may be another: “Conservative …”."""
    language, token = text.language, text.tokens[i]
    if token.text in language.closed_class("letters_of_parties"):
        return i > 0 and text.tokens[i - 1].text in ("(", ",")
    if token.lower not in language.closed_class("parties") or not token.text[0].isupper():
        return False
    starts = i == text.document.sentences[token.sentence].first
    return not (starts and token.lower in language.closed_class("parties_that_are_words"))


def _nationality(text: _Text, group: Tokens) -> Tokens | None:
    """“a **Mexican** official”, “**U.S.** officials”; not “the **American** Farm Bureau”, “African American”."""
    demonyms = text.language.words("demonyms")
    for n, i in enumerate(group):
        token, name = text.tokens[i], text.names.get(i)
        if token.lower not in demonyms and token.lower not in _STATES:
            continue
        if name is not None and len(name.words) > 1:
            continue
        following = text.tokens[group[n + 1]].lower if n + 1 < len(group) else ""
        if following not in demonyms and token.relation in ("amod", "compound", "nmod"):
            return (i,)
    return None


def _modifier(text: _Text, group: Tokens) -> Tokens | None:
    """“a **senior** official”."""
    ranks = text.language.words("seniority")
    tokens = ((i, text.tokens[i]) for i in group)
    return next(((i,) for i, t in tokens if t.lower in ranks and t.relation in ("amod", "compound", "nmod")), None)


def _former(text: _Text, group: Tokens) -> Tokens | None:
    """“the **former** secretary”, “**ex**-mayor”, “**then**-candidate”."""
    former = text.language.closed_class("former")
    for i in group:
        token = text.tokens[i]
        if token.lower in former and token.upos in ("ADJ", "ADV", "NOUN", "PROPN", "X", "VERB"):
            return (i,)
        if token.lower.startswith(("ex-", "then-")) and len(token.text) > 5:
            return (i,)
    return None


def _described(text: _Text, group: Sequence[int]) -> Tokens | None:
    """The whole of what somebody is, without article, nor the name itself: “head of the port police”."""
    own = next((n for n, i in enumerate(group) if i in text.mine), len(group))
    kept = list(group[:own] or group)
    while kept and (text.tokens[kept[0]].upos in _LEADING or _is_date(text, kept[0])):
        if len(kept) > 1 and text.tokens[kept[1]].text == "-":  # “**31**-year-old”, “**in**-state”
            break
        kept = kept[1:]
    while kept and text.tokens[kept[-1]].upos in ("ADP", "CCONJ", "PUNCT", "PART", "DET"):
        kept = kept[:-1]
    return tuple(kept) or None


_LEADING = frozenset({"DET", "PRON", "SCONJ", "CCONJ", "ADP", "ADV", "PUNCT", "PART", "NUM"})


def _is_date(text: _Text, i: int) -> bool:
    """“**July** 2015 President Obama”"""
    token, language = text.tokens[i], text.language
    return token.lower.rstrip(".") in language.words("months") or token.lemma.lower() in language.words("time_nouns")
