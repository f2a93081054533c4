"""Fit the weights of `speakers/reference.tsv`: `python -m training.speakers` (some minutes, one core).

Every article with coreference (GUM, the corpora in `../shared/reference/coref`, GAP) is read as the library reads it,
but each mention joins the chain of its own cluster; at each pronoun and definite description the candidates and their
features are noted. A log-linear model per kind of reference is fitted to these choices. Printed: the share of right
choices on articles left out of the fit, beside the nearest candidate and the weights in use.

With these weights as prior, the articles whose speakers are labelled are then read in sequence, as the library reads
them, and the weights fitted again to whom their sources mean (`training.speakers.sequence`). `--folds FOLDER` does this
without the articles of each fold, for `benchmarks/folds.py`, and writes nothing else.
"""

import argparse
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import torch
from attrs import evolve

import quoteattr
from benchmarks.stories import FOLDS
from quoteattr.language import language
from quoteattr.speakers.cast import Cast, Chain
from quoteattr.speakers.find import find_speakers
from quoteattr.speakers.phrases import Phrase
from quoteattr.speakers.ranking import Chosen, Features, best, features, weights
from quoteattr.text.reading import Reading
from quoteattr.text.tree import head_of
from training.speakers.answers import articles, texts
from training.speakers.data import Told, chained, labelled, paired, told
from training.speakers.fitting import Choice, accuracy, fitted
from training.speakers.sequence import Weights, refitted

OUT = language("en").folder / "speakers" / "reference.tsv"
KINDS = ("person",)
STRENGTH, LEAST, LABELLED = 1.0, 0.02, 4.0
PAIRED = 0.1  # how much a pronoun of GAP counts: an encyclopedia's, and there are many
NEAR = {"person": 4.0}  # how near the prior the last fit stays
TALK = ("GUM_conversation", "GUM_vlog", "GUM_court")  # little of it is like news


class Teacher:
    """Ranks by the gold clusters, and notes every choice."""

    def __init__(self, article: Told, clusters: dict[int, str]) -> None:
        self.article, self.clusters = article, clusters
        self.choices: list[Choice] = []

    def cluster(self, cast: Cast, chain: Chain) -> str | None:
        """The cluster of most of a chain's mentions."""
        seen = Counter(c for i in chain.at if (c := self.clusters.get(cast.document.tokens[i].start)) is not None)
        return seen.most_common(1)[0][0] if seen else None

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
            noted = tuple(features(cast, chain, phrase) for chain in candidates)
            last = [max((i for i in chain.at if i < phrase.head), default=-1) for chain in candidates]
            self.choices.append(
                Choice(
                    article=self.article.id,
                    kind=kind,
                    candidates=noted,
                    right=tuple(right),
                    nobody=False,
                    recent=last.index(max(last)),
                    weight=LABELLED if label is not None else 1.0,
                )
            )
        return Chosen(candidates[right[0]] if right else None)


def choices(told_of: Iterable[Told]) -> list[Choice]:
    """The choices of every article."""
    found: list[Choice] = []
    extractor = quoteattr.Extractor(scope="all", threads=1)
    for article in told_of:
        reading, spotted = extractor.read(article.text)
        drafts = extractor.drafts(reading, spotted)
        teacher = Teacher(article, heads(reading, article))
        find_speakers(reading, drafts, teacher)
        found += teacher.choices
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


def left_out(rows: list[Choice], fold: dict[str, int]) -> list[tuple[list[Choice], Features]]:
    """The choices of each fold, and the weights fitted to those of the others."""
    found = []
    for number in range(FOLDS):
        out, others = ([r for r in rows if (fold[r.article] == number) == apart] for apart in (True, False))
        if out and others:
            found.append((out, fitted(others, STRENGTH)))
    return found


def share(judged: list[tuple[list[Choice], Features]]) -> float:
    """The share of choices that weights get right which were not fitted to them, in percent."""
    return sum(accuracy(out, known) * len(out) for out, known in judged) / max(1, sum(len(out) for out, _ in judged))


def report(kind: str, rows: list[Choice]) -> None:
    """Print how many choices of a kind are right: fitted, in use, and by the nearest candidate."""
    fold = {name: n % FOLDS for n, name in enumerate(sorted({row.article for row in rows}))}
    judged = left_out(rows, fold)
    own = [r for r in rows if r.weight > 1]
    if own:
        news = [([r for r in out if r.weight > 1], known) for out, known in judged]
        print(f"  labelled by hand: {len(own)}; {compared(own, [(out, known) for out, known in news if out], kind)}")
    antecedents = sum(bool(r.right) for r in rows)
    print(f"{kind}: {len(rows)} choices, {antecedents} with an antecedent; {compared(rows, judged, kind)}")


def compared(rows: list[Choice], judged: list[tuple[list[Choice], Features]], kind: str) -> str:
    """Shares of right choices, in words."""
    nearest = 100 * sum(row.recent in row.right for row in rows) / len(rows)
    used = accuracy(rows, weights(language("en"), kind))
    return f"fitted, left out {share(judged):.1f}; in use {used:.1f}; nearest {nearest:.1f}"


def fitted_to_chains(limit: int | None) -> dict[str, Features]:
    """The weights of each kind by the corpora with coreference, or the first articles of each of them."""
    known = texts()
    sources = ((t for t in told() if not t.id.startswith(TALK)), labelled(), chained(known), paired())
    weighed = zip(sources, (1.0, 1.0, 1.0, PAIRED), strict=True)
    noted = [
        evolve(row, weight=row.weight * weight)
        for articles, weight in weighed
        for row in choices(islice(articles, limit))
    ]
    found = {}
    for kind in KINDS:
        rows = [row for row in noted if row.kind == kind]
        if rows:
            report(kind, rows)
            found[kind] = fitted(rows, STRENGTH)
    return found


def write(weights: Weights, path: Path) -> None:
    """The file of the language."""
    head = [
        "# weights of the features that rank whom a mention means: kind of reference, feature, weight",
        "# made by `python -m training.speakers`: see training/README.md",
    ]
    lines = [f"{kind}\t{name}\t{w}" for kind, its in weights.items() for name, w in its.items() if abs(w) >= LEAST]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*head, *lines, ""]), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--dry", action="store_true", help="print figures, write nothing")
    parser.add_argument("--articles", type=int, default=None, help="the first ones of each corpus only")
    parser.add_argument("--folds", type=Path, default=None, help="a folder for the weights without each fold")
    parser.add_argument("--to", type=Path, default=OUT, help="the file that is written")
    chosen = parser.parse_args()
    torch.manual_seed(1)
    prior = fitted_to_chains(chosen.articles)
    if chosen.dry:
        return
    read = articles(chosen.articles)
    if chosen.folds is None:
        write(refitted(read, prior, NEAR), chosen.to)
        return
    for number in range(FOLDS):
        others = [article for article in read if article.fold != number]
        write(refitted(others, prior, NEAR), chosen.folds / str(number) / "speakers" / OUT.name)


if __name__ == "__main__":
    main()
