"""Through what something was said, or how openly: in a statement, on Twitter, privately."""

from collections.abc import Sequence

from quoteattr.text.document import Token
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Offsets, in_any
from quoteattr.text.tree import below, first_child, preposition, stretch


def find_channel(reading: Reading, cue: int, content: Sequence[Offsets]) -> Offsets | None:
    """The offsets of the words that name the channel, or None."""
    tokens = reading.document.tokens
    for child in reading.document.children[cue]:
        if reading.in_quotation(child) or in_any(tokens[child].start, content):
            continue
        if is_manner(reading, tokens[child]):
            return tokens[child].start, tokens[child].end
        medium = child if is_medium(reading, tokens[child]) else _spoken_on(reading, tokens[child])
        if medium is not None:
            return _up_to_content(reading, medium, content)
    return None


def _spoken_on(reading: Reading, token: Token) -> int | None:
    """“Speaking **on his podcast**, the mayor said …”: where the act of speaking is told apart from what was said."""
    if token.relation != "advcl" or not token.is_gerund:
        return None
    if token.lemma.lower() not in reading.language.closed_class("turns_to_speak"):
        return None
    return first_child(reading.document, token.i, lambda t: is_medium(reading, t))


def is_manner(reading: Reading, token: Token) -> bool:
    """“said **privately**”"""
    return token.upos == "ADV" and token.lemma.lower() in reading.language.words("manners")


def is_medium(reading: Reading, token: Token) -> bool:
    """“said **in a statement**”, “wrote **on Twitter**”"""
    if token.relation != "obl" or token.lemma.lower() not in reading.language.words("channels"):
        return False
    return preposition(reading.document, token.i) in reading.language.closed_class("channel_prepositions")


def _up_to_content(reading: Reading, head: int, content: Sequence[Offsets]) -> Offsets | None:
    """The phrase under a head, without the content that may hang on it."""
    tokens = reading.document.tokens
    under = [i for i in below(reading.document, head) if not in_any(tokens[i].start, content)]
    return stretch(reading.document, under) if under else None
