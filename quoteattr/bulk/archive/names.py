"""A name for every document, no two alike, and the same ones whenever the same source is read."""

from collections.abc import Mapping

from attrs import frozen


@frozen
class Name:
    """What a document is called. `by_place`: its place in the source says so, since others have its id, or it has none;
    in another order, another document would be called so."""

    text: str
    by_place: bool


class Names:
    """Names for documents that come in order: the first of an id is called by it, the next ones `id#2`, `id#3`; one
    without an id by its number, from 0. What is another's id, or is used up, is passed over.

    >>> ids = ["a", "a", "a#2", None, "3"]
    >>> names = Names({"a": 2, "a#2": 1, None: 1, "3": 1})
    >>> [names.name(id).text for id in ids]
    ['a', 'a#3', 'a#2', '3#2', '3']

    Args:
        given: how often each id is there.
    """

    def __init__(self, given: Mapping[str | None, int]) -> None:
        self._given = given
        self._number = -1
        self._made: set[str] = set()
        self._next: dict[str, int] = {}  # of ids that are there more than once

    def name(self, id: str | None) -> Name:
        """The name of the next document, which has this id, or None."""
        self._number += 1
        if id is None:
            return self._free(str(self._number), 1)
        if self._given[id] == 1:
            return Name(id, False)
        if id not in self._next:
            self._next[id] = 2
            return Name(id, True)
        return self._free(id, self._next[id])

    def _free(self, stem: str, number: int) -> Name:
        """The first of `stem`, `stem#2`, … from a number on that nothing is called."""
        while (name := stem if number == 1 else f"{stem}#{number}") in self._given or name in self._made:
            number += 1
        if stem in self._next:
            self._next[stem] = number + 1
        self._made.add(name)
        return Name(name, True)
