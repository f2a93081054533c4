"""The guides: each starts from a user's own files, is followed to the letter, and ends with the user's product."""

import csv
import re
import subprocess
import sys
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

import attrs
import pytest

from quoteattr import Extractor, read_text, to_brat

ROOT = Path(__file__).resolve().parents[1]
OUTLETS = ROOT / "examples" / "data" / "outlets"
MOST_LINES = 12  # of the user's own code, for the first task
PRODUCTS = {
    "for_editors.md": {
        "story.html": ['class="findings"', "data-flag="],
        "findings.csv": ["rule,severity", "anonymous lead"],
    },
    "for_social_scientists.md": {
        "audit.html": ["Who is heard", "valley-times, 2026-04"],
        "who_is_heard.csv": ["outlet,month,measure,unit", "feminine"],
    },
    "for_monitors.md": {
        "report.html": ["Sourcing by outlet", "harbour-post, 2026-04"],
        "shares.csv": ["outlet,month,measure,unit", "anonymous"],
        "most_quoted.csv": ["name,role,articles", "Eva Lind"],
    },
    "for_fact_checkers.md": {
        "statements.csv": ["\ufeffTomas Reuter,indirect,it a bribe,215,week/", "week/2026-03-23-budget.html#A4-text"],
        "week/2026-03-23-budget.html": ['id="A1-text"'],
    },
    "for_developers.md": {"articles.jsonl": ['"schema"']},
    "own_accuracy.md": {
        "errors.csv": ["\ufeffarticle,kind,fields,before_id", ",before_start,before_end,after_id,"],
        "accuracy.txt": ["relation F1 as shipped", "threshold 0."],
        "to_correct/annotation.conf": ["HasSource"],
        "to_correct/2026-03-23-budget.ann": ["HasSource Arg1:T1"],
    },
}
KNOWS_SPACY = find_spec("spacy") is not None and any(
    entry.name == "quoteattr" for entry in entry_points(group="spacy_factories")
)
TRANSCRIPT = """MS. LIND: Will the tax cut help, Mr. Reuter?

MR. REUTER: It is a bribe. They, uh, they buy votes with our own money.
"""
TAPE = """1
00:12:31,000 --> 00:12:35,000
MR. REUTER: It is a bribe.

2
00:12:35,200 --> 00:12:39,000
MR. REUTER: They, uh, they buy votes with our own money.
"""


def blocks(page: str) -> list[tuple[str, str]]:
    """The code of a guide, block by block, each with what it prints, as far as the guide says."""
    text = (ROOT / "docs" / "guide" / page).read_text(encoding="utf-8")
    found = re.findall(r"```py\n(.*?)```(?:(?:(?!```).)*?```text\n(.*?)```)?", text, re.DOTALL)
    return [(code, printed) for code, printed in found]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The files of the reader's own, under the names that the guides give them."""
    story = OUTLETS / "valley-times" / "2026-03-23-budget.txt"
    (tmp_path / "story.txt").write_bytes(story.read_bytes())
    (tmp_path / "week").mkdir()
    with (tmp_path / "articles.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["id", "outlet", "date", "text"])
        for path in sorted(OUTLETS.glob("*/*.txt")):
            table.writerow([path.stem, path.parent.name, path.name[:10], path.read_text(encoding="utf-8")])
            (tmp_path / "week" / path.name).write_bytes(path.read_bytes())
    (tmp_path / "transcript.txt").write_text(TRANSCRIPT, encoding="utf-8")
    (tmp_path / "tape.srt").write_text(TAPE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def corrected(folder: Path, speech: Extractor) -> Path:
    """Fifty articles, though fewer, and what somebody made of them who takes every sixth attribution for wrong."""
    for name in ("fifty", "corrected"):
        (folder / name).mkdir()
    for path in [*OUTLETS.glob("*/*.txt"), *(ROOT / "benchmarks" / "texts").glob("*.txt")]:
        text = read_text(path)
        found = speech.extract(text)
        kept = tuple(a for n, a in enumerate(found.outer) if n % 6 != 5)
        (folder / "fifty" / path.name).write_bytes(path.read_bytes())
        (folder / "corrected" / path.name).write_text(text, encoding="utf-8", newline="")
        ann = to_brat(attrs.evolve(found, attributions=kept))
        (folder / "corrected" / f"{path.stem}.ann").write_text(ann, encoding="utf-8")
    return folder


@pytest.mark.parametrize("page", list(PRODUCTS))
def test_a_guide_followed_to_the_letter(page: str, request: pytest.FixtureRequest) -> None:
    pytest.importorskip("pandas")
    folder: Path = request.getfixturevalue("corrected" if page == "own_accuracy.md" else "folder")
    assert blocks(page)
    for code, printed in blocks(page):
        if "import spacy" in code and not KNOWS_SPACY:
            continue
        done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, check=False)
        assert done.returncode == 0, f"{code}\n{done.stderr.decode()}"
        if printed:
            lines = [line.rstrip() for line in done.stdout.decode().rstrip().splitlines()]
            assert lines == printed.rstrip().splitlines()
    for name, parts in PRODUCTS[page].items():
        product = (folder / name).read_text(encoding="utf-8")
        assert [part for part in parts if part not in product] == []


@pytest.mark.parametrize("page", list(PRODUCTS))
def test_the_first_task_is_short(page: str) -> None:
    code, _ = blocks(page)[0]
    assert len([line for line in code.splitlines() if line.strip()]) <= MOST_LINES
