"""Run the library over gold documents and write predictions in the scorer's form.

    python benchmarks/predict.py GOLD.jsonl[.gz] OUT.jsonl --scope all --engine model --threads 1

The last line printed is a JSON object: words, seconds, words_per_s, load_s, peak_rss_mb.
"""

import argparse
import gzip
import json
import resource
import time
from pathlib import Path
from typing import Any

STARTED = time.perf_counter()


def read(path: Path) -> list[dict[str, Any]]:
    """The documents of a JSON Lines file, gzipped or not."""
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    return [json.loads(line) for line in text.split("\n") if line.strip()]


def row(article: Any, *, scope: str = "all") -> dict[str, Any]:
    """An article as the scorer reads it. Its gold has nothing of what is said within what somebody says, and for the
    scope `speech` nothing of what was not said."""
    return {
        "id": article.id,
        "attributions": [
            {
                "id": a.id,
                "source": [[a.source.start, a.source.end]] if a.source else [],
                "cue": [[a.cue.start, a.cue.end]] if a.cue else [],
                "content": [[p.start, p.end] for p in a.content],
                "speaker": a.speaker.label if a.speaker else None,
                "level": a.anonymity.level,
                "kind": a.speaker.kind if a.speaker else "unknown",
                "style": a.style,
                "confidence": a.confidence,
                "speaker_confidence": a.speaker_confidence,
                "level_confidence": a.anonymity.confidence,
            }
            for a in article.outer
            if scope == "all" or a.mode != "declined"
        ],
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("gold", type=Path)
    options.add_argument("out", type=Path)
    options.add_argument("--scope", choices=("all", "speech"), default="all")
    options.add_argument("--engine", choices=("model", "rules"), default="model")
    options.add_argument("--weights", type=Path, default=None, help="a network other than the bundled one")
    options.add_argument("--parse", choices=("heads", "stanza"), default=None)
    options.add_argument("--threads", type=int, default=1)
    options.add_argument("--models", type=Path, default=None, help="a model pack other than the bundled one")
    chosen = options.parse_args()
    import quoteattr

    extractor = quoteattr.Extractor(
        scope=chosen.scope,
        engine=chosen.engine,
        parse=chosen.parse,
        models=chosen.models,
        weights=chosen.weights,
        threads=chosen.threads,
    ).load()
    load_s = time.perf_counter() - STARTED
    documents = read(chosen.gold)
    words = sum(len(d["text"].split()) for d in documents)
    started = time.perf_counter()
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    with chosen.out.open("w", encoding="utf-8") as out:
        for document in documents:
            out.write(
                json.dumps(
                    row(extractor.extract(document["text"], id=document["id"]), scope=chosen.scope), ensure_ascii=False
                )
                + "\n"
            )
    seconds = time.perf_counter() - started
    figures = {
        "words": words,
        "seconds": round(seconds, 2),
        "words_per_s": round(words / seconds),
        "load_s": round(load_s, 2),
        "peak_rss_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
