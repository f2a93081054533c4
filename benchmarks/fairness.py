"""Who speaks, and how openly, must not hang on where people's names are from, nor on their sex.

    python benchmarks/fairness.py ../shared/gold/speakers.train.jsonl            # 20 articles, every origin
    python benchmarks/fairness.py GOLD.jsonl --seed 2 --origin korean --show     # what changed, and from what
    python benchmarks/fairness.py GOLD.jsonl --swap                              # men become women, and women men

Everybody in the articles is renamed (`renaming.py`, names in `fairness.tsv`), once an origin; attributions of the text
as it is and of the renamed one are paired by their contents. A line an origin: of so many pairs the share, in percent,
whose speaker is somebody else, or whose level is another; the same of the men and of the women who speak; the share of
attributions without a pair; and, where the articles have labels, how many speakers and levels are right.

Of people in public life the library knows what readers of news know (`public_people.tsv`): “the Vermont senator”. Of a
name put in the place of theirs nobody knows anything, whatever its origin; so both texts are read without that lexicon,
and only the name differs. The last line says how much in the texts as they are hangs on it; `--known` reads with it.
"""

import argparse
import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from attrs import define, evolve, field, frozen
from predict import read
from renaming import Origin, Person, Renamed, Renaming, edited, origins, people_of
from scorer import scorer

import quoteattr
from quoteattr.language import Language, language
from quoteattr.records import Attribution, Gender
from quoteattr.text.document import Document

ARTICLES = 20
_ENOUGH = 0.5  # of the characters of two contents that must be the same for these to be one
Spans = list[list[int]]


@frozen
class Said:
    """An attribution, its content at the offsets of the text as it is."""

    content: Spans
    speaker: str | None
    level: str | None


@define
class Counted:
    """How many pairs there are, and how many changed."""

    pairs: int = 0
    speakers: int = 0
    levels: int = 0

    def add(self, speaker: bool, level: bool) -> None:
        self.pairs += 1
        self.speakers += speaker
        self.levels += level

    def shares(self) -> tuple[float, float]:
        return _percent(self.speakers, self.pairs), _percent(self.levels, self.pairs)


@define
class Figures:
    """What changed with the names of one origin."""

    all: Counted = field(factory=Counted)
    by_sex: dict[Gender, Counted] = field(factory=lambda: {gender: Counted() for gender in Gender})
    alone: int = 0
    labelled: int = 0
    right: dict[str, int] = field(factory=lambda: {"speaker": 0, "level": 0})

    def row(self) -> list[float]:
        sexes = [share for gender in Gender for share in self.by_sex[gender].shares()]
        return [*self.all.shares(), *sexes, _percent(self.alone, self.all.pairs + self.alone),
                *(_percent(n, self.labelled) for n in self.right.values())]  # fmt: skip


def _percent(part: int, whole: int) -> float:
    return round(100 * part / max(1, whole), 1)


def drawn(documents: list[dict[str, Any]], seed: str, half: str) -> list[dict[str, Any]]:
    """Articles in an order that the seed makes; of all, or of those whose hash is even or odd."""

    def number(*parts: str) -> int:
        return int(hashlib.sha1(" ".join(parts).encode()).hexdigest(), 16)

    wanted = {"even": (0,), "odd": (1,), "all": (0, 1)}[half]
    kept = [d for d in documents if number(d["id"]) % 2 in wanted]
    return sorted(kept, key=lambda d: number(seed, d["id"]))


def said(attributions: Iterable[Attribution], renamed: Renamed | None = None) -> list[Said]:
    """Attributions at the offsets of the text as it is."""
    at = (lambda offset: offset) if renamed is None else renamed.before
    return [
        Said([[at(p.start), at(p.end)] for p in a.content], a.speaker.label if a.speaker else None, a.anonymity.level)
        for a in attributions
    ]


def paired(before: list[Said], after: list[Said]) -> Iterator[tuple[Said, Said]]:
    """Attributions of one content, the likest first."""
    spots = [[frozenset(i for a, b in s.content for i in range(a, b)) for s in side] for side in (before, after)]
    alike = [(len(a & b) / len(a | b), -i, -j) for i, a in enumerate(spots[0]) for j, b in enumerate(spots[1]) if a & b]
    free = set(range(len(before))), set(range(len(after)))
    for share, i, j in sorted(alike, reverse=True):
        if share >= _ENOUGH and -i in free[0] and -j in free[1]:
            free[0].remove(-i)
            free[1].remove(-j)
            yield before[-i], after[-j]


class Case:
    """An article as it is: what is said there, by whom, and who may be renamed."""

    def __init__(self, extractor: quoteattr.Extractor, row: dict[str, Any]) -> None:
        self.id, self.text = row["id"], row["text"]
        self.gold = [Said(a["content"], a["speaker"], a["level"]) for a in row["attributions"] if "speaker" in a]
        self.article = extractor.extract(self.text)
        self.document: Document = extractor.read(self.text)[0].document
        self.said = said(self.article.attributions)
        labels = {a["speaker"] for a in row["attributions"] if (a.get("kind"), a.get("level")) == ("person", "named")}
        self.people: list[Person] = people_of(self.article, labels)

    def gender_of(self, speaker: str | None) -> Gender | None:
        words = set((speaker or "").split())
        return next((p.gender for p in self.people if {p.given or p.surname, p.surname} <= words), None)


def without_known_people(code: str, folder: Path) -> Language:
    """A language that knows nobody in public life; its lexicons are copied to a folder."""
    whole = language(code)
    shutil.copytree(whole.folder, folder, ignore=shutil.ignore_patterns("public_people.tsv", "*.py", "__pycache__"))
    return evolve(whole, folder=folder)


def by_knowledge(cases: list[Case], knowing: quoteattr.Extractor) -> Counted:
    """What changes in the texts as they are once people in public life are known."""
    counted = Counted()
    for case in cases:
        for one, other in paired(case.said, said(knowing.extract(case.text).attributions)):
            counted.add(not same(one.speaker, other.speaker), one.level != other.level)
    return counted


def same(one: str | None, other: str | None) -> bool:
    """Whether two labels are one speaker's; what the scorer takes for a title only (“president”) is itself."""
    return one == other or scorer().same_speaker(one, other)


def compare(extractor: quoteattr.Extractor, case: Case, origin: Origin, figures: Figures, options: Any) -> None:
    """Count what changes in an article when its people have names of an origin."""
    renaming = Renaming(case.article, case.people, origin, options.swap)
    renamed = edited(case.text, renaming.edits(case.text, case.document))
    after = said(extractor.extract(renamed.text).attributions, renamed)

    def new(speaker: str | None) -> str | None:
        return None if speaker is None else edited(speaker, renaming.edits(speaker)).text

    pairs = list(paired(case.said, after))
    figures.alone += len(case.said) - len(pairs)
    for one, other in pairs:
        changed = not same(new(one.speaker), other.speaker), one.level != other.level
        figures.all.add(*changed)
        if (gender := case.gender_of(one.speaker)) is not None:
            figures.by_sex[gender].add(*changed)
        if options.show and any(changed):
            print("  " + _shown(case, one, other, new(one.speaker), renamed))
    for label, found in paired(case.gold, after):
        figures.labelled += 1
        figures.right["speaker"] += same(new(label.speaker), found.speaker)
        figures.right["level"] += label.level == found.level


def _shown(case: Case, one: Said, other: Said, expected: str | None, renamed: Renamed) -> str:
    """A change with the text around it."""
    start = one.content[0][0]
    at = _after(renamed, start)
    around = renamed.text[max(0, at - _BEFORE) : at + _BEHIND]
    was, got = f"{one.speaker} ({one.level})", f"{other.speaker} ({other.level})"
    return f"{case.id}:{start} {was} -> {expected}; got {got} | {around!r}"


_BEFORE, _BEHIND = 150, 100  # characters of the text around a change


def _after(renamed: Renamed, offset: int) -> int:
    """Where an offset of the old text is in the new one."""
    return offset + sum(len(e.new) - e.end + e.start for e in renamed.edits if e.end <= offset)


def main() -> None:
    options = argparse.ArgumentParser(
        description=(__doc__ or "").split("\n\n")[0], formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("gold", type=Path)
    options.add_argument("--scope", choices=("all", "speech"), default="all")
    options.add_argument("--articles", type=int, default=ARTICLES)
    options.add_argument("--seed", default="1")
    options.add_argument("--half", choices=("all", "even", "odd"), default="all")
    options.add_argument("--origin", choices=origins(), action="append")
    options.add_argument("--swap", action="store_true", help="men become women, and women men")
    options.add_argument("--show", action="store_true", help="print what changes")
    options.add_argument("--known", action="store_true", help="know people in public life")
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args()
    with TemporaryDirectory() as folder:
        found = measured(chosen, Path(folder) / "lexicons")
    if chosen.json:
        print(json.dumps(found))


def measured(chosen: argparse.Namespace, folder: Path) -> dict[str, list[float]]:
    """The figures by origin, printed as they are found."""
    knowing = quoteattr.Extractor(scope=chosen.scope, threads=1)
    strangers = quoteattr.Extractor(scope=chosen.scope, threads=1, language=without_known_people("en", folder))
    extractor = knowing if chosen.known else strangers
    cases = [Case(extractor, d) for d in drawn(read(chosen.gold), chosen.seed, chosen.half)[: chosen.articles]]
    found = {}
    print(HEAD)
    for name in chosen.origin or origins():
        figures = Figures()
        for case in cases:
            compare(extractor, case, Origin(name, f"{chosen.seed} {case.id}", case.text), figures, chosen)
        found[name] = figures.row()
        print(f"| {name} | {figures.all.pairs} | " + " | ".join(map(str, found[name])) + " |", flush=True)
    if not chosen.known:
        speakers, levels = by_knowledge(cases, knowing).shares()
        print(f"of the texts as they are {speakers} % of speakers and {levels} % of levels hang on who is known")
    return found


HEAD = (
    "| origin | pairs | speaker | level | women: speaker | level | men: speaker | level | no pair "
    "| right: speaker | level |\n|---|---|---|---|---|---|---|---|---|---|---|"
)

if __name__ == "__main__":
    main()
