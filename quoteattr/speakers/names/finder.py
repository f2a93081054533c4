"""Where the proper names of a document stand, and what each names.

Names are runs of proper nouns. Titles and roles before a person's name are left out of it, the adjectives
before an organisation's are taken in. In headlines, where every word has a capital, a name is what the
rest of the document calls somebody.
"""

from collections.abc import Iterator
from functools import lru_cache

import regex

from quoteattr.language import Language
from quoteattr.records import Kind
from quoteattr.speakers.names.kinds import kind_of, one_word, with_families, with_lone_surnames, with_neuter
from quoteattr.speakers.names.name import Name, is_given_name, surname_of, without_accents
from quoteattr.text.document import Document, Token

_CONNECTORS = frozenset({"of", "for", "on", "and", "the", "&", "at"})
_HANDLE = regex.compile(r"@\w{3,}")
_STATES = frozenset({"U.S.", "US", "U.K.", "UK", "UN", "U.N.", "EU", "E.U."})
_LONGEST = 60  # tokens that a run of names may have: no headline is longer


@lru_cache(maxsize=4)
def find_names(document: Document) -> tuple[Name, ...]:
    """All proper names of a document, in order."""
    language = document.language
    headlines = _headlines(document)
    runs = list(_runs(document))
    names = [n for a, b in runs if document.tokens[a].sentence not in headlines for n in _names_in(document, a, b)]
    known = {_as_tokens(" ".join(n.words)): n for n in names}
    known |= {_as_tokens(surname_of(n.words, language)): n for n in names if n.kind is Kind.PERSON and len(n.words) > 1}
    longest = max(map(len, known), default=0)
    for a, b in runs:
        if document.tokens[a].sentence in headlines:
            names += _names_in_headline(document, a, b, known, longest)
    names += _lone_surnames(document, names, headlines)
    names.sort(key=lambda n: n.first)
    return with_families(document, with_lone_surnames(with_neuter(document, names), language))


def _as_tokens(name: str) -> tuple[str, ...]:
    """A name as the tokens of a text have it: Felbab-Brown → felbab, -, brown."""
    return tuple(name.lower().replace("-", " - ").split())


# --- runs of proper nouns -------------------------------------------------------------------------


def _runs(document: Document) -> Iterator[tuple[int, int]]:
    i = 0
    while i < len(document.tokens):
        if _starts(document, i):
            end = _run_end(document, i)
            yield i, end
            i = end
        else:
            i += 1


def _starts(document: Document, i: int) -> bool:
    token = document.tokens[i]
    if _HANDLE.fullmatch(token.text):
        return True
    if token.upos == "PROPN":
        return token.text[:1].isalnum() and (not token.text.islower() or _begins_with_particle(document, i))
    if i in document.entity_at and token.text[:1].isupper() and token.upos in ("NOUN", "ADJ", "X"):
        return True
    return token.upos == "INTJ" and token.text.istitle() and _is_in_front(document, i)


def _run_end(document: Document, first: int) -> int:
    """Where a run of name words ends: “Antonio de la Cruz”, “Felbab-Brown”, “Department of Justice”."""
    language = document.language
    tokens = document.tokens
    last = min(first + _LONGEST, _paragraph_ends(document)[tokens[first].sentence])
    organization = tokens[first].text.lower() in language.words("organization_words") or tokens[first].text in _STATES
    i = first + 1
    while i < last and tokens[first].text[:1] != "@":
        token = tokens[i]
        if token.text[:1] == "@":
            break
        if token.text == "." and glued_title(tokens[i - 1].text, language) and token.start == tokens[i - 1].end:
            i += 1
            continue
        parted_title = tokens[i - 1].text == "." or glued_title(tokens[i - 1].text.rstrip("."), language)
        if token.sentence != tokens[i - 1].sentence and tokens[i - 1].text[-1] in '.?!”"' and not parted_title:
            break
        if (token.upos == "PROPN" and not token.text.islower()) or (
            _starts(document, i) and i in document.entity_at and i - 1 in document.entity_at
        ):
            organization |= token.text.lower() in language.words("organization_words")
            i += 1
        elif token.text.lower() in language.words("name_suffixes") and tokens[i - 1].upos == "PROPN":
            i += 1
        elif _joins(document, i, last) or _is_connector_in_one(document, i):
            i += 2
        elif (parts := _more_of_person(document, i)) and i + parts <= last:
            i += parts
        elif _is_nickname(document, i, last):
            i += 4
        elif (
            token.text.lower() in language.words("particles")
            and i + 1 < last
            and (tokens[i + 1].upos == "PROPN" or tokens[i + 1].text.lower() in language.words("particles"))
        ):
            i += 1
        elif organization and token.text.lower() in _CONNECTORS - {"and", "at"} and _name_follows(document, i, last):
            i += 1
            while tokens[i].text.lower() in _CONNECTORS:
                i += 1
            i += 1
        elif organization and i + 1 < last and _is_capital(token, ("ADJ", "NUM")) and tokens[i + 1].upos == "PROPN":
            i += 1
        else:
            break
    return i


def _begins_with_particle(document: Document, i: int) -> bool:
    """“the farmer, **de** Vries”: a small word that begins a person's name, as the tagger has it."""
    entity = document.entity_at.get(i)
    return (
        entity is not None
        and entity.kind == "PERSON"
        and entity.first == i < entity.last - 1
        and document.tokens[entity.last - 1].text[:1].isupper()
    )


def _more_of_person(document: Document, i: int) -> int:
    """How many tokens of small letters go on with a person's name: “Hong Jong**-ho**”, “Anne-Marie **op** den Kamp”."""
    tokens, entity = document.tokens, document.entity_at.get(i)
    before, token = tokens[i - 1], tokens[i]
    if token.text == "-" and before.upos == "PROPN" and before.end == token.start and i + 1 < len(tokens):
        behind = tokens[i + 1]
        glued = behind.start == token.end and behind.text.isalpha() and behind.text.islower()
        part = behind.upos == "PROPN" or behind.relation == "flat" or _is_given_behind_surname(document, i)
        return 2 if glued and part else 0
    inside = entity is not None and entity.kind == "PERSON" and entity.first < i < entity.last - 1
    return int(inside and token.upos == "PROPN" and token.text.isalpha())


def _is_in_front(document: Document, i: int) -> bool:
    """“**Oh** Young-ja”: a surname before a given name with a hyphen."""
    hyphen = i + 2
    return (
        hyphen + 1 < len(document.tokens)
        and document.tokens[hyphen].text == "-"
        and document.tokens[hyphen].start == document.tokens[hyphen - 1].end
        and _is_given_behind_surname(document, hyphen)
    )


def _is_given_behind_surname(document: Document, i: int) -> bool:
    """“Lim Kyung**-soo**”: syllables on both sides of a hyphen, behind a surname that comes first."""
    language, tokens = document.language, document.tokens
    surname = without_accents(tokens[i - 2].text.lower()) if i > 1 else ""
    given = without_accents(f"{tokens[i - 1].text} {tokens[i + 1].text}")
    syllables = language.pattern("given_name_in_syllables")
    return surname in language.words("surnames_first") and syllables.fullmatch(given) is not None


def glued_title(word: str, language: Language) -> bool:
    """Whether a word is a title that may be parted from its full stop: Mrs + . + Clinton."""
    titles = language.table("titles")
    return word.lower() in titles and len(word) <= 4


def _is_nickname(document: Document, i: int, last: int) -> bool:
    """The nickname of “James **“Jimmy”** Holloway”, “James **(Jimmy)** Holloway”."""
    opening, tokens = document.tokens[i].text, document.tokens
    return (
        i + 3 < last
        and opening in _MARKS
        and tokens[i + 2].text in _MARKS[opening]
        and tokens[i - 1].upos == tokens[i + 1].upos == tokens[i + 3].upos == "PROPN"
        and tokens[i].end == tokens[i + 1].start
    )


_MARKS = {"“": "”", '"': '"', "‘": "’'", "'": "'", "(": ")", "``": "''"}


def _is_capital(token: Token, tags: tuple[str, ...]) -> bool:
    return token.upos in tags and token.text[:1].isupper()


def _joins(document: Document, i: int, last: int) -> bool:
    """The hyphen of “Felbab-Brown”, the & of “Johnson & Johnson”."""
    token, tokens = document.tokens[i], document.tokens
    if token.text not in ("-", "/", "&", "'", "’") or i + 1 >= last or not _starts(document, i + 1):
        return False
    return token.text == "&" or (token.start == tokens[i - 1].end and tokens[i + 1].start == token.end)


def _is_connector_in_one(document: Document, i: int) -> bool:
    """The “and” inside one organisation: “House Oversight **and** Government Reform Committee”."""
    language = document.language
    entity = document.entity_at.get(i)
    if document.tokens[i].text.lower() != "and" or entity is None or entity.kind != "ORG":
        return False
    ends = document.tokens[entity.last - 1].text.lower()
    return entity.first < i < entity.last - 1 and ends in language.words("organization_words")


@lru_cache(maxsize=4)
def _paragraph_ends(document: Document) -> tuple[int, ...]:
    """For each sentence the token behind the last one of its paragraph."""
    last = {sentence.paragraph: sentence.last for sentence in document.sentences}
    return tuple(last[sentence.paragraph] for sentence in document.sentences)


def _name_follows(document: Document, i: int, last: int) -> bool:
    """Whether “of (the)” goes on to a capital: Court **of Appeals**, Department **of the Interior**."""
    language = document.language
    j = i + 1
    if j < last and document.tokens[j].text.lower() == "the":
        j += 1
    if j < last and document.tokens[j].text.lower() in language.words("months"):
        return False
    return j < last and _is_capital(document.tokens[j], ("PROPN", "ADJ", "NOUN"))


# --- the names in a run ---------------------------------------------------------------------------


def _names_in(document: Document, first: int, end: int) -> list[Name]:
    """The name in a run, without the titles and roles before it, and an organisation's in front of those."""
    language = document.language
    titles = language.table("titles")
    tokens = document.tokens
    begin, title = _behind_titles(document, first, end)
    if title is None and end - begin >= 2:
        stripped = _behind_modifiers(document, begin, end)
        if stripped > begin:
            before = tokens[stripped - 1].text.lower()
            begin, title = stripped, before if before in titles else title
    names = []
    if begin > first:
        cut = begin - 1
        while cut > first and (tokens[cut].text == "." or tokens[cut].text.lower().rstrip(".") in titles):
            cut -= 1
        prefix = _one_name(document, first, cut + 1, None)
        if prefix is not None and prefix.kind is Kind.ORGANIZATION and cut + 1 < end:
            names.append(prefix)
    if begin < end and (name := _one_name(document, begin, end, title)) is not None:
        names.append(name)
    return names


def _behind_titles(document: Document, first: int, end: int) -> tuple[int, str | None]:
    """Where a run goes on behind its titles, and the last of these; one may stand before the run, too."""
    language = document.language
    titles = language.table("titles")
    tokens = document.tokens
    begin, title = first, None
    for j in range(first, end):
        key = tokens[j].text.lower().rstrip(".")
        rest = {t.text.lower() for t in tokens[j + 1 : end]}
        if (
            key in titles
            and rest
            and not is_given_name(tokens[j].text, language)
            and not rest <= language.words("organization_words")
        ):
            begin, title = j + 1, key
            if tokens[begin].text == "." and begin + 1 < end:
                begin += 1
    if begin == first and first > 0 and tokens[first - 1].upos != "PUNCT":
        before = tokens[first - 1].lemma.lower().rstrip(".")
        title = before if before in titles else None
    return begin, title


def _behind_modifiers(document: Document, begin: int, end: int) -> int:
    """Where a person's name begins behind a portfolio, a party, a nationality, a role or an employer."""
    language = document.language
    titles = language.table("titles")
    portfolios = language.closed_class("portfolios")
    tokens = document.tokens
    lower = [t.text.lower() for t in tokens[begin:end]]
    if begin > 1 and tokens[begin - 1].text.lower() == "of" and tokens[begin - 2].text.lower() in titles:
        n = 0  # “Secretary of **State John** Kerry”
        while n < len(lower) - 1 and lower[n] in portfolios:
            n += 1
        if n:
            return begin + n
    groups = language.words("group_names") | language.words("demonyms")
    if lower[0] in groups and not is_given_name(lower[0], language) and _begins_person(document, begin + 1, end):
        return begin + 1
    for n in range(len(lower) - 1, 0, -1):
        before = lower[n - 1]
        if (
            before in language.words("role_nouns")
            and not is_given_name(before, language)
            and _begins_person(document, begin + n, end)
        ):
            return begin + n
    return _given_name_inside(document, begin, end)


def _begins_person(document: Document, i: int, end: int) -> bool:
    """Whether a person's name begins here: a given name with more behind it, or as the tagger says."""
    language = document.language
    entity = document.entity_at.get(i)
    if i < end and entity is not None and entity.kind == "PERSON" and entity.first == i:
        return True
    return i + 1 < end and is_given_name(document.tokens[i].text, language)


def _given_name_inside(document: Document, begin: int, end: int) -> int:
    """“Fox News **Chris Wallace**”: behind words of organisations a given name starts a person's name."""
    language = document.language
    known = (
        language.words("organization_words")
        | language.words("places")
        | one_word(language)
        | language.words("demonyms")
    )
    ends_organization = document.tokens[end - 1].text.lower() in language.words("organization_words")
    for j in range(begin + 1, end - 1):
        before = (document.tokens[k].text.lower() for k in range(begin, j))
        if (
            is_given_name(document.tokens[j].text, language)
            and not ends_organization
            and all(w in known for w in before)
        ):
            return j
    return begin


def _one_name(document: Document, begin: int, end: int, title: str | None) -> Name | None:
    """The name at these tokens and what it names; None if it is none."""
    language = document.language
    titles = language.table("titles")
    ranks = language.closed_class("ranks_of_roles")
    titles_too = language.closed_class("titles_that_are_names_too")
    tokens = document.tokens
    written = _written(document, begin, end)
    lower = {w.lower().rstrip(".") for w in written}
    if not lower or _is_common(document, begin, end):
        return None
    if len(lower) == 1 and lower <= titles.keys() - titles_too.keys():
        return None
    if lower <= language.words("role_nouns") | ranks.keys() and not _tagged(document, begin, end, "PERSON"):
        return None
    is_subject = tokens[begin].relation == "nsubj" and lower <= language.words("months_and_names")
    if (lower <= language.words("months") and not is_subject) or lower <= language.words("group_names"):
        return None
    kind, place = kind_of(document, begin, end, written, title)
    if kind is Kind.ORGANIZATION:
        wider = _with_adjectives(document, begin, end, place)
        if wider < begin:
            begin, written = wider, _written(document, wider, end)
            kind, place = kind_of(document, begin, end, written, title)
    return Name(begin, end, written, kind, title, place)


def _tagged(document: Document, begin: int, end: int, kind: str) -> bool:
    """Whether the tagger takes one of these tokens for a name of this kind."""
    return any(document.entity_at[i].kind == kind for i in range(begin, end) if i in document.entity_at)


def _written(document: Document, first: int, end: int) -> tuple[str, ...]:
    """The words of a stretch as they are written, with “Felbab-Brown” as one."""
    return tuple(document.text[document.tokens[first].start : document.tokens[end - 1].end].split())


def _with_adjectives(document: Document, begin: int, end: int, place: bool) -> int:
    """Where an organisation's name begins: “the **Congressional** Budget Office”, “**New** York Times”."""
    language = document.language
    first_words = language.closed_class("first_words_of_names")
    tokens = document.tokens
    while begin > 0 and tokens[begin - 1].sentence == tokens[begin].sentence:
        word = tokens[begin - 1]
        lower = word.text.lower()
        is_first = begin - 1 == document.sentences[word.sentence].first
        if (
            not word.text[:1].isupper()
            or word.upos not in ("ADJ", "NOUN", "VERB", "X")
            or word.end == tokens[begin].start
        ):
            break
        if lower not in first_words:
            modifies = word.relation in ("amod", "compound", "nmod", "flat")
            if (
                place
                or is_first
                or not modifies
                or lower in language.words("seniority")
                or lower in language.words("empty_modifiers")
            ):
                break
            if lower in language.words("group_names") and (end - begin < 2 or tokens[end - 1].relation == "compound"):
                break
        begin -= 1
    return begin


def _is_common(document: Document, begin: int, end: int) -> bool:
    """“**Polls** show …”: a common noun that only the head of the sentence gives a capital."""
    language = document.language
    token = document.tokens[begin]
    if end - begin > 1 or token.text.isupper() or begin in document.entity_at:
        return False
    if begin != document.sentences[token.sentence].first:
        return False
    lemma = token.lemma.lower()
    lower = token.text.lower()
    common = (
        language.words("document_nouns") | language.words("vague_nouns") | set(language.classes("organization_nouns"))
    )
    singular = lower.removesuffix("s")
    return bool({lemma, lower, singular} & common) or lower in _common_words(document)


@lru_cache(maxsize=4)
def _common_words(document: Document) -> frozenset[str]:
    """Words that the document also writes without a capital."""
    return frozenset(t.text for t in document.tokens if t.text.islower() and t.upos in ("NOUN", "VERB", "ADJ", "ADV"))


def _lone_surnames(document: Document, names: list[Name], headlines: frozenset[int]) -> Iterator[Name]:
    """“Walter Long … **Long** said”: a surname where a subject stands, though the tagger takes it for a word."""
    language = document.language
    surnames = {
        word for n in names if n.kind is Kind.PERSON and len(n.words) > 1
        for word in (n.words[-1], surname_of(n.words, language).capitalize()) if word.istitle()
    }  # fmt: skip
    taken = {i for n in names for i in range(n.first, n.last)}
    for token in document.tokens:
        if token.text in surnames and token.upos in _PLAIN and token.i not in taken:
            stands = token.relation == "nsubj" and not any(
                document.tokens[c].relation == "det" for c in document.children[token.i]
            )
            if stands and token.sentence not in headlines:
                yield Name(token.i, token.i + 1, (token.text,), Kind.PERSON)


_PLAIN = ("ADJ", "NOUN", "INTJ", "ADV", "VERB")  # what a surname that is a word too may be taken for


# --- headlines ------------------------------------------------------------------------------------


def _headlines(document: Document) -> frozenset[int]:
    """The sentences whose words nearly all have a capital, common words too."""
    found = []
    for number, sentence in enumerate(document.sentences):
        longer = [
            t for t in document.tokens[sentence.first + 1 : sentence.last] if len(t.text) > 3 and t.text.isalpha()
        ]
        capital = [t for t in longer if t.text[0].isupper()]
        common = [t for t in capital if t.upos not in ("PROPN", "X")]
        if len(longer) >= 4 and len(capital) >= 0.85 * len(longer) and common:
            found.append(number)
    return frozenset(found)


def _names_in_headline(
    document: Document, first: int, end: int, known: dict[tuple[str, ...], Name], longest: int
) -> Iterator[Name]:
    """What the rest of the document names so, in at most `longest` words; else what the tagger takes for a name."""
    language = document.language
    titles = language.table("titles")
    lower = [t.text.lower() for t in document.tokens[first:end]]
    i = first
    while i < end:
        length = next(
            (n for n in range(min(end - i, longest), 0, -1) if tuple(lower[i - first : i - first + n]) in known), 0
        )
        if length:
            same = known[tuple(lower[i - first : i - first + length])]
            title = document.tokens[i - 1].text.lower().rstrip(".") if i else ""
            title_here = title if title in titles else None
            yield Name(i, i + length, _written(document, i, i + length), same.kind, title_here, same.place)
            i += length
            continue
        entity = document.entity_at.get(i)
        if entity is not None and entity.first == i and entity.last <= end:
            last = entity.last
            while last < end and (parts := _more_of_person(document, last)):
                last += parts
            yield from _names_in(document, i, last)
            i = last
        else:
            i += 1
