"""Who is an anonymous source, as newsrooms use the word: somebody who tells what they know and whose name is withheld.

Not everybody without a name is one. Critics and voters hold a view, a spokesman speaks for somebody who is named, “the
driver” is a party to what is told, and “the mayor” is known by the office. `anonymous_nouns.tsv` has the nouns.
"""

from collections.abc import Iterable, Sequence

import regex

from quoteattr.language import Language
from quoteattr.records import Attribution, Kind, Level, Mode, Span, Speaker

_WORD = regex.compile(r"[\p{L}\d]+(?:[-.][\p{L}\d]+)*")
_NEAR = 60  # characters
_GENITIVE = regex.compile(r"[’']s?$")


def is_anonymous(speaker: Speaker, said: Sequence[Attribution], text: str, language: Language) -> bool:
    """Whether somebody speaks as an anonymous source: “an official”, “two aides”, “people briefed on the talks”."""
    if speaker.kind not in (Kind.PERSON, Kind.GROUP) or speaker.level not in (Level.DESCRIBED, Level.VAGUE):
        return False
    if any(a.anonymity.granted for a in said):
        return True
    if language.pattern("named_within").search(" ".join(a.source.text for a in said if a.source)):
        return False
    kind = noun_class(speaker.label, language)
    if set(head_words(speaker.label, language)) & set(language.closed_class("not_withheld")):
        return False
    if kind is None or not any(_tells(a, kind, text, language) for a in said):
        return False
    if kind == "source" or any(a.anonymity.knowledge_basis for a in said):
        return True
    phrases = phrases_of(speaker, said)
    if kind == "counted":
        return any(_is_counted(phrase.text, language) for phrase in phrases)
    return kind in ("inside", "close") and not _is_known(phrases, language)


def _tells(a: Attribution, kind: str, text: str, language: Language) -> bool:
    """Whether somebody tells the press something here, called by their noun and not by a pronoun."""
    if a.source is None or a.cue is None or noun_class(a.source.text, language) != kind:
        return False
    return language.pattern("telling").search(a.cue.text) is not None and is_told(a, text, language)


def is_told(a: Attribution, text: str, language: Language) -> bool:
    """Whether something is told to the press, and not written to somebody, told to one's own people, or only wished."""
    if a.mode is not Mode.SPEECH:
        return False
    if a.cue is None:
        return True
    if language.pattern("not_told").search(a.cue.text):
        return False
    if not language.pattern("told_somebody").search(a.cue.text):
        return True
    return language.pattern("told_the_press").match(text[a.cue.end : a.cue.end + _NEAR].lstrip()) is not None


def phrases_of(speaker: Speaker, said: Iterable[Attribution]) -> tuple[Span, ...]:
    """The words for a speaker, in order: mentions and sources, but no pronoun."""
    sources = (a.source for a in said if a.source is not None)
    found = {(span.start, span.end): span for span in (*speaker.mentions, *sources)}
    named = [span for _, span in sorted(found.items()) if len(_WORD.findall(span.text)) > 1 or span.text[-1:] == "s"]
    return tuple(named) or tuple(span for _, span in sorted(found.items()))


def noun_class(phrase: str, language: Language) -> str | None:
    """What the noun of a phrase makes of somebody: the last noun before anything that is hung on it.

    “two White House officials with knowledge of it”: *officials*, ``inside``.
    """
    words = head_words(phrase, language)
    return _class_of(words[-1], language) if words else None


def head_words(phrase: str, language: Language) -> list[str]:
    """The words of a phrase up to its noun, in lower case: “two White House officials”."""
    ends = language.closed_class("ends_of_phrases")
    words = [match.group().lower() for match in _WORD.finditer(phrase.partition(",")[0])]
    stop = next((n for n, word in enumerate(words) if word in ends and n), len(words))
    return words[:stop]


def _class_of(noun: str, language: Language) -> str | None:
    nouns = language.classes("anonymous_nouns")
    return nouns.get(noun) or nouns.get(noun.removesuffix("s"))


def is_bare(phrase: str, language: Language) -> bool:
    """Whether a phrase says nothing but how many they are: “a source”, “two officials”."""
    words = head_words(phrase, language)
    said = [word for word in words[:-1] if word not in language.closed_class("words_that_tell_nothing")]
    return bool(words) and not said and len(_WORD.findall(phrase)) == len(words)


def is_described(label: str, mentions: Iterable[Span], language: Language) -> bool:
    """Whether other mentions in an article say what such people are: “officials”, and elsewhere “port officials” or
    “officials at the port”."""
    noun = head_words(label, language)[-1].removesuffix("s")
    alike = (m.text for m in mentions if noun in m.text.lower())
    return any(head_words(m, language)[-1].removesuffix("s") == noun and not is_bare(m, language) for m in alike)


def _is_counted(phrase: str, language: Language) -> bool:
    """“a senator”, “two members of the board”."""
    words = head_words(phrase, language)
    return len(words) > 1 and words[0] in language.closed_class("counting")


def _is_known(phrases: Sequence[Span], language: Language) -> bool:
    """Whether one person is spoken of as somebody whom the reader can tell: “the executive”, “Mr. Ruiz’s doctor”,
    and nowhere as somebody new: “an executive”."""
    first = next((p.text for p in phrases if noun_class(p.text, language)), "")
    words = first.split()
    if not words or words[-1].lower().rstrip(".,").endswith("s"):
        return False
    if words[0].lower() in language.closed_class("known_by"):
        return True
    return any(_GENITIVE.search(word) for word in words[:-1])
