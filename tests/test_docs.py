"""The documentation: its examples are what the library answers, its commands print what it says, and it builds."""

import gzip
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest
from fresh_copy import fresh_copy

from quoteattr import Addressee, Anonymity, Article, Attribution, Extractor, Occasion, Speaker

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "anonymity.md"
README = ROOT / "README.md"
PAGES = [README, *sorted((ROOT / "docs").rglob("*.md")), ROOT / "CONTRIBUTING.md", *(ROOT / "benchmarks").glob("*.md")]


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


# --- the levels -----------------------------------------------------------------------------------


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


# --- code -----------------------------------------------------------------------------------------


def blocks() -> Iterator[tuple[str, str]]:
    """The Python in the pages, each with its page's name."""
    for page in PAGES:
        for code in re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
            yield name_of(page), code


BLOCKS = list(blocks())
_FULL = re.compile(r"stanza|engine=\"rules\"")  # what the default path has not


def rows() -> Iterator[object]:
    for number, (page, code) in enumerate(BLOCKS):
        marks = [pytest.mark.full] if _FULL.search(code) else []
        yield pytest.param(page, code, id=f"{page}-{number}", marks=marks)


@pytest.mark.parametrize(("page", "code"), rows())
def test_code_in_pages(page: str, code: str, tmp_path: Path) -> None:
    """It runs from any folder, and a line of comment alone is a line that it prints."""
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, f"{page}\n{code}\n{done.stderr.decode()}"
    told = [line.removeprefix("# ") for line in code.splitlines() if line.startswith("# ")]
    assert [line for line in done.stdout.decode().splitlines() if line in told] == told, page


EXTRAS = {
    "pandas": r"to_frame\(",
    "charts": r"import charts|auditing\.charts",
    "dask": r"bulk\.dask|import dask",
}


@pytest.mark.parametrize(("extra", "used"), EXTRAS.items(), ids=list(EXTRAS))
def test_pages_name_the_extras_that_their_code_needs(extra: str, used: str) -> None:
    needing = {page for page, code in BLOCKS if re.search(used, code)}
    named = {page for page in needing if re.search(rf"quoteattr\[[a-z,]*{extra}", (ROOT / page).read_text("utf-8"))}
    assert needing
    assert named == needing


# --- commands -------------------------------------------------------------------------------------

CONSOLE = re.compile(r"^```console\n\$ (python [^\n]+)\n(.*?)```", re.DOTALL | re.MULTILINE)
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"^(?:\$ )?(python (?:-m )?[\w./]+.*?)(?:\s{2,}#.*)?$", re.MULTILINE)


def commands() -> list[str]:
    """Every command in the pages and the scripts' own descriptions."""
    found = [fence for page in PAGES for fence in FENCE.findall(page.read_text(encoding="utf-8"))]
    fences = [text for language, text in found if language in ("", "console", "sh")]
    scripts = [path.read_text(encoding="utf-8").split('"""')[1] for path in sorted((ROOT / "examples").glob("*.py"))]
    return list(dict.fromkeys(command for text in (*fences, *scripts) for command in COMMAND.findall(text)))


OUTPUTS = dict(CONSOLE.findall((ROOT / "docs" / "guide" / "examples.md").read_text("utf-8")))
EXAMPLES = [command for command in commands() if "examples/" in command]


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh copy, with articles of the reader's own beside it, under the names that the pages give them."""
    root = fresh_copy(tmp_path_factory.mktemp("clone"))
    seed = (root / "examples" / "data" / "seed_article.txt").read_text(encoding="utf-8")
    (root / "article.txt").write_text(seed, encoding="utf-8")
    for folder in ("FOLDER/outlet", "ARTICLES"):
        (root / folder).mkdir(parents=True)
        (root / folder / "2026-01-02-seed.txt").write_text(seed, encoding="utf-8")
    row = {"id": "a1", "url": "a1", "text": seed, "body": seed}
    for name, text in (
        ("articles.jsonl", json.dumps(row) + "\n"),
        ("articles.csv", "id,text\na1,“Yes,” said Ana Ruiz.\n"),
    ):
        (root / name).write_text(text, encoding="utf-8")
        (root / f"{name}.gz").write_bytes(gzip.compress(text.encode()))
    parquet, table = pytest.importorskip("pyarrow.parquet"), pytest.importorskip("pyarrow")
    parquet.write_table(table.Table.from_pylist([row]), root / "articles.parquet")
    return root


@pytest.mark.parametrize("command", EXAMPLES)
def test_commands_run_in_a_fresh_clone_and_print_what_the_page_says(command: str, clone: Path, tmp_path: Path) -> None:
    """Word by word, with nothing there that was built before."""
    for entry in clone.iterdir():
        (tmp_path / entry.name).symlink_to(entry)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "COLUMNS": "100", "PATH": path, "PYTHONPATH": str(clone)}
    done = subprocess.run(
        command, shell=True, cwd=tmp_path, capture_output=True, check=False, env=environment, timeout=300
    )
    assert done.returncode == 0, done.stderr.decode()
    if command in OUTPUTS:
        assert done.stdout.decode().rstrip().splitlines() == OUTPUTS[command].rstrip().splitlines()


def test_every_example_is_on_the_page() -> None:
    shown = {Path(command.split()[1]).name for command in OUTPUTS}
    scripts = {path.name for path in (ROOT / "examples").glob("*.py")}
    assert shown == scripts - {"process_corpus.py", "reading.py"}
    assert {Path(command.split()[1]).name for command in EXAMPLES} == scripts - {"reading.py"}


def test_every_command_is_there() -> None:
    """Scripts, modules and targets that take minutes are not run, but they exist."""
    asked = [command.split() for command in commands() if "venv" not in command]
    modules = {words[2] for words in asked if words[1] == "-m"}
    files = {words[1] for words in asked if words[1] not in ("-m", "-c")}
    assert {name for name in files if not (ROOT / name).exists() and not name.startswith("../")} == set()
    assert {m for m in modules if m.startswith("training") and not (ROOT / m.replace(".", "/")).exists()} == set()
    targets = {
        target
        for page in PAGES
        for target in re.findall(r"(?:^|`|\$ )make ([a-z-]+)", page.read_text("utf-8"), re.MULTILINE)
    }
    assert {"demo", "test", "docs", "bench"} <= targets
    rules = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert targets <= rules


# --- README ---------------------------------------------------------------------------------------


def test_the_readme_shows_what_make_demo_prints(clone: Path) -> None:
    (shown,) = re.findall(r"```\n\$ make demo\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    command = [sys.executable, "examples/extract_quotes.py", "examples/data/seed_article.txt"]
    environment = {**os.environ, "COLUMNS": "100", "PYTHONPATH": str(clone)}
    done = subprocess.run(command, cwd=clone, capture_output=True, check=True, env=environment)
    printed = iter(done.stdout.decode().splitlines())
    for line in filter(str.strip, shown.splitlines()):
        start = line.removesuffix("…")
        assert not start.strip() or any(out == line or (start != line and out.startswith(start)) for out in printed), (
            line
        )


def test_the_readme_reads_well_where_its_links_are_dead() -> None:
    """On the page of a package index, relative links and pictures lead nowhere: a link's words name its file."""
    text = README.read_text(encoding="utf-8")
    links = re.findall(r"(!?)\[([^\]]*)\]\(([^)]+)\)", text)
    relative = [(picture, words, target) for picture, words, target in links if "://" not in target]
    assert relative
    for picture, words, target in relative:
        assert (ROOT / target).exists(), target
        assert len(words) > 40 if picture else words == f"`{target}`", words


# --- the picture ----------------------------------------------------------------------------------


def test_the_picture_is_that_of_the_package() -> None:
    done = subprocess.run([sys.executable, str(ROOT / "benchmarks" / "flow.py"), "--check"], check=False)
    assert done.returncode == 0, "python benchmarks/flow.py draws it anew"


NAMED = [
    (name_of(page), name)
    for page in (ROOT / "docs" / "how_it_works.md", ROOT / "CONTRIBUTING.md")
    for name in dict.fromkeys(re.findall(r"`([\w./]+(?:\.py|\.tsv|/))`", page.read_text(encoding="utf-8")))
    if not name.startswith("..") and not name.endswith("/x.py")
]


@pytest.mark.parametrize(("page", "name"), NAMED)
def test_files_and_folders_that_pages_name_are_there(page: str, name: str) -> None:
    """By their path from the root or from `quoteattr/`, or by the end of it."""
    places = [ROOT / name, ROOT / "quoteattr" / name]
    assert any(place.exists() for place in places) or list((ROOT / "quoteattr").rglob(name.rstrip("/"))), page


PARTS = [
    (page, name, part)
    for page in PAGES
    for name, part in re.findall(r'^--8<-- "([\w./]+):(\w+)"$', page.read_text(encoding="utf-8"), re.MULTILINE)
]


@pytest.mark.parametrize(("page", "name", "part"), PARTS, ids=[part for _, _, part in PARTS])
def test_parts_of_other_pages_are_there(page: Path, name: str, part: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    (inside,) = re.findall(rf"--8<-- \[start:{part}\] -->\n(.*?)<!-- --8<-- \[end:{part}\]", text, re.DOTALL)
    assert inside.strip(), page


# --- the site -------------------------------------------------------------------------------------


@pytest.mark.full
def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    pages = list(tmp_path.rglob("*.html"))
    assert len(pages) > 12
    for page in pages:
        loaded = re.findall(r'<(?:script|img|iframe|link)[^>]+(?:src|href)="(https?:[^"]+)', page.read_text("utf-8"))
        assert loaded == [], page  # nothing from outside


@pytest.mark.parametrize("value", [Addressee, Anonymity, Article, Attribution, Occasion, Speaker])
def test_every_field_has_its_meaning(value: type) -> None:
    page = (ROOT / "docs" / "fields.md").read_text(encoding="utf-8")
    table = page.partition(f"\n## {value.__name__}\n")[2].partition("\n## ")[0]
    assert [name for name in attrs.fields_dict(value) if f"| `{name}` |" not in table] == []
