"""What the library knows of a language, as data: one `Language` value, made by a folder and handed down."""

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from quoteattr.errors import InvalidSetting
from quoteattr.language import lexicon
from quoteattr.language.lexicon import CueEntry, spaced
from quoteattr.language.plain import listed_lemma, words_and_marks
from quoteattr.records.promises import shown

if TYPE_CHECKING:
    import regex

__all__ = ["CueEntry", "Language", "known", "language", "spaced"]

_NO_TRAITS: frozenset[str] = frozenset()


class _Known(dict[str, Any]):
    """What a reader of lexicons finds by name, read when first asked for: it is asked eight times a word of news, and a
    look-up here takes half as long as one there."""

    def __init__(self, read: Callable[[str, str], Any], place: str) -> None:
        super().__init__()
        self._read, self._place = read, place

    def __missing__(self, name: str) -> Any:
        found = self[name] = self._read(self._place, name)
        return found

    def __reduce__(self) -> tuple[type["_Known"], tuple[Callable[[str, str], Any], str]]:
        return _Known, (self._read, self._place)  # what was read stays here


@frozen(cache_hash=True)
class Language:
    """One language: its code, and the folder with its lexicon files, in subfolders by the step that reads them.

    `tags` says what its treebanks' fine-grained tags mean: tag → traits, as `text.document.Token` asks for them
    (``finite``, ``gerund``, ``relative`` …), so that no rule knows a treebank's tags. `models` are the folders of its
    models by their use (``network``, ``heads``, ``inner``, ``stanza``). `tokenize` cuts a text into words and marks as
    its treebanks do (start and end of each), and `lemma_of` gives the lemma of a form by its two tags and a list of
    known ones; only the heads ask for these two. Two languages of one code and folder are equal.
    """

    code: str
    folder: Path
    tags: Mapping[str, frozenset[str]] = field(factory=dict, eq=False, repr=False)
    models: Mapping[str, Path] = field(factory=dict, eq=False, repr=False)
    tokenize: Callable[[str], list[tuple[int, int]]] = field(default=words_and_marks, eq=False, repr=False)
    lemma_of: Callable[[str, str, str, Mapping[tuple[str, str], str]], str] = field(
        default=listed_lemma, eq=False, repr=False
    )
    _place: str = field(init=False, eq=False, repr=False)  # the folder as lexicons are looked up by: millions of times

    @_place.default
    def _as_text(self) -> str:
        return str(self.folder)

    table: Callable[[str], dict[str, tuple[str, ...]]] = field(init=False, eq=False, repr=False)
    """The rows of a lexicon file by their first columns."""
    words: Callable[[str], frozenset[str]] = field(init=False, eq=False, repr=False)
    """The first column of a lexicon file."""
    closed_class: Callable[[str], dict[str, int]] = field(init=False, eq=False, repr=False)
    """The members of a small class of words (a row of `closed_classes.tsv`), each with its place in the class."""
    classes: Callable[[str], dict[str, str]] = field(init=False, eq=False, repr=False)
    """A lexicon file of two columns: entry → class."""

    @table.default
    def _known_tables(self) -> Callable[[str], dict[str, tuple[str, ...]]]:
        return _Known(lexicon.table, self._place).__getitem__

    @words.default
    def _known_words(self) -> Callable[[str], frozenset[str]]:
        return _Known(lexicon.words, self._place).__getitem__

    @closed_class.default
    def _known_closed_classes(self) -> Callable[[str], dict[str, int]]:
        return _Known(lexicon.closed_class, self._place).__getitem__

    @classes.default
    def _known_classes(self) -> Callable[[str], dict[str, str]]:
        return _Known(lexicon.classes, self._place).__getitem__

    def class_of(self, word: str, names: Iterable[str]) -> str:
        """The first of some small classes that a word is in; nothing where it is in none."""
        return next((name for name in names if word in self.closed_class(name)), "")

    def rows(self, name: str) -> tuple[tuple[str, ...], ...]:
        """The rows of a lexicon file; none where the language has no such file."""
        return lexicon.rows(self._place, name)

    def cue_entries(self) -> dict[tuple[str, str], CueEntry]:
        """(lemma, part of speech) → entry, from `cues.tsv`."""
        return lexicon.cue_entries(self._place)

    def pattern(self, name: str) -> "regex.Pattern[str]":
        """A pattern of `patterns.tsv` by its name; one that never matches where the language has none."""
        return lexicon.pattern(self._place, name) or lexicon.NEVER

    def model(self, use: str) -> Path:
        """The folder of its models for a use.

        Raises:
            InvalidSetting: it has none.
        """
        folder = self.models.get(use)
        if folder is None:
            raise InvalidSetting(
                f"the language {self.code!r} has no models for {use!r}: choose engine='rules' with a pipeline of your "
                "own, give models=FOLDER and weights=FOLDER, or a reader"
            )
        return folder

    @property
    def vocabulary(self) -> frozenset[str]:
        """Frequent words, in small letters, by what its network reads as one piece; none where it has no network."""
        folder = self.models.get("network")
        return lexicon.vocabulary(str(folder)) if folder is not None else frozenset()

    def traits(self, tag: str) -> frozenset[str]:
        """What a fine-grained tag means."""
        return self.tags.get(tag, _NO_TRAITS)


def known() -> tuple[str, ...]:
    """The codes of the languages that are bundled."""
    return tuple(sorted(path.parent.name for path in Path(__file__).parent.glob("*/__init__.py")))


def language(code: str | Language) -> Language:
    """A bundled language by its code; a `Language` as it is.

    Raises:
        InvalidSetting: there is none of this code; it lists those that there are.
    """
    if isinstance(code, Language):
        return code
    if not isinstance(code, str) or code not in known():
        there = ", ".join(map(repr, known()))
        raise InvalidSetting(
            f"there is no language {shown(code)}: choose one of {there}, or give a Language of your own"
        )
    found: Language = import_module(f"quoteattr.language.{code}").LANGUAGE
    return found
