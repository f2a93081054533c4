"""Two readings or two versions side by side, as one HTML page that asks for nothing from outside.

What is the same, changed, cut or added is told by a sign and a line as well as by a colour; every row of the list leads
to its place on both sides, and the numbers in the texts lead back.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import frozen

from quoteattr.checking.comparing import Comparison, DifferenceKind, SpeakerChange
from quoteattr.checking.versions import align_texts
from quoteattr.inputs import settings
from quoteattr.inputs.given import expected
from quoteattr.records import Article, Attribution, level_name
from quoteattr.text.stretches import Offsets, Stretches
from quoteattr.view.page import page

SIGNS = {
    DifferenceKind.SAME: "=", DifferenceKind.CHANGED: "≠", DifferenceKind.CUT: "−", DifferenceKind.ADDED: "+",
}  # fmt: skip


@frozen
class Part:
    """A stretch of one side: the numbers of the differences whose contents it stands in, whether it begins the first
    of them, and whether only this side has its words."""

    text: str
    numbers: tuple[int, ...]
    begins: bool
    alone: bool


def render_comparison(comparison: Comparison, *, title: str | None = None) -> str:
    """Two readings or two versions side by side, as one HTML page.

    Args:
        comparison: what `compare` gave.
        title: the page's heading; by default what is compared.

    Raises:
        InvalidInput: it is no comparison.
        InvalidSetting: the title is no `str`.
    """
    found = expected(Comparison, comparison, "what compare gave")
    texts = align_texts(found.before.text, found.after.text)
    numbered = list(enumerate(found.differences, start=1))
    sides = (
        ("before", found.before, {id(d.before): n for n, d in numbered if d.before is not None}, texts.only_before()),
        ("after", found.after, {id(d.after): n for n, d in numbered if d.after is not None}, texts.only_after()),
    )
    return page(
        "comparison",
        title=settings.words("title", title) or ("Two readings" if found.is_one_text else "Two versions"),
        found=found,
        summary=str(found).splitlines()[: 1 + found.is_one_text],
        numbered=numbered,
        kind_of={n: d.kind.value for n, d in numbered},
        sign_of={n: SIGNS[d.kind] for n, d in numbered},
        counts=[(kind.value, SIGNS[kind], sum(d.kind is kind for _, d in numbered)) for kind in DifferenceKind],
        sides=[(name, a, list(_parts(a, numbers, alone)), bool(alone)) for name, a, numbers, alone in sides],
        changed=[s for s in found.speakers if s.kind is not SpeakerChange.SAME],
        who=_who,
    )


def in_frame(comparison: Comparison) -> str:
    """The page in a frame of its own, as notebooks show it."""
    label = str(comparison).splitlines()[0]
    return page("frame", page=render_comparison(comparison), height=700, label=label)


def _who(a: Attribution) -> str:
    return f"{a.speaker.label if a.speaker is not None else 'nobody expressed'} ({level_name(a.anonymity.level)})"


def _parts(article: Article, numbers: dict[int, int], alone: Sequence[Offsets]) -> Iterator[Part]:
    """The whole text in order, cut where contents and what only one side has begin and end."""
    contents = [(p.start, p.end, numbers[id(a)]) for a in article.outer for p in a.content]
    begins = {(number, min(s for s, _, n in contents if n == number)) for _, _, number in contents}
    only = Stretches(alone)
    ends = {at for start, end, _ in contents for at in (start, end)} | {at for stretch in alone for at in stretch}
    waiting, under_way = sorted(contents, reverse=True), list[tuple[int, int, int]]()
    for start, end in pairwise(sorted({0, len(article.text), *ends})):
        under_way = [one for one in under_way if one[1] > start]
        while waiting and waiting[-1][0] <= start:
            under_way.append(waiting.pop())
        inside = tuple(number for _, _, number in under_way)
        first = bool(inside) and (inside[0], start) in begins
        yield Part(article.text[start:end], inside, first, only.hold((start, end)))
