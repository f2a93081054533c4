"""Sites by their addresses: “The listing was posted on **harlowguns.com**. **That site** went down”, “**onfern.com**,
the website for the drive”."""

from bisect import bisect_left

from quoteattr.records import Kind, Level
from quoteattr.runtime.asked import asked_once
from quoteattr.speakers.cast import Cast, Chain
from quoteattr.speakers.phrases import Phrase
from quoteattr.speakers.public import known_of
from quoteattr.text.document import Document, Token


def gather_sites(cast: Cast) -> None:
    """Let the sites at hand whose addresses stand in small letters in a text; in capitals they are names."""
    for chain, i in sites(cast):
        if not chain.at:
            cast.add_described(chain)
        cast.mention(chain, i)


@asked_once
def sites(cast: Cast) -> list[tuple[Chain, int]]:
    """The sites with the last token of each mention, in order."""
    document, known = cast.document, dict[str, Chain]()
    noun, found = next(iter(document.language.closed_class("nouns_for_sites")), ""), list[tuple[Chain, int]]()
    for token in document.tokens_of(document.language.closed_class("endings_of_sites")):
        address = _address(document, token) if token.i not in cast.name_at else ""
        if address:
            chain = known.setdefault(address, Chain(Kind.ORGANIZATION, Level.NAMED, (address,), lemma=noun))
            found.append((chain, token.i))
    return found


def _address(document: Document, last: Token) -> str:
    """“**harlow-guns.com**”: the address in small letters that a token ends, with nothing else beside it but marks; no
    e-mail address, no path."""
    first = last
    while first.i and document.tokens[first.i - 1].end == first.start and _is_part(document.tokens[first.i - 1]):
        first = document.tokens[first.i - 1]
    before, behind = document.text[: first.start][-1:], document.text[last.end :][:1]
    is_alone = before not in _OF_OTHERS and behind not in _OF_OTHERS
    return document.text[first.start : last.end] if is_alone and first.text[0].isalnum() and last.i > first.i else ""


def _is_part(token: Token) -> bool:
    return all(sign in ".-" or (sign.isalnum() and not sign.isupper()) for sign in token.text)


_OF_OTHERS = frozenset("@/:_")


def site_at_hand(cast: Cast, phrase: Phrase) -> Chain | None:
    """“**the site**”, “**That website**”: the one whose address stands before a comma and that noun, else, where no
    word tells which, the one told last, unless one that is known as such was named since."""
    language, told = cast.document.language, sites(cast)
    if not told or phrase.plural or phrase.owners or phrase.lemma not in language.closed_class("nouns_for_sites"):
        return None
    place = bisect_left(told, phrase.core[0], key=lambda site: site[1])
    if not place:
        return None
    chain, last = told[place - 1]
    if last == phrase.core[0] - 2 and cast.document.tokens[last + 1].text == ",":
        return chain
    is_bare = phrase.definite and not phrase.words and phrase.core[-1] == phrase.head
    sentences, here = cast.document.sentences, cast.document.tokens[phrase.head].sentence
    since = max(last, sentences[max(0, here - _FAR)].first)
    others = (name for name in cast.names_within(since, phrase.core[0]) if name.kind is Kind.ORGANIZATION)
    is_other = any(phrase.lemma in known_of(c, language).nouns for n in others if (c := cast.chain_of(n)) is not None)
    return chain if is_bare and not is_other and cast.sentences_back(chain, phrase.head) <= _FAR else None


_FAR = 6  # sentences
