"""Every quotation of an article against a record: there word for word, changed, joined, another's, or not there."""

import os
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from attrs import field, frozen
from attrs.converters import optional as or_none
from attrs.validators import optional

from quoteattr.checking.edits import Change, Compared, Side, places, without_long_gaps
from quoteattr.checking.labels import is_called
from quoteattr.checking.likeness import is_there, similarity
from quoteattr.checking.quoted import Quoted, quoted_in, sought_of
from quoteattr.checking.recorded import Record, read_record
from quoteattr.checking.reported import Reported, reported_in
from quoteattr.checking.wording import Word, alike, idle, words_of
from quoteattr.inputs.given import article_of
from quoteattr.language import Language
from quoteattr.language import language as language_of
from quoteattr.records import Article, Attribution, Span, Speaker
from quoteattr.records.promises import as_float, as_plain, chance, each, of, words


class CheckStatus(StrEnum):
    """What became of a quotation: its words are there word for word; with small changes, each of which is told; in two
    places or more, run together; said by another speaker than the article states; or not there. Of reported speech,
    which only an article is asked for: somebody there says it in other words."""

    VERBATIM = "verbatim"
    CHANGED = "small changes"
    JOINED = "joined"
    OTHER_SPEAKER = "other speaker"
    NOT_FOUND = "not found"
    IN_OTHER_WORDS = "in other words"


@frozen(kw_only=True)
class Checked:
    """One quotation of an article, held against a record.

    `quotation` are its pieces in the article, without their marks (of reported speech, its content); `attribution` is
    whose it is, None where the article does not say. `found` are the places in the record where it stands, more than
    one where it is joined; none where it is not found. `changes` tells every difference in order. `similarity`, from 0
    to 1, is how much of it is there: what a word weighs that says little counts half. `recorded_speaker` is who says it
    in the record, as the record calls them; None where it does not say. `seconds` is when, on the tape. `marked` tells
    whether the record has it in quotation marks, where it is an article. `nearest` is what of the record is most like a
    quotation that is not found. `reason` says why, in words.
    """

    quotation: tuple[Span, ...] = field(validator=each(Span))
    status: CheckStatus = field(validator=of(CheckStatus))
    attribution: Attribution | None = field(default=None, validator=optional(of(Attribution)), repr=False)
    found: tuple[Span, ...] = field(default=(), validator=each(Span))
    changes: tuple[Change, ...] = field(default=(), validator=each(Change))
    similarity: float = field(default=0.0, converter=as_float, validator=chance)
    recorded_speaker: str | None = field(default=None, converter=or_none(as_plain), validator=optional(words))
    seconds: float | None = field(default=None)
    marked: bool | None = field(default=None, validator=optional(of(bool)))
    nearest: Span | None = field(default=None, validator=optional(of(Span)))
    reason: str = field(default="", converter=as_plain, validator=words)

    @property
    def text(self) -> str:
        """The pieces of the quotation, joined by a space."""
        return " ".join(piece.text for piece in self.quotation)

    @property
    def speaker(self) -> Speaker | None:
        """Who says it, as the article states."""
        return self.attribution.speaker if self.attribution is not None else None

    @property
    def minute(self) -> str | None:
        """When it is said: “1:02:07”, hours, minutes and seconds from the beginning of the tape; “2:07” in the first
        hour; None without a tape."""
        if self.seconds is None:
            return None
        minutes, seconds = divmod(int(self.seconds), 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"

    def to_dict(self) -> dict[str, Any]:
        """A row of a table: plain values, the same keys for every result."""
        first, last = (self.found[0].start, self.found[-1].end) if self.found else (None, None)
        return {
            "status": self.status.value,
            "attribution": self.attribution.id if self.attribution else None,
            "speaker": self.speaker.label if self.speaker else None,
            "recorded_speaker": self.recorded_speaker,
            "minute": self.minute,
            "quotation": self.text,
            "recorded": " … ".join(span.text for span in self.found) or None,
            "changes": "; ".join(map(str, self.changes)) or None,
            "reason": self.reason or None,
            "similarity": round(self.similarity, 3),
            "start": self.quotation[0].start,
            "end": self.quotation[-1].end,
            "recorded_start": first,
            "recorded_end": last,
        }

    def __str__(self) -> str:
        who = self.speaker.label if self.speaker else "somebody"
        at = f" at {self.minute}" if self.minute else ""
        told = "; ".join([*map(str, self.changes), *([self.reason] if self.reason else [])])
        return f"{self.status.value}{at}: {who}: “{_short(self.text)}”" + (f" ({told})" if told else "")


def _short(text: str) -> str:
    return text if len(text) <= 90 else f"{text[:70]} … {text[-16:]}"


def verify(
    article: Article,
    record: "str | os.PathLike[str] | Article | Record",
    *,
    speakers: Mapping[str, str] | None = None,
    language: str | Language = "en",
) -> Iterator[Checked]:
    """Hold every direct quotation of an article, and every quoted part of a mixed one, against a record.

    Args:
        article: what `extract` gave; of a summary, to hold it against what it sums up.
        record: a transcript, a statement or another article: a text, a path of a .txt, .srt, .vtt or .json file, an
            `Article`, or what `read_record` made of one. With times, every result says the minute of the tape. With an
            `Article`, what the first one reports without quoting is held against it too: who says something of the
            kind there.
        speakers: who the record's labels are: ``{"SPEAKER_00": "Maria Ruiz"}``.
        language: of both.

    What a record has in another spelling (20, twenty; “per cent”, “%”), with a capital at the beginning of a sentence
    or with other punctuation is word for word the same. Another speaker is told where the record's label is a name that
    can't be the stated one's; an unnamed source, “SPEAKER_00” or a role that the article does not mention tell nothing.
    The results come in order of the article, lazily.

    Raises:
        InvalidInput: the article is none, or the record is none of these.
        InvalidRecord: a file of captions or segments that has none.
        InvalidText, MissingFile, UnusableFile: the record's file can't be read.
    """
    article = article_of(article)
    known = language_of(language)
    held = _Held(article, read_record(record, speakers=speakers, language=known), known)
    against = record if isinstance(record, Article) else None
    return _results(held, against)


def _results(held: "_Held", against: Article | None) -> Iterator[Checked]:
    quoted: list[tuple[int, Quoted | tuple[Attribution, Reported]]]
    quoted = [(q.pieces[0].start, q) for q in quoted_in(held.article)]
    if against is not None:
        reported = reported_in(held.article, against, held.language)
        quoted += [(a.content[0].start, (a, found)) for a, found in reported]
    for _, one in sorted(quoted, key=lambda found: found[0]):
        yield held.check(one) if isinstance(one, Quoted) else _of_reported(*one)


# --- one quotation --------------------------------------------------------------------------------


class _Held:
    """An article held against a record: what is worked out once for all of its quotations."""

    def __init__(self, article: Article, record: Record, language: Language) -> None:
        from quoteattr.checking.alignment import Searched

        self.article, self.record, self.language = article, record, language
        self.words: list[Word] = []
        owners: list[int] = []
        self.labels = record.speakers
        numbers = {label: n for n, label in enumerate(self.labels)}
        for speech in record.speeches:
            said = list(words_of(record.text, ((speech.start, speech.end),), language))
            self.words += said
            owners += [numbers.get(speech.speaker or "", -1)] * len(said)
        self.idle = idle(record.text, self.words, language)
        self.searched: Searched = Searched([word.key for word in self.words], self.idle, owners, dict(alike(language)))
        self._owners: dict[str, tuple[frozenset[int], frozenset[int]]] = {}

    def check(self, quoted: Quoted) -> Checked:
        """One quotation."""
        from quoteattr.checking.alignment import align

        own_words, sought = sought_of(self.article.text, quoted, self.language)
        speaker = quoted.attribution.speaker if quoted.attribution else None
        own, others = self._called(speaker) if speaker else (frozenset(), frozenset())
        aligned = align(sought, self.searched, own) if own_words else None
        sides = Side(self.article.text, own_words), Side(self.record.text, self.words)
        compared = Compared(*sides, sought, self.idle, self.searched.likes)
        numbers = places(aligned, sought) if aligned else []
        who = self._who(numbers)
        found = tuple(compared.recorded.span(place) for place in numbers)
        if aligned is None or not is_there(aligned, compared, numbers, by_other=who in others):
            return Checked(
                quotation=quoted.pieces,
                attribution=quoted.attribution,
                status=CheckStatus.NOT_FOUND,
                nearest=max(found, key=lambda span: span.end - span.start, default=None),
                reason=self._why_missing(speaker, own),
            )
        changes = without_long_gaps(tuple(compared.changes(aligned)), found)
        status, reason = self._status(found, changes, who, others)
        speech = self.record.speech_at(found[0].start)
        return Checked(
            quotation=quoted.pieces,
            attribution=quoted.attribution,
            status=status,
            found=tuple(sorted(found, key=lambda span: span.start)) if status is not CheckStatus.JOINED else found,
            changes=changes,
            similarity=similarity(aligned, compared),
            recorded_speaker=self.labels[who] if who >= 0 else None,
            seconds=self.record.seconds_at(found[0].start),
            marked=speech.marked if speech else None,
            reason=reason,
        )

    def _status(
        self, found: tuple[Span, ...], changes: tuple[Change, ...], who: int, others: frozenset[int]
    ) -> tuple[CheckStatus, str]:
        if who in others:
            return CheckStatus.OTHER_SPEAKER, f"the record has {self.labels[who]} say it"
        if len(found) > 1:
            return CheckStatus.JOINED, f"the record has it in {len(found)} places"
        return (CheckStatus.CHANGED if changes else CheckStatus.VERBATIM), ""

    def _called(self, speaker: Speaker) -> tuple[frozenset[int], frozenset[int]]:
        """The labels that call a speaker, and those that call somebody else."""
        if speaker.id not in self._owners:
            told = {n: is_called(speaker, label, self.language) for n, label in enumerate(self.labels)}
            own = frozenset(n for n, same in told.items() if same)
            others = frozenset(n for n, same in told.items() if same is False)
            self._owners[speaker.id] = own, others
        return self._owners[speaker.id]

    def _who(self, numbers: list[list[int]]) -> int:
        """Who says most of some words, by number; -1 for nobody known."""
        said = [self.searched.owners[n] for place in numbers for n in place]
        return max(dict.fromkeys(said), key=said.count, default=-1)

    def _why_missing(self, speaker: Speaker | None, own: frozenset[int]) -> str:
        if speaker is None or own or not self.labels or speaker.name is None:
            return ""
        return f"the record has no {speaker.label}"


# --- reported speech ------------------------------------------------------------------------------


def _of_reported(a: Attribution, found: Reported) -> Checked:
    """Reported speech of an article as another one has it."""
    there = found.attributions
    status, reason = CheckStatus.IN_OTHER_WORDS if there else CheckStatus.NOT_FOUND, found.reason
    who = next((b.speaker.label for b in there if b.speaker is not None), None)
    if found.by_other:
        status, reason = CheckStatus.OTHER_SPEAKER, f"the record has {who} say it"
    return Checked(
        quotation=a.content,
        attribution=a,
        status=status,
        found=tuple(piece for b in there for piece in b.content),
        similarity=found.similarity,
        recorded_speaker=who,
        reason=reason,
    )
