"""Whom a word for what one person is to another means, by what that other is to them: “Rob Hale, **Mark Feld's
grandson**, said **his grandfather** had died”, “Al Ford, a lawyer for **Ana Roe**, said **his client** was ill”."""

from collections.abc import Iterator

from quoteattr.records import Kind
from quoteattr.speakers import links
from quoteattr.speakers.cast import Cast, Chain, each_once, only_one
from quoteattr.speakers.names.name import Name
from quoteattr.speakers.phrases import Phrase
from quoteattr.speakers.ranking import gender_of_noun
from quoteattr.text.document import Token
from quoteattr.text.tree import noun_phrase

_ASKED = 24  # words for what somebody is to another that are looked at, the last ones before
_NAMED = frozenset({"name_behind", "name_before", "apposed_by"})  # “his client, **Ana Roe**”
_ADJECTIVES = 3  # tokens between an owner and the noun


def other_of_two(cast: Cast, phrase: Phrase) -> Chain | None:
    """“Nils Berg and **his older brother, Viktor**. Viktor stood in **his brother's** corner”: the one whose brother
    (whose lawyer, whose daughter) the text has told the owner to be, if that is one person alone."""
    language = cast.document.language
    back = language.classes("reciprocals").get(phrase.lemma)
    is_one = phrase.kind is Kind.PERSON and not phrase.plural and phrase.head not in cast.withheld
    if back is None or not is_one or phrase.words - language.words("empty_modifiers"):
        return None
    scene = links.scene_of(cast)
    if any(not _NAMED.isdisjoint(how) for how in scene.ties(phrase).values()):
        return None
    owner = links.asked_of(scene, phrase).owner
    if owner is None and phrase.determiner in language.closed_class("possessives_of_speakers"):
        owner = cast.speaks_at(phrase.head)
    if owner is None or owner.name is None:
        return None
    gender = gender_of_noun(phrase.lemma, language)
    chain = only_one(_theirs(cast, owner, phrase.head, frozenset(back.split())))
    is_other = chain is not None and chain is not owner and chain.name is not None and chain.kind is Kind.PERSON
    return chain if is_other and chain is not None and chain.gender in (None, gender or chain.gender) else None


def _theirs(cast: Cast, bearer: Chain, i: int, nouns: frozenset[str]) -> Iterator[Chain]:
    """Whose grandson, lawyer or brother somebody is told to be before a token."""
    document = cast.document
    before = [token for token in document.tokens_of_lemmas(nouns) if token.i < i and token.upos == "NOUN"]
    for token in before[-_ASKED:]:
        if document.tokens[token.i + 1].text == "-":  # “her **mother**-in-law”
            continue
        names = (cast.chain_of(name) for name in _named_beside(cast, token))
        if any(chain is bearer for chain in names) and (whose := _whose(cast, token)) is not None:
            yield whose
    acting = document.language.closed_class("verbs_of_acting_for")
    if not nouns.isdisjoint(document.language.closed_class("who_act_for_others")):
        for verb in document.tokens_of_lemmas(acting.keys())[:_ASKED]:
            if verb.i < i and (whose := _acted_for(cast, verb, bearer)) is not None:
                yield whose


def _named_beside(cast: Cast, noun: Token) -> Iterator[Name]:
    """“his brother, **Viktor**”, “**Rob Hale**, Mark Feld's grandson”: the names that stand with a noun."""
    tokens = cast.document.tokens
    begin = noun.i + 1 + (noun.i + 1 < len(tokens) and tokens[noun.i + 1].text == ",")
    behind = cast.name_at.get(begin)
    if behind is not None and behind.first == begin and behind.kind is Kind.PERSON:
        yield behind
    if noun.relation == "appos" and (above := cast.name_at.get(noun.head)) is not None:
        yield above
    first = noun_phrase(cast.document, noun.i)[0]
    before = cast.name_at.get(first - 2) if first > 1 and tokens[first - 1].text == "," else None
    if before is not None and before.last == first - 1:
        yield before


def _whose(cast: Cast, noun: Token) -> Chain | None:
    """“**Mark Feld's** grandson”, “**his** older brother”, “a lawyer for **Ana Roe**”: whose somebody is."""
    tokens, language = cast.document.tokens, cast.document.language
    for token in reversed(tokens[max(0, noun.i - _ADJECTIVES) : noun.i]):
        if token.is_genitive or token.lower in language.closed_class("owning_pronouns"):
            at = token.i - 1 if token.is_genitive else token.i
            return _at(cast, at)
        if token.upos not in ("ADJ", "NOUN"):
            break
    behind = noun.i + 1
    if behind < len(tokens) and tokens[behind].lower in language.closed_class("of_or_for"):
        name = next((n for i in (behind + 1, behind + 2) if (n := cast.name_at.get(i)) is not None), None)
        return cast.chain_of(name) if name is not None and name.first <= behind + 2 else None
    return None


def _at(cast: Cast, i: int) -> Chain | None:
    """Whom a name or a pronoun means that has been read."""
    name = cast.name_at.get(i) or cast.name_at.get(i + 1)
    if name is not None and name.first <= i + (cast.document.tokens[i].upos == "PROPN"):  # “**Attorney** Al Ford”
        return cast.chain_of(name)
    return cast.chain_at(i)


def _acted_for(cast: Cast, verb: Token, bearer: Chain) -> Chain | None:
    """“**Al Ford**, who represents **Ana Roe**”: for whom somebody acts by a verb."""
    document = cast.document
    below = [document.tokens[c] for c in document.children[verb.i]]
    subject = next((t.i for t in below if t.relation == "nsubj"), -1)
    if subject >= 0 and document.tokens[subject].is_relative:
        subject = verb.head
    whom = next((cast.name_at.get(t.i) for t in below if t.relation == "obj" and t.i > verb.i), None)
    if subject < 0 or whom is None or whom.kind is not Kind.PERSON:
        return None
    return cast.chain_of(whom) if _at(cast, subject) is bearer else None


def rival_of_two(cast: Cast, phrase: Phrase) -> Chain | None:
    """“Dana Hill debated Tom Ford. She spoke longer than **her opponent**”: the other one of a contest that one of the
    last sentences tells of, or of the two whom the text names by far most often."""
    language = cast.document.language
    is_one = phrase.kind is Kind.PERSON and not phrase.plural and phrase.head not in cast.withheld
    is_rival = is_one and phrase.lemma in language.closed_class("rivals_of_one")
    if not is_rival or phrase.words - language.words("empty_modifiers"):
        return None
    scene = links.scene_of(cast)
    if any(not _NAMED.isdisjoint(how) for how in scene.ties(phrase).values()):
        return None
    owner = links.asked_of(scene, phrase).owner
    if owner is None or owner.name is None or owner.kind is not Kind.PERSON:
        return None
    other = _other_of_most_named(cast, owner) or _other_in_contest(cast, owner, phrase.head)
    return other if other is not None and not cast.sentences_back(other, phrase.head) > _REMEMBERED else None


def _other_in_contest(cast: Cast, owner: Chain, i: int) -> Chain | None:
    """“**Dana Hill** debated **Tom Ford**”: who is named with somebody, and nobody else is, where a contest was told
    last."""
    document, contests = cast.document, cast.document.language.closed_class("verbs_of_contests")
    here = document.tokens[i].sentence
    for number in range(here, max(-1, here - _CONTEST), -1):
        sentence = document.sentences[number]
        told = document.tokens[sentence.first : min(sentence.last, i)]
        if any(token.lemma.lower() in contests for token in told):
            named = cast.names_within(sentence.first, min(sentence.last, i))
            people = each_once(cast.chain_of(name) for name in named if name.kind is Kind.PERSON)
            if len(people) == _TWO and any(chain is owner for chain in people):
                other = next(chain for chain in people if chain is not owner)
                return other if _is_most_named(cast, other, owner) else None
    return None


def _is_most_named(cast: Cast, chain: Chain, owner: Chain) -> bool:
    """Whether nobody but an owner is named more often: a contest of years ago is with somebody else."""
    often = links.scene_of(cast).named_often
    people = (c for c in cast.chains if c.kind is Kind.PERSON and c.name is not None and c is not owner)
    return all(often.get(id(c), 0) <= often.get(id(chain), 0) for c in people)


def _other_of_most_named(cast: Cast, owner: Chain) -> Chain | None:
    """Of the two people whom a text names most, and the next one not half as often, the one who is not the owner."""
    often = links.scene_of(cast).named_often
    people = [c for c in cast.chains if c.kind is Kind.PERSON and c.name is not None and not c.members]
    people.sort(key=lambda c: -often.get(id(c), 0))
    if len(people) < _TWO or not any(chain is owner for chain in people[:_TWO]):
        return None
    second, third = ([*(often.get(id(c), 0) for c in people), 0])[1:3]
    other = next(chain for chain in people[:_TWO] if chain is not owner)
    return other if second >= _OFTEN and third * _TWO < second else None


_TWO, _CONTEST, _OFTEN = 2, 5, 4  # sentences back in which a contest is told, and how often both are named
_REMEMBERED = 12  # sentences back that the other one is mentioned, at most
