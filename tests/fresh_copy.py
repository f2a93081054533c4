"""A copy of the project as a fresh clone has it: what git knows or would take, nothing that was built."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_BUILT = ("build", "dist", "__pycache__", "site")
_LARGE = 1_000_000  # bytes: what is larger is linked, not copied


def names() -> list[Path]:
    """The project's files, relative to its root; where git is not, as in an sdist, all but what was built."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, check=False
    )
    found = [Path(name) for name in listed.stdout.decode().split("\0") if name] or list(_walked())
    return sorted(name for name in found if (ROOT / name).is_file())


def _walked() -> Iterator[Path]:
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        if not any(part in _BUILT or part.startswith(".") or part.endswith(".egg-info") for part in parts):
            yield path.relative_to(ROOT)


def fresh_copy(target: Path) -> Path:
    """Makes it, and gives its root."""
    for name in names():
        copy = target / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        _place(ROOT / name, copy)
    return target


def _place(source: Path, copy: Path) -> None:
    if source.stat().st_size > _LARGE:
        try:
            os.link(source, copy)
            return
        except OSError:  # another file system
            pass
    shutil.copy2(source, copy)
