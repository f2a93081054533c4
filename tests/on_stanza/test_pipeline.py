"""The parse: offsets, sentences, and models that are missing, damaged or somebody else's."""

import pickle
import shutil
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from conftest import check_spans

from quoteattr import Extractor, ModelNotFound
from quoteattr.language import language
from quoteattr.on_stanza.pack import BUNDLED, PARSING, load_pipeline
from quoteattr.on_stanza.pipeline import StanzaParser
from quoteattr.runtime.manifest import verify

TEXT = "Maria Ruiz met Tom Hill in Lyon.\r\n\r\n“It’s over,” she said—twice…\nThe workers’ union agreed."


@pytest.fixture(scope="module")
def parser() -> StanzaParser:
    return StanzaParser(language("en"))


def test_tokens_point_into_the_text(parser: StanzaParser) -> None:
    document = parser.parse(TEXT)
    assert all(TEXT[t.start : t.end] == t.text for t in document.tokens)
    assert "".join(t.text for t in document.tokens) == "".join(TEXT.split())
    assert [t.i for t in document.tokens] == list(range(len(document.tokens)))
    assert len(document.paragraphs) == 3


def test_heads_stay_in_their_sentence(parser: StanzaParser) -> None:
    document = parser.parse(TEXT)
    for sentence in document.sentences:
        inside = range(sentence.first, sentence.last)
        assert all(document.tokens[i].head in inside or document.tokens[i].head == -1 for i in inside)
        assert any(document.tokens[i].head == -1 for i in inside)


def test_names(parser: StanzaParser) -> None:
    document = parser.parse(TEXT)
    names = {(document.tokens[e.first].text, e.kind) for e in document.entities}
    assert {("Maria", "PERSON"), ("Tom", "PERSON"), ("Lyon", "LOC")} <= names


def test_long_sentences_are_cut(parser: StanzaParser) -> None:
    text = "He said " + ", ".join(f"item {n}" for n in range(400)) + "."
    document = parser.parse(text)
    assert max(s.last - s.first for s in document.sentences) <= 180
    assert "".join(t.text for t in document.tokens) == "".join(text.split())


def test_the_bundled_pack_is_whole() -> None:
    verify(BUNDLED, PARSING, "")


@pytest.mark.full
@pytest.mark.parametrize("name", ["manifest.json", "parser.pt"])
def test_missing_file(tmp_path: Path, name: str) -> None:
    folder = shutil.copytree(BUNDLED, tmp_path / "pack")
    (folder / name).unlink()
    with pytest.raises(ModelNotFound, match=name):
        Extractor(models=folder).load()


@pytest.mark.full
def test_damaged_file(tmp_path: Path) -> None:
    folder = shutil.copytree(BUNDLED, tmp_path / "pack")
    content = bytearray((folder / "tokenizer.pt").read_bytes())
    content[1000] ^= 1
    (folder / "tokenizer.pt").write_bytes(content)
    with pytest.raises(ModelNotFound, match=r"tokenizer\.pt is damaged"):
        Extractor(models=folder).load()


@pytest.mark.full
def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(ModelNotFound, match="no model pack"):
        Extractor(models=tmp_path / "nowhere").load()


def test_loads_without_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    article = Extractor().extract("The mayor said it was over.")
    assert len(article.attributions) == 1


@pytest.mark.full
def test_a_pipeline_of_ones_own() -> None:
    extractor = Extractor(pipeline=load_pipeline())
    article = extractor.extract(TEXT)
    check_spans(article)
    assert [a.speaker.label for a in article.attributions if a.speaker] == ["Maria Ruiz"]
    with pytest.raises(TypeError, match="pickled"):
        pickle.dumps(extractor)


def test_pickle(speech: Extractor) -> None:
    copy = pickle.loads(pickle.dumps(speech))
    assert copy.extract(TEXT) == speech.extract(TEXT)


def test_threads(speech: Extractor) -> None:
    texts = [TEXT, "The mayor said it was over.", "“No,” Ruiz said."] * 3
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(speech.extract, texts)) == [speech.extract(t) for t in texts]
