"""The second half of a quotation that a cue interrupts: ““The dam is safe,” the mayor said. **“We checked it.”**”."""

from collections.abc import Sequence

from attrs import evolve

from quoteattr.attributions.draft import Draft
from quoteattr.attributions.quoted import is_whole
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Offsets, merged, shared


def with_second_halves(reading: Reading, drafts: Sequence[Draft], rules: Sequence[Draft | None]) -> list[Draft]:
    """“…,” the mayor said. **“We checked it.”** Residents have doubts, said Ines Duarte: a quotation that ends its
    sentence goes on with who spoke right before it. The next sentence says something itself: what the rule of the same
    place in `rules` finds there."""
    kept = list(drafts)
    for n, (draft, rule) in enumerate(zip(drafts, rules, strict=True)):
        half = draft.content[0]
        if rule is None or not _is_before_clause(reading, draft, rule, half):
            continue
        owner = next((m for m in range(n - 1, -1, -1) if _is_interrupted(reading, kept[m], half)), None)
        if owner is not None:
            kept[owner] = evolve(kept[owner], content=merged([*kept[owner].content, half]))
            rest = [piece for piece in draft.content if piece != half]
            kept[n] = draft.with_content(rest or rule.content)
    return kept


def _is_before_clause(reading: Reading, draft: Draft, rule: Draft, half: Offsets) -> bool:
    """Whether a piece is a quotation that ends its sentence, and the cue stands in the next, with a clause there."""
    if draft.cue is None or draft.cue[0] < half[1]:
        return False
    quotation = reading.first_quotation_in(*half)
    if quotation is None or not is_whole(quotation) or quotation.span.start != half[0]:
        return False
    here = reading.sentence_at(draft.cue[0])
    before = reading.sentence_at(half[1] - 1) == here - 1 and reading.sentence_at(half[0]) < here
    own = any(not reading.quoted_characters(*piece) and reading.sentence_at(piece[0]) == here for piece in rule.content)
    return before and own and not any(shared(piece, half) for piece in rule.content)


def _is_interrupted(reading: Reading, draft: Draft, half: Offsets) -> bool:
    """Whether a draft is of a quotation with its cue behind it, in the sentence before a piece."""
    if draft.cue is None or not draft.content or not draft.content[0][1] <= draft.cue[0] < half[0]:
        return False
    is_next = reading.sentence_at(draft.cue[0]) == reading.sentence_at(half[0]) - 1
    same = reading.paragraph_at(draft.cue[0]) == reading.paragraph_at(half[0])
    return is_next and same and reading.quoted_characters(*draft.content[0]) > 0
