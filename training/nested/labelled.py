"""Articles with labels of what is told within, read by the library as it is without the reader that is to be made."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from attrs import evolve, field, frozen

from benchmarks.scorer import scorer
from quoteattr import Extractor
from quoteattr.attributions.draft import SPEECH, Draft
from quoteattr.attributions.marked import read_marks
from quoteattr.attributions.nested import claims_of
from quoteattr.attributions.rules import all_by_rules
from quoteattr.attributions.weighed import Claim, may_be_cues
from quoteattr.heads.inner import InnerHead, ReadInner
from quoteattr.heads.labels import Floats
from quoteattr.heads.reader import HeadsReader
from quoteattr.language import Language
from quoteattr.text.reading import Reading
from quoteattr.text.view import View
from training.nested.made import Offsets, Told
from training.nested.texts import Asked, asked, cue_of, states_of
from training.network.articles import read as read_gold
from training.parsing.stages import SHARED

_HERE, _FORMS = Path(__file__).parent, Path(__file__).parents[2] / "benchmarks" / "forms"
_GOLD = ("polnear.train.jsonl.gz", "wild.train.jsonl", "polnear.dev.jsonl.gz", "wild.dev.jsonl", "speakers.dev.jsonl")
UNKNOWN, NO_CUE, CUE = -1, 0, 1
score: Any = scorer()


@frozen
class Label:
    """What is told within, and whether one may see it otherwise."""

    source: tuple[Offsets, ...]
    cue: tuple[Offsets, ...]
    content: tuple[Offsets, ...]
    doubtful: bool

    def moved(self, places: Sequence[tuple[Offsets, Offsets]]) -> "Label":
        """The same in the text that is read: `places` has each token of it as given, and as read."""

        def at(span: Offsets) -> Offsets | None:
            inside = [read for given, read in places if given[0] < span[1] and span[0] < given[1]]
            return (inside[0][0], inside[-1][1]) if inside else None

        roles = (self.source, self.cue, self.content)
        source, cue, content = (tuple(s for s in map(at, part) if s is not None) for part in roles)
        return Label(source, cue, content, self.doubtful)


@frozen(eq=False)
class Labelled:
    """An article, what is found in it, and its labels; `weight` is how much it counts. Of every word in a content that
    may be a cue `states` has the state and `told` whether it is one; `asked` are the cues of labels."""

    id: str
    weight: float
    words: Sequence[tuple[int, int]]
    labels: Sequence[Label]
    reading: Reading
    drafts: Sequence[Draft]
    by_rules: Sequence[Draft]
    asked: Sequence[Asked] = ()
    states: Floats = field(factory=lambda: np.zeros((0, 0), np.float16))
    told: Sequence[int] = ()

    @property
    def half(self) -> int:
        """The half of the articles that it is in."""
        return int(sha256(f"told {self.id}".encode()).hexdigest(), 16) % 2

    def claims(self, head: InnerHead) -> list[Claim]:
        """What a reader, and the rules, claim to be told in it."""
        inner = ReadInner(head, self.reading.document.states)
        reading = evolve(self.reading, document=evolve(self.reading.document, inner=inner))
        return list(claims_of(reading, self.drafts, self.by_rules, SPEECH))

    def right(self, claim: Claim) -> bool | None:
        """Whether a claim is right, as `benchmarks/forms.py` counts it: a cue in common, half of the words of the
        content, and the source; None where the label is doubtful."""
        draft = claim.draft
        source, cue, content = (self._words(s) for s in ([draft.source], [draft.cue], draft.content))
        doubtful = False
        for label in self.labels:
            its_source, its_cue, its_content = (self._words(s) for s in (label.source, label.cue, label.content))
            shared, said = bool(cue & its_cue), _alike(content, its_content)
            if label.doubtful:
                doubtful = doubtful or shared or said or bool(content & its_cue or cue & its_content)
            elif shared and said and (bool(source & its_source) or not (source or its_source)):
                return True
        return None if doubtful else False

    def _words(self, spans: Iterable[Offsets | None]) -> frozenset[int]:
        found: frozenset[int] = score.ids([span for span in spans if span is not None], self.words)
        return found


def _alike(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether half of all words are in both."""
    return 2 * len(one & other) >= len(one | other) > 0


def articles(language: Language, limit: int | None) -> Iterator[Labelled]:
    """Those of `labels.tsv`, and those of the half of `benchmarks/forms/nested.tsv` to tune on, which count twice."""
    own, tuned = _labels(_HERE / "labels.tsv"), _labels(_FORMS / "nested.tsv")
    read = [(row[0], 1.0, own.get(row[0], [])) for row in _rows(_HERE / "read.tsv")]
    to_tune = [row[0] for row in _rows(_FORMS / "read_for_speech.tsv") if "nested" in row[1].split() and _tunes(row[0])]
    texts = {d["id"]: d["text"] for name in _GOLD for d in read_gold(SHARED / "gold" / name)}
    texts |= {row[0]: row[1] for row in _rows(_FORMS / "texts_speech.tsv")}
    reader = HeadsReader(language, "cpu", keeps_states=True)
    extractor = Extractor(language=language, reader=reader, threads=1).load()
    for article, weight, labels in (*read[:limit], *((a, 2.0, tuned.get(a, [])) for a in to_tune[:limit])):
        view = View.of(texts[article], language)
        reading, spotted = extractor.read(view.text)
        by_rules = all_by_rules(reading, read_marks(reading))
        drafts = sorted(extractor.drafts(reading, spotted), key=lambda draft: draft.begins)
        here = [label.moved(_places(view, reading)) for label in labels] if labels else []
        yield _with_cues(Labelled(article, weight, score.words(view.text), here, reading, drafts, by_rules))


def _places(view: View, reading: Reading) -> list[tuple[Offsets, Offsets]]:
    """Where each token stands in the text as given, and in the text that is read."""
    document = reading.document
    read = [(token.start, token.end) for token in document.tokens]
    if view.is_given:
        return list(zip(read, read, strict=True))
    given = (view.span_in_given(document.span(*span)) for span in read)
    return [((g.start, g.end), span) for g, span in zip(given, read, strict=True)]


def _tunes(article: str) -> bool:
    """Whether an article is in the half to tune on, see `benchmarks/forms.py`."""
    return int(sha256(f"forms 18 {article}".encode()).hexdigest(), 16) % 2 == 0


def _rows(path: Path) -> Iterator[list[str]]:
    lines = path.read_text("utf-8").split("\n")
    return (line.split("\t") for line in lines if line and line[0] != "#")


def _labels(path: Path) -> dict[str, list[Label]]:
    """The labels of each article."""
    found: dict[str, list[Label]] = {}
    for article, source, cue, content, doubt in _rows(path):
        label = Label(_spans(source), _spans(cue), _spans(content), doubt == "?")
        found.setdefault(article, []).append(label)
    return found


def _spans(column: str) -> tuple[Offsets, ...]:
    """`12-20;25-30`, or `-` for none."""
    pairs = (part.split("-") for part in column.split(";") if part != "-")
    return tuple((int(start), int(end)) for start, end in pairs)


def _asked_word(reading: Reading, words: Sequence[int], head: int) -> int:
    """“had to **admit**”, “went so far as to **say**”: the word of a cue that is asked whether it is one; its head
    where the lexicon has none of its words."""
    may_be = may_be_cues(reading, words, SPEECH)
    return head if head in may_be or not may_be else may_be[-1]


def _with_cues(article: Labelled) -> Labelled:
    """An article with what is known of the words in its contents that may be cues."""
    reading = article.reading
    states, depths = states_of(reading.document), reading.depths
    known: dict[int, int] = {}
    ones: dict[int, Told] = {}
    for label in sorted(article.labels, key=lambda label: not label.doubtful):  # what is sure is told last
        one = Told(label.source, label.cue, label.content)
        words = [i for a, b in one.cue for i in reading.tokens_in(a, b)]
        cue = _asked_word(reading, words, cue_of(reading, one))
        known |= dict.fromkeys(words, UNKNOWN)
        known |= {cue: UNKNOWN if label.doubtful else CUE}
        ones[cue] = one
    found, rows, told = list[Asked](), list[int](), list[int]()
    for pieces in (draft.content for draft in article.drafts):
        tokens = [i for piece in pieces for i in reading.tokens_in(*piece)]
        may_be = may_be_cues(reading, tokens, SPEECH)
        rows += may_be
        told += (known.get(i, NO_CUE) for i in may_be)
        found += (asked(reading, states, tokens, depths, i, ones[i]) for i in tokens if i in ones)
    return evolve(article, asked=found, states=states[rows], told=told)
