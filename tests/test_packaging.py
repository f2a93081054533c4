"""What is sent to a package index: a wheel with all that runs, an sdist with all that its tests need."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from email.message import Message
from email.parser import Parser
from pathlib import Path

import pytest
from fresh_copy import ROOT, fresh_copy, names

pytestmark = pytest.mark.full  # it needs setuptools, as a build does

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
BUILD = "import sys; from setuptools import build_meta as b; getattr(b, sys.argv[1])(sys.argv[2])"


def build(kind: str, root: Path, target: Path) -> Path:
    """What setuptools makes of a tree, without a network: `build_sdist` or `build_wheel`."""
    target.mkdir(exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-c", BUILD, kind, str(target)], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    (built,) = (path for path in target.iterdir() if path.suffix in (".gz", ".whl"))
    return built


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sdist of a fresh copy, unpacked."""
    place = tmp_path_factory.mktemp("sdist")
    sdist = build("build_sdist", fresh_copy(place / "clone"), place / "made")
    shutil.unpack_archive(sdist, place)
    return place / sdist.name.removesuffix(".tar.gz")


@pytest.fixture(scope="module")
def wheel(unpacked: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that the sdist gives."""
    return build("build_wheel", unpacked, tmp_path_factory.mktemp("wheel"))


def metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        return Parser().parsestr(archive.read(name).decode())


def test_the_sdist_holds_the_whole_project(unpacked: Path) -> None:
    assert [str(name) for name in names() if not (unpacked / name).is_file()] == []


def test_the_sdist_holds_nothing_else(unpacked: Path) -> None:
    added = {"PKG-INFO", "setup.cfg"}
    found = {str(path.relative_to(unpacked)) for path in unpacked.rglob("*") if path.is_file()}
    extra = {name for name in found if not name.startswith(("quoteattr.egg-info/", "build/"))}
    assert extra - set(map(str, names())) - added == set()


def printed_by(root: Path, *arguments: str) -> str:
    """What pytest prints for an unpacked sdist, with the package that stands in it."""
    environment = {**os.environ, "PYTHONPATH": str(root)}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
    ran = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, env=environment)
    assert ran.returncode == 0, ran.stdout[-3000:]
    return ran.stdout


def test_every_test_of_the_sdist_finds_what_it_imports(unpacked: Path) -> None:
    assert "test_packaging.py" in printed_by(unpacked, "--collect-only")


def test_tests_run_from_the_sdist(unpacked: Path) -> None:
    """Those that are quick, and need the package's models, the scripts, the pages and the Makefile."""
    some = ("tests/text/test_quotations.py", "tests/test_docs.py", "-k", "quotations or every or readme")
    assert re.search(r"\d{2} passed", printed_by(unpacked, *some))


def test_the_wheel_holds_the_package_and_its_licences_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        found = set(archive.namelist())
    package = {str(name) for name in names() if name.parts[0] == "quoteattr"}
    info = {name for name in found if ".dist-info/" in name}
    assert found - info == package
    assert {name.partition(".dist-info/")[2] for name in info} >= {"licenses/LICENSE", "licenses/NOTICE", "METADATA"}


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    told = metadata(wheel)
    assert told["License-Expression"] == "Apache-2.0 AND CC-BY-SA-4.0"
    assert told.get_all("License-File") == ["LICENSE", "NOTICE"]
    assert told["Description-Content-Type"] == "text/markdown"
    assert told.get_payload() == (ROOT / "README.md").read_text(encoding="utf-8")
    assert not [key for key in told if key in ("Author", "Author-email", "Home-page", "Project-URL")]


def test_the_licences_are_those_that_notice_names() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    assert f'"{PROJECT["license"]}"' in notice
    folders = {path.name for path in (ROOT / "quoteattr" / "models").iterdir() if path.is_dir()}
    assert {name for name in folders if not re.search(rf"quoteattr/models/{name}\b", notice)} == set()


def test_the_classifiers_name_the_versions_that_the_matrix_runs() -> None:
    versions = {c.rpartition(" ")[2] for c in PROJECT["classifiers"] if re.search(r":: 3\.\d+$", c)}
    assert versions == {"3.11", "3.12", "3.13"}
    assert min(versions, key=lambda version: int(version[2:])) == PROJECT["requires-python"].removeprefix(">=")
