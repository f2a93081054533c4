"""What a pattern can't do without: the words of which every text that it matches holds one.

A document has hundreds of sentences and few grants. To look for a word is many times quicker than to try a pattern, so
a pattern is only tried where a word of its own stands. The words are read off the pattern: nobody can forget them.
"""

from functools import cache
from itertools import chain

import regex
from attrs import define

_PIECE = regex.compile(
    r"(?P<around>\(\?<?[=!])|(?P<group>\((?:\?[:>]|\?P<\w+>)?)|(?P<end>\))|(?P<bar>\|)"
    r"|(?P<many>[+][?+]?|\{[1-9]\d*(?:,\d*)?\}[?+]?)|(?P<maybe>[?*][?+]?|\{0?(?:,\d*)?\}[?+]?)"
    r"|(?P<any>\[\^?\]?(?:\\.|[^\]\\])*+\]|\\[pP]\{\w+\}|\\\w|[.^$\s])|\\?(?P<letter>.)"
)  # the pieces of a regular expression, as far as the lexicons write them

Words = frozenset[str]


@cache
def needed(pattern: str) -> Words | None:
    """Of the words of a pattern the set of which one must stand in whatever it matches; None where there is no such.

    They are in small letters, and parts of words, never with white space.

    >>> sorted(needed(r"(?:declin|refus)(?:ed|es|ing) to be (?:named|used)"))
    ['declin', 'refus']
    """
    return _alternatives(list(_PIECE.finditer(pattern))[::-1])


def holds(words: Words | None, text: str) -> bool:
    """Whether a text, its case folded, holds one of the words; it does where none is needed."""
    return words is None or any(map(text.__contains__, words))


@define
class _Sequence:
    """What stands one behind another: letters under way or the group that stands last, and the best words so far."""

    letters: str = ""
    group: Words | None = None
    words: Words | None = None

    def letter(self, letter: str) -> None:
        """One more letter joins those under way."""
        if self.group is not None:
            self.settle()
        self.letters += letter

    def close(self, group: Words | None) -> None:
        """A group has ended: one of its words must stand here, unless it turns out that it may be left out."""
        self.settle()
        self.group = group

    def leave_last(self) -> None:
        """What stands last may be left out."""
        self.letters, self.group = self.letters[:-1], None
        self.settle()

    def settle(self) -> Words | None:
        """Nothing joins the letters any more; the best words up to here."""
        run = frozenset({self.letters.casefold()}) if self.letters else None
        self.words = _rarer(_rarer(self.words, run), self.group)
        self.letters, self.group = "", None
        return self.words


def _rarer(one: Words | None, other: Words | None) -> Words | None:
    """Of two sets of words the one that fewer texts are likely to hold a word of: whose shortest word is longer."""
    if one is None or other is None:
        return one or other
    return max(one, other, key=lambda words: (min(map(len, words)), -len(words)))


def _alternatives(pieces: "list[regex.Match[str]]") -> Words | None:
    """The words of what stands up to the end of a group; `pieces` are those still to read, the last one first."""
    ways = [_Sequence()]
    while pieces and (piece := pieces.pop())["end"] is None:
        if piece["bar"]:
            ways.append(_Sequence())
        else:
            _take(ways[-1], piece, pieces)
    known = [words for way in ways if (words := way.settle()) is not None]
    return frozenset(chain(*known)) if len(known) == len(ways) else None


def _take(way: _Sequence, piece: "regex.Match[str]", pieces: "list[regex.Match[str]]") -> None:
    """One piece more of an alternative, and with the beginning of a group all that is in it."""
    match piece.lastgroup:
        case "around":  # stands beside what is matched, which may be beside what is searched
            _alternatives(pieces)
            way.close(None)
        case "group":
            way.close(_alternatives(pieces))
        case "maybe":
            way.leave_last()
        case "letter":
            way.letter(piece["letter"])
        case _:
            way.settle()
