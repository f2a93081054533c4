"""What is done to windows so that the network holds where news is set otherwise than in what it learns from."""

import random
from collections.abc import Callable, Sequence

import numpy as np
from attrs import evolve, field, frozen
from numpy.typing import NDArray

from quoteattr.network.windows import Strip
from training.network.pages import Example, joined

MASK = 103  # in BERT's vocabulary
_DIGIT = 4  # of the classes of case
Change = Callable[[Strip], Strip]


@frozen(eq=False)
class Noise:
    """Shares of windows that are changed, and of word pieces that are hidden; `vocabulary` is that of the tokenizer."""

    vocabulary: dict[str, int] = field(repr=False)
    hidden: float = 0.1  # word pieces, so that no word alone decides (Gal and Ghahramani 2016)
    single: float = 0.1  # windows with single quotation marks for double ones, as British papers set them
    upper: float = 0.04  # windows all in capitals
    title: float = 0.04  # windows in headline case
    lower: float = 0.03  # windows without capitals
    stray: float = 0.25  # windows with a paragraph of another text before or behind
    lettered: NDArray[np.bool_] = field(init=False, repr=False)

    @lettered.default
    def _lettered(self) -> NDArray[np.bool_]:
        table = np.zeros(len(self.vocabulary), np.bool_)
        for piece, number in self.vocabulary.items():
            table[number] = piece.removeprefix("##")[:1].isalpha()
        return table

    def strayed(self, example: Example, others: Sequence[Example], size: int, rng: random.Random) -> Example:
        """A window, some with a paragraph of `others` before or behind it, if all fits into `size`."""
        if rng.random() < self.stray and others:
            other = rng.choice(others)
            if other.pieces + example.pieces < size:
                return joined(other, example) if rng.random() < 0.5 else joined(example, other)
        return example

    def changed(self, example: Example, rng: random.Random) -> Example:
        """A window as another house might set it, with some word pieces hidden."""
        cases: dict[str, Change] = {"upper": self._capitals(2), "title": self._capitals(1), "lower": self._capitals(0)}
        changes = [change for name, change in cases.items() if rng.random() < getattr(self, name)][:1]
        if rng.random() < self.single:
            changes.append(self._single)
        changes.append(lambda strip: self._masked(strip, rng))
        window = example.window
        for change in changes:
            window = [change(strip) for strip in window]
        return evolve(example, window=window)

    def _capitals(self, kind: int) -> Change:
        """All words with letters of one class of case."""

        def change(strip: Strip) -> Strip:
            lettered = self.lettered[strip.ids[strip.first]] & (strip.case != _DIGIT)
            return evolve(strip, case=np.where(lettered, np.int32(kind), strip.case))

        return change

    def _single(self, strip: Strip) -> Strip:
        double, single = self.vocabulary['"'], self.vocabulary["'"]
        return evolve(strip, ids=np.where(strip.ids == double, np.int32(single), strip.ids))

    def _masked(self, strip: Strip, rng: random.Random) -> Strip:
        dice = np.random.default_rng(rng.getrandbits(32)).random(len(strip.ids))
        return evolve(strip, ids=np.where(dice < self.hidden, np.int32(MASK), strip.ids))
