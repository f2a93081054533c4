"""Which words are cues, with what kind of content, and how often: the lexicon `cues.tsv`.

For every verb, noun and adjective of the PolNeAR train articles that stands outside a quotation and
outside a content, each of its possible contents (a clause, an object, an infinitive, a phrase with a
preposition) is counted, and how often the annotators took it. The rate of a frame is smoothed
towards the rate of that frame over all words. Words of `modes.txt` that were never seen get the
defaults of their mode.
"""

import argparse
import gzip
import json
from collections import Counter
from pathlib import Path

from quoteattr.language import language
from quoteattr.on_stanza.pipeline import StanzaParser
from quoteattr.text.document import Document
from quoteattr.text.quotations import quotations
from quoteattr.text.tree import frames

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared"
LEXICON = language("en").folder / "cues" / "cues.tsv"
STRENGTH = 4.0  # how many sightings the rate of the frame over all words counts for
KEPT = 0.15  # rarer frames are left out
DEFAULTS = {  # frames of words that were never seen, in percent
    ("speech", "VERB"): "clause=80", ("writing", "VERB"): "clause=75", ("thought", "VERB"): "clause=70",
    ("intention", "VERB"): "to=60", ("attitude", "VERB"): "obj=50", ("decree", "VERB"): "clause=55",
    ("evidence", "VERB"): "clause=60", ("speech", "NOUN"): "clause=70", ("writing", "NOUN"): "clause=50",
    ("thought", "NOUN"): "clause=65", ("intention", "NOUN"): "to=40", ("attitude", "NOUN"): "for=40",
    ("decree", "NOUN"): "clause=40", ("evidence", "NOUN"): "clause=50", ("thought", "ADJ"): "clause=60",
    ("attitude", "ADJ"): "clause=50", ("intention", "ADJ"): "to=40", ("evidence", "ADJ"): "clause=30",
}  # fmt: skip


def modes() -> dict[tuple[str, str], str]:
    """(lemma, part of speech) → mode, from `modes.txt`."""
    table: dict[tuple[str, str], str] = {}
    mode = upos = ""
    for line in (HERE / "modes.txt").read_text().splitlines():
        words = line.split()
        if len(words) == 2 and words[1].isupper():
            mode, upos = words
        elif not line.startswith("#"):
            for word in words:
                table.setdefault((word.replace("_", " "), upos), mode)
    return table


def count(document: Document, gold: list[dict[str, list[list[int]]]], seen: Counter[tuple[str, str, str]],
          taken: Counter[tuple[str, str, str]]) -> None:  # fmt: skip
    """Add one article's frames, and those that the annotators took for attributions."""
    quoted = [(q.span.start, q.span.end) for q in quotations(document.text) if q.depth == 0]
    contents = [(s, e) for a in gold for s, e in a["content"]]
    for token in document.tokens:
        if token.upos not in ("VERB", "NOUN", "ADJ"):
            continue
        if any(s < token.end and token.start < e for s, e in quoted + contents):
            continue
        mine = [a for a in gold if any(s < token.end and token.start < e for s, e in a["cue"])]
        for name, head in frames(document, token.i):
            if name == "told":  # whom, not what
                continue
            key = (token.lemma.lower(), token.upos, name)
            seen[key] += 1
            start, end = document.tokens[head].start, document.tokens[head].end
            taken[key] += any(s < end and start < e for a in mine for s, e in a["content"])


def table(seen: Counter[tuple[str, str, str]], taken: Counter[tuple[str, str, str]]) -> list[str]:
    """The lines of the lexicon."""
    by_frame: dict[tuple[str, str], list[int]] = {}
    for (_, upos, name), n in seen.items():
        entry = by_frame.setdefault((upos, name), [0, 0])
        entry[1] += n
    for (_, upos, name), n in taken.items():
        by_frame[upos, name][0] += n
    by_hand = modes()
    found: dict[tuple[str, str], dict[str, float]] = {}
    for (lemma, upos, name), n in seen.items():
        prior = by_frame[upos, name][0] / by_frame[upos, name][1]
        if (lemma, upos) in by_hand:
            prior = min(0.6, prior * 2)
        rate = (taken[lemma, upos, name] + STRENGTH * prior) / (n + STRENGTH)
        if taken[lemma, upos, name] and rate >= KEPT and lemma.replace("-", "").isalpha():
            found.setdefault((lemma, upos), {})[name] = rate
    lines = []
    for key in sorted(found.keys() | by_hand.keys()):
        lemma, upos = key
        rates = found.get(key, {})
        mode = by_hand.get(key) or ("intention" if max(rates, key=rates.__getitem__) == "to" else "attitude")
        shown = " ".join(f"{n}={round(100 * r)}" for n, r in sorted(rates.items(), key=lambda item: -item[1]))
        if key in by_hand:
            for default in DEFAULTS[mode, upos].split():
                name = default.split("=")[0]
                if name not in rates and seen[lemma, upos, name] < 3:
                    shown += " " + default
        if shown.strip():
            lines.append(f"{lemma}\t{upos}\t{mode}\t{shown.strip()}")
    return lines


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--pack", type=Path, default=None)
    options.add_argument("--articles", type=int, default=840)
    options.add_argument("--to", type=Path, default=LEXICON, help="the file that is written")
    chosen = options.parse_args()
    parser = StanzaParser(language("en"), folder=chosen.pack)
    seen: Counter[tuple[str, str, str]] = Counter()
    taken: Counter[tuple[str, str, str]] = Counter()
    with gzip.open(SHARED / "gold" / "polnear.train.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number == chosen.articles:
                break
            article = json.loads(line)
            count(parser.parse(article["text"]), article["attributions"], seen, taken)
    header = "# lemma, part of speech, mode, frames with their rate in percent; made by training/lexicon/cues.py"
    chosen.to.write_text("\n".join([header, *table(seen, taken)]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
