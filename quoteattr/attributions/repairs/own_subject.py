"""“The pier will close,” **a clerk, who asked not to be named because she feared for her job,** said: however long
somebody is told of, that is no part of what they say."""

from attrs import evolve

from quoteattr.attributions.draft import SPEECH, Draft
from quoteattr.attributions.sources import is_passive, own_subject, source_at
from quoteattr.text.document import Token
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Offsets, shared
from quoteattr.text.tree import noun_phrase

_BESIDE = 2  # characters between the end of a content and its cue
_CLOSING = frozenset({",", "”", '"', "’", "'"})
_CLAUSES = frozenset({"ccomp", "parataxis"})


def without_own_subject(reading: Reading, draft: Draft) -> Draft:
    """A content that runs up to its cue, and holds the subject of that behind a comma or a quotation: what stands
    before the subject is said, and the rest says who says it."""
    last = draft.content[-1] if draft.content else (0, 0)
    if draft.cue is None or draft.cue_token is None or not 0 <= draft.cue[0] - last[1] <= _BESIDE:
        return draft
    head = own_subject(reading, draft.cue_token)
    head = _subject_of_clause(reading, draft.cue_token) if head is None else head
    piece = _holding(reading, draft, head) or last
    first = _first_of_subject(reading, piece, draft.cue_token, head) if head is not None else None
    if head is None or first is None:
        return draft
    before = reading.document.tokens[first.i - 1 - (reading.document.tokens[first.i - 1].text == ",")]
    source = first.start, reading.document.tokens[draft.cue_token - 1].end
    if draft.cue[0] <= source[1] - 1 or before.end <= piece[0]:
        return draft
    content = (*(p for p in draft.content if p[1] <= piece[0]), (piece[0], before.end))
    is_quoted = all(reading.quoted_characters(*piece) == piece[1] - piece[0] for piece in content)
    aloud = 1.0 if is_quoted else draft.aloud  # “**Never!**” alone, with its own words of saying
    return evolve(draft, source=source, source_token=head, aloud=aloud).with_content(content)


def with_subject_of_active(reading: Reading, draft: Draft) -> Draft:
    """“**The report,** seen by the Herald, **warns of** floods”: the subject of an active verb of saying, set apart
    from it by what tells of it, says it, and is no part of what is said; not “A man **said to be** ill”."""
    first, *rest = draft.content or ((0, 0),)
    if draft.source is not None or draft.cue is None or draft.cue_token is None or not rest:
        return draft
    if draft.cue[0] <= first[1] + 1:
        return draft
    cue, tokens = draft.cue_token, reading.document.tokens
    seems = tokens[cue].lemma.lower() in reading.language.closed_class("verbs_of_seeming")
    is_active = tokens[cue].is_finite and not seems and not is_passive(reading, cue)
    head = own_subject(reading, cue) if is_active and draft.mode in SPEECH else None
    if head is None or not first[0] <= tokens[head].start < first[1] <= draft.cue[0] or reading.in_quotation(head):
        return draft
    found = source_at(reading, head, "own_subject", cue)
    if found.span[1] > draft.cue[0] or any(shared(found.span, piece) for piece in rest):
        return draft
    return evolve(draft, source=found.span, source_token=head, nobody=False).with_content(rest)


def with_speaker_behind(reading: Reading, draft: Draft) -> Draft:
    """“The deal was dead, said **an official** declining to be named”: somebody right behind a cue that goes on from
    what is said before it, taken for more of that."""
    *before, last = draft.content or ((0, 0),)
    if draft.source is not None or draft.cue is None or draft.cue_token is None or not before:
        return draft
    beside = before[-1][1] <= draft.cue[0] and 0 <= last[0] - draft.cue[1] <= 1
    between = reading.document.text[before[-1][1] - 1 : draft.cue[0]]
    if not beside or _CLOSING.isdisjoint(between) or not reading.introduces_quotations(draft.cue_token):
        return draft
    article, *behind = [reading.document.tokens[i] for i in reading.tokens_in(*last)][:_BEGINS]
    classes, nouns = reading.language.closed_class, reading.language.words("role_nouns")
    noun = next((t for t in behind if t.lower in nouns), None)
    if article.lower not in classes("articles") or noun is None or reading.in_quotation(noun.i):
        return draft
    goes_on = reading.document.tokens[noun.i + 1].upos != "VERB"  # not “an official **declining**”: that is told of it
    source = last if goes_on else (last[0], noun.end)
    return evolve(draft, source=source, source_token=noun.i).with_content(before)


def with_sides_changed(reading: Reading, draft: Draft) -> Draft:
    """“**The mill will close**, said **a manager** refusing to give a name”: a clause taken for who says it, and its
    speaker right behind the cue for what is said."""
    if draft.source is None or draft.cue is None or draft.cue_token is None or len(draft.content) != 1:
        return draft
    document, (content,) = reading.document, draft.content
    below = {document.tokens[c].relation: c for c in document.children[draft.cue_token]}
    subject, clause = below.get("nsubj", -1), below.get("ccomp", -1)
    behind = 0 <= content[0] - draft.cue[1] <= 1 and subject in reading.tokens_in(*content)
    if not behind or clause not in reading.tokens_in(*draft.source) or draft.source[1] > draft.cue[0]:
        return draft
    source = content[0], document.tokens[subject].end
    return evolve(draft, source=source, source_token=subject).with_content((draft.source,))


_BEGINS = 4  # words of “a senior Harlow official”


def _holding(reading: Reading, draft: Draft, head: int | None) -> Offsets | None:
    """“**The pier will close, a clerk** who asked for **anonymity as she fears them**, said”: the piece of a content
    that holds the subject, if the clause on that is a piece, too."""
    start = reading.document.tokens[head].start if head is not None else -1
    return next((piece for piece in draft.content if piece[0] < start < piece[1]), None)


def _subject_of_clause(reading: Reading, cue: int) -> int | None:
    """“The pier will close, **three people briefed on it** said”: what the parse takes for a second subject of the
    clause, behind its verb and a comma."""
    document = reading.document
    clause = next((c for c in document.children[cue] if document.tokens[c].relation in _CLAUSES and c < cue), cue)
    subjects = (c for c in document.children[clause] if document.tokens[c].relation == "nsubj" and clause < c < cue)
    return next(subjects, None)


def _first_of_subject(reading: Reading, piece: Offsets, cue: int, head: int) -> Token | None:
    """The first token of a cue's subject that stands in a content, behind a clause or a quotation and its mark."""
    document = reading.document
    token = document.tokens[head]
    if not piece[0] < token.start < piece[1] or not head < cue or reading.in_quotation(head):
        return None
    phrase = (document.tokens[i] for i in noun_phrase(document, head, cue) if not reading.in_quotation(i))
    first = next(t for t in phrase if t.upos != "PUNCT")
    says = [c for c in document.children[cue] if document.tokens[c].relation in _CLAUSES and c < first.i]
    is_behind = first.i > 0 and first.start > piece[0] and document.tokens[first.i - 1].text in _CLOSING
    is_said = bool(says) or reading.in_quotation(reading.token_at(piece[0]))
    return first if is_behind and is_said and document.tokens[first.i - 1].sentence == token.sentence else None
