"""What the marks of a text tell of who says what: asked once of every text, by both engines."""

from attrs import frozen

from quoteattr.attributions.courts import heard_in_court
from quoteattr.attributions.dialogue import displayed
from quoteattr.attributions.draft import Draft
from quoteattr.attributions.led_in import led_in
from quoteattr.attributions.posts import signed_posts
from quoteattr.attributions.quoted import Hosts, find_hosts
from quoteattr.attributions.relayed import relayed
from quoteattr.attributions.verbless import signature
from quoteattr.text.reading import Reading


@frozen
class Marked:
    """The cues of the quotations, the quotations that are signed, and what somebody is quoted as saying, or a
    court hears."""

    hosts: Hosts
    signed: tuple[Draft, ...]
    relayed: tuple[Draft, ...]


def read_marks(reading: Reading) -> Marked:
    """What the marks of a text tell."""
    hosts = find_hosts(reading)
    signed = *signature(reading), *displayed(reading), *led_in(reading, hosts), *signed_posts(reading)
    return Marked(hosts, signed, (*relayed(reading, hosts), *heard_in_court(reading)))
