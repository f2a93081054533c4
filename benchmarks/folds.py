"""Who speaks, on labelled articles by folds: what is fitted to them is judged on the articles left out of the fit.

    python benchmarks/folds.py [--fitted FOLDER] [--json]

Speakers, levels, kinds and whole answers as `../shared/eval/score.py` counts them, and the three shares of
`../shared/eval/naming.py`, on speakers.train (scope all) and wild.train (scope speech). Articles of one story stand in
one fold (`stories.py`). `--fitted` is a folder with one folder a fold, by its number: files of the language, as
`python -m training.speakers --folds FOLDER` writes them, fitted without the articles of that fold, which are read with
them. Without it every article is read with the files in use, which know the labels. The network has seen the spans of
both sets either way.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from attrs import evolve
from predict import read, row
from scorer import SHARED, scorer
from stories import FOLDS, folds

import quoteattr
from quoteattr.inputs.settings import Scope
from quoteattr.language import Language, language

SETS: dict[str, Scope] = {"speakers.train": "all", "wild.train": "speech"}
MEASURES = ("speaker", "level", "kind", "end_to_end")
Documents = list[dict[str, Any]]


def laid_over(its: Language, folder: Path, to: Path) -> Language:
    """A language with the files of a folder in place of its own, or beside them."""
    shutil.copytree(its.folder, to, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(folder, to, dirs_exist_ok=True)
    return evolve(its, folder=to)


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


if __name__ == "__main__":
    main()
