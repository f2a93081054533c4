"""Proper names in a document: where they stand, what they name, and when two are one person's."""

from functools import lru_cache

from attrs import frozen

from quoteattr.lexicon import classes, rows, words
from quoteattr.parsing import Document
from quoteattr.records import Gender, Kind

_TITLES = {row[0]: row for row in rows("titles")}
_CONNECTORS = frozenset({"of", "for", "on", "and", "the", "&", "at"})


@frozen
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

    @property
    def surname(self) -> str:
        return surname_of(self.words)


def surname_of(name: tuple[str, ...]) -> str:
    """The last word that is no suffix, in lower case: “Martin Luther King Jr.” → king."""
    for word in reversed(name):
        if word.lower() not in words("name_suffixes"):
            return word.lower()
    return name[-1].lower()


def gender_of(name: Name) -> Gender | None:
    """As the title, else the given name, shows it."""
    shown = _TITLES[name.title][1] if name.title in _TITLES else "-"
    if shown != "-":
        return Gender(shown)
    given = name.words[0].lower().split("-")[0]
    masculine, feminine = given in words("first_names_masculine"), given in words("first_names_feminine")
    if len(name.words) > 1 and masculine != feminine:
        return Gender.MASCULINE if masculine else Gender.FEMININE
    return None


def is_given_name(word: str) -> bool:
    return word.lower() in words("first_names_masculine") or word.lower() in words("first_names_feminine")


def find_names(document: Document) -> tuple[Name, ...]:
    """All proper names of a document, in order."""
    names = []
    i = 0
    while i < len(document.tokens):
        if _starts(document, i):
            end = _run_end(document, i)
            if (name := _named(document, i, end)) is not None:
                names.append(name)
            i = end
        else:
            i += 1
    return _with_lone_surnames(document, names)


def _starts(document: Document, i: int) -> bool:
    token = document.tokens[i]
    if token.upos == "PROPN":
        return token.text[:1].isalnum() or token.text[:1] == "@"
    return i in document.entity_at and token.text[:1].isupper() and token.upos in ("NOUN", "ADJ", "X")


def _run_end(document: Document, first: int) -> int:
    """Where a run of name words ends: “Antonio de la Cruz”, “Felbab-Brown”, “Department of Justice”."""
    tokens = document.tokens
    last = _paragraph_end(document, first)
    organization = tokens[first].text.lower() in words("organization_words") or tokens[first].text in ("U.S.", "UN")
    i = first + 1
    while i < last:
        token = tokens[i]
        if token.sentence != tokens[i - 1].sentence and tokens[i - 1].text[-1] in '.?!”"':
            break
        if token.text == "." and glued_title(tokens[i - 1].text) and token.start == tokens[i - 1].end:
            i += 1
            continue
        glued = token.start == tokens[i - 1].end
        if token.upos == "PROPN" or (_starts(document, i) and i in document.entity_at and i - 1 in document.entity_at):
            if token.text.lower() in words("organization_words"):
                organization = True
            i += 1
        elif token.text.lower() in words("name_suffixes") and tokens[i - 1].upos == "PROPN":
            i += 1
        elif (
            token.text in ("-", "/", "&", "'", "’")
            and i + 1 < last
            and _starts(document, i + 1)
            and ((glued and tokens[i + 1].start == token.end) or token.text == "&")
        ):
            i += 2
        elif (
            token.text.lower() in words("particles")
            and i + 1 < last
            and (tokens[i + 1].upos == "PROPN" or tokens[i + 1].text.lower() in words("particles"))
        ):
            i += 1
        elif organization and token.text.lower() in _CONNECTORS - {"and", "at"} and _name_follows(document, i, last):
            i += 1
            while tokens[i].text.lower() in _CONNECTORS:
                i += 1
            i += 1
        elif (
            token.upos in ("ADJ", "NUM")
            and token.text[:1].isupper()
            and i + 1 < last
            and organization
            and tokens[i + 1].upos == "PROPN"
        ):
            i += 1
        else:
            break
    return i


def glued_title(word: str) -> bool:
    """Whether a word is a title that may be parted from its full stop: Mrs + . + Clinton."""
    return word.lower() in _TITLES and len(word) <= 4


def _paragraph_end(document: Document, i: int) -> int:
    """The token behind the last one of a token's paragraph."""
    at = document.tokens[i].sentence
    paragraph = document.sentences[at].paragraph
    while at + 1 < len(document.sentences) and document.sentences[at + 1].paragraph == paragraph:
        at += 1
    return document.sentences[at].last


def _name_follows(document: Document, i: int, last: int) -> bool:
    """Whether “of (the)” goes on to a capital: Court **of Appeals**, Department **of the Interior**."""
    j = i + 1
    if j < last and document.tokens[j].text.lower() == "the":
        j += 1
    if j < last and document.tokens[j].text.lower() in words("months"):
        return False
    return j < last and document.tokens[j].text[:1].isupper() and document.tokens[j].upos in ("PROPN", "ADJ", "NOUN")


def _named(document: Document, first: int, end: int) -> Name | None:
    """The name in a run, without the titles and roles before it, and what it names."""
    tokens = document.tokens
    begin, title = first, None
    for j in range(first, end):
        key = tokens[j].text.lower().rstrip(".")
        rest = {t.text.lower() for t in tokens[j + 1 : end]}
        if key in _TITLES and rest and not is_given_name(tokens[j].text) and not rest <= words("organization_words"):
            begin, title = j + 1, key
            if tokens[begin].text == "." and begin + 1 < end:
                begin += 1
    if (
        begin == first
        and first > 0
        and tokens[first - 1].lemma.lower().rstrip(".") in _TITLES
        and tokens[first - 1].upos != "PUNCT"
    ):
        title = tokens[first - 1].lemma.lower().rstrip(".")
    if title is None and end - begin >= 3:
        begin = _given_name_inside(document, begin, end)
    if begin >= end:
        return None
    written = tuple(_glued(document, begin, end))
    lower = {w.lower().rstrip(".") for w in written}
    if _is_common(document, begin, end):
        return None
    is_subject = tokens[begin].relation == "nsubj" and lower <= words("months_and_names")
    if (lower <= words("months") and not is_subject) or lower <= words("group_names"):
        return None
    kind, place = _kind(document, begin, end, written, title)
    return Name(begin, end, written, kind, title, place)


def _is_common(document: Document, begin: int, end: int) -> bool:
    """“**Polls** show …”: a common noun that only the head of the sentence gives a capital."""
    token = document.tokens[begin]
    if end - begin > 1 or token.text.isupper() or begin in document.entity_at:
        return False
    if begin != document.sentences[token.sentence].first:
        return False
    lemma = token.lemma.lower()
    lower = token.text.lower()
    common = words("document_nouns") | words("vague_nouns") | set(classes("organization_nouns"))
    singular = lower.removesuffix("s")
    return bool({lemma, lower, singular} & common) or lower in _common_words(document)


@lru_cache(maxsize=4)
def _common_words(document: Document) -> frozenset[str]:
    """Words that the document also writes without a capital."""
    return frozenset(t.text for t in document.tokens if t.text.islower() and t.upos in ("NOUN", "VERB", "ADJ", "ADV"))


def _given_name_inside(document: Document, begin: int, end: int) -> int:
    """“Fox News **Chris Wallace**”: behind words of organisations a given name starts a person's name."""
    for j in range(begin + 1, end - 1):
        if is_given_name(document.tokens[j].text):
            before = [document.tokens[k].text.lower() for k in range(begin, j)]
            known = words("organization_words") | words("places") | words("outlets") | words("demonyms")
            if all(w in known for w in before) and document.tokens[end - 1].text.lower() not in words(
                "organization_words"
            ):
                return j
    return begin


def _glued(document: Document, first: int, end: int) -> list[str]:
    """The words of a stretch as they are written, with “Felbab-Brown” as one."""
    return document.text[document.tokens[first].start : document.tokens[end - 1].end].split()


def _kind(document: Document, begin: int, end: int, written: tuple[str, ...], title: str | None) -> tuple[Kind, bool]:
    """What a name names: a person, an organisation, or a place that may stand for one."""
    lower = [w.lower().strip(".,'’") for w in written]
    tags = [document.entity_at[j].kind for j in range(begin, end) if j in document.entity_at]
    tag = max(tags, key=tags.count) if tags else None
    joined = " ".join(w.lower() for w in written)
    if (
        title is not None
        and title not in ("former", "retired", "then")
        and not set(lower) & words("organization_words")
    ):
        return Kind.PERSON, False
    if joined in words("outlets") or lower[-1] in words("outlets"):
        return Kind.ORGANIZATION, False
    starts = lower[0] in words("organization_words") and len(lower) > 1 and not is_given_name(written[0])
    is_person = len(written) > 1 and is_given_name(written[0]) and tag == "PERSON"
    if (lower[-1] in words("organization_words") or starts) and not is_person:
        return Kind.ORGANIZATION, False
    last_is_place = lower[-1] in words("places") and (len(lower) == 1 or not is_given_name(written[0]))
    if joined in words("places") or last_is_place:
        return Kind.ORGANIZATION, True
    if len(written) > 1 and is_given_name(written[0].strip("“”\"'")):
        return Kind.PERSON, False
    if tag == "PERSON":
        return Kind.PERSON, False
    if tag in ("ORG", "LOC"):
        return Kind.ORGANIZATION, tag == "LOC"
    if len(written) == 1 and written[0].isupper() and 2 <= len(written[0]) <= 6:
        return Kind.ORGANIZATION, False
    if tag == "MISC":
        return Kind.UNKNOWN, False
    return Kind.PERSON if 1 < len(written) <= 4 else Kind.UNKNOWN, False


def _with_lone_surnames(document: Document, names: list[Name]) -> tuple[Name, ...]:
    """A single word that is the surname of a person named in full is that person's, whatever the tagger says."""
    surnames = {n.surname for n in names if n.kind is Kind.PERSON and len(n.words) > 1}
    surnames |= {
        n.surname for n in names if n.kind is Kind.PERSON and n.title in ("mr", "mrs", "ms", "dr", "sen", "rep", "gov")
    }
    fixed = []
    for name in names:
        if (
            len(name.words) <= 2
            and name.kind is not Kind.PERSON
            and name.surname in surnames
            and not ({w.lower() for w in name.words} & words("organization_words"))
        ):
            name = Name(name.first, name.last, name.words, Kind.PERSON, name.title)
        fixed.append(name)
    return tuple(fixed)


def same_person(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Whether a name can be a form of another: Trump, Donald Trump, Donald J. Trump, D. Trump."""
    a = [w.lower().strip(".,") for w in shorter if w.lower() not in words("name_suffixes")]
    b = [w.lower().strip(".,") for w in longer if w.lower() not in words("name_suffixes")]
    if not a or not b:
        return False
    if len(a) > len(b):
        a, b = b, a
    if a[-1] != b[-1]:
        return False
    if len(a) == 1 or b[-len(a) :] == a:
        return True
    given = a[0], b[0]
    return (
        given[0] == given[1]
        or (given[0][0] == given[1][0] and (len(given[0]) == 1 or len(given[1]) == 1))
        or (_NICKNAMES.get(given[0]) == given[1] or _NICKNAMES.get(given[1]) == given[0])
    )


_NICKNAMES = classes("nicknames")
