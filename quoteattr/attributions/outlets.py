"""What an outlet says that it has learned: it passes on a source that nobody names."""

import regex

from quoteattr.attributions.draft import Draft, Rule
from quoteattr.language import Language
from quoteattr.records import Mode
from quoteattr.text.reading import Reading

_WORD = regex.compile(r"[\p{L}\d-]+")


def passed_on(reading: Reading, draft: Draft) -> Draft:
    """“The mayor will resign, **the Ledger has learned**”: the outlet is the channel of a hidden source."""
    if draft.source is None or draft.cue is None or draft.by is Rule.LEARNED:
        return draft
    text, language = reading.document.text, reading.language
    cue = " ".join(text[slice(*draft.cue)].split())
    if not language.pattern("learned").fullmatch(cue) or not is_outlet(language, text[slice(*draft.source)]):
        return draft
    return draft.found_by(Rule.LEARNED, mode=Mode.SPEECH, channel=draft.source)


def is_outlet(language: Language, phrase: str) -> bool:
    """Whether a phrase names an outlet: by its usual name, or by a last word like Times or newspaper."""
    lower = [word.lower() for word in _WORD.findall(phrase)]
    return bool(lower) and lower[-1] in _last_words(language)


def _last_words(language: Language) -> frozenset[str]:
    """“the **Times**”, “a **newspaper**”, “the **tabloid**”"""
    kinds = language.closed_class("outlet_kinds")
    nouns = language.classes("organization_hypernyms")
    return language.words("outlets").union(kinds, *(nouns.get(kind, "").split() for kind in kinds))
