"""What an outlet says that it has learned: it passes on a source that nobody names."""

import regex
from attrs import evolve

from quoteattr.attributions.draft import Draft
from quoteattr.language import classes, words
from quoteattr.records import Mode
from quoteattr.text.reading import Reading

LEARNED = "an outlet has learned"
_CUE = regex.compile(
    r"(?:has|have|had) (?:\w++ )?learn(?:ed|t)|can (?:now |exclusively )?(?:reveal|report)|understands",
    regex.IGNORECASE,
)
_WORD = regex.compile(r"[\p{L}\d-]+")
_KINDS = ("newspaper", "magazine", "network")


def passed_on(reading: Reading, draft: Draft) -> Draft:
    """“The mayor will resign, **the Ledger has learned**”: the outlet is the channel of a hidden source."""
    if draft.source is None or draft.cue is None or draft.rule == LEARNED:
        return draft
    text = reading.document.text
    if not _CUE.fullmatch(" ".join(text[slice(*draft.cue)].split())) or not is_outlet(text[slice(*draft.source)]):
        return draft
    return evolve(draft, mode=Mode.SPEECH, rule=LEARNED, channel=draft.source)


def is_outlet(phrase: str) -> bool:
    """Whether a phrase names an outlet: by its usual name, or by a last word like Times or newspaper."""
    lower = [w.lower() for w in _WORD.findall(phrase)]
    if not lower:
        return False
    kinds = classes("organization_hypernyms")
    papers = {w for kind in _KINDS for w in kinds[kind].split()}
    return lower[-1] in words("outlets") or lower[-1] in papers or lower[-1] in _KINDS
