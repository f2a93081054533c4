"""The choices that come up when texts are read in sequence, as the library reads them.

What a ranker meets depends on what it chose before: labelled news and GAP's texts are read with some scorer, and the
choices whose answer is known are noted.
"""

from collections.abc import Callable, Iterable, Sequence

from attrs import evolve, field, frozen

from benchmarks.asked import Asked
from benchmarks.chains import chain_in
from benchmarks.stories import FOLDS
from quoteattr.attributions.draft import Draft
from quoteattr.speakers.cast import Cast, Chain
from quoteattr.speakers.find import find_speakers, who_is_who
from quoteattr.speakers.phrases import Form, Phrase
from quoteattr.speakers.pronouns import SOURCE, rows, sort_of
from quoteattr.speakers.ranking import Chosen, Features, best_by
from quoteattr.speakers.scorer import Scorer
from quoteattr.text.reading import Reading
from training.links.fitting import Choice
from training.speakers.answers import Article, same

OF_SOURCES = 2.0  # how much a source counts: who speaks is what the library is for
OF_UNNAMED = 2.0  # and one whom nobody names: to give it a name is the worst error
_JOINED = frozenset("&<=")  # in the names of features that join others


Known = Callable[[str], Scorer]  # by sort of pronoun


@frozen
class Noted:
    """A choice, the sort of pronoun that it was about, and the fold that it is left out with, if it is."""

    sort: str
    choice: Choice
    fold: int | None = None

    def taught(self) -> Choice:
        """What is learned from it."""
        return evolve(self.choice, rows=tuple(with_sort(self.choice.rows, self.sort)))


def with_sort(found: Sequence[Features], sort: str) -> list[Features]:
    """Rows of features to learn from: those that join no others, a second time for sources."""
    if sort != SOURCE:
        return list(found)
    return [row | {f"{SOURCE}:{name}": v for name, v in row.items() if _JOINED.isdisjoint(name)} for row in found]


def noted_at(cast: Cast, phrase: Phrase, candidates: list[Chain], right: tuple[int, ...], weight: float = 1.0) -> Noted:
    """The choice at a pronoun; nobody is number 0 of the candidates."""
    return Noted(sort_of(cast, phrase), Choice(tuple(rows(cast, phrase, candidates)), right, weight))


@frozen
class Pair:
    """A text of GAP, as the library read it."""

    asked: Asked
    reading: Reading
    drafts: list[Draft]


@frozen
class _OfLabels:
    """Ranks by a scorer, and notes the choices whose answer is known."""

    article: Article
    known: Known
    noted: list[Noted] = field(factory=list)

    def __call__(self, cast: Cast, phrase: Phrase, kind: str, candidates: list[Chain]) -> Chosen:
        chosen = best_by(self.known, cast, phrase, candidates)
        answer = self.article.answers.get((phrase.start, phrase.end))
        if answer is None or not candidates:
            return chosen
        right = tuple(n for n, chain in enumerate(candidates, start=1) if answer.is_right(cast, chain))
        if answer.named and not right and phrase.form is Form.PRONOUN:  # whom it means is not at hand: no lesson
            return chosen
        itself = not answer.named and any(same(label, phrase.label) for label in answer.labels)
        weight = (OF_SOURCES if phrase.head in cast.sources else 1.0) * (1.0 if answer.named else OF_UNNAMED)
        right = right if right and not itself else (0, *right)
        noted = noted_at(cast, phrase, candidates, right, weight)
        self.noted.append(evolve(noted, fold=self.article.fold))
        return chosen


@frozen
class _OfPair:
    """Ranks by a scorer, and notes the choice at the pronoun that is asked about."""

    pair: Pair
    known: Known
    noted: list[Noted] = field(factory=list)

    def __call__(self, cast: Cast, phrase: Phrase, kind: str, candidates: list[Chain]) -> Chosen:
        asked = self.pair.asked
        if phrase.head == self.pair.reading.token_at(asked.at) and candidates:
            meant = [chain_in(cast, start, end) for start, end, true in asked.names if true]
            others = [chain_in(cast, start, end) for start, end, true in asked.names if not true]
            right = tuple(n for n, c in enumerate(candidates, start=1) if any(c is m for m in meant))
            if not meant:
                right = (0, *(n for n, c in enumerate(candidates, start=1) if not any(c is o for o in others)))
            if right:
                self.noted.append(evolve(noted_at(cast, phrase, candidates, right), fold=asked.fold(FOLDS)))
        return best_by(self.known, cast, phrase, candidates)


def of_labels(articles: Iterable[Article], known: Known) -> list[Noted]:
    """The choices whose answer is known, as they come up when articles are read with a scorer."""
    noted: list[Noted] = []
    for article in articles:
        find_speakers(article.reading, article.drafts, _OfLabels(article, known, noted))
    return noted


def of_pairs(pairs: Iterable[Pair], known: Known) -> list[Noted]:
    """The choices at GAP's pronouns, as they come up when its texts are read with a scorer."""
    noted: list[Noted] = []
    for pair in pairs:
        who_is_who(pair.reading, pair.drafts, _OfPair(pair, known, noted))
    return noted


def is_right(one: Noted, known: Known) -> bool:
    """Whether a scorer makes the right choice."""
    scores = known(one.sort).scores(one.choice.rows)
    return scores.index(max(scores)) in one.choice.right
