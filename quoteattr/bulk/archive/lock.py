"""One run at a time over a target. The system holds the lock and frees it when its process dies, however it dies."""

import contextlib
import json
import os
import socket
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from quoteattr.errors import UnusableFile

_BYTE = 2**20  # the one that Windows locks: beyond what the file says, so that others can read that


@contextlib.contextmanager
def locked(target: Path, lock: Path) -> Iterator[None]:
    """Hold the lock of a target: a file that says by whom it is held, and is removed in the end.

    Raises:
        UnusableFile: another run holds it, or its file system has no locks.
    """
    file = _taken(target, lock)
    try:
        holder = {
            "process": os.getpid(),
            "host": socket.gethostname(),
            "since": datetime.now(UTC).isoformat("T", "seconds"),
        }
        with contextlib.suppress(OSError):  # of a full disk; it only tells others
            os.ftruncate(file, 0)
            os.write(file, json.dumps(holder).encode())
        yield
    finally:
        with contextlib.suppress(OSError):
            lock.unlink()  # while it is held: another run that has opened it sees that it is gone
        os.close(file)


def _taken(target: Path, lock: Path) -> int:
    while True:
        try:
            lock.parent.mkdir(parents=True, exist_ok=True)
            file = os.open(lock, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
        except OSError as error:
            raise UnusableFile(f"{target} can't be written: {lock}: {error.strerror}") from error
        try:
            _lock(file)
            if _is(file, lock):
                _refuse_other(file, lock)
                return file
        except UnusableFile:
            os.close(file)
            raise
        except (BlockingIOError, PermissionError) as error:
            said = _said(file)
            os.close(file)
            raise UnusableFile(f"{target} is being written by {said}: wait for it, or stop it") from error
        except OSError as error:
            os.close(file)
            raise UnusableFile(f"{target} can't be locked ({error.strerror}): choose one on a local disk") from error
        os.close(file)  # the run that held it ended in between, and removed it


def _is(file: int, lock: Path) -> bool:
    """Whether this is the file that is there."""
    try:
        return os.path.samestat(os.fstat(file), lock.stat())
    except FileNotFoundError:
        return False


def _refuse_other(file: int, lock: Path) -> None:
    """Raise for a file of the user's that is called as the lock would be: it would be lost."""
    if os.fstat(file).st_size and not _holder(file):
        raise UnusableFile(f"{lock} is no lock of this script: move it away, or name another target")


def _holder(file: int) -> dict[str, object]:
    """What a lock says of who holds it; nothing where it is no lock."""
    try:
        holder = json.loads(os.pread(file, 10_000, 0) if hasattr(os, "pread") else os.read(file, 10_000))
    except (OSError, ValueError, RecursionError):
        return {}
    return holder if isinstance(holder, dict) and holder.keys() == {"process", "host", "since"} else {}


def _said(file: int) -> str:
    """Who holds it."""
    holder = _holder(file)
    if not holder:  # it has only just begun
        return "another run"
    return f"process {holder['process']} on {holder['host']} since {holder['since']}"


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        os.lseek(file, _BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        finally:
            os.lseek(file, 0, os.SEEK_SET)

else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
