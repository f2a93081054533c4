"""A document laid out for the rules: which token stands in which quotation, and which is a cue."""

import bisect
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from attrs import evolve, field, frozen

from quoteattr.language import CueEntry, Language
from quoteattr.records import Mode, Quotation, QuotationUse
from quoteattr.text.document import CUE_TAGS, Document, Sentence, Token
from quoteattr.text.scripts import Script, find_script

_GOES_ON = (",", "?", "!")  # what a quotation ends with whose sentence goes on
_HUNG = ("ccomp", "parataxis")
_BEHIND = 6  # tokens behind a quotation: “the old man croaked”


def _saying(token: Token) -> CueEntry:
    """What is so of a verb that says a quotation, and that no lexicon has."""
    return CueEntry(token.lemma.lower(), "VERB", Mode.SPEECH, {})


@frozen
class Reading:
    """A document with its quotations, seen from its tokens.

    `within` are the tokens among which cues are looked for; all where it is None.
    """

    document: Document
    quotations: tuple[Quotation, ...]
    within: frozenset[int] | None = None
    language: Language = field(init=False, repr=False)
    outer: tuple[Quotation, ...] = field(init=False)

    @language.default
    def _of_document(self) -> Language:
        return self.document.language

    @outer.default
    def _outermost(self) -> tuple[Quotation, ...]:
        return tuple(q for q in self.quotations if q.depth == 0 and q.use is not QuotationUse.TITLE)

    @cached_property
    def quotation_of(self) -> tuple[int, ...]:
        """For each token the number of the outermost quotation it stands in, -1 for none."""
        if not self.outer:
            return (-1,) * len(self.document.tokens)
        starts = self.document.starts
        numbers = [-1] * len(starts)
        ends = [*self._quotation_starts[1:], len(self.document.text)]  # where the next one begins
        for number, (quotation, end) in enumerate(zip(self.outer, ends, strict=True)):
            first = bisect.bisect_left(starts, quotation.span.start)
            last = bisect.bisect_left(starts, min(end, quotation.span.end), first)
            numbers[first:last] = [number] * (last - first)
        return tuple(numbers)

    def in_quotation(self, i: int) -> bool:
        """Whether a token stands in a quotation."""
        return self.quotation_of[i] >= 0

    def any_in_quotation(self, tokens: Iterable[int]) -> bool:
        """Whether one of some tokens stands in a quotation."""
        return max(map(self.quotation_of.__getitem__, tokens), default=-1) >= 0

    @cached_property
    def _quotation_starts(self) -> list[int]:
        return [q.span.start for q in self.outer]

    def is_quoted(self, offset: int) -> bool:
        """Whether a character stands in a quotation."""
        at = bisect.bisect_right(self._quotation_starts, offset) - 1
        return at >= 0 and offset < self.outer[at].span.end

    def quotations_in(self, start: int, end: int) -> tuple[Quotation, ...]:
        """The outermost quotations that share a character with a stretch, in order: many ask for those of one."""
        known = self._quoted.get((start, end))
        if known is None:
            starts = self._quotation_starts
            at = max(0, bisect.bisect_right(starts, start) - 1)
            found = self.outer[at : bisect.bisect_left(starts, end, at)]
            known = self._quoted[start, end] = tuple(q for q in found if q.span.end > start)
        return known

    @cached_property
    def _quoted(self) -> dict[tuple[int, int], tuple[Quotation, ...]]:
        return {}

    def first_quotation_in(self, start: int, end: int) -> Quotation | None:
        """The first of the outermost quotations that share a character with a stretch."""
        return next(iter(self.quotations_in(start, end)), None)

    def quoted_characters(self, start: int, end: int) -> int:
        """How many characters of a stretch stand in quotations, the marks taken in."""
        return sum(min(end, q.span.end) - max(start, q.span.start) for q in self.quotations_in(start, end))

    def token_at(self, offset: int) -> int:
        """The first token that ends behind a character offset; the number of tokens if none does."""
        at = bisect.bisect_right(self.document.starts, offset)
        if at and self.document.tokens[at - 1].end > offset:
            return at - 1
        return at

    def quotation_before(self, i: int) -> int:
        """The token with which the quotation right before a token begins that stands in none itself; -1 without one."""
        quotation = self.quotation_of[i - 1] if i and self.quotation_of[i] < 0 else -1
        return self.token_at(self.outer[quotation].span.start) if quotation >= 0 else -1

    def tokens_in(self, start: int, end: int) -> range:
        """The tokens of a stretch of characters: many ask for those of the same ones."""
        known = self._stretches.get((start, end))
        if known is None:
            first = self.token_at(start)
            known = self._stretches[start, end] = range(first, bisect.bisect_left(self.document.starts, end, first))
        return known

    @cached_property
    def _stretches(self) -> dict[tuple[int, int], range]:
        return {}

    def sentence_of(self, i: int) -> Sentence:
        """The sentence of a token."""
        return self.document.sentences[self.document.tokens[i].sentence]

    def paragraph_of(self, i: int) -> int:
        """The number of a token's paragraph."""
        return self.document.sentences[self.document.tokens[i].sentence].paragraph

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence that a character stands in, or right before."""
        return self.document.tokens[min(self.token_at(offset), len(self.document.tokens) - 1)].sentence

    def paragraph_at(self, offset: int) -> int:
        """The number of the paragraph that a character stands in, or right before."""
        return self.document.sentences[self.sentence_at(offset)].paragraph

    @cached_property
    def depths(self) -> list[int]:
        """How many quotations stand around each token."""
        found = [0] * len(self.document.tokens)
        for quotation in self.quotations:
            for i in self.tokens_in(quotation.span.start, quotation.span.end):
                found[i] += 1
        return found

    @property
    def asked(self) -> Sequence[Token]:
        """The tokens among which cues are looked for, in order."""
        tokens = self.document.tokens
        return tokens if self.within is None else [tokens[i] for i in sorted(self.within)]

    def asks(self, i: int) -> bool:
        """Whether a token is one of those among which cues are looked for."""
        return self.within is None or i in self.within

    @cached_property
    def cues(self) -> dict[int, CueEntry]:
        """Every token outside quotations that the lexicon knows as a cue."""
        entries = self.language.cue_entries()
        known = {i: entry for i, entry in self.document.cue_entries.items() if self._may_be_cue(i)}
        known |= {i: entries[key] for i, key in self._with_particles() if key in entries}
        known = {i: known[i] for i in sorted(known)}
        return known | {t.i: _saying(t) for t in self._behind_quotations() if t.i not in known}

    def _may_be_cue(self, i: int) -> bool:
        """Whether a token is asked, stands outside quotations, and is tagged as cues are."""
        return self.quotation_of[i] < 0 and self.asks(i) and self.document.tokens[i].upos in CUE_TAGS

    def _behind_quotations(self) -> Iterator[Token]:
        """“It is over,” she **deadpanned**: verbs with a subject of their own right behind a quotation that goes on,
        which the parse hangs on them, or behind which nothing else stands, whatever they mean elsewhere."""
        tokens, children = self.document.tokens, self.document.children
        for quotation in self.outer:
            first = self.token_at(quotation.span.end)
            if not quotation.pieces[-1].text.rstrip("”’\"' ").endswith(_GOES_ON):
                continue
            for token in tokens[first : min(first + _BEHIND, len(tokens) - 1)]:
                below = [tokens[c] for c in children[token.i]] if token.upos == "VERB" and token.is_finite else []
                holds = any(t.relation in _HUNG and t.i < first and quotation.span.start <= t.start for t in below)
                holds |= tokens[first].text.islower() and token.relation == "root" and tokens[token.i + 1].text == "."
                if holds and self._may_be_cue(token.i) and any(t.relation == "nsubj" and t.i >= first for t in below):
                    yield token

    def _with_particles(self) -> Iterator[tuple[int, tuple[str, str]]]:
        """“Ruiz **shot back** that …”: the words right before a particle, and what both together are."""
        tokens = self.document.tokens
        for token in self.document.tokens_of_lemmas(self.language.closed_class("verbs_with_particles").keys()):
            if self._may_be_cue(token.i) and token.i + 1 < len(tokens):
                yield token.i, (f"{token.lemma.lower()} {tokens[token.i + 1].lower}", CUE_TAGS[token.upos])

    def opened(self, within: frozenset[int]) -> "Reading":
        """What the outermost quotations hold, read as if it stood alone: the quotations in them are outermost then."""
        inner = tuple(evolve(q, depth=q.depth - 1) for q in self.quotations if q.depth)
        return Reading(self.document, inner, within)

    @cached_property
    def script(self) -> Script | None:
        """The script of speech that the document is or holds, if it has one."""
        return find_script(self)

    def introduces_quotations(self, i: int) -> bool:
        """Whether a token is a verb that goes with a quotation: said, wrote, thought."""
        entry = self.cues.get(i)
        return entry is not None and entry.upos == "VERB" and entry.mode in (Mode.SPEECH, Mode.WRITING, Mode.THOUGHT)
