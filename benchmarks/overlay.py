"""A language with some of its files replaced: what was fitted without the articles that are read."""

import shutil
from pathlib import Path

from attrs import evolve

from quoteattr.language import Language


def laid_over(its: Language, folder: Path, to: Path) -> Language:
    """A language with the files of a folder in place of its own, or beside them."""
    shutil.copytree(its.folder, to, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(folder, to, dirs_exist_ok=True)
    return evolve(its, folder=to)
