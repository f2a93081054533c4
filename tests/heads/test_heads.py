"""The parse by heads on the attribution network: tokens, trees, lemmas, and its place beside Stanza's."""

import json
import shutil
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from quoteattr import Extractor, InvalidSetting, ModelNotFound, quotations
from quoteattr.heads.loaded import loaded
from quoteattr.heads.reader import places_of, tokens_of
from quoteattr.heads.trees import heads_of
from quoteattr.heads.weights import BUNDLED, FORMAT, load, on_torch
from quoteattr.language import language
from quoteattr.language.en.lemmas import lemma_of
from quoteattr.language.en.tokens import tokenize
from quoteattr.network.spotting import windows_of
from quoteattr.network.weights import BUNDLED as NETWORK
from quoteattr.network.weights import settings_in
from quoteattr.text.document import Document
from quoteattr.text.paragraphs import paragraphs

TEXT = "Maria Ruiz met Tom Hill in Lyon.\r\n\r\n“It’s over,” she said—twice…\nThe workers’ union agreed."


def parsed(extractor: Extractor, text: str) -> Document:
    return extractor.read(text)[0].document


TOKENS = [
    ("I don't know.", ["I", "do", "n't", "know", "."]),
    ("They cannot win.", ["They", "can", "not", "win", "."]),
    ("Obama's aide isn’t in.", ["Obama", "'s", "aide", "is", "n’t", "in", "."]),
    ("the U.S. official", ["the", "U.S.", "official"]),
    ("Mr. Hill arrived at 10:30 a.m. on Jan. 5.", ["Mr.", "Hill", "arrived", "at", "10:30", "a.m.", "on", "Jan.", "5",
                                                  "."]),
    ("a well-known ex-mayor", ["a", "well", "-", "known", "ex-mayor"]),
    ("$1.2 million, or 3%", ["$", "1.2", "million", ",", "or", "3", "%"]),
    ("see https://example.org/a?b=1 or a@b.org, @ruiz", ["see", "https://example.org/a?b=1", "or", "a@b.org", ",",
                                                        "@ruiz"]),
    ("“No.” Conor O’Shea left…", ["“", "No", ".", "”", "Conor", "O’Shea", "left", "…"]),
    ("in the 1990s -- twice", ["in", "the", "1990s", "--", "twice"]),
    ("The 76ers paid £15m at 10am", ["The", "76ers", "paid", "£", "15", "m", "at", "10", "am"]),
    ("$4.6bn for 5km, a 4x4 and A380s", ["$", "4.6", "bn", "for", "5", "km", ",", "a", "4x4", "and", "A380s"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "tokens"), TOKENS, ids=[t for t, _ in TOKENS])
def test_tokens(text: str, tokens: list[str]) -> None:
    assert [text[a:b] for a, b in tokenize(text)] == tokens


def test_no_character_is_lost(speech: Extractor) -> None:
    document = parsed(speech, TEXT)
    assert "".join(t.text for t in document.tokens) == "".join(TEXT.split())
    assert all(TEXT[t.start : t.end] == t.text for t in document.tokens)
    assert [TEXT[a:b] for a, b in document.paragraphs] == [p for p in TEXT.splitlines() if p]


def test_sentences_are_trees(speech: Extractor) -> None:
    sentence = "Ruiz, who left on day {}, said the council had met, and Hill said it had not."
    text = " ".join(sentence.format(n) for n in range(40))
    document = parsed(speech, text)
    assert all(a.last == b.first for a, b in pairwise(document.sentences))
    assert document.sentences[-1].last == len(document.tokens)
    for found in document.sentences:
        inside = range(found.first, found.last)
        assert sum(document.tokens[i].head == -1 for i in inside) == 1
        for i in inside:
            way = {i}
            while (above := document.tokens[i].head) >= 0:
                assert above in inside
                assert above not in way
                way.add(above)
                i = above


def test_names_tags_and_lemmas(speech: Extractor) -> None:
    document = parsed(speech, "Two officials said Maria Ruiz had visited the World Bank in Lyon.")
    said = next(t for t in document.tokens if t.text == "said")
    officials = next(t for t in document.tokens if t.text == "officials")
    assert (said.upos, said.lemma, said.head) == ("VERB", "say", -1)
    assert (officials.upos, officials.lemma) == ("NOUN", "official")
    assert (officials.relation, officials.head) == ("nsubj", said.i)
    names = {" ".join(t.text for t in document.tokens[e.first : e.last]): e.kind for e in document.entities}
    assert names == {"Maria Ruiz": "PERSON", "World Bank": "ORG", "Lyon": "LOC"}


def test_circles_and_second_roots_are_mended() -> None:
    scores = np.full((4, 4), -10.0, np.float32)
    scores[0, 1] = scores[1, 0] = 5.0  # a circle
    scores[2, 2] = scores[3, 3] = 4.0  # two roots
    scores[3, 2], scores[1, 2] = 3.0, 1.0
    assert heads_of(scores, np.zeros(4, np.int64)).tolist() == [1, 2, 2, 2]
    apart = heads_of(scores, np.array([0, 0, 1, 2]))
    assert apart[2:].tolist() == [2, 3]
    assert sorted(apart[:2].tolist()) in ([0, 0], [1, 1])


@pytest.mark.parametrize(
    ("form", "upos", "xpos", "lemma"),
    [
        ("stopped", "VERB", "VBD", "stop"), ("hoped", "VERB", "VBD", "hope"), ("tried", "VERB", "VBD", "try"),
        ("parties", "NOUN", "NNS", "party"), ("speeches", "NOUN", "NNS", "speech"),
        ("Democrats", "PROPN", "NNPS", "Democrat"),
        ("Paris", "PROPN", "NNP", "Paris"), ("playing", "VERB", "VBG", "play"), ("bosses", "NOUN", "NNS", "boss"),
    ],
)  # fmt: skip
def test_lemmas_without_a_list(form: str, upos: str, xpos: str, lemma: str) -> None:
    assert lemma_of(form, upos, xpos, {}) == lemma


def test_where_nothing_is(speech: Extractor) -> None:
    for text in ("", " \n ", "\u00ad", "…"):
        assert parsed(speech, text).text == text
        assert speech.extract(text).attributions == ()


def test_which_parse_is_the_default() -> None:
    assert Extractor().parse == "heads"
    assert Extractor(engine="rules").parse == Extractor(models="somewhere").parse == "stanza"
    with pytest.raises(InvalidSetting, match="choose one of"):
        Extractor(parse="spacy")  # type: ignore[arg-type]
    with pytest.raises(InvalidSetting, match="bundled network"):
        Extractor(parse="heads", weights="somewhere")


@pytest.mark.full
def test_the_stanza_parse_gives_the_same_here(speech: Extractor) -> None:
    text = "“It is over,” said Maria Ruiz, a teacher. Two officials said the crane had failed."
    articles = Extractor(parse="stanza").extract(text), speech.extract(text)
    slow, fast = ([(str(a.speaker), a.text) for a in article.attributions] for article in articles)
    assert slow == fast


def test_heads_of_another_network_are_refused(tmp_path: Path) -> None:
    record = json.loads((NETWORK / "manifest.json").read_text(encoding="utf-8"))
    record["files"]["network.onnx"]["bytes"] += 1
    (tmp_path / "manifest.json").write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(ModelNotFound, match="another network"):
        load(BUNDLED, tmp_path)
    shutil.copytree(BUNDLED, tmp_path / "heads")
    (tmp_path / "heads" / "heads.onnx").write_bytes(b"")
    with pytest.raises(ModelNotFound, match="damaged"):
        load(tmp_path / "heads", NETWORK)


@pytest.mark.full
def test_torch_and_onnx_runtime_read_alike() -> None:
    """What runs on a GPU and what runs on the processor."""
    import torch

    both = loaded(language("en"), "cpu", None)
    network, heads = both.network, both.heads
    torch_heads = on_torch(BUNDLED, settings_in(BUNDLED, "settings.json", FORMAT, ""), "cpu")
    group = windows_of(network, TEXT, paragraphs(TEXT), quotations(TEXT), language("en"))
    states = [torch.from_numpy(s.states) for s in network.runner.run(group)]
    places = [places_of(group[0], tokens_of(TEXT, paragraphs(TEXT), language("en")))]
    ours = next(iter(heads.runner.run([s.numpy() for s in states], places)))
    exact = next(iter(torch_heads.run(states, places)))
    for name in ("upos", "xpos", "sentence"):
        assert getattr(ours, name).tolist() == getattr(exact, name).tolist()
    assert ours.entity.argmax(1).tolist() == exact.entity.argmax(1).tolist()
    assert ours.arcs.shape == exact.arcs.shape
    assert ours.arcs.argmax(1).tolist() == exact.arcs.argmax(1).tolist()
    up = exact.up[exact.arcs.argmax(1)]
    assert heads.runner.relations(exact.down, up).tolist() == torch_heads.relations(exact.down, up).tolist()
