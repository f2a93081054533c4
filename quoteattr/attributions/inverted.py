"""A clause, a comma, and who says it behind the verb: “The dam is safe, **notes engineer Lena Ortiz, PhD**.”"""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from quoteattr.attributions.draft import Draft, Rule
from quoteattr.attributions.rates import rate
from quoteattr.attributions.sources import source_at
from quoteattr.language.people import is_for_somebody
from quoteattr.records import Mode
from quoteattr.text.document import Token
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import shared
from quoteattr.text.tree import Frame, is_verbal, stretch

INVERTED = "inverted"  # how the source is found
_LEAST, _LEAST_IN_HEADLINE = 3, 2  # words of the clause
_NAMES = ("PERSON", "ORG", "LOC")
_IN_SOURCES = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "PRON", "PART"})


def inverted(reading: Reading) -> Iterator[Draft]:
    """“Walking beats running, **notes dietitian Paola Cruz**, who walks.”: a verb of saying right behind a
    comma, and right behind it nothing but who is named or described so, up to the next mark."""
    tokens = reading.document.tokens
    for verb in reading.document.tokens_of(reading.language.closed_class("inverted_verbs")):
        first = reading.sentence_of(verb.i).first
        is_headline = _is_headline(reading, verb.i)
        least = _LEAST_IN_HEADLINE if is_headline else _LEAST
        if not reading.asks(verb.i) or verb.i - first <= least or tokens[verb.i - 1].text != ",":
            continue
        clause = tokens[first : verb.i - 1]
        behind = tokens[verb.i + 1 : reading.sentence_of(verb.i).last]
        group = list(takewhile(_may_be_of_source, behind))
        ends = behind[len(group) : len(group) + 1]
        if not group or (ends and _goes_on(reading, ends[0])) or not _is_somebody(reading, group[-1]):
            continue
        if any(reading.in_quotation(token.i) for token in (*clause, verb)):
            continue
        if not is_headline and not any(map(is_verbal, clause)):
            continue
        yield _draft(reading, clause, verb, group[-1])


def _goes_on(reading: Reading, token: Token) -> bool:
    """“The memo, out in May, says Hill **“never** asked””: the clause goes on behind a name, be it quoted."""
    return token.upos != "PUNCT" or reading.in_quotation(token.i)


def _is_headline(reading: Reading, i: int) -> bool:
    """“Bridge unsafe, warns engineer”: a sentence that no mark ends, and whose clause may lack its verb."""
    last = reading.document.tokens[reading.sentence_of(i).last - 1]
    return last.upos != "PUNCT"


def _may_be_of_source(token: Token) -> bool:
    """“**registered** dietitian **Paola Cruz**”"""
    return token.upos in _IN_SOURCES or token.relation == "amod"


def _is_somebody(reading: Reading, token: Token) -> bool:
    """Whether a phrase that ends in a token is of somebody: by name, or by a noun for people or organisations."""
    entity = reading.document.entity_at.get(token.i)
    named = entity is not None and entity.kind in _NAMES
    return named or (token.upos == "NOUN" and is_for_somebody(token.lemma.lower(), reading.language))


def _draft(reading: Reading, clause: Sequence[Token], verb: Token, head: Token) -> Draft:
    """What is said, and by whom: all of the phrase that the parse hangs on its head, if no more than that."""
    group = stretch(reading.document, range(verb.i + 1, head.i + 1))
    source = source_at(reading, head.i, INVERTED).span
    is_whole = source[0] == group[0] and source[1] >= group[1] and not shared(source, (0, verb.end))
    return Draft(
        cue=(verb.start, verb.end),
        source=source if is_whole else group,
        content=((clause[0].start, clause[-1].end),),
        mode=Mode.SPEECH,
        by=Rule.FRAME,
        frame=Frame.CLAUSE,
        source_by=INVERTED,
        confidence=rate(reading.language, "inverted"),
        cue_token=verb.i,
        source_token=head.i,
    )
