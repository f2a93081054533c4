"""What regular text tells for certain is not left to the network.

A quotation that a content holds most of belongs to it whole; a quotation that runs over paragraphs is one
speaker's; a signed quotation is the signer's; what a transcript labels with a name is that name's; and a
quotation that reads as speech is somebody's, whatever the network made of it.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

import regex
from attrs import evolve

from quoteattr.attributions.draft import Draft, by_cue, spans_of
from quoteattr.attributions.quoted import find_hosts, is_whole, opens_sentence
from quoteattr.attributions.rules import SPEECH
from quoteattr.attributions.verbless import label_and_colon, signature
from quoteattr.records import Mode, QuotationUse
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Covered, Offsets, merged, shared

_MOST = 0.6  # of a quotation: what holds so much of it holds all
_HARDLY = 0.3  # of a quotation: what is covered less has been missed
_FLOATING = 0.3  # the confidence of a quotation that nothing introduces
_SURE = 0.7  # rules that are right so often add what the network missed
_NEARLY = 5  # characters between two beginnings of one content: “that ”
_APPOSITION = regex.compile(r"\G\s*+,\s*+(?:(?:\w++ )?(?:which|whom)|who|whose|where|when|an?|the)\s", regex.IGNORECASE)
_STOPS = frozenset(".!?")
_RELATIVE = regex.compile(r"(?<![,\s])[,\s]++(?:who|which|that)$", regex.IGNORECASE)
_HEARSAY = ("hearsay", "it_is_said", "is_said_to")  # too rare in the training articles for the network


def with_certain(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """The drafts of the network, set right by what the marks of the text tell."""
    drafts = [without_far_source(reading, without_strays(reading, without_late_cue(reading, d))) for d in drafts]
    drafts = [evolve(d, content=tuple(without_next_sentence(reading, piece) for piece in d.content)) for d in drafts]
    drafts = with_whole_quotations(reading, drafts)
    drafts = with_running_quotations(reading, drafts)
    drafts = with_labels(drafts, signature(reading), anew=True)
    labels = list(label_and_colon(reading))
    drafts = with_labels(drafts, (d for d in labels if d.rate > _SURE), anew=True)
    drafts = with_labels(drafts, (d for d in labels if d.rate <= _SURE), anew=False)
    return with_missed_quotations(reading, drafts)


def without_strays(reading: Reading, draft: Draft) -> Draft:
    """Indirect speech stands in the sentence of its cue: it ends there, and what stands elsewhere has strayed here.

    Not so behind a colon, as in transcripts.
    """
    if draft.cue is None or reading.document.text[draft.cue[1] - 1] == ":":
        return draft
    here = reading.sentence_at(draft.cue[0])
    pieces = tuple(_within(reading, piece, here) for piece in draft.content)
    own = {p for p in pieces if here in (reading.sentence_at(p[0]), reading.sentence_at(p[1] - 1))}
    kept = tuple(p for p in pieces if p in own or reading.quoted_characters(*p))
    return evolve(draft, content=kept if own else pieces)


def _within(reading: Reading, piece: Offsets, sentence: int) -> Offsets:
    """A piece of indirect speech that begins in a sentence, up to the end of that sentence."""
    start, end = piece
    if reading.sentence_at(start) != sentence or reading.sentence_at(end - 1) == sentence:
        return piece
    if reading.quoted_characters(*piece):
        return piece
    last = reading.document.tokens[reading.document.sentences[sentence].last - 1]
    stop = reading.document.tokens[last.i - 1].end if last.text in _STOPS and last.i else last.end
    return (start, stop) if stop > start else piece


def without_next_sentence(reading: Reading, piece: Offsets) -> Offsets:
    """A piece that is a quotation ends with it: “Nobody believes her.” **The pier had moved** is not quoted."""
    text = reading.document.text
    first = next(iter(reading.quotations_in(*piece)), None)
    if first is None or first.span.start != piece[0] or not first.closing or first.span.end >= piece[1]:
        return piece
    ends = text[first.pieces[-1].end - 1] in _STOPS and text[first.span.end : first.span.end + 2].strip()[:1].isupper()
    goes_on = reading.quoted_characters(first.span.end, piece[1])
    return (piece[0], first.span.end) if ends and not goes_on else piece


def without_late_cue(reading: Reading, draft: Draft) -> Draft:
    """A quotation that ends its paragraph has no cue in a later one: “We are done.” ¶ Critics **disagree**."""
    if draft.cue is None or draft.cue[0] < draft.content[-1][1] or not reading.quoted_characters(*draft.content[-1]):
        return draft
    if reading.paragraph_at(draft.cue[0]) == reading.paragraph_at(draft.content[-1][1] - 1):
        return draft
    return evolve(draft, cue=None, source=None, cue_token=None, source_token=None)


def without_far_source(reading: Reading, draft: Draft) -> Draft:
    """A source stands in the paragraph of its cue; a relative pronoun whose clause has another cue is not in it."""
    if draft.source is None or draft.cue is None:
        return draft
    if reading.paragraph_at(draft.source[0]) != reading.paragraph_at(draft.cue[0]):
        return evolve(draft, source=None, source_token=None)
    start, end = draft.source
    found = _RELATIVE.search(reading.document.text[start:end])
    if found is None or not found.start() or end <= draft.cue[0] <= end + 1:
        return draft
    return evolve(draft, source=(start, start + found.start()))


def with_running_quotations(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """A quotation over several paragraphs goes on with its first speaker, not with whoever speaks next."""
    made = list(drafts)
    turns = list(range(len(made)))  # who comes first where several hold a quotation: who was first before
    holders = _holders(reading, made)
    for turn, (span, numbers) in enumerate(sorted(holders.items()), start=1):
        still = (n for n in numbers if any(shared(p, span) for p in made[n].content))
        first, *others = sorted(still, key=turns.__getitem__)
        moved = {p: n for n in others for p in made[n].content if shared(p, span) and _leads_on(reading, p, made[n])}
        if not moved:
            continue
        for n in set(moved.values()):
            made[n] = evolve(made[n], content=tuple(p for p in made[n].content if moved.get(p) != n))
        made[first] = evolve(made[first], content=merged([*made[first].content, *moved]))
        turns[first] = -turn
        for other in (q for piece in moved for q in _running_in(reading, piece)):
            holders[other].add(first)
    left = sorted((n for n, d in enumerate(made) if d.content), key=lambda n: (made[n].content[0], turns[n]))
    return [made[n] for n in left]


def _holders(reading: Reading, drafts: list[Draft]) -> dict[Offsets, set[int]]:
    """The quotations over several paragraphs, each with the numbers of the drafts whose contents hold some of it."""
    found: dict[Offsets, set[int]] = {}
    for number, draft in enumerate(drafts):
        for quotation in (q for piece in draft.content for q in _running_in(reading, piece)):
            found.setdefault(quotation, set()).add(number)
    return found


def _running_in(reading: Reading, piece: Offsets) -> Iterator[Offsets]:
    """The quotations over several paragraphs that a piece shares a character with."""
    return ((q.span.start, q.span.end) for q in reading.quotations_in(*piece) if len(q.pieces) > 1)


def _leads_on(reading: Reading, piece: Offsets, draft: Draft) -> bool:
    """Whether the cue of a piece comes only in a later paragraph."""
    if draft.cue is None or draft.cue[0] < piece[0]:
        return False
    return reading.paragraph_at(draft.cue[0]) != reading.paragraph_at(piece[0])


def with_whole_quotations(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Contents that hold most of a quotation take in the rest of it, unless another span stands there."""
    taken = Covered(len(reading.document.text), spans_of(drafts))
    return [evolve(d, content=merged(_grown(reading, piece, taken) for piece in d.content)) for d in drafts]


def _grown(reading: Reading, piece: Offsets, taken: Covered) -> Offsets:
    start, end = piece
    for quotation in reading.quotations_in(*piece):
        span = quotation.span.start, quotation.span.end
        if quotation.use is not QuotationUse.SPEECH or shared(piece, span) < _MOST * (span[1] - span[0]):
            continue
        if not taken.count((min(span[0], start), start)) and not taken.count((end, max(span[1], end))):
            start, end = min(span[0], start), max(span[1], end)
    return start, end


def with_labels(drafts: list[Draft], labelled: Iterable[Draft], *, anew: bool) -> list[Draft]:
    """Labelled speech in the place of what the network found there; unless `anew`, only where it missed the source."""
    labels = sorted((label for label in labelled if label.content), key=lambda d: d.content[0])
    starts = [label.content[0][0] for label in labels]
    clashing: list[list[Draft]] = [[] for _ in labels]
    for draft in drafts:
        near = {bisect_right(starts, at) - 1 for at in (draft.content[0][0], draft.content[-1][1] - 1)}
        for number in near:
            if number >= 0 and _clash(draft, labels[number]):
                clashing[number].append(draft)
    dropped, added = set(), []
    for label, found in zip(labels, clashing, strict=True):
        if anew or not any(d.source and label.source and shared(d.source, label.source) for d in found):
            dropped |= {id(d) for d in found}
            added.append(label)
    return sorted((d for d in [*drafts, *added] if id(d) not in dropped), key=lambda d: d.content[0])


def _clash(draft: Draft, label: Draft) -> bool:
    """Whether most of a draft's content stands in what is labelled, or both have one cue."""
    if draft.cue and label.cue and shared(draft.cue, label.cue):
        return True
    size = sum(end - start for start, end in draft.content)
    return sum(shared(a, b) for a in draft.content for b in label.content) > size / 2


def with_missed_quotations(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Every quotation that reads as speech in an attribution: its cue's, or one without source and cue."""
    hosts = find_hosts(reading)
    length = len(reading.document.text)
    contents = Covered(length, (piece for d in drafts for piece in d.content))
    others = Covered(length, (span for d in drafts for span in (d.source, d.cue)))
    cues = by_cue(drafts)
    added: dict[int, list[Offsets]] = {}
    floating = []
    for number, quotation in enumerate(reading.outer):
        span = quotation.span.start, quotation.span.end
        if not is_whole(quotation) or others.count(span) or contents.count(span) > _HARDLY * (span[1] - span[0]):
            continue
        cue = hosts.introduced.get(number, hosts.following.get(number))
        host = cues.get(reading.document.tokens[cue].start) if cue is not None else None
        if host is not None:
            added.setdefault(id(host), []).append(span)
        elif opens_sentence(reading, quotation):
            floating.append(Draft(None, None, (span,), Mode.SPEECH, "quotation, floating", _FLOATING))
    drafts = [evolve(d, content=merged([*d.content, *added[id(d)]])) if id(d) in added else d for d in drafts]
    return sorted([*drafts, *floating], key=lambda d: d.content[0])


def with_rules(reading: Reading, drafts: list[Draft], by_rules: list[Draft]) -> list[Draft]:
    """What the rules see and the network missed: a source, the rest of a content, sure speech elsewhere."""
    rules = by_cue(by_rules)
    introduced = {d.content: d for d in by_rules if d.cue is not None}
    taken = Covered(len(reading.document.text), spans_of(drafts))
    made = []
    for draft in drafts:
        if draft.cue is None and draft.source is None:  # a quotation alone, but for the rules
            draft = introduced.get(draft.content, draft)
        rule = next((rules[at] for at in range(*draft.cue) if at in rules), None) if draft.cue else None
        if rule is not None:
            draft = with_hearsay(with_missed_source(draft, rule), rule)
            draft = with_apposition(reading, draft, rule, taken)
        made.append(draft)
    return with_missed_speech(reading, made, by_rules)


def with_missed_source(draft: Draft, rule: Draft) -> Draft:
    """“**An aide who did not want to be named** said”: the source of the same cue by the rules."""
    if draft.source is not None or rule.source is None or any(shared(rule.source, p) for p in draft.content):
        return draft
    return evolve(draft, source=rule.source, source_token=rule.source_token)


def with_hearsay(draft: Draft, rule: Draft) -> Draft:
    """“The price **is understood to** be low”: what nobody in particular says, not what somebody thinks."""
    if draft.source is not None or rule.rule not in _HEARSAY:
        return draft
    return evolve(draft, mode=rule.mode, rule=rule.rule, rate=max(draft.rate, rule.rate))


def with_apposition(reading: Reading, draft: Draft, rule: Draft, taken: Covered) -> Draft:
    """“… the agreement**, a pact that neither signed**”: what is said of a content's last noun belongs to it."""
    if len(draft.content) != 1 or len(rule.content) != 1 or reading.quoted_characters(*draft.content[0]):
        return draft
    (start, end), (rule_start, rule_end) = draft.content[0], rule.content[0]
    if abs(start - rule_start) > _NEARLY or rule_end <= end or taken.count((end, rule_end)):
        return draft
    if not _APPOSITION.match(reading.document.text, end, rule_end):
        return draft
    return evolve(draft, content=((start, rule_end),))


def with_missed_speech(reading: Reading, drafts: list[Draft], by_rules: Iterable[Draft]) -> list[Draft]:
    """Speech that the rules are sure of, where the network found nothing: “**is understood to** have sold it”."""
    taken = Covered(len(reading.document.text), spans_of(drafts))
    added = [
        d for d in by_rules
        if d.mode in SPEECH and (d.rate >= _SURE or d.rule in _HEARSAY)
        and not any(taken.count(span) for span in (d.cue, *d.content) if span)
    ]  # fmt: skip
    return sorted([*drafts, *added], key=lambda d: d.content[0])
