"""What a phrase says of a speaker besides the name: role, affiliation, nationality, seniority."""

from attrs import frozen

from quoteattr.lexicon import classes, words
from quoteattr.parsing import Document
from quoteattr.records import Kind
from quoteattr.speakers.names import Name

Tokens = tuple[int, ...]


@frozen
class Attributes:
    """Token indices of the words that give each attribute, or None."""

    role: Tokens | None = None
    affiliation: Tokens | None = None
    nationality: Tokens | None = None
    seniority: Tokens | None = None


def read_attributes(document: Document, names: dict[int, Name], phrases: list[Tokens], kind: Kind) -> Attributes:
    """The first of each attribute in a speaker's phrases; documents and organisations have none."""
    if kind not in (Kind.PERSON, Kind.GROUP):
        return Attributes()
    role = affiliation = nationality = seniority = None
    for phrase in phrases:
        role = role or _role(document, names, phrase)
        affiliation = affiliation or _affiliation(document, names, phrase)
        nationality = nationality or _nationality(document, phrase)
        seniority = seniority or _seniority(document, phrase)
    return Attributes(role, affiliation, nationality, seniority)


def _role(document: Document, names: dict[int, Name], phrase: Tokens) -> Tokens | None:
    """“a **security official**”, “Ruiz, a **teacher**”: the first noun for a human being, with its compounds."""
    tokens = document.tokens
    for n, i in enumerate(phrase):
        token = tokens[i]
        if (
            token.upos != "NOUN"
            or i in names
            or token.relation == "compound"
            or _preposition_before(document, phrase, n)
        ):
            continue
        lemma = token.lemma.lower()
        if lemma in words("vague_nouns") or lemma in classes("organization_nouns") or lemma in words("document_nouns"):
            continue
        first = n
        while first and tokens[phrase[first - 1]].upos == "NOUN" and phrase[first - 1] == phrase[first] - 1:
            first -= 1
        return phrase[first : n + 1]
    for i in phrase:  # “Sen. Ruiz”: the title is the role
        name = names.get(i)
        if (
            name is None
            or name.first != i
            or i == 0
            or name.title in (None, "mr", "mrs", "ms", "miss", "sir", "former")
        ):
            continue
        if tokens[i - 1].text.lower().rstrip(".") == name.title:
            return (i - 1,)
    return None


def _preposition_before(document: Document, phrase: Tokens, n: int) -> bool:
    """Whether a noun stands inside a prepositional phrase: “an aide to the **mayor**”."""
    for i in reversed(phrase[:n]):
        token = document.tokens[i]
        if token.upos == "ADP":
            return True
        if token.text in (",", "--", "—") or token.upos in ("NOUN", "VERB"):
            return False
    return False


def _affiliation(document: Document, names: dict[int, Name], phrase: Tokens) -> Tokens | None:
    """“**State Department** spokesman”, “a fellow at the **Brookings Institution**”, “**Clinton** aides”."""
    own = next((names[i] for i in reversed(phrase) if i in names and names[i].kind is Kind.PERSON), None)
    for i in phrase:
        name = names.get(i)
        if name is None or name.first != i or name.last - 1 not in phrase:
            continue
        is_own = name.kind is Kind.PERSON and (own is name and not _modifies(document, name))
        if not is_own and not name.place:
            return tuple(range(name.first, name.last))
    for i in phrase:
        token = document.tokens[i]
        if token.lemma.lower() in classes("organization_nouns") and token.relation == "compound":
            return (i,)
    return None


def _modifies(document: Document, name: Name) -> bool:
    """“**Clinton** aides”, “**Clinton's** lawyer”: a name in front of a noun."""
    return document.tokens[name.last - 1].deprel in ("compound", "nmod:poss")


def _nationality(document: Document, phrase: Tokens) -> Tokens | None:
    """“a **Mexican** official”."""
    for i in phrase:
        token = document.tokens[i]
        if token.text.lower() in words("demonyms") and token.relation in ("amod", "compound", "nmod"):
            return (i,)
    return None


def _seniority(document: Document, phrase: Tokens) -> Tokens | None:
    """“a **senior** official”."""
    for i in phrase:
        if document.tokens[i].text.lower() in words("seniority") and document.tokens[i].relation in (
            "amod",
            "compound",
        ):
            return (i,)
    return None
