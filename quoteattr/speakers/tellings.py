"""Where the text says what somebody is: beside the name, behind “is”, and in clauses (“who **runs** the port”).

Each place is a *telling*: tokens that stand together and speak of one person. `speakers.attributes` reads them.
"""

from collections.abc import Iterator
from functools import cache
from itertools import dropwhile, takewhile

from attrs import Factory, evolve, field, frozen

from quoteattr.language import Language
from quoteattr.language.people import is_role_of_two
from quoteattr.records import Kind
from quoteattr.runtime.values import value
from quoteattr.speakers.names.kinds import joins_fields
from quoteattr.speakers.names.name import Name
from quoteattr.text.document import Document, Token
from quoteattr.text.tree import SUBJECTS, below, has_child, is_verbal, noun_phrase, preposition, subject, topmost

Tokens = tuple[int, ...]
_STOPS = frozenset({",", "(", ")", "[", "]", "--", "—", "–", ";", ":", "“", "”", '"', "''", "``", "..."})
_JOINTS = frozenset({";", ":", "—", "–", "--", "“", '"'})  # behind which a clause begins
_BEFORE = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "PART", "SYM"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_OPENERS = frozenset({"DET", "NOUN", "ADJ"})
_FAR = 20  # words before a name that may say what somebody is
_CLAUSES = frozenset({"acl", "advcl", "conj", "xcomp"})  # of a verb, whose subject they may share
_APART = frozenset({"conj", "advcl"})  # that may be so where the verb is denied: “did not resign while working for it”
_MOST_CLAUSES = 6  # verbs that are asked of one mention


NOBODY = Name(0, 0, (), Kind.UNKNOWN)
LEADING = frozenset({"DET", "PRON", "SCONJ", "CCONJ", "ADP", "ADV", "PUNCT", "PART", "NUM"})  # before what tells


@frozen
class Text:
    """What a person's tellings are read with; `mine` are the first tokens of its names."""

    document: Document
    names: dict[int, Name]
    mine: frozenset[int]
    language: Language = field(init=False, default=Factory(lambda self: self.document.language, takes_self=True))
    tokens: tuple[Token, ...] = field(init=False, default=Factory(lambda self: self.document.tokens, takes_self=True))

    def lemma(self, i: int) -> str:
        """The lemma of a token in small letters."""
        return self.tokens[i].lemma.lower()


@value
class Telling:
    """Tokens that say what somebody is.

    `verb` is the verb that says it by itself (“who **runs** the port”); `whole` whether the tokens are what one is,
    rather than where one is (“works **at the port**”), `head` the noun of that; `before` whether the tokens end right
    before the name; `past` whether it is told of a time that is over (“**was** a judge”); `refers` whether the tokens
    take up somebody who was told of before (“the senator”).
    """

    tokens: Tokens
    head: int = -1
    verb: int | None = None
    whole: bool = True
    before: bool = field(kw_only=True, default=False)
    past: bool = field(kw_only=True, default=False)
    refers: bool = field(kw_only=True, default=False)


@frozen
class Person:
    """One person or group of a document: its names, the tokens that head its mentions, its phrases as a source, the
    tokens that head its mentions by others who speak (“Acme announced the appointment of **Ruiz**”), and of several
    who are named together the names of each (“the senators **Ana Ruiz** and **Tom Hill**”)."""

    names: tuple[Name, ...]
    at: Tokens
    phrases: tuple[Tokens, ...]
    by_others: Tokens = ()
    members: tuple[Name, ...] = ()


def tellings(document: Document, names: dict[int, Name], person: Person) -> Iterator[Telling]:
    """Every telling of a person: beside the names first, then the phrases, then what is told in clauses."""
    mine = frozenset(name.first for name in person.names)
    for name in person.names:
        if name.kind is Kind.PERSON:
            for telling in _beside(document, names, name):
                yield from _parted(document, names, telling, mine)
    for phrase in person.phrases:
        refers = bool(mine) and mine.isdisjoint(phrase)
        yield from _parted(document, names, Telling(phrase, refers=refers), mine)
    inside = {i: name for name in person.names for i in range(name.first, name.last)}
    tops, others = (
        dict.fromkeys(topmost(document, range(inside[i].first, inside[i].last)) if i in inside else i for i in at)
        for at in (person.at, person.by_others)
    )
    for top in others:
        for telling in _into_office(document, top):
            yield from _parted(document, names, telling, mine)
        if _takes_up(document, top):
            yield from _parted(document, names, Telling(_without_clauses(document, top), refers=True), mine)
    for top in tops:
        if _takes_up(document, top):
            yield from _parted(document, names, Telling(_without_clauses(document, top), refers=True), mine)
        for telling in _in_clauses(document, top):
            yield from _parted(document, names, telling, mine)


def _takes_up(document: Document, i: int) -> bool:
    """“They beat **the senator from Ohio**”: a noun with *the* that means somebody who was told of before."""
    token, the = document.tokens[i], document.language.closed_class("the")
    is_subject = token.deprel in SUBJECTS
    return token.upos == "NOUN" and (
        is_subject or any(document.tokens[c].lower in the for c in document.children[i] if c < i)
    )


def _beside(document: Document, names: dict[int, Name], name: Name) -> Iterator[Telling]:
    """“**Labor Department spokeswoman** Ana Ruiz”, “Ruiz, **a former judge**”, “the head of the port, Ana Ruiz”."""
    if words := _before(document, names, name):
        yield Telling(words, before=True)
    if behind := _right_behind(document, name.last):
        yield Telling(behind)
    yield from _in_tenure(document, name.last)
    if behind := _of_age_next(document, names, name):
        yield Telling(behind)
    top = topmost(document, range(name.first, name.last))
    token = document.tokens[top]
    if token.relation == "conj":
        if together := _shared(document, names, token.head):
            yield Telling(together, before=True)
        if behind := _behind_last(document, name, token.head):
            yield Telling(behind)
    is_in_phrase = token.relation in ("appos", "flat", "nmod", "conj", "dep", "list")
    if is_in_phrase and not _is_subject_behind_clause(document, name):
        yield from (Telling(tokens) for tokens in _before_comma(document, _with_title(document, name)))
    if token.relation == "nsubj" or (name.title is not None and token.relation in ("appos", "flat")):
        before = _before_comma(document, _with_title(document, name))
        yield from (Telling(tokens) for tokens in before if _opens_clause(document, tokens[0]))
    if token.relation in ("flat", "appos", "nmod") and token.head >= 0 and token.deprel != "nmod:poss":
        noun = document.tokens[token.head]
        if noun.upos in ("NOUN", "PROPN", "ADJ") and noun.i not in names and not preposition(document, top):
            yield Telling(_without_prepositions(document, noun.i))
            return
    if _has_more(document, name):
        yield Telling(_without_prepositions(document, top))
    if (in_front := _in_front(document, name.first)) is not None:
        yield Telling(in_front)


def _is_subject_behind_clause(document: Document, name: Name) -> bool:
    """“Where voters support the president, **Mrs. Clinton** praises him”: a subject with its title, that no comma
    parts from the verb."""
    titled = topmost(document, range(_with_title(document, name), name.last))
    ends = document.tokens[name.last : name.last + 1]
    return document.tokens[titled].relation == "nsubj" and not any(token.text == "," for token in ends)


def _with_title(document: Document, name: Name) -> int:
    """Where a name begins with its title: “the chairman, **Sir** Tom Hill”."""
    first = name.first - 1
    if name.title is None or first < 0:
        return name.first
    first -= document.tokens[first].text == "."
    if first < 0 or document.tokens[first].lower.rstrip(".") != name.title:
        return name.first
    titles = document.language.table("titles")
    while (
        first
        and document.tokens[first - 1].text[0].isupper()
        and document.tokens[first - 1].lower.rstrip(".") in titles
    ):
        first -= 1  # “**Lt.** Col. Tom Hill”
    return first


def _opens_clause(document: Document, i: int) -> bool:
    """Whether a token begins a sentence or what is joined to one: “…; **its** head, Tom Hill, said”."""
    first = document.sentences[document.tokens[i].sentence].first
    return i == first or document.tokens[i - 1].text in _JOINTS


def _before_comma(document: Document, i: int) -> Iterator[Tokens]:
    """“**the secretary of the Treasury**, Ana Ruiz”: from the nearest article before the comma, and from the next."""
    tokens = document.tokens
    if i < 2 or tokens[i - 1].text != ",":
        return
    least = max(document.sentences[tokens[i].sentence].first, i - _FAR)
    for first in range(i - 2, least - 1, -1):
        if tokens[first].text in _STOPS or is_verbal(tokens[first]):
            return
        if tokens[first].upos == "DET" or tokens[first].deprel == "nmod:poss":
            yield tuple(range(first, i - 1))


def _has_more(document: Document, name: Name) -> bool:
    """Whether anything hangs on a name: most stand alone."""
    inside = range(name.first, name.last)
    return any(child not in inside for i in inside for child in document.children[i])


def _right_behind(document: Document, i: int) -> Tokens:
    """“Ana Ruiz (**R-Va.**)”, “Tom Hill, **a pollster for Acme**, …”: whatever the parser hung it on."""
    tokens = document.tokens
    if i + 1 >= len(tokens):
        return ()
    if tokens[i].text == "(":
        ends = frozenset({")"})
    elif tokens[i].text == "," and tokens[i + 1].lower in document.language.closed_class("indefinite_articles"):
        ends = frozenset({",", ";", ".", "—", "–", "--"})
    else:
        return ()
    last = min(i + _FAR, document.sentences[tokens[i].sentence].last)
    return tuple(range(i + 1, next((j for j in range(i + 1, last) if tokens[j].text in ends), i + 1)))


def _in_tenure(document: Document, i: int) -> Iterator[Telling]:
    """“Coach Ana Ruiz, in her second year at **Central High**”, “Ruiz, in his third season as **coach of Acme**”"""
    tokens, classes = document.tokens, document.language.closed_class
    opening = tokens[i : i + 2]
    if len(opening) < 2 or opening[0].text != "," or opening[1].lower not in classes("openers_of_tenures"):
        return
    last = min(i + _FAR, document.sentences[opening[0].sentence].last)
    end = next((j for j in range(i + 1, last) if tokens[j].upos == "PUNCT" and tokens[j].text != "-"), last)
    for j in range(i + 2, end - 2):
        if tokens[j].lemma.lower() in classes("nouns_for_tenures") and tokens[j + 1].upos == "ADP":
            is_role = tokens[j + 1].lower in classes("taking_as")
            is_house = tokens[j + 1].lower in classes("affiliating")
            if is_role or is_house:
                yield Telling(tuple(range(j + 2, end)), end - 1, whole=is_role)
            return


def _of_age_next(document: Document, names: dict[int, Name], name: Name) -> Tokens:
    """“… said Al Ford. The 23-year-old, **an engineering student**, …”: what is told of whom the sentence before names
    alone."""
    tokens, sentences = document.tokens, document.sentences
    number = tokens[name.first].sentence
    if number + 1 >= len(sentences):
        return ()
    first, the = sentences[number + 1].first, document.language.closed_class("the")
    comma = next((i for i in range(first + 1, min(first + _AGE, len(tokens))) if tokens[i].text == ","), 0)
    if not comma or tokens[first].lower not in the or not tokens[first + 1].text[0].isdigit():
        return ()
    told = {names[i] for i in range(sentences[number].first, sentences[number].last) if i in names}
    is_alone = all(n is name or n.kind is not Kind.PERSON for n in told)
    return _right_behind(document, comma) if is_alone else ()


_AGE = 8  # tokens of “The 23-year-old”, with its comma


def _shared(document: Document, names: dict[int, Name], i: int) -> Tokens:
    """“**MIT professors** Ana Ruiz and Tom Hill”: what the first of several people shares with the others."""
    first = names.get(i)
    if first is None or first.kind is not Kind.PERSON or first.first == 0:
        return ()
    return _before(document, names, first) if document.tokens[first.first - 1].has("plural") else ()


def _behind_last(document: Document, name: Name, first: int) -> Tokens:
    """“Tom Hill and Ana Ruiz, **the mayor of Tarn**, met”: what is said of the last of several, hung on the first."""
    apposed = (document.tokens[c] for c in document.children[first] if document.tokens[c].relation == "appos")
    phrases = (_without_clauses(document, token.i) for token in apposed if not token.has("plural"))
    whole: Tokens = next((phrase for phrase in phrases if phrase[0] == name.last), ())
    return whole[1:]  # without the comma


def _without_clauses(document: Document, i: int) -> Tokens:
    """A noun phrase without its relative clauses, however deep: in these others are told of."""
    tokens, phrase = document.tokens, noun_phrase(document, i)
    inside = set(phrase)
    clauses = [j for j in phrase if j != i and tokens[j].deprel == "acl:relcl" and tokens[j].head in inside]
    dropped = {j for clause in clauses for j in below(document, clause)}
    return tuple(j for j in phrase if j not in dropped)


def _without_prepositions(document: Document, i: int) -> Tokens:
    """What stands behind those that a noun phrase begins with: “of **former secretary of state Ana Ruiz**”."""
    return tuple(dropwhile(lambda j: document.tokens[j].upos == "ADP", _without_clauses(document, i)))


def _in_front(document: Document, i: int) -> Tokens | None:
    """“**A professor at Harlow College**, Ruiz left in May”, “…, he left”: what opens the sentence of a mention."""
    tokens = document.tokens
    first = document.sentences[tokens[i].sentence].first
    if not first + 1 < i <= first + _FAR or tokens[i - 1].text != "," or tokens[first].upos not in _OPENERS:
        return None
    opening = range(first, i - 1)
    clause = next((j for j in opening if tokens[j].opens_relative), None)
    if clause is not None and _is_told_in_front(document, first, i):  # “**A lawyer** who once sued Acme, Ruiz left”
        opening = range(first, clause)
    return None if any(is_verbal(tokens[j]) and tokens[j].is_finite for j in opening) else tuple(opening)


def _is_told_in_front(document: Document, first: int, i: int) -> bool:
    """Whether something indefinite opens a sentence and is the subject of the verb whose subject stands at `i`."""
    tokens, verb = document.tokens, document.tokens[i].head
    is_new = tokens[first].lower in document.language.closed_class("indefinite_articles")
    opening = (c for c in document.children[verb] if c < i) if verb > i else ()
    return is_new and any(tokens[c].relation == "nsubj" for c in opening)


def _before(document: Document, names: dict[int, Name], name: Name) -> Tokens:
    """“**Senate Majority Leader** Tom Hill”: the words right before a name, whatever the parser hung them on."""
    tokens = document.tokens
    first = name.first
    least = max(document.sentences[tokens[name.first].sentence].first, name.first - _FAR)
    while first > least and (
        _may_stand_before(document, first - 1, names)
        or _joins_nouns(document, first - 1, name)
        or _is_half_of_role(document, first - 1)
    ):
        first -= 1
    first = _office_of_body(document, names, name, first, least)
    return tuple(range(first, name.first))


def _office_of_body(document: Document, names: dict[int, Name], name: Name, first: int, least: int) -> int:
    """Where an office in capitals begins that is told with its body right before a name: “**Dean of Harlow Medical
    College** Ana Ruiz”, “**U.S. Attorney for the Northern District of Georgia** Ana Ruiz”; else where it was."""
    tokens, classes = document.tokens, document.language.closed_class
    small = {*classes("of_places"), *classes("the"), *classes("and")}
    body = next((n for i in (first, name.first - 1) if (n := names.get(i)) is not None and n is not name), None)
    if body is None or body.kind is Kind.PERSON or body.last != name.first:
        return first
    for i in range(body.first - 1, max(least, body.first - _OFFICE) - 1, -1):
        word = tokens[i]
        if word.lower in classes("of_places") and i > least and tokens[i - 1].text[0].isupper():
            if tokens[i - 1].lower.rstrip(".") in document.language.words("role_nouns"):
                return _before_office(document, names, i - 1, least)
        elif word.lower not in small and not word.text[0].isupper():
            return first
    return first


_OFFICE = 7  # words between an office and its body: “Attorney for the Northern District of”


def _before_office(document: Document, names: dict[int, Name], i: int, least: int) -> int:
    """Where the words in capitals begin that end in an office: “**Assistant U.S.** Attorney”."""
    first, tokens = i, document.tokens
    while first > least and tokens[first - 1].text[0].isupper() and _may_stand_before(document, first - 1, names):
        first -= 1
    return first


def _joins_nouns(document: Document, i: int, name: Name) -> bool:
    """“president **and** chief executive Tom Hill”, “Secretary **of** State Tom Hill”"""
    tokens = document.tokens
    if joins_fields(document, i):  # “parks **and** recreation director Tom Hill”
        return True
    if i == 0 or tokens[i - 1].upos not in _NOMINAL:
        return False
    if tokens[i].lower in document.language.closed_class("joins_role_and_matter"):
        behind = [t for t in tokens[i + 1 : name.first] if t.upos != "PUNCT"]
        return bool(behind) and all(is_matter(t, document.language) for t in behind)
    is_role = tokens[i - 1].upos == "NOUN" or tokens[i - 1].lower in document.language.words("role_nouns")
    return tokens[i].upos == "CCONJ" and is_role and tokens[i + 1].upos in ("NOUN", "ADJ")


def is_matter(token: Token, language: Language) -> bool:
    """“Secretary of **State**”, “chief of **staff**”: what some roles are of by their names."""
    return any(token.lower in language.closed_class(name) for name in ("portfolios", "matters_of_roles"))


def _may_stand_before(document: Document, i: int, names: dict[int, Name]) -> bool:
    tokens, language = document.tokens, document.language
    token = tokens[i]
    is_glued = i + 1 < len(tokens) and token.end == tokens[i + 1].start  # not “the **spies - Mr.** Hill”
    if token.i in names:
        return names[token.i].kind is not Kind.PERSON or token.i == names[token.i].first
    if token.upos == "PUNCT":
        return token.text in (".", "/", "&") or (token.text == "-" and is_glued)
    if i + 1 in names and token.lower in language.closed_class("positions_of_players"):  # “Bulls **forward** Al Hill”
        return True
    is_within = is_glued and i > 0 and tokens[i - 1].text == tokens[i + 1].text == "-"  # “editor-**in**-chief”
    return token.upos in _BEFORE or token.relation == "amod" or is_within


def _in_clauses(document: Document, top: int) -> Iterator[Telling]:
    """What a mention is said to be or to do: “Ruiz **is a judge**”, “she **works for it**”, “Ruiz, who **runs it**”."""
    token = document.tokens[top]
    if token.upos == "PRON" and (in_front := _in_front(document, top)) is not None:
        yield Telling(in_front)
    yield from _by_them(document, top)
    yield from _into_office(document, top)
    for n, verb in enumerate(_predicates(document, top)):
        if n >= _MOST_CLAUSES:
            return
        if not _is_certain(document, verb):
            continue
        if document.tokens[verb].upos in ("NOUN", "PROPN", "NUM") and has_child(document, verb, "cop"):
            past = _is_past(document, verb)
            with_whom = document.language.closed_class("belongs_with")
            if document.tokens[verb].upos == "PROPN" and preposition(document, verb) in with_whom:
                yield Telling(_without_prepositions(document, verb), verb, whole=False, past=past)
                continue
            if not (past and _lemma(document, verb) in document.language.closed_class("roles_of_children")):
                behind = max(c for c in document.children[verb] if document.tokens[c].relation == "cop" and c != verb)
                phrase = _without_clauses(document, verb)
                yield Telling(tuple(i for i in phrase if i > behind) if behind < verb else phrase, past=past)
        elif is_verbal(document.tokens[verb]):
            yield from _told_by(document, verb)


def _predicates(document: Document, top: int) -> Iterator[int]:
    """The predicates of a mention, and those that go on from them without a subject of their own."""
    tokens, children = document.tokens, document.children
    token = tokens[top]
    waiting = [token.head] if token.deprel in ("nsubj", "nsubj:pass") and token.head >= 0 else []
    nouns = [top, *(c for c in children[top] if tokens[c].relation == "appos" and tokens[c].upos == "NOUN")]
    if token.relation == "appos" and 0 <= token.head < top and tokens[token.head].upos == "NOUN":
        nouns.append(token.head)  # “his predecessor, Ana Ruiz, who **headed the bank**”
    waiting += [
        c for noun in nouns for c in children[noun] if c > max(noun, top) - (noun > top) and _is_of_person(document, c)
    ]
    while waiting:
        verb = waiting.pop(0)
        yield verb
        joined = _CLAUSES if _is_certain(document, verb) else _APART  # “**if** she is the first woman elected mayor”
        waiting += [
            c
            for c in children[verb]
            if tokens[c].relation in joined and is_verbal(tokens[c]) and subject(document, c) is None
        ]


def _by_them(document: Document, top: int) -> Iterator[Telling]:
    """“The port **is run** by Ana Ruiz”, “a firm **founded** by her”"""
    tokens = document.tokens
    verb = tokens[top].head
    if verb < 0 or preposition(document, top) not in document.language.closed_class("agents"):
        return
    if (
        not tokens[verb].is_participle
        or "verb" not in _frames(document.language).get(_lemma(document, verb), {}).values()
    ):
        return
    led = subject(document, verb)
    if led is None and tokens[verb].relation in ("acl", "amod"):
        led = tokens[verb].head
    if led is not None and led < verb and _is_certain(document, verb):
        yield Telling(_without_clauses(document, led), led, verb)


def _into_office(document: Document, top: int) -> Iterator[Telling]:
    """“Acme named **Ruiz** as its chairman”, “the appointment of **Ruiz** as chairman”, by others."""
    tokens, classes, above = document.tokens, document.language.closed_class, document.tokens[top].head
    if above < 0 or _lemma(document, above) not in classes("namings_to_office") or not _is_certain(document, above):
        return
    is_object = tokens[top].relation == "obj" and is_verbal(tokens[above])
    if not is_object and (tokens[top].relation != "nmod" or preposition(document, top) not in classes("of")):
        return
    for child in sorted({*document.children[above], *document.children[top]}):
        before = preposition(document, child)
        is_office = before in classes("taking_as") if before else is_object and tokens[child].relation == "xcomp"
        if child > top and is_office and tokens[child].upos in _NOMINAL:
            yield Telling(_without_prepositions(document, child), child)


def _lemma(document: Document, i: int) -> str:
    return document.tokens[i].lemma.lower()


def _is_past(document: Document, noun: int) -> bool:
    """“She **was** a judge”"""
    tokens = document.tokens
    return any(tokens[c].relation == "cop" and tokens[c].has("past") for c in document.children[noun])


def _is_of_person(document: Document, clause: int) -> bool:
    """“who **runs** it”, “**working** for it”; not “whom he married”, “whose firm failed”."""
    token = document.tokens[clause]
    is_noun = token.relation == "appos" and has_child(document, clause, "cop")  # “who **was a nurse**”
    if not is_noun and token.relation not in ("acl", "amod"):
        return False
    who = subject(document, clause)
    if who is None:
        return token.is_participle or token.is_gerund
    return document.tokens[who].lower in document.language.closed_class("relative_subjects")


def _is_certain(document: Document, verb: int) -> bool:
    """Neither denied nor only possible: “would be president”, “if she were president”, “would win and be president”."""
    tokens, language = document.tokens, document.language
    negations, doubts = language.closed_class("negations"), language.closed_class("markers_of_doubt")
    for child in document.children[verb]:
        token = tokens[child]
        if token.is_modal or token.lemma.lower() in negations or (token.relation == "mark" and token.lower in doubts):
            return False
    first = tokens[verb].head if tokens[verb].relation == "conj" and subject(document, verb) is None else -1
    return first < 0 or not any(tokens[child].is_modal for child in document.children[first])


def _told_by(document: Document, verb: int) -> Iterator[Telling]:
    """“serves **as mayor**”, “was named **head of the port**”, “works **for Acme**”, “**runs** the port”."""
    tokens = document.tokens
    frames = _frames(document.language).get(_lemma(document, verb))
    if frames is None:
        return
    if (place := _where(document, verb)) is not None and "where" in frames.values():
        yield Telling(_without_clauses(document, place), place, whole=False)
    passive = tokens[verb].deprel == "acl" and tokens[verb].is_participle  # not “who has **led** it”
    passive = passive or any(tokens[c].deprel in ("nsubj:pass", "aux:pass") for c in document.children[verb])
    if "named" in frames and not passive:  # “Hill nominated Ruiz **as head of the port**”: whom they name
        return
    for child in _told_beside(document, verb):
        if child < verb or tokens[child].upos not in ("NOUN", "PROPN", "ADJ"):
            continue
        told = frames.get(_frame_of(document, child, passive=passive))
        if told is not None:
            phrase = _without_prepositions(document, child)
            past = told == "verb" and _is_over(document, verb)
            yield Telling(phrase, child, verb if told == "verb" else None, told == "role", past=past)


def _told_beside(document: Document, verb: int) -> Iterator[int]:
    """The nouns of a verb, and where it is done, hung on its object: “who tends bar **at the Blue Heron**”."""
    at_work = _lemma(document, verb) in document.language.closed_class("verbs_done_to_things_at_work")
    for child in document.children[verb]:
        yield child
        if at_work and document.tokens[child].relation == "obj":
            yield from (c for c in document.children[child] if c > child and document.tokens[c].relation == "nmod")


def _is_over(document: Document, verb: int) -> bool:
    """“Hill **owned** it in 1985” tells nothing of now; “who **ran** it” may, and “she **founded** it” does."""
    token, lasting = document.tokens[verb], document.language.closed_class("lasting_verbs")
    then = document.language.closed_class("words_for_then")
    if any(document.tokens[c].lower in then for c in document.children[verb]):  # “who **previously** ran it”
        return True
    return (
        token.has("past") and token.is_finite and token.deprel != "acl:relcl" and _lemma(document, verb) not in lasting
    )


def _where(document: Document, verb: int) -> int | None:
    """“Acme, **where** she works”"""
    wheres = document.language.closed_class("relative_places")
    token = document.tokens[verb]
    if token.deprel == "acl:relcl" and any(document.tokens[c].lower in wheres for c in document.children[verb]):
        return token.head
    return None


def _frame_of(document: Document, child: int, *, passive: bool) -> str:
    """The preposition; without one “object”, or “named” where the verb is passive: “was elected **mayor**”."""
    token = document.tokens[child]
    if (before := preposition(document, child)) is not None:
        return before
    if token.relation not in ("obj", "xcomp"):
        return ""
    return "named" if passive else "object"


@cache
def _frames(language: Language) -> dict[str, dict[str, str]]:
    """Verb → frame → what stands there: a role, or where one belongs (by the verb itself: “verb”)."""
    found: dict[str, dict[str, str]] = {}
    for verb, frames, told in language.rows("roles_told"):
        found.setdefault(verb, {}).update(dict.fromkeys(frames.split(), told))
    return found


def _parted(document: Document, names: dict[int, Name], telling: Telling, mine: frozenset[int]) -> Iterator[Telling]:
    """A telling parted at its commas and brackets, each part without its relative clause, nor other people; without
    what somebody says: “RUIZ: **Secretary** Gant, will you”."""
    group: list[int] = []
    clause = named = False
    for i in (*telling.tokens, -1):
        token = document.tokens[i]
        if i < 0 or token.text in _STOPS or (token.upos == "CCONJ" and _begins_another(document, i)):
            own = _of_one(document, names, group, mine) if group else ()
            named = named or not mine.isdisjoint(own)
            if own and not (mine and i in telling.tokens and _is_of_next(document, names, own, i, mine, named=named)):
                yield evolve(telling, tokens=own) if own != telling.tokens else telling
            if i >= 0 and not mine.isdisjoint(group) and (token.text == ":" or _joins_another(document, names, i)):
                return
            if _is_of_last(document, names, group, i, mine):
                return
            group, clause = [], False
        elif _begins_clause(document, token) and not (i == telling.tokens[0] and "relative_possessive" in token.traits):
            clause = True
        elif not clause:
            group.append(i)


def _begins_another(document: Document, i: int) -> bool:
    """“an adviser to Hill **and** a member of the board”, “… **and** former director”: one more of what somebody is."""
    tokens = document.tokens
    if i + 1 >= len(tokens):
        return False
    behind, classes = tokens[i + 1], document.language.closed_class
    return (
        behind.upos == "DET"
        or behind.lower in classes("former")
        or tokens[i - 1].lemma.lower()
        in classes("stances_towards_others")  # “a Hill supporter **and** president of it”
    )


def _is_of_next(
    document: Document, names: dict[int, Name], own: Tokens, comma: int, mine: frozenset[int], *, named: bool
) -> bool:
    """Whether what ends at a comma is told of who is named behind it: “Ruiz and **the former mayor**, Tom Hill”, and
    not of who was named before."""
    behind = names.get(comma + 1)
    if behind is None or behind.kind is not Kind.PERSON or behind.first in mine or not mine.isdisjoint(own):
        return False
    return not named or (own[0] > 0 and document.tokens[own[0] - 1].upos == "CCONJ")


def _is_of_last(document: Document, names: dict[int, Name], group: list[int], comma: int, mine: frozenset[int]) -> bool:
    """“Ruiz and Tom Hill, **a nurse**”: whether what stands behind a comma is said of the last of several, and another
    is asked about, or all; not “Ruiz and Tom Hill, **nurses** at Acme”."""
    tokens, last = document.tokens, names.get(comma - 1)
    if last is None or last.kind is not Kind.PERSON or last.first not in group:
        return False
    before = group[: group.index(last.first)]
    if (mine and mine.isdisjoint(before)) or not any(tokens[i].upos == "CCONJ" for i in before):
        return False
    behind = takewhile(lambda token: token.upos not in ("ADP", "PUNCT"), tokens[comma + 1 :])
    return not any(token.has("plural") for token in behind)


def _joins_another(document: Document, names: dict[int, Name], i: int) -> bool:
    """“Ruiz **and** the pontiff met”: somebody else than who is named right before."""
    before = names.get(i - 1)
    return document.tokens[i].upos == "CCONJ" and before is not None and before.kind is Kind.PERSON


def _begins_clause(document: Document, token: Token) -> bool:
    if not _OPENING.isdisjoint(token.traits):
        return True
    return is_verbal(token) and token.relation not in ("amod", "compound") and not _is_half_of_role(document, token.i)


def _is_half_of_role(document: Document, i: int) -> bool:
    """“**crossing** guard”, “**running** back”: the first of two words that are one role, whatever the parse says."""
    behind = document.tokens[i + 1 : i + 2]
    return bool(behind) and is_role_of_two(document.tokens[i].lower, behind[0].lower, document.language)


_OPENING = frozenset({"relative", "relative_possessive", "relative_adverb"})  # “who”, “whose”, “where”


def _of_one(document: Document, names: dict[int, Name], group: list[int], mine: frozenset[int]) -> Tokens:
    """The part of a group that speaks of one person: “Ana Ruiz **of Acme**”, not “Marco Rubio donor”; of “Ruiz and
    Mayor Tom Hill” only Ruiz."""
    tokens = document.tokens
    for n, i in enumerate(group):
        if i in mine:
            behind = n + names[i].last - i
            goes_on = behind < len(group) and tokens[group[behind]].upos == "ADP"
            return tuple(group if goes_on else group[:behind])
    for n, i in enumerate(group):
        if tokens[i].upos == "CCONJ" and any(j in names and names[j].kind is Kind.PERSON for j in group[n:]):
            return tuple(group[:n])
    return tuple(group)
