"""Which speaker a source phrase, or any other mention, means: one function for each form of reference.

Pronouns and definite descriptions of a person are ranked (`speakers.ranking`); names were told apart when the
document was read (`speakers.cast`). Nobody is invented: what can't be resolved stays open, with a reason.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container, Iterable, Sequence, Set
from functools import cache
from itertools import pairwise, takewhile

from attrs import evolve

from quoteattr.language import Language
from quoteattr.records import Kind, Level
from quoteattr.runtime.values import value
from quoteattr.speakers import links
from quoteattr.speakers.ages import person_of_age, young_person
from quoteattr.speakers.antecedents import made_by, said_of, work_of
from quoteattr.speakers.authors import author_at_hand
from quoteattr.speakers.bearers import bearer_ahead
from quoteattr.speakers.cast import Cast, Chain, each_once, only_one
from quoteattr.speakers.clauses_around import (
    body_in_quotation,
    body_of_clauses,
    stands_for_clause,
    told_of_behind,
)
from quoteattr.speakers.doings import document_that_found, thing_that_does
from quoteattr.speakers.held_by_nobody import is_held_by_nobody
from quoteattr.speakers.identified import identified_as, named_by_name
from quoteattr.speakers.issued import issued_by, note_issuer, outlet_of, told_by_issuer, under_other_names
from quoteattr.speakers.kin import kin_by_surname
from quoteattr.speakers.likely_gender import against_name
from quoteattr.speakers.listed_beside import are_only_some, listed_beside
from quoteattr.speakers.lists import listed_before, listed_behind, listed_by_role, listed_in_sentence
from quoteattr.speakers.mentions import GENDER
from quoteattr.speakers.named_next import named_next
from quoteattr.speakers.names.name import Name, is_in_full
from quoteattr.speakers.namesakes import settle
from quoteattr.speakers.offices_in_letters import in_office
from quoteattr.speakers.outright import told_outright
from quoteattr.speakers.own_words import is_spoken_of, named_in_said, speaks_of
from quoteattr.speakers.parties import party_told
from quoteattr.speakers.phrases import (
    Form,
    Phrase,
    are_class,
    count_at,
    is_firm_of_others,
    is_human,
    is_one_of_several,
    is_share,
    take_apart,
    tells_share,
    tokens_between,
)
from quoteattr.speakers.pronouns import not_barred
from quoteattr.speakers.quoted_behind import body_told_before, owner_behind, speaks_behind, told_of_before
from quoteattr.speakers.ranking import (
    Chosen,
    best,
    gender_of_noun,
    is_subject,
    same_noun,
    synonyms,
)
from quoteattr.speakers.reciprocal import other_of_two, rival_of_two
from quoteattr.speakers.several import (
    called_together,
    couple_before,
    goes_on_as_they,
    many_in_subject,
    named_one_by_one,
    they_told_of,
    those_told_last,
)
from quoteattr.speakers.sides import sides_told, two_firms
from quoteattr.speakers.sites import site_at_hand
from quoteattr.speakers.spots import subject_of, subject_of_sentence
from quoteattr.speakers.subjects import (
    body_above_all,
    body_at_hand,
    body_before,
    body_called,
    body_in_sentence,
    body_known,
    body_of_sort,
    firm_at_hand,
    firm_before,
    goes_on_speaking,
    is_of_no_such_people,
    leads_in,
    others_may_be_they,
    pair_before,
    person_told_last,
    rather_heard,
    rather_in_quotation,
    rather_just_told,
    rather_named,
    rather_of_sentence,
    rather_presented,
    rather_subject,
    rather_theirs,
    rather_told,
    rather_unnamed,
    rather_whole,
    source_heard,
    tells_what_it_does,
    unnamed_just_heard,
    who_keeps_surname,
    who_says_it,
)
from quoteattr.speakers.ties import is_beside
from quoteattr.speakers.told_apart import (
    UNNAMED,
    came_as_one,
    counts_out,
    is_part,
    is_the_other,
    may_have_another,
    note_one_of,
    note_part,
    note_whole_of,
    of_two,
    one_like,
    one_noun,
    one_of_many,
    other_under_noun,
    places_in_two,
    single,
    the_other,
    what_one_is,
    what_reads,
    whole_at_hand,
    whole_of,
)
from quoteattr.speakers.works import is_before_title, title_alone, title_of_source, work_called
from quoteattr.text.document import Document, Token
from quoteattr.text.tree import has_child, noun_phrase

_FAR = 12  # sentences back that a pronoun may look
_MEMORY = 200  # sentences back that a description may look

Choose = Callable[[Cast, Phrase, str, list[Chain]], Chosen]


@value
class Resolution:
    """The chain that a source means, or None with the reason; and the rule that says so.

    `sure` is what the ranking gives its choice; 1 where nothing was ranked.
    """

    chain: Chain | None
    rule: str
    phrase: Phrase | None = None
    sure: float = 1.0


def resolve(cast: Cast, phrase: Phrase, choose: Choose = best) -> Resolution:
    """The speaker that a phrase means; `choose` ranks candidates."""
    if (told := what_one_is(cast, phrase)) is not None:
        return Resolution(_one_told_so(cast, phrase, told), "description", phrase)
    if (written := what_reads(cast, phrase)) is not None:
        return Resolution(written, "description", phrase)
    if phrase.form is Form.PRONOUN:
        by = _pronoun(cast, phrase, choose)
        return Resolution(by.chain, by.rule, phrase, by.sure)
    if title := title_of_source(cast, phrase):
        return Resolution(work_called(cast, title), "name", phrase)
    if (work := _work_behind(cast, phrase)) is not None:
        return Resolution(work, "name", phrase)
    if phrase.form is Form.NAME:
        named = _named(cast, phrase)
        note_one_of(cast, phrase.core, named)
        return _with_pronoun(cast, phrase, Resolution(named, "name", phrase), choose)
    found = _of_description(cast, phrase, choose)
    if found.chain is not None and phrase.head in cast.withheld:
        cast.withhold(found.chain)
    return found


def _work_behind(cast: Cast, phrase: Phrase) -> Chain | None:
    """“Gwen Blair's book **“The Fords””**, “According to **“The Fords,”** a biography”: the work that a source's noun
    calls by the title in marks right behind it, or whose title is all of the source."""
    if (alone := title_alone(cast.document, phrase.core[0], phrase.end)) and phrase.core[0]:
        work = cast.described.get(" ".join(alone).lower())
        return work if work is not None and work.kind is Kind.DOCUMENT and work.lemma else None
    called = links.scene_of(cast).called
    at = next((i for i in phrase.core if i in called), -1)
    owned = any(cast.document.tokens[i].is_genitive for i in phrase.core if i < at)  # not “the blog “River Watch””
    is_title = owned and called[at].kind is Kind.DOCUMENT and is_before_title(cast.document, at)
    return called[at] if is_title and cast.document.tokens[at + 1].start < phrase.end else None


def _with_pronoun(cast: Cast, phrase: Phrase, named: Resolution, choose: Choose) -> Resolution:
    """“**He and Councilman Artie Voss** argued”, “**Tom Hale and she** left”: whom the pronoun means, together with
    whoever is named."""
    document, classes = cast.document, cast.document.language.closed_class
    inside = [document.tokens[i] for i in tokens_between(document, phrase.head, phrase.start, phrase.end)]
    ends = inside[:2], inside[:-3:-1]
    pronoun = next((p for p, *rest in ends if p.lower in classes("he_and_she") and _begins(rest, classes("and"))), None)
    if pronoun is None or named.chain is None or phrase.also or phrase.kind is not Kind.PERSON:
        return named
    own = take_apart(document, cast.name_at, pronoun.i, pronoun.start, pronoun.end)
    meant = resolve(cast, own, choose)
    if meant.chain is None or meant.chain is named.chain:
        return named
    return Resolution(cast.together((meant.chain, named.chain)), meant.rule, phrase, meant.sure)


def _one_told_so(cast: Cast, phrase: Phrase, told: Phrase) -> Chain:
    """Somebody counted out of several, by what they are told to be."""
    whole = whole_at_hand(cast, phrase.head)
    chain = _described(cast, told)
    if whole is not None:
        note_part(cast, chain, whole)
    return chain


def _begins(tokens: Sequence[Token], words: Container[str]) -> bool:
    return bool(tokens) and tokens[0].lower in words


def _of_description(cast: Cast, phrase: Phrase, choose: Choose) -> Resolution:
    """Whom a description means; whose a document is, is noted."""
    found = _meant(cast, phrase, choose)
    if found.chain is not None:
        note_issuer(cast, phrase, found.chain)
    return found


def _meant(cast: Cast, phrase: Phrase, choose: Choose) -> Resolution:
    """Whom a description means: somebody known, somebody who is named soon, or somebody new."""
    if (certain := _without_choice(cast, phrase, choose)) is not None:
        return certain
    told = told_outright(cast, phrase)
    if (told is not None and told.chain is None) or (told is None and is_held_by_nobody(cast, phrase)):
        return Resolution(_described(cast, phrase), "description", phrase)
    known = told or (_definite(cast, phrase, choose) if _is_at_hand(cast, phrase) else Chosen(None))
    is_anew = known.chain is not None and known.chain.name is None  # “**his** campaign”, where there was another
    owning = cast.document.language.closed_class("owning_pronouns")
    is_theirs = phrase.kind is Kind.DOCUMENT and phrase.determiner in owning  # “**his** plan”, where there are others
    is_anew = is_theirs or (is_anew and phrase.kind is Kind.ORGANIZATION)
    if is_anew and (chain := of_owner(cast, phrase, choose)) is not None:
        return Resolution(chain, "of somebody named", phrase)
    if known.chain is not None:
        _learn_name(known.chain, phrase)
        return Resolution(known.chain, "definite description", phrase, known.sure)
    outlet = outlet_of(cast, phrase)
    if outlet is not None and (chain := named_by(cast, phrase, outlet)) is not None:
        return Resolution(chain, "of somebody named", phrase)
    anew = _named_elsewhere(cast, phrase, choose)
    if anew is not None:
        return anew
    if (heard := _heard_under_noun(cast, phrase)) is not None:
        return Resolution(heard, "definite description", phrase, known.sure)
    return Resolution(_described(cast, phrase), "description", phrase, known.sure)


def _heard_under_noun(cast: Cast, phrase: Phrase) -> Chain | None:
    """“A **Mexican official** said no. … **The official** said”: where nobody by name is meant, the only one
    without a name who spoke under the noun, however far before."""
    language, i = cast.document.language, phrase.head
    if phrase.kind is not Kind.PERSON or phrase.determiner not in language.closed_class("the"):
        return None
    people = (c for c in cast.of_noun[phrase.lemma] if c.kind is Kind.PERSON and c.name is None)
    chain = only_one(c for c in people if min(c.spoke_at, default=i) < i)
    if chain is None or not _adds_nothing(chain, phrase, language):
        return None
    return chain


def _without_choice(cast: Cast, phrase: Phrase, choose: Choose) -> Resolution | None:
    """Whom a description means where the text leaves no choice."""
    if (chain := _under_heading(cast, phrase)) is not None:
        return Resolution(chain, "named above", phrase)
    if links.is_in_small(cast.document, phrase):
        return Resolution(_described(cast, phrase), "description", phrase)
    if _writes_it(cast, phrase):
        chain = cast.author_of(phrase.head)
        return Resolution(chain or _described(cast, phrase), "who signs" if chain else "description", phrase)
    if (chain := _both(cast, phrase, choose) or _pronoun_and_others(cast, phrase, choose)) is not None:
        return Resolution(chain, "definite description", phrase)
    if places_in_two(cast, phrase):
        return Resolution(of_two(cast, phrase), "which of the two named last", phrase)
    if is_the_other(cast, phrase):
        return Resolution(the_other(cast, phrase) or _described(cast, phrase), "the other of two", phrase)
    if (chain := other_under_noun(cast, phrase)) is not None:
        return Resolution(chain, "the other of two", phrase)
    if counts_out(cast, phrase) and (chain := _one(cast, phrase)) is not None:
        return Resolution(chain, "description", phrase)
    for find, rule in _LEAVES_NO_CHOICE:
        if (chain := find(cast, phrase)) is not None:
            return Resolution(chain, rule, phrase)
    return None


def _writes_it(cast: Cast, phrase: Phrase) -> bool:
    """“As **this reporter** revealed”, “**this columnist** has said”: who writes the text, and nobody it tells of."""
    classes = cast.document.language.closed_class
    is_here = phrase.determiner in classes("determiners_of_now") and cast.reading.quotation_of[phrase.head] < 0
    return is_here and not phrase.plural and phrase.lemma in classes("nouns_for_who_writes")


def _is_at_hand(cast: Cast, phrase: Phrase) -> bool:
    """Whether a phrase can mean somebody told of before."""
    return phrase.definite and not _is_told_anew(cast, phrase) and not are_only_some(cast, phrase)


def _is_told_anew(cast: Cast, phrase: Phrase) -> bool:
    """“**the 30 percent** who said no”, “**those surveyed**”: whose number, or what tells of them, makes them others
    than whoever was counted, or pointed to, before."""
    pointing = cast.document.language.closed_class("pointing_to_such")
    tells_itself = phrase.lemma in pointing and " " in phrase.label
    return phrase.kind is Kind.GROUP and (tells_itself or tells_share(cast.document, phrase.core))


def _named_elsewhere(cast: Cast, phrase: Phrase, choose: Choose) -> Resolution | None:
    """Whom the text names where it tells of somebody anew: beside the description, behind it, or as whoever has it."""
    chain = _told_behind_name(cast, phrase) or _told_in_front(cast, phrase) or _told_by_relative(cast, phrase, choose)
    if chain is not None:
        return Resolution(chain, "name", phrase)
    if (chain := _named_behind(cast, phrase)) is not None:
        return Resolution(chain, "named behind", phrase)
    if (chain := of_owner(cast, phrase, choose)) is not None:
        return Resolution(chain, "of somebody named", phrase)
    if phrase.head in cast.withheld:
        return None  # “two senators who asked not to be named”
    are_all = phrase.determiner in cast.document.language.closed_class("words_for_all")  # “**all three**”
    listed = listed_before(cast, phrase) if are_all and not phrase.definite else None
    chain = listed or listed_in_sentence(cast, phrase) or listed_behind(cast, phrase) or named_next(cast, phrase)
    chain = chain or bearer_ahead(cast, phrase)
    return Resolution(chain, "named behind", phrase) if chain is not None else None


def _unnamed_again(cast: Cast, phrase: Phrase) -> Chain | None:
    """“a source close to him said … **That person** said”: whoever spoke last, here or in the paragraph before, if
    that is somebody who was not named."""
    if phrase.plural or phrase.words or phrase.head not in cast.sources:
        return None
    classes, sentences = cast.document.language.closed_class, cast.document.sentences
    points = phrase.determiner in classes("points_to_the_unnamed")
    heard = cast.spoke_last(phrase.head)
    if not points or not (phrase.lemma in classes("nouns_of_the_unnamed") or _is_of_that_sex(cast, phrase, heard)):
        return None
    pointing = phrase.determiner in classes("demonstratives") and heard is not None and heard.level in UNNAMED
    chain = heard if pointing else source_heard(cast, phrase) or heard
    if chain is None or chain.kind is not Kind.PERSON or chain.name is not None or chain.plural:
        return None
    here, last = (
        sentences[cast.document.tokens[i].sentence].paragraph
        for i in (phrase.head, chain.at[bisect_left(chain.at, phrase.head) - 1])
    )
    return chain if here - last <= 1 else None


def _is_of_that_sex(cast: Cast, phrase: Phrase, heard: Chain | None) -> bool:
    """“A worshiper who asked not to be named said no. **The man** said so”: whom a noun for a man or a woman can mean
    who spoke right before, and asked for no name."""
    if heard is None or phrase.lemma not in cast.document.language.closed_class("nouns_for_one_of_a_sex"):
        return False
    gender = gender_of_noun(phrase.lemma, cast.document.language)
    return heard.gender in (None, gender) and not cast.withheld.isdisjoint(heard.at)


_LEAVES_NO_CHOICE: tuple[tuple[Callable[[Cast, Phrase], Chain | None], str], ...] = (
    (listed_beside, "named behind"),
    (listed_in_sentence, "named behind"),
    (_unnamed_again, "definite description"),
    (told_by_issuer, "definite description"),
    (kin_by_surname, "of one surname"),
    (other_of_two, "what the other is to them"),
    (rival_of_two, "what the other is to them"),
    (identified_as, "name"),
    (named_by_name, "name"),
)


def _both(cast: Cast, phrase: Phrase, choose: Choose) -> Chain | None:
    """“**The mayor and the judge** said”: those whom the two descriptions mean, if both are people with a name."""
    if phrase.kind is not Kind.GROUP:
        return None
    document, joining = cast.document, cast.document.language.closed_class("and")
    joint = next((i for i in phrase.core if document.tokens[i].lower in joining), -1)
    before, behind = [i for i in phrase.core if i < joint], [i for i in phrase.core if i > joint]
    if not before or not behind:
        return None
    found: list[Chain] = []
    for part in (before, behind):
        start, end = document.tokens[part[0]].start, document.tokens[part[-1]].end
        own = take_apart(document, cast.name_at, part[-1], start, end)
        if own.form is not Form.DESCRIPTION or own.kind is not Kind.PERSON or own.plural or not own.definite:
            return None
        chosen = _definite(cast, own, choose).chain
        found += [chosen] if chosen is not None and chosen.level is Level.NAMED and not chosen.members else []
    return cast.together((found[0], found[1])) if len({id(c) for c in found}) == 2 else None


def _pronoun_and_others(cast: Cast, phrase: Phrase, choose: Choose) -> Chain | None:
    """“**She and other nurses** said”: whom the pronoun means, if it is somebody with a name, and others who are told
    of only here."""
    document, core = cast.document, phrase.core
    classes, opening = document.language.closed_class, [document.tokens[i] for i in core[:2]]
    if opening[0].lower not in classes("he_and_she") or len(core) <= len(opening):
        return None
    if not _begins(opening[1:], classes("and")):
        return None
    own = take_apart(document, cast.name_at, core[0], opening[0].start, opening[0].end)
    chain = resolve(cast, own, choose).chain
    if chain is None or chain.level is not Level.NAMED or chain.name is None:
        return None
    others = core[3:] if document.tokens[core[2]].lower in classes("owning_pronouns") and core[3:] else core[2:]
    words = document.text[opening[1].start : opening[1].end], *_words_at(document, others)
    known = cast.described.get(" ".join((*chain.name, *words)).lower())
    return known or _group_called(cast, (*chain.name, *words))


def _words_at(document: Document, indices: Sequence[int]) -> list[str]:
    return document.text[document.tokens[indices[0]].start : document.tokens[indices[-1]].end].split()


def _group_called(cast: Cast, name: tuple[str, ...]) -> Chain:
    """Several people of whom one is known by name."""
    chain = Chain(Kind.GROUP, Level.NAMED, name, plural=True)
    cast.add_described(chain)
    return chain


def _told_behind_name(cast: Cast, phrase: Phrase) -> Chain | None:
    """“Kwon Jae-won, **president of the union**, said”, where the source was found to begin behind the name: at the
    head of a sentence that is whose role it is. Not “Ruiz, **officials** said”, “Ana, **the boy**’s aunt, said”."""
    document, first = cast.document, phrase.core[0]
    tokens = document.tokens
    name, behind = cast.name_at.get(first - 2), tokens[phrase.core[-1] + 1 : phrase.core[-1] + 2]
    if name is None or tokens[first - 1].text != "," or _is_parenthesis(document, phrase):
        return None
    if any(token.is_genitive for token in behind):
        return None
    if name.kind is Kind.ORGANIZATION and not name.place:
        return cast.chain_of(name) if _is_firm_behind(document, name, phrase) else None
    if name.kind is not Kind.PERSON:
        return None
    begins = name.first == document.sentences[tokens[first].sentence].first and name.last == first - 1
    is_role = phrase.lemma in document.language.words("role_nouns") and not tokens[phrase.head].has("plural")
    return cast.chain_of(name) if begins and is_role and name.last - 1 not in cast.unsettled else None


def _told_in_front(cast: Cast, phrase: Phrase) -> Chain | None:
    """“**A lawyer** who once sued Acme, **Dana Lund** lost”: the person who is named behind what opens a sentence, and
    is the subject of the same verb."""
    document, head = cast.document, cast.document.tokens[phrase.head]
    is_one = phrase.kind is Kind.PERSON and not phrase.plural and head.relation == "nsubj"
    if not is_one or phrase.core[0] > document.sentences[head.sentence].first + 1 or head.head < head.i:
        return None
    subjects = (c for c in document.children[head.head] if c > head.i and document.tokens[c].relation == "nsubj")
    name = next((name for c in subjects if (name := cast.name_at.get(c)) is not None), None)
    if name is None or name.kind is not Kind.PERSON or document.tokens[name.first - 1].text != ",":
        return None
    return cast.chain_of(name) if name.last - 1 not in cast.unsettled else None


def _is_parenthesis(document: Document, phrase: Phrase) -> bool:
    """“Ruiz, **a clerk** said, knew of the leak”: a comma stands behind the verb, and none before it."""
    behind = document.tokens[phrase.core[-1] + 1 : phrase.core[-1] + 3]
    return len(behind) > 1 and behind[0].upos == "VERB" and behind[1].text == ","


def _told_by_relative(cast: Cast, phrase: Phrase, choose: Choose) -> Chain | None:
    """“With the Harbour Trust, **a group of skippers that** wants lower fees, …”: what is named right before the
    phrase, where the pronoun at the end of it means that, too."""
    document = cast.document
    name, last = cast.name_at.get(phrase.core[0] - 2), document.tokens[cast.reading.token_at(phrase.end - 1)]
    if name is None or name.kind is not Kind.ORGANIZATION or name.place or phrase.kind is Kind.PERSON:
        return None
    if document.tokens[phrase.core[0] - 1].text != "," or not last.is_relative or last.i == phrase.head:
        return None
    chain, pronoun = cast.chain_of(name), take_apart(document, cast.name_at, last.i, last.start, last.end)
    return chain if chain is not None and resolve(cast, pronoun, choose).chain is chain else None


def _is_firm_behind(document: Document, name: Name, phrase: Phrase) -> bool:
    """“Clean Harbours, **a group set up to …**, took in …”: in apposition to a name, or a subject of its verb, too."""
    head, own = document.tokens[phrase.head], document.tokens[name.last - 1]
    if phrase.kind is not Kind.ORGANIZATION or phrase.plural:
        return False
    opens = document.sentences[own.sentence].first == name.first - (document.tokens[name.first - 1].upos in _OWN)
    if opens and phrase.determiner in document.language.closed_class("indefinite_articles"):
        return True
    if head.relation == "appos":
        return name.first <= head.head < name.last
    return head.head == own.head and head.relation == own.relation and own.relation in _SUBJECTS


def _learn_name(chain: Chain, phrase: Phrase) -> None:
    """“A new poll … **the survey, conducted by Harlow College**, …”: named from then on, and so before."""
    if chain.name is None and phrase.level is Level.NAMED and phrase.kind is chain.kind is Kind.DOCUMENT:
        chain.level, chain.name = Level.NAMED, tuple(phrase.label.split())


def of_owner(cast: Cast, phrase: Phrase, choose: Choose = best) -> Chain | None:
    """“**Her** office said”, “Ruiz, **whose** campaign denies it”, “**the newspaper's** editorial”: what somebody named
    has is named by them."""
    kinds = (Kind.ORGANIZATION, Kind.DOCUMENT)
    owned = _owner_in(cast, phrase) if phrase.kind in kinds else None
    own = cast.document.language.closed_class("own")
    if owned is None or not phrase.words.isdisjoint(own):  # “his own brain trust”
        return None
    owner = resolve(cast, owned, choose).chain if owned.form is not Form.NAME else None
    if owner is None or _never_held(cast, phrase, owned, owner):
        return None
    return named_by(cast, phrase, owner)


def _never_held(cast: Cast, phrase: Phrase, owned: Phrase, owner: Chain) -> bool:
    """“the **district attorney's office**”, of somebody who was never called an attorney."""
    language = cast.document.language
    is_office = owned.form is Form.DESCRIPTION and phrase.lemma in language.closed_class("offices_of_places")
    return (
        is_office
        and owner.kind is Kind.PERSON
        and synonyms(owned.lemma, "role_synonyms", language).isdisjoint(owner.roles)
    )


def _owner_in(cast: Cast, phrase: Phrase) -> Phrase | None:
    """The phrase in front of a noun that says whose it is: a pronoun, or a definite description."""
    document, core = cast.document, phrase.core
    first = document.tokens[core[0]]
    if first.lower in document.language.closed_class("owning_pronouns"):
        own = take_apart(document, cast.name_at, first.i, first.start, first.end)
        return own if own.form is Form.PRONOUN else None
    mark = _genitive_in(document, phrase)
    if mark is None or phrase.level is Level.NAMED or mark - 1 not in core:
        return None
    own = take_apart(document, cast.name_at, mark - 1, first.start, document.tokens[mark - 1].end)
    is_definite = own.form is Form.DESCRIPTION and own.definite and not own.plural
    return own if is_definite and own.kind in (Kind.PERSON, Kind.ORGANIZATION) else None


def _genitive_in(document: Document, phrase: Phrase) -> int | None:
    """The mark of “the newspaper**'s** editorial”."""
    return next((i for i in phrase.core if document.tokens[i].is_genitive and i < phrase.head), None)


def named_by(cast: Cast, phrase: Phrase, owner: Chain) -> Chain | None:
    """The organisation or document of a noun that somebody named has, or made."""
    language = cast.document.language
    if owner.name is None or owner.level is not Level.NAMED:
        return None
    if phrase.kind is Kind.ORGANIZATION and is_firm_of_others(phrase.lemma, phrase.words, language):
        return None
    rest = _what_is_owned(cast, phrase)
    known = (c for c in cast.chains if c.kind is phrase.kind and c.name is not None)
    same = [c for c in known if {owner.name[-1].lower(), phrase.lemma} <= {w.lower() for w in c.name or ()}]
    theirs = {word.lower() for word in owner.name}
    whole = (c for c in same if theirs <= {w.lower() for w in c.name or ()})  # no other Trump's foundation
    if (
        chain := next(whole, next((c for c in same if not _has_other_given_name(c, theirs, phrase)), None))
    ) is not None:
        return chain
    name = (*owner.name[:-1], owner.name[-1] + next(iter(language.closed_class("genitive_marks"))), *rest)
    if (chain := cast.described.get(" ".join(name).lower())) is None:
        chain = Chain(phrase.kind, Level.NAMED, name, lemma=phrase.lemma, words=phrase.words)
        cast.add_described(chain)
    return chain


def _has_other_given_name(chain: Chain, own: Set[str], phrase: Phrase) -> bool:
    """“the **Donald J.** Trump Foundation”, of what is Eric Trump's."""
    name = [word.lower() for word in chain.name or ()]
    is_body = chain.kind is Kind.ORGANIZATION
    return is_body and links.is_under_other_name(name, own, {phrase.lemma, *phrase.words})


def owned_before(cast: Cast, phrase: Phrase) -> Phrase | None:
    """“**His foundation** has raised $8 million. **The foundation** hired …”: what somebody has, as the subject of the
    sentence before, where no other of its noun came in."""
    told = _subject_before(cast, phrase) if phrase.kind is Kind.ORGANIZATION else None
    if told is None:
        return None
    others = (token for token in cast.document.by_lemma[phrase.lemma] if told.head < token.i < phrase.head)
    is_owned = _opening(cast, told) in cast.document.language.closed_class("owning_pronouns")
    return told if is_owned and not any(others) else None


def _came_in_before(cast: Cast, phrase: Phrase) -> Phrase | None:
    """“**A second officer** backed Hale's account. **The officer** said …”: one of a noun who came in without a name,
    as the subject of the sentence before, whoever else is one."""
    told, classes = _subject_before(cast, phrase), cast.document.language.closed_class
    if told is None or told.form is not Form.DESCRIPTION or not phrase.kind is told.kind is Kind.PERSON:
        return None
    new = classes("indefinite_articles").keys() | classes("counts_on")  # “**another** officer”
    return told if _opening(cast, told) in new else None


def _subject_before(cast: Cast, phrase: Phrase) -> Phrase | None:
    """“**His foundation** grew. **The foundation** …”: the subject of the sentence before, of the noun of a phrase that
    is no more than “the” and that."""
    document, here = cast.document, cast.document.tokens[phrase.head].sentence
    is_bare = not phrase.words and phrase.core[-1] == phrase.head
    if not (is_bare and here) or phrase.determiner not in document.language.closed_class("the"):
        return None
    subject = subject_of_sentence(document, here - 1)
    if subject < 0 or document.tokens[subject].lemma.lower() != phrase.lemma or subject in cast.name_at:
        return None
    told = links.whole(cast, subject)
    return told if told.head == subject else None


def _opening(cast: Cast, phrase: Phrase) -> str:
    """The first word of a phrase, in small letters."""
    return cast.document.tokens[phrase.core[0]].lower


def _what_is_owned(cast: Cast, phrase: Phrase) -> list[str]:
    """The words of a phrase behind those that say whose it is."""
    tokens, core = cast.document.tokens, phrase.core
    mark = _genitive_in(cast.document, phrase)
    kept = [i for i in core if mark is None or i > mark]
    owning = cast.document.language.closed_class("owning_pronouns")
    if mark is None and len(kept) > 1 and (tokens[kept[0]].upos == "DET" or tokens[kept[0]].lower in owning):
        kept = kept[1:]
    words = cast.document.text[tokens[kept[0]].start : tokens[kept[-1]].end].split() if kept else []
    return words or phrase.label.split()


def _under_heading(cast: Cast, phrase: Phrase) -> Chain | None:
    """“**Ruiz: A closing surge** ¶ **The Ohio governor** was …”: whose name begins the heading over a paragraph is whom
    the single person means who is its first subject."""
    document, reading = cast.document, cast.reading
    here = document.sentences[document.tokens[phrase.head].sentence]
    begins = document.paragraphs[here.paragraph][0] if here.paragraph else -1
    is_one = phrase.kind is Kind.PERSON and phrase.definite and not phrase.owners
    if not is_one or phrase.start != begins:
        return None
    first = reading.token_at(document.paragraphs[here.paragraph - 1][0])
    name = cast.name_at.get(first)
    is_heading = name is not None and name.first == first and document.tokens[name.last].text == ":"
    if name is None or not is_heading or name.kind is not Kind.PERSON or document.tokens[name.last].i >= here.first:
        return None
    chain = cast.chain_of(name)
    if chain is None or phrase.lemma in chain.roles:
        return chain
    return None if links.is_another(cast, phrase, chain) else chain


def _named_behind(cast: Cast, phrase: Phrase) -> Chain | None:
    """News leads with a description and names behind: “**A federal appeals court** ruled … The **U.S. Court of Appeals
    for the Sixth Circuit** …”. In the first paragraphs, what a name told soon after fits in every word."""
    language = cast.document.language
    document, head = cast.document, phrase.head
    here = document.tokens[head].sentence
    if document.sentences[here].paragraph > _LEAD or not _is_plain(phrase, language) or phrase.plural:
        return None
    if (later := _document_behind(cast, phrase)) is not None:
        return later
    telling = links.telling(phrase.words, language) | links.told_before(cast, phrase)
    places = _places_in(cast, phrase)
    for chain in _first_named_in(cast, range(here, here + _SOON + 1)):
        if chain.kind is not phrase.kind or chain.place:
            continue
        if _named_at_first(cast, chain) <= max(head, *phrase.core) or cast.keeps_apart(chain, phrase.lemma, head):
            continue  # “a representative for U.S. Rep. **Al Green**” is nobody named in it
        names = {w.lower() for w in chain.name or ()}
        names |= {w.removesuffix("s") for w in names}  # Court of Appeals: appeal
        if phrase.kind is Kind.DOCUMENT:
            if telling <= names | chain.words and same_noun(chain.lemma, phrase.lemma, "document_synonyms", language):
                return chain
        elif phrase.kind is Kind.ORGANIZATION:
            kinds = links.hypernym(phrase.lemma, language).words
            fits = telling - places <= names and ({phrase.lemma} | kinds) & names
            if fits and not links.is_known_otherwise(cast, phrase, chain):
                return chain
        elif phrase.kind is Kind.PERSON and phrase.lemma in chain.roles:
            told = names | chain.words | chain.roles
            elsewhere = _is_told_with_place(cast, chain)
            if telling - _countries(telling, told, language) - (frozenset() if elsewhere else places) <= told:
                chain.words |= places  # “Gov. Dana Hill”, once told to be **Ohio's**
                return chain
    return None


def _first_named_in(cast: Cast, sentences: range) -> list[Chain]:
    """Who is first named in some sentences: first mentioned there, or in a headline before (“**Newspaper** says”)."""
    named = [c for c in cast.first_mentioned_in(sentences) if c.name is not None]
    tokens, above = cast.document.tokens, range(sentences.start)
    told = [c for c in cast.first_mentioned_in(above) if c.name is not None] if sentences.start <= _SOON else []
    return named + [c for c in told if tokens[_named_at_first(cast, c)].sentence in sentences]


def _named_at_first(cast: Cast, chain: Chain) -> int:
    """The token that ends its first name; its first mention where it has none of its own."""
    own = cast.mentions_of(chain)
    return own[0].last - 1 if own else chain.at[0]


def _is_told_with_place(cast: Cast, chain: Chain) -> bool:
    """“**Utah** Gov. Dana Hill”, “Dana Hill, the governor of **Utah**”: whether a place stands beside it."""
    at = _named_at_first(cast, chain)
    near = (cast.name_at.get(i) for i in range(at - _BESIDE, at + _BESIDE + 1))
    return any(name is not None and name.place for name in near)


_BESIDE = 6  # words around a name


def _places_in(cast: Cast, phrase: Phrase) -> frozenset[str]:
    """“a **Baton Rouge** newspaper”, “the governor of **Aragua**”, “the **state's** governor”: where somebody is, which
    the name need not tell. A mayor is of a place, whatever is known of its name."""
    tokens, language = cast.document.tokens, cast.document.language
    has_place = phrase.lemma in language.closed_class("offices_with_a_place")
    of_places = (i for i in phrase.core if (name := cast.name_at.get(i)) is not None and (name.place or has_place))
    owners = (
        i for i in phrase.core if tokens[i].lower in phrase.owners and links.hypernym(tokens[i].lower, language).place
    )
    return frozenset(tokens[i].lemma.lower() for i in (*of_places, *owners))


def _document_behind(cast: Cast, phrase: Phrase) -> Chain | None:
    """“**A new poll** finds … a **poll by the Harlow Institute** … the **Harlow poll**”: of the documents of its noun
    in the sentences behind the first that is told with whose it is, unless another comes between."""
    document, language = cast.document, cast.document.language
    if phrase.kind is not Kind.DOCUMENT or phrase.level is Level.NAMED:
        return None
    last, alike = document.tokens[phrase.head].sentence + _SOON, document.by_lemma.get(phrase.lemma, [])
    place = bisect_right(alike, phrase.head, key=lambda token: token.i)
    for token in takewhile(lambda token: token.sentence <= last, (alike[n] for n in range(place, len(alike)))):
        found = links.whole(cast, token.i)
        if token.relation == "compound" or found.form is not Form.DESCRIPTION or found.head != token.i:
            continue
        if found.kind is Kind.DOCUMENT and found.level is Level.NAMED and not found.plural:
            return _described(cast, found)
        if found.plural or found.determiner in language.closed_class("determiners_of_new"):
            return None
    return None


def _countries(telling: frozenset[str], told: set[str], language: Language) -> frozenset[str]:
    """“**Austria's** interior minister … Interior Minister Paul Peschorn”: a country is told once, unless the name has
    another."""

    def are_in(words: Iterable[str]) -> frozenset[str]:
        return frozenset(w for w in words if w in language.words("places") or w in language.words("demonyms"))

    return frozenset() if are_in(told) else are_in(telling)


_LEAD, _SOON = 3, 4  # paragraphs from the beginning; sentences from the description to the name


def _is_plain(phrase: Phrase, language: Language) -> bool:
    """With an article, or with nothing before it: no “**one** resident” of several."""
    is_one = phrase.label.partition(" ")[0].lower() in language.closed_class("one")
    return not is_one and (not phrase.determiner or phrase.determiner in language.closed_class("articles"))


def _definite(cast: Cast, phrase: Phrase, choose: Choose) -> Chosen:
    """Whom a definite description means, if it was spoken of before (or is named behind)."""
    told = couple_before(cast, phrase) or owned_before(cast, phrase) or document_that_found(cast, phrase)
    told = told or _came_in_before(cast, phrase)
    if told is not None:
        return Chosen(resolve(cast, told, choose).chain if isinstance(told, Phrase) else told)
    for at_hand in _AT_HAND:
        if (chain := at_hand(cast, phrase)) is not None and not (phrase.kind is Kind.PERSON and chain.members):
            return Chosen(chain)
    if _are_the_most(cast.document, phrase):
        return Chosen(cast.described.get(phrase.label.lower()))
    chosen = links.meant(cast, phrase)
    if chosen.chain is not None and phrase.kind is Kind.PERSON:
        if is_of_no_such_people(cast, phrase, chosen.chain):
            return Chosen(None, chosen.sure)
        return Chosen(rather_subject(cast, phrase, rather_told(cast, phrase, chosen.chain)), chosen.sure)
    if chosen.chain is not None or phrase.kind is Kind.PERSON:
        return chosen
    certain = links.two_at_hand(cast, phrase) or links.called_last(cast, phrase) or _document_called(cast, phrase)
    certain = certain or links.outlet_heard(cast, phrase) or _only_document(cast, phrase) or body_known(cast, phrase)
    certain = certain or body_at_hand(cast, phrase)
    if certain is not None:
        return Chosen(certain)
    if (chain := _description(cast, phrase)) is not None:
        return Chosen(chain)
    return Chosen(_told_earlier(cast, phrase, choose), chosen.sure)


def _told_earlier(cast: Cast, phrase: Phrase, choose: Choose) -> Chain | None:
    """Whom an earlier phrase of the noun means that has joined no chain yet: nobody by name, but for a document, and an
    organisation that was just called after somebody."""
    earlier = _earlier_phrase(cast, phrase)
    found = resolve(cast, earlier, choose).chain if earlier is not None else None
    if found is None or found.name is None:
        return found
    is_document = found.kind is phrase.kind is Kind.DOCUMENT
    owning = cast.document.language.closed_class("owning_pronouns")
    if phrase.determiner in owning and links.is_another(cast, phrase, found):
        return None
    return found if is_document or _is_just_named(cast, found, phrase) else None


_AT_HAND = (
    in_office,
    sides_told,
    those_told_last,
    called_together,
    two_firms,
    listed_before,
    listed_by_role,
    firm_before,
    firm_at_hand,
    body_above_all,
    body_called,
    body_in_sentence,
    body_of_sort,
    party_told,
    unnamed_just_heard,
    source_heard,
    person_of_age,
    young_person,
    who_keeps_surname,
    author_at_hand,
    site_at_hand,
    person_told_last,
)


def _are_the_most(document: Document, phrase: Phrase) -> bool:
    """“even **the most optimistic** Democrats”, “**the oldest** residents”: some of a group, and never all of it."""
    if phrase.kind is not Kind.GROUP or not phrase.plural:
        return False
    before = [document.tokens[i] for i in phrase.core if i < phrase.head]
    most, endings = (document.language.closed_class(name) for name in ("superlatives", "endings_of_superlatives"))
    ends = (t.upos == "ADJ" and t.lemma.lower() != t.lower and t.lower.endswith(tuple(endings)) for t in before)
    return any(ends) or any(a.lower in most and b.upos in ("ADJ", "ADV") for a, b in pairwise(before))


def _is_just_named(cast: Cast, chain: Chain, phrase: Phrase) -> bool:
    """“**Ruiz's campaign** bought time. **The campaign** said …”: an organisation called after somebody, by the same
    noun alone, in this sentence or the two before."""
    if phrase.kind is not Kind.ORGANIZATION or phrase.words or chain.lemma != phrase.lemma:
        return False
    return cast.sentences_back(chain, phrase.core[0]) <= _JUST


_JUST = 2  # sentences back


def _document_called(cast: Cast, phrase: Phrase) -> Chain | None:
    """“the Clean Harbour Act … **the act**”: the document whose name ends in the noun, named last before."""
    language = cast.document.language
    if phrase.kind is not Kind.DOCUMENT or phrase.lemma in language.classes("organization_hypernyms"):
        return None  # “the **Post**”, “the **paper**”
    if phrase.owners or phrase.words - language.words("empty_modifiers"):
        return None
    titled = links.scene_of(cast).titled
    before = (n for n in reversed(cast.names_ending.get(phrase.lemma, ())) if n.first < phrase.core[0])
    name = next((n for n in before if n.first not in titled), None)  # not “A Child's **First Book** of Ships”
    chain = cast.chain_of(name) if name is not None else None
    if chain is not None and not chain.spoke_at:
        chain.kind = Kind.DOCUMENT
    return chain


def _only_document(cast: Cast, phrase: Phrase) -> Chain | None:
    """“the **newspaper's editorial** … **the editorial**”, “A Harlow College study … **the new study**”: the one of its
    noun that was told with whose it is, where no other has come between."""
    language, lemma = cast.document.language, phrase.lemma
    if phrase.kind is not Kind.DOCUMENT or phrase.plural or phrase.owners or phrase.level is Level.NAMED:
        return None
    words = phrase.words - language.closed_class("words_of_news").keys() - language.words("empty_modifiers")
    if lemma in language.classes("organization_hypernyms") or words:
        return None
    same = under_other_names(cast)
    such = (c for c in cast.of_noun[lemma] if c.kind is Kind.DOCUMENT and _mentioned_before(c, phrase))
    of_noun = each_once(same.get(id(c), c) for c in such)
    if len(of_noun) != 1 or of_noun[0].level is not Level.NAMED:
        return None
    at = of_noun[0].at
    last = at[bisect_left(at, phrase.core[0]) - 1]
    between = (i for i in links.scene_of(cast).introduced(lemma) if last < i < phrase.head)
    return None if any(between) else of_noun[0]


def _of_two_generations(cast: Cast, phrase: Phrase, name: Name) -> Chain | None:
    """“**the younger Hale**”, “**the elder Mr. Hale**”: of those of one surname who is told to be somebody's child, or
    is a Jr., or the one who is neither."""
    classes, core = cast.document.language.closed_class, phrase.core
    before = [cast.document.tokens[i].lower for i in core if i < name.first]
    ages = [n for n, which in enumerate(("younger", "elder")) if not classes(which).keys().isdisjoint(before)]
    if len(ages) != 1 or len(name.words) > 1:
        return None
    bearers = cast.bearers_of(name)
    children = classes("roles_of_children").keys() | classes("roles_of_heirs").keys()
    young = [c for c in bearers if (c.name or ("",))[-1].lower() in classes("generations") or c.roles & children]
    fits = young if not ages[0] else [c for c in bearers if c not in young]
    return fits[0] if len(fits) == 1 and len(bearers) > 1 else None


def _named(cast: Cast, phrase: Phrase) -> Chain | None:
    """A name, or several joined by and."""
    assert phrase.name is not None
    if not phrase.also:
        if (chain := _of_two_generations(cast, phrase, phrase.name)) is not None:
            return chain
        settle(cast, phrase)
        return cast.chain_of(phrase.name)
    members = tuple(c for n in (phrase.name, *phrase.also) if (c := cast.chain_of(n)) is not None)
    if len(members) < 2:
        return members[0] if members else None
    return cast.together(members)


# --- descriptions ---------------------------------------------------------------------------------


def _description(cast: Cast, phrase: Phrase) -> Chain | None:
    """“**the Mexican officials**”: an earlier chain without a name that it fits, the most recent first."""
    language = cast.document.language
    fits = [
        c
        for c in cast.near(phrase.core[0], _MEMORY)
        if c.name is None and _fits_description(c, phrase, language) and _mentioned_before(c, phrase)
    ]
    if phrase.lemma in language.closed_class("nouns_of_the_unnamed"):  # “people familiar with it … **the sources**”
        fits = [c for c in fits if c.level is Level.VAGUE] or [c for c in fits if c.spoke_at]
    if not fits:
        return None
    return max(fits, key=lambda c: (_fit(c, phrase), c.at[bisect_left(c.at, phrase.core[0]) - 1]))


def _earlier_phrase(cast: Cast, phrase: Phrase) -> Phrase | None:
    """“**A senior port official** met them. … the official said”: the same noun, not the source of anything yet."""
    language = cast.document.language
    document = cast.document
    here = document.tokens[phrase.head].sentence
    first = document.sentences[max(0, here - _FAR)].first
    for i in range(phrase.core[0] - 1, first - 1, -1):
        token = document.tokens[i]
        if token.upos != "NOUN" or token.lemma.lower() != phrase.lemma or token.relation == "compound":
            continue
        indices = noun_phrase(document, i)
        start, end = document.tokens[indices[0]].start, document.tokens[indices[-1]].end
        earlier = take_apart(document, cast.name_at, i, start, end)
        if (
            earlier.plural == phrase.plural
            and phrase.words - language.words("empty_modifiers") <= earlier.words
            and (earlier.form is Form.NAME or earlier.words > phrase.words)
            and not links.is_one_of_joined(earlier.label, phrase, language)
        ):
            return evolve(earlier, definite=False)
    return None


def _mentioned_before(chain: Chain, phrase: Phrase) -> bool:
    return bool(chain.at) and chain.at[0] < phrase.core[0]


def _adds_nothing(chain: Chain, phrase: Phrase, language: Language) -> bool:
    """Whether a phrase says nothing that the chain doesn't: “the **Mexican** official” of a Mexican one."""
    return phrase.words - language.words("empty_modifiers") <= chain.words | {chain.lemma}


def _fits_description(chain: Chain, phrase: Phrase, language: Language) -> bool:
    if chain.plural != phrase.plural or not _adds_nothing(chain, phrase, language):
        return False
    if links.is_one_of_joined(chain.description or "", phrase, language):
        return False
    if chain.lemma == phrase.lemma:
        return True
    if phrase.kind is Kind.DOCUMENT is chain.kind:
        return same_noun(chain.lemma, phrase.lemma, "document_synonyms", language)
    return phrase.lemma in language.closed_class("nouns_for_anybody") and chain.kind is phrase.kind


def _fit(chain: Chain, phrase: Phrase) -> int:
    return len(phrase.words & chain.words) + (1 if chain.spoke_at else 0)


def _described(cast: Cast, phrase: Phrase) -> Chain:
    """A description that is new, or word for word an earlier one: “Mexican officials” twice."""
    if (another := _another(cast, phrase) or _share(cast, phrase)) is not None:
        return another
    name = (*_label_in_full(cast, phrase).split(), *issued_by(cast, phrase))
    whole = whole_at_hand(cast, phrase.head) if _is_of_them(cast.document.language, phrase) else None
    known = cast.described.get(" ".join(name).lower())
    if known is not None and (whole is None or is_part(cast, known, whole)):
        return known
    if phrase.kind in (Kind.ORGANIZATION, Kind.DOCUMENT) and phrase.level is Level.NAMED:
        chain = Chain(phrase.kind, Level.NAMED, name, lemma=phrase.lemma, words=phrase.words)
    else:
        chain = Chain(
            phrase.kind,
            Level.VAGUE if whole is not None and whole.level is Level.VAGUE else phrase.level,
            description=_label_in_full(cast, phrase),
            lemma=phrase.lemma,
            words=phrase.words,
            plural=phrase.plural,
            number=phrase.number,
            counted_at=count_at(cast.document, phrase.core, phrase.head),
        )
    chain.phrases.append(phrase.core)
    if whole is not None and is_one_of_several(cast.document, phrase.core):  # “one of them … **the captain**”
        chain.lemma, chain.words = one_noun(cast, whole.lemma), whole.words
    cast.add_described(chain)
    if whole is not None:
        note_part(cast, chain, whole)
    return chain


def _label_in_full(cast: Cast, phrase: Phrase) -> str:
    """“**Dana Hill** sold it. **Hill and her team** said”: of somebody by name and others the label, with the name in
    full."""
    are_theirs = phrase.kind is Kind.GROUP and phrase.level is Level.NAMED and phrase.form is Form.DESCRIPTION
    names = (cast.name_at[i] for i in phrase.core if i in cast.name_at) if are_theirs else ()
    name = next(iter(names), None)
    chain = cast.chain_of(name) if name is not None else None
    if name is None or chain is None or chain.kind is not Kind.PERSON or name.text not in phrase.label:
        return phrase.label
    theirs = (GENDER.get(cast.document.tokens[i].lower) for i in phrase.core)
    if name.last - 1 in cast.unsettled or any(
        gender is not None and chain.gender not in (None, gender) for gender in theirs
    ):
        return phrase.label  # “**Hill** and her husband”, where Tom Hill is the husband
    return chain.label + phrase.label.partition(name.text)[2]  # without “nurse” in front


def _is_of_them(language: Language, phrase: Phrase) -> bool:
    """“Two people close to the talks said … **One of them** said”, “**one of the two**”: told no more openly than they
    are."""
    words = [word for word in phrase.label.lower().split() if word not in language.closed_class("the")]
    if len(words) < 3 or words[-2] not in language.closed_class("of"):
        return False
    return words[-1] in language.closed_class("them") or words[-1] in language.closed_class("numerals")


def _another(cast: Cast, phrase: Phrase) -> Chain | None:
    """“One Labour MP said … said **a second**”, “**another** said”: somebody new, of the kind that spoke last."""
    language, before = cast.document.language, cast.spoke_last(phrase.head)
    if phrase.words or not language.closed_class("counts_on").keys() & {phrase.lemma, phrase.label.lower()}:
        return None
    told = before.phrases[-1] if before is not None and before.phrases else ()
    may_be_share = phrase.lemma in language.closed_class("nouns_of_parts") and tells_share(cast.document, told)
    if may_be_share or is_share(cast.document, phrase.core):
        return None  # “Half said yes, and **a third** said no”
    if (thing := _another_thing(cast, phrase)) is not None:
        return thing
    if before is None or before.level not in UNNAMED or before.kind not in (Kind.PERSON, Kind.GROUP):
        return one_of_many(cast, phrase)
    if not may_have_another(cast, before):
        return one_of_many(cast, phrase)
    before = whole_of(cast, before) or before
    label = single(cast, before, phrase.label) if before.kind is Kind.GROUP else None
    if label is None and before.level is Level.VAGUE and before.lemma in language.closed_class("vague_pronouns"):
        return one_of_many(cast, phrase)
    chain = one_like(cast, phrase, before, label or _counted(before, phrase, language))
    note_whole_of(cast, chain, before)
    return chain


def _one(cast: Cast, phrase: Phrase) -> Chain | None:
    """“**one** of them”, “**One** says”: somebody of those told of last, or one more such thing."""
    return _another_thing(cast, phrase) or one_of_many(cast, phrase)


def _another_thing(cast: Cast, phrase: Phrase) -> Chain | None:
    """“**A quiz** asked readers to guess … **Another** notes”, “**one company** says … **another** says … **One**”: one
    more document or body of the noun that spoke last, here or in the sentence before."""
    before, language = cast.spoke_last(phrase.head), cast.document.language
    if before is None or before.kind not in (Kind.DOCUMENT, Kind.ORGANIZATION) or not came_as_one(cast, before, phrase):
        return None
    back = cast.document.tokens[phrase.head].sentence - cast.where_spoke(before, phrase.head).sentence
    label = " ".join((phrase.label, before.lemma)) if before.name else _counted(before, phrase, language)
    return one_like(cast, phrase, before, label) if back <= 1 else None


def _share(cast: Cast, phrase: Phrase) -> Chain | None:
    """“The voters are tired. **Most** said …”: a share of those whom this sentence or the one before is about."""
    language, i = cast.document.language, phrase.head
    word = phrase.label.lower()
    of_any = word in language.closed_class("shares_of_people")
    of_counted = word.split()[-1] in language.closed_class("shares_beside_others")  # “**two others**”
    if phrase.words or not (of_any or of_counted):
        return None
    back = 1 if of_any or " " in word else 0  # a bare “others” only goes with some in its own sentence
    near = (c for c in cast.near(i, back) if c.kind is Kind.GROUP and c.level is Level.DESCRIBED and c.at[0] < i)
    near = (c for c in near if of_any or _is_counted(c, language))
    whole = max(near, key=lambda c: _last_before(cast, c, i), default=None)
    if whole is None:
        return None
    label = _counted(whole, phrase, language)
    if (known := cast.described.get(label.lower())) is not None:
        return known
    chain = Chain(Kind.GROUP, Level.DESCRIBED, description=label, lemma=whole.lemma, words=whole.words, plural=True)
    chain.phrases.append(phrase.core)
    cast.add_described(chain)
    return chain


def _is_counted(chain: Chain, language: Language) -> bool:
    """“**Some voters** stayed at home; others …”: a share, so that another may follow."""
    first, *noun = (chain.description or "").lower().split() or [""]
    shares = language.closed_class("words_for_shares").keys() | language.closed_class("numerals").keys()
    return bool(noun) and first in shares and noun[0] not in language.closed_class("of")


def _last_before(cast: Cast, chain: Chain, i: int) -> tuple[bool, int]:
    """Whether a chain's last mention before a token is a subject, and where it is."""
    at = chain.at[bisect_left(chain.at, i) - 1]
    return is_subject(cast.document, at), at


def _counted(chain: Chain, phrase: Phrase, language: Language) -> str:
    """The label of those whom a word counts among others: a second, “one Labour **MP**”; most, “many **voters**”."""
    noun = (chain.description or "").split()
    shares = language.closed_class("words_for_shares").keys()
    dropped = language.closed_class("numerals").keys() | language.words("empty_modifiers") | shares
    while len(noun) > 1 and noun[0].lower() in dropped:
        noun = noun[1:]
    *before, share = phrase.label.split()
    return " ".join([*before, language.classes("shares_before_nouns").get(share.lower(), share), *noun])


# --- pronouns -------------------------------------------------------------------------------------


def _pronoun(cast: Cast, phrase: Phrase, choose: Choose) -> Resolution:
    """Whom a pronoun means: who is quoted, the author, an antecedent, else whom its own kind of word points to."""
    classes, word = cast.document.language.closed_class, phrase.lemma
    if word in classes("speaking") and (cast.reading.quotation_of[phrase.head] >= 0 or _is_in_turn(cast, phrase)):
        chain = cast.speaks_at(phrase.head)
        return Resolution(chain, "who is quoted" if chain else "in a quotation of nobody known")
    if word in classes("one") and phrase.head in cast.sources and (told := _one(cast, phrase)) is not None:
        return Resolution(told, "description")
    if word in classes("author_or_anybody"):
        signed = cast.author_of(phrase.head) if word in classes("author") else None
        return Resolution(signed, "who signs" if signed else "the author or nobody in particular")
    if word in classes("relative_pronouns") and (meant := _relative(cast, phrase, choose)) is not None:
        return meant
    if (leading := _leading(cast, phrase, choose)) is not None:
        return Resolution(leading, "pronoun")
    if word in GENDER:
        return _he_or_she(cast, phrase, choose)
    if word in classes("pointing_to_several"):
        return _they(cast, phrase, choose)
    if word in classes("pointing_to_things"):
        return _it(cast, phrase, choose)
    if word in classes("vague_pronouns"):
        if (told := _told_together(cast, phrase, choose)) is not None:
            return Resolution(told, "pronoun")
        plural = evolve(phrase, kind=Kind.GROUP, level=Level.VAGUE, plural=True)
        if word in classes("single_and_vague"):
            plural = evolve(plural, kind=Kind.PERSON, plural=False)
        return Resolution(_described(cast, plural), "description")
    return Resolution(None, f"a pronoun that points to nobody: {word}")


def _they(cast: Cast, phrase: Phrase, choose: Choose) -> Resolution:
    """Whom “they” and “both” mean, where the text leaves no choice, else the likeliest."""
    told = _document_before(cast, phrase, choose) or who_says_it(cast, phrase) or pair_before(cast, phrase)
    told = told or told_of_behind(cast, phrase, _BODIES)
    told = told or body_of_clauses(cast, phrase) or goes_on_as_they(cast, phrase)
    told = told or _told_together(cast, phrase, choose) or body_before(cast, phrase)
    told = told or body_in_quotation(cast, phrase)
    several = "no group before the pronoun that fits it"
    if told is not None:
        return Resolution(told, "pronoun")
    if (subject := many_in_subject(cast, phrase)) is not None:
        return Resolution(resolve(cast, subject, choose).chain, "pronoun")
    chosen = links.meant(cast, phrase)
    is_one = chosen.chain is not None and chosen.chain.name is not None and not chosen.chain.plural
    return _by_pronoun(Chosen(None) if is_one and others_may_be_they(cast, phrase.head) else chosen, several)


def _told_together(cast: Cast, phrase: Phrase, choose: Choose) -> Chain | None:
    """Those told of together whom “they”, “both” or “neither” means."""
    told = they_told_of(cast, phrase)
    if not isinstance(told, Phrase):
        return told
    return named_one_by_one(cast, told) or resolve(cast, told, choose).chain


def _relative(cast: Cast, phrase: Phrase, choose: Choose) -> Resolution | None:
    """“Ruiz, **who** said”, “the report, **which** says”: the antecedent; None where there is none."""
    is_thing = phrase.lemma in cast.document.language.closed_class("relative_pronouns_of_things")
    if is_thing and (made := _document_by(cast, phrase.head)) >= 0:
        return _antecedent_speaker(cast, made, choose)
    if (told := _named_before(cast, phrase.head)) is not None:
        return Resolution(told, "name")
    if (head := _whom(cast, phrase.head)) is not None:
        things = cast.document.language.closed_class("pointing_to_things")  # “that”, “which”
        head = _document_about(cast.document, head) if phrase.lemma in things else head
        return (_thing_meant if is_thing else _antecedent_speaker)(cast, head, choose)
    return None


def _document_about(document: Document, noun: int) -> int:
    """“the **report** on her practices that suggested”: the document that is about things which say nothing; else the
    noun itself."""
    language, told = document.language, document.tokens[noun].lemma.lower()
    documents, bodies = language.words("document_nouns"), language.classes("organization_nouns")
    joint = next((c for c in document.children[noun] if c < noun and document.tokens[c].relation == "case"), 0)
    before = document.tokens[joint - 1] if joint else None
    if before is None or told in documents or told in bodies or is_human(told, language):
        return noun
    is_document = before.upos == "NOUN" and before.lemma.lower() in documents
    return before.i if is_document and document.tokens[noun].upos == "NOUN" else noun


_BODIES = (Kind.ORGANIZATION,)


def _he_or_she(cast: Cast, phrase: Phrase, choose: Choose) -> Resolution:
    """Whom “he” and “she” mean, where the text leaves no choice, else the likeliest."""
    gender = GENDER[phrase.lemma]
    if (topic := _topic(cast, phrase) or _named_in_main_clause(cast, phrase)) is not None:
        return Resolution(topic, "pronoun")
    behind = told_of_behind(cast, phrase, (Kind.PERSON,))
    if behind is not None and behind.gender in (None, gender):
        return Resolution(behind, "pronoun")
    if (owner := owner_behind(cast, phrase)) is not None and owner.gender in (None, gender):
        return Resolution(owner, "pronoun")
    if (before := told_of_before(cast, phrase)) is not None:
        told = resolve(cast, before, choose).chain
        is_same = told is not None and told.gender in (None, gender) and not speaks_of(cast, told, phrase.head)
        return Resolution(told if is_same else _described(cast, before), "pronoun")
    among = candidates_for_pronoun(cast, phrase)
    chosen = choose(cast, phrase, "person", among)
    if chosen.chain is not None:
        named = rather_named(cast, phrase, chosen.chain, gender)
        heard = rather_heard(cast, phrase, named, among)
        whole = rather_unnamed(cast, phrase, rather_whole(cast, phrase, heard, among), among)
        whole = rather_theirs(cast, phrase, whole, among)
        whole = rather_of_sentence(cast, phrase, whole, among)
        whole = rather_in_quotation(cast, phrase, rather_just_told(cast, phrase, whole, among), among)
        whole = rather_presented(cast, phrase, whole, among)
        chosen = Chosen(_who_opens_paragraph(cast, phrase, among) or whole, chosen.sure)
    else:
        chosen = Chosen(against_name(cast, phrase), chosen.sure)
    return _by_pronoun(chosen, "no person near the pronoun that fits it")


def _it(cast: Cast, phrase: Phrase, choose: Choose) -> Resolution:
    """The organisation or document that “it”, “this” and “that” mean."""
    if phrase.lemma in cast.document.language.closed_class("personal") and stands_for_clause(
        cast.document, phrase.head
    ):
        return Resolution(None, "a pronoun in the place of a clause")
    if (told := _thing_before(cast, phrase, choose)) is not None:
        return Resolution(told, "pronoun")
    chosen = _thing(cast, phrase)
    if chosen.chain is None:
        found = _document_at_hand(cast, phrase, choose)
        if found is None and (body := body_told_before(cast, phrase)) is not None:
            found = resolve(cast, body, choose).chain
        chosen = Chosen(found, chosen.sure) if found is not None else chosen
    return _by_pronoun(chosen, "no organization or document before the pronoun")


def _is_in_turn(cast: Cast, phrase: Phrase) -> bool:
    """“ORTIZ: As **I** said on Monday, rents are too high.”: whether it stands in what a script has somebody say."""
    script = cast.reading.script
    if script is None:
        return False
    return script.is_said(phrase.start)


def _thing(cast: Cast, phrase: Phrase) -> Chosen:
    """Whom “it” or “this” means; “**which**” never means a person, “**it**” no place where something only was."""
    chosen = links.meant(cast, phrase)
    if chosen.chain is None:
        return chosen
    things = cast.document.language.closed_class("relative_pronouns_of_things")
    is_person = chosen.chain.kind is Kind.PERSON and phrase.lemma in things
    is_none = is_person or _is_only_where(cast, chosen.chain, phrase.head) or _is_model(cast, chosen.chain)
    return Chosen(None) if is_none else chosen


def _is_only_where(cast: Cast, chain: Chain, i: int) -> bool:
    """“The report was written **in Geneva**. It says …”: a place that until then stands only behind such a word."""
    document = cast.document
    where = document.language.closed_class("prepositions_of_places")
    heads = [name.last - 1 for name in cast.mentions_of(chain) if name.last <= i] if chain.place else []
    return links.stand_behind(document, heads, where)


def _is_model(cast: Cast, chain: Chain) -> bool:
    """“NISSAN SENTRA ¶ **The 2020 Sentra** goes on sale. It has a new engine”: what a year tells from others of its
    kind, and no body."""
    is_thing = chain.kind is Kind.ORGANIZATION and not chain.place and not chain.spoke_at
    return is_thing and (chain.name or ("",))[-1].lower() in cast.models


def _by_pronoun(chosen: Chosen, otherwise: str) -> Resolution:
    return Resolution(chosen.chain, "pronoun" if chosen.chain is not None else otherwise, sure=chosen.sure)


def _thing_before(cast: Cast, phrase: Phrase, choose: Choose) -> Chain | None:
    """Which document or organisation a pronoun means that leaves no choice: who goes on speaking, or the subject of the
    clause that its own is joined to."""
    is_it = phrase.lemma in cast.document.language.closed_class("personal")
    if (owner := _owner_before(cast, phrase)) is not None:
        return owner
    if is_it and (doing := thing_that_does(cast, phrase)) is not None:
        return resolve(cast, doing, choose).chain if isinstance(doing, Phrase) else doing
    found = _joined_subject(cast, phrase, choose) or (_says_of_itself(cast, phrase, choose) if is_it else None)
    if is_it and found is None:
        found = goes_on_speaking(cast, phrase) or who_says_it(cast, phrase) or _document_before(cast, phrase, choose)
        found = found or told_of_behind(cast, phrase, _BODIES) or body_of_clauses(cast, phrase)
    return found or (_document_at_hand(cast, phrase, choose, back=_READ) if _only_reads(cast, phrase.head) else None)


def _document_before(cast: Cast, phrase: Phrase, choose: Choose) -> Chain | None:
    """“**Documents** seen by us tell another story. **They** show …”, “**The bill** would help some. **It** says …”: a
    document, or documents, that are the subject of the sentence before, in the same paragraph."""
    document, tokens, i = cast.document, cast.document.tokens, phrase.head
    here = document.sentences[tokens[i].sentence]
    if i not in cast.sources or not is_subject(document, i) or i > here.first + 1 or not tokens[i].sentence:
        return None
    before = document.sentences[tokens[i].sentence - 1]
    subject = subject_of_sentence(document, tokens[i].sentence - 1) if before.paragraph == here.paragraph else -1
    if not before.first <= subject < before.last or subject in cast.name_at:
        return None
    told = links.whole(cast, subject)
    is_meant = told.form is Form.DESCRIPTION and told.kind is Kind.DOCUMENT and told.plural == phrase.plural
    is_meant = is_meant and not tells_what_it_does(cast, i)
    return resolve(cast, told, choose).chain if is_meant and told.head == subject else None


def _only_reads(cast: Cast, i: int) -> bool:
    """““I tried you on the phone,” it **reads**”: what a document says, not who reads one."""
    tokens, before = cast.document.tokens, i - 1
    verb = tokens[i].head
    reads = verb >= 0 and tokens[verb].lemma.lower() in cast.document.language.closed_class("verbs_of_documents")
    return reads and before >= 0 and cast.reading.quotation_of[before] >= 0


_READ = 4  # sentences back in which the document may be told of that “it reads” means


def _owner_before(cast: Cast, phrase: Phrase) -> Chain | None:
    """“**Ohio** has no such law. **Its** ban on dice was the last”: what is named at the head of the sentence before,
    as its subject, where that names nothing else that has anything."""
    document, i = cast.document, phrase.head
    here = document.sentences[document.tokens[i].sentence]
    if phrase.lemma not in document.language.closed_class("neuter_possessives") or i != here.first or not i:
        return None
    before = document.sentences[document.tokens[i].sentence - 1]
    named = [n for n in cast.names_within(before.first, before.last) if n.kind is not Kind.PERSON]
    subject = subject_of_sentence(document, document.tokens[i].sentence - 1)
    is_one = len(named) == 1 and before.paragraph == here.paragraph and named[0].first - before.first <= 1
    is_one = is_one and subject in range(named[0].first, named[0].last) and named[0].kind is Kind.ORGANIZATION
    return cast.chain_of(named[0]) if is_one else None


def _says_of_itself(cast: Cast, phrase: Phrase, choose: Choose) -> Chain | None:
    """“**The agency** has listed the Harlow Party as a threat, **it** said”: the organisation that is the subject of
    what is said before the pronoun, unless that is quoted."""
    document, i = cast.document, phrase.head
    verb = document.tokens[i].head
    if i not in cast.sources or verb < 0 or not is_subject(document, i):
        return None
    clauses = (c for c in document.children[verb] if c < i and document.tokens[c].relation in _SAID)
    subject = subject_of(document, next(clauses, -1)) if verb > i else -1
    if not 0 <= subject < i or cast.reading.quotation_of[subject] >= 0:
        return None
    told = links.whole(cast, subject)
    is_body = told.kind is Kind.ORGANIZATION and told.form is not Form.PRONOUN and not told.plural
    return resolve(cast, told, choose).chain if is_body else None


_SAID = ("ccomp", "parataxis")


def _joined_subject(cast: Cast, phrase: Phrase, choose: Choose) -> Chain | None:
    """“**The jobs report** cheered them, but **it** heralded …”: the document or organisation that is the subject of
    the clause to which that of a source is joined, whatever name stands in or behind it."""
    document, verb = cast.document, cast.document.tokens[phrase.head].head
    is_subject_here = phrase.head in cast.sources and is_subject(document, phrase.head)
    if not is_subject_here or document.tokens[verb].relation != "conj":
        return None
    subject = subject_of(document, document.tokens[verb].head)
    told = links.whole(cast, subject) if 0 <= subject < phrase.head else phrase
    is_thing = told.form is Form.DESCRIPTION and told.kind in (Kind.DOCUMENT, Kind.ORGANIZATION)
    return resolve(cast, told, choose).chain if is_thing and not told.plural else None


def _document_at_hand(cast: Cast, phrase: Phrase, choose: Choose, back: int = 1) -> Chain | None:
    """“Ruiz wrote in the **affidavit**. **It** continued”: the document of which this sentence or the one before tells
    last, whether or not it has spoken."""
    document, i = cast.document, phrase.head
    is_subject_here = document.tokens[i].relation == "nsubj"
    if i not in cast.sources or not is_subject_here or phrase.lemma not in document.language.closed_class("personal"):
        return None  # “this”, “which”
    if tells_what_it_does(cast, i):
        return None
    here = document.tokens[i].sentence
    first = document.sentences[max(0, here - back)].first
    nouns = document.language.words("document_nouns")
    for token in reversed(document.tokens[first:i]):
        if token.upos != "NOUN" or token.lemma.lower() not in nouns or token.relation == "compound":
            continue
        if token.has("plural") or cast.reading.quotation_of[token.i] >= 0 or cast.speaks_at(token.i) is not None:
            continue  # “in a **letter** she said that the plan was dead. It added”
        told = links.whole(cast, token.i)
        is_one = told.form is Form.DESCRIPTION and told.kind is Kind.DOCUMENT and told.head == token.i
        return resolve(cast, told, choose).chain if is_one else None
    return None


def candidates_for_pronoun(cast: Cast, phrase: Phrase) -> list[Chain]:
    """Single people near a pronoun whose gender, if known, is its own."""
    gender = GENDER[phrase.lemma]
    near = cast.near(phrase.head, _FAR)
    fits = [c for c in near if c.kind is Kind.PERSON and c.gender in (None, gender)]
    author = cast.author_of(phrase.head)  # who says “I” of oneself is not “she”
    own = cast.speaks_at(phrase.head) if _is_in_turn(cast, phrase) else None  # nor is who has the turn
    fits = [c for c in fits if c is not author and c is not own and not _is_owned_by(cast, c, phrase)]
    said, asked = named_in_said(cast, phrase.head), _who_is_answered(cast, phrase.head)
    fits = [c for c in fits if c is not asked and not said.holds(c) and not is_spoken_of(cast, c, phrase.head)]
    fits = [c for c in fits if not _is_greeted(cast, c, phrase.head)]
    speaker = speaks_behind(cast, phrase)
    fits = [c for c in fits if c.name is not None or c.gender is not None or speaker not in c.at]
    fits = _without_pairs(cast, phrase.head, fits) if len(fits) > _PAIR else fits
    return cast.nearest(not_barred(cast, phrase.head, fits), phrase.head)


def _is_greeted(cast: Cast, chain: Chain, i: int) -> bool:
    """“Dear **Marjorie**, My sister minds the boys. **She** says …”: who is told of last as the one a letter is to."""
    last = chain.at[bisect_left(chain.at, i) - 1] if chain.name is not None and chain.at[0] < i else -1
    first = cast.name_at[last].first if last in cast.name_at else 0
    return first > 0 and cast.document.tokens[first - 1].lower in cast.document.language.closed_class("greets")


def _without_pairs(cast: Cast, i: int, fits: list[Chain]) -> list[Chain]:
    """“**Lund and Hill** wrote of Moss. **He** wept”: neither of two who were named side by side, whom nothing tells
    apart, where somebody else was named since."""
    last = {id(c): c.at[n - 1] for c in fits if c.name is not None and (n := bisect_left(c.at, i))}
    left = fits
    for pair in (c for c in cast.near(i, _JUST) if len(c.members) == _PAIR):
        at = [last[id(c)] for c in pair.members if id(c) in last]
        others = (last[id(c)] for c in left if id(c) in last and c not in pair.members)
        are_beside = len(at) == _PAIR and max(at) - min(at) <= _SIDE_BY_SIDE and any(j in at for j in pair.at)
        if are_beside and any(other > max(at) for other in others):
            left = [c for c in left if c not in pair.members]
    return left


_PAIR, _SIDE_BY_SIDE = 2, 4  # people; tokens from one name to the next: “and Al B. **Ford**”


def _leading(cast: Cast, phrase: Phrase, choose: Choose) -> Chain | None:
    """Whom “he”, “they” and “it” mean behind a quotation that a clause about somebody leads to."""
    kinds = _kinds_meant(phrase.lemma, cast.document.language)
    subject = leads_in(cast, phrase) if kinds else None
    if subject is None or subject.kind not in kinds:
        return None
    chain, gender = resolve(cast, subject, choose).chain, GENDER.get(phrase.lemma)
    return chain if chain is not None and (gender is None or chain.gender in (None, gender)) else None


def _kinds_meant(pronoun: str, language: Language) -> tuple[Kind, ...]:
    """What a pronoun can mean that speaks."""
    if pronoun in GENDER:
        return (Kind.PERSON,)
    if pronoun in language.closed_class("several_spoken_of"):
        return (Kind.PERSON, Kind.GROUP, Kind.ORGANIZATION)
    return (Kind.ORGANIZATION,) if pronoun in language.closed_class("pointing_to_things") else ()


def _who_is_answered(cast: Cast, i: int) -> Chain | None:
    """“**Lund** asked Coleman, “Did you?” “Yes,” **he** responded”: who asked just before does not answer; nor does it
    whoever asked somebody by name (“**Lund** asked Coleman whether he had. “Yes,” **he** said”)."""
    document, classes = cast.document, cast.document.language.closed_class
    tokens, last = document.tokens, cast.spoke_last(i) if document.tokens[i].head >= 0 else None
    if last is None or cast.sentences_back(last, i) > _ANSWERED:
        return None
    source = cast.where_spoke(last, i)
    if source.head < 0 or tokens[source.head].lemma not in classes("verbs_of_asking"):
        return None
    below = (cast.name_at.get(c) for c in document.children[source.head] if tokens[c].relation in ("obj", "iobj"))
    asked = (cast.chain_of(name) for name in below if name is not None and name.kind is Kind.PERSON)
    genders = (None, GENDER.get(tokens[i].lower))
    asks_somebody = any(chain is not None and chain is not last and chain.gender in genders for chain in asked)
    is_reply = tokens[tokens[i].head].lemma in classes("replies")
    behind_quotation = i > 0 and cast.reading.quotation_of[i - 1] >= 0
    if is_reply or not (asks_somebody and behind_quotation):
        return last if is_reply else None
    return None if _is_request(document, tokens[source.head]) and not _begins_answer(cast, i) else last


def _begins_answer(cast: Cast, i: int) -> bool:
    """““**No**,” he said”: whether the quotation right before a source begins with an answer."""
    first = cast.reading.token_at(cast.reading.outer[cast.reading.quotation_of[i - 1]].span.start)
    return cast.document.tokens[first + 1].lower in cast.document.language.closed_class("words_of_answer")


def _is_request(document: Document, verb: Token) -> bool:
    """“**asked** Coleman in a letter **to** open it”: what the words lead to behind a verb is no question."""
    markers, opens = map(document.language.closed_class, ("infinitive_markers", "question_openers"))
    for token in document.tokens[verb.i + 1 : document.sentences[verb.sentence].last]:
        if token.lower in opens or (token.lower in markers and token.upos == "PART"):
            return token.lower in markers
    return False


_ANSWERED = 3  # sentences from a question to who answers


def _topic(cast: Cast, phrase: Phrase) -> Chain | None:
    """“**As for Ruiz**, after the vote **she** said”: of whom the sentence says that it is about them, where nobody
    else is named before the pronoun."""
    document, i = cast.document, phrase.head
    if i not in cast.sources:
        return None
    first = document.sentences[document.tokens[i].sentence].first
    if tuple(token.lower for token in document.tokens[first : first + _AS_FOR]) not in _topics(document.language):
        return None
    people = {n.first: n for j in range(first, i) if (n := cast.name_at.get(j)) is not None and n.kind is Kind.PERSON}
    if len(people) != 1:
        return None
    (name,) = people.values()
    begins = name.first - (name.title is not None)
    if begins - first > _TOPIC or document.tokens[name.last].text != ",":
        return None
    chain = cast.chain_of(name)
    return chain if chain is not None and chain.gender in (None, GENDER[phrase.lemma]) else None


def _named_in_main_clause(cast: Cast, phrase: Phrase) -> Chain | None:
    """“Even as **he** accused the court of bias, **Ruiz** would not speak of the case”: the subject of the clause that
    the first one of a sentence hangs on, if it is somebody named before, or the text has named nobody."""
    document, i = cast.document, phrase.head
    tokens, here = document.tokens, document.tokens[i]
    clause = tokens[here.head] if here.head >= 0 else here
    opens = i - document.sentences[here.sentence].first <= _OPENING and here.relation == "nsubj"
    if not opens or clause.relation != "advcl" or not i < clause.i < clause.head:
        return None
    name = cast.name_at.get(subject_of(document, clause.head))
    if name is None or name.kind is not Kind.PERSON or not clause.i < name.first or name.last - 1 in cast.unsettled:
        return None
    chain = cast.chain_of(name)
    is_known = chain is not None and (chain.at[0] < i or cast.most_recent(i, None) is None)
    return chain if chain is not None and is_known and chain.gender in (None, GENDER[phrase.lemma]) else None


def _who_opens_paragraph(cast: Cast, phrase: Phrase, among: Sequence[Chain]) -> Chain | None:
    """“¶ **Al Lund II**, a lawyer, later moved to Tarn. **He** teaches”, “¶ Former mayor **Al Lund** was angry. “She
    lies,” **he** wrote”: who of some people is named in full at the head of a paragraph, as the subject of its first
    sentence, which names nobody else, where the next begins with the pronoun, or with a quotation and then it."""
    document, here = cast.document, _begins_at(cast, phrase.head)
    before = document.sentences[here - 1] if here > 0 else document.sentences[0]
    if here <= 0 or before.paragraph != document.sentences[here].paragraph:
        return None
    if here > 1 and document.sentences[here - 2].paragraph == before.paragraph:
        return None
    named = [n for n in cast.names_within(before.first, before.last) if n.kind is Kind.PERSON]
    subject = subject_of_sentence(document, here - 1)
    if len(named) != 1 or subject not in range(before.first, named[0].last):
        return None
    if not is_in_full(named[0].words, document.language):
        return None
    if before.first <= document.tokens[subject].head < named[0].first:
        return None  # “**A nurse** said Kim Ford was calm.”
    if _is_spoken_of(cast, phrase) and not has_child(document, document.tokens[subject].head, "cop"):
        return None  # “¶ **Lionel Messi** scored. “**He** is a joy,” he said”
    is_first = named[0].first - before.first <= _TITLE
    chain = cast.chain_of(named[0]) if is_first and named[0].last - 1 not in cast.unsettled else None
    return chain if chain is not None and chain in among else None


def _is_spoken_of(cast: Cast, phrase: Phrase) -> bool:
    """““**He** is a joy,” he said”: whether the quotation before a pronoun tells of somebody of the same gender."""
    first = cast.reading.quotation_before(phrase.head)
    said = cast.document.tokens[first : phrase.head] if first >= 0 else ()
    return GENDER[phrase.lemma] in (GENDER.get(token.lower) for token in said)


def _begins_at(cast: Cast, i: int) -> int:
    """The sentence that begins with a token, or with the quotation right before it; -1 where none does."""
    document, quoted = cast.document, cast.reading.quotation_before(i)
    first = quoted if quoted >= 0 else i
    here = document.tokens[first].sentence
    return here if document.sentences[here].first == first else -1


_TITLE = 3  # words of “Former Lt. Gov.”
_OPENING = 3  # words of “even as he”


@cache
def _topics(language: Language) -> frozenset[tuple[str, ...]]:
    """How a sentence begins that says whom it is about: “as for”."""
    return frozenset(tuple(words.split("-")) for words in language.closed_class("opens_topics"))


_AS_FOR, _TOPIC = 2, 4  # words of “as for”; words from the beginning to the name, as “As for Councillor Jan Pryce”


def _is_owned_by(cast: Cast, chain: Chain, phrase: Phrase) -> bool:
    """“She told **her mother**”: whom one speaks to, met as one's own, is not oneself."""
    document, first = cast.document, chain.at[0]
    if chain.name is not None or first <= phrase.head:
        return False
    below = (document.tokens[c] for c in document.children[first])
    return any(token.deprel == "nmod:poss" and GENDER.get(token.lower) is GENDER[phrase.lemma] for token in below)


def _named_before(cast: Cast, i: int) -> Chain | None:
    """Who is named before a relative clause, with or without an apposition between: “with **Clinton**, who believes”,
    “**Harlan Crow**, a Texas developer, who had backed”, “**Ann Ford and Kay Lund**, nurses who remember”."""
    tokens = cast.document.tokens
    word, comma = tokens[i].lower, tokens[i - 1].text == ","
    if _are_examples(cast, i):
        return None
    if comma and word in _BEHIND_COMMAS and (chain := _named_at(cast, i - 2, _BEHIND_COMMAS[word])) is not None:
        return chain
    if comma and word in _OF_PEOPLE and (chain := _apposed_before(cast, i - 2)) is not None:
        return chain
    noun = tokens[i - 2 if comma else i - 1]
    if noun.relation in _SUBJECTS or not (noun.upos == "NOUN" or _is_such_in_capitals(cast, noun)):
        return None
    before = range(noun.i - 1, max(0, noun.i - _APPOSITION), -1)
    begins = next((j for j in before if not (_leads_on(tokens[j]) or _joins_roles(tokens, j))), 0)
    if tokens[begins].text != ",":
        return None
    is_person = is_human(noun.lemma.lower(), cast.document.language)
    if noun.text.lower() == noun.lemma.lower() or noun.upos == "PROPN":
        return _named_at(cast, begins - 1, _PEOPLE if is_person else _FIRMS)
    return next((c for c in cast.chains_at(begins - 1) if c.members), None) if is_person else None


def _apposed_before(cast: Cast, i: int) -> Chain | None:
    """“**Dana Hill**, the top Democrat on the **Ports Committee**, who said”: whose apposition ends in no person."""
    document = cast.document
    name, token = cast.name_at.get(i), document.tokens[i]
    if name is None or name.kind is not Kind.ORGANIZATION or _is_human_at(cast, i):
        return None
    for _ in range(_ARCS):
        above = cast.name_at.get(token.head)
        if token.relation == "appos" and above is not None and above.kind is Kind.PERSON:
            return _named_at(cast, above.last - 1, _PEOPLE)
        if token.head < 0 or token.relation not in _HANGING:
            return None
        token = document.tokens[token.head]
    return None


_ARCS, _HANGING = 5, ("nmod", "flat", "compound", "obl", "appos")
_OF_PEOPLE = ("who", "whom")


def _is_such_in_capitals(cast: Cast, noun: Token) -> bool:
    """“Dana Kowal, lifelong **Republican** who”: one of a class that is written in capitals."""
    is_one = noun.upos == "PROPN" and not noun.has("plural_name") and noun.i not in cast.name_at
    return is_one and noun.lower in cast.document.language.words("group_names")


def _are_examples(cast: Cast, i: int) -> bool:
    """“young voters such as Borders, who **are** tired”: said of many, not of the one whom they are told by."""
    return _example_begins(cast, i) < i


def _example_begins(cast: Cast, i: int) -> int:
    """Where “such as Borders” begins before a relative clause of many; the pronoun itself where nothing such is."""
    tokens, classes = cast.document.tokens, cast.document.language.closed_class
    name = cast.name_at.get(i - 2 if tokens[i - 1].text == "," else i - 1)
    many = i + 1 < len(tokens) and tokens[i + 1].lower in classes("verbs_of_many")
    if not many or name is None or name.first < _SUCH or tokens[name.first - _SUCH].lower not in classes("such"):
        return i
    return name.first - _SUCH


_SUCH = 2  # words of “such as”


def _named_at(cast: Cast, i: int, kinds: frozenset[Kind]) -> Chain | None:
    """Whose name ends at a token, if it is of some kinds."""
    name = cast.name_at.get(i)
    if name is None or name.last - 1 != i or name.kind not in kinds or name.place:
        return None
    tokens = cast.document.tokens
    phrase = take_apart(cast.document, cast.name_at, i, tokens[name.first].start, tokens[i].end)
    return _named(cast, phrase) if phrase.form is Form.NAME else None


def _joins_roles(tokens: Sequence[Token], i: int) -> bool:
    """“a banker **and** former official”: one somebody under one article, no second one behind it."""
    return tokens[i].upos == "CCONJ" and tokens[i + 1].upos != "DET" and tokens[i - 1].upos == "NOUN"


def _leads_on(token: Token) -> bool:
    """Whether a noun phrase can go on to the left with a token."""
    return token.text == "-" or token.relation == "amod" or token.upos in _IN_APPOSITION


_PEOPLE, _FIRMS = frozenset({Kind.PERSON}), frozenset({Kind.ORGANIZATION})
_BEHIND_COMMAS = {"who": _PEOPLE, "whom": _PEOPLE, "which": _FIRMS, "whose": _PEOPLE | _FIRMS}
_APPOSITION = 12  # words that an apposition has at most
_SUBJECTS = ("nsubj", "csubj")
_OWN = ("DET", "PRON")  # “**The** Harbour Trust”, “**Our** Harbour PAC”
_IN_APPOSITION = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "ADP", "ADV", "PART"})


def _whom(cast: Cast, i: int) -> int | None:
    """The antecedent; of “who” a human being, the nearest before it where the parse has none."""
    document, tokens, classes = cast.document, cast.document.tokens, cast.document.language.closed_class
    found = antecedent(document, i)
    if (
        found is None
        and i
        and tokens[i - 1].lower in classes("and")
        and (before := _relative_before(document, i)) is not None
    ):
        return _whom(cast, before)
    if found is None and tokens[i].lower in classes("relative_pronouns_of_things"):
        return _noun_before(document, i)
    if tokens[i].lemma.lower() not in classes("relative_pronouns_of_people"):
        return found
    is_far = found is not None and tokens[found].lemma.lower() in GENDER and found < i - 1  # “**he** met those who”
    if found is not None and _is_human_at(cast, found) and not is_far:
        return found
    first = document.sentences[tokens[i].sentence].first
    begins = _example_begins(cast, i)  # “young **voters** such as Borders, who are tired”
    human = next((j for j in range(begins - 1, first - 1, -1) if _is_human_at(cast, j)), None)
    return human if human is not None else _body_before(cast, i, found)


def _body_before(cast: Cast, i: int, found: int | None) -> int | None:
    """“referred questions to the **police**, who declined to comment”: the organisation right before “who”, where what
    the parse has is none; else what the parse has."""
    bodies, right_before = cast.document.language.classes("organization_nouns"), _noun_before(cast.document, i)
    is_body = [j is not None and cast.document.tokens[j].lemma.lower() in bodies for j in (found, right_before)]
    return right_before if is_body == [False, True] else found


def _noun_before(document: Document, i: int) -> int | None:
    """“sent back to the lower **courts**, which have ruled”: the noun before the comma, where the parse has none."""
    before = document.tokens[i - 2] if i > 1 and document.tokens[i - 1].text == "," else None
    if before is not None and before.upos == "VERB":  # “once the **video** was released, which showed”
        return next((c for c in document.children[before.i] if document.tokens[c].deprel in _PASSIVE), None)
    return before.i if before is not None and before.upos in ("NOUN", "PROPN") else None


_PASSIVE = ("nsubj:pass",)


def _relative_before(document: Document, i: int) -> int | None:
    """“Ford, **whom** the mayor appointed, and who …”: the relative pronoun that an “and who” goes on from."""
    first = document.sentences[document.tokens[i].sentence].first
    people = document.language.closed_class("relative_pronouns_of_people")
    return next((j for j in range(i - 2, first, -1) if document.tokens[j].lower in people), None)


def _is_human_at(cast: Cast, i: int) -> bool:
    """Whether a token heads a person's name or a noun for people."""
    language = cast.document.language
    name = cast.name_at.get(i)
    if name is not None:
        return name.kind in (Kind.PERSON, Kind.GROUP, Kind.UNKNOWN) or are_class(cast.document, name)
    token = cast.document.tokens[i]
    if token.upos == "PRON":
        lemma = token.lemma.lower()
        classes = map(language.closed_class, ("vague_pronouns", "several_spoken_of"))
        return lemma in GENDER or any(token.lower in members or lemma in members for members in classes)
    if token.lower in language.closed_class("collective_people"):  # “64 **percent** who say”
        return True
    return token.upos in ("NOUN", "PROPN", "NUM", "ADJ") and is_human(token.lemma.lower(), language)


def antecedent(document: Document, i: int) -> int | None:
    """The noun that a relative clause with this pronoun modifies."""
    at = document.tokens[i]
    for _ in range(6):
        if at.head < 0:
            return None
        if at.deprel in ("acl:relcl", "acl"):
            return _human(document, at.head, i) if at.head < i else None
        at = document.tokens[at.head]
    return None


def _human(document: Document, head: int, i: int) -> int:
    """“one **Democrat** familiar with the campaign's organization who …”: who is no organization."""
    language = document.language
    if document.tokens[i].lemma.lower() not in language.closed_class("relative_pronouns_of_people"):
        return head
    at = document.tokens[head]
    abstract = tuple(language.closed_class("endings_of_abstracts"))
    if at.upos == "NOUN" and at.lemma.lower().endswith(abstract) and document.tokens[i - 1].upos in ("NOUN", "PROPN"):
        return i - 1
    while (
        at.upos == "NOUN"
        and at.head >= 0
        and at.relation in ("nmod", "obl", "compound")
        and (
            at.lemma.lower() in language.classes("organization_nouns")
            or at.lemma.lower() in language.words("document_nouns")
        )
    ):
        at = document.tokens[at.head]
        if at.upos == "ADJ" and at.head >= 0:
            at = document.tokens[at.head]
    return at.i if at.upos in ("NOUN", "PROPN", "PRON") else head


def _document_by(cast: Cast, i: int) -> int:
    """“a **report** by engineers at Harlow, which says”: the document that whoever is told before “which” made."""
    document, nouns = cast.document, cast.document.language.words("document_nouns")
    at = document.tokens[max(0, i - 2)]
    while at.head >= 0 and at.relation in _IN_COMPLEMENTS:
        made = made_by(document, at.i, "agents")  # not “a letter from Acme, which said”
        if made >= 0 and document.tokens[made].lemma.lower() in nouns:
            return made
        at = document.tokens[at.head]
    return -1


_IN_COMPLEMENTS = ("nmod", "flat", "appos", "compound", "obl")


def _thing_meant(cast: Cast, head: int, choose: Choose) -> Resolution:
    """Whom “which” means by its antecedent: nobody, but “the **report** by Ana Ruiz, which says”, or its title."""
    found = _antecedent_speaker(cast, head, choose)
    if found.chain is None or found.chain.kind is not Kind.PERSON:
        return found
    work = work_of(cast, head)
    if work is None and (made := made_by(cast.document, head)) >= 0:
        return _antecedent_speaker(cast, made, choose)
    return Resolution(work, "name") if work is not None else found


def _subject_described(cast: Cast, head: int, choose: Choose) -> Resolution | None:
    """“**Ruiz** is a lawyer who has argued”: of whom the antecedent is said, if that is a name or “he” or “she”."""
    if (subject := said_of(cast.document, head)) < 0:
        return None
    told = links.whole(cast, subject)
    if told.form is not Form.NAME and told.lemma not in GENDER:
        return None
    found = resolve(cast, told, choose)
    is_one = found.chain is not None and found.chain.kind in (Kind.PERSON, Kind.ORGANIZATION)
    return found if is_one and found.chain is not None and not found.chain.members else None


def _is_second_of_two(document: Document, noun: int) -> bool:
    """“Ann Lund, a nurse and **a teacher** who said”: a noun with an article of its own behind “and”, and no comma
    before what is told of it."""
    tokens = document.tokens
    article = next((j for j in range(noun - 1, max(0, noun - _OWN_ARTICLE), -1) if tokens[j].upos == "DET"), 0)
    goes_on = noun + 1 < len(tokens) and tokens[noun + 1].opens_relative
    return article > 1 and goes_on and tokens[article - 1].upos == "CCONJ" and tokens[article - 2].upos == "NOUN"


_OWN_ARTICLE = 4  # tokens before a noun that its article stands in


def _name_at(cast: Cast, i: int) -> int:
    """The token of a name at which others hang, or which its title precedes at which they do (“**Rep.** Al Ford, a
    nurse who”); -1 where no name is there."""
    behind = cast.name_at.get(i + 1)
    is_title = behind is not None and behind.title is not None and behind.first == i + 1
    return i if i in cast.name_at else i + 1 if is_title else -1


def _antecedent_speaker(cast: Cast, head: int, choose: Choose) -> Resolution:
    """“**Officials** who attended said …”."""
    document = cast.document
    if (told := _subject_described(cast, head, choose)) is not None:
        return told
    named = _name_at(cast, document.tokens[head].head) if document.tokens[head].relation == "appos" else -1
    if _is_second_of_two(document, head):
        is_theirs = document.tokens[head].head in cast.sources  # “said **Ann Lund**, a nurse and a teacher who says”
    else:
        is_theirs = not is_beside(document, head)  # “**McConnell**, now the leader, who”
    head = named if named >= 0 and is_theirs else head
    indices = noun_phrase(document, head)
    cut = next((n for n, i in enumerate(indices) if i > head and document.tokens[i].opens_relative), len(indices))
    indices = indices[:cut] or [head]
    start, end = document.tokens[indices[0]].start, document.tokens[indices[-1]].end
    return resolve(cast, take_apart(document, cast.name_at, head, start, end), choose)
