"""Where a sentence begins for certain, though a full stop that is part of a word ends the one before."""

from quoteattr.language import Language

_NAMES = ("first_names_masculine", "first_names_feminine")


def certain_beginnings(text: str, language: Language) -> list[int]:
    """The characters at which a sentence begins behind an abbreviation: “Acme Corp. **The** company makes boats”, not
    “Acme Corp. Chief Executive Tom Hill”; behind the end of a name before another, “Tom Hill Jr. **Ann** Rowe wept”;
    behind “posted on X. **Police** said”, which is no initial; behind a surname that looks like an abbreviation, “said
    Melissa Chu. **Hill**'s lawyer”."""
    openers = language.closed_class("opens_behind_abbreviation")
    found = []
    for m in language.pattern("behind_abbreviation").finditer(text):
        word = m["word"].lower()
        if word in openers or (m["name"] and _is_first_name(word, language)):
            found.append(m.start("word"))
    for m in language.pattern("behind_short_surname").finditer(text):
        short = m["surname"].lower()
        shortened = language.closed_class("abbreviations"), language.closed_class("short_forms_in_names")
        is_short_form = any(short in words for words in (*shortened, language.words("titles")))
        if not is_short_form and _is_first_name(m["first"].lower(), language):
            found.append(m.start("word"))
    found += (m.start("word") for m in language.pattern("behind_platform").finditer(text))
    return sorted(found)


def _is_first_name(word: str, language: Language) -> bool:
    return any(word in language.words(kind) for kind in _NAMES)
