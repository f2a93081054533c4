"""Relation F1 by outlet and by style, and how far the confidence can be trusted.

    python benchmarks/breakdown.py ../shared/gold/polnear.dev.jsonl.gz PREDICTED.jsonl

`PREDICTED` is what `predict.py` wrote. A confidence means what it says if, of all attributions with 0.8, four in five
are right (content and source, as the scorer's `relation` has it); the expected calibration error is
the mean difference in points.
"""

import argparse
from collections import defaultdict
from pathlib import Path
from typing import Any

from predict import read
from scorer import scorer

BINS = 10
STYLES = ("direct", "mixed", "indirect")


def outlet_of(name: str) -> str:
    """The outlet of an article, from its id."""
    return name.split("_")[0]


def outlets(score: Any, gold: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> None:
    print("\n| outlet | articles | all | quoted | speech |\n|---|---|---|---|---|")
    groups = defaultdict(list)
    for document in gold:
        groups[outlet_of(document["id"])].append(document)
    for name, documents in sorted(groups.items()):
        figures = [score.score(documents, predicted, s)["relation"]["f"] for s in ("all", "quoted", "speech")]
        print(f"| {name} | {len(documents)} | " + " | ".join(map(str, figures)) + " |")


def paired(score: Any, gold: list[dict[str, Any]], mine: list[dict[str, Any]], text: str) -> tuple[Any, Any, Any]:
    """Both sides as the scorer's sets of words, and its pairs: gold number, own number, overlap."""
    tokens = score.words(text)
    sides = [
        [{r: score.ids(a[r], tokens) for r in ("source", "cue", "content")} for a in side] for side in (gold, mine)
    ]
    return *sides, score.pair(*sides)


def judged(score: Any, gold: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> list[tuple[str, float, bool]]:
    """Style, confidence and whether it is right, of every prediction that counts."""
    found = {d["id"]: d["attributions"] for d in predicted}
    rows = []
    for document in gold:
        mine = found.get(document["id"], [])
        theirs, ours, pairs = paired(score, document["attributions"], mine, document["text"])
        partner = {p: (g, overlap) for g, p, overlap in pairs}
        inside = frozenset().union(*(g["content"] for g in theirs))
        for n, (a, words) in enumerate(zip(mine, ours, strict=True)):
            if n not in partner and words["cue"] and words["cue"] <= inside:
                continue
            g, overlap = partner.get(n, (None, 0.0))
            sources = (theirs[g]["source"], words["source"]) if g is not None else ((), ())
            right = overlap >= 0.5 and (bool(set(sources[0]) & set(sources[1])) or not any(sources))
            rows.append((a["style"], a["confidence"], right))
    return rows


def reliability(rows: list[tuple[str, float, bool]]) -> None:
    print("\n| confidence | attributions | mean confidence | right |\n|---|---|---|---|")
    error = 0.0
    for n in range(BINS):
        here = [(c, ok) for _, c, ok in rows if n / BINS <= c < (n + 1) / BINS or (c == 1 and n == BINS - 1)]
        if here:
            mean, share = (sum(column) / len(here) for column in zip(*here, strict=True))
            error += 100 * len(here) / len(rows) * abs(mean - share)
            print(f"| {n / BINS:.1f}–{(n + 1) / BINS:.1f} | {len(here)} | {mean:.2f} | {share:.2f} |")
    print(f"\nExpected calibration error: {error:.1f} points")


def styles(rows: list[tuple[str, float, bool]]) -> None:
    print("\n| style found | attributions | right (precision) |\n|---|---|---|")
    for style in STYLES:
        here = [ok for s, _, ok in rows if s == style]
        if here:
            print(f"| {style} | {len(here)} | {100 * sum(here) / len(here):.1f} |")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("gold", type=Path)
    options.add_argument("predicted", type=Path)
    chosen = options.parse_args()
    score = scorer()
    gold, predicted = read(chosen.gold), read(chosen.predicted)
    outlets(score, gold, predicted)
    rows = judged(score, gold, predicted)
    styles(rows)
    reliability(rows)


if __name__ == "__main__":
    main()
