"""Sentences of separate words made into running text again, and the names in them as spans of its characters."""

import re
from functools import cache
from pathlib import Path

from attrs import frozen

Span = tuple[int, int, str]

_CLOSING = frozenset(".,;:?!)]}%…”’") | {
    "...",
    "''",
    "n't",
    "'s",
    "’s",
    "'re",
    "'ve",
    "'ll",
    "'d",
    "'m",
    "’re",
    "’ve",
    "’ll",
}
_OPENING = frozenset("([{“‘$£€#") | {"``"}
_WORDS = Path(__file__).with_name("names_words.tsv")


@cache
def words_of(name: str) -> frozenset[str]:
    """A list of the words that names are repaired by."""
    rows = (line.split("\t") for line in _WORDS.read_text(encoding="utf-8").splitlines() if "\t" in line)
    return frozenset(word for row in rows if row[0] == name for word in row[1].split(" "))


@frozen(kw_only=True)
class Joining:
    """How the words of a set were cut: `hyphens`: a hyphen inside a word stands alone; `plurals`: the s of a
    plural stands alone behind a name; `handles`: the words are of tweets, whose handles and addresses are left out."""

    hyphens: bool = False
    plurals: bool = False
    handles: bool = False


def _straight(words: list[str], mark: str) -> dict[int, bool]:
    """Which of the straight marks among the words open: in turns, for they come in pairs."""
    places = [i for i, word in enumerate(words) if word == mark]
    return {place: turn % 2 == 0 for turn, place in enumerate(places)}


def _apostrophes(words: list[str]) -> dict[int, str]:
    """The lone apostrophes: `inside` a word, `behind` one (a plural's genitive), or a mark that `opens` or `closes`."""
    found: dict[int, str] = {}
    opened = False
    for i, word in enumerate(words):
        if word not in ("'", "’"):
            continue
        before, after = words[i - 1] if i else "", words[i + 1] if i + 1 < len(words) else ""
        if before[-1:].isalpha() and after.lower() in words_of("short"):
            found[i] = "inside"
        elif opened:
            found[i], opened = "closes", False
        elif before[-1:] == "s" and after[:1].isalnum() and "'" not in words[i + 1 :] and "’" not in words[i + 1 :]:
            found[i] = "behind"
        else:
            found[i], opened = "opens", True
    return found


def _hyphen_binds(words: list[str], at: int, inside: bool) -> bool:
    """Whether the hyphen at a place is part of a word: `al - Asad`, `35 - year`, not ` - the last stronghold`."""
    if not 0 < at < len(words) - 1:
        return False
    before, after = words[at - 1].lower(), words[at + 1].lower()
    if not (before[-1:].isalnum() and after[:1].isalnum()):
        return False
    return (
        inside
        or before in words_of("bound")
        or before.isdigit()
        or (words[at + 1][0].islower() and after not in words_of("loose"))
    )


def joined(words: list[str], tags: list[str], how: Joining) -> tuple[str, list[Span]]:
    """The text of a sentence and its names, from words and their IOB2 tags."""
    words, tags = _without_handles(words, tags) if how.handles else (words, tags)
    marks = _straight(words, '"')
    apostrophes = _apostrophes(words)
    text, glue = "", True
    starts: list[int] = []
    for i, word in enumerate(words):
        role = apostrophes.get(i, "")
        binds = how.hyphens and word == "-" and _hyphen_binds(words, i, tags[i][0] == "I")
        plural = how.plurals and word == "s" and i > 0 and tags[i - 1] != "O" and tags[i] == "O"
        if plural:
            tags = [*tags[:i], f"I-{tags[i - 1][2:]}", *tags[i + 1 :]]
        closes = (word in _CLOSING and not role) or marks.get(i) is False or role in ("inside", "behind", "closes")
        if not (glue or closes or binds or plural):
            text += " "
        if glued_anyway(words, i):
            text = text.removesuffix(" ")
        starts.append(len(text))
        text += {"``": '"', "''": '"'}.get(word, word)
        glue = binds or (word in _OPENING and not role) or marks.get(i) is True or role in ("inside", "opens")
    ends = [start + len({"``": '"', "''": '"'}.get(word, word)) for start, word in zip(starts, words, strict=True)]
    return text, spans_of(tags, starts, ends)


def glued_anyway(words: list[str], at: int) -> bool:
    """Whether a word belongs to the one before though it stood alone: `U. S.`, `192, 000`, `Lac- Megantic`, `d 'Or`."""
    if not at:
        return False
    before, word = words[at - 1], words[at]
    number = at > 1 and before in (".", ",", ":") and words[at - 2][-1:].isdigit() and word[:1].isdigit()
    letters = re.fullmatch(r"[A-Z]\.", before) and re.fullmatch(r"[A-Z]\.", word)
    cut = before[-1:] == "-" and before[:-1].isalpha() and word[:1].isalpha()
    elided = re.fullmatch(r"[dDlLO]", before) and re.match(r"['’][A-Z]", word)
    return bool((number and (before != "," or len(word) == 3)) or letters or cut or elided)


def spans_of(tags: list[str], starts: list[int], ends: list[int]) -> list[Span]:
    """The names that IOB2 tags give, as characters."""
    found: list[Span] = []
    running = False
    for tag, start, end in zip(tags, starts, ends, strict=True):
        if tag[0] == "B" or (tag[0] == "I" and not running):
            found.append((start, end, tag[2:]))
        elif tag[0] == "I":
            found[-1] = (found[-1][0], end, found[-1][2])
        running = tag[0] in "BI"
    return found


def _without_handles(words: list[str], tags: list[str]) -> tuple[list[str], list[str]]:
    """A tweet without handles, addresses and the mark of one sent on, which no article has."""
    kept: list[tuple[str, str]] = []
    skip = False
    for word, tag in zip(words, tags, strict=True):
        if skip:
            skip = False
        elif word == "@":
            skip = True
        elif word == "RT" or word.startswith("@") or re.match(r"https?:|www\.|\w+\.\w+/", word):
            continue
        else:
            kept.append((word.lstrip("#") or word, tag))
    while kept and kept[0][0] in (":", ".", "-", ","):
        kept.pop(0)
    return [word for word, _ in kept], [tag for _, tag in kept]


def set_together(parts: list[tuple[str, str, list[Span]]]) -> tuple[str, list[Span]]:
    """One text of parts, each with what stands in front of it."""
    text, names = "", []
    for front, part, spans in parts:
        text += front if text else ""
        names += [(a + len(text), b + len(text), kind) for a, b, kind in spans]
        text += part
    return text, names


def ends_well(text: str) -> bool:
    return text[-1:] in ".!?\"”'’)…:;,"
