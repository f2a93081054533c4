"""Folds of articles for what is fitted to labels and told by folds: articles of one story stand in one fold.

Two articles are of one story if they share several names that hardly another article has; what is of one story with a
third article is of one story.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import combinations

FOLDS = 5
_NAME = re.compile(r"\b[A-Z][\w’'-]+(?: (?:[A-Z]\.|[A-Z][\w’'-]+))+")  # of several words
_RARE, _SHARED = (
    4,
    2,
)  # articles that have a rare name, at most; rare names that two articles of a story share, at least


def folds(texts: Mapping[str, str], number: int = FOLDS) -> dict[str, int]:
    """The fold of each article, by its id: the largest story first, each to the fold with the fewest articles."""
    sizes = [0] * number
    found: dict[str, int] = {}
    for story in sorted(stories(texts), key=lambda story: (-len(story), story)):
        fold = sizes.index(min(sizes))
        sizes[fold] += len(story)
        found |= dict.fromkeys(story, fold)
    return found


def stories(texts: Mapping[str, str]) -> list[list[str]]:
    """The ids of the articles of each story, in order.

    >>> stories({"a": "Ada Moe met Bo Lund.", "b": "Bo Lund saw Ada Moe.", "c": "Cy Ek saw Bo Lund."})
    [['a', 'b'], ['c']]
    """
    names = {id: set(_NAME.findall(text)) for id, text in texts.items()}
    having = Counter(name for of in names.values() for name in of)
    rare = {id: {name for name in of if having[name] <= _RARE} for id, of in names.items()}
    story = {id: id for id in texts}
    for one, other in combinations(sorted(texts), 2):
        if len(rare[one] & rare[other]) >= _SHARED and story[one] != story[other]:
            joined = story[other]
            story = {id: story[one] if of == joined else of for id, of in story.items()}
    members = defaultdict(list)
    for id in sorted(texts):
        members[story[id]].append(id)
    return sorted(members.values())
