"""What the marks of a text tell of who says what: asked once of every text, by both engines."""

from attrs import frozen

from quoteattr.attributions.draft import Draft
from quoteattr.attributions.quoted import Hosts, find_hosts
from quoteattr.attributions.verbless import signature
from quoteattr.text.reading import Reading


@frozen
class Marked:
    """The cues of the quotations, and the quotations that are signed."""

    hosts: Hosts
    signed: tuple[Draft, ...]


def read_marks(reading: Reading) -> Marked:
    """What the marks of a text tell."""
    return Marked(find_hosts(reading), tuple(signature(reading)))
