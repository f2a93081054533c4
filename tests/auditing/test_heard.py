"""Who is heard: gender, role, naming, stories; by groups; parts put together; the way from a number to its articles."""

import json
import pickle
from collections.abc import Callable

import pytest

import quoteattr
from quoteattr import Article, AuditCounts, Extractor, InvalidInput, InvalidSetting
from quoteattr.auditing.roles import CLASSES, role_class
from quoteattr.inputs import prose
from quoteattr.language import language

ENGLISH = language("en")
TEXTS = {
    "pier": "The pier is safe, said Mrs. Ruth Kessler, the mayor. “It was mended,” she said. "
    "Dora Lind, an engineer, said it would hold.",
    "mill": "“We lost our jobs,” said Omar Vance, a worker at the mill. He said it was over. "
    "A port official said it would open again.",
    "rain": "It rains.",
    "bank": "A Calder Bank official said the bank was sold.",
}
META = {
    "pier": {"outlet": "Post", "date": "2026-03-02"},
    "mill": {"outlet": "Post", "date": "2026-04-01"},
    "rain": {"outlet": "Times"},
    "bank": {"outlet": "Times", "date": "2026-03-09"},
}


@pytest.fixture(scope="module")
def articles(speech: Extractor) -> list[Article]:
    return [speech.extract(text, id=name, meta=META[name]) for name, text in TEXTS.items()]


def counts(shares: tuple[quoteattr.Share, ...]) -> dict[str, int]:
    return {share.name: share.count for share in shares}


def test_gender_is_of_single_persons_as_the_text_shows_it(articles: list[Article]) -> None:
    found = quoteattr.audit(articles).genders
    assert counts(found.speakers)["feminine"] == 1
    assert counts(found.speakers)["masculine"] == 1
    assert counts(found.attributions)["feminine"] == counts(found.attributions)["masculine"] == 2
    assert sum(counts(found.speakers).values()) == found.speakers[0].of


def test_roles(articles: list[Article]) -> None:
    found = counts(quoteattr.audit(articles).roles.speakers)
    assert found["official"] == 2  # the mayor, the port official
    assert found["citizen"] == 1
    assert set(found) <= set(CLASSES)


ROLES = [
    ("“Yes,” said Maria Ruiz, a senator.", "official"),
    ("“Yes,” said Maria Ruiz, a professor of law at Calder University.", "expert"),
    ("“Yes,” said Maria Ruiz, chief executive of the Calder Bank.", "business"),
    ("“Yes,” said Maria Ruiz, a spokeswoman for the Calder Bank.", "business"),
    ("“Yes,” said Maria Ruiz, a campaign spokeswoman.", "party"),
    ("“Yes,” said Maria Ruiz, a presidential candidate.", "party"),
    ("“Yes,” said Maria Ruiz, a lawyer.", "justice"),
    ("“Yes,” said Maria Ruiz, a nurse who lost her job.", "expert"),
    ("“Yes,” said a resident.", "citizen"),
    ("“Yes,” said Bishop Maria Ruiz.", "religion"),
    ("The police said yes.", "justice"),
    ("The Justice Department said yes.", "justice"),
    ("The Harbour Times reported that the pier was closed.", "media"),
    ("“Yes,” said Maria Ruiz.", "other"),
]


@pytest.mark.parametrize(("text", "expected"), ROLES, ids=[text for text, _ in ROLES])
def test_the_class_of_a_role(speech: Extractor, text: str, expected: str) -> None:
    assert role_class(speech.extract(text).speakers[0], ENGLISH) == expected


def test_every_class_in_the_lexicons_is_known() -> None:
    rows = ENGLISH.rows("role_classes")
    assert {row[2] for row in rows} | {row[1] for row in ENGLISH.rows("organization_classes")} <= set(CLASSES)
    assert {row[1] for row in rows} <= {*CLASSES, "-"}
    assert all(row[1] == row[2] for row in rows if row[1] != "-")


def test_stories(articles: list[Article]) -> None:
    found = quoteattr.audit(articles).stories
    assert (found.with_anonymous.count, found.with_anonymous.of) == (2, 3)  # the mill, the bank; it only rains
    assert (found.solely_anonymous.count, found.single_source.count) == (1, 1)
    assert (found.sources.of, found.sources.total) == (3, 5)
    low, high = found.sources.interval
    assert found.sources.mean == pytest.approx(5 / 3)
    assert low < found.sources.mean < high
    assert quoteattr.Mean("x", 1, 3, 9).interval == (0.0, float("inf"))


def test_concentration(articles: list[Article]) -> None:
    found = quoteattr.audit(articles).concentration
    assert found.speakers == 3
    assert found.top_ten.share == 1.0
    assert 1 < found.effective <= 3
    assert quoteattr.audit([]).concentration.effective == 0.0


def test_rules_are_counted_by_article(articles: list[Article]) -> None:
    (found,) = quoteattr.audit(articles, rules="no reason for anonymity").findings
    assert (found.name, found.count, found.of) == ("no reason for anonymity", 2, 4)
    assert found.articles == ("mill", "bank")
    with pytest.raises(InvalidSetting, match="there is no rule 'x'"):
        quoteattr.audit(articles, rules="x")


def test_every_number_leads_to_its_articles(articles: list[Article]) -> None:
    found = quoteattr.audit(articles)
    (masculine,) = (s for s in found.genders.words if s.name == "masculine")
    assert masculine.articles == ("mill",)
    ((article, said),) = quoteattr.behind(articles, "gender", "masculine")
    assert (article.id, len(said)) == ("mill", 2)
    for measure, shares in (
        ("level", found.levels),
        ("role", found.roles.attributions),
        ("naming", found.naming.attributions),
    ):
        for share in shares:
            behind = list(quoteattr.behind(articles, measure, share.name))
            assert sum(len(said) for _, said in behind) == share.count
            assert tuple(article.id for article, _ in behind) == share.articles
    assert [a.id for a, _ in quoteattr.behind(articles, "speaker", "Ruth Kessler")] == ["pier"]
    with pytest.raises(InvalidSetting, match="there is no measure 'sex': choose one of level"):
        quoteattr.behind(articles, "sex", "feminine")
    with pytest.raises(InvalidInput):
        quoteattr.behind("text", "gender", "feminine")  # type: ignore[arg-type]


def test_parts_put_together_are_the_whole(articles: list[Article]) -> None:
    rules = ["no reason for anonymity"]
    parts = []
    for part in (articles[:1], articles[1:3], articles[3:]):
        counted = AuditCounts(rules=rules)
        counted.add_all(part)
        parts.append(pickle.loads(pickle.dumps(counted)))
    together = AuditCounts(rules=rules)
    for counted in parts:
        together.merge(counted)
    assert together.audit() == quoteattr.audit(articles, rules=rules)


@pytest.mark.parametrize("keys", [("outlet",), ("outlet", "month"), ("year",), ("desk",)])
def test_groups_share_out_the_whole(articles: list[Article], keys: tuple[str, ...]) -> None:
    found = quoteattr.audit_by(iter(articles), *keys)
    assert sum(audit.articles for audit in found.values()) == 4
    assert sum(audit.words for audit in found.values()) == quoteattr.audit(articles).words
    assert found.by == keys


def test_the_names_of_groups(articles: list[Article]) -> None:
    found = quoteattr.audit_by(articles, "outlet", "month")
    assert list(found) == ["Post, 2026-03", "Post, 2026-04", "Times, 2026-03", "Times, not given"]
    assert found["Post, 2026-03"].articles == 1
    with pytest.raises(KeyError):
        found["Herald"]
    for keys in ((), (7,)):
        with pytest.raises(InvalidSetting, match="the keys are"):
            quoteattr.audit_by(articles, *keys)


def test_failures_are_a_group(articles: list[Article]) -> None:
    found = quoteattr.audit_by([*articles, *quoteattr.extract_many([b"x"])], "outlet")  # type: ignore[list-item]
    assert found["not given"].failures == 1


@pytest.mark.parametrize("of", [quoteattr.audit, lambda a: quoteattr.audit_by(a, "outlet")], ids=["audit", "audit_by"])
def test_as_frame_json_and_in_a_notebook(articles: list[Article], of: Callable[..., quoteattr.Audit]) -> None:
    found = of(articles)
    frame = found.to_frame()
    rows = frame[(frame.measure == "gender") & (frame.unit == "words") & (frame.name == "feminine")]
    assert rows.articles.tolist()[0] == "pier"
    assert (frame.low <= frame.share).all()
    assert (frame.share <= frame.high).all()
    told = json.loads(found.to_json(indent=1))
    shares = told["shares"] if isinstance(told, dict) else [row for group in told for row in group["audit"]["shares"]]
    assert len(shares) == len(frame)
    html = found._repr_html_()
    assert html.startswith("<iframe")
    assert "feminine" in html
    assert len(repr(found)) < 100


def test_words_of_one_content_count_as_one_and_none_or_all_by_article(speech: Extractor) -> None:
    long = "“" + "It was mended, and it was painted, and it was mended again. " * 5 + "It is safe,”"
    articles = [speech.extract(f"{long} said Mrs. Ruth Kessler. “No,” said Mr. Omar Vance.") for _ in range(3)]
    feminine, masculine, _ = quoteattr.audit(articles[:1]).genders.words
    assert feminine.design == masculine.design == feminine.of / 2
    (_, _, hidden) = quoteattr.audit(articles).genders.words
    assert (hidden.count, hidden.design) == (0, hidden.of / 3)
    assert hidden.interval[1] > 0.5


def test_the_page_has_who_is_heard(articles: list[Article]) -> None:
    page = quoteattr.render_audit(quoteattr.audit_by(articles, "outlet", rules=["bare source", "partial name"]))
    for words in ("Who is heard", "feminine", "Stories", "partial name"):
        assert words in page


def test_a_key_that_no_article_has_is_told_of(articles: list[Article], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prose, "_told", set())
    with pytest.warns(quoteattr.QuoteAttrWarning, match="no article has the key 'medium'"):
        quoteattr.audit_by(articles, "outlet", "medium")
