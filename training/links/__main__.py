"""Learn the scorer in `speakers/links.tsv`: `python -m training.links` (some minutes, one core).

Every text is read as the library reads it, but at each phrase whose meaning is known the chain that is meant is told:
the candidates and their features are noted, and small networks make the right ones likeliest. Printed: how often they
are right on labelled news left out of the fit, by folds of articles and stories, and what the network's reading of
mentions counts beside all else, which is fitted to these. `--folds FOLDER` keeps what is learned without each fold, for
`benchmarks/links.py` and `benchmarks/folds.py`; with `--kept` the scorers there and in use stay, and only what that
reading counts is fitted anew.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import frozen

import quoteattr
from benchmarks.overlay import laid_over
from benchmarks.stories import FOLDS, folds
from quoteattr.attributions.draft import Draft
from quoteattr.language import language
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.find import who_is_who
from quoteattr.speakers.links import READ, Scene, candidates, of_candidates, of_nobody, sort_of
from quoteattr.speakers.phrases import Form
from quoteattr.speakers.ranking import Features
from quoteattr.speakers.scorer import scorer
from quoteattr.text.reading import Reading
from training.links.data import Marked, marked
from training.links.fitting import Beside, fitted, right_of, weight_beside, write
from training.links.fitting import Choice as Taught

OUT = language("en").folder / "speakers"
FILE = "links.tsv"
LABELLED = "labelled"  # the set of labelled news
UNTOLD = 3  # every which mark stays untold: the library does not find all of them either
ELSEWHERE = 0.3  # what a choice counts that is not of it
HEAD = (
    "# what tells whom a description, they or it means: feature, weight, thousandths that it adds to each hidden unit",
    "# made by `python -m training.links`",
)


@frozen
class Text:
    """A marked text, read."""

    marked: Marked
    reading: Reading
    drafts: list[Draft]


@frozen
class Choice:
    """The features of nobody and of the candidates at one phrase; which rows are right."""

    article: str
    set: str
    sort: str
    rows: tuple[Features, ...]
    right: tuple[int, ...]


def with_sort(rows: Sequence[Features], sort: str) -> list[Features]:
    """Every feature twice: for all sorts of phrases, and for this one; but nouns, which are of one sort."""
    return [row | {f"{sort}:{name}": v for name, v in row.items() if "&" not in name} for row in rows]


def choices_in(text: Text) -> Iterator[Choice]:
    """The choices of one text; whom each phrase means is told before the next is asked."""
    cast, _ = who_is_who(text.reading, text.drafts)
    marks = text.marked.marks(cast)
    _forget(cast, {mark.phrase.head for mark in marks})
    scene = Scene(cast)
    for number, mark in enumerate(marks):
        phrase = mark.phrase
        chains = candidates(scene, phrase)
        right = [n for n, chain in enumerate(chains, start=1) if mark.fits(chain)]
        if right or mark.nobody:
            rows = of_nobody(scene, phrase), *of_candidates(scene, phrase, chains)
            yield Choice(
                text.marked.id,
                text.marked.set,
                sort_of(phrase, scene.cast.document.language),
                rows,
                tuple(right or [0]),
            )
        if number % UNTOLD == UNTOLD - 1:
            continue
        chain = chains[right[0] - 1] if right else None
        if chain is not None:
            chain = cast.together(chain.members) if chain.members else chain
            cast.mention(chain, phrase.head)
        if phrase.form is not Form.PRONOUN:
            scene.meant[phrase.lemma] = phrase.head, chain


def _forget(cast: Cast, heads: set[int]) -> None:
    """What the library takes the marked phrases for is not to be seen."""
    for chain in cast.chains:
        kept = [i for i in chain.at if i not in heads]
        if kept:
            chain.at[:] = kept


def left_out(choices: list[Choice], folder: Path) -> list[Beside]:
    """What a scorer that did not learn from choices says of them, without what the network reads, and that."""
    with TemporaryDirectory() as made:
        its = laid_over(language("en"), folder, Path(made) / "en")
        scores = [scorer(its, Path(FILE).stem, c.sort).scores([*map(without_read, c.rows)]) for c in choices]
    return [
        Beside(tuple(known), tuple(row.get(READ, 0.0) for row in c.rows), c.right)
        for known, c in zip(scores, choices, strict=True)
    ]


def without_read(row: Features) -> Features:
    """A row of features without what the network reads."""
    return {name: value for name, value in row.items() if name != READ}


def add_read(path: Path, weight: float) -> None:
    """Write what the network's reading counts into a scorer's file, where it adds nothing to hidden units."""
    rows = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith(f"{READ}\t")]
    units = len(rows[-1].split("\t")[-1].split())
    path.write_text("\n".join([*rows, f"{READ}\t{weight:.2f}\t{' '.join('0' * units)}", ""]), encoding="utf-8")


def texts(limit: int | None) -> list[Text]:
    """All marked texts, read."""
    extractor = quoteattr.Extractor(scope="all", threads=1)
    found = []
    for article in marked(limit):
        reading, spotted = extractor.read(article.text)
        found.append(Text(article, reading, extractor.drafts(reading, spotted)))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=int, default=None, help="the first ones of every set only")
    parser.add_argument("--to", type=Path, default=OUT, help="the folder that is written to")
    parser.add_argument("--folds", type=Path, default=None, help="a folder for what is learned without each fold")
    parser.add_argument("--kept", action="store_true", help="fit only what the reading of mentions counts")
    chosen = parser.parse_args()
    with TemporaryDirectory() as folder:
        learn_all(chosen.articles, chosen.to, chosen.folds or Path(folder), chosen.kept)


def learn_all(articles: int | None, to: Path, folder: Path, kept: bool) -> None:
    """Learn without each fold and of all; what the network's reading counts is fitted to what was left out."""
    read = texts(articles)
    fold = folds({t.marked.id: t.marked.text for t in read if t.marked.set == LABELLED})
    choices = [choice for text in read for choice in choices_in(text)]
    print(dict(Counter(choice.set for choice in choices)), flush=True)
    beside: dict[int, list[Beside]] = {}
    for number in range(FOLDS):
        its = folder / str(number) / "speakers"
        if not kept:
            learn([choice for choice in choices if fold.get(choice.article) != number], its)
        beside[number] = left_out([choice for choice in choices if fold.get(choice.article) == number], its.parent)
    for number in range(FOLDS):
        others = [one for n, found in beside.items() if n != number for one in found]
        add_read(folder / str(number) / "speakers" / FILE, weight_beside(others))
    if not kept:
        learn(choices, to)
    every = [one for found in beside.values() for one in found]
    weight = weight_beside(every)
    add_read(to / FILE, weight)
    print(f"{len(every)} choices left out of the fit: {right_of(every):.1f} right;")
    print(f"{right_of(every, weight):.1f} with what the network reads, which counts {weight:.2f}")


def learn(choices: list[Choice], folder: Path) -> None:
    """Write the scorer that choices teach to a folder."""
    rows = [
        Taught(
            (c.rows[0], *with_sort([*map(without_read, c.rows[1:])], c.sort)),
            c.right,
            1.0 if c.set == LABELLED else ELSEWHERE,
        )
        for c in choices
    ]
    write(folder / FILE, fitted(rows), HEAD)


if __name__ == "__main__":
    main()
