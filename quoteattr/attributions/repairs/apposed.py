"""What commas set off behind the one according to whom something is so: who that is, and no beginning of what is so."""

from collections.abc import Sequence
from itertools import takewhile

from attrs import evolve

from quoteattr.attributions.draft import Draft
from quoteattr.language.people import is_human
from quoteattr.text.document import Token
from quoteattr.text.reading import Reading
from quoteattr.text.tree import is_verbal

_SET_OFF = 3  # times, at most: “, Al Lund, 45, who lives there,”
_LONGEST = 6  # tokens of a name
_SUBJECTS = ("nsubj", "expl", "csubj")


def with_set_off(reading: Reading, draft: Draft) -> Draft:
    """“According to **the mayor, Maria Ruiz,** the road is shut”, “according to **Al Lund, 45, a nurse,** it was loud”:
    where the clause behind has its own subject; not in “According to the mayor, Maria Ruiz, 34, fled”."""
    if draft.source is None or draft.cue is None or draft.source[0] < draft.cue[1] or len(draft.content) != 1:
        return draft
    opener = reading.language.pattern("report_opener").match(reading.document.text, *draft.cue)
    source, (start, end) = list(reading.tokens_in(*draft.source)), draft.content[0]
    first, tokens = reading.token_at(start), reading.document.tokens
    if opener is None or not source or tokens[first - 1].text != "," or first <= source[-1]:
        return draft
    if first - 1 - source[-1] > 1:  # “according to **Al Lund**, 45, **it was loud**”, as the network has it
        first = source[-1] + 1 + (tokens[source[-1]].text != ",")
        if tokens[first - 1].text != ",":
            return draft
    head = draft.source_token if draft.source_token is not None else source[-1]
    is_named = reading.document.in_person(head) or reading.document.in_person(source[-1])
    begins = _clause_behind(reading, tokens[head], is_named, range(first, reading.token_at(end)))
    if begins < 0:
        return draft
    whole = draft.source[0], tokens[begins - 1].end
    return evolve(draft, source=whole).with_content(((tokens[begins].start, end),))


def _clause_behind(reading: Reading, head: Token, is_named: bool, behind: range) -> int:
    """Where the clause begins that stands behind what is set off behind somebody; -1 where it is not told for sure."""
    tokens, at, last = reading.document.tokens, behind.start, behind.stop
    if not is_named and not _is_one(reading, head):
        return -1
    for _ in range(_SET_OFF):
        stretch = list(takewhile(lambda t: t.text != ",", tokens[at:last]))
        fits = _tells_of(reading, stretch) if is_named else _may_be_name(reading, stretch)
        if not fits or at + len(stretch) + 1 >= last:
            return -1
        at, is_named = at + len(stretch) + 1, True
        if _has_own_subject(tokens[at:last]):
            return at
    return -1


def _is_one(reading: Reading, token: Token) -> bool:
    """“the **mayor**”, “a **witness**”"""
    is_noun = token.upos == "NOUN" and not token.has("plural")
    return is_noun and is_human(token.lemma.lower(), reading.language)


def _may_be_name(reading: Reading, tokens: Sequence[Token]) -> bool:
    """“Maria **de la** Cruz”, “Kim Jong**-**il”, “George **W.** Bush”: a name in full."""
    particles = reading.language.words("particles")
    fits = all(t.upos == "PROPN" or t.text in ("-", ".") or t.lower in particles for t in tokens)
    return fits and 1 < len(tokens) <= _LONGEST


def _tells_of(reading: Reading, tokens: Sequence[Token]) -> bool:
    """“**45**”, “**a nurse at the clinic**”, “**who lives there**”"""
    if not tokens or tokens[0].is_relative or (len(tokens) == 1 and tokens[0].upos == "NUM"):
        return bool(tokens)
    group = list(takewhile(lambda t: t.upos != "ADP", tokens))
    return not any(map(is_verbal, tokens)) and bool(group) and _is_one(reading, group[-1])


def _has_own_subject(clause: Sequence[Token]) -> bool:
    """“**the road** is shut”: no verb first, nothing set off, and no list of names that goes on."""
    before = list(takewhile(lambda t: not is_verbal(t), clause))
    if not before or len(before) == len(clause) or clause[0].is_relative:
        return False
    if any(t.text == "," or t.upos == "CCONJ" for t in before):
        return False
    return any(t.relation in _SUBJECTS for t in before)
