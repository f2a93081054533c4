"""A source phrase taken apart: pronoun, name or description, what kind of speaker, and what is said of it."""

from collections.abc import Collection, Iterator, Sequence
from enum import Enum
from functools import partial
from itertools import dropwhile, pairwise, takewhile

from attrs import field

from quoteattr.language import Language
from quoteattr.language.people import is_human as is_human
from quoteattr.language.people import is_role_of_two
from quoteattr.language.wordings import any_of
from quoteattr.records import Kind, Level
from quoteattr.runtime.values import value
from quoteattr.speakers.names.kinds import (
    is_field_of_role,
    noun_with_hyphens,
    role_ending_at,
    says_of_itself,
    unparted,
)
from quoteattr.speakers.names.name import Name, is_given_name, is_in_full
from quoteattr.text.document import Document, Token
from quoteattr.text.tree import SUBJECTS, is_time, noun_phrase


class Form(Enum):
    """How a phrase refers."""

    PRONOUN = "pronoun"
    NAME = "name"
    DESCRIPTION = "description"


@value
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
    inside = _without_asides(document, _with_whole_name(names, tokens_between(document, head, start, end)))
    content = [i for i in inside if tokens[i].upos not in ("PUNCT", "CCONJ")]
    if len(content) == 1 and content[0] not in names and _is_pronoun(document, content[0]):
        return pronoun(tokens[content[0]], start, end, document.language)
    if content and tokens[content[0]].is_relative and content[0] not in names:
        return pronoun(tokens[content[0]], start, end, document.language)  # “**who** in 2010 said”
    core = _core(document, names, inside)
    if (own := _own_group(document, core, head)) > core[-1]:
        return take_apart(document, names, head, tokens[own].start, end)
    if len(core) == 1 and core[0] not in names and tokens[core[0]].lower in document.language.closed_class("personal"):
        return pronoun(tokens[core[0]], start, end, document.language)  # “**he** — a socialist, a feminist —”
    together = _named_together(document, names, _without_time(document, inside, core), core)
    if together:
        label = " and ".join(n.text for n in together)
        kind = Kind.ORGANIZATION if all(n.kind is Kind.ORGANIZATION for n in together) else Kind.GROUP
        return Phrase(
            start,
            end,
            head,
            form=Form.NAME,
            kind=kind,
            label=label,
            level=Level.NAMED,
            name=together[0],
            also=together[1:],
            plural=True,
            number=len(together),
            core=tuple(core),
        )
    if (
        name := _own_name(document, names, inside, core, head) or _behind(document, names, core, inside, head)
    ) is not None:
        return Phrase(
            start,
            end,
            head,
            form=Form.NAME,
            kind=name.kind,
            label=name.text,
            level=Level.NAMED,
            name=name,
            core=tuple(core),
        )
    if owner := _only_owner(document, core):
        return take_apart(document, names, owner[-1], tokens[owner[0]].start, tokens[owner[-1]].end)
    return _description(document, names, start, end, head, core, inside)


def tokens_between(document: Document, head: int, start: int, end: int) -> list[int]:
    """The tokens around a head that share a character with a stretch, across sentences too: “Mrs. | Clinton”."""
    tokens, first, last = document.tokens, head, head
    while first > 0 and tokens[first - 1].end > start:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].start < end:
        last += 1
    return list(range(first, last + 1))


def _with_whole_name(names: dict[int, Name], inside: list[int]) -> list[int]:
    """A source that ends in the middle of a person's name has all of it: “Seo Jae**-won**”."""
    name = names.get(inside[-1])
    return [*inside, *range(inside[-1] + 1, name.last)] if name is not None and name.kind is Kind.PERSON else inside


def _without_asides(document: Document, inside: list[int]) -> list[int]:
    """A source without what stands in brackets where its noun group goes on behind them: “Acme **(AC.N)** chief
    executive Dana Kowal”, “NCP **(SP)** leader Anil Basu”; not “Dana Kowal (R-Ohio), the senator”."""
    tokens, kept, opened = document.tokens, list[int](), -1
    if not any(tokens[i].text == "(" for i in inside):
        return inside
    for place, i in enumerate(inside):
        kept.append(i)
        if tokens[i].text == "(" and len(kept) > 1:
            opened = len(kept) - 1
        elif tokens[i].text == ")" and opened >= 0:
            behind = inside[place + 1 : place + 2]
            if behind and tokens[behind[0]].upos in ("NOUN", "PROPN", "ADJ"):
                del kept[opened:]
            opened = -1
    return kept


def _is_pronoun(document: Document, i: int) -> bool:
    """“**he** said”; “**One** would say”, which counts nobody, but not “**One** said”, whatever the tagger says."""
    token, behind = document.tokens[i], document.tokens[i + 1 : i + 2]
    if token.lower in document.language.closed_class("one") and behind:
        return behind[0].is_modal or (token.upos == "PRON" and not behind[0].has("past"))
    return token.upos == "PRON"


def pronoun(token: Token, start: int, end: int, language: Language) -> Phrase:
    """The phrase that is a pronoun alone."""
    lemma = token.text.lower()
    plural = lemma in language.closed_class("plural_pronouns")
    return Phrase(
        start,
        end,
        token.i,
        form=Form.PRONOUN,
        kind=Kind.UNKNOWN,
        label=token.text,
        lemma=lemma,
        plural=plural,
        definite=True,
        core=(token.i,),
    )


def _core(document: Document, names: dict[int, Name], inside: list[int]) -> list[int]:
    """The phrase up to its first comma, bracket, relative clause or participle: “a senior aide **to the
    mayor**” stays, “who asked not to be named” goes."""
    tokens = document.tokens
    core: list[int] = []
    for i in inside:
        if tokens[i].text == "," and all(tokens[j].upos == "ADV" for j in core):
            core = []  # “**perhaps,** two officials”
            continue
        stops = _stops_phrase(document, names, i, inside) if core else _is_stop(document, i)
        inner = i in names and names[i].first < i  # “Kwon Jae-**won**”
        if core and (stops or _opens_clause(document, names, i) or (not inner and _is_predicate(document, i, inside))):
            break
        if not stops:
            core.append(i)
    core = _without_exception(document, core)
    return _without_edges(document, names, core) or core or inside


def _is_stop(document: Document, i: int) -> bool:
    """A comma, bracket or dash, or a hyphen behind a space."""
    token = document.tokens[i]
    return token.text in _STOPS or (token.text == "-" and token.start > document.tokens[i - 1].end)


def _stops_phrase(document: Document, names: dict[int, Name], i: int, inside: list[int]) -> bool:
    """Whether a mark ends a phrase: not a comma between adjectives, nor within the place where somebody sits."""
    if document.tokens[i].text != ",":
        return _is_stop(document, i)
    is_within = _is_within_seat(document, i) or _is_beside_state(document, names, i, inside)
    is_within |= _is_within_complement(document, names, i, inside)
    return (i - 1 in names or not _parts_adjectives(document, i, inside)) and not is_within


def _opens_clause(document: Document, names: dict[int, Name], i: int) -> bool:
    """Whether a token that is in no name begins a clause or an apposition."""
    if i in names:
        return False
    token = document.tokens[i]
    opens = not _RELATIVE.isdisjoint(token.traits) or (token.upos == "SCONJ" and _opens_content(document, i))
    return opens or (i - 1 in names and (_opens_bare_clause(document, i) or _opens_apposition(document, names, i)))


def _opens_content(document: Document, i: int) -> bool:
    """“a statement **that** the plant was safe”: what is said in it, no part of what it is."""
    token = document.tokens[i]
    is_marker = token.relation == "mark" and document.tokens[i - 1].upos == "NOUN"
    return is_marker and token.lower in document.language.closed_class("clause_openers")


def _without_exception(document: Document, core: list[int]) -> list[int]:
    """“**everyone** but Ruiz”: who is not meant; of “nobody but Ruiz” she is."""
    tokens, classes = document.tokens, document.language.closed_class
    is_all = len(core) > 1 and tokens[core[0]].lower in classes("words_for_everybody")
    return core[:1] if is_all and tokens[core[1]].lower in classes("excepting") else core


def _is_within_seat(document: Document, i: int) -> bool:
    """“Raleigh**,** N.C.-based Salix”: the comma within the place where somebody sits."""
    behind, seated = document.tokens[i + 1 : i + _SEAT], document.language.closed_class("seated")
    place = takewhile(lambda token: token.upos in ("PROPN", "PUNCT") and token.text != ",", behind)
    ends = max((token.i + 1 for token in place if token.text == "-"), default=-1)
    return 0 <= ends < len(document.tokens) and document.tokens[ends].lower in seated


def _is_beside_state(document: Document, names: dict[int, Name], i: int, inside: list[int]) -> bool:
    """“a Raleigh**,** N.C.**,** lawyer”: the commas around the state of a town in front of a noun; not “officials in
    Salem, Ore., said”."""
    tokens = document.tokens
    state = names.get(i - 1 - (tokens[i - 1].text == "."))
    opening = i if _is_before_state(document, names, i) else state.first - 1 if state is not None else -1
    if opening < 1 or tokens[opening].text != "," or not _is_before_state(document, names, opening):
        return False
    town, closing = names[opening - 1], names[opening + 1].last
    closing += tokens[closing].text == "." and closing + 1 < len(tokens)
    behind = closing + 1
    is_of = town.first > inside[0] and tokens[town.first - 1].upos == "ADP"
    if tokens[closing].text != "," or behind not in inside:
        return False
    is_title = tokens[behind].lower in document.language.words("role_nouns")  # “Salem, Ore., **Mayor** Dana Hill”
    return (is_title or tokens[behind].upos in ("NOUN", "ADJ")) and not is_of and i in (opening, closing)


def _is_within_complement(document: Document, names: dict[int, Name], i: int, inside: list[int]) -> bool:
    """“the editors of the Lancet**,** Nature and Science”: the comma between those of whom somebody is, which an “and”
    ends; not “firms from Ohio, Acme and Brixly”, which the parse does not join."""
    before, behind = names.get(i - 1), names.get(i + 1)
    if before is None or behind is None or behind.kind is Kind.PERSON or before.place is not behind.place:
        return False
    tokens, joints = document.tokens, document.language.closed_class("joints_of_lists")
    joined = any(tokens[j].relation == "conj" and tokens[j].head in names for j in range(behind.first, behind.last))
    is_of = any(tokens[j].upos == "ADP" and j not in names for j in inside if j < before.first)
    ends = (j for j in inside if j >= behind.last and tokens[j].lower in joints)
    return joined and is_of and any(j + 1 in names or j + 2 in names for j in ends)  # “and **the** Times”


def _is_before_state(document: Document, names: dict[int, Name], comma: int) -> bool:
    """“Salem**,** Ore.”, whatever the tagger takes the town for"""
    state = names.get(comma + 1)
    known = document.language.classes("states")
    return comma - 1 in names and state is not None and state.text.lower().rstrip(".") in known


_SEAT = 5  # tokens of a place's name, with its hyphen
_RELATIVE = frozenset({"relative", "relative_possessive"})
_STOPS = frozenset({",", "(", "[", "--", "—", "–", ";", ":"})


def _opens_bare_clause(document: Document, i: int) -> bool:
    """“the Ortiz **we** all knew”: a clause about a name, without a pronoun that opens it."""
    token = document.tokens[i]
    return token.relation == "nsubj" and token.lower in document.language.closed_class("subjects")


def _opens_apposition(document: Document, names: dict[int, Name], i: int) -> bool:
    """“Dana Kowal **a strategist for Acme**, said”: what somebody is, without the comma."""
    before = names[i - 1]
    ends = before.kind is Kind.PERSON and before.last == i
    return ends and document.tokens[i].lower in document.language.closed_class("indefinite_articles")


def _without_time(document: Document, inside: list[int], core: list[int]) -> list[int]:
    """“Ohio and Utah (**this year**)”"""
    place = inside.index(core[-1]) + 1 if core[-1] in inside else len(inside)
    tail = inside[place:]
    return inside[:place] if tail and is_time(document, document.tokens[tail[-1]]) else inside


def _parts_adjectives(document: Document, i: int, inside: list[int]) -> bool:
    """“a framed**,** handwritten note”, “a $90 million**,** long plan”: what stands before the comma is said of what
    stands behind it."""
    tokens = document.tokens
    at = tokens[i - 1]
    while inside[0] <= at.head < i and at.relation in _MODIFIERS:
        at = tokens[at.head]
    if at.upos == "SYM":  # “Ruiz's **$90 million**, long plan”, whose verb the parse gives both
        return any(tokens[j].head == at.head and tokens[j].relation == at.relation for j in inside if j > i)
    return (i < at.head <= inside[-1] and at.relation in _MODIFIERS) or _are_adjectives(tokens, i, inside)


def _are_adjectives(tokens: Sequence[Token], i: int, inside: list[int]) -> bool:
    """“a fair**,** careful and honest judge”: adjectives before a comma, and behind it up to a noun, whatever the parse
    hangs them on."""
    behind = list(takewhile(lambda j: tokens[j].upos in _BEFORE_NOUN, (j for j in inside if j > i)))
    noun = behind[-1] + 1 if behind else i
    adjectives = tokens[i - 1].upos == "ADJ" and bool(behind) and tokens[behind[-1]].upos == "ADJ"
    return adjectives and noun in inside and tokens[noun].upos == "NOUN" and tokens[i - 2].upos in _OPENING


_BEFORE_NOUN = frozenset({"ADJ", "ADV", "CCONJ", "PUNCT"})
_OPENING = frozenset({"DET", "ADV", "NUM", "PRON", "ADJ"})  # what may stand before the first of several adjectives
_MODIFIERS = frozenset({"amod", "nummod", "compound"})


def _without_edges(document: Document, names: dict[int, Name], core: list[int]) -> list[int]:
    """The phrase without the preposition that it may begin with, and without what ends it and only says how or when:
    “(among) **retailers**”, “**The Wrap's report** (on Tuesday)”, “**the British royal** (blankly)”."""
    tokens = document.tokens
    first, last = int(_only_stresses(document, core)), len(core)
    while first < last and _only_joins(document, tokens[core[first]]):
        first += 1
    if last - first > 1 and tokens[core[last - 1]].lower in document.language.closed_class("pronouns_that_speak"):
        last -= 1  # “a study (she published)”
        last -= last - first > 1 and tokens[core[last - 1]].upos == "CCONJ"  # “Tom Hale (and she)”
    if last - first > 1 and _is_where_outlets_appear(document, names, core[last - 1]):
        last -= 1  # “Newsday (online)”
    if last - first > 1 and tokens[core[last - 1]].lower in document.language.closed_class("reflexives"):
        last -= 1  # “Ruiz (herself)”
    if last - first > 1 and _joins_behind_name(document, names, core[last - 1]):
        last -= 1  # “(attacked by) Ruiz (for)”
    if _is_time_behind_name(document, names, core[first:last]):
        last -= 2  # “Ohio and Utah (this year)”
    while first + 1 < last and core[last - 1] not in names and _is_beside(document, tokens[core[last - 1]]):
        time = core[last - 1]
        before = tokens[core[last - 2]]
        is_now = before.lower in document.language.closed_class("determiners_of_now")  # “a bill (this month)”
        if (before.upos == "DET" and not is_now) or not any(tokens[i].upos in _NOUNS for i in core[first : last - 1]):
            break  # “a **second** (said)”, “leaked **minutes** (say)”
        last -= 1
        while first + 1 < last and tokens[core[last - 1]].head == time:
            last -= 1
    return core[first:last]


def _is_where_outlets_appear(document: Document, names: dict[int, Name], i: int) -> bool:
    """Whether a word behind the name of an outlet says that it is read on the net."""
    return i - 1 in names and i not in names and document.tokens[i].lower in document.language.closed_class("online")


_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


def _is_time_behind_name(document: Document, names: dict[int, Name], core: list[int]) -> bool:
    """Whether a phrase ends in a time of two words right behind a name: “Utah **this year**”."""
    if len(core) < 1 + _TIME or core[-1] in names or not is_time(document, document.tokens[core[-1]]):
        return False
    name, which = names.get(core[-1] - _TIME), document.tokens[core[-1] - 1]
    return name is not None and name.last == which.i and which.upos in ("DET", "ADJ")


_TIME = 2  # words of “this year”


def _joins_behind_name(document: Document, names: dict[int, Name], i: int) -> bool:
    """Whether a preposition stands behind somebody's name: it is of what comes next."""
    name = names.get(i - 1)
    ends = name is not None and name.kind is Kind.PERSON and name.last == i
    return ends and i not in names and document.tokens[i].upos in ("ADP", "SCONJ")


def _only_stresses(document: Document, core: list[int]) -> bool:
    """“(**especially** among) young men”, “(**even**) his own aides”, “(**usually**) the nurses”: an adverb before what
    a phrase is; not of “only three economists”."""
    if len(core) < 2:
        return False
    first, second, classes = document.tokens[core[0]], document.tokens[core[1]], document.language.closed_class
    if first.upos == "ADV" and second.lower in classes("the"):
        return True
    return first.lower in classes("stresses") and (second.upos in _STRESSED or _only_joins(document, second))


_STRESSED = ("NOUN", "PROPN", "ADJ", "PRON", "DET")


def _only_joins(document: Document, token: Token) -> bool:
    """The first word of “**from** the president”; not of “**at** least four senators”."""
    if (token.relation == "case" and token.upos == "VERB") or (token.relation == "fixed" and token.upos == "ADP"):
        return True  # “**according to** a new poll”
    if token.upos == "SCONJ" and token.relation == "mark":
        return True  # “**While** port officials (say)”
    governor = document.tokens[token.head].upos if token.head >= 0 else ""
    return token.upos in ("ADP", "SCONJ", "CCONJ") and governor in ("NOUN", "PROPN", "PRON", "NUM", "SYM")


def _is_beside(document: Document, token: Token) -> bool:
    """An adverb or a bare time."""
    is_share = token.lemma.lower() in document.language.closed_class("collective_people")  # “just over a **quarter**”
    is_when = token.relation in ("obl", "nmod", "advmod", "flat") and is_time(document, token) and not is_share
    return is_when or (token.upos == "ADV" and token.deprel not in SUBJECTS)


_BECOME = ("NOUN", "ADJ", "PROPN")


def _is_in_role(document: Document, i: int) -> bool:
    """“Bears **running** back Al Hill”, “Harlow Police **Acting** Superintendent Ana Ruiz”, whatever the parse says."""
    token, language = document.tokens[i], document.language
    behind = document.tokens[i + 1].lower if i + 1 < len(document.tokens) else ""
    is_rank = token.text[0].isupper() and token.lower in language.closed_class("ranks_for_now")
    return is_rank or is_role_of_two(token.lower, behind, language)


def _is_predicate(document: Document, i: int, inside: list[int]) -> bool:
    """A verb that begins a clause, not one that stands for a noun: “her **thinking**”, “tax **returns**”."""
    language = document.language
    token = document.tokens[i]
    if token.upos not in ("VERB", "AUX") or token.relation == "amod" or _is_joined_adjective(document, token):
        return False
    if _is_in_role(document, i):
        return False
    before = document.tokens[i - 1]
    if before.text == "-" and before.end == token.start:
        return False  # “the state-**run** agency”
    if token.lower in language.closed_class("become") and i + 1 in inside and document.tokens[i + 1].upos in _BECOME:
        return False  # “the actor **turned** politician”
    may_know = token.is_participle or token.is_gerund or token.has("adjective") or token.relation == "acl"
    may_know |= i + 1 in inside and document.tokens[i + 1].upos == "ADP"  # “three people **briefed** on it”
    if may_know and token.lemma.lower() in language.words("knowledge_words"):
        return False
    if token.is_gerund and (before.has("before_noun") or before.upos == "ADJ"):
        return False
    return not (i == inside[-1] and token.has("third") and before.upos == "NOUN")


def _is_joined_adjective(document: Document, token: Token) -> bool:
    """“a large and **growing** majority”: with an adjective before the noun that both stand by."""
    first = document.tokens[token.head]
    return token.relation == "conj" and first.relation == "amod" and first.i < token.i < first.head


def _own_name(document: Document, names: dict[int, Name], inside: list[int], core: list[int], head: int) -> Name | None:
    """The name of the one who speaks: at the end of the first noun group, or in apposition to it."""
    tokens, language = document.tokens, document.language
    group = _first_group(document, names, core)
    if not group or _is_beside_another(document, names, group):
        return None
    name = _heading(document, names, core, head) or _of_body(document, names, core, group)
    if (name := name or _outlet_in_front(document, names, group)) is not None:
        return name
    ends = tokens[group[-1]]
    last = names.get(ends.i)
    is_somebodys = last is not None and last.kind is Kind.PERSON
    if not is_somebodys and is_human(_lemma(ends), language) and (behind := _behind_role(document, names, core)):
        return behind  # “Ohio **Secretary** of State Dana Hill”
    if last is not None and last.kind is not Kind.UNKNOWN and ends.i == last.last - 1:
        return None if _is_any(tokens[group[0]], last, language) or are_class(document, last) else last
    if last is not None:
        return last if last.kind is Kind.UNKNOWN and ends.upos == "PROPN" else None
    return _name_beside(document, names, inside, core, group)


def _name_beside(
    document: Document, names: dict[int, Name], inside: list[int], core: list[int], group: list[int]
) -> Name | None:
    """The name in apposition to the noun that ends a group, or that the noun calls somebody by."""
    tokens, language, ends = document.tokens, document.language, document.tokens[group[-1]]
    following = [i for i in inside if i > core[-1]]
    if is_one_of_several(document, core):
        return _apposed(document, names, following, _WHOEVER) or _called_beside(document, names, following)
    if _is_plural(ends, language):
        return _firm_behind(document, names, ends, following)
    noun = next((i for i in reversed(group) if tokens[i].upos == "NOUN"), ends.i)
    called = called_by(document, names, noun, noun)
    if called is None and core[-1] != noun:
        called = called_by(document, names, noun, core[-1])
    if not following:
        return called
    apposed = called or _apposed(document, names, following, _kinds_behind(ends, language))
    if apposed is not None and called is None and _is_of_complement(document, core, apposed):
        return None
    return apposed or _called_beside(document, names, following)


def _is_of_complement(document: Document, core: list[int], name: Name) -> bool:
    """“A spokesman for the company, **Verane**, said”: one word, no given name, behind what a firm is is what it is
    called; “a person close to the founder, **Neil Parry**, said”: who has no name to be told has not that one's."""
    tokens, language = document.tokens, document.language
    first = next((i for n, i in enumerate(core) if n and tokens[i].upos == "ADP"), None)
    if first is not None and name.first == core[-1] + 2 and is_human(_lemma(tokens[core[-1]]), language):
        unnamed = language.closed_class("those_without_names")
        is_any = any(tokens[i].lower in unnamed for i in core if i < first)
        return is_any or _is_firm_of(document, first, core[-1], name)
    is_one = name.kind is Kind.PERSON and len(name.words) == 1 and name.title is None and name.first == core[-1] + 2
    if not is_one or first is None or is_given_name(name.words[0], language):
        return False
    is_the = tokens[first + 1].lower in language.closed_class("the")
    return is_the and _lemma(tokens[core[-1]]) in language.classes("organization_nouns")


def _is_firm_of(document: Document, first: int, noun: int, name: Name) -> bool:
    """“An employee of **the contractor, Tessellate**, said”: one word that is no given name, behind what a firm may
    be."""
    tokens, language = document.tokens, document.language
    may_be_firm = _lemma(tokens[noun]) in language.closed_class("roles_of_firms") and name.title is None
    is_the = tokens[first + 1].lower in language.closed_class("the")
    return may_be_firm and is_the and len(name.words) == 1 and not is_given_name(name.words[0], language)


def _is_beside_another(document: Document, names: dict[int, Name], group: list[int]) -> bool:
    """“**the army** and the rebel Front”, “**the mayor** and Harlow Mills”: somebody without a name beside whoever is
    named behind an “and” at the end; not “the founder and president of Acme”, “the president and chief Dana Kowal”."""
    tokens, name, joints = document.tokens, names.get(group[-1]), document.language.closed_class("and")
    if name is None or name.last - 1 != group[-1]:
        return False
    joint = next((i for i in group if tokens[i].lower in joints and i not in names), -1)
    if not group[0] < joint < name.first:
        return False
    before = tokens[joint - 1]
    has_title = name.title is not None and not is_human(
        _lemma(before), document.language
    )  # “president and **CEO** Hale”
    is_apart = tokens[joint + 1].upos == "DET" or name.first - has_title == joint + 1
    is_noun = before.upos == "NOUN" and joint - 1 not in names and before.relation not in _MODIFIERS
    return is_noun and is_apart and not any(i in names for i in group if i < joint)


def _kind_beside(document: Document, names: dict[int, Name], core: list[int]) -> Kind:
    """“**the army** and **the Front**” are organisations, “the mayor and Harlow Mills” a group of both kinds."""
    joint = next(i for i in core if document.tokens[i].lower in document.language.closed_class("and"))
    noun = document.tokens[joint - 1]
    kinds = {_kind(noun, _lemma(noun), False, document.language), names[core[-1]].kind}
    return Kind.ORGANIZATION if kinds == {Kind.ORGANIZATION} else Kind.GROUP


def _outlet_in_front(document: Document, names: dict[int, Name], group: list[int]) -> Name | None:
    """“the official **IRNA** news agency”, “**The Times** newspaper”; not “a Velora magazine”, “the Ohio newspaper”."""
    tokens, classes = document.tokens, document.language.closed_class
    outlets, first = classes("nouns_for_outlets"), tokens[group[0]].lower
    if tokens[group[-1]].lower not in outlets:
        return None
    nouns = list(takewhile(lambda i: tokens[i].lower in outlets, reversed(group)))  # not “Gannett newspapers”
    name = names.get(nouns[-1] - 1) if first not in classes("indefinite_articles") else None
    is_outlet = name is not None and name.kind is Kind.ORGANIZATION and not name.place and name.last == nouns[-1]
    return name if is_outlet else None


def is_one_of_several(document: Document, core: Sequence[int]) -> bool:
    """“**One of them**, Harlow Pharma,”, “**one of the insurers**, Lund Mutual,”: who is named behind may be anyone."""
    tokens, classes = document.tokens, document.language.closed_class
    return len(core) > 2 and tokens[core[0]].lower in classes("one") and tokens[core[1]].lower in classes("of")


_WHOEVER = frozenset({Kind.PERSON, Kind.ORGANIZATION})


def _firm_behind(document: Document, names: dict[int, Name], noun: Token, following: list[int]) -> Name | None:
    """“the publishers, **Harlow & Sons**,”: many by their noun, one by name."""
    if _lemma(noun) not in document.language.closed_class("roles_of_firms"):
        return None
    firm = _apposed(document, names, following, frozenset({Kind.ORGANIZATION}))
    if firm is None or any(token.upos == "CCONJ" for token in document.tokens[firm.last : firm.last + 1]):
        return None
    return firm


def _own_group(document: Document, core: list[int], head: int) -> int:
    """“Many of them wary of the plan, **the chief, Ruiz,** (said)”: where the group of a noun begins that the verb has
    as its subject, behind what only tells how things stood; -1 where there is none."""
    token, them = document.tokens[head], document.language.closed_class("them")
    if head <= core[-1] or token.upos != "NOUN" or token.deprel not in SUBJECTS:
        return -1
    if not any(document.tokens[i].lower in them for i in core):
        return -1
    return noun_phrase(document, head)[0]


def _behind(document: Document, names: dict[int, Name], core: list[int], inside: list[int], head: int) -> Name | None:
    """“in the primary that includes Texas, **Hill** (said)”: who is named where the phrase hangs on its verb, or ends
    behind a clause and a comma, whatever stands before."""
    tokens, name = document.tokens, names.get(head)
    if name is not None and name.kind is Kind.PERSON and head > core[-1]:
        return name
    last = names.get(inside[-1])
    if (
        last is None
        or last.kind is not Kind.PERSON
        or last.last - 1 != inside[-1]
        or tokens[last.first - 1].text != ","
    ):
        return None
    has_clause = any(tokens[i].is_finite for i in inside if core[-1] < i < last.first)
    return last if has_clause and last.first > core[-1] else None


def _only_owner(document: Document, core: list[int]) -> list[int]:
    """“**his** repeated (claims)”, “**Ruiz's** mind”: who has what is said, where the phrase has no other noun."""
    tokens, minds = document.tokens, document.language.closed_class("nouns_of_mind")
    if len(core) < 2:
        return []
    owner = next((i for i in core if tokens[i].deprel == "nmod:poss"), core[-1])
    behind = [i for i in core if i > owner and not tokens[i].is_genitive]
    has_mind = bool(behind) and tokens[behind[-1]].lemma.lower() in minds
    rest = behind[:-1] if has_mind else behind
    is_cut = tokens[owner].has("possessive") and owner == core[0]
    if not behind or not (has_mind or is_cut) or not all(_only_modifies(document, tokens[i]) for i in rest):
        return []
    owning = [i for i in noun_phrase(document, owner) if i in core and not tokens[i].is_genitive]
    return owning if owning[0] == core[0] else []


def _only_modifies(document: Document, token: Token) -> bool:
    return token.upos in ("ADJ", "VERB", "ADV", "NUM") or is_time(document, token)


def _first_group(document: Document, names: dict[int, Name], core: list[int]) -> list[int]:
    """A phrase up to its first preposition, if no hyphen holds that: “Editor-in-Chief”."""
    tokens = document.tokens
    stops = (
        n
        for n, i in enumerate(core)
        if n and tokens[i].upos == "ADP" and i not in names and tokens[i].start > tokens[i - 1].end
    )
    group = core[: next(stops, len(core))]
    while group and (tokens[group[-1]].is_genitive or tokens[group[-1]].upos == "PUNCT"):
        group = group[:-1]
    return group


def _apposed(document: Document, names: dict[int, Name], following: list[int], kinds: frozenset[Kind]) -> Name | None:
    """“his lawyer, **Mark MacDougall**”, “the airline, **Ryanair**”, “the owners, the Danish group **Havn**”: who
    is named behind the first comma or dash."""
    at = next((n for n, i in enumerate(following) if document.tokens[i].text in _PARTS), None)
    if at is None or goes_on_with_place(names, following[at]):
        return None
    return _name_at_end(document, names, following[at + 1 :], kinds)


def goes_on_with_place(names: dict[int, Name], comma: int) -> bool:
    """“in Salem**,** Ore.”: whether a comma stands between two places, the first in the second."""
    before, behind = names.get(comma - 1), names.get(comma + 1)
    return before is not None and before.place and behind is not None and behind.place


def _is_any(first: Token, name: Name, language: Language) -> bool:
    """“**an** outside **PAC**”: a kind of organisation that is written in capitals, and any of it."""
    return first.lower in language.closed_class("determiners_of_any") and _is_generic(name, language)


def are_class(document: Document, name: Name) -> bool:
    """“the House **Democrats**”, “the **Armenians** of Israel”: a class of people, whatever names stand beside it."""
    tokens, language = document.tokens, document.language
    is_complement = name.last - name.first > 1 and tokens[name.first + 1].upos == "ADP"
    noun = tokens[name.first] if is_complement else tokens[name.last - 1]
    plural = noun.has("plural_name") or noun.has("plural")
    is_class = noun.lower in language.words("group_names") or noun.lower.removesuffix("s") in language.words("demonyms")
    return name.kind is Kind.ORGANIZATION and plural and is_class


def _is_generic(name: Name | None, language: Language) -> bool:
    return name is not None and name.text.lower() in language.classes("organization_nouns")


def _is_prefixed(document: Document, i: int) -> bool:
    """“an **anti-Trump** group”: whom it is against is no name of it."""
    before = document.tokens[i - 1] if i else None
    return before is not None and before.text == "-" and before.end == document.tokens[i].start


def _kinds_behind(token: Token, language: Language) -> frozenset[Kind]:
    """Of what kind the names are that may stand in apposition to a noun: “the **owner**, Harbour Estates”; “**one** of
    them, Ruiz” or “Harlow Mills”."""
    kind = _kind(token, _lemma(token), False, language)
    if token.lower in language.closed_class("one_of_several"):
        return frozenset({Kind.PERSON, Kind.ORGANIZATION})
    if kind is Kind.ORGANIZATION:
        return frozenset({Kind.ORGANIZATION})
    classes = (language.closed_class(name) for name in ("roles_of_firms", "parts_in_contests"))
    may_be_firm = kind is Kind.UNKNOWN or any(_lemma(token) in members for members in classes)
    return frozenset({Kind.PERSON, Kind.ORGANIZATION} if may_be_firm else {Kind.PERSON})


def _heading(document: Document, names: dict[int, Name], core: list[int], head: int) -> Name | None:
    """“Hands off Our Harbour organiser **Kay Field**”: the person who ends the phrase and heads it."""
    name = names.get(head)
    if name is None or name.kind is not Kind.PERSON or name.last - 1 != core[-1] or name.first - 1 not in core:
        return None
    return name if document.tokens[name.first - 1].upos in ("NOUN", "PROPN", "ADJ") else None


def _of_body(document: Document, names: dict[int, Name], core: list[int], group: list[int]) -> Name | None:
    """“Fight for $15 organizing director **Kendall Moss**”: the person behind a role in what begins with a body's name,
    of which a preposition is a part; “Doctors Without Borders nurse **Kay Noel**”."""
    tokens, name = document.tokens, names.get(core[-1])
    if name is None or name.kind is not Kind.PERSON or name.last - 1 != core[-1]:
        return None
    if not is_in_full(name.words, document.language):
        return None
    joint = core[len(group)] if len(group) < len(core) else core[0]
    are_capital = tokens[joint].text[0].isupper() or all(tokens[i].upos == "PROPN" for i in group)
    are_capital |= _is_aim(document, core, group)
    own = [names.get(i) for i in group]
    is_somebody = any(n is not None and n.kind in (Kind.PERSON, Kind.GROUP) for n in own)
    is_role = name.first - 1 in core and is_human(_lemma(tokens[name.first - 1]), document.language)
    return name if joint > group[-1] and are_capital and is_role and not is_somebody else None


def _is_aim(document: Document, core: list[int], group: list[int]) -> bool:
    """“**Fight for** $15 organizing director Kendall Moss”: one bare noun in capitals that is nobody, and what for."""
    noun, language = document.tokens[group[0]], document.language
    is_bare = len(group) == 1 and noun.i == core[0] and noun.upos == "NOUN" and noun.text.istitle()
    is_nobody = (
        is_bare and not _is_plural(noun, language) and _kind(noun, _lemma(noun), False, language) is Kind.UNKNOWN
    )
    joint = document.tokens[core[1]].lower if len(core) > 1 else ""
    return is_nobody and joint in language.closed_class("joints_before_aims")


def _behind_role(document: Document, names: dict[int, Name], core: list[int]) -> Name | None:
    """“president of the region **Miguel Quezada**”: a name behind what the role is of, not behind a preposition."""
    name, language = names.get(core[-1]), document.language
    if name is None or name.kind is not Kind.PERSON or name.first - 1 not in core or name.last - 1 != core[-1]:
        return None
    before = document.tokens[name.first - 1]
    if (ends := _role_before_title(document, name, core)) is not None:
        before = ends
    if role_ending_at(document, before.i) < before.i:  # “Councilman At-Large **Dana Hill**”
        return name
    role = before.lemma.lower().rstrip(".")
    is_role = role in language.table("titles") or is_human(role, language)
    if is_role and is_field_of_role(document, before.i):  # “Israeli Minister of **Justice** Ida Moss”
        is_role = False
    if before.upos not in ("NOUN", "PROPN") or is_role:
        return None  # “an aide to **President** Obama”, “to **Mr.** Obama”
    return None if _has_role_within(document, core, before.i) else name


def _has_role_within(document: Document, core: list[int], end: int) -> bool:
    """“an ally of **Secretary** of State Dana Hill”: what a role is of is itself a role with a preposition."""
    tokens = document.tokens
    first = next((n for n, i in enumerate(core) if n and tokens[i].upos == "ADP"), len(core))
    bodies = document.language.classes("organization_nouns")  # “leader of the **opposition** in parliament Al Ford”
    return any(
        is_human(_lemma(tokens[i]), document.language) and _lemma(tokens[i]) not in bodies
        for i, behind in zip(core[first:], core[first + 1 :], strict=False)
        if behind <= end and tokens[behind].upos == "ADP"
    )


def _role_before_title(document: Document, name: Name, core: list[int]) -> Token | None:
    """“chief of **staff** General Duncan McNab”, “leader of the **council** Cllr Ann Rowe”: the end of a role that
    stands before a title, where one ends so; not “the head of the firm Mr. Hale founded”."""
    at = name.first - 2 - (document.tokens[name.first - 1].text == ".")
    classes = document.language.closed_class
    if name.title is None or at - 1 not in core:
        return None
    end, of, role = document.tokens[at], document.tokens[at - 1], document.tokens[at - 2]
    if of.lower in classes("the") and at - 2 in core:
        is_body = end.upos == "NOUN" and not is_human(_lemma(end), document.language)
        return end if is_body and role.lower in classes("of") and name.title not in classes("short_titles") else None
    is_end = end.lower in classes("ends_of_titles") and of.lower in classes("of")
    return end if is_end and role.lower in document.language.table("titles") else None


def called_by(document: Document, names: dict[int, Name], noun: int, i: int) -> Name | None:
    """“a driver **identified only as Lee**”, “a resident who goes by **Ace**”, “a firm called **Harlow**”: the noun,
    and the token behind which that is told."""
    if not any(j in names for j in range(i + 1, i + _AS_CALLED)):
        return None
    name_behind = any_of(document.language, "grants", "name behind", r"\G(?:{})\s++[“\"]?")
    match = name_behind.match(document.text, document.tokens[i].end)
    if match is None:
        return None
    tokens, behind = document.tokens, match.end()
    first = next((j for j in range(i + 1, min(i + _AS_CALLED - 1, len(tokens))) if tokens[j].start == behind), None)
    titles = document.language.table("titles")
    skipped = document.language.closed_class("the").keys() | titles.keys()  # “the Fox”, “Puan Siti”
    if first is not None and first + 1 < len(tokens) and tokens[first].lower.rstrip(".") in skipped:
        first += first not in names
    verb = tokens[tokens[noun].head] if first is not None and i < tokens[noun].head < first else None
    if (
        verb is not None
        and verb.upos == "VERB"
        and tokens[noun].deprel == "nsubj"
        and not _names_oneself(document, verb)
    ):
        return None  # “one nurse **called Ruiz** a fool”
    name = names.get(first) if first is not None else None
    if name is not None and _calls_it_something(document, name.last):
        return None
    kind = _kind(tokens[noun], _lemma(tokens[noun]), False, document.language)
    is_other = name is not None and name.kind is Kind.PERSON and kind in (Kind.ORGANIZATION, Kind.DOCUMENT)
    return None if is_other else name  # “according to local media, the man, nicknamed **Abz**”


_AS_CALLED = 15  # tokens from the noun to the name, at most


def _names_oneself(document: Document, verb: Token) -> bool:
    """“she **asked** to be called Renee”, “he **gives** his name as Radek”; not “she **called** Ruiz”."""
    return verb.lemma.lower() not in document.language.closed_class("verbs_of_calling")


def _calls_it_something(document: Document, i: int) -> bool:
    """“a reporter nicknamed Tom Lund **the ghost** of York”: what a name is called behind it; not “called Lee **the
    Fox**”, in capitals."""
    behind = document.tokens[i : i + 2]
    has_article = len(behind) > 1 and behind[0].lower in document.language.closed_class("articles")
    return has_article and behind[0].text.islower() and behind[1].text.islower()


def _called_beside(document: Document, names: dict[int, Name], following: list[int]) -> Name | None:
    """“One of them, a nurse **identified only as Lee**, said”: what somebody is called behind the noun of an
    apposition."""
    tokens = document.tokens
    comma = next((n for n, i in enumerate(following) if tokens[i].text in _PARTS), len(following))
    nouns = (i for i, j in pairwise(following[comma:]) if tokens[i].upos == "NOUN" and tokens[j].upos not in _IN_NOUNS)
    noun = next(nouns, None)
    return None if noun is None else called_by(document, names, noun, noun)


_IN_NOUNS = ("NOUN", "PROPN", "PUNCT")


def _name_at_end(document: Document, names: dict[int, Name], group: list[int], kinds: frozenset[Kind]) -> Name | None:
    """“his running mate, **Indiana Gov. Mike Pence**,”: who is named at the end of a noun group."""
    for n, i in enumerate(group):
        token = document.tokens[i]
        name = names.get(i)
        if name is not None and name.kind in kinds and name.first == i:
            ends = name.last - 1
            behind = document.tokens[ends + 1].text if ends + 1 < len(document.tokens) else "."
            if name.kind is Kind.ORGANIZATION and _goes_on_behind(document, ends, group):
                continue
            return name if ends == group[-1] or behind in (",", "(", "--", "—", ".", "of") or n == 0 else None
        owns = n == 0 and token.deprel == "nmod:poss"  # “the other man, **his** cousin James York,”
        if token.upos not in ("PROPN", "NOUN", "ADJ", "PART", "NUM", "DET") and not owns and not _is_verbal(token):
            return None
    return None


def _goes_on_behind(document: Document, i: int, group: list[int]) -> bool:
    """“**Acme** chief Dana Kowal”, “**Acme's** Dana Kowal”: a firm before what it has."""
    behind = document.tokens[i + 1 : i + 2] if i + 1 in group else []
    return any(token.is_genitive or token.upos in ("NOUN", "PROPN") for token in behind)


def _is_verbal(token: Token) -> bool:
    """“a **leading** lawyer”, “a **retired** judge”"""
    return token.is_gerund or token.is_participle


def _named_together(document: Document, names: dict[int, Name], inside: list[int], core: list[int]) -> tuple[Name, ...]:
    """“**Obama, Ruiz and Clinton**”, “two voters, **Al Ford and Jo Lund**”: several people or organisations by name."""
    if len({id(names[i]) for i in inside if i in names}) < 2:
        return ()
    together = _listed(document, names, inside) or _listed_with_asides(document, names, inside)
    group = _first_group(document, names, core)
    are_many = bool(group) and _is_plural(document.tokens[group[-1]], document.language)
    if not together and are_many and not _may_tell_of_others(document, core):
        behind = [i for i in inside if i > core[-1]]
        begins = next((n for n, i in enumerate(behind, start=1) if document.tokens[i].text in _PARTS), 0)
        together = _listed(document, names, behind[begins:]) if begins else ()
    return together


def _may_tell_of_others(document: Document, core: list[int]) -> bool:
    """“advisers **to two men**: Ford and Lund”; not “the candidates **at the debate**: Ford and Lund”."""
    begins = next((n for n, i in enumerate(core) if n and document.tokens[i].upos == "ADP"), len(core))
    return any(_is_plural(document.tokens[i], document.language) for i in core[begins:])


def _listed(document: Document, names: dict[int, Name], group: list[int]) -> tuple[Name, ...]:
    """The names of a list, its last one behind an “and”; or of a mere row of people, as headlines have them."""
    of_lists, parts = document.language.closed_class("joints_of_lists"), list(_parted(document, names, group))
    found: list[Name] = []
    joined = False
    before = ""
    for part, joint in parts:
        name = _only_name(document, names, part)
        if name is None and (part or not joint):
            break
        if joined and part and before not in of_lists:
            continue  # “Ruiz and Ford of Calder, **Ohio**”: what stands behind the last of a list
        joined |= name is not None and before in of_lists and bool(found)
        found += [name] if name is not None else []
        before = joint if part or joint in of_lists else before
    is_row = len(found) == len(parts) == 2 and all(name.kind is Kind.PERSON for name in found)
    if len(found) < 2 or not (joined or is_row) or (before in of_lists and len(found) < sum(bool(p) for p, _ in parts)):
        return ()
    return tuple(found)


def _listed_with_asides(document: Document, names: dict[int, Name], group: list[int]) -> tuple[Name, ...]:
    """The people of a list, each with what is said of them: “**Tom Hale**, 52, and **Ann Tate**, a nurse”,
    “**Hale** and his wife, **Ann**”, “the mayor, **Tom Hale**, and his deputy, **Ann Tate**”; not “Tom Hale, a friend
    of Ford and Tate”."""
    of_lists, possessives = (
        document.language.closed_class("joints_of_lists"),
        document.language.closed_class("possessives"),
    )
    found: list[Name] = []
    joined = behind_joint = within = False
    for part, joint in _parted(document, names, group):
        if within and part:
            return ()  # “Hale, who knew Ford, **Tate** and Lund”
        within = bool(part) and joint not in of_lists and _ends_in_name(document, names, part)
        owned = bool(part) and document.tokens[part[0]].lower in possessives
        name = _only_name(document, names, part[owned:])
        if name is not None and name.kind is Kind.PERSON:
            found.append(name)
            joined |= behind_joint and len(found) > 1
            behind_joint = joint in of_lists
        elif part and (joint in of_lists or not _is_aside(document, part) or not (found or _leads_to(document, part))):
            return ()
        else:
            behind_joint |= joint in of_lists
    return tuple(found) if joined else ()


def _leads_to(document: Document, part: list[int]) -> bool:
    """“**the mayor**, Tom Hale, and his deputy, Ann Tate”: what the first of a list is, in front of the name."""
    noun = document.tokens[part[-1]]
    return noun.upos == "NOUN" and not noun.has("plural") and is_human(_lemma(noun), document.language)


def _ends_in_name(document: Document, names: dict[int, Name], part: list[int]) -> bool:
    """“**who knew Ford**, Tate and Lund”: a clause that ends in a name, behind which a list may go on in it."""
    name = names.get(part[-1])
    return name is not None and not name.place and not _RELATIVE.isdisjoint(document.tokens[part[0]].traits)


def _is_aside(document: Document, part: list[int]) -> bool:
    """“**52**”, “**a nurse** from Ohio”, “**his wife**”, “**whose** son was hurt”: what is said of one before it."""
    opens, classes = document.tokens[part[0]], document.language.closed_class
    is_noun = opens.lower in classes("articles") or opens.lower in classes("possessives")
    is_age = len(part) == 1 and opens.upos == "NUM"
    is_noun |= _leads_to(document, part) and not any(document.tokens[i].upos == "VERB" for i in part)
    return is_age or is_noun or not _RELATIVE.isdisjoint(opens.traits) or is_human(_lemma(opens), document.language)


def _parted(document: Document, names: dict[int, Name], group: list[int]) -> Iterator[tuple[list[int], str]]:
    """The parts of a list, each with the comma or the “and” behind it; the last one with nothing."""
    of_lists, part = document.language.closed_class("joints_of_lists"), list[int]()
    for i in group:
        token = document.tokens[i]
        if i not in names and (token.text in _PARTS or token.lower in of_lists):
            yield part, token.lower
            part = []
        else:
            part.append(i)
    yield part, ""


_PARTS = frozenset({",", "--", "—", "–"})


def _only_name(document: Document, names: dict[int, Name], part: list[int]) -> Name | None:
    """The name that a part of a list ends in, with nothing but titles, roles and owners before it; a person may be “of
    Texas”."""
    tokens, all_of_them = document.tokens, document.language.closed_class("words_for_all")
    opening = next(
        (n for n, i in enumerate(part) if n and (tokens[i].text == "(" or _is_from(document, names, part[n - 1], i))),
        len(part),
    )
    part = part[:opening]
    while part and (tokens[part[-1]].is_genitive or tokens[part[-1]].text.lower() in all_of_them):
        part = part[:-1]
    if part and _opens_more(tokens[part[0]], document.language):  # “**both** Reuters and AP”
        part = part[1:]
    if part and (outlet := _outlet_in_front(document, names, part)) is not None:
        return outlet
    name = names.get(part[-1]) if part else None
    if name is None or name.kind is Kind.UNKNOWN or name.last - 1 != part[-1]:
        return None
    if name.words[-1].lower().rstrip(".") in document.language.table("titles"):  # “Ohio **Gov.** and candidate Al Ford”
        return None
    return name if all(i in names or _may_lead_to_name(document, names, i) for i in part) else None


def _may_lead_to_name(document: Document, names: dict[int, Name], i: int) -> bool:
    """“**former Ohio governor** Al Ford”, “Secretary **of** State Al Ford”, “**retired** surgeon Al Ford”; not “wife
    **of** Police Chief Al Ford”."""
    token, ends = document.tokens[i], document.language.closed_class("ends_of_titles")
    is_of = token.upos == "ADP" and document.tokens[i + 1].lower in ends and i + 2 in names
    return is_of or token.upos in _BEFORE_NAMES or (token.is_participle and token.relation == "amod")


def _opens_more(token: Token, language: Language) -> bool:
    """“**both** Ruiz and Ford”, “Ruiz, along **with** Ford”"""
    return token.lower in language.closed_class("words_for_all") or token.lower in language.closed_class("behind_along")


def _is_from(document: Document, names: dict[int, Name], before: int, i: int) -> bool:
    """The “of” of “Al Ford **of** Texas”; not “a Ford **delegate** from Texas”."""
    name, place = names.get(before), names.get(i + 1) or names.get(i + 2)
    person = name is not None and name.kind is Kind.PERSON and name.last == i
    is_of = document.tokens[i].upos == "ADP" and i not in names
    return person and is_of and place is not None and place.kind is Kind.ORGANIZATION


_BEFORE_NAMES = frozenset({"NOUN", "PROPN", "ADJ", "DET", "PART", "NUM", "PUNCT", "X"})


def _description(
    document: Document, names: dict[int, Name], start: int, end: int, head: int, core: list[int], inside: list[int]
) -> Phrase:
    """A phrase without a name of its own: its head noun tells the kind, its modifiers the level."""
    language, tokens = document.language, document.tokens
    head = _head_noun(document, names, core, head)
    while core[-1] != head and _only_ends(tokens[core[-1]]):
        core = core[:-1]
    first, lemma = tokens[core[0]], _noun(document, core, head)
    described = partial(
        Phrase,
        start,
        end,
        head,
        form=Form.DESCRIPTION,
        label=_label(document, _with_what_tells(document, core, inside), head),
        lemma=lemma,
        core=tuple(core),
    )
    if is_one_of_several(document, core):
        kind = _kind(tokens[head], lemma, False, language)
        level = _level(_Unnamed(document=document, kind=kind, lemma=lemma, head=head, core=core))
        return described(kind=kind, level=level, number=1)
    words = _content_words(document, core, head)
    if is_share(document, core):
        return described(kind=Kind.GROUP, level=Level.DESCRIBED, plural=True, words=words)
    is_joined = any(tokens[i].lower in language.closed_class("and") for i in core)
    if is_joined and _are_somebody_and_theirs(document, names, core, head):
        return described(kind=Kind.GROUP, level=Level.NAMED, plural=True, words=words)
    if is_joined and _is_beside_another(document, names, core):
        return described(kind=_kind_beside(document, names, core), level=Level.DESCRIBED, plural=True, words=words)
    are_two = core[0] != head and first.lower in language.closed_class("determiners_of_two")  # “**neither** man”
    plural = (
        _is_plural(tokens[head], language)
        or (is_joined and _are_joined(document, names, core, head))
        or _is_everyone(document, core, head)
        or are_two
    )
    kind = _kind_where_it_stands(document, core, head, lemma, plural=plural)
    unnamed = _Unnamed(
        document=document,
        kind=kind,
        lemma=lemma,
        head=head,
        core=core,
        named=_holds_name(document, names, core, head, kind),
        issued=kind is Kind.DOCUMENT
        and (issuer_in(document, names, head, inside) is not None or _is_of_named(document, names, core, head)),
    )
    return described(
        kind=kind,
        level=_level(unnamed),
        words=words,
        definite=are_two or _is_definite(document, core, head),
        plural=plural,
        number=_number(document, core, head, plural, kind),
        owners=_owners(document, core),
        determiner=first.lower if first.upos in ("DET", "PRON") else "",
    )


def _kind_where_it_stands(document: Document, core: list[int], head: int, lemma: str, *, plural: bool) -> Kind:
    """What a noun is for, set right by the words beside it."""
    language = document.language
    kind = _kind(document.tokens[head], lemma, plural, language)
    if (kind is Kind.ORGANIZATION and _is_beside_people(document, core, head)) or _tells_how_many(document, head):
        return Kind.GROUP
    if kind is Kind.ORGANIZATION and not plural and is_human(lemma, language) and _is_somebody(document, core, head):
        kind = Kind.PERSON
    if kind is Kind.DOCUMENT and _are_people(document, core, head):
        kind = Kind.GROUP if plural else Kind.PERSON
    is_firm = kind is Kind.PERSON and lemma in language.closed_class("roles_of_firms")
    return Kind.ORGANIZATION if is_firm and _is_thing(document, core, head) else kind


def _tells_how_many(document: Document, head: int) -> bool:
    """“double the **number** who said no”: people, by how many they are."""
    behind, language = document.tokens[head + 1 : head + 2], document.language
    is_amount = document.tokens[head].lower in language.closed_class("amounts_of_people")
    are_people = any(token.lower in language.closed_class("relative_pronouns_of_people") for token in behind)
    return is_amount and are_people


def _noun(document: Document, core: list[int], head: int) -> str:
    """The lemma of a head noun; with the word before it where the two are one noun (“the **coast guard**”, “the
    **start-up**”, “his **opposite number**”), of somebody where the last one alone is nobody or may be a firm (“the
    **crane operator**”); or with what hyphens join to it (“the **front-runner**”)."""
    if (whole := noun_with_hyphens(document, head)) is not None:
        return whole
    language, tokens, lemma = document.language, document.tokens, _lemma(document.tokens[head])
    mark = tokens[head - 1].text if head - 1 in core else ""
    first, mark = (head - 2, mark) if mark == "-" and head - 2 in core else (head - 1, " ")
    both = f"{tokens[first].lower}{mark}{lemma}" if first in core else lemma
    roles, bodies = language.words("role_nouns"), language.classes("organization_nouns")
    is_somebody = both in roles and (lemma not in roles or lemma in bodies)
    return both if is_somebody or both in bodies else lemma


def _are_somebody_and_theirs(document: Document, names: dict[int, Name], core: list[int], head: int) -> bool:
    """“**Ruiz and her team**”, “**Dana Hill and colleagues**”, “**nurse Ann Hill and a colleague**”: somebody by
    name, and others."""
    tokens, language = document.tokens, document.language
    joint = next((i for i in core if tokens[i].lower in language.closed_class("and")), 0)
    name, behind = names.get(joint - 1), tokens[joint + 1 : joint + 2]
    is_person = name is not None and name.kind is Kind.PERSON and name.first in core and joint < head
    is_person = (
        is_person and name is not None and all(_may_lead_to_name(document, names, i) for i in core if i < name.first)
    )
    any_ = language.closed_class("indefinite_articles")
    theirs = any(t.has("possessive") or t.i == head or t.upos == "NUM" or t.lower in any_ for t in behind)
    return is_person and theirs and head not in names


def _only_ends(token: Token) -> bool:
    """What can't end a description: a possessive mark, an adverb, an “and”, “to” (be released), “out” (this
    week)."""
    return token.is_genitive or token.upos in ("PUNCT", "ADV", "CCONJ", "PART", "ADP")


def _with_what_tells(document: Document, core: list[int], inside: list[int]) -> list[int]:
    """“those **surveyed**”, “those **who back her rivals**”: with what tells who they are, where the word before tells
    nothing."""
    if len(core) > 1 or document.tokens[core[0]].lower not in document.language.closed_class("pointing_to_such"):
        return core
    behind = (document.tokens[i] for i in inside if i > core[-1])
    told = list(takewhile(lambda token: not _is_stop(document, token.i), behind))
    tells = any(_is_verbal(token) for token in told[:1]) or any(token.opens_relative for token in told[:-1][:1])
    return core + [token.i for token in told] if tells else core


def _only_limits(document: Document, core: list[int]) -> bool:
    """“(**just**) 28 percent of voters”, “(**only**) a few nurses”; not “**just** over a quarter”."""
    first, behind = document.tokens[core[0]], [document.tokens[i] for i in core[1:2]]
    is_limit = first.lower in document.language.closed_class("limits_numbers")
    return is_limit and any(token.upos in ("NUM", "DET") for token in behind)


def _label(document: Document, core: list[int], head: int) -> str:
    """The words of a description without its article: “(the same) **port official**”."""
    tokens = document.tokens
    core = core[_only_limits(document, core) :]
    dropped = document.language.closed_class("dropped_determiners")
    kept = core[1:] if core[0] != head and tokens[core[0]].lower in dropped else core
    if kept and tokens[kept[0]].lower in document.language.closed_class("words_for_the_same"):
        kept = kept[1:]
    if kept and tokens[kept[0]].upos == "PUNCT" and not any(tokens[i].upos == "PUNCT" for i in kept[1:]):
        kept = kept[1:]  # “| citizen journalists”
    start = tokens[kept[0]].start if kept else tokens[core[0]].start
    return " ".join(document.text[start : tokens[core[-1]].end].split())


def _is_definite(document: Document, core: list[int], head: int) -> bool:
    """Whether it points back: “**the** official”, “**her** lawyer”, “**Ruiz's** lawyer”."""
    tokens = document.tokens
    first = tokens[core[0]]
    pointing = document.language.closed_class("definite_determiners")
    is_owned = first.has("possessive") or any(tokens[i].is_genitive and i < head for i in core)
    is_body = first.lower in document.language.closed_class("bodies_without_article")  # “**police** said”
    is_bare = core == [head] and (is_body or _is_office_in_headline(document, head))
    return is_bare or (first.lower in pointing and not _is_of_somebody_new(document, core, head)) or is_owned


def _is_office_in_headline(document: Document, head: int) -> bool:
    """“Ruiz fires ten: Cuts will help, **candidate** says”: an office without an article, of somebody who is known."""
    token = document.tokens[head]
    is_office = token.lower in document.language.closed_class("offices_in_headlines")
    return is_office and document.sentences[token.sentence].paragraph < _HEADLINES


_HEADLINES = 2  # paragraphs, of a headline and what stands below


def _is_of_somebody_new(document: Document, core: list[int], head: int) -> bool:
    """“the wife **of one** of the drivers”, “the owner **of a** nearby farm”: as new as whom or what it is of."""
    tokens, classes = document.tokens, document.language.closed_class
    if head + 2 > core[-1] or tokens[head + 1].lower not in classes("of"):
        return False
    begins = tokens[head + 2].lower
    return begins in classes("determiners_of_new") or begins in classes("one")


def _content_words(document: Document, core: list[int], head: int) -> frozenset[str]:
    """The words of a description that tell, by their lemmas, without its noun."""
    dropped = document.language.closed_class("dropped_determiners")
    tokens = [document.tokens[i] for i in core if i != head]
    return frozenset(t.lemma.lower() for t in tokens if t.upos in _CONTENT and t.lower not in dropped)


_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})


def _holds_name(document: Document, names: dict[int, Name], core: list[int], head: int, kind: Kind) -> bool:
    """Whether a description holds a name by which what it means is known: “a **Politico** article”."""
    tokens, language = document.tokens, document.language
    telling = [i for i in core if i in names and not _is_prefixed(document, i) and not _is_generic(names[i], language)]
    if not telling:
        return False
    if kind is Kind.DOCUMENT:
        telling = [i for i in telling if not _only_tells_of(document, names, i, head)]
    bodies = map(language.closed_class, ("state_bodies", "bodies_of_places"))
    if kind is Kind.ORGANIZATION:
        telling = [i for i in telling if i < head or not _only_complements(document, names[i], head)]
        if not any(_noun(document, core, head) in names_of for names_of in bodies):
            telling = [i for i in telling if not names[i].place or _owns_office(document, names[i], head)]
        telling = [i for i in telling if not _is_seat(document, names[i])]
    return any(names[i].kind is not Kind.UNKNOWN or tokens[i].upos == "PROPN" for i in telling)


def _is_seat(document: Document, name: Name) -> bool:
    """“the **Cambridge**-based company”, “the **Dearborn**, Michigan-based firm”: where it sits, whatever the name is
    taken for."""
    behind = document.tokens[name.last : name.last + 2]
    hyphen = len(behind) > 1 and behind[0].text == "-"
    if behind and behind[0].text == "," and _is_within_seat(document, name.last):
        return True
    return hyphen and behind[1].lower in document.language.closed_class("seated")


def _only_complements(document: Document, name: Name, head: int) -> bool:
    """“an exchange **with** Ruiz”, “a **wing** of the Harbour Party”, “a union for Acme **drivers**”: whom a body deals
    with, is a part of or is made up of does not name it."""
    tokens, classes = document.tokens, document.language.closed_class
    above = (tokens[i].head for i in range(name.first, name.last))
    if any(i >= name.last and tokens[i].has("plural") for i in above):
        return True
    before = tokens[name.first - 1 - (tokens[name.first - 1].upos == "DET")]
    is_of = before.lower in classes("belongs_by") and before.lower not in classes("prepositions_with_others")
    return not is_of or _lemma(tokens[head]) in classes("parts_of_bodies")


def _owns_office(document: Document, name: Name, head: int) -> bool:
    """“**Bolivia's** public defender's office”: the one that a place has."""
    tokens = document.tokens
    is_owner = name.last <= head and tokens[name.last].is_genitive
    return is_owner and _lemma(tokens[head]) in document.language.closed_class("offices_of_places")


def _are_joined(document: Document, names: dict[int, Name], core: list[int], head: int) -> bool:
    """“**the mayor and the judge**”; “**the delegate and activist**”, under one article, is one somebody, as is “**a
    tough and honest judge**”."""
    tokens, language = document.tokens, document.language
    joints = (i for i in core if i < head and tokens[i].lower in language.closed_class("and"))
    joints = (i for i in joints if not _joins_adjectives(tokens, i, head) and not _is_within_name(names, i))
    joint = next(joints, None)
    if joint is None:
        return False
    begins = tokens[joint + 1]  # “and **the** judge”, “and **his** wife”
    is_another = begins.upos == "DET" or begins.has("possessive")
    has_one_article = tokens[core[0]].lower in language.closed_class("articles") and not is_another
    roles = language.words("role_nouns")
    return not (has_one_article and {tokens[joint - 1].lemma.lower(), tokens[head].lemma.lower()} <= roles)


def _joins_adjectives(tokens: Sequence[Token], i: int, head: int) -> bool:
    """“a tough **and** honest judge”: between two that stand by one noun, or as the parse has it."""
    before = tokens[i - 1]
    modifies = before.relation == "amod" and before.head == head
    return modifies or (before.upos == tokens[i + 1].upos == "ADJ" and i + 1 < head)


def _is_beside_people(document: Document, core: list[int], head: int) -> bool:
    """“police **and prosecutors**”: an organisation together with people."""
    tokens, joints = document.tokens, document.language.closed_class("and")
    behind = [tokens[i] for i, before in zip(core[1:], core, strict=False) if tokens[before].lower in joints]
    return any(t.i > head and t.has("plural") and is_human(_lemma(t), document.language) for t in behind)


def _is_everyone(document: Document, core: list[int], head: int) -> bool:
    """“**every** candidate”, “just about **every** nurse”: all of them, whom a noun for people counts one by one."""
    tokens, each = document.tokens, document.language.closed_class("counting_all")
    is_each = any(tokens[i].lower in each for i in core if i < head)
    return is_each and is_human(_lemma(tokens[head]), document.language)


def _is_thing(document: Document, core: list[int], head: int) -> bool:
    """“The developer, **which** built the flats, said”, “The contractor said **it** would pay”: nobody, but a firm."""
    behind = document.tokens[core[-1] + 1 : core[-1] + 3]
    things = document.language.closed_class("relative_pronouns_of_things")
    is_which = len(behind) > 1 and behind[0].text == "," and behind[1].lower in things
    return is_which or (
        document.tokens[head].relation == "nsubj" and says_of_itself(document, document.tokens[head].head)
    )


def _is_somebody(document: Document, core: list[int], head: int) -> bool:
    """“A supplier, **who** spoke by phone, said”, “the grocer, **a woman** of fifty, said”: one person, no firm."""
    tokens, language = document.tokens, document.language
    behind = [token for token in tokens[core[-1] + 1 : core[-1] + 3] if token.text != ","]
    if behind and behind[0].lower in language.closed_class("relative_pronouns_of_people"):
        return True
    apposed = [_lemma(tokens[c]) for c in document.children[head] if tokens[c].relation == "appos"]
    return any(
        noun in language.words("role_nouns") for noun in apposed if noun not in language.classes("organization_nouns")
    )


def _are_people(document: Document, core: list[int], head: int) -> bool:
    """“the party's **top figures**”, “a **senior figure**”, “a **figure close to** the board”: people, where other
    figures are numbers."""
    language = document.language
    if document.tokens[head].lower not in language.closed_class("people_or_numbers"):
        return False
    classes = language.closed_class
    of_people = language.words("seniority") | classes("known_figures").keys() | classes("parties").keys()
    behind = {token.lower for token in document.tokens[head + 1 : head + 2]}  # may be cut off: “two figures **who** …”
    return not behind.isdisjoint(classes("words_behind_people")) or any(
        document.tokens[i].lower in of_people for i in core if i < head
    )


def _only_tells_of(document: Document, names: dict[int, Name], i: int, head: int) -> bool:
    """What a document is about, not whose it is: “a poll of **Indiana** voters”, “a review of **Fox** transcripts”; of
    what stands behind it only what it is in or from tells that: “a report in **the Herald**”."""
    name, classes, tokens = names[i], document.language.closed_class, document.tokens
    before = tokens[name.first - 1 - (tokens[name.first - 1].upos == "DET")]
    is_seen = _is_seen_by(document, before.i)
    is_place = name.place or name.text.lower() in document.language.words("places")
    return is_place or (i > head and (is_seen or before.lower not in classes("prepositions_of_issuers")))


def _is_of_named(document: Document, names: dict[int, Name], core: list[int], head: int) -> bool:
    """“an early draft of **the Harlow report**”, “a page on **Acme's website**”: named as what it is a part of, or what
    it shows."""
    tokens, classes = document.tokens, document.language.closed_class
    behind = [i for i in core if i > head]
    if _lemma(tokens[head]) not in classes("parts_of_documents") or len(behind) < 2 or tokens[behind[0]].upos != "ADP":
        return False
    whole = take_apart(document, names, behind[-1], tokens[behind[1]].start, tokens[behind[-1]].end)
    return whole.form is Form.DESCRIPTION and whole.kind is Kind.DOCUMENT and whole.level is Level.NAMED


def issuer_in(document: Document, names: dict[int, Name], head: int, inside: list[int]) -> Name | None:
    """“a survey by **the Levada Center**”, “a letter posted on **Harbour.org**”: whoever made a document, or where it
    appeared, behind its noun; nobody in “a memo seen by the Herald” and “a study by economists at Duke”."""
    tokens, language = document.tokens, document.language
    makers = language.closed_class("makers_behind")
    made, outlets = language.closed_class("verbs_of_publishing"), language.closed_class("outlets_behind")

    def named_behind(i: int) -> Name | None:
        told = tokens[head].head if tokens[head].deprel in SUBJECTS else -1  # “A report by the city **blamed** Brixly”
        behind = range(i + 1, min(i + _MAKER, len(tokens)))
        near = takewhile(lambda j: tokens[j].upos not in _ENDING and j != told, behind)
        return next((names[j] for j in near if j in names), None)

    is_made = in_clause = False
    for i in sorted({*inside, *noun_phrase(document, head)}):
        is_made |= i > head and tokens[i].is_participle and tokens[i].lemma.lower() in made
        in_clause |= i > head and tokens[i].opens_relative
        gives = tokens[i].lower in makers and not _is_seen_by(document, i)
        gives &= not in_clause or _is_maker_in_clause(document, head, i)
        if i <= head or not (gives or (is_made and tokens[i].lower in outlets)):
            continue
        name = named_behind(i)
        if name is not None and (gives or not name.place):
            return name
    return None


def _is_maker_in_clause(document: Document, head: int, i: int) -> bool:
    """“a bill, which was **written** on Monday **by** Ruiz”; not “a bill, which a senator **from** Ohio wants”."""
    classes, before = document.language.closed_class, document.tokens[head + 1 : i]
    verb = next((t for t in reversed(before) if not (is_time(document, t) or t.upos in ("ADP", "ADV", "DET"))), None)
    is_made = verb is not None and verb.is_participle and verb.lemma.lower() in classes("verbs_of_making_documents")
    return is_made and document.tokens[i].lower in classes("agents")


def _is_seen_by(document: Document, i: int) -> bool:
    """“a memo **seen by** the Herald”; not “a **review by** the Herald”."""
    verb = document.tokens[i - 1]
    return verb.upos == "VERB" and verb.lemma.lower() in document.language.closed_class("verbs_of_seeing")


_ENDING = frozenset({"ADP", "PUNCT"})


_MAKER = 8  # words behind “by” within which the name of a maker stands


def _owners(document: Document, core: list[int]) -> frozenset[str]:
    """“**Pagliano**'s lawyer”."""
    return frozenset(document.tokens[i - 1].lemma.lower() for i in core if document.tokens[i].is_genitive and i)


def _head_noun(document: Document, names: dict[int, Name], core: list[int], head: int) -> int:
    """The noun that says what the source is: “a chorus of **Republicans**”, “some of the **candidates**”."""
    tokens = document.tokens
    if head not in core:
        head = next((i for i in core if tokens[i].upos in ("NOUN", "PROPN", "PRON")), core[-1])
    if (source := _who_knows(document, core)) is not None:
        return source
    share = share_of(document, core)
    return _part_of(document, core, _last_noun(document, names, core, head)) if share is None else share


def _who_knows(document: Document, core: list[int]) -> int | None:
    """“a **source** close to the player”, “**those** close to the player”"""
    tokens, language = document.tokens, document.language
    knowing, those = language.words("knowledge_words"), language.closed_class("pointing_to_such")

    def is_somebody(i: int) -> bool:
        return is_human(_lemma(tokens[i]), language) or (i == core[0] and tokens[i].lower in those)

    return next((i for i, j in pairwise(core) if tokens[j].lemma.lower() in knowing and is_somebody(i)), None)


def _last_noun(document: Document, names: dict[int, Name], core: list[int], head: int) -> int:
    """“State Department inspector general's **report**”, “a Bank of England **official**”: the last noun before the
    first preposition that stands in no name, no “than” as in “more than twenty pages”."""
    tokens, than = document.tokens, document.language.closed_class("than")
    ends = (n for n, i in enumerate(core) if n and tokens[i].upos == "ADP" and tokens[i].lower not in than)
    ends = (n for n in ends if not _is_within_name(names, core[n]) or names[core[n]].last > core[-1])
    group = core[: next(ends, len(core))]
    if _is_age(document, group[-1]):
        return group[-1]
    nouns = _nouns(document, group)
    nouns = nouns or [i for i in group if _stands_for_noun(document, i)]
    if not nouns:
        return head
    several = _joined_plural(document, group)
    return nouns[-1] if several is None else several


def _is_within_name(names: dict[int, Name], i: int) -> bool:
    """“Ministry **of** Defence”, “Food **and** Drug Administration”"""
    name = names.get(i)
    return name is not None and name.first < i < name.last - 1


def _stands_for_noun(document: Document, i: int) -> bool:
    """“**many**”, “the **first** (said)”, which the tagger takes for an adverb"""
    token, before = document.tokens[i], document.tokens[i - 1]
    is_counted = token.upos == "ADV" and i > 0 and before.lower in document.language.closed_class("the")
    return (token.upos in _FOR_NOUNS and not token.is_genitive) or is_counted


def _is_age(document: Document, i: int) -> bool:
    """“the 24-year-**old**”"""
    tokens, ages = document.tokens, document.language.closed_class("endings_of_ages")
    return tokens[i].text in ages and tokens[i - 1].text == "-"


def _nouns(document: Document, group: list[int]) -> list[int]:
    """The nouns of a group but for a time at its end: “a **study** last year by”."""
    tokens = document.tokens
    nouns = [i for i in group if tokens[i].upos in ("NOUN", "PROPN") or (i == group[-1] and _may_be_noun(tokens[i]))]
    while len(nouns) > 1 and tokens[nouns[-1]].relation in ("obl", "nmod") and is_time(document, tokens[nouns[-1]]):
        nouns.pop()
    return nouns


def _joined_plural(document: Document, group: list[int]) -> int | None:
    """“**officials** and experts”"""
    tokens, joints = document.tokens, document.language.closed_class("joints_of_nouns")
    before = next((i - 1 for i in group[1:] if tokens[i].lower in joints), None)
    if before is None or tokens[before].upos not in ("NOUN", "PROPN"):
        return None
    return before if _is_plural(tokens[before], document.language) else None


_FOR_NOUNS = frozenset({"PRON", "NUM", "DET", "ADJ"})  # what stands where no noun does


def _may_be_noun(token: Token) -> bool:
    """A noun that the tagger takes for a verb: “tax **returns**”."""
    return token.is_gerund or token.has("third")


def _part_of(document: Document, core: list[int], head: int) -> int:
    """What a number or a crowd is of: “dozens of **voters**”, “one of the **aides**”; but “**one** of them”."""
    tokens, language = document.tokens, document.language
    rest = [i for i in core if i > head]
    lemma = tokens[head].lemma.lower()
    is_part = not language.closed_class("partitive_nouns").keys().isdisjoint((lemma, tokens[head].lower))
    is_part = is_part or tokens[head].upos in _FOR_NOUNS
    if not is_part or not rest or tokens[rest[0]].lower not in language.closed_class("of"):
        return head
    inner = [i for i in rest[1:] if tokens[i].upos in ("NOUN", "PROPN", "PRON")]
    if not inner or (
        lemma in language.closed_class("nouns_of_one_kind") and not _is_plural(tokens[inner[0]], language)
    ):
        return head
    stop = next((i for i in rest[1:] if tokens[i].upos == "ADP"), rest[-1] + 1)
    inner = [i for i in inner if i < stop] or inner
    return head if tokens[inner[-1]].upos == "PRON" else inner[-1]


def _lemma(token: Token) -> str:
    lemma = token.lemma.lower()
    return lemma.removesuffix("'s")


def _is_plural(token: Token, language: Language) -> bool:
    lower = token.text.lower()
    looks = lower.endswith("s") or lower != token.lemma.lower()  # a tag alone may err: “one **planner**”
    looks = looks and not lower.endswith("ss")  # “the **songstress**”
    tagged = token.has("plural") or token.has("plural_name")
    if (tagged and looks) or lower in language.words("grammar_plural"):
        return lower not in language.closed_class("nouns_that_are_no_plurals")
    is_group = lower.endswith("s") and lower in language.words("group_names")
    is_group |= token.upos == "PROPN" and lower.endswith("s") and _are_human(lower, language)  # “**Midwives** said”
    are_such = token.upos in _OF_PEOPLE and lower in language.closed_class("adjectives_of_people")  # “the **poor**”
    return is_group or are_such or lower in language.closed_class("words_for_many")


def _are_human(word: str, language: Language) -> bool:
    """Whether a word in small letters is the plural of a noun for people."""
    one = language.lemma_of(word, "NOUN", "NNS", {})
    return one != word and one in language.words("role_nouns")


_OF_PEOPLE = ("ADJ", "NOUN")


def _kind(token: Token, lemma: str, plural: bool, language: Language) -> Kind:
    families = language.closed_class("collective_people")
    organizations = language.classes("organization_nouns")
    lower = token.text.lower()
    if lower in language.closed_class("plural_people"):
        return Kind.GROUP
    nouns = (lemma, lower, lower.removesuffix("s")) if lemma == _lemma(token) else (lemma,)  # “his opposite **number**”
    if not language.words("document_nouns").isdisjoint(nouns):
        return Kind.DOCUMENT
    if lower in language.words("group_names") or lower.removesuffix("s") in language.words("demonyms"):
        return (
            Kind.GROUP if plural or lower.endswith(tuple(language.closed_class("endings_of_peoples"))) else Kind.PERSON
        )
    if (
        lemma in organizations
        or not organizations.keys().isdisjoint(nouns[1:2])
        or (lower in language.words("organization_words") and token.upos == "PROPN")
    ):
        return Kind.ORGANIZATION
    if (
        plural
        or lemma in families
        or (token.upos == "NUM" and lower not in language.closed_class("one") and lower != "1")
    ):
        return Kind.GROUP
    return Kind.PERSON if is_human(lemma, language) or token.upos == "PROPN" else Kind.UNKNOWN


@value(kw_only=True)
class _Unnamed:
    """A phrase without a name of its own, as far as its level asks; `named` and `issued` where a name stands in it."""

    document: Document
    kind: Kind
    lemma: str
    head: int
    core: list[int]
    named: bool = False
    issued: bool = False

    @property
    def before(self) -> list[Token]:
        """What stands before the noun."""
        return [self.document.tokens[i] for i in self.core if i < self.head]

    @property
    def behind(self) -> list[Token]:
        """What stands behind it."""
        return [self.document.tokens[i] for i in self.core if i > self.head]

    @property
    def is_vague(self) -> bool:
        """Whether its noun says only that somebody is a source or holds a view."""
        vague = self.document.language.words("vague_nouns")
        is_vague = self.lemma in vague or self.document.tokens[self.head].lower in vague
        return is_vague and self.kind not in (Kind.DOCUMENT, Kind.ORGANIZATION)

    @property
    def place(self) -> str | None:
        """The preposition behind the noun."""
        return next((token.lower for token in self.behind if token.upos == "ADP"), None)

    @property
    def knows(self) -> bool:
        """“people **familiar with** …”, “a person **briefed on** …”: how they know, not who they are."""
        knowing = self.document.language.words("knowledge_words")
        return any(token.lemma.lower() in knowing for token in self.behind)

    @property
    def has_name_behind(self) -> bool:
        """“voters **in Ohio**”"""
        return any(token.upos == "PROPN" for token in self.behind)

    def has_behind(self, words: str) -> bool:
        """Whether a word of a small class of the language stands behind it."""
        return any(token.lower in self.document.language.closed_class(words) for token in self.behind)


def _level(phrase: _Unnamed) -> Level:
    """Named, described or vague, by the words of an unnamed source (see docs/anonymity.md)."""
    for names in _NAMED_BY:
        if names(phrase):
            return Level.NAMED
    return Level.DESCRIBED if not phrase.is_vague or any(tells(phrase) for tells in _TOLD_BY) else Level.VAGUE


def _bears_name(phrase: _Unnamed) -> bool:
    """“the **Clinton** campaign”; not “the **iPhone** maker”, “**a** Leeds charity”."""
    if phrase.kind not in (Kind.DOCUMENT, Kind.ORGANIZATION) or not phrase.named:
        return False
    classes, opening = phrase.document.language.closed_class, phrase.document.tokens[phrase.core[0]].lower
    is_any = phrase.kind is Kind.ORGANIZATION and opening in classes("indefinite_articles")
    if is_any or is_firm_of_others(phrase.lemma, [token.lower for token in phrase.before], phrase.document.language):
        return False
    head = phrase.document.tokens[phrase.head]
    return _are_each_named(phrase) or not _is_collective(head, phrase.kind, phrase.document.language)


def _are_each_named(phrase: _Unnamed) -> bool:
    """“the **Ford and Moss campaigns**”, “the State and Defense departments”: several bodies, and the name of each; no
    “Ohio and Texas schools”, and no “House and Senate races”."""
    classes, before = phrase.document.language.closed_class, list(phrase.before)
    if phrase.kind is not Kind.ORGANIZATION or phrase.lemma in classes("collective_organizations") or not before:
        return False
    names, joints = before[1:][::2], before[1:][1::2]
    are_names = {t.upos for t in names} == {"PROPN"} and {t.upos for t in joints} <= {"CCONJ", "PUNCT"}
    return are_names and len(names) > 1 and before[0].lower in classes("the") and joints[-1].lower in classes("and")


def is_firm_of_others(lemma: str, before: Collection[str], language: Language) -> bool:
    """“Acme's **publisher**”, “his **landlord**”, “Acme's **parent company**”: another firm, not named by whoever has
    it."""
    firms = language.closed_class("nouns_of_any_firm")
    is_other = lemma in firms and not language.closed_class("words_of_other_firms").keys().isdisjoint(before)
    return is_other or lemma in language.closed_class("roles_of_firms")


def _has_maker(phrase: _Unnamed) -> bool:
    """“a study **by the Levada Center**”"""
    return phrase.kind is Kind.DOCUMENT and phrase.issued


def _is_of_state(phrase: _Unnamed) -> bool:
    """“the **Ethiopian government**”, “the **Saudi** foreign **ministry**”"""
    language = phrase.document.language
    nations, classes = language.words("demonyms"), language.closed_class
    is_body = phrase.lemma in classes("state_bodies") or phrase.lemma in classes("ministries")
    return is_body and any(t.lower in nations for t in phrase.before)


def _is_all_of_body(phrase: _Unnamed) -> bool:
    """“**both houses of Congress**”, “both chambers of the Ohio legislature”: all of it."""
    classes = phrase.document.language.closed_class
    are_all = phrase.before and phrase.before[-1].lower in classes("determiners_of_two")
    is_body = phrase.kind is Kind.ORGANIZATION and phrase.lemma in classes("houses_of_parliaments")
    return bool(are_all) and is_body and phrase.place in classes("of") and phrase.has_name_behind


def _is_unique(phrase: _Unnamed) -> bool:
    """“the **supreme court**”; not “the **house** where he was born”."""
    if phrase.kind is not Kind.ORGANIZATION:
        return False
    written = " ".join(phrase.document.tokens[i].lower for i in phrase.core).removeprefix("the ")
    is_any = written in phrase.document.language.closed_class("unique_in_capitals")
    is_small = is_any and phrase.document.tokens[phrase.head].text.islower()
    return not is_small and written in phrase.document.language.closed_class("unique_organizations")


def _is_written_as_name(phrase: _Unnamed) -> bool:
    """“**HuffPost Pollster** (puts it at fifty percent)”: nothing but words that are tagged as of a name; not “**Ohio
    Teen** Says”."""
    tokens, core = phrase.document.tokens, phrase.core
    is_many = phrase.kind is Kind.GROUP or tokens[core[-1]].has("plural")
    are_of_name = len(core) > 1 and not is_many and all(tokens[i].upos == "PROPN" for i in core)
    return are_of_name and not (phrase.kind is Kind.PERSON and _is_of_place(phrase))


def _is_of_place(phrase: _Unnamed) -> bool:
    """“**Ohio Teen**”, “**Sri Lanka Captain**”: a noun for people, and nothing before it but a place."""
    language = phrase.document.language
    where = " ".join(token.lower for token in phrase.before)
    is_one = phrase.lemma in language.closed_class("nouns_of_natives") or is_human(phrase.lemma, language)
    return is_one and where in language.words("places")


def _is_of_places(phrase: _Unnamed) -> bool:
    """“the **city of Leeds**”, “the **states of Ohio and Utah**”; not “**a** city of Ohio”, “the **towns** of Ohio”."""
    tokens, classes = phrase.document.tokens, phrase.document.language.closed_class
    opening, behind = tokens[phrase.core[0]].lower, phrase.behind
    if phrase.lemma not in classes("nouns_of_governed_places") or opening in classes("indefinite_articles"):
        return False
    is_of = len(behind) > 1 and behind[0].lower in classes("of") and behind[1].upos == "PROPN"
    are_many = tokens[phrase.head].has("plural")
    return is_of and (not are_many or any(token.lower in classes("and") for token in behind))


_NAMED_BY = (_bears_name, _is_of_places, _has_maker, _is_of_state, _is_all_of_body, _is_unique, _is_written_as_name)


def _is_qualified(phrase: _Unnamed) -> bool:
    """“a **Treasury** source”, “a **No 10** source”; not “a **senior** source”, “a **well-placed** source”."""
    document, language = phrase.document, phrase.document.language
    empty, ranks = language.words("empty_modifiers"), language.words("seniority")
    words = [t for t in _behind_part(phrase) if t.upos in ("ADJ", "NOUN", "PROPN", "VERB", "ADV")]
    if any(f"{one.lower} {other.lower}" in language.words("organizations") for one, other in pairwise(phrase.before)):
        return True
    forms = ((t.lemma.lower(), t.lower, unparted(document, t.i)) for t in words)
    return any(empty.isdisjoint(form) and ranks.isdisjoint(form) for form in forms)


def _behind_part(phrase: _Unnamed) -> list[Token]:
    """What stands before a noun, without what only tells how many: “(a group of) **senior** sources”."""
    before, classes = phrase.before, phrase.document.language.closed_class
    of = next((n for n, token in reversed(list(enumerate(before))) if token.lower in classes("of")), 0)
    is_part = any(t.lemma.lower() in classes("partitive_nouns") for t in before[:of])
    return before[of + 1 :] if is_part else before


def _is_of_them(phrase: _Unnamed) -> bool:
    """“some **of them**”: of those whom the text told of before."""
    return phrase.place in phrase.document.language.closed_class("of") and phrase.has_behind("them")


def _is_of_those(phrase: _Unnamed) -> bool:
    """“**those** over sixty”"""
    return (
        phrase.lemma in phrase.document.language.closed_class("pointing_to_such")
        and phrase.place is not None
        and not phrase.knows
    )


def _is_close_to_somebody(phrase: _Unnamed) -> bool:
    """“people **close to Ruiz**”, “a source **close to her**”; not “close to the talks”."""
    classes = phrase.document.language.closed_class
    persons, things = classes("third_person"), classes("pointing_to_things")
    near = dropwhile(lambda token: token.lower not in classes("near_somebody"), phrase.behind)
    return any(t.upos == "PROPN" or (t.lower in persons and t.lower not in things) for t in near)


def _is_somewhere_named(phrase: _Unnamed) -> bool:
    """“people **in Ohio**”; not “people familiar with Ohio”."""
    places = phrase.document.language.closed_class("whereabouts")
    return phrase.has_name_behind and phrase.place in places and not phrase.knows


def _is_placed(phrase: _Unnamed) -> bool:
    """“many **in the room**”, “others **across the spectrum**”"""
    places, first = phrase.document.language.closed_class("whereabouts_of_people"), next(iter(phrase.behind), None)
    has_place = first is not None and first.lower in places and any(token.upos == "NOUN" for token in phrase.behind)
    return has_place and not phrase.knows


def _is_one_of_those_before(phrase: _Unnamed) -> bool:
    """“Fans took sides. **One** wrote …”, “… **Another** said”: of several whom a sentence before describes."""
    document, tokens = phrase.document, phrase.document.tokens
    if len(phrase.core) > 1 or phrase.lemma not in document.language.closed_class("one_of_several"):
        return False
    here = document.sentences[tokens[phrase.head].sentence]
    before = tokens[max(0, here.first - _BEFORE) : here.first]
    many = [t for t in before if t.upos == "NOUN" and t.relation in SUBJECTS and t.has("plural")]
    people = [t for t in many if is_human(_lemma(t), document.language)]
    if not people:
        return False
    is_named = any(tokens[c].upos == "PROPN" for c in document.children[people[-1].i])  # “**Labor** sources”
    return is_named or _lemma(people[-1]) not in document.language.words("vague_nouns")


_BEFORE = 40  # words before a sentence


def _is_treated(phrase: _Unnamed) -> bool:
    """“those **surveyed**”: what was done to them."""
    tokens, knowing = phrase.document.tokens, phrase.document.language.words("knowledge_words")
    last = phrase.core[-1]
    behind = tokens[last + 1] if last + 1 < len(tokens) else tokens[last]
    return behind.relation in ("acl", "nsubj") and behind.is_participle and behind.lemma.lower() not in knowing


def _is_somebodys(phrase: _Unnamed) -> bool:
    """“**her** backers”, as “Lund's backers”: by somebody whom the text names; not “its critics”."""
    classes = phrase.document.language.closed_class
    stances, things = classes("those_in_favour").keys() | classes("those_against"), classes("pointing_to_things")
    is_owned = any(token.has("possessive") and token.lower not in things for token in phrase.before)
    return phrase.lemma in stances and is_owned


def _is_amount(phrase: _Unnamed) -> bool:
    """“double the **number** who said no”: how many they are, which a poll tells."""
    return phrase.kind is Kind.GROUP and _tells_how_many(phrase.document, phrase.head)


_TOLD_BY = (
    _is_qualified, _is_somebodys, _is_amount, _is_of_them, _is_of_those, _is_close_to_somebody, _is_somewhere_named,
    _is_placed, _is_treated, _is_one_of_those_before,
)  # fmt: skip


def _is_collective(token: Token, kind: Kind, language: Language) -> bool:
    """“the U.S. **media**”, “Texas **schools**”: a place in front of many makes no name."""
    collective = language.closed_class("collective_organizations")
    if kind is not Kind.ORGANIZATION:
        return False
    return token.lemma.lower() in collective or token.text.lower() in collective or token.has("plural")


def share_of(document: Document, core: Sequence[int]) -> int | None:
    """“one in four **voters**”, “two out of every three **nurses**”: of whom a share is told, if one is."""
    tokens, joints = document.tokens, document.language.closed_class("joints_of_shares")
    if not any(tokens[i].lower in joints for i in core):
        return None
    first = next((n for n, i in enumerate(core) if _is_count(document, i)), len(core))
    between = list(takewhile(lambda i: tokens[i].lower in joints, core[first + 1 :]))
    behind = core[first + 1 + len(between) :]
    if not between or not behind or not _is_count(document, behind[0]):
        return None
    group = takewhile(lambda i: tokens[i].upos != "ADP", behind[1:])
    nouns = [i for i in group if tokens[i].upos in ("NOUN", "PROPN") and _is_plural(tokens[i], document.language)]
    return nouns[-1] if nouns else None


def is_share(document: Document, core: Sequence[int]) -> bool:
    """“**One in five** said”, “**nearly a third** said”, “**two-thirds** of them said”: how many of those asked, no
    noun for them; not “**a third**”, “**the fifth**”, which may be one more of several."""
    tokens, classes = document.tokens, document.language.closed_class
    first = next((i for i in core[:-1] if _is_count(document, i)), None)
    if first is not None and tokens[first + 1].lower in classes("joints_of_shares") and _is_of_share(document, first):
        return share_of(document, core) is None
    at = next((i for i in core if _part_after_hyphen(tokens[i]) in classes("nouns_of_parts")), None)
    whole = [token.lower for token in tokens[at + 1 : min(at + 3, core[-1] + 1)]] if at is not None else []
    if at is None or (whole and whole[0] in classes("of") and whole[-1] not in classes("them")):
        return False
    before, articles = [tokens[i] for i in core if i < at], classes("articles")
    may_count = tokens[at].lower in classes("counts_on") and all(token.lower in articles for token in before)
    return not may_count and not any(token.upos in ("NOUN", "PROPN") for token in before)


def tells_share(document: Document, core: Sequence[int]) -> bool:
    """“**Nearly half** of the voters”, “**two in five** nurses”, “**38 percent**”: whether a part is told of many."""
    first = next((i for i in core[:-1] if _is_count(document, i)), None)
    shares = document.language.closed_class("nouns_of_parts").keys() | document.language.closed_class("hundredths")
    is_part = first is not None and _is_of_share(document, first)
    return is_part or any(_part_after_hyphen(document.tokens[i]) in shares for i in core)


def _part_after_hyphen(token: Token) -> str:
    """two-thirds → thirds"""
    return token.lower.rpartition("-")[2]


def _is_count(document: Document, i: int) -> bool:
    """Whether a token is a small number: “four”, “10”."""
    token = document.tokens[i]
    is_number = token.upos == "NUM" and token.lower.isdecimal() and len(token.lower) < 4
    return is_number or token.lower in document.language.closed_class("numerals")


def count_at(document: Document, core: Sequence[int], head: int) -> int | None:
    """The token that says how many: “**two** port officials”; not of a share: “two in five officials”, “2 percent”."""
    at = next((i for i in core if i < head and _is_count(document, i)), None)
    return None if at is None or _is_of_share(document, at) else at


def _is_of_share(document: Document, at: int) -> bool:
    """“**six** in 10”, “**67** percent”, “**two**-thirds”, “twenty-**four**”: of a part, or a part of a number."""
    tokens, classes = document.tokens, document.language.closed_class
    joints = list(takewhile(lambda token: token.lower in classes("joints_of_shares"), tokens[at + 1 : at + 4]))
    behind = at + len(joints) + 1
    if behind >= len(tokens) or (not joints and tokens[behind].lower in classes("hundredths")):
        return behind < len(tokens)
    return _is_joined(document, at) or _is_joined(document, at + 1) or (bool(joints) and _is_count(document, behind))


def _is_joined(document: Document, i: int) -> bool:
    """Whether a hyphen joins a word to the one before it."""
    tokens = document.tokens
    hyphen = tokens[i - 1] if i > 0 and tokens[i - 1].text == "-" else tokens[i]
    return hyphen.text == "-" and hyphen.i > 0 and tokens[hyphen.i - 1].end == hyphen.start


def _number(document: Document, core: list[int], head: int, plural: bool, kind: Kind) -> int | None:
    """How many people, where the phrase says so."""
    at = count_at(document, core, head)
    if at is None:
        return None if plural or kind is Kind.GROUP else 1
    numbers, lower = document.language.closed_class("numerals"), document.tokens[at].lower
    return numbers[lower] if lower in numbers else int(lower)
