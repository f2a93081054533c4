"""One document under several names: “a survey conducted by **the Policy Institute of Ohio** … **the PIO poll**”."""

from collections.abc import Sequence
from itertools import dropwhile, takewhile

from quoteattr.language import Language
from quoteattr.records import Kind, Level
from quoteattr.runtime.asked import asked_once
from quoteattr.speakers.cast import Cast, Chain
from quoteattr.speakers.names.name import Name
from quoteattr.speakers.phrases import Phrase, issuer_in, tokens_between
from quoteattr.speakers.ranking import same_noun, synonyms
from quoteattr.text.tree import is_time, noun_phrase


@asked_once
def _documents(cast: Cast) -> list[tuple[Chain | str, str, Chain]]:
    """The documents whose issuers are known, as far as noted: who, or which office, the noun, the document."""
    return []


def note_issuer(cast: Cast, phrase: Phrase, chain: Chain) -> None:
    """Note whose a document is, so that it is known under another name."""
    if phrase.kind is Kind.DOCUMENT is chain.kind and not phrase.plural:
        maker = _issuer(cast, phrase) if phrase.level is Level.NAMED else None
        issuer = _office_in(cast, phrase.core) or maker
        known = _documents(cast)
        if issuer is not None and all(document is not chain for _, _, document in known):
            known.append((issuer, phrase.lemma, chain))
            _note_heading(cast, phrase, issuer, chain)


def issued_by(cast: Cast, phrase: Phrase) -> list[str]:
    """“The survey, **conducted by the Policy Institute of Ohio** in May”: the words that name a document, where they
    stand behind what it is called."""
    document, tokens = cast.document, cast.document.tokens
    if phrase.kind is not Kind.DOCUMENT or phrase.level is not Level.NAMED:
        return []
    inside = {*noun_phrase(document, phrase.head), *tokens_between(document, phrase.head, phrase.start, phrase.end)}
    name = issuer_in(document, cast.name_at, phrase.head, sorted(inside))
    if name is None or any(i in cast.name_at for i in phrase.core) or name.first <= phrase.core[-1]:
        return []
    words = [t for t in tokens[phrase.core[-1] + 1 : name.first] if t.upos != "PUNCT"]
    nouns = [t for t in words[:-1] if t.upos in ("NOUN", "PROPN") and not is_time(document, t)]
    if name.place or nouns:  # “accounts draining **billions** from **Africa**”
        return []
    if len(words) > _MADE or any(
        is_time(document, t) or t.is_relative for t in words
    ):  # “released **late on Friday** by”
        words = list(dropwhile(lambda t: t.lower not in document.language.closed_class("made_by"), words))
    last = next((t.i for t in document.tokens_from(name.last) if t.upos not in ("NOUN", "PROPN")), name.last)
    first = words[0] if words else tokens[name.first]
    return document.text[first.start : tokens[last - 1].end].split()


_MADE = 6  # words between a document and the name of whoever made it


def told_by_issuer(cast: Cast, phrase: Phrase) -> Chain | None:
    """“**The PIO poll** shows”, “a report from the state's inspector general … **the IG review**”: the last document of
    that issuer and of such a noun, where no other word tells it from that one."""
    language = cast.document.language
    is_one = phrase.kind is Kind.DOCUMENT and phrase.definite and not phrase.plural
    known = _documents(cast)
    issuer: Chain | str | None = _office_in(cast, phrase.core) if is_one and known else None
    if issuer is None and is_one and known and phrase.level is Level.NAMED:
        issuer = _in_front(cast, phrase)
    if issuer is None:
        return None
    alike = (c for who, noun, c in reversed(known) if who == issuer and same_noun(noun, phrase.lemma, _NOUNS, language))
    found = next(alike, None)
    own = cast.described.get(phrase.label.lower())
    if found is not None and own is not None and own is not found:
        under_other_names(cast)[id(own)] = found
    return found


def _note_heading(cast: Cast, phrase: Phrase, issuer: Chain | str, chain: Chain) -> None:
    """“**IG report**: State was late. ¶ … according to **a report from the department's inspector general**”: the
    document of which the heading tells is that of the same office, or maker, where the text begins to tell of it."""
    sentences, others = cast.document.sentences, cast.document.language.closed_class("words_of_other_documents")
    is_late = sentences[cast.document.tokens[phrase.head].sentence].paragraph > _LEAD
    if is_late or not others.keys().isdisjoint(phrase.words):
        return
    for told in _in_heading(cast):
        known = _office_in(cast, told.phrases[0]) or _maker_in(cast, told.phrases[0])
        is_same = same_noun(told.lemma, phrase.lemma, _NOUNS, cast.document.language)
        if told is not chain and known == issuer and is_same:
            under_other_names(cast).setdefault(id(told), chain)


_LEAD = 3  # paragraphs from the beginning


@asked_once
def _in_heading(cast: Cast) -> list[Chain]:
    """The single documents of which the first paragraph tells by a name and a noun: “the **GAO report**”."""
    end, tokens = cast.document.paragraphs[0][1] if cast.document.paragraphs else 0, cast.document.tokens
    documents = (c for c in cast.chains if c.kind is Kind.DOCUMENT and c.phrases and c.at)
    first = ((c, tokens[c.phrases[0][-1]]) for c in documents if tokens[c.at[0]].end <= end)
    return [c for c, noun in first if noun.lemma.lower() == c.lemma and not noun.has("plural")]


def _maker_in(cast: Cast, core: tuple[int, ...]) -> Chain | None:
    """“the **GAO** report”"""
    name = next((cast.name_at[i] for i in core if i in cast.name_at), None)
    return cast.chain_of(name) if name is not None and not name.place else None


def _office_in(cast: Cast, core: Sequence[int]) -> str | None:
    """“the **IG** report”, “a report from the state's **inspector general**”: the office that makes a document."""
    tokens, language = cast.document.tokens, cast.document.language
    offices, letters = language.closed_class("offices_that_report"), language.classes("offices_in_letters")
    for i in core:
        word = tokens[i].lower
        office = letters.get(word, "").replace(" ", "-") if tokens[i].text.isupper() else ""
        both = f"{word}-{tokens[i + 1].lower}" if i + 1 in core else ""
        if found := next((told for told in (office, both, word) if told in offices), None):
            return found
    return None


def is_of_other_office(cast: Cast, phrase: Phrase, chain: Chain) -> bool:
    """“**The inspector general's** report … **the special counsel's** report”"""
    if phrase.kind is not Kind.DOCUMENT or chain.kind is not Kind.DOCUMENT or not chain.phrases:
        return False
    office = _office_in(cast, phrase.core)
    known = _office_in(cast, chain.phrases[0]) if office is not None else None
    return known is not None and known != office


def outlet_of(cast: Cast, phrase: Phrase) -> Chain | None:
    """“**The Times** reported it. **The story** cited two officials”, “**the editorial board** wrote”: the outlet
    that has just reported, or was named last, where the text tells of nothing else that the noun could be."""
    language = cast.document.language
    classes = language.closed_class
    is_bare = phrase.determiner in classes("the") and not (phrase.plural or phrase.owners)
    if is_bare and phrase.label.lower().replace(" ", "-") in classes("boards_of_outlets"):
        named = (n for n in reversed(cast.names) if n.last <= phrase.core[0] and n.kind is Kind.ORGANIZATION)
        name = next((n for n in named if _is_outlet(n.words, language)), None)
        return cast.chain_of(name) if name is not None else None
    is_theirs = is_bare and not phrase.words and phrase.lemma in classes("reports_of_outlets")
    if not is_theirs or _is_told_before(cast, phrase):
        return None
    reported = ((at, c) for c in cast.near(phrase.head, _REPORTED) if (at := _reported_at(cast, c, phrase.head)) >= 0)
    return max(reported, key=lambda told: told[0], default=(-1, None))[1]


def _reported_at(cast: Cast, chain: Chain, i: int) -> int:
    """Where an organisation last reported before a token: “**Reuters** reported that …”; -1 where it has not."""
    if chain.name is None or chain.kind is not Kind.ORGANIZATION or chain.place or chain.members:
        return -1
    tokens, verbs = cast.document.tokens, cast.document.language.closed_class("verbs_of_reporting")
    spoke = (at for at in reversed(chain.spoke_at) if at < i and tokens[i].sentence - tokens[at].sentence <= _REPORTED)
    return next((at for at in spoke if tokens[at].head >= 0 and tokens[tokens[at].head].lemma.lower() in verbs), -1)


_REPORTED = 3  # sentences back in which an outlet has reported


def _is_outlet(words: tuple[str, ...], language: Language) -> bool:
    """“the **Union Leader**”, “**The Calder Post**”"""
    text = " ".join(words).lower()
    return text in language.words("outlets") or words[-1].lower() in language.closed_class("short_names_of_papers")


def _is_told_before(cast: Cast, phrase: Phrase) -> bool:
    """Whether a document of the noun, or of one that may stand for it, was told of before."""
    nouns, by_lemma = synonyms(phrase.lemma, _NOUNS, cast.document.language), cast.document.by_lemma
    before = (t for noun in nouns for t in takewhile(lambda t: t.i < phrase.core[0], by_lemma.get(noun, ())))
    return any(t.upos == "NOUN" and t.relation != "compound" for t in before)


def told_to_be_made(cast: Cast) -> dict[tuple[int, str], int]:
    """“**The memo** was written by Al **Hale** … the Hale memo”: by the identity of somebody named and the noun of what
    they are told to have made, the token of that noun."""
    document, found = cast.document, dict[tuple[int, str], int]()
    for verb in document.tokens_of_lemmas(document.language.closed_class("verbs_of_issuing").keys()):
        if not verb.is_participle:
            continue
        passive = next((c for c in document.children[verb.i] if document.tokens[c].deprel == "nsubj:pass"), -1)
        noun = verb.head if verb.relation == "acl" else passive
        name = _agent_behind(cast, verb.i) if 0 <= noun < verb.i and noun not in cast.name_at else None
        maker = cast.chain_of(name) if name is not None else None
        if maker is not None:
            found.setdefault((id(maker), document.tokens[noun].lemma.lower()), noun)
    return found


def _agent_behind(cast: Cast, verb: int) -> Name | None:
    """“sent at noon **by** then-chief of staff **Al Hale**, …”: the last name before a pause, of a person."""
    tokens, agents = cast.document.tokens, cast.document.language.closed_class("agents")
    behind = list(takewhile(lambda t: t.text not in _PAUSES and t.upos != "VERB", tokens[verb + 1 : verb + _AGENT]))
    by = next((t.i for t in behind if t.lower in agents), -1)
    names = [n for t in behind if t.i > by >= 0 and (n := cast.name_at.get(t.i)) is not None]
    return names[-1] if names and names[-1].kind is Kind.PERSON else None


_AGENT, _PAUSES = 20, (",", ";", ":", "(")


@asked_once
def under_other_names(cast: Cast) -> dict[int, Chain]:
    """Of chains that turned out to be documents under another name, by identity, the one that each is, as far as
    noted."""
    return {}


_NOUNS = "document_synonyms"


def _issuer(cast: Cast, phrase: Phrase) -> Chain | None:
    """Whoever made a document, named before its noun or behind."""
    if (before := _in_front(cast, phrase)) is not None:
        return before
    inside = noun_phrase(cast.document, phrase.head)
    name = issuer_in(cast.document, cast.name_at, phrase.head, inside)
    return cast.chain_of(name) if name is not None and not name.place else None


def _in_front(cast: Cast, phrase: Phrase) -> Chain | None:
    """The one name that stands before a noun with nothing but an article: “the **PIO** poll”, “**PIO's** poll”."""
    tokens = cast.document.tokens
    before = [i for i in phrase.core if i < phrase.head and tokens[i].upos != "DET" and not tokens[i].is_genitive]
    names = {id(name): name for i in before if (name := cast.name_at.get(i)) is not None}
    if len(names) != 1 or any(i not in cast.name_at for i in before) or phrase.core[-1] != phrase.head:
        return None
    (name,) = names.values()
    return None if name.place else cast.chain_of(name)
