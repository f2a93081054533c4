"""docs/privacy.md: the program on that page writes nothing into its home and opens no socket to anywhere."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from attrs import frozen

PAGE = Path(__file__).resolve().parents[2] / "docs" / "privacy.md"
PATIENCE = 8  # seconds that the process stays, for what a thread in the background would do


@frozen
class Watched:
    """A run of the page's program: what it left behind, and the calls that open a socket (None: not watched)."""

    left: list[str]
    sockets: list[str] | None


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Watched:
    folder = tmp_path_factory.mktemp("watched")
    home, temporary, trace = folder / "home", folder / "tmp", folder / "trace"
    home.mkdir()
    temporary.mkdir()
    (program,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    script = folder / "program.py"
    script.write_text(program + f"    import time\n\n    time.sleep({PATIENCE})\n", encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "ORT_", "MPL", "HF_"))}
    environment = {**kept, "HOME": str(home), "TMPDIR": str(temporary), "PYTHONDONTWRITEBYTECODE": "1"}
    strace = shutil.which("strace")
    watch = [strace, "-f", "-qq", "-e", "trace=socket", "-o", str(trace)] if strace else []
    subprocess.run([*watch, sys.executable, str(script)], env=environment, cwd=home, check=True)
    left = [str(path.relative_to(folder)) for path in folder.rglob("*") if path not in (home, temporary, trace, script)]
    return Watched(left, trace.read_text().splitlines() if strace else None)


def test_nothing_is_written(watched: Watched) -> None:
    assert watched.left == []


def test_no_socket_leads_outside(watched: Watched) -> None:
    if watched.sockets is None:
        pytest.skip("strace is not installed")
    assert [call for call in watched.sockets if "AF_INET" in call or "AF_PACKET" in call] == []


def test_a_choice_of_the_user_stands() -> None:
    program = "import os, quoteattr; print(os.environ['ORT_DISABLE_TELEMETRY'])"
    for chosen in ("0", "1"):
        environment = {**os.environ, "ORT_DISABLE_TELEMETRY": chosen}
        done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=True)
        assert done.stdout.decode().strip() == chosen


@pytest.mark.parametrize(("first", "warns"), [("import onnxruntime", True), ("import quoteattr", False)])
def test_a_runtime_that_came_first_is_told(first: str, warns: bool) -> None:
    program = f"import sys, types; sys.modules['onnxruntime'] = types.ModuleType('x')\n{first}\nimport quoteattr"
    if not warns:
        program = "import quoteattr; quoteattr.extract('“It is over,” said Maria Ruiz.')"
    environment = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert ("import quoteattr first" in done.stderr) == warns


def test_one_place_imports_what_must_be_kept_quiet() -> None:
    package = PAGE.parents[1] / "quoteattr"
    imports = re.compile(r"^\s*(?:import|from) (?:onnxruntime|matplotlib)\b", re.MULTILINE)
    typing = re.compile(r"if TYPE_CHECKING:\n(?:    .*\n|\n)+")
    found = {
        str(p.relative_to(package))
        for p in package.rglob("*.py")
        if imports.search(typing.sub("", p.read_text("utf-8")))
    }
    assert found == {"runtime/quiet.py", "auditing/charts.py"}  # charts asks quiet before
