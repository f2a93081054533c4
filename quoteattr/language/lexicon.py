"""Word lists and patterns: tab-separated files in a language's folder, by the step that reads them."""

from functools import cache
from pathlib import Path

import regex
from attrs import frozen

from quoteattr.records import Mode

_GREEDY = regex.compile(r"\\[^w]|\[[^\]]*+\]|(?P<optional> \?)|(?P<space> )|(?P<word>\\w\+)(?![+?])")
NEVER = regex.compile(r"(?!)")
_WHOLE = {"optional": r"\s*+", "space": r"\s++", "word": r"\w++"}


@frozen
class CueEntry:
    """A cue word: its mode, and for each frame how often its content is one (0 to 1)."""

    lemma: str
    upos: str
    mode: Mode
    frames: dict[str, float]


@cache
def _files(folder: str) -> dict[str, list[Path]]:
    """Name → its files: a lexicon may be told in several of the folders, as `patterns` and `closed_classes` are."""
    found: dict[str, list[Path]] = {}
    for file in sorted(Path(folder).rglob("*.tsv")):
        found.setdefault(file.stem, []).append(file)
    return found


@cache
def rows(folder: str, name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a lexicon; lines that begin with # are comments. A language without this lexicon has no rows."""
    lines = [line for file in _files(folder).get(name, []) for line in file.read_text(encoding="utf-8").splitlines()]
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


@cache
def table(folder: str, name: str) -> dict[str, tuple[str, ...]]:
    """The rows of a lexicon by their first columns."""
    return {row[0]: row for row in rows(folder, name)}


@cache
def words(folder: str, name: str) -> frozenset[str]:
    """A lexicon of one column, or the first column of a wider one."""
    return frozenset(row[0] for row in rows(folder, name))


@cache
def closed_class(folder: str, name: str) -> dict[str, int]:
    """The members of a small class of words, each with its place in the class."""
    members = next((row[1] for row in rows(folder, "closed_classes") if row[0] == name), "")
    return {member: n for n, member in enumerate(members.split("|" if "|" in members else " ")) if member}


@cache
def classes(folder: str, name: str) -> dict[str, str]:
    """A lexicon of two columns: entry → class."""
    return {row[0]: row[1] for row in rows(folder, name)}


@cache
def cue_entries(folder: str) -> dict[tuple[str, str], CueEntry]:
    """(lemma, part of speech) → entry, from `cues.tsv`."""
    entries = {}
    for lemma, upos, mode, shown in rows(folder, "cues"):
        frames = {name: int(rate) / 100 for name, _, rate in (f.partition("=") for f in shown.split())}
        entries[lemma, upos] = CueEntry(lemma, upos, Mode(mode), frames)
    return entries


@cache
def pattern(folder: str, name: str) -> "regex.Pattern[str] | None":
    """A pattern of `patterns.tsv` by its name, its spaces read as `spaced` does; None where the language has none."""
    found = next((row[1] for row in rows(folder, "patterns") if row[0] == name), None)
    return None if found is None else regex.compile(spaced(found))


def spaced(pattern: str) -> str:
    """A pattern as it stands in a lexicon, ready to be compiled: its spaces match any white space.

    A run of white space and a word (`\\w+`) are taken whole or not at all, so that no text, however long its runs, is
    gone over again and again.
    """
    return str(_GREEDY.sub(lambda m: _WHOLE.get(m.lastgroup or "", m.group().replace(" ", r"\s")), pattern))


@cache
def vocabulary(folder: str) -> frozenset[str]:
    """The whole words among the pieces that a network reads; none where the folder has no list of them."""
    file = Path(folder) / "vocabulary.txt"
    pieces = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    return frozenset(piece for piece in pieces if piece.isalpha())
