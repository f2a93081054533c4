"""The turns of a script of speech as attributions: what a label says stands, whatever else was found there."""

from collections.abc import Iterator

from quoteattr.attributions.draft import Draft, Rule, in_order
from quoteattr.attributions.rates import rate
from quoteattr.records import Mode
from quoteattr.text.reading import Reading
from quoteattr.text.scripts import Turn
from quoteattr.text.stretches import Covered


def turns(reading: Reading) -> Iterator[Draft]:
    """“**MS. FROST:** I never left.”: one attribution a turn, its label the source, with no cue."""
    confidence = rate(reading.language, "turn")
    for turn in reading.script.turns if reading.script is not None else ():
        yield Draft(
            source=turn.label,
            content=turn.content,
            mode=Mode.SPEECH,
            by=Rule.TURN,
            confidence=confidence,
            source_token=_head(reading, turn),
        )


def _head(reading: Reading, turn: Turn) -> int | None:
    """The last token of the name in a label."""
    named = reading.tokens_in(*turn.name) if turn.name is not None else ()
    return max(named, default=None)


def with_turns(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """The drafts of a text with the turns of its script in the place of what else was found in them."""
    if reading.script is None:
        return drafts
    spoken = Covered(len(reading.document.text), ((turn.begins, turn.end) for turn in reading.script.turns))
    others = (draft for draft in drafts if not _stands_in(spoken, draft))
    return in_order([*others, *turns(reading)])


def _stands_in(spoken: Covered, draft: Draft) -> bool:
    """Whether most of a draft's content stands in turns, or all of its cue."""
    if draft.cue is not None and spoken.holds_ends(draft.cue):
        return True
    return sum(map(spoken.count, draft.content)) > draft.size / 2
