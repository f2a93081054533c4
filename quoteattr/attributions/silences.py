"""Words that say that nothing was said: what the rules for them share."""

from collections.abc import Sequence
from itertools import dropwhile

from attrs import evolve, frozen

from quoteattr.attributions.dependants import has_dependant
from quoteattr.attributions.draft import Rule
from quoteattr.attributions.sources import Source, shared_subject, source_at
from quoteattr.language.people import is_for_somebody, is_human
from quoteattr.text.document import Token
from quoteattr.text.reading import Reading
from quoteattr.text.tree import above, below, first_child, has_child, is_negation, subject, verb_group

_TELLING_WHO = ("det", "nummod", "amod", "nmod:poss")
_OTHER_ACTS = {"plain_cues": "wording", "verbs_on_stage": "stage"}  # by what hangs on their verbs
_ANSWERS = {"verbs_of_giving": "told_thing", "verbs_of_taking": "question", "verbs_of_going": "detail"}
_NEAR = 4  # tokens before a verb in which its negation stands


@frozen
class Silence:
    """The tokens of the words that tell of it, first and last; its verb; and the tokens of what was not said."""

    first: int
    last: int
    verb: int
    said: Sequence[int]
    source: Source


def find_silent(reading: Reading, verb: int) -> Source | None:
    """Who does not say it: the subject of the verb, its own or shared."""
    head = subject(reading.document, verb)
    if head is None:
        head = shared_subject(reading, verb)
    return _with_neither(reading, source_at(reading, head, Rule.DECLINED, verb)) if head is not None else None


def _with_neither(reading: Reading, source: Source) -> Source:
    """“**Neither** the club nor the agent”: with the word that ties its parts."""
    at = reading.token_at(source.span[0])
    before = reading.document.tokens[at - 1] if at else None
    if before is None or before.lower not in reading.language.closed_class("nobody") or before.relation != "cc":
        return source
    return evolve(source, span=(before.start, source.span[1]))


def negation_of(reading: Reading, verb: int) -> int | None:
    """“did **not** respond”, “would **n't** comment”, “did **not**, by noon, reply”: the negation before a verb."""
    document = reading.document
    least = max(reading.sentence_of(verb).first, verb - _NEAR)
    for j in range(verb - 1, least - 1, -1):
        token = document.tokens[j]
        if is_negation(document, token):
            return j
        if token.upos not in ("AUX", "ADV", "PART"):
            break
    return first_child(document, verb, lambda t: t.i < verb and t.relation == "advmod" and is_negation(document, t))


def words_under(reading: Reading, verb: int, head: int) -> list[int]:
    """The words under a head, up to a mark that sets them off: “to comment**, citing** …”."""
    under = [i for i in below(reading.document, head, {verb}) if i > verb]
    cases = {
        i for i in under if reading.document.tokens[i].relation == "case" and reading.document.tokens[i].head == head
    }
    tokens = reading.document.tokens
    rest = list(dropwhile(lambda i: tokens[i].upos == "PUNCT", (i for i in under if i not in cases)))
    for n, i in enumerate(rest):
        before = rest[n - 1] + 1 if n else i
        if any(token.text in (",", ";") for token in tokens[before : i + 1]):
            return rest[:n]
    return rest


def whole_lemma(reading: Reading, verb: Token) -> str:
    """A verb with its particle: “turn **down**”."""
    particle = first_child(reading.document, verb.i, lambda t: t.i > verb.i and t.deprel == "compound:prt")
    lemma = verb.lemma.lower()
    return lemma if particle is None else f"{lemma}-{reading.document.tokens[particle].lower}"


def is_nobody(reading: Reading, source: Source) -> bool:
    """“**neither** club”, “**none** of them”, “**neither** the club nor …”; not “No 10”."""
    at = reading.token_at(source.span[0])
    first, behind = reading.document.tokens[at : at + 1], reading.document.tokens[at + 1 : at + 2]
    nobody = reading.language.closed_class("nobody")
    return any(t.lower in nobody for t in first) and not any(t.upos == "NUM" for t in behind)


def is_other_act(reading: Reading, verb: Token) -> bool:
    """“to say **the word**”, “confirm **the judge**”, “speak **at the rally**”, “address **the crowd**”: no answer."""
    classes, lemma, document = reading.language.closed_class, verb.lemma.lower(), reading.document
    kind = _OTHER_ACTS.get(reading.language.class_of(lemma, _OTHER_ACTS))
    if kind is not None:
        return has_dependant(document, verb.i, kind)
    if lemma in classes("verbs_with_crowds"):
        asked = first_child(document, verb.i, lambda t: t.relation in ("obj", "ccomp") and not is_person(reading, t))
        return asked is None or not (document.tokens[asked].relation == "ccomp" or is_asked(reading, asked))
    if lemma not in classes("verbs_of_appointing"):
        return False
    return first_child(document, verb.i, lambda t: t.relation == "obj" and is_person(reading, t)) is not None


def cannot_know(reading: Reading, verb: Token) -> bool:
    """“doctors **cannot explain** the fever”, “she **couldn't tell** who it was”, “**scientists** have not identified
    the cause”, “he **cannot make** a statement”: nobody knows, or may; not “could not tell **us** who it was”."""
    classes, document = reading.language.closed_class, reading.document
    lemma = verb.lemma.lower()
    if lemma not in classes("verbs_of_finding_out"):
        return False
    if lemma in classes("told_to_people") and has_child(document, verb.i, "obj", "iobj"):
        return False
    head = subject(document, verb.i)
    if head is not None and document.tokens[head].lemma.lower() in classes("those_who_find_out"):
        return True
    return any(document.tokens[i].lower in classes("modals_of_ability") for i in verb_group(document, verb.i))


def is_written(reading: Reading, source: int) -> bool:
    """“**the report** did not say who”, “**the bill** does not disclose who”: what holds no more than it does."""
    token = reading.document.tokens[source]
    if token.upos != "NOUN" or source in reading.document.entity_at:
        return False
    lemma = token.lemma.lower()
    return lemma in reading.language.words("document_nouns") and not is_for_somebody(lemma, reading.language)


def tells_which(reading: Reading, source: int) -> bool:
    """“**Owners who** did not answer the letters lost their stalls”: which ones; not “doctors, who declined to comment”
    nor “the two clerks who would not say why”."""
    document = reading.document
    token = document.tokens[source]
    if not token.is_relative or token.head < 0 or document.tokens[source - 1].text == ",":
        return False
    clause = next((t for t in above(document, source) if t.deprel == "acl:relcl"), None)
    if clause is None or clause.head < 0:
        return False
    those = document.tokens[clause.head]
    return those.upos == "NOUN" and those.has("plural") and not has_child(document, those.i, *_TELLING_WHO)


def is_person(reading: Reading, token: Token) -> bool:
    """“**the judge**”, “**Ruiz**”"""
    entity = reading.document.entity_at.get(token.i)
    return entity.kind == "PERSON" if entity is not None else is_human(token.lemma.lower(), reading.language)


def is_refused(reading: Reading, verb: Token, token: Token) -> bool:
    """“to **comment**”, “an **interview**”: what is no answer, behind a verb that refuses it."""
    if token.i < verb.i:
        return False
    if token.relation == "obj":
        return token.lemma.lower() in reading.language.closed_class("answers") and is_for_answer(reading, token)
    return token.relation in ("xcomp", "advcl") and is_answering(reading, token)


def is_answering(reading: Reading, verb: Token) -> bool:
    """“to **answer** questions”, “to **give** a reason”, “to **take** questions”, “to **go** into detail”"""
    lemma, classes, document = verb.lemma.lower(), reading.language.closed_class, reading.document
    if not (document.tokens[verb.i - 1].has("to") or has_child(document, verb.i, "mark", "aux")):
        return False
    kind = _ANSWERS.get(reading.language.class_of(lemma, _ANSWERS))
    if kind is not None:
        return has_dependant(document, verb.i, kind)
    if has_child(document, verb.i, "aux") and lemma in classes("verbs_of_being_named"):
        return False  # “declined to be named”, which is a grant
    return lemma in classes("verbs_of_answering") and not is_other_act(reading, verb)


def is_for_answer(reading: Reading, token: Token) -> bool:
    """“declined **an interview**”, “requests **for an interview**”; not “refused **requests** to stop”"""
    classes = reading.language.closed_class
    if token.lemma.lower() not in classes("requests") or token.lemma.lower() in classes("questions"):
        return True
    under = (reading.document.tokens[i].lemma.lower() for i in below(reading.document, token.i))
    return any(lemma in classes("answers") and lemma not in classes("requests") for lemma in under)


def is_asked(reading: Reading, head: int) -> bool:
    """“respond to **questions**”, “to his **claims**”, “a **list of questions**”; not “to **treatment**”"""
    classes, document = reading.language.closed_class, reading.document
    asked = {*classes("requests"), *classes("reproaches")}
    of = (i for i in document.children[head] if document.tokens[i].relation == "nmod")
    return any(document.tokens[i].lemma.lower() in asked for i in (head, *of))
