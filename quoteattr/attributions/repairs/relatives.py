"""What somebody says in a relative clause between commas: “The deal, **which** analysts say **will cost it**, is dead”.

The pronoun belongs to what is said there (so in 55 of 56 in PolNeAR's training articles), and the clause ends at the
second comma.
"""

from quoteattr.attributions.draft import Draft
from quoteattr.text.document import Token
from quoteattr.text.reading import Reading
from quoteattr.text.tree import may_be_finite, subject

_MARKS = frozenset({",", "—", "–"})


def with_relative_pronoun(reading: Reading, draft: Draft) -> Draft:
    """“the wall, **which** he said Mexico would pay for”: the pronoun is what somebody says something of."""
    pronoun, cue = _pronoun_before(reading, draft), draft.cue_token
    if pronoun is None or any(start <= pronoun.start for start, _ in draft.content):
        return draft
    if cue is None or reading.document.tokens[cue].is_gerund:
        return draft
    return draft.with_content(((pronoun.start, pronoun.end), *draft.content))


def without_main_clause(reading: Reading, draft: Draft) -> Draft:
    """“The tower, which the council says **is safe**, was built in 1962”: what is said ends before the main clause."""
    start, end = draft.content[-1]
    if _pronoun_before(reading, draft) is None or draft.cue is None or start < draft.cue[1]:
        return draft
    inside = reading.tokens_in(start, end)
    commas = (i for i in inside[:-1] if reading.document.tokens[i].text == "," and not reading.in_quotation(i))
    stop = next((i for i in commas if _goes_on(reading, i + 1, inside)), None)
    if stop is None:
        return draft
    return draft.with_content((*draft.content[:-1], (start, reading.document.tokens[stop].start)))


def without_next_pronoun(reading: Reading, draft: Draft) -> Draft:
    """“He pledged a wall**, which** he said Mexico would pay for”: the pronoun is of what is said next."""
    start, end = draft.content[-1]
    last = reading.document.tokens[reading.tokens_in(start, end)[-1]]
    if not last.is_relative or last.i < 1 or last == _pronoun_before(reading, draft) or reading.in_quotation(last.i):
        return draft
    mark = reading.document.tokens[last.i - 1]
    if mark.text not in _MARKS or (len(draft.content) == 1 and mark.start <= start):
        return draft
    kept = len(reading.document.text[start : mark.start].rstrip())
    return draft.with_content((*draft.content[:-1], (start, start + kept)))


def _pronoun_before(reading: Reading, draft: Draft) -> Token | None:
    """“**, which** he said”: right before source and cue, behind a comma or a dash."""
    if draft.source is None or draft.cue is None or not draft.source[1] <= draft.cue[0]:
        return None
    tokens, first = reading.document.tokens, reading.token_at(draft.source[0])
    is_behind_mark = first > 1 and tokens[first - 1].is_relative and tokens[first - 2].text in _MARKS
    return tokens[first - 1] if is_behind_mark and not reading.in_quotation(first - 1) else None


def _goes_on(reading: Reading, i: int, inside: range) -> bool:
    """“…, **has** been delayed”, “…, **to** be returned”: what follows a comma, and is of nothing in the clause."""
    token = reading.document.tokens[i]
    if token.lower in reading.language.closed_class("infinitive_markers"):
        return True
    verb = token
    if token.upos == "AUX" and token.head > i:
        verb = reading.document.tokens[token.head]
    whose = subject(reading.document, verb.i)
    if token.upos not in ("AUX", "VERB") or not (may_be_finite(token) or token.is_modal) or whose in inside:
        return False
    return verb.relation != "conj" or verb.head not in inside
