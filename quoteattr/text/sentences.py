"""Where a sentence begins for certain, though a full stop that is part of a word ends the one before."""

from quoteattr.language import Language

_NAMES = ("first_names_masculine", "first_names_feminine")


def certain_beginnings(text: str, language: Language) -> list[int]:
    """The characters at which a sentence begins behind an abbreviation: “Acme Corp. **The** company makes boats”, not
    “Acme Corp. Chief Executive Tom Hill”; behind the end of a name before another, “Tom Hill Jr. **Ann** Rowe wept”;
    behind “posted on X. **Police** said”, which is no initial."""
    openers = language.closed_class("opens_behind_abbreviation")
    found = []
    for m in language.pattern("behind_abbreviation").finditer(text):
        word = m["word"].lower()
        if word in openers or (m["name"] and any(word in language.words(kind) for kind in _NAMES)):
            found.append(m.start("word"))
    found += (m.start("word") for m in language.pattern("behind_platform").finditer(text))
    return sorted(found)
