"""Whom descriptions, “they” and “it” mean, against readers' answers.

    python benchmarks/links.py ../shared/reference/links.train.jsonl

Each text is read as `extract` reads it. A phrase that has joined a chain by then means that one; any other is resolved
as the source of an attribution would be. Printed are the shares, in percent, of phrases that mean somebody named and
get that one; of phrases given a name, how many get the right one; of those that mean nobody named, how many get no
name.
"""

import argparse
import json
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from attrs import frozen
from chains import chains_by_head
from overlay import laid_over
from predict import read
from scorer import scorer
from stories import FOLDS, folds

import quoteattr
from quoteattr.attributions.draft import Draft
from quoteattr.language import language
from quoteattr.records import Level
from quoteattr.speakers.cast import Cast, Chain
from quoteattr.speakers.find import who_is_who
from quoteattr.speakers.phrases import Phrase, take_apart
from quoteattr.speakers.ranking import best
from quoteattr.speakers.resolve import Choose, resolve
from quoteattr.text.reading import Reading
from quoteattr.text.tree import head_of

score = scorer()
GOLD = ("speakers.train.jsonl", "wild.train.jsonl")


@frozen(kw_only=True)
class Answer:
    """A phrase of an article: whom it means, nobody named where that is empty; the name it gets; whether they agree."""

    article: str
    start: int
    end: int
    text: str
    means: tuple[str, ...]
    given: str | None
    right: bool


def marked_articles(path: Path) -> Iterator[tuple[dict[str, Any], str]]:
    """The rows of a file of marked phrases with the texts that they point into."""
    known = texts(path)
    for row in read(path):
        yield row, known[row["id"]]


def texts(path: Path) -> dict[str, str]:
    """The texts of the labelled articles beside a file of marked phrases, by their ids."""
    return {d["id"]: d["text"] for name in GOLD for d in read(path.parents[1] / "gold" / name)}


def answers(reading: Reading, drafts: list[Draft], row: dict[str, Any], choose: Choose = best) -> Iterator[Answer]:
    """What becomes of the marked phrases of one article."""
    cast, _ = who_is_who(reading, drafts, choose)
    joined = chains_by_head(cast)
    for mark in row["mentions"]:
        phrase = phrase_at(cast, mark["start"], mark["end"])
        chain = joined.get(phrase.head) or resolve(cast, phrase, choose).chain
        named = chain is not None and chain.level in (Level.NAMED, Level.PARTIAL)
        means = tuple(mark["means"] or ())
        yield Answer(
            article=row["id"],
            start=mark["start"],
            end=mark["end"],
            text=mark["text"],
            means=means,
            given=chain.label if chain is not None and named else None,
            right=is_right(cast, chain, means) if named else not means,
        )


def phrase_at(cast: Cast, start: int, end: int) -> Phrase:
    """A stretch of the text as a phrase."""
    reading = cast.reading
    inside = list(reading.tokens_in(start, end)) or [reading.token_at(start)]
    return take_apart(cast.document, cast.name_at, head_of(cast.document, inside), start, end)


def is_right(cast: Cast, chain: Chain | None, means: Collection[str]) -> bool:
    """Whether a chain is what a reader says; of several, each is one of its members."""
    if chain is None or not means:
        return chain is None and not means
    if len(means) == 1:
        return any(_is_called(cast, chain, name) for name in means)
    return len(chain.members) == len(means) and all(
        any(_is_called(cast, member, name) for member in chain.members) for name in means
    )


def _is_called(cast: Cast, chain: Chain, name: str) -> bool:
    forms = {score.name_key(n.text) for n in cast.mentions_of(chain)}
    return bool(score.same_speaker(name, chain.label)) or score.name_key(name) in forms


def shares(found: Iterable[Answer]) -> dict[str, float]:
    """In percent: of those that mean somebody named, of those given a name, of those that mean nobody named."""
    rows = list(found)
    named, given = [r for r in rows if r.means], [r for r in rows if r.given is not None]
    return {
        "named, right": _share(r.right for r in named),
        "given a name, right": _share(r.right for r in given),
        "unnamed, no name": _share(r.given is None for r in rows if not r.means),
    }


def _share(found: Iterable[bool]) -> float:
    hits = list(found)
    return round(100 * sum(hits) / max(1, len(hits)), 1)


def extractors(fitted: Path | None, folder: Path) -> Iterator[quoteattr.Extractor]:
    """The extractor as it is, or one for each fold of articles and stories, with what was learned from the others only;
    their lexicons lie in `folder`."""
    if fitted is None:
        yield quoteattr.Extractor(scope="all", threads=1)
        return
    for number in range(FOLDS):
        its = laid_over(language("en"), fitted / str(number), folder / str(number))
        yield quoteattr.Extractor(scope="all", threads=1, language=its)


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("marked", type=Path)
    options.add_argument("--show", action="store_true", help="print every phrase with what it gets")
    options.add_argument("--folds", type=Path, help="the folder of `python -m training.links --folds`: weights that "
                         "have not seen the article")  # fmt: skip
    chosen = options.parse_args()
    found: list[Answer] = []
    with TemporaryDirectory() as folder:
        by_fold = list(extractors(chosen.folds, Path(folder)))
        fold = folds(texts(chosen.marked)) if chosen.folds else {}
        for row, text in marked_articles(chosen.marked):
            extractor = by_fold[fold.get(row["id"], 0)]
            reading, spotted = extractor.read(text)
            found += answers(reading, extractor.drafts(reading, spotted), row)
    if chosen.show:
        for answer in found:
            print(answer.article, answer.start, answer.text, *answer.means, "->", answer.given, answer.right, sep="\t")
    print(json.dumps({"phrases": len(found), **shares(found)}))


if __name__ == "__main__":
    main()
