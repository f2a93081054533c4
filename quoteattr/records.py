"""The frozen values of quoteattr. They know nothing; the other modules make and read them.

All offsets are character offsets into the text as given, end exclusive; for every `Span`,
``text[span.start:span.end] == span.text``.
"""

from enum import StrEnum
from typing import TYPE_CHECKING

from attrs import field, frozen

if TYPE_CHECKING:
    import pandas

    from quoteattr.auditing import Audit


class Style(StrEnum):
    """The form of a content: all in quotation marks, partly, or not at all."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class Mode(StrEnum):
    """What kind of act the cue names (the classes of PolNeAR; Newell, Margolin and Ruths 2018)."""

    SPEECH = "speech"
    WRITING = "writing"
    THOUGHT = "thought"
    INTENTION = "intention"
    ATTITUDE = "attitude"
    DECREE = "decree"
    EVIDENCE = "evidence"


class Level(StrEnum):
    """How far the document as a whole lets its reader know who speaks; see docs/anonymity.md."""

    NAMED = "named"
    PARTIAL = "partial"
    DESCRIBED = "described"
    VAGUE = "vague"
    HIDDEN = "hidden"


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


@frozen
class Span:
    """A stretch of the text: character offsets, end exclusive."""

    start: int
    end: int
    text: str = field(eq=False)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        shown = self.text if len(self.text) <= 60 else f"{self.text[:40]} … {self.text[-16:]}"
        return f"Span({self.start}, {self.end}, {shown!r})"


@frozen
class Evidence:
    """Why an answer was given: the rule (or model) and the spans it looked at."""

    rule: str
    spans: tuple[Span, ...] = ()


@frozen
class Quotation:
    """A stretch in quotation marks.

    `span` takes in the marks; `pieces` are its parts, one a paragraph, marks left out; `closing` is
    empty where the text never closes the quotation; `depth` counts the quotations around it.
    """

    span: Span
    pieces: tuple[Span, ...]
    opening: str
    closing: str
    depth: int = 0
    use: QuotationUse = QuotationUse.SPEECH


@frozen
class Anonymity:
    """How openly a source speaks. `level` is None, and `evidence` says why, when someone is meant
    who could not be resolved; that is never `hidden`.

    `granted` are the words that grant anonymity, `reason` those that give its reason,
    `knowledge_basis` those that say how the source knows ("familiar with the talks").
    `description_strength` counts role, affiliation, nationality, seniority and knowledge basis.
    """

    level: Level | None
    granted: Span | None = None
    reason: Span | None = None
    reason_class: ReasonClass | None = None
    knowledge_basis: Span | None = None
    description_strength: int = 0
    evidence: tuple[Evidence, ...] = ()


@frozen
class Speaker:
    """One person, group, organisation or document that speaks in the article.

    `name` is the fullest name in the document, without title; `description` the fullest other
    phrase, without article; `label` what a reader would call the speaker. `role`, `affiliation`,
    `nationality`, `seniority` and `former` (“former”, “ex-”, “then”) are the words that say so. `number`
    is how many people it stands for where the text says so, `gender` as its titles, pronouns and nouns
    show it; `evidence` points at the words for these two.
    """

    id: str
    name: str | None
    description: str | None
    kind: Kind
    level: Level | None
    role: Span | None = None
    affiliation: Span | None = None
    nationality: Span | None = None
    seniority: Span | None = None
    former: Span | None = None
    number: int | None = None
    gender: Gender | None = None
    mentions: tuple[Span, ...] = field(default=(), repr=False)
    evidence: tuple[Evidence, ...] = field(default=(), repr=False)

    @property
    def label(self) -> str:
        """The name, else the description."""
        return self.name or self.description or ""

    def __str__(self) -> str:
        return self.label


ANONYMITY_SPANS = ("granted", "reason", "knowledge_basis")  # the fields that are spans
SPEAKER_SPANS = ("role", "affiliation", "nationality", "seniority", "former")


@frozen
class Attribution:
    """Who said what, through which words, and how openly.

    `source` and `cue` are None where the text has none; `content` is never empty and in order of
    the text; `speaker` is None for a hidden source and for one that could not be resolved (then
    `anonymity.level` is None too). `confidence` is between 0 and 1.
    """

    id: str
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    style: Style
    mode: Mode
    speaker: Speaker | None
    anonymity: Anonymity
    channel: Span | None = None
    negated: bool = False
    confidence: float = 1.0
    evidence: tuple[Evidence, ...] = ()

    @property
    def text(self) -> str:
        """The pieces of the content, joined by a space."""
        return " ".join(piece.text for piece in self.content)

    def __repr__(self) -> str:
        who = f"{self.speaker.label!r}" if self.speaker else None
        cue = self.cue.text if self.cue else None
        text = self.text if len(self.text) <= 60 else f"{self.text[:40]} … {self.text[-16:]}"
        level = self.anonymity.level
        return f"Attribution({self.id}, {who}, {level and level.value}, {cue!r}, {self.style.value}, {text!r})"


@frozen
class Article:
    """A text with its attributions, in order of the text, and their speakers, in order of appearance."""

    text: str
    attributions: tuple[Attribution, ...]
    speakers: tuple[Speaker, ...]
    quotations: tuple[Quotation, ...] = ()
    id: str | None = None

    def attributions_of(self, speaker: Speaker) -> tuple[Attribution, ...]:
        """Everything that the speaker says."""
        return tuple(a for a in self.attributions if a.speaker is not None and a.speaker.id == speaker.id)

    def audit(self) -> "Audit":
        """How openly the article is sourced: counts and shares by level, kind and style; prints as a table."""
        from quoteattr.auditing import audit

        return audit([self])

    def to_json(self, *, indent: int | None = None) -> str:
        """The article as JSON; `quoteattr.from_json` gives the same object back."""
        from quoteattr.export import to_json

        return to_json(self, indent=indent)

    def to_frame(self) -> "pandas.DataFrame":
        """The attributions as a pandas DataFrame, one row each; `quoteattr.to_frame` takes many articles."""
        from quoteattr.export import to_frame

        return to_frame(self)

    def _repr_html_(self) -> str:
        """The article as notebooks show it; `quoteattr.render` makes a page of it."""
        from quoteattr.render import in_frame

        return in_frame(self)

    def __repr__(self) -> str:
        name = f"{self.id!r}, " if self.id else ""
        return (
            f"Article({name}{len(self.text)} characters, {len(self.attributions)} attributions, "
            f"{len(self.speakers)} speakers)"
        )


@frozen
class Failure:
    """A document of a bulk run that could not be read: its id, place in the run, and the reason."""

    id: str | None
    index: int
    reason: str
