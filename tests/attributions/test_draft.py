"""Drafts: what found them, in the words that are shown, and where they stand."""

from typing import Any

import pytest
from attrs import evolve

from quoteattr import Mode
from quoteattr.attributions.draft import Draft, Rule, by_cue

FOUND = Draft(content=((20, 30),), mode=Mode.SPEECH, by=Rule.NETWORK)


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        ({"by": Rule.NETWORK}, "network"),
        ({"by": Rule.QUOTATION_BY_NETWORK, "nobody": True}, "quotation, network, nobody expressed"),
        ({"by": Rule.QUOTATION, "source_by": "own_subject"}, "quotation, own_subject"),
        ({"by": Rule.QUOTATION, "nobody": True}, "quotation, nobody expressed"),
        ({"by": Rule.FLOATING}, "quotation, floating"),
        ({"by": Rule.FRAME, "frame": "clause", "source_by": "agent"}, "frame clause, agent"),
        ({"by": Rule.FRAME, "frame": "of"}, "frame of"),
        ({"by": Rule.LEARNED}, "an outlet has learned"),
    ],
    ids=str,
)
def test_how_it_was_found_is_shown(found: dict[str, Any], shown: str) -> None:
    assert evolve(FOUND, **found).evidence == shown


def test_what_another_rule_tells_is_shown_as_its_own() -> None:
    draft = Draft(
        content=((20, 30),),
        mode=Mode.THOUGHT,
        by=Rule.FRAME,
        frame="clause",
        source_by="agent",
        nobody=True,
    )
    told = draft.found_by(Rule.HEARSAY, mode=Mode.SPEECH)
    assert (told.evidence, told.mode, told.content) == ("hearsay", Mode.SPEECH, draft.content)


@pytest.mark.parametrize(
    ("source", "cue", "place"), [((5, 8), (9, 12), 5), (None, (9, 12), 9), (None, None, 20)], ids=str
)
def test_a_draft_stands_at_its_source_else_its_cue(
    source: tuple[int, int] | None, cue: tuple[int, int] | None, place: int
) -> None:
    draft = Draft(content=((20, 30), (40, 41)), mode=Mode.SPEECH, by=Rule.NETWORK, source=source, cue=cue)
    assert (draft.place, draft.begins, draft.size) == (place, (20, 30), 11)


@pytest.mark.parametrize("rule", Rule)
def test_what_is_found_by_its_marks_says_so(rule: Rule) -> None:
    assert rule.quoted == rule.startswith("quotation")


def test_the_draft_whose_cue_stands_at_a_character() -> None:
    one = Draft(content=((0, 3),), mode=Mode.SPEECH, by=Rule.NETWORK, cue=(4, 8))
    cues = by_cue([FOUND, one])
    assert (cues.at(3), cues.at(4), cues.at(7), cues.at(8)) == (None, one, one, None)
    assert (cues.first_in((0, 5)), cues.first_in((8, 20))) == (one, None)
