"""A language is one value that is handed down: `xx` here has a dozen words, marks of its own and a reader by hand."""

import pickle
from xx import XX, HandMadeReader

import pytest

from quoteattr import Attribution, Extractor, Gender, InvalidSetting, Kind, quotations
from quoteattr.language import Language, known, language

NEWS = [
    "«Muto laru», dixu Sro Lumo Tarek.",
    "Velda dixu ke muto laru.",
    "Tarek pensu ke muto laru.",
    "homu dixu ke muto laru.",
]
FOUND = [
    ("Lumo Tarek", "dixu", "«Muto laru»", "speech", "named"),
    ("Velda", "dixu", "ke muto laru", "speech", "named"),
    ("Lumo Tarek", "pensu", "ke muto laru", "thought", "named"),
    ("homu", "dixu", "ke muto laru", "speech", "vague"),
]


def told(attribution: Attribution) -> tuple[str, ...]:
    speaker, cue = attribution.speaker, attribution.cue
    assert speaker is not None
    assert cue is not None
    assert attribution.anonymity.level is not None
    return speaker.label, cue.text, attribution.text, attribution.mode.value, attribution.anonymity.level.value


def test_a_second_language_is_read() -> None:
    reader = HandMadeReader()
    article = Extractor(language=XX, reader=reader, engine="rules", scope="all").extract("\n\n".join(NEWS))
    assert [told(attribution) for attribution in article.attributions] == FOUND
    assert [(s.label, s.kind, s.gender) for s in article.speakers] == [
        ("Lumo Tarek", Kind.PERSON, Gender.MASCULINE), ("Velda", Kind.ORGANIZATION, None), ("homu", Kind.PERSON, None)
    ]  # fmt: skip
    assert str(article.versions) == "quoteattr 0, a hand"
    assert [len(bounds) for bounds in reader.read_bounds] == [len(NEWS)]


def test_the_model_engine_asks_the_reader_too() -> None:
    article = Extractor(language=XX, reader=HandMadeReader()).extract("\n\n".join(NEWS))
    assert ("Velda", "dixu", "ke muto laru", "speech", "named") in map(told, article.attributions)


class EnglishReader(HandMadeReader):
    """The same parse, as if it were English."""

    language = language("en")


def test_its_words_are_of_no_other_language() -> None:
    assert Extractor(reader=EnglishReader(), engine="rules", scope="all").extract(NEWS[1]).attributions == ()


@pytest.mark.parametrize(
    ("code", "found"),
    [(XX, ["‘Muto ’zu laru’"]), ("en", ["’zu laru’"])],
    ids=["xx", "en"],
)
def test_marks_of_its_own(code: str | Language, found: list[str]) -> None:
    assert [q.span.text for q in quotations("‘Muto ’zu laru’, dixu Tarek.", language=code)] == found


def test_an_extractor_with_a_language_and_a_reader_can_be_pickled() -> None:
    extractor = pickle.loads(pickle.dumps(Extractor(language=XX, reader=HandMadeReader(), engine="rules")))
    assert [told(a) for a in extractor.extract(NEWS[1]).attributions] == [FOUND[1]]
    assert "language=Language(code='xx'" in repr(extractor)


@pytest.mark.parametrize("code", ["xx", "EN", "", None, 7])
def test_an_unknown_language_names_those_that_are_known(code: object) -> None:
    assert known() == ("en",)
    with pytest.raises(InvalidSetting, match=r"there is no language .*choose one of 'en'"):
        Extractor(language=code)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"parse": "stanza"}, "reader of your own"),
        ({"models": "somewhere"}, "reader of your own"),
        ({"reader": "by hand"}, "with load, read and versions"),
    ],
    ids=str,
)
def test_a_reader_stands_in_for_models(settings: dict[str, str], message: str) -> None:
    with pytest.raises(InvalidSetting, match=message):
        Extractor(**{"language": XX, "reader": HandMadeReader(), **settings})  # type: ignore[arg-type]


def test_a_language_without_models_says_so() -> None:
    with pytest.raises(InvalidSetting, match="the language 'xx' has no models"):
        Extractor(language=XX).load()


def test_a_code_and_its_language_are_the_same() -> None:
    assert Extractor(language="en").language == Extractor(language=language("en")).language == Extractor().language
    assert "language" not in repr(Extractor())


@pytest.mark.parametrize("name", ["closed_classes", "patterns"])
def test_nothing_in_a_lexicon_hides_another(name: str) -> None:
    """Of two rows of one name, in the files of two steps, only the first would be read."""
    names = [row[0] for row in language("en").rows(name)]
    assert [one for one in names if names.count(one) > 1] == []
