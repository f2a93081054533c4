"""What the benchmarks measure themselves: trees against a treebank, a confidence against what was right."""

import confidence
import folds
import pytest
import stories
import treebank
from conftest import SHARED
from treebank import Word

from quoteattr import Extractor

CONLLU = """# newdoc id = a
# newpar
1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
1\tdo\tdo\tAUX\tVBP\t_\t0\troot\t_\t_
2\tn't\tnot\tPART\tRB\t_\t1\tadvmod:neg\t_\t_
3\t.\t.\tPUNCT\t.\t_\t1\tpunct\t_\t_
3.1\tgo\tgo\tVERB\tVB\t_\t_\t_\t_\tSpaceAfter=No

# newpar
1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\tSpaceAfter=No
2\t!\t!\tPUNCT\t.\t_\t1\tpunct\t_\t_

1\tNo\tno\tINTJ\tUH\t_\t0\troot\t_\t_

# newdoc id = b
1\tSo\tso\tADV\tRB\t_\t0\troot\t_\t_
"""


def test_a_treebank_is_read_as_texts() -> None:
    first, second = treebank.pages(CONLLU.splitlines())
    assert (first.text, second.text) == ("don't.\n\nYes! No ", "So ")
    assert [first.text[slice(*word.place)] for word in first.words] == ["do", "n't", ".", "Yes", "!", "No"]
    assert first.words[1] == Word((2, 5), "PART", (0, 2), "advmod")


ROOT = Word((0, 2), "VERB", None, "root")
FIGURES: list[tuple[list[Word], list[Word], tuple[float, float, float]]] = [
    ([ROOT], [ROOT], (100, 100, 100)),
    ([ROOT], [Word((0, 2), "NOUN", None, "root")], (0, 100, 100)),
    ([ROOT, Word((3, 5), "NOUN", (0, 2), "obj")], [ROOT, Word((3, 5), "NOUN", (0, 2), "obl")], (100, 100, 50)),
    ([ROOT, Word((3, 5), "NOUN", (0, 2), "obj")], [ROOT, Word((3, 5), "NOUN", None, "obj")], (100, 50, 50)),
    ([ROOT], [Word((0, 1), "VERB", None, "root"), Word((1, 2), "VERB", (0, 1), "dep")], (0, 0, 0)),
    ([ROOT], [ROOT, Word((3, 5), "NOUN", (0, 2), "obj")], (200 / 3, 200 / 3, 200 / 3)),
]


@pytest.mark.parametrize(("gold", "found", "figures"), FIGURES, ids=str)
def test_tags_and_trees_count_where_words_are_cut_alike(
    gold: list[Word], found: list[Word], figures: tuple[float, float, float]
) -> None:
    assert tuple(treebank.figures([(gold, found)]).values()) == pytest.approx(figures)


def test_the_library_s_own_words_are_all_right(speech: Extractor) -> None:
    words = treebank.words_of(speech.read("Maria Ruiz left early. She said so.")[0].document)
    assert sum(word.head is None for word in words) == 2
    assert set(treebank.figures([(words, words)]).values()) == {100}


def test_the_thirds_of_a_confidence_are_by_confidence() -> None:
    found = [(0.9, True), (0.8, True), (0.5, False), (0.7, True), (0.4, False), (0.6, True)]
    assert confidence.differences(found) == pytest.approx(
        {"all": -100 / 60, "least sure third": 45, "middle third": -35, "surest third": -15}
    )
    assert set(confidence.differences([]).values()) == {0}


TEXT = "“Yes,” said Ana Ruiz. Bob thinks no. He left."
SAID = {"source": [[12, 20]], "cue": [[7, 11]], "content": [[0, 6]], "confidence": 0.9}
THOUGHT = {"source": [[22, 25]], "cue": [[26, 32]], "content": [[33, 35]], "confidence": 0.6}
NESTED = {"source": [], "cue": [[1, 4]], "content": [[37, 44]], "confidence": 0.5}  # its cue is in a content
STRAY = {"source": [], "cue": [[40, 44]], "content": [[37, 39]], "confidence": 0.4}


def found_in(*attributions: dict[str, object], scope: str = "speech") -> list[tuple[float, bool]]:
    gold = [{"id": "a", "text": TEXT, "attributions": [SAID, THOUGHT]}]
    return list(confidence.judged(gold, [{"id": "a", "attributions": list(attributions)}], scope))


@pytest.mark.skipif(not SHARED.is_dir(), reason="the scorer in ../shared is not here")
def test_right_is_what_the_scorer_calls_so() -> None:
    assert found_in(SAID, THOUGHT, NESTED, STRAY) == [(0.9, True), (0.4, False)]
    assert found_in(SAID, THOUGHT, NESTED, STRAY, scope="all") == [(0.9, True), (0.6, True), (0.4, False)]
    assert found_in({**SAID, "source": [[22, 25]]}, {**SAID, "content": [[0, 20]]}) == [(0.9, False), (0.9, False)]
    assert found_in({**SAID, "source": []}) == [(0.9, False)]


STORIES = [
    ({"a": "Ada Moe met Bo Lund.", "b": "Bo Lund saw Ada Moe."}, [["a", "b"]]),
    ({"a": "Ada Moe met Bo Lund.", "b": "Bo Lund saw Cy Ek."}, [["a"], ["b"]]),
    (
        {"a": "Ada Moe met Bo Lund. Di Fry, Ed Gul.", "b": "Ada Moe, Bo Lund.", "c": "Di Fry, Ed Gul."},
        [["a", "b", "c"]],
    ),
    (dict.fromkeys("abcde", "Ada Moe met Bo Lund."), [[id] for id in "abcde"]),  # whom all name tells no story
]


@pytest.mark.parametrize(("texts", "expected"), STORIES)
def test_articles_of_one_story(texts: dict[str, str], expected: list[list[str]]) -> None:
    assert stories.stories(texts) == expected
    fold = stories.folds(texts, 3)
    assert all(len({fold[id] for id in story}) == 1 for story in expected)
    assert max(fold.values()) == min(3, len(expected)) - 1


def test_what_a_threshold_costs() -> None:
    found = [
        folds.Judged((0.9, 0.9), (True, True), named=True, named_by_us=True),
        folds.Judged((0.55, 0.9), (False, False), named=False, named_by_us=True),
        folds.Judged((0.35, 0.5), (True, True), named=True, named_by_us=True),
    ]
    table = folds.costs(found).splitlines()
    assert "| 0.00 | 100.0 | 66.7 | 100.0 | 0.0 |" in table
    assert "| 0.50 | 66.7 | 50.0 | 100.0 | 50.0 |" in table
    assert "| 0.60 | 33.3 | 100.0 | 0.0 | 50.0 |" in table
