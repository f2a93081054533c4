"""Whether a text plainly is no prose of a language: markup, an address, another language, wrongly decoded characters;
or had to be mended in many places.

Such a text is read all the same. A `QuoteAttrWarning` says so, once a process and kind.
"""

import os.path
import re
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import chain, count
from pathlib import Path
from threading import Lock

from attrs import frozen

from quoteattr.errors import QuoteAttrWarning
from quoteattr.language import Language
from quoteattr.language import language as language_of
from quoteattr.records import Note, NoteKind

READ = 20_000  # characters: enough to tell, and little beside what reading the whole text costs
_PACKAGE = str(Path(__file__).parents[1])


def doubts(text: str, language: str | Language = "en") -> Iterator[str]:
    """The kinds of what speaks against prose of a language (a code or a `Language`), of `MESSAGES`; empty for prose.

    >>> list(doubts("„Es ist vorbei“, sagte Maria Ruiz, eine Lehrerin."))
    ['language']
    """
    beginning = text[:READ]
    if _is_address(text):
        yield "address"
        return
    yield from (kind for kind, speaks in _SIGNS.items() if speaks(beginning))
    if _is_foreign(beginning, language_of(language)):
        yield "language"


def warn(text: str, language: str | Language = "en") -> None:
    """Tell the user what speaks against prose of a language in a text, each kind (and language) once a process."""
    for kind in doubts(text, language):
        code = language_of(language).code if kind == "language" else ""
        tell(kind, MESSAGES[kind].format(language=_own_name(language_of(language))), code)


def tell(kind: str, message: str, about: str = "") -> None:
    """Tell the user something of a kind, of each kind (and what it is about) once a process."""
    with _lock:
        first = not _quiet and (kind, about) not in _told
        _told.add((kind, about))
    if first:
        warnings.warn(message, QuoteAttrWarning, stacklevel=_outside())


def warn_of_noise(notes: Iterable[Note], length: int) -> None:
    """Tell the user, once a process, of a text of some length that had to be mended in many places before it was
    read. Tags and wrong decoding are told of by `warn`."""
    mended = [note for note in notes if note.kind in _MENDED]
    if sum(note.count for note in mended) >= _FEW_MENDED + length // _STRAY:
        tell("noise", MESSAGES["noise"].format(noise=", ".join(map(str, mended))))


def keep_quiet() -> None:
    """Tell nothing in this process: in a worker, whose parent tells."""
    global _quiet
    _quiet = True


MESSAGES = {
    "address": "the text is a path or an address, not an article: read the file first, as extract(Path(…)) or "
    "extract(quoteattr.read_text(…)) do",
    "html": "the text holds HTML: its tags were left out, but all that stands between them is read as the article's; "
    "take the article's text out of the page first",
    "mojibake": "the text was decoded with the wrong encoding (“â€œ” for a quotation mark); what could be told was "
    "mended, but decode it anew, as with quoteattr.read_text(path, encoding=…)",
    "noise": "much of the text was mended before it was read ({noise}; see article.notes): give a cleaner one where "
    "there is one",
    "language": "the text is not in {language}, the language that it is read as",
}  # what to say of each kind
_MENDED = frozenset({NoteKind.LIGATURES, NoteKind.PAGES, NoteKind.HYPHENS, NoteKind.MARKS})
_FEW_MENDED = 5  # places: what may be one writer's slip, or one page
_told: set[tuple[str, str]] = set()
_quiet = False
_lock = Lock()


def _outside() -> int:
    """The stack level, as `warn` sees it, of whoever called this package."""
    return next(level for level in count(1) if not _is_ours(level + 1))


def _is_ours(depth: int) -> bool:
    try:
        return sys._getframe(depth + 1).f_code.co_filename.startswith(_PACKAGE)
    except ValueError:  # no one is outside, as in a worker
        return False


# --- an address -----------------------------------------------------------------------------------

_LONGEST_ADDRESS = 500
_ENDING = r"\.(?:txt|html?|xml|jsonl?|csv|tsv|md|pdf|docx?|odt|rtf|gz|zip|parquet)"
_ADDRESS = re.compile(
    r"[a-z][a-z0-9+.-]*://\S+"
    r"|www\.\S+"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|[a-z]:[\\/].+"
    r"|\\\\\S.*"
    r"|(?:~|\.{1,2})?/\S.*"
    r"|[\w-]+(?:\.[\w-]+)+/\S*"
    r"|(?=\S*[a-z])(?=\S*(?:[\d._~-]|[\\/]$))\S+[\\/]\S+[\\/]\S*"
    rf"|\S+(?: \S+){{0,3}}{_ENDING}",
    re.IGNORECASE,
)  # fmt: skip


def _is_address(text: str) -> bool:
    """“https://…”, “C:\\news\\story.txt”, “articles/2026/budget.html”, or the name of a file that is there."""
    if len(text) > _LONGEST_ADDRESS:
        return False
    line = text.strip()
    if not line or len(line.splitlines()) > 1:
        return False
    return _ADDRESS.fullmatch(line) is not None or _is_file(line)


def _is_file(line: str) -> bool:
    try:
        return os.path.isfile(line)
    except ValueError:  # a null character
        return False


# --- markup ---------------------------------------------------------------------------------------

_TAGS = (
    "a article aside b blockquote body br center div em figcaption figure font footer h[1-6] head header hr html i "
    "iframe img li link main meta nav ol p picture script section small span strong style sub sup table tbody td th "
    "thead time title tr u ul"
)
_MARKUP = re.compile(
    rf"</?(?:{'|'.join(_TAGS.split())})(?:\s[^<>]*)?/?>|<!(?:doctype|--)|&(?:[a-z]{{2,8}}|\#\d{{2,6}}|\#x[0-9a-f]{{2,5}});",
    re.IGNORECASE,
)
_STRAY = 600  # characters: what is seldomer came into an article with a link or a name


def _is_html(text: str) -> bool:
    """“<p>It is over</p>”, “&ldquo;It is over&rdquo;”"""
    if "<" not in text and "&" not in text:
        return False
    return _many(_MARKUP.finditer(text), 2 + len(text) // _STRAY)


def _many(found: Iterable[object], number: int) -> bool:
    return sum(1 for _, _ in zip(found, range(number), strict=False)) == number


# --- characters decoded wrongly -------------------------------------------------------------------

_ENCODED = "“”‘’–—…•€£°éèêëàâäáãåçñíîïóôöõúùûüßæøœÀÉÖÜÄÇÑабвгдежзийклмнопрстуфхцчшщыьэюя\ufeff"
_WRONG = ("cp1252", "latin-1", "cp1251", "mac_roman", "cp437", "cp850")


@cache
def _mojibake() -> re.Pattern[str]:
    """What characters of news texts become when their UTF-8 is read as something else."""
    lasts: dict[str, str] = {}  # all but the last character → the last characters
    for encoding in _WRONG:
        for character in _ENCODED:
            seen = character.encode("utf-8").decode(encoding, "replace")
            if not seen.isascii() and "\ufffd" not in seen[:-1]:
                lasts[seen[:-1]] = lasts.get(seen[:-1], "") + seen[-1]
    sequences = (f"{re.escape(begin)}[{re.escape(ends)}]" for begin, ends in lasts.items())
    return re.compile("|".join((*sequences, "\ufffd")))


_WIDE = re.compile(r"(?:[^\0]\0){2}")  # apart: the others all begin with a letter that is quickly looked for


def _is_mojibake(text: str) -> bool:
    """“â€œIt is overâ€, said JosÃ©”, “JosÃ© said”, “Jos\ufffd”"""
    if text.isascii() and "\0" not in text:
        return False
    wide = _WIDE.finditer(text) if "\0" in text else ()
    return _many(chain(_mojibake().finditer(text), wide), 1 + len(text) // _STRAY)


# --- language -------------------------------------------------------------------------------------

_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")
_ENOUGH_LETTERS, _ENOUGH_WORDS = 8, 30
_FEW = 0.05  # of the words of prose that begin small, some 45 in 100 are the most frequent ones of English
_FOREIGN_WORDS = 3  # that another language has, accents counted among them
_BESIDE_OWN = 3  # times as many words as are only the language's own


@frozen
class _Seen:
    """The words of a text that begin small (most others are names): how many, how many of them with an accent, and how
    many that are frequent in just these languages."""

    small: int
    accented: int
    frequent_in: Mapping[tuple[str, ...], int]


def _own_name(language: Language) -> str:
    """What a language is called: its own words stand in the first row."""
    return next((row[0].title() for row in language.rows("function_words")), language.code)


@cache
def _languages(language: Language) -> dict[str, tuple[str, ...]]:
    """The languages in which a word is frequent."""
    found: dict[str, tuple[str, ...]] = {}
    for name, words in language.rows("function_words"):
        for word in words.split():
            found[word] = (*found.get(word, ()), name)
    return found


_LINE, _OF_LINE = 12, 2  # words of a line, and those of them that tell


def _is_foreign(text: str, language: Language) -> bool:
    """“„Es ist vorbei“, sagte Maria Ruiz”, “Мэр заявил”; never where the language's frequent words are not known."""
    rows = language.rows("function_words")
    if not rows:
        return False
    own, own_words = rows[0][:2]
    found = _WORD.findall(text)
    words = Counter(found)
    is_latin = _LATIN.match(own_words) is not None
    if is_latin and not text.isascii() and _is_in_another_script("".join(found)):
        return True
    languages = _languages(language)
    seen = _seen(words, languages)
    return _has_few_of(own, seen) or _has_more_of_another(own, seen) or _is_foreign_line(own, words, languages)


def _is_foreign_line(own: str, words: Mapping[str, int], languages: Mapping[str, tuple[str, ...]]) -> bool:
    """“Der Zug kam zu spät.”: a line that has two words of another language, one of them no name, and none that only
    one's own has."""
    if sum(words.values()) > _LINE:
        return False
    known = {word: languages.get(word.lower(), ()) for word in words if len(word) > 1}
    if (own,) in known.values():
        return False
    accented = [word for word in known if word[0].islower() and not word.isascii()]
    return any(
        len(apart := {*accented, *(word for word, names in known.items() if name in names and own not in names)})
        >= _OF_LINE
        and any(word[0].islower() for word in apart)
        for name in {name for names in known.values() for name in names} - {own}
    )


def _seen(words: Mapping[str, int], languages: Mapping[str, tuple[str, ...]]) -> _Seen:
    small = {word: n for word, n in words.items() if word[0].islower()}
    frequent_in: Counter[tuple[str, ...]] = Counter()
    for word in small.keys() & languages.keys():
        frequent_in[languages[word]] += small[word]
    return _Seen(sum(small.values()), sum(n for word, n in small.items() if not word.isascii()), frequent_in)


def _has_few_of(own: str, seen: _Seen) -> bool:
    """Too few of a language's frequent words for its prose."""
    frequent = sum(n for names, n in seen.frequent_in.items() if own in names)
    return seen.small >= _ENOUGH_WORDS and frequent < _FEW * seen.small


def _has_more_of_another(own: str, seen: _Seen) -> bool:
    """Many more words that are frequent in another language, and not in this one, than only in this one."""
    only_own = seen.frequent_in.get((own,), 0)
    return any(
        apart and frequent + seen.accented >= _FOREIGN_WORDS and apart + seen.accented > max(1, _BESIDE_OWN * only_own)
        for frequent, apart in _of_others(own, seen).values()
    )


def _of_others(own: str, seen: _Seen) -> dict[str, tuple[int, int]]:
    """Of each language how many words are frequent in it, and how many of those are not in a language of one's own."""
    frequent: Counter[str] = Counter()
    apart: Counter[str] = Counter()
    for names, n in seen.frequent_in.items():
        for name in names:
            frequent[name] += n
            apart[name] += 0 if own in names else n
    return {name: (n, apart[name]) for name, n in frequent.items()}


def _is_in_another_script(letters: str) -> bool:
    if len(letters) < _ENOUGH_LETTERS or len(letters.encode("ascii", "ignore")) >= len(letters) / 2:  # as most texts
        return False
    return len(_LATIN.findall(letters)) < len(letters) / 2


_SIGNS: dict[str, Callable[[str], bool]] = {"html": _is_html, "mojibake": _is_mojibake}
