"""GUM's names. Its entities are whole phrases; a name is what of a phrase its proper noun carries."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from training.parsing.data import Sentence, read_conllu
from training.tasks.names_rules import NamedText, NamesSet, named_text
from training.tasks.names_text import Span, set_together


@frozen(kw_only=True)
class _Token:
    start: int
    end: int
    form: str
    upos: str
    head: int


_GUM_KINDS = {"person": "PERSON", "organization": "ORG", "place": "LOC", "animal": "MISC", "plant": "MISC"}
_GUM_KINDS |= dict.fromkeys(("event", "object", "abstract", "substance"), "MISC")


def documents(path: Path, spec: NamesSet) -> Iterator[NamedText]:
    """The documents of a file of GUM with entities."""
    entities = _entity_columns(path)
    parts: list[tuple[str, str, list[Span]]] = []
    document = ""
    for comments, words in read_conllu(path):
        fresh = next((c.split("=")[1].strip() for c in comments if c.startswith("# newdoc")), "")
        if fresh and parts:
            yield named_text(spec, document, *set_together(parts))
            parts = []
        document = fresh or document
        text, tokens = surface(words)
        front = "\n\n" if any(c.startswith("# newpar") for c in comments) else " "
        parts.append((front, text, _proper(tokens, next(entities))))
    yield named_text(spec, document, *set_together(parts))


def _entity_columns(path: Path) -> Iterator[list[tuple[int, int, str]]]:
    """The phrases of each sentence: first and last word, type. The reader of treebanks leaves that column out."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows: list[str] = []
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if len(columns) == 10 and columns[0].isdigit():
                found = re.search(r"Entity=([^|]*)", columns[9])
                rows.append(found[1] if found else "")
            elif not line.strip() and rows:
                yield _phrases(rows)
                rows = []
        if rows:
            yield _phrases(rows)


def _phrases(rows: list[str]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    open_: dict[str, list[tuple[int, str]]] = {}
    for place, told in enumerate(rows):
        for opened in re.findall(r"\(([^()]+)", told):
            name, kind = opened.split("-")[:2]
            open_.setdefault(name.split("[")[0], []).append((place, kind))
        # what closes here: either a bare id before a bracket, or the phrase that opened last and closes at once
        for match in re.finditer(r"\(([^()]+)\)|(?<![\w-])(\d+)(?:\[[^\]]*\])?\)", told):
            name = (match[1].split("-")[0] if match[1] else match[2]).split("[")[0]
            if open_.get(name):
                start, kind = open_[name].pop()
                found.append((start, place, kind))
    return found


def surface(words: Sentence) -> tuple[str, list[_Token]]:
    text = ""
    tokens: list[_Token] = []
    for row in words:
        form = row[1].replace("\xa0", " ")
        tokens.append(_Token(start=len(text), end=len(text) + len(form), form=form, upos=row[3], head=int(row[6]) - 1))
        text += form + ("" if row[9] == "SpaceAfter=No" else " ")
    return text.rstrip(" "), tokens


def _proper(tokens: list[_Token], phrases: list[tuple[int, int, str]]) -> list[Span]:
    """The names of a sentence: around the proper noun that heads a phrase, as far as capitals and their links go."""
    names: list[Span] = []
    for first, last, type_ in phrases:
        kind = _GUM_KINDS.get(type_)
        head = next((n for n in range(first, last + 1) if not first <= tokens[n].head <= last), first)
        if kind is None or tokens[head].upos != "PROPN":
            continue
        inside = [p for p in phrases if first <= p[0] and p[1] < head and p[2] != "person"] if kind == "PERSON" else []
        start, end = head, head
        lowest = max([first, *(p[1] + 1 for p in inside)])
        while start > lowest and _carries(tokens[start - 1]):
            start -= 1
        while end < last and (step := _reach(tokens, end, last, kind)):
            end += step
        names.append((tokens[start].start, tokens[end].end, kind))
    return names + _left_open(tokens, phrases, names)


def _left_open(tokens: list[_Token], phrases: list[tuple[int, int, str]], names: list[Span]) -> list[Span]:
    """Proper nouns of no name so far: a person behind a role (`attorney John Martin`), or something open."""
    found: list[Span] = []
    free = [t.upos == "PROPN" and all(t.end <= a or b <= t.start for a, b, _ in names) for t in tokens]
    at = 0
    while at < len(tokens):
        end = at
        while end < len(tokens) and free[end]:
            end += 1
        if end > at:
            times = any(p[0] <= at and end - 1 <= p[1] and p[2] == "time" for p in phrases)
            role = any(
                p[1] == end - 1 and p[0] < at and p[2] == "person" and tokens[at - 1].upos == "NOUN" for p in phrases
            )
            if not times:
                found.append((tokens[at].start, tokens[end - 1].end, "PERSON" if role else ""))
        at = max(end, at + 1)
    return found


def _carries(token: _Token) -> bool:
    capital = token.form[:1].isupper() and token.upos in ("PROPN", "NOUN", "ADJ", "VERB", "NUM", "INTJ", "ADV")
    return capital or token.form in ("-", "&") or (token.upos == "PROPN" and token.form not in ("the", "The"))


def _reach(tokens: list[_Token], end: int, last: int, kind: str) -> int:
    """How many words further a name goes: the next, or over a link to a proper noun behind it."""
    following = tokens[end + 1 : min(end + 4, last + 1)]
    if _carries(following[0]) or following[0].form.isdigit():
        goes_on = len(following) > 1 and following[1].form[:1].isupper()
        return 1 if goes_on or following[0].form not in ("-", "&") else 0
    if kind == "PERSON":
        return 0
    for n, token in enumerate(following):
        if token.upos == "PROPN" and n:
            return n + 1
        if token.form not in ("of", "the", "and", "for", "&", "de", "du", "la"):
            return 0
    return 0
