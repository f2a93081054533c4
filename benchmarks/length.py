"""What a document costs by its length: one thread, up to 200,000 words in one document.

    python benchmarks/length.py [--peers PYTHON]

The document is the text of PolNeAR's dev articles, one after the other, then those of the train part. The table is
printed; the picture goes to `benchmarks/out/length.svg`.
"""

import argparse
import resource
import sys
import time
from pathlib import Path

from pictures import draw
from predict import read

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold"
LENGTHS = (1_000, 5_000, 20_000, 50_000, 100_000, 200_000)
_DRAWING = (
    "ax.plot([w for w, _ in data], [s for _, s in data], 'o-')\n"
    "ax.set(xlabel='words in one document', ylabel='seconds', xlim=0, ylim=0)\n"
)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--peers", default=sys.executable, help="a Python with matplotlib")
    chosen = options.parse_args()
    import quoteattr

    extractor = quoteattr.Extractor(scope="all", threads=1).load()
    paragraphs = [
        p for part in ("dev", "train") for d in read(GOLD / f"polnear.{part}.jsonl.gz") for p in d["text"].split("\n")
    ]
    extractor.extract("\n".join(paragraphs[:200]))
    found = []
    print("| words in one document | seconds | words a second | peak, MB |\n|---|---|---|---|")
    for length in LENGTHS:
        chosen_here, words = [], 0
        for paragraph in paragraphs:
            if words >= length:
                break
            chosen_here.append(paragraph)
            words += len(paragraph.split())
        started = time.perf_counter()
        extractor.extract("\n".join(chosen_here))
        seconds = time.perf_counter() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        found.append((words, seconds))
        print(f"| {words:,} | {seconds:.1f} | {words / seconds:,.0f} | {peak:,.0f} |", flush=True)
    draw("length", _DRAWING, found, chosen.peers)


if __name__ == "__main__":
    main()
