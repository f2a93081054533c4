"""Records with their spans elsewhere: what was found in one form of a text, told in another."""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from attrs import AttrsInstance, fields

from quoteattr.records import Gender, Kind, Level, Mode, NameKind, Quotation, QuotationUse, ReasonClass, Span, Style

_Value = TypeVar("_Value")
Move = Callable[[Span], Span]


def moved(value: _Value, move: Move) -> _Value:
    """A record, or a tuple of some, in which every span is what `move` makes of it, however deep it lies.

    What was one value before is one after: an attribution's speaker is that of the article.
    """
    found: _Value = _Moved(move).of(value)
    return found


def _is_record(value: object) -> bool:
    return hasattr(value, "__attrs_attrs__")  # as `attrs.has` knows them, which takes longer over it


@cache
def _names(kind: type[AttrsInstance]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


_ENUMS = (Gender, Kind, Level, Mode, NameKind, QuotationUse, ReasonClass, Style)
_PLAIN = frozenset({str, int, float, bool, type(None), *_ENUMS})  # what most fields hold, and no span lies in


class _Moved:
    """What has been moved, each value once."""

    def __init__(self, move: Move) -> None:
        self._move = move
        self._known: dict[int, tuple[Any, Any]] = {}  # by identity: a value, which has to live on, and what it became

    def of(self, value: object) -> Any:
        if isinstance(value, Span):
            return self._move(value)
        if isinstance(value, tuple):
            return tuple([self.of(one) for one in value]) if value else value
        if not _is_record(value):
            return value
        known = self._known.get(id(value))
        if known is None:
            known = self._known[id(value)] = value, self._anew(value)
        return known[1]

    def _anew(self, value: Any) -> Any:
        kind: type[AttrsInstance] = type(value)
        held = ((name, getattr(value, name)) for name in _names(kind))
        made = {name: old if type(old) in _PLAIN else self.of(old) for name, old in held}
        if isinstance(value, Quotation):
            made |= self._marks(value)
        return kind(**made)  # which `evolve` does, and asks more

    def _marks(self, quotation: Quotation) -> dict[str, str]:
        """Its marks as they stand there: `&quot;` where it is one."""
        span, opening, closing = quotation.span, quotation.opening, quotation.closing
        first, last = span.start + len(opening), span.end - len(closing)
        return {
            "opening": self._move(Span(span.start, first, opening)).text if opening else "",
            "closing": self._move(Span(last, span.end, closing)).text if closing else "",
        }
