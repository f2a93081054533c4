"""A source phrase taken apart: pronoun, name or description, what kind of speaker, and what is said of it."""

from collections.abc import Iterable
from enum import Enum

from attrs import field, frozen

from quoteattr.language import Language
from quoteattr.language.wordings import any_of
from quoteattr.records import Kind, Level
from quoteattr.speakers.names.name import Name
from quoteattr.text.document import Document, Token


class Form(Enum):
    """How a phrase refers."""

    PRONOUN = "pronoun"
    NAME = "name"
    DESCRIPTION = "description"


@frozen
class Phrase:
    """A source phrase: character offsets, its head, and what it says.

    `words` are the content words of a description in lower case (lemmas of nouns); `label` the phrase
    without its article and without what follows a comma; `definite` whether it points back;
    `owners` the words in front of a possessive mark; `determiner` the article or pronoun it begins with.
    """

    start: int
    end: int
    head: int
    form: Form
    kind: Kind
    label: str
    level: Level | None = None
    name: Name | None = None
    also: tuple[Name, ...] = ()
    lemma: str = ""
    words: frozenset[str] = field(factory=frozenset)
    definite: bool = False
    plural: bool = False
    number: int | None = None
    core: tuple[int, ...] = ()
    owners: frozenset[str] = field(factory=frozenset)
    determiner: str = ""


def take_apart(document: Document, names: dict[int, Name], head: int, start: int, end: int) -> Phrase:
    """The phrase at these character offsets; `names` maps each token to the name it is in."""
    tokens = document.tokens
    inside = _with_whole_name(names, tokens_between(document, head, start, end))
    content = [i for i in inside if tokens[i].upos not in ("PUNCT", "CCONJ")]
    if len(content) == 1 and tokens[content[0]].upos == "PRON" and content[0] not in names:
        return _pronoun(tokens[content[0]], start, end)
    if content and tokens[content[0]].xpos in ("WP", "WDT"):
        return _pronoun(tokens[content[0]], start, end)  # “**who** in 2010 said”
    core = _core(document, names, inside)
    together = _named_together(document, names, core, head)
    if together:
        label = " and ".join(n.text for n in together)
        kind = Kind.ORGANIZATION if all(n.kind is Kind.ORGANIZATION for n in together) else Kind.GROUP
        return Phrase(start, end, head, Form.NAME, kind, label, Level.NAMED, together[0], together[1:],
                      plural=True, number=len(together), core=tuple(core))  # fmt: skip
    if (name := _own_name(document, names, inside, core, head)) is not None:
        return Phrase(start, end, head, Form.NAME, name.kind, name.text, Level.NAMED, name, core=tuple(core))
    return _description(document, names, start, end, head, core, inside)


def tokens_between(document: Document, head: int, start: int, end: int) -> list[int]:
    """The tokens around a head that share a character with a stretch, across sentences too: “Mrs. | Clinton”."""
    first, last = head, head
    while first > 0 and document.tokens[first - 1].end > start:
        first -= 1
    while last + 1 < len(document.tokens) and document.tokens[last + 1].start < end:
        last += 1
    return list(range(first, last + 1))


def _with_whole_name(names: dict[int, Name], inside: list[int]) -> list[int]:
    """A source that ends in the middle of a person's name has all of it: “Seo Jae**-won**”."""
    name = names.get(inside[-1])
    return [*inside, *range(inside[-1] + 1, name.last)] if name is not None and name.kind is Kind.PERSON else inside


def _pronoun(token: Token, start: int, end: int) -> Phrase:
    lemma = token.text.lower()
    plural = lemma in ("they", "their", "them", "we", "our", "us", "these", "those")
    return Phrase(start, end, token.i, Form.PRONOUN, Kind.UNKNOWN, token.text, None, lemma=lemma, plural=plural,
                  definite=True, core=(token.i,))  # fmt: skip


def _core(document: Document, names: dict[int, Name], inside: list[int]) -> list[int]:
    """The phrase up to its first comma, bracket, relative clause or participle: “a senior aide **to the
    mayor**” stays, “who asked not to be named” goes."""
    tokens = document.tokens
    core: list[int] = []
    for i in inside:
        token = tokens[i]
        stops = token.text in (",", "(", "[", "--", "—", "–", ";", ":") or (
            token.text == "-" and token.start > tokens[i - 1].end
        )
        ends = token.xpos in ("WP", "WDT", "WP$") or (i not in names and _is_predicate(document, i, inside))
        if core and (stops or ends):
            break
        if not stops:
            core.append(i)
    return core or inside


def _is_predicate(document: Document, i: int, inside: list[int]) -> bool:
    """A verb that begins a clause, not one that stands for a noun: “her **thinking**”, “tax **returns**”."""
    language = document.language
    token = document.tokens[i]
    if token.upos not in ("VERB", "AUX") or token.relation == "amod":
        return False
    before = document.tokens[i - 1]
    if (token.xpos in ("VBN", "VBG", "JJ") or token.relation == "acl") and token.lemma.lower() in language.words(
        "knowledge_words"
    ):
        return False
    if token.xpos == "VBG" and (before.xpos in ("PRP$", "POS", "DT", "IN") or before.upos == "ADJ"):
        return False
    return not (i == inside[-1] and token.xpos == "VBZ" and before.upos == "NOUN")


def _own_name(document: Document, names: dict[int, Name], inside: list[int], core: list[int], head: int) -> Name | None:
    """The name of the one who speaks: at the end of the first noun group, or in apposition to it."""
    language = document.language
    tokens = document.tokens
    group: list[int] = []
    for i in core:
        if group and tokens[i].upos == "ADP" and i not in names:
            break
        group.append(i)
    while group and (tokens[group[-1]].xpos == "POS" or tokens[group[-1]].upos == "PUNCT"):
        group.pop()
    if not group:
        return None
    last = names.get(group[-1])
    if last is not None and last.kind is not Kind.UNKNOWN and group[-1] == last.last - 1:
        return last
    if is_human(_lemma(tokens[group[-1]]), language) and (behind := _behind_role(document, names, core)) is not None:
        return behind
    if last is not None and last.kind is Kind.UNKNOWN and tokens[group[-1]].upos == "PROPN":
        return last
    if group[-1] in names or _is_plural(tokens[group[-1]], language):
        return None
    if (called := _called(document, names, group[-1])) is not None:
        return called
    following = [i for i in inside if i > (core[-1] if core else head)]
    for i in following:  # “his lawyer, **Mark MacDougall**”
        if tokens[i].text in (",", "--", "—", "–"):
            return _name_at_end(document, names, [j for j in following if j > i])
    return None


def _behind_role(document: Document, names: dict[int, Name], core: list[int]) -> Name | None:
    """“president of the region **Miguel Quezada**”: a name behind a common noun, not behind a preposition."""
    name = names.get(core[-1])
    if name is None or name.kind is not Kind.PERSON or name.first - 1 not in core or name.last - 1 != core[-1]:
        return None
    return name if document.tokens[name.first - 1].upos == "NOUN" else None


def _called(document: Document, names: dict[int, Name], i: int) -> Name | None:
    """“a driver **identified only as Lee**”, “a resident who goes by **Ace**”, “a firm called **Harlow**”."""
    name_behind = any_of(document.language, "grants", "name behind", r"\G(?:{})\s++[“\"]?")
    match = name_behind.match(document.text, document.tokens[i].end)
    if match is None:
        return None
    return next(
        (n for j in range(i + 1, i + 14) if (n := names.get(j)) and document.tokens[j].start == match.end()), None
    )


def _name_at_end(document: Document, names: dict[int, Name], group: list[int]) -> Name | None:
    """“his running mate, **Indiana Gov. Mike Pence**,”: the person named at the end of a noun group."""
    for n, i in enumerate(group):
        token = document.tokens[i]
        name = names.get(i)
        if name is not None and name.kind is Kind.PERSON and name.first == i:
            ends = name.last - 1
            behind = document.tokens[ends + 1].text if ends + 1 < len(document.tokens) else "."
            return name if ends == group[-1] or behind in (",", "(", "--", "—", ".", "of") or n == 0 else None
        if token.upos not in ("PROPN", "NOUN", "ADJ", "PART", "NUM") and token.xpos not in ("VBG", "VBN"):
            return None
    return None


def _named_together(document: Document, names: dict[int, Name], core: list[int], head: int) -> tuple[Name, ...]:
    """“**Obama and Clinton**”, “the FBI and the CIA”: two names joined by and."""
    tokens = document.tokens
    joints = [n for n, i in enumerate(core) if tokens[i].text.lower() == "and" and i not in names]
    if len(joints) != 1 or joints[0] == 0 or joints[0] == len(core) - 1:
        return ()
    left, right = core[: joints[0]], core[joints[0] + 1 :]
    first = names.get(left[-1])
    while right and tokens[right[-1]].xpos == "POS":
        right = right[:-1]
    second = names.get(right[-1]) if right else None
    if first is None or second is None or Kind.UNKNOWN in (first.kind, second.kind):
        return ()
    if first.place or second.place:
        return ()
    if any(tokens[i].upos == "ADP" for i in core):
        return ()
    return first, second


def _description(
    document: Document, names: dict[int, Name], start: int, end: int, head: int, core: list[int], inside: list[int]
) -> Phrase:
    """A phrase without a name of its own: its head noun tells the kind, its modifiers the level."""
    language = document.language
    dropped = language.closed_class("dropped_determiners")
    tokens = document.tokens
    head = _head_noun(document, core, head)
    while core and (tokens[core[-1]].xpos == "POS" or tokens[core[-1]].upos in ("PUNCT", "ADV")) and core[-1] != head:
        core = core[:-1]
    first = tokens[core[0]]
    definite = first.text.lower() in ("the", "this", "that", "these", "those", "such", "both") or first.xpos == "PRP$"
    definite = definite or any(tokens[i].xpos == "POS" and i < head for i in core)
    kept = [i for i in core if not (i == core[0] and tokens[i].text.lower() in dropped)]
    if kept and tokens[kept[0]].text.lower() in ("same",):
        kept = kept[1:]
    label_start = tokens[kept[0]].start if kept else first.start
    label = " ".join(document.text[label_start : tokens[core[-1]].end].split())
    lemma = _lemma(tokens[head])
    if len(core) > 2 and first.text.lower() == "one" and tokens[core[1]].text.lower() == "of":  # “one of the officials”
        kind = _kind(tokens[head], lemma, False, language)
        return Phrase(start, end, head, Form.DESCRIPTION, kind, label, Level.DESCRIBED, None, (), lemma,
                      frozenset(), False, False, 1, tuple(core))  # fmt: skip
    plural = _is_plural(tokens[head], language) or any(tokens[i].text.lower() == "and" and i < head for i in core)
    kind = _kind(tokens[head], lemma, plural, language)
    content = frozenset(
        tokens[i].lemma.lower()
        for i in core
        if i != head and tokens[i].upos in ("NOUN", "PROPN", "ADJ", "VERB") and tokens[i].text.lower() not in dropped
    )
    named = any(i in names and names[i].kind is not Kind.UNKNOWN for i in core) or any(
        tokens[i].upos == "PROPN" and i in names for i in core
    )
    issued = any(
        tokens[i].text.lower() in ("by", "from") and not names.keys().isdisjoint(range(i + 1, i + 4)) for i in inside
    )
    level = _level(document, kind, lemma, head, core, inside, named, issued)
    return Phrase(start, end, head, Form.DESCRIPTION, kind, label, level, None, (), lemma, content, definite, plural,
                  _number(document, core, head, plural), tuple(core), _owners(document, core),
                  first.text.lower() if first.upos in ("DET", "PRON") else "")  # fmt: skip


def _owners(document: Document, core: list[int]) -> frozenset[str]:
    """“**Pagliano**'s lawyer”."""
    return frozenset(document.tokens[i - 1].lemma.lower() for i in core if document.tokens[i].xpos == "POS" and i)


def _head_noun(document: Document, core: list[int], head: int) -> int:
    """The noun that says what the source is: “a chorus of **Republicans**”, “some of the **candidates**”."""
    language = document.language
    partitive = language.closed_class("partitive_nouns")
    tokens = document.tokens
    if head not in core:
        head = next((i for i in core if tokens[i].upos in ("NOUN", "PROPN", "PRON")), core[-1])
    for i in core:  # “a **source** close to the player”
        if (
            i + 1 in core
            and is_human(tokens[i].lemma.lower(), language)
            and tokens[i + 1].lemma.lower() in language.words("knowledge_words")
        ):
            return i
    # “State Department inspector general's **report**”: the last noun before the first preposition
    group: list[int] = []
    for i in core:
        if group and tokens[i].upos == "ADP":
            break
        group.append(i)
    nouns = [
        i for i in group if tokens[i].upos in ("NOUN", "PROPN") or (tokens[i].xpos in ("VBZ", "VBG") and i == group[-1])
    ]
    nouns = nouns or [i for i in group if tokens[i].upos in ("PRON", "NUM", "DET", "ADJ") and tokens[i].xpos != "POS"]
    if nouns:
        head = nouns[-1]
        joint = next((i for i in group if tokens[i].text.lower() in ("and", "or") and i > group[0]), None)
        if joint is not None and tokens[joint - 1].upos in ("NOUN", "PROPN"):
            head = joint - 1 if _is_plural(tokens[joint - 1], language) else head
    lemma = tokens[head].lemma.lower()
    rest = [i for i in core if i > head]
    if (
        rest
        and tokens[rest[0]].text.lower() == "of"
        and (lemma in partitive or tokens[head].upos in ("NUM", "DET", "PRON", "ADJ"))
    ):
        inner = [i for i in rest[1:] if tokens[i].upos in ("NOUN", "PROPN", "PRON")]
        if inner and not (
            lemma in ("coalition", "team", "list", "series") and not _is_plural(tokens[inner[0]], language)
        ):
            stop = next((i for i in rest[1:] if tokens[i].upos == "ADP"), rest[-1] + 1)
            inner = [i for i in inner if i < stop] or inner
            if tokens[inner[-1]].upos != "PRON":  # “**one** of them”, but “one of the **aides**”
                return inner[-1]
    return head


def _lemma(token: Token) -> str:
    lemma = token.lemma.lower()
    return lemma.removesuffix("'s")


def _is_plural(token: Token, language: Language) -> bool:
    lower = token.text.lower()
    looks = lower.endswith("s") or lower != token.lemma.lower()  # a tag alone may err: “one **planner**”
    if (token.xpos in ("NNS", "NNPS") and looks) or lower in language.words("grammar_plural"):
        return lower not in ("media", "data", "news")
    return (lower in language.words("group_names") and lower.endswith("s")) or lower in (
        "many", "some", "several", "few", "others", "most", "those", "these", "both", "all", "everyone", "everybody"
    )  # fmt: skip


def _kind(token: Token, lemma: str, plural: bool, language: Language) -> Kind:
    families = language.closed_class("collective_people")
    organizations = language.classes("organization_nouns")
    lower = token.text.lower()
    if not language.words("document_nouns").isdisjoint((lemma, lower, lower.removesuffix("s"))):
        return Kind.DOCUMENT
    if lower in language.words("group_names"):
        return Kind.GROUP if plural or lower.endswith(("s", "sh", "ch", "se")) else Kind.PERSON
    if (
        lemma in organizations
        or lower in organizations
        or (lower in language.words("organization_words") and token.upos == "PROPN")
    ):
        return Kind.ORGANIZATION
    if plural or lemma in families or (token.upos == "NUM" and lower not in ("one", "1")):
        return Kind.GROUP
    return Kind.PERSON if is_human(lemma, language) or token.upos == "PROPN" else Kind.UNKNOWN


def is_human(lemma: str, language: Language) -> bool:
    """Whether a noun says what a human being is or does: a listed one, or one formed like “forecaster”."""
    things = language.closed_class("things_formed_like_people")
    if (
        lemma in language.words("role_nouns")
        or lemma in language.words("vague_nouns")
        or lemma in language.words("group_names")
    ):
        return True
    last = lemma.rpartition("-")[2]
    if last != lemma and is_human(last, language):
        return True
    return lemma.endswith(_HUMAN_ENDINGS) and last not in things


_HUMAN_ENDINGS = ("er", "or", "ist", "ian", "man", "woman", "ee", "crat", "ant", "old", "one", "body")


def _level(
    document: Document,
    kind: Kind,
    lemma: str,
    head: int,
    core: list[int],
    inside: list[int],
    named: bool,
    named_by: bool,
) -> Level:
    """Named, described or vague, by the words of an unnamed source (see docs/anonymity.md)."""
    language = document.language
    unique = language.closed_class("unique_organizations")
    tokens = document.tokens
    if kind in (Kind.DOCUMENT, Kind.ORGANIZATION) and named and not _is_collective(tokens[head], kind, language):
        return Level.NAMED
    if kind is Kind.DOCUMENT and named_by:
        return Level.NAMED
    if kind is Kind.ORGANIZATION and " ".join(tokens[i].text.lower() for i in core).removeprefix("the ") in unique:
        return Level.NAMED
    lower = tokens[head].text.lower()
    vague = lemma in language.words("vague_nouns") or lower in language.words("vague_nouns")
    if not vague or kind in (Kind.DOCUMENT, Kind.ORGANIZATION):
        return Level.DESCRIBED
    before = [i for i in core if i < head and tokens[i].upos in ("ADJ", "NOUN", "PROPN", "VERB", "ADV")]
    empty = language.words("empty_modifiers") | language.words("seniority")
    if any(tokens[i].lemma.lower() not in empty and tokens[i].text.lower() not in empty for i in before):
        return Level.DESCRIBED
    telling = [i for i in core if i > head and tokens[i].upos == "PROPN"]
    place = next((tokens[i].text.lower() for i in core if i > head and tokens[i].upos == "ADP"), None)
    if place == "of" and any(tokens[i].text.lower() == "them" for i in core if i > head):
        return Level.DESCRIBED  # “some of them”: of those whom the text told of before
    if (
        telling
        and place in ("in", "at", "from", "inside", "within", "with", "on", "of")
        and not _knows(document, core, head)
    ):
        return Level.DESCRIBED
    return Level.VAGUE


def _knows(document: Document, core: list[int], head: int) -> bool:
    """“people **familiar with** …”, “a person **briefed on** …”: how they know, not who they are."""
    language = document.language
    after = {document.tokens[i].lemma.lower() for i in core if i > head}
    return bool(after & language.words("knowledge_words"))


def _is_collective(token: Token, kind: Kind, language: Language) -> bool:
    """“the U.S. **media**”, “Texas **schools**”: a place in front of many makes no name."""
    collective = language.closed_class("collective_organizations")
    if kind is not Kind.ORGANIZATION:
        return False
    return token.lemma.lower() in collective or token.text.lower() in collective or token.xpos == "NNS"


def count_at(document: Document, core: Iterable[int], head: int) -> int | None:
    """The token that says how many: “**two** port officials”."""
    language = document.language
    numbers = language.closed_class("numerals")
    for i in core:
        token = document.tokens[i]
        lower = token.text.lower()
        if i < head and (lower in numbers or (lower.isdecimal() and len(lower) < 4 and token.upos == "NUM")):
            return i
    return None


def _number(document: Document, core: list[int], head: int, plural: bool) -> int | None:
    """How many people, where the phrase says so."""
    language = document.language
    numbers = language.closed_class("numerals")
    at = count_at(document, core, head)
    if at is None:
        return None if plural else 1
    lower = document.tokens[at].text.lower()
    return numbers[lower] if lower in numbers else int(lower)
