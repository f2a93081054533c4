"""The linguistic knowledge of the library, as data: one folder a language, read once."""

from functools import cache
from pathlib import Path

import regex
from attrs import frozen

from quoteattr.records import Mode

_FOLDER = Path(__file__).parent / "en"
_GREEDY = regex.compile(r"\\[^w]|\[[^\]]*+\]|(?P<optional> \?)|(?P<space> )|(?P<word>\\w\+)(?![+?])")
_WHOLE = {"optional": r"\s*+", "space": r"\s++", "word": r"\w++"}


@frozen
class CueEntry:
    """A cue word: its mode, and for each frame how often its content is one (0 to 1)."""

    lemma: str
    upos: str
    mode: Mode
    frames: dict[str, float]


@cache
def cue_entries() -> dict[tuple[str, str], CueEntry]:
    """(lemma, part of speech) → entry, from `cues.tsv`."""
    entries = {}
    for lemma, upos, mode, shown in rows("cues"):
        frames = {name: int(rate) / 100 for name, _, rate in (f.partition("=") for f in shown.split())}
        entries[lemma, upos] = CueEntry(lemma, upos, Mode(mode), frames)
    return entries


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a tab-separated lexicon; lines that begin with # are comments."""
    lines = (_FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


@cache
def words(name: str) -> frozenset[str]:
    """A lexicon of one column, or the first column of a wider one."""
    return frozenset(row[0] for row in rows(name))


@cache
def closed_class(name: str) -> dict[str, int]:
    """The members of a small class of words, each with its place in the class."""
    members = next(row[1] for row in rows("closed_classes") if row[0] == name)
    return {member: n for n, member in enumerate(members.split("|" if "|" in members else " "))}


@cache
def classes(name: str) -> dict[str, str]:
    """A lexicon of two columns: entry → class."""
    return {row[0]: row[1] for row in rows(name)}


def spaced(pattern: str) -> str:
    """A pattern as it stands in a lexicon, ready to be compiled: its spaces match any white space.

    A run of white space and a word (`\\w+`) are taken whole or not at all, so that no text, however long its runs, is
    gone over again and again.
    """
    return str(_GREEDY.sub(lambda m: _WHOLE.get(m.lastgroup or "", m.group().replace(" ", r"\s")), pattern))
