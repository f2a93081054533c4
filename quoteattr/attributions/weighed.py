"""What is told within a content, by what a network reads of it and by what the rules find, weighed against each other.

Of every word that may be a cue there are up to two claims, the rules' and the reader's: each is who says what, with
what speaks for it (`Claim.features`). A log-linear sum of these, learned from labels of what is told within, is the
chance that a claim is right; the likelier of the two stands.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import exp, log1p
from typing import Any

import numpy as np
from attrs import evolve, field, frozen

from quoteattr.attributions.draft import Draft, Rule
from quoteattr.attributions.sources import find_source, is_passive
from quoteattr.records import Mode
from quoteattr.runtime.asked import asked_once
from quoteattr.runtime.values import value
from quoteattr.text.document import CUE_TAGS, Document, Inner
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Offsets, in_any, shared
from quoteattr.text.tree import head_of, is_negation, verb_group

LEAST = -3.5  # log odds: what is less likely a cue by its state alone is not read, unless a rule finds it
_LEARNED = frozenset({Mode.SPEECH, Mode.WRITING})  # what its labels are of: “had ‘**no plan**’” is not for it to tell
KEPT, KEPT_AGAINST, KEPT_WITH = 0.6, 0.85, 0.5  # the least chance of a claim: alone, against the rules, and with them
_BETTER = 0.2  # how much likelier than the rules' a reader's claim must be, where the rules find that it is told
_GAIN, _BESIDE = 3.0, 3.0  # log odds that one token may give to a content; what a second piece must gain at least
_CUE = -6.0  # the log odds of a cue as a part of its content
_SOURCE = 0.4  # the chance from which on a token belongs to the source
_NEAR = 2  # tokens behind the first of a content within which a quotation may begin that is all of it
_WHOLE, _BARE = 0.9, 0.1  # of a content: it is quoted, or not
_SHORT = 3  # tokens


@value
class Claim:
    """That a draft is told, in the reading in which its cue is not quoted; what speaks for it; whether the rules find
    that something is told there (None where they find nothing at all); whether it is theirs."""

    draft: Draft
    reading: Reading
    features: Mapping[str, float]
    told_by_rule: bool | None
    is_rules: bool

    def chance(self, weights: Mapping[str, float]) -> float:
        """That it is right."""
        total = sum(weights.get(name, 0.0) * value for name, value in self.features.items())
        return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


@frozen(eq=False)
class _Seen:
    """A cue in a content: the tokens around it, the chance of each to be of the source and of the content, what of them
    is quoted deeper than the cue, and the log odds that the state of the cue alone gives it."""

    cue: int
    tokens: Sequence[int]
    source: Any
    content: Any
    deeper: Sequence[bool]
    odds: float
    reading: Reading  # in which the cue stands outside quotations
    places: Mapping[int, int] = field(init=False)

    @places.default
    def _by_token(self) -> Mapping[int, int]:
        return {token: n for n, token in enumerate(self.tokens)}

    def within(self, pieces: Iterable[Offsets]) -> list[int]:
        """The places of the tokens that stand in some pieces, in order."""
        tokens = (t for piece in sorted(pieces) for t in self.reading.tokens_in(*piece))
        return [self.places[t] for t in tokens if t in self.places]

    def offsets(self, first: int, last: int) -> Offsets:
        """The characters of the tokens from a place to another, end exclusive."""
        all_tokens = self.reading.document.tokens
        return all_tokens[self.tokens[first]].start, all_tokens[self.tokens[last - 1]].end


def best_claims(claims: Iterable[Claim], weights: Mapping[str, float]) -> list[Claim]:
    """Of each cue the better claim, where it is likely enough, its chance as its confidence."""
    best: dict[int, tuple[float, float, Claim]] = {}
    for claim in claims:
        chance, cue = claim.chance(weights), claim.draft.cue_token
        worth = chance - _BETTER if claim.told_by_rule and not claim.is_rules else chance
        if cue is not None and (cue not in best or worth > best[cue][0]):
            best[cue] = worth, chance, claim
    likely = ((chance, claim) for _, chance, claim in best.values() if chance >= _LEAST_BY_RULE[claim.told_by_rule])
    sure = (evolve(claim, draft=evolve(claim.draft, confidence=chance)) for chance, claim in likely)
    kept: list[Claim] = []
    for claim in sorted(sure, key=lambda c: -c.draft.confidence):
        if not any(_say_the_same(claim.draft, other.draft) for other in kept):
            kept.append(claim)
    return kept


def _say_the_same(one: Draft, other: Draft) -> bool:
    """“He **called** and **said**, ‘Come’”: whether two contents share most of their characters, and neither holds the
    cue of the other."""
    pairs = [(a, b) for a in one.content for b in other.content]
    common = sum(shared(a, b) for a, b in pairs)
    if 2 * common <= one.size + other.size - common:
        return False
    held = ((one.cue, other.content), (other.cue, one.content))
    return not any(cue is not None and in_any(cue[0], content) for cue, content in held)


_LEAST_BY_RULE = {None: KEPT, False: KEPT_AGAINST, True: KEPT_WITH}


def claims_in(
    reading: Reading,
    reader: Inner,
    contents: Iterable[Sequence[Offsets]],
    by_rules: Mapping[int, tuple[Draft, Reading, bool]],
    modes: frozenset[Mode],
) -> Iterator[Claim]:
    """All claims in the contents of outer attributions, each in pieces. `by_rules` is what the rules find at a cue, in
    which reading, and whether they find that it is told."""
    asked: list[tuple[int, Sequence[int]]] = []
    odds: dict[int, float] = {}
    within = [[i for piece in pieces for i in reading.tokens_in(*piece)] for pieces in contents]
    learned = [set(may_be_cues(reading, tokens, modes & _LEARNED)) for tokens in within]
    may_be = [sorted(known.union(by_rules.keys() & tokens)) for known, tokens in zip(learned, within, strict=True)]
    if every := [i for cues in may_be for i in cues]:
        odds = dict(zip(every, reader.told(every), strict=True))
    for cues, tokens in zip(may_be, within, strict=True):
        asked += ((i, tokens) for i in cues if i in by_rules or odds[i] > LEAST)
    if not asked:
        return
    depths = reading.depths
    outside = _outside_quotations(reading, [cue for cue, _ in asked])
    for (cue, _), (near, chances) in zip(asked, reader.read(reading.document, asked, depths), strict=True):
        deeper = [depths[t] > depths[cue] for t in near]
        seen = _Seen(cue, near, chances[:, 1], chances[:, 2], deeper=deeper, odds=odds[cue], reading=outside[cue])
        yield from _claims_at(seen, by_rules.get(cue), modes, reading.in_quotation(cue))


def may_be_cues(reading: Reading, tokens: Iterable[int], modes: frozenset[Mode]) -> list[int]:
    """Those of some tokens that the lexicon knows as cues of one of some modes."""
    entries, openers = reading.document.cue_entries, _openers(reading.document)
    return [i for i in tokens if (entries[i].mode in modes if i in entries else i in openers)]


@asked_once
def _openers(document: Document) -> frozenset[int]:
    """“**According** to”: the words that bring a source and are tagged as no cue is."""
    openers = document.tokens_of(document.language.closed_class("according"))
    return frozenset(token.i for token in openers if token.upos not in CUE_TAGS)


def _outside_quotations(reading: Reading, cues: Iterable[int]) -> dict[int, Reading]:
    """For each cue the reading in which it is not quoted: of the innermost quotation around it."""
    found: dict[int, Reading] = {}
    asked, within = frozenset(cues), reading
    while asked:
        found |= {cue: within for cue in asked if not within.in_quotation(cue)}
        quoted = frozenset(filter(within.in_quotation, asked))
        within = within.opened(quoted) if quoted else within
        asked = quoted
    return found


# --- the reader's claim ---------------------------------------------------------------------------


def _claims_at(
    seen: _Seen, rule: tuple[Draft, Reading, bool] | None, modes: frozenset[Mode], quoted: bool
) -> Iterator[Claim]:
    """The claims at one cue."""
    own = _read_draft(seen)
    if own is not None and rule is not None:
        own = evolve(own, cue=rule[0].cue, mode=rule[0].mode)
    told = None if rule is None else rule[2]
    drafts = [(own, seen.reading, False)] if own is not None else []
    drafts += [(rule[0], rule[1], True)] if rule is not None else []
    if any(draft.mode not in modes or draft.mode is Mode.DECLINED for draft, *_ in drafts):
        return
    common = _of_cue(seen, rule is not None, bool(told), quoted)
    agreement = _agreement(seen, own, rule[0]) if own is not None and rule is not None else {}
    for draft, reading, is_rules in drafts:
        by = {_OF_TWO[is_rules]: 1.0} if agreement else {}
        yield Claim(draft, reading, common | _of_draft(seen, draft) | agreement | by, told, is_rules)


_OF_TWO = {True: "the rules', of two", False: "the reader's, of two"}


def _read_draft(seen: _Seen) -> Draft | None:
    """Who says what by the chances of the tokens around a cue."""
    document = seen.reading.document
    content = [_as_quoted(seen, *run) for run in _runs(seen)]
    pieces = tuple(seen.offsets(*run) for run in content if run[0] < run[1])
    if not pieces:
        return None
    group = verb_group(document, seen.cue)
    cue = document.tokens[group[0]].start, document.tokens[group[-1]].end
    source, token, by = _source(seen)
    entry = document.cue_entries.get(seen.cue)
    return Draft(
        cue=cue,
        source=source,
        content=pieces,
        mode=Mode.SPEECH if entry is None else entry.mode,
        by=Rule.NETWORK,
        source_by=by,
        nobody=source is None and is_passive(seen.reading, seen.cue),
        cue_token=seen.cue,
        source_token=token,
        negated=any(is_negation(document, document.tokens[i]) for i in group),
    )


def _source(seen: _Seen) -> tuple[Offsets | None, int | None, str | None]:
    """The tokens around the likeliest one of the source that belong to it; where none is likely, or a passive makes it
    who was told, what the grammar has, if it stands among the tokens around the cue."""
    best = int(seen.source.argmax())
    if seen.source[best] > _SOURCE and not is_passive(seen.reading, seen.cue):
        first = last = best
        while first > 0 and seen.source[first - 1] > _SOURCE:
            first -= 1
        while last + 1 < len(seen.tokens) and seen.source[last + 1] > _SOURCE:
            last += 1
        document = seen.reading.document
        return seen.offsets(first, last + 1), head_of(document, seen.tokens[first : last + 1], seen.cue), None
    if seen.reading.document.tokens[seen.cue].upos not in CUE_TAGS:
        return None, None, None
    found = find_source(seen.reading, seen.cue)
    if found is None or found.head not in seen.places:
        return None, None, None
    return found.span, found.head, found.rule


def _runs(seen: _Seen) -> list[tuple[int, int]]:
    """The tokens that gain most as a content, and a second run of them, if that gains much."""
    chances = np.clip(seen.content.astype(np.float64), 0.01, 0.99)
    gains = np.clip(np.log(chances / (1 - chances)), -_GAIN, _GAIN)
    gains[seen.places[seen.cue]] = _CUE
    runs: list[tuple[int, int]] = []
    for least in (0.5, _BESIDE):
        gain, first, last = _best_run(gains.tolist())
        if gain <= least:
            break
        runs.append((first, last))
        gains[first:last] = _CUE
        gains[max(0, first - 1)] -= _GAIN
    return sorted(runs)


def _best_run(gains: Sequence[float]) -> tuple[float, int, int]:
    """The run of the greatest sum (Kadane's algorithm): sum, first, last (end exclusive)."""
    best, total, begin = (0.0, 0, 0), 0.0, 0
    for n, gain in enumerate(gains):
        if total <= 0:
            total, begin = 0.0, n
        total += gain
        if total > best[0]:
            best = total, begin, n + 1
    return best


def _as_quoted(seen: _Seen, first: int, last: int) -> tuple[int, int]:
    """A run that begins with a quotation is all of it; another ends with its sentence."""
    all_tokens, reading = seen.reading.document.tokens, seen.reading
    begin = all_tokens[seen.tokens[first]].start
    near = all_tokens[seen.tokens[min(first + _NEAR, last - 1)]].end
    for quotation in reading.quotations_in(begin, near):
        places = seen.within([(quotation.span.start, quotation.span.end)])
        if len(places) > 1 and seen.places[seen.cue] not in places:
            return min(first, places[0]), places[-1] + 1
    sentence = all_tokens[seen.tokens[first]].sentence
    end = next((n for n in range(first, last) if all_tokens[seen.tokens[n]].sentence != sentence), last)
    return first, end


# --- what speaks for a claim ----------------------------------------------------------------------


def _of_cue(seen: _Seen, by_rule: bool, told: bool, quoted: bool) -> dict[str, float]:
    """What its cue tells."""
    document = seen.reading.document
    token = document.tokens[seen.cue]
    group = [document.tokens[i] for i in verb_group(document, seen.cue)]
    return {
        "bias": 1.0,
        "state": seen.odds,
        "rule": float(by_rule),
        "told": float(told),
        "quoted": float(quoted),
        "noun": float(token.upos == "NOUN"),
        "past": float(token.has("past")),
        "modal": float(any(t.is_modal for t in group)),
        "denied": float(any(is_negation(document, t) for t in group)),
    }


def _of_draft(seen: _Seen, draft: Draft) -> dict[str, float]:
    """What its source and its content tell."""
    reading, document = seen.reading, seen.reading.document
    content = seen.within(draft.content)
    chances, source = seen.content, seen.within([draft.source]) if draft.source is not None else []
    size, own = len(content), chances[content]
    deeper = sum(seen.deeper[n] for n in content) / size if size else 0.0
    below = [t for n in content if (t := document.tokens[seen.tokens[n]]).head == seen.cue]
    relation = next((t.relation for t in below if t.relation in _OF_CONTENT), "none")
    opens = document.tokens[reading.token_at(draft.begins[0])].lower
    words = document.text[slice(*draft.source)].lower() if draft.source is not None else ""
    bare = relation in _OF_PHRASES and deeper < _BARE
    return {
        f"content as {relation}": 1.0,
        "content": float(np.add.reduce(own) / size) if size else 0.0,
        "rest": float(np.add.reduce(chances) - np.add.reduce(own)) / 5,
        "source": float(seen.source[source].max()) if source else 0.0,
        "no source": float(draft.source is None),
        "points": float(_points(reading, draft)),
        "first person": float(words in reading.language.closed_class("those_who_talk")),
        "length": log1p(size) / 2,
        "short": float(size < _SHORT),
        "before": float(size > 0 and content[0] < seen.places[seen.cue]),
        "opens": float(opens in reading.language.closed_class("telling_openers")),
        "deeper": deeper,
        "deeper whole": float(deeper > _WHOLE),
        "bare phrase": float(bare),
    }


def _points(reading: Reading, draft: Draft) -> bool:
    """“**it** suggests that …”: whether its source is no name and no noun, but a thing all the same."""
    if draft.source_token is None:
        return False
    return reading.document.tokens[draft.source_token].lower in reading.language.closed_class("what_shows")


_OF_CONTENT = frozenset({"ccomp", "xcomp", "obj", "obl", "parataxis", "advcl", "acl"})
_OF_PHRASES = frozenset({"obj", "obl", "none"})


def _agreement(seen: _Seen, one: Draft, other: Draft) -> dict[str, float]:
    """How far the two claims at a cue say the same."""
    first, second = set(seen.within(one.content)), set(seen.within(other.content))
    alike = len(first & second) / max(1, len(first | second))
    return {"agree": alike, "agree on source": float(_touch(one.source, other.source))}


def _touch(one: Offsets | None, other: Offsets | None) -> bool:
    """Whether both are nothing, or share a character."""
    return one is other if one is None or other is None else shared(one, other) > 0
