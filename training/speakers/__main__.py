"""Learn the scorer in `speakers/reference.tsv`: `python -m training.speakers` (about ten minutes, one core).

Every article with coreference (GUM, the corpora in `../shared/reference/coref`) is read as the library reads it, but
each mention joins the chain of its own cluster; at each “he” and “she” the candidates and their features are noted.
GAP's texts are read in sequence, with whom the library takes the other pronouns for. Small networks beside log-linear
weights (`training.links.fitting`) make the right candidates likeliest.

The articles whose speakers are labelled are then read in sequence with what was learned, and all is learned again with
whom their sources mean. `--folds FOLDER` does this without the labels and GAP's texts of each fold, for
`benchmarks/folds.py` and `benchmarks/gap.py`, prints how many of those are right, and writes nothing else.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, partial
from itertools import islice
from pathlib import Path

from attrs import frozen

import quoteattr
from benchmarks.stories import FOLDS
from quoteattr.language import language
from quoteattr.speakers.cast import Cast, Chain
from quoteattr.speakers.find import find_speakers
from quoteattr.speakers.phrases import Phrase
from quoteattr.speakers.ranking import Chosen, best
from quoteattr.speakers.scorer import made_of, scorer
from quoteattr.text.reading import Reading
from quoteattr.text.tree import head_of
from training.links import fitting
from training.speakers.answers import Article, articles, texts
from training.speakers.data import TALK, Told, chained, labelled, paired, told
from training.speakers.sequence import Known, Noted, Pair, is_right, noted_at, of_labels, of_pairs

OUT = language("en").folder / "speakers" / "reference.tsv"
STRENGTH = 3.0  # how small the log-linear weights are kept
BY_HAND = 4.0  # how much a choice counts that was labelled by hand for this
Weights = dict[str, tuple[float, ...]]
HEAD = (
    "# what tells whom he or she means: feature, weight, thousandths that it adds to each hidden unit",
    "# made by `python -m training.speakers`: see training/README.md",
)


class Teacher:
    """Ranks by the gold clusters, and notes every choice."""

    def __init__(self, article: Told, clusters: dict[int, str]) -> None:
        self.article, self.clusters = article, clusters
        self.noted: list[Noted] = []

    def cluster(self, cast: Cast, chain: Chain) -> str | None:
        """The cluster of most of a chain's mentions."""
        seen = Counter(c for i in chain.at for c in self._clusters_at(cast, i))
        return seen.most_common(1)[0][0] if seen else None

    def _clusters_at(self, cast: Cast, i: int) -> Iterable[str]:
        """Of a name, any word may be what heads it there."""
        name = cast.name_at.get(i)
        for n in (i,) if name is None else range(name.first, name.last):
            if (cluster := self.clusters.get(cast.document.tokens[n].start)) is not None:
                yield cluster

    def __call__(self, cast: Cast, phrase: Phrase, kind: str, candidates: list[Chain]) -> Chosen:
        gold = self.clusters.get(cast.document.tokens[phrase.head].start)
        label = self.article.labels.get(phrase.start)
        if gold is not None:
            right = [n for n, chain in enumerate(candidates) if self.cluster(cast, chain) == gold]
        elif label is not None:
            right = [n for n, chain in enumerate(candidates) if label and label <= set(chain.label.lower().split())]
            if label and not right:
                return best(cast, phrase, kind, candidates)
        else:
            return best(cast, phrase, kind, candidates)
        if candidates and (right or self.article.all_marked):
            meant = tuple(n + 1 for n in right) or (0,)
            weight = BY_HAND if label is not None else 1.0
            self.noted.append(noted_at(cast, phrase, candidates, meant, weight))
        return Chosen(candidates[right[0]] if right else None)


def choices(told_of: Iterable[Told]) -> list[Noted]:
    """The choices of every article."""
    found: list[Noted] = []
    extractor = quoteattr.Extractor(scope="all", threads=1)
    for article in told_of:
        reading, spotted = extractor.read(article.text)
        drafts = extractor.drafts(reading, spotted)
        teacher = Teacher(article, heads(reading, article))
        find_speakers(reading, drafts, teacher)
        found += teacher.noted
    return found


def heads(reading: Reading, article: Told) -> dict[int, str]:
    """The cluster of each mention, by where the token begins that heads it."""
    tokens = reading.document.tokens
    at = {reading.token_at(start): cluster for start, cluster in article.clusters.items()}
    for start, end, cluster in article.mentions:
        inside = list(reading.tokens_in(start, end))
        if inside:
            at[head_of(reading.document, inside)] = cluster
    return {tokens[i].start: cluster for i, cluster in at.items() if i < len(tokens)}


@frozen
class Lessons:
    """What is learned: choices in corpora with coreference; GAP's texts and the labelled articles as they were read."""

    corpora: list[Noted]
    pairs: list[Pair]
    articles: list[Article]


def lessons(limit: int | None) -> Lessons:
    """Every text of each corpus, or the first ones."""
    sources = (t for t in told() if not t.id.startswith(TALK)), labelled(), chained(texts())
    corpora = [noted for its in sources for noted in choices(islice(its, limit))]
    extractor = quoteattr.Extractor(scope="all", threads=1)
    pairs = []
    for asked in islice(paired(), limit):
        reading, spotted = extractor.read(asked.text)
        pairs.append(Pair(asked, reading, extractor.drafts(reading, spotted)))
    return Lessons(corpora, pairs, articles(limit))


def in_sequence(known: Lessons) -> tuple[list[Noted], list[Noted]]:
    """The choices at GAP's pronouns, as they come up with the scorer in use; those of labelled sources, as they come up
    with what is learned without any label."""
    pairs = of_pairs(known.pairs, partial(scorer, language("en"), "reference"))
    return pairs, of_labels(known.articles, in_use(fitted(known.corpora + pairs)))


def fitted(noted: Sequence[Noted]) -> Weights:
    """The scorer that choices teach."""
    return fitting.fitted([one.taught() for one in noted], STRENGTH)


def in_use(weights: Weights) -> Known:
    """The scorer as a file of these weights has it, for each sort of pronoun."""
    return cache(partial(made_of, [line.split("\t") for line in fitting.lines(weights)]))


def report(noted: Sequence[Noted], known: Known) -> str:
    """How many of some choices are right, in words."""
    return f"{sum(is_right(one, known) for one in noted)} of {len(noted)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=int, default=None, help="the first ones of each corpus only")
    parser.add_argument("--folds", type=Path, default=None, help="a folder for the weights without each fold")
    parser.add_argument("--to", type=Path, default=OUT, help="the file that is written")
    chosen = parser.parse_args()
    known = lessons(chosen.articles)
    pairs, labels = in_sequence(known)
    noted = known.corpora + pairs + labels
    print(
        f"choices in corpora: {len(known.corpora)}; in GAP: {len(pairs)}; of labelled sources: {len(labels)}",
        flush=True,
    )
    if chosen.folds is None:
        fitting.write(chosen.to, fitted(noted), HEAD)
        return
    for number in range(FOLDS):
        weights = fitted([one for one in noted if one.fold != number])
        fitting.write(chosen.folds / str(number) / "speakers" / OUT.name, weights, HEAD)
        told_of = ([one for one in its if one.fold == number] for its in (pairs, labels))
        right = "; ".join(report(its, in_use(weights)) for its in told_of)
        print(f"right of those left out, GAP and labels: {right}", flush=True)


if __name__ == "__main__":
    main()
