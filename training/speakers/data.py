"""GUM's articles as text, with the cluster of coreferent mentions that each character stands in."""

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from attrs import field, frozen

from benchmarks.asked import Asked, asked

GUM = Path(__file__).resolve().parents[3] / "shared" / "treebanks" / "gum.coref.train.conllu.gz"
TALK = ("GUM_conversation", "GUM_vlog", "GUM_court")  # little of it is like news
_BRACKET = re.compile(r"\([^()]+\)?|\d+\)")


LABELS = Path(__file__).parent / "labels.tsv"
POLNEAR = GUM.parents[1] / "gold" / "polnear.train.jsonl.gz"
COREF = GUM.parents[1] / "reference" / "coref"
CHAINED = ("meantime", "ecbplus_train", "ecbplus_dev", "wikievents_dev")
GAP = tuple(GUM.parents[1] / "reference" / f"gap-{part}.tsv.gz" for part in ("development", "validation"))
_ALIKE = 0.2  # of a text's runs of words: with more in common it is the same one


@frozen
class Told:
    """A text and what is known of its mentions.

    `clusters` gives, for the character at which the head word of a mention begins, its cluster; `labels`, for the
    character at which a mention begins, the words of its antecedent's label (none: it has no antecedent).
    """

    id: str
    text: str
    clusters: dict[int, str]
    labels: dict[int, frozenset[str]] = field(factory=dict)
    mentions: tuple[tuple[int, int, str], ...] = ()  # start, end and cluster of those whose head is not told
    all_marked: bool = True  # whether what is not marked means nobody


def told(path: Path = GUM) -> Iterator[Told]:
    """Every article of the corpus."""
    raw = gzip.decompress(path.read_bytes()).decode("utf-8")
    for block in raw.split("# newdoc id = ")[1:]:
        name, _, rest = block.partition("\n")
        yield _article(name.strip(), rest.split("\n"))


def labelled() -> Iterator[Told]:
    """The articles of PolNeAR's train part in which some mentions were labelled by hand."""
    labels: dict[str, dict[int, frozenset[str]]] = {}
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            article, offset, _, answer = line.split("\t")
            labels.setdefault(article, {})[int(offset)] = frozenset(answer.lower().split()) - {"-"}
    for line in gzip.decompress(POLNEAR.read_bytes()).decode("utf-8").splitlines():
        document = json.loads(line)
        if document["id"] in labels:
            yield Told(document["id"], document["text"], {}, labels[document["id"]])


def chained(known: Iterable[str]) -> Iterator[Told]:
    """The articles with chains of people and organisations, but for those that are nearly one of the texts given."""
    texts = [runs(text) for text in known]
    for path in (COREF / f"{name}.jsonl.gz" for name in CHAINED):
        for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines():
            row = json.loads(line)
            its = runs(row["text"])
            if not any(len(its & text) > _ALIKE * len(text) for text in texts):
                yield Told(row["id"], row["text"], {}, {}, tuple(_chained(row["chains"])), False)


def _chained(chains: list[dict[str, Any]]) -> Iterator[tuple[int, int, str]]:
    """The mentions of each chain of several whom the source linked."""
    for number, chain in enumerate(chains):
        if len(chain["mentions"]) > 1 and chain.get("linked", True):
            yield from ((start, end, str(number)) for start, end, _ in chain["mentions"])


def paired() -> Iterator[Asked]:
    """GAP's development and validation parts, never its test."""
    for path in GAP:
        yield from asked(path)


def runs(text: str) -> frozenset[tuple[str, ...]]:
    """Every run of six words of a text."""
    words = re.findall(r"\w+", text.lower())
    return frozenset(zip(*(words[n:] for n in range(6)), strict=False))


def _article(name: str, lines: list[str]) -> Told:
    text = ""
    starts: list[int] = []
    opened: list[tuple[str, int, str]] = []  # cluster, first word, numbers of its head words
    mentions: list[tuple[int, int, str, str]] = []
    joined_until = 0
    for line in lines:
        if line.startswith("# newpar ") or line == "# newpar":
            text = text.rstrip() + "\n\n" if text else ""
        columns = line.split("\t")
        if len(columns) < 10 or "." in columns[0]:
            continue
        glued = "SpaceAfter=No" in columns[9]
        if "-" in columns[0]:  # the words of “don't” are glued, and take its space
            text += columns[1] + ("" if glued else " ")
            joined_until = int(columns[0].split("-")[1])
            inside = len(text) - len(columns[1]) - (0 if glued else 1)
            continue
        if int(columns[0]) <= joined_until:
            starts.append(inside)
            inside += len(columns[1])
            joined_until = joined_until if int(columns[0]) < joined_until else 0
        else:
            starts.append(len(text))
            text += columns[1] + ("" if glued else " ")
        _brackets(columns[9], len(starts) - 1, opened, mentions)
    return Told(name, text.rstrip(), _by_head(starts, mentions))


def _brackets(
    misc: str, word: int, opened: list[tuple[str, int, str]], mentions: list[tuple[int, int, str, str]]
) -> None:
    """Read the brackets of `Entity=` at one word: (3-person-… opens a mention, 3) closes it."""
    entity = next((f[7:] for f in misc.split("|") if f.startswith("Entity=")), "")
    for bracket in _BRACKET.findall(entity):
        if bracket.startswith("("):
            parts = bracket.strip("()").split("-")
            opened.append((parts[0], word, parts[5]))
        cluster = bracket.strip("()").split("-")[0]
        if bracket.endswith(")"):
            at = next(n for n in range(len(opened) - 1, -1, -1) if opened[n][0] == cluster)
            cluster, first, heads = opened.pop(at)
            mentions.append((first, word, cluster, heads))


def _by_head(starts: list[int], mentions: list[tuple[int, int, str, str]]) -> dict[int, str]:
    """The narrowest mention wins where two share a head word."""
    found: dict[int, str] = {}
    for first, _, cluster, heads in sorted(mentions, key=lambda m: m[0] - m[1]):
        for head in heads.split(","):
            if head.isdigit() and first + int(head) - 1 < len(starts):
                found[starts[first + int(head) - 1]] = cluster
    return found
