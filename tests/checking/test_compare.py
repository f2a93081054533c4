"""Two readings of one text and two versions of one story."""

import re
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import quoteattr
from quoteattr import Article, Comparison, Extractor, Span
from quoteattr.checking.versions import align_texts

BEFORE = """“We are ready for whatever comes,” said Maria Ruiz, the mayor. The port will be closed for two weeks, \
Lee Chang, the harbour master, told reporters.

Tom Hale, the fire chief, said the crane was not safe. “Nobody asked us,” he said.

Port officials said the repairs would cost four million dollars. A clerk said the bill had been paid."""
AFTER = """The port will be closed for two weeks, a city official told reporters on Friday.

Tom Hale, the fire chief, said the crane was unsafe. “Nobody asked us,” he said.

“We are ready for whatever comes,” said Maria Ruiz, the mayor.

Ana Frost of the dockers' union said her members were furious. Clerk Ida Moss said the bill had been paid."""


@pytest.fixture(scope="module")
def versions(speech: Extractor) -> Comparison:
    return quoteattr.compare(speech.extract(BEFORE), speech.extract(AFTER))


@pytest.fixture(scope="module")
def reading(speech: Extractor) -> Article:
    return speech.extract(BEFORE, id="port")


def test_what_was_added_cut_changed_and_what_only_moved(versions: Comparison) -> None:
    assert not versions.is_one_text
    assert versions.agreement is None
    assert [(d.kind.value, d.fields, (d.before or d.after).text) for d in versions.differences] == [  # type: ignore[union-attr]
        ("same", (), "“We are ready for whatever comes,”"),
        ("changed", ("source", "speaker", "level"), "The port will be closed for two weeks"),
        ("changed", ("words",), "the crane was not safe"),
        ("same", (), "“Nobody asked us,”"),
        ("cut", (), "the repairs would cost four million dollars"),
        ("added", (), "her members were furious"),
        ("changed", ("source", "speaker", "level"), "the bill had been paid"),
    ]


def test_what_became_of_the_speakers(versions: Comparison) -> None:
    assert list(map(str, versions.speakers)) == [
        "same: Maria Ruiz (named) → Maria Ruiz (named)",
        "became anonymous: Lee Chang (named) → city official (described)",
        "same: Tom Hale (named) → Tom Hale (named)",
        "cut: Port officials (described)",
        "became named: clerk (described) → Ida Moss (named)",
        "added: Ana Frost (named)",
    ]
    assert [d.before.text for d in versions.anonymised if d.before] == ["The port will be closed for two weeks"]


def test_an_article_is_the_same_as_itself(reading: Article) -> None:
    found = quoteattr.compare(reading, reading)
    assert {d.kind.value for d in found.differences} == {"same"}
    assert {s.kind.value for s in found.speakers} == {"same"}
    assert found.agreement is not None
    assert found.agreement["relation"].to_dict() == {"p": 100.0, "r": 100.0, "f": 100.0}
    assert (found.kappa("level"), found.kappa("kind")) == (1.0, 1.0)


def test_what_two_readers_see_otherwise(reading: Article) -> None:
    first, second, *others = reading.attributions
    shorter = second.content[0].text[:-10]
    changed = evolve(second, content=(Span(second.content[0].start, second.content[0].end - 10, shorter),), cue=None)
    other = evolve(reading, attributions=(first, changed, *others[1:]))
    found = quoteattr.compare(reading, other)
    assert [(d.kind.value, d.fields) for d in found.differences] == [
        ("same", ()), ("changed", ("cue", "content")), ("cut", ()), *[("same", ())] * (len(others) - 1),
    ]  # fmt: skip
    assert found.agreement is not None
    back = quoteattr.compare(other, reading)
    assert back.agreement is not None
    assert back.agreement["relation"].to_dict()["f"] == found.agreement["relation"].to_dict()["f"]
    assert [d.kind.value for d in back.differences].count("added") == 1


def test_rows(versions: Comparison) -> None:
    rows = versions.to_dicts()
    assert {tuple(row) for row in rows} == {tuple(rows[0])}
    assert rows[5]["before_text"] is None
    assert rows[5]["after_speaker"] == "Ana Frost"


@pytest.mark.parametrize("pair", [("text", None), (None, "text")])
def test_what_is_no_article_is_refused(reading: Article, pair: tuple[Any, Any]) -> None:
    with pytest.raises(quoteattr.InvalidInput):
        quoteattr.compare(pair[0] or reading, pair[1] or reading)
    with pytest.raises(quoteattr.InvalidInput, match="what compare gave"):
        quoteattr.render_comparison(reading)  # type: ignore[arg-type]


# --- the diff -------------------------------------------------------------------------------------

SOME = ["port", "crane", "fell", "the", "a", "\n\n", "mayor", "."]
WORDS = st.lists(st.sampled_from(SOME), max_size=25).map(" ".join)


@given(WORDS, WORDS)
@settings(max_examples=150, deadline=None)
def test_aligned_words_are_the_same_and_in_order(before: str, after: str) -> None:
    found = align_texts(before, after)
    for i, j in found.pairs:
        assert before[slice(*found.before[i])] == after[slice(*found.after[j])]
    assert list(found.pairs) == sorted(set(found.pairs))
    assert [j for _, j in found.pairs] == sorted({j for _, j in found.pairs})
    alone = "".join(before[a:b] for a, b in found.only_before())
    kept = sum(len(before[slice(*found.before[i])]) for i, _ in found.pairs)
    assert kept + len(re.sub(r"[^\w]", "", alone)) == len(re.sub(r"[^\w]", "", before))


# --- the page -------------------------------------------------------------------------------------


def texts_of(html: str) -> list[str]:
    """What stands on both sides, without the numbers."""
    bodies = re.findall(r'<div class="text" dir="auto">(.*?)</div>', html, re.DOTALL)
    plain = [re.sub(r'<a class="number".*?</a>', "", body) for body in bodies]
    return [re.sub(r"<[^>]+>", "", body) for body in plain]


def test_the_page_has_both_texts_and_links_that_lead_somewhere(versions: Comparison, reading: Article) -> None:
    for found in (versions, quoteattr.compare(reading, reading)):
        html = quoteattr.render_comparison(found)
        sides = [text.replace("&#39;", "'") for text in texts_of(html)]
        assert sides == [found.before.text, found.after.text]
        ids = re.findall(r' id="([\w-]+)"', html)
        assert len(ids) == len(set(ids))
        assert set(re.findall(r'href="#([\w-]+)"', html)) <= set(ids)
    assert "<iframe" in versions._repr_html_()


@pytest.mark.filterwarnings("ignore::quoteattr.QuoteAttrWarning")
def test_the_page_escapes(speech: Extractor) -> None:
    nasty = [speech.extract(f"“<b>{word}</b> & so on,” said Maria <i>Ruiz</i>.", id="<x>") for word in ("one", "two")]
    html = quoteattr.render_comparison(quoteattr.compare(*nasty), title="<script>")
    assert not re.search(r"<b>|<i>|<x>|<script>", html)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    with api.sync_playwright() as playwright:
        found = next((p for p in map(Path, ("/usr/bin/chromium", "/usr/bin/chromium-browser")) if p.is_file()), None)
        if found is None:
            pytest.skip("Chromium is not here: apt-get install chromium")
        started = playwright.chromium.launch(executable_path=str(found), args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@pytest.mark.parametrize(("width", "scheme"), list(zip((1200, 360), ("light", "dark"), strict=True)))
def test_the_page_in_a_browser(browser: Any, tmp_path: Path, versions: Comparison, width: int, scheme: str) -> None:
    file = tmp_path / "comparison.html"
    file.write_text(quoteattr.render_comparison(versions), encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.click("#row-6 a")
    assert page.evaluate("location.hash") == "#after-6"
    assert page.evaluate("document.querySelector(':target').textContent").endswith("her members were furious")
    page.click("#after-6 a")
    assert page.evaluate("location.hash") == "#row-6"
    assert {url.split("#")[0] for url in asked} == {file.as_uri()}
    page.close()


def test_pairs_do_not_hang_on_the_order_of_alike_ones(speech: Extractor) -> None:
    texts = ["“Yes, we are,” said Maria Ruiz.", "“No, we never,” said Tom Hale.", "“So it is,” said Ana Frost."]
    for order in permutations(texts):
        found = quoteattr.compare(speech.extract("\n\n".join(texts)), speech.extract("\n\n".join(order)))
        assert {d.kind.value for d in found.differences} == {"same"}
