"""Roles that nobody holds yet, or that anybody may: “**the next mayor** will have to raise taxes”, “they vote for **the
winning candidate** in every election”, “**the group** of firms that can bid”, “since **the campaign** began”."""

from quoteattr.records import Kind
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.phrases import Form, Phrase
from quoteattr.text.document import Document, Token
from quoteattr.text.tree import preposition

_RIGHT_BEHIND = 3  # tokens in which a clause without a pronoun begins: “the candidate **they support**”


def is_held_by_nobody(cast: Cast, phrase: Phrase) -> bool:
    """Whether a description that says nothing itself means nobody whom a text can name."""
    if phrase.form is not Form.DESCRIPTION or phrase.plural or phrase.head in cast.sources:
        return False
    return any(is_such(cast.document, phrase) for is_such in (_is_to_come, _is_anybody, _is_crowd, _is_race))


def _is_to_come(document: Document, phrase: Phrase) -> bool:
    """“**the next mayor** will have to raise taxes”"""
    to_come = document.language.closed_class("words_of_those_to_come")
    return phrase.kind is Kind.PERSON and not phrase.owners and not to_come.keys().isdisjoint(phrase.words)


def _is_anybody(document: Document, phrase: Phrase) -> bool:
    """“**the winning candidate** in every election”, “name **the candidate** they support”: whoever it is each time."""
    tokens, classes = document.tokens, document.language.closed_class
    is_the = phrase.determiner in classes("the")
    behind = tokens[phrase.head + 1 : phrase.head + 1 + _RIGHT_BEHIND]
    if phrase.kind is not Kind.PERSON or not is_the or len(behind) < _RIGHT_BEHIND or phrase.owners:
        return False
    if behind[0].upos == "ADP" and behind[1].lower in classes("distributive"):
        return tokens[phrase.head].relation != "nsubj"
    chooses = behind[0].lower in classes("they") and behind[1].lemma.lower() in classes("verbs_of_favoring")
    return chooses and behind[0].head == behind[1].i and behind[1].head == phrase.head


def _is_crowd(document: Document, phrase: Phrase) -> bool:
    """“**the group** of companies that can bid”: those whom it tells of, and no body with a name."""
    classes, behind = document.language.closed_class, document.tokens[phrase.head + 1 : phrase.head + 1 + _RIGHT_BEHIND]
    if phrase.lemma not in classes("nouns_of_crowds") or not behind or behind[0].lower not in classes("of"):
        return False
    members = next((token for token in behind[1:] if token.upos != "ADJ"), None)
    return members is not None and members.upos == "NOUN" and members.has("plural")


def _is_race(document: Document, phrase: Phrase) -> bool:
    """“since **the campaign** began”, “in **this campaign** nobody has clean hands”: what all run in, and nobody's
    team."""
    token, classes = document.tokens[phrase.head], document.language.closed_class
    if phrase.lemma not in classes("races") or phrase.words or phrase.owners:
        return False
    points = phrase.determiner in classes("demonstratives")
    if not points and phrase.determiner not in classes("the"):
        return False
    is_this = points and token.relation not in ("nsubj", "nmod")
    return is_this or preposition(document, token.i) in classes("prepositions_of_races") or _begins(document, token)


def _begins(document: Document, token: Token) -> bool:
    """“since **the campaign** began”; not “the campaign began to hire”, “the campaign began its work”."""
    verb = document.tokens[token.head] if token.relation == "nsubj" and token.head > token.i else None
    if verb is None or verb.lemma.lower() not in document.language.closed_class("verbs_of_beginning"):
        return False
    return not any(document.tokens[c].relation in ("obj", "xcomp", "ccomp", "aux") for c in document.children[verb.i])
