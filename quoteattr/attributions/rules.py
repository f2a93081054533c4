"""Attributions by rules over the dependency tree and the quotations (`engine="rules"`)."""

from collections.abc import Iterable

from quoteattr.attributions.channels import find_channel
from quoteattr.attributions.contents import find_content
from quoteattr.attributions.draft import Draft
from quoteattr.attributions.outlets import passed_on
from quoteattr.attributions.quoted import find_hosts
from quoteattr.attributions.sources import Source, find_source, is_passive
from quoteattr.attributions.verbless import according_to, hearsay, is_said_to, it_is_said, label_and_colon, signature
from quoteattr.language import words
from quoteattr.records import Mode
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Offsets, merged
from quoteattr.text.tree import is_negation, stretch, verb_group

SPEECH = frozenset({Mode.SPEECH, Mode.WRITING})
LEAST_RATE = 0.5  # below it a cue with its frame is more often no attribution


def find_by_rules(reading: Reading, modes: Iterable[Mode], *, least_rate: float = LEAST_RATE) -> list[Draft]:
    """All attributions of a document whose cue is of one of the modes, in order of the text."""
    wanted = frozenset(modes)
    signed = list(signature(reading))
    drafts = [
        *_with_quotations(reading, signed),
        *signed,
        *according_to(reading),
        *label_and_colon(reading),
        *hearsay(reading),
        *it_is_said(reading),
        *is_said_to(reading),
    ]
    taken = {draft.cue_token for draft in drafts}
    drafts += [d for d in _with_frames(reading, least_rate) if d.cue_token not in taken]
    drafts = _without_twins([passed_on(reading, d) for d in drafts if d.content])
    return sorted((d for d in _outermost(drafts) if d.mode in wanted), key=lambda d: d.content[0])


def _without_twins(drafts: list[Draft]) -> list[Draft]:
    """One of several attributions of one content: “said in a **statement** that …” has two cues."""
    best: dict[tuple[Offsets, ...], Draft] = {}
    for draft in drafts:
        known = best.get(draft.content)
        if known is None or draft.rate > known.rate:
            best[draft.content] = draft
    return list(best.values())


def _with_quotations(reading: Reading, signed: list[Draft]) -> list[Draft]:
    """One attribution for each cue that introduces quotations: all its pieces, in order."""
    hosts = find_hosts(reading)
    taken = {draft.content[0] for draft in signed}
    pieces: dict[int, list[Offsets]] = {}
    for number in sorted({*hosts.introduced, *hosts.following}):
        if _offsets(reading, number) in taken:
            continue
        cue = hosts.introduced.get(number, hosts.following.get(number, -1))
        pieces.setdefault(cue, []).append(_offsets(reading, number))
    drafts = []
    for cue, quoted in pieces.items():
        entry = reading.cues[cue]
        source = find_source(reading, cue)
        content = find_content(reading, cue, entry, source.span if source else None)
        if content is not None and content.frame == "clause":
            quoted = _united(quoted, content.pieces)
        quoted[-1] = _with_rest(reading, quoted[-1])
        rule = "quotation" if source or not is_passive(reading, cue) else "quotation, nobody expressed"
        drafts.append(_draft(reading, cue, source, tuple(quoted), entry.mode, rule, 0.95))
    return drafts


def _with_rest(reading: Reading, piece: Offsets) -> Offsets:
    """“said **“budget reforms” and taxes would pay for them**”: a quotation that ends in mid-clause goes on."""
    text, tokens = reading.document.text, reading.document.tokens
    inner_end = text[piece[1] - 2 : piece[1] - 1] if text[piece[1] - 1 : piece[1]] in _CLOSING else " "
    first = reading.token_at(piece[1])
    if inner_end in ".,?!…—-" or first >= len(tokens) or tokens[first].upos == "PUNCT" or first in reading.cues:
        return piece
    sentence = reading.document.sentences[tokens[first].sentence]
    if first == sentence.first or not tokens[first].text[:1].islower():
        return piece
    end = first
    for j in range(first, sentence.last):
        if reading.introduces_quotations(j) or (tokens[j].upos == "PUNCT" and tokens[j].text in ",;:"):
            break
        end = j
    return piece[0], stretch(reading.document, list(range(first, end + 1)))[1]


_CLOSING = frozenset("\"”’'»“")


def _offsets(reading: Reading, number: int) -> Offsets:
    span = reading.outer[number].span
    return span.start, span.end


def _united(quoted: list[Offsets], clause: tuple[Offsets, ...]) -> list[Offsets]:
    """Quotations, and the stretches of a clause that go beyond them: “he was ‘fine’ and would stay”."""
    united = list(quoted)
    for start, end in clause:
        inside = [(a, b) for a, b in united if a < end and start < b]
        if all(start <= a and b <= end for a, b in inside) and len(inside) == 1:
            a, b = inside[0]
            if b - a < 0.8 * (end - start):
                united.remove((a, b))
                united.append((start, end))
    return united


def _with_frames(reading: Reading, least_rate: float) -> list[Draft]:
    """Attributions by the frames of the cue lexicon: clauses, infinitives, objects, phrases."""
    drafts = []
    for cue, entry in reading.cues.items():
        source = find_source(reading, cue)
        content = find_content(reading, cue, entry, source.span if source else None)
        if content is None or content.rate < least_rate or (source is None and not may_lack_source(reading, cue)):
            continue
        mode = Mode.SPEECH if source is None and entry.lemma in words("hidden_cues") else entry.mode
        drafts.append(_draft(reading, cue, source, content.pieces, mode, f"frame {content.frame}", content.rate))
    return drafts


def may_lack_source(reading: Reading, cue: int) -> bool:
    """Whether a cue can stand for nobody: “it **was said** that …”, “**is expected** to …”, “it **appears** that …”;
    not “a way **to report** profits”, nor a noun that is nobody's."""
    token = reading.document.tokens[cue]
    if token.upos == "NOUN":
        return False
    if is_passive(reading, cue):
        return token.relation not in ("acl", "amod")
    return token.xpos not in ("VB", "VBG") and reading.cues[cue].mode is not Mode.SPEECH


def _draft(
    reading: Reading, cue: int, source: Source | None, content: tuple[Offsets, ...], mode: Mode, rule: str, rate: float
) -> Draft:
    document = reading.document
    group = verb_group(document, cue)
    span = document.tokens[group[0]].start, document.tokens[group[-1]].end
    negated = any(is_negation(document.tokens[j]) for j in group)
    return Draft(
        span,
        source.span if source else None,
        merged(content),
        mode,
        f"{rule}, {source.rule}" if source else rule,
        rate,
        cue,
        source.head if source else None,
        negated,
        find_channel(reading, cue, content),
    )


def _outermost(drafts: list[Draft]) -> list[Draft]:
    """Without attributions that stand inside the content of another: “X said **Y denied it**”.

    Quotations come first; what stands in the source phrase of one (“Ruiz, **who teaches physics**, said”) is left
    to it too.
    """
    kept: list[Draft] = []
    covered = bytearray(max((offsets[1] for d in drafts for offsets in (*d.content, d.cue or (0, 0))), default=0))
    for draft in sorted(drafts, key=_precedence, reverse=True):
        if draft.cue is not None and covered[draft.cue[0]] and covered[draft.cue[1] - 1]:
            continue
        kept.append(draft)
        own_source = (draft.source,) if draft.source and draft.rule.startswith("quotation") else ()
        for start, end in (*draft.content, *own_source):
            covered[start:end] = b"\1" * (min(end, len(covered)) - start)
    return kept


def _precedence(draft: Draft) -> tuple[bool, bool, int]:
    """What a transcript labels holds all of its line; then quotations; then the larger before the smaller."""
    return draft.rule == "label_and_colon", draft.rule.startswith("quotation"), _size(draft)


def _size(draft: Draft) -> int:
    return sum(end - start for start, end in draft.content)
