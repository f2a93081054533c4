"""Whom a definite description, “they” or “it” means: persons, groups, organisations, documents, or nobody of these.

Each candidate is scored by named features; so is that nobody of them is meant. The scorer stands in the language's
`links.tsv`; `training.links` learns it from texts in which readers marked whom such phrases mean.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence, Set
from functools import cache, cached_property, lru_cache
from itertools import pairwise, takewhile
from math import exp
from operator import attrgetter

from attrs import define, field, frozen

from quoteattr.language import Language
from quoteattr.records import Gender, Kind, Level
from quoteattr.runtime.asked import asked_once
from quoteattr.runtime.values import value
from quoteattr.speakers.ages import is_of_other_age
from quoteattr.speakers.authors import authors
from quoteattr.speakers.cast import Cast, Chain, each_once, only_one, role_of_title
from quoteattr.speakers.homes import is_of_another_state, state_of
from quoteattr.speakers.issued import is_of_other_office, told_to_be_made
from quoteattr.speakers.mentions import GENDER
from quoteattr.speakers.names.name import Name, is_of_somebody, tells_form, without_initials
from quoteattr.speakers.not_among import are_no_two, is_not_among
from quoteattr.speakers.own_words import Named, is_only_one, named_in_said, speaks_of
from quoteattr.speakers.parties import parties_named
from quoteattr.speakers.phrases import Form, Phrase, is_firm_of_others, is_human, take_apart
from quoteattr.speakers.public import NOTHING, Known, known_of, nouns_known
from quoteattr.speakers.ranking import (
    Chosen,
    Features,
    gender_of_noun,
    is_general,
    is_owned,
    is_subject,
    synonyms,
)
from quoteattr.speakers.scorer import scorer
from quoteattr.speakers.spots import spot_of, subject_of, tree
from quoteattr.speakers.ties import SAME, name_of_another, ties
from quoteattr.speakers.works import titled_again, works
from quoteattr.text.document import Document, Mentions, Token
from quoteattr.text.tree import below, head_of, noun_phrase

_RATHER_NOBODY = 0.6  # to give somebody a name who has none is the worst error: chosen on folds
_SOMEBODY_SPEAKS = -2.0  # “**it** said”
_FAR = {"it": 12, "they": 12}  # sentences back that a pronoun may look
_MEMORY, _SOON = 200, 6  # sentences back, and ahead, that a description may look
_LAST, _OFTEN = 7, 4  # candidates that are kept as those spoken of last, and as those named most often
_BACK = ("back_0", "back_1", "back_2", *("back_5",) * 3, *("back_12",) * 7)  # by sentences back
_ARGUMENTS = ("nsubj", "obj", "iobj", "obl")
_JUST = 2  # sentences back in which the two whom “the two” means are named
_LATELY = 3  # sentences back that count as lately
_NOUNS = 4096  # of which is kept what they can mean: an archive has new ones without end
_READ = 3  # mentions of a candidate that the network is asked for, beside the first
_SURE = 6.0  # log odds of the network, at most
READ = "read"  # what the network reads, fitted beside all other features
_OWN_SUBJECT = "subject=own"  # among what ties a phrase to others
_STEM = 4  # letters that a place and its adjective share


@define(eq=False)
class Scene:
    """What the links of one document need to know of it, found once; `meant` is whom each noun was last found to mean,
    and where."""

    cast: Cast
    meant: dict[str, tuple[int, Chain | None]] = field(factory=dict)
    _words: dict[Chain, frozenset[str]] = field(factory=dict)  # not by its id, which another gets when it is gone
    _known: dict[Chain, Known] = field(factory=dict)
    _introduced: dict[str, list[int]] = field(factory=dict)
    called: dict[int, Chain] = field(factory=dict)  # by the token of the noun, in order: “the movie ‘Spotlight’”
    titled: set[int] = field(factory=set)  # the tokens of titles in marks
    _ties: dict[int, dict[int, list[str]]] = field(factory=dict)

    @cached_property
    def named_often(self) -> dict[int, int]:
        """How often each chain is named."""
        return {id(c): len(self.cast.mentions_of(c)) or len(c.at) * (c.name is not None) for c in self.cast.chains}

    @cached_property
    def rank(self) -> dict[int, int]:
        """The place of each chain among those of its kind by how often they are named."""
        counts: Counter[Kind] = Counter()
        found = {}
        for chain in sorted(self.cast.chains, key=lambda c: -self.named_often.get(id(c), 0)):
            found[id(chain)] = counts[chain.kind]
            counts[chain.kind] += 1
        return found

    def ties(self, phrase: Phrase) -> dict[int, list[str]]:
        """What grammar ties a phrase to, as `ties.ties` tells it: asked once."""
        found = self._ties.get(phrase.head)
        if found is None:
            found = self._ties[phrase.head] = ties(self.cast, phrase)
        return found

    @cached_property
    def apposed(self) -> dict[str, list[tuple[int, list[int]]]]:
        """The words in apposition, by their lemmas, with what hangs on each behind it: “Ruth Adler, **counsel** for the
        **bank**”."""
        tokens, children = self.cast.document.tokens, self.cast.document.children
        found: dict[str, list[tuple[int, list[int]]]] = {}
        for i in (token.i for token in tokens if token.relation == "appos"):
            if behind := [c for c in children[i] if c > i and tokens[c].relation == "nmod"]:
                found.setdefault(tokens[i].lemma.lower(), []).append((i, behind))
        return found

    def introduced(self, noun: str) -> list[int]:
        """Where a noun stands without a definite article or a name: “**a** bank”, “three **banks**”."""
        found = self._introduced.get(noun)
        if found is None:
            found = self._introduced[noun] = [
                token.i for token in self.cast.document.by_lemma.get(noun, ()) if self._is_new(token)
            ]
        return found

    def _is_new(self, token: Token) -> bool:
        if token.upos != "NOUN" or token.relation == "compound" or token.i in self.cast.name_at:
            return False
        document = self.cast.document
        of_new = document.language.closed_class("determiners_of_new")
        below = (document.tokens[c] for c in document.children[token.i])
        return not any((t.relation == "det" and t.lower not in of_new) or t.deprel == "nmod:poss" for t in below)

    def known(self, chain: Chain) -> Known:
        """What readers know of somebody, whatever the text tells: asked once."""
        found = self._known.get(chain)
        if found is None:
            found = self._known[chain] = known_of(chain, self.cast.document.language)
        return found

    def words(self, chain: Chain) -> frozenset[str]:
        """The words of all its names, in small letters."""
        found = self._words.get(chain)
        if found is None:
            words = [chain.name or (), *(n.words for n in self.cast.mentions_of(chain))]
            found = self._words[chain] = frozenset(w.lower() for name in words for w in name)
        return found


@value(kw_only=True)
class Asked:
    """A phrase with what is so of it whomever it means: found once, not for every candidate."""

    scene: Scene
    phrase: Phrase
    language: Language
    single: bool  # one person
    owned: bool  # “**Pagliano's** lawyer”, “**his** lawyer”
    owner: Chain | None
    of_talk: bool  # owned by somebody whom the text has told of
    noun: "Noun"
    firm: bool  # “company”, “brewer”
    counts_on: bool  # “the **second** official”
    has_rank: bool  # “the **presiding** officer”
    for_two: bool
    home: str | None  # “the **Utah** senator”: the state beside its noun, of one person
    demonstrative: bool  # “**that** official”
    label: str  # in small letters
    words: frozenset[str]  # all but the noun
    telling: frozenset[str]  # those that tell anything
    rivals: tuple[Set[str], ...]  # the words of whoever is of another party
    same: tuple[int, ...]  # the tokens that grammar says mean the same: “**Tinder**, the dating application”
    apposed: int  # the last token of the name right behind a comma: “his wife, **Jane**”; -1 where there is none
    anothers: int  # the last token of a name behind it that is another's; -1 where there is none
    introduced: int  # how often the noun stands before it without a definite article
    before: tuple[int, Chain | None] | None  # whom the noun meant last, and where
    said: Named  # whom what it says names, if it is a source
    named_in_it: frozenset[int]  # whom clauses name that tell of it
    them: tuple[Gender, ...]  # of which gender those are whom it calls “him” or “her”
    acting: tuple[int, ...]  # the tokens of those who, by name, are the subject of what is done to it

    def known(self, chain: Chain) -> Known:
        """What readers know of people where a person is asked for, of organisations else; but “the **company**” may be
        any."""
        is_any = self.phrase.lemma in self.language.closed_class("nouns_of_any_firm") and not self.telling
        is_such = (chain.kind is Kind.PERSON) == self.single and not is_any
        return self.scene.known(chain) if is_such else NOTHING

    def are_roles(self, nouns: Set[str], chain: Chain) -> bool:
        """Whether one of some nouns was said of somebody, or the very noun is known to be so, or is “author” of whoever
        has written a book."""
        lemma = self.phrase.lemma
        writes = lemma in self.language.closed_class("nouns_for_authors") and id(chain) in authors(self.scene.cast)
        return writes or lemma in self.known(chain).nouns or not nouns.isdisjoint(chain.roles)

    def means(self, chain: Chain) -> bool:
        """Whether grammar says that it means somebody."""
        return bool(self.same) and any(_is_next(chain, token, token) for token in self.same)


def asked_of(scene: Scene, phrase: Phrase) -> Asked:
    """What is so of a phrase whomever it means."""
    cast, language, lemma = scene.cast, scene.cast.document.language, phrase.lemma
    classes, owned = language.closed_class, is_owned(phrase, language)
    is_noun, label = phrase.form is not Form.PRONOUN, phrase.label.lower()
    parties = classes("one_party").keys(), classes("other_party").keys()
    return Asked(
        scene=scene,
        phrase=phrase,
        language=language,
        single=phrase.kind is Kind.PERSON,
        owned=owned,
        owner=_owner(cast, phrase) if owned else None,
        of_talk=bool(phrase.owners) or phrase.determiner in classes("possessives_of_talk"),
        noun=_noun(lemma, language),
        firm=lemma.rpartition(" ")[2] in classes("nouns_for_firms") and phrase.kind is Kind.ORGANIZATION,
        counts_on=not phrase.words.isdisjoint(classes("counts_on")),
        has_rank=not classes("ranks_below").keys().isdisjoint(label.split()),
        for_two=_is_for_two(phrase, language),
        home=state_of(phrase, language) if phrase.kind is Kind.PERSON else None,
        demonstrative=phrase.determiner in classes("demonstratives"),
        label=label,
        words=phrase.words | phrase.owners,
        telling=phrase.words - language.words("empty_modifiers"),
        rivals=tuple(q for p, q in (parties, parties[::-1]) if not p.isdisjoint({lemma, *phrase.words})),
        same=tuple(i for i, names in scene.ties(phrase).items() if not SAME.isdisjoint(names)) if is_noun else (),
        apposed=_apposed_at(cast, phrase.head) if is_noun else -1,
        anothers=name_of_another(cast, phrase) if is_noun else -1,
        introduced=bisect_left(scene.introduced(lemma), phrase.head) if is_noun else 0,
        before=scene.meant.get(lemma),
        said=named_in_said(cast, phrase.head),
        named_in_it=_named_in_clauses(cast, phrase.head) if is_noun else frozenset(),
        them=_them_behind(cast.document, phrase) if is_noun else (),
        acting=_who_act_on_it(scene, phrase) if is_noun else (),
    )


def sort_of(phrase: Phrase, language: Language) -> str:
    """What kind of phrase is asked: it, they, or a description of a person, group, organisation …"""
    if phrase.form is Form.PRONOUN:
        return "they" if phrase.lemma in language.closed_class("pointing_to_several") else "it"
    return phrase.kind.value


@frozen
class Hypernym:
    """What a noun can stand for: the names that have one of some words, any organisation, a place."""

    words: frozenset[str]
    any_organization: bool
    place: bool


@lru_cache(_NOUNS)
def hypernym(noun: str, language: Language) -> Hypernym:
    """Whose name a noun can stand for, by the lexicon of hypernyms."""
    words = frozenset(language.classes("organization_hypernyms").get(noun, "").split())
    return Hypernym(words - {_ANY, _PLACE}, _ANY in words, _PLACE in words)


_ANY, _PLACE = "any", "place"  # marks in the lexicon of hypernyms


@frozen(kw_only=True)
class Noun:
    """What is so of whomever a noun means: found once for all texts."""

    gender: Gender | None  # as the noun shows it
    general: bool  # “person”, “official”
    of_unnamed: bool  # “the source”
    of_nation: bool  # “the military”
    office: bool  # “mayor”
    alike: frozenset[str]  # the noun and those that may stand for it
    kinds: Hypernym
    differs: tuple[Callable[[Asked, Chain], bool], ...]  # what may tell that it does not mean somebody named


@lru_cache(_NOUNS)
def _noun(lemma: str, language: Language) -> Noun:
    """What is so of whomever a noun means."""
    return Noun(
        gender=gender_of_noun(lemma, language),
        general=is_general(lemma, language),
        of_unnamed=lemma in language.closed_class("nouns_of_the_unnamed"),
        of_nation=lemma in language.closed_class("bodies_of_nations"),
        office=lemma in language.closed_class("offices"),
        alike=frozenset[str]().union(*(synonyms(lemma, lexicon, language) for lexicon in _SYNONYMS)),
        kinds=hypernym(lemma, language),
        differs=tuple(
            d for nouns, d in _DIFFERENT if not nouns or any(lemma in language.closed_class(n) for n in nouns)
        ),
    )


_SYNONYMS = ("role_synonyms", "document_synonyms", "description_synonyms")


# --- candidates -----------------------------------------------------------------------------------


def candidates(scene: Scene, phrase: Phrase) -> list[Chain]:
    """Whoever was spoken of before, or is named soon, and can be meant by such a phrase: those of whom its noun was
    said, those spoken of last and those named most often."""
    return _candidates(asked_of(scene, phrase))


def _candidates(asked: Asked) -> list[Chain]:
    phrase, cast, i = asked.phrase, asked.scene.cast, asked.phrase.head
    sort = _sort_for(phrase, asked.language)
    kinds = _meant_by(sort, asked.language)
    near = cast.near(i, _FAR.get(sort, _MEMORY))
    kept = before = [c for c in near if c.at[0] < i and _may_be(asked, kinds, c) and not _is_another(asked, c)]
    if len(before) > _LAST:
        named_often = asked.scene.named_often.get
        last = sorted(before, key=lambda c: c.at[bisect_left(c.at, i) - 1], reverse=True)[:_LAST]
        often = sorted(before, key=lambda c: named_often(id(c), 0), reverse=True)[:_OFTEN]
        chosen = {id(c) for c in (*last, *often)}
        kept = [c for c in before if id(c) in chosen or _is_told(asked, c) or _is_such(asked, c) or asked.means(c)]
    if phrase.form is not Form.PRONOUN:
        kept = kept + list(_told_soon(asked, kinds, {id(c) for c in kept}))
    pairs = _pairs(asked.scene, phrase) if asked.for_two or phrase.number else ()
    return [*cast.nearest(kept, i), *pairs]


def _told_soon(asked: Asked, kinds: frozenset[str], known: set[int]) -> Iterator[Chain]:
    """Who is named in the sentences behind, and everybody of whom the noun is said."""
    cast, i, lemma = asked.scene.cast, asked.phrase.head, asked.phrase.lemma
    here = cast.document.tokens[i].sentence
    told = told_before(cast, asked.phrase)
    for chain in (*cast.first_mentioned_in(range(here, here + _SOON + 1)), *cast.bearers_around(lemma, i)):
        if id(chain) in known or chain.name is None or not chain.at or chain.at[0] < i:
            continue
        if not _may_be(asked, kinds, chain) or not told <= asked.scene.words(chain):
            continue
        known.add(id(chain))
        if not _is_another(asked, chain):
            yield chain


def told_before(cast: Cast, phrase: Phrase) -> frozenset[str]:
    """“an aide at the **finance** ministry … **the ministry**”: by which words an organisation was told apart that the
    same noun meant just before."""
    document, language = cast.document, cast.document.language
    if phrase.kind is not Kind.ORGANIZATION or phrase.words or not phrase.definite:
        return frozenset()
    first, alike = document.tokens[phrase.head].sentence - _SOON, document.by_lemma.get(phrase.lemma, [])
    place = bisect_left(alike, phrase.core[0], key=_NUMBER)
    near = takewhile(lambda t: t.sentence >= first, (alike[n] for n in range(place - 1, -1, -1)))
    last = next((t.i for t in near if t.upos in _NOMINALS and t.relation != "compound"), -1)
    return telling(whole(cast, last).words, language) if last >= 0 else frozenset()


_NUMBER = attrgetter("i")


def telling(words: frozenset[str], language: Language) -> frozenset[str]:
    """Those of some words that tell which one of its noun is meant."""
    return words - language.words("empty_modifiers") - language.closed_class("adjectives_at_large").keys()


def _may_be(asked: Asked, kinds: frozenset[str], chain: Chain) -> bool:
    """Whether a chain is of a kind that can be meant; or a name can be, of whatever kind it is taken to be: “the
    **amendment**” is the Equal Rights Amendment, “**Tinder**, the application” an application."""
    kind = kind_of(chain)
    if kind in kinds or (kind == _PERSON and _PERSON_OR_FIRM in kinds and not _is_somebodys(asked, chain)):
        return True
    if chain.name is None or asked.phrase.form is Form.PRONOUN:
        return False
    if chain.kind is not Kind.PERSON:
        lemma = asked.phrase.lemma
        is_other = chain.kind is Kind.DOCUMENT and chain.lemma not in ("", lemma)  # “Hill's **campaign** speech”
        if not is_other and lemma in asked.scene.words(chain):
            return True
    return asked.means(chain)


def _is_somebodys(asked: Asked, chain: Chain) -> bool:
    """“fire chief **Lee Jung-hyun**”: whether a name is a person's for certain, by its gender or by how it is made and
    what is told beside it."""
    if chain.gender is not None:
        return True
    roles = chain.roles - asked.language.closed_class("roles_of_firms").keys()
    return bool(roles) and chain.name is not None and is_of_somebody(chain.name, asked.language)


@cache
def _meant_by(sort: str, language: Language) -> frozenset[str]:
    """The kinds of chains that a sort of phrase can mean; one that the lexicon hasn't, what an organisation's can."""
    sorts = language.classes("meant_by_sorts")
    return frozenset((sorts.get(sort) or sorts.get(_ORGANIZATION, "")).split())


_PERSON, _ORGANIZATION, _DOCUMENT = Kind.PERSON.value, Kind.ORGANIZATION.value, Kind.DOCUMENT.value
_PERSON_OR_FIRM = "person_or_firm"  # a name taken for a person's, of which nothing shows that it is one's


def _sort_for(phrase: Phrase, language: Language) -> str:
    """As `sort_of`, but “the paper”, “the site” is as good as an organisation."""
    sort = sort_of(phrase, language)
    return _ORGANIZATION if sort == _DOCUMENT and phrase.lemma in language.classes("organization_hypernyms") else sort


def _is_another(asked: Asked, chain: Chain) -> bool:
    """Whether a chain is certainly not meant: “**Austria's** minister”, “the **US** military” (whom a phrase only holds
    is not whom it means), one of another name where the phrase has its own, of the other gender, or the owner."""
    phrase = asked.phrase
    if asked.said.holds(chain) or (chain.name is None and _is_nobody(asked, chain)):
        return True
    if phrase.form is Form.PRONOUN:
        return _does_it(asked, chain) or _is_one_of_all(asked, chain)
    if chain.plural and chain.name is None and is_one_of_joined(chain.description or "", phrase, asked.language):
        return True
    cast = asked.scene.cast
    if cast.keeps_apart(chain, phrase.lemma, phrase.head) or is_of_other_office(cast, phrase, chain):
        return True
    if asked.acting and any(_is_next(chain, i, i) for i in asked.acting):
        return True
    if asked.anothers >= 0 and _is_next(chain, phrase.head + 1, asked.anothers):
        return True
    if chain.place and _is_no_nation(asked, chain):
        return True
    if asked.single and (_is_somebody_else(asked, chain) or is_of_another_state(cast, phrase, asked.home, chain)):
        return True
    if asked.owned and _is_anothers(asked, chain):
        return True
    return _is_of_another_sort(asked, chain) or (chain.name is not None and _is_another_by_name(asked, chain))


def _is_another_by_name(asked: Asked, chain: Chain) -> bool:
    """The same of a named chain."""
    if _stands_in_titles(asked, chain):
        return True
    if asked.firm and (_sells_nothing(asked, chain) or _is_rival(asked.phrase, asked.language)):
        return True  # “the **retailer**”, the Department of Transport; “the **rival** company”
    if asked.single and (asked.noun.of_unnamed or (asked.counts_on and not _is_told(asked, chain))):
        return True  # “the **source**”; “the **second** official”: one of several of whom it was never said
    return _is_another_named(asked, chain)


def is_in_small(document: Document, phrase: Phrase) -> bool:
    """“the House … he means to run **the house**”, “Box Office Mojo … at **the box office**”: a noun, or two, that only
    in capitals are a body's name."""
    small = document.language.closed_class("unique_in_capitals")
    is_such = phrase.lemma in small or phrase.label.replace(" ", "-") in small
    return is_such and document.tokens[phrase.head].text.islower()


def _stands_in_titles(asked: Asked, chain: Chain) -> bool:
    """“the novel “**The Last Union**” … the union”: a name that stands only in a work's title names no body."""
    is_body = chain.kind is Kind.ORGANIZATION and not chain.place and bool(asked.scene.titled)
    return is_body and all(i in asked.scene.titled for i in chain.at)


def _does_it(asked: Asked, chain: Chain) -> bool:
    """“the **company** gave no number, but called **it** immaterial”: whoever is the subject of a verb is not its
    object (Chomsky 1981, principle B)."""
    cast, tokens = asked.scene.cast, asked.scene.cast.document.tokens
    verb = tokens[asked.phrase.head].head
    if verb < 0 or tokens[asked.phrase.head].relation not in ("obj", "iobj"):
        return False
    while (subject := subject_of(cast.document, verb)) < 0 and tokens[verb].relation == "conj":
        verb = tokens[verb].head
    name = cast.name_at.get(subject)
    return subject >= 0 and (name.last - 1 if name is not None else subject) in chain.at


def _who_act_on_it(scene: Scene, phrase: Phrase) -> tuple[int, ...]:
    """“**Brixly** was with the agency”, “**Brixly** bought the maker of locks”: the subjects of a clause, by name, are
    nobody whom it tells of behind, by another noun; but “**Brixly** will build on the land of the company”."""
    document, head = scene.cast.document, phrase.head
    below = {document.tokens[c].relation for c in document.children[head]}
    if not (document.tokens[head].relation == "obj" or {"cop", "case"} <= below):
        return ()
    does = (i for i, how in scene.ties(phrase).items() if _OWN_SUBJECT in how and SAME.isdisjoint(how))
    return tuple(i for i in does if i in scene.cast.name_at)


def _is_one_of_all(asked: Asked, chain: Chain) -> bool:
    """“**They** were **all** sure”: several, and no one person."""
    if chain.kind is not Kind.PERSON or chain.plural or chain.members:
        return False
    several, every = (asked.language.closed_class(name) for name in ("pointing_to_several", "words_for_all"))
    head = asked.phrase.head
    behind = asked.scene.cast.document.tokens[head + 1 : head + 3]
    return asked.phrase.lemma in several and any(token.lower in every and token.head != head for token in behind)


def _is_no_nation(asked: Asked, chain: Chain) -> bool:
    """“in **Austria** … the military”, which is nobody's there; “**Iowa** … the country's attention”: a state of one;
    but Georgia is one, too."""
    name, language = " ".join(chain.name or ()).lower(), asked.language
    if asked.noun.of_nation and asked.scene.cast.only_locates(chain):
        return True
    is_state = name in language.classes("states") and name not in language.closed_class("states_that_are_more")
    return is_state and asked.phrase.lemma in language.closed_class("words_for_nations")


def is_one_of_joined(label: str, phrase: Phrase, language: Language) -> bool:
    """“**Police** and prosecutors agree. **Police** said”, “Dana Hill and her **daughters** … Her **daughters** said”:
    only the first or the last of those who were told of together; not of “current and former officials”."""
    label, own, joins = label.lower(), phrase.label.lower().split(), language.closed_class("and")
    if not own or own[-1] not in label:
        return False
    words = label.split()
    at = next((n for n, word in enumerate(words) if word in joins), 0)
    if not at or not joins.keys().isdisjoint(own):
        return False
    before = words[at - 1]
    are_two = words[at + 1] in language.closed_class("owning_pronouns") if at + 1 < len(words) else False
    are_two |= before.endswith("s") and is_human(before.removesuffix("s"), language)
    return own[-1] == before or (are_two and own[-1] in words[at + 1 :])


def _is_nobody(asked: Asked, chain: Chain) -> bool:
    """“**Nobody** in the village will talk. … the woman who runs the shop”: no somebody that anything else can mean."""
    return (chain.description or "").partition(" ")[0].lower() in asked.language.closed_class("nobody")


def _is_another_named(asked: Asked, chain: Chain) -> bool:
    """The same of a named chain, by the words of its names and of the phrase, by gender, and by whom the phrase says to
    have it."""
    phrase, names = asked.phrase, asked.scene.words(chain)
    if phrase.level is Level.NAMED:
        return phrase.lemma not in names or not phrase.words <= names | chain.words
    if asked.of_talk:
        return not (_is_told(asked, chain) and phrase.owners <= chain.words | names)
    if asked.single:
        if asked.noun.gender is not None and chain.gender not in (None, asked.noun.gender):
            return True
        if asked.owned and _is_of_state(asked, chain):
            return True
        if asked.owned and not _is_told(asked, chain):
            if chain is asked.owner:
                return True
            rivals = asked.language.closed_class("roles_towards_rivals")
            towards = phrase.lemma in rivals or _is_apposed(asked, chain)
            is_kin = phrase.lemma in asked.language.closed_class("roles_towards_others")  # “Amir Khan's **barrister**”
            return not towards and not (is_kin and asked.owner is not None and _owned(phrase, chain, asked.owner))
    return phrase.lemma not in names and not names.isdisjoint(asked.words) and not chain.members


def _owns_it(asked: Asked, chain: Chain) -> bool:
    """“**The 24-year-old's** agent”, “**Brixly's** insurer”: whoever has somebody, without a name, or another firm, is
    not that one."""
    if chain is asked.owner and asked.phrase.lemma in asked.language.closed_class("rivals_of_one"):
        return True  # “**her** opponent”
    if chain is not asked.owner:
        return False
    is_of_others = is_firm_of_others(asked.phrase.lemma, asked.phrase.words, asked.language)
    return is_of_others or (chain.name is None and asked.single and not _is_told(asked, chain))


def _is_of_state(asked: Asked, chain: Chain) -> bool:
    """“**His attorney**” is no district attorney, no attorney general."""
    attorneys = asked.language.closed_class("words_of_public_attorneys").keys()
    lawyers = synonyms(asked.phrase.lemma, "role_synonyms", asked.language)
    is_lawyer = "attorney" in lawyers
    return is_lawyer and not attorneys.isdisjoint(chain.words) and not lawyers.isdisjoint(chain.roles)


def told_of(cast: Cast, chain: Chain) -> frozenset[str]:
    """What somebody is by the text, or known to be, and the words told with that."""
    return chain.words | chain.roles | scene_of(cast).known(chain).told


def is_told_so(cast: Cast, phrase: Phrase, chain: Chain) -> bool:
    """Whether a phrase's noun, or one that may stand for it, was said of somebody: a striker is a **footballer**."""
    return phrase.lemma in told_of(cast, chain) or not _noun(phrase.lemma, cast.document.language).alike.isdisjoint(
        chain.roles
    )


def is_another(cast: Cast, phrase: Phrase, chain: Chain) -> bool:
    """Whether a named chain is certainly not meant by a phrase."""
    return _is_another(asked_of(scene_of(cast), phrase), chain)


def is_known_otherwise(cast: Cast, phrase: Phrase, chain: Chain) -> bool:
    """Whether an organisation is known to be of another sort than a phrase."""
    return _is_known_otherwise(asked_of(scene_of(cast), phrase), chain)


def _is_rival(phrase: Phrase, language: Language) -> bool:
    """“the **rival** company”, “the **parent** firm”: none of those who are told of by other words."""
    return not language.closed_class("words_of_other_firms").keys().isdisjoint(phrase.words)


def _sells_nothing(asked: Asked, chain: Chain) -> bool:
    """Whether an organisation is no firm by a word of its name, or known to be none: “the **Islamic State** … the
    company”."""
    known = asked.scene.known(chain).nouns
    is_none = not known.isdisjoint(asked.language.closed_class("sorts_that_are_no_firms"))
    return is_no_firm(chain.name or (), asked.language) or (is_none and asked.phrase.lemma not in known)


def is_no_firm(name: tuple[str, ...], language: Language) -> bool:
    """“the **Department** of Transport”, “the Harlow **Association**”: who makes and sells nothing, by a word."""
    return not language.closed_class("words_of_no_firms").keys().isdisjoint(word.lower() for word in name)


def _is_of_another_sort(asked: Asked, chain: Chain) -> bool:
    """Whether “the **sources**” would be people of whom more is told, “the **officials**” some of whom nothing is,
    “the lower **courts**” a single one, or “both **sides** of the debate” two people."""
    if chain.members and _are_others(asked, chain):
        return True
    if asked.phrase.kind is Kind.ORGANIZATION:
        return _is_no_such_body(asked, chain)
    return chain.name is None and asked.phrase.kind is Kind.GROUP and _are_other_people(asked, chain)


def _are_others(asked: Asked, chain: Chain) -> bool:
    """Whether several with names can't be those of a phrase."""
    phrase, scene = asked.phrase, asked.scene
    if _are_of_matter(scene, phrase) or _is_told_which(scene, phrase) or _is_one_body(phrase, chain, asked.language):
        return True
    return phrase.form is not Form.PRONOUN and is_not_among(scene.cast, phrase, chain, asked.owner)


def _is_no_such_body(asked: Asked, chain: Chain) -> bool:
    """Whether an organisation is asked for, and a chain is none, or another sort of one."""
    phrase = asked.phrase
    if chain.kind is Kind.DOCUMENT and chain.lemma:
        return chain.lemma != phrase.lemma  # “in her campaign **speech** … the **campaign**”
    if phrase.plural:
        is_it = phrase.core[-1] == phrase.head and _is_called(asked, chain)
        return chain.name is not None and not (chain.plural or is_it)
    if chain.name is not None and not chain.members:
        return any(is_such(asked, chain) for is_such in _OTHER_BODIES)
    if chain.name is None and phrase.level is Level.NAMED:
        return phrase.words.isdisjoint(chain.words)  # “the **Harlow** office” is no manager's
    return False


def _are_other_people(asked: Asked, chain: Chain) -> bool:
    """Whether those without a name are others than a group: “eleven patients … **the two women**”."""
    phrase = asked.phrase
    if asked.noun.of_unnamed:
        return chain.lemma not in asked.language.words("vague_nouns")
    if phrase.number is not None and chain.number is not None and phrase.number != chain.number:
        return True
    if _are_on_other_side(phrase.lemma, chain.lemma, asked.language) or _are_told_beside(asked, chain):
        return True
    return chain.lemma in asked.language.closed_class("words_for_shares")


def _are_told_beside(asked: Asked, chain: Chain) -> bool:
    """“**the club's players** … **the club's fans**”: other people of the same one, who is told with both."""
    owners = asked.phrase.owners
    return bool(owners) and owners <= chain.words and chain.lemma not in asked.noun.alike


def _are_on_other_side(noun: str, known: str, language: Language) -> bool:
    """“Lund's **supporters** … her **critics**”: those for and those against somebody or something."""
    sides = language.closed_class("those_in_favour"), language.closed_class("those_against")
    return any(noun in one and known in other for one, other in (sides, sides[::-1]))


def _is_one_body(phrase: Phrase, chain: Chain, language: Language) -> bool:
    """“Acme and Brixly asked the ministry. **The government** said”: one body, and none that several make up; no
    “**police**” are two men."""
    is_body = phrase.kind is Kind.ORGANIZATION and phrase.form is Form.DESCRIPTION
    is_one = not phrase.plural or chain.kind is Kind.GROUP
    return is_body and is_one and phrase.lemma not in language.closed_class("nouns_for_several")


def _is_called(asked: Asked, chain: Chain) -> bool:
    """“Kent **Police** … **police** said”: whether a body that needs no article has the noun in its name."""
    noun, names = asked.phrase.lemma, {word.lower() for word in chain.name or ()}
    is_such = noun in names and noun in asked.language.closed_class("bodies_without_article")
    return is_such and not _is_other_body(asked, chain)


def _is_other_body(asked: Asked, chain: Chain) -> bool:
    """“the Illinois **Board** of Elections … the **commission**”, “the Tourism **Council** … the **government**”: a
    name that tells of what sort a body is, where the noun is for another sort."""
    classes, name = asked.language.closed_class, chain.name or ("",)
    if _is_of_state_alone(asked, chain) or _is_event(asked, chain) or _is_no_party(asked, chain):
        return True
    if asked.phrase.lemma in classes("bodies_over_firms") and len(name) == 1:  # “Brixly”, not “FCC”, “Ofcom”
        return not name[0].isupper() and name[0].lower() not in classes("regulators_of_one_word")
    if _is_known_otherwise(asked, chain):
        return True
    meant = asked.noun.kinds
    if not meant.words or meant.any_organization or (meant.place and chain.place):
        return False
    words, members = {word.lower() for word in name}, classes("bodies_of_members").keys()
    if name[-1].lower() in members - meant.words - {asked.phrase.lemma}:  # “the Police **Union** … the police”
        return True
    is_told = not _sorts_of_bodies(asked.language).isdisjoint(words)
    return is_told and words.isdisjoint(meant.words | {asked.phrase.lemma})  # the **Democratic** National Committee


def _is_event(asked: Asked, chain: Chain) -> bool:
    """“the Republican National **Convention** … the **party**”: what is held, and no body, by its last word."""
    events = asked.language.closed_class("words_of_events")
    return (chain.name or ("",))[-1].lower() in events and asked.phrase.lemma not in asked.scene.words(chain)


def _is_no_party(asked: Asked, chain: Chain) -> bool:
    """“Republicans in the **Senate** … the **party**”: a body that is no party by a word of its name, which has none of
    a party, or the text names the party: “the **RNC** … the GOP … the party”."""
    is_party = asked.phrase.lemma in asked.language.closed_class("nouns_for_parties")
    words = {word.lower() for word in chain.name or ()}
    if not is_party or asked.phrase.lemma in words or not is_no_firm(chain.name or (), asked.language):
        return False
    return words.isdisjoint(asked.noun.kinds.words) or bool(parties_named(asked.scene.cast))


def _is_of_state_alone(asked: Asked, chain: Chain) -> bool:
    """“Greenpeace wrote to the ministry. **The ministry** said”: no body of one word that is no place, and no letters
    for more; nor is “Calvero Holdings” a ministry."""
    if chain.place or chain.members or asked.phrase.lemma not in asked.language.closed_class("bodies_of_states_alone"):
        return False
    words = [*map(str.lower, chain.name or ())]
    firms = asked.language.closed_class("nouns_of_firms_alone")
    if tells_form(words[-1], asked.language):
        return True  # “McClatchy **Co.**”
    if not asked.scene.known(chain).nouns.isdisjoint(firms):
        return True
    is_seat = words[-1] in asked.language.closed_class("seats_of_bodies")
    in_letters = asked.phrase.lemma in asked.language.closed_class("bodies_in_letters")
    is_told = not in_letters or not asked.noun.kinds.words.isdisjoint(words)
    return (len(words) == 1 or not is_told) and not is_seat and not (in_letters and chain.label.isupper())


def _is_known_otherwise(asked: Asked, chain: Chain) -> bool:
    """“the **FBI** … the **department**”, “**Reuters** … the **brewer**”: a noun for one sort of organisations, where
    another is known to be of another sort."""
    noun, known = asked.phrase.lemma, asked.scene.known(chain).nouns
    is_such = noun in known or noun in asked.scene.words(chain) or noun in chain.roles
    return bool(known) and not is_such and noun in _sorts_told_apart(asked.language)


def _another_came_in(asked: Asked, chain: Chain) -> bool:
    """“Arsenal lost. **A local club** offered help. **The club** said”: another of the sort since it was told of."""
    known = asked.language.closed_class("nouns_of_known_bodies")
    if not asked.introduced or asked.phrase.lemma.replace(" ", "-") not in known:
        return False
    last = bisect_left(chain.at, asked.phrase.head) - 1
    return last >= 0 and chain.at[last] < asked.scene.introduced(asked.phrase.lemma)[asked.introduced - 1]


def _is_of_no_district(asked: Asked, chain: Chain) -> bool:
    """“the **state** party”, “the **local** chapter” is no party of the nation, nor any known by name alone."""
    districts = asked.language.closed_class("words_of_districts").keys() & asked.phrase.words
    return not districts <= told_of(asked.scene.cast, chain) | asked.scene.words(chain)


def _is_public_body(asked: Asked, chain: Chain) -> bool:
    """“the Justice **Department** … the **nonprofit**”: a body of a state by its name, which is no private one."""
    classes = asked.language.closed_class
    if asked.phrase.lemma not in classes("private_bodies"):
        return False
    return not classes("bodies_of_state").keys().isdisjoint(asked.scene.words(chain))


def _is_of_another_trade(asked: Asked, chain: Chain) -> bool:
    """“Irish **airline** Aerlo ordered jets. … **the manufacturer**”, “Dale **Airways** … the bank”: a firm told to be
    of another sort, by what is said of it or by its name."""
    sorts = asked.language.classes("sorts_of_firms")
    own = sorts.get(asked.phrase.lemma)
    if own is None or asked.phrase.lemma in chain.roles:
        return False
    names = asked.scene.words(chain)
    told = {sorts[role] for role in chain.roles if role in sorts}
    told |= {
        sorts[noun]
        for noun in asked.language.closed_class("sorts_in_names")
        if not hypernym(noun, asked.language).words.isdisjoint(names)
    }
    return bool(told) and own not in told


def _only_hears(asked: Asked, chain: Chain) -> bool:
    """“a spokesman told **Reuters** … **The company** said”, “after **Reuters** published the news. The company said”:
    an outlet of which the text tells nothing else."""
    if not asked.noun.kinds.any_organization or chain.spoke_at:
        return False
    document, classes = asked.scene.cast.document, asked.language.closed_class
    name, papers = [word.lower() for word in chain.name or ("",)], classes("noun_for_papers")
    is_paper = any(name[-1] in hypernym(noun, asked.language).words for noun in papers)
    if not is_paper and " ".join(name) not in asked.language.words("outlets"):
        return False
    reports = classes("verbs_of_reporting").keys() | classes("verbs_of_publishing").keys()

    def hears(token: Token) -> bool:
        is_reporter = token.relation == "nsubj" and document.tokens[token.head].lemma.lower() in reports
        return is_reporter or token.relation in _HEARS or document.text[token.start - 1 : token.start] == "("

    return all(hears(document.tokens[i]) for i in chain.at)


def _only_prints(asked: Asked, chain: Chain) -> bool:
    """“In a paper in **Polar Letters**, **the team** reports”: a team is none of those in which something only was."""
    cast, classes = asked.scene.cast, asked.language.closed_class
    if asked.phrase.lemma not in classes("bodies_of_people"):
        return False
    document, where = cast.document, classes("prepositions_of_places")
    heads = [head_of(document, range(name.first, name.last)) for name in cast.mentions_of(chain)]
    return stand_behind(document, heads, where)


_OTHER_BODIES: tuple[Callable[[Asked, Chain], bool], ...] = (
    _is_other_body, _only_hears, _only_prints, _another_came_in, _is_of_no_district, _is_of_another_trade,
    _is_public_body,
)  # fmt: skip


def stand_behind(document: Document, heads: Sequence[int], words: Container[str]) -> bool:
    """“**in** Geneva”: whether there are heads of phrases, and each has one of some prepositions."""
    cases = ([c for c in document.children[head] if document.tokens[c].relation == "case"] for head in heads)
    return bool(heads) and all(any(document.tokens[c].lower in words for c in each) for each in cases)


_HEARS = frozenset({"iobj", "obj", "obl", "flat"})


@cache
def _sorts_told_apart(language: Language) -> frozenset[str]:
    """The nouns for bodies of a certain sort, and for firms of one: a brewer is no airline."""
    told = nouns_known(language, Kind.ORGANIZATION) | _sorts_of_bodies(language)
    return told - language.closed_class("nouns_of_many_sorts").keys()


@cache
def _sorts_of_bodies(language: Language) -> frozenset[str]:
    """The nouns for bodies of a certain sort, as names have them, too: board, commission, campaign."""
    nouns = language.classes("organization_hypernyms").keys()
    told = {noun: hypernym(noun, language) for noun in nouns}
    return frozenset(n for n, h in told.items() if n in h.words and not h.any_organization and not h.place)


def _is_somebody_else(asked: Asked, chain: Chain) -> bool:
    """“The **suspect**” is hardly “a **neighbor**”, “the **Democratic** leader” no Republican."""
    phrase = asked.phrase
    if asked.rivals and any(not rivals.isdisjoint(told_of(asked.scene.cast, chain)) for rivals in asked.rivals):
        return True
    if chain.name is not None:
        if asked.has_rank and _lacks_rank(asked, chain):
            return True
        if _is_known_elsewhere(asked, chain) or _is_no_former(asked, chain):
            return True
        return not _is_told(asked, chain) and any(differs(asked, chain) for differs in asked.noun.differs)
    if _is_of_other_body(asked, chain):
        return True
    if asked.noun.general:
        return False
    if is_general(chain.lemma, asked.language):  # “A **source** … **The council's** spokesman”
        return bool(phrase.owners) and phrase.owners.isdisjoint(chain.words)
    if chain.lemma in asked.noun.alike or phrase.lemma in chain.roles:
        own, others = asked.telling, telling(chain.words, asked.language) - {chain.lemma}
        are_told = bool(own) and bool(others) and phrase.lemma in asked.language.closed_class("offices_with_portfolios")
        return are_told and own.isdisjoint(others)  # “the **police** chief … the **union** leader”
    return (phrase.words - phrase.owners - {chain.lemma}).isdisjoint(chain.words)  # Tate's **solicitor**, her colleague


def _is_of_other_body(asked: Asked, chain: Chain) -> bool:
    """“A spokesman for **Acme** said no. … The **Brixly** spokesman said”: somebody without a name who is told to be
    another body's, or another's."""
    cast = asked.scene.cast
    own = _words_of_names(cast, asked.phrase.core, frozenset({Kind.ORGANIZATION}))
    if not own:
        return False
    theirs = _words_of_names(cast, sum(chain.phrases, start=()), frozenset(Kind))
    return bool(theirs) and own.isdisjoint(theirs)


def _words_of_names(cast: Cast, core: Iterable[int], kinds: Set[Kind]) -> set[str]:
    """The words of the names in a phrase, of some kinds; of no place."""
    chains = each_once(map(cast.chain_of, filter(None, map(cast.name_at.get, core))))
    named = (chain for chain in chains if chain.kind in kinds and not chain.place)
    return {word for chain in named for word in chain.label.lower().split()}


def _is_known_elsewhere(asked: Asked, chain: Chain) -> bool:
    """“Boris Johnson … the **health** secretary”, “Mitt Romney … the **police** chief”: somebody in public life, where
    the words that tell an office from others are neither told nor known of them; nor the office, if there are none."""
    known, lemma = asked.scene.known(chain), asked.phrase.lemma
    if not known.nouns or lemma in chain.roles:
        return False
    if lemma in asked.language.closed_class("roles_of_children"):
        return True  # “**the boy**, who wore a hat”
    if lemma not in asked.language.closed_class("offices_with_portfolios"):
        return False
    told = known.told | chain.words | chain.roles | asked.scene.words(chain)
    telling = asked.telling - asked.language.closed_class("former").keys()
    return telling.isdisjoint(told) if telling else lemma not in known.nouns


def _is_no_former(asked: Asked, chain: Chain) -> bool:
    """“**President** Kowal … the **former** president”: who holds an office still; or who is in public life, and is
    neither told nor known to have held it."""
    former, lemma = asked.language.closed_class("former").keys(), asked.phrase.lemma
    if former.isdisjoint(asked.phrase.words) or lemma not in asked.language.closed_class("offices_of_states"):
        return False
    tokens, known = asked.scene.cast.document.tokens, asked.scene.known(chain)
    titled = [n for n in asked.scene.cast.mentions_of(chain) if role_of_title(n.title, asked.language) == lemma]
    before = [{token.lower for token in tokens[max(0, n.first - _OF_TITLE) : n.first]} for n in titled]
    holds = bool(before) and all(former.isdisjoint(words) for words in before) and former.isdisjoint(chain.words)
    return holds or (bool(known.nouns) and lemma not in known.nouns | chain.roles)


_OF_TITLE = 3  # words of “former U.S. President”


def _works_elsewhere(asked: Asked, chain: Chain) -> bool:
    """“Kenji Abe **of Daiwa Securities** … The finance minister”: who is only told to be of a firm or another body
    holds no office."""
    classes, cast = asked.language.closed_class, asked.scene.cast
    if chain.roles:
        return False
    tokens, of, the = cast.document.tokens, classes("of_houses"), classes("the")
    for name in cast.mentions_of(chain)[:_FULL]:
        near = tokens[name.last : name.last + _OF_HOUSE]
        behind = [token.i for token in near if token.lower not in the and token.upos != "PUNCT"]
        house = cast.name_at.get(behind[1]) if len(behind) > 1 and tokens[behind[0]].lower in of else None
        if house is not None and house.kind is Kind.ORGANIZATION and not house.place:
            return {word.lower() for word in house.words}.isdisjoint(asked.words)
    return False


_FULL, _OF_HOUSE = 3, 4  # the first mentions, of which one tells a house; tokens of “, of the Bank”


def _has_other_work(asked: Asked, chain: Chain) -> bool:
    """“Gul Rehman, a **shopkeeper** … The **commissioner**”, “**Senator** Grady … The **governor**”: who is told to be
    something else, and never to be that. Lexicons tell who is in public life."""
    noun, language = asked.phrase.lemma, asked.language
    if not chain.roles or not language.closed_class("former").keys().isdisjoint(asked.phrase.words):
        return False
    offices, classes = language.closed_class("offices"), language.classes("role_classes")
    if noun in offices and not chain.roles.isdisjoint(offices):
        return True
    public = language.closed_class("public_classes")
    return all(role in classes and classes[role] not in public for role in chain.roles)


def _is_of_no_party(asked: Asked, chain: Chain) -> bool:
    """“the U.S. **attorney**, Paul Kent … the Utah **Republican**”: who is only told to be in a trade that is none of
    politics."""
    trades = {asked.language.classes("role_classes").get(role, _PARTY) for role in chain.roles}
    return bool(trades) and trades.isdisjoint(asked.language.closed_class("classes_of_politics"))


_PARTY = "party"  # what may be so of whoever does what no lexicon has


def _has_other_trade(asked: Asked, chain: Chain) -> bool:
    """“Guard Tia Banks … The **trainer**”: who is told to be something, and never to do that for a living; not “8.23
    **a.m.** ¶ Tia Banks”."""
    former = asked.language.closed_class("former").keys()
    return former.isdisjoint(asked.phrase.words) and any(is_human(role, asked.language) for role in chain.roles)


def _lacks_rank(asked: Asked, chain: Chain) -> bool:
    """“The **presiding** officer” is nobody of whom that was never said."""
    return asked.language.closed_class("ranks_below").keys().isdisjoint(chain.words | chain.roles)


def _is_no_accused(asked: Asked, chain: Chain) -> bool:
    """“Police **spokesman** Al Lund … The **suspect**”: who speaks for the police or a court did not do it."""
    classes, public = asked.language.classes("role_classes"), asked.language.closed_class("public_classes")
    return any(classes.get(role) in public for role in chain.roles)


def _only_asks(_: Asked, __: Chain) -> bool:
    """“she told the **interviewer**”: nobody of whom that was never said."""
    return True


def _has_it_done(asked: Asked, chain: Chain) -> bool:
    """“**Tom Hill** was robbed. **The thief** said”, “**Hill** scored. **The coach** said”: to whom it was done is none
    of those who do it, and who plays none of those who do not, where nothing tells what else they are."""
    classes = asked.language.closed_class
    if chain.roles - classes("roles_of_the_accused").keys():
        return False
    done = [(verbs, below) for nouns, verbs, below in _DOERS if asked.phrase.lemma in classes(nouns)]
    return any(token.deprel in below for verbs, below in done for token in _verbs_of(asked, chain, classes(verbs)))


def _is_tried(asked: Asked, chain: Chain) -> bool:
    """“The **defendant**, Tom Hill, wept. **The witness** said”: who is tried is none of those who try him, or tell of
    it."""
    return not chain.roles.isdisjoint(asked.language.closed_class("roles_of_the_accused"))


def _has_died(asked: Asked, chain: Chain) -> bool:
    """“Police killed **Tom Hill**. … **The manager** said”: who is dead is none of those who tell of it."""
    cast, head = asked.scene.cast, asked.phrase.head
    return head in cast.sources and has_died(cast, chain, head)


def has_died(cast: Cast, chain: Chain, i: int) -> bool:
    """“**Tom Hill** drowned”, “Police killed **Tom Hill**”: whether the text tells so, not long before a token."""
    classes = cast.document.language.closed_class
    return any(t.deprel in below for verbs, below in _DEATHS for t in _verbs_told(cast, chain, i, classes(verbs)))


_DEATHS = (("verbs_of_dying", ("nsubj",)), ("verbs_of_killing", ("nsubj:pass", "obj")))


_DOERS = (
    ("nouns_of_accusers", "verbs_of_accusers", ("nsubj:pass", "obj")),
    ("nouns_of_attackers", "verbs_of_attackers", ("nsubj:pass", "obj")),
    ("nouns_of_coaches", "verbs_of_players", ("nsubj",)),
)


def _did_it(asked: Asked, chain: Chain) -> bool:
    """“**Tom Hill** was convicted of taking the girl. **The victim** said”: who did it, or was tried for it, is nobody
    to whom it was done."""
    classes = asked.language.closed_class
    tried = (t.deprel in ("nsubj:pass", "obj") for t in _verbs_of(asked, chain, classes("verbs_of_accusers")))
    return any(tried) or any(t.deprel == "nsubj" for t in _verbs_of(asked, chain, classes("verbs_of_attackers")))


def _is_met_at_work(asked: Asked, chain: Chain) -> bool:
    """“**Ana Roe** called the clinic. **The nurse** said”, “**Tom Hill** lost his appeal. **The judge** said”: whom
    others meet at their work is nobody of whom no work, or another, is told and who does none such: “**Roe** heard the
    case”, “**Roe** was appointed”. “The **retired** nurse” tells more of somebody known."""
    if not asked.phrase.definite or asked.telling or _is_apposed(asked, chain):
        return False
    classes, of = asked.language.closed_class, asked.language.classes("role_classes")
    if of.get(asked.phrase.lemma, "") in {of[role] for role in chain.roles if role in of}:
        return False
    works = (token.deprel == "nsubj" for token in _verbs_of(asked, chain, classes("verbs_of_work")))
    return not any(works) and not any(_verbs_of(asked, chain, classes("verbs_of_appointing_people")))


_TRIED = 20  # sentences back in which it was told


def _verbs_of(asked: Asked, chain: Chain, verbs: Container[str]) -> Iterator[Token]:
    """Where somebody is mentioned as what hangs on one of some verbs, not long before."""
    return _verbs_told(asked.scene.cast, chain, asked.phrase.head, verbs)


def _verbs_told(cast: Cast, chain: Chain, i: int, verbs: Container[str]) -> Iterator[Token]:
    """Where somebody is mentioned as what hangs on one of some verbs, not long before a token."""
    document = cast.document
    first = document.sentences[max(0, document.tokens[i].sentence - _TRIED)].first
    for name in cast.mentions_of(chain):
        if first <= name.first < i:
            token = document.tokens[head_of(document, range(name.first, name.last))]
            if token.head >= 0 and document.tokens[token.head].lemma.lower() in verbs:
                yield token


def _is_elsewhere(asked: Asked, chain: Chain) -> bool:
    """“Ines Caldas sells fish. **The woman at the next stall** said”, “**the man who** lives opposite”: whom a noun for
    anybody means with what nothing was told of is nobody known before; nor is “**the man accused of** arson”."""
    phrase, document, classes = asked.phrase, asked.scene.cast.document, asked.language.closed_class
    behind = [document.tokens[i] for i in phrase.core if i > phrase.head]
    clause = document.tokens[phrase.core[-1] + 1 : phrase.core[-1] + 3]
    lives = [t for t in clause[1:] if clause[0].is_relative and t.lemma.lower() in classes("what_strangers_do")]
    lives += [t for t in clause[:1] if t.is_participle and t.head == phrase.head]
    telling = [token for token in (*behind, *lives) if token.upos in (*_NOMINALS, "VERB")]
    return bool(telling) and all(document.by_lemma[t.lemma.lower()][0].i >= phrase.head for t in telling)


def _tells_of_others(asked: Asked, chain: Chain) -> bool:
    """“**Inspector** Dave Hill came. Hill said **the man** had fallen”: who tells of others by their work, and of
    whom no more is told than that somebody is a man, are two."""
    phrase = asked.phrase
    is_bare = not (phrase.words or phrase.owners) and phrase.core[-1] == phrase.head
    behind = asked.scene.cast.document.tokens[phrase.head + 1 : phrase.head + 2]
    if not is_bare or any(token.is_relative for token in behind) or not asked.phrase.definite:
        return False
    return not chain.roles.isdisjoint(asked.language.closed_class("who_tell_of_others"))


def _is_beside_them(asked: Asked, chain: Chain) -> bool:
    """“Greta Holm fell in. **The surfer** who pulled **her** out said”, “**the boy** with **him**”: nobody who can only
    be the one behind the noun."""
    cast, head = asked.scene.cast, asked.phrase.head
    return bool(asked.them) and any(is_only_one(cast, chain, head, gender) for gender in asked.them)


def _them_behind(document: Document, phrase: Phrase) -> tuple[Gender, ...]:
    """Of which gender those are whom a phrase calls “him” or “her” behind its noun."""
    behind = takewhile(lambda token: token.start < phrase.end, document.tokens_from(phrase.head + 1))
    return tuple(GENDER[t.lower] for t in behind if t.lower in GENDER and t.deprel not in ("nmod:poss", "nsubj"))


def _is_named_in_it(asked: Asked, chain: Chain) -> bool:
    """“The senator who defeated **Ruiz**”, “the judge overseeing the **Ruiz** case”: nobody whom a clause names
    by which somebody is told apart."""
    return id(chain) in asked.named_in_it


def _is_below_it(asked: Asked, chain: Chain) -> bool:
    """“**The President** announced his nominee, Dr. **Ana Roe**”: a subject is nobody first named behind its verb
    (Chomsky 1981, principle C)."""
    tokens, head, at = asked.scene.cast.document.tokens, asked.phrase.head, chain.at[0]
    here = tokens[head]
    if not head < here.head < at or tokens[at].sentence != here.sentence or here.relation != "nsubj":
        return False
    while at not in (head, here.head) and at >= 0:
        at = tokens[at].head
    return at == here.head


def _has_them(asked: Asked, chain: Chain) -> bool:
    """“Jo Lund, **the woman’s** lawyer”: whose lawyer somebody is, is nobody but another."""
    document, head = asked.scene.cast.document, asked.phrase.head
    noun = document.tokens[document.tokens[head].head]
    if document.tokens[head].deprel != "nmod:poss" or noun.relation != "appos":
        return False
    name = asked.scene.cast.name_at.get(noun.head)
    return name is not None and asked.scene.cast.known_by(name) is chain


def _named_in_clauses(cast: Cast, i: int) -> frozenset[int]:
    """Whom the clauses name, by identity, that tell of a noun."""
    tokens = cast.document.tokens
    clauses = [c for c in cast.document.children[i] if tokens[c].relation == "acl"]
    within = (cast.name_at.get(i) for clause in clauses for i in below(cast.document, clause))
    return frozenset(id(chain) for n in within if n is not None and (chain := cast.known_by(n)) is not None)


def _is_told_of(asked: Asked, chain: Chain) -> bool:
    """““He was a quiet man,” **the landlord** said”: whom a quotation calls “he” does not say it."""
    return speaks_of(asked.scene.cast, chain, asked.phrase.head)


def _heads_other_body(asked: Asked, chain: Chain) -> bool:
    """“**Mayor** Tom Hill came. The **head of Acme** said”: who is told to be something else, where the phrase tells of
    what somebody is head, and that was never told with the name."""
    phrase, tokens = asked.phrase, asked.scene.cast.document.tokens
    if not chain.roles or len(phrase.core) < _OF_BODY or phrase.core[-1] == phrase.head:
        return False
    behind, classes = [tokens[i] for i in phrase.core if i > phrase.head], asked.language.closed_class
    if not behind or behind[0].lower not in classes("of") or not classes("former").keys().isdisjoint(phrase.words):
        return False
    return all(t.lemma.lower() not in chain.words for t in behind if t.upos in _NOMINALS)


_OF_BODY, _NOMINALS = 3, ("NOUN", "PROPN")  # words of “head of Acme”, at least


def _is_too_old(asked: Asked, chain: Chain) -> bool:
    """“Dana Moss, 41, … **the girl**”"""
    return is_of_other_age(asked.scene.cast, asked.phrase.lemma, chain)


def _is_of_other_kin(asked: Asked, chain: Chain) -> bool:
    """“Bev lives there. **The mother of the victim** said”: whom a noun for kin tells by whose they are is nobody
    of whom that was never said; “the **mother of two**” may be anybody."""
    tokens, phrase = asked.scene.cast.document.tokens, asked.phrase
    behind = [tokens[i] for i in phrase.core if i > phrase.head]
    is_of = len(behind) > 1 and behind[0].lower in asked.language.closed_class("of")
    return is_of and behind[1].upos != "NUM" and not asked.means(chain)


def _is_beside_it(asked: Asked, chain: Chain) -> bool:
    """“In a letter to **Ruiz**, **the aide** said”, “Asked about **Ruiz**, **the coach** said”: who is named in what
    leads to a clause is not its subject; “In **Ruiz's** first speech, the mayor said” may be of her."""
    document, head = asked.scene.cast.document, asked.phrase.head
    tokens, verb = document.tokens, document.tokens[head].head
    if verb < 0 or not is_subject(document, head):
        return False
    first = document.sentences[tokens[head].sentence].first
    return any(
        _leads_to(document, i, verb) for i in chain.at[bisect_left(chain.at, first) : bisect_left(chain.at, head)]
    )


def _leads_to(document: Document, i: int, verb: int) -> bool:
    """Whether a token hangs on a verb by nothing but prepositions and clauses without a subject, and has nothing."""
    tokens = document.tokens
    if i + 1 < len(tokens) and tokens[i + 1].is_genitive:
        return False
    at = tokens[i]
    for _ in range(_STEPS):
        has_subject = at.relation == "advcl" and any(tokens[c].relation == "nsubj" for c in document.children[at.i])
        if at.relation not in _LEADING or at.head < 0 or at.deprel == "nmod:poss" or has_subject:
            return False
        if at.head == verb:
            return at.relation in ("obl", "advcl")
        at = tokens[at.head]
    return False


_LEADING, _STEPS = frozenset({"obl", "obj", "advcl", "nmod", "flat", "appos"}), 6


# what tells that somebody is not meant: of which nouns (of all where none stand there) it is asked
_DIFFERENT: tuple[tuple[tuple[str, ...], Callable[[Asked, Chain], bool]], ...] = (
    (("offices_of_one",), _has_other_work),
    (("offices_of_one", "offices_with_portfolios"), _works_elsewhere),
    (("trades_of_one",), _has_other_trade),
    (("one_party", "other_party"), _is_of_no_party),
    (("nouns_of_the_accused",), _is_no_accused),
    (("nouns_of_askers",), _only_asks),
    (tuple(nouns for nouns, *_ in _DOERS), _has_it_done),
    (("nouns_of_accusers", "witnesses"), _is_tried),
    (("nouns_of_the_living",), _has_died),
    (("nouns_of_victims",), _did_it),
    (("met_at_work",), _is_met_at_work),
    (("nouns_for_one_of_a_sex",), _is_elsewhere),
    (("nouns_for_one_of_a_sex",), _tells_of_others),
    (("kin_above", "kin_beside", "kin_below"), _is_of_other_kin),
    ((), _is_too_old),
    ((), _is_beside_them),
    ((), _is_told_of),
    ((), _heads_other_body),
    ((), _is_beside_it),
    ((), _is_named_in_it),
    ((), _has_them),
    ((), _is_below_it),
)


def _is_anothers(asked: Asked, chain: Chain) -> bool:
    """“**His** counsel” is hardly “Ruth Adler, counsel **for the bank**”: where somebody is named first, the noun has
    another whose it is; “**her Turkish** counterpart” no Kazakh, “**its** chair” nobody told of before that was."""
    if any(is_so(asked, chain) for is_so in (_owns_it, _is_told_before_body, _is_of_another_people, _is_of_namesake)):
        return True
    known = asked.scene.apposed.get(asked.phrase.lemma)
    if chain.name is None or known is None:
        return False
    document, owner, first = asked.scene.cast.document, asked.owner, chain.at[0]
    last = document.sentences[document.tokens[first].sentence].last
    whose = [c for i, behind in known if first <= i < last for c in behind]
    if not whose:
        return False
    return owner is None or not any(i in owner.at or document.tokens[i].lemma.lower() == owner.lemma for i in whose)


def _is_told_before_body(asked: Asked, chain: Chain) -> bool:
    """“Chair **Ann Rowe** said no. The Harbour Trust said yes. **Its** chairwoman …”: somebody by name of whom the text
    tells before it tells of any body that the sentence, or the one before, names."""
    cast, tokens = asked.scene.cast, asked.scene.cast.document.tokens
    if chain.name is None or asked.phrase.determiner not in asked.language.closed_class("neuter_possessives"):
        return False
    begin, near = asked.phrase.core[0], cast.near(asked.phrase.head, 1)
    bodies = (c for c in near if c.kind is Kind.ORGANIZATION and c.name and not c.place)
    last = tokens[begin].sentence - 1
    told = (c for c in bodies if any(i < begin and tokens[i].sentence >= last for i in c.at))
    first = [tokens[c.at[0]].sentence for c in told]
    return bool(first) and min(first) > tokens[chain.at[0]].sentence


def _is_of_namesake(asked: Asked, chain: Chain) -> bool:
    """“Eric Trump … **his** foundation”: not the **Donald J.** Trump Foundation."""
    owner, name = asked.owner, [word.lower() for word in chain.name or ()]
    if owner is None or owner.kind is not Kind.PERSON or owner.name is None or chain.kind is not Kind.ORGANIZATION:
        return False
    own = {word.lower() for word in owner.name}
    is_such = owner.name[-1].lower() in name and not own <= {*name}
    return is_such and is_under_other_name(name, own, {asked.phrase.lemma})


def is_under_other_name(name: Sequence[str], own: Set[str], nouns: Set[str]) -> bool:
    """Whether the name of what somebody has, in small letters, begins with another's given name: with words that are
    neither their own nor its nouns."""
    return any(word not in nouns for word in takewhile(lambda word: word not in own, name))


def _is_of_another_people(asked: Asked, chain: Chain) -> bool:
    """“Kazakh minister **Erlan Tokov** … her **Turkish** counterpart”, “**Apple** … the **Korean** company”"""
    demonyms = asked.language.words("demonyms")
    own = asked.phrase.words & demonyms
    told = (chain.words | asked.scene.known(chain).told) & demonyms if own else own
    return bool(told) and own.isdisjoint(told)


def _has_office(asked: Asked, chain: Chain) -> bool:
    """Whether an office, under one of its nouns, was said of somebody."""
    alike = synonyms(asked.phrase.lemma, "role_synonyms", asked.language)
    return asked.are_roles(alike, chain) or not alike.isdisjoint(chain.words)


def _apposed_at(cast: Cast, i: int) -> int:
    """The last token of the name that stands behind a noun and a comma: “his wife, **Jane**”; -1 without one."""
    name = cast.name_at.get(i + 2)
    if name is None or name.first != i + 2 or cast.document.tokens[i + 1].text != ",":
        return -1
    return name.last - 1


def _is_next(chain: Chain, i: int, token: int) -> bool:
    """Whether a chain is mentioned next, from a token on, at another."""
    place = bisect_left(chain.at, i)
    return place < len(chain.at) and chain.at[place] == token


def _is_apposed(asked: Asked, chain: Chain) -> bool:
    """“his wife, **Jane**”: named in apposition to the noun."""
    return asked.apposed >= 0 and _is_next(chain, asked.phrase.head + 1, asked.apposed)


def kind_of(chain: Chain) -> str:
    """The kind of a chain with what matters beside it: named or not, one or many, a place."""
    if chain.place:
        return "place" if chain.name is not None else "unnamed_place"
    return _KINDS[chain.kind, chain.plural, chain.name is not None]


_KINDS = {
    (kind, many, named): f"{'' if named else 'unnamed_'}{kind.value}{'s' if many else ''}"
    for kind in Kind
    for many in (False, True)
    for named in (False, True)
}


def _is_told(asked: Asked, chain: Chain) -> bool:
    """Whether a noun was said of somebody, or stands in the name."""
    lemma = asked.phrase.lemma
    if lemma == chain.lemma or lemma in asked.scene.words(chain):
        return True
    return asked.are_roles(asked.noun.alike, chain)


def _is_such(asked: Asked, chain: Chain) -> bool:
    """“the **party**”, the GOP: the name tells what it is."""
    if chain.name is None:
        return False
    return (chain.place and asked.noun.kinds.place) or not asked.noun.kinds.words.isdisjoint(asked.scene.words(chain))


def _is_for_two(phrase: Phrase, language: Language) -> bool:
    """“**Both** companies”, “the **couple**”, “the **rivals**”; not “his rival”."""
    both = phrase.determiner in language.closed_class("determiners_of_two")
    return both or (phrase.kind is not Kind.PERSON and phrase.lemma in language.closed_class("nouns_for_two"))


def _pairs(scene: Scene, phrase: Phrase) -> Iterator[Chain]:
    """“**Both companies**”, “the couple”: the two that were named last, and the two that were named most often."""
    language = scene.cast.document.language
    counted = phrase.number == 2 and (phrase.kind is Kind.ORGANIZATION or is_human(phrase.lemma, language))
    if not (counted or _is_for_two(phrase, language)):
        return
    if _is_told_which(scene, phrase) or _are_of_matter(scene, phrase) or came_unnamed(scene, phrase):
        return
    if phrase.form is not Form.PRONOUN and are_no_two(scene.cast, phrase):
        return
    i = phrase.head
    kind = Kind.ORGANIZATION if phrase.kind is Kind.ORGANIZATION else Kind.PERSON
    near = (c for c in scene.cast.near(i, _MEMORY) if c.at[0] < i)
    fits = [c for c in near if c.kind is kind and c.name is not None and not c.members and not c.place]
    fits = [c for c in fits if _may_be_of_two(phrase, c, language)]
    last = sorted(fits, key=lambda c: -c.at[bisect_left(c.at, i) - 1])[:2]
    often = sorted(fits, key=lambda c: -scene.named_often.get(id(c), 0))[:2]
    for members in (last, often) if {id(c) for c in last} != {id(c) for c in often} else (last,):
        if len(members) == 2:
            pair = _together(sorted(members, key=lambda c: c.at[0]), i)
            if not is_not_among(scene.cast, phrase, pair, _owner(scene.cast, phrase)):
                yield pair


def _is_told_which(scene: Scene, phrase: Phrase) -> bool:
    """“The couple **who sued him**”: two who are told of by what they did, and were not told of before."""
    behind = scene.cast.document.tokens[phrase.core[-1] + 1 : phrase.core[-1] + 2]
    return phrase.form is not Form.PRONOUN and any(token.is_relative for token in behind)


def came_unnamed(scene: Scene, phrase: Phrase) -> bool:
    """“He aimed at **two guards**. … **Both guards** were freed”: whether the noun came in before as several without a
    name, of whom no name is told right there."""
    cast, tokens = scene.cast, scene.cast.document.tokens
    if not is_human(phrase.lemma, cast.document.language):
        return False
    before = (i for i in scene.introduced(phrase.lemma) if i < phrase.core[0] and tokens[i].has("plural"))
    numerals = cast.document.language.closed_class("numerals")
    counted = (i for i in before if any(tokens[c].lower in numerals for c in cast.document.children[i]))
    last = max(counted, default=-1)
    if last < 0 or tokens[last].relation in ("appos", "root"):
        return False
    behind = range(last + 1, min(last + _NAMED_BESIDE, len(tokens)))
    names = (cast.name_at.get(i) for i in behind if tokens[i].sentence == tokens[last].sentence)
    return not any(name is not None and name.kind is Kind.PERSON for name in names)


_NAMED_BESIDE = 12  # tokens behind “two guards” in which they may be named


def _are_of_matter(scene: Scene, phrase: Phrase) -> bool:
    """“both sides **of the debate**”, “the two halves **of the town**”: no people, and nobody's alone."""
    language, tokens = scene.cast.document.language, scene.cast.document.tokens
    if phrase.kind is Kind.ORGANIZATION or phrase.form is Form.PRONOUN or is_human(phrase.lemma, language):
        return False
    behind = [tokens[i] for i in phrase.core if i > phrase.head]
    return any(token.upos == "NOUN" for token in behind) and any(token.upos == "ADP" for token in behind)


def _may_be_of_two(phrase: Phrase, chain: Chain, language: Language) -> bool:
    """“The **parents**”: nobody of whom the text does not tell that they are somebody's."""
    theirs = language.closed_class("roles_towards_others")
    return phrase.lemma not in theirs or not (chain.roles | chain.words).isdisjoint(theirs)


def two_at_hand(cast: Cast, phrase: Phrase) -> Chain | None:
    """“Ruiz met Hill. **The two** argued”: the only two people whom this sentence and the two before name."""
    scene = scene_of(cast)
    near = [c for c in cast.near(phrase.head, _JUST) if c.kind is Kind.PERSON and c.name is not None]
    before = {id(c) for c in near if c.at[0] < phrase.head}
    for pair in _pairs(scene, phrase):
        if pair.kind is Kind.GROUP and before == {id(c) for c in pair.members}:
            return cast.together(pair.members)
    return None


def outlet_heard(cast: Cast, phrase: Phrase) -> Chain | None:
    """“The daily **Eleftherotypia** warned … **the paper** said”, “told the **Harlow Post** … **the paper** said”: the
    outlet that spoke last, not long before, or the only one named there, whose name or what is said of it goes with
    the noun; no paper that somebody has written."""
    language, outlets = cast.document.language, cast.document.language.closed_class("nouns_for_outlets")
    telling = phrase.words - language.words("empty_modifiers") - outlets.keys()
    if phrase.lemma not in outlets or phrase.plural or phrase.owners or telling:
        return None
    nouns = _noun(phrase.lemma, language).alike | hypernym(phrase.lemma, language).words
    scene, last = scene_of(cast), cast.spoke_last(phrase.head)
    near = [c for c in cast.near(phrase.head, _JUST) if c.name is not None and c.kind is Kind.ORGANIZATION]
    such = [
        c for c in near
        if not c.place and c.at[0] < phrase.head and not nouns.isdisjoint(scene.words(c) | c.roles | c.words)
    ]  # fmt: skip
    if last in such:
        return last
    written = cast.document.tokens_of_lemmas(synonyms(phrase.lemma, "document_synonyms", language))
    before = (t.i for t in written if t.i < phrase.core[0] and t.upos == "NOUN")
    is_written = not all(i - 1 in cast.name_at for i in before)  # “Harlow Monthly **magazine**” is none
    return such[0] if len(such) == 1 and not is_written else None


def called_last(cast: Cast, phrase: Phrase) -> Chain | None:
    """“his new book, ‘Trump and Me’ … **the book**”: what the noun alone called by a title not long before."""
    if phrase.plural or phrase.owners or phrase.words - cast.document.language.words("empty_modifiers"):
        return None
    called = scene_of(cast).called
    nouns = synonyms(phrase.lemma, "document_synonyms", cast.document.language)
    before = (i for i in reversed(called) if i < phrase.head and called[i].lemma in nouns)
    chain = called[last] if (last := next(before, -1)) >= 0 else None
    news = (i for i in scene_of(cast).introduced(phrase.lemma) if last < i < phrase.head)
    if any(not _are_any(cast.document, i) for i in news):
        return None
    return chain if chain is not None and cast.sentences_back(chain, phrase.head) <= _FAR["it"] else None


def _are_any(document: Document, i: int) -> bool:
    """“a shop that sells **old books**”: a bare plural, which tells of no certain ones."""
    below = (document.tokens[c] for c in document.children[i])
    return document.tokens[i].has("plural") and not any(t.relation in _COUNTS or t.upos == "DET" for t in below)


_COUNTS = ("nummod", "det")


def _together(members: list[Chain], i: int) -> Chain:
    """Several as one candidate, who are not yet spoken of together."""
    label = " and ".join(m.label for m in members)
    kind = Kind.ORGANIZATION if members[0].kind is Kind.ORGANIZATION else Kind.GROUP
    at = sorted(m.at[bisect_left(m.at, i) - 1] for m in members)
    return Chain(kind, Level.NAMED, tuple(label.split()), plural=True, number=2, members=tuple(members), at=at)


# --- features -------------------------------------------------------------------------------------


def of_nobody(scene: Scene, phrase: Phrase) -> Features:
    """What speaks for nobody of those at hand."""
    return _of_nobody(asked_of(scene, phrase))


def _of_nobody(asked: Asked) -> Features:
    scene, phrase, document = asked.scene, asked.phrase, asked.scene.cast.document
    token, sort = document.tokens[phrase.head], sort_of(phrase, asked.language)
    found: Features = {"none": 1.0, f"none:{sort}": 1.0, f"none:{token.relation}": 1.0}
    found["none:quoted"] = float(scene.cast.reading.quotation_of[phrase.head] >= 0)
    found["none:source"] = float(phrase.head in scene.cast.sources)
    if phrase.form is Form.PRONOUN:
        return found | _expletive(scene, phrase, sort)
    found[f"none:{phrase.determiner or ('owned' if asked.owned else 'bare')}"] = 1.0
    found[f"none:{phrase.lemma}"] = 1.0
    found |= {f"none:word={word}": 1.0 for word in sorted(phrase.words)}  # sums depend on the order by a last digit
    found["none:has_name"] = float(phrase.level is Level.NAMED)
    found["none:complement"] = float(any(document.tokens[i].upos == "ADP" for i in phrase.core if i > phrase.head))
    found["none:words"] = float(min(3, len(phrase.words)))
    found["none:plural"] = float(phrase.plural)
    found["none:introduced"] = float(asked.introduced > 0)
    found["none:meant_none"] = float(asked.before is not None and asked.before[1] is None)
    return found


def _expletive(scene: Scene, phrase: Phrase, sort: str) -> Features:
    """“**It** is clear that …”, “**it** rained”."""
    document = scene.cast.document
    token = document.tokens[phrase.head]
    above = document.tokens[token.head] if token.head >= 0 else token
    below = [document.tokens[c] for c in document.children[above.i]]
    clause = any(t.relation in ("csubj", "ccomp", "xcomp") or t.deprel == "advcl" for t in below if t.i > token.i)
    copula = any(t.relation == "cop" for t in below)
    return {
        f"none:{sort}_expletive": float(token.relation == "expl"),
        f"none:{sort}_clause": float(clause),
        f"none:{sort}_copula": float(copula),
        f"none:{sort}_copula_clause": float(copula and clause),
        f"none:{sort}_says": float(above.i in scene.cast.reading.cues),
        f"none:{sort}_verb={above.lemma.lower()}": 1.0,
        f"none:{sort}_first": float(token.i == document.sentences[token.sentence].first),
    }


def of_candidates(scene: Scene, phrase: Phrase, chains: list[Chain]) -> list[Features]:
    """What speaks for each of some chains, with what only the comparison of them and the network tell; what is zero is
    left out."""
    found = _of_candidates(asked_of(scene, phrase), chains)
    for row, share in zip(found, _read(scene, phrase, chains), strict=True):
        row[READ] = share
    return [{name: told for name, told in row.items() if told or name != READ} for row in found]


def _of_candidates(asked: Asked, chains: list[Chain]) -> list[Features]:
    scene, phrase, owner = asked.scene, asked.phrase, asked.owner
    kinds, here = [kind_of(chain) for chain in chains], _here(scene.cast, phrase.head)
    found = [_of_chain(asked, here, chain, kind) for chain, kind in zip(chains, kinds, strict=True)]
    if owner is not None:
        for row, chain in zip(found, chains, strict=True):
            row |= _owned(phrase, chain, owner)
    _compare(phrase, chains, kinds, found)
    _hung_together(scene, phrase, chains, found)
    return found


def _hung_together(scene: Scene, phrase: Phrase, chains: Sequence[Chain], found: Sequence[Features]) -> None:
    """What grammar ties the phrase to, and how the last mention of each lies to it in its sentence."""
    cast, i = scene.cast, phrase.head
    known, here = scene.ties(phrase).items(), spot_of(cast, i)
    first = cast.document.sentences[here.sentence].first
    for row, chain in zip(found, chains, strict=True):
        at = chain.at[bisect_left(chain.at, i) - 1]
        if first <= at < i:
            last = spot_of(cast, at)
            relation = tree(cast.document, last, here)
            row[f"tree={relation}"] = row[f"tree={relation}&{here.role}<{last.role}"] = 1.0
        for token, names in known:
            if _is_next(chain, token, token):
                row |= dict.fromkeys(names, 1.0)


def _read(scene: Scene, phrase: Phrase, chains: Sequence[Chain]) -> list[float]:
    """How much likelier the network reads that each is meant than somebody new: log odds, as a share of the most that
    count. It reads groups, documents and where somebody is from no better than the features tell."""
    document = scene.cast.document
    is_native = phrase.lemma in document.language.words("demonyms")  # “**the Hungarian**”
    if document.mentions is None or not chains or is_native or phrase.kind in (Kind.GROUP, Kind.DOCUMENT):
        return [0.0] * len(chains)
    return [max(-_SURE, min(_SURE, odds)) / _SURE for odds in _read_best(document.mentions, phrase.head, chains)]


def _read_best(mentions: Mentions, i: int, chains: Sequence[Chain]) -> list[float]:
    """Of each chain the score of its likeliest mention: of its first and its last ones before a token, or of the first
    behind it."""
    asked: list[int] = []
    ends: list[int] = []
    for chain in chains:
        place = bisect_left(chain.at, i)
        asked += chain.at[: min(1, place)]
        asked += chain.at[max(1, place - _READ) : place]
        ends.append(len(asked))
    scores = mentions.scores(i, asked).tolist() if asked else []
    begin, best = 0, []
    for chain, end in zip(chains, ends, strict=True):
        best.append(max(scores[begin:end]) if end > begin else float(mentions.scores(chain.at[0], [i])[0]))
        begin = end
    return best


def _compare(phrase: Phrase, chains: list[Chain], kinds: list[str], found: list[Features]) -> None:
    """Who of each kind was spoken of last; whether the noun is said of another, or of one alone."""
    i = phrase.head
    last = [chain.at[place - 1] if (place := bisect_left(chain.at, i)) else -1 for chain in chains]
    order = dict.fromkeys(kinds, 0)
    for seen, n in enumerate(sorted((n for n, at in enumerate(last) if at >= 0), key=lambda n: -last[n]), start=1):
        kind = kinds[n]
        if order[kind] < 3:
            found[n][f"recent_{order[kind]}"] = 1.0
        order[kind] += 1
        found[n]["recency"] = 1.0 / (1 + seen)
    _crowd(kinds, found)
    told = [row for row in found if row.get("told")]
    for row in found if told else ():
        if not row.get("told"):
            row["another_told"] = 1.0
        elif len(told) == 1:
            row["alone_told"] = 1.0


def _crowd(kinds: list[str], found: list[Features]) -> None:
    """How many of its kind a candidate stands among, and whether it is the one spoken of most lately."""
    count = {kind: kinds.count(kind) for kind in kinds}
    most = max((row.get("lately", 0.0) for row in found), default=0.0)
    for row, kind in zip(found, kinds, strict=True):
        row["crowd"] = min(2.0, (count[kind] - 1) ** 0.5)
        if count[kind] == 1:
            row["only_one"] = 1.0
        if 0 < most == row.get("lately"):
            row["most_lately"] = 1.0


def _of_chain(asked: Asked, here: "_Here", chain: Chain, kind: str) -> Features:
    scene, phrase = asked.scene, asked.phrase
    found: Features = {"candidate": 1.0, kind: 1.0}
    _salience(scene, chain, found)
    if chain.at[0] < phrase.head:
        _place(scene.cast, here, chain, found)
    else:
        _place_behind(scene.cast, here, chain, found)
    if phrase.form is not Form.PRONOUN:
        _description(asked, chain, found)
        found[f"noun={phrase.lemma}&{kind}"] = 1.0
    elif here.token.head in scene.cast.reading.cues:
        found[f"says&{kind}"] = 1.0
    return found


def _note(found: Features, **facts: bool) -> None:
    """Note what is so."""
    for name, is_so in facts.items():
        if is_so:
            found[name] = 1.0


def _salience(scene: Scene, chain: Chain, found: Features) -> None:
    named, rank = scene.named_often.get(id(chain), 0), scene.rank.get(id(chain), 9)
    found["named_often"] = min(3.0, named**0.5)
    if named > 1 and rank <= 1:
        found["second" if rank else "main"] = 1.0
    if scene.cast.document.tokens[chain.at[0]].sentence <= 2:
        found["in_lead"] = 1.0
    if named == 1:
        found["named_once"] = 1.0
    if chain.kind is Kind.PERSON and chain.gender is None and chain.name is not None and len(chain.name) == 1:
        found["unshown"] = 1.0


@value(kw_only=True)
class _Here:
    """What is so where a phrase stands, whomever it means: found once, not for every candidate."""

    token: Token
    paragraph: int
    lately: int  # the first token that counts as lately
    subject: bool
    argument: bool
    quotation: int
    speaker: Chain | None  # who says it
    spoke_last: Chain | None


def _here(cast: Cast, i: int) -> _Here:
    token, sentences = cast.document.tokens[i], cast.document.sentences
    return _Here(
        token=token,
        paragraph=sentences[token.sentence].paragraph,
        lately=sentences[max(0, token.sentence - _LATELY)].first,
        subject=is_subject(cast.document, i),
        argument=token.relation in _ARGUMENTS,
        quotation=cast.reading.quotation_of[i],
        speaker=cast.speaks_at(i),
        spoke_last=cast.spoke_last(i),
    )


def _place_behind(cast: Cast, here: _Here, chain: Chain, found: Features) -> None:
    ahead = cast.document.tokens[chain.at[0]].sentence - here.token.sentence
    subject = is_subject(cast.document, chain.at[0])
    _note(found, later=True, later_here=ahead == 0, later_next=ahead == 1, later_as_subject=subject)


def _place(cast: Cast, here: _Here, chain: Chain, found: Features) -> None:
    document, this = cast.document, here.token
    place = bisect_left(chain.at, this.i)
    last = document.tokens[chain.at[place - 1]]
    back = this.sentence - last.sentence
    found[_BACK[back] if back < len(_BACK) else "back_far"] = 1.0
    found["often_before"] = min(3.0, place**0.5)
    found["lately"] = min(2.0, (place - bisect_left(chain.at, here.lately)) ** 0.5)
    if place > 1 and back <= 1 and document.tokens[chain.at[place - 2]].sentence == last.sentence - 1:
        found["in_both_before"] = 1.0
    if (paragraphs := here.paragraph - document.sentences[last.sentence].paragraph) <= 1:
        found["previous_paragraph" if paragraphs else "same_paragraph"] = 1.0
    _grammar(document, here, last, found)
    _speech(document, here, chain, found)
    there = cast.reading.quotation_of[last.i]
    if here.quotation >= 0:
        _note(found, of_its_speaker=here.speaker is chain, same_quotation=there == here.quotation)
    elif there >= 0:
        found["only_quoted"] = 1.0


def _grammar(document: Document, here: _Here, last: Token, found: Features) -> None:
    """What the last mention is in its sentence, and to the phrase."""
    if is_subject(document, last.i):
        found["last_is_subject"] = 1.0
        if here.token.sentence - last.sentence <= 1:
            found["near_subject"] = 1.0
            if here.subject:
                found["both_subjects"] = 1.0
    if last.deprel == "nmod:poss":
        found["last_is_possessive"] = 1.0
    elif last.relation == "compound":
        found["last_is_modifier"] = 1.0
    if here.argument and last.head == here.token.head >= 0 and last.relation in _ARGUMENTS:
        found["same_clause"] = 1.0
    if last.head == here.token.i:
        found["owns_it"] = 1.0


def _speech(document: Document, here: _Here, chain: Chain, found: Features) -> None:
    """Whether somebody has spoken, last of all or not long ago."""
    if spoke := bisect_left(chain.spoke_at, here.token.i):
        near = here.token.sentence - document.tokens[chain.spoke_at[spoke - 1]].sentence <= 2
        _note(found, has_spoken=True, spoke_last=here.spoke_last is chain, spoke_near=near)


def _description(asked: Asked, chain: Chain, found: Features) -> None:
    """“the **Mexican official**”: the same noun, a role said of the name, words that fit or that are new."""
    lemma, names, telling = asked.phrase.lemma, asked.scene.words(chain), asked.telling
    named, alike, of = chain.name is not None, asked.noun.alike, asked.known(chain)
    same, role = not named and chain.lemma == lemma, lemma in chain.roles or lemma in of.nouns
    told = same or role or asked.are_roles(alike, chain) or (chain.lemma in alike and bool(chain.lemma))
    known = sum(w in names or w in chain.words or w in chain.roles or w in of.told for w in telling) if telling else 0
    missing = len(telling) - known
    found["known"], found["missing"] = float(min(3, known)), float(min(3, missing))
    found["told_missing"] = float(told) * min(3, missing)
    if told:
        _note(found, told=True, same_noun=same, role=role, role_alike=not (role or same))
    if not missing:
        found["all_known" if telling else "nothing_to_know"] = 1.0
        if told:
            found["told_all_known"] = 1.0
    if telling and not told and lemma not in names and not names.isdisjoint(telling):
        found["only_modified"] = 1.0
    _otherwise(asked, chain, found, told)
    _agreement(asked, chain, found, told)
    if named:
        _name(asked, chain, found, missing)
    if asked.before is not None:
        _memory(asked, chain, found)
    if named and asked.introduced:
        _note(found, introduced=True, introduced_not_told=not told)


def _otherwise(asked: Asked, chain: Chain, found: Features, told: bool) -> None:
    """What else is said of somebody: “The **mayor**” is hardly one of whom only other things are told."""
    if asked.noun.general:
        found["general"] = 1.0
    if chain.name is None:
        kind = "other_description"
    elif chain.roles or asked.scene.known(chain).nouns:
        kind = "other_role"
        if asked.noun.office and not _has_office(asked, chain):
            found["other_office"] = 1.0
    else:
        kind = "no_role"
    if not (told or asked.noun.general):
        found[kind] = 1.0


def _agreement(asked: Asked, chain: Chain, found: Features, told: bool) -> None:
    """“**his** wife, **two** officials”: gender, number, place and owner."""
    phrase, gender = asked.phrase, asked.noun.gender
    if gender is not None and chain.gender is not None:
        found["gender_fits" if chain.gender is gender else "gender_clashes"] = 1.0
    if phrase.plural != chain.plural:
        found["number_clashes"] = 1.0
    if phrase.number is not None and phrase.number == chain.number and phrase.number > 1:
        found["as_many"] = 1.0
    if asked.for_two and len(chain.members) == 2:
        found["both"] = 1.0
    if asked.demonstrative:
        found["demonstrative"] = 1.0
    if _is_apposed(asked, chain):
        found["apposed"] = 1.0
    if _stands_inside(asked.scene.cast.document, phrase, chain):
        found["inside_it"] = 1.0
    if owners := phrase.owners:
        names = asked.scene.words(chain)
        _note(found, owner_known=owners <= chain.words, owner_is_it=not owners.isdisjoint(names))
    if asked.owned:
        _note(found, owned_told=told, owned_named=chain.name is not None)


def _stands_inside(document: Document, phrase: Phrase, chain: Chain) -> bool:
    """Whether a phrase holds somebody's mention: “**Austria's** minister”."""
    at, core = chain.at, phrase.core
    if phrase.start <= document.tokens[at[max(0, bisect_left(at, phrase.head) - 1)]].start < phrase.end:
        return True
    within = at[bisect_left(at, core[0]) : bisect_right(at, core[-1])]
    return bool(within) and any(i in core and i != phrase.head for i in within)


def _name(asked: Asked, chain: Chain, found: Features, missing: int) -> None:
    """“the campaign” of the Clinton campaign, “the agency” of an office, “the **Afghan** government” of Afghanistan."""
    phrase, kinds, telling = asked.phrase, asked.noun.kinds, asked.telling
    lemma, names = phrase.lemma, asked.scene.words(chain)
    assert chain.name is not None
    inside = lemma in names
    if inside:
        _note(found, noun_in_name=True, noun_in_name_all=not missing)
    if lemma == chain.name[-1].lower():
        found["last_noun_in_name"] = 1.0
    if not kinds.words.isdisjoint(names):
        found["hypernym"] = 1.0
    if kinds.any_organization and chain.kind is Kind.ORGANIZATION and not chain.place:
        found["hypernym_any"] = 1.0
    if chain.place:
        its = any(w[:_STEM] == n[:_STEM] for w in telling for n in names if len(w) >= _STEM)
        alone = its and len(telling) == 1 and kinds.place
        _note(found, hypernym_place=kinds.place, its_demonym=its, its_demonym_alone=alone)
    if chain.label.lower() == asked.label:
        found["own_label"] = 1.0
    if phrase.level is Level.NAMED:
        _note(found, has_name=True, has_name_not_its=not inside or missing > 0)


def _memory(asked: Asked, chain: Chain, found: Features) -> None:
    """Whom the noun meant when it last meant somebody."""
    at, before = asked.before or (0, None)
    if before is None:
        return
    if before is chain:
        found["meant_before"] = 1.0
        return
    found["meant_other"] = 1.0
    place = bisect_left(chain.at, asked.phrase.head)
    if place and chain.at[place - 1] > at:
        found["named_since"] = 1.0


def _owner(cast: Cast, phrase: Phrase) -> Chain | None:
    """“**Pagliano's** lawyer”, “**her** husband”: whose somebody is."""
    i = _owner_at(cast.document, phrase)
    if i < 0:
        return None
    name = cast.name_at.get(i)
    at = name.last - 1 if name is not None else i
    return cast.chain_at(at)


def _owner_at(document: Document, phrase: Phrase) -> int:
    """The token of whoever has what a phrase means, by the tree, or by the mark behind it; -1 where there is none."""
    owners = (i for i in document.children[phrase.head] if document.tokens[i].deprel == "nmod:poss")
    marked = (i - 1 for i in phrase.core[1:] if i < phrase.head and document.tokens[i].is_genitive)
    return next(owners, next(marked, -1))


def _owned(phrase: Phrase, chain: Chain, owner: Chain) -> Features:
    if chain is owner:
        return {"owner": 1.0}
    if owner.name is None or chain.name is None or owner.name[-1] != chain.name[-1]:
        return {}
    return {"of_owner's_name": 1.0, f"of_owner's_name&{phrase.lemma}": 1.0}


# --- who is meant ---------------------------------------------------------------------------------


@asked_once
def scene_of(cast: Cast) -> Scene:
    """What the links of a document need."""
    return Scene(cast)


def meant(cast: Cast, phrase: Phrase) -> Chosen:
    """Whom a phrase means: the likeliest of those at hand, None where it is likelier that nobody of them is meant."""
    scene = scene_of(cast)
    called = scene.called.get(phrase.head)
    chosen = _likeliest(scene, phrase) if called is None else Chosen(called)
    if chosen.chain is not None and len(chosen.chain.members) > 1:
        chosen = Chosen(cast.together(chosen.chain.members), chosen.sure)
    if phrase.form is not Form.PRONOUN:
        scene.meant[phrase.lemma] = phrase.head, chosen.chain
    return chosen


def _likeliest(scene: Scene, phrase: Phrase) -> Chosen:
    asked = asked_of(scene, phrase)
    chains = _candidates(asked)
    if not chains:
        return Chosen(None)
    known = scorer(asked.language, "links", sort_of(phrase, asked.language))
    nobody, *scores = known.scores([_of_nobody(asked), *_of_candidates(asked, chains)])
    speaks = phrase.form is Form.PRONOUN and phrase.head in scene.cast.sources
    speaks = speaks and (phrase.plural or is_subject(scene.cast.document, phrase.head))  # no “those included on **it**”
    nobody += _SOMEBODY_SPEAKS if speaks else _nobody_by(asked)
    scores = _with_read(asked, chains, known.weight(READ), nobody, scores)
    top = max(scores)
    most = max(top, nobody)
    share = 1.0 / (exp(nobody - most) + sum(exp(score - most) for score in scores))
    return Chosen(chains[scores.index(top)] if top > nobody else None, share)


def _with_read(asked: Asked, chains: list[Chain], weight: float, nobody: float, scores: list[float]) -> list[float]:
    """The scores with what the network reads of each, where that can change who is likeliest: it takes a while."""
    least = max(nobody, max(scores) - weight) - weight  # of those who may yet be
    near = [n for n, score in enumerate(scores) if score > least]
    if not near or (len(near) == 1 and scores[near[0]] - weight > nobody):
        return scores
    found = list(scores)
    for n, share in zip(near, _read(asked.scene, asked.phrase, [chains[n] for n in near]), strict=True):
        found[n] += weight * share
    return found


def _nobody_by(asked: Asked) -> float:
    """By how much it must be likelier that somebody is meant: not at all for “**the group**” and “**that letter**”, but
    for “police”, and “the paper”, which may be an outlet."""
    phrase, language = asked.phrase, asked.language
    is_body = phrase.kind is Kind.ORGANIZATION and phrase.determiner in language.closed_class("the")
    is_text = phrase.kind is Kind.DOCUMENT and phrase.lemma not in language.closed_class("nouns_for_outlets")
    return 0.0 if phrase.form is Form.DESCRIPTION and (is_body or is_text) else _RATHER_NOBODY


# --- who else is named ----------------------------------------------------------------------------


def gather(cast: Cast) -> None:
    """Let those who are named side by side, and what a name and a noun call, be at hand from the beginning."""
    for members, i in list(_lists_of_names(cast)):
        chain = cast.together(tuple(members))
        if i not in chain.at:
            cast.mention(chain, i)
    called = {c.label.lower(): c for c in reversed(cast.chains) if c.name is not None and c.kind is Kind.ORGANIZATION}
    owned: dict[tuple[int, str], Chain] = {}
    made, documents = told_to_be_made(cast), dict[int, Chain]()
    for phrase in _named_things(cast):
        label, whose = phrase.label.lower(), _whose_alone(cast, phrase)
        known = cast.described.get(label) or called.get(label) or owned.get((id(whose), phrase.lemma))
        known = known or _known_by_maker(cast, phrase, made) or _known_by_letters(cast, phrase, whose)
        known = known or _named_after(cast, phrase, whose)
        chain = known if known is not None else _called_so(cast, phrase)
        if whose is not None:
            owned.setdefault((id(whose), phrase.lemma), chain)
        cast.described.setdefault(label, chain)
        cast.mention(chain, phrase.head)
        if chain.kind is Kind.DOCUMENT:
            documents[phrase.head] = chain
    _gather_works(cast, documents)


def _gather_works(cast: Cast, owned: dict[int, Chain]) -> None:
    """“his new book, ‘**Trump and Me**’”: what a noun calls by its title is at hand under that title, and so is what is
    called by whose it is there, by its noun (“**Ann Lund's novel**, ‘Tides’”)."""
    known: dict[str, Chain] = {}
    scene, language = scene_of(cast), cast.document.language
    documents = nouns_for_documents(language)
    for work in works(cast):
        label, lemma = " ".join(work.title).lower(), work.noun.lemma.lower()
        chain = known.get(label) or cast.described.get(label)
        own = owned.pop(work.noun.i, None)
        if chain is None and own is not None and own not in known.values():
            chain, own.name = own, work.title
            cast.described[label] = own
        if chain is None:
            chain = Chain(
                Kind.DOCUMENT if lemma in documents else Kind.ORGANIZATION, Level.NAMED, work.title, lemma=lemma
            )
            cast.add_described(chain)
        known[label] = scene.called[work.noun.i] = chain
        cast.mention(chain, work.noun.i)
        if work.is_marked:
            scene.titled |= {token.i for token in work.tokens}
        for i in titled_again(cast, work):
            scene.called[i] = chain
            cast.mention(chain, i)
    scene.called = dict(sorted(scene.called.items()))


def _known_by_maker(cast: Cast, phrase: Phrase, made: Mapping[tuple[int, str], int]) -> Chain | None:
    """“**this Benghazi e-mail** … the e-mail was sent by Al Hale … **the full Hale e-mail**”: what the noun called last
    before it was told who made it."""
    if phrase.kind is not Kind.DOCUMENT or phrase.plural or not made:
        return None
    owners = {name.first: name for i in phrase.core if i < phrase.head and (name := cast.name_at.get(i)) is not None}
    chain = cast.chain_of(next(iter(owners.values()))) if len(owners) == 1 else None
    at = made.get((id(chain), phrase.lemma), -1)
    before = (c for c in cast.of_noun[phrase.lemma] if c.kind is Kind.DOCUMENT and c.at and c.at[0] <= at)
    known = max(before, key=lambda c: c.at[bisect_right(c.at, at) - 1], default=None)
    if known is not None:
        known.phrases.append(phrase.core)
    return known


def _known_by_letters(cast: Cast, phrase: Phrase, whose: Chain | None) -> Chain | None:
    """“Black Lives Matter … **the BLM movement**”, “**the ISIS group**”: an organisation called by its letters and a
    noun that only tells what it is."""
    nouns = cast.document.language.closed_class("nouns_behind_letters")
    if whose is None or whose.kind is not Kind.ORGANIZATION or whose.name is None or phrase.lemma not in nouns:
        return None
    letters = next((n.text for i in phrase.core if (n := cast.name_at.get(i)) is not None), "")
    return whose if letters.isupper() and letters.isalpha() else None


def _named_after(cast: Cast, phrase: Phrase, whose: Chain | None) -> Chain | None:
    """“the Eric J. Trump Foundation … **Eric Trump's foundation**”: the organisation whose name is its owner's and the
    noun, if there is one such."""
    if whose is None or whose.kind is not Kind.PERSON or whose.name is None:
        return None
    alike = (n for n in cast.names_ending.get(phrase.lemma, ()) if n.kind is Kind.ORGANIZATION)
    return only_one(cast.chain_of(n) for n in alike if _plain(n.words[:-1]) == _plain(whose.name))


def _plain(name: Sequence[str]) -> list[str]:
    """A name without initials, in small letters."""
    return [word.lower() for word in without_initials(name)]


def _whose_alone(cast: Cast, phrase: Phrase) -> Chain | None:
    """“**Clinton's** campaign”, “the **Hillary Clinton** campaign”: who is all that tells an organisation from others
    of its noun; None where more does."""
    if phrase.kind is not Kind.ORGANIZATION:
        return None
    before = [cast.name_at[c] for c in cast.document.children[phrase.head] if c in cast.name_at and c < phrase.head]
    the = cast.document.language.closed_class("the")
    others = {i for i in phrase.core if cast.document.tokens[i].lower not in the}
    if len(before) != 1 or not others <= {phrase.head, *range(before[0].first, before[0].last + 1)}:
        return None  # the token behind a name may mark it as an owner
    return cast.chain_of(before[0])


def _called_so(cast: Cast, phrase: Phrase) -> Chain:
    """A new chain whose name is the phrase."""
    name = tuple(phrase.label.split())
    chain = Chain(phrase.kind, Level.NAMED, name, lemma=phrase.lemma, words=phrase.words)
    chain.phrases.append(phrase.core)
    cast.add_described(chain)
    return chain


def _lists_of_names(cast: Cast) -> Iterator[tuple[list[Chain], int]]:
    """“**Verizon and AT&T**”, “Gov. Christie, Sen. Kasich and Mr. Bush”: those named side by side, and the last token
    of them."""
    document, language = cast.document, cast.document.language
    for name in cast.names:
        if name.place or name.kind not in (Kind.PERSON, Kind.ORGANIZATION):
            continue
        heads = [*range(name.first, name.last), *_titles_of(cast, name)]
        below = [c for i in heads for c in document.children[i] if document.tokens[c].relation == "conj"]
        if not below:
            continue
        others = [n for c in below if (n := _name_under(cast, c)) is not None]
        others = [n for n in others if n is not name and n.kind is name.kind and not n.place]
        others = [n for n in others if not tells_form(n.text, language)]  # “…, Tyvak Systems, **Inc.**”
        if not others or (len(others) == 1 and not _are_joined_by_word(cast, name, others[-1])):
            continue  # “According to Ann Lund of the Herald, Bo Ford”
        found = each_once(map(cast.chain_of, (*_listed_earlier(cast, name), name, *others)))
        if len(found) > 1:
            yield found, others[-1].last - 1
    yield from _pairs_of_names(cast)


def _are_joined_by_word(cast: Cast, name: Name, other: Name) -> bool:
    """Whether an “and” stands between two names, or nothing but a comma and scores (“Jets 2, Predators 1”)."""
    between = cast.document.tokens[name.last : other.first]
    joints = cast.document.language.closed_class("joins_names")
    return all(t.upos in ("PUNCT", "NUM") for t in between) or any(t.lower in joints for t in between)


def _listed_earlier(cast: Cast, name: Name) -> list[Name]:
    """“the **Sun**, the Post and the Courant”: the names before one of a list that the parse hangs where that hangs."""
    tokens, found = cast.document.tokens, list[Name]()
    here = tokens[head_of(cast.document, range(name.first, name.last))]
    sentence = cast.document.sentences[here.sentence].first
    for before in reversed(cast.names_within(sentence, name.first)):
        there = tokens[head_of(cast.document, range(before.first, before.last))]
        behind = found[-1] if found else name
        gap = tokens[before.last : behind.first]
        is_row = bool(gap) and gap[0].text == "," and all(t.relation == "det" for t in gap[1:])
        if not is_row or before.kind is not name.kind or (there.head, there.relation) != (here.head, here.relation):
            break
        found.append(before)
    return found[::-1]


def _pairs_of_names(cast: Cast) -> Iterator[tuple[list[Chain], int]]:
    """“the front-runners, **Al Hale and Sen. Bo Cruz**”: two names with nothing but *and* between, whatever the second
    is joined to by the parse."""
    document, joins = cast.document, cast.document.language.closed_class("joins_names")
    for name, other in pairwise(cast.names):
        between = other.first - name.last
        if between != 1 and (between != _TITLED or other.title is None):
            continue
        is_such = name.kind is other.kind and name.kind in (Kind.PERSON, Kind.ORGANIZATION)
        if not is_such or name.place or other.place or document.tokens[name.last].lower not in joins:
            continue
        above = (cast.name_at.get(t.head) for t in document.tokens[name.first : name.last] if t.relation == "conj")
        if any(first is not None and first is not name and first.kind is name.kind for first in above):
            continue  # the last two of a list
        joined = (token for token in document.tokens[other.first - 1 : other.last] if token.relation == "conj")
        if any(token.head < name.last for token in joined):
            found = each_once(map(cast.chain_of, (name, other)))
            if len(found) > 1:
                yield found, other.last - 1


_TITLED = 2  # tokens between two names: “and Sen.”


def _titles_of(cast: Cast, name: Name) -> list[int]:
    """“**Gov.** Christie and Sen. Kasich”: the token of a title that a name hangs on."""
    head = cast.document.tokens[name.first].head
    is_title = name.title is not None and head == name.first - 1
    return [head] if is_title else []


def _name_under(cast: Cast, i: int) -> Name | None:
    """The name that a token stands in, or that its title brings: “and **Sen.** Ted Cruz”."""
    if (name := cast.name_at.get(i)) is not None:
        return name
    behind = cast.name_at.get(i + 1)
    is_title = behind is not None and behind.title is not None and behind.first == i + 1
    return behind if is_title and cast.document.tokens[i + 1].head == i else None


def _named_things(cast: Cast) -> Iterator[Phrase]:
    """“**the IG report**”, “**Clinton's campaign**”: what is called by a name and a noun, and is nobody's own name."""
    document = cast.document
    for token in document.tokens_of_lemmas(_nouns_for_things(document.language)):
        if token.upos not in ("NOUN", "PROPN") or token.i in cast.name_at or token.relation == "compound":
            continue
        if not any(c in cast.name_at and c < token.i for c in document.children[token.i]):
            continue
        indices = [i for i in _without_lead(document, noun_phrase(document, token.i), token.i) if i <= token.i]
        start, end = document.tokens[indices[0]].start, token.end
        phrase = take_apart(document, cast.name_at, token.i, start, end)
        if phrase.form is Form.DESCRIPTION and phrase.level is Level.NAMED and phrase.head == token.i:
            yield phrase


@cache
def _nouns_for_things(language: Language) -> frozenset[str]:
    """The nouns for documents and organisations."""
    return language.words("document_nouns") | language.classes("organization_nouns").keys()


@cache
def nouns_for_documents(language: Language) -> frozenset[str]:
    """The nouns that are for documents alone: not “paper”, which may be an outlet."""
    return language.words("document_nouns") - language.classes("organization_hypernyms").keys()


def whole(cast: Cast, i: int) -> Phrase:
    """The noun phrase that a token heads, without what leads up to it."""
    document = cast.document
    inside = _without_lead(document, noun_phrase(document, i), i)
    return take_apart(document, cast.name_at, i, document.tokens[inside[0]].start, document.tokens[inside[-1]].end)


def _without_lead(document: Document, indices: Sequence[int], head: int) -> list[int]:
    """A noun phrase without the preposition or conjunction in front of it."""
    kept = list(indices)
    while kept[0] < head and document.tokens[kept[0]].upos in _BEFORE:
        kept = kept[1:]
    return kept


_BEFORE = ("ADP", "CCONJ", "SCONJ", "PUNCT", "ADV")
