"""Count the weights of `speakers/reference.tsv`: `python -m training.speakers` (some minutes, one core).

Every article of GUM's train part is read as the library reads it, but each mention joins the chain of its own
cluster; at each pronoun and definite description the candidates and their features are noted. A log-linear model per
kind of reference is fitted to these choices. Printed: the share of right choices on articles left out of the fit,
beside the nearest candidate and the weights in use.
"""

import argparse
from collections import Counter
from itertools import islice
from pathlib import Path

import torch
from attrs import frozen

import quoteattr
from quoteattr.language import language
from quoteattr.speakers.cast import Cast, Chain
from quoteattr.speakers.find import find_speakers
from quoteattr.speakers.phrases import Phrase
from quoteattr.speakers.ranking import Features, best, features, weights
from training.speakers.data import GUM, labelled, told

OUT = language("en").folder / "speakers" / "reference.tsv"
FOLDS, STRENGTH, LEAST, LABELLED = 5, 1.0, 0.02, 4.0
TALK = ("GUM_conversation", "GUM_vlog", "GUM_court")  # little of it is like news


@frozen
class Choice:
    """Candidates at one mention: their features, and which of them are right (none: nobody is)."""

    article: str
    kind: str
    candidates: tuple[Features, ...]
    right: tuple[int, ...]
    recent: int  # the candidate mentioned last
    weight: float  # news labelled by hand counts more than the rest


class Teacher:
    """Ranks by the gold clusters, and notes every choice."""

    def __init__(self, article: str, clusters: dict[int, str], labels: dict[int, frozenset[str]]) -> None:
        self.article, self.clusters, self.labels = article, clusters, labels
        self.choices: list[Choice] = []

    def cluster(self, cast: Cast, chain: Chain) -> str | None:
        """The cluster of most of a chain's mentions."""
        seen = Counter(c for i in chain.at if (c := self.clusters.get(cast.document.tokens[i].start)) is not None)
        return seen.most_common(1)[0][0] if seen else None

    def __call__(self, cast: Cast, phrase: Phrase, kind: str, candidates: list[Chain]) -> Chain | None:
        gold = self.clusters.get(cast.document.tokens[phrase.head].start)
        label = self.labels.get(phrase.start)
        if gold is not None:
            right = [n for n, chain in enumerate(candidates) if self.cluster(cast, chain) == gold]
        elif label is not None:
            right = [n for n, chain in enumerate(candidates) if label and label <= set(chain.label.lower().split())]
            if label and not right:
                return best(cast, phrase, kind, candidates)
        else:
            return best(cast, phrase, kind, candidates)
        if candidates:
            noted = tuple(features(cast, chain, phrase) for chain in candidates)
            last = [max((i for i in chain.at if i < phrase.head), default=-1) for chain in candidates]
            self.choices.append(
                Choice(
                    self.article,
                    kind,
                    noted,
                    tuple(right),
                    last.index(max(last)),
                    LABELLED if label is not None else 1.0,
                )
            )
        return candidates[right[0]] if right else None


def choices(limit: int | None) -> list[Choice]:
    """The choices of every article, or of the first ones of both corpora."""
    found: list[Choice] = []
    extractor = quoteattr.Extractor(scope="all")
    news = (t for t in told() if not t.id.startswith(TALK))
    for article in [*islice(news, limit), *islice(labelled(), limit)]:
        reading, spotted = extractor.read(article.text)
        drafts = extractor.drafts(reading, spotted)
        tokens = reading.document.tokens
        clusters = {tokens[reading.token_at(at)].start: c for at, c in article.clusters.items()
                    if reading.token_at(at) < len(tokens)}  # fmt: skip
        teacher = Teacher(article.id, clusters, article.labels)
        find_speakers(reading, drafts, teacher)
        found += teacher.choices
    return found


def fitted(rows: list[Choice]) -> Features:
    """The weights that make the right choices likeliest, kept small."""
    names = sorted({name for row in rows for candidate in row.candidates for name in candidate})
    place = {name: n for n, name in enumerate(names)}
    widest = max(len(row.candidates) for row in rows)
    values = torch.zeros(len(rows), widest + 1, len(names))
    open_ = torch.full((len(rows), widest + 1), -1e9)
    right = torch.full((len(rows), widest + 1), -1e9)
    for r, row in enumerate(rows):
        open_[r, 0] = 0.0  # nobody
        if not row.right:
            right[r, 0] = 0.0
        for c, candidate in enumerate(row.candidates, start=1):
            open_[r, c] = 0.0
            if c - 1 in row.right:
                right[r, c] = 0.0
            for name, value in candidate.items():
                values[r, c, place[name]] = value
    counts = torch.tensor([row.weight for row in rows])
    weight = torch.zeros(len(names), requires_grad=True)
    optimizer = torch.optim.LBFGS([weight], max_iter=300, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        scores = values @ weight + open_
        missed = torch.logsumexp(scores, 1) - torch.logsumexp(scores + right, 1)
        total = (counts * missed).sum() + STRENGTH * weight.square().sum()
        total.backward()
        return total

    optimizer.step(loss)
    return {name: round(float(weight.detach()[n]), 2) for name, n in place.items()}


def accuracy(rows: list[Choice], known: Features) -> float:
    """The share of choices that weights get right, nobody included."""
    hits = 0
    for row in rows:
        scores = [sum(known.get(name, 0.0) * v for name, v in candidate.items()) for candidate in row.candidates]
        top = max(range(len(scores)), key=scores.__getitem__)
        hits += (top in row.right) if scores[top] > 0 else not row.right
    return 100 * hits / len(rows)


def left_out(rows: list[Choice], fold: dict[str, int]) -> list[tuple[list[Choice], Features]]:
    """The choices of each fold, and the weights fitted to those of the others."""
    found = []
    for number in range(FOLDS):
        out, others = ([r for r in rows if (fold[r.article] == number) == apart] for apart in (True, False))
        if out and others:
            found.append((out, fitted(others)))
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


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--dry", action="store_true", help="print figures, write nothing")
    parser.add_argument("--articles", type=int, default=None, help="the first ones of both corpora only")
    parser.add_argument("--to", type=Path, default=OUT, help="the file that is written")
    chosen = parser.parse_args()
    torch.manual_seed(1)
    noted = choices(chosen.articles)
    lines = []
    for kind in ("person", "group", "description"):
        rows = [row for row in noted if row.kind == kind]
        if rows:
            report(kind, rows)
            lines += [f"{kind}\t{name}\t{w}" for name, w in fitted(rows).items() if abs(w) >= LEAST]
    if not chosen.dry:
        head = [
            "# weights of the features that rank whom a mention means: kind of reference, feature, weight",
            f"# made by `python -m training.speakers` from {GUM.name}",
        ]
        chosen.to.write_text("\n".join([*head, *lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
