"""What is certain, a signature or what is relayed, in the place of what the network found there."""

from bisect import bisect_right
from collections.abc import Iterable, Set

from attrs import evolve

from quoteattr.attributions.draft import SPEECH, Draft, Rule, by_cue, in_order
from quoteattr.text.stretches import Offsets, inside, shared


def in_their_place(drafts: list[Draft], certain: Iterable[Draft]) -> list[Draft]:
    """What is certain, as signed quotations are, in the place of what the network found there."""
    labels = in_order(certain)
    dropped = {id(draft) for there in _clashing(drafts, labels) for draft in there}
    cues = by_cue(labels)  # one whose content stands elsewhere: “**The minister** was cited by the paper as saying …”
    dropped |= {id(draft) for draft in drafts if draft.cue is not None and cues.first_in(draft.cue) is not None}
    taken = {piece for label in labels for piece in label.content}
    return in_order([*(_without_pieces(d, taken) for d in drafts if id(d) not in dropped), *labels])


def not_yet_said(drafts: list[Draft], labels: Iterable[Draft]) -> list[Draft]:
    """What is relayed, but for whoever is heard to say what the network has of them at the same verb."""
    said = by_cue(d for d in drafts if d.mode in SPEECH)

    def is_said(label: Draft) -> bool:
        found = said.at(label.cue[1] - 1) if label.cue is not None else None
        if found is None or found.source is None or label.source is None:
            return False
        return shared(found.source, label.source) > 0

    return [label for label in labels if label.by is not Rule.HEARD or not is_said(label)]


def _without_pieces(draft: Draft, taken: Set[Offsets]) -> Draft:
    """A draft without the pieces of content that are another's, if any is left."""
    kept = tuple(piece for piece in draft.content if piece not in taken)
    return draft if len(kept) in (0, len(draft.content)) else evolve(draft, content=kept)


def _clashing(drafts: list[Draft], labels: list[Draft]) -> list[list[Draft]]:
    """For each label what the network found in its place."""
    starts = [label.begins[0] for label in labels]
    found: list[list[Draft]] = [[] for _ in labels]
    for draft in drafts:
        ends = draft.begins[0], draft.content[-1][1] - 1
        for number in {bisect_right(starts, at) - 1 for at in ends} - {-1}:
            if _clash(draft, labels[number]):
                found[number].append(draft)
    return found


def _clash(draft: Draft, label: Draft) -> bool:
    """Whether most of a draft's content stands in what is labelled, both have one cue, or nobody's content has it."""
    if draft.cue and label.cue and shared(draft.cue, label.cue):
        return True
    if draft.source is None and label.cue and any(inside(label.cue[0], piece) for piece in draft.content):
        return True
    return _shared_content(draft, label) > draft.size / 2


def _shared_content(one: Draft, other: Draft) -> int:
    """How many characters of content two drafts have in common."""
    return sum(shared(a, b) for a in one.content for b in other.content)
