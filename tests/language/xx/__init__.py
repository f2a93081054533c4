"""A language that nobody speaks, as small as one can be: a dozen words, and a reader made by hand."""

from collections.abc import Iterable
from pathlib import Path

from quoteattr import Quotation, Versions
from quoteattr.language import Language
from quoteattr.text.document import Document, Sentence, Token

XX = Language("xx", Path(__file__).parent, tags={"PAST": frozenset({"finite", "past"})})

_TAGGED = {  # word → its lemma, its part of speech, its finer tag
    "dixu": ("dixu", "VERB", "PAST"),
    "pensu": ("pensu", "VERB", "PAST"),
    "laru": ("laru", "VERB", "PAST"),
    "ke": ("ke", "SCONJ", ""),
    "muto": ("muto", "NOUN", ""),
    "homu": ("homu", "NOUN", ""),
}


class HandMadeReader:
    """Parses what is written in the order “source cue that subject verb” or “content cue source”; spots nothing."""

    language = XX

    def __init__(self) -> None:
        self.read_bounds: list[tuple[tuple[int, int], ...]] = []

    def load(self, threads: int | None = None) -> None:
        """Nothing is to be loaded."""

    def read(
        self, text: str, bounds: tuple[tuple[int, int], ...], quotations: Iterable[Quotation]
    ) -> tuple[Document, tuple[()]]:
        """A sentence a paragraph."""
        self.read_bounds.append(bounds)
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        for number, (start, end) in enumerate(bounds):
            places = [(start + a, start + b) for a, b in XX.tokenize(text[start:end])]
            first = len(tokens)
            tokens += _parsed(text, places, first, number)
            sentences.append(Sentence(first, len(tokens), number))
        return Document(text, bounds, tuple(sentences), tuple(tokens), language=self.language), ()

    def versions(self) -> Versions:
        """Made by hand."""
        return Versions("0", "a hand", ())


def _parsed(text: str, places: list[tuple[int, int]], first: int, sentence: int) -> list[Token]:
    """The tokens of a sentence: the cue is the root, the other verb its clause, each noun its verb's subject."""
    words = [text[a:b] for a, b in places]
    root = next((n for n, word in enumerate(words) if word in ("dixu", "pensu")), 0)
    clause = next((n for n, word in enumerate(words) if word == "laru"), root)
    tokens = []
    for n, (word, (start, end)) in enumerate(zip(words, places, strict=True)):
        lemma, upos, xpos = _TAGGED.get(word, (word, "PROPN" if word[0].isalpha() else "PUNCT", ""))
        verb = clause if min(root, clause) < n < max(root, clause) + (clause > root) and upos == "NOUN" else root
        head, relation = verb, "nsubj"
        if n == root:
            head, relation = -1, "root"
        elif n == clause:
            head, relation = root, "ccomp"
        elif upos == "PUNCT":
            head, relation = root, "punct"
        elif upos == "SCONJ":
            head, relation = clause, "mark"
        elif upos == "PROPN" and n and words[n - 1][0].isupper():
            head, relation = n - 1, "flat"
        elif upos == "NOUN" and word == "muto":
            head = clause
        tokens.append(
            Token(
                first + n,
                start,
                end,
                text=word,
                lemma=lemma,
                upos=upos,
                xpos=xpos,
                head=head + first if head >= 0 else -1,
                deprel=relation,
                sentence=sentence,
                traits=XX.traits(xpos),
            )
        )
    return tokens
