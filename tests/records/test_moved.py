"""Records told in another form of their text."""

from quoteattr.records import Name, NameKind, Quotation, Span
from quoteattr.records.moved import moved


def test_every_span_is_moved_once_and_marks_are_as_they_stand() -> None:
    given = "&quot;Go&quot; Ruiz"
    text = '"Go" Ruiz'
    places = {0: (0, 6), 1: (6, 7), 2: (7, 8), 3: (8, 14)} | {n: (n + 10, n + 11) for n in range(4, 9)}

    def move(span: Span) -> Span:
        start, end = places[span.start][0], places[span.end - 1][1]
        return Span(start, end, given[start:end])

    def span(start: int, end: int) -> Span:
        return Span(start, end, text[start:end])

    name = Name(span(5, 9), NameKind.PERSON)
    quotation, one, same, nothing = moved((Quotation(span(0, 4), (span(1, 3),), '"', '"'), name, name, None), move)
    assert quotation == Quotation(Span(0, 14, "&quot;Go&quot;"), (Span(6, 8, "Go"),), "&quot;", "&quot;")
    assert one == Name(Span(15, 19, "Ruiz"), NameKind.PERSON)
    assert same is one
    assert nothing is None
