"""Proper names: what they are made of, and when two are one's own."""

from collections.abc import Sequence
from functools import lru_cache
from unicodedata import combining, normalize

import regex

from quoteattr.language import Language
from quoteattr.records import Gender, Kind
from quoteattr.runtime.values import value


@value
class Name:
    """A proper name: token indices (end exclusive), titles left out.

    `title` is the title or role right before it, in lower case; `place` marks a geographic name.
    """

    first: int
    last: int
    words: tuple[str, ...]
    kind: Kind
    title: str | None = None
    place: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.words)


_NAMES = 256  # of which is kept what is asked of them again and again: those of a long text
_WORDS = 1024  # of names


@lru_cache(_NAMES)
def surname_of(name: tuple[str, ...], language: Language) -> str:
    """The last word that is no suffix, in lower case: “Martin Luther King Jr.” → king; the first of “Moon Jae-in”,
    the second of “Theresa Li Tak-lai”."""
    if is_surname_first(name, language):
        return name[0].lower()
    for word in reversed(_without_second_given(name, language)):
        if word.lower() not in language.words("name_suffixes"):
            return word.lower()
    return name[-1].lower()


def family_of(name: tuple[str, ...], language: Language) -> tuple[str, ...]:
    """“Vikram **Patel**”, “Ines **van Dijk**”: the surname as written, where it stands behind; else nothing."""
    if len(name) < _FULL or is_surname_first(name, language) or name[-1].lower() in language.words("name_suffixes"):
        return ()
    begin = len(name) - 1
    while begin > 1 and name[begin - 1].lower() in language.words("particles"):
        begin -= 1
    return name[begin:]


_FULL = 2  # words


def _without_second_given(name: tuple[str, ...], language: Language) -> tuple[str, ...]:
    """“Theresa Li **Tak-lai**”, “Carrie Lam **Cheng Yuet-ngor**”: a name from abroad, the surname, and what one is
    called at home."""
    if len(name) not in _HOME_AND_ABROAD or "-" not in name[-1]:
        return name
    surnames = language.classes("surnames_first")
    if not all(w.lower() in surnames for w in name[1:-1]):
        return name
    is_given = language.pattern("given_name_in_hyphens").fullmatch(name[-1]) is not None
    return name[:2] if is_given else name


_HOME_AND_ABROAD = (3, 4)  # words of such a name


def given_of(name: tuple[str, ...], language: Language) -> str:
    """The first word of a name in full; what is behind the surname of “Moon **Jae-in**”."""
    return " ".join(name[1:]) if is_surname_first(name, language) else name[0]


def is_bare_surname(name: tuple[str, ...], language: Language) -> bool:
    """“**de la Cruz**”, “**van Dijk**”: one word of a surname, and the small words that belong to it."""
    particles = language.words("particles")
    return len(name) > 1 and all(w.lower() in particles and not is_given_name(w, language) for w in name[:-1])


def gender_of_title(title: str | None, language: Language) -> Gender | None:
    """Mrs. → feminine, Mr. → masculine."""
    row = language.table("titles").get(title or "")
    shown = row[1] if row is not None else "-"
    return None if shown == "-" else Gender(shown)


def gender_of(name: Name, language: Language) -> Gender | None:
    """As the title, else the given name, makes likely."""
    told = gender_of_title(name.title, language) if name.title is not None else None
    return _gender_of_words(name.words, language, bool(name.title)) if told is None else told


@lru_cache(_NAMES)
def _gender_of_words(words: tuple[str, ...], language: Language, has_title: bool) -> Gender | None:
    """What a name of these words makes likely, with a title that tells nothing, or without."""
    if is_surname_first(words, language):
        return _gender_behind_surname(words[1:], language) or _gender_in_pinyin(words, language)
    word = without_accents(words[0].lower())
    surname = has_title or word in language.closed_class("surnames_too") or word in language.words("surnames_first")
    return None if surname and len(words) == 1 else _gender_of_word(word, language)


def _gender_of_word(word: str, language: Language) -> Gender | None:
    """What a given name makes likely: those that news has most, then those of many languages; Jean-Luc before Jean."""
    plain, others = word.partition("-")[0], language.classes("given_names")
    if word != plain and word in others:
        return Gender(others[word])
    masculine = plain in language.words("first_names_masculine")
    feminine = plain in language.words("first_names_feminine")
    if masculine or feminine:
        return None if masculine and feminine else Gender.MASCULINE if masculine else Gender.FEMININE
    return Gender(others[plain]) if plain in others else None


def _gender_behind_surname(given: tuple[str, ...], language: Language) -> Gender | None:
    """“Tran **Thi** Lan”, “Le Hoai **Lan**”, “Moon Jae-**in**”: what the middle name, else the end makes likely."""
    known = language.classes("given_names_behind")
    words = without_accents(" ".join(given).lower()).replace("-", " -").split()
    ends = [words[-1]] if len(words) == 1 else [f"{words[0]}-", words[-1], f"-{words[-1]}"]
    return next((Gender(known[end]) for end in ends if end in known), None)


def _gender_in_pinyin(name: tuple[str, ...], language: Language) -> Gender | None:
    """“Zhou Jian**guo**”, “Lin **Mei**hua”: what the last syllable of a Chinese given name, else the first makes
    likely; of many it tells nothing."""
    given, known = without_accents(name[-1].lower()), language.classes("pinyin_syllables")
    written = language.classes("surnames_first").get(without_accents(name[0].lower()), "")
    if len(name) != 2 or "pinyin" not in written.split():
        return None
    cuts = [(given[:n], given[n:]) for n in range(1, len(given)) if _is_pinyin(given[:n], language)]
    ends = [f"-{end}" for _, end in cuts] + [f"{begin}-" for begin, end in reversed(cuts) if _is_pinyin(end, language)]
    return next((Gender(known[key]) for key in (given, *ends) if key in known), None)


def _is_pinyin(part: str, language: Language) -> bool:
    return language.pattern("given_name_in_pinyin").fullmatch(part) is not None


def is_known_behind_surname(name: tuple[str, ...], language: Language) -> bool:
    """“Tran **Thi** Lan”, “Gao **Xiufang**”: a surname, and behind it what people are known to be called; no firm is
    called so."""
    if not 1 < len(name) <= _PARTS or not is_surname_first(name, language):
        return False
    return bool(_gender_behind_surname(name[1:], language) or _gender_in_pinyin(name, language))


def bears_given_name(word: str, language: Language) -> bool:
    """Whether a word begins a person's name, in any of the languages that are known: “Ken”, “Ngozi”, “Lam”."""
    plain = without_accents(word.lower())
    return (
        is_given_name(word, language)
        or plain in language.classes("given_names")
        or plain in language.words("surnames_first")
    )


def is_of_somebody(name: tuple[str, ...], language: Language) -> bool:
    """“**Ngozi** Okafor”, “W. **Neil** Eggleston”, “**Vo** Huu Long”: whether a name is made as people's names are,
    wherever they are from."""
    given = next(iter(without_initials(name[:-1])), name[0])
    plain = without_accents(given.lower())
    return (
        is_given_name(given, language) or plain in language.classes("given_names") or is_surname_first(name, language)
    )


def without_initials(name: Sequence[str]) -> list[str]:
    """“Donald **J.** Trump”: Donald Trump"""
    return [word for word in name if not (len(word) == _INITIAL and word[1] == ".")]


_INITIAL = 2  # characters of “W.”


def is_surname_first(name: tuple[str, ...], language: Language) -> bool:
    """“**Moon** Jae-in”, “**Xi** Jinping”, “**Tran** Thi Lan”; not “Kim Novak”, “Lee Martin”."""
    if not 1 < len(name) <= _PARTS:
        return False
    written = language.classes("surnames_first").get(without_accents(name[0].lower()), "")
    if not written:
        return False
    has_middle = len(name) > 2 and f"{name[1].lower()}-" in language.classes("given_names_behind")  # “Tran **Kim** Lan”
    if any("-" not in w and is_given_name(w, language) for w in name[2 if has_middle else 1 :]):
        return False
    given = without_accents(" ".join(name[1:]))
    return any(language.pattern(f"given_name_in_{how}").fullmatch(given) for how in written.split())


def is_given_in_syllables(given: str, surname: str, language: Language) -> bool:
    """“**Jae-won** Moon”, “Park **Ji-hoon**”: a given name in syllables, by a surname that goes with such names."""
    if "-" not in given or without_accents(surname.lower()) not in language.words("surnames_first"):
        return False
    syllables = without_accents(given).replace("-", " ")
    return language.pattern("given_name_in_syllables").fullmatch(syllables) is not None


def without_accents(word: str) -> str:
    """“łukasz” → lukasz."""
    if word.isascii():
        return word
    bare = "".join(c for c in normalize("NFKD", word) if not combining(c))
    return bare.translate(_NO_MARK)


_PARTS = 4  # words that a name with its surname first has at most
_NO_MARK = str.maketrans({"ł": "l", "ø": "o", "ı": "i", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe"})


def is_given_name(word: str, language: Language) -> bool:
    """Whether news in this language has it as a given name, with accents or without: “Ann”, “Inés”."""
    plain = without_accents(word.lower())
    return plain in language.words("first_names_masculine") or plain in language.words("first_names_feminine")


def is_only_given(word: str, language: Language) -> bool:
    """“Ann”, “Daniela”, “Ngozi”; not “Wagner”, “Santos”: a given name that few bear as a surname."""
    plain = without_accents(word.lower())
    if is_given_name(word, language):
        return True
    is_surname = plain in language.words("common_surnames") or plain in language.words("surnames_first")
    return plain in language.classes("given_names") and not is_surname


@lru_cache(_WORDS)
def is_borne_alone(word: str, language: Language) -> bool:
    """“Sukarno”, “Megawati”: whether a word is made as the names are that people bear alone, in full."""
    return language.pattern("name_borne_alone").fullmatch(word) is not None


def is_in_full(name: tuple[str, ...], language: Language) -> bool:
    """“Al Lund”, “Sukarno”: several words, or one that people bear alone."""
    return len(name) > 1 or is_borne_alone(name[0], language)


def is_handle(word: str) -> bool:
    """A screen name: letters with a figure or a stroke among them: saltyfox88, river_mouse."""
    if len(word) <= _SHORTEST or word.isalpha():  # most words
        return False
    letters = word.replace("_", "")
    return letters.isalnum() and not letters.isnumeric()


_SHORTEST = 3  # characters: what is no longer is no screen name


def is_site(word: str) -> bool:
    """“GovExec.com”: a place on the web that is called by its address."""
    return "." in word and word[-1] != "." and _SITE.fullmatch(word) is not None  # most with one end in it


_SITE = regex.compile(r"[\w-]{2,}\.(?:com|org|net|info|co|io|tv|co\.uk|gov|edu)", regex.IGNORECASE)


def same_person(shorter: tuple[str, ...], longer: tuple[str, ...], language: Language) -> bool:
    """Whether a name can be a form of another: Trump, Donald Trump, Donald J. Trump, D. Trump; José and Jose Ruiz."""
    nicknames = language.classes("nicknames")
    a, b = _plain(shorter, language), _plain(longer, language)
    if not a or not b:
        return False
    if len(a) > len(b):
        a, b = b, a
    if len(a) == 1 and b[-1].endswith(f"-{a[0]}"):
        return True  # “Bello”, Ibrahim Sani-Bello
    if a[-1] != b[-1]:
        return False
    if len(a) == len(b) > 2 and is_surname_first(shorter, language) and is_surname_first(longer, language):
        return a == b  # “Tran **Van** Duc”, “Tran **Quoc** Duc”
    if len(a) == 1 or b[-len(a) :] == a:
        return True
    given = a[0], b[0]
    if given[0] == given[1] and _have_other_initials(a[1:-1], b[1:-1]):
        return False
    return (
        given[0] == given[1]
        or bool({a[0]} & _quoted(longer) or {b[0]} & _quoted(shorter))
        or (given[0][0] == given[1][0] and (len(given[0]) == 1 or len(given[1]) == 1))
        or (nicknames.get(given[0]) == given[1] or nicknames.get(given[1]) == given[0])
    )


def _have_other_initials(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """“George **H.W.** Bush” and “George **W.** Bush”; “John **E.** Ruiz” may be John Ellis Ruiz."""
    first = [words[0] for words in (one, other) if words]
    are_told = len(first) == len((one, other)) and any("." in word or len(word) == 1 for word in first)
    return are_told and first[0][0] != first[1][0]


@lru_cache(_NAMES)
def _plain(name: tuple[str, ...], language: Language) -> tuple[str, ...]:
    """The words of a name in lower case, without accents, suffixes, nicknames and a second given name."""
    words, suffixes = _without_second_given(name, language), language.words("name_suffixes")
    kept = (word.lower() for word in words if word[0] not in _OPENING_MARKS)
    return tuple(without_accents(word.strip(".,")) for word in kept if word not in suffixes)


def _quoted(name: tuple[str, ...]) -> set[str]:
    """The nicknames in a name: James “**Jimmy**” Holloway."""
    return {w.strip("“”\"'‘’()").lower() for w in name if w[0] in _OPENING_MARKS}


_OPENING_MARKS = frozenset("“\"'‘(")


def is_part(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """“Lopez Obrador” of “Andres Manuel Lopez Obrador”; “Sri Mulyani” of “Sri Mulyani Indrawati”, a given name alone of
    a full name."""
    a, b = [without_accents(w.lower()) for w in short], [without_accents(w.lower()) for w in full]
    is_front = a == b[: len(a)] and (len(a) == 1 or len(b) - len(a) <= _BEHIND)
    return len(a) < len(b) and (is_front or a == b[-len(a) :])


def is_first_surname(short: tuple[str, ...], full: tuple[str, ...], language: Language) -> bool:
    """“**Ibáñez**” of Guadalupe Ibáñez Cárdenas: the first of two surnames; not “Anne” of Mary Anne Lund."""
    if (
        len(short) != 1
        or len(full) < _TWO_SURNAMES
        or without_accents(full[-2].lower()) != without_accents(short[0].lower())
    ):
        return False
    is_given = is_given_name(short[0], language) or is_surname_first(full, language)
    return full[-2][0].isupper() and not is_given and full[-1].lower() not in language.words("name_suffixes")


_TWO_SURNAMES = 3  # words of a name with a given name and two surnames, at least
_BEHIND = 2  # words that a given name of several words is written without: “Nur Aisyah **binti Rahman**”


def is_acronym(short: tuple[str, ...], full: tuple[str, ...], language: Language) -> bool:
    """“FBI” or “F.B.I.” for “Federal Bureau of Investigation”, “GM” for “General Motors Co.”, “M&S”, “VW”."""
    if len(short) == 2 < len(full) and short[0] == full[0]:
        letters = short[1].replace(".", "")
        return len(letters) > 1 and any(
            i.startswith(letters) for i in initials(full[1:], language)
        )  # “**Chinese CDC**”
    if len(short) != 1:
        return False
    if language.classes("organization_nicknames").get(short[0].lower()) == " ".join(full).lower():
        return True
    letters = short[0].replace(".", "").replace("&", "")
    return letters.isupper() and len(letters) > 1 < len(full) and letters in initials(full, language)


def tells_form(word: str, language: Language) -> bool:
    """What a firm is by law: Halden **Inc.**, Halden **plc**"""
    return word.lower().strip(".,") in language.closed_class("forms_of_firms")


def without_form(words: Sequence[str], language: Language) -> Sequence[str]:
    """“Apple **Inc.**” → Apple; “Harlow **Holdings Ltd**” → Harlow"""
    end = len(words)
    while end > 1 and tells_form(words[end - 1], language):
        end -= 1
    return words[:end]


def initials(name: tuple[str, ...], language: Language) -> frozenset[str]:
    """The first letters of the words of a name that have a capital, with and without what says that it is a firm."""
    large = [w for w in name if w[0].isupper()]
    if len(large) < 2:
        return frozenset({large[0][0]} if large else ())
    kept = [w for w in large if not tells_form(w, language)]
    every = "".join(w[0].upper() for w in name)  # “MOM”, the Ministry of Manpower
    return frozenset(("".join(w[0] for w in large), "".join(w[0] for w in kept), every))


_LONG_ENOUGH = 5  # letters


def without_a_letter(word: str) -> frozenset[str]:
    """A word, whole and without each of its letters: what two that differ by a slip have in common."""
    return frozenset({word, *(word[:i] + word[i + 1 :] for i in range(len(word)))})


def is_slip_of(word: str, surname: str) -> bool:
    """“Keidis” for Kiedis, “Sweeny” for Sweeney, “Sharption” for Sharpton: two letters changed about, or one of them
    left out or put in of a longer word (“Jiang” and “Jian” are two); not “Lunds” for Lund."""
    if len(word) == len(surname):
        at = next((i for i, letter in enumerate(word) if letter != surname[i]), len(word) - 1)
        return word != surname and word[:at] + word[at : at + 2][::-1] + word[at + 2 :] == surname
    short, long = sorted((word, surname), key=len)
    is_one = (
        len(long) - len(short) == 1
        and len(short) >= _LONG_ENOUGH
        and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
    )
    return is_one and word != f"{surname}s"
