"""What was kept from the asker without a word of declining: “dodged the question”, “referred questions to …”."""

from collections.abc import Callable

from quoteattr.attributions.dependants import dependant, has_dependant
from quoteattr.attributions.draft import Rule
from quoteattr.attributions.silences import (
    Silence,
    find_silent,
    is_for_answer,
    is_nobody,
    is_refused,
    negation_of,
    whole_lemma,
    words_under,
)
from quoteattr.attributions.sources import source_at
from quoteattr.language.people import is_for_somebody
from quoteattr.text.document import Token
from quoteattr.text.reading import Reading
from quoteattr.text.tree import below, first_child, preposition, subject, verb_group

_KINDS_OF_UNWILLING: dict[str, Callable[[bool, bool], bool]] = {  # by what is denied: the verb, or what it takes
    "verbs_of_wanting": lambda verb, taken: verb,
    "verbs_of_choosing": lambda verb, taken: taken and not verb,
    "unwilling": lambda verb, taken: not verb,
}


def evaded(reading: Reading, token: Token) -> Silence | None:
    """“The minister **dodged the question**”, “**ignored requests for comment**”; not “ducked the rope”"""
    if whole_lemma(reading, token) not in reading.language.closed_class("verbs_of_evading"):
        return None
    question = dependant(reading.document, token.i, "sought")
    if question is None or not is_for_answer(reading, reading.document.tokens[question]):
        return None
    return _about(reading, token, question)


def evaded_when_asked(reading: Reading, token: Token) -> Silence | None:
    """“The priest **demurred when asked** for names”; not “deflected the shot”"""
    classes, document = reading.language.closed_class, reading.document
    if token.lemma.lower() not in classes("evading_when_asked"):
        return None
    at = (token, document.tokens[token.head]) if token.head >= 0 and not token.is_gerund else (token,)
    asked = next((t.i for t in at if t.lower in classes("asked")), None)
    if asked is None:
        asked = dependant(document, token.i, "when_asked")
    source = find_silent(reading, token.i)
    if asked is None or source is None:
        return None
    group = verb_group(document, token.i)
    said = [i for i in below(document, asked, {token.i}) if (i < token.i) == (asked < token.i)]
    return Silence(group[0], group[-1], token.i, said, source)


def referred(reading: Reading, token: Token) -> Silence | None:
    """“The embassy **referred questions** to the ministry”; not “the court referred questions to the tribunal”"""
    classes, document = reading.language.closed_class, reading.document
    if token.lemma.lower() not in classes("verbs_of_referring"):
        return None
    question, head = dependant(reading.document, token.i, "sought"), subject(document, token.i)
    if question is None or (head is not None and document.tokens[head].lemma.lower() in classes("those_who_refer")):
        return None
    return _about(reading, token, question)


def was_unwilling(reading: Reading, token: Token) -> Silence | None:
    """“She **did not wish to comment**”, “they **chose not to respond**”, “was **unwilling to discuss** it”"""
    classes, document, lemma = reading.language.closed_class, reading.document, token.lemma.lower()
    kinds = [kind for kind in _KINDS_OF_UNWILLING if lemma in classes(kind)]
    head = subject(document, token.i)
    if token.relation == "acl" and (head is None or document.tokens[head].lower not in classes("relative_persons")):
        return None  # “the questions she preferred not to answer”
    refused = first_child(document, token.i, lambda t: t.relation != "obj" and is_refused(reading, token, t))
    source = find_silent(reading, token.i) if kinds and refused is not None else None
    if refused is None or source is None:
        return None
    denied = negation_of(reading, token.i) is not None or is_nobody(reading, source)
    if not any(_KINDS_OF_UNWILLING[kind](denied, has_dependant(document, refused, "not")) for kind in kinds):
        return None
    return _about(reading, token, refused)


def said_nothing(reading: Reading, token: Token) -> Silence | None:
    """“The ministry **said nothing about** it”, “has **said little on** it”, “did not **say anything about** it”"""
    classes, document = reading.language.closed_class, reading.document
    if token.lemma.lower() not in classes("plain_cues"):
        return None
    nothing = dependant(document, token.i, "nothing")
    if nothing is None:
        return None
    word, about = document.tokens[nothing].lower, classes("subjects_of_silence")
    behind = (*document.children[token.i], *document.children[nothing])
    is_whole = word in classes("nothing_at_all") and _ends(reading, nothing)
    if not is_whole and not any(preposition(document, i) in about for i in behind):
        return None
    if (negation_of(reading, token.i) is not None) != (word in classes("anything")):
        return None
    silence = _about(reading, token, nothing)
    return silence if silence is not None and _may_speak(reading, silence.source.head) else None


def _may_speak(reading: Reading, source: int) -> bool:
    """“**the ministry** said nothing about it”; not “**a win** would say nothing about the season”"""
    token, language = reading.document.tokens[source], reading.language
    if token.upos != "NOUN" or source in reading.document.entity_at:
        return token.lower not in language.closed_class("what_points_back")
    lemma = token.lemma.lower()
    bodies = language.words("audiences"), language.closed_class("bodies_that_speak")
    return is_for_somebody(lemma, language) or any(lemma in nouns for nouns in bodies)


def _ends(reading: Reading, i: int) -> bool:
    """Whether a mark stands behind a token."""
    return any(token.upos == "PUNCT" for token in reading.document.tokens[i + 1 : i + 2])


def would_not_be_heard(reading: Reading, token: Token) -> Silence | None:
    """“The general **would not be drawn** on the date”, “executives **would not be interviewed**”"""
    group = verb_group(reading.document, token.i)
    if token.lemma.lower() not in reading.language.closed_class("verbs_of_being_heard") or not token.is_participle:
        return None
    wills = reading.language.closed_class("modals_of_telling")
    source = find_silent(reading, token.i)
    if source is None or negation_of(reading, token.i) is None:
        return None
    if not any(reading.document.tokens[i].lower in wills for i in group):
        return None
    return Silence(
        group[0], max(group[0], token.i - 1), token.i, words_under(reading, token.i, token.i) or [token.i], source
    )


def was_not_found(reading: Reading, token: Token) -> Silence | None:
    """“**Attempts to reach** Mr. Ade **were unsuccessful**”: whoever was not reached."""
    classes, document = reading.language.closed_class, reading.document
    head = subject(document, token.i)
    if token.lemma.lower() not in classes("unsuccessful") or head is None:
        return None
    if document.tokens[head].lemma.lower() not in classes("attempts"):
        return None
    reaching = dependant(document, head, "reaching")
    whom = None if reaching is None else dependant(document, reaching, "object")
    if whom is None:
        return None
    group = verb_group(document, token.i)
    return Silence(group[0], group[-1], token.i, [head], source_at(reading, whom, Rule.DECLINED))


def _about(reading: Reading, verb: Token, said: int) -> Silence | None:
    """The silence of a verb, and of what stands under a word behind it."""
    source = find_silent(reading, verb.i)
    if source is None or source.span[0] > verb.start:
        return None
    group = verb_group(reading.document, verb.i)
    return Silence(group[0], group[-1], verb.i, words_under(reading, verb.i, said), source)


EVASIONS: dict[Callable[[Reading, Token], Silence | None], tuple[str, ...]] = {  # and the words that each asks for
    evaded: ("verbs_of_evading",),
    evaded_when_asked: ("evading_when_asked",),
    referred: ("verbs_of_referring",),
    was_unwilling: tuple(_KINDS_OF_UNWILLING),
    said_nothing: ("plain_cues",),
    would_not_be_heard: ("verbs_of_being_heard",),
    was_not_found: ("unsuccessful",),
}
