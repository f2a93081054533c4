"""How often what a rule finds is an attribution: counts for the lexicon `rates.tsv`, beside what stands there.

Every attribution that a rule finds in PolNeAR's training articles, as the heads parse them, is looked up: it is right
if the annotators have one with most of the same content and, where the cue is a word, a cue that it touches. Nothing is
written unless `--to` names a file: rules found seldom keep the rate they have.

    python -m training.lexicon.rates --articles 100
"""

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import quoteattr
from quoteattr.attributions.contents import Content, after_colon, clause_before, clause_behind, find_content
from quoteattr.attributions.draft import Draft, Rule
from quoteattr.attributions.marked import read_marks
from quoteattr.attributions.put import as_put
from quoteattr.attributions.repairs.quotations import with_missed_quotations
from quoteattr.attributions.rules import all_by_rules, outer_by_rules
from quoteattr.attributions.scripts import turns
from quoteattr.attributions.sources import find_source
from quoteattr.attributions.verbless import according_to, hearsay, is_said_to, it_is_said
from quoteattr.language import CueEntry, language
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Offsets, shared

SHARED = Path(__file__).resolve().parents[3] / "shared"
LEAST = 30  # finds: fewer say too little to stand for a rate
Found = tuple[str, Offsets | None, tuple[Offsets, ...]]  # the row of the table, a cue of words, the content


def found_in(reading: Reading) -> Iterator[Found]:
    """What each rule of the table finds in a text."""
    marked = read_marks(reading)
    by_rules = outer_by_rules(reading, all_by_rules(reading, marked))
    yield from (_found(draft, "quotation") for draft in by_rules if draft.by is Rule.QUOTATION)
    for draft in with_missed_quotations(reading, by_rules, marked):
        if draft.by is Rule.FLOATING:
            yield _found(draft, "floating")
    yield from (_found(draft, "signature") for draft in marked.signed)
    yield from (_found(draft, "turn") for draft in turns(reading))
    for rule in (according_to, hearsay, it_is_said, is_said_to, as_put):
        yield from (_found(draft, rule.__name__) for draft in rule(reading))
    yield from _contents(reading)


def _found(draft: Draft, name: str) -> Found:
    """A draft, its cue left out where it is a mark."""
    return name, None if draft.cue_token is None else draft.cue, draft.content


def _contents(reading: Reading) -> Iterator[Found]:
    """The contents that the lexicon's own rates do not tell."""
    for cue, entry in reading.cues.items():
        source = find_source(reading, cue)
        content = find_content(reading, cue, entry, source.span if source else None)
        name = _rule_of(reading, cue, entry, content, source.span if source else None) if content else None
        if content is not None and name is not None:
            token = reading.document.tokens[cue]
            yield name, (token.start, token.end), content.pieces


def _rule_of(reading: Reading, cue: int, entry: CueEntry, content: Content, source: Offsets | None) -> str | None:
    """The row that the rate of a content is from; None if it is from the lexicon of cues."""
    if after_colon(reading, cue, entry) == content:
        return "after_colon"
    if content.rate == entry.frames.get(content.frame):
        return None
    for rule in (clause_before, clause_behind):
        if rule(reading, cue, entry, source) == content:
            return rule.__name__
    return "quoted_frame"


def is_annotated(found: Found, gold: Iterable[dict[str, Any]]) -> bool:
    """Whether the annotators have most of a content, with a cue that the rule's own touches."""
    _, cue, content = found
    size = sum(end - start for start, end in content)
    for one in gold:
        common = sum(shared(piece, (a, b)) for piece in content for a, b in one["content"])
        if common > size / 2 and (cue is None or any(shared(cue, (a, b)) for a, b in one["cue"])):
            return True
    return False


def count(articles: Iterable[dict[str, Any]]) -> tuple[Counter[str], Counter[str]]:
    """How often each rule found something, and how often the annotators have it."""
    extractor = quoteattr.Extractor(scope="all")
    seen: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for article in articles:
        reading, _ = extractor.read(article["text"])
        for found in found_in(reading):
            seen[found[0]] += 1
            right[found[0]] += is_annotated(found, article["attributions"])
    return seen, right


def lines(typed: dict[str, str], seen: Counter[str], right: Counter[str]) -> Iterator[str]:
    """The rows of the table, with the counted rate where a rule was found often enough."""
    yield f"# rule, how often what it finds is an attribution; found fewer than {LEAST} times, as typed"
    for name, rate in typed.items():
        yield f"{name}\t{right[name] / seen[name]:.2f}" if seen[name] >= LEAST else f"{name}\t{rate}"


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--articles", type=int, default=840)
    options.add_argument("--to", type=Path, help="write the table here")
    chosen = options.parse_args()
    with gzip.open(SHARED / "gold" / "polnear.train.jsonl.gz", "rt", encoding="utf-8") as rows:
        seen, right = count(map(json.loads, islice(rows, chosen.articles)))
    typed = dict(language("en").classes("rates"))
    print(f"{'rule':14} {'typed':>6} {'counted':>8} {'found':>6}")
    for name, rate in typed.items():
        counted = f"{right[name] / seen[name]:.2f}" if seen[name] else "-"
        print(f"{name:14} {rate:>6} {counted:>8} {seen[name]:6}")
    if chosen.to is not None:
        chosen.to.write_text("\n".join(lines(typed, seen, right)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
