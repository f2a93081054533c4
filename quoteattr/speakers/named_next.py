"""Who is described in one sentence and named in the next: “**His brother** said … “…,” **Derek Tolley** said”.

News tells with a name who somebody is, unless the sentence before it has just done so. A full name that is new, that
nothing is told of and that speaks right behind somebody unnamed is that one's.
"""

from functools import cache
from itertools import takewhile

from quoteattr.language import Language
from quoteattr.language.people import is_human
from quoteattr.records import Gender, Kind, Level
from quoteattr.speakers import links
from quoteattr.speakers.cast import Cast, Chain
from quoteattr.speakers.mentions import GENDER
from quoteattr.speakers.names.name import Name, is_in_full
from quoteattr.speakers.phrases import Phrase
from quoteattr.speakers.ranking import gender_of_noun, is_general, synonyms

_AHEAD = 2  # sentences from the description to the name


def named_next(cast: Cast, phrase: Phrase) -> Chain | None:
    """“**The victim's brother** said he had no enemies. **Ali Rezaei**, who drives a taxi, told …”, “**A Dayton woman**
    says … **Latrice Holloway** said …”."""
    if not _may_be_named(cast, phrase):
        return None
    name = _next_person(cast, phrase)
    is_whole = name is not None and is_in_full(name.words, cast.document.language)
    chain = cast.chain_of(name) if name is not None and is_whole else None
    if name is None or chain is None or chain.at[0] != name.last - 1 or _another_comes_in(cast, phrase, name):
        return None
    shown = gender_of_noun(phrase.lemma, cast.document.language) or _called_behind(cast, phrase)
    fits = shown is None or chain.gender in (None, shown)
    is_bare = _is_bare(cast, name) and not chain.roles and not chain.words
    is_bare = is_bare and not (_is_told_who(cast, name) and _has_office(cast, phrase))
    return chain if fits and (is_bare or _is_told_again(cast, phrase, chain)) else None


def _another_comes_in(cast: Cast, phrase: Phrase, name: Name) -> bool:
    """“**a former port official** said. The memoirs of **a spymaster** tell more. “…,” Markus Wolf wrote”: somebody
    else without a name, in a sentence between."""
    document, language = cast.document, cast.document.language
    own, its = (document.sentences[document.tokens[i].sentence] for i in (phrase.head, name.first))
    between = document.tokens[own.last : its.first]
    articles = (token for token in between if token.lower in language.closed_class("indefinite_articles"))
    return any(is_human(document.tokens[article.head].lemma.lower(), language) for article in articles)


def _called_behind(cast: Cast, phrase: Phrase) -> Gender | None:
    """“Its director said **he** was sorry”: the gender of the first pronoun behind, in the sentence."""
    sentence = cast.document.tokens[phrase.head].sentence
    behind = takewhile(lambda token: token.sentence == sentence, cast.document.tokens_from(phrase.head + 1))
    first = next((token for token in behind if token.lower in GENDER), None)
    return GENDER[first.lower] if first is not None and first.deprel == "nsubj" else None


def _has_office(cast: Cast, phrase: Phrase) -> bool:
    """“**Its chief executive**”: what somebody is of a body, not of others, as a brother is."""
    theirs = cast.document.language.closed_class("roles_towards_others")
    return phrase.determiner in cast.document.language.closed_class("neuter_possessives") and phrase.lemma not in theirs


def _is_told_who(cast: Cast, name: Name) -> bool:
    """“Tina Marsh, **who** runs a care home,”: told to be somebody by a clause of the name's own."""
    behind = cast.document.tokens[name.last : name.last + 2]
    return len(behind) > 1 and behind[0].text == "," and behind[1].is_relative


def _is_told_again(cast: Cast, phrase: Phrase, chain: Chain) -> bool:
    """“**A transit chief** says a man has died. ¶ **Interim Police Chief** Ed Alvarez told …”: of whom the noun is told
    where the name stands, in the first paragraphs."""
    here = cast.document.sentences[cast.document.tokens[phrase.head].sentence]
    alike = synonyms(phrase.lemma, "role_synonyms", cast.document.language)
    if here.paragraph > _LEAD or phrase.owners or alike.isdisjoint(chain.roles):
        return False
    return not are_of_two_nations(cast, phrase, chain) and not links.is_another(cast, phrase, chain)


def are_of_two_nations(cast: Cast, phrase: Phrase, chain: Chain) -> bool:
    """“a **French** minister … **German** Minister Hans Weber”"""
    nations = [words & _nations(cast.document.language) for words in (phrase.words, chain.words)]
    return all(nations) and nations[0].isdisjoint(nations[1])


@cache
def _nations(language: Language) -> frozenset[str]:
    """Places, and words for who is of one: which one somebody is of tells others apart."""
    return language.words("places") | language.words("demonyms")


_LEAD = 2  # paragraphs from the beginning


def _may_be_named(cast: Cast, phrase: Phrase) -> bool:
    """Whether somebody is told of as one whom a name may follow: no “source”, no “another woman”, nobody whose name
    is withheld."""
    language = cast.document.language
    is_one = phrase.kind is Kind.PERSON and phrase.level is Level.DESCRIBED
    if not is_one or cast.sources.isdisjoint(phrase.core) or phrase.head in cast.withheld:
        return False
    counts = {cast.document.tokens[i].lower for i in phrase.core if i < phrase.head}
    others = language.closed_class("counts_on").keys() | language.closed_class("one").keys()
    known_by_work = not phrase.words.isdisjoint(language.closed_class("former"))  # “a **former** antitrust official”
    unnamed = phrase.lemma in language.closed_class("roles_left_unnamed") and not known_by_work
    unnamed |= phrase.lemma in language.words("vague_nouns")
    is_any = phrase.determiner in language.closed_class("indefinite_articles") or is_general(phrase.lemma, language)
    is_anybody = is_any and len(phrase.core) < _TOLD
    return counts.isdisjoint(others) and not unnamed and not is_anybody


_TOLD = 3  # words of “a Dayton woman”: of “a nurse”, “the woman” too little is told


def _next_person(cast: Cast, phrase: Phrase) -> Name | None:
    """The first one who speaks behind the sentence of a phrase, in the sentence or two behind it, if that is a person
    with a name; whoever is a pronoun there may be the one described."""
    tokens, sentences = cast.document.tokens, cast.document.sentences
    here = tokens[phrase.head].sentence
    last = min(here + _AHEAD, len(sentences) - 1)
    heads = (i for i in range(sentences[here].last, sentences[last].last) if i in cast.sources)
    first = next((i for i in heads if tokens[i].upos != "PRON"), -1)
    titled = takewhile(lambda token: token.upos != "PUNCT", tokens[first : first + _TITLED] if first >= 0 else ())
    name = next((cast.name_at[token.i] for token in titled if token.i in cast.name_at), None)
    return name if name is not None and name.kind is Kind.PERSON else None


_TITLED = 6  # words before a name, one of which may head the source: “**Acting** Fire Chief Leo Varga”


def _is_bare(cast: Cast, name: Name) -> bool:
    """Whether nothing stands before a full name that tells who it is."""
    tokens = cast.document.tokens
    before = tokens[name.first - 1]
    is_led = before.upos in ("NOUN", "PROPN", "ADJ") or before.is_genitive or before.upos == "ADP"
    return name.title is None and not is_led and _just_speaks(cast, name)


def _just_speaks(cast: Cast, name: Name) -> bool:
    """“**Ali Rezaei**, who drives a taxi, **told** …”, “**said Ali Rezaei**”; not “Ali Rezaei had hinted at it”."""
    document = cast.document
    verb = document.tokens[document.tokens[name.first].head]
    helped = any(document.tokens[c].upos == "AUX" for c in document.children[verb.i])
    return verb.lemma.lower() in document.language.closed_class("plain_verbs_of_saying") and not helped
