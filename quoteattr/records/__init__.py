"""The frozen values of quoteattr. They know nothing; the other modules make and read them.

All offsets are character offsets into the text as given, end exclusive; for every `Span`,
``text[span.start:span.end] == span.text``. What a value promises it holds from the moment it is made, by `attrs.evolve`
too: what breaks a promise raises `InvalidRecord`.
"""

import json
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NoReturn

from attrs import field, frozen
from attrs.converters import optional as or_none
from attrs.validators import optional

from quoteattr.errors import InvalidInput
from quoteattr.records.exits import done
from quoteattr.records.meta import Meta
from quoteattr.records.promises import (
    as_float,
    as_plain,
    as_storable,
    chance,
    each,
    of,
    proper_id,
    refuse,
    shown,
    whole,
    words,
)

if TYPE_CHECKING:
    from os import PathLike

    import pandas

    from quoteattr.auditing.values import Audit


class Style(StrEnum):
    """The form of a content: all in quotation marks, partly, or not at all."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class Mode(StrEnum):
    """What kind of act the cue names (the classes of PolNeAR; Newell, Margolin and Ruths 2018); or that somebody said
    nothing, as in “declined to comment”, “did not respond”, “no official has said”."""

    SPEECH = "speech"
    WRITING = "writing"
    THOUGHT = "thought"
    INTENTION = "intention"
    ATTITUDE = "attitude"
    DECREE = "decree"
    EVIDENCE = "evidence"
    DECLINED = "declined"


class Level(StrEnum):
    """How far the document as a whole lets its reader know who speaks; see docs/anonymity.md.

    Ordered from open to hidden: ``max(levels)`` is the most hidden. A level equals its name (``"named"``), but has an
    order only among levels.
    """

    NAMED = "named"
    PARTIAL = "partial"
    DESCRIBED = "described"
    VAGUE = "vague"
    HIDDEN = "hidden"

    def __lt__(self, other: object) -> bool:
        return _place(self) < _place(other)

    def __le__(self, other: object) -> bool:
        return _place(self) <= _place(other)

    def __gt__(self, other: object) -> bool:
        return _place(self) > _place(other)

    def __ge__(self, other: object) -> bool:
        return _place(self) >= _place(other)


_PLACES = {level: place for place, level in enumerate(Level)}


def _place(level: object) -> int:
    if not isinstance(level, Level):  # left to Python, a str would be compared letter by letter
        raise TypeError(f"a Level has no order with {shown(level)}: compare it with a Level, as Level('vague')")
    return _PLACES[level]


UNRESOLVED = "unresolved"


def level_name(level: Level | None) -> str:
    """The level's name; “unresolved” for None: someone is meant who could not be told."""
    return UNRESOLVED if level is None else level.value


class Kind(StrEnum):
    """What a speaker is."""

    PERSON = "person"
    GROUP = "group"
    ORGANIZATION = "organization"
    DOCUMENT = "document"
    UNKNOWN = "unknown"


class NameKind(StrEnum):
    """What a name is the name of: people; companies, parties, teams, authorities; countries, towns, buildings; and
    all else, as peoples, languages, works, events."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"
    OTHER = "other"


class Gender(StrEnum):
    """As the text's own pronouns and titles show it."""

    FEMININE = "feminine"
    MASCULINE = "masculine"


class ReasonClass(StrEnum):
    """Why a source is not named, as the text says."""

    UNAUTHORISED = "unauthorised"
    CANDOUR = "candour"
    PRIVATE = "private or internal matter"
    LEGAL = "legal or classified"
    FEAR = "fear or safety"
    JOB = "job or business"
    PENDING = "pending decision"
    PRIVACY = "privacy"
    OTHER = "other"


class QuotationUse(StrEnum):
    """What quotation marks are put to, where the text shows it."""

    SPEECH = "speech"
    TITLE = "title"
    SCARE = "scare"


class NoteKind(StrEnum):
    """What in a text made no difference to its reader, and was read as not there, or as what it stood for."""

    ENCODING = "encoding"  # UTF-8 that was decoded as something else: “â€œ” for a quotation mark
    TAGS = "tags"  # of HTML or XML
    ENTITIES = "entities"  # of HTML: “&amp;”
    LIGATURES = "ligatures"  # letters that are one character: “ﬁ”
    LINE_ENDS = "line ends"  # other than that of Unix
    ZERO_WIDTH = "zero width"  # soft hyphens and other signs that nobody sees
    PAGES = "pages"  # running heads, page numbers, form feeds
    SPACES = "spaces"  # several in a row, or of another kind
    WRAPPED = "wrapped lines"  # line ends that are no more than a space
    HYPHENS = "hyphens"  # words parted at a line end
    MARKS = "marks"  # quotation marks that lean the wrong way


@frozen
class Note:
    """What the text was read without: in how many places there was something of a kind."""

    kind: NoteKind = field(validator=of(NoteKind))
    count: int = field(validator=whole())

    def __attrs_post_init__(self) -> None:
        if not self.count:
            refuse(self, "count", "is 0: what is nowhere there needs no note")

    def __str__(self) -> str:
        return f"{self.kind.value}: {self.count}"


@frozen
class Span:
    """A stretch of the text: character offsets, end exclusive; never empty."""

    start: int
    end: int
    text: str = field(eq=False, converter=as_plain)

    def __attrs_post_init__(self) -> None:
        start, end, text = self.start, self.end, self.text
        if not (
            type(start) is int
            and type(end) is int
            and 0 <= start < end
            and type(text) is str
            and len(text) == end - start
        ):  # one condition, since there are many spans
            _refuse_span(self)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Span({self.start}, {self.end}, {_short(self.text)!r})"


def _refuse_span(span: Span) -> NoReturn:
    for key in ("start", "end"):
        if type(getattr(span, key)) is not int:
            refuse(span, key, f"is {shown(getattr(span, key))}: it must be an int")
    if not 0 <= span.start < span.end:
        refuse(span, "end", f"is {shown(span.end)} and its start {shown(span.start)}: it must be 0 <= start < end")
    if type(span.text) is not str:
        refuse(span, "text", f"is a {type(span.text).__name__}: it must be a str")
    refuse(span, "text", f"has {len(span.text)} characters, from {span.start} to {shown(span.end)} there are others")


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:40]} … {text[-16:]}"


def _in_order(value: object, key: str, spans: tuple[Span, ...]) -> None:
    """There are some, in order of the text, and none reaches into the next."""
    if not spans:
        refuse(value, key, "is empty: it must hold a Span")
    _apart(value, key, spans)


def _apart(value: object, key: str, spans: "Iterable[Span | Name]") -> None:
    """They are in order of the text, and none reaches into the next."""
    for one, after in pairwise(spans):
        if one.end > after.start:
            refuse(value, key, f"holds {one!r} before {after!r}: they must be in order and not overlap")


@frozen
class Evidence:
    """Why an answer was given: the rule (or model) and the spans it looked at."""

    rule: str = field(converter=as_plain, validator=words)
    spans: tuple[Span, ...] = field(default=(), validator=each(Span))


@frozen
class Name:
    """A name in the text, whoever speaks, and what it is the name of; without titles and roles before it.

    `start`, `end` and `text` are those of its `span`.
    """

    span: Span = field(validator=of(Span))
    kind: NameKind = field(validator=of(NameKind))

    def __attrs_post_init__(self) -> None:
        if self.span.text.isspace():
            refuse(self, "span", f"is {self.span!r}: it must hold more than white space")

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.span.start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.span.end

    @property
    def text(self) -> str:
        """Its words, as the text has them."""
        return self.span.text

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Name({self.start}, {self.end}, {_short(self.text)!r}, {self.kind.value})"


@frozen
class Quotation:
    """A stretch in quotation marks.

    `span` takes in the marks; `pieces` are its parts, one a paragraph, marks left out; `closing` is
    empty where the text never closes the quotation; `depth` counts the quotations around it.
    """

    span: Span = field(validator=of(Span))
    pieces: tuple[Span, ...] = field(validator=each(Span))
    opening: str = field(converter=as_plain, validator=words)
    closing: str = field(converter=as_plain, validator=words)
    depth: int = field(kw_only=True, default=0, validator=whole())
    use: QuotationUse = field(kw_only=True, default=QuotationUse.SPEECH, validator=of(QuotationUse))

    def __attrs_post_init__(self) -> None:
        _in_order(self, "pieces", self.pieces)
        if self.pieces[0].start < self.span.start or self.span.end < self.pieces[-1].end:
            refuse(self, "pieces", f"reach out of the span, {self.span!r}")
        if not (self.span.text.startswith(self.opening) and self.span.text.endswith(self.closing)):
            refuse(self, "span", f"is {self.span!r}: it must begin with {self.opening!r} and end with {self.closing!r}")


@frozen
class Anonymity:
    """How openly a source speaks. `level` is None, and `evidence` says why, when someone is meant
    who could not be resolved; that is never `hidden`.

    `granted` are the words that grant anonymity, `reason` those that give its reason,
    `knowledge_basis` those that say how the source knows ("familiar with the talks").
    `description_strength` counts role, affiliation, nationality, seniority and knowledge basis. `confidence` is the
    probability that the level is right, if the content of the attribution is.
    """

    level: Level | None = field(validator=optional(of(Level)))
    granted: Span | None = field(default=None, validator=optional(of(Span)))
    reason: Span | None = field(default=None, validator=optional(of(Span)))
    reason_class: ReasonClass | None = field(default=None, validator=optional(of(ReasonClass)))
    knowledge_basis: Span | None = field(kw_only=True, default=None, validator=optional(of(Span)))
    description_strength: int = field(kw_only=True, default=0, validator=whole(5))
    confidence: float = field(kw_only=True, default=1.0, converter=as_float, validator=chance)
    evidence: tuple[Evidence, ...] = field(kw_only=True, default=(), validator=each(Evidence))


@frozen
class Speaker:
    """One person, group, organisation or document that speaks in the article.

    `name` is the fullest name in the document, without title; `description` the fullest other
    phrase, without article; one of them there is. `label` is what a reader would call the speaker. `role`,
    `affiliation`, `nationality`, `seniority` and `former` (“former”, “ex-”, “then”) are the words that say so, `title`
    those right before the name (“Sen.”, not “Mr.”), which are the role where the text tells no other.
    `full_description` is the whole phrase that says most of who they are (“head of the port's fire service”). `number`
    is how many people it stands for where the text says so, `gender` as its titles, pronouns and nouns
    show it; `evidence` points at the words for these two.
    """

    id: str = field(converter=as_plain, validator=proper_id)
    name: str | None = field(converter=or_none(as_plain), validator=optional(words))
    description: str | None = field(converter=or_none(as_plain), validator=optional(words))
    kind: Kind = field(validator=of(Kind))
    level: Level | None = field(kw_only=True, validator=optional(of(Level)))
    role: Span | None = field(kw_only=True, default=None, validator=optional(of(Span)))
    title: Span | None = field(kw_only=True, default=None, validator=optional(of(Span)))
    affiliation: Span | None = field(kw_only=True, default=None, validator=optional(of(Span)))
    nationality: Span | None = field(kw_only=True, default=None, validator=optional(of(Span)))
    seniority: Span | None = field(kw_only=True, default=None, validator=optional(of(Span)))
    former: Span | None = field(kw_only=True, default=None, validator=optional(of(Span)))
    full_description: Span | None = field(kw_only=True, default=None, validator=optional(of(Span)))
    number: int | None = field(kw_only=True, default=None, validator=optional(whole()))
    gender: Gender | None = field(kw_only=True, default=None, validator=optional(of(Gender)))
    mentions: tuple[Span, ...] = field(kw_only=True, default=(), repr=False, validator=each(Span))
    evidence: tuple[Evidence, ...] = field(kw_only=True, default=(), repr=False, validator=each(Evidence))

    def __attrs_post_init__(self) -> None:
        if not self.label.strip():
            refuse(self, "name", "and description are both empty: one of them must say who speaks")

    @property
    def label(self) -> str:
        """The name, else the description."""
        return self.name or self.description or ""

    def __str__(self) -> str:
        return self.label


@frozen
class Continuation:
    """A sentence behind an attributed one that plainly goes on with the same speech, though nothing in it says so: “The
    bridge would be closed for a week, the mayor said. **Drivers should expect delays.**”

    `confidence` is the probability that it does.
    """

    span: Span = field(validator=of(Span))
    confidence: float = field(default=1.0, converter=as_float, validator=chance)

    def __str__(self) -> str:
        return self.span.text


@frozen
class Addressee:
    """To whom something was said: the words for them, and who that is where they are one of the article's speakers."""

    span: Span = field(validator=of(Span))
    speaker: Speaker | None = field(default=None, validator=optional(of(Speaker)))

    def __str__(self) -> str:
        return self.span.text


@frozen(kw_only=True)
class Occasion:
    """Where and when something was said, as far as the text says so; one of them there is."""

    place: Span | None = field(default=None, validator=optional(of(Span)))
    date: Span | None = field(default=None, validator=optional(of(Span)))

    def __attrs_post_init__(self) -> None:
        if self.place is None and self.date is None:
            refuse(self, "place", "and date are both None: one of them must be there")


OCCASION_SPANS = ("place", "date")
ANONYMITY_SPANS = ("granted", "reason", "knowledge_basis")  # the fields that are spans
SPEAKER_SPANS = ("role", "title", "affiliation", "nationality", "seniority", "former", "full_description")


@frozen
class Attribution:
    """Who said what, through which words, and how openly.

    `source` and `cue` are None where the text has none; `content` is never empty and in order of
    the text; `speaker` is None for a hidden source and for one that could not be resolved (then
    `anonymity.level` is None too), else its level is the attribution's. `confidence` is the probability that content
    and source are right, `speaker_confidence` that the speaker is (None among them), if the content is.

    `inside` is the id of the attribution whose content holds all of this one's, where somebody says what somebody said
    (“Smith said that **Jones had told him that …**”), to any depth; None for an outer one. `continued` are the
    sentences behind it that go on with the same speech; they are no part of its content.

    `channel` is the medium, the outlet or the condition (“in a statement”, “on Twitter”, “privately”), `addressee` to
    whom it was said, `occasion` where and when. `standing` are the words that tell a reader why this source is worth
    hearing (“who has studied the river for 20 years”, “familiar with the talks”), at this mention or at the one that
    introduces the speaker: what journalism calls a source's justification. Each is None where the text doesn't say.
    """

    id: str = field(converter=as_plain, validator=proper_id)
    source: Span | None = field(validator=optional(of(Span)))
    cue: Span | None = field(validator=optional(of(Span)))
    content: tuple[Span, ...] = field(validator=each(Span))
    style: Style = field(kw_only=True, validator=of(Style))
    mode: Mode = field(kw_only=True, validator=of(Mode))
    speaker: Speaker | None = field(kw_only=True, validator=optional(of(Speaker)))
    anonymity: Anonymity = field(kw_only=True, validator=of(Anonymity))
    channel: Span | None = field(kw_only=True, default=None, validator=optional(of(Span)))
    addressee: Addressee | None = field(kw_only=True, default=None, validator=optional(of(Addressee)))
    occasion: Occasion | None = field(kw_only=True, default=None, validator=optional(of(Occasion)))
    standing: Span | None = field(kw_only=True, default=None, validator=optional(of(Span)))
    negated: bool = field(kw_only=True, default=False, validator=of(bool))
    inside: str | None = field(kw_only=True, default=None, converter=or_none(as_plain), validator=optional(proper_id))
    continued: tuple[Continuation, ...] = field(kw_only=True, default=(), validator=each(Continuation))
    confidence: float = field(kw_only=True, default=1.0, converter=as_float, validator=chance)
    speaker_confidence: float = field(kw_only=True, default=1.0, converter=as_float, validator=chance)
    evidence: tuple[Evidence, ...] = field(kw_only=True, default=(), validator=each(Evidence))

    def __attrs_post_init__(self) -> None:
        _in_order(self, "content", self.content)
        for key, span in (("source", self.source), ("cue", self.cue), *(("content", piece) for piece in self.content)):
            if span is not None and span.text.isspace():
                refuse(self, key, f"is {span!r}: it must hold more than white space")
        _apart(self, "continued", [continuation.span for continuation in self.continued])
        level, speaker = self.anonymity.level, self.speaker
        if speaker is not None and (level in (None, Level.HIDDEN) or level is not speaker.level):
            both = f"the level {level_name(level)}, its speaker {level_name(speaker.level)}"
            refuse(self, "anonymity", f"has {both}: they must be the same, and neither hidden nor unresolved")

    def spans(self) -> Iterator[tuple[str, Span]]:
        """Every span that has a role in it, with the role's name: the pieces of the content, then what there is of
        source, cue, grant, reason, knowledge (how the source knows), channel, addressee, place, date, standing and
        continued."""
        yield from (("content", piece) for piece in self.content)
        anonymity, told, occasion = self.anonymity, self.addressee, self.occasion
        others = (
            ("source", self.source), ("cue", self.cue), ("grant", anonymity.granted), ("reason", anonymity.reason),
            ("knowledge", anonymity.knowledge_basis), ("channel", self.channel),
            ("addressee", told.span if told is not None else None),
            ("place", occasion.place if occasion is not None else None),
            ("date", occasion.date if occasion is not None else None), ("standing", self.standing),
        )  # fmt: skip
        yield from ((role, span) for role, span in others if span is not None)
        yield from (("continued", continuation.span) for continuation in self.continued)

    @property
    def text(self) -> str:
        """The pieces of the content, joined by a space."""
        return " ".join(piece.text for piece in self.content)

    @property
    def anonymous(self) -> bool | None:
        """Whether the source is anonymous: a person or persons without a name, or nobody expressed (hidden). Not so an
        organisation or a document without a name. None where it is not known who is meant (unresolved)."""
        level, speaker = self.anonymity.level, self.speaker
        if level is None:
            return None
        return level is not Level.NAMED and (speaker is None or speaker.kind not in _NO_PEOPLE)

    def __repr__(self) -> str:
        who = f"{self.speaker.label!r}" if self.speaker else None
        cue = self.cue.text if self.cue else None
        level, text = self.anonymity.level, _short(self.text)
        return f"Attribution({self.id}, {who}, {level and level.value}, {cue!r}, {self.style.value}, {text!r})"


_NO_PEOPLE = (Kind.ORGANIZATION, Kind.DOCUMENT)


@frozen
class Versions:
    """What made an article: the version of quoteattr, the runtimes of its models with their versions, and each
    model with the beginning of a checksum; `settings` are those of the `Extractor` that answers depend on. Other
    versions and settings may give other answers."""

    library: str = field(converter=as_plain, validator=words)
    runtime: str = field(converter=as_plain, validator=words)
    models: tuple[tuple[str, str], ...] = field(default=(), validator=each(tuple))
    settings: tuple[tuple[str, str], ...] = field(kw_only=True, default=(), validator=each(tuple))

    def __attrs_post_init__(self) -> None:
        for key, what in (("models", "checksum"), ("settings", "value")):
            pairs = getattr(self, key)
            for pair in pairs:
                if len(pair) != 2 or not all(isinstance(part, str) and part == as_storable(part) for part in pair):
                    refuse(self, key, f"holds {shown(pair)}: it must hold pairs of a name and a {what}, both str")
            if len(dict(pairs)) < len(pairs):
                refuse(self, key, "has two of one name")

    def __str__(self) -> str:
        return ", ".join([f"quoteattr {self.library}", self.runtime, *map(" ".join, self.models)])


@frozen
class Article:
    """A text with its attributions, in order of the text, and their speakers, in order of appearance.

    `attributions` holds what is said within what somebody says, too, each behind the one that it is `inside`; counts,
    tables and `attributions_of` take the outer ones alone unless they are asked for all, as `outer` does. Speakers who
    speak only within what others say come behind the others.

    Every span is the text between its offsets; the ids of attributions, and those of speakers, are each there once; who
    speaks is one of `speakers`. `names` are all names of the text, in its order, those of speakers among them; none
    overlaps another. `notes` say what the text was read without, each kind once. `meta` is what was given with the
    text (outlet, date, url, …), empty where nothing was. `versions` says what made the article; None where that is not
    known.
    """

    text: str = field(converter=as_plain, validator=words)
    attributions: tuple[Attribution, ...] = field(validator=each(Attribution))
    speakers: tuple[Speaker, ...] = field(validator=each(Speaker))
    quotations: tuple[Quotation, ...] = field(default=(), validator=each(Quotation))
    names: tuple[Name, ...] = field(kw_only=True, default=(), validator=each(Name))
    notes: tuple[Note, ...] = field(kw_only=True, default=(), validator=each(Note))
    id: str | None = field(kw_only=True, default=None, converter=or_none(as_plain), validator=optional(words))
    meta: Meta = field(kw_only=True, default=Meta(), validator=of(Meta))
    versions: Versions | None = field(kw_only=True, default=None, validator=optional(of(Versions)))

    def __attrs_post_init__(self) -> None:
        text, length = self.text, len(self.text)
        for owner, span in _spans(self):
            if span.end > length or not text.startswith(span.text, span.start):
                refuse(
                    self,
                    "text",
                    f"does not have {span!r} of {_called(owner)}: every span must be the text at its place",
                )
        speakers = {speaker.id: speaker for speaker in self.speakers}
        for key, ids in (("speakers", speakers), ("attributions", {a.id for a in self.attributions})):
            if len(ids) < len(getattr(self, key)):
                refuse(self, key, "has two of one id")
        for a in self.attributions:
            if a.speaker is not None and a.speaker is not (known := speakers.get(a.speaker.id)) and a.speaker != known:
                refuse(self, "speakers", f"lacks the speaker of {a.id}, {shown(a.speaker.label)}")
            told = a.addressee.speaker if a.addressee is not None else None
            if told is not None and told is not (known := speakers.get(told.id)) and told != known:
                refuse(self, "speakers", f"lacks the addressee of {a.id}, {shown(told.label)}")
        for one, after in pairwise(self.attributions):
            if one.content[0].start > after.content[0].start:
                refuse(self, "attributions", f"has {one.id} before {after.id}: they must be in order of their contents")
        _nested(self)
        _apart(self, "names", self.names)
        if len({note.kind for note in self.notes}) < len(self.notes):
            refuse(self, "notes", "has two of one kind")

    @property
    def outer(self) -> tuple[Attribution, ...]:
        """The attributions that are not inside another."""
        return tuple(a for a in self.attributions if a.inside is None)

    def inside(self, attribution: Attribution) -> tuple[Attribution, ...]:
        """What is said right within what an attribution says; what is within that is inside it in turn.

        Raises:
            InvalidInput: it is no `Attribution`.
        """
        if not isinstance(attribution, Attribution):
            raise InvalidInput(
                f"inside takes an Attribution, not {shown(attribution)}: choose one of article.attributions"
            )
        return tuple(a for a in self.attributions if a.inside == attribution.id)

    def attributions_of(self, speaker: Speaker, *, nested: bool = False) -> tuple[Attribution, ...]:
        """Everything that the speaker says; with `nested` also what others say that the speaker says.

        Raises:
            InvalidInput: it is no `Speaker`.
        """
        if not isinstance(speaker, Speaker):
            raise InvalidInput(f"attributions_of takes a Speaker, not {shown(speaker)}: choose one of article.speakers")
        among = self.attributions if nested else self.outer
        return tuple(a for a in among if a.speaker is not None and a.speaker.id == speaker.id)

    def audit(self) -> "Audit":
        """How openly the article is sourced: counts and shares by level, kind and style; prints as a table."""
        found: Audit = done("audit", [self])
        return found

    def to_json(self, *, indent: int | None = None) -> str:
        """The article as JSON; `quoteattr.from_json` gives the same object back."""
        written: str = done("to_json", self, indent=indent)
        return written

    def to_frame(self, *, nested: bool = False) -> "pandas.DataFrame":
        """The attributions as a pandas DataFrame, one row each, with `nested` also those inside others;
        `quoteattr.to_frame` takes many articles."""
        frame: pandas.DataFrame = done("to_frame", self, nested=nested)
        return frame

    def to_dict(self) -> dict[str, Any]:
        """The article as plain lists, dictionaries and strings, as `to_json` writes it."""
        found: dict[str, Any] = json.loads(self.to_json())
        return found

    def to_csv(self, path: "str | PathLike[str]", *, spreadsheet_safe: bool = True) -> None:
        """The attributions as a CSV file; see `quoteattr.write_csv`, which takes many articles."""
        done("write_csv", self, path, spreadsheet_safe=spreadsheet_safe)

    def __len__(self) -> int:
        """How many attributions there are."""
        return len(self.attributions)

    def __iter__(self) -> Iterator[Attribution]:
        """The attributions, in order of the text."""
        return iter(self.attributions)

    def __bool__(self) -> bool:
        """An article is there, even where it has no attribution."""
        return True

    def _repr_html_(self) -> str:
        """The article as notebooks show it; `quoteattr.render` makes a page of it."""
        shown_as: str = done("in_frame", self)
        return shown_as

    def __repr__(self) -> str:
        name = f"{self.id!r}, " if self.id else ""
        return (
            f"Article({name}{len(self.text)} characters, {len(self.outer)} attributions, {len(self.speakers)} speakers)"
        )


def _nested(article: Article) -> None:
    """What is inside another comes behind it, and its content lies in the other's."""
    known: dict[str, Attribution] = {}
    for a in article.attributions:
        if a.inside is not None:
            if a.inside not in known:
                refuse(article, "attributions", f"has no {a.inside} before {a.id}, which is inside it")
            held = known[a.inside].content
            if not all(any(p.start <= piece.start and piece.end <= p.end for p in held) for piece in a.content):
                refuse(
                    article, "attributions", f"has a content of {a.id} that reaches out of {a.inside}, which it is in"
                )
        known[a.id] = a


def _spans(article: Article) -> Iterator[tuple[Any, Span]]:
    """Every span of an article, with the attribution, speaker, quotation or name that it belongs to."""
    for a in article.attributions:
        yield from ((a, span) for _, span in a.spans())
        yield from ((a, span) for evidence in (*a.evidence, *a.anonymity.evidence) for span in evidence.spans)
    for s in article.speakers:
        yield from ((s, span) for key in SPEAKER_SPANS if (span := getattr(s, key)) is not None)
        yield from ((s, span) for span in s.mentions)
        yield from ((s, span) for evidence in s.evidence for span in evidence.spans)
    for q in article.quotations:
        yield from ((q, span) for span in (q.span, *q.pieces))
    yield from ((name, name.span) for name in article.names)


def _called(owner: Any) -> str:
    return f"{type(owner).__name__.lower()} {owner.id}" if hasattr(owner, "id") else f"a {type(owner).__name__.lower()}"


@frozen
class Failure:
    """A document of a bulk run that could not be read: its id, place in the run, and the reason.

    A failure must never fail: lone surrogates in its id or reason, which no file can hold, are written out."""

    id: str | None = field(converter=or_none(as_storable), validator=optional(words))
    index: int = field(validator=whole())
    reason: str = field(converter=as_storable, validator=words)
