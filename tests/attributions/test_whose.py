"""Quotations that the network gives to nobody, or to somebody else than the marks of the text do."""

import pytest
from attrs import evolve
from test_repairs import certain, contents, draft_of, reading_of

from quoteattr import Extractor
from quoteattr.attributions.repairs import spoken_of
from quoteattr.attributions.rules import all_by_rules
from quoteattr.text.stretches import Covered


def test_the_rest_of_a_quotation_is_of_whoever_has_its_beginning(speech: Extractor) -> None:
    text = "“We sleep for months,” explains Ruiz. “It saves food.\n\n“And the idea is not so crazy.”"
    first = draft_of(text, "Ruiz", "explains", "“We sleep for months,”", "“It saves food.")
    drafts = certain(speech, text, [first, draft_of(text, None, None, "“And the idea is not so crazy.”")])
    assert contents(text, drafts) == [
        ["“We sleep for months,”", "“It saves food.", "“And the idea is not so crazy.”"],
    ]


@pytest.mark.parametrize(
    ("text", "drafts", "meant"),
    [
        (
            "Ford said the man used that name. “I look at everybody,” Ruiz told jurors.",
            [("Ford", "said", "the man used that name. “I look at everybody,”"), ("Ruiz", "told", "jurors")],
            [["the man used that name."], ["“I look at everybody,”", "jurors"]],
        ),
        (
            "“We are losing,” said Dana Hill. “The money is gone by now.” “That is not so,” said Jo Lund.",
            [
                ("Dana Hill", "said", "“We are losing,”"),
                ("Jo Lund", "said Jo", "“The money is gone by now.” “That is not so,”"),
            ],
            [["“We are losing,”", "“The money is gone by now.”"], ["“That is not so,”"]],
        ),
        (
            "“There are many,” he said. “Which one is best?” On being told of it, he added: “Good.”",
            [
                ("he", "said", "“There are many,”"),
                ("he added", "added", "“Which one is best?”", "“Good.”"),
            ],
            [["“There are many,”", "“Which one is best?”"], ["“Good.”"]],
        ),
    ],
)
def test_a_quotation_is_of_whoever_stands_beside_it(
    speech: Extractor, text: str, drafts: list[tuple[str, ...]], meant: list[list[str]]
) -> None:
    found = certain(speech, text, [draft_of(text, source, cue, *content) for source, cue, *content in drafts])
    assert contents(text, found) == meant


def test_each_paragraph_of_a_quotation_may_have_its_own_cue(speech: Extractor) -> None:
    text = "“Heads must roll,” he said. “We need answers to this.\n\n“The guards must go,” Ford said."
    first = draft_of(text, "he", "said", "“Heads must roll,”", "“We need answers to this.")
    drafts = certain(speech, text, [first, draft_of(text, "Ford", "Ford said", "“The guards must go,”")])
    assert contents(text, drafts)[1] == ["“The guards must go,”"]


def test_what_is_told_behind_a_colon_is_of_the_teller(speech: Extractor) -> None:
    text = "Her brother remembers it differently: “She was shy,” he told me. “Always shy.”"
    found = {a.source.text: a.text for a in speech.extract(text).attributions if a.source}
    assert "She was shy" in found["he"]


@pytest.mark.parametrize(
    ("text", "cue", "content", "meant"),
    [
        ("The parents are reported to have fled.", "are reported", "to have fled", ["The parents", "to have fled"]),
        ("A man is believed to have seen it.", "believed", "to have seen it", ["A man", "to have seen it"]),
    ],
)
def test_of_whom_it_is_said_belongs_to_it(
    speech: Extractor, text: str, cue: str, content: str, meant: list[str]
) -> None:
    reading, draft = reading_of(speech, text), draft_of(text, None, cue, content)
    first = reading.token_at(draft.cue[0] if draft.cue else 0)
    cue_token = next(t.i for t in reading.document.tokens[first:] if t.text == cue.split()[-1])
    mended = spoken_of.with_subject_of_passive(
        reading, evolve(draft, cue_token=cue_token), Covered(len(text), [draft.cue, *draft.content])
    )
    assert contents(text, [mended]) == [meant]


@pytest.mark.parametrize(("text", "meant"), [
    ("The firm reportedly sold the mill (it called the price “fair”) and its rival reportedly closed two.",
     [["The firm", "sold the mill"], ["its rival", "closed two"]]),
    ("In March, Lumo reportedly laid off 60 people (the firm would not say where but called it “minor”) and Calder "
     "reportedly laid off nine.", [["In March, Lumo", "laid off 60 people"], ["Calder", "laid off nine"]]),
    ("The ferry reportedly sank at dawn (nobody was hurt).", [["The ferry", "sank at dawn"]]),
    ("The ferry (which was old) reportedly sank at dawn.", [["The ferry", "sank at dawn"]]),
    ("The bank reportedly sold two mills (the mayor wept and called it “theft”) and kept one.",
     [["The bank", "sold two mills (the mayor wept and called it “theft”) and kept one"]]),
    ("Wu reportedly told friends that the well (dug in 1911) was dry.",
     [["Wu", "told friends that the well (dug in 1911) was dry"]]),
])  # fmt: skip
def test_hearsay_ends_with_its_clause(speech: Extractor, text: str, meant: list[list[str]]) -> None:
    found = [d for d in all_by_rules(reading_of(speech, text)) if d.by.is_hearsay]
    assert contents(text, found) == meant


@pytest.mark.parametrize(
    ("source", "meant"),
    [
        ("Ford, Ruiz, who had met him,", "Ruiz, who had met him,"),
        ("Ruiz, who had met him,", "Ruiz, who had met him,"),
    ],
)
def test_of_whom_it_is_said_does_not_say_it(speech: Extractor, source: str, meant: str) -> None:
    text = "Of Ford, Ruiz, who had met him, said he was dull."
    draft = spoken_of.without_topic(reading_of(speech, text), draft_of(text, source, "said", "he was dull"))
    assert draft.source is not None
    assert text[slice(*draft.source)] == meant


def test_whoever_faces_doubts_after_saying_so_says_so(speech: Extractor) -> None:
    text = "Ruiz is facing doubts after saying in a debate that she is neutral."
    reading = reading_of(speech, text)
    at = {t.text: t.i for t in reading.document.tokens}
    draft = evolve(
        draft_of(text, "Ruiz", "is facing doubts after saying in a debate", "that she is neutral"),
        cue_token=at["saying"],
        source_token=at["Ruiz"],
    )
    assert spoken_of.without_facing_source(reading, draft).source == (0, 4)
