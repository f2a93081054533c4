"""What was not said: “declined to comment”, “did not respond”, “No official has said”. Editors count it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from attrs import evolve, frozen

from quoteattr.attributions.draft import Draft, Rule, in_order, spans_of
from quoteattr.attributions.pieces import pieces_of
from quoteattr.attributions.rates import rate
from quoteattr.attributions.sources import Source, shared_subject, source_at
from quoteattr.language import Language
from quoteattr.records import Mode
from quoteattr.text.document import Token
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Covered, Standing
from quoteattr.text.tree import below, first_child, is_negation, preposition, subject, verb_group

_SAID = frozenset({Mode.SPEECH, Mode.WRITING})
_CLASSES = ("verbs_of_refusing", "verbs_of_replying", "verbs_with_requests", "reached", "unreached", "unanswered")
_NEAR = 4  # tokens before a verb in which its negation stands


@frozen
class _Silence:
    """The tokens of the words that tell of it, first and last; its verb; and the tokens of what was not said."""

    first: int
    last: int
    verb: int
    said: Sequence[int]
    source: Source


def with_declined(reading: Reading, drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts, those of what was not said told from the others; and what of it no draft has."""
    drafts = [_as_declined(reading, draft) for draft in drafts]
    silences = list(declined(reading))
    known = Standing((d.cue, d) for d in silences)
    told = [_told_by(draft, known) for draft in drafts]
    taken = Covered(len(reading.document.text), spans_of(told))
    added = (d for d in silences if not any(map(taken.count, filter(None, (d.cue, *d.content)))))
    return in_order([*told, *added])


def _told_by(draft: Draft, silences: Standing[Draft]) -> Draft:
    """A draft with what a silence tells, where one has a cue in common with it; its own spans stay."""
    silence = silences.first_in(draft.cue) if draft.cue is not None else None
    if silence is None:
        return draft
    source, token = (draft.source, draft.source_token) if draft.source else (silence.source, silence.source_token)
    return evolve(draft, source=source, source_token=token, mode=Mode.DECLINED, negated=True, by=Rule.DECLINED)


# --- what is an attribution already ---------------------------------------------------------------


def _as_declined(reading: Reading, draft: Draft) -> Draft:
    """“**No official** has said why”, “the mayor **would not say whether** …”: found as if it had been said."""
    if draft.mode not in _SAID or draft.cue_token is None or draft.quoted:
        return draft
    if _is_by_nobody(reading, draft) or (draft.negated and _is_left_open(reading, draft)):
        return evolve(draft, mode=Mode.DECLINED, negated=True)
    return draft


def _is_by_nobody(reading: Reading, draft: Draft) -> bool:
    """“**No official** has said”, “**Neither side** confirmed”, “**Nobody** at the ministry said”"""
    if draft.source is None:
        return False
    first = reading.token_at(draft.source[0])
    behind = reading.document.tokens[first + 1 : first + 2]
    if any(token.upos == "NUM" for token in behind):
        return False  # “No 10 said”
    return reading.document.tokens[first].lower in reading.language.closed_class("nobody")


def _is_left_open(reading: Reading, draft: Draft) -> bool:
    """“would not say **whether** …”: a question that stays without an answer."""
    first = reading.document.tokens[reading.token_at(draft.content[0][0])]
    return first.lower in reading.language.closed_class("open_questions")


# --- what is found by its words -------------------------------------------------------------------


def declined(reading: Reading) -> Iterator[Draft]:
    """Every silence of a document that stands outside quotation marks."""
    verbs = _verbs(reading.language)
    for token in reading.document.tokens:
        if token.upos not in ("VERB", "ADJ") or verbs.isdisjoint((token.lemma.lower(), token.lower)):
            continue
        if reading.in_quotation(token.i):
            continue
        found = next(filter(None, (rule(reading, token) for rule in _RULES)), None)
        if found is not None and found.said:
            yield from _draft(reading, found)


@cache
def _verbs(language: Language) -> frozenset[str]:
    """The words that one of the rules asks for."""
    return frozenset().union(*map(language.closed_class, _CLASSES))


def _draft(reading: Reading, silence: _Silence) -> Iterator[Draft]:
    tokens = reading.document.tokens
    content = pieces_of(reading, silence.verb, silence.said, None)
    if content:
        yield Draft(
            cue=(tokens[silence.first].start, tokens[silence.last].end),
            source=silence.source.span,
            content=content,
            mode=Mode.DECLINED,
            by=Rule.DECLINED,
            confidence=rate(reading.language, "declined"),
            cue_token=silence.verb,
            source_token=silence.source.head,
            negated=True,
        )


def refused(reading: Reading, token: Token) -> _Silence | None:
    """“The ministry **declined** to comment”, “the club **refused** to say who would play”, “declined an interview”"""
    if token.lemma.lower() not in reading.language.closed_class("verbs_of_refusing") or _negation(reading, token.i):
        return None
    refused = first_child(reading.document, token.i, lambda t: _is_refused(reading, token, t))
    source = find_silent(reading, token.i)
    if refused is None or source is None:
        return None
    group = verb_group(reading.document, token.i)
    return _Silence(group[0], group[-1], token.i, _under(reading, token.i, refused), source)


def _is_refused(reading: Reading, verb: Token, token: Token) -> bool:
    """“to **comment**”, “an **interview**”"""
    if token.i < verb.i:
        return False
    if token.relation == "xcomp":
        return token.lemma.lower() in reading.language.closed_class("verbs_of_answering")
    return token.relation == "obj" and token.lemma.lower() in reading.language.closed_class("answers")


def did_not_answer(reading: Reading, token: Token) -> _Silence | None:
    """“The port **did not respond to** a request”, “the bank **would not** comment”, “did not return calls”"""
    lemma, classes = token.lemma.lower(), reading.language.closed_class
    replies = lemma in classes("verbs_of_replying")
    if not (replies or lemma in classes("verbs_with_requests")) or token.is_gerund or token.upos != "VERB":
        return None
    source = find_silent(reading, token.i) if _negation(reading, token.i) is not None else None
    asked = first_child(reading.document, token.i, lambda t: t.i > token.i and _is_request(reading, t))
    if source is None or source.span[0] > token.start or not (asked or replies):
        return None
    first = verb_group(reading.document, token.i)[0]
    if asked is None:
        return _Silence(first, token.i - 1, token.i, [token.i], source)
    said = _under(reading, token.i, asked)
    return _Silence(first, max(token.i, said[0] - 1), token.i, said, source)


def _is_request(reading: Reading, token: Token) -> bool:
    """“respond to **requests**”, “return **calls**”, “comment on the **sale**”; not “respond on **Monday**”"""
    if token.relation == "obj":
        return token.lemma.lower() in reading.language.closed_class("requests")
    if token.relation != "obl" or token.lemma.lower() in reading.language.words("time_nouns"):
        return False
    return preposition(reading.document, token.i) in reading.language.closed_class("answered_prepositions")


def not_reached(reading: Reading, token: Token) -> _Silence | None:
    """“Ruiz could **not be reached** for comment”, “was **not available** for comment”, “was **unavailable** …”"""
    classes = reading.language.closed_class
    negation = _negation(reading, token.i)
    if token.lower not in classes("unreached") and (negation is None or token.lower not in classes("reached")):
        return None
    head = subject(reading.document, token.i)
    if head is None:
        return None
    group = verb_group(reading.document, token.i)
    first = group[0] if negation is None else min(group[0], negation)
    behind = first_child(reading.document, token.i, lambda t: t.i > token.i and _is_comment(reading, t))
    if behind is None:
        return None
    said = [i for i in below(reading.document, behind) if reading.document.tokens[i].relation != "case"]
    return _Silence(first, said[0] - 1, token.i, said, source_at(reading, head, Rule.DECLINED, token.i))


def _is_comment(reading: Reading, token: Token) -> bool:
    """“for **comment**”"""
    return token.relation in ("obl", "nmod") and token.lemma.lower() in reading.language.closed_class("answers")


def not_returned(reading: Reading, token: Token) -> _Silence | None:
    """“**Calls to the embassy** were **not returned**”: whoever was called."""
    classes = reading.language.closed_class
    head = subject(reading.document, token.i)
    if token.lower not in classes("unanswered") or head is None or _negation(reading, token.i) is None:
        return None
    document = reading.document
    if document.tokens[head].lemma.lower() not in classes("requests"):
        return None
    whom = first_child(
        document, head, lambda t: t.relation == "nmod" and preposition(document, t.i) in classes("called")
    )
    if whom is None:
        return None
    group = verb_group(document, token.i)
    return _Silence(group[0], group[-1], token.i, [head], source_at(reading, whom, Rule.DECLINED))


_RULES: tuple[Callable[[Reading, Token], _Silence | None], ...] = (refused, did_not_answer, not_reached, not_returned)


# --- what they ask --------------------------------------------------------------------------------


def find_silent(reading: Reading, verb: int) -> Source | None:
    """Who does not say it: the subject of the verb, its own or shared."""
    head = subject(reading.document, verb)
    if head is None:
        head = shared_subject(reading, verb)
    return source_at(reading, head, Rule.DECLINED, verb) if head is not None else None


def _negation(reading: Reading, verb: int) -> int | None:
    """“did **not** respond”, “would **n't** comment”: the negation right before a verb, or on it."""
    document = reading.document
    least = max(reading.sentence_of(verb).first, verb - _NEAR)
    for j in range(verb - 1, least - 1, -1):
        token = document.tokens[j]
        if is_negation(document, token):
            return j
        if token.upos not in ("AUX", "ADV", "PART"):
            return None
    return None


def _under(reading: Reading, verb: int, head: int) -> list[int]:
    """The words under a head, up to a mark that sets them off: “to comment**, citing** …”."""
    under = [i for i in below(reading.document, head, {verb}) if i > verb]
    cases = {
        i for i in under if reading.document.tokens[i].relation == "case" and reading.document.tokens[i].head == head
    }
    rest = [i for i in under if i not in cases]
    comma = next((n for n, i in enumerate(rest) if reading.document.tokens[i].text in (",", ";")), len(rest))
    return rest[:comma]
