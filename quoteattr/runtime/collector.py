"""Python's collector of cycles waits while a text is read.

Reading makes some thousand values that all live until it is done: to look for cycles among them, over and over, takes
up to a tenth of the time and finds next to nothing.
"""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_one = threading.Lock()


@contextmanager
def waiting() -> Iterator[None]:
    """Let the collector wait meanwhile; it goes on right behind, whatever happens.

    It waits for one thread at a time, so that threads which read without a pause don't keep it waiting for good; where
    the user has turned it off it stays off.
    """
    if not gc.isenabled() or not _one.acquire(blocking=False):
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        _one.release()
