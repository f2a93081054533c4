"""Which other mentions of its sentence grammar ties to a noun phrase: those that it is apposed to, or said of, are
whom it means; the subjects of its clause and of those above it can be whom “it” means, but hardly whom a description
does."""

from collections.abc import Iterator
from itertools import islice

from quoteattr.language.people import is_human
from quoteattr.speakers.appositions import noun_of, second_half
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.names.name import Name
from quoteattr.speakers.phrases import Form, Phrase, goes_on_with_place
from quoteattr.speakers.spots import is_predicate, spot_of, subject_of, subjects
from quoteattr.text.document import Document
from quoteattr.text.tree import noun_phrase

_JOINED = 3  # that are joined by *and*, at most
_TITLE = 4  # words of a title before a name
_IN_TITLES = frozenset({"PROPN", "NOUN", "ADJ"})
_COMPARED = 6  # tokens before “as” in which what is compared begins
_BESIDE = (",", ":", "-", "--", "–", "—", "(")
SAME = frozenset({"apposed_to", "apposed_by", "name_before", "name_behind", "said_of", "is_named", "taken_as"})


def ties(cast: Cast, phrase: Phrase) -> dict[int, list[str]]:
    """The token by which chains know each such mention (of several joined by *and* both the first and the last), with
    the names of what ties it to the phrase; of pronouns subjects only.

    “Tim Canova, **the law professor** who …”: the token of Canova, `apposed_to` and `name_before`.
    """
    found: dict[int, list[str]] = {}
    document = cast.document
    for token, how in _tied(cast, phrase) if phrase.form is not Form.PRONOUN else ():
        for at in _heads(cast, token):
            found.setdefault(at, []).append(how)
    here = spot_of(cast, phrase.head)
    for token, how in subjects(document, here.clauses[0]):
        for at in _heads(cast, token):
            if at != phrase.head and at not in found:
                found[at] = [f"subject={how}", f"subject={how}&{here.role}"]
    return found


def _heads(cast: Cast, i: int) -> Iterator[int]:
    """The tokens by which chains know a mention, and all those together that are joined to it."""
    name = cast.name_at.get(i) or name_of_title(cast, i)
    yield name.last - 1 if name is not None else i
    below = (cast.document.tokens[c] for c in cast.document.children[i])
    if joined := [token.i for token in below if token.relation == "conj" and token.i in cast.name_at]:
        yield cast.name_at[joined[-1]].last - 1


def name_of_title(cast: Cast, i: int) -> Name | None:
    """“sent former **Sen.** Al Ford as their man”: the name that hangs on a title."""
    name = cast.name_at.get(i + 1)
    is_title = name is not None and name.title is not None and name.first == i + 1
    return name if is_title and cast.document.tokens[i + 1].head == i else None


def _tied(cast: Cast, phrase: Phrase) -> Iterator[tuple[int, str]]:
    """What the phrase is apposed to or said of, by the tree and by what stands beside it."""
    document, i = cast.document, phrase.head
    at, relation = _without_joining(document, i)
    head = document.tokens[at].head
    if (whom := second_half(document, cast.name_at, i)) >= 0:
        yield whom, "apposed_to"
    elif relation == "appos" and not (_owns(cast, head) or is_beside(document, at)):
        yield head, "apposed_to"
    yield from ((c, "apposed_by") for c in document.children[i] if _is_apposed_by(cast, phrase, c))
    yield from _said_of(document, at, relation)
    if relation == "nsubj" and _has(document, head, "cop"):
        yield head, "is_named"
    token = _name_behind(cast, phrase)
    if token is not None and not _is_anothers(cast, phrase, token):
        yield token, "name_behind"
    if (token := _name_before(cast, phrase)) is not None:
        yield token, "name_before"


def _is_apposed_by(cast: Cast, phrase: Phrase, i: int) -> bool:
    """“the owner, **Ruiz**”; not “the mayor and the owner, **Ruiz**”, whose mayor is another."""
    is_apposed = cast.document.tokens[i].relation == "appos"
    return is_apposed and (i not in cast.name_at or not _is_anothers(cast, phrase, i))


def _is_anothers(cast: Cast, phrase: Phrase, i: int) -> bool:
    """Whether a name behind a noun is another's: “**the man** who took the child, Al **Ford**, was jailed”."""
    name = cast.name_at[i]
    bearer = cast.known_by(name)
    gender = bearer.gender if bearer is not None else None
    return name.first > phrase.head and noun_of(cast.document, phrase.head, name, gender) != phrase.head


def _owns(cast: Cast, i: int) -> bool:
    """“**Ruiz**'s newly installed chief”: whoever has somebody is not that one."""
    name, tokens = cast.name_at.get(i), cast.document.tokens
    end = name.last if name is not None else i + 1
    return end < len(tokens) and tokens[end].is_genitive


def is_beside(document: Document, i: int) -> bool:
    """“Paul Weir **and the majority** who said”: somebody else behind an “and”, whatever the parse makes of it."""
    return any(document.tokens[c].relation == "cc" and c < i for c in document.children[i])


def _without_joining(document: Document, i: int) -> tuple[int, str]:
    """Up from “and the **author** of …” to what it is joined to, and the relation of that."""
    token = document.tokens[i]
    for _ in range(_JOINED):
        if token.relation != "conj" or token.head < 0 or document.tokens[token.head].upos == "VERB":
            break
        token = document.tokens[token.head]
    return token.i, token.relation


def _said_of(document: Document, at: int, relation: str) -> Iterator[tuple[int, str]]:
    """“**Ruiz** is the owner”, “they named **Ruiz** the winner”, “**Ruiz** serves as the attorney”."""
    token = document.tokens[at]
    is_where = _has(document, at, "case")  # “Ruiz was **among** the lawyers”
    if _has(document, at, "cop") and not is_where and (subject := _subject_before(document, at)) >= 0:
        yield subject, "said_of"
    if token.head < 0:
        return
    if not is_predicate(document, token.head):
        if relation == "nmod" and _as(document, at) and (whom := _whose_thing(document, token.head, at)) >= 0:
            yield whom, "taken_as"
        return
    whom = _whom(document, token.head, at)
    becomes = document.tokens[token.head].lemma.lower() in document.language.closed_class("verbs_of_becoming")
    if becomes and relation in ("xcomp", "obj"):
        whom = next((i for i, _ in subjects(document, token.head)), -1)
    if relation in ("xcomp", "obj") and whom >= 0 and not is_where:
        yield whom, "said_of"
    elif relation in ("obl", "advcl") and whom >= 0 and _as(document, at):
        yield whom, "taken_as"


def _subject_before(document: Document, at: int) -> int:
    """The subject of a predicate noun, also where the parse hangs it on what stands behind: “**Ruiz** may yet be the
    leader, Hill said”."""
    tokens, above = document.tokens, document.tokens[at].head
    if (subject := subject_of(document, at)) >= 0 or tokens[at].relation != "ccomp" or above < at:
        return subject
    return next((c for c in document.children[above] if c < at and tokens[c].relation == "nsubj"), -1)


def _whom(document: Document, verb: int, at: int) -> int:
    """The object of a verb before a token, else its subject where the token is no object itself; -1 without one.

    “**Ruiz** replaced Hill as the coach”, “**Ruiz** won fame as the author”: the subject, whatever the object is.
    """
    below = [document.tokens[c] for c in document.children[verb] if c < at]
    found = next((t.i for t in below if t.relation in ("obj", "iobj")), _whom_before_article(document, at))
    if found >= 0 and document.tokens[at].relation != "xcomp" and _as(document, at):
        if document.tokens[verb].lemma.lower() in document.language.closed_class("verbs_of_replacing"):
            return subject_of(document, verb)
        return _whose_thing(document, found, at) if _is_thing(document, found) else found
    if found >= 0 or document.tokens[at].relation == "obj":
        return found
    return subject_of(document, verb)


def _whom_before_article(document: Document, at: int) -> int:
    """“called **her** “**the** first lady of jazz””: a pronoun before an article, which is nobody's owner whatever the
    parse makes of it; -1 where there is none."""
    tokens, articles = document.tokens, document.language.closed_class("articles")
    owner = next((c for c in document.children[at] if tokens[c].deprel == "nmod:poss"), -1)
    behind = next((t for t in tokens[owner + 1 : at] if t.upos != "PUNCT"), None) if owner >= 0 else None
    is_object = behind is not None and behind.lower in articles and tokens[owner].upos == "PRON"
    return owner if is_object else -1


def _is_thing(document: Document, i: int) -> bool:
    token = document.tokens[i]
    return token.upos == "NOUN" and not is_human(token.lemma.lower(), document.language)


def _whose_thing(document: Document, i: int, at: int) -> int:
    """“**Ruiz** made a speech as the leader”, “They praised **Ruiz's** work as the coach”, “**Ruiz** has his support as
    the coach”: who is something where a thing of theirs is; -1 where it is nobody."""
    tokens, language = document.tokens, document.language
    if not is_human(tokens[at].lemma.lower(), language) or not _is_thing(document, i):
        return -1
    owner = next((c for c in document.children[i] if tokens[c].deprel == "nmod:poss"), -1)
    is_given = tokens[i].lemma.lower() in language.closed_class("given_by_others")
    if owner >= 0 and not is_given:
        return owner
    verb = tokens[i].head if tokens[i].relation == "obj" else -1
    return subject_of(document, verb) if verb >= 0 else -1


def _as(document: Document, i: int) -> bool:
    """“sent Ford **as** their man”; not “got as much time **as** his rival”."""
    tokens, classes = document.tokens, document.language.closed_class
    as_ = next((c for c in document.children[i] if c < i and tokens[c].lower in classes("taking_as")), -1)
    if as_ < 0:
        return False
    before = tokens[max(0, as_ - _COMPARED) : as_]
    return not any(token.lower in classes("compared_with_as") for token in before)


def _has(document: Document, i: int, relation: str) -> bool:
    return any(document.tokens[c].relation == relation for c in document.children[i])


def _name_behind(cast: Cast, phrase: Phrase) -> int | None:
    """“the owner of the club, **Mark Schmidt**, faced”, “the journal **Nature**”: whose name follows the phrase."""
    tokens = cast.document.tokens
    inside = [i for i in noun_phrase(cast.document, phrase.head) if i >= phrase.head]
    pause = next((i for i in inside if tokens[i].text in _BESIDE), inside[-1] + 1)
    return next((n for end in (phrase.head + 1, pause) if (n := _name_from(cast, end)) is not None), None)


def name_of_another(cast: Cast, phrase: Phrase) -> int:
    """The last token of the name behind a noun that is another's: “**the mayor** and the chief, Al **Ford**,”; else
    -1."""
    token = _name_behind(cast, phrase)
    return token if token is not None and _is_anothers(cast, phrase, token) else -1


def _name_from(cast: Cast, begin: int) -> int | None:
    """The last token of the name that begins at a token, behind a comma and a title or without."""
    tokens = cast.document.tokens
    if begin < len(tokens) and tokens[begin].text in _BESIDE:
        if goes_on_with_place(cast.name_at, begin):
            return None
        begin += 1
    for i in range(begin, min(begin + _TITLE, len(tokens))):
        if (name := cast.name_at.get(i)) is not None:
            return name.last - 1 if name.first == i else None
        if tokens[i].upos not in _IN_TITLES:
            return None
    return None


def _name_before(cast: Cast, phrase: Phrase) -> int | None:
    """“**Tim Canova**, the law professor”: whose name stands before the phrase and a comma."""
    tokens = cast.document.tokens
    first = cast.reading.token_at(phrase.start)
    before = list(islice(range(first - 1, -1, -1), 2))
    if len(before) < 2 or tokens[before[0]].text not in _BESIDE:
        return None
    name = cast.name_at.get(before[1])
    return name.last - 1 if name is not None and name.last - 1 == before[1] else None
