"""What made an article: the versions of the library, of the runtimes and of the models, for `records.Versions`."""

import sys
from collections.abc import Iterable
from pathlib import Path

from quoteattr.records import Versions
from quoteattr.runtime.manifest import name_of

GIVEN = ("pipeline of the user's own", "unknown")  # as a model, of which nothing more is known


def versions_of(runtimes: Iterable[str], folders: Iterable[Path | None]) -> Versions:
    """The versions of this library, of the packages that run its models, which are loaded, and of the models.

    Args:
        runtimes: the packages' names, as they are imported.
        folders: the models' packs; None for a pipeline of the user's own.

    Raises:
        ModelNotFound: a pack has no manifest.
    """
    named = ", ".join(f"{name} {_version(name)}" for name in runtimes)
    models = dict(GIVEN if folder is None else name_of(folder) for folder in folders)
    return Versions(_version("quoteattr"), named, tuple(models.items()))


def _version(package: str) -> str:
    """The version of a package that is imported."""
    return str(getattr(sys.modules.get(package), "__version__", "unknown"))
