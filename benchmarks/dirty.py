"""How many answers of a hundred change when a text comes with the dirt that scrapers, scanners and PDFs leave in it.

    python benchmarks/dirty.py GOLD.jsonl[.gz] [n] [--json] [--only CHANGE] [--show]

As `../shared/eval/stability.py`, which has the changes of white space: of the first n articles of some length, content,
source, speaker and level of every attribution are compared before and after; of both directions (lost, new) the larger
counts. The dirt is put in at random places, always the same ones. A span is compared by what it holds of the text
before the change, and by nothing else; so one that points to a wrong place counts as changed.
"""

import argparse
import json
import random
import re
import textwrap
import warnings
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from predict import read

Edit = tuple[int, int, str]  # a stretch of the clean text, and what stands in its place
Dirt = Callable[[str, random.Random], Iterable[Edit]]
Answer = tuple[str | None, ...]

SHORTEST, LONGEST = 1_500, 6_000  # characters of an article that is looked at


class Dirty:
    """A clean text with edits made to it, and the way back."""

    def __init__(self, clean: str, edits: Iterable[Edit]) -> None:
        self.clean = clean
        parts: list[str] = []
        self._starts, self._origins = (
            [0],
            [(0, True)],
        )  # of each part: where it begins, and what it is of the clean text
        done = length = 0
        for start, end, becomes in sorted(edits):
            if start < done:
                continue  # it overlaps one before
            for part, origin, same in ((clean[done:start], done, True), (becomes, start, False)):
                parts.append(part)
                length += len(part)
                self._origins[-1] = origin, same
                self._starts.append(length)
                self._origins.append((end, True))
            done = end
        self.text = "".join([*parts, clean[done:]])

    def back(self, start: int, end: int) -> str:
        """What a stretch holds of the clean text."""
        return self.clean[self._place(start) : max(self._place(end - 1, behind=True), self._place(start))]

    def _place(self, at: int, *, behind: bool = False) -> int:
        number = bisect_right(self._starts, at) - 1
        origin, same = self._origins[number]
        if same:
            return origin + at - self._starts[number] + behind
        return self._origins[number + 1][0] if behind else origin


def plain(text: str) -> str:
    """A text without what the answers of a clean one may differ in, too."""
    return re.sub(r"\s+", " ", re.sub("[“”]", '"', text)).strip()


def text_of(text: str) -> Callable[[int, int], str]:
    """The way back in a text that was not changed."""
    return lambda start, end: text[start:end]


def answers(article: Any, back: Callable[[int, int], str]) -> list[Answer]:
    """What is compared of an article."""
    return [
        (
            plain(" ".join(back(piece.start, piece.end) for piece in a.content)),
            plain(back(a.source.start, a.source.end)) if a.source else None,
            plain(a.speaker.label) if a.speaker else None,
            str(a.anonymity.level),
        )
        for a in article.attributions
    ]


# --- dirt -----------------------------------------------------------------------------------------

_WORD = re.compile(r"[^\W\d_]+")
_SPACE = re.compile(r"(?<=\S) (?=\S)")
_INLINE = (
    ('<a href="https://example.org/2021/05/{n}?a=1&amp;b=2">', "</a>"), ("<b>", "</b>"), ("<em>", "</em>"),
    ("<strong>", "</strong>"), ('<span class="term">', "</span>"), ("<I>", "</I>"),
)  # fmt: skip


def _some(found: Iterator[re.Match[str]], share: float, at_random: random.Random) -> list[re.Match[str]]:
    return [m for m in found if at_random.random() < share]


def inline_tags(text: str, at_random: random.Random) -> Iterator[Edit]:
    for m in _some(_WORD.finditer(text), 0.05, at_random):
        opening, closing = at_random.choice(_INLINE)
        yield m.start(), m.start(), opening.format(n=m.start())
        yield m.end(), m.end(), closing


def paragraph_tags(text: str, at_random: random.Random) -> Iterator[Edit]:
    yield 0, 0, '<div class="article-body"><!-- begin -->\n<p>'
    for m in re.finditer(r"\n+", text):
        yield (*m.span(), at_random.choice(("</p>\n<p>", "</p><p>", "<br><br />", '</p><P class="x">')))
    yield len(text), len(text), "</p><script>if (a < b) { document.write('“no”, he said'); }</script></div>"


def _wrongly(encoding: str, times: int = 1, *, drop: bool = False) -> Dirt:
    """UTF-8 read as something else; `drop` leaves out what that something else has no character for."""

    def seen(text: str) -> str:
        for _ in range(times):
            raw = text.encode("utf-8")
            text = "".join(bytes([b]).decode(encoding, "ignore") or ("" if drop else chr(b)) for b in raw)
        return text

    return lambda text, _: [(*m.span(), seen(m[0])) for m in re.finditer(r"[^\x00-\x7f]", text)]


def zero_width(text: str, at_random: random.Random) -> Iterator[Edit]:
    signs = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e"
    yield from (
        (m.start() + 1, m.start() + 1, at_random.choice(signs)) for m in _some(_WORD.finditer(text), 0.1, at_random)
    )


def ligatures(text: str, _: random.Random) -> Iterator[Edit]:
    one = {"ffi": "ﬃ", "ffl": "ﬄ", "ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ"}
    yield from ((*m.span(), one[m[0]]) for m in re.finditer("ff?[il]|ff", text))


def _pages(matter: Callable[[int], str], every: int = 900) -> Dirt:
    """What stands between pages, at spaces in mid-sentence."""

    def put(text: str, at_random: random.Random) -> Iterator[Edit]:
        spaces = [m for m in _SPACE.finditer(text) if text[m.start() - 1].isalpha() and text[m.end()].isalpha()]
        at, page = every // 2, 1
        while at < len(text):
            found = [m for m in spaces if at <= m.start() < at + every // 2]
            if found:
                yield (*at_random.choice(found).span(), matter(page))
                page += 1
            at += every

    return put


def broken_words(text: str, at_random: random.Random) -> Iterator[Edit]:
    for m in _some(re.finditer(r"\b[a-zA-Z]{7,}\b", text), 0.1, at_random):
        at = m.start() + at_random.randint(3, len(m[0]) - 3)
        yield at, at, "-\n"


def hyphenated(text: str, at_random: random.Random) -> Iterator[Edit]:
    """Wrapped at 66, long words divided."""
    room = 66
    for m in re.finditer(r"\S+|\n+", text):
        if m[0].isspace():
            room = 66
        elif len(m[0]) <= room:
            room -= len(m[0]) + 1
        else:
            word = re.match(r"[“\"'(]*([a-zA-Z]{6,})", m[0])
            at = at_random.randint(3, len(word[1]) - 3) + word.start(1) if word else 0
            if 3 <= at < room:
                yield m.start() + at, m.start() + at, "-\n"
                room = 66 - (len(m[0]) - at) - 1
            elif m.start() and text[m.start() - 1] == " ":
                yield m.start() - 1, m.start(), "\n"
                room = 66 - len(m[0]) - 1


def turned_marks(text: str, at_random: random.Random) -> Iterator[Edit]:
    turned = {"“": "”", "”": "“", "‘": "’"}
    yield from ((*m.span(), turned[m[0]]) for m in _some(re.finditer("[“”‘]", text), 0.3, at_random))


def wrapped_crlf(text: str, _: random.Random) -> Iterator[Edit]:
    for m in re.finditer(r"[^\n]+", text):
        at = m.start()
        for line in textwrap.wrap(m[0], 72, break_long_words=False, break_on_hyphens=False)[:-1]:
            at = text.index(line, at) + len(line)
            end = at + len(text[at:]) - len(text[at:].lstrip())
            yield at, end, "\r\n"
    yield from ((*m.span(), m[0].replace("\n", "\r\n")) for m in re.finditer(r"\n+", text))


DIRT: dict[str, Dirt] = {
    "tags in lines": inline_tags,
    "tags of paragraphs": paragraph_tags,
    "mojibake, cp1252": _wrongly("cp1252"),
    "mojibake, cp1252, characters lost": _wrongly("cp1252", drop=True),
    "mojibake, latin-1": _wrongly("latin-1"),
    "mojibake, twice": _wrongly("cp1252", 2),
    "zero width": zero_width,
    "ligatures": ligatures,
    "page numbers": _pages(lambda page: f"\n\nPage {page} of 7\n\n"),
    "running heads": _pages(lambda page: f"\n\nTHE DAILY HERALD – 3 May 2021\n{page}\n\n"),
    "running heads, no blank lines": _pages(lambda page: f"\nThe Daily Herald | {page}\n"),
    "form feeds": _pages(lambda page: f"\n- {page} -\n\x0cThe Daily Herald, Monday\n\n"),
    "broken words": broken_words,
    "wrapped and hyphenated": hyphenated,
    "turned marks": turned_marks,
    "wrapped, CRLF": wrapped_crlf,
}


def changed(name: str, texts: list[str], before: list[list[Answer]], extractor: Any, *, show: bool) -> float:
    """Per cent of the answers that a change changes."""
    lost = new = total = 0
    for number, (text, answered) in enumerate(zip(texts, before, strict=True)):
        dirty = Dirty(text, DIRT[name](text, random.Random(f"{name} {number}")))
        left = answers(extractor.extract(dirty.text), dirty.back)
        total += len(answered)
        for answer in answered:
            if answer in left:
                left.remove(answer)
            else:
                lost += 1
                if show:
                    print(f"  {number} lost {answer}")
        new += len(left)
        if show:
            print(*(f"  {number} new  {answer}" for answer in left), sep="\n")
    return 100 * max(lost, new) / max(1, total)


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("gold", type=Path)
    options.add_argument("n", type=int, nargs="?", default=20, help="articles")
    options.add_argument("--json", action="store_true", help="print one object")
    options.add_argument("--only", choices=DIRT, action="append")
    options.add_argument("--show", action="store_true", help="print every answer that changed")
    chosen = options.parse_args()
    import quoteattr

    warnings.simplefilter("ignore", quoteattr.QuoteAttrWarning)
    texts = [re.sub(r"\n+", "\n\n", row["text"].replace("\r\n", "\n")) for row in read(chosen.gold)]
    texts = [text for text in texts if SHORTEST < len(text) < LONGEST and "\n" in text][: chosen.n]
    extractor = quoteattr.Extractor(threads=1)
    before = [answers(extractor.extract(text), text_of(text)) for text in texts]
    found = {}
    for name in chosen.only or DIRT:
        found[name] = round(changed(name, texts, before, extractor, show=chosen.show), 1)
        if not chosen.json:
            print(f"{name}: {found[name]:.1f} %", flush=True)
    if chosen.json:
        print(json.dumps(found))


if __name__ == "__main__":
    main()
