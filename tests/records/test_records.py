"""The values: what they promise, JSON there and back, and what they show of themselves."""

import json
import operator
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
from attrs import evolve
from markupsafe import Markup

import quoteattr
from quoteattr import (
    Addressee,
    Anonymity,
    Article,
    Attribution,
    Evidence,
    Extractor,
    Failure,
    InvalidInput,
    InvalidRecord,
    Kind,
    Level,
    Mode,
    Name,
    NameKind,
    Occasion,
    Quotation,
    Span,
    Speaker,
    Style,
    Versions,
)

TEXT = (
    "The port will reopen, Maria Ruiz, the mayor, told reporters. “We are ready,” she said.\n"
    "Two port officials, who asked not to be named because they feared for their jobs, said it was “not safe.”"
)


def test_there_and_back(speech: Extractor) -> None:
    article = speech.extract(TEXT, id="port")
    assert len(article.attributions) == 3
    assert quoteattr.from_json(article.to_json()) == article
    assert quoteattr.from_json(quoteattr.to_json(article, indent=2)) == article


def test_what_belongs_to_a_saying_there_and_back(speech: Extractor) -> None:
    text = "“Go,” Ana Ruiz, who runs the port, told Tom Hill in Leeds on Monday. “I will,” Hill said."
    article = speech.extract(text)
    first = article.attributions[0]
    assert first.addressee is not None
    assert first.addressee.speaker is article.attributions[1].speaker
    assert quoteattr.from_json(article.to_json()) == article
    record = json.loads(article.to_json())
    assert record["attributions"][0]["addressee"]["speaker"] == record["attributions"][1]["speaker"] == "S2"
    record = record["attributions"][0]
    assert {key: text[slice(*at)] for key, at in record["occasion"].items()} == {
        "place": "in Leeds",
        "date": "on Monday",
    }
    assert text[slice(*record["standing"])] == "who runs the port"
    assert 'class="addressee c1"' in quoteattr.render(article)


def test_json_form(speech: Extractor) -> None:
    record = json.loads(speech.extract(TEXT).to_json())
    assert record["schema"] == 2
    beside = {"schema", "id", "meta", "notes", "versions"}
    assert set(record) == {*beside, "text", "attributions", "speakers", "quotations", "names"}
    first = record["attributions"][0]
    assert record["text"][slice(*first["cue"])] == "told"
    assert first["speaker"] == record["speakers"][0]["id"]
    (name,) = record["names"]
    assert (record["text"][slice(*name["span"])], name["kind"]) == ("Maria Ruiz", "person")


# what a value promises

SAID = Span(0, 5, "“Yes”")
RUIZ = Speaker("S1", "Ruiz", None, Kind.PERSON, level=Level.NAMED, mentions=(Span(6, 10, "Ruiz"),))
YES = Attribution(
    "A1",
    Span(6, 10, "Ruiz"),
    None,
    (SAID,),
    style=Style.DIRECT,
    mode=Mode.SPEECH,
    speaker=RUIZ,
    anonymity=Anonymity(Level.NAMED),
)
QUOTED = Quotation(SAID, (Span(1, 4, "Yes"),), "“", "”")
NAMED = Name(Span(6, 10, "Ruiz"), NameKind.PERSON)
WHOLE = Article(
    "“Yes” Ruiz, Ruiz",
    (YES,),
    (RUIZ,),
    (QUOTED,),
    names=(NAMED,),
    id="a",
    versions=Versions("0.1.0", "onnxruntime 1.32.0", settings=(("scope", "speech"),)),
)
PIECES = Span(0, 3, "“Ye"), Span(3, 5, "s”")
BLANK = Span(5, 6, " ")
BROKEN: list[tuple[Callable[[], Any], str]] = [
    (lambda: Span(5, 2, "x"), "Span.end is 2 and its start 5"),
    (lambda: Span(3, 3, ""), "Span.end is 3"),
    (lambda: Span(-1, 1, "ab"), "0 <= start < end"),
    (lambda: Span(0, 2, "a"), "Span.text has 1 characters"),
    (lambda: Span(False, 1, "a"), "Span.start is False: it must be an int"),
    (lambda: Span(0, 1.0, "a"), "Span.end is 1.0"),  # type: ignore[arg-type]
    (lambda: Span(0, 1, None), "Span.text is a NoneType"),  # type: ignore[arg-type]
    (lambda: evolve(SAID, end=4), "Span.text has 5 characters"),
    (lambda: Evidence(3), "Evidence.rule is a int"),  # type: ignore[arg-type]
    (lambda: Evidence("a\ud800"), "Evidence.rule has a lone surrogate at character 1"),
    (lambda: Evidence("x", [SAID]), "Evidence.spans is a list: it must be a tuple of Span"),  # type: ignore[arg-type]
    (lambda: Evidence("x", ("y",)), "Evidence.spans holds 'y'"),  # type: ignore[arg-type]
    (lambda: evolve(QUOTED, pieces=()), "Quotation.pieces is empty"),
    (lambda: evolve(QUOTED, pieces=(Span(4, 6, "” "),)), "Quotation.pieces reach out of the span"),
    (lambda: evolve(QUOTED, opening="«"), "Quotation.span .* must begin with '«'"),
    (lambda: evolve(QUOTED, depth=-1), "Quotation.depth is -1"),
    (lambda: evolve(QUOTED, use="speech"), "Quotation.use is 'speech': it must be a QuotationUse"),
    (lambda: Name("Ruiz", NameKind.PERSON), "Name.span is 'Ruiz': it must be a Span"),  # type: ignore[arg-type]
    (lambda: evolve(NAMED, kind="person"), "Name.kind is 'person': it must be a NameKind"),
    (lambda: evolve(NAMED, span=BLANK), "Name.span is .* more than white space"),
    (lambda: Anonymity("named"), "Anonymity.level is 'named': it must be a Level"),  # type: ignore[arg-type]
    (lambda: Anonymity(None, description_strength=9), "whole number from 0 to 5"),
    (lambda: Anonymity(None, granted="x"), "Anonymity.granted is 'x': it must be a Span"),  # type: ignore[arg-type]
    (lambda: evolve(RUIZ, name=None), "Speaker.name and description are both empty"),
    (lambda: evolve(RUIZ, id=""), "Speaker.id is ''"),
    (lambda: evolve(RUIZ, id="S 1"), "Speaker.id is 'S 1'"),
    (lambda: evolve(RUIZ, number=10**400), "Speaker.number is"),
    (lambda: evolve(RUIZ, number=10**5_000), "Speaker.number is"),
    (lambda: evolve(RUIZ, number=True), "Speaker.number is True"),
    (lambda: evolve(YES, content=()), "Attribution.content is empty"),
    (lambda: evolve(YES, content=PIECES[::-1]), "must be in order and not overlap"),
    (lambda: evolve(YES, content=(SAID, PIECES[1])), "must be in order and not overlap"),
    (lambda: evolve(YES, content=(BLANK,)), "more than white space"),
    (lambda: evolve(YES, cue=BLANK), "Attribution.cue is"),
    (lambda: evolve(YES, confidence=float("nan")), "Attribution.confidence is nan"),
    (lambda: evolve(YES, confidence=1.5), "Attribution.confidence is 1.5"),
    (lambda: evolve(YES, confidence=10**400), "Attribution.confidence is 1000"),
    (lambda: evolve(YES, confidence="high"), "Attribution.confidence is 'high'"),
    (lambda: evolve(YES, negated=1), "Attribution.negated is 1: it must be a bool"),
    (lambda: evolve(YES, style="direct"), "Attribution.style is 'direct': it must be a Style"),
    (lambda: evolve(YES, anonymity=Anonymity(Level.HIDDEN)), "Attribution.anonymity has the level hidden"),
    (lambda: evolve(YES, anonymity=Anonymity(Level.VAGUE)), "level vague, its speaker named"),
    (lambda: evolve(WHOLE, text="Yes"), "Article.text does not have Span.* of attribution A1"),
    (lambda: evolve(WHOLE, text="“Yes” Ruis, Ruiz"), "Article.text does not have Span.6, 10"),
    (lambda: evolve(WHOLE, text=b"x"), "Article.text is a bytes"),
    (lambda: evolve(WHOLE, text="“Yes” Ruiz, \udc80"), "Article.text has a lone surrogate at character 12"),
    (lambda: evolve(WHOLE, id="\ud800"), "Article.id has a lone surrogate"),
    (lambda: evolve(WHOLE, id=7), "Article.id is a int"),
    (lambda: evolve(WHOLE, attributions=[YES]), "Article.attributions is a list"),
    (lambda: evolve(WHOLE, attributions=(YES, YES)), "Article.attributions has two of one id"),
    (lambda: evolve(WHOLE, speakers=(RUIZ, RUIZ)), "Article.speakers has two of one id"),
    (lambda: evolve(WHOLE, speakers=()), "Article.speakers lacks the speaker of A1, 'Ruiz'"),
    (lambda: evolve(WHOLE, speakers=(evolve(RUIZ, gender=quoteattr.Gender.FEMININE),)), "lacks the speaker of A1"),
    (lambda: evolve(WHOLE, attributions=(evolve(YES, id="A2", content=(Span(12, 16, "Ruiz"),)), YES)), "A2 before A1"),
    (lambda: evolve(WHOLE, names=[NAMED]), "Article.names is a list: it must be a tuple of Name"),
    (lambda: evolve(WHOLE, names=(NAMED, NAMED)), "Article.names holds Name.* must be in order and not overlap"),
    (lambda: evolve(WHOLE, names=(evolve(NAMED, span=Span(11, 15, "Ruiz")),)), "does not have Span.* of a name"),
    (lambda: evolve(WHOLE, versions="0.1.0"), "Article.versions is '0.1.0': it must be a Versions"),
    (lambda: Occasion(), "Occasion.place and date are both None"),
    (lambda: Addressee("x"), "Addressee.span is 'x': it must be a Span"),  # type: ignore[arg-type]
    (lambda: evolve(YES, standing="x"), "Attribution.standing is 'x': it must be a Span"),
    (lambda: evolve(WHOLE, attributions=(evolve(YES, addressee=Addressee(SAID, evolve(RUIZ, id="S2"))),)),
     "Article.speakers lacks the addressee of A1, 'Ruiz'"),
    (lambda: Versions("1", "x", (("a",),)), "must hold pairs"),  # type: ignore[arg-type]
    (lambda: Versions("1", "x", (("a", "1"), ("a", "2"))), "two of one name"),
    (lambda: Versions("1", "x", settings=(("a", 1),)), "Versions.settings holds"),  # type: ignore[arg-type]
    (lambda: Failure("a", -1, "why"), "Failure.index is -1"),
    (lambda: Failure(7, 1, "why"), "Failure.id is a int"),  # type: ignore[arg-type]
]  # fmt: skip


@pytest.mark.parametrize(("make", "message"), BROKEN, ids=[message for _, message in BROKEN])
def test_a_value_that_breaks_its_promise_is_refused(make: Callable[[], Any], message: str) -> None:
    with pytest.raises(InvalidRecord, match=message):
        make()


def test_what_is_nearly_right_is_made_right() -> None:
    confident = evolve(YES, confidence=1)
    assert type(confident.confidence) is float
    marked = Article(Markup("<b>"), (), (), id=Markup("<i>"))  # a page would not escape it
    assert (type(marked.text), type(marked.id)) == (str, str)
    assert type(Span(0, 3, Markup("<b>")).text) is str
    assert "<b>" not in quoteattr.render(marked).partition('id="text"')[2].partition("</div>")[0]


def test_a_failure_never_fails() -> None:
    failure = Failure("a\ud800", 0, "can't encode \udfff")
    assert (failure.id, failure.reason) == ("a\\ud800", "can't encode \\udfff")


def test_one_speaker_may_be_another_object_of_the_same_value() -> None:
    assert evolve(WHOLE, speakers=(evolve(RUIZ),)) == WHOLE


def test_attributions_of_takes_a_speaker() -> None:
    with pytest.raises(InvalidInput, match=r"choose one of article\.speakers"):
        WHOLE.attributions_of("Ruiz")  # type: ignore[arg-type]


def test_every_span_of_an_attribution_has_its_role() -> None:
    ruiz = Span(6, 10, "Ruiz")
    veiled = Anonymity(Level.NAMED, granted=PIECES[0], reason=PIECES[1], knowledge_basis=ruiz)
    told = {"addressee": Addressee(SAID), "occasion": Occasion(place=PIECES[0], date=PIECES[1]), "standing": SAID}
    full = evolve(YES, content=PIECES, cue=SAID, channel=ruiz, anonymity=veiled, **told)
    assert list(full.spans()) == [
        ("content", PIECES[0]), ("content", PIECES[1]), ("source", ruiz), ("cue", SAID), ("grant", PIECES[0]),
        ("reason", PIECES[1]), ("knowledge", ruiz), ("channel", ruiz), ("addressee", SAID), ("place", PIECES[0]),
        ("date", PIECES[1]), ("standing", SAID),
    ]  # fmt: skip
    assert list(YES.spans()) == [("content", SAID), ("source", ruiz)]


# the order of levels

FROM_OPEN = [Level.NAMED, Level.PARTIAL, Level.DESCRIBED, Level.VAGUE, Level.HIDDEN]


def test_levels_are_ordered_from_open_to_hidden() -> None:
    assert list(Level) == FROM_OPEN
    assert sorted([*FROM_OPEN[2:], *FROM_OPEN[:2]]) == FROM_OPEN
    assert max(FROM_OPEN) is Level.HIDDEN
    for place, level in enumerate(FROM_OPEN):
        assert [level < other for other in FROM_OPEN] == [place < n for n in range(5)]
        assert [level <= other for other in FROM_OPEN] == [place <= n for n in range(5)]
        assert [level > other for other in FROM_OPEN] == [place > n for n in range(5)]
        assert [level >= other for other in FROM_OPEN] == [place >= n for n in range(5)]


def test_a_level_is_its_name() -> None:
    assert Level.NAMED == "named"
    assert {"named": 1}[Level.NAMED] == 1
    assert json.dumps([Level.NAMED]) == '["named"]'


@pytest.mark.parametrize("other", ["named", None, 3], ids=repr)
def test_a_level_has_no_order_with_anything_else(other: Any) -> None:
    for compare in (operator.lt, operator.le, operator.gt, operator.ge):
        with pytest.raises(TypeError, match="compare it with a Level"):
            compare(Level.NAMED, other)
        with pytest.raises(TypeError, match="compare it with a Level"):
            compare(other, Level.NAMED)


# JSON

OLD = (
    '{"schema": 1, "id": "a", "text": "“Yes,” said Ana Ruiz.", "attributions": [{"id": "A1", "source": [12, 20], '
    '"cue": [7, 11], "content": [[0, 6]], "style": "direct", "mode": "speech", "speaker": "S1", "anonymity": '
    '{"level": "named", "granted": null, "reason": null, "knowledge_basis": null, "reason_class": null, '
    '"description_strength": 0, "evidence": [{"rule": "named: name", "spans": [[12, 20]]}]}, "channel": null, '
    '"negated": false, "confidence": 0.95, "evidence": [{"rule": "quotation, network", "spans": [[12, 20], [7, '
    '11]]}]}], "speakers": [{"id": "S1", "label": "Ana Ruiz", "name": "Ana Ruiz", "description": null, "kind": '
    '"person", "level": "named", "number": null, "gender": null, "role": null, "affiliation": null, '
    '"nationality": null, "seniority": null, "former": null, "mentions": [[12, 20]], "evidence": []}], '
    '"quotations": [{"span": [0, 6], "pieces": [[1, 5]], "opening": "“", "closing": "”", "depth": 0, "use": '
    '"speech"}]}'
)


def test_version_1_is_read(tmp_path: Path) -> None:
    article = quoteattr.from_json(OLD)
    assert [(str(a.speaker), a.text) for a in article.attributions] == [("Ana Ruiz", "“Yes,”")]
    assert (article.versions, article.names) == (None, ())
    assert [(a.addressee, a.occasion, a.standing) for a in article.attributions] == [(None, None, None)]
    assert [(a.speaker_confidence, a.anonymity.confidence) for a in article.attributions] == [(1.0, 1.0)]
    (tmp_path / "old.jsonl").write_text(f'{OLD}\n{{"schema": 1, "id": "b", "index": 1, "failure": "why"}}\n')
    assert list(quoteattr.read_jsonl(tmp_path / "old.jsonl")) == [article, Failure("b", 1, "why")]
    assert quoteattr.from_json(article.to_json()) == article


def test_an_article_says_what_made_it(speech: Extractor) -> None:
    article = speech.extract(TEXT)
    assert article.versions is not None
    assert article.versions is speech.extract("").versions
    assert dict(article.versions.settings)["least confidence"] == "0.35"
    record = json.loads(article.to_json())
    del record["versions"]["settings"]  # earlier builds did not write them
    assert quoteattr.from_json(json.dumps(record)).versions == evolve(article.versions, settings=())
    record["versions"]["settings"] = []
    with pytest.raises(quoteattr.InvalidRecord, match="settings is"):
        quoteattr.from_json(json.dumps(record))
    assert article.versions.library == quoteattr.__version__
    assert [name for name, _ in article.versions.models] == ["en_attribution", "en_heads", "en_inner"]
    assert json.loads(article.to_json())["versions"]["runtime"] == article.versions.runtime
    assert set(article.to_frame().made_by) == {str(article.versions)}
    assert str(WHOLE.versions) == "quoteattr 0.1.0, onnxruntime 1.32.0"
    assert str(Versions("1", "a 2, b 3", (("en", "cafe"),))) == "quoteattr 1, a 2, b 3, en cafe"


def changed(path: str, value: Any) -> str:
    """`OLD` with one field changed."""
    record: Any = json.loads(OLD)
    *above, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    node = record
    for step in above:
        node = node[step]
    node[last] = value
    return json.dumps(record)


def in_2(names: Any) -> str:
    """`OLD` as version 2 would have it, with some names."""
    return json.dumps(json.loads(OLD) | {"schema": 2, "versions": None, "names": names})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "not JSON"),
        ("[]", "schema None"),
        ("[" * 200_000, "nested too deep"),
        ('{"schema": NaN}', "NaN is no number"),
        ('{"schema": 1, "schema": 2}', "'schema' is there twice"),
        ('{"schema": 99}', "schema 99"),
        ('{"schema": true}', "schema True"),
        ('{"schema": 1, "text": "x"}', "lacks 'attributions'"),
        (changed("more", 1), "has 'more', which this release does not know"),
        (changed("text", ["x"]), "text is .*: it must be a string"),
        (changed("quotations.0.span", [0, 99]), r"quotations\[0\]: span \[0, 99\] is empty or outside the text of 21"),
        (changed("attributions.0.content", []), r"attributions\[0\]: Attribution.content is empty"),
        (changed("attributions.0.content", {}), "content is {}: it must be a list"),
        (changed("attributions.0.content.0", [0, 0]), r"content\[0\]: span \[0, 0\] is empty"),
        (changed("attributions.0.content.0", [False, True]), "two whole numbers"),
        (changed("attributions.0.speaker", "S2"), "speaker is 'S2'"),
        (changed("attributions.0.anonymity.level", ""), "level is '': choose one of named, partial"),
        (changed("attributions.0.style", []), r"style is \[\]: choose one of direct"),
        (changed("speakers.0.label", None), "label is None"),
        (changed("versions", None), "has 'versions'"),
        (changed("names", []), "has 'names'"),
        (json.dumps(json.loads(OLD) | {"schema": 2, "versions": None}), "lacks 'names'"),
        (in_2([{"span": [12, 20]}]), r"names\[0\]: it lacks 'kind'"),
        (in_2([{"span": [12, 20], "kind": "PERSON"}]), "kind is 'PERSON': choose one of person, organization, place"),
        (in_2([{"span": [12, 99], "kind": "person"}]), r"names\[0\]: span \[12, 99\] is empty or outside the text"),
    ],
    ids=lambda part: part[:30],
)  # fmt: skip
def test_wrong_json(text: str, message: str) -> None:
    with pytest.raises(InvalidRecord, match=message):
        quoteattr.from_json(text)


@pytest.mark.parametrize("given", [None, b"{}", Path("a.json"), {"schema": 2}], ids=repr)
def test_json_is_a_text(given: Any) -> None:
    with pytest.raises(InvalidInput, match="takes the text of a JSON document"):
        quoteattr.from_json(given)


def test_spans_that_would_fill_the_memory_are_refused() -> None:
    length = 20_000
    spans = [[n, length - n] for n in range(4_000)]
    record = json.loads(changed("speakers.0.mentions", spans)) | {
        "text": "x" * length,
        "attributions": [],
        "quotations": [],
    }
    with pytest.raises(InvalidRecord, match="times as long as the text"):
        quoteattr.from_json(json.dumps(record))
    record["speakers"][0]["mentions"] = [[0, length]] * 4_000  # one span, however often
    assert len(quoteattr.from_json(json.dumps(record)).speakers[0].mentions) == 4_000


def test_quotations_nested_as_deep_as_they_are_read_come_back(speech: Extractor) -> None:
    article = speech.extract("“a " * 200 + "b” " * 200)
    assert quoteattr.from_json(article.to_json()) == article


# what they show


def test_frozen(speech: Extractor) -> None:
    article = speech.extract(TEXT)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        article.text = ""  # type: ignore[misc]


def test_shown(speech: Extractor) -> None:
    article = speech.extract(TEXT)
    assert repr(article) == f"Article({len(TEXT)} characters, 3 attributions, 2 speakers)"
    assert repr(article.attributions[1]) == "Attribution(A2, 'Maria Ruiz', named, 'said', direct, '“We are ready,”')"
    assert repr(article.attributions[1].cue) == "Span(81, 85, 'said')"
    assert str(article.speakers[0]) == "Maria Ruiz"
    assert "Two port officials" in repr(article.speakers[1])


def test_a_name_is_shown_with_its_place_and_kind() -> None:
    assert (NAMED.start, NAMED.end, NAMED.text, NAMED.kind.value) == (6, 10, "Ruiz", "person")
    assert (str(NAMED), repr(NAMED)) == ("Ruiz", "Name(6, 10, 'Ruiz', person)")


def test_attributions_of(speech: Extractor) -> None:
    article = speech.extract(TEXT)
    assert [a.id for a in article.attributions_of(article.speakers[0])] == ["A1", "A2"]
