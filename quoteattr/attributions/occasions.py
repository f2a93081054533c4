"""When and where something was said: **on Monday**, **at a news conference in Geneva**."""

from collections.abc import Callable, Iterator

import regex

from quoteattr.attributions.addressees import Said, of_the_saying
from quoteattr.text.document import Token
from quoteattr.text.stretches import Offsets
from quoteattr.text.tree import below, is_time, run_around, stretch

_YEAR = regex.compile(r"(?:1[5-9]|20)\d\d")
_PLACE_KINDS = frozenset({"LOC"})
_NAME_KINDS = frozenset({"LOC", "ORG"})  # “at **Drexel University**”
_PHRASES = ("obl", "nmod", "obj", "iobj", "advmod")


def find_occasion(said: Said) -> tuple[Offsets | None, Offsets | None]:
    """Where and when it was said, as far as the text says so beside the cue."""
    place: Offsets | None = None
    date: Offsets | None = None
    for token in _circumstances(said):
        if date is None and _is_date(said, token):
            date = _stretch(said, token, _is_place)
        elif place is None and _is_place(said, token):
            place = _stretch(said, token, _is_date)
    return place, date


def _circumstances(said: Said) -> Iterator[Token]:
    """What hangs on the cue, or on the verb that it goes on from, and what hangs on that in turn."""
    for verb in of_the_saying(said):
        near = list(said.of(verb, *_PHRASES))
        yield from near
        for token in near:
            yield from said.of(token.i, "nmod")


def _is_date(said: Said, token: Token) -> bool:
    """“**on Monday**”, “**last week**”, “**in 2014**”, “**earlier this month**”, “a week **ago**”; not “by Monday”."""
    language, document = said.reading.language, said.reading.document
    before = said.prepositions(token.i)
    if token.upos == "ADV":
        if token.lower in language.closed_class("adverbs_of_dates"):
            return True
        timed = any(is_time(document, document.tokens[c]) for c in document.children[token.i])
        return timed and token.lower in language.closed_class("adverbs_with_dates")
    if token.relation not in ("obl", "nmod") or token.deprel == "nmod:poss":
        return False
    if before is None:
        return is_time(document, token) and token.upos in ("NOUN", "PROPN")
    if before not in language.closed_class("date_prepositions"):
        return False
    return is_time(document, token) or _YEAR.fullmatch(token.text) is not None


def _is_place(said: Said, token: Token) -> bool:
    """“**at a rally**”, “**in Geneva**”, “**outside the court**”, “**during the debate**”; not “in a statement”."""
    language = said.reading.language
    before = said.prepositions(token.i)
    if token.relation not in ("obl", "nmod") or before is None or is_time(said.reading.document, token):
        return False
    kind = language.classes("occasions").get(token.lemma.lower())
    if kind == "event" and before in language.closed_class("event_prepositions"):
        return True
    if before not in language.closed_class("place_prepositions"):
        return False
    entity = said.reading.document.entity_at.get(token.i)
    if entity is not None and entity.kind in (_NAME_KINDS if before == "at" else _PLACE_KINDS):
        return True
    return kind is not None


def _stretch(said: Said, token: Token, other: Callable[[Said, Token], bool]) -> Offsets:
    """The words of a phrase, without those of the other kind that hang on it."""
    document = said.reading.document
    left = {c for c in document.children[token.i] if c > token.i and other(said, document.tokens[c])}
    left |= {c for c in document.children[token.i] if document.tokens[c].relation in ("acl", "ccomp", "parataxis")}
    return stretch(document, run_around(token.i, [i for i in below(document, token.i, left) if said.is_open(i)]))
