"""Whom “they”, “both”, “the couple”, “the brothers” and “the three men” mean: several who were told of together, as a
list of names, or as the subject of a sentence (“a nurse and a porter”, “Lund and his wife”)."""

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from quoteattr.language import Language
from quoteattr.records import Kind, Level
from quoteattr.runtime.asked import asked_once
from quoteattr.speakers import links
from quoteattr.speakers.cast import Cast, Chain, each_once
from quoteattr.speakers.names.name import Name, surname_of
from quoteattr.speakers.not_among import are_no_two, count_of, is_not_among
from quoteattr.speakers.phrases import Form, Phrase, is_human, take_apart
from quoteattr.speakers.ranking import gender_of_noun, is_subject, synonyms
from quoteattr.speakers.spots import subject_of, subject_of_sentence
from quoteattr.text.document import Document, Token
from quoteattr.text.tree import has_child, preposition

_FAR = 12  # sentences back in which several may be told of together that a description means
_NEAR = 3  # sentences back that “they” may look
_TWO = 2


# --- who is told of together ----------------------------------------------------------------------


def gather_several(cast: Cast) -> None:
    """Let those at hand who are the subject of a sentence together, and what the text calls them."""
    for number in range(len(cast.document.sentences)):
        phrase = _listed_in_subject(cast, number)
        if phrase is None or phrase.name is None:
            continue
        names = (phrase.name, *phrase.also)
        members = each_once(map(cast.chain_of, names))
        if len(members) < _TWO or any(n.last - 1 in cast.unsettled for n in names):
            continue
        chain, last = cast.together(tuple(members)), names[-1].last - 1
        if last not in chain.at:
            cast.mention(chain, last)
    for chain in cast.chains:
        if chain.members and chain.name is not None:
            for i in chain.at:
                _note_roles(cast, chain, i)


def _listed_in_subject(cast: Cast, number: int) -> Phrase | None:
    """“**Senators Dana Hill and Al Ford** met”: the names that are a sentence's subject, by all that stands before the
    verb, whatever the parse hangs them on."""
    document = cast.document
    stretch = _subject_stretch(document, number)
    if stretch is None or len(cast.names_within(stretch[0], stretch[1])) < _TWO:
        return None
    phrase = _phrase_of(cast, stretch)
    return phrase if phrase.form is Form.NAME and phrase.also else None


def _subject_stretch(document: Document, number: int) -> tuple[int, int] | None:
    """The tokens before the verb of a sentence's first clause, where its subject opens the sentence."""
    sentence, subject = document.sentences[number], subject_of_sentence(document, number)
    verb = document.tokens[subject].head if subject >= 0 else -1
    if not sentence.first <= subject < verb:
        return None
    beside = (c for c in document.children[verb] if subject < c < verb and _is_beside_verb(document.tokens[c]))
    begin, end = sentence.first, min(beside, default=verb)
    return (begin, end) if end - begin <= _STRETCH else None


_STRETCH = 40  # tokens of a list with what is said of its members


def _is_beside_verb(token: Token) -> bool:
    return token.relation in ("aux", "cop", "advmod")


def _phrase_of(cast: Cast, stretch: tuple[int, int]) -> Phrase:
    document, (begin, end) = cast.document, stretch
    head = next((i for i in range(begin, end) if document.tokens[i].relation == "nsubj"), begin)
    return take_apart(document, cast.name_at, head, document.tokens[begin].start, document.tokens[end - 1].end)


def joined_before(cast: Cast, i: int, back: int) -> Phrase | None:
    """“**A nurse and a porter** found her. … They said”, “**Lund and his wife** sold it. … The couple said”: the last
    sentence before a token whose subject is several without a name, or with others."""
    document, here = cast.document, cast.document.tokens[i].sentence
    for number in range(here - 1, max(-1, here - 1 - back), -1):
        if (phrase := _joined_in_subject(cast, number) or _joined_in_said(cast, number)) is not None:
            return phrase
        if document.sentences[number].paragraph < document.sentences[here].paragraph - 1:
            return None
    return None


def _joined_in_clause(cast: Cast, i: int) -> Phrase | None:
    """“**Lund and her husband** drove on until **they** had no fuel”: several without a name, or with others, who are
    the last subject before a token in its sentence."""
    document = cast.document
    first = document.sentences[document.tokens[i].sentence].first
    subject = next((t for t in reversed(document.tokens[first:i]) if t.relation == "nsubj"), None)
    if subject is None or cast.reading.quotation_of[subject.i] != cast.reading.quotation_of[i]:
        return None
    return _as_joined(cast, _joined_phrase(cast, subject.sentence, subject.i))


def named_one_by_one(cast: Cast, phrase: Phrase) -> Chain | None:
    """“Voss met his wife, Ana. **Voss and his wife** left”: those whom the parts of such a phrase mean, if the text
    names each of them elsewhere."""
    document = cast.document
    parts = [i for i in phrase.core if document.tokens[i].relation in ("nsubj", "conj")]
    found: dict[int, Chain] = {}
    for i in parts:
        name = cast.name_at.get(i)
        at = name.last - 1 if name is not None else i
        chain = next((c for c in cast.chains_at(at) if not c.members), None)
        if chain is None or chain.name is None or chain.kind is not Kind.PERSON or chain.level is not Level.NAMED:
            return None
        found[id(chain)] = chain
    is_source = any(i in cast.sources for i in parts)
    return cast.together(tuple(found.values())) if len(found) == len(parts) > 1 and not is_source else None


@asked_once
def _joined_in_subject(cast: Cast, number: int) -> Phrase | None:
    """The phrase for several of whom not all have names that is a sentence's subject."""
    subject = subject_of_sentence(cast.document, number)
    if subject < 0 or cast.reading.quotation_of[subject] >= 0:
        return None
    return _as_joined(cast, _joined_phrase(cast, number, subject))


def _joined_in_said(cast: Cast, number: int) -> Phrase | None:
    """“Ford said **he and his brother** would move. … They said”: who is the subject of what a sentence says, if that
    is who says it, with others."""
    document = cast.document
    subject = subject_of_sentence(document, number)
    verb = document.tokens[subject].head if subject >= 0 else -1
    told = (c for c in document.children[verb] if document.tokens[c].relation == "ccomp") if verb >= 0 else ()
    within = (subject_of(document, clause) for clause in told)
    at = next((i for i in within if i > subject and cast.reading.quotation_of[i] < 0), -1)
    if at < 0 or document.tokens[at].lower not in document.language.closed_class("he_and_she"):
        return None
    return _as_joined(cast, _joined_phrase(cast, number, at))


def _as_joined(cast: Cast, phrase: Phrase | None) -> Phrase | None:
    """A phrase for a group by an “and”."""
    document, joints = cast.document, cast.document.language.closed_class("and")
    if phrase is None:
        return None
    if phrase.form is not Form.DESCRIPTION or phrase.kind is not Kind.GROUP:
        return None
    are_joined = any(document.tokens[j].lower in joints for j in phrase.core)
    return phrase if are_joined and phrase.plural else None


def _joined_phrase(cast: Cast, number: int, subject: int) -> Phrase | None:
    """The subject with those whom the parse joins to it, or with “and **a** colleague” before the verb."""
    document = cast.document
    below = [document.tokens[c] for c in document.children[subject] if c > subject]
    joined = [token.i for token in below if token.relation == "conj"]
    if joined:
        return links.whole(cast, subject) if all(_is_somebody(cast, j) for j in (subject, *joined)) else None
    joints = document.language.closed_class("and")
    apposed = (token for token in below if token.relation == "appos" and _is_somebody(cast, token.i))
    are_joined = any(document.tokens[c].lower in joints for token in apposed for c in document.children[token.i])
    stretch = _subject_stretch(document, number) if are_joined else None
    return _phrase_of(cast, stretch) if stretch is not None else None


def _is_somebody(cast: Cast, i: int) -> bool:
    token, name = cast.document.tokens[i], cast.name_at.get(i)
    if name is not None:
        return name.kind is Kind.PERSON
    if token.lower in cast.document.language.closed_class("he_and_she"):
        return True
    return token.upos == "NOUN" and is_human(token.lemma.lower(), cast.document.language)


# --- what they are called -------------------------------------------------------------------------


def _note_roles(cast: Cast, chain: Chain, last: int) -> None:
    """“**Brothers** Al and Bo Ford”, “the film's **directors**, Ann Lund and Bo Ford,”, “Lund and Ford, both
    **teachers**,”: the plural noun beside a list of names."""
    document = cast.document
    first = _first_of(cast, chain, last)
    before = document.tokens[first - 1] if first > 0 else None
    if before is not None and before.text in (",", ":"):
        before = document.tokens[first - 2] if first > 1 else None
    nouns = [before] if before is not None and before.i not in cast.name_at else []
    if document.tokens[last + 1 : last + 2] and document.tokens[last + 1].text == ",":
        behind = document.tokens[last + 2 : last + 2 + _APPOSED]
        end = next((n for n, t in enumerate(behind) if t.upos not in _IN_GROUPS), len(behind))
        end *= end == len(behind) or behind[end].upos in ("PUNCT", "ADP")  # not “Lund, the **guards** said”
        nouns += [t for t in behind[:end] if t.i not in cast.name_at][-1:]
    for noun in nouns:
        if noun.sentence == document.tokens[last].sentence and (lemma := _plural_noun(noun)):
            _called(cast).setdefault(id(chain), set()).add(lemma)


@asked_once
def _called(cast: Cast) -> dict[int, set[str]]:
    """What the text calls those of each list, by its identity, as far as noted."""
    return {}


_APPOSED, _IN_GROUPS = 6, ("NOUN", "ADJ", "DET", "NUM", "PROPN", "PRON", "ADV")


def _plural_noun(token: Token) -> str:
    """The lemma of a noun in the plural, also in capitals."""
    is_many = token.has("plural") or token.has("plural_name")
    return token.lemma.lower().rstrip(".") if is_many and token.upos in ("NOUN", "PROPN") else ""


def _first_of(cast: Cast, chain: Chain, last: int) -> int:
    """The first token of a list that ends at another: that of the names before it which are its members'."""
    members, name = {id(c) for c in chain.members}, cast.name_at.get(last)
    first = name.first if name is not None else last
    begin = cast.document.sentences[cast.document.tokens[last].sentence].first
    for other in reversed(cast.names_within(begin, first)):
        known = cast.known_by(other)
        if known is not None and id(known) in members:
            first = other.first
        elif known is None or not known.place:  # “Dana Hill of **Ohio** and Al Ford”
            break
    return first - _titles(cast, first)


def _titles(cast: Cast, first: int) -> int:
    """How many tokens of a title in small words stand before a name: “**Sen.** Al Ford”."""
    name = cast.name_at.get(first)
    return int(name is not None and name.title is not None and cast.document.tokens[first - 1].text.istitle() and
               not _plural_noun(cast.document.tokens[first - 1]))  # fmt: skip


def called_together(cast: Cast, phrase: Phrase) -> Chain | None:
    """“**The brothers**”, “**the senators**”, “**the couple**”, “**the three men**”, “**both companies**”: the list of
    names told last that the noun fits."""
    if not _is_bare(cast, phrase):
        return None
    if (lands := _lands_before(cast, phrase)) is not None:
        return lands
    lists = [(at, c) for at, c in _lists_before(cast, phrase.head, _FAR) if _fits_number(cast, phrase, c)]
    lists = [(at, c) for at, c in lists if not is_not_among(cast, phrase, c, None)]
    lists.sort(key=lambda found: (found[0], len(found[1].members)), reverse=True)
    language = cast.document.language
    called = synonyms(phrase.lemma, "role_synonyms", language) | {phrase.lemma}
    for at, chain in lists:
        if not called.isdisjoint(_called(cast).get(id(chain), ())) and not _came_in(cast, phrase, at):
            return chain
    if lists and _came_in(cast, phrase, lists[0][0]):
        return None
    fits = next(((at, chain) for at, chain in lists if _may_be_called(cast, phrase, chain)), None)
    if fits is None:
        are_any = not lists and phrase.lemma in language.closed_class("words_for_two")  # “**both** said”
        return _last_two_heard(cast, phrase) if are_any else None
    others = _others_since(cast, phrase, fits[1], fits[0])
    if not others:
        return fits[1]
    is_any = phrase.lemma in language.closed_class("counting_two") and len(others[-1]) == _TWO
    return cast.together(tuple(others[-1])) if is_any else None


def those_told_last(cast: Cast, phrase: Phrase) -> Chain | None:
    """“He beat Voss and Lund. He had met **those former rivals** before”: the list told last, in this sentence or the
    one before, where the text tells of no other several since."""
    document, i = cast.document, phrase.head
    those = document.language.closed_class("those")
    if phrase.determiner not in those or not phrase.plural or phrase.kind is not Kind.GROUP or phrase.owners:
        return None
    behind = document.tokens[phrase.core[-1] + 1 : phrase.core[-1] + 2]
    if phrase.core[-1] != i or any(t.is_relative or t.upos == "ADP" for t in behind):
        return None
    if not phrase.words or not is_human(phrase.lemma, document.language):
        return None
    at, chain = max(_lists_before(cast, i, 1), key=lambda found: (found[0], len(found[1].members)), default=(-1, None))
    if chain is None or not all(member.kind is Kind.PERSON for member in chain.members):
        return None
    between = (t for t in document.tokens[at + 1 : phrase.core[0]] if not _is_of(cast, t, chain.members))
    fits = _fits_number(cast, phrase, chain) and not is_not_among(cast, phrase, chain, None)
    return chain if fits and not any(_is_many(cast, t) for t in between) else None


def _lands_before(cast: Cast, phrase: Phrase) -> Chain | None:
    """“Ministers from **Kenya and Uganda** met. **The two countries** said”, “**both governments**”: so many lands in a
    row, in this sentence or those before, the last ones."""
    language, tokens = cast.document.language, cast.document.tokens
    both = phrase.determiner in language.closed_class("determiners_of_two")
    count = _TWO if both else phrase.number
    if count is None or count < _TWO or not links.hypernym(phrase.lemma, language).place:
        return None
    begin = cast.document.sentences[max(0, tokens[phrase.head].sentence - _LANDS_BACK)].first
    names, joints = cast.names_within(begin, phrase.core[0]), language.closed_class("and")
    for last in range(len(names) - 1, count - 2, -1):
        row = names[last - count + 1 : last + 1]
        is_longer = last >= count and _are_in_row(tokens, names[last - count : last + 1], joints)
        if all(n.place for n in row) and _are_in_row(tokens, row, joints) and not is_longer:
            chains = each_once(map(cast.chain_of, row))
            return cast.together(tuple(chains)) if len(chains) == count else None
    return None


_LANDS_BACK = 6  # sentences


def _are_in_row(tokens: Sequence[Token], row: Sequence[Name], joints: Container[str]) -> bool:
    """“Mali, Niger **and** Chad”: commas between names, and an “and” before the last."""
    gaps = [[t.lower for t in tokens[a.last : b.first]] for a, b in pairwise(row)]
    ends = bool(gaps) and any(word in joints for word in gaps[-1]) and len(gaps[-1]) <= _JOINED
    return ends and all(gap == [","] for gap in gaps[:-1]) and len(row) >= _TWO


_JOINED = 2  # tokens between names: “, and”


def couple_before(cast: Cast, phrase: Phrase) -> Phrase | None:
    """“**Lund and his wife** sold it. … **The couple** said”, “**a nurse and a porter** … **both** said”: the two who
    are the subject of a sentence before, not both by name, where no two by name came between."""
    classes = cast.document.language.closed_class
    is_any = any(phrase.lemma in classes(c) for c in ("nouns_for_general_people", "nouns_for_one_of_a_sex"))
    are_two = phrase.number == _TWO or phrase.determiner in classes("determiners_of_two")
    if not (phrase.lemma in classes("counting_two") or (is_any and are_two)) or not _is_bare(cast, phrase):
        return None
    joined = joined_before(cast, phrase.head, _FAR)
    if joined is not None and any(cast.document.tokens[j].has("plural") for j in joined.core):
        return None  # “**detectives and investigators**”
    if joined is None or any(at > joined.head for at, _ in _lists_before(cast, phrase.head, _FAR)):
        return None
    return joined


def _is_bare(cast: Cast, phrase: Phrase) -> bool:
    """“**The** men”, “**both** firms”: several, nobody's, with no word that tells which; not “**among** the men”, who
    are more than those told of."""
    language = cast.document.language
    if preposition(cast.document, phrase.head) in language.closed_class("among"):
        return False
    if phrase.owners or not phrase.definite or phrase.determiner not in language.closed_class("before_those_known"):
        return False
    behind = cast.document.tokens[phrase.core[-1] + 1 : phrase.core[-1] + 2]
    is_told_which = any(token.is_relative for token in behind) or phrase.core[-1] != phrase.head
    return not is_told_which and not (phrase.words - language.words("empty_modifiers"))


def _fits_number(cast: Cast, phrase: Phrase, chain: Chain) -> bool:
    return count_of(cast, phrase) in (None, len(chain.members))


def _lists_before(cast: Cast, i: int, back: int) -> Iterator[tuple[int, Chain]]:
    """The lists of names told in the sentences before a token, each with the last token at which it is, in no
    quotation."""
    quoted = cast.reading.quotation_of
    for chain in cast.near(i, back):
        if chain.members and chain.name is not None and len(chain.members) >= _TWO and chain.number is not None:
            before = (at for at in reversed(chain.at[: bisect_left(chain.at, i)]) if quoted[at] < 0)
            if (last := next(before, -1)) >= 0:
                yield last, chain


def _came_in(cast: Cast, phrase: Phrase, at: int) -> bool:
    """Whether others of the noun were told of behind a list: “**three** senators”."""
    news = links.scene_of(cast).introduced(phrase.lemma)
    if phrase.number is not None:  # “**companies** of all sizes” are not “the five companies”
        news = [i for i in news if has_child(cast.document, i, "nummod")]
    return bisect_left(news, phrase.head) > bisect_right(news, at)


def _may_be_called(cast: Cast, phrase: Phrase, chain: Chain) -> bool:
    """Whether those of a list can be called so, though the text never said it of them."""
    language, lemma = cast.document.language, phrase.lemma
    is_two, classes = len(chain.members) == _TWO, language.closed_class
    if chain.kind is Kind.ORGANIZATION:
        return _may_be_bodies(cast, phrase, chain) or (is_two and lemma in classes("counting_two"))
    if lemma in classes("nouns_of_kin"):
        return _are_kin(phrase, chain, language)
    if lemma in classes("nouns_for_one_of_a_sex"):
        gender = gender_of_noun(lemma, language)
        return all(c.gender in (None, gender) for c in chain.members)
    both = phrase.determiner in classes("determiners_of_two") or lemma in classes("counting_two")
    both = both and not are_no_two(cast, phrase)
    return both and is_two and all(c.kind is Kind.PERSON for c in chain.members)


def _may_be_bodies(cast: Cast, phrase: Phrase, chain: Chain) -> bool:
    """“**The companies**”, “**both governments**”, “**the banks**”: several bodies by a noun for any, for what a land
    has, or for a sort of which the text has not told before."""
    language, lemma = cast.document.language, phrase.lemma
    meant = links.hypernym(lemma, language)
    if all(c.place for c in chain.members):
        return meant.place
    if phrase.kind is not Kind.ORGANIZATION or not phrase.plural or any(c.place for c in chain.members):
        return False
    if lemma in language.closed_class("nouns_for_firms") or meant.any_organization:
        return True
    return bool(meant.words) and cast.document.by_lemma[lemma][0].i >= phrase.head


def _are_kin(phrase: Phrase, chain: Chain, language: Language) -> bool:
    """“Al and Bo Ford … **The brothers**”, “Ann Lund and her sister Eva … **The sisters**”: two or more of one
    surname, or of whom one is told to be the other's, and none of the other sex."""
    gender = gender_of_noun(phrase.lemma, language)
    if any(c.gender not in (None, gender) for c in chain.members) and gender is not None:
        return False
    surnames = {surname_of(c.name or ("",), language) for c in chain.members if len(c.name or ()) > 1}
    kin = language.closed_class("nouns_of_kin")
    told = any(not kin.keys().isdisjoint(c.roles) for c in chain.members)
    return told or (len(surnames) == 1 and all(len(c.name or ()) > 1 for c in chain.members))


def _others_since(cast: Cast, phrase: Phrase, chain: Chain, at: int) -> list[list[Chain]]:
    """Those who are named in one sentence behind a list, two and more, not all of it: they may be meant as well."""
    document, members = cast.document, {id(c) for c in chain.members}
    first = document.sentences[document.tokens[at].sentence].last
    named: dict[int, dict[int, Chain]] = {}
    for name in cast.names_within(first, phrase.core[0]):
        known = cast.known_by(name)
        if known is not None and known.kind is chain.members[0].kind and known.place is chain.members[0].place:
            named.setdefault(document.tokens[name.first].sentence, {})[id(known)] = known
    return [list(those.values()) for those in named.values() if len(those) >= _TWO and not those.keys() <= members]


# --- they -----------------------------------------------------------------------------------------


def goes_on_as_they(cast: Cast, phrase: Phrase) -> Chain | None:
    """“**The owners** said a pump had failed. **They** said”, “**Nurses** said **they** were tired”: several who spoke
    last, as the subject of the sentence before in the same paragraph or of the clause above, where nobody else who is
    several was told of since but in what they say."""
    document, i = cast.document, phrase.head
    if document.tokens[i].lower not in document.language.closed_class("they") or not is_subject(document, i):
        return None
    last = cast.spoke_last(i)
    if last is None or not (last.plural or last.members) or last.kind not in (Kind.GROUP, Kind.ORGANIZATION):
        return None
    spoke, here = cast.where_spoke(last, i), document.tokens[i]
    if not is_subject(document, spoke.i) or cast.reading.quotation_of[i] >= 0:
        return None
    sentences = document.sentences
    if spoke.sentence == here.sentence:
        return last if any(i in said for said in cast.contents.get(spoke.i, ())) else None
    is_next = here.sentence - spoke.sentence == 1 and i <= sentences[here.sentence].first + 1
    if not is_next or sentences[spoke.sentence].paragraph != sentences[here.sentence].paragraph:
        return None
    said = cast.contents.get(spoke.i, ())
    between = (t for t in document.tokens[spoke.i + 1 : i] if not any(t.i in words for words in said))
    return None if any(_is_many(cast, t) for t in between) else last


def they_told_of(cast: Cast, phrase: Phrase) -> Chain | Phrase | None:
    """“**Ford and Lund** missed training. … **They** said”: those told of together last, in this sentence or those
    before, where nobody else who is several was told of since."""
    document, i = cast.document, phrase.head
    classes = document.language.closed_class
    if document.tokens[i].lower not in classes("they_or_both") or cast.reading.quotation_of[i] >= 0:
        return None
    if not is_subject(document, i) and document.tokens[i].deprel not in ("obj", "iobj"):
        return None
    if document.tokens[i].lower in classes("words_for_two"):
        return _both(cast, phrase)
    lists = [(at, c) for at, c in _lists_before(cast, i, _NEAR) if _is_here(cast, i, at)]
    at, chain = max(lists, key=lambda found: (found[0], len(found[1].members)), default=(-1, None))
    if (subject := _many_right_before(cast, i)) is not None and subject.head > at:
        return subject
    joined = _joined_in_clause(cast, i) or joined_before(cast, i, _NEAR)
    if joined is not None and joined.head > at:
        return None if _rivals(cast, joined.core[-1], i, ()) else joined
    if chain is None or not _is_about(cast, chain, at):
        return None
    return None if _rivals(cast, at, i, chain.members) else chain


def _many_right_before(cast: Cast, i: int) -> Phrase | None:
    """“**The victims' families** walked out. **They** said”: the subject of the sentence before in one paragraph, if
    that is several people or bodies without a name."""
    document, number = cast.document, cast.document.tokens[i].sentence
    here = document.sentences[number]
    if i not in cast.sources or i > here.first + 1 or not number:
        return None
    before, subject = document.sentences[number - 1], subject_of_sentence(document, number - 1)
    if before.paragraph != here.paragraph or not before.first <= subject < before.last or subject in cast.name_at:
        return None
    return None if cast.reading.quotation_of[subject] >= 0 else _as_many(cast, document.tokens[subject])


def _as_many(cast: Cast, token: Token) -> Phrase | None:
    """The phrase that a noun for several people or bodies heads."""
    if not token.has("plural"):
        return None
    language, lemma, told = cast.document.language, token.lemma.lower(), links.whole(cast, token.i)
    are_people = is_human(lemma, language) or lemma in language.closed_class("collective_people")
    is_such = told.form is Form.DESCRIPTION and told.plural and (are_people or told.kind is Kind.ORGANIZATION)
    return told if is_such and told.head == token.i else None


def many_in_subject(cast: Cast, phrase: Phrase) -> Phrase | None:
    """“While **civil rights groups** praised his plan that courts should try them, **they** said”, “But **news
    organizations** have ways **they** never had”: the subject of the clause that leads to the pronoun's, or else the
    last one before it in its sentence, if that is several people or bodies without a name."""
    document, i = cast.document, phrase.head
    if document.tokens[i].lower not in document.language.closed_class("they") or not is_subject(document, i):
        return None
    first, verb = document.sentences[document.tokens[i].sentence].first, document.tokens[i].head
    leading = (c for c in document.children[verb] if c < i and document.tokens[c].relation == "advcl")
    led = [document.tokens[at] for c in leading if first <= (at := subject_of(document, c)) < i]  # “While **they** …”
    subjects = (t for t in reversed(document.tokens[first:i]) if t.relation == "nsubj" and not t.is_relative)
    last = led[0] if led else next(subjects, None)
    if last is None or last.i in cast.name_at or cast.reading.quotation_of[last.i] != cast.reading.quotation_of[i]:
        return None
    others = (t for t in document.tokens[first:i] if t.i != last.i and _is_many(cast, t))
    is_said = any(last.i in said for said in cast.contents.get(i, ()))  # “**Countries** must act, they said”
    return None if is_said or any(others) else _as_many(cast, last)


def _both(cast: Cast, phrase: Phrase) -> Chain | Phrase | None:
    """“**Neither** would say”: the two told of together last, where no two others are named since."""
    lists = [(at, c) for at, c in _lists_before(cast, phrase.head, _FAR) if _is_here(cast, phrase.head, at)]
    at, chain = max(lists, key=lambda found: (found[0], -len(found[1].members)), default=(-1, None))
    joined = joined_before(cast, phrase.head, _FAR)
    if joined is not None and joined.head > at:
        return joined
    if chain is None:
        return _last_two_heard(cast, phrase)
    return chain if len(chain.members) == _TWO and not _others_since(cast, phrase, chain, at) else None


def _last_two_heard(cast: Cast, phrase: Phrase) -> Chain | None:
    """“**The driver** said no. **The passenger** said so. **Both** said”: the last two who spoke in one paragraph, if
    neither has a name."""
    last = cast.spoke_last(phrase.head)
    first = cast.spoke_last(cast.where_spoke(last, phrase.head).i) if last is not None else None
    if last is None or first is None or first is last:
        return None
    sentences, tokens = cast.document.sentences, cast.document.tokens
    here = sentences[tokens[phrase.head].sentence].paragraph
    for one in (first, last):
        is_one = one.kind is Kind.PERSON and one.name is None and one.level is Level.DESCRIBED
        if not is_one or sentences[cast.where_spoke(one, phrase.head).sentence].paragraph != here:
            return None
    label = f"{first.label} {next(iter(cast.document.language.closed_class('and')))} {last.label}"
    if (known := cast.described.get(label.lower())) is not None:
        return known
    chain = Chain(Kind.GROUP, Level.DESCRIBED, description=label, lemma=last.lemma, plural=True, number=_TWO)
    cast.add_described(chain)
    return chain


def _is_here(cast: Cast, i: int, at: int) -> bool:
    """Whether a token stands in the paragraph of another or in the one before."""
    sentences, tokens = cast.document.sentences, cast.document.tokens
    return sentences[tokens[i].sentence].paragraph - sentences[tokens[at].sentence].paragraph <= 1


def _is_about(cast: Cast, chain: Chain, at: int) -> bool:
    """Whether the sentence is about those of a list, not about others who do something to them."""
    document = cast.document
    subject = subject_of_sentence(document, document.tokens[at].sentence)
    if subject < 0 or subject == at or document.tokens[at].upos == "PRON":  # “the council told **them**”
        return True
    return not _is_many(cast, document.tokens[subject]) or subject >= _first_of(cast, chain, at)


def _rivals(cast: Cast, at: int, i: int, members: Sequence[Chain]) -> bool:
    """Whether others who are several are told of between two tokens, but in what somebody says, or in a clause that
    tells of something else (“run a shop, which **tourists** love”) where those before are the subject."""
    is_about = is_subject(cast.document, at)
    return any(
        _is_many(cast, t)
        for t in cast.document.tokens[at + 1 : i]
        if not (t.head == cast.document.tokens[i].head >= 0)  # “the **council** told them”
        if cast.reading.quotation_of[t.i] < 0 and cast.speaks_at(t.i) is None and not _is_of(cast, t, members)
        if not (is_about and _is_in_relative(cast.document, t))
    )


def _is_in_relative(document: Document, token: Token) -> bool:
    """“a school **that officials want to close**”, “in Ohio, **where voters** …”, whatever the parse calls that."""
    for _ in range(_CLIMBED):
        below = (document.tokens[c] for c in document.children[token.i] if c < token.i)
        if token.relation == "acl" or (token.relation == "advcl" and any(t.opens_relative for t in below)):
            return True
        if token.head < 0:
            break
        token = document.tokens[token.head]
    return False


_CLIMBED = 4  # arcs


def _is_of(cast: Cast, token: Token, members: Sequence[Chain]) -> bool:
    name: Name | None = cast.name_at.get(token.i)
    return name is not None and any(cast.known_by(name) is c for c in members)


def _is_many(cast: Cast, token: Token) -> bool:
    """Several people, or a body that speaks or acts: “**officials**”, “**the council** told them”, “police”."""
    language, lemma = cast.document.language, token.lemma.lower()
    is_plural = token.has("plural") or token.has("plural_name")
    if token.upos in ("NOUN", "PROPN") and is_plural:
        is_such = is_human(lemma, language) or lemma in language.words("group_names") or _is_family(cast, token)
        return is_such or is_subject(cast.document, token.i)
    if not is_subject(cast.document, token.i):
        return False
    name = cast.name_at.get(token.i)
    is_body = name is not None and name.kind in (Kind.ORGANIZATION, Kind.GROUP)
    return is_body or lemma in language.classes("organization_nouns")


def _is_family(cast: Cast, token: Token) -> bool:
    """“met **the Bushes**”: a surname in the plural."""
    is_the = token.i > 0 and cast.document.tokens[token.i - 1].lower in cast.document.language.closed_class("the")
    name: Name | None = cast.name_at.get(token.i)
    return is_the and token.has("plural_name") and (name is None or (len(name.words) == 1 and not name.place))
