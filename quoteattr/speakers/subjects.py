"""Whom a subject right before means, where it leaves no choice: which firm “the company” is, who says what a clause
leads to, and who goes on speaking."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from operator import attrgetter

from quoteattr.language import Language
from quoteattr.language.people import is_human
from quoteattr.language.wordings import any_of
from quoteattr.records import Gender, Kind, Level
from quoteattr.runtime.asked import asked_once
from quoteattr.speakers import links
from quoteattr.speakers.cast import Cast, Chain, only_one
from quoteattr.speakers.mentions import GENDER
from quoteattr.speakers.names.name import Name
from quoteattr.speakers.phrases import Phrase
from quoteattr.speakers.ranking import gender_of_noun, is_subject, synonyms
from quoteattr.speakers.spots import subject_of, subject_of_sentence
from quoteattr.text.document import Document, Token
from quoteattr.text.tree import has_child, noun_phrase


def firm_before(cast: Cast, phrase: Phrase) -> Chain | None:
    """“**Alphabet**, the parent of Google, rose. **The company** reported …”: the organisation that is the subject of
    the sentence before in the same paragraph, which names no other but in what is told of that one, or an outlet that
    it speaks to (“**Brixly** told Reuters”)."""
    document = cast.document
    if not _is_any_firm(cast, phrase):
        return None
    here = document.tokens[phrase.head].sentence
    if not here or document.sentences[here - 1].paragraph != document.sentences[here].paragraph:
        return None
    subject = subject_of_sentence(document, here - 1)
    name = cast.name_at.get(subject)
    if name is None or not _is_firm(name):
        return None
    own = noun_phrase(document, subject)
    begins = document.sentences[here - 1].first
    outlets = document.language.words("outlets")
    named = cast.names_within(begins, phrase.head)
    others = (n for n in named if _is_firm(n) and n.text.lower() not in outlets)
    others = (n for n in others if not links.is_no_firm(n.words, document.language))
    if any(not own[0] <= other.first <= own[-1] for other in others):
        return None
    chain = cast.chain_of(name)
    return None if chain is None or links.is_another(cast, phrase, chain) else chain


def firm_at_hand(cast: Cast, phrase: Phrase) -> Chain | None:
    """“**Brixly** will close a plant, **the drugmaker** said”, “Shares in **Brixly** fell. **The Leeds-based company**
    said”, “… **the chip designer** warned”: the only firm that the sentence and those right before it tell
    of, where the noun is one for firms and the words before it tell only where it is or what it makes. Of two,
    the one that the earlier sentence is about."""
    is_any = not phrase.words and links.hypernym(phrase.lemma, cast.document.language).any_organization
    if is_any or not _is_one_firm(cast, phrase):  # “the company” means whom the ranking tells
        return None
    if (known := _firm_known_so(cast, phrase)) is not None:
        return known
    sentences = cast.document.sentences
    first = here = cast.document.tokens[phrase.head].sentence
    named = _firms_in(cast, phrase, range(sentences[here].first, phrase.core[0]))
    back = _FIRMS_BACK if _tells_only_where(cast, phrase) else int(not named)
    while first > max(0, here - back):
        first -= 1
        found = _firms_in(cast, phrase, range(sentences[first].first, phrase.core[0]))
        if len(found) > 1 or (found and back == 1):
            own = _firm_in_subject(cast, first)
            return own if own is not None and id(own) in found else None
        if found:
            return next(iter(found.values()))
    return only_one(named.values())


_FIRMS_BACK = 3  # sentences


def _firm_known_so(cast: Cast, phrase: Phrase) -> Chain | None:
    """“Apple and **Samsung** settled. **The Korean company** said”: the only firm told of lately of which all
    that tells of a phrase was told, or is known."""
    telling = links.telling(phrase.words, cast.document.language)
    firms = _firms_in(cast, phrase, range(phrase.core[0])).values() if telling else ()
    such = (firm for firm in firms if telling <= links.told_of(cast, firm))
    return only_one(such)


def _firms_in(cast: Cast, phrase: Phrase, tokens: range) -> dict[int, Chain]:
    """The firms that are named or spoken of at some tokens, and that a phrase may mean."""
    found: dict[int, Chain] = {}
    for chain in cast.near(phrase.head, _FIRMS_BACK):
        if chain.kind is not Kind.ORGANIZATION or chain.name is None or chain.place or chain.members:
            continue
        at = chain.at[bisect_left(chain.at, tokens.start) : bisect_left(chain.at, tokens.stop)]
        if not any(i not in cast.name_at or _may_be_firm(cast, cast.name_at[i]) for i in at):
            continue
        if not links.is_another(cast, phrase, chain):
            found[id(chain)] = chain
    return found


def _is_one_firm(cast: Cast, phrase: Phrase) -> bool:
    """“**the artificial intelligence company**”, “**the brewer**”: one firm, told by what it makes, is like, or
    where it is; not “the rival company”, “the parent firm”."""
    language = cast.document.language
    is_one = phrase.kind is Kind.ORGANIZATION and not phrase.plural and not phrase.owners
    if not is_one or phrase.determiner not in language.closed_class("the") or phrase.core[-1] != phrase.head:
        return False
    if phrase.lemma.split()[-1] not in language.closed_class("nouns_for_firms"):
        return False
    before = [cast.document.tokens[i] for i in phrase.core[1:-1]]
    others = language.closed_class("words_of_other_firms")
    return all(t.upos in _TELLING and t.lower not in others for t in before)


_TELLING = ("ADJ", "NOUN", "PROPN", "PUNCT", "VERB")  # the last of “Leeds-based”


def _tells_only_where(cast: Cast, phrase: Phrase) -> bool:
    """“**The** company”, “**the San Diego** chipmaker”, “**the Dutch** brewer”, “**the Leeds-based** lender”, “**the
    Chinese-owned** marketplace”: no word but for where a firm is."""
    tokens, language = cast.document.tokens, cast.document.language
    told = {tokens[i].lower for i in phrase.core[1:-1] if tokens[i].upos not in ("PROPN", "PUNCT")}
    where = language.closed_class("seated"), language.closed_class("held"), language.words("demonyms")
    return not told.difference(phrase.lemma.split(), *where)


def _may_be_firm(cast: Cast, name: Name) -> bool:
    """Whether a name can be a firm's: no place, no outlet, no office of a state, and nobody's employer."""
    language, tokens = cast.document.language, cast.document.tokens
    if not _is_firm(name) or name.text.lower() in language.words("outlets"):
        return False
    is_whose = name.last < len(tokens) and tokens[name.last].is_genitive
    behind = tokens[name.last + 1 : name.last + 2] if is_whose else tokens[name.last : name.last + 1]
    works = any(t.i in cast.name_at and cast.name_at[t.i].kind is Kind.PERSON for t in behind)
    return not works and not links.is_no_firm(name.words, language)


def _firm_in_subject(cast: Cast, number: int) -> Chain | None:
    """The firm that is the subject of a sentence."""
    name = cast.name_at.get(subject_of_sentence(cast.document, number))
    return cast.chain_of(name) if name is not None and _is_firm(name) else None


def body_above_all(cast: Cast, phrase: Phrase) -> Chain | None:
    """“The **Rifle Club** says no. **The nation's largest gun group** is suing”: the organisation in the subject of
    the sentence before, in its paragraph, told again as the first of its kind somewhere."""
    document, classes = cast.document, cast.document.language.closed_class
    number = document.tokens[phrase.head].sentence
    endings = tuple(classes("endings_of_superlatives"))
    is_first = any(t.upos == "ADJ" and t.lower.endswith(endings) for t in map(document.tokens.__getitem__, phrase.core))
    is_somewhere = bool(phrase.owners) and phrase.owners <= classes("owners_of_the_first").keys()
    if phrase.kind is not Kind.ORGANIZATION or phrase.plural or not (is_first and is_somewhere):
        return None
    if not _is_in_paragraph_of(cast, number):
        return None
    name = cast.name_at.get(subject_of_sentence(document, number - 1))
    if name is None or name.kind is not Kind.ORGANIZATION or name.place:
        return None
    meant = links.hypernym(phrase.lemma, document.language)
    is_such = meant.any_organization or not meant.words.isdisjoint(word.lower() for word in name.words)
    return cast.chain_of(name) if is_such else None


def body_called(cast: Cast, phrase: Phrase) -> Chain | None:
    """“**Lake County Sheriff's Office** … **the sheriff's office** said”, “**Tarn School Board** … **the school
    board**”: the organisation whose name ends in the words of the phrase, named last before."""
    words = [word.lower() for word in phrase.label.split()]
    the = cast.document.language.closed_class("the")
    if phrase.kind is not Kind.ORGANIZATION or len(words) < _WHOLE or phrase.plural or phrase.determiner not in the:
        return None
    alike = reversed(cast.names_ending.get(words[-1], ()))
    before = (n for n in alike if n.last <= phrase.core[0] and len(n.words) > len(words))
    name = next((n for n in before if [word.lower() for word in n.words[-len(words) :]] == words), None)
    return cast.chain_of(name) if name is not None and name.kind is Kind.ORGANIZATION else None


_WHOLE = 2  # words that tell which


def body_in_sentence(cast: Cast, phrase: Phrase) -> Chain | None:
    """“They cancelled the **Rules Committee** meeting before **the committee** met”: the one name before it
    in the sentence that ends in the noun."""
    is_one = phrase.kind is Kind.ORGANIZATION and not phrase.plural and not phrase.owners and not phrase.words
    if not is_one or phrase.determiner not in cast.document.language.closed_class("the"):
        return None
    first = cast.document.sentences[cast.document.tokens[phrase.head].sentence].first
    alike = cast.names_ending.get(phrase.lemma, [])
    here = alike[bisect_left(alike, first, key=_FIRST) : bisect_left(alike, phrase.core[0], key=_FIRST)]
    here = [n for n in here if n.kind is Kind.ORGANIZATION and not n.place]
    return only_one(map(cast.chain_of, here))


_FIRST = attrgetter("first")


def body_of_sort(cast: Cast, phrase: Phrase) -> Chain | None:
    """“Cleveland **Police** Patrolmen's **Association** … **the police union** said”: the one organisation named before
    whose name has all words of the phrase, and one that tells that it is such."""
    language = cast.document.language
    is_one = phrase.kind is Kind.ORGANIZATION and not phrase.plural and not phrase.owners
    telling = {_stem(word) for word in links.telling(phrase.words, language)}
    sorts = {_stem(word) for word in links.hypernym(phrase.lemma, language).words}
    if not is_one or not telling or not sorts or phrase.determiner not in language.closed_class("the"):
        return None
    called = _bodies_by_word(cast).get(min(telling), ())
    such = (name for name, words in called if telling <= words and not sorts.isdisjoint(words))
    return only_one(cast.chain_of(name) for name in such if name.last <= phrase.core[0])


def body_known(cast: Cast, phrase: Phrase) -> Chain | None:
    """“**Arsenal** sold him. A neighbour wept. **The club** said”, “**Hamas** … **the Palestinian militant group**”:
    the one organisation named before that is known to be such, where the words before the noun tell only where, and
    no other has come in by that noun."""
    language = cast.document.language
    is_bare = phrase.lemma in language.closed_class("bodies_without_article")  # “**police** said”
    is_one = phrase.kind is Kind.ORGANIZATION and (is_bare or not phrase.plural) and not phrase.owners
    is_one &= phrase.core[-1] == phrase.head  # no “police in the next county”
    is_the = is_bare or phrase.determiner in language.closed_class("the")
    is_known = phrase.lemma.replace(" ", "-") in language.closed_class("nouns_of_known_bodies")
    if not (is_one and is_the and is_known) or not _tells_only_where(cast, phrase):
        return None
    if any(i < phrase.head for i in links.scene_of(cast).introduced(phrase.lemma)):
        return None
    known, sorts = _bodies_by_word(cast), links.hypernym(phrase.lemma, language).words
    such = (name for word in sorts for name, _ in known.get(_stem(word), ()))
    chain = only_one(cast.chain_of(name) for name in such if name.last <= phrase.core[0])
    return None if chain is None or links.is_another(cast, phrase, chain) else chain


def body_at_hand(cast: Cast, phrase: Phrase) -> Chain | None:
    """“Staff of the **Select Committee** spoke. **The panel** has the letter”, “… the **Science Mission Directorate**.
    The science directorate said”: the one body named in this sentence or those right before it whose name tells that
    it is such, where the phrase says nothing else of it."""
    language = cast.document.language
    is_one = phrase.kind is Kind.ORGANIZATION and not phrase.plural and not phrase.owners
    if not is_one or phrase.determiner not in language.closed_class("the") or phrase.core[-1] != phrase.head:
        return None
    meant = links.hypernym(phrase.lemma, language)
    sorts = {_stem(word) for word in (meant.words | {phrase.lemma})}
    if meant.any_organization or meant.place:
        return None
    telling = {_stem(word) for word in links.telling(phrase.words, language)}
    document, known = cast.document, _bodies_by_word(cast)
    first = document.sentences[max(0, document.tokens[phrase.head].sentence - _BODIES_BACK)].first
    such = (name for word in sorts for name, words in known.get(word, ()) if telling <= words)
    chain = only_one(cast.chain_of(name) for name in such if first <= name.first and name.last <= phrase.core[0])
    return None if chain is None or links.is_another(cast, phrase, chain) else chain


_BODIES_BACK = 2  # sentences


@asked_once
def _bodies_by_word(cast: Cast) -> dict[str, list[tuple[Name, set[str]]]]:
    """The organisations that are named, by each word of their names, with all of them."""
    found: dict[str, list[tuple[Name, set[str]]]] = defaultdict(list)
    for name in cast.names:
        if name.kind is Kind.ORGANIZATION and not name.place:
            words = {_stem(word.lower()) for word in name.words}
            for word in words:
                found[word].append((name, words))
    return found


def _stem(word: str) -> str:
    """Teachers, teacher's → teacher"""
    return word.removesuffix("'s").removesuffix("’s").removesuffix("s")


def _is_the_one(cast: Cast, phrase: Phrase) -> bool:
    """“**The** officer”: one somebody, and nobody's."""
    is_one = phrase.kind is Kind.PERSON and not phrase.owners
    return is_one and phrase.determiner in cast.document.language.closed_class("the")


def unnamed_just_heard(cast: Cast, phrase: Phrase) -> Chain | None:
    """“A second CIA **officer** backed his account. … **The officer** said”, “A **friend** of hers said … **the pal**
    added”: who spoke last, here or in the sentence before, under the same noun or one that descriptions use for it, if
    nobody's name is told; whoever else may be an officer."""
    if not _is_the_one(cast, phrase):
        return None
    last, language = cast.spoke_last(phrase.head), cast.document.language
    if last is None or last.name is not None or last.kind is not Kind.PERSON:
        return None
    if last.lemma != phrase.lemma and last.lemma not in synonyms(phrase.lemma, "description_synonyms", language):
        return None
    is_near = cast.sentences_back(last, phrase.head) <= 1
    return last if is_near and phrase.words <= last.words | {last.lemma} else None


def source_heard(cast: Cast, phrase: Phrase) -> Chain | None:
    """“A **source** close to the talks said … A spokesman declined to comment. **The source** said”: who spoke last
    under such a noun, if that is somebody without a name, whoever has spoken since."""
    unnamed = cast.document.language.closed_class("nouns_of_the_unnamed")
    is_one = phrase.kind is Kind.PERSON and not phrase.owners
    if not is_one or phrase.lemma not in unnamed or phrase.words - cast.document.language.words("empty_modifiers"):
        return None
    near = (c for c in cast.near(phrase.head, _LONG) if c.spoke_at and c.at[0] < phrase.head)
    such = (c for c in near if c.lemma == phrase.lemma and c.name is None and c.kind is Kind.PERSON)
    return max(such, key=lambda c: c.at[bisect_left(c.at, phrase.head) - 1], default=None)


_LONG = 12  # sentences


def who_keeps_surname(cast: Cast, phrase: Phrase) -> Chain | None:
    """“José, a driver, wept. “We must,” said **the young father**, who declined to give his last name”: the only one of
    whom the text has no surname so far."""
    document, language, i = cast.document, cast.document.language, phrase.head
    if phrase.kind is not Kind.PERSON or phrase.determiner not in language.closed_class("the"):
        return None
    end = document.tokens[document.sentences[document.tokens[i].sentence].last - 1].end
    if any_of(language, "grants", "first name only").search(document.text, document.tokens[i].end, end) is None:
        return None
    before = (c for c in cast.chains if c.at and c.at[0] < i and c.kind is Kind.PERSON)
    partial = [c for c in before if c.level is Level.PARTIAL]
    gender = gender_of_noun(phrase.lemma, language)
    if len(partial) != 1 or (gender is not None and partial[0].gender not in (None, gender)):
        return None
    roles, classes = partial[0].roles, ("roles_towards_others", "endings_of_ages")
    beside = phrase.lemma in language.words("vague_nouns") or any(
        phrase.lemma in language.closed_class(c) for c in classes
    )
    return partial[0] if not roles or phrase.lemma in roles or beside else None  # “a driver … **the nurse**” is another


def person_told_last(cast: Cast, phrase: Phrase) -> Chain | None:
    """“Ruben Selles felt his team deserved more. “I saw a penalty,” said **the Spaniard**”, “… **the 19-year-old**
    wrote”: by where one is from, or an age, of which the text has told nothing yet, it is whoever is the subject of
    the sentence before in the same paragraph."""
    document, i = cast.document, phrase.head
    has_age = _tells_age_first(cast, phrase)
    if not has_age and not _tells_only_of_birth(cast, phrase):
        return None
    here = document.tokens[i].sentence
    paragraph = document.sentences[here].paragraph
    while here and document.sentences[here - 1].paragraph == paragraph and _is_quoted(cast, here - 1):
        here -= 1  # of a quotation of several sentences
    if not here or document.sentences[here - 1].paragraph < paragraph - has_age:
        return None
    is_age = document.tokens[i].lower in document.language.closed_class("endings_of_ages")  # no “34-year-old **baker**”
    unnamed = _whom_subject_means(cast, here - 1) if is_age else None  # “**A neighbour** said … the 34-year-old added”
    chain = unnamed or _person_in_subject(cast, here - 1) or _only_person(cast, here - 1)
    if chain is None or (has_age and cast.keeps_apart(chain, phrase.lemma, i)):
        return None
    return chain if has_age or chain is unnamed or not links.is_another(cast, phrase, chain) else None


def _only_person(cast: Cast, number: int) -> Chain | None:
    """The one person whom a sentence names: “Bookmakers had favoured **Percival Moss**. The American said …”."""
    sentence = cast.document.sentences[number]
    return _one_person(cast, range(sentence.first, sentence.last))


def _one_person(cast: Cast, tokens: Iterable[int]) -> Chain | None:
    """The one person whom some tokens name; None where they name several."""
    names = (cast.name_at.get(i) for i in tokens)
    people = {n.first: n for n in names if n is not None and n.kind is Kind.PERSON}
    return cast.chain_of(next(iter(people.values()))) if len(people) == 1 else None


def is_of_no_such_people(cast: Cast, phrase: Phrase, chosen: Chain) -> bool:
    """“President Omar met President Hill. **The French president** said”: of several by name who were told to be that,
    nobody of whom that land was never told."""
    demonyms = cast.document.language.words("demonyms")
    if chosen.name is None or phrase.lemma not in chosen.roles or demonyms.isdisjoint(phrase.words):
        return False
    told = chosen.words | links.scene_of(cast).known(chosen).told
    tokens, of = cast.document.tokens, cast.document.language.closed_class("of")  # “President Omar of **Egypt**”
    ends = (name.last for name in cast.mentions_of(chosen))
    behind = (cast.name_at.get(i + 1) for i in ends if i < len(tokens) and tokens[i].lower in of)
    if not demonyms.isdisjoint(told) or any(name is not None and name.place for name in behind):
        return False
    known = (c for c in cast.by_role.get(phrase.lemma, ()) if c.name is not None and c.at and c.at[0] < phrase.head)
    return sum(1 for _ in known) > 1


def rather_told(cast: Cast, phrase: Phrase, chosen: Chain) -> Chain:
    """“**Imam Omar Said** said no. Ana Roe of Harlow Council came. **The imam** said”: of people by name, who was told
    before to be that, where the one chosen never was, and nobody else was."""
    is_one_by_name = chosen.kind is Kind.PERSON and chosen.name is not None
    if not (_is_the_one(cast, phrase) and is_one_by_name) or links.is_told_so(cast, phrase, chosen):
        return chosen
    known = (c for c in cast.by_role.get(phrase.lemma, ()) if c.name is not None and c.at and c.at[0] < phrase.head)
    told = [c for c in known if not links.is_another(cast, phrase, c)]
    return told[0] if len(told) == 1 else chosen


def rather_subject(cast: Cast, phrase: Phrase, chosen: Chain) -> Chain | None:
    """“**Ingrid Seward** told them that Charles was wary. **The biographer** said”: of people of whom a bare noun was
    never said the one who is the subject of the sentence before in the same paragraph, rather than another; nobody by
    name, where somebody without one spoke there (“A **whistleblower** told them … The midwife said”)."""
    roles, of_states = cast.document.language.words("role_nouns"), _words_of_states(cast.document.language)
    is_bare = all(
        word in roles or word in of_states for word in phrase.words
    )  # “the **artist**”, “the **Utah** senator”
    if phrase.owners or not is_bare or links.is_told_so(cast, phrase, chosen) or chosen.kind is not Kind.PERSON:
        return chosen
    sentences, here = cast.document.sentences, cast.document.tokens[phrase.head].sentence
    if not here or sentences[here - 1].paragraph != sentences[here].paragraph or chosen.name is None:
        return chosen
    last = cast.spoke_last(phrase.head)
    is_person = last is not None and last.kind is Kind.PERSON
    has_spoken = is_person and last is not None and here - cast.where_spoke(last, phrase.head).sentence == 1
    own = _person_in_subject(cast, here - 1) or (last if has_spoken else None)
    if own is None or own.name is None:
        return chosen if own is None or cast.sentences_back(chosen, phrase.head) < _TWO_BACK else None
    gender = gender_of_noun(phrase.lemma, cast.document.language)
    is_sure = gender is not None and chosen.gender is gender is not own.gender  # “the **actress**”, of Nora and Brixly
    return chosen if is_sure or links.is_another(cast, phrase, own) else own


@cache
def _words_of_states(language: Language) -> frozenset[str]:
    """The words of the names of states, in small letters."""
    return frozenset(word for state in language.classes("states").values() for word in state.split())


def rather_named(cast: Cast, phrase: Phrase, chosen: Chain, gender: Gender | None) -> Chain:
    """“One passenger wrote home. … **Kim E-bae** bowed. **He** said”: of somebody without a name, of whom the sentence
    before does not tell, and somebody by name who is its subject, in one paragraph, the one with the name."""
    sentences, i = cast.document.sentences, phrase.head
    here = cast.document.tokens[i].sentence
    begins = i == sentences[here].first and is_subject(cast.document, i)
    if chosen.name is not None or not begins or not here or cast.sentences_back(chosen, i) < _TWO_BACK:
        return chosen
    own = _person_in_subject(cast, here - 1) if sentences[here - 1].paragraph == sentences[here].paragraph else None
    return own if own is not None and own.name is not None and own.gender in (None, gender) else chosen


_NAMED_NEAR = 12  # sentences back in a paragraph


def rather_unnamed(cast: Cast, phrase: Phrase, chosen: Chain, among: list[Chain]) -> Chain:
    """“Kim Ford denies it. ¶ **A nurse**, who asked not to be named, said she had seen it. **She** told the jury …”: of
    somebody by name and somebody without, who alone has spoken in the paragraph, in this sentence or the one before,
    unless the paragraph names anybody else but in what is said there (“A nurse said Kim Ford slept. **She** told”)."""
    i, document = phrase.head, cast.document
    last = cast.spoke_last(i) if i in cast.sources and chosen.name is not None else None
    if last is None or last.name is not None or last.plural or not any(last is c for c in among):
        return chosen
    spoke, here = cast.where_spoke(last, i), document.tokens[i].sentence
    if here - spoke.sentence > 1 or any(i in said for said in cast.contents.get(spoke.i, ())):
        return chosen
    paragraph = document.sentences[here].paragraph
    if document.sentences[spoke.sentence].paragraph != paragraph or _is_theirs_by(cast, spoke, phrase):
        return chosen
    begins = cast.reading.token_at(document.paragraphs[paragraph][0])
    back = 1 if spoke.i in cast.withheld else _NAMED_NEAR
    first = max(begins, document.sentences[max(0, here - back)].first)
    said = cast.contents.get(spoke.i, ()) if _begins_sentence(cast, i) else ()
    named = (n for n in cast.names_within(first, i) if n.kind is Kind.PERSON)
    return chosen if any(not any(n.first in words for words in said) for n in named) else last


def _is_theirs_by(cast: Cast, spoke: Token, phrase: Phrase) -> bool:
    """“She was told **by her tutor** that women could not. “I wept,” **she** said”: whether somebody spoke only as who
    did something to the one that they are told of by, a man or a woman as the pronoun is."""
    document, gender = cast.document, GENDER[phrase.lemma]
    is_agent = any(
        document.tokens[c].lower in document.language.closed_class("agents") for c in document.children[spoke.i]
    )
    owners = (document.tokens[c] for c in document.children[spoke.i] if document.tokens[c].deprel == "nmod:poss")
    return is_agent and any(GENDER.get(owner.lower) is gender for owner in owners)


def _begins_sentence(cast: Cast, i: int) -> bool:
    """“**She** told the jury that …”: whether a token opens what is no quotation."""
    first = cast.document.sentences[cast.document.tokens[i].sentence].first
    return i == first and is_subject(cast.document, i)


def rather_heard(cast: Cast, phrase: Phrase, chosen: Chain, among: list[Chain]) -> Chain:
    """““We are tired,” said **Ruiz**, who named Hill and Moss. ¶ “We are alive,” **he** said”: of two people by name,
    who spoke last, where since then the text tells of nothing but what is said."""
    i = phrase.head
    last = cast.spoke_last(i) if i in cast.sources and chosen.name is not None else None
    if last is None or last is chosen or last.name is None or not any(last is c for c in among):
        return chosen
    tokens = cast.document.tokens
    spoke = cast.where_spoke(last, i).sentence
    if not any(tokens[name.first].sentence == spoke for name in cast.mentions_of(last)):
        return chosen  # “the **businessman** said”, whoever that was found to be
    begin = (cast.document.sentences[n].first for n in (spoke, tokens[i].sentence))
    are_quoted = all(cast.reading.quotation_of[first] >= 0 for first in begin)
    return last if are_quoted and _goes_on(cast, i, last) else chosen


def rather_theirs(cast: Cast, phrase: Phrase, chosen: Chain, among: list[Chain]) -> Chain:
    """“Ruiz said no. **Her rival, Dana Hill,** was blunter. “It is mad,” **she** said”: who is what somebody else is to
    the one chosen, where the sentence right before, in the same paragraph, begins with that and says who it is."""
    document, i = cast.document, phrase.head
    quoted = cast.reading.quotation_before(i)
    here = document.tokens[quoted if quoted >= 0 else i].sentence
    if (
        i not in cast.sources
        or not here
        or document.sentences[here - 1].paragraph != document.sentences[here].paragraph
    ):
        return chosen
    name = _theirs(cast, document.sentences[here - 1].first)
    theirs = cast.chain_of(name) if name is not None else None
    return theirs if theirs is not None and any(theirs is c for c in among) else chosen


def _theirs(cast: Cast, first: int) -> Name | None:
    """“**Her colleague in Dallas, Lorie Logan,**”: the name of somebody who is told of by what they are to another."""
    owner, *behind = cast.document.tokens[first : first + _THEIRS]
    classes = cast.document.language.closed_class
    if owner.lower not in GENDER or not behind:
        return None
    others = classes("roles_beside_others").keys() | classes("rivals").keys()  # of kin one tells oneself
    noun = next((t.i for t in behind if t.upos == "NOUN" and t.lemma.lower() in others), -1)
    names = (cast.name_at.get(j) for j in range(noun + 1, noun + _THEIRS)) if noun >= 0 else ()
    name = next((n for n in names if n is not None and n.kind is Kind.PERSON), None)
    return name if name is not None and cast.document.tokens[name.first - 1].text == "," else None


_THEIRS = 8  # tokens of “Her colleague in Dallas, Lorie”


def rather_in_quotation(cast: Cast, phrase: Phrase, chosen: Chain, among: list[Chain]) -> Chain:
    """“The coroner, Fiona Moss, wept. … “I told **the doctor** and **she** said no,” said Mrs Hale”: as a subject
    within a quotation the one person whom that tells of before, in its sentence or the one before; within what
    somebody without a name says in other words, who says it (“**A clerk** said they laughed when **she** asked”)."""
    i, document = phrase.head, cast.document
    quoted = cast.reading.quotation_of[i]
    here = document.tokens[i].sentence
    first = document.sentences[max(0, here - (quoted >= 0))].first
    begins = max(first, cast.reading.token_at(cast.reading.outer[quoted].span.start)) if quoted >= 0 else first
    if not is_subject(document, i) or i in cast.sources:
        return chosen
    only = only_one(c for c in (*among, chosen) if c.is_told_in(begins, i))
    if only is None or only is chosen or not any(only is c for c in among):
        return chosen
    says = cast.speaks_at(i)
    if quoted < 0:
        return only if only is says and only.name is None and _is_of_clause_within(cast, only, i) else chosen
    is_somebody = only.name is not None or is_human(only.lemma, document.language)
    return only if is_somebody and only is not says else chosen


def _is_of_clause_within(cast: Cast, says: Chain, i: int) -> bool:
    """“A clerk said **supervisors** laughed when **she** asked”: whether the first “he” or “she” of what somebody
    says, as the subject of a sentence, stands behind another subject, which is a noun."""
    tokens = cast.document.tokens
    source = cast.where_spoke(says, i)
    begins = source.i if source.head < 0 else max(source.i, source.head)
    before = tokens[begins + 1 : i]
    if source.relation != "nsubj" or any(t.lower in GENDER for t in before):
        return False
    return any(t.relation == "nsubj" and t.upos in ("NOUN", "PROPN") for t in before)


def rather_just_told(cast: Cast, phrase: Phrase, chosen: Chain, among: list[Chain]) -> Chain:
    """“A spokeswoman said no. ¶ **The prime minister** has been speaking. **She** told MPs …”: of whom the sentence
    before in the paragraph is, where that does not tell of the one chosen."""
    i = phrase.head
    here = cast.document.tokens[i].sentence
    begins = _first_in(cast, here, i)
    is_same = GENDER.get(begins.lower) is GENDER[phrase.lemma] and is_subject(cast.document, begins.i)
    if i not in cast.sources or not is_same or cast.reading.quotation_of[begins.i] >= 0:
        return chosen
    if not _is_in_paragraph_of(cast, here):
        return chosen
    own = _about_whom(cast, here - 1)
    if own is None or not any(own is c for c in among) or _is_told_beside(cast, chosen, here - 1):
        return chosen
    return chosen if own.name is None and _may_mean(cast, own, here - 1, chosen) else own


def rather_presented(cast: Cast, phrase: Phrase, chosen: Chain, among: list[Chain]) -> Chain:
    """“Then there's **Lund**. ¶ “It is over,” **he** wrote”, “Look at Speaker **Paul Hale**. **He** has said”: the only
    person whom a few words before name, which tell of nobody else."""
    document, i = cast.document, phrase.head
    said = [stretch[0] for stretch in cast.contents.get(i, ()) if stretch]
    number = document.tokens[min([i, *said])].sentence - 1
    if number < 0 or i not in cast.sources or _is_quoted(cast, number):
        return chosen
    before = document.sentences[number]
    if before.last - before.first > _FEW_WORDS or subject_of_sentence(document, number) in cast.name_at:
        return chosen
    people = [
        c for c in cast.near(before.first, 0) if c.kind is Kind.PERSON and c.is_told_in(before.first, before.last)
    ]
    alone = people[0] if len(people) == 1 and people[0].name is not None else None
    return alone if alone is not None and any(alone is c for c in among) else chosen


_FEW_WORDS = 9  # tokens of “Just look at House Speaker Paul D. Hale.”


def _first_in(cast: Cast, number: int, i: int) -> Token:
    """“**She** still has it, **she** said”, “In it, **he** argues”: the first token of a sentence, or one right behind
    a few words that name nobody."""
    tokens, first = cast.document.tokens, cast.document.sentences[number].first
    is_near = i - first <= _LED and not any(t.i in cast.name_at or t.lower in GENDER for t in tokens[first:i])
    return tokens[i if is_near else first]


_LED = 4  # tokens of “In it, ”, at most


def _is_told_beside(cast: Cast, chosen: Chain, number: int) -> bool:
    """Whether a sentence tells of somebody other than as whose its subject is: “**Hale's** lawyer, Tom Zahn, sued”."""
    document, sentence = cast.document, cast.document.sentences[number]
    subject = subject_of_sentence(document, number)
    at = chosen.at[bisect_left(chosen.at, sentence.first) : bisect_left(chosen.at, sentence.last)]
    return any(document.tokens[i].deprel != "nmod:poss" or document.tokens[i].head != subject for i in at)


def _may_mean(cast: Cast, own: Chain, number: int, chosen: Chain) -> bool:
    """“Moss has a new line. … **The star** left. She said”: whether a description, of nobody told of before, may be of
    somebody by name."""
    subject = subject_of_sentence(cast.document, number)
    told = links.whole(cast, subject)
    if own.at[0] < subject:  # “**A friend** of hers … **The friend** said”
        return False
    return chosen.name is not None and told.definite and not links.is_another(cast, told, chosen)


def rather_of_sentence(cast: Cast, phrase: Phrase, chosen: Chain, among: list[Chain]) -> Chain:
    """“**The skipper, Corr,** thanked Len Bowers. “Len is one of us,” **he** said”, “**Her son, Ivo,** said Ruiz had
    died. “Mum wrote to the end,” **he** said”: of whom the sentence right before a quotation is, in the same
    paragraph, if they spoke there, the quotation names whom else it names, the one chosen has no name, or that
    sentence opens the paragraph without them."""
    i = phrase.head
    quoted = cast.reading.quotation_before(i) if i in cast.sources else -1
    here = cast.document.tokens[quoted].sentence if quoted >= 0 else 0
    if cast.document.sentences[here].first != quoted or not _is_in_paragraph_of(cast, here):
        return chosen
    if _spoke_in(cast, chosen, here - 1):  # “The vote missed Moss, said **Hale**. “It was late,” **he** said”
        return chosen
    own = _about_whom(cast, here - 1)
    if own is None or own.name is None or not any(own is c for c in among):
        return chosen
    is_meant = chosen.name is None or _spoke_in(cast, own, here - 1) or _compares(cast.document, here - 1)
    is_meant = is_meant or _opens_without(cast, phrase, chosen, range(quoted, i))
    return own if is_meant or _names_again(cast, own, range(quoted, i)) else chosen


def _opens_without(cast: Cast, phrase: Phrase, chosen: Chain, quoted: range) -> bool:
    """“¶ Speaking outside the court, Mrs Hale held up a photograph. “I was there,” she said”: whether the sentence
    before a quotation, which tells of nobody like the speaker, opens a paragraph, and does not tell of the one
    chosen."""
    tokens, sentences = cast.document.tokens, cast.document.sentences
    number = tokens[quoted.start].sentence - 1
    opens = not number or sentences[number - 1].paragraph != sentences[number].paragraph
    told = chosen.is_told_in(sentences[number].first, quoted.start)
    gender = GENDER[phrase.lemma]
    return opens and not told and not any(GENDER.get(tokens[j].lower) is gender for j in quoted)


def _compares(document: Document, number: int) -> bool:
    """“The defender, Ivan Roe, was **blunter**”, “Hale was **less sure**”: whether a sentence holds somebody against
    who spoke before."""
    sentence, classes = document.sentences[number], document.language.closed_class
    root = next((t for t in document.tokens[sentence.first : sentence.last] if t.head < 0), None)
    if root is None or root.upos != "ADJ" or not has_child(document, root.i, "cop"):
        return False
    is_more = root.lower != root.lemma.lower() and root.lower.endswith(tuple(classes("endings_of_comparatives")))
    return is_more or document.tokens[root.i - 1].lower in classes("comparing")


def _names_again(cast: Cast, own: Chain, quoted: range) -> bool:
    """“Corr thanked **Len Bowers**. “**Len** is one of us””: whether some tokens name a person whom the sentence before
    names, and who is not the one of whom it is."""
    sentence = cast.document.sentences[cast.document.tokens[quoted.start].sentence - 1]
    before, within = (
        {id(chain) for name in cast.names_within(*bounds) if (chain := cast.known_by(name)) is not None}
        for bounds in ((sentence.first, sentence.last), (quoted.start, quoted.stop))
    )
    return not (before - {id(own)}).isdisjoint(within) and id(own) not in within


def _is_called_by(cast: Cast, chain: Chain, subject: int) -> bool:
    """Whether a subject is somebody's name or stands beside it; not “a mayor who sacked **Tom Hale**”."""
    document, phrase = cast.document, noun_phrase(cast.document, subject)
    is_thing = not is_human(document.tokens[subject].lemma.lower(), document.language)
    named_by = (*_NAMED_BY, "nmod") if is_thing else _NAMED_BY  # “**Footage of Ruiz** appears”
    for i in chain.at[bisect_left(chain.at, phrase[0]) : bisect_left(chain.at, phrase[-1] + 1)]:
        at = document.tokens[i]
        for _ in range(_BESIDE):
            if at.i == subject:
                return True
            if at.relation not in named_by or at.head < 0:
                break
            at = document.tokens[at.head]
    return False


_BESIDE, _NAMED_BY = 4, ("flat", "appos", "compound", "nsubj")


def _person_told_as(cast: Cast, subject: int) -> Chain | None:
    """“**One of them, a Hale volunteer named Gus**, agreed”: the person by whose name a subject goes,
    whom else it names."""
    told = links.whole(cast, subject)
    name = told.name if told.kind is Kind.PERSON and not told.also else None
    return cast.chain_of(name) if name is not None and name.last - 1 not in cast.unsettled else None


def _spoke_in(cast: Cast, chain: Chain, number: int) -> bool:
    """Whether somebody spoke in a sentence."""
    sentence = cast.document.sentences[number]
    place = bisect_left(chain.spoke_at, sentence.first)
    return place < len(chain.spoke_at) and chain.spoke_at[place] < sentence.last


def _is_in_paragraph_of(cast: Cast, number: int) -> bool:
    """Whether a sentence stands in one paragraph with the one before."""
    sentences = cast.document.sentences
    return number > 0 and sentences[number - 1].paragraph == sentences[number].paragraph


def _about_whom(cast: Cast, number: int) -> Chain | None:
    """The one person of whom a sentence of the text is: who is named in its subject, or whom that means at its head
    where it names nobody."""
    document, subject = cast.document, subject_of_sentence(cast.document, number)
    if subject < 0 or cast.reading.quotation_of[subject] >= 0 or cast.speaks_at(subject) is not None:
        return None
    named = _person_in_subject(cast, number)
    own = named if named is not None and _is_called_by(cast, named, subject) else _person_told_as(cast, subject)
    if own is not None or named is not None:
        return own
    sentence = document.sentences[number]
    names = cast.names_within(sentence.first, sentence.last)
    begins = noun_phrase(document, subject)[0] - sentence.first <= 1
    is_alone = begins and not any(name.kind is Kind.PERSON for name in names)
    return _whom_subject_means(cast, number) if is_alone else None


def rather_whole(cast: Cast, phrase: Phrase, chosen: Chain, among: list[Chain]) -> Chain:
    """“**Gov. Al Ford** — who may run beside Hale — came late, but the vote was later, and **he** said”: of two
    people by name, of whom the sentence names one only in what it tells of its subject, the subject."""
    document, i = cast.document, phrase.head
    here = document.sentences[document.tokens[i].sentence]
    at = chosen.at[bisect_left(chosen.at, here.first) : bisect_left(chosen.at, i)]
    if not at or chosen.name is None:
        return chosen
    subject = subject_of_sentence(document, document.tokens[i].sentence)
    if not here.first <= subject < i or cast.reading.quotation_of[subject] >= 0:
        return chosen
    name = cast.name_at.get(subject) or cast.name_at.get(subject + 1)  # “**Gov.** Al Ford”
    own = noun_phrase(document, subject)
    if name is None or name.kind is not Kind.PERSON or own[-1] >= i or not all(own[0] <= j <= own[-1] for j in at):
        return chosen
    chain = cast.known_by(name)
    return chain if chain is not None and any(chain is c for c in among) else chosen


_TWO_BACK = 2  # sentences


def _is_quoted(cast: Cast, number: int) -> bool:
    """Whether a whole sentence stands in a quotation."""
    sentence = cast.document.sentences[number]
    return all(cast.reading.quotation_of[i] >= 0 for i in (sentence.first, sentence.last - 1))


def _person_in_subject(cast: Cast, number: int) -> Chain | None:
    """The one person who is named in the subject of a sentence: “**Tackle Jo Marra** said …”."""
    subject = subject_of_sentence(cast.document, number)
    return _one_person(cast, noun_phrase(cast.document, subject)) if subject >= 0 else None


def _whom_subject_means(cast: Cast, number: int) -> Chain | None:
    """The one person, with a name or without, whom the subject of a sentence means: “**Hale's brother** said …”."""
    subject = subject_of_sentence(cast.document, number)
    meant = cast.chains_at(subject) if subject >= 0 else ()
    return next((c for c in meant if c.kind is Kind.PERSON and not c.plural), None)


def _tells_age_first(cast: Cast, phrase: Phrase) -> bool:
    """“**the 61-year-old frontman** of the Marlows”: one somebody by an age that is told for the first time, and a noun
    that was said of nobody."""
    tokens, closed_class = cast.document.tokens, cast.document.language.closed_class
    if not _is_the_one(cast, phrase) or len(phrase.core) < _AGE:
        return False
    ages = [i for i in phrase.core[1:] if i < phrase.head and tokens[i].lower in closed_class("endings_of_ages")]
    if not ages or tokens[phrase.core[1]].upos != "NUM" or phrase.lemma in cast.by_role:
        return False
    if phrase.core[-1] != phrase.head and phrase.core[-1] not in cast.name_at:
        return False  # “the 34-year-old driver of the car”, another than was told of
    return not any(t.i < phrase.core[0] for t in cast.document.tokens_of({tokens[phrase.core[1]].lower, phrase.lemma}))


_AGE = 3  # words of “the 61-year-old frontman”, at least


def _tells_only_of_birth(cast: Cast, phrase: Phrase) -> bool:
    """“**the big Australian**”, “**the 34-year-old**”, “**the Italian hunk**”: one somebody, of whom that is told for
    the first time."""
    document, language = cast.document, cast.document.language
    if not _is_the_one(cast, phrase):
        return False
    noun = document.tokens[phrase.head]
    is_age = noun.lower in language.closed_class("endings_of_ages")
    told = {document.tokens[phrase.core[1]].lower} if is_age and len(phrase.core) > 1 else {noun.lower, phrase.lemma}
    peoples = language.words("demonyms") | language.words("group_names")
    looks = language.closed_class("nouns_of_looks")
    if not is_age and phrase.lemma not in peoples and phrase.lemma not in looks:
        return False
    return not any(t.i < phrase.core[0] for t in document.tokens_of(told))


def leads_in(cast: Cast, phrase: Phrase) -> Phrase | None:
    """“**Another insider** was blunter: ‘We lie,’ **they** said”: the subject of the clause whose colon leads to the
    quotation right before a source, or whose the subject is (“**Ruiz's** answer was short: …”)."""
    document, reading, before = cast.document, cast.reading, phrase.head - 1
    number = reading.quotation_of[before] if before >= 0 and phrase.head in cast.sources else -1
    colon = reading.token_at(reading.outer[number].span.start) - 1 if number >= 0 else -1
    if colon < 0 or document.tokens[colon].text != ":":
        return None
    here, leading = (document.sentences[document.tokens[i].sentence] for i in (before, colon))
    if here.paragraph != leading.paragraph:
        return None
    clause = range(leading.first, colon)
    told = [subject_of(document, i) for i in clause if not _is_below(document.tokens[i], clause)]
    subject = next((i for i in reversed(told) if i in clause), -1)
    if subject < 0:
        return None
    owners = (c for c in document.children[subject] if document.tokens[c].deprel == "nmod:poss")
    return links.whole(cast, next(owners, subject))


def goes_on_speaking(cast: Cast, phrase: Phrase) -> Chain | None:
    """““We are safe,” **the firm said**. “We will work with France,” **it** added”: the organisation or document that
    spoke last, where since then the text tells of nothing but what is said."""
    i = phrase.head
    last = cast.spoke_last(i) if i in cast.sources and is_subject(cast.document, i) else None
    if last is None or last.kind not in (Kind.ORGANIZATION, Kind.DOCUMENT) or last.plural or last.members:
        return None
    if last.kind is Kind.DOCUMENT and tells_what_it_does(cast, i):
        return None
    return last if _goes_on(cast, i, last) else None


def tells_what_it_does(cast: Cast, i: int) -> bool:
    """“according to a report by Bloomberg. **It** said that it would **spend** $5 billion”: no document, but who does
    what only people and bodies do."""
    tokens, children, classes = cast.document.tokens, cast.document.children, cast.document.language.closed_class
    told = (tokens[c] for c in children[tokens[i].head] if tokens[c].relation == "ccomp")
    acts = (t for t in told if t.lemma.lower() in classes("verbs_of_agents"))
    return any(
        tokens[c].lower == tokens[i].lower and tokens[c].relation == "nsubj" for t in acts for c in children[t.i]
    )


def _goes_on(cast: Cast, i: int, last: Chain) -> bool:
    """Whether the text tells of nothing but what is said between where somebody spoke last and a source, in one
    paragraph or the next."""
    sentences = cast.document.sentences
    spoke, here = cast.where_spoke(last, i).sentence, cast.document.tokens[i].sentence
    is_near = sentences[here].paragraph - sentences[spoke].paragraph <= 1
    return is_near and all(_is_said(cast, i, n) for n in range(spoke + 1, here + 1))


def _is_said(cast: Cast, i: int, sentence: int) -> bool:
    """Whether nothing in a sentence up to a source is told but what it says, or another has said."""
    bounds = cast.document.sentences[sentence]
    own = cast.contents.get(i, ())
    before = (t for t in cast.document.tokens[bounds.first : min(bounds.last, i)] if t.upos not in _MARKS)
    return all(
        cast.reading.quotation_of[t.i] >= 0 or cast.speaks_at(t.i) is not None or any(t.i in said for said in own)
        for t in before
    )


_MARKS = ("PUNCT", "SYM")


def _is_below(token: Token, clause: range) -> bool:
    """Whether a token heads a clause that another of these tokens has."""
    return token.head in clause and token.relation in _BELOW


_BELOW = frozenset({"acl", "advcl", "ccomp", "xcomp", "csubj"})


def _is_any_firm(cast: Cast, phrase: Phrase) -> bool:
    """“**The company**”, “the group”, as a subject, with no word that tells which."""
    is_bare = phrase.kind is Kind.ORGANIZATION and not phrase.plural and not phrase.words and not phrase.owners
    is_the = phrase.determiner in cast.document.language.closed_class("the")
    own = cast.document.tokens[phrase.head]
    at = own.head if own.deprel == "nmod:poss" else own.i  # “**the firm's** practice is”
    if not (is_bare and is_the and is_subject(cast.document, at)):
        return False
    return links.hypernym(phrase.lemma, cast.document.language).any_organization


def _is_firm(name: Name) -> bool:
    return name.kind is Kind.ORGANIZATION and not name.place


def pair_before(cast: Cast, phrase: Phrase) -> Chain | None:
    """“When I met **Mr. Hale and Mr. Allen**, **they** were tired”, “Jo Lund or Al Ford came. They are young”: those
    named side by side in this sentence or the one before, where no other several are told of behind them."""
    document, i = cast.document, phrase.head
    if not is_subject(document, i) or document.tokens[i].lower not in document.language.closed_class("they"):
        return None
    here = document.sentences[document.tokens[i].sentence]
    before = ((c.at[n - 1], c) for c in cast.near(i, 1) if c.members and c.name and (n := bisect_left(c.at, i)))
    at, pair = max(before, key=lambda found: (found[0], len(found[1].members)), default=(-1, None))
    if pair is None or pair.kind is not Kind.GROUP or cast.reading.quotation_of[at] != cast.reading.quotation_of[i]:
        return None
    is_near = document.sentences[document.tokens[at].sentence].paragraph == here.paragraph
    if at < here.first and not (is_near and is_subject(document, at)):
        return None  # “The aides told **Mr. Hale and Mr. Allen** all. They said …”
    several = (t for t in document.tokens[at + 1 : i] if t.upos in _NOUNS and (t.has("plural") or t.has("plural_name")))
    return None if any(several) else pair


_NOUNS = ("NOUN", "PROPN", "PRON")


def body_before(cast: Cast, phrase: Phrase) -> Chain | None:
    """“**The Herons** lost again. **They** have one game left”, “**Brixly** cut prices. They also opened a shop”: the
    organisation whose name is the subject of the sentence before, in the same paragraph, where that tells of no other
    several, be they people."""
    document, i = cast.document, phrase.head
    here = document.sentences[document.tokens[i].sentence]
    if not is_subject(document, i) or document.tokens[i].lower not in document.language.closed_class("they"):
        return None
    if i > here.first + 1 or not document.tokens[i].sentence or cast.reading.quotation_of[i] >= 0:
        return None
    before = document.sentences[document.tokens[i].sentence - 1]
    name = cast.name_at.get(subject_of_sentence(document, document.tokens[i].sentence - 1))
    if name is None or not _is_firm(name) or before.paragraph != here.paragraph or name.first < before.first:
        return None
    others = (t for t in document.tokens[before.first : i] if not name.first <= t.i < name.last)
    if any(_are_several(cast, token) for token in others):
        return None
    chain = cast.chain_of(name)
    is_behind = any(cast.chain_of(other) is chain for other in cast.names_within(i, here.last))  # “owned by **Brixly**”
    return chain if chain is not None and not chain.place and not is_behind else None


def _are_several(cast: Cast, token: Token) -> bool:
    """“**residents**”, “the **Otters**”: a word for several who may be meant."""
    language = cast.document.language
    name = cast.name_at.get(token.i)
    if name is not None:
        return token.i == name.last - 1 and name.kind is not Kind.PERSON and token.text.endswith("s")
    if token.lower in language.closed_class("things_in_the_plural"):  # “the left, the right”, but “**rights**”
        return False
    is_body = token.lemma.lower() in language.classes("organization_nouns")
    return token.has("plural") and (is_body or is_human(token.lemma.lower(), language))


def who_says_it(cast: Cast, phrase: Phrase) -> Chain | None:
    """“**McClatchy** said **it** wouldn't have the cash”, “**The league** announced that **they** would appeal”: the
    organisation that is the subject of a verb of telling, where the pronoun is that of what it tells."""
    document, tokens = cast.document, cast.document.tokens
    verb = tokens[phrase.head].head
    if verb < 0 or not is_subject(document, phrase.head) or _holds_what_it_means(document, verb):
        return None
    if others_may_be_they(cast, phrase.head):
        return None
    told = _subject_told(cast, phrase.head)
    if told is not None or not _opens_what_is_said(cast, phrase.head):
        return told
    chain = cast.speaks_at(phrase.head)
    is_body = chain is not None and chain.kind is Kind.ORGANIZATION and chain.name is not None
    return chain if is_body and chain is not None and not chain.members else None


def others_may_be_they(cast: Cast, i: int) -> bool:
    """“The firm told its **workers** that **they** would be paid”, “Acme denied **claims**, saying they were false”:
    several that are told of before “they” in its sentence, and not by them, as a subject, or as an object if they are
    people or if “they” are said to be something; people or bodies where they say something (“The Angels had **rights**,
    but **they** declined”)."""
    document, language = cast.document, cast.document.language
    if document.tokens[i].lower not in language.closed_class("they"):
        return False
    first, speak = document.sentences[document.tokens[i].sentence].first, i in cast.sources
    several = (t for t in document.tokens[first:i] if t.upos == "NOUN" and t.has("plural") and t.i not in cast.name_at)
    several = (t for t in several if not speak or _are_several(cast, t))
    told = (t for t in several if not any(t.i in said for said in cast.contents.get(i, ())))
    is_said = has_child(document, document.tokens[i].head, "cop")
    return any(
        t.relation == "nsubj" or (t.relation in ("obj", "iobj") and (is_said or is_human(t.lemma.lower(), language)))
        for t in told
    )


def _subject_told(cast: Cast, i: int) -> Chain | None:
    """The organisation by name that is the subject of the verb that tells of a clause, by the subject of that."""
    document, tokens = cast.document, cast.document.tokens
    clause = _first_joined(document, tokens[tokens[i].head])
    if clause.relation != "ccomp" or clause.head < 0 or clause.head > i:
        return None
    if clause.head not in cast.reading.cues:
        return None
    above = document.children[clause.head]
    own = [c for c in above if c < clause.head and tokens[c].relation == "nsubj"]  # “… and **the court** said it would”
    subject = own[-1] if own else subject_of(document, _first_joined(document, tokens[clause.head]).i)
    name = cast.name_at.get(subject)
    at = name.last - 1 if name is not None else subject
    if name is not None and name.place and name.text.isupper() and len(name.text) > _LETTERS:
        return None  # “WASHINGTON — …”
    if not 0 <= subject < clause.head or cast.reading.quotation_of[subject] != cast.reading.quotation_of[i]:
        return None
    chain = next((c for c in cast.chains_at(at) if not c.members), None)
    return chain if chain is not None and chain.kind is Kind.ORGANIZATION and chain.name is not None else None


def _opens_what_is_said(cast: Cast, i: int) -> bool:
    """“the League denounced it and said **it** would …”: whether a word stands right behind a cue without a subject of
    its own (“and that the council said **it** knew”), or its “that”."""
    before = i - 1 - (cast.document.tokens[i - 1].relation == "mark")
    is_theirs = before in cast.reading.cues and not has_child(cast.document, before, "nsubj")
    return is_theirs and cast.reading.quotation_of[i] < 0


def _first_joined(document: Document, token: Token) -> Token:
    """The first of several that are joined by *and*."""
    for _ in range(_JOINED):
        if token.relation != "conj" or token.head < 0:
            break
        token = document.tokens[token.head]
    return token


def _holds_what_it_means(document: Document, verb: int) -> bool:
    """“**It** is clear that …”, “**it** was these errors that …”: whether it only stands for a clause."""
    below = [document.tokens[c] for c in document.children[verb] if c > verb]
    has_copula = any(document.tokens[c].relation == "cop" for c in document.children[verb])
    return has_copula and any(t.relation in _CLAUSES for t in below)


_LETTERS = 4  # of the short name of a land: “U.S.”
_JOINED, _CLAUSES = 3, ("ccomp", "csubj", "xcomp", "acl")
