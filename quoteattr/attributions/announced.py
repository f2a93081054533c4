"""Who is told of before a colon speaks behind it: “Ruiz was blunt: **the plan was dead**, she said”."""

from quoteattr.attributions.draft import Draft
from quoteattr.language.people import is_human
from quoteattr.text.document import Document
from quoteattr.text.reading import Reading

_COLON = ":"


def without_announcement(reading: Reading, draft: Draft) -> Draft:
    """“A neighbour had another theory: **the fire had been set**, he said”: what is said by a pronoun begins behind the
    colon that somebody's own clause ends in; not “The plan was simple: …, he said”."""
    source, tokens = draft.source, reading.document.tokens
    first = reading.token_at(source[0]) if source is not None else -1
    if source is None or not draft.content or draft.content[0][1] > source[0] or tokens[first].end < source[1]:
        return draft
    if tokens[first].lower not in reading.language.closed_class("pronouns_that_speak"):
        return draft
    piece = draft.content[0]
    within = reading.tokens_in(*piece)
    is_whole = within[0] == reading.sentence_of(within[0]).first
    found = announced_before(reading, first) if is_whole else None
    if found is None or found[1] not in within[:-1]:
        return draft
    colon = found[1]
    return draft.with_content(((tokens[colon + 1].start, piece[1]), *draft.content[1:]))


def announced_before(reading: Reading, i: int) -> tuple[int, int] | None:
    """“**A neighbour** had another theory**:**”: who is told of in the sentence of a token before it, nothing
    quoted, and the colon up to which that is told."""
    tokens = reading.document.tokens[reading.sentence_of(i).first : i]
    colon = next((token.i for token in tokens if token.text == _COLON), None)
    if colon is None or any(map(reading.in_quotation, range(tokens[0].i, colon))):
        return None
    who = next((n for n in range(tokens[0].i, colon) if _is_of_person(reading.document, n, colon)), None)
    return None if who is None else (who, colon)


def _is_of_person(document: Document, i: int, end: int) -> bool:
    """Whether a person's name or a noun for people is a subject, and a verb stands between it and an end; what the
    parse has as its verb may stand behind the colon."""
    token = document.tokens[i]
    if token.relation != "nsubj" or not any(verb.is_finite for verb in document.tokens[i:end]):
        return False
    return document.in_person(i) or (token.upos == "NOUN" and is_human(token.lemma.lower(), document.language))
