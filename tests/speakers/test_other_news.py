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
        [("agent", "described", "person"), (None, None, None)],
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
]


@pytest.mark.parametrize(("text", "voices"), ROWS, ids=lambda value: value[:60] if isinstance(value, str) else "")
def test_voices(speech: Extractor, text: str, voices: list[tuple[str | None, str | None, str | None]]) -> None:
    assert voices_of(speech.extract(text)) == voices
