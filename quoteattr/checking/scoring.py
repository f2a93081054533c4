"""How near a reading comes to gold: precision, recall and F1 of cues, sources, contents and relations, and how many
speakers, levels and kinds are right.

The measure is that of the project's own scorer, figure for figure. Spans are compared as sets of words, so that marks
and blanks around them never matter. Each predicted attribution is paired with at most one of gold, the pair with the
most words of content in common first (Jaccard), then those whose cues touch. What is predicted within what gold has
somebody say is left out, since gold has nothing of that (Newell, Margolin and Ruths 2018).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Literal
from unicodedata import normalize

import regex
from attrs import define, field, frozen

from quoteattr.errors import InvalidInput, InvalidRecord
from quoteattr.inputs import settings
from quoteattr.inputs.given import iterates, missing
from quoteattr.language import Language, language
from quoteattr.records import Article, Failure, Mode
from quoteattr.records.promises import as_words, shown

Part = Literal["all", "quoted", "speech"]
_ROLES = ("source", "cue", "content")
_WORD = regex.compile(r"\w+(?:[’'.-]\w+)*")
_PLAIN = regex.compile(r"[a-z0-9]+")
_MARKS = frozenset('"“”„«»')
_ENOUGH = 0.5  # of the words of two contents in common
_MEASURES = ("cue", "source", "source_exact", "content", "content_exact", "relation")
_LABELS = ("level", "kind")
_NONE = "none"  # a level that could not be told
_FORM = (
    "Articles, or mappings with id, text and attributions, each with source, cue and content as lists of [start, end]"
)
Words = frozenset[int]
ContentAndCue = tuple[Words, Words]


# --- figures --------------------------------------------------------------------------------------


@frozen
class Measure:
    """How many of what was predicted are right (`right` of `predicted`), and how many of gold were found (`found` of
    `gold`); precision, recall and F1 of these in percent, to one decimal."""

    right: int = 0
    predicted: int = 0
    found: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """Of what was predicted, the share that is right; 0 of nothing."""
        return round(100 * self._share(self.right, self.predicted), 1)

    @property
    def recall(self) -> float:
        """Of gold, the share that was found; 0 of nothing."""
        return round(100 * self._share(self.found, self.gold), 1)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        p, r = self._share(self.right, self.predicted), self._share(self.found, self.gold)
        return round(200 * p * r / (p + r), 1) if p + r else 0.0

    @staticmethod
    def _share(part: int, whole: int) -> float:
        return part / whole if whole else 0.0

    def to_dict(self) -> dict[str, float]:
        """As the scorer writes it."""
        return {"p": self.precision, "r": self.recall, "f": self.f1}


@frozen
class Accuracy:
    """How many of gold's labels are right: `right` of `of`; in percent, to one decimal."""

    right: int
    of: int

    @property
    def accuracy(self) -> float:
        """The share that is right."""
        return round(100 * self.right / self.of, 1) if self.of else 0.0

    def to_dict(self) -> dict[str, float]:
        """As the scorer writes it."""
        return {"accuracy": self.accuracy, "n": self.of}


@frozen
class Scores:
    """What `score` gives. Printed, it is a table.

    `measures` has ``cue``, ``source``, ``source_exact``, ``content``, ``content_exact`` and ``relation`` (the content
    found, and its source right), in the scope ``all`` also ``span_source``, ``span_cue`` and ``span_content`` (spans
    by themselves, exactly). Where gold is labelled, `accuracies` has ``speaker``, ``level`` and ``kind``, over the
    contents that were found, and ``end_to_end``, over all: content found and the three right; `classes` has each level
    and kind by itself. `missing` counts the documents of gold that nothing was predicted for.
    """

    measures: Mapping[str, Measure]
    accuracies: Mapping[str, Accuracy]
    classes: Mapping[str, Measure]
    missing: int = 0

    def __getitem__(self, name: str) -> "Measure | Accuracy":
        for found in (self.measures, self.accuracies, self.classes):
            if name in found:
                return found[name]
        raise KeyError(name)

    def to_dict(self) -> dict[str, Any]:
        """As the scorer writes it: plain values by the names of the figures."""
        found: dict[str, Any] = {}
        for part in (self.measures, self.accuracies, self.classes):
            found |= {name: figure.to_dict() for name, figure in part.items()}
        return found | {"documents_missing": self.missing}

    def __str__(self) -> str:
        lines = [f"{'':20}{'precision':>10}{'recall':>8}{'F1':>7}{'gold':>7}"]
        for name, m in {**self.measures, **self.classes}.items():
            lines.append(f"{name:20}{m.precision:>10}{m.recall:>8}{m.f1:>7}{m.gold:>7}")
        lines += [f"{name:20}{a.accuracy:>10} % of {a.of} right" for name, a in self.accuracies.items()]
        return "\n".join([*lines, *([f"{self.missing} documents missing"] if self.missing else [])])


# --- what is scored -------------------------------------------------------------------------------


@frozen(eq=False)
class _Attribution:
    """An attribution as it is compared: the words of its spans, and what gold or prediction calls them."""

    source: Words
    cue: Words
    content: Words
    spans: Mapping[str, frozenset[Words]]
    quoted: bool
    speech: bool
    labels: Mapping[str, str | None]

    def has(self, measure: str) -> bool:
        """Whether there is anything to measure."""
        role = measure.partition("_")[0]
        return bool(self.content if role == "relation" else getattr(self, role))


@frozen
class _Text:
    """A text as a scorer has it: its words by number."""

    text: str
    speech: frozenset[str]
    starts: list[int] = field(init=False)
    ends: list[int] = field(init=False)

    @starts.default
    def _starts(self) -> list[int]:
        return [m.start() for m in _WORD.finditer(self.text)]

    @ends.default
    def _ends(self) -> list[int]:
        return [m.end() for m in _WORD.finditer(self.text)]

    def words(self, spans: Iterable[Sequence[int]]) -> Words:
        """The numbers of the words that some spans touch."""
        found: set[int] = set()
        for start, end in spans:
            found.update(range(bisect_right(self.ends, start), bisect_left(self.starts, end)))
        return frozenset(found)

    def read(self, raw: Mapping[str, Any]) -> _Attribution:
        """An attribution of a record."""
        spans = {role: [(int(a), int(b)) for a, b in raw.get(role) or []] for role in _ROLES}
        source, cue, content = (self.words(spans[role]) for role in _ROLES)
        each = {role: frozenset(w for span in spans[role] if (w := self.words([span]))) for role in _ROLES}
        around = (self.text[max(0, a - 1) : b + 1] for a, b in spans["content"])
        said = (word.lower() for a, b in spans["cue"] for word in _WORD.findall(self.text[a:b]))
        speech = not self.speech.isdisjoint(said)
        labels = {name: _label(raw[name]) for name in ("speaker", *_LABELS) if name in raw}
        return _Attribution(source, cue, content, each, any(map(_is_marked, around)), speech, labels)


def _label(given: Any) -> str | None:
    """What a record calls something; None for what tables hold where there is nothing."""
    if missing(given):
        return None
    if not isinstance(given, str):
        raise TypeError(f"a label is {shown(given)}, not a str")
    return given


def _is_marked(text: str) -> bool:
    return not _MARKS.isdisjoint(text)


def as_record(article: Article, scope: Part = "all") -> dict[str, Any]:
    """An article in the scorer's form. What is said within what somebody says is left out, and in the scope ``speech``
    what was not said: its gold has neither."""
    return {
        "id": article.id if article.id is not None else article.text,
        "text": article.text,
        "attributions": [
            {
                "source": [[a.source.start, a.source.end]] if a.source else [],
                "cue": [[a.cue.start, a.cue.end]] if a.cue else [],
                "content": [[p.start, p.end] for p in a.content],
                "speaker": a.speaker.label if a.speaker else None,
                "level": a.anonymity.level.value if a.anonymity.level else _NONE,
                "kind": (a.speaker.kind.value if a.speaker else "unknown"),
                "confidence": a.confidence,
            }
            for a in article.outer
            if scope == "all" or a.mode is not Mode.DECLINED
        ],
    }


def _records(given: Any, name: str, scope: Part) -> Iterator[Mapping[str, Any]]:
    if isinstance(given, Article | Mapping):
        given = [given]
    if isinstance(given, str | bytes) or not iterates(given):
        raise InvalidInput(f"the {name} documents are a {type(given).__name__}: give {_FORM}")
    for number, one in enumerate(given):
        if isinstance(one, Article):
            yield as_record(one, scope)
        elif isinstance(one, Mapping) and "id" in one and "attributions" in one:
            yield one
        elif not isinstance(one, Failure):
            raise InvalidInput(f"number {number} of the {name} documents, from 0, is {shown(one)}: give {_FORM}")


# --- the score ------------------------------------------------------------------------------------


@define
class _Counts:
    """What is counted document by document."""

    measures: dict[str, list[int]] = field(factory=lambda: {name: [0, 0, 0, 0] for name in _MEASURES})
    spans: dict[str, list[int]] = field(factory=lambda: {role: [0, 0, 0] for role in _ROLES})
    labels: dict[str, list[int]] = field(factory=lambda: {name: [0, 0] for name in ("speaker", *_LABELS, "end_to_end")})
    classes: dict[str, list[int]] = field(factory=dict)
    missing: int = 0


def score(
    gold: "Article | Mapping[str, Any] | Iterable[Article | Mapping[str, Any] | Failure]",
    predicted: "Article | Mapping[str, Any] | Iterable[Article | Mapping[str, Any] | Failure]",
    *,
    scope: Part = "all",
) -> Scores:
    """Measure a reading against gold.

    Args:
        gold: articles as they should be (corrected by hand and read back), or records of the scorer's form: mappings
            with ``id``, ``text`` and ``attributions``, each with ``source``, ``cue`` and ``content`` as lists of start
            and end, and maybe ``speaker``, ``level`` and ``kind``.
        predicted: articles or records of the same texts, in any order. A document is known by its id, an article
            without one by its text; a `Failure` counts as missing.
        scope: ``"all"``; ``"quoted"``, what has a quotation mark in or right around it; ``"speech"``, what gold has a
            verb or noun of speech or writing for.

    Raises:
        InvalidInput: one of them is something else, or they have no document in common.
        InvalidRecord: a record of gold has no text, or spans that are none.
        InvalidSetting: there is no such scope.
    """
    scope = settings.choice("scope", scope, Part)
    known = language("en")
    counts = _Counts()
    for document, answer in documents(gold, predicted, scope):
        counts.missing += answer is None
        with _told_of(document):
            _add(counts, document, answer, scope, known)
    return _scores(counts, scope)


def documents(gold: Any, predicted: Any, scope: Part) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any] | None]]:
    """The records of gold, each with what was predicted for it, None where nothing was.

    Raises:
        InvalidInput: one of them is no document, or they have none in common.
    """
    by_id = {_id(document): document for document in _each_once(_records(predicted, "predicted", scope), "predicted")}
    lost, known = 0, False
    for document in _each_once(_records(gold, "gold", scope), "gold"):
        answer = by_id.get(_id(document))
        lost, known = lost + (answer is None), known or answer is not None
        yield document, answer
    if lost and by_id and not known:
        raise InvalidInput("gold and predicted have no document in common: their ids must be the same")


def _id(document: Mapping[str, Any]) -> str:
    """What a document is known by: 5 and “5” are one, as they are for `extract_many`."""
    return as_words(document["id"])


def _each_once(documents: Iterable[Mapping[str, Any]], name: str) -> Iterator[Mapping[str, Any]]:
    """The documents; those of one id can't be told apart, but for texts that are known by nothing else."""
    seen: set[str] = set()
    for document in documents:
        id = _id(document)
        if id in seen and id != document.get("text"):
            raise InvalidInput(f"two of the {name} documents have the id {shown(id)}: give each an id of its own")
        seen.add(id)
        yield document


@contextmanager
def _told_of(document: Mapping[str, Any]) -> Iterator[None]:
    """What goes wrong with a record, told with its id."""
    try:
        yield
    except (LookupError, TypeError, ValueError, ArithmeticError, AttributeError) as error:
        why = f"{type(error).__name__}: {error}"
        raise InvalidRecord(f"document {shown(document['id'])} can't be scored ({why}): give {_FORM}") from error


@frozen
class Judged:
    """What was predicted for one document: each attribution's confidence, with whether its relation is right, and how
    many of gold's were found (`found` of `gold`)."""

    answers: tuple[tuple[float, bool], ...]
    found: int
    gold: int


def judged(document: Mapping[str, Any], answer: Mapping[str, Any], scope: Part, least: float) -> Judged:
    """Judge what is predicted for a document by its relations, without what is less sure than `least`."""
    with _told_of(document):
        text = _Text(document["text"], language("en").words("words_of_speech"))
        gold = [text.read(a) for a in document["attributions"]]
        sure = [a for a in answer["attributions"] if float(a["confidence"]) >= least]
        predicted = [text.read(a) for a in sure]
        pairs = paired([(a.content, a.cue) for a in gold], [(a.content, a.cue) for a in predicted])
        kept_gold, kept = _kept(gold, predicted, {p: g for g, p, _ in pairs}, scope)
        right = {p: g for g, p, alike in pairs if _is_right("relation", gold[g], predicted[p], alike)}
        answers = tuple((float(sure[p]["confidence"]), p in right) for p in sorted(kept) if predicted[p].content)
        counted = {g for g in kept_gold if gold[g].content}
        return Judged(answers, len(counted & set(right.values())), len(counted))


def _scores(counts: _Counts, scope: Part) -> Scores:
    measures = {name: Measure(*n) for name, n in counts.measures.items()}
    if scope == "all":
        measures |= {f"span_{role}": Measure(n[0], n[1], n[0], n[2]) for role, n in counts.spans.items()}
    labels = {name: Accuracy(*n) for name, n in counts.labels.items() if n[1]}
    return Scores(measures, labels, {name: Measure(*n) for name, n in sorted(counts.classes.items())}, counts.missing)


def _add(
    counts: _Counts, document: Mapping[str, Any], answer: Mapping[str, Any] | None, scope: Part, known: Language
) -> None:
    """One document more."""
    text = _Text(document["text"], known.words("words_of_speech"))
    gold = [text.read(a) for a in document["attributions"]]
    predicted = [text.read(a) for a in (answer["attributions"] if answer is not None else [])]
    _add_spans(counts, gold, predicted)
    pairs = paired([(a.content, a.cue) for a in gold], [(a.content, a.cue) for a in predicted])
    kept_gold, kept_predicted = _kept(gold, predicted, {p: g for g, p, _ in pairs}, scope)
    for name, n in counts.measures.items():
        right = [(g, p) for g, p, alike in pairs if _is_right(name, gold[g], predicted[p], alike)]
        n[0] += sum(predicted[p].has(name) for _, p in right if p in kept_predicted)
        n[1] += sum(predicted[i].has(name) for i in kept_predicted)
        n[2] += sum(gold[g].has(name) for g, _ in right if g in kept_gold)
        n[3] += sum(gold[i].has(name) for i in kept_gold)
    partner = {g: (predicted[p], alike) for g, p, alike in pairs}
    for i in sorted(kept_gold):
        if "speaker" in gold[i].labels:
            answered, alike = partner.get(i, (None, 0.0))
            _add_labels(counts, gold[i].labels, answered, alike, known)


def _add_spans(counts: _Counts, gold: Sequence[_Attribution], predicted: Sequence[_Attribution]) -> None:
    """Spans that are exactly there, those that were found, and those of the gold."""
    for role, n in counts.spans.items():
        there, here = ({span for a in side for span in a.spans[role]} for side in (gold, predicted))
        for place, size in enumerate((len(there & here), len(here), len(there))):
            n[place] += size


def paired(gold: Sequence[ContentAndCue], predicted: Sequence[ContentAndCue]) -> list[tuple[int, int, float]]:
    """One to one, the most alike contents first, then those whose cues touch: numbers of gold and predicted, and how
    alike their contents are (Jaccard)."""
    candidates = []
    for g, (content, cue) in enumerate(gold):
        for p, (other, other_cue) in enumerate(predicted):
            both = len(content & other)
            touch = not cue.isdisjoint(other_cue)
            if both or touch:
                alike = both / (len(content) + len(other) - both) if both else 0.0
                candidates.append((alike, touch, -g, -p))
    taken_gold, taken_predicted, found = set(), set(), []
    for alike, _, g, p in sorted(candidates, reverse=True):
        if g not in taken_gold and p not in taken_predicted:
            taken_gold.add(g)
            taken_predicted.add(p)
            found.append((-g, -p, alike))
    return found


def _kept(
    gold: Sequence[_Attribution], predicted: Sequence[_Attribution], gold_of: Mapping[int, int], scope: Part
) -> tuple[set[int], set[int]]:
    """What counts in a scope, by number."""
    kept_gold, kept = set(range(len(gold))), set(range(len(predicted)))
    if scope == "quoted":
        kept_gold = {i for i in kept_gold if gold[i].quoted}
        kept = {i for i in kept if predicted[i].quoted}
    elif scope == "speech":
        kept_gold = {i for i in kept_gold if gold[i].speech}
        kept = {i for i in kept if i not in gold_of or gold[gold_of[i]].speech}
    inside: Words = frozenset().union(*(a.content for a in gold))
    nested = {i for i in kept if i not in gold_of and predicted[i].cue and predicted[i].cue <= inside}
    return kept_gold, kept - nested


def _is_right(measure: str, one: _Attribution, other: _Attribution, alike: float) -> bool:
    """Whether a predicted attribution is right by a measure; `alike` is how alike the contents are."""
    source = not one.source.isdisjoint(other.source)
    if measure == "cue":
        return not one.cue.isdisjoint(other.cue)
    if measure == "source":
        return source
    if measure.endswith("_exact"):
        role = measure.removesuffix("_exact")
        return bool(getattr(one, role)) and getattr(one, role) == getattr(other, role)
    found = alike >= _ENOUGH
    return found and (measure == "content" or source or not (one.source or other.source))


# --- labels ---------------------------------------------------------------------------------------


def _add_labels(
    counts: _Counts, gold: Mapping[str, str | None], predicted: _Attribution | None, alike: float, known: Language
) -> None:
    """What is said of the speaker of one labelled attribution."""
    counts.labels["end_to_end"][1] += 1
    if predicted is None or alike < _ENOUGH:
        return
    right = {"speaker": is_same_name(gold["speaker"], predicted.labels.get("speaker"), known)}
    for label in (label for label in _LABELS if label in gold):
        wanted, said = gold[label], (predicted.labels.get(label) or _NONE).lower()
        right[label] = said == wanted
        counts.classes.setdefault(f"{label} {wanted}", [0, 0, 0, 0])[3] += 1
        given = counts.classes.setdefault(f"{label} {said}", [0, 0, 0, 0])
        given[1] += 1
        given[0] += right[label]
        given[2] += right[label]
    for label, is_right in right.items():
        counts.labels[label][1] += 1
        counts.labels[label][0] += is_right
    counts.labels["end_to_end"][0] += all(right.values())


def is_same_name(gold: str | None, predicted: str | None, known: Language) -> bool:
    """Whether two names are one: the words of one are among those of the other, titles and accents left out."""
    if not gold or not predicted:
        return not gold and not predicted
    one, other = _key(gold, known), _key(predicted, known)
    return not one.isdisjoint(other) and (one <= other or other <= one)


def _key(name: str, known: Language) -> frozenset[str]:
    plain = normalize("NFKD", name.replace("’", "'")).encode("ascii", "ignore").decode().lower()
    return frozenset(_PLAIN.findall(plain)) - known.closed_class("words_beside_names").keys()
