"""Whom a description, “they” or “it” means: each row is a text and the (label, level) of its last attribution."""

from collections.abc import Sequence

import numpy as np
import pytest
from attrs import evolve

from quoteattr import Extractor, Kind, Level
from quoteattr.speakers.cast import Cast, Chain
from quoteattr.speakers.links import READ, Scene, candidates, of_candidates, scene_of, whole

_TIDEWELL = "Tidewell makes chips at its plant. Tidewell rose last week, and Tidewell hired many.\n\n"
ROWS = [
    # organisations by what they are
    ("Tidewell makes chips. Its shares fell. The company said profit was down.", ("Tidewell", "named")),
    ("Norvik Bank closed two branches. The bank said it had no choice.", ("Norvik Bank", "named")),
    ("The Ravenport Council met on Monday. The council said the road would close.", ("Ravenport Council", "named")),
    # a role told before, and one told of another
    ("Mayor Ana Fuchs opened the port. The mayor said it was late.", ("Ana Fuchs", "named")),
    ("Lena Ortiz, an engineer, met Carl Moss, a lawyer. The engineer said the dam was safe.", ("Lena Ortiz", "named")),
    # whom a phrase only holds is not whom it means
    ("Austria voted. Austria's interior minister said the count was fair.",
     ("Austria's interior minister", "described")),
    ("Ana Fuchs left. Fuchs's lawyer said the case was over.", ("Fuchs's lawyer", "described")),
    ("Ruth Kessler was tired. Her husband said the shop would close.", ("husband", "described")),
    ("His counsel told the court that he was ill. Carl Moss, counsel for the bank, shook his head.",
     ("counsel", "described")),
    # they and it
    ("Harlow Mills raised its prices. It said wages had gone up.", ("Harlow Mills", "named")),
    ("Two nurses left the ward. They said the pay was poor.", ("Two nurses", "described")),
    # several together
    ("Tidewell and Harlow Mills are merging. The two companies said nobody would be laid off.",
     ("Tidewell and Harlow Mills", "named")),
    ("Ruth Kessler met Carl Moss on Monday. The two told reporters that the plan was dead.",
     ("Ruth Kessler and Carl Moss", "named")),
    # whoever is named before a relative clause, with an apposition between or none
    ("The money came from Carl Moss, a Texas developer, who said the bridge was late.", ("Carl Moss", "named")),
    ("The first inside were Ruth Kessler and Ana Fuchs, nurses who said the ward was full.",
     ("Ruth Kessler and Ana Fuchs", "named")),
    ("She left with Carl Moss, whom the mayor had appointed and who said the bridge was late.", ("Carl Moss", "named")),
    ("He led Harlow Mills, a company that said wages had gone up.", ("Harlow Mills", "named")),
    # the firm that the sentence before is about, whatever the text names more often
    (f"{_TIDEWELL} Harlow Motors, the parent of Lund Foods, jumped. The company said it had lost money.",
     ("Harlow Motors", "named")),
    (f"{_TIDEWELL} Harlow Motors closed its plant in Ohio. The firm said it would keep all jobs.",
     ("Harlow Motors", "named")),
    (f"{_TIDEWELL} The Clean Harbour League marched on Monday. The group says the port is unsafe.",
     ("Clean Harbour League", "named")),
    # not where it names another beside it, or nobody as its subject
    (f"{_TIDEWELL} Harlow Motors closed its plant.\n\nTidewell's sales rose. The company said it would hire.",
     ("Tidewell", "named")),
    (f"{_TIDEWELL} The mayor of Ohio met Harlow Motors. The company said it would keep all jobs.",
     ("Harlow Motors", "named")),
    (f"{_TIDEWELL} Shares fell. The company said it would keep all jobs.", ("Tidewell", "named")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[text[-45:] for text, _ in ROWS])
def test_meant(everything: Extractor, text: str, expected: tuple[str, str]) -> None:
    last = everything.extract(text).attributions[-1]
    assert last.speaker is not None
    assert (last.speaker.label, last.anonymity.level) == expected


def test_words_of_chains_that_come_and_go(speech: Extractor) -> None:
    """A chain that is made where another was, which nobody kept, has words of its own."""
    scene = Scene(Cast(speech.read("Ana Ruiz said so.")[0]))
    for name in ("Ana", "Bea", "Cleo"):
        assert scene.words(Chain(Kind.PERSON, Level.NAMED, (name,))) == {name.lower()}


class _Sure:
    """A network that is sure of one mention."""

    def __init__(self, at: int) -> None:
        self.at = at

    def scores(self, later: int, earlier: Sequence[int]) -> np.ndarray:
        return np.array([8.0 if at == self.at else -3.0 for at in earlier])


@pytest.mark.parametrize(
    ("text", "noun", "reads"),
    [
        ("Tidewell makes chips. Harlow Mills makes flour. The company said profit was down.", "company", True),
        ("Tidewell makes chips. Harlow Mills makes flour. It said profit was down.", "It", True),
        ("Tidewell makes chips. Harlow Mills makes flour. The workers said profit was down.", "workers", False),
    ],
)
def test_what_a_network_reads_of_mentions_is_a_feature(speech: Extractor, text: str, noun: str, reads: bool) -> None:
    reading, _ = speech.read(text)
    forms = [token.text for token in reading.document.tokens]
    for mentions in (None, _Sure(forms.index("Tidewell"))):
        cast = Cast(evolve(reading, document=evolve(reading.document, mentions=mentions)))
        phrase = whole(cast, forms.index(noun))
        chains = candidates(scene_of(cast), phrase)
        rows = of_candidates(scene_of(cast), phrase, chains)
        read = {chain.label: row.get(READ) for chain, row in zip(chains, rows, strict=True)}
        expected = [1.0, -0.5] if mentions is not None and reads else [None, None]
        assert [read["Tidewell"], read["Harlow Mills"]] == expected
