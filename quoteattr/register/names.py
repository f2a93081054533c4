"""Names across articles: what they are looked up by, and when two can be one's own."""

from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache

from attrs import field, frozen

from quoteattr.language import Language
from quoteattr.speakers.names.name import initials, is_given_name, is_surname_first, without_accents, without_form


class Relation(IntEnum):
    """How far a name goes towards another, from not at all to word by word."""

    NONE = 0
    SURNAME = 1  # one is the end of the other: “Ruiz”, “Maria Ruiz”
    SUFFIX = 2  # “Maria Ruiz Jr.”, who may be her daughter
    SHORT = 3  # “M. Ruiz”, or a middle name that one goes by
    FORM = 4  # another form of the given name: “Liz Warren”
    FULL = 5  # the same given name and surname, with nothing between them that differs
    SAME = 6  # word by word


@frozen
class PersonName:
    """The words of a person's name, small and without accents: all of them, and its suffix (“jr”)."""

    words: tuple[str, ...]
    surname: str
    suffix: str = ""
    nicknames: frozenset[str] = field(default=frozenset(), eq=False)

    @property
    def is_full(self) -> bool:
        """Whether a given name is there."""
        return len(self.words) > 1


_MARKS = "“”\"'‘’()"


@lru_cache(maxsize=100_000)
def person_name(name: str, language: Language) -> PersonName | None:
    """A person's name in its words; None where nothing is left."""
    parts = [(without_accents(word.lower()).strip(".,"), word) for word in name.replace("’s", "").split()]
    quoted = frozenset(bare.strip(_MARKS) for bare, word in parts if word[0] in _MARKS)
    bare = [part for part, word in parts if part and word[0] not in _MARKS]
    suffixes = [part for part in bare if part in language.words("name_suffixes")]
    words = [part for part in bare if part not in suffixes] or bare
    abbreviated = parts[0][1].endswith(".") if parts else False  # “Pres. Ruiz”; but “Sir Philip”
    while len(words) > (1 if abbreviated else 2) and words[0] in language.table("titles"):
        words, abbreviated = words[1:], False
    if not words:
        return None
    if is_surname_first(tuple(words), language):
        words = [*words[1:], words[0]]
    if len(words) > 1 and words[0] in language.words("particles"):  # “de Blasio” alone
        words = [" ".join(words)]
    return PersonName(tuple(words), words[-1].split()[-1], suffixes[0] if suffixes else "", quoted)


def relation_of(one: PersonName, other: PersonName, language: Language) -> Relation:
    """How far one name goes towards the other; NONE where they can't be one person's."""
    if one.suffix != other.suffix and one.suffix and other.suffix:
        return Relation.NONE
    a, b = sorted((one, other), key=lambda name: len(name.words))
    if a.words == b.words:
        return Relation.SAME if a.suffix == b.suffix else Relation.SUFFIX
    if b.words[-len(a.words) :] == a.words or " ".join(b.words).endswith(" " + " ".join(a.words)):
        return Relation.SURNAME
    if a.surname != b.surname or not a.is_full:
        return Relation.NONE
    if not _middles_agree(a.words[1:-1], b.words[1:-1]):
        return Relation.NONE
    if a.words[0] == b.words[0]:
        return Relation.FULL if a.suffix == b.suffix else Relation.SUFFIX
    if {a.words[0]} & b.nicknames or {b.words[0]} & a.nicknames or is_form_of(a.words[0], b.words[0], language):
        return Relation.FORM
    return Relation.SHORT if _may_be_short(a, b) else Relation.NONE


def _middles_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """“John A.” and “John Adam”, “John”; not “John A.” and “John B.”."""
    return all(a.startswith(b) or b.startswith(a) for a, b in zip(one, other, strict=False))


def _may_be_short(a: PersonName, b: PersonName) -> bool:
    """An initial, or a middle name that one goes by."""
    one, other = a.words[0], b.words[0]
    if min(len(one), len(other)) == 1 and one[0] == other[0]:
        return True
    return other in a.words[1:-1] or one in b.words[1:-1]


def is_form_of(one: str, other: str, language: Language) -> bool:
    """Whether two given names can be one: “Ed”, “Edward”, “Eddie”; not “Ed”, “Edgardo”."""
    forms = _forms_of_given_names(language)
    return not forms.get(one, _NONE).isdisjoint(forms.get(other, _NONE))


_NONE: frozenset[int] = frozenset()


@lru_cache(maxsize=8)
def _forms_of_given_names(language: Language) -> dict[str, frozenset[int]]:
    """Given name → the numbers of the names that it can be a form of."""
    rows = [row[0].split() for row in language.rows("forms_of_given_names")]
    found: dict[str, set[int]] = {}
    for number, row in enumerate([*rows, *language.classes("nicknames").items()]):
        for form in row:
            found.setdefault(form, set()).add(number)
    return {form: frozenset(numbers) for form, numbers in found.items()}


def is_common(surname: str, language: Language) -> bool:
    """Whether so many have it that two of them may well share a given name, too."""
    return surname in language.words("common_surnames") or surname in language.words("surnames_first")


@lru_cache(maxsize=100_000)
def organization_key(name: str, language: Language) -> str:
    """An organisation's name as it is compared: small, without accents, article, “Inc.”, possessive and country, its
    short words written out; “Hillary Clinton's presidential campaign” → “clinton campaign”."""
    plain = without_accents(name.lower()).replace("’s", "'s").replace("s’", "s'").replace("u.s.", "us")
    words = [word.strip(".,'“”\"()").removesuffix("'s") for word in plain.replace("&", " and ").split()]
    parts = _parts(language)
    words = [word for long in words for word in parts.written_out.get(long, long).split() if word not in _ARTICLES]
    words = [*without_form(words, language)]
    if len(words) > 1 and words[0] in _OWN_COUNTRY:
        words = words[1:]
    while len(words) > _SHORTEST and words[0] in parts.head:
        words = words[1:]
    if len(words) > 2 and words[-1] in parts.owned:
        owner = [word for word in words[:-1] if word not in parts.left and word not in language.table("titles")]
        words = [*(owner[1:] if len(owner) > 1 and is_given_name(owner[0], language) else owner), words[-1]]
    key = " ".join(words)
    return language.classes("organization_nicknames").get(key, key)


@frozen
class _Parts:
    """Words of names by what they do; see `organization_parts.tsv`."""

    tail: frozenset[str]
    head: frozenset[str]
    left: frozenset[str]
    owned: frozenset[str]
    common: frozenset[str]
    written_out: dict[str, str]


@lru_cache(maxsize=8)
def _parts(language: Language) -> _Parts:
    rows = language.rows("organization_parts")
    classes = {name: frozenset(word for word, does in rows if does == name) for name in _CLASSES}
    written_out = {word: does for word, does in rows if does not in classes}
    return _Parts(classes["tail"], classes["head"], classes["left"], classes["owned"], classes["common"], written_out)


_SHORTEST = 2  # words that are left of a name whose head is taken away
_CLASSES = ("tail", "head", "left", "owned", "common")


def short_forms(key: str, language: Language) -> Iterator[str]:
    """What a name may be called without its last words, or run together: “bloomberg” of “bloomberg news”."""
    words, tail = key.split(), _parts(language).tail
    if len(words) > 1:
        yield "".join(words)
    while len(words) > 1 and words[-1] in tail:
        words.pop()
        yield " ".join(words)


_ARTICLES = frozenset({"the", "a", "an"})
_OWN_COUNTRY = frozenset({"us", "american"})


@lru_cache(maxsize=100_000)
def acronyms_for(name: str, language: Language) -> frozenset[str]:
    """The acronyms that a name of several words can have."""
    words = tuple(word for word in name.replace("-", " ").split() if word[0].isalpha())
    return frozenset(found for found in initials(words, language) if len(found) > 1) if len(words) > 1 else frozenset()


@lru_cache(maxsize=100_000)
def is_generic(key: str, language: Language) -> bool:
    """A name that many organisations have: “city council”, “health ministry”."""
    common = _parts(language).common
    return all(word in common for word in key.split())
