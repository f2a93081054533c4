"""Rules about anonymous sources: how they are described, why they are not named, what they may say."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quoteattr.language.wordings import any_of
from quoteattr.newsroom.sources import head_words, is_bare, is_described, noun_class, phrases_of
from quoteattr.newsroom.story import Story
from quoteattr.newsroom.values import Flag
from quoteattr.records import Attribution, Level, QuotationUse, Speaker, Style

if TYPE_CHECKING:
    import regex


def bare_source(story: Story) -> Iterator[Flag]:
    """**Sources** said the talks had failed."""
    for speaker, said in _speakers(story):
        bare = _class(story, speaker, said) == "source" and _says_nothing(story, speaker, said)
        if bare and not _refers_back(story, speaker, said[0]):
            yield story.flag(f"“{speaker.label}” is no description of a source", *said)


def _refers_back(story: Story, speaker: Speaker, first: Attribution) -> bool:
    """“… according to two people briefed on it. **The sources** said”: whoever was described before, by other words."""
    words = first.source.text.lower().split() if first.source else []
    if not set(words[:1]) & set(story.language.closed_class("definite_determiners")):
        return False
    unnamed = (Level.DESCRIBED, Level.VAGUE)
    others = (a.speaker for a in story.said if a.content[0].start < first.content[0].start)
    return any(other is not None and other.id != speaker.id and other.level in unnamed for other in others)


def no_reason(story: Story) -> Iterator[Flag]:
    """**An aide who asked not to be named** said the talks had failed."""
    if _is_reason_for_all(story):
        return
    for speaker, said in _speakers(story):
        if not any(a.anonymity.reason for a in said):
            granted = next((a.anonymity.granted for a in said if a.anonymity.granted), None)
            terms = f"is granted anonymity (“{granted}”)" if granted else "is not named"
            yield story.flag(f"“{speaker.label}” {terms}, and the text gives no reason", *said)


def _is_reason_for_all(story: Story) -> bool:
    """Whether a reason is given for many at once: “who, like others, asked for anonymity to speak freely”."""
    many = story.language.pattern("granted_to_many")
    reasons = [a.anonymity.granted for a in story.article.attributions if a.anonymity.granted and a.anonymity.reason]
    return any(many.search(story.sentence(granted).text) for granted in reasons)


def no_knowledge(story: Story) -> Iterator[Flag]:
    """**Officials** said the talks had failed. (“aides” are close by themselves)"""
    mentions = [mention for speaker in story.article.speakers for mention in speaker.mentions]
    for speaker, said in _speakers(story):
        says_nothing = _class(story, speaker, said) in ("source", "inside", "counted") and _says_nothing(
            story, speaker, said
        )
        if says_nothing and not is_described(speaker.label, mentions, story.language):
            yield story.flag(f"nothing tells how “{speaker.label}” can know", *said)


def quoted(story: Story, *, words: int = 2) -> Iterator[Flag]:
    """“**They are finished**,” an aide said."""
    for a in story.anonymous:
        if a.style is Style.DIRECT or (a.style is Style.MIXED and _quoted_words(story, a) >= words):
            yield story.flag(f"direct quotation of an anonymous source, “{_label(a)}”", a, spans=a.content)


def _quoted_words(story: Story, a: Attribution) -> int:
    """How many words of a content stand in quotation marks at most, in one pair of them."""
    pieces = (p for q in story.article.quotations if q.use is QuotationUse.SPEECH for p in q.pieces)
    inside = (p for p in pieces if any(c.start <= p.start and p.end <= c.end for c in a.content))
    return max((story.words(p.start, p.end) for p in inside), default=0)


def opinion(story: Story) -> Iterator[Flag]:
    """“**He is a fool**,” an aide said."""
    for a in story.anonymous:
        for kind, gives in (("attack", "attacks"), ("opinion", "gives an opinion")):
            if words := _own_words(story, a, any_of(story.language, "opinions", kind, r"\b(?:{})\b")):
                yield story.flag(f"an anonymous source, “{_label(a)}”, {gives}: “{words}”", a, spans=a.content)
                break


def _own_words(story: Story, a: Attribution, pattern: "regex.Pattern[str]") -> str | None:
    """The first words of a content that a pattern finds, but for what it says that others say."""
    text, others = story.article.text, story.language.pattern("others_say")
    for piece in a.content:
        reported = others.search(text, piece.start, piece.end)
        if found := pattern.search(text, piece.start, reported.start() if reported else piece.end):
            return str(found.group())
    return None


def same_office(story: Story) -> Iterator[Flag]:
    """A **Justice Department official** said the case was weak. **The Justice Department** declined to comment."""
    refuses = story.language.pattern("refuses")
    for no in (a for a in story.declined if a.cue and refuses.search(a.cue.text)):
        office = _office(story, no)
        for speaker, said in _speakers(story):
            theirs = _names(story, speaker.affiliation.text if speaker.affiliation else "")
            if office and theirs and (office <= theirs or theirs <= office):
                who = no.source.text if no.source else _label(no)
                yield story.flag(
                    f"“{who}” declines to comment beside “{speaker.label}” of the same office", *said[:1], no
                )


def _office(story: Story, no: Attribution) -> frozenset[str]:
    """The names in the words for whoever declines: their own, where it is no person, and their office's."""
    if no.speaker is None:
        return frozenset()
    affiliation = no.speaker.affiliation.text if no.speaker.affiliation else ""
    own = "" if no.speaker.kind.value == "person" and no.speaker.level is Level.NAMED else no.speaker.label
    return _names(story, f"{own} {affiliation}")


def _names(story: Story, text: str) -> frozenset[str]:
    """The capitalised words of a text, in lower case, without small words."""
    words = (word.strip(".,’'“”\"") for word in text.replace("’s", "").replace("'s", "").split())
    small = story.language.closed_class("linking")
    return frozenset(word.lower() for word in words if word[:1].isupper() and word.lower() not in small)


def _speakers(story: Story) -> list[tuple[Speaker, list[Attribution]]]:
    """The anonymous sources, each with what it says."""
    return story.by_speaker(story.anonymous)


def _class(story: Story, speaker: Speaker, said: list[Attribution]) -> str | None:
    kinds = [noun_class(phrase.text, story.language) for phrase in phrases_of(speaker, said)]
    return next((kind for kind in kinds if kind), None)


def _says_nothing(story: Story, speaker: Speaker, said: list[Attribution]) -> bool:
    """Whether no words for somebody say who they are or how they know."""
    if any(a.anonymity.knowledge_basis or a.standing or a.anonymity.granted for a in said):
        return False
    if speaker.affiliation or speaker.nationality:
        return False
    return all(is_bare(p.text, story.language) for p in phrases_of(speaker, said) if head_words(p.text, story.language))


def _label(a: Attribution) -> str:
    return a.speaker.label if a.speaker is not None else ""
