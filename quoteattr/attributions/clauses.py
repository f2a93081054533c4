"""Where a content clause begins and ends: the subtree that the parser gives is only the first guess."""

from quoteattr.attributions.pieces import pieces_of
from quoteattr.attributions.sources import goes_on
from quoteattr.language import closed_class
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Offsets
from quoteattr.text.tree import below, frames, subject

_ADJUNCT_HEADS = closed_class("adjunct_nouns")


def is_adjunct(reading: Reading, name: str, head: int) -> bool:
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
    return pieces_of(reading, cue, indices, source)


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
            leftmost = below(reading.document, torn[0])[0]
            start = min(start, leftmost) if leftmost > cue else start
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
        is_more = (
            token.relation in ("conj", "ccomp", "parataxis")
            and child not in reading.cues
            and subject(document, child) is not None
        ) or (token.relation in ("advcl", "obl") and child not in reading.cues and not is_adjunct(reading, "in", child))
        if not is_more:
            break
        tail += [j for j in below(document, child) if j > last]
    return sorted(set(tail))
