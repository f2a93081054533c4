"""The likeliest labels of which each goes on with what stands before it."""

from itertools import product

import numpy as np
import pytest

from quoteattr.heads.names import likeliest, scheme

LABELS = ("B-LOC", "B-ORG", "I-LOC", "I-ORG", "O")


def test_a_label_follows_only_its_own_beginning() -> None:
    follows = scheme(LABELS).follows
    before = {LABELS[a] for a in range(5) if follows[a, LABELS.index("I-ORG")]}
    assert before == {"B-ORG", "I-ORG"}
    assert follows[:, LABELS.index("O")].all()


@pytest.mark.parametrize("seed", range(60))
def test_it_is_the_best_of_all_paths(seed: int) -> None:
    """Against every path of six tokens, sentences begun in the middle."""
    rng = np.random.default_rng(seed)
    scores = rng.normal(scale=2.0, size=(6, 5)).astype(np.float32)
    opens = rng.random(6) < 0.2
    opens[0] = True
    follows, begins = scheme(LABELS).follows, scheme(LABELS).begins

    def stands(path: tuple[int, ...]) -> bool:
        return all(begins[b] or (not opens[i] and follows[path[i - 1], b]) for i, b in enumerate(path))

    paths = [path for path in product(range(5), repeat=6) if stands(path)]
    best = max(paths, key=lambda path: sum(float(scores[i, b]) for i, b in enumerate(path)))
    assert tuple(likeliest(scores, opens, LABELS).tolist()) == best


def test_a_name_is_not_broken_where_one_token_disagrees() -> None:
    """“Food Standards of”: the first and last hold for an organisation, the middle one for a place, by a hair."""
    table = {"B-ORG": 0, "I-LOC": 1, "I-ORG": 2}
    scores = np.full((3, 5), -5.0, np.float32)
    for i, label in enumerate(table):
        scores[i, LABELS.index(label)] = 0.0
    scores[1, LABELS.index("I-ORG")] = -0.1
    found = likeliest(scores, np.array([True, False, False]), LABELS)
    assert [LABELS[n] for n in found] == ["B-ORG", "I-ORG", "I-ORG"]
