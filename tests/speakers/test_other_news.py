"""Who speaks in other news than politics in America: words, names and offices as other papers have them."""

import pytest
from conftest import voices_of

from quoteattr import Extractor

ROWS = [
    # “the former”, “the latter”: of the two whom the nearest sentence with two names in it names
    (
        "Farah Idris met Colin Westbrook on Monday. The former said the contract was safe. The latter said it was not.",
        [("Farah Idris", "named", "person"), ("Colin Westbrook", "named", "person")],
    ),
    (
        "Two surgeons applied: Ngozi Eze and Pedro Lima. The latter said he would go.",
        [("Pedro Lima", "named", "person")],
    ),
    (
        "Harlow Bank is to buy Calder Insurance. The latter said the price was fair.",
        [("Calder Insurance", "named", "organization")],
    ),
    ("Ngozi Eze, Pedro Lima and Ines Duarte applied. The latter said she would go.", [(None, None, None)]),
    ("The mayor met a farmer. The latter said the road was bad.", [(None, None, None)]),
    (
        "Ines Duarte, the former minister, met Pedro Lima. The former minister said the road was bad.",
        [("Ines Duarte", "named", "person")],
    ),
    # “one” and “another” are of those whom the sentences before are about, never of somebody of whom there is one
    ("Angry fans went wild on Sunday. “Daddy is back,” one wrote.", [("One angry fan", "described", "person")]),
    (
        "Her agent, who left early, was calm. Local residents were furious. Another said the noise was unbearable.",
        [("Another local resident", "described", "person")],
    ),
    (
        "One Cabinet minister said it was a mess. Another said the whips had been asleep.",
        [("One Cabinet minister", "described", "person"), ("Another Cabinet minister", "described", "person")],
    ),
    (
        "Her agent said the film was off. Another said it was on.",
        [("agent", "described", "person"), ("Another", "vague", "person")],
    ),
    (
        "The club's doctor said he was fit. Another said he was not.",
        [("club's doctor", "described", "person"), ("Another", "vague", "person")],
    ),
    ("One would say that the game is over.", [(None, None, None)]),
    # organisations whose names end in a number, or are what they ask for
    ("Number 10 said the prime minister had full confidence in her.", [("Number 10", "named", "organization")]),
    ("No 10 said there would be no reshuffle.", [("No 10", "named", "organization")]),
    ("A No 10 source said there would be no reshuffle.", [("No 10 source", "described", "person")]),
    ("The number 10 seed said she was tired.", [("number 10 seed", "described", "unknown")]),
    (
        "Save the Children said the blockade had left 40,000 without food.",
        [("Save the Children", "named", "organization")],
    ),
    ("Stop the Quarry argues that the noise breaches the limit.", [("Stop the Quarry", "named", "organization")]),
    (
        "A spokeswoman for Free the Nine said the trial was unfair.",
        [("spokeswoman for Free the Nine", "described", "person")],
    ),
    ("Ask the Pentagon. The Pentagon said the missile was old.", [("Pentagon", "named", "organization")]),
    # an office in letters is somebody's where the text has the office, too
    (
        "Four men were held. The SP said the gang was old. Superintendent of Police Anil Rawat praised the team.",
        [("SP", "described", "person"), ("Anil Rawat", "named", "person")],
    ),
    ("The Samajwadi Party met on Monday. The SP said it would march.", [("Samajwadi Party", "named", "organization")]),
    (
        "District magistrate Kunal Sethi came late. The DM said no letter had come.",
        [("Kunal Sethi", "named", "person")],
    ),
    (
        "Deputy commissioner Rafiq Mengal came late. The DC said that relief would be sent.",
        [("Rafiq Mengal", "named", "person")],
    ),
    (
        "The district attorney, Marisol Vega, came late. The DA said the case was strong.",
        [("Marisol Vega", "named", "person")],
    ),
    ("The inspector general came late. The IG report said the fund was empty.", [("IG report", "named", "document")]),
    # letters that are a word, too, stand for the name that they spell
    (
        "The Ministry of Manpower fined the shop. MOM said the woman had been barred.",
        [("Ministry of Manpower", "named", "organization")],
    ),
    # half of a surname
    (
        "Sector Commander Ibrahim Sani-Bello came late. Bello said the road was bad.",
        [("Ibrahim Sani-Bello", "named", "person")],
    ),
    ("Ibrahim Sani-Bello met Musa Bello. Bello said the road was bad.", [("Musa Bello", "named", "person")]),
    # people by where they are from
    ("“The car was on rails,” the Monegasque said.", [("Monegasque", "described", "person")]),
    ("The German-Nigerian said she would call her grandmother.", [("German-Nigerian", "described", "person")]),
    # who is told to be something else, and never to be that, is not meant by an office
    (
        "Senator Hollis Grady says so. The governor said it was not.",
        [("Hollis Grady", "named", "person"), ("governor", "described", "person")],
    ),
    (
        "Gul Rehman, a shopkeeper, said it was loud. The deputy commissioner said that he had come.",
        [("Gul Rehman", "named", "person"), ("deputy commissioner", "described", "person")],
    ),
    (
        "Hamza Baloch was held. The additional advocate general said he needed time.",
        [("additional advocate general", "described", "person")],
    ),
    (
        "Simon Bickley said: “Resign!” The presiding officer said that he would be removed.",
        [("Simon Bickley", "named", "person"), ("presiding officer", "described", "person")],
    ),
    ("Gov. Dana Hill opened the bridge. The governor said it was safe.", [("Dana Hill", "named", "person")]),
    (
        "Deputy Mayor Ann Okoro opened the bridge. The deputy mayor said it was safe.",
        [("Ann Okoro", "named", "person")],
    ),
    ("Senator Paul Weir, a former mayor, came. The former mayor said it was high.", [("Paul Weir", "named", "person")]),
    (
        "Jury foreman Al Lund, a presiding officer, came. The presiding officer said it was late.",
        [("Al Lund", "named", "person")],
    ),
    ("Al Lund, a presiding judge, came. The presiding judge said it was late.", [("Al Lund", "named", "person")]),
    (
        "Ann Rowe, the returning officer, came. The returning officer said it was late.",
        [("Ann Rowe", "named", "person")],
    ),
    ("Ann Rowe is the presiding judge. The presiding judge said it was late.", [("Ann Rowe", "named", "person")]),
    # minutes may be papers
    ("The site was unfit, according to leaked minutes.", [("leaked minutes", "described", "document")]),
    ("The plant shut, according to the minutes.", [("minutes", "described", "document")]),
    ("The bank said three months ago that it would close.", [("bank", "described", "organization")]),
    # what a firm makes is not its name
    ("The iPhone maker said that tariffs would hurt.", [("iPhone maker", "described", "organization")]),
    (
        "The owner of the Crisp brand said that tariffs would hurt.",
        [("owner of the Crisp brand", "described", "person")],
    ),
    # what somebody is, in front of a name that the tagger takes in whole
    ("Dietitian Sunita Rao said milk mattered.", [("Sunita Rao", "named", "person")]),
    ("Marine Le Roux left. Le Roux, who has won before, said milk mattered.", [("Marine Le Roux", "named", "person")]),
    ("Podcaster Ngozi Eze said milk mattered.", [("Ngozi Eze", "named", "person")]),
    ("Baker Hughes said milk mattered.", [("Baker Hughes", "named", "organization")]),
    # nobody in particular
    ("The Beacon is a paper. It was gathered that four cars were working.", [(None, "hidden", None)]),
    ("It later emerged that the clerk knew.", [(None, "hidden", None)]),
    ("The plan for the mill was shelved, it emerged on Tuesday.", [(None, "hidden", None)]),
    ("The star has quit the show, it has been claimed.", [(None, "hidden", None)]),
    # titles of ranks, and what stands in apposition to them
    (
        "The command's spokesman, SP Tochukwu Ikenwe, said a man was held. The suspect said he was hungry.",
        [("Tochukwu Ikenwe", "named", "person"), ("suspect", "described", "person")],
    ),
    (
        "The spokesman, Sgt. Al Lund, said two were held. The accused said he was hungry.",
        [("Al Lund", "named", "person"), ("accused", "described", "person")],
    ),
    (
        "Al Lund, the victim, said two were held. The victim said he was tired.",
        [("Al Lund", "named", "person"), ("Al Lund", "named", "person")],
    ),
    ("The Speaker of the House, Rt. Hon. Aliyu Yusuf, said the bill had passed.", [("Aliyu Yusuf", "named", "person")]),
    ("The candidate, Engr. Dayo Fakunle, said the bill had passed.", [("Dayo Fakunle", "named", "person")]),
    ("SP leader Ram Gopal said the vote was rigged.", [("Ram Gopal", "named", "person")]),
    # a firm speaks of its own things
    ("Rival Hondo said its own results would be good.", [("Hondo", "named", "organization")]),
    ("Anders Holmqvist came late. Holmqvist said its plants were old.", [("Anders Holmqvist", "named", "person")]),
    # a paper whose name begins with a word that is none
    ("Rolling Stone once said that he was the loudest.", [("Rolling Stone", "named", "organization")]),
    ("Police Scotland say a second man has been held.", [("Police Scotland", "named", "organization")]),
    ("Historic England said the pier was safe.", [("Historic England", "named", "organization")]),
    ("Police in Scotland say a second man has been held.", [("Police in Scotland", "described", "organization")]),
    # two words that are one noun for a body
    ("The coast guard declined to comment.", [("coast guard", "described", "organization")]),
    ("The presidential guard said it had fired in the air.", [("presidential guard", "described", "organization")]),
    ("The city desk was told of it, the news desk said.", [("news desk", "described", "organization")]),
    ("The housing subcommittee said the bill was dead.", [("housing subcommittee", "described", "organization")]),
    ("A prison guard said the door was open.", [("prison guard", "described", "person")]),
    ("The coast guards said the boat was late.", [("coast guards", "described", "group")]),
    (
        "Anna Weiss runs the harbour. “It is closed,” she said.\n\nThe coast guard declined to comment.",
        [("Anna Weiss", "named", "person"), ("coast guard", "described", "organization")],
    ),
    # behind a quotation, whom the clause is about that leads to it
    (
        "A council source said agency workers were paid double. Another insider went higher: “Try triple,” they said.",
        [("council source", "described", "person"), ("Another insider", "vague", "person")],
    ),
    (
        "The nurses met Hale on Monday. A porter at the clinic was angrier: “We are finished here,” they said.",
        [("porter at the clinic", "described", "person")],
    ),
    ("Ruiz defied the mayor. The mayor was unmoved: “I will stay,” he said.", [("mayor", "described", "person")]),
    ("Al Hale met Ana Ruiz at noon. Ruiz’s answer was short: “No,” she said.", [("Ana Ruiz", "named", "person")]),
    ("The clinic waited. The city had a message for it: “Walk,” it said.", [("city", "described", "organization")]),
    ("Al Hale met Ana Ruiz. Hale had a warning: “It may rain,” she said.", [("Ana Ruiz", "named", "person")]),
    # what somebody apposed is called
    (
        "One of the nurses, a midwife who wished to be identified only as Samira, said the ward was full.",
        [("Samira", "partial", "person")],
    ),
    (
        "One of the guards, a father who asked to be identified only as Tomas, said the gate was shut.",
        [("Tomas", "partial", "person")],
    ),
    (
        "Another neighbour, a nurse who asked to be identified only by her first name, Dana, said the lift was broken.",
        [("Dana", "partial", "person")],
    ),
    (
        "One of the sailors, a cook who wanted to be named only as Piet, said the ship was old.",
        [("Piet", "partial", "person")],
    ),
    ("One of the drivers, a man who goes by Ace, said the road was shut.", [("Ace", "partial", "person")]),
    ("One of the traders, a widow known as Mama Adaeze, said it was late.", [("Mama Adaeze", "named", "person")]),
    ("A neighbour, a retired cook who gave her name only as Bev, said the dog barked.", [("Bev", "partial", "person")]),
    ("A clerk asking to be called Lou said it was early.", [("Lou", "partial", "person")]),
    (
        "One of the lawyers, a partner at a firm called Harlow, said the case was weak.",
        [("One of the lawyers", "described", "person")],
    ),
    (
        "One of the drivers, a father of two, said a man identified only as Lee had hit the bus.",
        [("One of the drivers", "described", "person")],
    ),
    # “who” is a body where nobody else can be meant
    (
        "The agency referred questions to the police, who declined to comment.",
        [("agency", "described", "organization"), ("police", "described", "organization")],
    ),
    ("Hale sent pictures to a friend, who said the sky was red.", [("friend", "described", "person")]),
    # an office in capitals, behind a title
    ("The Chief Press Secretary said it was late.", [("Chief Press Secretary", "described", "person")]),
    ("Al Lund left, and his Press Secretary disclosed the plan.", [("Press Secretary", "described", "person")]),
    ("Her General Counsel said it was late.", [("General Counsel", "described", "person")]),
    ("Chief Osita Okafor said it was late.", [("Osita Okafor", "named", "person")]),
    ("Chief Engineer Bo Lund said it was late.", [("Bo Lund", "named", "person")]),
    # how somebody introduces themselves
    ("A vendor who introduced herself simply as Amaka said it was late.", [("Amaka", "partial", "person")]),
    ("A farmer who introduced himself as Omar Hale said it was late.", [("Omar Hale", "named", "person")]),
    ("A woman who introduced herself as a doctor said it was late.", [("woman", "described", "person")]),
    # an organisation that was told by another word of its noun is not one that is named only behind
    (
        "An aide at the farm ministry said taxes would rise. The ministry said it was so. The Ministry of Health "
        "said nothing of the kind was planned.",
        [
            ("aide at the farm ministry", "described", "person"),
            ("farm ministry", "described", "organization"),
            ("Ministry of Health", "named", "organization"),
        ],
    ),
    (
        "A nurse at the children’s hospital said it was full. The hospital would not say more. Harlow General Hospital "
        "said it had beds.",
        [
            ("nurse at the children’s hospital", "described", "person"),
            ("children’s hospital", "described", "organization"),
            ("Harlow General Hospital", "named", "organization"),
        ],
    ),
    (
        "A court blocked the plan on Monday. The U.S. Court of Appeals for the Sixth Circuit said it was void.",
        [("U.S. Court of Appeals for the Sixth Circuit", "named", "organization")],
    ),
    # a noun for people that only the head of the sentence gives a capital
    ("Dockworkers in Portland said it was late.", [("Dockworkers in Portland", "described", "group")]),
    ("Det Insp Claire Boothroyd said it was late.", [("Claire Boothroyd", "named", "person")]),
    # “one” behind a quotation of several sentences
    (
        "Investors are less picky. “Do I get it? No. Do I want in? Yes,” one wrote in a message.",
        [("One investor", "described", "person")],
    ),
    ("Pope Leo spoke on Sunday. The pontiff said the war was a defeat.", [("Leo", "named", "person")]),
    # “it” is no place where something only was
    ("The report was written in Geneva. It says that the dam is weak.", [("report", "described", "document")]),
    (
        "Ruiz filed a complaint in Delaware. “They stole my company,” it states.",
        [("Ruiz’s complaint in Delaware", "named", "document")],
    ),
    ("Hale met the envoy in Geneva. It said nothing of the talks.", [(None, None, None)]),
    ("Geneva is a rich city. It said the bridge would stay.", [("Geneva", "named", "organization")]),
]


@pytest.mark.parametrize(("text", "voices"), ROWS, ids=lambda value: value[:60] if isinstance(value, str) else "")
def test_voices(speech: Extractor, text: str, voices: list[tuple[str | None, str | None, str | None]]) -> None:
    assert voices_of(speech.extract(text)) == voices
