"""What is said within what somebody says, and what goes on: values made by hand, and what counts and exports do."""

import json

import pytest
from attrs import evolve

import quoteattr
from quoteattr import (
    Anonymity,
    Article,
    Attribution,
    Continuation,
    InvalidInput,
    InvalidRecord,
    Kind,
    Level,
    Mode,
    Span,
    Speaker,
    Style,
)
from quoteattr.export.rows import rows

TEXT = "Hill said that Jones had told him that the dam was safe. It would hold for years."


def span(words: str) -> Span:
    """Where some words stand."""
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


def speaker(id: str, name: str) -> Speaker:
    """Somebody named."""
    return Speaker(id, name, None, Kind.PERSON, level=Level.NAMED, mentions=(span(name),))


HILL, JONES = speaker("S1", "Hill"), speaker("S2", "Jones")


def said(id: str, who: Speaker, cue: str, content: str, **more: object) -> Attribution:
    """An attribution of speech."""
    return Attribution(
        id,
        span(who.label),
        span(cue),
        (span(content),),
        style=Style.INDIRECT,
        mode=Mode.SPEECH,
        speaker=who,
        anonymity=Anonymity(Level.NAMED),
        **more,  # type: ignore[arg-type]
    )


GOES_ON = Continuation(span("It would hold for years."), 0.8)
OUTER = said("A1", HILL, "said", "that Jones had told him that the dam was safe", continued=(GOES_ON,))
INNER = said("A1-1", JONES, "had told", "that the dam was safe", inside="A1")
ARTICLE = Article(TEXT, (OUTER, INNER), (HILL, JONES), id="dam")


def test_the_inner_ones_are_asked_for() -> None:
    assert ARTICLE.outer == (OUTER,)
    assert ARTICLE.inside(OUTER) == (INNER,)
    assert ARTICLE.inside(INNER) == ()
    assert ARTICLE.attributions_of(JONES) == ()
    assert ARTICLE.attributions_of(JONES, nested=True) == (INNER,)
    with pytest.raises(InvalidInput, match="takes an Attribution, not 'A1'"):
        ARTICLE.inside("A1")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("attributions", "message"),
    [
        ((OUTER, evolve(INNER, inside="A2")), "has no A2 before A1-1, which is inside it"),
        ((evolve(OUTER, inside="A1"),), "has no A1 before A1, which is inside it"),
        ((OUTER, evolve(INNER, content=(span("safe. It"),))), "has a content of A1-1 that reaches out of A1"),
    ],
)
def test_what_is_inside_lies_in_the_other(attributions: tuple[Attribution, ...], message: str) -> None:
    with pytest.raises(InvalidRecord, match=message):
        Article(TEXT, attributions, (HILL, JONES))


def test_what_goes_on_is_in_order() -> None:
    with pytest.raises(InvalidRecord, match="continued holds"):
        evolve(OUTER, continued=(GOES_ON, GOES_ON))


def test_json_has_both_and_older_files_neither() -> None:
    assert quoteattr.from_json(ARTICLE.to_json()) == ARTICLE
    record = json.loads(ARTICLE.to_json())
    assert record["attributions"][0]["continued"] == [{"span": [57, 81], "confidence": 0.8}]
    assert record["attributions"][1]["inside"] == "A1"
    for row in record["attributions"]:
        del row["inside"], row["continued"]
    older = quoteattr.from_json(json.dumps(record))
    assert {(a.inside, a.continued) for a in older.attributions} == {(None, ())}


def test_counts_and_tables_take_the_outer_ones() -> None:
    found = ARTICLE.audit()
    assert (found.attributions, found.words) == (1, 10)
    assert quoteattr.audit(ARTICLE, continued=True).words == 15
    assert [row["attribution"] for row in rows(ARTICLE)] == ["A1"]
    told = [(row["attribution"], row["inside"], row["continued"]) for row in rows(ARTICLE, nested=True)]
    assert told == [("A1", None, "It would hold for years."), ("A1-1", "A1", None)]


def test_other_forms_hold_them() -> None:
    page = quoteattr.render(ARTICLE)
    assert "1 attribution, 1 speaker<" in page
    assert "<dt>Within</dt><dd><bdi>Jones</bdi> <i><bdi>had told</bdi></i>: “<bdi>that the dam was safe</bdi>”" in page
    assert "<dt>Goes on</dt><dd>“<bdi>It would hold for years.</bdi>” (80 %)" in page
    assert "inside: A1" in quoteattr.to_brat(ARTICLE)
    assert '<seg ana="#continued">It would hold for years.</seg>' in quoteattr.to_tei(ARTICLE)
