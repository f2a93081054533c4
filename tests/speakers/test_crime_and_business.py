"""Who speaks in news of crime, disasters and business: kinds of phrases that politics has less of, and near misses."""

import pytest
from conftest import check_spans, voices_of

from quoteattr import Extractor

ROWS = [
    # a given name alone, told of before somebody is named in full whose name begins so, is somebody else's
    ("Tomás, a street vendor, said the square was empty. The minister, Tomás Ortega, spoke on Friday.",
     [("Tomás", "partial", "person")]),
    ("Mariam, 31, who fled with her son, said the road was shut. Mariam Keita, the mayor, said it was open.",
     [("Mariam", "partial", "person"), ("Mariam Keita", "named", "person")]),
    ("Carlos, an electrician, said the fuses blew. Carlos Mendes heads the ministry. “It was late,” Carlos said.",
     [("Carlos", "partial", "person"), ("Carlos", "partial", "person")]),
    ("Olga, a cook, gave only her first name. “It was loud,” Olga said. Olga Petrova, the governor, was away.",
     [("Olga", "partial", "person")]),
    ("Priya Nair sells tea. Priya, a mother of two, said rents rose.", [("Priya Nair", "named", "person")]),
    ("Ford, a farmer, said the fence fell. Harrison Ford, his son, built it.",
     [("Harrison Ford", "named", "person")]),
    # a state or a country behind a town is where something is, and nobody's name
    ("The owner of a garage in Topeka, Kan., said the truck was white.",
     [("owner of a garage in Topeka", "described", "person")]),
    ("The landlord of two flats in Utica, N.Y., told the court that the rent was late.",
     [("landlord of two flats in Utica", "described", "person")]),
    ("The operator of the ferry in Astoria, Ore., said it would sail.",
     [("operator of the ferry in Astoria", "described", "organization")]),
    ("The owner of the ferry, Baltic Lines, said it would sail.", [("Baltic Lines", "named", "organization")]),
    ("The maker of the pump, Halden, said it was safe.", [("Halden", "named", "organization")]),
    # a surname behind Mr or Ms is one, whatever else it is a word for
    ("The lawyer, Rosa Black, left early. “It is over,” Ms. Black said.", [("Rosa Black", "named", "person")]),
    ("The lawyer, Rosa White, left early. “It is over,” Ms. White said.", [("Rosa White", "named", "person")]),
    ("Mr. German, a retired pilot, said the fog was thick.", [("German", "named", "person")]),
    ("A friend, Lee Blacks, 33, left early. “It is over,” Mr. Blacks said.", [("Lee Blacks", "named", "person")]),
    ("Blacks said they were stopped more often.", [("Blacks", "described", "group")]),
    ("Mr. Price Group said sales fell.", [("Price Group", "named", "organization")]),
    # a rank may follow the office that somebody holds
    ("Army chief of staff General Lee Park said the base was safe. General Ada Cole said it was not.",
     [("Lee Park", "named", "person"), ("Ada Cole", "named", "person")]),
    ("The force's deputy chief of police Captain Omar Field said the road was shut.",
     [("Omar Field", "named", "person")]),
    ("Minister of state Dr. Ines Mora said the ward was full.", [("Ines Mora", "named", "person")]),
    ("The wife of police Officer Ana Ruiz said the car was gone.",
     [("wife of police Officer Ana Ruiz", "described", "person")]),
    ("A friend of state Senator Tom Hale said the vote was close.",
     [("friend of state Senator Tom Hale", "described", "person")]),
    ("An aide to House Speaker Tom Hale said the vote was close.",
     [("aide to House Speaker Tom Hale", "described", "person")]),
    # an office is called by whose it is
    ("He drowned, according to the Essex County Office of the Chief Medical Examiner.",
     [("Essex County Office of the Chief Medical Examiner", "named", "organization")]),
    ("The Office of the Police Commissioner said it would investigate.",
     [("Office of the Police Commissioner", "named", "organization")]),
    ("The Ohio Office of the Chief Actuary said rates would rise.",
     [("Ohio Office of the Chief Actuary", "named", "organization")]),
    ("Utah's Department of the Inspector General said the bridge was weak.",
     [("Department of the Inspector General", "named", "organization")]),
    ("The office of the mayor said it was late.", [("office of the mayor", "described", "organization")]),
    ("The chief of the office said it was late.", [("chief of the office", "described", "person")]),
    # an outlet that spoke just before is the paper, the wire, the station
    ("Left-leaning daily Slobodna warned that it would rain. “It will flood,” the paper said.",
     [("Slobodna", "named", "organization"), ("Slobodna", "named", "organization")]),
    ("Two are missing, the Associated Press reported. One is a child, the news wire said.",
     [("Associated Press", "named", "organization"), ("Associated Press", "named", "organization")]),
    ("The weekly Torgau said he was gone. The magazine said he had left on Friday.",
     [("Torgau", "named", "organization"), ("Torgau", "named", "organization")]),
    ("Public broadcaster Nordvik said the mast fell. The station said it would be off the air.",
     [("Nordvik", "named", "organization"), ("Nordvik", "named", "organization")]),
    ("Researchers at Harlow College published a paper. The paper said the drug was safe.",
     [("paper", "described", "document")]),
    ("The Harbor Bank said it would sell its stake. The paper said it was late.",
     [("Harbor Bank", "named", "organization"), ("paper", "described", "document")]),
    ("An angling magazine said the lake was empty.", [("angling magazine", "described", "organization")]),
    ("Newsday online reported that the storm had passed.", [("Newsday", "named", "organization")]),
    # a column or a blog in marks is nobody
    ("“Rents rose,” the Herald's “City Notebook” reported.", [("City Notebook", "named", "organization")]),
    ("“It is late,” said the blog “River Watch”.", [("River Watch", "named", "organization")]),
    ("The magazine “Harbour Life” said the crane had rusted.", [("Harbour Life", "named", "organization")]),
    ("The clown “Mister Bim” said the crane had rusted.", [("Mister Bim", "named", "person")]),
    # an adverb before a preposition only stresses what follows; one before a share is a part of it
    ("He won largely among young nurses, who said they were tired.", [("young nurses", "described", "group")]),
    ("It sells mainly among farmers, who say it is cheap.", [("farmers", "described", "group")]),
    ("Just over a quarter of the men said it was cold.", [("Just over a quarter of the men", "described", "group")]),
    # every one is all of them
    ("Nearly every tenant said the lift was broken.", [("Nearly every tenant", "described", "group")]),
    ("Every pilot at the airline said the plan was bad.", [("Every pilot at the airline", "described", "group")]),
    ("Just about every nurse on the ward said it was cold.",
     [("Just about every nurse on the ward", "described", "group")]),
    ("One tenant said the lift was broken.", [("One tenant", "described", "person")]),
    ("Every poll said the vote was close.", [("Every poll", "described", "document")]),
    ("Every bank said rates would rise.", [("Every bank", "described", "organization")]),
    # a colour that speaks alone is a surname; behind an article, or of many, it is none
    ("White said he was surprised. Heller said no.", [("White", "named", "person"), ("Heller", "named", "person")]),
    ("Black told the court that the gun was his.", [("Black", "named", "person")]),
    ("“It is over,” Brown said.", [("Brown", "named", "person")]),
    ("Whites said the rule was unfair.", [("Whites", "described", "group")]),
    ("Black voters said the rule was unfair.", [("Black voters", "described", "group")]),
    ("The Black candidate said the rule was unfair.", [("Black candidate", "described", "person")]),
    # what is mostly a firm is one everywhere
    ("Operator Veltra said the cable was cut. Veltra owns its ship. “The sea was calm,” Veltra said on its website.",
     [("Veltra", "named", "organization"), ("Veltra", "named", "organization")]),
    ("Heller said the judge was late. “It was cold,” Heller said. Heller left early.",
     [("Heller", "named", "person"), ("Heller", "named", "person")]),
    # of whom something is said, and whom it is told, does not say it
    ("Page, said to be one of the richest, lived alone.", [(None, "hidden", None)]),
    ("Omar Field, said to have fled, was found in June.", [(None, "hidden", None)]),
    ("The vicar, reported to be ill, left early.", [(None, "hidden", None)]),
    ("The actor, alleged to have fled, was found in June.", [(None, "hidden", None)]),
    ("The duke, rumoured to be ill, left early.", [(None, "hidden", None)]),
    ("Omar Field, who said he had fled, was found in June.", [("Omar Field", "named", "person")]),
    ("“It was late,” Omar Field, said to be ill, told the court.",
     [("Omar Field", "named", "person"), (None, "hidden", None)]),
    ("Omar Field said to wait until June.", [("Omar Field", "named", "person")]),
    ("A bank had been contacted by a stranger and told that a bomb was in the hall.", [(None, "hidden", None)]),
    ("The nurse was called in and informed that she was fired.", [(None, "hidden", None)]),
    ("The guests were led out and informed that the show was over.", [(None, "hidden", None)]),
    ("The nurse was called in and said that she was fired.", [("nurse", "described", "person")]),
    ("The pupils were gathered in the hall and told that the head had left.", [(None, "hidden", None)]),
    ("The mayor was elected in May and told reporters that he would resign.", [("mayor", "described", "person")]),
    ("The mayor left and told her staff that the dam had failed.", [("mayor", "described", "person")]),
    ("The chief was asked and said that the dam had failed.",
     [(None, "hidden", None), ("chief", "described", "person")]),
    ("The chief was asked if it was safe and said that the dam had failed.",
     [(None, "hidden", None), ("chief", "described", "person")]),
    # police and other people are a group
    ("Police and prosecutors said he was armed.", [("Police and prosecutors", "described", "group")]),
    ("Police and firefighters said it was arson.", [("Police and firefighters", "described", "group")]),
    ("The company and its lawyers said no.", [("company and its lawyers", "described", "group")]),
    ("The agency and the ministry said yes.", [("agency and the ministry", "described", "organization")]),
    ("The police and the army said yes.", [("police and the army", "described", "organization")]),
    ("Reporters and police said it was arson.", [("Reporters and police", "described", "group")]),
    # a toll is a document
    ("A toll released by Baltic Lines said that two were missing.",
     [("toll released by Baltic Lines", "named", "document")]),
    ("An official tally said that two were missing.", [("official tally", "described", "document")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[text[:60] for text, _ in ROWS])
def test_who_speaks(everything: Extractor, text: str, expected: list[tuple[str | None, str, str | None]]) -> None:
    article = everything.extract(text)
    check_spans(article)
    assert voices_of(article) == expected
