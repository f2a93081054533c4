"""The errors and the warning of quoteattr.

Every error is a `QuoteAttrError`, and also what a Python programmer would catch in its place: `ValueError`,
`TypeError`, `ImportError`, `FileNotFoundError`.
"""


class QuoteAttrError(Exception):
    """Base of all errors of this library; its message says what was wrong and what to do."""


class InvalidText(QuoteAttrError, ValueError, TypeError):
    """The document is not a text that can be read: not a `str`, or it holds lone surrogates."""


class InvalidSetting(QuoteAttrError, ValueError, TypeError):
    """A setting of a value or a type that does not exist: says which there are."""


class InvalidInput(QuoteAttrError, TypeError):
    """A function was given something of another kind than it takes: says what to give instead."""


class UnusableFile(QuoteAttrError, OSError):
    """A file that can't be read or written: says which, and why."""


class MissingFile(UnusableFile, FileNotFoundError):
    """A file that is not there, or a folder for it that is not."""


class InvalidRecord(QuoteAttrError, ValueError):
    """A value that can't be: a span outside its text, a JSON document that is not an article as `to_json` writes it,
    or one of an unknown schema version."""


class ModelNotFound(QuoteAttrError, FileNotFoundError):
    """No usable model: says which file is missing or damaged and how to get it."""


class MissingExtra(QuoteAttrError, ImportError):
    """Something was asked for that needs a package which is not installed: says which, and how to get it."""


class QuoteAttrWarning(UserWarning):
    """Something that is likely not meant, though it can be read: a text that is no prose of its language, a runtime
    that was imported before it could be kept quiet."""
