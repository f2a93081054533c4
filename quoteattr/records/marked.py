"""A text cut where contents, sources and cues begin and end: what a page or an XML file of it is made of."""

from collections.abc import Iterator
from itertools import groupby, pairwise

from attrs import frozen

from quoteattr.records import Article, Attribution


@frozen
class Part:
    """A stretch of text with one set of roles: source, cue, grant, reason, knowledge, channel and so
    on, as `Attribution.spans` names them; `of` are the attributions in which it has them."""

    start: int
    text: str
    roles: tuple[str, ...]
    of: tuple[Attribution, ...] = ()

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


@frozen
class Stretch:
    """Parts in a row that stand in the same contents, or in none."""

    parts: tuple[Part, ...]
    attributions: tuple[Attribution, ...]

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.parts[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.parts[-1].end


def stretches(article: Article) -> Iterator[Stretch]:
    """The whole text in order: all parts put together are the text."""
    for contents, parts in groupby(_parts(article), key=lambda found: found[0]):
        yield Stretch(tuple(part for _, part in parts), contents)


def _parts(article: Article) -> Iterator[tuple[tuple[Attribution, ...], Part]]:
    begins: dict[int, list[tuple[str, Attribution]]] = {}
    ends: dict[int, list[tuple[str, Attribution]]] = {}
    for attribution in article.attributions:
        for role, span in attribution.spans():
            begins.setdefault(span.start, []).append((role, attribution))
            ends.setdefault(span.end, []).append((role, attribution))
    under_way: list[tuple[str, Attribution]] = []
    for start, end in pairwise(sorted({0, *begins, *ends, len(article.text)})):
        for gone in ends.get(start, ()):
            under_way.remove(gone)
        under_way += begins.get(start, ())
        contents = tuple(a for role, a in under_way if role == "content")
        others = [(role, a) for role, a in under_way if role != "content"]
        roles, of = tuple(dict.fromkeys(role for role, _ in others)), {a.id: a for _, a in others}
        yield contents, Part(start, article.text[start:end], roles, tuple(of.values()))
