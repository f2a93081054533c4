"""Every example of docs/anonymity.md is what the library answers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from quoteattr import Extractor

PAGE = Path(__file__).resolve().parents[1] / "docs" / "anonymity.md"


def tables(header: str) -> Iterator[tuple[str, ...]]:
    """The rows of every table with this header; “none” is the empty string."""
    inside = False
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line == header:
            inside = True
        elif not line.startswith("|"):
            inside = False
        elif inside and not line.startswith("|---"):
            yield tuple("" if cell.strip() == "none" else cell.strip() for cell in line.strip("|").split("|"))


SPEAKERS = list(tables("| text | speaker | level | kind |"))
GRANTS = list(tables("| text | granted | reason | class |"))


def test_the_page_has_examples() -> None:
    assert len(SPEAKERS) >= 30
    assert {level for _, _, level, _ in SPEAKERS} == {"named", "partial", "described", "vague", "hidden", ""}
    assert len(GRANTS) >= 10


@pytest.mark.parametrize(("text", "speaker", "level", "kind"), SPEAKERS, ids=[row[0][:50] for row in SPEAKERS])
def test_speaker(everything: Extractor, text: str, speaker: str, level: str, kind: str) -> None:
    (a,) = everything.extract(text).attributions
    found = a.speaker.label if a.speaker else "", a.anonymity.level or "", a.speaker.kind if a.speaker else ""
    assert found == (speaker, level, kind)


@pytest.mark.parametrize(("text", "granted", "reason", "reason_class"), GRANTS, ids=[row[0][:50] for row in GRANTS])
def test_grant(speech: Extractor, text: str, granted: str, reason: str, reason_class: str) -> None:
    a = speech.extract(text).attributions[-1].anonymity
    found = tuple(span.text if span else "" for span in (a.granted, a.reason))
    assert (*found, a.reason_class or "") == (granted, reason, reason_class)
