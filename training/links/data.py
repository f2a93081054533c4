"""Texts in which readers marked whom definite descriptions, “they” and “it” mean: what each of these phrases fits."""

import gzip
import json
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from attrs import frozen

from benchmarks.scorer import scorer
from quoteattr.language import language
from quoteattr.records import Level
from quoteattr.speakers.cast import Cast, Chain
from quoteattr.speakers.links import whole
from quoteattr.speakers.mentions import GENDER
from quoteattr.speakers.phrases import Form, Phrase, take_apart
from quoteattr.text.tree import head_of
from training.speakers.data import TALK, told

SHARED = Path(__file__).resolve().parents[3] / "shared"
GOLD, REFERENCE = SHARED / "gold", SHARED / "reference"
LABELLED = ("speakers.train.jsonl", "wild.train.jsonl")
COREF = ("meantime", "wikievents_dev", "ecbplus_train", "ecbplus_dev")
WHOLE = ("meantime", "wikievents_dev", "gum")  # whoever is not marked there is nobody who is
_SEVERAL = language("en").closed_class("several_spoken_of").keys()
_THINGS = language("en").closed_class("third_person").keys() - GENDER.keys() - _SEVERAL
_DEFINITE = ("the", "this", "that", "these", "those")
_score = cache(scorer)  # asked for when it is needed: the folder beside the project may not be here


@frozen
class Mark:
    """A phrase and whether a chain is whom it means; `nobody` where none of those at hand has to be."""

    phrase: Phrase
    fits: Callable[[Chain], bool]
    nobody: bool


@frozen
class Marked:
    """A text, the set that it is of, and what is known of it once it is read."""

    id: str
    set: str
    text: str
    marks: Callable[[Cast], list[Mark]]


def marked(limit: int | None = None) -> Iterator[Marked]:
    """All texts, or the first ones of every set."""
    yield from islice(_labelled(), limit)
    for name in COREF:
        yield from islice(_coref(name), limit)
    yield from islice(_gum(), limit)


# --- labelled news --------------------------------------------------------------------------------


def _labelled() -> Iterator[Marked]:
    """News with readers' answers for phrases, and with the speakers of what is said in it."""
    answers = {row["id"]: row["mentions"] for row in _rows(REFERENCE / "links.train.jsonl")}
    for name in LABELLED:
        for row in _rows(GOLD / name):
            yield Marked(row["id"], "labelled", row["text"], _by_label(answers.get(row["id"], []), row["attributions"]))


def _by_label(answers: list[dict[str, Any]], attributions: list[dict[str, Any]]) -> Callable[[Cast], list[Mark]]:
    def marks(cast: Cast) -> list[Mark]:
        found: dict[int, Mark] = {}
        for answer in answers:
            phrase = phrase_at(cast, answer["start"], answer["end"])
            if answer["new"] is not None:
                found[phrase.head] = _answered(cast, phrase, answer)
        for attribution in attributions:
            if attribution["source"] and attribution.get("speaker"):
                phrase = phrase_at(cast, attribution["source"][0][0], attribution["source"][-1][1])
                found.setdefault(phrase.head, _spoken(cast, phrase, attribution))
        return sorted((m for m in found.values() if is_asked(m.phrase)), key=lambda m: m.phrase.head)

    return marks


def _answered(cast: Cast, phrase: Phrase, answer: dict[str, Any]) -> Mark:
    """A phrase with a reader's answer: names, an earlier phrase, or nobody."""
    names = answer["means"]
    if names:
        return Mark(phrase, lambda chain: is_called(cast, chain, names), _calls_itself(phrase, names))
    if answer.get("earlier"):
        head = phrase_at(cast, *answer["earlier"]).head
        return Mark(phrase, lambda chain: chain.name is None and head in chain.at, nobody=True)
    return Mark(phrase, lambda _: False, nobody=True)


def _spoken(cast: Cast, phrase: Phrase, attribution: dict[str, Any]) -> Mark:
    """The source of an attribution whose speaker is known."""
    label = attribution["speaker"]
    if attribution.get("level") == "named":
        return Mark(phrase, lambda chain: is_called(cast, chain, [label]), _calls_itself(phrase, [label]))
    return Mark(phrase, lambda chain: chain.name is None and _score().same_speaker(label, chain.label), nobody=True)


def _calls_itself(phrase: Phrase, names: Collection[str]) -> bool:
    """“**the Obama administration**”: the phrase is the name."""
    return phrase.level is Level.NAMED and any(_score().same_speaker(name, phrase.label) for name in names)


def is_called(cast: Cast, chain: Chain, names: Collection[str]) -> bool:
    """Whether a chain is called so; of several names, each is that of one of its members."""
    if chain.level is None:
        return False
    if len(names) == 1:
        forms = {_score().name_key(n.text) for n in cast.mentions_of(chain)}
        return any(_score().same_speaker(name, chain.label) or _score().name_key(name) in forms for name in names)
    return len(chain.members) == len(names) and all(
        any(is_called(cast, member, [name]) for member in chain.members) for name in names
    )


# --- corpora with coreference ---------------------------------------------------------------------


def _coref(name: str) -> Iterator[Marked]:
    for row in _rows(REFERENCE / "coref" / f"{name}.jsonl.gz"):
        yield Marked(row["id"], name, row["text"], _by_cluster(name, row))


def _by_cluster(name: str, row: dict[str, Any]) -> Callable[[Cast], list[Mark]]:
    until = row.get("full_until") or len(row["text"])

    def marks(cast: Cast) -> list[Mark]:
        spans = {
            (start, end): number
            for number, chain in enumerate(row["chains"])
            if chain.get("linked") is not False
            for start, end, *_ in chain["mentions"]
        }
        heads: dict[int, int] = {}
        for (start, end), number in sorted(spans.items(), key=lambda item: item[0][1] - item[0][0]):
            inside = list(cast.reading.tokens_in(start, end))
            if inside:  # the narrowest wins where two share a head
                heads.setdefault(_last_of_name(cast, head_of(cast.document, inside)), number)
        tokens = cast.document.tokens
        return [
            m
            for m in _in_clusters(cast, heads, whole=name in WHOLE)
            if not m.nobody or tokens[m.phrase.head].start < until
        ]

    return marks


def _gum() -> Iterator[Marked]:
    for article in told():
        if not article.id.startswith(TALK):
            yield Marked(article.id, "gum", article.text, _of_gum(article.clusters))


def _of_gum(clusters: dict[int, str]) -> Callable[[Cast], list[Mark]]:
    def marks(cast: Cast) -> list[Mark]:
        tokens = cast.document.tokens
        heads = {_last_of_name(cast, t.i): clusters[t.start] for t in tokens if t.start in clusters}
        return list(_in_clusters(cast, heads, whole=True))

    return marks


def _last_of_name(cast: Cast, i: int) -> int:
    return cast.name_at[i].last - 1 if i in cast.name_at else i


def _in_clusters(cast: Cast, heads: dict[int, Any], *, whole: bool) -> Iterator[Mark]:
    """The marks of a text whose mentions stand in clusters, by their heads."""
    cluster = _clusters_of_chains(cast, heads)
    for phrase in asked_in(cast):
        own = heads.get(phrase.head)
        expletive = own is None and whole and phrase.lemma in _THINGS
        if own is not None or expletive:
            yield Mark(phrase, lambda chain, own=own: own is not None and cluster(chain) == own, whole)  # type: ignore[misc]


def _clusters_of_chains(cast: Cast, heads: dict[int, Any]) -> Callable[[Chain], Any]:
    """The cluster of most names of a chain, or of most of its mentions where it has none."""

    def cluster(chain: Chain) -> Any:
        named = Counter(c for n in cast.mentions_of(chain) if (c := heads.get(n.last - 1)) is not None)
        seen = named or Counter(c for i in chain.at if (c := heads.get(i)) is not None)
        return seen.most_common(1)[0][0] if seen else None

    return cluster


# --- phrases --------------------------------------------------------------------------------------


def is_asked(phrase: Phrase) -> bool:
    """Whether a phrase is they, it or a definite description."""
    if phrase.form is Form.PRONOUN:
        return phrase.lemma in _THINGS or phrase.lemma in _SEVERAL
    return phrase.form is Form.DESCRIPTION and phrase.definite


def asked_in(cast: Cast) -> Iterator[Phrase]:
    """They, it and definite descriptions, in order."""
    document = cast.document
    for token in document.tokens:
        if token.lower in _THINGS or token.lower in _SEVERAL:
            yield take_apart(document, cast.name_at, token.i, token.start, token.end)
        elif (
            token.upos == "NOUN" and token.i not in cast.name_at and token.relation not in ("compound", "appos", "flat")
        ):
            below = (document.tokens[c] for c in document.children[token.i])
            if any((t.relation == "det" and t.lower in _DEFINITE) or t.deprel == "nmod:poss" for t in below):
                phrase = whole(cast, token.i)
                if phrase.head == token.i and is_asked(phrase):
                    yield phrase


def phrase_at(cast: Cast, start: int, end: int) -> Phrase:
    """A stretch of the text as a phrase."""
    inside = list(cast.reading.tokens_in(start, end)) or [cast.reading.token_at(start)]
    return take_apart(cast.document, cast.name_at, head_of(cast.document, inside), start, end)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)
