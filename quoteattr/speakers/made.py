"""Documents named by whoever has or made them, and spoken of again: “Acme wrote **a letter** … **the letter**”.

The gold names them by that: a statement, a letter, an e-mail of somebody named.
"""

from collections.abc import Iterator

from quoteattr.records import Kind
from quoteattr.speakers import links
from quoteattr.speakers.cast import Cast, Chain
from quoteattr.speakers.phrases import Form, Phrase, take_apart
from quoteattr.speakers.resolve import Choose, named_by, resolve
from quoteattr.speakers.spots import subject_of
from quoteattr.text.document import Token


def made_documents(cast: Cast) -> Iterator[Phrase]:
    """“in **its letter**”, “published **a blog post**”, “said in **a statement**”: single documents that are
    somebody's, or that somebody made."""
    document, language = cast.document, cast.document.language
    for token in document.tokens_of_lemmas(links.nouns_for_documents(language)):
        if token.upos != "NOUN" or token.i in cast.name_at or token.relation == "compound":
            continue
        below = [document.tokens[c] for c in document.children[token.i] if c < token.i]
        is_owned = any(t.lower in language.closed_class("owning_pronouns") for t in below)
        is_new = any(t.lower in language.closed_class("indefinite_articles") for t in below)
        if is_owned or (is_new and _maker_of(cast, token) >= 0):
            phrase = links.whole(cast, token.i)
            is_one = phrase.form is Form.DESCRIPTION and phrase.head == token.i and not phrase.plural
            if is_one and phrase.kind is Kind.DOCUMENT:
                yield phrase


def _maker_of(cast: Cast, token: Token) -> int:
    """The subject of the verb by which somebody makes a document, or says something in it; -1 where there is none."""
    document, classes = cast.document, cast.document.language.closed_class
    if token.head < 0:
        return -1
    verb, is_within = document.tokens[token.head], token.relation == "obl"
    verbs = "verbs_of_writing" if is_within else "verbs_of_issuing"
    if verb.upos != "VERB" or verb.lemma.lower() not in classes(verbs) or token.i < verb.i:
        return -1
    into = (document.tokens[c].lower for c in document.children[token.i] if document.tokens[c].relation == "case")
    if is_within and not any(word in classes("places_of_writing") for word in into):
        return -1
    subject = subject_of(document, verb.i) if is_within or token.relation == "obj" else -1
    if subject >= 0 and any(document.tokens[c].relation == "conj" for c in document.children[subject]):
        return -1  # “Ruiz and Hill issued a statement”: not Ruiz's
    return subject if subject < verb.i or is_within else -1


def of_maker(cast: Cast, phrase: Phrase, choose: Choose) -> Chain | None:
    """The document of somebody named who made it; its noun alone names it."""
    subject = _maker_of(cast, cast.document.tokens[phrase.head])
    if subject < 0:
        return None
    tokens = cast.document.tokens
    name = cast.name_at.get(subject)
    if name is not None and not name.place:
        maker = cast.chain_of(name)
    else:
        told = take_apart(cast.document, cast.name_at, subject, tokens[subject].start, tokens[subject].end)
        told = links.whole(cast, subject) if told.form is Form.DESCRIPTION else told
        is_pointing = told.form is Form.PRONOUN or (told.definite and not told.plural)
        maker = resolve(cast, told, choose).chain if is_pointing else None
    return named_by(cast, phrase, maker) if maker is not None and not maker.members else None
