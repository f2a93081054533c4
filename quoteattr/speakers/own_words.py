"""Who certainly doesn't say something: whoever it names or is said to, and whom a quotation calls “he”.

“A lawmaker wants **Ruiz** banned” is not said by Ruiz (nobody who is named below a verb is its subject), and ““**Ruiz**
is a fool,” he said” hardly by Ruiz.
"""

from collections import defaultdict
from collections.abc import Iterator

from attrs import frozen

from quoteattr.records import Gender, Kind
from quoteattr.runtime.asked import asked_once
from quoteattr.speakers.cast import Cast, Chain
from quoteattr.speakers.mentions import GENDER
from quoteattr.speakers.names.name import Name
from quoteattr.text.document import Document
from quoteattr.text.tree import SUBJECTS, below

_BESIDE = ("obj", "iobj", "obl")
_OF_NOUNS = ("NOUN", "PROPN")


@frozen
class Named:
    """The chains that what a source says names, by identity."""

    chains: frozenset[int]

    def holds(self, chain: Chain) -> bool:
        """Whether a chain is named, or everybody of it is."""
        return id(chain) in self.chains or (
            bool(chain.members) and all(id(member) in self.chains for member in chain.members)
        )


_NOBODY = Named(frozenset())


def named_in_said(cast: Cast, i: int) -> Named:
    """Whom the words of the source that a token heads name: nobody of them is meant by it, if it is no name itself."""
    return _named_by(cast, i) if i in cast.contents else _NOBODY


@asked_once
def _named_by(cast: Cast, i: int) -> Named:
    return Named(frozenset(map(id, _named(cast, i))))


def _named(cast: Cast, i: int) -> Iterator[Chain]:
    """People; of “the **group**”, “the **union**” also whose firm it speaks of: “that **Acme's** move was mad”."""
    within = [name for said in cast.contents[i] for j in said if (name := cast.name_at.get(j)) and name.first == j]
    is_body = cast.document.tokens[i].lemma.lower() in cast.document.language.closed_class("nouns_of_associations")
    others = [name for name in within if _is_another(cast, name, i, or_owns=is_body)]
    for name in (*others, *_told(cast, i)):
        chain = cast.known_by(name) if name.last - 1 not in cast.unsettled else None
        if chain is not None and (chain.kind is Kind.PERSON or is_body or _is_new_in(cast, chain, name, i)):
            yield chain


def _is_new_in(cast: Cast, chain: Chain, name: Name, i: int) -> bool:
    """““We can be in **Tripoli** by noon,” it reads”: an organisation or place of which the text tells nothing before
    what a pronoun says; “the firm” may name itself there."""
    if cast.document.tokens[i].upos != "PRON":
        return False
    begins = cast.reading.quotation_of[chain.at[0]] if chain.at else -1
    return chain.kind is Kind.ORGANIZATION and 0 <= begins == cast.reading.quotation_of[name.first]


def _told(cast: Cast, i: int) -> Iterator[Name]:
    """“the developer said of **Ruiz**”, “he told **Ruiz**”: who stands beside a subject below the same verb."""
    document = cast.document
    token = document.tokens[i]
    for j in document.children[token.head] if token.relation == "nsubj" else ():
        name = cast.name_at.get(j)
        if j > i and document.tokens[j].relation in _BESIDE and name is not None:
            yield name
    yield from _asked_about(cast).get(token.sentence, ())


@asked_once
def _asked_about(cast: Cast) -> dict[int, list[Name]]:
    """“he said when asked about **Ruiz**”, “asked if he knew **Ruiz**, he said”: the people whom a question names that
    is answered, by sentence, wherever the parse hangs it."""
    document, found = cast.document, defaultdict[int, list[Name]](list)
    for token in document.tokens_of_lemmas(document.language.closed_class("verbs_of_asking").keys()):
        told = document.children[token.i]
        subjects = (document.tokens[c] for c in told if document.tokens[c].deprel in SUBJECTS)
        has_subject = any(subject.upos != "PRON" for subject in subjects)  # “when **Ruiz** asked”
        if token.relation in ("advcl", "ccomp") and not has_subject and not cast.reading.depths[token.i]:
            asked = {c for c in told if document.tokens[c].relation in ("obj", "iobj")}  # “we asked **Ruiz** if”
            names = (cast.name_at.get(j) for j in below(document, token.i, asked))
            people = dict.fromkeys(name for name in names if name is not None and name.kind is Kind.PERSON)
            found[token.sentence].extend(people)
    return found


def _is_another(cast: Cast, name: Name, i: int, *, or_owns: bool = False) -> bool:
    """Whether a name in what a source says is hardly the source's own, even if it only owns something there."""
    document, depth = cast.document, cast.reading.depths[name.first]
    if depth > 1 or _modifies(document, name):
        return False  # “they shouted ‘**Ruiz** must go’”; “**Ruiz** supporters”
    if depth and not cast.reading.in_quotation(name.first):
        return False  # the title of a work: “the film ‘Being **Ruiz**’”
    if depth:
        return _is_whole(cast, name.first) and not _says_who_one_is(document, name)
    is_owner = name.last < len(document.tokens) and document.tokens[name.last].is_genitive  # “of **Ruiz's** town”
    return _is_below(document, name, i) and (or_owns or not is_owner) and not _is_called(document, name)


def _is_whole(cast: Cast, i: int) -> bool:
    """Whether a quotation is somebody's own sentence, not a mere piece: “asking ‘please attack **Ruiz**’ questions”."""
    span = cast.reading.outer[cast.reading.quotation_of[i]].span
    own = cast.document.language.closed_class("first_person")
    within = (cast.document.tokens[j] for j in cast.reading.tokens_in(span.start, span.end))
    return _begins_sentence(cast, i) or any(token.lower in own for token in within)


def _begins_sentence(cast: Cast, i: int) -> bool:
    """Whether the quotation that a token stands in begins with a capital."""
    span = cast.reading.outer[cast.reading.quotation_of[i]].span
    return next((c for c in cast.document.text[span.start : span.end] if c.isalnum()), "").isupper()


def _is_below(document: Document, name: Name, i: int) -> bool:
    """Whether a name stands behind a source and hangs in the tree by its verb, with no colon between; in relative
    clauses that tell of a noun news does name who speaks: “he spoke of the camps that **Ruiz** called unhealthy”."""
    tokens, top = document.tokens, document.tokens[i].head
    at = tokens[name.last - 1]
    while at.i != top and at.head >= 0 and (at.deprel != "acl:relcl" or tokens[at.head].upos == "PRON"):
        at = tokens[at.head]
    return at.i == top and name.first > i and not any(token.text == ":" for token in tokens[i : name.first])


def _modifies(document: Document, name: Name) -> bool:
    """“**Ruiz** supporters”, “the **Ruiz** Tower”"""
    behind = document.tokens[name.last] if name.last < len(document.tokens) else None
    return behind is not None and behind.upos in _OF_NOUNS and document.tokens[name.last - 1].relation == "compound"


def _is_called(document: Document, name: Name) -> bool:
    """“that he, **Ruiz**, would go”"""
    heads = (document.tokens[i] for i in range(name.first, name.last))
    return any(t.relation == "appos" and document.tokens[t.head].upos == "PRON" for t in heads)


def _says_who_one_is(document: Document, name: Name) -> bool:
    """“I am **Dana Ruiz**”, “my name is **Dana Ruiz**”, “I, **Dana Ruiz**, …”"""
    own = document.language.closed_class("first_person")
    tokens = document.tokens
    alone = (token.head for token in tokens[name.first : name.last] if token.relation != "conj")
    near = {name.first, *alone} - {-1}
    near |= {c for i in range(name.first, name.last) for c in document.children[i]}
    near |= {c for i in near for c in document.children[i] if tokens[i].upos in _OF_NOUNS}
    return any(tokens[i].lower in own and tokens[i].relation != "conj" for i in near)  # not “for **Ruiz** and me”


def is_spoken_of(cast: Cast, chain: Chain, i: int) -> bool:
    """““They like **him**,” Ruiz said”: whether a pronoun in a quotation is another than who says it; in the mere piece
    of one, “that **he** ‘always kept **his** word’”, it need not be."""
    is_quoted = cast.reading.quotation_of[i] >= 0 and cast.reading.depths[i] == 1
    return is_quoted and cast.speaks_at(i) is chain and _begins_sentence(cast, i)


def speaks_of(cast: Cast, chain: Chain, i: int) -> bool:
    """““**He** was a quiet man,” the landlord said”, of Tom Hill: whether a whole sentence that is quoted of a source
    tells of a man or woman who can only be the one person told of before."""
    if i not in cast.contents or chain.name is None:
        return False
    document, quotation_of = cast.document, cast.reading.quotation_of
    within = (j for said in cast.contents[i] for j in said if cast.reading.depths[j] == 1)
    spoken = [
        j for j in within if document.tokens[j].lower in GENDER and quotation_of[j] >= 0 and _begins_sentence(cast, j)
    ]
    genders = {GENDER[document.tokens[j].lower] for j in spoken}
    return len(genders) == 1 and is_only_one(cast, chain, i, genders.pop())


def is_only_one(cast: Cast, chain: Chain, i: int, gender: Gender) -> bool:
    """Whether “him” near a token can only be one person with a name, of those told of before."""
    if chain.name is None or chain.gender not in (None, gender):
        return False
    near = (c for c in cast.near(i, _BACK) if c.kind is Kind.PERSON and not c.members and c.at[0] < i)
    return all(c is chain or i in c.at or c.gender not in (None, gender) for c in near)


_BACK = 8  # sentences
