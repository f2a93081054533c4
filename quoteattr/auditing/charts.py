"""Pictures of audits, with Matplotlib (extra ``quoteattr[charts]``): figures to show, save or change.

Levels are told apart by hatching as well as by colour; every share stands with its 95 % interval (see
`quoteattr.Share.interval`). What is no mapping of names to audits raises `InvalidInput`.
"""

from collections.abc import Callable, Mapping, Sequence
from io import StringIO
from typing import TYPE_CHECKING, Any

from quoteattr.auditing.shares import Share
from quoteattr.auditing.values import Audit
from quoteattr.errors import InvalidInput
from quoteattr.inputs import settings
from quoteattr.inputs.given import expected, named
from quoteattr.runtime import quiet

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# colour-blind safe (Okabe and Ito 2008), dark to light as sources become less open
_LOOKS = {
    "named": ("#0072B2", ""), "partial": ("#56B4E9", "//"), "described": ("#009E73", "\\\\"),
    "vague": ("#E69F00", ".."), "hidden": ("#D55E00", "xx"), "unresolved": ("#BBBBBB", ""),
    "person": ("#0072B2", ""), "group": ("#009E73", "\\\\"), "organization": ("#E69F00", ".."),
    "document": ("#CC79A7", "//"), "unknown": ("#BBBBBB", ""),
}  # fmt: skip
_POINTS = {1: ((0.0, "#0072B2"),), 2: ((0.19, "#0072B2"), (-0.19, "white"))}  # of a row: how far up, what fills them
_ROW = 0.42  # inches
_MOST_ROWS = 1_000


def levels(audits: Mapping[str, Audit]) -> "Figure":
    """Shares of the levels, one bar a group."""
    return _stacked(audits, lambda audit: audit.levels, "share of attributions by level")


def kinds(audits: Mapping[str, Audit]) -> "Figure":
    """Shares of the kinds, one bar a group."""
    return _stacked(audits, lambda audit: audit.kinds, "share of attributions by kind")


def anonymous(audits: Mapping[str, Audit]) -> "Figure":
    """The share of anonymous sourcing with its interval, one row a group."""
    rows = [(name, audit.anonymous) for name, audit in _groups(audits).items()]
    return _dots(rows, "anonymous, of attributions to people")


def granted(audits: Mapping[str, Audit]) -> "Figure":
    """How many of the anonymous sources have a grant, and how many grants a reason: two points a group, in one row."""
    groups = _groups(audits)
    rows = [(name, audit.granted, audit.with_reason) for name, audit in groups.items()]
    return _dots(rows, "anonymous attributions with a grant (filled), grants with a reason (hollow)")


def speakers(audit: Audit, most: int = 12) -> "Figure":
    """Those with the most words, quoted words apart."""
    found = expected(Audit, audit, "what quoteattr.audit gave")
    shown = found.speakers[: settings.whole_number("most", most, 1, _MOST_ROWS)][::-1]
    figure, axes = _empty(len(shown))
    places = range(len(shown))
    axes.barh(places, [s.quoted_words for s in shown], color="#0072B2", label="quoted")
    rest = [s.words - s.quoted_words for s in shown]
    left = [s.quoted_words for s in shown]
    axes.barh(places, rest, left=left, color="#BBBBBB", hatch="//", edgecolor="white", label="reported")
    axes.set_yticks(places, [_short(s.label) for s in shown])
    axes.set_xlabel("words attributed")
    axes.legend(frameon=False, loc="lower right")
    return figure


def svg(figure: "Figure") -> str:
    """A figure as SVG text; the same figure gives the same text."""
    matplotlib = quiet.matplotlib()
    if not hasattr(figure, "savefig"):
        raise InvalidInput(f"svg draws a figure, as charts.levels makes it, not a {type(figure).__name__}")
    file = StringIO()
    with matplotlib.rc_context({"svg.hashsalt": "quoteattr", "svg.fonttype": "none"}):
        figure.savefig(file, format="svg", metadata={"Date": None})
    return file.getvalue()


def _groups(audits: Mapping[str, Audit]) -> dict[str, Audit]:
    return named(audits, Audit, "audits", "{'all articles': quoteattr.audit(articles)}")


def _empty(rows: int) -> tuple["Figure", Any]:
    """A figure for so many rows."""
    quiet.matplotlib()
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7.5, 1.1 + _ROW * max(1, rows)), layout="constrained")
    axes = figure.subplots()
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.tick_params(axis="y", length=0)
    return figure, axes


def _stacked(audits: Mapping[str, Audit], shares: Callable[[Audit], Sequence[Share]], label: str) -> "Figure":
    groups = _groups(audits)
    figure, axes = _empty(len(groups))
    names = list(groups)[::-1]
    left = dict.fromkeys(names, 0.0)
    found = {name: {s.name: s for s in shares(groups[name])} for name in names}
    for kind, (colour, hatch) in _LOOKS.items():
        widths = [found[name][kind].share if kind in found[name] else 0.0 for name in names]
        if not any(widths):
            continue
        axes.barh(names, widths, left=list(left.values()), color=colour, hatch=hatch, edgecolor="white", label=kind)
        for place, (name, width) in enumerate(zip(names, widths, strict=True)):
            if width >= 0.06:
                box = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
                middle = left[name] + width / 2
                axes.text(middle, place, found[name][kind].count, ha="center", va="center", fontsize=8, bbox=box)
            left[name] += width
    axes.set_yticks(range(len(names)), [_short(f"{name} ({groups[name].attributions})") for name in names])
    axes.set(xlabel=label, xlim=(0, 1))
    axes.xaxis.set_major_formatter(lambda x, _: f"{x:.0%}")
    if axes.patches:
        figure.legend(frameon=False, ncols=6, loc="outside upper center", fontsize=8)
    return figure


def _dots(rows: Sequence[tuple[str, *tuple[Share, ...]]], label: str) -> "Figure":
    """One row a group, in it a point with its interval for each share: the first filled, the second hollow."""
    figure, axes = _empty(len(rows))
    for place, (_, *shares) in enumerate(reversed(rows)):
        for share, (offset, fill) in zip(shares, _POINTS[len(shares)], strict=True):
            height, (low, high) = place + offset, share.interval
            if share.of:
                axes.plot([low, high], [height, height], color="#0072B2", linewidth=2, zorder=1)
                axes.plot([share.share], [height], "o", color="#0072B2", markerfacecolor=fill, markersize=7)
            axes.text(1.02, height, f"{share.count} of {share.of}", va="center", fontsize=8)
    axes.set_yticks(range(len(rows)), [_short(name) for name, *_ in reversed(rows)])
    axes.set(xlabel=label, xlim=(0, 1), ylim=(-0.6, len(rows) - 0.4))
    axes.xaxis.set_major_formatter(lambda x, _: f"{x:.0%}")
    axes.grid(axis="x", alpha=0.3)
    return figure


def _short(name: str) -> str:
    """A name that fits beside a bar; `$` would begin a formula."""
    return (name if len(name) <= 34 else name[:33] + "…").replace("$", r"\$")
