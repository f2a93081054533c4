"""A full stop in a source that ends its sentence ends the source, too: “…,” said **Tom Hill Jr.** He left."""

from collections.abc import Sequence
from itertools import takewhile

from attrs import evolve

from quoteattr.attributions.draft import Draft
from quoteattr.text.document import Token
from quoteattr.text.reading import Reading
from quoteattr.text.tree import head_of, is_verbal, may_be_finite

_STOPS = frozenset(".!?")
_GOES_ON = frozenset(",!?")


def without_full_stop(reading: Reading, draft: Draft) -> Draft:
    """“…,” said Amartya **Sen.** “People are poor.”: what is short for a title, but stands behind a given name at the
    end, is a surname, and its full stop the sentence's."""
    if draft.source is None or reading.document.text[draft.source[1] - 1] != ".":
        return draft
    tokens, within = reading.document.tokens, reading.tokens_in(*draft.source)
    if len(within) < 2 or tokens[within[-2]].upos != "PROPN" or "." in tokens[within[-2]].text:
        return draft
    last, behind = tokens[within[-1]], reading.document.text[draft.source[1] :].lstrip()[:1]
    suffixes, word = reading.language.words("name_suffixes"), last.lower.rstrip(".")
    is_title = word in reading.language.table("titles") and len(last.text) > 1 and word not in suffixes
    is_end = behind == "" or not (behind.islower() or behind in _GOES_ON)
    return evolve(draft, source=(draft.source[0], draft.source[1] - 1)) if is_title and is_end else draft


def within_own_sentence(reading: Reading, draft: Draft) -> Draft:
    """“…,” said her daughter, **Ann Pell.** Olympic champion Craig Dunn agreed: a source stands in the sentence of its
    cue; a full stop in it that ends a sentence ends it, too."""
    if draft.source is None or draft.cue is None:
        return draft
    tokens, (start, end) = reading.document.tokens, draft.source
    if reading.sentence_at(start) == reading.sentence_at(end - 1):
        return within_own_clause(reading, draft)
    here = reading.sentence_of(reading.token_at(draft.cue[0]))
    begins = tokens[here.first].start if here.first and tokens[here.first - 1].text in _STOPS else start
    ends = tokens[here.last - 2].end if here.last - here.first > 1 and tokens[here.last - 1].text in _STOPS else end
    own = max(start, begins), min(end, ends)
    if own == draft.source or own[0] >= own[1]:
        return draft
    head = head_of(reading.document, list(reading.tokens_in(*own)), draft.cue_token)
    return evolve(draft, source=own, source_token=head)


def without_sentence_behind(reading: Reading, draft: Draft) -> Draft:
    """“…,” said **Tom Hill Jr.** He left; “…,” said **a judge in Washington, D.C.** They met: a full stop that is part
    of a word, and ends the sentence, too, ends a source behind which somebody does something else."""
    if draft.source is None or draft.cue is None or draft.source[0] < draft.cue[1]:
        return draft
    if ". " not in reading.document.text[slice(*draft.source)]:  # of most, unasked
        return draft
    tokens, within = reading.document.tokens, reading.tokens_in(*draft.source)
    verb = next((i for i in within if is_verbal(tokens[i])), within[-1])
    for stop in (i for i in within if i < verb and _may_end_sentence(reading, tokens[i])):
        behind = [tokens[i] for i in within if i > stop]
        if _begins_clause(behind) or _begins_with_another(reading, tokens[stop], behind):
            own = draft.source[0], tokens[stop].end
            head = head_of(reading.document, list(reading.tokens_in(*own)), draft.cue_token)
            return evolve(draft, source=own, source_token=head)
    return draft


def _may_end_sentence(reading: Reading, token: Token) -> bool:
    """“Tom Hill **Jr.**”, “Washington, **D.C.**”, “Acme **Inc.**”; no title, no single letter."""
    word = token.lower.rstrip(".")
    return token.text.endswith(".") and len(word) > 1 and word not in reading.language.table("titles")


def _begins_clause(tokens: Sequence[Token]) -> bool:
    """“**He left** the room”, “**The senator left**”; not “Chief Executive Tom Hill, who left”."""
    before = list(takewhile(lambda t: not is_verbal(t), tokens))
    verb = tokens[len(before)] if len(before) < len(tokens) else None
    is_open = bool(before) and before[0].text.istitle() and all(t.text != "," and not t.is_relative for t in before)
    return is_open and verb is not None and may_be_finite(verb)


def _begins_with_another(reading: Reading, stop: Token, tokens: Sequence[Token]) -> bool:
    """“Tom Hill Jr. **Ann Rowe** (wept)”, “Tom Hill Jr. **Mayor Rowe** (said)”: somebody else behind a name."""
    language = reading.language
    if stop.lower not in language.closed_class("generations") or not tokens:
        return False
    word, known = tokens[0].lower.rstrip("."), ("titles", "first_names_masculine", "first_names_feminine")
    begins = tokens[0].upos in ("PRON", "DET") or any(word in language.words(name) for name in known)
    return tokens[0].text.istitle() and begins


def within_own_clause(reading: Reading, draft: Draft) -> Draft:
    """“…,” said **Bo Ek.** Council engineers said: of a source that a full stop parts, whatever the parse makes of it,
    the half that is the subject of its cue, where the other is that of another verb."""
    if draft.source is None or draft.cue_token is None:
        return draft
    tokens, within = reading.document.tokens, reading.tokens_in(*draft.source)
    stop = next((i for i in within[1:-1] if tokens[i].text == "." and tokens[i + 1].text[:1].isupper()), None)
    if stop is None:
        return draft
    halves = [i for i in within if i < stop], [i for i in within if i > stop]
    verbs = [next((tokens[i].head for i in half if tokens[i].relation == "nsubj"), -1) for half in halves]
    if draft.cue_token not in verbs or min(verbs) < 0 or verbs[0] == verbs[1]:
        return draft
    own = halves[verbs.index(draft.cue_token)]
    head = head_of(reading.document, own, draft.cue_token)
    return evolve(draft, source=(tokens[own[0]].start, tokens[own[-1]].end), source_token=head)
