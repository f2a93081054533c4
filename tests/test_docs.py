"""The documentation: its examples are what the library answers, its commands print what it says, and it builds."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from quoteattr import Extractor

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "anonymity.md"


def tables(header: str) -> Iterator[tuple[str, ...]]:
    """The rows of every table with this header; “none” is the empty string."""
    inside = False
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line == header:
            inside = True
        elif not line.startswith("|"):
            inside = False
        elif inside and not line.startswith("|---"):
            yield tuple("" if cell.strip() == "none" else cell.strip() for cell in line.strip("|").split("|"))


SPEAKERS = list(tables("| text | speaker | level | kind |"))
GRANTS = list(tables("| text | granted | reason | class |"))


def test_the_page_has_examples() -> None:
    assert len(SPEAKERS) >= 30
    assert {level for _, _, level, _ in SPEAKERS} == {"named", "partial", "described", "vague", "hidden", ""}
    assert len(GRANTS) >= 10


@pytest.mark.parametrize(("text", "speaker", "level", "kind"), SPEAKERS, ids=[row[0][:50] for row in SPEAKERS])
def test_speaker(everything: Extractor, text: str, speaker: str, level: str, kind: str) -> None:
    (a,) = everything.extract(text).attributions
    found = a.speaker.label if a.speaker else "", a.anonymity.level or "", a.speaker.kind if a.speaker else ""
    assert found == (speaker, level, kind)


@pytest.mark.parametrize(("text", "granted", "reason", "reason_class"), GRANTS, ids=[row[0][:50] for row in GRANTS])
def test_grant(speech: Extractor, text: str, granted: str, reason: str, reason_class: str) -> None:
    a = speech.extract(text).attributions[-1].anonymity
    found = tuple(span.text if span else "" for span in (a.granted, a.reason))
    assert (*found, a.reason_class or "") == (granted, reason, reason_class)


OUTPUTS = re.findall(
    r"```console\n\$ python ([^\n]+)\n(.*?)```", (ROOT / "docs" / "guide" / "examples.md").read_text("utf-8"), re.DOTALL
)


@pytest.mark.parametrize(("command", "output"), OUTPUTS, ids=[command.split()[0] for command, _ in OUTPUTS])
def test_commands_print_what_the_page_says(command: str, output: str) -> None:
    (ROOT / "build").mkdir(exist_ok=True)
    environment = {**os.environ, "COLUMNS": "100"}
    done = subprocess.run(
        [sys.executable, *command.split()], cwd=ROOT, capture_output=True, check=True, env=environment
    )
    assert done.stdout.decode().rstrip().splitlines() == output.rstrip().splitlines()


def test_every_example_is_on_the_page() -> None:
    shown = {Path(command.split()[0]).name for command, _ in OUTPUTS}
    assert shown == {path.name for path in (ROOT / "examples").glob("*.py")} - {"process_corpus.py"}


def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    pytest.importorskip("mkdocs", reason="MkDocs is not installed")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    pages = list(tmp_path.rglob("*.html"))
    assert len(pages) > 12
    for page in pages:
        loaded = re.findall(r'<(?:script|img|iframe|link)[^>]+(?:src|href)="(https?:[^"]+)', page.read_text("utf-8"))
        assert loaded == [], page  # nothing from outside
