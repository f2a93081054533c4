"""Texts in which somebody says that somebody said: sentences of labelled articles in what a made-up speaker says.

What is known of the attributions in such a sentence is known of what is said within what the speaker says; who speaks,
and in what words, comes from `frames.tsv` and `speakers.tsv`.
"""

import random
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

Offsets = tuple[int, int]
_FOLDER = Path(__file__).parent
_SLOT = re.compile(r"\{(S|s|T|who|Who)\}")
_PRONOUNS = ("I", "I", "we", "he", "she", "they", "you", "he")
_PAST = re.compile(r"(said|told|wrote|thought|knew|felt|\w+ed)\b")
_OF_MARKS = {"“": "‘", "”": "’", '"': "'"}
_SMALL = re.compile(
    r"(The|A|An|He|She|They|We|It|This|That|These|Those|There|In|On|At|When|But|And|If|As|His|Her|Their|"
    r"One|Some|Many|Most|Both|All|For|After|Before|While|According|Officials|Police|What)\b"
)


@frozen
class Told:
    """Source, cue and contents of an attribution, as offsets."""

    source: tuple[Offsets, ...]
    cue: tuple[Offsets, ...]
    content: tuple[Offsets, ...]

    @property
    def spans(self) -> tuple[Offsets, ...]:
        """All of it."""
        return self.source + self.cue + self.content

    def moved(self, by: int) -> "Told":
        """The same, so many characters on."""
        return Told(*(tuple((a + by, b + by) for a, b in part) for part in (self.source, self.cue, self.content)))


@frozen
class Sentence:
    """A sentence that stands for itself, with the attributions in it; the full stop is left out."""

    text: str
    told: tuple[Told, ...]


@frozen
class Made:
    """A text, and of every part of it that somebody is made to say where it stands and what is told in it."""

    text: str
    said: tuple[tuple[tuple[Offsets, ...], tuple[Told, ...]], ...]


@cache
def rows(name: str) -> tuple[str, ...]:
    """The rows of a file, its heading left out."""
    return tuple(line for line in (_FOLDER / name).read_text("utf-8").split("\n") if line and line[0] != "#")


def told_in(document: dict[str, Any]) -> list[Told]:
    """The attributions of a labelled article."""
    roles = ("source", "cue", "content")
    return [Told(*(tuple((a, b) for a, b in found[role]) for role in roles)) for found in document["attributions"]]


def made(document: dict[str, Any], sentences: Sequence[Offsets], rng: random.Random, share: float) -> Made:
    """A labelled article, a share of its sentences put into what somebody says."""
    told = told_in(document)
    text, parts, at = document["text"], list[str](), 0
    said: list[tuple[tuple[Offsets, ...], tuple[Told, ...]]] = []
    length = 0
    free = [_alone(text, sentence, told) for sentence in sentences]
    n = 0
    while n < len(sentences):
        first = free[n]
        if first is None or rng.random() > share:
            n += 1
            continue
        second = free[n + 1] if n + 1 < len(sentences) and "\n" not in text[slice(*_between(sentences, n))] else None
        frame = rng.choice(rows("frames.tsv"))
        if "{T}" in frame and second is None:
            n += 1
            continue
        both = [first, second] if "{T}" in frame and second is not None else [first]
        begin, end = sentences[n][0], sentences[n + len(both) - 1][1]
        parts.append(text[at:begin])
        length += begin - at
        put, slots, inner = framed(frame, [_retold(s, rng) for s in both], rng)
        said.append((tuple((a + length, b + length) for a, b in slots), tuple(t.moved(length) for t in inner)))
        parts.append(put)
        length += len(put)
        at = end
        n += len(both)
    parts.append(text[at:])
    return Made("".join(parts), tuple(said))


def _between(sentences: Sequence[Offsets], n: int) -> Offsets:
    return sentences[n][1], sentences[n + 1][0]


def _alone(text: str, sentence: Offsets, told: Sequence[Told]) -> Sentence | None:
    """A sentence that no attribution reaches into from without; None for another, and for what is no sentence."""
    start, end = sentence
    words = text[start:end]
    if not words.endswith((".", ".”", '."')) or (not words[:1].isalpha() and words[:1] not in '“"') or "\n" in words:
        return None
    if words.count("“") != words.count("”") or words.count('"') % 2:
        return None
    here = []
    for one in told:
        touches = [a < end and b > start for a, b in one.spans]
        if any(touches):
            if not all(start <= a and b <= end for a, b in one.spans) or not one.cue or not one.content:
                return None
            here.append(one.moved(-start))
    stop = len(words) - (1 if words.endswith(".") else 2)
    bare = words[:stop] + words[stop + 1 :]
    if len(bare) > 400:
        return None
    kept = [_cut(one, stop) for one in here]
    return Sentence(bare, tuple(kept))


def _cut(one: Told, stop: int) -> Told:
    """An attribution when a character is gone."""

    def at(place: int) -> int:
        return place - (place > stop)

    return Told(*(tuple((at(a), at(b)) for a, b in part if at(a) < at(b)) for part in
                  (one.source, one.cue, one.content)))  # fmt: skip


def _retold(sentence: Sentence, rng: random.Random) -> Sentence:
    """Here and there a sentence with a pronoun for who says it: “**I** said that …”."""
    for one in sentence.told:
        if len(one.source) != 1 or len(one.cue) != 1 or rng.random() > 0.35:
            continue
        (a, b), (c, _) = one.source[0], one.cue[0]
        if b + 1 != c or not _PAST.match(sentence.text[c:]):
            continue
        pronoun = rng.choice(_PRONOUNS)
        if a == 0:
            pronoun = pronoun[0].upper() + pronoun[1:]
        shift = len(pronoun) - (b - a)

        def at(place: int, end: int = b, shift: int = shift) -> int:
            return place + shift if place >= end else place

        if any(a < x < b or a < y < b for o in sentence.told for x, y in o.spans):
            continue
        told = tuple(
            Told(*(tuple((at(x), at(y)) for x, y in part) for part in (o.source, o.cue, o.content)))
            for o in sentence.told
        )
        return evolve(sentence, text=sentence.text[:a] + pronoun + sentence.text[b:], told=told)
    return sentence


def framed(frame: str, sentences: Sequence[Sentence], rng: random.Random) -> tuple[str, list[Offsets], list[Told]]:
    """A frame with sentences in its slots, where they stand, and what is told in them."""
    out, slots, told = "", list[Offsets](), list[Told]()
    at = 0
    quoted = "“" in frame or '"' in frame
    for slot in _SLOT.finditer(frame):
        out += frame[at : slot.start()]
        at = slot.end()
        name = slot.group(1)
        if name in ("who", "Who"):
            who = rng.choice(rows("speakers.tsv"))
            out += who[0].upper() + who[1:] if name == "Who" else who
            continue
        sentence = sentences[1] if name == "T" else sentences[0]
        words = sentence.text
        if name == "s" and _SMALL.match(words):
            words = words[0].lower() + words[1:]
        if quoted:
            words = "".join(_OF_MARKS.get(c, c) for c in words)
        slots.append((len(out), len(out) + len(words)))
        told += (one.moved(len(out)) for one in sentence.told)
        out += words
    return out + frame[at:], slots, told
