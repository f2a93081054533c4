"""The network's windows: words with their offsets, strips of paragraphs, marks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteattr import quotations
from quoteattr.language import language
from quoteattr.network.weights import (
    LoadedNetwork,
)
from quoteattr.network.windows import _SIMPLE, Strip, _any, _simple, arrays, marks_of, packed, strips
from quoteattr.text.paragraphs import paragraphs, readable


def strips_of(weights: LoadedNetwork, text: str, limit: int = 254) -> list[Strip]:
    return strips(weights.tokenizer, text, paragraphs(text), quotations(text), limit, language("en"))


def test_words_keep_their_offsets(weights: LoadedNetwork) -> None:
    text = "“Sí,” said Élodie O’Hara—once.\r\n\r\nÆ said\u00a0no… 100%"
    words = [text[a:b] for s in strips_of(weights, text) for a, b in zip(s.starts, s.ends, strict=True)]
    assert " ".join(words) == "“ Sí , ” said Élodie O ’ Hara — once . Æ said no … 100 %"


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(codec="latin-1") | st.sampled_from("“”‘’—…ĀɏÆß _-.'0"), max_size=80))
def test_plain_words_are_cut_as_the_tokenizer_cuts_them(weights: LoadedNetwork, text: str) -> None:
    copy = readable(text)
    if _SIMPLE.fullmatch(copy):
        simple, any_ = _simple(weights.tokenizer, copy), _any(weights.tokenizer, copy)
        assert simple[:2] == any_[:2]
        assert [list(ids) for ids in simple[2]] == [list(ids) for ids in any_[2]]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_words_of_any_text(weights: LoadedNetwork, text: str) -> None:
    cut = strips_of(weights, text, 40)
    for strip in cut:
        assert 0 < len(strip.ids) <= 40
        assert strip.words == len(strip.starts) == len(strip.case) == len(strip.marks) == len(strip.stops)
        assert all(0 <= a < b <= len(text) for a, b in zip(strip.starts.tolist(), strip.ends.tolist(), strict=True))
    starts = [a for s in cut for a in s.starts.tolist()]
    assert starts == sorted(set(starts))


def test_long_paragraphs_are_cut_behind_a_sentence(weights: LoadedNetwork) -> None:
    text = "The mayor said it was over. " * 40
    cut = strips_of(weights, text.strip(), 60)
    assert len(cut) > 3
    assert all(text[s.ends[-1] - 1] == "." for s in cut)


SAID = ("that it was over", "nothing at all", "so twice, and was not heard,")
TALE = [
    f"{who} said {what} before the {where} opened."
    for who in ("Ruiz", "The mayor", "A clerk", "Nobody", "Chen")
    for what in SAID
    for where in ("bridge", "mill", "inn", "fair")
]


@pytest.mark.parametrize(("front", "behind"), [(1, 0), (2, 0), (0, 1), (1, 1)])
def test_a_paragraph_more_moves_only_the_windows_next_to_it(weights: LoadedNetwork, front: int, behind: int) -> None:
    one = ["Rain is likely on the coast tomorrow."]

    def windows(lines: list[str]) -> list[list[list[int]]]:
        return [[s.ids.tolist() for s in window] for window in packed(strips_of(weights, "\n".join(lines)), 96)]

    alone = windows(TALE)
    between = windows([*one * front, *TALE, *one * behind])
    assert len(alone) > 8
    assert sum(window not in between for window in alone) <= bool(front) + bool(behind)


def test_a_seed_puts_borders_elsewhere(weights: LoadedNetwork) -> None:
    cut = strips_of(weights, "\n".join(TALE))
    assert len({tuple(len(window) for window in packed(cut, 96, seed)) for seed in range(8)}) > 1


def test_a_window_begins_at_a_heading(weights: LoadedNetwork) -> None:
    cut = strips_of(weights, "\n".join([*TALE[:7], "City to close the old bridge", *TALE[7:14]]))
    assert any(window[0] is cut[7] for window in packed(cut, 128))


@pytest.mark.parametrize(
    "headline",
    ["Mayor: old bridge to shut in spring, ferry to stay.", "Ruiz Has the Last Word on the Mill. Ferry to Stay."],
)
def test_what_has_to_do_with_nothing_around_it_moves_no_window(weights: LoadedNetwork, headline: str) -> None:
    one = "Rain is likely on the coast tomorrow, with light wind from the west and a high of twelve degrees."

    def windows(lines: list[str]) -> list[list[list[int]]]:
        return [[s.ids.tolist() for s in window] for window in packed(strips_of(weights, "\n".join(lines)), 128)]

    tale = [f"{line} {line}" for line in TALE[:24]]
    alone = windows([headline, *tale])
    assert [window for window in windows([one, headline, *tale]) if window in alone] == alone
    assert [window for window in windows([headline, *tale, one]) if window in alone] == alone


def test_windows_hold_whole_strips_and_fit(weights: LoadedNetwork) -> None:
    cut = strips_of(weights, "\n".join("The mayor said that it was over." for _ in range(50)))
    grouped = packed(cut, 64)
    assert [s for w in grouped for s in w] == cut
    filled = arrays(grouped)
    assert filled.ids.shape[1] <= 64
    assert filled.lengths.sum() == sum(s.words for s in cut)


def test_marks_of_speech_and_titles() -> None:
    text = "“Yes,” he said."
    assert "".join(map(str, marks_of(len(text), quotations(text)))) == "211113000000000"
