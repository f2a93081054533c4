"""A clause, a comma, and who says it behind the verb: “The dam is safe, **notes engineer Lena Ortiz, PhD**.”"""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from quoteattr.attributions.draft import Draft, Rule
from quoteattr.attributions.rates import rate
from quoteattr.attributions.sources import own_subject, source_at
from quoteattr.language.people import is_for_somebody
from quoteattr.records import Mode
from quoteattr.text.document import Token
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import shared
from quoteattr.text.tree import Frame, is_verbal, stretch

INVERTED = "inverted"  # how the source is found
_LEAST, _LEAST_IN_HEADLINE = 3, 2  # words of the clause
_STOPS = frozenset(".!?")
_NAMES = ("PERSON", "ORG", "LOC")
_IN_SOURCES = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "PRON", "PART"})


def inverted(reading: Reading) -> Iterator[Draft]:
    """“Walking beats running, **notes dietitian Paola Cruz**, who walks.”: a verb of saying right behind a
    comma, and right behind it nothing but who is named or described so, up to the next mark; “The book, **says the
    blurb**, will “change your life””: where no verb stands in front, what follows the mark."""
    tokens = reading.document.tokens
    for verb in reading.document.tokens_of(reading.language.closed_class("inverted_verbs")):
        first = reading.sentence_of(verb.i).first
        if not reading.asks(verb.i) or verb.i <= first + 1 or tokens[verb.i - 1].text != ",":
            continue
        clause = tokens[first : verb.i - 1]
        behind = tokens[verb.i + 1 : reading.sentence_of(verb.i).last]
        group = list(takewhile(_may_be_of_source, behind))
        ends = behind[len(group) : len(group) + 1]
        if not group or (ends and _goes_on(reading, ends[0])) or not _is_somebody(reading, group):
            continue
        if reading.in_quotation(clause[0].i) or reading.in_quotation(verb.i):
            continue
        if _has_its_subject(reading, verb, behind[len(group) : len(group) + 2]):
            continue
        named = group + _name_behind(behind[len(group) :])
        rest = [] if any(map(is_verbal, clause)) else _predicate(reading, behind[len(named) :])
        if rest or _is_all(reading, clause, verb):
            yield _draft(reading, clause, verb, group[-1], rest, named[-1])


def _has_its_subject(reading: Reading, verb: Token, ends: Sequence[Token]) -> bool:
    """“It was late, **said** Ana Roe, a nurse”: whether the parse has the subject of the plainest verb where it
    stands, so that the frames of it tell more; not that of the clause in front, nor where a relative clause
    follows."""
    if verb.lower not in reading.language.closed_class("plainly_inverted"):
        return False
    subject = own_subject(reading, verb.i)
    is_told = len(ends) > 1 and ends[1].is_relative
    return (subject is None or subject > verb.i) and not is_told


def _name_behind(behind: Sequence[Token]) -> list[Token]:
    """“says its mayor**, Ann Pell**, is”: a comma and a name."""
    name = list(takewhile(lambda token: token.upos == "PROPN", behind[1:]))
    return [behind[0], *name] if name and behind[0].text == "," else []


def _is_all(reading: Reading, clause: Sequence[Token], verb: Token) -> bool:
    """Whether what stands in front is a clause, in a headline one that may lack its verb."""
    is_headline = _is_headline(reading, verb.i)
    is_long = len(clause) >= (_LEAST_IN_HEADLINE if is_headline else _LEAST)
    return is_long and (is_headline or any(map(is_verbal, clause)))


def _predicate(reading: Reading, behind: Sequence[Token]) -> list[Token]:
    """“The book, says the blurb, **will “change your life”**.”: what begins with a finite verb behind a comma."""
    if len(behind) < _LEAST or behind[0].text != "," or reading.in_quotation(behind[1].i):
        return []
    opens = behind[1]
    is_finite = opens.upos in ("AUX", "VERB") and (opens.is_finite or opens.is_modal)
    return list(behind[1:-1] if behind[-1].text in _STOPS else behind[1:]) if is_finite else []


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


def _is_somebody(reading: Reading, group: Sequence[Token]) -> bool:
    """Whether a phrase is of somebody: by name, or by a noun for people or organisations; or of a text (“**the**
    report”)."""
    token = group[-1]
    entity, lemma = reading.document.entity_at.get(token.i), token.lemma.lower()
    if entity is not None and entity.kind in _NAMES:
        return True
    is_text = group[0].upos == "DET" and lemma in reading.language.words("document_nouns")
    return token.upos == "NOUN" and (is_text or is_for_somebody(lemma, reading.language))


def _draft(
    reading: Reading, clause: Sequence[Token], verb: Token, head: Token, rest: Sequence[Token], last: Token
) -> Draft:
    """What is said, and by whom: all of the phrase that the parse hangs on its head, if no more than that."""
    group = stretch(reading.document, range(verb.i + 1, (last.i if rest else head.i) + 1))
    source = source_at(reading, head.i, INVERTED).span
    is_whole = not rest and source[0] == group[0] and source[1] >= group[1] and not shared(source, (0, verb.end))
    return Draft(
        cue=(verb.start, verb.end),
        source=source if is_whole else group,
        content=((clause[0].start, clause[-1].end), *([(rest[0].start, rest[-1].end)] if rest else [])),
        mode=Mode.SPEECH,
        by=Rule.FRAME,
        frame=Frame.CLAUSE,
        source_by=INVERTED,
        confidence=rate(reading.language, "inverted"),
        cue_token=verb.i,
        source_token=head.i,
    )
