"""What an attribution and an article tell in one word."""

from pathlib import Path

import pytest

import quoteattr
from quoteattr import Extractor, InvalidSetting


@pytest.mark.parametrize(
    ("text", "anonymous"),
    [
        ("“It is late,” said Maria Ruiz.", False), ("A port official said that it was late.", True),
        ("Critics said that it was late.", True), ("It was reportedly late.", True),
        ("A bank said that it was late.", False), ("The report said that it was late.", False),
    ],
)  # fmt: skip
def test_anonymous(speech: Extractor, text: str, anonymous: bool) -> None:
    (attribution,) = speech(text)
    assert attribution.anonymous is anonymous


def test_unresolved_is_neither(speech: Extractor) -> None:
    (attribution,) = speech("“It is late,” he said.")
    assert attribution.anonymous is (None if attribution.anonymity.level is None else True)


def test_an_article_has_a_length_and_is_true(speech: Extractor, tmp_path: Path) -> None:
    article = speech("“We are ready,” said Maria Ruiz. Officials said that it was late.", id="a")
    assert len(article) == 2
    assert list(article) == list(article.attributions)
    assert bool(speech("Nothing was said."))
    assert article.to_dict()["attributions"][0]["style"] == "direct"
    article.to_csv(tmp_path / "a.csv")
    assert [row["speaker"] for row in quoteattr.read_csv(tmp_path / "a.csv")] == ["Maria Ruiz", "Officials"]


def test_extract_takes_what_an_extractor_takes() -> None:
    text = "“We are ready,” said Maria Ruiz."
    assert quoteattr.extract(text, threads=1, language="en") == quoteattr.Extractor(threads=1)(text)
    assert [len(a) for a in quoteattr.extract_many([text], device="cpu") if isinstance(a, quoteattr.Article)] == [1]
    with pytest.raises(InvalidSetting, match="language"):
        quoteattr.extract(text, language="xx")
    with pytest.raises(InvalidSetting, match="models"):
        quoteattr.extract(text, models=[])  # type: ignore[arg-type]
