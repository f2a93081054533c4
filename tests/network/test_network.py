"""The model engine: windows, decoding, weights, confidence, what the marks tell for certain, Stanza's processor."""

import itertools
import json
import pickle
from pathlib import Path

import numpy as np
import pytest
from attrs import evolve
from conftest import check_spans
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteattr import Extractor, InvalidSetting, Level, Mode, ModelNotFound, quotations
from quoteattr.attributions import repairs
from quoteattr.attributions.draft import Draft, spans_of
from quoteattr.network.confidence import FEATURES, confidence
from quoteattr.network.decoding import Chain, Found, Nearness, Places, best_tags, offsets, spans, tie
from quoteattr.network.on_onnx import OnnxNetwork, is_exact, session
from quoteattr.network.scheme import DISTANCES, LINKS, TAGS
from quoteattr.network.scores import Scores
from quoteattr.network.spotting import windows_of
from quoteattr.network.tensors import gates_of, in_bytes, whole
from quoteattr.network.weights import (
    BUNDLED,
    FILES,
    GRAPH,
    NUMBERS,
    PROBE,
    WIDE,
    Weights,
    load,
    on_torch,
    settings_in,
)
from quoteattr.network.windows import _SIMPLE, Strip, _any, _simple, arrays, marks_of, strips, windows
from quoteattr.text.paragraphs import paragraphs, readable
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Covered

TALK = "“It is over,” said Maria Ruiz, a teacher.\n\nTom Hill told reporters that the bridge was unsafe."


@pytest.fixture(scope="module")
def weights() -> Weights:
    return load()


def strips_of(weights: Weights, text: str, limit: int = 254) -> list[Strip]:
    return strips(weights.tokenizer, text, paragraphs(text), quotations(text), limit)


# windows


def test_words_keep_their_offsets(weights: Weights) -> None:
    text = "“Sí,” said Élodie O’Hara—once.\r\n\r\nÆ said\u00a0no… 100%"
    words = [text[a:b] for s in strips_of(weights, text) for a, b in zip(s.starts, s.ends, strict=True)]
    assert " ".join(words) == "“ Sí , ” said Élodie O ’ Hara — once . Æ said no … 100 %"


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(codec="latin-1") | st.sampled_from("“”‘’—…ĀɏÆß _-.'0"), max_size=80))
def test_plain_words_are_cut_as_the_tokenizer_cuts_them(weights: Weights, text: str) -> None:
    copy = readable(text)
    if _SIMPLE.fullmatch(copy):
        simple, any_ = _simple(weights.tokenizer, copy), _any(weights.tokenizer, copy)
        assert simple[0] == any_[0]
        assert [list(ids) for ids in simple[1]] == [list(ids) for ids in any_[1]]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_words_of_any_text(weights: Weights, text: str) -> None:
    made = strips_of(weights, text, 40)
    for strip in made:
        assert 0 < len(strip.ids) <= 40
        assert strip.words == len(strip.starts) == len(strip.case) == len(strip.marks) == len(strip.stops)
        assert all(0 <= a < b <= len(text) for a, b in zip(strip.starts.tolist(), strip.ends.tolist(), strict=True))
    starts = [a for s in made for a in s.starts.tolist()]
    assert starts == sorted(set(starts))


def test_long_paragraphs_are_cut_behind_a_sentence(weights: Weights) -> None:
    text = "The mayor said it was over. " * 40
    made = strips_of(weights, text.strip(), 60)
    assert len(made) > 3
    assert all(text[s.ends[-1] - 1] == "." for s in made)


def test_windows_hold_whole_strips_and_fit(weights: Weights) -> None:
    made = strips_of(weights, "\n".join("The mayor said that it was over." for _ in range(50)))
    grouped = windows(made, 64)
    assert [s for w in grouped for s in w] == made
    filled = arrays(grouped)
    assert filled.ids.shape[1] <= 64
    assert filled.lengths.sum() == sum(s.words for s in made)


def test_marks_of_speech_and_titles() -> None:
    text = "“Yes,” he said."
    assert "".join(map(str, marks_of(len(text), quotations(text)))) == "211113000000000"


# decoding


FREE = Chain(np.zeros((len(TAGS), len(TAGS)), np.float32))


def test_no_span_begins_inside_and_the_best_path_wins() -> None:
    scores = np.zeros((3, len(TAGS)), np.float32)
    scores[0, TAGS.index("I-cue")] = 5.0  # barred: a strip begins here
    scores[0, TAGS.index("B-cue")] = 1.0
    scores[1, TAGS.index("I-content")] = 2.0  # would need a B-content before it
    scores[1, TAGS.index("B-content")] = 1.5
    scores[2, TAGS.index("I-content")] = 2.0
    paths, chances = best_tags(FREE, [scores], [np.array([True, False, False])])
    assert [TAGS[t] for t in paths[0]] == ["B-cue", "B-content", "I-content"]
    assert np.allclose(chances[0].sum(-1), np.ones(3), atol=1e-4)


def every_path(chain: Chain, scores: np.ndarray) -> tuple[list[int], np.ndarray]:  # type: ignore[type-arg]
    """The best sequence and the chances of tags by listing every sequence there is."""
    n, tags = scores.shape
    paths = list(itertools.product(range(tags), repeat=n))
    totals = np.array([
        sum(scores[t, p[t]] for t in range(n)) + sum(chain.table[a, b] for a, b in itertools.pairwise(p)) for p in paths
    ])  # fmt: skip
    shares = np.exp(totals - totals.max())
    chances = np.zeros((n, tags))
    for path, share in zip(paths, shares / shares.sum(), strict=True):
        chances[range(n), path] += share
    return list(paths[int(totals.argmax())]), chances


def test_paths_and_chances_are_those_of_all_sequences_whatever_goes_beside() -> None:
    rng = np.random.default_rng(0)
    chain = Chain(rng.normal(size=(len(TAGS), len(TAGS))).astype(np.float32))
    windows_ = [rng.normal(size=(n, len(TAGS))).astype(np.float32) for n in (4, 1, 5, 40)]
    paths, chances = best_tags(chain, windows_, [np.zeros(len(w), np.bool_) for w in windows_])
    for window, path, chance in list(zip(windows_, paths, chances, strict=True))[:3]:
        best, shares = every_path(chain, window)
        assert path == best
        assert np.allclose(chance, shares, atol=1e-5)
    alone = best_tags(chain, windows_[3:], [np.zeros(40, np.bool_)])
    assert alone[0] == paths[3:]
    assert np.allclose(alone[1][0], chances[3], atol=1e-6)


def test_spans_of_tags() -> None:
    tags = [TAGS.index(t) for t in ("B-source", "I-source", "B-cue", "O", "B-content", "B-content")]
    found = spans(tags, np.full((6, len(TAGS)), 0.5, np.float32))
    assert [(f.role, f.first, f.last) for f in found] == [
        ("source", 0, 2), ("cue", 2, 3), ("content", 4, 5), ("content", 5, 6)
    ]  # fmt: skip


def scores_of(choices: dict[tuple[int, int], float], words: int) -> Scores:
    """Scores in which each word likes the words named so much, in both links."""
    wanted = np.zeros((len(LINKS), words, words + 1), np.float32)
    for (word, other), score in choices.items():
        wanted[:, word, other] = score
    chosen = np.stack([np.eye(words + 1, dtype=np.float32)] * len(LINKS))
    return Scores(np.zeros((words, len(TAGS))), np.zeros((words, 7)), wanted, chosen, np.zeros_like(chosen[:, 0]), None)


FLAT = Nearness(np.zeros((DISTANCES, len(LINKS)), np.float32), 256)
TOGETHER = Places(np.zeros(12, np.int32), np.zeros(12, np.int32))


def test_a_cue_left_without_content_gets_the_one_that_loses_least() -> None:
    found = [Found(role, n, n + 1, 1, 1) for n, role in enumerate(("content", "cue", "content", "cue"))]
    made = tie(found, scores_of({(0, 1): 4.0, (2, 1): 0.5}, 4), FLAT, TOGETHER)
    assert [(t.cue.first, [c.first for c in t.content]) for t in made if t.cue] == [(1, [0]), (3, [2])]


def test_spans_choose_by_their_words_and_by_what_stands_between() -> None:
    found = [
        Found("cue", 0, 1, 1, 1),
        Found("source", 2, 3, 1, 1),
        Found("cue", 4, 5, 1, 1),
        Found("content", 7, 9, 1, 1),
    ]
    made = tie(found, scores_of({}, 10), FLAT, TOGETHER)
    assert [t.cue and t.cue.first for t in made] == [4]  # the nearer, and no cue between
    far = tie(found, scores_of({(7, 0): 1.5, (8, 0): 0.5}, 10), FLAT, TOGETHER)
    assert [t.cue and t.cue.first for t in far] == [0]  # their mean of 1 outweighs the distance
    apart = Places(np.repeat([0, 1], [6, 6]).astype(np.int32), np.repeat([0, 1], [6, 6]).astype(np.int32))
    assert tie(found, scores_of({}, 10), FLAT, apart)[0].content_sure == pytest.approx(made[0].content_sure)


def test_nearness_is_the_mean_over_the_words_that_choose() -> None:
    classes = np.arange(DISTANCES * len(LINKS), dtype=np.float32).reshape(DISTANCES, len(LINKS))
    nearness = Nearness(classes, 20)
    mean = nearness.mean(np.array([3]), np.array([5]), np.array([4]), 1)
    assert mean.tolist() == [(classes[1, 1] + classes[0, 1]) / 2]  # one word ahead of the first, the second itself


# weights and confidence


@settings(max_examples=30)
@given(st.integers(2, 60), st.floats(1e-3, 1e3))
def test_bytes_keep_numbers_to_half_a_step(columns: int, size: float) -> None:
    matrix = np.random.default_rng(columns).normal(size=(300, columns)).astype(np.float32) * np.float32(size)
    kept, scale = in_bytes(matrix, 0)
    assert kept.dtype == np.int8
    assert np.all(np.abs(kept * scale - matrix).max(0) <= np.abs(matrix).max(0) / 127 * 0.51)
    assert np.allclose(whole({"x.weight": kept, "x.scale": scale}, "x.weight").T, kept * scale)


def test_gates_of_an_lstm_there_and_back() -> None:
    assert gates_of(np.arange(8)).tolist() == [0, 1, 6, 7, 2, 3, 4, 5]
    assert gates_of(gates_of(np.arange(8)), back=True).tolist() == list(range(8))


def test_bundled_weights_are_small_and_declared() -> None:
    manifest = json.loads((BUNDLED / "manifest.json").read_text())
    assert manifest["files"].keys() == set(FILES)
    assert all(known["bytes"] == (BUNDLED / name).stat().st_size for name, known in manifest["files"].items())
    assert sum(known["bytes"] for known in manifest["files"].values()) <= 25_000_000
    assert (BUNDLED / "MODEL_CARD.md").is_file()


def test_bytes_without_a_sign_give_the_same(weights: Weights) -> None:
    """For processors that multiply signed bytes inexactly; `probe.onnx` tells."""
    assert isinstance(is_exact(BUNDLED / PROBE), bool)
    group = windows_of(weights, TALK, paragraphs(TALK), quotations(TALK))
    runs = [list(OnnxNetwork(session(BUNDLED / graph, 1)).run(group)) for graph in (GRAPH, WIDE)]
    if not is_exact(BUNDLED / PROBE):
        pytest.skip("this processor multiplies signed bytes inexactly")
    for signed, wide in zip(*runs, strict=True):
        for name in ("tags", "modes", "choosing", "chosen", "liking", "states"):
            assert np.allclose(getattr(signed, name), getattr(wide, name), atol=1e-3), name


@pytest.mark.full
def test_torch_reads_the_same_numbers(weights: Weights, speech: Extractor) -> None:
    """What runs on a GPU and what runs on the processor: bytes move the encoder's states by some hundredths."""
    made = windows_of(weights, TALK, paragraphs(TALK), quotations(TALK))
    runner = on_torch(BUNDLED, settings_in(BUNDLED, "settings.json", 2, "")["settings"], "cpu")
    for ours, exact in zip(weights.runner.run(made), runner.run(made), strict=True):
        for name in ("tags", "modes", "choosing", "chosen", "liking", "states"):
            one, other = (np.asarray(getattr(s, name)) for s in (ours, exact))
            assert one.shape == other.shape
            assert np.linalg.norm(one - other) < 0.1 * np.linalg.norm(other), name
        assert (ours.tags.argmax(-1) == exact.tags.argmax(-1)).mean() > 0.9


@pytest.mark.full
def test_damaged_or_missing_weights(tmp_path: Path) -> None:
    with pytest.raises(ModelNotFound, match="engine='rules'"):
        Extractor(weights=tmp_path / "nowhere").load()
    (tmp_path / "manifest.json").write_text((BUNDLED / "manifest.json").read_text())
    for name in FILES:
        (tmp_path / name).write_bytes((BUNDLED / name).read_bytes())
    (tmp_path / NUMBERS).write_bytes((BUNDLED / NUMBERS).read_bytes()[:-1])
    with pytest.raises(ModelNotFound, match="checksum"):
        Extractor(weights=tmp_path).load()


def test_more_certain_spans_make_a_more_confident_attribution(weights: Weights) -> None:
    sure = dict.fromkeys(FEATURES, 0.0) | {"content": 3.0, "source": 3.0, "source_tie": 3.0}
    doubtful = sure | {"content": -1.0, "source_tie": -1.0}
    values = [confidence(tuple(f[name] for name in FEATURES), weights.calibration) for f in (doubtful, sure)]
    assert 0 < values[0] < values[1] < 1


@pytest.mark.parametrize("value", [-0.1, 1.1])
def test_least_confidence_is_a_share(value: float) -> None:
    with pytest.raises(InvalidSetting, match="between 0 and 1"):
        Extractor(least_confidence=value)


def test_a_higher_least_confidence_leaves_out_the_less_sure(speech: Extractor) -> None:
    everything = {a.confidence for a in speech.extract(TALK).attributions}
    assert len(everything) == 2
    strict = Extractor(least_confidence=max(everything)).extract(TALK)
    assert [a.confidence for a in strict.attributions] == [max(everything)]


# the whole engine


def test_sources_cues_contents(speech: Extractor) -> None:
    article = speech.extract(TALK)
    check_spans(article)
    rows = [
        (a.source and a.source.text, a.cue and a.cue.text, a.text, a.mode, a.evidence[0].rule)
        for a in article.attributions
    ]
    assert rows == [
        ("Maria Ruiz, a teacher", "said", "“It is over,”", Mode.SPEECH, "quotation, network"),
        ("Tom Hill", "told", "that the bridge was unsafe", Mode.SPEECH, "network"),
    ]
    assert [a.channel.text if a.channel else None for a in article.attributions] == [None, "reporters"]


def test_negation(speech: Extractor) -> None:
    article = speech.extract("The minister did not say that she would resign.")
    assert [a.negated for a in article.attributions] == [True]


def test_the_mode_of_an_unlisted_cue_is_the_network_s(speech: Extractor) -> None:
    article = Extractor(scope="all").extract("“We are lost,” Ruiz warbled. “All of us,” she warbled.")
    assert {a.mode for a in article.attributions} == {Mode.SPEECH}


@pytest.mark.full
def test_the_same_in_company_and_alone(speech: Extractor) -> None:
    alone = [s.cue for s in spotted(speech, TALK)]
    longer = TALK + "\n\n" + "\n\n".join(f"The council met on day {n}, and nothing came of it." for n in range(60))
    assert [s.cue for s in spotted(speech, longer)][:2] == alone


def spotted(extractor: Extractor, text: str) -> list:  # type: ignore[type-arg]
    return extractor._processor.spot(text, paragraphs(text), quotations(text))


def test_a_used_extractor_can_be_pickled(speech: Extractor) -> None:
    before = speech.extract(TALK)
    assert pickle.loads(pickle.dumps(speech)).extract(TALK) == before


@pytest.mark.full
def test_on_another_device(speech: Extractor) -> None:
    import torch

    if not torch.cuda.is_available():
        pytest.skip("no CUDA device here")
    found = Extractor(device="cuda").extract(TALK)
    assert [a.text for a in found.attributions] == [a.text for a in speech.extract(TALK).attributions]


@pytest.mark.full
@pytest.mark.parametrize("device", ["gpu", "cuda:99"])
def test_a_device_that_is_not_there_is_told(device: str) -> None:
    with pytest.raises(InvalidSetting, match="device='cpu'"):
        Extractor(device=device).extract(TALK)


# what the marks tell for certain


def reading_of(extractor: Extractor, text: str) -> Reading:
    marks = quotations(text)
    return Reading(extractor._read(text, marks)[0], marks)


def draft_of(text: str, source: str | None, cue: str | None, *content: str) -> Draft:
    def place(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    return Draft(
        place(cue) if cue else None,
        place(source) if source else None,
        tuple(map(place, content)),
        Mode.SPEECH,
        "network",
    )


def contents(text: str, drafts: list[Draft]) -> list[list[str]]:
    return [[text[a:b] for a, b in d.content] for d in drafts]


def test_most_of_a_quotation_is_all_of_it(speech: Extractor) -> None:
    text = "“It is over and done with,” the mayor said."
    drafts = repairs.with_certain(
        reading_of(speech, text), [draft_of(text, "the mayor", "said", "is over and done with")]
    )
    assert contents(text, drafts) == [["“It is over and done with,”"]]


def test_a_signature_is_the_source(speech: Extractor) -> None:
    text = "“We deserve better than this.” — Ana Ruiz"
    drafts = repairs.with_certain(
        reading_of(speech, text), [draft_of(text, None, None, "“We deserve better than this.”")]
    )
    assert [text[slice(*d.source)] for d in drafts if d.source] == ["Ana Ruiz"]


def test_no_speech_is_lost(speech: Extractor) -> None:
    text = "The hall was quiet.\n\n“Nobody is coming to help us any more.”\n\nThe rain went on."
    drafts = repairs.with_certain(reading_of(speech, text), [])
    assert contents(text, drafts) == [["“Nobody is coming to help us any more.”"]]
    assert [a.text for a in speech.extract(text).attributions] == ["“Nobody is coming to help us any more.”"]


@pytest.mark.parametrize(
    "text",
    [
        "Her novel “The Quiet House” sold well.",
        "The so-called “experts” stayed away.",
        "It was a “win-win” for the port.",
    ],
)
def test_titles_and_scare_quotes_are_nobody_s_speech(speech: Extractor, text: str) -> None:
    assert repairs.with_certain(reading_of(speech, text), []) == []


def test_a_running_quotation_has_one_speaker(speech: Extractor) -> None:
    text = "“I ran down,” he said. “The water was there.\n\n“I have it still.”\n\n“We lost all,” she cried."
    first = draft_of(text, "he", "said", "“I ran down,”", "“The water was there.")
    second = draft_of(text, "she", "cried", "“I have it still.”", "“We lost all,”")
    drafts = repairs.with_running_quotations(reading_of(speech, text), [first, second])
    assert contents(text, drafts) == [
        ["“I ran down,”", "“The water was there.", "“I have it still.”"],
        ["“We lost all,”"],
    ]


def test_a_source_that_the_rules_see() -> None:
    text = "An aide who did not want to be named said the talks had failed."
    missed = draft_of(text, None, "said", "the talks had failed")
    rule = draft_of(text, "An aide who did not want to be named", "said", "the talks had failed")
    assert repairs.with_missed_source(missed, rule).source == rule.source


def with_covered(extractor: Extractor, text: str, short: Draft, rule: Draft) -> tuple[tuple[int, int], ...]:
    taken = Covered(len(text), spans_of([short]))
    return repairs.with_apposition(reading_of(extractor, text), short, rule, taken).content


def test_an_apposition_belongs_to_the_content(speech: Extractor) -> None:
    text = "Ruiz praised the old agreement, under which the port was built."
    short = draft_of(text, "Ruiz", "praised", "the old agreement")
    rule = draft_of(text, "Ruiz", "praised", "the old agreement, under which the port was built")
    assert with_covered(speech, text, short, rule) == rule.content


def test_indirect_speech_stays_in_its_sentence(speech: Extractor) -> None:
    text = "She lowered her rating to sell. People said Halden had explored a sale."
    draft = draft_of(text, "People", "said", "to sell", "Halden had explored a sale")
    assert contents(text, [repairs.without_strays(reading_of(speech, text), draft)]) == [["Halden had explored a sale"]]


def test_indirect_speech_ends_with_its_sentence(speech: Extractor) -> None:
    text = "Some argue that cars have won. Perhaps. They say so."
    draft = draft_of(text, "Some", "argue", "that cars have won. Perhaps")
    assert contents(text, [repairs.without_strays(reading_of(speech, text), draft)]) == [["that cars have won"]]
    text = "Q: You wrote this in four months. How?"
    draft = draft_of(text, "Q", ":", "You wrote this in four months. How?")
    assert repairs.without_strays(reading_of(speech, text), draft) == draft


def test_a_source_in_another_paragraph_is_none(speech: Extractor) -> None:
    text = "Thousands marched, demanding that it end.\n\nThe premier spoke."
    draft = draft_of(text, "The premier", "demanding", "that it end")
    assert repairs.without_far_source(reading_of(speech, text), draft).source is None


def test_a_quotation_that_ends_its_paragraph_has_no_cue_behind_it(speech: Extractor) -> None:
    text = "It ended.\n\n“This is the end of it.”\n\nCritics disagree with that."
    late = draft_of(text, "Critics", "disagree", "“This is the end of it.”")
    (draft,) = repairs.with_certain(reading_of(speech, text), [late])
    assert (draft.cue, draft.source, draft.content) == (None, None, late.content)


@pytest.mark.parametrize(
    "text", ["The papers are understood to be in a safe.", "The firm is understood to have sold it."]
)
def test_hearsay_is_said_by_nobody_whatever_the_network_makes_of_its_cue(speech: Extractor, text: str) -> None:
    (found,) = speech.extract(text).attributions
    assert (found.anonymity.level, found.mode, found.speaker) == (Level.HIDDEN, Mode.SPEECH, None)


def test_a_relative_clause_of_another_cue_is_left_out(speech: Extractor) -> None:
    text = "“I stood here,” said Nino, a student who asked for silence."
    draft = draft_of(text, "Nino, a student who", "said", "“I stood here,”")
    source = repairs.without_far_source(reading_of(speech, text), draft).source
    assert source is not None
    assert text[slice(*source)] == "Nino, a student"


def test_what_the_rules_are_sure_of_is_added_where_nothing_stands(speech: Extractor) -> None:
    text = "Ruiz said so. It rained, they say."
    found = draft_of(text, "Ruiz", "said", "so")
    other = evolve(draft_of(text, "they", "say", "It rained"), rate=0.9)
    weak, inside = evolve(other, rate=0.5), evolve(found, source=None, rate=0.9)
    reading = reading_of(speech, text)
    assert repairs.with_missed_speech(reading, [found], [other, inside]) == [found, other]
    assert repairs.with_missed_speech(reading, [found], [weak]) == [found]


# the labels that it learned from


@pytest.mark.full
def test_labels_are_the_gold_spans(shared: Path, weights: Weights) -> None:
    from training.attributions.data import article, pieces, read

    for document in read(shared / "gold" / "polnear.dev.jsonl.gz")[:8]:
        labelled = article(document, weights.tokenizer, 254)
        gold = {(a, b) for x in document["attributions"] for r in ("source", "cue", "content") for a, b in x[r]}
        found = set()
        for piece in pieces(labelled, 256):
            chances = np.ones((len(piece.tags), len(TAGS)), np.float32)
            found |= {offsets(piece.window, f) for f in spans(piece.tags.tolist(), chances)}
        assert len(gold & found) >= 0.97 * len(gold)
