"""CoNLL-U (universaldependencies.org/format): who said what in the last column, for corpora and their tools.

Kept: for each word the attributions that it stands in, with the role (`Attr=content:A1`), at the first word of a
content also speaker, level, style and mode; words and paragraphs by offset. Dropped: lemmas, tags and trees, which the
library has no place for after it has read; evidence, mentions, names. Tokens are runs of letters and figures, and
single marks: `misc` gives the last column for tokens of your own.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator

import regex

from quoteattr.inputs.given import article_of
from quoteattr.records import Article, Attribution, level_name

_TOKEN = regex.compile(r"\w+(?:[’'.-]\w+)*|[^\w\s]")
_PARAGRAPH = regex.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_NO_VALUE = regex.compile(r"[|=\s\p{C}]+")


def to_conllu(article: Article) -> str:
    """An article as CoNLL-U, a sentence a paragraph; `start_char` and `end_char` are offsets into its text.

    Raises:
        InvalidInput: it is no article.
    """
    text = article_of(article).text
    blocks = []
    for number, paragraph in enumerate((m for m in _PARAGRAPH.finditer(text) if m[0].strip()), start=1):
        places = [m.span() for m in _TOKEN.finditer(text, *paragraph.span())]
        lines = [
            f"# sent_id = {_value(article.id or 'article')}-{number}",
            f"# text = {' '.join(paragraph[0].split())}",
        ]
        for n, ((start, end), told) in enumerate(zip(places, misc(article, places), strict=True), start=1):
            space = "" if end == paragraph.end() or text[end].isspace() else "|SpaceAfter=No"
            column = f"{told}|" if told else ""
            misc_column = f"{column}start_char={start}|end_char={end}{space}"
            lines.append("\t".join([str(n), text[start:end], *["_"] * 4, *_tree(n), "_", misc_column]))
        if places:
            blocks.append("\n".join(lines) + "\n\n")
    return "".join(blocks)


def misc(article: Article, places: Iterable[tuple[int, int]]) -> list[str]:
    """The last column, of what is attributed, for tokens at these offsets, in order; empty where nothing is."""
    tokens = list(places)
    starts = [start for start, _ in tokens]
    found: dict[int, list[str]] = defaultdict(list)
    for a in article.attributions:
        first = True
        for role, span in a.spans():
            for place in _within(tokens, starts, span.start, span.end):
                found[place].append(f"Attr={role}:{a.id}")
                if role == "content" and first:
                    found[place] += _facts(a)
                    first = False
    return ["|".join(_together(found[place])) for place in range(len(tokens))]


def _within(tokens: list[tuple[int, int]], starts: list[int], start: int, end: int) -> Iterator[int]:
    for place in range(max(0, bisect_left(starts, start) - 1), len(tokens)):
        if tokens[place][0] >= end:
            return
        if tokens[place][1] > start:
            yield place


def _together(facts: list[str]) -> list[str]:
    """One `Attr` for all, as a key may be there but once."""
    roles = [fact.removeprefix("Attr=") for fact in facts if fact.startswith("Attr=")]
    others = [fact for fact in facts if not fact.startswith("Attr=")]
    return [*([f"Attr={','.join(roles)}"] if roles else []), *others]


def _facts(a: Attribution) -> list[str]:
    label = _value(a.speaker.label) if a.speaker else "_"
    facts = {"Speaker": label, "Level": level_name(a.anonymity.level), "Style": a.style.value, "Mode": a.mode.value}
    return [f"{name}_{a.id}={value}" for name, value in facts.items()]


def _value(text: str) -> str:
    """A value in that column: no white space, no bar, no equals sign."""
    return str(_NO_VALUE.sub("_", text))


def _tree(number: int) -> tuple[str, str]:
    """A tree that says nothing: the first word is the root, and all others hang on it."""
    return ("0", "root") if number == 1 else ("1", "dep")
