"""Who is a person, who an organisation, and where a name begins and ends: kinds of text, each of several shapes."""

import pytest
from conftest import check_spans, voices_of

from quoteattr import Extractor

ROWS = [
    # what a firm is before its name, at the head of a sentence, or a phrase with a comma before the name
    ("Steelmaker Ostval said it would shut the furnace.", [("Ostval", "named", "organization")]),
    ("Insurer Halden Mutual said claims had doubled.", [("Halden Mutual", "named", "organization")]),
    ("Watchdog Clearwater said the figures were wrong.", [("Clearwater", "named", "organization")]),
    ("Broadcaster Lena Ortiz said the studio was cold.", [("Lena Ortiz", "named", "person")]),
    ("The company behind the lock, Brixly, said it was safe.", [("Brixly", "named", "organization")]),
    ("The union that speaks for the guards, Tervis, said talks had failed.", [("Tervis", "named", "organization")]),
    ("The hotel's owners, the Swiss group Calvero, said it would reopen.", [("Calvero", "named", "organization")]),
    ("The owner of the firm, Kowalski, said it would reopen.", [("Kowalski", "named", "person")]),
    # or what it is behind its name, whatever the parse makes of that
    ("Shore Tomorrow, a think tank, said the bill was bad.", [("Shore Tomorrow", "named", "organization")]),
    ("“We will win,” said Harbor Forward, the super PAC behind Hale.", [("Harbor Forward", "named", "organization")]),
    ("Clear Path, the boatbuilders' trade association, said no.", [("Clear Path", "named", "organization")]),
    ("Grey Wharf, an advocacy group in Tarn, said the pier was unsafe.", [("Grey Wharf", "named", "organization")]),
    ("Green Shore, a coastal charity, said the dunes were lost.", [("Green Shore", "named", "organization")]),
    ("Dark Skies, a campaign group in Kent, said lamps were too bright.", [("Dark Skies", "named", "organization")]),
    (
        "Marsh Gate, a charity that feeds 400, said it was out of bread.",
        [("Marsh Gate", "named", "organization")],
    ),
    ("Lena Ortiz, a think tank scholar, said the bill was bad.", [("Lena Ortiz", "named", "person")]),
    ("Wenlock Marr, a bank clerk, said the bill was bad.", [("Wenlock Marr", "named", "person")]),
    # an aside in brackets within the phrase, a nickname in brackets
    ("NCP (SP) spokesperson Mahesh Gaikwad said posts were vacant.", [("Mahesh Gaikwad", "named", "person")]),
    ("CPI(M) leader Anil Basu said the list was wrong.", [("Anil Basu", "named", "person")]),
    ("Acme (AC.N) chief executive Dana Kowal said no.", [("Dana Kowal", "named", "person")]),
    ("Sinn Fein (North Belfast) councillor Aoife Magee said no.", [("Aoife Magee", "named", "person")]),
    ("UN (Geneva) envoy Lena Ortiz said talks would go on.", [("Lena Ortiz", "named", "person")]),
    ("Sen. Dana Kowal (R-Ohio) said no.", [("Dana Kowal", "named", "person")]),
    ("The Bureau of Ports (BOP) said no.", [("Bureau of Ports", "named", "organization")]),
    ("Aleksandr (Sasha) Petrov, the captain, said no.", [("Aleksandr (Sasha) Petrov", "named", "person")]),
    # what somebody is behind the name, whatever the tagger makes of that; no trade that firms have, too
    (
        "Gift Banda, a clerk, said the shaft was wet. Banda said he had warned them.",
        [("Gift Banda", "named", "person")] * 2,
    ),
    ("Abu Bakr al-Shami, a school teacher, said the street was calm.", [("Abu Bakr al-Shami", "named", "person")]),
    ("Prosper Nkala, a taxi driver, said the road was shut.", [("Prosper Nkala", "named", "person")]),
    ("Temple Oyelaran, a retired nurse, said the ward was full.", [("Temple Oyelaran", "named", "person")]),
    ("Bright Harbor, a grocer, said sales had fallen.", [("Bright Harbor", "named", "organization")]),
    ("Temple, a town in Ohio, said the well was dry.", [("Temple", "named", "organization")]),
    # people who bear one name, wherever it stands; no firm that a show is called after
    (
        "In a message, White House Chief of Staff Slamet (then an adviser) praised the pilots.",
        [("Slamet", "named", "person")],
    ),
    (
        "“It is late,” said Gov. Hartono. “We will lose,” said Hartono, whose firm sold the mine.",
        [("Hartono", "named", "person")] * 2,
    ),
    (
        "The Kuncoro Show will be on air. Kuncoro said it would close.",
        [("Kuncoro Show", "named", "organization")],
    ),
    ("The Widodo Show is on air. “It is late,” said Widodo, a driver.", [("Widodo", "named", "person")]),
    ("“We ran,” said Widodo, 44, a driver.", [("Widodo", "named", "person")]),
    ("“Vote for me,” Wulandari, 31, said.", [("Wulandari", "named", "person")]),
    ("“We ran,” said Marta, 44, a driver.", [("Marta", "partial", "person")]),
    # titles of other languages, and a name without its last word
    (
        "Dato' Seri Azman Ismail opened the hall. Azman said the fund was safe.",
        [("Azman Ismail", "named", "person")],
    ),
    ("Mufti Ravil Idrisov said the roof leaked. Idrisov said it was old.", [("Ravil Idrisov", "named", "person")] * 2),
    ("“It is late,” said Señora Emilia Vargas.", [("Emilia Vargas", "named", "person")]),
    ("Herr Krüger said the train was late.", [("Krüger", "named", "person")]),
    (
        "Sri Mulyani Indrawati, the minister, spoke. Sri Mulyani said the poor were exempt.",
        [("Sri Mulyani Indrawati", "named", "person")],
    ),
    ("Sri Lanka said the port would close.", [("Sri Lanka", "named", "organization")]),
    (
        "Nur Aisyah binti Rahman, a clerk, sat down. Nur Aisyah said she had waited.",
        [("Nur Aisyah binti Rahman", "named", "person")],
    ),
    (
        "“It is late.” — Ana Ruiz (@AnaRuiz) July 23\n\nAna Ruiz runs the port. “It is late,” Ruiz said.",
        [("Ana Ruiz", "named", "person")] * 2,
    ),
    ("“The ferry was full,” said Suhartini, 43, a vendor.", [("Suhartini", "named", "person")]),
    # both halves of a hyphenated given name
    ("Han Seo-yeon, who sells fish, said the market was empty.", [("Han Seo-yeon", "named", "person")]),
    ("“The ferry is late,” said Choi Dong-hyun.", [("Choi Dong-hyun", "named", "person")]),
    (
        "Tsai Chia-ling said the exam was fair. Tsai said she had passed.",
        [("Tsai Chia-ling", "named", "person"), ("Tsai Chia-ling", "named", "person")],
    ),
    ("Kuo Mei-hsiu said the exam was fair.", [("Kuo Mei-hsiu", "named", "person")]),
    ("Lai Yu-chen sells rice. Lai said it was dear.", [("Lai Yu-chen", "named", "person")]),
    ("According to Lim Wei-jun, the lift is broken.", [("Lim Wei-jun", "named", "person")]),
    ("Chef Bae Soo-bin told guests that the oven had failed.", [("Bae Soo-bin", "named", "person")]),
    ("Nour al-Khatib said the clinic would move.", [("Nour al-Khatib", "named", "person")]),
    # a surname that is a word of firms, or a word at all; a small word that is a title elsewhere; one name with a title
    ("Sun Ruolan, a nurse, spoke. Sun said the ward was full.", [("Sun Ruolan", "named", "person")]),
    ("Ta Huu Long came.\n\nLong, who brags he has won before, is old.", [("Ta Huu Long", "named", "person")]),
    ("Ta Huu Long came.\n\nLong, who boasts he has won before, is old.", [("Ta Huu Long", "named", "person")]),
    ("Ho Quoc Son came.\n\nSon, who jokes he has won before, is old.", [("Ho Quoc Son", "named", "person")]),
    ("Walter Long came.\n\nLong, who boasts she is slow, is old.", [("Walter Long", "named", "person")]),
    ("Ta Huu Long came.\n\nLong, who says he has won before, is old.", [("Ta Huu Long", "named", "person")]),
    ("Huynh Van Dat sells rice. Dat said he saw no need to change.", [("Huynh Van Dat", "named", "person")]),
    ("Ho Quoc Son is ill. Son told reporters that the clinic was shut.", [("Ho Quoc Son", "named", "person")]),
    ("“I am old,” said Araceli del Monte, 81, a cook in Lima.", [("Araceli del Monte", "named", "person")]),
    (
        "Maharani, 31, sells shoes. Ms. Maharani said that the rent was high.",
        [("Maharani", "named", "person")],
    ),
    ("Kim Min-jun sells rice. Kim said he saw no need to change.", [("Kim Min-jun", "named", "person")]),
    ("Truong Kim Ngoc sells rice. Ngoc said she saw no need to change.", [("Truong Kim Ngoc", "named", "person")]),
    ("Chief of Staff Sutrisno said the door was shut.", [("Sutrisno", "named", "person")]),
    # a role behind a name whose end the parse took for a verb; what “it” is in a quotation says nothing of who speaks
    ("Kwon Jae-won, president of the Harbor Guild, stated, “It is sand.”", [("Kwon Jae-won", "named", "person")]),
    ("Kusnadi said, “What would it tell us about the people?”", [("Kusnadi", "named", "person")]),
    # a long phrase that says what somebody is, which no window may cut at a noun for firms
    ("“No,” said Hollis Gant, the acting deputy Harlow Gazette press secretary.", [("Hollis Gant", "named", "person")]),
    ("“No,” said Corwin Tull, a longtime former Ohio State bank examiner.", [("Corwin Tull", "named", "person")]),
    # where somebody is from behind the full name, after a word of firms
    (
        "U.S. District Judge Corwin G. Tull of Harlow said no. Tull said he would wait.",
        [("Corwin G. Tull", "named", "person"), ("Corwin G. Tull", "named", "person")],
    ),
    ("Circuit Court Judge Emmet Gant of Ohio said no.", [("Emmet Gant", "named", "person")]),
    # many people's, within the name of an organisation
    ("The People’s Courier said the mill would close.", [("People’s Courier", "named", "organization")]),
    ("The Workers’ Party said the vote was close.", [("Workers’ Party", "named", "organization")]),
    ("The Nurses’ Association said wards were full.", [("Nurses’ Association", "named", "organization")]),
    (
        "The Air Line Pilots' Association said crews were tired.",
        [("Air Line Pilots' Association", "named", "organization")],
    ),
    (
        "The Seafarers’ Federation said shifts were too long. The federation said it would sue.",
        [("Seafarers’ Federation", "named", "organization")] * 2,
    ),
    ("St. Mary's Hospital said three people were hurt.", [("St. Mary's Hospital", "named", "organization")]),
    ("The Cabin Attendants' Union said shifts were long.", [("Cabin Attendants' Union", "named", "organization")]),
    ("St. Luke's School said two pupils were hurt.", [("St. Luke's School", "named", "organization")]),
    ("King’s College London said it had cut ties.", [("King’s College London", "named", "organization")]),
    ("The Royal Seamen’s Society said two boats were missing.", [("Royal Seamen’s Society", "named", "organization")]),
    ("Morgan Stanley said rates would rise.", [("Morgan Stanley", "named", "organization")]),
    ("Jefferies called the guidance “conservative.”", [("Jefferies", "named", "organization")]),
    ("“We expect a rebound,” Berenberg said in a note.", [("Berenberg", "named", "organization")]),
    ("Hapag-Lloyd warned of delays.", [("Hapag-Lloyd", "named", "organization")]),
    ("Karl Roche, a nurse, said it failed. Roche said he was ill.", [("Karl Roche", "named", "person")] * 2),
    ("Michael Dell said sales rose. “We will hire,” Dell said.", [("Michael Dell", "named", "person")] * 2),
    ("Moody’s said the outlook was bad. Moody’s warned of more.", [("Moody’s", "named", "organization")] * 2),
    ("McDonald's said sales fell.", [("McDonald's", "named", "organization")]),
    ("Macy's said sales fell.", [("Macy's", "named", "organization")]),
    ("Lowe's reported that sales rose last month.", [("Lowe's", "named", "organization")]),
    ("Kohl's said sales fell.", [("Kohl's", "named", "organization")]),
    ("Macy’s said the outlook was bad. Macy’s hired ten more.", [("Macy’s", "named", "organization")]),
    ("Lowe’s, the retailer, said it would hire.", [("Lowe’s", "named", "organization")]),
    (
        "Ashley Moody said the law was sound. Moody’s office said she would sue.",
        [("Ashley Moody", "named", "person"), ("Moody’s office", "named", "organization")],
    ),
    # people, where other figures are numbers
    ("One figure close to the board said he wept.", [("One figure close to the board", "vague", "person")]),
    # offices in capitals
    ("The Home Secretary told MPs that boats would stop.", [("Home Secretary", "described", "person")]),
    ("The Treasury Secretary said rates were low.", [("Treasury Secretary", "described", "person")]),
    (
        "The Shadow Chancellor said it was a con. The Chief Whip said votes were short.",
        [("Shadow Chancellor", "described", "person"), ("Chief Whip", "described", "person")],
    ),
    ("The District Attorney said charges would come.", [("District Attorney", "described", "person")]),
    ("The Club Captain said he was hurt.", [("Club Captain", "described", "person")]),
    ("The Duke of Sussex told the court that he was hurt.", [("Duke of Sussex", "described", "person")]),
    (
        "Home Secretary Ann Tate said boats would stop. The Home Secretary said it was late.",
        [("Ann Tate", "named", "person")] * 2,
    ),
    ("The Hollywood Reporter said the film was off.", [("Hollywood Reporter", "named", "organization")]),
    ("The AFL-CIO said wages fell.", [("AFL-CIO", "named", "organization")]),
    ("The Argus Leader reported that it rained.", [("Argus Leader", "named", "organization")]),
    ("The Economist argued that trade helped.", [("Economist", "named", "organization")]),
    ("Doctors Without Borders said the ward was hit.", [("Doctors Without Borders", "named", "organization")]),
    ("Engineers Without Borders said the pump was dry.", [("Engineers Without Borders", "named", "organization")]),
    ("The Spectator said the vote was close.", [("Spectator", "named", "organization")]),
    ("The spectator said the vote was close.", [("spectator", "described", "person")]),
    ("Channel 4 said the film was cut.", [("Channel 4", "named", "organization")]),
    ("Save Our River says that the plan is bad.", [("Save Our River", "named", "organization")]),
    ("Texas' State Department said the files were lost.", [("State Department", "named", "organization")]),
    ("Clinton’s State Department said it had no records.", [("State Department", "named", "organization")]),
    (
        "The Children's Hospital of Calder said it was full.",
        [("Children's Hospital of Calder", "named", "organization")],
    ),
    # short titles
    ("AG Tull said the files were gone.", [("Tull", "named", "person")]),
    ("“No,” said VP Corwin Tull.", [("Corwin Tull", "named", "person")]),
    # a weekday or a month beside a name
    ("On Friday Lena Ortiz said the plant would close.", [("Lena Ortiz", "named", "person")]),
    ("Lena Ortiz Wednesday said the plant would close.", [("Lena Ortiz", "named", "person")]),
    ("In October Paul Weir told the board that the bill was wrong.", [("Paul Weir", "named", "person")]),
    ("Late on Sunday Mayor Ines Mora said the bridge was shut.", [("Ines Mora", "named", "person")]),
    ("Last April Peter Whitlow said the well was dry.", [("Peter Whitlow", "named", "person")]),
    (
        "On Thursday Ortiz said the plant would close. Lena Ortiz has run it since 2012.",
        [("Lena Ortiz", "named", "person")],
    ),
    # titles and roles in capitals before a name, and names that are titles
    ("Senate Majority Whip Nora Blum said the bill was dead.", [("Nora Blum", "named", "person")]),
    ("Secretary of Transport Paul Weir said the line would open.", [("Paul Weir", "named", "person")]),
    (
        "Assistant Secretary of the Navy for Supplies Nora Blum said the ships were ready.",
        [("Nora Blum", "named", "person")],
    ),
    ("Herald Editor-in-Chief Nora Blum said the paper would close.", [("Nora Blum", "named", "person")]),
    ("Fishmonger Yusuf Demir said the catch was small.", [("Yusuf Demir", "named", "person")]),
    ("Florist Greta Holm said roses were dear.", [("Greta Holm", "named", "person")]),
    ("Ray Doctor runs the mill. Doctor said the wheel was broken.", [("Ray Doctor", "named", "person")]),
    ("Party Deputy Leader Nora Blum said the vote was close.", [("Nora Blum", "named", "person")]),
    # people by words that look like organisations
    ("A former Fairholm executive said the books were false.", [("former Fairholm executive", "described", "person")]),
    ("Two executives at Fairholm said the mill would close.", [("Two executives at Fairholm", "described", "group")]),
    (
        "An advertising executive in York said budgets were small.",
        [("advertising executive in York", "described", "person")],
    ),
    ("“It is over,” a hotel executive said.", [("hotel executive", "described", "person")]),
    ("The authorities said the road was closed.", [("authorities", "described", "group")]),
    ("Rebel forces said they had taken the town.", [("Rebel forces", "described", "group")]),
    ("Senior party figures said the vote was close.", [("Senior party figures", "described", "group")]),
    # documents by who made them, not by who saw them or what they tell of
    (
        "A confidential report seen by the Courier said the dam was unsafe.",
        [("confidential report", "described", "document")],
    ),
    ("Letters reviewed by the Courier say the firm knew.", [("Letters", "described", "document")]),
    ("An email obtained by Reuters said the plant would close.", [("email", "described", "document")]),
    ("A draft order shared with the Courier said the port would shut.", [("draft order", "described", "document")]),
    (
        "A survey by the Fairholm Institute found that prices had fallen.",
        [("survey by the Fairholm Institute", "named", "document")],
    ),
    ("A poll of Ohio farmers found that prices had fallen.", [("poll of Ohio farmers", "described", "document")]),
    # two of one surname, and surnames that are given names
    (
        "Ewan Strand met the press. Sioned Strand stayed away. “We will win,” Mr Strand said.",
        [("Ewan Strand", "named", "person")],
    ),
    (
        "Ewan Strand met the press. Sioned Strand stayed away. “We will win,” Ms Strand said.",
        [("Sioned Strand", "named", "person")],
    ),
    (
        "Paul Hale, the governor, and Nora Hale, the judge, dined. Judge Hale said the soup was cold.",
        [("Nora Hale", "named", "person")],
    ),
    (
        "Paul Hale, the governor, and Nora Hale, the judge, dined. Governor Hale said the soup was cold.",
        [("Paul Hale", "named", "person")],
    ),
    ("Laurence Joy owns the mill. Joy said the wheel was broken.", [("Laurence Joy", "named", "person")]),
    # people by nationality or age
    ("The Norwegian said the ice was thin.", [("Norwegian", "described", "person")]),
    ("“We won,” said the Kenyan.", [("Kenyan", "described", "person")]),
    ("A Frenchwoman said the train was late.", [("Frenchwoman", "described", "person")]),
    ("African Americans said the line was long.", [("African Americans", "described", "group")]),
    ("“I fell,” the 31-year-old said.", [("31-year-old", "described", "person")]),
    ("The Swedes said the ice was thin.", [("Swedes", "described", "group")]),
    # given names that are places
    ("Virginia Stone keeps bees. “They are hungry,” Virginia said.", [("Virginia Stone", "named", "person")]),
    ("Austin Reed was there. Austin said the roof leaked.", [("Austin Reed", "named", "person")]),
    ("Chelsea Boone lost her boat. Chelsea said it had sunk.", [("Chelsea Boone", "named", "person")]),
    ("Jordan said the border was shut.", [("Jordan", "named", "organization")]),
    ("Georgia said the border was shut.", [("Georgia", "named", "organization")]),
    ("Paris Lund sings. Paris said the hall was full.", [("Paris Lund", "named", "person")]),
    # firms whose names look like people’s
    ("The toy maker Brindlewick said sales had fallen.", [("Brindlewick", "named", "organization")]),
    ("PortLink said the crane was safe.", [("PortLink", "named", "organization")]),
    ("Ostrand Air said it would add flights.", [("Ostrand Air", "named", "organization")]),
    ("Budget airline Veltro said fares would rise.", [("Veltro", "named", "organization")]),
    ("Brindlewick, a toy maker, said sales had fallen.", [("Brindlewick", "named", "organization")]),
    ("Veltro said it would close two shops.", [("Veltro", "named", "organization")]),
    ("Ostrand FC said the coach was ill.", [("Ostrand FC", "named", "organization")]),
    (
        "The owner of the mill, Fairholm Estates, said the roof would be mended.",
        [("Fairholm Estates", "named", "organization")],
    ),
    ("The airline, Veltro Air, said fares would rise.", [("Veltro Air", "named", "organization")]),
    # known by a nickname, a screen name, a first name
    ("A boxer who goes by the name “Thunder” said he was ready.", [("Thunder", "partial", "person")]),
    ("A busker known locally as Piper said the square was quiet.", [("Piper", "partial", "person")]),
    ("A fighter who uses the nom de guerre Abu Omar said the road was closed.", [("Abu Omar", "partial", "person")]),
    ("One Reddit user, moonfrog77, said the update was broken.", [("moonfrog77", "partial", "person")]),
    ("“It is cold,” Solveig told him. Solveig, 64, has lived there since 1990.", [("Solveig", "partial", "person")]),
    ("A hacker using the alias Glass Owl said the bank was next.", [("Glass Owl", "partial", "person")]),
    ("A clerk who gives her name only as Halina said the lift was broken.", [("Halina", "partial", "person")]),
    (
        "A porter at the central station, who gives his name as Radek, says the lift is broken.",
        [("Radek", "partial", "person")],
    ),
    # met without a surname: somebody's own, one of those who live there, one of many languages
    ("Her brother, Quang, said the shop was shut.", [("Quang", "partial", "person")]),
    ("Rosa Lind's mum Trudie said the shop was shut.", [("Trudie", "partial", "person")]),
    ("“We ran,” said Biju, a neighbour.", [("Biju", "partial", "person")]),
    ("Oksana, who fled in May, said the train was late.", [("Oksana", "partial", "person")]),
    ("The club dropped Wexley. “I am sad,” said Wexley, a defender.", [("Wexley", "named", "person")]),
    # a name that no list has, told of somebody
    (
        "A hawker near the bus park, Blessing Chanda, told the Post she wanted peace.",
        [("Blessing Chanda", "named", "person")],
    ),
    ("The usher at the door, Precious Moyo, said the hall was full.", [("Precious Moyo", "named", "person")]),
    ("A young pupil, Faith, said the desks were broken.", [("Faith", "partial", "person")]),
    ("Visitors raised money. “It was grand,” said one.", [("One visitor", "described", "person")]),
    ("News site Kivalo said the minister had left.", [("Kivalo", "named", "organization")]),
    (
        "Ann Frey sat. Through their lawyer, Hugh Munn, the parents said it was late.",
        [("parents", "described", "group")],
    ),
    # no names
    ("So did I. Bramble, a café, opened in May, the owner said.", [("owner", "described", "person")]),
    ("Chums of the singer say he is fine.", [("Chums of the singer", "described", "group")]),
    ("Friends of the couple insist it is over.", [("Friends of the couple", "described", "group")]),
    ("Her Royal Highness said it was good to be back.", [("Royal Highness", "described", "person")]),
    ("Historian Paul Weston was there. The Prince joked that it was cold.", [("Prince", "described", "person")]),
    ("Prince Edmund came by boat. The prince joked that it was cold.", [("Edmund", "named", "person")]),
    ("A recording heard by the Courier shows that he lied.", [("recording", "described", "document")]),
    # described or vague: parts of a group, those close to somebody
    ("One of the people said the talks had failed.", [("One of the people", "vague", "person")]),
    ("One of the sources said the talks had failed.", [("One of the sources", "vague", "person")]),
    ("One of the ministers said the talks had failed.", [("One of the ministers", "described", "person")]),
    ("One of the two people said the talks had failed.", [("One of the two people", "vague", "person")]),
    ("People close to Ruiz said the talks had failed.", [("People close to Ruiz", "described", "group")]),
    ("People close to the talks said they had failed.", [("People close to the talks", "vague", "group")]),
    ("Those over sixty said the stairs were steep.", [("Those over sixty", "described", "group")]),
    (
        "More than thirty pages of notes show the plan had failed.",
        [("More than thirty pages of notes", "described", "document")],
    ),
    # several named together
    ("Two bakers, Ada Frost and Tom Quist, said flour was dear.", [("Ada Frost and Tom Quist", "named", "group")]),
    (
        "Ada Frost, Tom Quist and Lena Ortiz said flour was dear.",
        [("Ada Frost and Tom Quist and Lena Ortiz", "named", "group")],
    ),
    (
        "Reuters and the Associated Press both reported that the mine had flooded.",
        [("Reuters and Associated Press", "named", "organization")],
    ),
    ("Labour candidates Ada Frost and Tom Quist said flour was dear.", [("Ada Frost and Tom Quist", "named", "group")]),
    (
        "The senators Nora Blum (D-Ohio) and Paul Weir (R-Iowa) said the bill was dead.",
        [("Nora Blum and Paul Weir", "named", "group")],
    ),
    ("Senators Nora Blum and Paul Weir said the bill was dead.", [("Nora Blum and Paul Weir", "named", "group")]),
    # organisations by their letters and nicknames
    ("Volkswagen cut a shift. VW said demand was weak.", [("Volkswagen", "named", "organization")]),
    ("Fairholm Motors Inc. cut a shift. FM said demand was weak.", [("Fairholm Motors Inc.", "named", "organization")]),
    (
        "The Federal Reserve met on Monday. The Fed said rates would hold.",
        [("Federal Reserve", "named", "organization")],
    ),
    (
        "The Bank of America branch closed. BofA said the lease had ended.",
        [("Bank of America", "named", "organization")],
    ),
    ("The WHO said the fever had spread.", [("WHO", "named", "organization")]),
    ("WHO said the fever had spread.", [("WHO", "named", "organization")]),
    (
        "The Union of Dockers and Sailors (UDS) held a vote. UDS said the strike was on.",
        [("Union of Dockers and Sailors", "named", "organization")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[text[:60] for text, _ in ROWS])
def test_name(everything: Extractor, text: str, expected: list[tuple[str, str, str]]) -> None:
    article = everything.extract(text)
    check_spans(article)
    assert voices_of(article) == expected
