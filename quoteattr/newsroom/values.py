"""Rules and what they find: small frozen values."""

import inspect
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any

from attrs import evolve, field, frozen

from quoteattr.errors import InvalidSetting
from quoteattr.records import Span
from quoteattr.records.promises import as_plain, each, of, refuse, shown, words


class Severity(StrEnum):
    """How much a finding says: against a standard as it is written; to be weighed, since a standard lets it pass in
    some cases; or a hint, of which more than one in ten is wrong (benchmarks/findings.py)."""

    WARNING = "warning"
    NOTICE = "notice"
    HINT = "hint"


@frozen
class Flag:
    """What a rule's check says: a message, the spans it is about in order, the ids of attributions and of speakers."""

    message: str = field(converter=as_plain, validator=words)
    spans: tuple[Span, ...] = field(default=(), validator=each(Span))
    attributions: tuple[str, ...] = field(kw_only=True, default=(), validator=each(str))
    speakers: tuple[str, ...] = field(kw_only=True, default=(), validator=each(str))


@frozen
class Finding:
    """What a rule found in an article.

    `spans` are the words it is about, in order of the text; `attributions` and `speakers` the ids of those concerned,
    as the article has them; `standard` says whose rule it is.
    """

    rule: str = field(converter=as_plain, validator=words)
    severity: Severity = field(validator=of(Severity))
    message: str = field(converter=as_plain, validator=words)
    spans: tuple[Span, ...] = field(validator=each(Span))
    attributions: tuple[str, ...] = field(kw_only=True, default=(), validator=each(str))
    speakers: tuple[str, ...] = field(kw_only=True, default=(), validator=each(str))
    standard: str = field(kw_only=True, default="", repr=False, converter=as_plain, validator=words)

    @property
    def start(self) -> int:
        """Where the first of its words begin; 0 for a finding about the article as a whole."""
        return self.spans[0].start if self.spans else 0

    def __str__(self) -> str:
        return f"{self.severity.value}: {self.message} ({self.rule})"


def _severity(given: Severity | str) -> Severity:
    """A severity by its name, too."""
    if given not in list(Severity):
        there = ", ".join(severity.value for severity in Severity)
        raise InvalidSetting(f"there is no severity {shown(given)}: choose one of {there}")
    return Severity(given)


Check = Callable[..., Iterable[Flag]]


@frozen
class NewsroomRule:
    """One rule of a newsroom.

    Args:
        name: in a few words.
        standard: whose rule it is, and where it stands.
        severity: how much its findings say.
        check: a function that takes a `Story` and yields a `Flag` for each place that it objects to. Its keyword
            arguments are the rule's settings; `tuned` changes them.
        settings: values for such arguments, where they are not the function's own defaults.
    """

    name: str = field(converter=as_plain, validator=words)
    standard: str = field(repr=False, converter=as_plain, validator=words)
    severity: Severity = field(converter=_severity)
    check: Check = field(repr=False)
    settings: tuple[tuple[str, Any], ...] = field(kw_only=True, default=(), validator=each(tuple))

    def __attrs_post_init__(self) -> None:
        if not callable(self.check):
            refuse(self, "check", f"is {shown(self.check)}: it must be a function that takes a Story and yields Flags")

    def tuned(
        self, *, severity: Severity | str | None = None, name: str | None = None, **settings: Any
    ) -> "NewsroomRule":
        """The rule with another severity, name, or other settings of its check.

        Raises:
            InvalidSetting: the check has no such setting; it lists those that there are.
        """
        known = [p.name for p in inspect.signature(self.check).parameters.values() if p.kind is p.KEYWORD_ONLY]
        for key in settings:
            if key not in known:
                there = ", ".join(known) or "none"
                raise InvalidSetting(f"the rule {self.name!r} has no setting {shown(key)}: it has {there}")
        return evolve(
            self,
            name=self.name if name is None else name,
            severity=self.severity if severity is None else severity,
            settings=tuple({**dict(self.settings), **settings}.items()),
        )
