"""Whom something is said to, where it is somebody who speaks in the text too."""

from collections.abc import Iterator, Sequence

from quoteattr.attributions.draft import Draft
from quoteattr.speakers.cast import Cast, Chain
from quoteattr.speakers.phrases import Form, take_apart
from quoteattr.speakers.resolve import Resolution, resolve


def whom_told(
    cast: Cast, drafts: Sequence[Draft], resolved: Sequence[Resolution], speaking: Sequence[Chain]
) -> Iterator[Chain | None]:
    """For every draft the one of those who speak whom it is said to, or None. To be asked when all are resolved."""
    if all(draft.addressee is None for draft in drafts):
        return (None for _ in drafts)
    at = {i: chain for chain in speaking for i in chain.at}
    spoken = {id(chain) for chain in speaking}
    return (_told(cast, draft, r.chain, at, spoken) for draft, r in zip(drafts, resolved, strict=True))


def _told(cast: Cast, draft: Draft, speaker: Chain | None, at: dict[int, Chain], spoken: set[int]) -> Chain | None:
    if draft.addressee is None or draft.addressee_token is None:
        return None
    chain = at.get(draft.addressee_token) or _meant(cast, draft.addressee_token, *draft.addressee)
    if chain is None or id(chain) not in spoken or (chain is speaker and not _is_reflexive(cast, draft)):
        return None
    return chain


def _is_reflexive(cast: Cast, draft: Draft) -> bool:
    """“She told **herself**”"""
    assert draft.addressee_token is not None
    return cast.document.tokens[draft.addressee_token].lower in cast.document.language.closed_class("reflexives")


def _meant(cast: Cast, head: int, start: int, end: int) -> Chain | None:
    """Who is named there; whom “**the committee**” means."""
    phrase = take_apart(cast.document, cast.name_at, head, start, end)
    if phrase.form is Form.NAME:
        return cast.chain_of(phrase.name) if phrase.name is not None and not phrase.also else None
    if phrase.form is Form.PRONOUN or not phrase.definite:
        return None
    return resolve(cast, phrase).chain
