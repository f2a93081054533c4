"""Whose a participle is: “Ruiz left, **calling** it a sham”, and whose it is not."""

from collections.abc import Iterable, Iterator

from attrs import evolve

from quoteattr.attributions.draft import SPEECH, Draft
from quoteattr.attributions.sources import shared_subject, source_at, subject_beside
from quoteattr.records import Mode
from quoteattr.text.document import Document, Token
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import shared
from quoteattr.text.tree import above, first_child, has_child, subject

_STOPS = frozenset(".!?")


def with_subject_of_clause(reading: Reading, draft: Draft) -> Draft:
    """“A second man was blunter, **calling** it …”, “While others waited, Hill ran, **noting** that …”: whoever the
    participle's clause is about, nobody of another sentence, nor of a clause before."""
    if draft.source is None or draft.cue_token is None:
        return draft
    document, cue = reading.document, reading.document.tokens[draft.cue_token]
    if cue.relation != "advcl" or cue.head < 0:
        return draft
    apart = document.tokens[reading.token_at(draft.source[0])].sentence != cue.sentence
    if not apart and not (cue.is_gerund and _is_of_clause_before(document, draft.source_token, cue)):
        return draft
    before = [i for i in document.children[cue.head] if i < cue.head and document.tokens[i].relation == "nsubj"]
    head = before[-1] if before else subject(document, cue.head)
    head = subject_beside(reading, cue.head) if head is None else head
    if head is None or reading.in_quotation(head) or document.tokens[head].sentence != cue.sentence:
        return draft
    if head in reading.tokens_in(*draft.source):
        return draft
    found = source_at(reading, head, "shared_subject", cue.i)
    return evolve(draft, source=found.span, source_token=found.head)


def _is_of_clause_before(document: Document, source: int | None, cue: Token) -> bool:
    """“while **others** waited, Hill ran, noting that”: whether a source is the subject of a clause before the verb on
    which the cue hangs, too."""
    if source is None or document.tokens[source].relation != "nsubj" or not source < cue.head < cue.i:
        return False
    clause = document.tokens[document.tokens[source].head]
    if clause.i == cue.head:  # “While **most** of them waited, **Hill** ran”, both hung on one verb
        return True
    return clause.i < clause.head == cue.head and clause.relation == "advcl"


def with_what_is_held(reading: Reading, draft: Draft) -> Draft:
    """“Ruiz held up **a sign** saying”, “Hill received **an email** saying”: what says it is the text right before the
    participle, not whoever holds, gets or shows it; who sends a letter saying so says it."""
    document, i = reading.document, _inscribing(reading, draft)
    if draft.source is None or draft.source_token is None or i is None or i < 1:
        return draft
    cue, noun = document.tokens[i], document.tokens[i - 1]
    classes, nouns = document.language.closed_class, document.language.words("document_nouns")
    if (
        not cue.is_gerund
        or cue.lemma.lower() not in classes("verbs_of_inscriptions")
        or noun.lemma.lower() not in nouns
    ):
        return draft
    verb = document.tokens[noun.head] if noun.relation == "obj" else cue
    is_holders = verb.i < noun.i and document.tokens[draft.source_token].head == verb.i and draft.cue is not None
    if not is_holders or verb.lemma.lower() in classes("verbs_of_issuing") or reading.in_quotation(noun.i):
        return draft
    begins = draft.cue is not None and draft.cue[0] < cue.start
    if draft.cue is not None and begins and i != draft.cue_token:  # “**found a note** reading”
        draft = evolve(draft, cue=(cue.start, draft.cue[1]), cue_token=i, mode=Mode.WRITING, aloud=1.0)
    elif begins:
        return draft  # “**left a note saying**”
    found = source_at(reading, noun.i, "held", i)
    return evolve(draft, source=found.span, source_token=found.head)


def _inscribing(reading: Reading, draft: Draft) -> int | None:
    """The participle of “found a note **reading**”, whose cue the network takes to begin where it was found; else the
    token that heads the cue."""
    tokens, finding = reading.document.tokens, reading.language.closed_class("verbs_of_finding")
    if draft.cue is None or draft.cue_token is None or tokens[draft.cue_token].lemma.lower() not in finding:
        return draft.cue_token
    return reading.tokens_in(*draft.cue)[-1]


def without_next_subject(reading: Reading, draft: Draft) -> Draft:
    """“… after calling her a fraud. **Two aides** said they forgave him”: nobody of a later sentence says what is all
    said before it."""
    if draft.source is None or draft.cue is None:
        return draft
    here = reading.sentence_of(reading.token_at(draft.cue[0]))
    end = reading.document.tokens[here.last - 1].end
    is_all_before = all(piece[1] <= end for piece in draft.content)
    is_behind = draft.source[0] >= end and reading.document.text[end - 1] in _STOPS
    if not is_behind or not is_all_before:
        return draft
    return draft.without_source()


def with_joined_participles(reading: Reading, drafts: Iterable[Draft]) -> list[Draft]:
    """“after **insulting** them as thieves and **calling** her a fraud”: of two participles that are joined, the second
    has no source but the first one's."""
    shared: list[Draft] = []
    for draft in drafts:
        before = shared[-1] if shared else None
        if before is not None and draft.source is None and _are_joined(reading, before, draft):
            draft = evolve(draft, source=before.source, source_token=before.source_token)
        shared.append(draft)
    return shared


def _are_joined(reading: Reading, before: Draft, draft: Draft) -> bool:
    """Whether two cues are participles of one sentence, the second right behind a conjunction."""
    if before.source is None or before.cue_token is None or draft.cue_token is None:
        return False
    tokens = reading.document.tokens
    first, second = tokens[before.cue_token], tokens[draft.cue_token]
    between = tokens[second.i - 1]
    return (
        first.is_gerund
        and second.is_gerund
        and first.i < between.i
        and between.upos == "CCONJ"
        and first.sentence == second.sentence
    )


def with_subject_of_infinitive(reading: Reading, draft: Draft) -> Draft:
    """“There is time **for Ruiz to return**, even after **calling** it a sham”: a participle without a source is
    whose the infinitive above it is."""
    if draft.source is not None or draft.cue_token is None or draft.nobody:
        return draft
    if not reading.document.tokens[draft.cue_token].is_gerund:
        return draft
    heads = (subject_before_to(reading.document, i) for i in _verbs_above(reading, draft.cue_token))
    head = next((head for head in heads if head is not None), None)
    if head is None or head > draft.cue_token or reading.in_quotation(head):
        return draft
    found = source_at(reading, head, "subject_before_to", draft.cue_token)
    return evolve(draft, source=found.span, source_token=found.head)


def with_subject_shared(reading: Reading, draft: Draft) -> Draft:
    """“**The mayor** faces doubts after **saying** she would sell”, “As Ruiz spoke, **the union** marched, **urging** a
    strike”, “**He** teaches law and **counts** himself a liberal”, “**Angered** by the vote, **Hill** left”: a verb
    without a subject, of which nobody is expressed, has that of the verb on which it hangs."""
    if draft.source is not None or draft.cue is None or draft.nobody:
        return draft
    tokens = reading.document.tokens
    cue = next((i for i in reading.tokens_in(*draft.cue) if tokens[i].upos == "VERB"), None)
    if cue is None or not (_shares_by_form(reading.document, tokens[cue]) or _is_felt(reading, draft, tokens[cue])):
        return draft
    head = shared_subject(reading, cue)
    if head is None or reading.in_quotation(head) or tokens[head].sentence != tokens[cue].sentence:
        return draft
    found = source_at(reading, head, "shared_subject", cue)
    if any(shared(found.span, stretch) for stretch in (*draft.content, draft.cue)):
        return draft
    return evolve(draft, source=found.span, source_token=found.head)


def _shares_by_form(document: Document, cue: Token) -> bool:
    """“after **saying**”, “… and **counts** himself”: a participle of a clause, or a finite verb that is joined to
    another."""
    if subject(document, cue.i) is not None:
        return False
    is_second = cue.is_finite and cue.relation == "conj" and document.tokens[cue.i - 1].upos in ("CCONJ", "ADV")
    return is_second or (cue.is_gerund and cue.relation == "advcl")


def _is_felt(reading: Reading, draft: Draft, cue: Token) -> bool:
    """“**Angered** by the vote, Hill left”: a participle at the head of a sentence that tells what somebody feels or
    thinks, nothing that they are told."""
    opens = cue.i == reading.sentence_of(cue.i).first and cue.is_participle and cue.relation == "advcl"
    return opens and draft.mode not in SPEECH


def _verbs_above(reading: Reading, cue: int) -> Iterator[int]:
    """“There is time for Ruiz **to return**, even after **calling** it a sham”: what a participle hangs on; where that
    is nobody's, the infinitives before it, too."""
    document = reading.document
    verbs = [token.i for token in above(document, cue)]
    yield from verbs
    if verbs and has_child(document, verbs[0], "expl"):
        yield from (i for i in range(cue - 1, verbs[0], -1) if document.tokens[i].is_infinitive)


def subject_before_to(document: Document, verb: int) -> int | None:
    """“time for **the mayor** of Lyon to return”: whoever stands behind “for” and before the infinitive's “to”."""
    classes = document.language.closed_class
    to = first_child(document, verb, lambda t: t.relation == "mark" and t.lower in classes("infinitive_markers"))
    if not to:
        return None
    phrase = [document.tokens[to - 1], *above(document, to - 1)]
    return next((t.i for t in phrase if t.i < to and _is_behind_for(document, t)), None)


def _is_behind_for(document: Document, token: Token) -> bool:
    """“for **the mayor**”"""
    before = document.language.closed_class("before_subjects_of_infinitives")
    case = first_child(document, token.i, lambda t: t.relation in ("case", "mark") and t.lower in before)
    return case is not None and case < token.i and token.upos in ("NOUN", "PROPN", "PRON")
