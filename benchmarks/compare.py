"""quoteattr beside its peers, in one run: the same articles, one thread each, interleaved; speed beside accuracy.

    make compare        # python benchmarks/compare.py --peers PYTHON, with the environment of benchmarks/peers.txt
    python benchmarks/compare.py --tables       # what was measured before, once more

Each system reads all articles in a process of its own, one system after the other, `--rounds` times. What counts is
processor time (user and system), of which a machine that is shared takes less than of the clock's: medians, and
ratios to spaCy's en_core_web_sm alone of the same round. Accuracy is the relation F1 (scope all) of the peers' stored
predictions and of the library's (`benchmarks/run.py` writes them); the multiplications a word are counted by
`benchmarks/multiply_adds.py`. The picture is `benchmarks/out/compare.svg`, drawn where matplotlib is.

How fast the network is depends on the processor: on its kind (`processor.py`), and within a kind on the maker.
`benchmarks/speed.json` keeps the last run on each processor, whole: a run takes the place of an earlier one on the same
one, never of another's. The tables have all, the slower first, and of each kind the slowest is the one to speak of.
They are written between the marks `<!-- speed -->` and `<!-- end of speed -->` of the pages that have them.
`as_avx2.py` shows the other kind on a machine that has VNNI.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from attrs import frozen
from pictures import OUT, draw
from processor import here

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
DEV = SHARED / "gold" / "polnear.dev.jsonl.gz"
KEPT = ROOT / "benchmarks" / "speed.json"
PAGES = (ROOT / "README.md", ROOT / "benchmarks" / "README.md")
BEGINS, ENDS = "<!-- speed -->\n", "<!-- end of speed -->\n"
ROUNDS = 5
OURS = ("quoteattr", "quoteattr-rules")
BASE = "spacy"
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
        """Words a second of processor time."""
        return float(self.started["words"] / median(r["processor_s"] for r in self.rounds))

    def times(self, base: "Ran") -> list[float]:
        """How many times as fast as another it was: the least, the median and the most of the rounds."""
        ratios = [b["processor_s"] / r["processor_s"] for r, b in zip(self.rounds, base.rounds, strict=True)]
        return [round(at(ratios), 2) for at in (min, median, max)]


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


def kept_of(ran: dict[str, Ran], counted: int | None) -> dict[str, Any]:
    """What is kept of a run: where and when it was, and the row of each system."""
    processor, base = here(), ran.get(BASE)
    first = next(iter(ran.values()))
    rows = {}
    for system, of in ran.items():
        rows[system] = {
            "words_per_s": round(of.words_per_s),
            "times_spacy": of.times(base) if base else None,
            "multiply_adds": counted if system == "quoteattr" else None,
            "relation": relation(PREDICTED[system]) if system in PREDICTED else None,
            "load_s": round(of.started["load_s"], 1),
            "first_s": round(of.started["first_s"], 1),
            "peak_mb": round(max(r["peak_mb"] for r in of.rounds)),
        }
    day = datetime.now(UTC).date().isoformat()
    where = {"kind": processor.kind, "processor": processor.name, "day": day}
    read = {"words": first.started["words"], "rounds": len(first.rounds)}
    return {f"{processor.kind}: {processor.name}": {**where, **read, "systems": rows}}


_COLUMNS = (
    "| processor | system | words a second | × spaCy | million multiplications a word | relation F1 | load, s "
    "| first article, s | peak, MB |"
)


def _slower_first(kept: dict[str, Any]) -> list[dict[str, Any]]:
    """The runs, the one where quoteattr is the slowest beside spaCy first."""

    def speed(run: dict[str, Any]) -> float:
        ours = run["systems"].get("quoteattr", {})
        return float((ours.get("times_spacy") or [0, 0])[1])

    return sorted(kept.values(), key=speed)


def tables(kept: dict[str, Any]) -> str:
    """What is kept, as pages show it: the slower kind of processor in a sentence, and a table of all."""
    runs = _slower_first(kept)
    lines = [_headline(runs), ""] if runs else []
    lines += [_COLUMNS, "|---" * _COLUMNS.count(" | ") + "|---|"]
    lines += [_row(run["kind"], system, row) for run in runs for system, row in run["systems"].items()]
    told = "; ".join(f"{run['kind']}, {run['processor']}: {run['rounds']} rounds on {run['day']}" for run in runs)
    words = ", ".join(dict.fromkeys(f"{run['words']:,}" for run in runs))
    behind = f"Words a second of processor time, one thread, in turn, {words} words; in the order of the table: {told}."
    return "\n".join([*lines, "", behind, ""])


def _headline(runs: list[dict[str, Any]]) -> str:
    """How fast quoteattr is beside spaCy on the slowest processor of each kind, the slowest kind first."""
    slowest: dict[str, str] = {}
    for run in runs:
        times = run["systems"].get("quoteattr", {}).get("times_spacy")
        if times:
            slowest.setdefault(run["kind"], f"{run['kind']} **{times[1]:.2f} ×**")
    return f"Beside spaCy's en_core_web_sm, quoteattr's speed is {', '.join(slowest.values())}." if slowest else ""


def _row(kind: str, system: str, row: dict[str, Any]) -> str:
    least, middle, most = row["times_spacy"] or (None, None, None)
    times = "–" if middle is None else f"{middle:.2f}" if least == most else f"{middle:.2f} ({least:.2f} to {most:.2f})"
    adds = "–" if row["multiply_adds"] is None else f"{row['multiply_adds'] / 1e6:.1f}"
    score = "–" if row["relation"] is None else f"{row['relation']:.1f}"
    rest = f"{row['load_s']:.1f} | {row['first_s']:.1f} | {row['peak_mb']:,}"
    return f"| {kind} | {NAMES[system]} | {row['words_per_s']:,} | {times} | {adds} | {score} | {rest} |"


def _points(run: dict[str, Any] | None) -> dict[str, tuple[float, float]]:
    """What the picture shows of a run: the speed and the accuracy of each system that has both."""
    rows = run["systems"] if run else {}
    return {NAMES[s]: (row["words_per_s"], row["relation"]) for s, row in rows.items() if row["relation"] is not None}


def written(page: str, shown: str) -> str:
    """A page with the tables between its marks; as it is where it has none."""
    before, begins, rest = page.partition(BEGINS)
    _, ends, behind = rest.partition(ENDS)
    return f"{before}{BEGINS}{shown}{ENDS}{behind}" if begins and ends else page


def multiply_adds(articles: Path) -> int:
    """How many multiplications quoteattr needs for a word."""
    command = [sys.executable, str(ROOT / "benchmarks" / "multiply_adds.py"), str(articles)]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return int(json.loads(said)["multiply_adds"])


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--peers", default=sys.executable, help="a Python with spaCy and textacy")
    options.add_argument("--articles", type=Path, default=DEV)
    options.add_argument("--rounds", type=int, default=ROUNDS)
    options.add_argument("--systems", nargs="+", choices=NAMES, default=list(NAMES))
    options.add_argument("--tables", action="store_true", help="measure nothing: write the tables of what is kept")
    chosen = options.parse_args()
    kept = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.is_file() else {}
    if not chosen.tables:
        ran = race(chosen.systems, chosen.peers, chosen.articles, chosen.rounds)
        counted = multiply_adds(chosen.articles) if "quoteattr" in ran else None
        kept |= kept_of(ran, counted)
        KEPT.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    shown = tables(kept)
    print(shown, end="")
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        page.write_text(written(text, shown), encoding="utf-8")
    points = {} if chosen.tables else _points(kept.get(f"{here().kind}: {here().name}"))
    if points:
        draw("compare", _DRAWING, points, chosen.peers)


if __name__ == "__main__":
    main()
