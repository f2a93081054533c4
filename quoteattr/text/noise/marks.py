"""Quotation marks that lean the wrong way: ”Yes,“ she said."""

import regex

from quoteattr.language import Language
from quoteattr.text.stretches import Edit

# an opening one behind a word, a closing one before it, and an opening one for an apostrophe; Swedish ”marks” and those
# of „German“ are made to look like that, and „these“ are left alone
_TURNED = regex.compile(
    r"(?P<opening>(?<![^\s(\[—–‘’])”(?=[\p{L}\p{N}…‘’$£€])|(?<![^\n])”(?= (?:…|\.\.)))"
    r"|(?P<closing>(?<=[\p{L}\p{N}.,!?…’'])“(?![\p{L}\p{N}])|(?<=[.,!?…] )“(?= *+(?:\n|\Z)))"
    r"|(?P<inner>(?<![^\s(\[—–“])’(?=\p{L}(?:[^‘’“”\n]|(?<=\p{L})’(?=\p{L})){2,400}+’(?!\p{L})))"
    r"|(?P<apostrophe>(?<=\p{L})‘(?=\p{L}))"
)
_RIGHT = {"opening": "“", "closing": "”", "inner": "‘", "apostrophe": "’"}


def turned_marks(text: str, language: Language) -> list[Edit]:
    """The marks that lean the wrong way, and those that lean the right one."""
    if text.isascii() or "„" in text:
        return []
    elided = language.pattern("elision")
    return [
        (*m.span(), _RIGHT[m.lastgroup])
        for m in _TURNED.finditer(text)
        if m.lastgroup and not (m.lastgroup == "inner" and elided.match(text, m.end()))
    ]
