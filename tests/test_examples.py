"""The bundled scripts and the code in README and docs, run as a reader would run them."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SEED = ROOT / "examples" / "data" / "seed_article.txt"


def run(*arguments: str, given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, input=given, capture_output=True, check=False)


def test_table() -> None:
    done = run("examples/extract_quotes.py", str(SEED))
    out = done.stdout.decode()
    assert done.returncode == 0, done.stderr.decode()
    assert "Ned Price  [named person, direct]" in out
    assert "senior Mexican security official  [described person, indirect]" in out


def test_json_from_standard_input() -> None:
    done = run("examples/extract_quotes.py", "--json", given=SEED.read_bytes())
    record = json.loads(done.stdout)
    assert record["text"] == SEED.read_text(encoding="utf-8")
    assert len(record["attributions"]) >= 11


@pytest.mark.parametrize(
    ("arguments", "given", "message"),
    [(["nowhere.txt"], None, "nowhere.txt"), ([], b"\xff\xfe", "utf-8")],
    ids=["no file", "not UTF-8"],
)
def test_errors_are_one_line(arguments: list[str], given: bytes | None, message: str) -> None:
    done = run("examples/extract_quotes.py", *arguments, given=given)
    assert done.returncode == 1
    assert message in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1


def test_quickstart() -> None:
    done = run("examples/quickstart.py")
    assert done.returncode == 0, done.stderr.decode()
    assert "Two port officials [described, indirect]" in done.stdout.decode()


PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCKS = [
    (page.name, code) for page in PAGES for code in re.findall(r"```python\n(.*?)```", page.read_text(), re.DOTALL)
]


@pytest.mark.parametrize(("page", "code"), BLOCKS, ids=[f"{page}-{n}" for n, (page, _) in enumerate(BLOCKS)])
def test_code_in_pages(page: str, code: str) -> None:
    done = run("-c", code)
    assert done.returncode == 0, f"{page}\n{code}\n{done.stderr.decode()}"
