"""An archive through `extract_many`: words a second by how many processes, and memory as the articles go by.

    python benchmarks/archive.py --articles 924 --jobs 1 2        # speed, one process beside two, twice in turns
    python benchmarks/archive.py --articles 20000 --jobs 1 --plot # memory over a long run

The articles are those of PolNeAR's train and dev parts, each time cut differently (the last paragraphs of one, the
first of another), so that no two are alike. Memory is what the process and its children hold (resident, from /proc).
The tables are printed; a plot goes to `benchmarks/out/memory.svg`, drawn by whichever Python `--peers` names (with
matplotlib).
"""

import argparse
import random
import sys
import time
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from pictures import draw
from predict import read

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT.parent / "shared" / "gold"
_SAMPLES = 40
_DRAWING = (
    "ax.plot([n for n, _ in data], [mb for _, mb in data])\n"
    "ax.set(xlabel='articles read', ylabel='MB held', xlim=0, ylim=(0, 1.2 * max(mb for _, mb in data)))\n"
)


def archive(count: int) -> Iterator[tuple[str, str]]:
    """So many articles, made of the gold ones, read as they are asked for."""
    texts = [d["text"] for part in ("train", "dev") for d in read(GOLD / f"polnear.{part}.jsonl.gz")]
    rng = random.Random(1)
    for n in range(count):
        own, other = texts[n % len(texts)].split("\n"), rng.choice(texts).split("\n")
        yield str(n), "\n".join([*own[rng.randrange(len(own)) :], *other[: rng.randrange(1, len(other) + 1)]])


def held_mb(process: str = "self") -> float:
    """What a process and its children hold."""
    status = Path(f"/proc/{process}/status").read_text()
    own = next(int(line.split()[1]) for line in status.split("\n") if line.startswith("VmRSS"))
    children = Path(f"/proc/{process}/task").glob("*/children")
    return own / 1024 + sum(held_mb(child) for path in children for child in path.read_text().split())


def run(count: int, jobs: int) -> tuple[float, int, list[tuple[int, float]]]:
    """Seconds, words, and (articles read, MB held) along the way; loading and the first batches are not timed."""
    import quoteattr

    extractor = quoteattr.Extractor(threads=1)
    begin = 32 * jobs
    results = extractor.extract_many(chain(archive(begin), archive(count)), n_jobs=jobs)
    for _ in range(begin):
        next(results)
    started, words, held = time.perf_counter(), 0, []
    for number, result in enumerate(results, start=1):
        assert isinstance(result, quoteattr.Article), result
        words += len(result.text.split())
        if number % max(1, count // _SAMPLES) == 0:
            held.append((number, held_mb()))
    return time.perf_counter() - started, words, held


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--articles", type=int, default=924)
    options.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    options.add_argument("--rounds", type=int, default=2)
    options.add_argument("--plot", action="store_true", help="draw memory over the articles of the first run")
    options.add_argument("--peers", default=sys.executable, help="a Python with matplotlib")
    chosen = options.parse_args()
    speeds: dict[int, list[float]] = {jobs: [] for jobs in chosen.jobs}
    memory: list[tuple[int, float]] = []
    print("| processes | articles | words a second | MB at a tenth of the way | MB at the end | most |")
    print("|---|---|---|---|---|---|", flush=True)
    for _ in range(1 if chosen.plot else chosen.rounds):
        for jobs in chosen.jobs:
            seconds, words, held = run(chosen.articles, jobs)
            memory = memory or held
            speeds[jobs].append(words / seconds)
            mb = [m for _, m in held]
            cells = f"{words / seconds:,.0f} | {mb[len(mb) // 10]:.0f} | {mb[-1]:.0f} | {max(mb):.0f}"
            print(f"| {jobs} | {chosen.articles} | {cells} |", flush=True)
    best = {jobs: max(found) for jobs, found in speeds.items()}
    print(" ".join(f"{jobs} processes: {best[jobs] / best[chosen.jobs[0]]:.2f} times." for jobs in chosen.jobs[1:]))
    if chosen.plot:
        draw("memory", _DRAWING, memory, chosen.peers)


if __name__ == "__main__":
    main()
