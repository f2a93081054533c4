"""What the text says of a speaker, each with the words that say it."""

from typing import Any

import pytest
from conftest import check_spans

from quoteattr import Extractor
from quoteattr.language import language
from quoteattr.speakers.phrases import _number
from quoteattr.text.document import Document, Token

# text; attributes of the last speaker, all others None; description strength
ROWS: list[tuple[str, dict[str, Any], int]] = [
    ("A senior Mexican security official said the talks were over.",
     {"role": "security official", "nationality": "Mexican", "seniority": "senior", "number": 1}, 3),
    ("Two Labor Department officials said the rule was final.",
     {"role": "officials", "affiliation": "Labor Department", "number": 2}, 2),
    ("Labor Department spokeswoman Ana Ruiz said the rule was final.",
     {"role": "spokeswoman", "affiliation": "Labor Department", "gender": "feminine"}, 2),
    ("Ana Ruiz, a former Mexican judge, left early. “It is over,” Ruiz said.",
     {"role": "judge", "nationality": "Mexican", "former": "former"}, 2),
    ("Tom Hill, a fellow at the Harlow Institute, said the rule was final.",
     {"role": "fellow", "affiliation": "Harlow Institute"}, 2),
    ("Ruth Kessler, the former secretary of state, said the deal was dead.",
     {"role": "secretary of state", "former": "former"}, 1),
    ("Paul Weir, a professor of political science at Toledo University, said the rule was final.",
     {"role": "professor of political science", "affiliation": "Toledo University"}, 2),
    ("Mr. Weir said the rule was final.", {"gender": "masculine"}, 0),
    ("Gov. Ana Ruiz said the rule was final. She left early.", {"role": "Gov.", "gender": "feminine"}, 1),
    ("A Republican strategist said the race was close.",
     {"role": "strategist", "affiliation": "Republican", "number": 1}, 2),
    ("A company spokesman said the plant would close.",
     {"role": "spokesman", "affiliation": "company", "number": 1, "gender": "masculine"}, 2),
    ("An aide to Senator Weir said the bill was dead.", {"role": "aide", "affiliation": "Weir", "number": 1}, 2),
    ("Weir aides said the bill was dead.", {"role": "aides", "affiliation": "Weir"}, 2),
    ("Three U.S. officials said the talks were over.",
     {"role": "officials", "nationality": "U.S.", "number": 3}, 2),
    ("A retired judge said the case was weak.", {"role": "judge", "former": "retired", "number": 1}, 1),
    ("A group of lawyers said the case was weak.", {"role": "lawyers"}, 1),
    ("A senior official at the ministry said the talks were over.",
     {"role": "official", "affiliation": "ministry", "seniority": "senior", "number": 1}, 3),
    ("People familiar with the talks said they were over.", {}, 1),
    ("The Port Authority said the pier was safe.", {}, 0),
    ("Sources said the pier was safe.", {}, 0),
]  # fmt: skip
_SPANS = ("role", "affiliation", "nationality", "seniority", "former")


@pytest.mark.parametrize(("text", "expected", "strength"), ROWS, ids=[t[:45] for t, _, _ in ROWS])
def test_attributes(speech: Extractor, text: str, expected: dict[str, Any], strength: int) -> None:
    article = speech.extract(text)
    check_spans(article)
    (attribution,) = article.attributions
    speaker = attribution.speaker
    assert speaker is not None
    found = {name: span.text for name in _SPANS if (span := getattr(speaker, name)) is not None}
    found |= {name: value for name in ("number", "gender") if (value := getattr(speaker, name)) is not None}
    assert found == expected
    assert attribution.anonymity.description_strength == strength


def test_gender_and_number_say_where_they_were_read(speech: Extractor) -> None:
    (speaker,) = speech.extract("Ana Ruiz left. “It is over,” she said.").speakers
    assert [(e.rule, [s.text for s in e.spans]) for e in speaker.evidence] == [("gender", ["she"])]
    (speakers,) = speech.extract("Two officials said the talks were over.").speakers
    assert [(e.rule, [s.text for s in e.spans]) for e in speakers.evidence] == [("number", ["Two"])]


def test_a_given_name_shows_no_gender(speech: Extractor) -> None:
    (speaker,) = speech.extract("Ana Ruiz said the talks were over.").speakers
    assert speaker.gender is None


@pytest.mark.parametrize(("number", "count"), [("2", 2), ("two", 2), ("١٢", 12), ("²", None), ("①", None), ("½", None)])
def test_only_a_number_that_can_be_read_counts_people(number: str, count: int | None) -> None:
    text = f"{number} officials"
    tokens = (
        Token(0, 0, len(number), number, number, "NUM", "CD", 1, "nummod", 0),
        Token(1, len(number) + 1, len(text), "officials", "official", "NOUN", "NNS", -1, "root", 0),
    )
    assert _number(Document(text, ((0, len(text)),), tokens=tokens, language=language("en")), [0, 1], 1, True) == count
