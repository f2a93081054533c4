"""Nobody unnamed is given a name, and nobody named loses it: kinds of phrases, each of several shapes."""

import pytest
from conftest import check_spans, voices_of

from quoteattr import Extractor

ROWS = [
    # a class of people, or a kind of organisation, is nobody's name for being written in capitals
    ("Lena Ortiz won in May. The Ohio Republican said the vote was close.", [("Lena Ortiz", "named", "person")]),
    ("Jewish Democrats said the vote was close.", [("Jewish Democrats", "described", "group")]),
    ("Independents say the vote was close.", [("Independents", "described", "group")]),
    ("Two super PACs said the vote was close.", [("Two super PACs", "described", "organization")]),
    ("Sen. Paul Weir (D-Ohio), who left early, said the vote was close.", [("Paul Weir", "named", "person")]),
    # a place tells of an organisation or a document, it does not name them
    ("The Utah ballot commission said the vote was close.", [("Utah ballot commission", "described", "organization")]),
    ("A Texas weather report said the storm was near.", [("Texas weather report", "described", "document")]),
    ("The Utah legislature said the vote was close.", [("Utah legislature", "named", "organization")]),
    ("A study last year by economists at Harlow College found that rents rose.",
     [("study last year by economists at Harlow College", "described", "document")]),
    ("The party's leadership said the vote was close.", [("party's leadership", "described", "group")]),
    # what somebody is or does tells of them; so does where they are
    ("A woman said the bus was late.", [("woman", "described", "person")]),
    ("Dozens of men said the bus was late.", [("Dozens of men", "described", "group")]),
    ("His supporters said the vote was close.", [("supporters", "described", "group")]),
    ("Many in the hall said the vote was close.", [("Many in the hall", "described", "group")]),
    ("Those surveyed said the bus was late.", [("Those surveyed", "described", "group")]),
    ("Many people said the bus was late.", [("Many people", "vague", "group")]),
    # two adjectives are no two people, and one that goes on with “and” ends no phrase
    ("An angry and tired mother said the bus was late.", [("angry and tired mother", "described", "person")]),
    ("A fair, careful and honest judge said the bus was late.",
     [("fair, careful and honest judge", "described", "person")]),
    ("A nurse and a doctor said the bus was late.", [("nurse and a doctor", "described", "group")]),
    ("A senior and a junior clerk said the bus was late.", [("senior and a junior clerk", "described", "group")]),
    ("A large and growing majority of voters said the bus was late.",
     [("large and growing majority of voters", "described", "group")]),
    ("A clutch of independent groups said the bus was late.",
     [("clutch of independent groups", "described", "organization")]),
    # a share of those whom the text is about
    ("The nurses of Ravenport are tired. Most said the ward was full.",
     [("Most nurses of Ravenport", "described", "group")]),
    # whoever seems to do something does not say so
    ("Lena Ortiz appeared to lose her temper.", [(None, "hidden", None)]),
    ("The mayor, Lena Ortiz, seemed to agree with the plan.", [(None, "hidden", None)]),
    # whoever meets with questions does not ask them; whoever is asked does not, either
    ("Lena Ortiz faced questions about whether the plant was safe.", [(None, "hidden", None)]),
    ("Asked whether the plant was safe, Lena Ortiz said it was.",
     [(None, "hidden", None), ("Lena Ortiz", "named", "person")]),
    ("Lena Ortiz received criticism for her repeated remarks.", [(None, "hidden", None)]),
    # whoever says that they are a source is nobody who is named
    ("Lena Ortiz left early. “The vote was close,” this source told the Herald.",
     [("source", "vague", "person")]),
    # a class of people, though an organisation's name or a place stands with it
    ("House Democrats said the vote was close.", [("House Democrats", "described", "group")]),
    ("The Armenians of Utah said the vote was close.", [("Armenians of Utah", "described", "group")]),
    # a part of a body is not what it is a part of; what a place has is named by it
    ("The moderate wing of the Harlow Party said the vote was close.",
     [("moderate wing of the Harlow Party", "described", "organization")]),
    ("Utah's public defender's office said the vote was close.",
     [("Utah's public defender's office", "named", "organization")]),
    # relative clauses: of whom the words before tell
    ("The case went back to the lower courts, which ruled against Lena Ortiz. The mayor left.",
     [("lower courts", "described", "organization")]),
    ("Lena Ortiz, lifelong Republican who opposes the plan, left early.", [("Lena Ortiz", "named", "person")]),
    # a document is named by where it appeared, too; not by whoever got it
    ("A letter posted on the website Harlow.com said the plant was unsafe.",
     [("letter posted on the website Harlow.com", "named", "document")]),
    ("According to reports received by the Herald, the plant was unsafe.", [("reports", "described", "document")]),
    ("“You will lose,” a short, handwritten note from Lena Ortiz said. The note said the plant was unsafe.",
     [("short, handwritten note from Lena Ortiz", "named", "document")] * 2),
    # a paper that is called by a word for people, where an article in capitals stands inside a sentence
    ("The harbor will close in May, the owner told The Economist on Friday. The Economist said it stood by its story.",
     [("owner", "described", "person"), ("Economist", "named", "organization")]),
    ("Lena Ortiz left early. The Banker said the plant would close, and that set well with the readers of The Banker.",
     [("Banker", "named", "organization")]),
    ("She met the editors of The Virginian in June. The Virginian said the vote was close.",
     [("Virginian", "named", "organization")]),
    ("“The vote was close,” the mayor told The President.", [("mayor", "described", "person")]),
    # a word in capitals that is short for the name before it, whatever noun it is otherwise
    ("Citizens for Responsibility and Ethics in Washington (CREW) filed a request. CREW said the answer was late.",
     [("Citizens for Responsibility and Ethics", "named", "organization")]),
    ("The Bureau Of Ancient Resources and Dams (BOARD) met on Friday. BOARD said the answer was late.",
     [("Bureau Of Ancient Resources and Dams", "named", "organization")]),
    ("Lena Ortiz is the Chief Executive Officer (CEO) of the firm. The CEO said the answer was late.",
     [("Lena Ortiz", "named", "person")]),
    # what goes on from a document is told of that, not of the name in it
    ("The robust United States jobs report cheered investors in New York, but it said growth had slowed.",
     [("robust United States jobs report", "described", "document")]),
    ("A poll of Utah voters worried the White House, and it found that few would pay.",
     [("poll of Utah voters", "described", "document")]),
    # whoever is told of right before a relative clause
    ("Lena Ortiz left early. She found herself in talks with House Republicans who opposed the plan.",
     [("House Republicans", "described", "group")]),
    # what somebody is, without the comma
    ("Boris Keller a strategist for Harlow Bank, said the vote was close.", [("Boris Keller", "named", "person")]),
    # what somebody named has is named by them
    ("Lena Ortiz left early. Her office said the vote was close.",
     [("Lena Ortiz’s office", "named", "organization")]),
    ("Lena Ortiz, whose campaign denies that the vote was close, left early.",
     [("Lena Ortiz’s campaign", "named", "organization")]),
    # others than some who were told of
    ("Some men stayed at home, while others said the vote was close.", [("other men", "described", "group")]),
    ("The party lost young voters such as Lena Ortiz, who are tired of the plan.",
     [("young voters such as Lena Ortiz", "described", "group")]),
    ("Lena Ortiz left. She — a lifelong socialist — said the vote was close.", [("Lena Ortiz", "named", "person")]),
    ("The Board of Elections said the vote was close.\n\nThe Utah Board of Elections met on Monday.",
     [("Utah Board of Elections", "named", "organization")]),
    # who made a document names it, whatever they are
    ("A study by the liberal watchdog group Harlow Watch found that rents rose.",
     [("study by the liberal watchdog group Harlow Watch", "named", "document")]),
    # a name stays one
    ("Lena Ortiz herself said the plant would close.", [("Lena Ortiz", "named", "person")]),
    ("Lena Ortiz of Ohio, Paul Weir of Utah and Nora Blum of Texas said the bill was dead.",
     [("Lena Ortiz and Paul Weir and Nora Blum", "named", "group")]),
    ("The three senators running for president -- Lena Ortiz of Ohio, Paul Weir of Utah and Nora Blum of Texas -- said "
     "the bill was dead.", [("Lena Ortiz and Paul Weir and Nora Blum", "named", "group")]),
    # a document that is named later
    ("Voters are tired, a new poll showed.\n\nThe Quinnipiac University poll found that six in ten would stay at home.",
     [("Quinnipiac University poll", "named", "document")]),
    # one of several who is named behind them, whoever that is; not what is only told of the one
    ("Several drugmakers sued. One of them, Harlow Pharma, said the rule was unfair.",
     [("Harlow Pharma", "named", "organization")]),
    ("Three banks fell. One of those, First Ravenport Bank, said more would follow.",
     [("First Ravenport Bank", "named", "organization")]),
    ("One of the insurers, Lund Mutual, said it would leave Utah.", [("Lund Mutual", "named", "organization")]),
    ("Two guards left. One of them, Lena Ortiz, said the jail was unsafe.", [("Lena Ortiz", "named", "person")]),
    ("One of them, who works at Harlow Pharma, said the rule was unfair.", [("One of them", "described", "person")]),
    ("One of the lawyers, for Harlow Pharma, said the rule was unfair.",
     [("One of the lawyers", "described", "person")]),
    # who is close to somebody of whom the text has told is described
    ("Lena Ortiz is ill. Two people close to her said she would leave.",
     [("Two people close to her", "described", "group")]),
    ("Paul Weir is ill. A source close to him said he would leave.",
     [("source close to him", "described", "person")]),
    ("A source close to Lena Ortiz said she would leave.", [("source close to Lena Ortiz", "described", "person")]),
    ("The deal is near. Sources close to it said rents would rise.", [("Sources close to it", "vague", "group")]),
    ("Sources close to the talks said the deal was near.", [("Sources close to the talks", "vague", "group")]),
    ("A person close to the matter said the deal was near.", [("person close to the matter", "vague", "person")]),
    # whom a body is made up of does not name it, whoever stands before the noun
    ("The trade group for Lund Mutual plans said the rule was unfair.",
     [("trade group for Lund Mutual plans", "described", "organization")]),
    ("A coalition of Harlow Mills tenants said the rule was unfair.",
     [("coalition of Harlow Mills tenants", "described", "organization")]),
    ("The campaign for Lena Ortiz said the vote was close.", [("campaign for Lena Ortiz", "named", "organization")]),
    # what “which” tells of is no person; figures who do something are people
    ("Once the tape was released, which showed that Paul Weir was at the port, the union called a strike.",
     [("tape", "described", "document")]),
    ("When the letter was published, which showed that Paul Weir had lied, he left.",
     [("letter", "described", "document")]),
    ("It was a blow, perhaps, for two figures who believed that the deal was near.",
     [("two figures", "vague", "group")]),
    ("The figures show that rents rose.", [("figures", "described", "document")]),
    # a community is people
    ("The Somali community said the vote was close.", [("Somali community", "described", "group")]),
    ("The party's top brass believe that the vote was close.", [("party's top brass", "described", "group")]),
    # an organisation is introduced only once it is told of
    ("Voters were tired. Rents rose again. Shops closed. Nobody came. Many left the nurses' club. The club's members "
     "were poor, and the group said help was late. Rain fell. Paul Weir, president of NRW, an advocacy group, left.",
     [("group", "described", "organization")]),
    # a class of people, with a hyphen; not a body that is called by one
    ("Two Irish-Americans said the ad was fair.", [("Two Irish-Americans", "described", "group")]),
    ("Five Korean-Americans criticized the plan.", [("Five Korean-Americans", "described", "group")]),
    ("The Irish-American League said the ad was fair.", [("Irish-American League", "named", "organization")]),
    # whom a clause tells of, behind two roles under one article; not behind two
    ("She met Harold Doyle, a banker and former city official who said that the aides made money.",
     [("Harold Doyle", "named", "person")]),
    ("The panel met Paul Weir, a farmer and part-time driver who said the road was closed.",
     [("Paul Weir", "named", "person")]),
    ("The panel heard Ann Lund, a nurse and a teacher who said the ward was full.",
     [("teacher", "described", "person")]),
    ("The plan angered Ann Lund, a senator and candidates who said rents would rise.",
     [("candidates", "described", "group")]),
    # a word that only stresses is none of a description
    ("So even economists who favor the tax believe that it will take time.", [("economists", "described", "group")]),
    ("Particularly older voters believe that the vote was close.", [("older voters", "described", "group")]),
    ("Only three nurses said the ward was full.", [("three nurses", "described", "group")]),
    # as what somebody is told before, they are not introduced anew
    ("Voters are tired. “We need a manager,” Ann Lund said. Campaign manager Barry Field, a veteran operative, left. "
     "The manager said he was tired.", [("Barry Field", "named", "person")]),
    # a share of people is who does something, not who is named before it
    ("Most like Lena Ortiz, compared with 64 percent who say the same of Paul Weir.",
     [("64 percent", "described", "group")]),
    ("Lena Ortiz met Paul Weir and the majority who said the vote was close.", [("majority", "vague", "group")]),
    ("Lena Ortiz thanked Paul Weir and the minority who said the vote was close.", [("minority", "vague", "group")]),
    ("Lena Ortiz met Paul Weir and the critics who said the vote was close.", [("critics", "vague", "group")]),
    ("It is usually the Republicans who are against the plan.", [("Republicans", "described", "group")]),
    # a law is a document
    ("The Clean Harbour Act ordered that banks pay. The act says that states must ask.",
     [("Clean Harbour Act", "named", "document")] * 2),
    ("The Lund Agreement calls for lower rents.", [("Lund Agreement", "named", "document")]),
    ("The Harlow Constitution said that the vote was close. The Act Now League said it was late.",
     [("Harlow Constitution", "named", "organization"), ("Act Now League", "named", "organization")]),
    # a body that a place is told of is no place
    ("The case drew activists, including the ACLU of Oregon, which said that the ruling was unfair.",
     [("ACLU of Oregon", "named", "organization")]),
    ("The plan angered nurses, among them the NAACP of Ohio, which said that rents would rise.",
     [("NAACP of Ohio", "named", "organization")]),
    # where a town is does not tell whose government is meant
    ("Boris Keller was held in Burns, Ore., for a week. A judge kept him in jail; the government argued that he was a "
     "risk.", [("government", "described", "organization")]),
    ("Boris Keller was held in Mesa, Ariz., in May. The government said that he was a risk.",
     [("government", "described", "organization")]),
    ("Boris Keller was held in Burns, Ore., for a week. Oregon is poor. The state said that he was a risk.",
     [("Oregon", "named", "organization")]),
    ("Boris Keller was held in Kyiv, Ukraine, for a week. The government said that he was a risk.",
     [("Ukraine", "named", "organization")]),
    ("Boris Keller was held in Austria for a week. The government said that he was a risk.",
     [("Austria", "named", "organization")]),
]  # fmt: skip


APART = [
    # whom the text grants anonymity is nobody of those whom it names, whatever their work
    (
        "A nurse who asked not to be named said wards were full. Dana Kowal, a nurse and union member, "
        "said staff were tired. The nurse said help was late.",
        ["nurse", "Dana Kowal", "nurse"],
    ),
    (
        "Talks have collapsed, a senior official said on Monday.\n\nThe official, who spoke on condition of"
        " anonymity, said envoys had left. Omar Haddad, a senior official at the ministry, denied it. The"
        " official said the army was ready.",
        ["senior official", "senior official", "Omar Haddad", "senior official"],
    ),
    (
        "“It leaks,” a lawyer who requested anonymity said. Ruth Adler, a lawyer, called it safe. The "
        "lawyer said more would follow.",
        ["lawyer", "Ruth Adler", "lawyer"],
    ),
    (
        "A former guard said on condition of anonymity that the jail was unsafe. Paul Weir, the former "
        "guard who sued, said so in court. The former guard said more would follow.",
        ["former guard", "Paul Weir", "former guard"],
    ),
    # nor is somebody who is introduced anew one who spoke before
    (
        "A teacher said the roof leaked. Ada Frost, a teacher at another school, said nobody came. The "
        "teacher said it was cold.",
        ["teacher", "Ada Frost", "teacher"],
    ),
    (
        "A trader said sales were slow. Yusuf Demir, a trader from Leeds, said rents were too high.",
        ["trader", "Yusuf Demir"],
    ),
    (
        "The mayor, Lena Ortiz, said the plant would close. The mayor said she was tired.",
        ["Lena Ortiz", "Lena Ortiz"],
    ),
    # several who are counted, and whom nobody names
    (
        "“It's a mess,” one Labour MP said. “It's fine,” said a second. A third said he was leaving. "
        "“It's chaos,” said another.",
        ["one Labour MP", "second Labour MP", "third Labour MP", "another Labour MP"],
    ),
    (
        "A port worker said the crane had failed. Another said it had not.",
        ["port worker", "Another port worker"],
    ),
]


@pytest.mark.parametrize(("text", "labels"), APART, ids=[text[:50] for text, _ in APART])
def test_who_is_kept_apart(everything: Extractor, text: str, labels: list[str]) -> None:
    assert [a.speaker.label if a.speaker else None for a in everything.extract(text).attributions] == labels


def test_whom_one_speaks_to_is_not_oneself(everything: Extractor) -> None:
    article = everything.extract("“I'm fine,” she told her mother. “Run,” he wrote to his brother.")
    assert [a.speaker for a in article.attributions] == [None, None]


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[text[:50] for text, _ in ROWS])
def test_who_is_named(everything: Extractor, text: str, expected: list[tuple[str | None, str, str | None]]) -> None:
    article = everything.extract(text)
    check_spans(article)
    for voice in expected:
        assert voice in voices_of(article)
