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


OUTLETS = ROOT / "examples" / "data" / "outlets"


def test_an_audit_of_outlets(tmp_path: Path) -> None:
    done = run("examples/audit_outlet.py", str(OUTLETS), "--out", str(tmp_path / "audit"))
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode().startswith("8 articles")
    page = (tmp_path / "audit.html").read_text(encoding="utf-8")
    assert page.count("<figure>") == 5
    assert "harbour-post, 2026-03" in page
    assert "http:" not in re.sub(r"http://www.w3.org/[^\"]*", "", page)
    assert (tmp_path / "audit-levels.png").read_bytes()[:4] == b"\x89PNG"
    assert "<svg" in (tmp_path / "audit-anonymous.svg").read_text()


def test_a_page_of_an_article(tmp_path: Path) -> None:
    text = OUTLETS / "valley-times" / "2026-03-23-budget.txt"
    done = run("examples/view_article.py", str(text), str(tmp_path / "page.html"))
    assert "no reason given for the anonymity of government adviser" in done.stdout.decode()
    assert "Tomas Reuter" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_what_somebody_says() -> None:
    out = run("examples/find_statements.py", str(OUTLETS), "solberg").stdout.decode()
    assert "harbour-post/2026-03-04-ferry.txt" in out
    assert "“We lose four thousand crowns on every crossing,”" in out
    start, end = map(int, re.search(r":(\d+)-(\d+)  Ingrid Solberg", out).groups())  # type: ignore[union-attr]
    text = (OUTLETS / "harbour-post" / "2026-03-04-ferry.txt").read_text(encoding="utf-8")
    assert text[start:end].startswith("“We lose")


def test_who_speaks(tmp_path: Path) -> None:
    done = run("examples/who_speaks.py", str(OUTLETS), str(tmp_path / "table.csv"))
    assert "single persons" in done.stdout.decode(), done.stderr.decode()
    assert (tmp_path / "table.csv").read_text(encoding="utf-8").startswith("document,failure,attribution,speaker")


def test_the_notebook() -> None:
    nbclient, nbformat = pytest.importorskip("nbclient"), pytest.importorskip("nbformat")
    notebook = nbformat.read(ROOT / "examples" / "one_article_and_many.ipynb", as_version=4)
    place = {"metadata": {"path": str(ROOT / "examples")}}
    nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3", resources=place).execute()
    kinds = [
        kind for cell in notebook.cells if cell.cell_type == "code" for o in cell.outputs for kind in o.get("data", ())
    ]
    assert kinds.count("text/html") == 2  # the article, the frame
    assert "image/svg+xml" in kinds


PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCKS = [
    (page.name, code) for page in PAGES for code in re.findall(r"```python\n(.*?)```", page.read_text(), re.DOTALL)
]


@pytest.mark.parametrize(("page", "code"), BLOCKS, ids=[f"{page}-{n}" for n, (page, _) in enumerate(BLOCKS)])
def test_code_in_pages(page: str, code: str) -> None:
    done = run("-c", code)
    assert done.returncode == 0, f"{page}\n{code}\n{done.stderr.decode()}"
