"""What the library knows of a language, as data: one `Language` value, made by a folder and handed down."""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import field, frozen

from quoteattr.errors import InvalidSetting
from quoteattr.language import lexicon
from quoteattr.language.lexicon import CueEntry, spaced

if TYPE_CHECKING:
    import regex

__all__ = ["CueEntry", "Language", "known", "language", "spaced"]

_NO_TRAITS: frozenset[str] = frozenset()


@frozen
class Language:
    """One language: its code, and the folder with its lexicon files, in subfolders by the step that reads them.

    `tags` says what its treebanks' fine-grained tags mean: tag → traits, as `text.document.Token` asks for them
    (``finite``, ``gerund``, ``relative`` …), so that no rule knows a treebank's tags. `models` are the folders of its
    models by their use (``network``, ``heads``, ``stanza``). Two of one code and folder are equal.
    """

    code: str
    folder: Path
    tags: Mapping[str, frozenset[str]] = field(factory=dict, eq=False, repr=False)
    models: Mapping[str, Path] = field(factory=dict, eq=False, repr=False)

    def rows(self, name: str) -> tuple[tuple[str, ...], ...]:
        """The rows of a lexicon file; none where the language has no such file."""
        return lexicon.rows(self.folder, name)

    def words(self, name: str) -> frozenset[str]:
        """The first column of a lexicon file."""
        return lexicon.words(self.folder, name)

    def closed_class(self, name: str) -> dict[str, int]:
        """The members of a small class of words (a row of `closed_classes.tsv`), each with its place in the class."""
        return lexicon.closed_class(self.folder, name)

    def classes(self, name: str) -> dict[str, str]:
        """A lexicon file of two columns: entry → class."""
        return lexicon.classes(self.folder, name)

    def cue_entries(self) -> dict[tuple[str, str], CueEntry]:
        """(lemma, part of speech) → entry, from `cues.tsv`."""
        return lexicon.cue_entries(self.folder)

    def pattern(self, name: str) -> "regex.Pattern[str]":
        """A pattern of `patterns.tsv` by its name; one that never matches where the language has none."""
        return lexicon.pattern(self.folder, name) or lexicon.NEVER

    def traits(self, tag: str) -> frozenset[str]:
        """What a fine-grained tag means."""
        return self.tags.get(tag, _NO_TRAITS)


def known() -> tuple[str, ...]:
    """The codes of the languages that are bundled."""
    return tuple(sorted(path.parent.name for path in Path(__file__).parent.glob("*/__init__.py")))


def language(code: str) -> Language:
    """A bundled language by its code.

    Raises:
        InvalidSetting: there is none of this code; it lists those that there are.
    """
    if code not in known():
        raise InvalidSetting(f"there is no language {code!r}: choose one of {', '.join(known())}, or give a Language")
    made: Language = import_module(f"quoteattr.language.{code}").LANGUAGE
    return made


# --- until every room is handed its language ------------------------------------------------------

ENGLISH = Language("en", Path(__file__).parent / "en")
rows, words, closed_class, classes = ENGLISH.rows, ENGLISH.words, ENGLISH.closed_class, ENGLISH.classes
cue_entries = ENGLISH.cue_entries
