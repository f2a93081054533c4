"""What the findings of the rules of newsrooms are worth: verdicts on some of each rule, read by hand.

    python benchmarks/findings.py ../shared/gold                  # precision by rule, from the verdicts that are kept
    python benchmarks/findings.py ../shared/gold --sample         # findings without a verdict, to be read
    python benchmarks/findings.py ../shared/gold --articles FILE  # from FILE, which is written where it is not there

`findings.tsv` keeps a verdict by rule, article and the characters that the finding is about: right where an editor who
holds the standard would want to see it, since all that the rule and its message say is so; wrong otherwise. Of each
rule 25 findings are drawn, or all there are: half of them from the dev sets, on which no rule was tuned, as far as
these have as many, and no more than two of one article. A line a rule: how many findings there are in how many
articles, verdicts that still stand, how many are right, Wilson's interval, how many of those of the dev sets, and the
rule's severity, which must be a hint below nine in ten.
"""

import argparse
import csv
import gzip
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import frozen

import quoteattr
from quoteattr import Article, Finding, Severity, Share
from quoteattr.newsroom.rules import RULES

HERE = Path(__file__).parent
VERDICTS = HERE / "findings.tsv"
SETS = ("polnear.dev.jsonl.gz", "wild.dev.jsonl", "polnear.train.jsonl.gz", "wild.train.jsonl")
EACH, SEED, ENOUGH = 25, 21, 0.9
OF_ONE = 2  # findings of a rule in one article, at most
_AROUND = 220  # characters, of what is shown to be read


@frozen
class Key:
    """Which finding a verdict is on: ids are those of the gold data, with their set; characters, end exclusive."""

    rule: str
    article: str
    start: int
    end: int


def key_of(article: Article, finding: Finding) -> Key:
    """The key of a finding."""
    start = finding.spans[0].start if finding.spans else 0
    return Key(finding.rule, str(article.id), start, max((span.end for span in finding.spans), default=0))


def documents(gold: Path) -> Iterator[tuple[str, str]]:
    """The id and the text of every article of the gold data."""
    for name in SETS:
        with (gzip.open if name.endswith(".gz") else open)(gold / name, "rt", encoding="utf-8") as file:
            for row in map(json.loads, file):
                yield f"{name.partition('.jsonl')[0]}/{row['id']}", row["text"]


def articles(gold: Path, kept: Path | None) -> Iterator[Article]:
    """The articles of the gold data, read by the library, or as a file keeps them."""
    if kept is None or not kept.exists():
        found: Iterable[Article] = (quoteattr.extract(text, id=id) for id, text in documents(gold))
        if kept is None:
            yield from found
            return
        quoteattr.write_jsonl(found, kept)
    yield from (article for article in quoteattr.read_jsonl(kept) if isinstance(article, Article))


def verdicts() -> dict[Key, bool]:
    """The verdicts that are kept."""
    rows = kept_rows(VERDICTS)
    return {Key(r["rule"], r["article"], int(r["start"]), int(r["end"])): r["verdict"] == "right" for r in rows}


def is_dev(key: Key) -> bool:
    """Whether it is from a set on which no rule was tuned."""
    return ".dev/" in key.article


def drawn(keys: Iterable[Key]) -> list[Key]:
    """Those of one rule that are to be read."""
    shuffled = sorted(keys, key=lambda key: (key.article, key.start, key.end))
    random.Random(SEED).shuffle(shuffled)
    of = Counter[str]()
    apart = [key for key in shuffled if (of.update([key.article]), of[key.article] <= OF_ONE)[1]]
    dev, train = [k for k in apart if is_dev(k)], [k for k in apart if not is_dev(k)]
    return (dev[: max(EACH // 2 + 1, EACH - len(train))] + train)[:EACH]


def report(found: dict[str, dict[Key, tuple[Article, Finding]]], known: dict[Key, bool]) -> Iterator[str]:
    """The lines of the table."""
    heading = ("findings", "articles", "read", "right", "share", "interval", "dev", "severity")
    yield f"{'rule':<28}" + "".join(f"{name:>10}" for name in heading)
    for name, rule in RULES.items():
        here = found.get(name, {})
        read = {key: known[key] for key in here if key in known}
        share = Share(name, sum(read.values()), len(read))
        dev = [right for key, right in read.items() if is_dev(key)]
        between = "{:.0%}–{:.0%}".format(*share.interval) if read else "–"
        cells = (
            len(here), len({key.article for key in here}), len(read), share.count, f"{share.share:.0%}", between,
            f"{sum(dev)}/{len(dev)}", rule.severity.value,
        )  # fmt: skip
        yield f"{name:<28}" + "".join(f"{cell:>10}" for cell in cells)


def too_proud(found: dict[str, dict[Key, tuple[Article, Finding]]], known: dict[Key, bool]) -> list[str]:
    """The rules that should be hints and are none."""
    right, read = Counter[str](), Counter[str]()
    for key in (key for here in found.values() for key in here if key in known):
        read[key.rule] += 1
        right[key.rule] += known[key]
    return [
        name
        for name, rule in RULES.items()
        if read[name] and right[name] / read[name] < ENOUGH and rule.severity is not Severity.HINT
    ]


def shown(number: int, key: Key, article: Article, finding: Finding) -> str:
    """A finding to be read."""
    text, behind = article.text, min(key.end, key.start + 3 * _AROUND)
    before, after = text[max(0, key.start - _AROUND) : key.start], text[behind : behind + _AROUND]
    words = f"{before}[[{text[key.start : behind]}]]{after}".replace("\n", " ¶ ")
    place = f"{number}\t{key.rule}\t{key.article}\t{key.start}\t{key.end}"
    return f"{place}\n  {finding.message}\n  {words}"


def asked_of(about: str | None, flag: str) -> argparse.Namespace:
    """What the command line asks for: `gold`, `articles`, and a flag of the benchmark's own."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--articles", type=Path)
    parser.add_argument(flag, action="store_true")
    return parser.parse_args()


def kept_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table of verdicts."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t"))


def main() -> None:
    asked = asked_of(__doc__, "--sample")
    found: dict[str, dict[Key, tuple[Article, Finding]]] = defaultdict(dict)
    for article in articles(asked.gold, asked.articles):
        for finding in quoteattr.findings(article):
            found[finding.rule][key_of(article, finding)] = article, finding
    known = verdicts() if VERDICTS.exists() else {}
    if asked.sample:
        wanted = [key for here in found.values() for key in drawn(here) if key not in known]
        print("\n".join(shown(n, key, *found[key.rule][key]) for n, key in enumerate(wanted)))
        return
    print("\n".join(report(found, known)))
    if proud := too_proud(found, known):
        raise SystemExit(f"below {ENOUGH:.0%}, so to be hints: {', '.join(proud)}")


if __name__ == "__main__":
    main()
