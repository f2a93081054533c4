"""Rules about the words: how far an attribution is from what it attributes, and names that are cut short."""

from collections.abc import Iterator

import regex

from quoteattr.newsroom.story import Story
from quoteattr.newsroom.values import Flag
from quoteattr.records import Attribution, Kind, Level, Mode, Speaker, Style

_NEAR = 30  # characters before a name
_WORDS = regex.compile(r"\p{L}+")
_NAME = regex.compile(r"\p{Lu}[\p{L}’'-]+")


def far_attribution(story: Story, *, words: int = 30, sentences: int = 2) -> Iterator[Flag]:
    """“**We are ready. … We shall see.**” and only then who says so. Whoever goes on speaking is known."""
    last: Attribution | None = None
    for a in story.said:
        before, last = last, a
        if a.style is not Style.DIRECT or a.speaker is None or not _is_told_behind(story, a):
            continue
        if before is not None and _goes_on(story, before, a):
            continue
        first, end = a.content[0].start, min(a.content[0].end, _told_at(a))
        wait = story.words(first, end)
        if wait > words and story.sentences(first, end) >= sentences:
            message = f"{wait} words between a quotation and who says it, “{a.speaker.label}”"
            yield story.flag(message, a, spans=a.content)


def _goes_on(story: Story, before: Attribution, a: Attribution) -> bool:
    """Whether the same one speaks on, or a reader takes it so: “We are ready,” Ruiz told them. “**We shall see.**”"""
    if before.speaker is not None and a.speaker is not None and before.speaker.id == a.speaker.id:
        return True
    if before.style is not Style.DIRECT or before.cue is None:
        return False
    start, end = before.content[-1].end, a.content[0].start
    is_between = start <= before.cue.start and before.cue.end <= end and "\n" not in story.article.text[start:end]
    return is_between and story.sentences(start, end) == 1


def _is_told_behind(story: Story, a: Attribution) -> bool:
    """Whether words for who says a quotation stand behind its beginning, and none stands nearer before it; a signature
    under it is a form of its own."""
    if a.source is None or a.cue is None or not any(map(str.isalpha, a.cue.text)):
        return False
    told = (a.source, a.cue, *(a.speaker.mentions if a.speaker is not None else ()))
    first = a.content[0].start
    before = max((span.end for span in told if span.end <= first), default=None)
    return _told_at(a) > first and (before is None or story.words(before, first) > story.words(first, _told_at(a)))


def _told_at(a: Attribution) -> int:
    """Where the first words for who says a quotation stand behind its beginning; its beginning where there are none."""
    first = a.content[0].start
    mentions = a.speaker.mentions if a.speaker is not None else ()
    apart = [span for span in mentions if not any(p.start <= span.start < p.end for p in a.content)]
    told = [span.start for span in (a.source, a.cue, *apart) if span is not None and span.start > first]
    return min(told, default=first)


def partial_name(story: Story) -> Iterator[Flag]:
    """“I lost my job,” said **Marta**."""
    full = {word for name in story.article.names if len(all := _NAME.findall(name.text)) > 1 for word in all}
    for speaker, said in story.by_speaker(a for a in story.said if a.mode is Mode.SPEECH):
        if speaker.kind is not Kind.PERSON or speaker.level is not Level.PARTIAL or speaker.title:
            continue
        reason = any(a.anonymity.reason for a in said)
        if not reason and not full & set(_NAME.findall(speaker.label)) and not _is_told_elsewhere(story, speaker):
            yield story.flag(f"“{speaker.label}” has no full name, and the text gives no reason", *said)


def _is_told_elsewhere(story: Story, speaker: Speaker) -> bool:
    """Whether the words around a name tell the rest of it: “his wife, Jane”, “Sophie in ’t Veld”, “Shelley [Moore]”; or
    it is a screen name or a pen name, which has none."""
    kin = set(story.language.closed_class("roles_towards_others"))
    goes_on = story.language.pattern("name_goes_on")
    role = set(speaker.role.text.lower().split()) if speaker.role else set()
    if kin & role or not speaker.label[:1].isalpha() or _is_pen_name(story, speaker):
        return True
    for mention in (m for m in speaker.mentions if m.text == speaker.label):
        before = _WORDS.findall(story.article.text[max(0, mention.start - _NEAR) : mention.start].lower())
        if kin & set(before[-1:]) or goes_on.match(story.article.text, mention.end):
            return True
    return False


def _is_pen_name(story: Story, speaker: Speaker) -> bool:
    """“Should I move? — SLEEPLESS ¶ **DEAR SLEEPLESS**: …”: what a letter is signed with, whose answer greets it."""
    first = speaker.label.split()[0].lower()
    heads = [_WORDS.findall(paragraph.text[:_NEAR].lower())[:2] for paragraph in story.paragraphs]
    return any([greeting, first] in heads for greeting in story.language.closed_class("greets"))
