"""Through what, or to whom, something was said: told reporters, in a statement, on Twitter, privately."""

from quoteattr.language import words
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Offsets
from quoteattr.text.tree import below, preposition, stretch

_PREPOSITIONS = frozenset({"in", "on", "at", "via", "through", "during", "to", "by", "over"})


def find_channel(reading: Reading, cue: int, content: tuple[Offsets, ...]) -> Offsets | None:
    """The offsets of the words that name the channel, or None."""
    document = reading.document
    for child in document.children[cue]:
        token = document.tokens[child]
        if reading.quotation_of[child] >= 0 or any(start <= token.start < end for start, end in content):
            continue
        lemma = token.lemma.lower()
        if token.upos == "ADV" and lemma in words("manners"):
            return token.start, token.end
        if token.relation in ("obj", "iobj") and lemma in words("audiences"):
            return _up_to_content(reading, child, content)
        if token.relation == "obl" and preposition(document, child) in _PREPOSITIONS and lemma in words("channels"):
            return _up_to_content(reading, child, content)
    return None


def _up_to_content(reading: Reading, head: int, content: tuple[Offsets, ...]) -> Offsets | None:
    """The phrase under a head, without the content that may hang on it."""
    tokens = reading.document.tokens
    under = [i for i in below(reading.document, head) if not any(a <= tokens[i].start < b for a, b in content)]
    return stretch(reading.document, under) if under else None
