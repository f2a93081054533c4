"""Quotations that the network gives to nobody, or to somebody else than the marks of the text do."""

import pytest
from attrs import evolve
from test_repairs import certain, contents, draft_of, reading_of

from quoteattr import Extractor
from quoteattr.attributions.from_network import drafts_of
from quoteattr.attributions.repairs import source_edges, spoken_of
from quoteattr.attributions.rules import all_by_rules
from quoteattr.network.spotting import Spotted
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
        (
            "“It hurts,” Ford said. “I can’t play now.” Adam “Red” Lund says the knee that kept him out is whole.",
            [
                ("Ford", "said", "“It hurts,”"),
                ("Lund", "says", "“I can’t play now.” Adam “Red”", "the knee that kept him out is whole"),
            ],
            [["“It hurts,”", "“I can’t play now.”"], ["the knee that kept him out is whole"]],
        ),
        (
            "“None of it was insured,” he said. “It was arson, I am sure.” The mill was also known as the Old House.",
            [
                ("he", "said", "“None of it was insured,”"),
                ("", "was also known as", "“It was arson, I am sure.”", "The mill", "the Old House"),
            ],
            [["“None of it was insured,”", "“It was arson, I am sure.”"], ["The mill", "the Old House"]],
        ),
        (
            "“Look at him,” Dana Ruiz said. “He was really good tonight.” Lund was better. “He was great,” Hill said.",
            [
                ("Dana Ruiz", "said", "“Look at him,”"),
                ("Hill", "Hill said", "“He was really good tonight.”", "“He was great,”"),
            ],
            [["“Look at him,”", "“He was really good tonight.”"], ["“He was great,”"]],
        ),
        (
            "“We lost,” Ruiz said. “It hurt us a lot. I had to sit down. “Now it is over.” With her gone, “we will "
            "see,” Hill said.",
            [
                ("Ruiz", "said", "“We lost,”", "“It hurt us a lot."),
                ("Hill", "Hill said", "I had to sit down. “Now it is over.”", "“we will see,”"),
            ],
            [["“We lost,”", "“It hurt us a lot. I had to sit down.", "“Now it is over.”"], ["“we will see,”"]],
        ),
        (
            "“It is an honor,” Ford said. “He plays hard. I could not run. “I had a great coach.” Ruiz recalled the "
            "mile that Ford ran.",
            [
                ("Ford", "said", "“It is an honor,”", "“He plays hard."),
                ("Ruiz", "recalled", "I could not run. “I had a great coach.”", "the mile that Ford ran"),
            ],
            [
                ["“It is an honor,”", "“He plays hard. I could not run.", "“I had a great coach.”"],
                ["the mile that Ford ran"],
            ],
        ),
        (
            "“We are done,” Ruiz said. “Nobody will pay.” The port stays shut until May, Hill said.",
            [
                ("Ruiz", "said", "“We are done,”"),
                ("Hill", "Hill said", "“Nobody will pay.”", "The port stays shut until May"),
            ],
            [["“We are done,”", "“Nobody will pay.”"], ["The port stays shut until May"]],
        ),
    ],
)
def test_a_quotation_is_of_whoever_stands_beside_it(
    speech: Extractor, text: str, drafts: list[tuple[str, ...]], meant: list[list[str]]
) -> None:
    found = certain(speech, text, [draft_of(text, source, cue, *content) for source, cue, *content in drafts])
    assert contents(text, found) == meant


@pytest.mark.parametrize(
    ("text", "content", "meant"),
    [
        ("“It was loud. ” Al Lund said how it began.", ("”", "how it began"), ["how it began"]),
        ("“It was loud. ” Al Lund said how it began.", ("“It was loud.", "”"), ["“It was loud."]),
        ("“It was loud”, Al Lund said, “and dark”.", ("“It was loud”", "“and dark”"), ["“It was loud”", "“and dark”"]),
        ("“It was loud”, Al Lund said …", ("“It was loud”", "…"), ["“It was loud”"]),
        ("Al Lund said - “yes”", ("-", "“yes”"), ["“yes”"]),
        ("“?” Al Lund said.", ("“?”",), ["“?”"]),
    ],
)
def test_a_mark_alone_is_nothing_said(speech: Extractor, text: str, content: tuple[str, ...], meant: list[str]) -> None:
    pieces = draft_of(text, "Al Lund", "said", *content).content
    spotted = Spotted(cue=None, source=None, content=pieces, modes=(), features=(), confidence=1.0)
    assert contents(text, drafts_of(reading_of(speech, text), [spotted])) == [meant]


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


@pytest.mark.parametrize(
    ("text", "source", "meant"),
    [
        ("The index set records and the Fed said it rose.", "The index set records and the Fed", "the Fed"),
        ("Shares fell by a third and the firm said it rose.", "Shares fell by a third and the firm", "the firm"),
        ("The ferry sank at dawn but its owner said it rose.", "The ferry sank at dawn but its owner", "its owner"),
        ("Ruiz wept and Dana Hill said it rose.", "Ruiz wept and Dana Hill", "Dana Hill"),
        ("Ruiz and Dana Hill said it rose.", "Ruiz and Dana Hill", "Ruiz and Dana Hill"),
        (
            "The senator turned lobbyist and the judge said it rose.",
            "The senator turned lobbyist and the judge",
            "The senator turned lobbyist and the judge",
        ),
        ("The man who won and his wife said it rose.", "The man who won and his wife", "The man who won and his wife"),
        ("Ruiz, who won and wept, said it rose.", "Ruiz, who won and wept,", "Ruiz, who won and wept,"),
    ],
)  # fmt: skip
def test_a_clause_before_and_is_no_part_of_who_says_it(speech: Extractor, text: str, source: str, meant: str) -> None:
    reading, draft = reading_of(speech, text), draft_of(text, source, "said", "it rose")
    said = next(t.i for t in reading.document.tokens if t.text == "said")
    kept = source_edges.without_clause_before(reading, evolve(draft, cue_token=said)).source
    assert kept is not None
    assert text[slice(*kept)] == meant
