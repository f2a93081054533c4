"""The scorer of candidates: what a file of features means."""

from pathlib import Path

import pytest

from quoteattr.language import Language
from quoteattr.speakers.scorer import scorer

ROWS = """# feature, weight, hidden
=bias\t0\t0 -1000
=out\t0\t1000 2000
told\t0.5\t0 0
near\t0\t0 2000
it:told\t0.25\t1000 0
"""


@pytest.fixture
def own(tmp_path: Path) -> Language:
    (tmp_path / "speakers").mkdir()
    (tmp_path / "speakers" / "links.tsv").write_text(ROWS, encoding="utf-8")
    return Language("en", tmp_path)


def test_a_weight_and_what_a_hidden_unit_makes_of_features_together(own: Language) -> None:
    scores = scorer(own, "links", "they").scores([{"told": 1.0}, {"told": 2.0, "near": 1.0}, {"unheard_of": 1.0}, {}])
    assert scores == pytest.approx([0.5, 1.0 + 2 * (2 - 1), 0.0, 0.0])


def test_a_row_for_a_sort_counts_beside_the_one_for_all(own: Language) -> None:
    assert scorer(own, "links", "it").scores([{"told": 1.0}]) == pytest.approx([0.75 + 1.0])


def test_weights_alone_do(own: Language) -> None:
    path = own.folder / "speakers" / "links.tsv"
    path.write_text("told\t0.5\nit:told\t1.5\nit:far\t-1\n", encoding="utf-8")
    assert scorer(own, "links", "it").scores([{"told": 1.0, "far": 1.0}]) == pytest.approx([1.0])


def test_without_a_file_all_are_alike(tmp_path: Path) -> None:
    assert scorer(Language("en", tmp_path / "nowhere"), "links", "it").scores([{"told": 1.0}, {}]) == [0.0, 0.0]
