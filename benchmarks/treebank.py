"""Tags and trees from raw text against a treebank: F1 of UPOS, UAS and LAS, as CoNLL 2018 counts them.

    python benchmarks/treebank.py ../shared/treebanks/gum.test.conllu.gz [--json]

A word counts where it is cut as the treebank cuts it; its head where that is, too; a relation without its subtype. The
texts are put together of the words, a sentence behind the other, a blank line before a paragraph.
"""

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from attrs import field, frozen

Place = tuple[int, int]


@frozen
class Word:
    """A word: where it stands, its tag, where its head stands (None for a root) and its relation to it."""

    place: Place
    upos: str
    head: Place | None
    relation: str


@frozen
class Page:
    """A document of a treebank: its text, and its words."""

    text: str
    words: list[Word] = field(repr=False)


def pages(lines: Iterable[str]) -> Iterator[Page]:
    """The documents of a CoNLL-U file. Words that are written together ("don't") are told apart, as it tells them."""
    text, words = "", list[Word]()
    for comments, rows in _sentences(lines):
        if text and any(c.startswith("# newdoc") for c in comments):
            yield Page(text, words)
            text, words = "", []
        if text:
            text = text.rstrip() + ("\n\n" if any(c.startswith("# newpar") for c in comments) else " ")
        glued, places = _glued(rows), dict[str, Place]()
        syntactic = [row for row in rows if row[0].isdecimal()]
        for number, form, *_ in syntactic:
            places[number] = (len(text), len(text) + len(form))
            text += form if int(number) in glued else f"{form} "
        words += [Word(places[n], upos, places.get(head), of.partition(":")[0])
                  for n, _, _, upos, _, _, head, of, *_ in syntactic]  # fmt: skip
    yield Page(text, words)


def _glued(rows: Iterable[list[str]]) -> set[int]:
    """The numbers of the words that the next one follows without a space."""
    found = set[int]()
    for number, *_, more in rows:
        first, _, last = number.partition("-")
        if last:
            found |= set(range(int(first), int(last)))
        if "SpaceAfter=No" in more and "." not in number:
            found.add(int(last or first))
    return found


def _sentences(lines: Iterable[str]) -> Iterator[tuple[list[str], list[list[str]]]]:
    """Comments and rows of each sentence."""
    comments, rows = list[str](), list[list[str]]()
    for line in (*lines, ""):
        if line.startswith("#"):
            comments.append(line)
        elif line.strip():
            rows.append(line.rstrip("\n").split("\t"))
        elif rows:
            yield comments, rows
            comments, rows = [], []


def words_of(document: Any) -> list[Word]:
    """The words of a document that the library parsed."""
    tokens = document.tokens
    return [
        Word((t.start, t.end), t.upos, None if t.head < 0 else (tokens[t.head].start, tokens[t.head].end), t.relation)
        for t in tokens
    ]


def figures(pairs: Iterable[tuple[list[Word], list[Word]]]) -> dict[str, float]:
    """F1 over the words of all documents, each as the treebank has them and as they were found."""
    right, words = Counter[str](), 0
    for gold, found in pairs:
        words += len(gold) + len(found)
        known = {word.place: word for word in gold}
        for mine, its in ((word, known[word.place]) for word in found if word.place in known):
            attached = mine.head == its.head
            right["UPOS"] += mine.upos == its.upos
            right["UAS"] += attached
            right["LAS"] += attached and mine.relation == its.relation
    return {name: 200 * right[name] / max(1, words) for name in ("UPOS", "UAS", "LAS")}


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("gold", type=Path)
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args()
    import quoteattr

    extractor = quoteattr.Extractor(threads=1)
    with gzip.open(chosen.gold, "rt", encoding="utf-8") as lines:
        known = list(pages(lines))
    found = figures((page.words, words_of(extractor.read(page.text)[0].document)) for page in known)
    print(json.dumps(found) if chosen.json else "  ".join(f"{name} {value:.1f}" for name, value in found.items()))


if __name__ == "__main__":
    main()
