"""Everything that quoteattr raises on purpose."""


class QuoteAttrError(Exception):
    """Base of all errors of this library; its message says what was wrong and what to do."""


class InvalidText(QuoteAttrError):
    """The document is not a text that can be read: not a `str`, or it holds lone surrogates."""


class ModelNotFound(QuoteAttrError):
    """No usable model: says which file is missing or damaged and how to get it."""


class InvalidRecord(QuoteAttrError):
    """A JSON document is not an article as `to_json` writes it, or of an unknown schema version."""


class InvalidSetting(QuoteAttrError):
    """An `Extractor` was asked for something that does not exist: says what does."""


class MissingExtra(QuoteAttrError):
    """Something was asked for that needs a package which is not installed: says which, and how to get it."""
