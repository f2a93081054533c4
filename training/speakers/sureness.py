"""Fit the weights of `speakers/sureness.tsv`: `python -m training.speakers.sureness FOLDER` (a minute, one core).

FOLDER is what `python -m training.speakers --folds FOLDER` wrote: each fold of the labelled articles is read with the
weights that were fitted without it, so that the rankings are as sure, and as often right, as on articles never seen.
Written are the weights by all folds, and into FOLDER those by all but each fold, for `benchmarks/folds.py`.
"""

import argparse
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import torch
from attrs import frozen

from benchmarks.overlay import laid_over
from benchmarks.scorer import scorer
from benchmarks.stories import FOLDS
from quoteattr.anonymity.levels import level_of
from quoteattr.language import language
from quoteattr.records import level_name
from quoteattr.speakers.find import find_speakers
from quoteattr.speakers.sureness import parts
from training.speakers.answers import Article, articles, places

OUT = language("en").folder / "speakers" / "sureness.tsv"
STRENGTH, LEAST, MOSTLY = 0.5, 0.005, 0.5


@frozen
class Outcome:
    """What bears on an attribution's speaker and level, and whether they are right."""

    fold: int
    parts: dict[str, float]
    right: tuple[bool, bool]


def outcomes(read: Iterable[Article]) -> Iterator[Outcome]:
    """Every attribution found whose speaker is labelled."""
    score = scorer()
    for article in read:
        voices, _ = find_speakers(article.reading, article.drafts)
        its = [{"content": places(g.content), "cue": places(g.cue)} for g in article.gold]
        mine = [{"content": places(d.content), "cue": places([d.cue] if d.cue else [])} for d in article.drafts]
        for g, m, overlapping in score.pair(its, mine):
            gold, draft, voice = article.gold[g], article.drafts[m], voices[m]
            if overlapping < MOSTLY or gold.level is None:
                continue
            label = voice.speaker.label if voice.speaker is not None else None
            level = level_of(article.reading, draft, voice).level
            right = bool(score.same_speaker(gold.speaker, label)), level_name(level) == gold.level
            yield Outcome(article.fold, parts(draft, voice), right)


def fitted(rows: Sequence[Outcome]) -> dict[str, tuple[float, float]]:
    """The weights of each part, for the speaker and for the level."""
    names = sorted({name for row in rows for name in row.parts})
    values = torch.tensor([[row.parts.get(name, 0.0) for name in names] for row in rows], dtype=torch.float64)
    right = torch.tensor([row.right for row in rows], dtype=torch.float64)
    weight = torch.zeros(len(names), 2, dtype=torch.float64, requires_grad=True)
    free = torch.tensor([[0.0 if name == "all" else STRENGTH] for name in names], dtype=torch.float64)
    optimizer = torch.optim.LBFGS([weight], max_iter=300, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        missed = torch.nn.functional.binary_cross_entropy_with_logits(values @ weight, right, reduction="sum")
        total = missed + (free * weight.square()).sum()
        total.backward()
        return total

    optimizer.step(loss)
    return {name: (float(a), float(b)) for name, (a, b) in zip(names, weight.detach(), strict=True)}


def write(weights: dict[str, tuple[float, float]], path: Path) -> None:
    """The file of the language."""
    head = [
        "# how sure it is who speaks, and how openly: what bears on it, weight for the speaker, weight for the level",
        "# made by `python -m training.speakers.sureness`",
    ]
    lines = [f"{name}\t{a:.2f}\t{b:.2f}" for name, (a, b) in weights.items() if max(abs(a), abs(b)) >= LEAST]
    path.write_text("\n".join([*head, *lines, ""]), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="the weights without each fold")
    parser.add_argument("--articles", type=int, default=None, help="the first ones of each set only")
    parser.add_argument("--to", type=Path, default=OUT, help="the file that is written")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        languages = [laid_over(language("en"), chosen.folder / str(n), Path(temporary) / str(n)) for n in range(FOLDS)]
        rows = list(outcomes(articles(chosen.articles, languages)))
    write(fitted(rows), chosen.to)
    for number in range(FOLDS):
        others = [row for row in rows if row.fold != number]
        write(fitted(others), chosen.folder / str(number) / "speakers" / OUT.name)


if __name__ == "__main__":
    main()
