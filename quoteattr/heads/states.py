"""The encoder's states of a text, asked for by the tokens that they stand for."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from attrs import field, frozen

from quoteattr.heads.labels import Floats, Places, Whole


@frozen(eq=False)
class States:
    """The states that the runner of the network gave for each window, with the places of the window's tokens."""

    windows: Sequence[Any]
    places: Sequence[Places]
    cuts: Whole = field(init=False)  # the first token of each window, and how many tokens there are

    @cuts.default
    def _cuts(self) -> Whole:
        return np.cumsum([0, *(len(p.begin) for p in self.places)])

    @property
    def tokens(self) -> int:
        """How many tokens the text has."""
        return int(self.cuts[-1])

    def first(self, tokens: Whole, width: int = 0) -> Floats:
        """The last `width` numbers, or all, at the first word pieces of tokens, in the order of the text."""
        rows = [array(states[places.begin[at]])[:, -width:] for states, places, at in self._by_window(tokens)]
        return np.concatenate(rows)

    def both(self, tokens: Whole, width: int) -> Floats:
        """The last `width` numbers at the first word pieces of tokens, and beside them those at the last."""
        rows = [
            np.concatenate([array(states[ends[at]])[:, -width:] for ends in (places.begin, places.end)], 1)
            for states, places, at in self._by_window(tokens)
        ]
        return np.concatenate(rows)

    def _by_window(self, tokens: Whole) -> Iterator[tuple[Any, Places, Whole]]:
        """Of each window that has some of them its states and places, and the numbers in it of those."""
        windows = np.searchsorted(self.cuts, tokens, "right") - 1
        for n in np.unique(windows).tolist():
            yield self.windows[n], self.places[n], tokens[windows == n] - self.cuts[n]


def array(states: Any) -> Floats:
    """States of torch, on whatever device, or of numpy."""
    found: Floats = states.float().cpu().numpy() if hasattr(states, "cpu") else np.asarray(states)
    return found
