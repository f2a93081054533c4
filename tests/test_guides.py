"""The guides: each starts from a user's own files, is followed to the letter, and ends with the user's product."""

import csv
import re
import subprocess
import sys
from pathlib import Path

import pytest

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
}


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
    return tmp_path


@pytest.mark.parametrize("page", list(PRODUCTS))
def test_a_guide_followed_to_the_letter(page: str, folder: Path) -> None:
    pytest.importorskip("pandas")
    assert blocks(page)
    for code, printed in blocks(page):
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
