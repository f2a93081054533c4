"""What is asked of a text once: told by one function, noted for this text alone."""

import gc

from quoteattr import Extractor
from quoteattr.runtime.asked import asked_once
from quoteattr.speakers.cast import Cast
from quoteattr.text.document import Token


def test_each_is_told_once(everything: Extractor) -> None:
    asked: list[tuple[str, int]] = []

    @asked_once
    def word(cast: Cast, i: int) -> str | None:
        asked.append((cast.document.text, i))
        return cast.document.tokens[i].text if i else None

    @asked_once
    def length(cast: Cast, i: int) -> int:
        return len(cast.document.tokens[i].text)

    first, other = (Cast(everything.read(text)[0]) for text in ("Carl Moss left.", "The owner left."))
    assert [word(first, i) for i in (0, 1, 1, 0)] == [None, "Moss", "Moss", None]
    assert [word(other, i) for i in (0, 1, 1, 0)] == [None, "owner", "owner", None]
    assert asked == [(cast.document.text, i) for cast in (first, other) for i in (0, 1)]
    assert length(first, 1) == len("Moss")  # two that are asked the same, as `houses` and `subjects` once were


def test_what_is_noted_stays(everything: Extractor) -> None:
    @asked_once
    def found(cast: Cast) -> list[str]:
        return []

    cast = Cast(everything.read("Carl Moss left.")[0])
    found(cast).append("Moss")
    assert found(cast) == ["Moss"]
    assert found(Cast(cast.reading)) == []


def test_no_token_outlives_its_text(everything: Extractor) -> None:
    text = "Carl Moss, the owner, left. He said the mill would close. “It is over,” his wife, Ana, told The Herald."
    everything.extract(text)
    gc.collect()
    gc.disable()  # what it would have to find lives on
    try:
        everything.extract(text)
        assert [one for one in gc.get_objects() if isinstance(one, Token)] == []
    finally:
        gc.enable()
