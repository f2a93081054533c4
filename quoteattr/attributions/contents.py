"""The content of a cue outside quotation marks: clauses, objects and phrases in its frames."""

from attrs import frozen

from quoteattr.attributions.draft import Offsets
from quoteattr.attributions.reading import Reading
from quoteattr.attributions.sources import goes_on
from quoteattr.attributions.tree import below, frames, is_finite, is_trim, preposition, subject
from quoteattr.lexicon import CueEntry, closed_class, words
from quoteattr.records import Mode

_ADJUNCT_HEADS = closed_class("adjunct_nouns")
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
        if (rate := _rate(reading, entry, name, head)) and not _is_adjunct(reading, name, head)
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
        parts = phrase(reading, by_name["passive"][0]), _joined(reading, cue, [head], source)
        return Content(tuple(sorted({*parts[0], *parts[1]})), name, rate)
    if name in ("to", "whether", "if"):
        asked = next((h for n, h in frames(reading.document, cue) if n in ("obj", "told") and cue < h < head), None)
        if asked is not None:  # “asked **the government to declare** …”
            return Content(_joined(reading, cue, [asked, head], source), name, rate)
        return Content(clause(reading, cue, head, source), name, rate)
    heads = sorted({h for n, h, r in options if n != "passive" and r >= 0.3} | _completions(reading, cue, name, head))
    if name == "passive":
        heads = [head, *(h for h in heads if h > head)]
    return Content(_joined(reading, cue, heads or [head], source), name, rate)


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
        if (
            _is_adjunct(reading, "on", child)
            or token.lemma.lower() in words("time_nouns")
            or token.text.lower() in words("months")
        ):
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
    if not any(t.upos in ("VERB", "AUX") for t in tokens[sentence.first : comma]):
        return None
    pieces = _pieces(reading, cue, list(range(sentence.first, comma)), source)
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
    if not any(t.upos in ("VERB", "AUX") for t in tokens[cue + 1 : sentence.last]):
        return None
    pieces = _pieces(reading, cue, rest, source)
    return Content(pieces, "clause", 0.6) if pieces else None


def _has_verb(reading: Reading, first: int, last: int) -> bool:
    return any(t.upos in ("VERB", "AUX") for t in reading.document.tokens[first:last])


def _is_time_first(reading: Reading, first: int, last: int) -> bool:
    """“reports **next week**”: the noun behind the verb says when."""
    noun = next((t for t in reading.document.tokens[first:last] if t.upos in ("NOUN", "PROPN", "VERB")), None)
    return noun is not None and (noun.lemma.lower() in words("time_nouns") or noun.text.lower() in words("months"))


_CLAUSE_STARTS = frozenset({"DET", "PRON", "PROPN", "NOUN", "SCONJ", "NUM", "ADJ"})


def _is_adjunct(reading: Reading, name: str, head: int) -> bool:
    """“said **in an interview**”, “called **on Monday**”: how or when, not what."""
    token = reading.document.tokens[head]
    return name in ("in", "on", "at", "during", "after", "to", "with") and token.lemma.lower() in _ADJUNCT_HEADS


def clause(reading: Reading, cue: int, head: int, source: Offsets | None) -> tuple[Offsets, ...]:
    """The stretches of a content clause, before, behind or around its cue."""
    document = reading.document
    indices = below(document, head, {cue})
    if head > cue:
        indices = _until_next_cue(reading, cue, [j for j in indices if j > cue])
        indices = _head_start(reading, cue, indices, source) + indices
        indices += _tail(reading, cue, indices[-1] if indices else head)
    return _pieces(reading, cue, indices, source)


def _until_next_cue(reading: Reading, cue: int, indices: list[int]) -> list[int]:
    """A clause up to where its speaker goes on with another cue: “…, **adding** that”, “… **and promised** to”."""
    tokens = reading.document.tokens
    for n, j in enumerate(indices):
        if n and tokens[j].text == "said" and tokens[j].relation == "xcomp" and subject(reading.document, j) is None:
            return indices[:n]  # “an aide who asked not to be named **said** …”, parsed astray
    for n, j in enumerate(indices):
        if n and (_is_other_speaker(reading, j) or _is_aside(reading, j)):
            return indices[:n]
    if not reading.introduces_quotations(cue):
        return indices
    for n, j in enumerate(indices):
        if n and reading.quotation_of[j] < 0 and goes_on(reading, j) and has_content(reading, j):
            cut = n
            while cut and reading.document.tokens[indices[cut - 1]].upos in ("CCONJ", "PUNCT", "ADV"):
                cut -= 1
            return indices[:cut]
    return indices


def _is_other_speaker(reading: Reading, j: int) -> bool:
    """“A study says sleep matters**, researchers reported**”: a comma before somebody else's words of saying, which
    have no content behind them, so that all before is theirs."""
    document = reading.document
    tokens = document.tokens
    if tokens[j].text != "," or reading.quotation_of[j] >= 0:
        return False
    last = document.sentences[tokens[j].sentence].last
    for k in range(j + 1, min(j + 12, last)):
        if reading.introduces_quotations(k):
            head = subject(document, k)
            return head is not None and j < head < k and tokens[k].xpos != "VBG" and not has_content(reading, k)
        if tokens[k].upos in ("VERB", "AUX", "PUNCT", "SCONJ"):
            return False
    return False


def _is_aside(reading: Reading, j: int) -> bool:
    """“…**, though she noted** that …”: a comma before a concession with a cue of its own."""
    tokens = reading.document.tokens
    if tokens[j].text != "," or j + 1 >= len(tokens) or reading.quotation_of[j + 1] >= 0:
        return False
    following = tokens[j + 1]
    return following.lemma.lower() in ("though", "although", "while") and reading.introduces_quotations(following.head)


def has_content(reading: Reading, j: int) -> bool:
    """Whether a cue has a clause, an infinitive or a quotation of its own."""
    document = reading.document
    if any(name in ("clause", "to", "whether", "if") for name, _ in frames(document, j)):
        return True
    return j + 1 < len(document.tokens) and any(
        reading.quotation_of[k] >= 0 for k in range(j + 1, min(j + 4, len(document.tokens)))
    )


def _head_start(reading: Reading, cue: int, indices: list[int], source: Offsets | None) -> list[int]:
    """What stands between a cue and its clause and belongs to the clause: “that”, and what the parser tore off."""
    tokens = reading.document.tokens
    first = indices[0] if indices else cue
    start = first
    while (
        start - 1 > cue
        and tokens[start - 1].lemma.lower() in _OPENERS
        and tokens[start - 1].upos in ("SCONJ", "PRON", "ADV", "DET")
    ):
        start -= 1
    if tokens[cue].lemma == "say" and (source is None or source[1] <= tokens[cue].start):
        torn = [c for c in reading.document.children[cue] if cue < c < start and tokens[c].relation in _TORN]
        if torn:
            start = (
                min(start, below(reading.document, torn[0])[0]) if below(reading.document, torn[0])[0] > cue else start
            )
    return list(range(start, first))


_OPENERS = frozenset({"that", "if", "whether", "how", "what", "why", "when", "where", "who"})
_TORN = frozenset({"obj", "nsubj", "csubj", "ccomp", "dep", "parataxis", "xcomp"})


def _tail(reading: Reading, cue: int, last: int) -> list[int]:
    """What follows a clause in its sentence: mostly more of the content, wherever the parser hung it.

    “The official said there was hope **and there may be more**”; but “said he was late **and left**”,
    “said it was over, **though few agreed**” and “said it was over, **adding** …” are not.
    """
    document = reading.document
    tokens = document.tokens
    if not _is_main(reading, cue):
        return _own_tail(reading, cue, last)
    sentence = document.sentences[tokens[cue].sentence]
    end = last
    for j in range(last + 1, sentence.last):
        token = tokens[j]
        if j == tokens[cue].head or _is_other_speaker(reading, j):
            break
        if reading.quotation_of[j] < 0 and (
            token.text == ";" or _turns_away(reading, cue, j) or (j in reading.cues and token.head == cue)
        ):
            break
        end = j
    return list(range(last + 1, end + 1))


def _is_main(reading: Reading, cue: int) -> bool:
    """Whether a cue heads its sentence, so that no other clause can go on behind its content."""
    at = reading.document.tokens[cue]
    while at.head >= 0:
        if at.relation not in ("conj", "parataxis", "ccomp"):
            return False
        at = reading.document.tokens[at.head]
    return True


def _turns_away(reading: Reading, cue: int, j: int) -> bool:
    """Whether a word behind a content begins something of the journalist's own."""
    tokens = reading.document.tokens
    token, before = tokens[j], tokens[j - 1]
    lemma = token.lemma.lower()
    if before.text in (",", "-", "--", "—", "–", ";"):
        if (
            lemma in ("though", "although", "while", "according", "as", "after", "before", "when", "which", "who")
            and before.text != ";"
        ):
            return token.head == cue or _governs(reading, cue, j)
        if token.xpos == "VBG" and j in reading.cues:
            return True
        if (
            lemma == "but" and token.head in reading.cues and has_content(reading, token.head)
        ):  # “…, but polls **show** that …”
            return True
    if goes_on(reading, j) or (token.upos == "CCONJ" and j + 1 < len(tokens) and goes_on(reading, j + 1)):
        return True
    if token.upos == "CCONJ" and j + 1 < len(tokens):
        verb = tokens[token.head] if token.head >= 0 else token
        return verb.relation == "conj" and verb.head == cue and subject(reading.document, verb.i) is None
    return False


def _governs(reading: Reading, cue: int, j: int) -> bool:
    """Whether the clause that a word introduces hangs on the cue itself."""
    head = reading.document.tokens[j].head
    return head >= 0 and reading.document.tokens[head].head == cue


def _own_tail(reading: Reading, cue: int, last: int) -> list[int]:
    """The dependents of a cue behind its clause that go on with it."""
    document = reading.document
    tail: list[int] = []
    for child in document.children[cue]:
        token = document.tokens[child]
        if child <= last or token.upos == "PUNCT":
            continue
        goes_on = (
            token.relation in ("conj", "ccomp", "parataxis")
            and child not in reading.cues
            and subject(document, child) is not None
        ) or (
            token.relation in ("advcl", "obl") and child not in reading.cues and not _is_adjunct(reading, "in", child)
        )
        if not goes_on:
            break
        tail += [j for j in below(document, child) if j > last]
    return sorted(set(tail))


def phrase(reading: Reading, head: int) -> tuple[Offsets, ...]:
    """The stretches of a nominal content."""
    return _pieces(reading, -1, below(reading.document, head), None)


def _joined(reading: Reading, cue: int, heads: list[int], source: Offsets | None) -> tuple[Offsets, ...]:
    """“accused **him of theft**”: several frames side by side are one content.

    A preposition that only ties the first phrase to the cue (“warned **of** floods”) stays with the
    cue, as PolNeAR has it.
    """
    document = reading.document
    indices: list[int] = []
    for number, head in enumerate(heads):
        under = below(document, head, {cue})
        if number == 0:
            cases = {c for c in document.children[head] if document.tokens[c].relation == "case" and c < head}
            under = [j for j in under if j not in cases]
        indices += under
    return _pieces(reading, cue, sorted(set(indices)), source)


def _pieces(reading: Reading, cue: int, indices: list[int], source: Offsets | None) -> tuple[Offsets, ...]:
    """Token indices as stretches of text, cut only by the cue or the source, whole quotations taken in."""
    document = reading.document
    runs: list[list[int]] = []
    for j in indices:
        token = document.tokens[j]
        if source is not None and source[0] <= token.start < source[1]:
            continue
        if runs and not _is_cut(document.tokens[runs[-1][-1]].end, token.start, cue, reading, source):
            runs[-1].append(j)
        else:
            runs.append([j])
    pieces = [piece for run in runs if (piece := _trimmed(reading, run))]
    return tuple(piece for piece in pieces if piece[1] > piece[0])


def _is_cut(end: int, start: int, cue: int, reading: Reading, source: Offsets | None) -> bool:
    """Whether the cue or the source stands between two tokens of a content."""
    if cue >= 0 and end <= reading.document.tokens[cue].start < start:
        return True
    return source is not None and end <= source[0] and source[1] <= start


def _trimmed(reading: Reading, run: list[int]) -> Offsets | None:
    """A run without punctuation at its ends; a quotation that it touches is taken in whole."""
    document = reading.document
    first, last = 0, len(run) - 1
    while first <= last and is_trim(document.tokens[run[first]]) and reading.quotation_of[run[first]] < 0:
        first += 1
    while last >= first and is_trim(document.tokens[run[last]]) and reading.quotation_of[run[last]] < 0:
        last -= 1
    if first > last:
        return None
    start, end = document.tokens[run[first]].start, document.tokens[run[last]].end
    for j in (run[first], run[last]):
        if reading.quotation_of[j] >= 0:
            span = reading.outer[reading.quotation_of[j]].span
            start, end = min(start, span.start), max(end, span.end)
    return start, end
