"""What was not said: “declined to comment”, “did not respond”, “No official has said”. Editors count it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from attrs import evolve, frozen

from quoteattr.attributions.draft import Draft, Rule, in_order
from quoteattr.attributions.pieces import pieces_of
from quoteattr.attributions.rates import rate
from quoteattr.attributions.sources import Source, draft_of, shared_subject, source_at
from quoteattr.language import Language
from quoteattr.language.people import is_human
from quoteattr.records import Mode
from quoteattr.text.document import Token
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Covered, Standing
from quoteattr.text.tree import above, below, first_child, has_child, is_negation, preposition, subject, verb_group

_SAID = frozenset({Mode.SPEECH, Mode.WRITING})
_CLASSES = (
    "verbs_of_refusing", "verbs_of_replying", "verbs_with_requests", "reached", "unreached", "unanswered", "silent",
    "verbs_left_untold", "verbs_of_giving", "verbs_of_having", "copulas",
)  # fmt: skip
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
    said = (
        span for draft in told for span in (draft.cue, *draft.content)
    )  # a source may hold a silence: “who declined”
    taken = Covered(len(reading.document.text), said)
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
    verb = reading.document.tokens[draft.cue_token].lemma.lower() if draft.cue_token is not None else ""
    if verb not in reading.language.closed_class("verbs_of_speaking_up"):
        return False  # “no rival attacked him”
    return reading.document.tokens[first].lower in reading.language.closed_class("nobody")


def _is_left_open(reading: Reading, draft: Draft) -> bool:
    """“would not say **whether** …”: a question that stays without an answer; not “it does not tell us **whether** …”,
    which is no answer that anybody owed."""
    if _is_of_its_kind(reading, draft):
        return False
    first = reading.document.tokens[reading.token_at(draft.content[0][0])]
    return first.lower in reading.language.closed_class("open_questions")


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
    content = pieces_of(reading, silence.verb, silence.said, None)
    if content:
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
    lemma, classes = token.lemma.lower(), reading.language.closed_class
    if token.relation == "xcomp":
        if lemma in classes("verbs_of_giving"):
            return _object_in(reading, token.i, "told_things") is not None
        if has_child(reading.document, token.i, "aux") and lemma in classes("verbs_of_being_named"):
            return False  # “declined to be named”, which is a grant
        return lemma in classes("verbs_of_answering") and not _is_other_act(reading, token)
    return token.relation == "obj" and lemma in classes("answers") and _is_for_answer(reading, token)


def _is_other_act(reading: Reading, verb: Token) -> bool:
    """“to say **the word**”, “to confirm **the judge**”, “to speak **at the rally**”: no answer to anybody."""
    classes, lemma, document = reading.language.closed_class, verb.lemma.lower(), reading.document
    if lemma in classes("plain_cues"):
        return _object_in(reading, verb.i, "wordings") is not None
    if lemma in classes("verbs_on_stage"):
        places = classes("places_to_speak")
        at = first_child(document, verb.i, lambda t: t.relation == "obl" and preposition(document, t.i) in places)
        return at is not None
    if lemma not in classes("verbs_of_appointing"):
        return False
    return first_child(document, verb.i, lambda t: t.relation == "obj" and _is_person(reading, t)) is not None


def _is_person(reading: Reading, token: Token) -> bool:
    """“**the judge**”, “**Ruiz**”"""
    entity = reading.document.entity_at.get(token.i)
    return entity.kind == "PERSON" if entity is not None else is_human(token.lemma.lower(), reading.language)


def _is_for_answer(reading: Reading, token: Token) -> bool:
    """“declined **an interview**”, “requests **for an interview**”; not “refused **requests** to stop”"""
    classes = reading.language.closed_class
    if token.lemma.lower() not in classes("requests"):
        return True
    under = (reading.document.tokens[i].lemma.lower() for i in below(reading.document, token.i))
    return any(lemma in classes("answers") and lemma not in classes("requests") for lemma in under)


def _object_in(reading: Reading, verb: int, name: str) -> int | None:
    """“give **a reason**”: the object of a verb, if it is in a class."""
    nouns = reading.language.closed_class(name)
    return first_child(
        reading.document, verb, lambda t: t.i > verb and t.relation == "obj" and t.lemma.lower() in nouns
    )


def did_not_answer(reading: Reading, token: Token) -> _Silence | None:
    """“The port **did not respond to** a request”, “the bank **would not** comment”, “did not return calls”"""
    lemma, classes = token.lemma.lower(), reading.language.closed_class
    replies = lemma in classes("verbs_of_replying")
    if not (replies or lemma in classes("verbs_with_requests")) or token.is_gerund or token.upos != "VERB":
        return None
    source = _unheard(reading, token)
    asked = first_child(reading.document, token.i, lambda t: t.i > token.i and _is_request(reading, t))
    if source is None or source.span[0] > token.start or not (asked or replies):
        return None
    if asked is not None and lemma in classes("verbs_of_replying_to") and not _is_asked(reading, asked):
        return None
    first = verb_group(reading.document, token.i)[0]
    if asked is None:
        return _Silence(first, token.i - 1, token.i, [token.i], source)
    said = _under(reading, token.i, asked)
    return _Silence(first, max(token.i, said[0] - 1), token.i, said, source)


def _unheard(reading: Reading, verb: Token) -> Source | None:
    """Who did not do it: “the port did **not** respond”, “**neither** club responded”."""
    negation = _negation(reading, verb.i)
    source = find_silent(reading, verb.i)
    if source is None or negation is not None:
        return source
    return source if _is_nobody(reading, source) else None


def _is_nobody(reading: Reading, source: Source) -> bool:
    """“**neither** club”, “**none** of them”, “**no** official”; not “No 10”."""
    at = reading.token_at(source.span[0])
    first, behind = reading.document.tokens[at : at + 1], reading.document.tokens[at + 1 : at + 2]
    nobody = reading.language.closed_class("nobody")
    return any(t.lower in nobody for t in first) and not any(t.upos == "NUM" for t in behind)


def _is_asked(reading: Reading, head: int) -> bool:
    """“respond to **questions**”, “to his **claims**”; not “to **treatment**”, “to **the bill**”"""
    classes = reading.language.closed_class
    return reading.document.tokens[head].lemma.lower() in {*classes("requests"), *classes("reproaches")}


def did_not_tell(reading: Reading, token: Token) -> _Silence | None:
    """“The police **would not identify** the driver”, “the firm **has not disclosed** its losses”, “she **did not
    discuss** their terms”, “he **has not talked** about it”"""
    if token.lemma.lower() not in reading.language.closed_class("verbs_left_untold") or token.upos != "VERB":
        return None
    habit = any(
        reading.document.tokens[i].lower in reading.language.closed_class("habits")
        for i in verb_group(reading.document, token.i)
    )
    source = None if habit else _unheard(reading, token)
    told = first_child(reading.document, token.i, lambda t: t.i > token.i and _is_untold(reading, token, t))
    if source is not None and _is_unable(reading, token):
        return None
    if source is None or told is None or source.span[0] > token.start:
        return None
    group = verb_group(reading.document, token.i)
    return _Silence(group[0], group[-1], token.i, _under(reading, token.i, told), source)


def _is_unable(reading: Reading, verb: Token) -> bool:
    """“doctors **cannot explain** the fever”, “the police **could not identify** the body”: nobody knows."""
    if verb.lemma.lower() not in reading.language.closed_class("verbs_of_finding_out"):
        return False
    group = (reading.document.tokens[i].lower for i in verb_group(reading.document, verb.i))
    return any(word in reading.language.closed_class("modals_of_ability") for word in group)


def _is_untold(reading: Reading, verb: Token, token: Token) -> bool:
    """“identify **the driver**”, “disclosed **how many were hurt**”, “talked **about it**”, “said **if she would**”"""
    if verb.lemma.lower() in reading.language.closed_class("plain_cues"):
        first = reading.document.tokens[below(reading.document, token.i)[0]]
        return token.relation == "ccomp" and first.lower in reading.language.closed_class("open_questions")
    if verb.lemma.lower() in reading.language.closed_class("verbs_of_talking"):
        about = reading.language.closed_class("answered_prepositions")
        return token.relation == "obl" and preposition(reading.document, token.i) in about
    if token.lower in reading.language.closed_class("reflexives"):
        return False  # “did not identify themselves”
    return token.relation in ("obj", "ccomp", "xcomp") and token.upos != "PUNCT"


def gave_nothing(reading: Reading, token: Token) -> _Silence | None:
    """“The club **had no comment**”, “**offered no explanation**”, “**did not give a reason**”; not “had no time”"""
    classes = reading.language.closed_class
    lemma = token.lemma.lower()
    if lemma not in classes("verbs_of_giving") and lemma not in classes("verbs_of_having"):
        return None
    found = _object_in(reading, token.i, "answers_given" if lemma in classes("verbs_of_having") else "told_things")
    source = find_silent(reading, token.i) if found is not None else None
    if found is None or source is None or source.span[0] > token.start:
        return None
    denied = first_child(reading.document, found, lambda t: t.lower in classes("nobody"))
    if denied is None and _negation(reading, token.i) is None:
        return None
    group = verb_group(reading.document, token.i)
    return _Silence(group[0], group[-1], token.i, _under(reading, token.i, found), source)


def there_was_none(reading: Reading, token: Token) -> _Silence | None:
    """“There **was no immediate comment from** the embassy”: whoever did not comment."""
    document, classes = reading.document, reading.language.closed_class
    if token.lemma.lower() not in classes("copulas") or not has_child(document, token.i, "expl"):
        return None
    none = first_child(document, token.i, lambda t: t.i > token.i and t.lemma.lower() in classes("answers_given"))
    if none is None or first_child(document, none, lambda t: t.lower in classes("nobody")) is None:
        return None
    whom = first_child(
        document, none, lambda t: t.relation == "nmod" and preposition(document, t.i) in classes("givers")
    )
    if whom is None:
        return None
    return _Silence(token.i, none - 1, token.i, [none], source_at(reading, whom, Rule.DECLINED))


def has_yet_to(reading: Reading, token: Token) -> _Silence | None:
    """“The bishop **has yet to comment**”"""
    tokens, classes = reading.document.tokens, reading.language.closed_class
    if token.i < 3 or token.lemma.lower() not in classes("verbs_of_answering") or _is_other_act(reading, token):
        return None
    if tokens[token.i - 2].lower not in classes("not_so_far") or not tokens[token.i - 1].has("to"):
        return None
    have = next((t.i for t in (tokens[token.i - 3], *above(reading.document, token.i)) if t.lemma == "have"), None)
    heads = () if have is None else (token.i, have, tokens[have].head, tokens[token.i].head)
    head = next((s for h in heads if h >= 0 and (s := subject(reading.document, h)) is not None), None)
    if have is None or head is None:
        return None
    source = source_at(reading, head, Rule.DECLINED, token.i)
    return _Silence(have, token.i - 1, token.i, _under(reading, token.i, token.i) or [token.i], source)


def stayed_silent(reading: Reading, token: Token) -> _Silence | None:
    """“The ministry **remained silent** about the deaths”"""
    document, classes = reading.document, reading.language.closed_class
    if token.lower not in classes("silent"):
        return None
    at = (token.i, token.head) if token.head >= 0 else (token.i,)
    staying = next((i for i in (*at, *document.children[token.i]) if _stays(reading, i)), None)
    head = next((s for i in at if (s := subject(document, i)) is not None), None)
    if staying is None or head is None or staying > token.i:
        return None
    source = source_at(reading, head, Rule.DECLINED, token.i)
    return _Silence(staying, max(staying, token.i - 1), token.i, [token.i], source)


def _stays(reading: Reading, i: int) -> bool:
    return reading.document.tokens[i].lemma.lower() in reading.language.closed_class("verbs_of_staying")


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
    if head is None or reading.document.tokens[head].lemma.lower() in classes("what_is_reached"):
        return None
    group = verb_group(reading.document, token.i)
    first = group[0] if negation is None else min(group[0], negation)
    behind = first_child(reading.document, token.i, lambda t: t.i > token.i and _is_comment(reading, t))
    if behind is None and negation is not None and any(reading.document.tokens[i].is_modal for i in group):
        source = source_at(reading, head, Rule.DECLINED, token.i)
        return _Silence(first, token.i - 1, token.i, [token.i], source)  # “could not be reached on Monday”
    if behind is None:
        return None
    said = [i for i in below(reading.document, behind) if reading.document.tokens[i].relation != "case"]
    return _Silence(first, said[0] - 1, token.i, said, source_at(reading, head, Rule.DECLINED, token.i))


def _is_comment(reading: Reading, token: Token) -> bool:
    """“for **comment**”"""
    return token.relation in ("obl", "nmod") and token.lemma.lower() in reading.language.closed_class("answers")


def not_returned(reading: Reading, token: Token) -> _Silence | None:
    """“**Calls to the embassy** were **not returned**”: whoever was called."""
    document, classes = reading.document, reading.language.closed_class
    head = subject(document, token.i)
    if head is None and token.head >= 0:  # “went **unanswered**”
        head = subject(document, token.head)
    if token.lower not in classes("unanswered") or head is None:
        return None
    if token.lower not in classes("never_answered") and _negation(reading, token.i) is None:
        return None
    if document.tokens[head].lemma.lower() not in classes("requests"):
        return None
    whom = first_child(
        document, head, lambda t: t.relation == "nmod" and preposition(document, t.i) in classes("called")
    )
    if whom is None:
        return None
    group = verb_group(document, token.i)
    return _Silence(group[0], group[-1], token.i, [head], source_at(reading, whom, Rule.DECLINED))


_RULES: tuple[Callable[[Reading, Token], _Silence | None], ...] = (
    has_yet_to,
    refused,
    did_not_answer,
    did_not_tell,
    gave_nothing,
    there_was_none,
    not_reached,
    not_returned,
    stayed_silent,
)


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
    tokens = reading.document.tokens
    for n, i in enumerate(rest):
        before = rest[n - 1] + 1 if n else i
        if any(token.text in (",", ";") for token in tokens[before : i + 1]):
            return rest[:n]
    return rest
