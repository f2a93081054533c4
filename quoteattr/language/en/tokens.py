"""Words and marks of a text by regular expressions, cut as Universal Dependencies cuts English.

`don't` is two words, `Obama's` two, `well-known` three, `U.S.`, `10:30` and `a@b.org` one.
"""

from pathlib import Path

import regex

from quoteattr.language.lexicon import closed_class

_ABBREVIATIONS = closed_class(str(Path(__file__).parent), "abbreviations")
_ABBREVIATION = "|".join(regex.escape(w) for w in sorted(_ABBREVIATIONS, key=len, reverse=True) if w != "no")
_TOKEN = regex.compile(
    r"""
    \p{L}+(?=[\ ,;)”"?!])(?<!(?:\b|_)(?i:cannot|gonna|wanna|gotta))   # most words and marks: first, for speed alone
    | [^\w\s](?=\s)
    | (?:https?://|www\.)[^\s<>"“”]*[\w/]                              # addresses
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+
    | [@\#]\w+
    | \p{L}(?:\.\p{L})+\.?(?=\W|$)                                   # U.S., a.m.
    | (?i:no)\.(?=\s*\d)
    | (?:(?i:"""
    + _ABBREVIATION
    + r""")|\p{Lu})\.(?=\s|[’'-]|\p{L}|,|$)  # Mr., J.
    | \d++(?:[.,:/]\d++)*+(?:(?:st|nd|rd|th|s)(?!\p{L}))?+(?!\p{L})     # 1.2, 10:30, 1990s; not 76ers
    | \d++(?:[.,:]\d++)*+(?=(?i:am|pm|m|bn|tn|k|km|kg|mph|pc)\b)        # £15 | m, 10 | am
    | (?i:can(?=not\b)|(?<=can)not\b|gon(?=na\b)|(?<=gon)na\b|wan(?=na\b)|(?<=wan)na\b|got(?=ta\b)|(?<=got)ta\b)
    | (?i:\p{L}+?(?=n['’]t\b)|n['’]t\b)                              # do | n't
    | ['’](?i:s|re|ve|ll|d|m)\b                                      # 's, 're
    | (?:ex|co|re|non|pre|anti|post|pro|sub|mid|e|un|multi|semi|inter|over|vice|al)-\p{L}[\p{L}\p{M}]*
    | [\p{L}\p{M}\d]+(?:&[\p{L}\d]+|['’](?!(?i:s|re|ve|ll|d|m)\b)\p{L}{2,}|(?<=\b[DOdolL])['’]\p{L}+)*
    | [?!]{2,} | ([^\w\s])\1+
    | \S
    """,
    regex.VERBOSE,
)


def tokenize(text: str) -> list[tuple[int, int]]:
    """The tokens of a text: start and end of each, in order."""
    return [m.span() for m in _TOKEN.finditer(text)]
