"""quoteattr beside its peers, in one run: the same articles, one thread each, interleaved; speed beside accuracy.

    make compare        # python benchmarks/compare.py --peers PYTHON, with the environment of benchmarks/peers.txt

Each system reads all articles in a process of its own, one system after the other, `--rounds` times; medians and
ratios to spaCy's en_core_web_sm alone. Accuracy is the relation F1 (scope all) of the peers' stored predictions and of
the library's (`benchmarks/run.py` writes them). The picture is `benchmarks/out/compare.svg`, drawn where matplotlib is.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from statistics import median
from typing import Any

from attrs import frozen
from pictures import OUT, draw

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
DEV = SHARED / "gold" / "polnear.dev.jsonl.gz"
OURS = ("quoteattr", "quoteattr-rules")
NAMES = {
    "quoteattr": "quoteattr", "quoteattr-rules": "quoteattr, rules", "spacy": "spaCy en_core_web_sm alone",
    "textacy": "textacy, by paragraph",
}  # fmt: skip
PREDICTED = {
    "quoteattr": OUT / "polnear.dev.model.all.jsonl",
    "quoteattr-rules": OUT / "polnear.dev.rules.all.jsonl",
    "textacy": SHARED / "peers" / "textacy-para.dev.jsonl.gz",
}


_DRAWING = (
    "for name, (speed, score) in data.items():\n"
    "    ax.scatter(speed, score)\n"
    "    ax.annotate(name, (speed, score), xytext=(6, 6), textcoords='offset points')\n"
    "ax.set(xlabel='words a second, one thread', ylabel='relation F1, PolNeAR dev', ylim=(0, 100))\n"
    "ax.set_xlim(0, 1.35 * max(speed for speed, _ in data.values()))\n"
)


class Worker:
    """A system in its process."""

    def __init__(self, system: str, python: str, articles: Path) -> None:
        self.command = [python, str(ROOT / "benchmarks" / "worker.py"), system, str(articles)]
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        self.started = self._answer()

    def _answer(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"{' '.join(self.command)} did not start")
        return dict(json.loads(line))

    def run(self) -> dict[str, Any]:
        assert self.process.stdin is not None
        self.process.stdin.write("run\n")
        self.process.stdin.flush()
        return self._answer()

    def end(self) -> None:
        self.process.communicate()


def relation(predicted: Path) -> float | None:
    if not predicted.is_file():
        return None
    command = [sys.executable, str(SHARED / "eval" / "score.py"), str(DEV), str(predicted), "--json"]
    return float(
        json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)["relation"]["f"]
    )


@frozen
class Ran:
    """What one system needed: what it said when it was loaded, and each of its rounds."""

    started: dict[str, Any]
    rounds: list[dict[str, Any]]

    @property
    def words_per_s(self) -> float:
        return float(self.started["words"] / median(r["seconds"] for r in self.rounds))


def race(systems: Iterable[str], peers: str, articles: Path, rounds: int) -> dict[str, Ran]:
    """Some systems on the same articles, interleaved; `peers` is a Python with spaCy and textacy."""
    workers = {s: Worker(s, sys.executable if s in OURS else peers, articles) for s in systems}
    runs: dict[str, list[dict[str, Any]]] = {s: [] for s in workers}
    for _ in range(rounds):
        for system, worker in workers.items():
            runs[system].append(worker.run())
    for worker in workers.values():
        worker.end()
    return {system: Ran(worker.started, runs[system]) for system, worker in workers.items()}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--peers", default=sys.executable, help="a Python with spaCy and textacy")
    options.add_argument("--articles", type=Path, default=DEV)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--systems", nargs="+", choices=NAMES, default=list(NAMES))
    chosen = options.parse_args()
    ran = race(chosen.systems, chosen.peers, chosen.articles, chosen.rounds)
    speed = {system: of.words_per_s for system, of in ran.items()}
    base = speed.get("spacy")
    print("| system | words a second | × spaCy | relation F1 | load, s | first article, s | peak, MB |")
    print("|---|---|---|---|---|---|---|")
    points = {}
    for s, of in ran.items():
        score = relation(PREDICTED[s]) if s in PREDICTED else None
        if score is not None:
            points[NAMES[s]] = (speed[s], score)
        ratio = f"{speed[s] / base:.2f}" if base else "–"
        started, peak = of.started, max(r["peak_mb"] for r in of.rounds)
        shown = "–" if score is None else f"{score:.1f}"
        times = f"{started['load_s']:.1f} | {started['first_s']:.1f}"
        print(f"| {NAMES[s]} | {speed[s]:,.0f} | {ratio} | {shown} | {times} | {peak:,.0f} |")
    if points:
        draw("compare", _DRAWING, points, chosen.peers)


if __name__ == "__main__":
    main()
