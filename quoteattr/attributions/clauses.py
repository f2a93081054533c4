"""Where a content clause begins and ends: the subtree that the parser gives is only the first guess."""

from collections.abc import Callable, Sequence

from quoteattr.attributions.pieces import pieces_of
from quoteattr.attributions.sources import goes_on
from quoteattr.text.document import Document
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Offsets
from quoteattr.text.tree import Frame, above, below, frames, subject

_TORN = frozenset({"obj", "nsubj", "csubj", "ccomp", "dep", "parataxis", "xcomp"})
_BEGINS_CLAUSE = frozenset({"VERB", "AUX", "PUNCT", "SCONJ"})
_BEFORE_NEXT_CUE = frozenset({"CCONJ", "PUNCT", "ADV"})
_DASHES = frozenset({"-", "--", "—", "–"})


def is_adjunct(reading: Reading, name: str, head: int) -> bool:
    """“said **in an interview**”, “called **on Monday**”: how or when, not what."""
    return name in reading.language.closed_class("adjunct_prepositions") and is_adjunct_noun(reading, head)


def is_adjunct_noun(reading: Reading, head: int) -> bool:
    """“in an **interview**”, “on **Monday**”; not “promised to **call**”"""
    token = reading.document.tokens[head]
    return token.upos != "VERB" and token.lemma.lower() in reading.language.closed_class("adjunct_nouns")


def clause(reading: Reading, cue: int, head: int, source: Offsets | None) -> tuple[Offsets, ...]:
    """The stretches of a content clause, before, behind or around its cue."""
    indices = below(reading.document, head, {cue})
    if head > cue:
        indices = _until_next_cue(reading, cue, [j for j in indices if j > cue])
        indices = _head_start(reading, cue, indices, source) + indices
        indices += _tail(reading, cue, indices[-1] if indices else head)
    return pieces_of(reading, cue, indices, source)


# --- where it ends --------------------------------------------------------------------------------


def _until_next_cue(reading: Reading, cue: int, indices: list[int]) -> list[int]:
    """A clause up to where its speaker goes on with another cue: “…, **adding** that”, “… **and promised** to”."""
    for ends in (_is_cue_astray, _is_end):
        cut = _first_of(reading, indices, ends)
        if cut < len(indices):
            return indices[:cut]
    if not reading.introduces_quotations(cue):
        return indices
    cut = _first_of(reading, indices, _is_next_cue)
    return indices[: _without_conjunction(reading, indices, cut)] if cut < len(indices) else indices


def _first_of(reading: Reading, indices: Sequence[int], test: Callable[[Reading, int], bool]) -> int:
    """The place of the first token behind the first one that passes a test; behind them all, if none does."""
    return next((n for n, j in enumerate(indices) if n and test(reading, j)), len(indices))


def _is_cue_astray(reading: Reading, j: int) -> bool:
    """“an aide who asked not to be named **said** …”, parsed astray"""
    token = reading.document.tokens[j]
    if token.relation != "xcomp" or token.text not in reading.language.closed_class("plain_past_cues"):
        return False
    return subject(reading.document, j) is None


def _is_end(reading: Reading, j: int) -> bool:
    """Whether a comma ends what is said: somebody else's words of saying follow, or a concession."""
    return _is_other_speaker(reading, j) or _is_aside(reading, j)


def _is_next_cue(reading: Reading, j: int) -> bool:
    """“…, **adding** that …”: a cue of the same speaker with a content of its own."""
    return not reading.in_quotation(j) and goes_on(reading, j) and has_content(reading, j)


def _without_conjunction(reading: Reading, indices: Sequence[int], cut: int) -> int:
    """“it was over **and also** (promised)”: where a clause ends that would end before the n-th of its tokens."""
    while cut and reading.document.tokens[indices[cut - 1]].upos in _BEFORE_NEXT_CUE:
        cut -= 1
    return cut


def _is_other_speaker(reading: Reading, j: int) -> bool:
    """“A study says sleep matters**, researchers reported**”: a comma before somebody else's words of saying, which
    have no content behind them, so that all before is theirs."""
    tokens = reading.document.tokens
    if tokens[j].text != "," or reading.in_quotation(j):
        return False
    last = reading.sentence_of(j).last
    for k in range(j + 1, min(j + 12, last)):
        if reading.introduces_quotations(k):
            return _is_last_word(reading, j, k)
        if tokens[k].upos in _BEGINS_CLAUSE:
            return False
    return False


def _is_last_word(reading: Reading, comma: int, cue: int) -> bool:
    """“, researchers **reported**”: whether a cue has its subject behind the comma, and no content of its own."""
    head = subject(reading.document, cue)
    if head is None or not comma < head < cue:
        return False
    return not reading.document.tokens[cue].is_gerund and not has_content(reading, cue)


def _is_aside(reading: Reading, j: int) -> bool:
    """“…**, though she noted** that …”: a comma before a concession with a cue of its own."""
    tokens = reading.document.tokens
    if tokens[j].text != "," or j + 1 >= len(tokens) or reading.in_quotation(j + 1):
        return False
    following = tokens[j + 1]
    concessions = reading.language.closed_class("concessions")
    return following.lemma.lower() in concessions and reading.introduces_quotations(following.head)


def has_content(reading: Reading, j: int) -> bool:
    """Whether a cue has a clause, an infinitive or a quotation of its own."""
    wanted = {Frame.CLAUSE, Frame.TO, *reading.language.closed_class("question_markers")}
    if any(name in wanted for name, _ in frames(reading.document, j)):
        return True
    return reading.any_in_quotation(range(j + 1, min(j + 4, len(reading.document.tokens))))


# --- where it begins ------------------------------------------------------------------------------


def _head_start(reading: Reading, cue: int, indices: list[int], source: Offsets | None) -> list[int]:
    """What stands between a cue and its clause and belongs to the clause: “that”, and what the parser tore off."""
    first = indices[0] if indices else cue
    start = first
    while start - 1 > cue and _is_opener(reading, start - 1):
        start -= 1
    if _says_behind_source(reading, cue, source):
        start = min(start, _torn_start(reading, cue, start))
    return list(range(start, first))


def _is_opener(reading: Reading, j: int) -> bool:
    """“**that** it rained”, “**why** it rained”"""
    token = reading.document.tokens[j]
    if token.upos not in ("SCONJ", "PRON", "ADV", "DET"):
        return False
    return token.lemma.lower() in reading.language.closed_class("clause_openers")


def _says_behind_source(reading: Reading, cue: int, source: Offsets | None) -> bool:
    """“Ruiz **said** the talks had failed”: a plain cue whose source, if it has one, stands before it."""
    token = reading.document.tokens[cue]
    if token.lemma not in reading.language.closed_class("plain_cues"):
        return False
    return source is None or source[1] <= token.start


def _torn_start(reading: Reading, cue: int, start: int) -> int:
    """“said **the talks** had failed”: where the first phrase begins that the parser hung on the cue itself."""
    document = reading.document
    torn = (c for c in document.children[cue] if cue < c < start and document.tokens[c].relation in _TORN)
    leftmost = next((below(document, c)[0] for c in torn), _start_of_subject(document, cue, start))
    return leftmost if leftmost > cue else start


def _start_of_subject(document: Document, cue: int, start: int) -> int:
    """“said **the firm** was nowhere near done”: where the subject begins, if the parser made two clauses of one and
    gave it to the second."""
    clauses = (c for c in document.children[cue] if c >= start and document.tokens[c].relation == "ccomp")
    heads = (head for c in clauses if (head := subject(document, c)) is not None and cue < head < start)
    return next((below(document, head)[0] for head in heads), start)


# --- what follows it ------------------------------------------------------------------------------


def _tail(reading: Reading, cue: int, last: int) -> list[int]:
    """What follows a clause in its sentence: mostly more of the content, wherever the parser hung it.

    “The official said there was hope **and there may be more**”; but “said he was late **and left**”,
    “said it was over, **though few agreed**” and “said it was over, **adding** …” are not.
    """
    if not _is_main(reading, cue):
        return _own_tail(reading, cue, last)
    rest = range(last + 1, reading.sentence_of(cue).last)
    stop = next((j for j in rest if _ends_tail(reading, cue, j)), rest.stop)
    return list(range(last + 1, stop))


def _ends_tail(reading: Reading, cue: int, j: int) -> bool:
    """Whether what follows a clause stops at a token."""
    token = reading.document.tokens[j]
    if j == reading.document.tokens[cue].head or _is_other_speaker(reading, j):
        return True
    if reading.in_quotation(j):
        return False
    return token.text == ";" or _turns_away(reading, cue, j) or (j in reading.cues and token.head == cue)


def _is_main(reading: Reading, cue: int) -> bool:
    """Whether a cue heads its sentence, so that no other clause can go on behind its content."""
    tokens = reading.document.tokens
    chain = [tokens[cue], *above(reading.document, cue)]
    return all(token.relation in ("conj", "parataxis", "ccomp") for token in chain[:-1])


def _turns_away(reading: Reading, cue: int, j: int) -> bool:
    """Whether a word behind a content begins something of the journalist's own."""
    is_turn = _as_clause_of_the_cue(reading, cue, j)
    if is_turn is not None:
        return is_turn
    if _adds_behind_mark(reading, j) or _contrasts(reading, j) or goes_on(reading, j):
        return True
    return _is_conjunction(reading, j) and (goes_on(reading, j + 1) or _joins_verb_of_cue(reading, cue, j))


def _as_clause_of_the_cue(reading: Reading, cue: int, j: int) -> bool | None:
    """“…, **though** few agreed”: whether a clause set off by a comma hangs on the cue; None if there is no such."""
    token, before = reading.document.tokens[j], reading.document.tokens[j - 1].text
    if token.lemma.lower() not in reading.language.closed_class("journalists_turns"):
        return None
    if before != "," and before not in _DASHES:
        return None
    return token.head == cue or _governs(reading, cue, j)


def _is_set_off(reading: Reading, j: int) -> bool:
    """Whether a comma, a dash or a semicolon stands right before a token."""
    before = reading.document.tokens[j - 1].text
    return before in (",", ";") or before in _DASHES


def _adds_behind_mark(reading: Reading, j: int) -> bool:
    """“…, **adding** that …”"""
    return j in reading.cues and reading.document.tokens[j].is_gerund and _is_set_off(reading, j)


def _contrasts(reading: Reading, j: int) -> bool:
    """“…, **but** polls show that …”"""
    token = reading.document.tokens[j]
    if token.lemma.lower() not in reading.language.closed_class("contrasts") or not _is_set_off(reading, j):
        return False
    return token.head in reading.cues and has_content(reading, token.head)


def _is_conjunction(reading: Reading, j: int) -> bool:
    """“**and** left”: a conjunction with something behind it."""
    return reading.document.tokens[j].upos == "CCONJ" and j + 1 < len(reading.document.tokens)


def _joins_verb_of_cue(reading: Reading, cue: int, j: int) -> bool:
    """“said he was late **and** left”: what is joined is a second verb of who said it."""
    tokens = reading.document.tokens
    verb = tokens[tokens[j].head] if tokens[j].head >= 0 else tokens[j]
    if verb.relation != "conj" or verb.head != cue:
        return False
    return subject(reading.document, verb.i) is None


def _governs(reading: Reading, cue: int, j: int) -> bool:
    """Whether the clause that a word introduces hangs on the cue itself."""
    head = reading.document.tokens[j].head
    return head >= 0 and reading.document.tokens[head].head == cue


def _own_tail(reading: Reading, cue: int, last: int) -> list[int]:
    """The dependents of a cue behind its clause that go on with it."""
    document = reading.document
    tail: set[int] = set()
    for child in document.children[cue]:
        if child <= last or document.tokens[child].upos == "PUNCT":
            continue
        if child in reading.cues or not _is_more(reading, child):
            break
        tail.update(j for j in below(document, child) if j > last)
    return sorted(tail)


def _is_more(reading: Reading, child: int) -> bool:
    """“… **and there may be more**”, “… **in the south**”: what a dependent of a cue adds to its content."""
    relation = reading.document.tokens[child].relation
    if relation in ("conj", "ccomp", "parataxis"):
        return subject(reading.document, child) is not None
    return relation in ("advcl", "obl") and not is_adjunct_noun(reading, child)
