"""News parsed by the pack of Stanza models, for the heads to learn from: `python -m training.heads.silver`.

Articles of PolNeAR's train part, but those of `speakers.dev`; some six minutes of one core.
"""

import argparse
import gzip
import json
import pickle
import random
from pathlib import Path

import torch

from quoteattr.on_stanza.pipeline import StanzaParser
from training.heads.data import ENGLISH, HEADS
from training.parsing.stages import SHARED

GOLD = SHARED / "gold"
TOKENS = 330_000


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--tokens", type=int, default=TOKENS, help="about so many, whole articles")
    options.add_argument("--build", type=Path, default=HEADS, help="where silver.pkl is written")
    chosen = options.parse_args()
    torch.set_num_threads(1)
    parser = StanzaParser(ENGLISH)
    raw = gzip.decompress((GOLD / "polnear.train.jsonl.gz").read_bytes()).decode("utf-8")
    documents = [json.loads(line) for line in raw.split("\n") if line.strip()]
    held = {json.loads(line)["id"] for line in (GOLD / "speakers.dev.jsonl").read_text().split("\n") if line.strip()}
    random.seed(5)
    random.shuffle(documents)
    parsed, tokens = [], 0
    for document in documents:
        if document["id"] not in held and tokens <= chosen.tokens:
            parsed.append((document["id"], parser.parse(document["text"])))
            tokens += len(parsed[-1][1].tokens)
    chosen.build.mkdir(parents=True, exist_ok=True)
    (chosen.build / "silver.pkl").write_bytes(pickle.dumps(parsed))
    print(len(parsed), "articles,", tokens, "tokens")


if __name__ == "__main__":
    main()
