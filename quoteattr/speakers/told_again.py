"""Who speaks in a lead without a name, and is named where the same is told again: news says a thing twice.

“Taxes must rise, **official says**” ¶ … “Taxes must rise soon, **Dana Kowal**, the minister, said.” An attribution of
the first paragraphs whose source is described, and a later one whose source is named there for the first time, are of
one speaker where they tell the same, by the words of their contents, and nothing speaks against it. So is whoever is
described anywhere, where a quotation of somebody of the same noun follows at once: “**One farmer** wants rain.” ¶ “It
is dry,” said **Tom Hale, a farmer**.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from attrs import frozen

from quoteattr.attributions.draft import Draft
from quoteattr.records import Kind, Level
from quoteattr.speakers import links
from quoteattr.speakers.cast import Cast, Chain
from quoteattr.speakers.phrases import Form
from quoteattr.speakers.ranking import is_subject, synonyms
from quoteattr.speakers.resolve import Resolution

_LEAD, _SOON = 2, 9  # paragraphs of the lead; from the description to the name
_NEXT = 100  # attributions that may stand in these, at most
_SHARED, _SHARE = 3, 0.3  # words that both contents have, at least; share of those of the shorter one
_FEW, _MOST = 2, 0.6  # the same in a headline, which has few words
_KINDS = (Kind.PERSON, Kind.ORGANIZATION)
_TELLING = frozenset({"NOUN", "VERB", "PROPN", "ADJ", "NUM"})


@frozen
class _Said:
    """A draft with whom it means, the token of that, where its content begins, and the words that tell in it."""

    draft: Draft
    place: int
    begins: int
    paragraph: int
    meant: Resolution


def named_later(cast: Cast, drafts: Sequence[Draft], resolved: Sequence[Resolution]) -> dict[int, Chain]:
    """Of chains without a name, by identity, the named one that they turn out to be."""
    said = sorted(_all_said(cast, drafts, resolved), key=lambda one: one.place)
    found: dict[int, Chain] = {}
    nouns: dict[str, Chain] = {}
    entries = _entries(cast)
    for number, one in enumerate(said):
        chain = one.meant.chain
        if chain is None or id(chain) in found or not _may_be_named(cast, one):
            continue
        named = _quoted_at_once(cast, one, said[number + 1 : number + 2])
        if named is None and one.paragraph - entries[bisect_right(entries, one.paragraph) - 1] <= _LEAD:
            soon = said[number + 1 : number + 1 + _NEXT]
            behind = (other for other in soon if other.paragraph - one.paragraph <= _SOON)
            named = _told_by(cast, one, behind) or _accused(cast, one)
        if named is None and one.paragraph <= 2 * _LEAD:  # “**official** says” ¶ **a port official** said
            named = nouns.get(chain.lemma)
        if named is not None:
            found[id(chain)] = nouns[chain.lemma] = named
    return found


def _all_said(cast: Cast, drafts: Sequence[Draft], resolved: Sequence[Resolution]) -> Iterator[_Said]:
    for draft, meant in zip(drafts, resolved, strict=True):
        if meant.chain is not None and meant.phrase is not None:
            paragraph = cast.reading.paragraph_at(draft.content[0][0])
            yield _Said(draft, meant.phrase.head, draft.content[0][0], paragraph, meant)


def _words(cast: Cast, draft: Draft) -> frozenset[str]:
    tokens = cast.document.tokens
    within = (tokens[i] for start, end in draft.content for i in cast.reading.tokens_in(start, end))
    return frozenset(t.lemma.lower() for t in within if t.upos in _TELLING)


def _may_be_named(cast: Cast, one: _Said) -> bool:
    """One person, or one organisation, described, whose name is not withheld."""
    chain, phrase = one.meant.chain, one.meant.phrase
    if chain is None or phrase is None or phrase.form is not Form.DESCRIPTION or phrase.owners:
        return False
    single = chain.kind in _KINDS and not chain.plural and chain.level is Level.DESCRIBED
    return single and not any(i in cast.withheld for i in chain.at)


def _is_other_bearer(cast: Cast, chain: Chain, named: Chain) -> bool:
    """“**Pastor** says” is no evangelist of whom the same is told, where the text has a Pastor Lund."""
    alike = synonyms(chain.lemma, "role_synonyms", cast.document.language)
    return bool(cast.by_role.get(chain.lemma)) and alike.isdisjoint(named.roles)


def _entries(cast: Cast) -> list[int]:
    """The paragraphs with which the text, and each entry of a live report, begins: behind a line or a time."""
    text, bounds = cast.document.text, cast.document.paragraphs
    between = (n for n, (start, end) in enumerate(bounds) if _is_between(text[start:end].strip()))
    return [0, *(n + 1 for n in between)]


def _is_between(line: str) -> bool:
    """“___”, “4:14 p.m.”: what stands between two entries."""
    return 0 < len(line) <= _TIME and (line[0].isdigit() or not any(letter.isalnum() for letter in line))


_TIME = 12  # characters of a line that is no more than a time


def _quoted_at_once(cast: Cast, one: _Said, behind: Sequence[_Said]) -> Chain | None:
    """“**One farmer** has stopped.” ¶ ““It is dry,” said **Tom Hale, farmer** of Calder”: who is named for the first
    time behind the quotation that begins where the sentence ends, and is told to be the same."""
    chain, phrase, document = one.meant.chain, one.meant.phrase, cast.document
    other = next(iter(behind), None)
    named = other.meant.chain if other is not None else None
    if chain is None or phrase is None or other is None or named is None or named.name is None or named.members:
        return None
    ends = document.sentences[document.tokens[phrase.head].sentence].last
    begins = next((t.i for t in document.tokens[ends : other.place] if t.upos != "PUNCT"), -1)
    is_quoted = 0 <= begins < other.place and cast.reading.quotation_of[begins] >= 0
    is_next = is_quoted and cast.reading.token_at(other.begins) in (begins, begins - 1)
    if not is_next or named.kind is not Kind.PERSON or chain.kind is not Kind.PERSON or named.at[0] < chain.at[-1]:
        return None
    alike = synonyms(chain.lemma, "role_synonyms", document.language)
    return None if alike.isdisjoint(named.roles) or links.is_another(cast, phrase, named) else named


def _accused(cast: Cast, one: _Said) -> Chain | None:
    """“**A Calder man** pleaded guilty …” ¶ “**Al Lund, 44,** said”: who pleads or admits in the lead is the only one
    whom it and the two paragraphs behind name with an age, as a subject."""
    chain, phrase, document, cue = one.meant.chain, one.meant.phrase, cast.document, one.draft.cue_token
    if chain is None or phrase is None or chain.kind is not Kind.PERSON or cue is None:
        return None
    if document.tokens[cue].lemma.lower() not in document.language.closed_class("acts_of_the_accused"):
        return None
    sentences, here = document.sentences, document.tokens[phrase.head].sentence
    behind = (n for n in range(here, len(sentences)) if sentences[n].paragraph > one.paragraph + _LEAD)
    first = cast.first_mentioned_in(range(here, next(behind, len(sentences))))
    named = [c for c in first if c.name is not None and c.kind is Kind.PERSON and not c.plural]
    named = [c for c in named if any(cast.is_aged(name) for name in cast.mentions_of(c)[:1])]
    if len(named) != 1 or named[0].at[0] < chain.at[0] or links.is_another(cast, phrase, named[0]):
        return None
    own = cast.mentions_of(named[0])[0]
    return named[0] if any(is_subject(document, i) for i in range(own.first, own.last)) else None


def _told_by(cast: Cast, one: _Said, behind: Iterator[_Said]) -> Chain | None:
    """The first whose name is new, and who says the same."""
    chain, phrase = one.meant.chain, one.meant.phrase
    if chain is None or phrase is None:
        return None
    for other in behind:
        named = other.meant.chain
        if named is None or named.name is None or named.kind is not chain.kind or named.place or named.members:
            continue
        if named.at[0] < chain.at[0] or not _says_the_same(cast, one, other):
            continue
        if not links.is_another(cast, phrase, named) and not _is_other_bearer(cast, chain, named):
            return named
    return None


def _says_the_same(cast: Cast, one: _Said, other: _Said) -> bool:
    """Whether two contents share enough of the words that tell, in a headline fewer, but more of all."""
    own, others = _words(cast, one.draft), _words(cast, other.draft)
    shared = len(own & others)
    share = shared / max(1, min(len(own), len(others)))
    in_headline = one.paragraph < _LEAD and shared >= _FEW and share >= _MOST
    return in_headline or (shared >= _SHARED and share >= _SHARE)
