"""Audits by outlet, desk, author, month, or what else is known of articles; and the articles behind a number."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Unpack

from attrs import field, frozen

from quoteattr.auditing import tables
from quoteattr.auditing.counts import AuditCounts, Counting
from quoteattr.auditing.measures import ORDERS, measures
from quoteattr.auditing.values import Audit
from quoteattr.errors import InvalidSetting
from quoteattr.inputs import prose, settings
from quoteattr.inputs.given import results_of
from quoteattr.language import Language
from quoteattr.language import language as language_of
from quoteattr.records import Article, Attribution, Failure, Mode
from quoteattr.records.meta import Meta
from quoteattr.records.promises import shown

if TYPE_CHECKING:
    import pandas

NOT_GIVEN = "not given"
_OF_THE_DATE = {"year": 4, "month": 7, "day": 10}  # how much of a day in ISO's form


@frozen(repr=False)
class Audits(Mapping[str, Audit]):
    """Audits of groups of articles, by the groups' names, in order: what `quoteattr.render_audit` and the charts take.

    `by` are the keys that the groups differ by, `groups` the values of these and the audit of each.
    """

    by: tuple[str, ...]
    groups: tuple[tuple[tuple[str, ...], Audit], ...] = field(factory=tuple)

    def __getitem__(self, name: str) -> Audit:
        for values, audit in self.groups:
            if ", ".join(values) == name:
                return audit
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return (", ".join(values) for values, _ in self.groups)

    def __len__(self) -> int:
        return len(self.groups)

    def __repr__(self) -> str:
        return f"Audits(by {', '.join(self.by)}: {', '.join(self)})"

    def to_frame(self) -> "pandas.DataFrame":
        """Every share of every group as a pandas DataFrame: a column for each key, then those of `Audit.to_frame`.

        Raises:
            MissingExtra: pandas is not installed.
        """
        rows = [{**dict(zip(self.by, values, strict=True)), **row} for values, a in self.groups for row in a.rows()]
        return tables.frame(rows, self.by)

    def to_json(self, *, indent: int | None = None) -> str:
        """The audits as JSON: a list of the groups, each with its values and its audit."""
        found = [{"group": dict(zip(self.by, v, strict=True)), "audit": tables.values(a)} for v, a in self.groups]
        return json.dumps(found, ensure_ascii=False, indent=settings.indent(indent))

    def _repr_html_(self) -> str:
        """The audits as notebooks show them."""
        from quoteattr.auditing.page import in_frame

        return in_frame(self)


def audit_by(
    articles: Article | Iterable[Article | Failure],
    *keys: str,
    **counting: Unpack[Counting],
) -> Audits:
    """The audit of every group of articles, in one pass, read lazily.

    Args:
        articles: what `extract_many` gives.
        keys: by which they are grouped: any key of `article.meta` (``"outlet"``, ``"section"``, ``"author"``,
            ``"desk"``), and ``"day"``, ``"month"`` and ``"year"`` of its date. What an article lacks is “not given”.
        counting: `declined`, `continued`, `rules` and `language`, as `audit` takes them.

    Failures are counted in the group of what they lack. A key that no article has is told of by a `QuoteAttrWarning`.

    Raises:
        InvalidInput: something else than articles and failures is given, or is among them.
        InvalidSetting: no key is given, or one is no str.
    """
    if not keys or not all(isinstance(key, str) for key in keys):
        raise InvalidSetting(
            f"the keys are {shown(keys)}: name what to group by, as audit_by(articles, 'outlet', 'month')"
        )
    counts: dict[tuple[str, ...], AuditCounts] = {}
    first: Meta | None = None
    for article in results_of(articles):
        if first is None and isinstance(article, Article):
            first = article.meta
        values = tuple(_value(article, key) for key in keys)
        if values not in counts:
            counts[values] = AuditCounts(**counting)
        counts[values].add_all([article])
    if first is not None:
        _warn_of_lacks(keys, counts, first)
    return Audits(keys, tuple((values, counts[values].audit()) for values in sorted(counts)))


def _warn_of_lacks(keys: tuple[str, ...], groups: Iterable[tuple[str, ...]], first: Meta) -> None:
    """Tell of keys that no article has: they are called otherwise there, or are no dates."""
    lacking = [key for key, values in zip(keys, zip(*groups, strict=True), strict=True) if {*values} == {NOT_GIVEN}]
    for key in lacking:
        there = ", ".join(first) or "nothing"
        advice = "give date, as 2026-03-23" if key in _OF_THE_DATE else "group by one of these"
        prose.tell("key", f"no article has the key {key!r} (the first has {there}): {advice}", key)


def _value(article: Article | Failure, key: str) -> str:
    """What an article has at a key."""
    if isinstance(article, Failure):
        return NOT_GIVEN
    if key in _OF_THE_DATE and key not in article.meta:
        date = article.meta.date
        return date.isoformat()[: _OF_THE_DATE[key]] if date is not None else NOT_GIVEN
    return article.meta.text_at(key) or NOT_GIVEN


def behind(
    articles: Article | Iterable[Article | Failure], measure: str, name: str, *, language: str | Language = "en"
) -> Iterator[tuple[Article, tuple[Attribution, ...]]]:
    """The articles behind a number of an audit, each with the attributions that were counted, read lazily.

    Args:
        articles: those that were counted.
        measure: ``"level"``, ``"kind"``, ``"style"``, ``"gender"``, ``"role"``, ``"naming"``, or ``"speaker"``.
        name: the share's name, as ``"feminine"``; for a speaker their label.
        language: as `audit` takes it.

    Raises:
        InvalidInput: something else than articles and failures is given, or is among them.
        InvalidSetting: there is no such measure.
    """
    known: dict[str, Any] = {**measures(language_of(language)), "speaker": lambda a: a.speaker and a.speaker.label}
    if not isinstance(measure, str) or measure not in known:
        raise InvalidSetting(f"there is no measure {shown(measure)}: choose one of {', '.join([*ORDERS, 'speaker'])}")
    found = results_of(articles)
    of = known[measure]
    return (
        (article, said)
        for article in found
        if isinstance(article, Article)
        and (said := tuple(a for a in article.outer if a.mode is not Mode.DECLINED and of(a) == name))
    )
