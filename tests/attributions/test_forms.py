"""The forms that news takes: each row of `forms.tsv` is a kind, a text of its own, and all that is said in it."""

from pathlib import Path

import pytest
from conftest import check_spans

from quoteattr import Attribution, Extractor

Row = tuple[str, list[str]]


def rows() -> list[Row]:
    """Texts (¶ for a blank line, ⏎ for a line end) and their attributions, as “source = piece ‖ piece”."""
    lines = Path(__file__).with_name("forms.tsv").read_text(encoding="utf-8").splitlines()
    fields = [line.split("\t")[1:] for line in lines if not line.startswith("#")]
    return [(text.replace("¶", "\n\n").replace("⏎", "\n"), said) for text, *said in fields]


def shown(attribution: Attribution) -> str:
    """An attribution as the table has it."""
    source = attribution.source.text if attribution.source else "-"
    said = " ‖ ".join(piece.text for piece in attribution.content)
    return f"{source} = {said}".replace("\n", "⏎")


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0][:60])
def test_form(speech: Extractor, row: Row) -> None:
    text, said = row
    article = speech.extract(text)
    check_spans(article)
    assert sorted(map(shown, article.outer)) == sorted(said)
