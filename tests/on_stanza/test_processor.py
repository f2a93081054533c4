"""The network as a processor of Stanza's."""

import json
from pathlib import Path

import pytest

from quoteattr.language import language
from quoteattr.on_stanza.pack import BUNDLED as PACK
from quoteattr.on_stanza.pipeline import StanzaParser
from quoteattr.on_stanza.reader import NetworkBesideStanzaReader

pytestmark = pytest.mark.full
TALK = "“It is over,” said Maria Ruiz, a teacher.\n\nTom Hill told reporters that the bridge was unsafe."


def test_a_pipeline_of_stanza_gains_the_processor(tmp_path: Path) -> None:
    """`processors="tokenize,attribution"` over a folder of models laid out as Stanza lays out its own."""
    import stanza

    from quoteattr.on_stanza.processor import NAME, AttributionProcessor

    model = tmp_path / "en" / "tokenize" / "small.pt"
    model.parent.mkdir(parents=True)
    model.write_bytes((PACK / "tokenizer.pt").read_bytes())
    known = {"lang_name": "English", "packages": {"default": {"tokenize": "small"}}, "tokenize": {"small": {}}}
    (tmp_path / "resources.json").write_text(json.dumps({"en": known}))
    pipeline = stanza.Pipeline(
        "en", dir=str(tmp_path), processors="tokenize,attribution", download_method=None, use_gpu=False, verbose=False
    )
    assert isinstance(pipeline.processors[NAME], AttributionProcessor)
    document = pipeline(TALK)
    assert [TALK[slice(*s.source)] for s in document.attributions] == ["Maria Ruiz, a teacher", "Tom Hill"]
    assert [TALK[slice(*s.cue)] for s in document.attributions] == ["said", "told"]
    assert all(0 < s.confidence < 1 for s in document.attributions)


def test_the_extractor_runs_the_same_class() -> None:
    from quoteattr.on_stanza.processor import AttributionProcessor

    reader = NetworkBesideStanzaReader(StanzaParser(language("en")), language("en"), None, "cpu")
    assert isinstance(reader.load(), AttributionProcessor)
