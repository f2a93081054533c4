"""What is taken for what: levels and kinds of the gold against those found, over contents found.

    python benchmarks/confusion.py ../shared/gold/speakers.dev.jsonl PREDICTED.jsonl

`PREDICTED` is what `predict.py` or `speakers.py` wrote; attributions are paired as the scorer pairs them.
"""

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

from breakdown import paired
from predict import read
from scorer import scorer

CLASSES = {
    "level": ("named", "partial", "described", "vague", "hidden", "none"),
    "kind": ("person", "group", "organization", "document", "unknown"),
}


def pairs(score: Any, gold: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> Counter[tuple[str, str, str]]:
    """(field, class in the gold, class found) → how often."""
    found = {d["id"]: d["attributions"] for d in predicted}
    counted: Counter[tuple[str, str, str]] = Counter()
    for document in gold:
        mine = found.get(document["id"], [])
        for g, p, overlap in paired(score, document["attributions"], mine, document["text"])[2]:
            labelled = document["attributions"][g]
            if overlap >= 0.5 and "speaker" in labelled:
                for field in CLASSES:
                    counted[field, labelled[field], str(mine[p][field] or "none").lower()] += 1
    return counted


def table(counted: Counter[tuple[str, str, str]], field: str) -> None:
    names = CLASSES[field]
    print(f"\n| {field}: gold ↓ found → | " + " | ".join(names) + " |\n|---" + "|---" * len(names) + "|")
    for gold in names:
        row = [counted[field, gold, found] for found in names]
        if sum(row):
            print(f"| {gold} | " + " | ".join(map(str, row)) + " |")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("gold", type=Path)
    options.add_argument("predicted", type=Path)
    chosen = options.parse_args()
    counted = pairs(scorer(), read(chosen.gold), read(chosen.predicted))
    for field in CLASSES:
        table(counted, field)


if __name__ == "__main__":
    main()
