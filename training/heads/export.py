"""From a checkpoint to the files that are shipped: `python -m training.heads.export [NAME]`."""

import hashlib
import json
import sys
from collections import Counter
from pathlib import Path

import torch

from quoteattr.attributions.weights import BUNDLED as NETWORK
from quoteattr.attributions.weights import packed
from quoteattr.parse.weights import BUNDLED, FILE, FORMAT, checksum
from training.heads.data import treebank

BUILD = Path("training/build/parse_heads")
TREES = Path("../shared/treebanks")


def lemmas() -> str:
    """The commonest lemma of each form and tag of the treebanks' train parts, one a line; names are left out."""
    counted: dict[tuple[str, str], Counter[str]] = {}
    for name in ("ewt", "gum"):
        for page in treebank(TREES / f"{name}.train.conllu.gz"):
            for start, end, upos, lemma in zip(page.starts, page.ends, page.upos, page.lemma, strict=True):
                form = page.text[start:end].lower()
                if upos != "PROPN" and "\t" not in form and "\n" not in form:
                    counted.setdefault((form, upos), Counter())[lemma.lower()] += 1
    rows = [(*key, found.most_common(1)[0][0]) for key, found in sorted(counted.items())]
    return "\n".join("\t".join(row) for row in rows if row[1] not in ("PUNCT", "SYM", "NUM", "X"))


def main() -> None:
    name = sys.argv[1] if len(sys.argv) > 1 else "heads"
    saved = torch.load(BUILD / f"{name}.pt", weights_only=False)
    BUNDLED.mkdir(parents=True, exist_ok=True)
    made = {
        "format": FORMAT,
        "network": checksum(NETWORK),
        "tables": saved["tables"],
        "settings": {"width": saved["width"], "layers": saved["layers"]},
        "weights": {n: packed(t) if t.dim() == 2 else t.half() for n, t in saved["weights"].items()},
        "lemmas": lemmas(),
    }
    torch.save(made, BUNDLED / FILE)
    raw = (BUNDLED / FILE).read_bytes()
    files = {FILE: {"bytes": len(raw), "sha256": hashlib.sha256(raw).hexdigest()}}
    manifest = {"format": FORMAT, "language": "en", "made_by": "python -m training.heads", "files": files}
    (BUNDLED / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    print(f"{len(raw) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
