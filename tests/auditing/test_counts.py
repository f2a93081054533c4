"""The audit of an article's sourcing."""

import attrs
import pytest

import quoteattr
from quoteattr import Audit, Extractor, Share

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


def test_failures_are_counted_apart() -> None:
    results = list(quoteattr.extract_many([TEXT, b"no text"]))  # type: ignore[list-item]
    found = quoteattr.audit(results)
    assert (found.articles, found.failures) == (1, 1)
    assert "1 document could not be read" in str(found)


def test_intervals_are_wilson_s() -> None:
    low, high = Share("x", 10, 40).interval  # the textbook's figures
    assert (round(low, 3), round(high, 3)) == (0.142, 0.402)
    assert Share("x", 0, 10).interval[0] == 0.0
    assert Share("x", 0, 10).interval[1] == pytest.approx(0.278, abs=0.001)
    assert Share("x", 0, 0).interval == (0.0, 1.0)
    wider = Share("x", 10, 40, design=2.0).interval
    assert wider[0] < low
    assert wider[1] > high


def test_articles_that_are_alike_within_count_for_less(speech: Extractor) -> None:
    named = speech.extract("\n".join(f"“It is {n},” said Ruth Kessler." for n in ("so", "late", "true", "odd")))
    vague = speech.extract("\n".join(f"Sources said it was {n}." for n in ("so", "late", "true", "odd")))
    mixed = speech.extract("“It is so,” said Ruth Kessler.\nSources said it was so.")
    alike = quoteattr.audit([named, vague] * 4).anonymous
    spread = quoteattr.audit([mixed] * 16).anonymous
    assert (alike.count, alike.of) == (spread.count, spread.of) == (16, 32)
    assert spread.design == 1.0
    assert alike.design == pytest.approx(4 * 8 / 7)  # four attributions of an article are worth one
    assert alike.interval[0] < spread.interval[0]


def test_nothing_said() -> None:
    found = quoteattr.audit([])
    assert (found.attributions, found.anonymous.share, found.speakers) == (0, 0.0, ())
    assert "none" in str(found)
