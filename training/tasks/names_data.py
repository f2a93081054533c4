"""The sets that people labelled with names, as running text in one shape.

What a set leaves open is masked: `known` are the characters where a word that is in no name is known to be in none of
the `kinds`. So a word counts in training in one of three ways: in a name, by the kind of that name; outside names but
inside `known`, as "none of the complete kinds", which is "no name" where all are complete or the word has no capital
letter; in neither, not at all. What each set does and what is done about it: `names.md` beside this file.
"""

import gzip
import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from training.parsing.data import read_conllu
from training.tasks import names_gum
from training.tasks.names_gum import surface
from training.tasks.names_rules import KINDS, NamedText, NamesSet, named_text
from training.tasks.names_text import Joining, Span, ends_well, joined, set_together, spans_of

__all__ = ["KINDS", "SETS", "WEIGHTS", "NamedText", "named_texts"]

SHARED = Path(__file__).resolve().parents[3] / "shared"
_THREE = frozenset(KINDS[:3])
_ALL = frozenset(KINDS)


def _blocks(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Words and tags of the sentences of a file with two columns."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        words: list[str] = []
        tags: list[str] = []
        for line in lines:
            if line.strip():
                word, tag = line.rstrip("\n").split("\t")
                words.append(word)
                tags.append(tag)
            elif words:
                yield words, tags
                words, tags = [], []
        if words:
            yield words, tags


def _sentences(spec: NamesSet, *, file: str, how: Joining, paragraph: int, together: int) -> Iterator[NamedText]:
    """A file of sentences: so many to a paragraph, so many to a text."""
    parts: list[tuple[str, str, list[Span]]] = []
    count = 0
    for words, tags in _blocks(SHARED / "names" / f"{file}.iob2.gz"):
        text, names = joined(words, tags, how)
        if not text:
            continue
        new = len(parts) % paragraph == 0 or not ends_well(parts[-1][1])
        parts.append(("\n\n" if new else " ", text, names))
        if len(parts) == together:
            yield named_text(spec, f"{file}-{count}", *set_together(parts))
            parts, count = [], count + 1
    if parts:
        yield named_text(spec, f"{file}-{count}", *set_together(parts))


def _documents(spec: NamesSet, *, file: str, together: int = 1) -> Iterator[NamedText]:
    """A file of documents, so many to a text; a line break ends a paragraph."""
    parts: list[tuple[str, str, list[Span]]] = []
    ids: list[str] = []
    with gzip.open(SHARED / "reference" / "coref" / f"{file}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            text, moved = paragraphs_apart(document["text"])
            names = [(moved(a), moved(b - 1) + 1, kind) for a, b, kind in document["names"]]
            until = document.get("full_until")
            if together == 1:
                yield named_text(spec, document["id"], text, names, None if until is None else moved(until))
                continue
            parts.append(("\n\n", text, names))
            ids.append(document["id"])
            if len(parts) == together:
                yield named_text(spec, "+".join(ids), *set_together(parts))
                parts, ids = [], []
    if parts:
        yield named_text(spec, "+".join(ids), *set_together(parts))


def paragraphs_apart(text: str) -> tuple[str, Callable[[int], int]]:
    """A text with an empty line between paragraphs, and where a character went."""
    breaks = [m.start() for m in re.finditer(r"(?<!\n)\n(?!\n)", text)]
    return re.sub(r"(?<!\n)\n(?!\n)", "\n\n", text), lambda at: at + bisect_right(breaks, at - 1)


def _web(spec: NamesSet) -> Iterator[NamedText]:
    """UniversalNER's English web texts, as running text from the treebank that they label."""
    tags = _tags_of_sentences(SHARED / "treebanks" / "uner_ewt.dev.iob2.gz")
    parts: list[tuple[str, str, list[Span]]] = []
    document = ""
    for comments, words in read_conllu(SHARED / "treebanks" / "ewt.dev.conllu.gz"):
        told = dict(c[1:].replace(" ", "").split("=", 1) for c in comments if "=" in c)
        if "newdocid" in told:
            if parts:
                yield named_text(spec, document, *set_together(parts))
            parts, document = [], told["newdocid"]
        text, tokens = surface(words)
        new = any(c.startswith("# newpar") for c in comments) or (parts and not ends_well(parts[-1][1]))
        row = tags[told["sent_id"]]
        if len(row) != len(tokens):  # two sentences, cut otherwise there and without a name
            row = ["O"] * len(tokens)
        names = spans_of(row, [t.start for t in tokens], [t.end for t in tokens])
        parts.append(("\n\n" if new else " ", text, names))
    yield named_text(spec, document, *set_together(parts))


def _tags_of_sentences(path: Path) -> dict[str, list[str]]:
    """The tags of a file with five columns, by the sentence's name."""
    found: dict[str, list[str]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# sent_id"):
                tags = found.setdefault(line.split("=", 1)[1].strip(), [])
            elif line[:1].isdigit() and line.split("\t")[0].isdigit():
                tags.append(line.split("\t")[2].replace("PER", "PERSON"))
    return found


_TWEETS = Joining(handles=True)
_APART = Joining(hyphens=True)


def _tweets(name: str, weight: float, *, kinds: frozenset[str] = _THREE) -> NamesSet:
    read = partial(_sentences, file=name, how=_TWEETS, paragraph=1, together=8)
    return NamesSet(name=name, read=read, weight=weight, small_letters=True, kinds=kinds, countries=True)


def _crossner(part: str) -> NamesSet:
    read = partial(_sentences, file=f"crossner.{part}", how=Joining(plurals=True), paragraph=2, together=6)
    return NamesSet(name=f"crossner.{part}", read=read, weight=0.7)


SETS = (
    NamesSet(name="uner_ewt.dev", read=_web, small_letters=True),
    NamesSet(name="redocred_dev", read=partial(_documents, file="redocred_dev"), kinds=_ALL),
    *(_crossner(part) for part in ("train", "dev", "test")),
    NamesSet(name="meantime", read=partial(_documents, file="meantime"), phrases=True, countries=True),
    NamesSet(
        name="wikievents_dev",
        read=partial(_documents, file="wikievents_dev"),
        weight=0.8,
        phrases=True,
        countries=True,
        persons_are_peoples=True,
    ),
    NamesSet(
        name="re3d",
        read=partial(_sentences, file="re3d", how=_APART, paragraph=4, together=12),
        weight=0.6,
        complete=False,
        phrases=True,
        countries=True,
        persons_are_peoples=True,
    ),
    NamesSet(
        name="gum_ner.train",
        read=partial(names_gum.documents, SHARED / "treebanks" / "gum.coref.train.conllu.gz"),
        weight=0.7,
        countries=True,
        persons_are_peoples=True,
    ),
    NamesSet(
        name="knowledgenet", read=partial(_documents, file="knowledgenet", together=6), complete=False, weight=0.7
    ),
    *(
        NamesSet(
            name=name, read=partial(_documents, file=name), complete=False, phrases=True, countries=True, weight=0.7
        )
        for name in ("ecbplus_train", "ecbplus_dev")
    ),
    *(_tweets(f"btc.{part}", weight) for part, weight in zip("abefgh", (0.3, 0.2, 0.4, 0.3, 0.5, 0.2), strict=True)),
    *(_tweets(f"wnut17.{part}", 0.3) for part in ("train", "dev", "test")),
)
WEIGHTS = {spec.name: spec.weight for spec in SETS}


def named_texts(limit: int | None = None) -> Iterator[NamedText]:
    """The texts of every set, or the first so many of each."""
    for spec in SETS:
        for count, text in enumerate(spec.read(spec)):
            if count == limit:
                break
            yield text
