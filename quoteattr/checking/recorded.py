"""What an article is held against: a statement, a transcript, captions of a tape, a diarised transcript, an article.

A label at the head of a line, as scripts have it, says who speaks (`text.scripts` reads them by their type alone, with
no model); so do a caption's voice and a segment's `speaker`.
"""

import os
from bisect import bisect_right
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen
from attrs.converters import optional as or_none
from attrs.validators import optional

from quoteattr.checking.captions import Piece, pieces_of_captions, pieces_of_segments
from quoteattr.errors import InvalidInput, InvalidRecord
from quoteattr.inputs.files import text_in
from quoteattr.inputs.given import named, text_of
from quoteattr.language import Language
from quoteattr.language import language as language_of
from quoteattr.records import Article, Failure
from quoteattr.records.promises import as_plain, each, refuse, shown, whole, words
from quoteattr.text.document import Document, Token
from quoteattr.text.paragraphs import paragraphs
from quoteattr.text.reading import Reading
from quoteattr.text.scripts.directions import pieces_said
from quoteattr.text.scripts.heads import Case, Closer, Head, heads_of
from quoteattr.text.stretches import Offsets

_CAPTIONS = (".srt", ".vtt")
_SPEAKERS = "{'SPEAKER_00': 'Maria Ruiz'}"


@frozen
class Speech:
    """A stretch of a record that one speaker says, `speaker` being what the record calls them; None where it does not
    say. `marked` tells that it stands in quotation marks, where the record is an article; else it is None."""

    start: int = field(validator=whole())
    end: int = field(validator=whole())
    speaker: str | None = field(default=None, converter=or_none(as_plain), validator=optional(words))
    marked: bool | None = field(kw_only=True, default=None)

    def __attrs_post_init__(self) -> None:
        if self.end <= self.start:
            refuse(self, "end", f"is {shown(self.end)} and its start {shown(self.start)}: it must be start < end")


@frozen
class Record:
    """Something to hold quotations against: its text, who says what of it, and when.

    `text` is that of the file as it stands, of captions and segments the words alone, one line each; all offsets point
    into it. `speeches` are in order; what stands in none of them (labels, stage directions, headings) nobody says.
    `times` are pairs of a character offset and the seconds from the beginning of the tape at which it is said, in
    order; none where there is no tape. `name` is the file's name, or the article's id.
    """

    text: str = field(converter=as_plain, validator=words)
    speeches: tuple[Speech, ...] = field(validator=each(Speech), repr=False)
    times: tuple[tuple[int, float], ...] = field(default=(), validator=each(tuple), repr=False)
    name: str | None = field(kw_only=True, default=None, converter=or_none(as_plain), validator=optional(words))

    def __attrs_post_init__(self) -> None:
        last = 0
        for speech in self.speeches:
            if speech.start < last or speech.end > len(self.text):
                refuse(self, "speeches", f"holds {speech!r}: they must be in order, apart, and inside the text")
            last = speech.end

    @property
    def speakers(self) -> tuple[str, ...]:
        """Everybody whom it calls something, in order of appearance."""
        return tuple(dict.fromkeys(speech.speaker for speech in self.speeches if speech.speaker is not None))

    def speech_at(self, offset: int) -> Speech | None:
        """What a character belongs to."""
        at = bisect_right(self.speeches, offset, key=lambda speech: speech.start) - 1
        return self.speeches[at] if at >= 0 and offset < self.speeches[at].end else None

    def seconds_at(self, offset: int) -> float | None:
        """When a character is said: where its caption, segment or word begins."""
        at = bisect_right(self.times, offset, key=lambda time: time[0]) - 1
        return self.times[at][1] if at >= 0 else None

    def __repr__(self) -> str:
        name = f"{self.name!r}, " if self.name else ""
        times = "with times" if self.times else "without times"
        return f"Record({name}{len(self.text)} characters, {len(self.speakers)} speakers, {times})"


def read_record(
    record: "str | os.PathLike[str] | Article | Record",
    *,
    speakers: Mapping[str, str] | None = None,
    encoding: str | None = None,
    language: str | Language = "en",
) -> Record:
    """What `verify` holds quotations against, as it reads it.

    Args:
        record: a text; the path (`pathlib.Path`, or a `str` that ends in one of these) of a .txt, .srt, .vtt or .json
            file; an `Article`, of which the contents of its attributions are what its speakers say. A .json file holds
            segments with ``start`` and ``end`` in seconds, ``text`` and maybe ``speaker``, as WhisperX and whisper.cpp
            write them: a list, or a mapping with ``segments``; with ``words`` in a segment, times are those of words.
        speakers: who the record's labels are: ``{"SPEAKER_00": "Maria Ruiz"}``.
        encoding: of the file, as `read_text` takes it.
        language: whose stage directions and words the record has.

    Raises:
        InvalidText: the text is none, or the file is not of that encoding.
        InvalidInput: it is something else; `speakers` is no mapping of names.
        InvalidRecord: a file of captions or segments that has none.
        MissingFile, UnusableFile: the file is not there, or can't be read.
    """
    called = {} if speakers is None else named(speakers, str, "speakers", _SPEAKERS)
    found = _read(record, encoding, language_of(language))
    if not called:
        return found
    speeches = tuple(evolve(s, speaker=called.get(s.speaker or "", s.speaker)) for s in found.speeches)
    return evolve(found, speeches=speeches)


def _read(record: Any, encoding: str | None, language: Language) -> Record:
    if isinstance(record, Record):
        return record
    if isinstance(record, Article):
        return _of_article(record)
    if isinstance(record, Failure) or not isinstance(record, str | os.PathLike):
        raise InvalidInput(
            f"a {type(record).__name__} was given as the record: give a text, a path of a .txt, .srt, .vtt or .json "
            "file, an Article or a Record"
        )
    if isinstance(record, str) and not _is_path(record):
        return _of_text(text_of(record), None, language)
    path = Path(record)
    text = text_of(text_in(path, encoding=encoding, named="quoteattr.read_record(path, encoding='cp1252')"))
    if path.suffix.lower() in _CAPTIONS:
        return _of_pieces(pieces_of_captions(text, path.name), path.name, language)
    if path.suffix.lower() == ".json":
        return _of_pieces(pieces_of_segments(text, path.name), path.name, language)
    return _of_text(text, path.name, language)


def _is_path(text: str) -> bool:
    """Whether a text is the path of a file that `read_record` knows by its ending."""
    return len(text) < 1000 and "\n" not in text and text.lower().endswith((".txt", ".json", *_CAPTIONS))


# --- a text ---------------------------------------------------------------------------------------


def _of_text(text: str, name: str | None, language: Language) -> Record:
    """A text: if it is a script, its turns, and what stands before and between them, said by nobody in particular."""
    said = _turns(text, language)
    if not said:
        return Record(text, (Speech(0, len(text)),) if text else (), name=name)
    return Record(text, tuple(_filled(said, len(text))), name=name)


def _turns(text: str, language: Language) -> list[tuple[Offsets, Speech | None]]:
    """What the turns of a script say, stage directions left out, and where the labels stand (with None)."""
    document = _lexed(text, language)
    script = Reading(document, ()).script
    if script is None:
        return _labelled(document)
    found: list[tuple[Offsets, Speech | None]] = []
    for turn in script.turns:
        who = text[slice(*turn.label)].strip(" *_:.,—–-<>[]") if turn.label else None
        last = turn.begins
        for start, end in turn.content:
            if last < start:
                found.append(((last, start), None))
            found.append(((start, end), Speech(start, end, who or None)))
            last = end
        if last < turn.end:
            found.append(((last, turn.end), None))
    return found


def _labelled(document: Document) -> list[tuple[Offsets, Speech | None]]:
    """What labels in capitals before a colon say, where at least two paragraphs, and every other one, begin with one.

    In a record they are labels, though they may be too few to tell a script from prose: “MARIA RUIZ: Yes.”, “Q: When?”
    """
    text, found = document.text, list[tuple[Offsets, Speech | None]]()
    heads = {}
    for n, bounds in enumerate(document.paragraphs):
        heads[n] = next((h for h in heads_of(text, n, bounds, document.language) if _is_plain_label(h)), None)
    labelled = [head for head in heads.values() if head is not None]
    if len(labelled) < _LEAST_LABELS or 2 * len(labelled) < len(heads):
        return []
    who: str | None = None
    for n, (start, end) in enumerate(document.paragraphs):
        head = heads[n]
        if head is not None and head.label is not None:
            who = text[slice(*head.label)].strip()
            found.append(((start, head.begins), None))
            start = head.begins
        found += (((a, b), Speech(a, b, who)) for a, b in pieces_said(text, start, end, document.language))
    return found


_LEAST_LABELS = 2


def _is_plain_label(head: Head) -> bool:
    return head.label is not None and head.closer is Closer.COLON and head.case in (Case.UPPER, Case.LETTERS)


def _filled(said: "list[tuple[Offsets, Speech | None]]", length: int) -> "list[Speech]":
    """Speeches of a whole text: those of its script, and those around them, whose speaker nobody names."""
    found, last = [], 0
    for (start, end), speech in said:
        if last < start:
            found.append(Speech(last, start))
        if speech is not None:
            found.append(speech)
        last = end
    return [*found, Speech(last, length)] if last < length else found


def _lexed(text: str, language: Language) -> Document:
    """A document of words that nothing is known of: enough for labels that are told by their type."""
    bounds = paragraphs(text, language)
    tokens: list[Token] = []
    for start, end in bounds:
        at = start
        for word in text[start:end].split(" ")[:_HEAD]:
            bare = word.strip(_MARKS)
            if bare:
                i, begins = len(tokens), at + word.index(bare)
                tokens.append(
                    Token(
                        i=i,
                        start=begins,
                        end=begins + len(bare),
                        text=bare,
                        lemma=bare.lower(),
                        upos="X",
                        xpos="",
                        head=-1,
                        deprel="",
                        sentence=0,
                    )
                )
            at += len(word) + 1
    return Document(text, bounds, (), tuple(tokens), language=language)


_HEAD = 12  # words of a paragraph among which a label is looked for
_MARKS = '.,:;!?()[]<>*_"“”\t'


# --- captions and segments ------------------------------------------------------------------------


def _of_pieces(pieces: list[Piece], name: str, language: Language) -> Record:
    """Captions or segments one a line; where none says who speaks, labels in them may."""
    if not pieces:
        raise InvalidRecord(f"{name} has no captions or segments in it: give a transcript with times, or a .txt file")
    text, at = "\n".join(piece.text for piece in pieces), 0
    times: list[tuple[int, float]] = []
    speeches: list[Speech] = []
    for piece in pieces:
        times += ((at + offset, seconds) for offset, seconds in piece.times)
        if piece.text.strip():
            speeches.append(Speech(at, at + len(piece.text), piece.speaker))
        at += len(piece.text) + 1
    if all(piece.speaker is None for piece in pieces) and (said := _turns(text, language)):
        speeches = _filled(said, len(text))
    return Record(text, tuple(speeches), tuple(times), name=name)


# --- an article -----------------------------------------------------------------------------------


def _of_article(article: Article) -> Record:
    """An article: what its attributions say, and the rest, which is its own; the words between the pieces of one
    attribution (“he said”) are nobody's."""
    owner: list[tuple[Offsets, Speech | None]] = []
    quoted = [(p.start, p.end) for q in article.quotations if not q.depth for p in q.pieces]
    last = 0
    for a in article.outer:
        who = a.speaker.label if a.speaker is not None else None
        for n, piece in enumerate(a.content):
            start = max(piece.start, last)
            if start >= piece.end:
                continue
            if n and last < start and len(article.text[last:start].split()) <= _INTERRUPTION:
                owner.append(((last, start), None))
            owner += (((s.start, s.end), s) for s in _by_marks(start, piece.end, who, quoted))
            last = piece.end
    return Record(article.text, tuple(_filled(owner, len(article.text))), name=article.id)


_INTERRUPTION = 30  # words of “said Maria Ruiz, the mayor of Harbour City”


def _by_marks(start: int, end: int, who: str | None, quoted: list[Offsets]) -> "list[Speech]":
    """A stretch of a content as what stands in quotation marks and what does not."""
    cuts = sorted({start, end, *(at for piece in quoted for at in piece if start < at < end)})
    return [Speech(a, b, who, marked=any(s <= a and b <= e for s, e in quoted)) for a, b in pairwise(cuts)]
