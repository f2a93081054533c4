"""The source of a cue: one small rule for each construction, tried in order."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import dropwhile, pairwise, takewhile
from typing import Any

from attrs import evolve

from quoteattr.attributions.draft import Draft
from quoteattr.records import Mode
from quoteattr.runtime.values import value
from quoteattr.text.document import Token
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Offsets
from quoteattr.text.tree import (
    above,
    first_child,
    has_child,
    head_of,
    is_finite,
    is_time,
    is_verbal,
    may_be_finite,
    noun_phrase,
    stretch,
    subject,
    verb_group,
)

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_BEGINS_NO_SOURCE = frozenset({"PUNCT", "CCONJ", "SCONJ"})
_IN_ROLES = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "PART", "ADP"})
_PREDICATES = frozenset({"VERB", "AUX", "NOUN", "ADJ", "PROPN"})
_ENDS_APPOSITIVE = frozenset({",", ".", ";", "?", "!", "--", "—"})
_GOES_ON = frozenset(",!?")  # at the end of a quotation whose sentence goes on
_SETS_OFF = frozenset({",", "-", "--", "—", "–"})
_SECOND_VERB = frozenset({"past", "third", "participle"})
_MODIFIER = frozenset({"gerund", "adjective", "participle"})
_ENDS_SENTENCE = frozenset(".;:?!")
_LONGEST_GROUP = 12  # tokens between a quotation and its verb
_LONGEST_VERB = 9  # of a verb with its auxiliaries, as `verb_group` finds it, and one before
_LONGEST_RELATIVE = 30  # tokens of a source phrase with a relative clause
WITH_RELATIVE = "phrase_with_relative"  # the rule
INSCRIBED = "inscribed_noun"  # the rule
FIRM_WITH_ENDING = "firm_with_ending"  # the rule


@value
class Source:
    """The head of a source phrase, its character offsets, and the rule that found it."""

    head: int
    span: Offsets
    rule: str


def draft_of(reading: Reading, source: Source, cue: tuple[int, int], **found: Any) -> Draft:
    """What a rule found of somebody's: its source, the first and last token of its cue, and the rest of the draft."""
    tokens = reading.document.tokens
    return Draft(cue=(tokens[cue[0]].start, tokens[cue[1]].end), source=source.span, source_token=source.head, **found)


def find_source(reading: Reading, cue: int) -> Source | None:
    """The source of a cue, or None where nobody is expressed."""
    for rule in _RULES[reading.document.tokens[cue].upos]:
        head = rule(reading, cue)
        if isinstance(head, Source):
            return head
        if head is not None and _may_speak(reading, head):
            found = _behind_comma(reading, cue, source_at(reading, head, rule.__name__, cue))
            return _with_appositive(reading, cue, found)
    return beside_quotation(reading, cue)


def _may_speak(reading: Reading, head: int) -> bool:
    """Whether a token stands outside quotations and says who, not when."""
    return not reading.in_quotation(head) and not _is_time(reading, head)


def _is_time(reading: Reading, head: int) -> bool:
    """“said **Tuesday**”: when, not who; but “**May** said”: Theresa May."""
    token = reading.document.tokens[head]
    if token.relation == "nsubj" and token.lower in reading.language.words("months_and_names"):
        return False
    return is_time(reading.document, token)


# --- the phrase around its head -------------------------------------------------------------------


def _behind_comma(reading: Reading, cue: int, source: Source) -> Source:
    """“That worries Mrs. Clinton, **analysts** said”: taken for an appositive, but no comma closes it."""
    inside = reading.tokens_in(*source.span)
    if not inside or inside[-1] != cue - 1:
        return source
    tokens = reading.document.tokens[inside[0] : cue]
    rest = _behind_last_comma(tokens)
    if not rest or any(t.upos == "CCONJ" for t in tokens):
        return source
    return Source(rest[-1].i, (rest[0].start, rest[-1].end), source.rule)


def _behind_last_comma(tokens: Sequence[Token]) -> list[Token]:
    """“Mrs. Clinton, **analysts**”: the noun group behind the last comma; nothing where there is no such."""
    rest = list(takewhile(lambda t: t.text != ",", reversed(tokens)))[::-1]
    is_group = len(rest) < len(tokens) and all(t.upos in _NOMINAL for t in rest)
    return rest if is_group else []


def _with_appositive(reading: Reading, cue: int, source: Source) -> Source:
    """“said Maria Ruiz**, a teacher**”; “Ruiz**, who teaches physics**, said”: what commas set off beside a name."""
    tokens = reading.document.tokens
    comma = reading.token_at(source.span[1])
    if not _may_have_appositive(reading, cue, source.head, comma):
        return source
    stop = _appositive_stop(reading, cue, comma)
    is_behind = source.span[0] > tokens[cue].start
    fits = _is_appositive_behind if is_behind else _is_appositive_before
    if not fits(reading, cue, comma, stop):
        return source
    return evolve(source, span=(source.span[0], tokens[stop - 1].end))


def _may_have_appositive(reading: Reading, cue: int, head: int, comma: int) -> bool:
    """“Maria **Ruiz,** …”: a name, and a comma behind it with more to come."""
    tokens = reading.document.tokens
    if comma + 1 >= reading.sentence_of(cue).last:
        return False
    return tokens[comma].text == "," and tokens[head].upos == "PROPN"


def _appositive_stop(reading: Reading, cue: int, comma: int) -> int:
    """The mark or the quotation that ends what a comma opens; else the end of the sentence."""
    last = reading.sentence_of(cue).last
    ends = (j for j in range(comma + 1, last) if _ends_appositive(reading, j))
    return next(ends, last)


def _ends_appositive(reading: Reading, j: int) -> bool:
    return reading.document.tokens[j].text in _ENDS_APPOSITIVE or reading.in_quotation(j)


def _is_appositive_behind(reading: Reading, cue: int, comma: int, stop: int) -> bool:
    """“said Maria Ruiz, **a teacher**.”: behind the cue a noun group, or a relative clause, up to the next mark."""
    if stop - comma < 25 and _opens_relative(reading, comma + 1):
        return True
    return _is_short_group(reading, comma, stop)


def _is_short_group(reading: Reading, comma: int, stop: int) -> bool:
    """“, **a teacher from Lyon**”: a noun group without a verb."""
    tokens = reading.document.tokens
    if stop - comma >= 20 or tokens[comma + 1].upos not in ("DET", "NOUN", "ADJ", "PROPN"):
        return False
    return not any(is_verbal(t) or t.upos == "SCONJ" for t in tokens[comma + 1 : stop])


def _is_appositive_before(reading: Reading, cue: int, comma: int, stop: int) -> bool:
    """“Ruiz, **a teacher**, said”: before the cue all that stands between two commas."""
    tokens = reading.document.tokens
    if not 0 < cue - stop <= 3 or tokens[stop].text != ",":
        return False
    return tokens[comma + 1].upos in ("DET", "NOUN", "ADJ", "NUM") or _opens_relative(reading, comma + 1)


def _opens_relative(reading: Reading, j: int) -> bool:
    """“Ruiz, **who** teaches physics”"""
    return reading.document.tokens[j].lemma in reading.language.closed_class("relative_persons")


def source_at(reading: Reading, head: int, rule: str, cue: int | None = None) -> Source:
    """The source phrase around a head, without the cue and what hangs on it."""
    phrase = _behind_what_is_restricted(reading, head, noun_phrase(reading.document, head, cue), cue)
    indices = _whole_name(reading, _unquoted(reading, head, phrase))
    indices = list(dropwhile(lambda j: j < head and _only_ties(reading.document.tokens[j]), indices))
    return Source(head, _without_possessive(reading, _without_time(reading, indices, head)), rule)


def _behind_what_is_restricted(reading: Reading, head: int, indices: list[int], cue: int | None) -> list[int]:
    """“the fear **people** feel”: what the clause of a cue restricts is no part of its subject, whatever the parse
    makes of the two nouns."""
    verb = reading.document.tokens[cue] if cue is not None else None
    if verb is None or verb.relation != "acl" or not indices[0] <= verb.head < head < verb.i:
        return indices
    return [i for i in indices if i > verb.head]


def _unquoted(reading: Reading, head: int, indices: list[int]) -> list[int]:
    """A phrase from its first word outside quotations on, up to a quotation behind its head."""
    behind = indices.index(head) + 1
    before = dropwhile(reading.in_quotation, indices[:behind])
    return [*before, *takewhile(lambda j: not reading.in_quotation(j), indices[behind:])] or [head]


def _only_ties(token: Token) -> bool:
    """“**by** the mayor”, “**and** the mayor”: a word that ties the phrase to its sentence."""
    return token.relation in ("case", "mark", "cc")


def _whole_name(reading: Reading, indices: list[int]) -> list[int]:
    """“Mr.” + “Obama”, “Sen.” + “David Perdue” + “(R-Ga.)”: names the parser tore apart are one phrase."""
    first = indices[0]
    while _is_torn_from(reading, first):
        first -= 1
    whole = [*range(first, indices[0]), *indices]
    while more := _torn_off(reading, whole[-1] + 1):
        whole += more
    return whole


def _is_torn_from(reading: Reading, j: int) -> bool:
    """“Mr. **Obama**”: a name with a name right before it."""
    tokens = reading.document.tokens
    if j <= reading.sentence_of(j).first:
        return False
    return tokens[j].upos == "PROPN" and tokens[j - 1].upos == "PROPN"


def _torn_off(reading: Reading, j: int) -> range:
    """The tokens from one on that go on with the name before it: a name, or a parenthesis."""
    tokens = reading.document.tokens
    last = reading.sentence_of(j - 1).last
    if j >= last or reading.in_quotation(j):
        return range(0)
    if tokens[j].text == "(":
        return next((range(j, k + 1) for k in range(j, min(j + 12, last)) if tokens[k].text == ")"), range(0))
    return range(j, j + 1) if _goes_on_with_name(reading, j) else range(0)


def _goes_on_with_name(reading: Reading, j: int) -> bool:
    """“Sen.” + “**David**”, “mayor” + “**Ruiz**”; but no cue that is written like a name."""
    tokens = reading.document.tokens
    if j in reading.cues:
        return False
    return tokens[j].upos == "PROPN" and tokens[j - 1].upos in ("PROPN", "NOUN")


def _without_time(reading: Reading, indices: list[int], head: int) -> list[int]:
    """“the White House **on Monday** defended”: when it was said is no part of who said it."""
    document = reading.document
    while indices[-1] > head and is_time(document, document.tokens[indices[-1]]):
        indices = _without_modifiers(reading, indices[:-1], head)
    return indices


def _without_modifiers(reading: Reading, indices: list[int], head: int) -> list[int]:
    """“the White House **on the last** (Monday)”: what only leads to a word that is gone."""
    while indices[-1] > head and reading.document.tokens[indices[-1]].upos in ("ADP", "DET", "ADJ", "ADV"):
        indices = indices[:-1]
    return indices


def _without_possessive(reading: Reading, indices: list[int]) -> Offsets:
    """“Trump**'s** claim”: the mark is no part of the source."""
    if len(indices) > 1 and reading.document.tokens[indices[-1]].is_genitive:
        indices = indices[:-1]
    return stretch(reading.document, indices)


# --- the subject of the cue, its own or shared ----------------------------------------------------


def own_subject(reading: Reading, cue: int) -> int | None:
    """“**The mayor** said …”; not the one who is told: “the mayor was asked whether …”."""
    head = subject(reading.document, cue)
    if head is None or not _is_somebody(reading, head):
        return None
    head = _nearest_subject(reading, head, cue)
    is_told = reading.document.tokens[head].deprel == "nsubj:pass" and is_passive(reading, cue)
    return None if is_told else head


def _nearest_subject(reading: Reading, head: int, cue: int) -> int:
    """“As many as **30 percent** say”, “17-year-old **Al Lund** said”: of two subjects that the parse gives one verb,
    with nothing but words of theirs between, the one beside it."""
    tokens = reading.document.tokens
    alike = [c for c in reading.document.children[cue] if head < c < cue and tokens[c].relation == "nsubj"]
    is_parted = not alike or any(t.text == "," or is_verbal(t) for t in tokens[head : alike[-1]])
    return head if is_parted or tokens[head].upos != "ADJ" else alike[-1]


def _is_somebody(reading: Reading, head: int) -> bool:
    """Whether a subject can stand for who says it: no clause, no “it”, no “there”, no “what”."""
    token = reading.document.tokens[head]
    if token.relation == "csubj" or _is_dummy(reading, head):
        return False
    return token.lemma.lower() not in reading.language.closed_class("free_relatives")


def _is_dummy(reading: Reading, head: int) -> bool:
    """“**It** is believed that …”, “**there** is …”."""
    token = reading.document.tokens[head]
    return token.relation == "expl" or token.lemma.lower() in reading.language.closed_class("subjects_of_nobody")


def agent(reading: Reading, cue: int) -> int | None:
    """“The plan was rejected **by the senate**”."""
    return first_child(reading.document, cue, lambda t: t.deprel == "obl:agent")


def agent_beside(reading: Reading, cue: int) -> Source | None:
    """“The plan was reported last week **by the Herald's Nadia Osei**”: the agent of a passive, as the parse has it,
    else what “by” brings behind the verb, or behind when it was done."""
    head = agent(reading, cue)
    if head is not None and _may_speak(reading, head):
        return source_at(reading, head, "agent", cue)
    tokens, last = reading.document.tokens, reading.sentence_of(cue).last
    by = next((j for j in range(cue + 1, last) if not _tells_how_or_when(reading, j)), last)
    if not is_passive(reading, cue) or tokens[min(by, last - 1)].lower not in reading.language.closed_class("agents"):
        return None
    group = list(takewhile(lambda t: t.upos in _NOMINAL or t.upos == "PART", tokens[by + 1 : last]))
    if not group or group[-1].upos not in _NOUNS or not _may_speak(reading, group[-1].i):
        return None
    return Source(head_of(reading.document, [t.i for t in group]), (group[0].start, group[-1].end), "agent_beside")


def agent_behind(reading: Reading, cue: int) -> tuple[int, Source] | None:
    """“The portal was branded “a swamp” **by one of its makers**”: the “by” right behind the first quotation that a
    passive brings, and whom that brings."""
    if not is_passive(reading, cue):
        return None
    tokens, last = reading.document.tokens, reading.sentence_of(cue).last
    quoted = next((j for j in range(cue + 1, last) if reading.quotation_of[j] >= 0), last)
    by = next((j for j in range(quoted, last) if reading.quotation_of[j] < 0), last)
    if quoted - cue > _BROUGHT or by + 1 >= last or tokens[by].lower not in reading.language.closed_class("agents"):
        return None
    head = tokens[by].head if tokens[by].relation == "case" else -1
    if not by < head < last or reading.quotation_of[head] >= 0 or not _may_speak(reading, head):
        return None
    start, end = source_at(reading, head, "agent_behind", cue).span
    group = list(takewhile(lambda t: t.start < end, tokens[by + 1 : last]))
    while group and group[-1].upos in ("PUNCT", "CCONJ"):  # “by two of the jurors**, and** “a mess” by another”
        group.pop()
    is_behind = bool(group) and start == group[0].start
    return (by, Source(head, (start, group[-1].end), "agent_behind")) if is_behind else None


_BROUGHT = 4  # tokens from a cue to the quotation that it brings: “described as a”


def _tells_how_or_when(reading: Reading, j: int) -> bool:
    """“reported **last week** by”, “sent **privately** by”"""
    token, governor = reading.document.tokens[j], reading.document.tokens[reading.document.tokens[j].head]
    modifies = token.relation in ("amod", "det", "case", "nummod") and governor.i > j
    return token.upos == "ADV" or is_time(reading.document, governor if modifies else token)


def heard(reading: Reading, cue: int) -> int | None:
    """“They heard **Ruiz** vowing to fight on”: who stands right before what they say, whatever that hangs on."""
    tokens, document = reading.document.tokens, reading.document
    if not cue or not tokens[cue].is_gerund:
        return None
    entity = document.entity_at.get(cue - 1)
    head = entity.first if entity is not None else cue - 1
    led = tokens[tokens[head].head]
    if tokens[head].relation != "obj" or led.i >= head or (entity is None and tokens[head].upos != "PRON"):
        return None
    return head if led.lemma.lower() in reading.language.closed_class("verbs_of_hearing") else None


def shared_subject(reading: Reading, cue: int) -> int | None:
    """“**She** thanked them and said …”, “**she** went on to say …”, “**he** spoke, adding that …”."""
    at = reading.document.tokens[cue]
    if is_passive(reading, cue):
        return None
    for _ in range(4):
        if not _shares_subject(reading, at):
            return None
        head = _subject_of_a_clause_between(reading, at)
        at = reading.document.tokens[at.head]
        head = subject(reading.document, at.i) if head is None else head
        if head is not None:
            return None if _is_dummy(reading, head) or not _agree(reading, head, cue) else head
    return None


def _agree(reading: Reading, head: int, cue: int) -> bool:
    """“The **delays** have become as common as rain and **promises** to end it”: several have no verb for one."""
    tokens = reading.document.tokens
    return not (tokens[head].upos == "NOUN" and tokens[head].has("plural") and tokens[cue].has("third"))


def _subject_of_a_clause_between(reading: Reading, verb: Token) -> int | None:
    """“I came home, and **a neighbour** came in and said”: of verbs that all hang on the first, the nearest one's."""
    document = reading.document
    if verb.relation != "conj":
        return None
    between = (document.tokens[c] for c in document.children[verb.head] if verb.head < c < verb.i)
    heads = [subject(document, t.i) for t in between if t.relation == "conj" and t.upos in _PREDICATES]
    return next((head for head in reversed(heads) if head is not None), None)


def _shares_subject(reading: Reading, token: Token) -> bool:
    """“thanked them and **said**”: whether a predicate hangs on another whose subject may be its own."""
    if token.head < 0 or token.relation not in ("conj", "xcomp", "advcl", "parataxis"):
        return False
    return reading.document.tokens[token.head].upos in _PREDICATES


def speaker_going_on(reading: Reading, cue: int) -> int | None:
    """“**She** said it was over, adding that …”, “**she** said it was over and promised to …”: the parser hangs
    the second cue on the content of the first."""
    if not goes_on(reading, cue):
        return None
    first = next((t.i for t in above(reading.document, cue) if reading.introduces_quotations(t.i)), None)
    if first is None:
        return None
    head = subject(reading.document, first)
    return head if head is not None else speaker_beside(reading, first)


def goes_on(reading: Reading, j: int) -> bool:
    """Whether a cue inside the content of another goes on with that one's speaker: a participle behind a
    comma, or a verb without a subject behind “and”."""
    if j == 0 or not _is_verb_of_saying(reading, j):
        return False
    if reading.document.tokens[j].head < 0 or subject(reading.document, j) is not None:
        return False
    return _is_participle_that_adds(reading, j) or _is_second_verb(reading, j)


def _is_verb_of_saying(reading: Reading, j: int) -> bool:
    """“said”, “wrote”; no thought, no noun."""
    entry = reading.cues.get(j)
    return entry is not None and entry.upos == "VERB" and entry.mode in (Mode.SPEECH, Mode.WRITING)


def _is_participle_that_adds(reading: Reading, j: int) -> bool:
    """“…, **adding** that …”, “…” **calling** it a mistake"""
    token = reading.document.tokens[j]
    if not token.is_gerund or token.relation not in ("advcl", "ccomp", "parataxis", "acl"):
        return False
    return reading.document.tokens[j - 1].text in _SETS_OFF or reading.in_quotation(j - 1)


def _is_second_verb(reading: Reading, j: int) -> bool:
    """“said it was over and **promised** to …”: right behind the conjunction, without an auxiliary of its own."""
    document = reading.document
    if document.tokens[j].relation != "conj" or document.tokens[j].traits.isdisjoint(_SECOND_VERB):
        return False
    return document.tokens[j - 1].upos in ("CCONJ", "ADV") and not has_child(document, j, "aux")


def inscribed_noun(reading: Reading, cue: int) -> int | None:
    """“held **signs** reading “Go home.””, “wore **a badge** that day saying …”: what bears the words, right before the
    participle; not what somebody sends or writes, who says it."""
    tokens, classes = reading.document.tokens, reading.language.closed_class
    verb, noun = tokens[cue], tokens[cue - 1]
    if not cue or not verb.is_gerund or verb.lemma.lower() not in classes("verbs_of_inscriptions"):
        return None
    if noun.upos != "NOUN" or noun.lemma.lower() not in reading.language.words("document_nouns"):
        return None
    governor = tokens[noun.head] if noun.relation == "obj" and noun.head >= 0 else verb
    return None if governor.lemma.lower() in classes("verbs_of_issuing") else noun.i


def modified_noun(reading: Reading, cue: int) -> int | None:
    """“**a letter** saying that …”, “**officials** concerned about …”."""
    entry = reading.cues.get(cue)  # None where only the network takes the word for a cue
    if entry is None or entry.mode not in (Mode.SPEECH, Mode.WRITING, Mode.EVIDENCE) or not _modifies(reading, cue):
        return None
    governor = reading.document.tokens[reading.document.tokens[cue].head]
    return governor.i if governor.upos in _NOMINAL else None


def _modifies(reading: Reading, cue: int) -> bool:
    """“a letter **saying** …”; not “a plan **rejected** by …”."""
    token = reading.document.tokens[cue]
    if token.deprel != "acl" or not 0 <= token.head < cue or token.traits.isdisjoint(_MODIFIER):
        return False
    return not token.is_participle


def supported_subject(reading: Reading, cue: int) -> int | None:
    """“**The mayor** made a promise that …”, “**he** has no doubt that …”."""
    token = reading.document.tokens[cue]
    if token.relation not in ("obj", "obl") or token.head < 0:
        return None
    head = subject(reading.document, token.head)
    return head if head is not None and reading.document.tokens[head].deprel == "nsubj" else None


# --- what stands beside the cue, whatever the parse -----------------------------------------------


def speaker_beside(reading: Reading, cue: int) -> int | None:
    """Where the tree gives no subject: “… said **Maria Ruiz**”, “**Ruiz**, the mayor, said …”."""
    if not reading.document.tokens[cue].is_finite:
        return None
    if _may_begin_speaker(reading, cue):
        return _group_head(reading, cue + 1, reading.sentence_of(cue).last)
    return _name_before_commas(reading, cue)


def _may_begin_speaker(reading: Reading, cue: int) -> bool:
    """“said **Maria** Ruiz”, “said **the** mayor”, “said **she**”: what stands right behind the cue."""
    behind = cue + 1
    if behind >= reading.sentence_of(cue).last or reading.in_quotation(behind):
        return False
    token = reading.document.tokens[behind]
    return token.upos in ("PROPN", "DET") or token.lemma.lower() in reading.language.closed_class("pronouns_that_speak")


def _name_before_commas(reading: Reading, cue: int) -> int | None:
    """“**Ruiz**, the mayor, said”: the name before a stretch between two commas."""
    tokens, first, before = reading.document.tokens, reading.sentence_of(cue).first, cue - 1
    if before <= first or tokens[before].text != ",":
        return None
    for k in range(before - 1, max(first, before - 20), -1):
        if tokens[k].text == ",":
            return k - 1 if tokens[k - 1].upos == "PROPN" else None
    return None


def phrase_with_relative(reading: Reading, cue: int) -> Source | None:
    """“The roof leaks, **a tenant who feared eviction** said”: all between a comma or a quotation and the cue, where it
    begins with a noun group and goes on with a relative clause that has a verb of its own."""
    tokens = reading.document.tokens
    least = max(reading.sentence_of(cue).first, cue - _LONGEST_RELATIVE)
    if not reading.document.has_relative(least, cue):
        return None
    begins = verb_group(reading.document, cue)[0]
    if not may_be_finite(tokens[cue]) or not begins or not _may_end_relative(reading, begins - 1):
        return None
    for first in _openings_before(reading, begins):
        head = _head_of_relative(reading, first, begins)
        if head is not None and not _is_clause_before(reading, first, begins):
            return Source(head, (tokens[first].start, tokens[begins - 1].end), WITH_RELATIVE)
    return None


def _is_clause_before(reading: Reading, first: int, cue: int) -> bool:
    """“If it rains, **drivers who cross will pay**, the union said”: a noun with a relative clause, and a verb of its
    own, up to the comma before somebody else."""
    tokens = reading.document.tokens
    comma = next((j for j in range(cue - 1, first, -1) if tokens[j].text == ","), first)
    relative = next((t.i for t in tokens[first:comma] if t.opens_relative), comma)
    finite = [t.i for t in tokens[relative:comma] if t.is_modal or may_be_finite(t)]
    apart = [b for a, b in pairwise(finite) if any(not _is_in_group(t) for t in tokens[a + 1 : b])]
    joined = [b for b in apart if _has_own_subject(reading, tokens[b - 1]) or tokens[b - 1].upos in ("CCONJ", "SCONJ")]
    return len(apart) > len(joined)


def _has_own_subject(reading: Reading, before: Token) -> bool:
    """“who said **they** would pay”: the word right before a verb is its subject."""
    return before.is_relative or before.lower in reading.language.closed_class("pronouns_that_speak")


def _is_in_group(token: Token) -> bool:
    """A word of one and the same verb group."""
    return token.upos in ("AUX", "VERB", "ADV", "PART")


def _may_end_relative(reading: Reading, j: int) -> bool:
    """“who feared **eviction** (said)”; not “who waited **and** (said)”, “who **had** (said)”"""
    token = reading.document.tokens[j]
    return token.upos not in ("CCONJ", "PUNCT", "AUX", "SCONJ") and not token.is_relative


def _openings_before(reading: Reading, cue: int) -> Iterator[int]:
    """The tokens right behind a comma or a quotation before a cue, the nearest first; a clause stands before it."""
    tokens, least = reading.document.tokens, max(reading.sentence_of(cue).first, cue - _LONGEST_RELATIVE)
    for j in range(cue - 1, least - 1, -1):
        if reading.in_quotation(j):
            yield j + 1
            return
        if tokens[j].text in _ENDS_SENTENCE:
            return
        if tokens[j].text == "," and any(map(is_verbal, tokens[reading.sentence_of(cue).first : j])):
            yield j + 1


def _head_of_relative(reading: Reading, first: int, cue: int) -> int | None:
    """“**a tenant** who feared eviction (said)”: the noun before a relative pronoun whose clause has a verb."""
    tokens = reading.document.tokens
    group = list(takewhile(lambda t: t.upos in _IN_ROLES or t.upos == "NUM", tokens[first:cue]))
    group = list(takewhile(lambda t: not t.opens_relative, group))
    nouns = [t for t in group if t.upos in _NOUNS]
    if not nouns or group[0].upos == "ADP":
        return None
    behind = tokens[group[-1].i + 1]
    if behind.i >= cue or not behind.opens_relative:
        return None
    verbs = [t for t in tokens[behind.i + 1 : cue] if is_verbal(t)]
    before_of = next((t.i for t in group if t.upos == "ADP"), cue)
    return max((t.i for t in nouns if t.i < before_of), default=nouns[-1].i) if verbs else None


def subject_beside(reading: Reading, cue: int) -> int | None:
    """Where the parser hung the subject elsewhere: “… and **Hill** has vowed”: the noun right before the verb."""
    if not is_finite(reading.document, cue) or is_passive(reading, cue):
        return None
    first, before = reading.sentence_of(cue).first, cue - 1
    while before >= first and _parts_subject_from_verb(reading, before):
        before -= 1
    return before if before >= first and _may_be_subject(reading, before, cue) else None


def firm_with_ending(reading: Reading, cue: int) -> Source | None:
    """“**McDonald's** said sales fell”: an organisation that is called so, right before a verb, owns nothing there."""
    tokens, language = reading.document.tokens, reading.language
    if cue - 2 < reading.sentence_of(cue).first or not may_be_finite(tokens[cue]):
        return None
    firm, ending = tokens[cue - 2 : cue]
    if ending.lower not in language.closed_class("genitives") or ending.start != firm.end or firm.text.islower():
        return None
    called = f"{firm.lower}{ending.lower}".replace("’", "'")
    is_firm = called in language.words("organizations") and not reading.in_quotation(firm.i)
    return Source(firm.i, (firm.start, ending.end), FIRM_WITH_ENDING) if is_firm else None


def _parts_subject_from_verb(reading: Reading, j: int) -> bool:
    """“Hill **on Monday also has** vowed”: what may stand between a subject and its verb."""
    return reading.document.tokens[j].upos in ("ADV", "AUX", "PART") or _is_time(reading, j)


def _may_be_subject(reading: Reading, j: int, cue: int) -> bool:
    """“**Hill** vowed”, “**she** vowed”; not “it”, where it stands for nothing."""
    token = reading.document.tokens[j]
    if reading.in_quotation(j):
        return False
    if token.upos == "PRON":
        return token.has("personal") and token.relation != "expl"
    if token.upos == "INTJ":  # “**Oh** said”
        return token.text.istitle() and token.i + 1 == cue
    return token.upos in ("PROPN", "NOUN")


def _group_head(reading: Reading, first: int, last: int) -> int | None:
    """The noun at the end of a noun group that begins here: “**the old mayor** of Lyon” → mayor."""
    head = None
    for token in reading.document.tokens[first:last]:
        if token.upos in _NOUNS:
            head = token.i
        elif token.upos not in ("DET", "ADJ", "NUM", "PART") and token.text != "-":
            break
    return head


def role_and_name(reading: Reading, cue: int) -> Source | None:
    """“…, **the mayor, Maria Ruiz**, said”: whatever the parser hung them on."""
    tokens = reading.document.tokens
    comma = _comma_before_name(reading, cue)
    if comma is None or tokens[comma - 1].upos != "NOUN":
        return None
    role, first = comma - 1, reading.sentence_of(cue).first
    while role > first and tokens[role - 1].upos in _IN_ROLES:
        role -= 1
    if reading.any_in_quotation(range(role, cue)):
        return None
    return Source(cue - 2, (tokens[role].start, tokens[cue - 2].end), "role_and_name")


def _comma_before_name(reading: Reading, cue: int) -> int | None:
    """“the mayor**,** Maria Ruiz, said”"""
    tokens, first = reading.document.tokens, reading.sentence_of(cue).first
    if cue - first < 4 or tokens[cue - 1].text != ",":
        return None
    at = cue - 2
    while at > first and tokens[at].upos == "PROPN":
        at -= 1
    return at if at < cue - 2 and tokens[at].text == "," else None


def phrase_before(reading: Reading, cue: int) -> Source | None:
    """“**An aide** who did not want to be named said …” parsed astray: a noun group at the head of the
    sentence with all the rest of it, up to the cue, hanging on it."""
    tokens, first, entry = reading.document.tokens, reading.sentence_of(cue).first, reading.cues.get(cue)
    if entry is None or entry.frames.get("clause", 0) < 0.8 or not may_be_finite(tokens[cue]):
        return None
    head = _group_head(reading, first, cue)
    if head is None or head + 1 >= cue or reading.any_in_quotation(range(first, cue)):
        return None
    if not _goes_on_with_clause(reading, head + 1):
        return None
    return Source(head, (tokens[first].start, tokens[cue - 1].end), "phrase_before")


def _goes_on_with_clause(reading: Reading, j: int) -> bool:
    """“an aide **who** …”, “people **familiar** with …”: a word that goes on with the noun before it."""
    lemma = reading.document.tokens[j].lemma.lower()
    return lemma in reading.language.closed_class("phrase_relatives") or lemma in reading.language.words(
        "knowledge_words"
    )


def some_of_those(reading: Reading, cue: int) -> Source | None:
    """“**Many of those who came** said …”, parsed astray: at the head of the sentence some of a group, and a relative
    clause with a verb of its own, up to the cue."""
    document, first = reading.document, reading.sentence_of(cue).first
    if not may_be_finite(document.tokens[cue]) or not _may_end_relative(reading, cue - 1):
        return None
    phrase = document.tokens[first:cue]
    group = list(takewhile(lambda t: not t.is_relative, phrase))
    of = next((t.i for t in group if t.lower in reading.language.closed_class("of")), first)
    clause = phrase[len(group) + 1 :]
    nominal = all(t.upos in _IN_ROLES or t.upos == "NUM" for t in group)
    if of == first or not nominal or not any(map(is_verbal, clause)) or any(t.upos == "PUNCT" for t in clause):
        return None
    if reading.any_in_quotation(range(first, cue)):
        return None
    return Source(of - 1, (phrase[0].start, phrase[-1].end), "some_of_those")


def group_beside_quotation(reading: Reading, cue: int) -> Source | None:
    """“…,” **the notice on the door** read, “…!” **a man at the back** hollered: a group with a preposition in it, all
    that stands between a quotation and its verb, whatever the parse hangs its last noun on."""
    document, tokens = reading.document, reading.document.tokens
    if tokens[cue].is_gerund or not reading.any_in_quotation(range(max(0, cue - _LONGEST_GROUP - _LONGEST_VERB), cue)):
        return None
    begins = first = verb_group(document, cue)[0]
    least = max(2, begins - _LONGEST_GROUP)
    while first > least and tokens[first - 1].upos in _IN_ROLES and not reading.in_quotation(first - 1):
        first -= 1
    group = tokens[first:begins]
    preposition = next((t.i for t in group if t.upos == "ADP"), first)
    if preposition == first or not reading.in_quotation(first - 1) or tokens[first - 2].text not in _GOES_ON:
        return None
    head = _group_head(reading, first, preposition)
    if head is None or group[-1].upos not in _NOUNS or any(is_time(document, t) for t in group):
        return None
    return Source(head, (group[0].start, group[-1].end), "group_beside_quotation")


def beside_quotation(reading: Reading, cue: int) -> Source | None:
    """“…,” **Sen. Claire McCaskill (D-Mo.)** said: all that stands between a quotation and its cue."""
    tokens = reading.document.tokens
    first = _behind_quotation(reading, cue)
    if first is None or not tokens[cue].is_finite:
        return None
    region = _bare([t for t in tokens[first:cue] if t.upos not in ("ADV", "AUX")])
    if not region or region[0].upos not in _NOMINAL:
        return None
    head = _group_head(reading, region[0].i, region[-1].i + 1)
    if head is None or _is_time(reading, head):
        return None
    return Source(head, (region[0].start, region[-1].end), "beside_quotation")


def _behind_quotation(reading: Reading, cue: int) -> int | None:
    """The first token between the last quotation of the sentence and a cue, if one stands near enough."""
    at, least = cue, max(reading.sentence_of(cue).first, cue - 40)
    while at > least and not reading.in_quotation(at - 1):
        at -= 1
    return at if at > 0 and reading.in_quotation(at - 1) else None


def _bare(region: Sequence[Token]) -> list[Token]:
    """A region without the marks and conjunctions before it and the marks behind it, but for a closing bracket."""
    rest = list(dropwhile(_is_mark_behind, reversed(region)))[::-1]
    return list(dropwhile(lambda t: t.upos in _BEGINS_NO_SOURCE, rest))


def _is_mark_behind(token: Token) -> bool:
    return token.upos == "PUNCT" and token.text != ")"


# --- the source of a noun -------------------------------------------------------------------------


def possessor(reading: Reading, cue: int) -> int | None:
    """“**the mayor's** claim that …”, “**her** hope to win”."""
    return first_child(reading.document, cue, lambda t: t.deprel == "nmod:poss")


def of_whom(reading: Reading, cue: int) -> int | None:
    """“a statement **by the mayor**”, “a warning **from the bank**”."""
    return first_child(reading.document, cue, lambda t: t.i > cue and _is_giver(reading, t))


def _is_giver(reading: Reading, token: Token) -> bool:
    """“**by the mayor**”, “**from the bank**”"""
    givers = reading.language.closed_class("givers")
    children = reading.document.children[token.i]
    return token.relation in ("nmod", "obl") and any(reading.document.tokens[c].lemma in givers for c in children)


def is_passive(reading: Reading, cue: int) -> bool:
    """“it **was said** that …”, “the plan **rejected** by …”."""
    document = reading.document
    if first_child(document, cue, _shows_passive) is not None:
        return True  # a passive subject alone, without an auxiliary, is a past tense taken for a participle
    token = document.tokens[cue]
    return token.is_participle and token.relation in ("acl", "amod")


def _shows_passive(token: Token) -> bool:
    """“**was** said”, “rejected **by the senate**”"""
    return token.deprel in ("aux:pass", "obl:agent")


_Rules = tuple[Callable[[Reading, int], "int | Source | None"], ...]
_VERB_RULES: _Rules = (
    agent,
    inscribed_noun,
    phrase_with_relative,
    group_beside_quotation,
    firm_with_ending,
    own_subject,
    subject_beside,
    speaker_going_on,
    heard,
    shared_subject,
    modified_noun,
    some_of_those,
    role_and_name,
    speaker_beside,
    phrase_before,
)
_NOUN_RULES: _Rules = (possessor, of_whom, supported_subject)
_ADJECTIVE_RULES: _Rules = (own_subject, shared_subject, modified_noun)
_RULES: Mapping[str, _Rules] = {
    "VERB": _VERB_RULES,
    "AUX": _VERB_RULES,
    "NOUN": _NOUN_RULES,
    "ADJ": _ADJECTIVE_RULES,
}
