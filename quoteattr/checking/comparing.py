"""Two readings of one text, or two versions of one story: what both have, what one has, and what became of whom.

Attributions are paired as a score pairs them, by the words of their contents, then by their cues. Of two versions the
words that are one are found by a diff (`versions`); what moved elsewhere is paired by its words.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from typing import Any

from attrs import field, frozen
from attrs.validators import optional

from quoteattr.checking.labels import is_called
from quoteattr.checking.scoring import ContentAndCue, Scores, paired, score
from quoteattr.checking.versions import AlignedTexts, align_texts
from quoteattr.inputs.given import article_of
from quoteattr.language import Language
from quoteattr.language import language as language_of
from quoteattr.records import Article, Attribution, Kind, Level, Span, Speaker, level_name
from quoteattr.records.promises import each, of

_LEAST_ALIKE = 0.3  # of the words of two contents that are one in two versions
_MOVED = 0.7  # of the words of two contents of which one moved


class DifferenceKind(StrEnum):
    """Whether both have an attribution, as it stands or changed, only the first (cut), or only the second (added)."""

    SAME = "same"
    CHANGED = "changed"
    CUT = "cut"
    ADDED = "added"


class SpeakerChange(StrEnum):
    """What became of somebody who speaks in one version: nothing; the same with another level; a name that went, or
    came; not there any more, or new."""

    SAME = "same"
    ANOTHER_LEVEL = "another level"
    BECAME_ANONYMOUS = "became anonymous"
    BECAME_NAMED = "became named"
    CUT = "cut"
    ADDED = "added"


@frozen
class Difference:
    """An attribution in both, with what is other (`fields`: source, cue, content, speaker, level, kind, style, mode; of
    two versions also words, for other words in the content), or in one of them alone."""

    kind: DifferenceKind = field(validator=of(DifferenceKind))
    before: Attribution | None = field(validator=optional(of(Attribution)))
    after: Attribution | None = field(validator=optional(of(Attribution)))
    fields: tuple[str, ...] = field(default=(), validator=each(str))

    def __str__(self) -> str:
        sides = [f"{_who(a)}: “{a.text}”" for a in (self.before, self.after) if a is not None]
        if self.kind is not DifferenceKind.CHANGED:
            return f"{self.kind.value}: {sides[0]}"
        return f"changed ({', '.join(self.fields)}): {sides[0]} → {sides[1]}"


@frozen
class SpeakerDifference:
    """What became of somebody who speaks: in the first one (`before`), in the second (`after`), or in both."""

    kind: SpeakerChange = field(validator=of(SpeakerChange))
    before: Speaker | None = field(validator=optional(of(Speaker)))
    after: Speaker | None = field(validator=optional(of(Speaker)))

    def __str__(self) -> str:
        sides = [f"{s.label} ({level_name(s.level)})" for s in (self.before, self.after) if s is not None]
        return f"{self.kind.value}: {' → '.join(sides)}"


@frozen
class Comparison:
    """What `compare` gives. Printed, it is a summary; `render_comparison` shows both side by side.

    `differences` are all attributions, those that are the same among them, in order of the first text, what was added
    where it stands in the second; `speakers` all who speak. `is_one_text` tells two readings of one text, whose
    `agreement` is worked out, from two versions of a story.
    """

    before: Article = field(validator=of(Article))
    after: Article = field(validator=of(Article))
    differences: tuple[Difference, ...] = field(validator=each(Difference), repr=False)
    speakers: tuple[SpeakerDifference, ...] = field(validator=each(SpeakerDifference), repr=False)

    @property
    def is_one_text(self) -> bool:
        """Whether both are readings of one text."""
        return self.before.text == self.after.text

    @property
    def anonymised(self) -> tuple[Difference, ...]:
        """What somebody named says in the first one, and nobody named in the second."""
        return tuple(
            d for d in self.differences if d.before and d.after and _is_named(d.before) and not _is_named(d.after)
        )

    @cached_property
    def agreement(self) -> Scores | None:
        """How far two readings of one text agree, as `score` measures it: F1 is the same whichever is gold. None for
        two texts."""
        return score([_named_alike(self.before)], [_named_alike(self.after)]) if self.is_one_text else None

    def kappa(self, label: str) -> float | None:
        """Cohen's kappa of the ``level`` or the ``kind`` of the attributions that both have: agreement beyond what
        chance would give (Cohen 1960). None where there are none, or but one value."""
        pairs = [(_label(d.before, label), _label(d.after, label)) for d in self.differences if d.before and d.after]
        same = sum(a == b for a, b in pairs)
        first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
        chance = sum(first[name] * second[name] for name in first)
        n = len(pairs)
        return (same / n - chance / n**2) / (1 - chance / n**2) if n and chance < n**2 else None

    def to_dicts(self) -> list[dict[str, Any]]:
        """Rows of a table, one for each attribution: plain values, always the same keys."""
        return [
            {
                "kind": d.kind.value,
                "fields": ", ".join(d.fields) or None,
                **{f"before_{key}": value for key, value in _row(d.before).items()},
                **{f"after_{key}": value for key, value in _row(d.after).items()},
            }
            for d in self.differences
        ]

    def __str__(self) -> str:
        return "\n".join(_lines(self))

    def _repr_html_(self) -> str:
        from quoteattr.checking.page import in_frame

        return in_frame(self)


def compare(a: Article, b: Article, *, language: str | Language = "en") -> Comparison:
    """Set two articles side by side: two readings of one text, or two versions of a story.

    Args:
        a: the first one: a reading, or the earlier version.
        b: the second one.
        language: of both.

    Of two readings the comparison tells which attributions both have, which differ in what, and how far they agree; of
    two versions what was added, cut and changed, and which speakers are new, gone, or not named any more.

    Raises:
        InvalidInput: one of them is no article.
    """
    a, b = article_of(a), article_of(b)
    known = language_of(language)
    texts = align_texts(a.text, b.text)
    pairs = list(_pairs(a, b, texts, known))
    differences = tuple(_differences(a, b, pairs))
    return Comparison(a, b, differences, tuple(_speakers(a, b, pairs, known)))


# --- attributions ---------------------------------------------------------------------------------

Pairs = Sequence[tuple[Attribution, Attribution]]


def _pairs(a: Article, b: Article, texts: AlignedTexts, known: Language) -> Iterator[tuple[Attribution, Attribution]]:
    """The attributions that are one: by their places; of two versions then by their words, wherever they stand, and
    with fewer words in common where the speaker is the same."""
    one_text = a.text == b.text
    before = [_sides(x, texts.words_before) for x in a.outer]
    after = [_sides(x, texts.words_after) for x in b.outer]
    found = [(i, j) for i, j, alike in paired(before, after) if one_text or alike >= _LEAST_ALIKE]
    yield from ((a.outer[i], b.outer[j]) for i, j in found)
    if not one_text:
        yield from _moved(_but(a.outer, {i for i, _ in found}), _but(b.outer, {j for _, j in found}), known)


def _but(side: Sequence[Attribution], numbers: set[int]) -> list[Attribution]:
    """All but those of some numbers."""
    return [x for n, x in enumerate(side) if n not in numbers]


def _moved(
    left: list[Attribution], right: list[Attribution], known: Language
) -> Iterator[tuple[Attribution, Attribution]]:
    """Those of two versions that have the same words elsewhere, or the same speaker and some of them."""
    ids: dict[str, int] = {}
    forms = [[(_forms(x, ids), frozenset[int]()) for x in side] for side in (left, right)]
    for i, j, alike in paired(*forms):
        same = alike < _MOVED and _is_same(left[i].speaker, right[j].speaker, known)
        if alike >= _MOVED or (same and alike >= _LEAST_ALIKE):
            yield left[i], right[j]


def _is_same(one: Speaker | None, other: Speaker | None, known: Language) -> bool:
    if one is None or other is None:
        return False
    return one.label == other.label or is_called(one, other.label, known) is True


def _sides(a: Attribution, words: Any) -> ContentAndCue:
    cue = [(a.cue.start, a.cue.end)] if a.cue is not None else []
    return words((p.start, p.end) for p in a.content), words(cue)


def _forms(a: Attribution, ids: dict[str, int]) -> frozenset[int]:
    """The words of a content by their forms."""
    return frozenset(ids.setdefault(word.strip(_MARKS).lower(), len(ids)) for word in a.text.split())


_MARKS = "“”\"'‘’.,;:!?()[]"  # around a word


def _differences(a: Article, b: Article, pairs: Pairs) -> Iterator[Difference]:
    other = {id(one): after for one, after in pairs}
    paired_after = {id(after) for _, after in pairs}
    added = [Difference(DifferenceKind.ADDED, None, x) for x in b.outer if id(x) not in paired_after]
    places = [_place_of_added(d.after, pairs) for d in added if d.after is not None]
    waiting = sorted(zip(places, added, strict=True), key=lambda one: one[0])
    for x in a.outer:
        while id(x) in other and waiting and waiting[0][0] < x.content[0].start:
            yield waiting.pop(0)[1]
        if id(x) in other:
            fields = tuple(_fields(x, other[id(x)], a.text == b.text))
            yield Difference(DifferenceKind.CHANGED if fields else DifferenceKind.SAME, x, other[id(x)], fields)
        else:
            yield Difference(DifferenceKind.CUT, x, None)
    yield from (d for _, d in waiting)


def _place_of_added(a: Attribution | None, pairs: Pairs) -> int:
    """Where in the first text an attribution of the second would stand: behind the one that stands before it there."""
    before = [one.content[0].start for one, after in pairs if a and after.content[0].start < a.content[0].start]
    return max(before, default=-1)


def _fields(one: Attribution, other: Attribution, one_text: bool) -> Iterator[str]:
    """What of an attribution is other: of two readings where its spans stand, of two versions their words."""
    for name in ("source", "cue"):
        spans = [tuple(filter(None, [getattr(x, name)])) for x in (one, other)]
        if _shown(spans[0], one_text) != _shown(spans[1], one_text):
            yield name
    if _shown(one.content, one_text) != _shown(other.content, one_text):
        yield "content" if one_text else "words"
    if (one.speaker and one.speaker.label) != (other.speaker and other.speaker.label):
        yield "speaker"
    yield from (name for name in ("level", "kind") if _label(one, name) != _label(other, name))
    yield from (name for name in ("style", "mode") if getattr(one, name) is not getattr(other, name))


def _shown(spans: Sequence[Span], one_text: bool) -> object:
    """What of some spans is compared; marks and blanks at their ends are not."""
    if one_text:
        return [(s.start + len(s.text) - len(s.text.lstrip(_ENDS)), s.start + len(s.text.rstrip(_ENDS))) for s in spans]
    return " ".join(span.text for span in spans).strip(_ENDS)


_ENDS = "“”\"'‘’.,;:!? \n"


def _is_named(a: Attribution) -> bool:
    return a.anonymity.level is Level.NAMED


def _label(a: Attribution | None, name: str) -> str:
    if a is None:
        return ""
    if name == "level":
        return level_name(a.anonymity.level)
    return (a.speaker.kind if a.speaker else Kind.UNKNOWN).value


# --- speakers -------------------------------------------------------------------------------------


def _speakers(a: Article, b: Article, pairs: Pairs, known: Language) -> Iterator[SpeakerDifference]:
    """What became of everybody who speaks, first those of the first article, then those who are new."""
    there = [s for s in b.speakers if b.attributions_of(s)]
    taken: set[str] = set()
    for speaker in (s for s in a.speakers if a.attributions_of(s)):
        after = _by_name(speaker, there, taken, known) or _by_words(speaker, pairs, taken)
        if after is not None:
            taken.add(after.id)
        yield SpeakerDifference(_change(speaker, after), speaker, after)
    yield from (SpeakerDifference(SpeakerChange.ADDED, None, s) for s in there if s.id not in taken)


def _by_name(speaker: Speaker, there: Sequence[Speaker], taken: set[str], known: Language) -> Speaker | None:
    free = [s for s in there if s.id not in taken]
    same = (s for s in free if s.label == speaker.label)
    alike = (s for s in free if speaker.name and s.name and is_called(speaker, s.label, known))
    return next(same, None) or next(alike, None)


def _by_words(speaker: Speaker, pairs: Pairs, taken: set[str]) -> Speaker | None:
    """Who says most of the same in the second one, unless both have a name."""
    said = [after.speaker for one, after in pairs if one.speaker is not None and one.speaker.id == speaker.id]
    found = [s for s in said if s is not None and s.id not in taken and not (s.name and speaker.name)]
    return max(found, key=lambda s: sum(s.id == other.id for other in found), default=None)


def _change(before: Speaker, after: Speaker | None) -> SpeakerChange:
    if after is None:
        return SpeakerChange.CUT
    if before.level is after.level:
        return SpeakerChange.SAME
    if Level.NAMED in (before.level, after.level):
        return SpeakerChange.BECAME_ANONYMOUS if before.level is Level.NAMED else SpeakerChange.BECAME_NAMED
    return SpeakerChange.ANOTHER_LEVEL


# --- as text --------------------------------------------------------------------------------------


def _named_alike(article: Article) -> dict[str, Any]:
    from quoteattr.checking.scoring import as_record

    return {**as_record(article), "id": "both"}


def _who(a: Attribution) -> str:
    return a.speaker.label if a.speaker is not None else level_name(a.anonymity.level)


def _row(a: Attribution | None) -> Mapping[str, Any]:
    if a is None:
        return dict.fromkeys(("id", "speaker", "level", "text", "start", "end"))
    return {
        "id": a.id,
        "speaker": a.speaker.label if a.speaker else None,
        "level": level_name(a.anonymity.level),
        "text": a.text,
        "start": a.content[0].start,
        "end": a.content[-1].end,
    }


def _lines(found: Comparison) -> Iterator[str]:
    counted = Counter(d.kind for d in found.differences)
    what = "two readings of one text" if found.is_one_text else "two versions"
    yield f"{what}: " + ", ".join(f"{counted[kind]} {kind.value}" for kind in DifferenceKind)
    if found.agreement is not None:
        relation, kappas = found.agreement["relation"].to_dict()["f"], (found.kappa("level"), found.kappa("kind"))
        shown = ", ".join(
            f"kappa of {name} {value:.2f}"
            for name, value in zip(("levels", "kinds"), kappas, strict=True)
            if value is not None
        )
        yield f"they agree on {relation} % of attributions with their sources (F1)" + (f"; {shown}" if shown else "")
    yield from (str(d) for d in found.differences if d.kind is not DifferenceKind.SAME)
    yield from (f"speaker {s}" for s in found.speakers if s.kind is not SpeakerChange.SAME)
