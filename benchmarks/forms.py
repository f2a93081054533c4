"""Forms of news that the gold data does not label, against labels of our own.

    python benchmarks/forms.py KIND [--half report|tune|train|all] [--wrong]

`benchmarks/forms/` holds the labels, stand-off: the id of an article, and character offsets, end exclusive; the texts
are those of `../shared/gold`, and short ones of our own. They were made by reading, before the code. Articles are split
into two halves by a hash of their ids: one to tune on, one to report. What was declined has labels of other articles
besides, in neither half, to learn from (`--half train`). What the reader doubts (marked `?`) counts
neither as found nor as missed. Printed are precision and recall, in percent, and recall of what belongs to attributions
that are found at all; `--wrong` lists what is wrong or missed.
"""

import argparse
from collections.abc import Callable, Iterator
from functools import cached_property
from hashlib import sha1, sha256
from pathlib import Path

from attrs import define, frozen
from predict import read
from scorer import scorer

import quoteattr
from quoteattr.records import Article, Attribution, Mode, Span

score = scorer()
FORMS = Path(__file__).parent / "forms"
GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold"
_FILES = ("speakers.dev.jsonl", "wild.dev.jsonl", "polnear.dev.jsonl.gz", "polnear.train.jsonl.gz", "wild.train.jsonl")
_OWN = ("texts_speech.tsv", "texts_whom.tsv", "texts_train.tsv")
_READ_FOR = ("read_for_speech.tsv", "read_for_whom.tsv")
_TRAIN = "train"
_LEAST = 0.5  # of the words of two stretches, taken together, that both have where they are the same

Spans = tuple[tuple[int, int], ...]


def half_of(article: str, kind: str) -> str:
    """The half that an article belongs to for a kind, by a hash of its id."""
    hashed = sha1(article.encode()) if kind in OF_SAYINGS else sha256(f"forms 18 {article}".encode())
    return "report" if int(hashed.hexdigest(), 16) % 2 else "tune"


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a file of labels or texts, its heading left out."""
    lines = (FORMS / name).read_text("utf-8").split("\n")
    return (line.split("\t") for line in lines if line and not line.startswith("#"))


@frozen
class Label:
    """What the reader saw: the spans of its columns, and whether there is doubt."""

    spans: tuple[Spans, ...]
    doubtful: bool


def labels(name: str) -> dict[str, list[Label]]:
    """The labels of a kind, or of a kind's articles to learn from, by article."""
    found: dict[str, list[Label]] = {}
    for article, *columns, doubt in rows(f"{name}.tsv"):
        found.setdefault(article, []).append(Label(tuple(map(_spans, columns)), doubt == "?"))
    return found


def _spans(column: str) -> Spans:
    """`12-20;25-30`, or `-` for none."""
    pairs = (part.split("-") for part in column.split(";") if part != "-")
    return tuple((int(start), int(end)) for start, end in pairs)


def read_for(kind: str, half: str) -> Iterator[str]:
    """The articles of a half that were read for a kind."""
    files = (f"read_for_{_TRAIN}.tsv",) if half == _TRAIN else _READ_FOR
    for article, kinds in (row for name in files for row in rows(name)):
        if kind in kinds.split() and half in (_TRAIN, "all", half_of(article, kind)):
            yield article


def texts() -> dict[str, str]:
    """The texts that are labelled, by id: those of the gold data, and our own."""
    gold = {d["id"]: d["text"] for name in _FILES for d in read(GOLD / name)}
    own = ((article, text) for name in _OWN for article, text in rows(name))
    return gold | dict(own)


@frozen(eq=False)
class Words:
    """The words of a text, to compare spans by."""

    text: str

    @cached_property
    def _words(self) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = score.words(self.text)
        return found

    def touch(self, one: Spans, other: Spans) -> bool:
        """Whether two columns have a word in common."""
        return bool(score.ids(one, self._words) & score.ids(other, self._words))

    def same(self, one: Spans, other: Spans) -> bool:
        """Whether they have half of their words in common."""
        a, b = score.ids(one, self._words), score.ids(other, self._words)
        return bool(a & b) and len(a & b) >= _LEAST * len(a | b)

    def agree(self, one: Spans, other: Spans) -> bool:
        """Whether both are empty, or touch."""
        return self.touch(one, other) if one and other else not one and not other


def _of(*spans: Span | None) -> Spans:
    return tuple((span.start, span.end) for span in spans if span is not None)


# --- the kinds ------------------------------------------------------------------------------------


def nested(article: Article) -> Iterator[tuple[Spans, ...]]:
    """Source, cue and content of what is said within what somebody else says."""
    for a in article.attributions:
        if a.inside is not None and a.mode is not Mode.DECLINED:
            yield _of(a.source), _of(a.cue), _of(*a.content)


def same_nested(words: Words, one: tuple[Spans, ...], other: tuple[Spans, ...]) -> bool:
    """A cue in common, a content in common, the source right."""
    return words.touch(one[1], other[1]) and words.same(one[2], other[2]) and words.agree(one[0], other[0])


def declined(article: Article) -> Iterator[tuple[Spans, ...]]:
    """Source, and all words that say that nothing was said."""
    for a in article.attributions:
        if a.mode is Mode.DECLINED and a.inside is None:
            yield _of(a.source), _of(a.cue, *a.content)


def same_declined(words: Words, one: tuple[Spans, ...], other: tuple[Spans, ...]) -> bool:
    """The words touch, the source is right."""
    return words.touch(one[1], other[1]) and words.agree(one[0], other[0])


def continued(article: Article) -> Iterator[tuple[Spans, ...]]:
    """Sentences that go on with what somebody says."""
    for a in article.attributions:
        yield from ((_of(c.span),) for c in a.continued)


def same_continued(words: Words, one: tuple[Spans, ...], other: tuple[Spans, ...]) -> bool:
    """One sentence."""
    return words.same(one[0], other[0])


def addressee(article: Article) -> Iterator[tuple[Spans, ...]]:
    """The cue (the content where there is none), and to whom it says that something was said."""
    for a in article.attributions:
        if a.addressee is not None and a.inside is None:
            yield _cue(a), _of(a.addressee.span)


def place(article: Article) -> Iterator[tuple[Spans, ...]]:
    """The cue, and where it was said."""
    for a in article.attributions:
        if a.occasion is not None and a.occasion.place is not None and a.inside is None:
            yield _cue(a), _of(a.occasion.place)


def date(article: Article) -> Iterator[tuple[Spans, ...]]:
    """The cue, and when it was said."""
    for a in article.attributions:
        if a.occasion is not None and a.occasion.date is not None and a.inside is None:
            yield _cue(a), _of(a.occasion.date)


def standing(article: Article) -> Iterator[tuple[Spans, ...]]:
    """All cues of a speaker, and why they are worth hearing, once for each way that the text tells it."""
    cues: dict[str, Spans] = {}
    told: dict[tuple[str, Spans], None] = {}
    for a in article.attributions:
        if a.speaker is not None:
            cues[a.speaker.id] = cues.get(a.speaker.id, ()) + _cue(a)
            told |= {(a.speaker.id, _of(a.standing)): None} if a.standing is not None else {}
    for speaker, words in told:
        yield cues[speaker], words


def _cue(a: Attribution) -> Spans:
    return _of(a.cue) or _of(a.source, *a.content)


def same_saying(words: Words, one: tuple[Spans, ...], other: tuple[Spans, ...]) -> bool:
    """The cue touches, and the words are the same as one of the label's."""
    return words.touch(one[0], other[0]) and any(words.same(told, other[-1]) for told in one[1:])


OF_SAYINGS = frozenset({"addressee", "place", "date", "standing"})  # what belongs to an attribution that is there
_Found = Callable[[Article], Iterator[tuple[Spans, ...]]]
_Same = Callable[[Words, tuple[Spans, ...], tuple[Spans, ...]], bool]
KINDS: dict[str, tuple[_Found, _Same]] = {
    "nested": (nested, same_nested),
    "declined": (declined, same_declined),
    "continued": (continued, same_continued),
    "addressee": (addressee, same_saying),
    "place": (place, same_saying),
    "date": (date, same_saying),
    "standing": (standing, same_saying),
}


# --- counting -------------------------------------------------------------------------------------


@define
class Counts:
    """What was claimed and right, labelled and found; `met` is what belongs to attributions that were found."""

    claimed: int = 0
    right: int = 0
    labelled: int = 0
    found: int = 0
    met: int = 0

    def __str__(self) -> str:
        precision, recall = _percent(self.right, self.claimed), _percent(self.found, self.labelled)
        met = f"; of {self.met} met {_percent(self.found, self.met)}" if self.met else ""
        return (
            f"precision {precision} ({self.right} of {self.claimed}), "
            f"recall {recall} ({self.found} of {self.labelled}{met})"
        )


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else "-"


def count(kind: str, article: Article, known: list[Label], counts: Counts, wrong: list[str]) -> None:
    """Add what an article's answers make of its labels."""
    found, same = KINDS[kind]
    words, claims = Words(article.text), list(found(article))
    doubts = _is_near if kind in OF_SAYINGS else _touches
    firm = [label for label in known if not label.doubtful]
    for claim in claims:
        if any(same(words, label.spans, claim) for label in firm):
            counts.right += 1
        elif any(doubts(words, label.spans, claim) for label in known if label.doubtful):
            continue
        else:
            wrong.append(f"wrong   {article.id}  {_told(article, claim)}")
        counts.claimed += 1
    for label in firm:
        counts.labelled += 1
        counts.met += kind in OF_SAYINGS and any(words.touch(label.spans[0], _cue(a)) for a in article.attributions)
        if any(same(words, label.spans, claim) for claim in claims):
            counts.found += 1
        else:
            wrong.append(f"missed  {article.id}  {_told(article, label.spans)}")


def _touches(words: Words, one: tuple[Spans, ...], other: tuple[Spans, ...]) -> bool:
    """Whether what is doubtful and what is claimed have the same last column, or one before it but the source."""
    return words.same(one[-1], other[-1]) or any(map(words.touch, one[1:], other[1:]))


def _is_near(words: Words, one: tuple[Spans, ...], other: tuple[Spans, ...]) -> bool:
    """Whether words that are claimed touch doubtful ones, whoever's they are."""
    return any(words.touch(told, other[-1]) for told in one[1:])


def _told(article: Article, spans: tuple[Spans, ...]) -> str:
    return " | ".join(" … ".join(article.text[a:b] for a, b in column).replace("\n", " ") for column in spans)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("kind", choices=tuple(KINDS))
    options.add_argument("--half", choices=("report", "tune", _TRAIN, "all"), default="report")
    options.add_argument("--wrong", action="store_true", help="list what is wrong or missed")
    options.add_argument("--own", action="store_true", help="our own short texts alone")
    chosen = options.parse_args()
    known = labels(f"{chosen.kind}_{_TRAIN}" if chosen.half == _TRAIN else chosen.kind)
    all_texts = texts()
    extractor = quoteattr.Extractor(scope="speech", threads=1).load()
    counts, wrong = Counts(), list[str]()
    for article in read_for(chosen.kind, chosen.half):
        if chosen.own and "_" in article:
            continue
        read_article = extractor.extract(all_texts[article], id=article)
        count(chosen.kind, read_article, known.get(article, []), counts, wrong)
    print("\n".join([*(wrong if chosen.wrong else ()), f"{chosen.kind}, {chosen.half}: {counts}"]))


if __name__ == "__main__":
    main()
