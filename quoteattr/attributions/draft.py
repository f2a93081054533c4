"""An attribution before anybody knows whose it is."""

from attrs import frozen

from quoteattr.records import Mode

Offsets = tuple[int, int]


@frozen
class Draft:
    """Source, cue and content as character offsets, end exclusive, and how they were found.

    `source_token` heads the source phrase, `cue_token` the cue; `rate` is how often this cue with
    this frame is an attribution in the training articles.
    """

    cue: Offsets | None
    source: Offsets | None
    content: tuple[Offsets, ...]
    mode: Mode
    rule: str
    rate: float = 1.0
    cue_token: int | None = None
    source_token: int | None = None
    negated: bool = False
    channel: Offsets | None = None
