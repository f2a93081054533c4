"""Who is told from whom: namesakes, a firm and what it has, officeholders of other states, who only asks."""

import pytest
from conftest import voices_of

from quoteattr import Extractor

PERSON, FIRM = "person", "organization"
ROWS = [
    # a father and a son: who is called Jr. only behind somebody of that name is another one
    (
        "Colin Baird said the firm was sound. Colin Baird Jr. said he would sell. “It is mine,” Baird said.",
        [("Colin Baird", "named", PERSON), ("Colin Baird Jr.", "named", PERSON), ("Colin Baird", "named", PERSON)],
    ),
    (
        "Omar Haddad, a baker, said the oven was old. He has two sons, Karim Haddad and Omar Haddad III. "
        "“We will go on,” Omar Haddad III said.",
        [("Omar Haddad", "named", PERSON), ("Omar Haddad III", "named", PERSON)],
    ),
    (
        "Rep. Neil Corbin said he was for it. His father, Neil Corbin Sr., said he was not.",
        [("Neil Corbin", "named", PERSON), ("Neil Corbin Sr.", "named", PERSON)],
    ),
    (
        "Neil Corbin Jr. said he was for it. Neil Corbin said it was late.",
        [("Neil Corbin Jr.", "named", PERSON), ("Neil Corbin Jr.", "named", PERSON)],
    ),
    (
        "Peter Voss sworn in as minister\n\nPeter A. Voss Jr. was sworn in on Monday. “I am glad,” Voss said.",
        [("Peter A. Voss Jr.", "named", PERSON)],
    ),
    (
        "James H. Dorn and James P. Dorn met. James H. Dorn said the will was clear. James P. Dorn said it was not.",
        [("James H. Dorn", "named", PERSON), ("James P. Dorn", "named", PERSON)],
    ),
    (
        "James Henry Dorn said the will was clear. James H. Dorn said it was not.",
        [("James Henry Dorn", "named", PERSON), ("James Henry Dorn", "named", PERSON)],
    ),
    (
        "Deborah Pell said the well was dry. Debbie Pell said it had been dry for years.",
        [("Deborah Pell", "named", PERSON), ("Deborah Pell", "named", PERSON)],
    ),
    # a firm known by one word is not called by the longer name of what it has or makes
    (
        "Velora said sales fell. Customers left. Shops closed. Analysts had warned of it. Staff wept. "
        "Ines Duarte of the Velora Customer Trust Office said it was late. Velora said it would wait.",
        [
            ("Velora", "named", FIRM),
            ("Analysts", "described", "group"),
            ("Ines Duarte", "named", PERSON),
            ("Velora", "named", FIRM),
        ],
    ),
    (
        "The Calder C44 is late. Calder said it would cut its orders.",
        [("Calder", "named", FIRM)],
    ),
    (
        "Calder cuts jobs\n\nCalder Semiconductors said it would close a plant. Calder said it was sorry.",
        [("Calder Semiconductors", "named", FIRM), ("Calder Semiconductors", "named", FIRM)],
    ),
    (
        "Hobbs said sales fell. Customers left. Shops closed. Prices rose. Staff wept. Hobbs Inc. said it would wait.",
        [("Hobbs Inc.", "named", FIRM), ("Hobbs Inc.", "named", FIRM)],
    ),
    (
        "The Harlow Weather Trust Office said it would snow. Harlow said roads were closed.",
        [("Harlow Weather Trust Office", "named", FIRM), ("Harlow Weather Trust Office", "named", FIRM)],
    ),
    # names end before “the”, and begin behind “let”
    ("In Parliament the Green League said the bill was dead.", [("Green League", "named", FIRM)]),
    ("In Congress the Republican Party said it would oppose the bill.", [("Republican Party", "named", FIRM)]),
    ("The Department of the Interior said the bear was safe.", [("Department of the Interior", "named", FIRM)]),
    ("Save the Rivers said the dam was old.", [("Save the Rivers", "named", FIRM)]),
    # “Del” without its full stop is a part of a surname
    (
        "Coach Rafa Del Toro said the team was tired. Del Toro said it would rest.",
        [("Rafa Del Toro", "named", PERSON), ("Rafa Del Toro", "named", PERSON)],
    ),
    ("Del. Rosa Hill said the bill was dead.", [("Rosa Hill", "named", PERSON)]),
    (
        "Assistant district attorney Lena Moss said he ran. ADA Moss said he was armed.",
        [("Lena Moss", "named", PERSON), ("Lena Moss", "named", PERSON)],
    ),
    ("The MD of Harbour Estates said costs had risen.", [("MD of Harbour Estates", "described", PERSON)]),
    ("The MD of Orbis Foods said costs had risen.", [("MD of Orbis Foods", "described", PERSON)]),
    ("The DG of Harbour Radio said costs had risen.", [("DG of Harbour Radio", "described", PERSON)]),
    ("The CEO of Harbour Estates said costs had risen.", [("CEO of Harbour Estates", "described", PERSON)]),
    # who is told to be of one state is not the senator of another
    (
        "Sen. Carl Ames voted no. The Utah senator said it cost jobs. Sen. Dov Pell of Maine voted yes. "
        "The Maine senator said it would help.",
        [("Carl Ames", "named", PERSON), ("Dov Pell", "named", PERSON)],
    ),
    (
        "Rep. Al Ford (D-Calif.) met Rep. Jo Lund (R-N.C.). The North Carolina congresswoman said it was late.",
        [("Jo Lund", "named", PERSON)],
    ),
    (
        "Gov. Dana Hill was there with Utah Gov. Lars Cole. The governor of Utah said he had doubts.",
        [("Lars Cole", "named", PERSON)],
    ),
    (
        "Businessman Dan Kerr met Sen. Eli Marsh (R-Kan.). The Kansas lawmaker said no.",
        [("Eli Marsh", "named", PERSON)],
    ),
    ("Sen. Eli Marsh (R-Kan.) voted no. The Ohio senator said yes.", [("Ohio senator", "described", PERSON)]),
    ("Sen. Eli Marsh voted no. The Ohio senator said it cost jobs.", [("Eli Marsh", "named", PERSON)]),
    # who asks is nobody of whom that was never said
    (
        "Jane Roe said no. The interviewer said she was surprised.",
        [("Jane Roe", "named", PERSON), ("interviewer", "described", PERSON)],
    ),
    (
        "Dana Hill was calm. “Go home,” a heckler said. The heckler said she lied.",
        [("heckler", "described", PERSON), ("heckler", "described", PERSON)],
    ),
    (
        "The moderator, Lester Kane, said time was up. The moderator said it was late.",
        [("Lester Kane", "named", PERSON), ("Lester Kane", "named", PERSON)],
    ),
    # an outlet and the noun for it
    (
        "IRNA reported four deaths. The official IRNA news agency said it was strong.",
        [("IRNA", "named", FIRM), ("IRNA", "named", FIRM)],
    ),
    ("The Belga news agency said the road was shut.", [("Belga", "named", FIRM)]),
    ("The Echo newspaper said the road was shut.", [("Echo", "named", FIRM)]),
    ("Six Harlow newspapers said the road was shut.", [("Six Harlow newspapers", "described", FIRM)]),
    ("An Ohio newspaper said the road was shut.", [("Ohio newspaper", "described", FIRM)]),
    ("Iran's Tasnim news agency said the road was shut.", [("Tasnim", "named", FIRM)]),
    ("The town's newspaper said the road was shut.", [("town's newspaper", "described", FIRM)]),
    # somebody of a town and its state
    ("“It is weak,” a Raleigh, N.C., lawyer said on Monday.", [("Raleigh, N.C., lawyer", "described", PERSON)]),
    ("“It was hot,” said a Mesa, Ariz., resident.", [("Mesa, Ariz., resident", "described", PERSON)]),
    ("“It was hot,” said Toledo, Ohio, residents.", [("Toledo, Ohio, residents", "described", "group")]),
    ("“It was hot,” the Dayton, Ohio, mayor said.", [("Dayton, Ohio, mayor", "described", PERSON)]),
    ("Officials in Portland, Maine, said no.", [("Officials in Portland", "described", "group")]),
    ("Calder, a Raleigh, N.C., bank, said it would wait.", [("Calder", "named", FIRM)]),
    ("Ann Bell of Salem, Ore., a lawyer, said no.", [("Ann Bell", "named", PERSON)]),
    # adjectives for many people
    ("Ines Duarte left. The poor said they were cold.", [("poor", "described", "group")]),
    ("The elderly said they were cold.", [("elderly", "described", "group")]),
    ("The injured said the bus was fast.", [("injured", "described", "group")]),
    ("The poor man said he was cold.", [("poor man", "described", PERSON)]),
    ("The accused said he was cold.", [("accused", "described", PERSON)]),
    ("The young lawyer said he was cold.", [("young lawyer", "described", PERSON)]),
    # some of a group, by a superlative
    (
        "Democrats are behind. They say it is late. Even the most optimistic Democrats say the House is lost.",
        [("Democrats", "described", "group"), ("most optimistic Democrats", "described", "group")],
    ),
    (
        "Residents left. The residents said it was loud. The oldest residents said it was not.",
        [("Residents", "described", "group"), ("oldest residents", "described", "group")],
    ),
    (
        "Most skippers stayed. The most eager skippers said they would sail.",
        [("most eager skippers", "described", "group")],
    ),
    (
        "Two tired nurses left. The tired nurses said it was late. The nurses said no.",
        [("Two tired nurses", "described", "group"), ("Two tired nurses", "described", "group")],
    ),
    # a pronoun before its name
    (
        "Tom Pryce left early. “It is late,” Ivo Kern said. Even as he said he was calm, Tom Pryce shouted.",
        [("Ivo Kern", "named", PERSON), ("Tom Pryce", "named", PERSON)],
    ),
    ("After he said no to the film, Ivo Kern wrote a book.", [("Ivo Kern", "named", PERSON)]),
    (
        "Ann Bell met Rosa Hill. While she said she was for the plan, Ann Bell voted no.",
        [("Ann Bell", "named", PERSON)],
    ),
    (
        "Tom Pryce spoke first. When he said he would resign, Democrat Carl Lund laughed.",
        [("Tom Pryce", "named", PERSON)],
    ),
    (
        "Tom Pryce spoke first. When he said he would resign, Ann Bell laughed.",
        [("Tom Pryce", "named", PERSON)],
    ),
    (
        "Tom Pryce spoke first. He said he would resign, and Carl Lund laughed.",
        [("Tom Pryce", "named", PERSON)],
    ),
    (
        "The official IRNA news agency and the Geological Survey said it was strong. IRNA said four died. "
        "The news agency said a bridge fell.",
        [("IRNA and Geological Survey", "named", FIRM), ("IRNA", "named", FIRM), ("IRNA", "named", FIRM)],
    ),
    # who asked does not answer
    (
        "At one point, Ivo Kern asked Tom Pryce, “You lied to the jury, correct?” “Yes,” he responded.",
        [("Ivo Kern", "named", PERSON), ("Tom Pryce", "named", PERSON)],
    ),
    (
        "Ann Bell asked Rosa Hill whether she saw him. “No,” she replied.",
        [("Ann Bell", "named", PERSON), ("Rosa Hill", "named", PERSON)],
    ),
    (
        "Ivo Kern pressed Tom Pryce about the gun. “I forgot,” he answered.",
        [("Ivo Kern", "named", PERSON), ("Tom Pryce", "named", PERSON)],
    ),
    (
        "Tom Pryce said it was late. “Yes,” he responded.",
        [("Tom Pryce", "named", PERSON), ("Tom Pryce", "named", PERSON)],
    ),
    (
        "Ann Bell asked Tom Pryce whether he saw him. “He must know,” she said.",
        [("Ann Bell", "named", PERSON), ("Ann Bell", "named", PERSON)],
    ),
    # many people at the head of a sentence are nobody's name; the two sides of a court
    (
        "The jurors left early. Jurors said they were tired.",
        [("jurors", "described", "group")],
    ),
    (
        "Bakers met on Monday. Tom Bakers said bakers were tired. Bakers said he would go.",
        [("Tom Bakers", "named", PERSON), ("Tom Bakers", "named", PERSON)],
    ),
    ("The prosecution said the man lied.", [("prosecution", "described", FIRM)]),
    ("The defence argued that he was ill.", [("defence", "described", FIRM)]),
    ("Defense officials said the ship was lost.", [("Defense officials", "described", "group")]),
    ("Defense lawyer Ann Bell said he was ill.", [("Ann Bell", "named", PERSON)]),
    # a pronoun and others
    (
        "Dana Hill met them. She and other mayors said they would act.",
        [("Dana Hill and other mayors", "named", "group")],
    ),
    ("The nurse left. She and other nurses said it was late.", [("She and other nurses", "described", "group")]),
    ("Tom Pryce left. He and Ann Bell said it was late.", [("Tom Pryce and Ann Bell", "named", "group")]),
    # whoever is given a name or a view does not give it
    ("Dubbed “the Owl” for his looks, Ivo Kern won again.", []),
    ("Described by critics as “a liar”, Ivo Kern sued.", [("critics", "vague", "group")]),
    ("Long described as “brave”, the nurse won again.", [(None, "hidden", None)]),
    ("Calling him “a liar”, Ivo Kern sued.", [("Ivo Kern", "named", PERSON)]),
    ("Ivo Kern, who dubbed her “the Owl”, sued.", [("Ivo Kern", "named", PERSON)]),
    ("Both were held, with Ivo Kern standing accused of firing 13 shots in the park.", [(None, "hidden", None)]),
    ("Ivo Kern, who stands accused of firing 13 shots in the park, was held.", [(None, "hidden", None)]),
    ("Both left, with Ivo Kern accused of firing 13 shots in the park.", [(None, "hidden", None)]),
    ("The two met, with Al Lund standing accused of theft.", [(None, "hidden", None)]),
    ("A man said to have fled was found in June.", [(None, "hidden", None)]),
]


@pytest.mark.parametrize(("text", "voices"), ROWS, ids=[text[:60] for text, _ in ROWS])
def test_voices(speech: Extractor, text: str, voices: list[tuple[str | None, str | None, str | None]]) -> None:
    assert voices_of(speech.extract(text)) == voices
