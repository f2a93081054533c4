"""What any folder of models needs: a manifest with the size and SHA-256 of every file, checked before one is read."""

import hashlib
import json
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from quoteattr.errors import ModelNotFound, QuoteAttrError
from quoteattr.records.promises import as_storable, shown

MANIFEST = "manifest.json"
REMEDY = "install quoteattr again"
_MOST = 1_000_000  # bytes of a manifest


def verify(folder: Path, needed: Sequence[str], remedy: str) -> None:
    """Raise `ModelNotFound` unless every file of the pack is there as the manifest says, the `needed` among them."""
    files = files_of(folder, remedy)
    missing = [name for name in needed if name not in files]
    if missing:
        raise ModelNotFound(f"the manifest of {folder} lacks {', '.join(missing)}; {remedy}")
    for name, (size, sha256) in files.items():
        if _checksum(folder / name, size, remedy) != sha256:
            raise ModelNotFound(f"{folder / name} is damaged (its checksum is wrong); {remedy}")


def files_of(folder: Path, remedy: str = REMEDY) -> dict[str, tuple[int, str]]:
    """The files that the manifest of a pack names, each with its size in bytes and its SHA-256.

    Raises:
        ModelNotFound: there is no manifest, or it is none.
    """
    manifest = folder / MANIFEST
    try:
        with open(manifest, "rb", opener=_unblocked) as file:
            regular = stat.S_ISREG(os.fstat(file.fileno()).st_mode)
            content = file.read(_MOST) if regular else b""
        rows = json.loads(content)["files"].items()
        files = {name: (row["bytes"], row["sha256"]) for name, row in rows}
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ModelNotFound(f"no model pack in {folder}: {manifest.name} is missing or damaged; {remedy}") from error
    for name, (size, sha256) in files.items():
        if not _is_plain(name) or type(size) is not int or not isinstance(sha256, str):
            raise ModelNotFound(
                f"{manifest} is damaged: {shown(name)} is no file of the folder with its size; {remedy}"
            )
    return files


def checksum(folder: Path, remedy: str = REMEDY) -> str:
    """Which pack it is: a SHA-256 of what its manifest says of its files."""
    files = {name: {"bytes": size, "sha256": known} for name, (size, known) in files_of(folder, remedy).items()}
    return hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()


def name_of(folder: Path) -> tuple[str, str]:
    """What `records.Versions` calls a pack that is loaded: its folder's name, and the beginning of its checksum."""
    return as_storable(folder.resolve().name) or "models", checksum(folder)[:8]


def _is_plain(name: str) -> bool:
    """A file of the folder itself, not a path that leads out of it."""
    return name not in ("", ".", "..") and not any(mark in name for mark in "/\\\0")


def _checksum(path: Path, size: int, remedy: str) -> str | None:
    """The SHA-256 of a file of this size; None for one of another, of which nothing is read."""
    try:
        with open(path, "rb", opener=_unblocked) as file:
            known = os.fstat(file.fileno())
            if not stat.S_ISREG(known.st_mode):
                raise ModelNotFound(f"{path} is no file that holds numbers; {remedy}")
            return hashlib.file_digest(file, "sha256").hexdigest() if known.st_size == size else None
    except FileNotFoundError as error:
        raise ModelNotFound(f"the model pack in {path.parent} lacks {path.name}; {remedy}") from error
    except OSError as error:
        raise ModelNotFound(f"{path} can't be read: {error.strerror}; {remedy}") from error


def _unblocked(path: str, flags: int) -> int:
    """Open at once: a named pipe would wait for who writes to it."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


@contextmanager
def usable(path: Path, remedy: str) -> Iterator[None]:
    """Whatever goes wrong while a file, or a folder of them, is made a model of, as `ModelNotFound` with its name.

    The libraries that read them raise kinds of their own, of which some are nothing but `Exception`.
    """
    try:
        yield
    except (QuoteAttrError, MemoryError):
        raise
    except Exception as error:
        told = " ".join(f"{type(error).__name__}: {error}".split())
        raise ModelNotFound(f"{path} can't be used ({told[:300]}); {remedy}") from error
