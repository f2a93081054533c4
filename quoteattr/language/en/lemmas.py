"""Lemmas by a list of the treebanks' forms, else by the endings of English."""

from collections.abc import Mapping
from pathlib import Path

import regex

from quoteattr.language.lexicon import closed_class

_SINGLE_MEN = closed_class(str(Path(__file__).parent), "words_in_men")  # “a specimen”
_VOWEL = regex.compile(r"[aeiouy]")
_STEMS_WITH_E = tuple(closed_class(str(Path(__file__).parent), "stems_with_e"))
_SHORT = regex.compile(r"[^aeiou][aeiou][^aeiouwxy]$")


def lemma_of(form: str, upos: str, xpos: str, known: Mapping[tuple[str, str], str]) -> str:
    """The lemma of a form with its tags; proper nouns keep their capitals."""
    lower = form.lower()
    if upos == "PROPN":
        return form.removesuffix("s") if xpos == "NNPS" and lower.endswith("s") and len(form) > 3 else form
    found = known.get((lower, upos))
    if found is not None and not (form.isupper() and "." in found):  # “the **PM** said”: no hour
        return found
    if xpos in ("NNS", "VBZ"):
        return _without_s(lower)
    if upos == "NOUN" and lower.endswith("men") and lower not in _SINGLE_MEN:  # “the committee chairmen”, as one
        return _without_s(lower)
    if xpos in ("VBD", "VBN"):
        return _stem(lower, "ed")
    if xpos == "VBG":
        return _stem(lower, "ing")
    return lower


def _without_s(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("wives"):  # midwives
        return word[:-3] + "fe"
    if word.endswith("men"):  # chairmen
        return word[:-2] + "an"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _stem(word: str, ending: str) -> str:
    """Without an ending: stopped → stop, hoped → hope, played → play, tried → try."""
    if not word.endswith(ending) or len(word) <= len(ending) + 2:
        return word
    stem = word[: -len(ending)]
    if ending == "ed" and stem.endswith("i"):
        return stem[:-1] + "y"
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "lsz":
        return stem[:-1]
    if stem.endswith(_STEMS_WITH_E):
        return stem + "e"
    if _SHORT.search(stem) and len(_VOWEL.findall(stem)) == 1:
        return stem + "e"
    return stem
