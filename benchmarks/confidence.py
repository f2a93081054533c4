"""Whether a confidence is what it says, on articles that it was never fitted on: its mean less the share that is right.

    python benchmarks/confidence.py ../shared/gold/wild.dev.jsonl [--scope speech] [--json]

In points, over all that the scorer counts in its scope, and in each third of it, from the least sure to the surest.
Right is what the scorer calls a right `relation`: the content found, and the source.
"""

import argparse
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from predict import read, row
from scorer import scorer

THIRDS = ("least sure third", "middle third", "surest third")
Judged = tuple[float, bool]  # a confidence, and whether it was right


def judged(gold: list[dict[str, Any]], predicted: list[dict[str, Any]], scope: str = "speech") -> Iterator[Judged]:
    """Every attribution found that the scorer counts, in its scope `all` or `speech`."""
    score = scorer()
    known = {document["id"]: document["attributions"] for document in predicted}
    for document in gold:
        text, tokens = document["text"], score.words(document["text"])

        def placed(attribution: dict[str, Any], tokens: Any = tokens) -> dict[str, frozenset[int]]:
            return {role: score.ids(attribution[role], tokens) for role in ("source", "cue", "content")}

        its, mine = [placed(a) for a in document["attributions"]], [placed(a) for a in known[document["id"]]]
        inside = frozenset().union(*(a["content"] for a in its))
        partner = {p: (g, overlap) for g, p, overlap in score.pair(its, mine)}
        for n, found in enumerate(mine):
            g, overlap = partner.get(n, (None, 0.0))
            if g is None and found["cue"] and found["cue"] <= inside:
                continue  # nested: the gold has none of these
            if g is not None and scope == "speech" and not score.is_speech(document["attributions"][g]["cue"], text):
                continue
            sources = (its[g]["source"], found["source"]) if g is not None else ((), ())
            right = overlap >= 0.5 and (bool(set(sources[0]) & set(sources[1])) or not any(sources))
            yield known[document["id"]][n]["confidence"], right


def differences(found: Iterable[Judged]) -> dict[str, float]:
    """Mean confidence less share right, in points: of all, and of each third by confidence."""
    ordered = sorted(found)
    cuts = [round(n * len(ordered) / len(THIRDS)) for n in range(len(THIRDS) + 1)]
    parts = {name: ordered[cuts[n] : cuts[n + 1]] for n, name in enumerate(THIRDS)}
    return {name: _difference(part) for name, part in {"all": ordered, **parts}.items()}


def _difference(part: list[Judged]) -> float:
    return 100 * (sum(said for said, _ in part) - sum(right for _, right in part)) / max(1, len(part))


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("gold", type=Path)
    options.add_argument("--scope", choices=("all", "speech"), default="speech")
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args()
    import quoteattr

    extractor = quoteattr.Extractor(scope=chosen.scope, threads=1)
    gold = read(chosen.gold)
    predicted = [row(extractor.extract(d["text"], id=d["id"]), scope=chosen.scope) for d in gold]
    found = differences(judged(gold, predicted, chosen.scope))
    print(json.dumps(found) if chosen.json else "\n".join(f"{name:18} {value:+.1f}" for name, value in found.items()))


if __name__ == "__main__":
    main()
