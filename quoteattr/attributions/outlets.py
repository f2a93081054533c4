"""What an outlet says that it has learned: it passes on a source that nobody names."""

import regex
from attrs import evolve

from quoteattr.attributions.draft import Draft, Rule
from quoteattr.attributions.sources import find_source
from quoteattr.language import Language
from quoteattr.records import Mode
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Offsets

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


def as_quoted_by_outlet(reading: Reading, draft: Draft) -> Draft:
    """““It leaks,” **said Ana Ruiz, the mayor**, reports the Ledger”: whoever says so behind the quotation; the outlet
    is the channel."""
    if draft.source is None or draft.cue is None or draft.cue_token is None or not draft.quoted:
        return draft
    tokens, language = reading.document.tokens, reading.language
    reports = tokens[draft.cue_token].lemma.lower() in language.closed_class("verbs_of_outlets")
    if not reports or draft.source[0] < draft.cue[1] or not _names_outlet(reading, draft.source):
        return draft
    said = max((end for _, end in draft.content if end <= draft.cue[0]), default=draft.cue[0])
    gap = reading.tokens_in(said, draft.cue[0]) if said < draft.cue[0] else ()
    verb = next((i for i in gap if tokens[i].upos != "PUNCT"), None)
    entry = reading.cues.get(verb) if verb is not None else None
    if verb is None or entry is None or entry.mode is not Mode.SPEECH or tokens[verb].upos != "VERB":
        return draft
    found = find_source(reading, verb)
    if found is None or not (tokens[verb].end < found.span[0] and found.span[1] <= draft.cue[0]):
        return draft
    cue = tokens[verb].start, tokens[verb].end
    return evolve(draft, source=found.span, source_token=found.head, cue=cue, cue_token=verb, channel=draft.source)


def _names_outlet(reading: Reading, source: Offsets) -> bool:
    """Whether a source is an outlet's name, as lists or the tagger have it."""
    entity = reading.document.entity_at.get(reading.tokens_in(*source)[-1])
    is_body = entity is not None and entity.kind == "ORG"
    return is_body or is_outlet(reading.language, reading.document.text[slice(*source)])


def is_outlet(language: Language, phrase: str) -> bool:
    """Whether a phrase names an outlet: by its usual name, or by a last word like Times or newspaper."""
    lower = [word.lower() for word in _WORD.findall(phrase)]
    return bool(lower) and lower[-1] in _last_words(language)


def _last_words(language: Language) -> frozenset[str]:
    """“the **Times**”, “a **newspaper**”, “the **tabloid**”"""
    kinds = language.closed_class("outlet_kinds")
    nouns = language.classes("organization_hypernyms")
    return language.words("outlets").union(kinds, *(nouns.get(kind, "").split() for kind in kinds))
