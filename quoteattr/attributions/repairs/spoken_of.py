"""Of whom something is said, who does not say it: “Of Ford, **a friend** said”, “Ruiz, said to have fled, left”."""

from itertools import dropwhile

from attrs import evolve

from quoteattr.attributions.draft import Draft
from quoteattr.attributions.repairs.agents import with_agent
from quoteattr.attributions.repairs.own_part import with_part
from quoteattr.attributions.sources import is_passive
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Covered, merged
from quoteattr.text.tree import first_child, may_be_finite, noun_phrase, preposition, stretch, subject

_BEGINS_NOUNS = frozenset({"DET", "NUM", "NOUN", "ADJ"})


def without_topic(reading: Reading, draft: Draft) -> Draft:
    """“Of Ford, **Ruiz, who had met him,** said”: whom it is said of, behind a preposition, does not say it."""
    if draft.source is None or draft.cue is None or draft.cue[0] < draft.source[1]:
        return draft
    tokens, within = reading.document.tokens, reading.tokens_in(*draft.source)
    within = within[tokens[within[0]].upos == "ADP" :]  # “**Of** Ford, Ruiz, a poet,”, as the network has it
    comma = next((i for i in within if tokens[i].text == ","), 0)
    if not within or not within[0] or comma + 1 not in within or tokens[within[0] - 1].upos != "ADP":
        return draft
    topic, behind = tokens[within[0] : comma], tokens[comma + 1]
    begins = within[0] - 1 == reading.sentence_of(within[0]).first
    is_open = tokens[within[-1]].text != ","  # “Of Ford, **a friend** said”; not “To Ford, a friend, it said”
    may_speak = behind.upos in ("PROPN", "PRON") or (is_open and behind.upos in _BEGINS_NOUNS)
    if not begins or not may_speak or any(token.upos != "PROPN" for token in topic):
        return draft
    return with_part(reading, draft, range(comma + 1, within[-1] + 1))


def without_name_before(reading: Reading, draft: Draft) -> Draft:
    """“**Ford**, a clerk said, **knew of the leak**”: no comma closes what would tell of the name before it, and one
    stands behind the verb: the name is what the clause is about, and the clerk says it."""
    if draft.source is None or draft.cue_token is None or draft.quoted:
        return draft
    tokens, within = reading.document.tokens, reading.tokens_in(*draft.source)
    cue, commas = draft.cue_token, [i for i in within if tokens[i].text == ","]
    if len(commas) != 1 or within[-1] != cue - 1 or commas[0] in (within[0], within[-1]) or cue + 2 >= len(tokens):
        return draft
    named, own = range(within[0], commas[0]), range(commas[0] + 1, within[-1] + 1)
    goes_on = tokens[cue + 1].text == "," and tokens[cue + 2].upos in ("VERB", "AUX") and tokens[cue + 2].is_finite
    is_name = all(tokens[i].upos == "PROPN" for i in named) and tokens[own[0]].upos in _BEGINS_NOUNS
    if not goes_on or not is_name or within[0] != reading.sentence_of(cue).first:
        return draft
    subject_of = tokens[named[0]].start, tokens[named[-1]].end
    return with_part(reading, draft, own).with_content(merged((subject_of, *draft.content)))


def with_subject_of_passive(reading: Reading, draft: Draft, taken: Covered) -> Draft:
    """“**The parents** are reported **to have fled**”, “**The mayor** seems **calm**”: of whom it is said, and who
    seems to be so, belongs to what is said (PolNeAR); not the “it” of “It seems **that** …”."""
    if draft.source is not None or draft.cue_token is None or len(draft.content) != 1:
        return draft
    document, cue, (start, _) = reading.document, draft.cue_token, draft.content[0]
    behind, classes = document.tokens[reading.token_at(start)], reading.language.closed_class
    is_done = behind.lower in classes("infinitive_markers")
    if not (is_done and is_passive(reading, cue)) and not (_only_seems(reading, draft) and behind.i > cue):
        return draft
    whose = _who_does(reading, cue, with_dummies=is_done)
    if whose is None or whose >= cue or (document.tokens[whose].lower in classes("put_so") and not is_done):
        return draft
    span = stretch(document, [i for i in noun_phrase(document, whose, cue) if i < cue])
    return draft if taken.count(span) else draft.with_content((span, *draft.content))


def _who_does(reading: Reading, verb: int, *, with_dummies: bool) -> int | None:
    """The head of a verb's subject; “**It** appears to leak”, “**There** seems to be a leak” with dummies."""
    whose = subject(reading.document, verb)
    if whose is not None or not with_dummies:
        return whose
    return first_child(reading.document, verb, lambda token: token.relation == "expl")


def without_subject_told(reading: Reading, draft: Draft) -> Draft:
    """“**Ruiz**, said to have fled, was found”, “**The mayor** was called and told that the dam had failed”: of whom
    something is said, and whom it is told, does not say it."""
    if draft.cue is None or draft.cue_token is None or (draft.source is not None and draft.source_token is None):
        return draft
    if draft.source_token is not None and draft.source_token > draft.cue_token:
        return draft
    if _is_said_to_be(reading, draft):
        return evolve(_of_nobody(_without_clause_behind(reading, draft)), aloud=1.0)  # if it is by its class
    is_told = any(_is_told_as_well(reading, i) for i in reading.tokens_in(*draft.cue))
    return _of_nobody(draft) if is_told else draft


def _without_clause_behind(reading: Reading, draft: Draft) -> Draft:
    """“The vicar, said **to be ill**, left early”: what is said of somebody ends at its comma, before what they did."""
    tokens, (start, end) = reading.document.tokens, draft.content[-1]
    inside = reading.tokens_in(start, end)
    commas = (i for i in reversed(inside[1:-1]) if tokens[i].text == "," and may_be_finite(tokens[i + 1]))
    comma = next(commas, None)
    return draft if comma is None else draft.with_content((*draft.content[:-1], (start, tokens[comma - 1].end)))


def _is_said_to_be(reading: Reading, draft: Draft) -> bool:
    """“Ruiz, **said to have** fled,”: behind a comma, with an infinitive of being or having done; behind a noun, “A man
    **said to have fled**”, of the latter."""
    tokens, i = reading.document.tokens, draft.cue_token
    if i is None or i + 3 >= len(tokens):
        return False
    classes, said, (to, verb, behind) = reading.language.closed_class, tokens[i], tokens[i + 1 : i + 4]
    is_done = verb.lower in classes("auxiliaries_of_done") and behind.is_participle and tokens[i - 1].upos == "NOUN"
    verbs = {said.lemma.lower(), said.lower.removesuffix("ed")}  # “rumoured”, whose lemma hangs on its tag
    is_hearsay = not verbs.isdisjoint(classes("verbs_of_hearsay")) and (is_done or tokens[i - 1].text == ",")
    return is_hearsay and to.lower in classes("infinitive_markers") and verb.lower in classes("being_and_having")


def _is_told_as_well(reading: Reading, i: int) -> bool:
    """“was called and **told** that”: a verb that asks for a hearer, and has none but the subject of the passive that
    it is joined to."""
    document = reading.document
    token = document.tokens[i]
    tells = token.lemma.lower() in reading.language.closed_class("verbs_with_hearers")
    if not tells or token.relation != "conj" or token.head < 0:
        return False
    has_hearer = any(document.tokens[c].relation in ("obj", "iobj", "nsubj") for c in document.children[i])
    return not has_hearer and is_passive(reading, token.head)


def without_whom_it_names(reading: Reading, draft: Draft) -> Draft:
    """“**Dubbed** “the Owl” by the papers, **Ruiz** was feared”: at the head of a sentence a participle that gives
    names or views is a passive, and its subject behind the comma does not speak."""
    cue, source = draft.cue_token, draft.source
    if cue is None or source is None:
        return draft
    token, first = reading.document.tokens[cue], reading.sentence_of(cue).first
    names = token.lemma.lower() in reading.language.closed_class("verbs_of_dubbing") and token.is_participle
    heads = cue == first or (cue == first + 1 and reading.document.tokens[first].upos == "ADV")
    is_behind = source[0] > token.end and "," in reading.document.text[token.end : source[0]]
    return with_agent(reading, _of_nobody(draft)) if names and heads and is_behind else draft


def with_who_calls_it_so(reading: Reading, draft: Draft) -> Draft:
    """“**A reporter** nicknamed Tom Lund the ghost of York”: a name, and behind it an article and a word in small
    letters that it is called: whoever stands before the verb does so, and is not called so."""
    cue, document, (start, end) = draft.cue_token, reading.document, draft.content[0]
    if draft.source is not None or cue is None or not cue or len(draft.content) > 1:
        return draft
    tokens, classes = document.tokens, reading.language.closed_class
    inside = [tokens[i] for i in reading.tokens_in(start, end)]
    behind = list(dropwhile(lambda t: t.upos == "PROPN", inside))
    is_so = len(behind) > 1 and behind[0].lower in classes("articles") and behind[1].text.islower()
    whose, verb = tokens[cue - 1], tokens[cue]
    is_named = is_so and len(behind) < len(inside) and inside[0].i == cue + 1
    if not is_named or verb.lemma.lower() not in classes("verbs_of_dubbing") or whose.upos not in ("NOUN", "PROPN"):
        return draft
    span = stretch(document, [i for i in noun_phrase(document, whose.i, cue) if i < cue])
    return evolve(draft, source=span, source_token=whose.i, nobody=False)


def without_seeming_source(reading: Reading, draft: Draft) -> Draft:
    """“Ruiz **appeared** to lose her temper”: whoever seems to do something does not say so."""
    return _of_nobody(draft) if _only_seems(reading, draft) else draft


def _only_seems(reading: Reading, draft: Draft) -> bool:
    """Whether a cue has no other verb and no noun than one of seeming: not “**seemed to deny**”."""
    seeming = reading.language.closed_class("verbs_of_seeming")
    words = [reading.document.tokens[i] for i in reading.tokens_in(*draft.cue)] if draft.cue is not None else []
    verbs = [word.lemma.lower() for word in words if word.upos in ("VERB", "NOUN", "PROPN")]
    return bool(verbs) and seeming.keys() >= set(verbs)


def without_facing_source(reading: Reading, draft: Draft) -> Draft:
    """“Ruiz **faced** questions about her budget”, “**Ruiz** accused of fraud”: whoever meets with questions, doubts or
    reproaches does not utter them."""
    if draft.cue is None:
        return draft
    cue = list(reading.tokens_in(*draft.cue))
    if any(_is_accused(reading, i, draft.source_token) for i in cue):
        return evolve(_of_nobody(draft), aloud=1.0)  # no accusation is only thought
    return _of_nobody(draft) if any(_is_met_by(reading, draft, i) for i in cue) else draft


def without_source_met(reading: Reading, draft: Draft) -> Draft:
    """“**The line** will close, despite calls for it to stay”, “Ruiz was sued **over claims** that she lied”: what is
    said comes to the subject of the clause from others."""
    tokens, cue, source = reading.document.tokens, draft.cue_token, draft.source_token
    if cue is None or source is None or tokens[cue].upos != "NOUN" or source > cue or tokens[cue].head < 0:
        return draft
    leads = preposition(reading.document, cue)
    is_met = leads in reading.language.closed_class("prepositions_of_meeting")
    return _of_nobody(draft) if is_met and source == subject(reading.document, tokens[cue].head) else draft


def _is_met_by(reading: Reading, draft: Draft, i: int) -> bool:
    """“faced **questions**”, “received **criticism**”: what the subject before the verb has from others."""
    tokens, classes = reading.document.tokens, reading.language.closed_class
    noun, verb, source = tokens[i], tokens[tokens[i].head], draft.source_token
    if noun.upos != "NOUN" or noun.relation not in ("obj", "obl"):
        return False
    if source is not None and (source > verb.i or tokens[source].head == i):
        return False
    draws = verb.lemma.lower() in classes("verbs_of_drawing") and noun.lemma.lower() in classes("drawn_from_others")
    meets = draws or verb.lemma.lower() in classes("verbs_of_facing")
    return meets and not _says_besides(reading, draft, verb.i)


def _is_accused(reading: Reading, i: int, source: int | None) -> bool:
    """“Ruiz **accused** of fraud”: nobody accuses without saying whom, so it is done to the subject."""
    tokens, classes = reading.document.tokens, reading.language.closed_class
    behind = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    accuses = tokens[i].lower in classes("done_by_accusers") and behind in classes("behind_accused")
    return accuses and (source is None or source < i)


def _says_besides(reading: Reading, draft: Draft, facing: int) -> bool:
    """“faces doubts after **saying** in a debate that he would resign”: a cue with a verb of saying of its own."""
    verbs = (reading.document.tokens[j] for j in reading.tokens_in(*draft.cue or (0, 0)) if j > facing)
    return any(verb.upos == "VERB" and verb.relation != "amod" and verb.i in reading.cues for verb in verbs)


def _of_nobody(draft: Draft) -> Draft:
    """A draft whose grammar leaves no room for a source."""
    return evolve(draft, source=None, source_token=None, source_by=None, nobody=True)
