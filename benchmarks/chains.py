"""Which chain a mention or a name of a text stands in."""

from quoteattr.speakers.cast import Cast, Chain


def chains_by_head(cast: Cast) -> dict[int, Chain]:
    """The chain that each token heads a mention of."""
    found = {i: chain for chain in cast.chains for i in chain.at}
    return found | {i: chain for chain in cast.chains if not chain.members for i in chain.at}


def chain_in(cast: Cast, start: int, end: int) -> Chain | None:
    """The chain of the last name that touches a stretch of the text."""
    names = [cast.name_at[i] for i in cast.reading.tokens_in(start, end) if i in cast.name_at]
    return cast.chain_of(names[-1]) if names else None
