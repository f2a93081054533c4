"""What somebody says that somebody said: “Smith said that **Jones had told him that** the dam was safe”.

Every content is a text of its own that the rules read again: what of it stands outside quotation marks they have read
already, and left to the outer attribution; what is quoted is read with its marks taken off, so that the quotations in
it are outermost, and so on to any depth. Only contents with a word that may be a cue are read.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve, frozen

from quoteattr.attributions.draft import Draft, Rule
from quoteattr.attributions.inner import TELLS, inner_constructions, is_past, quotative_before
from quoteattr.attributions.rates import rate
from quoteattr.attributions.restrictive import is_of_whoever_says, is_predicate_of_the_said
from quoteattr.attributions.rules import inner_by_rules
from quoteattr.attributions.sources import shared_subject, source_at, supported_subject
from quoteattr.attributions.style import style_of
from quoteattr.attributions.weighed import Claim, best_claims, claims_in
from quoteattr.records import Mode, Style
from quoteattr.runtime.values import value
from quoteattr.text.document import Inner, Token
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Covered, Offsets, inside
from quoteattr.text.tree import (
    Frame,
    below,
    first_child,
    frames,
    is_negation,
    marker,
    verb_group,
)

_MARKS = "“”‘’'\"`«»„"
_OPENING = frozenset("“‘'\"")
_TRIMMED = " \t\r\n,;:"
_ALL = 0.9  # of a content: what is quoted so far is words, not a topic
_MOST = 0.5  # of a content: what is quoted so far was said, whatever its verb looks like
_BESIDE = 16  # characters between a verb and what is quoted right beside it


@frozen
class Nested:
    """An attribution within another: its draft; the number of the outer draft; among the nested ones the number of the
    one right around it, None where that is the outer one; and the reading in which what it quotes is outermost."""

    draft: Draft
    outer: int
    parent: int | None
    reading: Reading


@value
class _Inner:
    """What was found within the draft of a number: in the reading of so many quotations opened."""

    outer: int
    draft: Draft
    reading: Reading


def find_nested(
    reading: Reading,
    drafts: Sequence[Draft],
    by_rules: Iterable[Draft],
    modes: frozenset[Mode],
    least_confidence: float = 0.0,
) -> list[Nested]:
    """What is said within what drafts say, of the modes that are asked for, in order of the text; what holds another
    comes before it. Nothing where all of it is less sure than is asked for.

    `by_rules` is what every rule finds, also within what another finds.
    """
    reader = reading.document.inner
    most = max(rate(reading.language, "nested"), rate(reading.language, "nested_quoted"))
    if reader is None and most < least_confidence:
        return []
    contents = _Contents(drafts)
    found = _by_rules(reading, contents, by_rules, modes)
    if reader is None:
        told = [_with_chance(i) for i in found if _is_told(i) and not contents.restricts(i)]
    else:
        best = best_claims(_claims(reading, reader, contents, found, modes), reader.weights)
        told = [inner for claim in best if (inner := contents.placed(claim.reading, claim.draft)) is not None]
        told += (_with_chance(i) for i in found if i.draft.mode is Mode.DECLINED and _is_told(i))
    return _in_one_another(contents, (i for i in told if i.draft.confidence >= least_confidence))


def find_freed(
    reading: Reading,
    others: Sequence[Draft],
    by_rules: Iterable[Draft],
    modes: frozenset[Mode],
    least_confidence: float = 0.0,
) -> Iterator[Draft]:
    """What is quoted within drafts that are not asked for: “The footage shows that **Ruiz said: ‘Leave them’**”, where
    only what is said and written is; nothing holds it then. What is told there in other words is left to the outer
    one: of four such in 40 articles two were right."""
    hold_quotations = [d for d in others if any(reading.quotations_in(*piece) for piece in d.content)]
    if not hold_quotations:
        return
    for one in find_nested(reading, hold_quotations, by_rules, modes, least_confidence):
        if one.parent is not None or one.reading is not reading:
            continue
        spans = tuple(reading.document.span(*piece) for piece in one.draft.content)
        if style_of(reading, spans) is Style.DIRECT:
            yield one.draft


def claims_of(
    reading: Reading, drafts: Sequence[Draft], by_rules: Iterable[Draft], modes: frozenset[Mode]
) -> Iterator[Claim]:
    """What the rules and a reader of the network's states claim to be told within what drafts say, not yet weighed."""
    if reading.document.inner is not None:
        contents = _Contents(drafts)
        found = _by_rules(reading, contents, by_rules, modes)
        yield from _claims(reading, reading.document.inner, contents, found, modes)


def _claims(
    reading: Reading, reader: Inner, contents: "_Contents", found: Iterable[_Inner], modes: frozenset[Mode]
) -> Iterator[Claim]:
    """The claims at cues that no outer attribution has, as they stand within contents."""
    taken = Covered(len(reading.document.text), (draft.cue for draft in contents.drafts))
    claims, restricted = list[Claim](), set[int | None]()
    for claim in claims_in(reading, reader, contents.whole, by_cue(found), modes):
        inner = contents.placed(claim.reading, _without_the_denier(claim.reading, claim.draft))
        if inner is None or inner.draft.cue is None or taken.count(inner.draft.cue):
            continue
        if contents.restricts(inner):
            restricted.add(claim.draft.cue_token)
        claims.append(evolve(claim, draft=inner.draft))
    yield from (claim for claim in claims if claim.draft.cue_token not in restricted)


def _by_rules(
    reading: Reading, contents: "_Contents", by_rules: Iterable[Draft], modes: frozenset[Mode]
) -> list[_Inner]:
    """What the rules find in contents, whether it is told or not."""
    taken = Covered(len(reading.document.text), (draft.cue for draft in contents.drafts))
    outside = (*by_rules, *inner_constructions(reading, contents.hold))
    asked = (d for d in outside if d.mode in modes and d.cue is not None and not taken.count(d.cue))
    found = [inner for draft in asked if (inner := contents.ruled(reading, draft, None)) is not None]
    quoted = _quoted(reading, contents, modes)
    found += (i for i in quoted if i.draft.mode in modes and i.draft.cue is not None and not taken.count(i.draft.cue))
    return found


def _with_chance(inner: _Inner) -> _Inner:
    """With how often what is found so is said within what somebody says."""
    language = inner.reading.language
    chance = rate(language, "nested_quoted") if inner.draft.by is Rule.QUOTATION else rate(language, "nested")
    return evolve(inner, draft=evolve(inner.draft, confidence=chance))


def by_cue(found: Iterable[_Inner]) -> dict[int, tuple[Draft, Reading, bool]]:
    """What the rules find at each cue, one that is told first."""
    best: dict[int, tuple[Draft, Reading, bool]] = {}
    for inner in found:
        cue, told = inner.draft.cue_token, _is_told(inner)
        if cue is not None and (cue not in best or (told and not best[cue][2])):
            best[cue] = inner.draft, inner.reading, told
    return best


class _Contents:
    """The pieces of all contents, to ask in which of them something stands."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        said = [(n, draft) for n, draft in enumerate(drafts) if draft.mode is not Mode.DECLINED]
        self.drafts = drafts
        self.pieces = sorted((piece, n) for n, draft in said for piece in draft.content)
        self._starts = [piece[0] for piece, _ in self.pieces]

    def hold(self, token: Token) -> bool:
        """Whether a token stands in a content."""
        return self.holder(token.start) is not None

    def holder(self, offset: int) -> int | None:
        """The number of the draft whose content holds a character."""
        at = bisect_right(self._starts, offset) - 1
        return self.pieces[at][1] if at >= 0 and inside(offset, self.pieces[at][0]) else None

    def around(self, offset: int) -> Offsets:
        """The piece of a content that holds a character."""
        return self.pieces[bisect_right(self._starts, offset) - 1][0]

    def restricts(self, inner: _Inner) -> bool:
        """“Everything they **said** will cost us money”, “A man who **says** so is no judge”: that nothing is told."""
        cue = inner.draft.cue
        if cue is None or is_of_whoever_says(inner.reading, inner.draft):
            return cue is not None
        return is_predicate_of_the_said(inner.reading, inner.draft, self.around(cue[0]))

    @property
    def whole(self) -> Iterator[tuple[Offsets, ...]]:
        """The pieces of each content, of one at a time."""
        by_draft: dict[int, list[Offsets]] = {}
        for piece, number in self.pieces:
            by_draft.setdefault(number, []).append(piece)
        return map(tuple, by_draft.values())

    def ruled(self, reading: Reading, draft: Draft, quoted: Sequence[Offsets] | None) -> _Inner | None:
        """What a rule found as it stands within a content, and within the pieces of a quotation where it is quoted;
        None if it stands elsewhere."""
        number = self.holder(draft.cue[0]) if draft.cue is not None else None
        if number is None:
            return None
        bounds = self._bounds(number, quoted)
        draft = _with_the_blamed(reading, _with_own_subject(reading, draft, bounds))
        return self.placed(reading, _without_the_denier(reading, draft), quoted)

    def placed(self, reading: Reading, draft: Draft, quoted: Sequence[Offsets] | None = None) -> _Inner | None:
        """A draft as it stands within a content; None if it stands elsewhere."""
        number = self.holder(draft.cue[0]) if draft.cue is not None else None
        if number is None:
            return None
        bounds = self._bounds(number, quoted)
        content = _trimmed(reading, _shared(draft.content, bounds))
        spans = [span for span in (draft.cue, draft.source) if span is not None]
        if not content or not all(_hold(bounds, span) for span in spans):
            return None
        return _Inner(number, evolve(draft, content=content), reading)

    def _bounds(self, number: int, quoted: Sequence[Offsets] | None) -> tuple[Offsets, ...]:
        """The pieces of a content, as far as they stand in those of a quotation."""
        held = self.drafts[number].content
        return held if quoted is None else _shared(held, quoted)


def _hold(bounds: Iterable[Offsets], span: Offsets) -> bool:
    """Whether one of some pieces holds all of a span."""
    return any(a <= span[0] and span[1] <= b for a, b in bounds)


def _with_own_subject(reading: Reading, draft: Draft, bounds: Sequence[Offsets]) -> Draft:
    """“Stein left when **guards** found her and told her to leave, Figueroa said”: whoever says it within a content
    stands in it."""
    if draft.source is None or draft.cue_token is None or _hold(bounds, draft.source):
        return draft
    head = shared_subject(reading, draft.cue_token)
    if head is None:
        return draft
    source = source_at(reading, head, "shared_subject", draft.cue_token)
    return evolve(draft, source=source.span, source_token=source.head, source_by=source.rule)


def _with_the_blamed(reading: Reading, draft: Draft) -> Draft:
    """“criticised **the union** for saying that …”: who said it is whom the verb before is about."""
    document, cue = reading.document, draft.cue_token
    if cue is None or not document.tokens[cue].is_gerund or document.tokens[cue].relation != "advcl":
        return draft
    if marker(document, cue) not in reading.language.closed_class("reasons"):
        return draft
    blamed = first_child(document, document.tokens[cue].head, lambda t: t.relation == "obj" and t.i < cue)
    if blamed is None:
        return draft
    source = source_at(reading, blamed, "blamed", cue)
    return evolve(draft, source=source.span, source_token=source.head, source_by=source.rule)


def _without_the_denier(reading: Reading, draft: Draft) -> Draft:
    """“**I disagree** with the assertion that …”: who denies what is said has not said it, whoever reads so."""
    cue = draft.cue_token
    if cue is None or draft.source_token is None or draft.source_token != supported_subject(reading, cue):
        return draft
    if not _is_rejection(reading, reading.document.tokens[cue].head):
        return draft
    return evolve(draft, source=None, source_token=None, source_by=None)


def _is_rejection(reading: Reading, verb: int) -> bool:
    """“**disputed** suggestions that …”, “**do not accept** the argument that …”"""
    document, closed_class = reading.document, reading.language.closed_class
    lemma = document.tokens[verb].lemma.lower()
    denied = any(is_negation(document, document.tokens[i]) for i in verb_group(document, verb))
    return lemma in closed_class("verbs_of_accepting" if denied else "verbs_of_rejecting")


def _shared(pieces: Iterable[Offsets], bounds: Sequence[Offsets]) -> tuple[Offsets, ...]:
    """What pieces have in common with others."""
    parts = ((max(a, c), min(b, d)) for a, b in pieces for c, d in bounds)
    return tuple(sorted((a, b) for a, b in parts if a < b))


def _trimmed(reading: Reading, pieces: Iterable[Offsets]) -> tuple[Offsets, ...]:
    """Pieces without the marks and white space at their ends, and without a “that” that stands alone."""
    text, openers = reading.document.text, reading.language.closed_class("clause_markers")
    found = []
    for start, end in pieces:
        words = text[start:end].strip(_TRIMMED)
        at = text.find(words, start, end)
        if words and words.lower() not in openers:
            found.append((at, at + len(words)))
    return tuple(found)


# --- what is quoted -------------------------------------------------------------------------------


def _quoted(reading: Reading, contents: _Contents, modes: frozenset[Mode]) -> Iterator[_Inner]:
    """What is found in quotations, the marks around it taken off one by one."""
    asked = frozenset(token.i for token in _candidates(reading, contents, modes))
    around = reading
    while asked:
        within = around.opened(asked)
        for draft in (*inner_by_rules(within), *inner_constructions(within, contents.hold)):
            cue = draft.cue_token
            if cue is not None and cue in asked and not within.in_quotation(cue):
                pieces = around.outer[around.quotation_of[cue]].pieces
                placed = contents.ruled(within, draft, [(piece.start, piece.end) for piece in pieces])
                yield from () if placed is None else (placed,)
        asked, around = frozenset(filter(within.in_quotation, asked)), within


def _candidates(reading: Reading, contents: _Contents, modes: frozenset[Mode]) -> Iterator[Token]:
    """The words in quotations of a content that the lexicon knows as cues."""
    entries, tokens = reading.document.cue_entries, reading.document.tokens
    openers = reading.language.closed_class("according")
    for piece, _ in contents.pieces:
        for quotation in reading.quotations_in(*piece):
            for i in reading.tokens_in(max(piece[0], quotation.span.start), min(piece[1], quotation.span.end)):
                if (i in entries and entries[i].mode in modes) or tokens[i].lower in openers:
                    yield tokens[i]
                elif tokens[i].text in _OPENING and (cue := quotative_before(reading, i)) is not None:
                    yield tokens[cue[0]]


# --- what is told ---------------------------------------------------------------------------------


def _is_told(inner: _Inner) -> bool:
    """“He **told** me that it was over”; not “they **talked** about it”, “I **can tell** you”, “if they **say** …”."""
    reading, draft = inner.reading, inner.draft
    if not _may_tell(reading, draft):
        return False
    if draft.cue_token is None or draft.by not in (Rule.FRAME, Rule.QUOTATION, Rule.ASKED):
        return True
    token, quoted = reading.document.tokens[draft.cue_token], _quoted_share(reading, draft)
    if not _says_something(reading, draft, token, quoted) or _is_fact(reading, draft, token):
        return False
    if _is_left_open(reading, draft, token) or _is_no_clause(reading, draft) or _is_a_call(reading, draft, token):
        return False
    if token.upos != "VERB":
        return True
    if not quoted and _only_seems_clause(reading, draft, token):
        return False
    return _happened(reading, token) and (quoted >= _MOST or _was_said(reading, draft, token))


def _may_tell(reading: Reading, draft: Draft) -> bool:
    """Whether a source is somebody: not “**no one** says”, “according to **the way** …”, “**who** says?”, “a man
    **who** says”."""
    if draft.source is None or draft.source_token is None:
        return True
    closed_class, tokens = reading.language.closed_class, reading.document.tokens
    if tokens[reading.token_at(draft.source[0])].lower in closed_class("nobody"):
        return False
    source = tokens[draft.source_token]
    if source.lemma.lower() in closed_class("no_voices"):
        return False
    if not source.is_relative or draft.cue_token is None:
        return True
    verb = tokens[draft.cue_token]
    first = tokens[verb.head] if verb.relation == "conj" else verb
    adds = source.i > 0 and tokens[source.i - 1].text == ","  # “Republicans, **who claim** …”: these
    return first.deprel == "acl:relcl" and (adds or is_past(reading, verb.i))


def _is_no_clause(reading: Reading, draft: Draft) -> bool:
    """“the book she wrote **that helped** the movement”: a “that” that is the subject of its verb."""
    first = reading.document.tokens[reading.token_at(draft.begins[0])]
    return draft.frame == Frame.CLAUSE and first.relation == "nsubj" and first.is_relative


def _is_a_call(reading: Reading, draft: Draft, token: Token) -> bool:
    """“**called Sanders** to congratulate him”, “asked **the question** to build on it”: nobody is told to act."""
    document, closed_class = reading.document, reading.language.closed_class
    if draft.frame != "to":
        return False
    lemma, below_it = token.lemma.lower(), (document.tokens[child] for child in document.children[token.i])
    if lemma in closed_class("calls_to_act"):
        near = document.tokens[token.i + 1 : token.i + 2]
        return not any(t.lower in closed_class("calls_to_act_by") for t in near)
    return any(t.relation == "obj" and t.lemma.lower() in closed_class("never_addressed") for t in below_it)


def _only_seems_clause(reading: Reading, draft: Draft, token: Token) -> bool:
    """“wrote **new songs, and it went well**”, “when we responded **we tried …**”, “said **that, but** …”: what
    follows a verb and is no clause of it."""
    if draft.frame != Frame.CLAUSE or draft.begins < (draft.cue or draft.begins):
        return False
    first, *behind = reading.document.tokens[reading.token_at(draft.begins[0]) :][:3]
    if first.lower in reading.language.closed_class("telling_openers"):
        return [t.upos for t in behind] == ["PUNCT", "CCONJ"]
    document, entry = reading.document, reading.cues.get(token.i)
    if any(name == Frame.CLAUSE for name, _ in frames(document, token.i)):
        return False
    if entry is not None and entry.frames.get(Frame.CLAUSE, 0.0) < TELLS:
        return True
    if token.lemma.lower() in reading.language.closed_class("tellers"):
        return False
    if token.head >= 0 and any(inside(document.tokens[token.head].start, piece) for piece in draft.content):
        return True
    return first_child(document, token.i, lambda t: t.relation == "obj" and first.i in below(document, t.i)) is not None


def _happened(reading: Reading, token: Token) -> bool:
    """“said”, “used **to say**”, “had **to admit**”; not “**can say**”, “tried **to say**”."""
    document, closed_class = reading.document, reading.language.closed_class
    modals = [t for i in verb_group(document, token.i) if (t := document.tokens[i]).is_modal]
    if modals:
        denied = any(is_negation(document, document.tokens[i]) for i in verb_group(document, token.i))
        return not denied and all(t.lower in closed_class("modals_of_telling") for t in modals)
    if token.is_gerund and _is_undone(reading, token):
        return False
    if not token.is_infinitive:
        return True
    led = document.tokens[token.head] if token.head >= 0 else token
    return led.lemma.lower() in closed_class("led_to_telling") and is_past(reading, led.i)


def _is_undone(reading: Reading, token: Token) -> bool:
    """“considered **announcing** that …”, “without **saying** …”"""
    document, closed_class = reading.document, reading.language.closed_class
    if marker(document, token.i) in closed_class("without"):
        return True
    led = document.tokens[token.head] if token.relation == "xcomp" and token.head >= 0 else None
    return led is not None and led.lemma.lower() in closed_class("verbs_of_what_may_come")


def _quoted_share(reading: Reading, draft: Draft) -> float:
    """How much of a content is quoted, of 1."""
    return sum(reading.quoted_characters(*piece) for piece in draft.content) / draft.size


def _is_left_open(reading: Reading, draft: Draft, token: Token) -> bool:
    """“has not indicated **whether** he will come”: a question that stays without an answer."""
    document = reading.document
    if token.upos != "VERB":
        return False
    first = document.tokens[reading.token_at(draft.begins[0])].lower
    denied = any(is_negation(document, document.tokens[i]) for i in verb_group(document, token.i))
    return denied and first in reading.language.closed_class("question_markers")


def _says_something(reading: Reading, draft: Draft, token: Token, quoted: float) -> bool:
    """“said **that it was over**”, “told her **to leave**”, “accused **him of theft**”, “called **it ‘a shame’**”,
    “what he called **a shame**”; not “asked **a question**”, “talked **about it**”."""
    closed_class = reading.language.closed_class
    if draft.frame in closed_class("telling_frames"):
        return True
    if draft.by is Rule.QUOTATION and not _leads_to_quotation(reading, draft, token):
        return False
    words = quoted >= _ALL or (token.lemma.lower() in closed_class("tellers") and reading.is_quoted(draft.begins[0]))
    if draft.by is not Rule.FRAME and (words or _opens_clause(reading, draft)):
        return draft.source is not None or draft.by is Rule.ASKED or _begins_sentence(reading, draft)
    if _opens_question(reading, draft, token) or token.lemma.lower() in closed_class("verbs_of_charging"):
        return True
    frame = draft.frame or Frame.OBJECT
    if f"{frame}:{token.lemma.lower()}" not in closed_class("verbs_by_frame"):
        return False
    if frame in closed_class("frames_of_acts") and not _names_an_act(reading, draft):
        return False
    return frame != Frame.OBJECT or quoted > 0 or _before(reading, draft) in closed_class("free_relatives")


def _names_an_act(reading: Reading, draft: Draft) -> bool:
    """“warned against **doing** so”; not “warned against fraud”."""
    first = reading.token_at(draft.begins[0])
    return any(token.is_gerund for token in reading.document.tokens[first : first + 2])


def _leads_to_quotation(reading: Reading, draft: Draft, token: Token) -> bool:
    """“called it **‘a shame’**”; not “things called ‘Night’”, “spoke at the meeting in May, ‘but’ …”: whether a
    quotation stands right beside a verb, or far from one that mostly has words."""
    if draft.source is None and token.relation in ("acl", "amod"):
        return False
    entry = reading.cues.get(token.i)
    if entry is not None and entry.frames.get(Frame.CLAUSE, 0.0) >= TELLS:
        return True
    gaps = (max(start - token.end, token.start - end) for start, end in draft.content)
    return min(gaps) <= _BESIDE


def _opens_clause(reading: Reading, draft: Draft) -> bool:
    """“**that** it was over”, “**to** leave”"""
    openers = reading.language.closed_class("telling_openers")
    return any(reading.document.tokens[reading.token_at(start)].lower in openers for start, _ in draft.content)


def _opens_question(reading: Reading, draft: Draft, token: Token) -> bool:
    """told them “**what** to say”, talked about “**which** ones he liked”; not a talk about it"""
    first = reading.document.tokens[reading.token_at(draft.begins[0])]
    return token.upos == "VERB" and first.lower in reading.language.closed_class("question_openers")


def _begins_sentence(reading: Reading, draft: Draft) -> bool:
    """saying “**Yes**, just go”: words that begin with a capital."""
    words = reading.document.text[slice(*draft.begins)].lstrip(_MARKS)
    return words[:1].isupper()


def _before(reading: Reading, draft: Draft) -> str:
    """The word before the source and the cue: “**what** he called”, “**as** he said”; empty where there is none."""
    at = reading.token_at(min(span[0] for span in (draft.source, draft.cue) if span is not None)) - 1
    return reading.document.tokens[at].lower if at >= 0 else ""


def _is_fact(reading: Reading, draft: Draft, token: Token) -> bool:
    """“**it underscores** that …”, “**that tells** me that …”: what shows something is nobody who says it."""
    if draft.source_token is None:
        return False
    source, lemma = reading.document.tokens[draft.source_token].lower, token.lemma.lower()
    closed_class = reading.language.closed_class
    if source in closed_class("what_points") and lemma in closed_class("verbs_of_pointing"):
        return True
    if source in closed_class("what_shows") and lemma in closed_class("verbs_of_meaning"):
        return not is_past(reading, token.i)
    return source in closed_class("what_shows") and lemma in closed_class("verbs_of_facts")


def _was_said(reading: Reading, draft: Draft, token: Token) -> bool:
    """What was said, not what is being said or might be."""
    closed_class, before = reading.language.closed_class, draft.begins < (draft.cue or draft.begins)
    if token.deprel == "acl:relcl" and before:
        return False
    if _is_condition(reading, token):
        return False
    if before and _before(reading, draft) in closed_class("comparisons"):
        return False
    source = reading.document.tokens[draft.source_token] if draft.source_token is not None else None
    if source is None or source.lower not in closed_class("those_who_talk"):
        return True
    group = verb_group(reading.document, token.i)
    if any(reading.document.tokens[i].is_modal for i in group) or not is_past(reading, token.i):
        return False
    return token.lemma.lower() not in closed_class("own_judgements")


def _is_condition(reading: Reading, token: Token) -> bool:
    """“**if** they say”, “**if** you come and they say”"""
    conditions, document = reading.language.closed_class("conditions"), reading.document
    first = document.tokens[token.head] if token.relation == "conj" and token.head >= 0 else token
    return any(marker(document, t.i) in conditions for t in (token, first))


# --- which in which -------------------------------------------------------------------------------


def _in_one_another(contents: _Contents, told: Iterable[_Inner]) -> list[Nested]:
    """The largest first, each in the smallest that holds its cue."""
    kept: list[Nested] = []
    for one in sorted(told, key=lambda i: (-i.draft.size, -i.draft.confidence)):
        cue = one.draft.cue
        assert cue is not None
        if any(n.draft.cue is not None and n.draft.cue[0] < cue[1] and cue[0] < n.draft.cue[1] for n in kept):
            continue
        around = [k for k, n in enumerate(kept) if n.outer == one.outer and _hold(n.draft.content, cue)]
        parent = around[-1] if around else None
        held = contents.drafts[one.outer].content if parent is None else kept[parent].draft.content
        content = _trimmed(one.reading, _shared(one.draft.content, held))
        if content:
            kept.append(Nested(one.draft.with_content(content), one.outer, parent, one.reading))
    return _in_order(kept)


def _in_order(nested: Sequence[Nested]) -> list[Nested]:
    """In order of the text; of two that begin together the larger is first."""
    order = sorted(range(len(nested)), key=lambda k: (nested[k].draft.begins[0], -nested[k].draft.size, k))
    place = {k: number for number, k in enumerate(order)}
    return [evolve(nested[k], parent=None if (p := nested[k].parent) is None else place[p]) for k in order]
