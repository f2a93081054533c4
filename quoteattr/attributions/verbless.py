"""Attributions whose cue is no verb with a subject: according to, reportedly, a signature."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

import regex

from quoteattr.attributions.draft import Draft, Rule
from quoteattr.attributions.pieces import outside, pieces_of
from quoteattr.attributions.rates import rate
from quoteattr.attributions.repairs.apposed import with_set_off
from quoteattr.attributions.sources import draft_of, find_source, source_at
from quoteattr.records import Mode, Quotation
from quoteattr.text.document import Token
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Offsets, inside
from quoteattr.text.tree import Frame, above, below, head_of, is_negation, is_verbal, stretch, subject, verb_group

_DASH = regex.compile(r"\G\s*+(?P<dash>[-–—―]{1,2}+)\s*+(?=\p{L})")
_MAX_NAME = 60  # characters of a name behind a dash
_LEAST_SAID = 3  # words behind “it is said that”
_LEAST_CLAUSE = 4  # words of a clause that is not all of its sentence
AGENT_OF_IT = "agent_of_it"
_CLAUSE_HEADS = frozenset({"VERB", "AUX", "ADJ", "NOUN", "PROPN"})
_LONGEST_ROLE = 5  # words
_IN_ROLES_SIGNED = frozenset({"NOUN", "ADJ", "DET", "ADP", "VERB", "PROPN", "NUM"})
_IN_SIGNATURES = frozenset({"PROPN", "NOUN", "ADJ", "X"})


# --- according to ---------------------------------------------------------------------------------


def according_to(reading: Reading) -> Iterator[Draft]:
    """“Prices rose, **according to the bank**.” “**Per the agency**, prices rose.”"""
    openers, tokens = reading.language.closed_class("according"), reading.document.tokens
    for token in reading.document.tokens_of_lemmas(openers.keys()):
        if not reading.asks(token.i) or token.i + 1 == len(tokens):
            continue
        to = tokens[token.i + 1]
        if _leads_to_source(reading, token, to):
            head = token.head if token.head > token.i else _object(reading, token.i)
            if head is not None and not reading.in_quotation(head):
                yield from _according_to(reading, token, to, head)


def _leads_to_source(reading: Reading, token: Token, to: Token) -> bool:
    """“**according to** the bank”, outside quotations"""
    return to.lemma in reading.language.closed_class("according_complements") and not reading.in_quotation(token.i)


def _according_to(reading: Reading, token: Token, to: Token, head: int) -> Iterator[Draft]:
    """What stands in a sentence according to somebody, if there is anybody and anything."""
    phrase = source_at(reading, head, Rule.ACCORDING_TO).span
    behind = next((token.start for token in reading.document.tokens[to.i + 1 : to.i + 2]), phrase[1])
    source = max(phrase[0], behind), phrase[1]
    if source[0] >= source[1]:
        return
    content = _rest_of_clause(reading, head, (token.start, source[1]))
    if content:
        found = Draft(
            cue=(token.start, to.end),
            source=source,
            content=content,
            mode=Mode.SPEECH,
            by=Rule.ACCORDING_TO,
            confidence=rate(reading.language, "according_to"),
            cue_token=token.i,
            source_token=head,
        )
        yield with_set_off(reading, found)


def _object(reading: Reading, i: int) -> int | None:
    """“according to **the bank**” parsed as a verb with an oblique."""
    behind = (c for c in reading.document.children[i] if c > i)
    return next((c for c in behind if reading.document.tokens[c].upos in ("NOUN", "PROPN", "PRON", "NUM")), None)


def _rest_of_clause(reading: Reading, head: int, phrase: Offsets, *, alone: bool = False) -> tuple[Offsets, ...]:
    """The clause that a phrase hangs on, without the phrase, or the rest of the sentence; `alone` without the clauses
    that are only joined to it, and without what stands in brackets."""
    top = _clause_head(reading, head, phrase)
    joined = {c for c in reading.document.children[top.i] if _is_joined(reading, c)} if alone else set()
    indices = outside(reading, below(reading.document, top.i, joined), phrase)
    indices = _without_brackets(reading, indices) if alone else indices
    if not indices or (top.head >= 0 and len(indices) < _LEAST_CLAUSE):
        sentence = reading.sentence_of(head)
        indices = outside(reading, range(sentence.first, sentence.last), phrase)
    return pieces_of(reading, -1, indices, phrase)


def _is_joined(reading: Reading, i: int) -> bool:
    """“reportedly sold it **and the bank closed**”: another clause with its own subject, the word that joins it."""
    relation = reading.document.tokens[i].relation
    return relation in ("cc", "parataxis") or (relation == "conj" and subject(reading.document, i) is not None)


def _without_brackets(reading: Reading, indices: list[int]) -> list[int]:
    """The tokens that stand in no round brackets; the opening one may be none of them."""
    depth, bracketed = 0, set[int]()
    for token in reading.document.tokens[indices[0] : indices[-1] + 1] if indices else ():
        depth += token.text == "("
        if depth:
            bracketed.add(token.i)
        depth -= token.text == ")" and depth > 0
    return [i for i in indices if i not in bracketed]


def _clause_head(reading: Reading, head: int, phrase: Offsets) -> Token:
    """The predicate above a phrase; “is understood **to be preparing** …” goes with its subject."""
    chain = [reading.document.tokens[head], *above(reading.document, head)]
    if chain[0].upos == "VERB" and subject(reading.document, head) is not None:
        return chain[0]
    governing = (n for n, token in enumerate(chain) if _may_head_clause(token, phrase))
    first = next(governing, len(chain) - 1)
    return next((token for token in chain[first:] if token.relation != "xcomp"), chain[-1])


def _may_head_clause(token: Token, phrase: Offsets) -> bool:
    """Whether a token outside a phrase can head a clause."""
    return token.upos in _CLAUSE_HEADS and not inside(token.start, phrase)


# --- hearsay --------------------------------------------------------------------------------------


def hearsay(reading: Reading) -> Iterator[Draft]:
    """“The crane had **reportedly** failed twice.”"""
    adverbs = reading.language.classes("hearsay")
    for token in reading.document.tokens_of(adverbs):
        if not _may_qualify(reading, token):
            continue
        content = _attribute(reading, token) or _rest_of_clause(reading, token.i, (token.start, token.end), alone=True)
        if content:
            mode = Mode(adverbs[token.lower])
            yield _from_nobody(reading, Rule.HEARSAY, (token.start, token.end), token.i, content, mode=mode)


def _attribute(reading: Reading, token: Token) -> tuple[Offsets, ...]:
    """“a wealthy, reportedly **reclusive** widow”, “**the $20** reportedly **demanded by Ferro** was too much”: of what
    tells of a noun no more than that, with the noun where that stands in front."""
    document, told = reading.document, reading.document.tokens[token.head]
    parts = [i for i in below(document, told.i) if i > token.i]
    if told.relation == "amod" and token.i < told.i < told.head <= told.i + _TO_NOUN:
        return (stretch(document, parts),)
    is_own = told.is_participle and subject(document, told.i) is None
    if told.relation == "acl" and is_own and 0 <= told.head < token.i < told.i:
        noun = [i for i in below(document, told.head, {told.i}) if i < token.i]
        return (stretch(document, noun), stretch(document, parts)) if noun else ()
    return ()


_TO_NOUN = 2  # tokens


def _may_qualify(reading: Reading, token: Token) -> bool:
    """“had **reportedly** failed”: an adverb that hangs on something, outside quotations."""
    return token.upos == "ADV" and token.head >= 0 and not reading.in_quotation(token.i)


def _from_nobody(
    reading: Reading, rule: Rule, cue: Offsets, cue_token: int, content: tuple[Offsets, ...], *, mode: Mode
) -> Draft:
    """What nobody in particular says."""
    return Draft(
        cue=cue,
        content=content,
        mode=mode,
        by=rule,
        confidence=rate(reading.language, rule),
        cue_token=cue_token,
    )


def _mode_of(reading: Reading, verb: str) -> Mode:
    """“is **believed**” is thought, “is **said**” is speech."""
    return Mode.THOUGHT if verb.lower() in reading.language.closed_class("beliefs") else Mode.SPEECH


def it_is_said(reading: Reading) -> Iterator[Draft]:
    """“It **is understood** that she will resign”, “**Rumour has it** that she will” — whatever the parse."""
    document = reading.document
    for match in reading.language.pattern("it_is_said").finditer(document.text):
        cue = list(reading.tokens_in(*match.span("cue")))
        if not cue or reading.is_quoted(match.start("cue")):
            continue
        said = range(cue[-1] + 1, reading.sentence_of(cue[-1]).last)
        rest = [i for i in said if document.tokens[i].text != ";"]
        if len(rest) >= _LEAST_SAID:
            content, mode = (stretch(document, rest),), _mode_of(reading, match["verb"] or "")
            yield _from_nobody(reading, Rule.IT_IS_SAID, match.span("cue"), cue[-1], content, mode=mode)


def it_is_said_behind(reading: Reading) -> Iterator[Draft]:
    """“The plan was shelved, it **emerged** on Tuesday.”: what is said stands in front, in the sentence."""
    document = reading.document
    for match in reading.language.pattern("it_is_said_behind").finditer(document.text):
        cue = list(reading.tokens_in(*match.span("cue")))
        first = reading.sentence_of(cue[-1]).first if cue else 0
        said = range(first, reading.token_at(match.start()))
        if not cue or reading.is_quoted(match.start("cue")) or len(said) < _LEAST_SAID or reading.in_quotation(first):
            continue
        content, mode = (stretch(document, list(said)),), _mode_of(reading, match["verb"] or "")
        yield _from_nobody(reading, Rule.IT_IS_SAID, match.span("cue"), cue[-1], content, mode=mode)


def it_is_said_by(reading: Reading) -> Iterator[Draft]:
    """“It was reported **by state radio** that the border would reopen”: who says it, whatever the parse."""
    document = reading.document
    for match in reading.language.pattern("it_is_said_by").finditer(document.text):
        cue, source = (list(reading.tokens_in(*match.span(name))) for name in ("cue", "source"))
        said = range(source[-1] + 1, reading.sentence_of(cue[-1]).last) if cue and source else range(0)
        begins = reading.token_at(match.end())
        if begins not in said or reading.is_quoted(match.start("cue")):
            continue
        if any(is_verbal(document.tokens[i]) and document.tokens[i].is_finite for i in source):
            continue
        yield Draft(
            cue=match.span("cue"),
            source=stretch(document, source),
            content=(stretch(document, list(range(begins, said.stop))),),
            mode=Mode.SPEECH,
            by=Rule.FRAME,
            frame=Frame.CLAUSE,
            source_by=AGENT_OF_IT,
            confidence=rate(reading.language, "agent_of_it"),
            cue_token=cue[-1],
            source_token=head_of(document, source),
        )


def is_said_to(reading: Reading) -> Iterator[Draft]:
    """“The firm **is understood** to have paid.” — whatever the parse makes of the participle."""
    tokens = reading.document.tokens
    participles = reading.language.closed_class("said_to")
    for token in reading.document.tokens_of(participles):
        if not 0 < token.i < len(tokens) - 2 or not _has_infinitive(reading, token.i) or reading.in_quotation(token.i):
            continue
        first = _copula_before(reading, token.i)
        if first is not None:
            yield from _said_to(reading, first, token)


def noun_said_to(reading: Reading) -> Iterator[Draft]:
    """“A man **said** to have fled was found in June.”: right behind a noun, with an infinitive of what is done."""
    tokens, done = reading.document.tokens, reading.language.closed_class("auxiliaries_of_done")
    for token in reading.document.tokens_of(reading.language.closed_class("said_to")):
        i = token.i
        if not 0 < i < len(tokens) - 3 or not _has_infinitive(reading, i) or reading.in_quotation(i):
            continue
        have, verb = tokens[i + 2 : i + 4]
        if tokens[i - 1].upos not in ("NOUN", "PROPN") or have.lower not in done or not verb.is_participle:
            continue
        last = reading.sentence_of(i).last
        rest = takewhile(lambda t: not t.is_finite and t.upos not in ("AUX", "PUNCT"), tokens[verb.i : last])
        content = (stretch(reading.document, [i + 1, i + 2, *(t.i for t in rest)]),)
        mode = _mode_of(reading, token.text)
        yield _from_nobody(reading, Rule.IS_SAID_TO, (token.start, token.end), i, content, mode=mode)


def _said_to(reading: Reading, first: int, participle: Token) -> Iterator[Draft]:
    """What somebody **has been** widely **understood** to do, if there is anything."""
    cue = reading.document.tokens[first].start, participle.end
    content = _rest_of_clause(reading, participle.i, cue, alone=True)
    if content:
        mode = _mode_of(reading, participle.text)
        yield _from_nobody(reading, Rule.IS_SAID_TO, cue, participle.i, content, mode=mode)


def _has_infinitive(reading: Reading, i: int) -> bool:
    """“understood **to have** paid”"""
    to, verb = reading.document.tokens[i + 1 : i + 3]
    return to.lower in reading.language.closed_class("infinitive_markers") and verb.upos in ("VERB", "AUX", "ADV")


def _copula_before(reading: Reading, i: int) -> int | None:
    """“**has been** widely understood”: the first auxiliary before a participle, if it is a passive."""
    tokens, at = reading.document.tokens, i - 1
    while at > 0 and tokens[at].upos == "ADV":
        at -= 1
    if tokens[at].lemma.lower() not in reading.language.closed_class("copulas"):
        return None
    while at > 0 and tokens[at - 1].upos == "AUX":
        at -= 1
    return at


# --- yes and no -----------------------------------------------------------------------------------


def answered(reading: Reading) -> Iterator[Draft]:
    """“Roe **said no**. The other **said yes**.”: no more than that, right behind a verb of saying."""
    tokens = reading.document.tokens
    for word in reading.document.tokens_of(reading.language.closed_class("words_of_answer")):
        cue, behind = tokens[word.i - 1], tokens[word.i + 1 : word.i + 2]
        ends = not behind or behind[0].text in _ENDS_ANSWER
        entry = reading.cues.get(cue.i) if word.i and ends else None
        if entry is None or entry.mode is not Mode.SPEECH or reading.in_quotation(word.i) or not cue.is_finite:
            continue
        if cue.lemma.lower() not in reading.language.closed_class("verbs_before_answers"):
            continue
        source = find_source(reading, cue.i)
        if source is not None:
            rest = {"mode": Mode.SPEECH, "by": Rule.FRAME, "frame": Frame.OBJECT, "source_by": source.rule}
            group = verb_group(reading.document, cue.i)
            yield draft_of(
                reading,
                source,
                (group[0], group[-1]),
                content=((word.start, word.end),),
                confidence=rate(reading.language, "answered"),
                cue_token=cue.i,
                negated=any(is_negation(reading.document, tokens[j]) for j in group),
                **rest,
            )


_ENDS_ANSWER = frozenset({".", ",", ";", "!"})


# --- a name behind a dash -------------------------------------------------------------------------


def signature(reading: Reading) -> Iterator[Draft]:
    """“We can do better.” **— Ana Ruiz**: a quotation signed behind a dash."""
    for quotation in reading.outer:
        match = _DASH.match(reading.document.text, quotation.span.end)
        name = _signer(reading, match.end()) if match is not None else []
        if match is not None and name:
            yield _signed(reading, quotation, match.span("dash"), name)


def _signed(reading: Reading, quotation: Quotation, dash: Offsets, name: list[int]) -> Draft:
    return Draft(
        cue=dash,
        source=stretch(reading.document, name),
        content=((quotation.span.start, quotation.span.end),),
        mode=Mode.SPEECH,
        by=Rule.SIGNATURE,
        confidence=rate(reading.language, "signature"),
        source_token=name[-1],
    )


def _signer(reading: Reading, start: int) -> list[int]:
    """The tokens of a name that begins here; none where there is no name."""
    tokens = reading.document.tokens
    near = [i for i in reading.tokens_in(start, start + _MAX_NAME) if not reading.in_quotation(i)]
    here = list(takewhile(lambda i: reading.paragraph_of(i) == reading.paragraph_of(near[0]), near))
    name = list(takewhile(lambda i: tokens[i].upos in _IN_SIGNATURES, here))
    if name and tokens[name[0]].upos == "PROPN":
        return name
    return here if here and _is_role_alone(reading, here) else []


def _is_role_alone(reading: Reading, line: Sequence[int]) -> bool:
    """“…” – **striking docker**: the rest of the paragraph, a few words that name somebody's work and have no verb."""
    tokens = [reading.document.tokens[i] for i in line]
    end = reading.document.paragraphs[reading.paragraph_of(line[0])][1]
    if len(tokens) > _LONGEST_ROLE or tokens[-1].end < end or any(is_verbal(t) and t.is_finite for t in tokens):
        return False
    roles = reading.language.words("role_nouns")
    return tokens[-1].lemma.lower() in roles and all(t.upos in _IN_ROLES_SIGNED for t in tokens)
