"""Values of which a text has thousands, as tokens are.

They are frozen to those who write code and to its type checker, as all values are, and not while it runs: what `attrs`
freezes takes four to seven times as long to make, or, without slots, three times as long to read.
"""

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from attrs import frozen as value
else:
    from attrs import define

    value = partial(define, unsafe_hash=True)

__all__ = ["value"]
