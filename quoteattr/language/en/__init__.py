"""English."""

from pathlib import Path

from quoteattr.language import Language
from quoteattr.language.en.lemmas import lemma_of
from quoteattr.language.en.tokens import tokenize

_MODELS = Path(__file__).parents[2] / "models"
_TAGS = {  # of the Penn Treebank
    "DT": "before_noun",
    "IN": "before_noun",
    "JJ": "adjective",
    "MD": "modal",
    "NNPS": "plural_name",
    "NNS": "plural",
    "POS": "genitive before_noun",  # 's
    "PRP": "personal",
    "PRP$": "possessive before_noun",
    "TO": "to",
    "VB": "infinitive",
    "VBD": "finite past",
    "VBG": "gerund",
    "VBN": "participle",
    "VBP": "finite",
    "VBZ": "finite third",
    "WDT": "relative",
    "WP": "relative",
    "WP$": "relative_possessive",  # whose
    "WRB": "relative_adverb",
}

LANGUAGE = Language(
    "en",
    Path(__file__).parent,
    tags={tag: frozenset(traits.split()) for tag, traits in _TAGS.items()},
    models={
        "network": _MODELS / "en_attribution",
        "heads": _MODELS / "en_heads",
        "inner": _MODELS / "en_inner",
        "stanza": _MODELS / "en",
    },
    tokenize=tokenize,
    lemma_of=lemma_of,
)
