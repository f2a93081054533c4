"""Who is meant, in news of all kinds: each row of `who.tsv` is a kind, a text of its own, and everybody who speaks."""

from pathlib import Path

import pytest
from conftest import check_spans

from quoteattr import Attribution, Extractor

Row = tuple[str, list[str]]


def rows() -> list[Row]:
    """Texts (¶ for a blank line) and who speaks in them, as “source = label | level | kind”."""
    lines = Path(__file__).with_name("who.tsv").read_text(encoding="utf-8").splitlines()
    fields = [line.split("\t")[1:] for line in lines if not line.startswith("#")]
    return [(text.replace("¶", "\n\n"), speakers) for text, *speakers in fields]


def shown(attribution: Attribution) -> str:
    """An attribution as the table has it."""
    source, speaker = attribution.source, attribution.speaker
    who = f"{speaker.label if speaker else '?'} | {attribution.anonymity.level}"
    kind = f" | {speaker.kind}" if speaker else ""
    return f"{source.text if source else '-'} = {who}{kind}"


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0][:60])
def test_who_speaks(speech: Extractor, row: Row) -> None:
    text, speakers = row
    article = speech.extract(text)
    check_spans(article)
    assert list(map(shown, article.outer)) == speakers
