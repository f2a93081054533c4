"""The audit of an article's sourcing."""

import attrs
import pytest

import quoteattr
from quoteattr import Audit, Extractor

TEXT = (
    "“The pier is safe,” said Ruth Kessler, the mayor.\n\n"
    "Two aides, who asked not to be named because they feared for their jobs, said it was not. A critic laughed: "
    "“Nobody believes her.” The pier had reportedly moved.\n\n"
    "The Port Authority said it would look. An engineer who requested anonymity said nobody had looked."
)


@pytest.fixture(scope="module")
def found(speech: Extractor) -> Audit:
    return speech.extract(TEXT).audit()


def test_shares_add_up(found: Audit) -> None:
    assert found.articles == 1
    for shares in (found.levels, found.kinds, found.styles):
        assert sum(s.count for s in shares) == found.attributions
        assert all(s.of == found.attributions for s in shares)
        assert sum(s.share for s in shares) == pytest.approx(1)


def test_levels(found: Audit) -> None:
    assert {s.name: s.count for s in found.levels} == {"named": 2, "described": 2, "vague": 1, "hidden": 1}


def test_anonymous_sourcing_is_of_people_only(found: Audit) -> None:
    # Kessler, the aides, the critic, nobody expressed, the engineer; not the Port Authority
    assert (found.anonymous.count, found.anonymous.of) == (4, 5)


def test_grants_with_and_without_a_reason(found: Audit) -> None:
    assert (found.granted.count, found.granted.of) == (2, 4)
    assert (found.with_reason.count, found.with_reason.of) == (1, 2)
    assert [(s.name, s.count) for s in found.reasons] == [("fear or safety", 1)]


def test_words_of_each_speaker(found: Audit) -> None:
    words = {s.label: (s.words, s.quoted_words) for s in found.speakers}
    assert words["Ruth Kessler"] == (4, 4)
    assert words["critic"] == (3, 3)
    assert words["Port Authority"][1] == 0
    assert found.quoted_words == sum(s.quoted_words for s in found.speakers) == 7
    assert [s.words for s in found.speakers] == sorted((s.words for s in found.speakers), reverse=True)


def test_it_is_frozen_and_prints_as_a_table(found: Audit) -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        found.words = 3  # type: ignore[misc]
    lines = str(found).splitlines()
    assert lines[0].startswith("1 article, 6 attributions, 5 speakers")
    assert "anonymous sourcing: 4 of 5 (80.0%) attributions to people" in lines
    assert any(line.split()[:3] == ["Ruth", "Kessler", "named"] for line in lines)


def test_several_articles_together(speech: Extractor) -> None:
    article = speech.extract(TEXT)
    once, twice = quoteattr.audit([article]), quoteattr.audit(iter([article, article]))
    assert (twice.articles, twice.attributions, twice.words) == (2, 2 * once.attributions, 2 * once.words)
    assert [s.words for s in twice.speakers] == [2 * s.words for s in once.speakers]


def test_nothing_said() -> None:
    found = quoteattr.audit([])
    assert (found.attributions, found.anonymous.share, found.speakers) == (0, 0.0, ())
    assert "none" in str(found)
