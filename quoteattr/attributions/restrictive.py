"""“Everything they **said** will cost us money”: what they said is what costs money; nobody said that it will.

Parsers often take the predicate behind such a clause for what was said, so that words are asked and not the tree.
"""

from itertools import takewhile

from quoteattr.attributions.draft import Draft
from quoteattr.text.document import Token
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Offsets
from quoteattr.text.tree import below, is_verbal, may_be_finite, subject, verb_group

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "DET"})
_OF_PREDICATES = frozenset({"AUX", "ADV", "PART"})


def is_predicate_of_the_said(reading: Reading, draft: Draft, around: Offsets) -> bool:
    """Whether a content is the predicate of a phrase that its source and cue only restrict; `around` is the piece of
    the outer content that it stands in.

    Not of “policies that Hill argues **allowed the fire to spread** must go”, nor of “it names countries he said **had
    sent** spies”: there the phrase has another predicate, or is no subject.
    """
    tokens, cue = reading.document.tokens, draft.cue_token
    if cue is None or draft.source is None or not _is_phrase(reading, reading.token_at(draft.source[0]) - 1):
        return False
    behind = range(verb_group(reading.document, cue)[-1] + 1, reading.sentence_of(cue).last)
    predicate = list(takewhile(lambda i: tokens[i].upos in _OF_PREDICATES, behind))
    last = behind.start + len(predicate)
    if (
        last not in behind
        or not _is_finite(tokens[behind.start])
        or reading.token_at(draft.begins[0]) not in range(behind.start, last + 1)
    ):
        return False
    if tokens[reading.token_at(draft.begins[0])].lower in reading.language.closed_class("telling_openers"):
        return False
    sentence = (i for i in reading.tokens_in(*around) if tokens[i].sentence == tokens[cue].sentence)
    before = reading.token_at(draft.source[0])
    return not any(is_verbal(tokens[i]) if i < before else i > last and _is_main(reading, tokens[i]) for i in sentence)


def is_of_whoever_says(reading: Reading, draft: Draft) -> bool:
    """“A man **who says he is neutral is no judge**”: of whoever says so at any time, where what seems to be said runs
    on into the predicate of the whole phrase."""
    document, cue = reading.document, draft.cue_token
    if cue is None or draft.source is None:
        return False
    who = document.tokens[reading.token_at(draft.source[0])]
    if not who.opens_relative or document.tokens[cue].has("past") or who.i == 0 or draft.begins[0] < who.start:
        return False
    phrase = set(below(document, who.i - 1))
    said = (document.tokens[i] for piece in draft.content for i in reading.tokens_in(*piece))
    return cue in phrase and any(_is_finite(t) and t.i not in phrase for t in said)


def _is_phrase(reading: Reading, i: int) -> bool:
    """“**Everything** they said”, “**things** that she said”: whether a phrase ends at a token, or right before it."""
    tokens = reading.document.tokens
    if i > 0 and (tokens[i].is_relative or tokens[i].lower in reading.language.closed_class("clause_markers")):
        i -= 1
    return i >= 0 and tokens[i].upos in _NOMINAL


def _is_finite(token: Token) -> bool:
    return token.is_modal or (is_verbal(token) and may_be_finite(token))


def _is_main(reading: Reading, token: Token) -> bool:
    """Whether a finite verb has no subject of its own, nor shares another's."""
    verb = token if token.upos != "AUX" or token.head < 0 else reading.document.tokens[token.head]
    is_finite = token.is_modal or token.is_finite
    return is_finite and verb.relation != "conj" and subject(reading.document, verb.i) is None
