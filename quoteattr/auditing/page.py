"""The audit of outlets, months or any other groups of articles as one HTML page with its pictures in it."""

import base64
import csv
from collections.abc import Mapping
from io import StringIO

from quoteattr.auditing.tables import COLUMNS
from quoteattr.auditing.values import Audit
from quoteattr.inputs import settings
from quoteattr.inputs.cells import BOM, no_formula
from quoteattr.inputs.given import named
from quoteattr.view.page import page

_TITLE = "Audit of sources"
_SHOWN = 10  # articles behind a number
_EXAMPLE = "{'all articles': quoteattr.audit(articles)}"


def render_audit(audits: Mapping[str, Audit], *, title: str = _TITLE, pictures: Mapping[str, str] | None = None) -> str:
    """A page of tables: levels, kinds, anonymous sourcing, grants and their reasons, the most quoted speakers.

    Args:
        audits: what `quoteattr.audit` gave for each group, by the group's name.
        title: the page's heading.
        pictures: SVG texts by what they show, as `quoteattr.auditing.charts` makes them.

    Every share stands with its count and its 95 % interval; a click on the count tells the first articles behind it.
    All shares can be downloaded as CSV, with the columns of `Audit.to_frame`. The page asks for nothing from outside.

    Raises:
        InvalidInput: `audits` is no such mapping (one audit: ``{"all articles": audit}``), or `pictures` no mapping
            of texts.
        InvalidSetting: the title is no `str`.
    """
    groups = named(audits, Audit, "audits", _EXAMPLE)
    drawn = {} if pictures is None else named(pictures, str, "pictures", "{'levels': charts.svg(figure)}")
    shown = {name: base64.b64encode(svg.encode("utf-8", "replace")).decode() for name, svg in drawn.items()}
    return page(
        "audit",
        title=settings.words("title", title) or _TITLE,
        audits=groups,
        pictures=shown,
        table=base64.b64encode(_csv(groups).encode()).decode(),
        shown=_SHOWN,
    )


def _csv(audits: Mapping[str, Audit]) -> str:
    """Every share of every group, as a spreadsheet opens it."""
    file = StringIO(newline="")
    table = csv.DictWriter(file, ["group", *COLUMNS])
    table.writeheader()
    for name, audit in audits.items():
        table.writerows({k: no_formula(v) for k, v in {"group": name, **row}.items()} for row in audit.rows())
    return BOM + file.getvalue()


def in_frame(audits: Mapping[str, Audit]) -> str:
    """The page in a frame of its own, as notebooks show it."""
    return page("frame", page=render_audit(audits), height=640, label=_TITLE)
