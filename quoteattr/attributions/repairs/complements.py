"""What belongs to a name that a source begins with: its title, and whose complement it is (“an aide to”)."""

from attrs import evolve

from quoteattr.attributions.draft import Draft
from quoteattr.language.people import is_human
from quoteattr.text.document import Document
from quoteattr.text.reading import Reading
from quoteattr.text.tree import is_time

_BEFORE_NAMES = frozenset({"DET", "ADJ", "PROPN", "CCONJ", "PUNCT"})  # “the late **Mr. and Mrs.** Dole”
_BEFORE_NOUNS = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "PRON"})  # “**the mayor's campaign** manager”
_BEFORE_VERBS = frozenset({"AUX", "ADV", "PART"})


def with_whose_complement(reading: Reading, draft: Draft) -> Draft:
    """“**Aides to Gov.** Reyes denied it”, “**the manager for** Mrs. Dole said”: a name right before its cue that ends
    such a phrase is a source with all of it."""
    tokens, source = reading.document.tokens, draft.source
    within = reading.tokens_in(*source) if source is not None else ()
    if source is None or draft.cue_token is None or not within or tokens[within[0]].upos != "PROPN":
        return draft
    between = tokens[within[-1] + 1 : draft.cue_token]
    head = head_before(reading.document, within[0])
    if head is None or within[-1] >= draft.cue_token or any(token.upos not in _BEFORE_VERBS for token in between):
        return draft
    first = tokens[_start_of(reading.document, head)].start
    is_free = not any(start < source[0] and first < end for start, end in draft.content)
    return evolve(draft, source=(first, source[1]), source_token=head) if is_free else draft


def with_title(reading: Reading, draft: Draft) -> Draft:
    """“On Friday **Gov.** Reyes denied it”: a source that begins behind a title has it."""
    tokens, titles = reading.document.tokens, reading.language.table("titles")
    first = reading.token_at(draft.source[0]) if draft.source is not None else 0
    if draft.source is None or not first or tokens[first].upos != "PROPN" or tokens[first - 1].upos != "PROPN":
        return draft
    before = tokens[first - 1]
    is_title = (
        before.text[0].isupper() and before.lower.rstrip(".") in titles and before.sentence == tokens[first].sentence
    )
    is_free = not any(start < draft.source[0] and before.start < end for start, end in draft.content)
    return evolve(draft, source=(before.start, draft.source[1])) if is_title and is_free else draft


def head_before(document: Document, first: int) -> int | None:
    """The person or people whose complement begins with a name, or goes on with it: “**aides** to Gov. Reyes”, “a
    **source** close to the late Mr. Dole”, “the **chief** of staff to Mr. Hale”."""
    tokens, closed_class = document.tokens, document.language.closed_class
    at = first - 1
    while at >= 0 and tokens[at].upos in _BEFORE_NAMES and tokens[at].text != ",":
        at -= 1
    if at < 1 or tokens[at].lower not in closed_class("complements_of_people"):
        return None
    at -= 2 if tokens[at - 1].lower in closed_class("near_to") else 1
    noun = tokens[at]
    is_title = noun.lower in closed_class("ends_of_titles") and tokens[at - 1].lower in closed_class("of")
    is_somebody = noun.upos == "NOUN" and (is_title or is_human(noun.lemma.lower(), document.language))
    return at - 2 * is_title if is_somebody and noun.sentence == tokens[first].sentence else None


def _start_of(document: Document, head: int) -> int:
    """Where a noun's phrase begins: “On Friday **two** aides”."""
    tokens, first = document.tokens, head
    while first and tokens[first - 1].upos in _BEFORE_NOUNS and not is_time(document, tokens[first - 1]):
        first -= 1
    return first
