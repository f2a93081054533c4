"""Rules about a story as a whole: what it rests on."""

from collections.abc import Iterator, Sequence

from quoteattr.newsroom.story import Story
from quoteattr.newsroom.values import Flag
from quoteattr.records import Attribution


def anonymous_lead(story: Story, *, paragraphs: int = 3) -> Iterator[Flag]:
    """**The talks have failed, two officials said.** and nobody else in the first paragraphs."""
    for number in dict.fromkeys((paragraphs, 1)):
        first = story.prose[:number]
        said = [a for a in story.said if first and first[0].start <= a.content[0].start < first[-1].end]
        if _rests_on_anonymous(story, said):
            place = "the lead rests" if number == 1 else f"the first {number} paragraphs rest"
            yield story.flag(f"{place} on anonymous sources only", *said)
            return


def sole_source(story: Story, *, share: float = 0.5) -> Iterator[Flag]:
    """A story without any source but **an official**, or in which one such source says more than half of all."""
    anonymous = story.by_speaker(story.anonymous)
    speakers = {a.speaker.id for a in story.said if a.speaker is not None}
    if anonymous and _rests_on_anonymous(story, story.said):
        rests = "one anonymous source" if len(speakers) == 1 else "anonymous sources only"
        yield story.flag(f"the story rests on {rests}", *story.said)
        return
    for speaker, said in anonymous:
        if len(said) > max(1, share * len(story.said)):
            message = f"{len(said)} of {len(story.said)} attributions are of one anonymous source, “{speaker.label}”"
            yield story.flag(message, *said)


def hidden_sourcing(story: Story, *, most: int = 0) -> Iterator[Flag]:
    """The crane had **reportedly** failed."""
    if len(story.hidden) > most:
        times = "once" if len(story.hidden) == 1 else f"{len(story.hidden)} times"
        cues = [a.cue or a.content[0] for a in story.hidden]
        yield story.flag(f"something is attributed to nobody, {times}", *story.hidden, spans=cues)


def _rests_on_anonymous(story: Story, said: Sequence[Attribution]) -> bool:
    """Whether all that is said is said by anonymous sources, or by nobody who is expressed."""
    known = {a.id for a in (*story.anonymous, *story.hidden)}
    return bool(said) and all(a.id in known for a in said)
