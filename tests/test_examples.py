"""The bundled scripts and the notebook, run as a reader would run them: right, wrong, and from other folders."""

import csv
import html
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import quoteattr

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"
SEED = EXAMPLES / "data" / "seed_article.txt"
OUTLETS = EXAMPLES / "data" / "outlets"
SPOKEN = "“It is over,” said Maria Ruiz."

sys.path.insert(0, str(EXAMPLES))

from find_statements import folded, words  # noqa: E402


def run(
    script: str, *arguments: str | Path, given: bytes | None = None, cwd: Path = ROOT
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, str(EXAMPLES / script), *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, input=given, capture_output=True, check=False)


def printed(script: str, *arguments: str | Path, given: bytes | None = None, cwd: Path = ROOT) -> str:
    done = run(script, *arguments, given=given, cwd=cwd)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


# --- what they do ---------------------------------------------------------------------------------


def test_table() -> None:
    out = printed("extract_quotes.py", SEED)
    assert "Ned Price  [named person, direct]" in out
    assert "senior Mexican security official  [described person, indirect]" in out


def test_json_from_standard_input_is_the_librarys_byte_for_byte() -> None:
    out = printed("extract_quotes.py", "--json", given=SEED.read_bytes())
    assert out == quoteattr.extract(quoteattr.read_text(SEED)).to_json(indent=2) + "\n"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (SPOKEN, ["1 attribution, 1 speaker:", "  Maria Ruiz (named person): 1"]),
        (f"{SPOKEN} “No,” said Tom Hill.", ["2 attributions, 2 speakers:"]),
        ("Nothing was decided.", ["0 attributions, 0 speakers"]),
        ("“It is over,” he said.", ["  A1  —  [unresolved, direct]", "1 attribution, 0 speakers"]),
        ("The crane had reportedly failed.", ["  A1  —  [hidden, indirect]", "1 attribution, 0 speakers"]),
    ],
    ids=["one", "two", "none", "unresolved", "hidden"],
)
def test_what_is_printed_does_not_contradict_itself(text: str, lines: list[str]) -> None:
    out = printed("extract_quotes.py", given=text.encode()).splitlines()
    assert [line for line in lines if line not in out] == []


def test_quickstart() -> None:
    assert "Two port officials [described, indirect]" in printed("quickstart.py")


def test_an_audit_of_outlets(tmp_path: Path) -> None:
    out = printed("audit_outlet.py", OUTLETS, "--out", tmp_path / "new" / "audit")
    assert out.startswith("8 articles")
    page = (tmp_path / "new" / "audit.html").read_text(encoding="utf-8")
    assert page.count("<figure>") == 5
    assert "harbour-post, 2026-03" in page
    assert "http:" not in re.sub(r"http://www.w3.org/[^\"]*", "", page)
    assert (tmp_path / "new" / "audit-levels.png").read_bytes()[:4] == b"\x89PNG"
    assert "<svg" in (tmp_path / "new" / "audit-anonymous.svg").read_text()


def test_a_page_of_an_article(tmp_path: Path) -> None:
    page = tmp_path / "new" / "page.html"
    out = printed("view_article.py", OUTLETS / "valley-times" / "2026-03-23-budget.txt", page)
    assert "no reason given for the anonymity of government adviser" in out
    assert "Tomas Reuter" in page.read_text(encoding="utf-8")


def test_what_somebody_says() -> None:
    out = printed("find_statements.py", OUTLETS, "solberg")
    assert "harbour-post/2026-03-04-ferry.txt" in out
    assert "“We lose four thousand crowns on every crossing,”" in out
    start, end = map(int, re.search(r":(\d+)-(\d+)  Ingrid Solberg", out).groups())  # type: ignore[union-attr]
    text = (OUTLETS / "harbour-post" / "2026-03-04-ferry.txt").read_text(encoding="utf-8")
    assert text[start:end].startswith("“We lose")


@pytest.mark.parametrize(
    ("wanted", "text", "stands"),
    [
        ("Aker", "Mr Aker’s", True),
        ("Aker", "the baker", False),
        ("Aker", "Akersen", False),
        ("aker", "AKER", True),
        ("port authority", "the Port  Authority’s head", True),
        ("port authority", "the airport authority", False),
        ("port authority", "the authority of the port", False),
        ("Muller", "Anna Müller", True),
        ("Müller", "Anna Muller", True),
        ("O'Neil", "Ms O’Neil", True),
        ("Felbab-Brown", "Vanda Felbab‑Brown", True),
        ("Brown", "Vanda Felbab-Brown", True),
        ("U.S.", "the U.S. media", True),
        ("A.", "Aker", False),
        ("7", "Channel 7", True),
        ("7", "Channel 77", False),
    ],
)
def test_names_are_matched_not_letters(wanted: str, text: str, stands: bool) -> None:
    assert bool(words(wanted).search(folded(text))) is stands


def test_words_narrow_what_is_found(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("“The ferries stop,” said Ann Aker. “The ferry goes,” said Tom Baker.", encoding="utf-8")
    assert printed("find_statements.py", text, "aker").endswith("1 statement in 1 article\n")
    assert printed("find_statements.py", tmp_path, "baker", "--words", "ferry").endswith("1 statement in 1 article\n")
    assert printed("find_statements.py", tmp_path, "aker", "--words", "ferry") == "0 statements in 1 article\n"


def test_who_speaks(tmp_path: Path) -> None:
    table = tmp_path / "new" / "table.csv"
    assert "by single persons" in printed("who_speaks.py", OUTLETS, table)
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0])[:4] == ["document", "failure", "attribution", "speaker"]
    assert len({row["document"] for row in rows}) == 8


def test_no_spreadsheet_runs_what_a_text_says(tmp_path: Path) -> None:
    (tmp_path / "=1+1.txt").write_text(SPOKEN, encoding="utf-8")
    printed("who_speaks.py", tmp_path, tmp_path / "table.csv")
    with (tmp_path / "table.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))] == []


# --- other encodings, other folders ---------------------------------------------------------------

LATIN = "“C’est fini,” said André Müller.".encode("cp1252")


@pytest.mark.parametrize(
    ("raw", "options"),
    [(LATIN, ["--encoding", "cp1252"]), ("“C’est fini,” said André Müller.".encode("utf-16"), [])],
    ids=["named", "by its mark"],
)
def test_encodings(raw: bytes, options: list[str], tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_bytes(raw)
    assert "André Müller" in printed("extract_quotes.py", text, *options)
    assert "1 statement in 1 article" in printed("find_statements.py", tmp_path, "Muller", *options)


@pytest.mark.parametrize(
    ("script", "more"),
    [("find_statements.py", ["Ruiz"]), ("who_speaks.py", ["out.csv"]), ("audit_outlet.py", ["--jobs", "2"])],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_cannot_be_read_is_told_and_the_others_are_read(
    script: str, more: list[str], tmp_path: Path
) -> None:
    folder = tmp_path / "texts"
    (folder / "folder.txt").mkdir(parents=True)
    (folder / "good.txt").write_text(SPOKEN, encoding="utf-8")
    (folder / "latin.txt").write_bytes(LATIN)
    (folder / "lost.txt").symlink_to(folder / "nowhere")
    done = run(script, folder, *more, cwd=tmp_path)
    told = done.stderr.decode().splitlines()
    assert done.returncode == 0, told
    assert [line.partition(":")[0] for line in told] == ["folder.txt", "latin.txt", "lost.txt"]
    assert "1 article" in done.stdout.decode()


def test_scripts_run_from_any_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SPOKEN, encoding="utf-8")
    printed("quickstart.py", cwd=tmp_path)
    printed("extract_quotes.py", "a.txt", cwd=tmp_path)
    printed("view_article.py", "a.txt", "a.html", cwd=tmp_path)
    printed("who_speaks.py", ".", "a.csv", cwd=tmp_path)
    printed("audit_outlet.py", ".", cwd=tmp_path)
    assert {path.name for path in tmp_path.iterdir()} >= {"a.html", "a.csv", "audit.html", "audit-kinds.png"}


# --- wrong arguments ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what can be wrong."""
    root = tmp_path_factory.mktemp("place")
    (root / "empty").mkdir()
    (root / "latin").mkdir()
    (root / "latin" / "a.txt").write_bytes(LATIN)
    (root / "blank.txt").write_text(" \n", encoding="utf-8")
    (root / "good.txt").write_text(SPOKEN, encoding="utf-8")
    return root


# script, arguments, exit status, what the message names
WRONG = [
    ("extract_quotes.py", ["nowhere.txt"], 2, "nowhere.txt is not there"),
    ("extract_quotes.py", ["empty"], 2, "empty is a folder"),
    ("extract_quotes.py", ["blank.txt"], 2, "blank.txt holds no text"),
    ("extract_quotes.py", [], 2, "standard input holds no text"),
    ("extract_quotes.py", ["latin/a.txt"], 1, "latin/a.txt is not utf-8"),
    ("extract_quotes.py", ["good.txt", "--encoding", "klingon"], 2, "no encoding 'klingon'"),
    ("extract_quotes.py", ["good.txt", "--scope", "some"], 2, "some"),
    ("view_article.py", ["nowhere.txt", "a.html"], 2, "nowhere.txt"),
    ("view_article.py", ["latin/a.txt", "a.html"], 1, "latin/a.txt is not utf-8"),
    ("view_article.py", ["good.txt", "empty"], 2, "empty is a folder"),
    ("view_article.py", ["good.txt", "good.txt"], 2, "good.txt is one of the texts that are read"),
    ("who_speaks.py", ["good.txt", "good.txt"], 2, "good.txt is one of the texts that are read"),
    ("who_speaks.py", [".", "good.txt"], 2, "good.txt is one of the texts that are read"),
    ("view_article.py", ["good.txt", "good.txt/a.html"], 1, "good.txt"),
    ("view_article.py", ["good.txt"], 2, "page"),
    ("find_statements.py", ["nowhere", "Ruiz"], 2, "nowhere is not there"),
    ("find_statements.py", ["empty", "Ruiz"], 2, "no .txt files in empty"),
    ("find_statements.py", ["latin", "Ruiz"], 1, "no text in latin could be read"),
    ("find_statements.py", [".", ""], 2, "speaker"),
    ("find_statements.py", [".", " - "], 2, "speaker"),
    ("find_statements.py", [".", "Ruiz", "--words", ""], 2, "words"),
    ("who_speaks.py", ["nowhere", "new/a.csv"], 2, "nowhere is not there"),
    ("who_speaks.py", ["empty", "new/a.csv"], 2, "no .txt files in empty"),
    ("who_speaks.py", ["latin", "latin.csv"], 1, "a.txt: latin/a.txt is not utf-8"),
    ("audit_outlet.py", ["nowhere", "--out", "new/a"], 2, "nowhere is not there"),
    ("audit_outlet.py", ["empty", "--out", "new/a"], 2, "no .txt files in empty"),
    ("audit_outlet.py", [".", "--jobs", "0", "--out", "new/a"], 2, "n_jobs is 0"),
    ("audit_outlet.py", [".", "--by", "day"], 2, "day"),
]


@pytest.mark.parametrize(
    ("script", "arguments", "status", "message"), WRONG, ids=[f"{row[0]} {' '.join(row[1])}" for row in WRONG]
)
def test_a_wrong_argument_is_one_clear_error(
    script: str, arguments: list[str], status: int, message: str, place: Path
) -> None:
    """No traceback, and nothing is made before it is refused."""
    done = run(script, *arguments, given=b"", cwd=place)
    told = done.stderr.decode()
    assert done.returncode == status, told
    assert message in told
    assert told.splitlines()[-1].startswith(f"{script}: ")
    assert "Traceback" not in told
    assert not (place / "new").exists()


@pytest.mark.parametrize("script", sorted(path.name for path in EXAMPLES.glob("*.py") if path.name != "reading.py"))
def test_help_tells_and_runs_nothing(script: str, tmp_path: Path) -> None:
    out = printed(script, "--help", cwd=tmp_path)
    assert out.startswith(f"usage: {script}")
    assert "attributions in" not in out
    assert "Maria Ruiz" not in out


def test_a_reader_that_has_enough_ends_a_script_without_a_word() -> None:
    command = f"{sys.executable} {EXAMPLES / 'extract_quotes.py'} --json {SEED} | head -c 10"
    done = subprocess.run(command, shell=True, capture_output=True, check=True)
    assert done.stderr == b""


# --- the notebook ---------------------------------------------------------------------------------

NOTEBOOK = EXAMPLES / "one_article_and_many.ipynb"


def outputs_of(cells: list[dict[str, object]], kind: str) -> list[str]:
    """What the code cells print, or what they show in one form."""
    found = []
    for output in (output for cell in cells for output in cell.get("outputs", [])):  # type: ignore[attr-defined]
        shown = output.get("text") if kind == "stream" else output.get("data", {}).get(kind)
        if shown is not None:
            found.append("".join(shown))
    return found


@pytest.mark.full
@pytest.mark.parametrize("folder", [ROOT, EXAMPLES], ids=["root", "examples"])
def test_the_notebook_runs_and_holds_what_it_prints(folder: Path) -> None:
    """QUOTEATTR_NOTEBOOK=1 stores its outputs anew."""
    import nbformat
    from nbclient import NotebookClient

    stored, notebook = (nbformat.read(NOTEBOOK, as_version=4) for _ in range(2))
    place = {"metadata": {"path": str(folder)}}
    NotebookClient(notebook, timeout=300, kernel_name="python3", resources=place, record_timing=False).execute()
    if os.environ.get("QUOTEATTR_NOTEBOOK"):
        notebook.metadata = stored.metadata
        nbformat.write(notebook, NOTEBOOK)
        stored = notebook
    for kind, count in (("stream", 2), ("text/html", 2), ("image/svg+xml", 1)):
        assert len(outputs_of(stored.cells, kind)) == len(outputs_of(notebook.cells, kind)) == count, kind
    assert outputs_of(stored.cells, "stream") == outputs_of(notebook.cells, "stream")
    told, tells = (list(map(read_of, outputs_of(cells.cells, "text/html"))) for cells in (stored, notebook))
    assert told == tells, "QUOTEATTR_NOTEBOOK=1 stores what it shows now"


def read_of(page: str) -> str:
    """What a reader reads of a page: no style, no script, no markup; no figures: versions show in them."""
    kept = re.sub(
        r"<(style|script|svg|head)\b.*?</\1>|<!--.*?-->", " ", html.unescape(html.unescape(page)), flags=re.DOTALL
    )
    return " ".join(word for word in re.sub(r"<[^>]+>", " ", kept).split() if not re.search(r"\d", word))


def test_the_notebook_holds_nothing_of_the_machine_that_ran_it() -> None:
    raw = NOTEBOOK.read_text(encoding="utf-8")
    assert re.findall(r"/(?:home|root|work|tmp|Users)/", raw) == []
    notebook = json.loads(raw)
    assert notebook["metadata"].keys() == {"kernelspec", "language_info"}
    assert [cell["metadata"] for cell in notebook["cells"]] == [{}] * len(notebook["cells"])
    assert "error" not in {output["output_type"] for cell in notebook["cells"] for output in cell.get("outputs", [])}
