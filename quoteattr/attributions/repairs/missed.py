"""What the rules see, and the network gave to another or to nobody."""

from collections.abc import Callable, Iterable, Sequence

from quoteattr.attributions.draft import SPEECH, Draft, Rule, in_order, spans_of
from quoteattr.attributions.repairs.nothing_said import is_of_no_cue, is_only_found
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Covered, Offsets, Standing, Stretches, without

_SURER = 0.9  # rules that are right so often in all add what the network missed: there they are right in every second
_GOES_ON = frozenset(",!?")


def with_missed_answers(reading: Reading, drafts: list[Draft], by_rules: Iterable[Draft]) -> list[Draft]:
    """“It is over,” said Ruiz. **“Never!” her brother piped up**: a quotation with its own cue and source right behind
    it, which the network gave to whoever spoke before; and what the rule has as its source and cue is nobody's."""
    taken = Covered(len(reading.document.text), (span for d in drafts for span in (d.source, d.cue)))
    own = [(rule, (rule.begins[0], _reach(rule))) for rule in by_rules if _answers(reading, rule, taken)]
    return _with_own(reading, drafts, own, lambda cue, rule: cue[1] <= rule.begins[0])


def with_missed_lead_ins(reading: Reading, drafts: list[Draft], by_rules: Iterable[Draft]) -> list[Draft]:
    """**The paper wrote: “Calder needs it.”** “Ohio has waited,” it added: a quotation right behind the colon of its
    own cue, which the network gave to whoever speaks next."""
    taken = Covered(len(reading.document.text), spans_of(drafts))
    own = [(rule, rule.begins) for rule in by_rules if _is_led_in(reading, rule, taken)]
    return _with_own(reading, drafts, own, lambda cue, rule: cue[0] >= rule.begins[1])


def _with_own(
    reading: Reading,
    drafts: list[Draft],
    own: Sequence[tuple[Draft, Offsets]],
    is_others: Callable[[Offsets, Draft], bool],
) -> list[Draft]:
    """The drafts, and those of the rules whose quotation another holds with more, if by its cue that is another's; what
    stands in the stretch beside each is the other's no longer."""
    holders = Standing((piece, n) for n, draft in enumerate(drafts) for piece in draft.content)
    kept, added = list(drafts), []
    for rule, stretch in own:
        holder = holders.at(rule.begins[0])
        cue = kept[holder].cue if holder is not None else None
        if holder is None or cue is None or not is_others(cue, rule):
            continue
        left = without(kept[holder].content, stretch)
        left = _without_bridge(reading, cue, left, rule.begins[0])
        left = tuple(piece for piece in left if reading.document.text[slice(*piece)].strip())
        if left:
            kept[holder] = kept[holder].with_content(left)
            added.append(rule)
    return in_order([*kept, *added]) if added else drafts


def _without_bridge(reading: Reading, cue: Offsets, content: tuple[Offsets, ...], until: int) -> tuple[Offsets, ...]:
    """“…,” says Ba, **splitting a plank**. “Why?” his wife asks: what is told behind a quotation and its cue is said
    only for as long as it leads to more that is."""
    if not content or content[0][1] > cue[0]:
        return content
    return tuple(p for p in content if not cue[1] <= p[0] < until or reading.quoted_characters(*p))


def _is_led_in(reading: Reading, rule: Draft, taken: Covered) -> bool:
    """Whether one quotation is all that a rule finds, behind source, cue and a colon, which nothing has."""
    if rule.cue is None or not _is_of_one(rule, taken):
        return False
    return reading.document.text[rule.cue[1] : rule.begins[0]].strip() == ":"


def _answers(reading: Reading, rule: Draft, taken: Covered) -> bool:
    """Whether one quotation is all that a rule finds, with source and cue, which nothing has, right behind it."""
    if rule.source is None or rule.cue is None or not _is_of_one(rule, taken):
        return False
    behind = min(rule.source[0], rule.cue[0])
    return 0 <= behind - rule.begins[1] <= 1 and reading.document.text[rule.begins[1] - 2] in _GOES_ON


def _is_of_one(rule: Draft, taken: Covered) -> bool:
    """Whether a rule finds one quotation, and its source and cue are nobody's."""
    told = rule.by is Rule.QUOTATION and len(rule.content) == 1
    spans = [span for span in (rule.source, rule.cue) if span is not None]
    return told and len(spans) > 1 and not any(map(taken.count, spans))


def _reach(draft: Draft) -> int:
    """Where a draft ends: its content, its source and its cue."""
    return max(span[1] for span in (*draft.content, draft.source, draft.cue) if span is not None)


def with_missed_speech(reading: Reading, drafts: list[Draft], by_rules: Iterable[Draft]) -> list[Draft]:
    """Speech that the rules are sure of, where the network found nothing, or words without a cue, which nobody is said
    to say: “**is understood to** have sold it”."""
    by_rules = list(by_rules)
    nothing = (is_of_no_cue, is_only_found)
    drafts = [d for d in _without_what_is_put(drafts, by_rules) if not any(is_such(reading, d) for is_such in nothing)]
    taken = Covered(len(reading.document.text), spans_of(drafts))
    sure = (d for d in by_rules if is_sure(d) or _is_question(reading, d) or _is_naming(reading, d))
    added = [d for d in sure if not _is_only_seen(reading, d) and _stands_apart(d, taken)]
    return in_order([*drafts, *added])


def _without_what_is_put(drafts: list[Draft], by_rules: Iterable[Draft]) -> list[Draft]:
    """“As the mayor put it, **nobody wants the bridge**”: what somebody put so, nobody else wants in it."""
    put = Stretches(piece for rule in by_rules if rule.by is Rule.AS_PUT for piece in rule.content)
    return [d for d in drafts if d.mode in SPEECH or not all(map(put.hold, filter(None, spans_of([d]))))]


def _is_question(reading: Reading, draft: Draft) -> bool:
    """“Al Lund **was asked whether** it was safe”, “said **when asked whether** …”: what it was that somebody was
    asked, in a clause of its own."""
    if draft.by is not Rule.ASKED or draft.cue is None or not 0 < draft.begins[0] - draft.cue[1] <= 1:
        return False
    tokens, classes = reading.document.tokens, reading.language.closed_class
    helps, first = tokens[reading.token_at(draft.cue[0])], tokens[reading.token_at(draft.begins[0])]
    if first.lower not in classes("question_openers"):
        return False
    return helps.lower in classes("when_asked") or (helps.upos == "AUX" and not first.is_relative)


def _is_naming(reading: Reading, draft: Draft) -> bool:
    """“**Calling** the treasurer a thief, several shareholders walked out”: a participle that opens its sentence, with
    whom it names and what, in front of who names them."""
    i, document = draft.cue_token, reading.document
    if i is None or draft.source is None or i != reading.sentence_of(i).first or not document.tokens[i].is_gerund:
        return False
    objects = [c for c in document.children[i] if document.tokens[c].relation in ("obj", "xcomp") and c > i]
    is_named = len(objects) > 1 and document.tokens[objects[-1]].upos in ("NOUN", "PROPN", "ADJ")
    return is_named and document.tokens[i].lemma.lower() in reading.language.closed_class("verbs_of_dubbing")


def is_sure(draft: Draft) -> bool:
    """Speech that a rule is right about mostly, or that the network does not know."""
    return draft.mode in SPEECH and (draft.confidence >= _SURER or draft.by.is_hearsay)


def _is_only_seen(reading: Reading, draft: Draft) -> bool:
    """“she was **seen asking** for help”: what somebody is seen to do is told as an act."""
    tokens, i = reading.document.tokens, draft.cue_token
    if i is None or not tokens[i].is_gerund or i < 1:
        return False
    return tokens[i - 1].lower in reading.language.closed_class("seen")


def _stands_apart(draft: Draft, taken: Covered) -> bool:
    """Whether neither its cue nor its content is taken."""
    return not any(map(taken.count, filter(None, (draft.cue, *draft.content))))
