"""Whom the text names where it says as whom somebody was identified: “**The suspect**, identified as Al Ford, fled”,
“police named **the driver** as Al Ford”."""

from quoteattr.records import Kind
from quoteattr.speakers.cast import Cast, Chain
from quoteattr.speakers.names.name import Name
from quoteattr.speakers.phrases import Form, Phrase, called_by
from quoteattr.speakers.ranking import gender_of_noun
from quoteattr.speakers.subjects import person_told_last
from quoteattr.text.document import Document, Token
from quoteattr.text.tree import is_negation, noun_phrase


def called_behind(cast: Cast) -> dict[int, Chain]:
    """“A former engineer said no. **She** asked to be identified by her middle name, Renee”, “**He** gave his name as
    Radek”, “A guard said no. **The 34-year-old**, who gave his name as Kez, …”: by their identity, who was told of
    without a name, and what they are called."""
    document, found = cast.document, dict[int, Chain]()
    classes = document.language.closed_class
    for i in (t.i for t in document.tokens_of(classes("he_and_she").keys() | classes("endings_of_ages").keys())):
        name = called_by(document, cast.name_at, i, i) if cast.reading.quotation_of[i] < 0 else None
        chain = cast.chain_of(name) if name is not None and name.kind is Kind.PERSON else None
        told = _told_at(cast, i) if chain is not None else None
        if chain is None or told is None or told.name is not None or told.kind is not Kind.PERSON:
            continue
        by_age = document.tokens[i].lower in classes("endings_of_ages")  # no pronoun that may mean another
        if by_age or chain.gender in (None, told.gender) or told.gender is None:
            found[id(told)] = chain
    return found


def _told_at(cast: Cast, i: int) -> Chain | None:
    """Whom “she” means at a token, or “the 34-year-old”, who is whoever was told of last."""
    if cast.document.tokens[i].lower in cast.document.language.closed_class("he_and_she"):
        return next((c for c in cast.near(i, 0) if i in c.at), None)
    core = [j for j in noun_phrase(cast.document, i) if j <= i]
    first = cast.document.tokens[core[0]]
    age = Phrase(
        first.start, cast.document.tokens[i].end, i, form=Form.DESCRIPTION, kind=Kind.PERSON, label="",
        lemma=cast.document.tokens[i].lemma.lower(), definite=True, core=tuple(core), determiner=first.lower,
    )  # fmt: skip
    return person_told_last(cast, age)


_NEAR, _AS, _TITLED = 8, 6, 8  # tokens from the noun to the verb, on to “as”, and on to the name
_IN_TITLES = ("NUM", "ADJ", "NOUN", "PROPN", "PUNCT")  # of “34-year-old police officer”


def identified_as(cast: Cast, phrase: Phrase) -> Chain | None:
    """“**The driver**, who police identified as Al Ford, fled”, “**The victim** was named by police as Ana Roe”: the
    person whose name stands behind such a verb and “as”."""
    if phrase.kind is not Kind.PERSON or phrase.plural or phrase.head in cast.withheld:
        return None
    verb = _verb_of(cast.document, phrase.head)
    name = cast.name_at.get(_named_as(cast, max(verb, phrase.head))) if verb >= 0 else None
    if name is None or name.kind is not Kind.PERSON or name.last - 1 in cast.unsettled:
        return None
    behind = cast.document.tokens[name.last : name.last + 1]
    chain = cast.chain_of(name) if not behind or not behind[0].is_genitive else None
    gender = gender_of_noun(phrase.lemma, cast.document.language)
    return chain if chain is not None and (gender is None or chain.gender in (None, gender)) else None


def _verb_of(document: Document, i: int) -> int:
    """The verb that says as whom somebody is identified: behind the noun, or with the noun for its object; -1 where
    there is none."""
    tokens, head = document.tokens, document.tokens[i].head
    if 0 <= head < i and tokens[i].relation == "obj" and _identifies(document, tokens[head]):
        return head
    for token in tokens[i + 1 : i + 1 + _NEAR]:
        if token.sentence != tokens[i].sentence:
            break
        if _identifies(document, token):
            is_passive = head == token.i and tokens[i].deprel == "nsubj:pass"
            return token.i if token.head == i or is_passive or tokens[token.i - 1].text == "," else -1
        if token.upos == "VERB" or (token.text == "," and token.i > i + 1):
            break
    return -1


def _identifies(document: Document, verb: Token) -> bool:
    """“identified”, “named”; not “**wrongly** identified”."""
    classes = document.language.closed_class
    if verb.upos != "VERB" or verb.lemma.lower() not in classes("verbs_of_identifying"):
        return False
    below = [document.tokens[c] for c in document.children[verb.i] if c < verb.i]
    return not any(t.lower in classes("wrongly") or is_negation(document, t) or t.is_modal for t in below)


def _named_as(cast: Cast, begin: int) -> int:
    """The token at which the name behind “as” begins; -1 where there is none."""
    tokens, taking_as = cast.document.tokens, cast.document.language.closed_class("taking_as")
    as_ = -1
    for token in tokens[begin + 1 : begin + 1 + _AS]:
        if token.lower in taking_as:
            as_ = token.i
        if as_ >= 0 or token.upos in ("VERB", "PUNCT") or token.sentence != tokens[begin].sentence:
            break
    for token in tokens[as_ + 1 : as_ + 1 + _TITLED] if as_ >= 0 else ():
        if (name := cast.name_at.get(token.i)) is not None:
            return token.i if name.first == token.i else -1
        if token.upos not in _IN_TITLES or token.text == ",":
            break
    return -1


def named_by_name(cast: Cast, phrase: Phrase) -> Chain | None:
    """“Police repeated **the suspect's** name, Al Ford”, “**The victim's** full name is Ana Roe”: the person whose name
    stands behind the word for it."""
    document, tokens = cast.document, cast.document.tokens
    if phrase.kind is not Kind.PERSON or phrase.plural or phrase.head in cast.withheld:
        return None
    owned = tokens[phrase.head + 1 : phrase.head + 2 + _ADJECTIVES]
    if len(owned) < 2 or not owned[0].is_genitive:
        return None
    word = next((token for token in owned[1:] if token.upos != "ADJ"), owned[0])
    if word.lemma.lower() not in document.language.closed_class("words_for_a_name") or word.has("plural"):
        return None
    name = _told_as_name(cast, word)
    if name is None or name.kind is not Kind.PERSON or name.last - 1 in cast.unsettled:
        return None
    chain, gender = cast.chain_of(name), gender_of_noun(phrase.lemma, document.language)
    return chain if chain is not None and (gender is None or chain.gender in (None, gender)) else None


_ADJECTIVES = 2  # tokens of “'s full name”, and one more


def _told_as_name(cast: Cast, word: Token) -> Name | None:
    """The name right behind “name,”, “name is” or “name as”, or behind a colon that comes soon."""
    tokens, language = cast.document.tokens, cast.document.language
    behind = tokens[word.i + 1 : word.i + 1 + _SOON]
    colon = next((t.i for t in behind if t.text == ":" and t.sentence == word.sentence), -1)
    joins = bool(behind) and (
        behind[0].text == "," or behind[0].relation == "cop" or behind[0].lower in language.closed_class("taking_as")
    )
    before = colon if colon >= 0 else word.i + 1 if joins else -1
    name = cast.name_at.get(before + 1) if before >= 0 else None
    return name if name is not None and name.first == before + 1 else None


_SOON = 8  # tokens from the word for a name to a colon
