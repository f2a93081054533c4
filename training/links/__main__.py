"""Learn the weights of `speakers/links.tsv`: `python -m training.links` (some minutes, one core).

Every text is read as the library reads it, but at each phrase whose meaning is known the chain that is meant is told:
the candidates and their features are noted, and a log-linear model makes the right ones likeliest. Printed: how often
it is right on labelled news left out of the fit, by folds of articles.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import torch
from attrs import frozen
from torch import Tensor

import quoteattr
from benchmarks.scorer import fold_of
from quoteattr.attributions.draft import Draft
from quoteattr.language import language
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.find import who_is_who
from quoteattr.speakers.links import Scene, candidates, of_candidates, of_nobody, sort_of
from quoteattr.speakers.phrases import Form
from quoteattr.speakers.ranking import Features
from quoteattr.text.reading import Reading
from training.links.data import Marked, marked

OUT = language("en").folder / "speakers" / "links.tsv"
FOLDS, STRENGTH, SEEN, LEAST = 5, 1.0, 3, 0.02
ELSEWHERE = 0.3  # what a choice counts that is not of labelled news


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
    rows: tuple[Features, ...]
    right: tuple[int, ...]


def with_sort(rows: list[Features], sort: str) -> list[Features]:
    """Every feature twice: for all sorts of phrases, and for this one; but nouns, which are of one sort."""
    return [row | {f"{sort}:{name}": v for name, v in row.items() if "&" not in name} for row in rows]


def choices_in(text: Text) -> Iterator[Choice]:
    """The choices of one text; whom each phrase means is told before the next is asked."""
    cast, _ = who_is_who(text.reading, text.drafts)
    marks = text.marked.marks(cast)
    _forget(cast, {mark.phrase.head for mark in marks})
    scene = Scene(cast)
    for mark in marks:
        phrase = mark.phrase
        chains = candidates(scene, phrase)
        right = [n for n, chain in enumerate(chains, start=1) if mark.fits(chain)]
        if right or mark.nobody:
            rows = [of_nobody(scene, phrase), *with_sort(of_candidates(scene, phrase, chains), sort_of(phrase))]
            yield Choice(text.marked.id, text.marked.set, tuple(rows), tuple(right or [0]))
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


def fitted(choices: list[Choice]) -> Features:
    """The weights that make the right rows likeliest, kept small."""
    seen = Counter(name for choice in choices for row in choice.rows for name in row)
    place = {name: n for n, name in enumerate(sorted(name for name, count in seen.items() if count >= SEEN))}
    table, of, right = _table(choices, place)
    back = table.to_sparse_coo().t().to_sparse_csr()
    count = torch.tensor([1.0 if choice.set == "labelled" else ELSEWHERE for choice in choices])
    weight = torch.zeros(len(place), requires_grad=True)
    optimizer = torch.optim.LBFGS([weight], max_iter=150, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        known = weight.detach()
        scores = (table @ known.unsqueeze(1)).squeeze(1).requires_grad_(True)
        missed = _logsum(scores, of, len(choices)) - _logsum(scores.masked_fill(~right, -1e9), of, len(choices))
        total = (count * missed).sum()
        (slope,) = torch.autograd.grad(total, scores)
        weight.grad = (back @ slope.unsqueeze(1)).squeeze(1) + 2 * STRENGTH * known
        return total.detach() + STRENGTH * known.square().sum()

    optimizer.step(loss)
    values = weight.detach().tolist()
    return {name: round(values[n], 2) for name, n in place.items() if abs(values[n]) >= LEAST}


def _table(choices: list[Choice], place: dict[str, int]) -> tuple[Tensor, Tensor, Tensor]:
    """All rows × features; the choice of each row; whether it is right."""
    columns: list[int] = []
    values: list[float] = []
    ends, of, right = [0], [], []
    for number, choice in enumerate(choices):
        for n, row in enumerate(choice.rows):
            kept = [(place[name], value) for name, value in row.items() if value and name in place]
            columns += (column for column, _ in kept)
            values += (value for _, value in kept)
            ends.append(len(columns))
            of.append(number)
            right.append(n in choice.right)
    size = len(of), len(place)
    table = torch.sparse_csr_tensor(torch.tensor(ends), torch.tensor(columns), torch.tensor(values), size=size)
    return table, torch.tensor(of), torch.tensor(right)


def _logsum(scores: Tensor, of: Tensor, count: int) -> Tensor:
    """The log of the sum of the exponentials of the rows of each choice."""
    most = torch.full((count,), -1e9).scatter_reduce(0, of, scores.detach(), "amax")
    return most + torch.zeros(count).index_add(0, of, (scores - most[of]).exp()).clamp(min=1e-30).log()


def accuracy(choices: list[Choice], known: Features) -> float:
    """The share of choices that weights get right, nobody included, in percent."""
    hits = 0
    for choice in choices:
        scores = [sum(known.get(name, 0.0) * value for name, value in row.items()) for row in choice.rows]
        hits += max(range(len(scores)), key=scores.__getitem__) in choice.right
    return 100 * hits / max(1, len(choices))


def texts(limit: int | None) -> list[Text]:
    """All marked texts, read."""
    extractor = quoteattr.Extractor(scope="all", threads=1)
    found = []
    for article in marked(limit):
        reading, spotted = extractor.read(article.text)
        found.append(Text(article, reading, extractor.drafts(reading, spotted)))
    return found


def left_out(choices: list[Choice], number: int) -> tuple[list[Choice], list[Choice]]:
    """The choices outside of a fold of labelled news, and those in it."""
    inside = [c.set == "labelled" and fold_of(c.article) == number for c in choices]
    return [c for c, out in zip(choices, inside, strict=True) if not out], [
        c for c, out in zip(choices, inside, strict=True) if out
    ]


def write(path: Path, known: Features) -> None:
    """Write weights as a lexicon."""
    head = ["# weights of the features that tell whom a description, they or it means: feature, weight",
            "# made by `python -m training.links`"]  # fmt: skip
    rows = [f"{name}\t{weight}" for name, weight in known.items()]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*head, *rows, ""]), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=int, default=None, help="the first ones of every set only")
    parser.add_argument("--to", type=Path, default=OUT, help="the file that is written")
    parser.add_argument("--folds", type=Path, default=None, help="a folder for the weights without each fold: 0.tsv …")
    chosen = parser.parse_args()
    choices = [choice for text in texts(chosen.articles) for choice in choices_in(text)]
    print(dict(Counter(choice.set for choice in choices)), flush=True)
    hits, count = 0.0, 0
    for number in range(FOLDS if chosen.folds else 0):
        kept, out = left_out(choices, number)
        known = fitted(kept)
        write(chosen.folds / f"{number}.tsv", known)
        hits, count = hits + accuracy(out, known) * len(out), count + len(out)
    if count:
        print(f"{count} choices left out of the fit: {hits / count:.1f} right")
    write(chosen.to, fitted(choices))


if __name__ == "__main__":
    main()
