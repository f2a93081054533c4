"""The texts of GAP (Webster et al. 2018), each with a pronoun and two names that it may mean."""

import csv
import gzip
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen


@frozen
class Asked:
    """A text, a pronoun and where it stands, and two names: start, end, and whether the pronoun means that one."""

    id: str
    text: str
    pronoun: str
    at: int
    names: tuple[tuple[int, int, bool], ...]

    def fold(self, folds: int) -> int:
        """Which of some folds it is left out with."""
        return int(self.id.rpartition("-")[2]) % folds


def asked(path: Path) -> Iterator[Asked]:
    """The rows of a file of GAP."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            starts = [(name, int(row[f"{name}-offset"])) for name in "AB"]
            names = ((at, at + len(row[name]), row[f"{name}-coref"].upper() == "TRUE") for name, at in starts)
            yield Asked(row["ID"], row["Text"], row["Pronoun"], int(row["Pronoun-offset"]), tuple(names))
