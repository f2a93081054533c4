"""The weights fitted again to labelled news, as the library resolves it in sequence.

What a ranker meets depends on what it chose before, so every round reads the articles with the weights of the round
before, notes all choices whose answer is known, and fits the weights anew, with those of GUM as prior.
"""

from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from quoteattr.speakers.cast import Cast, Chain
from quoteattr.speakers.find import find_speakers
from quoteattr.speakers.phrases import Form, Phrase
from quoteattr.speakers.ranking import Chosen, Features, best_by, features
from training.speakers.answers import Article, same
from training.speakers.fitting import Choice, fitted

ROUNDS = 3
OF_SOURCES = 2.0  # how much a source counts: who speaks is what the library is for
OF_UNNAMED = 2.0  # and one whom nobody names: to give it a name is the worst error
Weights = Mapping[str, Features]  # by kind of reference


@frozen
class Noting:
    """Ranks by some weights, and notes the choices whose answer is known."""

    article: Article
    weights: Weights
    noted: list[Choice]

    def __call__(self, cast: Cast, phrase: Phrase, kind: str, candidates: list[Chain]) -> Chosen:
        answer = self.article.answers.get((phrase.start, phrase.end))
        if answer is not None and candidates:
            right = tuple(n for n, chain in enumerate(candidates) if answer.is_right(cast, chain))
            if answer.named and not right and phrase.form is Form.PRONOUN:  # whom it means is not at hand: no lesson
                return best_by(self.weights[kind], cast, phrase, candidates)
            itself = not answer.named and any(same(label, phrase.label) for label in answer.labels)
            last = [max((i for i in chain.at if i < phrase.head), default=-1) for chain in candidates]
            self.noted.append(
                Choice(
                    article=self.article.id,
                    kind=kind,
                    candidates=tuple(features(cast, chain, phrase) for chain in candidates),
                    right=right,
                    nobody=itself,
                    recent=last.index(max(last)),
                    weight=(OF_SOURCES if phrase.head in cast.sources else 1.0) * (1.0 if answer.named else OF_UNNAMED),
                )
            )
        return best_by(self.weights[kind], cast, phrase, candidates)


def choices(articles: Iterable[Article], weights: Weights) -> list[Choice]:
    """The choices whose answer is known, as they come up when articles are read with some weights."""
    noted: list[Choice] = []
    for article in articles:
        find_speakers(article.reading, article.drafts, Noting(article, weights, noted))
    return noted


def refitted(
    articles: Sequence[Article], prior: Weights, strength: Mapping[str, float], rounds: int = ROUNDS
) -> Weights:
    """The weights of each kind after some rounds."""
    weights = prior
    for _ in range(rounds):
        noted = choices(articles, weights)
        weights = {kind: _again([row for row in noted if row.kind == kind], before, strength[kind])
                   for kind, before in prior.items()}  # fmt: skip
    return weights


def _again(rows: list[Choice], prior: Features, strength: float) -> Features:
    return fitted(rows, strength, prior) if rows else prior
