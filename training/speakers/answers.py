"""Whom sources and other mentions mean in labelled news: from the gold speakers and from the marked links."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from attrs import frozen

import quoteattr
from benchmarks.stories import folds
from quoteattr.anonymity.grants import find_grants, without_grants
from quoteattr.attributions.draft import Draft
from quoteattr.language import Language, language
from quoteattr.records import Level
from quoteattr.speakers.cast import Cast, Chain
from quoteattr.text.reading import Reading
from quoteattr.text.view import View
from training.speakers.data import GUM

SHARED = GUM.parents[1]
GOLD = ("speakers.train", "wild.train")
LINKS = SHARED / "reference" / "links.train.jsonl"
_NO_NAME = frozenset(["a", "an", "dr", "gov", "mr", "mrs", "ms", "president", "rep", "s", "sen", "senator", "the"])
_NAMED = ("named", "partial")
_MOSTLY = 0.5  # of a content: less is not the same one
_PARTLY = 0.3  # of a phrase: readers mark “around 75 to 100 people” where the library sees “100 people”

Place = tuple[int, int]  # a stretch of a text


@frozen(kw_only=True)
class Answer:
    """Whom a mention means: somebody called so; or the one that an earlier mention means; or nobody known."""

    labels: tuple[str, ...] = ()
    earlier: Place | None = None
    named: bool = False

    def is_right(self, cast: Cast, chain: Chain) -> bool:
        """Whether a chain is who is meant."""
        if self.earlier is not None:
            return self._is_earlier(cast, chain)
        if len(self.labels) > 1:
            return len(chain.members) == len(self.labels) and all(
                any(same(label, member.label) for member in chain.members) for label in self.labels
            )
        if chain.level in (Level.NAMED, Level.PARTIAL) and not self.named:
            return False
        return bool(self.labels) and same(self.labels[0], chain.label)

    def _is_earlier(self, cast: Cast, chain: Chain) -> bool:
        assert self.earlier is not None
        heads = (cast.document.tokens[i].start for i in chain.at)
        if chain.name is not None and not any(self.earlier[0] <= at < self.earlier[1] for at in heads):
            return False
        return any(overlap([span], [self.earlier]) >= _PARTLY for span in chain.spans)


@frozen(kw_only=True)
class Gold:
    """A gold attribution: its stretches in the text as it is read; its speaker and level, None without a label."""

    cue: tuple[Place, ...]
    content: tuple[Place, ...]
    speaker: str | None
    level: str | None


@frozen(kw_only=True)
class Article:
    """An article as the library read it, its gold, and the answers for the stretches of its mentions; its fold."""

    id: str
    fold: int
    reading: Reading
    drafts: list[Draft]
    gold: list[Gold]
    answers: dict[Place, Answer]


def key(label: str) -> frozenset[str]:
    """The words of a name that tell, without accents and case."""
    plain = unicodedata.normalize("NFKD", label.replace("’", "'")).encode("ascii", "ignore").decode().lower()
    return frozenset(re.findall(r"[a-z0-9]+", plain)) - _NO_NAME


def same(one: str, other: str) -> bool:
    """Whether one label's words are all in the other's.

    >>> same("Sen. Ada Moe", "Moe"), same("Ada Moe", "Ada Lund")
    (True, False)
    """
    a, b = key(one), key(other)
    return bool(a and b) and (a <= b or b <= a)


def overlap(one: Iterable[Place], other: Iterable[Place]) -> float:
    """The share of characters that two groups of stretches have in common (Jaccard)."""
    a, b = places(one), places(other)
    return len(a & b) / max(1, len(a | b))


def places(spans: Iterable[Place]) -> frozenset[int]:
    """Every character of some stretches."""
    return frozenset(i for start, end in spans for i in range(start, end))


def articles(limit: int | None = None, by_fold: Sequence[Language] = ()) -> list[Article]:
    """Every labelled article, or the first ones of each set, read by the library; with a language for each fold."""
    documents = [row for name in GOLD for row in _rows(SHARED / "gold" / f"{name}.jsonl")[:limit]]
    links = {row["id"]: row["mentions"] for row in _rows(LINKS)}
    fold = folds({row["id"]: row["text"] for row in documents})
    extractors = [quoteattr.Extractor(scope="all", language=its, threads=1) for its in by_fold or (language("en"),)]
    return [
        _read(extractors[fold[row["id"]] if by_fold else 0], row, links.get(row["id"], []), fold[row["id"]])
        for row in documents
    ]


def texts() -> list[str]:
    """The texts of every article whose speakers are labelled, those never learned from too."""
    return [row["text"] for path in sorted((SHARED / "gold").glob("*.jsonl")) for row in _rows(path)]


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def _read(extractor: quoteattr.Extractor, row: dict[str, Any], links: list[dict[str, Any]], fold: int) -> Article:
    view = View.of(row["text"])
    reading, spotted = extractor.read(view.text)
    drafts = extractor.drafts(reading, spotted)
    drafts = sorted(without_grants(reading, drafts, find_grants(reading, drafts)), key=lambda draft: draft.begins)
    gold = [_gold(view, attribution) for attribution in row["attributions"] if attribution["content"]]
    answers = dict(_of_links(view, links)) | dict(_of_sources(drafts, gold))
    return Article(id=row["id"], fold=fold, reading=reading, drafts=drafts, gold=gold, answers=answers)


def _gold(view: View, row: dict[str, Any]) -> Gold:
    cue, content = (tuple(view.offsets_in_text(*span) for span in row[role]) for role in ("cue", "content"))
    return Gold(cue=cue, content=content, speaker=row.get("speaker"), level=row.get("level"))


def _of_links(view: View, links: list[dict[str, Any]]) -> Iterator[tuple[Place, Answer]]:
    for link in links:
        if link["new"] is not None:
            earlier = view.offsets_in_text(*link["earlier"]) if link.get("earlier") else None
            names = tuple(link["means"] or ())
            yield (
                view.offsets_in_text(link["start"], link["end"]),
                Answer(labels=names, earlier=None if names else earlier, named=bool(names)),
            )


def _of_sources(drafts: list[Draft], gold: list[Gold]) -> Iterator[tuple[Place, Answer]]:
    """The sources of what was found and has a label."""
    for draft in drafts:
        alike = max(gold, key=lambda g: overlap(g.content, draft.content), default=None)
        if draft.source is None or alike is None or alike.level is None:
            continue
        if overlap(alike.content, draft.content) >= _MOSTLY:
            yield draft.source, Answer(labels=(alike.speaker,) if alike.speaker else (), named=alike.level in _NAMED)
