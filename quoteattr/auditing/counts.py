"""How openly an article, or an archive, is sourced, and who is heard: counts and shares that an editor can publish."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, TypedDict, Unpack

import regex
from attrs import define, field

from quoteattr.auditing.measures import ORDERS, Measure, is_of_people, measures
from quoteattr.auditing.shares import Mean, Share, Tally
from quoteattr.auditing.values import Audit, Heard, SpokenWords, Stories
from quoteattr.inputs.given import results_of
from quoteattr.language import Language
from quoteattr.language import language as language_of
from quoteattr.newsroom.findings import Rules, asked, chosen
from quoteattr.newsroom.story import Story
from quoteattr.newsroom.values import NewsroomRule
from quoteattr.records import Article, Attribution, Failure, Kind, Level, Mode, ReasonClass, Span

_WORD = regex.compile(r"\w+(?:[’'.-]\w+)*")
_HEARD = ("gender", "role", "naming")  # the measures that count speakers and words, too
_FEW = 20  # articles that are kept of each speaker


class Counting(TypedDict, total=False):
    """How articles are counted: what `audit`, `audit_by` and `AuditCounts` take."""

    declined: bool
    continued: bool
    rules: NewsroomRule | str | Rules
    language: str | Language


def audit(articles: Article | Iterable[Article | Failure], **counting: Unpack[Counting]) -> Audit:
    """The audit of an article, or of several together; read lazily, one by one.

    What is said within what somebody says is not counted: its words are those of the outer attribution. Nor are the
    words of sentences that go on with what somebody says without words that say so, unless `continued` asks for them.

    Speakers of one name, kind and level are counted together, whichever article they speak in. A `Failure` among the
    articles, as `extract_many` gives it, is counted in `failures` and nowhere else; an attribution of the mode
    ``declined`` in `declined` alone, unless `declined` asks for all. `rules` of newsrooms, or their names, are asked of
    every article, and counted in `findings`. `language` is that of the articles, for their roles and rules.

    An archive in parts is counted by an `AuditCounts` each.

    Raises:
        InvalidInput: something else than articles and failures is given, or is among them.
        InvalidSetting: there is no such rule, or no such language.
    """
    counts = AuditCounts(**counting)
    counts.add_all(articles)
    return counts.audit()


@define
class _Spoken:
    """What is attributed to somebody: attributions, words of their contents, and how many of these are quoted."""

    attributions: int = 0
    words: int = 0
    quoted_words: int = 0
    articles: list[str] = field(factory=list)

    def add(self, words: int, quoted: int, article: str) -> None:
        """One attribution more."""
        self.attributions += 1
        self.words += words
        self.quoted_words += quoted
        if len(self.articles) < _FEW and self.articles[-1:] != [article]:
            self.articles.append(article)

    def merge(self, other: "_Spoken") -> None:
        """Take in another's counts."""
        self.attributions += other.attributions
        self.words += other.words
        self.quoted_words += other.quoted_words
        self.articles += [one for one in other.articles if one not in self.articles][: _FEW - len(self.articles)]


@define
class _Sources:
    """How many sources stories have."""

    stories: int = 0
    total: int = 0
    squares: int = 0

    def add(self, sources: int) -> None:
        """One story more."""
        self.stories += 1
        self.total += sources
        self.squares += sources * sources


class AuditCounts:
    """What `audit` counts, article by article: to count the parts of an archive apart, and put them together.

    Memory grows with what is distinct (names of speakers, rules, classes), not with the number of articles; counts can
    be pickled, so that each process or worker counts its part.

    Args:
        declined, continued, rules, language: as `audit` takes them.
    """

    def __init__(
        self,
        *,
        declined: bool = False,
        continued: bool = False,
        rules: NewsroomRule | str | Rules = (),
        language: str | Language = "en",
    ) -> None:
        self.with_declined, self.with_continued = declined, continued
        self.rules, self.language = chosen(rules), language_of(language)
        self.articles = self.failures = self.declined = 0
        self.tallies: dict[str, Tally] = {}
        self.all, self.sources = _Spoken(), _Sources()
        self.by_speaker: dict[tuple[str, Kind, Level | None], _Spoken] = {}
        self._measures = measures(self.language)

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if name != "_measures"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)
        self._measures = measures(self.language)

    def add_all(self, articles: Article | Iterable[Article | Failure]) -> None:
        """Count articles and failures, read lazily.

        Raises:
            InvalidInput: something else is given, or is among them.
        """
        for article in results_of(articles):
            if isinstance(article, Failure):
                self.failures += 1
            else:
                self.add(article)

    def add(self, article: Article) -> None:
        """Count one article more."""
        name = article.id if article.id is not None else str(self.articles)
        self.articles += 1
        said = [a for a in article.outer if a.mode is not Mode.DECLINED]
        self.declined += len(article.outer) - len(said)
        counted = list(article.outer) if self.with_declined else said
        for measure in ("level", "kind", "style"):
            self._tally(measure).add(
                Counter(value for a in counted if (value := self._measures[measure](a))), len(counted), name
            )
        self._add_anonymous(counted, name)
        words = self._add_words(article, counted, name)
        for measure in _HEARD:
            self._add_heard(measure, self._measures[measure], counted, words, name)
        self._add_story(Story(article, self.language), said, name)

    def merge(self, other: "AuditCounts") -> None:
        """Take in what another has counted."""
        self.articles += other.articles
        self.failures += other.failures
        self.declined += other.declined
        for name, tally in other.tallies.items():
            self._tally(name).merge(tally)
        self.all.merge(other.all)
        for key, spoken in other.by_speaker.items():
            self.by_speaker.setdefault(key, _Spoken()).merge(spoken)
        for name in ("stories", "total", "squares"):
            setattr(self.sources, name, getattr(self.sources, name) + getattr(other.sources, name))

    def _tally(self, name: str) -> Tally:
        return self.tallies.setdefault(name, Tally())

    def _add_anonymous(self, counted: list[Attribution], name: str) -> None:
        """Attributions to people; of these those to people not named; of these those with a grant, and its reason."""
        people = [a.anonymity for a in counted if is_of_people(a)]
        unnamed = [a for a in people if a.level is not Level.NAMED]
        covered = [a for a in unnamed if a.granted is not None]
        self._tally("people").add({"anonymous": len(unnamed)}, len(people), name)
        self._tally("anonymous").add({"granted": len(covered)}, len(unnamed), name)
        reasons = Counter(a.reason_class.value for a in covered if a.reason_class)
        self._tally("granted").add({**reasons, "with reason": reasons.total()}, len(covered), name)

    def _add_words(self, article: Article, counted: list[Attribution], name: str) -> list[tuple[int, int]]:
        """The words of each attribution, and those of them in quotation marks."""
        quotations, found = _quotations(article), []
        for a in counted:
            spans = (*a.content, *(c.span for c in a.continued)) if self.with_continued else a.content
            words, quoted = _words(spans, article.text, quotations)
            found.append((words, quoted))
            self.all.add(words, quoted, name)
            if a.speaker is not None:
                key = a.speaker.label, a.speaker.kind, a.speaker.level
                self.by_speaker.setdefault(key, _Spoken()).add(words, quoted, name)
        return found

    def _add_heard(
        self, measure: str, of: Measure, counted: list[Attribution], words: list[tuple[int, int]], name: str
    ) -> None:
        """Attributions, words, quoted words, and speakers each once, by a measure."""
        by_unit: dict[str, Counter[str]] = {unit: Counter() for unit in ("attributions", "words", "quoted_words")}
        speakers: dict[str, str] = {}
        for a, (said, quoted) in zip(counted, words, strict=True):
            if (value := of(a)) is None:
                continue
            for unit, n in zip(by_unit, (1, said, quoted), strict=True):
                by_unit[unit][value] += n
            if a.speaker is not None:
                speakers[a.speaker.id] = value
        by_unit["speakers"] = Counter(speakers.values())
        for unit, found in by_unit.items():
            pieces = min(found.total(), by_unit["attributions"].total()) if "words" in unit else None
            self._tally(f"{measure} {unit}").add(found, found.total(), name, pieces)

    def _add_story(self, story: Story, said: list[Attribution], name: str) -> None:
        for rule in self.rules:
            found = any(True for _ in asked(rule, story))
            self._tally(f"rule {rule.name}").add({rule.name: int(found)}, 1, name)
        speakers = {a.speaker.id for a in said if a.speaker is not None}
        if not said:
            return
        anonymous = {a.id for a in (*story.anonymous, *story.hidden)}
        self.sources.add(len(speakers))
        counted = {
            "with an anonymous source": int(bool(anonymous)),
            "anonymous sources only": int(all(a.id in anonymous for a in said)),
            "one source": int(len(speakers) == 1),
        }
        self._tally("stories").add(counted, 1, name)

    def audit(self) -> Audit:
        """The audit of all that was counted."""
        reasons = self._tally("granted")
        stories = self._tally("stories")
        reasoned = reasons.counted["with reason"]
        sources = Mean("sources a story", self.sources.stories, self.sources.total, self.sources.squares)
        with_anonymous, solely, single = map(
            stories.share, ("with an anonymous source", "anonymous sources only", "one source")
        )
        return Audit(
            articles=self.articles,
            attributions=self._tally("level").total,
            words=self.all.words,
            quoted_words=self.all.quoted_words,
            levels=self._tally("level").shares(ORDERS["level"]),
            kinds=self._tally("kind").shares(ORDERS["kind"]),
            styles=self._tally("style").shares(ORDERS["style"]),
            anonymous=self._tally("people").share("anonymous"),
            granted=self._tally("anonymous").share("granted"),
            with_reason=Share("with reason", reasoned, reasons.total, 1.0, reasons.share("with reason").articles),
            reasons=tuple(
                Share(r.value, reasons.counted[r.value], reasoned, 1.0, reasons.share(r.value).articles)
                for r in ReasonClass
                if reasons.counted[r.value]
            ),
            speakers=tuple(self._speakers()),
            failures=self.failures,
            declined=self.declined,
            genders=self._heard("gender"),
            roles=self._heard("role"),
            naming=self._heard("naming"),
            stories=Stories(
                with_anonymous=with_anonymous, solely_anonymous=solely, single_source=single, sources=sources
            ),
            findings=tuple(self._tally(f"rule {rule.name}").share(rule.name) for rule in self.rules),
        )

    def _heard(self, measure: str) -> Heard:
        shares = {
            unit: self._tally(f"{measure} {unit}").shares(ORDERS[measure], whole=measure != "role")
            for unit in ("speakers", "attributions", "words", "quoted_words")
        }
        return Heard(by=measure, **shares)

    def _speakers(self) -> Iterator[SpokenWords]:
        """Who speaks, the one with the most words first."""
        for (label, kind, level), spoken in sorted(
            self.by_speaker.items(), key=lambda item: (-item[1].words, item[0][0], item[0][1], str(item[0][2]))
        ):
            yield SpokenWords(
                label=label,
                kind=kind,
                level=level,
                attributions=spoken.attributions,
                words=spoken.words,
                quoted_words=spoken.quoted_words,
                articles=tuple(spoken.articles),
            )


def _quotations(article: Article) -> list[tuple[int, int]]:
    """Where the outermost quotations stand, in order."""
    return sorted((p.start, p.end) for q in article.quotations if not q.depth for p in q.pieces)


def _words(spans: tuple[Span, ...], text: str, quotations: list[tuple[int, int]]) -> tuple[int, int]:
    """The words of some spans, and those of them in quotation marks."""
    said = in_marks = 0
    for piece in spans:
        for match in _WORD.finditer(text, piece.start, piece.end):
            said += 1
            place = bisect_right(quotations, (match.start(), len(text))) - 1
            in_marks += place >= 0 and quotations[place][0] <= match.start() < quotations[place][1]
    return said, in_marks
