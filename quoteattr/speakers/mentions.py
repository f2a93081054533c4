"""The mentions that are no names: pronouns of the third person, and descriptions of human beings.

They matter even where they say nothing: whoever is spoken of in the sentence before is the likeliest “she”.
"""

from collections.abc import Container, Iterator

from quoteattr.records import Gender, Kind
from quoteattr.speakers.names.name import Name
from quoteattr.speakers.phrases import Form, Phrase, is_human, pronoun, take_apart
from quoteattr.text.document import Document, Token
from quoteattr.text.tree import noun_phrase, preposition

GENDER = {
    "he": Gender.MASCULINE, "his": Gender.MASCULINE, "him": Gender.MASCULINE, "himself": Gender.MASCULINE,
    "she": Gender.FEMININE, "her": Gender.FEMININE, "hers": Gender.FEMININE, "herself": Gender.FEMININE,
}  # fmt: skip


def find_mentions(document: Document, names: dict[int, Name], sources: Container[int]) -> Iterator[Phrase]:
    """Every such mention that heads no source, in order of its head."""
    language, third_person = document.language, document.language.closed_class("third_person")
    for token in document.tokens:
        if token.lower in third_person:
            if token.upos == "PRON" and token.i not in names:  # what `take_apart` makes of it, too
                phrase: Phrase | None = pronoun(token, token.start, token.end, language)
            else:
                phrase = take_apart(document, names, token.i, token.start, token.end)
            if phrase is not None and phrase.head not in sources:
                yield phrase
        elif token.upos in _NOUNS and token.i not in names and token.i not in sources and _says_who(document, token):
            phrase = _description(document, names, token.i)
            if phrase is not None:
                yield phrase


_NOUNS = ("NOUN", "PROPN")
_LEADING = frozenset({"ADP", "CCONJ", "SCONJ", "PUNCT", "ADV"})


def _says_who(document: Document, token: Token) -> bool:
    """A noun for people: officials, a teacher, Republicans; “the couple”, no “couple of days”."""
    language = document.language
    if token.lower in language.closed_class("counting_two"):
        before, behind = document.tokens[max(0, token.i - 1)], document.tokens[token.i + 1 : token.i + 2]
        is_of = any(t.lower in language.closed_class("of") for t in behind)
        return before.lower in language.closed_class("the") and not is_of
    if token.upos == "PROPN":
        return token.lower in language.words("group_names") and token.has("plural_name")
    return token.upos == "NOUN" and is_human(token.lemma.lower(), language)


def _description(document: Document, names: dict[int, Name], i: int) -> Phrase | None:
    """A noun phrase that refers: no predicate, apposition, modifier, nor one with a name of its own."""
    token = document.tokens[i]
    if token.relation in ("compound", "appos", "flat", "vocative", "xcomp", "root") or preposition(document, i) == "as":
        return None
    if any(document.tokens[c].relation == "cop" for c in document.children[i]):
        return None
    indices = noun_phrase(document, i)
    first = next(j for j in indices if j >= i or document.tokens[j].upos not in _LEADING)
    start, end = document.tokens[first].start, document.tokens[indices[-1]].end
    phrase = take_apart(document, names, i, start, end)
    if phrase.form is not Form.DESCRIPTION or phrase.head != i or phrase.kind not in (Kind.PERSON, Kind.GROUP):
        return None
    return phrase
