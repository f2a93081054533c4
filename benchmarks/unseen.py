"""The rules on articles that nobody tuned on: 100 of the train part, with a cue lexicon counted without them.

    python benchmarks/unseen.py                  # about 12 minutes: it parses all 840 train articles

Writes gold and predictions to benchmarks/out/ and prints the scorer's relation F1 in the three scopes.
"""

import json
import random
from collections import Counter

from predict import read, row
from run import OUT, SCOPES, SHARED, score

import quoteattr
from quoteattr.attributions import reading
from quoteattr.language import CueEntry, language
from quoteattr.on_stanza.pipeline import Parser
from quoteattr.records import Mode
from training.lexicon import cues

HELD_OUT = 100


def entries(lines: list[str]) -> dict[tuple[str, str], CueEntry]:
    """The lexicon's lines as `quoteattr.language.cue_entries` would give them."""
    found = {}
    for line in lines:
        lemma, upos, mode, shown = line.split("\t")
        frames = {name: int(rate) / 100 for name, _, rate in (f.partition("=") for f in shown.split())}
        found[lemma, upos] = CueEntry(lemma, upos, Mode(mode), frames)
    return found


def main() -> None:
    documents = read(SHARED / "gold" / "polnear.train.jsonl.gz")
    random.Random(3).shuffle(documents)
    held, counted = documents[:HELD_OUT], documents[HELD_OUT:]
    parser = Parser(language("en"))
    seen: Counter[tuple[str, str, str]] = Counter()
    taken: Counter[tuple[str, str, str]] = Counter()
    for document in counted:
        cues.count(parser.parse(document["text"]), document["attributions"], seen, taken)
    lexicon = entries(cues.table(seen, taken))
    reading.cue_entries = lambda: lexicon  # type: ignore[assignment]
    OUT.mkdir(parents=True, exist_ok=True)
    gold = OUT / "unseen.gold.jsonl"
    gold.write_text("".join(json.dumps(d) + "\n" for d in held), encoding="utf-8")
    for scope in ("all", "speech"):
        extractor = quoteattr.Extractor(scope=scope)
        out = OUT / f"unseen.{scope}.jsonl"
        rows = [row(extractor.extract(d["text"], id=d["id"])) for d in held]
        out.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
        print(f"--scope {scope}:", {s: score(gold, out, s)["relation"]["f"] for s in SCOPES})


if __name__ == "__main__":
    main()
