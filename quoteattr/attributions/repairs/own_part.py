"""The part of a source that says it, where the network took in more."""

from collections.abc import Sequence

from attrs import evolve

from quoteattr.attributions.draft import Draft
from quoteattr.text.reading import Reading
from quoteattr.text.tree import head_of


def with_part(reading: Reading, draft: Draft, own: Sequence[int]) -> Draft:
    """A draft whose source is but some of its tokens, and is headed anew."""
    tokens = reading.document.tokens
    source = tokens[own[0]].start, tokens[own[-1]].end
    return evolve(draft, source=source, source_token=head_of(reading.document, own, draft.cue_token))
