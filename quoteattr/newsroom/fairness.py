"""The rule of the answer: whoever is accused is heard."""

from collections.abc import Iterator
from itertools import islice

import regex

from quoteattr.language.wordings import any_of
from quoteattr.newsroom.story import Story
from quoteattr.newsroom.values import Flag
from quoteattr.records import Attribution, Name, NameKind

_NEAR = 120  # characters beside a name that are looked at
_BESIDE = 40  # characters between a cue that accuses and the name of whoever it accuses
_WORD = regex.compile(r"\p{Lu}[\p{L}’'-]+")
_SENTENCE = regex.compile(r"(?<=[.?!][”\"]?)\s+|\n+")


def unanswered(story: Story) -> Iterator[Flag]:
    """“**Ruiz took bribes**,” Lind said. and nothing of Ruiz's."""
    told: set[str] = set()
    for a in story.said:
        for name, words in _accused(story, a):
            names = _names_of(story, name)
            if names and not names & told and not _is_heard(story, a, names):
                told |= names
                yield story.flag(
                    f"{name.text} is accused (“{words}”), and no answer is in the text", a, spans=a.content
                )


def _accused(story: Story, a: Attribution) -> Iterator[tuple[Name, str]]:
    """The people whom an attribution says something bad of, with the words."""
    text, language = story.article.text, story.language
    people = [name for name in story.article.names if name.kind is NameKind.PERSON]
    cue = any_of(language, "allegations", "accusing cue", r"\b(?:{})\Z")
    if a.cue is not None and (accusing := cue.search(a.cue.text)):
        behind_cue = (name for name in people if 0 <= name.start - a.cue.end <= _BESIDE)
        yield from ((name, accusing.group()) for name in islice(behind_cue, 1))
    behind = any_of(language, "allegations", "behind the name", r" ?(?:{})\b")
    before = any_of(language, "allegations", "before the name", r"\b(?:{})\Z")
    for piece in a.content:
        for name in (name for name in people if piece.start <= name.start and name.end <= piece.end):
            found = behind.match(text, name.end, min(piece.end, name.end + _NEAR))
            found = found or before.search(text, max(piece.start, name.start - _NEAR), name.start)
            if found:
                yield name, found.group().strip()


def _names_of(story: Story, name: Name) -> frozenset[str]:
    """The words of the fullest name of somebody in the article; none of somebody who has no full name there."""
    words = set(_WORD.findall(name.text))
    full = (set(_WORD.findall(other.text)) for other in story.article.names if other.kind is NameKind.PERSON)
    fuller = [other for other in full if len(other) > 1 and words <= other]
    return frozenset().union(*fuller)


def _is_heard(story: Story, accusing: Attribution, names: frozenset[str]) -> bool:
    """Whether somebody of that name, or for them, says something or declines to, or the text tells their answer."""
    if accusing.speaker is not None and names & set(_WORD.findall(accusing.speaker.label)):
        return True
    for a in story.article.attributions:
        told = (a.source.text if a.source else "", a.speaker.label if a.speaker else "")
        if a is not accusing and names & set(_WORD.findall(" ".join(told).replace("’s", "").replace("'s", ""))):
            return True
    answer = any_of(story.language, "allegations", "answer", r"\b(?:{})\b")
    sentences = _SENTENCE.split(story.article.text)
    return any(answer.search(s) and names & set(_WORD.findall(s.replace("’s", ""))) for s in sentences)
