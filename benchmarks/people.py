"""Who is who across articles: speakers of two articles that are one, or are not, by pairs read by hand (`people.tsv`).

python benchmarks/people.py               # precision and recall on the pairs, those tuned on apart
python benchmarks/people.py --all         # the register is that of all articles of the gold sets, not of those of pairs
python benchmarks/people.py --alike       # forty made articles, each on another person of one name
python benchmarks/people.py --speed       # 100,000 speakers
python benchmarks/people.py --wrong       # the pairs that are answered wrongly

What was extracted is kept in `benchmarks/out/`; remove it to read anew.
"""

import argparse
import csv
import gzip
import itertools
import json
import random
import resource
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import frozen

import quoteattr
from quoteattr import Article, Extractor
from quoteattr.language import language
from quoteattr.records import Kind
from quoteattr.register.entries import entries
from quoteattr.register.profiles import Profile
from quoteattr.register.register import people
from quoteattr.register.values import Appearance, RegisterEntry

HERE = Path(__file__).resolve().parent
GOLD = HERE.parents[1] / "shared" / "gold"
SETS = ("wild.train.jsonl", "wild.dev.jsonl", "polnear.train.jsonl.gz")
KEPT = HERE / "out" / "people.jsonl"
SEED = 19


@frozen
class Pair:
    """Two speakers, each by its article and a mention of it."""

    split: str
    kind: str
    one: tuple[str, int, int]
    other: tuple[str, int, int]
    same: bool


def pairs() -> list[Pair]:
    rows = csv.reader((HERE / "people.tsv").open(encoding="utf-8"), delimiter="\t")
    return [
        Pair(row[0], row[1], (row[2], int(row[3]), int(row[4])), (row[5], int(row[6]), int(row[7])), row[8] == "yes")
        for row in rows
        if not row[0].startswith("#")
    ]


def articles(wanted: set[str] | None) -> Iterator[Article]:
    """Those of the gold sets, read once and kept; all, or those that are wanted."""
    kept = {a.id: a for a in quoteattr.read_jsonl(KEPT) if isinstance(a, Article)} if KEPT.exists() else {}
    texts = {document["id"]: document["text"] for name in SETS for document in _documents(GOLD / name)}
    left = [(id, text) for id, text in texts.items() if id not in kept and (wanted is None or id in wanted)]
    if left:
        read = Extractor(threads=1).extract_many(left, progress=True)
        kept |= {article.id: article for article in read if isinstance(article, Article)}
        KEPT.parent.mkdir(exist_ok=True)
        quoteattr.write_jsonl([kept[id] for id in texts if id in kept], KEPT)
    return (kept[id] for id in texts if id in kept and (wanted is None or id in wanted))


def _documents(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


class Answers:
    """Which speakers a register has as one."""

    def __init__(self, found: Iterable[Article], register: Iterable[RegisterEntry]) -> None:
        self._articles = {article.id: article for article in found}
        self._entry = {(each.article, each.speaker): entry.id for entry in register for each in entry.appearances}

    def entry(self, place: tuple[str, int, int]) -> str | None:
        """Of the speaker with a mention there; None where none is, or who has no name."""
        id, start, end = place
        there = [s for s in self._articles[id].speakers if any(m.start < end and start < m.end for m in s.mentions)]
        best = min(there, key=lambda s: min(abs(m.start - start) + abs(m.end - end) for m in s.mentions), default=None)
        return None if best is None else self._entry.get((id, best.id))

    def same(self, pair: Pair) -> bool:
        one, other = self.entry(pair.one), self.entry(pair.other)
        return one is not None and one == other


def measure(every: bool, wrong: bool) -> None:
    tested = pairs()
    wanted = None if every else {place[0] for pair in tested for place in (pair.one, pair.other)}
    found = list(articles(wanted))
    answers = Answers(found, people(found))
    for split in ("tune", "report"):
        chosen = [pair for pair in tested if pair.split == split]
        print(f"{split}: {_scores(chosen, answers)}")
        for kind in sorted({pair.kind for pair in chosen}):
            print(f"    {kind}: {_scores([pair for pair in chosen if pair.kind == kind], answers)}")
    if wrong:
        texts = {article.id: article.text for article in found}
        for pair in tested:
            if answers.same(pair) is not pair.same:
                names = [texts[id][start:end] for id, start, end in (pair.one, pair.other)]
                print(pair.split, pair.kind, "same" if pair.same else "two", *pair.one, *pair.other, *names, sep=" | ")


def _scores(chosen: list[Pair], answers: Answers) -> str:
    counts = Counter((pair.same, answers.same(pair)) for pair in chosen)
    right, joined, one = counts[True, True], counts[True, True] + counts[False, True], sum(p.same for p in chosen)
    precision = f"{100 * right / joined:.1f}" if joined else "-"
    recall = f"{100 * right / one:.1f}" if one else "-"
    return f"{len(chosen)} pairs, precision {precision} ({right} of {joined}), recall {recall} ({right} of {one})"


# --- made ones ------------------------------------------------------------------------------------

TOWNS = ["Aldford", "Brantham", "Colwick", "Denby", "Elstead", "Farley", "Gosport", "Hadlow", "Ingham", "Kelso"]
WORK = [
    "baker", "teacher", "mayor", "geologist", "farmer", "judge", "nurse", "engineer", "painter", "lawyer", "surgeon",
    "sheriff", "economist", "plumber", "pilot", "librarian", "coach", "chemist", "driver", "singer",
]  # fmt: skip


def alike() -> None:
    """Forty articles on forty people of one name: how many of the pairs are joined."""
    read = Extractor(threads=1)
    for name in ("John Carter", "Maria Lopez", "David Smith"):
        chance = random.Random(SEED)
        made = []
        for number in range(40):
            town, work = TOWNS[(number + number // len(WORK)) % len(TOWNS)], WORK[number % len(WORK)]
            other = (
                f"{chance.choice(['Ann', 'Paul', 'Rita', 'Omar'])} {chance.choice(['Webb', 'Stone', 'Grau', 'Lind'])}"
            )
            told = [
                f"{name}, a {work} from {town}, said",
                f"said {name}, a {town} {work}",
                f"{work.title()} {name} said",
            ]
            made.append(
                f"{town} is changing. {told[0]} the bridge had to be mended.\n\n“Nobody asked us,” {told[1]}.\n\n"
                f"{other}, a neighbour, disagreed: “It was in the papers,” {other.split()[1]} said."
            )
        register = list(people(read.extract_many(made)))
        size = [len(entry.articles) for entry in register if name.split()[1] in entry.name]
        print(f"{name}: {len(size)} entries for forty people, the largest of {max(size)} articles")


GIVEN = [
    a + b for a in ("Ma", "Jo", "Ka", "Li", "Ro", "Sa", "Ti", "Vi") for b in ("ria", "hn", "ren", "sa", "ra", "do")
]
FAMILY = [a + b + c for a in ("Al", "Ber", "Cor", "Dun", "El", "Far", "Gar", "Hol", "Ken", "Lor")
          for b in ("bor", "den", "man", "ning", "ter", "wick") for c in ("", "s", "son", "ley")]  # fmt: skip


def speed(speakers: int = 100_000) -> None:
    """As many speakers, some of them often, each with a role or two, beside those of their circle."""
    chance = random.Random(SEED)
    names = [f"{given} {family}" for given, family in itertools.product(GIVEN, FAMILY)]
    weights = [1 / (1 + number) for number in range(len(names))]
    profiles = []
    for number in range(0, speakers, 4):
        first = chance.choices(range(len(names)), weights)[0]
        spoken = [first, *((first + chance.randrange(40)) % len(names) for _ in range(3))]
        others = [(first + chance.randrange(80)) % len(names) for _ in range(15)]
        beside = tuple(f"p:{names[place].lower()}" for place in (*spoken, *others))
        for place, name in enumerate(names[place] for place in spoken):
            role = WORK[(len(name) * 7 + ord(name[0]) + (chance.random() < 0.2)) % len(WORK)]
            profiles.append(
                Profile(
                    appearance=Appearance(article=str(number), speaker=f"S{place}", name=name, attributions=1, words=9),
                    kind=Kind.PERSON, forms=(name,), may_join=True, role=role, affiliation=None, gender=None,
                    told=frozenset({f"r:{role}"}), beside=beside,
                )
            )  # fmt: skip
    before, memory = time.process_time(), _memory()
    found = list(entries(profiles, [], language("en")))
    print(
        f"{speakers} speakers, {len(found)} entries: {time.process_time() - before:.1f} s, {_memory() - memory} MB more"
    )


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("all", "wrong", "alike", "speed"):
        options.add_argument(f"--{name}", action="store_true")
    chosen = options.parse_args()
    if chosen.alike:
        alike()
    elif chosen.speed:
        for speakers in (25_000, 50_000, 100_000):
            speed(speakers)
    else:
        measure(chosen.all, chosen.wrong)


if __name__ == "__main__":
    main()
