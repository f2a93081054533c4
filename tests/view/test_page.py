"""The page of an article, in a real browser: what is read, what filters, what a hostile text can't do."""

import csv
import os
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import quoteattr
from quoteattr import Article, Extractor, Span
from quoteattr.auditing import charts
from quoteattr.records.marked import stretches

ROOT = Path(__file__).resolve().parents[2]
SEED = (ROOT / "examples" / "data" / "seed_article.txt").read_text(encoding="utf-8")
HOSTILE = (
    "“<script>document.title = 'taken'</script>,” said Ann \"><img src=x onerror=document.title='taken'> Hill.\r\n\r\n"
    "‘\u202eevil\u202c’ {{ 7 * 7 }} {% raw %} said Bob Reed, “</mark></div><b>bold</b> &amp; “nested” words.”\n\n"
    "“First paragraph, Mrs. Lee said.\n\n“Second paragraph.”"
)
SIZES = {"wide": (1280, 900), "narrow": (390, 800)}


def chromium(playwright: Any) -> Any:
    found = next((p for p in map(Path, ("/usr/bin/chromium", "/usr/bin/chromium-browser")) if p.is_file()), None)
    if found is None:
        pytest.skip("Chromium is not here: apt-get install chromium")
    return playwright.chromium.launch(
        executable_path=str(found), args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    )


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    with api.sync_playwright() as playwright:
        started = chromium(playwright)
        yield started
        started.close()


def opened(browser: Any, tmp_path: Path, html: str, **context: Any) -> Any:
    """A page with that HTML, which fails the test if it asks for anything from outside, or errs."""
    path = tmp_path / "page.html"
    path.write_text(html, encoding="utf-8", newline="")
    page = browser.new_context(**context).new_page()
    page.asked, page.erred = [], []
    page.on("request", lambda r: page.asked.append(r.url) if r.url != path.as_uri() and "data:" not in r.url else None)
    page.on("pageerror", lambda e: page.erred.append(str(e)))
    page.goto(path.as_uri())
    return page


@pytest.fixture(scope="module")
def seed(speech: Extractor) -> Article:
    return speech.extract(SEED, id="A security accord")


@pytest.fixture
def page(browser: Any, tmp_path: Path, seed: Article) -> Iterator[Any]:
    page = opened(browser, tmp_path, quoteattr.render(seed))
    yield page
    assert page.asked == page.erred == []
    page.context.close()


def pieces(article: Article, but: str = "") -> list[Span]:
    """All pieces of contents, each of which is marked; `but` those of one speaker."""
    said = (a for a in article.attributions if a.speaker is None or a.speaker.label != but)
    return [piece for a in said for piece in a.content]


# without a browser


@settings(max_examples=80, deadline=None)
@given(st.text("ab “”‘’\n\r<>&\"'.,said", max_size=120))
def test_the_parts_are_the_text(text: str) -> None:
    article = quoteattr.extract(text)
    assert "".join(part.text for s in stretches(article) for part in s.parts) == text


def test_in_a_notebook_it_is_a_frame_of_its_own(seed: Article) -> None:
    html = seed._repr_html_()
    assert html.startswith("<iframe")
    assert 'sandbox="allow-scripts allow-downloads"' in html
    assert html.count("<") == 2  # the page within is escaped


@pytest.mark.parametrize("text", ["", "Nothing was said."])
def test_where_nobody_speaks(text: str) -> None:
    assert "Nobody is quoted." in quoteattr.render(quoteattr.extract(text))


def test_the_page_says_what_made_it(seed: Article) -> None:
    assert seed.versions is not None
    html = quoteattr.render(seed)
    assert f"<footer><p>Attributions found by <bdi>{seed.versions}</bdi>, scope <bdi>speech</bdi>, engine" in html
    assert "least confidence <bdi>0.35</bdi>" in html
    assert "<footer>" not in quoteattr.render(attrs.evolve(seed, versions=None, notes=()))


def test_the_page_says_what_the_text_was_read_without() -> None:
    page = quoteattr.render(quoteattr.extract("“It is ﬁne,”  said <b>Maria Ruiz</b>."))
    assert "<p>What the text was read without: tags: 2; ligatures: 1; spaces: 1</p>" in page


def test_findings_are_numbered_and_listed(speech: Extractor) -> None:
    text = "Ruth Kessler said no. Sources said the <b>talks</b> had failed & ended.\n\n“Port officials said so.”"
    article = speech.extract(text)
    found = list(quoteattr.findings(article))
    page = quoteattr.render(article, findings=found)
    assert page.count('<li id="F') == len(found) > 1
    assert 'data-flag="' in page
    assert "<b>" not in page
    assert 'id="F1"' not in quoteattr.render(article)
    assert 'data-flag="' not in quoteattr.render(article)


def test_findings_of_another_article(seed: Article, speech: Extractor) -> None:
    found = list(quoteattr.findings(speech.extract("It rains. Sources said the talks had failed.")))
    with pytest.raises(quoteattr.InvalidInput, match="is another article's"):
        quoteattr.render(seed, findings=found)
    for wrong in ("no findings", 7, ["bare source"]):
        with pytest.raises(quoteattr.InvalidInput):
            quoteattr.render(seed, findings=wrong)  # type: ignore[arg-type]


# in a browser


def test_the_text_is_as_it_was(page: Any, seed: Article) -> None:
    assert page.locator("#text").evaluate("e => e.textContent") == seed.text
    marks = page.locator("mark").evaluate_all("all => all.map(e => e.textContent)")
    assert marks == [piece.text for a in seed.attributions for piece in a.content]


def test_a_click_filters(page: Any, seed: Article) -> None:
    price = page.get_by_role("button", name="Ned Price")
    price.click()
    assert price.get_attribute("aria-pressed") == "true"
    bright = page.locator("mark:not(.dim)").evaluate_all("all => all.map(e => e.dataset.attribution)")
    assert bright == [a.id for a in seed.attributions if str(a.speaker) == "Ned Price"]
    assert page.locator("#status").inner_text() == "2 of 11 attributions shown"
    page.get_by_role("button", name="described", exact=False).last.click()
    assert page.locator("mark:not(.dim)").count() == 0
    page.get_by_role("button", name="Show all").click()
    assert page.locator("mark.dim").count() == 0
    assert page.locator("#status").inner_text().startswith("11 attributions")


def test_pointing_shows_who_and_how_openly(page: Any) -> None:
    card = page.get_by_role("tooltip")
    assert not card.is_visible()
    page.locator("mark").last.hover()
    shown = card.inner_text()
    assert "senior Mexican security official" in shown
    assert "described person" in shown
    assert "Confidence" in shown
    assert "Evidence" in shown
    page.mouse.move(0, 0)
    assert not card.is_visible()


def test_the_keyboard_does_it_too(page: Any, seed: Article) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the text"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "MARK"
    assert "Ned Price" in page.get_by_role("tooltip").inner_text()
    page.keyboard.press("Escape")
    assert not page.get_by_role("tooltip").is_visible()
    page.get_by_role("button", name="Ned Price").focus()
    page.keyboard.press("Enter")
    assert page.locator("mark.dim").count() == len(pieces(seed, but="Ned Price")) > 5
    page.keyboard.press("Escape")
    assert page.locator("mark.dim").count() == 0


def test_filters_come_before_the_text(page: Any) -> None:
    order = "all => all.map(e => e.tagName).filter((found, at, list) => found !== list[at - 1])"
    assert page.locator("a, button, main mark").evaluate_all(order)[:3] == ["A", "BUTTON", "MARK"]


def test_sources_cues_and_pieces_are_tied(browser: Any, tmp_path: Path, speech: Extractor) -> None:
    article = speech.extract("“It is done,” said Ann Hill, “at last.” The mayor, Bob Reed, said it was not.")
    page = opened(browser, tmp_path, quoteattr.render(article))
    signs = """all => all.map(e => [e.textContent, ...['::before', '::after'].map((part) => {
        const {content} = getComputedStyle(e, part); return content === 'none' ? '' : content.replace(/[" ]/g, '');
    })])"""
    assert page.locator("#text :is(mark, .source)").evaluate_all(signs) == [
        ["“It is done,”", "", "1●→"], ["Ann Hill", "", "1→"], ["“at last.”", "→", "1●"],
        ["The mayor, Bob Reed,", "", "2→"], ["it was not", "", "2●"],
    ]  # fmt: skip
    for pointed in ("mark", "main .source", "main .cue"):  # all that is one lights up, wherever one points
        page.locator(pointed).first.hover()
        lit = page.locator(".lit").evaluate_all("all => all.map(e => e.textContent)")
        assert lit == ["“It is done,”", "said", "Ann Hill", "“at last.”"]
        assert "Ann Hill" in page.get_by_role("tooltip").inner_text()
    page.mouse.move(0, 0)
    assert page.locator(".lit").count() == 0
    page.get_by_role("button", name="Bob Reed").click()
    assert page.locator("main .source:not(.dim)").all_text_contents() == ["The mayor, Bob Reed,"]
    page.context.close()


def test_paragraphs_of_single_lines_stand_apart(browser: Any, tmp_path: Path) -> None:
    lines = ["“It is over,” said Ann Hill.", "“It is not,” Bob Reed said.\r\n", "He left.", "", "It rained."]
    article = quoteattr.extract("\n".join(lines))
    page = opened(browser, tmp_path, quoteattr.render(article))
    assert page.locator("#text").evaluate("e => e.textContent") == article.text
    assert page.locator(".gap").count() == 1
    wrapped = "The mayor of the town, Ann Hill, who had waited for it all\nnight long, said that the water had come."
    page.context.close()
    noted = attrs.evolve(quoteattr.extract(wrapped), notes=(quoteattr.Note(quoteattr.NoteKind.WRAPPED, 2),))
    assert "gap" not in quoteattr.render(noted).partition("</style>")[2]


def test_a_click_narrows_to_sources_and_findings(browser: Any, tmp_path: Path, speech: Extractor) -> None:
    article = speech.extract(
        "Ann Hill said it was over. An aide, who asked not to be named because she feared for her job, said it was "
        "not. Sources said the talks had failed."
    )
    page = opened(browser, tmp_path, quoteattr.render(article, findings=quoteattr.findings(article)))
    shown = page.locator("#list > li:visible blockquote")
    page.select_option("select[data-choice=sources]", "anonymous")
    assert shown.all_text_contents() == ["it was not", "the talks had failed"]
    page.select_option("select[data-choice=sources]", "anonymous, no reason")
    assert shown.all_text_contents() == ["the talks had failed"]
    page.select_option("select[data-choice=sources]", "with a grant")
    assert shown.all_text_contents() == ["it was not"]
    page.click("#clear")
    page.select_option("select[data-choice=finding]", "bare source")
    assert shown.all_text_contents() == ["the talks had failed"]
    assert page.url.endswith("#finding=bare+source")
    page.click("#next")
    assert page.evaluate("document.activeElement.textContent") == "the talks had failed"
    page.locator("#list > li:visible .flag").first.click()
    finding = page.locator(f"{page.url[page.url.index('#') :]}")
    assert "Sources" in finding.inner_text()
    finding.get_by_role("link").click()
    assert page.locator(":target").text_content() == "the talks had failed"
    page.context.close()


def test_it_says_what_is_known_of_the_article(browser: Any, tmp_path: Path) -> None:
    meta = {
        "outlet": "Post & <Co>",
        "date": "2026-03-02",
        "author": ["Ann Hill", "Bo Li"],
        "url": "https://x.org/a?b=1&c",
    }
    article = quoteattr.extract("“It is over,” said Maria Ruiz.", meta={**meta, "title": "Storm"})
    page = opened(browser, tmp_path, quoteattr.render(article))
    told = ["Post & <Co>", "2026-03-02", "by Ann Hill; Bo Li", "https://x.org/a?b=1&c"]
    assert page.locator("#known span").all_text_contents() == told
    assert page.locator("#known a").get_attribute("href") == meta["url"]
    assert page.title() == "Storm"
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click(".copy")
    page.locator(".copy", has_text="Copied").first.wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == (
        "“It is over,” — Maria Ruiz (named). Storm. Post & <Co>, 2026-03-02. https://x.org/a?b=1&c, characters 0 to 13."
    )
    page.context.close()
    unsafe = quoteattr.extract("x", meta={"url": "javascript:alert(1)"})
    assert 'href="javascript' not in quoteattr.render(unsafe)


def test_the_list_and_the_text_lead_to_one_another(page: Any, seed: Article) -> None:
    page.keyboard.press("n")
    first = page.evaluate("document.activeElement.dataset.attribution").split()[0]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "In the text"
    page.keyboard.press("Enter")
    assert page.url.endswith(f"#{first}-text")
    assert page.locator("#list .acts a").count() == len(seed.outer)


def test_confidence_words_and_forms_narrow_it_down_and_stay_in_the_address(page: Any, seed: Article) -> None:
    page.fill("#words", "accord")
    page.select_option("select[data-choice=form]", "indirect")
    wanted = [a for a in seed.outer if a.style.value == "indirect"]
    shown = page.locator("#list > li:visible").evaluate_all("found => found.map((item) => item.id)")
    assert shown
    assert set(shown) < {a.id for a in wanted}
    assert all("accord" in page.locator(f"#{id}").text_content().lower() for id in shown)
    address = page.url
    assert address.endswith("#form=indirect&words=accord")
    page.goto("about:blank")
    page.goto(address)
    assert page.locator("#list > li:visible").evaluate_all("found => found.map((item) => item.id)") == shown
    page.keyboard.press("Escape")
    assert page.locator("#list > li:visible").count() == len(seed.outer)
    page.locator("#least").evaluate("(range) => { range.value = 95; range.dispatchEvent(new Event('input')); }")
    sure = [a.id for a in seed.outer if a.confidence >= 0.95]
    assert page.locator("#list > li:visible").evaluate_all("found => found.map((item) => item.id)") == sure


def test_the_list_in_order_of_doubt(page: Any, seed: Article) -> None:
    page.click("#doubt")
    order = page.locator("#list > li").evaluate_all("found => found.map((item) => item.id)")
    assert order == [a.id for a in sorted(seed.outer, key=lambda a: a.confidence)]
    page.click("#doubt")
    assert page.locator("#list > li").first.get_attribute("id") == seed.outer[0].id


def test_the_list_as_csv(page: Any, seed: Article) -> None:
    with page.expect_download() as download:
        page.click("#csv")
    with open(download.value.path(), encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["attribution"], row["content"], row["level"]) for row in rows] == [
        (a.id, a.text, a.anonymity.level or "unresolved") for a in seed.outer
    ]


def downloaded(page: Any) -> Any:
    """The article that the page gives back."""
    with page.expect_download() as download:
        page.click("#json")
    return quoteattr.from_json(Path(download.value.path()).read_text(encoding="utf-8"))


def hand(page: Any, id: str, button: str) -> Any:
    """One of the buttons that correct an attribution, clicked; and what is beside it."""
    place = page.locator(f".hand[data-of={id}]")
    place.get_by_role("button", name=button).click()
    return place


def test_what_nobody_corrected_comes_back_as_it_was(
    browser: Any, tmp_path: Path, article: Article, everything: Extractor
) -> None:
    meta = {"number": 2**62 + 1, "share": 1.0, "title": "</script><b>"}
    for made in (article, everything.extract(HOSTILE, meta=meta), everything.extract("")):
        page = opened(browser, tmp_path, quoteattr.render(made))
        assert downloaded(page) == made
        assert page.locator("#corrected").inner_text() == ""
        page.context.close()


def test_an_attribution_is_right_or_deleted(page: Any, seed: Article) -> None:
    first, second, *others = seed.attributions
    hand(page, first.id, "Right")
    assert "100 %, by hand" in page.locator(f"#{first.id}").inner_text()
    assert "By hand: deleted" in hand(page, second.id, "Delete").inner_text()
    assert page.locator("mark.gone").count() == len(second.content)
    assert page.locator("#corrected").inner_text().startswith("2 corrected")
    leaving = "() => !dispatchEvent(new Event('beforeunload', {cancelable: true}))"
    assert page.evaluate(leaving)  # is asked about, with what would be lost
    found = downloaded(page)
    assert not page.evaluate(leaving)
    right = attrs.evolve(
        first,
        confidence=1.0,
        speaker_confidence=1.0,
        anonymity=attrs.evolve(first.anonymity, confidence=1.0),
        evidence=(*first.evidence, quoteattr.Evidence("by hand: right")),
    )
    assert found == attrs.evolve(seed, attributions=(right, *others))
    hand(page, first.id, "Right")
    hand(page, second.id, "Delete")
    assert downloaded(page) == seed


def test_level_speaker_kind_and_form_are_corrected(page: Any, seed: Article) -> None:
    price, officials = seed.attributions[0], seed.attributions[2]
    by_whom = {s.label: s for s in seed.speakers}
    assert (price.speaker, officials.speaker) == (by_whom["Ned Price"], by_whom["U.S. officials"])
    form = hand(page, officials.id, "Correct")
    form.get_by_label("Speaker").select_option("Vanda Felbab-Brown")
    form = hand(page, price.id, "Correct")
    form.get_by_label("Level").select_option("described")
    form.get_by_label("Kind").select_option("group")
    form.get_by_label("Form").select_option("direct")
    form.get_by_label("Mode").select_option("writing")
    assert "By hand: level, kind, form, mode" in form.inner_text()
    found = downloaded(page)
    changed = {a.id: a for a in found.attributions}
    assert changed[officials.id].speaker == found.attributions[5].speaker
    assert officials.source in changed[officials.id].speaker.mentions
    assert (changed[officials.id].speaker_confidence, changed[officials.id].anonymity.level) == (1.0, "named")
    assert "U.S. officials" not in {s.label for s in found.speakers}  # nobody says anything any more
    assert (changed[price.id].style, changed[price.id].mode) == ("direct", "writing")
    for a in found.attributions[:2]:  # the speaker's level, in all that they say
        assert (a.speaker.label, a.anonymity.level, a.speaker.level, a.speaker.kind) == (
            "Ned Price", "described", "described", "group",
        )  # fmt: skip
        assert (a.speaker.name, a.speaker.description) == (None, "Ned Price")
    untouched = seed.attributions[3:5]
    assert found.attributions[3:5] == untouched
    button = page.get_by_role("button", name="Ned Price")
    assert "described group" in button.inner_text()
    assert page.get_by_role("button", name="U.S. officials").locator(".count").inner_text() == "0"
    tags = page.locator("mark").evaluate_all("all => all.slice(0, 3).map(e => e.dataset.sign)")
    assert tags == ["2◑", "2◑", "5●?"]


def test_somebody_else_nobody_and_not_resolved(page: Any, seed: Article) -> None:
    first, second, third, *_ = seed.attributions
    form = hand(page, first.id, "Correct")
    form.get_by_label("Speaker").select_option("somebody else …")
    form.get_by_label("Who").fill("Ann <b>Hill</b>")
    form.get_by_label("Who").press("Enter")
    form.get_by_label("Kind").select_option("organization")
    form = hand(page, second.id, "Correct")
    form.get_by_label("Speaker").select_option("nobody expressed")
    assert form.get_by_label("Level").is_disabled()
    form = hand(page, third.id, "Correct")
    form.get_by_label("Speaker").select_option("not resolved")
    found = downloaded(page)
    told = [(a.speaker and a.speaker.name, a.anonymity.level) for a in found.attributions[:3]]
    assert told == [("Ann <b>Hill</b>", "named"), (None, "hidden"), (None, None)]
    assert (found.attributions[0].speaker.kind, found.attributions[0].source) == ("organization", first.source)
    assert "Ned Price" not in {s.label for s in found.speakers}
    page.get_by_role("button", name="Ann <b>Hill</b> named organization").click()
    assert page.locator("mark:not(.dim)").evaluate_all("all => all.map(e => e.dataset.attribution)") == [first.id]
    assert page.locator("nav b").count() == 0
    page.get_by_role("button", name="hidden").last.click()
    page.keyboard.press("Escape")
    assert page.locator("mark.dim").count() == 0


def test_what_is_said_within_is_corrected_too(browser: Any, tmp_path: Path, everything: Extractor) -> None:
    article = everything.extract("Smith said that Jones had told him that the bridge was closed.")
    assert [a.inside for a in article.attributions] == [None, "A1"]
    page = opened(browser, tmp_path, quoteattr.render(article))
    hand(page, "A1-1", "Right")
    hand(page, "A1", "Delete")
    (left,) = downloaded(page).attributions
    assert (left.id, left.inside, left.confidence, left.speaker.label) == ("A1-1", None, 1.0, "Jones")
    page.context.close()


def test_a_hostile_text_stays_text(browser: Any, tmp_path: Path, everything: Extractor) -> None:
    article = everything.extract(HOSTILE, id='"><script>document.title = "taken"</script>')
    page = opened(browser, tmp_path, quoteattr.render(article))
    assert page.locator("#text").evaluate("e => e.textContent") == HOSTILE
    assert page.title() == article.id
    assert page.locator("script").evaluate_all("all => all.map(e => e.type)") == ["application/json", ""]
    assert page.locator("img, b").count() == 0
    assert page.asked == page.erred == []
    for mark in page.locator("mark").all():
        mark.hover()
    assert page.title() == article.id
    page.context.close()


def test_no_script_but_its_own_would_run(browser: Any, tmp_path: Path, seed: Article) -> None:
    html = quoteattr.render(seed).replace("</main>", "<script>document.title = 'taken'</script></main>")
    page = opened(browser, tmp_path, html)
    assert page.title() == "A security accord"
    page.context.close()


def test_it_reads_without_javascript(browser: Any, tmp_path: Path, seed: Article) -> None:
    page = opened(browser, tmp_path, quoteattr.render(seed), java_script_enabled=False)
    assert page.locator("mark").count() == len(pieces(seed)) > 10
    assert page.locator("section li").count() == len(seed.attributions)
    assert page.locator("section li").first.inner_text().count("Ned Price") >= 1
    page.context.close()


CONTRAST = """() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgb = (colour) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data]; };
  const light = ([r, g, b]) => { const f = (v) => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
    return .2126 * f(r) + .7152 * f(g) + .0722 * f(b); };
  const ground = (e) => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor);
    if (c[3] === 255) return c; } return [255, 255, 255, 255]; };
  const worst = {ratio: 99};
  for (const e of document.querySelectorAll('body *')) {
    if (![...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()) || !e.checkVisibility() ||
        ['SCRIPT', 'STYLE'].includes(e.tagName)) continue;
    const [a, b] = [light(rgb(getComputedStyle(e).color)), light(ground(e))].sort((x, y) => y - x);
    const ratio = (a + .05) / (b + .05);
    if (ratio < worst.ratio) Object.assign(worst, {ratio, text: e.textContent.slice(0, 40), class: e.className});
  }
  return worst;
}"""


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_headings_and_width(browser: Any, tmp_path: Path, seed: Article, size: str, scheme: str) -> None:
    width, height = SIZES[size]
    page = opened(
        browser, tmp_path, quoteattr.render(seed), viewport={"width": width, "height": height}, color_scheme=scheme
    )
    worst = page.evaluate(CONTRAST)
    assert worst["ratio"] >= 4.5, worst  # WCAG AA
    page.get_by_role("button", name="Ned Price").click()
    worst = page.evaluate(CONTRAST)
    assert worst["ratio"] >= 4.5, worst
    levels = page.locator("h1, h2, h3").evaluate_all("all => all.map(e => +e.tagName[1])")
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


def violations(page: Any) -> list[tuple[str, list[str]]]:
    """What axe finds against the rules of accessibility, with the elements."""
    api = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    found = api.Axe().run(page).response["violations"]
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_in_the_page_stands_in_anybody_s_way(
    browser: Any, tmp_path: Path, article: Article, size: str, scheme: str
) -> None:
    viewport = dict(zip(("width", "height"), SIZES[size], strict=True))
    html = quoteattr.render(article, findings=quoteattr.findings(article))
    page = opened(browser, tmp_path, html, viewport=viewport, color_scheme=scheme)
    assert violations(page) == []
    hand(page, article.attributions[0].id, "Correct")
    hand(page, article.attributions[0].id, "Right")
    hand(page, article.attributions[1].id, "Delete")
    page.locator("nav button").first.click()
    page.locator("mark").first.focus()
    assert violations(page) == []
    page.context.close()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_in_the_audit_stands_in_anybody_s_way(
    browser: Any, tmp_path: Path, article: Article, seed: Article, size: str, scheme: str
) -> None:
    viewport = dict(zip(("width", "height"), SIZES[size], strict=True))
    audits = {"Harbour Post": quoteattr.audit([article, seed], rules=["bare source"]), "B": quoteattr.audit([])}
    html = quoteattr.render_audit(audits, pictures={"Levels": charts.svg(charts.levels(audits))})
    page = opened(browser, tmp_path, html, viewport=viewport, color_scheme=scheme)
    assert violations(page) == []
    page.context.close()


def test_nothing_in_a_comparison_stands_in_anybody_s_way(browser: Any, tmp_path: Path, speech: Extractor) -> None:
    versions = ("Ann Hill said it was over. “No,” said Bob Reed.", "Critics said it was over. “Yes,” said Cara Lund.")
    html = quoteattr.render_comparison(quoteattr.compare(*map(speech.extract, versions)))
    for scheme in ("light", "dark"):
        page = opened(browser, tmp_path, html, color_scheme=scheme)
        assert violations(page) == []
        page.context.close()


def test_paper_is_light_and_short(browser: Any, tmp_path: Path, seed: Article) -> None:
    audits = {"A": seed.audit()}
    for html in (quoteattr.render(seed), quoteattr.render_audit(audits)):
        page = opened(browser, tmp_path, html, viewport={"width": 690, "height": 1000}, color_scheme="dark")
        page.emulate_media(media="print", color_scheme="dark")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        worst = page.evaluate(CONTRAST)
        assert worst["ratio"] >= 4.5, worst
        assert len(re.findall(rb"/Type */Page\b", page.pdf(format="A4"))) <= 2
        page.context.close()


def test_paper_has_nothing_to_press(browser: Any, tmp_path: Path, speech: Extractor) -> None:
    told = speech.extract("“My mother said the stall was hers,” said Cara Lund.")
    pages = [quoteattr.render(told), quoteattr.render_comparison(quoteattr.compare(told, told))]
    for html in (*pages, quoteattr.render_audit({"A": told.audit()})):
        page = opened(browser, tmp_path, html, viewport={"width": 690, "height": 1000})
        page.emulate_media(media="print")
        assert page.locator("section button:visible, details[open]").count() == 0
        assert page.get_by_text("A click on").locator("visible=true").count() == 0
        sides = page.locator(".text").evaluate_all("all => all.map(e => e.getBoundingClientRect().top)")
        assert len(set(sides)) <= 1  # two versions stand side by side
        page.context.close()


def test_levels_are_told_apart_without_colour(page: Any) -> None:
    styles = {
        tuple(found) for found in page.locator("mark").evaluate_all(
            "all => all.map(e => [e.dataset.level, getComputedStyle(e).textDecorationStyle, "
            "getComputedStyle(e, '::after').content.replace(/[^●◕◑◔○?]/g, '')])"
        )
    }  # fmt: skip
    doubtful = ("described", "dashed", "◑?")
    assert styles == {("named", "solid", "●"), ("described", "dashed", "◑"), doubtful}


def test_more_speakers_than_colours(browser: Any, tmp_path: Path, speech: Extractor) -> None:
    names = [
        "Ann Hill",
        "Bob Reed",
        "Cara Lund",
        "Dan Moss",
        "Eve Park",
        "Finn Ross",
        "Gail Stone",
        "Hugh Tate",
        "Ida Vale",
    ]
    article = speech.extract("\n\n".join(f"“It is number {n},” said {name}." for n, name in enumerate(names)))
    page = opened(browser, tmp_path, quoteattr.render(article))
    looks = page.locator("mark").evaluate_all("all => all.map(e => getComputedStyle(e).background)")
    assert len(set(looks)) == len(names)
    page.context.close()


def test_quotations_over_paragraphs_and_in_one_another(browser: Any, tmp_path: Path, speech: Extractor) -> None:
    text = "“It began at night,” said Ann Hill. “I heard ‘fire’ and ran.\n\n“Nobody came.”\n\nThe rain went on."
    article = speech.extract(text)
    page = opened(browser, tmp_path, quoteattr.render(article))
    found = page.locator("mark").evaluate_all("all => all.map(e => [e.dataset.attribution, e.textContent])")
    assert found == [
        ["A1", "“It began at night,”"], ["A1", "“I heard ‘fire’ and ran."], ["A1", "“Nobody came.”"]
    ]  # fmt: skip
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_of_an_audit(browser: Any, tmp_path: Path, seed: Article, scheme: str) -> None:
    audits = {'<b>Outlet</b> "A"': seed.audit(), "B": quoteattr.audit([])}
    pictures = {"Levels": charts.svg(charts.levels(audits)), "Anonymous": charts.svg(charts.anonymous(audits))}
    html = quoteattr.render_audit(audits, title="Audit <script>", pictures=pictures)
    page = opened(browser, tmp_path, html, color_scheme=scheme, java_script_enabled=True)
    assert page.title() == "Audit <script>"
    assert page.locator("main b, script").count() == 0
    assert page.locator("img").evaluate_all("all => all.every(e => e.naturalWidth > 0 && e.alt)")
    assert page.evaluate(CONTRAST)["ratio"] >= 4.5
    levels = page.locator("h1, h2, h3").evaluate_all("all => all.map(e => +e.tagName[1])")
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert page.asked == page.erred == []
    page.context.close()


def test_the_audit_as_csv_and_the_articles_behind_it(browser: Any, tmp_path: Path, seed: Article) -> None:
    audits = {"=A, B": quoteattr.audit([seed]), "none": quoteattr.audit([])}
    page = opened(browser, tmp_path, quoteattr.render_audit(audits))
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename == "audit.csv"
    with open(download.value.path(), encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == sum(len(audit.rows()) for audit in audits.values())
    first = next(row for row in rows if row["measure"] == "level")
    assert (first["group"], first["name"], first["articles"]) == ("'=A, B", "named", "A security accord")
    behind = page.locator("section details").first
    assert behind.inner_text().strip() == "5 of 11"
    behind.locator("summary").click()
    assert "A security accord" in behind.inner_text()
    assert page.erred == []
    page.context.close()


def test_pictures_of_an_audit_are_dark_in_the_dark(browser: Any, tmp_path: Path, seed: Article) -> None:
    audits = {"A": seed.audit()}
    html = quoteattr.render_audit(audits, pictures={"Grants": charts.svg(charts.granted(audits))})
    page = opened(browser, tmp_path, html, color_scheme="dark")
    assert page.locator("img").evaluate("e => getComputedStyle(e).filter").startswith("invert")
    page.emulate_media(color_scheme="light")
    assert page.locator("img").evaluate("e => getComputedStyle(e).filter") == "none"
    page.context.close()


def test_the_notebook_s_frame_shows_the_page(browser: Any, tmp_path: Path, seed: Article) -> None:
    page = opened(browser, tmp_path, f"<!doctype html><title>x</title>{seed._repr_html_()}")
    frame = page.frame_locator("iframe")
    frame.get_by_role("button", name="Ned Price").click()
    assert frame.locator("mark.dim").count() == len(pieces(seed, but="Ned Price")) > 5
    assert page.erred == []
    page.context.close()


def taken(page: Any, name: str, tmp_path: Path) -> None:
    """A picture of the docs is there; made anew with `QUOTEATTR_SCREENSHOT=1`."""
    shot, made = ROOT / "docs" / "images" / name, tmp_path / name
    page.screenshot(path=made)
    page.context.close()
    if os.environ.get("QUOTEATTR_SCREENSHOT"):
        image = pytest.importorskip("PIL.Image")
        image.open(made).convert("RGB").quantize(192).save(shot, optimize=True)
    assert [int.from_bytes(shot.read_bytes()[n : n + 4]) for n in (16, 20)] == [1120, 760]
    assert shot.stat().st_size < 100_000


@pytest.mark.parametrize(("scheme", "name"), [("light", "viewer.png"), ("dark", "viewer-dark.png")])
def test_the_screenshot_in_the_readme(browser: Any, tmp_path: Path, seed: Article, scheme: str, name: str) -> None:
    size = {"width": 1120, "height": 760}
    page = opened(browser, tmp_path, quoteattr.render(seed), viewport=size, color_scheme=scheme)
    page.locator("mark").nth(1).hover()
    taken(page, name, tmp_path)
    assert re.search(r"!\[[^\]]+\]\(docs/images/viewer\.png\)", (ROOT / "README.md").read_text(encoding="utf-8"))


def test_the_screenshot_of_corrections(browser: Any, tmp_path: Path, seed: Article) -> None:
    page = opened(browser, tmp_path, quoteattr.render(seed), viewport={"width": 1120, "height": 760})
    hand(page, seed.outer[0].id, "Right")
    form = hand(page, seed.outer[2].id, "Correct")
    form.get_by_label("Kind").select_option("organization")
    hand(page, seed.outer[3].id, "Delete")
    page.locator("#all").evaluate("e => e.scrollIntoView()")
    taken(page, "viewer-correcting.png", tmp_path)


def test_who_speaks_only_within_what_another_says_is_not_counted(everything: Extractor) -> None:
    article = everything.extract("Smith said that Jones had told him that the dam was safe.")
    assert len(article.speakers) == 2
    assert "1 attribution, 1 speaker</p>" in quoteattr.render(article)
