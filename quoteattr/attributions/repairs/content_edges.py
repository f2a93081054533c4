"""Where what is said begins and ends: at its own sentence, before the next one, with what is told of its last noun."""

from collections.abc import Set

from attrs import evolve

from quoteattr.attributions.draft import Draft
from quoteattr.records import Quotation, QuotationUse
from quoteattr.text.document import Token
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Covered, Offsets
from quoteattr.text.tree import below

_HALF = 0.5  # of what stands before the sentence of a cue: what is quoted less began there
_TAIL = 0.5  # of a content: what is told of its last noun at greater length is mostly told by the text
_NEARLY = 5  # characters between two beginnings of one content: “that ”
_STOPS = frozenset(".!?")
_FULL = frozenset(".")  # a title may end in another: the film “What now?”
_AUXILIARIES = frozenset({"aux", "cop"})


def without_predicate(reading: Reading, draft: Draft) -> Draft:
    """“Hill's claim **that the dam is safe** has angered residents”: what is claimed ends before the verb whose subject
    the claim is; not in “Hill's claim is **that the dam is safe**”."""
    document, cue = reading.document, draft.cue_token
    if cue is None or document.tokens[cue].upos != "NOUN" or document.tokens[cue].relation != "nsubj":
        return draft
    verb, begins = document.tokens[cue].head, reading.token_at(draft.content[0][0])
    clause = next((c for c in document.children[cue] if _is_clause_of(document.tokens[c], cue, verb)), None)
    if clause is None or begins != cue + 1 or not _opens_clause(reading, begins):
        return draft
    around = (c for c in document.children[verb] if clause < c < verb and document.tokens[c].relation in _AUXILIARIES)
    first = min((*around, verb))
    ends = document.tokens[first - 1].end
    if max(below(document, clause)) >= first:
        return draft
    return draft.with_content((a, min(b, ends)) if a < ends < b else (a, b) for a, b in draft.content)


def _opens_clause(reading: Reading, i: int) -> bool:
    """“**that** the dam is safe”, “**to** close”"""
    return any(
        reading.document.tokens[i].lower in reading.language.closed_class(name)
        for name in ("clause_markers", "infinitive_markers")
    )


def _is_clause_of(token: Token, noun: int, verb: int) -> bool:
    """“claim **that the dam is safe**”: a clause of a noun, between it and its verb."""
    return token.relation in ("acl", "ccomp") and noun < token.i < verb


def without_dummy(reading: Reading, draft: Draft) -> Draft:
    """“It was suggested by the inspector, Ann Pell, **that** …”: the “it” that stands for a clause is none of it."""
    if len(draft.content) < 2 or draft.quoted:
        return draft
    (start, end), (behind, _), *_ = draft.content
    tokens, classes = reading.document.tokens, reading.language.closed_class
    it, leads = tokens[reading.token_at(start)], tokens[reading.token_at(behind)]
    is_dummy = it.lower in classes("put_so") and end <= it.end and leads.lower in classes("clause_markers")
    return draft.with_content(draft.content[1:]) if is_dummy else draft


def without_sentence_before(reading: Reading, draft: Draft) -> Draft:
    """“Hill said it was “over.” **She had told them so**, according to an aide”: what is said begins in the sentence of
    its cue, but for a quotation that began before; not so behind a colon."""
    if draft.cue is None or reading.document.text[draft.cue[1] - 1] == ":":
        return draft
    tokens = reading.document.tokens
    begins = tokens[reading.sentence_of(reading.token_at(draft.cue[0])).first].start
    if any(q.span.start < begins < q.span.end for q in reading.quotations_in(begins, begins + 1)):
        return draft  # “were “stiff. **There** was no joy””: a sentence that begins within what is quoted
    return draft.with_content(
        (begins, end) if start < begins < end and _is_of_another(reading, start, begins) else (start, end)
        for start, end in draft.content
    )


def _is_of_another(reading: Reading, start: int, end: int) -> bool:
    """Whether a stretch before a sentence is mostly not quoted, or begins in the middle of its own, outside marks."""
    first = reading.token_at(start)
    in_mid = first > reading.sentence_of(first).first and not reading.in_quotation(first)
    return in_mid or reading.quoted_characters(start, end) < _HALF * (end - start)


def without_strays(reading: Reading, draft: Draft) -> Draft:
    """Indirect speech stands in the sentence of its cue: it ends there, and what stands elsewhere has strayed here.

    Not so behind a colon, as in transcripts.
    """
    if draft.cue is None or reading.document.text[draft.cue[1] - 1] == ":":
        return draft
    here = reading.sentence_at(draft.cue[0])
    pieces = tuple(_within(reading, piece, here) for piece in draft.content)
    if any(_touches_sentence(reading, piece, here) for piece in pieces):
        pieces = tuple(piece for piece in pieces if _may_stay(reading, piece, here))
    return draft.with_content(pieces)


def _may_stay(reading: Reading, piece: Offsets, sentence: int) -> bool:
    """What stands in a sentence, or is quoted: where it begins, or mostly."""
    quoted = reading.quoted_characters(*piece)
    is_quoted = quoted >= _HALF * (piece[1] - piece[0]) or reading.in_quotation(reading.token_at(piece[0]))
    return _touches_sentence(reading, piece, sentence) or (quoted > 0 and is_quoted and _holds_speech(reading, piece))


def _holds_speech(reading: Reading, piece: Offsets) -> bool:
    """“It will take time,” she said. **The term “fake news”** was coined …: what is quoted there nobody has said."""
    return any(q.use is QuotationUse.SPEECH for q in reading.quotations_in(*piece))


def _touches_sentence(reading: Reading, piece: Offsets, sentence: int) -> bool:
    """Whether a piece begins or ends in a sentence."""
    return sentence in (reading.sentence_at(piece[0]), reading.sentence_at(piece[1] - 1))


def _within(reading: Reading, piece: Offsets, sentence: int) -> Offsets:
    """A piece of indirect speech that begins in a sentence, up to the end of that sentence."""
    start, end = piece
    if reading.sentence_at(start) != sentence or reading.sentence_at(end - 1) == sentence:
        return piece
    if reading.quoted_characters(*piece):
        return piece
    stop = _end_without_mark(reading, sentence)
    return (start, stop) if stop > start else piece


def _end_without_mark(reading: Reading, sentence: int) -> int:
    """Where a sentence ends, the mark at its end left out."""
    tokens = reading.document.tokens
    last = reading.document.sentences[sentence].last - 1
    return tokens[last - 1].end if last and tokens[last].text in _STOPS else tokens[last].end


def without_next_sentences(reading: Reading, draft: Draft) -> Draft:
    """“It was “a mess.” **The pier had moved**”: no piece goes on behind a quotation that ends a sentence, but for what
    the cue of its own sentence tells: “It was a mess.” **The pier had moved**, Ruiz said."""
    return draft.with_content(part for piece in draft.content for part in _parts(reading, piece, draft.cue))


def _parts(reading: Reading, piece: Offsets, cue: Offsets | None) -> tuple[Offsets, ...]:
    """A piece up to a quotation that ends a sentence: it was “a mess.” **The pier had moved** is not told there, unless
    the cue stands right behind that."""
    start, end = piece
    within = (q for q in reading.quotations_in(*piece) if q.closing and start <= q.span.start < q.span.end < end)
    ends = (q for q in within if _ends_sentence(reading, q, _STOPS if q.span.start == start else _FULL))
    last = next(ends, None)
    if last is None or reading.quoted_characters(last.span.end, end):
        return (piece,)
    stop = last.span.end
    first = reading.token_at(stop + 1)
    here = reading.sentence_of(first)
    is_told = cue is not None and end <= cue[0] and reading.token_at(cue[0]) in range(here.first, here.last)
    return ((start, stop), (reading.document.tokens[first].start, end)) if is_told else ((start, stop),)


def _ends_sentence(reading: Reading, quotation: Quotation, stops: Set[str] = _STOPS) -> bool:
    """“Nobody believes her**.” T**he pier”: a stop inside, a capital behind."""
    text, end = reading.document.text, quotation.span.end
    return text[quotation.pieces[-1].end - 1] in stops and text[end : end + 2].strip()[:1].isupper()


def with_apposition(reading: Reading, draft: Draft, rule: Draft, taken: Covered) -> Draft:
    """“… the agreement**, a pact that neither signed**”: what is said of a content's last noun belongs to it, if it is
    short beside it, or tells its name: “the agreement**, the Salas Pact,** …”."""
    if len(draft.content) != 1 or len(rule.content) != 1 or reading.quoted_characters(*draft.content[0]):
        return draft
    (start, end), (rule_start, rule_end) = draft.content[0], rule.content[0]
    is_long = rule_end - end > _TAIL * (end - start) and not _tells_name(reading, end)
    if abs(start - rule_start) > _NEARLY or is_long:
        return draft
    if not _is_apposition(reading, (end, rule_end), taken):
        return draft
    return evolve(draft, content=((start, rule_end),))


def _tells_name(reading: Reading, end: int) -> bool:
    """“… the agreement, **the Salas Pact**”: a name right behind the comma, or behind its article."""
    tokens, articles = reading.document.tokens, reading.language.closed_class("articles")
    behind = [t for t in tokens[reading.token_at(end) : reading.token_at(end) + 3] if t.text != ","]
    names = [t for t in behind if t.lower not in articles]
    return bool(names) and names[0].upos == "PROPN"


def _is_apposition(reading: Reading, rest: Offsets, taken: Covered) -> bool:
    """“**, a pact that neither signed**”, where nothing else stands."""
    if rest[0] >= rest[1] or taken.count(rest):
        return False
    return reading.language.pattern("apposition").match(reading.document.text, *rest) is not None


def with_relative_clause(reading: Reading, draft: Draft, taken: Covered) -> Draft:
    """“… the agreement**, under which the port was built**”: it goes on to the end of its sentence, where nothing else
    stands, if that is short beside it."""
    if len(draft.content) != 1 or reading.quoted_characters(*draft.content[0]):
        return draft
    start, end = draft.content[0]
    stop = _end_without_mark(reading, reading.sentence_at(end - 1))
    if stop - end > _TAIL * (end - start):
        return draft
    found = reading.language.pattern("relative_clause").match(reading.document.text, end, max(end, stop))
    return draft if found is None or taken.count((end, stop)) else evolve(draft, content=((start, stop),))
