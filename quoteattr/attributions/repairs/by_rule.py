"""What the rules see of a cue that the network found: its source, and how far that reaches."""

from attrs import evolve

from quoteattr.attributions.draft import SPEECH, Draft, Rule
from quoteattr.attributions.inverted import INVERTED
from quoteattr.attributions.repairs.missed import is_sure
from quoteattr.attributions.sources import WITH_RELATIVE
from quoteattr.attributions.verbless import AGENT_OF_IT
from quoteattr.language.wordings import any_of
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Offsets, shared, without


def with_clause_before(_: Reading, draft: Draft, rule: Draft) -> Draft:
    """“The dam holds, warns **the engineer**”: who says it is not what is said, nor is what is said who says it."""
    if rule.source_by != INVERTED or rule.source is None or all(piece[0] != rule.source[0] for piece in draft.content):
        return draft
    is_open = draft.source is None or any(shared(draft.source, piece) for piece in rule.content)
    others = [piece for piece in draft.content if piece[0] != rule.source[0]]
    within = all(any(shared(piece, said) for said in rule.content) for piece in others)
    return rule if is_open and within else draft


def with_agent_of_it(_: Reading, draft: Draft, rule: Draft) -> Draft:
    """“It was announced by **the palace** that …”: what is said is the clause behind who says it, and no “it”."""
    return evolve(rule, confidence=max(draft.confidence, rule.confidence)) if rule.source_by == AGENT_OF_IT else draft


def with_missed_source(_: Reading, draft: Draft, rule: Draft) -> Draft:
    """“**An aide who did not want to be named** said”: the source of the same cue by the rules."""
    if draft.source is not None or rule.source is None or any(shared(rule.source, p) for p in draft.content):
        return draft
    return evolve(draft, source=rule.source, source_token=rule.source_token)


def with_relative(reading: Reading, draft: Draft, rule: Draft) -> Draft:
    """“The roof leaks, **a tenant who feared eviction** said”: a source whose form tells what it is; no content, and no
    cue, has a part of it."""
    if rule.source is None or rule.source_by != WITH_RELATIVE:
        return draft
    text, source = reading.document.text, rule.source
    cue = rule.cue if draft.cue is not None and shared(draft.cue, source) else draft.cue
    before = cue[0] if cue is not None else source[1]
    rest = without(draft.content, source)
    own = [b for a, b in rest if source[1] <= a <= b <= before]  # “a driver who crosses it **daily** said”
    pieces = ((a, a + len(text[a:b].rstrip(" \n,"))) for a, b in rest if not source[1] <= a <= b <= before)
    content = tuple((a, b) for a, b in pieces if a < b) or rule.content
    source = source[0], max((*own, source[1]))
    return evolve(draft, source=source, source_token=rule.source_token, cue=cue, content=content)


def with_whole_source(reading: Reading, draft: Draft, rule: Draft) -> Draft:
    """“**A surgeon who was not authorized to speak** said”: no source ends in a relative pronoun; what the network
    takes for the beginning of the cue is the rest of it, where the rules see it reach there."""
    if draft.source is None or draft.cue is None or rule.source is None or rule.cue is None:
        return draft
    if _goes_on_to(reading, draft.source, rule.source) and rule.source[1] <= draft.cue[0]:
        return evolve(draft, source=rule.source)
    reaches = draft.source[0] == rule.source[0] and draft.cue[0] < rule.source[1] <= rule.cue[0] < draft.cue[1]
    found = reading.language.pattern("relative_at_the_end").search(reading.document.text[slice(*draft.source)])
    first = reading.document.tokens[reading.token_at(draft.cue[0])].lower
    goes_on = found or first in reading.language.closed_class("infinitive_markers")  # “in a position **to know**”
    return evolve(draft, source=rule.source, cue=(rule.cue[0], draft.cue[1])) if reaches and goes_on else draft


def _goes_on_to(reading: Reading, source: Offsets, whole: Offsets) -> bool:
    """“an officer in a position **to know** said”: whether a source goes on with an infinitive in another."""
    if source[0] != whole[0] or source[1] + 1 >= whole[1]:
        return False
    behind = reading.document.tokens[reading.token_at(source[1] + 1)]
    return behind.lower in reading.language.closed_class("infinitive_markers")


def with_untorn_source(reading: Reading, draft: Draft, rule: Draft) -> Draft:
    """“**Just** about every nurse said”, “A minister **who asked not to be named** said”: no source begins behind what
    tells how many, and none leaves out who is meant, where the rules see a clause without commas and no more."""
    if draft.source is None or rule.source is None or draft.source == rule.source:
        return draft
    (start, end), whole, tokens = draft.source, rule.source, reading.document.tokens
    is_begun = whole[0] < start and whole[1] == end
    behind = tokens[reading.token_at(end)] if whole[0] == start and end < whole[1] else None
    is_ended = behind is not None and behind.is_relative and reading.document.text[start:end].find(",") < 0
    missing = [tokens[i] for i in reading.tokens_in(whole[0], start)] if is_begun else []
    about = reading.language.closed_class("approximators")
    if not (is_ended or (missing and all(t.lower in about for t in missing))):
        return draft
    if any(shared(whole, piece) for piece in (*draft.content, *filter(None, (draft.cue,)))):
        return draft
    return evolve(draft, source=whole, source_token=rule.source_token)


def with_what_one_is_called(reading: Reading, draft: Draft, rule: Draft) -> Draft:
    """“One of the nurses, **a midwife who asked to be identified only as Samira**, said”: a source reaches up to its
    cue, where the rules see it do, if what it leaves out tells what to call them."""
    if draft.source is None or draft.cue is None or rule.source is None or draft.source[0] != rule.source[0]:
        return draft
    if not draft.source[1] < rule.source[1] < draft.cue[0]:
        return draft
    pattern, text = any_of(reading.language, "grants", "name behind", _NAME_BEHIND), reading.document.text
    called = pattern.search(text, draft.source[1], rule.source[1])
    if called is None or text[rule.source[1]] != ",":
        return draft
    tokens, comma = reading.document.tokens, reading.token_at(draft.source[1])
    is_apposed = "," in text[slice(*draft.source)] or tokens[comma + 1].upos == "DET"  # not “The cook, known as Bo,”
    noun = tokens[reading.token_at(called.start() - 1)]  # not “Hill, **who** called Ruiz”
    whole = rule.source[0], rule.source[1] + 1
    is_called = is_apposed and noun.upos == "NOUN"
    return evolve(draft, source=whole, source_token=rule.source_token) if is_called else draft


_NAME_BEHIND = r"(?:{})\s++[“\"]?\p{L}"


def with_view_of_subject(reading: Reading, draft: Draft, rule: Draft) -> Draft:
    """“The man was described by police **as tall**”: what the subject of a passive is seen as is said of it, where the
    network has the subject alone."""
    if rule.frame not in reading.language.closed_class("comparisons") or draft.quoted or len(rule.content) < 2:
        return draft
    subject, (start, end) = rule.content[0], rule.content[-1]
    first = reading.token_at(start)
    leads = reading.document.tokens[first - 1] if first else None
    if draft.cue is None or len(draft.content) > 1 or not shared(draft.begins, subject) or start < draft.cue[1]:
        return draft
    begins = leads.start if leads is not None and leads.lower == rule.frame else start
    return evolve(draft, content=(draft.begins, (begins, end))) if draft.begins[1] <= draft.cue[0] else draft


def with_hearsay(reading: Reading, draft: Draft, rule: Draft) -> Draft:
    """“The price **is understood to** be low”: what nobody in particular says, not what somebody thinks; “**The mayor**
    is rumoured to be ill”: of whom it is said does not say so, nor does “**Rumour** has it”."""
    told = rule.content if rule.by is Rule.IS_SAID_TO else (rule.cue,) if rule.by is Rule.IT_IS_SAID else ()
    if draft.source is not None and any(shared(draft.source, span) for span in told if span is not None):
        return evolve(rule, confidence=max(draft.confidence, rule.confidence))
    if draft.source is not None or not rule.by.is_hearsay:
        return draft
    found = draft.found_by(rule.by, mode=rule.mode, confidence=max(draft.confidence, rule.confidence))
    return found.with_content(_around_adverb(reading, draft, rule))


def _around_adverb(reading: Reading, draft: Draft, rule: Draft) -> tuple[Offsets, ...]:
    """“**He will** reportedly **go**”: what a network has behind an adverb, with what the rule has in front of it; not
    the word that ties it to that (“held **for** allegedly lying”). “a wealthy, reportedly **reclusive** widow”: where
    the rule has nothing in front, and less behind, no more than that."""
    if rule.by is not Rule.HEARSAY or rule.cue is None:
        return draft.content
    front, behind = _parts_around(draft, rule.cue)
    own_front, own_behind = _parts_around(rule, rule.cue)
    if front and not own_front:
        is_less = bool(own_behind and behind) and own_behind[-1][1] < behind[-1][1]
        return rule.content if is_less else draft.content
    links = own_front and reading.document.tokens[reading.tokens_in(*own_front[-1])[-1]].upos in _LINKS
    return draft.content if front or links else (*own_front, *behind)


_LINKS = ("ADP", "SCONJ", "CCONJ")


def _parts_around(draft: Draft, cue: Offsets) -> tuple[tuple[Offsets, ...], tuple[Offsets, ...]]:
    """What a content has in front of a cue, and what behind."""
    return tuple(p for p in draft.content if p[1] <= cue[0]), tuple(p for p in draft.content if p[0] >= cue[1])


def with_sure_speech(_: Reading, draft: Draft, rule: Draft) -> Draft:
    """“**A nurse asked for** help”: what a rule is sure of was said aloud, however unsure the network is of it; nothing
    that is left out for that keeps the rule from telling it."""
    is_same = any(shared(piece, said) for piece in draft.content for said in rule.content)
    if draft.mode not in SPEECH or not is_sure(rule) or not is_same:
        return draft
    return evolve(draft, aloud=1.0)


def with_words_given(reading: Reading, draft: Draft, rule: Draft) -> Draft:
    """“The bank **sent a warning** that …”, “**made a promise** to go”: what somebody does with words has the class of
    these, whatever the verb does elsewhere; not “**made no promise**”."""
    if rule.cue is None or rule.cue_token is None or draft.mode in SPEECH or rule.mode not in SPEECH or draft.quoted:
        return draft
    tokens, said = reading.document.tokens, rule.frame in reading.language.closed_class("frames_of_words_given")
    is_noun = said and tokens[rule.cue_token].upos == "NOUN" and draft.cue_token != rule.cue_token
    negations = reading.language.closed_class("negations_of_nouns")
    is_none = any(tokens[i].lower in negations for i in reading.tokens_in(*draft.cue or rule.cue))
    is_same = any(shared(piece, said_there) for piece in draft.content for said_there in rule.content)
    if not is_noun or is_none or not is_same:
        return draft
    return evolve(draft, mode=rule.mode, aloud=max(draft.aloud, rule.confidence))


def with_subject_of_report(_: Reading, draft: Draft, rule: Draft) -> Draft:
    """“According to the sheriff, **Petra Lang, a geologist,** was hurt”: what is so begins with its subject, where the
    network has its predicate alone, and nobody has what is between."""
    if rule.by is not Rule.ACCORDING_TO or len(draft.content) != 1 or len(rule.content) != 1:
        return draft
    (start, end), (begins, stop) = draft.content[0], rule.content[0]
    between = begins, start
    if draft.source is None or not draft.source[1] <= begins < start < stop or end > stop:
        return draft
    if draft.cue is not None and shared(between, draft.cue):
        return draft
    return evolve(draft, content=((begins, end),))
