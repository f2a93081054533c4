"""Folders of models of the user's own: what is wrong with one is one error that names the file, and nothing hangs."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quoteattr import Extractor, ModelNotFound
from quoteattr.heads.weights import BUNDLED as HEADS
from quoteattr.heads.weights import load as load_heads
from quoteattr.network.weights import (
    BUNDLED,
    FILES,
    GRAPH,
    NUMBERS,
    SETTINGS,
    VOCABULARY,
    load,
)
from quoteattr.on_stanza.pack import BUNDLED as PACK
from quoteattr.runtime.manifest import MANIFEST, name_of, verify
from quoteattr.runtime.versions import GIVEN, versions_of

DEEP = "[" * 200_000
OTHER_GRAPH = (HEADS / "relations.onnx").read_bytes()


def folder_with(tmp_path: Path, changes: dict[str, bytes], of: Path = BUNDLED, name: str = "weights") -> Path:
    """The bundled models with some files changed, and a manifest that is right for them."""
    folder = tmp_path / name
    folder.mkdir()
    manifest = json.loads((of / MANIFEST).read_text())
    for name in manifest["files"]:
        if name not in changes:
            (folder / name).symlink_to(of / name)
    for name, content in changes.items():
        (folder / name).write_bytes(content)
        manifest["files"][name] = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    (folder / MANIFEST).write_text(json.dumps(manifest))
    return folder


def of_one(name: str, **known: Any) -> str:
    """A manifest of one file."""
    return json.dumps({"files": {name: known}})


OUTSIDE = (
    "",
    ".",
    "..",
    "/dev/zero",
    "/etc/passwd",
    "../../etc/passwd",
    "sub/network.onnx",
    "sub\\network.onnx",
    "a\0b",
)
MANIFESTS = [
    "", "{", "[]", "null", "3", DEEP, "9" * 5_000, "\ufeff{}", '{"files": []}', '{"files": null}', '{"files": NaN}',
    '{"files": {}}', '{"files": {"network.onnx": null}}', of_one(GRAPH), of_one(GRAPH, sha256="x"),
    of_one(GRAPH, bytes="1", sha256="x"), of_one(GRAPH, bytes=True, sha256="x"), of_one(GRAPH, bytes=1, sha256=2),
    *(of_one(name, bytes=0, sha256="x") for name in OUTSIDE),
]  # fmt: skip


@pytest.mark.parametrize("manifest", MANIFESTS, ids=[repr(m)[:60] for m in MANIFESTS])
def test_a_wrong_manifest(tmp_path: Path, manifest: str) -> None:
    (tmp_path / MANIFEST).write_text(manifest)
    with pytest.raises(ModelNotFound, match=f"{tmp_path}"):
        load(tmp_path)
    with pytest.raises(ModelNotFound, match=f"{tmp_path}"):
        verify(tmp_path, FILES, "")


def test_a_manifest_that_is_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ModelNotFound, match=MANIFEST):
        load(tmp_path)


@pytest.mark.parametrize("place", [MANIFEST, SETTINGS, NUMBERS])
@pytest.mark.parametrize("make", [
    lambda path: path.symlink_to("/dev/zero"), os.mkfifo, Path.mkdir, lambda path: path.symlink_to(path),
    lambda path: path.symlink_to("nowhere"),
], ids=["endless", "pipe", "folder", "loop", "dangling"])  # fmt: skip
def test_what_is_no_file_is_not_read(tmp_path: Path, place: str, make: Callable[[Path], Any]) -> None:
    folder = folder_with(tmp_path, {})
    (folder / place).unlink()
    make(folder / place)
    with pytest.raises(ModelNotFound, match=place):
        load(folder)


@pytest.mark.parametrize("folder", ["no\0where", "", "/dev/null", "/dev/zero"], ids=repr)
def test_what_is_no_folder(folder: str) -> None:
    with pytest.raises(ModelNotFound):
        load(Path(folder))


def settings_with(**changes: Any) -> bytes:
    """The bundled settings, some changed: `window=…` or `calibration__bias=…`; None leaves one out."""
    saved = json.loads((BUNDLED / SETTINGS).read_text())
    for path, value in changes.items():
        *above, last = path.split("__")
        node = saved
        for step in above:
            node = node[step]
        if value is None:
            del node[last]
        else:
            node[last] = value
    return json.dumps(saved).encode()


def vocabulary_with(change: Callable[[list[str]], list[str]]) -> bytes:
    """The bundled word pieces, changed."""
    return "\n".join(change((BUNDLED / VOCABULARY).read_text(encoding="utf-8").split("\n"))).encode()


NUMBERS_CUT, GRAPH_CUT = (BUNDLED / NUMBERS).read_bytes()[:1_000_000], (BUNDLED / GRAPH).read_bytes()[:5_000]
WRONG: list[tuple[str, bytes]] = [
    *((SETTINGS, content.encode()) for content in ("", "{", "[]", "null", "{}", DEEP, '{"format": 3}')),
    (SETTINGS, b"\xff\xfe"),
    (SETTINGS, settings_with(format=4)),
    (SETTINGS, settings_with(calibration=None)),
    (SETTINGS, settings_with(calibration=[])),
    (SETTINGS, settings_with(calibration__bias=None)),
    (SETTINGS, settings_with(calibration__bias="x")),
    (SETTINGS, settings_with(calibration__bias=[])),
    (SETTINGS, settings_with(calibration__bias=float("nan"))),
    (SETTINGS, settings_with(settings=None)),
    (SETTINGS, settings_with(settings=3)),
    (SETTINGS, settings_with(settings__window=None)),
    *((SETTINGS, settings_with(settings__window=size)) for size in (10**9, -1, 0, 1, 7, 513, True, "256", 256.0)),
    (VOCABULARY, b""),
    (VOCABULARY, b"\xff\xfe"),
    (VOCABULARY, vocabulary_with(lambda words: words[:-1])),
    (VOCABULARY, vocabulary_with(lambda words: [*words, ""])),
    (VOCABULARY, vocabulary_with(lambda words: words[:-1] + words[:1])),
    (VOCABULARY, vocabulary_with(lambda words: words[1:] + words[:1])),
    *((NUMBERS, content) for content in (b"", b"\xff" * 8, b"\x08" + b"\0" * 7 + b"{}      ", NUMBERS_CUT)),
    *((GRAPH, content) for content in (b"", b"garbage" * 100, GRAPH_CUT, OTHER_GRAPH)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content"), WRONG, ids=[f"{name} {content[:30]!r}" for name, content in WRONG])
def test_a_file_that_is_whole_and_wrong(tmp_path: Path, name: str, content: bytes) -> None:
    with pytest.raises(ModelNotFound, match=rf"{name} (can't be used|has|is)"):
        load(folder_with(tmp_path, {name: content}))


HEADS_WRONG: list[tuple[str, bytes]] = [
    *(
        ("settings.json", text.encode())
        for text in ("[]", '{"format": 4}', '{"format": 4, "network": 1, "labels": []}')
    ),
    ("lemmas.tsv", b"one\ttwo"),
    ("lemmas.tsv", b"\xff\xfe"),
    ("relations.onnx", b""),
    ("relations.onnx", (HEADS / "heads.onnx").read_bytes()),
]


@pytest.mark.parametrize(
    ("name", "content"), HEADS_WRONG, ids=[f"{name} {content[:30]!r}" for name, content in HEADS_WRONG]
)
def test_heads_that_are_whole_and_wrong(tmp_path: Path, name: str, content: bytes) -> None:
    with pytest.raises(ModelNotFound, match=f"{name} can't be used"):
        load_heads(folder_with(tmp_path, {name: content}, HEADS), BUNDLED)


def test_a_linked_folder_and_linked_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "linked").symlink_to(BUNDLED)
    assert load(tmp_path / "linked").window == load(folder_with(tmp_path, {})).window == 256


def test_numbers_alone_behind_a_link_are_read_or_told(tmp_path: Path) -> None:
    """Newer runtimes read no numbers from outside the graph's folder."""
    folder = folder_with(tmp_path, {name: (BUNDLED / name).read_bytes() for name in FILES if name != NUMBERS})
    try:
        load(folder)
    except ModelNotFound as error:
        assert f"copy {NUMBERS} into" in str(error)  # noqa: PT017


@pytest.mark.full
def test_a_pack_that_is_whole_and_wrong(tmp_path: Path) -> None:
    for name in ("tagger.pt", "vectors.pt"):
        with pytest.raises(ModelNotFound, match="can't be used"):
            Extractor(models=folder_with(tmp_path, {name: b"garbage"}, PACK)).load()
        shutil.rmtree(tmp_path / "weights")


def test_versions_name_the_folder_that_was_given(tmp_path: Path) -> None:
    folder, other = folder_with(tmp_path, {}), folder_with(tmp_path, {VOCABULARY: b""}, name="other")
    found = versions_of(["onnxruntime"], [folder, other, None])
    assert [name for name, _ in found.models] == ["weights", "other", GIVEN[0]]
    assert dict(found.models)["weights"] == name_of(BUNDLED)[1] != dict(found.models)["other"]
    assert found.runtime.startswith("onnxruntime 1.")


def test_bundled_weights_are_small_and_declared() -> None:
    manifest = json.loads((BUNDLED / "manifest.json").read_text())
    assert manifest["files"].keys() == set(FILES)
    assert all(known["bytes"] == (BUNDLED / name).stat().st_size for name, known in manifest["files"].items())
    assert sum(known["bytes"] for known in manifest["files"].values()) <= 25_000_000
    assert (BUNDLED / "MODEL_CARD.md").is_file()


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
