"""Whom a grant of anonymity covers, once the speakers are known: those it speaks of, in what they say around it."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache, cached_property

import regex
from attrs import frozen

from quoteattr.anonymity.grants import Grant
from quoteattr.attributions.draft import Draft
from quoteattr.language import Language
from quoteattr.language.lexicon import NEVER
from quoteattr.records import Kind, Level, Speaker
from quoteattr.speakers.find import Voice
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Stretches, in_any, inside

_FAR = 4  # sentences before a grant that it may reach back to


@frozen(eq=False)
class Said:
    """A draft and whose it is."""

    draft: Draft
    voice: Voice

    @property
    def speaker(self) -> Speaker | None:
        """Who speaks, if that is known."""
        return self.voice.speaker

    @property
    def is_unnamed(self) -> bool:
        """Whether somebody speaks whom the text does not name."""
        return self.speaker is not None and self.speaker.level is not Level.NAMED

    @property
    def keeps_grants(self) -> bool:
        """Whether a grant goes for all that the speaker says: for one person without a name it does."""
        return self.is_unnamed and self.speaker is not None and self.speaker.kind is Kind.PERSON

    def source_covers(self, offset: int) -> bool:
        """Whether the source phrase holds a character."""
        return self.draft.source is not None and inside(offset, self.draft.source)

    def content_covers(self, offset: int) -> bool:
        """Whether what is said holds a character."""
        return in_any(offset, self.draft.content)


def give(reading: Reading, grants: list[Grant], drafts: list[Draft], voices: list[Voice]) -> list[Grant | None]:
    """The grant that covers each draft, or None.

    An unnamed person keeps a grant throughout; others have it where it is given: around its sentence.
    """
    said = [Said(draft, voice) for draft, voice in zip(drafts, voices, strict=True)]
    covering = _Covering(reading, said)
    given: dict[Said, Grant] = {}  # of several grants the first
    for grant in grants:
        for covered in covering.covered(grant):
            given.setdefault(covered, grant)
    kept: dict[str, Grant] = {}  # by the identifier of the speaker: of several grants that of what is said first
    for one in said:
        if one.keeps_grants and one.speaker is not None and one in given:
            kept.setdefault(one.speaker.id, given[one])
    return [given.get(one) or (kept.get(one.speaker.id) if one.speaker is not None else None) for one in said]


@frozen(eq=False)
class _Covering:
    """What is said in a document, to ask what of it a grant covers."""

    reading: Reading
    said: Sequence[Said]

    def covered(self, grant: Grant) -> list[Said]:
        """What is said by those whom a grant speaks of, around it."""
        near = self._near(grant)
        if grant.holder is None:
            return self._by_the_nearest(grant, near)
        sources = self._of_holder(grant.holder, near)
        if sources and self._is_pronoun(grant.holder) and not any(one.is_unnamed for one in sources):
            return _by_the_same(self._just_before(grant, near), near)  # a name that was given is not withheld
        if sources:
            return _by_the_same(sources, near)
        if self._is_plural(grant.holder):
            return _by_unnamed(near, self._most(grant.holder, len(near)))
        if self._is_name(grant.holder) or any(one.content_covers(grant.words.start) for one in near):
            return []
        return self._by_the_nearest(grant, near)

    def _near(self, grant: Grant) -> list[Said]:
        """What is said in the sentence of a grant and a few before it, in the same paragraph or the one before."""
        document = self.reading.document
        here = document.sentences[grant.sentence]
        first = document.sentences[max(0, grant.sentence - _FAR)].first
        start, end = document.tokens[first].start, document.tokens[here.last - 1].end
        return [one for one in self._between(start, end) if self._is_near(one, grant.sentence)]

    def _is_near(self, one: Said, sentence: int) -> bool:
        sentences = self.reading.document.sentences
        at = self.reading.sentence_at(one.draft.place)
        return 0 <= sentence - at <= _FAR and sentences[sentence].paragraph - sentences[at].paragraph <= 1

    def _between(self, start: int, end: int) -> list[Said]:
        """What is said from one offset to another, in its own order."""
        places, numbers = self._places
        return [self.said[n] for n in sorted(numbers[bisect_left(places, start) : bisect_right(places, end)])]

    @cached_property
    def _places(self) -> tuple[list[int], list[int]]:
        """Where all that is said stands, in order, and its number."""
        numbers = sorted(range(len(self.said)), key=lambda n: self.said[n].draft.place)
        return [self.said[n].draft.place for n in numbers], numbers

    @cached_property
    def _mentions(self) -> dict[str, Stretches]:
        """Where each speaker is mentioned, by identifier."""
        speakers = {one.speaker.id: one.speaker for one in self.said if one.speaker is not None}
        return {id: Stretches((m.start, m.end) for m in speaker.mentions) for id, speaker in speakers.items()}

    def _of_holder(self, holder: int, near: list[Said]) -> list[Said]:
        """What has the holder of a grant as its source, else for its speaker."""
        start = self.reading.document.tokens[holder].start
        return [one for one in near if one.source_covers(start)] or [
            one for one in near if one.speaker is not None and self._mentions[one.speaker.id].hold((start, start + 1))
        ]

    def _by_the_nearest(self, grant: Grant, near: list[Said]) -> list[Said]:
        """No subject tells: the source before the grant in its sentence, else the one behind, else who spoke before."""
        apart = [one for one in near if not one.content_covers(grant.words.start)]
        return _by_the_same(self._in_sentence(grant, apart) or self._just_before(grant, apart), near)

    def _in_sentence(self, grant: Grant, near: list[Said]) -> list[Said]:
        """What has its source in the sentence of a grant: the last one before it, else the first behind it."""
        sourced = [(one.draft.source[0], one) for one in near if one.draft.source is not None]
        here = [(at, one) for at, one in sourced if self.reading.sentence_at(at) == grant.sentence]
        before = [one for at, one in here if at < grant.words.start]
        return before[-1:] or [one for _, one in here[:1]]

    def _just_before(self, grant: Grant, near: list[Said]) -> list[Said]:
        """“**The aide** …, on condition of anonymity”: the last in the paragraph whom nobody names, where the sentence
        begins as one that points back."""
        document = self.reading.document
        sentence = document.sentences[grant.sentence]
        if not pointing_back(document.language).match(document.text, document.tokens[sentence.first].start):
            return []
        here = [one for one in near if self.reading.paragraph_at(one.draft.content[0][0]) == sentence.paragraph]
        return [one for one in here if one.speaker is None or one.is_unnamed][-1:]

    def _is_plural(self, i: int) -> bool:
        """“**All of them**”, “**both**”, “**the officials**”."""
        token, language = self.reading.document.tokens[i], self.reading.document.language
        if token.lower in language.closed_class("several") or token.upos == "NUM":
            return True
        lemma = token.lemma.lower()
        people = language.words("vague_nouns"), language.closed_class("officials")
        return token.has("plural") and any(lemma in nouns for nouns in people)

    def _most(self, i: int, number: int) -> int:
        """How many speakers a plural means: two of “both”, else as many as there are."""
        document = self.reading.document
        return 2 if document.tokens[i].lower in document.language.closed_class("words_for_two") else number

    def _is_pronoun(self, i: int) -> bool:
        """“An aide said no. **She** asked not to be named”"""
        return self.reading.document.tokens[i].lower in self.reading.language.closed_class("third_person")

    def _is_name(self, i: int) -> bool:
        return self.reading.document.tokens[i].upos == "PROPN"


@cache
def pointing_back(language: Language) -> "regex.Pattern[str]":
    """How a sentence begins that points back to whoever spoke before it."""
    words = "|".join(language.closed_class("points_back"))
    return regex.compile(rf"(?:{words})\b", regex.IGNORECASE) if words else NEVER


def _by_the_same(chosen: list[Said], near: list[Said]) -> list[Said]:
    """What was chosen, and what else its speakers say near by."""
    speakers = {one.speaker.id for one in chosen if one.speaker is not None}
    return [one for one in near if one in chosen or (one.speaker is not None and one.speaker.id in speakers)]


def _by_unnamed(near: list[Said], most: int) -> list[Said]:
    """What those say who are not named; the last ones where the text says how many."""
    speakers = dict.fromkeys(one.speaker.id for one in reversed(near) if one.speaker is not None and one.is_unnamed)
    last = list(speakers)[:most]
    return [one for one in near if one.speaker is not None and one.speaker.id in last]
