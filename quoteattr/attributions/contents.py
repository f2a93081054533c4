"""The content of a cue outside quotation marks: clauses, objects and phrases in its frames."""

from attrs import frozen

from quoteattr.attributions.clauses import clause, is_adjunct
from quoteattr.attributions.pieces import joined, phrase, pieces_of
from quoteattr.language import CueEntry
from quoteattr.records import Mode
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Offsets
from quoteattr.text.tree import below, frames, is_finite, is_time, preposition

_QUOTED_RATE = 0.6


@frozen
class Content:
    """The stretches of a content, the frame it stands in and the rate of that frame for its cue."""

    pieces: tuple[Offsets, ...]
    frame: str
    rate: float


def find_content(reading: Reading, cue: int, entry: CueEntry, source: Offsets | None) -> Content | None:
    """The best content of a cue by its frames in the lexicon; a clause before all else."""
    if (told := after_colon(reading, cue, entry)) is not None:
        return told
    options = [
        (name, head, rate)
        for name, head in frames(reading.document, cue)
        if (rate := _rate(reading, entry, name, head)) and not is_adjunct(reading, name, head)
    ]
    if not options:
        return clause_before(reading, cue, entry, source) or clause_behind(reading, cue, entry, source)
    by_name = {name: (head, rate) for name, head, rate in reversed(options)}
    if "clause" in by_name:
        head, rate = by_name["clause"]
        return Content(clause(reading, cue, head, source), "clause", rate)
    if "passive" in by_name and "to" in by_name:  # “Trump is expected to win”: both are what is expected
        parts = phrase(reading, by_name["passive"][0]), clause(reading, cue, by_name["to"][0], source)
        return Content(tuple(sorted({*parts[0], *parts[1]})), "to", by_name["to"][1])
    name, head, rate = max(options, key=lambda option: option[2])
    if "passive" in by_name and name != "passive":  # “**peacekeepers** were blamed for **the outbreak**”
        parts = phrase(reading, by_name["passive"][0]), joined(reading, cue, [head], source)
        return Content(tuple(sorted({*parts[0], *parts[1]})), name, rate)
    if name in ("to", "whether", "if"):
        asked = next((h for n, h in frames(reading.document, cue) if n in ("obj", "told") and cue < h < head), None)
        if asked is not None:  # “asked **the government to declare** …”
            return Content(joined(reading, cue, [asked, head], source), name, rate)
        return Content(clause(reading, cue, head, source), name, rate)
    heads = sorted({h for n, h, r in options if n != "passive" and r >= 0.3} | _completions(reading, cue, name, head))
    if name == "passive":
        heads = [head, *(h for h in heads if h > head)]
    return Content(joined(reading, cue, heads or [head], source), name, rate)


def _completions(reading: Reading, cue: int, name: str, head: int) -> set[int]:
    """“touting the accord **as broader than the last**”, “blamed him **for the crash**”: what follows an object
    under the same verb, up to a comma, a time or place, or the next verb."""
    document = reading.document
    found: set[int] = set()
    if name != "obj":
        return found
    for child in document.children[cue]:
        token = document.tokens[child]
        if child <= head:
            continue
        first = document.tokens[below(document, child)[0]]
        behind_comma = first.i > 0 and document.tokens[first.i - 1].text == ","
        if token.upos == "PUNCT":
            continue
        is_cue = child in reading.cues and token.upos == "VERB"
        if token.relation not in ("obl", "xcomp", "advcl") or behind_comma or is_cue:
            break
        if is_adjunct(reading, "on", child) or is_time(token):
            break
        if token.relation == "obl" and preposition(document, child) not in _COMPLEMENTS:
            break
        found.add(child)
    return found


_COMPLEMENTS = frozenset({"as", "for", "of", "to", "about", "over", "against", "with", "from", "on", "into", "than"})


def _rate(reading: Reading, entry: CueEntry, name: str, head: int) -> float:
    """How often a frame is a content; a verb of saying with a quotation in its frame mostly means it."""
    rate = entry.frames.get(name, 0.0)
    says = entry.upos == "VERB" and entry.mode in (Mode.SPEECH, Mode.WRITING) and rate < _QUOTED_RATE
    if says and name in ("obj", "as", "passive", "to", "for", "about", "of", "with"):
        quoted = any(reading.quotation_of[j] >= 0 for j in below(reading.document, head))
        return _QUOTED_RATE if quoted else rate
    return rate


def clause_before(reading: Reading, cue: int, entry: CueEntry, source: Offsets | None) -> Content | None:
    """“**Mexico's weight has grown**, officials say privately.” — the sentence up to the comma, whatever the parse."""
    document = reading.document
    tokens = document.tokens
    if entry.upos != "VERB" or entry.mode not in (Mode.SPEECH, Mode.WRITING, Mode.THOUGHT) or source is None:
        return None
    sentence = document.sentences[tokens[cue].sentence]
    rest = [t for t in tokens[cue + 1 : sentence.last] if not source[0] <= t.start < source[1]]
    if any(t.upos in ("VERB", "SCONJ") for t in rest) or tokens[cue].xpos not in ("VBD", "VBZ", "VBP"):
        return None
    begins = min(cue, reading.token_at(source[0]))
    while begins - 1 > sentence.first and tokens[begins - 1].upos in ("AUX", "ADV"):
        begins -= 1
    comma = begins - 1
    if comma - sentence.first < 3 or tokens[comma].text != ",":
        return None
    if not _has_verb(reading, sentence.first, comma):
        return None
    pieces = pieces_of(reading, cue, list(range(sentence.first, comma)), source)
    return Content(pieces, "clause", 0.7) if pieces else None


def after_colon(reading: Reading, cue: int, entry: CueEntry) -> Content | None:
    """The governor added: **It's typical of them. They never stop.** — the rest of the paragraph, without marks."""
    document = reading.document
    tokens = document.tokens
    if entry.upos != "VERB" or entry.mode not in (Mode.SPEECH, Mode.WRITING) or not is_finite(document, cue):
        return None
    colon = next((j for j in range(cue + 1, min(cue + 12, len(tokens))) if tokens[j].text == ":"), None)
    if colon is None or colon + 1 >= len(tokens) or reading.quotation_of[colon + 1] >= 0:
        return None
    paragraph = reading.paragraph_of(cue)
    if reading.paragraph_of(colon + 1) != paragraph or not tokens[colon + 1].text[:1].isupper():
        return None
    if any(t.upos in ("VERB", "AUX") or t.text in ".?!" for t in tokens[cue + 1 : colon]):
        return None
    return Content(((tokens[colon + 1].start, document.paragraphs[paragraph][1]),), "clause", 0.8)


def clause_behind(reading: Reading, cue: int, entry: CueEntry, source: Offsets | None) -> Content | None:
    """“An aide said **the talks had failed**”, whatever the parse: the rest of the sentence."""
    tokens = reading.document.tokens
    if entry.upos != "VERB" or entry.frames.get("clause", 0) < 0.8 or source is None or source[1] > tokens[cue].start:
        return None
    sentence = reading.document.sentences[tokens[cue].sentence]
    first = cue + 1
    that = next((j for j in range(first, min(first + 10, sentence.last)) if tokens[j].text == "that"), None)
    if that is not None and tokens[that].upos == "SCONJ" and not _has_verb(reading, first, that):
        first = that
    elif _is_time_first(reading, first, sentence.last):
        return None
    rest = list(range(first, sentence.last))
    with_that = first == that and tokens[cue].xpos in ("VB", "VBG")
    if (
        not (with_that or tokens[cue].xpos in ("VBD", "VBZ", "VBP", "VBN"))
        or len(rest) < 3
        or tokens[first].upos not in _CLAUSE_STARTS
    ):
        return None
    if not _has_verb(reading, cue + 1, sentence.last):
        return None
    pieces = pieces_of(reading, cue, rest, source)
    return Content(pieces, "clause", 0.6) if pieces else None


def _has_verb(reading: Reading, first: int, last: int) -> bool:
    return any(t.upos in ("VERB", "AUX") for t in reading.document.tokens[first:last])


def _is_time_first(reading: Reading, first: int, last: int) -> bool:
    """“reports **next week**”: the noun behind the verb says when."""
    noun = next((t for t in reading.document.tokens[first:last] if t.upos in ("NOUN", "PROPN", "VERB")), None)
    return noun is not None and is_time(noun)


_CLAUSE_STARTS = frozenset({"DET", "PRON", "PROPN", "NOUN", "SCONJ", "NUM", "ADJ"})
