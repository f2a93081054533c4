"""What every exporter must do, whatever its form: a new one in `quoteattr.export` is tried here by itself."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import quoteattr
from quoteattr import Article, Extractor, InvalidInput, export

SEED = Path(__file__).resolve().parents[2] / "examples" / "data" / "seed_article.txt"
HOSTILE = (
    "“=1+1 is <safe> & ]]> dry,” said Ruth\u202e O’Hara\x00, the mayor. “It was ‘mended\r\n\r\n“and” painted.\x85”\n\n"
    "An aide, who asked not to be named\u2028because she feared for her job, did not say that @SUM(A1) was closed 🙂."
)
ARTICLES: dict[str, Callable[[Extractor], Article]] = {
    "empty": lambda extractor: extractor.extract(""),
    "hostile": lambda extractor: extractor.extract(HOSTILE, id="\x07<'\"&>\n= 🙂"),
    "seed": lambda extractor: extractor.extract(SEED.read_text(encoding="utf-8"), id="seed"),
}
EXPORTERS = [name for name in export.__all__ if name.startswith(("to_", "write_"))]


def exported(name: str, article: Any, folder: Path) -> str:
    """What an exporter makes of an article, as text."""
    exporter = getattr(quoteattr, name)
    if name.startswith("write_"):
        exporter(article, folder / "out")
        return (folder / "out").read_text(encoding="utf-8")
    result = exporter(article)
    if isinstance(result, dict):
        return json.dumps(result, ensure_ascii=False, allow_nan=False)
    return result if isinstance(result, str) else str(result.to_csv())


@pytest.mark.parametrize("article", ARTICLES)
@pytest.mark.parametrize("name", EXPORTERS)
def test_it_takes_any_article(name: str, article: str, everything: Extractor, tmp_path: Path) -> None:
    """It says something, which can be stored and is the same each time, and leaves out no speaker of what is said."""
    given = ARTICLES[article](everything)
    text = exported(name, given, tmp_path)
    text.encode()
    assert text == exported(name, given, tmp_path)
    assert bool(given.attributions) == (article != "empty")
    for a in given.attributions:
        assert a.speaker is None or a.speaker.label.split()[-1] in text


@pytest.mark.parametrize("name", EXPORTERS)
def test_it_refuses_what_is_no_article(name: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput):
        exported(name, "an article", tmp_path)
    assert not (tmp_path / "out").exists()


def test_there_are_exporters_of_both_sorts() -> None:
    assert {name.partition("_")[0] for name in EXPORTERS} == {"to", "write"}
