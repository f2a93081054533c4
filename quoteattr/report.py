"""The audit of outlets, months or any other groups of articles as one HTML page with its pictures in it."""

import base64
from collections.abc import Mapping

from quoteattr.auditing import Audit
from quoteattr.render import page


def render_audit(
    audits: Mapping[str, Audit], *, title: str = "Audit of sources", pictures: Mapping[str, str] | None = None
) -> str:
    """A page of tables: levels, kinds, anonymous sourcing, grants and their reasons, the most quoted speakers.

    Args:
        audits: what `quoteattr.audit` gave for each group, by the group's name.
        title: the page's heading.
        pictures: SVG texts by what they show, as `quoteattr.charts` makes them.

    Every share stands with its count and its 95 % interval. The page asks for nothing from outside.
    """
    shown = {name: base64.b64encode(svg.encode()).decode() for name, svg in (pictures or {}).items()}
    return page("audit", title=title, audits=audits, pictures=shown)
