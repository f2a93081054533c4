"""One reading of a text for the parse and the attributions: the encoder runs once."""

from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, pairwise
from typing import Any

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from quoteattr.heads.certain import many_of_a_trade, name_subjects
from quoteattr.heads.inner import ReadInner
from quoteattr.heads.labels import Places, Whole
from quoteattr.heads.loaded import Loaded, loaded
from quoteattr.heads.mentions import ReadMentions
from quoteattr.heads.names import entities, likeliest
from quoteattr.heads.states import States
from quoteattr.heads.trees import heads_of
from quoteattr.heads.weights import LoadedHeads
from quoteattr.language import Language
from quoteattr.network.spotting import AT_ONCE, Spotted, spotted_in, windows_of
from quoteattr.network.windows import Numbers, Window, firsts_of
from quoteattr.records import Quotation, Versions
from quoteattr.runtime.asked import Kept, asked_once
from quoteattr.runtime.versions import versions_of
from quoteattr.text.document import Document, Entity, Sentence, Token, without_subtype
from quoteattr.text.paragraphs import copies
from quoteattr.text.sentences import certain_beginnings


@frozen(eq=False)
class Tokens:
    """The tokens of a text: start, end and the number of the paragraph of each; `certain` are the characters at which
    a sentence begins, whatever the heads see."""

    start: Numbers
    end: Numbers
    paragraph: Numbers
    certain: Sequence[int] = ()

    def part(self, first: int, last: int) -> "Tokens":
        """The tokens from `first` to `last`."""
        return Tokens(self.start[first:last], self.end[first:last], self.paragraph[first:last], self.certain)

    @property
    def opens(self) -> NDArray[np.bool_]:
        """Before which a paragraph or a sentence begins for certain."""
        begins: NDArray[np.bool_] = np.diff(self.paragraph, prepend=-1) != 0
        return begins | np.isin(self.start, self.certain) if self.certain else begins


@frozen(eq=False, kw_only=True)
class Labelled:
    """The numbers of the labels of tokens, their heads (themselves for roots) and their sentences."""

    upos: Whole
    xpos: Whole
    entity: Whole
    head: Whole
    deprel: Whole
    sentence: Whole


class HeadsReader:
    """Reads with the bundled network of a language and its heads; see `readers.Reader`.

    `keeps_states` lets documents keep what the network made of their tokens: to learn from it.
    """

    def __init__(self, language: Language, device: str, keeps_states: bool = False) -> None:
        self._language = language
        self._device = device
        self._keeps_states = keeps_states
        self._loaded: Loaded | None = None

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_loaded": None}

    def load(self, threads: int | None = None) -> Loaded:
        """The network and its heads, loaded when first asked for."""
        if self._loaded is None:
            self._loaded = loaded(self._language, self._device, threads)
        return self._loaded

    def read(
        self, text: str, bounds: Sequence[tuple[int, int]], quotations: Iterable[Quotation]
    ) -> tuple[Document, list[Spotted]]:
        """The parsed document, and what the network spots in it."""
        return read(self.load(), text, bounds, quotations, self._language, self._keeps_states)

    def versions(self) -> Versions:
        """What runs the network and the heads, and which they are."""
        inner = self._language.models.get("inner")
        folders = [self._language.model("network"), self._language.model("heads"), *filter(None, [inner])]
        return versions_of(["onnxruntime" if self._device == "cpu" else "torch"], folders)


def read(
    models: Loaded,
    text: str,
    bounds: Sequence[tuple[int, int]],
    quotations: Iterable[Quotation],
    language: Language,
    keeps_states: bool = False,
) -> tuple[Document, list[Spotted]]:
    """The parsed document, and what the network spots in it."""
    network, heads = models.network, models.heads
    windows = windows_of(network, text, bounds, quotations, language)
    tokens = tokens_of(text, bounds, language)
    if not windows or not len(tokens.start):
        return Document(text, tuple(bounds), language=language), []
    cuts = np.searchsorted(tokens.start, [window[0].starts[0] for window in windows])
    cuts[0] = 0
    parts = [tokens.part(a, b) for a, b in pairwise([*cuts.tolist(), len(tokens.start)])]
    found: list[Spotted] = []
    labelled: list[Labelled] = []
    keeps = keeps_states or models.inner is not None or heads.mentions is not None
    states: list[Any] = []
    all_places: list[Places] = []
    for at in range(0, len(windows), AT_ONCE):
        group = windows[at : at + AT_ONCE]
        scores = list(network.runner.run(group))
        places = [places_of(window, part) for window, part in zip(group, parts[at : at + AT_ONCE], strict=True)]
        if keeps:
            all_places += places
            states += [s.states for s in scores]
        if any(len(p.begin) for p in places):
            labelled.append(_labelled(heads, [s.states for s in scores], places))
        found += spotted_in(network, group, scores)
    document, kept = _document(text, bounds, tokens, heads, labelled, language), States(states, all_places)
    if keeps_states:
        document = evolve(document, states=kept)
    if heads.mentions is not None:
        document = evolve(document, mentions=ReadMentions(heads.mentions, kept))
    if models.inner is not None:
        document = evolve(document, inner=ReadInner(models.inner, kept))
    return document, found


def tokens_of(text: str, bounds: Sequence[tuple[int, int]], language: Language) -> Tokens:
    """All tokens of a text."""
    found = [language.tokenize(copy) for copy in copies(text, tuple(bounds))]
    counts, begins = np.array([len(spans) for spans in found], np.int64), np.array([a for a, _ in bounds], np.int32)
    flat = np.fromiter(chain.from_iterable(chain.from_iterable(found)), np.int32)
    both = flat.reshape(-1, 2) + np.repeat(begins, counts)[:, None]
    certain = certain_beginnings(text, language)
    return Tokens(both[:, 0], both[:, 1], np.repeat(np.arange(len(counts), dtype=np.int32), counts), certain)


def places_of(window: Window, tokens: Tokens) -> Places:
    """Where tokens stand in their window: the first word piece of the word that each begins in, the last of the one
    that it ends in."""
    first = np.concatenate([s.starts for s in window])
    begin = firsts_of(window).astype(np.int64)
    end = np.empty_like(begin)
    end[:-1] = begin[1:] - 1
    last = np.array([*accumulate(len(s.first) for s in window)]) - 1
    end[last] = np.array([*accumulate(len(s.ids) + 1 for s in window)]) - 1
    a = np.clip(np.searchsorted(first, tokens.start, side="right") - 1, 0, len(first) - 1)
    b = np.clip(np.searchsorted(first, tokens.end - 1, side="right") - 1, 0, len(first) - 1)
    return Places(begin[a], end[b], tokens.opens)


def _labelled(heads: LoadedHeads, states: Sequence[Any], places: Sequence[Places]) -> Labelled:
    """The labels of some windows in one; heads and sentences count from the first of them."""
    known = [n for n, place in enumerate(places) if len(place.begin)]
    windows = list(heads.runner.run([states[n] for n in known], [places[n] for n in known]))
    above, sentences, names = [], [], []
    shift = count = 0
    for labels in windows:
        above.append(heads_of(labels.arcs, labels.sentence) + shift)
        names.append(likeliest(labels.entity, np.diff(labels.sentence, prepend=-1) != 0, heads.names["entity"]))
        sentences.append(labels.sentence + count)
        shift += len(labels.sentence)
        count += int(labels.sentence[-1]) + 1

    def joined(name: str) -> Any:
        return np.concatenate([getattr(labels, name) for labels in windows])

    head = np.concatenate(above)
    deprel = heads.runner.relations(joined("down"), joined("up")[head])
    return Labelled(
        upos=joined("upos"),
        xpos=joined("xpos"),
        entity=np.concatenate(names),
        head=head,
        deprel=deprel,
        sentence=np.concatenate(sentences),
    )


def _document(
    text: str,
    bounds: Sequence[tuple[int, int]],
    tokens: Tokens,
    heads: LoadedHeads,
    labelled: Sequence[Labelled],
    language: Language,
) -> Document:
    """The values of all windows in one."""
    parts, numbers = [], []
    shift = count = 0
    for labels in labelled:
        parts.append(labels.head + shift)
        numbers.append(labels.sentence + count)
        shift += len(labels.head)
        count += int(labels.sentence[-1]) + 1
    head = np.concatenate(parts)
    sentence = np.concatenate(numbers)

    def said(field: str) -> list[str]:
        names = heads.names[field].__getitem__
        return [name for labels in labelled for name in map(names, getattr(labels, field).tolist())]

    xpos, deprel, tags = said("xpos"), said("deprel"), said("entity")
    upos = said("upos")
    upos = list(map(_OF_COMMON.get, zip(upos, xpos, strict=True), upos))
    starts, ends, number = tokens.start.tolist(), tokens.end.tolist(), sentence.tolist()
    forms = list(map(text.__getitem__, map(slice, starts, ends)))
    edges = np.flatnonzero(np.diff(sentence, prepend=-1, append=-1)).tolist()
    for i in many_of_a_trade(forms, upos, tags, edges[:-1], language, heads.lemmas):
        upos[i], xpos[i], tags[i] = "NOUN", "NNS", "O"
    words = list(zip(forms, upos, xpos, strict=True))
    lemmas = _lemmas(heads, language)
    traits = {tag: language.traits(tag) for tag in set(xpos)}
    small = {form: form.lower() for form in set(forms)}
    above = np.where(head == np.arange(len(head)), -1, head).tolist()
    relations = ["root" if a < 0 else relation for a, relation in zip(above, deprel, strict=True)]
    name_subjects(forms, small, upos, above, relations, language)
    plain = {relation: without_subtype(relation) for relation in set(relations)}
    tree = tuple(
        map(
            Token,
            range(len(words)),
            starts,
            ends,
            forms,
            map(lemmas.__getitem__, words),
            upos,
            xpos,
            above,
            relations,
            number,
            map(traits.__getitem__, xpos),
            map(small.__getitem__, forms),
            map(plain.__getitem__, relations),
        )
    )
    sentences = tuple(Sentence(a, b, int(tokens.paragraph[a])) for a, b in pairwise(edges))
    names = tuple(_with_nicknames(entities(tags), forms, language))
    return Document(text, tuple(bounds), sentences, tree, names, language=language)


class _Lemmas(Kept[tuple[str, str, str], str]):
    """The lemmas of words with their two tags."""

    def __init__(self, language: Language, known: dict[tuple[str, str], str]) -> None:
        super().__init__()
        self._language = language
        self._known = known

    def find(self, key: tuple[str, str, str]) -> str:
        return self._language.lemma_of(*key, self._known)


@asked_once
def _lemmas(heads: LoadedHeads, language: Language) -> _Lemmas:
    return _Lemmas(language, heads.lemmas)


_OF_COMMON = {("PROPN", "NN"): "NOUN", ("PROPN", "NNS"): "NOUN"}  # “**Critics** say”: the finer tag is the surer


def _with_nicknames(entities: Iterable[Entity], forms: Sequence[str], language: Language) -> list[Entity]:
    """“Robert (Bob) Hale” is one name, where the labels have “Robert” and “Bob) Hale”, and so are “Kelly-” and “Ann
    Hale”, “Tae-” and “Kang” of “Tae-won Kang”."""
    found: list[Entity] = []
    for entity in entities:
        before = found[-1] if found else None
        closes = ")" in forms[entity.first : entity.last] and forms[entity.first - 1] == "("
        hyphened = before is not None and _is_hyphened(forms, before, entity, language)
        bracketed = closes and before is not None and before.last == entity.first - 1
        if before is not None and (bracketed or hyphened) and before.kind == entity.kind:
            found[-1] = Entity(before.first, entity.last, entity.kind)
        else:
            found.append(entity)
    return found


def _is_hyphened(forms: Sequence[str], before: Entity, entity: Entity, language: Language) -> bool:
    """“Kelly- | Ann Hale”, “Tae- | won | **Kang**”, “Seung | -won | **Lee**”: whether a hyphen parts two names, and at
    most the second syllable of a name that goes with such a surname."""
    hyphen = before.last - (forms[before.last - 1] == "-")
    between = forms[hyphen : entity.first]
    if between[:1] != ["-"] or len(between) == 1:
        return between == ["-"] and hyphen < before.last
    given = f"{forms[hyphen - 1]} {' '.join(between[1:])}"
    is_given = language.pattern("given_name_in_syllables").fullmatch(given) is not None
    return is_given and forms[entity.first].lower() in language.words("surnames_first")
