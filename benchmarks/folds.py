"""Who speaks, on labelled articles by folds: what is fitted to them is judged on the articles left out of the fit.

    python benchmarks/folds.py [--fitted FOLDER] [--json]

Speakers, levels, kinds and whole answers as `../shared/eval/score.py` counts them, and the three shares of
`../shared/eval/naming.py`, on speakers.train (scope all) and wild.train (scope speech). Articles of one story stand in
one fold (`stories.py`). `--fitted` is a folder with one folder a fold, by its number: files of the language, as
`python -m training.speakers --folds FOLDER` writes them, fitted without the articles of that fold, which are read with
them. Without it every article is read with the files in use, which know the labels. The network has seen the spans of
both sets either way.

Behind the figures: whether the confidences in speaker and level are what they say (mean less share right, in points),
and what it costs to keep to oneself speakers with less confidence than a threshold.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from attrs import frozen
from confidence import differences
from overlay import laid_over
from predict import read, row
from scorer import SHARED, scorer
from stories import FOLDS, folds

import quoteattr
from quoteattr.inputs.settings import Scope
from quoteattr.language import Language, language

SETS: dict[str, Scope] = {"speakers.train": "all", "wild.train": "speech"}
MEASURES = ("speaker", "level", "kind", "end_to_end")
NAMED = ("named", "partial")
THRESHOLDS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
Documents = list[dict[str, Any]]


def predicted(documents: Iterable[dict[str, Any]], scope: Scope, its: Language) -> Documents:
    """The articles as the scorer reads them, read with a language."""
    extractor = quoteattr.Extractor(scope=scope, language=its, threads=1)
    return [row(extractor.extract(document["text"], id=document["id"])) for document in documents]


def by_folds(sets: dict[str, Documents], fitted: Path | None) -> dict[str, Documents]:
    """Every article of each set, read with what was fitted without it."""
    if fitted is None:
        return {name: predicted(documents, SETS[name], language("en")) for name, documents in sets.items()}
    fold = folds({d["id"]: d["text"] for documents in sets.values() for d in documents})
    found: dict[str, Documents] = {name: [] for name in sets}
    for number in range(FOLDS):
        with tempfile.TemporaryDirectory() as folder:
            its = laid_over(language("en"), fitted / str(number), Path(folder) / "en")
            for name, documents in sets.items():
                found[name] += predicted([d for d in documents if fold[d["id"]] == number], SETS[name], its)
    return found


@frozen
class Judged:
    """A labelled attribution that was found: how sure its speaker and level are, whether they are right, and whether
    the gold names the source and the library did."""

    sure: tuple[float, float]
    right: tuple[bool, bool]
    named: bool
    named_by_us: bool


def judged(documents: Documents, mine: Documents) -> Iterator[Judged]:
    """Every one of them."""
    score, known = scorer(), {d["id"]: d["attributions"] for d in mine}
    for document in documents:
        tokens = score.words(document["text"])
        sides = [[{role: score.ids(a[role], tokens) for role in ("source", "cue", "content")} for a in side]
                 for side in (document["attributions"], known[document["id"]])]  # fmt: skip
        for g, m, overlap in score.pair(*sides):
            gold, found = document["attributions"][g], known[document["id"]][m]
            if overlap >= 0.5 and "speaker" in gold:
                right = score.same_speaker(gold["speaker"], found["speaker"]), found["level"] == gold["level"]
                sure = found["speaker_confidence"], found["level_confidence"]
                yield Judged(sure, right, gold["level"] in NAMED, found["level"] in NAMED)


def calibration(found: list[Judged]) -> str:
    """Mean confidence less share right, in points, overall and in each third."""
    lines = ["| points | all | least sure third | middle third | surest third |\n|---|---|---|---|---|"]
    for n, what in enumerate(("speaker", "level")):
        told = differences((j.sure[n], j.right[n]) for j in found)
        lines.append(f"| {what} | " + " | ".join(f"{value:+.1f}" for value in told.values()) + " |")
    return "\n".join(lines)


def costs(found: list[Judged]) -> str:
    """What each threshold costs, in percent."""
    lines = ["| threshold | answered | right of these | unnamed given a name | named lost |\n|---|---|---|---|---|"]
    for threshold in THRESHOLDS:
        kept = [j for j in found if j.sure[0] >= threshold]
        lost = sum(j.named and (j.sure[0] < threshold or not j.named_by_us) for j in found)
        shares = (
            len(kept) / len(found),
            sum(j.right[0] for j in kept) / max(1, len(kept)),
            sum(not j.named and j.named_by_us for j in kept) / max(1, sum(not j.named for j in found)),
            lost / max(1, sum(j.named for j in found)),
        )
        lines.append(f"| {threshold:.2f} | " + " | ".join(f"{100 * share:.1f}" for share in shares) + " |")
    return "\n".join(lines)


def naming(gold: Path, mine: Documents) -> dict[str, float]:
    """The shares of names given to unnamed sources, lost, and wrong."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "predicted.jsonl"
        out.write_text("\n".join(json.dumps(document) for document in mine), encoding="utf-8")
        command: list[str | Path] = [sys.executable, SHARED / "eval" / "naming.py", gold, out, "--json"]
        return dict(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def figures(gold: Path, documents: Documents, mine: Documents) -> dict[str, float]:
    """The figures of one set; `end to end, speech` is that of what is said and written alone."""
    score = scorer()
    scope = SETS[gold.name.removesuffix(".jsonl")]
    found: dict[str, float] = {m: score.score(documents, mine, scope)[m]["accuracy"] for m in MEASURES}
    found["end to end, speech"] = score.score(documents, mine, "speech")["end_to_end"]["accuracy"]
    return found | {name: share for name, share in naming(gold, mine).items() if isinstance(share, float)}


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--fitted", type=Path, default=None, help="a folder with what was fitted without each fold")
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args()
    gold = {name: SHARED / "gold" / f"{name}.jsonl" for name in SETS}
    sets = {name: read(path) for name, path in gold.items()}
    found = by_folds(sets, chosen.fitted)
    told = {name: figures(gold[name], sets[name], found[name]) for name in sets}
    if chosen.json:
        print(json.dumps(told))
        return
    measures = list(next(iter(told.values())))
    print("| set | " + " | ".join(measures) + " |\n|---" + "|---" * len(measures) + "|")
    for name, its in told.items():
        print(f"| {name} | " + " | ".join(f"{its[measure]:.1f}" for measure in measures) + " |")
    every = [one for name in sets for one in judged(sets[name], found[name])]
    print(f"\n{calibration(every)}\n\n{costs(every)}")


if __name__ == "__main__":
    main()
