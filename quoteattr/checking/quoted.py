"""What of an article is quoted, each quotation with what its marks say: brackets, ellipses, where it breaks off."""

from collections.abc import Iterator

import regex
from attrs import frozen

from quoteattr.checking.alignment import Sought
from quoteattr.checking.wording import Word, words_of
from quoteattr.language import Language
from quoteattr.records import Article, Attribution, Quotation, QuotationUse, Span, Style
from quoteattr.text.stretches import Stretches

_BRACKETS = regex.compile(r"\[[^\[\]]*\]|\([^()]*\)")
_ELLIPSIS = regex.compile(r"…|\.\s?\.\s?\.|\[\s*\]")
_TURN = "turn of a script"  # the evidence of such an attribution
_LITTLE, _MUCH = 0.5, 1.0  # what small words weigh, and others


@frozen
class Quoted:
    """A quotation to hold against a record: its pieces without their marks, and whose it is; `attribution` is None
    where nobody is said to say it."""

    attribution: Attribution | None
    pieces: tuple[Span, ...]


def quoted_in(article: Article) -> Iterator[Quoted]:
    """Every direct quotation, all its pieces together, and every quoted part of a mixed content by itself, in order of
    the text; those in no content, too, unless they are titles or words at arm's length."""
    outer = [q for q in article.quotations if not q.depth]
    found = [quoted for a in article.outer for quoted in _of_attribution(article, a, outer)]
    attributed = Stretches((piece.start, piece.end) for a in article.outer for piece in a.content)
    for q in outer:
        if q.use is QuotationUse.SPEECH and not attributed.touch((q.span.start, q.span.end)):
            found.append(Quoted(None, q.pieces))
    return iter(sorted(found, key=lambda quoted: quoted.pieces[0].start))


def _of_attribution(article: Article, a: Attribution, outer: list[Quotation]) -> Iterator[Quoted]:
    if a.style is Style.INDIRECT:
        if is_turn(a):
            yield Quoted(a, a.content)
        return
    each = [tuple(_inside(article, q, a)) for q in outer]
    each = [pieces for pieces in each if pieces]
    if a.style is Style.MIXED:
        yield from (Quoted(a, pieces) for pieces in each)
    else:
        yield Quoted(a, tuple(piece for pieces in each for piece in pieces) or a.content)


def is_turn(a: Attribution) -> bool:
    """Whether a content is what a label stands before, as in an interview: somebody's own words, without marks."""
    return a.source is not None and a.cue is None and any(_TURN in e.rule for e in a.evidence)


def _inside(article: Article, quotation: Quotation, a: Attribution) -> Iterator[Span]:
    """The pieces of a quotation as far as they stand in a content."""
    for piece in quotation.pieces:
        for content in a.content:
            start, end = max(piece.start, content.start), min(piece.end, content.end)
            if start < end and not article.text[start:end].isspace():
                yield Span(start, end, article.text[start:end])


def sought_of(text: str, quoted: Quoted, language: Language) -> tuple[list[Word], Sought]:
    """The words of a quotation, and what is looked for of them."""
    words = list(words_of(text, ((p.start, p.end) for p in quoted.pieces), language))
    brackets = [m.span() for p in quoted.pieces for m in _BRACKETS.finditer(text, p.start, p.end)]
    gaps = [m.start() for p in quoted.pieces for m in _ELLIPSIS.finditer(text, p.start, p.end)]
    small = language.rows("function_words")
    little = frozenset(small[0][1].split()) if small else frozenset()
    weights, behind_gap, last = [], [], quoted.pieces[0].start
    for word in words:
        inserted = any(start < word.start and word.end < end for start, end in brackets)
        weights.append(0.0 if inserted else _LITTLE if word.key in little or word.key[0] == "'" else _MUCH)
        behind_gap.append(any(last <= gap < word.start for gap in gaps))
        last = word.end
    return words, Sought(tuple(word.key for word in words), tuple(weights), tuple(behind_gap))
