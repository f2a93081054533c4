"""Noise that makes no difference to a reader makes none to the answers, and every span is in the text as given."""

import html
import re
import textwrap
from collections.abc import Callable

import pytest
from conftest import check_spans
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteattr import Article, Extractor, quotations

CRANE = (
    "Lisbon to close its oldest crane",
    "The port of Lisbon will close its oldest crane in May, officials said on Monday, after it failed for the second "
    "time in a month and left two well-known ships waiting outside the harbour for more than a day.",
    "“It is over,” said Maria Ruiz, who has run the crane for eleven years. “Nobody believes that it will be mended.”",
    "Port & Crane Ltd, which owns it, denied that it had known of the danger.",
    "People familiar with the talks, who asked not to be named because they were not allowed to speak in public, said "
    "that the company’s lawyers had warned it twice. She told The Tribune: “I wasn’t asked.”",
)
BUDGET = (
    "LONDON, May 3 (Agency) — The chancellor, Tom Hall, is considering a tax on empty homes, according to two people "
    "close to him.",
    "“We’re looking at everything,” Mr Hall told reporters. “No decision has been taken.”",
    "“And when one is,",
    "“you will hear of it in parliament first,” he added.",
    "His deputy, Anna O’Neill, wrote in a letter to the committee that it “would not raise a penny” before 2031, and "
    "that the Treasury’s own experts had said so.",
    "It is unclear who leaked the letter.",
)
ARTICLES = ["\n\n".join(CRANE), "\n\n".join(BUDGET), "\n".join(CRANE)]

Noise = Callable[[str], str]


def wrapped(width: int) -> Noise:
    return lambda text: "\n\n".join(textwrap.fill(line, width) for line in re.split(r"\n+", text))


LINE_ENDS: dict[str, Noise] = {
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "line separators": lambda text: text.replace("\n", "\u2028"),
}
NOISES: dict[str, Noise] = {
    "soft hyphens": lambda text: re.sub(r"\b([^\W\d_]{4})(?=[^\W\d_]{3})", "\\1\u00ad", text),
    "signs without width": lambda text: "\ufeff" + text.replace(". ", ".\u200b ").replace("said", "sa\u2060id"),
    "no-break spaces": lambda text: re.sub(r" (?=\d|said)", "\u00a0", text),
    "double spaces": lambda text: re.sub(r"(?<=[.,]) ", "  ", text),
    "entities": lambda text: html.escape(text).replace("“", "&ldquo;").replace("”", "&#8221;").replace("’", "&#x2019;"),
    "spaces as entities": lambda text: text.replace(" the ", "&nbsp;the&#32;"),
}


@pytest.fixture(scope="module")
def clean(speech: Extractor) -> dict[str, Article]:
    return {text: speech.extract(text) for text in ARTICLES}


def seen(text: str) -> str:
    """A text without what noise there may be in it, and without white space."""
    return re.sub(r"[\s\u00ad\u200b\u2060\ufeff]+", "", html.unescape(text))


def answers(article: Article) -> list[object]:
    return [
        [
            (
                [(role, seen(span.text)) for role, span in a.spans()], a.style, a.mode, a.confidence, a.anonymity.level,
                a.speaker and (a.speaker.label, a.speaker.kind, [seen(m.text) for m in a.speaker.mentions]),
            )
            for a in article.attributions
        ],
        [(seen(q.span.text), seen(q.opening), seen(q.closing), q.use, len(q.pieces)) for q in article.quotations],
        [(seen(name.text), name.kind) for name in article.names],
    ]  # fmt: skip


def check(article: Article, text: str, clean: Article) -> None:
    assert article.text == text
    check_spans(article)
    assert answers(article) == answers(clean)
    assert article.quotations == quotations(text)


@pytest.mark.parametrize("noise", [*LINE_ENDS.values(), *NOISES.values()], ids=[*LINE_ENDS, *NOISES])
@pytest.mark.parametrize("text", ARTICLES, ids=["crane", "budget", "crane by line"])
def test_each_noise(speech: Extractor, clean: dict[str, Article], text: str, noise: Noise) -> None:
    noisy = noise(text)
    assert noisy != text
    check(speech.extract(noisy), noisy, clean[text])


@settings(max_examples=25, deadline=None)
@given(
    text=st.sampled_from(ARTICLES),
    width=st.none() | st.integers(40, 100),
    line_end=st.none() | st.sampled_from(list(LINE_ENDS)),
    names=st.lists(st.sampled_from(list(NOISES)), unique=True),
)
def test_any_mix_of_noise(
    speech: Extractor,
    clean: dict[str, Article],
    text: str,
    width: int | None,
    line_end: str | None,
    names: list[str],
) -> None:
    noisy = wrapped(width)(text) if width else text
    for name in sorted(names, key=list(NOISES).index):  # what is an entity is not made one again
        noisy = NOISES[name](noisy)
    noisy = LINE_ENDS[line_end](noisy) if line_end else noisy
    check(speech.extract(noisy), noisy, clean[text])


def test_labels_are_free_of_noise(speech: Extractor) -> None:
    article = speech.extract("“It is over,” said Ma\u00adria\u00a0 Ru\u200biz.")
    assert [(s.label, [m.text for m in s.mentions]) for s in article.speakers] == [
        ("Maria Ruiz", ["Ma\u00adria\u00a0 Ru\u200biz"])
    ]
