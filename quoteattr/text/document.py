"""A parsed document: sentences, tokens with offsets, tags and heads, names."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from operator import attrgetter
from typing import Any, Protocol

from attrs import Factory, field, frozen

from quoteattr.language import CueEntry, Language
from quoteattr.records import Span
from quoteattr.runtime.asked import Notes, new_notes
from quoteattr.runtime.values import value

_number, _lemma = attrgetter("i"), attrgetter("lemma")
_OPENS_RELATIVE = frozenset({"relative", "relative_possessive"})
CUE_TAGS = {"VERB": "VERB", "AUX": "VERB", "NOUN": "NOUN", "ADJ": "ADJ"}


def without_subtype(deprel: str) -> str:
    """A relation without its subtype: `nsubj` for `nsubj:pass`."""
    return deprel.partition(":")[0]


@value
class Token:
    """A syntactic word.

    `head` is the index in the document of its governor, -1 for a root; `traits` is what its fine-grained tag means (see
    `language.Language.tags`); `lower` is its text in small letters, `relation` the one to its head without its subtype:
    `nsubj` for `nsubj:pass`.
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str
    sentence: int
    traits: frozenset[str] = frozenset()
    lower: str = field(default=Factory(lambda self: self.text.lower(), takes_self=True), eq=False, repr=False)
    relation: str = field(
        default=Factory(lambda self: without_subtype(self.deprel), takes_self=True), eq=False, repr=False
    )

    def has(self, trait: str) -> bool:
        """Whether its fine-grained tag means this: ``plural``, ``relative_possessive`` …"""
        return trait in self.traits

    @property
    def is_finite(self) -> bool:
        """“says”, “said”: a verb with a tense; no modal."""
        return "finite" in self.traits

    @property
    def is_modal(self) -> bool:
        """“would”"""
        return "modal" in self.traits

    @property
    def is_infinitive(self) -> bool:
        """“(to) say”"""
        return "infinitive" in self.traits

    @property
    def is_gerund(self) -> bool:
        """“saying”"""
        return "gerund" in self.traits

    @property
    def is_participle(self) -> bool:
        """“(was) said”"""
        return "participle" in self.traits

    @property
    def is_genitive(self) -> bool:
        """The ending of “Ruiz's”."""
        return "genitive" in self.traits

    @property
    def is_relative(self) -> bool:
        """“who”, “which”, “what”; not “whose”, “where”."""
        return "relative" in self.traits

    @property
    def opens_relative(self) -> bool:
        """“who”, “which”, “what”, “whose”"""
        return not _OPENS_RELATIVE.isdisjoint(self.traits)


@value
class Entity:
    """A name: token indices (end exclusive) and PERSON, ORG, LOC or MISC."""

    first: int
    last: int
    kind: str


@value
class Sentence:
    """Token indices, end exclusive, and the number of the paragraph."""

    first: int
    last: int
    paragraph: int


class Mentions(Protocol):
    """What a network reads of the mentions of a text, each told by the token that stands for it (the last of a name,
    the noun of a description)."""

    def scores(self, later: int, earlier: Sequence[int]) -> Any:
        """How much likelier a mention means the same as each of some earlier ones than somebody new: log odds."""
        ...


class Inner(Protocol):
    """What a network reads of what is told within what somebody says."""

    @property
    def weights(self) -> Mapping[str, float]:
        """By which what it says is chosen from."""
        ...

    def told(self, tokens: Sequence[int]) -> Sequence[float]:
        """Of words the log odds that each is a cue."""
        ...

    def read(
        self, document: "Document", asked: Sequence[tuple[int, Sequence[int]]], depths: Sequence[int]
    ) -> Sequence[tuple[Sequence[int], Any]]:
        """Of cues, each with the tokens of its content: the tokens around it, and of each of these the chances that it
        is neither, of who says it, or of what is said; `depths` are the quotations around each token of the text."""
        ...


@frozen(eq=False)
class Document:
    """A text and its parse; `mentions` and `inner` where a network has read them, `states` what it made of the tokens,
    where that is kept."""

    text: str
    paragraphs: tuple[tuple[int, int], ...]
    sentences: tuple[Sentence, ...] = field(default=(), repr=False)
    tokens: tuple[Token, ...] = field(default=(), repr=False)
    entities: tuple[Entity, ...] = field(default=(), repr=False)
    language: Language = field(repr=False, kw_only=True)
    mentions: Mentions | None = field(default=None, repr=False, kw_only=True)
    inner: Inner | None = field(default=None, repr=False, kw_only=True)
    states: Any = field(default=None, repr=False, kw_only=True)
    notes: Notes = field(factory=new_notes, init=False, repr=False)  # what was asked once

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each token the indices of its dependents, in order."""
        below: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head >= 0:
                below[token.head].append(token.i)
        return tuple(map(tuple, below))

    @cached_property
    def starts(self) -> list[int]:
        """Where each token begins."""
        return [token.start for token in self.tokens]

    @cached_property
    def written(self) -> dict[str, list[Token]]:
        """The tokens of each word, in small letters, in order."""
        return _by(self.tokens, (token.lower for token in self.tokens))

    @cached_property
    def by_lemma(self) -> dict[str, list[Token]]:
        """The tokens of each lemma, in small letters, in order."""
        return _by(self.tokens, map(str.lower, map(_lemma, self.tokens)))

    @cached_property
    def cue_entries(self) -> dict[int, CueEntry]:
        """What the lexicon of cues has of tokens, by their numbers in order, whatever stands around them."""
        entries, tagged = self.language.cue_entries(), (token for token in self.tokens if token.upos in CUE_TAGS)
        found = ((token.i, entries.get((token.lemma.lower(), CUE_TAGS[token.upos]))) for token in tagged)
        return {i: entry for i, entry in found if entry is not None}

    def tokens_of_lemmas(self, lemmas: Set[str]) -> list[Token]:
        """The tokens whose lemmas, in small letters, are some of these, in order."""
        fewer, more = (lemmas, self.by_lemma) if len(lemmas) < len(self.by_lemma) else (self.by_lemma, lemmas)
        found = [token for lemma in fewer if lemma in more for token in self.by_lemma[lemma]]
        return sorted(found, key=_number)

    def tokens_of(self, words: Iterable[str]) -> list[Token]:
        """The tokens that are one of some words, in small letters, in order."""
        return sorted((token for word in words for token in self.written.get(word, ())), key=_number)

    def tokens_from(self, i: int) -> Iterator[Token]:
        """The tokens from one on, in order; none of them is copied."""
        return map(self.tokens.__getitem__, range(i, len(self.tokens)))

    @cached_property
    def _openers(self) -> list[int]:
        return [token.i for token in self.tokens if not _OPENS_RELATIVE.isdisjoint(token.traits)]

    def has_relative(self, first: int, last: int) -> bool:
        """Whether one of some tokens (end exclusive) is “who”, “which”, “what” or “whose”."""
        openers = self._openers
        at = bisect_left(openers, first)
        return at < len(openers) and openers[at] < last

    @cached_property
    def entity_at(self) -> dict[int, Entity]:
        """The entity of each token that is in one."""
        return {i: entity for entity in self.entities for i in range(entity.first, entity.last)}

    def in_person(self, i: int) -> bool:
        """Whether a token stands in the name of a person."""
        entity = self.entity_at.get(i)
        return entity is not None and entity.kind == "PERSON"

    def span(self, start: int, end: int) -> Span:
        """The span of two character offsets."""
        return Span(start, end, self.text[start:end])


def _by(tokens: Iterable[Token], keys: Iterable[str]) -> dict[str, list[Token]]:
    """Tokens by a key of each, in order."""
    found: defaultdict[str, list[Token]] = defaultdict(list)
    for token, key in zip(tokens, keys, strict=True):
        found[key].append(token)
    return dict(found)
