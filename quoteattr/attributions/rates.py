"""How often what a rule finds is an attribution: the table `rates.tsv` of a language."""

from quoteattr.language import Language

_UNKNOWN = 0.5  # where a language gives none: as likely as not


def rate(language: Language, rule: str) -> float:
    """The rate of a rule, 0 to 1."""
    return float(language.classes("rates").get(rule, _UNKNOWN))
