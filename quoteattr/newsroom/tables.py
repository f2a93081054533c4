"""The findings of many articles as rows, as a pandas DataFrame, as JSON."""

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from quoteattr.inputs import settings
from quoteattr.inputs.given import results_of
from quoteattr.language import Language
from quoteattr.newsroom.findings import Rules, chosen, findings
from quoteattr.newsroom.values import NewsroomRule, Severity
from quoteattr.records import Article, Failure
from quoteattr.runtime.extras import need

if TYPE_CHECKING:
    import pandas

COLUMNS: dict[str, type] = {
    "document": str, "rule": str, "severity": str, "message": str, "start": int, "end": int, "text": str,
    "attributions": str, "speakers": str, "standard": str,
}  # fmt: skip
_DTYPES = {str: "string", int: "Int64"}
Results = Article | Failure | Iterable[Article | Failure]
Asked = NewsroomRule | str | Rules | None


def finding_rows(results: Results, rules: Asked = None, *, language: str | Language = "en") -> Iterator[dict[str, Any]]:
    """One row a finding, with the columns of `COLUMNS`, lazily; failures give none.

    `start` and `end` are those of the first of its spans, `text` the words of all; `attributions` and `speakers` are
    ids, with spaces between. `document` is the article's id, or its number, from 0.
    """
    asked = chosen(rules)
    for number, article in enumerate(results_of(results)):
        if isinstance(article, Failure):
            continue
        for finding in findings(article, asked, language=language):
            first = finding.spans[0] if finding.spans else None
            yield {
                "document": article.id if article.id is not None else str(number),
                "rule": finding.rule,
                "severity": finding.severity.value,
                "message": finding.message,
                "start": first and first.start,
                "end": first and first.end,
                "text": " … ".join(span.text for span in finding.spans),
                "attributions": " ".join(finding.attributions),
                "speakers": " ".join(finding.speakers),
                "standard": finding.standard,
            }


def findings_frame(results: Results, rules: Asked = None, *, language: str | Language = "en") -> "pandas.DataFrame":
    """The findings of one article, or of many, as a DataFrame: one row a finding, as `finding_rows` has them; severity
    is an ordered category, from warning to hint.

    Raises:
        InvalidInput: something else than articles and failures is among the results.
        InvalidSetting: there is no such rule.
        MissingExtra: pandas is not installed.
    """
    need("a data frame", "pandas")
    import pandas

    rows = list(finding_rows(results, rules, language=language))
    frame = pandas.DataFrame(rows, columns=list(COLUMNS)).astype({n: _DTYPES[kind] for n, kind in COLUMNS.items()})
    ordered = pandas.CategoricalDtype([severity.value for severity in Severity], ordered=True)
    return frame.astype({"severity": ordered})


def findings_json(
    results: Results, rules: Asked = None, *, language: str | Language = "en", indent: int | None = None
) -> str:
    """The findings of one article, or of many, as JSON: a list of objects, each with the document, the rule and its
    standard, the severity, the message, all spans with their offsets, and the ids of attributions and speakers.

    Raises:
        InvalidInput: something else than articles and failures is among the results.
        InvalidSetting: there is no such rule.
    """
    asked, found = chosen(rules), []
    for number, article in enumerate(results_of(results)):
        if isinstance(article, Failure):
            continue
        document = article.id if article.id is not None else str(number)
        for finding in findings(article, asked, language=language):
            spans = [{"start": span.start, "end": span.end, "text": span.text} for span in finding.spans]
            found.append(
                {
                    "document": document,
                    "rule": finding.rule,
                    "standard": finding.standard,
                    "severity": finding.severity.value,
                    "message": finding.message,
                    "spans": spans,
                    "attributions": list(finding.attributions),
                    "speakers": list(finding.speakers),
                }
            )
    return json.dumps(found, ensure_ascii=False, indent=settings.indent(indent))
