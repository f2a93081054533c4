"""Who speaks, and how openly; how a source knows, hidden sources, and those known by a part of a name."""

import pytest
from conftest import check_spans, last_of, text_of, voices_of

from quoteattr import Extractor

# text, and label, level and kind of each of its attributions
ROWS = [
    # named
    ("“It is over,” said Maria Ruiz, a teacher.", [("Maria Ruiz", "named", "person")]),
    ("Mayor Tom Hill said the bridge was unsafe.", [("Tom Hill", "named", "person")]),
    ("Labor Department spokeswoman Ana Ruiz said the rule was final.", [("Ana Ruiz", "named", "person")]),
    ("The State Department said the talks were over.", [("State Department", "named", "organization")]),
    ("Washington said the talks were over.", [("Washington", "named", "organization")]),
    ("The Washington Post reported that the mayor had resigned.", [("Washington Post", "named", "organization")]),
    ("Ana Ruiz and Tom Hill said the bridge was unsafe.", [("Ana Ruiz and Tom Hill", "named", "group")]),
    ("A study by Jane Porter found that the bridge was unsafe.", [("study by Jane Porter", "named", "document")]),
    # the whole document names, not the local mention
    ("Maria Ruiz left on Monday. “It is over,” she said.", [("Maria Ruiz", "named", "person")]),
    ("Maria Ruiz met Tom Hill. She said the talks went well.", [("Maria Ruiz", "named", "person")]),
    ("Maria Ruiz met Tom Hill. He said the talks went well.", [("Tom Hill", "named", "person")]),
    ("Tom Hill left on Monday. “It is over,” Hill said.", [("Tom Hill", "named", "person")]),
    ("Mayor Tom Hill left on Monday. The mayor said the bridge was unsafe.", [("Tom Hill", "named", "person")]),
    ("The Port Authority closed the pier. The agency said the crane had failed.",
     [("Port Authority", "named", "organization")]),
    ("Ana Ruiz sued the city. Her lawyer, Tom Hill, said the case was strong.", [("Tom Hill", "named", "person")]),
    ("Prices fell, according to the Institute for the Study of War, a think tank.",
     [("Institute for the Study of War", "named", "organization")]),
    ("Labor Secretary Ana Ruiz left early. The secretary said it was over.", [("Ana Ruiz", "named", "person")]),
    ("The Federal Trade Commission sued. “It is illegal,” the FTC said.",
     [("Federal Trade Commission", "named", "organization")]),
    # partial
    ("“I lost my job,” said Marta, who gave only her first name.", [("Marta", "partial", "person")]),
    # what tells nothing of a source, with a hyphen too
    ("A well-connected merchant said the deal was dead.", [("well-connected merchant", "described", "person")]),
    ("Two well-informed sources said the deal was dead.", [("Two well-informed sources", "vague", "group")]),
    ("A high-level source said the deal was dead.", [("high-level source", "vague", "person")]),
    ("An inside source said the deal was dead.", [("inside source", "vague", "person")]),
    ("Three people in the know said the deal was dead.", [("Three people in the know", "vague", "group")]),
    ("A law-enforcement source said the deal was dead.", [("law-enforcement source", "described", "person")]),
    # described
    ("Two port officials said the crane had failed.", [("Two port officials", "described", "group")]),
    ("A senior Mexican security official said the talks were over.",
     [("senior Mexican security official", "described", "person")]),
    ("Two members of the crew said they had learned of it late.", [("Two members of the crew", "described", "group")]),
    ("One planner said that it was late.", [("One planner", "described", "person")]),
    ("Three aides left. “They lied to us,” one of them said.", [("one of them", "described", "person")]),
    ("Three aides left. Some of them said that it was late.", [("Some of them", "described", "group")]),
    ("Two of the men said they had been beaten.", [("Two of the men", "described", "group")]),
    ("One of the officers, who asked not to be named, said it was late.",
     [("One of the officers", "described", "person")]),
    ("Ada Mott and Orin Vance came. One of them said it was a disgrace.", [("One of them", "described", "person")]),
    ("Many of those who came said they had walked for days.", [("Many of those", "vague", "group")]),
    ("Many of those who came said they had walked for weeks.", [("Many of those", "vague", "group")]),
    ("Some of those who fled said they would not return.", [("Some of those", "vague", "group")]),
    ("Several of those who signed said they had been misled.", [("Several of those", "vague", "group")]),
    ("Hill aides said the mayor would resign.", [("Hill aides", "described", "group")]),
    ("Experts say the bridge is unsafe.", [("Experts", "described", "group")]),
    ("The local media reported that the mayor had resigned.", [("local media", "described", "organization")]),
    ("Diplomatic sources said the talks were over.", [("Diplomatic sources", "described", "group")]),
    ("A poll found that voters were tired.", [("poll", "described", "document")]),
    ("A senior port official met them. “It is over,” the official said.",
     [("senior port official", "described", "person")]),
    ("Two senior officials met. One of the officials said it was over.",
     [("One of the officials", "described", "person")]),
    ("A reporter asked whether it was over.", [("reporter", "described", "person")]),
    ("The U.S. media reported that it was over.", [("U.S. media", "described", "organization")]),
    # whoever has another firm does not name it
    ("Brixly's parent company said the plant would close.",
     [("Brixly's parent company", "described", "organization")]),
    ("Maria Ruiz wrote a memoir. Her publisher said the memoir would be late.",
     [("publisher", "described", "organization")]),
    ("Tom Hill lost his flat. His landlord, which owns nine towers, said the rent was due.",
     [("landlord", "described", "organization")]),
    ("Brixly's rival firm said the plant would close.", [("Brixly's rival firm", "described", "organization")]),
    ("Brixly cut its prices. Its insurer said it would pay for the flood.",
     [("insurer", "described", "organization")]),
    ("Maria Ruiz left. Her campaign said she was tired.", [("Maria Ruiz’s campaign", "named", "organization")]),
    # nor is a document named by whom a clause tells of that says more of it; but by who made it
    ("The proposal, which is the idea of a member from Ohio, says that voters will choose.",
     [("proposal", "described", "document")]),
    ("The plan, which pleased two aides from Brixly, says that jobs will go.", [("plan", "described", "document")]),
    ("The memo, which praises a nurse from Ohio, says that jobs will go.", [("memo", "described", "document")]),
    ("The letter, which was first reported by the Harlow Post, says that jobs will go.",
     [("letter", "described", "document")]),
    ("The bill, which was written by Tom Hill, says that jobs will go.", [("bill by Tom Hill", "named", "document")]),
    ("The figures, which were released on Thursday by Brixly, show that jobs will go.",
     [("figures by Brixly", "named", "document")]),
    ("A Harlow College poll out this week found that voters were tired.",
     [("Harlow College poll", "named", "document")]),
    ("The memo, which was prepared by Maria Ruiz, says that jobs will go.",
     [("memo by Maria Ruiz", "named", "document")]),
    # a house is no House
    ("The house on the hill says much of its owner.", [("house on the hill", "described", "organization")]),
    # when it was made is no part of what it is
    ("A survey this month found that voters were tired.", [("survey", "described", "document")]),
    # vague
    ("Sources said the mayor would resign.", [("Sources", "vague", "group")]),
    ("A source said the mayor would resign.", [("source", "vague", "person")]),
    ("Critics say the plan is too costly.", [("Critics", "vague", "group")]),
    ("Some say the plan is too costly.", [("Some", "vague", "group")]),
    ("People familiar with the matter said the mayor would resign.",
     [("People familiar with the matter", "vague", "group")]),
    ("The mayor would resign, according to a person briefed on the talks.",
     [("person briefed on the talks", "vague", "person")]),
    # hidden
    ("The crane had reportedly failed twice.", [(None, "hidden", None)]),
    ("The mayor allegedly took a bribe.", [(None, "hidden", None)]),
    ("It is understood that the mayor will resign.", [(None, "hidden", None)]),
    # someone is meant who can't be resolved: never hidden
    ("“It is over,” he said.", [(None, None, None)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[t[:45] for t, _ in ROWS])
def test_speaker(everything: Extractor, text: str, expected: list[tuple[str | None, str | None, str | None]]) -> None:
    article = everything.extract(text)
    check_spans(article)
    assert voices_of(article) == expected


BASES = [
    ("People familiar with the matter said the mayor would resign.", "familiar with the matter"),
    ("The mayor would resign, according to a person briefed on the talks.", "briefed on the talks"),
    ("An official with direct knowledge of the talks said they had failed.", "with direct knowledge of the talks"),
    ("An official with knowledge of the talks said they had failed.", "with knowledge of the talks"),
    ("An aide close to the mayor said the talks had failed.", "close to the mayor"),
    ("An official who attended the meeting said the talks had failed.", "who attended the meeting"),
    ("An official who saw the document said it was genuine.", "who saw the document"),
    ("A lawyer who has seen the contract said it was void.", "who has seen the contract"),
    ("Two people privy to the talks said they had failed.", "privy to the talks"),
    ("A person involved in the deal said it was dead.", "involved in the deal"),
    ("One person present at the meeting said it was loud.", "present at the meeting"),
    ("A person in the room said it was loud.", "in the room"),
    ("The talks had failed, said an official who was briefed on them.", "who was briefed on them"),
    ("The mayor said she was familiar with the matter.", None),
    ("The bank close to the river was robbed, police said.", None),
]


@pytest.mark.parametrize(("text", "basis"), BASES, ids=[t[:50] for t, _ in BASES])
def test_knowledge_basis(speech: Extractor, text: str, basis: str | None) -> None:
    assert text_of(last_of(speech, text).anonymity.knowledge_basis) == basis


# text, level, words of the cue
HIDDEN = [
    ("The crane had reportedly failed twice.", "reportedly"),
    ("The mayor allegedly took a bribe.", "allegedly"),
    ("The firm purportedly paid the mayor.", "purportedly"),
    ("It is understood that the mayor will resign.", "understood"),
    ("It emerged that the mayor had been paid.", "emerged"),
    ("The mayor is said to be ill.", "said"),
    ("The mayor is believed to be abroad.", "believed"),
    ("The firm is understood to have paid the fine.", "understood"),
    ("The mayor is thought to be abroad.", "thought"),
    ("The mayor is rumoured to be ill.", "rumoured"),
    ("The mayor is rumored to be ill.", "rumored"),
    ("It was reported that the mayor was ill.", "reported"),
]


@pytest.mark.parametrize(("text", "cue"), HIDDEN, ids=[t for t, _ in HIDDEN])
def test_hidden(everything: Extractor, text: str, cue: str) -> None:
    (a,) = everything.extract(text).attributions
    assert (a.anonymity.level, a.speaker, a.source) == ("hidden", None, None)
    assert a.cue is not None
    assert cue in a.cue.text


def test_an_outlet_has_learned(speech: Extractor) -> None:
    (a,) = speech.extract("The mayor will resign on Friday, the Daily Ledger has learned.").attributions
    assert (a.anonymity.level, a.speaker) == ("hidden", None)
    assert text_of(a.channel) == "the Daily Ledger"


PARTIAL = [
    "“I lost my job,” said Marta, who gave only her first name.",
    "A driver, identified only as Lee, said the bus was late.",
    "A patient identified as J.R. said the ward was full.",
    "A user called @rivermouse wrote that the bus was late.",
    "Marta (not her real name) said the clinic had turned her away.",
    "“The bus was late,” said Ace, a nickname.",
]


@pytest.mark.parametrize("text", PARTIAL, ids=PARTIAL)
def test_partial(speech: Extractor, text: str) -> None:
    assert last_of(speech, text).anonymity.level == "partial"


def test_a_grant_never_changes_the_level(speech: Extractor) -> None:
    (a,) = speech.extract("A senior port official, who asked not to be named, said the crane had failed.").attributions
    assert a.anonymity.level == "described"
    assert a.anonymity.granted is not None
