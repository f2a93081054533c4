"""Who goes on speaking as “it”, whom a relative clause tells of, and who is named behind a role or a comma."""

import pytest
from conftest import voices_of

from quoteattr import Extractor

IT = [
    # nothing is told between what one says and what it adds, whatever that names
    ("The paper wrote: “Calder needs it.” “Ohio has waited long enough for a bridge,” it added.",
     [("paper", "described")] * 2),
    ("“Boeing has lied to us,” the dockers' union said. “We will strike against Boeing,” it said.",
     [("dockers' union", "described")] * 2),
    ("The ministry said on Monday that talks with France had failed. It added that Germany was next.",
     [("ministry", "described")] * 2),
    ("“We told Japan the truth,” the chip maker said in a statement.\n\n“Japan did not listen,” it said.",
     [("chip maker", "described")] * 2),
    ("The letter said that Ohio was to blame. “Ohio must pay,” it read.", [("letter", "described")] * 2),
    # another is told of
    ("Harlow Mills said profits rose. Boeing fell on Monday. It said the order was late.",
     [("Harlow Mills", "named"), ("Boeing", "named")]),
    ("The memo said Turkey had fired first. Turkey has a long border. It says the rockets came from Syria.",
     [("memo", "described"), ("Turkey", "named")]),
    # what is only named in what it says does not say it; only a text reads
    ("The leaked email was sent at noon. “We can reach Tripoli,” it reads.", [("leaked email", "described")]),
    ("The paper printed a long letter. “Harlow Mills must close,” it said.", [("long letter", "described")]),
    ("The note was sent by Al Lund to the mayor. Two men died in May in Tripoli.\n\n“I tried you on the phone,” it "
     "reads.", [("note", "described")]),
    ("Harlow Mills met Boeing. “Harlow Mills stands by its workers,” it said.", [("Harlow Mills", "named")]),
]  # fmt: skip

ANTECEDENTS = [
    # of whom the noun is said
    ("Ruiz is a lawyer who has argued that the law is bad.", "Ruiz"),
    ("Tom Hale is sad. He is a baker who says that bread is dear.", "Tom Hale"),
    ("Acme is a firm that claims to build the best pumps.", "Acme"),
    ("Mrs. Field was one of the loudest voices in public life, a self-described housewife who said that women should "
     "stay at home.", "Field"),
    ("If Ruiz were a lawyer who said that the law is bad, we would know.", "lawyer"),
    ("It was a nurse who said that the ward was cold.", "nurse"),
    ("Ana Ruiz was among the lawyers who said the law was bad.", "lawyers"),
    ("The problem is a neighbor who says that the dog barks.", "neighbor"),
    # which is nobody who made it
    ("It rests on a report by Ana Ruiz, which says that the dam leaks.", "report by Ana Ruiz"),
    ("Melville printed “Low Water,” by Joan Tate, which claims that the dam leaks.", "Low Water"),
    ("It is in a new study by engineers at Harlow, which finds that it leaks.", "new study by engineers at Harlow"),
    ("They saw a letter from Harlow Mills, which said it would close.", "Harlow Mills"),
]  # fmt: skip

SOURCES = [
    # a body whose name has a preposition, and who works there
    ("Fight for $15 organizing director Kendall Moss said pay was low.", ("Kendall Moss", "named", "person")),
    ("Doctors Without Borders nurse Kay Noel said the ward was cold.", ("Kay Noel", "named", "person")),
    ("Mothers Against Drunk Driving president Jan Hill said it was late.", ("Jan Hill", "named", "person")),
    ("Friends of actor Tom Hale said he was ill.", ("Friends of actor Tom Hale", "described", "group")),
    ("Supporters of candidate Al Lund said they would vote.",
     ("Supporters of candidate Al Lund", "described", "group")),
    # organisations told behind what they are in a contest, or behind a noun that is no person
    ("Another holdout — the United Mine Workers — said it was not ready.",
     ("United Mine Workers", "named", "organization")),
    ("One holdout, the Teamsters, said no.", ("Teamsters", "named", "organization")),
    ("The newest member, the United Auto Workers, said it would stay.",
     ("United Auto Workers", "named", "organization")),
    ("A survivor — the Harlow Post — said it would go on.", ("Harlow Post", "named", "organization")),
    ("The oldest member, Acme chief Dana Kowal, said it was late.", ("Dana Kowal", "named", "person")),
    ("The only winner, Ana Ruiz, said she would stay.", ("Ana Ruiz", "named", "person")),
    # whose somebody is, and what it costs
    ("Donald Kowal's newly installed campaign chief said the tone would change.",
     ("Donald Kowal's newly installed campaign chief", "described", "person")),
    ("Dana Hill's $350 billion, 10-year plan says that college is free.",
     ("Dana Hill's $350 billion, 10-year plan", "named", "document")),
]  # fmt: skip

LED_BY = [
    # quoted at once, and told to be the same
    ("One lawmaker praised the speech. “That was good,” Representative Steve Cole said.", ["Steve Cole"] * 2),
    ("The owner of a body shop said that he had rented the truck.\n\n“He seemed calm,” said Eldon Burns, owner of "
     "Burns Auto.", ["Eldon Burns"] * 2),
    ("A nurse said the ward was cold. “We wear coats,” said Maria Lopez, a doctor.", ["nurse", "Maria Lopez"]),
    ("A nurse who asked not to be named said the ward was cold. “We wear coats,” said nurse Maria Lopez.",
     ["nurse", "Maria Lopez"]),
    ("It rains.\n\nIt is late.\n\nIt is cold.\n\nIt is dark.\n\nA teacher said the school was cold. Parents "
     "disagreed. “It is warm,” said teacher Maria Lopez.", ["teacher", "Maria Lopez"]),
    # entries of a live report begin anew
    ("The mayor is sad.\n\nIt rains.\n\nThe vote is late.\n\n4:14 p.m.\n\nA transit chief says a man has been stabbed "
     "to death on a commuter train.\n\nPolice Chief Ed Alvarez told reporters the man was stabbed to death on a train.",
     ["Ed Alvarez"] * 2),
    ("The mayor is sad.\n\nIt rains.\n\nThe vote is late.\n\n___\n\nA hospital director says six people have died of "
     "the fever in one week.\n\nDana Kowal, the director, told reporters that six people had died of fever this week.",
     ["Dana Kowal"] * 2),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speakers"), IT)
def test_it_goes_on(everything: Extractor, text: str, speakers: list[tuple[str, str]]) -> None:
    found = [(name, level) for name, level, _ in voices_of(everything.extract(text))]
    print(found)
    assert found == speakers


@pytest.mark.parametrize(("text", "speaker"), ANTECEDENTS)
def test_antecedents(everything: Extractor, text: str, speaker: str) -> None:
    found = [name for name, *_ in voices_of(everything.extract(text))]
    print(found)
    assert found[-1] == speaker


@pytest.mark.parametrize(("text", "voice"), SOURCES)
def test_sources(everything: Extractor, text: str, voice: tuple[str, str, str]) -> None:
    found = voices_of(everything.extract(text))
    print(found)
    assert found == [voice]


@pytest.mark.parametrize(("text", "speakers"), LED_BY)
def test_named_at_once(everything: Extractor, text: str, speakers: list[str]) -> None:
    found = [name for name, *_ in voices_of(everything.extract(text))]
    print(found)
    assert found == speakers
