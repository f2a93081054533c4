"""Why a source is worth hearing: texts and the standing of the speaker of the last attribution."""

import pytest

from quoteattr import Extractor

STANDINGS = [
    ("Ana Ruiz, who has studied the river for 20 years, said it was rising.", "who has studied the river for 20 years"),
    ("“It is over,” said Ana Ruiz, a lawyer for the family.", "a lawyer for the family"),
    ("“It is over,” said Ana Ruiz, 54, a former judge who heard the case.", "a former judge who heard the case"),
    ("“It is over,” said Ana Ruiz of the Sierra Club.", "of the Sierra Club"),
    ("A lawyer for the family, Ana Ruiz, said it was over.", "A lawyer for the family"),
    ("Ana Ruiz, who saw the crash, ran. “It was loud,” she said.", "who saw the crash"),
    ("People familiar with the talks said they were over.", "familiar with the talks"),
    ("A clerk who attended the meeting said it was loud.", "who attended the meeting"),
    ("“It fell,” said Pavel Horak, whose house burned down.", "whose house burned down"),
    ("A report by the Rail Institute said that brakes had failed.", "by the Rail Institute"),
    ("Ana Ruiz said it was over.", None),
    ("An official who asked not to be named said it was over.", None),
    ("Ana Ruiz, speaking in Leeds, said it was over.", None),
    ("In a letter to Ana Ruiz, the union wrote that it would strike. Ruiz said it would not.", None),
    ("State Department spokesman Ned Price said it was over.", None),
    ("Ana Ruiz, who declined to comment on the sale, said she was well.", None),
]


@pytest.mark.parametrize(("text", "standing"), STANDINGS)
def test_standing(speech: Extractor, text: str, standing: str | None) -> None:
    last = speech.extract(text).attributions[-1]
    assert (last.standing.text if last.standing is not None else None) == standing


def test_it_is_that_of_the_one_who_speaks(speech: Extractor) -> None:
    text = "Ana Ruiz, who runs the port, met Tom Hill. “It is shut,” Hill said. “It is open,” Ruiz said."
    assert [str(a.standing) for a in speech.extract(text).attributions] == ["None", "who runs the port"]
