"""What is asked of something that is read, again and again, and told once."""

from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, TypeVar, TypeVarTuple

Notes = defaultdict[Callable[..., Any], Any]


class Noted(Protocol):
    """What keeps notes of what it was asked: they live as long as it does, and no longer."""

    @property
    def notes(self) -> Notes:
        """What was told, by the function that tells it."""
        ...


_Told = TypeVar("_Told")
_Of = TypeVarTuple("_Of")
_Who = TypeVar("_Who", bound=Noted)


def new_notes() -> Notes:
    """Notes of nothing yet."""
    return defaultdict(dict)


def asked_once(tell: Callable[[_Who, *_Of], _Told]) -> Callable[[_Who, *_Of], _Told]:
    """What a function tells of a text, or of something in it, is told once. Where it tells of nothing yet, others note
    in it what they find. What is told must not hold whoever keeps the notes: both would wait for Python's collector."""

    @wraps(tell)
    def known(of: _Who, *about: *_Of) -> _Told:
        notes: dict[tuple[*_Of], _Told] = of.notes[tell]
        try:  # mostly it was asked before
            return notes[about]
        except KeyError:
            found = notes[about] = tell(of, *about)
            return found

    return known


_Key = TypeVar("_Key")


class Kept(dict[_Key, _Told]):
    """What is told of words and the like, which mostly come again: found when first asked for, forgotten when there is
    much."""

    most = 20_000

    def find(self, key: _Key) -> _Told:
        """What is to be told of a key: each kind of table says it."""
        raise NotImplementedError

    def __missing__(self, key: _Key) -> _Told:
        if len(self) >= self.most:
            self.clear()
        found = self[key] = self.find(key)
        return found
