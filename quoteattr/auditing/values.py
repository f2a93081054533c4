"""What an audit finds: how openly an article, or an archive, is sourced, and who is heard."""

from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from quoteattr.auditing import table, tables
from quoteattr.auditing.shares import Mean, Share
from quoteattr.records import Kind, Level

if TYPE_CHECKING:
    import pandas


@frozen(kw_only=True)
class SpokenWords:
    """What one speaker says: attributions, words of their contents, and how many of these stand in quotation marks;
    `articles` are the ids of the first articles in which they speak."""

    label: str
    kind: Kind
    level: Level | None
    attributions: int
    words: int
    quoted_words: int
    articles: tuple[str, ...] = field(default=(), repr=False)


@frozen(kw_only=True)
class Heard:
    """Who is heard, by one measure: shares of `speakers` (of each article once), of `attributions`, of `words`, and of
    `quoted_words` in quotation marks."""

    by: str
    speakers: tuple[Share, ...] = ()
    attributions: tuple[Share, ...] = ()
    words: tuple[Share, ...] = ()
    quoted_words: tuple[Share, ...] = ()


@frozen(kw_only=True)
class Stories:
    """What stories rest on, of those that have a source: with an anonymous source, with no other, with one source
    alone; and how many `sources` they have, each counted once a story. Anonymous sources are here what newsrooms mean
    by it (see `quoteattr.Story`)."""

    with_anonymous: Share
    solely_anonymous: Share
    single_source: Share
    sources: Mean


@frozen(kw_only=True)
class Concentration:
    """On how few the words of named speakers fall: how many these are, the share of the ten with the most, and as how
    many who speak alike they count (1 through the sum of squared shares; Laakso and Taagepera 1979)."""

    speakers: int
    top_ten: Share
    effective: float


@frozen(kw_only=True, repr=False)
class Audit:
    """The sourcing of one article or of many. Printed, it is a table; in a notebook, a page.

    `levels`, `kinds` and `styles` share out all attributions; ``unresolved`` among the levels are those whose speaker
    could not be told (hidden sources have no kind but ``unknown``). `anonymous` counts the attributions to people who
    are not named (persons and groups that are partial, described or vague, and hidden sources) of all attributions to
    people: an unnamed organisation or document is no anonymous source. `granted` counts those of the `anonymous` that
    a grant of anonymity covers, `with_reason` those of the `granted` for which the text gives a reason; `reasons`
    shares these out by class. `speakers` come with the most words first. `declined` counts what was not said (“declined
    to comment”), which is among the attributions only where `audit` was asked for it.

    `genders` share out single persons, as the text's own words show it; `roles` all who are expressed, by class
    (`quoteattr.auditing.roles`); `naming` people, named and anonymous. `stories` are about stories as a whole.
    `findings` are the shares of articles in which a rule of newsrooms finds something, where `audit` was given rules.
    """

    articles: int
    attributions: int
    words: int
    quoted_words: int
    levels: tuple[Share, ...]
    kinds: tuple[Share, ...]
    styles: tuple[Share, ...]
    anonymous: Share
    granted: Share
    with_reason: Share
    reasons: tuple[Share, ...]
    speakers: tuple[SpokenWords, ...]
    failures: int = 0
    declined: int = 0
    genders: Heard = Heard(by="gender")
    roles: Heard = Heard(by="role")
    naming: Heard = Heard(by="naming")
    stories: Stories
    findings: tuple[Share, ...] = ()

    def __str__(self) -> str:
        return "\n".join(table.lines(self))

    def __repr__(self) -> str:
        return f"Audit({self.articles} articles, {self.attributions} attributions, {len(self.speakers)} speakers)"

    @property
    def concentration(self) -> Concentration:
        """On how few of the named speakers the words fall."""
        words = [s.words for s in self.speakers if s.level is Level.NAMED and s.words]
        total = sum(words)
        top = Share("ten most heard", sum(words[:10]), total)
        effective = total**2 / sum(n * n for n in words) if words else 0.0
        return Concentration(speakers=len(words), top_ten=top, effective=effective)

    def rows(self) -> list[dict[str, Any]]:
        """Every share as a row, with the columns of `quoteattr.auditing.tables.COLUMNS`."""
        return list(tables.rows(self))

    def to_frame(self) -> "pandas.DataFrame":
        """Every share as a pandas DataFrame: measure, unit, name, count, of how many, share, interval, and articles.

        Raises:
            MissingExtra: pandas is not installed.
        """
        return tables.frame(self.rows())

    def to_json(self, *, indent: int | None = None) -> str:
        """The audit as JSON: the numbers, every share as a row, and what each speaker says."""
        return tables.json_of(self, indent)

    def _repr_html_(self) -> str:
        """The audit as notebooks show it; `quoteattr.render_audit` makes a page of it."""
        from quoteattr.auditing.page import in_frame

        return in_frame({"all articles": self})
