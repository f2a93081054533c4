"""Whom a noun for several means whose members its own sentence tells right there: “his two deputies, **Al Ford and Bo
Lund**,”, “the winners are **Al Ford and Bo Lund**”, “each of the leaders – say, **Al Ford and Bo Lund** – falls”."""

from collections.abc import Iterator, Sequence

from quoteattr.language.people import is_human
from quoteattr.records import Kind
from quoteattr.speakers import links
from quoteattr.speakers.cast import Cast, Chain, each_once
from quoteattr.speakers.names.name import Name
from quoteattr.speakers.outright import is_certain
from quoteattr.speakers.phrases import Form, Phrase
from quoteattr.speakers.spots import subject_of
from quoteattr.text.document import Document, Token
from quoteattr.text.tree import noun_phrase

_LEAD = 8  # tokens of titles and roles in front of a name of a list
_ROW = 12  # tokens between two names of a list
_DASHES = frozenset({"-", "--", "–", "—"})
_OPENING = _DASHES | {",", ":", "("}
_CLOSING = _OPENING | {";", ".", ")", "”", "’", '"', "''"}
_LEADING = ("NOUN", "PROPN", "ADJ", "DET", "NUM", "PART", "X")
_BETWEEN = (*_LEADING, "ADP", "PUNCT", "PRON", "CCONJ", "ADV")
_SORTS = (Kind.GROUP, Kind.ORGANIZATION)


def listed_beside(cast: Cast, phrase: Phrase) -> Chain | None:
    """The names that the sentence tells as all of those whom a noun in the plural means."""
    counts = phrase.lemma in cast.document.language.closed_class("counting_two")
    if phrase.form is not Form.DESCRIPTION or phrase.kind not in _SORTS or not (phrase.plural or counts):
        return None
    found = _set_off(cast, phrase) or _said_to_be(cast, phrase) or _said_of(cast, phrase) or _told_behind(cast, phrase)
    if found is not None:
        links.scene_of(cast).meant[phrase.lemma] = phrase.head, None  # whom it means in the singular
    return found


def are_only_some(cast: Cast, phrase: Phrase) -> bool:
    """“Acme and Brixly are **among the suppliers**”: those of whom only some were told."""
    document, among = cast.document, cast.document.language.closed_class("among")
    below = [document.tokens[c] for c in document.children[phrase.head] if c < phrase.core[0]]
    is_said = any(t.relation == "cop" for t in below)
    return phrase.plural and is_said and any(t.relation == "case" and t.lower in among for t in below)


def _set_off(cast: Cast, phrase: Phrase) -> Chain | None:
    """“his two deputies, **Al Ford and Bo Lund**,”, “both owners (**Al Ford and Bo Lund**)”: between marks."""
    tokens, words = cast.document.tokens, cast.document.language.closed_class("opens_lists")
    for end in _ends(cast, phrase):
        if end + 1 >= len(tokens) or tokens[end].text not in _OPENING:
            continue
        begin = end + 1
        if tokens[begin].lower in words:  # “– **say**, Ford”
            begin += 2 if tokens[begin + 1 : begin + 2] and tokens[begin + 1].text == "," else 1
        row = _row_from(cast, phrase, begin)
        if row and _closes(cast, row[-1].last):
            return _all_of(cast, row)
    return None


def _ends(cast: Cast, phrase: Phrase) -> Iterator[int]:
    """The token behind a noun, and the one behind all that tells of it, where no others are told of in that."""
    document, tokens = cast.document, cast.document.tokens
    yield phrase.head + 1
    inside = [i for i in noun_phrase(document, phrase.head) if i > phrase.head]
    pause = next((i for i in inside if tokens[i].text in _OPENING), (inside or [phrase.head])[-1] + 1)
    others = (t for t in tokens[phrase.head + 1 : pause] if t.has("plural") or t.i in cast.name_at)
    if pause > phrase.head + 1 and not any(_may_be_listed(cast, token) for token in others):
        yield pause


def _may_be_listed(cast: Cast, token: Token) -> bool:
    name, language = cast.name_at.get(token.i), cast.document.language
    if name is not None:
        return name.kind is Kind.PERSON
    lemma = token.lemma.lower()
    return is_human(lemma, language) or lemma in language.classes("organization_nouns")


def _said_to_be(cast: Cast, phrase: Phrase) -> Chain | None:
    """“The winners were **Al Ford and Bo Lund**”, “the attackers were the group **Sayfa**”: by a form of “be” alone."""
    document, head = cast.document, cast.document.tokens[phrase.head]
    if head.relation not in _SUBJECTS or head.head < head.i:
        return None
    copula = next((c for c in document.children[head.head] if document.tokens[c].relation == "cop"), -1)
    if copula < head.i or not is_certain(document, head.head):
        return None
    row = _row_from(cast, phrase, copula + 1)
    if row and _closes(cast, row[-1].last):
        return _all_of(cast, row)
    return _one_body(cast, copula + 1)


_SUBJECTS = ("nsubj", "conj")  # of a list the parse may take it for a part


def _one_body(cast: Cast, begin: int) -> Chain | None:
    """“**the group Sayfa**”: one organisation that its noun is told with."""
    tokens, language = cast.document.tokens, cast.document.language
    name = next(iter(cast.names_within(begin, begin + _LEAD)), None)
    if name is None or name.kind is not Kind.ORGANIZATION or name.place or name.first <= begin:
        return None
    lead = tokens[begin : name.first]
    is_lead = all(t.upos in _LEADING for t in lead) and lead[0].lower in language.closed_class("the")
    is_called = is_lead and lead[-1].lemma.lower() in language.classes("organization_nouns")
    return cast.chain_of(name) if is_called and _closes(cast, name.last) else None


def _said_of(cast: Cast, phrase: Phrase) -> Chain | None:
    """“**Al Ford and Bo Lund** are the owners”: by a definite noun, in so many words."""
    document = cast.document
    below = [document.tokens[c] for c in document.children[phrase.head]]
    is_said = any(t.relation == "cop" for t in below) and not any(t.relation == "case" for t in below)
    if not is_said or not phrase.definite or not is_certain(document, phrase.head):
        return None
    subject = subject_of(document, phrase.head)
    if subject < 0 or subject > phrase.head:
        return None
    told = links.whole(cast, subject)
    if told.form is not Form.NAME or told.name is None or not told.also:
        return None
    row = (told.name, *told.also)
    fits = phrase.number in (None, len(row)) and all(_fits(cast, phrase, name) for name in row)
    return _all_of(cast, row) if fits else None


def _told_behind(cast: Cast, phrase: Phrase) -> Chain | None:
    """“Al Ford and Bo Lund, **the owners of the club**, left”, “… – both **the sons** of miners”: set off behind a
    list, as what all of it are."""
    document, tokens, first = cast.document, cast.document.tokens, phrase.core[0]
    all_ = document.language.closed_class("words_for_all")
    first -= int(first > 0 and tokens[first - 1].lower in all_)
    if not phrase.definite or first < _TWO or tokens[first - 1].text not in _OPENING:
        return None
    if tokens[phrase.head].relation in _OF_VERBS or any(
        tokens[c].relation == "cop" for c in document.children[phrase.head]
    ):
        return None
    lists = [c for c in cast.chains_at(first - 2) if c.members and phrase.number in (None, len(c.members))]
    chain = max(lists, key=lambda c: len(c.members), default=None)
    kind = Kind.PERSON if phrase.kind is Kind.GROUP else Kind.ORGANIZATION
    behind = tokens[phrase.core[-1] + 1 : phrase.core[-1] + 2]
    is_set_off = not behind or behind[0].text in _CLOSING or behind[0].upos == "ADP" or behind[0].is_relative
    is_it = chain is not None and is_set_off and all(member.kind is kind for member in chain.members)
    return chain if is_it else None


_OF_VERBS = ("nsubj", "obj", "iobj", "obl")
_TWO = 2


def _all_of(cast: Cast, row: Sequence[Name]) -> Chain | None:
    """Those of a list together, if they are as many as their names."""
    chains = each_once(map(cast.chain_of, row))
    return cast.together(tuple(chains)) if len(chains) == len(row) else None


def _row_from(cast: Cast, phrase: Phrase, begin: int) -> tuple[Name, ...]:
    """The names of a list that begins at a token, with titles before and what is said of each behind: as many as the
    noun counts, or up to the one behind an “and”; none where there is no such list."""
    document, tokens = cast.document, cast.document.tokens
    if begin >= len(tokens):
        return ()
    end = document.sentences[tokens[begin].sentence].last
    names = [n for n in cast.names_within(begin, end) if _fits(cast, phrase, n)]
    row: list[Name] = []
    for name in names:
        gap = tokens[row[-1].last if row else begin : name.first]
        if row and _is_where(document, gap):
            continue
        if not (_parts(document, gap) if row else _leads(document, gap)):
            break
        row.append(name)
        if len(row) > 1 and _ends_list(document, gap) and phrase.number in (None, len(row)):
            return tuple(row)
    return ()


def _fits(cast: Cast, phrase: Phrase, name: Name) -> bool:
    """Whether a name can be that of one of those: people of a group, firms, lands where the noun is for such."""
    language, lemma = cast.document.language, phrase.lemma
    if name.place:
        return links.hypernym(lemma, language).place
    are_any = any(lemma in language.closed_class(c) for c in ("parts_in_contests", "roles_of_firms"))
    return name.kind is (Kind.PERSON if phrase.kind is Kind.GROUP else Kind.ORGANIZATION) or are_any


def _leads(document: Document, gap: Sequence[Token]) -> bool:
    """“**Majority Whip** Hal Ortiz”, “**former Ohio senator** Hal Ortiz”, “**the bakery's owner**, Hal Ortiz”: what
    stands before a name that it tells of."""
    ends = document.language.closed_class("ends_of_titles")
    return len(gap) <= _LEAD and all(
        (t.upos in _LEADING and not t.has("plural"))
        or (t.is_participle and t.relation == "amod")
        or t.text == "."
        or (t.upos == "ADP" and document.tokens[t.i + 1].lower in ends)
        for t in gap
    )


def _parts(document: Document, gap: Sequence[Token]) -> bool:
    """“Ortiz**, a baker, and his wife,** Bea”: a comma or an “and”, with what is said of the name before it or leads to
    the one behind it."""
    joint = _last_joint(document, gap)
    if joint < 0 or len(gap) > _ROW:
        return False
    behind = gap[joint + 1 :]
    return all(t.upos in _BETWEEN and not (t.upos == "NOUN" and t.has("plural")) for t in gap) and (
        _leads(document, behind) or all(t.upos in (*_LEADING, "PRON") for t in behind)
    )


def _is_where(document: Document, gap: Sequence[Token]) -> bool:
    """“Ortiz, 31, **of** Hope and Lund”: a name that tells where the one before it is from, right behind it."""
    return bool(gap) and gap[-1].upos == "ADP" and all(t.upos in ("PUNCT", "NUM") for t in gap[:-1])


def _ends_list(document: Document, gap: Sequence[Token]) -> bool:
    """Whether an “and” stands before the next name of a list."""
    joints = document.language.closed_class("joins_names")
    return any(token.lower in joints for token in gap)


def _last_joint(document: Document, gap: Sequence[Token]) -> int:
    """The place of the last comma or “and” between two names; -1 without one."""
    joints = document.language.closed_class("joins_names")
    return max((n for n, t in enumerate(gap) if t.text in (",", ";") or t.lower in joints), default=-1)


def _closes(cast: Cast, end: int) -> bool:
    """Whether a list ends there: at a mark, at a clause of the last one (“Lund, **who** lives”), or with the sentence;
    where the last one is from and how old come before it."""
    tokens = cast.document.tokens
    while end < len(tokens):
        token, name = tokens[end], cast.name_at.get(end + 1)
        if token.upos == "NUM":
            end += 1
        elif token.upos == "ADP" and name is not None and name.place:
            end = name.last
        else:
            break
    is_last = end >= len(tokens) or tokens[end].sentence != tokens[end - 1].sentence
    return is_last or tokens[end].text in _CLOSING or tokens[end].is_relative
