"""What makes the models works: every command of `training`, end to end, on a handful of articles.

Nothing but torch, Stanza, onnx and udtools is needed: the network goes on from the shipped one, word vectors are those
of the shipped pack, names are gold ones. So what only the extra `train` brings is not run: the pretrained encoder,
GloVe, and the teacher that labels names. All that is written goes to a temporary folder.
"""

import importlib
import json
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree

import pytest

from quoteattr.heads.weights import BUNDLED as HEADS
from quoteattr.heads.weights import FORMAT as HEADS_FORMAT
from quoteattr.heads.weights import NUMBERS as HEAD_NUMBERS
from quoteattr.heads.weights import load as load_heads
from quoteattr.heads.weights_of_inner import BUNDLED as INNER
from quoteattr.heads.weights_of_inner import load as load_inner
from quoteattr.network.weights import BUNDLED as NETWORK
from quoteattr.network.weights import FORMAT, NUMBERS, settings_in, tensors_in
from quoteattr.on_stanza.pack import BUNDLED as PACK

pytestmark = pytest.mark.full
ROOT = Path(__file__).resolve().parents[1]
MODULES = [m.name for m in pkgutil.walk_packages([str(ROOT / "training")], "training.")]


@pytest.fixture
def build(tmp_path: Path) -> Iterator[Path]:
    """A folder for what is made; what lies in it is large."""
    yield tmp_path / "build"
    rmtree(tmp_path, ignore_errors=True)


def run(*command: str | Path) -> str:
    """What a command prints; it must end well."""
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def files(folder: Path) -> set[str]:
    """The files that a manifest lists, each of which is there."""
    listed = set(json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"])
    assert {name for name in listed if not (folder / name).is_file()} == set()
    return listed


def entries(path: Path) -> list[str]:
    """The rows of a lexicon file."""
    return [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


def test_one_network_of_all_tasks(shared: Path, build: Path) -> None:
    """A teacher, its student with fewer layers, heads, neurons and units, and the folders that are shipped."""
    small: list[str | Path] = ["--limit", "1", "--dev", "1", "--threads", "1", "--build", build]
    for epochs in ("1", "2"):  # the second call goes on with what the first one left
        told = run("-m", "training.network", "--name", "teacher", "--start", "shipped", "--epochs", epochs, *small)
        assert "gum" in json.loads(told.splitlines()[-1])
    logged = [json.loads(line) for line in (build / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(row["name"], row["epoch"]) for row in logged] == [("teacher", 1), ("teacher", 2)]
    cut = ["--layers", "1,3", "--heads", "4", "--inner", "512", "--recurrent", "96", "--sides", "2", "--rounded", "1"]
    run(
        "-m",
        "training.network",
        "--name",
        "student",
        "--start",
        "teacher",
        "--attentive",
        "0",
        "--teachers",
        "teacher,shipped:names",
        "--epochs",
        "1",
        *cut,
        *small,
    )
    run("-m", "training.network.average", "mean", "student", "student", "--build", build)
    told = run(
        "-m",
        "training.network.export",
        "mean",
        "--rounded",
        "--dev",
        "2",
        "--threads",
        "1",
        "--build",
        build,
        "--to",
        build,
    )
    assert "expected calibration error" in told
    network, heads = build / NETWORK.name, build / HEADS.name
    assert (files(network), files(heads)) == (files(NETWORK), files(HEADS))
    assert settings_in(network, "settings.json", FORMAT, "")["settings"]["layers"] == 2
    assert settings_in(network, "settings.json", FORMAT, "")["settings"]["recurrent"] == 96
    assert (heads / "lemmas.tsv").read_bytes() == (HEADS / "lemmas.tsv").read_bytes()
    loaded = load_heads(heads, network)
    assert loaded.names == load_heads(HEADS, NETWORK).names


def test_what_is_told_within(shared: Path, tmp_path: Path) -> None:
    told = run("-m", "training.nested", "--limit", "6", "--to", tmp_path)
    assert "cues in made texts" in told
    assert files(tmp_path / INNER.name) == files(INNER)
    assert load_inner(tmp_path / INNER.name, NETWORK).weights["bias"]


def test_links(shared: Path, tmp_path: Path) -> None:
    written = tmp_path / "links.tsv"
    told = run("-m", "training.links", "--articles", "2", "--to", tmp_path, "--folds", tmp_path / "folds")
    assert "choices left out of the fit" in told
    assert len(list((tmp_path / "folds").glob("*/speakers/links.tsv"))) == 5
    assert {"none", "candidate", "=bias", "=out", "read"} <= {line.split("\t")[0] for line in entries(written)}
    rest = [line for line in entries(written) if not line.startswith("read\t")]
    run("-m", "training.links", "--articles", "2", "--to", tmp_path, "--folds", tmp_path / "folds", "--kept")
    assert [line for line in entries(written) if not line.startswith("read\t")] == rest
    assert sum(line.startswith("read\t") for line in entries(written)) == 1


def test_who_is_who(shared: Path, tmp_path: Path) -> None:
    written = tmp_path / "reference.tsv"
    told = run("-m", "training.speakers", "--articles", "3", "--to", written)
    assert "choices in corpora: " in told
    assert {"none", "candidate", "=bias", "=out"} <= {line.split("\t")[0] for line in entries(written)}


def test_the_cues(shared: Path, tmp_path: Path) -> None:
    written = tmp_path / "cues.tsv"
    run("training/lexicon/cues.py", "--articles", "1", "--to", written)
    assert any(line.startswith("say\tVERB\tspeech\t") for line in entries(written))


def test_the_pack(shared: Path, build: Path) -> None:
    small: list[str | Path] = ["--sentences", "20", "--steps", "2", "--vectors", PACK, "--gold"]
    told = run("-m", "training.parsing", *small, "--build", build, "--to", build / "pack")
    assert "NER, GUM test" in told
    assert files(build / "pack") == files(PACK)


def test_the_shipped_graphs_are_made_of_the_shipped_numbers(tmp_path: Path) -> None:
    import onnx

    from quoteattr.network.model import Settings
    from training.network import graph_of_heads as heads
    from training.network import graph_of_network as network

    numbers, saved = dict(tensors_in(NETWORK / NUMBERS)), settings_in(NETWORK, "settings.json", FORMAT, "")
    words, labels = dict(tensors_in(HEADS / HEAD_NUMBERS)), settings_in(HEADS, "settings.json", HEADS_FORMAT, "")
    made = {
        NETWORK / "network.onnx": (network.graph(numbers, Settings(**saved["settings"])), NUMBERS),
        HEADS / "heads.onnx": (heads.graph(words, labels["labels"], labels["settings"]["width"]), HEAD_NUMBERS),
        HEADS / "relations.onnx": (heads.relations(words, len(labels["labels"]["deprel"])), HEAD_NUMBERS),
    }
    for shipped, (graph, file) in made.items():
        graph.write(tmp_path / shipped.name, shipped.parent / file)
        one, other = (onnx.load(p, load_external_data=False).graph for p in (tmp_path / shipped.name, shipped))
        assert one == other, shipped.name


@pytest.mark.parametrize("name", MODULES)
def test_it_imports(name: str) -> None:
    importlib.import_module(name)
