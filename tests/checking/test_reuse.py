"""The same quotation over many articles."""

import random
import time
from collections.abc import Sequence

import pytest

import quoteattr
from quoteattr import Article, Extractor, Failure, Reused

STORIES = [
    ("a", "2026-03-01", "“We are ready for whatever comes, and we will win this fight,” said Maria Ruiz."),
    (
        "b",
        "2026-03-02",
        "“We are ready for whatever comes,” Ruiz said. “The crane fell at nine o'clock,” said Tom Hale.",
    ),
    ("c", "2026-03-02", "“We're ready for whatever comes, and we'll surely win this fight,” said Mayor Maria Ruiz."),
    ("d", "2026-02-28", "“We are ready for whatever comes … we will win this fight,” said Tom Hale."),
    (
        "e",
        None,
        "“Now it is over, friends,” said Ana Poe. “The crane fell at 9 o'clock,” said Tom Hale. “Yes,” he said.",
    ),
    ("f", None, "“Now it is over, friends,” said Lee Chang. “Yes,” he said."),
]


@pytest.fixture(scope="module")
def articles(speech: Extractor) -> list[Article]:
    return [speech.extract(text, id=name, meta={"date": day} if day else None) for name, day, text in STORIES]


@pytest.fixture(scope="module")
def found(articles: Sequence[Article]) -> list[Reused]:
    results: list[Article | Failure] = [*articles, Failure("x", 6, "no")]
    return list(quoteattr.reuse(iter(results)))


def test_who_has_it_who_had_it_first_and_who_changed_it(found: list[Reused]) -> None:
    fight, crane = found
    assert fight.text == "We are ready for whatever comes, and we will win this fight,"
    assert fight.first.article == "d"
    assert fight.articles == ("d", "a", "b", "c")
    assert fight.speakers == ("Tom Hale", "Maria Ruiz", "Ruiz")
    assert {one.article: list(map(str, one.changes)) for one in fight.quoted} == {
        "d": ["ellipsis: nothing for “and”"],
        "a": [],
        "b": [],
        "c": ["cleaned up: “We're” for “We are”", "cleaned up: “we'll” for “we will”", "added: “surely”"],
    }
    assert [one.article for one in fight.changed] == ["d", "c"]
    assert crane.articles == ("b", "e")
    assert not crane.changed


def test_offsets_point_into_the_articles(found: list[Reused], articles: list[Article]) -> None:
    for group in found:
        base = articles[group.base.number].text
        for one in group.quoted:
            text = articles[one.number].text
            assert all(text[span.start : span.end] == span.text for span in one.quotation)
            for change in one.changes:
                assert change.quoted is None or text[change.quoted.start : change.quoted.end] == change.quoted.text
                assert (
                    change.recorded is None or base[change.recorded.start : change.recorded.end] == change.recorded.text
                )


def test_two_people_may_say_the_same_few_words(found: list[Reused]) -> None:
    assert not any("over" in group.text for group in found)


def test_how_short_one_may_be(articles: list[Article]) -> None:
    assert list(quoteattr.reuse(articles, least_words=20)) == []
    with pytest.raises(quoteattr.InvalidSetting, match="least_words"):
        quoteattr.reuse(articles, least_words=2)


def test_rows(found: list[Reused]) -> None:
    rows = found[0].to_dicts()
    assert [row["article"] for row in rows] == ["d", "a", "b", "c"]
    assert (rows[0]["first"], rows[0]["date"], rows[0]["articles"]) == (True, "2026-02-28", 4)


def test_what_is_no_article_is_refused(articles: list[Article]) -> None:
    with pytest.raises(quoteattr.InvalidInput):
        quoteattr.reuse("text")  # type: ignore[arg-type]
    with pytest.raises(quoteattr.InvalidInput, match="number 0"):
        list(quoteattr.reuse(["text"]))  # type: ignore[list-item]


def words_of(seed: str) -> str:
    """Twelve words that nobody else says."""
    rng = random.Random(seed)
    return " ".join("".join(rng.choices("abcdefghijklmnop", k=5)) for _ in range(12))


def made(number: int) -> Article:
    """An article of two quotations, one of which forty others have, in their own words."""
    text = "\n\n".join(f"“And so the {words_of(seed)}, I say.”" for seed in (f"shared {number // 40}", f"own {number}"))
    return Article(text, (), (), quoteattr.quotations(text), id=str(number))


def test_time_is_linear() -> None:
    spent = []
    for size in (400, 1600):
        many = [made(number) for number in range(size)]
        began = time.process_time()
        groups = list(quoteattr.reuse(many))
        spent.append(time.process_time() - began)
        assert len(groups) == size // 40
        assert {len(group.articles) for group in groups} == {40}
    assert spent[1] < 8 * spent[0] + 1
