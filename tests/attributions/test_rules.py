"""Attributions by rules: each row is a construction, a sentence of its own, and (source, cue, content)."""

import pytest
from conftest import check_spans

from quoteattr import Extractor, Mode, Style

ROWS = [
    # verb and content clause
    ("that-clause", "The mayor said that the bridge was unsafe.", ("The mayor", "said", "that the bridge was unsafe")),
    ("bare clause", "The mayor said the bridge was unsafe.", ("The mayor", "said", "the bridge was unsafe")),
    ("auxiliary", "The ministry has denied that it knew.", ("The ministry", "has denied", "that it knew")),
    ("whether", "She asked whether the port would close.", ("She", "asked", "whether the port would close")),
    ("to-infinitive", "The union vowed to fight the ruling.", ("The union", "vowed", "to fight the ruling")),
    ("object", "The senator condemned the attack.", ("The senator", "condemned", "the attack")),
    ("preposition", "The bank warned of higher prices.", ("The bank", "warned", "higher prices")),
    ("as", "Clarke described the plan as a disaster.", ("Clarke", "described", "the plan as a disaster")),
    ("told reporters", "Ruiz told reporters that the strike was over.", ("Ruiz", "told", "that the strike was over")),
    # before and behind the cue
    ("clause first", "The bridge was unsafe, the mayor said.", ("the mayor", "said", "The bridge was unsafe")),
    ("inverted", "The bridge was unsafe, said Maria Ruiz, a teacher.",
     ("Maria Ruiz, a teacher", "said", "The bridge was unsafe")),
    ("adverb behind", "The talks have stalled, two diplomats say privately.",
     ("two diplomats", "say", "The talks have stalled")),
    # quotations
    ("quotation first", "“It is over,” the mayor said.", ("the mayor", "said", "“It is over,”")),
    ("quotation inverted", "“It is over,” said Maria Ruiz, a teacher.",
     ("Maria Ruiz, a teacher", "said", "“It is over,”")),
    ("quotation last", "The mayor said, “It is over.”", ("The mayor", "said", "“It is over.”")),
    ("colon", "The mayor wrote: “It is over.”", ("The mayor", "wrote", "“It is over.”")),
    ("question", "“Is it over?” the mayor asked.", ("the mayor", "asked", "“Is it over?”")),
    ("British comma", "‘It is over’, the mayor said.", ("the mayor", "said", "‘It is over’")),
    ("appositive between", "“It is over,” Ruiz, who teaches physics, said on Friday.",
     ("Ruiz, who teaches physics", "said", "“It is over,”")),
    ("party and state", "“It is over,” Sen. Ana Ruiz (D-N.M.) said.",
     ("Sen. Ana Ruiz (D-N.M.)", "said", "“It is over,”")),
    ("mixed", "The mayor said the vote was “a very dark day” for the city.",
     ("The mayor", "said", "the vote was “a very dark day” for the city")),
    ("signed", "“We deserve better.” — Ana Ruiz", ("Ana Ruiz", "—", "“We deserve better.”")),
    # no verb with a subject
    ("according to", "The bridge is unsafe, according to two engineers.",
     ("two engineers", "according to", "The bridge is unsafe")),
    ("According to", "According to the ministry, the bridge is unsafe.",
     ("the ministry", "According to", "the bridge is unsafe")),
    ("label", "Ruiz: We never saw the letter.", ("Ruiz", None, "We never saw the letter.")),
    ("noun cue", "The paper printed the ministry's claim that the bridge was safe.",
     ("the ministry", "claim", "that the bridge was safe")),
    ("hearsay", "The crane had reportedly failed twice.", (None, "reportedly", "The crane had | failed twice")),
    ("it is said", "It is believed that the crane failed twice.", (None, "is believed", "that the crane failed twice")),
    ("it is understood", "It is understood that the lawyers plan to appeal by Friday.",
     (None, "is understood", "that the lawyers plan to appeal by Friday")),
    ("it emerged", "It emerged that the walls were weak.", (None, "emerged", "that the walls were weak")),
    ("expected to", "The board is expected to resign.", (None, "is expected", "The board | to resign")),
    # participles, relative clauses, coordination
    ("participle", "The mayor closed the bridge, saying it was unsafe.", ("The mayor", "saying", "it was unsafe")),
    ("relative", "The engineer, who said the bridge was unsafe, resigned.", ("who", "said", "the bridge was unsafe")),
    ("noun and participle", "He received a letter saying that the bridge was unsafe.",
     ("a letter", "saying", "that the bridge was unsafe")),
    ("passive agent", "The plan was rejected by the council.", ("the council", "was rejected", "The plan")),
    ("statement that", "Ruiz said in a statement that the strike was over.",
     ("Ruiz", "said", "that the strike was over")),
    ("claim by somebody", "The claim by Ruiz that the vote was rigged was false.",
     ("Ruiz", "claim", "that the vote was rigged")),
    ("report that", "The institute said in its daily report that losses were mounting.",
     ("The institute", "said", "that losses were mounting")),
    ("asked somebody to", "The president asked the government to declare a state of emergency.",
     ("The president", "asked", "the government to declare a state of emergency")),
    ("object and as", "Officials are touting the accord as broader than the last one.",
     ("Officials", "are touting", "the accord as broader than the last one")),
    ("past read as participle", "Some argued that the courts would agree.",
     ("Some", "argued", "that the courts would agree")),
    ("colon without marks", "The governor added: It's typical of them. They never stop.",
     ("The governor", "added", "It's typical of them. They never stop.")),
    ("role and name", "The port will reopen on Monday, the mayor, Maria Ruiz, said.",
     ("the mayor, Maria Ruiz", "said", "The port will reopen on Monday")),
    ("dateline", "ROME (Newswire) — The river burst its banks, officials said.",
     ("officials", "said", "The river burst its banks")),
    ("day in source", "The White House on Monday said that the talks were over.",
     ("The White House", "said", "that the talks were over")),
    ("goes on behind the marks", "The mayor said “budget reforms” and new taxes would help.",
     ("The mayor", "said", "“budget reforms” and new taxes would help")),
    ("passive quotation", "The minister has been accused of “playing politics with lives”.",
     (None, "has been accused", "“playing politics with lives”")),
    # kinds of act other than speech
    ("thought", "Voters believe that the bridge is unsafe.", ("Voters", "believe", "that the bridge is unsafe")),
    ("intention", "The firm plans to sell the port.", ("The firm", "plans", "to sell the port")),
    ("evidence", "Records show that the crane failed twice.", ("Records", "show", "that the crane failed twice")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [r[1:] for r in ROWS], ids=[r[0] for r in ROWS])
def test_one(by_rules: Extractor, text: str, expected: tuple[str | None, str, str]) -> None:
    article = by_rules.extract(text)
    check_spans(article)
    found = [
        (a.source and a.source.text, a.cue and a.cue.text, " | ".join(p.text for p in a.content)) for a in article.outer
    ]
    assert expected in found


SEVERAL = [
    ("split quotation", "“The bridge,” the mayor said, “is unsafe.”", [("the mayor", "“The bridge,” | “is unsafe.”")]),
    ("quotation goes on", "“It is unsafe,” the mayor said. “We closed it.”",
     [("the mayor", "“It is unsafe,” | “We closed it.”")]),
    ("next paragraph", "“It is unsafe,” the mayor said.\n“We closed it on Monday.”",
     [("the mayor", "“It is unsafe,” | “We closed it on Monday.”")]),
    ("coordinated cues", "The mayor said the bridge was unsafe and promised to close it.",
     [("The mayor", "the bridge was unsafe"), ("The mayor", "to close it")]),
    ("adding", "The mayor said the bridge was unsafe, adding that it would close.",
     [("The mayor", "the bridge was unsafe"), ("The mayor", "that it would close")]),
    ("split and long source", "“If it fails,” said Jo Reed, whose shop was ruined, “I'm finished.”",
     [("Jo Reed, whose shop was ruined", "“If it fails,” | “I'm finished.”")]),
    ("transcript", "HILL: We never saw it.\nRUIZ: He said “no” to us.",
     [("HILL", "We never saw it."), ("RUIZ", "He said “no” to us.")]),
    ("semicolon", "Scientists warned that the walls were weak; nobody listened.",
     [("Scientists", "that the walls were weak")]),
    ("two speakers", "“Yes,” Ana Ruiz said.\n“No,” Tom Hill said.", [("Ana Ruiz", "“Yes,”"), ("Tom Hill", "“No,”")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [r[1:] for r in SEVERAL], ids=[r[0] for r in SEVERAL])
def test_several(said_by_rules: Extractor, text: str, expected: list[tuple[str, str]]) -> None:
    article = said_by_rules.extract(text)
    check_spans(article)
    found = [(a.source and a.source.text, " | ".join(p.text for p in a.content)) for a in article.outer]
    assert found == expected


NOTHING = [
    "The bridge is four miles long.",
    "The so-called “experts” live in the “old town”.",
    "She read the novel “Gone With the Wind” in the garden.",
    'He is 6\'2" tall and the shelf is 12" deep.',
    "The committee meets on Monday.",
    "",
    " \n\t ",
]


@pytest.mark.parametrize("text", NOTHING, ids=repr)
def test_nothing_is_attributed(said_by_rules: Extractor, text: str) -> None:
    assert said_by_rules.extract(text).attributions == ()


STYLES = [
    ("“It is over,” the mayor said.", Style.DIRECT),
    ("The mayor said the vote was “a very dark day” for the city.", Style.MIXED),
    ("The mayor said that the vote was over.", Style.INDIRECT),
]


@pytest.mark.parametrize(("text", "style"), STYLES)
def test_style(said_by_rules: Extractor, text: str, style: Style) -> None:
    (attribution,) = said_by_rules.extract(text).attributions
    assert attribution.style is style


MODES = [
    ("The mayor said that it was over.", Mode.SPEECH),
    ("The mayor wrote that it was over.", Mode.WRITING),
    ("The mayor believes that it is over.", Mode.THOUGHT),
    ("The mayor plans to leave.", Mode.INTENTION),
    ("The mayor supports the plan.", Mode.ATTITUDE),
    ("The court ordered that the mayor be paid.", Mode.DECREE),
    ("The records show that it is over.", Mode.EVIDENCE),
]


@pytest.mark.parametrize(("text", "mode"), MODES, ids=[m.value for _, m in MODES])
def test_mode(by_rules: Extractor, text: str, mode: Mode) -> None:
    assert mode in [a.mode for a in by_rules.extract(text).attributions]


def test_scope_speech_leaves_out_what_is_not_said(said_by_rules: Extractor) -> None:
    assert said_by_rules.extract("The mayor plans to leave.").attributions == ()


CHANNELS = [
    ("Ruiz told reporters that the strike was over.", None),
    ("Ruiz said in a statement that the strike was over.", "in a statement"),
    ("The talks have stalled, two diplomats say privately.", "privately"),
    ("Ruiz said that the strike was over.", None),
    ("In a 14-page motion, Ruiz wrote that the bail was too low.", "In a 14-page motion"),
    ("In court papers filed on Monday, Ruiz said that the loan was repaid.", "In court papers filed on Monday"),
    ("In a letter to the board, Ruiz said that the roof leaked.", "In a letter to the board"),
    ("In an op-ed for the Herald, Ruiz wrote that the law had failed.", "In an op-ed for the Herald"),
    ("Speaking on his podcast, Ruiz said that the strike was over.", "on his podcast"),
    ("Ruiz said in a sworn affidavit that the doors were locked.", "in a sworn affidavit"),
    ("Speaking on Monday, Ruiz said that the strike was over.", None),
]


@pytest.mark.parametrize(("text", "channel"), CHANNELS)
def test_channel(said_by_rules: Extractor, text: str, channel: str | None) -> None:
    (attribution,) = said_by_rules.extract(text).attributions
    assert (attribution.channel.text if attribution.channel else None) == channel


def test_negation(said_by_rules: Extractor) -> None:
    (denied,) = said_by_rules.extract("The mayor did not say that the bridge was safe.").attributions
    assert denied.negated
    (said,) = said_by_rules.extract("The mayor said that the bridge was not safe.").attributions
    assert not said.negated
