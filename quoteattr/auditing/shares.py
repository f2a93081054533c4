"""Shares and means with the intervals that they need to be published, and the sums that these are worked out from."""

from collections import Counter
from collections.abc import Iterable, Mapping
from math import sqrt

from attrs import define, field, frozen

KEPT = 50  # articles that are kept behind each count
_Z = 1.96  # of 95 in 100


@frozen
class Share:
    """How many of how many: `count` of `of`.

    `design` is by how much the spread over articles is larger than it would be if every attribution stood alone (the
    design effect; Kish 1965), never less than 1: attributions of one article are much alike, and all words of a content
    are one speaker's. Where the share is 0 or 1, so that nothing is seen of this, the articles stand for what is in
    them. `articles` are the ids of the first articles behind the count, at most `KEPT`; `quoteattr.behind` finds all of
    them.
    """

    name: str
    count: int
    of: int
    design: float = 1.0
    articles: tuple[str, ...] = field(default=(), repr=False)

    @property
    def share(self) -> float:
        """Between 0 and 1; 0 of nothing is 0."""
        return self.count / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Between which shares the true one lies in 95 of 100 samples of articles: Wilson's interval (1927) for as many
        independent attributions as these are worth (`of / design`; Korn and Graubard 1998). (0, 1) of nothing."""
        n = self.of / self.design
        if not n:
            return 0.0, 1.0
        middle = self.share + _Z**2 / (2 * n)
        spread = _Z * sqrt(self.share * (1 - self.share) / n + _Z**2 / (4 * n * n))
        whole = 1 + _Z**2 / n
        return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)


@define
class Tally:
    """Counts of some names among all, with what the spread over articles is worked out from, article by article.

    Tallies of parts of an archive are put together by `merge`: the order changes nothing but which articles are kept.
    """

    counted: Counter[str] = field(factory=Counter)
    total: int = 0
    articles: int = 0
    pieces: int = 0
    squares: Counter[str] = field(factory=Counter)
    products: Counter[str] = field(factory=Counter)
    total_squares: int = 0
    kept: dict[str, list[str]] = field(factory=dict)

    def add(self, counted: Mapping[str, int], total: int, article: str, pieces: int | None = None) -> None:
        """One article's counts, of how many they are, and its id; in how many `pieces` these come, as words do in
        contents: all words of a piece are one speaker's."""
        if not total:
            return
        self.articles += 1
        self.total += total
        self.pieces += total if pieces is None else pieces
        self.total_squares += total * total
        for name, n in counted.items():
            if not n:
                continue
            self.counted[name] += n
            self.squares[name] += n * n
            self.products[name] += n * total
            if len(kept := self.kept.setdefault(name, [])) < KEPT:
                kept.append(article)

    def merge(self, other: "Tally") -> None:
        """Take in another's counts."""
        self.total += other.total
        self.articles += other.articles
        self.pieces += other.pieces
        self.total_squares += other.total_squares
        self.counted.update(other.counted)
        self.squares.update(other.squares)
        self.products.update(other.products)
        for name, kept in other.kept.items():
            mine = self.kept.setdefault(name, [])
            mine += kept[: KEPT - len(mine)]

    def share(self, name: str) -> Share:
        """How many are of a name."""
        count, total = self.counted[name], self.total
        share = count / total if total else 0.0
        alone = share * (1 - share) / total if total else 0.0
        design = max(1.0, total / self.pieces) if self.pieces else 1.0
        if self.articles > 1 and alone:  # the variance of a ratio of sums over articles (Cochran 1977, 6.5)
            over = self.squares[name] - 2 * share * self.products[name] + share**2 * self.total_squares
            design = max(design, self.articles / (self.articles - 1) * over / total**2 / alone)
        elif self.articles > 1:  # none or all: how alike those of an article are can't be seen, and at most wholly
            design = max(design, total / self.articles)
        return Share(name, count, total, design, tuple(self.kept.get(name, ())))

    def shares(self, order: Iterable[str], *, whole: bool = False) -> tuple[Share, ...]:
        """All that occur, in an order; with `whole` those that do not, too, if anything does."""
        return tuple(self.share(name) for name in order if self.counted[name] or (whole and self.total))


@frozen
class Mean:
    """A mean over stories: their number, the sum, and the sum of squares."""

    name: str
    of: int
    total: int
    squares: int

    @property
    def mean(self) -> float:
        """0 of nothing is 0."""
        return self.total / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Between which means the true one lies in 95 of 100 samples of stories, never below 0; all there is, of fewer
        than two."""
        if self.of < 2:
            return 0.0, float("inf")
        variance = max(0.0, (self.squares - self.total**2 / self.of) / (self.of - 1))
        spread = _Z * sqrt(variance / self.of)
        return max(0.0, self.mean - spread), self.mean + spread
