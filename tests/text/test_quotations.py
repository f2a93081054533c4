"""Quotation marks in raw text: each row is a text and the quotations in it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteattr import QuotationUse, quotations

FOUND = [
    # straight, curly and typewriter marks
    ('"It is over," said Ruiz. "We lost."', ['"It is over,"', '"We lost."']),
    ("“It is over,” said Ruiz. “We lost.”", ["“It is over,”", "“We lost.”"]),
    ("''I like him,'' he said. ''A lot.''", ["''I like him,''", "''A lot.''"]),
    ("``We agree,'' she said.", ["``We agree,''"]),
    # guillemets and low-high marks
    ("«Bon», dit-il. »Gut«, sagte sie.", ["«Bon»", "»Gut«"]),
    ("„So geht es“, sagte er.", ["„So geht es“"]),
    # single marks against apostrophes
    ("the workers' union and the players' demands", []),
    ("Rock 'n' roll in the '90s wasn't 'great fun', he said.", ["'great fun'"]),
    ("‘The workers’ union won’t give in,’ he said.", ["‘The workers’ union won’t give in,’"]),
    ("In the ’90s rock ’n’ roll ruled; ’tis so.", []),
    ("It's James' dog, he said: 'no way'.", ["'no way'"]),
    ("He said: 'We've met the players' demands. It's over.'", ["'We've met the players' demands. It's over.'"]),
    # nested
    ("“He said ‘stop’ to me,” she said.", ["“He said ‘stop’ to me,”", "‘stop’"]),
    ("\"'Never,' she said,\" he recalled.", ["\"'Never,' she said,\"", "'Never,'"]),
    ("“I said “never” and left,” he said.", ["“I said “never” and left,”", "“never”"]),
    ('"I said "never" and left," he said.', ['"I said "never" and left,"', '"never"']),
    ('"I said "never" and left.\n\n"Two," he said.', ['"I said "never" and left.\n\n"Two,"', '"never"']),
    ("“I said “never” and left.\n“Two,” he said.", ["“I said “never” and left.\n“Two,”", "“never”"]),
    ('"It is over, said Ruiz. "Done." He left.\n\n"Two," he said.', ['"It is over,', '"Done."', '"Two,"']),
    ("‘They said “no” to me,’ he said.", ["‘They said “no” to me,’", "“no”"]),
    # over paragraphs: every paragraph opens, only the last one closes
    ("“One.\n“Two.\n“Three,” he said. “Four.”", ["“One.\n“Two.\n“Three,”", "“Four.”"]),
    ('"One.\n\n"Two," he said.', ['"One.\n\n"Two,"']),
    ("‘One.\n‘Two,’ he said.", ["‘One.\n‘Two,’"]),
    ("‘One.\nTwo’s here.", []),
    # unclosed and unbalanced
    ('"He never closed it.\nHe said "yes" here.', ['"He never closed it.', '"yes"']),
    ("A “quote” and an “odd one.", ["“quote”", "“odd one."]),
    ("““twice", ["“twice"]),
    ("no opening” here", []),
    # curly and straight marks mixed
    ('“It is over," he said. "We lost.”', ['“It is over,"', '"We lost.”']),
    (
        '“A “minor” leak,” he said.\n\n"A “minor” leak," he said.',
        ["“A “minor” leak,”", "“minor”", '"A “minor” leak,"', "“minor”"],
    ),
    # wrapped by hand
    (
        "“There is no more than a little money left for the bridge, and it\r\nhas been spent by those who were to "
        "build it, or on what they had\r\nnot been asked to build.”",
        [
            "“There is no more than a little money left for the bridge, and it\r\nhas been spent by those who were to "
            "build it, or on what they had\r\nnot been asked to build.”",
        ],
    ),
    # inside brackets, beside dashes
    ("He said (“we won”) and [“they lost”].", ["“we won”", "“they lost”"]),
    ('He wrote: "Yes!"—then left.', ['"Yes!"']),
    # inches and feet
    ('He is 6\'2" tall, with a 12" ruler.', []),
    ('He is 6\'2" tall and said "fine."', ['"fine."']),
    ("", []),
    ('"', []),
    ("“”", []),
    ("“ ” and “yes”", ["“yes”"]),
]


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[repr(t)[:40] for t, _ in FOUND])
def test_found(text: str, expected: list[str]) -> None:
    found = quotations(text)
    assert [q.span.text for q in found] == expected
    for q in found:
        assert text[q.span.start : q.span.end] == q.span.text
        assert all(text[p.start : p.end] == p.text for p in q.pieces)


def test_pieces_of_paragraphs_leave_the_marks_out() -> None:
    (quotation,) = quotations("“One.\n“Two,” he said.")
    assert [p.text for p in quotation.pieces] == ["One.", "Two,"]
    assert (quotation.opening, quotation.closing) == ("“", "”")


def test_unclosed_quotation_has_no_closing_mark() -> None:
    (quotation,) = quotations("She began: “We will see.")
    assert quotation.closing == ""


USES = [
    ("“We will go,” he said.", QuotationUse.SPEECH),
    ("He called it “a very bad day for all of us.”", QuotationUse.SPEECH),
    ("He said: “go”.", QuotationUse.SPEECH),
    ("She read the novel “Gone With the Wind” twice.", QuotationUse.TITLE),
    ("The film “High Noon” opened on Friday.", QuotationUse.TITLE),
    ("“High Noon,” Hill's third novel, sold well.", QuotationUse.TITLE),
    ("“The Long Road,” a documentary about the strike, opens in May.", QuotationUse.TITLE),
    ("Hill wrote “The Long Road” in May.", QuotationUse.TITLE),
    ("The choir sang “Abide With Me” at noon.", QuotationUse.TITLE),
    ("“The Road Is Long,” Hill's lawyer said of the film.", QuotationUse.SPEECH),
    ("“The Road Is Long,” the author of the book said.", QuotationUse.SPEECH),
    ("Hill wrote “we are done” on the wall.", QuotationUse.SPEECH),
    ("The so-called “experts” were wrong.", QuotationUse.SCARE),
    ("She ran under the slogan “No More Lies.”", QuotationUse.SCARE),
    ("It was a “minor” leak.", QuotationUse.SCARE),
]


@pytest.mark.parametrize(("text", "use"), USES, ids=[t[:30] for t, _ in USES])
def test_use(text: str, use: QuotationUse) -> None:
    assert [q.use for q in quotations(text)] == [use]


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("ab s.,\n\"'“”‘’«»„‚`(—90")), max_size=80))
def test_any_text(text: str) -> None:
    """No exception, spans inside the text, in order, depth as nested."""
    found = quotations(text)
    assert [q.span.start for q in found] == sorted(q.span.start for q in found)
    for q in found:
        assert text[q.span.start : q.span.end] == q.span.text
        assert q.span.text.startswith(q.opening)
        assert q.span.text.endswith(q.closing)
        assert q.pieces
