"""What the network's states tell of what is told within."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from quoteattr import Extractor, ModelNotFound
from quoteattr.heads.inner import BRANCHES, FAR, QUOTED, InnerHead, ReadInner, around, branches, far_classes
from quoteattr.heads.labels import Places
from quoteattr.heads.states import States
from quoteattr.heads.weights_of_inner import BUNDLED, FILES, NUMBERS, SETTINGS, load
from quoteattr.network.weights import BUNDLED as NETWORK
from quoteattr.network.weights import tensors_in
from quoteattr.text.document import Document

TEXT = "“She said that it was over,” Ana Ruiz recalled."


@pytest.fixture(scope="module")
def document(speech: Extractor) -> Document:
    return speech.read(TEXT)[0].document


def _word(document: Document, word: str) -> int:
    return next(token.i for token in document.tokens if token.text == word)


def test_where_words_hang_is_seen_from_the_cue(document: Document) -> None:
    said = _word(document, "said")
    seen = dict(
        zip((t.text for t in document.tokens), branches(document, said, range(len(document.tokens))), strict=True)
    )
    assert seen["She"] != seen["over"] == seen["that"] == seen["was"]  # a subject; all of the clause alike
    assert seen["said"] == 0 < seen["recalled"] < BRANCHES
    assert seen["Ana"] == seen["Ruiz"] not in (seen["She"], seen["over"])


def test_distances_are_finer_where_near() -> None:
    assert far_classes(np.array([0, 1, 4, 5, 6, 1000])).tolist() == [0, 1, 4, 5, 5, FAR - 1]
    assert far_classes(np.array([-1, -1000])).tolist() == [FAR + 1, 2 * FAR - 1]


def test_only_what_is_near_is_read(document: Document) -> None:
    said = _word(document, "said")
    tokens = list(range(said - 1, said + 4))
    seen = around(document, said, tokens, [0, 0, *[1] * len(document.tokens)])
    assert seen.tokens.tolist() == tokens
    assert tokens[seen.cue] == said
    assert set(seen.quoted.tolist()) <= set(range(QUOTED))


def test_numpy_reads_what_torch_learned(document: Document) -> None:
    torch = pytest.importorskip("torch")
    from training.nested.model import Batch, Inner
    from training.nested.texts import Asked

    torch.manual_seed(0)
    model = Inner(8, width=6).eval()
    tokens = list(range(len(document.tokens)))
    seen = around(document, _word(document, "said"), tokens, [0] * len(tokens))
    states = np.random.default_rng(0).normal(size=(len(tokens), 8)).astype(np.float32)
    with torch.no_grad():
        wanted = model(Batch.of([Asked(seen, states, np.zeros(len(tokens), np.int64))])).softmax(-1)[0].numpy()
    tensors = {name: value.numpy() for name, value in model.state_dict().items()}
    (found,) = InnerHead(tensors, {}).read(states, [seen], [seen.tokens])
    assert np.allclose(found, wanted, atol=1e-5)


@pytest.mark.parametrize("order", [[3, 1, 2], [9, 0, 9], [6, 2, 8, 1], [4]])
def test_words_are_told_in_the_order_they_are_asked_in(order: list[int]) -> None:
    windows = [np.arange(n * 50, n * 50 + 48, dtype=np.float32).reshape(6, 8) for n in range(2)]
    places = [Places(np.arange(5), np.arange(5), np.zeros(5, np.bool_)) for _ in windows]
    head = InnerHead({"first.weight": np.eye(8, dtype=np.float32)[0], "first.bias": np.zeros(1, np.float32)}, {})
    told = ReadInner(head, States(windows, places)).told(order)
    assert told == [windows[word // 5][word % 5, 0] for word in order]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BUNDLED, tmp_path / "inner"))


def test_it_is_for_one_network_only(folder: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(NETWORK, tmp_path / "network"))
    manifest = json.loads((other / "manifest.json").read_text("utf-8"))
    manifest["files"]["settings.json"]["sha256"] = "0" * 64
    (other / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    with pytest.raises(ModelNotFound, match="made for another network"):
        load(folder, other)


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_told(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"{}")
    with pytest.raises(ModelNotFound, match="damaged"):
        load(folder, NETWORK)


def test_it_is_small_and_says_by_what_it_is_weighed() -> None:
    head = load(BUNDLED, NETWORK)
    assert (BUNDLED / NUMBERS).stat().st_size < 300_000
    assert set(head.weights) >= {"bias", "state", "told", "agree"}
    assert set(tensors_in(BUNDLED / NUMBERS)) == set(head.tensors)
    assert json.loads((BUNDLED / SETTINGS).read_text("utf-8"))["weights"] == head.weights
