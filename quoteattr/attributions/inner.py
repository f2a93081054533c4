"""Constructions that tell of what is said within what somebody says; in running text the network knows them."""

from collections.abc import Callable, Container, Iterator

from quoteattr.attributions.draft import SPEECH, Draft, Rule
from quoteattr.attributions.sources import Source, draft_of, find_source, source_at
from quoteattr.records import Mode
from quoteattr.text.document import Document, Token
from quoteattr.text.reading import Reading
from quoteattr.text.tree import (
    Frame,
    below,
    first_child,
    has_child,
    is_finite,
    stretch,
    subject,
    verb_group,
)

TELLS = 0.81  # of what a verb has: from so many clauses on it is a verb of telling
_NAMES = 0.5  # of what a noun has: from so many clauses on it names what was said
_REPORTS = 0.7  # of what a verb has: from so many clauses on “as somebody …” tells what was said
_NEAR = 8  # tokens behind a cue within which a comma ends “as he put it in May”
_TALKERS = frozenset({"PRON", "PROPN", "NOUN"})

MayBe = Callable[[Token], bool]


def inner_constructions(reading: Reading, may_be: MayBe) -> Iterator[Draft]:
    """What each of the constructions finds at the cues that may be one."""
    for rule in (as_told, as_denied, as_argued, as_announced, as_like):
        yield from rule(reading, may_be)


def as_told(reading: Reading, may_be: MayBe) -> Iterator[Draft]:
    """“**As we noted** in May, the dam leaks”: of the cues that may be one those behind “as”, with what stands behind
    their comma in the sentence."""
    document, comparisons = reading.document, reading.language.closed_class("comparisons")
    for cue in sorted(reading.cues):
        reports = reading.cues[cue].frames.get(Frame.CLAUSE, 0.0) >= _REPORTS
        if not reports or not _is_compared(document, cue, comparisons) or not may_be(document.tokens[cue]):
            continue
        head, comma = subject(document, cue), _comma_behind(reading, cue)
        if head is not None and _is_a_saying(reading, head, cue):
            continue
        behind = range(comma + 1, reading.sentence_of(cue).last) if comma is not None else range(0)
        if head is None or not behind:
            continue
        source, group = source_at(reading, head, Rule.AS_TOLD, cue), verb_group(document, cue)
        yield draft_of(
            reading,
            source,
            (group[0], group[-1]),
            content=(stretch(document, behind),),
            mode=reading.cues[cue].mode,
            by=Rule.AS_TOLD,
            cue_token=cue,
        )


def _is_compared(document: Document, cue: int, comparisons: Container[str]) -> bool:
    """“**as** we noted”, “because, **as** the paper wrote, …”"""
    opens = (document.tokens[child] for child in document.children[cue] if child < cue)
    return any(token.relation in ("mark", "advmod") and token.lower in comparisons for token in opens)


def _is_a_saying(reading: Reading, head: int, cue: int) -> bool:
    """“As **they say** in Ohio, …”: what people say at all times."""
    talkers = reading.language.closed_class("those_of_sayings")
    return reading.document.tokens[head].lower in talkers and not is_past(reading, cue)


def as_denied(reading: Reading, may_be: MayBe) -> Iterator[Draft]:
    """“The guard **denied taking** the money”: of the cues that may be one those of what somebody did or not."""
    document, denials = reading.document, reading.language.closed_class("verbs_of_denying")
    for cue, entry in sorted(reading.cues.items()):
        if entry.lemma not in denials or not may_be(document.tokens[cue]):
            continue
        done = first_child(document, cue, lambda t: t.relation == "xcomp" and t.is_gerund)
        source = find_source(reading, cue) if done is not None else None
        if done is None or source is None:
            continue
        group = verb_group(document, cue)
        yield Draft(
            cue=(document.tokens[group[0]].start, document.tokens[group[-1]].end),
            source=source.span,
            content=(stretch(document, below(document, done)),),
            mode=entry.mode,
            by=Rule.FRAME,
            frame="doing",
            cue_token=cue,
            source_token=source.head,
            source_by=source.rule,
        )


def as_argued(reading: Reading, may_be: MayBe) -> Iterator[Draft]:
    """“policies that the mayor **argues allowed the fire to spread**”: a clause whose subject stands before the cue."""
    document = reading.document
    for cue, entry in sorted(reading.cues.items()):
        verb = cue + 1
        tells = entry.frames.get(Frame.CLAUSE, 0.0) >= TELLS and entry.mode in SPEECH
        if not tells or not may_be(document.tokens[cue]) or verb >= reading.sentence_of(cue).last:
            continue
        here = document.tokens[cue]
        alone = document.tokens[verb].upos == "VERB" and subject(document, verb) is None
        if here.deprel != "acl:relcl" or not alone or not is_finite(document, verb):
            continue
        source = find_source(reading, cue)
        if source is None or source.span[0] > here.start:
            continue
        yield _clause(reading, cue, source, [i for i in below(document, verb) if i >= verb])


def as_announced(reading: Reading, may_be: MayBe) -> Iterator[Draft]:
    """“his **proclamation that he would not run**”: a whole clause, which parsers take for a relative one."""
    document = reading.document
    for cue, entry in sorted(reading.cues.items()):
        token = document.tokens[cue]
        names = token.upos == "NOUN" and entry.frames.get(Frame.CLAUSE, 0.0) >= _NAMES and entry.mode in SPEECH
        if not names or not may_be(token):
            continue
        clause = first_child(document, cue, lambda t: t.deprel == "acl:relcl" and _is_whole(reading, t))
        source = find_source(reading, cue) if clause is not None else None
        if clause is not None and source is not None and source.span[0] < token.start:
            yield _clause(reading, cue, source, below(document, clause))


def as_like(reading: Reading, may_be: MayBe) -> Iterator[Draft]:
    """“and he **was like**, ‘No way’”, “she **goes**, ‘I don’t care’”: how people tell aloud what was said."""
    for quotation in reading.outer:
        cue = quotative_before(reading, reading.token_at(quotation.span.start))
        if cue is None or not may_be(reading.document.tokens[cue[0]]):
            continue
        source = source_at(reading, cue[0] - 1, Rule.LED_IN, cue[0])
        content = ((quotation.span.start, quotation.span.end),)
        yield draft_of(reading, source, cue, content=content, mode=Mode.SPEECH, by=Rule.LED_IN, cue_token=cue[0])


def quotative_before(reading: Reading, i: int) -> tuple[int, int] | None:
    """First and last token of “was like,”, “goes,” right before a token, where a noun or a pronoun stands before."""
    tokens, closed_class = reading.document.tokens, reading.language.closed_class
    if i < 3 or tokens[i - 1].text != ",":  # “the film is like ‘The River’”
        return None
    first = last = i - 2
    if tokens[last].lower in closed_class("quotative_words"):
        first = last - 1 - (tokens[last - 1].upos == "ADV")
        if tokens[first].lemma.lower() not in closed_class("copulas"):
            return None
    elif tokens[last].lemma.lower() not in closed_class("quotative_verbs"):
        return None
    return (first, last) if first > 0 and tokens[first - 1].upos in _TALKERS else None


def _is_whole(reading: Reading, verb: Token) -> bool:
    """“**that he would not run**”: whether a clause opens with “that” and has a subject of its own."""
    document = reading.document
    first = document.tokens[below(document, verb.i)[0]]
    opens = first.relation == "mark" and first.lower in reading.language.closed_class("clause_markers")
    return opens and has_child(document, verb.i, "nsubj")


def _clause(reading: Reading, cue: int, source: Source, said: list[int]) -> Draft:
    """A cue with a clause as its content."""
    group = verb_group(reading.document, cue)
    return draft_of(
        reading,
        source,
        (group[0], group[-1]),
        content=(stretch(reading.document, said),),
        mode=reading.cues[cue].mode,
        by=Rule.FRAME,
        cue_token=cue,
        frame=Frame.CLAUSE,
    )


def _comma_behind(reading: Reading, cue: int) -> int | None:
    """“As we noted in May**,** …”: the comma that ends a clause that holds no other verb."""
    near = range(cue + 1, min(cue + _NEAR, reading.sentence_of(cue).last))
    found = next((j for j in near if reading.document.tokens[j].upos in ("PUNCT", "VERB", "AUX")), None)
    return found if found is not None and reading.document.tokens[found].text == "," else None


def is_past(reading: Reading, verb: int) -> bool:
    """“said”, “had said”, “has said”"""
    group = [reading.document.tokens[i] for i in verb_group(reading.document, verb)]
    if any(t.has("past") for t in group):
        return True
    copulas = reading.language.closed_class("copulas")
    is_now = any(t.lemma in copulas and not t.is_participle for t in group)  # “they **are** told”
    return not is_now and any(t.is_participle for t in group)
