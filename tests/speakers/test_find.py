"""Whom a name, a pronoun or a description means: each row is a text and (label, level, kind) of its attributions."""

import pytest
from conftest import check_spans, voices_of

from quoteattr import Extractor

NAMED = [
    # titles and roles, before and behind
    ("Energy Department spokesperson Lena Ortiz said the plant would close.", [("Lena Ortiz", "named", "person")]),
    ("Lena Ortiz, a security and water policy analyst, said the plant would close.",
     [("Lena Ortiz", "named", "person")]),
    ("Sen. Paul Weir (R-Ohio) said the bill was dead.", [("Paul Weir", "named", "person")]),
    ("Former Deputy Attorney General Nora Blum said the case was weak.", [("Nora Blum", "named", "person")]),
    ("Cllr Joan Pike said the road would reopen.", [("Joan Pike", "named", "person")]),
    ("Army Lt. Gen. Mark Dole said the base was safe.", [("Mark Dole", "named", "person")]),
    ("Dr. Ines Mora, the clinic's director, said the ward was full.", [("Ines Mora", "named", "person")]),
    ("Chief Justice Alan Reed said the court would not yield.", [("Alan Reed", "named", "person")]),
    # hyphens, particles, suffixes, initials, apostrophes, nicknames
    ("Vanda Felder-Brown said the route had moved.", [("Vanda Felder-Brown", "named", "person")]),
    ("Carlos de la Vega said the route had moved.", [("Carlos de la Vega", "named", "person")]),
    ("Anna van der Berg said the dike would hold.", [("Anna van der Berg", "named", "person")]),
    ("Prince Khalid bin Saud said the wells were dry.", [("Khalid bin Saud", "named", "person")]),
    ("Martin Cole Jr. said the firm would appeal.", [("Martin Cole Jr.", "named", "person")]),
    ("Mum-of-three Kelly-Ann Draper, 41, told The Sun: “I was lost.”\n\nKelly-Ann, from Essex, says rangers laughed.",
     [("Kelly-Ann Draper", "named", "person")] * 2),
    ("Darren Pike lives in Essex. Hubby Darren, 44, added: “He is dead to us.”", [("Darren Pike", "named", "person")]),
    # whom somebody has is no source who was not named
    ("A source close to the mayor said it was over.\n\nThe council's spokesman told reporters it was late.",
     [("source close to the mayor", "vague", "person"), ("council's spokesman", "described", "person")]),
    # a pronoun and a name are two
    ("Councilman Bob Hale said no. He and Councilman Artie Voss argued that small firms would bear the cost.",
     [("Bob Hale", "named", "person"), ("Bob Hale and Artie Voss", "named", "group")]),
    ("Anna Rowe left. She and Tom Hale said it was over.", [("Anna Rowe and Tom Hale", "named", "group")]),
    ("Facebook, which is owned by Meta, was late. Meta did not respond to a request for comment.",
     [("Meta", "named", "organization")]),
    # what the text also writes small is no surname of somebody whom it calls by the word before
    ("[Video: President Orban Speech at the Harbor Hall in Leeds]\n\nOrban gave a speech. Orban said he was glad.",
     [("Orban", "named", "person")]),
    # letters behind a name are none of it, with a comma or without, at the end or before more
    ("Mr Pryce’s barrister, Julian Tate KC, suggested that the witness lied. Mr Tate said: “To save yourself.”",
     [("Julian Tate", "named", "person")] * 2),
    ("“No,” said Anna Rowe MP, who chairs the panel. Ms Rowe said she would vote.",
     [("Anna Rowe", "named", "person")] * 2),
    ("“No,” Sir Tom Hale OBE said. Sir Tom said he was glad.", [("Tom Hale", "named", "person")] * 2),
    ("Dr. Anna Rowe, PhD, said it was over. Rowe said she would vote.", [("Anna Rowe", "named", "person")] * 2),
    ("Helena Bax, RN, MBA, told the board it was late. Bax said it would close.",
     [("Helena Bax", "named", "person")] * 2),
    ("Labour MP Tom Hale said no. The MP for Kirkhaven said he would vote.", [("Tom Hale", "named", "person")] * 2),
    ("J.B. Holt said the firm would appeal.", [("J.B. Holt", "named", "person")]),
    ("George F. Wills said the firm would appeal.", [("George F. Wills", "named", "person")]),
    ("Conor O’Shea said the harbor was silting up.", [("Conor O’Shea", "named", "person")]),
    ("James “Jimmy” Holloway said the union would strike.", [("James “Jimmy” Holloway", "named", "person")]),
    # small letters that belong to a name, as the tagger has it
    ("Cho Young-sik, a retired welder, said the pier was closed.", [("Cho Young-sik", "named", "person")]),
    ("“It is late,” said Kwon Sung-min, who owns the ferry.", [("Kwon Sung-min", "named", "person")]),
    ("“The dike will hold,” said Anne-Marie op den Kamp.", [("Anne-Marie op den Kamp", "named", "person")]),
    ("Piet aan de Wiel said the dike was low.", [("Piet aan de Wiel", "named", "person")]),
    ("Jan op de Beek and Ana Rowe said no more was known.", [("Jan op de Beek and Ana Rowe", "named", "group")]),
    ("The Alder-era law is dead, Karl-Heinz ter Horst said.", [("Karl-Heinz ter Horst", "named", "person")]),
    ("Yoo Hye-rin, playing the old queen, explained that the stage was wet.", [("Yoo Hye-rin", "named", "person")]),
    ("Radio reporter Lim Hyun-soo tweeted that the pier was closed.", [("Lim Hyun-soo", "named", "person")]),
    # shorter and longer forms of one name
    ("Robert Hale runs the mill. “We are closing,” Bob Hale said.", [("Robert Hale", "named", "person")]),
    ("Ruth Kessler arrived late. Mrs. Kessler said the train had broken down.", [("Ruth Kessler", "named", "person")]),
    ("“It is over,” Ortega said. Maria Ortega, who ran the shop for years, left on Monday.",
     [("Maria Ortega", "named", "person")]),
    ("Kessler’s lawyer left early. Ruth Kessler said the train had broken down.",
     [("Ruth Kessler", "named", "person")]),
    ("Maria Ortega ran the shop. Maria said the rent was too high.", [("Maria Ortega", "named", "person")]),
    # a surname that is a given name too, also of the other sex
    ("Ayla Kurt ran the mill. Kurt said the rent was too high.", [("Ayla Kurt", "named", "person")]),
    ("Paul Joyce ran the mill. “It is over,” Joyce said.", [("Paul Joyce", "named", "person")]),
    # a surname that is a common word too
    ("Walter Long ran the mill for years. Long said the rent was too high.", [("Walter Long", "named", "person")]),
    # one that comes first or last, of people from anywhere: “son”, “loan” and “long” are words too
    ("The mayor, Lam Van Son, lost. “I will not change,” Son asked reporters to write. “Not me.”",
     [("Lam Van Son", "named", "person")]),
    ("Vo Huu Long, a miner, was hurt. “It is dark,” Long told the court. “It is cold.”",
     [("Vo Huu Long", "named", "person")]),
    ("Tran Van Long owns the mill.\n\nLong told reporters that the mill would close.",
     [("Tran Van Long", "named", "person")]),
    ("Ayla Young owns the mill.\n\nYoung told reporters that she would stay.",
     [("Ayla Young", "named", "person")]),
    ("Bui Thi Loan, a Calder lawyer who represents owners, said that demand was growing.",
     [("Bui Thi Loan", "named", "person")]),
    ("Earlier the mayor was attacked by former secretary of state Nam Young-ja for suggesting that he would leave.",
     [("Nam Young-ja", "named", "person")] * 2),
    ("The plan was attacked by former secretary of state Nam Young-ja, who said it would fail.",
     [("Nam Young-ja", "named", "person")] * 2),
    ("“I disagree,” said retired Army Lt. Gen. Kwon Jae-won, who was in Calder until July.",
     [("Kwon Jae-won", "named", "person")]),
    ("“It is late,” said former secretary of state Dewi, who left.", [("Dewi", "named", "person")]),
    ("The mayor met chief of police Adeyinka. “It is late,” Adeyinka said.", [("Adeyinka", "named", "person")]),
    ("Ifeoma Nwosu, a publisher, said the paper would close.", [("Ifeoma Nwosu", "named", "person")]),
    ("Chiamaka Eze, a nurse, spoke first. Eze said the ward was full.", [("Chiamaka Eze", "named", "person")]),
    # a headline has the hyphens of the text
    ("Felder-Brown Says The Old Harbor Route Will Never Move Again.\n\nVanda Felder-Brown is the mayor.",
     [("Vanda Felder-Brown", "named", "person")]),
    # two people of one surname
    ("Anna Whitlow and her husband, Peter Whitlow, own the farm. Mr. Whitlow said the well was dry.",
     [("Peter Whitlow", "named", "person")]),
    ("Anna Whitlow and her husband, Peter Whitlow, own the farm. Ms. Whitlow said the well was dry.",
     [("Anna Whitlow", "named", "person")]),
    ("Anna Whitlow and her husband, Peter Whitlow, own the farm. The Whitlows said the well was dry.",
     [("Whitlows", "named", "group")]),
    # of whom only one is called by the given name alone
    ("Alan Ford built towers. His brother, Leo Ford, flew. Leo drank. Leo sang, and Leo left. Leo died. "
     "Mr. Ford said he was sorry.", [("Alan Ford", "named", "person")]),
    ("Wu Peng runs the mill. His son, Wu Tao, sings. Tao writes, and Tao cooks. Tao is shy. Tao was ill. "
     "Mr. Wu said the mill would close.", [("Wu Peng", "named", "person")]),
    ("Pedro Salinas owns the farm. His cousin, Rubén Salinas, is shy. Rubén sings, Rubén cooks, Rubén hates snow, "
     "and Rubén sleeps. “It is cold,” Mr. Salinas said.", [("Pedro Salinas", "named", "person")]),
    ("Anna Whitlow met Leo Whitlow. Leo left. Leo came back. Leo slept, and Leo rose. Mr. Whitlow said he was late.",
     [("Leo Whitlow", "named", "person")]),
    ("Sen. Alan Ford met Judge Leo Ford. Leo sang. Leo ate. Leo slept. Leo rose. Judge Ford said it was late.",
     [("Leo Ford", "named", "person")]),
    ("Alan Ford met Leo Ford. Alan sang. Alan ate. Leo slept, and Leo rose. Leo sang, too. Mr. Ford said it was late.",
     [("Leo Ford", "named", "person")]),
    # whom it is said of, in front, does not say it; a small word before a surname is no title
    ("Ngozi Okafor met Paul Hale.\n\nOf Okafor, Hale, who has met her, said, “She is dull. I think she is good.”",
     [("Paul Hale", "named", "person")]),
    ("Juan del Valle met Ann Hill. Of Hill, del Valle, a poet, said she was dull.",
     [("Juan del Valle", "named", "person")]),
    ("Marta de la Cruz sang. The hall was full, and de la Cruz said it was hot.",
     [("Marta de la Cruz", "named", "person")]),
    ("Jan van Dijk met Paul Hale. A letter by van Dijk was lost, van Dijk said.",
     [("Jan van Dijk", "named", "person")]),
    ("Del. Anna Valle said the bill was dead.", [("Anna Valle", "named", "person")]),
    ("Anna Valle sang. She spoke of Valle and of La Scala. Valle said it was cold.",
     [("Anna Valle", "named", "person")]),
    # organisations: acronyms, short forms, heads, outlets, places that act
    ("The National Weather Office closed a station. The NWO said the roof had leaked.",
     [("National Weather Office", "named", "organization")]),
    ("The National Weather Office (NWO) closed a station. NWO said the roof had leaked.",
     [("National Weather Office", "named", "organization")]),
    ("The US Geological Survey said the quake was deep.", [("US Geological Survey", "named", "organization")]),
    ("The Fed said rates would hold.", [("Fed", "named", "organization")]),
    ("The Washington Post visited the town. The Post reported that the mill had closed.",
     [("Washington Post", "named", "organization")]),
    ("HuffPost reported that the mayor had resigned.", [("HuffPost", "named", "organization")]),
    ("The Times reported that the mayor had resigned.", [("Times", "named", "organization")]),
    ("Reuters reported that the mine had flooded.", [("Reuters", "named", "organization")]),
    ("The Kremlin said the talks were useful.", [("Kremlin", "named", "organization")]),
    ("The White House said the talks were useful.", [("White House", "named", "organization")]),
    ("Beijing said the talks were useful.", [("Beijing", "named", "organization")]),
    ("The Supreme Court ruled that the map was unlawful.", [("Supreme Court", "named", "organization")]),
    ("Harlow & Sons said it would hire.", [("Harlow & Sons", "named", "organization")]),
    ("Oxford University said the trial had failed.", [("Oxford University", "named", "organization")]),
    ("The World Bank said growth would slow.", [("World Bank", "named", "organization")]),
    ("The University of Toledo said enrolment had fallen.", [("University of Toledo", "named", "organization")]),
    # what is called “which”, and what has an article, is nobody
    ("Veltora, which owns the pier, said the crane was safe.", [("Veltora", "named", "organization")]),
    ("Tarn Oskel, which builds ferries, said the crane was safe.", [("Tarn Oskel", "named", "organization")]),
    ("The Marlow Sands Initiative said the crane was safe.", [("Marlow Sands Initiative", "named", "organization")]),
    ("Lena Ortiz, who owns the pier, said the crane was safe.", [("Lena Ortiz", "named", "person")]),
    ("The contractor, Marlow Infra, said the crane was safe.", [("Marlow Infra", "named", "organization")]),
    ("Oskel Realty said the crane was safe.", [("Oskel Realty", "named", "organization")]),
    # papers that are called as people are
    ("The Guardian said the crane was safe.", [("Guardian", "named", "organization")]),
    ("The Observer reported that the crane was safe.", [("Observer", "named", "organization")]),
    ("The guardian said the crane was safe.", [("guardian", "described", "person")]),
    # numbers in names
    ("Channel 9 said the crane was safe.", [("Channel 9", "named", "organization")]),
    ("Sky News 24 reported that the crane was safe.", [("Sky News 24", "named", "organization")]),
    # nouns of the popular press, of bodies and of documents
    ("A pal of the singer said the show was off.", [("pal of the singer", "described", "person")]),
    ("The rep said the show was off.", [("rep", "described", "person")]),
    ("An eyewitness said the roof had fallen.", [("eyewitness", "described", "person")]),
    ("A veteran postdoc at the lab said the roof had fallen.",
     [("veteran postdoc at the lab", "described", "person")]),
    ("The trade body said the roof had fallen.", [("trade body", "described", "organization")]),
    ("The constabulary said the roof had fallen.", [("constabulary", "described", "organization")]),
    ("An earlier version of the law said the roof was public.",
     [("earlier version of the law", "described", "document")]),
    ("A copy of the letter said the roof was public.", [("copy of the letter", "described", "document")]),
    # documents
    ("A Gallup poll found that voters were tired.", [("Gallup poll", "named", "document")]),
    ("The Mueller report found that calls were made.", [("Mueller report", "named", "document")]),
    ("A report by the World Bank said growth would slow.", [("report by the World Bank", "named", "document")]),
    # several together
    ("Ruth Kessler and the Port Authority said the pier was safe.",
     [("Ruth Kessler and Port Authority", "named", "group")]),
    ("Sens. Paul Weir and Ann Tate said the bill was dead.", [("Paul Weir and Ann Tate", "named", "group")]),
    # an interview set as a script
    ("WEIR: The bill is dead and we all know it.\n\nTATE: I don't agree with that at all.\n\n"
     "Paul Weir and Ann Tate met on Sunday.\n\nWeir said the bill was dead.",
     [("Paul Weir", "named", "person"), ("Ann Tate", "named", "person"), ("Paul Weir", "named", "person")]),
]  # fmt: skip

MEANT = [
    # pronouns: gender, number, person
    ("Ruth Kessler met Paul Weir. She said the talks had gone well.", [("Ruth Kessler", "named", "person")]),
    ("Ruth Kessler met Paul Weir. “The talks went well,” he said.", [("Paul Weir", "named", "person")]),
    ("Ruth Kessler and Ann Tate met on Monday. They said the talks had gone well.",
     [("Ruth Kessler and Ann Tate", "named", "group")]),
    ("The Port Authority closed the pier. It said the crane had failed.",
     [("Port Authority", "named", "organization")]),
    ("Two port officials met reporters on Friday. They said the crane had failed.",
     [("Two port officials", "described", "group")]),
    # definite descriptions
    ("Ruth Kessler, the former secretary of state, arrived on Monday. The former secretary of state said the deal "
     "was dead.", [("Ruth Kessler", "named", "person")]),
    ("Ruth Kessler won the Democratic primary on Tuesday. Her rival, Senator Paul Weir, conceded. The senator said he "
     "would rest.", [("Paul Weir", "named", "person")]),
    ("Harlow Mills closed its plant. The company said demand had fallen.", [("Harlow Mills", "named", "organization")]),
    ("The Daily Ledger sent a crew. The newspaper reported that the pier had sunk.",
     [("Daily Ledger", "named", "organization")]),
    ("A port official met reporters. “It is unsafe,” the official said.", [("port official", "described", "person")]),
    ("A Turkish diplomat and a Greek diplomat met. The Greek diplomat said the talks had failed.",
     [("Greek diplomat", "described", "person")]),
    ("Police arrested a teacher on Monday. The teacher said it was a mistake.", [("teacher", "described", "person")]),
    # relative “who”
    ("Ruth Kessler, who said the pier was unsafe, resigned.", [("Ruth Kessler", "named", "person")]),
    ("Paul Weir was joined by Ann Tate, who said the bill was dead.", [("Ann Tate", "named", "person")]),
    # dropped sources
    ("Ruth Kessler resigned on Monday, saying the pier was unsafe.", [("Ruth Kessler", "named", "person")]),
    ("The pier was called “a death trap” by Ruth Kessler.", [("Ruth Kessler", "named", "person")]),
    ("Ruth Kessler came back on Monday. “It is safe,” she said. “It will stay safe.”",
     [("Ruth Kessler", "named", "person")]),
    ("Ruth Kessler shook her head. “It is not safe,” she said.\n\n“It will never be safe.”",
     [("Ruth Kessler", "named", "person")]),
    # someone is meant and cannot be told
    ("“It is unsafe,” she said.", [(None, None, None)]),
    # a source that begins within a token
    ("A wage of $15 is right for them.\n\n.@RuthKessler promises to raise the minimum wage.",
     [("@RuthKessler", "partial", "person")]),
    ("The vote was lost.\n\n.@RuthKessler vows to sue the county over it.", [("@RuthKessler", "partial", "person")]),
    # whose
    ("Ruth Kessler was tired. Her husband said she would rest.", [("husband", "described", "person")]),
    ("Mr. Weir was ill. Weir’s doctor said he would rest.", [("Weir’s doctor", "described", "person")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [*NAMED, *MEANT], ids=[t[:45] for t, _ in [*NAMED, *MEANT]])
def test_speaker(everything: Extractor, text: str, expected: list[tuple[str | None, str | None, str | None]]) -> None:
    article = everything.extract(text)
    check_spans(article)
    assert voices_of(article) == expected


SIGNED = [
    ("The dam is old. I believe it will fail.\n\nWe need a plan.\n\nRuth Adler.\n\nYork.", "Ruth Adler"),
    ("The dam is old. I fear the valley is lost.\n\nThe mayor has no plan.\n\nRuth Adler teaches engineering in York.",
     "Ruth Adler"),
    ("The dam is old. I think it leaks.\n\nThe mayor has no plan.\n\nRuth Adler, an engineer, wrote a book on it.",
     "Ruth Adler"),
    ("I think the dam leaks.\n\nTom Quist.\n\nYork.\n\nI think the road is worse.\n\nRuth Adler.\n\nLeeds.",
     "Tom Quist"),
    # nobody signs: a name that the piece speaks of, a name far from the end, no name
    ("Ruth Adler built the dam. I think it leaks.\n\nThe mayor has no plan.\n\nRuth Adler is an engineer.", None),
    ("The dam is old. I believe it will fail.\n\nRuth Adler is an engineer.\n\nOne.\n\nTwo.\n\nThree.\n\nFour.", None),
    ("The dam is old. I think it leaks.\n\nThe mayor has no plan.", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "author"), SIGNED, ids=[text[-40:] for text, _ in SIGNED])
def test_i_is_who_signs(everything: Extractor, text: str, author: str | None) -> None:
    said = [a for a in everything.extract(text).attributions if a.source and a.source.text == "I"]
    assert said
    assert (said[0].speaker.name if said[0].speaker else None) == author


@pytest.mark.parametrize(
    "she", ["I called the clerk. “There is no list,” she told me.", "I wrote to the mayor. She said no."]
)
def test_she_is_not_who_signs(everything: Extractor, she: str) -> None:
    """Whoever writes “I” of herself is not the one she calls “she”."""
    article = everything.extract(f"{she}\n\nBy the end of the day there was one.\n\nDana Kowal teaches law in York.")
    assert article.attributions
    assert "Dana Kowal" not in {s.name for s in article.speakers}


def test_i_in_a_quotation_is_who_is_quoted(speech: Extractor) -> None:
    text = "“I was asleep when my phone rang,” said Ruth Kessler. Paul Weir shook his head."
    (speaker,) = speech.extract(text).speakers
    assert [m.text for m in speaker.mentions] == ["I", "my", "Ruth Kessler"]


def test_every_mention_of_a_speaker(speech: Extractor) -> None:
    text = (
        "Senator Ruth Kessler left early on Monday. Kessler, who is 61, told reporters that her party would lose. "
        "The senator was tired, an aide said. Asked about it, she laughed."
    )
    speakers = {s.label: s for s in speech.extract(text).speakers}
    mentions = [m.text for m in speakers["Ruth Kessler"].mentions]
    assert mentions == ["Ruth Kessler", "Kessler", "her", "The senator", "she"]


def test_a_pull_quote_is_whoever_s_the_paragraph_under_it_is(speech: Extractor) -> None:
    text = (
        "Mayor Ana Fuchs said it was late.\n\n“Nobody told us a thing”\n\nDana Kowal lost her boat. She said she wept."
    )
    assert [str(a.speaker) for a in speech.extract(text).attributions] == ["Ana Fuchs", "Dana Kowal", "Dana Kowal"]
    text = "Mayor Ana Fuchs said it was late.\n\n“Nobody told us a thing”\n\nThe boats were lost."
    assert [str(a.speaker) for a in speech.extract(text).attributions] == ["Ana Fuchs", "None"]


@pytest.mark.parametrize(
    ("quote", "speaker"),
    [
        ('"The port is unsafe, and everybody here knows that.\nS.C. Rep. Paul Weir."', "Paul Weir"),
        ("“The port is unsafe, and everybody here knows that.\nDana Kowal, Harlow Policy Center.”", "Dana Kowal"),
        ("“The port is unsafe, and everybody here knows that.\nDeputy harbor adviser Ann Lund”", "Ann Lund"),
        # a sentence, a line without a person, a paragraph of its own
        ('"The port is unsafe, and everybody here knows that.\nAnn Lund left the room at noon."', None),
        ('"The port is unsafe, and everybody here knows that.\nA new report from Ohio."', None),
        ('"The port is unsafe, and everybody here knows that.\n\nPaul Weir, a nurse."', None),
    ],
)
def test_a_name_before_the_closing_mark_of_a_pull_quote(speech: Extractor, quote: str, speaker: str | None) -> None:
    first = speech.extract(f"The mayor left early.\n\n{quote}\n\nShips came late.").attributions[0]
    assert (first.speaker.label if first.speaker else None) == speaker


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("ORTIZ: As I told you on Monday, I said rents are high.\n\nWEIR: It is cold.\n\nORTIZ: It is.", {"ORTIZ"}),
        ("Q: You left early, Ms. Ortiz.\n\nA: I said that I was tired.\n\nQ: Why?\n\nA: It was hot.", {None}),
        ("ORTIZ: It is late.\n\nWEIR: Yes. On Monday I said that rents would rise.\n\nORTIZ: No.", {"WEIR"}),
        ("ORTIZ: Hill was late. He said that I was wrong.\n\nWEIR: I see.\n\nORTIZ: No.", {"Hill"}),
        ("I said that rents would rise. They did.", {None}),
        ("Lena Ortiz said that rents would rise, and I said that they were high.", {None}),
    ],
)
def test_i_in_a_turn_is_who_has_it(speech: Extractor, text: str, speakers: set[str | None]) -> None:
    inner = [a for a in speech.extract(text).attributions if a.source is not None and a.source.text in ("I", "He")]
    assert {a.speaker.label if a.speaker else None for a in inner} == speakers


@pytest.mark.parametrize(
    ("text", "speaker", "level"),
    [
        ("Prices rose, according to the state-run Harlow News Agency.", "Harlow News Agency", "named"),
        ("Suparno, 44, said the boats were late.", "Suparno", "named"),  # all of a name on Java
        ("Margit, 71, said the boats were late.", "Margit", "partial"),
        ("(Reuters) - Nasdaq said it would close early.", "Nasdaq", "named"),
        ("(Bloomberg) -- Voltra Corp. cut its forecast and said it sees sales falling.", "Voltra Corp.", "named"),
        ("The Singapore Airlines plane was late. SIA said it was sorry.", "Singapore Airlines", "named"),
        # a title that a hyphen joins to the next word is none; the end of a paper's name, hyphen or not, is that paper
        ("KING-TV reported that the parade drew 200,000 people.", "KING-TV", "named"),
        ("Vice-President Lena Ortiz said the boats were late.", "Lena Ortiz", "named"),
        (
            "The Harlow Sun-Times came out late. The Sun-Times said police closed two streets.",
            "Harlow Sun-Times",
            "named",
        ),
        # where somebody sits, with its state
        ("Raleigh, N.C.-based Salix Pharmaceuticals said it was late.", "Salix Pharmaceuticals", "named"),
        ("Austin, Texas-based Voltra said it would cut jobs.", "Voltra", "named"),
        ("A Denver, Colorado-based lawyer, Dana Hill, said it was late.", "Dana Hill", "named"),
        # a place, a title of several words, and who bears it
        ("Missouri Secretary of State Dana Hill announced that turnout was a record.", "Dana Hill", "named"),
        ("Texas Secretary of Agriculture Paul Weir said it was late.", "Paul Weir", "named"),
        # who names, calls or identifies somebody is not called so
        ("Ana Roe left. “It is over,” said one source who identified Roe.", "one source", "vague"),
        ("A witness identified Lena Ortiz and said the van was blue.", "witness", "described"),
        ("An aide who named Ruiz said the plan was dead.", "aide", "described"),
        ("A driver, identified by police as Omar, said the bus was late.", "Omar", "partial"),
        ("A driver who was identified only as Omar said the bus was late.", "Omar", "partial"),
        # whose surname is also a paper's name or a firm's word
        ("Mayor Don Guardian met them. “We welcome everybody,” Guardian said.", "Don Guardian", "named"),
        ("Nora Bank, the sheriff, was there. “They ran,” Bank said.", "Nora Bank", "named"),
        ("Mayor Don Guardian met them. The Guardian reported that he was glad.", "Guardian", "named"),
    ],
)
def test_names_of_wires(speech: Extractor, text: str, speaker: str, level: str) -> None:
    attribution = speech.extract(text).attributions[-1]
    assert attribution.speaker is not None
    assert (attribution.speaker.label, attribution.anonymity.level) == (speaker, level)


@pytest.mark.parametrize(
    "source",
    [
        "One in four voters in a national poll",
        "One in 10 nurses",
        "About one in three patients",
        "Two out of three drivers",
        "One out of every five readers",
        "Three in ten young voters",
    ],
)
def test_a_share_of_people_is_a_group(speech: Extractor, source: str) -> None:
    (attribution,) = speech.extract(f"{source} said they had thought of leaving.").attributions
    assert attribution.speaker is not None
    assert (attribution.speaker.kind, attribution.anonymity.level) == ("group", "described")


@pytest.mark.parametrize("source", ["Some GOP figures", "Several Labour figures", "Party figures"])
def test_figures_of_a_party_are_people(everything: Extractor, source: str) -> None:
    (attribution,) = everything.extract(f"{source} said that Trump was nearly unstoppable.").attributions
    assert attribution.speaker is not None
    assert attribution.speaker.kind == "group"


def test_an_owner_belongs_to_its_phrase_whatever_the_parse_makes_of_it(everything: Extractor) -> None:
    text = (
        "WASHINGTON (AP) — Leonard Fairley’s campaign is making its biggest ad buy to date, with plans for more.\n\n"
        "The campaign is expecting to air a new ad, which paints rival Marjorie Merriman as a job-killer."
    )
    found = [a for a in everything.extract(text).attributions if a.source and a.source.text == "The campaign"]
    assert [(a.speaker.label, a.anonymity.level) for a in found if a.speaker] == [
        ("Leonard Fairley’s campaign", "named")
    ]


def test_several_of_a_surname_with_small_words(speech: Extractor) -> None:
    text = (
        "The race between Inés de la Peña and Fermín Peralta was down to the wire.\n\nDe la Peña claimed victory in a "
        "tweet. Peralta said it was not over. She campaigned with Hernán de la Peña, her husband, on Monday."
    )
    labels = [a.speaker.label for a in speech.extract(text).attributions if a.speaker]
    assert labels[0] == "Inés de la Peña"


def test_a_titled_surname_that_is_a_word(everything: Extractor) -> None:
    text = "Son lays out stakes.\n\nPresident Son urged calm on Thursday. Son said the choice was plain."
    labels = {a.speaker.label for a in everything.extract(text).attributions if a.speaker}
    assert labels == {"Son"}


@pytest.mark.parametrize(
    ("text", "speaker", "level", "kind"),
    [
        ("The boats are the Ansahs’. Her uncle Moussa said they leaked.", "Moussa", "partial", "person"),
        ("His sister Marisol said the boats leaked.", "Marisol", "partial", "person"),
        ("A senior party figure said the boats leaked.", "senior party figure", "described", "person"),
        ("One club figure told the Herald the boats leaked.", "One club figure", "described", "person"),
        ("The PM said the boats leaked.", "PM", "described", "person"),
        ("One Labour TD said the boats leaked.", "One Labour TD", "described", "person"),
        ("Its keeper, who uses the name El Vigía, said the boats leaked.", "El Vigía", "partial", "person"),
        ("Jack Prentice came second. The boats leaked, said the Yorkshireman.", "Jack Prentice", "named", "person"),
        ("The Cornishwoman Ada Tregear said the boats leaked.", "Ada Tregear", "named", "person"),
        ("Labour sources say the boats leak. “They always did,” says one.", "One Labour source", "described", "person"),
        ("Some sources say the boats leak. “They always did,” says one.", "One source", "vague", "person"),
        ("Lena Roth is sorry. Half of the boats would sail by Easter, she said.", "Lena Roth", "named", "person"),
    ],
)
def test_who_is_called_so(speech: Extractor, text: str, speaker: str, level: str, kind: str) -> None:
    found = speech.extract(text).attributions[-1]
    assert found.speaker is not None
    assert (found.speaker.label, found.anonymity.level, found.speaker.kind) == (speaker, level, kind)


def test_a_dateline_is_nobody(speech: Extractor) -> None:
    text = "No new boats, says Minister\n\nKUALA LUMPUR, March 12 — There is no money, Minister Azlan Noor told MPs."
    assert {a.speaker.label for a in speech.extract(text).attributions if a.speaker} == {"Azlan Noor"}


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        (
            "Talks failed, Austria’s interior minister said.\n\n“Never again,” Interior Minister Paul Peschorn said.",
            ["Paul Peschorn", "Paul Peschorn"],
        ),
        (
            "Talks failed, a French minister said on Monday.\n\nGerman Minister Hans Weber said he was sorry.",
            ["French minister", "Hans Weber"],
        ),
        ("Lucas Pagani heads the lab. Pagani and his team said the drug works.", ["Lucas Pagani and his team"]),
        ("Ed Kaufman, along with senator Mark Warner from Virginia, said no.", ["Ed Kaufman and Mark Warner"]),
    ],
)
def test_somebody_named_behind_or_with_others(speech: Extractor, text: str, labels: list[str]) -> None:
    assert [a.speaker.label for a in speech.extract(text).attributions if a.speaker] == labels


# what one tells in a quotation of somebody without a name, whoever was named before it
TOLD_IN_QUOTATIONS = [
    ("“It was a failure,” said coroner Fiona Wragg. ", "“I rang a nurse and she said it was flu,” said Leo.", "nurse"),
    ("“It is a start,” said Dana Moss, the mayor. ", "“I asked my teacher and she said to go,” said Joy.", "teacher"),
    ("“We are sorry,” Tom Hale said. ", "“A guard came and he shouted that it was shut,” said Leo Varga.", "guard"),
    ("Police chief Al Ford was there. ", "“The driver got out. He said it had failed,” said Ines Roe.", "driver"),
    ("Dana Moss left. ", "“My aunt rang and she said the road was gone,” said Leo Varga.", "aunt"),
    ("“We won,” said Nora Blum. ", "“A steward cried. She told us to run,” said Omar Field.", "steward"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "said", "who"), TOLD_IN_QUOTATIONS, ids=[who for *_, who in TOLD_IN_QUOTATIONS])
def test_whom_a_quotation_tells_of(speech: Extractor, before: str, said: str, who: str) -> None:
    article = speech.extract(f"{before}The hall was full.\n\n{said}")
    inner = [a for a in article.attributions if a.source is not None and a.source.text in ("he", "she", "He", "She")]
    assert [a.speaker.label if a.speaker else None for a in inner[-1:]] == [who]
