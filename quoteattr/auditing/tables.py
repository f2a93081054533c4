"""An audit as rows, as a pandas DataFrame, as JSON."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from quoteattr.auditing.shares import Share
from quoteattr.inputs import settings
from quoteattr.records import level_name
from quoteattr.runtime.extras import need

if TYPE_CHECKING:
    import pandas

    from quoteattr.auditing.values import Audit

COLUMNS: dict[str, type] = {
    "measure": str, "unit": str, "name": str, "count": int, "of": int, "share": float, "low": float, "high": float,
    "design": float, "articles": str,
}  # fmt: skip
_DTYPES = {str: "string", int: "Int64", float: "Float64"}
_NUMBERS = ("articles", "failures", "attributions", "words", "quoted_words", "declined")


def rows(audit: "Audit") -> Iterator[dict[str, Any]]:
    """Every share of an audit, with the columns of `COLUMNS`: `low` and `high` are its interval, `articles` the ids of
    the first articles behind it, with spaces between."""
    for measure, unit, shares in _shares(audit):
        for share in shares:
            low, high = share.interval
            yield {
                "measure": measure,
                "unit": unit,
                "name": share.name,
                "count": share.count,
                "of": share.of,
                "share": share.share,
                "low": low,
                "high": high,
                "design": share.design,
                "articles": " ".join(share.articles),
            }


def _shares(audit: "Audit") -> Iterator[tuple[str, str, tuple[Share, ...]]]:
    """All shares, by what they measure and what they are shares of."""
    yield "level", "attributions", audit.levels
    yield "kind", "attributions", audit.kinds
    yield "style", "attributions", audit.styles
    yield "anonymous", "attributions", (audit.anonymous,)
    yield "granted", "attributions", (audit.granted,)
    yield "reason", "attributions", (audit.with_reason, *audit.reasons)
    for heard in (audit.genders, audit.roles, audit.naming):
        for unit in ("speakers", "attributions", "words", "quoted_words"):
            yield heard.by, unit, getattr(heard, unit)
    stories = audit.stories
    yield "story", "stories", (stories.with_anonymous, stories.solely_anonymous, stories.single_source)
    yield "finding", "articles", audit.findings


def frame(found: list[dict[str, Any]], first: tuple[str, ...] = ()) -> "pandas.DataFrame":
    """Rows as a DataFrame, with some columns before the others."""
    need("a data frame", "pandas")
    import pandas

    types = dict.fromkeys(first, "string") | {name: _DTYPES[kind] for name, kind in COLUMNS.items()}
    return pandas.DataFrame(found, columns=list(types)).astype(types)


def values(audit: "Audit") -> dict[str, Any]:
    """An audit as what JSON can hold."""
    sources, low_high = audit.stories.sources, audit.stories.sources.interval
    concentration = audit.concentration
    return {
        **{name: getattr(audit, name) for name in _NUMBERS},
        "sources_a_story": {
            "mean": sources.mean,
            "stories": sources.of,
            "interval": low_high if sources.of > 1 else None,
        },
        "named_speakers": {
            "number": concentration.speakers,
            "effective": concentration.effective,
            "words_of_ten": concentration.top_ten.share,
        },
        "shares": [{**row, "articles": row["articles"].split()} for row in rows(audit)],
        "speakers": [
            {
                "label": s.label,
                "kind": s.kind.value,
                "level": level_name(s.level),
                "attributions": s.attributions,
                "words": s.words,
                "quoted_words": s.quoted_words,
                "articles": list(s.articles),
            }
            for s in audit.speakers
        ],
    }


def json_of(audit: "Audit", indent: int | None) -> str:
    """An audit as JSON."""
    return json.dumps(values(audit), ensure_ascii=False, indent=settings.indent(indent))
