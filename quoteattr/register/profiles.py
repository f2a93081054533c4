"""What one article tells of each of its speakers that have a name: little, and no text, so that many fit in memory."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from sys import intern

import regex
from attrs import frozen

from quoteattr.language import Language
from quoteattr.language.people import party_of
from quoteattr.records import Article, Gender, Kind, Level, Mode, NameKind, Span, Speaker, Style
from quoteattr.register.names import Relation, organization_key, person_name, relation_of
from quoteattr.register.values import Appearance
from quoteattr.text.noise.encoding import read_rightly

MOST_BESIDE = 40  # names of an article that are kept: those that stand there most often
_WORD = regex.compile(r"\w+(?:[’'.-]\w+)*")
_BROKEN = regex.compile(r"[ÂÃ\u0302\u0303][\u0080-\u00bf]")  # “FranÃ§ois”: what follows is the end of a word
_PREFIX = {NameKind.ORGANIZATION: "o", NameKind.PLACE: "l", NameKind.OTHER: "x"}
_NOT_ONE = (Relation.NONE, Relation.SUFFIX)
_TELLING = ("role", "title", "affiliation", "nationality", "full_description")


@frozen(kw_only=True, eq=False)
class Profile:
    """A speaker of one article. `forms` are the names that it gives them, the fullest first; `told` are keys of what it
    says of them (``r:`` a role, ``o:``, ``l:`` … a name that stands in it), `beside` those of the other names in it.
    `may_join` is false for who has no surname there."""

    appearance: Appearance
    kind: Kind
    forms: tuple[str, ...]
    may_join: bool
    role: str | None
    affiliation: str | None
    gender: Gender | None
    told: frozenset[str]
    beside: tuple[str, ...]


def profiles_of(article: Article, place: str, language: Language) -> Iterator[Profile]:
    """The speakers of an article that have a name; `place` stands for its id where it has none."""
    named = [speaker for speaker in article.speakers if speaker.name is not None]
    if not named:
        return
    beside = _beside(article, language)
    said = {speaker.id: [0, 0, 0] for speaker in named}
    for a in article.outer:
        if a.speaker is not None and a.speaker.id in said and a.mode is not Mode.DECLINED:
            counts = said[a.speaker.id]
            counts[0] += 1
            counts[1] += a.style is not Style.INDIRECT
            counts[2] += sum(1 for piece in a.content for _ in _WORD.finditer(piece.text))
    for speaker in named:
        forms = _forms(article, speaker, language)
        attributions, quotations, words = said[speaker.id]
        yield Profile(
            appearance=Appearance(
                article=article.id if article.id is not None else place,
                speaker=speaker.id,
                name=forms[0],
                date=article.meta.date,
                attributions=attributions,
                quotations=quotations,
                words=words,
            ),
            kind=speaker.kind,
            forms=tuple(map(intern, forms)),
            may_join=speaker.level is Level.NAMED,
            role=_words(speaker.role or speaker.title),
            affiliation=_words(speaker.affiliation),
            gender=speaker.gender,
            told=frozenset(_told(article, speaker, language)),
            beside=beside,
        )


def _words(span: Span | None) -> str | None:
    return None if span is None else " ".join(span.text.split())


def _forms(article: Article, speaker: Speaker, language: Language) -> list[str]:
    """Its name, and what else in its mentions is a name of it: “FBI”, “Mr. **Ruiz**”."""
    assert speaker.name is not None
    called = read_rightly(speaker.name)
    forms = {called: None}
    within = {span.start: span.end for span in speaker.mentions}
    for name in article.names:
        begins = name.end in (within.get(name.start), within.get(name.start - len("the ")))
        if begins and (name.kind is NameKind.PERSON) == (speaker.kind is Kind.PERSON):
            forms.setdefault(read_rightly(" ".join(name.text.split())))
    if speaker.kind is not Kind.PERSON:
        return list(forms)
    own = person_name(called, language)
    return [
        form
        for form in forms
        if form == called
        or (own and (other := person_name(form, language)) and relation_of(own, other, language) not in _NOT_ONE)
    ]


def _told(article: Article, speaker: Speaker, language: Language) -> Iterator[str]:
    spans = [span for key in _TELLING if (span := getattr(speaker, key)) is not None]
    for span in spans:
        yield from role_keys(span.text, language)
    within = [
        _told_key(name.text, name.kind, language)
        for name in article.names
        if any(span.start <= name.start and name.end <= span.end for span in spans)
    ]
    yield from within
    for key in within:  # “Rubio's spokesman” is “Marco Rubio's”
        if key.startswith("p:"):
            yield intern(f"p:{key.rsplit(' ', 1)[-1].removeprefix('p:')}")
    if speaker.affiliation is not None:
        where = party_of(speaker.affiliation.text, language) or speaker.affiliation.text
        yield _told_key(where, NameKind.ORGANIZATION, language)


def _told_key(text: str, kind: NameKind, language: Language) -> str:
    """As `name_key`; of a party as the party: “the **Republican** senator”, “(**R**-Ohio)”."""
    key = name_key(text, kind, language)
    party = language.classes("parties").get(key[2:])
    return key if party is None else intern(f"o:{party}")


@lru_cache(maxsize=100_000)
def role_keys(words: str, language: Language) -> tuple[str, ...]:
    """“a former senior Treasury official” → r:official: the nouns for what people are, those of one meaning as one.
    Not how they stand to another (“a supporter”, “a mother”): that is no trade that two could differ in, nor is their
    party (“a Democrat” → o:democratic party)."""
    nouns, titles, same = language.words("role_nouns"), language.table("titles"), _synonyms(language)
    relations = language.closed_class("relational_roles") | language.closed_class("roles_towards_others")
    parties = language.classes("parties")
    found = []
    for word in words.lower().replace("-", " ").split():
        word = word.strip(".,;“”’'\"()")
        role = titles[word][2] if word in titles and titles[word][2] != "-" else word
        if role in parties:
            found.append(intern(f"o:{parties[role]}"))
        elif (role in nouns or role != word) and role not in relations:
            found.append(intern(f"r:{same.get(role, role)}"))
    return tuple(found)


@lru_cache(maxsize=8)
def _synonyms(language: Language) -> dict[str, str]:
    """Noun for a role → the first of those of its meaning."""
    found: dict[str, str] = {}
    for row in language.rows("role_synonyms"):
        first, *others = " ".join(row).split()
        for noun in (first, *others):
            found.setdefault(noun, first)
    return found


@lru_cache(maxsize=200_000)
def name_key(text: str, kind: NameKind, language: Language) -> str:
    """What a name is known again by: “p:maria ruiz”, “o:state department”."""
    text = read_rightly(text)
    if kind is NameKind.PERSON:
        name = person_name(text, language)
        return intern(f"p:{' '.join(name.words)}" if name else "")
    return intern(f"{_PREFIX[kind]}:{organization_key(text, language)}")


def _beside(article: Article, language: Language) -> tuple[str, ...]:
    """The names of an article, the most frequent first; surnames alone are left to the whole names that they end."""
    whole_words = (name for name in article.names if not _BROKEN.match(article.text, max(0, name.start - 2)))
    counts = Counter(name_key(name.text, name.kind, language) for name in whole_words)
    whole = {key.rsplit(" ", 1)[-1] for key in counts if key.startswith("p:") and " " in key}
    kept = [key for key, _ in counts.most_common() if len(key) > 3 and key.removeprefix("p:") not in whole]
    return tuple(kept[:MOST_BESIDE])
