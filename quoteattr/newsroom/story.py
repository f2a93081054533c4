"""What a rule may ask of an article: the attributions that count, the anonymous sources among them, paragraphs."""

from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property

import regex
from attrs import define, field

from quoteattr.language import Language
from quoteattr.language import language as language_of
from quoteattr.newsroom.sources import is_anonymous, is_told
from quoteattr.newsroom.values import Flag
from quoteattr.records import Article, Attribution, Level, Mode, Span, Speaker

_LINE = regex.compile(r"[^\r\n\u2028\u2029]++")
_WORD = regex.compile(r"\w+(?:[’'.-]\w+)*")
_WRAPPED = 60  # characters: a shorter line ends where its writer ended it
_DECK = 11  # words: a deck has fewer, the first paragraph hardly ever
_DECKS = 2  # lines of it, at most
_GROUP = 25  # characters of a verb group before its last word: “has long been ”
_STOP = regex.compile(r"[.?!][”\"’']*\s+(?=[\p{Lu}“\"‘])|[\r\n]+")
_SAID = (Mode.SPEECH, Mode.WRITING)


@define(slots=False)
class Story:
    """An article as a rule reads it.

    `said` are the attributions that count: of speech and writing, with an outermost content, that say something
    (“declined to comment” says nothing and stands in `declined`); `anonymous` those of them by anonymous sources, as
    newsrooms use the word: `quoteattr.newsroom.sources` says which.
    """

    article: Article
    language: Language = field(factory=lambda: language_of("en"))

    @cached_property
    def said(self) -> tuple[Attribution, ...]:
        """Attributions of speech and writing, without those inside another's content."""
        return tuple(a for a in self.article.outer if a.mode in _SAID and not a.negated)

    @cached_property
    def declined(self) -> tuple[Attribution, ...]:
        """Those of somebody who says nothing."""
        return tuple(a for a in self.article.outer if a.mode is Mode.DECLINED)

    @cached_property
    def anonymous(self) -> tuple[Attribution, ...]:
        """What anonymous sources say."""
        people, text = self._hidden_people, self.article.text
        said = (a for a in self.said if a.speaker is not None and a.speaker.id in people)
        return tuple(a for a in said if a.anonymity.granted or is_told(a, text, self.language))

    @cached_property
    def _hidden_people(self) -> frozenset[str]:
        """The ids of those who are anonymous sources; a headline tells of nobody."""
        told = [a for a in self.said if a.anonymity.granted or self.in_prose(a.content[0])]
        text, language = self.article.text, self.language
        return frozenset(s.id for s, said in self.by_speaker(told) if is_anonymous(s, said, text, language))

    @cached_property
    def hidden(self) -> tuple[Attribution, ...]:
        """What is attributed and nobody is expressed: “reportedly”."""
        hidden = (a for a in self.said if a.anonymity.level is Level.HIDDEN)
        return tuple(a for a in hidden if a.cue and self._is_hearsay(a.cue) and self.in_prose(a.cue))

    def _is_hearsay(self, cue: Span) -> bool:
        """“reportedly”; “**said**” of “are said to”, whose verb may stand before the words of the cue."""
        found = self.language.pattern("hearsay").finditer(self.article.text, max(0, cue.start - _GROUP), cue.end)
        return any(cue.start < match.end() for match in found)

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """Its paragraphs, without outer white space: lines, or what was wrapped into several."""
        end = self.language.pattern("end_of_prose")
        found: list[Span] = []
        for line in (self.span(*m.span()) for m in _LINE.finditer(self.article.text) if not m.group().isspace()):
            last = found[-1] if found else None
            if last and self._is_wrapped(last, line) and not end.search(last.text):
                found[-1] = self.span(last.start, line.end)
            else:
                found.append(line)
        return tuple(found)

    def _is_wrapped(self, before: Span, line: Span) -> bool:
        """Whether a long line goes on in the next, which no blank line parts from it."""
        between = self.article.text[before.end : line.start]
        return len(before.text) >= _WRAPPED and len(between.splitlines()) < 2

    @cached_property
    def prose(self) -> tuple[Span, ...]:
        """The paragraphs that end as a sentence does, from the first of some length on: no headline, deck or byline."""
        end = self.language.pattern("end_of_prose")
        ended = [p for p in self.paragraphs if end.search(p.text)]
        first = next((n for n, p in enumerate(ended[: _DECKS + 1]) if self.words(p.start, p.end) >= _DECK), 0)
        return tuple(ended[first:])

    def in_prose(self, span: Span) -> bool:
        """Whether a span begins in a paragraph of prose."""
        place = bisect_right(self.prose, span.start, key=lambda p: p.start) - 1
        return place >= 0 and span.start < self.prose[place].end

    def by_speaker(self, said: Iterable[Attribution]) -> list[tuple[Speaker, list[Attribution]]]:
        """Everybody who speaks, in order, with what they say; what nobody says is left out."""
        found: dict[str, tuple[Speaker, list[Attribution]]] = {}
        for a in said:
            if a.speaker is not None:
                found.setdefault(a.speaker.id, (a.speaker, []))[1].append(a)
        return list(found.values())

    def span(self, start: int, end: int) -> Span:
        """A stretch of the text, without outer white space."""
        text = self.article.text[start:end]
        return Span(start + len(text) - len(text.lstrip()), start + len(text.rstrip()), text.strip())

    def sentence(self, span: Span) -> Span:
        """The sentence around a span, as far as marks tell."""
        text = self.article.text
        start = max((m.end() for m in _STOP.finditer(text, 0, span.start)), default=0)
        end = _STOP.search(text, span.end)
        return self.span(start, end.start() + 1 if end else len(text))

    def sentences(self, start: int, end: int) -> int:
        """How many sentences there are between two characters, as far as marks tell: “Sen.” and “U.S.” end none."""
        text = self.article.text
        stops = [m.start() for m in _STOP.finditer(text, start, end) if m.end() < end]
        return 1 + sum(not self._is_short(text[start:stop].rpartition(" ")[2]) for stop in stops)

    def _is_short(self, word: str) -> bool:
        """Whether a word before a full stop is shortened."""
        known = word.lower() in self.language.closed_class("abbreviations")
        return known or "." in word or (word[:1].isupper() and len(word) < 4)

    def words(self, start: int, end: int) -> int:
        """How many words stand between two characters."""
        return sum(1 for _ in _WORD.finditer(self.article.text, start, max(start, end)))

    def flag(self, message: str, *about: Attribution, spans: Iterable[Span] | None = None) -> Flag:
        """A flag at some attributions: at their sources where they have some, else at their contents, or at `spans`."""
        at = spans if spans is not None else [a.source or a.content[0] for a in about]
        speakers = dict.fromkeys(a.speaker.id for a in about if a.speaker is not None)
        return Flag(
            message,
            tuple(sorted(set(at), key=lambda span: (span.start, span.end))),
            attributions=tuple(a.id for a in about),
            speakers=tuple(speakers),
        )
