"""What is said on both sides of who says it: “The road, say **villagers**, floods twice a year”."""

from collections.abc import Iterable

from attrs import evolve

from quoteattr.attributions.draft import Draft, Rule
from quoteattr.language.people import is_human
from quoteattr.text.document import Token
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Offsets
from quoteattr.text.tree import is_finite, is_verbal

_NOUN_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "ADP", "PART", "PRON"})


def with_both_sides(reading: Reading, draft: Draft) -> Draft:
    """“The road, say **villagers**, floods twice a year”: who says it stands between commas behind the verb, what is
    said on both sides."""
    text, tokens = reading.document.text, reading.document.tokens
    if draft.cue is None or draft.quoted or len(draft.content) > (2 if draft.source is None else 1):
        return draft
    if draft.cue[1] > draft.content[-1][0]:
        return draft
    before = _before_cue(reading, draft)  # what the network took for who says it, if for anything
    first = reading.token_at(draft.cue[1] - 1) + 1
    if first >= len(tokens):
        return draft
    end, start = draft.content[-1][1], tokens[first].start
    comma = text.find(",", start, end)
    if text[before[1] : draft.cue[0]].strip() != "," or comma < 0 or "," in text[slice(*before)]:
        return draft
    between = [tokens[i] for i in reading.tokens_in(start, comma)]
    behind = tokens[reading.token_at(comma + 1)]
    if (
        any(t.upos not in _NOUN_PHRASE for t in between)
        or not is_verbal(behind)
        or behind.start < draft.content[-1][0] > start
        or not ends_in_people(between, reading)
    ):
        return draft
    pieces = before, (behind.start, end)
    return evolve(draft, source=(start, comma), source_token=between[-1].i).with_content(pieces)


def with_what_is_awaited(reading: Reading, draft: Draft) -> Draft:
    """“It was, the coach conceded, **a night to forget**”, “It is, says Ana Roe, **the best bar in town**”: what the
    verb before whoever says it still waits for, up to the end of the sentence."""
    if draft.cue is None or draft.source is None or draft.quoted or len(draft.content) != 1:
        return draft
    text, tokens, (start, end) = reading.document.text, reading.document.tokens, draft.content[0]
    last, opens = tokens[reading.token_at(end - 1)], min(draft.cue[0], draft.source[0])
    sentence = reading.sentence_of(last.i)
    if last.upos != "AUX" or text[end : max(end, opens)].strip() != "," or last.i >= sentence.last - 1:
        return draft
    ends = next((tokens[i].start for i in range(sentence.last - 1, last.i, -1) if tokens[i].upos == "PUNCT"), end)
    source = draft.source
    if source[1] >= ends and source[0] > draft.cue[1]:  # it ran on to the end of the sentence
        source = source[0], max(text.rfind(",", *source), source[0])
    closes = max(draft.cue[1], source[1])
    tail = text.find(",", closes, ends) + 1
    if not tail or text[closes:tail].strip() != ",":
        return draft
    rest = text[tail:ends].strip()
    if not rest or reading.quoted_characters(tail, ends) or source[0] >= source[1]:
        return draft
    begins = text.index(rest, tail)
    return evolve(draft, source=source).with_content(((start, end), (begins, begins + len(rest))))


def _before_cue(reading: Reading, draft: Draft) -> Offsets:
    """What stands before a cue behind a verb: its source, the piece before the last, else what begins its sentence, up
    to a comma."""
    if draft.source is not None or len(draft.content) > 1 or draft.cue is None:
        return draft.source or draft.content[-2]
    tokens, cue = reading.document.tokens, reading.token_at(draft.cue[0])
    phrase = tokens[reading.sentence_of(cue).first : max(0, cue - 1)]
    if not phrase or any(t.upos not in _NOUN_PHRASE for t in phrase):
        return draft.cue[0], draft.cue[0]
    return phrase[0].start, phrase[-1].end


def ends_in_people(tokens: list[Token], reading: Reading) -> bool:
    """Whether the last of some words is for somebody."""
    if not tokens:  # “say, floods”: nobody
        return False
    last, language = tokens[-1], reading.language
    lemma = last.lemma.lower()
    named = last.upos == "PROPN" or lemma in language.classes("organization_nouns")
    return named or (last.upos == "NOUN" and is_human(lemma, language))


def with_both_halves(reading: Reading, draft: Draft, rule: Draft) -> Draft:
    """“**The bridge**, according to the report, **was unsafe**.”: what stands on both sides of the source, where
    what is behind it is a predicate that the words before it wait for."""
    if rule.by is not Rule.ACCORDING_TO or draft.source is None or draft.cue is None:
        return draft
    starts, ends = min(draft.cue[0], draft.source[0]), max(draft.cue[1], draft.source[1])
    before, behind = _beside(draft.content, starts, ends)
    if bool(before) == bool(behind):
        return draft
    others = _beside(rule.content, starts, ends)
    before, behind = before or others[0], behind or others[1]
    if not before or not behind or not _is_awaited(reading, before[-1], behind[0]):
        return draft
    return evolve(draft, content=(*before, *behind))


def _beside(pieces: Iterable[Offsets], starts: int, ends: int) -> tuple[tuple[Offsets, ...], tuple[Offsets, ...]]:
    """The pieces before a stretch and those behind it."""
    pieces = tuple(pieces)
    return tuple(p for p in pieces if p[1] <= starts), tuple(p for p in pieces if p[0] >= ends)


def _is_awaited(reading: Reading, before: Offsets, behind: Offsets) -> bool:
    """“The bridge … **was** unsafe”, “The firm **had** … hidden its debts”: a verb of what stands before."""
    tokens = reading.document.tokens
    last, first = tokens[reading.tokens_in(*before)[-1]], tokens[reading.token_at(behind[0])]
    return last.upos == "AUX" or (is_verbal(first) and is_finite(reading.document, first.i))
