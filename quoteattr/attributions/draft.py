"""An attribution before anybody knows whose it is."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any

from attrs import evolve

from quoteattr.records import Mode
from quoteattr.runtime.values import value
from quoteattr.text.stretches import Offsets, Standing

SPEECH = frozenset({Mode.SPEECH, Mode.WRITING})  # what is said and written


class Rule(StrEnum):
    """What found an attribution; its value opens the sentence that an `Evidence` shows."""

    NETWORK = "network"
    QUOTATION_BY_NETWORK = "quotation, network"
    QUOTATION = "quotation"  # introduced by a cue
    FLOATING = "quotation, floating"  # which nothing introduces
    FRAME = "frame"  # of the cue lexicon
    ACCORDING_TO = "according_to"
    AS_TOLD = "as somebody said"
    AS_PUT = "as somebody put it"
    HEARSAY = "hearsay"
    IT_IS_SAID = "it_is_said"
    IS_SAID_TO = "is_said_to"
    TURN = "turn of a script"
    SIGNATURE = "signature"
    LEARNED = "an outlet has learned"
    ASKED = "asked by nobody named"
    RELAYED = "quoted as saying"
    HEARD = "heard saying"
    GESTURE = "quotation, behind a gesture"
    LED_IN = "quotation, led in"
    DECLINED = "declined"
    HEADED = "source of a headline"
    DISPLAYED = "quotation, displayed"  # in a headline, or on a line of its own

    @property
    def quoted(self) -> bool:
        """Whether what it finds is what stands in quotation marks, by their place in the text."""
        return self in _QUOTED

    @property
    def is_hearsay(self) -> bool:
        """Whether nobody in particular says what it finds: too rare in the training articles for the network."""
        return self in (Rule.HEARSAY, Rule.IT_IS_SAID, Rule.IS_SAID_TO)


_QUOTED = frozenset(
    {Rule.QUOTATION, Rule.QUOTATION_BY_NETWORK, Rule.FLOATING, Rule.GESTURE, Rule.DISPLAYED, Rule.LED_IN}
)


@value(kw_only=True)
class Draft:
    """Source, cue and content as character offsets, end exclusive, and how they were found.

    `by` is the rule that found it, in a `frame` of the lexicon or none, its source found by the rule `source_by`;
    `nobody` says that the grammar leaves no room for a source (“it was said”). `confidence` (0 to 1) is that it is an
    attribution: by the network, or how often what the rule finds is one; `aloud` (0 to 1) that it was said or written,
    not thought or shown. `source_token` heads the source phrase, `cue_token` the cue, `addressee_token` the words for
    whom it was said to; `where` and `when` it was said.
    """

    cue: Offsets | None = None
    source: Offsets | None = None
    content: tuple[Offsets, ...]
    mode: Mode
    by: Rule
    frame: str | None = None
    source_by: str | None = None
    nobody: bool = False
    confidence: float = 1.0
    aloud: float = 1.0
    cue_token: int | None = None
    source_token: int | None = None
    negated: bool = False
    channel: Offsets | None = None
    addressee: Offsets | None = None
    addressee_token: int | None = None
    where: Offsets | None = None
    when: Offsets | None = None

    @property
    def quoted(self) -> bool:
        """Whether it was found by its quotation marks."""
        return self.by.quoted

    @property
    def is_alone(self) -> bool:
        """Whether it has neither source nor cue."""
        return self.source is None and self.cue is None

    @property
    def begins(self) -> Offsets:
        """Where its content begins, to put drafts in order."""
        return self.content[0]

    @property
    def place(self) -> int:
        """Where it stands: at its source, else its cue, else its content."""
        return (self.source or self.cue or self.content[0])[0]

    @property
    def size(self) -> int:
        """How many characters its content has."""
        return sum(end - start for start, end in self.content)

    @property
    def evidence(self) -> str:
        """How it was found, in the words that an `Evidence` shows."""
        rule = f"{self.by} {self.frame}" if self.frame else str(self.by)
        return ", ".join(filter(None, (rule, "nobody expressed" if self.nobody else None, self.source_by)))

    def with_content(self, content: Iterable[Offsets]) -> "Draft":
        """The same with another content, without what is left empty; itself where it is no other."""
        pieces = tuple(piece for piece in content if piece[0] < piece[1])
        return self if pieces == self.content else evolve(self, content=pieces)

    def without_source(self) -> "Draft":
        """The same of nobody known."""
        return evolve(self, source=None, source_token=None)

    def found_by(self, rule: Rule, **changes: Any) -> "Draft":
        """The same, told by another rule."""
        return evolve(self, by=rule, frame=None, source_by=None, nobody=False, **changes)


def in_order(drafts: Iterable[Draft]) -> list[Draft]:
    """Drafts in order of the text."""
    return sorted(drafts, key=lambda d: d.begins)


def spans_of(drafts: Iterable[Draft]) -> Iterator[Offsets | None]:
    """Every source, cue and piece of content."""
    for draft in drafts:
        yield from (draft.source, draft.cue, *draft.content)


def contents_of(drafts: Iterable[Draft]) -> Iterator[Offsets]:
    """Every piece of content."""
    for draft in drafts:
        yield from draft.content


def by_cue(drafts: Iterable[Draft]) -> Standing[Draft]:
    """The draft whose cue stands at a character."""
    return Standing((draft.cue, draft) for draft in drafts)
