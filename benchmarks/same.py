"""One hash of all that the library answers, to see that a change changed nothing.

    python benchmarks/same.py                     # a line a set and engine, then one hash of all
    python benchmarks/same.py --engine model

Each line hashes the JSON of every article of a set, without the versions that made it and without its names; these have
a hash of their own behind it, which is no part of the last one. It depends on the kind of processor and on ONNX
Runtime's version: compare two trees on one machine.
"""

import argparse
import hashlib
import json
from pathlib import Path
from typing import Literal

from attrs import evolve
from predict import read

import quoteattr

SHARED = Path(__file__).resolve().parents[2] / "shared"
SETS = {
    "PolNeAR dev": "gold/polnear.dev.jsonl.gz",
    "wild.dev": "gold/wild.dev.jsonl",
    "kinds": "cases/kinds.jsonl",
    "seed": "gold/seed.jsonl",
}
ENGINES: tuple[Literal["model", "rules"], ...] = ("model", "rules")


def answers(extractor: quoteattr.Extractor, path: Path) -> tuple[str, str]:
    """The hashes of what an extractor answers to a set: all but the names, and the names."""
    found, named = hashlib.sha256(), hashlib.sha256()
    for document in read(path):
        article = extractor.extract(document["text"], id=document["id"])
        record = json.loads(evolve(article, versions=None).to_json())
        named.update(_written(record.pop("names")))
        found.update(_written(record))
    return found.hexdigest(), named.hexdigest()


def _written(record: object) -> bytes:
    return json.dumps(record, ensure_ascii=False).encode()


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--engine", choices=ENGINES, action="append")
    chosen = options.parse_args()
    if not SHARED.is_dir():
        raise SystemExit("the gold data in ../shared is not here")
    together = hashlib.sha256()
    for engine in chosen.engine or ENGINES:
        extractor = quoteattr.Extractor(scope="all", engine=engine, threads=1)
        for name, path in SETS.items():
            found, named = answers(extractor, SHARED / path)
            together.update(found.encode())
            print(f"{engine:6} {name:12} {found[:16]}  names {named[:16]}", flush=True)
    print(f"all    {'':12} {together.hexdigest()[:16]}")


if __name__ == "__main__":
    main()
