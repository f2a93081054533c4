"""What the text says of a speaker besides the name: role, affiliation, nationality, seniority, whether former.

Read from every phrase for the speaker: the source phrases, and what stands around the name wherever it is
mentioned (“**Labor Department spokeswoman** Ana Ruiz”, “Ruiz, **a former Mexican judge**”).
"""

from collections.abc import Iterable

from attrs import evolve, fields, frozen

from quoteattr.records import Kind
from quoteattr.speakers.names.name import Name
from quoteattr.speakers.phrases import is_human
from quoteattr.text.document import Document
from quoteattr.text.tree import noun_phrase

Tokens = tuple[int, ...]
_FORMS_OF_ADDRESS = frozenset({"mr", "mrs", "ms", "miss", "sir", "dame", "former", "retired", "then"})
_STATES = frozenset({"u.s.", "us", "u.k.", "uk", "eu", "e.u."})
_STOPS = frozenset({",", "(", "[", "--", "—", "–", ";", ":", "“", '"'})


@frozen
class Attributes:
    """Token indices of the words that give each attribute, or None."""

    role: Tokens | None = None
    affiliation: Tokens | None = None
    nationality: Tokens | None = None
    seniority: Tokens | None = None
    former: Tokens | None = None


NAMES = tuple(field.name for field in fields(Attributes))


def read_attributes(
    document: Document, names: dict[int, Name], phrases: Iterable[Tokens], kind: Kind, own: Iterable[Name]
) -> Attributes:
    """The first of each attribute in a speaker's phrases, where `own` are its names; documents and organisations have
    none."""
    mine = frozenset(name.first for name in own)
    found = Attributes()
    if kind not in (Kind.PERSON, Kind.GROUP):
        return found
    for phrase in phrases:
        for group in _groups(document, phrase):
            read = _read(document, names, group, mine)
            found = evolve(found, **{name: getattr(found, name) or getattr(read, name) for name in NAMES})
    return found


def around_name(document: Document, name: Name) -> Tokens:
    """The noun phrase that a person's name stands in: with the role before it and the apposition behind."""
    head = name.first
    for i in range(name.first, name.last):
        above = document.tokens[i].head
        if not name.first <= above < name.last:
            head = i
            break
    token = document.tokens[head]
    if token.relation in ("flat", "appos") and token.head >= 0 and document.tokens[token.head].upos == "NOUN":
        head = token.head  # “spokeswoman **Ana Ruiz**”, “his lawyer, **Tom Hill**”
    return tuple(noun_phrase(document, head))


def _groups(document: Document, phrase: Tokens) -> list[Tokens]:
    """A phrase parted at its commas and brackets, each part without its relative clause."""
    groups: list[list[int]] = [[]]
    clause = False
    for i in phrase:
        token = document.tokens[i]
        if token.text in _STOPS:
            groups.append([])
            clause = False
        elif token.xpos in ("WP", "WDT", "WP$", "WRB") or (token.upos in ("VERB", "AUX") and token.relation != "amod"):
            clause = True
        elif not clause:
            groups[-1].append(i)
    return [tuple(g) for g in groups if g]


def _read(document: Document, names: dict[int, Name], group: Tokens, mine: frozenset[int]) -> Attributes:
    language = document.language
    role = _role(document, names, group) or _title(document, names, group, mine)
    if role is None and not any(is_human(document.tokens[i].lemma.lower(), language) or i in names for i in group):
        return Attributes()
    return Attributes(role, _affiliation(document, names, group, role or (), mine), _nationality(document, group),
                      _modifier(document, group, language.words("seniority")), _former(document, group))  # fmt: skip


def _role(document: Document, names: dict[int, Name], group: Tokens) -> Tokens | None:
    """“a **security official**”, “Ruiz, a **professor of law**”: the first noun for a human being, its compounds and
    what it is of."""
    language = document.language
    partitive = language.closed_class("partitive_nouns")
    tokens = document.tokens
    behind = False  # in a prepositional phrase: “an aide to the **mayor**”
    for n, i in enumerate(group):
        token = tokens[i]
        if token.upos == "ADP" and i not in names:
            behind = not (n and tokens[group[n - 1]].lemma.lower() in partitive)
        if behind or i in names or not _may_head(document, names, group, n):
            continue
        lemma = token.lemma.lower()
        if lemma in language.words("vague_nouns") or lemma in partitive or not is_human(lemma, language):
            continue
        first, last = n, n
        while (
            first and _is_field(document, names, group[first - 1], ("NOUN",)) and group[first - 1] == group[first] - 1
        ):
            first -= 1
        while (
            first > 1
            and tokens[group[first - 1]].text == "-"
            and tokens[group[first]].start == tokens[group[first - 1]].end
        ):
            first -= 2  # “**front-**runner”
        if n + 2 < len(group) and tokens[group[n + 1]].text == "of":  # “secretary **of state**”
            while last + 1 < len(group) and (last == n or _is_field(document, names, group[last + 1], ("NOUN", "ADJ"))):
                last += 1
            last = n if last == n + 1 else last
        return group[first : last + 1]
    return None


def _may_head(document: Document, names: dict[int, Name], group: Tokens, n: int) -> bool:
    """Whether a word can be the noun of a role: “chief **executive** Paul Weir”, “Chief Executive **Officer**”."""
    language = document.language
    token = document.tokens[group[n]]
    if token.upos == "ADJ":
        return token.lemma.lower() in language.words("role_nouns") and n + 1 < len(group) and group[n + 1] in names
    if token.upos == "PROPN":
        return token.lemma.lower() in language.words("role_nouns") and token.relation != "compound"
    return token.upos == "NOUN" and (token.relation != "compound" or token.head in names)


def _is_field(document: Document, names: dict[int, Name], i: int, tags: tuple[str, ...]) -> bool:
    """A word of the role, not of whom it is for: “**security** official”, “secretary of **state**”."""
    language = document.language
    portfolios = language.closed_class("portfolios")
    ranks = language.closed_class("ranks_of_roles")
    token = document.tokens[i]
    lemma = token.lemma.lower()
    if lemma in ranks:
        return True
    return (
        token.upos in tags
        and i not in names
        and (lemma in portfolios or lemma not in language.classes("organization_nouns"))
    )


def _title(document: Document, names: dict[int, Name], group: Tokens, mine: frozenset[int]) -> Tokens | None:
    """“**Sen.** Ruiz”: the title is the role."""
    for i in group:
        name = names.get(i)
        if name is None or i not in mine or i == 0 or name.title is None or name.title in _FORMS_OF_ADDRESS:
            continue
        before = i - 1 if document.tokens[i - 1].text != "." else i - 2
        if before >= 0 and document.tokens[before].text.lower().rstrip(".") == name.title:
            return (before,)
    return None


def _affiliation(
    document: Document, names: dict[int, Name], group: Tokens, role: Tokens, mine: frozenset[int]
) -> Tokens | None:
    """“**State Department** spokesman”, “a fellow at the **Brookings Institution**”, “**Clinton** aides”,
    “a **Republican** strategist”, “a **company** spokesman”."""
    language = document.language
    parties = language.closed_class("parties")
    tokens = document.tokens
    for i in group:
        name = names.get(i)
        if name is None or name.first != i or name.last - 1 not in group or tokens[i].text.lower() in _STATES:
            continue
        if i not in mine and not name.place and (name.kind is Kind.ORGANIZATION or _modifies(document, group, name)):
            return tuple(range(name.first, name.last))
    for n, i in enumerate(group):
        token = tokens[i]
        lemma = token.lemma.lower()
        if lemma in language.classes("organization_nouns") and i not in names and i not in role:
            if token.relation == "compound" or token.deprel == "nmod:poss" or i + 1 in role:
                return (i,)
            if n and any(tokens[j].upos == "ADP" for j in group[:n]):
                return (i,)
        if token.text.lower() in parties and token.relation in ("amod", "compound"):
            return (i,)
    return None


def _modifies(document: Document, group: Tokens, name: Name) -> bool:
    """“**Clinton** aides”, “**Clinton's** lawyer”, “an aide to **Clinton**”."""
    language = document.language
    if name.last in group and is_human(document.tokens[name.last].lemma.lower(), language):
        return True
    token = document.tokens[name.last - 1]
    if token.deprel in ("compound", "nmod:poss") or document.tokens[name.first].deprel in ("compound", "nmod:poss"):
        return True
    before = [document.tokens[i] for i in group if i < name.first]
    return any(t.upos == "ADP" for t in before) and any(is_human(t.lemma.lower(), language) for t in before)


def _nationality(document: Document, group: Tokens) -> Tokens | None:
    """“a **Mexican** official”, “**U.S.** officials”."""
    language = document.language
    for i in group:
        token = document.tokens[i]
        lower = token.text.lower()
        if (lower in language.words("demonyms") or lower in _STATES) and token.relation in ("amod", "compound", "nmod"):
            return (i,)
    return None


def _modifier(document: Document, group: Tokens, wanted: Iterable[str]) -> Tokens | None:
    """“a **senior** official”."""
    for i in group:
        token = document.tokens[i]
        if token.text.lower() in wanted and token.relation in ("amod", "compound", "nmod"):
            return (i,)
    return None


def _former(document: Document, group: Tokens) -> Tokens | None:
    """“the **former** secretary”, “**ex**-mayor”, “**then**-candidate”."""
    language = document.language
    former = language.closed_class("former")
    for i in group:
        token = document.tokens[i]
        lower = token.text.lower()
        if lower in former and (token.upos in ("ADJ", "ADV", "NOUN", "PROPN", "X", "VERB")):
            return (i,)
        if lower.startswith(("ex-", "then-")) and len(lower) > 5:
            return (i,)
    return None
