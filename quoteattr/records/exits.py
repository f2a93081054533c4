"""What an article does in one call, as `Article.to_json`: done by rooms that know articles; articles don't know them.

The front of the package, which knows all rooms, says who does it, before anybody can have made an article.
"""

from collections.abc import Callable
from typing import Any

_DONE_BY: dict[str, Callable[..., Any]] = {}


def offer(**functions: Callable[..., Any]) -> None:
    """Say which functions do it, by what they are called for."""
    _DONE_BY.update(functions)


def done(what: str, *given: Any, **chosen: Any) -> Any:
    """What the function that was offered for it gives."""
    return _DONE_BY[what](*given, **chosen)
