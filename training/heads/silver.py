"""News parsed by the pack of Stanza models, for the heads to learn from: `python -m training.heads.silver`.

Articles of PolNeAR's train part, but those of `speakers.dev`; some six minutes of one core.
"""

import gzip
import json
import pickle
import random
from pathlib import Path

import torch

import quoteattr

GOLD = Path("../shared/gold")
OUT = Path("training/build/parse_heads/silver.pkl")
TOKENS = 330_000


def main() -> None:
    torch.set_num_threads(1)
    parser = quoteattr.Extractor(engine="rules", parse="stanza")._parser
    raw = gzip.decompress((GOLD / "polnear.train.jsonl.gz").read_bytes()).decode("utf-8")
    documents = [json.loads(line) for line in raw.split("\n") if line.strip()]
    held = {json.loads(line)["id"] for line in (GOLD / "speakers.dev.jsonl").read_text().split("\n") if line.strip()}
    random.seed(5)
    random.shuffle(documents)
    parsed, tokens = [], 0
    for document in documents:
        if document["id"] not in held and tokens <= TOKENS:
            parsed.append((document["id"], parser.parse(document["text"])))
            tokens += len(parsed[-1][1].tokens)
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_bytes(pickle.dumps(parsed))
    print(len(parsed), "articles,", tokens, "tokens")


if __name__ == "__main__":
    main()
