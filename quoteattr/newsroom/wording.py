"""Rules about the words: how far an attribution is from what it attributes, and names that are cut short."""

from collections.abc import Iterator

import regex

from quoteattr.newsroom.story import Story
from quoteattr.newsroom.values import Flag
from quoteattr.records import Attribution, Kind, Level, Mode, Style

_NAME = regex.compile(r"\p{Lu}[\p{L}’'-]+")


def far_attribution(story: Story, *, words: int = 40) -> Iterator[Flag]:
    """“**We are ready. … We shall see.**” and only then who says so."""
    for a in story.said:
        if (
            a.style is Style.DIRECT
            and a.source is not None
            and a.speaker is not None
            and (wait := _wait(story, a)) > words
        ):
            yield story.flag(
                f"{wait} words between a quotation and who says it, “{a.speaker.label}”", a, spans=a.content
            )


def _wait(story: Story, a: Attribution) -> int:
    """How many words a reader goes through between the beginning of a quotation and words for who says it, before it or
    behind, whichever is nearer."""
    assert a.speaker is not None
    told = [span for span in (a.source, a.cue, *a.speaker.mentions) if span is not None]
    first, last = a.content[0].start, a.content[-1].end
    before = max((span.end for span in told if span.end <= first), default=None)
    inside = [s for s in told if s.start >= first and not any(p.start <= s.start < p.end for p in a.content)]
    behind = min((span.start for span in inside), default=None)
    waits = [story.words(before, first)] if before is not None else []
    if behind is not None:
        waits.append(story.words(first, min(behind, last)) + story.words(last, behind))
    return min(waits, default=0)


def partial_name(story: Story) -> Iterator[Flag]:
    """“I lost my job,” said **Marta**."""
    full = {word for name in story.article.names if len(all := _NAME.findall(name.text)) > 1 for word in all}
    kin = set(story.language.closed_class("roles_towards_others"))
    for speaker, said in story.by_speaker(a for a in story.said if a.mode is Mode.SPEECH):
        if speaker.kind is not Kind.PERSON or speaker.level is not Level.PARTIAL:
            continue
        if any(a.anonymity.reason for a in said) or speaker.title or full & set(_NAME.findall(speaker.label)):
            continue
        if speaker.role and kin.intersection(speaker.role.text.lower().split()):
            continue  # “his wife, Jane”: the family name is told
        yield story.flag(f"“{speaker.label}” has no full name, and the text gives no reason", *said)
