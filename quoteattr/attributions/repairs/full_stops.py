"""A full stop in a source that ends its sentence ends the source, too: “…,” said **Tom Hill Jr.** He left."""

from quoteattr.attributions.draft import Draft
from quoteattr.attributions.repairs.own_part import with_part
from quoteattr.text.reading import Reading

_STOPS = frozenset(".!?")
_GOES_ON = frozenset(",!?")


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
