"""What was not said: “declined to comment”, “did not respond”, “No official has said”. Editors count it."""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from functools import cache
from itertools import chain
from typing import Any

from attrs import evolve

from quoteattr.attributions.dependants import dependant, has_dependant, is_of_kind
from quoteattr.attributions.draft import SPEECH, Draft, Rule, in_order
from quoteattr.attributions.evasions import EVASIONS, would_not_be_heard
from quoteattr.attributions.pieces import pieces_of
from quoteattr.attributions.quoted import begins_quoted
from quoteattr.attributions.rates import rate
from quoteattr.attributions.silences import (
    Silence,
    cannot_know,
    find_silent,
    is_asked,
    is_nobody,
    is_other_act,
    is_refused,
    is_written,
    negation_of,
    tells_which,
    whole_lemma,
    words_under,
)
from quoteattr.attributions.sources import Source, draft_of, source_at
from quoteattr.language import Language
from quoteattr.language.people import is_for_somebody
from quoteattr.records import Mode
from quoteattr.text.document import Token
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Covered, Standing, shared
from quoteattr.text.tree import above, below, first_child, has_child, preposition, subject, verb_group

_PREDICATES = ("VERB", "ADJ", "NOUN")  # “kept mum”
_Rule = Callable[[Reading, Token], Silence | None]
_UNSAID: dict[str, Any] = {"mode": Mode.DECLINED, "negated": True, "aloud": 1.0}
_GIVEN = {"verbs_of_giving": "told_thing", "verbs_of_taking": "question", "verbs_of_having": "answer_given"}


def with_declined(reading: Reading, drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts, those of what was not said told from the others; and what of it no draft has."""
    drafts = [_as_declined(reading, draft) for draft in drafts]
    silences = list(_apart(declined(reading)))
    known = Standing((d.cue, d) for d in silences)
    unanswered = Standing((span, d) for d in silences for span in d.content)
    told = [_told_by(reading, draft, known) for draft in drafts if not _is_question(reading, draft, unanswered)]
    said = (
        span for draft in told for span in (draft.cue, *draft.content)
    )  # a source may hold a silence: “who declined”
    taken = Covered(len(reading.document.text), said)
    added = (d for d in silences if not any(map(taken.count, filter(None, (d.cue, *d.content)))))
    return in_order([*told, *added])


def _apart(silences: Iterable[Draft]) -> Iterator[Draft]:
    """Those that no earlier one has words of: “**chose not to respond**”, which holds “not to respond”."""
    reached = 0
    for silence in silences:
        words = [span for span in (silence.cue, *silence.content) if span is not None]
        if min(start for start, _ in words) >= reached:
            yield silence
            reached = max(end for _, end in words)


def _told_by(reading: Reading, draft: Draft, silences: Standing[Draft]) -> Draft:
    """A draft with what a silence tells, where one has a cue in common with it; its own spans stay."""
    silence = silences.first_in(draft.cue) if draft.cue is not None else None
    if silence is None or begins_quoted(reading, draft.begins):  # “She demurred: **“We’ll see.”**” says something
        return draft
    source, token = (draft.source, draft.source_token) if draft.source else (silence.source, silence.source_token)
    return evolve(draft, source=source, source_token=token, by=Rule.DECLINED, **_UNSAID)


def _is_question(reading: Reading, draft: Draft, unanswered: Standing[Draft]) -> bool:
    """“The campaign did not respond to **questions about** the gift”: no questions of the campaign’s; “did not return
    calls **seeking** comment”: what nobody named asks for within what was not answered."""
    if draft.cue is None or draft.cue_token is None or draft.quoted:
        return False
    cue = reading.document.tokens[draft.cue_token]
    if draft.source is not None and cue.is_gerund and (of := unanswered.at(draft.source[0])) is not None:
        return of.cue_token == cue.head or of.begins == draft.source  # “**emails seeking** comment were not returned”
    silence = unanswered.at(draft.cue[0])
    if silence is None or silence.source is None:
        return False
    if draft.source is None:
        return all(unanswered.at(start) is silence for start, _ in draft.content)
    asks = reading.document.tokens[draft.cue_token].lemma.lower() in reading.language.closed_class("requests")
    return asks and shared(draft.source, silence.source) > 0


# --- what is an attribution already ---------------------------------------------------------------


def _as_declined(reading: Reading, draft: Draft) -> Draft:
    """“**No official** has said why”, “the mayor **would not say whether** …”: found as if it had been said."""
    if draft.mode not in SPEECH or draft.cue_token is None or draft.quoted:
        return draft
    if _is_by_nobody(reading, draft) or (draft.negated and _is_left_open(reading, draft)):
        return evolve(draft, **_UNSAID)
    return draft


def _is_by_nobody(reading: Reading, draft: Draft) -> bool:
    """“**No official** has said”, “**Neither side** confirmed”, “**Nobody** at the ministry said”"""
    if draft.source is None:
        return False
    first = reading.token_at(draft.source[0])
    behind = reading.document.tokens[first + 1 : first + 2]
    if any(token.upos == "NUM" for token in behind):
        return False  # “No 10 said”
    verb = reading.document.tokens[draft.cue_token].lemma.lower() if draft.cue_token is not None else ""
    if draft.cue_token is not None and reading.document.tokens[draft.cue_token].relation == "xcomp":
        return False  # “no one bothered to tell me”
    if verb not in reading.language.closed_class("verbs_of_speaking_up"):
        return False  # “no rival attacked him”
    return reading.document.tokens[first].lower in reading.language.closed_class("nobody")


def _is_left_open(reading: Reading, draft: Draft) -> bool:
    """“would not say **whether** …”: a question that stays without an answer; not “it does not tell us **whether** …”,
    which is no answer that anybody owed."""
    if _is_of_its_kind(reading, draft) or not _is_of_answering(reading, draft):
        return False
    if draft.cue_token is not None and cannot_know(reading, reading.document.tokens[draft.cue_token]):
        return False
    if draft.source_token is not None and is_written(reading, draft.source_token):
        return False
    first = reading.document.tokens[reading.token_at(draft.content[0][0])]
    return _is_open_question(reading, first)


def _is_open_question(reading: Reading, word: Token) -> bool:
    """“would not say **whether** …”; not “is not saying **what happened** was right”, which tells of something."""
    if word.lower not in reading.language.closed_class("open_questions"):
        return False
    if (word.relation == "nsubj" and has_child(reading.document, word.i, "acl")) or _is_in_subject(reading, word):
        return False
    return not any(token.relation == "csubj" and token.i > word.i for token in above(reading.document, word.i))


def _is_in_subject(reading: Reading, word: Token) -> bool:
    """“is not saying **what happened** was right”: a clause that the predicate of another follows at once."""
    document, verb = reading.document, reading.document.tokens[word.head]
    beside = {verb.i, *(child for at in (word.i, verb.i, verb.head) if at >= 0 for child in document.children[at])}
    clauses = [below(document, i) for i in beside if i > word.i and document.tokens[i].relation in ("acl", "ccomp")]
    begins = {clause[0] for clause in clauses if document.tokens[clause[0]].relation != "cc"}  # “or was forced out”
    return any(clause[-1] + 1 in begins for clause in clauses)


def _is_of_answering(reading: Reading, draft: Draft) -> bool:
    """“would not **say** whether”; not “it was no question **of** whether”, “had not **received** anything from”"""
    if draft.cue is None or draft.cue_token is None or draft.content[0][0] < draft.cue[0]:
        return False
    verb, classes = reading.document.tokens[draft.cue_token].lemma.lower(), reading.language.closed_class
    return any(verb in classes(name) for name in ("verbs_of_answering", "verbs_left_untold", "verbs_of_speaking_up"))


def _is_of_its_kind(reading: Reading, draft: Draft) -> bool:
    """“the polls **do not tell** us whether …”, “it **does not say** who …”: what is so at all times."""
    if draft.cue_token is None or draft.source_token is None:
        return False
    tokens, closed_class = reading.document.tokens, reading.language.closed_class
    group = verb_group(reading.document, draft.cue_token)
    if not any(tokens[i].lower in closed_class("habits") for i in group):
        return False
    tells = tokens[draft.cue_token].lemma.lower() in closed_class("verbs_of_showing")
    return tells or tokens[draft.source_token].lower in closed_class("what_shows")


# --- what is found by its words -------------------------------------------------------------------


def declined(reading: Reading) -> Iterator[Draft]:
    """Every silence of a document that stands outside quotation marks."""
    rules = _rules_by_word(reading.language)
    for token in _with_words(reading, rules.keys()):
        if token.upos not in _PREDICATES or reading.in_quotation(token.i):
            continue
        asked = rules.get(token.lemma.lower(), ()) + (rules.get(token.lower, ()) if token.lower != token.lemma else ())
        found = next(filter(None, (rule(reading, token) for rule in _fitting(reading, token, asked))), None)
        if found is None or not found.said or is_written(reading, found.source.head):
            continue
        if not _is_supposed(reading, token) and not tells_which(reading, found.source.head):
            yield from _draft(reading, found)


def _with_words(reading: Reading, words: Set[str]) -> list[Token]:
    """The tokens that are, or have as their lemmas, some of some words, in order."""
    document = reading.document
    found = {token.i for token in (*document.tokens_of_lemmas(words), *document.tokens_of(words))}
    return [document.tokens[i] for i in sorted(found)]


def _fitting(reading: Reading, token: Token, rules: Iterable[_Rule]) -> Iterator[_Rule]:
    """Those of the passive for a passive: not “the price **was not disclosed**”."""
    is_passive = first_child(reading.document, token.i, lambda t: t.deprel == "aux:pass") is not None
    return (rule for rule in rules if not is_passive or rule in _OF_PASSIVES)


def _is_supposed(reading: Reading, verb: Token) -> bool:
    """“**if** the firm refuses to comment”, “the right **to** refuse to answer”; not “has yet to comment”"""
    document, classes = reading.document, reading.language.closed_class
    mark = first_child(document, verb.i, lambda t: t.relation == "mark")
    if mark is None:
        return False
    if document.tokens[mark].lower in classes("conditions"):
        return True
    is_infinitive = document.tokens[mark].lower in classes("infinitive_markers")
    return is_infinitive and document.tokens[mark - 1].lower not in classes("not_so_far")


@cache
def _rules_by_word(language: Language) -> dict[str, tuple[_Rule, ...]]:
    """The rules that ask for a word, in order; “turn-down” is a verb and its particle."""
    found: dict[str, dict[_Rule, None]] = {}
    for rule, classes in _RULES.items():
        for word in chain.from_iterable(map(language.closed_class, classes)):
            for part in (word, word.partition("-")[0]):
                found.setdefault(part, {})[rule] = None
    return {word: tuple(rules) for word, rules in found.items()}


def _draft(reading: Reading, silence: Silence) -> Iterator[Draft]:
    content = pieces_of(reading, silence.verb, silence.said, None)
    if content and silence.first <= silence.last:  # not where a text breaks off: “nor the FBI commented on”
        yield draft_of(
            reading,
            silence.source,
            (silence.first, silence.last),
            content=content,
            mode=Mode.DECLINED,
            by=Rule.DECLINED,
            confidence=rate(reading.language, "declined"),
            cue_token=silence.verb,
            negated=True,
        )


def refused(reading: Reading, token: Token) -> Silence | None:
    """“The ministry **declined** to comment”, “the club **refused** to say who would play”, “declined an interview”"""
    if whole_lemma(reading, token) not in reading.language.closed_class("verbs_of_refusing") or negation_of(
        reading, token.i
    ):
        return None
    refused = first_child(reading.document, token.i, lambda t: is_refused(reading, token, t))
    source = find_silent(reading, token.i)
    if refused is None or source is None:
        return None
    group = verb_group(reading.document, token.i)
    return Silence(group[0], group[-1], token.i, words_under(reading, token.i, refused), source)


def did_not_answer(reading: Reading, token: Token) -> Silence | None:
    """“The port **did not respond to** a request”, “the bank **would not** comment”, “did not return calls”"""
    lemma, classes = token.lemma.lower(), reading.language.closed_class
    replies = lemma in classes("verbs_of_replying")
    if not (replies or lemma in classes("verbs_with_requests")) or token.upos != "VERB":
        return None
    if token.is_gerund and not has_child(reading.document, token.i, "aux"):
        return None
    source = _unheard(reading, token)
    asked = dependant(reading.document, token.i, "request")
    if source is None or source.span[0] > token.start or not (asked or replies):
        return None
    asks = lemma in classes("verbs_of_replying_to") or not replies  # not “did not return **to banking**”
    if asked is not None and asks and not is_asked(reading, asked):
        return None
    first = verb_group(reading.document, token.i)[0]
    if asked is None:
        return Silence(first, token.i - 1, token.i, [token.i], source)
    said = words_under(reading, token.i, asked)
    return Silence(first, max(token.i, said[0] - 1), token.i, said, source)


def _unheard(reading: Reading, verb: Token) -> Source | None:
    """Who did not do it: “the port did **not** respond”, “**neither** club responded”."""
    negation = negation_of(reading, verb.i)
    source = find_silent(reading, verb.i)
    if source is None or negation is not None:
        return source
    return source if is_nobody(reading, source) else None


def did_not_tell(reading: Reading, token: Token) -> Silence | None:
    """“The police **would not identify** the driver”, “the firm **has not disclosed** its losses”, “she **did not
    discuss** their terms”, “he **has not talked** about it”"""
    lemma, classes = token.lemma.lower(), reading.language.closed_class
    if token.upos != "VERB" or lemma not in {*classes("verbs_left_untold"), *classes("verbs_of_going")}:
        return None
    habit = any(reading.document.tokens[i].lower in classes("habits") for i in verb_group(reading.document, token.i))
    source = None if habit else _unheard(reading, token)
    told = _untold(reading, token)
    if source is not None and (cannot_know(reading, token) or is_other_act(reading, token)):
        return None
    if source is None or told is None or source.span[0] > token.start:
        return None
    group, said = verb_group(reading.document, token.i), words_under(reading, token.i, told)
    last = said[0] - 1 if lemma in classes("verbs_of_going") else group[-1]
    return Silence(group[0], last, token.i, said, source)


def _untold(reading: Reading, verb: Token) -> int | None:
    """“confirm **the price**”, “neither confirm nor deny **the price**”"""
    document = reading.document
    if verb.lemma.lower() in reading.language.closed_class("verbs_of_going"):
        return dependant(document, verb.i, "detail")
    told = first_child(document, verb.i, lambda t: t.i > verb.i and _is_untold(reading, verb, t))
    other = first_child(document, verb.i, lambda t: t.i > verb.i and t.relation == "conj" and t.upos == "VERB")
    if told is not None or other is None:
        return told
    return dependant(document, other, "told")


def _is_untold(reading: Reading, verb: Token, token: Token) -> bool:
    """“identify **the driver**”, “disclosed **how many were hurt**”, “talked **about it**”, “said **if she would**”"""
    if verb.lemma.lower() in reading.language.closed_class("plain_cues"):
        first = reading.document.tokens[below(reading.document, token.i)[0]]
        if token.relation == "obj" and token.lower in reading.language.closed_class("more_to_say"):
            return any(
                reading.document.tokens[i].is_modal for i in verb_group(reading.document, verb.i)
            )  # “would not say **more**”
        return token.relation == "ccomp" and _is_open_question(reading, first)
    if verb.lemma.lower() in reading.language.closed_class("verbs_of_talking"):
        about = reading.language.closed_class("answered_prepositions")
        return token.relation == "obl" and preposition(reading.document, token.i) in about
    if token.lower in reading.language.closed_class("reflexives"):
        return False  # “did not identify themselves”
    return token.relation in ("obj", "ccomp", "xcomp") and token.upos != "PUNCT"


def gave_nothing(reading: Reading, token: Token) -> Silence | None:
    """“The club **had no comment**”, “**offered no explanation**”, “**did not give a reason**”; not “had no time”"""
    classes, lemma = reading.language.closed_class, token.lemma.lower()
    kind = _GIVEN.get(reading.language.class_of(lemma, _GIVEN))
    if kind is not None and whole_lemma(reading, token) != lemma:
        return None  # “did not **take up** the question”
    found = dependant(reading.document, token.i, kind) if kind is not None else None
    source = find_silent(reading, token.i) if found is not None else None
    if found is None or source is None or source.span[0] > token.start:
        return None
    if not has_dependant(reading.document, found, "nobody") and negation_of(reading, token.i) is None:
        return None
    if lemma in classes("verbs_of_having") and (_is_to_no_question(reading, found) or cannot_know(reading, token)):
        return None
    group = verb_group(reading.document, token.i)
    return Silence(group[0], group[-1], token.i, words_under(reading, token.i, found), source)


def _is_to_no_question(reading: Reading, answer: int) -> bool:
    """“had no answer **to the striker**”, “no response **to penicillin**”; not “**to the report**”"""
    document, classes = reading.document, reading.language.closed_class
    if document.tokens[answer].lemma.lower() not in classes("answers_to_anything"):
        return False
    to = dependant(document, answer, "answered")
    return to is not None and not is_asked(reading, to)


def there_was_none(reading: Reading, token: Token) -> Silence | None:
    """“There **was no immediate comment from** the embassy”: whoever did not comment."""
    document, classes = reading.document, reading.language.closed_class
    if token.lemma.lower() not in classes("copulas") or not has_child(document, token.i, "expl"):
        return None
    none = dependant(document, token.i, "answer_from")
    whom = dependant(document, none, "giver") if none is not None and has_dependant(document, none, "nobody") else None
    if none is None or whom is None:
        return None
    return Silence(token.i, none - 1, token.i, [none], source_at(reading, whom, Rule.DECLINED))


def has_yet_to(reading: Reading, token: Token) -> Silence | None:
    """“The bishop **has yet to comment**”"""
    tokens, classes = reading.document.tokens, reading.language.closed_class
    if token.i < 3 or token.lemma.lower() not in classes("verbs_of_answering") or is_other_act(reading, token):
        return None
    if tokens[token.i - 2].lower not in classes("not_so_far") or not tokens[token.i - 1].has("to"):
        return None
    have = next((t.i for t in (tokens[token.i - 3], *above(reading.document, token.i)) if t.lemma == "have"), None)
    heads = () if have is None else (token.i, have, tokens[have].head, tokens[token.i].head)
    head = next((s for h in heads if h >= 0 and (s := subject(reading.document, h)) is not None), None)
    if have is None or head is None:
        return None
    source = source_at(reading, head, Rule.DECLINED, token.i)
    return Silence(have, token.i - 1, token.i, words_under(reading, token.i, token.i) or [token.i], source)


def stayed_silent(reading: Reading, token: Token) -> Silence | None:
    """“The ministry **remained silent** about the deaths”"""
    document, classes = reading.document, reading.language.closed_class
    if token.lower not in classes("silent") and not (token.lower in classes("quiet") and _is_on(reading, token)):
        return None
    at = (token.i, token.head) if token.head >= 0 else (token.i,)
    staying = next((i for i in (*at, *document.children[token.i]) if _stays(reading, i)), None)
    if staying is None and _is_on(reading, token) and has_child(document, token.i, "cop"):
        return was_silent(reading, token)
    head = next((s for i in at if (s := subject(document, i)) is not None), None)
    if staying is None or head is None or staying > token.i:
        return None
    source = source_at(reading, head, Rule.DECLINED, token.i)
    return Silence(staying, max(staying, token.i - 1), token.i, [token.i], source)


def was_silent(reading: Reading, token: Token) -> Silence | None:
    """“City Hall **has been silent on** the audit”; not “the bells were silent”"""
    document = reading.document
    on = dependant(document, token.i, "of_silence")
    source = find_silent(reading, token.i)
    if on is None or source is None or source.span[0] > token.start:
        return None
    said = words_under(reading, token.i, on)
    return Silence(verb_group(document, token.i)[0], said[0] - 1, token.i, said, source)


def _is_on(reading: Reading, token: Token) -> bool:
    """“silent **on the audit**”, “kept quiet **about it**”"""
    document = reading.document
    at = (token.i, token.head) if token.head >= 0 else (token.i,)
    behind = (document.tokens[c] for i in at for c in document.children[i])
    return any(is_of_kind(document, t, token.i, "of_silence") for t in behind)


def _stays(reading: Reading, i: int) -> bool:
    return reading.document.tokens[i].lemma.lower() in reading.language.closed_class("verbs_of_staying")


def not_reached(reading: Reading, token: Token) -> Silence | None:
    """“Ruiz could **not be reached** for comment”, “was **not available** for comment”, “was **unavailable** …”"""
    classes = reading.language.closed_class
    negation = negation_of(reading, token.i)
    if token.lower not in classes("unreached") and (negation is None or token.lower not in classes("reached")):
        return None
    head = subject(reading.document, token.i)
    if head is None or reading.document.tokens[head].lemma.lower() in classes("what_is_reached"):
        return None
    group = verb_group(reading.document, token.i)
    first = group[0] if negation is None else min(group[0], negation)
    behind = dependant(reading.document, token.i, "comment")
    if behind is None and negation is not None and _may_be_sought(reading, token, head, group):
        source = source_at(reading, head, Rule.DECLINED, token.i)
        return Silence(first, token.i - 1, token.i, [token.i], source)  # “could not be reached on Monday”
    if behind is None:
        return None
    said = [i for i in below(reading.document, behind) if reading.document.tokens[i].relation != "case"]
    return Silence(first, said[0] - 1, token.i, said, source_at(reading, head, Rule.DECLINED, token.i))


def _may_be_sought(reading: Reading, verb: Token, head: int, group: Sequence[int]) -> bool:
    """“**Ruiz could** not be **reached** on Monday”; not “the summit could not be reached”, “may not be available”"""
    tokens, words = reading.document.tokens, reading.language.closed_class
    if verb.lower not in words("sought") or not any(tokens[i].is_modal for i in group):
        return False
    entity, subject_ = reading.document.entity_at.get(head), tokens[head]
    if entity is not None:
        return entity.kind in ("PERSON", "ORG")
    is_somebody = is_for_somebody(subject_.lemma.lower(), reading.language)
    return is_somebody or subject_.lower in words("pronouns_that_speak")


def not_returned(reading: Reading, token: Token) -> Silence | None:
    """“**Calls to the embassy** were **not returned**”: whoever was called."""
    document, classes = reading.document, reading.language.closed_class
    head = subject(document, token.i)
    if head is None and token.head >= 0:  # “went **unanswered**”
        head = subject(document, token.head)
    if token.lower not in classes("unanswered") or head is None:
        return None
    if token.lower not in classes("never_answered") and negation_of(reading, token.i) is None:
        return None
    if document.tokens[head].lemma.lower() not in classes("requests"):
        return None
    whom = next((i for i in below(document, head) if is_of_kind(document, document.tokens[i], head, "called")), None)
    if whom is None:
        return None
    group = verb_group(document, token.i)
    return Silence(group[0], group[-1], token.i, [head], source_at(reading, whom, Rule.DECLINED))


_RULES: dict[_Rule, tuple[str, ...]] = {  # and the words that each asks for
    has_yet_to: ("verbs_of_answering",),
    refused: ("verbs_of_refusing",),
    did_not_answer: ("verbs_of_replying", "verbs_with_requests"),
    did_not_tell: ("verbs_left_untold", "verbs_of_going"),
    gave_nothing: ("verbs_of_giving", "verbs_of_taking", "verbs_of_having"),
    there_was_none: ("copulas",),
    not_reached: ("reached", "unreached"),
    not_returned: ("unanswered",),
    stayed_silent: ("silent", "quiet"),
    **EVASIONS,
}
_OF_PASSIVES = (not_reached, not_returned, would_not_be_heard)
