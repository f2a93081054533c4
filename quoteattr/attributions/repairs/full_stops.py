"""A full stop in a source that ends its sentence ends the source, too: “…,” said **Tom Hill Jr.** He left."""

from attrs import evolve

from quoteattr.attributions.draft import Draft
from quoteattr.attributions.repairs.own_part import with_part
from quoteattr.text.reading import Reading

_STOPS = frozenset(".!?")
_GOES_ON = frozenset(",!?")


def without_full_stop(reading: Reading, draft: Draft) -> Draft:
    """“…,” said Amartya **Sen.** “People are poor.”: what is short for a title, but stands behind a given name at the
    end, is a surname, and its full stop the sentence's."""
    if draft.source is None or reading.document.text[draft.source[1] - 1] != ".":
        return draft
    tokens, within = reading.document.tokens, reading.tokens_in(*draft.source)
    if len(within) < 2 or tokens[within[-2]].upos != "PROPN" or "." in tokens[within[-2]].text:
        return draft
    last, behind = tokens[within[-1]], reading.document.text[draft.source[1] :].lstrip()[:1]
    suffixes, word = reading.language.words("name_suffixes"), last.lower.rstrip(".")
    is_title = word in reading.language.table("titles") and len(last.text) > 1 and word not in suffixes
    is_end = behind == "" or not (behind.islower() or behind in _GOES_ON)
    return evolve(draft, source=(draft.source[0], draft.source[1] - 1)) if is_title and is_end else draft


def beside_its_cue(reading: Reading, draft: Draft) -> Draft:
    """“…,” said her daughter, **Ann Pell.** Olympic champion Craig Dunn agreed; “…,” said **Tom Hill Jr.** He left: of
    a source that the end of a sentence parts, the part beside its cue."""
    if draft.source is None or draft.cue is None or ". " not in reading.document.text[slice(*draft.source)]:
        return draft
    tokens, within = reading.document.tokens, reading.tokens_in(*draft.source)
    stops = [i for i in within[1:-1] if _ends_sentence(reading, i, within)]
    if not stops:
        return draft
    is_behind = draft.cue[0] < draft.source[0]
    stop = stops[0] if is_behind else stops[-1]
    own = range(within[0], stop + (tokens[stop].text != ".")) if is_behind else range(stop + 1, within[-1] + 1)
    return with_part(reading, draft, own)


def _ends_sentence(reading: Reading, i: int, within: range) -> bool:
    """Whether a full stop ends a sentence; or what the parse takes for one, with subjects of two verbs beside it."""
    tokens = reading.document.tokens
    stop, behind = tokens[i], tokens[i + 1]
    if not stop.text.endswith(".") or stop.sentence != behind.sentence:
        return stop.text.endswith(".")
    if stop.text != "." or not behind.text[:1].isupper():
        return False
    before, after = (
        {tokens[j].head for j in within if tokens[j].relation == "nsubj" and (j < i) is is_before}
        for is_before in (True, False)
    )
    return bool(before and after) and before.isdisjoint(after)
