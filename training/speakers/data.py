"""GUM's articles as text, with the cluster of coreferent mentions that each character stands in."""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

from attrs import field, frozen

GUM = Path(__file__).resolve().parents[3] / "shared" / "treebanks" / "gum.coref.train.conllu.gz"
_BRACKET = re.compile(r"\([^()]+\)?|\d+\)")


LABELS = Path(__file__).parent / "labels.tsv"
POLNEAR = GUM.parents[1] / "gold" / "polnear.train.jsonl.gz"


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
