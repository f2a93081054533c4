"""The reading view: noise that makes no difference, and the way back to the text as given."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.text.paragraphs import paragraphs
from quoteattr.text.view import View

READ = [
    ("Nothing here.", "Nothing here."),
    ("It\u00adself\u200b, \ufeffhe said.", "Itself, he said."),
    ("One.\r\nTwo.\rThree.\u2028Four.", "One.\nTwo.\nThree.\nFour."),
    ("At\u00a05\u2009a.m.,  he\t\tsaid. \x00 So.", "At 5 a.m., he said. So."),
    ("AT&amp;T &#8220;won&#x201D;,&nbsp; he said.", "AT&T “won”, he said."),
    ("Q&A; AT&T; &nosuch; &amp;amp; &NotEqualTilde;", "Q&A; AT&T; &nosuch; &amp; &NotEqualTilde;"),
    ("ex&shy;ample&#13;&#10;next", "example\nnext"),
    (
        "This is a text that was wrapped by hand at about seventy characters a\n"
        "line, as e-mail used to be, so that a line end is no more than a space\nin it.\n\nNext.",
        "This is a text that was wrapped by hand at about seventy characters a "
        "line, as e-mail used to be, so that a line end is no more than a space in it.\n\nNext.",
    ),
]


@pytest.mark.parametrize(("text", "read"), READ, ids=[repr(read)[:30] for _, read in READ])
def test_what_is_read(text: str, read: str) -> None:
    assert View.of(text).text == read


@pytest.mark.parametrize(
    ("part", "stands"),
    [
        ("Itself", "It\u00adself"),
        ("he", "he"),
        ("“Go”", "&quot;Go&#8221;"),
        ("no more", "no\r\nmore"),
        ("more", "more"),
    ],
)
def test_where_it_stands_in_the_text_as_given(part: str, stands: str) -> None:
    text = "\u00adIt\u00adself\u00ad, he\u00ad said.  &quot;Go&#8221;\r\nnow."
    text += "\r\n\r\nThere is, as he said in a letter to the members of the board, no\r\n"
    text += "more than a little money left for the second of the two new bridges\r\nthat are planned."
    view = View.of(text)
    start = view.text.replace('"', "“").index(part)
    assert text[slice(*view.offsets_in_given(start, start + len(part)))] == stands


def test_a_text_without_noise_is_itself() -> None:
    text = "One.\n\n“Two,” he said — at 5."
    view = View.of(text)
    assert view.is_given
    assert view.text is text


PARTS = ["word", "“Go”", " ", "  ", "\u00a0", "\n", "\r\n", "\u2028", "\u00ad", "\ufeff", "\x00", "a" * 45]
PARTS += ["&amp;", "&#8217;", "&#0;", "&x;"]
NOISY = st.lists(st.sampled_from(PARTS), max_size=60).map("".join)


@given(NOISY | st.text(max_size=80))
def test_any_text_and_back(text: str) -> None:
    """What is read is in the order of the text; characters that are read share one that is given, as those of a
    ligature do, or none of it."""
    view = View.of(text)
    done: tuple[int, int] = (0, 0)
    for at in range(len(view.text)):
        start, end = view.offsets_in_given(at, at + 1)
        assert done == (start, end) or done[1] <= start < end <= len(text)
        first, last = view.offsets_in_text(start, end)
        assert first <= at < last
        assert last == first + 1 or view.offsets_in_given(first, last) == (start, end)
        done = start, end


PROSE = (
    "The port of Lisbon will close its oldest crane in May, officials said, after it failed for the second time in a "
    "month and left two well-known ships waiting outside the harbour for more than a day.",
    "“It is over,” said Maria Ruiz, who has run the crane for eleven years. “Nobody believes that it will be mended.”",
    "The mayor did not answer.",
    "A spokesman for the company that owns the crane said that the matter was being looked into, and that no decision "
    "would be taken before the end of the year at the earliest.",
)


@pytest.mark.parametrize("between", ["\n\n", "\r\n\r\n", "\n \n"], ids=repr)
@pytest.mark.parametrize("width", [40, 55, 64, 72, 80, 100, 120])
def test_wrapped_paragraphs_are_read_as_one(width: int, between: str) -> None:
    line_end = "\r\n" if "\r" in between else "\n"
    text = between.join(textwrap.fill(p, width).replace("\n", line_end) for p in PROSE)
    view = View.of(text).text
    assert tuple(view[a:b] for a, b in paragraphs(view)) == PROSE


def test_wrapped_text_may_have_paragraphs_without_blank_lines() -> None:
    view = View.of("\n".join(textwrap.fill(p, 72) for p in PROSE)).text
    assert [view[a:b] for a, b in paragraphs(view)] == list(PROSE)


def test_one_wrapped_paragraph_among_others() -> None:
    text = "\n".join([*PROSE, "", textwrap.fill(PROSE[0], 72), "", *PROSE])
    view = View.of(text).text
    assert [view[a:b] for a, b in paragraphs(view)] == [*PROSE, PROSE[0], *PROSE]


NOT_WRAPPED = [
    "\n".join(PROSE),
    "Crane at the port of Lisbon fails again\nBy Maria Ruiz and Tom Hall, staff writers\nLISBON, May 3 — It is over.",
    "* bread and butter for the whole of the family\n* milk, cheese and what else there was in the shop\n* salt",
    "WALLACE: And what do you say to that, Senator?\nRUIZ: I say that it is over, and I said so before.\n"
    "WALLACE: So you did.\nRUIZ: I did, and nobody listened to what I had said.",
    "Because I could not stop for Death –\nHe kindly stopped for me –\nThe Carriage held but just Ourselves –\n"
    "And Immortality.",
    "i sing of olaf glad and big\nwhose warmest heart\nrecoiled at war:\na conscientious object-or",
    "bread\nmilk\nsugar\nsalt\nflour",
]  # fmt: skip


@pytest.mark.parametrize("text", NOT_WRAPPED, ids=[text[:25] for text in NOT_WRAPPED])
def test_lines_that_a_writer_ended_stay(text: str) -> None:
    assert View.of(text).text == text
