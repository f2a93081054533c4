"""Verbs of saying where they tell what somebody does or a thing shows: “agreed **to lend** them millions”, “was charged
**with theft**”, “a judge denied **bail**”, “citing **two officials**”. Nothing is said aloud there."""

from collections.abc import Callable

from attrs import evolve

from quoteattr.attributions.draft import SPEECH, Draft
from quoteattr.attributions.sources import is_passive
from quoteattr.language.people import is_for_somebody
from quoteattr.records import Mode
from quoteattr.text.document import Token
from quoteattr.text.reading import Reading
from quoteattr.text.tree import head_of, may_be_finite, subject

_CLAUSES = frozenset({"ccomp", "parataxis"})
_LEADS = frozenset({"ADP", "SCONJ"})
_Test = Callable[[Reading, Draft, Token], bool]


def as_deed(reading: Reading, draft: Draft) -> Draft:
    """A draft with the class of what is done or shown, where its cue tells of that and of no words."""
    if draft.mode not in SPEECH or draft.cue_token is None:
        return draft
    cue, tests = reading.document.tokens[draft.cue_token], _NAMES if draft.quoted else _DEEDS
    mode = next((mode for test, mode in tests if test(reading, draft, cue)), None)
    return draft if mode is None else evolve(draft, mode=mode)


def undertakes(reading: Reading, draft: Draft, cue: Token) -> bool:
    """“**agreed to lend** them millions”, “**agree a deal**”; not “agreed **that it was over**”."""
    return _is_one_of(reading, cue, "verbs_of_undertaking") and not _holds_clause(reading, draft, cue)


def turns_down(reading: Reading, _: Draft, cue: Token) -> bool:
    """“**declined an offer**”, “**declined to impose** the rule”: what is no answer that was not given."""
    return _is_one_of(reading, cue, "verbs_of_turning_down")


def adds(reading: Reading, draft: Draft, cue: Token) -> bool:
    """“**adding** three years to his sentence”, “**added** 20 points”; not “added **that** it was over”."""
    if not _is_one_of(reading, cue, "verbs_of_adding") or _holds_clause(reading, draft, cue):
        return False
    inside = (reading.document.tokens[i] for piece in draft.content for i in reading.tokens_in(*piece))
    return not any(may_be_finite(token) or token.is_modal for token in inside)


def charges(reading: Reading, draft: Draft, cue: Token) -> bool:
    """“**was charged with** theft”; not “**charged that** the mayor had lied”."""
    return _is_one_of(reading, cue, "verbs_of_charging_crimes") and not _holds_clause(reading, draft, cue)


def decides(reading: Reading, draft: Draft, cue: Token) -> bool:
    """“a judge **denied bail**”, “the court **dismissed** it”: what a court does, or what only an authority can do."""
    if not _is_one_of(reading, cue, "verbs_of_deciding") or _holds_clause(reading, draft, cue):
        return False
    classes, tokens = reading.language.closed_class, reading.document.tokens
    judge = tokens[draft.source_token].lemma.lower() if draft.source_token is not None else ""
    what = _head(reading, draft, cue).lemma.lower()
    return judge in classes("those_who_judge") or what in classes("what_is_decided")


def gives_name(reading: Reading, draft: Draft, cue: Token) -> bool:
    """“The team **was nicknamed** “the Owls””, “a screen, **dubbed** “Retina””: what a thing goes by; not “**fans**
    nicknamed it”, “dubbed “Retina” **by fans**”."""
    if not _is_one_of(reading, cue, "verbs_of_nicknaming") or (
        draft.source is not None and draft.source[0] > cue.start
    ):
        return False
    apart = reading.document.tokens[cue.i - 1].text == "," if cue.i else False
    return draft.source is None or (cue.is_participle and apart and subject(reading.document, cue.i) is None)


def turns_to(reading: Reading, draft: Draft, cue: Token) -> bool:
    """“**citing** a person close to the talks, the agency said”, “officers **questioned** residents”: whom one asks or
    cites; what they say is told elsewhere."""
    if not _is_one_of(reading, cue, "verbs_of_turning_to") or len(draft.content) > 1 or is_passive(reading, cue.i):
        return False
    head, inside = _head(reading, draft, cue), reading.tokens_in(*draft.begins)
    as_what = any(reading.document.tokens[i].lower in reading.language.closed_class("comparisons") for i in inside)
    they_say = any(i in reading.cues and reading.cues[i].mode in SPEECH for i in inside if i > head.i)
    is_noun = head.upos == "NOUN" and is_for_somebody(head.lemma.lower(), reading.language)
    is_noun = is_noun and reading.document.tokens[inside[0]].upos not in _LEADS  # “cited **of** being there”
    return is_noun and head.relation not in _CLAUSES and not as_what and not they_say


def shows(reading: Reading, draft: Draft, cue: Token) -> bool:
    """“It is on sale already, **suggesting** that the plant works”: a thing that is neither somebody nor a text."""
    if not _is_one_of(reading, cue, "verbs_of_suggesting") or draft.source_token is None:
        return False
    source = reading.document.tokens[draft.source_token]
    lemma = source.lemma.lower()
    can_tell = is_for_somebody(lemma, reading.language) or lemma in reading.language.words("document_nouns")
    can_tell = can_tell or source.i in reading.cues  # “**rumours** suggest”
    return source.upos == "NOUN" and not can_tell


_NAMES: tuple[tuple[_Test, Mode], ...] = ((gives_name, Mode.ATTITUDE),)
_DEEDS: tuple[tuple[_Test, Mode], ...] = (
    *_NAMES,
    (undertakes, Mode.INTENTION),
    (turns_down, Mode.INTENTION),
    (adds, Mode.INTENTION),
    (charges, Mode.DECREE),
    (decides, Mode.DECREE),
    (turns_to, Mode.EVIDENCE),
    (shows, Mode.EVIDENCE),
)


def _is_one_of(reading: Reading, token: Token, name: str) -> bool:
    """Whether a verb is in a small class."""
    return token.upos == "VERB" and token.lemma.lower() in reading.language.closed_class(name)


def _head(reading: Reading, draft: Draft, cue: Token) -> Token:
    """What heads the content."""
    last = draft.content[-1]  # “**Subryan** was ordered **held**”
    return reading.document.tokens[head_of(reading.document, list(reading.tokens_in(*last)), cue.i)]


def _holds_clause(reading: Reading, draft: Draft, cue: Token) -> bool:
    """“agreed **that it was over**”, “**It was over**, they agreed”, “agreed **whether to go**”."""
    first = reading.document.tokens[reading.token_at(draft.begins[0])]
    if first.lower in reading.language.closed_class("clause_openers"):
        return True
    head = _head(reading, draft, cue)
    return (head.relation in _CLAUSES and head.head == cue.i) or cue.head == head.i
